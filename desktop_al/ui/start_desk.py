"""Between the first pages (start, new project) and what they begin: recent projects, drafts, a look into the folder,
making the project."""

import datetime
import os
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import tr, trn
from desktop_al.ui import preferences as prefs
from desktop_al.ui.preferences import Keeper
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.opening import CreateReport, NewProject
    from desktop_al.loop.project import Project
    from desktop_al.ui.new_project import NewProject as NewProjectPage
    from desktop_al.ui.new_project import NewProjectForm

#: A line that tells of something that happened once stays longer than others.
_LONG_MS = 12_000

Post = Callable[[Callable[[], None]], None]


class StartDesk(QObject):
    """``post`` has something done on the window's thread; ``open_path`` opens what was chosen, ``open_project`` what
    was made, by whom; ``go_back`` leads to what was open before the form."""

    #: A recovery code was made with a project, and is to be shown.
    code_made = Signal(str)

    def __init__(
        self,
        window: Window,
        keeper: Keeper,
        home: Path,
        post: Post,
        open_path: Callable[[Path], bool],
        open_project: Callable[[Path, str], bool],
        go_back: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._keeper = keeper
        self._home = home
        self._post = post
        self._open_path = open_path
        self._open_project = open_project
        self._go_back = go_back
        #: One thread at a time looks into a folder or makes a project; another one ends it.
        self._stop = threading.Event()
        window.start.open_path.connect(self._picked)
        window.start.forget.connect(self._forget)
        window.built.connect(self._built)

    def _built(self, name: str) -> None:
        if name == "form":
            form = self._form
            form.set_annotator(self._keeper.now.annotator)
            form.create.connect(self._create)
            form.cancelled.connect(self._leave_form)
            form.folder_chosen.connect(self._look_into)
            form.labels_chosen.connect(self._look_at_labels)

    @property
    def _form(self) -> "NewProjectPage":
        page: NewProjectPage = self._window.page("form")
        return page

    # -- start -----------------------------------------------------------------------------------------

    def show_start(self) -> None:
        self._show_recent()
        self._window.show_page("start")

    def _show_recent(self) -> None:
        now = datetime.datetime.now().astimezone()
        self._window.start.set_recent(prefs.recent_rows(self._keeper.now, now))
        self._window.start.set_free(_free_words())

    def remember(self, project: "Project") -> None:
        """Put the project at the head of the recent ones, as it stands now."""
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        if _is_secret(project):
            hide = self._keeper.now.settings["hide_recent"]
            known = prefs.secret_recent(str(project.path), now, "" if hide else project.basics.name)
            self._keeper.keep(lambda kept: kept.with_recent(known))
            return
        status = project.screen().status
        recent = prefs.Recent(
            path=str(project.path),
            name=project.basics.name,
            kind=project.basics.kind,
            classes=len(project.classes),
            labelled=status.labelled,
            pool=status.pool,
            closed=now,
        )
        self._keeper.keep(lambda kept: kept.with_recent(recent))

    def newest(self) -> Path | None:
        """The project that was opened last, if its file is there."""
        recent = self._keeper.now.recent
        return Path(recent[0].path) if recent and os.path.isfile(recent[0].path) else None

    def _picked(self, path: str) -> None:
        draft = prefs.draft_at(self._keeper.now, path)
        if draft is not None:
            self._halt()
            self._form.set_draft(draft)
            self._window.show_page("form")
        else:
            self._open_path(Path(path))

    def _forget(self, path: str) -> None:
        self._keeper.keep(lambda kept: prefs.without(kept, path))
        self._show_recent()

    # -- new project -----------------------------------------------------------------------------------

    def new(self, folder: Path | None) -> None:
        """A fresh form, with a folder if one is known."""
        self.leave()
        self._form.begin(str(folder) if folder is not None else "")
        self._window.show_page("form")

    def keep_draft(self) -> None:
        """What is in the form is not lost by leaving it."""
        if self._window.shown == "form" and not self._form.keeps_draft():
            # Nor what was kept before that was chosen.
            known = f"draft:{self._form.draft_id}"
            self._keeper.keep(lambda kept: prefs.without(kept, known))
        elif self._window.shown == "form":
            draft = self._form.draft()
            if draft:
                now = datetime.datetime.now().astimezone()
                self._keeper.keep(lambda kept: prefs.with_draft(kept, draft, now))

    def leave(self) -> None:
        """Another page comes: what is in the form is kept, what runs for it ends."""
        self.keep_draft()
        self._halt()
        if self._window.has("form"):
            self._form.set_creating(None)

    def _leave_form(self) -> None:
        self._halt()
        if self._form.creating():
            self._form.set_creating(None)
            return
        self.keep_draft()
        self._go_back()

    def _halt(self) -> threading.Event:
        """End what runs for the form; returns the sign by which what comes now can be ended."""
        self._stop.set()
        self._stop = threading.Event()
        return self._stop

    def _look_into(self, folder: str) -> None:
        """Say what a folder holds, without making the form wait for it."""
        stop, form = self._halt(), self._form

        def look() -> None:
            from desktop_al.loop.folder_look import look_into

            for found in look_into(Path(folder), stop.is_set):
                self._post_if(stop, lambda found=found: form.set_look(found))

        threading.Thread(target=look, name="look-into-folder", daemon=True).start()

    def _look_at_labels(self, path: str) -> None:
        if not path:
            return
        form = self._form
        folder, kind, classes = form.data.path(), form.data.kind(), form.classes.rows.names()
        wanted, annotator = form.data.labels_path(), " ".join(form.people.annotator.text().split())

        def look() -> None:
            from desktop_al.loop.importing import LabelSource, plan, plan_words, sample_names

            try:
                names = sample_names(folder, kind) if folder is not None and kind is not None else ()
                found = plan(LabelSource("table", Path(path)), names, classes, annotator=annotator)
                proposed = tuple(name for name, _ in found.counts)
                came = (plan_words(found), "", proposed)
            except DesktopAlError as error:
                came = ("", str(error), ())
            self._post(lambda: form.set_labels(*came) if form.data.labels_path() == wanted else None)

        threading.Thread(target=look, name="look-at-labels", daemon=True).start()

    def _post_if(self, stop: threading.Event, work: Callable[[], None]) -> None:
        self._post(lambda: None if stop.is_set() else work())

    def _create(self, form: "NewProjectForm") -> None:
        """Make the project aside; a large import takes its time."""
        stop, page = self._halt(), self._form
        page.set_creating(tr("Making the project"))

        def told(words: str, share: float) -> None:
            self._post_if(stop, lambda: page.set_creating(f"{words}, {share:.0%}" if 0 < share < 1 else words))

        def make() -> None:
            from desktop_al.loop.opening import create_project

            code = ""
            try:
                report = create_project(_new_project(form), self._home, progress=_seldom(told), stop=stop.is_set)
                if form.passphrase:
                    told(tr("Encrypting it"), 0.0)
                    code = _unlocked(form)
                words = _import_words(report)
                if form.inside:
                    words = f"{_copied_in(form, self._home, _seldom(told), stop.is_set)} {words}".strip()
            except DesktopAlError as error:
                trouble = str(error)
                self._post_if(stop, lambda: page.set_trouble("project", trouble))
            except OSError as error:
                trouble = tr("The project could not be made: {cause}.", cause=error.strerror or error)
                self._post_if(stop, lambda: page.set_trouble("project", trouble))
            else:
                self._post(lambda: self._made(form, stop.is_set(), words, code))

        threading.Thread(target=make, name="make-project", daemon=True).start()

    def _made(self, form: "NewProjectForm", left: bool, words: str = "", code: str = "") -> None:
        if not form.passphrase:
            self._keeper.keep(lambda kept: replace(kept, annotator=form.annotator))
        if form.draft:
            self._keeper.keep(lambda kept: prefs.without(kept, f"draft:{form.draft}"))
        if left:
            # Something else is on screen by now: the project waits among the recent ones.
            now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            name, kind = form.name or form.project.stem, form.kind or "image"
            recent = prefs.Recent(str(form.project), name, kind, len(form.classes), 0, 0, now)
            if form.passphrase:
                _lock(form.project)
                hide = self._keeper.now.settings["hide_recent"]
                recent = prefs.secret_recent(recent.path, now, "" if hide else name)
            self._keeper.keep(lambda kept: kept.with_recent(recent))
            return
        page = self._form
        page.set_creating(None)
        # Before the project is on screen: emptied fields pass the focus on.
        page.begin()
        if self._open_project(form.project, form.annotator):
            if words:
                self._window.status.flash(words, _LONG_MS)
            if code:
                self.code_made.emit(code)


def _is_secret(project: "Project") -> bool:
    from desktop_al.loop.reopening import is_secret

    return is_secret(project)


def _import_words(report: "CreateReport") -> str:
    """What was taken over, and the first of what was not."""
    if not report.annotations and not report.unmatched:
        return ""
    words = trn("{n} label taken over.", "{n:,} labels taken over.", report.annotations)
    if report.unmatched:
        name, cause = report.unmatched[0]
        left = len(report.unmatched)
        words += " " + tr("Not taken: {n:,}, the first is {name}: {cause}", n=left, name=name, cause=cause)
    return words


def _new_project(form: "NewProjectForm") -> "NewProject":
    from desktop_al.loop.importing import LabelSource
    from desktop_al.loop.opening import NewProject

    labels = LabelSource("table", form.labels) if form.labels is not None else None
    if labels is None and form.folders == "labels":
        labels = LabelSource("folders")
    sentences = dict(form.definitions)
    return NewProject(
        form.project,
        form.folder,
        form.classes,
        form.annotator,
        name=form.name,
        protocol=form.guideline,
        kind=form.kind,
        definitions=tuple(sentences.get(name, "") for name in form.classes),
        # Where folders are named after classes the path gives the answer away; else it depends on the files.
        hide_names=form.folders != "ignore" or None,
        labels=labels,
        source=form.source,
        passphrase=form.passphrase,
    )


def _unlocked(form: "NewProjectForm") -> str:
    """Unlock what was just made; a recovery code where one was asked for."""
    from desktop_al.loop.locks import make_recovery_code, unlock

    unlock(form.project, form.passphrase)
    return make_recovery_code(form.project) if form.recovery else ""


def _copied_in(form: "NewProjectForm", home: Path, told: Callable[[str, float], None], stop: Callable[[], bool]) -> str:
    """Copy the samples into the project that was just made; in words, where it could not be done, too."""
    from desktop_al.loop.inside import copy_in

    try:
        count = copy_in(form.project, home, lambda share: told(tr("Copying the samples"), share), stop)
    except DesktopAlError as error:
        return tr("{error} It can be tried again in the settings.", error=error)
    return trn("{n} sample files are inside the project.", "{n:,} sample files are inside the project.", count)


def _lock(project: Path) -> None:
    from desktop_al.loop.locks import lock

    lock(project)


def _seldom(told: Callable[[str, float], None]) -> Callable[[str, float], None]:
    """At most a few times a second: each word to the screen is an event of its own."""
    last = 0.0

    def tell(words: str, share: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= 0.2:
            last = now
            told(words, share)

    return tell


def _free_words() -> str:
    try:
        free = shutil.disk_usage(Path.home()).free
    except OSError:
        return ""
    return tr("{free:,.0f} GB free", free=free / 1e9) if free >= 1e9 else tr("{free:,.0f} MB free", free=free / 1e6)
