"""The study protocol: the design on one page, in words, with the hash under which it stands in the log."""

from desktop_al.core.state import State
from desktop_al.loop.study_screen import StudyScreen

MEASURE_NAMES = {
    "krippendorff_alpha": "Krippendorff's alpha",
    "percent_agreement": "percent agreement",
    "fleiss_kappa": "Fleiss' kappa",
    "cohen_kappa": "Cohen's kappa",
    "gwet_ac1": "Gwet's AC1",
}


def study_text(state: State, screen: StudyScreen, audit_share: float) -> str:
    """Markdown. Where no design is fixed yet, the one that is proposed, and it says so."""
    design = screen.design or screen.proposed
    each = f"{design.per_sample} annotators each" if design.per_sample else "every annotator"
    planned = f"{design.planned:,} samples of the overlap set by each annotator" if design.planned else "no number"
    measures = [MEASURE_NAMES.get(name, name) for name in design.measures]
    independent = (
        "nobody sees others' annotations or that there are any, suggestions, the reason of a choice, file names; "
        "the order is each annotator's own"
    )
    lines = [
        f"# Study protocol: {_flat(str(state.project.get('name', '')))}",
        "",
        f"- Pool: {screen.pool:,} samples. Classes: {', '.join(map(_flat, screen.classes))}.",
        f"- Annotators: {', '.join(map(_flat, design.annotators)) or 'none yet'}.",
        f"- Overlap set: {design.overlap_share:.0%} of the pool ({screen.overlap:,} samples), drawn at random by a "
        f"keyed hash with seed {design.seed}, answered by {each}.",
        f"- Planned: {planned}.",
        f"- Audit set: {audit_share:.0%} of the pool ({screen.audit:,} samples), by an independent key.",
        f"- Known answers (gold): {design.gold_share:.0%} of the turns, the first {design.onboarding} to begin with; "
        f"{screen.gold_known:,} answers are known. Feedback after each: {'yes' if design.feedback else 'no'}.",
        f"- Shown twice, without a sign: {state.project.get('repeat_share', 5)} % of the turns.",
        f"- Independent mode: {independent if design.independent else 'no'}.",
        f"- Measures: {', '.join(measures)}, with 95 % intervals from 2,000 bootstrap samples over the samples. The "
        f"headline comes from the overlap set alone; the value on samples that the model chose is told apart.",
        "- Disagreements: settled by an adjudicator who answers before seeing the annotators' answers; no annotation "
        "is overwritten.",
        "",
    ]
    if screen.design is None:
        lines.append("This design is not fixed yet: it is not in the log.")
    else:
        lines += ["Hash of the design (SHA-256), as kept in the project's log:", "", f"    {design.hash()}"]
    return "\n".join(lines) + "\n"


def _flat(text: str) -> str:
    """Names on one line, and nothing in them that Markdown reads as more than text."""
    return "".join("\\" + c if c in "\\`*_{}[]<>#|!" else c for c in " ".join(text.split()))
