"""The pool in memory: samples in their order, with what is known of each."""

import hmac
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from desktop_al.core.masks import Rects
from desktop_al.core.plain_names import plain
from desktop_al.core.shapes import Found, SampleKind
from desktop_al.people.assignment import ORDER, audit_mask, draw
from desktop_al.store.project_file import SampleRow

#: The kind, in ``Pool.aside``, of a sample that is nearly the same as another.
COPY = "copy"


class Pool:
    """Samples by place (0, 1, 2 ...). Grows at the end and never shrinks: vanished samples are marked."""

    def __init__(self, seed: int, audit_share: float) -> None:
        self.rows: list[SampleRow] = []
        self.hide_names = False
        self.code_key = b""
        self.by_id: dict[bytes, int] = {}
        #: Places that cannot be shown: vanished, or not readable.
        self.unusable: set[int] = set()
        #: Places that the queue leaves out for how they look: the kind of junk, or COPY; and what a copy is like.
        self.aside: dict[int, str] = {}
        self.copy_of: dict[int, int] = {}
        #: The copies of each, and the least likeness that they were found with.
        self.near: dict[int, tuple[int, ...]] = {}
        self.near_line = 0.0
        #: Ids of those that the annotator put back.
        self.kept: set[bytes] = set()
        #: What is masked, by id.
        self.masks: Mapping[bytes, Rects] = {}
        self._first_with: dict[bytes, int] = {}
        self._copies: dict[bytes, list[int]] = {}
        self._shuffled: npt.NDArray[np.int64] | None = None
        self._seed = seed
        self._audit_share = audit_share
        self._audit = np.zeros(0, dtype=np.bool_)
        self._draw = np.zeros(0, dtype=np.float64)

    def __len__(self) -> int:
        return len(self.rows)

    def extend(self, rows: Iterable[SampleRow]) -> None:
        fresh = list(rows)
        self.rows += fresh
        self.by_id.update((row.id, row.i) for row in fresh)
        self.unusable.update(row.i for row in fresh if row.gone or row.problem)
        for row in fresh:
            if row.digest is not None:
                self._note_digest(row.i, row.digest)
        self._shuffled = None
        numbers = id_numbers(fresh)
        self._audit = np.concatenate([self._audit, audit_mask(numbers, self._seed, self._audit_share)])
        self._draw = np.concatenate([self._draw, draw(numbers, self._seed, ORDER)])

    def change(
        self, i: int, *, digest: bytes | None = None, problem: str | None = None, gone: int | None = None
    ) -> None:
        row = self.rows[i]
        if digest is not None and digest != row.digest:
            if row.digest is not None:
                self._forget_digest(i, row.digest)
                # It is another than the one that was compared.
                self.copy_of.pop(i, None)
                self.near.pop(i, None)
            self._note_digest(i, digest)
            row = row._replace(digest=digest)
        if problem is not None:
            row = row._replace(problem=problem)
        if gone is not None:
            row = row._replace(gone=gone)
        self.rows[i] = row
        if row.gone or row.problem:
            self.unusable.add(i)
        else:
            self.unusable.discard(i)

    def _note_digest(self, i: int, digest: bytes) -> None:
        first = self._first_with.setdefault(digest, i)
        if first != i:
            self._copies.setdefault(digest, [first]).append(i)

    def _forget_digest(self, i: int, digest: bytes) -> None:
        copies = self._copies.pop(digest, [i])
        copies.remove(i)
        self._first_with.pop(digest)
        for other in copies:
            self._note_digest(other, digest)

    def copies(self, i: int) -> list[int]:
        """Places with exactly this content, itself among them, in the order in which that was found out."""
        digest = self.rows[i].digest
        return self._copies.get(digest, [i]) if digest is not None else [i]

    def move(self, i: int, to: Found) -> None:
        """The sample lies elsewhere now, in another file or row; its id stays."""
        self.rows[i] = moved_row(self.rows[i], to)

    def found(self, i: int) -> Found:
        return found(self.rows[i])

    def masks_of(self, i: int) -> Rects:
        return self.masks.get(self.rows[i].id, ())

    def name(self, i: int) -> str:
        """The sample's public name, as in exports."""
        return self.found(i).name

    def title(self, i: int) -> str:
        """What the sample is called on screen: its name, or a code where names are hidden."""
        return title_of(self.rows[i], self.hide_names, self.code_key)

    def code(self, i: int) -> str:
        """What stands for the sample's name where names are hidden."""
        return code_of(self.rows[i], self.code_key)

    def is_audit(self, i: int) -> bool:
        return bool(self._audit[i])

    def usable(self, i: int) -> bool:
        """Whether the queue may offer it at all: there, readable as far as known, not set aside, no copy of an
        earlier one."""
        if i in self.unusable or self.left_out(i):
            return False
        # Which of equal samples is set aside need not be the later one: there is always one left to be asked.
        return next(copy for copy in self.copies(i) if copy not in self.unusable and not self.left_out(copy)) == i

    def passed_over(self) -> set[int]:
        """All places that are not usable."""
        later = (i for copies in self._copies.values() for i in copies if not self.usable(i))
        return self.unusable.union(later, (i for i in self.aside if self.left_out(i)))

    def left_out(self, i: int) -> bool:
        """Whether it is set aside and nobody has put it back."""
        return i in self.aside and self.rows[i].id not in self.kept

    def shuffled(self) -> npt.NDArray[np.int64]:
        """All places in an order drawn by the project's seed."""
        if self._shuffled is None:
            self._shuffled = np.argsort(self._draw)
        return self._shuffled

    def audit_order(self) -> npt.NDArray[np.int64]:
        """The audit samples, in random order."""
        shuffled = self.shuffled()
        chosen: npt.NDArray[np.int64] = shuffled[self._audit[shuffled]]
        return chosen


def code_of(row: SampleRow, key: bytes) -> str:
    """What stands for the name of a sample that is not to be told.

    The id of a sample is a plain hash of its name, which whoever guesses names can find out; the code is one with a
    key (HMAC, RFC 2104) that only the project file holds. Files of before it had a key keep their codes.
    """
    hashed = hmac.digest(key, row.id, "sha256") if key else row.id
    return f"S-{hashed.hex()[:8]}"


def title_of(row: SampleRow, hide: bool, key: bytes) -> str:
    """What a sample is called on screen: its name, with what cannot be seen written out, or its code."""
    return code_of(row, key) if hide else plain(found(row).name)


def moved_row(row: SampleRow, to: Found) -> SampleRow:
    return row._replace(
        path=to.path, row=to.row, size=to.size, mtime_ns=to.mtime_ns, offset=to.offset, length=to.length
    )


def found(row: SampleRow) -> Found:
    kind: SampleKind = "text" if row.kind == "text" else "image"
    return Found(row.path, kind, row.size, row.mtime_ns, row.row, row.offset, row.length)


def id_numbers(rows: Iterable[SampleRow]) -> npt.NDArray[np.uint64]:
    """The first eight bytes of each sample id, shape (n,)."""
    joined = np.frombuffer(b"".join([row.id for row in rows]), dtype="<u8")
    return joined[::2].astype(np.uint64)
