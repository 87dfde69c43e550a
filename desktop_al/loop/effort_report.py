"""Seconds and key presses of a label by the way in which it was given, from the log: a card of the Progress page.

Effort is told of everybody together, or of who looks: nobody is shown what another one takes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_al.core.shapes import Measured
from desktop_al.loop.answer_rows import AnswerRow
from desktop_al.loop.figure_words import NONE, count
from desktop_al.loop.suggestion_screen import EffortCard, EffortLine
from desktop_al.people.label_cost import per_label, seconds_per_sample

#: Ways of labelling in the order of the table.
WAYS = {
    "hidden": "No suggestion",
    "shown": "Suggestion on screen",
    "withheld": "Suggestion withheld by lot",
    "revealed": "On request, asked for",
    "request": "On request, not asked for",
    "after": "Suggested after the label",
    "again": "Looked at again",
    "batch": "Batch review",
    "relabel": "Several at once",
    "copy": "Copies of a sample",
}
#: What the log calls several answers in one step.
_TOGETHER = {"batch": "batch", "relabel": "relabel", "copy": "copy", "copies": "copy"}
NOT_RECORDED = "not recorded"


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
                title,
                f"{sum(one.labels for one in steps):,}",
                NOT_RECORDED if time.value is None else f"{time.value:.1f} s",
                _range(time, 1),
                NOT_RECORDED if keys.value is None else _keys(keys.value),
                _range(keys, 2),
            )
        )
    if not lines:
        return EffortCard()
    everything = [step for steps in by_way.values() for step in steps]
    named = (("A label takes", everything), ("In batch review a label takes", by_way.get("batch", ())))
    words = [f"{what} {said}." for what, steps in named if (said := _words(*_figures(steps)))]
    whose = "your own answers" if own_only else "all annotators together"
    several = {row.annotator for row in rows}
    notes = [
        "Seconds are the median of those worked on a sample, key presses the mean; letters typed to find a class count "
        "too, and a key held with another one is one press. Labels taken back are counted: they were work as well."
        + (f" Counted are {whose}." if own_only or len(several) > 1 else "")
    ]
    if unknown:
        notes.append("Key presses are not recorded in older logs, of imported labels, or of answers without a window.")
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
        parts.append(f"typically {time.value:.1f} s")
    if keys.value is not None:
        parts.append(f"{keys.value:.1f} key presses")
    return f"{' and '.join(parts)} ({count(max(time.n, keys.n), 'label')})" if parts else ""


def _keys(value: float) -> str:
    return f"{value:.2f}"


def _range(figure: Measured, digits: int) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return NONE
    return f"{figure.low:.{digits}f} to {figure.high:.{digits}f}"
