"""The history that advice on when to stop rests on: checkpoints of the learner, and what made them worthless."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from desktop_al.core.words import mark

#: A checkpoint comes when the labels since the last reset have grown by this factor and by this many.
GROWTH, STEP = 1.2, 25
#: Audit answers since so many checkpoints are the newest ones.
LATE = 3

EventKind = Literal["new_class", "protocol", "new_data", "fell"]
EVENT_WORDS: dict[EventKind, str] = {
    "new_class": mark("A class was added"),
    "protocol": mark("The protocol changed"),
    "new_data": mark("New samples came in"),
    "fell": mark("Accuracy fell"),
}


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What is known of the model trained on ``labels`` answers. None, or empty, where it was not measured.

    audit_right, audit_n: of the answered audit samples, how many a model that had not seen them got right. Answers
        that came after the checkpoint judge it too; ``audit_then`` were there when it came.
    late_right, late_n: the same of the newest audit answers alone, those of the last ``LATE`` checkpoints.
    asked: samples shown, with those answered unsure; ``left``: samples that can still be asked.
    given, audit_true, audit_said, audit_hits: by class, the labels; and of the audit samples those of the class,
        those said to be of it, those both.
    kappa, agreement: Cohen's kappa, and the plain share, of its predictions with those of the checkpoint before on
        the fixed stop set. ``kappa`` is None where it is undefined (both say one class only).
    changed: how many predictions on the stop set are others than at the checkpoint before.
    f_change: predicted change of F on the stop set, with two classes only.
    uncertainty: mean entropy of the unlabelled pool, ``least_sure`` that of its least sure sample, both as shares of
        the largest possible one.
    """

    labels: int
    audit_right: int
    audit_n: int
    audit_then: int | None = None
    late_right: int | None = None
    late_n: int | None = None
    asked: int | None = None
    left: int | None = None
    given: tuple[int, ...] = ()
    audit_true: tuple[int, ...] = ()
    audit_said: tuple[int, ...] = ()
    audit_hits: tuple[int, ...] = ()
    kappa: float | None = None
    agreement: float | None = None
    changed: int | None = None
    f_change: float | None = None
    uncertainty: float | None = None
    least_sure: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something at ``at`` labels after which the checkpoints before it say nothing of what comes."""

    at: int
    kind: EventKind


@dataclass(frozen=True, slots=True)
class Wanted:
    """A class of which all samples are looked for: of the samples screened, in their order, 1 for those of the class
    and 0 for others; ``pool`` samples in all."""

    name: str
    order: tuple[int, ...]
    pool: int


@dataclass(frozen=True, slots=True)
class History:
    """Checkpoints with ascending labels; ``classes`` of the project, empty where they are not known."""

    checkpoints: tuple[Checkpoint, ...] = ()
    events: tuple[Event, ...] = ()
    classes: tuple[str, ...] = ()
    wanted: Wanted | None = None


def reset_of(history: History) -> Event | None:
    """The newest event."""
    return max(history.events, key=lambda event: event.at, default=None)


def is_due(labels: int, before: int | None, since: int = 0) -> bool:
    """Whether ``labels`` answers make a checkpoint, after one at ``before`` labels (None: there is none) and a reset
    at ``since``: by this spacing the size of a batch does not decide when stopping is advised."""
    if before is None:
        return labels > since or not since
    # A fifth more, rounded down, is a fifth more.
    return labels - since >= max(GROWTH * (before - since) // 1, before - since + STEP)


def in_force(history: History) -> History:
    """The history since its newest event, of checkpoints that are apart enough."""
    event = reset_of(history)
    since = event.at if event is not None else 0
    kept: list[Checkpoint] = []
    for one in history.checkpoints:
        if (event is None or one.labels > since) and is_due(one.labels, kept[-1].labels if kept else None, since):
            kept.append(one)
    return replace(history, checkpoints=tuple(kept))


def next_due(history: History, count: int = 1) -> int:
    """The labels at which the checkpoint after the next ``count - 1`` is due, of a history in force."""
    event = reset_of(history)
    since = event.at if event is not None else 0
    grown = history.checkpoints[-1].labels - since if history.checkpoints else 0
    for _ in range(count):
        grown = max(int(-(-GROWTH * grown // 1)), grown + STEP)
    return since + grown


def up_to(history: History, count: int) -> History:
    """The history as it was when it had ``count`` checkpoints."""
    last = history.checkpoints[count - 1].labels if count else -1
    events = tuple(event for event in history.events if event.at < last)
    return replace(history, checkpoints=history.checkpoints[:count], events=events)


def of_class(counts: Sequence[int], at: int) -> int:
    return counts[at] if at < len(counts) else 0
