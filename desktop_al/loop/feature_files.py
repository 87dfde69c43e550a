"""Features in a file of their own (npz), computed elsewhere or kept for later, and brought into a project.

The file holds plain arrays and no pickle: ``header`` (JSON in bytes: format, version and the sources), ``samples``
(names in UTF-8, each ended by a zero byte), ``digests`` (n, 16) and for source k either ``rows<k>`` (n, columns) in
float16 or, for sparse rows, ``indptr<k>``, ``indices<k>`` and ``data<k>``. A row stands for a sample's content, known
by its digest, as much as for its name.
"""

import json
import os
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from desktop_al.core.errors import BadArgument, CannotOpen, CannotRead, DesktopAlError, NotSaved
from desktop_al.core.plain_json import read_json
from desktop_al.core.shapes import Found, SampleKind
from desktop_al.learn.blocks import decode_block, join_blocks, rounded
from desktop_al.learn.networks import MAX_OWN_COLUMNS, NETWORKS
from desktop_al.loop.extraction import HANDMADE, LOOKS, NETWORK, OWN, Chunk, extract_chunk, has_network, source_named
from desktop_al.loop.feature_table import BLOCK_ROWS, FeatureTable
from desktop_al.loop.folding import read_state
from desktop_al.loop.inside import begin_reading, end_reading
from desktop_al.loop.npz_file import DAMAGED, Arrays
from desktop_al.loop.opening import basics, read_pool
from desktop_al.loop.pool import found
from desktop_al.loop.processes import in_processes
from desktop_al.loop.scanning import sample_row
from desktop_al.media.cv import limit_threads
from desktop_al.media.samples import content_hash, read_bytes, sample_id
from desktop_al.media.scan import scan
from desktop_al.store.cache import Cache
from desktop_al.store.project_file import SampleRow, close_file, open_project

_FORMAT, _VERSION = "desktop_al features", 1
_DIGEST = 16
#: Samples that are read and extracted at once.
CHUNK = 64
_MAX_HEADER = 1_000_000


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one source: ``raw`` is (n, columns), float16 dense or csr float32, rounded as the side file is."""

    name: str
    version: int
    raw: Any


@dataclass(frozen=True, slots=True)
class FeatureFile:
    """Names and digests of n samples that could be read, and their rows from each source."""

    samples: tuple[str, ...]
    digests: tuple[bytes, ...]
    rows: tuple[Rows, ...]


class NothingRead(BadArgument):
    """None of the samples could be read."""


def usual_names(kind: SampleKind, weights: str) -> tuple[str, ...]:
    """Everything that the window computes for a kind of sample; the network where its weights are there."""
    return (HANDMADE[kind], LOOKS[kind], *((NETWORK[kind],) if has_network(kind, weights) else ()))


def check_names(names: Sequence[str], kind: SampleKind) -> None:
    """Raises BadArgument when there are no such features of this kind of sample."""
    known = (HANDMADE[kind], LOOKS[kind], NETWORK[kind])
    for name in names:
        if name not in known and not (kind == "image" and name.startswith(OWN)):
            raise BadArgument(f"There are no features “{name}” of {kind}s. Known are: {', '.join(known)}.")
    if not names or len(set(names)) != len(names):
        raise BadArgument("Name at least one kind of features, and none twice.")


def sample_chunks(folder: Path, kind: SampleKind, size: int = CHUNK) -> list[list[Found]]:
    """All samples of a folder in pieces, each of them work for one call of ``extract_chunk``.

    Raises:
        CannotRead: the folder is not there.
    """
    samples = [sample for chunk in scan(folder) for sample in chunk if sample.kind == kind]
    return [samples[start : start + size] for start in range(0, len(samples), size)]


def join_chunks(samples: Sequence[Sequence[Found]], chunks: Sequence[Chunk]) -> FeatureFile:
    """One table from what ``extract_chunk`` gave for each of the pieces of ``sample_chunks``, in the same order.

    Raises:
        BadArgument: nothing could be read, or the pieces do not fit together.
    """
    names: list[str] = []
    digests: list[bytes] = []
    parts: dict[str, list[Any]] = {}
    for piece, chunk in zip(samples, chunks, strict=True):
        names += [piece[at].name for at in chunk.read.tolist()]
        digests += [chunk.digests[at] for at in chunk.read.tolist()]
        for source, raw in chunk.features.items():
            parts.setdefault(source, []).append(_rounded(raw))
    if not names:
        raise NothingRead("None of the samples could be read.")
    rows = tuple(Rows(source, _expected(source)[0], join_blocks(blocks)) for source, blocks in parts.items())
    if any(one.raw.shape[0] != len(names) for one in rows):
        raise BadArgument("The pieces do not hold the same kinds of features.")
    return FeatureFile(tuple(names), tuple(digests), rows)


def compute_features(
    folder: Path,
    samples: Sequence[Sequence[Found]],
    names: Sequence[str],
    weights: str = "",
    jobs: int = 1,
    progress: Callable[[float], None] = lambda _share: None,
) -> FeatureFile:
    """Features of the pieces of ``sample_chunks``; what cannot be read is left out.

    Raises:
        DesktopAlError: a name that is not there, a network that cannot be opened, or nothing could be read.
    """
    for name in names:
        source_named(name, weights)
    chunks = in_processes(_extract, (str(folder), tuple(names), weights), samples, jobs, progress)
    return join_chunks(samples, chunks)


def _extract(shared: tuple[str, tuple[str, ...], str], samples: Sequence[Found], _progress: object) -> Chunk:
    # Each process has its own core.
    limit_threads(1)
    folder, names, weights = shared
    return extract_chunk(folder, samples, names, weights)


def _rounded(raw: Any) -> Any:
    """As it comes back from a project's side file."""
    kept = rounded(raw)
    return kept.astype(np.float16) if isinstance(kept, np.ndarray) else kept


def _expected(name: str) -> tuple[int, int, bool]:
    """Version, columns (0: any) and whether the rows are sparse; raises BadArgument for an unknown source."""
    if name in NETWORKS:
        return NETWORKS[name].version, NETWORKS[name].width, False
    if name.startswith(OWN):
        digest = name.removeprefix(OWN)
        if len(digest) == 64 and set(digest) <= set("0123456789abcdef"):
            return 1, 0, False
        raise BadArgument("The network that the features come from is not named by its content.")
    source = source_named(name, "")
    return source.version, sum(source.blocks), name == HANDMADE["text"]


def _kind_of(name: str) -> SampleKind:
    """The kind of samples that a known source is of."""
    return "text" if name in (HANDMADE["text"], LOOKS["text"], NETWORK["text"]) else "image"


# -- the file ------------------------------------------------------------------------------------------


def write_features(path: Path, features: FeatureFile) -> None:
    """Write the file whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    arrays: dict[str, Any] = {
        "samples": np.frombuffer(b"".join(_utf8(name) + b"\0" for name in features.samples), np.uint8),
        "digests": np.frombuffer(b"".join(features.digests), np.uint8).reshape(-1, _DIGEST),
    }
    sources = []
    for at, rows in enumerate(features.rows):
        sources.append({"name": rows.name, "version": rows.version, "columns": int(rows.raw.shape[1])})
        if isinstance(rows.raw, np.ndarray):
            arrays[f"rows{at}"] = rows.raw.astype("<f2")
        else:
            arrays[f"indptr{at}"] = rows.raw.indptr.astype("<i8")
            arrays[f"indices{at}"] = rows.raw.indices.astype("<i4")
            arrays[f"data{at}"] = rows.raw.data.astype("<f2")
    header = json.dumps({"format": _FORMAT, "version": _VERSION, "sources": sources})
    arrays["header"] = np.frombuffer(header.encode("utf-8"), np.uint8)
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        with open(unfinished, "wb") as file:
            np.savez(file, **arrays)
        os.replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def read_features(path: Path) -> FeatureFile:
    """The content of a file that ``write_features`` wrote; everything in it is checked before it is used.

    Raises:
        BadArgument: not such a file, damaged, or of features that this version does not compute.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(Arrays(archive, path.stat().st_size))
    except FileNotFoundError as error:
        raise BadArgument(f"There is no file {path}.") from error
    except OSError as error:
        raise BadArgument(f"{path} cannot be read: {error.strerror or error}.") from error
    except DesktopAlError as error:
        raise BadArgument(f"{path.name} holds no features that can be used. {error}") from error
    except DAMAGED as error:
        raise BadArgument(f"{path.name} is not a whole file of features.") from error


def _read(arrays: Arrays) -> FeatureFile:
    header_bytes = arrays.read("header", "|u1").tobytes()
    if len(header_bytes) > _MAX_HEADER:
        raise ValueError("header")
    try:
        header = read_json(header_bytes, most=_MAX_HEADER)
    except RecursionError as error:
        raise ValueError("header") from error
    if header["format"] != _FORMAT:
        raise ValueError("header")
    if header["version"] != _VERSION:
        raise BadArgument("It was written by another version of the program.")
    names = arrays.read("samples", "|u1").tobytes().decode("utf-8", "surrogatepass").split("\0")[:-1]
    digests = arrays.read("digests", "|u1", (None, _DIGEST))
    if len(digests) != len(names) or len(set(names)) != len(names):
        raise ValueError("samples")
    rows = tuple(_source(arrays, at, source, len(names)) for at, source in enumerate(header["sources"]))
    if not rows or len({one.name for one in rows}) != len(rows):
        raise ValueError("sources")
    return FeatureFile(tuple(names), tuple(bytes(digest) for digest in digests), rows)


def _source(arrays: Arrays, at: int, source: dict[str, Any], count: int) -> Rows:
    name, version, columns = str(source["name"]), source["version"], source["columns"]
    known_version, known_columns, is_sparse = _expected(name)
    if version != known_version:
        raise BadArgument(
            f"Its features “{name}” are of version {version}; this program computes version {known_version}."
        )
    if type(columns) is not int or columns != (known_columns or columns) or columns < 1:
        raise BadArgument(f"Its features “{name}” have {columns} columns instead of {known_columns}.")
    if not known_columns and columns > MAX_OWN_COLUMNS:
        raise BadArgument(f"Its features “{name}” have {columns} columns; {MAX_OWN_COLUMNS} are the most.")
    raw: Any
    if is_sparse:
        raw = _sparse(arrays, at, count, columns)
        values = raw.data
    else:
        raw = values = arrays.read(f"rows{at}", "<f2", (None, columns))
    if raw.shape[0] != count:
        raise ValueError(name)
    if not np.isfinite(values).all():
        raise BadArgument(f"Its features “{name}” hold values that are not numbers.")
    return Rows(name, version, raw)


def _sparse(arrays: Arrays, at: int, count: int, columns: int) -> Any:
    indptr = arrays.read(f"indptr{at}", "<i8")
    indices, data = arrays.read(f"indices{at}", "<i4"), arrays.read(f"data{at}", "<f2")
    ends = len(indptr) == count + 1 and indptr[0] == 0 and indptr[-1] == len(indices) == len(data)
    # The libraries trust these numbers as places in memory.
    if not ends or (np.diff(indptr) < 0).any() or len(indices) >= 2**31:
        raise ValueError("indptr")
    if len(indices) and (indices.min() < 0 or indices.max() >= columns):
        raise ValueError("indices")
    head = np.array([count, columns, len(indices)], "<u8").tobytes()
    return decode_block(b"csr1" + head + indptr.astype("<i4").tobytes() + indices.tobytes() + data.tobytes())


# -- into a project --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Imported:
    """``names`` of the sources; ``samples`` of the project that have their rows now. Left out: ``unknown`` to the
    project, and ``changed``, where the project's sample has another content or could not be compared."""

    names: tuple[str, ...]
    samples: int
    unknown: int
    changed: int


def import_features(project: Path, path: Path) -> Imported:
    """Put the rows of a file of features into a project's side file, as if the window had computed them.

    A sample is found by its name; where the project has no such name, by its content. Rows count only where the
    content is the same: where the project does not know it yet, the sample is read.

    Raises:
        BadArgument: the file cannot be used. CannotOpen: the project cannot, or is open elsewhere. NotSaved: the
            side file cannot be written. Nothing was changed but what the side file took until then.
    """
    features = read_features(path)
    file = open_project(project)
    try:
        if file.lock is None:
            raise CannotOpen(f"No features can be brought into {project.name}: {' '.join(file.words)}")
        state = read_state(file.connection)
        samples = read_pool(file)
        settings = basics(state, file.path, [row.path for row in samples[:100]])
        for rows in features.rows:
            if _kind_of(rows.name) != settings.kind:
                raise BadArgument(f"“{rows.name}” are no features of {settings.kind}s, which this project holds.")
        if missing := begin_reading(settings.folder, file.path):
            raise CannotOpen(missing)
        try:
            # A project that was never opened has no list of samples yet.
            samples = samples or [sample_row(i, one) for i, one in enumerate(_all(settings.folder))]
            matched, unknown, changed = _match(features, samples, settings.folder)
        finally:
            end_reading(settings.folder)
        for rows in features.rows:
            _keep(file.path, rows, matched, features.digests)
    finally:
        close_file(file)
    return Imported(tuple(rows.name for rows in features.rows), len(matched), unknown, changed)


def _all(folder: Path) -> list[Found]:
    try:
        return [sample for chunk in scan(folder) for sample in chunk]
    except CannotRead:
        return []


def _match(features: FeatureFile, samples: Sequence[SampleRow], folder: Path) -> tuple[dict[int, bytes], int, int]:
    """Which entry of the file is of which sample (by id); how many are of none, and how many of another content."""
    by_id = {row.id: row for row in samples}
    by_digest = {row.digest: row for row in samples if row.digest is not None}
    matched: dict[int, bytes] = {}
    seen: set[bytes] = set()
    unknown = changed = 0
    for at, (name, digest) in enumerate(zip(features.samples, features.digests, strict=True)):
        row = by_id.get(sample_id(name)) or by_digest.get(digest)
        if row is None:
            unknown += 1
        elif row.id in seen:
            # The same content under two names, only one of which the project has.
            continue
        elif (row.digest or _digest(folder, row)) == digest:
            matched[at] = row.id
            seen.add(row.id)
        else:
            changed += 1
    return matched, unknown, changed


def _digest(folder: Path, row: SampleRow) -> bytes:
    """What a sample holds now, empty if it cannot be read."""
    try:
        return content_hash(read_bytes(folder, found(row)))
    except CannotRead:
        return b""


def _keep(project: Path, rows: Rows, matched: dict[int, bytes], digests: Sequence[bytes]) -> None:
    cache = Cache(project)
    try:
        table = FeatureTable(cache, rows.name, rows.version)
        known = table.head(1)
        if known is not None and known.shape[1] != rows.raw.shape[1]:
            raise BadArgument(f"The project's features “{rows.name}” have {known.shape[1]} columns already.")
        places = np.array(list(matched), np.intp)
        for start in range(0, len(places), BLOCK_ROWS):
            chosen = places[start : start + BLOCK_ROWS]
            ids = [matched[at] for at in chosen.tolist()]
            table.add(ids, [digests[at] for at in chosen.tolist()], rows.raw[chosen])
        table.flush()
    finally:
        cache.close()
    # Where the side file cannot be written it is one in memory, which nobody would find again.
    cache = Cache(project)
    kept = FeatureTable(cache, rows.name, rows.version)
    cache.close()
    if any(kept.row_of(SampleRow(0, id_, "", -1, "", 0, 0, 0, 0, digests[at])) < 0 for at, id_ in matched.items()):
        raise NotSaved(f"The features could not be written beside {project.name}. Nothing else was changed.")


def _utf8(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")
