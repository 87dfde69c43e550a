"""From the log to rows for an exporter: one row for each annotation in force, or one for each sample."""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.core.events import Event
from desktop_al.core.shapes import LabelClass
from desktop_al.core.state import State, fold
from desktop_al.loop.export_log import Note, note_in_file
from desktop_al.loop.guideline_file import protocol_bytes
from desktop_al.loop.opening import code_key_of, find_folder
from desktop_al.loop.pool import Pool, code_of, found
from desktop_al.loop.record import body_reader
from desktop_al.loop.results import results
from desktop_al.loop.roles import handed_to, may_see_agreement
from desktop_al.loop.wording import state_word
from desktop_al.media.exports import EXPORTERS, RESULTS, ExportRow, ResultRow, write_results
from desktop_al.media.replace import replace_file
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import ProjectFile, close_file, open_project, read_events, read_samples

_IN_FOLDER = "The export cannot lie in the sample folder: nothing is ever written there."


def export_project(
    path: Path,
    format_name: str,
    out: Path,
    only: Collection[bytes] | None = None,
    *,
    times: bool = False,
    raw: bool = False,
    viewer: str = "",
    note: Note | None = None,
) -> int:
    """Write all annotations in force to ``out``, or those of the samples whose ids are in ``only``; returns how many.
    With ``times`` the seconds of each answer too: what tells of a person leaves by that person's choice only.
    The format "results" has one row for each answered sample: what it is in the end, and how that came about.
    Unless ``raw``, tables have an apostrophe before cells that a spreadsheet would run as formulas.
    ``viewer`` is the annotator who exports, empty for the project's owner: who works blind gets the own annotations,
    with codes for names and without why a sample was chosen. A copy that was handed out is its annotator's.
    ``note`` has it kept in the log that this was exported.

    Raises:
        BadArgument: an unknown format. DesktopAlError: the project cannot be opened or the file not written.
    """
    exporter = EXPORTERS.get(format_name)
    if exporter is None and format_name != RESULTS:
        raise BadArgument(f"There is no format {format_name}. Formats: {', '.join(sorted((*EXPORTERS, RESULTS)))}.")
    file = _open_for(path, out)
    try:
        check_place(out, sample_folder(file))
        blind = _blind(file, viewer)
        if exporter is None:
            if blind:
                raise BadArgument("This study is blind: its results are for its owner and its adjudicators.")
            found = list(result_rows(file, only))
            write_results(found, out, raw)
            if note is not None:
                note_in_file(file, note, format_name, len(found), out)
            return len(found)
        rows = list(export_rows(file, only, times=times, coded=bool(blind)))
        if blind:
            rows = [replace(row, chosen_for="") for row in rows if row.annotator == blind]
        exporter(rows, out, raw)
        if note is not None:
            note_in_file(file, note, format_name, len(rows), out)
    except (sqlite3.Error, KeyError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise CannotOpen(f'{path.name} is damaged. "desktop-al verify" says what is wrong with it.') from error
    finally:
        close_file(file)
    return len(rows)


def export_protocol(path: Path, out: Path, note: Note | None = None) -> None:
    """Write the classes offered and the guideline in force to ``out``, as Markdown with front matter. ``note`` has it
    kept in the log that this was exported.

    Raises:
        DesktopAlError: the project cannot be opened, the file not written, or the protocol holds what no file can.
    """
    file = _open_for(path, out)
    try:
        check_place(out, sample_folder(file))
        data = protocol_bytes(fold(read_events(file.connection), body_reader(file.connection)))
        replace_file(out, lambda stream: stream.write(data))
        if note is not None:
            note_in_file(file, note, "protocol", 1, out)
    except (sqlite3.Error, KeyError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise CannotOpen(f'{path.name} is damaged. "desktop-al verify" says what is wrong with it.') from error
    finally:
        close_file(file)


def share_protocol(state: State, path: Path, folder: Path, out: Path) -> None:
    """Write the protocol of the open project at ``path`` to ``out``; ``folder`` holds its samples.

    Raises:
        DesktopAlError: the file cannot be written, or the protocol holds what no file can.
    """
    not_itself(path, out)
    check_place(out, folder)
    data = protocol_bytes(state)
    replace_file(out, lambda stream: stream.write(data))


def not_itself(path: Path, out: Path) -> None:
    """Raises BadArgument where ``out`` is a file of the project at ``path``."""
    beside = out.resolve().parent == path.resolve().parent
    if beside and (out.name == path.name or out.name.startswith(path.name + "-")):
        raise BadArgument(f"The export cannot be written to {out.name}: that is the project's own file.")


def _open_for(path: Path, out: Path) -> ProjectFile:
    """The project, to be exported to ``out``."""
    not_itself(path, out)
    return open_project(path)


def check_place(out: Path, folder: Path) -> None:
    """Raises BadArgument where ``out`` lies in the folder of the samples."""
    if out.resolve().is_relative_to(folder.resolve()):
        raise BadArgument(_IN_FOLDER)


def _blind(file: ProjectFile, viewer: str) -> str:
    """The annotator for whom the export must be blind, empty for none."""
    state = fold(read_events(file.connection), body_reader(file.connection))
    who = viewer or handed_to(state)
    return who if who and not may_see_agreement(state, who) else ""


def sample_folder(file: ProjectFile) -> Path:
    """Where the samples of a project lie."""
    state = fold(read_events(file.connection), body_reader(file.connection))
    return find_folder(state.folder, file.path)


def export_rows(
    file: ProjectFile, only: Collection[bytes] | None = None, *, times: bool = False, coded: bool = False
) -> Iterator[ExportRow]:
    """Rows in the order in which the answers were given, of the samples in ``only`` if that is given; ``coded``: with
    codes for the names of samples."""
    connection = file.connection
    state = fold(read_events(connection), body_reader(connection))
    key = code_key_of(state)
    names = {row.id: code_of(row, key) if coded else found(row).name for row in read_samples(connection)}
    classes = {c.id: c for c in state.classes()}
    annotations = (event for event in state.annotations() if only is None or event.sample in only)
    in_force = {ev.ref(event): event for event in annotations}
    rows = connection.execute(
        "SELECT e.n, e.writer, e.seq, b.body FROM events e "
        "LEFT JOIN bodies b ON b.writer=e.writer AND b.seq=e.seq WHERE e.kind='annotation' ORDER BY e.n"
    )
    for n, writer, seq, body in rows:
        event = in_force.get((writer, seq))
        if event is not None:
            row = _row(n, event, ev.decode_body(body) if body else {}, state, names, classes)
            yield row if times else replace(row, active_s=None)


def result_rows(file: ProjectFile, only: Collection[bytes] | None = None) -> Iterator[ResultRow]:
    """What each answered sample is in the end, in pool order, of the samples in ``only`` if that is given."""
    state = fold(read_events(file.connection), body_reader(file.connection))
    # Only names are asked of this pool: neither draw matters.
    pool = Pool(0, 0.0)
    pool.extend(read_samples(file.connection))
    for result in results(state, pool, only):
        yield ResultRow(
            result.sample,
            result.label,
            result.provenance,
            result.answers,
            result.agree,
            result.decided_by,
            result.reason_code,
            result.reason,
            "yes" if result.ambiguous else "no",
            utc_text(result.utc),
        )


def _row(
    n: int, event: Event, body: dict[str, object], state: State, names: dict[bytes, str], classes: dict[str, LabelClass]
) -> ExportRow:
    def class_name(class_id: object) -> str:
        resolved = state.resolve_class(str(class_id)) if class_id else ""
        return classes[resolved].name if resolved in classes else ""

    return ExportRow(
        seq=n,
        sample=names.get(event.sample, event.sample.hex()),
        annotator=event.annotator,
        label="|".join(class_name(c) for c in ev.label_classes(event.answer)),
        state=state_word(event.answer),
        utc=utc_text(event.utc),
        reason=ev.not_worth_reason(event.answer) or "",
        comment=state.comment(event.annotator, event.sample),
        active_s=_number(body.get("active")),
        suggestion=class_name(body.get("suggested")),
        suggestion_shown=str(body.get("arm", "")),
        probability=_number(body.get("p")),
        protocol=str(body.get("protocol", "")),
        round=int(str(body["round"])) if "round" in body else None,
        chosen_for=str(body.get("chosen", "")),
        writer=event.writer.hex(),
        writer_seq=event.seq,
        change_reason=str(body.get("change_reason", "")),
    )


def utc_text(utc: int) -> str:
    """ISO 8601 with milliseconds and Z, from microseconds."""
    moment = datetime.datetime.fromtimestamp(utc / 1e6, datetime.UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
