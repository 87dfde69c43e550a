"""Taking in what the worker found out about the pool: into memory, and to the disk as attributes."""

from pathlib import Path

from desktop_al.core.words import english
from desktop_al.loop.learning import Learning
from desktop_al.loop.messages import AsidePart
from desktop_al.loop.pool import COPY, Pool
from desktop_al.loop.record import Record
from desktop_al.loop.scanning import is_there
from desktop_al.loop.screen import Unreadable
from desktop_al.loop.serving import Serving
from desktop_al.media.junk import JUNK_KINDS
from desktop_al.store.writer import SampleChange


def take_new_samples(learning: Learning, pool: Pool, record: Record) -> bool:
    """Samples that the scan has found; returns whether there were any."""
    grown = bool(learning.new_rows)
    for part in learning.new_rows:
        pool.extend(part.rows)
        record.keep(samples=part.rows)
    learning.new_rows.clear()
    return grown


def take_scan_result(learning: Learning, pool: Pool, record: Record) -> list[int]:
    """What has vanished, come back, moved or changed since the last scan; returns places to be read anew."""
    result = learning.scanned
    if result is None:
        return []
    changes = []
    for place, gone in [(i, 1) for i in result.gone] + [(i, 0) for i in result.back]:
        pool.change(place, gone=gone)
        changes.append(SampleChange(pool.rows[place].id, gone=gone))
    for place, to, digest in result.moved:
        # What could not be read at its old place or in its old form is tried anew.
        pool.move(place, to)
        pool.change(place, digest=digest, problem="")
        changes.append(
            SampleChange(
                pool.rows[place].id,
                digest=digest,
                problem="",
                path=to.path,
                size=to.size,
                mtime_ns=to.mtime_ns,
                row=to.row,
                offset=to.offset,
                length=to.length,
            )
        )
    if changes:
        record.keep(changes=changes)
    return [*result.gone, *result.back, *(move.place for move in result.moved)]


def take_features(learning: Learning, pool: Pool, record: Record) -> bool:
    """Digests (and with them exact duplicates) and what could not be read; returns whether samples can be asked
    now that could not before."""
    changes = []
    mended = False
    for place, digest, problem in learning.found:
        mended = mended or bool(pool.rows[place].problem and not problem)
        pool.change(place, digest=digest or None, problem=problem)
        changes.append(SampleChange(pool.rows[place].id, digest=digest or None, problem=english(problem)))
    learning.found.clear()
    if changes:
        record.keep(changes=changes)
    return mended


def take_aside(part: AsidePart, pool: Pool) -> None:
    """What the queue leaves out from now on, in place of what it left out before."""
    pairs = zip(part.places.tolist(), part.kinds.tolist(), strict=True)
    pool.aside = {place: JUNK_KINDS[kind].id if kind >= 0 else COPY for place, kind in pairs}
    copies = zip(part.places.tolist(), part.copy_of.tolist(), strict=True)
    pool.copy_of = {place: first for place, first in copies if first >= 0}
    near: dict[int, list[int]] = {}
    for place, first in pool.copy_of.items():
        near.setdefault(first, []).append(place)
    pool.near = {first: tuple(places) for first, places in near.items()}
    pool.near_line = part.likeness


def digest_change(place: int, digest: bytes, pool: Pool) -> list[SampleChange]:
    """The digest of what is on screen, where the pool knows another or none yet."""
    if pool.rows[place].digest == digest:
        return []
    pool.change(place, digest=digest)
    return [SampleChange(pool.rows[place].id, digest=digest)]


def mark_unreadable(place: int, cause: str, pool: Pool, record: Record) -> None:
    """It keeps its place with its cause, and is not asked again."""
    pool.change(place, problem=cause)
    record.keep(changes=[SampleChange(pool.rows[place].id, problem=english(cause))])


def pass_over_unreadable(serving: Serving, root: Path, pool: Pool, record: Record | None) -> bool:
    """Go on from a sample on screen that cannot be read, and keep that it cannot, unless it is only not there; False
    where there is none. ``record``: None where nothing is kept."""
    current, shown = serving.current, serving.shown()
    if current is None or current.visiting or shown is None or not isinstance(shown.content, Unreadable):
        return False
    if record is not None and is_there(root, pool.rows[current.place]):
        mark_unreadable(current.place, shown.content.cause, pool, record)
    serving.pass_over()
    return True
