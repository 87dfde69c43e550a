"""What an annotator can be called."""

from desktop_al.core.errors import BadArgument
from desktop_al.core.words import tr

_MAX_NAME = 200


def check_annotator(name: str) -> str:
    """The name as it is kept. Raises BadArgument."""
    trimmed = " ".join(name.split())
    if not trimmed or len(trimmed) > _MAX_NAME or not trimmed.isprintable():
        raise BadArgument(tr("The annotator needs a name of 1 to 200 characters."))
    return trimmed
