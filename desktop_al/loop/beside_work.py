"""In the worker process: what stands beside the sample on screen, by the newest round's model and space."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.words import mark, tr
from desktop_al.loop.beside_messages import (
    ClosestRequest,
    ClosestResult,
    HeatPart,
    SpansPart,
    UnexplainedPart,
    ViewRequest,
    VotesPart,
)
from desktop_al.loop.pool import found
from desktop_al.store.project_file import SampleRow

if TYPE_CHECKING:
    # Loaded when first needed: the first sample must not wait for the learning libraries.
    from desktop_al.learn.closest import LabelledRows
    from desktop_al.learn.members import Member
    from desktop_al.learn.models import Model
    from desktop_al.learn.rounds import RoundInput
    from desktop_al.learn.space import Space
    from desktop_al.loop.extraction import Source
    from desktop_al.loop.features import Features

#: Rows put into the index in one step.
_INDEXED_AT_ONCE = 1_024
#: The committee learns from a random draw of so many labels at most: a step of its forest takes long with more.
_MOST_LABELS = 5_000

NO_MODEL = mark("The model is being built anew. Evidence comes with its next update.")
NOT_LINEAR = mark("This kind of model cannot be taken apart into words.")
NO_WORDS = mark("No word of this text moved the model.")
NOT_READ = mark("This sample could not be read for learning.")
NOTHING_MOVES = mark("Covering parts of this image does not change what the model says.")

Part = SpansPart | HeatPart | UnexplainedPart | VotesPart


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest round: what it learned from (``learned_from``), the model that came of it, and from what features to
    the space it saw."""

    number: int
    given: "RoundInput"
    model: "Model"
    space: "Space"
    sources: "tuple[Source, ...]"
    version: int


class BesideWork:
    """``newest`` is set after each round."""

    def __init__(self) -> None:
        self.newest: Newest | None = None
        self._members: tuple[int, tuple[Member, ...]] | None = None
        self._training: tuple[int, Generator[None, None, tuple[Member, ...]]] | None = None
        self._number = -1
        self._labelled: set[int] = set()
        self._index: LabelledRows | None = None
        # The space of the index, the round in which its rows were last looked for, what is in it and what is to come.
        self._version = -1
        self._round = -1
        self._indexed: set[int] = set()
        self._todo: list[int] = []

    # -- evidence and votes ----------------------------------------------------------------------------

    def view(self, request: ViewRequest, root: Path, rows: Sequence[SampleRow]) -> Generator[Part | None, None, None]:
        """Evidence first, as soon as there is some, then the votes."""
        from desktop_al.loop.extraction import read_for_learning

        yield None
        newest = self.newest
        if newest is None:
            yield UnexplainedPart(tr(NO_MODEL))
            return
        row = rows[request.place]
        value = read_for_learning(root, found(row)).value
        yield None
        if row.kind == "text":
            yield _words(newest, request)
        elif value is None:
            yield UnexplainedPart(tr(NOT_READ))
        else:
            yield from _regions(newest, value, request.class_index)
        if value is not None:
            yield (yield from self._votes(newest, value))

    def _votes(self, newest: Newest, value: Any) -> Generator[None, None, VotesPart]:
        from desktop_al.learn.model_kinds import MODELS

        members = yield from self._trained(newest)
        row = _seen(newest, [value])
        yield None
        likeliest = []
        for member in members:
            likeliest.append(int(member.model.probabilities(row)[0].argmax()))
            yield None
        return VotesPart(
            tuple(tr(MODELS[member.name].title) for member in members),
            tuple(likeliest),
            tuple(member.weight for member in members),
        )

    def _trained(self, newest: Newest) -> "Generator[None, None, tuple[Member, ...]]":
        """The committee of a round, trained once; where the sample goes on meanwhile the next one continues."""
        if self._members is None or self._members[0] != newest.number:
            if self._training is None or self._training[0] != newest.number:
                self._training = newest.number, _training(newest)
            number, steps = self._training
            while True:
                try:
                    next(steps)
                except StopIteration as end:
                    self._members, self._training = (number, end.value), None
                    break
                yield None
        return self._members[1]

    # -- closest labelled samples ----------------------------------------------------------------------

    def closest(
        self, request: ClosestRequest, opened: "Callable[[], Features]", rows: Sequence[SampleRow]
    ) -> Generator[None, None, ClosestResult]:
        """Takes in at once what is new; the job it returns may be dropped without losing anything."""
        if request.since < 0:
            self._labelled = set()
            self.forget_index()
        elif request.since != self._number:
            self._number = -1
            return _lost()
        self._number = request.number
        for place in request.removed.tolist():
            self._labelled.discard(place)
            self._indexed.discard(place)
            if self._index is not None:
                self._index.remove(place)
        added = request.added.tolist()
        self._labelled.update(added)
        self._todo += added
        return self._closest(request, opened, rows)

    def forget_index(self) -> None:
        """Places mean other samples now, or all that is labelled is told anew."""
        self._index, self._indexed, self._todo = None, set(), []

    def _closest(
        self, request: ClosestRequest, opened: "Callable[[], Features]", rows: Sequence[SampleRow]
    ) -> Generator[None, None, ClosestResult]:
        yield None
        newest = self.newest
        features = opened()
        # While a round fits the space anew there are no rows in the old one any more.
        if newest is None or features.version != newest.version:
            return ClosestResult(False, {})
        yield from self._follow(newest, features, rows)
        answered: dict[int, npt.NDArray[np.int32]] = {}
        for place, leave_out in request.asked:
            at, row = features.seen_rows([rows[place]])
            if len(at) and self._index is not None and row.shape[1] == newest.space.dimensions:
                nearest = self._index.closest(row[0], request.k, (place, *leave_out))
                answered[place] = nearest.places.astype(np.int32)
            yield None
        return ClosestResult(False, answered)

    def _follow(self, newest: Newest, features: "Features", rows: Sequence[SampleRow]) -> Generator[None, None, None]:
        """Bring the index in step with the labels and the space, in pieces."""
        from desktop_al.learn.closest import LabelledRows

        if self._index is None or self._version != newest.version:
            self._index, self._version = LabelledRows(newest.space.dimensions), newest.version
            self._indexed, self._todo = set(), list(self._labelled)
        elif self._round != newest.number:
            # What had no row in the space before may have one now.
            self._todo = list(self._labelled - self._indexed)
        self._round = newest.number
        while self._todo:
            taken = {p for p in self._todo[-_INDEXED_AT_ONCE:] if p in self._labelled and p not in self._indexed}
            del self._todo[-_INDEXED_AT_ONCE:]
            places = np.array(sorted(taken), np.intp)
            at, seen = features.seen_rows([rows[place] for place in places.tolist()])
            if len(at) and seen.shape[1] == newest.space.dimensions:
                self._index.add(places[at], seen, np.zeros(len(at), np.intp))
                self._indexed.update(places[at].tolist())
            yield None


def _lost() -> Generator[None, None, ClosestResult]:
    yield None
    return ClosestResult(True, {})


def _seen(newest: Newest, values: Sequence[Any]) -> npt.NDArray[np.float32]:
    """(m, d) rows in the round's space of samples that were read for learning."""
    return newest.space.transform([source.extract(values) for source in newest.sources])


def _words(newest: Newest, request: ViewRequest) -> Part:
    from desktop_al.learn.explain import word_evidence

    if newest.model.linear is None:
        return UnexplainedPart(tr(NOT_LINEAR))
    spans = word_evidence(request.text, newest.space, newest.model, request.class_index)
    return SpansPart(tuple(spans)) if spans else UnexplainedPart(tr(NO_WORDS))


def _regions(newest: Newest, image: npt.NDArray[Any], class_index: int) -> Generator[Part | None, None, None]:
    from desktop_al.learn.occlusion import Occlusion, occlusion, outlined

    def ask(images: Sequence[Any]) -> npt.NDArray[Any]:
        return newest.model.probabilities(_seen(newest, images))[:, class_index]

    def part(found: Occlusion) -> HeatPart:
        drawn = outlined(found.effect)
        return HeatPart(found.effect, drawn.strength, drawn.towards, drawn.away, found.before, found.least)

    steps = occlusion(image, ask)
    while True:
        try:
            coarse = next(steps)
        except StopIteration as end:
            whole: Occlusion = end.value
            break
        yield part(coarse) if coarse is not None and coarse.tells else None
    yield part(whole) if whole.tells else UnexplainedPart(tr(NOTHING_MOVES))


def learned_from(given: "RoundInput") -> "RoundInput":
    """What a committee learns from, of no other rows: those of a large pool would stay in memory."""
    rows, labels, weights = given.labelled, given.labels, given.weights
    if len(rows) > _MOST_LABELS:
        drawn = np.sort(np.random.default_rng([given.seed, 13]).choice(len(rows), _MOST_LABELS, replace=False))
        rows, labels, weights = rows[drawn], labels[drawn], None if weights is None else weights[drawn]
    places = np.arange(len(rows))
    return replace(given, features=given.features[rows], labelled=places, labels=labels, weights=weights)


def _training(newest: Newest) -> "Generator[None, None, tuple[Member, ...]]":
    from desktop_al.learn.members import train_members

    given = newest.given
    return train_members(
        given.features, given.labels.astype(np.intp), given.n_classes, given.seed, given.votes, given.weights
    )
