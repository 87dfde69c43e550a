"""From the first page to a finished export without the mouse, on keyboards that print different signs."""

import json
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.e2e.screen import Program, Screen, Seen, needs_screen
from tests.e2e.walking import Ledger, has_row, make_texts

pytestmark = needs_screen

#: Layout -> the names that are typed on it, the last one later than the others.
NAMES = {
    "us": ("dog", "cat", "bird", "fish"),
    "fr": ("chien", "chat", "oiseau", "poisson"),
    "gr": ("ναι", "οχι", "ισως", "ψαρι"),
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("layout", "screen"),
    [
        pytest.param("us", "managed", marks=pytest.mark.slow),
        ("fr", "bare"),
        pytest.param("gr", "managed", marks=pytest.mark.slow),
    ],
    indirect=["screen"],
)
def test_keyboard_alone(screen: Screen, tmp_path: Path, layout: str):
    pool, home, out = tmp_path / "notes", tmp_path / "home", tmp_path / "labels.csv"
    make_texts(pool)
    screen.use_layout(layout)
    with Program(screen, "--home", str(home)) as program:
        names = NAMES[layout]
        make_project(program, pool, names[:3])
        print(f"{layout}: {time.monotonic() - program.appeared:.1f} s from the window to the first sample")
        assert time.monotonic() - program.appeared < 30
        ledger = Ledger(program)
        label(program, ledger, *names[:3])
        relabel(program, ledger, *names[:3])
        add_class(program, ledger, names[3])
        dark(program, ledger, names[0])
        export(program, out)
        program.press("ctrl+q")
        assert program.ended() == 0, program.said()
    ledger.check(tmp_path / "notes.dal", out)
    assert json.loads((home / "preferences.json").read_text("utf-8"))["settings"]["theme"] == "dark"


def make_project(program: Program, pool: Path, names: Sequence[str]) -> None:
    program.focus_on("New project")
    program.press("ctrl+n")
    program.focus_on("Folder")
    program.type(str(pool))
    program.press("Return")
    for number, name in enumerate(names, 1):
        program.focus_on(f"Name of class {number}")
        program.type(name)
        program.press("Return")
    program.focus_on(f"Name of class {len(names) + 1}")
    program.press("Return")
    program.focus_on("Next: annotator")
    program.press("Return")
    program.focus_on("Annotator")
    program.press("Return")
    Ledger(program).sample()


def give(program: Program, ledger: Ledger, keys: str, state: str, value: str = "", comment: str = "") -> None:
    sample = ledger.sample()
    program.press(*keys.split())
    ledger.answered(sample, state, value, comment)


def label(program: Program, ledger: Ledger, first: str, second: str, third: str) -> None:
    give(program, ledger, "1", "labelled", first)
    give(program, ledger, "2", "labelled", second)
    give(program, ledger, "3", "labelled", third)
    give(program, ledger, "u", "unsure")
    give(program, ledger, "x 2", "not_worth_labelling", "artefact")
    give(program, ledger, "1", "labelled", first)
    sample = ledger.sample()
    program.press("f")
    program.focus_on("Comment", "CommentField")
    program.type("1 or 2")
    program.press("ctrl+Return", "2")
    ledger.answered(sample, "labelled", second, "1 or 2")
    give(program, ledger, "3", "labelled", third)
    give(program, ledger, "1", "labelled", first)
    program.press("z")
    ledger.taken_back()
    give(program, ledger, "2", "labelled", second)
    give(program, ledger, "u", "unsure")
    give(program, ledger, "3", "labelled", third)
    give(program, ledger, "1", "labelled", first)
    assert len(ledger.given) == 12


def current_row(seen: Seen) -> str:
    found = (t["name"] for t in seen["things"] if t["kind"] == "row" and t["words"] == "Samples" and t["checked"])
    return next(found, "").partition(", ")[0]


def relabel(program: Program, ledger: Ledger, first: str, second: str, third: str) -> None:
    """One row is relabelled and undone, another one is relabelled for good."""
    program.press("ctrl+2")
    program.focus_on("Samples", "SampleTable")
    firsts = sorted(name for name, given in ledger.given.items() if given[1] == first)
    for name, key, wanted in ((firsts[0], "3", third), (firsts[1], "2", second)):
        program.press("Home")
        for _ in range(30):
            if program.until(current_row, "a current row") == name:
                break
            program.press("Down", pause=0.05)
        program.press(key)
        program.until(has_row(name, wanted), f"{name} as {wanted}")
        if wanted == third:
            program.press("z")
            program.until(has_row(name, first), f"{name} as dog again")
        else:
            ledger.given[name] = ("labelled", wanted, "")


def add_class(program: Program, ledger: Ledger, name: str) -> None:
    program.press("ctrl+6")
    program.focus_on("Classes", "ClassTable")
    for _ in range(8):
        if program.look()["focus"]["name"] == "Name of a new class":
            break
        program.press("Tab", pause=0.1)
    program.focus_on("Name of a new class")
    program.type(name)
    program.press("Return")
    program.until(lambda seen: any(t["name"] == "Key 4" for t in seen["things"]), "a fourth class")
    program.press("ctrl+1")
    give(program, ledger, "4", "labelled", name)


def dark(program: Program, ledger: Ledger, first: str) -> None:
    program.press("ctrl+,")
    program.focus_on("Sections", "SettingsNav")
    program.press("Down", "Down", "Down", "Down", "Return", pause=0.1)
    program.focus_on("Theme: System")
    program.press("Right", "Right", pause=0.1)
    program.focus_on("Theme: Dark")
    program.press("Escape")
    give(program, ledger, "1", "labelled", first)


def export(program: Program, out: Path) -> None:
    program.press("ctrl+e")
    program.until(lambda seen: "CSV table" in str(seen["focus"]), "the formats")
    program.press("F6")
    program.until(lambda seen: "Choose where" in str(seen["focus"]), "the way on")
    program.press("Return")
    with program.dialog("Export labels"):
        # The proposed name is chosen, typing replaces it.
        program.type(str(out))
        program.until(lambda seen: seen["focus"]["words"] == str(out), "the path as it was typed")
        program.press("Return")
    program.reads(f"to {out.name}.")
