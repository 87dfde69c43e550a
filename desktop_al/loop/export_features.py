"""The features of some samples for a file: from the project's side file where they are there, else computed."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument
from desktop_al.core.shapes import SampleKind
from desktop_al.core.words import tr
from desktop_al.learn.blocks import join_blocks
from desktop_al.learn.space import SPARSE_ROWS, fit_space
from desktop_al.loop.extraction import HANDMADE, NETWORK, Source, extract_chunk, has_network, source_named
from desktop_al.loop.feature_files import CHUNK
from desktop_al.loop.feature_table import FeatureTable
from desktop_al.loop.pool import found
from desktop_al.media.export_features import Features
from desktop_al.store.cache import Cache
from desktop_al.store.project_file import SampleRow

#: Places and rows, which may be sparse; those with the first column that they are for.
Raw = tuple[npt.NDArray[np.intp], Any]
Block = tuple[npt.NDArray[np.intp], int, Any]


def features_of(
    project: Path,
    folder: Path,
    rows: Sequence[SampleRow | None],
    kind: SampleKind,
    seed: int,
    weights: str,
    step: Callable[[], None],
) -> Features:
    """Of images the hand-made features and, where its weights are there, those of the network, as they are. Of texts
    the network's, else hashed words reduced to at most 256 dimensions by truncated SVD, fitted to these very samples
    with the project's seed. ``step`` is called now and then, and may raise.

    Raises:
        BadArgument: no sample can be read.
    """
    sources = _sources(kind, weights)
    if kind == "text":
        # Words beside a network's rows would only cost room: the network has read them.
        sources = sources[-1:]
    names: list[str] = []
    parts: list[Iterator[Block]] = []
    for source in sources:
        raw = _raw_blocks(project, folder, rows, source, weights, step)
        if source.name == HANDMADE["text"]:
            width, raw = _reduced(raw, seed)
            made = [f"{source.name}.svd.{at}" for at in range(width)]
        else:
            made = [f"{source.name}.{at}" for at in range(sum(source.blocks))]
        parts.append(_from_column(len(names), raw))
        names += made
    return Features(tuple(names), len(parts), itertools.chain.from_iterable(parts))


def _from_column(column: int, raw: Iterator[Raw]) -> Iterator[Block]:
    for places, values in raw:
        yield places, column, values


def _sources(kind: SampleKind, weights: str) -> list[Source]:
    names = [HANDMADE[kind], *([NETWORK[kind]] if has_network(kind, weights) else [])]
    return [source_named(name, weights) for name in names]


def _raw_blocks(
    project: Path,
    folder: Path,
    rows: Sequence[SampleRow | None],
    source: Source,
    weights: str,
    step: Callable[[], None],
) -> Iterator[Raw]:
    """Raw rows of one source with their places among ``rows``; what cannot be read never comes."""
    lacking: list[int] = []
    cache = Cache(project)
    try:
        table = FeatureTable(cache, source.name, source.version, sum(source.blocks))
        known = [at for at, row in enumerate(rows) if row is not None]
        at_row = table.rows_of([row for row in rows if row is not None])
        lacking = [place for place, row in zip(known, at_row.tolist(), strict=True) if row < 0]
        there = at_row >= 0
        order = np.argsort(at_row[there], kind="stable")
        wanted = at_row[there][order]
        places = np.array(known, np.intp)[there][order]
        came = np.zeros(len(wanted), np.bool_)
        for first, raw in table.blocks():
            step()
            inside = slice(*np.searchsorted(wanted, (first, first + raw.shape[0])).tolist())
            if inside.stop > inside.start:
                came[inside] = True
                yield places[inside], raw[wanted[inside] - first]
        # Of damaged blocks.
        lacking += places[~came].tolist()
    finally:
        cache.close()
    for start in range(0, len(lacking), CHUNK):
        step()
        some = lacking[start : start + CHUNK]
        asked = [found(row) for row in (rows[at] for at in some) if row is not None]
        chunk = extract_chunk(str(folder), asked, (source.name,), weights)
        if len(chunk.read):
            yield np.array(some, np.intp)[chunk.read], chunk.features[source.name]


def _reduced(raw: Iterator[Raw], seed: int) -> tuple[int, Iterator[Raw]]:
    """How many dimensions sparse rows are reduced to, and the rows in these."""
    kept = list(raw)
    if not kept:
        raise BadArgument(tr("None of the samples could be read, so that there are no features."))
    some, count = [], 0
    for _, values in kept:
        if count < SPARSE_ROWS:
            some.append(values)
            count += values.shape[0]
    space = fit_space(join_blocks(some), seed)
    return space.dimensions, ((places, space.transform(values)) for places, values in kept)
