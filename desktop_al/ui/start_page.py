"""The first page: begin, open, go on where you left off."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSpacerItem,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_al.core.words import mark, tr, trn
from desktop_al.ui.announce import announce
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.find_field import FindField
from desktop_al.ui.form_fields import enter_presses
from desktop_al.ui.icons import icon
from desktop_al.ui.page_header import PageHeader
from desktop_al.ui.recent_list import ROW, ROW_ROLE, RecentDelegate, RecentModel, RecentView
from desktop_al.ui.recent_row import RecentRow
from desktop_al.ui.theme import Theme, retheme
from desktop_al.ui.widgets import CapButton, Caps, IconView, Paragraph, Words, surface

NO_PROJECTS = mark("No projects yet. Open a folder of images or texts to begin.")
NOT_FOUND = mark("No project of this name.")
#: More projects than this get a field to find one.
_FIND_FROM = 6
_FOOT = 28


def is_droppable(mime: QMimeData) -> str:
    """The path of what is dragged, if it is one folder or one project file; else ""."""
    urls = mime.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return ""
    path = Path(urls[0].toLocalFile())
    try:
        return str(path) if path.is_dir() or (path.suffix.lower() == ".dal" and path.is_file()) else ""
    except (OSError, ValueError):
        return ""


class DropZone(QFrame):
    """Shows that a folder or a project file can be dropped; the whole window takes it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", "drop")
        self.setAccessibleName(tr("A folder or a project can be dropped anywhere on this page"))
        self._icon = IconView(theme, "drop", 24)
        self._words = Words(theme, tr("Drop a folder or a project here"), "body", "text.secondary")
        self._kinds = Words(theme, "PNG, JPEG, TIFF, DICOM, WebP, BMP, TXT, CSV, JSONL", "caption", "text.muted")
        self._all = QVBoxLayout(self)
        self._all.addStretch(1)
        for child in (self._icon, self._words, self._kinds):
            self._all.addWidget(child, 0, Qt.AlignmentFlag.AlignHCenter)
        self._all.addStretch(1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.setFixedHeight(theme.px(116))
        self._all.setSpacing(theme.px(4))

    def set_over(self, on: bool) -> None:
        """Whether something that can be dropped is over the window."""
        self.setProperty("over", "true" if on else "false")
        self.style().unpolish(self)
        self.style().polish(self)


class NoteCard(QFrame):
    """An icon, a bold line and a sentence; ``kind`` is that of the card: accent, quiet."""

    def __init__(self, theme: Theme, kind: str, sign: str, title: str, sentence: str) -> None:
        super().__init__()
        self.setProperty("card", kind)
        self._title = Words(theme, title, "body", "text.primary", 600, elide=True)
        self._sentence = Paragraph(theme, sentence, "body", "text.secondary")
        self._words = QVBoxLayout()
        self._words.addWidget(self._title)
        self._words.addWidget(self._sentence)
        self._words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addWidget(IconView(theme, sign, 18, "accent.text"), 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._words, 1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._row.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        self._row.setSpacing(theme.px(10))
        self._words.setSpacing(0)

    def wanted_height(self, width: int) -> int:
        """Height at which all words show."""
        px = self._theme.px
        room = max(1, width - px(12 + 18 + 10 + 12 + 4))
        return self._title.sizeHint().height() + self._sentence.heightForWidth(room) + px(20) + 2

    def set_words(self, title: str, sentence: str) -> None:
        self._title.set_text(title)
        self._sentence.set_text(sentence)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)


class TroubleCard(QFrame):
    """What could not be opened, in a sentence, and the ways on. ``acted`` carries an action id."""

    acted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("card", "warning")
        self._words = Paragraph(theme, "", "body", "text.primary")
        self._buttons: list[CapButton] = []
        self._row = QHBoxLayout(self)
        self._row.addWidget(IconView(theme, "warning", 18, "warning.text"), 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._row.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        self._row.setSpacing(theme.px(10))

    def text(self) -> str:
        return self._words.text()

    def wanted_height(self, width: int) -> int:
        px = self._theme.px
        room = width - px(14 + 18 + 10 + 14 + 4) - sum(button.sizeHint().width() + px(10) for button in self._buttons)
        return max(px(32), self._words.heightForWidth(max(px(80), room))) + px(20) + 2

    def set_content(self, sentence: str, actions: Sequence[tuple[str, str]]) -> None:
        self._words.set_text(sentence)
        self.setAccessibleName(sentence)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for action, words in actions:
            button = CapButton(self._theme, words, hug=True)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _checked=False, action=action: self.acted.emit(action))
            self._row.addWidget(button)
            self._buttons.append(button)

    def first_focus(self) -> bool:
        """The focus to the first way on; False if there is none."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(self._buttons)


class Foot(QWidget):
    """Free space at the left, the keys of the list at the right."""

    _HINTS = (
        (("Up", "Down"), mark("choose")),
        (("Return",), mark("open")),
        (("Del",), mark("remove from this list, files stay")),
    )

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._disk = IconView(theme, "disk", 15)
        self.free = Words(theme, "", "caption", "text.secondary")
        self._hints = QWidget()
        self._keys = QHBoxLayout(self._hints)
        for keys, words in self._HINTS:
            self._keys.addWidget(Caps(theme, keys))
            self._keys.addWidget(Words(theme, tr(words), "caption", "text.secondary"))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._disk)
        self._row.addWidget(self.free)
        self._row.addStretch(1)
        self._row.addWidget(self._hints)
        self.set_theme(theme)
        self.set_free("")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(_FOOT))
        self._row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self._row.setSpacing(theme.px(6))
        self._keys.setContentsMargins(0, 0, 0, 0)
        self._keys.setSpacing(theme.px(8))

    def set_free(self, words: str) -> None:
        self.free.set_text(words)
        self._disk.setVisible(bool(words))

    def show_hints(self, on: bool) -> None:
        self._hints.setVisible(on and self.width() > self._theme.px(620))


class StartPage(QWidget):
    """``open_path`` carries a folder, a project file or the path of a row, "" to ask for one; ``forget`` the path of
    a row to take off the list; ``command`` "shortcuts" or "settings"; ``acted`` a way out of a trouble."""

    new_project = Signal()
    open_path = Signal(str)
    forget = Signal(str)
    command = Signal(str)
    acted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self._keys = CapButton(theme, tr("Shortcuts"), icon="keyboard", trailing=("?",), role="quiet", hug=True)
        self._keys.clicked.connect(lambda: self.command.emit("shortcuts"))
        self._settings = QToolButton()
        self._settings.setAccessibleName(tr("Settings"))
        self._settings.setToolTip(plain_tip(tr("Settings")))
        self._settings.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._settings.clicked.connect(lambda: self.command.emit("settings"))
        self._header = PageHeader(theme, "desktop_al", (self._keys, self._settings))
        self._trouble = TroubleCard(theme)
        self._trouble.acted.connect(self.acted)
        self._trouble.hide()
        self._grid = QWidget()
        self._trouble.setParent(self._grid)
        self._columns = (QWidget(self._grid), QWidget(self._grid))
        self._left = self._make_left(theme)
        self._right = self._make_right(theme)
        self._foot = Foot(theme)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._header)
        rows.addWidget(self._grid, 1)
        rows.addWidget(self._foot)
        enter_presses(self)
        for first, second in zip(self._tab_order(), self._tab_order()[1:], strict=False):
            QWidget.setTabOrder(first, second)
        self.set_theme(theme)
        self.set_recent(())

    def _tab_order(self) -> list[QWidget]:
        return [self._new, self._open, self.find, self.view, self._keys, self._settings]

    def _make_left(self, theme: Theme) -> QVBoxLayout:
        self._first = Words(theme, tr("Label what matters."), "figure", "text.primary", px=30)
        self._second = Words(theme, tr("Know when to stop."), "figure", "text.primary", px=30)
        lead = tr(
            "Open a folder of images or texts. The program learns while you label and shows you next what it needs "
            "most."
        )
        self._lead = Paragraph(theme, lead, "label", "text.secondary", weight=400)
        self._new = CapButton(
            theme, tr("New project"), icon="plus", trailing=("Ctrl", "N"), role="primary", height=48, weight=600
        )
        self._open = CapButton(
            theme, tr("Open a project or folder"), icon="folder_open", trailing=("Ctrl", "O"), height=48
        )
        self._drop = DropZone(theme)
        self._new.clicked.connect(self.new_project)
        self._open.clicked.connect(lambda: self.open_path.emit(""))
        left = QVBoxLayout(self._columns[0])
        self._gaps: list[tuple[QSpacerItem, float]] = []
        for child, gap in (
            (self._first, 0),
            (self._second, 18),
            (self._lead, 22),
            (self._new, 12),
            (self._open, 16),
            (self._drop, 0),
        ):
            left.addWidget(child)
            if gap:
                spacer = QSpacerItem(0, gap)
                self._gaps.append((spacer, gap))
                left.addItem(spacer)
        left.addStretch(1)
        return left

    def _make_right(self, theme: Theme) -> QVBoxLayout:
        self.model = RecentModel()
        self._delegate = RecentDelegate(theme, self)
        self.view = RecentView(self.model, self._delegate)
        self.view.opened.connect(self.open_path)
        self.view.forgotten.connect(self.forget)
        self.find = FindField(theme)
        self.find.textChanged.connect(self._find)
        self.find.returnPressed.connect(self._open_first)
        self.find.down.connect(self.view.setFocus)
        self._card = QFrame()
        self._card.setProperty("card", "plain")
        self._none = Paragraph(theme, tr(NO_PROJECTS), "body", "text.muted", centre=True)
        none = QWidget()
        inner = QVBoxLayout(none)
        inner.addStretch(1)
        inner.addWidget(self._none)
        inner.addStretch(1)
        self._stack = QStackedLayout(self._card)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(none)
        self._stack.addWidget(self.view)
        sentence = tr("The program opens no network connection. There are no accounts, and nothing is reported.")
        self._quiet = NoteCard(theme, "accent", "offline", tr("Nothing leaves this computer"), sentence)
        self._locked = NoteCard(theme, "quiet", "encrypted", "", "")
        self._cards = QHBoxLayout()
        self._cards.addWidget(self._quiet, 1)
        self._cards.addWidget(self._locked, 1)
        head = QHBoxLayout()
        head.addWidget(Words(theme, tr("Recent projects"), "title", "text.primary"))
        head.addStretch(1)
        head.addWidget(self.find)
        right = QVBoxLayout(self._columns[1])
        right.addLayout(head)
        right.addWidget(self._card)
        right.addLayout(self._cards)
        right.addStretch(1)
        return right

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._delegate.theme = theme
        px = theme.px
        # The places of the parts follow from their sizes.
        retheme(self._grid, theme)
        self.view.doItemsLayout()
        for layout in (self._left, self._right):
            layout.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(0)
        for spacer, gap in self._gaps:
            spacer.changeSize(0, px(gap))
        for line in (self._first, self._second):
            line.setFixedHeight(px(40))
        self._right.setSpacing(px(12))
        self._cards.setSpacing(px(12))
        self._cards.setContentsMargins(0, px(12), 0, 0)
        self._settings.setIcon(icon("settings", theme.colour("text.primary")))
        self._settings.setIconSize(QSize(px(18), px(18)))
        self._settings.setFixedSize(px(32), px(32))
        self._place()

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def _place(self) -> None:
        px, width = self._theme.px, self.width()
        height = self.height() - self._theme.size("topbar") - px(_FOOT)
        grid = min(px(1240), width - px(48))
        left = min(px(340), max(round(grid * 0.42), min(px(280), round(grid * 0.54))))
        gap = px(56) if grid > px(900) else px(24)
        right = grid - left - gap
        x, y = (width - grid) // 2, max(px(20), min(px(104), height // 8))
        if self._trouble.isVisibleTo(self._grid):
            high = self._trouble.wanted_height(grid)
            top = max(px(12), y - high - px(24))
            self._trouble.setGeometry(x, top, grid, high)
            y = max(y, top + high + px(24))
        room = height - y - px(12)
        # A low window or a large scale: drop zone, then lead, then headline give way; the list scrolls.
        buttons = px(48 + 12 + 48)
        headline = left >= max(line.sizeHint().width() for line in (self._first, self._second))
        headline = headline and room >= buttons + px(40 + 40 + 18)
        for line in (self._first, self._second):
            line.setVisible(headline)
        head = buttons + (px(40 + 40 + 18) if headline else 0)
        lead = px(22) + self._lead.heightForWidth(left)
        self._lead.setVisible(room >= head + lead)
        self._drop.setVisible(room >= head + lead + px(16 + 116))
        # What gives way takes the gap below it along.
        shown = (headline, room >= head + lead, True, True)
        for (spacer, below), there in zip(self._gaps, shown, strict=True):
            spacer.changeSize(0, px(below) if there else 0)
        self._left.invalidate()
        both = self.model.any_encrypted() and right >= px(560)
        wide = (right - px(12)) // 2 if both else right
        high = max(card.wanted_height(wide) for card in ((self._quiet, self._locked) if both else (self._quiet,)))
        above = self.find.sizeHint().height() + px(12)
        cards = room >= above + px(2 * ROW + 24) + high
        for card, on in ((self._quiet, cards), (self._locked, cards and both)):
            card.setVisible(on)
            card.setFixedHeight(high)
        wanted = px(ROW) * min(max(self.model.count(), 2), 6) + 2
        most = room - above - (px(24) + high if cards else 0)
        self._card.setFixedHeight(max(px(ROW) + 2, min(wanted, most)))
        self._columns[0].setGeometry(x, y, left, room)
        self._columns[1].setGeometry(x + left + gap, y, right, room)
        self._foot.show_hints(bool(self.model.count()))

    # -- from outside ----------------------------------------------------------------------------------

    def set_recent(self, rows: Sequence[RecentRow]) -> None:
        """The recent projects and drafts, newest first. The focus stays in the list where it was there."""
        here = self.view.hasFocus()
        self._delegate.locks = any(row.encrypted for row in rows)
        self.model.set_rows(rows)
        self.find.setVisible(len(rows) >= _FIND_FROM)
        if len(rows) < _FIND_FROM:
            self.find.clear()
        locked = sum(row.encrypted for row in rows)
        title = trn("{n} project is locked", "{n} projects are locked", locked)
        hidden = all(row.hidden for row in rows if row.encrypted)
        way = trn("A passphrase opens it.", "A passphrase opens them.", locked)
        if hidden:
            way = trn("Its name stays hidden here.", "Their names stay hidden here.", locked) + " " + way
        self._locked.set_words(title, way)
        self._which()
        self._place()
        if here and not self.model.rowCount():
            self._new.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_trouble(self, sentence: str, actions: Sequence[tuple[str, str]] = ()) -> None:
        """What could not be opened, and the ways on as (id, words); "" takes it away."""
        self._trouble.set_content(sentence, actions)
        self._trouble.setVisible(bool(sentence))
        self._place()
        if sentence:
            self._trouble.first_focus()
            announce(self, sentence, urgent=True)

    def trouble(self) -> str:
        """The sentence that is shown, "" for none."""
        return self._trouble.text() if self._trouble.isVisibleTo(self) else ""

    def set_free(self, words: str) -> None:
        """The free disk space, for example "212 GB free"."""
        self._foot.set_free(words)

    def set_over(self, on: bool) -> None:
        """Whether something that can be dropped is over the window."""
        self._drop.set_over(on)

    def first_focus(self) -> None:
        if not self._trouble.isVisibleTo(self._grid) or not self._trouble.first_focus():
            self._new.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Esc: empties the find field, else takes the trouble away; False when there is nothing to close."""
        if self.find.text():
            self.find.clear()
        elif self._trouble.isVisibleTo(self._grid):
            self.set_trouble("")
            self.first_focus()
        else:
            return False
        return True

    # -- the list --------------------------------------------------------------------------------------

    def _which(self) -> None:
        self._stack.setCurrentIndex(1 if self.model.rowCount() else 0)
        self._none.set_text(tr(NOT_FOUND if self.model.count() else NO_PROJECTS))

    def _find(self, text: str) -> None:
        self.model.set_filter(text)
        self._which()

    def _open_first(self) -> None:
        if self.find.text().strip() and self.model.rowCount():
            self.open_path.emit(self.model.index(0).data(ROW_ROLE).path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The buttons stand in a column: arrows go through it, as Tab does.
        step = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}.get(Qt.Key(event.key()))
        if step is not None and isinstance(self.focusWidget(), QPushButton):
            self.focusNextPrevChild(step)
        else:
            super().keyPressEvent(event)
