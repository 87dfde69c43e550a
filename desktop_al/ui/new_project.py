"""The new-project wizard: four steps that check themselves, a rail, a panel beside, and drafts."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_al.core.protocol_file import Protocol
from desktop_al.core.shapes import SampleKind
from desktop_al.core.words import mark, tr
from desktop_al.ui.class_rows import ClassDraft
from desktop_al.ui.form_fields import enter_presses
from desktop_al.ui.home_paths import home_words
from desktop_al.ui.page_header import PageHeader
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Words, rule, surface
from desktop_al.ui.wizard_classes import StepClasses
from desktop_al.ui.wizard_data import Folders, StepData
from desktop_al.ui.wizard_found import FoundView
from desktop_al.ui.wizard_people import StepPeople
from desktop_al.ui.wizard_protocol import StepProtocol
from desktop_al.ui.wizard_step import Step, StepRail

if TYPE_CHECKING:
    from desktop_al.loop.folder_look import FolderLook

STEPS = (mark("Data"), mark("Classes"), mark("Protocol"), mark("Annotator and file"))
_NEXT = (mark("Next: classes"), mark("Next: protocol"), mark("Next: annotator"), mark("Create project"))
#: Widths (before scale) below which the panel, then the words of the rail give way.
_WITH_PANEL, _WITH_RAIL = 264 + 320 + 640, 264 + 600
#: Field of :meth:`NewProject.set_trouble` -> its step.
_STEP_OF = {"folder": 0, "labels": 0, "classes": 1, "guideline": 2, "annotator": 3, "name": 3, "project": 3}


@dataclass(frozen=True, slots=True)
class NewProjectForm:
    """What the wizard holds when Create is pressed; every step has checked itself.

    ``definitions``: (class name, sentence), only those that were written; ``kind`` None where the folder has not
    been looked through yet; ``labels``: a file of labels that there are already; ``draft``: the id of the draft that
    this was; ``source``: the protocol file that was read, for what has no field of its own; ``passphrase``: "" for a
    project that is not encrypted; ``recovery``: a recovery code is to be made;
    ``inside``: the samples are to be copied into the project.
    """

    folder: Path
    classes: tuple[str, ...]
    annotator: str
    project: Path
    name: str = ""
    definitions: tuple[tuple[str, str], ...] = ()
    guideline: str = ""
    kind: SampleKind | None = None
    folders: Folders = "ignore"
    labels: Path | None = None
    draft: str = ""
    source: Protocol | None = None
    passphrase: str = field(default="", repr=False)
    recovery: bool = False
    inside: bool = False


def _nothing_written(kind: SampleKind | None) -> str:
    if kind is None:
        return tr("Nothing is written to your images or texts.")
    return tr("Nothing is written to your images.") if kind == "image" else tr("Nothing is written to your texts.")


class NewProject(QWidget):
    """``create`` carries a :class:`NewProjectForm`, ``folder_chosen`` a folder to look into (answered with
    :meth:`set_look`), ``labels_chosen`` a file of labels (answered with :meth:`set_labels`; "" for none any more),
    ``cancelled`` nothing: the caller keeps :meth:`draft`, if it is not empty."""

    create = Signal(object)
    folder_chosen = Signal(str)
    labels_chosen = Signal(str)
    cancelled = Signal()

    def __init__(self, theme: Theme, annotator: str = "") -> None:
        super().__init__()
        surface(self, "app")
        self._step, self._waiting, self._creating, self._said = 0, False, False, ""
        self._annotator, self._draft_id = annotator, ""
        self._close = CapButton(theme, tr("Close, keep as draft"), trailing=("Esc",), role="quiet", hug=True)
        self._close.clicked.connect(self.escape)
        self._header = PageHeader(theme, tr("New project"), (self._close,))
        self.data, self.classes = StepData(theme), StepClasses(theme)
        self.protocol, self.people = StepProtocol(theme), StepPeople(theme)
        self.steps = (self.data, self.classes, self.protocol, self.people)
        self.found = FoundView(theme)
        self.rail = StepRail(theme, [tr(step) for step in STEPS], self.found)
        self._stack, self._panels = QStackedWidget(), QStackedWidget()
        for step in self.steps:
            self._stack.addWidget(step)
            self._panels.addWidget(step.panel)
            step.changed.connect(self._changed)
            step.finished.connect(self.next)
        self._panel_line = rule("v")
        middle = QHBoxLayout()
        middle.setSpacing(0)
        for widget, stretch in (
            (self.rail, 0),
            (rule("v"), 0),
            (self._stack, 1),
            (self._panel_line, 0),
            (self._panels, 0),
        ):
            middle.addWidget(widget, stretch)
        self._hint = Words(theme, "", "caption", "text.secondary", elide=True)
        self._back = CapButton(theme, tr("Back"), hug=True)
        self._next = CapButton(theme, tr(_NEXT[0]), trailing=("Ctrl", "Return"), role="primary", hug=True, weight=600)
        self._back.clicked.connect(lambda: self.go(self._step - 1))
        self._next.clicked.connect(self.next)
        self._foot_bar = QWidget()
        surface(self._foot_bar, "surface")
        self._foot = QHBoxLayout(self._foot_bar)
        self._foot.addWidget(self._hint, 1)
        self._foot.addWidget(self._back)
        self._foot.addWidget(self._next)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._header)
        rows.addLayout(middle, 1)
        rows.addWidget(rule())
        rows.addWidget(self._foot_bar)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.next)
        self.rail.asked.connect(self.go)
        self.found.files_asked.connect(self._show_files)
        self.data.folder_chosen.connect(self._folder_chosen)
        self.data.folder.edited.connect(self._stop_waiting)
        self.data.labels_chosen.connect(self.labels_chosen)
        self.data.classes_proposed.connect(self._propose)
        self.protocol.classes_read.connect(lambda classes: self.protocol.set_remark(self.classes.take(classes)))
        self.classes.file_asked.connect(self._ask_protocol)
        enter_presses(self)
        self.set_theme(theme)
        self.begin()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._foot.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self._foot.setSpacing(theme.px(12))
        self._foot_bar.setFixedHeight(theme.px(56))
        self._panels.setFixedWidth(theme.px(320))
        self._fit()

    def resizeEvent(self, event: QEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        width = self.width() / self._theme.scale
        for widget in (self._panels, self._panel_line):
            widget.setVisible(width >= _WITH_PANEL)
        self.rail.set_narrow(width < _WITH_RAIL)
        for step in self.steps:
            step.set_narrow(width < _WITH_RAIL)
        self._show()

    # -- from outside ----------------------------------------------------------------------------------

    def begin(self, folder: str = "") -> None:
        """A fresh form, with a folder if one is known."""
        self._draft_id, self._waiting = "", False
        self.set_creating(None)
        self.data.clear()
        self.classes.clear()
        self.protocol.clear()
        self.people.clear(self._annotator)
        self.found.set_look(None)
        self._step = 0
        self._stack.setCurrentIndex(0)
        self._panels.setCurrentIndex(0)
        if folder:
            self.data.set_folder(folder)
        self._changed()

    def set_folder(self, folder: str) -> None:
        """A folder given from outside (dropped, or from the command line): a fresh form for it."""
        self.begin(folder)

    def set_look(self, look: "FolderLook") -> None:
        """What is known about the chosen folder so far."""
        self.data.set_look(look)
        self.found.set_look(look)
        # Next was pressed before anything was known: it is carried out as soon as the folder is no empty one.
        if self._waiting and look.listed:
            self._waiting = False
            # A question that has only just appeared is not passed by unseen.
            if not look.class_like:
                self.next()

    def set_labels(self, words: str, trouble: str = "", classes: tuple[str, ...] = ()) -> None:
        """What was found in the chosen file of labels, or why it cannot be used; ``classes`` in it are proposed."""
        self.data.set_labels(words, trouble)
        if classes and not self.classes.rows.names():
            self.classes.rows.set_classes(ClassDraft(name) for name in classes)

    def set_trouble(self, key: str, sentence: str) -> None:
        """A sentence that only shows when the project is made (no permission, disk full), by field: folder, labels,
        classes, guideline, annotator, name or project."""
        self.set_creating(None)
        self.go(_STEP_OF[key])
        field = {"folder": self.data.folder, "labels": self.data.labels, **self.people.fields}.get(key)
        if field is not None:
            field.set_trouble(sentence)
            field.take_focus()
            self._into_sight()
        else:
            (self.classes if key == "classes" else self.protocol).say(sentence)

    def set_creating(self, words: str | None) -> None:
        """How far the making of the project is; None when it is not being made. Only Esc works meanwhile."""
        before, self._creating = self._creating, words is not None
        for widget in (self.rail, self._stack, self._back, self._next):
            widget.setEnabled(not self._creating)
        if self._creating:
            self._next.set_words(tr("Creating"))
            self._hint.set_text(words or "")
            self._hint.set_colour("text.secondary")
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif before:
            self._changed()

    def creating(self) -> bool:
        """Whether the project is being made."""
        return self._creating

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """Parts of the page that F6 goes round, and what puts the focus into each."""
        return [
            (self._stack, self._focus_step),
            (self._foot_bar, self._next.setFocus),
            (self.rail, self.rail.steps[self._step].setFocus),
            (self._header, self._close.setFocus),
        ]

    def set_annotator(self, name: str) -> None:
        """Who is proposed as the annotator, "" for the one who is logged in."""
        self._annotator = name
        self.people.clear(name)

    def first_focus(self) -> None:
        self._focus_step()

    def keeps_draft(self) -> bool:
        """Whether what was entered may be kept on disk: not while encryption is chosen."""
        return not self.people.encrypts()

    @property
    def draft_id(self) -> str:
        """The draft that this was, "" for none."""
        return self._draft_id

    # -- drafts ----------------------------------------------------------------------------------------

    def draft(self) -> dict[str, Any]:
        """What was entered, as plain values that JSON can hold; {} when nothing was."""
        parts: dict[str, Any] = {}
        for step in (self.data, self.classes, self.protocol, self.people):
            parts |= step.draft()
        entered = ("folder", "labels", "classes", "guideline", "name", "project")
        if not any(parts[key] for key in entered):
            return {}
        self._draft_id = self._draft_id or secrets.token_hex(8)
        return {"id": self._draft_id, "step": self._step + 1, **parts}

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        """Goes on with a draft; what is broken in it is passed over."""
        self.begin()
        kept = draft.get("id")
        self._draft_id = kept if isinstance(kept, str) and 0 < len(kept) <= 64 else ""
        self.people.set_draft(draft)
        self.protocol.set_draft(draft)
        self.classes.set_draft(draft)
        self.data.set_draft(draft)
        step = draft.get("step")
        wanted = step - 1 if isinstance(step, int) and 1 <= step <= len(STEPS) else 0
        self.go(min(wanted, self._reachable()))

    # -- steps -----------------------------------------------------------------------------------------

    @property
    def step(self) -> int:
        """The place of the step on screen, from 0."""
        return self._step

    def _reachable(self) -> int:
        """The last step that can be gone to: all before it are finished."""
        return next((place for place, step in enumerate(self.steps[:-1]) if step.trouble()), len(STEPS) - 1)

    def go(self, place: int) -> None:
        """Another step, if all before it are finished."""
        if self._creating or not 0 <= place <= self._reachable():
            return
        self._waiting = False
        self.data.close_files()
        self._step = place
        self._stack.setCurrentIndex(place)
        self._panels.setCurrentIndex(place)
        self._changed()
        self._focus_step()

    def _focus_step(self) -> None:
        if self.steps[self._step] is self.protocol:
            # It may be skipped: Enter goes on.
            self._next.setFocus(Qt.FocusReason.OtherFocusReason)
        self.steps[self._step].first_focus()
        self._into_sight()

    def _into_sight(self) -> None:
        """Scrolls to the focus: pages do that by themselves only when Tab brought it there."""
        step, focus = self.steps[self._step], QApplication.focusWidget()
        if focus is not None and step.isAncestorOf(focus):
            step.widget().layout().activate()
            step.ensureWidgetVisible(focus, 0, self._theme.px(64))

    def next(self) -> None:
        """The next step, or what keeps this one from being finished; at the end the project is asked for."""
        if self._creating:
            return
        if self._step == 0:
            self.data.commit()
            self.data.commit_labels()
        step = self.steps[self._step]
        if self._step == 0 and self.data.reading_labels():
            return
        if step.trouble():
            self._waiting = False
            self._say(step)
            return
        look = self.data.look
        if self._step == 0 and not self._waiting and (look is None or not look.listed):
            self._waiting = True
            return
        if self._step < len(STEPS) - 1:
            self.go(self._step + 1)
        elif self._reachable() < self._step:
            self.go(self._reachable())
            self._say(self.steps[self._step])
        else:
            self.create.emit(self.form())

    submit = next

    def _say(self, step: Step) -> None:
        """What is wrong with a step: at its field, and below, where it is in sight however long the page is."""
        step.show_trouble()
        self._into_sight()
        self._said = step.trouble()
        self._show()

    def form(self) -> NewProjectForm:
        """What is entered now."""
        classes = self.classes.rows.classes()
        folder = self.data.path()
        return NewProjectForm(
            folder=folder if folder is not None else Path(self.data.folder.text()),
            classes=tuple(draft.name for draft in classes),
            annotator=" ".join(self.people.annotator.text().split()),
            project=self.people.path(),
            name=" ".join(self.people.name.text().split()),
            definitions=tuple((draft.name, draft.definition) for draft in classes if draft.definition),
            guideline=self.protocol.guideline(),
            source=self.protocol.source,
            kind=self.data.kind(),
            folders=self.data.folders(),
            labels=self.data.labels_path(),
            draft=self._draft_id,
            passphrase=self.people.passphrase.text() if self.people.encrypts() else "",
            recovery=self.people.encrypts() and self.people.recovery.isChecked(),
            inside=self.people.encrypts() and self.people.inside.isChecked(),
        )

    def _folder_chosen(self, folder: str) -> None:
        self._stop_waiting()
        self.found.set_look(None)
        self.folder_chosen.emit(folder)

    def _stop_waiting(self) -> None:
        self._waiting = False

    def _propose(self, names: tuple[str, ...]) -> None:
        self.classes.propose(names, self.data.folders() == "labels")

    def _ask_protocol(self) -> None:
        path = self.protocol.ask_path()
        if path is not None:
            self.take_protocol(path)

    def take_protocol(self, path: Path) -> None:
        """Classes and guideline of a file, from the step of the classes."""
        wrong = self.protocol.load(path)
        if not wrong and not self.classes.rows.names():
            wrong = tr("{file} names no classes. Its guideline was loaded in the next step.", file=path.name)
        self.classes.say(wrong or self.protocol.remark())

    def _changed(self) -> None:
        self._said = ""
        self.people.set_folder(self.data.path())
        self.protocol.set_classes(self.classes.rows.names())
        self._show()

    def _show(self) -> None:
        if self._creating:
            return
        reachable, narrow = self._reachable(), self.rail.width() < self._theme.px(100)
        for place, (step, button) in enumerate(zip(self.steps, self.rail.steps, strict=True)):
            done = place < self._step and not step.trouble()
            button.set_state(step.summary(), place == self._step, done, place <= reachable, narrow)
        step = tr("Step {n} of {m}.", n=self._step + 1, m=len(STEPS))
        self._hint.set_text(f"{step} {self._said or _nothing_written(self.data.kind())}")
        self._hint.set_colour("danger.text" if self._said else "text.secondary")
        self._back.setVisible(self._step > 0)
        self._next.set_words(tr(_NEXT[self._step]))
        self._close.set_words(tr("Close, keep as draft") if self.keeps_draft() else tr("Close, keep nothing"))
        folder = self.data.folder.text().strip()
        self._header.set_title(tr("New project"), home_words(folder))

    def _show_files(self) -> None:
        self.go(0)
        self.data.show_files()

    # -- keys ------------------------------------------------------------------------------------------

    def escape(self) -> bool:
        """Esc: closes the list of files, else the wizard."""
        if not self.data.close_files():
            self.cancelled.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self.next()
        elif event.key() == Qt.Key.Key_Escape:
            self.escape()
        else:
            super().keyPressEvent(event)


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
