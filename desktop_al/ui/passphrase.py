"""A field for a passphrase, with an eye and a word on Caps Lock; and two of them for a new one."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget

from desktop_al.core.passphrase_strength import strength
from desktop_al.core.words import mark, tr
from desktop_al.ui.announce import announce
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.form_fields import TroubleLine, mark_wrong
from desktop_al.ui.icons import icon
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph, Words

CAPS = mark("Caps Lock is on.")
DIFFER = mark("The two are not the same.")
LOST = mark("A lost passphrase cannot be recovered, by anyone.")
CODE_OPENS = mark("A lost passphrase cannot be recovered, by anyone. Only the recovery code opens the project then.")
CODE_INSTEAD = mark(
    "A lost passphrase cannot be recovered, by anyone. If you have a recovery code, type it in its place."
)
_MOST = 1000
_TOKENS = {"short": "text.secondary", "guessable": "warning.text", "fair": "text.secondary", "good": "success.text"}


class PassphraseEdit(QLineEdit):
    """``caps_changed``: whether Caps Lock is on, as far as the last letter tells; no system tells it everywhere."""

    caps_changed = Signal(bool)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxLength(_MOST)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
        self.setInputMethodHints(hints | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase)
        # Neither dropped elsewhere nor copied from the menu while the eye is open.
        self.setDragEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.caps = self._seen = False
        self.eye = QToolButton(self)
        self.eye.setCheckable(True)
        self.eye.setAccessibleName(tr("Show the passphrase"))
        self.eye.setToolTip(plain_tip(tr("Show the passphrase")))
        self.eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.eye.toggled.connect(self._show)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font("label"))
        self.eye.setIconSize(QSize(theme.px(18), theme.px(18)))
        self.eye.setFixedSize(theme.px(32), theme.px(30))
        self.setTextMargins(theme.px(2), 0, theme.px(36), 0)
        self._show(self.eye.isChecked())
        self._place()

    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.setIcon(icon("hidden" if shown else "read_only", self._theme.colour("text.secondary")))

    def _place(self) -> None:
        self.eye.move(self.width() - self.eye.width() - self._theme.px(4), (self.height() - self.eye.height()) // 2)

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def empty(self) -> None:
        """Nothing typed is left, nor to be had back by undo."""
        self.setText("")
        self.eye.setChecked(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text, shift = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_CapsLock:
            # Whether it was on is known only once a letter was typed.
            self._tell(self._seen and not self.caps)
        elif len(text) == 1 and text.upper() != text.lower():
            self._seen = True
            self._tell(text.isupper() != shift)
        super().keyPressEvent(event)

    def _tell(self, caps: bool) -> None:
        if caps != self.caps:
            self.caps = caps
            self.caps_changed.emit(caps)


class PassphraseField(QWidget):
    """Name, field, what is wrong. ``entered``: Enter was pressed; ``edited`` carries what is typed."""

    entered = Signal()
    edited = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.edit = PassphraseEdit(theme, name)
        self._name = Words(theme, name, "body", "text.primary", 600)
        self._name.setBuddy(self.edit)
        self._wrong = ""
        self.trouble = TroubleLine(theme)
        self.caps = TroubleLine(theme, "warning")
        self._all = QVBoxLayout(self)
        for part in (self._name, self.edit, self.trouble, self.caps):
            self._all.addWidget(part)
        self.edit.textEdited.connect(self._typed)
        self.edit.returnPressed.connect(self.entered)
        self.edit.caps_changed.connect(lambda _: self._say())
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(6))

    def set_name(self, name: str) -> None:
        self._name.set_text(name)
        self.edit.setAccessibleName(name)

    def name(self) -> str:
        return self._name.text()

    def text(self) -> str:
        return self.edit.text()

    def empty(self) -> None:
        self.edit.empty()

    def set_trouble(self, sentence: str) -> None:
        """A sentence under the field and a marked frame; "" takes both away."""
        if sentence != self._wrong:
            announce(self, sentence, urgent=True)
        self._wrong = sentence
        self._say()

    def _say(self) -> None:
        caps = tr(CAPS) if self.edit.caps else ""
        words = f"{self._wrong} {caps}".strip() if self._wrong else ""
        self.trouble.set_text(words)
        self.caps.set_text("" if words else caps)
        self.edit.setAccessibleDescription(words or caps)
        mark_wrong(self.edit, bool(self._wrong))

    def _typed(self, text: str) -> None:
        self.set_trouble("")
        self.edited.emit(text)

    def take_focus(self) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)


class NewPassphrase(QWidget):
    """A passphrase twice, with plain words on how good it is. ``entered``: Enter in the second field; ``edited``:
    something was typed. ``whose`` gives the name of its owner, which is no good passphrase."""

    entered = Signal()
    edited = Signal()

    def __init__(self, theme: Theme, name: str = "") -> None:
        super().__init__()
        self.whose = ""
        self.first = PassphraseField(theme, name or tr("New passphrase"))
        self.again = PassphraseField(theme, tr("The same once more"))
        self.words = Paragraph(theme, "", "caption", "text.secondary")
        self.words.hide()
        self._all = QVBoxLayout(self)
        for part in (self.first, self.words, self.again):
            self._all.addWidget(part)
        for field in (self.first, self.again):
            field.edited.connect(lambda _: self._typed())
        self.first.entered.connect(self.again.take_focus)
        self.again.entered.connect(self.entered)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(8))

    def set_name(self, name: str) -> None:
        self.first.set_name(name)

    def text(self) -> str:
        return self.first.text()

    def empty(self) -> None:
        for field in (self.first, self.again):
            field.empty()
            field.set_trouble("")
        self._typed()

    def _typed(self) -> None:
        text = self.text()
        found = strength(text, self.whose)
        self.words.set_text(found.words if text else "")
        self.words.set_colour(_TOKENS[found.level])
        self.words.setVisible(bool(text))
        self.edited.emit()

    def trouble(self) -> str:
        """What keeps it from being used; "" for nothing."""
        found = strength(self.text(), self.whose)
        if found.level == "short":
            return found.words
        return tr(DIFFER) if self.again.text() != self.text() else ""

    def show_trouble(self) -> bool:
        """Say what is wrong at its field and go there; whether anything is."""
        wrong = self.trouble()
        self.first.set_trouble(wrong if wrong != tr(DIFFER) else "")
        self.again.set_trouble(wrong if wrong == tr(DIFFER) else "")
        # Once is enough.
        self.words.setVisible(bool(self.text()) and wrong in ("", tr(DIFFER)))
        if wrong:
            (self.again if wrong == tr(DIFFER) else self.first).take_focus()
        return bool(wrong)

    def take_focus(self) -> None:
        self.first.take_focus()
