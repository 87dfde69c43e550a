"""Features of a folder kept between two calls of the command line, one file for each folder and source.

A row is found again by the content of its sample: what was renamed keeps its row, what was changed gets a new one.
"""

import contextlib
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.shapes import Found
from desktop_al.learn.blocks import join_blocks
from desktop_al.loop.feature_files import (
    CHUNK,
    FeatureFile,
    NothingRead,
    Rows,
    compute_features,
    read_features,
    write_features,
)
from desktop_al.media.samples import content_hash, read_bytes

#: After so many samples what is computed is written, so that little is lost when the work is stopped.
_WRITTEN_AFTER = 4096


def cached_features(
    folder: Path,
    pieces: Sequence[Sequence[Found]],
    names: Sequence[str],
    weights: str,
    cache: Path | None,
    jobs: int,
    progress: Callable[[float], None],
) -> FeatureFile:
    """``feature_files.compute_features``, with what ``cache`` holds already read from there and the rest put there.

    A cache that is damaged or cannot be written costs time and nothing else.

    Raises:
        DesktopAlError: see ``compute_features``.
    """
    if cache is None:
        return compute_features(folder, pieces, names, weights, jobs, progress)
    tables = {name: _read(_place(cache, folder, name), name) for name in names}
    samples = [(sample, _digest(folder, sample)) for piece in pieces for sample in piece]
    known = set.intersection(*(set(table.digests) if table else set() for table in tables.values()))
    lacking = [sample for sample, digest in samples if digest and digest not in known]
    for start in range(0, len(lacking), _WRITTEN_AFTER):
        part = lacking[start : start + _WRITTEN_AFTER]

        def heard(share: float, start: int = start, count: int = len(part)) -> None:
            progress((start + share * count) / len(lacking))

        chunks = [part[at : at + CHUNK] for at in range(0, len(part), CHUNK)]
        # That none of these can be read does not mean that none can.
        with contextlib.suppress(NothingRead):
            fresh = compute_features(folder, chunks, names, weights, jobs, heard)
            for rows in fresh.rows:
                tables[rows.name] = table = _with(tables[rows.name], fresh, rows)
                _write(_place(cache, folder, rows.name), table)
    progress(1.0)
    return _of_samples(samples, [tables[name] for name in names])


def _of_samples(samples: Sequence[tuple[Found, bytes]], tables: Sequence[FeatureFile | None]) -> FeatureFile:
    """The rows of the samples that all tables know, by their content."""
    whole = [table for table in tables if table is not None]
    places = [{digest: at for at, digest in enumerate(table.digests)} for table in whole]
    there = [(sample.name, digest) for sample, digest in samples if all(digest in place for place in places)]
    if len(whole) < len(tables) or not there:
        raise NothingRead("None of the samples could be read.")
    rows = []
    for table, place in zip(whole, places, strict=True):
        chosen = np.array([place[digest] for _, digest in there], np.intp)
        rows.append(Rows(table.rows[0].name, table.rows[0].version, table.rows[0].raw[chosen]))
    return FeatureFile(tuple(name for name, _ in there), tuple(digest for _, digest in there), tuple(rows))


def _with(before: FeatureFile | None, fresh: FeatureFile, rows: Rows) -> FeatureFile:
    """What was kept, without what is there anew, and ``rows`` of ``fresh``."""
    if before is None:
        return FeatureFile(fresh.samples, fresh.digests, (rows,))
    new_names, new_digests = set(fresh.samples), set(fresh.digests)
    old = [
        at
        for at, (name, digest) in enumerate(zip(before.samples, before.digests, strict=True))
        if name not in new_names and digest not in new_digests
    ]
    raw = join_blocks([before.rows[0].raw[np.array(old, np.intp)], rows.raw])
    return FeatureFile(
        (*(before.samples[at] for at in old), *fresh.samples),
        (*(before.digests[at] for at in old), *fresh.digests),
        (Rows(rows.name, rows.version, raw),),
    )


def _place(cache: Path, folder: Path, name: str) -> Path:
    """The file of a folder's rows; its own name is of no use to a reader."""
    place = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return cache / f"{place}-{name}.npz"


def _read(path: Path, name: str) -> FeatureFile | None:
    try:
        kept = read_features(path)
    except BadArgument:
        return None
    return kept if [rows.name for rows in kept.rows] == [name] else None


def _write(path: Path, table: FeatureFile) -> None:
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_features(path, table)


def _digest(folder: Path, sample: Found) -> bytes:
    """Of the content as it is now, empty if it cannot be read."""
    try:
        return content_hash(read_bytes(folder, sample))
    except CannotRead:
        return b""
