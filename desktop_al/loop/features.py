"""The features of a pool, in the worker process: computed in chunks, kept in the side file, reduced for learning."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.shapes import SampleKind
from desktop_al.learn.blocks import decode_block, encode_block, join_blocks
from desktop_al.learn.features import EXTRACTORS, Extractor
from desktop_al.learn.space import DENSE_ROWS, SPARSE_ROWS, Space, fit_space
from desktop_al.loop.pool import found
from desktop_al.loop.scanning import is_there
from desktop_al.media.images import decode_for_learning
from desktop_al.media.samples import content_hash, read_bytes
from desktop_al.media.tables import read_row
from desktop_al.media.texts import read_text
from desktop_al.store.cache import ID_BYTES, Block, Cache
from desktop_al.store.project_file import SampleRow

#: The extractor used for each kind of sample.
DEFAULT: dict[SampleKind, str] = {"image": "handmade", "text": "hashed"}

#: Rows in one block of the side file.
BLOCK_ROWS = 1024
#: Longest edge in pixels of the pictures that features are computed from.
EDGE = 128


@dataclass(frozen=True, slots=True)
class Read:
    """One sample read for learning; ``value`` is None where ``problem`` says why."""

    digest: bytes
    value: Any
    problem: str


def read_for_learning(root: Path, row: SampleRow) -> Read:
    """Digest and decoded content, small. Never raises for a bad file: the problem is a sentence.

    A file that is not there is no bad one: the next scan says what became of it.
    """
    digest = b""
    try:
        data = read_bytes(root, found(row))
        digest = content_hash(data)
        if row.kind == "image":
            return Read(digest, decode_for_learning(data, EDGE), "")
        if row.row >= 0:
            return Read(digest, read_row(root / row.path, found(row), data), "")
        return Read(digest, read_text(data).text, "")
    except CannotRead as error:
        return Read(digest, None, str(error) if is_there(root, row) else "")


class Features:
    """Rows of features by place in the pool, in the space that learning sees."""

    def __init__(self, project: Path, kind: SampleKind, seed: int) -> None:
        self.extractor: Extractor = EXTRACTORS[DEFAULT[kind]]
        self._cache = Cache(project)
        self._seed = seed
        self._unwritten: list[tuple[list[bytes], list[bytes], Any]] = []
        self._of_id: dict[bytes, int] = {}
        self._digests: list[bytes] = []
        self._ids: list[bytes] = []
        self._space: Space | None = None
        self._fitted_on = 0
        self._reduced: list[npt.NDArray[np.float32]] = []
        self._rows_reduced = 0
        self._load()

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def space(self) -> Space | None:
        return self._space

    def has(self, row: SampleRow) -> bool:
        """Whether the features of this content are there; a changed file has another digest."""
        at = self._of_id.get(row.id)
        return at is not None and (row.digest is None or self._digests[at] == row.digest)

    def known_digest(self, row: SampleRow) -> bytes:
        at = self._of_id.get(row.id)
        return b"" if at is None else self._digests[at]

    def add(self, rows: Sequence[SampleRow], read: Sequence[Read]) -> None:
        """Compute the features of samples that were read; they count from the next ``flush`` on."""
        good = [(row, r) for row, r in zip(rows, read, strict=True) if r.value is not None]
        if not good:
            return
        raw = self.extractor.extract([r.value for _, r in good])
        self._unwritten.append(([row.id for row, _ in good], [r.digest for _, r in good], raw))
        if sum(len(ids) for ids, _, _ in self._unwritten) >= BLOCK_ROWS:
            self.flush()

    def flush(self) -> None:
        """Put what was computed into one block of the side file."""
        if not self._unwritten:
            return
        ids = [sample for part, _, _ in self._unwritten for sample in part]
        digests = [digest for _, part, _ in self._unwritten for digest in part]
        raw = join_blocks([part for _, _, part in self._unwritten])
        self._unwritten = []
        block = Block(_join(ids), _join(digests), encode_block(raw))
        self._cache.add(self.extractor.name, self.extractor.version, block)
        self._note(ids, digests)

    def _note(self, ids: Sequence[bytes], digests: Sequence[bytes]) -> None:
        for sample, digest in zip(ids, digests, strict=True):
            self._of_id[sample] = len(self._ids)
            self._ids.append(sample)
            self._digests.append(digest)

    def _load(self) -> None:
        for block in self._cache.blocks(self.extractor.name, self.extractor.version):
            self._note(_split(block.ids), _split(block.digests))

    def _raw_blocks(self, first_row: int) -> Iterator[Any]:
        """Raw features from row ``first_row`` on, block by block."""
        start = 0
        for block in self._cache.blocks(self.extractor.name, self.extractor.version):
            count = len(block.ids) // ID_BYTES
            if start + count > first_row:
                try:
                    yield decode_block(block.data)[max(0, first_row - start) :]
                except BadArgument:
                    return
            start += count

    def reduce(self) -> Iterator[float]:
        """Bring all rows into the space that learning sees; yields progress between chunks.

        The space is fitted anew while the pool's features are still few compared with what is there now.
        """
        limit = DENSE_ROWS if self.extractor.kind == "image" else SPARSE_ROWS
        stale = self._fitted_on < limit and len(self) > 1.5 * self._fitted_on
        if self._space is None or stale:
            yield 0.0
            self._space = self._fit(limit)
            self._fitted_on = len(self)
            self._reduced, self._rows_reduced = [], 0
            yield 0.1
        if self._space is None:
            return
        for raw in self._raw_blocks(self._rows_reduced):
            self._reduced.append(self._space.transform(raw))
            self._rows_reduced += raw.shape[0]
            yield self._rows_reduced / max(1, len(self))
        if len(self._reduced) > 1:
            self._reduced = [np.concatenate(self._reduced)]

    def _fit(self, limit: int) -> Space | None:
        # Rows come in the pool's random order, so the first ones are a fair sample of it.
        blocks, count = [], 0
        for raw in self._raw_blocks(0):
            blocks.append(raw)
            count += raw.shape[0]
            if count >= limit:
                break
        if not blocks:
            return None
        return fit_space(join_blocks(blocks), self._seed, [self.extractor.blocks])

    def matrix(self, by_id: dict[bytes, int]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        """Places (m,) and their rows (m, d): the newest row of each sample that is in the pool."""
        if not self._reduced:
            return np.zeros(0, np.int32), np.zeros((0, 1), np.float32)
        reduced = self._reduced[0]
        pairs = [(by_id[s], at) for s, at in self._of_id.items() if s in by_id and at < len(reduced)]
        pairs.sort()
        places = np.array([place for place, _ in pairs], np.int32)
        rows = np.array([at for _, at in pairs], np.int64)
        if len(rows) == len(reduced) and np.array_equal(rows, np.arange(len(rows))):
            return places, reduced
        return places, reduced[rows]

    def close(self) -> None:
        self._cache.close()


def _join(parts: Sequence[bytes]) -> bytes:
    return b"".join(parts)


def _split(joined: bytes) -> list[bytes]:
    return [joined[i : i + ID_BYTES] for i in range(0, len(joined), ID_BYTES)]
