"""Seconds and key presses of a label by the way in which it was given, from the log: a card of the Progress page.

Effort is told of everybody together, or of who looks: nobody is shown what another one takes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_al.core.shapes import Measured
from desktop_al.core.words import joined, local, mark, tr, trn
from desktop_al.loop.answer_rows import AnswerRow
from desktop_al.loop.figure_words import NONE
from desktop_al.loop.suggestion_screen import EffortCard, EffortLine
from desktop_al.people.label_cost import per_label, seconds_per_sample

#: Ways of labelling in the order of the table.
WAYS = {
    "hidden": mark("No suggestion"),
    "shown": mark("Suggestion on screen"),
    "withheld": mark("Suggestion withheld by lot"),
    "revealed": mark("On request, asked for"),
    "request": mark("On request, not asked for"),
    "after": mark("Suggested after the label"),
    "again": mark("Looked at again"),
    "batch": mark("Batch review"),
    "relabel": mark("Several at once"),
    "copy": mark("Copies of a sample"),
}
#: What the log calls several answers in one step.
_TOGETHER = {"batch": "batch", "relabel": "relabel", "copy": "copy", "copies": "copy"}
NOT_RECORDED = mark("not recorded")


@dataclass(frozen=True, slots=True)
class Step:
    """``labels`` given in one step, and what it took in all; None where it was not recorded."""

    way: str
    labels: int
    seconds: float | None
    keys: float | None


def way_of(row: AnswerRow) -> str:
    """How an answer came about."""
    if row.chosen in _TOGETHER:
        return _TOGETHER[row.chosen]
    if row.again:
        return "again"
    if row.arm == "request":
        return "revealed" if row.revealed else "request"
    if row.arm == "withheld":
        # Without a draw nothing is suggested: an audit sample, or suggestions are off.
        return "withheld" if row.lot else "hidden"
    return row.arm if row.arm in WAYS else "hidden"


def steps_of(rows: Sequence[AnswerRow]) -> Iterator[Step]:
    """Annotations as steps: those given together stand one after the other in their chain. Imported ones are none, nor
    are repeats, which bring no label."""
    kept = [row for row in rows if not row.repeat and row.chosen != "import"]
    kept.sort(key=lambda row: (row.writer, row.seq))
    at = 0
    while at < len(kept):
        row, end = kept[at], at + 1
        while (
            end < len(kept)
            and end - at < row.together
            and kept[end].together == row.together
            and (kept[end].writer, kept[end].seq, kept[end].chosen) == (row.writer, row.seq + end - at, row.chosen)
        ):
            end += 1
        seconds = row.active if row.shared is None else row.shared * (end - at)
        yield Step(way_of(row), end - at, seconds, row.keys)
        at = end


def effort_card(rows: Sequence[AnswerRow], own_only: bool) -> EffortCard:
    by_way: dict[str, list[Step]] = {}
    for step in steps_of(rows):
        by_way.setdefault(step.way, []).append(step)
    lines, unknown = [], False
    for way, title in WAYS.items():
        steps = by_way.get(way)
        if not steps:
            continue
        time, keys = _figures(steps)
        unknown = unknown or any(one.keys is None for one in steps)
        lines.append(
            EffortLine(
                tr(title),
                local(f"{sum(one.labels for one in steps):,}"),
                tr(NOT_RECORDED) if time.value is None else tr("{seconds:.1f} s", seconds=time.value),
                _range(time, 1),
                tr(NOT_RECORDED) if keys.value is None else _keys(keys.value),
                _range(keys, 2),
            )
        )
    if not lines:
        return EffortCard()
    everything = [step for steps in by_way.values() for step in steps]
    words = []
    if said := _words(*_figures(everything)):
        words.append(tr("A label takes {effort}.", effort=said))
    if said := _words(*_figures(by_way.get("batch", ()))):
        words.append(tr("In batch review a label takes {effort}.", effort=said))
    several = {row.annotator for row in rows}
    notes = [
        tr(
            "Seconds are the median of those worked on a sample, key presses the mean; letters typed to find a class "
            "count too, and a key held with another one is one press. Labels taken back are counted: they were work as "
            "well."
        )
    ]
    if own_only:
        notes[0] = joined([notes[0], tr("Counted are your own answers.")])
    elif len(several) > 1:
        notes[0] = joined([notes[0], tr("Counted are all annotators together.")])
    if unknown:
        notes.append(
            tr("Key presses are not recorded in older logs, of imported labels, or of answers without a window.")
        )
    return EffortCard(tuple(words), tuple(lines), tuple(notes))


def _figures(steps: Sequence[Step]) -> tuple[Measured, Measured]:
    """Seconds and key presses of a label."""
    seconds = seconds_per_sample([one.seconds / one.labels for one in steps if one.seconds is not None])
    pressed = [one for one in steps if one.keys is not None]
    keys = per_label([one.keys or 0.0 for one in pressed], [one.labels for one in pressed])
    return Measured(seconds.median, seconds.low, seconds.high, seconds.count), keys


def _words(time: Measured, keys: Measured) -> str:
    """ "typically 2.1 s and 1.1 key presses (420 labels)"."""
    parts = []
    if time.value is not None:
        parts.append(tr("typically {seconds:.1f} s", seconds=time.value))
    if keys.value is not None:
        parts.append(tr("{presses:.1f} key presses", presses=keys.value))
    if not parts:
        return ""
    effort = joined(parts, tr(" and "))
    return trn("{effort} ({n:,} label)", "{effort} ({n:,} labels)", max(time.n, keys.n), effort=effort)


def _keys(value: float) -> str:
    return local(f"{value:.2f}")


def _range(figure: Measured, digits: int) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return NONE
    low, high = (local(f"{end:.{digits}f}") for end in (figure.low, figure.high))
    return tr("{low} to {high}", low=low, high=high)
