"""The new-project form: folder, labels, annotator, project file. One page; sentences instead of message boxes."""

import getpass
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop_al.ui.class_rows import MOST_CLASSES, ClassRows
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Words, rule, surface


@dataclass(frozen=True, slots=True)
class NewProjectForm:
    """What the form holds when Create is pressed; already checked by :func:`trouble`."""

    folder: Path
    classes: tuple[str, ...]
    annotator: str
    project: Path


def proposed_project(folder: Path) -> Path:
    """A project file beside the folder, never in it; a free name."""
    name = folder.name or "project"
    for number in range(1, 1000):
        path = folder.parent / (f"{name}.dal" if number == 1 else f"{name} {number}.dal")
        if not path.exists():
            return path
    return folder.parent / f"{name}.dal"


def trouble(folder: str, classes: tuple[str, ...], annotator: str, project: str) -> dict[str, str]:
    """What is wrong, by field (folder, classes, annotator, project); empty when all is well."""
    found: dict[str, str] = {}
    path = Path(folder).expanduser()
    if not folder.strip():
        found["folder"] = "Choose the folder that holds the images or texts."
    elif not path.is_dir():
        found["folder"] = "There is no folder at this place."
    seen = [name.casefold() for name in classes]
    if len(classes) < 2:
        found["classes"] = "At least two labels are needed."
    elif len(set(seen)) < len(seen):
        double = next(name for place, name in enumerate(classes) if name.casefold() in seen[:place])
        found["classes"] = f"Two labels are named “{double}”."
    elif len(classes) > MOST_CLASSES:
        found["classes"] = f"A project holds at most {MOST_CLASSES:,} labels."
    if not annotator.strip():
        found["annotator"] = "A name or a pseudonym is needed, so that answers can be told apart."
    target = Path(project).expanduser()
    if not project.strip():
        found["project"] = "Choose where the project file is kept."
    elif target.exists():
        found["project"] = "A file of this name exists already. Choose another name."
    elif not target.parent.is_dir():
        found["project"] = "There is no folder at this place."
    elif "folder" not in found and path.resolve() in target.resolve().parents:
        found["project"] = "The project file lies in the sample folder. Keep it beside the folder instead."
    return found


class NewProject(QWidget):
    """``create`` carries a :class:`NewProjectForm`, ``folder_chosen`` a folder to look into, ``cancelled`` nothing."""

    create = Signal(object)
    folder_chosen = Signal(str)
    cancelled = Signal()

    def __init__(self, theme: Theme, annotator: str = "") -> None:
        super().__init__()
        surface(self, "app")
        self._asked = False
        self._project_typed = False
        self.folder, self.project, self.annotator = QLineEdit(), QLineEdit(), QLineEdit()
        for field, name in (
            (self.folder, "Folder of images or texts"),
            (self.project, "Project file"),
            (self.annotator, "Your name"),
        ):
            field.setAccessibleName(name)
        self.folder.setPlaceholderText("Folder with the images or texts")
        self.annotator.setText(annotator or _user())
        self.classes = ClassRows(theme)
        self._choose = CapButton(theme, "Choose", icon="folder_open", hug=True)
        self._choose.clicked.connect(self._ask_folder)
        self._keep = CapButton(theme, "Choose", icon="file", hug=True)
        self._keep.clicked.connect(self._ask_project)
        self._wrong = {
            key: Words(theme, "", "caption", "danger.text") for key in ("folder", "classes", "annotator", "project")
        }
        self._found = Words(theme, "", "caption", "text.muted", elide=True)
        self._create = CapButton(
            theme, "Create project", trailing=("Ctrl", "Return"), role="primary", hug=True, weight=600
        )
        self._cancel = CapButton(theme, "Cancel", trailing=("Esc",), hug=True)
        self._create.clicked.connect(self.submit)
        self._cancel.clicked.connect(self.cancelled)
        self._lines: list[QHBoxLayout] = []
        self._body = QVBoxLayout()
        self._body.addWidget(Words(theme, "New project", "heading", "text.primary"))
        lead = "Nothing is written to your images or texts."
        self._body.addWidget(Words(theme, lead, "body", "text.secondary"))
        self._section(theme, "Folder", self._with(self.folder, self._choose), "folder", self._found)
        self._section(theme, "Labels", self.classes, "classes")
        self._section(theme, "Your name", self.annotator, "annotator")
        self._section(theme, "Project file", self._with(self.project, self._keep), "project")
        self._body.addStretch(1)
        inside = QWidget()
        surface(inside, "app")
        self._sides = QHBoxLayout(inside)
        self._holder = QWidget()
        self._holder.setLayout(self._body)
        self._sides.addStretch(1)
        self._sides.addWidget(self._holder, 100)
        self._sides.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QWidget()
        surface(foot, "surface")
        self._foot = QHBoxLayout(foot)
        self._foot.addWidget(IconView(theme, "shield", 16, "text.secondary"))
        self._foot.addWidget(Words(theme, "Nothing leaves this computer.", "caption", "text.secondary"))
        self._foot.addStretch(1)
        self._foot.addWidget(self._cancel)
        self._foot.addWidget(self._create)
        self._foot_bar = foot
        all_rows = QVBoxLayout(self)
        all_rows.setContentsMargins(0, 0, 0, 0)
        all_rows.setSpacing(0)
        all_rows.addWidget(self._scroll, 1)
        all_rows.addWidget(rule())
        all_rows.addWidget(foot)
        self.folder.textChanged.connect(self._folder_edited)
        self.folder.editingFinished.connect(self._folder_done)
        self.project.textEdited.connect(self._project_edited)
        self.annotator.textChanged.connect(self._check)
        self.classes.changed.connect(self._classes_changed)
        self.folder.returnPressed.connect(self.classes.focus_first)
        self._last_folder = ""
        self.set_theme(theme)

    def _with(self, field: QWidget, button: QWidget) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(field, 1)
        line.addWidget(button)
        self._lines.append(line)
        return holder

    def _section(self, theme: Theme, name: str, content: QWidget, key: str, note: QWidget | None = None) -> None:
        self._body.addSpacing(theme.px(10))
        self._body.addWidget(Words(theme, name, "body", "text.primary", 600))
        self._body.addWidget(content)
        if note is not None:
            self._body.addWidget(note)
            note.hide()
        self._body.addWidget(self._wrong[key])
        self._wrong[key].hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._body.setSpacing(px(6))
        self._body.setContentsMargins(0, 0, 0, 0)
        self._sides.setContentsMargins(px(24), px(28), px(24), px(16))
        self._holder.setMaximumWidth(px(640))
        self._foot.setContentsMargins(px(16), 0, px(16), 0)
        self._foot.setSpacing(px(8))
        self._foot_bar.setFixedHeight(px(56))
        for line in self._lines:
            line.setSpacing(px(8))
        for field in (self.folder, self.project, self.annotator):
            field.setFont(theme.font("body"))
        self.annotator.setMaximumWidth(px(320))
        self._fit_classes()

    def resizeEvent(self, event: QEvent) -> None:
        self._fit_classes()

    def _fit_classes(self) -> None:
        """The list grows with its rows until it would push the rest off the page; then it scrolls."""
        room = max(self._theme.px(190), self.height() - self._theme.px(56 + 28 + 16 + 400))
        self.classes.setFixedHeight(min(self.classes.wanted_height(), room))

    def _classes_changed(self) -> None:
        self._fit_classes()
        self._check()

    def set_found(self, words: str) -> None:
        """What the scan of the folder has found so far."""
        self._found.set_text(words)
        self._found.setVisible(bool(words))

    def set_folder(self, folder: str) -> None:
        """A folder given from outside (dropped, or from the command line)."""
        self.folder.setText(folder)
        self._folder_done()

    def set_trouble(self, key: str, sentence: str) -> None:
        """A sentence that only shows when the project is made (no permission, disk full)."""
        self._wrong[key].set_text(sentence)
        self._wrong[key].setVisible(bool(sentence))

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Folder with the images or texts", self.folder.text())
        if chosen:
            self.set_folder(chosen)

    def _ask_project(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Project file", self.project.text(), "Project (*.dal)")
        if chosen:
            self.project.setText(chosen if chosen.endswith(".dal") else f"{chosen}.dal")
            self._project_edited()

    def _folder_edited(self) -> None:
        self.set_found("")
        self._check()

    def _folder_done(self) -> None:
        text = self.folder.text().strip()
        if text == self._last_folder:
            return
        self._last_folder = text
        path = Path(text).expanduser()
        if text and path.is_dir():
            if not self._project_typed:
                self.project.setText(str(proposed_project(path.resolve())))
            self.folder_chosen.emit(str(path))
        self._check()

    def _project_edited(self) -> None:
        self._project_typed = True
        self._check()

    def _check(self) -> dict[str, str]:
        wrong = trouble(self.folder.text(), self.classes.names(), self.annotator.text(), self.project.text())
        for key, label in self._wrong.items():
            sentence = wrong.get(key, "") if self._asked else ""
            label.set_text(sentence)
            label.setVisible(bool(sentence))
        return wrong

    def submit(self) -> None:
        """Create: sends the form, or says what is missing and puts the focus there."""
        self._asked = True
        self._folder_done()
        wrong = self._check()
        if not wrong:
            form = NewProjectForm(
                Path(self.folder.text()).expanduser().resolve(),
                self.classes.names(),
                " ".join(self.annotator.text().split()),
                Path(self.project.text()).expanduser().resolve(),
            )
            self.create.emit(form)
            return
        first = next(key for key in self._wrong if key in wrong)
        if first == "classes":
            self.classes.focus_first()
        else:
            {"folder": self.folder, "annotator": self.annotator, "project": self.project}[first].setFocus()

    def keyPressEvent(self, event: object) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.submit()
        else:
            super().keyPressEvent(event)

    def first_focus(self) -> None:
        self.folder.setFocus(Qt.FocusReason.OtherFocusReason)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
