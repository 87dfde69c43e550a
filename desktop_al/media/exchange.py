"""What importers of other tools' files give, whatever the format: the shapes between a reader and the project."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_al.media.label_tables import State

#: The key under which files of other tools' formats carry what those formats have no field for.
OWN = "desktop_al"


@dataclass(frozen=True, slots=True)
class Brought:
    """One annotation, or one pre-annotation (``predicted``), as a file of another tool holds it.

    ``sample``: the name or path in the file, "" where it has none; then ``text`` is the whole text, by which the sample
    is found. ``labels``: names of classes, none unless ``state`` is "labelled". ``utc``: microseconds since 1970.
    ``active_s``: seconds. ``probability``: of a pre-annotation, 0 to 1. ``place``: the line or record, from 1.
    """

    sample: str
    labels: tuple[str, ...]
    place: int
    annotator: str = ""
    state: State = "labelled"
    reason: str = ""
    comment: str = ""
    utc: int | None = None
    active_s: float | None = None
    probability: float | None = None
    predicted: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a file holds. ``classes``: those it names, also where nothing has them. ``broken``: (line or record, cause),
    at most 1,000 of ``broken_count``. ``lost``: (what the file has and a project cannot keep, how often), for example
    ("boxes", 12). ``unit``: what ``place`` counts, "line" or "record"."""

    rows: tuple[Brought, ...]
    classes: tuple[str, ...] = ()
    broken: tuple[tuple[int, str], ...] = ()
    broken_count: int = 0
    lost: tuple[tuple[str, int], ...] = ()
    unit: str = "line"


@dataclass(frozen=True, slots=True)
class Importer:
    """A format to read. ``fits`` says from the path and the first bytes whether the file looks like one; ``read`` is
    given the path and asked to stop, and raises CannotRead with a sentence where the whole file cannot be used.
    ``table``: it has columns, which can be chosen."""

    name: str
    title: str
    fits: Callable[[Path, bytes], bool]
    read: Callable[[Path, Callable[[], bool]], Foreign]
    table: bool = False
