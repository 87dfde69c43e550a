"""The jobs of the worker process, as generators that give control back at least twice a second."""

import time
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import DesktopAlError
from desktop_al.loop.messages import (
    EvidenceRequest,
    FeaturesPart,
    FeaturesRequest,
    RoundRequest,
    RoundResult,
    ScanRequest,
    Setup,
    TextsRequest,
)
from desktop_al.loop.pool import id_numbers
from desktop_al.loop.scanning import update_pool
from desktop_al.loop.text_search import read_texts
from desktop_al.people.assignment import audit_mask
from desktop_al.store.project_file import SampleRow

if TYPE_CHECKING:
    # Loaded when first needed: the first sample must not wait for the learning libraries.
    from desktop_al.loop.features import Features, Read

#: A chunk of reading and extracting ends after this many seconds.
_CHUNK_SECONDS = 0.3
_CHUNK_ROWS = 64
#: What the side file knows already is told in pieces with a pause between them, so that the window takes in
#: each between two keys instead of all of them before the next one.
_KNOWN_AT_ONCE = 200
_KNOWN_PAUSE = 0.008


class Workshop:
    """What the worker process holds between jobs: the pool, its features and the newest model."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._root = Path(setup.root)
        self._rows: list[SampleRow] = []
        self._by_id: dict[bytes, int] = {}
        self._features: Features | None = None
        self._model: Any = None
        self._space: Any = None

    def know(self, start: int, rows: Sequence[SampleRow]) -> None:
        if start == 0:
            self._rows.clear()
            self._by_id.clear()
        for row in rows:
            self._by_id[row.id] = row.i
        self._rows.extend(rows)

    def start(self, payload: Any) -> Generator[Any, None, Any]:
        match payload:
            case ScanRequest():
                self._root = Path(payload.root)
                return update_pool(self._root, self._setup.kind, self._rows, self._by_id)
            case FeaturesRequest():
                return self._extract(payload)
            case RoundRequest():
                return self._round(payload)
            case EvidenceRequest():
                return self._evidence(payload)
            case TextsRequest():
                return read_texts(self._root, [self._rows[p] for p in payload.places.tolist()], payload)
        raise DesktopAlError(f"The worker knows no job {type(payload).__name__}.")

    def _opened(self) -> "Features":
        if self._features is None:
            from desktop_al.loop.features import Features

            self._features = Features(Path(self._setup.project), self._setup.kind, self._setup.seed)
        return self._features

    # -- features --------------------------------------------------------------------------------------

    def _extract(self, request: FeaturesRequest) -> Generator[FeaturesPart, None, None]:
        """Features of all samples in ``order`` that the side file lacks; also their digests and problems."""
        from desktop_al.loop.features import read_for_learning

        features = self._opened()
        # What a job before this one left unwritten when it was cancelled.
        features.flush()
        total = len(request.order)
        known: list[tuple[int, bytes, str]] = []
        todo: list[SampleRow] = []
        for place in request.order.tolist():
            row = self._rows[place]
            if features.has(row):
                if row.digest is None:
                    known.append((place, features.known_digest(row), ""))
            elif not row.gone and place not in request.skip:
                todo.append(row)
        done = total - len(todo)
        for start in range(0, max(1, len(known)), _KNOWN_AT_ONCE):
            yield FeaturesPart((), tuple(known[start : start + _KNOWN_AT_ONCE]), done, total)
            if start + _KNOWN_AT_ONCE < len(known):
                time.sleep(_KNOWN_PAUSE)
        at = 0
        while at < len(todo):
            alone = todo[at].i in request.one_by_one
            chunk = todo[at : at + (1 if alone else _CHUNK_ROWS)]
            yield FeaturesPart(tuple(row.i for row in chunk), (), done + at, total)
            started = time.monotonic()
            read: list[Read] = []
            for row in chunk:
                read.append(read_for_learning(self._root, row))
                if time.monotonic() - started > _CHUNK_SECONDS:
                    break
            rows = chunk[: len(read)]
            features.add(rows, read)
            at += len(rows)
            found = tuple((row.i, r.digest, r.problem) for row, r in zip(rows, read, strict=True))
            self._note(found)
            yield FeaturesPart((), found, done + at, total)
        features.flush()

    def _note(self, found: Sequence[tuple[int, bytes, str]]) -> None:
        for place, digest, problem in found:
            row = self._rows[place]
            self._rows[place] = row._replace(digest=digest or row.digest, problem=problem)

    # -- rounds ----------------------------------------------------------------------------------------

    def _round(self, request: RoundRequest) -> Generator[float, None, RoundResult]:
        from desktop_al.learn.rounds import RoundInput, run_round
        from desktop_al.loop.features import read_for_learning

        started = time.monotonic()
        features = self._opened()
        # The extraction may not have come to the newest labels yet; a round learns from all of them.
        missing = [self._rows[p] for p in request.places.tolist() if not features.has(self._rows[p])]
        for start in range(0, len(missing), _CHUNK_ROWS):
            rows = missing[start : start + _CHUNK_ROWS]
            features.add(rows, [read_for_learning(self._root, row) for row in rows])
            yield 0.0
        features.flush()
        yield from features.reduce()
        places, matrix = features.matrix(self._by_id)
        if not len(places):
            raise DesktopAlError("No sample could be read for learning yet.")
        row_of = np.full(len(self._rows), -1, np.int64)
        row_of[places] = np.arange(len(places))
        learned = row_of[request.places] >= 0
        audit = audit_mask(
            id_numbers([self._rows[p] for p in places.tolist()]), self._setup.seed, self._setup.audit_share
        )
        excluded = np.zeros(len(places), np.bool_)
        out = row_of[request.excluded]
        excluded[out[out >= 0]] = True
        excluded |= audit
        labelled = row_of[request.places[learned]]
        ranking = yield from run_round(
            RoundInput(
                features=matrix,
                labelled=labelled,
                labels=request.labels[learned].astype(np.int64),
                n_classes=request.n_classes,
                excluded=excluded,
                strategy=request.strategy,
                batch=request.batch,
                seed=request.seed,
                audit=np.flatnonzero(audit),
                # A space fitted anew has other axes: the old coefficients would mean nothing in it.
                previous=self._model.linear if self._model is not None and self._space is features.space else None,
            )
        )
        self._model, self._space = ranking.model, features.space
        return RoundResult(
            number=request.number,
            labelled=len(labelled),
            n_classes=request.n_classes,
            order=places[ranking.order],
            reasons=ranking.reasons,
            scored=places,
            probabilities=ranking.probabilities,
            skilled=ranking.beats_base_rate,
            audit_right=ranking.audit[0],
            audit_n=ranking.audit[1],
            seconds=time.monotonic() - started,
        )

    # -- view ------------------------------------------------------------------------------------------

    def _evidence(self, request: EvidenceRequest) -> Generator[None, None, tuple[tuple[int, int, float], ...]]:
        """Words that speak for or against a class in one text; empty while there is no model."""
        from desktop_al.learn.explain import word_evidence

        yield None
        if self._model is None or self._space is None:
            return ()
        return tuple(word_evidence(request.text, self._space, self._model, request.class_index))


def as_places(values: Sequence[int]) -> npt.NDArray[np.int32]:
    return np.asarray(values, dtype=np.int32)
