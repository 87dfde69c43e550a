"""The parts of a report that the Progress page measures: learning and stopping, calibration, suggestions, effort."""

from collections.abc import Sequence

from desktop_al.core.words import local, tr
from desktop_al.loop.document import Block, Column, Key, Keys, Paragraph, Section, Table
from desktop_al.loop.figure_words import NONE
from desktop_al.loop.progress_screen import CriterionLine, Figure, ProgressScreen
from desktop_al.loop.report_cells import accuracy, in_words, proportion, tenth, tenths, whole
from desktop_al.loop.report_pictures import curve_picture, reliability_picture
from desktop_al.loop.report_rows import few_reasons, left_out, told
from desktop_al.loop.report_screen import Report
from desktop_al.loop.suggestion_screen import ArmLine

#: Places of the large figures of the Progress page.
ACCURACY, SPENT, NEXT_POINT, GOAL = range(4)


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
        blocks.append(_by_class_of(screen))
    blocks += _ahead(screen)
    if screen.criteria:
        blocks.append(_criteria(screen.criteria))
    if screen.find_all is not None:
        blocks.append(
            Paragraph(
                tr(
                    "Looking for all samples of “{name}”. {words}",
                    name=screen.classes[screen.find_all.index].name,
                    words=screen.find_all.words,
                )
            )
        )
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
                    "On the labelled samples outside the audit set accuracy is {figure}; they were not drawn at "
                    "random, so they say little of the whole.",
                    figure=in_words(screen.chosen, share=True),
                ),
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
        value, span, n = accuracy(point.accuracy)
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


def _by_class_of(screen: ProgressScreen) -> Block:
    """The table where it says something of a class, else why there is none."""
    if any(figure.value is not None for one in screen.by_class for figure in (one.recall, one.precision)):
        return _class_table(screen)
    words = tr("How well each class is found cannot be said yet: too few audit samples of each are answered.")
    return Paragraph(words, "note")


def _class_table(screen: ProgressScreen) -> Table:
    rows, reasons = [], []
    for one in told(screen.by_class, lambda one: one.recall.value is not None or one.precision.value is not None):
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
            *left_out(len(screen.by_class) - len(rows)),
            *few_reasons(reasons),
        ),
    )


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
    if report.progress is not None and report.progress.empty:
        return Section("calibration", title, (Paragraph(tr("Nothing is known yet.")),))
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
                        tenths(one.least, one.most),
                        local(f"{tenth(one.said)} %"),
                        *proportion(one.right),
                    )
                    for one in card.bins
                ),
            )
        )
    blocks += [Paragraph(words, "note") for words in card.notes]
    return Section("calibration", title, tuple(blocks))


def influence_section(report: Report) -> Section:
    title = tr("What suggestions do to labels")
    card = report.progress.influence if report.progress is not None else None
    if card is None:
        why = report.no_progress if report.progress is None else report.progress.empty
        return Section("suggestions", title, (Paragraph(why or tr("Nothing is known yet."), "warning"),))
    blocks: list[Block] = [Paragraph(one) for one in card.words]
    # Of what nothing is known the notes say why.
    lines = [one for one in card.lines if {one.shown, one.withheld, one.difference} != {NONE}]
    if lines:
        blocks.append(_arms(tr("With the suggestion on screen, and with it withheld by lot"), lines))
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
        few_reasons([f"{one.title}: {one.remark}" for one in lines if one.remark]),
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
    if all(one.seconds_interval == one.keys_interval == NONE for one in screen.effort.lines):
        return Section("effort", title, (Paragraph(tr("The log holds no times.")),))
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
