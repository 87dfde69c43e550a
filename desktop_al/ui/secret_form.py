"""Calm panels of the settings page around passphrases: what an act means, its fields, do it or leave it; a code."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.words import mark, tr
from desktop_al.ui.form_fields import Field, TroubleLine
from desktop_al.ui.passphrase import LOST, NewPassphrase, PassphraseField
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Paragraph, Words

WRITE_DOWN = mark("Write it down now. It is shown this once, and kept nowhere: who has it can open the project.")
_GROUPS = 3
NO_NAME = mark("A name is needed: the one under which they label.")


@dataclass(frozen=True, slots=True)
class Asked:
    """An act around passphrases: what is done, ``slot`` of whom, ``name``, the passphrase so far and the new one."""

    act: str
    slot: str = ""
    name: str = ""
    old: str = ""
    new: str = ""


class SecretForm(QFrame):
    """``wanted`` carries an :class:`Asked`; ``left``: it was closed without."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", "quiet")
        self._act, self._slot, self._words = "", "", ""
        self._title = Paragraph(theme, "", "body", "text.primary", weight=600)
        self._sentences = [Paragraph(theme, "", "body", "text.secondary") for _ in range(3)]
        self.name = Field(theme, tr("Annotator"))
        self.old = PassphraseField(theme, tr("Your passphrase so far"))
        self.new = NewPassphrase(theme)
        self._lost = Paragraph(theme, tr(LOST), "caption", "text.muted")
        self.trouble = TroubleLine(theme)
        self.do = CapButton(theme, tr("Encrypt"), role="primary", hug=True)
        self.leave = CapButton(theme, tr("Cancel"), role="quiet", hug=True)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.do)
        self._buttons.addWidget(self.leave)
        self._buttons.addStretch(1)
        self._all = QVBoxLayout(self)
        # Above the fields: below them it would be out of sight in a low window.
        for part in (self._title, *self._sentences, self.trouble, self.name, self.old, self.new, self._lost):
            self._all.addWidget(part)
        self._all.addLayout(self._buttons)
        self.do.clicked.connect(self._send)
        self.leave.clicked.connect(self.close_form)
        self.new.entered.connect(self._send)
        self.name.edited.connect(self._named)
        self.name.entered.connect(self.new.take_focus)
        self.old.entered.connect(self.new.take_focus)
        for button in (self.do, self.leave):
            button.setAutoDefault(True)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        px = theme.px
        self._all.setContentsMargins(px(16), px(12), px(16), px(12))
        self._all.setSpacing(px(8))
        self._buttons.setSpacing(px(8))
        for part in (self.name, self.old, self.new):
            part.setMaximumWidth(px(420))

    def ask(
        self, act: str, title: str, sentences: Sequence[str], words: str, *, slot: str = "", whose: str = ""
    ) -> None:
        """Open it for one act (encrypt, decrypt, add, change, reset, remove)."""
        self._act, self._slot, self._words = act, slot, words
        self._title.set_text(title)
        self.setAccessibleName(title)
        for part, sentence in zip(self._sentences, [*sentences, "", "", ""], strict=False):
            part.set_text(sentence)
            part.setVisible(bool(sentence))
        self._empty()
        self.new.whose = whose
        with_new = act in ("encrypt", "add", "change", "reset")
        for widget, shown in (
            (self.name, act == "add"),
            (self.old, act == "change"),
            (self.new, with_new),
            (self._lost, with_new),
        ):
            widget.setVisible(shown)
        self.new.set_name(tr("Passphrase") if act in ("encrypt", "add") else tr("New passphrase"))
        self.set_working("")
        self.show()
        self._to_first()

    def _to_first(self) -> None:
        """The focus to the first field, or to the button that does nothing."""
        first: Field | PassphraseField | NewPassphrase | None = {
            "add": self.name,
            "change": self.old,
            "encrypt": self.new,
            "reset": self.new,
        }.get(self._act)
        if first is not None:
            first.take_focus()
        else:
            self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def asking(self) -> str:
        """The act that it is open for; "" for none."""
        return "" if self.isHidden() else self._act

    def set_trouble(self, sentence: str) -> None:
        self.set_working("")
        self.trouble.set_text(sentence)
        if self._act == "change":
            self.old.empty()
        self._to_first()

    def set_working(self, words: str) -> None:
        """What is being done; "" when nothing is."""
        for part in (self.do, self.leave, self.name, self.old, self.new):
            part.setEnabled(not words)
        self.do.set_words(words or self._words)

    def close_form(self) -> None:
        if not self.isHidden():
            self._empty()
            self.hide()
            self.left.emit()

    def _empty(self) -> None:
        self.name.set_text("")
        self.name.set_trouble("")
        self.old.empty()
        self.old.set_trouble("")
        self.new.empty()
        self.trouble.set_text("")

    def _named(self, name: str) -> None:
        self.name.set_trouble("")
        self.new.whose = name

    def _send(self) -> None:
        name = " ".join(self.name.text().split())
        if self._act == "add" and not name:
            self.name.set_trouble(tr(NO_NAME))
            self.name.take_focus()
            return
        if not self.new.isHidden() and self.new.show_trouble():
            return
        self.wanted.emit(Asked(self._act, self._slot, name, self.old.text(), self.new.text()))


class CodeView(QFrame):
    """A recovery code, to be written down: its groups in the fixed font, large. ``done``: it was."""

    done = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", "accent")
        self.setAccessibleName(tr("Recovery code"))
        self._title = Paragraph(theme, tr("Recovery code"), "body", "text.primary", weight=600)
        self._words = Paragraph(theme, tr(WRITE_DOWN), "body", "text.secondary")
        self._groups = QWidget()
        self._grid = QGridLayout(self._groups)
        self.code = ""
        self._button = CapButton(theme, tr("It is written down"), hug=True)
        self._button.clicked.connect(self.forget)
        self._button.setAutoDefault(True)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch(1)
        self._all = QVBoxLayout(self)
        for part in (self._title, self._words, self._groups):
            self._all.addWidget(part)
        self._all.addLayout(row)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        self._all.setSpacing(theme.px(8))
        self._grid.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        self._grid.setHorizontalSpacing(theme.px(18))
        self._grid.setVerticalSpacing(theme.px(6))

    def show_code(self, code: str) -> None:
        """A few groups in a line, so that they fit at every size."""
        self._clear()
        self.code = code
        for place, group in enumerate(code.replace("-", " ").split()):
            words = Words(self._theme, group, mono=True, px=20, colour="text.primary")
            # Letter by letter: as a word it would be guessed at.
            words.setAccessibleName(" ".join(group))
            self._grid.addWidget(words, place // _GROUPS, place % _GROUPS)
        self._grid.setColumnStretch(_GROUPS, 1)
        self.show()
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self.code = ""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def forget(self) -> None:
        if not self.isHidden():
            self._clear()
            self.hide()
            self.done.emit()
