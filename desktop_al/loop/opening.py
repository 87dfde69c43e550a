"""Making a project and finding its parts again: folder, classes, settings, this computer's id."""

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain, Written
from desktop_al.core.class_names import fit_name
from desktop_al.core.errors import BadArgument, CannotOpen, CannotRead, DesktopAlError
from desktop_al.core.plain_names import short
from desktop_al.core.protocol import name_key
from desktop_al.core.protocol_file import Protocol
from desktop_al.core.protocol_record import BUILT_IN, file_record, record_body
from desktop_al.core.shapes import SampleKind
from desktop_al.core.state import State
from desktop_al.core.words import tr
from desktop_al.loop.annotator_names import check_annotator as check_annotator
from desktop_al.loop.folder_look import nothing_words
from desktop_al.loop.folder_names import MAX_CLASSES as MAX_CLASSES
from desktop_al.loop.importing import Import, LabelSource, import_annotations, read_import
from desktop_al.loop.locks import new_locks
from desktop_al.loop.messages import Setup
from desktop_al.loop.record import Clock
from desktop_al.media.samples import is_dicom_name
from desktop_al.media.scan import scan
from desktop_al.store.driver import sqlite3
from desktop_al.store.keyring import own_key
from desktop_al.store.project_file import ProjectFile, SampleRow, create, open_project, read_samples
from desktop_al.store.vault import vault_path
from desktop_al.store.verify import MAX_CLASSES as MOST_CLASSES

AUDIT_SHARE = 0.10
STRATEGY = "recommended"
BATCH = 10
#: In the project's first entries: what the codes of hidden names are made with.
CODE_KEY = "code_key"
#: How the name of a vault ends.
_INSIDE = ".dal-samples"
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
    not show where a sample lies, which would give the answer away when folders are classes; None: where there are
    DICOM files, whose names often tell of patients. ``labels``: what is
    labelled already; its classes that are not among ``classes`` are added after them. ``marks``: of each class, from
    0, each once; without them their places. ``source``: the protocol file that all of this came from, for its scale,
    reasons, version and further fields; its text is not used. ``passphrase``: of ``annotator``; the project is then
    encrypted.
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
    hide_names: bool | None = None
    labels: LabelSource | None = None
    marks: tuple[int, ...] = ()
    source: Protocol | None = None
    passphrase: str = field(default="", repr=False)


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
    code_key: bytes = b""
    #: Decode samples in a process of its own: they come from somebody else.
    careful: bool = False


def open_own(path: Path, *, look_only: bool = False) -> ProjectFile:
    """As ``open_project``, by a key of its own: a copy is opened by that of a project that may be locked before it."""
    own_key(path)
    return open_project(path, look_only=look_only)


def worker_setup(basics: Basics, file: ProjectFile, weights: str, own_network: str) -> Setup:
    """What the worker process of a project is told; a network of the user is one for images."""
    return Setup(
        str(basics.folder),
        str(file.path),
        basics.seed,
        basics.audit_share,
        basics.kind,
        weights,
        own_network if basics.kind == "image" else "",
        bytes(file.key) if file.key is not None else b"",
        basics.careful or file.key is not None,
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
    if folder.is_file():
        raise CannotOpen(tr("{name} is a file. Name the folder that it lies in.", name=folder.name))
    if not folder.is_dir():
        raise CannotOpen(tr("There is no folder {folder}.", folder=new.folder))
    if path.is_relative_to(folder):
        raise BadArgument(tr("The project file cannot lie in the sample folder: nothing is ever written there."))
    if not path.parent.is_dir():
        raise CannotOpen(tr("There is no folder {folder} to keep the project in.", folder=path.parent))
    own_names = check_classes(new.classes) if new.classes or new.labels is None else []
    definitions = _check_definitions(new.definitions, own_names)
    annotator = check_annotator(new.annotator)
    kind = new.kind or folder_kind(folder)
    seed = secrets.randbits(31) if new.seed is None else new.seed
    said = progress or (lambda _words, _share: None)

    def go_on(words: str, share: float) -> None:
        said(words, share)
        if stop is not None and stop():
            raise CreationStopped(tr("The project was not made: it was stopped."))

    brought = Import((), (), (), ())
    if new.labels is not None:
        brought = read_import(new.labels, folder, kind, own_names, annotator, go_on, _reasons(new.source))
    names = check_classes([*own_names, *brought.new_classes])
    beyond = max((len(new.marks), *(mark + 1 for mark in new.marks)))
    marks = [*new.marks, *range(beyond, beyond + len(names))]
    settings = {
        "name": new.name or path.stem,
        "kind": kind,
        "seed": seed,
        "audit_share": new.audit_share,
        "strategy": new.strategy,
        "hide_names": _holds_dicom(folder, kind) if new.hide_names is None else new.hide_names,
        CODE_KEY: secrets.token_hex(32),
    }

    def entries() -> Iterator[Written]:
        chain = Chain(os.urandom(16), 0, clock.utc, clock.monotonic, os.urandom)
        yield chain.add(ev.OPEN, {"computer": computer_id(home)}, annotator)
        yield chain.add(ev.PROJECT, settings, annotator)
        yield chain.add(ev.FOLDER, folder_body(folder, path), annotator)
        ids = {name: f"c{secrets.token_hex(6)}" for name in names}
        for number, name in enumerate(names):
            body = {"op": "add", "name": name, "colour": marks[number]}
            if definition := definitions.get(name):
                body["definition"] = definition
            yield chain.add(ev.CLASS, body, "", answer=ids[name])
        if new.source is not None:
            record = file_record(new.source, {name_key(name): own for name, own in ids.items()})
            yield chain.add(ev.PROTOCOL, record_body(replace(record, text=new.protocol)), "")
        elif new.protocol:
            yield chain.add(ev.PROTOCOL, {"text": new.protocol}, "")
        if new.labels is not None:
            yield from import_annotations(brought, new.labels, ids, annotator, chain, go_on)

    create(path, entries(), brought.samples, locks=new_locks(annotator, new.passphrase) if new.passphrase else None)
    said(tr("Done"), 1.0)
    return CreateReport(len(brought.samples), len(brought.rows), brought.unmatched)


def _reasons(source: Protocol | None) -> tuple[str, ...]:
    return tuple(reason.id for reason in (source.reasons if source else ()) or BUILT_IN)


def _check_definitions(definitions: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """By class name; raises BadArgument."""
    if len(definitions) > len(names):
        raise BadArgument(
            tr("There are {count} definitions for {classes} classes.", count=len(definitions), classes=len(names))
        )
    trimmed = [" ".join(text.split()) for text in definitions]
    for name, text in zip(names, trimmed):
        if len(text) > _MAX_DEFINITION:
            raise BadArgument(
                tr(
                    "The definition of {name} can have {most:,} characters, not {count:,}.",
                    name=name,
                    most=_MAX_DEFINITION,
                    count=len(text),
                )
            )
    return dict(zip(names, trimmed))


def check_classes(names: Sequence[str]) -> list[str]:
    """Names as they are kept.

    Raises:
        BadArgument: none, too many, empty, too long, twice the same, or with characters that cannot be shown.
    """
    if not any(name.split() for name in names):
        raise BadArgument(tr("A project needs at least one class."))
    if len(names) > MAX_CLASSES:
        raise BadArgument(tr("A project can have {most} classes, not {count}.", most=MAX_CLASSES, count=len(names)))
    fitting: dict[str, str] = {}
    for number, given in enumerate(names, start=1):
        try:
            name = fit_name(given)
        except BadArgument as error:
            raise BadArgument(tr("Class {number}: {error}", number=number, error=error)) from error
        if name_key(name) in fitting:
            raise BadArgument(tr("There are two classes named {name}.", name=name))
        fitting[name_key(name)] = name
    return list(fitting.values())


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
    if len(state.classes()) > MOST_CLASSES:
        raise CannotOpen(
            tr(
                "{name} has {count:,} classes, more than {most:,}.",
                name=path.name,
                count=len(state.classes()),
                most=MOST_CLASSES,
            )
        )
    try:
        kind: SampleKind = "text" if settings["kind"] == "text" else "image"
        return Basics(
            name=short(str(settings["name"])),
            kind=kind,
            seed=int(str(settings["seed"])),
            audit_share=min(1.0, max(0.0, float(str(settings["audit_share"])))),
            strategy=str(settings["strategy"]),
            folder=find_folder(state.folder, path, samples),
            hide_names=settings.get("hide_names") is True,
            code_key=code_key_of(state),
            careful=settings.get("untrusted_folder") is True,
        )
    except (KeyError, ValueError) as error:
        raise CannotOpen(
            tr("The project file lacks its first entries. It is damaged or was never finished.")
        ) from error


def code_key_of(state: State) -> bytes:
    """The key of the codes that stand for names of samples; empty in a project of before there was one."""
    try:
        return bytes.fromhex(str(state.project.get(CODE_KEY, "")))
    except ValueError:
        return b""


def _holds_dicom(folder: Path, kind: SampleKind) -> bool:
    """Whether there are DICOM files among the first samples of a folder; False where it cannot be read."""
    if kind != "image":
        return False
    scanning = scan(folder)
    try:
        for chunk in scanning:
            if any(is_dicom_name(found.path) for found in chunk if found.kind == "image"):
                return True
            if scanning.report.samples > _LOOK:
                break
    except CannotRead:
        # What cannot be listed now is told when the project is opened.
        pass
    return False


def read_pool(file: ProjectFile) -> list[SampleRow]:
    """Raises CannotOpen where that part of the file is damaged."""
    try:
        return read_samples(file.connection)
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise CannotOpen(
            tr("The list of samples in {name} is damaged. Nothing was changed.", name=file.path.name)
        ) from error


def in_words(error: BaseException, path: Path) -> BaseException:
    """What to raise for an error while a project is read: itself where it was foreseen."""
    if isinstance(error, DesktopAlError) or not isinstance(error, Exception):
        return error
    return CannotOpen(
        tr("{name} holds entries that cannot be understood: it is damaged. Nothing was changed.", name=path.name)
    )


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
    if relative.endswith(_INSIDE):
        # Beside the project whatever that is called by now.
        return vault_path(project.resolve())
    places = [Path(os.path.normpath(project.resolve().parent / relative))] if relative else []
    places += [Path(absolute)] if absolute else []
    # Not Path.is_dir: in a folder that may not be entered it raises.
    there = [place for place in places if os.path.isdir(place)]
    if not there and (inside := vault_path(project.resolve())).is_file():
        # A backup from before they were copied in tells of a folder that may be gone since.
        return inside
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
