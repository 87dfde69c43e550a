"""Groups for batch review from the newest round, worked out in the worker process; nothing is trained for it."""

from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from desktop_al.learn.groups import Group as Found
from desktop_al.learn.groups import ReviewInput, answers_missing, find_threshold, review_groups
from desktop_al.learn.models import MIN_AUDIT
from desktop_al.loop.agreement_figures import scaled
from desktop_al.loop.batch_screen import BatchRequest, Group, Groups, Likeness, Sure, Why
from desktop_al.loop.natural_order import Names
from desktop_al.loop.pool import found
from desktop_al.store.project_file import SampleRow

if TYPE_CHECKING:
    from desktop_al.loop.features import Features
    from desktop_al.loop.workshop import Latest

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

#: Of a group so many are less like it than most.
_LESS_SHARE = 0.15


def batch_groups(
    latest: "Latest | None", rows: Sequence[SampleRow], request: BatchRequest, opened: "Callable[[], Features]"
) -> Generator[float, None, Groups]:
    """The groups that the newest round bears out, yielding a share of the work at least twice a second; ``opened``
    gives the features of the pool."""
    yield 0.0
    if latest is None or not latest.ranking.labelled:
        return Groups(why="no_model")
    given, ranking, n_classes = latest.labelled.given, latest.ranking, len(request.classes)
    if (latest.number, latest.version, given.n_classes) != (request.number, opened().version, n_classes):
        return Groups(why="other_model")
    places = latest.labelled.places[ranking.scored]
    audit = np.isin(ranking.held_rows, given.audit)
    held = np.asarray(ranking.held_probabilities[audit], np.float32)
    label_of = np.full(len(given.features), -1, np.int64)
    label_of[given.labelled] = given.labels
    truth = label_of[ranking.held_rows[audit]].astype(np.intp)
    if not ranking.beats_base_rate:
        return Groups(why="guessing", audit_n=len(truth), missing=max(0, MIN_AUDIT - len(truth)))
    if len(truth) < MIN_AUDIT:
        return Groups(why="few_audit", audit_n=len(truth), missing=MIN_AUDIT - len(truth))
    threshold = find_threshold(held, truth)
    if isinstance(threshold, str):
        return _unsure(held, truth)
    yield 0.05
    probabilities, excluded = ranking.probabilities.astype(np.float32), _excluded(latest, places, request)
    sure = np.flatnonzero(~excluded & (probabilities.max(axis=1) >= threshold.confidence))
    there, seen = opened().seen_rows([rows[place] for place in places[sure].tolist()])
    if len(there) != len(seen):
        # The space is being fitted anew just now.
        return Groups(why="other_model")
    excluded[np.delete(sure, there)] = True
    features = np.zeros((len(places), seen.shape[1]), np.float32)
    features[sure[there]] = seen
    yield 0.1
    review = yield from scaled(
        review_groups(
            ReviewInput(
                probabilities=probabilities,
                features=features,
                excluded=excluded,
                held_probabilities=held,
                held_truth=truth,
                beats_base_rate=True,
                seed=request.seed,
                recheck=request.recheck,
            )
        ),
        0.1,
        0.9,
    )
    names = Names()
    names.add([found(rows[place]).name for group in review.groups for place in places[group.rows].tolist()])
    names.sort()
    order = np.argsort(names.order, kind="stable")
    groups, at = [], 0
    for number, group in enumerate(review.groups):
        in_folder = np.argsort(order[at : at + len(group.rows)], kind="stable")
        at += len(group.rows)
        name = f"{request.number}.{number + 1}"
        groups.append(_group(name, group, in_folder, places, ranking.probabilities, features, request.classes))
    why: Why = "" if groups else "none_alike"
    return Groups(tuple(groups), why, len(truth), threshold.n, threshold.errors, 0, review.sure)


def _unsure(held: Floats, truth: npt.NDArray[np.intp]) -> Groups:
    surest, wrong, missing = answers_missing(held, truth)
    return Groups(why="unsure", audit_n=len(truth), surest=surest, wrong=wrong, missing=missing)


def _excluded(latest: "Latest", places: npt.NDArray[np.int32], request: BatchRequest) -> Mask:
    """Of the scored rows those that are never offered: also what this very model learned from."""
    given, scored = latest.labelled.given, latest.ranking.scored
    out = given.excluded.copy()
    for rows in (given.labelled, given.audit, given.junk):
        out[rows] = True
    asked = np.zeros(int(max(places.max(initial=-1), request.excluded.max(initial=-1))) + 1, np.bool_)
    asked[request.excluded] = True
    result: Mask = out[scored] | (places < 0) | asked[places]
    return result


def _group(
    name: str,
    group: Found,
    in_folder: npt.NDArray[np.intp],
    places: npt.NDArray[np.int32],
    probabilities: npt.NDArray[np.float16],
    features: Floats,
    classes: tuple[str, ...],
) -> Group:
    rows = group.rows[in_folder]
    own = np.asarray(features[rows], np.float32)
    far = np.linalg.norm(own - own.mean(axis=0), axis=1)
    rank = np.argsort(np.argsort(-far, kind="stable"), kind="stable")
    samples = []
    for row, unlike in zip(rows.tolist(), rank.tolist(), strict=True):
        others = probabilities[row].astype(np.float32)
        probability, others[group.class_index] = float(others[group.class_index]), -1.0
        second = int(others.argmax())
        likeness: Likeness = "least" if unlike == 0 else "less" if unlike < _LESS_SHARE * len(rows) else "like"
        # With a single class there is no second choice.
        chance, name_of = (float(others[second]), classes[second]) if others[second] >= 0 else (0.0, "")
        samples.append(Sure(int(places[row]), probability, name_of, chance, likeness))
    recheck = tuple(int(place) for place in places[group.recheck].tolist())
    return Group(name, classes[group.class_index], tuple(samples), group.errors, recheck)
