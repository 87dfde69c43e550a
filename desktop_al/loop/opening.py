"""Making a project and finding its parts again: folder, classes, settings, this computer's id."""

import os
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain
from desktop_al.core.errors import BadArgument, CannotOpen, CannotRead, DesktopAlError
from desktop_al.core.shapes import SampleKind
from desktop_al.core.state import State
from desktop_al.loop.record import Clock
from desktop_al.media.scan import scan
from desktop_al.store.project_file import ProjectFile, SampleRow, create, read_samples

AUDIT_SHARE = 0.10
STRATEGY = "recommended"
BATCH = 10
MAX_CLASSES = 1000
_MAX_NAME = 200
#: Looking at this many samples is enough to say what a folder holds.
_LOOK = 20_000


@dataclass(frozen=True, slots=True)
class NewProject:
    """``annotator`` is the one who makes it and labels first. ``kind`` None: find out from the folder."""

    path: Path
    folder: Path
    classes: tuple[str, ...]
    annotator: str
    name: str = ""
    protocol: str = ""
    kind: SampleKind | None = None
    seed: int | None = None
    audit_share: float = AUDIT_SHARE
    strategy: str = STRATEGY


@dataclass(frozen=True, slots=True)
class Basics:
    """The lasting settings of a project, read from its log."""

    name: str
    kind: SampleKind
    seed: int
    audit_share: float
    strategy: str
    folder: Path


def create_project(new: NewProject, home: Path, clock: Clock | None = None) -> None:
    """Make the project file, whole or not at all.

    Raises:
        BadArgument: classes, annotator or places that cannot be used, in words.
        CannotOpen: the folder holds nothing to label, or the file cannot be made.
    """
    clock = clock or Clock()
    folder, path = new.folder.resolve(), new.path.resolve()
    if not folder.is_dir():
        raise CannotOpen(f"There is no folder {new.folder}.")
    if path.is_relative_to(folder):
        raise BadArgument("The project file cannot lie in the sample folder: nothing is ever written there.")
    if not path.parent.is_dir():
        raise CannotOpen(f"There is no folder {path.parent} to keep the project in.")
    names = check_classes(new.classes)
    annotator = check_annotator(new.annotator)
    kind = new.kind or folder_kind(folder)
    chain = Chain(os.urandom(16), 0, clock.utc, clock.monotonic, os.urandom)
    settings = {
        "name": new.name or path.stem,
        "kind": kind,
        "seed": secrets.randbits(31) if new.seed is None else new.seed,
        "audit_share": new.audit_share,
        "strategy": new.strategy,
    }
    entries = [
        chain.add(ev.OPEN, {"computer": computer_id(home)}, annotator),
        chain.add(ev.PROJECT, settings, annotator),
        chain.add(ev.FOLDER, folder_body(folder, path), annotator),
    ]
    for number, name in enumerate(names):
        body = {"op": "add", "name": name, "colour": number % 9}
        entries.append(chain.add(ev.CLASS, body, "", answer=f"c{secrets.token_hex(6)}"))
    if new.protocol:
        entries.append(chain.add(ev.PROTOCOL, {"text": new.protocol}, ""))
    create(path, entries)


def check_classes(names: Sequence[str]) -> list[str]:
    """Trimmed names.

    Raises:
        BadArgument: none, too many, empty, too long or twice the same.
    """
    trimmed = [" ".join(name.split()) for name in names]
    if not trimmed or not any(trimmed):
        raise BadArgument("A project needs at least one class.")
    if len(trimmed) > MAX_CLASSES:
        raise BadArgument(f"A project can have {MAX_CLASSES} classes, not {len(trimmed)}.")
    seen: set[str] = set()
    for name in trimmed:
        if not name:
            raise BadArgument("A class has no name.")
        if len(name) > _MAX_NAME:
            raise BadArgument(f"A class name can have {_MAX_NAME} characters: {name[:40]}...")
        if name.casefold() in seen:
            raise BadArgument(f"There are two classes named {name}.")
        seen.add(name.casefold())
    return trimmed


def check_annotator(name: str) -> str:
    trimmed = " ".join(name.split())
    if not trimmed or len(trimmed) > _MAX_NAME or not trimmed.isprintable():
        raise BadArgument("The annotator needs a name of 1 to 200 characters.")
    return trimmed


def folder_kind(folder: Path) -> SampleKind:
    """Whether a folder holds images or texts: what most of its files are; a table counts once.

    Raises:
        CannotOpen: nothing that can be labelled.
    """
    images: set[str] = set()
    texts: set[str] = set()
    scanning = scan(folder)
    try:
        for chunk in scanning:
            for found in chunk:
                (images if found.kind == "image" else texts).add(found.path)
            if scanning.report.samples > _LOOK:
                break
    except CannotRead as error:
        raise CannotOpen(str(error)) from error
    if not images and not texts:
        count = sum(scanning.report.other.values())
        held = f"{folder.name} holds {count} files, none of a kind that can be labelled."
        raise CannotOpen(f"No images or texts in this folder. {held}")
    return "image" if len(images) >= len(texts) else "text"


def basics(state: State, path: Path, samples: Sequence[str] = ()) -> Basics:
    """``samples``: paths of a few samples, by which their folder is known.

    Raises CannotOpen when the log lacks the project's first events.
    """
    settings = state.project
    try:
        kind: SampleKind = "text" if settings["kind"] == "text" else "image"
        return Basics(
            name=str(settings["name"]),
            kind=kind,
            seed=int(str(settings["seed"])),
            audit_share=min(1.0, max(0.0, float(str(settings["audit_share"])))),
            strategy=str(settings["strategy"]),
            folder=find_folder(state.folder, path, samples),
        )
    except (KeyError, ValueError) as error:
        raise CannotOpen("The project file lacks its first entries. It is damaged or was never finished.") from error


def read_pool(file: ProjectFile) -> list[SampleRow]:
    """Raises CannotOpen where that part of the file is damaged."""
    try:
        return read_samples(file.connection)
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise CannotOpen(f"The list of samples in {file.path.name} is damaged. Nothing was changed.") from error


def in_words(error: BaseException, path: Path) -> BaseException:
    """What to raise for an error while a project is read: itself where it was foreseen."""
    if isinstance(error, DesktopAlError) or not isinstance(error, Exception):
        return error
    return CannotOpen(f"{path.name} holds entries that cannot be understood: it is damaged. Nothing was changed.")


def last_annotator(state: State) -> str:
    """Who answered or opened the project last."""
    if state.annotators:
        return next(reversed(state.annotators))
    return state.maker or "annotator"


def folder_body(folder: Path, project: Path) -> dict[str, str]:
    """The folder as it is kept: from the project file where both lie together, so that they can move together."""
    try:
        relative = os.path.relpath(folder, project.parent)
    except ValueError:
        relative = ""
    return {"folder": f"{relative}\n{folder}"}


def find_folder(kept: str, project: Path, samples: Sequence[str] = ()) -> Path:
    """The sample folder: where as seen from the project it was, or where it was on this computer.

    Of two folders the one that holds more of ``samples``; else the first, since both may have been moved together.
    """
    relative, _, absolute = kept.partition("\n")
    places = [Path(os.path.normpath(project.resolve().parent / relative))] if relative else []
    places += [Path(absolute)] if absolute else []
    there = [place for place in places if place.is_dir()]
    if len(set(there)) > 1:
        there.sort(key=lambda place: -sum((place / sample).exists() for sample in samples))
    return next(iter(there + places[::-1]), project.parent)


def computer_id(home: Path) -> str:
    """A random name for this computer and user, made once; undo does not reach what another one did."""
    path = home / "computer-id"
    try:
        known = path.read_text("ascii").strip()
        if len(known) == 32:
            return known
    except (OSError, UnicodeDecodeError):
        pass
    fresh = secrets.token_hex(16)
    try:
        home.mkdir(parents=True, exist_ok=True)
        path.write_text(fresh, "ascii")
    except OSError:
        # A home that cannot be written: undo works within this opening only.
        pass
    return fresh
