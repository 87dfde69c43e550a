"""What this program is called where it is installed, and its version."""

from importlib.metadata import PackageNotFoundError, version

PACKAGE = "desktop-al"
FROM_SOURCE = "from source"


def program_version() -> str:
    """The version of the installed package, ``FROM_SOURCE`` where there is none."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return FROM_SOURCE
