"""When to stop: a verdict with its grounds and figures. It is advice; nothing is ever stopped.

Enough is enough when the target is reached with 95 % confidence, or when more labels are not worth it with 80 %
probability and the model stands still: its predictions do, or the audits of the last three checkpoints overlap. Always
wanted are a fair number of labels, 60 audit answers, and an accuracy that is surely above what the commonest class
alone would give. Accuracy comes from the audit samples only, never from those that the learner chose.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_al.core.intervals import wilson_limits
from desktop_al.core.shapes import Measured
from desktop_al.core.words import mark, tr, trn
from desktop_al.learn.stop_verdict import Verdict, judge, largest_share, moment_of, reset_words, verdict_words
from desktop_al.learn.stopping_cost import CostFigures, CostPlan, Forecast, figures, forecasts
from desktop_al.learn.stopping_curve import POINTS, Fan
from desktop_al.learn.stopping_history import (
    EVENT_WORDS,
    Checkpoint,
    History,
    of_class,
    reset_of,
    up_to,
)
from desktop_al.learn.stopping_recall import recall_at_least
from desktop_al.learn.stopping_rules import RULES, Moment

#: A class with fewer audit samples is not assessable.
MIN_POSITIVES = 5
#: Forecasts that the curve is held to.
TRACKED = 10
#: So many forecasts are enough to say that most of them missed.
_TELLING = 4

NO_CHECKPOINT = mark("There is no checkpoint yet: label some samples first.")


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A checkpoint of the learning curve."""

    labels: int
    accuracy: Measured


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """Of one class its labels, and from the audit samples the share found of those that are of it, and the share
    right of those said to be; without an interval, and with a reason, where there are too few to say."""

    name: str
    labels: int | None
    recall: Measured
    precision: Measured


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """``fired_at``: labels of the first checkpoint at which it held, None: not yet."""

    name: str
    title: str
    words: str
    value: float | None
    threshold: float | None
    holds: bool
    fired_at: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Track:
    """How many of the last forecasts of the next checkpoint held its audit accuracy inside their band."""

    inside: int
    of: int

    @property
    def words(self) -> str:
        if not self.of:
            return tr("No forecast could be checked yet.")
        if self.of == 1:
            return (
                tr("The only forecast so far fell inside.") if self.inside else tr("The only forecast so far missed.")
            )
        return trn(
            "{n} of the last {of} forecasts fell inside.",
            "{n} of the last {of} forecasts fell inside.",
            self.inside,
            of=self.of,
        )


@dataclass(frozen=True, slots=True)
class Recall:
    """A class of which all samples are looked for: ``found`` so far; the estimated ``recall``, from its share among
    the audit samples; ``at_least``: its lower limit by the stopping test, with 95 % confidence."""

    name: str
    found: int
    screened: int
    pool: int
    recall: Measured
    at_least: float


@dataclass(frozen=True, slots=True)
class Advice:
    """``labels``: of the newest checkpoint, 0 without one. ``words``: the verdict as shown; ``grounds``: one sentence.
    ``forecast`` is empty, with ``no_forecast`` to say why, while there is no curve. ``fan``: the curve to be drawn.
    ``remarks``: what has to be known with it, as sentences."""

    verdict: Verdict
    words: str
    grounds: str
    more: int | None
    probability: float | None
    labels: int
    accuracy: Measured
    commonest: float | None
    classes: tuple[ClassFigures, ...]
    curve: tuple[CurvePoint, ...]
    fan: Fan | None
    forecast: tuple[Forecast, ...]
    no_forecast: str
    track: Track
    criteria: tuple[CriterionRow, ...]
    cost: CostFigures | None
    find_all: Recall | None
    remarks: tuple[str, ...]


def advise(
    history: History, plan: CostPlan | None = None, agreement: Measured | None = None, now: int | None = None
) -> Advice:
    """What to say of a history. ``agreement``: how often annotators agree, with its interval, where it is known;
    ``now``: labels by now, from which on labels are counted and forecast, where that is more than at its end."""
    plan = plan if plan is not None else CostPlan()
    moment = moment_of(history, plan)
    if moment is None:
        return _nothing(history)
    newest = moment.newest
    if now is not None and now > newest.labels:
        curve_now = None if moment.fan is None else replace(moment.fan, now=float(now))
        moment = replace(moment, now=now, fan=curve_now)
    judgement = judge(moment, agreement)
    curve = tuple(CurvePoint(one.labels, accuracy_of(one)) for one in moment.history.checkpoints)
    forecast: tuple[Forecast, ...] = ()
    why = judgement.grounds
    if moment.fan is not None:
        forecast = forecasts(plan, moment.fan, newest.left)
        why = "" if forecast else tr("Too few samples are left in the pool for a forecast.")
    elif judgement.verdict != "too_early" or judgement.more is None:
        why = trn(
            "{points} checkpoints with audit answers are needed for a forecast; there are {n}.",
            "{points} checkpoints with audit answers are needed for a forecast; there are {n}.",
            len(curve),
            points=POINTS,
        )
    return Advice(
        verdict=judgement.verdict,
        words=judgement.words,
        grounds=judgement.grounds,
        more=judgement.more,
        probability=judgement.probability,
        labels=newest.labels,
        accuracy=accuracy_of(newest),
        commonest=largest_share(newest),
        classes=classes_of(history.classes, newest),
        curve=curve,
        fan=moment.fan,
        forecast=forecast,
        no_forecast=why,
        track=track_of(moment),
        criteria=criteria_of(moment),
        cost=figures(plan, newest.labels if newest.asked is None else newest.asked, moment.fan),
        find_all=recall_of(moment),
        remarks=_remarks(history, moment),
    )


def first_stop(history: History, plan: CostPlan | None = None) -> int | None:
    """The labels at the first checkpoint with the verdict "You can stop", each judged by what was known then."""
    plan = plan if plan is not None else CostPlan()
    for count in range(1, len(history.checkpoints) + 1):
        moment = moment_of(up_to(history, count), plan)
        # A checkpoint that comes too soon after another is no look.
        looked_at = moment is not None and moment.newest is history.checkpoints[count - 1]
        if moment is not None and looked_at and judge(moment).verdict == "can_stop":
            return moment.newest.labels
    return None


def accuracy_of(one: Checkpoint) -> Measured:
    """Accuracy on the audit samples with its Wilson interval."""
    return _share(one.audit_right, one.audit_n, tr("No audit sample is answered yet."))


def classes_of(names: Sequence[str], one: Checkpoint) -> tuple[ClassFigures, ...]:
    """Per-class figures; empty without audit counts by class."""
    if not one.audit_true:
        return ()
    made = []
    for at in range(len(one.audit_true)):
        name = names[at] if at < len(names) else tr("class {number}", number=at + 1)
        true, said, hits = (of_class(counts, at) for counts in (one.audit_true, one.audit_said, one.audit_hits))
        few = tr(
            "Not assessable for {name}: audit samples of it: {there}, needed: {needed}.",
            name=name,
            there=true,
            needed=MIN_POSITIVES,
        )
        recall = _share(hits, true, few) if true >= MIN_POSITIVES else Measured(None, n=true, reason=few)
        nothing = tr(
            "Too few to say: audit samples said to be {name}: {there}, needed: {needed}.",
            name=name,
            there=said,
            needed=MIN_POSITIVES,
        )
        precision = _share(hits, said, nothing) if said >= MIN_POSITIVES else Measured(None, n=said, reason=nothing)
        if not (one.audit_said and one.audit_hits):
            recall = precision = Measured(None, n=true, reason=tr("The audit answers by class were not given."))
        made.append(ClassFigures(name, of_class(one.given, at) if one.given else None, recall, precision))
    return tuple(made)


def criteria_of(moment: Moment) -> tuple[CriterionRow, ...]:
    """Every criterion as it stands, and since when it has held once."""
    fired: dict[str, int] = {}
    count = len(moment.history.checkpoints)
    for at in range(1, count + 1):
        # Later audit answers judge earlier models too: what counts is what is known of them today.
        then = moment if at == count else moment_of(up_to(moment.history, at), moment.plan)
        if then is None:
            continue
        for rule in RULES:
            if rule.name not in fired and rule.name != "find_all" and rule.read(then).holds:
                fired[rule.name] = then.newest.labels
    rows = []
    for rule in RULES:
        if rule.name == "find_all" and moment.history.wanted is None:
            continue
        reading = rule.read(moment)
        since = moment.newest.labels if rule.name == "find_all" and reading.holds else fired.get(rule.name)
        rows.append(
            CriterionRow(
                rule.name,
                rule.title,
                rule.words,
                reading.value,
                reading.threshold,
                reading.holds,
                since,
                reading.reason,
            )
        )
    return tuple(rows)


def track_of(moment: Moment) -> Track:
    points = moment.history.checkpoints
    inside = of = 0
    for count in range(max(1, len(points) - TRACKED), len(points)):
        then = moment_of(up_to(moment.history, count), moment.plan)
        following = points[count]
        if then is None or then.fan is None or not following.audit_n:
            continue
        (low,), (high,) = then.fan.band(following.labels)
        of += 1
        inside += bool(low <= following.audit_right / following.audit_n <= high)
    return Track(inside, of)


def recall_of(moment: Moment) -> Recall | None:
    wanted = moment.history.wanted
    if wanted is None:
        return None
    found, newest = sum(wanted.order), moment.newest
    at_least = recall_at_least(wanted.order, wanted.pool)
    recall = Measured(None, reason=tr("The audit says nothing of how many there are."))
    if wanted.name in moment.history.classes and newest.audit_n:
        true = of_class(newest.audit_true, moment.history.classes.index(wanted.name))
        if true >= MIN_POSITIVES:
            low, high = (float(limit) for limit in wilson_limits(true, newest.audit_n))
            # What is not screened cannot hold more than there is of it.
            most = found + wanted.pool - len(wanted.order)
            in_pool = [min(max(share * wanted.pool, found), most) for share in (high, true / newest.audit_n, low)]
            # Nor can there be more than the test says with the same confidence.
            limits = [max(found / total if total else 0.0, at_least) for total in in_pool]
            recall = Measured(limits[1], limits[0], limits[2], newest.audit_n)
        else:
            few = tr(
                "Too few to say: audit samples of {name}: {there}, needed: {needed}.",
                name=wanted.name,
                there=true,
                needed=MIN_POSITIVES,
            )
            recall = Measured(None, n=newest.audit_n, reason=few)
    return Recall(wanted.name, found, len(wanted.order), wanted.pool, recall, at_least)


def _share(k: int, n: int, otherwise: str) -> Measured:
    if not n:
        return Measured(None, reason=otherwise)
    low, high = wilson_limits(k, n)
    return Measured(k / n, float(low), float(high), n)


def _nothing(history: History) -> Advice:
    event = reset_of(history)
    words = tr(NO_CHECKPOINT)
    if event is not None:
        words = f"{reset_words(event)}."
    nothing = Measured(None, reason=tr("No audit sample is answered yet."))
    return Advice(
        verdict="too_early",
        words=verdict_words("too_early", None),
        grounds=words,
        more=None,
        probability=None,
        labels=0,
        accuracy=nothing,
        commonest=None,
        classes=(),
        curve=(),
        fan=None,
        forecast=(),
        no_forecast=words,
        track=Track(0, 0),
        criteria=(),
        cost=None,
        find_all=None,
        remarks=(),
    )


def _remarks(history: History, moment: Moment) -> tuple[str, ...]:
    remarks = []
    event = reset_of(moment.history)
    if event is not None:
        remarks.append(
            tr(
                "{event} at {labels:,} labels: checkpoints before it are not counted.",
                event=tr(EVENT_WORDS[event.kind]),
                labels=event.at,
            )
        )
    newest = moment.newest
    track = track_of(moment)
    if track.of >= _TELLING and track.inside < track.of / 2:
        remarks.append(tr("Most forecasts so far missed: take the band, and what is said with it, with care."))
    if moment.plan.rule == "goal" and moment.plan.target is None:
        remarks.append(tr("No goal is given, so the gain decides."))
    remarks += [one.recall.reason for one in classes_of(history.classes, newest) if one.recall.n < MIN_POSITIVES]
    if not any(newest.audit_true) and not any(newest.given):
        remarks.append(
            tr("The sizes of the classes are not known; the commonest one is taken for half of all samples.")
        )
    since = event.at if event is not None else -1
    looked_at = {one.labels for one in moment.history.checkpoints}
    close = [one for one in history.checkpoints if one.labels > since and one.labels not in looked_at]
    if close:
        remarks.append(
            trn(
                "{n:,} checkpoint that follows too closely on another is not looked at.",
                "{n:,} checkpoints that follow too closely on another are not looked at.",
                len(close),
            )
        )
    return tuple(remarks)
