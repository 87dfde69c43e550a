"""From the first page to a finished export by clicks; only names and paths are typed."""

import json
import time
from pathlib import Path

import pytest

from tests.e2e.screen import Program, Screen, Seen, needs_screen
from tests.e2e.walking import Ledger, has_row, make_images

pytestmark = needs_screen


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_mouse_alone(screen: Screen, tmp_path: Path):
    pool, home, out = tmp_path / "photos", tmp_path / "home", tmp_path / "labels.csv"
    make_images(pool)
    with Program(screen, "--home", str(home)) as program:
        make_project(program, pool)
        ledger = Ledger(program)
        label(program, ledger)
        relabel(program, ledger)
        add_class(program, ledger)
        dark(program)
        choose(program, "Export labels")
        program.click("Choose where...", "CapButton")
        program.file_dialog("Export labels", out, "Save")
        program.reads(f"to {out.name}.")
        program.click("Back", "CapButton")
        choose(program, "Close the project")
        program.click("photos*", "row", "Recent projects")
        ledger.sample()
        choose(program, "Quit")
        assert program.ended() == 0
    ledger.check(tmp_path / "photos.dal", out)
    assert json.loads((home / "preferences.json").read_text("utf-8"))["settings"]["theme"] == "dark"


def choose(program: Program, title: str) -> None:
    """A command of the project menu."""
    program.click("Project photos, menu")
    program.click(title, "action")


def make_project(program: Program, pool: Path) -> None:
    program.click("New project", "CapButton")
    program.click("Choose: Folder")
    program.file_dialog("Folder with the images or texts", pool, "Choose")
    program.reads("30 images")
    program.click("Next: classes")
    program.click("Name of class 1")
    program.type("dog")
    program.click("Name of class 2")
    program.type("cat")
    program.click("Add a class")
    program.click("Name of class 3")
    program.type("bird")
    program.click("Next: protocol")
    program.click("Next: annotator")
    program.click("Create project")


def give(program: Program, ledger: Ledger, row: str, value: str, state: str = "labelled", comment: str = "") -> None:
    sample = ledger.sample()
    # Nobody clicks within a moment of seeing a sample; the window takes no click that early for an answer.
    time.sleep(0.3)
    if state == "unsure":
        program.click("Unsure", "CapButton")
    else:
        if state == "not_worth_labelling":
            program.click("Not worth it", "CapButton")
        program.click(row, "row", "Classes")
    ledger.answered(sample, state, value, comment)


def label(program: Program, ledger: Ledger) -> None:
    give(program, ledger, "1, dog*", "dog")
    give(program, ledger, "2, cat*", "cat")
    give(program, ledger, "3, bird*", "bird")
    give(program, ledger, "", "", "unsure")
    give(program, ledger, "2, Artefact*", "artefact", "not_worth_labelling")
    program.click("Comment", "CapButton")
    program.click("Comment", "CommentField")
    program.type("dog or cat")
    program.click("Keep", "CapButton")
    give(program, ledger, "2, cat*", "cat", comment="dog or cat")
    give(program, ledger, "1, dog*", "dog")
    program.click("Undo: dog", "CapButton")
    ledger.taken_back()
    give(program, ledger, "3, bird*", "bird")
    give(program, ledger, "1, dog*", "dog")
    give(program, ledger, "1, dog*", "dog")
    # Answered with the comment still open: it is kept.
    program.click("Comment", "CapButton")
    program.focus_on("Comment", "CommentField")
    program.type("feathers")
    give(program, ledger, "3, bird*", "bird", comment="feathers")
    give(program, ledger, "2, cat*", "cat")
    give(program, ledger, "1, dog*", "dog")
    assert len(ledger.given) == 12


def relabel(program: Program, ledger: Ledger) -> None:
    """One row is relabelled and undone, another one is relabelled for good."""
    program.click("Samples page")
    dogs = sorted(name for name, given in ledger.given.items() if given[1] == "dog")
    program.click_in_view(f"{dogs[0]}, dog*", "Samples")
    program.click("3, bird*", "row", "Classes")
    program.until(has_row(dogs[0], "bird"), f"{dogs[0]} as bird")
    program.click("Undo: bird", "CapButton")
    program.until(has_row(dogs[0], "dog"), f"{dogs[0]} as dog again")
    program.click_in_view(f"{dogs[1]}, dog*", "Samples")
    program.click("2, cat*", "row", "Classes")
    program.until(has_row(dogs[1], "cat"), f"{dogs[1]} as cat")
    ledger.given[dogs[1]] = ("labelled", "cat", "")


def add_class(program: Program, ledger: Ledger) -> None:
    program.click("Protocol page")
    program.click("Name of a new class")
    program.type("fish")
    program.click("Add", "CapButton")
    program.find("Key 4", "row")
    program.click("Label page")
    give(program, ledger, "4, fish*", "fish")


def dark(program: Program) -> None:
    program.click("Settings (Ctrl+,)")
    program.click("Accessibility", "row")
    program.click("Theme: Dark")

    def chosen(seen: Seen) -> bool:
        return any(thing["name"] == "Theme: Dark" and thing["checked"] for thing in seen["things"])

    program.until(chosen, "the dark theme chosen")
    program.click("Back", "CapButton")
