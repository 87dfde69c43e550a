"""``python -m tests.benchmarks.copies``: key presses that one decision for near copies saves, and what it gets wrong.

Real projects of handwritten digits and of texts, a fifth of each pool near copies: images saved anew or a little
smaller, texts with one word changed. One copy in ten is a trap: nearly the same and of another class, for a text by its
deciding word. A scripted annotator answers what is on screen truly. "None": copies in the audit set get no answer.
"""

import argparse
import itertools
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from desktop_al.core import events as ev
from desktop_al.learn.demo_sources import digit_images
from desktop_al.loop.opening import NewProject, create_project
from tests.loop.desk import Desk

SHARE, TRAPS = 0.2, 0.1
LINES = (0.85, 0.90, 0.95, 0.98)
_CLASSES = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")


def images(folder: Path, count: int, seed: int) -> tuple[dict[str, str], set[str], set[str]]:
    """Truth by name, the names of the copies, and of those the traps."""
    rng = np.random.default_rng(seed)
    truth, copies, traps = {}, set(), set()
    for number, (gray, label) in enumerate(itertools.islice(digit_images(), round(count * (1 - SHARE)))):
        large = cv2.resize(gray, (64, 64), interpolation=cv2.INTER_CUBIC)
        cv2.imwrite(str(folder / f"d{number:04d}.png"), large)
        truth[f"d{number:04d}.png"] = label
        if rng.random() < SHARE / (1 - SHARE):
            name = f"d{number:04d}-copy.jpg"
            small = cv2.resize(large, (56, 56), interpolation=cv2.INTER_AREA)
            cv2.imwrite(str(folder / name), small if rng.random() < 0.5 else large, [cv2.IMWRITE_JPEG_QUALITY, 90])
            truth[name] = label
            copies.add(name)
            if rng.random() < TRAPS:
                truth[name] = _CLASSES[(int(label) + 1) % 10]
                traps.add(name)
    return truth, copies, traps


def texts(folder: Path, count: int, seed: int) -> tuple[dict[str, str], set[str], set[str]]:
    """As ``images``."""
    rng = random.Random(seed)
    truth, copies, traps = {}, set(), set()
    for number in range(round(count * (1 - SHARE))):
        label = _CLASSES[number % 2]
        words = [f"w{rng.randrange(3000)}" for _ in range(rng.randint(60, 240))]
        words[rng.randrange(20, 50)] = "refused" if label == "1" else "granted"
        (folder / f"t{number:04d}.txt").write_text(" ".join(words), "utf-8")
        truth[f"t{number:04d}.txt"] = label
        if rng.random() < SHARE / (1 - SHARE):
            name = f"t{number:04d}-copy.txt"
            trap = rng.random() < TRAPS
            changed = [{"refused": "granted", "granted": "refused"}.get(w, w) if trap else w for w in words]
            if not trap:
                changed[-3] = "other"
            (folder / name).write_text(" ".join(changed), "utf-8")
            truth[name] = _CLASSES[1 - int(label)] if trap else label
            copies.add(name)
            if trap:
                traps.add(name)
    return truth, copies, traps


def measure(kind: str, line: float, count: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        folder = home / "s"
        folder.mkdir()
        truth, copies, traps = (images if kind == "image" else texts)(folder, count, seed)
        new = NewProject(home / "p.dal", folder, _CLASSES, "ann", kind=kind, seed=seed, audit_share=0.1)  # type: ignore[arg-type]
        create_project(new, home / "home")
        with Desk(home / "p.dal", ticking=False) as desk:
            project = desk.read().project
            desk.until(lambda: project.learning.aside is not None)
            project.planning.choose_threshold("copy", line)
            project.choose("copies_together", True)
            # The worker judges anew by the line that was set.
            desk.until(lambda: project.pool.near_line == line)
            presses = 0
            while name := desk.ready():
                desk.label(truth[name])
                presses += 1
            said = {
                project.pool.name(i): project.state.in_force("ann", row.id) for i, row in enumerate(project.pool.rows)
            }
        ids = {c.name: c.id for c in project.classes}
        given = {name: cell[-1].answer for name, cell in said.items() if cell}
        wrong = {name for name, answer in given.items() if answer != ev.label_answer([ids[truth[name]]])}
        # Either of the two may be the one that is asked.
        trapped = traps | {name.replace("-copy", "").replace(".jpg", ".png") for name in traps}
        print(
            f"| {kind} | {line:.2f} | {len(truth)} | {len(copies)} ({len(traps)}) | {presses} | {len(given)} "
            f"| {1 - presses / max(1, len(given)):.1%} | {len(truth) - len(given)} | {len(wrong & trapped)} "
            f"| {len(wrong - trapped)} |",
            flush=True,
        )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench copies", description=__doc__)
    parser.add_argument("--pool", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    print(
        "| samples | line | pool | copies (traps) | presses | answered | saved | none | wrong by traps | wrong else |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for kind, line in itertools.product(("image", "text"), LINES):
        measure(kind, line, options.pool, options.seed)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
