"""Opening, creating and protecting project files: real files, real SQLite, foreign connections."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import CannotOpen, NewerProject
from desktop_al.store import schema
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import close_file, create, insert_events, open_project, read_samples
from desktop_al.store.verify import verify
from tests.store.logs import Desk, chain, count, first_entries, make_project, mounted, remount

FORBIDDEN = [
    "UPDATE events SET answer='=cb'",
    "UPDATE OR REPLACE events SET seq=1 WHERE seq=2",
    "UPDATE events SET n=99 WHERE seq=1",
    "DELETE FROM events",
    "DELETE FROM events WHERE seq=3",
    "REPLACE INTO events SELECT * FROM events",
    "INSERT OR REPLACE INTO events SELECT * FROM events",
    "INSERT OR REPLACE INTO events SELECT n, randomblob(16), seq, lamport, utc, monotonic, annotator, kind, sample, "
    "answer, body_hash, prev, merged FROM events",
    "INSERT OR REPLACE INTO events SELECT NULL, writer, seq, lamport, utc, monotonic, annotator, kind, sample, "
    "'other', body_hash, prev, merged FROM events",
    "UPDATE bodies SET body=x'7b7d'",
    "UPDATE bodies SET salt=x'00'",
    "DELETE FROM bodies",
    "REPLACE INTO bodies SELECT writer, seq, salt, x'7b7d' FROM bodies",
    "INSERT OR REPLACE INTO bodies SELECT writer, seq, x'00', x'7b7d' FROM bodies",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
@pytest.mark.parametrize("recursive", [True, False])
def test_events_and_bodies_are_append_only_for_every_program(tmp_path, statement, recursive):
    path = make_project(tmp_path / "p.dal")
    foreign = sqlite3.connect(path)
    foreign.execute(f"PRAGMA recursive_triggers={'ON' if recursive else 'OFF'}")
    before = list(foreign.execute("SELECT * FROM events")), list(foreign.execute("SELECT * FROM bodies"))
    with pytest.raises(sqlite3.IntegrityError):
        foreign.execute(statement)
    foreign.rollback()
    assert before == (list(foreign.execute("SELECT * FROM events")), list(foreign.execute("SELECT * FROM bodies")))
    foreign.close()
    assert verify(path).ok


def test_an_existing_file_is_never_made_anew(tmp_path):
    path = make_project(tmp_path / "p.dal")
    before = path.read_bytes()
    with pytest.raises(CannotOpen, match="already a file"):
        create(path, first_entries(chain()))
    assert path.read_bytes() == before


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_came_meanwhile_is_not_replaced(tmp_path, monkeypatch, links):
    def no_links(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    def entries():
        yield from first_entries(chain())
        path.write_bytes(b"another project")

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "p.dal"
    with pytest.raises(CannotOpen, match="already a file"):
        create(path, entries())
    assert path.read_bytes() == b"another project"
    assert list(tmp_path.iterdir()) == [path]
    path.unlink()
    create(path, first_entries(chain()))
    assert verify(path).ok
    assert list(tmp_path.glob("p.dal*")) == [path]


@pytest.mark.parametrize("end", ["-wal", "-journal", "-recent"])
def test_remains_of_another_project_are_not_taken_over(tmp_path, end):
    """A write-ahead log left alone would be played into the new file."""
    path = tmp_path / "p.dal"
    (tmp_path / f"p.dal{end}").write_bytes(b"labels of another project")
    with pytest.raises(CannotOpen, match="left by another project"):
        create(path, first_entries(chain()))
    assert (tmp_path / f"p.dal{end}").read_bytes() == b"labels of another project"
    assert not path.exists()


def test_a_folder_that_cannot_be_written_says_so(tmp_path):
    with pytest.raises(CannotOpen, match="cannot be made"):
        create(tmp_path / "nowhere" / "p.dal", first_entries(chain()))


def test_a_full_disk_leaves_no_half_project(tmp_path):
    with mounted(tmp_path / "small", "size=40k") as place:
        with pytest.raises(CannotOpen, match="the disk is full"):
            create(place / "p.dal", first_entries(chain()))
        assert list(place.iterdir()) == []


def _not_projects(tmp_path: Path) -> list[Path]:
    whole = make_project(tmp_path / "whole.dal").read_bytes()
    contents = {
        "empty.dal": b"",
        "text.dal": b"This is a letter.",
        "random.dal": os.urandom(50_000),
        "truncated.dal": whole[: len(whole) // 2],
        "head.dal": whole[:100],
        "holes.dal": whole[:4096] + bytes(len(whole) - 4096),
    }
    paths = []
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
        paths.append(tmp_path / name)
    (tmp_path / "folder.dal").mkdir()
    other = sqlite3.connect(tmp_path / "other.dal")
    other.execute("CREATE TABLE events (a)")
    other.close()
    return [*paths, tmp_path / "folder.dal", tmp_path / "other.dal", tmp_path / "missing.dal"]


@pytest.mark.parametrize("look_only", [False, True])
def test_what_is_no_project_is_refused_with_words_and_left_alone(tmp_path, look_only):
    for path in _not_projects(tmp_path):
        before = path.read_bytes() if path.is_file() else None
        with pytest.raises(CannotOpen) as error:
            close_file(open_project(path, look_only=look_only))
        assert str(error.value).endswith("."), path
        if path.name in ("text.dal", "other.dal"):
            assert str(error.value).startswith(f"{path.name} is not a desktop_al project")
        if before is not None:
            assert path.read_bytes() == before, path
        assert not verify(path).ok
        left = {p.name for p in tmp_path.iterdir()} - {p.name for p in _names(tmp_path)}
        assert not left, left


def _names(tmp_path: Path) -> list[Path]:
    return [p for p in tmp_path.iterdir() if not p.name.endswith(("-wal", "-shm", "-lock", "-recent", "-journal"))]


def test_a_newer_file_is_refused_with_words(tmp_path):
    path = make_project(tmp_path / "p.dal")
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version={len(schema.MIGRATIONS) + 1}")
    connection.close()
    before = path.read_bytes()
    for look_only in (False, True):
        with pytest.raises(NewerProject, match="later version of the program"):
            open_project(path, look_only=look_only)
    assert path.read_bytes() == before


def test_migrations_run_once_and_whole_or_not_at_all(tmp_path, monkeypatch):
    path = make_project(tmp_path / "p.dal")
    good = "CREATE TABLE extra (a);\nINSERT INTO extra VALUES (1);"
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, good, "CREATE TABLE more (a);\nNONSENSE;"))
    with pytest.raises((CannotOpen, sqlite3.Error)):
        close_file(open_project(path))
    connection = sqlite3.connect(path)
    assert schema.version(connection) == 2
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert "extra" in names
    assert "more" not in names
    connection.close()
    monkeypatch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:2])
    for _ in range(2):
        close_file(open_project(path))
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM extra").fetchone() == (1,)
    connection.close()


def test_a_second_opening_looks_only_and_says_so(tmp_path):
    path = make_project(tmp_path / "p.dal")
    link = tmp_path / "link.dal"
    link.symlink_to(path)
    first = open_project(path)
    for name in (path, link):
        second = open_project(name)
        assert second.read_only
        assert "open in another window" in second.words[0]
        with pytest.raises(sqlite3.OperationalError):
            insert_events(second.connection, [chain().add(ev.OPEN, {}, "ann")])
        close_file(second)
    close_file(first)
    third = open_project(path)
    assert not third.read_only
    close_file(third)


def test_the_lock_is_gone_with_its_process(tmp_path):
    path = make_project(tmp_path / "p.dal")
    script = (
        "import sys, time; from pathlib import Path; from desktop_al.store.project_file import open_project;"
        "f = open_project(Path(sys.argv[1])); print(f.read_only, flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == "False"
    file = open_project(path)
    assert file.read_only
    close_file(file)
    holder.kill()
    holder.communicate()
    file = open_project(path)
    assert not file.read_only
    close_file(file)


def test_a_write_protected_file_and_folder_are_open_to_look_only(tmp_path):
    with mounted(tmp_path / "disk", "size=16m") as place:
        path = make_project(place / "p.dal")
        desk = Desk(path)
        desk.label(1)
        assert desk.writer.close()
        remount(place, "ro")
        file = open_project(path)
        assert file.read_only
        assert "look only" in file.words[0]
        close_file(file)
        assert count(path) == 1
        assert verify(path).ok


def test_an_immutable_file_is_open_to_look_only(tmp_path):
    path = make_project(tmp_path / "p.dal")
    marked = subprocess.run(["chattr", "+i", str(path)], capture_output=True, check=False)
    if marked.returncode:
        pytest.skip("files cannot be made immutable here")
    try:
        file = open_project(path)
        assert file.read_only
        assert "write-protected" in file.words[0]
        close_file(file)
    finally:
        subprocess.run(["chattr", "-i", str(path)], check=True)


@pytest.mark.parametrize("labelled_before", [False, True])
def test_where_shared_memory_fails_the_safe_journal_is_used_and_said_once(tmp_path, labelled_before):
    path = make_project(tmp_path / "p.dal")
    if labelled_before:
        desk = Desk(path)
        desk.label(1)
        assert desk.writer.close()
    # What SQLite's shared memory needs to be is a folder: a real failure, as on network folders.
    (tmp_path / "p.dal-shm").mkdir()
    desk = Desk(path)
    assert sum("faster way of writing" in words for words in desk.file.words) == 1
    for number in range(2, 12):
        desk.label(number)
    assert desk.writer.drain(10)
    assert desk.saved == list(range(2, 12))
    assert desk.writer.close()
    assert count(path) == 10 + labelled_before
    assert verify(path).ok


def test_places_are_given_anew_where_some_are_missing(tmp_path):
    path = make_project(tmp_path / "p.dal")
    file = open_project(path)
    for i in (7, 3, 9):
        file.connection.execute(
            "INSERT INTO samples VALUES (?,?,?,-1,'text',1,1,0,0,NULL,'',0)", (i, bytes([i]) * 16, f"{i}.txt")
        )
    assert [(row.i, row.path) for row in read_samples(file.connection)] == [(0, "3.txt"), (1, "7.txt"), (2, "9.txt")]
    close_file(file)


def test_a_copied_file_goes_on_as_a_chain_of_its_own(tmp_path):
    path = make_project(tmp_path / "p.dal")
    shutil.copy(path, tmp_path / "q.dal")
    for name in ("p.dal", "q.dal"):
        desk = Desk(tmp_path / name)
        desk.label(1)
        assert desk.writer.close()
        assert verify(tmp_path / name).ok
