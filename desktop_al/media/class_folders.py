"""One label for each sample as folders: one folder a class, or the image folder of Hugging Face ``datasets``.

Files keep their names; where two would be the same, the later one is numbered.
"""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from desktop_al.core.errors import CannotRead
from desktop_al.media.exchange import OWN
from desktop_al.media.export_contents import Contents
from desktop_al.media.export_rows import Export, Noted, Written, cells_of, columns_of, own_fields
from desktop_al.media.export_tables import csv_writer, json_bytes, safe_cells
from desktop_al.media.new_folder import make_folder

#: The file with what folders cannot say, and its first column.
LABELS, FILE = "labels.csv", "file"
METADATA = "metadata.jsonl"
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*\x7f]|[. ]+$')
_TAKEN_BY_WINDOWS = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$", re.IGNORECASE)
_LONGEST = 200


def write_folders(export: Export, path: Path) -> Written:
    """A folder for each class that has samples, with copies of their files (``link``: links), and ``labels.csv`` with
    every row, also of what is in no folder: not worth labelling, unsure, or not to be read.

    Raises:
        BadArgument: there is something at ``path``. DesktopAlError: it cannot be written. Nothing stays of it then.
    """

    def fill(folder: Path) -> Written:
        names, how, count = _Names(), Counter[str](), 0
        names.free("", LABELS)
        of_class = _folders_of(export.classes, names)
        made: set[str] = set()
        columns = columns_of(export.view)
        with open(folder / LABELS, "xb") as file:
            writer = csv_writer(file)
            writer.writerow((FILE, *columns))
            for entry in export.entries():
                place = ""
                if entry.labels:
                    label = entry.labels[0]
                    if label not in of_class:
                        of_class[label] = names.free("", safe_name(label, ""))
                    if label not in made:
                        made.add(label)
                        (folder / of_class[label]).mkdir()
                        how["renamed"] += of_class[label] != label
                    place = _placed(export, entry.row.sample, folder, of_class[label], names, how)
                else:
                    how["without"] += 1
                values = [place, *cells_of(entry, export.view)]
                writer.writerow(values if export.raw else safe_cells(values))
                count += 1
        return Written(count, _notes(how, "only in table"))

    return make_folder(path, fill)


def write_imagefolder(export: Export, path: Path) -> Written:
    """``metadata.jsonl`` with ``file_name`` and ``label`` beside the images, as ``load_dataset("imagefolder")`` takes
    it; of texts ``text`` and ``label``, for ``load_dataset("json")``. What was found not worth labelling has the label
    null; images that cannot be read are left out. DICOM, which ``datasets`` does not read, becomes PNG.

    Raises:
        BadArgument: there is something at ``path``. DesktopAlError: it cannot be written. Nothing stays of it then.
    """

    def fill(folder: Path) -> Written:
        names, how, count = _Names(), Counter[str](), 0
        names.free("", METADATA)
        with open(folder / METADATA, "xb") as file:
            for entry in export.entries():
                sample = entry.row.sample
                if export.kind == "text":
                    try:
                        what: dict[str, Any] = {"text": export.contents.text(sample)}
                    except CannotRead:
                        how["unread"] += 1
                        continue
                else:
                    place = _placed(export, sample, folder, "", names, how, plain=True)
                    if not place:
                        continue
                    what = {"file_name": place}
                label = entry.labels[0] if entry.labels else None
                file.write(json_bytes({**what, "label": label, OWN: own_fields(entry, export.view)}) + b"\n")
                count += 1
        return Written(count, _notes(how, "unread"))

    return make_folder(path, fill)


def _folders_of(classes: Sequence[str], names: "_Names") -> dict[str, str]:
    """The folder of each class: its name as it is, wherever a folder can be called so; what had to be mended never
    takes the name of another class."""
    as_they_are = [name for name in classes if safe_name(name, "") == name]
    mended = [name for name in classes if safe_name(name, "") != name]
    return {name: names.free("", safe_name(name, "")) for name in (*as_they_are, *mended)}


def _placed(
    export: Export, sample: str, folder: Path, below: str, names: "_Names", how: "Counter[str]", *, plain: bool = False
) -> str:
    """Put a sample's file there; its path in the folder, "" where the sample cannot be read. ``plain``: as a picture
    that every program reads."""
    name = names.free(below, file_name(export.contents, sample, plain=plain))
    try:
        how[export.contents.place(sample, folder / below / name, export.link, plain=plain)] += 1
    except CannotRead:
        names.give_back(below, name)
        how["unread"] += 1
        return ""
    return f"{below}/{name}" if below else name


def file_name(contents: Contents, sample: str, *, plain: bool = False) -> str:
    """What the copy of a sample is called: the last part of its name, with the ending that its content has."""
    name, ending = PurePosixPath(sample).name, contents.ending(sample, plain=plain)
    stem = name if not ending or not name.lower().endswith(ending) else name[: -len(ending)]
    return safe_name(stem, ending)


def safe_name(stem: str, ending: str) -> str:
    """A name that every system can have a file or folder of, and none hides."""
    stem = _FORBIDDEN.sub("_", stem.encode("utf-8", "backslashreplace").decode())
    while len(stem.encode()) > _LONGEST:
        stem = stem[: max(1, len(stem) * _LONGEST // len(stem.encode()))]
    if not stem.strip(". ") or stem.startswith(".") or _TAKEN_BY_WINDOWS.match(stem):
        stem = f"_{stem}"
    return stem + ending


class _Names:
    """Names that are given out, each once; some systems do not tell cases apart."""

    def __init__(self) -> None:
        self._given: set[tuple[str, str]] = set()
        self._next: Counter[tuple[str, str]] = Counter()

    def free(self, below: str, name: str) -> str:
        """``name``, or with a number where it is given already."""
        key = (below, name.casefold())
        found = name
        while (below, found.casefold()) in self._given:
            self._next[key] += 1
            stem, dot, ending = name.rpartition(".")
            number = f" ({self._next[key] + 1})"
            found = f"{stem}{number}.{ending}" if dot and stem else f"{name}{number}"
        self._given.add((below, found.casefold()))
        return found

    def give_back(self, below: str, name: str) -> None:
        self._given.discard((below, name.casefold()))


def _notes(how: "Counter[str]", unread: Noted) -> tuple[tuple[Noted, int], ...]:
    """How the files came there, where that is not a plain copy of each."""
    links = how["link"] + how["symbolic link"]
    found: tuple[tuple[Noted, int], ...] = (
        ("links", links),
        ("copies", how["copy"] if links else 0),
        ("masked", how["masked"]),
        ("converted", how["converted"]),
        ("renamed", how["renamed"]),
        ("no class", how["without"]),
        (unread, how["unread"]),
    )
    return tuple((what, count) for what, count in found if count)
