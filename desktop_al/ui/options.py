"""A list of which one is chosen, each with a title and what there is to know of it before it is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Words

_UP, _DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Left), (Qt.Key.Key_Down, Qt.Key.Key_Right)
_LEFT, _RIGHT, _TOP = 34, 10, 7
_WRAP = int(Qt.TextFlag.TextWordWrap)


def bring_into_view(widget: QWidget, margin: int) -> None:
    """Scroll what is round ``widget`` so that it can be seen."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(widget, 0, margin)


class OptionRow(QRadioButton):
    """Title, sentence, and a quiet line below. The arrow keys go to the next one, Space and Enter choose."""

    stepped = Signal(int)

    def __init__(self, theme: Theme, name: str, title: str, sentence: str, quiet: str) -> None:
        super().__init__()
        self.name, self._title, self._sentence, self._quiet = name, title, sentence, quiet
        # A layout asks for the same widths again and again.
        self._laid_out: dict[int, list[QRect]] = {}
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{sentence} {quiet}".strip())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._laid_out.clear()
        self.setFont(theme.font("body"))
        self.updateGeometry()
        self.update()

    def _parts(self) -> list[tuple[str, str, int | None, str]]:
        """Text, role, weight and colour of what stands below one another."""
        parts = [(self._title, "body", 600, "text.primary")]
        parts += [(self._sentence, "body", None, "text.secondary")] if self._sentence else []
        return parts + ([(self._quiet, "caption", None, "text.muted")] if self._quiet else [])

    def _boxes(self, width: int) -> list[QRect]:
        if width in self._laid_out:
            return self._laid_out[width]
        px, y = self._theme.px, self._theme.px(_TOP)
        boxes = self._laid_out[width] = []
        for text, role, weight, _ in self._parts():
            wide = max(px(60), width - px(_LEFT) - px(_RIGHT))
            metrics = QFontMetrics(self._theme.font(role, weight))
            high = metrics.boundingRect(QRect(0, 0, wide, 10_000), _WRAP, text).height()
            boxes.append(QRect(px(_LEFT), y, wide, high))
            y += high + px(1)
        return boxes

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self._theme.px(32), self._boxes(width)[-1].bottom() + 1 + self._theme.px(_TOP))

    def sizeHint(self) -> QSize:
        wide = self.width() or self._theme.px(300)
        return QSize(self._theme.px(200), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(32))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_UP, *_DOWN):
            self.stepped.emit(-1 if event.key() in _UP else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, enabled, box = self.isChecked(), self.isEnabled(), QRectF(self.rect())
        if chosen or (self.underMouse() and enabled):
            painter.setPen(QPen(theme.colour("accent.line"), 1) if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent.soft" if chosen else "bg.hover"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        boxes, side = self._boxes(self.width()), px(16)
        line = "accent.fill" if chosen else "border.control"
        circle = QRectF(px(10), boxes[0].center().y() - side / 2 + 1, side, side)
        painter.setPen(QPen(theme.colour(line if enabled else "border.default"), 1.5 * theme.scale))
        painter.setBrush(theme.colour("bg.surface"))
        painter.drawEllipse(circle)
        if chosen:
            inset = px(4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent.fill" if enabled else "border.control"))
            painter.drawEllipse(circle.adjusted(inset, inset, -inset, -inset))
        for (text, role, weight, ink), room in zip(self._parts(), boxes, strict=True):
            painter.setFont(theme.font(role, weight))
            # On the ground of the chosen one, the quietest ink would be too faint.
            painter.setPen(theme.colour("text.secondary" if chosen and ink == "text.muted" else ink))
            painter.drawText(room, _WRAP, text)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus.ring"), px(2)))
            painter.drawRoundedRect(box.adjusted(px(1), px(1), -px(1), -px(1)), px(5), px(5))
        painter.end()


class OptionList(QWidget):
    """Options under their headings. Tab comes to the chosen one; ``chosen`` carries the name of another."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.rows: list[OptionRow] = []
        self._headings: list[Words] = []
        self._made: tuple[tuple[str, ...], ...] = ()
        self._group = QButtonGroup(self)
        self._all = QVBoxLayout(self)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all.setContentsMargins(0, 0, 0, theme.px(10))
        self._all.setSpacing(theme.px(2))
        for heading in self._headings:
            heading.setMinimumHeight(theme.px(26))

    def set_options(self, options: Sequence[tuple[str, str, str, str, str]]) -> None:
        """Name, title, sentence, quiet line and heading of each."""
        if tuple(options) == self._made:
            return
        self._made = tuple(options)
        for old in (*self.rows, *self._headings):
            self._all.removeWidget(old)
            # It goes when the event loop comes to it, and would lie under the new ones until then.
            old.hide()
            old.deleteLater()
        self.rows, self._headings, last = [], [], ""
        for name, title, sentence, quiet, heading in options:
            if heading != last:
                words = Words(self._theme, heading, "caption", "text.muted", 600)
                words.setMinimumHeight(self._theme.px(26))
                words.setAlignment(Qt.AlignmentFlag.AlignBottom)
                self._headings.append(words)
                self._all.addWidget(words)
                last = heading
            row = OptionRow(self._theme, name, title, sentence, quiet)
            row.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            row.stepped.connect(lambda by, row=row: self._step(row, by))
            self._group.addButton(row)
            self.rows.append(row)
            self._all.addWidget(row)

    def set_value(self, name: str) -> None:
        """Shows what is chosen; says nothing."""
        focused = next((row for row in self.rows if row.hasFocus()), None)
        for row in self.rows:
            if row.name == name:
                row.setChecked(True)
        for row in self.rows:
            stop = row.isChecked() or row is focused
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)

    def set_enabled(self, enabled: bool) -> None:
        for row in self.rows:
            row.setEnabled(enabled)

    def take_focus(self) -> None:
        """Puts the focus on the chosen one."""
        row = next((row for row in self.rows if row.isChecked()), self.rows[0] if self.rows else None)
        if row is not None:
            row.setFocus(Qt.FocusReason.TabFocusReason)

    def _step(self, row: OptionRow, by: int) -> None:
        place = self.rows.index(row) + by
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)
            bring_into_view(self.rows[place], self._theme.px(24))
