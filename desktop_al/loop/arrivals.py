"""Taking in what comes home to an open project: samples found, features, rounds, contents that were read."""

from collections.abc import Callable

from desktop_al.core.words import tr
from desktop_al.loop import intake, wording
from desktop_al.loop.aside_choices import aside_words, count_left_out, offered_words
from desktop_al.loop.collection import keep_from_collection
from desktop_al.loop.history import History
from desktop_al.loop.learning import Learning
from desktop_al.loop.loader import Loader, Shown
from desktop_al.loop.near_copies import NearCopies
from desktop_al.loop.notices import Notices
from desktop_al.loop.pool import Pool
from desktop_al.loop.queue import Queue
from desktop_al.loop.record import Record
from desktop_al.loop.reserved import Reserved
from desktop_al.loop.round_log import RoundLog
from desktop_al.loop.screen import Unreadable
from desktop_al.loop.serving import Serving
from desktop_al.loop.upkeep import Upkeep


class Arrivals:
    """``listener`` and ``remark`` are those of the project. After ``close`` nothing is taken in any more."""

    def __init__(
        self,
        pool: Pool,
        record: Record,
        history: History,
        queue: Queue,
        serving: Serving,
        loader: Loader,
        rounds: RoundLog,
        upkeep: Upkeep,
        notices: Notices,
        *,
        seconds: Callable[[], float],
        listener: Callable[[str], None],
        remark: Callable[[str], None],
        reserved: Callable[[], Reserved],
        near: NearCopies,
    ) -> None:
        self._pool = pool
        self._record = record
        self._history = history
        self._queue = queue
        self._serving = serving
        self._loader = loader
        self._rounds = rounds
        self._upkeep = upkeep
        self._notices = notices
        self._seconds = seconds
        self._listener = listener
        self._remark = remark
        self._reserved = reserved
        self._near = near
        self._closed = False
        # The first scan of a new project finds nothing but new samples: no news.
        self._listed = len(pool) > 0
        # How many were told to be set aside: said again only when there are more.
        self._told_aside = self._told_copies = 0
        self.learning: Learning | None = None

    def close(self) -> None:
        self._closed = True

    def learned(self, what: str) -> None:
        """The worker found out something: "scan", "features", "aside", "round" or "failed"."""
        if self._closed or self.learning is None:
            return
        if what == "scan":
            self._scan_came(self.learning)
        elif what == "features":
            if intake.take_features(self.learning, self._pool, self._record):
                self.refill_queue()
        elif what == "aside" and self.learning.aside is not None:
            intake.take_aside(self.learning.aside, self._pool)
            self._tell_aside()
            self.refill_queue()
            self._listener("pool")
        elif what == "round" and self.learning.result is not None:
            result = self.learning.result
            self._rounds.came(result)
            if self._record.opened:
                self._rounds.write()
            if self._queue.set_ranking(result.order, result.reasons):
                self._remark(tr("Queue reordered. Your next 2 did not move."))
            self._serving.refill()
        self._listener("status")

    def _tell_aside(self) -> None:
        count = count_left_out(self._pool)
        if count > self._told_aside:
            self._remark(aside_words(count))
            self._told_aside = count
        self.tell_copies()

    def tell_copies(self) -> None:
        """Say once that there are near copies of what was answered: none of them is answered by itself."""
        count = len(self._near.offered())
        if count > self._told_copies:
            self._remark(offered_words(count))
        self._told_copies = count

    def given_elsewhere(self, places: set[int]) -> None:
        """These were answered away from the screen."""
        self._told_copies = len(self._near.offered())
        self._serving.given_elsewhere(places)

    def _scan_came(self, learning: Learning) -> None:
        grown = intake.take_new_samples(learning, self._pool, self._record)
        if learning.scan_failed:
            self._upkeep.folder_is_gone()
        elif not learning.scanning:
            self._notices.put("folder", None)
            for place in intake.take_scan_result(learning, self._pool, self._record):
                self._loader.forget(place)
            self.refill_queue()
            keep_from_collection()
            words = wording.scan_words(learning.scanned) if learning.scanned is not None and self._listed else ""
            self._listed = True
            if words:
                self._remark(words)
            self._listener("pool")
        elif grown and self._serving.current is None:
            self.refill_queue()

    def refill_queue(self) -> None:
        sets = self._reserved()
        self._queue.set_pool(sets.shuffled, sets.streams, sets.mask, sets.seed)
        self._serving.refill()

    def loaded(self, place: int, shown: Shown) -> None:
        """A sample was read."""
        if self._closed:
            return
        if isinstance(shown.content, Unreadable) and not self._upkeep.folder_is_there():
            self._upkeep.folder_is_gone()
        if self._history.picture(place, shown):
            self._listener("history")
        current = self._serving.current
        if current is not None and current.place == place:
            # How long an answer takes counts from the moment the sample can be seen.
            if not shown.later:
                current.since = self._seconds()
            self._listener("content")
        else:
            self._listener("next")
