"""A guideline from a file: Markdown in UTF-8."""

from pathlib import Path

from desktop_al.core.errors import CannotRead
from desktop_al.core.protocol import MAX_BYTES


def read_guideline(path: Path) -> str:
    """The text of a guideline file.

    Raises:
        CannotRead: no such file, too large, or no text in UTF-8.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CannotRead(f"The guideline {path.name} is larger than 5 MB.")
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotRead(f"The guideline {path.name} is not a text in UTF-8.") from error
    except OSError as error:
        raise CannotRead(f"The guideline {path.name} cannot be read: {error.strerror or error}.") from error
    if not text.strip():
        raise CannotRead(f"The guideline {path.name} is empty.")
    return text
