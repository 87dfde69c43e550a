"""What a report of a project rests on, as frozen values: asked of the worker, worked out there, written here."""

from dataclasses import dataclass

from desktop_al.core.shapes import LabelClass, Measured, SampleKind
from desktop_al.core.study import StudyDesign
from desktop_al.core.words import mark
from desktop_al.loop.agreement_screen import AgreementScreen
from desktop_al.loop.progress_screen import ProgressRequest, ProgressScreen

BLIND = mark("This study is blind: a report of it is for its owner and its adjudicators.")


@dataclass(frozen=True, slots=True)
class Learner:
    """How the project learns, by name: query strategy, model, and what labels of several annotators come to
    ("majority" or "model"). ``features`` in words, "" where nothing has learned yet."""

    strategy: str
    model: str
    learn_from: str
    suggestions: str
    withheld_share: int
    repeat_share: int
    features: str = ""


@dataclass(frozen=True, slots=True)
class PoolLook:
    """What the queue leaves out for how samples look: (what, how many); ``judged``: whether samples were looked at
    for that. ``copies``: with exactly the content of another sample."""

    aside: tuple[tuple[str, int], ...] = ()
    off: tuple[tuple[str, str], ...] = ()
    judged: bool = False
    put_back: int = 0
    copies: int = 0


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """``viewer``: who makes the report. ``progress`` None: what needs the model is left out, for the reason ``why``.
    ``anonymous``: codes for names also where the study does not ask for them. ``times``: what tells of the time that
    people took may be in it. ``bootstrap`` resamples for intervals; ``now`` in microseconds.
    ``learn``: a round comes first where there is none, as when a window opens."""

    viewer: str
    learner: Learner
    look: PoolLook
    progress: ProgressRequest | None
    why: str = ""
    anonymous: bool = False
    times: bool = False
    bootstrap: int = 2000
    now: int = 0
    learn: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """An annotator by the name or code of the report: annotations in force that name a class, that are unsure, that
    are not worth labelling; first and last in microseconds, 0 for none, without times the
    beginning of the day (UTC). ``seconds`` worked on samples in all, also on answers taken back; None: not recorded, or
    not to be told."""

    name: str
    role: str
    labels: int = 0
    unsure: int = 0
    not_worth: int = 0
    repeats: int = 0
    first: int = 0
    last: int = 0
    seconds: float | None = None

    @property
    def annotations(self) -> int:
        return self.labels + self.unsure + self.not_worth


@dataclass(frozen=True, slots=True)
class VersionUsed:
    """A version of the protocol: its id, since when (microseconds), and annotations in force given under it."""

    id: str
    since: int
    annotations: int


@dataclass(frozen=True, slots=True)
class Exported:
    """``what`` in English, with its number; ``format`` and ``count`` (None: nothing is counted) are what it says."""

    utc: int
    what: str
    who: str
    format: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the log says without any model. ``events`` and ``annotations`` as ``desktop-al verify`` counts them;
    ``in_guideline``: names of classes that the guideline defines; ``by_class``: annotations in force and samples in
    the end, by class; ``provenance``: how many samples came to their result in which way. ``days``: (day, annotations
    in force given then); ``strategies``: rounds in the log by the name of their query strategy."""

    name: str
    kind: SampleKind
    made: int
    is_copy: bool
    coded: str
    classes: tuple[LabelClass, ...]
    by_class: tuple[tuple[str, int, int], ...]
    scale: str
    version: str
    version_hash: str
    has_guideline: bool
    in_guideline: tuple[str, ...]
    versions: tuple[VersionUsed, ...]
    design: StudyDesign | None
    design_hash: str
    seed: int
    audit_share: float
    events: int
    chains: int
    annotations: int
    conflicts: int
    sound: bool
    problems: tuple[str, ...]
    fingerprint: str
    people: tuple[Person, ...]
    unsure: Measured
    not_worth: Measured
    reasons: tuple[tuple[str, int], ...]
    samples: int
    answered: int
    gone: int
    unreadable: tuple[tuple[str, int], ...]
    audit_samples: int
    masked: int
    provenance: tuple[tuple[str, int], ...]
    decided: int
    ambiguous: int
    decision_reasons: tuple[tuple[str, int], ...]
    known: int
    days: tuple[tuple[str, int], ...]
    encrypted: bool
    erased: int
    handouts: int
    exports: tuple[Exported, ...]
    signatures: tuple[tuple[str, str, int, bool], ...]
    strategies: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """``progress`` and ``agreement`` are those of their pages; ``no_progress``: why there is none. ``again``: how far
    annotators agree with themselves, by a coefficient and as a share. ``made``: microseconds; ``version`` of the
    program, ``libraries`` (name, version)."""

    request: ReportRequest
    facts: Facts
    agreement: AgreementScreen
    again: tuple[Measured, Measured]
    progress: ProgressScreen | None
    no_progress: str
    made: int
    version: str
    libraries: tuple[tuple[str, str], ...] = ()
