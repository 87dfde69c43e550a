"""What was decoded in a process of its own, as bytes for a pipe, and the way back by one who trusts nothing in them.

A decoder that a hostile file took over may send anything. So nothing is unpickled: a header of fixed size says how
long every message after it is, each is read up to that length and no further, and what they hold is checked against
what was asked for. At the worst a wrong picture of that file is shown.
"""

import json
import math
import struct
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.plain_json import read_json
from desktop_al.core.plain_names import plain
from desktop_al.core.words import english, said_elsewhere
from desktop_al.loop.loader import THUMBNAIL_EDGE, Shown
from desktop_al.loop.screen import Deep, ImageContent, TextContent, Unreadable, Window
from desktop_al.media.headers import MAX_PIXELS
from desktop_al.media.texts import clean

#: Mark, kind, number type of deep values; bytes of the facts and of the text; (height, width) of the picture, its
#: small one and the deep values.
_HEADER = struct.Struct("<4sBBxxIQ6I")
_MARK = b"dal1"
_PROBLEM, _IMAGE, _TEXT = 1, 2, 3
_TYPES = ("int16", "uint16", "float32")
_MOST_FACTS = 256 * 1024
_MOST_WORDS, _MOST_LINES = 2000, 200


class NotBelievedError(Exception):
    """What came is not what a decoder of this program sends."""


def send(pipe: Connection, shown: Shown) -> None:
    """Write what was decoded; the other end reads it with ``receive``."""
    content = shown.content
    facts: dict[str, Any]
    bodies: list[bytes | memoryview] = []
    kind, number, text, sizes = _PROBLEM, 0, b"", [0] * 6
    if isinstance(content, ImageContent):
        kind, small, deep = _IMAGE, shown.thumbnail, content.deep
        facts = {
            "size": [content.width, content.height],
            "frame": [content.frame, content.frames],
            "spacing": content.spacing,
            "warnings": content.warnings,
            "tags": content.tags,
        }
        assert small is not None
        pictures: list[npt.NDArray[Any]] = [content.pixels, small]
        if deep is not None:
            number = _TYPES.index(deep.values.dtype.name)
            presets = [(one.name, one.centre, one.width) for one in deep.presets]
            facts["deep"] = [presets, deep.slope, deep.intercept, deep.unit, deep.inverted]
            pictures.append(deep.values)
        for at, picture in enumerate(pictures):
            sizes[2 * at : 2 * at + 2] = picture.shape[:2]
            bodies.append(np.ascontiguousarray(picture).data.cast("B"))
    elif isinstance(content, TextContent):
        kind, text = _TEXT, content.text.encode("utf-8", "replace")
        facts = {"words": content.words, "encoding": content.encoding}
    else:
        facts = {"cause": [content.cause, english(content.cause)]}
    told = json.dumps(facts).encode()
    pipe.send_bytes(_HEADER.pack(_MARK, kind, number, len(told), len(text), *sizes))
    for body in (told, text, *bodies):
        for start in range(0, len(body), 2**30):
            pipe.send_bytes(body[start : start + 2**30])


def receive(pipe: Connection, digest: bytes, size: int, edge: int) -> Shown:
    """Read what ``send`` wrote for a file of ``size`` bytes, of which a picture of at most ``edge`` pixels was wanted.

    Raises:
        NotBelievedError: it cannot be that. EOFError, OSError: the pipe broke, or a message is longer than it said.
    """
    header = pipe.recv_bytes(_HEADER.size)
    if len(header) != _HEADER.size:
        raise NotBelievedError("header")
    mark, kind, number, told, long, *sizes = _HEADER.unpack(header)
    if mark != _MARK or told > _MOST_FACTS or long > 4 * size + 64:
        raise NotBelievedError("header")
    try:
        facts = read_json(_read(pipe, told))
        if not isinstance(facts, dict):
            raise NotBelievedError("facts")
        text = _read(pipe, long)
        if kind == _PROBLEM:
            cause, in_english = map(_words, facts["cause"])
            return Shown(Unreadable(said_elsewhere(cause, in_english)), digest, None)
        if kind == _TEXT:
            content = TextContent(clean(text.decode("utf-8")), _whole(facts["words"]), _words(facts["encoding"])[:100])
            return Shown(content, digest, None)
        if kind == _IMAGE:
            return _picture(pipe, facts, sizes, number, digest, edge)
    except (KeyError, ValueError, TypeError, OverflowError) as error:
        raise NotBelievedError("facts") from error
    raise NotBelievedError("kind")


def _picture(pipe: Connection, facts: dict[str, Any], sizes: list[int], number: int, digest: bytes, edge: int) -> Shown:
    (high, wide, small_high, small_wide, deep_high, deep_wide) = sizes
    width, height = (_whole(one, 1) for one in facts["size"])
    frame, frames = (_whole(one) for one in facts["frame"])
    if max(high, wide) > edge or max(small_high, small_wide) > THUMBNAIL_EDGE or width * height > MAX_PIXELS:
        raise NotBelievedError("size")
    if min(high, wide, small_high, small_wide) < 1 or frame >= frames or deep_high * deep_wide > MAX_PIXELS:
        raise NotBelievedError("size")
    pixels, small = (
        np.frombuffer(_read(pipe, h * w * 3), np.uint8).reshape(h, w, 3)
        for h, w in ((high, wide), (small_high, small_wide))
    )
    deep = _deep(pipe, facts["deep"], deep_high, deep_wide, number) if "deep" in facts else None
    spacing = None if facts["spacing"] is None else (_number(facts["spacing"][0]), _number(facts["spacing"][1]))
    warnings = tuple(_lines(facts["warnings"]))
    tags = tuple((_words(name), _words(value)) for name, value in facts["tags"][:_MOST_LINES])
    content = ImageContent(pixels, width, height, deep, frame, frames, spacing, warnings, tags)
    return Shown(content, digest, small)


def _deep(pipe: Connection, facts: Any, high: int, wide: int, number: int) -> Deep:
    presets, slope, intercept, unit, inverted = facts
    windows = tuple(
        Window(_words(name), _number(centre), _number(wide)) for name, centre, wide in presets[:_MOST_LINES]
    )
    if not windows or number >= len(_TYPES) or min(high, wide) < 1:
        raise NotBelievedError("deep")
    kind = np.dtype(_TYPES[number])
    values = np.frombuffer(_read(pipe, high * wide * kind.itemsize), kind).reshape(high, wide)
    return Deep(values, windows, _number(slope), _number(intercept), _words(unit)[:100], inverted is True)


def _read(pipe: Connection, length: int) -> bytes:
    """So many bytes, in as many messages as ``send`` makes of them."""
    parts = []
    for start in range(0, length, 2**30):
        wanted = min(2**30, length - start)
        part = pipe.recv_bytes(wanted)
        if len(part) != wanted:
            raise NotBelievedError("length")
        parts.append(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _lines(value: Any) -> Iterator[str]:
    if not isinstance(value, list):
        raise NotBelievedError("facts")
    return (_words(one) for one in value[:_MOST_LINES])


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise NotBelievedError("facts")
    return plain(value[:_MOST_WORDS])


def _whole(value: Any, least: int = 0) -> int:
    if type(value) is not int or not least <= value < 2**31:
        raise NotBelievedError("facts")
    return int(value)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise NotBelievedError("facts")
    return float(value)
