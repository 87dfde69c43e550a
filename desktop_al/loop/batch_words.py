"""The words of the Batch page: how sure the model is, how safe it is to accept a group, why there is none."""

import math

from desktop_al.core.shapes import Measured, SampleKind
from desktop_al.loop.batch_screen import Groups, Likeness
from desktop_al.loop.figure_words import count
from desktop_al.loop.together import Checked

#: Title and sentence.
Card = tuple[str, str]

LIKENESS: dict[Likeness, str] = {
    "least": "Least like the group",
    "less": "Less like the group than most",
    "like": "Like the others of the group",
}
BLIND: Card = (
    "No groups in this study",
    "You give your own view here, without anything from the model. So nothing is accepted in groups.",
)
HIDDEN: Card = (
    "Suggestions are hidden",
    "A group shows what the model suggests. Choose another way in Settings, Learning, Suggestions.",
)
AFTERWARDS: Card = (
    "Your own label comes first",
    "Suggestions are shown after your own label in this project, and a group would show them before. Settings, "
    "Learning, Suggestions changes that.",
)
LOOK_ONLY: Card = ("This project is open to look only", "Groups are offered where their samples can be labelled.")
NO_CLASS: Card = ("There is no class yet", "Add one on the Protocol page; then there is something to learn.")
WORKING: Card = ("Looking for groups", "Samples that look alike, and of which the model is sure. Labelling goes on.")
DECIDED: Card = (
    "All groups are decided",
    "New ones come with the next model. What you left out is asked one by one on the Label page.",
)
UPDATING: Card = ("The model is being updated", "Groups come with the new one. Labelling goes on.")
_NO_MODEL: Card = (
    "The model has not learned yet",
    "Groups come once it has learned from your labels. Give the first ones on the Label page.",
)


def percent_words(share: float) -> str:
    """A probability; never quite 0 or 100 %."""
    if share >= 0.995:
        return ">99 %"
    return "<1 %" if share < 0.005 else f"{round(100 * share)} %"


def sure_words(low: float, high: float) -> str:
    """ "96 to 99 %", "at least 99 %", "more than 99 %"."""
    first, last = percent_words(low), percent_words(high)
    if first == last:
        return first.replace(">", "more than ")
    if (first, last) == ("99 %", ">99 %"):
        return "at least 99 %"
    return f"{first.removesuffix(' %')} to {last.replace('>', 'over ')}"


def alike_words(kind: SampleKind, samples: int, low: float, high: float) -> str:
    things = f"{count(samples, kind)} that {'look' if kind == 'image' else 'read'} alike"
    return f"{things}. The model is {sure_words(low, high)} sure of each one."


def expected_words(errors: Measured, part: float) -> tuple[str, str]:
    """How many are probably wrong among a ``part`` of a group, and the range of that."""
    value = (errors.value or 0.0) * part
    least = math.floor((errors.low or 0.0) * part)
    most = math.ceil((errors.high if errors.high is not None else value) * part - 1e-9)
    number = "0 or 1 wrong" if value < 1 else f"about {round(value)} wrong"
    return number, f"{least} to {max(most, 1 if value < 1 else math.ceil(value))}"


def safe_words(
    kind: SampleKind, done: Checked, errors: Measured, part: float, gets: int, again: int
) -> tuple[str, ...]:
    """The paragraphs of "How safe is this?", the first one its estimate."""
    things = count(done.n, kind)
    number, span = expected_words(errors, part)
    expected = f"Expect {number} among these {gets}." if gets else "Nothing is ticked."
    rests = f"Likely {span}, going by {count(errors.n)} drawn at random." if gets else ""
    so_far = "Nothing that was accepted this way has been checked again yet."
    if done.n:
        was = "was" if done.corrected == 1 else "were"
        so_far = f"Of {things} checked again after being accepted this way, {done.corrected or 'none'} {was} corrected."
    back = "None of them comes back for a check. Settings, Learning has the share."
    if again:
        comes = f"Up to {again} of them, drawn at random, come"
        back = f"{'1 of them, drawn at random, comes' if again == 1 else comes} back to you later for a check. "
        back += "You will not be told which."
    return expected, f"{rests} {so_far}".strip(), back


def why_words(found: Groups, audit_share: float) -> Card:
    """Why there is no group."""
    if found.why == "no_model":
        return _NO_MODEL
    if found.why == "other_model":
        return UPDATING
    if found.why == "guessing":
        checked = ", and once it has been checked on samples drawn at random" if found.missing else ""
        return (
            "The model is not better than guessing yet",
            f"Groups come once it is{checked}. {_more(found, audit_share)}",
        )
    if found.why == "few_audit":
        have = f"{found.audit_n} of these {'has' if found.audit_n == 1 else 'have'} an answer"
        first = "Before you accept groups, the model is checked on samples drawn at random."
        return "Too few answers to check the model", f"{first} {have}. {_more(found, audit_share)}"
    if found.why == "unsure":
        wrong = "none was wrong, which may be luck" if not found.wrong else f"{found.wrong} were wrong"
        wrong = "1 was wrong" if found.wrong == 1 else wrong
        rest = f"Of the {found.surest} random samples it was surest of, {wrong}; {found.limit:.0%} may be."
        return "The model is not sure enough yet", f"{rest.replace('%', ' %')} {_more(found, audit_share)}"
    sure = f"{count(found.sure)} {'is' if found.sure == 1 else 'are'} sure enough, but no {found.smallest} of one class"
    words = f"{sure} belong together." if found.sure else "Of no sample left is the model sure enough."
    return "No group now", f"{words} New ones come with the next model."


def _more(found: Groups, audit_share: float) -> str:
    """How many answers more are needed, and how they come."""
    if not found.missing:
        return "Label some more samples."
    if not audit_share:
        return "None are drawn at random in this project, so it cannot be checked."
    more = f"{found.missing} more {'is' if found.missing == 1 else 'are'} needed"
    each = round(1 / audit_share)
    labels = math.ceil(found.missing / audit_share)
    return f"{more}; they come by themselves, about one in {each}: label about {labels:,} samples more."
