"""Reading and decoding what is shown, ahead of time, in threads; a small cache of contents."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import CannotRead
from desktop_al.core.shapes import Found
from desktop_al.loop.screen import Content, ImageContent, TextContent, Unreadable
from desktop_al.media.images import Picture, thumbnail
from desktop_al.media.samples import load

#: Longest edge, in pixels, of a picture as it is kept for the screen.
SCREEN_EDGE = 1920
THUMBNAIL_EDGE = 112
_KEPT = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A sample as it was read: what to show, its digest (empty if unreadable), a small picture of it."""

    content: Content
    digest: bytes
    thumbnail: npt.NDArray[np.uint8] | None


class Loader:
    """``on_loaded`` is posted for every sample that was asked for with ``want``."""

    def __init__(
        self,
        root: Path,
        post: Callable[[Callable[[], None]], None],
        on_loaded: Callable[[int, Shown], None],
    ) -> None:
        self.root = root
        self._post = post
        self._on_loaded = on_loaded
        self._ready: OrderedDict[int, Shown] = OrderedDict()
        self._wanted: frozenset[int] = frozenset()
        # By place, the reading that counts: one that was begun before ``forget`` is dropped when it comes.
        self._running: dict[int, object] = {}
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="loader")

    def get(self, place: int) -> Shown | None:
        shown = self._ready.get(place)
        if shown is not None:
            self._ready.move_to_end(place)
        return shown

    def want(self, samples: Iterable[tuple[int, Found]]) -> None:
        """Read these, the first one first; what was wanted before and is not any more is dropped."""
        samples = list(samples)
        with self._lock:
            self._wanted = frozenset(place for place, _ in samples)
            fresh = [(p, found) for p, found in samples if p not in self._ready and p not in self._running]
            tokens = [object() for _ in fresh]
            self._running.update((place, token) for (place, _), token in zip(fresh, tokens, strict=True))
        for (place, found), token in zip(fresh, tokens, strict=True):
            self._threads.submit(self._load, place, found, token)

    def want_small(self, samples: Iterable[tuple[int, Found]]) -> None:
        """Read these for their small pictures only, one after the other, when nothing else is wanted."""
        for place, found in samples:
            self._threads.submit(self._load_small, place, found)

    def _load_small(self, place: int, found: Found) -> None:
        shown = read_for_screen(self.root, found, THUMBNAIL_EDGE)
        self._post(lambda: self._on_loaded(place, shown))

    def forget(self, place: int | None = None) -> None:
        """Read a sample (or all) anew the next time."""
        with self._lock:
            if place is None:
                self._ready.clear()
                self._running.clear()
            else:
                self._ready.pop(place, None)
                self._running.pop(place, None)

    def close(self) -> None:
        self._wanted = frozenset()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _load(self, place: int, found: Found, token: object) -> None:
        with self._lock:
            if self._running.get(place) is not token:
                return
            if place not in self._wanted:
                del self._running[place]
                return
        shown = read_for_screen(self.root, found)
        self._post(lambda: self._arrived(place, token, shown))

    def _arrived(self, place: int, token: object, shown: Shown) -> None:
        with self._lock:
            if self._running.get(place) is not token:
                return
            del self._running[place]
        self._ready[place] = shown
        while len(self._ready) > _KEPT:
            self._ready.popitem(last=False)
        self._on_loaded(place, shown)


def read_for_screen(root: Path, found: Found, edge: int = SCREEN_EDGE) -> Shown:
    """Read one sample; whatever is wrong with it becomes the sentence of ``Unreadable``."""
    try:
        loaded = load(root, found, edge)
    except CannotRead as error:
        return Shown(Unreadable(str(error)), b"", None)
    except MemoryError:
        return Shown(Unreadable("There is not enough memory to show this sample."), b"", None)
    content = loaded.content
    if isinstance(content, Picture):
        small = thumbnail(content.pixels, THUMBNAIL_EDGE)
        return Shown(ImageContent(content.pixels, content.width, content.height), loaded.digest, small)
    return Shown(TextContent(content.text, content.words, content.encoding), loaded.digest, None)
