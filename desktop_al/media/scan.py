"""List the samples of a folder while it is being walked, the first ones at once.

Nothing is opened but tables, and the first bytes of files without extension, which DICOM files may be: a file's kind
is its extension's, everything else is found out later. A
folder's own files come first, then its folders, both in natural order (img2 before img10).
"""

import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_al.core.errors import CannotRead
from desktop_al.core.shapes import Found, SampleKind
from desktop_al.core.words import tr
from desktop_al.media.opening import open_inside
from desktop_al.media.paths import is_inside, public_name
from desktop_al.media.samples import READERS, extension, may_be_dicom, reader_of
from desktop_al.media.shelf import Shelf, shelf_at
from desktop_al.media.signatures import is_dicom
from desktop_al.media.tables import find_rows, layout_in

#: Size of the first chunk: enough to show a sample and to prepare the next ones.
FIRST_CHUNK = 64
#: After so many entries of one folder it is asked whether to go on.
_ASKED = 256
_MOST_NS = 2**63 - 1


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What a scan found and what it passed over, so far.

    ``other``: files of no labelled kind by extension ("" = none). ``unreadable``: (path, cause) of folders
    and tables. ``outside``: links that leave the folder or lead nowhere. ``same_name``: files whose name
    differs from another's only in how it is encoded. ``exports``: tables of answers that this program wrote.
    """

    samples: int
    other: dict[str, int]
    unreadable: tuple[tuple[str, str], ...]
    outside: tuple[str, ...]
    same_name: tuple[str, ...]
    exports: tuple[str, ...]


class Scan(Iterator[list[Found]]):
    """Iterator over chunks of samples; ``report`` may be asked at any time."""

    def __init__(self, root: Path, chunk: int, cancelled: Callable[[], bool]) -> None:
        self._root = root
        self._cancelled = cancelled
        self._home = ""
        self._samples = 0
        self._other: Counter[str] = Counter()
        self._unreadable: list[tuple[str, str]] = []
        self._outside: list[str] = []
        self._same_name: list[str] = []
        self._exports: list[str] = []
        self._chunks = self._in_chunks(max(1, chunk))

    def __next__(self) -> list[Found]:
        return next(self._chunks)

    @property
    def report(self) -> ScanReport:
        return ScanReport(
            self._samples,
            dict(self._other),
            tuple(self._unreadable),
            tuple(self._outside),
            tuple(self._same_name),
            tuple(self._exports),
        )

    def _in_chunks(self, chunk: int) -> Iterator[list[Found]]:
        waiting: list[Found] = []
        size = min(FIRST_CHUNK, chunk)
        for found in self._walk():
            waiting.append(found)
            if len(waiting) >= size:
                if self._cancelled():
                    return
                self._samples += len(waiting)
                yield waiting
                waiting, size = [], chunk
        if waiting and not self._cancelled():
            self._samples += len(waiting)
            yield waiting

    def _walk(self) -> Iterator[Found]:
        shelf = shelf_at(self._root)
        return self._walk_folder() if shelf is None else self._walk_shelf(shelf)

    def _walk_shelf(self, shelf: Shelf) -> Iterator[Found]:
        """In the order in which the files were put there, which is that of the folder they come from."""
        for file in shelf.files():
            reader = reader_of(file.path)
            if reader is None:
                continue
            if reader.rows:
                yield from self._rows(self._root, file.path, reader.kind, file.size, file.mtime_ns)
            else:
                yield Found(file.path, reader.kind, file.size, file.mtime_ns)

    def _walk_folder(self) -> Iterator[Found]:
        self._home = os.path.realpath(self._root)
        if not os.path.isdir(self._home):
            raise CannotRead(tr("The folder {root} is not there.", root=self._root))
        # A stack, not recursion: folders may be nested deeper than Python's calls.
        pending = [(self._home, "")]
        while pending and not self._cancelled():
            place, prefix = pending.pop()
            try:
                files, folders = self._list(place, prefix)
            except OSError as error:
                if not prefix:
                    raise CannotRead(
                        tr(
                            "The folder {root} cannot be read: {reason}.",
                            root=self._root,
                            reason=error.strerror or error,
                        )
                    ) from error
                self._unreadable.append((prefix.rstrip("/"), error.strerror or str(error)))
                continue
            pending.extend((entry.path, f"{prefix}{public}/") for public, entry in reversed(folders))
            for public, entry in files:
                path, reader = prefix + public, reader_of(public)
                if reader is None:
                    continue
                try:
                    status = entry.stat()
                except OSError as error:
                    # Gone or changed since the folder was listed.
                    self._unreadable.append((path, error.strerror or str(error)))
                    continue
                if reader.rows:
                    yield from self._rows(Path(self._home), path, reader.kind, status.st_size, _mtime_ns(status))
                else:
                    yield Found(path, reader.kind, status.st_size, _mtime_ns(status))

    def _list(self, place: str, prefix: str) -> tuple[list["_Named"], list["_Named"]]:
        """Files of labelled kinds and folders of one folder, in natural order."""
        files: list[_Named] = []
        folders: list[_Named] = []
        odd, windows = False, sys.platform == "win32"
        with os.scandir(place) as entries:
            for number, entry in enumerate(entries):
                if number % _ASKED == 0 and self._cancelled():
                    return [], []
                name = entry.name
                if name.startswith(".") or (windows and _hidden_on_windows(entry)):
                    continue
                try:
                    is_link = entry.is_symlink() or (windows and _is_junction(entry))
                    is_folder = entry.is_dir(follow_symlinks=False)
                    # What a folder link inside the folder leads to is listed under its own name.
                    if is_link and not self._link_to_file(entry, prefix):
                        continue
                except OSError as error:
                    self._unreadable.append((prefix + public_name(name), error.strerror or str(error)))
                    continue
                public = name if name.isascii() else public_name(name)
                odd = odd or public != name
                if is_folder:
                    folders.append((public, entry))
                elif _may_be_sample(entry) and (is_link or entry.is_file(follow_symlinks=False)) and _is_sample(entry):
                    files.append((public, entry))
                else:
                    self._other[public_name(extension(name))] += 1
        if odd:
            files, folders = self._without_twins(files, prefix), self._without_twins(folders, prefix)
        files.sort(key=_natural)
        folders.sort(key=_natural)
        return files, folders

    def _link_to_file(self, entry: os.DirEntry[str], prefix: str) -> bool:
        target = os.path.realpath(entry.path)
        if not is_inside(target, self._home) or not os.path.exists(target):
            if target != self._home:
                self._outside.append(prefix + public_name(entry.name))
            return False
        return os.path.isfile(target)

    def _without_twins(self, entries: list["_Named"], prefix: str) -> list["_Named"]:
        """One entry for each public name: the one that bears it as it is, else the first by its bytes."""
        chosen: dict[str, os.DirEntry[str]] = {}
        for public, entry in sorted(entries, key=lambda named: (named[0] != named[1].name, named[1].name)):
            if chosen.setdefault(public, entry) is not entry:
                self._same_name.append(prefix + public)
        return list(chosen.items())

    def _rows(self, home: Path, path: str, kind: SampleKind, size: int, mtime_ns: int) -> Iterator[Found]:
        try:
            with open_inside(home, path) as table:
                layout = layout_in(table, path)
                if layout.is_export:
                    self._exports.append(path)
                    return
                for row, (offset, length) in enumerate(find_rows(table, layout, self._cancelled)):
                    yield Found(path, kind, size, mtime_ns, row, offset, length)
        except CannotRead as error:
            self._unreadable.append((path, str(error)))


_Named = tuple[str, os.DirEntry[str]]


def scan(root: Path, *, chunk: int = 2000, cancelled: Callable[[], bool] = lambda: False) -> Scan:
    """List the samples of ``root`` and its folders in chunks; the first chunk is small and comes first.

    Args:
        chunk: samples in a chunk (at most), after the first.
        cancelled: asked between chunks, folders and blocks of tables; True ends the scan early.

    Raises:
        CannotRead: (on the first step) the folder is missing or cannot be read. Folders within it that
            cannot be read are passed over and reported.
    """
    return Scan(root, chunk, cancelled)


def _may_be_sample(entry: os.DirEntry[str]) -> bool:
    return extension(entry.name) in READERS or may_be_dicom(entry.name)


def _is_sample(entry: os.DirEntry[str]) -> bool:
    """Of a file whose name may be one's: where that has no extension, the file must begin like one of DICOM."""
    if extension(entry.name) in READERS:
        return True
    try:
        handle = os.open(entry.path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb", buffering=0) as file:
            return is_dicom(file.read(132))
    except OSError:
        return False


def _mtime_ns(status: os.stat_result) -> int:
    """Within 64 bits: a file may be dated centuries away, and the project file keeps no larger numbers."""
    return max(-_MOST_NS, min(status.st_mtime_ns, _MOST_NS))


_DIGITS = re.compile("[0-9]+")


def _natural(named: _Named) -> str:
    """Sort key: runs of digits as numbers, letters without case; ties by the name itself.

    One string, not a list of parts: comparing and collecting 100,000 lists costs several times as much.
    """
    return _DIGITS.sub(_padded, named[0].casefold()) + "\x00" + named[0]


def _padded(digits: re.Match[str]) -> str:
    return digits.group().zfill(20)


def _hidden_on_windows(entry: os.DirEntry[str]) -> bool:
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)


def _is_junction(entry: os.DirEntry[str]) -> bool:
    tag = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return bool(tag == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1))
