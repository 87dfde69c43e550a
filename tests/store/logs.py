"""Projects with a short log, made through the real writer."""

import itertools
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain, Written
from desktop_al.core.errors import CannotOpen
from desktop_al.store.project_file import ProjectFile, close_file, create, open_project, read_events
from desktop_al.store.writer import Trouble, Write, Writer

ROOT = Path(__file__).resolve().parents[2]


def chain(lamport: int = 0) -> Chain:
    ticks = itertools.count()
    return Chain(os.urandom(16), lamport, lambda: next(ticks), lambda: next(ticks), os.urandom)


def first_entries(own: Chain) -> list[Written]:
    return [
        own.add(ev.OPEN, {"computer": "here"}, "ann"),
        own.add(ev.PROJECT, {"name": "p", "kind": "text", "seed": 1, "audit_share": 0.1, "strategy": "margin"}, "ann"),
        own.add(ev.CLASS, {"op": "add", "name": "A", "colour": 0}, "", answer="ca"),
    ]


def make_project(path: Path) -> Path:
    create(path, first_entries(chain()))
    return path


def annotation(own: Chain, number: int, answer: str = "=ca", text: str = "") -> Written:
    return own.add(ev.ANNOTATION, {"note": text}, "ann", number.to_bytes(16, "big"), answer)


def count(path: Path) -> int:
    file = open_project(path, look_only=True)
    try:
        return sum(1 for event in read_events(file.connection) if event.kind == ev.ANNOTATION)
    finally:
        file.connection.close()


class Desk:
    """A writer with its acknowledgements; ``post`` is a plain call on the writer's thread."""

    def __init__(self, path: Path, retry_seconds: float = 0.05) -> None:
        self.file: ProjectFile = open_project(path)
        if self.file.read_only:
            close_file(self.file)
            raise CannotOpen(" ".join(self.file.words))
        self.chain = chain(lamport=100)
        self.saved: list[int] = []
        self.numbers: list[int] = []
        self.troubles: list[Trouble | None] = []
        self.reserve_used = threading.Event()
        self.in_trouble = threading.Event()
        self.writer = Writer(self.file, _call, self._trouble, self.reserve_used.set, retry_seconds)
        self._opened = False

    def _trouble(self, trouble: Trouble | None) -> None:
        self.troubles.append(trouble)
        (self.in_trouble.set if trouble else self.in_trouble.clear)()

    def label(self, number: int, text: str = "") -> Written:
        entries = () if self._opened else (self.chain.add(ev.OPEN, {"computer": "here"}, "ann"),)
        self._opened = True
        written = annotation(self.chain, number, text=text)

        def done(numbers: list[int]) -> None:
            self.saved.append(number)
            self.numbers.append(numbers[-1])

        self.writer.put(Write((*entries, written), done=done))
        return written


def _call(work: Callable[[], None]) -> None:
    work()


@contextmanager
def mounted(place: Path, *options: str) -> Iterator[Path]:
    """A small file system of its own; the test is skipped where that is not allowed."""
    place.mkdir(exist_ok=True)
    _mount("-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(place))
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


def remount(place: Path, *options: str) -> None:
    _mount("-o", ",".join(("remount", *options)), str(place))


def _mount(*arguments: str) -> None:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting needs the superuser of a Linux system")
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"mounting is not possible here: {done.stderr.strip()}")


def run(script: str, *arguments: object, kill: bool = False) -> list[str]:
    """Run Python code in a process of its own that ends as the code says; its lines of output."""
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert kill or done.returncode == 0, done.stderr
    return done.stdout.split()
