"""The methods paragraph of a paper, with formulae, versions and seeds, and the references of what was really used."""

import platform
from collections.abc import Callable

from desktop_al.core.errors import BadArgument
from desktop_al.core.words import tr, trn
from desktop_al.learn.model_kinds import MODELS
from desktop_al.learn.strategies import strategy_named
from desktop_al.loop.document import Copyable, Listing, Paragraph, Section
from desktop_al.loop.figure_words import has_interval, percent
from desktop_al.loop.learning_choices import strategy_title
from desktop_al.loop.report_cells import accuracy_in_words, between, in_words, listed
from desktop_al.loop.report_log import names_of
from desktop_al.loop.report_references import OF_STRATEGIES, REFERENCES
from desktop_al.loop.report_screen import Report

Cite = Callable[[str], None]


def methods_sections(report: Report) -> tuple[Section, Section]:
    """The paragraphs, and what they cite."""
    used: dict[str, None] = {}

    def cite(name: str) -> None:
        used.setdefault(REFERENCES.get(name, name))

    paragraphs = [
        _data(report),
        _protocol(report),
        _sampling(report, cite),
        _accuracy(report, cite),
        _stopping(report, cite),
        _calibration(report, cite),
        _agreement(report, cite),
        _suggestions(report, cite),
        _software(report),
    ]
    methods = Section(
        "methods",
        tr("Methods, for a paper"),
        (
            Paragraph(
                tr(
                    "Plain text, ready to copy. It names only what was used in this project; check it before it "
                    "goes out."
                ),
                "note",
            ),
            Copyable(tuple(filter(None, paragraphs))),
        ),
    )
    found = tuple(sorted(used))
    nothing = Paragraph(tr("Nothing was used yet that has a reference."))
    return methods, Section("references", tr("References"), (Listing(found) if found else nothing,))


def _data(report: Report) -> str:
    facts = report.facts
    offered = len([c for c in facts.classes if not c.retired and c.merged_into is None])
    said = (
        trn("The pool held {n} image.", "The pool held {n:,} images.", facts.samples)
        if facts.kind == "image"
        else trn("The pool held {n} text.", "The pool held {n:,} texts.", facts.samples)
    )
    if offered:
        said += " " + trn(
            "Each was to be given the {n} class there is ({names}).",
            "Each was to be given one of {n:,} classes ({names}).",
            offered,
            names=names_of(facts),
        )
    people = [one for one in facts.people if one.annotations]
    if people:
        first, last = min(one.first for one in people), max(one.last for one in people)
        said += " " + trn(
            "{n} annotator gave {given:,} annotations to {done:,} samples {when}.",
            "{n:,} annotators gave {given:,} annotations to {done:,} samples {when}.",
            len(people),
            given=facts.annotations,
            done=facts.answered,
            when=between(first, last),
        )
        unsure = tr(
            "Of the answers {unsure} were “unsure” and {not_worth} “not worth labelling”.",
            unsure=percent(facts.unsure.value),
            not_worth=percent(facts.not_worth.value),
        )
        said += f" {unsure}"
    return said


def _protocol(report: Report) -> str:
    facts = report.facts
    used = [one for one in facts.versions if one.annotations]
    said = (
        tr(
            "Annotation followed a written, versioned protocol ({version}; SHA-256 {hash}).",
            version=facts.version,
            hash=facts.version_hash,
        )
        if facts.has_guideline
        else tr(
            "Annotation followed the names and definitions of the classes, without a written guideline ({version}; "
            "SHA-256 {hash}).",
            version=facts.version,
            hash=facts.version_hash,
        )
    )
    if len(used) > 1:
        said += " " + tr("Annotations were given under {n} versions of it.", n=len(used))
    design = facts.design
    if design is not None:
        each = trn("{n} annotator", "{n} annotators", design.per_sample) if design.per_sample else tr("every annotator")
        said += " " + tr(
            "The design of the study was fixed in the log beforehand (SHA-256 {hash}): {share} of the pool, drawn by "
            "a keyed hash with seed {seed}, were to be answered by {each}.",
            hash=facts.design_hash,
            share=percent(design.overlap_share),
            seed=design.seed,
            each=each,
        )
        if design.independent:
            said += " " + tr(
                "Annotators worked independently, without seeing others' answers, suggestions of the model, or "
                "file names."
            )
    if facts.decided:
        said += " " + trn(
            "{n} disputed sample was settled by an adjudicator, who answered before seeing the answers of the "
            "annotators.",
            "{n:,} disputed samples were settled by an adjudicator, who answered before seeing the answers of the "
            "annotators.",
            facts.decided,
        )
    return said


def _sampling(report: Report, cite: Cite) -> str:
    facts, learner = report.facts, report.request.learner
    if not facts.strategies:
        return tr(
            "No round of a model was recorded: samples were asked in an order drawn at random (seed {seed}), or "
            "came in "
            "with their labels.",
            seed=facts.seed,
        )
    used, meant = [], []
    for name, rounds in facts.strategies:
        sources = [one for one in OF_STRATEGIES if one in _source_of(name)]
        for one in sources:
            cite(OF_STRATEGIES[one])
        cited = "; ".join(part for part in _source_of(name).split("; ") if any(one in part for one in sources))
        rounds_words = trn("{n} round", "{n:,} rounds", rounds)
        used.append(f"“{tr(strategy_title(name))}” ({rounds_words}{f'; {cited}' if cited else ''})")
        if sentence := _sentence_of(name):
            meant.append(f"“{tr(strategy_title(name))}”: {sentence}")
    said = tr(
        "Samples were chosen by active learning, with the query strategy {strategies} and the model “{model}” on fixed "
        "features{features}.",
        strategies=listed(used),
        model=tr(MODELS[learner.model].title) if learner.model in MODELS else learner.model,
        features=f" ({learner.features})" if learner.features else "",
    )
    # A name on the screen says nothing in a paper.
    said = " ".join((said, *meant))
    said += " " + tr(
        "An audit set of {share} of the pool was drawn at random by a keyed hash of each sample (seed {seed}) and "
        "interleaved in the queue; the strategy never chose from it.",
        share=percent(facts.audit_share),
        seed=facts.seed,
    )
    if sum(bool(one.annotations) for one in facts.people) > 1:
        if learner.learn_from == "model":
            cite("dawid")
            said += " " + tr(
                "Where annotators differed, labels for training came from a model of the annotators (Dawid and "
                "Skene 1979)."
            )
        else:
            said += " " + tr(
                "Where annotators differed, the majority's label was used for training; ties were left out."
            )
    return said


def _sentence_of(strategy: str) -> str:
    try:
        return tr(strategy_named(strategy).sentence)
    except BadArgument:
        return ""


def _source_of(strategy: str) -> str:
    try:
        return strategy_named(strategy).source
    except BadArgument:
        # Of another version of the program.
        return ""


def _accuracy(report: Report, cite: Cite) -> str:
    screen = report.progress
    if screen is None or not screen.looked_at:
        return ""
    newest = screen.curve.points[-1].accuracy if screen.curve.points else None
    if newest is None or newest.value is None:
        return ""
    cite("wilson")
    said = tr(
        "Accuracy was estimated on the audit samples alone, out of fold: the audit set was cut into 5 folds, and each "
        "was predicted by a model trained on all other labels. With k of n right, the 95 % interval is Wilson's: "
        "(k + z²/2)/(n + z²) ± z/(n + z²) · √(k(n − k)/n + z²/4), z = 1.96."
    )
    return (
        said
        + " "
        + tr("At {labels:,} labels it was {figure}.", labels=screen.looked_at, figure=accuracy_in_words(newest))
    )


def _stopping(report: Report, cite: Cite) -> str:
    screen = report.progress
    if screen is None or not screen.looked_at:
        return ""
    said = tr(
        "Whether more labels were worth it was judged at looks spaced by at least 25 labels; the verdict was "
        "“{words}”.",
        words=screen.words,
    )
    known = {line.name for line in screen.criteria if line.value}
    if screen.curve.forecast:
        cite("figueroa")
        said += " " + tr(
            "The learning curve was fitted by an inverse power law, error(n) = a + b·n^(−c), by least squares "
            "weighted by "
            "n, and forecast with an 80 % band from a parametric bootstrap of 400 draws (Figueroa 2012)."
        )
    if "stabilizing_predictions" in known:
        cite("bloodgood")
        cite("cohen")
        said += " " + tr(
            "Stability of the predictions was Cohen's kappa between successive models on a fixed stop set, mean of "
            "the last three, threshold 0.99 (Bloodgood and Vijay-Shanker 2009)."
        )
    if screen.find_all is not None:
        cite("callaghan")
        said += " " + tr(
            "Whether at least 95 % of the class looked for were found was tested with 95 % confidence by the "
            "hypergeometric test of Callaghan and Müller-Hansen (2020)."
        )
    return said


def _calibration(report: Report, cite: Cite) -> str:
    card = report.progress.calibration if report.progress is not None else None
    if card is None or not card.bins:
        return ""
    for name in ("guo", "naeini", "brocker"):
        cite(name)
    n = sum(one.right.n for one in card.bins)
    return tr(
        "Probabilities were calibrated by temperature scaling (Guo 2017) on held-out labels. Calibration error is "
        "ECE = Σ w_b·abs(right_b − said_b), w_b the share of group b, over {bins} groups of equal size ({n:,} labels "
        "held out; Naeini 2015), as counted {error} points, {chance} of them expected by chance (Bröcker and "
        "Smith 2007).",
        bins=len(card.bins),
        n=n,
        error=card.errors[0].error,
        chance=card.errors[0].chance,
    )


def _agreement(report: Report, cite: Cite) -> str:
    screen = report.agreement
    if screen.empty or screen.headline.value is None:
        return ""
    # His name stands in every language.
    by_krippendorff = "Krippendorff" in screen.headline_name
    if by_krippendorff:
        cite("krippendorff")
    said = (
        tr(
            "Agreement was measured on samples {where}. {name} = 1 − D_o/D_e, observed over expected "
            "disagreement, was {figure}.",
            where=screen.rests_on,
            name=screen.headline_name,
            figure=in_words(screen.headline),
        )
        if by_krippendorff
        else tr(
            "Agreement was measured on samples {where}. {name} was {figure}.",
            where=screen.rests_on,
            name=screen.headline_name,
            figure=in_words(screen.headline),
        )
    )
    if has_interval(screen.headline):
        cite("bootstrap")
        said += " " + tr(
            "Intervals are 2.5 and 97.5 percentiles of {n:,} bootstrap resamples of the samples (seed {seed}).",
            n=report.request.bootstrap,
            seed=report.facts.seed,
        )
    others = []
    for id_, reference in (("cohen_kappa", "cohen"), ("fleiss_kappa", "fleiss"), ("gwet_ac1", "gwet")):
        found = next((one for one in screen.measures if one.id == id_ and one.figure.value is not None), None)
        if found is not None:
            cite(reference)
            others.append(f"{found.name} {in_words(found.figure)}")
    if others:
        said += " " + tr("Besides: {others}.", others=listed(others))
    if any(one.against == "model of annotators" for one in screen.against):
        cite("dawid")
    return said


def _suggestions(report: Report, cite: Cite) -> str:
    learner = report.request.learner
    card = report.progress.influence if report.progress is not None else None
    if (
        learner.suggestions == "hidden"
        or not report.facts.strategies
        or (report.facts.design is not None and report.facts.design.independent)
    ):
        return tr("The model's suggestions were not shown to annotators.") if report.facts.strategies else ""
    modes = {
        "shown": tr("on screen while a sample was answered"),
        "request": tr("on request"),
        "after": tr("after the label, where they differed from it"),
    }
    said = tr("The model's suggestions were shown {mode}.", mode=modes.get(learner.suggestions, learner.suggestions))
    if learner.suggestions == "shown" and card is not None and card.lines:
        cite("newcombe")
        cite("mantel")
        line = card.lines[0]
        said += " " + tr(
            "For {share} % of the samples, drawn by lot, they were withheld. Labels were as suggested in {shown} "
            "with the "
            "suggestion and in {withheld} without it (difference {difference}, 95 % interval {interval}, n {n}); arms "
            "were compared within annotators (Mantel and Haenszel 1959), intervals are Newcombe's hybrid scores.",
            share=learner.withheld_share,
            shown=line.shown,
            withheld=line.withheld,
            difference=line.difference,
            interval=line.interval,
            n=line.n,
        )
    return said


def _software(report: Report) -> str:
    libraries = ", ".join(f"{name} {version}" for name, version in report.libraries)
    return tr(
        "Annotation and analysis were done offline with desktop_al {version} (Python {python}; {libraries}). The "
        "log has "
        "{events:,} events; its fingerprint is {print}.",
        version=report.version,
        python=platform.python_version(),
        libraries=libraries,
        events=report.facts.events,
        print=report.facts.fingerprint or "–",
    )
