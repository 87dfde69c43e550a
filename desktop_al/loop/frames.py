"""Frames of the sample on screen: the one wished for last is read first, then its neighbours; a small cache."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_al.core.errors import CannotRead
from desktop_al.core.shapes import Found
from desktop_al.core.words import tr
from desktop_al.loop.contents import contents_of
from desktop_al.loop.screen import ImageContent, Unreadable
from desktop_al.media.picture import View
from desktop_al.media.samples import load_frames

if TYPE_CHECKING:
    from desktop_al.loop.decoding import Decoder
    from desktop_al.media.dicom import DicomFile

#: Bytes of all frames that are kept; beside them the bytes of one file.
MOST = 96 * 2**20
#: Frames before and after the one on screen that are read ahead.
AROUND = (1, -1, 2, -2)


@dataclass(frozen=True, slots=True)
class Frame:
    """``content`` is None where the frame cannot be read, and ``cause`` says why. ``digest``: of the file read."""

    number: int
    content: ImageContent | None
    cause: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class _Wish:
    place: int
    found: Found
    number: int


class Frames:
    """Frames of one sample at a time. ``arrived`` is posted with the place and the frame that was wished for."""

    def __init__(
        self,
        threads: ThreadPoolExecutor,
        post: Callable[[Callable[[], None]], None],
        arrived: Callable[[int, Frame], None],
        edge: int,
        decoder: "Decoder | None" = None,
    ) -> None:
        """``decoder``: of files that come from somebody else."""
        self.tags: tuple[str, ...] = ()
        self._threads = threads
        self._post = post
        self._arrived = arrived
        self._edge = edge
        self._decoder = decoder
        self._wish: _Wish | None = None
        self._busy = False
        self._place = -1
        self._file: tuple[DicomFile, bytes] | None = None
        self._kept: OrderedDict[int, Frame] = OrderedDict()
        self._lock = threading.Lock()

    def want(self, root: Path, place: int, found: Found, number: int) -> None:
        """Read this frame before all others."""
        if place != self._place:
            self.forget()
        with self._lock:
            self._place = place
            self._wish = _Wish(place, found, number)
            begin = not self._busy
            self._busy = True
        if begin:
            self._threads.submit(self._read, root)

    def forget(self) -> None:
        """Let go of everything: another sample is on screen, or the file is another."""
        with self._lock:
            self._wish, self._place, self._file = None, -1, None
            self._kept.clear()

    def _read(self, root: Path) -> None:
        while True:
            with self._lock:
                wish = self._wish
                if wish is None:
                    self._busy = False
                    return
            for step in (0, *AROUND):
                frame = self._frame(root, wish, wish.number + step)
                with self._lock:
                    if self._wish is not wish:
                        break
                    if frame is not None:
                        self._keep(frame)
                if step == 0 and frame is not None:
                    self._tell(wish.place, frame)
            else:
                with self._lock:
                    if self._wish is wish:
                        self._wish = None

    def _tell(self, place: int, frame: Frame) -> None:
        self._post(lambda: self._arrived(place, frame))

    def _frame(self, root: Path, wish: _Wish, number: int) -> Frame | None:
        """None for a frame that there is not."""
        with self._lock:
            if number in self._kept and self._wish is wish:
                self._kept.move_to_end(number)
                return self._kept[number]
            opened = self._file if self._place == wish.place else None
        if self._decoder is not None:
            return self._decoded(self._decoder, root, wish, number)
        digest = b""
        try:
            if opened is None:
                opened = load_frames(root, wish.found, self.tags)
                with self._lock:
                    if self._wish is wish:
                        self._file = opened
            if opened is None:
                return None
            file, digest = opened
            if not 0 <= number < file.frames:
                return None
            return Frame(number, contents_of(file.picture(self._view(number))), "", digest)
        except CannotRead as error:
            return Frame(number, None, str(error), digest)
        except MemoryError:
            return Frame(number, None, tr("There is not enough memory to show this frame."), digest)

    def _view(self, number: int) -> View:
        return View(self._edge, True, number, self.tags)

    def _decoded(self, decoder: "Decoder", root: Path, wish: _Wish, number: int) -> Frame | None:
        if number < 0:
            return None
        shown = decoder.read(root, wish.found, self._view(number))
        content = shown.content
        if isinstance(content, ImageContent):
            return Frame(number, content, "", shown.digest) if content.frame == number else None
        cause = content.cause if isinstance(content, Unreadable) else ""
        return Frame(number, None, cause, shown.digest) if number == wish.number else None

    def _keep(self, frame: Frame) -> None:
        self._kept[frame.number] = frame
        self._kept.move_to_end(frame.number)
        held = sum(_weight(one) for one in self._kept.values())
        while held > MOST and len(self._kept) > 1:
            held -= _weight(self._kept.popitem(last=False)[1])


def _weight(frame: Frame) -> int:
    content = frame.content
    if content is None:
        return 200
    return int(content.pixels.nbytes) + (int(content.deep.values.nbytes) if content.deep is not None else 0)
