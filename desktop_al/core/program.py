"""What this program is called where it is installed, its version, and the licences that came with it."""

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE = "desktop-al"
FROM_SOURCE = "from source"


def program_version() -> str:
    """The version of the installed package, ``FROM_SOURCE`` where there is none."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return FROM_SOURCE


def licence_folder() -> Path | None:
    """Where the licences of all parts lie beside a frozen program; None where each package has its own."""
    folder = Path(sys.executable).resolve().parent / "licences"
    return folder if getattr(sys, "frozen", False) and folder.is_dir() else None
