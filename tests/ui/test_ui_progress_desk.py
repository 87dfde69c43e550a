"""The Progress page in the real window: worked out in the worker, kept in the log, told once."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from ui_pages import close_session

from desktop_al.app import make_window
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.scripted import label
from desktop_al.ui.session import Session

POOL, LABELS = 60, 40


def text(number: int) -> str:
    return f"The {('pump', 'valve')[number % 2]} number {number} was looked at."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("progress")
    folder = place / "notes"
    folder.mkdir()
    for number in range(POOL):
        (folder / f"{number:02d}.txt").write_text(text(number), "utf-8")
    path = place / "p.dal"
    create_project(NewProject(path, folder, ("Pump", "Valve"), "Kim", kind="text", audit_share=0.3), place / "home")
    label(path, "Kim", place / "home", LABELS, lambda name: ("Pump", "Valve")[int(name[:2]) % 2])
    return path


def until(done: Callable[[], object], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        QApplication.processEvents()
        time.sleep(0.005)


@pytest.fixture
def session(made: Path, qtbot, theme):
    _, session = make_window(made.parent / "home", guard=False)
    session.window.show()
    session.open_project(made)
    learning = session.project.learning
    until(lambda: learning.features_done == 1.0 and learning.rounds > 0 and not learning.training)
    yield session
    close_session(session)


def opened(session: Session) -> object:
    session.window.perform("tab.progress")
    until(lambda: session.progress.idle)
    return session.window.page("progress")


def test_the_page_says_what_the_log_holds(session):
    # No round begins of itself: its end is a change.
    session._tick.stop()
    until(lambda: not session.project.learning.training)
    page = opened(session)
    assert session.window.shown == "progress"
    assert (page.screen.labels, page.screen.looked_at, page.screen.next_look) == (LABELS, 25, 50)
    assert page.screen.verdict == "too_early"
    before = page.screen
    session.window.perform("tab.label")
    session.window.perform("tab.progress")
    assert session.progress.idle, "nothing has changed, so nothing is worked out again"
    assert page.screen is before


def test_choices_are_kept_in_the_project(session, made):
    page = opened(session)
    page.intent.emit("choice", ("target", 0.8))
    page.intent.emit("choice", ("hourly_cost", 90.0))
    until(lambda: session.progress.idle and page.screen.choices.hourly_cost == 90.0)
    assert page.screen.choices.target == 0.8
    said = []
    session.window.status.flash = said.append
    page.intent.emit("choice", ("gain", -1.0))
    assert said == ["The gain of 100 labels is a number from 0.01 to 100."]
    assert session.close_project()
    session.open_project(made)
    page = opened(session)
    assert (page.screen.choices.target, page.screen.choices.hourly_cost) == (0.8, 90.0)
    page.intent.emit("choice", ("target", None))
    until(lambda: session.progress.idle and page.screen.choices.target is None)


def test_all_of_a_class_are_looked_for_and_not_any_more(session):
    page = opened(session)
    page.intent.emit("find", 1)
    until(lambda: session.progress.idle and page.screen.find_all is not None)
    assert session.project.planning.choices["strategy"] == "certainty"
    assert page.screen.find_all.index == 1
    assert page.screen.find_all.found == sum(label == page.screen.classes[1].id for label in answers(session))
    page.intent.emit("find", None)
    until(lambda: session.progress.idle and page.screen.find_all is None)
    assert session.project.planning.choices["strategy"] == "recommended"


def answers(session: Session) -> list[str]:
    return list(session.project.answers.labels.values())


def test_closing_while_it_is_worked_out_leaves_nothing(session, made):
    session.window.perform("tab.progress")
    assert session.close_project()
    assert session.progress.idle
    session.open_project(made)
    until(lambda: session.project.learning.features_done == 1.0)
    assert opened(session).screen.labels == LABELS


def test_who_labels_is_told_once(session):
    session.window.perform("tab.label")
    told = []
    session.window.status.flash = told.append
    until(lambda: session.progress.idle and session.progress._known)
    assert not session.window.has("progress"), "the page is not built for it"
    key, screen = session.progress._known
    session.progress._come(key, replace(screen, verdict="can_stop", words="You can stop"))
    session.progress._come(key, replace(screen, verdict="can_stop", words="You can stop"))
    assert told == ["You can stop. The Progress page says why."]
