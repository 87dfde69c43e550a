"""Giving an answer to the sample on screen: what is recorded with it, and what follows from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.events import Body, Event
from desktop_al.core.shapes import LabelClass
from desktop_al.loop import intake
from desktop_al.loop.annotation import annotation_body
from desktop_al.loop.annotator_clock import AnnotatorClock
from desktop_al.loop.answers import Answers
from desktop_al.loop.history import History
from desktop_al.loop.near_copies import NearCopies
from desktop_al.loop.pool import Pool
from desktop_al.loop.record import Record
from desktop_al.loop.relabelling import relabel
from desktop_al.loop.screen import Content, ImageContent, TextContent, Unreadable
from desktop_al.loop.serving import Current, Serving
from desktop_al.loop.together import Together, answer_together, is_together

Saved = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Moment:
    """What holds when an answer is given: ``round`` the number of the newest one, ``by`` who answers when it is not a
    person."""

    classes: tuple[LabelClass, ...]
    protocol: str
    round: int
    by: str


@dataclass(slots=True)
class Answering:
    """``seen`` counts what else was done with the sample on screen; ``given`` the answers of this opening."""

    record: Record
    pool: Pool
    answers: Answers
    history: History
    serving: Serving
    clock: AnnotatorClock
    annotator: str
    near: NearCopies
    given: int = 0
    seen: dict[str, int] = field(default_factory=dict)
    #: Why the next answer changes an earlier one; it goes with that answer alone.
    change_reason: str = ""

    def may_answer(self) -> bool:
        shown = self.serving.shown()
        readable = shown is not None and not isinstance(shown.content, Unreadable)
        return self.serving.current is not None and readable and not self.record.read_only

    def changed_by(self, answer: str) -> tuple[Event, ...]:
        """The annotator's earlier answers to the sample on screen that ``answer`` would replace by another one."""
        current = self.serving.current
        if current is None or (current.pick.source == "repeat" and not current.visiting):
            return ()
        before = self.record.state.in_force(self.annotator, self.pool.rows[current.place].id)
        return before if any(event.answer != answer for event in before) else ()

    def lacks_reason(self, answer: str) -> bool:
        """Whether the protocol asks why, and nobody said it."""
        asked = self.record.state.protocol_record().reason_for_change
        return asked and not self.change_reason and bool(self.changed_by(answer))

    def give(self, answer: str, moment: Moment, on_saved: Saved | None) -> bool:
        """Record it; False when there is nothing that can be answered."""
        current, shown = self.serving.current, self.serving.shown()
        if current is None or shown is None or not self.may_answer():
            return False
        self.clock.input()
        facts = self.clock.take_facts()
        if current.visiting and current.place in self.answers.answered:
            facts["changes"] = int(str(facts["changes"])) + 1
        body = annotation_body(
            current,
            answer,
            moment.classes,
            times=self.clock.sample.times(),
            size=_size(shown.content),
            facts=facts,
            round_number=moment.round,
            protocol=moment.protocol,
            position=self.given,
            seen=self.seen,
            by=moment.by,
        )
        self.given += 1
        reason, self.change_reason = self.change_reason, ""
        if reason and self.changed_by(answer):
            body["change_reason"] = reason
            self.record.note_reason(reason)
        if current.pick.source == "repeat" and not current.visiting and current.place in self.answers.answered:
            self._repeat(current, answer, body)
        else:
            self._annotate(current, answer, body, shown.digest, moment, on_saved)
        return True

    def give_all(
        self,
        places: Sequence[int],
        answer: str | Mapping[int, str],
        moment: Moment,
        folder: Path,
        beside: Mapping[int, Body] | None = None,
    ) -> str:
        """Answer several samples at once, with what ``beside`` says of each; says what could not be answered, "" for
        nothing.

        Raises:
            BadArgument: too many at once.
        """
        done = relabel(
            self.record,
            self.pool,
            folder,
            self.annotator,
            places,
            answer,
            protocol=moment.protocol,
            round_number=moment.round,
            by=moment.by,
            beside=beside,
        )
        for event in done.events:
            self.answers.update(self.pool.by_id[event.sample])
            self.history.put(event)
        return done.left_out

    def give_together(self, group: Together, moment: Moment) -> None:
        """Answer a group of batch review; some of it is asked again later."""
        events = answer_together(
            self.record,
            self.pool,
            self.annotator,
            group,
            protocol=moment.protocol,
            round_number=moment.round,
            by=moment.by,
        )
        for event in events:
            self.answers.update(self.pool.by_id[event.sample])
            self.history.put(event)
        drawn = [place for place in group.recheck if place in group.accepted]
        self.clock.repeats.recheck(drawn, self.clock.timeline_now())

    def _annotate(
        self,
        current: Current,
        answer: str,
        body: Mapping[str, object],
        digest: bytes,
        moment: Moment,
        on_saved: Saved | None,
    ) -> None:
        row = self.pool.rows[current.place]
        # The content that was answered, before its first annotation is written.
        changes = intake.digest_change(current.place, digest, self.pool)
        copies = self.near.taking(current, answer)
        if copies == ():
            event = self.record.add(
                ev.ANNOTATION,
                dict(body),
                self.annotator,
                row.id,
                answer,
                samples=[row],
                changes=changes,
                on_saved=on_saved,
            )
        else:
            places = copies or ()
            event, *_ = self.record.add_all(
                [
                    (ev.ANNOTATION, dict(body), row.id, answer),
                    *(self.near.entry(place, current.place, answer, moment) for place in places),
                ],
                self.annotator,
                samples=[row, *(self.pool.rows[place] for place in places)],
                changes=changes,
                bind=lambda made: {"copies": [None, *([made[0].writer.hex(), made[0].seq] for _ in made[1:])]},
                on_saved=on_saved,
            )
            for place in places:
                self.answers.update(place)
        differs = current.offer is not None and answer != ev.label_answer([str(body["suggested"])])
        self.answers.update(current.place)
        self.history.put(event, changed_suggestion=differs)
        self.clock.answered(event, body)

    def _repeat(self, current: Current, answer: str, body: dict[str, object]) -> None:
        """The first answer stays in force; that this was a repeat is told by the history from now on."""
        row = self.pool.rows[current.place]
        before = self.record.state.in_force(self.annotator, row.id)[-1]
        body |= {"same": before.answer == answer, "of": [before.writer.hex(), before.seq]}
        if is_together(self.record.state, before):
            body["grouped"] = True
        event = self.record.add(ev.REPEAT, body, self.annotator, row.id, answer)
        self.clock.repeats.done(current.place, self.clock.timeline_now())
        self.history.tell_repeat(event)
        self.clock.answered(event, body)


def _size(content: Content) -> float:
    """Words of a text, megapixels of an image."""
    if isinstance(content, TextContent):
        return float(content.words)
    return content.width * content.height / 1e6 if isinstance(content, ImageContent) else 0.0
