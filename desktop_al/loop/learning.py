"""Driving the worker: scan, features and rounds of an open project, and what came of them."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.words import tr
from desktop_al.loop.answers import Answers
from desktop_al.loop.messages import (
    PURPOSES,
    AsidePart,
    FeaturesPart,
    FeaturesRequest,
    Purpose,
    RoundRequest,
    RoundResult,
    ScanPart,
    ScanRequest,
    ScanResult,
    Setup,
    TextsPart,
    TextsRequest,
)
from desktop_al.loop.pool import Pool
from desktop_al.loop.round_requests import request_of
from desktop_al.loop.screen import Offer
from desktop_al.loop.worker import Handlers, Post, Worker

log = logging.getLogger(__name__)

#: A round starts after this many new labels, or a twentieth of all where that is more.
RETRAIN_AFTER = 10
#: ... and this many seconds without a key, so that the window has the processor to itself while labelling.
QUIET_SECONDS = 0.4
_SHARE_OF_ALL = 20
#: Scoring and choosing that took longer makes the next rounds look at fewer candidates, down to this many.
QUERY_SECONDS, LEAST_CANDIDATES = 5.0, 2_000
#: After a round longer than this the worker rests as long as it took, at most LONGEST_REST seconds.
LONG, LONGEST_REST = 2.0, 30.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How a project learns, as its settings say. ``thresholds`` are those of junk by kind, None where a kind is off;
    ``likeness`` the least one of near copies, 0 for none; ``wanted`` a class id or empty; ``by_model``: of several
    annotators' answers a model of the annotators makes what is learned."""

    strategy: str = "recommended"
    model: str = "logistic"
    wanted: str = ""
    votes: Mapping[str, float] = field(default_factory=dict)
    by_model: bool = False
    thresholds: Mapping[str, float | None] = field(default_factory=dict)
    likeness: float = 0.0


class Learning:
    """``changed`` is called on the window's thread with what is new: "scan", "features", "aside", "round" or
    "failed"."""

    def __init__(
        self,
        setup: Setup,
        pool: Pool,
        answers: Answers,
        post: Post,
        changed: Callable[[str], None],
        *,
        look_only: bool = False,
    ) -> None:
        self._pool = pool
        self._look_only = look_only
        self._answers = answers
        self._changed = changed
        self._root = setup.root
        self._worker = Worker(setup, post, self._restarted)
        self._row_of: npt.NDArray[np.int32] = np.zeros(0, np.int32)
        self._trying: tuple[int, ...] = ()
        self._one_by_one: frozenset[int] = frozenset()
        self._skip: frozenset[int] = frozenset()
        # Labels and changes of labels at the last start of a round; -1: there was none.
        self._last_training = -1
        self._last_changes = 0
        self._classes: tuple[str, ...] = ()
        self._training_classes: tuple[str, ...] = ()
        self._dead = False
        self.result: RoundResult | None = None
        self.scanned: ScanResult | None = None
        self.scan_failed = ""
        self.failed = ""
        self.features_done: float | None = None
        #: How far the network is; None while its turn has not come, or where there is none.
        self.network_done: float | None = None
        # The network has computed something since the last round could see all of it.
        self._network_grew = False
        self.aside: AsidePart | None = None
        self.new_rows: list[ScanPart] = []
        self.found: list[tuple[int, bytes, str]] = []
        self.rounds = 0
        self.retrain_after = RETRAIN_AFTER
        self.plan = Plan()
        self._rested_at = 0.0
        self._limit = 0
        self._worker.tell_pool(pool.rows)

    @property
    def worker_pid(self) -> int:
        return self._worker.pid

    @property
    def training(self) -> bool:
        return self._worker.busy("round")

    @property
    def round_classes(self) -> tuple[str, ...]:
        """The ids of the classes that the newest round knows, in the order of its class indices."""
        return self._classes

    @property
    def extracting(self) -> bool:
        return self._worker.busy("features")

    @property
    def scanning(self) -> bool:
        return self._worker.busy("scan")

    def close(self) -> None:
        self._worker.close()

    # -- scan and features -----------------------------------------------------------------------------

    def scan(self, root: str | None = None) -> None:
        if self._dead:
            return
        root = root or self._root
        if self.scanning and root == self._root:
            return
        if self.scanning:
            self._start_over()
        self._root = root
        self._worker.use_root(root)
        self.scan_failed = ""
        handlers = Handlers(self._scan_part, self._scan_done, self._scan_failed)
        self._worker.submit("scan", ScanRequest(self._root), handlers)

    def _start_over(self) -> None:
        """What the worker was finding out is dropped on its way; then it must not count on it either."""
        if self.training:
            self._last_training = -1
        for purpose in PURPOSES:
            self._worker.cancel(purpose)
        self._trying = ()
        self._worker.tell_pool(self._pool.rows)

    def _scan_part(self, part: ScanPart) -> None:
        self.new_rows.append(part)
        self._changed("scan")

    def _scan_done(self, result: ScanResult) -> None:
        self.scanned = result
        self._changed("scan")
        self.extract()

    def _scan_failed(self, words: str, detail: str) -> None:
        _log_failure("scan", detail)
        self.scan_failed = words
        self._changed("scan")

    def extract(self) -> None:
        """Compute what features are missing, in the pool's random order; the side file belongs to who labels."""
        if self._look_only:
            return
        order = self._pool.shuffled().astype(np.int32)
        plan = self.plan
        # The copies of what was looked at stay its copies.
        looked_at = self._answers.answered - self._answers.copied
        answered = np.fromiter(looked_at, np.int32, len(looked_at))
        request = FeaturesRequest(order, self._one_by_one, self._skip, plan.thresholds, plan.likeness, answered)
        self._worker.submit(
            "features", request, Handlers(self._features_part, self._features_done, self._features_failed)
        )

    def _features_part(self, part: FeaturesPart | AsidePart) -> None:
        if isinstance(part, AsidePart):
            self.aside = part
            self._changed("aside")
            return
        self._trying = part.trying
        done = part.done / max(1, part.total)
        if part.stage:
            self.features_done, self.network_done = 1.0, done
            self._network_grew = self._network_grew or done < 1
        else:
            self.features_done = done
        if part.known:
            self.found.extend(part.known)
            self._changed("features")

    def _features_done(self, damage: str) -> None:
        if damage:
            log.warning("%s What is missing is computed anew.", damage)
        self._trying = ()
        self.features_done = 1.0
        if self._network_grew:
            # What the model sees of each sample is whole now: learn with it at once.
            self._network_grew = False
            self.forget_ranking()
        self.network_done = None if self.network_done is None else 1.0
        self._changed("features")

    def _features_failed(self, words: str, detail: str) -> None:
        _log_failure(words, detail)
        self._trying = ()
        # It goes no further: that it is under way would be told for ever.
        self.network_done = None
        self._changed("features")

    # -- rounds ----------------------------------------------------------------------------------------

    def next_at(self) -> int:
        """The number of labels at which the next round is due, if they are all new ones."""
        return len(self._answers.labels) + max(0, self._missing())

    def _missing(self) -> int:
        """How many labels more, or changed ones, make a round due; below 0 it is overdue."""
        trained = max(self._last_training, 0)
        needed = max(self.retrain_after if trained else 1, trained // _SHARE_OF_ALL)
        if self._last_training < 0:
            return needed - len(self._answers.labels)
        return needed - (self._answers.changes - self._last_changes)

    def due(self, quiet: float) -> bool:
        """Whether a round should start now; ``quiet`` is seconds since the last key.

        At most one is under way and none waits; after a long one the worker rests as long as it took, unless
        the labels have run ahead by a whole round.
        """
        if self.training or not self._may_learn():
            return False
        if self._last_training < 0:
            return True
        missing = self._missing()
        overdue = -missing >= self.retrain_after
        return missing <= 0 and (overdue or (quiet >= QUIET_SECONDS and time.monotonic() >= self._rested_at))

    def _may_learn(self) -> bool:
        enough = self.features_done is not None and (self.features_done >= 1 or self._pool_read() >= 64)
        return enough and not self._dead

    def _pool_read(self) -> int:
        return int((self.features_done or 0) * len(self._pool))

    def follow(self, plan: Plan) -> None:
        """Learn as ``plan`` says from now on: what differs from the plan before is done anew at once."""
        before, self.plan = self.plan, plan
        if (plan.thresholds, plan.likeness) != (before.thresholds, before.likeness) and not self._dead:
            self.extract()
        asked_before = (before.strategy, before.model, before.wanted, before.votes, before.by_model)
        if (plan.strategy, plan.model, plan.wanted, plan.votes, plan.by_model) != asked_before:
            self._limit = 0
            self.forget_ranking()

    def forget_ranking(self) -> None:
        """What is asked next is to be chosen in another way: the next round is due at once."""
        self._last_training = -1

    def train(self, class_ids: tuple[str, ...], batch: int, seed: int) -> None:
        """Start a round with the labels of this moment; the old ranking stays until the new one is whole."""
        request = self.round_request(class_ids, batch, seed + self.rounds)
        self._last_training = len(self._answers.labels)
        self._last_changes = self._answers.changes
        self._training_classes = class_ids
        self._worker.submit("round", request, Handlers(lambda _: None, self._round_done, self._round_failed))

    def round_request(self, class_ids: tuple[str, ...], batch: int, seed: int) -> RoundRequest:
        """The labels of this moment as a round takes them, by the plan in force."""
        number, limit = self.rounds + 1, self._limit
        return request_of(
            self._answers, self._pool, self.plan, class_ids, number=number, batch=batch, seed=seed, limit=limit
        )

    def _round_done(self, result: RoundResult) -> None:
        self.rounds = result.number
        self.result = result
        self._classes = self._training_classes
        self.failed = ""
        row_of = np.full(len(self._pool), -1, np.int32)
        row_of[result.scored] = np.arange(len(result.scored), dtype=np.int32)
        self._row_of = row_of
        self._rested_at = time.monotonic() + (min(result.seconds, LONGEST_REST) if result.seconds > LONG else 0)
        if result.seconds_query > QUERY_SECONDS:
            # The strategy is too slow for this pool: from now on it looks at fewer samples.
            share = QUERY_SECONDS / result.seconds_query
            self._limit = max(LEAST_CANDIDATES, int(result.looked_at * share))
        self._changed("round")

    def _round_failed(self, words: str, detail: str) -> None:
        _log_failure("round", detail)
        self.failed = words if not detail else ""
        if detail:
            self.failed = tr(
                "The model could not be updated. Labelling goes on; the order is random until the next try."
            )
        self._changed("failed")

    def offer(self, place: int, class_ids: tuple[str, ...]) -> Offer | None:
        """The pre-annotation for a sample, once the model is better than guessing; none where it learned from
        other classes than these."""
        result = self.result
        if result is None or not result.skilled or place >= len(self._row_of) or self._classes != class_ids:
            return None
        row = int(self._row_of[place])
        if row < 0:
            return None
        told = dict(zip(result.likeliest[row].tolist(), result.probabilities[row].tolist(), strict=True))
        # What is not told is spread evenly over the other classes.
        rest = max(0.0, 1 - sum(told.values())) / max(1, result.n_classes - len(told))
        probabilities = tuple(told.get(k, rest) for k in range(result.n_classes))
        return Offer(probabilities, int(result.likeliest[row, 0]))

    # -- view ------------------------------------------------------------------------------------------

    def working_on(self, purpose: Purpose) -> bool:
        """Whether a job of this purpose is under way or waits."""
        return self._worker.busy(purpose)

    def forget_view(self) -> None:
        self._worker.cancel("view")

    # -- texts for searching ---------------------------------------------------------------------------

    @property
    def reading_texts(self) -> bool:
        return self._worker.busy("texts")

    def read_texts(
        self, request: TextsRequest, part: Callable[[TextsPart], None], done: Callable[[bool], None]
    ) -> None:
        """Have the worker read texts for a search; ``done`` is told whether all of them fitted in."""
        if not self._dead:
            self._worker.submit("texts", request, Handlers(part, done, self._job_failed))

    # -- report ----------------------------------------------------------------------------------------

    def report(
        self,
        request: object,
        heard: Callable[[Any], None],
        done: Callable[[Any], None],
        purpose: Purpose = "report",
    ) -> None:
        """Have the worker work something out for a page; a newer request of the same purpose replaces one that is
        under way. ``done`` is given the result, or a sentence where it could not be worked out."""
        if self._dead:
            done(tr("The part of the program that works this out has stopped several times. Labelling goes on."))
        else:

            def failed(words: str, detail: str) -> None:
                _log_failure(purpose, detail)
                done(words)

            self._worker.submit(purpose, request, Handlers(heard, done, failed))

    def drop(self, purpose: Purpose) -> None:
        """Nobody waits any more for what was asked for this purpose."""
        self._worker.cancel(purpose)

    # -- failures --------------------------------------------------------------------------------------

    def _job_failed(self, words: str, detail: str) -> None:
        _log_failure(words, detail)

    def _restarted(self, alive: bool, lost: frozenset[Purpose]) -> None:
        """The worker died: out of memory, or a decoder crashed on one file. Find that file and go on."""
        log.warning("the worker process ended; started again: %s", alive)
        if not alive:
            self._dead = True
            self.failed = tr("The model stopped working several times. Labelling goes on in random order.")
            self._changed("failed")
            return
        # A file is blamed only when nothing else can have been at work.
        if len(self._trying) == 1 and lost == {"features"}:
            place = self._trying[0]
            log.warning("a sample ended the process that read it: %s", self._pool.rows[place].id.hex())
            self._skip |= {place}
            self.found.append((place, b"", tr("The program that reads this kind of file stopped. It may be damaged.")))
            self._changed("features")
        else:
            self._one_by_one |= frozenset(self._trying)
        self._trying = ()
        self._last_training = -1
        self._worker.tell_pool(self._pool.rows)
        if self.scanned is None or "scan" in lost:
            self.scan()
        else:
            self.extract()


def _log_failure(what: str, detail: str) -> None:
    if detail:
        log.error("%s failed in the worker:\n%s", what, detail)
