"""A project with suggestions shown and not, for the tests of what they do."""

from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.learn.steps import finish
from desktop_al.loop.answer_rows import read_rows
from desktop_al.loop.folding import folded
from desktop_al.loop.progress import progress_request
from desktop_al.loop.progress_screen import ProgressScreen
from desktop_al.store.project_file import close_file, open_project
from tests.loop.desk import Desk
from tests.loop.several import Study

POOL = 600


def asked(desk: Desk) -> ProgressScreen:
    """The page as the worker makes it of the file."""
    assert desk.project.wait_saved(30)
    got: list[object] = []
    desk.project.learning.report(progress_request(desk.project), lambda _: None, got.append, "progress")
    desk.until(lambda: got)
    assert isinstance(got[0], ProgressScreen), got
    return got[0]


def read(path: Path) -> list:
    file = open_project(path, look_only=True)
    try:
        return finish(read_rows(file.connection, ""))
    finally:
        close_file(file)


def state_of(path: Path):
    file = open_project(path, look_only=True)
    try:
        state = finish(folded(file.connection))
        # Bodies that are needed later are read now.
        state.protocol()
        return state
    finally:
        close_file(file)


def write(study: Study, numbers, *, annotator: str = "ann", answer: str = "A", **body: object) -> None:
    """Annotations with these bodies; a value that can be called is of the number of the sample."""

    def made(own):
        for n in numbers:
            mine = {name: value(n) if callable(value) else value for name, value in body.items()}
            said = answer(n) if callable(answer) else answer
            yield own.add(ev.ANNOTATION, mine, annotator, study.rows[n].id, study.answer(said))

    study.write(made)


def beside(study: Study, **more: object) -> dict[str, object]:
    """The body of an answer on whose arm a draw decided."""
    return {"mode": "shown", "lot": 20, "chosen": "learner", "suggested": study.ids["A"], **more}
