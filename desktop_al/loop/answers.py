"""What has been answered, by place in the pool: kept in step with the log, one sample at a time."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import numpy.typing as npt

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.core.protocol_parts import parts_of
from desktop_al.core.state import State
from desktop_al.loop.named_samples import NamedSamples, named_in
from desktop_al.loop.pool import Pool
from desktop_al.loop.votes import decided


class Answers:
    """``answered`` are the places that ``annotator`` has answered in any way; ``labels`` what is learned from:
    the annotator's label, or with several annotators the majority's. Ties are left out, and who answered twice
    without knowing of it (in two copies of the project) has no vote. What an adjudicator decided overrides the votes;
    a sample that stays open is left out. ``changes`` counts changed labels.
    ``certainty`` is the share of votes that a label has, where not all agree; ``junk`` are the places that
    ``annotator`` answered with "not worth labelling". ``own_only``: the labels of others do not count, as in a study
    in which nobody may see the others. What was answered only as the near copy of a sample that was looked at is
    ``copied``: nothing is learned from it, since the same look would count twice."""

    def __init__(self, state: State, pool: Pool, annotator: str, *, own_only: bool = False) -> None:
        self.own_only = own_only
        self._state = state
        self._pool = pool
        self._annotator = annotator
        self.answered: set[int] = set()
        self.labels: dict[int, str] = {}
        self.certainty: dict[int, float] = {}
        self.junk: set[int] = set()
        self.copied: set[int] = set()
        self.changes = 0
        self._named = NamedSamples(pool)
        #: A guideline, how many samples there were, and the places of those that are examples in it.
        self._guideline: tuple[str, int, frozenset[int]] = ("", 0, frozenset())
        self._relabelled: set[int] | None = None
        self.count_again()
        self._touched: set[int] | None = set()

    def count_again(self) -> None:
        """Read all answers anew (classes were merged or given back, which changes votes)."""
        state, by_id = self._state, self._pool.by_id
        self._touched = self._relabelled = None
        self.answered, before, self.labels = set(), self.labels, {}
        self.junk, self.copied, self.certainty = set(), set(), {}
        self.answered |= {by_id[s] for s in self._before() if s in by_id}
        votes: dict[bytes, list[str]] = {}
        for (who, sample), cell in state.cells.items():
            if not cell or sample not in by_id:
                continue
            if self.own_only and who != self._annotator:
                continue
            in_force = state.undisputed(cell)
            votes.setdefault(sample, []).append(self._heard(in_force))
            if who == self._annotator and in_force:
                self.answered.add(by_id[sample])
                self._note_junk(by_id[sample], in_force)
        for sample, made in state.decisions.items():
            if made and sample in by_id and not self.own_only:
                votes.setdefault(sample, [])
        for sample, given in votes.items():
            label = self._majority(by_id[sample], given)
            if label:
                self.labels[by_id[sample]] = label
        self.changes += sum(1 for place, label in before.items() if self.labels.get(place) != label)

    def _before(self) -> AbstractSet[bytes]:
        """What the annotator answered before this copy was made; the answers themselves are not in it."""
        return self._state.answered_before.get(self._annotator, set()) if self._state.is_copy else frozenset()

    def may_ask(self, place: int) -> bool:
        """Whether the queue may offer it: usable, and neither it nor a copy of it answered."""
        return self._pool.usable(place) and self.answered.isdisjoint(self._pool.copies(place))

    def may_stay(self, place: int) -> bool:
        """Whether it can still be asked where that was announced: there, and neither it nor a copy of it answered."""
        return place not in self._pool.unusable and self.answered.isdisjoint(self._pool.copies(place))

    def may_repeat(self, place: int) -> bool:
        """Whether it can be shown once more: there, looked at and still answered by the annotator, no example of the
        guideline, which says what it is."""
        given = place in self.answered and place not in self.copied
        return given and place not in self._pool.unusable and place not in self._examples()

    def _examples(self) -> frozenset[int]:
        text, count = self._state.protocol(), len(self._pool)
        if (text, count) != self._guideline[:2]:
            parts = parts_of(text, tuple(c.name for c in self._state.active_classes()))
            self._guideline = text, count, frozenset(self._named.find(named_in(parts)).values())
        return self._guideline[2]

    def touch(self, place: int) -> None:
        """Something that people said about a sample has changed."""
        if self._touched is not None:
            self._touched.add(place)

    def take_touched(self) -> set[int] | None:
        """The places that were touched since the last call; None: perhaps all of them."""
        touched, self._touched = self._touched, set()
        return touched

    def take_relabelled(self) -> set[int] | None:
        """The places whose label changed since the last call; None: perhaps all of them."""
        relabelled, self._relabelled = self._relabelled, set()
        return relabelled

    def unsure(self) -> list[int]:
        """The places that the annotator has marked Unsure, in pool order."""
        rows, marked = self._pool.rows, []
        for place in sorted(self.answered):
            in_force = self._state.in_force(self._annotator, rows[place].id)
            if in_force and in_force[-1].answer == ev.UNSURE:
                marked.append(place)
        return marked

    def update(self, place: int) -> None:
        """Read one sample's answers anew."""
        self.touch(place)
        sample = self._pool.rows[place].id
        given = []
        for annotator in (self._annotator,) if self.own_only else self._state.annotators:
            in_force = self._state.in_force(annotator, sample)
            given.append(self._heard(in_force))
            if annotator == self._annotator:
                (self.answered.add if in_force or sample in self._before() else self.answered.discard)(place)
                self._note_junk(place, in_force)
        label = self._majority(place, given)
        if label != self.labels.get(place, ""):
            self.changes += 1
            if self._relabelled is not None:
                self._relabelled.add(place)
        if label:
            self.labels[place] = label
        else:
            self.labels.pop(place, None)

    def _note_junk(self, place: int, in_force: Sequence[Event]) -> None:
        copied = self._is_copied(in_force)
        not_worth = bool(in_force) and not copied and ev.not_worth_reason(in_force[-1].answer) is not None
        (self.junk.add if not_worth else self.junk.discard)(place)
        (self.copied.add if copied else self.copied.discard)(place)

    def _is_copied(self, in_force: Sequence[Event]) -> bool:
        return bool(in_force) and ev.ref(in_force[-1]) in self._state.copied.source

    def _heard(self, in_force: Sequence[Event]) -> str:
        """The vote that counts for learning: none where the sample was not looked at."""
        return "" if self._is_copied(in_force) else _vote(in_force)

    def _majority(self, place: int, votes: list[str]) -> str:
        self.certainty.pop(place, None)
        by_adjudicators = self._state.decisions if not self.own_only else None
        if by_adjudicators and (said := decided(self._state, self._pool.rows[place].id)) is not None:
            return "".join(ev.label_classes(said)[:1])
        if len(votes) == 1:
            return votes[0]
        # Votes for classes that were merged since are votes for one.
        counts = Counter(self._state.resolve_class(vote) for vote in votes if vote)
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return ""
        if len(ranked) == 2:
            self.certainty[place] = ranked[0][1] / counts.total()
        return ranked[0][0]

    def votes(self, class_ids: tuple[str, ...]) -> npt.NDArray[np.int32]:
        """What each annotator said, (k, 3): place, number of the annotator, class index; samples that an adjudicator
        has decided are left out."""
        index = {c: k for k, c in enumerate(class_ids)}
        numbers = {who: n for n, who in enumerate(self._state.annotators)}
        found = []
        for (who, sample), cell in self._state.cells.items():
            place = self._pool.by_id.get(sample)
            given = self._heard(self._state.undisputed(cell)) if cell and place is not None else ""
            k = index.get(self._state.resolve_class(given)) if given else None
            if k is not None and decided(self._state, sample) is None:
                found.append((place, numbers[who], k))
        return np.array(found, np.int32).reshape(-1, 3)

    def training_set(
        self, class_ids: tuple[str, ...]
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        """Places, class indices and certainty (m,) of the labels that count, after merges; retired classes left
        out."""
        index, count = {c: k for k, c in enumerate(class_ids)}, len(self.labels)
        of_class = {c: index.get(self._state.resolve_class(c), -1) for c in set(self.labels.values())}
        places = np.fromiter(self.labels, np.int32, count)
        labels = np.fromiter(map(of_class.__getitem__, self.labels.values()), np.int32, count)
        sure = np.ones(count, np.float32)
        if self.certainty:
            sure = np.fromiter((self.certainty.get(place, 1.0) for place in self.labels), np.float32, count)
        known = labels >= 0
        return places[known], labels[known], sure[known]


def _vote(in_force: Sequence[Event]) -> str:
    """The class that one annotator's answers in force name, empty for none or more than one."""
    if len(in_force) == 1:
        answer = in_force[0].answer
        # The most frequent form first: one class.
        if answer[:1] == ev.LABEL_PREFIX and "|" not in answer:
            return answer[1:]
    named = {ev.label_classes(event.answer)[:1] for event in in_force}
    label = named.pop() if len(named) == 1 else ()
    return label[0] if label else ""
