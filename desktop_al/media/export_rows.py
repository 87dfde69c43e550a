"""What an exporter is given: rows of annotations or of samples, what the samples hold, and what it says at the end."""

import math
import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from desktop_al.core.label_sets import joined
from desktop_al.core.shapes import SampleKind
from desktop_al.media.export_contents import Contents
from desktop_al.media.export_features import Features

#: Texts that are empty and sizes that are 0, since the sample cannot be read; samples left out, or only in the table,
#: for that; without a class; files that are links, copies where a link was asked for, pictures with masks drawn over,
#: DICOM that became pictures; classes whose folder is called otherwise.
Noted = Literal[
    "empty texts",
    "no sizes",
    "unread",
    "only in table",
    "no class",
    "links",
    "copies",
    "masked",
    "converted",
    "renamed",
    "no features",
]

#: Every annotation; one label for each sample; those with weights, to train with.
View = Literal["annotations", "samples", "training"]
VIEWS: tuple[View, ...] = ("annotations", "samples", "training")


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One annotation in force. The order of the fields is the order of the columns.

    ``utc``: ISO 8601; ``active_s``: seconds; ``probability``: the model's, of its suggestion;
    ``writer``, ``writer_seq``: the event in the project's log; ``change_reason``: why the answer before was changed.
    """

    seq: int
    sample: str
    annotator: str
    label: str
    state: str
    utc: str
    reason: str
    comment: str
    active_s: float | None
    suggestion: str
    suggestion_shown: str
    probability: float | None
    protocol: str
    round: int | None
    chosen_for: str
    writer: str
    writer_seq: int
    change_reason: str = ""


@dataclass(frozen=True, slots=True)
class SampleLabel:
    """What one sample is by the ``rule``. The order of the fields is the order of the columns.

    ``agreeing`` of ``answers`` annotators said what came out. ``support`` is how sure it is, 0 to 1; ``support_is``
    says what that is: the share of the votes, the posterior of the model of Dawid and Skene, or a decision (1).
    ``weight``: how much the sample may count in training, only in that view. ``utc``: ISO 8601, of the newest answer
    or decision that it rests on.
    """

    sample: str
    label: str
    state: str
    reason: str
    rule: str
    answers: int
    agreeing: int
    support: float
    support_is: str
    utc: str
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What one sample is in the end. The order of the fields is the order of the columns.

    ``provenance``: unanimous, majority, single, adjudicated or open; ``agreeing`` of ``answers`` annotators said what
    came out; ``reason`` is a code, ``words`` are the adjudicator's own; ``utc``: ISO 8601.
    """

    sample: str
    label: str
    provenance: str
    answers: int
    agreeing: int
    decided_by: str
    reason: str
    words: str
    ambiguous: str
    utc: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row, with its classes one by one: a name may hold the mark that joins them in ``row.label``."""

    row: ExportRow | SampleLabel
    labels: tuple[str, ...]

    @property
    def annotator(self) -> str:
        """Who said it: the annotator, or the rule."""
        return self.row.annotator if isinstance(self.row, ExportRow) else f"rule: {self.row.rule}"


@dataclass(frozen=True, slots=True)
class Export:
    """What is to be written. ``entries`` begins anew with each call and raises where the user stopped; where the
    format is ``grouped``, those of one sample follow one another. ``classes``: names, in the order of the protocol."""

    entries: Callable[[], Iterator[Entry]]
    contents: Contents
    kind: SampleKind
    classes: tuple[str, ...]
    view: View = "annotations"
    project: str = ""
    raw: bool = False
    link: bool = False
    #: Features by the names of samples, for formats that hold them.
    features: "Callable[[list[str]], Features] | None" = None


@dataclass(frozen=True, slots=True)
class Written:
    """``count`` rows are in the file; ``notes``: what it lacks or holds in another way, and how often, not 0."""

    count: int
    notes: tuple[tuple[Noted, int], ...] = field(default=())


COLUMNS: tuple[str, ...] = tuple(one.name for one in fields(ExportRow))
SAMPLE_COLUMNS: tuple[str, ...] = tuple(one.name for one in fields(SampleLabel))[:-1]
TRAINING_COLUMNS: tuple[str, ...] = (*SAMPLE_COLUMNS, "weight")
RESULT_COLUMNS: tuple[str, ...] = tuple(one.name for one in fields(ResultRow))
_OF_VIEW: dict[View, tuple[str, ...]] = {
    "annotations": COLUMNS,
    "samples": SAMPLE_COLUMNS,
    "training": TRAINING_COLUMNS,
}
_OWN_OF_VIEW = {
    view: (names, operator.attrgetter(*names))
    for view, names in ((view, [name for name in columns if name != "label"]) for view, columns in _OF_VIEW.items())
}


def columns_of(view: View) -> tuple[str, ...]:
    """The fields of a row in a view, in their order."""
    return _OF_VIEW[view]


def cells_of(entry: Entry, view: View) -> list[Any]:
    """The fields of a row as a table holds them: its classes as ``label_sets`` joins them."""
    return [joined(entry.labels) if name == "label" else defined(getattr(entry.row, name)) for name in columns_of(view)]


def defined(value: Any) -> Any:
    """The value; None where it is a number that is not finite, which is undefined."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def own_fields(entry: Entry, view: View) -> dict[str, Any]:
    """What a file of another tool's format carries under ``exchange.OWN``: every field of the row that is defined, but
    the label, which such formats have a place for."""
    names, values_of = _OWN_OF_VIEW[view]
    return {
        name: value
        for name, value in zip(names, values_of(entry.row), strict=True)
        if value is not None and value != "" and not (isinstance(value, float) and not math.isfinite(value))
    }
