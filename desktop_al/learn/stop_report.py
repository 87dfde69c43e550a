"""When stopping would have been advised, followed through the rounds of a simulation."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from desktop_al.learn.rounds import Ranking, RoundInput
from desktop_al.learn.stop_verdict import judge, moment_of
from desktop_al.learn.stop_watch import begin, look
from desktop_al.learn.stopping_cost import AHEAD, CostPlan
from desktop_al.learn.stopping_history import Wanted
from desktop_al.learn.stopping_rules import RULES
from desktop_al.learn.view import Indices


class StopReport:
    """Takes one round after the other; each checkpoint is judged by what was known then."""

    def __init__(self, rows: int, audit: Indices, classes: Sequence[str], wanted: int, seed: int) -> None:
        self._watch = begin(rows, audit, seed)
        self._watch = replace(self._watch, history=replace(self._watch.history, classes=tuple(classes)))
        self._wanted = wanted
        self._advised_at: int | None = None
        self._reason = "There was no checkpoint."
        self._fired: dict[str, int | None] = {}
        self._forecasts: list[dict[str, float]] = []

    def take(self, given: RoundInput, ranking: Ranking, asked: Indices) -> None:
        """``asked``: the rows shown so far, in their order."""
        watch = look(self._watch, given, ranking, len(asked))
        if watch is self._watch:
            return
        if self._wanted >= 0:
            answer = np.full(len(given.features), -1, np.int64)
            answer[given.labelled] = given.labels
            order = tuple((answer[asked] == self._wanted).astype(int).tolist())
            name = watch.history.classes[self._wanted]
            found = Wanted(name, order, len(given.features))
            watch = replace(watch, history=replace(watch.history, wanted=found))
        self._watch = watch
        moment = moment_of(watch.history, CostPlan())
        if moment is None:
            return
        judgement, labels = judge(moment), moment.newest.labels
        for rule in RULES:
            if rule.name != "find_all" or self._wanted >= 0:
                holds = rule.read(moment).holds
                self._fired[rule.name] = self._fired.get(rule.name) or (labels if holds else None)
        curve = moment.fan
        for more in AHEAD:
            if curve is None:
                break
            (low,), (high,) = curve.band(labels + more)
            self._forecasts.append({"labels": labels, "at": labels + more, "low": float(low), "high": float(high)})
        if self._advised_at is None:
            self._reason = f"{judgement.words}. {judgement.grounds}"
            if judgement.verdict == "can_stop":
                self._advised_at = labels

    def found(self) -> dict[str, Any]:
        """What the ``simulate`` command prints under "stop"."""
        return {
            "advised_at": self._advised_at,
            "reason": self._reason,
            "criteria": dict(self._fired),
            "forecasts": self._forecasts,
        }
