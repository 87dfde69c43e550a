"""Rows of a report's tables, and the notes below them: what is told of very many rows, and why figures are missing."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from desktop_al.core.shapes import Measured
from desktop_al.core.words import tr, trn
from desktop_al.loop.report_cells import few_names

#: Classes with a row of their own even where nothing is known of them.
_MOST_ROWS = 40

Row = TypeVar("Row")


def told(rows: Sequence[Row], known: Callable[[Row], bool]) -> Sequence[Row]:
    """All rows; of very many those of which something is known."""
    return rows if len(rows) <= _MOST_ROWS else [one for one in rows if known(one)]


def left_out(classes: int) -> tuple[str, ...]:
    if not classes:
        return ()
    words = trn(
        "{n} class of which no figure is defined is left out.",
        "{n:,} classes of which no figure is defined are left out.",
        classes,
    )
    return (words,)


def few_reasons(reasons: Sequence[str]) -> tuple[str, ...]:
    """Reasons that are told of several rows once."""
    kept = tuple(dict.fromkeys(reason for reason in reasons if reason))
    more = tr("Further figures are not defined, or have no interval, for like reasons; n says how few there are.")
    return kept if len(kept) <= 3 else (*kept[:2], more)


def reasons_of(rows: Sequence[tuple[str, Measured]]) -> tuple[str, ...]:
    """Why figures are not defined or have no interval: each reason once, with whom it is about unless it is all."""
    grouped: dict[str, list[str]] = {}
    for name, figure in rows:
        if figure.reason:
            grouped.setdefault(figure.reason, []).append(name)
    return few_reasons(
        [
            reason if len(names) == len(rows) else f"{', '.join(few_names(names))}: {reason}"
            for reason, names in grouped.items()
        ]
    )
