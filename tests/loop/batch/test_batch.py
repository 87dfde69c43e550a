"""Many at once: what is offered, and what a decision writes."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from desktop_al.core import events as ev
from desktop_al.core.shapes import Measured
from desktop_al.core.study import StudyDesign
from desktop_al.learn.groups import LARGEST, SMALLEST
from desktop_al.learn.steps import finish
from desktop_al.loop import batch_words as words
from desktop_al.loop.answer_rows import read_rows
from desktop_al.loop.batch import Reviewing, batch_request, hindrance
from desktop_al.loop.batch_screen import Groups
from desktop_al.loop.effort_report import effort_card, steps_of
from desktop_al.loop.exporting import export_project
from desktop_al.loop.queue import HELD, Pick, Queue
from desktop_al.loop.together import Checked
from desktop_al.store.project_file import close_file, open_project
from tests.loop.batch.batch_stand import POOL, ask, body_of, label_of, places
from tests.loop.desk import Desk, truth

# -- what is offered -------------------------------------------------------------------------------------------


def test_groups_are_alike_sure_of_one_class_in_folder_order_and_never_of_what_is_set_apart(taught, desk):
    pool, project = desk.project.pool, desk.project
    assert len(taught.found.groups) >= 3
    everything = [s.place for group in taught.found.groups for s in group.samples]
    assert len(set(everything)) == len(everything)
    assert taught.found.sure >= len(everything)
    apart = set(np.flatnonzero(project.reserved().mask).tolist()) | project.answers.answered | {3, 4} | set(taught.held)
    assert apart.isdisjoint(everything)
    assert any(pool.is_audit(p) for p in apart), "audit samples are never in groups"
    for group in taught.found.groups:
        assert SMALLEST <= len(group.samples) <= LARGEST
        names = [pool.name(s.place) for s in group.samples]
        assert names == sorted(names)
        assert {s.second for s in group.samples} == {c.id for c in project.classes} - {group.class_id}
        assert sum(s.likeness == "least" for s in group.samples) == 1
        assert 0 < len(group.recheck) == np.ceil(0.1 * len(group.samples) - 1e-9)
        assert set(group.recheck) <= {s.place for s in group.samples}
    right = [
        truth(pool.name(s.place)) == "AB"[i]
        for g in taught.found.groups
        for s in g.samples
        for i in (index(g, project),)
    ]
    assert np.mean(right) > 0.97
    assert [g.samples for g in taught.again.groups] == [g.samples for g in taught.found.groups]
    assert len(taught.half.groups[0].recheck) == np.ceil(0.5 * len(taught.half.groups[0].samples))


def index(group, project) -> int:
    return [c.id for c in project.classes].index(group.class_id)


def test_what_is_missing_is_said_in_words(taught):
    assert taught.before[0] == "The model has not learned yet"
    assert taught.early.why == "few_audit"
    assert 0 < taught.early.audit_n < 30
    assert taught.early.missing == 30 - taught.early.audit_n
    title, sentence = words.why_words(taught.early, 0.3)
    assert title == "Too few answers to check the model"
    assert f"{taught.early.missing} more are needed" in sentence
    assert "about one in 3" in sentence
    assert taught.other.why == "other_model"
    assert words.why_words(taught.other, 0.3) == words.UPDATING


@pytest.mark.parametrize(
    ("found", "share", "title", "said"),
    [
        (Groups(why="no_model"), 0.1, "not learned", "first ones"),
        (
            Groups(why="guessing", audit_n=4, missing=26),
            0.1,
            "guessing",
            "checked on samples drawn at random. 26 more are needed; they come by themselves, about one in 10: "
            "label about 260 samples more",
        ),
        (Groups(why="guessing", audit_n=40), 0.1, "guessing", "Label some more samples."),
        (Groups(why="few_audit", audit_n=1, missing=29), 0.0, "Too few", "cannot be checked"),
        (Groups(why="unsure", surest=40, wrong=2, missing=50), 0.1, "sure enough", "2 were wrong; 2 % may be. 50 more"),
        (Groups(why="unsure", surest=40, wrong=1, missing=1), 0.1, "sure enough", "1 was wrong; 2 % may be. 1 more is"),
        (Groups(why="unsure", surest=20, missing=9), 0.1, "sure enough", "none was wrong, which may be luck"),
        (Groups(why="none_alike", sure=11), 0.1, "No group", "11 samples are sure enough, but no 12 of one class"),
        (Groups(why="none_alike"), 0.1, "No group", "Of no sample left"),
    ],
)
def test_every_reason_is_told_in_plain_words(found, share, title, said):
    card = words.why_words(found, share)
    assert title in card[0]
    assert said in card[1]


def test_more_labels_than_samples_are_never_asked_for():
    found = Groups(why="guessing", missing=30)
    assert "label about 300 samples more" in words.why_words(found, 0.1, 300)[1]
    said = words.why_words(found, 0.1, 299)[1]
    assert "300" not in said
    assert "too few are left" in said


def test_figures_in_words():
    assert [words.percent_words(p) for p in (0.0, 0.004, 0.5, 0.964, 0.99, 0.996, 1.0)] == [
        *("<1 %", "<1 %", "50 %", "96 %", "99 %", ">99 %", ">99 %")
    ]
    assert words.sure_words(0.961, 0.988) == "96 to 99 %"
    assert words.sure_words(0.961, 0.999) == "96 to over 99 %"
    assert words.sure_words(0.989, 0.999) == "at least 99 %"
    assert words.sure_words(0.999, 1.0) == "more than 99 %"
    assert words.expected_words(Measured(0.3, 0.0, 1.2, 90), 1.0) == ("0 or 1 wrong", "0 to 2")
    assert words.expected_words(Measured(2.4, 0.9, 4.1, 90), 0.5) == ("about 1 wrong", "0 to 3")
    safe = words.safe_words("image", Checked(62, 1), Measured(0.3, 0.0, 1.2, 240), 1.0, 22, 2)
    assert safe[0] == "Expect 0 or 1 wrong among these 22."
    assert safe[1] == (
        "Likely 0 to 2, going by 240 samples drawn at random. "
        "Of 62 images checked again after being accepted this way, 1 was corrected."
    )
    assert safe[2].startswith("Up to 2 of them, drawn at random, come back to you later")
    none = words.safe_words("text", Checked(0, 0), Measured(0.3, 0.0, 1.2, 240), 0.0, 0, 0)
    assert none[0] == "Nothing is ticked."
    assert "None of them comes back" in none[2]


def test_no_group_where_nothing_of_the_model_may_be_seen(desk, taught):
    project = desk.project
    assert hindrance(project) is None
    for mode, card in (("hidden", words.HIDDEN), ("after", words.AFTERWARDS)):
        project.choose("suggestions", mode)
        assert batch_request(project, ()) == card
    project.choose("suggestions", "request")
    assert hindrance(project) is None
    sitting = Reviewing(project, desk.flashed.append)
    sitting.offered(taught.found)
    sitting.unavailable(words.BLIND)
    assert sitting.screen().empty == words.BLIND[0]
    assert sitting.waiting == 0


def test_a_study_sets_its_samples_apart_and_may_be_blind(desk, taught):
    project = desk.project
    design = StudyDesign(("ann", "Bo"), overlap_share=0.4, gold_share=0.1, seed=5, pool=POOL, independent=False)
    project.record.add(ev.STUDY, design.body(), "ann")
    sitting = Reviewing(project, desk.flashed.append)
    sitting.offered(taught.found)
    mask, shown = project.reserved().mask, set()
    while sitting.screen().label is not None:
        shown |= set(places(sitting.screen()))
        sitting.skip()
    assert mask[[s.place for group in taught.found.groups for s in group.samples]].any()
    assert not mask[list(shown)].any()
    project.record.add(ev.STUDY, replace(design, independent=True).body(), "ann")
    assert batch_request(project, ()) == words.BLIND


def test_a_copy_of_what_was_answered_is_not_offered(desk):
    project = desk.project
    pool = project.pool
    answered = next(iter(project.answers.answered))
    twin = next(p for p in range(POOL) if p not in project.answers.answered and not project.reserved().mask[p])
    pool.change(twin, digest=pool.rows[answered].digest)
    classes = tuple(c.id for c in project.classes)
    project.learning = SimpleNamespace(result=SimpleNamespace(number=1), round_classes=classes)
    request = batch_request(project, ())
    project.learning = None
    assert twin in request.excluded
    assert answered in request.excluded


def test_no_group_by_a_round_that_knew_other_classes(place, taught):
    with Desk(place, ticking=False) as desk:
        project, learning = desk.project, desk.project.learning
        desk.read()
        desk.ticking = True
        desk.round()
        desk.ticking = False
        assert ask(desk, batch_request(project, ())).groups
        # As many classes as before, in another order: the model's numbers mean others.
        project.editing.reorder(tuple(c.id for c in reversed(project.classes)))
        project.edited()
        assert ask(desk, batch_request(project, ())).why == "other_model"
        desk.ticking = True
        desk.until(lambda: learning.round_classes == tuple(c.id for c in project.classes))
        desk.ticking = False
        found = ask(desk, batch_request(project, ()))
        name = {c.id: c.name for c in project.classes}
        right = [truth(project.pool.name(s.place)) == name[g.class_id] for g in found.groups for s in g.samples]
        assert np.mean(right) > 0.9


# -- what is written -------------------------------------------------------------------------------------------


def test_a_group_is_one_step_and_says_that_it_was_made_in_batch(desk, sitting, now):
    project, screen = desk.project, sitting.screen()
    first = screen
    shown = places(screen)
    assert (screen.number, screen.count, screen.waiting) == (1, sitting.waiting, sitting.waiting)
    odd, other = shown[2], shown[5]
    wrong = next(c for c in project.classes if c.id != screen.label.id)
    now.passes(10)
    sitting.toggle(odd)
    sitting.count_keys(0)
    sitting.count_keys(1)
    now.passes(500)
    sitting.give(other, wrong.id)
    screen = sitting.screen()
    assert (screen.gets, screen.single, screen.other) == (len(shown) - 2, 1, 1)
    assert screen.accept == f"Accept {len(shown) - 2} as {screen.label.name}"
    assert screen.tiles[5].given == wrong
    assert not screen.tiles[2].ticked
    now.passes(5)
    assert sitting.accept()
    written = project.state.newest_answers(len(shown) - 1)
    assert {project.pool.by_id[e.sample] for e in written} == set(shown) - {odd}
    assert label_of(desk, other) == wrong.name
    assert {label_of(desk, p) for p in shown if p not in (odd, other)} == {screen.label.name}
    body = body_of(desk, next(e for e in written if project.pool.by_id[e.sample] == shown[0]))
    kept = {k: body[k] for k in ("arm", "chosen", "suggested", "together", "group", "reason", "again", "keys")}
    assert kept == {
        "arm": "shown",
        "chosen": "batch",
        "suggested": screen.label.id,
        "together": len(shown) - 1,
        "group": first.key,
        "reason": "",
        "again": False,
        "keys": 1,
    }
    assert 0.9 < body["p"] <= 1
    # Two minutes at most where nobody did anything.
    assert body["seconds"] == pytest.approx((10 + 120 + 5) / (len(shown) - 1), abs=0.01)
    assert (
        body_of(desk, next(e for e in written if project.pool.by_id[e.sample] == other))["suggested"] == screen.label.id
    )
    bound = project.state.read_body(project.state.batches[-1])
    assert (bound["accepted"], bound["unticked"], bound["class"]) == (len(shown) - 2, 1, screen.label.id)
    assert len(bound["recheck"]) <= 3
    assert sitting.screen().number == 2
    assert "1 is asked one by one" in desk.flashed[-1]
    # One undo takes all of it back and brings the group as it was.
    sitting.undo()
    assert not project.answers.answered & set(shown)
    back = sitting.screen()
    assert (back.key, places(back), back.gets, back.other) == (first.key, shown, len(shown) - 2, 1)
    assert (back.number, back.count) == (1, first.count)
    sitting.redo()
    assert project.answers.answered >= set(shown) - {odd}
    assert sitting.screen().key != first.key or places(sitting.screen()) == [odd]


def test_what_a_group_took_is_told_with_the_effort(desk, sitting, now, place):
    shown = places(sitting.screen())
    now.passes(6)
    for _ in range(3):
        sitting.count_keys(1)
    sitting.accept()
    now.passes(600)
    # Nobody counted keys here, and the whole of ten minutes is nobody's work.
    second = places(sitting.screen())
    sitting.accept()
    assert desk.project.wait_saved(10)
    file = open_project(place, look_only=True)
    rows = [row for row in finish(read_rows(file.connection, "")) if row.chosen == "batch"]
    close_file(file)
    assert all(row.active is None for row in rows), "no single one was timed"
    first, other = steps_of(rows)
    assert (first.way, first.labels, first.keys) == ("batch", len(shown), 3)
    assert first.seconds == pytest.approx(6, abs=0.05)
    assert (other.labels, other.keys) == (len(second), None)
    assert other.seconds == pytest.approx(120, abs=0.05)
    card = effort_card(rows, False)
    assert card.lines[0].seconds.endswith(" s")
    assert card.words[1].startswith("In batch review a label takes typically")


def test_what_was_accepted_is_exported_as_made_in_batch(desk, sitting, place, tmp_path):
    shown = places(sitting.screen())
    sitting.accept()
    assert desk.project.wait_saved(10)
    export_project(place, "csv", tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    name = desk.project.pool.name(shown[0])
    assert "batch" in next(line for line in lines if name in line)


def test_unticked_samples_are_asked_next_after_what_is_held():
    queue = Queue(1, lambda _: True)
    queue.set_pool(np.arange(40), (), np.zeros(40, np.bool_))
    queue.set_ranking(np.arange(20, dtype=np.int32), ("uncertain",) * 20)
    queue.fill(0, HELD + 4)
    held = list(queue.upcoming)[:HELD]
    queue.ask_soon([33, 35])
    queue.fill(0, HELD + 4)
    assert list(queue.upcoming)[:HELD] == held
    assert [p for p in queue.upcoming if p.source == "single"] == [Pick(33, "single"), Pick(35, "single")]
    assert [p.place for p in list(queue.upcoming)[HELD : HELD + 2]] == [33, 35]
    queue.set_ranking(np.arange(20, dtype=np.int32)[::-1], ("uncertain",) * 20)
    queue.fill(0, HELD + 4)
    assert [p.place for p in list(queue.upcoming)[HELD : HELD + 2]] == [33, 35], "also after the next round"


def test_a_group_that_is_left_is_skipped_and_comes_back_with_undo(desk, sitting):
    first = sitting.screen()
    events = len(desk.project.state._events)
    sitting.skip()
    assert sitting.screen().key != first.key
    assert sitting.skipped == set(places(first))
    sitting.undo()
    assert sitting.screen().key == first.key
    assert not sitting.skipped
    assert len(desk.project.state._events) == events
    assert label_of(desk, places(first)[0]) == ""


def test_nothing_ticked_is_nothing_accepted(desk, sitting):
    screen = sitting.screen()
    for at in places(screen):
        sitting.toggle(at)
    assert sitting.screen().safe[0] == "Nothing is ticked."
    assert not sitting.accept()
    assert sitting.screen().key == screen.key
    sitting.toggle(places(screen)[0])
    assert sitting.screen().accept == f"Accept 1 as {screen.label.name}"
    sitting.give(places(screen)[0], "no such class")
    assert sitting.screen().other == 0
    # The class of the group takes another label back.
    sitting.give(places(screen)[0], next(c.id for c in desk.project.classes if c.id != screen.label.id))
    assert sitting.screen().accept == "Give 1 label"
    sitting.give(places(screen)[0], screen.label.id)
    assert sitting.screen().gets == 1


def test_undo_takes_back_what_was_done_since(desk, sitting):
    first = sitting.screen()
    sitting.accept()
    second = sitting.screen()
    single = next(p for p in range(POOL) if p not in desk.project.answers.answered and p not in places(second))
    desk.project.relabel([single], ev.label_answer([desk.id("A")]))
    sitting.undo()
    assert single not in desk.project.answers.answered
    assert sitting.screen().key == second.key
    sitting.undo()
    assert sitting.screen().key == first.key
