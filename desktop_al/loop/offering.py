"""When the model's suggestion is on screen: the project's mode, and the samples for which it is left out by lot.

Who gets no suggestion for which sample is fixed beforehand by the seed of the project, the annotator and the sample
(Kohavi, Tang & Xu 2020, chapter 4: hashing instead of a list), and stands in the log with the share before the first
one is shown: nobody can choose it, and it is the same whenever the sample comes.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from desktop_al.core import events as ev
from desktop_al.core.import_fold import Brought, probability_of
from desktop_al.core.settings import Value
from desktop_al.core.state import State
from desktop_al.loop.learning import Learning
from desktop_al.loop.pool import Pool, id_numbers
from desktop_al.loop.screen import Arm, Offer
from desktop_al.people.assignment import draw_arm


@dataclass(frozen=True, slots=True)
class InForce:
    """What holds at a moment: the model, the classes, the project's settings, and whether the annotator works blind,
    so that nothing of the model may be seen. ``state``: the folded log, for pre-annotations that were imported."""

    learning: Learning | None
    class_ids: tuple[str, ...]
    choices: Mapping[str, Value]
    blind: bool
    state: State


class Offering:
    """``now`` gives what is in force; ``seed`` is the project's."""

    def __init__(self, pool: Pool, seed: int, annotator: str, now: Callable[[], InForce]) -> None:
        self._pool = pool
        self._seed, self._annotator = seed, annotator
        self._now = now

    def offer(self, place: int) -> Offer | None:
        """What an imported file has to say of a sample, else the model, whether or not it may be shown."""
        now = self._now()
        brought = now.state.brought.offer(self._pool.rows[place].id)
        if brought is not None and (known := self._brought(now, brought)) is not None:
            return known
        return now.learning.offer(place, now.class_ids) if now.learning is not None else None

    def _brought(self, now: InForce, brought: Brought) -> Offer | None:
        """As it is shown; None where its class is no longer one."""
        named = ev.label_classes(brought.answer)[:1]
        class_id = now.state.resolve_class(named[0]) if named else ""
        if class_id not in now.class_ids:
            return None
        suggested = now.class_ids.index(class_id)
        said = brought.given.p if brought.given is not None else None
        if brought.event is not None:
            said = probability_of(now.state.read_body(brought.event))
        p = math.nan if said is None else said
        probabilities = tuple(p if k == suggested else math.nan for k in range(len(now.class_ids)))
        return Offer(probabilities, suggested, brought.source)

    def arm(self, place: int, reserved: bool) -> Arm:
        """How a suggestion for this sample is dealt with; ``reserved``: it must never show one."""
        mode = self.mode
        if reserved or not self.by_lot or self.is_withheld(place):
            return "withheld"
        return "request" if mode == "request" else "after" if mode == "after" else "shown"

    def is_withheld(self, place: int) -> bool:
        """Whether the sample is one of those that are drawn for no suggestion."""
        ids = np.asarray(id_numbers([self._pool.rows[place]]))
        return bool(draw_arm(ids, self._annotator, self._seed, self.share / 100)[0])

    @property
    def share(self) -> int:
        """Per cent of the samples that are drawn for no suggestion."""
        return int(self._now().choices["withheld_share"])

    @property
    def mode(self) -> str:
        """The project's mode; "hidden" for who works blind."""
        now = self._now()
        return "hidden" if now.blind else str(now.choices["suggestions"])

    @property
    def by_lot(self) -> bool:
        """Whether some samples show a suggestion and others do not."""
        return self.mode != "hidden"

    def differs(self, answer: str, offer: Offer) -> bool:
        """Whether a label is another one than was suggested; answers that are no label are not compared."""
        labelled = answer.startswith(ev.LABEL_PREFIX)
        return labelled and answer != ev.label_answer([self._now().class_ids[offer.suggested]])
