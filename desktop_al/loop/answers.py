"""What has been answered, by place in the pool: kept in step with the log, one sample at a time."""

from collections import Counter

import numpy as np
import numpy.typing as npt

from desktop_al.core import events as ev
from desktop_al.core.state import State
from desktop_al.loop.pool import Pool


class Answers:
    """``answered`` are the places that ``annotator`` has answered in any way; ``labels`` what is learned from:
    the annotator's label, or with several annotators the majority's, ties left out."""

    def __init__(self, state: State, pool: Pool, annotator: str) -> None:
        self._state = state
        self._pool = pool
        self._annotator = annotator
        self.answered: set[int] = set()
        self.labels: dict[int, str] = {}
        for annotator_and_sample in state.cells:
            self._update_id(annotator_and_sample[1])

    def update(self, place: int) -> None:
        self._update_id(self._pool.rows[place].id)

    def _update_id(self, sample: bytes) -> None:
        place = self._pool.by_id.get(sample)
        if place is None:
            return
        if len(self._state.annotators) == 1 and self._annotator in self._state.annotators:
            self._update_alone(place, sample)
            return
        votes: Counter[str] = Counter()
        mine = False
        for annotator in self._state.annotators:
            in_force = self._state.in_force(annotator, sample)
            mine = mine or (annotator == self._annotator and bool(in_force))
            for event in in_force:
                votes.update(ev.label_classes(event.answer)[:1])
        (self.answered.add if mine else self.answered.discard)(place)
        ranked = votes.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            self.labels[place] = ranked[0][0]
        else:
            self.labels.pop(place, None)

    def _update_alone(self, place: int, sample: bytes) -> None:
        """The same without a vote, for the many samples of a project of one annotator."""
        in_force = self._state.in_force(self._annotator, sample)
        (self.answered.add if in_force else self.answered.discard)(place)
        label = ev.label_classes(in_force[-1].answer)[:1] if in_force else ()
        if label:
            self.labels[place] = label[0]
        else:
            self.labels.pop(place, None)

    def training_set(self, class_ids: tuple[str, ...]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Places and class indices (m,) of the labels that count, after merges; retired classes left out."""
        index = {c: k for k, c in enumerate(class_ids)}
        resolved = {c: self._state.resolve_class(c) for c in set(self.labels.values())}
        pairs = [(p, index[resolved[c]]) for p, c in self.labels.items() if resolved[c] in index]
        table = np.array(pairs, np.int32).reshape(-1, 2)
        return table[:, 0], table[:, 1]
