"""The support file: what somebody who helps needs to know, and nothing about samples, classes or people."""

import os
import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from desktop_al.core.errors import BadArgument, DesktopAlError
from desktop_al.core.settings import DEFAULTS, Value, all_checked
from desktop_al.core.shapes import SampleKind
from desktop_al.core.words import mark
from desktop_al.loop.folding import read_state
from desktop_al.loop.logbook import log_tail
from desktop_al.loop.plan import check_choice
from desktop_al.media.replace import replace_file
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import close_file, open_project, read_samples
from desktop_al.store.verify import verify_connection

PROMISE = mark("It holds no names, no paths and nothing of what is in your samples.")


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """A project in numbers. ``whole`` is None where the check could not be made; ``problems`` counts what it found."""

    kind: SampleKind
    samples: int = 0
    unreadable: int = 0
    labels: int = 0
    classes: int = 0
    annotators: int = 0
    rounds: int = 0
    events: int = 0
    bytes: int = 0
    whole: bool | None = None
    problems: int = 0
    encrypted: bool = False


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """What only the window knows: versions of program and Qt, pixels of the screen for one of the interface."""

    version: str
    qt: str
    scale: float


def project_facts(path: Path) -> ProjectFacts | None:
    """Count what is in a project file, which may be open here or elsewhere; None when it cannot be read.

    Takes seconds for a large project: not for the window's thread.
    """
    try:
        file = open_project(path, look_only=True)
    except (DesktopAlError, OSError, sqlite3.Error):
        return None
    try:
        connection = file.connection
        found = verify_connection(connection)
        samples = read_samples(connection)
        state = read_state(connection)
        return ProjectFacts(
            kind="text" if state.project.get("kind") == "text" else "image",
            samples=sum(1 for row in samples if not row.gone),
            unreadable=sum(1 for row in samples if row.problem and not row.gone),
            labels=found.annotations,
            classes=len(state.active_classes()),
            annotators=len(state.annotators),
            rounds=len(state.rounds),
            events=found.events,
            bytes=path.stat().st_size,
            whole=found.ok,
            problems=len(found.problems),
            encrypted=file.key is not None,
        )
    except (DesktopAlError, OSError, sqlite3.Error, KeyError, ValueError, TypeError, AttributeError, OverflowError):
        return None
    finally:
        close_file(file)


def labels_saved(path: Path) -> int | None:
    """How many answers are in force in a project file; None when it cannot be read."""
    try:
        file = open_project(path, look_only=True)
    except (DesktopAlError, OSError, sqlite3.Error):
        return None
    try:
        state = read_state(file.connection)
        return sum(1 for _ in state.annotations())
    except (sqlite3.Error, KeyError, ValueError, TypeError, AttributeError, OverflowError):
        return None
    finally:
        close_file(file)


def support_text(
    home: Path, program: ProgramFacts, settings: Mapping[str, object], project: ProjectFacts | None = None
) -> str:
    """What :func:`save_support` writes: plain lines, made of numbers, versions, words of our own and the log."""
    parts = [
        ("desktop_al support file", (PROMISE,)),
        ("Program", _program(program)),
        ("Settings", _settings(settings)),
        ("Project", _project(project)),
        ("Log, newest last", tuple(log_tail(home)) or ("Nothing was logged.",)),
    ]
    return "\n\n".join("\n".join((heading, *lines)) for heading, lines in parts) + "\n"


def save_support(path: Path, text: str) -> None:
    """Write the support file, whole or not at all.

    Raises:
        DesktopAlError: it cannot be written; says why.
    """
    replace_file(path, lambda file: file.write(text.encode("utf-8", "replace")))


def _program(facts: ProgramFacts) -> tuple[str, ...]:
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"version: {_version(facts.version)}",
        f"Python: {platform.python_version()}",
        # What follows the numbers of a release may be a name that somebody gave.
        f"system: {platform.system()} {_version(platform.release())} {platform.machine()}",
        f"Qt: {_version(facts.qt)}",
        f"screen scale: {facts.scale:g}",
        f"processors: {os.cpu_count() or 0}, memory: {memory:.0f} GB",
    )


def _version(text: str) -> str:
    """The leading numbers of a version."""
    found = re.match(r"\d+(?:\.\d+)*", text)
    return found.group() if found else "from source"


def _settings(settings: Mapping[str, object]) -> tuple[str, ...]:
    # Only what the table knows, with values that the table allows: there is no free text among them.
    values = all_checked(settings)
    # A path is told by whether there is one, and a class by whether one is looked for.
    values |= {name: "another" for name in ("strategy", "model") if not _is_known(name, values[name])}
    values |= {name: "chosen" for name in ("own_network", "wanted") if values[name]}
    return tuple(f"{name}: {value}{'' if value == DEFAULTS[name] else ' (changed)'}" for name, value in values.items())


def _is_known(name: str, value: Value) -> bool:
    try:
        check_choice(name, value)
    except BadArgument:
        return False
    return True


def _project(facts: ProjectFacts | None) -> tuple[str, ...]:
    if facts is None:
        return ("No project is open, or it cannot be read.",)
    checked = {True: "yes", False: f"no, {facts.problems} problems", None: "not checked"}[facts.whole]
    return (
        f"kind: {facts.kind}",
        f"samples: {facts.samples}, of them unreadable: {facts.unreadable}",
        f"labels: {facts.labels}",
        f"classes: {facts.classes}, annotators: {facts.annotators}",
        f"rounds of learning: {facts.rounds}",
        f"entries in the log of the project: {facts.events}, whole: {checked}",
        f"size: {facts.bytes / 2**20:.1f} MB, encrypted: {'yes' if facts.encrypted else 'no'}",
    )
