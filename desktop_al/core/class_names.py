"""Names of classes, wherever they come from: typed, given when the project is made, or imported."""

import unicodedata

from desktop_al.core.errors import BadArgument
from desktop_al.core.words import tr

MAX_NAME = 200
#: Within words of Persian and many scripts of India, and in emoji: letters, although not printable by themselves.
_JOINERS = str.maketrans("", "", "\u200c\u200d")


def fit_name(name: str) -> str:
    """The name as it is kept: composed (NFC), with single spaces.

    Raises:
        BadArgument: empty, longer than ``MAX_NAME`` characters, or with characters that cannot be shown, such as
            those that turn the direction of writing.
    """
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not name:
        raise BadArgument(tr("A class needs a name."))
    if len(name) > MAX_NAME:
        raise BadArgument(tr("A class name can have {most} characters, not {given}.", most=MAX_NAME, given=len(name)))
    if not name.translate(_JOINERS) or not can_be_shown(name):
        raise BadArgument(tr("This name holds characters that cannot be shown. Type it again without them."))
    return name


def can_be_shown(words: str) -> bool:
    """Whether all characters are printable, or joiners between some that are."""
    return words.translate(_JOINERS).isprintable()
