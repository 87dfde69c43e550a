"""Contrast: of every pair of tokens that may meet, of the words as they are drawn on every page, of tokens in code."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
import ui_pages as pages
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from desktop_al.ui import theme as theme_module
from desktop_al.ui.theme import THEMES, Theme, contrast, tokens
from desktop_al.ui.widgets import Paragraph, Words

#: The least contrast of text that was measured when the tokens were drawn; the floor in the token file is lower.
MEASURED = {"light": 5.1, "dark": 4.6, "high-contrast": 8.4}
NON_TEXT = 3.0
GROUNDS = ("bg.app", "bg.surface", "bg.raised", "bg.hover")
TONES = ("accent", "success", "warning", "danger")
UI = Path(theme_module.__file__).parent


def pairs() -> list[tuple[str, str]]:
    """(ink, ground) of all text. Disabled text is exempt; muted text never stands on what is pressed."""
    found = [(ink, ground) for ink in ("text.primary", "text.secondary", "text.muted") for ground in GROUNDS]
    found += [(ink, ground) for ink in ("text.primary", "text.secondary") for ground in ("bg.pressed", "bg.canvas")]
    found += [(ink, "accent.soft") for ink in ("text.primary", "text.secondary", "text.muted")]
    for tone in TONES:
        found += [(f"{tone}.text", ground) for ground in (*GROUNDS, f"{tone}.soft")]
        found += [("text.primary", f"{tone}.soft"), ("text.secondary", f"{tone}.soft")]
    found += [("accent.on", f"accent.fill{state}") for state in ("", ".hover", ".pressed")]
    found += [("accent.text", "bg.pressed"), ("danger.on", "danger.fill"), ("selection.text", "selection.bg")]
    return found + [("text.primary", f"evidence.{step}") for step in (1, 2, 3)]


def too_low(theme: Theme, found: list[tuple[str, str]], floor: float) -> list[tuple[str, str, float]]:
    ratios = [(ink, ground, contrast(theme.colour(ink), theme.colour(ground))) for ink, ground in found]
    return [(ink, ground, round(ratio, 2)) for ink, ground, ratio in ratios if ratio < floor]


@pytest.mark.parametrize("name", THEMES)
def test_text_on_every_surface_it_may_stand_on(qapp, name):
    floor = tokens()["contrast_floor"]["text_high_contrast" if name == "high-contrast" else "text"]
    assert MEASURED[name] > floor
    assert too_low(Theme(name), pairs(), MEASURED[name]) == []


@pytest.mark.parametrize("name", THEMES)
def test_borders_rings_and_marks(qapp, name):
    theme = Theme(name)
    assert tokens()["contrast_floor"]["non_text"] == NON_TEXT
    grounds = (*GROUNDS, "accent.soft")
    found = [(line, ground) for line in ("border.control", "focus.ring", "accent.line") for ground in grounds]
    found += [("focus.ring", ground) for ground in ("bg.pressed", "bg.canvas", "selection.bg") if name != THEMES[2]]
    # A button filled with the accent stands on these; the switch and the chosen number of a step as well.
    found += [("accent.fill", ground) for ground in ("bg.app", "bg.surface")]
    found += [(f"{tone}.line", ground) for tone in TONES for ground in ("bg.app", "bg.surface", f"{tone}.soft")]
    found += [("evidence.line", ground) for ground in ("bg.app", "evidence.1", "evidence.2", "evidence.3")]
    assert too_low(theme, found, NON_TEXT) == []
    marks = [(n, g, contrast(theme.class_colour(n), theme.colour(g))) for n in range(9) for g in grounds]
    assert [mark for mark in marks if mark[2] < NON_TEXT] == []


def test_known_contrast():
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21.0)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


# -- as it is drawn ----------------------------------------------------------------------------------------


def ground_of(shown: QImage, widget: QWidget, root: QWidget) -> str:
    """The colour of most of what lies around the words; "" for what is scrolled out of sight."""
    seen = widget.visibleRegion().boundingRect()
    if seen.width() < 4 or seen.height() < 4:
        return ""
    at = widget.mapTo(root, seen.topLeft())
    columns = range(max(0, at.x()), min(shown.width(), at.x() + seen.width()), 3)
    rows = range(max(0, at.y()), min(shown.height(), at.y() + seen.height()), 2)
    found = Counter(shown.pixel(x, y) for y in rows for x in columns)
    return QColor(found.most_common(1)[0][0]).name().upper() if found else ""


def drawn(page: QWidget) -> set[tuple[str, str, str]]:
    """(ink, colour of the ground, some of the words) of all words in sight; disabled ones are exempt."""
    shown, found = page.grab().toImage(), set()
    for part in (*page.findChildren(Words), *page.findChildren(Paragraph)):
        if part.isVisible() and part.isEnabled() and part.text() and part._token != "text.disabled":
            ground = ground_of(shown, part, page)
            if ground:
                found.add((part._token, ground, part.text()[:40]))
    return found


def test_words_as_they_are_drawn_on_every_page(qtbot, qapp, tmp_path):
    """Built in one theme and drawn in another, so that a part which kept a colour of the first one shows."""
    session = pages.open_session(tmp_path)
    dark = tokens()["color"]["dark"]
    names = {dark[name]: name for name in dark if name.startswith("bg.") or name.endswith((".soft", ".bg"))}
    strange, met = [], set()
    try:
        pages.wait_content(session, qtbot)
        for name in ("form", "samples", "protocol", "settings"):
            session.window.page(name)
        session.window.use_theme("dark")
        for page, part in pages.each_page(session, tmp_path):
            for ink, ground, words in drawn(part):
                if ground in names:
                    met.add((ink, names[ground]))
                else:
                    strange.append((page, words, ground))
    finally:
        pages.close_session(session)
        Theme("light").apply(qapp)
    assert strange == [], "words on a ground that is no token"
    assert len(met) >= 10
    assert {name: too_low(Theme(name), sorted(met), MEASURED[name]) for name in THEMES} == {name: [] for name in THEMES}
    assert met <= set(pairs()), "what meets on a page belongs to the pairs that are checked"


# -- in the code -------------------------------------------------------------------------------------------

#: Module -> literal colours in it, each with its reason.
LITERAL = {
    # Grounds of pictures that the annotator asks for by name; they are the same whatever the theme.
    "image_view.py": {"#777777", "#000000"},
    # Ink on paper: a report is printed in the colours of the light theme, whatever the window shows.
    "page_text.py": {"#000000", "#434A53", "#D5D9DE", "#737C86", "#3A40BE", "#704400", "#FFF2D6"},
}
_HEX = re.compile(r"#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3,4})")
_TOKEN = re.compile(r"(?:bg|text|border|accent|success|warning|danger|evidence|selection|focus)(?:\.[a-z0-9]+)+")


def strings(tree: ast.AST) -> list[str]:
    """Every piece of literal text but docstrings; of f-strings the whole, with ? for what is put in."""
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            said.update(id(part) for part in node.values)
            found.append("".join(part.value if isinstance(part, ast.Constant) else "?" for part in node.values))
    return found + [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


#: What takes the name of a colour -> its place among the arguments.
_TAKES = {"colour": 0, "hex": 0, "set_colour": 0, "c": 0, "Words": 3, "Paragraph": 3, "IconView": 3}


def named_colours(tree: ast.AST) -> set[str]:
    """Names of colours as they are handed on, spelled however they are; of a choice both."""
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in _TAKES:
            given = [*node.args[_TAKES[called] : _TAKES[called] + 1]]
            given += [word.value for word in node.keywords if word.arg == "colour"]
            given += [part for arg in given if isinstance(arg, ast.IfExp) for part in (arg.body, arg.orelse)]
            found |= {arg.value for arg in given if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
    return found


def test_colours_in_code_are_tokens():
    """Every colour that is asked for exists in every theme; none is written out."""
    known = [set(tokens()["color"][name]) for name in THEMES]
    assert known[0] == known[1] == known[2]
    used: set[str] = set()
    for path in sorted(UI.glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        texts = strings(tree)
        literal = {text for text in texts if _HEX.fullmatch(text)}
        assert literal == LITERAL.get(path.name, set()), path.name
        asked = {text for text in texts if _TOKEN.fullmatch(text)} | named_colours(tree)
        assert asked <= known[0], path.name
        # A tone or a step put into a name: all of them have to be there.
        made = {text for text in texts if re.fullmatch(r"\?\.(soft|text|line)", text)}
        asked |= {text.replace("?", tone) for text in made for tone in TONES}
        asked |= {f"evidence.{step}" for text in texts for step in (1, 2, 3) if text == "evidence.?"}
        assert asked <= known[0], path.name
        assert not [text for text in texts if "rgb(" in text or "rgba(" in text], path.name
        used |= asked
    assert {"text.primary", "bg.surface", "danger.soft", "evidence.2"} <= used, "the search finds what there is"


@pytest.mark.parametrize("name", THEMES)
def test_fields_and_their_hints(qapp, name):
    """What stands in a field before anything is typed comes from the palette."""
    look = Theme(name)
    palette = look.palette()
    for ink in (palette.placeholderText(), palette.text(), palette.windowText(), palette.buttonText()):
        assert contrast(ink.color(), palette.base().color()) >= MEASURED[name]
    assert contrast(palette.toolTipText().color(), palette.toolTipBase().color()) >= MEASURED[name]
    assert contrast(palette.highlightedText().color(), palette.highlight().color()) >= MEASURED[name]
    assert contrast(palette.link().color(), palette.base().color()) >= MEASURED[name]
