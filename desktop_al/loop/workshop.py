"""The jobs of the worker process, as generators that give control back at least twice a second."""

import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import tr
from desktop_al.loop.agreement_screen import AgreementRequest
from desktop_al.loop.audit_screen import AuditRequest, AuditScreen, SignRequest, TrailRequest
from desktop_al.loop.batch_screen import BatchRequest, Groups
from desktop_al.loop.beside_messages import ClosestRequest, ViewRequest
from desktop_al.loop.beside_work import BesideWork, Newest, learned_from
from desktop_al.loop.collection import keep_from_collection
from desktop_al.loop.messages import (
    MOST_LIKELY,
    AsidePart,
    FeaturesPart,
    FeaturesRequest,
    RoundRequest,
    RoundResult,
    ScanRequest,
    Setup,
    TextsRequest,
)
from desktop_al.loop.pool import found, id_numbers
from desktop_al.loop.progress_screen import ProgressRequest
from desktop_al.loop.report_screen import Report, ReportRequest
from desktop_al.loop.scanning import update_pool
from desktop_al.loop.suspects_screen import SuspectsRequest, SuspectsScreen
from desktop_al.loop.text_search import read_texts
from desktop_al.people.assignment import audit_mask
from desktop_al.store.project_file import SampleRow

if TYPE_CHECKING:
    # Loaded when first needed: the first sample must not wait for the learning libraries.
    from desktop_al.learn.replay import Memory
    from desktop_al.learn.rounds import Ranking, RoundInput
    from desktop_al.loop.agreement_screen import AgreementScreen
    from desktop_al.loop.audit import Trail
    from desktop_al.loop.extraction import Read
    from desktop_al.loop.features import Features, Matrix
    from desktop_al.loop.progress_screen import ProgressScreen

#: A chunk of reading and extracting ends after this many seconds.
_CHUNK_SECONDS = 0.3
#: Rows in a chunk, of what is cheap and of the network.
_CHUNK_ROWS = (64, 8)
#: Samples listed in one step.
_LISTED_AT_ONCE = 50_000
#: What the side file knows already is told in pieces with a pause between them, so that the window takes in
#: each between two keys instead of all of them before the next one.
_KNOWN_AT_ONCE = 200
_KNOWN_PAUSE = 0.008


@dataclass(frozen=True, slots=True)
class Labelled:
    """The labels of a project as a round takes them. ``places`` (n,) of each row in the pool, -1 for no sample;
    ``answered`` (m,) the place whose answer each label is, which may be a copy of the one that stands for the row;
    ``left``: samples that can still be asked, audit samples too."""

    given: "RoundInput"
    places: npt.NDArray[np.int32]
    answered: npt.NDArray[np.int32]
    left: int


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest round: what it was given, without its features, and what it found. ``version`` is that of the features
    it saw."""

    number: int
    labelled: Labelled
    ranking: "Ranking"
    version: int


class Workshop:
    """What the worker process holds between jobs: the pool, its features and the newest model."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._root = Path(setup.root)
        self._rows: list[SampleRow] = []
        self._features: Features | None = None
        self._model: Any = None
        self._version = -1
        self._latest: Latest | None = None
        self._looks: Memory = {}
        self._beside = BesideWork()
        self._trail: Trail | None = None

    def know(self, start: int, rows: Sequence[SampleRow]) -> None:
        if start == 0:
            self._rows.clear()
            self._beside.forget_index()
        self._rows.extend(rows)

    def close(self) -> None:
        """Let go of the side file."""
        if self._features is not None:
            self._features.close()

    def start(self, payload: Any) -> Generator[Any, None, Any]:
        match payload:
            case AgreementRequest():
                return self._agreement(payload)
            case ReportRequest():
                return self._document(payload)
            case ProgressRequest():
                return self._progress(payload)
            case AuditRequest() | TrailRequest() | SignRequest():
                return self._audit(payload)
            case SuspectsRequest():
                return self._suspects(payload)
            case BatchRequest():
                return self._groups(payload)
            case ScanRequest():
                self._root = Path(payload.root)
                by_id = {row.id: row.i for row in self._rows}
                return update_pool(self._root, self._setup.kind, self._rows, by_id)
            case FeaturesRequest():
                return self._extract(payload)
            case RoundRequest():
                return self._round(payload)
            case ViewRequest():
                return self._beside.view(payload, self._root, self._rows)
            case ClosestRequest():
                return self._beside.closest(payload, self.opened, self._rows)
            case TextsRequest():
                return read_texts(self._root, [self._rows[p] for p in payload.places.tolist()], payload)
        raise DesktopAlError(f"The worker knows no job {type(payload).__name__}.")

    def opened(self) -> "Features":
        if self._features is None:
            from desktop_al.loop.features import Features

            setup = self._setup
            self._features = Features(
                Path(setup.project), setup.kind, setup.seed, weights=setup.weights, own=setup.own_network
            )
        return self._features

    # -- features --------------------------------------------------------------------------------------

    def _extract(self, request: FeaturesRequest) -> Generator[FeaturesPart | AsidePart | None, None, str]:
        """Features of all samples in ``order`` that the side file lacks; also their digests and problems. Returns
        what was damaged in the side file, in words.

        First what is cheap, and what the queue should leave out; then the network.
        """
        features = self.opened()
        # The pool stays: looking through a million samples for cycles would keep a round waiting.
        keep_from_collection()
        # What a job before this one left unwritten when it was cancelled.
        features.flush()
        yield from features.check()
        yield from self._tell_known(features, request)
        yield from self._compute(features, request, 0)
        yield None
        # Loaded when first needed, like the learning libraries.
        from desktop_al.loop.aside import set_aside

        yield (yield from set_aside(features, self._rows, request))
        if features.stage(1):
            try:
                yield from self._compute(features, request, 1)
            except DesktopAlError as error:
                features.give_up_network(str(error))
        return features.take_damage()

    def _tell_known(self, features: "Features", request: FeaturesRequest) -> Generator[FeaturesPart | None, None, None]:
        """Digests that the side file knows and the project does not."""
        rows = yield from self._ordered(request, lambda row: row.digest is None)
        there = yield from features.there(rows)
        known = [(rows[at].i, features.known_digest(rows[at]), "") for at in np.flatnonzero(there).tolist()]
        total = len(request.order)
        for start in range(0, len(known), _KNOWN_AT_ONCE):
            part = tuple(known[start : start + _KNOWN_AT_ONCE])
            self._note(part)
            yield FeaturesPart((), part, min(start, total), total)
            time.sleep(_KNOWN_PAUSE)

    def _compute(
        self, features: "Features", request: FeaturesRequest, stage: int
    ) -> Generator[FeaturesPart | None, None, None]:
        from desktop_al.loop.extraction import read_for_learning

        rows = yield from self._ordered(request, lambda _: True)
        there = yield from features.there(rows, stage)
        todo = [
            row
            for row in (rows[at] for at in np.flatnonzero(~there).tolist())
            if not (row.gone or row.i in request.skip or (stage and row.problem))
        ]
        total = len(request.order)
        done = total - len(todo)
        yield FeaturesPart((), (), done, total, stage)
        at = 0
        while at < len(todo):
            alone = todo[at].i in request.one_by_one
            chunk = todo[at : at + (1 if alone else _CHUNK_ROWS[stage])]
            yield FeaturesPart(tuple(row.i for row in chunk), (), done + at, total, stage)
            started = time.monotonic()
            read: list[Read] = []
            for row in chunk:
                read.append(read_for_learning(self._root, found(row)))
                if time.monotonic() - started > _CHUNK_SECONDS:
                    break
            rows_read = chunk[: len(read)]
            features.add(rows_read, read, stage)
            at += len(read)
            known = tuple((row.i, r.digest, r.problem) for row, r in zip(rows_read, read, strict=True))
            self._note(known)
            yield FeaturesPart((), known, done + at, total, stage)
        features.flush()

    def _ordered(
        self, request: FeaturesRequest, wanted: Callable[[SampleRow], bool]
    ) -> Generator[None, None, list[SampleRow]]:
        rows: list[SampleRow] = []
        for start in range(0, len(request.order), _LISTED_AT_ONCE):
            places = request.order[start : start + _LISTED_AT_ONCE].tolist()
            rows += [row for place in places if wanted(row := self._rows[place])]
            yield None
        return rows

    def _note(self, known: Sequence[tuple[int, bytes, str]]) -> None:
        for place, digest, problem in known:
            row = self._rows[place]
            self._rows[place] = row._replace(digest=digest or row.digest, problem=problem)

    # -- rounds ----------------------------------------------------------------------------------------

    def _round(self, request: RoundRequest) -> Generator[float, None, RoundResult]:
        from desktop_al.learn.probabilities import most_likely
        from desktop_al.learn.rounds import run_round

        started = time.monotonic()
        prepared = yield from self.prepared(request)
        given, places = prepared.given, prepared.places
        features = self.opened()
        # A space fitted anew has other axes: the old coefficients would mean nothing in it.
        before = self._model.linear if self._model is not None and self._version == features.version else None
        ranking = yield from run_round(replace(given, previous=before))
        self._model, self._version = ranking.model, features.version
        # Kept here they would stay in memory beside those that a growing pool gets.
        without = replace(given, features=given.features[:, :0].copy())
        self._latest = Latest(request.number, replace(prepared, given=without), ranking, features.version)
        assert features.space is not None
        self._beside.newest = Newest(
            request.number, learned_from(given), ranking.model, features.space, features.sources, features.version
        )
        scored = np.flatnonzero(places[ranking.scored] >= 0)
        likeliest, probabilities = most_likely(ranking.probabilities[scored], MOST_LIKELY)
        return RoundResult(
            number=request.number,
            labelled=len(given.labelled),
            n_classes=request.n_classes,
            order=places[ranking.order],
            reasons=ranking.reasons,
            scored=places[ranking.scored[scored]],
            likeliest=likeliest,
            probabilities=probabilities,
            skilled=ranking.beats_base_rate,
            audit_right=ranking.audit[0],
            audit_n=ranking.audit[1],
            seconds=time.monotonic() - started,
            seconds_query=ranking.seconds_score,
            looked_at=ranking.looked_at,
            candidates=ranking.candidates,
            members=ranking.members,
            sources=features.in_use,
            lacking=features.lacking,
        )

    def prepared(self, request: RoundRequest) -> Generator[float, None, Labelled]:
        """What a round learns from."""
        from desktop_al.learn.rounds import RoundInput

        if len(request.given):
            # Loaded only where several annotators are modelled.
            from desktop_al.loop.modelled import modelled

            request = modelled(request)
        out = np.zeros(len(self._rows), np.bool_)
        out[request.excluded] = True
        places, matrix, row_of = yield from self._seen((*request.places.tolist(), *request.junk.tolist()), out)
        in_pool = np.flatnonzero(places >= 0)
        excluded = places < 0
        excluded[in_pool] = out[places[in_pool]]
        audit = np.zeros(len(places), np.bool_)
        ids = id_numbers([self._rows[p] for p in places[in_pool].tolist()])
        audit[in_pool] = audit_mask(ids, self._setup.seed, self._setup.audit_share)
        free = ~excluded
        excluded |= audit
        labelled, first = np.unique(row_of[request.places], return_index=True)
        # In the order of the pool: how the folds fall must not depend on when which row was computed.
        kept = np.flatnonzero(labelled >= 0)[np.argsort(request.places[first[labelled >= 0]], kind="stable")]
        labelled, first = labelled[kept], first[kept]
        answered = request.places[first]
        junk = np.setdiff1d(row_of[request.junk], [-1])
        given = RoundInput(
            features=matrix,
            labelled=labelled,
            labels=request.labels[first].astype(np.int64),
            n_classes=request.n_classes,
            excluded=excluded,
            strategy=request.strategy,
            batch=request.batch,
            seed=request.seed,
            audit=np.flatnonzero(audit),
            model=request.model,
            weights=request.weights[first],
            junk=junk,
            wanted=request.wanted,
            votes=request.votes,
            limit=request.limit,
        )
        free[labelled] = False
        free[junk] = False
        return Labelled(given, places, answered, int(free.sum()))

    def _seen(self, asked: Sequence[int], excluded: npt.NDArray[np.bool_]) -> "Generator[float, None, Matrix]":
        """What the model sees of the pool, of the places ``asked`` in any case; as ``Features.matrix`` gives it."""
        from desktop_al.loop.extraction import read_for_learning

        features = self.opened()
        # What the extraction has not written yet is not to be computed, and counted, twice.
        features.flush()
        # It may not have come to the newest labels yet; all of them count.
        for stage in range(max(1, len(features.in_use))):
            size = _CHUNK_ROWS[stage]
            missing = [row for row in (self._rows[p] for p in asked) if not features.has(row, stage)]
            for start in range(0, len(missing), size):
                rows = missing[start : start + size]
                features.add(rows, [read_for_learning(self._root, found(row)) for row in rows], stage)
                yield 0.0
        features.flush()
        yield from features.reduce(self._rows)
        seen = features.matrix(self._rows, excluded)
        if not len(seen[0]):
            raise DesktopAlError(tr("No sample could be read for learning yet."))
        return seen

    def _progress(self, request: ProgressRequest) -> Generator[float, None, "ProgressScreen"]:
        from desktop_al.loop.agreement_figures import scaled
        from desktop_al.loop.progress_report import progress_report

        # Its shares are those of a round: here it is the beginning.
        labelled = yield from scaled(self.prepared(request.round), 0.0, 0.0)
        screen = yield from progress_report(
            Path(self._setup.project), self._setup, request, self._rows, labelled, self._looks, self._latest
        )
        return screen

    def _suspects(self, request: SuspectsRequest) -> "Generator[float | None, None, SuspectsScreen]":
        from desktop_al.loop.suspects_report import suspects_report

        screen = yield from suspects_report(Path(self._setup.project), self._setup, request, self._rows, self._seen)
        return screen

    def _groups(self, request: BatchRequest) -> Generator[float, None, Groups]:
        from desktop_al.loop.batch_report import batch_groups

        groups = yield from batch_groups(self._latest, self._rows, request, self.opened)
        return groups

    # -- report ----------------------------------------------------------------------------------------

    def _agreement(self, request: AgreementRequest) -> Generator[float, None, "AgreementScreen"]:
        from desktop_al.loop.agreement_report import agreement_report

        screen = yield from agreement_report(Path(self._setup.project), self._setup, request)
        return screen

    def _document(self, request: ReportRequest) -> Generator[float, None, Report]:
        from desktop_al.loop.project_report import project_report

        def prepare(made: RoundRequest) -> Generator[float, None, Labelled]:
            if request.learn and self._latest is None and len(made.places):
                yield from self._round(made)
            return (yield from self.prepared(made))

        path = Path(self._setup.project)
        return (
            yield from project_report(
                path, self._setup, request, self._rows, prepare, self._looks, lambda: self._latest
            )
        )

    def lacking(self) -> Generator[None, None, int]:
        """How many samples that can be read have not all of their features in the side file."""
        features = self.opened()
        usable = np.array([not (row.gone or row.problem) for row in self._rows], np.bool_)
        whole = usable.copy()
        for stage in range(len(features.layers)):
            whole &= yield from features.there(self._rows, stage)
        return int((usable & ~whole).sum())

    def looked_aside(self, request: FeaturesRequest) -> Generator[None, None, tuple[AsidePart, int]]:
        """What the queue leaves out as far as the side file tells already, and how many samples that rests on; none is
        read."""
        from desktop_al.loop.aside import set_aside

        features = self.opened()
        there = yield from features.looks.table.locate(self._rows)
        return (yield from set_aside(features, self._rows, request)), int((there >= 0).sum())

    def _audit(
        self, request: AuditRequest | TrailRequest | SignRequest
    ) -> Generator[float, None, AuditScreen | int | dict[str, Any]]:
        from desktop_al.loop.audit import Trail, audit_page, sign_answers
        from desktop_al.loop.audit_file import write_trail

        if self._trail is None:
            self._trail = Trail()
        path = Path(self._setup.project)
        if isinstance(request, AuditRequest):
            return (yield from audit_page(self._trail, path, request, self._rows))
        if isinstance(request, SignRequest):
            return (yield from sign_answers(self._trail, path, request))
        return (yield from write_trail(self._trail, path, request, self._rows))
