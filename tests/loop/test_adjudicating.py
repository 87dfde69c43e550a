"""Deciding about samples on which annotators disagree: which they are, what is hidden until when, what is kept."""

import shutil
from pathlib import Path

import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.loop.adjudicating import CHOOSE_FIRST, LOOK_ONLY, OWN_FIRST, Adjudicating
from desktop_al.loop.cases import by_letter, cases, headline
from desktop_al.loop.label_screen import step_words
from desktop_al.loop.merging import merge_projects
from desktop_al.store.verify import verify
from tests.loop.desk import Desk
from tests.loop.study import NAMES, WAITING, annotate, answer_of, desk_of, study, twice

TWO = {"t000.txt": "AABB", "t001.txt": "AB..", "t002.txt": "AAA."}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return study(tmp_path_factory.mktemp("study"), TWO, 4)


@pytest.fixture
def two(made) -> Path:
    """The project of ``TWO`` as it was made, for one test."""
    path = made.with_name("two.dal")
    for old in made.parent.glob("two*"):
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    return Path(shutil.copy(made, path))


def names_of(desk: Desk, case: Adjudicating) -> set[str]:
    return {desk.project.pool.name(place) for place in case.places}


def begin(desk: Desk, name: str = "t000.txt", own: str = "A") -> Adjudicating:
    case = desk_of(desk)
    case.open(desk.place(name))
    assert case.answer(answer_of(desk, own))
    return case


# -- which samples -------------------------------------------------------------------------------------


def test_which_samples_wait(tmp_path):
    path = study(tmp_path)
    with Desk(path, "ann") as desk:
        state, pool = desk.project.state, desk.project.pool
        assert {pool.name(place) for place in cases(state, pool)} == WAITING
        extra = desk.place("t002.txt")
        assert {pool.name(p) for p in cases(state, pool, frozenset([extra, 999]))} == WAITING | {"t002.txt"}
        order = cases(state, pool)
        assert order == cases(state, pool)
        assert order != sorted(order)
    annotate(path, "Gustav", {"t003.txt": "A"})
    with Desk(path, "ann") as desk:
        after = cases(desk.project.state, desk.project.pool)
        settled = desk.place("t003.txt")
        assert after == [place for place in order if place != settled], "the others keep their order"


def test_two_answers_of_one_annotator_are_a_case(tmp_path):
    path = study(tmp_path, {"t001.txt": "A..."}, 4)
    assert not _waiting(path)
    twice(path, "t000.txt")
    assert _waiting(path) == {"t000.txt"}
    with Desk(path, "ann") as desk:
        case = begin(desk)
        shown = case.screen()
        assert shown.headline == "One annotator, two answers"
        (vote,) = shown.votes
        assert vote.index is None
        assert sorted(vote.words.split(",")[0].split(" and ")) == ["A", "B"]
        assert shown.counts == (0, 0)


def test_the_same_answer_in_two_copies_is_none(tmp_path):
    path = study(tmp_path, {"t001.txt": "A..."}, 4)
    twice(path, "t000.txt", signs="AA")
    assert not _waiting(path)


def _waiting(path: Path) -> set[str]:
    with Desk(path, "ann") as desk:
        return names_of(desk, desk_of(desk))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("AABB", "Two against two"),
        ("AB", "One against one"),
        ("ABC", "Three different answers"),
        ("AABBC", "Two against two against one"),
        ("AA?", "One unsure, two not"),
        ("AAB", "Two against one"),
        ("AA", "All agree"),
        ("??", "Nobody was sure"),
    ],
)
def test_the_headline(said, words):
    assert headline({str(n): ev.UNSURE if sign == "?" else f"={sign}" for n, sign in enumerate(said)}) == words


# -- blind ---------------------------------------------------------------------------------------------


def test_letters_are_drawn_for_each_sample():
    samples = [bytes([n]) * 16 for n in range(60)]
    drawn = [tuple(by_letter(NAMES, sample, 7).items()) for sample in samples]
    assert drawn == [tuple(by_letter(reversed(NAMES), sample, 7).items()) for sample in samples], "not by their order"
    assert all([letter for letter, _ in row] == ["A", "B", "C", "D"] for row in drawn)
    first = [dict(row)["A"] for row in drawn]
    assert all(6 <= first.count(name) <= 26 for name in NAMES), "who is A tells nothing"
    assert drawn != [tuple(by_letter(NAMES, sample, 8).items()) for sample in samples]
    many = list(by_letter([str(n) for n in range(30)], samples[0], 1))
    assert many[25:28] == ["Z", "AA", "AB"]


def test_nothing_is_shown_before_the_own_answer(two):
    with Desk(two, "ann") as desk:
        case = desk_of(desk)
        case.open(desk.place("t000.txt"))
        shown = case.screen()
        assert not shown.revealed
        assert (shown.votes, shown.counts, shown.rule_pair, shown.chosen) == ((), (0, 0), None, None)
        assert all(row.marks == () for row in shown.cases)
        assert [row.answers for row in shown.cases if row.place == shown.current] == [4]
        assert not case.decide()
        assert desk.flashed[-1] == OWN_FIRST
        case.set_reason("too early")
        before = dict(desk.project.state.heads)
        assert case.answer(answer_of(desk, "A"))
        assert desk.project.state.heads == before, "the own answer is no annotation"
        shown = case.screen()
        assert shown.revealed
        assert shown.chosen is None, "the own answer chooses nothing"
        assert shown.reason == ""
        assert [vote.letter for vote in shown.votes] == ["A", "B", "C", "D"]
        assert sorted(vote.index for vote in shown.votes) == [0, 0, 1, 1]
        assert (shown.headline, shown.counts, shown.rule_pair) == ("Two against two", (2, 2), (0, 1))
        by_place = {row.place: row for row in shown.cases}
        assert by_place[shown.current].marks == tuple(vote.index for vote in shown.votes)
        assert [row.marks for row in shown.cases if row.place != shown.current] == [()]
        assert "A" in shown.status
        assert not any(name in str(shown) for name in NAMES)


def test_who_has_answered_sees_the_votes_at_once(two):
    annotate(two, "ann", {"t000.txt": "B"})
    with Desk(two, "ann") as desk:
        case = desk_of(desk)
        assert names_of(desk, case) == {"t001.txt"}, "ann settled the other"
    annotate(two, "Heinz", {"t000.txt": "A"})
    with Desk(two, "ann") as desk:
        case = desk_of(desk)
        case.open(desk.place("t000.txt"))
        shown = case.screen()
        assert shown.revealed
        assert shown.status == ("Your own answer is among A to F. It is not marked, so it does not weigh more.")
        assert case.answer(answer_of(desk, "A"))
        assert case.decide()
        body = _body(desk, "t000.txt")
        assert body["own"] == "annotation"
        assert body["own_answer"] == answer_of(desk, "B")


def test_the_decision_of_another_is_not_seen_before_the_own_answer(two):
    with Desk(two, "ann") as desk:
        case = begin(desk)
        case.answer(answer_of(desk, "B"))
        assert case.decide()
        desk.project.record.add(ev.ANNOTATOR, {"role": "adjudicator"}, "ann", answer="Ida")
    with Desk(two, "Ida") as desk:
        case = desk_of(desk)
        case.open(desk.place("t000.txt"))
        shown = case.screen()
        row = next(row for row in shown.cases if row.place == shown.current)
        assert (shown.revealed, row.done, row.decided, row.marks) == (False, True, None, ())
    with Desk(two, "ann") as desk:
        case = desk_of(desk)
        case.open(desk.place("t000.txt"))
        shown = case.screen()
        assert (shown.revealed, shown.chosen) == (True, 1), "one's own decision is shown again"


# -- deciding ------------------------------------------------------------------------------------------


def _body(desk: Desk, name: str) -> dict:
    sample = desk.project.pool.rows[desk.place(name)].id
    (event,) = desk.project.state.decision(sample)
    return dict(desk.project.state.read_body(event))


def test_a_decision_is_kept_and_the_annotations_stay(two):
    with Desk(two, "ann") as desk:
        state = desk.project.state
        given = sorted((e.annotator, e.sample, e.answer) for e in state.annotations())
        case = begin(desk, own="A")
        assert not case.decide()
        assert desk.flashed[-1] == CHOOSE_FIRST
        assert case.answer(answer_of(desk, "B"))
        case.set_reason_code("rule")
        case.set_reason("  The valve is named first. ")
        case.set_ambiguous(True)
        shown = case.screen()
        assert (shown.chosen, shown.reason_code, shown.ambiguous) == (1, "rule", True)
        here = desk.project.serving.current
        assert case.decide()
        assert desk.project.serving.current is here, "the Label page stays as it is"
        a, b = answer_of(desk, "A"), answer_of(desk, "B")
        body = _body(desk, "t000.txt")
        order = body.pop("order")
        assert body == {
            "own": "before the votes",
            "own_answer": a,
            "reason_code": "rule",
            "reason": "The valve is named first.",
            "ambiguous": True,
            "votes": {a: 2, b: 2},
            "before": "tie",
        }
        assert sorted(order) == ["A", "B", "C", "D"]
        assert sorted(order.values()) == sorted([a, a, b, b])
        assert sorted((e.annotator, e.sample, e.answer) for e in state.annotations()) == given
        shown = case.screen()
        assert desk.project.pool.name(shown.current) == "t001.txt", "the next open case comes"
        assert not shown.revealed
        assert (shown.done, len(shown.cases)) == (1, 2)
        assert desk.project.wait_saved(10)
    assert verify(two).problems == ()
    with Desk(two, "ann") as desk:
        assert _body(desk, "t000.txt")["reason_code"] == "rule"
        assert desk_of(desk).screen().done == 1


def test_undo_and_redo(two):
    with Desk(two, "ann") as desk:
        case = begin(desk)
        assert not case.undo()
        case.answer(answer_of(desk, "B"))
        case.set_reason("typed")
        assert case.decide()
        step = desk.project.state.undo_step("ann")
        assert step_words(desk.project.state, desk.project.state.step_events(step)) == "decision B"
        assert case.screen().can_undo
        assert case.undo()
        shown = case.screen()
        assert desk.project.pool.name(shown.current) == "t000.txt"
        assert (shown.done, shown.chosen, shown.reason, shown.revealed) == (0, 1, "typed", True)
        assert desk.flashed[-1] == "Undone: B for t000.txt."
        assert shown.can_redo
        assert case.redo()
        assert case.screen().done == 1
        assert not case.redo()
        assert case.undo()
        desk.project.relabel([desk.place("t003.txt")], answer_of(desk, "A"))
        assert not case.undo(), "the last step was an annotation: that is undone on the Label page"
        assert not case.screen().can_undo


def test_undo_on_the_label_page_leaves_its_sample_there(two):
    with Desk(two, "ann") as desk:
        desk.scanned().ready()
        here = desk.project.serving.current
        place = desk.place("t000.txt")
        case = begin(desk)
        case.answer(answer_of(desk, "B"))
        assert case.decide()
        assert desk.project.answers.labels[place] == desk.id("B")
        assert desk.project.screen().undo_words == "decision B"
        assert desk.project.undo()
        assert desk.project.serving.current is here
        assert place not in desk.project.answers.labels
        assert desk.flashed[-1] == "Undone: decision B on t000.txt."
        assert desk.project.redo()
        assert desk.project.answers.labels[place] == desk.id("B")


def test_discuss_leaves_it_open(two):
    with Desk(two, "ann") as desk:
        case = begin(desk)
        assert case.answer(ev.UNSURE)
        first = desk.place("t000.txt")
        shown = case.screen()
        row = next(row for row in shown.cases if row.place == first)
        assert (row.done, row.discussed, shown.done) == (False, True, 0)
        assert shown.current == desk.place("t001.txt")
        case.answer(ev.UNSURE)
        assert case.screen().revealed, "Unsure is an own answer too"
        case.answer(ev.UNSURE)
        shown = case.screen()
        assert (shown.current, shown.done) == (None, 0)
        assert shown.empty == "Every case was looked at. 2 stay open for discussion."
        case.skip(1)
        assert case.screen().current == case.places[0]
        case.skip(-1)
        assert desk.flashed[-1] == "That was the first one."


def test_what_cannot_be_answered_is_not(two):
    with Desk(two, "ann") as desk:
        case = desk_of(desk)
        for nonsense in ("", "=", "=nothing", "x:", "x:nothing", "other"):
            assert not case.answer(nonsense)
        assert not case.screen().revealed
        case = begin(desk)
        case.answer("x:focus")
        case.set_reason_code("nonsense")
        shown = case.screen()
        assert (shown.chosen, shown.chosen_reason, shown.reason_code) == (None, "focus", "")
        case.set_reason("\ud800")
        with pytest.raises(BadArgument, match="cannot be stored"):
            case.decide()
        assert case.screen().done == 0
        case.set_reason("x" * 100_000)
        assert case.decide()
        assert len(_body(desk, "t000.txt")["reason"]) == 4000


# -- who may -------------------------------------------------------------------------------------------


def test_an_annotator_sees_nothing(two):
    with Desk(two, "Dora") as desk:
        case = desk_of(desk, frozenset([0]))
        shown = case.screen()
        assert shown.closed == "Decisions are for adjudicators and the owner of the study. You label as Dora."
        assert (shown.cases, shown.current, shown.votes) == ((), None, ())
        assert not case.answer(ev.UNSURE)
        assert not case.decide()
        assert not case.undo()
    with Desk(two, "ann", look_only=True) as desk:
        assert desk_of(desk).screen().closed == LOOK_ONLY


# -- what is learned from ------------------------------------------------------------------------------


def test_a_decision_is_what_is_learned_from(tmp_path):
    lines = {"t000.txt": "AABB", "t001.txt": "AAAB", "t002.txt": "AB..", "t003.txt": "A..."}
    path = study(tmp_path, lines, 6)
    with Desk(path, "ann") as desk:
        answers = desk.project.answers
        tie, most, other, one = (desk.place(name) for name in lines)
        assert answers.labels == {most: desk.id("A"), one: desk.id("A")}
        assert answers.certainty == {most: 0.75}
        case = desk_of(desk, frozenset([tie, most, other, one]))
        changes = answers.changes
        for place, sign in ((tie, "B"), (most, "B"), (other, "?"), (one, "x")):
            case.open(place)
            case.answer(answer_of(desk, "A"))
            case.answer(answer_of(desk, sign))
            if sign != "?":
                assert case.decide()
        expected = {tie: desk.id("B"), most: desk.id("B")}
        assert answers.labels == expected
        assert answers.certainty == {}, "what was decided is certain"
        assert answers.changes > changes, "so that a round becomes due"
        answers.count_again()
        assert answers.labels == expected
        assert desk.project.wait_saved(10)
    with Desk(path, "ann") as desk:
        assert desk.project.answers.labels == expected


def test_two_decisions_that_did_not_know_of_each_other_leave_it_open(two):
    other = two.with_name("two-copy.dal")
    shutil.copy(two, other)
    for file, sign in ((two, "A"), (other, "B")):
        with Desk(file, "ann") as desk:
            case = begin(desk)
            case.answer(answer_of(desk, sign))
            assert case.decide()
            assert desk.project.wait_saved(10)
    merge_projects(two, [other], two.parent / "home")
    with Desk(two, "ann") as desk:
        place = desk.place("t000.txt")
        assert place not in desk.project.answers.labels
        case = desk_of(desk)
        case.open(place)
        shown = case.screen()
        assert shown.status == "Decided twice, as A and B. A decision of yours settles it."
        assert not next(row for row in shown.cases if row.place == place).done
        case.answer(answer_of(desk, "B"))
        assert case.decide()
        assert desk.project.answers.labels[place] == desk.id("B")


def test_thousands_of_cases_do_not_slow_a_key_down(two):
    """A row of the list is made anew only where something has changed."""
    with Desk(two, "ann") as desk:
        case = begin(desk)
        rows = {row.place: row for row in case.screen().cases}
        case.answer(answer_of(desk, "B"))
        case.decide()
        after = {row.place: row for row in case.screen().cases}
        untouched = desk.place("t001.txt")
        assert after[untouched] is rows[untouched]
        assert after[desk.place("t000.txt")] is not rows[desk.place("t000.txt")]
