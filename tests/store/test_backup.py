"""Backups of a project file and going back to one."""

import resource
import sqlite3 as plain
from pathlib import Path

import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import CannotOpen, DesktopAlError
from desktop_al.store import backup as backups
from desktop_al.store.backup import NoBackup, NoRoom, Stopped, back_up, contents_of, project_id_of
from desktop_al.store.lock import ProjectLock
from desktop_al.store.project_file import open_project
from desktop_al.store.restore import restore
from desktop_al.store.verify import verify
from desktop_al.store.writer import Write
from tests.store.logs import Desk, count, make_project, mounted, remount


def labelled(path: Path, number: int, text: str = "x" * 200) -> Path:
    make_project(path)
    desk = Desk(path)
    for n in range(number):
        desk.label(n, text)
    assert desk.writer.close()
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_is_the_project_while_work_goes_on(tmp_path: Path) -> None:
    desk = Desk(make_project(tmp_path / "p.dal"))
    for n in range(40):
        desk.label(n, "x" * 50_000)
    assert desk.writer.drain(10)
    asked, acknowledged = [], []

    def stop() -> bool:
        # Between two steps of the copying a label comes and is on disk at once.
        desk.label(1000 + len(asked))
        asked.append(desk.writer.drain(5))
        acknowledged.append(len(desk.saved))
        return False

    made = back_up(tmp_path / "p.dal", tmp_path / "b.dal", stop)
    assert len(asked) > 1
    assert all(asked)
    assert desk.writer.close()
    # What it holds is one moment of the project: the one at which it began.
    assert count(tmp_path / "b.dal") == 40
    assert count(tmp_path / "p.dal") == 40 + len(asked)
    assert verify(tmp_path / "b.dal").ok
    assert made == contents_of(tmp_path / "b.dal")
    assert made.project_id == project_id_of(tmp_path / "p.dal")
    assert not [name for name in names(tmp_path) if "unfinished" in name or name.startswith("b.dal-j")]


def test_what_was_erased_is_not_in_later_backups(tmp_path: Path) -> None:
    desk = Desk(make_project(tmp_path / "p.dal"))
    secret = "Hieronymus-Zwiebelkuchen"
    note = desk.chain.add(ev.OPEN, {"computer": "here"}, "ann")
    comment = desk.chain.add(ev.COMMENT, {"text": secret}, "ann", bytes(16))
    desk.writer.put(Write((note, comment)))
    for n in range(30):
        desk._opened = True
        desk.label(n, "y" * 300)
    assert desk.writer.drain(5)
    back_up(tmp_path / "p.dal", tmp_path / "before.dal")
    ref = ev.ref(comment.event)
    tombstone = desk.chain.add(ev.ERASE, {"reason": "private"}, "ann", bytes(16), f"{ref[0].hex()}:{ref[1]}")
    desk.writer.put(Write((tombstone,), erase=(ref,)))
    assert desk.writer.drain(5)
    # Before the log is put in place: a copy of the files would still have it.
    back_up(tmp_path / "p.dal", tmp_path / "after.dal")
    assert desk.writer.close()
    assert secret.encode() in (tmp_path / "before.dal").read_bytes()
    assert secret.encode() not in (tmp_path / "after.dal").read_bytes()
    assert verify(tmp_path / "after.dal").ok


def test_a_failed_one_leaves_nothing_and_says_why(tmp_path: Path) -> None:
    project = labelled(tmp_path / "p.dal", 3)
    before = names(tmp_path)
    with pytest.raises(NoBackup, match="its folder is not there"):
        back_up(project, tmp_path / "away" / "b.dal")
    with pytest.raises(Stopped, match="it was stopped"):
        back_up(project, tmp_path / "b.dal", lambda: True)
    (tmp_path / "b.dal").write_bytes(b"mine")
    with pytest.raises(CannotOpen, match=r"already a file b\.dal"):
        back_up(project, tmp_path / "b.dal")
    assert (tmp_path / "b.dal").read_bytes() == b"mine"
    assert names(tmp_path) == sorted([*before, "b.dal"])
    with pytest.raises(CannotOpen, match="no project"):
        back_up(tmp_path / "none.dal", tmp_path / "c.dal")


def test_a_copy_that_is_damaged_never_gets_its_name(tmp_path: Path) -> None:
    project = labelled(tmp_path / "p.dal", 300)
    data = bytearray(project.read_bytes())
    for page in range(8, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    project.write_bytes(data)
    with pytest.raises(DesktopAlError):
        back_up(project, tmp_path / "b.dal")
    assert not [name for name in names(tmp_path) if name.startswith("b.") or "unfinished" in name]


def test_without_a_log_beside_the_file(tmp_path: Path) -> None:
    project = labelled(tmp_path / "p.dal", 60, "x" * 50_000)
    writing = plain.connect(project, isolation_level=None)
    assert writing.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",)
    moments = iter(range(1000))

    def write_once() -> bool:
        if next(moments) == 1:
            writing.execute("INSERT INTO meta VALUES ('tip:00', '1:00')")
        return False

    # The copy begins anew and is of one moment.
    made = back_up(project, tmp_path / "b.dal", write_once)
    assert ("tip:00", "1:00") in made.tips
    assert count(tmp_path / "b.dal") == 60

    def write_always() -> bool:
        writing.execute("INSERT OR REPLACE INTO meta VALUES ('tip:00', ?)", (f"{next(moments)}:00",))
        return False

    with pytest.raises(NoBackup, match="being written all the time"):
        back_up(project, tmp_path / "c.dal", write_always)
    writing.close()
    assert not [name for name in names(tmp_path) if name.startswith("c.") or "unfinished" in name]


def test_one_of_a_killed_process_is_no_hindrance_and_one_under_way_is(tmp_path: Path) -> None:
    project = labelled(tmp_path / "p.dal", 3)
    unfinished = tmp_path / f"{project_id_of(project)[:12]}.unfinished"
    unfinished.write_bytes(b"half of a copy")
    lock = ProjectLock(unfinished)
    with pytest.raises(NoBackup, match="another one is being made"):
        back_up(project, tmp_path / "b.dal")
    lock.release()
    back_up(project, tmp_path / "b.dal")
    assert verify(tmp_path / "b.dal").ok
    assert not unfinished.exists()


def test_no_backup_rather_than_a_full_disk(tmp_path: Path) -> None:
    project = labelled(tmp_path / "p.dal", 3)
    with mounted(tmp_path / "stick", "size=20m") as disk:
        back_up(project, disk / "first.dal")
        (disk / "film").write_bytes(bytes(8 << 20))
        with pytest.raises(NoRoom, match=r"nearly full, 1\d MB are free and 17 MB are needed"):
            back_up(project, disk / "second.dal")
        assert names(disk) == ["film", "first.dal"]
        (disk / "film").unlink()
        back_up(project, disk / "second.dal")
        remount(disk, "ro")
        with pytest.raises(NoBackup, match="may not be written"):
            back_up(project, disk / "third.dal")
        remount(disk, "rw")


def test_a_disk_that_fills_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = labelled(tmp_path / "p.dal", 60, "x" * 50_000)
    with mounted(tmp_path / "stick", "size=2m") as disk:
        monkeypatch.setattr(backups, "ROOM", -(8 << 20))
        with pytest.raises(NoBackup, match="the disk is full"):
            back_up(project, disk / "b.dal")
        assert names(disk) == []
    assert count(project) == 60


def test_a_limit_on_the_size_of_files(tmp_path: Path) -> None:
    project = labelled(tmp_path / "p.dal", 30, "x" * 20_000)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(NoBackup, match=r"p\.dal"):
            back_up(project, tmp_path / "b.dal")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not [name for name in names(tmp_path) if name.startswith("b.") or "unfinished" in name]
    back_up(project, tmp_path / "b.dal")


# -- going back ------------------------------------------------------------------------------------------


def test_restoring_keeps_what_was_there(tmp_path: Path) -> None:
    project = labelled(tmp_path / "p.dal", 4)
    back_up(project, tmp_path / "b.dal")
    desk = Desk(project)
    desk.label(90)
    assert desk.writer.close()
    data = (tmp_path / "b.dal").read_bytes()
    assert restore(project, tmp_path / "b.dal", tmp_path / "kept.dal")
    assert (count(project), count(tmp_path / "kept.dal")) == (4, 5)
    assert verify(project).ok
    assert verify(tmp_path / "kept.dal").ok
    assert (tmp_path / "b.dal").read_bytes() == data
    # Nothing of the later file is brought back by what lay beside it.
    assert not (tmp_path / "p.dal-recent").exists()


def test_a_damaged_file_is_kept_with_what_lies_beside_it(tmp_path: Path) -> None:
    project = labelled(tmp_path / "p.dal", 4)
    back_up(project, tmp_path / "b.dal")
    project.write_bytes(b"SQLite format 3\0" + b"\xee" * 9000)
    (tmp_path / "p.dal-wal").write_bytes(b"left of a crash")
    (tmp_path / "p.dal-recent").write_bytes(b"dal-journal-1 what was said last")
    assert restore(project, tmp_path / "b.dal", tmp_path / "kept.dal")
    assert count(project) == 4
    assert (tmp_path / "kept.dal").read_bytes()[16:20] == b"\xee" * 4
    assert (tmp_path / "kept.dal-wal").read_bytes() == b"left of a crash"
    assert (tmp_path / "kept.dal-recent").exists()
    project.unlink()
    assert not restore(project, tmp_path / "b.dal", tmp_path / "again.dal")
    assert count(project) == 4


def test_what_cannot_be_restored(tmp_path: Path) -> None:
    project = labelled(tmp_path / "p.dal", 4)
    back_up(project, tmp_path / "b.dal")
    data = project.read_bytes()
    with pytest.raises(CannotOpen, match="the project itself"):
        restore(project, project, tmp_path / "kept.dal")
    other = labelled(tmp_path / "other.dal", 2)
    with pytest.raises(CannotOpen, match="backup of another project"):
        restore(project, other, tmp_path / "kept.dal")
    (tmp_path / "kept.dal").write_bytes(b"mine")
    with pytest.raises(CannotOpen, match=r"already a file kept\.dal"):
        restore(project, tmp_path / "b.dal", tmp_path / "kept.dal")
    (tmp_path / "kept.dal").unlink()
    with plain.connect(tmp_path / "b.dal") as broken:
        broken.execute("UPDATE samples SET path='..'")
        broken.execute("DELETE FROM meta WHERE key LIKE 'tip:%'")
        broken.execute("INSERT INTO bodies VALUES (x'00', 1, x'00', x'00')")
    broken.close()
    with pytest.raises(CannotOpen, match=r"b\.dal is damaged"):
        restore(project, tmp_path / "b.dal", tmp_path / "kept.dal")
    assert project.read_bytes() == data
    assert not (tmp_path / "kept.dal").exists()


def test_not_while_the_project_is_open(tmp_path: Path) -> None:
    project = labelled(tmp_path / "p.dal", 4)
    back_up(project, tmp_path / "b.dal")
    held = open_project(project)
    try:
        with pytest.raises(CannotOpen, match="open in another window"):
            restore(project, tmp_path / "b.dal", tmp_path / "kept.dal")
    finally:
        held.connection.close()
        assert held.lock is not None
        held.lock.release()
    assert restore(project, tmp_path / "b.dal", tmp_path / "kept.dal")
