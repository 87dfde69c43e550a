"""What suggestions do to labels and to the time they take, from the log: the card of the Progress page.

Counted is the first answer that an annotator gave to a sample, made with the suggestion on screen or with it withheld
by the draw, in the mode that shows suggestions. Whether it was taken back later makes no difference. Samples that never
show a suggestion (audit, shared, known, repeats) are others than those drawn, and are not compared; nor are batch
review, what was left out of a group there, several at once and second looks.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.intervals import wilson_limits
from desktop_al.core.state import State
from desktop_al.core.words import joined, local, mark, tr, trn
from desktop_al.loop.answer_rows import AnswerRow
from desktop_al.loop.choices import project_choices
from desktop_al.loop.figure_words import NONE, has_interval, percent, share_range
from desktop_al.loop.roles import role_of
from desktop_al.loop.suggestion_screen import ArmLine, InfluenceCard
from desktop_al.people.arms import FEWEST, Contrast, Ratio, contrast
from desktop_al.people.influence import NO_BIN, UNKNOWN, Answers, Influence, influence
from desktop_al.people.influence_plan import needed_for_width
from desktop_al.people.influence_words import ALL, ONE, YOU, in_words

#: The class that an answer of the log counts as now; "" for unsure and not worth labelling, which follow no suggestion.
ClassOf = Callable[[str], str]

#: The share of labels equal to a suggestion that is planned with before any is known.
_LIKELY = 0.9
_OFF = mark("Suggestions are off in this project, so there is nothing to compare.")
_NO_LOT = mark("Samples are compared only where suggestions are shown, and withheld from some of the samples by lot.")


@dataclass(frozen=True, slots=True)
class Drawn:
    """Answers on whose arm a draw decided, (n,) each; ``rows`` are theirs in the log. Who is compared with whom, the
    ``annotator`` of the answers, is an annotator under a share withheld."""

    rows: tuple[AnswerRow, ...]
    answers: Answers


def class_of(state: State) -> ClassOf:
    """After merges; a log has few different answers and many of each."""

    @cache
    def found(answer: str) -> str:
        named = ev.label_classes(answer)
        return state.resolve_class(named[0]) if len(named) == 1 else ""

    return found


def first_answers(rows: Sequence[AnswerRow]) -> list[AnswerRow]:
    """Of each annotator and sample the first annotation in the order of the log."""
    first: dict[tuple[str, bytes], AnswerRow] = {}
    for row in rows:
        if not row.repeat:
            first.setdefault((row.annotator, row.sample), row)
    return list(first.values())


def drawn_answers(first: Sequence[AnswerRow], state: State, label: ClassOf) -> Drawn:
    """Those that count, with what is known of them."""
    rows, stratum = _comparable(
        [
            row
            for row in first
            if row.mode == "shown"
            and 0 < row.lot < 100
            and row.arm in ("shown", "withheld")
            and row.suggested
            # What was left out of a group had stood there under the class suggested.
            and row.chosen != "single"
        ]
    )
    sample = {one: code for code, one in enumerate(dict.fromkeys(row.sample for row in rows))}
    withheld = np.array([row.arm == "withheld" for row in rows], np.bool_)
    suggested = [label(ev.label_answer([row.suggested])) for row in rows]
    given = [label(row.answer) for row in rows]
    truth = [_truth(state, row.sample, label) for row in rows]
    answers = Answers(
        annotator=stratum,
        withheld=withheld,
        followed=np.array([bool(one) and one == other for one, other in zip(given, suggested, strict=True)], np.bool_),
        right=_same(suggested, truth),
        seconds=np.array([np.nan if row.active is None else row.active for row in rows], np.float64),
        keys=np.array([np.nan if row.keys is None else row.keys for row in rows], np.float64),
        score_bin=np.full(len(rows), NO_BIN, np.int64),
        sample=np.array([sample[row.sample] for row in rows], np.int64),
        correct=_same(given, truth),
    )
    return Drawn(tuple(rows), answers)


def _truth(state: State, sample: bytes, label: ClassOf) -> str:
    """What was decided about a sample, or its known answer; "" where neither is a class."""
    decided = {label(event.answer) for event in state.decision(sample)}
    if decided:
        return decided.pop() if len(decided) == 1 else ""
    return label(state.gold_answer(sample))


def _same(one: Sequence[str], truth: Sequence[str]) -> npt.NDArray[np.int64]:
    return np.array([UNKNOWN if not t else int(o == t) for o, t in zip(one, truth, strict=True)], np.int64)


def _comparable(rows: Sequence[AnswerRow]) -> tuple[list[AnswerRow], npt.NDArray[np.int64]]:
    """The rows whose arms can be compared, and the stratum of each: its annotator and the share withheld.

    Under a share that was hardly in force one arm may be empty. Such rows are left out where the annotator has others;
    an annotator without any stays one, of whom it is said that nothing can be compared.
    """
    arms: dict[tuple[str, int], set[str]] = {}
    for row in rows:
        arms.setdefault((row.annotator, row.lot), set()).add(row.arm)
    both = {stratum for stratum, found in arms.items() if len(found) == 2}
    some = {annotator for annotator, _ in both}
    kept = [row for row in rows if (row.annotator, row.lot) in both or row.annotator not in some]
    names = [(row.annotator, row.lot if row.annotator in some else 0) for row in kept]
    code = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return kept, np.array([code[name] for name in names], np.int64)


def influence_card(
    rows: Sequence[AnswerRow],
    state: State,
    viewer: str,
    half_width: float,
    *,
    written: bool = False,
    times: bool = True,
) -> Generator[float, None, InfluenceCard]:
    """The card for ``viewer``; ``half_width`` of the interval asked for, in points. ``written``: for a report, which
    others read; ``times``: also what tells of seconds and key presses. Yields a share of the work."""
    label = class_of(state)
    first = first_answers(rows)
    yield 0.2
    drawn = drawn_answers(first, state, label)
    yield 0.6
    found = influence(drawn.answers).pooled
    yield 0.8
    choices = project_choices(state)
    names = list(dict.fromkeys(row.annotator for row in drawn.rows))
    if drawn.rows:
        words = in_words(found, ALL if len(names) > 1 else _alone(names[0], viewer, written), times=times)
    else:
        words = (tr(_OFF),) if choices["suggestions"] == "hidden" else (_nothing(str(choices["suggestions"])),)
    share = int(choices["withheld_share"]) / 100
    several = len(names) > 1
    return InfluenceCard(
        words=words,
        plan=_plan(found, share, half_width) if drawn.rows or choices["suggestions"] == "shown" else "",
        lines=_lines(found, times) if drawn.rows else (),
        by_annotator=_by_annotator(drawn, names, state, viewer) if several else (),
        notes=(*_what_counts(drawn, times), *_on_request(first, label), *_afterwards(first, rows, label)),
    )


def _alone(name: str, viewer: str, written: bool) -> str:
    if written:
        return ONE
    return YOU if name == viewer else name


def _nothing(mode: str) -> str:
    return tr("No sample has been answered beside a suggestion yet.") if mode == "shown" else tr(_NO_LOT)


# -- the table -----------------------------------------------------------------------------------------


def _lines(found: Influence, times: bool) -> tuple[ArmLine, ...]:
    lines = (
        _shares(tr("Label as suggested"), found.following),
        _shares(tr("On right suggestions"), found.help),
        _shares(tr("On wrong suggestions"), found.harm),
        _shares(tr("Label right"), found.accuracy),
    )
    if not times:
        return lines
    return (*lines, _ratio(tr("Seconds"), found.seconds, " s"), _ratio(tr("Key presses"), found.keys, ""))


def _shares(title: str, one: Contrast) -> ArmLine:
    delta = one.difference
    limits = NONE
    if has_interval(delta):
        limits = tr("{low} to {high}", low=_points(delta.low or 0), high=_points(delta.high or 0))
    known = tr("{points} points", points=_points(delta.value)) if delta.value is not None else NONE
    n = one.shown.n + one.withheld.n
    # Where there is no sample at all, the figures say so.
    remark = delta.reason if n else ""
    return ArmLine(title, percent(one.shown.value), percent(one.withheld.value), known, limits, local(f"{n:,}"), remark)


def _ratio(title: str, one: Ratio, unit: str) -> ArmLine:
    ratio, n = one.ratio, one.shown.n + one.withheld.n
    limits = NONE
    if ratio.low is not None and ratio.high is not None:
        limits = tr("{low:.2f} to {high:.2f}", low=ratio.low, high=ratio.high)
    shown, withheld = (
        NONE if mean.value is None else local(f"{mean.value:.1f}") + unit for mean in (one.shown, one.withheld)
    )
    value = NONE if ratio.value is None else f"× {local(f'{ratio.value:.2f}')}"
    left = trn("Not recorded for {n:,} sample.", "Not recorded for {n:,} samples.", one.left_out)
    left = left if one.left_out else ""
    remark = joined(filter(None, (ratio.reason if n or not one.left_out else "", left)))
    return ArmLine(title, shown, withheld, value, limits, local(f"{n:,}"), remark)


def _points(share: float) -> str:
    # A minus before nothing is no difference.
    return local(f"{round(100 * share, 1) + 0.0:+.1f}".replace("+0.0", "0.0"))


def _by_annotator(drawn: Drawn, names: Sequence[str], state: State, viewer: str) -> tuple[ArmLine, ...]:
    """Only how often a suggestion was followed, of everybody for owner and adjudicators, else of who looks. What
    others take in time is theirs."""
    everyone = role_of(state, viewer) != "annotator"
    who = np.array([row.annotator for row in drawn.rows])
    answers, sample = drawn.answers, drawn.answers.sample
    lines = []
    for name in names:
        if sample is None or not (everyone or name == viewer):
            continue
        rows = who == name
        found = contrast(answers.annotator[rows], sample[rows], answers.withheld[rows], answers.followed[rows])
        lines.append(_shares(name, found))
    return tuple(lines)


# -- how many more -------------------------------------------------------------------------------------


def _plan(found: Influence, share: float, half_width: float) -> str:
    """Samples in both arms that it takes to know the difference to ``half_width`` points on either side."""
    following = found.following
    have, withheld = following.shown.n + following.withheld.n, following.withheld.n
    known = following.difference.low is not None
    base = following.withheld.value if known and following.withheld.value is not None else _LIKELY
    delta = following.difference.value if known and following.difference.value is not None else 0.0
    share = withheld / have if known else share
    if not share:
        return tr(
            "No suggestion is withheld by lot, so what suggestions do cannot be known, however many samples there are."
        )
    try:
        needed = needed_for_width(half_width / 100, base, share, min(max(delta, -base), 1 - base))
    except BadArgument as error:
        return str(error)
    points = trn("{n:g} point", "{n:g} points", half_width)
    begun = (
        tr(
            "To know the difference to {points} on either side takes about {needed:,} samples",
            points=points,
            needed=needed,
        )
        if known
        else tr(
            "To know the difference to {points} on either side takes about {needed:,} samples, if {share} of the "
            "labels are as suggested",
            points=points,
            needed=needed,
            share=percent(base),
        )
    )
    if have >= needed:
        return tr("{needed}; there are {have:,}.", needed=begun, have=have)
    return tr(
        "{needed}; there are {have:,}, so about {more:,} more. {share} of them without a suggestion.",
        needed=begun,
        have=have,
        more=needed - have,
        share=percent(share),
    )


# -- what else is said ---------------------------------------------------------------------------------


def _what_counts(drawn: Drawn, times: bool) -> list[str]:
    n = len(drawn.rows)
    if not n:
        return []
    withheld = int(drawn.answers.withheld.sum())
    said = [
        trn(
            "Compared are {n:,} first answer: {shown:,} with the suggestion on screen, {withheld:,} where a draw "
            "withheld it. Audit samples and others that never show one, batch review and second looks are not among "
            "them.",
            "Compared are {n:,} first answers: {shown:,} with the suggestion on screen, {withheld:,} where a draw "
            "withheld it. Audit samples and others that never show one, batch review and second looks are not among "
            "them.",
            n,
            shown=n - withheld,
            withheld=withheld,
        )
    ]
    if times:
        said[0] = joined((said[0], tr("Seconds are geometric means here, under Effort medians.")))
    known = int((drawn.answers.right != UNKNOWN).sum())
    if known:
        said.append(
            trn(
                "Right or wrong is known of {n:,} suggestion, from decisions and known answers. What annotators agree "
                "on is not taken for the truth: suggestions may have made them agree. Decisions are made mostly where "
                "annotators differ, so these samples are harder than others.",
                "Right or wrong is known of {n:,} suggestions, from decisions and known answers. What annotators agree "
                "on is not taken for the truth: suggestions may have made them agree. Decisions are made mostly where "
                "annotators differ, so these samples are harder than others.",
                known,
            )
        )
    else:
        said.append(
            tr("Whether suggestions were right is not known: no decision or known answer is about these samples.")
        )
    return said


def _on_request(first: Sequence[AnswerRow], label: ClassOf) -> list[str]:
    """Those who asked chose the samples themselves: described, never compared."""
    rows = [row for row in first if row.arm == "request" and row.suggested]
    if not rows:
        return []
    asked = [row for row in rows if row.revealed]
    part = _share(len(asked), len(rows))
    parts = [
        trn(
            "On request: asked for on {part} of {n:,} sample.",
            "On request: asked for on {part} of {n:,} samples.",
            len(rows),
            part=part,
        )
    ]
    others = [row for row in rows if not row.revealed]
    if asked:
        part = _share(sum(_follows(label, row) for row in asked), len(asked))
        words = tr("Labels with it on screen were as suggested on {part} of {all:,}.", part=part, all=len(asked))
        parts.append(words)
    if others:
        part = _share(sum(_follows(label, row) for row in others), len(others))
        parts.append(tr("Labels without it were as suggested on {part} of {all:,}.", part=part, all=len(others)))
    parts.append(tr("This is no comparison: who asks chooses the samples."))
    return [joined(parts)]


def _afterwards(first: Sequence[AnswerRow], rows: Sequence[AnswerRow], label: ClassOf) -> list[str]:
    """How many labels were changed once the suggestion was seen."""
    given = {(row.annotator, row.sample): row for row in first if row.arm == "after" and not row.again}
    if not given:
        return []
    labels = [key for key, row in given.items() if label(row.answer) and row.suggested]
    differing = {key for key in labels if not _follows(label, given[key])}
    changed: dict[tuple[str, bytes], bool] = {}
    for row in rows:
        key = (row.annotator, row.sample)
        # The first change after the second look.
        second = row.again and row.arm == "after" and key in differing and key not in changed
        if second and label(row.answer) != label(given[key].answer):
            changed[key] = _follows(label, row)
    said = trn(
        "Suggested after the label: {differing:,} of {n:,} label differed from the suggestion",
        "Suggested after the label: {differing:,} of {n:,} labels differed from the suggestion",
        len(labels),
        differing=len(differing),
    )
    if not differing:
        return [f"{said}."]
    then = tr("{part} of these were changed when it was seen", part=_share(len(changed), len(differing)))
    if changed:
        then = tr("{changed}, {taken:,} to what was suggested", changed=then, taken=sum(changed.values()))
    return [f"{said}; {then}."]


def _follows(label: ClassOf, row: AnswerRow) -> bool:
    return bool(label(row.answer)) and label(row.answer) == label(ev.label_answer([row.suggested]))


def _share(part: int, whole: int) -> str:
    """ "18 (25 %, 17 to 36 %)"; without a range where there are too few."""
    if whole < FEWEST:
        return local(f"{part:,}")
    low, high = wilson_limits(part, whole)
    return tr(
        "{part:,} ({share}, {range})",
        part=part,
        share=percent(part / whole),
        range=share_range(float(low), float(high)),
    )
