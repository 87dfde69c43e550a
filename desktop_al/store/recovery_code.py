"""A code that opens a project when all passphrases are forgotten: to be written on paper and typed from it.

160 random bits in the 32 letters and digits of Crockford's base 32, which leaves out those that are taken for one
another, and three more as a checksum: any one wrong character and any two exchanged ones are found out.
"""

import secrets

_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: What is read for another one, and what only divides the groups.
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, "–": None, "—": None, "_": None, ".": None})
_BYTES, _DATA, _CHECK, _GROUP = 20, 32, 3, 5
#: The largest prime below 32 ** 3: neither a difference of two characters nor a power of 32 is divisible by it.
_PRIME = 32749
#: With more or fewer characters nobody meant to type a code.
_NEARLY = range(_DATA + _CHECK - 4, _DATA + _CHECK + 5)


def new_code() -> str:
    """Seven groups of five characters."""
    data = int.from_bytes(secrets.token_bytes(_BYTES), "big")
    code = _text(data, _DATA) + _text(data % _PRIME, _CHECK)
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def canonical(typed: str) -> str:
    """The code that was typed, however it was written; empty where it is none or has a typing error."""
    text = _plain(typed)
    if len(text) != _DATA + _CHECK or not set(text) <= set(_SYMBOLS):
        return ""
    return text if _number(text[:_DATA]) % _PRIME == _number(text[_DATA:]) else ""


def looks_like_code(typed: str) -> bool:
    """Whether somebody probably meant to type a code; passphrases of so many characters have fewer digits."""
    text = _plain(typed)
    known = sum(symbol in _SYMBOLS for symbol in text)
    digits = sum(symbol.isdigit() for symbol in typed)
    return len(text) in _NEARLY and known >= len(text) - 2 and digits >= 3


def _plain(typed: str) -> str:
    return "".join(typed.split()).upper().translate(_READ_AS)


def _text(number: int, length: int) -> str:
    return "".join(_SYMBOLS[number >> 5 * place & 31] for place in reversed(range(length)))


def _number(text: str) -> int:
    number = 0
    for symbol in text:
        number = number << 5 | _SYMBOLS.index(symbol)
    return number
