"""Takes libraries of Linux out of the needs of one that is linked to them, where nothing calls them.

What it wanted of them stays wanted, but weakly: it becomes a null pointer instead of an error. Whoever cuts must know
that nothing gets there; ``frozen_parts.CUT`` says why. Nothing is moved: only entries of the tables that the loader
reads are changed in place. For 64-bit little-endian files. Only the standard library, in the syntax of Python 3.8.
"""

from __future__ import annotations

import os
import struct
from fnmatch import fnmatch
from pathlib import Path
from typing import Collection, NamedTuple, Sequence

_LOAD, _DYNAMIC = 1, 2
_NULL, _NEEDED, _STRTAB, _SYMTAB, _STRSZ = 0, 1, 5, 6, 10
_VERSYM, _VERNEED, _VERNEEDNUM = 0x6FFFFFF0, 0x6FFFFFFE, 0x6FFFFFFF
_SYMBOL, _WEAK, _GLOBAL, _ANY_VERSION = 24, 2, 1, 1
_DYNSYM, _SECTION_OF_NEEDS = 11, 0x6FFFFFFE


class Broken(Exception):
    """A file is not what this can read."""


class Symbol(NamedTuple):
    """One row of the dynamic symbol table; ``at``: where in the file."""

    name: str
    at: int
    index: int
    defined: bool
    strong: bool


class Library:
    """The tables of a program or library, and its bytes, that may be changed."""

    def __init__(self, path: Path) -> None:
        self.path, self.data = path, bytearray(path.read_bytes())
        if len(self.data) < 64 or self.data[:6] != b"\x7fELF\x02\x01":
            raise Broken(f"{path.name} is not a 64-bit library.")
        table, self._sections = struct.unpack_from("<QQ", self.data, 32)
        size, count = struct.unpack_from("<HH", self.data, 54)
        self._section_size, self._section_count = struct.unpack_from("<HH", self.data, 58)
        rows = [struct.unpack_from("<IIQQQQQQ", self.data, table + n * size) for n in range(count)]
        self._loads = [(address, filled, offset) for kind, _, offset, address, _, filled, _, _ in rows if kind == _LOAD]
        dynamic = [offset for kind, _, offset, *_ in rows if kind == _DYNAMIC]
        if not dynamic:
            raise Broken(f"{path.name} is not linked dynamically.")
        self._dynamic = dynamic[0]
        self._read_tags()

    def _read_tags(self) -> None:
        self.tags: list[list[int]] = []
        for at in range(self._dynamic, len(self.data), 16):
            tag, value = struct.unpack_from("<QQ", self.data, at)
            if tag == _NULL:
                break
            self.tags.append([tag, value])
        self._values: dict[int, int] = dict(self.tags)

    def _offset(self, address: int) -> int:
        for start, filled, offset in self._loads:
            if start <= address < start + filled:
                return address - start + offset
        raise Broken(f"{self.path.name}: address {address:#x} is in no part of the file.")

    def _text(self, at: int) -> str:
        start = self._offset(self._values[_STRTAB]) + at
        return self.data[start : self.data.index(0, start)].decode("utf-8")

    def needed(self) -> list[str]:
        return [self._text(value) for tag, value in self.tags if tag == _NEEDED]

    def symbols(self) -> list[Symbol]:
        """The dynamic symbols, the first and empty one left out."""
        start = self._offset(self._values[_SYMTAB])
        found = []
        for index in range(1, self._symbol_count()):
            at = start + index * _SYMBOL
            name, info, _, section = struct.unpack_from("<IBBH", self.data, at)
            found.append(Symbol(self._text(name), at, index, section != 0, info >> 4 == _GLOBAL))
        return found

    def _section_rows(self) -> list[int]:
        """Where the rows of the table of sections are; none where it was stripped."""
        return [self._sections + n * self._section_size for n in range(self._section_count)] if self._sections else []

    def _symbol_count(self) -> int:
        for at in self._section_rows():
            if struct.unpack_from("<I", self.data, at + 4)[0] == _DYNSYM:
                return int(struct.unpack_from("<Q", self.data, at + 32)[0] // _SYMBOL)
        raise Broken(f"{self.path.name} has no table of sections.")

    def cut(self, names: Collection[str], given: Collection[str]) -> int:
        """Need the libraries of these names no more; ``given``: the symbols that they define.

        How many symbols are wanted weakly now. Nothing is written yet.
        """
        gone = set(names) & set(self.needed())
        versions = self._cut_versions(gone)
        start = self._offset(self._values[_VERSYM]) if _VERSYM in self._values else 0
        changed = 0
        for symbol in self.symbols():
            at = start + 2 * symbol.index
            version = struct.unpack_from("<H", self.data, at)[0] & 0x7FFF if start else _ANY_VERSION
            # One without a version of another library may be anybody's: then the name decides.
            theirs = version in versions or (version <= _ANY_VERSION and symbol.name in given)
            if symbol.defined or not theirs:
                continue
            if start:
                struct.pack_into("<H", self.data, at, _ANY_VERSION)
            self.data[symbol.at + 4] = self.data[symbol.at + 4] & 0x0F | _WEAK << 4
            changed += 1
        kept = [row for row in self.tags if not (row[0] == _NEEDED and self._text(row[1]) in gone)]
        for row in kept:
            if row[0] == _VERNEED:
                row[1] = self._values[_VERNEED]
            elif row[0] == _VERNEEDNUM:
                row[1] = self._values[_VERNEEDNUM]
        rows = kept + [[_NULL, 0]] * (len(self.tags) - len(kept))
        for number, (tag, value) in enumerate(rows):
            struct.pack_into("<QQ", self.data, self._dynamic + 16 * number, tag, value)
        self._read_tags()
        return changed

    def _cut_versions(self, gone: Collection[str]) -> set[int]:
        """Take libraries out of the list of wanted versions; the numbers of the versions that went."""
        versions: set[int] = set()
        if _VERNEED not in self._values:
            return versions
        at, kept = self._offset(self._values[_VERNEED]), []
        first = at
        while True:
            _, count, name, rows, following = struct.unpack_from("<HHIII", self.data, at)
            if self._text(name) in gone:
                row = at + rows
                for _ in range(count):
                    number, _, step = struct.unpack_from("<HII", self.data, row + 6)
                    versions.add(number & 0x7FFF)
                    row += step
            else:
                kept.append(at)
            if not following:
                break
            at += following
        if not kept:
            raise Broken(f"{self.path.name} would want nothing of anybody.")
        for one, other in zip(kept, [*kept[1:], 0]):
            struct.pack_into("<I", self.data, one + 12, other - one if other else 0)
        self._values[_VERNEED] += kept[0] - first
        self._values[_VERNEEDNUM] = len(kept)
        for row in self._section_rows():
            # For those who read the file by its sections, as binutils do.
            if struct.unpack_from("<I", self.data, row + 4)[0] == _SECTION_OF_NEEDS:
                struct.pack_into("<I", self.data, row + 44, len(kept))
        return versions

    def write(self) -> None:
        part = self.path.with_name(self.path.name + ".part")
        part.write_bytes(self.data)
        os.chmod(str(part), 0o755)
        os.replace(str(part), str(self.path))


def cut(path: Path, libraries: Collection[Path]) -> int:
    """Take libraries out of the needs of the file at ``path``; how many of its wants stay open.

    Raises:
        Broken: the file or one of the libraries cannot be read, or one is not needed.
    """
    whole = Library(path)
    without = sorted({one.name for one in libraries} - set(whole.needed()))
    if without:
        raise Broken(f"{path.name} does not need {', '.join(without)}.")
    given = {symbol.name for one in libraries for symbol in Library(one).symbols() if symbol.defined}
    changed = whole.cut([one.name for one in libraries], given)
    whole.write()
    return changed


def reached(start: Path, folder: Path) -> set[Path]:
    """The libraries in ``folder`` that a module needs, and those that they need."""
    found: set[Path] = set()
    left = [start]
    while left:
        for name in Library(left.pop()).needed():
            one = folder / name
            if one.is_file() and one not in found:
                found.add(one)
                left.append(one)
    return found


def cut_out(inner: Path, plan: Sequence[tuple[str, Sequence[str]]]) -> int:
    """Cut as ``frozen_parts.CUT`` says below ``inner``, take away what nobody needs then; how many bytes that were.

    Raises:
        Broken: a module or a library of the plan is not there.
    """
    freed = 0
    for name, patterns in plan:
        module = inner / name
        folder = inner / _libraries_of(inner, module)
        before = reached(module, folder)
        gone = [one for one in before if any(fnmatch(one.name, pattern) for pattern in patterns)]
        idle = [pattern for pattern in patterns if not any(fnmatch(one.name, pattern) for one in gone)]
        if idle:
            raise Broken(f"{name} is not linked to {', '.join(idle)}.")
        cut(module, gone)
        for one in before - reached(module, folder):
            freed += one.stat().st_size
            one.unlink()
    for link in inner.rglob("*.so*"):
        if link.is_symlink() and not link.exists():
            link.unlink()
    return freed


def _libraries_of(inner: Path, module: Path) -> str:
    """The folder beside the packages that holds most of what a module needs, as wheels of Linux have it."""
    needed = set(Library(module).needed()) if module.is_file() else set()
    found = [(sum((one / name).is_file() for name in needed), one.name) for one in inner.glob("*.libs")]
    if not needed or not found or max(found)[0] == 0:
        raise Broken(f"{module.name} and its libraries are not there.")
    return max(found)[1]
