"""Formats of other tools that are read: one row of ``IMPORTERS`` each.

Where nobody says which format a file has, its name and its first MiB do, and the formats are asked in the order of the
table, from the one with the plainest marks to those that take nearly anything: so a table of Label Studio is not read
as any table. A folder is one of labelme if it holds such files, else an ``imagefolder`` if it holds a table called
``metadata``, else folders of classes.
"""

import contextlib
import gc
from collections.abc import Callable, Iterator
from pathlib import Path

from desktop_al.core.column_roles import ColumnRoles
from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.words import joined, mark, tr
from desktop_al.media import (
    from_coco,
    from_doccano,
    from_folders,
    from_labelme,
    from_labelstudio,
    from_prodigy,
    from_tables,
)
from desktop_al.media.exchange import Foreign, Importer
from desktop_al.media.json_pieces import head_of

_ROWS = (
    Importer("labelstudio", mark("Label Studio (JSON, JSON-MIN or CSV)"), from_labelstudio.fits, from_labelstudio.read),
    Importer("coco", mark("COCO (JSON)"), from_coco.fits, from_coco.read),
    Importer("labelme", mark("labelme (JSON, or a folder of them)"), from_labelme.fits, from_labelme.read),
    Importer("prodigy", mark("Prodigy (JSON Lines)"), from_prodigy.fits, from_prodigy.read),
    Importer("doccano", mark("doccano (JSON Lines, JSON or CSV)"), from_doccano.fits, from_doccano.read),
    Importer("labelsleuth", mark("Label Sleuth (CSV)"), from_tables.fits_sleuth, from_tables.read_sleuth),
    Importer(
        "imagefolder",
        mark("Hugging Face imagefolder (folder with metadata)"),
        from_folders.fits_imagefolder,
        from_folders.read_imagefolder,
    ),
    Importer("folders", mark("One folder for each class"), from_folders.fits_folders, from_folders.read_folders),
    Importer("jsonl", mark("JSON Lines"), from_tables.fits_jsonl, from_tables.read_table, table=True),
    Importer("csv", mark("CSV or TSV"), from_tables.fits_csv, from_tables.read_table, table=True),
)
_LIKE_NONE = {
    True: mark("The folder {name} looks like none of the formats that can be imported: {tried}."),
    False: mark("The file {name} looks like none of the formats that can be imported: {tried}."),
}
IMPORTERS: dict[str, Importer] = {row.name: row for row in _ROWS}


def importer(name: str) -> Importer:
    """The importer of a format.

    Raises:
        BadArgument: no such format; names those that there are.
    """
    if name not in IMPORTERS:
        raise BadArgument(f"There is no format {name!r} to import. The formats are {', '.join(IMPORTERS)}.")
    return IMPORTERS[name]


def read_foreign(
    path: Path,
    name: str | None = None,
    stop: Callable[[], bool] = lambda: False,
    roles: ColumnRoles | None = None,
) -> tuple[Importer, Foreign]:
    """What a file or a folder holds, read as format ``name``, or else as the first that fits. ``stop`` ends it early,
    with what was read. ``roles``: which column is what; then only tables fit.

    Raises:
        BadArgument: no such format, or one without columns to choose. CannotRead: it cannot be read, or no format fits;
            then the formats are named.
    """
    try:
        chosen = importer(name) if name is not None else recognised(path, table=roles is not None)
        if roles is not None and not chosen.table:
            raise BadArgument(
                tr("The format {format} has no columns to choose: only tables have.", format=tr(chosen.title))
            )
        with _uncollected():
            if roles is not None:
                return chosen, from_tables.read_table(path, stop, roles)
            return chosen, chosen.read(path, stop)
    except MemoryError as error:
        raise CannotRead(tr("There is not enough memory to read {name}.", name=path.name)) from error


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Rows make no cycles, but the collector would look at all of them again and again: a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def recognised(path: Path, *, table: bool = False) -> Importer:
    """The format that a file or a folder has; with ``table`` that of a table, if it is one.

    Raises:
        CannotRead: it cannot be read, or no format fits.
    """
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:
        raise CannotRead(tr("This is no name of a file.")) from error
    head = b"" if is_folder else head_of(path)
    # Chosen columns are those of a table, whatever tool it may be of.
    for row in sorted(IMPORTERS.values(), key=lambda one: table and not one.table):
        if row.fits(path, head):
            return row
    tried = joined((tr(row.title) for row in IMPORTERS.values()), ", ")
    raise CannotRead(tr(_LIKE_NONE[is_folder], name=path.name, tried=tried))
