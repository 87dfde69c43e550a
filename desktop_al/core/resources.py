"""Where the shipped resources lie: inside the installed package, or beside it in a source checkout."""

from pathlib import Path

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import tr


def resource(name: str) -> Path:
    """Path of the shipped resource ``name`` (with ``/``), for example ``theme/tokens.json``.

    Raises:
        DesktopAlError: the installation is incomplete.
    """
    package = Path(__file__).resolve().parent.parent
    for root in (package / "resources", package.parent / "resources"):
        path = root / name
        if path.exists():
            return path
    raise DesktopAlError(tr("This installation lacks the file resources/{name}. Install the program again.", name=name))
