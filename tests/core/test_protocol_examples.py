"""An example is put into a guideline where it is read again, and nothing else changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_al.core.errors import BadArgument
from desktop_al.core.protocol import parse_protocol
from desktop_al.core.protocol_examples import MAX_CAPTION, fit_caption, with_example
from desktop_al.core.protocol_parts import Example, parts_of
from desktop_al.core.safe_markdown import safe_markdown

NAMES = ("Mild", "Severe")
TEXT = """# Fundus

## Mild

Dots only.

### Decide like this

- Any exudate? Yes: Severe

### Not this class

- F-9

## Severe

More.
"""


def of(text: str, name: str = "Mild", names=NAMES):
    return next(one for one in parts_of(text, names).classes if one.name.casefold() == name.casefold())


def test_a_missing_heading_is_made_before_not_this_class():
    made = with_example(TEXT, "Mild", "F-0413", "Clear case", names=NAMES)
    assert "### Agreed examples\n\n- F-0413: Clear case\n\n### Not this class\n" in made
    assert made.replace("### Agreed examples\n\n- F-0413: Clear case\n\n", "") == TEXT
    assert of(made).examples == (Example("F-0413", "Clear case"),)


def test_the_next_one_goes_to_the_end_of_the_list():
    made = with_example(TEXT, "mild", "F-10", "", True, NAMES)
    assert "- F-9\n- F-10\n\n## Severe\n" in made
    assert of(made).not_this == (Example("F-9"), Example("F-10"))
    again = with_example(with_example(TEXT, "Severe", "a/b.png", "x"), "Severe", "c d.png", "y")
    assert again.endswith("More.\n\n### Agreed examples\n\n- a/b.png: x\n- `c d.png`: y\n")
    assert of(again, "Severe").examples == (Example("a/b.png", "x"), Example("c d.png", "y"))


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("", "## Mild\n\n### Agreed examples\n\n- F-1: x\n"),
        ("Free text", "Free text\n\n## Mild\n\n### Agreed examples\n\n- F-1: x\n"),
        ("# Severe\nx", "# Severe\nx\n\n# Mild\n\n## Agreed examples\n\n- F-1: x\n"),
        ("## Mild", "## Mild\n\n### Agreed examples\n\n- F-1: x\n"),
        ("Mild\n----\n\n\n", "Mild\n----\n\n### Agreed examples\n\n- F-1: x\n"),
        ("# Mild\n#### Definition\nd", "#### Definition\nd\n\n## Agreed examples\n\n- F-1: x\n"),
        ("## Mild\n### Agreed examples:\n* a: b\n", "* a: b\n* F-1: x\n"),
        ("## Mild\n### Agreed examples\nSee these.\n", "See these.\n\n- F-1: x\n"),
        ("## Mild\n### Agreed examples\n1. a\n", "1. a\n- F-1: x\n"),
        ("## Mild\n```\n## Severe\n", "```\n## Severe\n```\n\n### Agreed examples\n\n- F-1: x\n"),
        ("```\n## Mild\n```\n", "```\n\n## Mild\n\n### Agreed examples\n\n- F-1: x\n"),
        ("## Mild\n### Agreed examples\n- a\n## Mild or Severe?\nr", "- a\n- F-1: x\n\n## Mild or Severe?\nr"),
        ("## Mild\n### Mild or Severe?\nr", "## Mild\n\n### Agreed examples\n\n- F-1: x\n\n### Mild or Severe?\nr"),
        ("## Mild\na\n## Severe\nb\n## Mild\nc", "a\n\n### Agreed examples\n\n- F-1: x\n\n## Severe\nb\n## Mild\nc"),
        ("## Mild\n---\n", "## Mild\n---\n\n### Agreed examples\n\n- F-1: x\n"),
    ],
)
def test_headings_in_any_order(text, end):
    made = with_example(text, "Mild", "F-1", "x", names=NAMES)
    assert made.endswith(end)
    assert of(made).examples[-1] == Example("F-1", "x")
    assert parts_of(made, NAMES).rules == parts_of(text, NAMES).rules


def test_line_ends_stay():
    crlf = TEXT.replace("\n", "\r\n")
    made = with_example(crlf, "Mild", "F-1", "x", names=NAMES)
    assert made.replace("\r\n", "\n") == with_example(TEXT, "Mild", "F-1", "x", names=NAMES)
    assert "\n" not in made.replace("\r\n", "")


@pytest.mark.parametrize(
    "name",
    ["C#", "C #", "a*b*", "x_y_z", "<img src=x>", "[a](http://b)", "1. one", "- dash", "A or B?", "#", "a|b", "~~a~~"],
)
def test_classes_with_strange_names(name):
    names = (name, "Other")
    try:
        made = with_example("## Other\n", name, "F-1", "x", names=names)
    except BadArgument:
        assert name == "[a](http://b)", "a heading cannot hold this name"
        return
    assert of(made, name, names).examples == (Example("F-1", "x"),)


HOSTILE = (
    "one\n# Severe\n- F-3: x",
    "\r\n\r\n## Severe",
    "[x](http://e.org)",
    "![x](http://e.org/a.png)",
    "[rule](#mild)",
    "<http://e.org> <img src=x> <script>",
    "www.e.org a@e.org http://e.org",
    "`a` ``b`` ```",
    "*a* **b** __c__ _d_",
    "\\ \\* \\\\",
    "a: b - c – d",
    "- - [ ] x",
    "\u202e\x00\u2028 a",
    "| a | b |",
    "# x #",
    "&#91;x](y)",
)


@pytest.mark.parametrize("caption", HOSTILE)
@pytest.mark.parametrize("sample", ["F-0413", "a b.png", "t.csv#3", "x: y.png", "-x.png", "*a*.png", "ä_b_c.png"])
def test_hostile_captions(sample, caption):
    made = with_example(TEXT, "Mild", sample, caption, names=NAMES)
    kept = fit_caption(caption)
    assert of(made).examples == (Example(sample, kept),)
    headings = [section.heading for section in parse_protocol(made).sections]
    assert sorted(headings) == sorted([*(s.heading for s in parse_protocol(TEXT).sections), "Agreed examples"])
    assert len(made.splitlines()) == len(TEXT.splitlines()) + 4
    # Nothing that another program could follow or load: making it safe finds nothing but what it does with names.
    assert safe_markdown(kept) == kept
    assert "](" not in made


@pytest.mark.parametrize("sample", ["", " a", "a\nb", "a`b", "\u202ea", "x" * 2000])
def test_names_that_cannot_be_written(sample):
    with pytest.raises(BadArgument, match="name of this sample"):
        with_example(TEXT, "Mild", sample)


def test_what_has_no_place():
    with pytest.raises(BadArgument, match="200 characters"):
        with_example(TEXT, "Mild", "F-1", "x" * (MAX_CAPTION + 1))
    with pytest.raises(BadArgument, match="no place"):
        with_example("###### Mild\n", "Mild", "F-1", names=NAMES)
    with pytest.raises(BadArgument, match="no place"):
        with_example(TEXT + "\nword" * 2**18, "New", "F-1", names=(*NAMES, "New"))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *TEXT.splitlines(),
                "### Agreed examples",
                "```",
                "~~~~",
                "---",
                "===",
                "* x",
                "Mild",
                "  - a",
                "> q",
                "| t |",
            ]
        ),
        max_size=14,
    ),
    st.sampled_from(NAMES),
    st.text(max_size=40),
    st.booleans(),
)
def test_round_trip(lines, name, caption, against):
    text = "\n".join(lines)
    before = {one.name.casefold(): one for one in parts_of(text, NAMES).classes}
    try:
        made = with_example(text, name, "F-1", caption, against, NAMES)
    except BadArgument:
        return
    after = of(made, name)
    listed = after.not_this if against else after.examples
    assert listed[-1] == Example("F-1", fit_caption(caption))
    for other in parts_of(made, NAMES).classes:
        if other.name.casefold() != name.casefold():
            assert other == before[other.name.casefold()]
    assert parts_of(made, NAMES).rules == parts_of(text, NAMES).rules
