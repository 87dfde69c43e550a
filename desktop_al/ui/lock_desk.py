"""Locking a project and opening it again: the page for the passphrase, the clock that locks, what is put back."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QPixmapCache, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QToolTip

from desktop_al.core.errors import DesktopAlError, WrongPassphrase
from desktop_al.core.words import mark, tr
from desktop_al.ui.clipboard import ClipboardGuard, guard_pictures
from desktop_al.ui.dialog_traces import forget_dialogs
from desktop_al.ui.lock_words import idle_words, pause_words, unreadable_words, unsaved_words, unwritten_words
from desktop_al.ui.preferences import Keeper
from desktop_al.ui.protocol_desk import ProtocolDesk
from desktop_al.ui.screen_lock import Clocks, ScreenLock, slept
from desktop_al.ui.tabs import TABS
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    from desktop_al.loop.project import Project
    from desktop_al.loop.reopening import Draft
    from desktop_al.ui.lock_page import LockPage

BY_HAND = mark("You locked it.")
MINIMISED = mark("The window was minimised.")
SCREEN = mark("The screen was locked.")
SLEEP = mark("The computer went to sleep.")
SAVED = mark("Everything is saved.")
OPENS = mark("Its passphrase opens it.")
WRONG = mark("That passphrase does not open this project.")
_LOOK_MS = 1000
#: Wrong tries without a pause, the first pause in seconds, doubled with each further try, and the longest.
_FREE_TRIES, _FIRST_PAUSE, _LONGEST_PAUSE = 5, 5.0, 300.0
#: How long covering waits for the last labels before it says that they are not on disk.
_SAVE_SECONDS = 1.0
_ACTIVE = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel}
    | {QEvent.Type.TouchBegin, QEvent.Type.TabletPress}
)


@dataclass(frozen=True, slots=True)
class Ways:
    """What the desk asks of the session. ``busy`` says what works on the project's file, "" for nothing; ``turn_to``
    shows a page by name; ``leave`` leads to the first page."""

    project: "Callable[[], Project | None]"
    open_project: Callable[..., bool]
    close_project: Callable[[], bool]
    turn_to: Callable[[str], None]
    leave: Callable[[], None]
    busy: Callable[[], str]
    post: Callable[[Callable[[], None]], None]


@dataclass(slots=True)
class _Locked:
    """What the lock page stands for. ``who`` is expected, "" for anybody; ``behind``: the project is still open, or
    worked on; ``sealed``: where its annotator was."""

    path: Path
    who: str = ""
    look_only: bool = False
    reason: str = ""
    behind: bool = False
    sealed: bytes = field(default=b"", repr=False)


class LockDesk(QObject):
    """``clocks`` may be others than the computer's."""

    def __init__(self, window: Window, keeper: Keeper, ways: Ways, protocol: ProtocolDesk) -> None:
        super().__init__(window)
        self._window, self._keeper, self._ways, self._protocol = window, keeper, ways, protocol
        self.clocks = Clocks()
        self._locked: _Locked | None = None
        #: The encrypted project that was opened last, and who opened it.
        self._path: Path | None = None
        self._who = ""
        self._people: list[str] = []
        self._slots: list[str] = []
        #: Wrong tries, and until when no further one is taken.
        self._tries: dict[Path, tuple[int, float]] = {}
        self._try = 0
        self._active = 0.0
        self._seen = (0.0, 0.0, 0.0)
        self._watched: QWindow | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.screen = ScreenLock(window)
        self.screen.away.connect(lambda: self._lock_secret(tr(SCREEN)))
        self.screen.sleeping.connect(lambda: self._lock_secret(tr(SLEEP)))
        self.clipboard = ClipboardGuard(self, self._is_secret)
        guard_pictures(self._is_secret)
        window.minimised.connect(self._minimised)
        window.keys.somebody.connect(self._somebody)
        window.built.connect(self._built)

    def _built(self, name: str) -> None:
        if name == "lock":
            page = self._page
            page.tried.connect(self._tried)
            page.another.connect(self._another)
            page.cancelled.connect(self._cancel)
            page.uncovered.connect(self._uncover)
            page.chosen.connect(self._chosen)

    @property
    def _page(self) -> "LockPage":
        page: LockPage = self._window.page("lock")
        return page

    def _is_secret(self) -> bool:
        project = self._ways.project()
        if project is None:
            return False
        from desktop_al.loop.reopening import is_secret

        return is_secret(project)

    # -- what is open ----------------------------------------------------------------------------------

    def needs_other(self, path: Path, annotator: str, look_only: bool) -> bool:
        """Whether ``annotator`` has to give a passphrase, as somebody else has unlocked the project; asks for it."""
        if path != self._path or not annotator or annotator == self._who:
            return False
        self.ask(path, annotator, look_only)
        return True

    def ask(self, path: Path, annotator: str, look_only: bool) -> None:
        """Show the page for the passphrase of a project that is to be opened. What is open is closed first, or stays
        where it cannot be."""
        if self._ways.project() is not None and not self._ways.close_project():
            return
        for known in {path, self._path or path}:
            self._forget_key(known)
        self._window.forget_project()
        self._locked = _Locked(path, annotator, look_only)
        self._page.ask(tr(OPENS), annotator, may_cancel=True)
        self._window.cover()
        self._watch()
        self._say_pause()

    def opened(self, project: "Project") -> None:
        """Another project is open now."""
        if self._path not in (None, project.path):
            self._forget_key(self._path)
        secret = self._is_secret()
        self._path, self._who = (project.path, project.annotator) if secret else (None, "")
        self._active, self._seen = self.clocks.monotonic(), self.clocks.now()
        if secret:
            self.screen.begin()
        self._watch()

    def closed(self, path: Path) -> None:
        """The project was closed for good: its key is forgotten."""
        if self._path == path:
            self._forget_key(path)
            self._window.forget_project()
        self._watch()

    def _forget_key(self, path: Path) -> None:
        from desktop_al.loop.locks import lock

        lock(path)
        self.clipboard.clear()
        QPixmapCache.clear()
        forget_dialogs()
        if self._path == path:
            self._path, self._who = None, ""

    def end(self) -> None:
        """The window goes."""
        self.clipboard.clear()
        self._timer.stop()

    def _watch(self) -> None:
        """Look at the clocks while something can be locked, or is."""
        wanted = self._path is not None or self._locked is not None
        if wanted and not self._timer.isActive():
            self._seen = self.clocks.now()
            self._timer.start()
        elif not wanted:
            self._timer.stop()
        handle = self._window.windowHandle()
        if wanted and handle is not None and handle is not self._watched:
            # Pointer and wheel, wherever in the window they are used.
            self._watched = handle
            handle.installEventFilter(self)

    # -- who is there ----------------------------------------------------------------------------------

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVE:
            self._somebody()
        return False

    def _somebody(self) -> None:
        if self._path is not None and not self._window.covered and not self._lock_idle():
            self._active = self.clocks.monotonic()

    def _lock_idle(self) -> bool:
        """Lock when nobody was there for long; whether it did."""
        minutes = int(self._keeper.now.settings["lock_after"])
        if self.clocks.monotonic() - self._active < 60 * minutes:
            return False
        self._lock_secret(idle_words(minutes))
        return True

    def _minimised(self) -> None:
        if self._keeper.now.settings["lock_minimised"]:
            self._lock_secret(tr(MINIMISED))

    def look(self) -> None:
        """Once a second."""
        before, self._seen = self._seen, self.clocks.now()
        if slept(before, self._seen):
            self._lock_secret(tr(SLEEP))
        elif self._path is not None and not self._window.covered:
            self._lock_idle()
        if self._locked is not None and self._locked.behind:
            self._close_behind(0.0)
        self._say_pause()

    # -- locking ---------------------------------------------------------------------------------------

    def lock_now(self) -> None:
        """By the annotator; a plain project is covered."""
        if self._path is None and self._ways.project() is not None and not self._window.covered:
            self._cover_plain()
        else:
            self._lock_secret(tr(BY_HAND))

    def _cover_plain(self) -> None:
        project = self._ways.project()
        assert project is not None
        _close_popups()
        project.clock.focus(False)
        self._page.ask_plain()
        self._window.cover()

    def _uncover(self) -> None:
        project = self._ways.project()
        if self._locked is None and project is not None:
            project.clock.focus(True)
            self._window.show_page(self._window.uncover())
            self._ways.turn_to("")

    def _lock_secret(self, reason: str) -> None:
        """Lock an encrypted project: covered first, then closed as soon as nothing is left to do with it."""
        path = self._path
        if path is None or self._window.covered:
            return
        _close_popups()
        project = self._ways.project()
        draft = self._leave(project) if project is not None else None
        locked = _Locked(path, self._who, project is not None and project.read_only, reason, behind=True)
        self._page.ask(f"{reason} {tr(SAVED)}", self._who, another=True)
        self._window.cover()
        self._locked = locked
        if draft is not None:
            from desktop_al.loop.reopening import keep_draft

            locked.sealed = keep_draft(path, draft)
        self._close_behind(_SAVE_SECONDS)

    def _leave(self, project: "Project") -> "Draft":
        """Take what is being typed, and where that is."""
        from desktop_al.loop.reopening import draft_of

        shown = self._window.shown
        comment = self._window.label.inspector.tray.take_comment()
        self._protocol.leave()
        return draft_of(project, shown, comment, self._protocol.take_written())

    def _close_behind(self, seconds: float) -> None:
        locked = self._locked
        if locked is None or self._page.working():
            return
        busy, project = self._ways.busy(), self._ways.project()
        if busy:
            self._page.set_reason(f"{locked.reason} {busy}")
            return
        if project is not None and project.unsaved and not project.wait_saved(seconds):
            self._page.set_reason(f"{locked.reason} {unsaved_words(project.unsaved)}")
            return
        if project is not None and not self._ways.close_project():
            return
        locked.behind = False
        self._forget_key(locked.path)
        self._window.forget_project()
        self._page.set_reason(f"{locked.reason} {tr(SAVED)}")

    # -- opening ---------------------------------------------------------------------------------------

    def _tried(self, passphrase: str) -> None:
        locked = self._locked
        if locked is None or self._pause(locked.path) > 0:
            self._say_pause()
            return
        self._page.set_working(True)
        self._try += 1
        number, behind, who = self._try, locked.behind, locked.who

        def work() -> None:
            try:
                if behind:
                    from desktop_al.loop.locks import confirm

                    if not confirm(locked.path, passphrase, who):
                        raise WrongPassphrase(tr(WRONG))
                    self._ways.post(lambda: self._unlocked(number, locked.path, "annotator", who))
                else:
                    from desktop_al.loop.locks import unlock

                    owner = unlock(locked.path, passphrase)
                    self._ways.post(lambda: self._unlocked(number, locked.path, owner.kind, owner.name))
            except DesktopAlError as error:
                # What the file is called stands nowhere on the page.
                words = str(error).replace(locked.path.name, tr("this project"))
                wrong = isinstance(error, WrongPassphrase)
                self._ways.post(lambda: self._refused(number, locked.path, words, wrong))
            except OSError as error:
                cause = unreadable_words(error)
                self._ways.post(lambda: self._refused(number, locked.path, cause, wrong=False))

        threading.Thread(target=work, name="unlock", daemon=True).start()

    def _refused(self, number: int, path: Path, words: str, wrong: bool) -> None:
        if wrong:
            count = self._tries.get(path, (0, 0.0))[0] + 1
            pause = min(_FIRST_PAUSE * 2.0 ** (count - _FREE_TRIES), _LONGEST_PAUSE) if count >= _FREE_TRIES else 0.0
            self._tries[path] = (count, self.clocks.monotonic() + pause)
        if number == self._try and self._locked is not None:
            self._page.set_trouble(words)
            self._say_pause()

    def _pause(self, path: Path) -> float:
        """Seconds until the next try."""
        return self._tries.get(path, (0, 0.0))[1] - self.clocks.monotonic()

    def _say_pause(self) -> None:
        if self._locked is None:
            return
        left = self._pause(self._locked.path)
        if left > 0:
            self._page.say_waiting(pause_words(self._tries[self._locked.path][0], left))
        elif self._page.waiting():
            self._page.say_waiting("")

    def _unlocked(self, number: int, path: Path, kind: str, name: str) -> None:
        locked = self._locked
        if locked is None or number != self._try:
            # Cancelled meanwhile: what was unlocked by it is locked again.
            if self._path != path:
                self._forget_key(path)
            return
        self._page.set_working(False)
        self._tries.pop(locked.path, None)
        if locked.behind:
            self._back_in(locked)
        elif kind == "recovery":
            self._ask_new(locked)
        else:
            self._enter(locked, name)

    def _back_in(self, locked: _Locked) -> None:
        """The project is still open behind the page."""
        self._locked = None
        self._page.empty()
        self._active = self.clocks.monotonic()
        self._window.show_page(self._window.uncover())
        self._ways.turn_to("")
        self._put_back(locked, sample=False)

    def _enter(self, locked: _Locked, name: str) -> None:
        """It is unlocked: open it, and go back to where ``name`` was."""
        self._locked = None
        self._page.empty()
        self._window.uncover()
        if not self._ways.open_project(locked.path, name, locked.look_only):
            if self._ways.project() is None:
                # Unlocked, and damaged: its backups need the key. It goes when another project is opened, or nobody
                # is there.
                self._path, self._who = locked.path, name
                self._active, self._seen = self.clocks.monotonic(), self.clocks.now()
            self._watch()
            return
        self._put_back(locked, sample=True)

    def _put_back(self, locked: _Locked, *, sample: bool) -> None:
        from desktop_al.loop.reopening import go_back, same_sample, take_draft

        project = self._ways.project()
        draft = take_draft(locked.path, project.annotator, locked.sealed) if project is not None else None
        if project is None or draft is None:
            return
        if sample:
            go_back(project, draft)
        self._ways.turn_to(draft.page if draft.page in (*TABS, "settings", "sessions", "annotators") else "label")
        if draft.guideline is not None:
            self._protocol.write(draft.guideline)
        if draft.comment is not None and same_sample(project, draft) and not project.read_only:
            self._window.label.inspector.tray.open_comment(draft.comment)

    def _cancel(self) -> None:
        locked, self._locked = self._locked, None
        self._try += 1
        if locked is not None:
            self._forget_key(locked.path)
        self._page.empty()
        self._window.uncover()
        self._watch()
        self._ways.leave()

    def _another(self) -> None:
        """Whoever has a passphrase may open it; what is not on disk yet belongs to the one who is there."""
        if self._locked is not None and self._locked.behind:
            words = tr("It can be opened by another annotator once everything is on disk.")
            self._page.ask(f"{self._locked.reason} {words}", self._locked.who)

    # -- with the recovery code ------------------------------------------------------------------------

    def _ask_new(self, locked: _Locked) -> None:
        from desktop_al.loop.locks import passphrases

        known = [owner for owner in passphrases(locked.path) if owner.kind == "annotator"]
        self._people, self._slots = [owner.name for owner in known], [owner.slot for owner in known]
        self._page.ask_new(self._people)
        self._page.first_focus()

    def _chosen(self, place: int, new: str) -> None:
        locked = self._locked
        if locked is None or not 0 <= place < len(self._slots):
            return
        self._page.set_working(True)
        self._try += 1
        number, slot, name = self._try, self._slots[place], self._people[place]

        def work() -> None:
            from desktop_al.loop.locks import reset_passphrase

            try:
                reset_passphrase(locked.path, slot, new)
            except DesktopAlError as error:
                words = str(error)
                self._ways.post(lambda: self._refused(number, locked.path, words, wrong=False))
            except OSError as error:
                cause = unwritten_words(error)
                self._ways.post(lambda: self._refused(number, locked.path, cause, wrong=False))
            else:
                self._ways.post(lambda: self._unlocked(number, locked.path, "annotator", name))

        threading.Thread(target=work, name="new-passphrase", daemon=True).start()


def _close_popups() -> None:
    """Menus, tooltips and dialogs that lie over the window show what the cover hides."""
    QToolTip.hideText()
    while (popup := QApplication.activePopupWidget()) is not None and popup.close():
        pass
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        dialog.reject()
