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

from desktop_al.core.errors import BadArgument, CannotRead
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
    Importer("labelstudio", "Label Studio (JSON, JSON-MIN or CSV)", from_labelstudio.fits, from_labelstudio.read),
    Importer("coco", "COCO (JSON)", from_coco.fits, from_coco.read),
    Importer("labelme", "labelme (JSON, or a folder of them)", from_labelme.fits, from_labelme.read),
    Importer("prodigy", "Prodigy (JSON Lines)", from_prodigy.fits, from_prodigy.read),
    Importer("doccano", "doccano (JSON Lines, JSON or CSV)", from_doccano.fits, from_doccano.read),
    Importer("labelsleuth", "Label Sleuth (CSV)", from_tables.fits_sleuth, from_tables.read_sleuth),
    Importer(
        "imagefolder",
        "Hugging Face imagefolder (folder with metadata)",
        from_folders.fits_imagefolder,
        from_folders.read_imagefolder,
    ),
    Importer("folders", "One folder for each class", from_folders.fits_folders, from_folders.read_folders),
    Importer("jsonl", "JSON Lines", from_tables.fits_jsonl, from_tables.read_table),
    Importer("csv", "CSV or TSV", from_tables.fits_csv, from_tables.read_table),
)
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
    path: Path, name: str | None = None, stop: Callable[[], bool] = lambda: False
) -> tuple[Importer, Foreign]:
    """What a file or a folder holds, read as format ``name``, or else as the first that fits. ``stop`` ends it early,
    with what was read.

    Raises:
        BadArgument: no such format. CannotRead: it cannot be read, or no format fits; then the formats are named.
    """
    try:
        chosen = importer(name) if name is not None else recognised(path)
        with _uncollected():
            return chosen, chosen.read(path, stop)
    except MemoryError as error:
        raise CannotRead(f"There is not enough memory to read {path.name}.") from error


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


def recognised(path: Path) -> Importer:
    """The format that a file or a folder has.

    Raises:
        CannotRead: it cannot be read, or no format fits.
    """
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:
        raise CannotRead("This is no name of a file.") from error
    head = b"" if is_folder else head_of(path)
    for row in IMPORTERS.values():
        if row.fits(path, head):
            return row
    tried = ", ".join(row.title for row in IMPORTERS.values())
    what = "The folder" if is_folder else "The file"
    raise CannotRead(f"{what} {path.name} looks like none of the formats that can be imported: {tried}.")
