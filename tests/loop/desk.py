"""An open project without a window: real files, the real worker, and a queue for what comes home."""

import csv
import queue
import random
import time
from collections.abc import Callable
from pathlib import Path

from desktop_al.loop.exporting import export_project
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.project import Project
from desktop_al.loop.screen import Unreadable

WORDS = {
    "A": ["valve", "pump", "leak", "pressure", "pipe", "seal", "flow", "tank"],
    "B": ["invoice", "payment", "tax", "account", "credit", "bank", "price", "sum"],
}


def text_of(number: int, rng: random.Random) -> str:
    own = WORDS["AB"[number % 2]]
    return f"{number} " + " ".join(rng.choice(own) for _ in range(20))


def make_texts(folder: Path, count: int, seed: int = 0) -> Path:
    """Texts of two classes: even numbers are A, odd ones are B."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    for number in range(count):
        (folder / f"t{number:03d}.txt").write_text(text_of(number, rng), "utf-8")
    return folder


def truth(name: str) -> str:
    return "AB"[int("".join(c for c in name if c.isdigit())) % 2]


def make(tmp_path: Path, folder: Path, classes: tuple[str, ...] = ("A", "B"), **more: object) -> Path:
    path = tmp_path / "p.dal"
    new = NewProject(path, folder, classes, "ann", kind="text", seed=3, **more)  # type: ignore[arg-type]
    create_project(new, tmp_path / "home")
    return path


class Desk:
    """Open and started; use as a context. ``until`` does the work of the window's event loop."""

    def __init__(self, path: Path, annotator: str = "", *, ticking: bool = True, **more: object) -> None:
        self.work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.heard: list[str] = []
        self.flashed: list[str] = []
        self.saved: dict[int, str] = {}
        self.ticking = ticking
        home = path.parent / "home"
        self.project = Project(
            path, annotator, home, self.work.put, self.heard.append, self.flashed.append, retry_seconds=0.1, **more
        )

    def __enter__(self) -> "Desk":
        self.project.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.project.close()
        self.pump()

    def pump(self) -> None:
        while True:
            try:
                self.work.get_nowait()()
            except queue.Empty:
                return

    def until(self, condition: Callable[[], object], seconds: float = 60.0) -> None:
        end = time.monotonic() + seconds
        ticked = 0.0
        while not condition():
            self.pump()
            if self.ticking and time.monotonic() - ticked > 0.05:
                ticked = time.monotonic()
                self.project.tick()
            assert time.monotonic() < end, f"did not happen in time; {self.project.screen()}"
            time.sleep(0.002)

    def scanned(self) -> "Desk":
        learning = self.project.learning
        self.until(lambda: learning.scanned is not None and not learning.scanning)
        return self

    def read(self) -> "Desk":
        self.scanned()
        # No round yet: a test that waits for one must not miss it.
        ticking, self.ticking = self.ticking, False
        # Done and kept: the last block goes to the side file when the job ends.
        self.until(lambda: self.project.learning.features_done == 1.0 and not self.project.learning.extracting)
        self.ticking = ticking
        return self

    def ready(self) -> str:
        """Wait until a sample can be answered; its name, or "" when there is none."""
        serving = self.project.serving
        self.until(lambda: serving.current is None or serving.shown() is not None)
        return self.project.pool.name(serving.current.place) if serving.current else ""

    def id(self, name: str) -> str:
        return next(c.id for c in self.project.classes if c.name == name)

    def label(self, name: str | None = None) -> str:
        """Answer the sample on screen, truly unless told otherwise; returns the sample's name."""
        sample = self.ready()
        answer = name or truth(sample)
        assert self.project.label(self.id(answer), lambda n: self.saved.__setitem__(n, sample))
        return sample

    def label_all(self, most: int = 1000) -> list[str]:
        """Answer until nothing is left; unreadable samples are passed over."""
        names = []
        while len(names) < most and (sample := self.ready()):
            if isinstance(self.project.serving.shown().content, Unreadable):
                self.project.forward()
            else:
                names.append(self.label())
                assert names[-1] == sample
        return names

    def name_on_screen(self) -> str:
        current = self.project.serving.current
        return self.project.pool.name(current.place) if current else ""

    def place(self, name: str) -> int:
        return next(i for i in range(len(self.project.pool)) if self.project.pool.name(i) == name)

    def round(self) -> "Desk":
        """Wait for one more round."""
        before = self.project.learning.rounds
        self.until(lambda: self.project.learning.rounds > before)
        return self


def exported(path: Path, out: Path | None = None) -> list[dict[str, str]]:
    out = out or path.with_name("out.csv")
    export_project(path, "csv", out, raw=True)
    with open(out, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def labels(path: Path) -> dict[str, str]:
    return {row["sample"]: row["label"] for row in exported(path)}
