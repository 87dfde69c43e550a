"""The part of a report on how far annotators agree."""

from desktop_al.core.words import tr
from desktop_al.loop.document import Block, Column, Heading, Key, Keys, Listing, Paragraph, Section, Table
from desktop_al.loop.figure_words import has_interval
from desktop_al.loop.report_cells import coefficient, of_all, proportion, whole
from desktop_al.loop.report_pictures import interval_picture
from desktop_al.loop.report_rows import left_out, reasons_of, told
from desktop_al.loop.report_screen import Report

_SHARES = frozenset({"percent_agreement", "unsure_share", "not_worth_share"})
#: Pairs of annotators with a row of their own.
_PAIRS = 45


def agreement_section(report: Report) -> Section:
    title, screen = tr("Agreement between annotators"), report.agreement
    if screen.empty:
        blocks: list[Block] = [Paragraph(tr("Agreement is not defined yet."), "lead"), Paragraph(screen.empty)]
        if screen.unsure_words:
            blocks.append(Paragraph(screen.unsure_words, "note"))
        return Section("agreement", title, tuple(blocks))
    blocks = []
    if screen.verdict_words:
        blocks.append(Paragraph(f"{screen.verdict_words}.".replace("..", "."), "lead"))
    value, span, _ = coefficient(screen.headline)
    line = tr("95 % interval {span}", span=span) if has_interval(screen.headline) else tr("no interval")
    same, same_span, _ = proportion(screen.percent)
    same_line = tr("95 % interval {span}", span=same_span) if has_interval(screen.percent) else tr("no interval")
    blocks.append(
        Keys(
            (
                Key(screen.headline_name, value, line),
                Key(tr("Percent agreement"), same, same_line),
                Key(
                    tr("Unanimous"),
                    tr("{same:,} of {n:,}", same=screen.unanimous, n=screen.shared),
                    tr("{share} of the shared samples", share=of_all(screen.unanimous, screen.shared)),
                ),
            )
        )
    )
    blocks.append(Paragraph(tr("The headline rests on samples {where}.", where=screen.rests_on)))
    if screen.headline.reason:
        blocks.append(Paragraph(screen.headline.reason, "note"))
    named = [(one.name, one.figure) for one in screen.measures if one.id not in _SHARES]
    picture = interval_picture(
        named, tr("Coefficients of agreement with their 95 % bootstrap intervals."), marks=screen.verdict != "few"
    )
    if picture is not None:
        blocks.append(picture)
    blocks.append(_measures(report))
    if screen.by_class:
        blocks.append(_by_class(report))
    blocks += _pairs(report)
    if screen.plain or screen.paradox:
        blocks.append(Heading(tr("In plain words")))
        blocks += [Paragraph(words) for words in (*screen.plain, screen.paradox) if words]
    if screen.chosen_words:
        blocks.append(Paragraph(screen.chosen_words, "note"))
    if screen.unsure_words:
        blocks.append(Paragraph(screen.unsure_words, "note"))
    if screen.deviations:
        blocks.append(Heading(tr("Deviations from the design of the study")))
        blocks.append(Listing(screen.deviations))
    return Section("agreement", title, tuple(blocks))


def _measures(report: Report) -> Table:
    rows, reasons = [], []
    for one in report.agreement.measures:
        cells = (proportion if one.id in _SHARES else coefficient)(one.figure)
        rows.append((one.name, *cells))
        if one.figure.reason:
            reasons.append((one.name, one.figure.reason))
    grouped: dict[str, list[str]] = {}
    for name, reason in reasons:
        grouped.setdefault(reason, []).append(name)
    every = len(report.agreement.measures)
    notes = tuple(
        reason if len(names) >= every - 2 and every > 3 else f"{', '.join(names)}: {reason}"
        for reason, names in grouped.items()
    )
    return Table(
        tr("Measures of agreement on the shared samples"),
        (Column(tr("Measure"), "text"), Column(tr("Value")), Column(tr("95 % interval")), Column("n")),
        tuple(rows),
        (*notes, tr("n: shared samples; of the two last rows, answers. Intervals: percentile bootstrap over samples.")),
    )


def _by_class(report: Report) -> Table:
    screen = report.agreement
    kept = told(screen.by_class, lambda one: one.figure.value is not None)
    rows = tuple((screen.classes[one.index].name, *coefficient(one.figure), whole(one.votes)) for one in kept)
    reasons = reasons_of([(screen.classes[one.index].name, one.figure) for one in kept])
    return Table(
        tr("Agreement on each class against all others (Fleiss' kappa)"),
        (
            Column(tr("Class"), "text"),
            Column(tr("Kappa")),
            Column(tr("95 % interval")),
            Column("n"),
            Column(tr("Votes")),
        ),
        rows,
        (*left_out(len(screen.by_class) - len(kept)), *reasons),
    )


def _pairs(report: Report) -> list[Block]:
    screen = report.agreement
    couples = [one for one in screen.pairs if one.a != one.b]
    alone = [one for one in screen.pairs if one.a == one.b]
    if not couples:
        return []
    shown = couples if len(couples) <= _PAIRS else []
    names = screen.annotators
    blocks: list[Block] = []
    if shown:
        pairs = [(f"{names[one.a]} – {names[one.b]}", one.figure) for one in shown]
        blocks.append(
            Table(
                tr("Every two annotators ({measure})", measure=screen.pair_measure),
                (Column(tr("Annotators"), "text"), Column(tr("Value")), Column(tr("95 % interval")), Column("n")),
                tuple((name, *coefficient(figure)) for name, figure in pairs),
                reasons_of(pairs),
            )
        )
    else:
        blocks.append(
            Paragraph(tr("There are {n:,} pairs of annotators; the Agreement page shows each.", n=len(couples)), "note")
        )
    if alone:
        blocks.append(
            Table(
                tr("Annotators with their own earlier answers (Fleiss' kappa)"),
                (Column(tr("Annotator"), "text"), Column(tr("Value")), Column(tr("95 % interval")), Column("n")),
                tuple((names[one.a], *coefficient(one.figure)) for one in alone),
                reasons_of([(names[one.a], one.figure) for one in alone]),
            )
        )
    return blocks
