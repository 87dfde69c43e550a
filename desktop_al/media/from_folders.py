"""Folders as annotations: one folder a class, and Hugging Face's ``imagefolder`` with a table beside the images."""

from collections.abc import Callable
from pathlib import Path

from desktop_al.core.errors import CannotRead
from desktop_al.core.words import mark, tr
from desktop_al.media.exchange import Foreign
from desktop_al.media.folder_walk import files_named, files_of
from desktop_al.media.from_tables import all_rows, header_of, read_table, take
from desktop_al.media.gathering import Gathering
from desktop_al.media.json_pieces import head_of
from desktop_al.media.label_tables import BrokenRowError
from desktop_al.media.samples import READERS, extension

#: Folders of these names are parts of a data set and not classes.
SPLITS = frozenset({"train", "training", "test", "testing", "val", "valid", "validation", "dev", "eval"})
_METADATA = frozenset({"metadata.jsonl", "metadata.csv"})
#: What this program puts beside folders of classes, with what folders cannot say.
OWN_TABLE = "labels.csv"
_OWN_COLUMNS = frozenset({"sample", "label", "state"})
_NO_CLASS = mark("files in no folder of a class")


def fits_folders(path: Path, _head: bytes) -> bool:
    if not path.is_dir():
        return False
    for number, parts in enumerate(files_of(path, lambda: False)):
        if len(parts) > 1 and extension(parts[-1]) in READERS:
            return True
        if number > 10_000:
            return False
    return False


def read_folders(path: Path, stop: Callable[[], bool]) -> Foreign:
    """The first folder on the way to a file is its class, the second where the first is a part of a data set. An own
    export's table beside the folders is read instead, which says more.

    Raises:
        CannotRead: no folder, or too many files.
    """
    if not path.is_dir():
        raise CannotRead(tr("{name} is no folder.", name=path.name))
    if _has_own_table(path):
        return read_table(path / OWN_TABLE, stop)
    gathering = Gathering(path, "record")
    found = (parts for parts in files_of(path, stop) if extension(parts[-1]) in READERS)
    for place, parts in enumerate(found, 1):
        split = len(parts) > 2 and parts[0].casefold() in SPLITS
        if len(parts) < 2 or (len(parts) == 2 and parts[0].casefold() in SPLITS):
            gathering.lose(_NO_CLASS)
            continue
        try:
            gathering.add(place, sample="/".join(parts), labels=(parts[1 if split else 0],))
        except BrokenRowError as error:
            shown = repr(parts[-1])[:150]
            gathering.broke(place, tr("{error} The file is {file}.", error=error, file=shown))
    return gathering.foreign()


def _has_own_table(path: Path) -> bool:
    table = path / OWN_TABLE
    try:
        return not table.is_symlink() and table.is_file() and set(header_of(head_of(table))) >= _OWN_COLUMNS
    except (CannotRead, OSError):
        return False


def fits_imagefolder(path: Path, head: bytes) -> bool:
    if path.is_dir():
        return bool(files_named(path, _METADATA, 2, 1))
    return path.name in _METADATA and b"file_name" in head


def read_imagefolder(path: Path, stop: Callable[[], bool]) -> Foreign:
    """The tables called ``metadata`` of a folder, of its parts, and of theirs; without one, folders of classes.

    Raises:
        CannotRead: neither a folder nor such a table, or one of the tables cannot be used.
    """
    if not path.is_dir():
        return read_table(path, stop)
    tables = sorted(files_named(path, _METADATA, 2))
    if not tables:
        return read_folders(path, stop)
    gathering = Gathering(path, "line")
    for table, before in tables:
        for row in all_rows(table, stop):
            try:
                if row.columns is None:
                    raise BrokenRowError(row.cause)
                take(gathering, row.line, row.fields, row.columns, before)
            except BrokenRowError as error:
                shown = str(error)
                if len(tables) > 1:
                    shown = tr("In {member}: {error}", member=before + table.name, error=error)
                gathering.broke(row.line, shown)
    return gathering.foreign()
