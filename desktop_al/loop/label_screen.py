"""Building what the Label page shows from the parts of an open project. Changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.core.plain_names import short
from desktop_al.core.protocol import parse_protocol
from desktop_al.core.shapes import LabelClass
from desktop_al.core.state import State, Step
from desktop_al.core.words import joined, tr, trn
from desktop_al.loop import wording
from desktop_al.loop.answers import Answers
from desktop_al.loop.clock_screen import RestNotice, Timer
from desktop_al.loop.editing import change_words
from desktop_al.loop.learning import Learning
from desktop_al.loop.loader import Loader
from desktop_al.loop.near_copies import NearCopies
from desktop_al.loop.opening import Basics
from desktop_al.loop.pool import Pool
from desktop_al.loop.roles import is_blind
from desktop_al.loop.screen import Answer, LabelScreen, Notice, Offer, Rule, SampleScreen, SaveState, Status
from desktop_al.loop.serving import Current, Serving


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that the screen is read from."""

    basics: Basics
    annotator: str
    state: State
    pool: Pool
    answers: Answers
    serving: Serving
    loader: Loader
    near: NearCopies


def label_screen(
    parts: Parts,
    learning: Learning | None,
    classes: tuple[LabelClass, ...],
    notices: Iterable[Notice],
    *,
    read_only: bool,
    unsaved: int,
    troubled: bool,
    encrypted: bool,
    timer: Timer | None,
    rest: RestNotice | None,
) -> LabelScreen:
    state, annotator = parts.state, parts.annotator
    undo, redo = state.undo_step(annotator), state.redo_step(annotator)
    held = parts.serving.held()
    blind = is_blind(state, annotator)
    pictures = [shown.thumbnail for place in held if (shown := parts.loader.get(place)) is not None]
    saved, saved_words = _saved(read_only, troubled, unsaved)
    words, detail, busy, scanning = tr("Starting"), "", True, True
    if learning is not None:
        words, detail = wording.learning_words(
            learning.result,
            learning.training,
            learning.failed,
            learning.features_done,
            len(parts.answers.labels),
            learning.next_at(),
            learning.network_done,
        )
        busy, scanning = learning.training, learning.scanning
    current = parts.serving.current
    return LabelScreen(
        project=parts.basics.name,
        annotator=annotator,
        kind=parts.basics.kind,
        classes=classes,
        sample=_sample(parts, classes, current, learning.plan.wanted if learning else "") if current else None,
        status=Status(
            learning=words,
            detail=detail,
            saved=saved,
            saved_words=saved_words,
            labelled=len(parts.answers.answered),
            pool=len(parts.pool),
            scanning=scanning,
            busy=busy,
            encrypted=encrypted,
            unsaved=unsaved,
        ),
        read_only=read_only,
        undo_words=_of_step(state, undo),
        redo_words=_of_step(state, redo),
        empty="" if current else _empty_words(parts, learning, bool(tuple(notices))),
        unsure=len(parts.answers.unsure()) if not current and learning is not None else 0,
        notices=tuple(notices),
        next_thumbnails=() if blind else tuple(picture for picture in pictures if picture is not None),
        next_words=tr("They stay when the queue is reordered.") if held and not blind else "",
        timer=timer,
        rest=rest,
        reasons=tuple((r.id, r.words) for r in state.protocol_record().in_force()),
    )


def _of_step(state: State, step: Step | None) -> str:
    if not step:
        return ""
    first = state.event(step[0][:2])
    # An import comes first in its step, and what it brought may be a hundred thousand labels.
    whole = first is not None and first.kind == ev.IMPORT
    return step_words(state, [first] if whole and first is not None else state.step_events(step))


def step_words(state: State, events: list[Event]) -> str:
    """What an undo step was, in a word or two."""
    if not events:
        return ""
    if events[0].kind == ev.KEEP:
        if events[0].answer:
            return trn("{n:,} sample put back", "{n:,} samples put back", len(events))
        return trn("{n:,} sample left out again", "{n:,} samples left out again", len(events))
    event = events[0]
    if event.kind == ev.IMPORT:
        return tr("import of {file}", file=short(event.answer))
    if event.kind == ev.MASK:
        return tr("masks")
    if len(events) > 1 and any(ev.ref(one) in state.copied.source for one in events):
        # There is little room on the button.
        if len({one.answer for one in events}) == 1:
            return tr("{answer} for {many:,}", answer=_printed(state, event.answer).text, many=len(events))
        return tr("{many:,} answers", many=len(events))
    if len(events) > 1 and event.kind not in (ev.CLASS, ev.PROTOCOL):
        return tr("{many} answers", many=len(events))
    if event.kind in (ev.ANNOTATION, ev.REPEAT):
        return _printed(state, event.answer).text
    if event.kind in (ev.CLASS, ev.PROTOCOL):
        return change_words(state, event)
    if event.kind == ev.DECISION:
        return tr("decision {answer}", answer=_printed(state, event.answer).text)
    return tr("comment") if event.kind == ev.COMMENT else event.kind


def _printed(state: State, answer: str) -> Answer:
    return wording.answer_of(answer, {c.id: c for c in state.classes()}, state.protocol_record().reason_words())


def _saved(read_only: bool, troubled: bool, unsaved: int) -> tuple[SaveState, str]:
    if read_only:
        return "read_only", tr("Look only")
    if troubled:
        return "not_saved", tr("Not saved yet")
    return ("saving", tr("Saving")) if unsaved else ("saved", tr("Saved"))


def _sample(parts: Parts, classes: tuple[LabelClass, ...], current: Current, wanted: str) -> SampleScreen:
    place = current.place
    row = parts.pool.rows[place]
    shown = parts.loader.get(place)
    in_force = parts.state.in_force(parts.annotator, row.id)
    given: Answer | None = None
    repeat = current.pick.source == "repeat" and not current.visiting
    if in_force and not repeat:
        given = _printed(parts.state, in_force[-1].answer)
    if current.second_look and current.offer is not None:
        reason = wording.second_look(current.offer, classes)
    elif current.visiting:
        reason = wording.shown(wording.HISTORY if in_force else wording.OPENED)
    elif current.pick.source == "random" and not parts.state.rounds:
        # By the labels, not by the model: what is said of a sample stays while it is looked at.
        reason = wording.shown(wording.FIRST_OF_MORE if parts.answers.labels else wording.FIRST)
    elif is_blind(parts.state, parts.annotator):
        # Also why it was chosen would tell something of the model's view.
        reason = wording.shown(wording.OWN_VIEW)
    elif current.own_view and current.offer is None:
        # The reason of a choice would tell of the model's view too.
        reason = wording.shown(wording.OWN_VIEWS.get(current.arm, wording.OWN_VIEW))
    else:
        reason = wording.reason_of(current.pick.source, current.pick.reason, current.offer, classes, wanted)
    return SampleScreen(
        key=current.key,
        index=place,
        name=parts.pool.title(place),
        kind="text" if row.kind == "text" else "image",
        content=shown.content if shown else None,
        reason=reason,
        offer=current.offer,
        given=given,
        rule=_rule(parts.state.protocol(), classes, current.offer),
        comment="" if repeat else parts.state.comment(parts.annotator, row.id),
        in_history=current.visiting,
        applies=parts.near.applies(current),
    )


def _rule(protocol: str, classes: tuple[LabelClass, ...], offer: Offer | None) -> Rule | None:
    """The decision rule between the two likeliest classes, where the protocol has one."""
    if not protocol or offer is None or offer.source or len(offer.probabilities) < 2:
        return None
    first, second = sorted(range(len(classes)), key=lambda k: -offer.probabilities[k])[:2]
    paragraphs = parse_protocol(protocol).rule(classes[first].name, classes[second].name)
    return Rule(classes[first], classes[second], paragraphs) if paragraphs else None


def _empty_words(parts: Parts, learning: Learning | None, trouble: bool) -> str:
    if learning is None or learning.scanning or (learning.scanned is None and not trouble):
        return tr("Reading the folder")
    if not len(parts.pool):
        name = parts.basics.folder.name
        if parts.basics.kind == "text":
            return tr("No texts in {folder} yet.", folder=name)
        return tr("No images in {folder} yet.", folder=name)
    unsure = len(parts.answers.unsure())
    broken = sum(1 for row in parts.pool.rows if row.problem and row.i not in parts.answers.answered)
    aside = sum(1 for place in parts.pool.aside if parts.pool.left_out(place) and place not in parts.answers.answered)
    if broken:
        said = [tr("Every sample that can be read has an answer.")]
    elif aside:
        said = [tr("Every sample in the queue has an answer.")]
    else:
        said = [tr("Every sample has an answer.")]
    if unsure:
        said.append(trn("{n} is marked Unsure: look at it now?", "{n} are marked Unsure: look at them now?", unsure))
    else:
        said.append(tr("0 are marked Unsure."))
    if broken:
        said.append(tr("{broken} cannot be read.", broken=broken))
    if aside:
        said.append(trn("{n:,} is set aside: Samples > Set aside.", "{n:,} are set aside: Samples > Set aside.", aside))
    return joined(said)
