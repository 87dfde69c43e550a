"""What the page of annotators and study design shows, as frozen values."""

from dataclasses import dataclass

from desktop_al.core.shapes import Measured
from desktop_al.core.study import Role, StudyDesign


@dataclass(frozen=True, slots=True)
class AnnotatorRow:
    """``answered`` samples in all, ``shared`` of them from the overlap set (of ``assigned``), ``gold`` known ones.
    ``here``: who labels in this window now. ``handed_out``: when a file was made for this annotator, "" for never;
    ``last``: the newest answer, in words."""

    name: str
    role: Role
    answered: int
    shared: int
    assigned: int
    gold: int
    here: bool
    handed_out: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """So many overlap samples give this half width of the 95 % interval, and cost these hours (of all annotators
    together; None while no pace was measured)."""

    samples: int
    half_width: float
    hours: float | None
    hours_low: float | None
    hours_high: float | None


@dataclass(frozen=True, slots=True)
class StudyScreen:
    """``design`` is the one in force, or None with ``proposed`` to begin with. ``locked``: why it cannot be changed
    here (a copy that was handed out), else empty. ``begun``: labelling of the overlap set has begun, a change will
    be told as a deviation. ``overlap``, ``audit`` and ``gold`` count samples of the pool under ``design``;
    ``gold_known`` of the latter have a known answer. ``pace``: seconds for each sample with its interval.
    ``courtesy``: what a role means in a plain project. ``counts``: labels
    of each class so far, empty for who may not see the others'."""

    annotators: tuple[AnnotatorRow, ...]
    role: Role
    design: StudyDesign | None
    proposed: StudyDesign
    hash: str
    pool: int
    overlap: int
    audit: int
    gold: int
    gold_known: int
    begun: bool
    locked: str
    pace: Measured
    classes: tuple[str, ...]
    courtesy: str
    counts: tuple[int, ...] = ()
