"""Small parts used on every page: words, paragraphs, key caps, rules, buttons with a key cap."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from desktop_al.core.words import tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.cut_words import tell_whole
from desktop_al.ui.focus import keep_tab_stops
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.key_cap import cap_width, on_cap, paint_cap, spoken_keys
from desktop_al.ui.line_counts import LineCounts
from desktop_al.ui.theme import Theme


class Words(QLabel):
    """One line of plain text in a role and a colour of the theme; long text is elided when asked."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: str = "body",
        colour: str = "text.secondary",
        weight: int | None = None,
        elide: bool = False,
        mono: bool = False,
        px: float | None = None,
    ) -> None:
        super().__init__()
        self._role, self._token, self._weight = role, colour, weight
        self._elide, self._mono, self._px = elide, mono, px
        self._tip = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_theme(theme)
        self.setText(text)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.mono(self._px or 12) if self._mono else theme.font(self._role, self._weight, self._px))
        self.update()

    def set_colour(self, token: str) -> None:
        if token != self._token:
            self._token = token
            self.update()

    def set_text(self, text: str) -> None:
        """Sets the text if it differs (a label that did not change costs nothing)."""
        if text != self.text():
            self.setText(text)
            self._tell()

    def _tell(self) -> None:
        if self._elide:
            cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
            self._tip = tell_whole(self, self.text(), cut, self._tip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tell()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(0, hint.height()) if self._elide else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        # Drawn here, not by the label: under a style sheet that takes several times as long.
        shown, flags = self.text(), self.alignment()
        if self._elide:
            shown = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, self.width())
            flags |= Qt.TextFlag.TextSingleLine
        painter = QPainter(self)
        painter.setPen(self._theme.colour(self._token))
        painter.drawText(self.rect(), flags, shown)
        painter.end()


class Paragraph(QWidget):
    """Plain text over several lines with the line height of its role; at most ``lines`` of them, or what there is room
    for."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: str = "body",
        colour: str = "text.secondary",
        lines: int = 0,
        centre: bool = False,
        weight: int | None = None,
    ) -> None:
        super().__init__()
        self._text, self._role, self._token, self._lines, self._centre = text, role, colour, lines, centre
        self._weight = weight
        # A layout asks for them again and again.
        self._counted = LineCounts()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)
        if lines:
            self.setToolTip(plain_tip(text))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._counted.clear()
        self.setFont(theme.font(self._role, self._weight))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._counted.clear()
            self.setAccessibleName(text)
            if self._lines:
                self.setToolTip(plain_tip(text))
            if not self._lines:
                self.updateGeometry()
            self.update()

    def set_colour(self, token: str) -> None:
        if token != self._token:
            self._token = token
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._counted.clear()
        super().changeEvent(event)

    def _layout(self, width: int) -> tuple[QTextLayout, list[int]]:
        layout = QTextLayout(self._text.replace("\n", "\u2028"), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter if self._centre else Qt.AlignmentFlag.AlignLeft)
        layout.setTextOption(option)
        pitch, starts = self._theme.line(self._role), []
        layout.beginLayout()
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, len(starts) * pitch + (pitch - line.height()) / 2))
            starts.append(line.textStart())
        layout.endLayout()
        return layout, starts

    def hasHeightForWidth(self) -> bool:
        return not self._lines

    def heightForWidth(self, width: int) -> int:
        if self._lines:
            return self._lines * self._theme.line(self._role)
        count = self._counted.at(width, lambda: len(self._layout(width)[1]))
        return max(1, count) * self._theme.line(self._role)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.heightForWidth(self.width() or self._theme.px(200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(
            self._theme.px(40), self.heightForWidth(self.width()) if self._lines else self._theme.line(self._role)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.colour(self._token))
        layout, starts = self._layout(self.width())
        pitch = self._theme.line(self._role)
        limit = self._lines or max(1, self.height() // pitch)
        for number in range(min(limit, len(starts))):
            if number == limit - 1 and len(starts) > limit:
                rest = self._text[starts[number] :].replace("\n", " ")
                shown = painter.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, self.width())
                painter.drawText(QRect(0, number * pitch, self.width(), pitch), Qt.AlignmentFlag.AlignVCenter, shown)
            else:
                layout.lineAt(number).draw(painter, QPointF(0, 0))
        painter.end()


class Caps(QWidget):
    """Key caps in a row, for example Ctrl and N; words between caps are drawn as words."""

    def __init__(self, theme: Theme, keys: Sequence[str], bright: bool = False) -> None:
        super().__init__()
        self._keys, self._bright = tuple(keys), bright
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_theme(theme)

    def set_keys(self, keys: Sequence[str]) -> None:
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setAccessibleName(spoken_keys(self._keys))
        self._texts = [on_cap(key) for key in self._keys]
        self.setFixedSize(
            sum(cap_width(theme, text) for text in self._texts) + theme.px(4) * (len(self._texts) - 1),
            theme.px(22),
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        x = 0
        ink = theme.colour("accent.on" if self._bright else "text.secondary")
        border = theme.colour("accent.on" if self._bright else "border.default")
        for text in self._texts:
            width = cap_width(theme, text)
            paint_cap(painter, theme, QRectF(x, 0, width, theme.px(22)), text, ink, border)
            x += width + theme.px(4)
        painter.end()


class CapButton(QPushButton):
    """A button drawn as [cap] words, or icon words [caps]. Its width never follows its text."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        key: str = "",
        icon: str = "",
        trailing: Sequence[str] = (),
        role: str = "",
        height: float = 32,
        weight: int | None = None,
        hug: bool = False,
    ) -> None:
        super().__init__()
        self._words, self._key, self._icon, self._trailing = words, key, icon, tuple(trailing)
        self._height, self._weight, self._hug = height, weight, hug
        self._tip = ""
        self.setProperty("role", role or None)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words)
        if key or trailing:
            self.setAccessibleDescription(tr("Key {key}", key=spoken_keys([key] if key else trailing)))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font("label" if self._height >= 36 else "body", self._weight))
        self.setFixedHeight(theme.px(self._height))
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """The key printed on it, "" for none."""
        if key != self._key:
            self._key = key
            self.setAccessibleDescription(tr("Key {key}", key=spoken_keys([key])) if key else "")
            self.updateGeometry()
            self.update()

    def set_trailing(self, keys: Sequence[str]) -> None:
        """The keys printed at its end."""
        if tuple(keys) != self._trailing:
            self._trailing = tuple(keys)
            self.setAccessibleDescription(tr("Key {key}", key=spoken_keys(keys)) if keys else "")
            self.updateGeometry()
            self.update()

    def words(self) -> str:
        return self._words

    def set_words(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            if self._hug:
                self.updateGeometry()
            self._tell()
            self.update()

    def _tell(self) -> None:
        self._tip = tell_whole(self, self._words, self.sizeHint().width() > self.width(), self._tip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.autoExclusive():
            keep_tab_stops(self)

    def sizeHint(self) -> QSize:
        theme = self._theme
        width = self.fontMetrics().horizontalAdvance(self._words) + theme.px(12) + theme.px(10 if self._key else 12) + 2
        if self._key:
            width += cap_width(theme, on_cap(self._key)) + theme.px(8)
        if self._icon:
            width += theme.px(16) + theme.px(8)
        for cap in self._trailing:
            width += cap_width(theme, on_cap(cap)) + theme.px(4)
        return QSize(width + (theme.px(6) if self._trailing else 0), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() if self._hug else QSize(self._theme.px(64), self._theme.px(self._height))

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return self._theme.colour("text.disabled" if self.property("role") != "primary" else "text.secondary")
        if self.property("role") == "primary":
            return self._theme.colour("accent.on")
        return self._theme.colour("accent.text" if self.isChecked() else "text.primary")

    def _paint_ring(self, painter: QPainter) -> None:
        """A filled button in focus: ring, gap, and a fill that gives them the room."""
        theme, box = self._theme, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring, inset = theme.px(2), theme.px(2) * 2
        painter.setPen(QPen(theme.colour("focus.ring"), ring))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2), theme.px(7), theme.px(7))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent.fill.pressed" if self.isDown() else "accent.fill"))
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), theme.px(4), theme.px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        ink, primary = self._ink(), self.property("role") == "primary"
        if primary and self.hasFocus():
            self._paint_ring(painter)
        else:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        edge = ink if primary or self.isChecked() else theme.colour("border.control" if self._key else "border.default")
        if not self.isEnabled():
            edge = theme.colour("border.default")
        middle, x, end = self.height() / 2, theme.px(10 if self._key else 12), self.width() - theme.px(12)
        cap_side = theme.px(22)
        if self._key:
            text = on_cap(self._key)
            width = cap_width(theme, text)
            paint_cap(painter, theme, QRectF(x, round(middle - cap_side / 2), width, cap_side), text, ink, edge)
            x += width + theme.px(8)
        if self._icon:
            side = theme.px(18 if self._height >= 40 else 16)
            paint_icon(painter, self._icon, QRect(x, round(middle - side / 2), side, side), ink)
            x += side + theme.px(8)
        for cap in reversed(self._trailing):
            text = on_cap(cap)
            width = cap_width(theme, text)
            box = QRectF(end - width, round(middle - cap_side / 2), width, cap_side)
            paint_cap(painter, theme, box, text, ink, edge)
            end -= width + theme.px(4)
        if self._trailing:
            end -= theme.px(4)
        painter.setPen(ink)
        painter.setFont(self.font())
        room = max(0, round(end - x))
        # Two letters and dots say less than the key alone.
        shown = self._words if room >= theme.px(24) or not self._key else ""
        words = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room + 1)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        if not (self._key or self._icon or self._trailing):
            flags |= Qt.AlignmentFlag.AlignHCenter
        painter.drawText(QRect(round(x), 0, room, self.height()), flags, words)
        painter.end()


class IconView(QWidget):
    """One icon, coloured from the theme."""

    def __init__(self, theme: Theme, name: str, side: float = 16, colour: str = "text.secondary") -> None:
        super().__init__()
        self._name, self._side, self._token = name, side, colour
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(theme.px(self._side), theme.px(self._side))
        self.update()

    def set_icon(self, name: str, colour: str | None = None) -> None:
        if name != self._name or (colour is not None and colour != self._token):
            self._name, self._token = name, colour or self._token
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._name:
            paint_icon(painter, self._name, self.rect(), self._theme.colour(self._token))
        painter.end()


class Badge(IconView):
    """An icon in a soft round field: the head of a calm card."""

    def __init__(self, theme: Theme, name: str, tone: str = "accent", side: float = 48) -> None:
        self._tone = tone
        super().__init__(theme, name, side, f"{tone}.text")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour(f"{self._tone}.line"), 1))
        painter.setBrush(theme.colour(f"{self._tone}.soft"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        side = theme.px(24)
        inset = (self.width() - side) // 2
        paint_icon(painter, self._name, QRect(inset, inset, side, side), theme.colour(self._token))
        painter.end()


def rule(kind: str = "h") -> QFrame:
    """A hairline: ``h``, ``v`` or ``soft`` (horizontal, quieter)."""
    line = QFrame()
    line.setProperty("rule", kind)
    return line


class Surface(QWidget):
    """A ground of one colour that hides what is under it, so that the layers below are not painted first.

    For the parts that a key repaints; elsewhere :func:`surface` will do. Subclasses set ``_theme``.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.colour("bg.surface"))
        painter.end()


def surface(widget: QWidget, kind: str) -> None:
    """Gives a plain widget one of the surfaces app, surface, raised or canvas."""
    widget.setProperty("surface", kind)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
