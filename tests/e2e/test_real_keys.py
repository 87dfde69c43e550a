"""The program as it is installed, real key presses: labels, the find field, undo, close; then the log."""

import csv
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_al.loop.exporting import export_project
from desktop_al.store.verify import verify
from tests.e2e.screen import Program, Screen, needs_screen
from tests.e2e.walking import make_texts

pytestmark = needs_screen

#: Nothing can be asked of the program here: as long as a person needs to see what a key did.
SEEN = 0.45


@pytest.mark.timeout(180)
@pytest.mark.parametrize("screen", ["bare"], indirect=True)
def test_labelling_with_real_keys(screen: Screen, tmp_path: Path):
    pool, project, home = tmp_path / "notes", tmp_path / "notes.dal", ("--home", str(tmp_path / "home"))
    make_texts(pool, 60)
    new = ("new", str(pool), "--project", str(project), "--classes", ",".join("abcdefghijkl"))
    subprocess.run([sys.executable, "-m", "desktop_al.cli", *new, *home], env=screen.environment, check=True)
    with Program(screen, *home, str(project), watched=False) as program:
        time.sleep(3)
        program.press("1", "2", "KP_3", "u", "x", "2", pause=SEEN)
        program.press("/", "l", "Return", pause=SEEN)
        program.press("4", "z", "5", pause=SEEN)
        program.press("f", pause=SEEN)
        program.type("1 or 2", delay=60)
        program.press("ctrl+Return", "6", pause=SEEN)
        time.sleep(1)
        program.press("ctrl+q")
        assert program.ended() == 0
    assert verify(project).ok
    out = tmp_path / "out.csv"
    export_project(project, "csv", out)
    with open(out, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    given = [(row["state"], row["label"] or row["reason"]) for row in rows]
    assert given == [
        ("labelled", "a"),
        ("labelled", "b"),
        ("labelled", "c"),
        ("unsure", ""),
        ("not_worth_labelling", "artefact"),
        ("labelled", "l"),
        ("labelled", "e"),
        ("labelled", "f"),
    ]
    assert [row["comment"] for row in rows if row["comment"]] == ["1 or 2"]
