"""A protocol file taken over into an open project: first what that would change, then all of it as one step of undo."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.protocol import name_key
from desktop_al.core.protocol_file import Protocol, ProtocolClass
from desktop_al.core.protocol_parts import changes
from desktop_al.core.protocol_record import file_record, record_body
from desktop_al.core.shapes import NOT_WORTH_REASONS, LabelClass
from desktop_al.core.state import State
from desktop_al.core.words import mark, tr
from desktop_al.loop.editing import Editing
from desktop_al.loop.opening import MAX_CLASSES
from desktop_al.loop.protocol_versions import PART, essence

What = Literal["new", "kept", "defined", "back", "renamed", "rest", "retired"]
NOTHING_NEW = mark("Nothing would change: the project has this protocol already.")
_ROWS = 12


@dataclass(frozen=True, slots=True)
class Choices:
    """``renamed``: the id of the class here that a class of the file is to be, by the name key of that;
    ``retire_rest``: no longer offer the classes that the file does not name."""

    renamed: Mapping[str, str]
    retire_rest: bool = False


@dataclass(frozen=True, slots=True)
class ClassLine:
    """What becomes of a class: ``mark`` its mark from 0, ``words`` what happens to it."""

    name: str
    mark: int
    what: What
    words: str


@dataclass(frozen=True, slots=True)
class Guess:
    """A class of the file (its name key) that may be one here under another name: they have the same mark."""

    key: str
    name: str
    class_id: str
    old: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would change. ``guideline``, ``scale``, ``reasons`` and ``version`` are sentences; ``rest`` the
    number of classes here that the file does not name; ``remarks`` on the file, with their lines; ``trouble``: why it
    cannot be taken over, or that nothing would change, empty where it can."""

    file: str
    classes: tuple[ClassLine, ...]
    guesses: tuple[Guess, ...]
    rest: int
    guideline: str
    scale: str
    reasons: str
    version: str
    remarks: tuple[str, ...]
    trouble: str = ""


def preview(
    state: State, now: Protocol, protocol: Protocol, remarks: Sequence[str], file: str, choices: Choices
) -> ImportPreview:
    """``now``: the protocol of the project, as a file has it."""
    plan = _Plan(state, protocol, choices)
    alone = _guideline_alone(protocol)
    trouble = plan.trouble()
    if not trouble and not plan.entries():
        trouble = tr(NOTHING_NEW)
    stays = {
        "nominal": mark("Stays nominal: the classes have no order."),
        "ordinal": mark("Stays ordinal: the classes have an order."),
    }
    becomes = {
        "nominal": mark("Becomes nominal: the classes have no order."),
        "ordinal": mark("Becomes ordinal: the classes have an order."),
    }
    scale = tr(stays[now.scale])
    if not alone and protocol.scale != now.scale:
        scale = tr(becomes[protocol.scale])
    version = tr("The file names none.")
    if protocol.version:
        version = tr("The file names itself version {version}.", version=protocol.version)
    return ImportPreview(
        file,
        tuple(plan.lines()),
        plan.guesses(),
        len(plan.rest),
        _guideline_words(now, protocol),
        scale,
        tr("Stay as they are.") if alone else _reason_words(now, protocol),
        version,
        tuple(remarks),
        trouble,
    )


def take_over(editing: Editing, state: State, protocol: Protocol, choices: Choices) -> None:
    """Take it over as one step; nothing at all where it cannot be.

    Raises:
        BadArgument: the sentence says why; nothing was changed.
    """
    plan = _Plan(state, protocol, choices)
    if trouble := plan.trouble():
        raise BadArgument(trouble)
    entries = plan.entries()
    if not entries:
        raise BadArgument(tr(NOTHING_NEW))
    editing.put_all(entries)


class _Plan:
    """Which class of the file is which here, and the events that make it so."""

    def __init__(self, state: State, protocol: Protocol, choices: Choices) -> None:
        self._state, self._file, self._retire = state, protocol, choices.retire_rest
        offered = {name_key(c.name): c for c in state.active_classes()}
        gone = {name_key(c.name): c for c in state.classes() if c.id not in {o.id for o in offered.values()}}
        self._known = {c.id: c for c in state.classes()}
        self.named: list[tuple[ProtocolClass, LabelClass | None, str]] = []
        used: set[str] = set()
        for c in protocol.classes:
            key = name_key(c.name)
            old = offered.get(key) or self._known.get(choices.renamed.get(key, "")) or gone.get(key)
            if old is not None and old.id in used:
                old = None
            own = old.id if old is not None else f"c{secrets.token_hex(6)}"
            used.add(own)
            self.named.append((c, old, own))
        self.rest = [c for c in state.active_classes() if c.id not in used] if protocol.classes else []
        self._marks = self._new_marks()

    def _new_marks(self) -> dict[str, int]:
        """The file's marks where no class that is not in it has them; each once."""
        own = {class_id for _, _, class_id in self.named}
        taken = {c.colour for c in self._state.classes() if c.id not in own}
        marks: dict[str, int] = {}
        for c, _, class_id in self.named:
            if c.mark is not None and c.mark - 1 not in taken:
                marks[class_id] = c.mark - 1
                taken.add(c.mark - 1)
        for _, old, class_id in self.named:
            if class_id not in marks and old is not None and old.colour not in taken:
                marks[class_id] = old.colour
                taken.add(old.colour)
        free = (mark for mark in range(len(taken) + len(self.named) + 1) if mark not in taken)
        for _, _, class_id in self.named:
            if class_id not in marks:
                marks[class_id] = next(free)
        return marks

    def trouble(self) -> str:
        count = len(self.named) + (0 if self._retire else len(self.rest))
        if count > MAX_CLASSES:
            return tr(
                "With the classes of the file there would be {count:,}. A project can have {most:,}.",
                count=count,
                most=MAX_CLASSES,
            )
        return ""

    def guesses(self) -> tuple[Guess, ...]:
        by_mark = {c.colour: c for c in self.rest}
        found = []
        for c, old, class_id in self.named:
            key = name_key(c.name)
            if old is None and c.mark is not None and c.mark - 1 in by_mark:
                found.append(Guess(key, c.name, by_mark[c.mark - 1].id, by_mark[c.mark - 1].name))
            elif old is not None and name_key(old.name) != key:
                found.append(Guess(key, c.name, class_id, old.name))
        return tuple(found)

    def lines(self) -> list[ClassLine]:
        made = []
        for c, old, class_id in self.named:
            mark = self._marks[class_id]
            if old is None:
                made.append(ClassLine(c.name, mark, "new", tr("new")))
            elif name_key(old.name) != name_key(c.name):
                made.append(ClassLine(c.name, mark, "renamed", tr("was {name}; its labels stay", name=old.name)))
            elif old.retired or old.merged_into is not None:
                made.append(ClassLine(c.name, mark, "back", tr("offered again")))
            elif old.definition != c.definition:
                words = tr("another definition") if c.definition and old.definition else tr("a definition")
                made.append(ClassLine(c.name, mark, "defined", words if c.definition else tr("its definition goes")))
            else:
                made.append(ClassLine(c.name, mark, "kept", tr("stays")))
        what: What = "retired" if self._retire else "rest"
        words = tr("stays (not in the file)")
        if self._retire:
            words = tr("no longer offered (not in the file), its labels stay")
        return made + [ClassLine(c.name, c.colour, what, words) for c in self.rest]

    def entries(self) -> list[tuple[str, dict[str, Any], bytes, str]]:
        """Kind, body, sample and answer of every event, none where nothing would change."""
        record = self._state.protocol_record()
        made: list[tuple[str, dict[str, Any], bytes, str]] = []

        def put(class_id: str, op: str, **more: object) -> None:
            made.append((ev.CLASS, {"op": op, PART: True, **more}, b"", class_id))

        for c, old, class_id in self.named:
            mark = self._marks[class_id]
            if old is None:
                put(class_id, "add", name=c.name, colour=mark, **({"definition": c.definition} if c.definition else {}))
                continue
            if old.retired or old.merged_into is not None:
                put(class_id, "retire", retired=False)
            if old.name != c.name:
                put(class_id, "rename", name=c.name)
            if old.definition != c.definition:
                put(class_id, "define", definition=c.definition)
            if old.colour != mark:
                put(class_id, "colour", colour=mark)
        for left in self.rest if self._retire else ():
            put(left.id, "retire", retired=True)
        order = self._order()
        if self.named and order != [c.id for c in self._state.classes()]:
            put("", "order", order=order)
        text = self._file.text if self._file.text.strip() else record.text
        if _guideline_alone(self._file):
            said = {"text": text} if text != record.text else {}
        else:
            ids = {name_key(c.name): class_id for c, _, class_id in self.named}
            said = record_body(file_record(self._file, ids)) | {"text": text}
            known = record_body(record)
            if not made and all(name in known and known[name] == value for name, value in said.items()):
                said = {}
        if not said and not made:
            return []
        # The version comes first: the changes of classes after it belong to it.
        return [(ev.PROTOCOL, said or {"text": record.text}, b"", ""), *made]

    def _order(self) -> list[str]:
        own = [class_id for _, _, class_id in self.named]
        return own + [c.id for c in self._state.classes() if c.id not in set(own)]


def _guideline_alone(protocol: Protocol) -> bool:
    """A file without front matter is a guideline, and says nothing of scale, reasons and names."""
    return protocol == Protocol(text=protocol.text)


def _guideline_words(now: Protocol, protocol: Protocol) -> str:
    if not protocol.text.strip():
        return tr("Stays as it is: the file holds none.")
    if protocol.text == now.text:
        return tr("Stays as it is: the file holds the same.")
    if not now.text.strip():
        return tr("New: the project has none yet.")
    # Of the classes only what is in the text of both: what happens to them is said above.
    before, after = Protocol(text=now.text, classes=now.classes), Protocol(text=protocol.text, classes=now.classes)
    words = changes(essence(before), essence(after)).words.partition(": ")[2]
    return tr("Changes: {words}", words=words) if words else tr("Only spaces and empty lines differ.")


def _reason_words(now: Protocol, protocol: Protocol) -> str:
    old, new = ([(r.id, r.words) for r in one.reasons] for one in (now, protocol))
    if not new:
        own = old and old != list(NOT_WORTH_REASONS)
        return tr("Become those of the program: the file names none.") if own else tr("Stay those of the program.")
    if old == new:
        return tr("Stay as they are.")
    named = ", ".join(words for _, words in new[:_ROWS])
    return tr("Become: {reasons}.", reasons=named)
