"""Pictures of every page and state, with real data: for the README, for looking, for comparing."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop_al.ui.session import Session
from desktop_al.ui.theme import ThemeName

_SIZES = ((1440, 900), (1120, 700))
#: Seconds in which what a page asks for comes home.
_REST = 1.5
_THEMES: tuple[ThemeName, ...] = ("light", "dark", "high-contrast")


def take_shots(session: Session, directory: Path) -> list[Path]:
    """Pictures of the open project in all themes and of what can be opened over it; returns the files."""
    directory.mkdir(parents=True, exist_ok=True)
    window = session.window
    before = window.theme.name
    made: list[Path] = []

    def shot(name: str) -> None:
        session.flush()
        settle()
        path = directory / f"{name}.png"
        window.grab().save(str(path))
        made.append(path)

    window.resize(*_SIZES[0])
    wait(lambda: _ready(session))
    for theme in _THEMES:
        window.use_theme(theme)
        shot(f"label-{theme}")
    window.use_theme("light")
    for name, command in (("not-worth", "not_worth"), ("comment", "comment"), ("guideline", "guideline")):
        window.perform(command)
        shot(f"label-{name}")
        window.escape()
        settle()
    if session.project is not None and session.project.basics.kind == "text":
        # The worker explains a text when it has no round to run.
        wait(lambda: _at_rest(session))
        window.perform("evidence")
        wait(lambda: False, _REST)
        shot("label-evidence")
        window.perform("evidence")
    window.perform("shortcuts")
    shot("shortcuts")
    window.escape()
    window.perform("back")
    wait(lambda: _ready(session))
    shot("label-history")
    window.perform("now")
    wait(lambda: _ready(session))
    window.resize(*_SIZES[1])
    shot("label-small")
    window.resize(*_SIZES[0])
    for page in ("samples", "batch", "progress", "agreement", "protocol"):
        window.perform(f"tab.{page}")
        # What is worked out for a page comes later; small pictures are read, and what draws the curve is loaded, while
        # nothing else happens.
        wait(lambda: session.progress.idle, 30.0)
        wait(lambda: False, _REST)
        shot(page)
    window.perform("settings")
    shot("settings")
    window.leave_page()
    for page in ("sessions", "annotators", "audit", "restore", "export", "guide"):
        window.perform(page)
        # The trail and the backups are read meanwhile.
        wait(lambda: False, _REST)
        shot(page)
        window.leave_page()
    window.perform("adjudicate")
    if window.shown == "adjudication":
        wait(lambda: False, _REST)
        shot("adjudication")
        window.leave_page()
    session.clock.begin()
    shot("break")
    session.clock.end()
    window.show_page("form")
    shot("new-project")
    if session.project is not None:
        session.begin.remember(session.project)
    session.show_start()
    shot("start")
    window.use_theme("dark")
    shot("start-dark")
    window.use_theme(before)
    window.show_page("label")
    return made


def settle() -> None:
    """Let everything that waits to be laid out and painted do so."""
    for _ in range(4):
        QApplication.processEvents()


def wait(done: Callable[[], bool], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def _at_rest(session: Session) -> bool:
    learning = session.project.learning if session.project is not None else None
    return learning is None or not (learning.training or learning.due(1.0))


def _ready(session: Session) -> bool:
    if session.project is None:
        return True
    sample = session.project.screen().sample
    return sample is None or sample.content is not None
