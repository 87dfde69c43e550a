"""Going back to a backup: a list to choose from, and the exchange; the file that was there is always kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_al.core.errors import CannotOpen
from desktop_al.core.words import tr, trn
from desktop_al.loop.backups import (
    Backup,
    Looked,
    Moment,
    find_backups,
    id_of_project,
    look_into,
    moment_words,
    stamp,
    utc_now,
)
from desktop_al.media.headers import size_words
from desktop_al.store.restore import restore


@dataclass(frozen=True, slots=True)
class RestoreRow:
    """A backup as it is listed. ``whole`` is None until it has been looked through; ``trouble`` is a sentence;
    ``locked``: it cannot be looked through without its passphrase."""

    path: Path
    when: str
    size: str
    labels: str = ""
    whole: bool | None = None
    trouble: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """``kept``: the file as it was, None where there was none. ``words`` say so."""

    project: Path
    backup: Path
    kept: Path | None
    words: str


def backups_of(project: Path, chosen: str = "") -> list[Backup]:
    """Newest first: those of this very project, or of its name where the file cannot say which it is. Damaged ones
    are among them."""
    return find_backups(project, chosen, id_of_project(project))


def restore_rows(backups: Sequence[Backup]) -> list[RestoreRow]:
    """Rows of backups that nobody has looked into yet."""
    return [RestoreRow(b.path, moment_words(b.made), size_words(b.size)) for b in backups]


def looked_row(row: RestoreRow, looked: Looked) -> RestoreRow:
    """A row with what its backup holds."""
    labels = trn("{n:,} label", "{n:,} labels", looked.labels)
    whole = None if looked.locked else looked.whole
    return replace(
        row, labels=labels if looked.whole else "", whole=whole, trouble=looked.trouble, locked=looked.locked
    )


def offer_words(found: tuple[Backup, Looked]) -> str:
    """That there is a backup to go back to."""
    backup, looked = found
    if looked.locked:
        return tr("There is a backup of {moment}. Its passphrase opens it.", moment=moment_words(backup.made))
    return trn(
        "The newest whole backup is of {moment}, with {n:,} label.",
        "The newest whole backup is of {moment}, with {n:,} labels.",
        looked.labels,
        moment=moment_words(backup.made),
    )


def listing(project: Path, chosen: str = "") -> list[dict[str, object]]:
    """All backups of a project, newest first, each of them looked through.

    Raises:
        CannotOpen: there is neither the project nor a backup of its name.
    """
    found = backups_of(project, chosen)
    if not found and not project.is_file():
        raise CannotOpen(f"There is no project at {project}, and no backup of it.")
    rows = []
    for backup in found:
        seen = look_into(backup.path)
        row = {"file": str(backup.path), "utc": stamp(backup.made), "labels": seen.labels, "bytes": backup.size}
        rows.append({**row, "ok": seen.whole, "locked": seen.locked, "problem": seen.trouble})
    return rows


def listing_text(rows: Sequence[Mapping[str, object]]) -> str:
    """One line for each backup."""
    lines = []
    for row in rows:
        size = size_words(int(str(row["bytes"])))
        state = "whole" if row["ok"] else f"{'locked' if row['locked'] else 'damaged'}: {row['problem']}"
        lines.append(f"{row['utc']}  {row['labels']} labels  {size}  {state}  {row['file']}")
    return "\n".join(lines) or "There are no backups of this project."


def newest_whole(project: Path, chosen: str = "") -> tuple[Backup, Looked] | None:
    """The newest backup that is whole, with what it holds; where none is, the newest one whose passphrase is needed
    before that can be said; None where there is neither."""
    locked = None
    for backup in backups_of(project, chosen):
        looked = look_into(backup.path)
        if looked.whole:
            return backup, looked
        if looked.locked and locked is None:
            locked = backup, looked
    return locked


def restore_backup(project: Path, backup: Path, now: Moment | None = None) -> Restored:
    """Put ``backup`` in the place of ``project``, which must not be open.

    Raises:
        DesktopAlError: it could not be done, and why; nothing was changed.
    """
    kept = _kept_name(project, now or utc_now())
    there = restore(project, backup, kept)
    words = tr("{name} was restored.", name=backup.name)
    if there:
        words += " " + tr("The file as it was is kept as {name}; it can be merged.", name=kept.name)
    return Restored(project, backup, kept if there else None, words)


def _kept_name(project: Path, now: Moment) -> Path:
    name = f"{project.stem}-before-{stamp(now)}"
    number, path = 1, project.with_name(f"{name}.dal")
    while path.exists():
        number += 1
        path = project.with_name(f"{name}-{number}.dal")
    return path
