"""What programs and libraries of Linux need of others, as their own tables say; read with binutils.

Only the standard library, in the syntax of Python 3.8.
"""

from __future__ import annotations

import os
import re
import struct
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Callable, Iterable, NamedTuple, Sequence, Tuple

Entry = Tuple[str, str, str]
_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)(?:\.\d+)?\b")
_FROM_LIBC = re.compile(r"required from (\S+):\n((?:\s+0x.*\n)+)")
#: Folders whose libraries are there for others alone.
_FOR_OTHERS = ("", "PySide6/Qt/lib")


class Needs(NamedTuple):
    """Names of libraries, and the least version of the C library as (2, n)."""

    libraries: frozenset[str]
    glibc: tuple[int, int]


def is_elf(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(4) == b"\x7fELF"
    except OSError:
        return False


@lru_cache(maxsize=None)
def needs(path: str) -> Needs:
    out = subprocess.run(
        ["objdump", "-p", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C"}
    ).stdout.decode("utf-8", "replace")
    glibc = [
        (int(major), int(minor))
        for name, rows in _FROM_LIBC.findall(out + "\n")
        if name.startswith(("libc.", "libm.", "libdl.", "libpthread.", "librt."))
        for major, minor in _GLIBC.findall(rows)
    ]
    return Needs(frozenset(_NEEDED.findall(out)), max(glibc, default=(2, 0)))


def can_be_loaded(path: str) -> bool:
    """Whether all parts of a 64-bit library lie where a loader can map them. ``strip`` moves them in libraries that
    were given other paths after linking."""
    with open(path, "rb") as file:
        head = file.read(64)
        if len(head) < 64 or head[4:6] != b"\x02\x01":
            return False
        table, size, count = struct.unpack_from("<Q", head, 32)[0], *struct.unpack_from("<HH", head, 54)
        file.seek(table)
        rows = file.read(size * count)
    for row in range(count):
        kind, _, offset, address, _, _, _, align = struct.unpack_from("<IIQQQQQQ", rows, row * size)
        if kind == 1 and (align < 4096 or (address - offset) % align):
            return False
    return True


def dynamic_symbols(path: str) -> list[str]:
    """What a library needs and gives: the lines of its dynamic symbol table and of its needs."""
    out = subprocess.run(
        ["objdump", "-p", "-T", path],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "LC_ALL": "C"},
    ).stdout.decode("utf-8", "replace")
    return sorted(line for line in out.splitlines()[3:] if " g " in line or "*UND*" in line or "NEEDED" in line)


def elf_files(folder: Path) -> list[str]:
    """All programs and libraries below a folder, links left out."""
    found = []
    for place, _, names in os.walk(str(folder)):
        paths = (os.path.join(place, name) for name in names)
        found += [path for path in paths if not os.path.islink(path) and is_elf(path)]
    return sorted(found)


def from_outside(folder: Path) -> Needs:
    """What the programs below a folder need and is not there itself."""
    files = elf_files(folder)
    inside = {name for _, _, names in os.walk(str(folder)) for name in names}
    every = [needs(path) for path in files]
    wanted = frozenset(name for one in every for name in one.libraries if name not in inside)
    return Needs(wanted, max((one.glibc for one in every), default=(2, 0)))


def without_unneeded(
    entries: Sequence[Entry], keep: Iterable[str], read: Callable[[str], Needs] = needs
) -> list[Entry]:
    """A PyInstaller table (name, source, kind) without libraries that no other entry needs any more.

    Only those count that lie where libraries for others lie; ``keep``: beginnings of names that stay anyway.
    """
    keep = tuple(keep)

    def waits(entry: Entry) -> bool:
        folder, _, base = entry[0].rpartition("/")
        return folder in _FOR_OTHERS and ".so" in base and base.startswith("lib") and not base.startswith(keep)

    kept = [entry for entry in entries if not waits(entry)]
    waiting = [entry for entry in entries if waits(entry)]
    looked = 0
    wanted: set[str] = set()
    while looked < len(kept):
        for name, source, kind in kept[looked:]:
            looked += 1
            # A link has no needs; what it leads to bears the same name.
            wanted |= {name.rpartition("/")[2]} if kind == "SYMLINK" else read(source).libraries
        found = [entry for entry in waiting if entry[0].rpartition("/")[2] in wanted]
        waiting = [entry for entry in waiting if entry not in found]
        kept += found
    names = {entry[0] for entry in kept}
    return [entry for entry in entries if entry[0] in names]
