"""Restore a backup: the backups of a project with what is in them, and what will happen to the file that is there."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QPainter
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.words import mark, tr
from desktop_al.loop.restoring import RestoreRow
from desktop_al.ui.card import Card as EmptyCard
from desktop_al.ui.card import CardAction
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.page_header import PageHeader
from desktop_al.ui.passphrase import PassphraseField
from desktop_al.ui.row_list import RowList
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, surface

LEAD = mark(
    "A backup takes the place of the project file. Nothing is deleted: what came after the backup can be brought back "
    "with Merge project files, from the file that is kept."
)
EMPTY = mark("Backups are made on closing a project and every 30 minutes of work, where something has changed.")
_WORKING = mark("Restoring. The project opens when it is done.")
_LOCKED = mark("Encrypted. The passphrase or recovery code of that day opens it.")
#: Widths at 100 %: of the content, of the columns after the date, of a row's height.
_CONTENT, _LABELS, _SIZE, _STATE, _ROW = 820, 120, 96, 150, 44
#: Below this height at 100 % the words above the list give way.
_LOW = 420


def state_of(row: RestoreRow) -> tuple[str, str, str]:
    """(icon, words, colour token) of what is known of a backup."""
    if row.locked:
        return "encrypted", tr("Locked", about="a backup"), "text.muted"
    if row.whole is None:
        return "saving", tr("Being checked"), "text.muted"
    return ("done", tr("Whole"), "success.text") if row.whole else ("wrong", tr("Damaged"), "danger.text")


def row_words(row: RestoreRow) -> str:
    """A row as a screen reader says it."""
    return ", ".join(part for part in (row.when, row.labels, row.size, state_of(row)[1]) if part)


class RestorePage(QWidget):
    """``restore`` carries the path of the chosen backup, ``tried`` that of one that is locked and a passphrase,
    ``back_up`` that one is to be made now, ``closed`` that the page is to be left, ``gone`` that it was."""

    restore = Signal(object)
    tried = Signal(object, str)
    back_up = Signal()
    closed = Signal()
    gone = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self.setAccessibleName(tr("Restore a backup"))
        self._theme = theme
        self._project = Path()
        self._can_restore = True
        self._back = CapButton(theme, tr("Back"), trailing=("Esc",), role="quiet", hug=True)
        self._back.clicked.connect(self.closed)
        self._head = PageHeader(theme, tr("Restore a backup"), (self._back,))
        self._lead = Paragraph(theme, tr(LEAD), "body", "text.secondary")
        self.list = RowList(theme, tr("Backups, the newest first"), _ROW, self._paint, row_words)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self._frame = QFrame()
        self._frame.setProperty("card", "plain")
        framed = QVBoxLayout(self._frame)
        framed.setContentsMargins(1, 1, 1, 1)
        framed.addWidget(self.list)
        self._sign = IconView(theme, "notice", 16, "warning.text")
        self.words = Paragraph(theme, "", "body", "text.primary")
        self.go = CapButton(theme, tr("Restore this backup"), role="primary", height=36, hug=True)
        self.go.clicked.connect(self._restore)
        self.field = PassphraseField(theme, tr("Passphrase"))
        self.field.entered.connect(self._unlock)
        self.unlock = CapButton(theme, tr("Unlock"), trailing=("Return",), role="primary", height=36, hug=True)
        self.unlock.clicked.connect(self._unlock)
        self._other = CapButton(theme, tr("Choose a file..."), icon="folder_open", height=36, hug=True)
        self._other.clicked.connect(self._ask)
        self._empty = EmptyCard(theme, "disk", ground="app")
        self._empty.acted.connect(self._act)
        self._make_layout()
        self.set_theme(theme)
        self.show_rows(Path(), (), can_make=False)

    def _make_layout(self) -> None:
        self._said = QHBoxLayout()
        self._said.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._said.addWidget(self.words, 1)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.unlock)
        self._buttons.addWidget(self.go)
        self._buttons.addWidget(self._other)
        self._buttons.addStretch(1)
        self._body = QWidget()
        self._content = QVBoxLayout(self._body)
        self._content.addWidget(self._lead)
        self._content.addWidget(self._frame, 1)
        self._content.addLayout(self._said)
        self._content.addWidget(self.field)
        self._content.addLayout(self._buttons)
        rows = QVBoxLayout(self, spacing=0)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._head)
        rows.addWidget(self._body, 1)
        rows.addWidget(self._empty, 1)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._content.setSpacing(px(16))
        self.field.setMaximumWidth(px(402))
        self._said.setSpacing(px(8))
        self._buttons.setSpacing(px(8))
        self._fold()

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self.field.empty()
            self.gone.emit()

    def _fold(self) -> None:
        px = self._theme.px
        side = max(px(24), (self.width() - px(_CONTENT)) // 2)
        self._content.setContentsMargins(side, px(20), side, px(24))
        # In a low window the list is worth more than the words above it.
        self._lead.setVisible(self.height() >= px(_LOW))

    # -- what it shows ---------------------------------------------------------------------------------

    def begin(self, project: Path) -> None:
        """The page is about ``project``; what there is of it comes with :meth:`show_rows`."""
        self.show_rows(project, (), can_make=False)
        self.show_work(False)
        self.field.empty()
        self.field.set_trouble("")
        self._empty.hide()

    def show_rows(self, project: Path, rows: Sequence[RestoreRow], *, can_make: bool) -> None:
        """The backups of ``project``, newest first; ``can_make``: one can be made now."""
        fresh = project != self._project
        self._project = project
        before = self.chosen()
        self._head.set_title(tr("Restore a backup"), project.name)
        self.list.show_rows(tuple(rows))
        places = [n for n, row in enumerate(rows) if before is not None and row.path == before.path]
        if rows:
            self.list.setCurrentIndex(self.list.model().index(places[0] if places and not fresh else 0, 0))
        self._body.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        make = (CardAction("back_up", tr("Back up now")),) if can_make else ()
        self._empty.set_content(
            tr("No backups yet"), tr(EMPTY), actions=(*make, CardAction("file", tr("Choose a file...")))
        )
        if fresh:
            self.show_work(False)
        self._tell()

    def show_row(self, row: RestoreRow) -> None:
        """One backup has been looked through."""
        rows = tuple(row if known.path == row.path else known for known in self.list.rows())
        at = self.list.currentIndex().row()
        self.list.show_rows(rows)
        self.list.setCurrentIndex(self.list.model().index(max(0, at), 0))
        self._tell()

    def chosen(self) -> RestoreRow | None:
        """The row that is chosen, None for none."""
        at = self.list.currentIndex().row()
        return self.list.rows()[at] if 0 <= at < len(self.list.rows()) else None

    def show_work(self, working: bool) -> None:
        """Whether a backup is being put in place just now."""
        self._can_restore = not working
        if working:
            self._body.show()
            self._empty.hide()
        self._other.setEnabled(not working)
        self._back.setEnabled(not working)
        self._tell()

    def show_trouble(self, sentence: str) -> None:
        """Why nothing was restored."""
        self._say(sentence, True)

    def set_trying(self, trying: bool, trouble: str = "") -> None:
        """Whether a passphrase is being tried, and why it did not open the backup."""
        self.unlock.set_words(tr("Opening") if trying else tr("Unlock"))
        for part in (self.field, self.unlock):
            part.setEnabled(not trying)
        if not trying:
            self.field.empty()
            self.field.set_trouble(trouble)
            self.field.take_focus()

    def _chosen(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.list.viewport().update()
        self._tell()

    def _tell(self) -> None:
        row = self.chosen()
        self.go.setEnabled(self._can_restore and row is not None and row.whole is True)
        locked = self._can_restore and row is not None and row.locked
        for part in (self.field, self.unlock):
            part.setVisible(locked)
        self.go.setVisible(not locked)
        if not self._can_restore:
            self._say(tr(_WORKING), False)
        elif locked:
            self._say(tr(_LOCKED), False)
        elif row is None or row.whole is None:
            self._say(tr("It is being checked.") if row is not None else "", False)
        elif not row.whole:
            self._say(tr("This backup is damaged and cannot be restored: {trouble}", trouble=row.trouble), True)
        else:
            self._say(
                tr(
                    "{name} becomes what it was on {when}, with {labels}. The file as it is now is kept under "
                    "another name.",
                    name=self._project.name,
                    when=row.when,
                    labels=row.labels,
                ),
                False,
            )

    def _say(self, sentence: str, trouble: bool) -> None:
        self._sign.setVisible(trouble)
        self.words.set_text(sentence)
        self.words.setVisible(bool(sentence))

    # -- what is asked for -----------------------------------------------------------------------------

    def _restore(self) -> None:
        row = self.chosen()
        if row is not None and row.whole:
            self.restore.emit(row.path)

    def _unlock(self) -> None:
        row = self.chosen()
        if row is not None and row.locked and self.unlock.isEnabled() and self.field.text():
            self.tried.emit(row.path, self.field.text())

    def _ask(self) -> None:
        folder = str(self._project.parent)
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Restore a backup"), folder, tr("Projects (*.dal)"))
        if chosen:
            self.restore.emit(Path(chosen))

    def _act(self, action: str) -> None:
        if action == "back_up":
            self.back_up.emit()
        else:
            self._ask()

    def first_focus(self) -> None:
        if self.list.rows():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._empty.isHidden():
            self._empty.first_focus()
        else:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """Parts of the page that F6 goes round, and what puts the focus into each."""
        return [(self._body, self.first_focus), (self._head, self._back.setFocus)]

    def escape(self) -> bool:
        """True while nothing may be left; False: the page itself can be."""
        return not self._can_restore

    # -- a row -----------------------------------------------------------------------------------------

    def _paint(self, painter: QPainter, theme: Theme, box: QRect, row: RestoreRow) -> None:
        px, chosen = theme.px, self.chosen()
        if chosen is not None and chosen.path == row.path:
            painter.fillRect(box, theme.colour("accent.soft"))
            painter.fillRect(QRect(box.left(), box.top(), px(3), box.height()), theme.colour("accent.line"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.colour("border.subtle"))
        icon, words, colour = state_of(row)
        inner = box.adjusted(px(16), 0, -px(16), 0)
        metrics = QFontMetrics(theme.font("body"))
        state = max(px(_STATE), metrics.horizontalAdvance(tr("Being checked")) + px(16 + 8 + 16))
        right = QRect(inner.right() - state + 1, inner.top(), state, inner.height())
        sign = QRect(right.left(), right.center().y() - px(8) + 1, px(16), px(16))
        paint_icon(painter, icon, sign, theme.colour(colour))
        self._write(painter, theme, right.adjusted(px(24), 0, 0, 0), words, colour)
        # The date keeps its room; the size is the first to give way beside it.
        at, room = right.left(), right.left() - inner.left() - px(170)
        columns = [(row.size, _SIZE)] if room >= px(_SIZE + _LABELS) else []
        columns += [(row.labels, _LABELS)] if room >= px(_LABELS) else []
        for text, wide in columns:
            at -= px(wide)
            self._write(painter, theme, QRect(at, inner.top(), px(wide) - px(8), inner.height()), text)
        left = QRect(inner.left(), inner.top(), at - inner.left() - px(8), inner.height())
        self._write(painter, theme, left, row.when, "text.primary", 600)

    def _write(
        self,
        painter: QPainter,
        theme: Theme,
        box: QRect,
        words: str,
        colour: str = "text.secondary",
        weight: int | None = None,
    ) -> None:
        painter.setFont(theme.font("body", weight))
        painter.setPen(theme.colour(colour))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
