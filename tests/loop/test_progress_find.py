"""Looking for all samples of a class in a real project: what counts as screened."""

from desktop_al.loop.progress import find_all, progress_request
from desktop_al.loop.progress_screen import ProgressScreen
from tests.loop.desk import Desk, make, make_texts
from tests.loop.test_copies import begin, plant, show


def shown(desk: Desk) -> ProgressScreen:
    assert desk.project.wait_saved(10)
    came: list[ProgressScreen] = []
    desk.project.learning.report(progress_request(desk.project), lambda _: None, came.append, "progress")
    desk.until(lambda: came)
    assert isinstance(came[0], ProgressScreen), came
    return came[0]


def test_an_answer_taken_back_is_not_screened_and_does_not_make_the_pool_larger(tmp_path):
    with Desk(make(tmp_path, make_texts(tmp_path / "texts", 60))) as desk:
        desk.ready()
        desk.read()
        for _ in range(12):
            desk.label("A")
        find_all(desk.project, 0)
        before = shown(desk).find_all
        assert (before.found, before.screened, before.pool) == (12, 12, 60)
        assert desk.project.undo()
        assert desk.project.undo()
        after = shown(desk).find_all
        assert (after.found, after.screened, after.pool) == (10, 10, 60)


def test_near_copies_that_nobody_looked_at_are_not_screened(tmp_path):
    plant(make_texts(tmp_path / "texts", 40), 2)
    desk = begin(make(tmp_path, tmp_path / "texts"))
    try:
        find_all(desk.project, 0)
        first, second = desk.project.pool.near
        for place in (first, second):
            show(desk, place)
            desk.label("A")
        desk.project.serving.now()
        for _ in range(6):
            desk.label("A")
        # One of the copies is looked at after all.
        show(desk, desk.project.pool.near[first][0])
        desk.label("A")
        found = shown(desk).find_all
        assert (found.found, found.screened) == (9, 9), "every one that was looked at is of the class"
    finally:
        desk.__exit__()
