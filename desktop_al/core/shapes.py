"""The frozen shapes that travel between packages. No behaviour beyond what the shape itself means."""

from dataclasses import dataclass
from typing import Literal

from desktop_al.core.words import mark

SampleKind = Literal["image", "text"]

#: Reasons of "not worth labelling", in the order of their keys 1 to 5.
NOT_WORTH_REASONS: tuple[tuple[str, str], ...] = (
    ("focus", mark("Out of focus")),
    ("artefact", mark("Artefact")),
    ("duplicate", mark("Duplicate")),
    ("kind", mark("Wrong kind")),
    ("other", mark("Other")),
)


@dataclass(frozen=True, slots=True)
class LabelClass:
    """One answer that the protocol allows.

    ``id`` never changes; name, mark (``colour``, counted from 0: it stands for a colour and a shape) and place in
    the list may.
    """

    id: str
    name: str
    colour: int
    definition: str = ""
    retired: bool = False
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A sample found by the scan: where it lies in the folder, nothing of what is in it.

    ``path`` is relative to the folder, NFC, with ``/``. A row of a table file has ``row >= 0`` and the
    byte range ``offset``, ``length`` of its record; a whole file has row -1.
    """

    path: str
    kind: SampleKind
    size: int
    mtime_ns: int
    row: int = -1
    offset: int = 0
    length: int = 0

    @property
    def name(self) -> str:
        """The sample's public name: relative path, with ``#row`` for a row of a table."""
        return self.path if self.row < 0 else f"{self.path}#{self.row}"


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure and how sure it is: the limits of its 95 % interval, None where there is none; ``n`` samples that it
    rests on. ``value`` is None where it is undefined. ``reason``: why it is undefined or has no interval, or what has
    to be known with it; else empty."""

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0
    reason: str = ""
