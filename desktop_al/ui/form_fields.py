"""Parts of a form: a field with its name, note and trouble, a radio row, a link, a line that says what is wrong."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from desktop_al.ui.announce import announce
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, Words


def enter_presses(root: QWidget) -> None:
    """Lets Enter press the focused button, as Space does, in a whole page."""
    for button in root.findChildren(QPushButton):
        button.setAutoDefault(True)


class LinkButton(QPushButton):
    """Words in the accent colour, with an icon before them or without; no frame at rest."""

    def __init__(self, theme: Theme, words: str, icon: str = "") -> None:
        super().__init__()
        self._words, self._icon = words, icon
        self.setProperty("role", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font("body"))
        self.setFixedHeight(theme.px(30))
        self.updateGeometry()

    def words(self) -> str:
        return self._words

    def set_words(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        width = self.fontMetrics().horizontalAdvance(self._words) + 2 * self._pad() + 2 + (px(22) if self._icon else 0)
        return QSize(width, px(30))

    def _pad(self) -> int:
        return self._theme.px(6 if self._icon else 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        ink = theme.colour("accent.text" if self.isEnabled() else "text.disabled")
        x = self._pad()
        if self._icon:
            side = theme.px(16)
            paint_icon(painter, self._icon, QRect(x, (self.height() - side) // 2, side, side), ink)
            x += theme.px(22)
        painter.setPen(ink)
        painter.setFont(self.font())
        painter.drawText(QRect(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, self._words)
        painter.end()


class RadioRow(QRadioButton):
    """A choice with a second line that explains it. ``px`` lengths: dot 16, text from 28."""

    def __init__(self, theme: Theme, words: str, more: str = "") -> None:
        super().__init__()
        self._words, self._more = words, Paragraph(theme, more, "caption", "text.muted")
        self._more.setParent(self)
        self._more.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        self.setAccessibleDescription(more)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font("body"))
        self._place()

    def set_words(self, words: str, more: str = "") -> None:
        self._words = words
        self._more.set_text(more)
        self.setAccessibleName(words)
        self.setAccessibleDescription(more)
        self._place()
        self.update()

    def _place(self) -> None:
        px = self._theme.px
        left, width = px(30), max(1, self.width() - px(30) - px(6))
        high = self._more.heightForWidth(width) if self._more.text() else 0
        self._more.setVisible(bool(high))
        self._more.setGeometry(left, px(25), width, high)
        if self.height() != px(30) + high:
            self.setFixedHeight(px(30) + high)

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self._words) + self._theme.px(40)
        return QSize(wide, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bg.hover"))
            painter.drawRoundedRect(QRectF(self.rect()), px(6), px(6))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus.ring"), px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inset = px(2) / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), px(6), px(6))
        dot = QRectF(px(7), px(7), px(16), px(16)).adjusted(0.75, 0.75, -0.75, -0.75)
        on, enabled = self.isChecked(), self.isEnabled()
        edge = "border.default" if not enabled else "accent.fill" if on else "border.control"
        painter.setPen(QPen(theme.colour(edge), 1.5 * theme.scale))
        painter.setBrush(theme.colour("bg.surface"))
        painter.drawEllipse(dot)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(edge))
            inset = dot.width() / 4
            painter.drawEllipse(dot.adjusted(inset, inset, -inset, -inset))
        painter.setPen(theme.colour("text.primary" if enabled else "text.disabled"))
        painter.setFont(self.font())
        room = self.width() - px(36)
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(px(30), 0, room, px(30)), Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


class TroubleLine(QWidget):
    """What is wrong with a field, with an icon; hidden while nothing is. ``tone`` danger or warning."""

    def __init__(self, theme: Theme, tone: str = "danger") -> None:
        super().__init__()
        self._icon = IconView(theme, "wrong" if tone == "danger" else "warning", 15, f"{tone}.text")
        self._words = Paragraph(theme, "", "body", f"{tone}.text")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._words, 1)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(0, theme.px(2), 0, 0)
        self._row.setSpacing(theme.px(6))

    def text(self) -> str:
        return self._words.text()

    def set_text(self, sentence: str) -> None:
        self._words.set_text(sentence)
        self.setVisible(bool(sentence))


class WarningCard(QWidget):
    """A calm sentence in a warning field; the bold part comes first. Hidden while empty."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconView(theme, "warning", 18, "warning.text")
        self._bold = Paragraph(theme, "", "body", "text.primary", weight=600)
        self._rest = Paragraph(theme, "", "body", "text.secondary")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._bold)
        words.addWidget(self._rest)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._row.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        self._row.setSpacing(theme.px(10))

    def text(self) -> str:
        return f"{self._bold.text()} {self._rest.text()}".strip()

    def set_text(self, bold: str, rest: str = "") -> None:
        self._bold.set_text(bold)
        self._rest.set_text(rest)
        self._rest.setVisible(bool(rest))
        self.setVisible(bool(bold))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("warning.line"), 1))
        painter.setBrush(theme.colour("warning.soft"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(8), theme.px(8))
        painter.end()


class Field(QWidget):
    """Name, one-line field, a button beside it if asked, a note, and what is wrong.

    ``edited`` carries what is typed, ``entered`` a press of Enter, ``done`` that the field was left or entered.
    """

    edited = Signal(str)
    entered = Signal()
    done = Signal()
    pressed = Signal()

    def __init__(self, theme: Theme, name: str, note: str = "", button: str = "", icon: str = "folder_open") -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.edit.setMaxLength(4096)
        self._name = Words(theme, name, "body", "text.primary", 600)
        self._name.setBuddy(self.edit)
        self._line = QHBoxLayout()
        self._line.addWidget(self.edit, 1)
        self.button = CapButton(theme, button, icon=icon, hug=True) if button else None
        if self.button is not None:
            self.button.setAccessibleName(f"{button}: {name}")
            self.button.clicked.connect(self.pressed)
            self._line.addWidget(self.button)
        self.trouble = TroubleLine(theme)
        self.note = Paragraph(theme, note, "caption", "text.muted")
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._name)
        self._all.addLayout(self._line)
        self._all.addWidget(self.trouble)
        self._all.addWidget(self.note)
        # Not before it has its place: what is shown without one is a window of its own and takes the focus.
        self.note.setVisible(bool(note))
        self.edit.textEdited.connect(self.edited)
        self.edit.returnPressed.connect(self.entered)
        self.edit.editingFinished.connect(self.done)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(6))
        self._line.setSpacing(theme.px(8))
        self.edit.setFont(theme.font("body"))

    def text(self) -> str:
        return self.edit.text()

    def set_text(self, text: str) -> None:
        if text != self.edit.text():
            self.edit.setText(text)

    def set_note(self, words: str) -> None:
        self.note.set_text(words)
        self.note.setVisible(bool(words))

    def set_trouble(self, sentence: str) -> None:
        """A sentence under the field and a marked frame; "" takes both away."""
        if sentence != self.trouble.text():
            announce(self, sentence)
        self.trouble.set_text(sentence)
        self.edit.setAccessibleDescription(sentence)
        mark_wrong(self.edit, bool(sentence))

    def take_focus(self) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)


def mark_wrong(edit: QLineEdit, wrong: bool) -> None:
    """Marks the frame of a field; its sentence says why."""
    if bool(edit.property("wrong")) != wrong:
        edit.setProperty("wrong", "true" if wrong else None)
        edit.style().unpolish(edit)
        edit.style().polish(edit)
