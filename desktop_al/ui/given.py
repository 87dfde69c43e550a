"""What the user gives for the advice, in text fields: numbers and a currency, each of which may be left open."""

import re
from decimal import Decimal
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from desktop_al.core.class_names import can_be_shown
from desktop_al.core.words import in_use, local, mark, tr

Kind = Literal["points", "share", "money", "count", "seconds", "currency"]
#: (least, most) of each kind of number, as it is written in the field; None: anything above 0.
_LIMITS: dict[str, tuple[float | None, float]] = {
    "points": (0.01, 100.0),
    "money": (0.0, 1e12),
    "count": (None, 1e12),
    "seconds": (0.1, 86_400.0),
}
_LONGEST_CURRENCY = 4
_DIGITS = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")
_COMMA = mark("Write decimals with a point, as in 0.5, and thousands without a comma.")
_NO_NUMBER = mark("Write a number in digits, such as 0.5, or leave it empty.")
_NEGATIVE = mark("A number below 0 makes no sense here.")
_NO_SHARE = mark("Write the goal in per cent, from 1 % to 99.9 %.")
_CURRENCY = mark("A currency is a sign or letters, at most {most} of them, such as € or CHF.")


def read_given(text: str, kind: Kind, currency: str = "") -> float | str | None:
    """What stands in a field: None for nothing; of a share its value from 0 to 1.

    Raises:
        ValueError: it cannot be meant; the sentence says what can.
    """
    words = text.strip()
    if kind == "currency":
        return _read_currency(words)
    if kind == "share":
        words = words.removesuffix("%").strip()
    elif kind == "money" and currency:
        words = words.removeprefix(currency).strip()
    if not words:
        return None
    point = in_use().decimal_mark
    if ("," if point == "." else ".") in words:
        raise ValueError(tr(_COMMA))
    words = words.replace(point, ".")
    if words[0] in "-\u2212" and _DIGITS.fullmatch(words[1:].strip()):
        raise ValueError(tr(_NEGATIVE))
    if not _DIGITS.fullmatch(words):
        raise ValueError(tr(_NO_NUMBER))
    value = float(words)
    if kind == "share":
        if not 1 <= value <= 99.9:
            raise ValueError(tr(_NO_SHARE))
        # 99.9 / 100 is more than .999.
        return round(value / 100, 12)
    least, most = _LIMITS[kind]
    if least != 0 and value == 0:
        raise ValueError(tr("Write a number above 0, or leave it empty."))
    if least is not None and value < least:
        raise ValueError(tr("Write at least {least:g}.", least=least))
    if value > most:
        raise ValueError(tr("Write at most {most:,.0f}.", most=most))
    return value


def _read_currency(words: str) -> str:
    if (
        len(words) > _LONGEST_CURRENCY
        or not can_be_shown(words)
        or any(sign.isdigit() or sign in "-.,%" for sign in words)
    ):
        raise ValueError(tr(_CURRENCY, most=_LONGEST_CURRENCY))
    return words


def number_words(value: float) -> str:
    """As it is written into a field: no more digits than it has, no exponent."""
    shown = f"{Decimal(f'{value:.15g}'):f}"
    return local(shown.rstrip("0").rstrip(".") if "." in shown else shown)


def given_words(value: float | str | None, kind: Kind, currency: str = "") -> str:
    """A value as its field shows it; empty for None."""
    if value is None or isinstance(value, str):
        return value or ""
    if kind == "share":
        return f"{number_words(100 * value)} %"
    words = number_words(value)
    return f"{currency} {words}" if kind == "money" and currency else words


class Given(QObject):
    """A text field that takes one value. ``given`` carries the name and the new value, when the field is entered or
    left and the value is another one; ``troubled`` why what is typed cannot be meant, "" when it can.

    ``default``: the value of an empty field.
    """

    given = Signal(str, object)
    troubled = Signal(str)

    def __init__(self, edit: QLineEdit, name: str, kind: Kind, default: float | str | None = None) -> None:
        super().__init__(edit)
        self.edit, self.name = edit, name
        self._kind, self._default = kind, default
        self._value: float | str | None = default
        self._currency = ""
        self._shown = ""
        edit.setMaxLength(40)
        edit.editingFinished.connect(self._finish)
        self._put()

    @property
    def value(self) -> float | str | None:
        """What is given now; what is only typed is not."""
        return self._value

    def waiting(self) -> bool:
        """Something is typed that is not taken, or is just being typed."""
        return self.edit.text() != self._shown or (self.edit.hasFocus() and self.edit.isModified())

    def show_value(self, value: float | str | None, currency: str = "") -> None:
        """The value in force; what is being typed stays."""
        waiting = self.waiting()
        self._value, self._currency = value, currency
        self._shown = given_words(value, self._kind, currency)
        if not waiting:
            self._put()

    def take_back(self) -> None:
        """Forget what is typed."""
        self._put()
        self.troubled.emit("")

    def _put(self) -> None:
        self._shown = given_words(self._value, self._kind, self._currency)
        if self.edit.text() != self._shown:
            self.edit.setText(self._shown)
        self.edit.setModified(False)

    def _finish(self) -> None:
        if self.edit.text() == self._shown:
            self.take_back()
            return
        try:
            value = read_given(self.edit.text(), self._kind, self._currency)
        except ValueError as error:
            self.troubled.emit(str(error))
            return
        value = self._default if value in (None, "") else value
        changed = value != self._value
        self._value = value
        self.take_back()
        if changed:
            self.given.emit(self.name, value)
