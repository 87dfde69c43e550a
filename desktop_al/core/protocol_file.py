"""A protocol as a file that can be written, read and shared: front matter with the classes, then the guideline.

    ---
    name: Fundus grading
    version: "3"
    scale: ordinal
    classes:
      - name: Mild
        key: 2
        mark: 2
        definition: Microaneurysms only.
    reasons:
      - id: focus
        words: Out of focus
    reason_for_change: true
    ---

    ## Mild
    ...

Fields that are not known here are kept and written back. A file without front matter is a guideline alone.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from desktop_al.core.class_names import can_be_shown, fit_name
from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.front_matter import (
    HIDDEN,
    Node,
    Value,
    cannot,
    plain_value,
    read_front,
    shown,
    split_front,
    write_front,
)
from desktop_al.core.protocol import MAX_BYTES, name_key
from desktop_al.core.words import mark, tr, trn

Scale = Literal["nominal", "ordinal"]

MAX_CLASSES, MAX_REASONS, MAX_MARK = 1000, 9, 9999
MAX_WORDS, MAX_DEFINITION = 200, 2000
_MOST_REMARKS = 20
#: A field of a class, and one of a reason.
_OF_CLASS, _OF_REASON = mark("{field} of {name}"), mark("{field} of the reason {name}")

_KEYS = frozenset("123456789")
_KNOWN = ("name", "version", "scale", "classes", "reasons", "reason_for_change")
REASON_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class ProtocolClass:
    """A class as the file has it. ``key``: "1" to "9" or empty. ``mark``: its place, from 1, in the class colours and
    shapes; None: the one of its place in the list. ``extra``: fields not known here, as JSON values."""

    name: str
    key: str = ""
    mark: int | None = None
    definition: str = ""
    extra: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for "not worth labelling": ``id`` of letters, digits, ``_`` and ``-``, and its words."""

    id: str
    words: str
    extra: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Protocol:
    """A protocol with everything that its file says. ``text`` is the guideline, Markdown with LF as line end.
    ``reason_for_change``: who changes an answer is asked why.

    Not ``core.protocol.Protocol``, which is a guideline's text, understood.
    """

    name: str = ""
    version: str = ""
    scale: Scale = "nominal"
    classes: tuple[ProtocolClass, ...] = ()
    reasons: tuple[Reason, ...] = ()
    text: str = ""
    extra: Mapping[str, Value] = field(default_factory=dict, hash=False)
    reason_for_change: bool = False


def read_protocol(data: bytes) -> tuple[Protocol, tuple[str, ...]]:
    """A protocol and remarks: sentences about what is not as it could be but harms nothing.

    Raises:
        CannotRead: too large, no text in UTF-8, or front matter that cannot be used; the sentence names the line.
    """
    if len(data) > MAX_BYTES:
        raise CannotRead(tr("It is larger than {size} MB. A guideline is read by people.", size=MAX_BYTES // 2**20))
    try:
        whole = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise cannot(line, tr("this is not a text in UTF-8. Save it as plain text or Markdown.")) from error
    if "\0" in whole:
        line = whole.count("\n", 0, whole.index("\0")) + 1
        raise cannot(line, tr("this is not a text. Save it as plain text or Markdown."))
    whole = whole.replace("\r\n", "\n").replace("\r", "\n")
    front, text, line = split_front(whole)
    text, remarks = clean_text(text, line)
    if front is None:
        words = tr("There is no front matter: the file names no classes.")
        if whole.startswith("---"):
            words = tr("Line 1: --- with an empty line after it begins no front matter. The file names no classes.")
        return Protocol(text=text), (words, *remarks)
    protocol, unknown = _from_fields(read_front(front))
    return replace(protocol, text=text), (*unknown, *remarks)


def write_protocol(protocol: Protocol) -> bytes:
    """The file, in UTF-8; ``read_protocol`` gives exactly ``protocol`` again.

    Raises:
        BadArgument: it holds something that could not be read again; the sentence says what.
    """
    front = write_front(_to_fields(protocol))
    try:
        data = f"---\n{front}---\n\n{protocol.text}".encode()
        again, _ = read_protocol(data)
    except UnicodeEncodeError as error:
        raise BadArgument(tr("The protocol cannot be written: it holds half of a character.")) from error
    except CannotRead as error:
        raise BadArgument(tr("The protocol cannot be written. {error}", error=error)) from error
    if again != protocol:
        if again.text != protocol.text:
            words = tr(
                "The protocol cannot be written: its guideline holds characters that would not be the same when read."
            )
        else:
            words = tr(
                "The protocol cannot be written: its names and sentences hold characters that would not be the same "
                "when read."
            )
        raise BadArgument(words)
    return data


def protocol_hash(protocol: Protocol) -> str:
    """SHA-256 (64 hexadecimal digits) of what the protocol says.

    The order of unknown fields, the kind of line ends, blanks at the end of lines and empty lines at the end of the
    guideline do not count; the order of classes and reasons does.
    """
    lines = (line.rstrip() for line in re.split("\r\n|\r|\n", protocol.text))
    fields = _to_fields(protocol) | {"text": "\n".join(lines).rstrip("\n")}
    # What is empty is not written, so that a later version with more fields gives the same for the same protocol.
    form = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(b"protocol 1\n" + form.encode()).hexdigest()


def in_key_order(protocol: Protocol) -> tuple[tuple[ProtocolClass, ...], tuple[str, ...]]:
    """The classes in the order that gives them their keys, since in the program keys follow the order: those with a
    key at its place, the others where the file has them or room is left.

    With them a sentence for each class that still gets another key than the file says.
    """
    keyed = {int(c.key): c for c in protocol.classes if c.key}
    others = iter([c for c in protocol.classes if not c.key])
    ordered: list[ProtocolClass] = []
    for place in range(1, 10):
        found = keyed.get(place) or next(others, None)
        ordered += [found] if found else []
    ordered += others
    moved = (
        tr(
            "{name} gets the key {place} instead of {key}: keys follow the order of the classes.",
            name=c.name,
            place=place,
            key=c.key,
        )
        for place, c in enumerate(ordered, start=1)
        if c.key and c.key != str(place)
    )
    return tuple(ordered), tuple(moved)


# -- reading -------------------------------------------------------------------------------------------


def clean_text(text: str, line: int = 1) -> tuple[str, tuple[str, ...]]:
    """Without characters that are not seen or turn the direction of writing; ``line`` of the file it begins in."""
    text = _LINE_ENDS.sub("\n", text)
    found = HIDDEN.search(text)
    if found is None:
        return text, ()
    text_before = text[: found.start()]
    left, count = HIDDEN.subn("", text)
    words = trn(
        "Line {line}: a character that cannot be shown (U+{code:04X}) was left out.",
        "Line {line}: here begin {n:,} characters that cannot be shown (U+{code:04X}); left out.",
        count,
        line=line + text_before.count("\n"),
        code=ord(found[0]),
    )
    return left, (words,)


def _from_fields(fields: dict[str, Node]) -> tuple[Protocol, tuple[str, ...]]:
    remarks: list[str] = []
    scale = _words(fields.get("scale"), "scale") or "nominal"
    if scale not in ("nominal", "ordinal"):
        raise cannot(fields["scale"].line, tr("the scale is nominal or ordinal, not {given}.", given=shown(scale)))
    protocol = Protocol(
        name=_words(fields.get("name"), "name"),
        version=_words(fields.get("version"), "version"),
        scale=cast(Scale, scale),
        classes=_classes(fields.get("classes"), remarks),
        reasons=_reasons(fields.get("reasons"), remarks),
        extra=_unknown(fields, _KNOWN, "", "", remarks),
        reason_for_change=_yes(fields.get("reason_for_change"), "reason_for_change"),
    )
    if not protocol.classes:
        remarks.insert(0, tr("The front matter names no classes."))
    if len(remarks) > _MOST_REMARKS:
        remarks[_MOST_REMARKS:] = [
            trn(
                "{n:,} more fields are not known here.",
                "{n:,} more fields are not known here.",
                len(remarks) - _MOST_REMARKS,
            )
        ]
    return protocol, tuple(remarks)


def _classes(node: Node | None, remarks: list[str]) -> tuple[ProtocolClass, ...]:
    entries = _list(node, "classes")
    if len(entries) > MAX_CLASSES:
        raise cannot(
            entries[MAX_CLASSES].line,
            tr("a protocol can have {most:,} classes, not {given:,}.", most=MAX_CLASSES, given=len(entries)),
        )
    made: list[ProtocolClass] = []
    seen: dict[tuple[str, str | int], int] = {}
    for entry in entries:
        fields = entry.value if isinstance(entry.value, dict) else {"name": entry}
        if isinstance(entry.value, list):
            raise cannot(entry.line, tr("a class is a name, or fields such as name, key and definition, not a list."))
        try:
            name = fit_name(_words(fields.get("name"), "name", most=None))
        except BadArgument as error:
            raise cannot(entry.line, str(error)) from error
        _once(seen, ("name", name_key(name)), entry.line, tr("there are two classes named {name}", name=name))
        key = _words(fields.get("key"), "key")
        if key and key not in _KEYS:
            raise cannot(fields["key"].line, tr("a key is 1 to 9 or empty, not {given}.", given=shown(key)))
        if key:
            _once(seen, ("key", key), fields["key"].line, tr("two classes have the key {key}", key=key))
        mark = _mark(fields.get("mark"))
        if mark is not None:
            _once(seen, ("mark", mark), fields["mark"].line, tr("two classes have the mark {mark}", mark=mark))
        definition = _words(fields.get("definition"), "definition", most=MAX_DEFINITION)
        known = ("name", "key", "mark", "definition")
        made.append(ProtocolClass(name, key, mark, definition, _unknown(fields, known, _OF_CLASS, name, remarks)))
    return tuple(made)


def _once(seen: dict[tuple[str, str | int], int], what: tuple[str, str | int], line: int, words: str) -> None:
    if what in seen:
        raise cannot(line, tr("{words}, the other is in line {line}.", words=words, line=seen[what]))
    seen[what] = line


def _mark(node: Node | None) -> int | None:
    words = _words(node, "mark")
    if node is None or not words:
        return None
    if not words.isascii() or not words.isdecimal() or len(words) > 4 or not 1 <= int(words) <= MAX_MARK:
        words = tr(
            "a mark is a place in the class colours, from 1 to {most:,}, not {given}.",
            most=MAX_MARK,
            given=shown(words),
        )
        raise cannot(node.line, words)
    return int(words)


def _reasons(node: Node | None, remarks: list[str]) -> tuple[Reason, ...]:
    entries = _list(node, "reasons")
    if len(entries) > MAX_REASONS:
        raise cannot(
            entries[MAX_REASONS].line,
            tr("a protocol can have {most} reasons, not {given:,}.", most=MAX_REASONS, given=len(entries)),
        )
    made: dict[str, Reason] = {}
    for entry in entries:
        if not isinstance(entry.value, dict):
            raise cannot(entry.line, tr("a reason has two fields, id and words."))
        own = _words(entry.value.get("id"), "id")
        if not REASON_ID.fullmatch(own):
            raise cannot(entry.line, tr("the id of a reason is 1 to 40 letters, digits, hyphens and underscores."))
        if own in made:
            raise cannot(entry.line, tr("there are two reasons with the id {id}.", id=own))
        words = _words(entry.value.get("words"), "words")
        if not words:
            raise cannot(entry.line, tr("the reason {id} needs words.", id=own))
        made[own] = Reason(own, words, _unknown(entry.value, ("id", "words"), _OF_REASON, own, remarks))
    return tuple(made.values())


def _list(node: Node | None, name: str) -> list[Node]:
    if node is None or node.value == "":
        return []
    if not isinstance(node.value, list):
        raise cannot(node.line, tr("{name} must be a list: one line with a hyphen (-) for each.", name=name))
    return node.value


def _words(node: Node | None, name: str, most: int | None = MAX_WORDS) -> str:
    """One line of words, as written: a version 1.10 and a class No stay what they are. Empty where there are none."""
    if node is None:
        return ""
    if not isinstance(node.value, str):
        raise cannot(node.line, tr("{name} must be words, not a list or fields.", name=name))
    words = unicodedata.normalize("NFC", " ".join(node.value.split()))
    if most is None:
        return words
    if len(words) > most:
        raise cannot(
            node.line, tr("{name} can have {most:,} characters, not {given:,}.", name=name, most=most, given=len(words))
        )
    if not can_be_shown(words):
        raise cannot(
            node.line, tr("{name} holds characters that cannot be shown. Type it again without them.", name=name)
        )
    return words


def _yes(node: Node | None, name: str) -> bool:
    words = _words(node, name).casefold()
    if node is not None and words not in ("", "true", "yes", "false", "no"):
        raise cannot(node.line, tr("{name} is true or false, not {given}.", name=name, given=shown(words)))
    return words in ("true", "yes")


def _unknown(
    fields: dict[str, Node], known: Sequence[str], of: str, whose: str, remarks: list[str]
) -> dict[str, Value]:
    unknown = {name: node for name, node in fields.items() if name not in known}
    for name, node in unknown.items():
        remarks.append(
            tr(
                "Line {line}: the field {field} is not known here. Writing the file again keeps it.",
                line=node.line,
                field=tr(of, field=shown(name), name=whose) if of else shown(name),
            )
        )
    return {name: plain_value(node) for name, node in unknown.items()}


# -- writing -------------------------------------------------------------------------------------------


def _to_fields(protocol: Protocol) -> dict[str, Value]:
    """What is empty is left out."""
    classes: list[Value] = []
    for c in protocol.classes:
        key: Value = int(c.key) if c.key in _KEYS else c.key
        known: dict[str, Value] = {"name": c.name, "key": key, "mark": c.mark, "definition": c.definition}
        classes.append(_filled(known, c.extra))
    reasons: list[Value] = [_filled({"id": r.id, "words": r.words}, r.extra) for r in protocol.reasons]
    fields: dict[str, Value] = {"name": protocol.name, "version": protocol.version, "scale": protocol.scale}
    fields["reason_for_change"] = True if protocol.reason_for_change else None
    return _filled(fields | {"classes": classes, "reasons": reasons}, protocol.extra)


def _filled(fields: dict[str, Value], extra: Mapping[str, Value]) -> dict[str, Value]:
    known = {name: value for name, value in fields.items() if value not in ("", None, [])}
    # An unknown field cannot stand for a known one.
    return known | {name: value for name, value in extra.items() if name not in fields}
