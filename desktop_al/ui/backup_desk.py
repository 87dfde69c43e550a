"""Between the window and the backups of a project: making them aside, listing them, going back to one."""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject

from desktop_al.core.errors import DesktopAlError, NewerProject, ProjectInUse
from desktop_al.core.settings import Value
from desktop_al.core.words import mark, tr
from desktop_al.loop.screen import Notice
from desktop_al.ui.lock_desk import OPENS
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.backups import Made
    from desktop_al.loop.project import Project

_log = logging.getLogger(__name__)
#: Seconds of work between two backups.
INTERVAL = 30 * 60.0
_WAIT = 30.0
_TITLE = mark("No backup could be made. Your labels are saved.")
_RESTORED = mark("The backup was restored. Nothing was deleted.")
_OFFER = (("restore", mark("Restore a backup")), ("dismiss", mark("Not now")))


class OpenProject(Protocol):
    def __call__(self, path: Path, annotator: str = "", look_only: bool = False) -> bool: ...


class BackupDesk(QObject):
    """``project`` gives the open project, ``values`` the settings in force, ``post`` has something done on the
    window's thread. Restoring closes the project, exchanges its file in a thread and opens what is there then."""

    def __init__(
        self,
        window: Window,
        project: "Callable[[], Project | None]",
        values: Callable[[], Mapping[str, Value]],
        post: Callable[[Callable[[], None]], None],
        open_project: OpenProject,
        close_project: Callable[[], bool],
        show_start: Callable[[], None],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._window, self._project, self._values, self._post = window, project, values, post
        self._open_project, self._close_project, self._show_start = open_project, close_project, show_start
        self.seconds = seconds
        self._due = 0.0
        #: One backup at a time.
        self._making = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._restoring: threading.Thread | None = None
        #: What was said last of a backup that could not be made, and of a folder that is not there.
        self._told = ""
        self._told_folder = ""
        #: Ends the look through the backups on the page.
        self._stop = threading.Event()
        #: Whose backups the page shows: of the open project, or of one that cannot be opened.
        self._shown = Path()
        #: A backup that was unlocked on the page, and what there is to say once a project is open again.
        self._unlocked: Path | None = None
        self._restored_words: tuple[Path, str] | None = None
        self._trying = self._left_out = False
        self.commands: dict[str, Callable[[], None]] = {"back_up": self.back_up, "restore": self.toggle}
        window.built.connect(self._built)

    def _built(self, name: str) -> None:
        if name == "restore":
            page = self._window.page("restore")
            page.closed.connect(self._leave)
            page.restore.connect(self.restore)
            page.tried.connect(self._tried)
            page.gone.connect(self._lock_backup)
            page.back_up.connect(self.back_up)

    @property
    def _page(self) -> Any:
        return self._window.page("restore")

    def _chosen(self) -> str:
        return str(self._values()["backup_folder"])

    # -- making them -----------------------------------------------------------------------------------

    def opened(self) -> None:
        """A project was opened."""
        self._due = self.seconds() + INTERVAL
        project, said, self._restored_words = self._project(), self._restored_words, None
        if project is not None and said is not None and said[0] == project.path:
            project.notices.put("restored", _restored_notice(said[1]))

    def tick(self) -> None:
        """Every half hour of work, if something has changed."""
        project = self._project()
        if project is not None and self.seconds() >= self._due:
            self._due = self.seconds() + INTERVAL
            self._make(project, asked=False)

    def closed(self, project: "Project") -> None:
        """The project has been closed."""
        if not self._left_out:
            self._make(project, asked=False)

    @contextlib.contextmanager
    def left_out(self) -> Iterator[None]:
        """No backup is made on closing meanwhile: of a project that is to be encrypted it would be a plain copy."""
        self._left_out = True
        try:
            yield
        finally:
            self._left_out = False

    def back_up(self) -> None:
        """Make one now."""
        project = self._project()
        if project is not None:
            self._make(project, asked=True)

    def settler(self) -> Callable[[], None]:
        """What waits, in another thread, for the backups that are being made now: they hold the project's file."""
        making = tuple(self._threads)

        def settle() -> None:
            for thread in making:
                thread.join()

        return settle

    def _make(self, project: "Project", *, asked: bool) -> None:
        if project.read_only or not (asked or self._values()["backups"]):
            return
        from desktop_al.loop.locks import Hold

        # The project may be locked before the backup is made.
        path, chosen, hold = project.path, self._chosen(), Hold(project.path)

        def work() -> None:
            from desktop_al.loop.backups import make_backup

            made, trouble = None, ""
            with hold, self._making:
                try:
                    project.wait_saved(_WAIT)
                    made = make_backup(path, chosen)
                except DesktopAlError as error:
                    trouble = str(error)
                except Exception as error:
                    # Nobody waits for this thread: without a word every later backup would be missing too.
                    _log.exception("no backup was made")
                    trouble = tr("No backup was made: {name}. The log has the details.", name=type(error).__name__)
            # The window may have ended meanwhile.
            with contextlib.suppress(RuntimeError):
                self._post(lambda: self._made(path, made, trouble, asked))

        self._threads = [thread for thread in self._threads if thread.is_alive()]
        # The program waits for it at its end.
        thread = threading.Thread(target=work, name="backup", daemon=False)
        try:
            thread.start()
        except RuntimeError:
            # No thread can be had: nobody would let go of the key.
            hold.let_go()
            raise
        self._threads.append(thread)

    def _made(self, path: Path, made: "Made | None", trouble: str, asked: bool) -> None:
        project = self._project()
        here = project is not None and project.path == path
        if trouble:
            _log.warning("no backup was made")
            self._tell(path, trouble, asked)
        else:
            self._told = ""
            if here:
                project.notices.put("backup", None)
            words = made.words if made is not None else ""
            if asked:
                said = tr("Nothing has changed since the last backup.")
                if made is not None and made.backup is not None:
                    said = tr("A backup was made and checked: {name}.", name=made.backup.path.name)
                self._window.status.flash(f"{said} {words}".strip())
            elif words and words != self._told_folder:
                self._window.status.remark(words)
            self._told_folder = words
        self.follow()
        if here and self._window.shown == "restore":
            self._list(path)

    def _tell(self, path: Path, trouble: str, asked: bool) -> None:
        """Once: it would come every half hour."""
        if trouble == self._told and not asked:
            return
        self._told = trouble
        project = self._project()
        if project is not None and project.path == path:
            actions = (("backup", tr("Try again")), ("dismiss", tr("Understood")))
            project.notices.put("backup", Notice("backup", tr(_TITLE), trouble, actions, severe=False))
            if asked:
                self._window.status.flash(trouble)
        elif self._window.shown == "start" and not self._window.start.trouble():
            self._window.start.set_trouble(trouble)

    # -- the settings page -----------------------------------------------------------------------------

    def follow(self) -> None:
        """Say on the settings page how many there are and where, found out aside."""
        project = self._project()
        if project is None or not self._window.has("settings"):
            return
        path, chosen, can_make = project.path, self._chosen(), not project.read_only

        def work() -> None:
            words = _count_words(path, chosen)
            with contextlib.suppress(RuntimeError):
                self._post(lambda: self._show_count(path, words, can_make))

        threading.Thread(target=work, name="count backups", daemon=True).start()

    def _show_count(self, path: Path, words: str, can_make: bool) -> None:
        project = self._project()
        if project is not None and project.path == path:
            self._window.page("settings").storage.show_backups(words, can_make)

    # -- listing them ----------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Turn to the backups of the open project, or back from them."""
        project = self._project()
        if self._window.shown == "restore":
            if not self._page.escape():
                self._leave()
        elif project is not None and self._window.shown != "form":
            self.show(project.path)

    def show(self, path: Path) -> None:
        """Turn to the backups of the project at ``path``, which may not be open."""
        self._shown = path
        self._page.begin(path)
        self._window.show_page("restore")
        self._list(path)

    def _leave(self) -> None:
        self._stop.set()
        if self._project() is None:
            self._show_start()
        else:
            self._window.leave_page()

    def _list(self, path: Path) -> None:
        """Show what there is, then look through each aside."""
        from desktop_al.loop.restoring import backups_of, looked_row, restore_rows

        self._stop.set()
        self._stop = stop = threading.Event()
        project = self._project()
        chosen, can_make = self._chosen(), project is not None and not project.read_only

        def work() -> None:
            from desktop_al.loop.backups import look_once

            rows = restore_rows(backups_of(path, chosen))
            self._post_if(stop, lambda: self._listed(path, rows, can_make))
            for row in rows:
                if stop.is_set() or self._window.shown != "restore":
                    return
                looked = looked_row(row, look_once(row.path))
                self._post_if(stop, lambda looked=looked: self._page.show_row(looked))

        threading.Thread(target=work, name="look into backups", daemon=True).start()

    def _listed(self, path: Path, rows: Any, can_make: bool) -> None:
        self._page.show_rows(path, rows, can_make=can_make)
        if self._window.shown == "restore":
            self._page.first_focus()

    def _post_if(self, stop: threading.Event, work: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):
            self._post(lambda: None if stop.is_set() else work())

    def forget(self) -> None:
        """The project is being closed."""
        self._stop.set()

    def _tried(self, backup: Path, passphrase: str) -> None:
        """Open an encrypted backup with its passphrase, to look through it and through those with the same key."""
        if self._trying:
            return
        self._trying = True
        self._page.set_trying(True)

        def work() -> None:
            from desktop_al.loop.locks import unlock

            trouble = ""
            try:
                unlock(backup, passphrase)
            except DesktopAlError as error:
                trouble = str(error).replace(backup.name, "this backup")
            except OSError as error:
                trouble = tr("The backup cannot be read: {cause}.", cause=error.strerror or error)
            with contextlib.suppress(RuntimeError):
                self._post(lambda: self._opened_backup(backup, trouble))

        threading.Thread(target=work, name="unlock backup", daemon=True).start()

    def _opened_backup(self, backup: Path, trouble: str) -> None:
        self._trying = False
        if not trouble:
            if self._unlocked != backup:
                self._lock_backup()
            self._unlocked = backup
        if self._window.shown != "restore":
            # Left meanwhile.
            self._lock_backup()
            return
        self._page.set_trying(False, trouble)
        if not trouble:
            self._list(self._shown)

    def _lock_backup(self) -> None:
        """Forget the key of a backup that was unlocked on the page."""
        backup, self._unlocked = self._unlocked, None
        if backup is not None:
            from desktop_al.loop.locks import lock

            lock(backup)

    # -- going back ------------------------------------------------------------------------------------

    def at_work(self) -> bool:
        """Whether a backup is being put in place; the window then says so and stays."""
        if self._restoring is None:
            return False
        self._window.status.flash(tr("A backup is being restored. The window can be closed when it is done."))
        return True

    def restore(self, backup: Path) -> None:
        """Put ``backup`` in the place of the project that the page is about."""
        if self._restoring is not None:
            return
        from desktop_al.loop.locks import Hold

        path, project = self._shown, self._project()
        annotator = project.annotator if project is not None else ""
        # Closing an encrypted project forgets its key, without which its backups cannot be read.
        hold = Hold(self._unlocked if project is None and self._unlocked is not None else path)
        if project is not None and not self._close_project():
            # Why not is said already, on another page.
            with hold:
                return
        self._stop.set()
        self._page.begin(path)
        self._page.show_work(True)
        self._window.show_page("restore")
        self._window.setAcceptDrops(False)

        settle = self.settler()

        def work() -> None:
            from desktop_al.loop.restoring import restore_backup

            # The backup that closing makes is of the file as it is now.
            settle()
            words, trouble = "", ""
            try:
                with hold:
                    words = restore_backup(path, backup).words
            except DesktopAlError as error:
                trouble = str(error)
            except Exception as error:
                # What was open has to be opened again whatever happened.
                _log.exception("a backup could not be restored")
                trouble = _failure_words(error)
            self._post(lambda: self._restored(path, annotator, project is not None, words, trouble))

        self._restoring = threading.Thread(target=work, name="restore")
        self._restoring.start()

    def _restored(self, path: Path, annotator: str, was_open: bool, words: str, trouble: str) -> None:
        if self._restoring is not None:
            self._restoring.join()
            self._restoring = None
        self._window.setAcceptDrops(True)
        self._page.show_work(False)
        self._lock_backup()
        if not trouble:
            self._restored_words = (path, words)
        if was_open or not trouble:
            self._open_project(path, annotator=annotator)
        if self._window.shown == "lock":
            # An encrypted one asks for its passphrase first.
            self._window.page("lock").set_reason(f"{trouble or tr(_RESTORED)} {tr(OPENS)}")
        elif trouble:
            self.show(path)
            self._page.show_trouble(trouble)

    # -- a project that cannot be opened ---------------------------------------------------------------

    def offer(self, path: Path, error: DesktopAlError) -> None:
        """Say on the first page why a project cannot be opened and, where it has a whole backup, offer to restore."""
        start, words = self._window.start, str(error)
        start.set_trouble(words)
        if isinstance(error, NewerProject | ProjectInUse):
            return
        from desktop_al.loop.locks import Hold

        chosen, hold = self._chosen(), Hold(path)

        def work() -> None:
            from desktop_al.loop.restoring import newest_whole, offer_words

            with hold:
                found = newest_whole(path, chosen)
            if found is not None:
                self._post(lambda: self._offer(path, words, f"{words} {offer_words(found)}"))

        threading.Thread(target=work, name="look for backups", daemon=True).start()

    def _offer(self, path: Path, before: str, words: str) -> None:
        if self._window.shown == "start" and self._window.start.trouble() == before:
            self._shown = path
            self._window.start.set_trouble(words, tuple((act, tr(told)) for act, told in _OFFER))

    def accept_offer(self) -> None:
        """Turn to the backups of the project that could not be opened."""
        self.show(self._shown)


def _restored_notice(words: str) -> Notice:
    return Notice("restored", tr(_RESTORED), words, (("dismiss", tr("Understood")),), False)


def _failure_words(error: Exception) -> str:
    name = type(error).__name__
    return tr("This did not work, and nothing was deleted: {name}. The log has the details.", name=name)


def _count_words(path: Path, chosen: str) -> str:
    from desktop_al.loop.backups import find_backups, folder_for, total_words

    folder, missing = folder_for(path, chosen)
    return " ".join(
        part for part in (total_words(find_backups(path, chosen)), tr("In {folder}.", folder=folder), missing) if part
    )
