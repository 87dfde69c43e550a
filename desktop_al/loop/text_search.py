"""Searching in the texts of a pool: they are read once by the worker process and searched in memory."""

import re
import time
import unicodedata
from collections import OrderedDict
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import CannotRead
from desktop_al.core.words import tr
from desktop_al.loop.learning import Learning
from desktop_al.loop.messages import TextsPart, TextsRequest
from desktop_al.loop.pool import found
from desktop_al.media.samples import load
from desktop_al.media.texts import Text
from desktop_al.store.project_file import SampleRow

#: Of each text its first characters are searched, fewer where a pool is so large that they would not fit in.
CHARACTERS = 4000
_LEAST_CHARACTERS = 200
#: Bytes of all texts together.
LIMIT = 256 * 1024 * 1024
#: What the worker sends at once: taking it in must not hold up the window.
_PART_BYTES = 1024 * 1024
_PART_SECONDS = 0.3
#: Queries whose hits are kept, so that one letter more or less starts from them.
_KEPT = 16
#: Texts searched between two looks at the clock.
_STRIDE = 512
#: Characters of an excerpt before the hit: what there is room for on screen may be short.
_BEFORE = 16

#: The combining marks of Latin, Greek and Cyrillic letters, and those for symbols.
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")


def fold(text: str) -> str:
    """Text for comparing: neither case, accents, nor the kind and number of blanks count."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return " ".join(text.casefold().split())


def fold_query(text: str) -> bytes:
    """A query as it is looked for in texts."""
    return fold(text).encode("utf-8", "replace")


def excerpt(text: str, query: str, length: int) -> str:
    """About ``length`` characters of a text in one line: around the first hit of ``query``, else its beginning."""
    sought = query.casefold().strip()
    at = text.casefold().find(sought) if sought else -1
    start = 0
    if at > 2 * _BEFORE:
        start = at - _BEFORE
        blank = text.find(" ", start, at)
        start = blank + 1 if blank >= 0 else start
    line = " ".join(text[start : start + length].split())
    return f"… {line}" if start else line


def read_texts(root: Path, rows: Sequence[SampleRow], request: TextsRequest) -> Generator[TextsPart, None, bool]:
    """Read texts in the worker, in parts; returns whether all of them fitted into the room there was."""
    places: list[int] = []
    texts: list[bytes] = []
    room, size, cut, since = request.room, 0, 0, time.monotonic()
    for row in rows:
        data = b""
        try:
            content = load(root, found(row)).content
        except (CannotRead, MemoryError):
            content = None
        if isinstance(content, Text):
            data = fold(content.text[: request.characters]).encode("utf-8", "replace")
            cut += len(content.text) > request.characters
        if len(data) > room:
            yield _part(places, texts, cut)
            return False
        places.append(row.i)
        texts.append(data)
        size += len(data)
        room -= len(data)
        if size > _PART_BYTES or time.monotonic() - since > _PART_SECONDS:
            yield _part(places, texts, cut)
            places, texts, size, cut, since = [], [], 0, 0, time.monotonic()
    yield _part(places, texts, cut)
    return True


def _part(places: list[int], texts: list[bytes], cut: int) -> TextsPart:
    lengths = np.array([len(text) for text in texts], np.int32)
    return TextsPart(np.array(places, np.int32), lengths, b"".join(texts), cut)


class TextSearch:
    """The texts of a pool by place, as far as they are read.

    A search goes on for a few milliseconds at a time: where ``complete`` is False after ``hits``, the same
    call again goes on where it stopped.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._texts: list[bytes | None] = []
        self._used = 0
        self._cut = 0
        self._characters = CHARACTERS
        self._wanted = 0
        self._missing = 0
        #: Samples there were when it was last asked what is missing; -1: some have changed since.
        self._looked_at = -1
        self._full = False
        #: By query: hits so far, shape (n,), and what is still to be searched, last first.
        self._found: OrderedDict[bytes, tuple[npt.NDArray[np.bool_], list[int]]] = OrderedDict()
        self.complete = True
        #: Changes whenever there are more texts to find something in; then ``changed`` is called too.
        self.version = 0
        self.changed: Callable[[], None] = lambda: None

    # -- reading ---------------------------------------------------------------------------------------

    def read(self, learning: Learning, rows: Sequence[SampleRow]) -> None:
        """Have the worker read what is not read yet; does nothing while it is at it."""
        if learning.reading_texts or self._full or (self._looked_at == len(rows) and not self._missing):
            return
        self._looked_at = len(rows)
        self._grow(len(rows))
        known = self._texts
        texts = [row.i for row in rows if row.kind == "text" and not row.gone]
        missing = [place for place in texts if known[place] is None]
        self._wanted, self._missing = len(texts), len(missing)
        if not missing:
            return
        self._characters = max(_LEAST_CHARACTERS, min(CHARACTERS, self._limit // len(texts)))
        request = TextsRequest(np.array(missing, np.int32), self._characters, max(0, self._limit - self._used))
        learning.read_texts(request, self.take, self._done)

    def take(self, part: TextsPart) -> None:
        """Texts came from the worker."""
        if not len(part.places):
            return
        self._grow(int(part.places.max()) + 1)
        start, fresh = 0, part.places.tolist()
        for place, length in zip(fresh, part.lengths.tolist(), strict=True):
            self._forget_one(place)
            self._texts[place] = part.joined[start : start + length]
            start += length
        self._used += start
        self._cut += part.cut
        self._missing = max(0, self._missing - len(fresh))
        self.version += 1
        # Of what was found before, the query on screen is kept and goes on with the new texts.
        while len(self._found) > 1:
            self._found.popitem(last=False)
        for _, rest in self._found.values():
            rest[:0] = reversed(fresh)
        self.changed()

    def _done(self, all_of_them: bool) -> None:
        self._full = not all_of_them
        self.version += 1
        self.changed()

    def forget(self, places: Sequence[int]) -> None:
        """Their files have changed: read them anew the next time."""
        for place in places:
            if place < len(self._texts):
                self._forget_one(place)
        if places:
            self._found.clear()
            self._looked_at = -1

    def _forget_one(self, place: int) -> None:
        self._used -= len(self._texts[place] or b"")
        self._texts[place] = None

    def _grow(self, count: int) -> None:
        self._texts += [None] * (count - len(self._texts))

    @property
    def reading(self) -> bool:
        """Whether more texts are to come."""
        return bool(self._missing) and not self._full

    @property
    def words(self) -> str:
        """What the screen says about the search, "" when there is nothing to say."""
        if self._full:
            return tr(
                "Texts are searched up to {limit} MB. The last {missing:,} only by name.",
                limit=self._limit // 2**20,
                missing=self._missing,
            )
        if self._missing:
            return tr("Reading the texts, {percent:.0f} %", percent=100 * (1 - self._missing / self._wanted))
        if self._cut:
            return tr("Of long texts the first {characters:,} characters are searched.", characters=self._characters)
        return ""

    # -- searching -------------------------------------------------------------------------------------

    def hits(self, query: bytes, count: int, seconds: float) -> npt.NDArray[np.bool_]:
        """Which of the first ``count`` samples hold ``query``, shape (count,), after at most ``seconds`` more."""
        kept = self._found.get(query)
        if kept is None:
            kept = np.zeros(max(count, len(self._texts)), np.bool_), self._candidates(query)
            self._found[query] = kept
            if len(self._found) > _KEPT:
                self._found.popitem(last=False)
        self._found.move_to_end(query)
        found, rest = kept
        if len(found) < max(count, len(self._texts)):
            found = np.concatenate([found, np.zeros(max(count, len(self._texts)) - len(found), np.bool_)])
            self._found[query] = found, rest
        end = time.perf_counter() + seconds
        texts = self._texts
        while rest:
            some = rest[-_STRIDE:]
            del rest[-_STRIDE:]
            found[[place for place in some if query in (texts[place] or b"")]] = True
            if time.perf_counter() > end:
                break
        self.complete = not rest
        return found[:count]

    def _candidates(self, query: bytes) -> list[int]:
        """Where the query can be, last first: a longer query hits nothing that a part of it does not."""
        parts = [known for known, (_, rest) in self._found.items() if known in query and not rest]
        if parts:
            found = self._found[max(parts, key=len)][0]
            places: list[int] = np.flatnonzero(found)[::-1].tolist()
            return places
        return [place for place in range(len(self._texts) - 1, -1, -1) if self._texts[place]]
