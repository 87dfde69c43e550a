"""Small contents for lists: read in threads, what is wanted last first, and kept within a bound of memory."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from desktop_al.core.masks import Rects
from desktop_al.core.shapes import Found
from desktop_al.loop.decoding import borrow, give_back
from desktop_al.loop.loader import read_for_screen
from desktop_al.loop.masks import masked
from desktop_al.loop.pool import Pool
from desktop_al.loop.screen import Content, ImageContent, TextContent, Unreadable
from desktop_al.media.picture import View

#: Bytes of all contents together.
_LIMIT = 96 * 1024 * 1024
#: Characters kept of a text.
_CHARACTERS = 4000

#: Place, longest edge in pixels, size and time of the file, masks: what was changed is read anew.
_Key = tuple[int, int, int, int, Rects]


class Thumbnails:
    """Contents by place and edge. ``on_ready`` is posted with the place of each that was read.

    Only what the newest ``want`` names is read: what was scrolled past is not waited for.
    """

    def __init__(
        self,
        root: Path,
        pool: Pool,
        post: Callable[[Callable[[], None]], None],
        *,
        threads: int = 2,
        careful: bool = False,
    ) -> None:
        """``careful``: decode in a process of its own, since the files come from somebody else."""
        self.root = root
        self.on_ready: Callable[[int], None] = lambda _: None
        self._pool = pool
        self._post = post
        self._kept: OrderedDict[_Key, Content] = OrderedDict()
        self._bytes = 0
        self._wanted: OrderedDict[_Key, Found] = OrderedDict()
        self._reading: set[_Key] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._decoder = borrow() if careful else None
        # What was being read when everything was forgotten is not kept when it comes.
        self._generation = 0
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="thumbnails")

    def get(self, place: int, edge: int) -> Content | None:
        """The content if it was read; a picture is at most ``edge`` pixels on its longest side."""
        key, _ = self._key(place, edge)
        content = self._kept.get(key)
        if content is not None:
            self._kept.move_to_end(key)
        return content

    def want(self, samples: Sequence[tuple[int, int]]) -> None:
        """Read these (place, edge), the first one first, and nothing else that has not begun."""
        with self._lock:
            self._wanted.clear()
            for place, edge in samples:
                key, found = self._key(place, edge)
                if key not in self._kept and key not in self._reading:
                    self._wanted[key] = found
            count = 0 if self._closed else len(self._wanted)
        for _ in range(count):
            self._threads.submit(self._read_one)

    def forget(self) -> None:
        """Read everything anew: the folder is elsewhere."""
        self._generation += 1
        self._kept.clear()
        self._bytes = 0

    def forget_unreadable(self) -> None:
        """What could not be read is tried again: the folder may be back."""
        self._generation += 1
        for key in [key for key, content in self._kept.items() if isinstance(content, Unreadable)]:
            self._bytes -= _weight(self._kept.pop(key))

    def close(self) -> None:
        if self._decoder is not None and not self._closed:
            give_back()
        self._closed = True
        with self._lock:
            self._wanted.clear()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _key(self, place: int, edge: int) -> tuple[_Key, Found]:
        found, masks = self._pool.found(place), self._pool.masks_of(place)
        return (place, 0 if found.kind == "text" else edge, found.size, found.mtime_ns, masks), found

    def _read_one(self) -> None:
        with self._lock:
            if not self._wanted:
                return
            key, found = self._wanted.popitem(last=False)
            self._reading.add(key)
            generation = self._generation
        read = read_for_screen if self._decoder is None else self._decoder.read
        content = _small(masked(read(self.root, found, View(max(1, key[1]))).content, key[4]))
        self._post(lambda: self._came(key, content, generation))

    def _came(self, key: _Key, content: Content, generation: int) -> None:
        with self._lock:
            self._reading.discard(key)
        if self._closed or generation != self._generation:
            return
        self._bytes += _weight(content) - (_weight(self._kept[key]) if key in self._kept else 0)
        self._kept[key] = content
        while self._bytes > _LIMIT and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._bytes -= _weight(old)
        self.on_ready(key[0])


def _small(content: Content) -> Content:
    if isinstance(content, TextContent):
        return TextContent(content.text[:_CHARACTERS], content.words, content.encoding)
    return content


def _weight(content: Content) -> int:
    """About how many bytes a content holds."""
    if isinstance(content, ImageContent):
        return int(content.pixels.nbytes) + 200
    return 200 + 4 * len(content.cause if isinstance(content, Unreadable) else content.text)
