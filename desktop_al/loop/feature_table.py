"""The rows of one extractor: kept in the side file, found by sample or by content, reduced for learning."""

from bisect import bisect_right
from collections.abc import Generator, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument
from desktop_al.learn.blocks import decode_block, encode_block, join_blocks
from desktop_al.loop.row_index import RowIndex
from desktop_al.store.cache import ID_BYTES, Block, Cache
from desktop_al.store.project_file import SampleRow

_NONE = bytes(ID_BYTES)
#: Rows in one block of the side file.
BLOCK_ROWS = 1024
#: Samples whose rows are looked up in one piece.
_LOOKED_UP = 50_000


class FeatureTable:
    """Rows are numbered as they were added; the newest of a sample counts.

    A block of the side file that is damaged is dropped when that is found out: its rows keep their numbers and
    belong to no sample any more, so that they are computed anew. ``damaged`` counts them.
    """

    def __init__(self, cache: Cache, name: str, version: int, columns: int = 0) -> None:
        """``columns``: of every row; 0 for those that the first block has."""
        self.name, self.version = name, version
        self.damaged = 0
        self._cache = cache
        self._columns = columns
        self._unwritten: list[tuple[list[bytes], list[bytes], Any]] = []
        self._ids = RowIndex()
        self._digests = RowIndex()
        #: Of each block its number in the side file, None where it was dropped, and where it ends, in rows.
        self._numbers: list[int | None] = []
        self._ends: list[int] = []
        self._checked = 0
        ids, digests = [], []
        for number, of_ids, of_digests in cache.keys(name, version):
            ids.append(of_ids)
            digests.append(of_digests)
            self._numbers.append(number)
            self._ends.append(len(of_ids) // ID_BYTES + (self._ends[-1] if self._ends else 0))
        self._note(b"".join(ids), b"".join(digests))

    def __len__(self) -> int:
        return len(self._ids)

    def has(self, row: SampleRow) -> bool:
        """Whether the features of this content are there; a changed file has another digest."""
        return self.row_of(row) >= 0

    def row_of(self, row: SampleRow) -> int:
        """The row of a sample, or of another with the same content; -1 for none."""
        at = self._ids.get(row.id)
        if at >= 0 and (row.digest is None or self._digests.key(at) == row.digest):
            return at
        return -1 if row.digest is None else self._digests.get(row.digest)

    def known_digest(self, row: SampleRow) -> bytes:
        """What the content was when its features were computed, empty when they were not."""
        at = self._ids.get(row.id)
        return b"" if at < 0 else self._digests.key(at)

    def add(self, ids: Sequence[bytes], digests: Sequence[bytes], raw: Any) -> None:
        """Keep rows; they count from the next ``flush`` on."""
        self._unwritten.append((list(ids), list(digests), raw))
        if sum(len(part) for part, _, _ in self._unwritten) >= BLOCK_ROWS:
            self.flush()

    def flush(self) -> None:
        """Put what was added into one block of the side file."""
        if not self._unwritten:
            return
        ids = b"".join([sample for part, _, _ in self._unwritten for sample in part])
        digests = b"".join([digest for _, part, _ in self._unwritten for digest in part])
        raw = join_blocks([part for _, _, part in self._unwritten])
        self._unwritten = []
        number = self._cache.add(self.name, self.version, Block(ids, digests, encode_block(raw)))
        if number is not None:
            self._note(ids, digests)
            self._numbers.append(number)
            self._ends.append(len(self))

    def _note(self, ids: bytes, digests: bytes) -> None:
        self._ids.extend(ids)
        self._digests.extend(digests)

    def blocks(self, first_row: int = 0) -> Iterator[tuple[int, Any]]:
        """Raw features from row ``first_row`` on, block by block, each with its first row; none of what is damaged."""
        block = bisect_right(self._ends, first_row)
        while block < len(self._ends):
            start = self._start(block)
            raw = self._read(block)
            if raw is not None:
                skipped = max(0, first_row - start)
                yield start + skipped, raw[skipped:]
            block += 1

    def check(self) -> Iterator[None]:
        """Look at every block once, one at a time, and drop what is damaged."""
        while self._checked < len(self._ends):
            self._read(self._checked)
            self._checked += 1
            yield

    def _start(self, block: int) -> int:
        return self._ends[block - 1] if block else 0

    def _read(self, block: int) -> Any:
        """The raw features of a block, None where it is damaged."""
        number = self._numbers[block]
        if number is None:
            return None
        start, end = self._start(block), self._ends[block]
        kept = self._cache.read(number)
        if kept is not None and len(kept.ids) == (end - start) * ID_BYTES:
            try:
                raw = decode_block(kept.data)
                self._columns = self._columns or raw.shape[1]
                if raw.shape == (end - start, self._columns):
                    return raw
            except BadArgument:
                pass
        self._numbers[block] = None
        self._cache.drop(number)
        self._ids.drop(start, end)
        self._digests.drop(start, end)
        self.damaged += end - start
        return None

    def rows_of(self, rows: Sequence[SampleRow]) -> npt.NDArray[np.int64]:
        """``row_of`` of each, shape (n,)."""
        found = self._ids.get_all([row.id for row in rows])
        digests = np.frombuffer(b"".join([row.digest or _NONE for row in rows]), np.uint64).reshape(-1, 2)
        known = digests.any(axis=1)
        same = np.zeros(len(rows), np.bool_)
        there = found >= 0
        same[there] = (self._digests.keys()[found[there]] == digests[there]).all(axis=1)
        # Changed since, or a copy of another: looked up by what is in it.
        other = np.flatnonzero(known & ~same)
        found[other] = self._digests.get_all([rows[at].digest or _NONE for at in other.tolist()])
        return found

    def locate(self, rows: Sequence[SampleRow]) -> Generator[None, None, npt.NDArray[np.int64]]:
        """``rows_of`` those that are there now, in pieces."""
        found = np.empty(len(rows), np.int64)
        for start in range(0, len(found), _LOOKED_UP):
            some = rows[start : min(start + _LOOKED_UP, len(found))]
            found[start : start + len(some)] = self.rows_of(some)
            yield
        return found

    def head(self, limit: int) -> Any:
        """The first rows, about ``limit`` of them where there are so many, each content once, in the order of digests;
        None when there is none. So what is fitted to all rows does not depend on when which of them came."""
        blocks, rows = [], []
        for start, raw in self.blocks():
            blocks.append(raw)
            rows.append(np.arange(start, start + raw.shape[0]))
            if sum(map(len, rows)) >= limit:
                break
        if not blocks:
            return None
        digests = self._digests.keys()[np.concatenate(rows)]
        order = np.lexsort((digests[:, 1], digests[:, 0]))
        again = np.r_[False, (np.diff(digests[order].view(np.int64), axis=0) == 0).all(axis=1)]
        return join_blocks(blocks)[order[~again]]
