"""A report as a document: its parts in their order, with the figures that matter most in front."""

from desktop_al.core.words import tr, trn
from desktop_al.loop.document import Block, Document, Key, Keys, Paragraph, Section
from desktop_al.loop.figure_words import NONE, has_interval
from desktop_al.loop.progress_screen import ProgressScreen
from desktop_al.loop.report_agreement import agreement_section
from desktop_al.loop.report_cells import accuracy, coefficient, moment, of_all, whole
from desktop_al.loop.report_figures import (
    ACCURACY,
    calibration_section,
    effort_section,
    influence_section,
    learning_section,
)
from desktop_al.loop.report_log import (
    adjudication_section,
    labels_section,
    people_section,
    pool_section,
    protocol_section,
    repeats_section,
    summary_line,
    trust_section,
)
from desktop_al.loop.report_methods import methods_sections
from desktop_al.loop.report_screen import Report

_PARTS = (
    protocol_section,
    pool_section,
    people_section,
    labels_section,
    learning_section,
    calibration_section,
    agreement_section,
    repeats_section,
    adjudication_section,
    influence_section,
    effort_section,
    trust_section,
)


def report_document(report: Report) -> Document:
    """The whole report."""
    made = tr("Made {when} by desktop_al {version}", when=moment(report.made), version=report.version)
    lines = [made, tr("Intervals are 95 % unless said otherwise; n is what a figure rests on; “–” is not defined.")]
    if report.facts.is_copy:
        lines.append(tr("This is a copy that was handed out: it holds nobody else's answers."))
    sections = (_glance(report), *(part(report) for part in _PARTS), *methods_sections(report))
    return Document(tr("Annotation report"), report.facts.name, tuple(lines), sections)


def _accuracy(progress: ProgressScreen) -> Key:
    """As the Progress page has it, in the words of the other figures here."""
    shown = progress.figures[ACCURACY]
    newest = progress.curve.points[-1].accuracy if progress.curve.points else None
    line = shown.line
    if newest is not None and has_interval(newest):
        value, span, n = accuracy(newest)
        if value == shown.value:
            line = tr("95 % interval {span}, n {n}", span=span, n=n)
    return Key(tr("Accuracy of the model"), shown.value, line)


def _glance(report: Report) -> Section:
    facts, agreement, progress = report.facts, report.agreement, report.progress
    people = sum(bool(one.annotations) for one in facts.people)
    keys = [
        Key(
            tr("Samples annotated"),
            whole(facts.answered),
            tr("of {n:,} in the pool ({share})", n=facts.samples, share=of_all(facts.answered, facts.samples)),
        ),
        Key(
            tr("Annotations in force"), whole(facts.annotations), trn("by {n} annotator", "by {n:,} annotators", people)
        ),
    ]
    if progress is not None and progress.figures:
        keys.append(_accuracy(progress))
    else:
        why = tr("no label yet") if progress is not None else tr("not known, see below")
        keys.append(Key(tr("Accuracy of the model"), NONE, why))
    value, span, n = coefficient(agreement.headline)
    if agreement.headline.value is None:
        keys.append(Key(agreement.headline_name or tr("Agreement"), NONE, tr("not defined, see below")))
    else:
        line = (
            tr("95 % interval {span}, n {n}", span=span, n=n)
            if has_interval(agreement.headline)
            else tr("no interval, n {n}", n=n)
        )
        keys.append(Key(agreement.headline_name, value, line))
    blocks: list[Block] = [Paragraph(summary_line(facts), "lead"), Keys(tuple(keys))]
    if progress is not None and progress.words and not progress.empty:
        blocks.append(Paragraph(tr("Advice on stopping: {words}.", words=progress.words)))
    if not facts.sound:
        blocks.append(
            Paragraph(tr("The log of this project is not sound: see “Confidentiality and integrity”."), "warning")
        )
    return Section("glance", tr("At a glance"), tuple(blocks))
