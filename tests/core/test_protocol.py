"""What is understood of a guideline, and that no text makes reading it fail or last."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_al.core.protocol import MAX_BYTES, MORE, name_key, paragraphs, parse_protocol, plain, runs

GUIDE = """# Fundus guideline
For everybody.

## Mild
Only *micro*aneurysms, **nothing** else.
Second line.

### Signs
- one `dot`
  - at least
1. count them

### What if there are two?
Still mild.

## Severe ##
One of these.

## Mild or Severe?
Ask: *is there* any exudate?

Yes: Severe.

## Device or equipment or Mild?
Take what reached the patient.

## Modrate
A slip of the pen.
"""
NAMES = ("Mild", "Severe", "Device or equipment")


def test_definitions_with_their_nested_headings():
    assert parse_protocol(GUIDE).about("MILD", NAMES) == (
        "Only microaneurysms, nothing else. Second line.",
        "Signs:",
        "• one dot",
        "  • at least",
        "1. count them",
        "What if there are two? Still mild.",
    )
    assert parse_protocol(GUIDE).about("severe") == ("One of these.",)
    assert parse_protocol(GUIDE).about("Moderate") == ()


def test_classes_below_a_common_heading_keep_their_own_text():
    text = "# Classes\nAll.\n## A\nabout a\n### B\nabout b\n#### why\nbecause\n### A or B?\ntake b\n## C\nabout c"
    protocol = parse_protocol(text)
    assert protocol.about("A", ("A", "B", "C")) == ("about a",)
    assert protocol.about("B", ("A", "B", "C")) == ("about b", "why: because")
    assert protocol.between("b", "a") == ("take b",)
    assert protocol.about("C", ("A", "B", "C")) == ("about c",)


def test_rules_between_two_classes():
    protocol = parse_protocol(GUIDE)
    assert protocol.rule("severe", "Mild") == ("Ask: is there any exudate?", "Yes: Severe.")
    assert protocol.rule("Mild", "device OR equipment") == ("Take what reached the patient.",)
    assert protocol.rule("Severe", "Device or equipment") == ("Severe: One of these.",)
    assert protocol.rule("x", "y") == ()
    assert protocol.rules_of("mild", NAMES) == (("Mild", "Severe"), ("Device or equipment", "Mild"))
    assert protocol.rules_of("Severe", NAMES) == (("Mild", "Severe"),)


def test_what_was_understood():
    found = parse_protocol(GUIDE).understood(NAMES)
    assert found.defined == {"mild", "severe"}
    assert len(found.rules) == 2
    assert found.strange == ("Modrate",)
    assert parse_protocol("# Title\n## Odd\n").understood(NAMES).strange == ("Odd",)
    assert parse_protocol("# A\n# Odd\n## fine\n").understood(("A",)).strange == ("Odd",)


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_code_is_kept_and_holds_no_headings(fence):
    text = f"## A\nbefore\n{fence} python\n# B\n  x = *y*\n\n{fence}\nafter"
    protocol = parse_protocol(text)
    assert [section.heading for section in protocol.sections] == ["A"]
    assert protocol.about("A") == ("before", "# B\n  x = *y*\n", "after")


def test_underlined_headings_and_windows_lines():
    protocol = parse_protocol("Mild\r\n====\r\nfirst\r\n\r\nSevere\r\n---\r\nsecond\r\n\r\n- item\r\n---\r\n")
    assert protocol.about("Mild", ("Severe",)) == ("first",)
    assert protocol.about("Severe") == ("second", "• item")


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("**bold** and _it_ and ***both***", "bold and it and both"),
        ("**bold with *italic* in it**", "bold with italic in it"),
        ("3 * 4 * 5, snake_case_name, 2*3", "3 * 4 * 5, snake_case_name, 2*3"),
        (r"\*not\* \# stressed", "*not* # stressed"),
        ('see [the page](http://a.b/c "title") and ![a cell](x.png)', "see the page and a cell"),
        ("<https://a.b>, <b>tags</b> stay", "https://a.b, <b>tags</b> stay"),
        ("a `code **x**` b", "a code **x** b"),
        ("null\x00 bell\x07 turn\u202eed", "null bell turned"),
    ],
)
def test_marks_become_words(marked, words):
    assert plain(marked) == words


def test_quotes_and_rulers():
    assert paragraphs("> quoted\n> twice\n\n---\n***\nend") == ["quoted twice", "end"]


def test_names_that_are_the_same():
    assert name_key("  Mäßige\u00a0 Form") == name_key("MA\u0308SSIGE form")
    assert parse_protocol("## Mäßige  Form\nja").about("ma\u0308ssige form") == ("ja",)


def test_same_heading_twice_is_read_together():
    assert parse_protocol("## A\none\n## B\n## A\ntwo").about("a") == ("one", "two")


HOSTILE = {
    "hashes": "#",
    "empty headings": "#\n",
    "headings": "## A\n",
    "questions": "# a or b?\n",
    "one long question": "or a ",
    "quotes": "> ",
    "brackets": "[",
    "links": '[a](b "',
    "stars": "*a",
    "bold": "** a ",
    "underscores": "_a ",
    "escapes": "\\*",
    "ticks": "`",
    "fences": "```\n",
    "control characters": "\x00\x1b\n",
    "tags": "<b><img src=http://a.b/c>",
    "underlines": "a\n-\n\n",
    "lines": "\n",
    "items": "- a\n",
    "nested": "## A\n### A\n#### A\n##### A\n###### A\n",
}


@pytest.mark.alone
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_five_megabytes_of_anything_are_read_in_time(piece):
    text = ("# A\n" + piece * (MAX_BYTES // len(piece)))[: MAX_BYTES - 1] + "?"
    best = float("inf")
    for number in range(3):
        start = time.process_time()
        # Another text each time: a text that was read is remembered.
        protocol = parse_protocol(text + "?" * number)
        assert len("".join(protocol.about("A"))) < 60_000
        protocol.rule("A", "B")
        protocol.understood(("A", "B"))
        best = min(best, time.process_time() - start)
        if best < 1.0:
            return
    assert best < 1.0


@pytest.mark.alone
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_whole_text_is_cut_into_runs_in_time(piece):
    protocol = parse_protocol((piece * 200_000)[:200_000])
    # Cut the slow way it takes minutes; a busy computer takes seconds now and then.
    start = time.process_time()
    made = [list(runs(block.text)) for block in protocol.whole()]
    assert time.process_time() - start < 10.0
    assert sum(len(run.text) for block in made for run in block) <= 200_000


def test_the_whole_text_in_blocks():
    text = "before\n# Title\n- a **b**\n  1. c\n\n| x | y |\n|---|---|\n| 1 | 2 |\nafter *it and `code`*"
    made = list(parse_protocol(text).whole())
    assert [(b.kind, b.level, b.lead) for b in made] == [
        ("paragraph", 0, ""),
        ("heading", 1, ""),
        ("item", 0, "•"),
        ("item", 1, "1."),
        ("code", 0, ""),
        ("paragraph", 0, ""),
    ]
    assert made[4].text == "| x | y |\n|---|---|\n| 1 | 2 |"
    assert list(runs(made[2].text)) == [("a ", ""), ("b", "bold")]
    assert list(runs(made[5].text)) == [("after ", ""), ("it and ", "italic"), ("code", "italic code")]


def test_a_definition_without_end_says_where_the_rest_is():
    said = parse_protocol("## A\n" + "word " * 10_000).about("A")
    assert said[-1] == MORE
    assert said[0].startswith("word word")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="#ab or?\n`~*_[]()-=>1. \t\\<", max_size=200))
def test_no_text_fails(text):
    protocol = parse_protocol(text)
    for name in ("a", "b", "ab"):
        assert all(part.strip() for part in protocol.about(name, ("a", "b")))
        assert all(isinstance(part, str) for part in protocol.rule(name, "b"))
    protocol.understood(("a", "b"))


def test_a_decision_rule_is_understood_in_the_languages_of_the_window() -> None:
    protocol = parse_protocol("## Ligeiro ou Grave?\nContar as hemorragias.\n## Ouro\nAmarelo.")
    assert list(protocol.rule("Grave", "ligeiro")) == ["Contar as hemorragias."]
    assert protocol.understood(["Ligeiro", "Grave", "Ouro"]).rules == (("Ligeiro", "Grave"),)
