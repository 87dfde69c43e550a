"""The annotator's clock in an open project: a real log and worker, a clock that the test moves."""

import json

import pytest

from desktop_al.core import events as ev
from desktop_al.loop.exporting import export_project
from desktop_al.loop.record import Clock
from desktop_al.loop.sample_clock import SampleClock
from tests.loop.desk import Desk, make, make_texts

START = 1_800_000_000.0


class Time:
    """Seconds of both clocks, and of sleep; ``passes`` moves them together."""

    def __init__(self):
        self.wall, self.steady, self.asleep = START, 1000.0, 0.0

    def passes(self, seconds):
        self.wall += seconds
        self.steady += seconds

    def sleeps(self, seconds):
        self.wall += seconds
        self.asleep += seconds

    def clock(self):
        return Clock(lambda: int(self.wall * 1e6), lambda: int(self.steady * 1e6), lambda: self.asleep)


@pytest.fixture
def now():
    return Time()


def work(desk, now, count, seconds=8.0, answer=None):
    """Answer ``count`` samples, each after so many seconds."""
    desk.scanned()
    for _ in range(count):
        desk.ready()
        now.passes(seconds)
        desk.label(answer)


def opened(path, now):
    return Desk(path, clock=now.clock(), ticking=False)


def bodies(desk, kind):
    state = desk.project.state
    return [(e.answer, state.read_body(e)) for e in state._events.values() if e.kind == kind]


# -- the time of a sample --------------------------------------------------------------------------------------


def test_a_sample_left_alone_is_idle_after_the_limit_and_every_key_begins_anew():
    now = Time()
    clock = SampleClock(lambda: now.steady)
    clock.limit = 60.0
    now.passes(50)
    clock.input()
    now.passes(100)
    times = clock.times()
    assert (times.seconds, times.active, times.idle, times.first) == (150.0, 110.0, 40.0, 50.0)
    clock.input()
    now.passes(10)
    assert clock.times().active == 120.0
    clock.shown()
    assert clock.times().seconds == clock.times().active == 0.0


def test_ten_minutes_without_the_focus_are_no_work_and_the_text_written_before_counts():
    now = Time()
    clock = SampleClock(lambda: now.steady)
    for _ in range(20):
        # Typing a comment.
        now.passes(2)
        clock.input()
    clock.focus(False)
    now.passes(600)
    clock.focus(True)
    now.passes(5)
    times = clock.times()
    assert times.active == 45.0
    assert (times.away, times.away_seconds, times.idle) == (1, 600.0, 0.0)
    # The same told twice, and a key where the focus was not told of.
    clock.focus(False)
    clock.focus(False)
    now.passes(10)
    clock.input()
    assert clock.times().away == 2
    assert clock.times().away_seconds == 610.0


# -- the log ---------------------------------------------------------------------------------------------------


def test_every_answer_keeps_its_times_and_corrections_are_counted(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 12))
    with opened(path, now) as desk:
        work(desk, now, 2, 8.0)
        desk.project.undo()
        work(desk, now, 1, 3.0)
        newest = max(desk.project.state.cells.values(), key=lambda cell: cell[-1].seq)[-1]
        desk.project.wait_saved(10)
    import sqlite3

    with sqlite3.connect(path) as connection:
        raw = connection.execute("SELECT body FROM bodies WHERE seq=? AND writer=?", (newest.seq, newest.writer))
        body = json.loads(raw.fetchone()[0])
    assert body["active"] == body["seconds"] == 3.0
    assert body["changes"] == 1
    assert body["away"] == [0, 0.0]
    assert body["size"] > 10


# -- timers, rests, breaks -------------------------------------------------------------------------------------


def test_the_timer_counts_work_and_says_when_a_break_is_due(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 40))
    with opened(path, now) as desk:
        clock = desk.project.clock
        clock.use({"break_after": 10})
        assert clock.timer().words == "0 min on task"
        work(desk, now, 10, 50.0)
        timer = clock.timer()
        assert (timer.words, timer.detail, timer.due) == ("8 min on task", "Break in 2 min", False)
        assert clock.notice() is None
        work(desk, now, 3, 50.0)
        timer = desk.project.screen().timer
        assert (timer.detail, timer.due) == ("Break due", True)
        notice = desk.project.screen().rest
        assert notice.lines == ("You have worked 10 min without a rest.",)
        assert (notice.begin, notice.postpone) == ("5 min break", "In 5 min")
        # Going on needs no answer: after some answers the notice is gone, the timer still says so.
        work(desk, now, 5, 5.0)
        assert clock.notice() is None
        assert clock.timer().due


def test_a_break_is_put_off_twice_and_then_only_the_timer_says_so(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 60))
    with opened(path, now) as desk:
        clock = desk.project.clock
        clock.use({"break_after": 10})
        assert not clock.postpone()
        work(desk, now, 13, 50.0)
        assert clock.postpone()
        assert clock.notice() is None
        assert clock.timer().detail in ("Break in 5 min", "Break in 6 min")
        work(desk, now, 7, 50.0)
        assert clock.notice() is not None
        assert clock.postpone()
        work(desk, now, 13, 50.0)
        assert clock.notice() is None
        assert clock.timer().due
        assert not clock.postpone()
        assert [answer for answer, _ in bodies(desk, ev.PACE)] == ["said", "postponed", "said", "postponed"]


def test_a_whole_break_gives_the_time_on_task_back_and_never_ends_by_itself(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 30))
    with opened(path, now) as desk:
        clock = desk.project.clock
        work(desk, now, 12, 60.0)
        clock.begin_break()
        assert clock.break_screen().left == clock.break_screen().total == 300
        assert clock.break_screen().signs[0].title == "12 min without a rest"
        now.passes(100)
        assert clock.break_screen().left == 200
        clock.more()
        assert (clock.break_screen().left, clock.break_screen().total) == (500, 600)
        now.passes(3600)
        clock.tick()
        screen = clock.break_screen()
        assert (screen.left, screen.words) == (0, "Ready when you are.")
        clock.choose_again(True)
        clock.end_break()
        assert clock.break_screen() is None
        assert clock.on_task() == 0.0
        assert bodies(desk, ev.PACE)[-1][1]["again"] is True
        work(desk, now, 1, 10.0)
        assert clock.timer().words == "0 min on task"
    # The same after a restart.
    with opened(path, now) as desk:
        assert desk.project.clock.on_task() == pytest.approx(10.0, abs=0.5)


def test_who_comes_back_early_has_still_worked_and_a_natural_break_is_credited(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 40))
    with opened(path, now) as desk:
        clock = desk.project.clock
        work(desk, now, 12, 60.0)
        clock.begin_break()
        now.passes(60)
        clock.end_break()
        assert clock.on_task() == pytest.approx(720, abs=1)
        # Nobody touched the window for seven and a half minutes: three quarters are given back.
        now.passes(450)
        assert clock.on_task() == pytest.approx(180, abs=1)
        clock.input()
        work(desk, now, 1, 5.0)
        assert clock.on_task() == pytest.approx(185, abs=1)
        now.passes(1200)
        assert clock.on_task() == 0.0


@pytest.mark.parametrize("jump", [-3600.0, 3600.0])
def test_a_clock_set_by_an_hour_changes_nothing(tmp_path, now, jump):
    path = make(tmp_path, make_texts(tmp_path / "pool", 40))
    with opened(path, now) as desk:
        clock = desk.project.clock
        work(desk, now, 10, 60.0)
        now.wall += jump
        clock.tick()
        work(desk, now, 2, 60.0)
        assert clock.on_task() == pytest.approx(720, abs=1)


def test_three_hours_of_sleep_are_a_rest_also_after_a_restart(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 40))
    with opened(path, now) as desk:
        clock = desk.project.clock
        work(desk, now, 12, 60.0)
        now.sleeps(3 * 3600)
        clock.tick()
        work(desk, now, 1, 10.0)
        assert clock.on_task() == pytest.approx(10, abs=1)
    with opened(path, now) as desk:
        assert desk.project.clock.on_task() == pytest.approx(10, abs=1)


def test_where_the_system_does_not_tell_of_sleep_the_wall_clock_does(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 40))
    clock = Clock(lambda: int(now.wall * 1e6), lambda: int(now.steady * 1e6), None)
    with Desk(path, clock=clock, ticking=False) as desk:
        work(desk, now, 12, 60.0)
        now.wall += 3 * 3600
        desk.project.clock.tick()
        work(desk, now, 1, 10.0)
        assert desk.project.clock.on_task() == pytest.approx(10, abs=1)


def test_a_restart_goes_on_with_the_same_session(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 60))
    with opened(path, now) as desk:
        work(desk, now, 20, 60.0)
        before = desk.project.clock.on_task()
    now.passes(30)
    with opened(path, now) as desk:
        assert desk.project.clock.on_task() == pytest.approx(before, abs=1)
        work(desk, now, 1, 60.0)
        assert desk.project.clock.on_task() == pytest.approx(before + 60, abs=1)
    # Who comes back after a rest finds it given back.
    now.passes(600)
    with opened(path, now) as desk:
        assert desk.project.clock.timer().words == "0 min on task"
    # The next day is another session.
    now.passes(20 * 3600)
    with opened(path, now) as desk:
        assert desk.project.clock.on_task() == 0.0
        assert desk.project.clock.timer().today == "0 min today"


def test_the_next_day_is_another_session_also_where_the_program_was_left_open(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 60))
    with opened(path, now) as desk:
        work(desk, now, 20, 60.0)
        now.passes(20 * 3600)
        desk.project.clock.tick()
        work(desk, now, 3, 60.0)
        clock = desk.project.clock
        assert clock.on_task() == pytest.approx(180, abs=60)
        days = clock.sessions().days
        assert [day.answers for day in days] == [3, 20]
        assert days[0].idle == 0


def test_what_is_switched_off_says_nothing(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 40))
    with opened(path, now) as desk:
        clock = desk.project.clock
        clock.use({"break_after": 10, "tell": "timer"})
        work(desk, now, 14, 50.0)
        assert clock.notice() is None
        assert clock.timer().due
        clock.use({"tell": "off"})
        assert clock.timer() is None
        clock.use({"tell": "notice", "watch_pace": False})
        told = {row.title: row.words for row in clock.sessions().watched}
        assert told["Slower than usual"] == "Switched off in Settings."


def test_who_only_looks_leaves_no_trace_of_breaks(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 10))
    with opened(path, now) as desk:
        desk.scanned().ready()
        desk.project.clock.begin_break()
        now.passes(300)
        desk.project.clock.end_break()
        assert bodies(desk, ev.PACE) == []


# -- repeats ---------------------------------------------------------------------------------------------------


def test_a_repeat_shows_no_sign_keeps_the_first_answer_and_is_told_afterwards(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 150))
    with opened(path, now) as desk:
        project = desk.project
        project.choose("repeat_share", 20)
        work(desk, now, 55, 20.0)
        for _ in range(60):
            desk.ready()
            if project.serving.current.pick.source == "repeat":
                break
            work(desk, now, 1, 20.0)
        current = project.serving.current
        assert current.pick.source == "repeat"
        sample = project.pool.rows[current.place].id
        first = project.state.in_force("ann", sample)[-1]
        shown = project.screen().sample
        # As an audit sample looks.
        assert shown.given is None
        assert not shown.in_history
        assert shown.offer is None
        assert shown.reason.word == "Your own view"
        annotations = sum(map(len, project.state.cells.values()))
        other = "B" if first.answer == ev.label_answer([desk.id("A")]) else "A"
        work(desk, now, 1, 20.0, other)
        assert project.state.in_force("ann", sample)[-1] == first
        assert sum(map(len, project.state.cells.values())) == annotations
        row = project.history_rows()[-1]
        assert row.answer.text == other
        assert row.repeated.startswith("Before: ")
        repeat = project.state.repeats["ann", sample][-1]
        assert project.state.read_body(repeat)["same"] is False
        # Undone, it is asked once more in the same way.
        project.undo()
        assert project.state.repeats["ann", sample] == []
        assert project.serving.current.place == current.place
        assert project.screen().sample.given is None
        work(desk, now, 1, 20.0, "A" if other == "B" else "B")
        assert project.history_rows()[-1].repeated.startswith("Same as at ")
        days = project.clock.sessions().days
        assert (days[0].repeats, days[0].same) == (2, 1)
    with opened(path, now) as desk:
        assert desk.project.state.in_force("ann", sample)[-1] == first


def test_no_sample_is_repeated_before_fifty_answers_and_a_quarter_of_an_hour(tmp_path, now):
    path = make(tmp_path, make_texts(tmp_path / "pool", 120))
    with opened(path, now) as desk:
        desk.scanned().project.choose("repeat_share", 20)
        places = []
        for _ in range(100):
            desk.ready()
            assert desk.project.serving.current.pick.source != "repeat"
            places.append(desk.project.serving.current.place)
            work(desk, now, 1, 1.0)
        now.passes(1000)
        seen = {}
        for number in range(40):
            if not desk.ready():
                break
            if desk.project.serving.current.pick.source == "repeat":
                seen[number] = places.index(desk.project.serving.current.place)
            places.append(desk.project.serving.current.place)
            work(desk, now, 1, 1.0)
        assert seen
        assert all(100 + number - first > 50 for number, first in seen.items())
        assert len(set(seen.values())) == len(seen)


# -- what leaves -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["csv", "doccano", "jsonl", "labelstudio", "prodigy"])
def test_no_export_tells_of_times_breaks_or_pace_unless_chosen(tmp_path, now, name):
    path = make(tmp_path, make_texts(tmp_path / "pool", 30))
    with opened(path, now) as desk:
        desk.project.clock.use({"break_after": 10})
        work(desk, now, 14, 51.625)
        desk.project.clock.begin_break()
        now.passes(333)
        desk.project.clock.end_break()
        desk.project.wait_saved(10)
    out = tmp_path / "out"
    export_project(path, name, out)
    text = out.read_text("utf-8").replace("Z", "Z ")
    assert "51.625," not in text
    assert "333" not in text
    for word in ("pace", "break", "postponed", "on_task", "idle", "away"):
        assert f'"{word}"' not in text
    export_project(path, name, out, times=True)
    assert "51.625" in out.read_text("utf-8")
