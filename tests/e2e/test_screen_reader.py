"""Five samples labelled by somebody who has nothing but the accessibility tree and what is announced."""

import csv
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.screen import Program, Screen, needs_screen
from tests.e2e.walking import make_texts

READER = Path(__file__).with_name("tree_reader.py")
#: The system's own: bindings of the accessibility bus are no package that a virtual environment can install.
SYSTEM_PYTHON = "/usr/bin/python3"
_PLACES = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
LAUNCHER = next((place for place in _PLACES if os.path.exists(place)), "")
CLASSES = ("dog", "cat", "bird")

pytestmark = needs_screen


def why_not() -> str:
    """What is missing here, "" for nothing."""
    if not shutil.which("dbus-run-session") or not LAUNCHER:
        return "needs dbus-run-session and at-spi-bus-launcher (packages dbus, at-spi2-core)"
    code = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if not os.path.exists(SYSTEM_PYTHON) or subprocess.run([SYSTEM_PYTHON, "-c", code], capture_output=True).returncode:
        return "needs Atspi for the system's Python (packages python3-gi, gir1.2-atspi-2.0)"
    return ""


class Reader:
    """Asks the tree, and waits for what is to be there."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.heard: list[tuple[str, bool]] = []

    def ask(self, **question: str) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], 60)
        assert ready, "the accessibility bus does not answer"
        return json.loads(self._process.stdout.readline())

    def tree(self) -> list[dict[str, Any]]:
        return list(self.ask(do="tree"))

    def listen(self) -> list[tuple[str, bool]]:
        """What was said so far: words, and whether that broke off what was being said."""
        self.heard += [(words, level > 1) for words, level in self.ask(do="heard")]
        return self.heard

    def until(self, there: Callable[[], Any], what: str, seconds: float = 30) -> Any:
        end = time.monotonic() + seconds
        while not (found := there()):
            if time.monotonic() > end:
                shown = "\n".join(f"{t['role']} {t['name']!r} {t['description']!r}" for t in self.tree())
                raise AssertionError(f"never: {what}\nheard: {self.listen()}\n{shown}")
            time.sleep(0.1)
        return found

    def until_said(self, words: str) -> None:
        self.until(lambda: any(words in said for said, _ in self.listen()), f"said: {words}")

    def press(self, role: str, name: str) -> None:
        said: list[str] = []

        def pressed() -> bool:
            said[:] = [str(self.ask(do="press", role=role, name=name))]
            return said == [""]

        self.until(pressed, f"{role} {name} pressed: {said}")

    def sample(self) -> str:
        """The name of what has the focus, as it is read aloud."""
        names = (t["name"] for t in self.tree() if t["role"] == "text" and "FOCUSED" in t["states"])
        found = next((name for name in names if name.startswith("Sample note")), "")
        return found.removeprefix("Sample ").rpartition(", ")[0]


@contextmanager
def reader(screen: Screen) -> Iterator[Reader]:
    """A bus of its own, with the program's tree on it from now on."""
    if missing := why_not():
        pytest.skip(missing)
    folder = screen.folder / "bus"
    folder.mkdir(mode=0o700)
    screen.environment["XDG_RUNTIME_DIR"] = str(folder)
    start = f'echo "$DBUS_SESSION_BUS_ADDRESS"; {LAUNCHER} --launch-immediately & cat > /dev/null; kill $!'
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    quiet = subprocess.DEVNULL
    bus = subprocess.Popen(["dbus-run-session", "--", "sh", "-c", start], env=screen.environment, stderr=quiet, **pipes)
    reading = None
    try:
        assert bus.stdout is not None
        screen.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        screen.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        own = {
            name: value for name, value in screen.environment.items() if name not in ("PYTHONPATH", "LD_LIBRARY_PATH")
        }
        reading = subprocess.Popen([SYSTEM_PYTHON, str(READER)], env=own, stderr=quiet, **pipes)
        assert reading.stdout is not None
        assert json.loads(reading.stdout.readline() or '""') == "ready", "the reader does not start"
        yield Reader(reading)
    finally:
        for process in (reading, bus):
            if process is not None:
                assert process.stdin is not None
                process.stdin.close()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait(10)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("screen", ["bare"], indirect=True)
def test_five_samples_through_the_accessibility_tree(screen: Screen, tmp_path: Path):
    pool, project, home = tmp_path / "notes", tmp_path / "notes.dal", ("--home", str(tmp_path / "home"))
    make_texts(pool, 60)
    command = [sys.executable, "-m", "desktop_al.cli"]
    new = ("new", str(pool), "--project", str(project), "--classes", ",".join(CLASSES))
    with reader(screen) as ears:
        subprocess.run([*command, *new, *home], env=screen.environment, check=True)
        with Program(screen, *home, str(project), watched=False) as program:
            given = label_five(ears)
            visit_samples(ears)
            ears.press("push button", "Project notes")
            ears.press("menu item", "Quit")
            assert program.ended() == 0, program.said()
    verified = subprocess.run(
        [*command, "verify", str(project)], env=screen.environment, capture_output=True, text=True
    )
    assert verified.returncode == 0, verified.stdout + verified.stderr
    out = tmp_path / "labels.csv"
    subprocess.run(
        [*command, "export", str(project), "--format", "csv", "--out", str(out)], env=screen.environment, check=True
    )
    with open(out, encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row.get("label")]
    assert {row["sample"]: row["label"] for row in rows} == given
    assert len(given) == 5


def label_five(ears: Reader) -> dict[str, str]:
    """Labels that were given, one of them after an undo, by sample; each time what is said names what happened."""
    given: dict[str, str] = {}
    shown = str(ears.until(ears.sample, "a sample with the focus"))
    names = [t["name"] for t in ears.tree()]
    assert [f"{n}, {name}" in names for n, name in enumerate(CLASSES, 1)] == [True] * 3, names
    for number, undone in ((0, False), (1, False), (2, True), (0, False), (1, False), (0, False)):
        before, heard = shown, len(ears.listen())
        ears.press("list item", f"{number + 1}, {CLASSES[number]}")
        shown = str(ears.until(lambda before=before: (now := ears.sample()) != before and now, "another sample"))
        ears.until(lambda heard=heard, shown=shown: told(ears, heard, f"Next: {shown}."), f"the name of {shown}")
        assert told(ears, heard, f"{CLASSES[number]}.")
        if undone:
            ears.press("push button", "Undo")
            ears.until(lambda before=before: ears.sample() == before, "the sample before")
            ears.until_said(f"Undone: {CLASSES[number]} on {before}.")
            ears.until_said(f"Sample {before}.")
            shown = before
        else:
            given[before] = CLASSES[number]
    assert not [words for words, urgent in ears.listen() if urgent], "nothing was wrong"
    return given


def told(ears: Reader, since: int, words: str) -> bool:
    return any(words in said for said, _ in ears.listen()[since:])


def visit_samples(ears: Reader) -> None:
    ears.press("radio button", "Samples page")
    ears.until_said("Samples page.")
    ears.until(
        lambda: any(t["role"] == "table" and t["name"] == "Samples" for t in ears.tree()), "the table of samples"
    )
