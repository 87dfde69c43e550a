"""What the columns of a table hold, for somebody who is to say which is what."""

from dataclasses import dataclass
from pathlib import Path

from desktop_al.core.column_roles import ROLES, ColumnRoles
from desktop_al.core.errors import CannotRead
from desktop_al.media.from_tables import first_of_table
from desktop_al.media.importers import importer, recognised
from desktop_al.media.table_columns import guessed, is_export, plain
from desktop_al.media.texts import clean

#: Columns that can be chosen, characters of a value that are kept and shown, values of a column.
_COLUMNS, _KEPT, _LENGTH, _VALUES = 200, 600, 60, 3


@dataclass(frozen=True, slots=True)
class TableLook:
    """Of a file of ``format``: the first row and those below it. ``is_json``: lines of JSON, the keys in place of a
    first row. ``guess``: which column is what, as far as it can be told."""

    format: str
    first: tuple[str, ...]
    below: tuple[tuple[str, ...], ...]
    is_json: bool
    guess: ColumnRoles

    def columns(self, *, header: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(name, first different values) of each column that has a name; without ``header`` all, by their numbers."""
        rows = self.below if header else (self.first, *self.below)
        found: dict[str, tuple[str, ...]] = {}
        for at, word in enumerate(self.first):
            values = dict.fromkeys(_short(row[at]) for row in rows if at < len(row) and row[at].strip())
            name = word.strip() if header else str(at + 1)
            if name:
                found.setdefault(name, tuple(values)[:_VALUES])
        return tuple(found.items())

    def turned(self, roles: ColumnRoles, *, header: bool) -> ColumnRoles:
        """The same columns, named as they are with or without a header."""
        names = tuple(word.strip() if roles.header else str(at) for at, word in enumerate(self.first, 1))
        made: dict[str, str] = {}
        for role, column in roles.chosen():
            if column in names:
                at = names.index(column)
                made[role] = self.first[at].strip() if header else str(at + 1)
        return ColumnRoles(**dict.fromkeys(ROLES, "") | made, header=header)


def table_look(path: Path, format_name: str = "") -> TableLook | None:
    """Nothing where there is nothing to choose: another format, an export of this program, or no table at all."""
    try:
        chosen = importer(format_name) if format_name else recognised(path)
        if not chosen.table:
            return None
        rows, is_json = first_of_table(path)
    except (CannotRead, MemoryError):
        return None
    if not rows or len(rows[0]) < 2 or is_export([plain(name) for name in rows[0]]):
        return None
    guess = guessed(rows[0], rows[1:], is_json=is_json)
    # What is kept is what can be shown, however large the rows are.
    below = tuple(tuple(value[:_KEPT] for value in row[:_COLUMNS]) for row in rows[1:])
    return TableLook(chosen.name, tuple(rows[0][:_COLUMNS]), below, is_json, guess)


def _short(value: str) -> str:
    words = " ".join(clean(value).split())
    return words if len(words) <= _LENGTH else f"{words[: _LENGTH - 1]}…"
