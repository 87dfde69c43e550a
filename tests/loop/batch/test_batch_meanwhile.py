"""Many at once: what happens meanwhile, and what comes again."""

import time
from dataclasses import replace

from desktop_al.core import events as ev
from desktop_al.core.state import State, fold
from desktop_al.learn.groups import LIMIT, SMALLEST
from desktop_al.loop import batch_words as words
from desktop_al.loop.batch import Reviewing, batch_request
from desktop_al.loop.batch_screen import Groups
from desktop_al.loop.pace_rows import Timeline, active_seconds, pace_row
from desktop_al.loop.together import Checked, checked, is_together, rechecks_due
from desktop_al.people.repeats import Repeats
from tests.loop.batch.batch_stand import body_of, label_of, places
from tests.loop.desk import Desk, truth
from tests.loop.test_annotator_clock import work

# -- what happens meanwhile ------------------------------------------------------------------------------------


def test_what_is_answered_or_gone_meanwhile_is_no_tile_any_more(desk, sitting):
    project, shown = desk.project, places(sitting.screen())
    project.relabel(shown[:2], ev.label_answer([desk.id("B")]))
    project.pool.change(shown[2], gone=1)
    sitting.block(shown[3], "The file cannot be opened.")
    sitting.follow()
    screen = sitting.screen()
    assert places(screen) == shown[3:]
    assert (screen.tiles[0].ticked, screen.tiles[0].blocked) == (False, "The file cannot be opened.")
    sitting.toggle(shown[3])
    sitting.give(shown[3], desk.id("B"))
    assert not sitting.screen().tiles[0].ticked, "what cannot be seen cannot be accepted"
    # Between the last look and the key.
    project.relabel(shown[4:5], ev.label_answer([desk.id("B")]))
    assert sitting.accept()
    assert label_of(desk, shown[4]) == "B"
    assert label_of(desk, shown[3]) == ""
    assert project.state.read_body(project.state.batches[-1])["accepted"] == len(shown) - 5
    rest = places(sitting.screen())
    project.relabel(rest, ev.label_answer([desk.id("B")]))
    sitting.follow()
    assert set(places(sitting.screen())).isdisjoint(rest)


def test_a_group_of_which_too_little_is_left_is_not_offered(desk, sitting, taught):
    second = taught.found.groups[1]
    most = [s.place for s in second.samples][: len(second.samples) - SMALLEST + 1]
    desk.project.relabel(most, ev.label_answer([second.class_id]))
    sitting.skip()
    assert sitting.screen().key != second.name


def test_a_new_round_leaves_the_group_on_screen(desk, sitting, taught):
    shown = sitting.screen()
    renamed = tuple(replace(group, name=f"9.{n}") for n, group in enumerate(taught.found.groups))
    sitting.offered(replace(taught.found, groups=renamed))
    assert sitting.screen().key == shown.key
    assert sitting.waiting == len(renamed), "its samples are in no other group"
    sitting.skip()
    assert sitting.screen().key == "9.1"
    sitting.offered(Groups(why="none_alike", sure=3))
    assert sitting.screen().key == "9.1"
    sitting.skip()
    assert sitting.screen().empty == "No group now"


def test_all_groups_decided(sitting):
    while sitting.screen().label is not None:
        sitting.accept()
    assert (sitting.screen().empty, sitting.waiting) == ("All groups are decided", 0)
    assert sitting.screen().undo


def test_renamed_and_retired_classes(desk, sitting):
    project, label = desk.project, sitting.screen().label
    third = project.editing.add("Third")
    project.edited()
    project.editing.rename(label.id, "Renamed")
    project.edited()
    sitting.follow()
    screen = sitting.screen()
    assert (screen.label.name, screen.accept) == ("Renamed", f"Accept {screen.gets} as Renamed")
    sitting.give(places(screen)[0], third)
    project.editing.retire(third)
    project.edited()
    sitting.follow()
    assert sitting.screen().other == 0
    project.editing.add("Fourth")
    project.edited()
    project.editing.retire(label.id)
    project.edited()
    # A picture may come before anything else is followed.
    assert sitting.screen().label is None
    assert not sitting.accept(), "nothing is written for a class that is none any more"
    assert sitting.screen().label is None or sitting.screen().label.id != label.id
    assert "Renamed is no longer a class" in " ".join(desk.flashed)
    while sitting.screen().label is not None:
        assert sitting.screen().label.id != label.id
        sitting.skip()


def test_a_project_open_to_look_only_writes_nothing(place, taught):
    desk = Desk(place, look_only=True)
    try:
        assert batch_request(desk.project, ()) == words.LOOK_ONLY
        sitting = Reviewing(desk.project, desk.flashed.append)
        sitting.offered(taught.found)
        assert sitting.screen().read_only
        assert not sitting.accept()
    finally:
        desk.project.close()


# -- what comes again ------------------------------------------------------------------------------------------


def test_some_come_again_blind_and_what_differs_counts_as_corrected(place, taught, now):
    with Desk(place, clock=now.clock(), ticking=False) as desk:
        project = desk.project
        project.choose("repeat_share", 0)
        sitting = Reviewing(project, desk.flashed.append, lambda: now.steady)
        desk.scanned()
        sitting.offered(taught.found)
        group = taught.found.groups[0]
        timed = project.clock.seconds_per_sample()
        sitting.accept()
        assert project.clock.seconds_per_sample() == timed, "no time of single samples"
        drawn = set(group.recheck)
        assert {project.pool.by_id[s] for r in rechecks_due(project.state, "ann") for s in r.samples} == drawn
        due = lambda: project.clock.draw_repeat(set(), project.answers.may_repeat, only_wished=True)  # noqa: E731
        assert due() is None, "not at once"
        seen: list[int] = []
        for _ in range(95):
            desk.ready()
            current = project.serving.current
            if current.pick.source == "repeat":
                assert current.place in drawn
                assert current.offer is None
                seen.append(current.place)
                wrong = "B" if truth(project.pool.name(current.place)) == "A" else "A"
                work(desk, now, 1, 20.0, wrong if len(seen) == 1 else None)
            else:
                work(desk, now, 1, 20.0)
        assert set(seen) == drawn
        assert checked(project.state, "ann") == Checked(len(drawn), 1)
        assert not rechecks_due(project.state, "ann")
        repeat = next(e for e in project.state._events.values() if e.kind == ev.REPEAT)
        body = project.state.read_body(repeat)
        assert body["grouped"]
        assert pace_row(repeat, body, Timeline()).answered.agrees is None, "it is no sign of tiring"


def test_what_is_to_come_again_outlives_closing_and_undo(place, taught, now):
    desk = Desk(place, clock=now.clock())
    sitting = Reviewing(desk.project, desk.flashed.append)
    sitting.offered(taught.found)
    kept, undone = taught.found.groups[0], taught.found.groups[1]
    sitting.accept()
    sitting.accept()
    sitting.undo()
    # A sample of the group is answered anew, alone.
    alone = kept.recheck[0]
    desk.project.relabel([alone], ev.label_answer([desk.id("A")]))
    assert desk.project.close()
    now.passes(3600)
    desk = Desk(place, clock=now.clock())
    try:
        project = desk.project
        repeats = project.clock.repeats
        for n in range(60):
            repeats.given(10_000 + n, project.clock.timeline_now())
        found = []
        while (p := project.clock.draw_repeat(set(), project.answers.may_repeat, only_wished=True)) is not None:
            found.append(p)
            repeats.done(p, project.clock.timeline_now())
        assert set(found) == set(kept.recheck) - {alone}
        assert not set(found) & set(undone.recheck)
    finally:
        desk.project.close()


def test_an_answer_given_anew_alone_is_no_longer_wished_for():
    repeats = Repeats(1)
    repeats.recheck([1, 2], 0.0)
    for n in range(10, 70):
        repeats.given(n, 0.0)
    assert repeats.wished(2000.0, lambda _: True) == 1
    repeats.given(1, 10.0)
    assert repeats.wished(2000.0, lambda _: True) == 2
    # Only what was drawn comes again, whatever share of single samples does.
    assert repeats.draw(2000.0, lambda place: place in (1, 2)) is None


def test_a_strange_log_keeps_no_project_shut(desk, sitting):
    sitting.accept()
    record, project = desk.project.record, desk.project
    last = project.state.batches[-1]
    strange = ({"recheck": 7, "accepted": "x"}, {"recheck": [5, "zz", "00"], "accepted": -3}, {"accepted": True})
    for body in strange:
        record.add(ev.BATCH, {"range": [10**6, 10**6 + 1]} | body, "ann")
    record.add(ev.REPEAT, {"of": ["zz", None], "same": False}, "ann", project.pool.rows[0].id, "=x")
    repeat = record.add(ev.REPEAT, {}, "ann", project.pool.rows[0].id, "=x")
    # A number that is none cannot be written, but it can be read from a file made elsewhere.
    record._bodies[ev.ref(repeat)] = b'{"of": ["00", Infinity], "same": false}'
    assert checked(project.state, "ann") == Checked(0, 0)
    assert [r.event for r in rechecks_due(project.state, "ann")] == [last]
    again = fold(list(project.state._events.values()), project.state.read_body)
    assert len(again.batches) == len(project.state.batches)


def test_thousands_of_groups_and_of_samples_asked_again_are_counted_in_no_time():
    writer, bodies, state = b"w" * 16, {}, State(lambda event: ev.decode_body(bodies[ev.ref(event)]))

    def add(kind: str, body: ev.Body, sample: bytes = b"") -> ev.Event:
        seq = state.heads.get(writer, 0) + 1
        bodies[writer, seq] = ev.encode_body(body)
        state.apply(ev.Event(writer, seq, seq, seq, seq, "ann", kind, sample, "=a", b"", b""))
        return state.event((writer, seq))

    alone = add(ev.ANNOTATION, {}, b"alone")
    accepted = []
    for group in range(1500):
        made = [add(ev.ANNOTATION, {}, b"%d %d" % (group, n)) for n in range(6)]
        add(ev.BATCH, {"range": [made[0].seq, made[-1].seq], "accepted": 5})
        add(ev.BATCH, {"range": [made[0].seq, made[-1].seq], "copies": []})
        assert [is_together(state, one) for one in made] == [True] * 5 + [False] if group < 3 else True
        accepted += made[:-1]
    assert not is_together(state, alone)
    for one in (alone, *accepted):
        add(ev.REPEAT, {"of": [writer.hex(), one.seq], "same": one is not accepted[7]}, one.sample)
    begun = time.process_time()
    assert checked(state, "ann") == Checked(len(accepted), 1)
    assert time.process_time() - begun < 1.2


def test_a_group_has_no_time_that_counts(desk, sitting):
    sitting.accept()
    event = desk.project.state.newest_answers(1)[0]
    body = body_of(desk, event)
    assert pace_row(event, body, Timeline()) is None
    assert active_seconds(body) is None
    assert "keys" not in body, "nobody counted them"


def test_the_words_never_say_more_than_the_limit():
    assert Groups().limit == LIMIT
    assert Groups().smallest == SMALLEST
