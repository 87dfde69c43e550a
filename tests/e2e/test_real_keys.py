"""The program as it is installed, real key presses: labels, the find field, undo, close; then the log."""

import csv
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from desktop_al.loop.exporting import export_project
from desktop_al.store.verify import verify
from tests.e2e.screen import Program, Screen, needs_screen
from tests.e2e.walking import make_texts

pytestmark = needs_screen

#: Nothing can be asked of the program here: as long as a person needs to see what a key did.
SEEN = 0.45


def press(program: Program, key: str) -> None:
    program.press(key, pause=SEEN)
    at_rest(program, 0.1)


def at_rest(program: Program, still: float) -> None:
    """Wait until neither the program nor its worker has wanted to run for ``still`` seconds; a process that a busy
    machine keeps waiting wants to."""
    end, since = time.monotonic() + 60, time.monotonic()
    while time.monotonic() - since < still and time.monotonic() < end:
        time.sleep(0.02)
        if any(working(process) for process in family(program)):
            since = time.monotonic()


def family(program: Program) -> list[psutil.Process]:
    whole = psutil.Process(program.process.pid)
    return [whole, *whole.children(recursive=True)]


def working(process: psutil.Process) -> bool:
    try:
        return process.status() in (psutil.STATUS_RUNNING, psutil.STATUS_DISK_SLEEP)
    except psutil.NoSuchProcess:
        return False


# Nearly all of it is done by the keyboard walk too, which runs always.
@pytest.mark.slow
@pytest.mark.timeout(180)
@pytest.mark.parametrize("screen", ["bare"], indirect=True)
def test_labelling_with_real_keys(screen: Screen, tmp_path: Path):
    pool, project, home = tmp_path / "notes", tmp_path / "notes.dal", ("--home", str(tmp_path / "home"))
    make_texts(pool, 60)
    new = ("new", str(pool), "--project", str(project), "--classes", ",".join("abcdefghijkl"))
    subprocess.run([sys.executable, "-m", "desktop_al.cli", *new, *home], env=screen.environment, check=True)
    with Program(screen, *home, str(project), watched=False) as program:
        at_rest(program, 1.0)
        for key in ("1", "2", "KP_3", "u", "x", "2", "/", "l", "Return", "4", "z", "5", "f"):
            press(program, key)
        program.type("1 or 2", delay=60)
        for key in ("ctrl+Return", "6"):
            press(program, key)
        at_rest(program, 1.0)
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
