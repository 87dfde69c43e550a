"""The card "Privacy and lock" of the settings: encryption of the open project, when it locks, who can open it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.words import mark, tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.secret_form import Asked, CodeView, SecretForm
from desktop_al.ui.settings_rows import Card, Row, SettingRow
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Words

State = Literal["none", "plain", "encrypted", "read_only"]

_SENTENCES: dict[State, str] = {
    "none": mark("Open a project to encrypt it, or choose it when you make a new one."),
    "plain": mark("Not encrypted: who can read the project file can read names, labels and comments in it."),
    "encrypted": mark("AES-256. The key is random and lies in the file, sealed with each passphrase."),
    "read_only": mark("This project is open to look only: its passphrases cannot be changed here."),
}
_NOT_HERE = mark("Counts for encrypted projects. The one that is open is not encrypted.")
_NO_PASSPHRASES = mark("Only an encrypted project has passphrases.")
_OWN = mark("Each annotator opens the project with a passphrase of their own, and labels under their own name.")
_NO_RECOVERY = mark("There is none. It opens the project when a passphrase is lost: keep it on paper, elsewhere.")
_RECOVERY = mark("There is one. A new one takes its place.")
_WAY_OUT = mark("Where that matters, keep the project on a disk that is encrypted as a whole, and delete its backups.")
_REOPENS = mark("The project is closed, worked on and opened again. Labels are kept.")
_FOLDER = mark("They lie in their folder as they are. Whoever can read that folder can read them.")
_READ_BY_ALL = mark(
    "Names, labels and comments can then be read by everybody who can read the project file. All passphrases and the "
    "recovery code go."
)
_INSIDE = mark("They are inside the project, encrypted. Their folder is not needed any more.")
_ONLY_SECRET = mark("Only an encrypted project takes its samples in.")
_COPIES = mark("All sample files are copied into one encrypted file beside the project, which has to stay there.")
_FOLDER_STAYS = mark("The folder itself stays as it is: take it away yourself, and think of its copies and backups.")
_GONE = mark("{name} can then no longer open this project. What {name} labelled stays.")
_STILL = mark("A copy of the project that was made before opens with the old passphrase as before.")

#: What the buttons beside a name do.
_OF_ONE = {
    "change": mark("Change the passphrase of {name}"),
    "reset": mark("Reset the passphrase of {name}"),
    "remove": mark("Remove the passphrase of {name}"),
}


@dataclass(frozen=True, slots=True)
class PrivacyScreen:
    """``who`` labels here; ``people``: (slot, name) of those who have a passphrase; ``recovery``: there is a code;
    ``inside``: the samples were copied into the project."""

    state: State = "none"
    who: str = ""
    people: tuple[tuple[str, str], ...] = ()
    recovery: bool = False
    inside: bool = False


class _Sign(QWidget):
    """A lock and the word Encrypted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.addWidget(IconView(theme, "encrypted", 16, "success.text"))
        self._row.addWidget(Words(theme, tr("Encrypted"), "body", "success.text", 600))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(0, 0, theme.px(8), 0)
        self._row.setSpacing(theme.px(6))


class _People(QWidget):
    """A line for everybody who has a passphrase. ``acted`` carries an act and a place."""

    acted = Signal(str, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: list[QWidget] = []
        self._all = QVBoxLayout(self)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all.setContentsMargins(theme.px(12), 0, 0, theme.px(8))
        self._all.setSpacing(theme.px(4))

    def show_people(self, names: Sequence[str], who: str) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [self._line(place, name, name == who) for place, name in enumerate(names)]
        for line in self._lines:
            self._all.addWidget(line)

    def _line(self, place: int, name: str, own: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(8))
        row.addWidget(IconView(self._theme, "annotator", 16))
        row.addWidget(
            Words(self._theme, tr("{name}, you", name=name) if own else name, "body", "text.primary", elide=True), 1
        )
        for act, words in (("change", tr("Change")),) if own else (("reset", tr("Reset")), ("remove", tr("Remove"))):
            button = CapButton(self._theme, words, hug=True)
            button.setAccessibleName(tr(_OF_ONE[act], name=name))
            button.setAutoDefault(True)
            button.clicked.connect(lambda _checked=False, act=act: self.acted.emit(act, place))
            row.addWidget(button)
        return line


class PrivacyCard(Card):
    """``asked`` carries an :class:`Asked`: encrypt, decrypt, copy_in, take_out, add, change, reset, remove, recovery,
    no_recovery."""

    asked = Signal(object)

    def __init__(self, theme: Theme, settings: Sequence[SettingRow]) -> None:
        self._screen = PrivacyScreen()
        self._settings = tuple(settings)
        self._sentences = {row.setting.id: tr(row.setting.sentence) for row in settings}
        self._sign = _Sign(theme)
        self.turn = CapButton(theme, tr("Encrypt..."), hug=True)
        self._state = Row(theme, tr("Project encryption"), "", (self._sign, self.turn))
        self.samples = CapButton(theme, tr("Copy into the project..."), hug=True)
        self._samples = Row(theme, tr("Samples"), "", (self.samples,))
        self.project_form = SecretForm(theme)
        self.add = CapButton(theme, tr("Add an annotator"), hug=True)
        self._passphrases = Row(theme, tr("Passphrases"), tr(_OWN), (self.add,))
        self._people = _People(theme)
        self.people_form = SecretForm(theme)
        self.make_code = CapButton(theme, tr("Make one"), hug=True)
        self.drop_code = CapButton(theme, tr("Remove"), role="quiet", hug=True)
        self.drop_code.setAccessibleName(tr("Remove the recovery code"))
        self._recovery = Row(theme, tr("Recovery code"), "", (self.drop_code, self.make_code))
        self.code = CodeView(theme)
        rows = (
            self._state,
            self._samples,
            self.project_form,
            *settings,
            self._passphrases,
            self._people,
            self.people_form,
        )
        super().__init__(theme, "privacy", "shield", tr("Privacy and lock"), (*rows, self._recovery, self.code))
        self.turn.clicked.connect(self._turn)
        self.samples.clicked.connect(self._move_samples)
        self.add.clicked.connect(self._add)
        self.make_code.clicked.connect(lambda: self.asked.emit(Asked("recovery")))
        self.drop_code.clicked.connect(lambda: self.asked.emit(Asked("no_recovery")))
        self._people.acted.connect(self._act)
        for form in (self.project_form, self.people_form):
            form.wanted.connect(self.asked)
            form.left.connect(self.tidy)
        self.project_form.left.connect(lambda: self.turn.setFocus(Qt.FocusReason.OtherFocusReason))
        self.people_form.left.connect(lambda: self.add.setFocus(Qt.FocusReason.OtherFocusReason))
        self.code.done.connect(self._code_done)
        self.show_privacy(PrivacyScreen())

    def show_privacy(self, screen: PrivacyScreen) -> None:
        """How the open project stands."""
        state = screen.state
        if (state, screen.who) != (self._screen.state, self._screen.who):
            self.forget()
        self._screen = screen
        secret = state in ("encrypted", "read_only")
        self._state.set_sentence(tr(_SENTENCES[state]))
        self._sign.setVisible(secret)
        self.turn.set_words(tr("Remove encryption") if secret else tr("Encrypt..."))
        self.turn.setEnabled(state == "plain" or (state == "encrypted" and not screen.inside))
        self.turn.setToolTip(plain_tip(tr("Write the samples to a folder first.") if screen.inside else ""))
        self._samples.set_sentence(tr(_ONLY_SECRET if not secret else _INSIDE if screen.inside else _FOLDER))
        self.samples.set_words(tr("Write to a folder...") if screen.inside else tr("Copy into the project..."))
        self.samples.setEnabled(state == "encrypted")
        for row in self._settings:
            idle = state == "plain" and row.setting.id != "hide_recent"
            row.set_enabled(not idle)
            row.set_sentence(tr(_NOT_HERE) if idle else self._sentences[row.setting.id])
        may = state == "encrypted"
        self._passphrases.set_sentence(tr(_OWN if secret else _NO_PASSPHRASES))
        code = _RECOVERY if screen.recovery else _NO_RECOVERY
        self._recovery.set_sentence(tr(code if secret else _NO_PASSPHRASES))
        for button in (self.add, self.make_code, self.drop_code):
            button.setEnabled(may)
        self.drop_code.setVisible(screen.recovery)
        self.make_code.set_words(tr("Make a new one") if screen.recovery else tr("Make one"))
        self._people.show_people([name for _, name in screen.people], screen.who)
        self._people.setVisible(bool(screen.people))
        self._people.setEnabled(may)
        self.tidy()

    def show_code(self, code: str) -> None:
        """A recovery code that was just made."""
        self.code.show_code(code)
        self.tidy()

    def form_of(self, act: str) -> SecretForm:
        """The panel in which an act is asked for."""
        return self.project_form if act in ("encrypt", "decrypt", "copy_in") else self.people_form

    def forget(self) -> None:
        """Another project, or another way it stands: nothing that was typed or shown is kept."""
        self.project_form.close_form()
        self.people_form.close_form()
        self.code.forget()

    def escape(self) -> bool:
        """Esc: closes the panel that is open; False when none is."""
        for form in (self.project_form, self.people_form):
            if form.asking():
                if form.leave.isEnabled():
                    form.close_form()
                return True
        return False

    def _turn(self) -> None:
        if self._screen.state == "plain":
            from desktop_al.loop.locks import OLD_BYTES

            self.project_form.ask(
                "encrypt",
                tr("Encrypt this project"),
                (tr(_REOPENS), tr(OLD_BYTES), tr(_WAY_OUT)),
                tr("Encrypt this project"),
                whose=self._screen.who,
            )
        else:
            said = (tr(_READ_BY_ALL), tr(_REOPENS))
            self.project_form.ask("decrypt", tr("Remove the encryption"), said, tr("Remove encryption"))
        self.tidy()

    def _move_samples(self) -> None:
        if self._screen.inside:
            self.asked.emit(Asked("take_out"))
            return
        sentences = (tr(_COPIES), tr(_FOLDER_STAYS), tr(_REOPENS))
        self.project_form.ask("copy_in", tr("Copy the samples into the project"), sentences, tr("Copy the samples"))
        self.tidy()

    def _add(self) -> None:
        said = tr("The name is the one under which they label. Tell them the passphrase, so that they can change it.")
        self.people_form.ask("add", tr("A passphrase for another annotator"), (said,), tr("Add"))
        self.tidy()

    def _act(self, act: str, place: int) -> None:
        # With a project that is open it is loaded anyway.
        from desktop_al.loop.locks import OLD_COPIES

        slot, name = self._screen.people[place]
        title, said, words = {
            "change": (tr("Change your passphrase"), (tr(_STILL),), tr("Change")),
            "reset": (
                tr("A new passphrase for {name}", name=name),
                (tr("The one so far no longer counts."), tr(_STILL)),
                tr("Reset"),
            ),
            "remove": (
                tr("Remove the passphrase of {name}", name=name),
                (tr(_GONE, name=name), tr(OLD_COPIES)),
                tr("Remove"),
            ),
        }[act]
        self.people_form.ask(act, title, said, words, slot=slot, whose=name)
        self.tidy()

    def _code_done(self) -> None:
        self.tidy()
        self.make_code.setFocus(Qt.FocusReason.OtherFocusReason)

    def tidy(self) -> None:
        """Panels have a frame of their own, and those who are named belong to the row above them."""
        super().tidy()
        panels = (self.project_form, self.people_form, self.code)
        after = False
        for line, row in zip(self._lines, self.rows, strict=True):
            if row in panels or row is self._people or after:
                line.hide()
            after = not row.isHidden() and row in panels

    def matches(self, text: str) -> bool:
        return text in "encryption passphrase password recovery code lock"
