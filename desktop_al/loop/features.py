"""The features of a pool, in the worker process: which there are, how far they are, and the space that learning sees.

Two layers: cheap hand-made rows, with which learning starts at once, and the rows of a network, which join when
they are there for the whole pool.
"""

import logging
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.shapes import SampleKind
from desktop_al.core.words import tr
from desktop_al.learn.space import DENSE_ROWS, SPARSE_ROWS, Space, fit_space
from desktop_al.loop.extraction import HANDMADE, LOOKS, NETWORK, OWN, Read, Source, compute, has_network, source_named
from desktop_al.loop.feature_table import FeatureTable
from desktop_al.store.cache import Cache
from desktop_al.store.project_file import SampleRow

log = logging.getLogger(__name__)

#: A layer joins when it is there for this share of the pool (a bad file may be left), and leaves below the other.
WHOLE, TORN = 0.99, 0.5

Matrix = tuple[npt.NDArray[np.int32], npt.NDArray[np.float32], npt.NDArray[np.int64]]


@dataclass(slots=True)
class Layer:
    """One source of rows, what is there of it, and its part of the space."""

    source: Source
    table: FeatureTable
    limit: int
    space: Space | None = None
    fitted_on: int = 0
    reduced: npt.NDArray[np.float32] | None = None
    filled: int = 0
    in_use: bool = False


class Features:
    """Rows of features by place in the pool, in the space that learning sees.

    ``lacking`` is a sentence on a network that is not there or cannot be opened, else empty.
    """

    def __init__(self, project: Path, kind: SampleKind, seed: int, weights: str = "", own: str = "") -> None:
        self._cache = Cache(project)
        self._seed = seed
        self.lacking = ""
        cheap = source_named(HANDMADE[kind], weights)
        limit = DENSE_ROWS if kind == "image" else SPARSE_ROWS
        self.layers = [Layer(cheap, self._table(cheap), limit)]
        self.looks = Layer(source_named(LOOKS[kind], weights), self._table(source_named(LOOKS[kind], weights)), 0)
        network = f"{OWN}{own}" if own else NETWORK[kind] if has_network(kind, weights) else ""
        if network:
            try:
                source = source_named(network, weights)
                self.layers.append(Layer(source, self._table(source), DENSE_ROWS))
            except DesktopAlError as error:
                log.warning("no network: %s", error)
                self.lacking = str(error)
        self._joined: tuple[tuple[int, ...], npt.NDArray[np.int64], Matrix] | None = None
        self._version = 0

    def _table(self, source: Source) -> FeatureTable:
        return FeatureTable(self._cache, source.name, source.version, sum(source.blocks))

    def __len__(self) -> int:
        return len(self.layers[0].table)

    @property
    def in_use(self) -> tuple[str, ...]:
        """The names of the layers that learning sees."""
        return tuple(layer.source.name for layer in self.layers if layer.in_use)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where the rows of the layers that learning sees come from, in the order of the parts of ``space``."""
        return tuple(layer.source for layer in self.layers if layer.in_use and layer.space)

    @property
    def space(self) -> Space | None:
        """The space of all layers in use, side by side; None before the first ``reduce``."""
        parts = [part for layer in self.layers if layer.in_use and layer.space for part in layer.space.parts]
        return Space(tuple(parts)) if parts else None

    @property
    def version(self) -> int:
        """Changes when the space does: coefficients of another one mean nothing."""
        return self._version

    def stage(self, number: int) -> tuple[Layer, ...]:
        """What is computed together: 0 what is cheap, 1 the network."""
        return (self.layers[0], self.looks) if number == 0 else tuple(self.layers[1:])

    def has(self, row: SampleRow, stage: int = 0) -> bool:
        """Whether everything of a stage is there for this content; a changed file has another digest."""
        return all(layer.table.has(row) for layer in self.stage(stage))

    def there(self, rows: Sequence[SampleRow], stage: int = 0) -> Generator[None, None, npt.NDArray[np.bool_]]:
        """``has`` of each, shape (n,), in pieces."""
        whole = np.ones(len(rows), np.bool_)
        for layer in self.stage(stage):
            whole &= (yield from layer.table.locate(rows)) >= 0
        return whole

    def check(self) -> Iterator[None]:
        """Look at all blocks of the side file that were not looked at yet; what is damaged is there no more."""
        for layer in (*self.layers, self.looks):
            yield from layer.table.check()

    def take_damage(self) -> str:
        """What was found to be damaged since the last time, in words; empty for nothing."""
        tables = [layer.table for layer in (*self.layers, self.looks)]
        found = [tr("{n:,} of {name}", n=table.damaged, name=table.name) for table in tables if table.damaged]
        for table in tables:
            table.damaged = 0
        words = [tr("Damaged rows in the side file were dropped: {tables}.", tables=", ".join(found))] if found else []
        if self._cache.mended:
            words.append(self._cache.mended)
            self._cache.mended = ""
        return " ".join(words)

    def known_digest(self, row: SampleRow) -> bytes:
        return self.layers[0].table.known_digest(row)

    def add(self, rows: Sequence[SampleRow], read: Sequence[Read], stage: int = 0) -> None:
        """Compute a stage's features of samples that were read; they count from the next ``flush`` on."""
        good = [(row, one) for row, one in zip(rows, read, strict=True) if one.value is not None]
        if not good:
            return
        layers = self.stage(stage)
        computed = compute([one for _, one in good], [layer.source for layer in layers])
        for layer in layers:
            ids, digests = [row.id for row, _ in good], [one.digest for _, one in good]
            layer.table.add(ids, digests, computed[layer.source.name])

    def give_up_network(self, why: str) -> None:
        """Do without the network, which cannot be run; learning goes on with what is cheap."""
        log.warning("the network was given up")
        self.lacking = why
        # The rest was fitted to lie beside it.
        self._begin_anew()
        self.layers = self.layers[:1]

    def flush(self) -> None:
        for layer in (*self.layers, self.looks):
            layer.table.flush()

    # -- the space that learning sees ------------------------------------------------------------------

    def reduce(self, rows: Sequence[SampleRow]) -> Iterator[float]:
        """Bring all rows into the space that learning sees; yields progress between chunks.

        A layer's part is fitted anew while its rows are still few compared with what is there now.
        """
        self._choose(rows)
        used = [layer for layer in self.layers if layer.in_use]
        for at, layer in enumerate(used):
            if layer.space is None or (layer.fitted_on < layer.limit and len(layer.table) > 1.5 * layer.fitted_on):
                yield at / len(used)
                self._fit(layer, len(used))
            for done in self._fill(layer, len(rows)):
                yield (at + done) / len(used)

    def _choose(self, rows: Sequence[SampleRow]) -> None:
        """Decide which layers learning sees; where that changes, all parts are fitted anew."""
        before = self.in_use
        first = self.layers[0]
        first.in_use = True
        of = int((first.table.rows_of(rows) >= 0).sum()) if len(self.layers) > 1 else 0
        for layer in self.layers[1:]:
            there = int((layer.table.rows_of(rows) >= 0).sum())
            layer.in_use = there > 0 and there >= (TORN if layer.in_use else WHOLE) * of
        if self.in_use != before:
            self._begin_anew()

    def _begin_anew(self) -> None:
        self._joined = None
        for layer in self.layers:
            layer.space, layer.reduced, layer.filled, layer.fitted_on = None, None, 0, 0

    def _fit(self, layer: Layer, parts: int) -> None:
        # Rows come in the pool's random order, so the first ones are a fair sample of it.
        sample = layer.table.head(layer.limit)
        if sample is None:
            return
        layer.space = fit_space(sample, self._seed, [layer.source.blocks], parts)
        layer.fitted_on, layer.reduced, layer.filled = len(layer.table), None, 0
        self._version += 1

    def _fill(self, layer: Layer, pool: int) -> Iterator[float]:
        if layer.space is None:
            return
        count = len(layer.table)
        if layer.reduced is None or len(layer.reduced) < count:
            # Room for the whole pool at once: what is not written to costs no memory.
            grown = np.empty((max(count, pool), layer.space.dimensions), np.float32)
            if layer.reduced is not None:
                grown[: layer.filled] = layer.reduced[: layer.filled]
            layer.reduced = grown
        for start, raw in layer.table.blocks(layer.filled):
            # What was dropped belongs to no sample, but must not be left as it was found in memory.
            layer.reduced[layer.filled : start] = 0
            moved = layer.space.transform(raw)[: max(0, count - start)]
            layer.filled = start + len(moved)
            layer.reduced[start : layer.filled] = moved
            yield layer.filled / max(1, count)
        layer.reduced[layer.filled : count] = 0
        layer.filled = max(layer.filled, count)

    def matrix(self, rows: Sequence[SampleRow], excluded: npt.NDArray[np.bool_]) -> Matrix:
        """Places (m,) in the pool and their rows (m, d), float32, in no order; place -1 for a row that no sample has
        any more. Also the row of each sample (n,), -1 for none.

        Samples with one content may share a row: the first that is not ``excluded`` (n,) stands for them, or the
        first.
        """
        used = [layer for layer in self.layers if layer.in_use and layer.reduced is not None]
        if not used:
            return np.zeros(0, np.int32), np.zeros((0, 1), np.float32), np.full(len(rows), -1, np.int64)
        if len(used) == 1:
            return self._alone(used[0], rows, excluded)
        # Which row is a sample's also changes with its content, not only when rows are added.
        at = np.array([layer.table.rows_of(rows) for layer in used])
        key = (self._version, *(layer.filled for layer in used))
        if self._joined is None or self._joined[0] != key or not np.array_equal(self._joined[1], at):
            # The old one goes first: of a large pool two at once would not fit in memory.
            self._joined = None
            self._joined = (key, at, _joined(used, at))
        return self._joined[2]

    def _alone(self, layer: Layer, rows: Sequence[SampleRow], excluded: npt.NDArray[np.bool_]) -> Matrix:
        assert layer.reduced is not None
        at = layer.table.rows_of(rows)
        places = np.full(layer.filled, -1, np.int32)
        there = np.flatnonzero((at >= 0) & (at < layer.filled))
        out = excluded[there]
        for of_row in (there[out][::-1], there[~out][::-1]):
            places[at[of_row]] = of_row
        row_of = np.full(len(at), -1, np.int64)
        row_of[there] = at[there]
        return places, layer.reduced[: layer.filled], row_of

    def seen_rows(self, rows: Sequence[SampleRow]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float32]]:
        """Which of ``rows`` are in the space that learning sees, and their rows there (m, d)."""
        tables = [(layer.table.rows_of(rows), layer) for layer in self.layers if layer.in_use]
        there = np.full(len(rows), bool(tables))
        for at, layer in tables:
            there &= (at >= 0) & (at < (layer.filled if layer.reduced is not None else 0))
        chosen = np.flatnonzero(there)
        parts = [layer.reduced[at[chosen]] for at, layer in tables if layer.reduced is not None]
        whole = len(parts) == len(tables) and parts
        return chosen, np.concatenate(parts, axis=1) if whole else np.zeros((0, 1), np.float32)

    def close(self) -> None:
        self._cache.close()


def _joined(layers: Sequence[Layer], at: npt.NDArray[np.int64]) -> Matrix:
    whole = np.ones(at.shape[1], np.bool_)
    for layer, of_layer in zip(layers, at, strict=True):
        whole &= (of_layer >= 0) & (of_layer < layer.filled)
    places = np.flatnonzero(whole)
    tables: list[Any] = [layer.reduced for layer in layers]
    result = np.empty((len(places), sum(table.shape[1] for table in tables)), np.float32)
    start = 0
    for table, of_layer in zip(tables, at, strict=True):
        result[:, start : start + table.shape[1]] = table[of_layer[places]]
        start += table.shape[1]
    row_of = np.full(at.shape[1], -1, np.int64)
    row_of[places] = np.arange(len(places))
    return places.astype(np.int32), result, row_of
