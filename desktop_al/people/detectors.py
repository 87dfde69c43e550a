"""Signs of tiring in the order of the answers: one small class and one row of ``DETECTORS`` each.

Each takes one answer after the other and says when it alarms; none of them judges a single answer. The formulae are
cumulative sums (Page 1954; for a Bernoulli variable Reynolds & Stoumbos 1999). The thresholds come from simulated
annotators (``dev.py bench pace`` repeats it): at most 3 % of sessions of 600 answers alarm though nothing changed.
"""

import math
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from desktop_al.core.words import mark, tr
from desktop_al.people.signals import CLIP, Answered, Usual, learn_usual

Name = Literal["pace", "lapses", "speed", "straight", "self_consistency", "corrections", "complacency"]

#: Answers passed over at the beginning of a session, used to learn what is usual, and needed at least.
WARM_UP, USUAL_ROWS, LEAST_ROWS = 30, 200, 100
#: Answers of earlier sessions that are enough to begin with, and that are looked at.
EARLIER_ROWS, EARLIER_MOST = 300, 1_000
#: Answers that a lapse is better told with.
MANY_ROWS = 400


SHIFTED = mark("The samples became harder or easier than before, and what is known of them does not explain the time.")


class Detector(Protocol):
    """``take`` gets the next answer and says whether it alarms; ``rest`` begins anew after a rest; ``missing`` says in
    a sentence why nothing can be told, "" where something can."""

    def take(self, row: Answered) -> bool: ...
    def rest(self) -> None: ...
    def missing(self) -> str: ...


class Learner:
    """Learns what is usual from earlier sessions, else from the answers ``WARM_UP`` .. ``WARM_UP + USUAL_ROWS`` of
    this one; ``many`` is learnt from twice as many.

    ``shifted``: the samples are not like those any more, by half a standard deviation of how hard they are, or the
    covariates explain less than 5 % of the time while the learner ``chosen`` them: then longer times may be theirs
    and not the annotator's, and only samples drawn at random are compared.
    """

    RECENT, HARDER, WEAK = 60, 0.5, 0.05

    def __init__(self, earlier: Sequence[Answered], chosen: bool = False) -> None:
        self._chosen = chosen
        self._recent: deque[tuple[float, ...]] = deque(maxlen=self.RECENT)
        self.shifted = False
        self._rows: list[Answered] = []
        self._seen = 0
        self.usual: Usual | None = None
        self.many: Usual | None = None
        if len(earlier) >= EARLIER_ROWS:
            self.usual = learn_usual(earlier[-EARLIER_MOST:])
            self.many = self.usual if self.usual.count >= MANY_ROWS else None

    def take(self, row: Answered) -> None:
        self._learn(row)
        if self.usual is not None and self.usual.means:
            self._recent.append((self.usual.harder(row.covariates), *self.usual.standardised(row.covariates)))
            self.shifted = self._is_shifted(self.usual)

    def _is_shifted(self, usual: Usual) -> bool:
        weak = usual.explained < self.WEAK
        if weak and self._chosen:
            return True
        if len(self._recent) < self.RECENT // 3:
            return False
        columns = list(zip(*self._recent, strict=True))
        if not weak:
            return bool(abs(sum(columns[0])) / len(self._recent) > self.HARDER * max(usual.spread, 1e-9))
        return any(abs(sum(column)) / len(self._recent) > self.HARDER for column in columns[1:])

    def _learn(self, row: Answered) -> None:
        if self.many is not None or (self.usual is not None and self.usual.count > USUAL_ROWS):
            return
        self._seen += 1
        if self._seen <= WARM_UP:
            return
        self._rows.append(row)
        if len(self._rows) in (LEAST_ROWS, USUAL_ROWS):
            self.usual = learn_usual(self._rows)
            # What was compared with another scale is no longer comparable.
            self._recent.clear()
        elif len(self._rows) == MANY_ROWS:
            self.many = learn_usual(self._rows)


class Pace:
    """Slowing down: the one-sided CUSUM of the whitened log times, S = max(0, S + e - 0.15), alarm above 34 (48 where
    fewer than 200 answers say what is usual). With 0.25 and 21 as many false alarms, but times that hang together
    (rho 0.4) hide one slowing by 23 % in five; with these one in ten.
    """

    DRIFT, HIGH, HIGHER = 0.15, 34.0, 48.0

    def __init__(self, learner: Learner) -> None:
        self._learner = learner
        self._usual: Usual | None = None
        self._before = 0.0
        #: The sums upwards and downwards; the latter is context and never alarms.
        self.slower = self.faster = 0.0

    def take(self, row: Answered) -> bool:
        usual = self._learner.usual
        if usual is None:
            return False
        if usual is not self._usual:
            self._usual = usual
            self.rest()
        if self._learner.shifted and not row.random:
            return False
        step = max(-CLIP, min(CLIP, (usual.left_over(row) - usual.centre) / usual.scale))
        mean, deviation = usual.whitened
        white = ((step - usual.rho * self._before) / math.sqrt(1 - usual.rho**2) - mean) / deviation
        self._before = step
        self.slower = max(0.0, self.slower + white - self.DRIFT)
        self.faster = max(0.0, self.faster - white - self.DRIFT)
        if self.slower <= (self.HIGH if usual.count >= USUAL_ROWS else self.HIGHER):
            return False
        self.slower = 0.0
        return True

    def rest(self) -> None:
        self.slower = self.faster = self._before = 0.0

    def missing(self) -> str:
        if self._usual is None:
            return tr("It takes {answers} answers to know the usual pace.", answers=WARM_UP + LEAST_ROWS)
        return tr(SHIFTED) if self._learner.shifted else ""


class Lapses:
    """Answers that take far longer than usual, more often than usual: Bernoulli CUSUM of "above the usual 95 %",
    6 % against 15 %."""

    USUAL, OFTEN = 0.06, 0.15
    HIGH, HIGHER = 10.0, 11.7
    LATE, NOT = math.log(OFTEN / USUAL), math.log((1 - OFTEN) / (1 - USUAL))

    def __init__(self, learner: Learner) -> None:
        self._learner = learner
        self._sum = 0.0

    def _usual(self) -> Usual | None:
        return self._learner.many or self._learner.usual

    def take(self, row: Answered) -> bool:
        usual = self._usual()
        if usual is None or usual.count < USUAL_ROWS or (self._learner.shifted and not row.random):
            return False
        late = usual.left_over(row) > usual.late
        self._sum = max(0.0, self._sum + (self.LATE if late else self.NOT))
        if self._sum <= (self.HIGH if usual.count >= MANY_ROWS else self.HIGHER):
            return False
        self._sum = 0.0
        return True

    def rest(self) -> None:
        self._sum = 0.0

    def missing(self) -> str:
        usual = self._usual()
        if usual is None or usual.count < USUAL_ROWS:
            return tr("It takes {answers} answers to know the usual spread of times.", answers=WARM_UP + USUAL_ROWS)
        return tr(SHIFTED) if self._learner.shifted else ""


class Rapid:
    """Answers too fast to have looked: five of the last twenty below half a second or 0.3 of the own median."""

    LEAST, SHARE, OF, FLAG, KNOWN = 0.5, 0.3, 20, 5, 20

    def __init__(self, learner: Learner) -> None:
        self._learner = learner
        self._fast: deque[bool] = deque(maxlen=self.OF)
        self._times: deque[float] = deque(maxlen=USUAL_ROWS)
        self._raised = False

    def take(self, row: Answered) -> bool:
        least = self.LEAST
        usual = self._learner.usual
        if usual is not None:
            least = max(least, self.SHARE * math.exp(usual.level + usual.centre))
        elif len(self._times) >= self.KNOWN:
            least = max(least, self.SHARE * sorted(self._times)[len(self._times) // 2])
        if usual is None:
            self._times.append(row.active)
        self._fast.append(row.active < least)
        many = sum(self._fast) >= self.FLAG
        alarm, self._raised = many and not self._raised, many
        return alarm

    def rest(self) -> None:
        self._fast.clear()
        self._raised = False

    def missing(self) -> str:
        return ""


class Straight:
    """The same label again and again, where the model or the classes' shares make that unlikely: after the first of a
    run the product of the chances of the others below 1e-5; or the last 40 labels less varied (entropy) than the
    chances say, by four standard deviations."""

    UNLIKELY, OF, VARIED, KNOWN = math.log(1e-5), 40, -4.0, 50

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._total = 0
        self._last = ""
        self._run = 0.0
        self._run_length = 0
        self._recent: deque[tuple[str, float]] = deque(maxlen=self.OF)

    def take(self, row: Answered) -> bool:
        if not row.label:
            return False
        # The shares before this run: its own labels must not make it likely.
        length = self._run_length if row.label == self._last else 0
        share = (self._counts.get(row.label, 0) - length + 1) / (self._total - length + len(self._counts) + 1)
        chance = min(1.0, max(row.chance or 0.0, share))
        if row.label == self._last:
            self._run += math.log(chance)
            self._run_length += 1
        else:
            self._last, self._run, self._run_length = row.label, 0.0, 1
        self._counts[row.label] = self._counts.get(row.label, 0) + 1
        self._total += 1
        self._recent.append((row.label, chance))
        if self._total < self.KNOWN:
            return False
        if self._run < self.UNLIKELY:
            self._run = 0.0
            return True
        # One look at every forty labels: each look more is a chance to be wrong.
        return self._total % self.OF == 0 and self._too_even()

    def _too_even(self) -> bool:
        """The entropy of the last labels against that of as many drawn by the shares of all before (Miller 1955 for
        the mean, Basharin 1959 for the variance)."""
        if len(self._recent) < self.OF or self._total < self.OF + self.KNOWN:
            return False
        here: dict[str, int] = {}
        for label, _ in self._recent:
            here[label] = here.get(label, 0) + 1
        before = {label: count - here.get(label, 0) for label, count in self._counts.items()}
        total = sum(before.values())
        shares = [count / total for count in before.values() if count > 0]
        usual = -sum(p * math.log(p) for p in shares)
        varied = sum(p * math.log(p) ** 2 for p in shares) - usual**2
        deviation = math.sqrt(max(varied, 0.0) / self.OF + (len(shares) - 1) / (2 * self.OF**2))
        entropy = -sum(n / self.OF * math.log(n / self.OF) for n in here.values())
        # A model that expects most of these labels explains them.
        expected = sum(chance >= 0.5 for _, chance in self._recent) >= self.OF / 2
        return (
            not expected
            and deviation > 0
            and entropy - (usual - (len(shares) - 1) / (2 * self.OF)) < (self.VARIED * deviation)
        )

    def rest(self) -> None:
        self._last, self._run, self._run_length = "", 0.0, 0

    def missing(self) -> str:
        if self._total < self.KNOWN:
            return tr("It takes {labels} labels to know how often each class comes.", labels=self.KNOWN)
        return ""


class SelfConsistency:
    """Blind repeats answered otherwise than before, more often than usual: Bernoulli CUSUM of the own rate p (with a
    Beta(9, 1) prior, from the repeats before, less one standard error) against p - 0.17."""

    WORSE, HIGH, KNOWN = 0.17, 3.74, 20

    def __init__(self, earlier: Sequence[Answered]) -> None:
        known = [row.agrees for row in earlier if row.agrees is not None]
        self._same, self._count = sum(known), len(known)
        self._sum = 0.0
        self._rate = 0.0
        if self._count >= self.KNOWN:
            self._fix()

    def _fix(self) -> None:
        known = 10 + self._count
        rate = (9 + self._same) / known
        self._rate = max(rate - math.sqrt(rate * (1 - rate) / known), 0.3)

    def take(self, row: Answered) -> bool:
        if row.agrees is None:
            return False
        if not self._rate:
            self._same += row.agrees
            self._count += 1
            if self._count >= self.KNOWN:
                self._fix()
            return False
        worse = max(self._rate - self.WORSE, 0.05)
        ratio = worse / self._rate if row.agrees else (1 - worse) / (1 - self._rate)
        self._sum = max(0.0, self._sum + math.log(ratio))
        if self._sum <= self.HIGH:
            return False
        self._sum = 0.0
        return True

    def rest(self) -> None:
        self._sum = 0.0

    def missing(self) -> str:
        if not self._rate:
            return tr(
                "It takes {repeats} repeats to know how often the same answer is usual; there were {count}.",
                repeats=self.KNOWN,
                count=self._count,
            )
        return ""


class Corrections:
    """Answers changed or taken back more often than usual: Poisson CUSUM of the own rate, with 0.75 standard errors
    for safety, against twice that."""

    HIGH, PRIOR, SAFETY = 7.0, (2.0, 10.0), 0.75

    def __init__(self, earlier: Sequence[Answered]) -> None:
        self._seen = 0
        self._changes, self._count = 0.0, 0
        self._rate = 0.0
        self._sum = 0.0
        if len(earlier) >= EARLIER_ROWS:
            rows = earlier[-EARLIER_MOST:]
            self._changes, self._count = float(sum(row.changes for row in rows)), len(rows)
            self._fix()

    def _fix(self) -> None:
        more, rows = self.PRIOR
        self._rate = (self._changes + more + self.SAFETY * math.sqrt(self._changes + 1)) / (self._count + rows)

    def take(self, row: Answered) -> bool:
        if not self._rate:
            self._seen += 1
            if self._seen > WARM_UP:
                self._changes += row.changes
                self._count += 1
            if self._count >= USUAL_ROWS:
                self._fix()
            return False
        self._sum = max(0.0, self._sum + row.changes * math.log(2) - self._rate)
        if self._sum <= self.HIGH:
            return False
        self._sum = 0.0
        return True

    def rest(self) -> None:
        self._sum = 0.0

    def missing(self) -> str:
        if not self._rate:
            return tr(
                "It takes {answers} answers to know how often something is usually changed.",
                answers=WARM_UP + USUAL_ROWS,
            )
        return ""


class Complacency:
    """Suggestions taken over more and more, and faster: P(label = suggestion | shown) - P(same | withheld) of the
    second half of the session above that of the first with 95 % confidence, while shown samples take 20 % less."""

    FEWEST, LOOK, FASTER = 15, 1.5, 0.8

    def __init__(self) -> None:
        self._rows: list[Answered] = []
        self._next = 200

    def take(self, row: Answered) -> bool:
        if row.arm not in ("shown", "withheld"):
            return False
        self._rows.append(row)
        # Each look is a chance to be wrong: the next one when there is half as much again.
        if len(self._rows) < self._next:
            return False
        self._next = math.ceil(self._next * self.LOOK)
        half = len(self._rows) // 2
        first, second = _reliance(self._rows[:half]), _reliance(self._rows[half:])
        if min(first[2], second[2]) < self.FEWEST:
            return False
        difference, error = second[0] - first[0], math.sqrt(first[1] + second[1])
        return difference - 1.96 * error > 0 and second[3] <= self.FASTER * first[3]

    def rest(self) -> None:
        """Reliance grows over a whole session: a rest does not begin it anew."""

    def missing(self) -> str:
        if len(self._rows) < 200:
            return tr("It takes 200 answers with suggestions shown or withheld.")
        return ""


def _reliance(rows: Sequence[Answered]) -> tuple[float, float, int, float]:
    """Difference shown minus withheld, its variance, the smaller count, and the median seconds of shown ones."""
    shown = [row for row in rows if row.arm == "shown"]
    withheld = [row for row in rows if row.arm == "withheld"]
    if not shown or not withheld:
        return 0.0, math.inf, 0, 0.0
    rates = [(sum(row.accepted for row in part) + 1) / (len(part) + 2) for part in (shown, withheld)]
    variance = sum(rate * (1 - rate) / len(part) for rate, part in zip(rates, (shown, withheld), strict=True))
    times = sorted(row.active for row in shown)
    return rates[0] - rates[1], variance, min(len(shown), len(withheld)), times[len(times) // 2]


@dataclass(frozen=True, slots=True)
class Row:
    """A detector: ``make(learner, earlier answers)``, its title, and whether it alone may be a reason for a hint."""

    name: Name
    title: str
    make: Callable[[Learner, Sequence[Answered]], Detector]
    hints: bool = True


DETECTORS: tuple[Row, ...] = (
    Row("pace", mark("Slower than usual"), lambda learner, _: Pace(learner)),
    Row("lapses", mark("Long answers more often"), lambda learner, _: Lapses(learner)),
    Row("speed", mark("Very fast answers"), lambda learner, _: Rapid(learner), hints=False),
    Row("straight", mark("The same answer again and again"), lambda *_: Straight(), hints=False),
    Row("self_consistency", mark("Repeats answered differently"), lambda _, earlier: SelfConsistency(earlier)),
    Row("corrections", mark("More corrections than usual"), lambda _, earlier: Corrections(earlier)),
    Row("complacency", mark("Suggestions taken over more"), lambda *_: Complacency()),
)
