"""Where things lie on this computer, and who sits at it."""

import os
from pathlib import Path


def home() -> Path:
    """Where settings lie: DESKTOP_AL_HOME, else the system's place for them."""
    given = os.environ.get("DESKTOP_AL_HOME")
    if given:
        return Path(given)
    from platformdirs import user_config_path, user_data_path

    os.environ.setdefault("DESKTOP_AL_WEIGHTS", str(user_data_path("desktop_al", appauthor=False) / "weights"))
    return user_config_path("desktop_al", appauthor=False)


def demo_home() -> Path:
    given = os.environ.get("DESKTOP_AL_HOME")
    if given:
        return Path(given) / "demo"
    from platformdirs import user_data_path

    return user_data_path("desktop_al", appauthor=False) / "demo"


def cache_home() -> Path:
    """Where features of folders are kept between two simulations; may be deleted at any time."""
    given = os.environ.get("DESKTOP_AL_HOME")
    if given:
        return Path(given) / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("desktop_al", appauthor=False)


def default_annotator() -> str:
    import getpass

    try:
        return getpass.getuser() or "Annotator 1"
    except (OSError, KeyError):
        return "Annotator 1"
