"""The pool in memory: samples in their order, with what is known of each."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from desktop_al.core.shapes import Found, SampleKind
from desktop_al.people.assignment import ORDER, audit_mask, draw
from desktop_al.store.project_file import SampleRow


class Pool:
    """Samples by place (0, 1, 2 ...). Grows at the end and never shrinks: vanished samples are marked."""

    def __init__(self, seed: int, audit_share: float) -> None:
        self.rows: list[SampleRow] = []
        self.by_id: dict[bytes, int] = {}
        self.duplicate_of: dict[int, int] = {}
        self.unusable: set[int] = set()
        self._first_with: dict[bytes, int] = {}
        self._seed = seed
        self._audit_share = audit_share
        self._audit = np.zeros(0, dtype=np.bool_)
        self._draw = np.zeros(0, dtype=np.float64)

    def __len__(self) -> int:
        return len(self.rows)

    def extend(self, rows: Iterable[SampleRow]) -> None:
        fresh = list(rows)
        for row in fresh:
            self.by_id[row.id] = row.i
            self.rows.append(row)
            if row.digest is not None:
                self._note_digest(row.i, row.digest)
            if row.gone or row.problem:
                self.unusable.add(row.i)
        numbers = id_numbers(fresh)
        self._audit = np.concatenate([self._audit, audit_mask(numbers, self._seed, self._audit_share)])
        self._draw = np.concatenate([self._draw, draw(numbers, self._seed, ORDER)])

    def change(
        self, i: int, *, digest: bytes | None = None, problem: str | None = None, gone: int | None = None
    ) -> None:
        row = self.rows[i]
        if digest is not None and digest != row.digest:
            self._note_digest(i, digest)
            row = row._replace(digest=digest)
        if problem is not None:
            row = row._replace(problem=problem)
        if gone is not None:
            row = row._replace(gone=gone)
        self.rows[i] = row
        if row.gone or row.problem or i in self.duplicate_of:
            self.unusable.add(i)
        else:
            self.unusable.discard(i)

    def _note_digest(self, i: int, digest: bytes) -> None:
        first = self._first_with.setdefault(digest, i)
        if first != i:
            self.duplicate_of[i] = first
            self.unusable.add(i)

    def move(self, i: int, path: str, size: int, mtime_ns: int) -> None:
        """The sample lies elsewhere now; its id stays."""
        self.rows[i] = self.rows[i]._replace(path=path, size=size, mtime_ns=mtime_ns)

    def found(self, i: int) -> Found:
        return found(self.rows[i])

    def name(self, i: int) -> str:
        return self.found(i).name

    def is_audit(self, i: int) -> bool:
        return bool(self._audit[i])

    def usable(self, i: int) -> bool:
        """Whether the queue may offer it at all: there, readable as far as known, no copy of an earlier one."""
        return i not in self.unusable

    def shuffled(self) -> npt.NDArray[np.int64]:
        """All places in an order drawn by the project's seed."""
        order: npt.NDArray[np.int64] = np.argsort(self._draw)
        return order

    def audit_order(self) -> npt.NDArray[np.int64]:
        """The audit samples, in random order."""
        shuffled = self.shuffled()
        chosen: npt.NDArray[np.int64] = shuffled[self._audit[shuffled]]
        return chosen


def found(row: SampleRow) -> Found:
    kind: SampleKind = "text" if row.kind == "text" else "image"
    return Found(row.path, kind, row.size, row.mtime_ns, row.row, row.offset, row.length)


def id_numbers(rows: Iterable[SampleRow]) -> npt.NDArray[np.uint64]:
    """The first eight bytes of each sample id, shape (n,)."""
    return np.frombuffer(b"".join(row.id[:8] for row in rows), dtype="<u8").astype(np.uint64)
