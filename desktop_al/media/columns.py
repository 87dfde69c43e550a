"""Tables of measurements or answers: named columns, every cell a string, for whoever knows what they mean."""

from dataclasses import dataclass
from pathlib import Path

from desktop_al.core.errors import CannotRead
from desktop_al.core.words import tr
from desktop_al.media.label_tables import MAX_ROWS, BrokenRowError, fields_of, numbered_records, refuse_unfit
from desktop_al.media.tables import layout_of


@dataclass(frozen=True, slots=True)
class Columns:
    """``cells`` by column name, (rows,) each; ``numbers`` of the rows below the header, from 0; ``broken`` (number,
    sentence) of rows that could not be read and are left out."""

    cells: dict[str, list[str]]
    numbers: tuple[int, ...]
    broken: tuple[tuple[int, str], ...] = ()


def read_columns(path: Path, needed: tuple[str, ...]) -> Columns:
    """A .csv or .tsv with a header that holds at least ``needed``; names count without case and outer spaces.

    Raises:
        CannotRead: missing, empty, too large, no table, a column twice, or one that is needed is not there.
    """
    refuse_unfit(path)
    framing = layout_of(path).framing
    if not framing.delimiter:
        raise CannotRead(tr("{name} is no table with columns.", name=path.name or path.resolve().name))
    names: list[str] = []
    cells: list[list[str]] = []
    numbers: list[int] = []
    broken: list[tuple[int, str]] = []
    for number, (_, data) in enumerate(numbered_records(path, framing, lambda: False), -1):
        try:
            fields = fields_of(data, framing)
        except BrokenRowError as error:
            broken.append((number, str(error)))
            continue
        if not names:
            names = _header(path, list(fields), needed)
            cells = [[] for _ in names]
            continue
        if len(fields) != len(names):
            broken.append(
                (
                    number,
                    tr("The row has {fields} fields, the header has {names}.", fields=len(fields), names=len(names)),
                )
            )
            continue
        if len(numbers) >= MAX_ROWS:
            raise CannotRead(tr("{name} has more than {most:,} rows.", name=path.name, most=MAX_ROWS))
        numbers.append(number)
        for column, value in zip(cells, fields, strict=True):
            column.append(value.strip())
    if not names:
        raise CannotRead(tr("{name} holds no row that can be read.", name=path.name))
    return Columns(dict(zip(names, cells, strict=True)), tuple(numbers), tuple(broken))


def _header(path: Path, fields: list[str], needed: tuple[str, ...]) -> list[str]:
    names = [field.strip().casefold() for field in fields]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise CannotRead(tr('{name} has the column "{column}" twice.', name=path.name, column=twice))
    missing = [name for name in needed if name not in names]
    if missing:
        raise CannotRead(
            tr(
                "{name} has no column {columns}; its first row has {held}.",
                name=path.name,
                columns=", ".join(missing),
                held=", ".join(names)[:200],
            )
        )
    return names
