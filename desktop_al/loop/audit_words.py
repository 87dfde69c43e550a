"""An event of the log as a plain sentence, with what held before it and after it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from desktop_al.core import events as ev
from desktop_al.core.events import Body, Event
from desktop_al.core.masks import parse_masks
from desktop_al.core.state import State
from desktop_al.loop.adjudication_screen import REASON_CODES
from desktop_al.loop.audit_screen import Group
from desktop_al.loop.wording import answer_of

ERASED_TEXT = "Text erased"
_FORMATS = {
    "csv": "labels as CSV",
    "jsonl": "labels as JSON lines",
    "results": "results",
    "protocol": "the protocol",
    "trail-csv": "events of the audit trail as CSV",
    "trail-jsonl": "events of the audit trail as JSON lines",
    "handout": "samples as a copy for an annotator",
}
_CODES = dict(REASON_CODES)


class Said(NamedTuple):
    what: str
    before: str = ""
    after: str = ""
    reason: str = ""
    groups: tuple[Group, ...] = ()
    #: Everybody may see it, also who works blind.
    open: bool = False


class Wording:
    """``say`` is called with each event before it is applied to ``state``, ``then`` after it."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._printed: dict[str, str] = {}
        self._pending: tuple[Event, ...] = ()
        self._kinds: Mapping[str, Callable[[Event, Body], Said]] = {
            ev.OPEN: lambda event, _: Said("Opened the project", open=not event.annotator),
            ev.CLOSE: lambda event, _: Said("Closed the project", open=not event.annotator),
            ev.PROJECT: self._project,
            ev.CLASS: self._class,
            ev.COMMENT: self._comment,
            ev.PROTOCOL: self._protocol,
            ev.BATCH: self._batch,
            ev.MERGE: lambda _, body: Said(f"Merged files with {_many(body.get('events'), 'event')}", groups=_OUT),
            ev.ERASE: self._erase,
            ev.MOVE: lambda *_: Said("A sample was found at another place"),
            ev.FOLDER: lambda *_: Said("Named the folder of the samples", open=True),
            ev.ROUND: lambda *_: Said("The model learned"),
            ev.KEEP: lambda event, _: Said(
                "Put back into the queue" if event.answer else "Left out of the queue again"
            ),
            ev.MASK: lambda event, _: Said(_masked(event.answer)),
            ev.REPEAT: self._repeat,
            ev.PACE: lambda *_: Said("Noted by the annotator's own clock"),
            ev.ANNOTATOR: self._annotator,
            ev.STUDY: lambda *_: Said("Set the design of the study", groups=("protocol",)),
            ev.HANDOUT: lambda event, _: Said(f"Handed out a copy to {event.answer}", groups=_OUT),
            ev.GOLD: self._gold,
            ev.DECISION: self._decision,
            ev.EXPORT: self._export,
            ev.SIGN: self._sign,
        }

    def say(self, event: Event, body: Body, reason: str = "") -> Said:
        """``reason`` why an answer was changed, as the annotation has it."""
        if event.kind == ev.ANNOTATION:
            return self._answer(event, reason)
        if event.kind == ev.RETRACT:
            return self._retract(event)
        words = self._kinds.get(event.kind)
        if words is None:
            return Said(f"Recorded by a later version of the program ({event.kind})")
        return words(event, body)

    def then(self, event: Event, said: Said) -> Said:
        """With what holds now that the event was applied."""
        if event.kind in (ev.CLASS, ev.PROTOCOL, ev.HANDOUT, ev.RETRACT, ev.ERASE):
            self._printed.clear()
        pending, self._pending = self._pending, ()
        if len(pending) == 1 and pending[0].kind in (ev.ANNOTATION, ev.DECISION):
            return said._replace(after=self._now(pending[0]))
        return said

    def printed(self, answer: str) -> str:
        """An answer as it was called at this moment."""
        if answer not in self._printed:
            state = self._state
            reasons = state.protocol_record().reason_words()
            shown = answer_of(answer, {c.id: c for c in state.classes()}, reasons)
            if shown.kind == "not_worth":
                self._printed[answer] = f"Not worth labelling: {shown.text}"
            else:
                self._printed[answer] = shown.text
        return self._printed[answer]

    # -- answers ---------------------------------------------------------------------------------------

    def _answer(self, event: Event, reason: str) -> Said:
        before = " and ".join(self.printed(e.answer) for e in self._state.in_force(event.annotator, event.sample))
        after = self.printed(event.answer)
        if not before:
            return Said(
                f"Labelled {after}" if ev.label_classes(event.answer) else after, "", after, reason, ("answers",)
            )
        if before == after:
            return Said(f"Labelled {after} again", before, after, reason, ("answers",))
        return Said(f"Changed {before} to {after}", before, after, reason, ("answers", "changes"))

    def _repeat(self, event: Event, _: Body) -> Said:
        first = " and ".join(self.printed(e.answer) for e in self._state.in_force(event.annotator, event.sample))
        after = self.printed(event.answer)
        return Said(f"Answered once more without knowing it: {after}", first, first, "", ("answers",))

    def _decision(self, event: Event, body: Body) -> Said:
        before = " and ".join(self.printed(e.answer) for e in self._state.decision(event.sample))
        after = self.printed(event.answer)
        code = _CODES.get(str(body.get("reason_code", "")), "")
        reason = ". ".join(part for part in (code, str(body.get("reason", ""))) if part)
        groups: tuple[Group, ...] = ("answers", "changes") if before and before != after else ("answers",)
        return Said(f"Decided {after}", before, after, reason, groups)

    def _retract(self, event: Event) -> Said:
        state = self._state
        taken = tuple(state.step_events(ev.targets(state.read_body(event))))
        verb, given = "Took back", taken
        if taken and taken[0].kind == ev.RETRACT:
            given = tuple(state.step_events(ev.targets(state.read_body(taken[0]))))
            verb = "Gave back"
        if not given:
            return Said(f"{verb} nothing that is here")
        first = given[0]
        answered = first.kind in (ev.ANNOTATION, ev.REPEAT, ev.DECISION)
        groups: tuple[Group, ...] = ("answers", "changes") if answered else ()
        if first.kind in (ev.CLASS, ev.PROTOCOL):
            what = "an import of a protocol" if len(given) > 1 else "a change of the protocol"
            return Said(f"{verb} {what}", groups=("protocol",), open=True)
        if len(given) > 1:
            return Said(f"{verb} {len(given):,} answers as one step", groups=groups)
        if not answered:
            return Said(f"{verb} {'a comment' if first.kind == ev.COMMENT else 'a step'}")
        self._pending = given
        return Said(f"{verb} {self.printed(first.answer)}", self._now(first), "", "", groups)

    def _now(self, event: Event) -> str:
        state = self._state
        if event.kind == ev.DECISION:
            in_force = state.decision(event.sample)
        else:
            in_force = state.in_force(event.annotator, event.sample)
        return " and ".join(self.printed(one.answer) for one in in_force)

    def _batch(self, _: Event, body: Body) -> Said:
        span = body.get("range")
        count = span[1] - span[0] + 1 if isinstance(span, list) and len(span) == 2 else 0
        return Said(f"{_many(count, 'event')} before this {'is' if count == 1 else 'are'} one step")

    def _gold(self, event: Event, _: Body) -> Said:
        if not event.answer:
            return Said("Dropped a known answer")
        return Said(
            "Kept a known answer", self.printed(self._state.gold_answer(event.sample)), self.printed(event.answer)
        )

    # -- texts, classes, protocol ----------------------------------------------------------------------

    def _comment(self, event: Event, body: Body) -> Said:
        before = self._state.comment(event.annotator, event.sample)
        if not body:
            return Said("Commented", "", ERASED_TEXT)
        text = str(body.get("text", ""))
        return Said("Commented" if text else "Took back the comment", before, text)

    def _erase(self, event: Event, body: Body) -> Said:
        writer, _, seq = event.answer.partition(":")
        erased = self._state.event((bytes.fromhex(writer), int(seq)))
        what = "a guideline" if erased is not None and erased.kind == ev.PROTOCOL else "a comment"
        return Said(f"Erased {what}", reason=str(body.get("reason", "")), groups=("erased",))

    def _protocol(self, _: Event, body: Body) -> Said:
        record = self._state.protocol_record()
        if not body:
            return Said("Changed the guideline", "", ERASED_TEXT, "", ("protocol",), True)
        if "name" in body or len(body) > 2:
            what, before, after = "Imported a protocol", "", str(body.get("name", ""))
        elif "reason_for_change" in body:
            asked = bool(body["reason_for_change"])
            what = "From now on it is asked why an answer is changed" if asked else "It is no longer asked why"
            before, after = _on(record.reason_for_change), _on(asked)
        elif "scale" in body:
            what, before, after = "Changed the scale", record.scale, str(body["scale"])
        elif "reasons" in body:
            what, before, after = "Changed the reasons", ", ".join(r.words for r in record.in_force()), _reasons(body)
        else:
            what = "Changed the guideline"
            before, after = _length(record.text), _length(str(body.get("text", "")))
        return Said(what, before, after, "", ("protocol",), True)

    def _class(self, event: Event, body: Body) -> Said:
        names = {c.id: c.name for c in self._state.classes()}
        name = names.get(event.answer, str(body.get("name", "a class")))
        into, old, new = names.get(str(body.get("into")), "another class"), "", ""
        match body.get("op"):
            case "add":
                what, new = f"Added class {name}", name
            case "rename":
                new = str(body.get("name", ""))
                what, old = f"Renamed class {name} to {new}", name
            case "define":
                known = next((c for c in self._state.classes() if c.id == event.answer), None)
                what, old = f"Defined class {name}", known.definition if known else ""
                new = str(body.get("definition", ""))
            case "colour":
                what = f"Changed the mark of class {name}"
            case "order":
                what = "Changed the order of the classes"
                order = body.get("order")
                old = ", ".join(names.values())
                new = ", ".join(names.get(str(c), "") for c in order) if isinstance(order, list) else ""
            case "retire":
                what = f"{'Retired' if body.get('retired', True) else 'Brought back'} class {name}"
            case "merge":
                what, old, new = f"Merged class {name} into {into}", name, into
            case _:
                what = "Changed the classes"
        return Said(what, old, new, "", ("protocol",), True)

    # -- project, people, files ------------------------------------------------------------------------

    def _project(self, _: Event, body: Body) -> Said:
        if "seed" in body:
            return Said("Made the project", after=str(body.get("name", "")), open=True)
        known = self._state.project
        named = list(body)
        if len(named) != 1:
            return Said(f"Changed {_many(len(named), 'setting')}")
        name = named[0]
        return Said(f"Changed the setting {name}", _value(known.get(name)), _value(body[name]))

    def _annotator(self, event: Event, body: Body) -> Said:
        role, before = str(body.get("role", "")), self._state.roles.get(event.answer, "")
        if not before:
            return Said(f"Added {event.answer} as {role or 'annotator'}", after=role)
        return Said(f"Gave {event.answer} the role {role}", before, role)

    def _export(self, event: Event, body: Body) -> Said:
        name, count = str(body.get("format", "")), body.get("count")
        what = _FORMATS.get(name, name)
        number = f"{count:,} " if isinstance(count, int) and name != "protocol" else ""
        return Said(f"Exported {number}{what} to {event.answer}", groups=_OUT)

    def _sign(self, event: Event, body: Body) -> Said:
        asked = "" if body.get("passphrase") is True else ", without a passphrase"
        what = f"Signed {_many(body.get('samples'), 'sample')}: {event.answer}{asked}"
        return Said(what, after=str(body.get("name", "")), groups=_OUT)


_OUT: tuple[Group, ...] = ("exports",)


def _masked(answer: str) -> str:
    count = len(parse_masks(answer))
    return f"Masked {_many(count, 'part')} of the picture" if count else "Took the masks away"


def _many(count: object, thing: str) -> str:
    number = count if isinstance(count, int) else 0
    return f"1 {thing}" if number == 1 else f"{number:,} {thing}s"


def _value(value: object) -> str:
    return "" if value is None else _on(value) if isinstance(value, bool) else str(value)


def _on(value: bool) -> str:
    return "on" if value else "off"


def _length(text: str) -> str:
    return f"{len(text):,} characters" if text else ""


def _reasons(body: Body) -> str:
    given = body.get("reasons")
    if not isinstance(given, list):
        return ""
    return ", ".join(str(one.get("words", "")) for one in given if isinstance(one, dict))
