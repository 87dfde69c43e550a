"""The words of the Label page that depend on what happened: reasons, status, notices, answers."""

import datetime
from collections.abc import Mapping

from desktop_al.core import events as ev
from desktop_al.core.shapes import NOT_WORTH_REASONS, LabelClass
from desktop_al.loop.messages import RoundResult, ScanResult
from desktop_al.loop.screen import Answer, Notice, Offer, Reason
from desktop_al.store.writer import Trouble

#: A lead of the first class over the second above which nobody is torn any more.
_TORN = 0.4

_NOT_WORTH_NAMES = dict(NOT_WORTH_REASONS)

FIRST = Reason("first", "First samples", "Drawn from the whole folder. The model starts after your first labels.")
OWN_VIEW = Reason("own_view", "Your own view", "No suggestion is shown here.")
#: By the arm, where a suggestion is to come.
OWN_VIEWS = {
    "request": Reason("own_view", "Your own view", "The suggestion waits until you ask for it."),
    "after": Reason("own_view", "Your own view", "The suggestion comes after your own label, where it differs."),
}
RANDOM = Reason("random", "At random", "Drawn at random from the whole folder.")
DIVIDED = Reason("disagreement", "Divided votes", "The committee's votes are divided on this one.")
INFLUENTIAL = Reason("influential", "Influential", "Whatever you answer, it would change the model most.")
UNLIKE = Reason("unlike", "Unlike the rest", "It is least like anything that you have labelled.")
REPRESENTATIVE = Reason("representative", "Representative", "Typical of many samples not seen yet.")
LEARNED_SINCE = Reason(
    "uncertain", "Was uncertain", "The model was unsure when it chose this one. It has learned since."
)
#: Reasons of the learner that are told in the same words always.
_OF_LEARNER = {
    "representative": REPRESENTATIVE,
    "disagreement": DIVIDED,
    "influential": INFLUENTIAL,
    "unlike": UNLIKE,
}
UNDONE = Reason("history", "Taken back", "You took your answer back. Answer it anew.")
SINGLE = Reason("unlike", "Single review", "You left it out of a group on the Batch page.")
OPENED = Reason("history", "Opened by you", "From the list of samples. After your answer the queue goes on.")
HISTORY = Reason("history", "From the history", "You answered this one before. A new answer replaces the old one.")


def answer_of(answer: str, classes: Mapping[str, LabelClass], reasons: Mapping[str, str] = _NOT_WORTH_NAMES) -> Answer:
    """An answer of the log as it is printed; ``reasons``: the words of each by its id."""
    if answer == ev.UNSURE:
        return Answer("unsure", "", "Unsure")
    reason = ev.not_worth_reason(answer)
    if reason is not None:
        return Answer("not_worth", reason, reasons.get(reason, reason))
    ids = ev.label_classes(answer)
    known = [classes[c] for c in ids if c in classes]
    text = ", ".join(c.name for c in known) if known else "|".join(ids)
    return Answer("label", ids[0] if ids else "", text, known[0].colour if known else -1)


def copies_words(count: int) -> str:
    """That near copies have the same answer by the same decision; "" where none have."""
    if not count:
        return ""
    return "and 1 near copy" if count == 1 else f"and {count:,} near copies"


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
        return OWN_VIEW
    if source == "random":
        return RANDOM
    if source == "undone":
        return UNDONE
    if source == "single":
        return SINGLE
    if learner == "uncertain" and offer is not None:
        order = sorted(range(len(offer.probabilities)), key=lambda k: -offer.probabilities[k])
        if len(order) > 1 and offer.probabilities[order[0]] - offer.probabilities[order[1]] > _TORN:
            return LEARNED_SINCE
        if len(order) > 1:
            first, second = classes[order[0]].name, classes[order[1]].name
            sentence = f"The model is torn between {first} and {second}. Your answer teaches it the most here."
            return Reason("uncertain", "Uncertain", sentence)
    if learner == "uncertain":
        return Reason("uncertain", "Uncertain", "The model is unsure about this one. Your answer teaches it the most.")
    if learner == "wanted":
        name = next((c.name for c in classes if c.id == wanted), "")
        words = f"Most likely {name}, which you look for." if name else "Most likely of the class that it looks like."
        return Reason("wanted", "Looked for", words)
    return _OF_LEARNER.get(learner, RANDOM)


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
    closer = f"Looking closer: {int(100 * network)} %" if network is not None and network < 1 else ""
    if failed:
        return ("Learning is paused", failed)
    if result is None or not result.labelled:
        left = max(0, next_at - labels)
        start = f"The first model comes after {left} more label{'s' * (left != 1)}." if left else ""
        if training and labels:
            return ("Learning in the background", "")
        if features is not None and features < 1:
            return ("Reading the samples", f"{int(100 * features)} % read. {start}".strip())
        return (closer or "Ready to learn", start)
    count = f"{result.labelled} label{'s' * (result.labelled != 1)}"
    words = f"Model {result.number}, from {count}. Next update at {next_at}."
    if not result.skilled:
        words += " No suggestions yet: it is no better than guessing."
    if features is not None and features < 1:
        words += f" {int(100 * features)} % of the samples read."
    return ("Learning in the background" if training else closer or "Model up to date", words)


def scan_words(found: ScanResult) -> str:
    """What has changed in the folder since the last look; "" for nothing."""
    parts = [
        f"{found.new:,} new" if found.new else "",
        f"{len(found.moved):,} moved or changed" if found.moved else "",
        f"{len(found.back):,} back again" if found.back else "",
        f"{len(found.gone):,} no longer there" if found.gone else "",
    ]
    told = [part for part in parts if part]
    return f"In the folder: {', '.join(told)}." if told else ""


def trouble_notice(trouble: Trouble) -> Notice:
    count = f"The last {trouble.waiting} entries are" if trouble.waiting != 1 else "The last label is"
    if not trouble.waiting:
        count = "What was found out about the samples is"
    title = "The disk is full. Your labels are kept in memory." if trouble.full else "Not saved yet."
    text = f"{count} not on disk yet. {trouble.words} Trying again every 5 s."
    return Notice("trouble", title, text, (("retry", "Check again"),))


def discard_notice(count: int) -> Notice:
    what = "1 label is" if count == 1 else f"{count} labels are"
    text = f"{what} in memory only. Make room or bring the disk back, then check again."
    return Notice("trouble", "Not saved yet.", text, (("retry", "Check again"), ("discard", "Close without them")))


def reserve_notice(held: int) -> Notice:
    what = "The last label is" if held == 1 else f"The last {held} labels are"
    text = f"{what} held in a reserve kept for this moment. Free some space to go on safely."
    return Notice("reserve", "The disk is full. Your labels are safe.", text, (("retry", "Check again"),))


def folder_notice(path: str) -> Notice:
    text = f"The folder is no longer at {path}. Your labels are kept. Show where it is now."
    actions = (("relink", "Show where it is"), ("retry", "Check again"))
    return Notice("folder", "The sample folder is not there.", text, actions)


def samples_notice(words: str) -> Notice:
    """Of samples that were copied into the project and cannot be read there."""
    text = f"{words} Your labels are kept. Then close the project and open it again."
    return Notice("samples", "The samples of this project are not there.", text)


def opening_notices(recovered: int, read_only: bool, words: tuple[str, ...]) -> list[Notice]:
    """What the opening of a project has to say."""
    made = []
    if recovered:
        title = "The end of the project file was damaged. Nothing is lost."
        what = "The last entry was" if recovered == 1 else f"The last {recovered} entries were"
        text = f"{what} brought back from the journal beside it."
        made.append(Notice("recovered", title, text, (("dismiss", "Understood"),), severe=False))
    if read_only:
        text = " ".join(words).replace(" It is open to look only.", "").replace(" It is open here to look only.", "")
        title = "Open to look only. Nothing can be changed."
        made.append(Notice("look_only", title, text, (("reopen", "Try again"), ("dismiss", "Go on")), severe=False))
    elif words:
        made.append(Notice("opening", "Opened.", " ".join(words), (("dismiss", "Understood"),), severe=False))
    return made


def when_words(utc: int) -> str:
    """A moment of the log (microseconds) as day and time of this computer."""
    moment = datetime.datetime.fromtimestamp(utc / 1e6)
    return f"{moment.day} {moment:%b} {moment.year}, {moment:%H:%M}"


def second_look(offer: Offer, classes: tuple[LabelClass, ...]) -> Reason:
    """Said when the suggestion comes after one's own label."""
    share = f"{round(100 * offer.probabilities[offer.suggested])} %"
    words = f"The model says {classes[offer.suggested].name} ({share}). Enter takes it, the right arrow keeps yours."
    return Reason("own_view", "Second look", words)
