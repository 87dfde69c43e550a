"""Remarks on a guideline with their lines."""

import time

import pytest

from desktop_al.core.protocol_remarks import MOST, remarks_on

TEXT = """# Fundus

## Mild
Dots.
### Decide like this
- Any exudate? Yes: choose Mld; No: Mild or higher
- Otherwise: Severe
### Agreed examples
- F-0413: two dots
- F-0414.png
### Not this class
- F-0415 - scar

## Old
## Modrate
See [there](https://example.org) and <b>here</b>.
A plain 3 < 4 and a: b stay.
"""


def test_each_is_told_with_its_line():
    found = remarks_on(TEXT, ["Mild", "Severe"], ["Old"], {"F-0414.png", "F-0415.jpg"})
    assert [(remark.line, remark.words.split(",")[0].split(".")[0]) for remark in found] == [
        (6, "no class is called “Mld”"),
        (9, "the example F-0413 is not in this project"),
        (15, "no class is called “Modrate”"),
        (16, "a link"),
    ]
    assert len(remarks_on(TEXT, ["Mild", "Severe"], ["Old"])) == 3
    assert remarks_on("", []) == ()


@pytest.mark.parametrize(
    "text",
    [
        "## A\n" + "### Agreed examples\n- none-1: x\n" * 20_000,
        "".join(f"## Odd {n}\n" for n in range(20_000)),
        "## A\n### Decide like this\n" + "- Any? Yes: Nobody\n" * 30_000,
        "![a](http://b)" * 40_000,
        "[" * 200_000 + "](",
        "x" * 2_000_000,
    ],
)
def test_hostile_texts_are_read_in_time(text):
    start = time.process_time()
    assert len(remarks_on(text, ["A"], (), {"a.txt"})) <= MOST
    assert time.process_time() - start < 2
