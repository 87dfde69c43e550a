"""From the log to rows for an exporter: one row for each annotation in force, or one for each sample."""

import itertools
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path

from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.core.state import State
from desktop_al.core.words import mark, tr
from desktop_al.loop.export_entries import Scope, Watched, write_entries
from desktop_al.loop.export_log import Note, note_in_file
from desktop_al.loop.export_wish import Exported, Wish, formats_words, settled
from desktop_al.loop.folding import read_state
from desktop_al.loop.guideline_file import protocol_bytes
from desktop_al.loop.opening import find_folder
from desktop_al.loop.pool import Pool
from desktop_al.loop.results import results
from desktop_al.loop.roles import handed_to, may_see_agreement
from desktop_al.loop.wording import utc_text
from desktop_al.media.export_rows import ResultRow
from desktop_al.media.export_tables import write_results
from desktop_al.media.exports import EXPORTERS, RESULTS
from desktop_al.media.replace import replace_file
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import ProjectFile, close_file, open_project, read_samples

_IN_FOLDER = mark("The export cannot lie in the sample folder: nothing is ever written there.")


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
    """As ``export_labels``, in the usual way of a format; returns how many rows were written."""
    return export_labels(path, Wish(format_name, times=times, raw=raw), out, only, viewer=viewer, note=note).count


def export_labels(
    path: Path,
    wish: Wish,
    out: Path,
    only: Collection[bytes] | None = None,
    *,
    viewer: str = "",
    note: Note | None = None,
    progress: Callable[[float], None] = lambda _share: None,
    stop: Callable[[], bool] = bool,
    weights: str = "",
) -> Exported:
    """Write all annotations in force to ``out``, or those of the samples whose ids are in ``only``, or one label for
    each sample, by a rule: what ``wish`` says.

    With ``times`` the seconds of each answer too: what tells of a person leaves by that person's choice only.
    The format "results" has one row for each answered sample: what it is in the end, and how that came about.
    Unless ``raw``, tables have an apostrophe before cells that a spreadsheet would run as formulas.
    ``viewer`` is the annotator who exports, empty for the project's owner: who works blind gets the own annotations,
    with codes for names and without why a sample was chosen. A copy that was handed out is its annotator's.
    ``note`` has it kept in the log that this was exported. ``progress`` hears the share that is done; ``stop`` is asked
    between rows. ``weights``: the folder of the networks' weights, for formats that hold features.

    Raises:
        BadArgument: an unknown format, or options that do not go together. ExportStopped: ``stop()`` was true.
        DesktopAlError: the project cannot be opened or the file not written. Nothing of it stays then.
    """
    exporter = EXPORTERS.get(wish.format)
    if exporter is None and wish.format != RESULTS:
        raise BadArgument(f"There is no format {wish.format}. Formats: {formats_words()}.")
    file = _open_for(path, out)
    try:
        state = read_state(file.connection)
        folder = find_folder(state.folder, file.path)
        check_place(out, folder)
        blind = _blind(state, viewer)
        wish, said = settled(wish, exporter, blind=bool(blind))
        if blind and wish.rule != "single" and (exporter is None or wish.rule):
            raise BadArgument(tr("This study is blind: its results are for its owner and its adjudicators."))
        if exporter is None:
            found = list(result_rows(file, only))
            write_results(found, out, wish.raw)
            done = Exported(len(found), "samples")
        else:
            done = write_entries(file, state, exporter, wish, out, Scope(only, blind, weights, Watched(progress, stop)))
            done = replace(done, said=(*filter(None, (said,)), *done.said))
        if note is not None:
            note_in_file(file, note, wish.format, done.count, out)
    except (sqlite3.Error, KeyError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise CannotOpen(
            tr('{name} is damaged. "desktop-al verify" says what is wrong with it.', name=path.name)
        ) from error
    finally:
        close_file(file)
    return done


def export_protocol(path: Path, out: Path, note: Note | None = None) -> None:
    """Write the classes offered and the guideline in force to ``out``, as Markdown with front matter. ``note`` has it
    kept in the log that this was exported.

    Raises:
        DesktopAlError: the project cannot be opened, the file not written, or the protocol holds what no file can.
    """
    file = _open_for(path, out)
    try:
        check_place(out, sample_folder(file))
        data = protocol_bytes(read_state(file.connection))
        replace_file(out, lambda stream: stream.write(data))
        if note is not None:
            note_in_file(file, note, "protocol", 1, out)
    except (sqlite3.Error, KeyError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise CannotOpen(
            tr('{name} is damaged. "desktop-al verify" says what is wrong with it.', name=path.name)
        ) from error
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
    """Raises BadArgument where ``out`` is a file of the project at ``path``, which may be a link to it."""
    for own, place in itertools.product(_both_names(path), _both_names(out)):
        if place.parent == own.parent and (place.name == own.name or place.name.startswith(own.name + "-")):
            raise BadArgument(
                tr("The export cannot be written to {name}: that is the project's own file.", name=out.name)
            )


def _both_names(path: Path) -> tuple[Path, Path]:
    """Of a link where it lies, and what it leads to."""
    return path.parent.resolve() / path.name, path.resolve()


def _open_for(path: Path, out: Path) -> ProjectFile:
    """The project, to be exported to ``out``."""
    not_itself(path, out)
    return open_project(path)


def check_place(out: Path, folder: Path) -> None:
    """Raises BadArgument where ``out`` lies in the folder of the samples."""
    if out.resolve().is_relative_to(folder.resolve()):
        raise BadArgument(tr(_IN_FOLDER))


def _blind(state: State, viewer: str) -> str:
    """The annotator for whom the export must be blind, empty for none."""
    who = viewer or handed_to(state)
    return who if who and not may_see_agreement(state, who) else ""


def sample_folder(file: ProjectFile) -> Path:
    """Where the samples of a project lie."""
    state = read_state(file.connection)
    return find_folder(state.folder, file.path)


def result_rows(file: ProjectFile, only: Collection[bytes] | None = None) -> Iterator[ResultRow]:
    """What each answered sample is in the end, in pool order, of the samples in ``only`` if that is given."""
    state = read_state(file.connection)
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
