"""The learning curve made anew from the answers: what models trained on the first so many labels would have said.

Everything rests on the features and the answers of now, so that the curve is the same after a restart, a merge or a
network that came later; only where checkpoints lie and what reset them comes from the order of the answers.
"""

import itertools
from collections.abc import Generator, MutableMapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from desktop_al.core.intervals import wilson_limits
from desktop_al.core.shapes import Measured
from desktop_al.learn.calibration import FOLDS, out_of_fold
from desktop_al.learn.linear import Linear
from desktop_al.learn.model_kinds import MODELS
from desktop_al.learn.models import COSTLY, balanced, train
from desktop_al.learn.rounds import RoundInput, training_seed
from desktop_al.learn.steps import Result
from desktop_al.learn.stop_watch import NOT_SEEN, Said, Seen, Watch, add, begin, entropies, judge_again, reset
from desktop_al.learn.stopping_history import GROWTH, STEP, Event, History
from desktop_al.learn.view import Floats, Indices

#: Samples outside the audit set that a figure for them takes at least.
MIN_CHOSEN = 20
#: Share of the work that is not the last figure.
_LOOKS = 0.9
_CHUNK = 16_384


@dataclass(frozen=True, slots=True)
class Replayed:
    """The history; and accuracy on the labelled samples outside the audit set, out of fold: no fair measure, as the
    learner chose most of them."""

    history: History
    chosen: Measured


@dataclass(frozen=True, slots=True)
class _Known:
    """What is kept of a checkpoint, so that the next look need not train its model again: what it said of the stop
    set and of the audit samples, and how unsure it was of each sample of the stop set."""

    stop_said: Said
    audit_said: Said
    entropies: npt.NDArray[np.float32]
    previous: Linear | None


#: By what a checkpoint's model was trained on. Held by the caller from one replay to the next.
Memory = MutableMapping[bytes, _Known]


def due_at(labels: int, resets: Sequence[int]) -> list[int]:
    """The label counts, up to ``labels``, at which there is a checkpoint; each reset begins anew."""
    found: list[int] = []
    bounds = [0, *sorted({at for at in resets if 0 < at < labels}), labels]
    for since, until in itertools.pairwise(bounds):
        grown = STEP
        while since + grown <= until:
            # At the label of a reset itself it would be counted as before it.
            found.append(since + grown)
            grown = max(int(-(-GROWTH * grown // 1)), grown + STEP)
    return found


def replay(
    given: RoundInput, asked: Indices, events: Sequence[Event], classes: Sequence[str], memory: Memory
) -> Generator[float, None, Replayed]:
    """Checkpoints of a project, yielding progress 0..1 between steps of at most about half a second.

    Args:
        given: the labels in the order in which their samples were first answered; rows are the pool.
        asked: (m,) with each label how many samples had been shown, also those answered unsure.
        events: what made earlier checkpoints worthless, at label counts.
        memory: what earlier replays know; those of other labels are dropped from it.
    """
    audit = np.sort(given.audit)
    answer = np.full(len(given.features), -1, np.int64)
    answer[given.labelled] = given.labels
    pool = len(given.features)
    watch = begin(pool, audit, given.seed)
    watch = replace(watch, history=replace(watch.history, classes=tuple(classes)))
    # Those before the first label reset nothing.
    pending = sorted((event for event in events if event.at > 0), key=lambda event: event.at)
    asked_of = np.union1d(watch.stop_set, audit)
    key = yield from _sharing(_digest(given.features, asked_of), 0.0)
    due = due_at(len(given.labelled), [event.at for event in pending])
    used: dict[bytes, _Known] = {}
    previous: Linear | None = None
    for number, labels in enumerate(due):
        while pending and pending[0].at < labels:
            watch = reset(watch, pending.pop(0), pool, audit, given.seed)
        part = _first(given, labels)
        key = _key(part, audit, key)
        known = memory.get(key)
        if known is None:
            known = yield from _sharing(_look(part, watch, previous), _LOOKS * number / len(due))
        used[key], previous = known, known.previous
        true = np.where(np.isin(audit, part.labelled), answer[audit], -1)
        watch = add(watch, part, _seen(part, watch, known), true, int(asked[labels - 1]))
        yield _LOOKS * (number + 1) / len(due)
    for event in pending:
        watch = reset(watch, event, pool, audit, given.seed)
    watch = judge_again(watch, answer[audit], given.n_classes)
    memory.clear()
    memory.update(used)
    chosen = yield from _sharing(_chosen(given, audit), _LOOKS)
    return Replayed(watch.history, chosen)


def _first(given: RoundInput, labels: int) -> RoundInput:
    weights = None if given.weights is None else given.weights[:labels]
    return replace(given, labelled=given.labelled[:labels], labels=given.labels[:labels], weights=weights)


def _digest(features: Floats, rows: Indices) -> Generator[None, None, bytes]:
    """Of what the models are asked."""
    made = blake2b(digest_size=16)
    for start in range(0, len(rows), _CHUNK):
        made.update(np.ascontiguousarray(features[rows[start : start + _CHUNK]]).tobytes())
        yield
    return made.digest()


def _key(part: RoundInput, audit: Indices, before: bytes) -> bytes:
    """Of everything that a checkpoint's model, and what it is asked, depend on: also on the models before it, as each
    fit begins from the last one."""
    about = (before, part.features.shape, part.model, part.n_classes, part.seed)
    made = blake2b(repr(about).encode(), digest_size=16)
    for values in (part.labelled, part.labels, audit, part.features[part.labelled]):
        made.update(np.ascontiguousarray(values).tobytes())
    if part.weights is not None:
        made.update(np.ascontiguousarray(part.weights).tobytes())
    return made.digest()


def _look(part: RoundInput, watch: Watch, previous: Linear | None) -> Generator[None, None, _Known]:
    positions = np.flatnonzero(np.isin(part.labelled, watch.audit))
    features, labels = part.features[part.labelled], part.labels.astype(np.intp)
    trained = yield from train(
        features, labels, part.n_classes, positions, training_seed(part), part.model, previous, part.weights
    )
    said = np.full(len(part.features), NOT_SEEN, np.int16)
    of_stop_set = np.empty((len(watch.stop_set), part.n_classes), np.float32)
    for start in range(0, len(watch.stop_set), _CHUNK):
        rows = watch.stop_set[start : start + _CHUNK]
        of_stop_set[start : start + _CHUNK] = trained.model.probabilities(part.features[rows])
    said[watch.stop_set] = of_stop_set.argmax(axis=1)
    stop_said = said[watch.stop_set]
    yield
    for start in range(0, len(watch.audit), _CHUNK):
        rows = watch.audit[start : start + _CHUNK]
        said[rows] = trained.model.probabilities(part.features[rows]).argmax(axis=1)
        yield
    said[part.labelled[positions]] = trained.audit_said
    doubt = entropies(of_stop_set, np.arange(len(of_stop_set)))
    return _Known(stop_said, said[watch.audit], doubt, trained.model.linear)


def _seen(part: RoundInput, watch: Watch, known: _Known) -> Seen:
    """How sure the model was counts by what is not answered: what is not worth labelling stays in doubt for ever."""
    answered = np.isin(watch.stop_set, part.labelled) | np.isin(watch.stop_set, part.junk)
    doubt = known.entropies[~answered]
    if not len(doubt) or part.n_classes < 2:
        return Seen(known.stop_said, known.audit_said, None, None)
    return Seen(known.stop_said, known.audit_said, float(doubt.mean(dtype=np.float64)), float(doubt.max()))


def _chosen(given: RoundInput, audit: Indices) -> Generator[None, None, Measured]:
    rows = np.flatnonzero(~np.isin(given.labelled, audit))
    if len(rows) < MIN_CHOSEN:
        few = f"Too few to say: {len(rows)} labelled samples outside the audit set, {MIN_CHOSEN} are needed."
        return Measured(None, n=len(rows), reason=few)
    features, labels = given.features[given.labelled], given.labels.astype(np.intp)
    folds = FOLDS if features.size * given.n_classes < COSTLY else 2
    weights = balanced(labels, given.weights)
    classes = np.unique(labels)
    logits = yield from out_of_fold(
        features, labels, rows, classes, MODELS[given.model].fit, given.seed, folds, weights
    )
    right = int((classes[logits.argmax(axis=1)] == labels[rows]).sum())
    low, high = wilson_limits(right, len(rows))
    return Measured(right / len(rows), float(low), float(high), len(rows))


def _sharing(steps: Generator[None, None, Result], share: float) -> Generator[float, None, Result]:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
        yield share
