"""Texts in the language of the window: what is written in the code is English and the key to all others.

``tr("{n:,} samples left", n=n)`` looks the English text up and fills in the values, numbers with the marks of the
language. Texts of tables that are made when a module is loaded are ``mark``ed there and go through ``tr`` where they
are shown. Without a language in use, as on the command line, everything stays English. Files that other programs read
are English in every language: a text keeps what it is in English, for ``english``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from numbers import Real
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
    return _said(text, _in_use.texts.get((text, about), text), values)


def trn(one: str, many: str, count: float, /, **values: object) -> str:
    """The text for ``count``, which fills the place {n}: ``one`` for 1, else ``many``."""
    forms = _in_use.plurals.get((one, many), (one, many))
    place = 0 if count == 1 else 1
    return _said((one, many)[place], forms[place], {"n": count, **values})


def joined(parts: Iterable[str], between: str = " ") -> str:
    """``between.join(parts)`` of texts made here; unlike that, what they are in English stays known."""
    several = list(parts)
    text = between.join(several)
    return text if _in_use is ENGLISH else _Said(text, english(between).join(map(english, several)))


def english(text: str) -> str:
    """What ``tr``, ``trn`` or ``joined`` have made as it is in English; any other text as it is."""
    return text.english if isinstance(text, _Said) else text


def said_elsewhere(text: str, in_english: str) -> str:
    """A text that another process made, and what it is in English: together they are as if it was made here."""
    return text if _in_use is ENGLISH else _Said(text, in_english)


def all_english(value: Any) -> Any:
    """``value``, a tree of dicts, lists and tuples, with every text in it as it is in English."""
    if _in_use is ENGLISH:
        return value
    if isinstance(value, str):
        return english(value)
    if isinstance(value, Mapping):
        return {all_english(key): all_english(inside) for key, inside in value.items()}
    return [all_english(inside) for inside in value] if isinstance(value, list | tuple) else value


def local(number: str) -> str:
    """A number as English writes it, for example 1,234.5, with the marks of the language in use; it is no harm
    to ask twice."""
    if (_in_use.decimal_mark == "." and _in_use.group_mark == ",") or isinstance(number, _Said):
        return number
    return _Said(_with_marks(number), number)


def _with_marks(number: str) -> str:
    return number.translate({ord(","): _in_use.group_mark, ord("."): _in_use.decimal_mark})


class _Said(str):
    """A text in the language in use that knows what it is in English, on the way between processes, too."""

    __slots__ = ("_english", "_values")
    _english: str
    _values: Mapping[str, object] | None

    def __new__(cls, text: str, in_english: str, values: Mapping[str, object] | None = None) -> "_Said":
        made = super().__new__(cls, text)
        made._english, made._values = in_english, values
        return made

    @property
    def english(self) -> str:
        # Worked out when it is asked for: most texts are only shown, dozens of them for each key that is pressed.
        if self._values is None:
            return self._english
        plain = {name: english(value) if isinstance(value, str) else value for name, value in self._values.items()}
        return self._english.format_map(plain)

    def __str__(self) -> str:
        # ``str(error)`` asks the text of an error for this, and a copy would no longer know its English.
        return self

    def __reduce__(self) -> tuple[type["_Said"], tuple[str, str]]:
        return _Said, (str.__str__(self), self.english)


class _Number:
    """A number that fills a place, with the marks of the language in use."""

    __slots__ = ("_value",)

    def __init__(self, value: Real) -> None:
        self._value = value

    def __format__(self, spec: str) -> str:
        return _with_marks(format(self._value, spec))

    def __str__(self) -> str:
        return _with_marks(str(self._value))


def _said(in_english: str, text: str, values: Mapping[str, object]) -> str:
    """Both with ``values`` in their places."""
    if _in_use is ENGLISH:
        return text.format_map(values) if values else text
    if not values:
        return _Said(text, in_english)
    here = {
        # Numbers of numpy, too.
        name: _Number(value) if isinstance(value, Real) and not isinstance(value, bool) else value
        for name, value in values.items()
    }
    # Sentences of errors know their English, too: ``core.errors``.
    told = {name: str(value) if isinstance(value, Exception) else value for name, value in values.items()}
    said = _Said(text.format_map(here), in_english, told)
    if not all(isinstance(value, str | Real) for value in told.values()):
        # A date, say, is not kept for as long as the text is: it may hold on to anything.
        said = _Said(str.__str__(said), said.english)
    return said
