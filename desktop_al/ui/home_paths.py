"""Paths as people write and read them: "~" stands for their own folder."""

import os
from pathlib import Path


def home_words(path: str) -> str:
    """A path with "~" in place of the home folder, where it lies in it."""
    home = str(Path.home()).rstrip(os.sep)
    inside = bool(home) and (path == home or path.startswith(home + os.sep))
    return f"~{path[len(home) :]}" if inside else path


def typed_path(text: str) -> Path:
    """The path that is meant by what was typed.

    Raises:
        RuntimeError: there is no such user. OSError, ValueError: no path at all.
    """
    return Path(text.strip()).expanduser()
