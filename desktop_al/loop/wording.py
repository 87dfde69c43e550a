"""The words of the Label page that depend on what happened: reasons, status, notices, answers."""

import datetime
from collections.abc import Mapping

from desktop_al.core import events as ev
from desktop_al.core.dates import day_words
from desktop_al.core.plain_names import short
from desktop_al.core.shapes import NOT_WORTH_REASONS, LabelClass
from desktop_al.core.words import english, mark, tr, trn
from desktop_al.loop.messages import RoundResult, ScanResult
from desktop_al.loop.screen import Answer, Notice, Offer, Reason
from desktop_al.store.writer import Trouble

#: A lead of the first class over the second above which nobody is torn any more.
_TORN = 0.4

_NOT_WORTH_NAMES = dict(NOT_WORTH_REASONS)

FIRST = Reason(
    "first", mark("First samples"), mark("Drawn from the whole folder. The model starts after your first labels.")
)
#: The same where there are labels already, such as imported ones: a model may be there before it chooses.
FIRST_OF_MORE = Reason(
    "first", mark("First samples"), mark("Drawn from the whole folder, before the model began to choose.")
)
OWN_VIEW = Reason("own_view", mark("Your own view"), mark("No suggestion is shown here."))
#: By the arm, where a suggestion is to come.
OWN_VIEWS = {
    "request": Reason("own_view", mark("Your own view"), mark("The suggestion waits until you ask for it.")),
    "after": Reason(
        "own_view", mark("Your own view"), mark("The suggestion comes after your own label, where it differs.")
    ),
}
RANDOM = Reason("random", mark("At random"), mark("Drawn at random from the whole folder."))
DIVIDED = Reason("disagreement", mark("Divided votes"), mark("The committee's votes are divided on this one."))
INFLUENTIAL = Reason("influential", mark("Influential"), mark("Whatever you answer, it would change the model most."))
UNLIKE = Reason("unlike", mark("Unlike the rest"), mark("It is least like anything that you have labelled."))
REPRESENTATIVE = Reason("representative", mark("Representative"), mark("Typical of many samples not seen yet."))
LEARNED_SINCE = Reason(
    "uncertain", mark("Was uncertain"), mark("The model was unsure when it chose this one. It has learned since.")
)
#: Reasons of the learner that are told in the same words always.
_OF_LEARNER = {
    "representative": REPRESENTATIVE,
    "disagreement": DIVIDED,
    "influential": INFLUENTIAL,
    "unlike": UNLIKE,
}
UNDONE = Reason("history", mark("Taken back"), mark("You took your answer back. Answer it anew."))
SINGLE = Reason("unlike", mark("Single review"), mark("You left it out of a group on the Batch page."))
OPENED = Reason(
    "history", mark("Opened by you"), mark("From the list of samples. After your answer the queue goes on.")
)
HISTORY = Reason(
    "history", mark("From the history"), mark("You answered this one before. A new answer replaces the old one.")
)


def shown(reason: Reason) -> Reason:
    """A reason of the tables above in the language in use."""
    said = Reason(reason.kind, tr(reason.word), tr(reason.sentence))
    return reason if said == reason else said


def reason_shown(own: str, words: str) -> str:
    """A reason of "not worth labelling": in the language in use where it is built in, else as the protocol has it."""
    return tr(words) if _NOT_WORTH_NAMES.get(own) == words else words


def answer_of(answer: str, classes: Mapping[str, LabelClass], reasons: Mapping[str, str] = _NOT_WORTH_NAMES) -> Answer:
    """An answer of the log as it is printed; ``reasons``: the words of each by its id."""
    if answer == ev.UNSURE:
        return Answer("unsure", "", tr("Unsure"))
    reason = ev.not_worth_reason(answer)
    if reason is not None:
        return Answer("not_worth", reason, reason_shown(reason, reasons.get(reason, reason)))
    ids = ev.label_classes(answer)
    known = [classes[c] for c in ids if c in classes]
    text = ", ".join(c.name for c in known) if known else "|".join(ids)
    return Answer("label", ids[0] if ids else "", text, known[0].colour if known else -1)


def copies_words(count: int) -> str:
    """That near copies have the same answer by the same decision; "" where none have."""
    if not count:
        return ""
    return trn("and {n:,} near copy", "and {n:,} near copies", count)


def state_word(answer: str) -> str:
    """The ``state`` of an export."""
    if answer == ev.UNSURE:
        return "unsure"
    return "not_worth_labelling" if ev.not_worth_reason(answer) is not None else "labelled"


def reason_of(
    source: str, learner: str, offer: Offer | None, classes: tuple[LabelClass, ...], wanted: str = ""
) -> Reason:
    """Why a sample is shown; a reserved sample looks like any other without a suggestion. ``wanted`` is the id of the
    class that is looked for."""
    if source in ("audit", "overlap", "gold", "repeat"):
        return shown(OWN_VIEW)
    if source == "random":
        return shown(RANDOM)
    if source == "undone":
        return shown(UNDONE)
    if source == "single":
        return shown(SINGLE)
    if learner == "uncertain" and offer is not None and not offer.source:
        order = sorted(range(len(offer.probabilities)), key=lambda k: -offer.probabilities[k])
        if len(order) > 1 and offer.probabilities[order[0]] - offer.probabilities[order[1]] > _TORN:
            return shown(LEARNED_SINCE)
        if len(order) > 1:
            first, second = classes[order[0]].name, classes[order[1]].name
            sentence = tr(
                "The model is torn between {first} and {second}. Your answer teaches it the most here.",
                first=first,
                second=second,
            )
            return Reason("uncertain", tr("Uncertain"), sentence)
    if learner == "uncertain":
        sentence = tr("The model is unsure about this one. Your answer teaches it the most.")
        return Reason("uncertain", tr("Uncertain"), sentence)
    if learner == "wanted":
        name = next((c.name for c in classes if c.id == wanted), "")
        words = tr("Most likely of the class that it looks like.")
        if name:
            words = tr("Most likely {name}, which you look for.", name=name)
        return Reason("wanted", tr("Looked for"), words)
    return shown(_OF_LEARNER.get(learner, RANDOM))


def learning_words(
    result: RoundResult | None,
    training: bool,
    failed: str,
    features: float | None,
    labels: int,
    next_at: int,
    network: float | None = None,
) -> tuple[str, str]:
    """Left part of the status bar: what learning does, and from what. ``network`` is how far the network is, 0 to 1,
    None where there is none."""
    closer = ""
    if network is not None and network < 1:
        closer = tr("Looking closer: {percent} %", percent=int(100 * network))
    if failed:
        return (tr("Learning is paused"), failed)
    if result is None or not result.labelled:
        left = max(0, next_at - labels)
        start = ""
        if left:
            start = trn(
                "The first model comes after {n} more label.", "The first model comes after {n} more labels.", left
            )
        if training and labels:
            return (tr("Learning in the background"), "")
        if features is not None and features < 1:
            read = tr("{percent} % read.", percent=int(100 * features))
            return (tr("Reading the samples"), f"{read} {start}".strip())
        return (closer or tr("Ready to learn"), start)
    words = trn(
        "Model {number}, from {n} label. Next update at {next}.",
        "Model {number}, from {n} labels. Next update at {next}.",
        result.labelled,
        number=result.number,
        next=next_at,
    )
    if not result.skilled:
        words += " " + tr("No suggestions yet: it is no better than guessing.")
    if features is not None and features < 1:
        words += " " + tr("{percent} % of the samples read.", percent=int(100 * features))
    return (tr("Learning in the background") if training else closer or tr("Model up to date"), words)


def scan_words(found: ScanResult) -> str:
    """What has changed in the folder since the last look; "" for nothing."""
    parts = [
        trn("{n:,} new", "{n:,} new", found.new) if found.new else "",
        trn("{n:,} moved or changed", "{n:,} moved or changed", len(found.moved)) if found.moved else "",
        trn("{n:,} back again", "{n:,} back again", len(found.back)) if found.back else "",
        trn("{n:,} no longer there", "{n:,} no longer there", len(found.gone)) if found.gone else "",
    ]
    told = [part for part in parts if part]
    return tr("In the folder: {changes}.", changes=", ".join(told)) if told else ""


def trouble_notice(trouble: Trouble) -> Notice:
    what = tr("What was found out about the samples is not on disk yet.")
    if trouble.waiting:
        what = trn("The last label is not on disk yet.", "The last {n} entries are not on disk yet.", trouble.waiting)
    title = tr("The disk is full. Your labels are kept in memory.") if trouble.full else tr("Not saved yet.")
    text = f"{what} {trouble.words} {tr('Trying again every 5 s.')}"
    return Notice("trouble", title, text, (("retry", tr("Check again")),))


def discard_notice(count: int) -> Notice:
    text = trn(
        "{n} label is in memory only. Make room or bring the disk back, then check again.",
        "{n} labels are in memory only. Make room or bring the disk back, then check again.",
        count,
    )
    actions = (("retry", tr("Check again")), ("discard", tr("Close without them")))
    return Notice("trouble", tr("Not saved yet."), text, actions)


def reserve_notice(held: int) -> Notice:
    text = trn(
        "The last label is held in a reserve kept for this moment. Free some space to go on safely.",
        "The last {n} labels are held in a reserve kept for this moment. Free some space to go on safely.",
        held,
    )
    return Notice("reserve", tr("The disk is full. Your labels are safe."), text, (("retry", tr("Check again")),))


def folder_notice(path: str) -> Notice:
    text = tr("The folder is no longer at {path}. Your labels are kept. Show where it is now.", path=path)
    actions = (("relink", tr("Show where it is")), ("retry", tr("Check again")))
    return Notice("folder", tr("The sample folder is not there."), text, actions)


def samples_notice(words: str) -> Notice:
    """Of samples that were copied into the project and cannot be read there."""
    text = f"{words} {tr('Your labels are kept. Then close the project and open it again.')}"
    return Notice("samples", tr("The samples of this project are not there."), text)


def opening_notices(recovered: int, read_only: bool, words: tuple[str, ...]) -> list[Notice]:
    """What the opening of a project has to say."""
    made = []
    if recovered:
        title = tr("The end of the project file was damaged. Nothing is lost.")
        text = trn(
            "The last entry was brought back from the journal beside it.",
            "The last {n} entries were brought back from the journal beside it.",
            recovered,
        )
        made.append(Notice("recovered", title, text, (("dismiss", tr("Understood")),), severe=False))
    if read_only:
        text = " ".join(words)
        for said in (tr("It is open to look only."), tr("It is open here to look only.")):
            text = text.replace(f" {said}", "")
        title = tr("Open to look only. Nothing can be changed.")
        actions = (("reopen", tr("Try again")), ("dismiss", tr("Go on")))
        made.append(Notice("look_only", title, text, actions, severe=False))
    elif words:
        made.append(Notice("opening", tr("Opened."), " ".join(words), (("dismiss", tr("Understood")),), severe=False))
    return made


def when_words(utc: int) -> str:
    """A moment of the log (microseconds) as day and time of this computer."""
    moment = datetime.datetime.fromtimestamp(utc / 1e6)
    return tr("{day}, {time}", day=day_words(moment.date()), time=f"{moment:%H:%M}")


def utc_text(utc: int) -> str:
    """ISO 8601 with milliseconds and Z, from microseconds."""
    moment = datetime.datetime.fromtimestamp(utc / 1e6, datetime.UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def second_look(offer: Offer, classes: tuple[LabelClass, ...]) -> Reason:
    """Said when the suggestion comes after one's own label."""
    if offer.source:
        name = classes[offer.suggested].name
        file = short(offer.source)
        said = tr("{file} says {name}. Enter takes it, the right arrow keeps yours.", file=file, name=name)
        return Reason("own_view", tr("Second look"), said)
    words = tr(
        "The model says {name} ({percent} %). Enter takes it, the right arrow keeps yours.",
        name=classes[offer.suggested].name,
        percent=round(100 * offer.probabilities[offer.suggested]),
    )
    return Reason("own_view", tr("Second look"), words)


def problem_words(problem: str) -> str:
    """Why a sample cannot be read: kept in English; what this window found itself is in its language already."""
    return tr(problem) if problem and english(problem) is problem else problem
