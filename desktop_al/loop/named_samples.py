"""Samples of the pool that a text names: looked up by name, with or without the ending of the file, or by code."""

import re
from collections.abc import Iterable

from desktop_al.core.protocol_parts import Parts
from desktop_al.loop.pool import Pool, code_of

_CODE = re.compile(r"S-[0-9a-f]{8}")


class NamedSamples:
    """The places of the names that were asked for. Of a pool that has grown only what is new is looked through."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._wanted: frozenset[str] = frozenset()
        self._looked = 0
        self._exact: dict[str, int] = {}
        self._loose: dict[str, int] = {}

    def find(self, names: Iterable[str]) -> dict[str, int]:
        """Name to place of those that are there; a whole name comes before one that lacks its ending."""
        wanted = frozenset(name for name in names if name)
        if not wanted <= self._wanted:
            self._wanted, self._looked, self._exact, self._loose = wanted, 0, {}, {}
        if self._wanted:
            self._look()
        both = self._loose | self._exact
        return {name: both[name] for name in wanted if name in both}

    def _look(self) -> None:
        wanted, exact, loose = self._wanted, self._exact, self._loose
        coded = any(_CODE.fullmatch(name) for name in wanted)
        for row in self._pool.rows[self._looked :]:
            name = row.path if row.row < 0 else f"{row.path}#{row.row}"
            if name in wanted:
                exact.setdefault(name, row.i)
            stem = name.rsplit(".", 1)[0]
            if stem in wanted:
                loose.setdefault(stem, row.i)
            if coded and (code := code_of(row, self._pool.code_key)) in wanted:
                loose.setdefault(code, row.i)
        self._looked = len(self._pool.rows)


def named_in(parts: Parts) -> frozenset[str]:
    """The names of all samples that are examples, of a class or against it."""
    each = (example for one in parts.classes for example in (*one.examples, *one.not_this))
    return frozenset(example.sample for example in each if example.sample)
