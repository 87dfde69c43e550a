"""The study protocol as a file of its own."""

from pathlib import Path

from desktop_al.media.replace import replace_file


def save_study_protocol(path: Path, text: str) -> None:
    """Write the Markdown in UTF-8, whole or not at all.

    Raises:
        DesktopAlError: it cannot be written; says why.
    """
    replace_file(path, lambda file: file.write(text.encode("utf-8", "backslashreplace")))
