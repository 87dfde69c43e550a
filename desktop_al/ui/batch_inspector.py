"""Beside the tiles of a group: its class, what is about to be written, how safe that is, and the current tile."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from desktop_al.core.commands import DEFAULT_KEYS, Keymap
from desktop_al.core.shapes import LabelClass
from desktop_al.core.words import mark, tr, trn
from desktop_al.loop.batch_screen import BatchScreen, Tile
from desktop_al.loop.screen import Content
from desktop_al.ui.batch_grid import paint_tick
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.cut_words import one_line
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.samples_inspector import Preview
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Caps, Paragraph, Surface, Words, rule, surface

ONE_STEP = mark("One step, undone with one {key}.")
GOES_ON = mark("It goes on below: look at all of it first.")
_THUMB = 116


class _Glyph(QWidget):
    """The mark of a class."""

    def __init__(self, theme: Theme, side: float = 13) -> None:
        super().__init__()
        self._side, self._index = side, -1
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(theme.px(self._side), theme.px(self._side))

    def set_class(self, label: LabelClass | None) -> None:
        self._index = label.colour if label is not None else -1
        self.setVisible(label is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._index < 0:
            return
        painter = QPainter(self)
        paint_glyph(painter, self._index, 0, 0, self.width(), self._theme.class_colour(self._index))
        painter.end()


class _Count(QWidget):
    """A sign as on the tiles, and how many have it."""

    def __init__(self, theme: Theme, ticked: bool) -> None:
        super().__init__()
        self._ticked = ticked
        self._words = Words(theme, "", "body", "text.primary", elide=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words, 1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._row.setContentsMargins(theme.px(16 + 8), 0, 0, 0)
        self.setFixedHeight(theme.px(22))

    def set_text(self, words: str) -> None:
        self._words.set_text(words)

    def text(self) -> str:
        return self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, side = QPainter(self), self._theme.px(16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tick(painter, self._theme, QRect(0, (self.height() - side) // 2, side, side), self._ticked)
        painter.end()


class _KeyLine(QWidget):
    """Keys and what they do."""

    def __init__(self, theme: Theme, keys: Sequence[str], words: str, joint: str = "") -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        for number, key in enumerate(keys):
            if number and joint:
                self._row.addWidget(Words(theme, joint, "body", "text.secondary"))
            self._row.addWidget(Caps(theme, [key]))
        self._row.addWidget(Words(theme, words, "body", "text.secondary", elide=True), 1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(6))


class _Part(QWidget):
    """A heading and what stands below it."""

    def __init__(self, theme: Theme, heading: str, children: Sequence[QWidget]) -> None:
        super().__init__()
        self._all = QVBoxLayout(self)
        if heading:
            self._all.addWidget(Words(theme, heading, "body", "text.secondary", 600))
        for child in children:
            self._all.addWidget(child)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        px = theme.px
        self._all.setContentsMargins(px(16), px(12), px(16), px(12))
        self._all.setSpacing(px(6))


class _Beside(QWidget):
    """The small picture of the tile, and words at its right."""

    def __init__(self, theme: Theme, preview: Preview, words: Sequence[QWidget]) -> None:
        super().__init__()
        self._preview, self._narrow = preview, False
        self._row, self._lines = QHBoxLayout(self), QVBoxLayout()
        self._row.addWidget(preview, 0, Qt.AlignmentFlag.AlignTop)
        for line in words:
            self._lines.addWidget(line)
        self._lines.addStretch(1)
        self._row.addLayout(self._lines, 1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(12))
        self._lines.setSpacing(theme.px(4))
        self._theme, side = theme, theme.px(_THUMB // 2 if self._narrow else _THUMB)
        self._preview.setFixedSize(side, side)

    def set_narrow(self, narrow: bool) -> None:
        """Whether there is little room for a picture."""
        self._narrow = narrow
        self.set_theme(self._theme)


class _Inside(QWidget):
    """As narrow as it has to be: what stands in it is cut where it must."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


class _Second(QWidget):
    """The model's second choice for the tile."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lead = Words(theme, tr("Second choice:"), "body", "text.secondary", elide=True)
        self._mark = _Glyph(theme, 11)
        self._name = Words(theme, "", "body", "text.secondary", elide=True)
        self._row, self._all = QHBoxLayout(), QVBoxLayout(self)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._name, 1)
        self._all.addWidget(self._lead)
        self._all.addLayout(self._row)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(0)
        self._row.setSpacing(theme.px(5))

    def show_tile(self, tile: Tile) -> None:
        self.setVisible(tile.second is not None)
        self._mark.set_class(tile.second)
        if tile.second is not None:
            self._name.set_text(f"{tile.second.name}, {tile.second_percent}")


class BatchInspector(Surface):
    """``action`` carries accept, skip, undo, toggle or view_large; ``given`` a class id for the current tile."""

    action = Signal(str)
    given = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("The group"))
        self._screen: BatchScreen | None = None
        self._below = False
        self._undo_key = DEFAULT_KEYS["undo"][0]
        self._mark = _Glyph(theme, 14)
        self._title = Words(theme, "", "label", "text.primary", 600, elide=True, px=16)
        self.alike = Paragraph(theme, "", "body", "text.secondary")
        self.gets, self.single = _Count(theme, True), _Count(theme, False)
        self.accept = CapButton(theme, tr("Accept"), trailing=("Return",), role="primary", height=44)
        self.step = Words(theme, "", "caption", "text.muted")
        self.step.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.skip = CapButton(theme, tr("Leave as it is"), trailing=("Esc",), role="action", height=32)
        self.undo = CapButton(theme, tr("Undo"), trailing=("Z",), role="action", height=32)
        self.safe = [
            Paragraph(theme, "", "body", "text.secondary" if number else "text.primary", weight=None if number else 600)
            for number in range(3)
        ]
        self._make_head(theme)
        self.preview = Preview(theme)
        self._name = Words(theme, "", "caption", "text.secondary", mono=True, elide=True)
        self._likeness = Paragraph(theme, "", "body", "text.primary")
        self._second = _Second(theme)
        self.toggle = CapButton(theme, tr("Untick"), trailing=("Space",), role="action", height=32)
        self.large = CapButton(theme, tr("View large"), trailing=("V",), role="action", height=32)
        self.another = CapButton(theme, tr("Give another label"), icon="classes", role="action", height=32)
        self._make_rest(theme)
        for name in ("accept", "skip", "undo", "toggle"):
            getattr(self, name).clicked.connect(lambda _checked=False, name=name: self.action.emit(name))
        self.large.clicked.connect(lambda: self.action.emit("view_large"))
        self.another.clicked.connect(self.open_menu)
        self.set_theme(theme)

    def _make_head(self, theme: Theme) -> None:
        """The class, the counts, the buttons."""
        self._head_row, self._buttons = QHBoxLayout(), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head_row.addWidget(self._mark)
        self._head_row.addWidget(self._title, 1)
        for button in (self.skip, self.undo):
            self._buttons.addWidget(button, 1)
        self._head = QVBoxLayout()
        self._head.addLayout(self._head_row)
        for part in (self.alike, self.gets, self.single, self.accept, self.step):
            self._head.addWidget(part)
        self._head.addLayout(self._buttons)

    def _make_rest(self, theme: Theme) -> None:
        """What stands below; all of it scrolls where there is little room."""
        self._actions = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for button in (self.toggle, self.large):
            self._actions.addWidget(button, 1)
        tile = QWidget()
        self._tile_rows = QVBoxLayout(tile)
        self._beside = _Beside(theme, self.preview, (self._name, self._likeness, self._second))
        self._tile_rows.addWidget(self._beside)
        self._tile_rows.addLayout(self._actions)
        self._tile_rows.addWidget(self.another)
        inside = _Inside()
        surface(inside, "surface")
        rows = QVBoxLayout(inside, spacing=0)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(self._head)
        keys = (
            _KeyLine(theme, ["Left", "Up", "Down", "Right"], tr("move")),
            _KeyLine(theme, ["Space"], tr("untick or tick")),
            _KeyLine(theme, ["1", "9"], tr("give the tile another label"), "–"),
        )
        self._keys = _Part(theme, tr("Move and choose"), keys)
        self._tile_part = _Part(theme, tr("This tile"), (tile,))
        for part in (_Part(theme, tr("How safe is this?"), self.safe), self._tile_part, self._keys):
            rows.addWidget(rule())
            rows.addWidget(part)
        rows.addStretch(1)
        self.scroll = QScrollArea()
        self.scroll.setWidget(inside)
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._all = QVBoxLayout(self, spacing=0)
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.addWidget(self.scroll, 1)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._head.setContentsMargins(px(16), px(14), px(16), px(12))
        self._head.setSpacing(px(6))
        self._head_row.setSpacing(px(9))
        self._buttons.setSpacing(px(8))
        self._actions.setSpacing(px(8))
        self._tile_rows.setContentsMargins(0, 0, 0, 0)
        self._tile_rows.setSpacing(px(8))

    def set_keys(self, keys: Keymap) -> None:
        """The keys printed on buttons."""
        first = {name: tuple(keys.get(name) or ())[:1] for name in ("accept", "undo", "view_large")}
        self.accept.set_trailing(first["accept"])
        self.undo.set_trailing(first["undo"])
        self.large.set_trailing(first["view_large"])
        self._undo_key = first["undo"][0] if first["undo"] else ""
        self._show_step()

    # -- what it shows ---------------------------------------------------------------------------------

    def show_screen(self, screen: BatchScreen, armed: bool) -> None:
        """Draw the group; ``armed``: it may be accepted now."""
        self._screen = screen
        label = screen.label
        self._mark.set_class(label)
        self._title.set_text(label.name if label is not None else "")
        self.alike.set_text(screen.alike)
        self.gets.set_text(trn("{n} gets this label", "{n} get this label", screen.gets))
        # In one line: what comes below stays where it is.
        parts = [trn("{n} goes to single review", "{n} go to single review", screen.single)]
        if screen.other:
            parts.append(trn("{n} gets another label", "{n} get another label", screen.other))
        self.single.set_text(", ".join(parts))
        self.accept.set_words(screen.accept)
        for part, text in zip(self.safe, screen.safe, strict=False):
            part.set_text(text)
        self.undo.setEnabled(bool(screen.undo))
        self.undo.setToolTip(plain_tip(tr("Undo: {step}", step=screen.undo)) if screen.undo else "")
        self.arm(armed, self._below and not armed)

    def arm(self, armed: bool, below: bool = False) -> None:
        """Whether the group may be accepted; ``below``: not before it was looked through to its end."""
        screen, self._below = self._screen, below
        self._show_step()
        able = screen is not None and not screen.read_only and bool(screen.gets or screen.other)
        self.accept.setEnabled(armed and able)

    def _show_step(self) -> None:
        one_step = tr(ONE_STEP, key=self._undo_key) if self._undo_key else tr("One step of undo.")
        self.step.set_text(tr(GOES_ON) if self._below else one_step)

    def show_tile(self, tile: Tile | None, content: Content | None) -> None:
        """The tile that is the current one, and what was read of it."""
        self._tile_part.setVisible(tile is not None)
        if tile is None:
            return
        self.preview.show_content(tile.place, content)
        self._name.set_text(one_line(tile.name))
        self._likeness.set_text(tile.blocked or tile.likeness)
        self._second.show_tile(tile)
        self.toggle.set_words(tr("Untick") if tile.ticked else tr("Tick"))
        able = not tile.blocked
        self.toggle.setEnabled(able)
        self.another.setEnabled(able)

    def menu(self) -> QMenu:
        """The classes that the current tile may get."""
        made = QMenu(self)
        made.setFont(self._theme.font("body"))
        for number, item in enumerate(self._screen.classes if self._screen is not None else ()):
            name = one_line(item.name).replace("&", "&&")
            action = made.addAction(f"{name}\t{number + 1}" if number < 9 else name)
            action.triggered.connect(lambda _checked=False, own=item.id: self.given.emit(own))
        return made

    def open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.another.mapToGlobal(QPoint(0, self.another.height())))

    def resizeEvent(self, event: QEvent) -> None:
        wide = self.width() >= self._theme.px(300)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._buttons.setDirection(way)
        self._actions.setDirection(way)
        self._beside.set_narrow(not wide)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.size("inspector"), 0)

    def first_focus(self) -> None:
        (self.accept if self.accept.isEnabled() else self.skip).setFocus(Qt.FocusReason.TabFocusReason)

    def picture_edge(self) -> int:
        """Pixels of the screen that the small picture needs."""
        return self.preview.edge()
