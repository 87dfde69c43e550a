"""What the cards on suggestions, probabilities and effort show, as frozen values, all figures in words."""

from dataclasses import dataclass

from desktop_al.core.shapes import Measured

#: Of the precision asked for: points on either side of a difference.
HALF_WIDTH = 5.0


@dataclass(frozen=True, slots=True)
class ArmLine:
    """A row of the comparison: with the suggestion ``shown`` and with it ``withheld``, their ``difference`` (or ratio)
    with its ``interval``, ``n`` samples, and what has to be known with it."""

    title: str
    shown: str
    withheld: str
    difference: str
    interval: str
    n: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class InfluenceCard:
    """What suggestions do. ``words``: in plain words; ``plan``: samples that the precision asked for takes;
    ``by_annotator``: of everybody, or only of who looks; ``notes``: what counts, and what is no comparison."""

    words: tuple[str, ...] = ()
    plan: str = ""
    lines: tuple[ArmLine, ...] = ()
    by_annotator: tuple[ArmLine, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """``n`` samples of which the model said the ``least`` to ``most`` probability, on average ``said``; ``right``:
    share of them that it was right on, with its interval."""

    least: float
    most: float
    said: float
    right: Measured


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """Calibration error of probabilities ``kind``, in words: as counted, what chance alone brings, the rest."""

    kind: str
    error: str
    chance: str
    corrected: str


@dataclass(frozen=True, slots=True)
class CalibrationCard:
    """Whether the shown probabilities hold. ``bins`` from the least sure up; ``before`` the same uncalibrated;
    ``spoken`` says what the picture shows; without bins ``words`` say why."""

    words: tuple[str, ...] = ()
    bins: tuple[ReliabilityBin, ...] = ()
    before: tuple[ReliabilityBin, ...] = ()
    errors: tuple[ErrorLine, ...] = ()
    notes: tuple[str, ...] = ()
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class EffortLine:
    """What a label took in one way of labelling, in words."""

    title: str
    labels: str
    seconds: str
    seconds_interval: str
    keys: str
    keys_interval: str


@dataclass(frozen=True, slots=True)
class EffortCard:
    """Effort of everybody together, or of who looks; never of another one alone."""

    words: tuple[str, ...] = ()
    lines: tuple[EffortLine, ...] = ()
    notes: tuple[str, ...] = ()


NO_EFFORT = EffortCard()
