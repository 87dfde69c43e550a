"""Class marks for colour-weak eyes: far enough apart by a measure that the program does not use itself, and never told
apart by colour alone."""

import ast
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from seen_colours import MACHADO, ciede2000, seen

from desktop_al.ui import theme as theme_module
from desktop_al.ui.colour_vision import simulate
from desktop_al.ui.theme import THEMES, Theme

#: CIEDE2000; side by side about 1 is just noticed, and marks of 13 px stand apart.
APART = 10.0
#: Functions that use the colour of a class without its mark, each with its reason.
WITHOUT_MARK = {
    # The bar behind a probability, in the row of the mark.
    ("class_list.py", "_probability"),
    # Colours alone are what is compared there.
    ("wizard_classes.py", "set_count"),
    ("wizard_classes.py", "refresh"),
    ("theme.py", "class_colour"),
}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # Pairs 1, 17 and 25 of the test data of Sharma, Wu, Dalal (2005).
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_the_measure_is_right(first, second, expected):
    assert ciede2000(np.array(first), np.array(second)) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("vision", MACHADO)
@pytest.mark.parametrize("name", THEMES)
def test_nine_marks_stay_apart(qapp, name, vision):
    colours = [Theme(name).class_colour(place).name() for place in range(9)]
    near = [
        (a, b, round(found, 1))
        for (a, one), (b, other) in combinations(enumerate(colours), 2)
        if (found := ciede2000(seen(one, vision), seen(other, vision))) < APART
    ]
    assert near == []


@pytest.mark.parametrize("vision", ["protan", "deutan", "tritan"])
def test_the_program_simulates_the_same(qapp, vision):
    for place in range(9):
        colour = Theme("light").class_colour(place).name()
        # Rounded to whole steps of 255.
        assert ciede2000(seen(simulate(colour, vision), "typical"), seen(colour, vision)) < 0.6


def test_no_class_is_shown_by_its_colour_alone():
    found = set()
    for path in Path(theme_module.__file__).parent.glob("*.py"):
        text = path.read_text("utf-8")
        if "class_colour(" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                inside = ast.unparse(node)
                if "class_colour(" in inside and "paint_glyph(" not in inside and "glyph_path(" not in inside:
                    found.add((path.name, node.name))
    assert found == WITHOUT_MARK
