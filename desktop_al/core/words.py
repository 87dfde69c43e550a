"""Texts in the language of the window: what is written in the code is English and the key to all others.

``tr("{n:,} samples left", n=n)`` looks the English text up and fills in the values, numbers with the marks of the
language. Texts of tables that are made when a module is loaded are ``mark``ed there and go through ``tr`` where they
are shown. Without a language in use, as on the command line, everything stays English.
"""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Language:
    """``texts``: (English, about) -> translation; ``plurals``: (one, many) in English -> both in the language."""

    code: str = "en"
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    plurals: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    decimal_mark: str = "."
    group_mark: str = ","


ENGLISH = Language()
_in_use = ENGLISH


def use(language: Language) -> None:
    """Have all texts of this process in ``language`` from now on."""
    global _in_use
    _in_use = language


def in_use() -> Language:
    return _in_use


def mark(text: str) -> str:
    """``text`` itself; says that it will be shown through ``tr``."""
    return text


def tr(text: str, /, about: str = "", **values: object) -> str:
    """``text`` in the language in use, with ``values`` in its places. ``about`` tells two equal English texts apart."""
    return _filled(_in_use.texts.get((text, about), text), values)


def trn(one: str, many: str, count: float, /, **values: object) -> str:
    """The text for ``count``, which fills the place {n}: ``one`` for 1, else ``many``."""
    forms = _in_use.plurals.get((one, many), (one, many))
    return _filled(forms[0] if count == 1 else forms[1], {"n": count, **values})


def local(number: str) -> str:
    """A number as English writes it, for example 1,234.5, with the marks of the language in use."""
    if _in_use.decimal_mark == "." and _in_use.group_mark == ",":
        return number
    swapped = {",": _in_use.group_mark, ".": _in_use.decimal_mark}
    return "".join(swapped.get(letter, letter) for letter in number)


class _Filler(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        text = str(super().format_field(value, format_spec))
        return local(text) if isinstance(value, int | float) and not isinstance(value, bool) else text

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:  # noqa: ARG002
        return kwargs[str(key)]


_filler = _Filler()


def _filled(text: str, values: Mapping[str, object]) -> str:
    return _filler.vformat(text, (), values) if values else text
