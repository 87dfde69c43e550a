"""The annotator's clock of an open project: time on task, what was noticed, when to say so, breaks.

Everything it knows comes from the annotator's own answers in the log and this window's own keys; it continues where
the log ends. It advises between two samples, blocks nothing and changes no answer.
"""

import datetime
import math
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.core.settings import SETTINGS, Value
from desktop_al.core.shapes import SampleKind
from desktop_al.core.state import order_key
from desktop_al.core.words import tr
from desktop_al.loop import pace_words
from desktop_al.loop.clock_screen import BreakScreen, RestNotice, SessionsScreen, Sign, Timer
from desktop_al.loop.pace_rows import PaceRow, Timeline, decoded, pace_row
from desktop_al.loop.pool import Pool
from desktop_al.loop.record import Clock, Record
from desktop_al.loop.sample_clock import SampleClock
from desktop_al.loop.sessions import sessions_screen
from desktop_al.loop.together import Recheck, rechecks_due
from desktop_al.people.label_cost import Seconds, seconds_per_sample
from desktop_al.people.repeats import Repeats
from desktop_al.people.signals import FULL_REST_SECONDS, REST_SECONDS, SESSION_SECONDS, pause_before
from desktop_al.people.watch import Watch

#: Seconds that the wall clock gains on the other one when the computer slept.
SLEPT = 60.0
#: Minutes by which a break is put off, and how often.
POSTPONE_MINUTES, POSTPONES = 5, 2
#: Answers for which a notice stays, and seconds between two.
STAYS, BETWEEN = 5, 600.0
#: Minutes on task after which it is said once more.
STRONGER = 90
#: Active seconds between two reminders to look away.
LOOK_AWAY_EVERY = 20 * 60.0
AGAIN = 20
#: Which signals a setting switches.
_SIGNALS = {
    "watch_pace": ("pace",),
    "watch_lapses": ("lapses",),
    "watch_fast": ("speed", "straight"),
    "watch_repeats": ("self_consistency",),
    "watch_corrections": ("corrections",),
    "watch_suggestions": ("complacency",),
}
_DEFAULTS = {setting.id: setting.default for setting in SETTINGS if setting.section == "timers"}


@dataclass(slots=True)
class _Break:
    """``begun`` in seconds of the clock that never jumps; ``signs`` and ``last`` are what was known then: the page is
    drawn a few times a second."""

    begun: float
    total: float
    signs: tuple[Sign, ...]
    last: list[int]
    again: bool = False


class AnnotatorClock:
    """``changed`` is called when what is shown has changed. ``kind`` names the samples: images or texts."""

    def __init__(
        self,
        record: Record,
        clock: Clock,
        annotator: str,
        pool: Pool,
        repeats: Repeats,
        changed: Callable[[], None],
        flash: Callable[[str], None],
        *,
        kind: str,
    ) -> None:
        self._record = record
        self._clock = clock
        self._annotator = annotator
        self._pool = pool
        self.repeats = repeats
        self._changed = changed
        self._flash = flash
        self._kind = kind
        self._settings: dict[str, Value] = dict(_DEFAULTS)
        self.sample = SampleClock(clock.seconds)
        self._timeline = Timeline()
        self._sleep_before = self._sleep()
        self._slept = 0.0
        self._rows: list[PaceRow] = []
        self._watch = Watch(chosen=True)
        #: A day and the active seconds of its answers so far.
        self._today = (datetime.date.min, 0.0)
        self._changes = 0
        self._noticed: set[str] = set()
        self._postponed = self._put_off = 0
        self._said: dict[str, float] = {}
        self._notice: RestNotice | None = None
        self._notice_left = 0
        self._notice_at = -math.inf
        self._break: _Break | None = None
        self._looked_away = 0.0
        self._rested = 0.0
        self._begin()

    # -- beginning, settings ---------------------------------------------------------------------------

    def _begin(self) -> None:
        """Take up the session where the log ends."""
        due = deque(rechecks_due(self._record.state, self._annotator))
        for event, body in self._record.take_recent(self._annotator):
            while due and order_key(due[0].event) < order_key(event):
                self._take_up(due.popleft())
            row = pace_row(event, decoded(body), self._timeline)
            place = self._pool.by_id.get(event.sample)
            if row is not None:
                self._rows.append(row)
                if place is not None and event.kind == ev.ANNOTATION:
                    self.repeats.given(place, row.answered.committed)
            if place is not None and event.kind == ev.REPEAT:
                self.repeats.done(place, self._timeline.now)
        for recheck in due:
            self._take_up(recheck)
        self._replay()
        for row in self._rows:
            self._count_today(row)
        gap = self._now() - self._rows[-1].answered.committed if self._rows else 0.0
        self._rested = gap if gap >= REST_SECONDS else 0.0

    def _take_up(self, recheck: Recheck) -> None:
        places = [self._pool.by_id[sample] for sample in recheck.samples if sample in self._pool.by_id]
        self.repeats.recheck(places, self._timeline.at(recheck.event))

    def use(self, settings: Mapping[str, Value]) -> None:
        """Settings of the section "timers"; others are passed over."""
        known = {name: value for name, value in settings.items() if name in _DEFAULTS}
        before, self._settings = self._settings, self._settings | known
        if any(before[name] != self._settings[name] for name in _SIGNALS):
            self._replay()
        if self._settings["tell"] != "notice":
            self._notice = None
        self._changed()

    @property
    def times_leave(self) -> bool:
        """Whether the annotator wants times in exports."""
        return bool(self._settings["times_in_exports"])

    def _off(self) -> set[str]:
        return {name for setting, names in _SIGNALS.items() if not self._settings[setting] for name in names}

    def _replay(self) -> None:
        """Watch the session of the last answers anew: what it is like after them does not depend on restarts."""
        rows = [row.answered for row in self._rows]
        start = len(rows)
        while start > 0 and (start == len(rows) or not _starts_session(self._rows[start - 1], self._rows[start])):
            start -= 1
        if rows and self._now() - rows[-1].committed >= SESSION_SECONDS:
            start = len(rows)
        self._session_start = start
        self._watch = Watch(rows[:start], chosen=True, off=self._off())
        self._noticed.clear()
        breaks = [event for event in self._record.state.pace.get(self._annotator, ()) if event.answer == "back"]
        at = 0
        for row in rows[start:]:
            while at < len(breaks) and breaks[at].utc / 1e6 <= row.shown + 1:
                self._came_back(breaks[at])
                at += 1
            self._noticed.update(self._watch.take(row).alarms)
        for event in breaks[at:]:
            self._came_back(event)
        self.sample.limit = self._watch.limit

    def _came_back(self, event: Event) -> None:
        try:
            whole = self._record.state.read_body(event).get("whole")
        except (ValueError, TypeError, RecursionError):
            # A log from elsewhere: no reason not to open the project.
            return
        if whole:
            self._watch.rest(FULL_REST_SECONDS)

    def _now(self) -> float:
        return self._clock.utc() / 1e6

    def _sleep(self) -> float:
        """Seconds slept, from any beginning. Where the system does not tell: what the wall clock gained, which is
        the same unless somebody set it."""
        if self._clock.slept is not None:
            return self._clock.slept()
        return (self._clock.utc() - self._clock.monotonic()) / 1e6

    # -- what happens ----------------------------------------------------------------------------------

    def shown(self) -> None:
        """Another sample is on screen."""
        self.sample.shown()

    def input(self) -> None:
        """A key or the pointer was used in the window."""
        self._credit_idle()
        self.sample.input()

    def focus(self, here: bool) -> None:
        """The window got or lost the focus."""
        if here:
            self._credit_idle()
        self.sample.focus(here)

    def _credit_idle(self) -> None:
        idle = self._clock.seconds() - self.sample.last
        if idle >= REST_SECONDS and self._break is None:
            self._rest(idle)

    def corrected(self) -> None:
        """An answer was taken back or given anew; counted with the next answer."""
        self._changes += 1

    def take_facts(self) -> dict[str, object]:
        """What goes into the body of the next answer beside its times: corrections and sleep since the last one."""
        self.tick()
        facts: dict[str, object] = {"changes": self._changes}
        if self._slept:
            facts["slept"] = round(self._slept, 3)
        self._changes, self._slept = 0, 0.0
        return facts

    def answered(self, event: Event, body: Mapping[str, object]) -> None:
        """An answer was given: watch it, and say what there is to say before the next sample."""
        # Who answers is back, by whatever way the page of the break was left.
        self.end_break()
        row = pace_row(event, body, self._timeline)
        if row is None:
            return
        self._rows.append(row)
        self._count_today(row)
        place = self._pool.by_id.get(event.sample)
        if place is not None and event.kind == ev.ANNOTATION:
            self.repeats.given(place, row.answered.committed)
        self._rested = 0.0
        if len(self._rows) > 1 and _starts_session(self._rows[-2], row):
            self._fresh()
            self._replay()
            return
        step = self._watch.take(row.answered)
        self._noticed.update(step.alarms)
        self.sample.limit = self._watch.limit
        if step.rested:
            self._fresh()
        if self._settings["look_away"] and self._watch.active - self._looked_away >= LOOK_AWAY_EVERY:
            self._looked_away = self._watch.active
            self._flash(tr(pace_words.LOOK_AWAY))
        self._notice_left -= 1
        if self._notice is not None and self._notice_left <= 0:
            self._notice = None
        if self._settings["tell"] == "notice":
            self._maybe_say(step.level, step.reasons)

    def _rest(self, seconds: float) -> None:
        """Nothing happened for so long, or the computer slept."""
        if seconds > self._rested:
            # What was credited while it went on is not credited again.
            self._rested = seconds
            self._fresh()
            self._changed()

    def _fresh(self) -> None:
        self._postponed = self._put_off = 0
        self._said.clear()
        self._notice = None

    def tick(self) -> None:
        """Called a few times a second."""
        sleep = self._sleep()
        slept, self._sleep_before = sleep - self._sleep_before, sleep
        if slept > SLEPT:
            self._slept += slept
            if slept >= REST_SECONDS:
                self._rest(slept)
        if self._break is not None:
            self._changed()

    # -- saying ----------------------------------------------------------------------------------------

    def on_task(self) -> float:
        """Active seconds since the last rest, with what was worked on the sample on screen."""
        idle = self._clock.seconds() - self.sample.last
        rested = max(self._rested, idle if idle >= REST_SECONDS else 0.0)
        before = self._watch.on_task * (1 - min(1.0, rested / FULL_REST_SECONDS))
        return before + min(self.sample.times().active, self.sample.limit)

    def today(self) -> float:
        """Active seconds of the day by the computer's calendar."""
        return self._today[1] if self._today[0] == _date(self._now()) else 0.0

    def _count_today(self, row: PaceRow) -> None:
        day = _date(row.answered.committed)
        before = self._today[1] if self._today[0] == day else 0.0
        self._today = day, before + min(row.answered.active, self._watch.limit)

    def _limit_minutes(self) -> int:
        return max(int(self._settings["break_after"]), self._put_off)

    def _maybe_say(self, level: int, signs: Sequence[str]) -> None:
        minutes = self._watch.on_task / 60
        reasons = []
        if minutes >= self._limit_minutes() and "limit" not in self._said:
            reasons.append("limit")
        elif minutes >= STRONGER and "stronger" not in self._said:
            reasons.append("stronger")
        if self.today() / 60 >= int(self._settings["daily_limit"]) and "day" not in self._said:
            reasons.append("day")
        silent = self._postponed >= POSTPONES or self._clock.seconds() - self._notice_at < BETWEEN
        if silent or not (reasons or level):
            return
        self._said.update(dict.fromkeys(reasons, minutes))
        self._notice = pace_words.notice(
            [row.answered for row in self._rows[self._session_start :]],
            minutes,
            self.today() / 60,
            signs,
            said=reasons,
            strong=level >= 2,
            length=int(self._settings["break_length"]),
            postpone=POSTPONE_MINUTES if self._postponed < POSTPONES else 0,
            kind=self._kind,
        )
        self._notice_left, self._notice_at = STAYS, self._clock.seconds()
        self._note("said", {"level": level, "signs": list(signs), "reasons": reasons})

    def timer(self) -> Timer | None:
        """The slot in the top bar; None where it is switched off."""
        if self._settings["tell"] == "off":
            return None
        return pace_words.timer(self.on_task() / 60, self._limit_minutes(), self.today() / 60)

    def notice(self) -> RestNotice | None:
        return self._notice if self._break is None else None

    # -- breaks ----------------------------------------------------------------------------------------

    def draw_repeat(self, ahead: set[int], may: Callable[[int], bool], *, only_wished: bool) -> int | None:
        """A sample to be shown once more without a sign, not one of ``ahead``."""

        def free(place: int) -> bool:
            return place not in ahead and may(place)

        now = self.timeline_now()
        place = self.repeats.wished(now, free)
        return self.repeats.draw(now, free) if place is None and not only_wished else place

    def may_stay(self, place: int) -> bool:
        """Whether a repeat that was drawn may still be shown."""
        return self.repeats.may_stay(place, self.timeline_now())

    def timeline_now(self) -> float:
        """Seconds as the log's answers have them."""
        return max(self._rows[-1].answered.committed, self._now()) if self._rows else self._now()

    def begin_break(self) -> None:
        if self._break is None:
            signs = pace_words.signs(
                [row.answered for row in self._rows[self._session_start :]],
                self._watch.on_task / 60,
                self._limit_minutes(),
                self._kind,
            )
            length = 60.0 * int(self._settings["break_length"])
            self._break = _Break(self._clock.seconds(), length, signs, self._last_places())
            self._notice = None
            self._note("break", {"on_task": round(self._watch.on_task, 1)})
            self._changed()

    def more(self) -> None:
        """Five more minutes of rest."""
        if self._break is not None:
            left = max(0.0, self._break.begun + self._break.total - self._clock.seconds())
            self._break.total += 300.0 + (
                0.0 if left else self._clock.seconds() - self._break.begun - self._break.total
            )
            self._changed()

    def choose_again(self, again: bool) -> None:
        """Whether the last answers are to be shown once more later."""
        if self._break is not None:
            self._break.again = again
            self._changed()

    def end_break(self) -> None:
        """The annotator is back."""
        pause, self._break = self._break, None
        if pause is None:
            return
        seconds = self._clock.seconds() - pause.begun
        whole = seconds >= 60.0 * int(self._settings["break_length"]) - 1
        if pause.again:
            self.repeats.wish(pause.last)
        self._note("back", {"seconds": round(seconds, 1), "whole": whole, "again": pause.again})
        if whole:
            self._watch.rest(FULL_REST_SECONDS)
        elif seconds >= REST_SECONDS:
            self._rested = max(self._rested, seconds)
        self._fresh()
        self.sample.shown()
        self._changed()

    def postpone(self) -> bool:
        """Later; False when it was put off twice already, or nothing is due."""
        due = self.timer()
        if self._postponed >= POSTPONES or (self._notice is None and not (due and due.due)):
            return False
        self._postponed += 1
        self._put_off = round(self.on_task() / 60) + POSTPONE_MINUTES
        # Asked for: it may come sooner after the last one than others.
        self._notice, self._notice_at = None, -math.inf
        self._said.pop("limit", None)
        self._note("postponed", {"times": self._postponed})
        self._changed()
        return True

    def _last_places(self) -> list[int]:
        by_id = self._pool.by_id
        places = [by_id[row.sample] for row in reversed(self._rows) if row.sample in by_id]
        return list(dict.fromkeys(places))[:AGAIN]

    def resting(self) -> bool:
        return self._break is not None

    def break_screen(self) -> BreakScreen | None:
        """The page of the break; None while there is none."""
        pause = self._break
        if pause is None:
            return None
        left = max(0, math.ceil(pause.begun + pause.total - self._clock.seconds()))
        words = tr(pace_words.RESTING if left else pace_words.READY)
        kind: SampleKind = "text" if self._kind == "text" else "image"
        return BreakScreen(left, round(pause.total), words, pause.signs, len(pause.last), pause.again, kind)

    def _note(self, what: str, body: dict[str, object]) -> None:
        """Kept in the log once something was answered: who only looks leaves no trace."""
        if self._record.opened and not self._record.read_only:
            self._record.add(ev.PACE, body, self._annotator, answer=what)

    # -- my sessions -----------------------------------------------------------------------------------

    def seconds_per_sample(self) -> Seconds:
        """What an answer of this annotator takes, over all that is known."""
        return seconds_per_sample([row.answered.active for row in self._rows])

    def sessions(self) -> SessionsScreen:
        """The annotator's own history."""
        breaks = [
            event.utc / 1e6 for event in self._record.state.pace.get(self._annotator, ()) if event.answer == "back"
        ]
        session = self._rows[self._session_start :]
        return sessions_screen(
            self._annotator, self._kind, self._rows, session, breaks, self._watch, sorted(self._noticed)
        )


def _date(seconds: float) -> datetime.date:
    return datetime.datetime.fromtimestamp(seconds).date()


def _starts_session(before: PaceRow, row: PaceRow) -> bool:
    return pause_before(before.answered, row.answered) >= SESSION_SECONDS
