"""A real window on a virtual screen, real key presses: labels, the find field, undo, close; then the log."""

import csv
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_al.loop.exporting import export_project
from desktop_al.store.verify import verify

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not (shutil.which("Xvfb") and shutil.which("xdotool")),
    reason="needs Xvfb and xdotool",
)


@pytest.fixture
def display():
    number = random.randint(200, 20_000)
    server = subprocess.Popen(
        ["Xvfb", f":{number}", "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(1.0)
    if server.poll() is not None:
        pytest.skip("Xvfb does not start here")
    yield f":{number}"
    server.terminate()
    server.wait(10)


@pytest.mark.timeout(180)
def test_labelling_with_real_keys(display, tmp_path):
    pool = tmp_path / "notes"
    pool.mkdir()
    for number in range(60):
        (pool / f"note {number}.txt").write_text(f"The pump number {number} was looked at and works.", "utf-8")
    environment = dict(os.environ, DISPLAY=display, QT_QPA_PLATFORM="xcb", DESKTOP_AL_HOME=str(tmp_path / "home"))
    environment["PYTHONPATH"] = str(ROOT)
    project = tmp_path / "notes.dal"
    command = [sys.executable, "-m", "desktop_al.cli"]
    subprocess.run(
        [*command, "new", str(pool), "--project", str(project), "--classes", ",".join("abcdefghijkl")],
        env=environment,
        check=True,
    )
    window = subprocess.Popen([*command, str(project)], env=environment, stderr=subprocess.PIPE, text=True)

    def xdotool(*arguments: str) -> str:
        return subprocess.run(
            ["xdotool", *arguments], env=environment, capture_output=True, text=True, timeout=30
        ).stdout.strip()

    def press(*keys: str) -> None:
        for key in keys:
            xdotool("key", key)
            time.sleep(0.45)

    try:
        end = time.monotonic() + 40
        found = ""
        while not found and time.monotonic() < end and window.poll() is None:
            found = xdotool("search", "--onlyvisible", "--name", "desktop_al")
            time.sleep(0.2)
        if window.poll() is not None:
            words = window.stderr.read() if window.stderr else ""
            if "xcb" in words:
                pytest.skip("Qt's xcb libraries are not all here")
            raise AssertionError(words)
        assert found, "no window appeared"
        xdotool("windowfocus", found.splitlines()[-1])
        time.sleep(3)
        press("1", "2", "KP_3", "u", "x", "2")
        press("slash", "l", "Return")
        press("4", "z", "5")
        press("f")
        xdotool("type", "--delay", "60", "1 or 2")
        press("ctrl+Return", "6")
        time.sleep(1)
        press("ctrl+q")
        assert window.wait(30) == 0
    finally:
        if window.poll() is None:
            window.kill()
            window.wait(10)
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
