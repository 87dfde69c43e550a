"""What a walk through the program is checked against: each answer as it is given, by the sample it is given to."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from desktop_al.store.verify import verify
from tests.e2e.screen import Program, Seen

Answer = tuple[str, str, str]


def make_texts(folder: Path, count: int = 30) -> None:
    folder.mkdir()
    for number in range(count):
        (folder / f"note {number:02}.txt").write_text(f"The pump number {number} was looked at and works.", "utf-8")


def make_images(folder: Path, count: int = 30) -> None:
    folder.mkdir()
    draw = np.random.default_rng(3)
    for number in range(count):
        picture = draw.integers(0, 255, (48, 64, 3), dtype=np.uint8)
        (folder / f"photo {number:02}.png").write_bytes(cv2.imencode(".png", picture)[1].tobytes())


def on_screen(seen: Seen) -> str:
    """Name of the sample on the stage, "" where there is none."""
    stages = (t["name"] for t in seen["things"] if t["kind"] in ("TextStage", "ImageStage"))
    found = next((name for name in stages if name.startswith("Sample ")), "")
    return found.removeprefix("Sample ").rpartition(", ")[0]


def has_row(name: str, said: str) -> Callable[[Seen], bool]:
    """Whether the Samples page shows ``name`` with this answer."""
    return lambda seen: any(t["kind"] == "row" and t["name"].startswith(f"{name}, {said}") for t in seen["things"])


@dataclass
class Ledger:
    """Sample -> (state, class or reason, comment), as it was given in ``program``."""

    program: Program
    given: dict[str, Answer] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def sample(self) -> str:
        return str(self.program.until(on_screen, "a sample"))

    def answered(self, sample: str, state: str, value: str = "", comment: str = "") -> None:
        """``sample`` was just given this answer: wait until another one is there, and note it."""
        self.program.until(lambda seen: on_screen(seen) not in ("", sample), f"a sample after {sample}")
        self.given[sample] = (state, value, comment)
        self.order.append(sample)

    def taken_back(self) -> None:
        """The last answer was just undone: its sample is on the screen again."""
        sample = self.order.pop()
        self.program.until(lambda seen: on_screen(seen) == sample, f"{sample} again")
        del self.given[sample]

    def check(self, project: Path, export: Path) -> None:
        """Project and export hold exactly what was given."""
        checked = verify(project)
        assert checked.ok, checked.problems
        with open(export, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        found = {row["sample"]: (row["state"], row["label"] or row["reason"], row["comment"]) for row in rows}
        assert found == self.given
        assert len(rows) == len(found) == checked.annotations
