"""Front matter: the fields between two lines ``---`` at the beginning of a Markdown file, in a safe part of YAML 1.2.

Mappings, lists, words, whole and decimal numbers, true, false and null; of scalars without quotes, all else are words
("No" and "1.10" stay what they are). No anchors, aliases, tags, merge keys, directives or second documents: nothing
that could grow or stand for something else. Every complaint names the line in the file.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Union

import yaml

from desktop_al.core.class_names import can_be_shown
from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.words import tr

#: Bytes of the front matter, levels of lists and mappings in it, characters of a field's name.
MAX_FRONT, MAX_DEPTH, MAX_FIELD = 256 * 1024, 12, 100

Value = Union[None, bool, int, float, str, "list[Value]", "dict[str, Value]"]

#: Characters that are not seen or turn the direction of writing, and line ends that editors do not agree on.
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")

_WORDS: dict[str, bool | None] = {"null": None, "Null": None, "NULL": None, "~": None, "": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:e[+-][0-9]+)?")
_PLAIN = re.compile(r"[^\W\d_](?:[\w .,;()/'%+-]*[\w.,;()/'%+-])?")
#: Read as something else than words by one or the other version of YAML.
_TAKEN = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n"])
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A value and the line of the file in which it, or the name of its field, stands. ``plain``: without quotes."""

    line: int
    value: "str | list[Node] | dict[str, Node]"
    plain: bool = False


def cannot(line: int, words: str) -> CannotRead:
    return CannotRead(tr("Line {line}: {words}", line=line, words=words))


def shown(words: str) -> str:
    """Words from a file as part of a sentence: short, and without what cannot be shown."""
    words = " ".join(words.split())
    words = "".join(c if can_be_shown(c) and c != "\u200d" else "\ufffd" for c in words[:61])
    return f"{words[:60]}…" if len(words) > 60 else words


def split_front(text: str) -> tuple[str | None, str, int]:
    """Front matter (None: there is none), the text after it, and the line in which that begins; lines end with LF.

    As in Pandoc, ``---`` with an empty line after it is a ruler and begins no front matter.

    Raises:
        CannotRead: it is not ended, or larger than ``MAX_FRONT``.
    """
    first, _, rest = text.partition("\n")
    if first.rstrip() != "---" or not rest.partition("\n")[0].strip():
        return None, text, 1
    end = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE).search(rest)
    if end is None:
        raise cannot(1, tr("the front matter begins here and does not end. End it with a line of three hyphens (---)."))
    front = rest[: end.start()]
    if len(front.encode()) > MAX_FRONT:
        raise cannot(1, tr("the front matter is larger than {size} KB. Texts belong below it.", size=MAX_FRONT // 1024))
    begin, line = end.end(), front.count("\n") + 3
    # One empty line sets the text off; it is not part of it.
    if rest.startswith("\n", begin):
        begin, line = begin + 1, line + 1
    return front, rest[begin:], line


def read_front(front: str, first: int = 2) -> dict[str, Node]:
    """The fields in their order; ``first`` is the line of the file in which ``front`` begins.

    Raises:
        CannotRead: no such YAML; the sentence begins with the line.
    """
    for number, line in enumerate(front.split("\n"), start=first):
        if bad := HIDDEN.search(line):
            raise cannot(
                number, tr("the front matter holds a character that cannot be shown (U+{code:04X}).", code=ord(bad[0]))
            )
        if line.startswith("%"):
            raise cannot(number, tr("lines that begin with % (directives) are not read here."))
    events = _events(front, first)
    try:
        return _fields(events, first)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line_number = first + (mark.line if mark else 0)
        said = shown(str(error.problem or error.context or "unknown"))
        raise cannot(line_number, tr("this is no YAML that can be read ({said}).", said=said)) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise cannot(first, tr("the front matter holds characters that YAML does not allow.")) from error


def plain_value(node: Node) -> Value:
    """What a field that nobody here knows holds: numbers, true, false and null where they stand without quotes."""
    if isinstance(node.value, dict):
        return {name: plain_value(one) for name, one in node.value.items()}
    if isinstance(node.value, list):
        return [plain_value(one) for one in node.value]
    words = node.value
    if not node.plain:
        return words
    if words in _WORDS:
        return _WORDS[words]
    if _WHOLE.fullmatch(words) and words != "-0":
        return int(words)
    if _DECIMAL.fullmatch(words):
        number = float(words)
        # 1.10 may be a version, and 1e999 is no number here: only what is written the same way again is one.
        if math.isfinite(number) and repr(number) == words:
            return number
    return words


def write_front(fields: Mapping[str, Value]) -> str:
    """The fields as YAML, line by line; what needs quotes has them.

    Raises:
        BadArgument: nested too deep, or a number that is none.
    """
    return "".join(f"{line}\n" for line in _lines(dict(fields), 1))


def _events(front: str, first: int) -> Iterator[Any]:
    """The events within the one document."""
    for event in yaml.parse(front, Loader=_LOADER):
        line = first + event.start_mark.line
        if isinstance(event, yaml.AliasEvent):
            raise cannot(line, tr("aliases (*name) are not read here. Write the value out."))
        if getattr(event, "anchor", None) is not None:
            raise cannot(line, tr("anchors (&name) are not read here. Leave the anchor out."))
        if getattr(event, "tag", None) is not None:
            raise cannot(line, tr("tags (!name) are not read here. Leave the tag out."))
        if isinstance(event, yaml.DocumentStartEvent) and event.explicit:
            raise cannot(line, tr("a second document begins here. A protocol has one."))
        if not isinstance(
            event, yaml.StreamStartEvent | yaml.StreamEndEvent | yaml.DocumentStartEvent | yaml.DocumentEndEvent
        ):
            yield event


def _fields(events: Iterator[Any], first: int) -> dict[str, Node]:
    event = next(events, None)
    if event is None:
        return {}
    top = _node(event, events, first, first + event.start_mark.line, 1)
    rest = next(events, None)
    if rest is not None:
        raise cannot(first + rest.start_mark.line, tr("a second document begins here. A protocol has one."))
    if not isinstance(top.value, dict):
        raise cannot(top.line, tr("the front matter holds no fields. A field is a name, a colon and a value."))
    return top.value


def _node(event: Any, events: Iterator[Any], first: int, line: int, depth: int) -> Node:
    """The value that begins with ``event``; ``line`` is where its field stands."""
    if isinstance(event, yaml.ScalarEvent):
        if not event.value.isascii() and any("\ud800" <= c <= "\udfff" for c in event.value):
            raise cannot(line, tr("this value holds half of a character."))
        return Node(line, event.value, event.style in (None, ""))
    if depth > MAX_DEPTH:
        raise cannot(line, tr("lists and fields lie in each other more than {most} deep.", most=MAX_DEPTH))
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        for item in events:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            items.append(_node(item, events, first, first + item.start_mark.line, depth + 1))
        return Node(line, items)
    fields: dict[str, Node] = {}
    for key in events:
        if isinstance(key, yaml.MappingEndEvent):
            break
        own = first + key.start_mark.line
        if not isinstance(key, yaml.ScalarEvent):
            raise cannot(own, tr("the name of a field must be words, not a list or fields."))
        name = _node(key, events, first, own, depth).value
        assert isinstance(name, str)
        if name == "<<" and key.style in (None, ""):
            raise cannot(own, tr("merge keys (<<) are not read here. Write the fields out."))
        if not name or len(name) > MAX_FIELD:
            raise cannot(own, tr("the name of a field has 1 to {most} characters.", most=MAX_FIELD))
        if name in fields:
            raise cannot(
                own,
                tr(
                    "the field {name} stands here a second time, after line {line}.",
                    name=shown(name),
                    line=fields[name].line,
                ),
            )
        fields[name] = _node(next(events), events, first, own, depth + 1)
    return Node(line, fields)


def _lines(value: Value, depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        raise BadArgument(tr("Lists and fields can lie in each other {most} deep.", most=MAX_DEPTH))
    if isinstance(value, dict):
        for name, one in value.items():
            if isinstance(one, dict | list) and one:
                yield f"{_quoted(name)}:"
                yield from (f"  {line}" for line in _lines(one, depth + 1))
            else:
                yield f"{_quoted(name)}: {_scalar(one)}".rstrip()
    elif isinstance(value, list):
        for one in value:
            if isinstance(one, dict | list) and one:
                lead = "- "
                for line in _lines(one, depth + 1):
                    yield lead + line
                    lead = "  "
            else:
                yield f"- {_scalar(one)}"


def _scalar(value: Value) -> str:
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, list):
        return "[]"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        if plain_value(Node(0, repr(value), True)) != value:
            raise BadArgument(tr("The number {number} cannot be written.", number=shown(repr(value))))
        return repr(value)
    return _quoted(value)


def _quoted(words: str) -> str:
    if _PLAIN.fullmatch(words) and words.isprintable() and words.casefold() not in _TAKEN:
        return words
    marked = (f"\\{c}" if c in '"\\' else c if c.isprintable() else f"\\U{ord(c):08X}" for c in words)
    return f'"{"".join(marked)}"'
