"""Encrypting a project that is plain, and back: the same project afterwards, nothing readable left, or nothing done."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_al.core.errors import BadArgument, CannotOpen, NeedsPassphrase
from desktop_al.loop import locks
from desktop_al.store import key_file, leftovers, sealing
from desktop_al.store.driver import sqlite3
from desktop_al.store.journal import journal_path
from desktop_al.store.project_file import SampleRow, close_file, create, open_project, read_events
from desktop_al.store.verify import verify
from tests.store.logs import Desk, annotation, chain, first_entries, make_project, mounted

fcntl = pytest.importorskip("fcntl")

KIM = "correct horse battery"
CANARY = "Canary text of a sample"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "FLOOR", sealing.Cost(64, 1, 1))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    path = made(tmp_path / "p.dal")
    yield path
    locks.lock(path)


def made(path: Path, labels: int = 40) -> Path:
    own = chain()
    entries = [*first_entries(own), *(annotation(own, n, text=CANARY) for n in range(labels))]
    rows = [SampleRow(n, os.urandom(16), f"{CANARY} {n}.txt", 0, "text", 9, 9, 0, 9) for n in range(labels)]
    create(path, entries, rows)
    return path


def heads(project: Path) -> dict[bytes, tuple[int, bytes]]:
    file = open_project(project, look_only=True)
    try:
        return {event.writer: (event.seq, event.prev) for event in read_events(file.connection, "writer, seq")}
    finally:
        close_file(file)


def readable(project: Path) -> list[str]:
    return sorted(p.name for p in project.parent.glob("*") if p.is_file() and CANARY.encode() in p.read_bytes())


def test_an_encrypted_project_is_the_same_and_nothing_of_it_can_be_read(project: Path):
    before, found = heads(project), verify(project)
    # What a crash left beside it: labels that are only there, features, a project that was never finished.
    desk = Desk(project)
    desk.label(99, CANARY)
    assert desk.writer.drain(10)
    recent = journal_path(project).read_bytes()
    assert desk.writer.close()
    journal_path(project).write_bytes(recent)
    for end in ("-cache", ".unfinished"):
        project.with_name(project.name + end).write_text(CANARY)
    assert len(readable(project)) == 4
    old = os.open(project, os.O_RDONLY)
    heard: list[float] = []
    assert locks.encrypt_project(project, "Kim", KIM, lambda words, share: heard.append(share)) == ()
    assert readable(project) == []
    assert not os.read(old, 1000).strip(b"\0"), "the old bytes were overwritten"
    os.close(old)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    now = verify(project)
    assert (now.ok, now.annotations) == (True, found.annotations + 1)
    assert before.items() <= heads(project).items()
    assert {p.name.removeprefix("p.dal") for p in project.parent.glob("p.dal*")} <= {"", "-balloon", "-wal", "-shm"}
    locks.lock(project)
    with pytest.raises(NeedsPassphrase):
        open_project(project)
    assert locks.unlock(project, KIM).name == "Kim"
    assert project.stat().st_mode == make_project(project.with_name("q.dal")).stat().st_mode


def test_a_plain_project_again_is_the_same_and_encrypting_makes_a_new_key(project: Path, tmp_path: Path):
    before = heads(project)
    locks.encrypt_project(project, "Kim", KIM)
    slots, salt = key_file.read_slots(project), project.read_bytes()[:16]
    desk = Desk(project)
    desk.label(99, CANARY)
    assert desk.writer.close()
    locks.decrypt_project(project)
    assert not locks.is_encrypted(project)
    assert verify(project).ok
    assert before.items() <= heads(project).items()
    assert not key_file.keys_path(project).exists()
    locks.encrypt_project(project, "Kim", "another one altogether")
    assert project.read_bytes()[:16] != salt
    locks.lock(project)
    # The old slots beside it are those of another file.
    key_file.write_beside(project, slots)
    with pytest.raises(CannotOpen):
        locks.unlock(project, KIM)


def test_what_is_not_converted(project: Path):
    with pytest.raises(BadArgument, match="not encrypted"):
        locks.decrypt_project(project)
    for annotator, passphrase in (("", KIM), ("Kim", "short")):
        with pytest.raises(BadArgument):
            locks.encrypt_project(project, annotator, passphrase)
    before = project.read_bytes()
    desk = Desk(project)
    with pytest.raises(CannotOpen, match="has to be closed"):
        locks.encrypt_project(project, "Kim", KIM)
    assert desk.writer.close()
    file = open_project(project)
    file.connection.execute("DELETE FROM meta WHERE key LIKE 'tip:%'")
    file.connection.execute("UPDATE samples SET path='../x' WHERE i=3")
    close_file(file)
    with pytest.raises(CannotOpen, match="is damaged, and stays as it is"):
        locks.encrypt_project(project, "Kim", KIM)
    assert not leftovers.new_path(project).exists()
    project.write_bytes(before)
    locks.encrypt_project(project, "Kim", KIM)
    with pytest.raises(BadArgument, match="encrypted already"):
        locks.encrypt_project(project, "Kim", KIM)
    locks.lock(project)
    with pytest.raises(NeedsPassphrase):
        locks.decrypt_project(project)


def test_nothing_is_put_under_the_feet_of_one_who_reads(project: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("desktop_al.store.project_file.BUSY_MILLISECONDS", 50)
    close_file(open_project(project))
    with contextlib.closing(sqlite3.connect(project, isolation_level=None)) as reader:
        reader.execute("PRAGMA journal_mode=WAL")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        with pytest.raises(CannotOpen, match="stays as it is"):
            locks.encrypt_project(project, "Kim", KIM)
    assert not leftovers.new_path(project).exists()
    assert verify(project).ok


def test_what_another_process_is_converting_is_left_to_it(project: Path):
    new = leftovers.new_path(project)
    new.write_bytes(b"half of it")
    with open(f"{project}-lock", "a+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(CannotOpen, match="has to be closed"):
            locks.encrypt_project(project, "Kim", KIM)
        assert new.read_bytes() == b"half of it"


def test_a_key_is_not_used_on_another_file_that_took_the_place(project: Path, tmp_path: Path):
    plain = project.read_bytes()
    locks.encrypt_project(project, "Kim", KIM)
    slots = key_file.read_slots(project)
    # Another process decrypts it; a stale key part lies beside it.
    for remains in (False, True):
        project.write_bytes(plain)
        if remains:
            key_file.write_beside(project, slots)
        assert verify(project).ok
        assert project.read_bytes()[:15] == b"SQLite format 3"
    key_file.keys_path(project).unlink()
    locks.encrypt_project(project, "Kim", KIM)
    other = made(tmp_path / "other.dal")
    locks.encrypt_project(other, "Lee", "another staple")
    locks.lock(other)
    project.write_bytes(other.read_bytes())
    with pytest.raises(NeedsPassphrase):
        open_project(project)
    assert project.read_bytes() == other.read_bytes()


def test_a_second_name_of_the_plain_file_is_left_whole_and_said(project: Path, tmp_path: Path):
    backup = tmp_path / "backup.dal"
    os.link(project, backup)
    (words,) = locks.encrypt_project(project, "Kim", KIM)
    assert "second name" in words
    assert verify(backup).ok


def test_what_another_project_left_beside_it_is_not_touched(project: Path):
    journal_path(project).write_bytes(b"dal-journal-1 " + b"0" * 32 + b"\nlabels")
    foreign = leftovers.old_path(project)
    make_project(foreign)
    whole = foreign.read_bytes()
    locks.encrypt_project(project, "Kim", KIM)
    close_file(open_project(project))
    assert journal_path(project).read_bytes().endswith(b"labels")
    assert foreign.read_bytes() == whole


def test_a_plain_journal_beside_an_encrypted_project_is_put_aside_not_written_over(project: Path):
    desk = Desk(project)
    desk.label(99, CANARY)
    assert desk.writer.drain(10)
    recent = journal_path(project).read_bytes()
    assert desk.writer.close()
    locks.encrypt_project(project, "Kim", KIM)
    journal_path(project).write_bytes(recent)
    desk = Desk(project)
    desk.label(100)
    assert desk.writer.close()
    aside = project.with_name(f"{journal_path(project).name}-of-another")
    assert aside.read_bytes() == recent


def test_leftovers_of_an_interrupted_one_are_gone_with_the_next_opening(project: Path):
    plain = project.read_bytes()
    locks.encrypt_project(project, "Kim", KIM)
    leftovers.new_path(project).write_bytes(plain)
    leftovers.old_path(project).write_bytes(plain)
    assert len(readable(project)) == 2
    close_file(open_project(project))
    assert readable(project) == []


def test_a_full_disk_leaves_the_project_as_it_is(tmp_path: Path):
    with mounted(tmp_path / "small", "size=480k") as place:
        project = made(place / "p.dal", 700)
        assert project.stat().st_size > 250_000
        with pytest.raises(CannotOpen, match=r"stays as it is: the disk is full"):
            locks.encrypt_project(project, "Kim", KIM)
        assert verify(project).ok
        assert not locks.is_encrypted(project)
        assert {p.name for p in place.glob("*-*")} <= {"p.dal-wal", "p.dal-shm"}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_project_is_encrypted_through_a_link_to_it(project: Path, tmp_path: Path):
    (tmp_path / "other").mkdir()
    link = tmp_path / "other" / "link.dal"
    link.symlink_to(project)
    locks.encrypt_project(link, "Kim", KIM)
    assert link.is_symlink()
    assert locks.is_encrypted(project)
    locks.add_passphrase(link, "Lee", "some other words")
    assert [owner.name for owner in locks.passphrases(project)] == ["Kim", "Lee"]
    locks.decrypt_project(link)
    assert verify(project).ok
