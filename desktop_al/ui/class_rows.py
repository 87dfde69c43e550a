"""The editable list of classes in the new-project form: key, mark, name; Enter adds the next."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QToolButton, QVBoxLayout, QWidget

from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.icons import icon
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, paint_cap, rule, surface

MOST_CLASSES = 1000


class KeyAndMark(QWidget):
    """The digit and the mark that a class gets by its place."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._place = 0
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(theme.px(64), theme.px(32))
        self.update()

    def set_place(self, place: int) -> None:
        if place != self._place:
            self._place = place
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, px = QPainter(self), self._theme.px
        if self._place < 9:
            box = QRectF(0, px(5), px(22), px(22))
            ink, edge = self._theme.colour("text.primary"), self._theme.colour("border.control")
            paint_cap(painter, self._theme, box, str(self._place + 1), ink, edge)
        colour = self._theme.class_colour(self._place)
        paint_glyph(painter, self._place, px(36), px(9), px(14), colour)
        painter.end()


class ClassRowEdit(QWidget):
    """One name, with a button that takes it away."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.mark = KeyAndMark(theme)
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.remove = QToolButton()
        self.remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row = QHBoxLayout(self)
        for child in (self.mark, self.name, self.remove):
            self._row.addWidget(child)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(14), 0, theme.px(8), 0)
        self._row.setSpacing(theme.px(6))
        self.name.setFont(theme.font("body"))
        self.remove.setIcon(icon("close", theme.colour("text.secondary")))
        self.remove.setFixedSize(theme.px(32), theme.px(32))
        self.setFixedHeight(theme.px(44))


class ClassRows(QFrame):
    """All names. ``changed`` is sent on every edit."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("card", "plain")
        self._rows: list[ClassRowEdit] = []
        self._inside = QWidget()
        surface(self._inside, "surface")
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._add = CapButton(theme, "Add a label", icon="plus", trailing=("Return",), role="quiet", hug=True)
        self._add.clicked.connect(lambda: self.add("", focus=True))
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._add)
        self._foot.addStretch(1)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._scroll, 1)
        self._all.addWidget(rule("soft"))
        self._all.addLayout(self._foot)
        self.set_theme(theme)
        for _ in range(2):
            self.add("")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all.setContentsMargins(1, theme.px(4), 1, theme.px(4))
        self._all.setSpacing(theme.px(4))
        self._foot.setContentsMargins(theme.px(4), 0, 0, 0)

    def wanted_height(self) -> int:
        px = self._theme.px
        return len(self._rows) * px(44) + px(32) + 4 * px(4) + 3

    def names(self) -> tuple[str, ...]:
        """The names as typed, blanks left out, inner spaces made single."""
        made = (" ".join(row.name.text().split()) for row in self._rows)
        return tuple(name for name in made if name)

    def set_names(self, names: tuple[str, ...]) -> None:
        """Replaces all rows."""
        while self._rows:
            self._take(self._rows[-1])
        for name in (*names[:MOST_CLASSES], *("",) * max(0, 2 - len(names))):
            self.add(name)

    def add(self, name: str, focus: bool = False) -> None:
        """Adds a row at the end, up to 1,000."""
        if len(self._rows) >= MOST_CLASSES:
            return
        row = ClassRowEdit(self._theme)
        row.name.setText(name)
        row.name.textChanged.connect(self.changed)
        row.name.returnPressed.connect(lambda: self._next(row))
        row.remove.clicked.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._lines.insertWidget(self._lines.count() - 1, row)
        self._number(len(self._rows) - 1)
        if focus:
            row.name.setFocus(Qt.FocusReason.OtherFocusReason)
            row.show()
            self._inside.adjustSize()
            self._scroll.ensureWidgetVisible(row)
        self.changed.emit()

    def _number(self, start: int) -> None:
        for place, row in enumerate(self._rows[start:], start=start):
            row.mark.set_place(place)
            row.name.setAccessibleName(f"Name of label {place + 1}")
            row.name.setPlaceholderText(f"Name of label {place + 1}" if place < 2 else "")
            row.remove.setAccessibleName(f"Remove label {place + 1}")

    def _next(self, row: ClassRowEdit) -> None:
        place = self._rows.index(row)
        if place + 1 < len(self._rows):
            self._rows[place + 1].name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif row.name.text().strip():
            self.add("", focus=True)

    def _take(self, row: ClassRowEdit) -> None:
        self._rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _remove(self, row: ClassRowEdit) -> None:
        place = self._rows.index(row)
        self._take(row)
        if not self._rows:
            self.add("")
        self._number(place)
        self._rows[min(place, len(self._rows) - 1)].name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def focus_first(self) -> None:
        self._rows[0].name.setFocus(Qt.FocusReason.OtherFocusReason)
