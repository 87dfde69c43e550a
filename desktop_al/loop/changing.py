"""Changing an answer that was given earlier, where the protocol asks why."""

from desktop_al.core import events as ev
from desktop_al.core.words import tr
from desktop_al.loop.project import Project
from desktop_al.loop.wording import answer_of

#: Recent reasons that are offered.
_OFFERED = 5


def answer_for(project: Project, name: str, value: object) -> str:
    """The answer that an intent of the Label page stands for, "" for none."""
    current = project.serving.current
    if name == "label":
        return ev.label_answer([str(value)])
    if name == "accept" and current is not None and current.offer is not None:
        return ev.label_answer([project.classes[current.offer.suggested].id])
    return {"unsure": ev.UNSURE, "not_worth": ev.NOT_WORTH_PREFIX + str(value)}.get(name, "")


def asked_why(project: Project, answer: str) -> str:
    """The question that comes before ``answer`` is given to the sample on screen, "" where none does."""
    answering = project.answering
    if not answer or not answering.may_answer() or not answering.lacks_reason(answer):
        return ""
    state = project.state
    classes, reasons = {c.id: c for c in state.classes()}, state.protocol_record().reason_words()
    earlier = dict.fromkeys(answer_of(e.answer, classes, reasons).text for e in answering.changed_by(answer))
    before, after = tr(" and ").join(earlier), answer_of(answer, classes, reasons).text
    return tr("Why is {before} changed to {after}?", before=before, after=after)


def recent_reasons(project: Project) -> tuple[str, ...]:
    """What was given as a reason lately, the newest first."""
    return tuple(project.record.change_reasons[:_OFFERED])
