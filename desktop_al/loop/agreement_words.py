"""What figures of agreement mean, in plain words. Nobody is ranked and nobody was wrong: two answers differ."""

from collections.abc import Sequence

import numpy as np

from desktop_al.core.protocol import parse_protocol
from desktop_al.core.shapes import LabelClass, Measured
from desktop_al.core.state import State
from desktop_al.core.study import StudyDesign
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
    "reliable": "Annotators agree well: what they answer can be relied upon.",
    "care": "Annotators agree on most samples, but not on enough to rely on every answer.",
    "not_yet": "Annotators do not agree enough yet: talk about the guideline before you label on.",
    "few": "There are too few shared samples to tell how well annotators agree.",
    "none": "",
}


def verdict_of(figure: Measured, judged: bool) -> tuple[Verdict, str]:
    """``judged``: the figure is one that the marks were made for, from samples drawn at random."""
    if figure.n < INTERVAL_FROM:
        return "few", f"{count(figure.n, 'shared sample')}, too few to judge"
    if figure.n < VERDICT_FROM:
        return "few", f"Too few to conclude: {count(figure.n, 'shared sample')}, {VERDICT_FROM} are needed"
    if figure.value is None:
        return "none", f"Not defined: {figure.reason}" if figure.reason else "Not defined"
    if not judged or figure.low is None or figure.high is None:
        return "none", ""
    if figure.low >= RELIABLE:
        return "reliable", "Reliable: the whole range is above 0.80"
    if figure.high < CARE:
        return "not_yet", "Not reliable yet: the whole range is below 0.667"
    touched = "0.80" if figure.high >= RELIABLE and figure.low >= CARE else "0.667 to 0.80"
    return "care", f"Usable with care: the range touches {touched}"


def rests_on(stratum: Stratum, random_set: str, shared: int, versions: Sequence[str] = ()) -> str:
    """On which samples a figure rests, and on which ``versions`` of the protocol, in words."""
    where = {
        "overlap": f"from {random_set}",
        "chosen": "from samples that the model chose: not a random draw",
        "all": "from all shared samples: not a random draw",
    }[stratum.source]
    under = f"; {len(versions)} versions of the protocol" if len(versions) > 1 else ""
    under = f"; {versions[0]}" if len(versions) == 1 else under
    return f"{where}, {count(shared)}{under}"


def chosen_words(name: str, figure: Measured) -> str:
    if figure.value is None:
        return ""
    sure = f" ({interval(figure)})" if has_interval(figure) else ""
    return (
        f"{name} on {count(figure.n)} that the model chose: {two(figure.value)}{sure}. The model asks about what is "
        f"hard, so that it says nothing about the pool."
    )


def ceiling_words(figure: Measured) -> str:
    if figure.value is None:
        return ""
    sure = f", {interval(figure)}" if has_interval(figure) else ""
    return f"Annotators with their own earlier answers: {two(figure.value)}{sure}, {count(figure.n)} answered twice."


def unsure_words(given: tuple[int, int, int], conflicts: int) -> str:
    """What was left out of the agreement."""
    whole, said = sum(given), []
    for number, what in zip(given[1:], ("Unsure", "“not worth labelling”"), strict=True):
        if number:
            said.append(f"{percent(number / whole)} of the answers ({number:,} of {whole:,}) are {what}")
    sentences = [f"{' and '.join(said)}; they are left out."] if said else []
    if conflicts:
        verb = "is" if conflicts == 1 else "are"
        sentences.append(
            f"{count(conflicts, 'sample')} with two answers of one annotator, neither of which had seen the other, "
            f"{verb} left out until one is chosen."
        )
    return " ".join(sentences)


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
        return ["No two annotators gave a shared sample different classes."] if ratings.samples else []
    i, j = divmod(int(table.argmax()), len(classes))
    first, second, number = classes[i].name, classes[j].name, int(table[i, j])
    often = "Most differences lie" if number * 2 > whole else "The most frequent difference is"
    sentences = [f"{often} between {first} and {second}: {number:,} of {whole:,}."]
    if not guideline:
        return [*sentences, f"There is no guideline. A rule for “{first} or {second}?” would settle these."]
    rules = parse_protocol(guideline).understood([item.name for item in classes]).rules
    asked = next((pair for pair in rules if set(pair) == {first, second}), None)
    if asked is None:
        return [*sentences, f"The guideline has no rule for “{first} or {second}?”. One would settle these."]
    return [*sentences, f"The guideline has a rule for “{asked[0]} or {asked[1]}?”. Read it together: is it clear?"]


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
        said = [f"{a} and {b} in {other:,} of {n:,}" for a, b, other, n in told]
        return [f"Different classes were chosen by {'; '.join(said)} samples."] if said else []
    shares = [other / n for _, _, other, n in told]
    if not shares:
        return []
    low, high = percent(min(shares)), percent(max(shares))
    return [f"Two annotators chose different classes in {low} to {high} of the samples that they share."]


def about_versions(given: Sequence[Given], versions: Sequence[tuple[str, str]], stratum: Stratum) -> list[str]:
    """More than one version of the protocol was used."""
    if stratum.protocol or len({one.version for one in given}) < 2:
        return []
    said = [words for _, words in versions]
    if any(not one.version for one in given):
        said.append("a version that is not known")
    return [
        f"These answers were given under {len(said)} versions of the protocol ({'; '.join(said)}). "
        f"They are different conditions: choose one above to see it alone."
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
            of_what = "planned samples" if design.planned else "samples"
            said.append(f"{name} has answered {done:,} of {wanted:,} {of_what} of the overlap set.")
    strange = dict.fromkeys(one.annotator for one in given if one.annotator not in design.annotators)
    if strange:
        said.append(f"Not in the design, but in the project: {', '.join(strange)}.")
    begun = {one.sample for one in in_overlap}
    wanted = design.per_sample or len(design.annotators)
    votes: dict[bytes, int] = {}
    for one in in_overlap:
        votes[one.sample] = votes.get(one.sample, 0) + (one.annotator in design.annotators)
    fewer = sum(number < wanted for number in votes.values())
    if fewer:
        said.append(
            f"{percent(fewer / len(begun))} of the overlap samples that were begun ({fewer:,} of {len(begun):,}) have "
            f"fewer than {wanted} answers."
        )
    if in_overlap:
        since = min(one.utc for one in in_overlap)
        said += _changed("The guideline was changed", [event.utc for event in state.protocols], since)
        said += _changed("The design was changed", [event.utc for event in state.studies], since)
    return tuple(said)


def _changed(what: str, moments: Sequence[int], since: int) -> list[str]:
    days = list(dict.fromkeys(local_date(utc) for utc in moments if utc > since))
    if not days:
        return []
    return [f"{what} after labelling of the overlap set had begun: {', '.join(days)}."]
