"""My sessions: the annotator's own pace, what is watched, and the days; an export is shown before it is written."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QHBoxLayout, QScrollArea, QSlider, QVBoxLayout, QWidget

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import mark, tr
from desktop_al.loop.clock_screen import SessionsScreen, Watched
from desktop_al.loop.csv_file import save_csv
from desktop_al.loop.day_table import day_table
from desktop_al.ui.card import Card as EmptyCard
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.day_view import DayView
from desktop_al.ui.file_preview import FilePreview
from desktop_al.ui.pace_plot import PaceView
from desktop_al.ui.page_header import PageHeader
from desktop_al.ui.settings_rows import Card
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, Words, rule, surface

PRIVATE = mark("Only you see this page. Nothing on it leaves this computer unless you export it.")
#: Widths at 100 %: of the content at most, of it from where the upper cards stand side by side.
_CONTENT, _TWO_COLUMNS = 1240, 820
_SCROLL = {
    Qt.Key.Key_Up: QSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QSlider.SliderAction.SliderPageStepAdd,
}


class _WatchedRow(QWidget):
    """One thing that is looked at; the sign has another form for each of: noticed, nothing noticed, not told."""

    def __init__(self, theme: Theme, watched: Watched) -> None:
        super().__init__()
        if watched.noticed:
            sign, state, colour = "notice", tr("Noticed"), "warning.text"
        elif watched.told:
            sign, state, colour = "done", tr("Nothing noticed"), "text.secondary"
        else:
            sign, state, colour = "unsure", tr("Cannot be told"), "text.muted"
        self.setAccessibleName(f"{watched.title}: {state}")
        self.setAccessibleDescription(watched.words)
        icon = IconView(theme, sign, 18, colour)
        icon.setAccessibleName(state)
        icon.setToolTip(plain_tip(state))
        self._words = QVBoxLayout()
        self._words.addWidget(Paragraph(theme, watched.title, "body", "text.primary", weight=600))
        self._words.addWidget(Paragraph(theme, watched.words, "caption", "text.secondary"))
        self._row = QHBoxLayout(self)
        self._row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._words, 1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(0, theme.px(7), 0, theme.px(7))
        self._row.setSpacing(theme.px(10))
        self._words.setSpacing(0)


class _WatchedList(QWidget):
    """What is watched, with hairlines between."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Watched, ...] = ()
        self._all = QVBoxLayout(self)
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(0)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def show_watched(self, watched: Sequence[Watched]) -> None:
        if tuple(watched) == self._shown:
            return
        self._shown = tuple(watched)
        while (item := self._all.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        for number, one in enumerate(self._shown):
            if number:
                self._all.addWidget(rule("soft"))
            self._all.addWidget(_WatchedRow(self._theme, one))
        self._all.addStretch(1)


class _Foot(QWidget):
    """What a sample costs, and the way to a file."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.cost = Paragraph(theme, "", "body", "text.primary")
        self.export = CapButton(theme, tr("Export as CSV..."), icon="export", hug=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.cost, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.export, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(8), theme.px(8), 0, theme.px(8))
        self._row.setSpacing(theme.px(24))


class SessionsPage(QWidget):
    """``message`` carries a line for the status bar; ``closed`` that the page is left."""

    message = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self.setAccessibleName(tr("My sessions"))
        self._theme = theme
        #: What was shown as the content of the file, and is written as shown.
        self._text = ""
        self._screen: SessionsScreen | None = None
        self._back = CapButton(theme, tr("Back to labelling"), trailing=("Esc",), role="quiet", hug=True)
        self._back.clicked.connect(self.closed)
        self._head = PageHeader(theme, tr("My sessions"), (self._back,))
        self._empty = EmptyCard(theme, "timer", ground="app")
        self.pace, self._watched = PaceView(theme), _WatchedList(theme)
        self.days, self._foot = DayView(theme), _Foot(theme)
        self.preview = FilePreview(theme, tr("What the file will hold"), tr("Save..."), tr("Cancel"))
        self.preview.hide()
        self.export.clicked.connect(self._open_preview)
        self.preview.save.clicked.connect(self._save)
        self.preview.leave.clicked.connect(self._close_preview)
        self._make_body(theme)
        rows = QVBoxLayout(self, spacing=0)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._head)
        rows.addLayout(self._lead)
        rows.addWidget(self._scroll, 1)
        rows.addWidget(self._empty, 1)
        self._empty.hide()
        self.set_theme(theme)

    def _make_body(self, theme: Theme) -> None:
        self._lead = QHBoxLayout()
        self._lead.addWidget(IconView(theme, "shield", 16, "text.secondary"))
        self._lead.addWidget(Words(theme, tr(PRIVATE), "body", "text.secondary", elide=True), 1)
        self._upper = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pace_card = Card(theme, "pace", "timer", tr("Pace"), (self.pace,))
        self._watched_card = Card(theme, "watched", "own_view", tr("What is watched"), (self._watched,))
        self._upper.addWidget(self._pace_card, 3)
        self._upper.addWidget(self._watched_card, 2)
        self._days_card = Card(theme, "days", "table", tr("Days"), (self.days, self._foot, self.preview))
        inside = QWidget()
        surface(inside, "app")
        self._content = QVBoxLayout(inside)
        self._content.addLayout(self._upper)
        self._content.addWidget(self._days_card)
        self._content.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def export(self) -> CapButton:
        return self._foot.export

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._lead.setSpacing(px(8))
        self._upper.setSpacing(px(16))
        self._content.setSpacing(px(16))
        self._scroll.verticalScrollBar().setSingleStep(px(36))
        self._fold()

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()

    def _fold(self) -> None:
        px, room = self._theme.px, self.width() - self._theme.px(10)
        margin = px(16) if self.width() < px(900) else px(24)
        side = max(margin, (room - px(_CONTENT)) // 2)
        self._lead.setContentsMargins(side, px(16), side, px(16))
        self._content.setContentsMargins(side, 0, side, px(20))
        ways, wide = QBoxLayout.Direction, room - 2 * side >= px(_TWO_COLUMNS)
        self._upper.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    # -- what it shows ---------------------------------------------------------------------------------

    def show_sessions(self, screen: SessionsScreen) -> None:
        """Draw the annotator's own history, from its top."""
        self._close_preview()
        self._screen = screen
        self._head.set_title(tr("My sessions"), screen.annotator)
        self._scroll.setVisible(not screen.empty)
        self._empty.setVisible(bool(screen.empty))
        title, _, rest = screen.empty.partition(". ")
        self._empty.set_content(title.rstrip("."), rest)
        self.pace.show_pace(screen.pace, screen.usual, screen.kind)
        self._watched.show_watched(screen.watched)
        self._watched_card.setVisible(bool(screen.watched))
        self.days.show_days(screen.days)
        self.export.setEnabled(bool(screen.days))
        self._foot.cost.set_text(screen.cost)
        self._scroll.verticalScrollBar().setValue(0)

    def first_focus(self) -> None:
        plot = self.pace.plot
        readable = not self._scroll.isHidden() and plot.focusPolicy() != Qt.FocusPolicy.NoFocus
        (plot if readable else self._back).setFocus(Qt.FocusReason.OtherFocusReason)

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """Parts of the page that F6 goes round, and what puts the focus into each."""
        head: list[tuple[QWidget, Callable[[], None]]] = [(self._head, self._back.setFocus)]
        if self._scroll.isHidden():
            return head
        pace = [(self._pace_card, self.first_focus)] if self.pace.plot.focusPolicy() != Qt.FocusPolicy.NoFocus else []
        return [*pace, (self._days_card, self._to_days), *head]

    def _to_days(self) -> None:
        self.days.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(self.days, 0, self._theme.px(24))

    def escape(self) -> bool:
        """Close what is open over the page; False: the page itself can be left."""
        return self._close_preview()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = _SCROLL.get(Qt.Key(event.key()))
        if action is None:
            super().keyPressEvent(event)
        else:
            self._scroll.verticalScrollBar().triggerAction(action)

    # -- a file ----------------------------------------------------------------------------------------

    def _open_preview(self) -> None:
        """Show what would be written, to the letter."""
        if self._screen is None:
            return
        self._text = day_table(self._screen)
        self.preview.show_text(self._text)
        self.preview.show()
        self.export.setEnabled(False)
        self._days_card.tidy()
        self.preview.text.setFocus(Qt.FocusReason.OtherFocusReason)
        # After the page has its new height.
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.preview, 0, self._theme.px(24)))

    def _close_preview(self) -> bool:
        if self.preview.isHidden():
            return False
        focus = self.focusWidget()
        inside = focus is not None and self.preview.isAncestorOf(focus)
        self.export.setEnabled(True)
        self.preview.hide()
        self._days_card.tidy()
        if inside:
            self.export.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _save(self) -> None:
        proposed = str(Path.home() / "my-sessions.csv")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save my sessions"), proposed, "CSV (*.csv)")
        if not chosen:
            return
        try:
            save_csv(Path(chosen), self._text)
        except DesktopAlError as error:
            self.message.emit(str(error))
            return
        self._close_preview()
        self.message.emit(tr("Your sessions are in {name}.", name=Path(chosen).name))
