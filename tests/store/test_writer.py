"""The one writer under real failures: a full disk, limits, a file moved away; and the journal after a kill."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time

import pytest

from desktop_al.core import events as ev
from desktop_al.core.words import tr
from desktop_al.store.cache import Block, Cache
from desktop_al.store.journal import Journal, journal_path, read_journal
from desktop_al.store.project_file import SampleRow, close_file, open_project, read_events, read_samples
from desktop_al.store.verify import verify
from desktop_al.store.writer import SampleChange, Write
from tests.pseudo import pseudo
from tests.store.logs import Desk, annotation, chain, count, make_project, mounted, run


def until(condition, seconds=10.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "did not happen in time"
        time.sleep(0.01)


def test_writes_are_acknowledged_in_order_with_their_row_numbers(tmp_path):
    path = make_project(tmp_path / "p.dal")
    desk = Desk(path)
    for number in range(600):
        desk.label(number)
    assert desk.writer.close()
    assert desk.saved == list(range(600))
    connection = sqlite3.connect(path)
    numbers = [n for (n,) in connection.execute("SELECT n FROM events WHERE kind='annotation' ORDER BY seq")]
    connection.close()
    assert numbers == desk.numbers
    assert len(set(numbers)) == 600


def test_acknowledged_means_another_process_sees_it(tmp_path):
    path = make_project(tmp_path / "p.dal")
    desk = Desk(path)
    for number in range(20):
        desk.label(number)
        until(lambda number=number: number in desk.saved)
        assert count(path) == number + 1
    assert desk.writer.close()


def test_a_file_moved_away_holds_everything_back_until_it_is_there_again(tmp_path):
    path = make_project(tmp_path / "p.dal")
    desk = Desk(path)
    desk.label(0)
    assert desk.writer.drain(5)
    path.rename(tmp_path / "away.dal")
    for number in range(1, 6):
        desk.label(number)
    assert desk.in_trouble.wait(5)
    assert not desk.writer.drain(0.3)
    assert desk.saved == [0]
    assert not path.exists(), "a new file was made in place of the project"
    (tmp_path / "away.dal").rename(path)
    assert desk.writer.drain(5)
    assert desk.saved == list(range(6))
    assert desk.troubles[-1] is None
    assert desk.writer.close()
    assert count(path) == 6


def test_a_copy_put_in_place_is_gone_on_with_when_it_holds_all(tmp_path):
    """A drive that was pulled and put back: another inode, the same project."""
    path = make_project(tmp_path / "p.dal")
    desk = Desk(path)
    desk.label(0)
    assert desk.writer.drain(5)
    time.sleep(2.5)
    old = tmp_path / "old.dal"
    path.rename(old)
    desk.label(1)
    assert desk.in_trouble.wait(5)
    shutil.copy(old, path)
    assert desk.writer.drain(5)
    assert desk.saved == [0, 1]
    assert desk.writer.close()
    assert count(path) == 2
    assert verify(path).ok


def test_an_older_copy_or_another_project_is_not_written_to(tmp_path):
    path = make_project(tmp_path / "p.dal")
    old = tmp_path / "old.dal"
    shutil.copy(path, old)
    other = make_project(tmp_path / "other.dal")
    desk = Desk(path)
    desk.label(0)
    assert desk.writer.drain(5)
    until(lambda: not journal_path(path).read_bytes().count(b"annotation"))
    journal_path(path).rename(tmp_path / "kept")
    path.rename(tmp_path / "whole.dal")
    for wrong in (old, other):
        shutil.copy(wrong, path)
        before = path.read_bytes()
        desk.label(1 if wrong is old else 2)
        assert not desk.writer.drain(0.5)
        assert desk.saved == [0]
        connection = sqlite3.connect(path)
        assert connection.execute("SELECT count(*) FROM events WHERE kind='annotation'").fetchone() == (0,)
        connection.close()
        assert len(before) == path.stat().st_size
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
    (tmp_path / "whole.dal").rename(path)
    assert desk.writer.drain(5)
    assert desk.saved == [0, 1, 2]
    assert desk.writer.close()
    assert verify(path).ok


def test_the_balloon_makes_room_for_the_label_on_a_full_disk(tmp_path):
    with mounted(tmp_path / "disk", "size=24m") as place:
        path = make_project(place / "p.dal")
        desk = Desk(path)
        desk.label(0)
        assert desk.writer.drain(5)
        balloon = place / "p.dal-balloon"
        until(balloon.exists)
        _fill(place)
        desk.label(1, text="x" * 100_000)
        assert desk.writer.drain(5)
        assert desk.saved == [0, 1]
        assert desk.reserve_used.is_set()
        assert not balloon.exists()
        (place / "filler").unlink()
        desk.label(2)
        until(lambda: balloon.exists() and balloon.stat().st_size == 4 * 1024 * 1024)
        assert desk.writer.close()
        assert count(path) == 3
        assert verify(path).ok


def test_when_even_the_balloon_is_not_enough_labels_wait_in_order(tmp_path):
    with mounted(tmp_path / "disk", "size=24m") as place:
        path = make_project(place / "p.dal")
        desk = Desk(path)
        until((place / "p.dal-balloon").exists)
        _fill(place)
        desk.label(0, text="x" * 6_000_000)
        desk.label(1)
        assert desk.in_trouble.wait(10)
        trouble = desk.troubles[-1]
        assert trouble is not None
        assert trouble.full
        assert trouble.waiting == 3
        assert "full" in trouble.words
        # A small one that would fit does not overtake the large one at the head.
        desk.label(2)
        assert not desk.writer.drain(0.5)
        assert desk.saved == []
        assert verify(path).ok
        (place / "filler").unlink()
        assert desk.writer.drain(10)
        assert desk.saved == [0, 1, 2]
        assert desk.writer.close()
        assert count(path) == 3


def test_closing_with_a_full_disk_says_that_labels_are_unsaved(tmp_path):
    with mounted(tmp_path / "disk", "size=24m") as place:
        path = make_project(place / "p.dal")
        desk = Desk(path)
        until((place / "p.dal-balloon").exists)
        _fill(place)
        desk.label(0, text="x" * 6_000_000)
        assert desk.in_trouble.wait(10)
        assert not desk.writer.close(0.2)
        (place / "filler").unlink()
        file = open_project(path)
        assert not file.read_only
        close_file(file)
        assert verify(path).ok


def _fill(place):
    """To the last byte, once the balloon is whole."""
    until(lambda: (place / "p.dal-balloon").stat().st_size == 4 * 1024 * 1024)
    with open(place / "filler", "wb", buffering=0) as file, pytest.raises(OSError, match="space"):  # noqa: PT012
        while True:
            file.write(bytes(65536))


LIMITED = """
import resource, sys, threading, time
from pathlib import Path
from tests.store.logs import Desk
path = Path(sys.argv[1])
desk = Desk(path)
desk.label(0); assert desk.writer.drain(5)
time.sleep(0.3)
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, hard))
desk.label(1, text="x" * 300_000); desk.label(2)
assert desk.in_trouble.wait(10), "no trouble"
assert not desk.writer.drain(0.5)
print(*desk.saved, "trouble")
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
assert desk.writer.drain(10)
print(*desk.saved)
assert desk.writer.close()
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are a matter of Unix")
def test_a_limit_on_file_sizes_holds_back_and_loses_nothing(tmp_path):
    path = make_project(tmp_path / "p.dal")
    assert run(LIMITED, path) == ["0", "trouble", "0", "1", "2"]
    assert count(path) == 3
    assert verify(path).ok


def test_a_commit_that_failed_and_reached_the_disk_all_the_same_counts(tmp_path):
    """The event is there already: trying it again must not be refused for ever."""
    path = make_project(tmp_path / "p.dal")
    desk = Desk(path)
    desk.label(0)
    assert desk.writer.drain(5)
    path.rename(tmp_path / "away.dal")
    written = desk.label(1)
    assert desk.in_trouble.wait(5)
    (tmp_path / "away.dal").rename(path)
    connection = sqlite3.connect(path, timeout=5)
    there = connection.execute("SELECT 1 FROM events WHERE writer=? AND seq=?", written.event[:2]).fetchone()
    if there is None:
        connection.execute(f"INSERT INTO events VALUES (NULL, {', '.join('?' * 11)}, 0)", written.event)
    connection.commit()
    connection.close()
    assert desk.writer.drain(5)
    assert desk.saved == [0, 1]
    assert desk.writer.close()


@pytest.mark.alone
def test_attributes_of_samples_let_events_go_first(tmp_path):
    path = make_project(tmp_path / "p.dal")
    desk = Desk(path)
    changes = tuple(SampleChange(n.to_bytes(16, "big"), digest=b"d" * 16) for n in range(20_000))
    started = time.monotonic()
    desk.writer.put(Write(changes=changes))
    desk.label(0)
    until(lambda: desk.saved == [0])
    assert time.monotonic() - started < 2.0
    assert desk.writer.close()


KILLED = """
import os, sys, time
from pathlib import Path
from tests.store.logs import Desk
desk = Desk(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    desk.label(number)
    if number == 10 and len(sys.argv) > 3:
        desk.writer.drain(5); time.sleep(2.6)
assert desk.writer.drain(10)
print(*desk.saved, flush=True)
os._exit(9)
"""


@pytest.mark.parametrize(
    ("cut", "settled"), [*((cut, False) for cut in (0, 1, 10, 1000, 20_000, "all")), ("all", True)]
)
def test_after_a_kill_nothing_acknowledged_is_lost_even_with_a_torn_log(tmp_path, cut, settled):
    path = make_project(tmp_path / "p.dal")
    saved = [int(n) for n in run(KILLED, path, 40, *(["settle"] if settled else []), kill=True)]
    assert saved == list(range(40))
    wal = tmp_path / "p.dal-wal"
    if cut == "all":
        wal.unlink()
        (tmp_path / "p.dal-shm").unlink()
    elif cut:
        os.truncate(wal, max(0, wal.stat().st_size - cut))
    desk = Desk(path)
    events = [e for e in read_events(desk.file.connection) if e.kind == ev.ANNOTATION]
    assert [int.from_bytes(e.sample, "big") for e in events] == saved
    # ... and it goes on from there, also when it is killed once more at once.
    desk.label(40)
    assert desk.writer.close()
    assert count(path) == 41
    assert verify(path).ok
    assert not journal_path(path).exists()


def test_a_torn_journal_gives_what_is_whole_and_is_gone_on_with(tmp_path):
    path = make_project(tmp_path / "p.dal")
    run(KILLED, path, 5, kill=True)
    journal = journal_path(path)
    with open(journal, "r+b") as file:
        file.truncate(journal.stat().st_size - 3)
    run(KILLED, path, 6, kill=True)
    (tmp_path / "p.dal-wal").unlink()
    (tmp_path / "p.dal-shm").unlink()
    file = open_project(path)
    # Four of the first session (the fifth was torn in both), all six of the second: none lies behind the tear.
    assert sum(e.kind == ev.ANNOTATION for e in read_events(file.connection)) in (10, 11)
    close_file(file)
    assert verify(path).ok


@pytest.mark.parametrize("torn", [0, 1, 4000])
def test_labels_after_an_import_that_could_not_be_put_in_place_survive_a_torn_log(tmp_path, torn):
    path = make_project(tmp_path / "p.dal")
    desk = Desk(path)
    desk.label(0)
    assert desk.writer.drain(10)
    # By the writer's own library: another one in the same process would not be seen.
    reader = open_project(path, look_only=True)
    reader.connection.execute("BEGIN")
    assert reader.connection.execute("SELECT count(*) FROM events").fetchone()[0] == 5
    brought = chain(lamport=1000)
    events = [brought.add(ev.OPEN, {"computer": "here", "import": True}, "ann")]
    events += [annotation(brought, number) for number in range(100, 130)]
    said = desk.chain.add(ev.IMPORT, {"chain": brought.writer.hex()}, "ann")
    desk.writer.put(Write((*events, said), whole=True))
    for number in range(1, 4):
        desk.label(number)
    assert desk.writer.drain(10)
    assert desk.saved == [0, 1, 2, 3]
    # Only what is in the file itself and in the journal is left.
    there = tmp_path / "there" / "p.dal"
    there.parent.mkdir()
    shutil.copy(path, there)
    shutil.copy(journal_path(path), journal_path(there))
    reader.connection.close()
    assert desk.writer.close()
    assert count(path) == 34
    os.truncate(journal_path(there), journal_path(there).stat().st_size - torn)
    file = open_project(there)
    close_file(file)
    assert verify(there).ok
    # The last label is torn, or all of them and the end of the import with them: then nothing is left of that.
    assert count(there) == {0: 34, 1: 33, 4000: 1}[torn]


def test_random_bytes_in_the_journal_end_its_reading(tmp_path):
    path = make_project(tmp_path / "p.dal")
    file = open_project(path)
    project_id = file.project_id
    close_file(file)
    journal = Journal(path, project_id)
    own = chain()
    entries = [annotation(own, n) for n in range(10)]
    journal.append(entries)
    journal.append(entries)
    journal.close(remove=False)
    whole = journal_path(path).read_bytes()
    assert read_journal(path, project_id) == entries
    for at in range(len(whole) - 1, 0, -97):
        damaged = bytearray(whole)
        damaged[at] ^= 0x55
        journal_path(path).write_bytes(bytes(damaged))
        found = read_journal(path, project_id)
        assert found == entries[: len(found)]
        assert len(found) < 10


def test_the_journal_of_another_project_is_put_aside(tmp_path):
    other = make_project(tmp_path / "other.dal")
    run(KILLED, other, 5, kill=True)
    path = make_project(tmp_path / "p.dal")
    foreign = journal_path(other).read_bytes()
    journal_path(path).write_bytes(foreign)
    desk = Desk(path)
    assert desk.file.recovered == 0
    desk.label(0)
    assert desk.writer.close()
    assert count(path) == 1
    assert (tmp_path / "p.dal-recent-of-another").read_bytes() == foreign


def data_of(cache):
    return [cache.read(number).data for number, _, _ in cache.keys("x", 1)]


def test_a_damaged_side_file_is_thrown_away(tmp_path):
    path = make_project(tmp_path / "p.dal")
    side = tmp_path / "p.dal-cache"
    for content in (os.urandom(20_000), b"", b"SQLite format 3\x00" + os.urandom(8000)):
        side.write_bytes(content)
        cache = Cache(path)
        cache.add("x", 1, Block(b"i" * 16, b"d" * 16, b"data"))
        assert data_of(cache) == [b"data"]
        cache.close()
    whole = side.read_bytes()
    side.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
    cache = Cache(path)
    cache.add("x", 1, Block(b"i" * 16, b"d" * 16, b"new"))
    assert data_of(cache) == [b"new"]
    cache.close()


def test_the_side_file_is_not_needed_where_nothing_can_be_written(tmp_path):
    side = tmp_path / "p.dal-cache"
    side.mkdir()
    cache = Cache(tmp_path / "p.dal")
    cache.add("x", 1, Block(b"i" * 16, b"d" * 16, b"data"))
    assert data_of(cache) == [b"data"]
    cache.close()


@pytest.mark.slow
def test_many_kills_at_random_moments(tmp_path):
    path = make_project(tmp_path / "p.dal")
    script = KILLED.replace("for number", "print(0, flush=True)\nfor number").replace(
        "desk.label(number)", "desk.label(number); desk.writer.drain(5); print(*desk.saved[-1:], flush=True)"
    )
    total = 0
    for delay in range(20):
        process = subprocess.Popen([sys.executable, "-c", script, str(path), "5000"], stdout=subprocess.PIPE, text=True)
        process.stdout.readline()
        time.sleep(0.05 * delay)
        process.kill()
        total += len(process.communicate()[0].split("\n")) - 1
        assert count(path) >= total
        assert verify(path).ok


WHOLE = """
import os, sys
from pathlib import Path
from desktop_al.store.writer import Write
from tests.pseudo import pseudo
from tests.store.logs import Desk, annotation
desk = Desk(Path(sys.argv[1]))
desk.label(0)
assert desk.writer.drain(10)
if sys.argv[2] == "during":
    # The process is gone in the middle of the commit: some of its rows are on their way, none counts.
    import desktop_al.store.writer as writer
    before = writer.insert_samples
    def killed(*given):
        if desk.whole_begun: os._exit(9)
        return before(*given)
    writer.insert_samples = killed
desk.whole_begun = True
events = tuple(annotation(desk.chain, number) for number in range(1, 5001))
desk.writer.put(Write(events, whole=True))
assert desk.writer.drain(20)
desk.whole_begun = False
desk.label(6000)
assert desk.writer.drain(10)
print("done", flush=True)
os._exit(9)
"""


@pytest.mark.parametrize("when", ["during", "after"])
def test_what_must_come_whole_is_never_there_in_part(tmp_path, when):
    path = make_project(tmp_path / "p.dal")
    run(WHOLE, path, when, kill=True)
    journal = read_journal(path, open_id(path))
    assert len(journal) < 10, "a part of the journal may be all that is left"
    if when == "after":
        # Even without the write-ahead log: it was put in place at once.
        for end in ("-wal", "-shm"):
            (tmp_path / f"p.dal{end}").unlink()
    desk = Desk(path)
    events = [e for e in read_events(desk.file.connection) if e.kind == ev.ANNOTATION]
    assert desk.writer.close()
    assert len(events) == (1 if when == "during" else 5002)
    assert verify(path).ok


def open_id(path):
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    (found,) = connection.execute("SELECT value FROM meta WHERE key='project'").fetchone()
    connection.close()
    return found


def test_what_is_wrong_with_a_sample_is_kept_in_english(tmp_path):
    desk = Desk(make_project(tmp_path / "p.dal"))
    row = SampleRow(0, bytes(16), "a.png", -1, "image", 1, 1, 0, 1, None, "", 0)
    with pseudo():
        problem = tr("The file is empty.")
        other = row._replace(i=1, id=b"b" * 16, path="b.png")
        desk.writer.put(Write(samples=(row._replace(problem=problem), other)))
        desk.writer.put(Write(changes=(SampleChange(other.id, problem=problem),)))
        assert desk.writer.close()
    file = open_project(tmp_path / "p.dal", look_only=True)
    assert [one.problem for one in read_samples(file.connection)] == ["The file is empty."] * 2
    close_file(file)
