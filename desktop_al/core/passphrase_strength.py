"""How good a new passphrase is, in plain words: how long it is, and whether it is among what is tried first."""

from typing import Literal, NamedTuple

from desktop_al.core.words import tr

Level = Literal["short", "guessable", "fair", "good"]
#: Shorter ones are found by trying.
LEAST = 8
_FAIR, _GOOD = 12, 16
_DISTINCT = 5
#: Parts of the passphrases that are tried first everywhere; what is left beside them has to be long enough by itself.
_COMMON = (
    *("password", "passwort", "passphrase", "kennwort", "letmein", "welcome", "willkommen", "admin", "administrator"),
    *("iloveyou", "monkey", "dragon", "football", "baseball", "sunshine", "princess", "master", "shadow", "superman"),
    *("qwerty", "qwertz", "azerty", "asdfgh", "yxcvbn", "zxcvbn", "1q2w3e", "q1w2e3", "abc123", "abcdef"),
    *("123456", "234567", "345678", "456789", "987654", "654321", "111111", "000000", "secret", "geheim", "changeme"),
    *("hospital", "radiology", "doctor", "nurse", "desktop_al", "trustno1", "starwars", "whatever", "hello", "hallo"),
)


class Strength(NamedTuple):
    level: Level
    words: str


def strength(passphrase: str, name: str = "") -> Strength:
    """``name`` is that of its owner, which anybody would try."""
    if len(passphrase) < LEAST:
        return Strength("short", tr("Too short: {least} characters at least. Several words are best.", least=LEAST))
    plain = passphrase.casefold()
    rest = plain
    for known in (*_COMMON, name.casefold().replace(" ", ""), name.casefold()):
        rest = rest.replace(known, "") if len(known) > 2 else rest
    if len(set(plain)) < _DISTINCT or (plain.isdigit() and len(plain) < _GOOD) or (rest != plain and len(rest) < LEAST):
        return Strength("guessable", tr("Easy to guess: this is among what is tried first."))
    if len(rest) < _FAIR:
        return Strength("fair", tr("Fair. Longer is better: several words are best."))
    return Strength("good", tr("Good.") if len(rest) < _GOOD else tr("Very good."))
