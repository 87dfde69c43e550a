"""The writer goes on whatever comes; a file is read whole or not at all; nothing half enters the chain."""

import os
import tempfile
import time

import pytest

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain
from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.loop.record import Clock, Record
from desktop_al.media.scan import scan
from desktop_al.store import balloon
from desktop_al.store.driver import sqlite3
from desktop_al.store.journal import Journal, journal_path, read_journal
from desktop_al.store.merge import merge_into
from desktop_al.store.project_file import SampleRow, close_file, create, open_project, read_events
from desktop_al.store.verify import verify
from desktop_al.store.writer import SampleChange, Write
from tests.store.logs import Desk, annotation, chain, count, first_entries, make_project, mounted, remount, run

KILLED = """
import os, sys
from pathlib import Path
from tests.store.logs import Desk
desk = Desk(Path(sys.argv[1]))
for number in range(20):
    desk.label(number)
assert desk.writer.drain(10)
os._exit(9)
"""


def test_attributes_that_cannot_be_kept_are_dropped_and_labels_go_on(tmp_path):
    desk = Desk(make_project(tmp_path / "p.dal"))
    desk.writer.put(Write(samples=(SampleRow(0, b"i" * 16, "a.txt", -1, "text", 1, 2**70, 0, 0),)))
    assert desk.writer.drain(5)
    desk.label(1)
    assert desk.writer.drain(5)
    assert desk.saved == [1]
    assert desk.troubles == []
    assert desk.writer.close()


def test_an_event_that_cannot_be_kept_is_said(tmp_path):
    desk = Desk(make_project(tmp_path / "p.dal"))
    written = annotation(desk.chain, 1)
    desk.writer.put(Write((written,), changes=(SampleChange(b"i" * 16, mtime_ns=2**70),)))
    assert desk.in_trouble.wait(5)
    assert not desk.writer.close(0.2)
    trouble = desk.troubles[-1]
    assert trouble is not None
    assert trouble.waiting == 1
    assert trouble.words.endswith(".")


def test_a_window_that_cannot_be_told_does_not_undo_a_commit(tmp_path):
    path = make_project(tmp_path / "p.dal")
    desk = Desk(path)

    def fail(numbers):
        raise RuntimeError("the window is gone")

    desk.writer.put(Write((annotation(desk.chain, 1),), done=fail))
    desk.label(2)
    assert desk.writer.close()
    assert desk.saved == [2]
    assert count(path) == 2


def test_a_file_dated_centuries_away_has_a_date_that_can_be_kept(tmp_path):
    (tmp_path / "a.txt").write_text("text")
    os.utime(tmp_path / "a.txt", (10**10, 10**10))
    if (tmp_path / "a.txt").stat().st_mtime_ns < 2**63:
        pytest.skip("this file system keeps no such dates")
    assert [found.mtime_ns for chunk in scan(tmp_path) for found in chunk] == [2**63 - 1]


def test_a_balloon_where_nothing_can_be_looked_up_is_no_error(tmp_path):
    assert not balloon.inflate(tmp_path / ("x" * 300))


@pytest.mark.parametrize("lost", ["-shm", "-wal"])
def test_on_a_write_protected_disk_the_logs_are_read_too(tmp_path, monkeypatch, lost):
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(private))
    with mounted(tmp_path / "disk", "size=24m") as place:
        path = make_project(place / "p.dal")
        run(KILLED, path, kill=True)
        for end in {"-shm", lost}:
            (place / f"p.dal{end}").unlink()
        remount(place, "ro")
        file = open_project(path)
        assert file.read_only
        assert sum(event.kind == ev.ANNOTATION for event in read_events(file.connection)) == 20
        assert len(list(private.iterdir())) == 1
        with pytest.raises(sqlite3.OperationalError):
            file.connection.execute("INSERT INTO meta VALUES ('a', 'b')")
        close_file(file)
        assert list(private.iterdir()) == []
        assert verify(path).annotations == 20
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
        with pytest.raises(CannotOpen, match="can only be read from a copy"):
            open_project(path)


def test_a_label_does_not_wait_for_one_who_reads(tmp_path):
    path = make_project(tmp_path / "p.dal")
    desk = Desk(path)
    desk.label(0)
    assert desk.writer.drain(5)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM events").fetchone()
    # Long enough for putting in place to begin.
    time.sleep(2.5)
    started = time.monotonic()
    desk.label(1)
    assert desk.writer.drain(8)
    assert time.monotonic() - started < 3
    reader.close()
    assert desk.writer.close()
    assert not journal_path(path).exists()


@pytest.mark.parametrize("body", [{"text": "half \ud83d"}, {"x": float("nan")}, {"x": object()}])
def test_what_cannot_be_stored_leaves_the_chain_whole(tmp_path, body):
    path = make_project(tmp_path / "p.dal")
    record = Record(open_project(path), "here", Clock(), lambda call: call(), lambda trouble: None, lambda: None)
    for arguments in ((body, "ann"), ({}, "half \ud83d")):
        with pytest.raises(BadArgument, match="Nothing was recorded"):
            record.add(ev.ANNOTATION, *arguments, b"s" * 16, "unsure")
    record.add(ev.ANNOTATION, {}, "ann", b"s" * 16, "unsure")
    assert record.drain(5, events_only=True)
    assert record.close()
    result = verify(path)
    assert result.ok, result.problems
    assert result.annotations == 1


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t BEFORE INSERT ON events BEGIN SELECT RAISE(IGNORE); END",
        "CREATE VIEW t AS SELECT * FROM events",
        "DROP TRIGGER events_no_update",
    ],
)
@pytest.mark.parametrize("look_only", [False, True])
def test_rules_of_another_program_are_refused_with_words(tmp_path, statement, look_only):
    path = make_project(tmp_path / "p.dal")
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.close()
    with pytest.raises(CannotOpen, match=r"Another program has changed the rules .*\(t\)|\(events_no_update\)"):
        open_project(path, look_only=look_only)
    assert not verify(path).ok


def test_what_is_put_aside_is_never_written_over(tmp_path):
    for project in "abcd":
        Journal(tmp_path / "p.dal", project * 32).close(remove=False)
    aside = sorted(tmp_path.glob("p.dal-recent-of-another*"))
    assert sorted(path.read_bytes()[14:15] for path in aside) == [b"a", b"b", b"c"]


LIMITED = """
import resource, sys
from pathlib import Path
from desktop_al.store.journal import Journal, read_journal
from tests.store.logs import annotation, chain
path, own = Path(sys.argv[1]), chain()
journal = Journal(path, "a" * 32)
first, second = annotation(own, 1), annotation(own, 2)
journal.append([first])
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (5, hard))
try:
    journal.reset()
except OSError:
    print("failed")
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
journal.append([first, second])
print(read_journal(path, "a" * 32) == [first, second])
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are a matter of Unix")
def test_a_journal_that_could_not_be_begun_anew_is_begun_with_the_next_entry(tmp_path):
    assert run(LIMITED, tmp_path / "p.dal") == ["failed", "True"]


def test_on_a_full_disk_the_journal_gets_the_room_of_the_balloon(tmp_path):
    with mounted(tmp_path / "disk", "size=24m") as place:
        desk = Desk(make_project(place / "p.dal"))
        reserve = place / "p.dal-balloon"
        end = time.monotonic() + 10
        while not (reserve.exists() and reserve.stat().st_size == balloon.SIZE):
            assert time.monotonic() < end
            time.sleep(0.01)
        with open(place / "filler", "wb", buffering=0) as file, pytest.raises(OSError, match="space"):  # noqa: PT012
            while True:
                file.write(bytes(65536))
        written = desk.label(1, text="x" * 100_000)
        assert desk.writer.drain(5)
        assert desk.reserve_used.is_set()
        assert written in read_journal(desk.file.path, desk.file.project_id)
        assert desk.writer.close()


def test_a_body_without_salt_is_merged(tmp_path):
    first = first_entries(chain())
    own = Chain(b"w" * 16, 50, lambda: 1, lambda: 1, lambda n: b"")
    create(tmp_path / "p.dal", first)
    create(tmp_path / "q.dal", first)
    desk = Desk(tmp_path / "q.dal")
    desk.writer.put(Write((own.add(ev.OPEN, {"computer": ""}, "ann"), annotation(own, 1))))
    assert desk.writer.close()
    target, source = open_project(tmp_path / "p.dal"), open_project(tmp_path / "q.dal", look_only=True)
    assert merge_into(target.connection, source.connection).events == 2
    close_file(source)
    close_file(target)
    result = verify(tmp_path / "p.dal")
    assert result.ok, result.problems


def test_attributes_need_not_be_waited_for(tmp_path):
    path = make_project(tmp_path / "p.dal")
    desk = Desk(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    desk.writer.put(Write(changes=(SampleChange(b"i" * 16, digest=b"d" * 16),)))
    assert not desk.writer.drain(0.2)
    assert desk.writer.drain(0.2, events_only=True)
    other.close()
    assert desk.writer.drain(15)
    assert desk.writer.close()
