"""A second copy of the newest events, in a small file beside the project.

SQLite's write-ahead log is the first copy; if its tail is torn, its last transactions are silently gone.
Every event is written here and synced *before* it is committed there, and the file is emptied only when
all of it is safely in the project file itself. On opening, what is here and not there is put back.
"""

import contextlib
import hashlib
import json
import os
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop_al.core.chain import Written
from desktop_al.core.events import Event

_MAGIC = b"dal-journal-1\n"
_LENGTH = struct.Struct("<I")
_CHECK = 8


def journal_path(project: Path) -> Path:
    return project.with_name(project.name + "-recent")


class Journal:
    """Append-only until ``reset``. Any ``OSError`` leaves the file as it was before the call."""

    def __init__(self, project: Path) -> None:
        self._path = journal_path(project)
        self._fd = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        self._end = os.fstat(self._fd).st_size
        self._known: set[tuple[bytes, int]] = set()
        if self._end < len(_MAGIC):
            self.reset()

    def append(self, entries: Iterable[Written]) -> None:
        """Write and sync; entries that are already here are passed over, so that a retry is harmless."""
        fresh = [w for w in entries if (w.event.writer, w.event.seq) not in self._known]
        if not fresh:
            return
        data = b"".join(_frame(_encode(w)) for w in fresh)
        try:
            os.lseek(self._fd, self._end, os.SEEK_SET)
            view = memoryview(data)
            while view:
                view = view[os.write(self._fd, view) :]
            _sync(self._fd)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._fd, self._end)
            raise
        self._end += len(data)
        self._known.update((w.event.writer, w.event.seq) for w in fresh)

    def reset(self) -> None:
        os.ftruncate(self._fd, 0)
        os.lseek(self._fd, 0, os.SEEK_SET)
        self._end = os.write(self._fd, _MAGIC)
        self._known.clear()
        _sync(self._fd)

    def close(self, *, remove: bool) -> None:
        os.close(self._fd)
        if remove:
            self._path.unlink(missing_ok=True)


def read_journal(project: Path) -> list[Written]:
    """All whole entries; reading ends at the first torn or foreign one. A missing file has none."""
    try:
        data = journal_path(project).read_bytes()
    except OSError:
        return []
    return list(_frames(data)) if data.startswith(_MAGIC) else []


def _frames(data: bytes) -> Iterator[Written]:
    at = len(_MAGIC)
    while at + _LENGTH.size <= len(data):
        (length,) = _LENGTH.unpack_from(data, at)
        payload = data[at + _LENGTH.size : at + _LENGTH.size + length]
        end = at + _LENGTH.size + length + _CHECK
        if end > len(data) or data[end - _CHECK : end] != _check(payload):
            return
        yield _decode(payload)
        at = end


def _frame(payload: bytes) -> bytes:
    return _LENGTH.pack(len(payload)) + payload + _check(payload)


def _check(payload: bytes) -> bytes:
    return hashlib.blake2b(payload, digest_size=_CHECK).digest()


def _encode(written: Written) -> bytes:
    event = [field.hex() if isinstance(field, bytes) else field for field in written.event]
    return json.dumps([event, written.salt.hex(), written.body.decode()]).encode()


def _decode(payload: bytes) -> Written:
    fields, salt, body = json.loads(payload)
    writer, seq, lamport, utc, monotonic, annotator, kind, sample, answer, body_hash, prev = fields
    event = Event(
        bytes.fromhex(writer),
        seq,
        lamport,
        utc,
        monotonic,
        annotator,
        kind,
        bytes.fromhex(sample),
        answer,
        bytes.fromhex(body_hash),
        bytes.fromhex(prev),
    )
    return Written(event, bytes.fromhex(salt), body.encode())


def _sync(fd: int) -> None:
    getattr(os, "fdatasync", os.fsync)(fd)
