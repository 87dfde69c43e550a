"""What the queue leaves out for how it looks, kind by kind: the words, the fields of the thresholds, what is found."""

from dataclasses import dataclass
from itertools import islice

from desktop_al.core import events as ev
from desktop_al.core.shapes import SampleKind
from desktop_al.core.state import State
from desktop_al.core.words import joined, mark, tr, trn
from desktop_al.loop.history import copies_of
from desktop_al.loop.learning import Plan
from desktop_al.loop.messages import AsidePart
from desktop_al.loop.pool import COPY, Pool
from desktop_al.media.junk import BY_ID, JUNK_KINDS
from desktop_al.media.near_duplicates import LIKENESS

COPY_TITLE = mark("Nearly the same")
_COPY_SENTENCE = mark("One of several samples that are nearly the same stays in the queue.")
_COPY_FIGURE = mark("likeness of two samples, 0.85 to 1")
EXAMPLES = 4


@dataclass(frozen=True, slots=True)
class _Field:
    """The field of a threshold: digits after the point, least and most value."""

    decimals: int
    least: float
    most: float


_FIELDS: dict[str, _Field] = {
    "black": _Field(0, 0, 255),
    "white": _Field(0, 0, 255),
    "uniform": _Field(0, 0, 255),
    "noise": _Field(2, 0, 1),
    "tiny": _Field(2, 0, 1),
    "blurred": _Field(2, 0, 1),
    "empty": _Field(0, 0, 50),
    "not-text": _Field(1, 0.1, 10),
    "language": _Field(2, 0, 1),
    "boilerplate": _Field(2, 0.5, 1),
    COPY: _Field(2, 0.85, 1),
}
_USUAL_FIELD = _Field(2, 0, 255)


@dataclass(frozen=True, slots=True)
class AsideRow:
    """One kind of what is left out. ``threshold`` None: switched off; ``usual`` is the one of the beginning;
    ``off`` is why the kind is off in this pool, "" where it is not. ``count`` samples are left out now, of which
    ``examples`` are some (place and name)."""

    id: str
    title: str
    sentence: str
    figure: str
    threshold: float | None
    usual: float
    decimals: int
    least: float
    most: float
    below: bool
    count: int
    examples: tuple[tuple[int, str], ...] = ()
    off: str = ""


def title_of(kind: str) -> str:
    """The title of a kind of junk, or of near copies."""
    return tr(BY_ID[kind].title if kind in BY_ID else COPY_TITLE)


def aside_rows(pool: Pool, plan: Plan, sample: SampleKind, found: AsidePart | None) -> tuple[AsideRow, ...]:
    """The kinds that a pool of this kind of sample can have."""
    places: dict[str, list[int]] = {}
    for place, kind in pool.aside.items():
        if pool.left_out(place):
            places.setdefault(kind, []).append(place)
    off = found.off if found is not None else {}
    rows = []
    for row in JUNK_KINDS:
        if row.sample == sample:
            threshold = plan.thresholds.get(row.id, row.threshold)
            words = tr(row.title), tr(row.sentence), tr(row.figure)
            rows.append(_row(row.id, words, threshold, row.threshold, row.below, places.get(row.id, []), pool, off))
    likeness = plan.likeness if plan.likeness > 0 else None
    words = tr(COPY_TITLE), tr(_COPY_SENTENCE), tr(_COPY_FIGURE)
    rows.append(_row(COPY, words, likeness, LIKENESS[sample], False, places.get(COPY, []), pool, off))
    return tuple(rows)


def _row(
    kind: str,
    words: tuple[str, str, str],
    threshold: float | None,
    usual: float,
    below: bool,
    places: list[int],
    pool: Pool,
    off: dict[str, str],
) -> AsideRow:
    field = _FIELDS.get(kind, _USUAL_FIELD)
    examples = tuple((place, pool.title(place)) for place in islice(sorted(places), EXAMPLES))
    return AsideRow(
        kind,
        *words,
        threshold,
        usual,
        field.decimals,
        field.least,
        field.most,
        below,
        len(places),
        examples,
        off.get(kind, ""),
    )


def count_left_out(pool: Pool) -> int:
    """Samples that the queue leaves out for how they look."""
    return sum(1 for place in pool.aside if pool.left_out(place))


def aside_words(count: int) -> str:
    """That samples were set aside, for the status bar."""
    return trn(
        "{n:,} sample was set aside: Samples > Set aside.", "{n:,} samples were set aside: Samples > Set aside.", count
    )


def offered_words(count: int) -> str:
    """That there are near copies of answered samples, for the status bar."""
    return trn(
        "{n:,} more near copy of samples you answered: Samples > Set aside can give the same answer.",
        "{n:,} more near copies of samples you answered: Samples > Set aside can give the same answer.",
        count,
    )


def together_words(state: State, pool: Pool, annotator: str, place: int) -> str:
    """With what a sample was answered by one decision of ``annotator``; "" where it was answered by itself."""
    in_force = state.in_force(annotator, pool.rows[place].id)
    if not in_force:
        return ""
    source = state.copied.source.get(ev.ref(in_force[-1]))
    looked_at = state.event(source) if source is not None else None
    if looked_at is not None:
        first = pool.by_id.get(looked_at.sample)
        named = pool.title(first) if first is not None else tr("a sample that is not here")
        return tr("Answered together with {sample}, as a near copy.", sample=named)
    count = len(copies_of(state, in_force[-1]))
    if not count:
        return ""
    return trn("Answered together with {n:,} near copy.", "Answered together with {n:,} near copies.", count)


def why_aside(pool: Pool, place: int) -> str:
    """Why a sample is, or would be, left out of the queue; "" where it is not set aside."""
    kind = pool.aside.get(place, "")
    if not kind:
        return ""
    if kind == COPY:
        first = pool.copy_of.get(place, -1)
        words = (
            tr("Nearly the same as {sample}.", sample=pool.title(first))
            if first >= 0
            else tr("Nearly the same as another.")
        )
    else:
        words = joined([tr(BY_ID[kind].title), tr(BY_ID[kind].sentence)], ". ")
    if pool.left_out(place):
        return tr("Left out of the queue: {why}", why=words)
    return joined([tr("Put back into the queue."), words])
