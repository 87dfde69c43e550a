"""The words of the list of labels that look wrong: reasons with their grounds, and what the list rests on."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_al.core.dates import whole_day_words
from desktop_al.core.shapes import Measured
from desktop_al.core.words import mark, tr, trn

BLIND = mark("You work independently here, so the model is not asked.")


@dataclass(frozen=True, slots=True)
class Copies:
    """Near copies of a sample: the title of one that has another class, and that class; how many there are, and how
    many of them have that class."""

    title: str
    class_name: str
    count: int
    of_class: int


@dataclass(frozen=True, slots=True)
class Again:
    """A first answer and a later one of the same person: class names and times in microseconds."""

    first: str
    first_utc: int
    later: str
    later_utc: int


@dataclass(frozen=True, slots=True)
class Grounds:
    """What speaks against one label. ``shares``: how likely the models hold ``likelier`` and ``own``; None: they are
    not quoted. ``seconds`` it took, and ``usual`` ones."""

    own: str
    likelier: str
    shares: tuple[float, float] | None = None
    copies: Copies | None = None
    again: Again | None = None
    seconds: float = 0.0
    usual: float = 0.0


def sentences(reasons: Sequence[str], grounds: Grounds, now: int) -> tuple[str, str]:
    """The first reason in a few words, and all that are known as sentences; ``now`` in microseconds."""
    told = [words for reason in reasons if (words := _reason(reason, grounds, now))]
    if not told:
        return "", ""
    return told[0][0], " ".join(sentence for _, sentence in told)


def _reason(reason: str, grounds: Grounds, now: int) -> tuple[str, str] | None:
    if reason == "copies" and grounds.copies is not None:
        copies = grounds.copies
        named = {"class": copies.class_name}
        if copies.count == 1:
            words = tr("Its near copy {title} is labelled {class}.", title=copies.title, **named)
            return tr("Near copy: {class}", **named), words
        words = trn(
            "Of its {copies} near copies {n} is labelled {class}, {title} for one.",
            "Of its {copies} near copies {n} are labelled {class}, {title} for one.",
            copies.of_class,
            copies=copies.count,
            title=copies.title,
            **named,
        )
        return tr("Near copies: {class}", **named), words
    if reason == "repeat" and grounds.again is not None:
        again = grounds.again
        first, later = day_words(again.first_utc, now), day_words(again.later_utc, now)
        words = tr(
            "You gave it {before} {first_day}, then {now} {later_day}.",
            before=again.first,
            first_day=first,
            now=again.later,
            later_day=later,
        )
        return tr("Then: {class}", **{"class": again.later}), words
    if reason == "rushed" and grounds.shares is not None:
        words = tr("Answered in {seconds:.1f} s", seconds=grounds.seconds)
        usual = tr("Answered in {seconds:.1f} s, usually {usual:.1f} s.", seconds=grounds.seconds, usual=grounds.usual)
        return words, usual
    if reason == "model" and grounds.shares is not None:
        likelier, own = (percent(share) for share in grounds.shares)
        words = tr(
            "The model, without this label, says {likelier} ({likelier_share}), {own} ({own_share}).",
            likelier=grounds.likelier,
            likelier_share=likelier,
            own=grounds.own,
            own_share=own,
        )
        return tr("Model: {class} ({share})", **{"class": grounds.likelier}, share=likelier), words
    return None


def percent(share: float) -> str:
    if share < 0.01:
        return tr("under 1 %")
    return tr("over 99 %") if share > 0.99 else tr("{percent:.0f} %", percent=100 * share)


def day_words(utc: int, now: int) -> str:
    """A moment of the log as seen ``now``: "today", "on 3 May", or with the year."""
    try:
        moment, today = datetime.datetime.fromtimestamp(utc / 1e6), datetime.datetime.fromtimestamp(now / 1e6)
    except (OverflowError, OSError, ValueError):
        return tr("once")
    if moment.date() == today.date():
        return tr("today")
    return tr("on {day}", day=whole_day_words(moment.date(), year=moment.year != today.year))


def head_words(expected: Measured) -> str:
    """How many labels are expected to be wrong in all, with its range; or why that is not known."""
    if expected.value is None or expected.low is None or expected.high is None:
        return expected.reason
    count, least, most = round(expected.value), round(expected.low), round(expected.high)
    if not count:
        return tr(
            "Less than 1 of {labels:,} labels is expected to be wrong (at most {most:,}).", labels=expected.n, most=most
        )
    return trn(
        "About {n:,} of {labels:,} labels is expected to be wrong ({least:,} to {most:,}).",
        "About {n:,} of {labels:,} labels are expected to be wrong ({least:,} to {most:,}).",
        count,
        labels=expected.n,
        least=least,
        most=most,
    )


def basis_words(labels: int, asked: bool, others: bool, blind: bool, reserved: int, more: int) -> str:
    """What the list rests on. ``asked``: models were; ``others``: there are labels of other annotators; ``reserved``
    own labels of samples beside which nothing of the model may be told; ``more`` are not listed for lack of room."""
    parts = [
        trn(
            "It rests on near copies and on answers that you gave twice; {n:,} label in all.",
            "It rests on near copies and on answers that you gave twice; {n:,} labels in all.",
            labels,
        )
    ]
    if asked:
        parts[0] = trn(
            "It rests on models that had not seen the label they judge, on near copies and on answers that you gave "
            "twice, and on the time that you took; {n:,} label in all.",
            "It rests on models that had not seen the label they judge, on near copies and on answers that you gave "
            "twice, and on the time that you took; {n:,} labels in all.",
            labels,
        )
    if blind:
        parts.append(tr("Only your own labels are looked at."))
    elif others:
        parts.append(tr("Only your own labels are listed; those of others count as evidence."))
    if asked and reserved:
        parts.append(
            trn(
                "The model says nothing of {n:,} label on samples drawn at random to measure with.",
                "The model says nothing of {n:,} labels on samples drawn at random to measure with.",
                reserved,
            )
        )
    if more:
        parts.append(
            trn(
                "{n:,} more are not listed until these are done.",
                "{n:,} more are not listed until these are done.",
                more,
            )
        )
    return " ".join(parts)
