"""JSON from files, with limits that are checked before anything is built: size, depth and number of values.

Python's own parser ends with ``RecursionError`` somewhere, and a text of brackets takes 20 times its size in memory.
"""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from desktop_al.core.words import tr

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 64
MAX_VALUES = 1_000_000
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_STRING = re.compile(r'"[^"]*+"?')
_BRACKET = re.compile(r"[\[\]{}]")


class TooMuchError(ValueError):
    """JSON beyond a limit; ``args[0]`` says which, to follow "cannot be read: "."""


def read_json(
    data: bytes | str,
    *,
    most: int = MAX_BYTES,
    pairs: Callable[[list[tuple[str, Any]]], Any] | None = None,
) -> Any:
    """What ``data`` holds; of ``most`` bytes or characters at most. ``pairs`` makes an object of its names and values.

    Raises:
        TooMuchError: too large, nested too deeply, or too many values. ValueError: no JSON.
    """
    if len(data) > most:
        raise TooMuchError(tr("it is larger than {most:,} bytes", most=most))
    # As json.loads does: UTF-8, or UTF-16 and UTF-32 that betray themselves by their zeros.
    text = data if isinstance(data, str) else data.decode(json.detect_encoding(data), "surrogatepass")
    opened = text.count("[") + text.count("{")
    if opened > MAX_DEPTH or text.count(",") > MAX_VALUES:
        _check(text)
    return _decoder(pairs).decode(text)


@lru_cache(maxsize=8)
def _decoder(pairs: Callable[[list[tuple[str, Any]]], Any] | None) -> json.JSONDecoder:
    """Made once: for a short text, making it takes as long as reading."""
    return json.JSONDecoder(object_pairs_hook=pairs)


def _check(text: str) -> None:
    bare = _STRING.sub("", _ESCAPED.sub("", text))
    if bare.count(",") + bare.count("[") + bare.count("{") > MAX_VALUES:
        raise TooMuchError(tr("it holds more than {most:,} values", most=MAX_VALUES))
    depth = 0
    for found in _BRACKET.finditer(bare):
        depth += 1 if found[0] in "[{" else -1
        if depth > MAX_DEPTH:
            raise TooMuchError(tr("it is nested too deeply"))
