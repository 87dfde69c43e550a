"""What an ONNX file holds that could reach beyond it, read from its bytes before anything runs it.

Field numbers: onnx/onnx.proto3 of ONNX 1.16. Encoding: the protocol buffers' "Encoding" guide.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop_al.core.errors import BadArgument
from desktop_al.core.words import tr

#: Operations that the runtime brings along.
KNOWN_DOMAINS = frozenset({"", "ai.onnx", "ai.onnx.ml", "com.microsoft"})
#: Graphs within graphs (branches, loops) are followed this deep.
MAX_DEPTH = 16

# Message -> field -> message found there. Only the ways that lead to operations and to stored numbers.
_INSIDE: dict[str, dict[int, str]] = {
    "model": {7: "graph", 20: "training", 25: "function"},
    "training": {1: "graph", 2: "graph"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "function": {7: "node", 11: "attribute"},
    "node": {5: "attribute"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse"},
    "sparse": {1: "tensor", 2: "tensor"},
    "tensor": {13: "external"},
    "external": {},
}


class _Broken(ValueError):
    """Bytes that are no ONNX file."""


@dataclass(frozen=True, slots=True)
class OnnxContents:
    """``operations`` with a domain of their own as (domain, name), ``local`` domains that the file itself defines,
    and the files in which stored numbers lie."""

    operations: set[tuple[str, str]] = field(default_factory=set)
    local: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def foreign(self) -> list[tuple[str, str]]:
        """Operations that neither the runtime nor the file itself defines."""
        return sorted((d, name) for d, name in self.operations if d not in KNOWN_DOMAINS and d not in self.local)


def read_contents(data: bytes) -> OnnxContents:
    """Look through an ONNX file.

    Raises:
        BadArgument: the bytes are not a whole ONNX file.
    """
    contents = OnnxContents()
    try:
        model = memoryview(data)
        if not any(number == 7 and isinstance(value, memoryview) for number, value in _fields(model)):
            raise _Broken
        _walk("model", model, contents, 0)
    except (_Broken, UnicodeDecodeError) as error:
        raise BadArgument(tr("The file is not an ONNX file, or it is damaged.")) from error
    return contents


def external_paths(contents: OnnxContents, folder: Path) -> list[Path]:
    """The files of stored numbers, in the order of their names.

    Raises:
        BadArgument: one is missing or lies outside of ``folder``.
    """
    home = folder.resolve()
    found = []
    for name in sorted(contents.files):
        # A star begins a name that the runtime takes for an address in memory.
        if not name or any(sign in name for sign in "*:\\\0"):
            raise BadArgument(tr("The file takes numbers from a place that is no file beside it."))
        path = (home / name).resolve()
        if not path.is_relative_to(home):
            raise BadArgument(tr("The file takes numbers from {name}, which is outside of its own folder.", name=name))
        if not path.is_file():
            raise BadArgument(tr("The file takes numbers from {name}, which is not there.", name=name))
        found.append(path)
    return found


def _walk(kind: str, message: memoryview, contents: OnnxContents, depth: int) -> None:
    if depth > 4 * MAX_DEPTH:
        raise _Broken
    texts: dict[int, str] = {}
    for number, value in _fields(message):
        if not isinstance(value, memoryview):
            continue
        inside = _INSIDE[kind].get(number)
        if inside is not None:
            _walk(inside, value, contents, depth + 1)
        elif (kind, number) in (("node", 4), ("node", 7), ("function", 10), ("external", 1), ("external", 2)):
            texts[number] = str(value, "utf-8")
    if kind == "node":
        contents.operations.add((texts.get(7, ""), texts.get(4, "")))
    elif kind == "function":
        contents.local.add(texts.get(10, ""))
    elif kind == "external" and texts.get(1) == "location":
        contents.files.add(texts.get(2, ""))


def _fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        number, wire = tag >> 3, tag & 7
        if wire == 0:
            value, at = _varint(message, at)
            yield number, value
            continue
        if wire == 2:
            size, at = _varint(message, at)
        elif wire in (1, 5):
            size = 8 if wire == 1 else 4
        else:
            raise _Broken
        if number == 0 or at + size > len(message):
            raise _Broken
        yield number, message[at : at + size]
        at += size


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(message):
            break
        byte = message[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
    raise _Broken
