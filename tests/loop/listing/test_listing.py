"""The list of all samples: states, search, filters, order and changes."""

import numpy as np
import pytest

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.core.words import tr
from desktop_al.loop.listing import Query
from tests.loop.listing.listing_stand import Log, found
from tests.pseudo import pseudo, untranslated

# -- states, classes, annotators ---------------------------------------------------------------------------


def test_a_problem_that_was_kept_in_english_is_shown_in_the_language() -> None:
    log = Log(["s0", "s1"])
    log.pool.change(0, problem="The file is empty.")
    listing = log.listing()
    assert found(listing, state="unreadable") == [0]
    assert listing.line(0).problem == "The file is empty."
    with pseudo():
        log.pool.change(1, problem=tr("The file is empty."))
        listing = log.listing()
        assert found(listing, state="unreadable") == [0, 1]
        assert [listing.line(place).problem for place in (0, 1)] == [tr("The file is empty.")] * 2
        assert untranslated(listing.line(0).problem) == []


def test_every_state_lists_its_samples() -> None:
    log = Log([f"s{i}" for i in range(9)])
    log.answer(0, "=c0")
    log.answer(1, "=c1")
    log.answer(2, ev.UNSURE)
    log.answer(3, "x:focus")
    log.pool.change(4, problem="The file is empty.")
    log.pool.change(5, gone=1)
    for place in (6, 7):
        log.pool.change(place, digest=b"same")
    listing = log.listing()
    expected = {
        "unlabelled": [6, 8],
        "labelled": [0, 1],
        "unsure": [2],
        "not_worth": [3],
        "unreadable": [4],
        "gone": [5],
        "duplicate": [7],
        "conflict": [],
    }
    assert {state: found(listing, state=state) for state in expected} == expected
    counts = listing.counts()
    assert counts.pop("") == 9
    assert {state: count for state, count in counts.items() if count or state in expected} == {
        state: len(places) for state, places in expected.items()
    }
    states = [listing.line(i).state for i in range(9)]
    assert states == [
        *("labelled", "labelled", "unsure", "not_worth", "unreadable", "gone", "unlabelled", "duplicate", "unlabelled")
    ]
    assert listing.line(4).problem == "The file is empty."
    assert listing.answerable(range(9), "label") == (0, 1, 2, 3, 6, 7, 8)
    assert listing.answerable(range(9), "not_worth") == (0, 1, 2, 3, 4, 6, 7, 8)


def test_a_class_is_found_after_a_merge_and_under_its_new_name() -> None:
    log = Log(["a", "b", "c"])
    log.answer(0, "=c0")
    log.answer(1, "=c1")
    listing = log.listing()
    assert found(listing, class_id="c1") == [1]
    log.add(ev.CLASS, answer="c0", body={"op": "merge", "into": "c1"})
    log.add(ev.CLASS, answer="c1", body={"op": "rename", "name": "New"})
    assert found(listing, class_id="c1") == [0, 1]
    answer = listing.line(1).answer
    assert answer is not None
    assert answer.text == "New"
    assert found(listing, class_id="none") == []


def test_another_annotators_answers_are_looked_at() -> None:
    log = Log(["a", "b", "c"])
    log.answer(0, "=c0")
    log.answer(0, "=c1", "bob")
    log.answer(1, ev.UNSURE, "bob")
    listing = log.listing()
    assert listing.annotators() == ("ann", "bob")
    assert found(listing, annotator="bob") == [0, 1]
    assert found(listing, annotator="bob", class_id="c1") == [0]
    assert found(listing, annotator="bob", state="unlabelled") == [2]
    assert found(listing, state="unlabelled") == [1, 2]
    assert listing.counts("bob")[""] == 2
    assert listing.line(0, "bob").answer.text == "B"  # type: ignore[union-attr]
    assert listing.line(0).answer.text == "A"  # type: ignore[union-attr]
    assert [listing.line(i).others for i in range(3)] == [1, 1, 0]
    assert [(who, answer.text) for who, answer, _ in listing.answers_of_others(0)] == [("bob", "B")]
    assert found(listing, annotator="nobody") == []
    assert found(listing, sort="others", descending=True) == [0, 1, 2]


def test_two_answers_that_had_not_seen_each_other_are_a_conflict() -> None:
    log = Log(["a", "b"])
    log.answer(0, "=c0")
    log.answer(1, "=c0")
    log.add(ev.ANNOTATION, 0, "=c1", writer=b"v" * 16, seq=1, lamport=900)
    listing = log.listing()
    assert found(listing, state="conflict") == [0]
    line = listing.line(0)
    assert (line.state, line.conflict) == ("conflict", True)
    assert not listing.line(1).conflict


# -- search and order --------------------------------------------------------------------------------------


def test_names_are_found_whatever_case_accents_and_signs() -> None:
    names = [
        "Übung/Café 1.png",
        "ubung/cafe\u0301 2.png",
        "STRASSE.png",
        "straße (3).png",
        "a+b[0].*",
        "broken\ud800.png",
    ]
    listing = Log(names).listing()
    assert found(listing, text="CAFÉ") == [0, 1]
    assert found(listing, text="  cafe ") == [0, 1]
    assert found(listing, text="übung") == [0, 1]
    assert found(listing, text="straße") == [3, 2]
    assert found(listing, text="[0].*") == [4]
    assert found(listing, text="broken\ud800") == [5]
    assert found(listing, text=".*") == [4]
    assert len(found(listing, text="   ")) == 6


def test_numbers_in_names_are_sorted_by_value() -> None:
    names = ["d10/p2", "d2/p10", "d2/p9", "d2/p9b3", "d2/p9b20", "a", "B"]
    listing = Log(names).listing()
    order = ["a", "B", "d2/p9", "d2/p9b3", "d2/p9b20", "d2/p10", "d10/p2"]
    assert [names[i] for i in found(listing)] == order
    assert [names[i] for i in found(listing, descending=True)] == order[::-1]


def test_what_has_no_value_is_last_in_both_directions() -> None:
    log = Log(["a", "b", "c", "d"])
    log.answer(2, "=c1")
    log.answer(0, "=c0")
    log.answer(3, ev.UNSURE)
    listing = log.listing()
    assert found(listing, sort="time") == [2, 0, 3, 1]
    assert found(listing, sort="time", descending=True) == [3, 0, 2, 1]
    assert found(listing, sort="answer") == [0, 2, 3, 1]
    assert found(listing, sort="answer", descending=True) == [3, 2, 0, 1]
    assert found(listing, sort="size", descending=True) == [3, 2, 1, 0]


def test_changes_are_followed_one_by_one_as_if_read_anew() -> None:
    log = Log([f"n{i}" for i in range(40)])
    listing = log.listing()
    found(listing)
    rng = np.random.default_rng(4)
    for step in range(120):
        place = int(rng.integers(len(log.pool)))
        kind = step % 6
        if kind < 3:
            log.answer(place, ["=c0", "=c1", ev.UNSURE][kind], ["ann", "bob"][int(rng.integers(2))])
            listing.update([place])
        elif kind == 3:
            log.extend([f"n{100 + step}", f"m{step}"])
        elif kind == 4:
            log.pool.change(place, problem="Bad." if step % 4 else "", digest=bytes([step % 3]))
        else:
            log.pool.change(place, gone=step % 2)
        anew = log.listing()
        for query in (Query(), Query(state="unlabelled"), Query(state="duplicate"), Query("n1", sort="answer")):
            assert listing.find(query).tolist() == anew.find(query).tolist()
        assert listing.counts("bob") == anew.counts("bob")
        assert [listing.line(i) for i in range(len(listing))] == [anew.line(i) for i in range(len(anew))]


@pytest.mark.parametrize("prepared", [False, True])
def test_answers_that_came_before_their_samples_are_found(prepared: bool) -> None:
    log, later = Log([f"n{i}" for i in range(7000)]), Log(["new"])
    for place in range(7000):
        log.answer(place, "=c1")
    log.state.apply(Event(b"z" * 16, 1, 9000, 1, 0, "ann", ev.ANNOTATION, later.pool.rows[0].id, "=c0", b"", b""))
    listing = log.listing()
    if prepared:
        for _ in range(5):
            assert listing.prepare()
    else:
        found(listing)
    log.extend(["new"])
    while listing.prepare():
        pass
    assert found(listing, class_id="c0") == [7000]
    assert len(found(listing, class_id="c1")) == 7000


def test_only_a_change_makes_a_new_version() -> None:
    log = Log(["a", "b"])
    listing = log.listing()
    found(listing)
    version = listing.version
    found(listing, text="a")
    assert listing.version == version
    log.answer(0, "=c0")
    listing.update([0])
    found(listing)
    assert listing.version > version


def test_what_is_prepared_ahead_is_the_same_list() -> None:
    log = Log([f"p{i}" for i in range(30)])
    log.answer(3, "=c0")
    listing = log.listing()
    while listing.prepare(7):
        pass
    log.pool.change(2, problem="Bad.")
    log.extend(["p5a"])
    assert found(listing) == found(log.listing())
    assert listing.counts() == log.listing().counts()
    assert not listing.prepare()


def test_hidden_names_are_neither_shown_nor_searched() -> None:
    log = Log(["secret/anna.png", "secret/otto.png"])
    log.pool.change(0, problem="Cannot open secret/anna.png.")
    listing = log.listing()
    assert found(listing, text="anna") == [0]
    log.pool.hide_names = True
    assert found(listing, text="anna") == []
    line = listing.line(0)
    assert line.name == f"S-{log.pool.rows[0].id.hex()[:8]}"
    assert "anna" not in line.problem
    assert found(listing, text=line.name) == [0]
    log.pool.hide_names = False
    assert listing.find(Query("otto")).tolist() == [1]


def test_a_moved_file_has_its_new_name() -> None:
    log = Log(["a1", "a2"])
    listing = log.listing()
    found(listing)
    row = log.pool.found(0)
    log.pool.move(0, type(row)("z/elsewhere", row.kind, row.size, row.mtime_ns))
    assert found(listing, text="elsewhere") == [0]
    assert found(listing) == [1, 0]
    assert listing.line(0).name == "z/elsewhere"


def test_rows_and_common_answers_of_a_choice() -> None:
    log = Log([f"s{i:02}" for i in range(10)])
    for place in (2, 3):
        log.answer(place, "=c1")
    listing = log.listing()
    places = listing.find(Query(descending=True))
    assert listing.rows_of(places, [9, 8, 3, 0]) == [(0, 1), (6, 6), (9, 9)]
    assert listing.rows_of(listing.find(Query(state="labelled")), [9, 3]) == [(1, 1)]
    assert listing.rows_of(places, []) == []
    assert listing.common_answer([2, 3]).text == "B"  # type: ignore[union-attr]
    assert listing.common_answer([1, 2]) is None
    assert listing.common_answer([]) is None
    assert listing.sample_ids([1]) == {log.pool.rows[1].id}


def test_an_empty_pool_is_an_empty_list() -> None:
    listing = Log([]).listing()
    assert found(listing, text="a", state="labelled", sort="time") == []
    assert listing.counts()[""] == 0
    assert listing.annotators() == ("ann",)
