"""Batch: groups of alike samples of which the model is sure, looked at together and accepted with one key."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSlider, QWidget

from desktop_al.core.commands import Keymap
from desktop_al.core.words import mark, tr
from desktop_al.loop.batch_screen import BatchScreen, Tile
from desktop_al.loop.screen import Content
from desktop_al.ui.batch_grid import NARROWEST, WIDEST, BatchGrid
from desktop_al.ui.batch_inspector import BatchInspector
from desktop_al.ui.card import Card, CardAction
from desktop_al.ui.samples_inspector import Preview
from desktop_al.ui.theme import Theme, tokens
from desktop_al.ui.widgets import CapButton, Surface, Words, rule, surface

#: So long a group is looked at before it can be accepted.
ARMED_MS = 800
FIRST_LOOK = mark("Look at the group first.")
ALL_OF_IT = mark("The group goes on below. Look at all of it first.")
LEAVE_LARGE = mark("Esc closes the large view. Then Enter accepts the group.")


class _Bar(Surface):
    """Which group it is, and how large the tiles are. ``wanted`` carries a width."""

    wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = Words(theme, "", "label", "text.primary", 600)
        self._order = Words(theme, tr("in folder order"), "caption", "text.muted", elide=True)
        self._words = Words(theme, tr("Tile size"), "body", "text.secondary")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setProperty("plain", "true")
        self.slider.setAccessibleName(tr("Tile size"))
        self.slider.setRange(NARROWEST, WIDEST)
        self.slider.setSingleStep(8)
        self.slider.setPageStep(40)
        self.slider.setValue(tokens()["size"]["grid_tile"][0])
        self.slider.valueChanged.connect(self.wanted)
        self._row = QHBoxLayout(self)
        for part in (self.title, self._order):
            self._row.addWidget(part)
        self._row.setStretch(1, 1)
        self._row.addStretch(0)
        self._row.addWidget(self._words)
        self._row.addWidget(self.slider)
        self._line = rule()
        self._line.setParent(self)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme, px = theme, theme.px
        self.setFixedHeight(px(40))
        self._row.setContentsMargins(px(20), 0, px(20), 0)
        self._row.setSpacing(px(9))
        self.slider.setFixedSize(px(100), px(28))

    def resizeEvent(self, event: QEvent) -> None:
        self._line.setGeometry(0, self.height() - 1, self.width(), 1)
        # So many letters say nothing.
        self._order.setVisible(self.width() >= self._theme.px(400))


class _Large(QWidget):
    """One tile over the whole grid; the keys stay those of the grid."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.preview = Preview(theme)
        self.preview.setParent(self)
        self._name = Words(theme, "", "body", "text.primary", mono=True, elide=True, px=13)
        self._name.setParent(self)
        self.close_button = CapButton(theme, tr("Close"), trailing=("Esc",), role="quiet", height=30, hug=True)
        self.close_button.setParent(self)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._place()

    def show_tile(self, tile: Tile, content: Content | None) -> None:
        self.preview.show_content(tile.place, content, tr("Reading the sample"))
        how = tile.given.name if tile.given is not None else tile.percent if tile.ticked else tr("Single review")
        self._name.set_text(f"{tile.name}  {how}")
        self.setAccessibleName(tile.spoken)

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def _place(self) -> None:
        px, bar = self._theme.px, self._theme.px(40)
        wide = self.close_button.sizeHint().width()
        self._name.setGeometry(px(20), 0, max(0, self.width() - wide - px(52)), bar)
        self.close_button.setGeometry(self.width() - wide - px(16), px(5), wide, px(30))
        self.preview.setGeometry(0, bar, self.width(), max(0, self.height() - bar))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("bg.raised"))
        painter.end()


class BatchPage(QWidget):
    """``intent`` carries ("toggle", place), ("give", (place, class id)), ("accept" | "skip" | "undo" | "redo", None),
    ("pictures", [(place, edge)], the first ones first); ``command`` a command id, ``message`` a line for the status
    bar."""

    intent = Signal(str, object)
    command = Signal(str)
    message = Signal(str)
    #: A line given with ``message`` no longer holds.
    message_over = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self.setAccessibleName(tr("Batch"))
        self._theme = theme
        self.screen = BatchScreen()
        self._contents: Callable[[int, int], Content | None] = lambda _place, _edge: None
        self._waited = self._armed = False
        self.bar, self.grid, self.inspector = _Bar(theme), BatchGrid(theme), BatchInspector(theme)
        self.empty = Card(theme, "grid", ground="app")
        self._line = rule("v")
        for part in (self.bar, self.grid, self._line, self.inspector, self.empty):
            part.setParent(self)
        self.large = _Large(theme, self)
        self.large.close_button.clicked.connect(self._close_large)
        self._arming = QTimer(self, singleShot=True, interval=ARMED_MS)
        self._arming.timeout.connect(self._arm)
        for moved in (self.grid.verticalScrollBar().valueChanged, self.grid.verticalScrollBar().rangeChanged):
            moved.connect(self._arm_when_seen)
        self.bar.wanted.connect(self.grid.set_wanted)
        self.grid.tiles.contents = lambda place: self._contents(place, self.grid.picture_edge())
        self.grid.toggled.connect(lambda place: self.intent.emit("toggle", place))
        self.grid.accepted.connect(self._accept)
        self.grid.large.connect(self._view_large)
        self.grid.moved.connect(self._moved)
        self.grid.resized.connect(self._want)
        self.inspector.action.connect(self._act)
        self.inspector.given.connect(self._give)
        self.empty.acted.connect(self.command)
        self._show_state()
        self.set_theme(theme)

    # -- what it shows ---------------------------------------------------------------------------------

    def set_contents(self, contents: Callable[[int, int], Content | None]) -> None:
        """What was read of a place, for a picture of so many pixels."""
        self._contents = contents

    def show_screen(self, screen: BatchScreen) -> None:
        """Draw a group; another one than before has to be looked at for a moment until it can be accepted."""
        before, self.screen = self.screen, screen
        anew = screen.key != before.key
        if anew:
            self._close_large()
            self._disarm()
        self._show_state()
        if not screen.label:
            return
        self.bar.title.set_text(tr("Group {number} of {all}", number=screen.number, all=screen.count))
        self.inspector.show_screen(screen, self._armed)
        self.grid.show_tiles(screen.tiles, anew)
        if anew or [tile.place for tile in screen.tiles] != [tile.place for tile in before.tiles]:
            self._want()
        if anew and self.isVisible():
            self._announce(f"{screen.label.name}. {screen.alike}")
            if not before.label:
                self.first_focus()

    def picture_came(self) -> None:
        """Something was read."""
        self.grid.viewport().update()
        self._show_tile()

    def forget(self) -> None:
        """The project is being closed."""
        self._disarm()
        self._arming.stop()
        self.screen = BatchScreen()
        self.grid.show_tiles((), True)
        self._contents = lambda _place, _edge: None
        self.inspector.show_tile(None, None)
        self._show_state()

    def _show_state(self) -> None:
        shown, screen = self.screen.label is not None, self.screen
        for part in (self.bar, self.grid, self._line, self.inspector):
            part.setVisible(shown)
        self.empty.setVisible(not shown)
        if not shown:
            self._close_large()
            self.empty.set_content(
                screen.empty, screen.why, actions=(CardAction("tab.label", tr("Label samples")),) if screen.why else ()
            )

    def _show_tile(self) -> None:
        tile = self.grid.current()
        content = self._contents(tile.place, self.grid.picture_edge()) if tile is not None else None
        self.inspector.show_tile(tile, content)
        if tile is not None and not self.large.isHidden():
            large = self._contents(tile.place, self._large_edge())
            self.large.show_tile(tile, large if large is not None else content)

    def _moved(self) -> None:
        self._show_tile()
        if not self.large.isHidden():
            self._want()

    def _large_edge(self) -> int:
        return max(64, round(max(self.grid.width(), self.grid.height()) * self.devicePixelRatioF()))

    def _want(self) -> None:
        wanted, tile = [], self.grid.current()
        if tile is not None and not self.large.isHidden():
            wanted.append((tile.place, self._large_edge()))
        edge = self.grid.picture_edge()
        wanted += [(each.place, edge) for each in self.screen.tiles]
        if wanted:
            self.intent.emit("pictures", wanted)

    def _announce(self, words: str) -> None:
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    # -- arming ----------------------------------------------------------------------------------------

    def _disarm(self) -> None:
        self._waited = self._armed = False
        self.inspector.arm(False)
        if self.isVisible() and self.screen.label is not None:
            self._arming.start()

    def _arm(self) -> None:
        self._waited = True
        self.message_over.emit(tr(FIRST_LOOK))
        self._arm_when_seen()

    def _arm_when_seen(self, *_place: int) -> None:
        """With large tiles a group goes on below: it has to be looked through to its end."""
        if not self._waited or self._armed:
            return
        bar = self.grid.verticalScrollBar()
        # The last row is seen before the margin below it.
        self._armed = bar.value() >= bar.maximum() - self._theme.px(24)
        self.inspector.arm(self._armed, not self._armed)
        if self._armed:
            self.message_over.emit(tr(ALL_OF_IT))

    def showEvent(self, event: QEvent) -> None:
        self._disarm()

    def hideEvent(self, event: QEvent) -> None:
        self._arming.stop()
        self._close_large()

    # -- keys ------------------------------------------------------------------------------------------

    def _accept(self) -> None:
        if self.screen.label is None:
            return
        if not self.large.isHidden():
            self.message.emit(tr(LEAVE_LARGE))
        elif self._armed:
            self.intent.emit("accept", None)
        else:
            self.message.emit(tr(ALL_OF_IT) if self._waited else tr(FIRST_LOOK))

    def _act(self, action: str) -> None:
        """A button: by the pointer the focus stays on the tiles."""
        tile = self.grid.current()
        if action == "accept":
            self._accept()
        elif action == "toggle":
            if tile is not None:
                self.intent.emit("toggle", tile.place)
        elif action == "view_large":
            self._view_large()
        else:
            self.intent.emit(action, None)
        focus = self.window().focusWidget()
        if isinstance(focus, QAbstractButton) and not focus.isEnabled():
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self, class_id: str) -> None:
        tile = self.grid.current()
        if tile is not None:
            self.intent.emit("give", (tile.place, class_id))

    def _view_large(self) -> None:
        if self.grid.current() is None:
            return
        if not self.large.isHidden():
            self._close_large()
            return
        self.large.setGeometry(self._left())
        self.large.show()
        self.large.raise_()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._want()
        self._show_tile()

    def _close_large(self) -> None:
        if not self.large.isHidden():
            inside = self.large.isAncestorOf(self.window().focusWidget() or self)
            self.large.hide()
            if inside:
                self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def perform(self, command: str) -> bool:
        """Carries out a command of the context "batch"; False if it is not one of this page's."""
        if command.startswith("label."):
            number = int(command.removeprefix("label.")) - 1
            if number < len(self.screen.classes):
                self._give(self.screen.classes[number].id)
            return True
        act: Callable[[], object] | None = {
            "accept": self._accept,
            "view_large": self._view_large,
            "undo": lambda: self.intent.emit("undo", None),
            "redo": lambda: self.intent.emit("redo", None),
        }.get(command)
        if act is None:
            return False
        act()
        return True

    def escape(self) -> bool:
        """Closes the large view; else leaves the group as it is."""
        if not self.large.isHidden():
            self._close_large()
            return True
        if self.screen.label is None:
            return False
        self.intent.emit("skip", None)
        return True

    def set_keys(self, keys: Keymap) -> None:
        self.inspector.set_keys(keys)

    # -- focus and places ------------------------------------------------------------------------------

    def first_focus(self) -> None:
        if self.screen.label is not None:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.empty.first_focus()

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """Parts of the page that F6 goes round, and what puts the focus into each."""
        if self.screen.label is None:
            return []
        return [
            (self.grid, self.first_focus),
            (self.inspector, self.inspector.first_focus),
            (self.bar, lambda: self.bar.slider.setFocus(Qt.FocusReason.TabFocusReason)),
        ]

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._place()

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def _left(self) -> QRect:
        right = min(self._theme.size("inspector"), round(0.45 * self.width()))
        return QRect(0, 0, max(0, self.width() - right - 1), self.height())

    def _place(self) -> None:
        left, bar = self._left(), self.bar.height()
        self.bar.setGeometry(0, 0, left.width(), bar)
        self.grid.setGeometry(0, bar, left.width(), max(0, self.height() - bar))
        self._line.setGeometry(left.width(), 0, 1, self.height())
        self.inspector.setGeometry(left.width() + 1, 0, self.width() - left.width() - 1, self.height())
        self.empty.setGeometry(self.rect())
        self.large.setGeometry(left)
