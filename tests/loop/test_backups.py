"""Rotation and thinning of backups, going back to one, and both on the command line."""

import datetime
import json
import shutil
from pathlib import Path

import pytest

from desktop_al.cli import main
from desktop_al.core.errors import CannotOpen
from desktop_al.loop.backups import (
    find_backups,
    folder_for,
    look_into,
    look_once,
    make_backup,
    plain_words,
    stamp,
    stays,
    total_words,
    utc_now,
)
from desktop_al.loop.locks import encrypt_project, is_encrypted, lock
from desktop_al.loop.merging import merge_projects
from desktop_al.loop.restoring import backups_of, listing, listing_text, newest_whole, restore_backup
from desktop_al.store import sealing
from desktop_al.store.backup import NoBackup
from desktop_al.store.verify import verify
from tests.store.logs import Desk, count, make_project, mounted, remount

NOON = datetime.datetime(2026, 11, 23, 12, 0, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    label(make_project(tmp_path / "p.dal"), range(3))
    return tmp_path / "p.dal"


def label(path: Path, numbers: range) -> None:
    desk = Desk(path)
    for number in numbers:
        desk.label(number)
    assert desk.writer.close()


# -- thinning --------------------------------------------------------------------------------------------


def test_thinning_keeps_two_days_then_days_weeks_months():
    # Three a day for two years.
    made = [NOON - datetime.timedelta(hours=8 * n) for n in range(3 * 730)]
    kept = [moment for moment, stay in zip(made, stays(made, NOON)) if stay]
    recent = [moment for moment in kept if NOON - moment < 2 * DAY]
    assert len(recent) == 6
    rest = kept[len(recent) :]
    days, weeks, months = rest[:12], rest[12:22], rest[22:]
    assert len({moment.date() for moment in days}) == 12
    assert (days[0].date() - days[-1].date()).days == 11
    assert len({moment.isocalendar()[:2] for moment in weeks}) == 10
    assert 9 * 7 - 7 < (weeks[0] - weeks[-1]).days < 9 * 7 + 7
    assert len({(moment.year, moment.month) for moment in months}) == len(months) == 9
    # Thinning again changes nothing, whatever the order.
    again = stays(kept[::-1], NOON)
    assert all(again)


def test_thinning_of_nothing_of_gaps_and_of_the_future():
    assert stays([], NOON) == []
    far = [NOON - 400 * DAY * n for n in range(1, 6)]
    assert all(stays(far, NOON))
    # The clock was set back: nothing goes because of it.
    assert all(stays([NOON + DAY * n for n in range(40)], NOON))


def test_day_by_day_for_half_a_year_the_oldest_goes_on_being_old():
    held: list[datetime.datetime] = []
    for n in range(200):
        now = NOON + DAY * n
        held = [moment for moment, stay in zip(held, stays(held, now)) if stay]
        held.append(now)
    ages = [(now - moment).days for moment in held]
    assert 25 <= len(held) <= 2 + 12 + 10 + 9
    assert max(ages) > 120


# -- rotation --------------------------------------------------------------------------------------------


def test_only_if_something_has_changed(project):
    first = make_backup(project, now=NOON)
    assert first.backup is not None
    assert first.backup.path == project.with_name("p-backups") / "p-2026-11-23T1200Z.dal"
    assert make_backup(project, now=NOON + DAY).backup is None
    label(project, range(10, 11))
    second = make_backup(project, now=NOON)
    assert second.backup is not None
    assert second.backup.path.name == "p-2026-11-23T1200Z-2.dal"
    assert [b.path.name for b in find_backups(project)] == ["p-2026-11-23T1200Z-2.dal", "p-2026-11-23T1200Z.dal"]
    assert look_into(second.backup.path).labels == look_once(second.backup.path).labels == 4
    # A list may be shown often; what has changed meanwhile is looked through again.
    data = second.backup.path.read_bytes()
    second.backup.path.write_bytes(data[:5000])
    assert not look_once(second.backup.path).whole
    second.backup.path.write_bytes(data)
    second.backup.path.unlink()
    assert "not there" in look_once(second.backup.path).trouble
    second.backup.path.write_bytes(data)
    assert total_words(find_backups(project)).startswith("2 backups, ")
    assert total_words([]) == "None yet."
    # Nothing is left beside the project by one who only read it.
    assert not list(project.parent.glob("p.dal-[ws]*"))


def test_only_own_backups_are_ever_removed(project, tmp_path):
    folder = project.with_name("p-backups")
    other = make_project(tmp_path / "other.dal")
    old = [make_backup(project, now=NOON - 400 * DAY + DAY / 24 * n, even_if_same=True).backup for n in range(4)]
    foreign = folder / f"p-{stamp(NOON - 401 * DAY)}.dal"
    foreign.write_bytes(other.read_bytes())
    broken = folder / f"p-{stamp(NOON - 402 * DAY)}.dal"
    broken.write_bytes(b"SQLite format 3\0 and no more")
    kept = folder / f"p-before-{stamp(NOON - 403 * DAY)}.dal"
    kept.write_bytes(project.read_bytes())
    notes = folder / "notes of p-2020-01-01.txt"
    notes.write_text("mine")
    made = make_backup(project, now=NOON, even_if_same=True)
    assert made.removed == 3
    left = {path.name for path in folder.iterdir()}
    assert made.backup is not None
    assert old[-1] is not None
    assert left == {made.backup.path.name, old[-1].path.name, foreign.name, broken.name, kept.name, notes.name}
    # A backup of another project is not listed; what cannot say whose it is, is.
    assert foreign not in [b.path for b in backups_of(project)]
    assert broken in [b.path for b in backups_of(project)]


def test_what_the_newest_one_lacks_is_in_none_that_is_removed(tmp_path):
    places = [tmp_path / "a", tmp_path / "b"]
    for place in (*places, tmp_path / "all"):
        place.mkdir()
    first = make_project(places[0] / "p.dal")
    second = Path(shutil.copy(first, places[1] / "p.dal"))
    then = utc_now() - datetime.timedelta(days=20)
    for hour, path in enumerate((first, second, first, second)):
        label(path, range(hour, hour + 1))
        make_backup(path, str(tmp_path / "all"), then + datetime.timedelta(hours=hour))
    label(first, range(9, 10))
    # Of the four of one day the earlier one of the same copy goes, and none of the other copy.
    assert make_backup(first, str(tmp_path / "all")).removed == 1
    kept = sorted(path for path in (tmp_path / "all").rglob("*.dal"))
    assert [count(path) for path in kept] == [1, 2, 2, 3]


def test_another_folder_and_one_that_is_not_there(project, tmp_path):
    chosen = tmp_path / "drive"
    chosen.mkdir()
    made = make_backup(project, str(chosen), NOON)
    assert made.backup is not None
    assert made.backup.path.parent == chosen / "p-backups"
    assert made.words == ""
    chosen.rename(tmp_path / "pulled")
    label(project, range(20, 21))
    made = make_backup(project, str(chosen), NOON + DAY)
    assert made.backup is not None
    assert made.backup.path.parent == project.with_name("p-backups")
    assert made.words == (f"The folder for backups is not there: {chosen}. They are kept beside the project meanwhile.")
    (tmp_path / "pulled").rename(chosen)
    assert len(backups_of(project, str(chosen))) == 2
    assert folder_for(project, "\0")[0] == project.with_name("p-backups")
    (tmp_path / "q-backups").write_text("a file is in the way")
    label(make_project(tmp_path / "q.dal"), range(1))
    with pytest.raises(NoBackup, match=r"No backup was made of q\.dal"):
        make_backup(tmp_path / "q.dal")


def test_a_folder_that_may_not_be_written(project, tmp_path):
    with mounted(tmp_path / "stick", "size=20m") as disk:
        remount(disk, "ro")
        with pytest.raises(NoBackup, match="may not be written"):
            make_backup(project, str(disk))


# -- going back ------------------------------------------------------------------------------------------


def test_what_came_after_the_backup_can_be_merged(project, tmp_path):
    made = make_backup(project)
    assert made.backup is not None
    label(project, range(30, 35))
    done = restore_backup(project, made.backup.path, NOON)
    assert done.words == (
        f"{made.backup.path.name} was restored. The file as it was is kept as p-before-2026-11-23T1200Z.dal; "
        "it can be merged."
    )
    assert count(project) == 3
    # Work goes on in between.
    label(project, range(50, 52))
    assert done.kept is not None
    assert merge_projects(project, [done.kept], tmp_path / "home").annotations == 5
    assert count(project) == 10
    assert verify(project).ok


def test_the_newest_whole_backup_of_a_damaged_project(project):
    first = make_backup(project, now=NOON)
    label(project, range(40, 42))
    second = make_backup(project, now=NOON + DAY)
    assert first.backup is not None
    assert second.backup is not None
    second.backup.path.write_bytes(second.backup.path.read_bytes()[:9000])
    project.write_bytes(b"\0" * 5000)
    found = newest_whole(project)
    assert found is not None
    assert (found[0].path, found[1].labels) == (first.backup.path, 3)
    restore_backup(project, found[0].path)
    assert count(project) == 3
    for backup in backups_of(project):
        backup.path.unlink()
    assert newest_whole(project) is None


# -- the command line ------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("DESKTOP_AL_HOME", str(tmp_path / "home"))


def test_the_command_line(project, tmp_path, capsys):
    assert main(["backup", str(project)]) == 0
    assert "A backup was made and checked" in capsys.readouterr().err
    assert main(["backup", str(project)]) == 0
    assert "Nothing has changed since the last backup." in capsys.readouterr().err
    assert main(["backup", str(project), "--out", str(tmp_path / "b.dal")]) == 0
    assert verify(tmp_path / "b.dal").ok
    assert main(["backup", str(project), "--list"]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert "3 labels" in out
    assert "whole" in out
    assert main(["backup", str(project), "--list", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["ok"], row["labels"]) == (True, 3)
    label(project, range(60, 61))
    assert main(["restore", str(project), row["file"]]) == 0
    assert "The file as it was is kept as p-before-" in capsys.readouterr().err
    assert count(project) == 3


def test_the_command_line_uses_the_folder_of_the_settings(project, tmp_path, capsys):
    (tmp_path / "home").mkdir()
    (tmp_path / "drive").mkdir()
    kept = {"settings": {"backup_folder": str(tmp_path / "drive")}}
    (tmp_path / "home" / "preferences.json").write_text(json.dumps(kept))
    assert main(["backup", str(project)]) == 0
    assert len(list((tmp_path / "drive" / "p-backups").iterdir())) == 1


def test_what_the_command_line_refuses(project, tmp_path, capsys):
    (tmp_path / "broken.dal").write_bytes(b"nothing")
    for arguments, words in (
        (["backup", str(tmp_path / "none.dal")], "There is no project"),
        (["backup", str(tmp_path / "none.dal"), "--list"], "and no backup of it"),
        (["backup", str(tmp_path / "broken.dal")], "not a desktop_al project"),
        (["backup", str(project), "--out", str(project)], "already a file"),
        (["backup", str(project), "--out", str(tmp_path / "away" / "b.dal")], "There is no folder"),
        (["restore", str(project), str(tmp_path / "none.dal")], "There is no project"),
        (["restore", str(project), str(tmp_path / "broken.dal")], "not a desktop_al project"),
        (["restore", str(project), str(project)], "is the project itself"),
    ):
        assert main(arguments) == 1
        said = capsys.readouterr().err
        assert said.startswith("desktop-al: ")
        assert words in said
        assert said.count("\n") == 1
    with pytest.raises(SystemExit) as ended:
        main(["backup", str(project), "--json"])
    assert ended.value.code == 2
    assert count(project) == 3


def test_a_project_in_use_can_be_backed_up_and_not_restored(project, capsys):
    desk = Desk(project)
    desk.label(70)
    assert desk.writer.drain(5)
    assert main(["backup", str(project)]) == 0
    (backup,) = backups_of(project)
    assert count(backup.path) == 4
    assert main(["restore", str(project), str(backup.path)]) == 1
    assert "open in another window" in capsys.readouterr().err
    assert desk.writer.close()
    with pytest.raises(CannotOpen):
        restore_backup(project, project)


def test_what_was_encrypted_since_has_no_backup_yet(project, monkeypatch):
    monkeypatch.setattr(sealing, "calibrated", lambda: sealing.FLOOR)
    plain = make_backup(project).backup
    assert plain is not None
    assert make_backup(project).backup is None
    encrypt_project(project, "ann", "green tea at noon")
    assert plain_words(project) == f"1 backup in {plain.path.parent} is not encrypted: delete it if it is not needed."
    sealed = make_backup(project, settle=True).backup
    assert sealed is not None
    assert is_encrypted(sealed.path)
    assert make_backup(project, settle=True).backup is None
    lock(project)
    rows = {row["file"]: row for row in listing(project)}
    assert rows[str(plain.path)]["ok"]
    assert rows[str(sealed.path)]["locked"]
    assert "locked: " in listing_text(list(rows.values()))
    (found, _) = newest_whole(project) or (None, None)
    assert found is not None
    assert found.path == plain.path
