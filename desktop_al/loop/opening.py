"""Making a project and finding its parts again: folder, classes, settings, this computer's id."""

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain, Written
from desktop_al.core.class_names import fit_name
from desktop_al.core.errors import BadArgument, CannotOpen, CannotRead, DesktopAlError
from desktop_al.core.protocol import name_key
from desktop_al.core.shapes import SampleKind
from desktop_al.core.state import State
from desktop_al.loop.folder_look import nothing_words
from desktop_al.loop.folder_names import MAX_CLASSES as MAX_CLASSES
from desktop_al.loop.importing import Import, LabelSource, import_annotations, read_import
from desktop_al.loop.messages import Setup
from desktop_al.loop.record import Clock
from desktop_al.media.scan import scan
from desktop_al.store.project_file import ProjectFile, SampleRow, create, read_samples

AUDIT_SHARE = 0.10
STRATEGY = "recommended"
BATCH = 10
_MAX_NAME = 200
_MAX_DEFINITION = 2000
#: Looking at this many samples is enough to say what a folder holds.
_LOOK = 20_000


#: Names another folder of the networks' weights than the one beside the program's settings.
WEIGHTS = "DESKTOP_AL_WEIGHTS"


def weights_folder(home: Path) -> Path:
    """Where the weights of the networks are, or would be."""
    return Path(os.environ.get(WEIGHTS) or home / "weights")


@dataclass(frozen=True, slots=True)
class NewProject:
    """``annotator`` is the one who makes it and labels first. ``kind`` None: find out from the folder.

    ``definitions``: a sentence for each class, in the order of ``classes``; it may end early. ``hide_names``: do
    not show where a sample lies, which would give the answer away when folders are classes. ``labels``: what is
    labelled already; its classes that are not among ``classes`` are added after them.
    """

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
    definitions: tuple[str, ...] = ()
    hide_names: bool = False
    labels: LabelSource | None = None


@dataclass(frozen=True, slots=True)
class CreateReport:
    """``samples`` listed (0 where there was nothing to import: the first opening lists them), ``annotations``
    imported, ``unmatched``: (name or row of the source, cause)."""

    samples: int = 0
    annotations: int = 0
    unmatched: tuple[tuple[str, str], ...] = ()


class CreationStopped(CannotOpen):
    """The one who waited gave up; there is no project."""


@dataclass(frozen=True, slots=True)
class Basics:
    """The lasting settings of a project, read from its log."""

    name: str
    kind: SampleKind
    seed: int
    audit_share: float
    strategy: str
    folder: Path
    hide_names: bool = False


def worker_setup(basics: Basics, path: Path, weights: str, own_network: str) -> Setup:
    """What the worker process of a project is told; a network of the user is one for images."""
    return Setup(
        str(basics.folder),
        str(path),
        basics.seed,
        basics.audit_share,
        basics.kind,
        weights,
        own_network if basics.kind == "image" else "",
    )


def create_project(
    new: NewProject,
    home: Path,
    clock: Clock | None = None,
    progress: Callable[[str, float], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> CreateReport:
    """Make the project file, whole or not at all.

    ``progress`` hears what is done and which share of all of it (0 to 1); ``stop`` is asked many times a second.

    Raises:
        BadArgument: classes, annotator or places that cannot be used, or labels that would be samples; in words.
        CannotOpen: the folder holds nothing to label, or the file cannot be made.
        CannotRead: the labels to import cannot be read.
        CreationStopped: ``stop()`` was true; nothing was made.
    """
    clock = clock or Clock()
    folder, path = new.folder.resolve(), new.path.resolve()
    if not folder.is_dir():
        raise CannotOpen(f"There is no folder {new.folder}.")
    if path.is_relative_to(folder):
        raise BadArgument("The project file cannot lie in the sample folder: nothing is ever written there.")
    if not path.parent.is_dir():
        raise CannotOpen(f"There is no folder {path.parent} to keep the project in.")
    own_names = check_classes(new.classes) if new.classes or new.labels is None else []
    definitions = _check_definitions(new.definitions, own_names)
    annotator = check_annotator(new.annotator)
    kind = new.kind or folder_kind(folder)
    seed = secrets.randbits(31) if new.seed is None else new.seed
    said = progress or (lambda _words, _share: None)

    def go_on(words: str, share: float) -> None:
        said(words, share)
        if stop is not None and stop():
            raise CreationStopped("The project was not made: it was stopped.")

    brought = Import((), (), (), ())
    if new.labels is not None:
        brought = read_import(new.labels, folder, kind, own_names, annotator, go_on)
    names = check_classes([*own_names, *brought.new_classes])
    settings = {
        "name": new.name or path.stem,
        "kind": kind,
        "seed": seed,
        "audit_share": new.audit_share,
        "strategy": new.strategy,
        "hide_names": new.hide_names,
    }

    def entries() -> Iterator[Written]:
        chain = Chain(os.urandom(16), 0, clock.utc, clock.monotonic, os.urandom)
        yield chain.add(ev.OPEN, {"computer": computer_id(home)}, annotator)
        yield chain.add(ev.PROJECT, settings, annotator)
        yield chain.add(ev.FOLDER, folder_body(folder, path), annotator)
        ids = {name: f"c{secrets.token_hex(6)}" for name in names}
        for number, name in enumerate(names):
            body = {"op": "add", "name": name, "colour": number}
            if definition := definitions.get(name):
                body["definition"] = definition
            yield chain.add(ev.CLASS, body, "", answer=ids[name])
        if new.protocol:
            yield chain.add(ev.PROTOCOL, {"text": new.protocol}, "")
        if new.labels is not None:
            yield from import_annotations(brought, new.labels, ids, annotator, chain, go_on)

    create(path, entries(), brought.samples)
    said("Done", 1.0)
    return CreateReport(len(brought.samples), len(brought.rows), brought.unmatched)


def _check_definitions(definitions: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """By class name; raises BadArgument."""
    if len(definitions) > len(names):
        raise BadArgument(f"There are {len(definitions)} definitions for {len(names)} classes.")
    trimmed = [" ".join(text.split()) for text in definitions]
    for name, text in zip(names, trimmed):
        if len(text) > _MAX_DEFINITION:
            raise BadArgument(f"The definition of {name} can have {_MAX_DEFINITION:,} characters, not {len(text):,}.")
    return dict(zip(names, trimmed))


def check_classes(names: Sequence[str]) -> list[str]:
    """Names as they are kept.

    Raises:
        BadArgument: none, too many, empty, too long, twice the same, or with characters that cannot be shown.
    """
    if not any(name.split() for name in names):
        raise BadArgument("A project needs at least one class.")
    if len(names) > MAX_CLASSES:
        raise BadArgument(f"A project can have {MAX_CLASSES} classes, not {len(names)}.")
    fitting: dict[str, str] = {}
    for number, given in enumerate(names, start=1):
        try:
            name = fit_name(given)
        except BadArgument as error:
            raise BadArgument(f"Class {number}: {error}") from error
        if name_key(name) in fitting:
            raise BadArgument(f"There are two classes named {name}.")
        fitting[name_key(name)] = name
    return list(fitting.values())


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
        raise CannotOpen(nothing_words(folder.name, sum(scanning.report.other.values())))
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
            hide_names=settings.get("hide_names") is True,
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
    """Who began the last opening that added anything; what came in by a merge or an import was not done here."""
    for writer in reversed(state.heads):
        first = state.event((writer, 1))
        if writer not in state.foreign and first is not None and first.annotator:
            return first.annotator
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
    # Not Path.is_dir: in a folder that may not be entered it raises.
    there = [place for place in places if os.path.isdir(place)]
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
