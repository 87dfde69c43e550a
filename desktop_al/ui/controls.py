"""Controls of the settings: one of a few, on or off, a number with its unit, a word that is pressed."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPainterPath, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from desktop_al.core.words import tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import IconView, Words

_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class FindField(QLineEdit):
    """A field that finds: a lens and the words that say what."""

    def __init__(self, theme: Theme, words: str, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(words)
        self.setAccessibleName(name)
        self.setMaxLength(80)
        self._lens = IconView(theme, "search", 16, "text.muted")
        self._lens.setParent(self)
        self._lens.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._lens.set_theme(theme)
        self.setFont(theme.font("body"))
        self.setFixedHeight(theme.px(32))
        self.setTextMargins(theme.px(24), 0, 0, 0)
        self._lens.move(theme.px(11), (self.height() - self._lens.height()) // 2)


class _Segment(QRadioButton):
    """One choice: a part of a row of boxes that share their borders."""

    def __init__(self, theme: Theme, value: str, words: str, first: bool, last: bool) -> None:
        super().__init__(words)
        self.value, self._first, self._last = value, first, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._stacked = False
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font("body"))
        self.setFixedSize(self.natural_width(), theme.px(30))
        self.update()

    def natural_width(self) -> int:
        """As wide as when it is chosen, so that nothing shifts."""
        wide = QFontMetrics(self._theme.font("body", 600)).horizontalAdvance(self.text())
        return wide + self._theme.px(24)

    def stack(self, stacked: bool, width: int) -> None:
        self._stacked = stacked
        self.setFixedWidth(width)
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = self.parentWidget()
        if isinstance(control, SegmentedChoice) and event.key() in (*_BACK, *_ON):
            control.step(self, -1 if event.key() in _BACK else 1)
            return
        super().keyPressEvent(event)

    def _outline(self, inset: float) -> QPainterPath:
        """The box with round corners at the ends of the row only."""
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        if not self._last and not self._stacked:
            # The border towards the next part is the next part's.
            box.setRight(box.right() + 1)
        radius = max(0.0, self._theme.px(6) - inset)
        path = QPainterPath()
        path.addRoundedRect(box, radius, radius)
        if self._stacked:
            return path
        square = QPainterPath()
        if not self._first:
            square.addRect(QRectF(box.left(), box.top(), radius, box.height()))
        if not self._last:
            square.addRect(QRectF(box.right() - radius, box.top(), radius, box.height()))
        return path.united(square)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, enabled = self.isChecked(), self.isEnabled()
        fill = "accent.soft" if chosen else "bg.hover" if self.underMouse() and enabled else "bg.surface"
        line = "accent.line" if chosen else "border.control"
        if not enabled:
            fill, line = "bg.pressed" if chosen else "bg.surface", "border.default"
        painter.setBrush(theme.colour(fill))
        painter.setPen(QPen(theme.colour(line), 1))
        painter.drawPath(self._outline(0.5))
        if self.hasFocus():
            ring = theme.px(2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus.ring"), ring))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), theme.px(3), theme.px(3))
        painter.setPen(theme.colour("text.primary" if enabled else "text.disabled"))
        painter.setFont(theme.font("body", 600 if chosen else None))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class SegmentedChoice(QWidget):
    """One of a few, side by side. The arrow keys go from one to the next; Tab comes to the chosen one only."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._parts = [
            _Segment(theme, value, words, place == 0, place == len(choices) - 1)
            for place, (value, words) in enumerate(choices)
        ]
        for part in self._parts:
            part.setAccessibleName(f"{name}: {part.text()}")
            self._group.addButton(part)
            self._row.addWidget(part)
        self._group.buttonClicked.connect(self._clicked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_value(choices[0][0])

    def natural_width(self) -> int:
        """Width of all parts side by side."""
        return sum(part.natural_width() for part in self._parts)

    def stack(self, stacked: bool) -> None:
        """Parts below one another, where they have no room side by side."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(4 if stacked else 0)
        widest = max(part.natural_width() for part in self._parts)
        for part in self._parts:
            part.stack(stacked, widest if stacked else part.natural_width())

    def value(self) -> str:
        checked = self._group.checkedButton()
        return checked.value if isinstance(checked, _Segment) else ""

    def set_value(self, value: object) -> None:
        """Shows ``value``; says nothing."""
        focused = any(part.hasFocus() for part in self._parts)
        for part in self._parts:
            if part.value == value:
                part.setChecked(True)
                if focused:
                    part.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stops()

    def _stops(self) -> None:
        for part in self._parts:
            chosen = part.isChecked()
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(next((part for part in self._parts if part.isChecked()), None))

    def _clicked(self, part: QWidget) -> None:
        self._stops()
        if isinstance(part, _Segment):
            self.chosen.emit(part.value)

    def step(self, part: QWidget, by: int) -> None:
        """Chooses the neighbour of ``part``; nothing beyond the ends."""
        place = self._parts.index(part) + by  # type: ignore[arg-type]
        if 0 <= place < len(self._parts):
            self._parts[place].setFocus(Qt.FocusReason.TabFocusReason)
            self._parts[place].click()


class Switch(QCheckBox):
    """On or off: the word, and a knob at the right or at the left."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font("body"))
        word = max(self.fontMetrics().horizontalAdvance(word) for word in (tr("On"), tr("Off")))
        self.setFixedSize(word + theme.px(8 + 32 + 6), theme.px(28))
        self.update()

    def set_value(self, value: object) -> None:
        """Shows ``value``; says nothing."""
        self.setChecked(bool(value))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, enabled, px = self.isChecked(), self.isEnabled(), theme.px
        high, wide = px(16), px(32)
        body = QRectF(self.width() - wide - px(3), (self.height() - high) / 2, wide, high)
        line = "accent.fill" if on else "border.control"
        painter.setPen(QPen(theme.colour(line if enabled else "border.default"), 1.5 * theme.scale))
        painter.setBrush(theme.colour(("accent.fill" if enabled else "border.default") if on else "bg.surface"))
        painter.drawRoundedRect(body, high / 2, high / 2)
        knob = high - px(5)
        left = body.right() - knob - px(3) if on else body.left() + px(3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent.on" if on else "border.control" if enabled else "border.default"))
        painter.drawEllipse(QRectF(left, body.center().y() - knob / 2, knob, knob))
        painter.setPen(theme.colour("text.secondary" if enabled else "text.disabled"))
        painter.setFont(self.font())
        room = QRectF(0, 0, body.left() - px(8), self.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(room, flags, tr("On") if on else tr("Off"))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus.ring"), px(2)))
            ring = QRectF(self.rect()).adjusted(px(1), px(1), -px(1), -px(1))
            painter.drawRoundedRect(ring, px(6), px(6))
        painter.end()


class NumberField(QSpinBox):
    """A number between two limits; typed, or changed by the arrow keys."""

    committed = Signal(int)

    def __init__(self, theme: Theme, name: str, least: int, most: int, unit: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        span = f"{tr('{least} to {most}', least=least, most=most)} {unit}".strip()
        self.setAccessibleDescription(span)
        self.setToolTip(plain_tip(span))
        # Without its arrows by the style sheet: a styled box told to have none has no room for its text either.
        self.setRange(least, most)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(self.committed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.setFont(theme.font("body"))
        self.lineEdit().setFont(theme.font("body"))
        self.setFixedSize(theme.px(64), theme.px(32))
        self.lineEdit().setTextMargins(theme.px(8), 0, theme.px(2), 0)

    def set_value(self, value: object) -> None:
        """Shows ``value``; says nothing."""
        before = self.blockSignals(True)
        self.setValue(value if isinstance(value, int) else self.minimum())
        self.blockSignals(before)

    def waiting(self) -> bool:
        """Something is typed that is not taken yet."""
        return self.cleanText() != self.textFromValue(self.value())

    def take_back(self) -> None:
        """Forgets what is typed."""
        self.lineEdit().setText(self.textFromValue(self.value()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Undo belongs to the page unless something is half typed here.
        if event.matches(QKeySequence.StandardKey.Undo) and not self.waiting():
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The page scrolls; a number must not change under the wheel.
        event.ignore()


class WithUnit(QWidget):
    """A number field and its unit."""

    def __init__(self, theme: Theme, field: NumberField, unit: str) -> None:
        super().__init__()
        self._unit = Words(theme, unit, "body", "text.secondary")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(field)
        self._row.addWidget(self._unit)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(field)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))
        # Fields stand below one another whatever their units.
        wide = QFontMetrics(theme.font("body")).horizontalAdvance(self._unit.text())
        self._unit.setMinimumWidth(max(theme.px(28), wide + 1))


class LinkButton(QPushButton):
    """A word in a sentence that does something."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(words)
        self.setProperty("role", "link")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.setFont(theme.font("body", 600))
        self.setFixedSize(self.fontMetrics().horizontalAdvance(self.text()) + theme.px(12), theme.px(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)
