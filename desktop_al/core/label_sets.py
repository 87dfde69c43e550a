"""Several classes in one cell of a table, in a way that can be taken apart again whatever they are called."""

import re
from collections.abc import Iterable

BETWEEN = "|"
_SPECIAL = re.compile(r"[\\|]")
#: Signs of a name, where a backslash goes before a bar or another backslash, up to the next bar.
_NAME = re.compile(r"(?:\\[\\|]|[^|])*")
_MARKED = re.compile(r"\\([\\|])")


def joined(names: Iterable[str]) -> str:
    r"""``a|b``; a bar or a backslash within a name has a backslash before it."""
    return BETWEEN.join(_SPECIAL.sub(r"\\\g<0>", name) for name in names)


def apart(text: str) -> tuple[str, ...]:
    """What ``joined`` was given, nothing of an empty text; a backslash before any other sign is that."""
    found: list[str] = []
    at = 0
    while text and at <= len(text):
        end = _NAME.match(text, at).end()  # type: ignore[union-attr]
        found.append(_MARKED.sub(r"\1", text[at:end]))
        at = end + 1
    return tuple(found)
