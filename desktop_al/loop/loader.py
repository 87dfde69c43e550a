"""Reading and decoding what is shown, ahead of time, in threads; a small cache of contents.

Memory: pixels and deep values that are kept hold at most about 384 MiB; where samples are large, fewer are read ahead.
Frames that are looked through hold 96 MiB more, and the bytes of the one file that they are read from.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import CannotRead
from desktop_al.core.masks import Rects
from desktop_al.core.shapes import Found
from desktop_al.core.words import tr
from desktop_al.loop.contents import contents_of
from desktop_al.loop.frame_process import decode_elsewhere, end_frame_process
from desktop_al.loop.frames import Frame, Frames
from desktop_al.loop.masks import MasksOf, masked, small_masked
from desktop_al.loop.screen import Content, ImageContent, TextContent, Unreadable
from desktop_al.media.images import thumbnail
from desktop_al.media.picture import Picture, View
from desktop_al.media.samples import decode_bytes, load
from desktop_al.media.texts import Text

if TYPE_CHECKING:
    from desktop_al.loop.decoding import Decoder

#: Longest edge, in pixels, of a picture as it is kept for the screen.
SCREEN_EDGE = 1920
THUMBNAIL_EDGE = 112
_KEPT = 12
#: Bytes of all contents that are kept.
_MOST = 384 * 2**20
#: So many of those wanted are read however large they are: what is on screen, and what comes next.
_ALWAYS = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """A sample as it was read: what to show, its digest (empty if unreadable), a small picture of it. ``later``: the
    sample was there already, and this is another frame of it."""

    content: Content
    digest: bytes
    thumbnail: npt.NDArray[np.uint8] | None
    later: bool = False


class Loader:
    """``on_loaded`` is posted for every sample that was asked for with ``want``, and again for every frame of one that
    was asked for with ``want_frame``. A sample of several frames comes with its middle one, from which its features
    are computed, too."""

    def __init__(
        self,
        root: Path,
        post: Callable[[Callable[[], None]], None],
        on_loaded: Callable[[int, Shown], None],
        masks_of: MasksOf = lambda _: (),
        *,
        careful: bool = False,
    ) -> None:
        """``careful``: decode in a process of its own, since the files come from somebody else."""
        self.root = root
        self.careful = careful
        self._decoder = _decoder() if careful else None
        self._post = post
        self._on_loaded = on_loaded
        self._masks_of = masks_of
        # Kept beside what was read, so that a change of masks shows without reading anew.
        self._masked: dict[int, tuple[Shown, Rects, Shown]] = {}
        self._ready: OrderedDict[int, Shown] = OrderedDict()
        self._wanted: frozenset[int] = frozenset()
        self._found: dict[int, Found] = {}
        self._first = -1
        #: Bytes of what was read lately, by place.
        self._weights: dict[int, int] = {}
        self._tags: tuple[str, ...] = ()
        # By place, the reading that counts: one that was begun before ``forget`` is dropped when it comes.
        self._running: dict[int, object] = {}
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="loader")
        decode_elsewhere()
        self._frames = Frames(self._threads, post, self._frame_arrived, SCREEN_EDGE, self._decoder)
        if self._decoder is not None:
            self._threads.submit(self._decoder.start)

    def show_tags(self, keywords: tuple[str, ...]) -> None:
        """Tell the values of these tags of DICOM with what is read from now on; everything is read anew."""
        if keywords != self._tags:
            self._tags = self._frames.tags = keywords
            self.forget()

    def get(self, place: int) -> Shown | None:
        shown = self._ready.get(place)
        if shown is not None:
            self._ready.move_to_end(place)
            shown = self._with_masks(place, shown)
        return shown

    def _with_masks(self, place: int, shown: Shown) -> Shown:
        masks = self._masks_of(place)
        kept = self._masked.get(place)
        if kept is None or kept[0] is not shown or kept[1] != masks:
            made = with_masks(shown, masks)
            kept = self._masked[place] = (shown, masks, made)
        return kept[2]

    def want(self, samples: Iterable[tuple[int, Found]]) -> None:
        """Read these, the first one first; what was wanted before and is not any more is dropped."""
        samples = self._that_fit(list(samples))
        first = samples[0][0] if samples else -1
        if first != self._first:
            self._first = first
            self._frames.forget()
        with self._lock:
            self._found = dict(samples)
            self._wanted = frozenset(place for place, _ in samples)
            fresh = [(p, found) for p, found in samples if p not in self._ready and p not in self._running]
            tokens = [object() for _ in fresh]
            self._running.update((place, token) for (place, _), token in zip(fresh, tokens, strict=True))
        for (place, found), token in zip(fresh, tokens, strict=True):
            self._threads.submit(self._load, place, found, token)

    def want_frame(self, place: int, frame: int) -> None:
        """Read another frame of a sample that was wanted, counted from 0; the newest wish comes first, its neighbours
        are read ahead. It takes the place of the frame that there was."""
        found = self._found.get(place)
        known = self._ready.get(place)
        if found is None or known is None or not isinstance(known.content, ImageContent):
            return
        if 0 <= frame < known.content.frames and known.content.frames > 1:
            self._frames.want(self.root, place, found, frame)

    def _frame_arrived(self, place: int, frame: Frame) -> None:
        known = self._ready.get(place)
        if place not in self._wanted or known is None or not isinstance(known.content, ImageContent):
            return
        content: ImageContent
        if frame.content is None:
            # Nothing of another frame may stand for one that cannot be seen.
            cause = (
                *known.content.warnings,
                tr("Frame {number:,} cannot be shown. {cause}", number=frame.number + 1, cause=frame.cause),
            )
            blank = np.zeros_like(known.content.pixels)
            content = replace(known.content, pixels=blank, deep=None, frame=frame.number, warnings=cause)
        else:
            content = frame.content
        shown = Shown(content, frame.digest or known.digest, known.thumbnail, later=True)
        self._ready[place] = shown
        self._on_loaded(place, self._with_masks(place, shown))

    def _that_fit(self, samples: list[tuple[int, Found]]) -> list[tuple[int, Found]]:
        held = 0
        for count, (place, found) in enumerate(samples):
            # Of a file that was not read yet: as if it were packed to a third, and a picture for the screen.
            held += self._weights.get(place, 3 * found.size + 3 * 2**20 if found.kind == "image" else found.length)
            if held > _MOST and count >= _ALWAYS:
                return samples[:count]
        return samples

    def want_small(self, samples: Iterable[tuple[int, Found]]) -> None:
        """Read these for their small pictures only, one after the other, when nothing else is wanted."""
        for place, found in samples:
            self._threads.submit(self._load_small, place, found)

    def _load_small(self, place: int, found: Found) -> None:
        shown = self._read(found, View(THUMBNAIL_EDGE))
        self._post(lambda: self._on_loaded(place, with_masks(shown, self._masks_of(place))))

    def forget(self, place: int | None = None) -> None:
        """Read a sample (or all) anew the next time."""
        with self._lock:
            if place is None:
                self._ready.clear()
                self._running.clear()
                self._weights.clear()
            else:
                self._ready.pop(place, None)
                self._running.pop(place, None)
                self._weights.pop(place, None)
        self._frames.forget()

    def close(self) -> None:
        self._wanted = frozenset()
        self._frames.forget()
        # A frame that takes long is not waited for.
        end_frame_process()
        if self._decoder is not None:
            self._decoder.close()
        self._threads.shutdown(wait=True, cancel_futures=True)
        end_frame_process()

    def _load(self, place: int, found: Found, token: object) -> None:
        with self._lock:
            if self._running.get(place) is not token:
                return
            if place not in self._wanted:
                del self._running[place]
                return
        shown = self._read(found, View(SCREEN_EDGE, True, tags=self._tags))
        self._post(lambda: self._arrived(place, token, shown))

    def _read(self, found: Found, view: View) -> Shown:
        return (self._decoder.read if self._decoder is not None else read_for_screen)(self.root, found, view)

    def _arrived(self, place: int, token: object, shown: Shown) -> None:
        with self._lock:
            if self._running.get(place) is not token:
                return
            del self._running[place]
        self._ready[place] = shown
        if len(self._weights) > 4096:
            self._weights.clear()
        self._weights[place] = _weight(shown)
        # What is on screen is among those that are wanted: without it no answer can be given.
        old = (place for place in list(self._ready) if place not in self._wanted)
        held = sum(map(_weight, self._ready.values()))
        while (len(self._ready) > _KEPT or held > _MOST) and (oldest := next(old, None)) is not None:
            held -= _weight(self._ready.pop(oldest))
        self._masked = {place: kept for place, kept in self._masked.items() if place in self._ready}
        self._on_loaded(place, self._with_masks(place, shown))


def with_masks(shown: Shown, masks: Rects) -> Shown:
    """What was read with its masks over it."""
    if not masks:
        return shown
    content = masked(shown.content, masks)
    return replace(shown, content=content, thumbnail=small_masked(shown.thumbnail, content, masks))


def read_for_screen(root: Path, found: Found, view: View) -> Shown:
    """Read one sample; whatever is wrong with it becomes the sentence of ``Unreadable``."""
    try:
        loaded = load(root, found, view)
    except CannotRead as error:
        return Shown(Unreadable(str(error)), b"", None)
    except MemoryError:
        return Shown(Unreadable(tr("There is not enough memory to show this sample.")), b"", None)
    return _shown(loaded.content, loaded.digest)


def decode_for_screen(found: Found, data: bytes, view: View) -> Shown:
    """The same of the bytes of a file; without a digest."""
    try:
        return _shown(decode_bytes(found, data, view), b"")
    except CannotRead as error:
        return Shown(Unreadable(str(error)), b"", None)
    except MemoryError:
        return Shown(Unreadable(tr("There is not enough memory to show this sample.")), b"", None)


def _shown(content: Picture | Text, digest: bytes) -> Shown:
    if isinstance(content, Picture):
        small = thumbnail(content.pixels, THUMBNAIL_EDGE)
        return Shown(contents_of(content), digest, small)
    return Shown(TextContent(content.text, content.words, content.encoding), digest, None)


def _weight(shown: Shown) -> int:
    """About how many bytes it holds."""
    content = shown.content
    if isinstance(content, TextContent):
        return 4 * len(content.text)
    if isinstance(content, Unreadable):
        return 200
    return int(content.pixels.nbytes) + (int(content.deep.values.nbytes) if content.deep is not None else 0)


def _decoder() -> "Decoder":
    # Loaded only where it is needed: it is made of parts of this module.
    from desktop_al.loop.decoding import Decoder

    return Decoder()
