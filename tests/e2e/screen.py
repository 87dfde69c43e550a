"""A virtual screen, the program on it, and the hands of the person in front of it."""

import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
WATCHED = Path(__file__).with_name("watched_window.py")
#: Larger than the window and its frame.
SIZE = "1600x1000"

needs_screen = pytest.mark.skipif(
    sys.platform != "linux" or not (shutil.which("Xvfb") and shutil.which("xdotool")),
    reason="needs Xvfb and xdotool",
)

#: Codes that X11 gets from the places of a PC keyboard, by what a US keyboard prints there.
CODES = {
    **{sign: 10 + n for n, sign in enumerate("1234567890-=")},
    **{sign: 24 + n for n, sign in enumerate("qwertyuiop[]")},
    **{sign: 38 + n for n, sign in enumerate("asdfghjkl;'`")},
    **{sign: 52 + n for n, sign in enumerate("zxcvbnm,./")},
}
#: Letters and signs that other layouts print elsewhere: sign -> what a US keyboard prints there.
PRINTED = {"us": {}, "fr": {"a": "q", "q": "a", "z": "w", "w": "z", "m": ";", ",": "m"}, "gr": {}}

Thing = dict[str, Any]
Seen = dict[str, Any]


@dataclass
class Screen:
    """A running X server and what goes into the environment of programs on it."""

    environment: dict[str, str]
    folder: Path
    #: Whether a window manager gives the keys to new windows.
    managed: bool
    layout: str = "us"

    def run(self, *command: str, check: bool = True) -> str:
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60)
        if check and done.returncode:
            raise AssertionError(f"{' '.join(command)}: {done.stderr or done.stdout}")
        return done.stdout.strip()

    def use_layout(self, name: str) -> None:
        """Another keyboard layout, as the system's settings switch it."""
        if name == self.layout:
            return
        if not (shutil.which("setxkbmap") and shutil.which("xkbcomp")):
            pytest.skip("needs setxkbmap and xkbcomp")
        self.run("setxkbmap", name)
        self.layout = name
        # Programs are told of it in their own time.
        time.sleep(0.3)


@contextmanager
def virtual_screen(folder: Path, manager: bool = True) -> Iterator[Screen]:
    """Xvfb, with openbox where that is wanted and installed; nothing of the person's own desktop comes in."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SIZE}x24", "-nolisten", "tcp", "-noreset"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=[write],
    )
    os.close(write)
    openbox = None
    try:
        with os.fdopen(read) as told:
            ready, _, _ = select.select([told], [], [], 30)
            number = told.readline().strip() if ready else ""
        if not number:
            pytest.skip("Xvfb does not start here")
        home = folder / "person"
        home.mkdir(exist_ok=True)
        kept = ("PATH", "LD_LIBRARY_PATH", "TMPDIR", "OPENBLAS_NUM_THREADS")
        environment = {name: os.environ[name] for name in kept if name in os.environ}
        environment |= {"HOME": str(home), "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        # Without such a locale xdotool types no Greek.
        environment |= {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
        if manager and shutil.which("openbox"):
            openbox = subprocess.Popen(
                ["openbox"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        yield Screen(environment, folder, openbox is not None)
    finally:
        for process in (openbox, server):
            if process is not None and process.poll() is None:
                process.terminate()
                process.wait(10)


class Program:
    """The program on a screen, started with ``arguments`` as from a terminal; real keys and clicks go to it.

    ``watched`` False: exactly ``python -m desktop_al.cli``, nothing can be asked.
    """

    def __init__(self, screen: Screen, *arguments: str, watched: bool = True) -> None:
        self.screen = screen
        self._noise = screen.folder / f"program-{time.monotonic_ns()}.txt"
        start = [str(WATCHED)] if watched else ["-m", "desktop_al.cli"]
        self._pointed: tuple[tuple[int, int], float] = ((-1, -1), 0.0)
        self.started = time.monotonic()
        with open(self._noise, "w") as noise:
            self.process = subprocess.Popen(
                [sys.executable, *start, *arguments],
                env=screen.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=noise,
                text=True,
            )
        self._wait_for_window()

    def __enter__(self) -> "Program":
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is not None and kind is not pytest.skip.Exception:
            print(self.said(), file=sys.stderr)
            if self.process.poll() is None:
                pictures = self._ask({"picture": str(self.screen.folder)})
                print("\n".join(("What was on the screen:", *(pictures or ()))), file=sys.stderr)
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)

    def said(self) -> str:
        """Standard error of the program."""
        return self._noise.read_text("utf-8", errors="replace")

    def _wait_for_window(self) -> None:
        found = self._search("desktop_al", 60)
        if self.process.poll() is not None:
            if "platform plugin" in self.said():
                pytest.skip("Qt's xcb libraries are not all here")
            raise AssertionError(self.said())
        assert found, "no window appeared"
        self._window = found
        self.screen.run("xdotool", "windowfocus", found)
        self.appeared = time.monotonic()

    def _search(self, title: str, seconds: float) -> str:
        """The id of the window with this title, "" when none appears."""
        end, found = time.monotonic() + seconds, ""
        while not found and time.monotonic() < end and self.process.poll() is None:
            found = self.screen.run("xdotool", "search", "--onlyvisible", "--name", f"^{title}$", check=False)
            time.sleep(0.05)
        return found.splitlines()[-1] if found else ""

    @contextmanager
    def dialog(self, title: str) -> Iterator[None]:
        """A dialog opens and has the keys; at the end it has closed. Without a window manager it is given the keys."""
        window = self._search(title, 20)
        assert window, f"no dialog {title}"
        if not self.screen.managed:
            self.screen.run("xdotool", "windowfocus", window)
        self.until(lambda seen: seen["focus"]["window"] not in ("", "Window"), f"the focus in {title}")
        yield
        self.until(lambda seen: all(t["window"] == "Window" for t in seen["things"]), f"{title} closed")
        if not self.screen.managed:
            self.screen.run("xdotool", "windowfocus", self._window)

    def ended(self, seconds: float = 30) -> int:
        """Exit code, once the program has ended by itself, and without a word about an error."""
        code = self.process.wait(seconds)
        assert "Traceback" not in self.said(), self.said()
        return code

    # -- eyes ------------------------------------------------------------------------------------------

    def _ask(self, question: dict[str, Any]) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(json.dumps(question) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return None
        ready, _, _ = select.select([self.process.stdout], [], [], 30)
        line = self.process.stdout.readline() if ready else ""
        return json.loads(line) if line else None

    def look(self) -> Seen:
        """What is on the screen: "focus", and "things" with kind, name, words, place."""
        seen = self._ask({})
        assert seen is not None, f"the program does not answer: {self.said()}"
        return seen

    def until(self, there: Callable[[Seen], Any], what: str, seconds: float = 20) -> Any:
        """Look until ``there`` finds something, and return that."""
        end = time.monotonic() + seconds
        while True:
            seen = self.look()
            found = there(seen)
            if found:
                return found
            if time.monotonic() > end:
                said = [t for t in seen["things"] if t["name"] or t["words"]]
                things = [f"{t['kind']} {t['name']!r} {t['words'][:60]!r} {t['at']}" for t in said]
                raise AssertionError("\n".join((f"never seen: {what}", f"focus: {seen['focus']}", *things)))
            time.sleep(0.05)

    def focus_on(self, name: str, kind: str = "") -> None:
        """Wait until the focus is on the widget of this name."""

        def there(seen: Seen) -> bool:
            focus = seen["focus"]
            return name in (focus["name"], focus["words"]) and kind in ("", focus["kind"])

        self.until(there, f"focus on {name}")

    def reads(self, *words: str) -> None:
        """Wait until all ``words`` stand somewhere on the screen."""

        def there(seen: Seen) -> bool:
            texts = [text for thing in seen["things"] for text in (thing["name"], thing["words"])]
            return all(any(word in text for text in texts) for word in words)

        self.until(there, f"the words {words}")

    def find(self, name: str, kind: str = "", words: str = "*", window: str = "") -> Thing:
        """Wait for a thing that can be pointed at and stays where it is, by name (or the words on it), kind and window;
        stars stand for anything."""
        before: list[Thing] = []

        def there(seen: Seen) -> Thing | None:
            for thing in seen["things"]:
                called = fnmatchcase(thing["name"], name) or (thing["kind"] != "row" and thing["words"] == name)
                right = called and fnmatchcase(thing["words"], words) and window in ("", thing["window"])
                if right and thing["at"] and thing["enabled"] and kind in ("", thing["kind"]):
                    before.append(thing)
                    return thing if thing in before[-2:-1] else None
            return None

        return self.until(there, f"{kind or 'thing'} {name!r} with {words!r} in {window or 'any window'}")

    # -- hands -----------------------------------------------------------------------------------------

    def press(self, *keys: str, pause: float = 0.15) -> None:
        """Keys such as "x", "2", "ctrl+Return": by the code of the place where the layout prints them, the number row
        without Shift."""
        printed = PRINTED[self.screen.layout]
        for key in keys:
            codes = (str(CODES.get(printed.get(part, part), part)) for part in key.split("+"))
            self.screen.run("xdotool", "key", "+".join(codes))
            time.sleep(pause)

    def type(self, text: str, delay: int = 25) -> None:
        """Characters, whatever keys they are on. For Latin ones on a keyboard without any, the layout is switched as
        people do who have such a keyboard."""
        before = self.screen.layout
        switched = before == "gr" and text.isascii()
        if switched:
            self.screen.use_layout("us")
        self.screen.run("xdotool", "type", "--delay", str(delay), text)
        time.sleep(0.1)
        if switched:
            self.screen.use_layout(before)

    def click(self, name: str, kind: str = "", words: str = "*", window: str = "") -> None:
        self._point(self.find(name, kind, words, window), "click", "1")

    def click_in_view(self, name: str, words: str) -> None:
        """Click on a row of the view called ``words``; the wheel is turned until it is in sight."""
        for _ in range(20):
            rows = [t for t in self.look()["things"] if t["kind"] == "row" and t["words"] == words]
            if any(fnmatchcase(t["name"], name) and t["at"] for t in rows):
                break
            self._point(next(t for t in rows if t["at"]), "click", "5")
        self.click(name, "row", words)

    def file_dialog(self, title: str, path: Path, button: str) -> None:
        """Answer a file dialog: the name is typed over what stands there, everything else is clicked."""
        with self.dialog(title):
            field = self.find("*", "QLineEdit", window="QFileDialog")
            self._point(field, "click", "--repeat", "3", "--delay", "60", "1")
            self.type(str(path))
            self.click(button, window="QFileDialog")
            # Where a list of proposed names was open, the first click only closed that.
            time.sleep(0.3)
            if any(thing["window"] == "QFileDialog" for thing in self.look()["things"]):
                self.click(button, window="QFileDialog")

    def _point(self, thing: Thing, *act: str) -> None:
        x, y = thing["at"]
        place, when = self._pointed
        if place == (x, y):
            # Two clicks, not a double click.
            time.sleep(max(0.0, 0.5 - (time.monotonic() - when)))
        self.screen.run("xdotool", "mousemove", str(x), str(y), *act)
        self._pointed = (x, y), time.monotonic()
        time.sleep(0.1)
