"""The Agreement page as tables for other programs, one after the other in one file."""

from collections.abc import Iterator

from desktop_al.core.shapes import Measured
from desktop_al.core.words import english
from desktop_al.loop.agreement_screen import AgreementScreen
from desktop_al.loop.csv_file import csv_text

_FIGURE = ("value", "low", "high", "n", "reason")

Row = tuple[object, ...]
Table = tuple[str, Row, list[Row]]


def agreement_table(screen: AgreementScreen) -> str:
    """CSV as in RFC 4180: each table begins with a line that has its name alone, then its columns; an empty line
    stands between two. Undefined figures are empty, with the reason beside them. An apostrophe before a text keeps it
    from being read as a formula; figures stay figures."""
    lines: list[Row] = []
    for name, columns, rows in _tables(screen):
        lines += [(), (name,), columns, *rows]
    return csv_text(lines[1:])


def _figure(figure: Measured) -> Row:
    return figure.value, figure.low, figure.high, figure.n, figure.reason


def _tables(screen: AgreementScreen) -> Iterator[Table]:
    names, classes = screen.annotators, [item.name for item in screen.classes]
    about: list[Row] = [
        ("samples", screen.stratum.source),
        ("guideline", dict(screen.versions).get(screen.stratum.protocol, screen.stratum.protocol) or "every version"),
        ("days", screen.stratum.days or "all"),
        ("rests on", screen.rests_on),
        ("verdict", screen.verdict_words),
        ("unanimous", screen.unanimous),
        ("shared", screen.shared),
        ("undecided", screen.undecided),
        ("unsure", screen.unsure_words),
        ("ceiling", screen.ceiling_words),
        *(("in plain words", words) for words in (*screen.plain, screen.paradox) if words),
    ]
    yield "summary", ("what", "words"), about
    figures: list[Row] = [(screen.headline_name, *_figure(screen.headline))]
    figures += [(row.name, *_figure(row.figure)) for row in screen.measures]
    if screen.chosen is not None:
        figures.append((f"{english(screen.headline_name)}, samples chosen by the model", *_figure(screen.chosen)))
    yield "measures", ("measure", *_FIGURE), figures
    pairs = [(names[p.a], names[p.b], screen.pair_measure, *_figure(p.figure)) for p in screen.pairs]
    yield "pairs", ("first", "second", "measure", *_FIGURE), pairs
    yield (
        "answers of pairs",
        ("first", "second", "answer of the first", "answer of the second", "samples"),
        [
            (names[p.a], names[p.b], classes[i], classes[j], number)
            for p in screen.pairs
            for i, row in enumerate(p.counts)
            for j, number in enumerate(row)
        ],
    )
    yield (
        "classes",
        ("class", "votes", *_FIGURE),
        [(classes[row.index], row.votes, *_figure(row.figure)) for row in screen.by_class],
    )
    yield (
        "hardest samples",
        ("sample", *names, "distance", "no majority"),
        [
            (
                hard.title,
                *("" if answer is None else classes[answer] for answer in hard.answers),
                hard.distance,
                "yes" if hard.open else "no",
            )
            for hard in screen.hardest
        ],
    )
    yield (
        "against known answers",
        ("annotator", "against", "figure", "class", *_FIGURE),
        [
            (row.annotator, row.against, *cells)
            for row in screen.against
            for cells in (
                ("right", "", *_figure(row.right)),
                *(
                    (kind, name, *_figure(figure))
                    for name, both in zip(classes, row.per_class, strict=False)
                    for kind, figure in zip(("sensitivity", "specificity"), both, strict=True)
                ),
            )
        ],
    )
    yield (
        "agreement as it went",
        ("annotator", "shared so far", *_FIGURE),
        [(one.annotator, shared, *_figure(figure)) for one in screen.running for shared, figure in one.points],
    )
    yield "deviations", ("deviation",), [(words,) for words in screen.deviations]
