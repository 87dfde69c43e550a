"""What suggestions do, from real project files to the cards of the page."""

import random
from pathlib import Path

import numpy as np
import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.intervals import newcombe_limits
from desktop_al.learn.steps import finish
from desktop_al.loop.answer_rows import read_rows
from desktop_al.loop.effort_report import effort_card, way_of
from desktop_al.loop.folding import folded
from desktop_al.loop.influence_report import influence_card
from desktop_al.loop.progress import choose, progress_request
from desktop_al.loop.progress_screen import ProgressScreen
from desktop_al.loop.suggestion_screen import EffortCard, InfluenceCard
from desktop_al.store.project_file import close_file, open_project
from tests.loop.desk import Desk
from tests.loop.influence.influence_stand import POOL, asked, beside, read, state_of, write
from tests.loop.several import Study

# -- the real project ----------------------------------------------------------------------------------


def test_planted_anchoring_is_found_through_the_project(anchored: Desk, page: ProgressScreen):
    card = page.influence
    line = card.lines[0]
    low, high = (float(one) for one in line.interval.split(" to "))
    assert low > 10, line
    # One range of twenty misses what is planted, by a little.
    assert low - 5 <= 45 <= high + 5, "the planted one is within the range"
    assert card.words[0].startswith("With the suggestion on screen you chose it")
    assert "more often" in card.words[0]
    assert card.lines[5].shown == "2.0"
    assert card.lines[5].withheld == "3.0"
    assert card.by_annotator == ()
    assert "Whether suggestions were right is not known" in card.notes[1]


def test_who_counts_is_who_was_drawn(anchored: Desk, page: ProgressScreen):
    rows = read(anchored.project.path)
    reserved = [row for row in rows if row.arm == "withheld" and not row.lot]
    assert reserved, "audit samples"
    assert {row.chosen for row in reserved} <= {"audit", "overlap", "gold", "repeat"}
    drawn = [row for row in rows if row.lot]
    assert {row.lot for row in drawn} == {50}
    assert all(row.mode == "shown" for row in drawn)
    assert page.influence.lines[0].n == str(len(drawn))
    shown = sum(row.arm == "shown" for row in drawn)
    assert f"{shown:,} with the suggestion on screen, {len(drawn) - shown:,}" in page.influence.notes[0]


def test_the_first_answer_stays_the_one_that_counts(anchored: Desk, page: ProgressScreen):
    project = anchored.project
    before = len(project.state.annotators)
    drawn = next(row for row in read(project.path) if row.lot and row.arm == "shown")
    place = project.pool.by_id[drawn.sample]
    project.serving.visit(place)
    anchored.ready()
    other = next(item.id for item in project.classes if ev.label_answer([item.id]) != drawn.answer)
    assert project.label(other)
    assert project.wait_saved(30)
    assert card_at(project.path).lines == page.influence.lines
    assert "Looked at again" in [line.title for line in effort_card(read(project.path), False).lines]
    project.undo()
    assert project.wait_saved(30)
    assert card_at(project.path).lines == page.influence.lines
    assert len(project.state.annotators) == before


def test_known_answers_split_help_from_harm(anchored: Desk):
    project = anchored.project
    drawn = [row for row in read(project.path) if row.lot]
    ids = [item.id for item in project.classes]
    for n, row in enumerate(drawn):
        other = next(one for one in ids if one != row.suggested)
        true = row.suggested if n % 2 else other
        project.record.add(ev.GOLD, {}, "ann", row.sample, ev.label_answer([true]))
    assert project.wait_saved(30)
    card = card_at(project.path)
    by_title = {line.title: line for line in card.lines}
    for title in ("On right suggestions", "On wrong suggestions", "Label right"):
        assert by_title[title].n not in ("0", ""), title
    assert int(by_title["On right suggestions"].n) + int(by_title["On wrong suggestions"].n) == len(drawn)
    assert any("from decisions and known answers" in note for note in card.notes)
    assert len(card.words) >= 3


def test_the_precision_is_chosen_and_kept(anchored: Desk):
    project = anchored.project

    def plan() -> str:
        return card_at(project.path, half_width=progress_request(project).choices.half_width).plan

    usual = plan()
    assert "to 5 points on either side" in usual
    choose(project, "half_width", 2.0)
    try:
        assert "to 2 points on either side" in plan()
        assert "so about" in plan()
        for wrong in (0.1, 80.0, "much"):
            with pytest.raises(BadArgument):
                choose(project, "half_width", wrong)
    finally:
        choose(project, "half_width", None)
    assert plan() == usual


def test_the_newest_round_says_how_far_its_probabilities_hold(anchored: Desk, page: ProgressScreen):
    card = page.calibration
    result = anchored.project.learning.result
    assert f"of {result.labelled} labels" in card.notes[0] if card.bins else "Too few to say" in card.words[0]
    # Its labels are those of its own time; those given since change nothing.
    assert asked(anchored).calibration == card


def test_effort_tells_ways_apart(anchored: Desk, page: ProgressScreen):
    keys = {line.title: line.keys for line in page.effort.lines}
    assert keys["Suggestion on screen"] == "2.00"
    assert keys["Suggestion withheld by lot"] == "3.00"
    labels = sum(int(line.labels.replace(",", "")) for line in page.effort.lines)
    assert labels == len([row for row in read(anchored.project.path) if not row.again and not row.repeat])
    assert any("not recorded" in note for note in page.effort.notes), "the first ones were given without a window"


def card_of(study: Study, viewer: str = "ann") -> InfluenceCard:
    return card_at(study.path, viewer)


def card_at(path: Path, viewer: str = "ann", half_width: float = 5.0, *, times: bool = True) -> InfluenceCard:
    file = open_project(path, look_only=True)
    try:
        state = finish(folded(file.connection))
        rows = finish(read_rows(file.connection, ""))
        return finish(influence_card(rows, state, viewer, half_width, times=times))
    finally:
        close_file(file)


def effort_of(study: Study, own_only: bool = False) -> EffortCard:
    return effort_card(read(study.path), own_only)


# -- logs ----------------------------------------------------------------------------------------------


def test_figures_are_those_of_the_log(study: Study):
    """570 answers with 96 % as suggested where shown, 80 % where withheld; half the time."""
    plan = beside(study, arm="shown", seconds=3.0, active=2.0, keys=1)
    write(study, range(450), answer=lambda n: "A" if n % 25 else "B", **plan)
    plan = beside(study, arm="withheld", seconds=5.0, active=4.0, keys=2)
    write(study, range(450, 570), answer=lambda n: "A" if n % 5 else "B", **plan)
    card = card_of(study)
    shown, withheld = sum(bool(n % 25) for n in range(450)), 96
    low, high = newcombe_limits(shown, 450, withheld, 120)
    line = card.lines[0]
    assert (line.shown, line.withheld, line.n) == ("96 %", "80 %", "570")
    assert [float(one) for one in line.interval.split(" to ")] == pytest.approx([100 * low, 100 * high], abs=0.06)
    assert card.lines[4].difference == "× 0.50"
    assert card.lines[5].difference == "× 0.50"
    assert card.words[0] == "With the suggestion on screen you chose it 16 points more often (9 to 24)."
    assert "50 % less time" in card.words[-1]
    # What a report without times gets differs in nothing but these.
    untimed = card_at(study.path, times=False)
    assert untimed.words == card.words[:-1]
    assert untimed.lines == card.lines[:4]
    assert "econds" not in " ".join(untimed.notes)
    assert "econds" in " ".join(card.notes)


def test_a_model_wrong_on_purpose_shows_as_harm(study: Study):
    """All suggestions are A; of the odd samples B was decided. They are followed in 60 % where shown, 10 % else."""
    rng = np.random.default_rng(0)
    said = ["A" if rng.random() < (0.6 if n < 400 else 0.1) else "B" for n in range(POOL)]
    odd = [n for n in range(POOL) if n % 2]
    for numbers, arm in ((range(400), "shown"), (range(400, POOL), "withheld")):
        write(study, numbers, answer=lambda n: said[n] if n % 2 else "A", **beside(study, arm=arm, lot=33))
    study.known(ev.DECISION, dict.fromkeys(odd, "B"))
    study.known(ev.GOLD, dict.fromkeys((n for n in range(POOL) if not n % 2), "A"))
    card = card_of(study)
    lines = {line.title: line for line in card.lines}
    harm = [float(one) for one in lines["On wrong suggestions"].interval.split(" to ")]
    assert harm[0] > 30
    assert harm[0] <= 50 <= harm[1]
    assert [float(one) for one in lines["Label right"].interval.split(" to ")][1] < 0
    assert "On wrong suggestions that was" in card.words[1]
    assert "the label was right" in card.words[2]


def test_two_decisions_that_differ_are_no_truth_and_merged_classes_are_one(study: Study):
    write(study, range(40), answer="B", **beside(study, arm="shown"))
    write(study, range(40, 80), answer="unsure", **beside(study, arm="withheld"))
    study.known(ev.DECISION, {0: "A"})
    study.write(lambda own: [own.add(ev.DECISION, {}, "bo", study.rows[0].id, study.answer("B"))], seen=False)
    study.known(ev.GOLD, {1: "B", 2: "unsure"})
    card = card_of(study)
    assert (card.lines[0].shown, card.lines[0].withheld) == ("0 %", "0 %"), "unsure follows nothing"
    assert "known of 1 suggestion," in card.notes[1]
    study.write(lambda own: [own.add(ev.CLASS, {"op": "merge", "into": study.ids["A"]}, "ann", answer=study.ids["B"])])
    state = state_of(study.path)
    assert state.resolve_class(study.ids["B"]) == study.ids["A"]
    assert card_of(study).lines[0].shown == "100 %"


@pytest.mark.parametrize(
    "body",
    [
        {"lot": 0, "arm": "withheld", "chosen": "audit"},
        {"mode": "", "arm": "shown", "lot": 0},
        {"mode": "request", "arm": "withheld"},
        {"mode": "after", "arm": "withheld"},
        {"arm": "absent", "chosen": "batch", "together": 10, "mode": "", "lot": 0},
        {"arm": "withheld", "chosen": "single"},
        {"arm": "shown", "suggested": ""},
        {"arm": ["shown"], "lot": "20", "together": -3, "keys": True, "active": "x", "suggested": 7},
    ],
    ids=[
        "audit",
        "older log",
        "on request",
        "afterwards",
        "batch",
        "left out of a group",
        "nothing suggested",
        "garbage",
    ],
)
def test_others_are_another_population(study: Study, body: dict[str, object]):
    write(study, range(30), **{**beside(study), **body})
    card = card_of(study)
    assert card.lines == ()
    assert card.words == ("No sample has been answered beside a suggestion yet.",)
    assert "so about" in card.plan
    assert effort_of(study).lines


def test_too_few_say_how_many_more(study: Study):
    write(study, range(40), **beside(study, arm="shown"))
    write(study, range(40, 50), **beside(study, arm="withheld"))
    card = card_of(study)
    assert card.words == (
        "Too few to say: 10 samples withheld, 20 are needed.",
        "At the present share that is about 50 more samples with a suggestion.",
    )
    assert card.lines[0].interval == "–"
    assert "if 90 % of the labels are as suggested" in card.plan


def test_shares_in_force_are_compared_each_within_itself(study: Study):
    """Under the first share half is as suggested, under the second all: mixed together that would look like an effect
    of the arm."""
    half = {"answer": lambda n: "A" if n % 2 else "B"}
    write(study, range(200), **half, **beside(study, arm="shown", lot=10))
    write(study, range(200, 222), **half, **beside(study, arm="withheld", lot=10))
    write(study, range(222, 322), **beside(study, arm="shown", lot=50))
    write(study, range(322, 422), **beside(study, arm="withheld", lot=50))
    write(study, range(422, 425), answer="B", **beside(study, arm="shown", lot=30))
    line = card_of(study).lines[0]
    assert line.difference == "0.0 points", "three samples of a share with one arm count for nothing"
    assert line.remark == "", "and nobody is left out"


def test_annotators_see_their_own_row_and_the_owner_everybodys(study: Study):
    for name, share, first in (("ann", 0.9, 0), ("bo", 0.6, 300)):
        rng = random.Random(name)
        for arm, numbers in (("shown", range(first, first + 150)), ("withheld", range(first + 150, first + 220))):
            said = {n: "A" if rng.random() < share else "B" for n in numbers}
            write(study, numbers, annotator=name, answer=said.get, **beside(study, arm=arm, seconds=3.0, active=2.0))
    everybody, own = card_of(study), card_of(study, "bo")
    assert [line.title for line in everybody.by_annotator] == ["ann", "bo"]
    assert [line.title for line in own.by_annotator] == ["bo"]
    assert own.lines == everybody.lines
    assert "the annotators chose it" in own.words[0]
    assert all("s" not in line.shown and "×" not in line.difference for line in everybody.by_annotator), "no times"


def test_on_request_is_told_and_not_compared(study: Study):
    request = beside(study, arm="request", mode="request")
    write(study, range(60), revealed=True, **request)
    write(study, range(60, 160), answer=lambda n: "A" if n % 2 else "B", revealed=False, **request)
    note = card_of(study).notes[-1]
    assert note.startswith("On request: asked for on 60 (38 %, ")
    assert "with it on screen were as suggested on 60 (100 %" in note
    assert "without it were as suggested on 50 (50 %" in note
    assert note.endswith("This is no comparison: who asks chooses the samples.")


def test_afterwards_it_is_told_how_many_were_changed(study: Study):
    after = beside(study, arm="after", mode="after", again=False)
    write(study, range(60), answer=lambda n: "B" if n < 24 else "A", **after)
    write(study, range(6), answer="A", **{**after, "again": True})
    write(study, range(6, 9), answer="B", **{**after, "again": True})
    (note,) = card_of(study).notes
    assert note.startswith("Suggested after the label: 24 of 60 labels differed from the suggestion; 6 (25 %, ")
    assert note.endswith("of these were changed when it was seen, 6 to what was suggested.")


def test_switched_off_there_is_nothing_to_compare(study: Study):
    study.write(lambda own: [own.add(ev.PROJECT, {"suggestions": "hidden"}, "ann")])
    write(study, range(10), arm="withheld", mode="hidden", suggested=study.ids["A"])
    card = card_of(study)
    assert (card.words, card.plan, card.lines) == (
        ("Suggestions are off in this project, so there is nothing to compare.",), "", ()
    )  # fmt: skip
    assert [line.title for line in effort_of(study).lines] == ["No suggestion"]


def test_keys_of_a_step_are_shared_by_its_labels(study: Study):
    write(study, range(300), arm="absent", chosen="batch", together=15, keys=3, seconds=0.5)
    write(study, range(300, 340), arm="absent", chosen="relabel", together=40)
    write(study, range(340, 400), arm="absent", chosen="learner", seconds=3.0, active=2.0)
    write(study, range(400, 440), arm="absent", chosen="import", imported="x.csv")
    card = effort_of(study)
    lines = {line.title: line for line in card.lines}
    assert (lines["Batch review"].labels, lines["Batch review"].keys) == ("300", "0.20")
    assert lines["Batch review"].keys_interval == "0.20 to 0.20"
    assert lines["Batch review"].seconds == "0.5 s", "the time of a group is shared among its samples"
    assert (lines["Several at once"].labels, lines["Several at once"].keys) == ("40", "not recorded")
    assert (lines["No suggestion"].labels, lines["No suggestion"].seconds) == ("60", "2.0 s")
    assert set(lines) == {"Batch review", "Several at once", "No suggestion"}, "imports are nobody's effort here"
    assert "In batch review a label takes typically 0.5 s and 0.2 key presses (300 labels)." in card.words


def test_ways(study: Study):
    write(study, [0], arm="request", revealed=True)
    write(study, [1], arm="withheld", lot=20)
    write(study, [2], arm="shown", again=True)
    write(study, [3], arm="request", revealed=False)
    write(study, [4], arm="no arm of ours")
    assert [way_of(row) for row in read(study.path)] == ["revealed", "withheld", "again", "request", "hidden"]
