"""Taking in what the worker found out about the pool: into memory, and to the disk as attributes."""

from desktop_al.loop.learning import Learning
from desktop_al.loop.pool import Pool
from desktop_al.loop.record import Record
from desktop_al.store.writer import SampleChange


def take_new_samples(learning: Learning, pool: Pool, record: Record) -> bool:
    """Samples that the scan has found; returns whether there were any."""
    grown = bool(learning.new_rows)
    for part in learning.new_rows:
        pool.extend(part.rows)
        record.keep(samples=part.rows)
    learning.new_rows.clear()
    return grown


def take_scan_result(learning: Learning, pool: Pool, record: Record) -> None:
    """What has vanished, come back or moved since the last scan."""
    result = learning.scanned
    if result is None:
        return
    changes = []
    for place, gone in [(i, 1) for i in result.gone] + [(i, 0) for i in result.back]:
        pool.change(place, gone=gone)
        changes.append(SampleChange(pool.rows[place].id, gone=gone))
    for move in result.moved:
        pool.move(move.place, move.path, move.size, move.mtime_ns)
        changes.append(SampleChange(pool.rows[move.place].id, path=move.path, size=move.size, mtime_ns=move.mtime_ns))
    if changes:
        record.keep(changes=changes)


def take_features(learning: Learning, pool: Pool, record: Record) -> None:
    """Digests (and with them exact duplicates) and what could not be read."""
    changes = []
    for place, digest, problem in learning.found:
        pool.change(place, digest=digest or None, problem=problem)
        changes.append(SampleChange(pool.rows[place].id, digest=digest or None, problem=problem))
    learning.found.clear()
    if changes:
        record.keep(changes=changes)
