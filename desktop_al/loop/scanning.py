"""Bringing the pool up to date with the folder, in the worker process: new, vanished, moved, changed, come back."""

from collections import defaultdict
from collections.abc import Generator
from pathlib import Path

from desktop_al.core.errors import CannotRead
from desktop_al.core.shapes import Found, SampleKind
from desktop_al.core.words import tr
from desktop_al.loop.messages import Moved, ScanPart, ScanResult
from desktop_al.loop.pool import found as found_of
from desktop_al.loop.pool import moved_row
from desktop_al.media.paths import real_path
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


def is_there(root: Path, row: SampleRow) -> bool:
    """Whether anything of that name is in the folder."""
    try:
        real_path(root, row.path)
    except CannotRead:
        return False
    return True


def update_pool(
    root: Path, kind: SampleKind, rows: list[SampleRow], by_id: dict[bytes, int]
) -> Generator[ScanPart | None, None, ScanResult]:
    """Scan ``root`` for samples of ``kind``; parts carry what is new, with places after ``rows``.

    ``rows`` and ``by_id`` are kept in step. On the first scan samples are given as they are found; later they
    wait for the end, since a file that seems new may be one that was renamed.

    Raises:
        CannotRead: the folder is not there, or everything that was in it has vanished.
    """
    first = not rows
    by_place = {(row.path, row.row): row.i for row in rows}
    seen: set[int] = set()
    new: list[Found] = []
    touched: list[tuple[int, Found]] = []
    count = 0
    scanning = scan(root)
    for chunk in scanning:
        fresh = []
        for found in chunk:
            if found.kind != kind:
                continue
            place = by_place.get((found.path, found.row))
            if place is None:
                fresh.append(found)
            elif found_of(rows[place]) == found:
                seen.add(place)
            else:
                touched.append((place, found))
        if first:
            count += len(fresh)
            yield _grow(fresh, rows, by_id)
        else:
            new += fresh
            yield None
    report = scanning.report
    if first:
        return ScanResult(count, (), (), (), report.other, len(report.unreadable))
    if not seen and not touched and not new:
        raise CannotRead(
            tr("The folder is no longer at {root}. Your labels are kept. Show where it is now.", root=root)
        )
    missing = [row.i for row in rows if row.i not in seen]
    moved, new = yield from _matched(root, rows, missing, touched, new)
    for start in range(0, len(new), 2000):
        yield _grow(new[start : start + 2000], rows, by_id)
    there = seen | {move.place for move in moved}
    gone = tuple(i for i in missing if i not in there and not rows[i].gone)
    back = tuple(i for i in sorted(there) if rows[i].gone)
    for move in moved:
        rows[move.place] = moved_row(rows[move.place], move.found)._replace(digest=move.digest)
    for places, mark in ((gone, 1), (back, 0)):
        for i in places:
            rows[i] = rows[i]._replace(gone=mark)
    return ScanResult(len(new), moved, gone, back, report.other, len(report.unreadable))


def _grow(fresh: list[Found], rows: list[SampleRow], by_id: dict[bytes, int]) -> ScanPart | None:
    added = []
    for found in fresh:
        row = sample_row(len(rows), found)
        again = 1
        while row.id in by_id:
            # The sample that had this name first lies elsewhere now and keeps its id.
            again += 1
            row = row._replace(id=sample_id(f"{found.name}\x00{again}"))
        by_id[row.id] = row.i
        rows.append(row)
        added.append(row)
    return ScanPart(tuple(added)) if added else None


def _matched(
    root: Path, rows: list[SampleRow], missing: list[int], touched: list[tuple[int, Found]], new: list[Found]
) -> Generator[None, None, tuple[tuple[Moved, ...], list[Found]]]:
    """Which sample each file (or row) is that is not as it was: the content tells, else the place.

    ``missing`` are the places not seen unchanged, those of ``touched`` among them. Returns the moves (also of
    samples that stay where they were and changed) and what is really new.
    """
    sizes = {_size(found_of(rows[i])) for i in missing if rows[i].digest}
    unclaimed: dict[bytes, list[int]] = defaultdict(list)
    for i in missing:
        digest = rows[i].digest
        if digest:
            unclaimed[digest].append(i)
    digests: dict[tuple[str, int], bytes] = {}
    for found in [f for _, f in touched] + [f for f in new if _size(f) in sizes]:
        try:
            digests[found.path, found.row] = content_hash(read_bytes(root, found))
        except CannotRead:
            digests[found.path, found.row] = b""
        yield None
    moves: dict[int, Moved] = {}
    left: list[tuple[int, Found]] = []
    for place, found in touched:
        digest = digests[found.path, found.row]
        if digest and digest == rows[place].digest:
            unclaimed[digest].remove(place)
            moves[place] = Moved(place, found, digest)
        else:
            left.append((place, found))
    stay: list[tuple[int, Found]] = []
    for place, found in left + [(-1, f) for f in new]:
        digest = digests.get((found.path, found.row), b"")
        if unclaimed.get(digest):
            claimed = unclaimed[digest].pop(0)
            moves[claimed] = Moved(claimed, found, digest)
        else:
            stay.append((place, found))
    really_new: list[Found] = []
    for place, found in stay:
        if place < 0 or place in moves:
            really_new.append(found)
        else:
            moves[place] = Moved(place, found, digests[found.path, found.row] or rows[place].digest)
    return tuple(moves.values()), really_new


def _size(found: Found) -> int:
    return found.length if found.row >= 0 else found.size
