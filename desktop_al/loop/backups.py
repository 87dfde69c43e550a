"""Backups of a project: where they lie, what they are called, when one is due, which ones stay.

Thinning follows the desktop program of Anki: all of the last two days, then one a day for 12 days, one a week for 10
weeks, one a month for 9 months.
"""

import contextlib
import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_al.core.dates import day_words
from desktop_al.core.errors import CannotOpen, DesktopAlError, NeedsPassphrase
from desktop_al.core.words import tr, trn
from desktop_al.media.headers import size_words
from desktop_al.store.backup import Contents, NoBackup, back_up, contents_of, holds_all, looking, project_id_of, tips_of
from desktop_al.store.driver import sqlite3
from desktop_al.store.key_file import is_encrypted
from desktop_al.store.project_file import close_file, open_project, reason
from desktop_al.store.verify import verify_connection

Moment = datetime.datetime
#: All backups that are not older stay.
RECENT = datetime.timedelta(days=2)
DAYS, WEEKS, MONTHS = 12, 10, 9
_STAMP = re.compile(r"-(\d{4}-\d\d-\d\dT\d{4}Z)(?:-(\d{1,6}))?\.dal")
_FORMAT = "%Y-%m-%dT%H%MZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A file that is called like a backup; ``made`` is in UTC, to the minute, by its name, and ``number`` its place
    among several of one minute."""

    path: Path
    made: Moment
    size: int
    number: int = 1


@dataclass(frozen=True, slots=True)
class Looked:
    """What a backup holds: ``labels`` in force; ``trouble`` is a sentence where it is damaged, "" where it is whole;
    ``locked``: nobody knows before its passphrase is given."""

    labels: int
    trouble: str
    locked: bool = False

    @property
    def whole(self) -> bool:
        return not self.trouble


@dataclass(frozen=True, slots=True)
class Made:
    """``backup`` is None where nothing had changed since the last one. ``words``: what has to be known, "" for
    nothing."""

    backup: Backup | None
    removed: int = 0
    words: str = ""


#: Of files by place, size and time: those that were whole.
_whole: dict[tuple[Path, int, int], Looked] = {}


def utc_now() -> Moment:
    return datetime.datetime.now(datetime.UTC)


def stamp(moment: Moment) -> str:
    """A moment as it stands in names: 2026-11-23T0912Z."""
    return moment.astimezone(datetime.UTC).strftime(_FORMAT)


def usual_folder(project: Path) -> Path:
    return project.with_name(f"{project.stem}-backups")


def folder_for(project: Path, chosen: str) -> tuple[Path, str]:
    """Where backups go: below the chosen folder, or beside the project where none is chosen or it is not there; and
    a sentence where that is so, else ""."""
    usual = usual_folder(project)
    if not chosen:
        return usual, ""
    try:
        # What cannot be looked into cannot be written to.
        next(Path(chosen).iterdir(), None)
    except (OSError, ValueError):
        return usual, tr(
            "The folder for backups is not there: {chosen}. They are kept beside the project meanwhile.", chosen=chosen
        )
    return Path(chosen) / usual.name, ""


def folders(project: Path, chosen: str) -> tuple[Path, ...]:
    """All folders in which its backups may be."""
    return tuple(dict.fromkeys((usual_folder(project), folder_for(project, chosen)[0])))


def find_backups(project: Path, chosen: str = "", project_id: str = "") -> list[Backup]:
    """Newest first. With a ``project_id`` only those of that very project; without, those of its name."""
    found: list[Backup] = []
    for folder in folders(project, chosen):
        with contextlib.suppress(OSError):
            found += (b for path in folder.iterdir() if (b := _backup_at(path)) is not None)
    if project_id:
        found = [backup for backup in found if project_id_of(backup.path) in (project_id, "")]
    return sorted(found, key=lambda backup: (backup.made, backup.number), reverse=True)


def plain_words(project: Path, chosen: str = "") -> str:
    """Of a project that is encrypted: how many backups of it are not, and where they lie; "" for none."""
    plain = [backup.path for backup in find_backups(project, chosen) if not is_encrypted(backup.path)]
    if not plain:
        return ""
    folders_of = ", ".join(dict.fromkeys(str(path.parent) for path in plain))
    if len(plain) == 1:
        return tr("1 backup in {folders} is not encrypted: delete it if it is not needed.", folders=folders_of)
    return tr(
        "{many:,} backups in {folders} are not encrypted: delete those that are not needed.",
        many=len(plain),
        folders=folders_of,
    )


def _backup_at(path: Path) -> Backup | None:
    match = _STAMP.search(path.name)
    if match is None or match.end() != len(path.name) or not path.is_file():
        return None
    try:
        made = datetime.datetime.strptime(match[1], _FORMAT).replace(tzinfo=datetime.UTC)
        return Backup(path, made, path.stat().st_size, int(match[2] or 1))
    except (ValueError, OSError):
        return None


def look_into(path: Path) -> Looked:
    """Check all of a backup: its structure, chains and contents."""
    try:
        with looking(path) as file:
            result = verify_connection(file.connection)
    except NeedsPassphrase as error:
        return Looked(0, str(error), locked=True)
    except CannotOpen as error:
        return Looked(0, str(error))
    except (OSError, sqlite3.Error) as error:
        return Looked(0, tr("It cannot be read: {reason}.", reason=reason(error)))
    return Looked(result.annotations, "" if result.ok else result.problems[0])


def look_once(path: Path) -> Looked:
    """The same for a list that is shown again and again: a whole file that has not changed is not looked through twice.
    One in trouble is: its project may have been locked, or its disk away."""
    try:
        stat = path.stat()
    except OSError as error:
        return Looked(0, tr("It cannot be read: {reason}.", reason=reason(error)))
    at = (path, stat.st_size, stat.st_mtime_ns)
    looked = _whole.get(at) or look_into(path)
    if looked.whole:
        _whole[at] = looked
    return looked


def make_backup(
    project: Path,
    chosen: str = "",
    now: Moment | None = None,
    *,
    even_if_same: bool = False,
    settle: bool = False,
    stop: Callable[[], bool] | None = None,
) -> Made:
    """Make a backup if anything has changed since the last one, and remove those that thinning does not keep.
    ``settle``: nobody here has it open; what lies beside it is put in place first.

    Raises:
        CannotOpen: the project cannot be read. NoBackup: it could not be made, and why; the project is as it was.
    """
    now = now or utc_now()
    folder, words = folder_for(project, chosen)
    try:
        if settle:
            close_file(open_project(project))
        contents = contents_of(project)
        if not even_if_same and _newest_holds(project, chosen, contents):
            return Made(None, words=words)
        folder.mkdir(exist_ok=True)
        out = _free_name(folder, project.stem, now)
        back_up(project, out, stop)
    except OSError as error:
        raise NoBackup(project.name, reason(error)) from error
    removed = _thin(folder, project.stem, contents, out, now)
    made = _backup_at(out)
    return Made(made, removed, words)


def back_up_to(project: Path, out: Path) -> Made:
    """Make a backup of a project that nobody here has open at ``out``, a new file.

    Raises:
        CannotOpen: the project cannot be read, or there is a file already. NoBackup: it could not be made, and why.
    """
    close_file(open_project(project))
    back_up(project, out)
    return Made(Backup(out, utc_now(), out.stat().st_size))


def _newest_holds(project: Path, chosen: str, contents: Contents) -> bool:
    for backup in find_backups(project, chosen):
        if project_id_of(backup.path) == contents.project_id:
            try:
                # A plain one is no backup of what was encrypted since: it is to be deleted.
                alike = is_encrypted(backup.path) == is_encrypted(project)
                return alike and contents_of(backup.path) == contents
            except (DesktopAlError, OSError):
                return False
    return False


def _free_name(folder: Path, stem: str, now: Moment) -> Path:
    number, path = 1, folder / _name(stem, now)
    while path.exists():
        number += 1
        path = folder / _name(stem, now, number)
    return path


def _name(stem: str, made: Moment, number: int = 1) -> str:
    return f"{stem}-{stamp(made)}{f'-{number}' if number > 1 else ''}.dal"


def _thin(folder: Path, stem: str, contents: Contents, newest: Path, now: Moment) -> int:
    """Remove backups of this very project that do not stay; returns how many. What is called otherwise than its
    backups are, a copy put there by hand for one, is not among them; nor is what holds an event that the ``newest``,
    with these ``contents``, has not: it was made before an older backup was restored, or of another copy."""
    own = [b for path in folder.iterdir() if (b := _backup_at(path)) is not None]
    own = [b for b in own if b.path.name in (_name(stem, b.made), _name(stem, b.made, b.number))]
    own = [b for b in own if b.path != newest and _is_within(b.path, contents)]
    staying = stays([b.made for b in own], now)
    removed = 0
    for backup, stay in zip(own, staying):
        if not stay:
            with contextlib.suppress(OSError):
                backup.path.unlink()
                removed += 1
                # Left by one who opened it.
                for end in ("-wal", "-shm"):
                    backup.path.with_name(backup.path.name + end).unlink(missing_ok=True)
    return removed


def _is_within(backup: Path, contents: Contents) -> bool:
    project_id, tips = tips_of(backup)
    return project_id == contents.project_id and holds_all(contents.tips, tips)


def stays(made: Sequence[Moment], now: Moment) -> list[bool]:
    """Of each backup whether thinning keeps it; the newest of a day, week or month stands for it."""
    keep = [now - moment < RECENT for moment in made]
    order = sorted((n for n in range(len(made)) if not keep[n]), key=lambda n: made[n], reverse=True)
    steps: list[tuple[int, Callable[[Moment], object]]] = [
        (DAYS, lambda moment: moment.date()),
        (WEEKS, lambda moment: moment.isocalendar()[:2]),
        (MONTHS, lambda moment: (moment.year, moment.month)),
    ]
    last: Moment | None = None
    for number in order:
        while steps and steps[0][0] == 0:
            steps.pop(0)
        if not steps:
            break
        left, unit = steps[0]
        if last is None or unit(made[number]) != unit(last):
            keep[number] = True
            last = made[number]
            steps[0] = (left - 1, unit)
    return keep


def made_words(made: Made) -> str:
    """What came of it, in one or two sentences."""
    if made.backup is None:
        said = tr("Nothing has changed since the last backup.")
    else:
        said = tr("A backup was made and checked: {path}", path=made.backup.path)
    return f"{said} {made.words}".strip()


def total_words(backups: Iterable[Backup]) -> str:
    """How many there are, their size and how old the newest is, in words."""
    known = list(backups)
    if not known:
        return tr("None yet.")
    return trn(
        "{n:,} backup, {size}. The newest is of {moment}.",
        "{n:,} backups, {size}. The newest is of {moment}.",
        len(known),
        size=size_words(sum(b.size for b in known)),
        moment=moment_words(known[0].made),
    )


def moment_words(moment: Moment) -> str:
    """Day and time on this computer."""
    here = moment.astimezone()
    return f"{day_words(here)}, {here:%H:%M}"


def id_of_project(project: Path) -> str:
    """Its id, "" where it is damaged or not there."""
    try:
        with looking(project) as file:
            return file.project_id
    except (DesktopAlError, OSError, sqlite3.Error):
        return ""
