"""The words of the list of labels that look wrong: reasons with their grounds, and what the list rests on."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_al.core.shapes import Measured

BLIND = "You work independently here, so the model is not asked."


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
        if copies.count == 1:
            return f"Near copy: {copies.class_name}", f"Its near copy {copies.title} is labelled {copies.class_name}."
        verb = "is" if copies.of_class == 1 else "are"
        words = f"Of its {copies.count} near copies {copies.of_class} {verb} labelled {copies.class_name}"
        return f"Near copies: {copies.class_name}", f"{words}, {copies.title} for one."
    if reason == "repeat" and grounds.again is not None:
        again = grounds.again
        first, later = day_words(again.first_utc, now), day_words(again.later_utc, now)
        return f"Then: {again.later}", f"You gave it {again.first} {first}, then {again.later} {later}."
    if reason == "rushed" and grounds.shares is not None:
        words = f"Answered in {grounds.seconds:.1f} s"
        return words, f"{words}, usually {grounds.usual:.1f} s."
    if reason == "model" and grounds.shares is not None:
        likelier, own = (percent(share) for share in grounds.shares)
        words = f"The model, without this label, says {grounds.likelier} ({likelier}), {grounds.own} ({own})."
        return f"Model: {grounds.likelier} ({likelier})", words
    return None


def percent(share: float) -> str:
    return "under 1 %" if share < 0.01 else "over 99 %" if share > 0.99 else f"{100 * share:.0f} %"


def day_words(utc: int, now: int) -> str:
    """A moment of the log as seen ``now``: "today", "on 3 May", or with the year."""
    try:
        moment, today = datetime.datetime.fromtimestamp(utc / 1e6), datetime.datetime.fromtimestamp(now / 1e6)
    except (OverflowError, OSError, ValueError):
        return "once"
    if moment.date() == today.date():
        return "today"
    year = f" {moment.year}" if moment.year != today.year else ""
    return f"on {moment.day} {moment:%B}{year}"


def head_words(expected: Measured) -> str:
    """How many labels are expected to be wrong in all, with its range; or why that is not known."""
    if expected.value is None or expected.low is None or expected.high is None:
        return expected.reason
    count, least, most = round(expected.value), round(expected.low), round(expected.high)
    verb = "is" if count == 1 else "are"
    if not count:
        return f"Less than 1 of {expected.n:,} labels is expected to be wrong (at most {most:,})."
    return f"About {count:,} of {expected.n:,} labels {verb} expected to be wrong ({least:,} to {most:,})."


def basis_words(labels: int, asked: bool, others: bool, blind: bool, reserved: int, more: int) -> str:
    """What the list rests on. ``asked``: models were; ``others``: there are labels of other annotators; ``reserved``
    own labels of samples beside which nothing of the model may be told; ``more`` are not listed for lack of room."""
    what = "near copies and on answers that you gave twice"
    if asked:
        what = f"models that had not seen the label they judge, on {what}, and on the time that you took"
    parts = [f"It rests on {what}; {labels:,} {'label' if labels == 1 else 'labels'} in all."]
    if blind:
        parts.append("Only your own labels are looked at.")
    elif others:
        parts.append("Only your own labels are listed; those of others count as evidence.")
    if asked and reserved:
        it = "1 label" if reserved == 1 else f"{reserved:,} labels"
        parts.append(f"The model says nothing of {it} on samples drawn at random to measure with.")
    if more:
        parts.append(f"{more:,} more are not listed until these are done.")
    return " ".join(parts)
