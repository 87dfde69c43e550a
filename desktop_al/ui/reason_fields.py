"""Why a decision fell as it did: a reason of a few, a line or two in own words, and whether the guideline was clear."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_al.core.words import mark, tr
from desktop_al.loop.adjudication_screen import REASON_CODES
from desktop_al.ui.choose import Choose
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.theme import Theme
from desktop_al.ui.tray import CommentField
from desktop_al.ui.widgets import Caps, Words

NO_REASON = mark("No reason named")
AMBIGUOUS = mark("The guideline was ambiguous here")


class Tick(QCheckBox):
    """A box and its words, all of which can be pressed."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self._words = words
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font("body"))
        self.setFixedHeight(theme.px(28))
        self.update()

    def set_words(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self._words)
        return QSize(wide + self._theme.px(32), self._theme.px(28))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, enabled, side = self.isChecked(), self.isEnabled(), self._theme.px(16)
        box = QRectF(px(2), (self.height() - side) / 2, side, side).adjusted(0.75, 0.75, -0.75, -0.75)
        edge = "border.default" if not enabled else "accent.fill" if on else "border.control"
        painter.setPen(QPen(theme.colour(edge), 1.5 * theme.scale))
        painter.setBrush(theme.colour(edge if on else "bg.hover" if enabled and self.underMouse() else "bg.surface"))
        painter.drawRoundedRect(box, px(3), px(3))
        if on:
            mark = px(12)
            place = QRect(px(2) + (side - mark) // 2, (self.height() - mark) // 2, mark, mark)
            paint_icon(painter, "saved", place, theme.colour("accent.on" if enabled else "text.disabled"))
        painter.setPen(theme.colour("text.primary" if enabled else "text.disabled"))
        painter.setFont(self.font())
        left = px(2) + side + px(10)
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - left)
        room = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus.ring"), px(2)))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(6), px(6))
        painter.end()


class ReasonFields(QWidget):
    """``coded`` carries a code of REASON_CODES or "", ``typed`` the text, ``ticked`` whether the guideline was
    ambiguous, ``decided``: Ctrl+Enter in the field."""

    coded = Signal(str)
    typed = Signal(str)
    ticked = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._title = Words(theme, tr("Reason, kept with the decision"), "caption", "text.secondary", 600, elide=True)
        self._cap = Caps(theme, ("F",))
        self.code = Choose(theme, tr("Reason"))
        self.code.set_choices([(tr(NO_REASON), "", None), *((tr(words), code, None) for code, words in REASON_CODES)])
        self.field = CommentField()
        self.field.setAccessibleName(tr("Reason in your own words"))
        self.field.setPlaceholderText(tr("In your own words, or nothing"))
        self.field.setTabChangesFocus(True)
        self.ambiguous = Tick(theme, tr(AMBIGUOUS))
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._cap)
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._head)
        for part in (self.code, self.field, self.ambiguous):
            self._all.addWidget(part)
        self.code.currentIndexChanged.connect(lambda _: self.coded.emit(str(self.code.currentData() or "")))
        self.field.textChanged.connect(lambda: self.typed.emit(self.field.toPlainText()))
        self.ambiguous.toggled.connect(self.ticked)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(6))
        self._all.setSpacing(theme.px(6))
        self._head.setContentsMargins(0, 0, 0, 0)
        self.field.setFont(theme.font("body"))
        # The placeholder is drawn with the letters of the viewport.
        self.field.viewport().setFont(theme.font("body"))
        self.field.setFixedHeight(2 * self.field.fontMetrics().lineSpacing() + theme.px(20))

    def set_key(self, key: str) -> None:
        """The key that goes to the field."""
        self._cap.set_keys((key,) if key else ())

    def show_reason(self, code: str, text: str, ambiguous: bool, enabled: bool) -> None:
        """Shows what is kept; says nothing."""
        for part in (self.code, self.field, self.ambiguous):
            part.setEnabled(enabled)
            part.blockSignals(True)
        self.code.choose(code)
        if text != self.field.toPlainText():
            self.field.setPlainText(text)
        self.ambiguous.setChecked(ambiguous)
        for part in (self.code, self.field, self.ambiguous):
            part.blockSignals(False)

    def take_focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
