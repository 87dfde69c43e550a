"""The parts of a guideline, and what changed between two protocols, in words."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_al.core.protocol_file import Protocol, ProtocolClass, Reason
from desktop_al.core.protocol_parts import (
    Answer,
    Changes,
    Example,
    PairRule,
    Question,
    changes,
    parts_of,
)

TEXT = """# Fundus
Intro.

## No retinopathy
Nothing.

## Mild
*Microaneurysms* only.

### Definition
More words.

### Decide like this
- Is there a round red dot? No: choose No retinopathy
- Is there any exudate?
  - Yes: **Moderate**
  - No: Mild
- A question that nobody answers?
- Otherwise: choose Mild.

### Agreed examples
- F-0413: Clear case
- `F 12.png` two dots only
- ![Borderline](a/F-3.png)
- F-9

### Not this class
- F-0500 – a *haemorrhage*
- anything larger than a vessel

### Notes
Free.

## Mild or Moderate?
Count.

### Why
It helps.
"""
BEFORE = Protocol("Fundus", "1", "nominal", (ProtocolClass("Mild"), ProtocolClass("Moderate")), (), TEXT)


def test_parts():
    parts = parts_of(TEXT)
    assert [one.name for one in parts.classes] == ["No retinopathy", "Mild"]
    mild = parts.classes[1]
    assert mild.definition == ("Microaneurysms only.", "More words.")
    assert mild.questions == (
        Question("Is there a round red dot?", (Answer("No", "No retinopathy"),)),
        Question("Is there any exudate?", (Answer("Yes", "Moderate"), Answer("No", "Mild"))),
        Question("A question that nobody answers?"),
        Question("Otherwise", (Answer("", "Mild"),)),
    )
    assert mild.examples == (
        Example("F-0413", "Clear case"),
        Example("F 12.png", "two dots only"),
        Example("a/F-3.png", "Borderline"),
        Example("F-9"),
    )
    assert mild.not_this == (Example("F-0500", "a haemorrhage"), Example("", "anything larger than a vessel"))
    assert mild.other == (("Notes", ("Free.",)),)
    pair = frozenset(("mild", "moderate"))
    assert parts.rules == (PairRule("Mild or Moderate", pair, ("Count.", "Why", "It helps.")),)
    assert parts.rest == ("Fundus", "Intro.")


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ("Any dot? Yes: A; No: B", (Answer("Yes", "A"), Answer("No", "B"))),
        ("Any dot? Yes → A.", (Answer("Yes", "A"),)),
        ("Any dot? -> A", ()),
        ("Any dot? Think twice.", ()),
    ],
)
def test_answers_in_one_line(line, answers):
    question = parts_of(f"## A\n### Decide like this\n- {line}\n").classes[0].questions[0]
    assert question.answers == answers
    assert question.words == ("Any dot?" if answers else line)


def test_classes_by_name_at_any_level():
    text = "# Classes\n### mild\na\n#### Definition\nb\n### Other\nc\n"
    parts = parts_of(text, ("Mild",))
    assert [(one.name, one.definition) for one in parts.classes] == [("mild", ("a", "b"))]
    assert parts.rest == ("Classes", "Other", "c")


def test_pictures_from_elsewhere_are_no_examples():
    text = "## A\n### Agreed examples\n- ![x](http://e.org/a.png)\n- ![x](data:image/png;base64,AA)\n"
    assert all(not example.sample for example in parts_of(text).classes[0].examples)


@pytest.mark.parametrize(
    ("after", "words", "classes"),
    [
        (BEFORE, "", ()),
        (replace(BEFORE, text=TEXT.replace("\n\n", "\n \n\n")), "", ()),
        (
            replace(BEFORE, version="2", text=TEXT.replace("any exudate", "hard exudate")),
            "The guideline changed: Mild, rule 2.",
            ("Mild",),
        ),
        (replace(BEFORE, version="2"), "The protocol changed: version.", ()),
        (
            replace(BEFORE, text=TEXT.replace("Count.", "Sum.")),
            "The guideline changed: Mild or Moderate.",
            ("Mild", "Moderate"),
        ),
        (
            replace(BEFORE, text=TEXT.replace("- Is there a round red dot? No: choose No retinopathy\n", "")),
            "The guideline changed: Mild, a rule removed.",
            ("Mild",),
        ),
        (
            replace(BEFORE, text=TEXT.replace("- F-9\n", "").replace("More words", "Fewer words")),
            "The guideline changed: Mild, definition; Mild, agreed examples.",
            ("Mild",),
        ),
        (replace(BEFORE, text=TEXT.replace("Intro", "Outro")), "The guideline changed: text.", ()),
        (
            replace(BEFORE, classes=(ProtocolClass("Mild", definition="x"), ProtocolClass("Moderate"))),
            "The guideline changed: Mild, definition.",
            ("Mild",),
        ),
        (
            replace(BEFORE, name="Other", classes=(ProtocolClass("Mild", "2"), ProtocolClass("Severe"))),
            "The protocol changed: Mild, key; Severe, added; Moderate, removed; and 1 more.",
            ("Mild", "Severe", "Moderate"),
        ),
        (replace(BEFORE, classes=BEFORE.classes[::-1]), "The protocol changed: order of the classes.", ()),
        (
            replace(BEFORE, reasons=(Reason("a", "b"),), scale="ordinal", extra={"x": 1}),
            "The protocol changed: scale; reasons; other fields.",
            (),
        ),
    ],
)
def test_changes_in_words(after, words, classes):
    found = changes(BEFORE, after)
    assert (found.words, found.classes) == (words, classes)
    assert bool(found.each) == bool(words)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*TEXT.splitlines(), "\x00", "- ", "```", "?: ;", "## A or B?"]), max_size=30).map(
        "\n".join
    )
)
def test_no_text_makes_it_fail(text):
    parts_of(text)
    parts_of(text, ("Mild", "A", "B"))
    assert changes(replace(BEFORE, text=text), replace(BEFORE, text=text)) == Changes()


@pytest.mark.parametrize("piece", ["## A\n- a\n", "# a or b?\nx\n", "- a? b: c; ", "`", "- x: ", "![a](", "a -> b;"])
def test_long_texts_are_read_in_time(piece):
    text = "## A\n### Decide like this\n" + piece * (100_000 // len(piece))
    began = time.process_time()
    parts_of(text)
    parts_of(text.replace("Decide like this", "Agreed examples"))
    assert time.process_time() - began < 3
