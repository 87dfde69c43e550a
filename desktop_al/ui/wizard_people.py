"""Last step of the new-project wizard: who labels, how the project is called, where its file lies."""

import getpass
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_al.core.words import mark, tr
from desktop_al.ui.controls import Switch
from desktop_al.ui.form_fields import Field
from desktop_al.ui.home_paths import typed_path
from desktop_al.ui.passphrase import CODE_OPENS, LOST, NewPassphrase
from desktop_al.ui.settings_rows import Row
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph
from desktop_al.ui.wizard_step import StepPage

MOST_NAME = 200
#: The fields in the order of the page.
FIELDS = ("annotator", "name", "project")
_PLAIN = mark("The project file is not encrypted. Keep it where only those may read it who may read the samples.")
_SECRET = mark(
    "The project file is encrypted. The folder of samples stays as it is: keep it where only those may read it "
    "who have to."
)
_ENCRYPT = mark(
    "Names, labels, comments and the guideline can then be read only with a passphrase, which is asked for each "
    "time the project is opened."
)
_COPY = mark("They are then encrypted, too, in one file beside the project. The folder itself stays as it is.")
_CODE = mark("It opens the project when the passphrase is lost. It is shown once, to be written down.")


def user_name() -> str:
    """The name of who is logged in, "" where that cannot be known."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def project_path(text: str) -> Path:
    """The project file that is meant by what was typed: with ``~`` resolved and the ending .dal.

    Raises:
        RuntimeError: there is no such user. OSError, ValueError: no path at all.
    """
    path = typed_path(text)
    if path.suffix.lower() == ".dal" or not path.name or path.is_dir():
        return path
    return path.with_name(f"{path.name}.dal")


def proposed_project(folder: Path) -> Path:
    """A free name beside the folder, never in it; in the home folder where nothing can be written beside it."""
    beside = folder.parent
    if beside == folder or not os.access(beside, os.W_OK):
        beside = Path.home()
    name = folder.name or "project"
    for number in range(1, 1000):
        path = beside / (f"{name}.dal" if number == 1 else f"{name} {number}.dal")
        if not path.exists():
            return path
    return beside / f"{name}.dal"


def people_trouble(annotator: str, name: str, project: str, folder: Path | None) -> dict[str, str]:
    """What is wrong, by field (annotator, name, project); empty when all is well."""
    found: dict[str, str] = {}
    if not annotator.strip():
        found["annotator"] = tr("A name or a pseudonym is needed, so that answers can be told apart.")
    elif len(annotator) > MOST_NAME or not annotator.strip().isprintable():
        found["annotator"] = tr("A name has at most {n} characters, all of them visible.", n=MOST_NAME)
    if not name.strip():
        found["name"] = tr("A name is needed, by which the project is found again.")
    elif len(name) > MOST_NAME or not name.strip().isprintable():
        found["name"] = tr("A name has at most {n} characters, all of them visible.", n=MOST_NAME)
    if not project.strip():
        found["project"] = tr("Choose where the project file is kept.")
    else:
        try:
            wrong = _file_trouble(project_path(project), folder)
        except (OSError, ValueError, RuntimeError):
            wrong = tr("No file can be kept at this place.")
        if wrong:
            found["project"] = wrong
    return found


def _file_trouble(target: Path, folder: Path | None) -> str:
    if target.is_dir() or not target.name:
        return tr("This is a folder. Give the project file a name.")
    if target.exists():
        return tr("A file of this name exists already. Choose another name.")
    if not target.parent.is_dir():
        return tr("There is no folder at this place.")
    if folder is not None and folder.resolve() in target.resolve().parents:
        return tr("The project file lies in the sample folder. Keep it beside the folder instead.")
    if not os.access(target.parent, os.W_OK):
        return tr("Nothing can be written in this folder. Choose another place.")
    return ""


class StepPeople(StepPage):
    """Annotator, name and file of the project; all three are proposed."""

    def __init__(self, theme: Theme) -> None:
        lead = tr("All three are proposed. Further annotators can work on the same file later, one at a time.")
        super().__init__(theme, tr("Who labels, and where is it kept?"), lead)
        self.annotator = Field(
            theme, tr("Annotator"), tr("Your name or a pseudonym. It stands beside each of your labels.")
        )
        self.name = Field(theme, tr("Name of the project"))
        self.project = Field(theme, tr("Project file"), tr(_PLAIN), tr("Choose"), "file")
        self.fields = {"annotator": self.annotator, "name": self.name, "project": self.project}
        self._folder: Path | None = None
        self._proposed = {"name": "", "project": ""}
        for field in self.fields.values():
            self.body.addWidget(field)
            field.edited.connect(self._edited)
            field.done.connect(self._left)
        self.encrypt = Switch(theme, tr("Encrypt this project"))
        self.recovery = Switch(theme, tr("Make a recovery code"))
        self.inside = Switch(theme, tr("Copy the samples into the project"))
        self.passphrase = NewPassphrase(theme, tr("Passphrase"))
        self._secret = QWidget()
        self._secret_rows = QVBoxLayout(self._secret)
        self._secret_rows.addWidget(self.passphrase)
        self._lost = Paragraph(theme, tr(LOST), "caption", "text.secondary")
        self._secret_rows.addWidget(self._lost)
        self.recovery.toggled.connect(lambda on: self._lost.set_text(tr(CODE_OPENS if on else LOST)))
        self._secret_rows.addWidget(Row(theme, tr("Make a recovery code"), tr(_CODE), (self.recovery,)))
        self._secret_rows.addWidget(Row(theme, tr("Copy the samples into the project"), tr(_COPY), (self.inside,)))
        self.body.addWidget(Row(theme, tr("Encrypt this project"), tr(_ENCRYPT), (self.encrypt,)))
        self.body.addWidget(self._secret)
        self.encrypt.toggled.connect(self._turn)
        self.passphrase.edited.connect(self.changed)
        self.passphrase.entered.connect(self.finished)
        self.body.addStretch(1)
        held = tr(
            "Labels, classes, guideline and the history of both. It holds the names of the samples, not the samples."
        )
        self.panel.add_part(tr("What the project file holds"), (Paragraph(theme, held, "body", "text.secondary"),))
        moved = tr("Folder and project file can be moved together: the project finds its folder again.")
        self.panel.add_part(tr("When things move"), (Paragraph(theme, moved, "body", "text.secondary"),))
        self.project.pressed.connect(self._ask_file)
        self.clear()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        if hasattr(self, "fields"):
            self.annotator.setMaximumWidth(theme.px(420))
            self.name.setMaximumWidth(theme.px(420))
            self.passphrase.setMaximumWidth(theme.px(420))
            self._secret_rows.setContentsMargins(0, 0, 0, 0)
            self._secret_rows.setSpacing(theme.px(8))

    def clear(self, annotator: str = "") -> None:
        """As it was at first."""
        self._folder = None
        self._proposed = {"annotator": annotator or user_name(), "name": "", "project": ""}
        for key, field in self.fields.items():
            field.set_text(self._proposed[key])
            field.set_trouble("")
        self.recovery.setChecked(True)
        self.inside.setChecked(False)
        self.encrypt.setChecked(False)
        self._turn(False)

    def _turn(self, on: bool) -> None:
        self.passphrase.empty()
        self._secret.setVisible(on)
        self.project.set_note(tr(_SECRET if on else _PLAIN))
        self.changed.emit()
        if on and self.isVisible():
            self.passphrase.take_focus()
            # Once it has its place.
            QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self._secret))

    def set_folder(self, folder: Path | None) -> None:
        """The folder by which name and file are proposed, unless they were typed."""
        if folder == self._folder:
            return
        self._folder = folder
        if folder is None:
            return
        for key, words in (("name", folder.name or "Project"), ("project", str(proposed_project(folder)))):
            if self.fields[key].text() in ("", self._proposed[key]):
                self.fields[key].set_text(words)
            self._proposed[key] = words

    def _edited(self) -> None:
        for field in self.fields.values():
            field.set_trouble("")
        self.changed.emit()

    def _left(self) -> None:
        text = self.project.text().strip()
        if text and "project" not in self._wrong():
            self.project.set_text(str(project_path(text)))

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Project file"), self.project.text(), tr("Project (*.dal)"))
        if chosen:
            self.project.set_text(str(project_path(chosen)))
            self._edited()

    def _wrong(self) -> dict[str, str]:
        self.passphrase.whose = self.annotator.text()
        return people_trouble(self.annotator.text(), self.name.text(), self.project.text(), self._folder)

    def encrypts(self) -> bool:
        """Whether the project is to be encrypted."""
        return self.encrypt.isChecked()

    def path(self) -> Path:
        """The project file that is meant."""
        return project_path(self.project.text()).resolve()

    def summary(self) -> str:
        annotator = " ".join(self.annotator.text().split())
        file = Path(self.project.text().strip()).name
        return ", ".join(part for part in (annotator, file) if part) or tr("Who labels, where it is kept")

    def trouble(self) -> str:
        return next(iter(self._wrong().values()), self.passphrase.trouble() if self.encrypts() else "")

    def show_trouble(self) -> None:
        wrong = self._wrong()
        for key, field in self.fields.items():
            field.set_trouble(wrong.get(key, ""))
        if not wrong and self.encrypts() and self.passphrase.show_trouble():
            return
        first = next((key for key in FIELDS if key in wrong), "annotator")
        self.fields[first].take_focus()

    def first_focus(self) -> None:
        self.annotator.take_focus()
        self.annotator.edit.selectAll()

    def draft(self) -> dict[str, Any]:
        # What was only proposed is proposed anew: the name may be taken by then.
        typed = {key: self.fields[key].text().strip() for key in FIELDS}
        return {key: "" if words == self._proposed.get(key) else words for key, words in typed.items()}

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        """Puts back what a draft holds; what is broken in it is passed over."""
        for key in FIELDS:
            words = draft.get(key)
            if isinstance(words, str) and words:
                self.fields[key].set_text(words)
