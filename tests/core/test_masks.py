"""Masks as text, and in the log: the newest holds, undo, merging, copies, hostile events."""

import pytest

from desktop_al.core import events as ev
from desktop_al.core.masks import MOST, encode_masks, parse_masks
from tests.core.test_state import HERE, Log, redo, undo

SAMPLE = b"s" * 16


def test_canonical_text() -> None:
    rects = ((10, 20, 30, 40), (0, 0, 5, 5), (10, 20, 30, 40), (12, 22, 5, 5))
    assert encode_masks(rects) == "10,20,30,40;0,0,5,5", "once each, and none that lies under another"
    assert parse_masks(encode_masks(rects)) == ((10, 20, 30, 40), (0, 0, 5, 5))
    assert encode_masks(()) == ""
    assert parse_masks("") == ()


@pytest.mark.parametrize(
    "text",
    [
        "1,2,3",
        "1,2,3,4,5",
        "-1,2,3,4",
        "1,2,0,4",
        "a,b,c,d",
        "1,2,3,4.5",
        "²,1,1,1",
        "1,1,1," + "9" * 5000,
        "0,0,3000000000,1",
        ";;;",
        "١,1,1,1",
    ],
)
def test_what_is_no_rectangle_is_passed_over(text: str) -> None:
    assert parse_masks(text) == ()
    assert parse_masks(f"{text};7,7,7,7") == ((7, 7, 7, 7),)


def test_no_more_than_anybody_draws() -> None:
    assert len(parse_masks(";".join(f"{n * 10},0,5,5" for n in range(10 * MOST)))) == MOST


def mask(log: Log, chain, state, text: str) -> None:
    log.add(chain, state, ev.MASK, {}, "ann", sample=SAMPLE, answer=text)


def test_the_newest_holds_and_undo_brings_back_the_one_before() -> None:
    log = Log()
    state = log.state()
    chain = log.open(state)
    masks = state.masks
    for text in ("1,1,2,2", "1,1,2,2;8,8,2,2"):
        mask(log, chain, state, text)
    assert state.masks == {SAMPLE: ((1, 1, 2, 2), (8, 8, 2, 2))}
    assert undo(log, chain, state, "ann")
    assert state.masks == {SAMPLE: ((1, 1, 2, 2),)}
    assert undo(log, chain, state, "ann")
    assert state.masks == {}
    assert redo(log, chain, state, "ann")
    mask(log, chain, state, "")
    assert state.masks == {}
    assert undo(log, chain, state, "ann")
    assert state.masks == {SAMPLE: ((1, 1, 2, 2),)} == log.state(HERE).masks
    assert state.masks is masks, "whoever was given it sees every change"


def test_a_copy_keeps_the_masks_that_it_was_made_with() -> None:
    log = Log()
    state = log.state()
    chain = log.open(state)
    body = {"op": "handout", "masks": {SAMPLE.hex(): "1,2,3,4", (b"t" * 16).hex(): "nonsense"}, "kept": [SAMPLE.hex()]}
    log.add(chain, state, ev.HANDOUT, body, "ann", answer="ann")
    assert state.masks == {SAMPLE: ((1, 2, 3, 4),)}
    assert state.kept == {SAMPLE}
    mask(log, chain, state, "5,5,5,5")
    assert state.masks == {SAMPLE: ((5, 5, 5, 5),)} == log.state().masks
    undo(log, chain, state, "ann")
    assert state.masks == {SAMPLE: ((1, 2, 3, 4),)}
    mask(log, chain, state, "")
    assert state.masks == {} == log.state().masks
