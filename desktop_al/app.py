"""The one wiring file: program, window, session. Nobody imports it but the command line."""

import contextlib
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop_al.loop import logbook
from desktop_al.ui.autoplay import Autoplay
from desktop_al.ui.autoplay_decisions import AutoplayDecisions
from desktop_al.ui.languages import use_language
from desktop_al.ui.preferences import Keeper
from desktop_al.ui.roles import tell_roles
from desktop_al.ui.session import OnSaved, Session
from desktop_al.ui.settings_desk import theme_of
from desktop_al.ui.shots import take_shots
from desktop_al.ui.theme import Theme
from desktop_al.ui.traces import keep_no_history
from desktop_al.ui.window import Window

if TYPE_CHECKING:
    # At run time it would load the learning libraries before the window shows.
    from desktop_al.loop.demo import Demo


def make_window(home: Path, *, guard: bool = True, on_saved: OnSaved | None = None) -> tuple[QApplication, Session]:
    """The program and its window, not shown yet. ``guard`` False: answers count at once."""
    qInstallMessageHandler(_say)
    keep_no_history()
    # Threads that decode and write give way to a key within half a millisecond instead of five.
    sys.setswitchinterval(0.0005)
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(["desktop_al"])
    app.setApplicationName("desktop_al")
    # By this name a desktop finds the entry of an installed program, and with it the icon.
    app.setDesktopFileName("desktop-al")
    keeper = Keeper(home)
    use_language(app, str(keeper.now.settings["language"]))
    theme = Theme(theme_of(keeper.now.settings["theme"]), int(str(keeper.now.settings["scale"])) / 100)
    theme.apply(app)
    tell_roles(app)
    logbook.start_log(home)
    _note_crashes()
    return app, Session(Window(theme), home, on_saved, guard=guard, keeper=keeper)


def run_window(path: Path | None, home: Path) -> int:
    """Open the window and stay until it is closed."""
    _keep_quiet()
    app, session = make_window(home)
    _fit_to_screen(session)
    session.window.show()
    session.show_start()
    if path is not None:
        # After the window is there: what opening has to say is said in it.
        QTimer.singleShot(0, lambda: session.open_path(path))
    with _interruptible(session.window.close):
        code = int(app.exec())
    session.support.ended()
    return code


def run_autoplay(demo: "Demo", home: Path, count: int, shots: Path | None) -> int:
    """Play ``count`` answers into the window, of a study decisions; one line on standard output for each that is on
    disk."""
    saved = 0

    def tell(number: int, sample: str, answer: str) -> None:
        nonlocal saved
        saved += 1
        print("\t".join(("saved", str(number), _one_line(sample), _one_line(answer))), flush=True)

    _keep_quiet()
    app, session = make_window(home, guard=False, on_saved=tell)
    session.window.show()
    if not session.open_project(demo.project, demo.annotator):
        print(f"desktop-al: {session.window.start.trouble()}", file=sys.stderr)
        session.support.ended()
        return 1
    if session.project is not None and session.project.read_only:
        words = " ".join(notice.text for notice in session.project.notices.all())
        print(f"desktop-al: {words}", file=sys.stderr)
        session.window.close()
        session.support.ended()
        return 1
    if session.project is not None:
        session.project.by = "autoplay"

    def finish() -> None:
        if session.project is not None and not session.project.wait_saved(30.0):
            print("desktop-al: the last labels could not be saved.", file=sys.stderr)
            app.exit(1)
            return
        # What the writer told is on its way home: let it arrive before the pictures and the last line.
        QTimer.singleShot(0, leave)

    def leave() -> None:
        code = 1
        try:
            if shots is not None:
                take_shots(session, shots)
            code = 0
        finally:
            session.window.close()
            app.exit(code)

    if demo.decisions:
        session.adjudication.on_saved = tell
        AutoplayDecisions(session, demo.answer, count, finish)
    else:
        Autoplay(session, demo.answer, count, finish)
    with _interruptible(session.window.close):
        code = int(app.exec())
    session.support.ended()
    if code == 0:
        print(f"done\t{saved}", flush=True)
    return code


def _fit_to_screen(session: Session) -> None:
    """As large as it was last, or as it is drawn for, and never larger than the screen has room for."""
    window = session.window
    width, height, full = session.keeper.now.window
    room = window.screen().availableGeometry()
    # A frame is not known before it is there; this is about what it takes.
    width, height = width or window.width(), height or window.height()
    most = QSize(room.width() - 8, room.height() - 48)
    # A screen of which the system shows everything twice as large has less room than the window is drawn for.
    window.setMinimumSize(window.minimumSize().boundedTo(most))
    window.resize(QSize(width, height).boundedTo(most))
    if full:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def _note_crashes() -> None:
    """An error that nobody caught goes into the log, and then where it went before."""
    before = sys.excepthook

    def note(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
        logbook.note_crash(kind, value, trace)
        logbook.tell_crash(before, kind, value, trace)

    sys.excepthook = note


def _keep_quiet() -> None:
    """Errors in threads and in what is being thrown away take the same way as all others."""
    logbook.keep_libraries_quiet()

    def note(raised: "threading.ExceptHookArgs | sys.UnraisableHookArgs") -> None:
        if raised.exc_value is not None:
            sys.excepthook(raised.exc_type, raised.exc_value, raised.exc_traceback)

    threading.excepthook = note
    sys.unraisablehook = note


def _one_line(text: str) -> str:
    """A name may hold what separates fields and lines here."""
    return text.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


@contextlib.contextmanager
def _interruptible(close: Callable[[], object]):  # type: ignore[no-untyped-def]
    """Ctrl+C in the terminal closes the window like its close button. Qt's loop must wake up to notice it."""
    before = signal.signal(signal.SIGINT, lambda *_: close())
    pulse = QTimer()
    pulse.timeout.connect(lambda: None)
    pulse.start(250)
    try:
        yield
    finally:
        pulse.stop()
        signal.signal(signal.SIGINT, before)


#: An offscreen display has no size hints; a program that nobody installed is unknown to the desktop.
_NOISE = ("propagateSizeHints", "register with host portal")


def _say(_kind: object, _context: object, message: str) -> None:
    if not any(noise in message for noise in _NOISE):
        print(logbook.fit_to_print(message), file=sys.stderr)
