"""What figures of agreement mean, in plain words. Nobody is ranked and nobody was wrong: two answers differ."""

from collections.abc import Sequence

import numpy as np

from desktop_al.core.protocol import parse_protocol
from desktop_al.core.shapes import LabelClass, Measured
from desktop_al.core.state import State
from desktop_al.core.study import StudyDesign
from desktop_al.core.words import joined, mark, tr, trn
from desktop_al.loop.agreement_ratings import Given
from desktop_al.loop.agreement_screen import Stratum, Verdict
from desktop_al.loop.editing import local_date
from desktop_al.loop.figure_words import count, has_interval, interval, percent, two
from desktop_al.people.ratings import MISSING, Ratings

#: Fewer shared samples than the first have no interval, fewer than the second no verdict.
INTERVAL_FROM, VERDICT_FROM = 20, 60
#: Krippendorff's marks.
CARE, RELIABLE = 0.667, 0.80
#: Of so many annotators each pair has a sentence; of more all pairs together.
_PAIRS_NAMED = 4

MEANING: dict[Verdict, str] = {
    "reliable": mark("Annotators agree well: what they answer can be relied upon."),
    "care": mark("Annotators agree on most samples, but not on enough to rely on every answer."),
    "not_yet": mark("Annotators do not agree enough yet: talk about the guideline before you label on."),
    "few": mark("There are too few shared samples to tell how well annotators agree."),
    "none": "",
}


def verdict_of(figure: Measured, judged: bool) -> tuple[Verdict, str]:
    """``judged``: the figure is one that the marks were made for, from samples drawn at random."""
    if figure.n < INTERVAL_FROM:
        return "few", trn("{n:,} shared sample, too few to judge", "{n:,} shared samples, too few to judge", figure.n)
    if figure.n < VERDICT_FROM:
        return "few", trn(
            "Too few to conclude: {n:,} shared sample, {needed} are needed",
            "Too few to conclude: {n:,} shared samples, {needed} are needed",
            figure.n,
            needed=VERDICT_FROM,
        )
    if figure.value is None:
        return "none", tr("Not defined: {reason}", reason=figure.reason) if figure.reason else tr("Not defined")
    if not judged or figure.low is None or figure.high is None:
        return "none", ""
    if figure.low >= RELIABLE:
        return "reliable", tr("Reliable: the whole range is above {mark:.2f}", mark=RELIABLE)
    if figure.high < CARE:
        return "not_yet", tr("Not reliable yet: the whole range is below {mark:.3f}", mark=CARE)
    if figure.high >= RELIABLE and figure.low >= CARE:
        return "care", tr("Usable with care: the range touches {mark:.2f}", mark=RELIABLE)
    return "care", tr("Usable with care: the range touches {low:.3f} to {high:.2f}", low=CARE, high=RELIABLE)


def rests_on(stratum: Stratum, random_set: str, shared: int, versions: Sequence[str] = ()) -> str:
    """On which samples a figure rests, and on which ``versions`` of the protocol, in words."""
    where = {
        "overlap": tr("from {random_set}", random_set=random_set),
        "chosen": tr("from samples that the model chose: not a random draw"),
        "all": tr("from all shared samples: not a random draw"),
    }[stratum.source]
    rests = joined([where, count(shared)], ", ")
    if not versions:
        return rests
    several = len(versions) > 1
    under = tr("{many} versions of the protocol", many=len(versions)) if several else versions[0]
    return joined([rests, under], "; ")


def chosen_words(name: str, figure: Measured) -> str:
    if figure.value is None:
        return ""
    value = joined([two(figure.value), f"({interval(figure)})"]) if has_interval(figure) else two(figure.value)
    return trn(
        "{name} on {n:,} sample that the model chose: {value}. The model asks about what is hard, so that it says "
        "nothing about the pool.",
        "{name} on {n:,} samples that the model chose: {value}. The model asks about what is hard, so that it says "
        "nothing about the pool.",
        figure.n,
        name=name,
        value=value,
    )


def ceiling_words(figure: Measured) -> str:
    if figure.value is None:
        return ""
    return trn(
        "Annotators with their own earlier answers: {value}, {n:,} sample answered twice.",
        "Annotators with their own earlier answers: {value}, {n:,} samples answered twice.",
        figure.n,
        value=joined([two(figure.value), interval(figure)], ", ") if has_interval(figure) else two(figure.value),
    )


def unsure_words(given: tuple[int, int, int], conflicts: int) -> str:
    """What was left out of the agreement."""
    whole, said = sum(given), []
    _, unsure, not_worth = given
    if unsure:
        share = percent(unsure / whole)
        said.append(
            tr("{share} of the answers ({part:,} of {whole:,}) are Unsure", share=share, part=unsure, whole=whole)
        )
    if not_worth:
        said.append(
            tr(
                "{share} of the answers ({part:,} of {whole:,}) are “not worth labelling”",
                share=percent(not_worth / whole),
                part=not_worth,
                whole=whole,
            )
        )
    sentences = [tr("{left_out}; they are left out.", left_out=joined(said, tr(" and ")))] if said else []
    if conflicts:
        sentences.append(
            trn(
                "{n:,} sample with two answers of one annotator, neither of which had seen the other, is left out "
                "until one is chosen.",
                "{n:,} samples with two answers of one annotator, neither of which had seen the other, are left out "
                "until one is chosen.",
                conflicts,
            )
        )
    return joined(sentences)


def differences(ratings: Ratings) -> tuple[np.ndarray, int]:
    """How often two annotators gave one sample two classes, (levels, levels) with the lower class first; and all."""
    levels = len(ratings.levels)
    table = np.zeros((levels, levels), np.int64)
    for a in range(len(ratings.annotators)):
        for b in range(a + 1, len(ratings.annotators)):
            both = (ratings.codes[a] != MISSING) & (ratings.codes[b] != MISSING)
            first, second = ratings.codes[a][both], ratings.codes[b][both]
            np.add.at(table, (np.minimum(first, second), np.maximum(first, second)), 1)
    np.fill_diagonal(table, 0)
    return table, int(table.sum())


def about_classes(ratings: Ratings, classes: Sequence[LabelClass], guideline: str) -> list[str]:
    """Between which two classes most differences lie, and what the guideline says about them."""
    table, whole = differences(ratings)
    if not whole:
        return [tr("No two annotators gave a shared sample different classes.")] if ratings.samples else []
    i, j = divmod(int(table.argmax()), len(classes))
    first, second, number = classes[i].name, classes[j].name, int(table[i, j])
    often = (
        tr(
            "Most differences lie between {first} and {second}: {number:,} of {whole:,}.",
            first=first,
            second=second,
            number=number,
            whole=whole,
        )
        if number * 2 > whole
        else tr(
            "The most frequent difference is between {first} and {second}: {number:,} of {whole:,}.",
            first=first,
            second=second,
            number=number,
            whole=whole,
        )
    )
    if not guideline:
        return [
            often,
            tr(
                "There is no guideline. A rule for “{first} or {second}?” would settle these.",
                first=first,
                second=second,
            ),
        ]
    rules = parse_protocol(guideline).understood([item.name for item in classes]).rules
    asked = next((pair for pair in rules if set(pair) == {first, second}), None)
    if asked is None:
        return [
            often,
            tr(
                "The guideline has no rule for “{first} or {second}?”. One would settle these.",
                first=first,
                second=second,
            ),
        ]
    return [
        often,
        tr(
            "The guideline has a rule for “{first} or {second}?”. Read it together: is it clear?",
            first=asked[0],
            second=asked[1],
        ),
    ]


def about_pairs(ratings: Ratings) -> list[str]:
    """Who chose another class than whom, how often; in the order of the annotators, never by how often."""
    told: list[tuple[str, str, int, int]] = []
    names = ratings.annotators
    for a in range(len(names)):
        for b in range(a + 1, len(names)):
            both = (ratings.codes[a] != MISSING) & (ratings.codes[b] != MISSING)
            if both.any():
                other = int((ratings.codes[a][both] != ratings.codes[b][both]).sum())
                told.append((names[a], names[b], other, int(both.sum())))
    if len(names) <= _PAIRS_NAMED:
        said = [tr("{a} and {b} in {other:,} of {n:,}", a=a, b=b, other=other, n=n) for a, b, other, n in told]
        pairs = joined(said, "; ")
        return [tr("Different classes were chosen by {pairs} samples.", pairs=pairs)] if said else []
    shares = [other / n for _, _, other, n in told]
    if not shares:
        return []
    low, high = percent(min(shares)), percent(max(shares))
    return [
        tr(
            "Two annotators chose different classes in {low} to {high} of the samples that they share.",
            low=low,
            high=high,
        )
    ]


def about_versions(
    given: Sequence[Given], versions: Sequence[tuple[str, str]], stratum: Stratum, *, to_choose: bool = True
) -> list[str]:
    """More than one version of the protocol was used; ``to_choose``: each can be looked at alone."""
    if stratum.protocol or len({one.version for one in given}) < 2:
        return []
    said = [words for _, words in versions]
    if any(not one.version for one in given):
        said.append(tr("a version that is not known"))
    named = joined(said, "; ")
    if to_choose:
        return [
            tr(
                "These answers were given under {many} versions of the protocol ({versions}). They are different "
                "conditions: choose one above to see it alone.",
                many=len(said),
                versions=named,
            )
        ]
    return [
        tr(
            "These answers were given under {many} versions of the protocol ({versions}). They are different "
            "conditions.",
            many=len(said),
            versions=named,
        )
    ]


def deviations(
    state: State, design: StudyDesign | None, given: Sequence[Given], overlap: frozenset[bytes], asked: Sequence[int]
) -> tuple[str, ...]:
    """What went otherwise than the design of the study said. ``overlap`` are the samples of its overlap set and
    ``asked`` how many of them each annotator of the design was asked, in that order."""
    if design is None:
        return ()
    in_overlap = [one for one in given if one.sample in overlap]
    said: list[str] = []
    for name, most in zip(design.annotators, asked, strict=True):
        done = sum(one.annotator == name for one in in_overlap)
        wanted = min(design.planned, most) if design.planned else most
        if done < wanted:
            said.append(
                tr(
                    "{name} has answered {done:,} of {wanted:,} planned samples of the overlap set.",
                    name=name,
                    done=done,
                    wanted=wanted,
                )
                if design.planned
                else tr(
                    "{name} has answered {done:,} of {wanted:,} samples of the overlap set.",
                    name=name,
                    done=done,
                    wanted=wanted,
                )
            )
    strange = dict.fromkeys(one.annotator for one in given if one.annotator not in design.annotators)
    if strange:
        said.append(tr("Not in the design, but in the project: {names}.", names=", ".join(strange)))
    begun = {one.sample for one in in_overlap}
    wanted = design.per_sample or len(design.annotators)
    votes: dict[bytes, int] = {}
    for one in in_overlap:
        votes[one.sample] = votes.get(one.sample, 0) + (one.annotator in design.annotators)
    fewer = sum(number < wanted for number in votes.values())
    if fewer:
        said.append(
            tr(
                "{share} of the overlap samples that were begun ({fewer:,} of {begun:,}) have fewer than {wanted} "
                "answers.",
                share=percent(fewer / len(begun)),
                fewer=fewer,
                begun=len(begun),
                wanted=wanted,
            )
        )
    if in_overlap:
        since = min(one.utc for one in in_overlap)
        guideline = _days_since([event.utc for event in state.protocols], since)
        if guideline:
            said.append(
                tr("The guideline was changed after labelling of the overlap set had begun: {days}.", days=guideline)
            )
        changed = _days_since([event.utc for event in state.studies], since)
        if changed:
            said.append(
                tr("The design was changed after labelling of the overlap set had begun: {days}.", days=changed)
            )
    return tuple(said)


def _days_since(moments: Sequence[int], since: int) -> str:
    return ", ".join(dict.fromkeys(local_date(utc) for utc in moments if utc > since))
