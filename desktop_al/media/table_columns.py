"""Which column of a table of labels is what: found by its usual names, or as somebody has chosen."""

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_al.core.column_roles import ColumnRoles, ColumnsUnclearError
from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.words import mark, tr
from desktop_al.media.tables import EXPORT_COLUMNS, TEXT_COLUMNS
from desktop_al.media.texts import clean

#: Names of columns (or keys), best first, without case, spaces and marks between words.
SAMPLE_COLUMNS = ("path", "filepath", "imagepath", "sample", "file", "filename", "image", "imagename", "imageid", "id")
LABEL_COLUMNS = ("label", "class", "classname", "category", "target", "diagnosis", "grade", "finding")
ANNOTATOR_COLUMNS = ("annotator", "rater", "reader", "grader", "reviewer", "coder")
COMMENT_COLUMNS = ("comment", "comments", "remark", "remarks", "note", "notes")
#: Those that are no path and no name of a file.
_NUMBERS = ("id", "imageid")

#: Columns by which its table of results is known, and that of one label for each sample, as ``plain`` gives them.
_RESULTS = frozenset({"sample", "label", "provenance", "agreeing", "decidedby"})
_OF_SAMPLES = frozenset({"sample", "label", "state", "rule", "support"})

#: What exports of this program have beside sample, label and annotator.
EXPORT_PARTS = (
    *("state", "reason", "comment", "utc", "active_s", "suggestion", "suggestion_shown", "probability"),
    *("protocol", "round", "chosen_for", "change_reason", "rule", "support", "weight"),
)
#: How names of samples end, and names of columns do not: with an extension, or with the row of a table of texts.
_OF_FILE = re.compile(r"\.[A-Za-z0-9]{2,4}$|#\d+$")

#: Cells, or names and values of a line of JSON, the names as ``plain`` gives them.
Fields = list[str] | dict[str, Any]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each part of a row is: numbers of columns, or keys in JSON Lines; None where there is none.

    ``sample`` is None only where ``text``, by which the sample is found, is not."""

    sample: int | str | None
    label: int | str
    annotator: int | str | None = None
    text: int | str | None = None
    #: Of a table of one's own; an export has them among its parts.
    comment: int | str | None = None
    time: int | str | None = None
    #: Of an export: where each of ``EXPORT_PARTS`` is.
    parts: tuple[tuple[str, int | str], ...] = ()
    #: Whether this program wrote the table, with apostrophes before what a spreadsheet would run.
    own: bool = False

    def part(self, name: str) -> int | str | None:
        return next((column for part, column in self.parts if part == name), None)


@functools.lru_cache(maxsize=256)
def plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def columns_of_row(
    first: list[str],
    below: Callable[[], Sequence[Sequence[str]]],
    path: Path,
    *,
    texts: bool,
    roles: ColumnRoles | None = None,
) -> tuple[Columns, bool]:
    """From the first row, and whether that is a header; ``below`` gives rows that follow it, where they are needed.

    Raises:
        ColumnsUnclearError: columns that are needed are not known. CannotRead, BadArgument: as ``chosen_places``.
    """
    begins = "".join(first).replace(" ", "")
    # Names of files may begin with a brace.
    if begins in ("[", "{") or begins.startswith(('{"', "[{")):
        raise CannotRead(tr("{name} is JSON, not a table. Choose another format.", name=path.name))
    names = [plain(one) for one in first]
    if roles is not None:
        refuse_export(names, path)
        places = chosen_places(first, path, roles)
        return _chosen(path, first, places, range(len(first)), roles, texts), roles.header
    sample, text, label = _parts(names, texts)
    if len(names) == 2 and text is None and (sample is None or label is None):
        if label is not None:
            return Columns(1 - names.index(label), names.index(label)), True
        if sample is not None:
            return Columns(names.index(sample), 1 - names.index(sample)), True
        if is_row(first, below()):
            return Columns(0, 1), False
    if (sample is None and text is None) or label is None:
        raise _lacking(path, sample or text, label, first)
    return _columns_at({name: names.index(name) for name in names}, sample, text, label), True


def columns_of_keys(keys: list[str], path: Path, *, texts: bool, roles: ColumnRoles | None = None) -> Columns:
    """From the keys of a line of JSON, as ``plain`` gives them.

    Raises:
        ColumnsUnclearError: keys that are needed are not known.
    """
    if roles is not None:
        places = {role: keys.index(plain(column)) for role, column in roles.chosen() if plain(column) in keys}
        return _chosen(path, keys, places, keys, roles, texts)
    sample, text, label = _parts(keys, texts)
    if (sample is None and text is None) or label is None:
        raise _lacking(path, sample or text, label, keys)
    return _columns_at({name: name for name in keys}, sample, text, label)


def is_row(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is one like those below it, and no header: it begins with the name of a file, or no row
    does and it has a number as all of them have, or what it ends with comes again."""
    name, names = first[0].strip(), [row[0].strip() for row in below if row]
    if _OF_FILE.search(name):
        return True
    if any(map(_OF_FILE.search, names)):
        return False
    if any(c.isdigit() for c in name) and all(any(c.isdigit() for c in one) for one in names):
        return True
    return any(row[-1].strip() == first[-1].strip() for row in below if row)


def guessed(first: list[str], below: Sequence[Sequence[str]], *, is_json: bool) -> ColumnRoles:
    """Each role with its column, as far as it can be told, "" where it cannot."""
    names = [plain(one) for one in first]
    sample, text, label = _parts(names, texts=True)
    known = (sample, text, label, _first_of(ANNOTATOR_COLUMNS, names), _first_of(COMMENT_COLUMNS, names))
    if not is_json and not any(known) and first and is_row(first, below):
        two = len(first) == 2
        return ColumnRoles("1" if two else "", "2" if two else "", "", "", "", header=False)
    shown = {name: word.strip() for name, word in zip(reversed(names), reversed(first), strict=True)}
    if not is_json and len(names) == 2 and text is None and (sample is None) != (label is None):
        other = names[1 - names.index(sample or label or "")]
        sample, label = sample or other, label or other
    of = [shown.get(name, "") if name else "" for name in (sample or text, label, known[3], known[4])]
    return ColumnRoles(of[0], of[1], of[2], "", of[3])


def refuse_export(names: Sequence[str], path: Path) -> None:
    """Raises: BadArgument: the table is an export of this program, and its columns mean what they always do."""
    if is_export(names):
        raise BadArgument(
            tr("{name} was written by this program: its columns are known and not to be chosen.", name=path.name)
        )


def chosen_places(first: Sequence[str], path: Path, roles: ColumnRoles) -> dict[str, int]:
    """The place of the column that was chosen for each role, in the first row or among the keys.

    Raises:
        CannotRead: no such column. BadArgument: one column for two roles.
    """
    found: dict[str, int] = {}
    for role, column in roles.chosen():
        place = _place(column, first, header=roles.header)
        if place is None:
            raise CannotRead(
                tr("{name} has no column {column}. {held}", name=path.name, column=column, held=_held(first, roles))
            )
        if place in found.values():
            raise BadArgument(tr("The column {column} is chosen for two things at once.", column=column))
        found[role] = place
    return found


def _held(first: Sequence[str], roles: ColumnRoles) -> str:
    if not roles.header:
        return tr("Its columns have the numbers 1 to {n}.", n=len(first))
    return tr("Its columns are: {held}.", held=_listed(first))


def _place(column: str, first: Sequence[str], *, header: bool) -> int | None:
    if not header:
        number = int(column) if column.isdecimal() and len(column) < 6 else 0
        return number - 1 if 1 <= number <= len(first) else None
    names = [name.strip() for name in first]
    for known, wanted in ((names, column.strip()), ([plain(name) for name in names], plain(column))):
        if wanted and wanted in known:
            return known.index(wanted)
    return None


def _chosen(
    path: Path,
    first: list[str],
    places: dict[str, int],
    where: Sequence[int | str],
    roles: ColumnRoles,
    texts: bool,
) -> Columns:
    """``places`` of what was chosen; what was not is looked for by its usual names among the columns that are left.
    ``where``: what each place is called in a row."""
    names = [plain(one) for one in first]
    free = ["" if place in places.values() or not roles.header else name for place, name in enumerate(names)]
    sample, text, label = _parts(free, texts)
    usual = {"sample": sample, "label": label, "annotator": _first_of(ANNOTATOR_COLUMNS, free)}
    usual["comment"] = _first_of(COMMENT_COLUMNS, free)
    found = {role: free.index(name) for role, name in usual.items() if name and getattr(roles, role) is None}
    found |= places
    at_text = free.index(text) if text and roles.sample is None else None
    if texts and roles.header and "sample" in found and names[found["sample"]] in TEXT_COLUMNS:
        at_text = found.pop("sample")
    of = {role: where[place] for role, place in found.items()}
    by_text = None if at_text is None else where[at_text]
    named = of.get("sample", by_text)
    if named is None or "label" not in of:
        raise _lacking(path, named, of.get("label"), first)
    own = set(names) >= _RESULTS
    return Columns(
        of.get("sample"), of["label"], of.get("annotator"), by_text, of.get("comment"), of.get("time"), own=own
    )


def _parts(names: list[str], texts: bool) -> tuple[str | None, str | None, str | None]:
    """The names of the columns of the sample, of its text, and of the label."""
    sample, label = _first_of(SAMPLE_COLUMNS, names), _first_of(LABEL_COLUMNS, names)
    text = _first_of(TEXT_COLUMNS, names) if texts else None
    if text is not None and sample in _NUMBERS:
        # A number beside a text is that of the text in the other tool.
        sample = None
    return sample, text if sample is None else None, label


def _columns_at(at: Mapping[str, int | str], sample: str | None, text: str | None, label: str) -> Columns:
    own = is_export(list(at))
    annotator = _first_of(ANNOTATOR_COLUMNS, list(at))
    comment = None if own else _first_of(COMMENT_COLUMNS, list(at))
    return Columns(
        # Its own exports name the sample so.
        at["sample"] if own else None if sample is None else at[sample],
        at[label],
        None if annotator is None else at[annotator],
        None if text is None else at[text],
        None if comment is None else at[comment],
        parts=tuple((part, at[plain(part)]) for part in EXPORT_PARTS if own and plain(part) in at),
        own=own or set(at) >= _RESULTS,
    )


def _lacking(path: Path, sample: object, label: object, names: Sequence[str]) -> ColumnsUnclearError:
    held = _listed(names)
    if sample is None and label is None:
        lacks = mark(
            "{name} lacks the columns path and label. Its columns are: {held}. Call a column path, file or image for"
            " the names of the samples, and label or class for what they are."
        )
    elif sample is None:
        lacks = mark(
            "{name} lacks the column path. Its columns are: {held}. Call a column path, file or image for the names of"
            " the samples."
        )
    else:
        lacks = mark(
            "{name} lacks the column label. Its columns are: {held}. Call a column label or class for"
            " what the samples are."
        )
    return ColumnsUnclearError(tr(lacks, name=path.name, held=held), has_sample=sample is not None)


def _listed(names: Sequence[str]) -> str:
    return clean(", ".join(name.strip() for name in names))[:120] or tr("none", about="columns")


def is_export(names: Sequence[str]) -> bool:
    return set(names) >= set(EXPORT_COLUMNS) or set(names) >= _OF_SAMPLES


def _first_of(wanted: tuple[str, ...], names: list[str]) -> str | None:
    return next((name for name in wanted if name in names), None)
