"""Bringing the pool up to date with the folder, in the worker process: new, vanished, moved, come back."""

from collections.abc import Generator
from pathlib import Path

from desktop_al.core.errors import CannotRead
from desktop_al.core.shapes import Found, SampleKind
from desktop_al.loop.messages import Moved, ScanPart, ScanResult
from desktop_al.media.samples import content_hash, read_bytes, sample_id
from desktop_al.media.scan import scan
from desktop_al.store.project_file import SampleRow


def sample_row(i: int, found: Found) -> SampleRow:
    return SampleRow(
        i,
        sample_id(found.name),
        found.path,
        found.row,
        found.kind,
        found.size,
        found.mtime_ns,
        found.offset,
        found.length,
    )


def update_pool(
    root: Path, kind: SampleKind, rows: list[SampleRow], by_id: dict[bytes, int]
) -> Generator[ScanPart | None, None, ScanResult]:
    """Scan ``root`` for samples of ``kind``; parts carry what is new, with places after ``rows``.

    ``rows`` and ``by_id`` are extended in step. On the first scan samples are given as they are found; later
    they wait for the end, since a file that seems new may be one that was renamed.

    Raises:
        CannotRead: the folder is not there, or everything that was in it has vanished.
    """
    first = not rows
    by_place = {(row.path, row.row): row.i for row in rows}
    seen: set[int] = set()
    new: list[Found] = []
    count = 0
    scanning = scan(root)
    for chunk in scanning:
        fresh = []
        for found in chunk:
            if found.kind != kind:
                continue
            place = by_place.get((found.path, found.row))
            if place is None:
                place = by_id.get(sample_id(found.name))
            if place is None:
                fresh.append(found)
            else:
                seen.add(place)
        if first:
            count += len(fresh)
            yield _grow(fresh, rows, by_id)
        else:
            new += fresh
            yield None
    if first:
        return ScanResult(count, (), (), (), scanning.report.other, len(scanning.report.unreadable))
    missing = [row.i for row in rows if row.i not in seen]
    if rows and not seen and not new:
        raise CannotRead(f"The folder is no longer at {root}. Your labels are kept. Show where it is now.")
    moved, new = yield from _renamed(root, new, [rows[i] for i in missing if rows[i].digest])
    gone_now = set(missing) - {m.place for m in moved}
    for start in range(0, len(new), 2000):
        yield _grow(new[start : start + 2000], rows, by_id)
    gone = tuple(i for i in sorted(gone_now) if not rows[i].gone)
    back = tuple(i for i in sorted(seen | {m.place for m in moved}) if rows[i].gone)
    return ScanResult(len(new), tuple(moved), gone, back, scanning.report.other, len(scanning.report.unreadable))


def _grow(fresh: list[Found], rows: list[SampleRow], by_id: dict[bytes, int]) -> ScanPart | None:
    added = []
    for found in fresh:
        row = sample_row(len(rows), found)
        if row.id in by_id:
            continue
        by_id[row.id] = row.i
        rows.append(row)
        added.append(row)
    return ScanPart(tuple(added)) if added else None


def _renamed(
    root: Path, new: list[Found], vanished: list[SampleRow]
) -> Generator[None, None, tuple[list[Moved], list[Found]]]:
    """Which new files are vanished ones under another name: same size, then same content."""
    by_size: dict[int, list[SampleRow]] = {}
    for row in vanished:
        by_size.setdefault(row.length if row.row >= 0 else row.size, []).append(row)
    moved: list[Moved] = []
    stay: list[Found] = []
    for found in new:
        candidates = by_size.get(found.length if found.row >= 0 else found.size)
        match = None
        if candidates:
            try:
                digest = content_hash(read_bytes(root, found))
            except CannotRead:
                digest = b""
            match = next((row for row in candidates if row.digest == digest), None)
            yield None
        if match is None or candidates is None:
            stay.append(found)
        else:
            candidates.remove(match)
            moved.append(Moved(match.i, found.path, found.size, found.mtime_ns))
    return moved, stay
