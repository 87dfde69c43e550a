"""Which column of a table of labels is what, as somebody has chosen it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.words import tr


@dataclass(frozen=True, slots=True)
class ColumnRoles:
    """The name of the column for each role, as the header (or a line of JSON) has it: None where the role is to be
    found by its usual names, "" where the table has nothing for it. Without ``header`` the first row is one like all
    others, and columns are named by their numbers, from "1"."""

    sample: str | None = None
    label: str | None = None
    annotator: str | None = None
    time: str | None = None
    comment: str | None = None
    header: bool = True

    def chosen(self) -> tuple[tuple[str, str], ...]:
        """(role, column) of each role that has one."""
        named = ((role, getattr(self, role)) for role in ROLES)
        return tuple((role, column) for role, column in named if column)


ROLES = tuple(one.name for one in fields(ColumnRoles) if one.name != "header")


class ColumnsUnclearError(CannotRead):
    """It is not known which column names the samples, or which has the labels; ``has_sample``: the first is."""

    def __init__(self, sentence: str, *, has_sample: bool) -> None:
        super().__init__(sentence)
        self.has_sample = has_sample


def roles_of(pairs: Iterable[tuple[str, str]]) -> ColumnRoles | None:
    """From (role, column) as they are typed, None where there are none; numbers alone mean a table without a header.

    Raises:
        BadArgument: a role twice.
    """
    known: dict[str, str] = {}
    for role, column in pairs:
        if role in known:
            raise BadArgument(
                tr("The role {role} is given two columns: {one} and {other}.", role=role, one=known[role], other=column)
            )
        known[role] = column
    named = [column for column in known.values() if column]
    numbered = bool(named) and all(column.isascii() and column.isdigit() for column in named)
    return ColumnRoles(**known, header=not numbered) if known else None
