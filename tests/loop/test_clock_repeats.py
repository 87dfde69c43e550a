"""Blind repeats and the clock where something else happens in between: wishes, undo, comments, logs from elsewhere."""

import datetime
import json

import pytest

from desktop_al.core import events as ev
from desktop_al.core.state import State
from desktop_al.loop import record
from desktop_al.loop.pace_rows import Timeline, decoded, pace_row
from desktop_al.loop.queue import Pick
from desktop_al.people.repeats import Repeats
from desktop_al.store.driver import sqlite3
from tests.loop.desk import Desk, make, make_texts
from tests.loop.test_annotator_clock import START, Time, bodies, opened, work


@pytest.fixture
def now():
    return Time()


def to_repeat(desk, now):
    """Answer until a repeat is on screen; its place."""
    desk.project.choose("repeat_share", 20)
    work(desk, now, 55, 20.0)
    for _ in range(60):
        desk.ready()
        if desk.project.serving.current.pick.source == "repeat":
            return desk.project.serving.current.place
        work(desk, now, 1, 20.0)
    raise AssertionError("no repeat came")


# -- what is wished for ----------------------------------------------------------------------------------------


def test_a_wish_brings_no_other_repeats_and_stays_until_it_was_answered():
    repeats = Repeats(1)
    for place in range(60):
        repeats.given(place, START)
    later = START + 1000
    repeats.wish([58, 59])
    assert repeats.wished(later, lambda _: True) is None
    for place in range(60, 111):
        repeats.given(place, START)
    assert repeats.wished(later, lambda _: True) == 58
    # What was drawn can be given back when the ranking changes.
    assert repeats.wished(later, lambda _: True) == 58
    assert repeats.wished(later, lambda place: place != 58) == 59
    repeats.done(58, later)
    assert repeats.wished(later, lambda _: True) == 59


def test_a_sample_wished_for_after_its_repeat_waits_as_long_again():
    repeats = Repeats(1)
    for place in range(60):
        repeats.given(place, START)
    later = START + 1000
    repeats.done(3, later)
    repeats.wish([3])
    assert repeats.wished(later + 1, lambda _: True) is None
    for place in range(60, 111):
        repeats.given(place, START)
    assert repeats.wished(later + 1, lambda _: True) is None
    assert repeats.wished(later + 1000, lambda _: True) == 3


def test_what_cannot_be_shown_now_can_be_repeated_later():
    repeats = Repeats(1)
    for place in range(60):
        repeats.given(place, START)
    later = START + 1000
    assert repeats.draw(later, lambda _: False) is None
    assert repeats.draw(later, lambda place: place == 3) == 3
    # Answered anew by the annotator since it was drawn.
    assert repeats.may_stay(3, later)
    repeats.given(3, later)
    assert not repeats.may_stay(3, later)


def test_no_repeat_comes_where_only_the_last_ones_are_wished_for(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 150))
    with opened(path, now) as desk:
        desk.scanned().project.choose("repeat_share", 0)
        work(desk, now, 70, 20.0)
        clock = desk.project.clock
        clock.begin_break()
        clock.choose_again(True)
        now.passes(300)
        clock.end_break()
        work(desk, now, 40, 20.0)
        assert not desk.project.state.repeats


# -- in between ------------------------------------------------------------------------------------------------


def test_an_answer_counts_where_the_first_one_was_taken_back(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 20))
    with opened(path, now) as desk:
        work(desk, now, 3)
        project = desk.project
        # Its repeat was answered; then the repeat and all answers down to its first one are taken back.
        place = project.pool.by_id[next(iter(project.state.cells))[1]]
        project.serving._queue.upcoming.appendleft(Pick(place, "repeat"))
        project.serving._show(Pick(place, "repeat"), visiting=False)
        work(desk, now, 1)
        for _ in range(4):
            assert project.undo()
        assert project.serving.current.place == place
        assert project.serving.current.pick.source != "repeat"
        work(desk, now, 1)
        assert project.state.in_force("ann", project.pool.rows[place].id)
        # The same where it was held as a repeat all the time.
        project.undo()
        project.serving._show(Pick(place, "repeat"), visiting=False)
        work(desk, now, 1)
        assert project.state.in_force("ann", project.pool.rows[place].id)


def test_the_history_tells_of_a_repeat_also_after_a_restart(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 150))
    with opened(path, now) as desk:
        place = to_repeat(desk, now)
        work(desk, now, 1, 20.0)
        row = desk.project.history_rows()[-1]
        assert (row.key, row.repeated[:10]) == (place, "Same as at")
        desk.project.hide_names(True)
        assert desk.project.history_rows()[-1].repeated == row.repeated
    with opened(path, now) as desk:
        desk.scanned().until(lambda: desk.project.history_rows()[-1].excerpt)
        assert desk.project.history_rows()[-1].repeated == row.repeated


def test_a_comment_of_before_outlives_a_blind_repeat(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 20))
    with opened(path, now) as desk:
        desk.scanned().ready()
        project = desk.project
        place = project.serving.current.place
        sample = project.pool.rows[place].id
        project.comments.say("first")
        work(desk, now, 1)
        project.serving._show(Pick(place, "repeat"), visiting=False)
        assert project.screen().sample.comment == ""
        project.comments.say("")
        assert project.state.comment("ann", sample) == "first"
        project.comments.say("again")
        assert project.state.comment("ann", sample) == "first\nagain"
        project.serving.visit(place)
        project.comments.say("")
        assert project.state.comment("ann", sample) == ""


def test_only_what_was_taken_back_is_a_correction(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 12))
    with opened(path, now) as desk:
        desk.scanned()
        for _ in range(5):
            assert not desk.project.undo()
        assert desk.project.clock.take_facts()["changes"] == 0


# -- rests -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["idle", "away", "asleep"])
def test_what_a_rest_gave_back_stays_given_back_before_the_next_answer(tmp_path, now, how):
    path = make(tmp_path, make_texts(tmp_path / "pool", 30))
    with opened(path, now) as desk:
        clock = desk.project.clock
        work(desk, now, 12, 60.0)
        if how == "away":
            clock.focus(False)
        (now.sleeps if how == "asleep" else now.passes)(450)
        if how == "away":
            clock.focus(True)
        clock.tick()
        clock.input()
        assert clock.on_task() == pytest.approx(180, abs=1)
        work(desk, now, 1, 5.0)
        assert clock.on_task() == pytest.approx(185, abs=1)


def test_a_break_is_over_with_the_next_answer(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 30))
    with opened(path, now) as desk:
        clock = desk.project.clock
        work(desk, now, 12, 60.0)
        clock.begin_break()
        now.passes(10)
        # The page of the break was left by another way.
        work(desk, now, 1, 5.0)
        assert not clock.resting()
        now.passes(600)
        assert [answer for answer, _ in bodies(desk, ev.PACE)] == ["break", "back"]


def test_the_minutes_of_today_are_the_same_after_a_restart(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 150))
    with opened(path, now) as desk:
        for _ in range(130):
            desk.scanned().ready()
            for _ in range(10):
                now.passes(20.0)
                desk.project.clock.input()
            desk.label()
        today = desk.project.clock.today()
    with opened(path, now) as desk:
        assert today <= desk.project.clock.today() * 1.001
        assert desk.project.clock.today() == pytest.approx(130 * 200.0)


# -- logs from elsewhere ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        '{"seconds": 1' + "0" * 400 + ', "active": 1}',
        '{"seconds": 1, "active": 1, "slept": 1' + "0" * 400 + "}",
        '{"seconds": 1, "active": 1, "slept": 1e300, "changes": 1e300, "away": [1e300], "p_answer": [1e300]}',
        '{"seconds": NaN, "active": Infinity}',
        "[" * 100_000,
        "[]",
    ],
)
def test_no_body_can_keep_a_project_shut(body):
    event = ev.Event(b"w" * 16, 1, 1, 2**62, 0, "ann", ev.ANNOTATION, b"s", "label:a", b"", b"")
    timeline = Timeline()
    for seq in range(1, 400):
        later = event._replace(seq=seq, monotonic=seq * 2**53)
        row = pace_row(later, decoded(body.encode()), timeline)
        if row is not None:
            assert datetime.datetime.fromtimestamp(row.answered.committed)


def test_a_body_that_is_a_number_is_empty():
    assert decoded(5) == {}


def test_a_break_that_cannot_be_read_keeps_no_project_shut(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 12))
    with opened(path, now) as desk:
        work(desk, now, 3)
        desk.project.clock.begin_break()
        now.passes(300)
        desk.project.clock.end_break()
        desk.project.wait_saved(10)
    with sqlite3.connect(path) as connection:
        rule = connection.execute("SELECT sql FROM sqlite_master WHERE name='bodies_no_update'").fetchone()[0]
        connection.execute("DROP TRIGGER bodies_no_update")
        changed = connection.execute(
            "UPDATE bodies SET body=? WHERE (writer, seq) IN (SELECT writer, seq FROM events WHERE kind='pace')",
            (json.dumps([1]).encode(),),
        )
        assert changed.rowcount == 2
        connection.execute(rule)
    with opened(path, now) as desk:
        assert desk.project.clock.timer() is not None


def test_many_answers_of_somebody_else_do_not_hide_ones_own(tmp_path, now, monkeypatch):
    monkeypatch.setattr(record, "RECENT", 5)
    path = make(tmp_path, make_texts(tmp_path / "pool", 40))
    with opened(path, now) as desk:
        work(desk, now, 8)
    with Desk(path, "Bo", clock=now.clock(), ticking=False) as desk:
        work(desk, now, 8)
        assert desk.project.clock.sessions().days[0].answers == 8
    with Desk(path, "ann", clock=now.clock(), ticking=False) as desk:
        assert desk.project.clock.sessions().days[0].answers == 5


def test_where_the_times_cannot_be_read_the_project_opens_all_the_same():
    state = State(lambda _: {})
    state.apply(ev.Event(b"w" * 16, 1, 1, 1, 1, "ann", ev.ANNOTATION, b"s", "label:a", b"", b""))
    assert record._recent_bodies(sqlite3.connect(":memory:"), state) == {}
