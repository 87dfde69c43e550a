"""The parts of a report that come from the log alone: the project, its pool, who labelled, what came of it, and what
protects and proves it."""

from desktop_al.core.words import local, mark, tr, trn
from desktop_al.loop.document import Block, Column, Heading, Key, Keys, Paragraph, Section, Table
from desktop_al.loop.figure_words import NONE, percent
from desktop_al.loop.report_cells import between, day, few_names, hours, in_words, listed, of_all, proportion, whole
from desktop_al.loop.report_pictures import days_picture
from desktop_al.loop.report_screen import Facts, Report
from desktop_al.loop.wording import problem_words

_PROVENANCE = {
    "unanimous": mark("Unanimous"),
    "majority": mark("Majority"),
    "single": mark("One annotator"),
    "adjudicated": mark("Adjudicated"),
    "open": mark("Open: a tie, a conflict, or nobody was sure"),
}
_ROLES = {"owner": mark("Owner"), "adjudicator": mark("Adjudicator"), "annotator": mark("Annotator")}
CODED = {
    "blind": mark("The study is blind: codes stand for the names of people."),
    "copy": mark("This copy was handed out: codes stand for the names of people."),
    "asked": mark("Codes stand for the names of people, as was asked for."),
}
_MEANINGS = {"labelled": mark("labelled"), "reviewed": mark("reviewed"), "adjudicated": mark("adjudicated")}


def protocol_section(report: Report) -> Section:
    facts = report.facts
    scale = tr("Their order matters (ordinal scale).") if facts.scale == "ordinal" else ""
    offered = [c for c in facts.classes if not c.retired and c.merged_into is None]
    kind = tr("images") if facts.kind == "image" else tr("texts")
    said = tr("The samples are {kind}.", kind=kind) + " "
    said += trn("Each is given {n} class.", "Each is given one of {n:,} classes.", len(offered)) if offered else ""
    blocks: list[Block] = [Paragraph(" ".join(filter(None, (said, scale))))]
    defined = any(c.definition for c in offered)
    told = [c for c in offered if c.name in facts.in_guideline]
    none = tr("Defined in the guideline")
    if offered:
        blocks.append(
            Table(
                tr("Classes of the protocol in force"),
                (Column(tr("Class"), "text"), Column(tr("Definition"), "text")),
                tuple((c.name, c.definition or (none if c in told else tr("None given"))) for c in offered),
            )
            if defined
            else Paragraph(_undefined([c.name for c in offered], len(told)))
        )
    former = [c.name for c in facts.classes if c.retired or c.merged_into is not None]
    if former:
        blocks.append(Paragraph(tr("No longer offered: {names}.", names=", ".join(former)), "note"))
    guideline = tr("It has a guideline.") if facts.has_guideline else tr("It has no guideline.")
    blocks.append(
        Paragraph(tr("The protocol in force is {version}. {guideline}", version=facts.version, guideline=guideline))
    )
    blocks.append(
        Table(
            tr("Versions of the protocol under which annotations were given"),
            (Column(tr("Version"), "text"), Column(tr("In force since")), Column(tr("Annotations in force"))),
            tuple((one.id or tr("Not recorded"), day(one.since), whole(one.annotations)) for one in facts.versions),
            (
                tr(
                    "A version is named by the first 12 digits of the SHA-256 of what annotators decide by: guideline, "
                    "classes, definitions, scale, reasons. In full, of the version in force: {hash}.",
                    hash=facts.version_hash,
                ),
            ),
        )
    )
    blocks += _design(facts)
    return Section("protocol", tr("Project and protocol"), tuple(blocks))


def _undefined(names: list[str], told: int) -> str:
    """Of classes without a definition of their own; the guideline defines ``told`` of them."""
    all_ = ", ".join(few_names(names))
    if not told:
        return tr("Classes: {names}. None of them has a definition.", names=all_)
    if told == len(names):
        return tr("Classes: {names}. The guideline defines each of them.", names=all_)
    return tr("Classes: {names}. The guideline defines {told:,} of them.", names=all_, told=told)


def _design(facts: Facts) -> list[Block]:
    design = facts.design
    if design is None:
        return [Paragraph(tr("No design of a study is fixed in this project."), "note")]
    each = trn("{n} annotator", "{n} annotators", design.per_sample) if design.per_sample else tr("every annotator")
    known = tr("{share} of the turns, {n:,} answers are known", share=_share(design.gold_share), n=facts.known)
    rows = [
        (tr("Annotators of the design"), ", ".join(design.annotators) or NONE),
        (
            tr("Overlap set"),
            tr("{share} of the pool, answered by {each}", share=_share(design.overlap_share), each=each),
        ),
        (
            tr("Planned"),
            tr("{n:,} samples of the overlap set each", n=design.planned) if design.planned else tr("No number"),
        ),
        (tr("Known answers (gold)"), known),
        (
            tr("Independent mode"),
            tr("Yes: nobody sees others' answers, or suggestions") if design.independent else tr("No"),
        ),
        (tr("Seed of the draws"), str(design.seed)),
    ]
    blocks: list[Block] = [
        Table(
            tr("Design of the study"),
            (Column(tr("Part"), "text"), Column(tr("What was fixed"), "text")),
            tuple(rows),
            (tr("SHA-256 of the design, as kept in the log: {hash}.", hash=facts.design_hash),),
        )
    ]
    return blocks


def pool_section(report: Report) -> Section:
    facts, look = report.facts, report.request.look
    rows = [(tr("Samples in the pool"), whole(facts.samples), "")]
    aside = sum(n for _, n in look.aside)

    def part(title: str, n: int) -> None:
        rows.append((title, whole(n), of_all(n, facts.samples)))

    part(tr("Annotated by somebody"), facts.answered)
    part(tr("Drawn at random for the audit set"), facts.audit_samples)
    part(tr("No longer in the folder"), facts.gone)
    part(tr("Unreadable"), sum(n for _, n in facts.unreadable))
    for cause, n in facts.unreadable:
        part(tr("Unreadable: {cause}", cause=problem_words(cause).rstrip(".")), n)
    part(tr("With the content of another sample"), look.copies)
    if look.judged:
        part(tr("Set aside for how they look"), aside)
        for title, n in look.aside:
            part(tr("Set aside: {cause}", cause=title), n)
        if look.put_back:
            part(tr("Set aside, then put back by hand"), look.put_back)
    if facts.masked:
        part(tr("With a part masked"), facts.masked)
    notes = [
        tr(
            "The pool is what was found in the folder when the project was last open. A sample may count in several "
            "rows. What is set aside is left out of the queue and stays in the pool."
        )
    ]
    if not look.judged:
        notes.append(
            tr(
                "Samples were not yet looked at for junk and near copies: that happens when the project is open in the "
                "window for a while."
            )
        )
    notes += [tr("{kind} is off: {why}", kind=kind, why=why) for kind, why in look.off]
    columns = (Column(tr("Samples"), "text"), Column(tr("Number")), Column(tr("Share of the pool")))
    table = Table(tr("The pool"), columns, tuple(rows), tuple(notes))
    empty = (
        [Paragraph(tr("The folder was not listed yet. Open the project once."), "warning")] if not facts.samples else []
    )
    return Section("pool", tr("Pool and junk"), (*empty, table))


def people_section(report: Report) -> Section:
    facts, times = report.facts, report.request.times
    blocks: list[Block] = []
    if facts.coded:
        blocks.append(Paragraph(tr(CODED[facts.coded]), "note"))
    columns = [Column(tr("Annotator"), "text"), Column(tr("Role"), "text"), Column(tr("Labels")), Column(tr("Unsure"))]
    columns += [Column(tr("Not worth labelling")), Column(tr("Shown twice"))]
    columns += [Column(tr("Hours"))] if times else []
    columns += [Column(tr("First")), Column(tr("Last"))]
    rows = []
    for one in facts.people:
        worked = [hours(one.seconds)] if times else []
        counts = map(whole, (one.labels, one.unsure, one.not_worth, one.repeats))
        rows.append((one.name, tr(_ROLES.get(one.role, one.role)), *counts, *worked, day(one.first), day(one.last)))
    if len(facts.people) > 1:
        total = [
            sum(getattr(one, name) for one in facts.people) for name in ("labels", "unsure", "not_worth", "repeats")
        ]
        known = [one.seconds for one in facts.people if one.seconds is not None]
        worked = [hours(sum(known) if known else None)] if times else []
        first = min((one.first for one in facts.people if one.first), default=0)
        rows.append(
            (tr("All"), "", *map(whole, total), *worked, day(first), day(max(one.last for one in facts.people)))
        )
    notes = [
        tr("Counted are annotations in force: changed answers once, answers taken back not at all. Nobody is ranked.")
    ]
    if times:
        notes.append(tr("Hours are those worked on samples, breaks left out; answers taken back were work as well."))
    else:
        notes.append(
            tr(
                "Hours are left out: what tells of a person's time leaves only by choice (on the command line: "
                "--times; "
                "in the window: Settings, Times in exports)."
            )
        )
    if rows:
        blocks.append(Table(tr("Who annotated what"), tuple(columns), tuple(rows), tuple(notes)))
    else:
        blocks.append(Paragraph(tr("Nobody has annotated anything yet.")))
    if facts.conflicts:
        blocks.append(
            Paragraph(
                trn(
                    "{n} sample has two answers of one annotator, neither of which had seen the other; until one is "
                    "chosen it counts in neither figure of agreement.",
                    "{n:,} samples have two answers of one annotator, neither of which had seen the other; until "
                    "one is "
                    "chosen they count in no figure of agreement.",
                    facts.conflicts,
                ),
                "warning",
            )
        )
    picture = days_picture(facts.days)
    if picture is not None:
        blocks.append(picture)
    return Section("annotators", tr("Annotators"), tuple(blocks))


def labels_section(report: Report) -> Section:
    facts = report.facts
    if not facts.annotations:
        return Section("labels", tr("Labels"), (Paragraph(tr("There are no annotations yet.")),))
    given = sum(n for _, n, _ in facts.by_class)
    settled = sum(n for *_, n in facts.by_class)
    blocks: list[Block] = [
        Table(
            tr("Classes: annotations in force, and samples as they stand in the end"),
            (
                Column(tr("Class"), "text"),
                Column(tr("Annotations")),
                Column(tr("Share")),
                Column(tr("Samples in the end")),
                Column(tr("Share")),
            ),
            tuple(
                (name, whole(n), of_all(n, given), whole(end), of_all(end, settled)) for name, n, end in facts.by_class
            ),
            (
                tr(
                    "In the end a sample is what an adjudicator decided, else what most annotators said; as "
                    "“desktop-al export --format results” writes it."
                ),
            ),
        ),
        Table(
            tr("How samples came to their result"),
            (Column(tr("Result"), "text"), Column(tr("Samples")), Column(tr("Share"))),
            tuple(
                (tr(_PROVENANCE[kind]), whole(n), of_all(n, sum(m for _, m in facts.provenance)))
                for kind, n in facts.provenance
            ),
        ),
        Heading(tr("Unsure, and not worth labelling")),
        Table(
            tr("Answers that name no class"),
            (Column(tr("Answer"), "text"), Column(tr("Share")), Column(tr("95 % interval")), Column(tr("Of answers"))),
            (
                (tr("Unsure"), *proportion(facts.unsure)),
                (tr("Not worth labelling"), *proportion(facts.not_worth)),
            ),
            (tr("Intervals: Wilson. The samples that the learner chose are harder than the pool."),),
        ),
    ]
    if facts.reasons:
        whole_number = sum(n for _, n in facts.reasons)
        blocks.append(
            Table(
                tr("Reasons for “not worth labelling”"),
                (Column(tr("Reason"), "text"), Column(tr("Answers")), Column(tr("Share"))),
                tuple((tr(words), whole(n), of_all(n, whole_number)) for words, n in facts.reasons),
            )
        )
    return Section("labels", tr("Labels"), tuple(blocks))


def adjudication_section(report: Report) -> Section:
    facts, agreement = report.facts, report.agreement
    blocks: list[Block] = []
    if facts.decided or agreement.undecided:
        blocks.append(
            Keys(
                (
                    Key(tr("Decided"), whole(facts.decided), tr("samples with a decision in force")),
                    Key(tr("Waiting"), whole(agreement.undecided), tr("samples whose answers need a decision")),
                    Key(tr("Ambiguous"), whole(facts.ambiguous), tr("decided, but marked as ambiguous")),
                )
            )
        )
    else:
        blocks.append(Paragraph(tr("No sample was adjudicated, and none waits for it.")))
    if facts.decision_reasons:
        blocks.append(
            Table(
                tr("Why decisions fell as they did"),
                (Column(tr("Reason"), "text"), Column(tr("Decisions")), Column(tr("Share"))),
                tuple((tr(words), whole(n), of_all(n, facts.decided)) for words, n in facts.decision_reasons),
            )
        )
    if agreement.truth_words:
        blocks.append(Paragraph(agreement.truth_words, "note"))
    if agreement.against:
        titles = {
            "gold": tr("known answers"),
            "decisions": tr("decisions"),
            "model of annotators": tr("the model of the annotators"),
        }
        blocks.append(
            Table(
                tr("Annotators against known answers, decisions and the model of the annotators"),
                (
                    Column(tr("Annotator"), "text"),
                    Column(tr("Against"), "text"),
                    Column(tr("The same")),
                    Column(tr("95 % interval")),
                    Column("n"),
                ),
                tuple((one.annotator, titles[one.against], *proportion(one.right)) for one in agreement.against),
                (tr("In the order of the annotators. Decisions are about disputed samples, which are hard."),),
            )
        )
    return Section("adjudication", tr("Adjudication"), tuple(blocks))


def repeats_section(report: Report) -> Section:
    alpha, same = report.again
    shown = sum(one.repeats for one in report.facts.people)
    blocks: list[Block] = [
        Paragraph(
            trn(
                "{n} answer was given to a sample that its annotator had answered before, without a sign.",
                "{n:,} answers were given to samples that their annotators had answered before, without a sign.",
                shown,
            )
            if shown
            else tr("No sample was shown twice to one annotator yet, so self-consistency is not known.")
        )
    ]
    if shown:
        blocks.append(Paragraph(tr("The same class both times: {figure}.", figure=in_words(same, share=True))))
        blocks.append(
            Paragraph(tr("Krippendorff's alpha of annotators with themselves: {figure}.", figure=in_words(alpha)))
        )
        blocks += [Paragraph(reason, "note") for reason in dict.fromkeys((same.reason, alpha.reason)) if reason]
    return Section("consistency", tr("Self-consistency"), tuple(blocks))


def trust_section(report: Report) -> Section:
    facts = report.facts
    state = tr("complete and unchanged") if facts.sound else tr("not sound")
    rows = [
        (tr("Project file"), tr("Encrypted (SQLCipher)") if facts.encrypted else tr("Not encrypted")),
        (
            tr("Log"),
            tr(
                "{events:,} events in {chains:,} chains, {state}", events=facts.events, chains=facts.chains, state=state
            ),
        ),
        (tr("Annotations in force"), whole(facts.annotations)),
        (tr("Fingerprint of the log"), facts.fingerprint or NONE),
        (tr("Samples with a part masked"), whole(facts.masked)),
        (tr("Texts erased"), whole(facts.erased)),
        (tr("Copies handed out"), whole(facts.handouts)),
    ]
    blocks: list[Block] = []
    if not facts.sound:
        blocks.append(Paragraph(" ".join((tr("The log of this project is not sound."), *facts.problems)), "warning"))
    blocks.append(
        Table(
            tr("The project file and its log"),
            (Column(tr("What"), "text"), Column(tr("State"), "text")),
            tuple(rows),
            (
                tr(
                    "As “desktop-al verify” finds it. The fingerprint is that of the log before this report was "
                    "noted in "
                    "it; kept elsewhere, it shows later that nothing was taken away."
                ),
            ),
        )
    )
    if facts.signatures:
        blocks.append(
            Table(
                tr("Signatures"),
                (
                    Column(tr("Signed by"), "text"),
                    Column(tr("Meaning"), "text"),
                    Column(tr("Samples")),
                    Column(tr("State"), "text"),
                ),
                tuple(
                    (who or NONE, tr(_MEANINGS.get(meaning, meaning)), whole(n), tr("valid") if valid else tr("void"))
                    for who, meaning, n, valid in facts.signatures
                ),
            )
        )
    if facts.exports:
        blocks.append(
            Table(
                tr("Exports made before this report"),
                (Column(tr("Day"), "text"), Column(tr("What"), "text"), Column(tr("Number")), Column(tr("By"), "text")),
                tuple(
                    (day(one.utc), tr(one.format), NONE if one.count is None else whole(one.count), one.who or NONE)
                    for one in facts.exports[-30:]
                ),
                (tr("The newest 30 of {n:,}.", n=len(facts.exports)),) if len(facts.exports) > 30 else (),
            )
        )
    else:
        blocks.append(Paragraph(tr("Nothing was exported before this report."), "note"))
    return Section("trust", tr("Confidentiality and integrity"), tuple(blocks))


def summary_line(facts: Facts) -> str:
    """What there is, in a sentence."""
    if not facts.annotations:
        return trn(
            "The pool has {n} sample; it is not annotated yet.",
            "The pool has {n:,} samples; none is annotated yet.",
            facts.samples,
        )
    who = sum(bool(one.annotations) for one in facts.people)
    first = min((one.first for one in facts.people if one.first), default=0)
    last = max((one.last for one in facts.people), default=0)
    when = between(first, last)
    people = trn("{n} annotator has", "{n:,} annotators have", who)
    return tr(
        "{people} annotated {done:,} of {samples:,} samples {when}.",
        people=people,
        done=facts.answered,
        samples=facts.samples,
        when=when,
    )


def names_of(facts: Facts) -> str:
    return listed(few_names([c.name for c in facts.classes if not c.retired and c.merged_into is None]))


def _share(share: float) -> str:
    return local(percent(share))
