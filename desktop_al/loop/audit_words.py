"""An event of the log as a plain sentence, with what held before it and after it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from desktop_al.core import events as ev
from desktop_al.core.events import Body, Event
from desktop_al.core.import_fold import PRE_ANNOTATIONS
from desktop_al.core.masks import parse_masks
from desktop_al.core.state import State
from desktop_al.core.words import joined, local, mark, tr, trn
from desktop_al.loop.adjudication_screen import REASON_CODES
from desktop_al.loop.audit_screen import Group
from desktop_al.loop.wording import answer_of

ERASED_TEXT = mark("Text erased")
FORMATS = {
    "csv": mark("labels as CSV"),
    "jsonl": mark("labels as JSON lines"),
    "results": mark("results"),
    "protocol": mark("the protocol"),
    "trail-csv": mark("events of the audit trail as CSV"),
    "trail-jsonl": mark("events of the audit trail as JSON lines"),
    "handout": mark("samples as a copy for an annotator"),
    "report-html": mark("annotations in a report as HTML"),
    "report-pdf": mark("annotations in a report as PDF"),
    "report-json": mark("annotations in a report as JSON"),
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
            ev.OPEN: lambda event, _: Said(tr("Opened the project"), open=not event.annotator),
            ev.CLOSE: lambda event, _: Said(tr("Closed the project"), open=not event.annotator),
            ev.PROJECT: self._project,
            ev.CLASS: self._class,
            ev.COMMENT: self._comment,
            ev.PROTOCOL: self._protocol,
            ev.BATCH: self._batch,
            ev.MERGE: lambda _, body: Said(
                trn("Merged files with {n:,} event", "Merged files with {n:,} events", _number(body.get("events"))),
                groups=_OUT,
            ),
            ev.ERASE: self._erase,
            ev.MOVE: lambda *_: Said(tr("A sample was found at another place")),
            ev.FOLDER: lambda *_: Said(tr("Named the folder of the samples"), open=True),
            ev.ROUND: lambda *_: Said(tr("The model learned")),
            ev.KEEP: lambda event, _: Said(
                tr("Put back into the queue", about="what happened")
                if event.answer
                else tr("Left out of the queue again")
            ),
            ev.MASK: lambda event, _: Said(_masked(event.answer)),
            ev.REPEAT: self._repeat,
            ev.PACE: lambda *_: Said(tr("Noted by the annotator's own clock")),
            ev.ANNOTATOR: self._annotator,
            ev.STUDY: lambda *_: Said(tr("Set the design of the study"), groups=("protocol",)),
            ev.HANDOUT: lambda event, _: Said(tr("Handed out a copy to {name}", name=event.answer), groups=_OUT),
            ev.GOLD: self._gold,
            ev.DECISION: self._decision,
            ev.EXPORT: self._export,
            ev.SIGN: self._sign,
            ev.IMPORT: self._import,
            ev.OFFER: self._offer,
        }

    def say(self, event: Event, body: Body, reason: str = "") -> Said:
        """``reason`` why an answer was changed, as the annotation has it."""
        if event.kind == ev.ANNOTATION:
            return self._answer(event, reason)
        if event.kind == ev.RETRACT:
            return self._retract(event)
        words = self._kinds.get(event.kind)
        if words is None:
            return Said(tr("Recorded by a later version of the program ({kind})", kind=event.kind))
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
                self._printed[answer] = tr("Not worth labelling: {reason}", reason=shown.text)
            else:
                self._printed[answer] = shown.text
        return self._printed[answer]

    # -- answers ---------------------------------------------------------------------------------------

    def _answer(self, event: Event, reason: str) -> Said:
        before = joined(map(self.printed, self._in_force(event)), tr(" and "))
        after = self.printed(event.answer)
        if not before:
            what = tr("Labelled {answer}", answer=after) if ev.label_classes(event.answer) else after
            return Said(what, "", after, reason, ("answers",))
        if before == after:
            return Said(tr("Labelled {answer} again", answer=after), before, after, reason, ("answers",))
        what = tr("Changed {before} to {after}", before=before, after=after)
        return Said(what, before, after, reason, ("answers", "changes"))

    def _in_force(self, event: Event) -> list[str]:
        return [one.answer for one in self._state.in_force(event.annotator, event.sample)]

    def _repeat(self, event: Event, _: Body) -> Said:
        first = joined(map(self.printed, self._in_force(event)), tr(" and "))
        after = self.printed(event.answer)
        return Said(tr("Answered once more without knowing it: {answer}", answer=after), first, first, "", ("answers",))

    def _decision(self, event: Event, body: Body) -> Said:
        before = joined((self.printed(e.answer) for e in self._state.decision(event.sample)), tr(" and "))
        after = self.printed(event.answer)
        code = _CODES.get(str(body.get("reason_code", "")), "")
        reason = joined((part for part in (tr(code), str(body.get("reason", ""))) if part), ". ")
        groups: tuple[Group, ...] = ("answers", "changes") if before and before != after else ("answers",)
        return Said(tr("Decided {answer}", answer=after), before, after, reason, groups)

    def _retract(self, event: Event) -> Said:
        state = self._state
        taken = tuple(state.step_events(ev.targets(state.read_body(event))))
        back, given = False, taken
        if taken and taken[0].kind == ev.RETRACT:
            given = tuple(state.step_events(ev.targets(state.read_body(taken[0]))))
            back = True
        if not given:
            return Said(tr("Gave back nothing that is here") if back else tr("Took back nothing that is here"))
        first = given[0]
        if first.kind == ev.IMPORT:
            answers = sum(1 for one in given if one.kind == ev.ANNOTATION)
            return Said(_import_taken(back, first.answer, answers), groups=("answers", "changes", "exports"))
        answered = first.kind in (ev.ANNOTATION, ev.REPEAT, ev.DECISION)
        groups: tuple[Group, ...] = ("answers", "changes") if answered else ()
        if first.kind in (ev.CLASS, ev.PROTOCOL):
            return Said(_protocol_taken(back, whole=len(given) > 1), groups=("protocol",), open=True)
        if len(given) > 1:
            many = len(given)
            what = (
                tr("Gave back {many:,} answers as one step", many=many)
                if back
                else tr("Took back {many:,} answers as one step", many=many)
            )
            return Said(what, groups=groups)
        if not answered:
            return Said(_step_taken(back, comment=first.kind == ev.COMMENT))
        self._pending = given
        answer = self.printed(first.answer)
        what = tr("Gave back {answer}", answer=answer) if back else tr("Took back {answer}", answer=answer)
        return Said(what, self._now(first), "", "", groups)

    def _now(self, event: Event) -> str:
        state = self._state
        if event.kind == ev.DECISION:
            in_force = state.decision(event.sample)
        else:
            in_force = state.in_force(event.annotator, event.sample)
        return joined((self.printed(one.answer) for one in in_force), tr(" and "))

    def _batch(self, _: Event, body: Body) -> Said:
        span = body.get("range")
        count = span[1] - span[0] + 1 if isinstance(span, list) and len(span) == 2 else 0
        return Said(trn("{n:,} event before this is one step", "{n:,} events before this are one step", count))

    def _gold(self, event: Event, _: Body) -> Said:
        if not event.answer:
            return Said(tr("Dropped a known answer"))
        return Said(
            tr("Kept a known answer"), self.printed(self._state.gold_answer(event.sample)), self.printed(event.answer)
        )

    # -- texts, classes, protocol ----------------------------------------------------------------------

    def _comment(self, event: Event, body: Body) -> Said:
        before = self._state.comment(event.annotator, event.sample)
        if not body:
            return Said(tr("Commented"), "", tr(ERASED_TEXT))
        text = str(body.get("text", ""))
        return Said(tr("Commented") if text else tr("Took back the comment"), before, text)

    def _erase(self, event: Event, body: Body) -> Said:
        writer, _, seq = event.answer.partition(":")
        erased = self._state.event((bytes.fromhex(writer), int(seq)))
        guideline = erased is not None and erased.kind == ev.PROTOCOL
        what = tr("Erased a guideline") if guideline else tr("Erased a comment")
        return Said(what, reason=str(body.get("reason", "")), groups=("erased",))

    def _protocol(self, _: Event, body: Body) -> Said:
        record = self._state.protocol_record()
        if not body:
            return Said(tr("Changed the guideline"), "", tr(ERASED_TEXT), "", ("protocol",), True)
        if "name" in body or len(body) > 2:
            what, before, after = tr("Imported a protocol"), "", str(body.get("name", ""))
        elif "reason_for_change" in body:
            asked = bool(body["reason_for_change"])
            what = tr("From now on it is asked why an answer is changed") if asked else tr("It is no longer asked why")
            before, after = _on(record.reason_for_change), _on(asked)
        elif "scale" in body:
            what, before, after = tr("Changed the scale"), record.scale, str(body["scale"])
        elif "reasons" in body:
            what = tr("Changed the reasons")
            before, after = ", ".join(r.words for r in record.in_force()), _reasons(body)
        else:
            what = tr("Changed the guideline")
            before, after = _length(record.text), _length(str(body.get("text", "")))
        return Said(what, before, after, "", ("protocol",), True)

    def _class(self, event: Event, body: Body) -> Said:
        names = {c.id: c.name for c in self._state.classes()}
        name = names.get(event.answer, str(body.get("name", tr("a class"))))
        into, old, new = names.get(str(body.get("into")), tr("another class")), "", ""
        match body.get("op"):
            case "add":
                what, new = tr("Added class {name}", name=name), name
            case "rename":
                new = str(body.get("name", ""))
                what, old = tr("Renamed class {name} to {new}", name=name, new=new), name
            case "define":
                known = next((c for c in self._state.classes() if c.id == event.answer), None)
                what, old = tr("Defined class {name}", name=name), known.definition if known else ""
                new = str(body.get("definition", ""))
            case "colour":
                what = tr("Changed the mark of class {name}", name=name)
            case "order":
                what = tr("Changed the order of the classes")
                order = body.get("order")
                old = ", ".join(names.values())
                new = ", ".join(names.get(str(c), "") for c in order) if isinstance(order, list) else ""
            case "retire":
                retired = body.get("retired", True)
                what = tr("Retired class {name}", name=name) if retired else tr("Brought back class {name}", name=name)
            case "merge":
                what, old, new = tr("Merged class {name} into {into}", name=name, into=into), name, into
            case _:
                what = tr("Changed the classes")
        return Said(what, old, new, "", ("protocol",), True)

    # -- project, people, files ------------------------------------------------------------------------

    def _project(self, _: Event, body: Body) -> Said:
        if "seed" in body:
            return Said(tr("Made the project"), after=str(body.get("name", "")), open=True)
        known = self._state.project
        named = list(body)
        if len(named) != 1:
            return Said(trn("Changed {n:,} setting", "Changed {n:,} settings", len(named)))
        name = named[0]
        return Said(tr("Changed the setting {name}", name=name), _value(known.get(name)), _value(body[name]))

    def _annotator(self, event: Event, body: Body) -> Said:
        role, before = str(body.get("role", "")), self._state.roles.get(event.answer, "")
        if not before:
            return Said(tr("Added {name} as {role}", name=event.answer, role=role or "annotator"), after=role)
        return Said(tr("Gave {name} the role {role}", name=event.answer, role=role), before, role)

    def _export(self, event: Event, body: Body) -> Said:
        name, count = str(body.get("format", "")), body.get("count")
        what = FORMATS.get(name, name)
        if isinstance(count, int) and name != "protocol":
            said = tr("Exported {count:,} {what} to {file}", count=count, what=tr(what), file=event.answer)
        else:
            said = tr("Exported {what} to {file}", what=tr(what), file=event.answer)
        return Said(said, groups=_OUT)

    def _import(self, event: Event, body: Body) -> Said:
        left = [
            joined([local(f"{count:,}"), tr(words)])
            for name, words in _LEFT_OUT
            if isinstance(count := body.get(name), int) and count > 0
        ]
        digest = body.get("sha256") or tr("of a folder: none")
        after = tr("Format {format}, SHA-256 {digest}", format=body.get("format", ""), digest=digest)
        if isinstance(columns := body.get("columns"), dict) and columns:
            chosen = joined((f"{role} {column}" for role, column in columns.items()), ", ")
            after = joined([after, tr("columns as chosen: {columns}", columns=chosen)], "; ")
        if left:
            after = joined([after, tr("not imported: {left_out}", left_out=joined(left, ", "))], "; ")
        many, file = _number(body.get("count")), event.answer
        what = (
            trn(
                "Imported {n:,} suggestion from {file}",
                "Imported {n:,} suggestions from {file}",
                many,
                file=file,
            )
            if body.get("as") == PRE_ANNOTATIONS
            else trn("Imported {n:,} label from {file}", "Imported {n:,} labels from {file}", many, file=file)
        )
        return Said(what, "", after, "", _OUT)

    def _offer(self, event: Event, _: Body) -> Said:
        return Said(tr("Brought the suggestion {answer}", answer=self.printed(event.answer)))

    def _sign(self, event: Event, body: Body) -> Said:
        many, meaning = _number(body.get("samples")), event.answer
        what = trn("Signed {n:,} sample: {meaning}", "Signed {n:,} samples: {meaning}", many, meaning=meaning)
        if body.get("passphrase") is not True:
            what = joined([what, tr("without a passphrase")], ", ")
        return Said(what, after=str(body.get("name", "")), groups=_OUT)


_LEFT_OUT = (
    ("unmatched", mark("without a sample")),
    ("broken", mark("broken")),
    ("same", mark("here already")),
)
_OUT: tuple[Group, ...] = ("exports",)


def _masked(answer: str) -> str:
    count = len(parse_masks(answer))
    if not count:
        return tr("Took the masks away")
    return trn("Masked {n:,} part of the picture", "Masked {n:,} parts of the picture", count)


def _import_taken(back: bool, file: str, answers: int) -> str:
    what = tr("Gave back the import of {file}", file=file) if back else tr("Took back the import of {file}", file=file)
    return joined([what, trn("with {n:,} answer", "with {n:,} answers", answers)], ", ") if answers else what


def _protocol_taken(back: bool, *, whole: bool) -> str:
    if whole:
        return tr("Gave back an import of a protocol") if back else tr("Took back an import of a protocol")
    return tr("Gave back a change of the protocol") if back else tr("Took back a change of the protocol")


def _step_taken(back: bool, *, comment: bool) -> str:
    if comment:
        return tr("Gave back a comment") if back else tr("Took back a comment")
    return tr("Gave back a step") if back else tr("Took back a step")


def _number(count: object) -> int:
    return count if isinstance(count, int) else 0


def _value(value: object) -> str:
    return "" if value is None else _on(value) if isinstance(value, bool) else str(value)


def _on(value: bool) -> str:
    return tr("on") if value else tr("off")


def _length(text: str) -> str:
    return tr("{many:,} characters", many=len(text)) if text else ""


def _reasons(body: Body) -> str:
    given = body.get("reasons")
    if not isinstance(given, list):
        return ""
    return ", ".join(str(one.get("words", "")) for one in given if isinstance(one, dict))
