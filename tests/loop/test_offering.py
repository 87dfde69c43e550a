"""When the model's suggestion is on screen: by the project's mode, and left out for samples drawn by lot."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.store.project_file import close_file, open_project, read_body
from tests.loop.desk import Desk, make, make_texts


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose model is better than guessing."""
    place = tmp_path_factory.mktemp("offering")
    path = make(place, make_texts(place / "s", 120))
    with Desk(path) as desk:
        desk.read()
        for _ in range(50):
            if desk.project.learning.result is not None and desk.project.learning.result.skilled:
                break
            desk.label()
            if len(desk.project.history_rows()) % 10 == 0:
                desk.round()
        assert desk.project.learning.result.skilled
    return path


@contextmanager
def ready(path: Path, **choices: object) -> Iterator[Desk]:
    with Desk(path) as desk:
        for name, value in choices.items():
            desk.project.choose(name, value)
        desk.read()
        desk.round()
        yield desk


def to_arm(desk: Desk, arm: str) -> object:
    """Answer until a sample of this arm is on screen."""
    for _ in range(30):
        current = desk.project.serving.current
        if current is not None and current.arm == arm and not current.visiting:
            return current
        desk.label()
    raise AssertionError(f"no sample of the arm {arm}")


def body(desk: Desk) -> dict[str, object]:
    """Of the newest answer, as it stands in the file."""
    newest = desk.project.state.newest_answers(1)[0]
    assert desk.project.record.drain(30)
    file = open_project(desk.project.path, look_only=True)
    try:
        _, found = read_body(file.connection, newest)
    finally:
        close_file(file)
    return ev.decode_body(found)


def test_who_is_drawn_is_fixed_by_sample_annotator_and_seed(taught: Path):
    with ready(taught, withheld_share=20) as desk:
        offering, pool = desk.project.serving._offering, desk.project.pool
        drawn = [offering.is_withheld(place) for place in range(len(pool))]
        assert 0.08 < np.mean(drawn) < 0.34
        desk.project.choose("withheld_share", 50)
        more = [offering.is_withheld(place) for place in range(len(pool))]
        assert all(wider for narrow, wider in zip(drawn, more) if narrow), "a larger share only adds"
        desk.project.choose("withheld_share", 0)
        assert not any(offering.is_withheld(place) for place in range(len(pool)))
        with pytest.raises(BadArgument):
            desk.project.choose("withheld_share", 90)
        desk.project.choose("withheld_share", 20)
    with ready(taught) as desk:
        again = [desk.project.serving._offering.is_withheld(place) for place in range(len(desk.project.pool))]
    assert again == drawn


def test_a_sample_drawn_shows_nothing_and_keeps_what_was_suggested(taught: Path):
    with ready(taught, suggestions="shown", withheld_share=50) as desk:
        current = to_arm(desk, "withheld")
        sample = desk.project.screen().sample
        assert (current.offer, sample.offer, sample.rule) == (None, None, None)
        assert sample.reason.word == "Your own view", "why it was chosen would tell of the model's view"
        desk.label()
        assert (body(desk)["arm"], "suggested" in body(desk)) == ("withheld", True)
        to_arm(desk, "shown")
        assert desk.project.screen().sample.offer is not None
        desk.label()
        assert body(desk)["arm"] == "shown"


def test_on_request_it_waits_until_it_is_asked_for(taught: Path):
    with ready(taught, suggestions="request", withheld_share=0) as desk:
        current = to_arm(desk, "request")
        assert desk.project.screen().sample.offer is None
        desk.project.accept()
        assert desk.flashed[-1] == "No suggestion here. Press a label key."
        key = current.key
        assert desk.project.serving.reveal()
        assert desk.project.screen().sample.offer is not None
        assert desk.project.screen().sample.reason.word != "Your own view"
        assert desk.project.serving.current.key == key, "it is the same showing"
        assert not desk.project.serving.reveal(), "it is there already"
        assert desk.project.accept()
        assert (body(desk)["arm"], body(desk)["revealed"]) == ("request", True)
        to_arm(desk, "request")
        desk.label()
        assert body(desk)["revealed"] is False


def test_afterwards_it_comes_only_where_it_differs(taught: Path):
    with ready(taught, suggestions="after", withheld_share=0) as desk:
        current = to_arm(desk, "after")
        assert desk.project.screen().sample.offer is None
        ids = [item.id for item in desk.project.classes]
        suggested, other = ids[current.withheld.suggested], ids[1 - current.withheld.suggested]
        desk.project.label(suggested)
        assert not desk.project.serving.current.second_look, "the same answer is not asked about"
        current = to_arm(desk, "after")
        place, suggested = current.place, ids[current.withheld.suggested]
        other = next(one for one in ids if one != suggested)
        desk.project.label(other)
        looked = desk.project.serving.current
        assert (looked.place, looked.second_look, looked.offer is not None) == (place, True, True)
        assert desk.project.screen().sample.reason.word == "Second look"
        desk.project.forward()
        assert not desk.project.serving.current.second_look, "going on keeps one's own"
        row = desk.project.pool.rows[place]
        (kept,) = desk.project.state.in_force(desk.project.annotator, row.id)
        assert kept.answer == ev.label_answer([other])


def test_afterwards_the_suggestion_can_be_taken_over(taught: Path):
    with ready(taught, suggestions="after", withheld_share=0) as desk:
        current = to_arm(desk, "after")
        ids = [item.id for item in desk.project.classes]
        place, suggested = current.place, ids[current.withheld.suggested]
        desk.project.label(next(one for one in ids if one != suggested))
        desk.until(lambda: desk.project.serving.shown() is not None)
        assert desk.project.accept()
        row = desk.project.pool.rows[place]
        kept = desk.project.state.in_force(desk.project.annotator, row.id)
        assert [event.answer for event in kept] == [ev.label_answer([suggested])]
        assert (body(desk)["arm"], body(desk)["again"]) == ("after", True)
        assert not desk.project.serving.current.second_look


def test_unsure_is_not_compared(taught: Path):
    with ready(taught, suggestions="after", withheld_share=0) as desk:
        to_arm(desk, "after")
        desk.project.unsure()
        assert not desk.project.serving.current.second_look


def test_audit_samples_never_show_one(taught: Path):
    for mode in ("shown", "request", "after"):
        with ready(taught, suggestions=mode, withheld_share=0) as desk:
            offering = desk.project.serving._offering
            assert offering.arm(0, reserved=True) == "withheld"
            assert offering.arm(0, reserved=False) == mode
