"""The audit trail as a file: CSV for people and spreadsheets, JSON lines without loss."""

import json
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.core.words import english, tr
from desktop_al.loop.audit import Trail
from desktop_al.loop.audit_screen import SET_BACK, AuditRow, TrailRequest
from desktop_al.loop.csv_file import csv_text
from desktop_al.loop.export_log import Note, note_in_file
from desktop_al.loop.exporting import check_place, not_itself
from desktop_al.loop.opening import code_key_of, find_folder
from desktop_al.loop.pool import code_of, found
from desktop_al.loop.roles import handed_to
from desktop_al.loop.wording import utc_text
from desktop_al.media.replace import replace_file
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import SampleRow, close_file, open_project, read_samples

COLUMNS = (
    "seq",
    "utc",
    "monotonic_us",
    "who",
    "kind",
    "what",
    "before",
    "after",
    "reason",
    "protocol",
    "sample",
    "computer",
    "origin",
    "clock",
    "writer",
    "writer_seq",
)
_AT_ONCE = 2_000


def trail_format(out: Path) -> str:
    """The format that the ending of a name asks for.

    Raises:
        BadArgument: neither .csv nor .jsonl.
    """
    known = {".csv": "trail-csv", ".jsonl": "trail-jsonl"}.get(out.suffix.lower(), "")
    if not known:
        raise BadArgument(tr("The audit trail is written to a file that ends in .csv or .jsonl."))
    return known


def write_trail(
    trail: Trail, path: Path, request: TrailRequest, rows: Sequence[SampleRow]
) -> Generator[float, None, int]:
    """Write every row that the viewer may see, the oldest first; returns how many. Yields a share of the work.

    Raises:
        DesktopAlError: the project cannot be read, or the file not written; then what was there before stays.
    """
    out = Path(request.out)
    name = trail_format(out)
    not_itself(path, out)
    check_place(out, Path(request.folder))
    for share in trail.read(path):
        yield 0.5 * share
    lines: list[str] = []
    count = 0
    if name == "trail-csv":
        lines.append(csv_text([COLUMNS]))
    for part in _parts(_values(trail, request, rows)):
        if name == "trail-csv":
            lines.append(csv_text(part))
        else:
            made = (json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False) for row in part)
            lines.append("".join(f"{line}\n" for line in made))
        count += len(part)
        yield 0.5 + 0.45 * min(1.0, count / max(1, len(trail.rows)))
    data = "".join(lines).encode("utf-8", "backslashreplace")
    replace_file(out, lambda file: file.write(data))
    return count


def _parts(values: Iterator[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    part: list[tuple[object, ...]] = []
    for row in values:
        part.append(row)
        if len(part) == _AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _values(trail: Trail, request: TrailRequest, rows: Sequence[SampleRow]) -> Iterator[tuple[object, ...]]:
    key = code_key_of(trail.state)
    titles = {row.id: code_of(row, key) if request.hide_names else found(row).name for row in rows}
    may_see = trail.visible(request.viewer)
    for row in trail.rows:
        # What the clock of an annotator noted leaves by that annotator's own export of it only.
        if row.kind != ev.PACE and (may_see is None or may_see(row)):
            yield _cells(trail.shown(row, request.viewer), titles)


def _cells(row: AuditRow, titles: dict[bytes, str]) -> tuple[object, ...]:
    return (
        row.n,
        utc_text(row.utc),
        row.monotonic,
        row.who,
        row.kind,
        english(row.what),
        english(row.before),
        english(row.after),
        english(row.reason),
        english(row.protocol),
        titles.get(row.sample, row.sample.hex()),
        row.computer,
        english(row.origin),
        SET_BACK if row.set_back else "",
        row.at[0].hex(),
        row.at[1],
    )


def export_trail(path: Path, out: Path, note: Note | None = None) -> int:
    """Write the trail of a project that is not open in this program; ``note`` has it kept in the log that it was.

    Raises:
        DesktopAlError: the project cannot be read, or the file not written.
    """
    name = trail_format(out)
    file = open_project(path, look_only=note is None)
    try:
        trail, rows = Trail(), read_samples(file.connection)
        for _ in trail.read(path):
            pass
        state = trail.state
        viewer = handed_to(state)
        hidden = bool(viewer) or state.project.get("hide_names") is True
        request = TrailRequest(viewer, hidden, str(out), str(find_folder(state.folder, path)))
        writing = write_trail(trail, path, request, rows)
        try:
            while True:
                next(writing)
        except StopIteration as done:
            count = int(done.value)
        if note is not None:
            note_in_file(file, note, name, count, out)
        return count
    except sqlite3.Error as error:
        raise CannotOpen(
            tr('{name} is damaged. "desktop-al verify" says what is wrong with it.', name=path.name)
        ) from error
    finally:
        close_file(file)
