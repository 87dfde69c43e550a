"""From rounds to checkpoints: what the models said of a fixed stop set and of the audit samples.

What an earlier model said of an audit sample that was answered later judges it as fairly as any: it had not seen the
answer. So the whole curve rests on all audit answers, and its checkpoints differ by their models alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from desktop_al.learn.rounds import Ranking, RoundInput
from desktop_al.learn.stopping_history import LATE, Checkpoint, Event, History, is_due, reset_of
from desktop_al.learn.view import Indices

STOP_SET = 2_000
#: Rows whose entropy is computed at once.
_CHUNK = 65_536

#: Said of a sample that a round did not score; -1 stands for no class at all, as ``Ranking.audit_said`` has it.
NOT_SEEN = -2

Said = npt.NDArray[np.int16]


def _nothing() -> Indices:
    return np.empty(0, np.intp)


@dataclass(frozen=True, slots=True)
class Watch:
    """A history and what it is made of. Samples are told apart by their places in the pool.

    stop_set: samples drawn by lot once, ``audit`` the reserved audit samples; both change with a reset only.
    stop_said: the class that the newest checkpoint's model gave each sample of the stop set, ``NOT_SEEN`` where it
        was not scored.
    audit_said: of every checkpoint since the reset the classes (len(audit),) that its model gave the audit samples,
        out of fold where they were answered by then; ``audit_known`` (len(audit),) which of them were answered then.
    """

    history: History = field(default_factory=History)
    stop_set: Indices = field(default_factory=_nothing)
    audit: Indices = field(default_factory=_nothing)
    stop_said: Said | None = None
    audit_said: tuple[Said, ...] = ()
    audit_known: tuple[npt.NDArray[np.bool_], ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What one model said: of the stop set, and of the audit samples, out of fold where they were answered; and how
    sure it was, as ``Checkpoint`` has it."""

    stop_said: Said
    audit_said: Said
    uncertainty: float | None
    least_sure: float | None


def begin(pool: int, audit: Indices, seed: int, history: History | None = None) -> Watch:
    """Watch a pool of so many samples, with a ``history`` to go on with. What its models said is not known any more:
    its checkpoints keep their figures, and the first comparison with a predecessor comes one checkpoint later."""
    drawn = np.random.default_rng([seed, 11]).choice(pool, min(STOP_SET, pool), replace=False)
    return Watch(history or History(), np.sort(drawn), np.sort(audit).astype(np.intp))


def reset(watch: Watch, event: Event, pool: int, audit: Indices, seed: int) -> Watch:
    """After a new class, a changed protocol or new samples: what was known no longer counts."""
    history = replace(watch.history, events=(*watch.history.events, event))
    return begin(pool, audit, seed, history)


def wants_checkpoint(watch: Watch, labels: int) -> bool:
    """Whether a round trained on ``labels`` answers should be looked at."""
    history, event = watch.history, reset_of(watch.history)
    since = event.at if event is not None else 0
    before = history.checkpoints[-1].labels if history.checkpoints else None
    if not labels or (before is not None and labels <= before):
        return False
    if event is not None and before is not None and before <= since:
        before = None
    return is_due(labels, before, since)


def look(
    watch: Watch, given: RoundInput, ranking: Ranking, asked: int | None = None, places: Indices | None = None
) -> Watch:
    """The watch with a checkpoint of this round; unchanged when none is due.

    Args:
        asked: samples shown so far.
        places: (n,) of each row of the round its place in the pool, -1 for a row that is no sample any more; None: the
            rows are the pool.
    """
    if not wants_checkpoint(watch, len(given.labelled)):
        return watch
    place_of = np.arange(len(given.features)) if places is None else np.asarray(places, np.intp)
    # The last entry takes what has no place.
    size = max(place_of.max(initial=-1), watch.stop_set.max(initial=-1), watch.audit.max(initial=-1)) + 2
    said = np.full(size, NOT_SEEN, np.int16)
    said[place_of[ranking.scored]] = ranking.probabilities.argmax(axis=1)
    stop_said = said[watch.stop_set]
    said[place_of[ranking.audit_rows]] = ranking.audit_said
    answer = np.full(size, -1, np.int64)
    answer[place_of[given.labelled]] = given.labels
    unlabelled = np.flatnonzero(_unlabelled(given)[ranking.scored])
    seen = Seen(stop_said, said[watch.audit], *entropy(ranking.probabilities, unlabelled))
    return add(watch, given, seen, answer[watch.audit], asked)


def add(watch: Watch, given: RoundInput, seen: Seen, true: Indices, asked: int | None) -> Watch:
    """The watch with a checkpoint of a model trained on the labels ``given``, and of what it said.

    ``true`` (len(audit),) are the answers to the audit samples, -1 for none yet.
    """
    free = ~given.excluded
    free[given.labelled] = False
    free[given.junk] = False
    newest = replace(
        _compared(watch.stop_said, seen.stop_said, given.n_classes),
        labels=len(given.labelled),
        audit_then=int((true >= 0).sum()),
        asked=asked,
        left=int(free.sum()) + int((true < 0).sum()),
        given=_counts(given.labels, given.n_classes),
        uncertainty=seen.uncertainty,
        least_sure=seen.least_sure,
    )
    history = replace(watch.history, checkpoints=(*watch.history.checkpoints, newest))
    added = replace(
        watch,
        history=history,
        stop_said=seen.stop_said,
        audit_said=(*watch.audit_said, seen.audit_said),
        audit_known=(*watch.audit_known, true >= 0),
    )
    return judge_again(added, true, given.n_classes)


def judge_again(watch: Watch, true: Indices, n_classes: int) -> Watch:
    """The watch with its checkpoints judged by these audit answers (len(audit),), -1 for none yet."""
    points = watch.history.checkpoints
    # Those before a reset, whose models are gone, stay as they are.
    old, again = points[: len(points) - len(watch.audit_said)], points[len(points) - len(watch.audit_said) :]
    judged = [
        _judged(one, said, true, watch.audit_known, n_classes)
        for one, said in zip(again, watch.audit_said, strict=True)
    ]
    return replace(watch, history=replace(watch.history, checkpoints=(*old, *judged)))


def _judged(
    one: Checkpoint, said: Said, true: Indices, known: Sequence[npt.NDArray[np.bool_]], n_classes: int
) -> Checkpoint:
    """The checkpoint with the figures of the audit answers that there are now."""
    answered = (true >= 0) & (said != NOT_SEEN)
    right = answered & (said == true)
    late = answered & ~known[-1 - LATE] if len(known) > LATE else np.zeros(len(true), bool)
    return replace(
        one,
        audit_right=int(right.sum()),
        audit_n=int(answered.sum()),
        late_right=int((right & late).sum()),
        late_n=int(late.sum()),
        audit_true=_counts(true[answered], n_classes),
        audit_said=_counts(said[answered & (said >= 0)], n_classes),
        audit_hits=_counts(true[right], n_classes),
    )


def _compared(before: Said | None, now: Said, n_classes: int) -> Checkpoint:
    """A checkpoint with only what two models said of the stop set."""
    empty = Checkpoint(0, 0, 0)
    if before is None:
        return empty
    both = (before >= 0) & (now >= 0)
    before, now = before[both], now[both]
    if not len(now):
        return empty
    same = before == now
    shares = [np.bincount(said, minlength=n_classes) / len(now) for said in (before, now)]
    chance = float(shares[0] @ shares[1])
    f_change = None
    if n_classes == 2:
        # Of the rarer class: F of the common one hardly moves.
        rare = int(shares[1].argmin())
        a, one_of = int(((before == rare) & same).sum()), int((~same).sum())
        f_change = 1 - 2 * a / (2 * a + one_of) if a or one_of else None
    return replace(
        empty,
        agreement=float(same.mean()),
        kappa=(float(same.mean()) - chance) / (1 - chance) if chance < 1 - 1e-12 else None,
        changed=int((~same).sum()),
        f_change=f_change,
    )


def _unlabelled(given: RoundInput) -> npt.NDArray[np.bool_]:
    unlabelled = np.ones(len(given.features), bool)
    unlabelled[given.labelled] = False
    unlabelled[given.junk] = False
    return unlabelled


def entropy(probabilities: npt.NDArray[np.floating], rows: Indices) -> tuple[float | None, float | None]:
    """Mean and largest entropy of some rows as shares of the largest possible."""
    if not len(rows) or probabilities.shape[1] < 2:
        return None, None
    each = entropies(probabilities, rows)
    return float(each.mean(dtype=np.float64)), float(each.max())


def entropies(probabilities: npt.NDArray[np.floating], rows: Indices) -> npt.NDArray[np.float32]:
    """The entropy of each of some rows as a share of the largest possible; 0 where there is one class only."""
    found = np.zeros(len(rows), np.float32)
    if probabilities.shape[1] < 2:
        return found
    most = np.log(np.float32(probabilities.shape[1]))
    for start in range(0, len(rows), _CHUNK):
        share = probabilities[rows[start : start + _CHUNK]].astype(np.float32)
        found[start : start + _CHUNK] = -(share * np.log(np.maximum(share, np.float32(1e-9)))).sum(axis=1) / most
    return np.clip(found, 0.0, 1.0, out=found)


def _counts(classes: npt.NDArray[np.integer], n_classes: int) -> tuple[int, ...]:
    return tuple(np.bincount(classes, minlength=n_classes).tolist())
