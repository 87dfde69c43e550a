"""The tray while a reason is asked for: why an answer is changed, why comments are erased."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_al.core.words import mark, tr
from desktop_al.ui.choose import Choose
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Paragraph

NO_REASON = mark("Type a short reason, or press Esc to leave it as it is.")
CHANGE = (mark("Change it"), mark("Keep the old answer"))
RECENT = mark("Recent reasons")
#: Characters of a reason.
_MOST = 300


class _Field(QLineEdit):
    """One line; the keys up and down go through the recent reasons."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class WhyView(QWidget):
    """``kept`` carries the reason. Esc, which the page handles, and hiding it keep the old answer: ``dropped``."""

    kept = Signal(str)
    dropped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._asked = False
        self._recent: tuple[str, ...] = ()
        self._head = Paragraph(theme, "", "body", "text.primary", weight=600)
        self.field = _Field()
        self.field.setMaxLength(_MOST)
        self.field.setAccessibleName(tr("Reason"))
        self.field.setPlaceholderText(tr("A short reason"))
        self.field.returnPressed.connect(self._keep)
        self.field.stepped.connect(self._step)
        self.field.textEdited.connect(lambda _text: self._say(""))
        self.recent = Choose(theme, tr(RECENT))
        self.recent.activated.connect(self._take)
        self._trouble = Paragraph(theme, "", "caption", "danger.text")
        self._keep_button = CapButton(theme, tr(CHANGE[0]), trailing=("Return",), role="primary", hug=True)
        self._drop = CapButton(theme, tr(CHANGE[1]), trailing=("Esc",), role="quiet", hug=True)
        self._keep_button.clicked.connect(self._keep)
        self._drop.clicked.connect(self.dropped)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.addWidget(self._keep_button)
        self._foot.addWidget(self._drop)
        self._foot.addStretch(1)
        self._all = QVBoxLayout(self)
        for part in (self._head, self.field, self.recent, self._trouble):
            self._all.addWidget(part)
        self._all.addLayout(self._foot)
        self._all.addStretch(1)
        self.set_theme(theme)
        self._say("")

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(8))
        self._all.setSpacing(theme.px(6))
        self._foot.setSpacing(theme.px(6))
        self.field.setFont(theme.font("body"))
        self.field.setFixedHeight(theme.px(32))

    def resizeEvent(self, event: QEvent) -> None:
        # Large letters: the buttons stand below one another.
        buttons = (self._keep_button, self._drop)
        wide = sum(button.sizeHint().width() for button in buttons) + 3 * self._foot.spacing()
        ways, margins = QBoxLayout.Direction, self._all.contentsMargins()
        beside = self.width() - margins.left() - margins.right() >= wide
        self._foot.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        for button in buttons:
            self._foot.setAlignment(button, Qt.AlignmentFlag.AlignLeft)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def ask(self, question: str, recent: Sequence[str], acts: tuple[str, str] = CHANGE) -> None:
        """A new question; ``recent`` reasons are offered, the newest first. ``acts``: what is done with a reason, and
        without."""
        self._keep_button.set_words(tr(acts[0]))
        self._drop.set_words(tr(acts[1]))
        self._recent = tuple(recent)
        self._asked = True
        self._head.set_text(question)
        self.setAccessibleName(question)
        self.field.setAccessibleDescription(question)
        self.field.clear()
        self.recent.set_choices([(tr(RECENT), "", None), *((words, words, None) for words in self._recent)])
        self.recent.choose("")
        self.recent.setVisible(bool(self._recent))
        self._say("")

    def _say(self, sentence: str) -> None:
        self._trouble.set_text(sentence)
        self._trouble.setVisible(bool(sentence))

    def _keep(self) -> None:
        reason = " ".join(self.field.text().split())
        if not reason:
            self._say(tr(NO_REASON))
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._asked = False
        self.kept.emit(reason)

    def _step(self, by: int) -> None:
        """Through the recent reasons, and past either end to an empty field."""
        if not self._recent:
            return
        given = (*self._recent, "")
        here = given.index(self.field.text()) if self.field.text() in given else len(given) - 1
        self.field.setText(given[(here + by) % len(given)])
        self._say("")

    def _take(self, _place: int) -> None:
        self.field.setText(str(self.recent.currentData() or ""))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent | QEvent) -> None:
        if self._asked and not event.spontaneous():
            self._asked = False
            self.dropped.emit()
