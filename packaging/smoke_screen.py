"""The virtual screen of smoke.py: a window on it, real keys, and what a person would see.

Only the standard library, in the syntax of Python 3.8.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import struct
import subprocess
import tempfile
import time
import zlib
from pathlib import Path
from typing import Callable, Iterator, Sequence

WIDTH, HEIGHT = 1600, 1000
#: Left, top, right, bottom: a part of the stage that a sample fills. The window lies in the upper left corner.
STAGE = (560, 300, 1000, 700)
#: So much of it, in per cent, is of other colours than the most frequent one where a sample is shown and not words.
FILLED = 40
#: What changes no more for so many seconds stands still.
STILL = 0.3
WAITS = 90.0


class Failed(Exception):
    """Something is not as it should be; the text says what."""


def check(held: object, words: str) -> None:
    if not held:
        raise Failed(words)


class Screen:
    """A virtual screen. ``seen``: the file in which the server keeps what it shows."""

    def __init__(self, display: str, seen: Path, shots: Path | None) -> None:
        self.display, self._seen, self._shots = display, seen, shots

    def xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env={**os.environ, "DISPLAY": self.display},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=60,
        )
        return done.stdout.decode()

    def windows(self) -> list[str]:
        return self.xdotool("search", "--onlyvisible", "--name", "^desktop_al$").split()

    def look(self, box: tuple[int, int, int, int]) -> list[bytes]:
        """Rows of a part of the screen, four bytes a pixel: blue, green, red, nothing."""
        data = self._seen.read_bytes()
        # An X window dump: its header in numbers of four bytes, names, colours of twelve bytes, rows.
        header = struct.unpack(">25I", data[:100])
        start, step = header[0] + 12 * header[19], header[12]
        left, top, right, bottom = box
        return [data[start + y * step + 4 * left : start + y * step + 4 * right] for y in range(top, bottom)]

    def shot(self, name: str) -> None:
        """Keep a picture of the whole screen, where pictures are wanted."""
        if self._shots is None:
            return
        rows = bytearray()
        for row in self.look((0, 0, WIDTH, HEIGHT)):
            colors = bytearray(3 * WIDTH)
            colors[0::3], colors[1::3], colors[2::3] = row[2::4], row[1::4], row[0::4]
            rows += b"\0" + colors
        self._shots.mkdir(parents=True, exist_ok=True)
        (self._shots / f"{name}.png").write_bytes(png(WIDTH, HEIGHT, 2, bytes(rows)))


def png(width: int, height: int, kind: int, rows: bytes) -> bytes:
    """A picture of 8 bits; ``kind`` 0 is gray, 2 red, green, blue; each row begins with a zero."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    whole = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + whole


@contextlib.contextmanager
def screen(shots: Path | None = None) -> Iterator[Screen]:
    """A virtual screen; pictures that are taken of it go to ``shots``."""
    for tool in ("Xvfb", "xdotool"):
        check(shutil.which(tool), f"{tool} is not installed")
    read, write = os.pipe()
    with tempfile.TemporaryDirectory(prefix="screen") as seen:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
            + ["-nolisten", "tcp", "-noreset", "-fbdir", seen],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[write],
        )
        os.close(write)
        try:
            with os.fdopen(read) as told:
                ready, _, _ = select.select([told], [], [], 30)
                number = told.readline().strip() if ready else ""
            check(number, "Xvfb does not start")
            yield Screen(f":{number}", Path(seen) / "Xvfb_screen0", shots)
        finally:
            server.terminate()
            server.wait(10)


class Window:
    """The program with its window on a screen. ``command`` makes the line that starts it, given the screen's name."""

    def __init__(
        self, on: Screen, folder: Path, command: Callable[[str], Sequence[str]], before: Sequence[str] = ()
    ) -> None:
        self._screen = on
        self.log = folder / f"window-{time.monotonic_ns()}.txt"
        began = time.monotonic()
        with open(str(self.log), "wb") as log:
            self.process = subprocess.Popen(command(on.display), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.id = ""
        while not self.id:
            check(self.process.poll() is None, f"the program ended: {self.said()}")
            check(time.monotonic() - began < WAITS, f"no window came: {self.said()}")
            self.id = next((one for one in on.windows() if one not in before), "")
            time.sleep(0.02)
        self.seconds = time.monotonic() - began

    def said(self) -> str:
        return self.log.read_text("utf-8", errors="replace")

    def press(self, key: str) -> None:
        self._screen.xdotool("windowfocus", self.id, "key", key)

    def move(self, left: int) -> None:
        self._screen.xdotool("windowmove", "--sync", self.id, str(left), "0")

    def stage(self) -> bytes:
        return b"".join(self._screen.look(STAGE)[::4])

    def sample(self, other_than: bytes = b"", why: str = "no sample is shown") -> bytes:
        """The sample on screen, once one is there, it is another one, and nothing of it moves any more.

        Raises:
            Failed: with ``why``, where none comes.
        """
        end = time.monotonic() + WAITS
        before, since = b"", time.monotonic()
        while time.monotonic() < end:
            check(self.process.poll() is None, f"the program ended: {self.said()}")
            now = self.stage()
            if now != before:
                before, since = now, time.monotonic()
            grays = now[0::4]
            most = max(map(grays.count, set(grays)))
            there = 100 * (len(grays) - most) > FILLED * len(grays)
            if there and now != other_than and time.monotonic() - since > STILL:
                return now
            time.sleep(0.03)
        self._screen.shot("failed")
        raise Failed(f"{why} after {WAITS:.0f} s: {self.said()[-500:]}")

    def children(self) -> int:
        """Processes that the program has started and that live."""
        count = 0
        for entry in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                count += int(entry.read_text().rsplit(")", 1)[1].split()[1]) == self.process.pid
        return count

    def quit(self) -> None:
        """Leave the program with its key; it ends well and says nothing of an error."""
        # A window that has just come may not listen yet.
        end = time.monotonic() + 60
        while self.process.poll() is None and time.monotonic() < end:
            self.press("ctrl+q")
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(3)
        code = self.process.poll()
        check(code == 0 and "Traceback" not in self.said(), f"ended with {code}: {self.said()}")
