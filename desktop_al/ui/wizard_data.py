"""First step of the new-project wizard: the folder, what is in it, and labels that there are already."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
)

from desktop_al.core.shapes import SampleKind
from desktop_al.core.words import mark, tr, trn
from desktop_al.ui.form_fields import Field, LinkButton, RadioRow
from desktop_al.ui.home_paths import typed_path
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph
from desktop_al.ui.wizard_found import KINDS_IMAGE, KINDS_TEXT, EmptyFolder, FilesView, Question, counted, see_words
from desktop_al.ui.wizard_step import StepPage

if TYPE_CHECKING:
    from desktop_al.loop.folder_look import FolderLook

Folders = Literal["ignore", "classes", "labels"]
FOLDERS: tuple[tuple[Folders, str, str], ...] = (
    ("ignore", mark("Ignore them"), mark("Samples of all folders go into one pool.")),
    (
        "classes",
        mark("Take their names as classes"),
        mark("The samples still wait for their labels. File names are hidden, since they give the answer away."),
    ),
    (
        "labels",
        mark("Their samples are labelled already: take the folder names as labels"),
        mark("File names are hidden while labelling, since they give the answer away."),
    ),
)
LABELS_NOTE = mark(
    "CSV, TSV or JSON lines with the columns “path” (of the sample, in the folder) and “label” "
    "(its class). For other columns leave this empty: Import labels, in the menu of the finished project, "
    "asks which is which."
)
_LABEL_KINDS = (".csv", ".tsv", ".txt", ".jsonl")


def folder_trouble(text: str, look: "FolderLook | None" = None) -> str:
    """What is wrong with the folder; ``look`` is what was found in it so far."""
    if not text.strip():
        return tr("Choose the folder that holds the images or texts.")
    try:
        if not typed_path(text).is_dir():
            return tr("There is no folder at this place.")
    except (OSError, ValueError, RuntimeError):
        return tr("There is no folder at this place.")
    if look is None:
        return ""
    if look.trouble:
        return look.trouble
    return tr("No images or texts in this folder.") if look.listed and look.kind is None else ""


def labels_trouble(text: str) -> str:
    """What is wrong with the file of labels; none is fine."""
    if not text.strip():
        return ""
    try:
        path = typed_path(text)
        if not path.is_file():
            return tr("There is no file at this place.")
        if path.suffix.lower() not in _LABEL_KINDS:
            return tr("Labels are read from CSV, TSV or JSON lines.")
    except (OSError, ValueError, RuntimeError):
        return tr("There is no file at this place.")
    return ""


def folder_classes(look: "FolderLook") -> tuple[str, ...]:
    """Class names from the first-level folders, each once."""
    made = {" ".join(name.split()).casefold(): " ".join(name.split()) for name, _ in reversed(look.subfolders)}
    return tuple(name for name in reversed(made.values()) if name)


def classes_question(look: "FolderLook") -> str:
    """For example: The folders “cats”, “dogs” and 3 more look like classes."""
    names = [f"“{name}”" for name, _ in look.subfolders]
    if len(names) > 3:
        return tr("The folders {names} and {n} more look like classes.", names=", ".join(names[:2]), n=len(names) - 2)
    return tr("The folders {names} and {last} look like classes.", names=", ".join(names[:-1]), last=names[-1])


class StepData(StepPage):
    """``folder_chosen``: a folder to look into; ``labels_chosen``: a file of labels to match with what was found
    there ("" for none any more); ``classes_proposed``: names from the folders, or none."""

    folder_chosen = Signal(str)
    labels_chosen = Signal(str)
    classes_proposed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        lead = tr("The folder may have subfolders. Its files are only read: nothing is ever written there.")
        super().__init__(theme, tr("Where are the images or texts?"), lead)
        self.folder = Field(theme, tr("Folder"), button=tr("Choose"))
        self.folder.edit.setPlaceholderText(tr("Folder with the images or texts"))
        self.look: FolderLook | None = None
        self._last_folder = self._last_labels = self._labels_wrong = ""
        self._reading_labels = False
        self._see = LinkButton(theme, tr("See the files"))
        self._kind = Question(theme, {"image": RadioRow(theme, ""), "text": RadioRow(theme, "")})
        self._folders = Question(theme, {key: RadioRow(theme, tr(words), tr(more)) for key, words, more in FOLDERS})
        self.labels = Field(
            theme, tr("Load labels I already have (may stay empty)"), tr(LABELS_NOTE), tr("Choose"), "file"
        )
        self._empty, self._files = EmptyFolder(theme), FilesView(theme)
        self.body.addWidget(self.folder)
        self.body.addWidget(self._see, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._kind, self._folders, self.labels, self._empty):
            self.body.addWidget(widget)
        self.body.addWidget(self._files, 100)
        self.body.addStretch(1)
        images = Paragraph(theme, tr("Images: {kinds}.", kinds=KINDS_IMAGE), "body", "text.secondary")
        texts = Paragraph(theme, tr("Texts: {kinds}.", kinds=tr(KINDS_TEXT)), "body", "text.secondary")
        self.panel.add_part(tr("What can be labelled"), (images, texts))
        rest = tr(
            "Other files are counted and left out. Files that come into the folder later are found by themselves."
        )
        self.panel.add_part(tr("What happens with the rest"), (Paragraph(theme, rest, "body", "text.secondary"),))
        self.folder.pressed.connect(self.ask_folder)
        self.folder.edited.connect(self._folder_typed)
        self.folder.done.connect(self.commit)
        self.labels.pressed.connect(self._ask_labels)
        self.labels.edited.connect(lambda: self.labels.set_trouble(""))
        self.labels.done.connect(self.commit_labels)
        self._see.clicked.connect(self.show_files)
        self._empty.choose.connect(self.ask_folder)
        self._files.closed.connect(self.close_files)
        self._kind.answered.connect(self._kind_answered)
        self._folders.answered.connect(self._answered)
        self._files_open = self._kind_chosen = False
        self.clear()
        self.set_theme(theme)

    # -- folder ----------------------------------------------------------------------------------------

    def clear(self) -> None:
        """As it was at first."""
        self.look = None
        self._last_folder = self._last_labels = self._labels_wrong = ""
        self._reading_labels = False
        self._files_open = False
        for field in (self.folder, self.labels):
            field.set_text("")
            field.set_trouble("")
        self.labels.set_note(tr(LABELS_NOTE))
        self._folders.set_answer("classes")
        self._kind_chosen = False
        self._show()

    def set_folder(self, text: str) -> None:
        """A folder given from outside; it is asked to be looked into."""
        self.folder.set_text(text)
        self.commit()

    def path(self) -> Path | None:
        """The folder, None while there is none."""
        return None if folder_trouble(self.folder.text()) else typed_path(self.folder.text()).resolve()

    def commit(self) -> None:
        """Takes what stands in the folder field as meant."""
        text = self.folder.text().strip()
        if text == self._last_folder:
            return
        self._last_folder = text
        self.look = None
        wrong = folder_trouble(text) if text else ""
        self.folder.set_trouble(wrong)
        self._show()
        if text and not wrong:
            self.folder.set_note(tr("Looking into the folder"))
            self.folder_chosen.emit(str(typed_path(text)))
        self.changed.emit()

    def _folder_typed(self) -> None:
        self.folder.set_trouble("")
        if self.look is not None:
            self.look = None
            self._last_folder = ""
            self._show()
        self.changed.emit()

    def ask_folder(self) -> None:
        start = self.folder.text().strip()
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder with the images or texts"), start)
        if chosen:
            self.set_folder(chosen)
            self.folder.take_focus()

    def set_look(self, look: "FolderLook") -> None:
        """What is known about the folder so far."""
        before, listed = self.proposal(), self.look is not None and self.look.listed
        if look.kind is not None and not self._kind_chosen:
            self._kind.set_answer(look.kind)
        self.look = look
        self._show()
        if self.proposal() != before:
            self.classes_proposed.emit(self.proposal())
        if look.listed and not listed:
            # Labels are matched with samples: only now all of them are there.
            self._read_labels()
        self.changed.emit()

    def _kind_answered(self) -> None:
        self._kind_chosen = True
        self._answered()
        self._read_labels()

    def _answered(self) -> None:
        self._show()
        self.classes_proposed.emit(self.proposal())
        self.changed.emit()

    def kind(self) -> SampleKind | None:
        """What is to be labelled, None where it is not known yet."""
        if self.look is not None and self.look.images and self.look.texts:
            return "text" if self._kind.answer() == "text" else "image"
        return None if self.look is None else self.look.kind

    def class_like(self) -> bool:
        """Whether the question about the folders is asked."""
        return self.look is not None and self.look.class_like and self.kind() == self.look.kind

    def folders(self) -> Folders:
        """What the folders of the first level mean."""
        answer = self._folders.answer()
        return answer if self.class_like() and answer in ("classes", "labels") else "ignore"

    def proposal(self) -> tuple[str, ...]:
        """Names for the classes, from the folders."""
        return folder_classes(self.look) if self.look is not None and self.folders() != "ignore" else ()

    def set_narrow(self, narrow: bool) -> None:
        super().set_narrow(narrow)
        self._show()

    # -- what shows ------------------------------------------------------------------------------------

    def _show(self) -> None:
        look = self.look
        empty = look is not None and look.listed and look.kind is None and not look.trouble
        middle = not empty and not self._files_open
        both = look is not None and bool(look.images and look.texts)
        self._empty.setVisible(empty and not self._files_open)
        self._files.setVisible(self._files_open)
        self.folder.setVisible(not self._files_open)
        self._kind.setVisible(middle and both)
        self._folders.setVisible(middle and self.class_like())
        self.labels.setVisible(middle)
        broken = look is not None and look.unreadable_count > 0
        # Where the rail has room for words, the way to the files stands there.
        self._see.setVisible(broken and self._narrow and not self._files_open)
        self._see.set_words(see_words(look))
        if look is None:
            self.folder.set_note("")
            return
        self.folder.set_trouble(look.trouble)
        self.folder.set_note(self._words(look))
        if empty:
            self._empty.set_look(look)
        if both:
            self._kind.set_words(tr("The folder holds images and texts. Which are to be labelled?"))
            self._kind.rows["image"].set_words(counted(look.images, "image"))
            self._kind.rows["text"].set_words(counted(look.texts, "text"))
        if look.class_like:
            self._folders.set_words(classes_question(look))

    def _words(self, look: "FolderLook") -> str:
        from desktop_al.loop.folder_look import empty_words, words

        if look.trouble or empty_words(look):
            return ""
        if look.images and look.texts:
            # Which of them are taken is asked below.
            found = mark("{images} and {texts} found.") if look.listed else mark("{images} and {texts} found so far.")
            return tr(found, images=counted(look.images, "image"), texts=counted(look.texts, "text"))
        return words(look)

    def show_files(self) -> None:
        """The unreadable files in place of the questions."""
        if self.look is not None and self.look.unreadable_count:
            self._files_open = True
            self._files.set_look(self.look)
            self._show()
            self._files.first_focus()

    def close_files(self) -> bool:
        """Back to the questions; False if they were there."""
        if not self._files_open:
            return False
        self._files_open = False
        self._show()
        self.folder.take_focus()
        return True

    # -- labels ----------------------------------------------------------------------------------------

    def _ask_labels(self) -> None:
        kinds = tr("Labels (*.csv *.tsv *.txt *.jsonl)")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("File with labels"), self.labels.text(), kinds)
        if chosen:
            self.labels.set_text(chosen)
            self.commit_labels()

    def commit_labels(self) -> None:
        """Takes what stands in the field of the labels as meant."""
        text = self.labels.text().strip()
        if text == self._last_labels:
            return
        self._last_labels, self._labels_wrong, self._reading_labels = text, "", False
        wrong = labels_trouble(text)
        self.labels.set_trouble(wrong)
        self.labels.set_note(
            tr(LABELS_NOTE) if wrong or not text else tr("The labels are read once the folder is known.")
        )
        if not text:
            self.labels_chosen.emit("")
        elif self.look is not None and self.look.listed:
            self._read_labels()
        self.changed.emit()

    def _read_labels(self) -> None:
        text = self.labels.text().strip()
        if text and not labels_trouble(text):
            self._labels_wrong = ""
            self.labels.set_note(tr("Reading the labels"))
            self._reading_labels = True
            self.labels_chosen.emit(str(typed_path(text)))

    def set_labels(self, words: str, trouble: str) -> None:
        """What was found in the file of labels, or why it cannot be used."""
        self._labels_wrong, self._reading_labels = trouble, False
        self.labels.set_trouble(trouble)
        self.labels.set_note(words or tr(LABELS_NOTE))
        self.changed.emit()

    def reading_labels(self) -> bool:
        """Whether a file of labels is being read: what is in it is seen before the next step."""
        return self._reading_labels

    def labels_path(self) -> Path | None:
        text = self.labels.text().strip()
        return typed_path(text).resolve() if text and not labels_trouble(text) else None

    # -- step ------------------------------------------------------------------------------------------

    def summary(self) -> str:
        if not self.folder.text().strip():
            return tr("Folder and what is in it")
        if self.look is None or self.look.kind is None:
            typing = self.folder.text().strip() != self._last_folder
            return self.trouble() or (tr("Folder and what is in it") if typing else tr("Looking into the folder"))
        if self.kind() == "image":
            return trn("{n} image found", "{n:,} images found", self.look.images)
        return trn("{n} text found", "{n:,} texts found", self.look.texts)

    def trouble(self) -> str:
        wrong = folder_trouble(self.folder.text(), self.look)
        return wrong or labels_trouble(self.labels.text()) or self._labels_wrong

    def show_trouble(self) -> None:
        self.commit()
        wrong = folder_trouble(self.folder.text(), self.look)
        if wrong:
            if self._empty.isVisibleTo(self):
                self._empty.first_focus()
            else:
                self.folder.set_trouble(wrong)
                self.folder.take_focus()
        else:
            self.labels.set_trouble(labels_trouble(self.labels.text()) or self._labels_wrong)
            self.labels.take_focus()

    def first_focus(self) -> None:
        self.folder.take_focus()

    # -- draft -----------------------------------------------------------------------------------------

    def draft(self) -> dict[str, Any]:
        answers = {"folders": self._folders.answer(), "kind": self._kind.answer() if self._kind_chosen else ""}
        return {"folder": self.folder.text().strip(), "labels": self.labels.text().strip(), **answers}

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        """Puts back what a draft holds; what is broken in it is passed over."""
        words = {key: value for key, value in draft.items() if isinstance(value, str)}
        self._folders.set_answer(words.get("folders", ""))
        self._kind_chosen = words.get("kind", "") in self._kind.rows
        self._kind.set_answer(words.get("kind", ""))
        self.labels.set_text(words.get("labels", ""))
        self.set_folder(words.get("folder", ""))
        self.commit_labels()
