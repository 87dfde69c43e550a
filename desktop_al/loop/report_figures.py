"""The parts of a report that the pages measure: learning and stopping, calibration, agreement, suggestions, effort."""

from collections.abc import Sequence

from desktop_al.core.shapes import Measured
from desktop_al.core.words import local, tr
from desktop_al.loop.document import Block, Column, Heading, Key, Keys, Listing, Paragraph, Section, Table
from desktop_al.loop.figure_words import NONE, has_interval
from desktop_al.loop.progress_screen import CriterionLine, Figure, ProgressScreen
from desktop_al.loop.report_cells import coefficient, in_words, of_all, proportion, whole
from desktop_al.loop.report_pictures import curve_picture, interval_picture, reliability_picture
from desktop_al.loop.report_screen import Report
from desktop_al.loop.suggestion_screen import ArmLine

#: Places of the large figures of the Progress page.
ACCURACY, SPENT, NEXT_POINT, GOAL = range(4)
_SHARES = frozenset({"percent_agreement", "unsure_share", "not_worth_share"})
#: Pairs of annotators with a row of their own.
_PAIRS = 45


def learning_section(report: Report) -> Section:
    title = tr("Learning curve and stop advice")
    screen = report.progress
    if screen is None:
        return Section("learning", title, (Paragraph(report.no_progress, "warning"),))
    if screen.empty:
        return Section("learning", title, (Paragraph(screen.empty),))
    blocks: list[Block] = [Paragraph(f"{screen.words}.", "lead")]
    blocks.append(Paragraph(screen.grounds))
    keys = [_key(screen.figures[ACCURACY])] if screen.figures else []
    keys.append(
        Key(
            tr("Labels"),
            whole(screen.labels),
            tr("the newest look was at {n:,}", n=screen.looked_at)
            if screen.looked_at
            else tr("the first look comes at {n:,}", n=screen.next_look),
        )
    )
    keys += [_key(one) for one in screen.figures[NEXT_POINT:]]
    blocks.append(Keys(tuple(keys)))
    picture = curve_picture(screen.curve)
    if picture is not None:
        blocks.append(picture)
        blocks.append(_curve_table(screen))
    if screen.curve.why_none and screen.curve.why_none != screen.grounds:
        blocks.append(Paragraph(screen.curve.why_none, "note"))
    if screen.by_class:
        blocks.append(_class_table(screen))
    blocks += _ahead(screen)
    if screen.criteria:
        blocks.append(_criteria(screen.criteria))
    if screen.find_all is not None:
        blocks.append(Paragraph(tr("Looking for all samples of a class: {words}", words=screen.find_all.words)))
        blocks.append(
            Paragraph(
                tr(
                    "Found {found:,} among {screened:,} screened of {pool:,}; recall {recall}.",
                    found=screen.find_all.found,
                    screened=screen.find_all.screened,
                    pool=screen.find_all.pool,
                    recall=in_words(screen.find_all.recall, share=True),
                )
            )
        )
    if screen.chosen.value is not None:
        blocks.append(
            Paragraph(
                tr(
                    "On the labelled samples outside the audit set: {figure}.",
                    figure=in_words(screen.chosen, share=True),
                )
                + f" {screen.chosen_words}",
                "note",
            )
        )
    blocks += [Paragraph(words, "note") for words in screen.rests_on]
    return Section("learning", title, tuple(blocks))


def _key(figure: Figure) -> Key:
    return Key(tr(figure.title), figure.value, figure.line)


def _curve_table(screen: ProgressScreen) -> Table:
    points = screen.curve.points
    rows = []
    for point in points:
        value, span, n = _exact(point.accuracy)
        rows.append((whole(point.labels), value, span, n))
    return Table(
        tr("The learning curve: accuracy on the audit set at each look"),
        (
            Column(tr("Labels given"), "text"),
            Column(tr("Accuracy")),
            Column(tr("95 % interval")),
            Column(tr("Audit samples")),
        ),
        tuple(rows),
    )


def _exact(figure: Measured) -> tuple[str, str, str]:
    """A share with one decimal, as the Progress page gives it."""
    if figure.value is None:
        return NONE, NONE, whole(figure.n)
    span = NONE
    if figure.low is not None and figure.high is not None:
        span = local(f"{_tenth(figure.low)} to {_tenth(figure.high)} %")
    return local(f"{_tenth(figure.value)} %"), span, whole(figure.n)


def _tenth(share: float) -> str:
    words = f"{100 * share:.1f}"
    # 100 is said only of all.
    return "99.9" if words == "100.0" and share < 1 else words


def _class_table(screen: ProgressScreen) -> Table:
    rows, reasons = [], []
    for one in screen.by_class:
        name = screen.classes[one.index].name
        found, found_span, n = proportion(one.recall)
        right, right_span, m = proportion(one.precision)
        rows.append((name, whole(one.given), found, found_span, n, right, right_span, m))
        reasons += [figure.reason for figure in (one.recall, one.precision) if figure.reason]
    return Table(
        tr("By class, on the audit set"),
        (
            Column(tr("Class"), "text"),
            Column(tr("Labels")),
            Column(tr("Found")),
            Column(tr("95 % interval")),
            Column("n"),
            Column(tr("Right")),
            Column(tr("95 % interval")),
            Column("n"),
        ),
        tuple(rows),
        (
            tr("Found: of those that are of the class (recall). Right: of those said to be of it (precision)."),
            *_few(reasons),
        ),
    )


def _few(reasons: Sequence[str]) -> tuple[str, ...]:
    """Reasons that are told of several rows once."""
    kept = tuple(dict.fromkeys(reason for reason in reasons if reason))
    more = tr("Further figures are not defined, or have no interval, for like reasons; n says how few there are.")
    return kept if len(kept) <= 3 else (*kept[:2], more)


def _ahead(screen: ProgressScreen) -> list[Block]:
    if not screen.what_if:
        return []
    timed = any(row.time for row in screen.what_if)
    priced = any(row.cost for row in screen.what_if)
    columns = [
        Column(tr("Labels more"), "text"),
        Column(tr("Accuracy expected")),
        Column(tr("Gain, points (80 % band)")),
    ]
    columns += [Column(tr("Time"))] if timed else []
    columns += [Column(tr("Cost"))] if priced else []
    rows = [
        (
            row.more,
            row.accuracy,
            row.gain,
            *((row.time or NONE,) if timed else ()),
            *((row.cost or NONE,) if priced else ()),
        )
        for row in screen.what_if
    ]
    return [Table(tr("What more labels are expected to bring"), tuple(columns), tuple(rows))]


def _criteria(lines: Sequence[CriterionLine]) -> Table:
    rows = tuple(
        (
            line.title,
            tr("yes") if line.holds else tr("no"),
            line.value or NONE,
            line.since or NONE,
            line.reason or line.sentence,
        )
        for line in lines
    )
    return Table(
        tr("Criteria of the stop advice"),
        (
            Column(tr("Criterion"), "text"),
            Column(tr("Holds"), "text"),
            Column(tr("Value and threshold"), "text"),
            Column(tr("Since"), "text"),
            Column(tr("When it holds, or why there is no value"), "text"),
        ),
        rows,
        (tr("The verdict is advice: nothing is ever stopped by the program."),),
    )


def calibration_section(report: Report) -> Section:
    title = tr("Calibration of the model's probabilities")
    card = report.progress.calibration if report.progress is not None else None
    if card is None:
        why = report.no_progress if report.progress is None else report.progress.empty
        return Section("calibration", title, (Paragraph(why or tr("Nothing is known yet."), "warning"),))
    blocks: list[Block] = [Paragraph(words) for words in card.words]
    picture = reliability_picture(card.bins)
    if picture is not None:
        blocks.append(picture)
    if card.errors:
        blocks.append(
            Table(
                tr("Calibration error, in points"),
                (
                    Column(tr("Probabilities"), "text"),
                    Column(tr("As counted")),
                    Column(tr("By chance alone")),
                    Column(tr("Corrected")),
                    Column(tr("Samples")),
                ),
                tuple(
                    (line.kind, line.error, line.chance, line.corrected, whole(sum(one.right.n for one in card.bins)))
                    for line in card.errors
                ),
            )
        )
    if card.bins:
        blocks.append(
            Table(
                tr("Reliability by group"),
                (
                    Column(tr("The model says"), "text"),
                    Column(tr("On average")),
                    Column(tr("Right")),
                    Column(tr("95 % interval")),
                    Column("n"),
                ),
                tuple(
                    (
                        local(f"{100 * one.least:.1f} to {100 * one.most:.1f} %"),
                        local(f"{100 * one.said:.1f} %"),
                        *proportion(one.right),
                    )
                    for one in card.bins
                ),
            )
        )
    blocks += [Paragraph(words, "note") for words in card.notes]
    return Section("calibration", title, tuple(blocks))


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
    rows = tuple(
        (screen.classes[one.index].name, *coefficient(one.figure), whole(one.votes)) for one in screen.by_class
    )
    notes = _few(
        [f"{screen.classes[one.index].name}: {one.figure.reason}" for one in screen.by_class if one.figure.reason]
    )
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
        notes if len(screen.by_class) <= 12 else (),
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
                _few([f"{name}: {figure.reason}" for name, figure in pairs if figure.reason]),
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
                _few([f"{names[one.a]}: {one.figure.reason}" for one in alone if one.figure.reason]),
            )
        )
    return blocks


def influence_section(report: Report) -> Section:
    title = tr("What suggestions do to labels")
    card = report.progress.influence if report.progress is not None else None
    if card is None:
        why = report.no_progress if report.progress is None else report.progress.empty
        return Section("suggestions", title, (Paragraph(why or tr("Nothing is known yet."), "warning"),))
    blocks: list[Block] = [Paragraph(one) for one in card.words]
    if card.lines:
        blocks.append(_arms(tr("With the suggestion on screen, and with it withheld by lot"), card.lines))
    if card.by_annotator:
        blocks.append(_arms(tr("Labels as suggested, by annotator"), card.by_annotator))
    if card.plan:
        blocks.append(Paragraph(card.plan, "note"))
    blocks += [Paragraph(note, "note") for note in card.notes]
    return Section("suggestions", title, tuple(blocks))


def _arms(caption: str, lines: Sequence[ArmLine]) -> Table:
    return Table(
        caption,
        (
            Column(tr("What"), "text"),
            Column(tr("Shown")),
            Column(tr("Withheld")),
            Column(tr("Difference")),
            Column(tr("95 % interval")),
            Column("n"),
        ),
        tuple((one.title, one.shown, one.withheld, one.difference, one.interval, one.n) for one in lines),
        _few([f"{one.title}: {one.remark}" for one in lines if one.remark]),
    )


def effort_section(report: Report) -> Section:
    title, screen = tr("Effort and cost"), report.progress
    if not report.request.times:
        return Section(
            "effort",
            title,
            (
                Paragraph(
                    tr(
                        "Times are left out: what tells of a person's time leaves only by choice (on the command line: "
                        "--times; in the window: Settings, Times in exports)."
                    )
                ),
            ),
        )
    if screen is None or not screen.effort.lines:
        why = report.no_progress if screen is None else tr("The log holds no times.")
        return Section("effort", title, (Paragraph(why, "note"),))
    blocks: list[Block] = []
    if screen.figures:
        blocks.append(Keys((_key(screen.figures[SPENT]),)))
    blocks += [Paragraph(words) for words in screen.effort.words]
    blocks.append(
        Table(
            tr("Seconds and key presses of a label, by how it was given"),
            (
                Column(tr("Way"), "text"),
                Column(tr("Labels")),
                Column(tr("Seconds")),
                Column(tr("95 % interval")),
                Column(tr("Key presses")),
                Column(tr("95 % interval")),
            ),
            tuple(
                (one.title, one.labels, one.seconds, one.seconds_interval, one.keys, one.keys_interval)
                for one in screen.effort.lines
            ),
            screen.effort.notes,
        )
    )
    return Section("effort", title, tuple(blocks))
