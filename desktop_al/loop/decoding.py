"""Decoding files of others for the screen in a process of its own, which is ended where it hangs and begun anew where
it dies: one hostile file costs itself and nothing else.

This process reads the bytes, and parses none of them. Rows of tables are texts cut out by Python and stay here.
"""

import contextlib
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from desktop_al.core.errors import CannotRead
from desktop_al.core.shapes import Found
from desktop_al.core.words import tr
from desktop_al.loop import decoding_process
from desktop_al.loop.decoded_form import NotBelievedError, receive
from desktop_al.loop.loader import SCREEN_EDGE, Shown, read_for_screen
from desktop_al.loop.processes import one_thread
from desktop_al.loop.reading_marks import UNSAFE
from desktop_al.loop.screen import Unreadable
from desktop_al.loop.worker import CONTEXT
from desktop_al.media.picture import View
from desktop_al.media.samples import content_hash, read_bytes

#: Seconds for one file, and for each 16 MiB of it; and for the process to load its libraries.
_PATIENCE, _MORE, _STARTING = 5.0, 1.0, 30.0


class Decoder:
    """One process, started by ``start`` or the first ``read``; for any number of threads, one file at a time."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._turn = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._ready = False
        self._closed = False
        self._watch = _Watch()

    @property
    def pid(self) -> int:
        """0 while there is no process."""
        return (self._process.pid or 0) if self._process is not None else 0

    def start(self) -> None:
        """Have the process load its libraries before the first file comes."""
        with self._turn:
            if not self._closed:
                self._begin()

    def read(self, root: Path, found: Found, view: View) -> Shown:
        """As ``loader.read_for_screen``; a file that ends the process is ``Unreadable`` with the sentence UNSAFE."""
        if found.row >= 0:
            return read_for_screen(root, found, view)
        try:
            data = read_bytes(root, found)
        except CannotRead as error:
            return Shown(Unreadable(str(error)), b"", None)
        except MemoryError:
            return Shown(Unreadable(tr("There is not enough memory to show this sample.")), b"", None)
        digest = content_hash(data)
        with self._turn:
            if self._closed:
                return Shown(Unreadable(tr(UNSAFE)), b"", None)
            return self._decoded(found, data, view, digest)

    def _decoded(self, found: Found, data: bytes, view: View, digest: bytes) -> Shown:
        try:
            process, pipe = self._begin()
            patience = self._patience + _MORE * len(data) / 2**24 + (0 if self._ready else _STARTING)
            with self._watch.over(process, patience):
                pipe.send((found, view))
                pipe.send_bytes(data)
                shown = receive(pipe, digest, len(data), view.max_edge or SCREEN_EDGE)
        except (OSError, EOFError, NotBelievedError, ValueError):
            self._end()
            return Shown(Unreadable(tr(UNSAFE)), digest, None)
        self._ready = True
        return shown

    def _begin(self) -> tuple[SpawnProcess, Connection]:
        if self._process is None or self._pipe is None or not self._process.is_alive():
            self._end()
            self._pipe, theirs = CONTEXT.Pipe()
            self._process = CONTEXT.Process(
                target=decoding_process.main, args=(theirs,), name="desktop-al-decoder", daemon=True
            )
            with one_thread():
                self._process.start()
            theirs.close()
        return self._process, self._pipe

    def _end(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        self._ready = False
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
        if process is not None:
            process.kill()
            process.join(1.0)

    def close(self) -> None:
        """End the process, also in the middle of a file."""
        self._closed = True
        self._watch.close()
        with self._turn:
            self._end()


class _Watch:
    """Kills a process that is watched over for longer than it may take: a read from its pipe ends by that."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._process: SpawnProcess | None = None
        self._end = 0.0
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="decoder-watch", daemon=True)
        self._thread.start()

    @contextlib.contextmanager
    def over(self, process: SpawnProcess, seconds: float) -> Iterator[None]:
        with self._changed:
            self._process, self._end = process, 0.0 if self._closed else time.monotonic() + seconds
            self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._process = None

    def _run(self) -> None:
        with self._changed:
            while not self._closed or self._process is not None:
                if self._process is None:
                    self._changed.wait()
                elif (left := self._end - time.monotonic()) > 0:
                    self._changed.wait(left)
                else:
                    self._process.kill()
                    self._process = None

    def close(self) -> None:
        with self._changed:
            self._closed, self._end = True, 0.0
            self._changed.notify()
        self._thread.join(2.0)


_shared_lock = threading.Lock()
_shared: list[Decoder] = []
_borrowed = 0


def borrow() -> Decoder:
    """The one decoder of all lists of small pictures; give it back with ``give_back``."""
    global _borrowed
    with _shared_lock:
        _borrowed += 1
        if not _shared:
            _shared.append(Decoder())
        return _shared[0]


def give_back() -> None:
    """The last one to give it back ends its process."""
    global _borrowed
    with _shared_lock:
        _borrowed -= 1
        last = _shared.pop() if not _borrowed and _shared else None
    if last is not None:
        last.close()
