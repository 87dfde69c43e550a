"""Texts under the pseudo-language: it gives accents to every text that goes through ``tr``, so what has none was not
translated."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from desktop_al.core import words
from desktop_al.core.languages import PSEUDO, language

#: All vowels get an accent; words without one of these are names, signs and units.
_BARE = re.compile(r"[A-Za-z]*[aeiouAEIOU][A-Za-z]*")


@contextmanager
def pseudo() -> Iterator[None]:
    words.use(language(PSEUDO))
    try:
        yield
    finally:
        words.use(words.ENGLISH)


def untranslated(text: str, *values: str) -> list[str]:
    """Words of ``text`` that no language can change; ``values``: names and codes that fill its places."""
    for value in sorted(values, key=len, reverse=True):
        text = text.replace(value, "")
    return [found for found in _BARE.findall(text) if len(found) > 2]
