"""The rows of a file from elsewhere and the samples of a project: which row means which sample, and why others none."""

import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_al.core.column_roles import ColumnRoles
from desktop_al.core.errors import CannotRead
from desktop_al.core.words import tr
from desktop_al.loop.name_matching import match_names
from desktop_al.loop.pool import found
from desktop_al.media.exchange import Brought, Foreign
from desktop_al.media.importers import IMPORTERS, read_foreign
from desktop_al.media.samples import load
from desktop_al.media.texts import Text
from desktop_al.store.project_file import SampleRow

#: Called with what is done and which share of all of it, 0 to 1; raises to end the work.
GoOn = Callable[[str, float], None]

#: Rows that are named one by one; all are counted.
NAMED = 1_000
_STEP, _TEXTS_STEP = 2_000, 64
_BLOCK = 1024 * 1024
#: Places of rows that mean no sample.
NONE = -1


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its ``name`` without its folder, ``format`` as in ``IMPORTERS`` with its ``title``, and the
    SHA-256 of its bytes in hex; "" for a folder. ``roles``: which column is what, where somebody has chosen."""

    name: str
    format: str
    title: str
    sha256: str
    roles: ColumnRoles | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """``places`` names the sample of each row of ``foreign`` by its place in the pool, ``NONE`` for none;
    ``unmatched``: (line or record, name, cause) of those, at most ``NAMED`` of ``unmatched_count``."""

    source: SourceFile
    foreign: Foreign
    places: Sequence[int]
    unmatched: tuple[tuple[int, str, str], ...]
    unmatched_count: int


def formats() -> tuple[tuple[str, str], ...]:
    """(name, title) of every format that can be read."""
    return tuple((one.name, one.title) for one in IMPORTERS.values())


def read_file(
    path: Path, format_name: str, go_on: GoOn, roles: ColumnRoles | None = None
) -> tuple[SourceFile, Foreign]:
    """What a file (or folder) holds; without ``format_name`` its format is recognised. ``roles``: which column is what.

    Raises:
        CannotRead: the file cannot be used as that; BadArgument: no such format, or no such choice of columns; what
            ``go_on`` raises.
    """
    words = tr("Reading the file")

    def stop() -> bool:
        go_on(words, 0.0)
        return False

    stop()
    importer, foreign = read_foreign(path, format_name or None, stop, roles)
    return SourceFile(_name(path), importer.name, importer.title, _digest(path, stop), roles), foreign


def match(source: SourceFile, foreign: Foreign, rows: Sequence[SampleRow], root: Path, go_on: GoOn) -> Matched:
    """Find the sample of each row: by its name, as ``match_names`` does; where a row has none by its text, which must
    be that of one sample alone, line ends and blanks apart. ``root`` is the folder of the samples.

    Raises:
        what ``go_on`` raises.
    """
    by_name: dict[str, int] = {}
    for sample in rows:
        by_name.setdefault(found(sample).name, sample.i)
    names = match_names(_watched(foreign.rows, go_on), tuple(by_name))
    texts = _by_text(foreign.rows, rows, root, go_on)
    places: list[int] = []
    unmatched: list[tuple[int, str, str]] = []
    count = 0
    for row in foreign.rows:
        cause = ""
        if row.sample:
            known = names[row.sample]
            place, cause = (by_name[known.sample], "") if known.sample else (NONE, known.cause)
        elif row.text:
            place = texts.get(_key(row.text), NONE)
            if place < 0:
                cause = tr("No sample has this text.") if place == NONE else tr("Several samples have this text.")
        else:
            place, cause = NONE, tr("It names no sample.")
        places.append(max(place, NONE))
        if cause:
            count += 1
            if len(unmatched) < NAMED:
                unmatched.append((row.place, row.sample or _beginning(row.text), cause))
    return Matched(source, foreign, places, tuple(unmatched), count)


def _name(path: Path) -> str:
    """The name alone, on which the events of an import agree; what no text can hold is written out."""
    return path.resolve().name.encode("utf-8", "backslashreplace").decode()


def _digest(path: Path, stop: Callable[[], bool]) -> str:
    if not path.is_file():
        return ""
    made = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while data := file.read(_BLOCK):
                made.update(data)
                stop()
    except OSError as error:
        raise CannotRead(tr("{file} cannot be read.", file=path.name)) from error
    return made.hexdigest()


def _watched(rows: Sequence[Brought], go_on: GoOn) -> Iterator[str]:
    words = tr("Matching the samples")
    for number, row in enumerate(rows):
        if number % _STEP == 0:
            go_on(words, 0.5 * number / len(rows))
        if row.sample:
            yield row.sample


def _by_text(rows: Sequence[Brought], samples: Sequence[SampleRow], root: Path, go_on: GoOn) -> dict[bytes, int]:
    """The place of each text that a row without a name has; -2 where several samples have it."""
    wanted = {_key(row.text) for row in rows if not row.sample and row.text}
    places: dict[bytes, int] = {}
    texts = [row for row in samples if row.kind == "text" and not row.gone] if wanted else []
    words = tr("Comparing the texts")
    for number, row in enumerate(texts):
        if number % _TEXTS_STEP == 0:
            go_on(words, 0.5 + 0.5 * number / len(texts))
        try:
            content = load(root, found(row)).content
        except (CannotRead, MemoryError):
            continue
        key = _key(content.text) if isinstance(content, Text) else b""
        if key in wanted:
            places[key] = -2 if key in places else row.i
    return places


def _key(text: str) -> bytes:
    """Of texts that are the same but for their Unicode form, line ends and the kind and number of blanks."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.blake2b(plain.encode("utf-8", "replace"), digest_size=16).digest()


def _beginning(text: str) -> str:
    line = " ".join(text[:200].split())
    return line if len(line) <= 80 else f"{line[:80]}…"
