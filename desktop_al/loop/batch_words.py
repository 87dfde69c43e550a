"""The words of the Batch page: how sure the model is, how safe it is to accept a group, why there is none."""

import math

from desktop_al.core.shapes import Measured, SampleKind
from desktop_al.core.words import joined, mark, tr, trn
from desktop_al.loop.batch_screen import Groups, Likeness
from desktop_al.loop.together import Checked

#: Title and sentence.
Card = tuple[str, str]

LIKENESS: dict[Likeness, str] = {
    "least": mark("Least like the group"),
    "less": mark("Less like the group than most"),
    "like": mark("Like the others of the group"),
}
BLIND: Card = (
    mark("No groups in this study"),
    mark("You give your own view here, without anything from the model. So nothing is accepted in groups."),
)
HIDDEN: Card = (
    mark("Suggestions are hidden"),
    mark("A group shows what the model suggests. Choose another way in Settings, Learning, Suggestions."),
)
AFTERWARDS: Card = (
    mark("Your own label comes first"),
    mark(
        "Suggestions are shown after your own label in this project, and a group would show them before. Settings, "
        "Learning, Suggestions changes that."
    ),
)
LOOK_ONLY: Card = (
    mark("This project is open to look only"),
    mark("Groups are offered where their samples can be labelled."),
)
NO_CLASS: Card = (
    mark("There is no class yet"),
    mark("Add one on the Protocol page; then there is something to learn."),
)
WORKING: Card = (
    mark("Looking for groups"),
    mark("Samples that look alike, and of which the model is sure. Labelling goes on."),
)
DECIDED: Card = (
    mark("All groups are decided"),
    mark("New ones come with the next model. What you left out is asked one by one on the Label page."),
)
UPDATING: Card = (
    mark("The model is being updated"),
    mark("Groups come with the new one. Labelling goes on."),
)
_NO_MODEL: Card = (
    mark("The model has not learned yet"),
    mark("Groups come once it has learned from your labels. Give the first ones on the Label page."),
)


def shown(card: Card) -> Card:
    """One of the cards above in the language in use."""
    return tr(card[0]), tr(card[1])


def percent_words(share: float) -> str:
    """A probability; never quite 0 or 100 %."""
    if share >= 0.995:
        return ">99 %"
    return "<1 %" if share < 0.005 else f"{round(100 * share)} %"


def spoken_percent(share: float) -> str:
    """The same, as a screen reader says it; "more than" where it is not quite 100."""
    number = percent_words(share).removesuffix(" %")
    if number.startswith(">"):
        return tr("more than {number} percent", number=number[1:])
    return tr("{number} percent", number=number)


def sure_words(low: float, high: float) -> str:
    """ "96 to 99 %", "at least 99 %", "more than 99 %"."""
    first, last = percent_words(low), percent_words(high)
    if first == last:
        return tr("more than {share}", share=first.lstrip(">")) if first.startswith(">") else first
    if (first, last) == ("99 %", ">99 %"):
        return tr("at least 99 %")
    if last.startswith(">"):
        last = tr("over {share}", share=last.lstrip(">"))
    return tr("{low} to {high}", low=first.removesuffix(" %"), high=last)


def alike_words(kind: SampleKind, samples: int, low: float, high: float) -> str:
    sure = sure_words(low, high)
    if kind == "image":
        return trn(
            "{n:,} image that look alike. The model is {sure} sure of each one.",
            "{n:,} images that look alike. The model is {sure} sure of each one.",
            samples,
            sure=sure,
        )
    return trn(
        "{n:,} text that read alike. The model is {sure} sure of each one.",
        "{n:,} texts that read alike. The model is {sure} sure of each one.",
        samples,
        sure=sure,
    )


def expected_words(errors: Measured, part: float) -> tuple[str, str]:
    """How many are probably wrong among a ``part`` of a group, and the range of that."""
    value = (errors.value or 0.0) * part
    least = math.floor((errors.low or 0.0) * part)
    most = math.ceil((errors.high if errors.high is not None else value) * part - 1e-9)
    number = tr("0 or 1 wrong") if value < 1 else tr("about {many} wrong", many=round(value))
    return number, tr("{low} to {high}", low=least, high=max(most, 1 if value < 1 else math.ceil(value)))


def safe_words(
    kind: SampleKind, done: Checked, errors: Measured, part: float, gets: int, again: int
) -> tuple[str, ...]:
    """The paragraphs of "How safe is this?", the first one its estimate."""
    number, span = expected_words(errors, part)
    expected = tr("Expect {wrong} among these {gets}.", wrong=number, gets=gets) if gets else tr("Nothing is ticked.")
    so_far = _checked(kind, done)
    if gets:
        rests = trn(
            "Likely {range}, going by {n:,} sample drawn at random.",
            "Likely {range}, going by {n:,} samples drawn at random.",
            errors.n,
            range=span,
        )
        so_far = joined([rests, so_far])
    back = tr("None of them comes back for a check. Settings, Learning has the share.")
    if again:
        back = trn(
            "1 of them, drawn at random, comes back to you later for a check. You will not be told which.",
            "Up to {n} of them, drawn at random, come back to you later for a check. You will not be told which.",
            again,
        )
    return expected, so_far, back


def _checked(kind: SampleKind, done: Checked) -> str:
    if not done.n:
        return tr("Nothing that was accepted this way has been checked again yet.")
    if kind == "image":
        things = trn("{n:,} image", "{n:,} images", done.n)
    else:
        things = trn("{n:,} text", "{n:,} texts", done.n)
    if not done.corrected:
        return tr("Of {things} checked again after being accepted this way, none were corrected.", things=things)
    return trn(
        "Of {things} checked again after being accepted this way, {n} was corrected.",
        "Of {things} checked again after being accepted this way, {n} were corrected.",
        done.corrected,
        things=things,
    )


def why_words(found: Groups, audit_share: float, left: int | None = None) -> Card:
    """Why there is no group; ``left`` samples have no answer yet, None where that is not known."""
    if found.why == "no_model":
        return shown(_NO_MODEL)
    if found.why == "other_model":
        return shown(UPDATING)
    if found.why == "guessing":
        words = (
            tr("Groups come once it is, and once it has been checked on samples drawn at random.")
            if found.missing
            else tr("Groups come once it is.")
        )
        return tr("The model is not better than guessing yet"), joined([words, _more(found, audit_share, left)])
    if found.why == "few_audit":
        have = trn("{n} of these has an answer.", "{n} of these have an answer.", found.audit_n)
        first = tr("Before you accept groups, the model is checked on samples drawn at random.")
        return tr("Too few answers to check the model"), joined([first, have, _more(found, audit_share, left)])
    if found.why == "unsure":
        limit = f"{100 * found.limit:.0f} %"
        rest = (
            trn(
                "Of the {surest} random samples it was surest of, {n} was wrong; {limit} may be.",
                "Of the {surest} random samples it was surest of, {n} were wrong; {limit} may be.",
                found.wrong,
                surest=found.surest,
                limit=limit,
            )
            if found.wrong
            else tr(
                "Of the {surest} random samples it was surest of, none was wrong, which may be luck; {limit} may be.",
                surest=found.surest,
                limit=limit,
            )
        )
        return tr("The model is not sure enough yet"), joined([rest, _more(found, audit_share, left)])
    words = tr("Of no sample left is the model sure enough.")
    if found.sure:
        words = trn(
            "{n:,} sample is sure enough, but no {smallest} of one class belong together.",
            "{n:,} samples are sure enough, but no {smallest} of one class belong together.",
            found.sure,
            smallest=found.smallest,
        )
    return tr("No group now"), joined([words, tr("New ones come with the next model.")])


def _more(found: Groups, audit_share: float, left: int | None) -> str:
    """How many answers more are needed, and how they come."""
    if not found.missing:
        return tr("Label some more samples.")
    if not audit_share:
        return tr("None are drawn at random in this project, so it cannot be checked.")
    each = round(1 / audit_share)
    labels = math.ceil(found.missing / audit_share)
    if left is not None and labels > left:
        return trn(
            "{n} more is needed; about one sample in {each} is one, and too few are left here for that.",
            "{n} more are needed; about one sample in {each} is one, and too few are left here for that.",
            found.missing,
            each=each,
        )
    return trn(
        "{n} more is needed; they come by themselves, about one in {each}: label about {labels:,} samples more.",
        "{n} more are needed; they come by themselves, about one in {each}: label about {labels:,} samples more.",
        found.missing,
        each=each,
        labels=labels,
    )
