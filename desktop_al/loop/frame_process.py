"""Compressed frames of DICOM files are decoded in a process of their own, which a damaged file may end.

The decoder is foreign code that ends its process at some damaged frames, and may need any memory and time for others.
Only bytes and JSON go through the pipe: what comes back from there is believed no more than a file is.
"""

import contextlib
import json
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core import words
from desktop_al.core.errors import CannotRead
from desktop_al.core.languages import of_environment
from desktop_al.core.words import english, mark, said_elsewhere, tr
from desktop_al.loop.processes import one_thread
from desktop_al.media.dicom_streams import DAMAGED
from desktop_al.media.dicom_streams import decode_elsewhere as _decode_elsewhere
from desktop_al.media.headers import MAX_MEMORY

#: Seconds that one frame may take, and that the process waits for the next one before it ends.
PATIENCE, IDLE = 60.0, 30.0
#: Bytes of address space of the process, where the system can limit it.
_ROOM = 4 * 2**30
_TYPES = ("|u1", "|i1", "<u2", "<i2", "<u4", "<i4")
TOO_LONG = mark("The image takes too long to decode: it is damaged, or far too large.")


class FrameDecoder:
    """Starts its process with the first frame, and anew when one has ended it. May be used by several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._ends = 0

    def decode(self, encoded: bytes, syntax: str, options: dict[str, Any]) -> tuple[npt.NDArray[Any], str]:
        """As ``media.dicom.decode_encoded``.

        Raises:
            CannotRead: the frame is damaged, or takes too long.
        """
        asked = json.dumps([syntax, options]).encode()
        with self._lock:
            known, ends = self._pipe is not None, self._ends
            answer = self._answer(asked, encoded)
            if answer is None and known and ends == self._ends:
                # It may have ended for want of work just then.
                answer = self._answer(asked, encoded)
        if answer is None and ends != self._ends:
            raise CannotRead(tr("The image was not read: everything is being closed."))
        if answer is None:
            raise CannotRead(tr(DAMAGED))
        return _believed(*answer)

    def end(self) -> None:
        """End the process at once, also in the middle of a frame; the next frame starts another one."""
        self._ends += 1
        process = self._process
        if process is not None:
            # Not yet started, or ended just now.
            with contextlib.suppress(AttributeError, ValueError):
                process.kill()
        with self._lock:
            self._end()

    def _answer(self, asked: bytes, encoded: bytes) -> tuple[bytes, bytes] | None:
        """What the process says, None where it has ended."""
        try:
            if self._pipe is None:
                self._start()
            assert self._pipe is not None
            self._pipe.send_bytes(asked)
            self._pipe.send_bytes(encoded)
            if not self._pipe.poll(PATIENCE):
                self._end()
                raise CannotRead(tr(TOO_LONG))
            return self._pipe.recv_bytes(10_000), self._pipe.recv_bytes(MAX_MEMORY)
        except (EOFError, OSError):
            self._end()
            return None

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        # The worker process, too, may have this child: both end with their pipes.
        multiprocessing.current_process().daemon = False
        self._process = context.Process(target=serve, args=(theirs,), name="desktop-al-frames", daemon=True)
        with one_thread():
            self._process.start()
        theirs.close()

    def _end(self) -> None:
        pipe, process, self._pipe, self._process = self._pipe, self._process, None, None
        if pipe is not None:
            pipe.close()
        if process is not None and process.pid is not None:
            process.kill()
            process.join(5.0)


def _believed(told: bytes, data: bytes) -> tuple[npt.NDArray[Any], str]:
    try:
        answer = json.loads(told)
        if answer.get("cause"):
            raise CannotRead(said_elsewhere(str(answer["cause"]), str(answer["english"])))
        kind, shape, interpretation = str(answer["type"]), [int(side) for side in answer["shape"]], answer["told"]
        if kind not in _TYPES or len(shape) not in (2, 3):
            raise ValueError
        return np.frombuffer(data, kind).reshape(shape), str(interpretation)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CannotRead(tr(DAMAGED)) from error


def serve(pipe: Connection) -> None:
    """Entry point of the process. Ends when the pipe closes, or nothing was asked for a while."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _be_silent()
    _be_bounded()
    words.use(of_environment())
    from desktop_al.media.dicom import decode_encoded

    with contextlib.suppress(EOFError, OSError):
        while pipe.poll(IDLE):
            syntax, options = json.loads(pipe.recv_bytes())
            encoded = pipe.recv_bytes()
            try:
                values, interpretation = decode_encoded(encoded, syntax, options)
                values = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
                told = {"type": values.dtype.str, "shape": values.shape, "told": interpretation}
                data = values.tobytes()
            except CannotRead as error:
                cause = str(error)
                told, data = {"cause": cause, "english": english(cause)}, b""
            pipe.send_bytes(json.dumps(told).encode())
            pipe.send_bytes(data)


def _be_silent() -> None:
    """The decoder's own remarks go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        with contextlib.suppress(OSError):
            os.dup2(nowhere, stream)


def _be_bounded() -> None:
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (_ROOM, _ROOM))
        # An end by itself is nothing that a core file should be written for.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


_DECODER = FrameDecoder()


def decode_elsewhere() -> None:
    """Have compressed frames decoded in the other process from now on."""
    _decode_elsewhere(_DECODER.decode)


def end_frame_process() -> None:
    """End the other process; it is started again where it is needed."""
    _DECODER.end()
