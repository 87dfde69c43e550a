"""A ready project from data that installed packages carry: digits as images, documentation as texts."""

import csv
import hashlib
import os
import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

import numpy as np

from desktop_al.core.errors import CannotOpen
from desktop_al.core.resources import resource
from desktop_al.learn.demo_sources import digit_images, function_texts
from desktop_al.loop.opening import AUDIT_SHARE, NewProject, create_project
from desktop_al.loop.simulating import read_labels
from desktop_al.media.images import write_png
from desktop_al.media.samples import sample_id
from desktop_al.people.assignment import audit_mask

_T = TypeVar("_T")
DemoKind = Literal["images", "text", "folder"]

ANNOTATOR = "Annotator 1"
_SEED = 2026
_BY_WORDS = re.compile(r"- \{([^{}]+)\}")
_FOLDER_CLASSES = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo project and who knows its answers: ``answer(sample name)`` gives a class name. ``decisions``: what is to
    be played is adjudication, as ``annotator``; labelling without."""

    project: Path
    answer: Callable[[str], str]
    decisions: bool = False
    annotator: str = ""


def demo_places(project: Path) -> tuple[Path, Path]:
    """Where the pool of a demo lies, and its true answers."""
    stem = project.name.removesuffix(".dal")
    return project.with_name(f"{stem}-samples"), project.with_name(f"{stem}-truth.csv")


def set_up_demo(
    kind: DemoKind,
    project: Path,
    home: Path,
    *,
    folder: Path | None = None,
    seed: int = 0,
    owner: str = ANNOTATOR,
    progress: Callable[[str], None] = lambda _: None,
    passphrase: str = "",
) -> Demo:
    """Make the demo or go on with it, also after its set-up was killed half-way. ``passphrase``: of a project that is
    to be encrypted when it is made.

    The answers are written when all samples are there, the project when the answers are: whatever is
    missing is made again.

    Raises:
        CannotOpen: the place cannot be written.
    """
    if kind == "folder":
        if folder is None or not folder.is_dir():
            raise CannotOpen(f"There is no folder {folder}.")
        if not project.exists():
            _make_parent(project)
            new = NewProject(project, folder, _FOLDER_CLASSES, ANNOTATOR, folder.resolve().name, passphrase=passphrase)
            create_project(new, home)
        return Demo(project, lambda name: _drawn(name, seed))
    samples, truth = demo_places(project)
    if not truth.exists():
        _make_parent(project)
        progress("Making the samples of the demo")
        try:
            _write_samples(kind, samples, truth)
        except OSError as error:
            raise CannotOpen(f"The demo cannot be written to {project.parent}: {error.strerror}.") from error
    answers = read_labels(truth)
    if not project.exists():
        title, protocol = ("Digits", "digits.md") if kind == "images" else ("Scientific functions", "functions.md")
        new = NewProject(
            project,
            samples,
            tuple(_in_key_order(set(answers.values()))),
            owner,
            name=title,
            protocol=demo_guideline(resource(f"demo/{protocol}").read_text("utf-8"), samples),
            kind="image" if kind == "images" else "text",
            seed=_SEED,
            passphrase=passphrase,
        )
        create_project(new, home)
    return Demo(project, lambda name: answers.get(name, ""))


def demo_guideline(text: str, samples: Path) -> str:
    """The guideline of a demo for the samples that were made: an example may be named by the words that its text
    begins with, in braces, since which text has which name follows from the installed packages. What is not there, or
    in the audit set, is left out."""
    begins = [(path.stem, path.read_text("utf-8")[:200]) for path in sorted(samples.glob("*.txt"))]
    lines: list[str] = []
    for line in text.splitlines():
        if found := _BY_WORDS.match(line):
            names = [stem for stem, beginning in begins if beginning.startswith(found[1]) and _may_be_shown(stem)]
            line = f"- {names[0]}{line[found.end() :]}" if names else ""
        if line or not lines or lines[-1]:
            lines.append(line)
    return "\n".join(lines) + "\n"


def _may_be_shown(stem: str) -> bool:
    number = np.frombuffer(sample_id(f"{stem}.txt"), "<u8")[:1].astype(np.uint64)
    return not audit_mask(number, _SEED, AUDIT_SHARE)[0]


def _write_samples(kind: DemoKind, samples: Path, truth: Path) -> None:
    samples.mkdir(parents=True, exist_ok=True)
    rows = _write_digits(samples) if kind == "images" else _write_texts(samples)
    unfinished = truth.with_name(truth.name + ".unfinished")
    with open(unfinished, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("path", "label"))
        writer.writerows(rows)
    os.replace(unfinished, truth)


def _write_digits(samples: Path) -> list[tuple[str, str]]:
    rows = []
    for number, (gray, label) in enumerate(_mixed(digit_images())):
        name = f"sample-{number + 1:04d}.png"
        write_png(samples / name, np.repeat(gray[:, :, None], 3, axis=2))
        rows.append((name, label))
    return rows


def _write_texts(samples: Path) -> list[tuple[str, str]]:
    rows = []
    for number, (text, label) in enumerate(_mixed(function_texts())):
        name = f"sample-{number + 1:04d}.txt"
        (samples / name).write_text(text, encoding="utf-8")
        rows.append((name, label))
    return rows


def _mixed(pairs: Iterable[tuple[_T, str]]) -> list[tuple[_T, str]]:
    """In an order that tells nothing of the class."""
    mixed = list(pairs)
    random.Random(_SEED).shuffle(mixed)
    return mixed


def _in_key_order(names: Iterable[str]) -> list[str]:
    """So that key 1 gives the digit 1; the 0 comes last."""
    return sorted(names, key=lambda name: (name == "0", name))


def _drawn(name: str, seed: int) -> str:
    number = hashlib.blake2b(f"{seed}/{name}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return _FOLDER_CLASSES[int.from_bytes(number, "big") % len(_FOLDER_CLASSES)]


def _make_parent(project: Path) -> None:
    try:
        project.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotOpen(f"The folder {project.parent} cannot be made: {error.strerror}.") from error
