"""Records of JSON files, one at a time: lines of JSON, a big array, or the arrays in a big object.

A big array is cut where its commas are, without building it: memory is that of a block and of one record, a record
that is broken costs only itself, and a file of a billion brackets costs nothing.
"""

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal

import numpy as np

from desktop_al.core.errors import CannotRead
from desktop_al.core.plain_json import TooMuchError, read_json
from desktop_al.core.words import mark, tr
from desktop_al.media.label_tables import ASKED, BrokenRowError, numbered_records, refuse_unfit
from desktop_al.media.records import BLOCK, Framing
from desktop_al.media.tables import encoding_of
from desktop_al.media.texts import decode_as

#: Larger files are no labels, and a record of more bytes neither.
MAX_BYTES = 1024 * 1024 * 1024
MAX_RECORD = 16 * 1024 * 1024
MAX_RECORDS = 2_000_000

_ESCAPED = re.compile(rb"\\.", re.DOTALL)
_COMMA, _CLOSING = 0x2C, b"]}"
_NOT_JSON = mark("The record is not JSON.")
_TOO_LARGE = mark("The record is larger than {most} MiB.")
_CUT = mark("The file ends in the middle of this record.")

#: How much deeper a byte leads, and which bytes separate.
_DEEPER = np.zeros(256, np.int8)
_DEEPER[[0x5B, 0x7B]] = 1
_DEEPER[[0x5D, 0x7D]] = -1
_SIGNS = np.zeros(256, bool)
_SIGNS[list(b"[]{},:")] = True


def _too_large() -> str:
    return tr(_TOO_LARGE, most=MAX_RECORD // 2**20)


@dataclass(frozen=True, slots=True)
class Piece:
    """``key``: the name of the member of the whole object, "" in an array. ``number``: from 1 within its array, 0 for a
    member that is no array. ``data`` in UTF-8; empty where there is a ``cause`` why it cannot be had."""

    key: str
    number: int
    data: bytes
    cause: str = ""

    def value(self) -> Any:
        """Raises: BrokenRowError."""
        if self.cause:
            raise BrokenRowError(self.cause)
        return parsed(decode_as(self.data, "utf-8")[0])


def parsed(text: str) -> Any:
    """Raises: BrokenRowError: no JSON, too deep, too large, or one name twice in an object."""
    try:
        return read_json(text, pairs=_once)
    except TooMuchError as error:
        raise BrokenRowError(tr("The record cannot be read: {reason}.", reason=error.args[0])) from error
    except (ValueError, RecursionError) as error:
        raise BrokenRowError(tr(_NOT_JSON)) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise BrokenRowError(tr("The record has the same name twice."))
    return made


def is_lines(path: Path, head: bytes) -> bool:
    """Whether a file that begins so has a value of JSON in each line, and not one over many lines."""
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if not text.startswith(b"{"):
        return not text.startswith(b"[") or (b"\n[" in text[:BLOCK] and path.suffix.lower() == ".jsonl")
    line, end, rest = text.partition(b"\n")
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return True
    if not end:
        return False
    _, inside, depth = _signs(line, False, 0, 0)
    return not inside and depth == 0 and rest.lstrip()[:1] == b"{"


def head_of(path: Path) -> bytes:
    """The first MiB, in UTF-8.

    Raises:
        CannotRead: missing, empty, too large, no ordinary file, or no text.
    """
    refuse_unfit(path, MAX_BYTES)
    try:
        with path.open("rb") as file:
            head = file.read(BLOCK)
    except OSError as error:
        raise CannotRead(
            tr("{name} cannot be read: {reason}.", name=path.name, reason=error.strerror or error)
        ) from error
    encoding, start = encoding_of(head)
    if encoding == "utf-8":
        return head[start:]
    return codecs.getincrementaldecoder(encoding)("replace").decode(head[start:]).encode("utf-8", "replace")


def begins_as_json(path: Path) -> bool:
    """Whether a file, whatever it is called, begins with an array or an object.

    Raises:
        CannotRead: as ``head_of``.
    """
    return head_of(path).lstrip()[:1] in (b"[", b"{")


def json_records(path: Path, stop: Callable[[], bool]) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """(line or record from 1, object, or a sentence why there is none) of lines of JSON, of an array, or of one object.

    Raises:
        CannotRead: missing, empty, too large, neither, or too many records.
    """
    head = head_of(path)
    if is_lines(path, head):
        yield from _json_lines(path, stop)
        return
    if head.lstrip()[:1] == b"{":
        yield 1, whole_object(path, MAX_RECORD)
        return
    for piece in pieces(path, stop):
        yield piece.number, _object(piece.value)


def unit_of(path: Path) -> Literal["line", "record"]:
    """What ``json_records`` counts: "line" or "record"."""
    return "line" if is_lines(path, head_of(path)) else "record"


def whole_object(path: Path, most: int) -> dict[str, Any]:
    """A small file that is one object.

    Raises:
        CannotRead: missing, empty, larger than ``most`` bytes, or no object.
    """
    refuse_unfit(path, most)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CannotRead(
            tr("{name} cannot be read: {reason}.", name=path.name, reason=error.strerror or error)
        ) from error
    return object_in(data, path.name, most)


def object_in(data: bytes, name: str, most: int) -> dict[str, Any]:
    """What the bytes of a small file hold.

    Raises:
        CannotRead: larger than ``most`` bytes, or no object.
    """
    # Looking for the encoding takes longer than reading a small file.
    encoding, start = ("utf-8", 0) if data.isascii() and b"\0" not in data else encoding_of(data)
    text = decode_as(data[start:], encoding)[0]
    try:
        value = read_json(text, most=most, pairs=_once)
    except (BrokenRowError, ValueError, RecursionError) as error:
        raise CannotRead(tr("{name} cannot be read: {reason}.", name=name, reason=_why_not(error))) from error
    if not isinstance(value, dict):
        raise CannotRead(tr("{name} is not a JSON object.", name=name))
    return value


def _why_not(error: Exception) -> str:
    if isinstance(error, TooMuchError):
        return str(error.args[0])
    if isinstance(error, BrokenRowError):
        # Of ``_once``.
        return tr("it has the same name twice")
    if isinstance(error, json.JSONDecodeError):
        return tr("it is not JSON from line {line:,} on", line=error.lineno)
    return tr("it is not JSON")


def _object(read: Callable[[], Any]) -> dict[str, Any] | str:
    try:
        value = read()
    except BrokenRowError as error:
        return str(error)
    return value if isinstance(value, dict) else tr("The record is not a JSON object.")


def line_framing(path: Path) -> Framing:
    """How a file is cut into lines of JSON.

    Raises:
        CannotRead: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            encoding, start = encoding_of(file.read(BLOCK))
    except OSError as error:
        raise CannotRead(
            tr("{name} cannot be read: {reason}.", name=path.name, reason=error.strerror or error)
        ) from error
    return Framing(encoding, start, "")


def _json_lines(path: Path, stop: Callable[[], bool]) -> Iterator[tuple[int, dict[str, Any] | str]]:
    framing = line_framing(path)
    for number, (line, data) in enumerate(numbered_records(path, framing, stop, MAX_RECORD)):
        if number % ASKED == 0 and stop():
            return
        if number >= MAX_RECORDS:
            raise CannotRead(tr("{name} has more than {most:,} records.", name=path.name, most=MAX_RECORDS))
        if not data:
            yield line, _too_large()
        else:
            text = decode_as(data, framing.encoding)[0]
            yield line, _object(lambda text=text: parsed(text))  # type: ignore[misc]


# -- cutting a big array or object ----------------------------------------------------------------------------


def pieces(path: Path, stop: Callable[[], bool], only: frozenset[str] | None = None) -> Iterator[Piece]:
    """The elements of an array; or of an object the elements of those members that are arrays, and the others whole.

    ``only``: names of the members that are wanted. ``stop`` ends it early.

    Raises:
        CannotRead: missing, empty, too large, no JSON array or object, or too many elements.
    """
    head = head_of(path).lstrip()
    if head[:1] not in (b"[", b"{"):
        raise CannotRead(tr("{name} is not JSON: it begins neither with [ nor with {{.", name=path.name))
    try:
        with path.open("rb") as file:
            cutter = _Cutter(path.name, head[:1] == b"{", only)
            for block in _blocks(file, stop):
                yield from cutter.take(block)
                if stop():
                    return
            if not stop():
                yield from cutter.end()
    except OSError as error:
        raise CannotRead(
            tr("{name} cannot be read: {reason}.", name=path.name, reason=error.strerror or error)
        ) from error


def _blocks(file: BinaryIO, stop: Callable[[], bool]) -> Iterator[bytes]:
    """In UTF-8, each with whole escapes."""
    encoding, start = encoding_of(file.read(BLOCK))
    file.seek(start)
    decoder = None if encoding == "utf-8" else codecs.getincrementaldecoder(encoding)("replace")
    kept = b""
    while (read := file.read(BLOCK)) and not stop():
        block = kept + (read if decoder is None else decoder.decode(read).encode("utf-8", "replace"))
        slashes = len(block) - len(block.rstrip(b"\\"))
        kept = block[-1:] if slashes % 2 else b""
        yield block[: len(block) - len(kept)]
    if kept:
        yield kept


def _signs(block: bytes, inside: bool, depth: int, limit: int) -> tuple[list[tuple[int, int, int]], bool, int]:
    """(place, byte, depth after it) of what structures a block down to ``limit``, and the state after the block."""
    bare = _ESCAPED.sub(b"  ", block) if b"\\" in block else block
    codes = np.frombuffer(bare, np.uint8)
    if not len(codes):
        return [], inside, depth
    within = (np.cumsum(codes == 0x22, dtype=np.uint32) + inside) & 1
    deeper = _DEEPER[codes]
    deeper[within == 1] = 0
    depths = np.cumsum(deeper, dtype=np.int32) + depth
    # Of closing brackets also those that lead back from the level below.
    found = np.flatnonzero(_SIGNS[codes] & (within == 0) & (depths <= limit))
    signs = list(zip(found.tolist(), codes[found].tolist(), depths[found].tolist(), strict=True))
    return signs, bool(within[-1]), int(depths[-1])


class _Cutter:
    """Cuts blocks into pieces; ``begun``: bytes of the piece that is not whole yet, ``size`` also counts what was
    thrown away since there was too much of it. ``state``: where the next byte is."""

    def __init__(self, name: str, is_object: bool, only: frozenset[str] | None) -> None:
        self.name, self.only, self.is_object = name, only, is_object
        self.inside, self.depth = False, 0
        self.begun: list[bytes] = []
        self.size = self.number = 0
        self.key = ""
        self.state: Literal["before", "key", "value", "array", "after", "ended"] = "before"

    def take(self, block: bytes) -> Iterator[Piece]:
        deepest = 2 if self.is_object else 1
        signs, self.inside, self.depth = _signs(block, self.inside, self.depth, deepest)
        here = 0
        for place, code, depth in signs:
            if self.state == "array" and depth == deepest:
                if code == _COMMA:
                    self._keep(block[here:place])
                    here = place + 1
                    yield from self._piece()
            elif self.state == "ended":
                return
            elif depth <= 0 or (self.state == "array" and depth == 1 and code in _CLOSING):
                self._keep(block[here:place])
                here = place + 1
                yield from self._closed(depth)
            elif self._is_cut(chr(code), depth):
                self._keep(block[here:place])
                here = place + 1
                yield from self._next(chr(code))
        self._keep(block[here:])

    def end(self) -> Iterator[Piece]:
        """What a file that ends too early leaves."""
        if self.state != "ended" and (not self.key or self._wanted()):
            yield Piece(self.key, self.number + 1, b"", tr(_CUT))

    def _is_cut(self, sign: str, depth: int) -> bool:
        if self.state == "value" and sign == "[" and depth == 2:
            return not b"".join(self.begun).strip()
        if self.state == "key":
            return sign in ":," and depth == 1
        return self.state == "before" or (sign == "," and depth == 1)

    def _next(self, sign: str) -> Iterator[Piece]:
        """After the bracket of the whole, the name of a member, the bracket of its array, or a member."""
        if self.state == "before":
            self.state = "key" if self.is_object else "array"
        elif self.state == "key" and sign == ":":
            self.key, self.state = self._name(), "value"
        elif self.state == "value" and sign == "[":
            self.state = "array"
        else:
            if self.state == "value":
                yield from self._piece()
            self.key, self.state = "", "key"
        self.begun, self.size, self.number = [], 0, 0

    def _closed(self, depth: int) -> Iterator[Piece]:
        """The array of a member, or the whole."""
        if self.state in ("array", "value") and (self.size > MAX_RECORD or b"".join(self.begun).strip()):
            # Else there is nothing: the array is empty, or ends with a comma.
            yield from self._piece()
        self.begun, self.size = [], 0
        self.state = "after" if depth > 0 else "ended"

    def _keep(self, data: bytes) -> None:
        if self.state in ("ended", "after") or (self.state == "array" and not self._wanted()):
            return
        self.size += len(data)
        if self.size <= MAX_RECORD:
            self.begun.append(data)
        else:
            self.begun.clear()

    def _wanted(self) -> bool:
        return self.only is None or self.key in self.only

    def _name(self) -> str:
        try:
            key = read_json(b"".join(self.begun).strip().decode("utf-8", "replace"), most=1000)
        except (ValueError, RecursionError):
            return ""
        return key if isinstance(key, str) else ""

    def _piece(self) -> Iterator[Piece]:
        if not self._wanted():
            self.begun, self.size = [], 0
            return
        data, size = b"".join(self.begun).strip(), self.size
        self.begun, self.size = [], 0
        if self.state == "array":
            self.number += 1
            if self.number > MAX_RECORDS:
                raise CannotRead(tr("{name} has more than {most:,} records.", name=self.name, most=MAX_RECORDS))
        yield Piece(self.key, self.number, data, _too_large() if size > MAX_RECORD else "" if data else tr(_NOT_JSON))
