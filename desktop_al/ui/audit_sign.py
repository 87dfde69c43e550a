"""Signing on the audit page: the form, and the signatures that there are."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.words import mark, tr, trn
from desktop_al.loop.audit_screen import SignatureLine
from desktop_al.ui.choose import Choose
from desktop_al.ui.form_fields import Field
from desktop_al.ui.passphrase import PassphraseField
from desktop_al.ui.theme import Theme, retheme
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, Words, rule

_MEANINGS = (
    (mark("Labelled by me"), "labelled"),
    (mark("Reviewed by me"), "reviewed"),
    (mark("Adjudicated by me"), "adjudicated"),
)
_SHOWN = 20


def _count_words(count: int, *, decisions: bool) -> str:
    if not count:
        return (
            tr("You have no decisions in force to sign.") if decisions else tr("You have no answers in force to sign.")
        )
    if decisions:
        return trn("You sign your 1 decision.", "You sign your {n:,} decisions as they are now.", count)
    return trn("You sign your 1 answer.", "You sign your {n:,} answers as they are now.", count)


class SignForm(QWidget):
    """``signed`` carries meaning, printed name and passphrase; ``left`` that nothing is to be signed."""

    signed = Signal(str, str, str)
    left = Signal()
    #: A sentence was added.
    grown = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._counts: Mapping[str, int] = {}
        self._what = Words(theme, tr("What the signature means"), "body", "text.primary", 600)
        self.meaning = Choose(theme, tr("What the signature means"))
        self.meaning.set_choices([(tr(words), value, None) for words, value in _MEANINGS])
        self._count = Paragraph(theme, "", "body", "text.secondary")
        self.name = Field(theme, tr("Printed name"))
        self.passphrase = PassphraseField(theme, tr("Passphrase"))
        self.sign = CapButton(theme, tr("Sign"), trailing=("Return",), role="primary", hug=True)
        self._leave = CapButton(theme, tr("Cancel"), trailing=("Esc",), role="quiet", hug=True)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.sign)
        self._foot.addWidget(self._leave)
        self._foot.addStretch(1)
        self._all = QVBoxLayout(self)
        for part in (self._what, self.meaning, self._count, self.name, self.passphrase):
            self._all.addWidget(part)
        self._all.addLayout(self._foot)
        self.meaning.currentIndexChanged.connect(lambda _: self._show_count())
        for field in (self.name, self.passphrase):
            field.entered.connect(self._send)
            field.edited.connect(lambda _text, field=field: field.set_trouble(""))
        self.sign.clicked.connect(self._send)
        self._leave.clicked.connect(self.left)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, theme.px(8), 0, theme.px(10))
        self._all.setSpacing(theme.px(8))
        self._foot.setSpacing(theme.px(8))

    def begin(self, counts: Sequence[tuple[str, int]], whose_passphrase: str) -> None:
        """An empty form; ``counts`` how many answers each meaning would sign; ``whose_passphrase`` is asked for, ""
        for nobody's."""
        self._counts = dict(counts)
        self.passphrase.setVisible(bool(whose_passphrase))
        self.passphrase.set_name(tr("Passphrase of {name}", name=whose_passphrase))
        self.clear()
        first = next((value for _, value in _MEANINGS if self._counts.get(value)), _MEANINGS[0][1])
        self.meaning.choose(first)
        self._show_count()
        self.meaning.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        self.name.set_text("")
        self.passphrase.empty()
        for field in (self.name, self.passphrase):
            field.set_trouble("")

    def wait(self) -> None:
        """The passphrase is being checked."""
        self.sign.setEnabled(False)

    def set_trouble(self, name: str, sentence: str) -> None:
        """A sentence at "name" or "passphrase", which is typed anew."""
        self.sign.setEnabled(True)
        field = self.passphrase if name == "passphrase" else self.name
        if field is self.passphrase:
            self.passphrase.empty()
        field.set_trouble(sentence)
        field.take_focus()
        self.grown.emit()

    def _show_count(self) -> None:
        meaning = str(self.meaning.currentData())
        count = self._counts.get(meaning, 0)
        void = tr("Changing one of them later makes the signature void.")
        self._count.set_text(f"{_count_words(count, decisions=meaning == 'adjudicated')} {void}")
        self.sign.setEnabled(bool(count))

    def _send(self) -> None:
        if self.sign.isEnabled():
            self.signed.emit(str(self.meaning.currentData()), self.name.text(), self.passphrase.text())


class _Signed(QWidget):
    """One signature and whether it stands, told by sign, words and colour."""

    def __init__(self, theme: Theme, line: SignatureLine) -> None:
        super().__init__()
        self.setAccessibleName(line.words)
        self.setAccessibleDescription(line.state)
        sign, colour = ("done", "success.text") if line.valid else ("warning", "warning.text")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Paragraph(theme, line.words, "body", "text.primary"))
        words.addWidget(Paragraph(theme, line.state, "body", colour, weight=600))
        self._row = QHBoxLayout(self)
        self._row.addWidget(IconView(theme, sign, 18, colour), 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        self._row.setSpacing(theme.px(10))


class SignatureList(QWidget):
    """The signatures, the newest first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[SignatureLine, ...] | None = None
        self._all = QVBoxLayout(self)
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(0)
        self.show_signatures(())

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def show_signatures(self, lines: Sequence[SignatureLine]) -> None:
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        while (item := self._all.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        for number, line in enumerate(self._shown[:_SHOWN]):
            if number:
                self._all.addWidget(rule("soft"))
            self._all.addWidget(_Signed(self._theme, line))
        rest = len(self._shown) - _SHOWN
        words = (
            tr("Nobody has signed anything yet.")
            if not lines
            else tr("And {rest:,} older ones.", rest=rest)
            if rest > 0
            else ""
        )
        if words:
            self._all.addWidget(Paragraph(self._theme, words, "body", "text.secondary"))
            self._all.addSpacing(self._theme.px(8))
        retheme(self, self._theme)
