"""A second copy of the newest events, in a small file beside the project.

SQLite's write-ahead log is the first copy; if its tail is torn, its last transactions are silently gone.
Every event is written here and synced *before* it is committed there, and the file is emptied only when
all of it is safely in the project file itself. On opening, what is here and not there is put back.
"""

import contextlib
import hashlib
import itertools
import json
import os
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop_al.core.chain import Written
from desktop_al.core.events import Event
from desktop_al.core.plain_json import MAX_BYTES, read_json
from desktop_al.store.sealing import WrongKey, seal, subkey, unseal

_MAGIC = b"dal-journal-1 "
_LENGTH = struct.Struct("<I")
_CHECK = 8


def journal_path(project: Path) -> Path:
    return project.with_name(project.name + "-recent")


class Journal:
    """Append-only until ``reset``. Any ``OSError`` of ``append`` leaves the file as it was before the call.

    ``project_id`` stands at its beginning: what another project left under the same name is put aside. ``key``: that of
    an encrypted project; each entry is then sealed.
    """

    def __init__(self, project: Path, project_id: str, key: bytearray | None = None) -> None:
        self._seal = _Seal(key)
        self._path = journal_path(project)
        self._header = _header(project_id, key)
        _put_aside_another(self._path, self._header)
        self._fd = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        self._end = 0
        self._known: set[tuple[bytes, int]] = set()
        try:
            self._go_on()
        except OSError:
            os.close(self._fd)
            raise

    def _go_on(self) -> None:
        """After the last whole entry: what comes after a torn one would never be read again."""
        data = self._path.read_bytes()
        if not data.startswith(self._header):
            self.reset()
            return
        self._end = len(self._header)
        for written, end in _frames(data, self._end, self._seal):
            self._known.add((written.event.writer, written.event.seq))
            self._end = end
        os.ftruncate(self._fd, self._end)

    def append(self, entries: Iterable[Written]) -> None:
        """Write and sync; entries that are already here are passed over, so that a retry is harmless."""
        fresh = [w for w in entries if (w.event.writer, w.event.seq) not in self._known]
        if not fresh:
            return
        data = b"".join(_frame(self._seal.shut(_encode(w))) for w in fresh)
        # The header is missing where the last ``reset`` found no room for it.
        self._write(data if self._end else self._header + data)
        self._known.update((w.event.writer, w.event.seq) for w in fresh)

    def _write(self, data: bytes) -> None:
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

    def reset(self) -> None:
        """Empty it. When only that succeeds, the next entry brings the header along."""
        os.ftruncate(self._fd, 0)
        self._end = 0
        self._known.clear()
        self._write(self._header)

    def close(self, *, remove: bool) -> None:
        os.close(self._fd)
        if remove:
            self._path.unlink(missing_ok=True)


def read_journal(project: Path, project_id: str, key: bytearray | None = None) -> list[Written]:
    """All whole entries; reading ends at the first torn one. A missing or foreign file has none."""
    try:
        data = journal_path(project).read_bytes()
    except OSError:
        return []
    header = _header(project_id, key)
    return [written for written, _ in _frames(data, len(header), _Seal(key))] if data.startswith(header) else []


def is_journal_of(project: Path, project_id: str, key: bytearray | None = None) -> bool:
    """Whether the file beside is that of this project, not one that another left there."""
    header = _header(project_id, key)
    with contextlib.suppress(OSError), open(journal_path(project), "rb") as file:
        return header.startswith(file.read(len(header)))
    return False


def _header(project_id: str, key: bytearray | None) -> bytes:
    """What was written with another key is as good as another project's: put aside, not written over."""
    name = b"" if key is None else b" " + subkey(key, "name of the journal")[:8].hex().encode()
    return _MAGIC + project_id.encode() + name + b"\n"


def _put_aside_another(path: Path, header: bytes) -> None:
    try:
        with open(path, "rb") as file:
            begin = file.read(len(header))
    except FileNotFoundError:
        return
    # A beginning that was cut off is our own, torn while it was made.
    if not header.startswith(begin):
        names = (f"{path.name}-of-another{'' if k == 1 else f'-{k}'}" for k in itertools.count(1))
        os.replace(path, next(aside for aside in map(path.with_name, names) if not os.path.lexists(aside)))


class _Seal:
    """Entries as they lie on disk: as they are in a plain project, sealed in an encrypted one."""

    def __init__(self, key: bytearray | None) -> None:
        self._key = None if key is None else subkey(key, "journal")

    def shut(self, payload: bytes) -> bytes:
        return payload if self._key is None else seal(self._key, payload)

    def open(self, payload: bytes) -> bytes:
        """Raises ValueError."""
        try:
            return payload if self._key is None else unseal(self._key, payload)
        except WrongKey:
            raise ValueError("sealed with another key") from None


def _frames(data: bytes, at: int, sealing: _Seal) -> Iterator[tuple[Written, int]]:
    """Entries with where each ends."""
    while at + _LENGTH.size <= len(data):
        (length,) = _LENGTH.unpack_from(data, at)
        payload = data[at + _LENGTH.size : at + _LENGTH.size + length]
        end = at + _LENGTH.size + length + _CHECK
        if end > len(data) or data[end - _CHECK : end] != _check(payload):
            return
        try:
            written = _decode(sealing.open(payload))
        except (ValueError, TypeError, AttributeError):
            return
        yield written, end
        at = end


def _frame(payload: bytes) -> bytes:
    return _LENGTH.pack(len(payload)) + payload + _check(payload)


def _check(payload: bytes) -> bytes:
    return hashlib.blake2b(payload, digest_size=_CHECK).digest()


def _encode(written: Written) -> bytes:
    event = [field.hex() if isinstance(field, bytes) else field for field in written.event]
    return json.dumps([event, written.salt.hex(), written.body.decode()]).encode()


def _decode(payload: bytes) -> Written:
    fields, salt, body = read_json(payload, most=2 * MAX_BYTES)
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
