"""The guidelines of the demos: what a guideline can say, with examples that are there and give nothing away."""

import re
from pathlib import Path

import numpy as np
import pytest

from desktop_al.core.protocol import name_key
from desktop_al.core.protocol_parts import parts_of
from desktop_al.core.resources import resource
from desktop_al.learn.demo_sources import digit_images
from desktop_al.loop.demo import _mixed, demo_guideline
from desktop_al.loop.demo_study import DESIGN
from desktop_al.media.samples import sample_id
from desktop_al.people.assignment import audit_mask, gold_mask, overlap_mask

DIGITS = tuple("1234567890")


def kept_apart(name: str) -> bool:
    number = np.frombuffer(sample_id(name), "<u8")[:1].astype(np.uint64)
    masks = (
        audit_mask(number, 2026, 0.1),
        overlap_mask(number, DESIGN.seed, DESIGN.overlap_share),
        gold_mask(number, DESIGN.seed, DESIGN.gold_share),
    )
    return any(mask[0] for mask in masks)


def test_digits():
    truth = {f"sample-{n + 1:04d}": label for n, (_, label) in enumerate(_mixed(digit_images()))}
    parts = parts_of(resource("demo/digits.md").read_text("utf-8"), DIGITS)
    assert {one.name for one in parts.classes} == set(DIGITS)
    for one in parts.classes:
        assert one.definition, one.name
        assert len(one.examples) >= 2, one.name
        assert all(not one.other for one in parts.classes)
        for example in (*one.examples, *one.not_this):
            assert not kept_apart(f"{example.sample}.png"), example
            assert example.comment
        assert all(truth[example.sample] == one.name for example in one.examples), one.name
        assert all(truth[example.sample] != one.name for example in one.not_this), one.name
        answers = [answer.choose for question in one.questions for answer in question.answers]
        assert set(answers) <= set(DIGITS), one.name
    assert sum(len(one.questions) for one in parts.classes) > 10
    assert sum(len(one.not_this) for one in parts.classes) > 5


def test_texts_are_found_by_their_words(tmp_path: Path):
    text = resource("demo/functions.md").read_text("utf-8")
    words = re.findall(r"\{([^{}]+)\}", text)
    assert len(words) > 10
    number, placed = 0, {}
    for beginning in words:
        # Some of the names are in the audit set: then the next text like it is taken.
        for _ in range(2):
            number += 1
            placed.setdefault(beginning, []).append(f"s{number}")
            (tmp_path / f"s{number}.txt").write_text(f"{beginning} and so on", "utf-8")
    parts = parts_of(demo_guideline(text, tmp_path))
    named = [example for one in parts.classes for example in (*one.examples, *one.not_this)]
    assert all(not _in_audit(f"{example.sample}.txt") and example.comment for example in named)
    free = [words for words, names in placed.items() if not all(_in_audit(f"{name}.txt") for name in names)]
    assert len(named) == len(free) > 8
    assert not any("{" in example.sample for example in named)
    known = {name_key(one.name) for one in parts.classes}
    for one in parts.classes:
        assert {name_key(a.choose) for q in one.questions for a in q.answers} <= known


def _in_audit(name: str) -> bool:
    return bool(audit_mask(np.frombuffer(sample_id(name), "<u8")[:1].astype(np.uint64), 2026, 0.1)[0])


@pytest.mark.parametrize("text", ["", "- {no such text}: x\n", "- a\n\n\n- b\n"])
def test_what_is_not_there_is_left_out(tmp_path: Path, text: str):
    assert "{" not in demo_guideline(text, tmp_path)
