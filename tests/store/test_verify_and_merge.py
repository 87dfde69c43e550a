"""What verifying finds, and merging copies at the level of files."""

import itertools
import os
import re
import shutil
import sqlite3

import pytest

from desktop_al.core.words import english
from desktop_al.store.verify import verify
from tests.pseudo import pseudo, untranslated
from tests.store.logs import Desk, make_project


def labelled(path, numbers=range(8)):
    desk = Desk(path)
    for number in numbers:
        desk.label(number)
    assert desk.writer.close()
    return path


def tamper(path, *statements, arguments=()):
    """As someone does who wants to: the triggers are dropped first and put back afterwards."""
    connection = sqlite3.connect(path)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement, arguments)
    for _, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()


LABEL = "kind='annotation'"
COPY = "writer, seq, lamport, utc, monotonic, annotator, kind, sample, answer, body_hash, prev, merged"
TAMPERINGS = {
    "flipped answer": (f"UPDATE events SET answer='=cb' WHERE {LABEL} AND seq=4",),
    "other sample": (f"UPDATE events SET sample=x'00' WHERE {LABEL} AND seq=4",),
    "other time": (f"UPDATE events SET utc=utc+1 WHERE {LABEL} AND seq=4",),
    "other annotator": (f"UPDATE events SET annotator='ben' WHERE {LABEL} AND seq=4",),
    "deleted": (f"DELETE FROM events WHERE {LABEL} AND seq=4",),
    "swapped": (
        f"UPDATE events SET seq=1000 WHERE {LABEL} AND seq=4",
        f"UPDATE events SET seq=4 WHERE {LABEL} AND seq=5",
        f"UPDATE events SET seq=5 WHERE {LABEL} AND seq=1000",
    ),
    "inserted": (
        f"INSERT INTO events ({COPY}) SELECT writer, 10, lamport+1, utc, monotonic, annotator, kind, sample, answer, "
        f"body_hash, prev, merged FROM events WHERE {LABEL} AND seq=9",
    ),
    "chain of text": ("UPDATE events SET writer='abc' WHERE kind='annotation'",),
    "number for a hash": (f"UPDATE events SET prev=7 WHERE {LABEL} AND seq=4",),
    "changed body": ("UPDATE bodies SET body=x'7b7d' WHERE seq=4",),
    "changed salt": ("UPDATE bodies SET salt=x'00' WHERE seq=4",),
    "removed body": ("DELETE FROM bodies WHERE seq=4",),
    "foreign body": ("INSERT INTO bodies VALUES (x'aa', 1, x'00', x'7b7d')",),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_found(tmp_path, name):
    path = labelled(make_project(tmp_path / "p.dal"))
    assert verify(path).ok
    tamper(path, *TAMPERINGS[name])
    result = verify(path)
    assert not result.ok
    assert result.problems
    assert all(problem.endswith(".") for problem in result.problems)


@pytest.mark.parametrize("name", TAMPERINGS)
def test_what_is_found_is_told_in_the_language_of_the_window(tmp_path, name):
    path = labelled(make_project(tmp_path / "p.dal"))
    tamper(path, *TAMPERINGS[name])
    known = verify(path).problems
    with pseudo():
        found = verify(path).problems
    assert [english(problem) for problem in found] == list(known)
    for problem in found:
        # Numbers of chains, and what Python says of a table that makes no sense, stay as they are.
        given = re.findall(r"chain (\w+)|to its end: (.*)\.$", english(problem))
        assert untranslated(problem, *filter(None, itertools.chain(*given))) == []
    assert all(problem.startswith("⟦") for problem in found)


def test_a_tail_that_a_later_chain_had_seen_is_missed(tmp_path):
    """The second opening names the head of the first."""
    from desktop_al.core import events as ev
    from desktop_al.store.project_file import open_project, read_events

    path = labelled(make_project(tmp_path / "p.dal"))
    file = open_project(path, look_only=True)
    heads = {e.writer: e.seq for e in read_events(file.connection, "seq")}
    file.connection.close()
    desk = Desk(path)
    desk.writer.put(_opening(desk, ev.encode_heads(heads)))
    assert desk.writer.close()
    assert verify(path).ok
    tamper(path, *(f"DELETE FROM {table} WHERE seq>=7" for table in ("events", "bodies")))
    assert any("cut off" in problem for problem in verify(path).problems)


def _opening(desk, heads):
    from desktop_al.core import events as ev
    from desktop_al.store.writer import Write

    return Write((desk.chain.add(ev.OPEN, {"computer": "here"}, "ann", answer=heads),))


def test_a_tombstone_does_not_excuse_a_missing_answer(tmp_path):
    from desktop_al.core import events as ev
    from desktop_al.store.writer import Write

    path = make_project(tmp_path / "p.dal")
    desk = Desk(path)
    written = desk.label(1)
    event = written.event
    named = f"{event.writer.hex()}:{event.seq}"
    tombstone = desk.chain.add(ev.ERASE, {"reason": "none"}, "ann", answer=named)
    desk.writer.put(Write((tombstone,), erase=((event.writer, event.seq),)))
    assert desk.writer.close()
    # The writer does not even do it: only free text can be erased.
    assert verify(path).ok
    tamper(path, f"DELETE FROM bodies WHERE seq={event.seq} AND writer=x'{event.writer.hex()}'")
    assert not verify(path).ok


@pytest.mark.parametrize("seed", range(12))
def test_random_damage_never_raises(tmp_path, seed):
    """A flipped page is reported, refused or harmless; it is never a traceback, and never makes up labels."""
    import random

    path = labelled(make_project(tmp_path / "p.dal"), range(60))
    whole = bytearray(path.read_bytes())
    rng = random.Random(seed)
    for _ in range(1 + seed * 5):
        whole[rng.randrange(100, len(whole))] ^= 1 << rng.randrange(8)
    path.write_bytes(bytes(whole))
    result = verify(path)
    assert result.annotations <= 60
    assert result.ok == (not result.problems)


def test_verifying_changes_nothing_and_leaves_nothing(tmp_path):
    path = labelled(make_project(tmp_path / "p.dal"))
    shutil.copy(path, tmp_path / "before")
    names = sorted(os.listdir(tmp_path))
    assert verify(path).ok
    assert sorted(os.listdir(tmp_path)) == names
    connection = sqlite3.connect(path)
    connection.execute("ATTACH ? AS b", (str(tmp_path / "before"),))
    assert connection.execute(
        "SELECT count(*) FROM (SELECT * FROM events EXCEPT SELECT * FROM b.events)"
    ).fetchone() == (0,)
    connection.close()
