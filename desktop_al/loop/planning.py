"""The open project's settings of learning, and what was put back into the queue: kept in its log, followed at once."""

from collections.abc import Callable, Sequence

from desktop_al.core import events as ev
from desktop_al.core.events import Body
from desktop_al.core.settings import Value
from desktop_al.loop.choices import choose, project_choices
from desktop_al.loop.learning import Learning, Plan
from desktop_al.loop.plan import ASIDE, choose_threshold, choose_votes, plan_of
from desktop_al.loop.pool import COPY, Pool
from desktop_al.loop.record import Record

#: The setting that gives near copies the same answer.
COPIES = "copies_together"


class Planning:
    """``changed`` is called when the queue may have to be filled anew."""

    def __init__(
        self, record: Record, annotator: str, pool: Pool, kind: str, learning: Callable[[], Learning | None]
    ) -> None:
        self._record = record
        self._annotator = annotator
        self._pool = pool
        self._kind = kind
        self._learning = learning
        self.choices = project_choices(record.state)
        pool.kept, pool.masks = record.state.kept, record.state.masks

    def plan(self) -> Plan:
        return plan_of(self._record.state, self.choices, self._kind)

    def choose(self, name: str, value: Value) -> None:
        """Change a setting of the project; see ``choices.choose`` for errors."""
        if name == COPIES and value is True and not self._record.read_only and not self._line_is_set():
            # The line that is shown beside the switch is the one that is meant, also for later versions.
            choose_threshold(self._record, self._annotator, COPY, self.plan().likeness or None)
        choose(self._record, self._annotator, name, value)
        self.choices = project_choices(self._record.state)
        self.follow()

    def _line_is_set(self) -> bool:
        return ASIDE + COPY in self._record.state.project

    def copies_line(self) -> float:
        """The least likeness of near copies that get the same answer; 0 while none do, as long as nobody wished for
        it or set a line."""
        return self.plan().likeness if self.choices[COPIES] and self._line_is_set() else 0.0

    def choose_threshold(self, kind: str, threshold: float | None) -> None:
        """Change from where on samples of a kind of junk are left out; see ``plan.choose_threshold`` for errors."""
        choose_threshold(self._record, self._annotator, kind, threshold)
        self.follow()

    def choose_votes(self, member: str, weight: float) -> None:
        """Change how much a member of the committee counts; see ``plan.choose_votes`` for errors."""
        choose_votes(self._record, self._annotator, member, weight)
        self.follow()

    def follow(self) -> None:
        """Let the learning know of the plan in force."""
        learning = self._learning()
        if learning is not None:
            learning.retrain_after = int(self.choices["update_after"])
            learning.follow(self.plan())

    def keep(self, places: Sequence[int], keep: bool) -> None:
        """Put samples that were set aside back into the queue, or leave them out again."""
        if places and not self._record.read_only:
            rows = self._pool.rows
            entries: list[tuple[str, Body, bytes, str]] = [
                (ev.KEEP, {}, rows[place].id, "yes" if keep else "") for place in places
            ]
            events = self._record.add_all(entries, self._annotator)
            if len(events) > 1:
                self._record.add(ev.BATCH, {"range": [events[0].seq, events[-1].seq]}, self._annotator)
