"""What several commands need: places to write to, JSON, one line that says how far it is."""

import contextlib
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from desktop_al.core.errors import DesktopAlError
from desktop_al.places import home


def check_out(path: str | None) -> None:
    """Refuse a place that cannot be written to before the work rather than after it."""
    if not path or path == "-":
        return
    if Path(path).is_dir():
        raise DesktopAlError(f"{path} is a folder; a file is needed.")
    if not Path(path).resolve().parent.is_dir():
        raise DesktopAlError(f"There is no folder {Path(path).parent} to write {Path(path).name} in.")


def check_no_input(out: str | None, inputs: Iterable[str | Path]) -> None:
    """Refuse to write over what is read, or over a file of a project.

    Raises:
        DesktopAlError.
    """
    if not out or out == "-":
        return
    place = Path(out).resolve()
    for one in inputs:
        source = Path(one).resolve()
        beside = source.suffix == ".dal" and place.parent == source.parent and place.name.startswith(source.name + "-")
        if place == source or beside:
            raise DesktopAlError(f"{out} is what the command works on, and is not written over. Name another file.")


def print_json(value: Any, where: str) -> None:
    if where == "-":
        json.dump(value, sys.stdout, ensure_ascii=False)
        print()
        return
    write_whole(Path(where), json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace"))


def write_whole(path: Path, content: bytes) -> None:
    if path.exists() and not path.is_file():
        # A device or a pipe is written to, never replaced.
        path.write_bytes(content)
        return
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        unfinished.write_bytes(content)
        os.replace(unfinished, path)
    except OSError:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise


def say(words: str) -> None:
    """One line that is written over by the next one, where somebody looks on."""
    if sys.stderr.isatty():
        print(f"\r{words:<60}", end="", file=sys.stderr, flush=True)


def names_in(text: str, option: str) -> tuple[str, ...]:
    """The names of a list with commas."""
    names = tuple(name.strip() for name in text.split(","))
    if not all(names):
        raise DesktopAlError(f'{option} "{text}" has an empty name: there is a comma too many, or a name is missing.')
    return names


def one_thread() -> None:
    """On two busy cores more threads take several times as long. Read when numpy loads."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def weights_place() -> str:
    from desktop_al.loop.opening import weights_folder

    return str(weights_folder(home()))
