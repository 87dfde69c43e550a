"""What a check finds of tampering anywhere in a log, and what it finds only against a head that was kept elsewhere."""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import CannotRead
from desktop_al.core.events import GENESIS, Event
from desktop_al.core.head import as_fingerprint, fingerprint, head_body, read_head
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import TIP, open_project, read_events
from desktop_al.store.schema import check
from desktop_al.store.verify import current_head, report, verify, verify_connection
from desktop_al.store.writer import Write
from tests.store.logs import Desk, annotation, make_project

FIELDS = ("seq", "lamport", "utc", "monotonic", "annotator", "kind", "sample", "answer", "body_hash", "prev", "writer")


@pytest.fixture(scope="module")
def log(tmp_path_factory) -> Iterator[sqlite3.Connection]:
    """A small project in memory: two chains, the second of which has seen the first."""
    path = make_project(tmp_path_factory.mktemp("heads") / "p.dal")
    file = open_project(path, look_only=True)
    seen = {event.writer: event.seq for event in read_events(file.connection, "seq")}
    file.connection.close()
    desk = Desk(path)
    made = [desk.chain.add(ev.OPEN, {"computer": "here"}, "ann", answer=ev.encode_heads(seen))]
    made += [annotation(desk.chain, number, text=str(number)) for number in range(4)]
    made.append(desk.chain.add(ev.COMMENT, {"text": "blurred"}, "ann", made[1].event.sample))
    made.append(desk.chain.add(ev.RETRACT, {"targets": [[desk.chain.writer.hex(), 2, 2]]}, "ann"))
    desk.writer.put(Write(tuple(made)))
    assert desk.writer.close()
    assert verify(path).ok
    source = sqlite3.connect(path)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    source.backup(connection)
    source.close()
    yield connection
    connection.close()


@contextmanager
def tampering(connection: sqlite3.Connection) -> Iterator[None]:
    """As someone does who wants to: without the triggers, which are put back byte by byte. All of it is taken back."""
    rules = connection.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger' ORDER BY name").fetchall()
    connection.execute("BEGIN")
    try:
        for name, _ in rules:
            connection.execute(f"DROP TRIGGER {name}")
        yield
    finally:
        connection.execute("ROLLBACK")


def restored(connection: sqlite3.Connection) -> sqlite3.Connection:
    """With the triggers as they were."""
    with sqlite3.connect(":memory:") as fresh:
        from desktop_al.store.schema import migrate

        fresh.isolation_level = None
        migrate(fresh)
        rules = fresh.execute("SELECT sql FROM sqlite_master WHERE type='trigger'").fetchall()
    for (sql,) in rules:
        connection.execute(sql)
    check(connection)
    return connection


def refs(connection: sqlite3.Connection) -> list[tuple[bytes, int]]:
    return connection.execute("SELECT writer, seq FROM events ORDER BY writer, seq").fetchall()


def chain_of(connection: sqlite3.Connection, kind: str = ev.ANNOTATION) -> bytes:
    """The chain that holds the answers."""
    return connection.execute("SELECT writer FROM events WHERE kind=?", (kind,)).fetchone()[0]


def flipped(value: object, rng: random.Random) -> object:
    if isinstance(value, int):
        return value ^ 1 << rng.randrange(20)
    if isinstance(value, bytes):
        if not value:
            return b"\1"
        at = rng.randrange(len(value))
        return value[:at] + bytes([value[at] ^ 1 << rng.randrange(8)]) + value[at + 1 :]
    return f"{value}x"


@pytest.mark.parametrize("field", FIELDS)
def test_a_flip_in_any_field_of_any_event_is_found(log, field):
    rng = random.Random(field)
    for at in refs(log):
        with tampering(log):
            value = log.execute(f"SELECT {field} FROM events WHERE writer=? AND seq=?", at).fetchone()[0]
            log.execute(f"UPDATE events SET {field}=? WHERE writer=? AND seq=?", (flipped(value, rng), *at))
            assert not verify_connection(restored(log)).ok, at


@pytest.mark.parametrize("field", ["salt", "body"])
def test_a_flip_in_any_body_is_found(log, field):
    rng = random.Random(field)
    for at in refs(log):
        with tampering(log):
            value = log.execute(f"SELECT {field} FROM bodies WHERE writer=? AND seq=?", at).fetchone()[0]
            log.execute(f"UPDATE bodies SET {field}=? WHERE writer=? AND seq=?", (flipped(value, rng), *at))
            assert not verify_connection(restored(log)).ok, at


def test_a_deleted_event_or_body_is_found_wherever_it_was(log):
    for at in refs(log):
        for tables in (("events",), ("bodies",), ("events", "bodies")):
            with tampering(log):
                for table in tables:
                    log.execute(f"DELETE FROM {table} WHERE writer=? AND seq=?", at)
                assert not verify_connection(restored(log)).ok, (at, tables)


def test_two_events_or_bodies_that_changed_places_are_found(log):
    everything = refs(log)
    rng = random.Random(5)
    pairs = [rng.sample(everything, 2) for _ in range(20)] + list(pairwise(everything))
    for first, second in pairs:
        for table in ("events", "bodies"):
            with tampering(log):
                for old, new in ((first, (b"?", 0)), (second, first), ((b"?", 0), second)):
                    log.execute(f"UPDATE {table} SET writer=?, seq=? WHERE writer=? AND seq=?", (*new, *old))
                assert not verify_connection(restored(log)).ok, (table, first, second)


def test_an_event_that_was_put_in_anywhere_is_found(log):
    columns = "lamport, utc, monotonic, annotator, kind, sample, answer, body_hash, prev, merged"
    for writer, seq in refs(log):
        with tampering(log):
            log.execute("UPDATE events SET seq=-seq WHERE writer=? AND seq>?", (writer, seq))
            log.execute("UPDATE events SET seq=1-seq WHERE writer=? AND seq<0", (writer,))
            log.execute(
                f"INSERT INTO events (writer, seq, {columns}) SELECT writer, seq+1, {columns} FROM events "
                "WHERE writer=? AND seq=?",
                (writer, seq),
            )
            assert not verify_connection(restored(log)).ok, (writer, seq)


def test_a_tip_that_was_changed_or_made_up_is_found(log):
    keys = [key for (key,) in log.execute("SELECT key FROM meta WHERE key LIKE ?", (TIP + "%",))]
    assert len(keys) == 2
    changes = ("value || '0'", "(substr(value, 1, instr(value, ':') - 1) + 1) || substr(value, instr(value, ':'))")
    for key in keys:
        for change in changes:
            with tampering(log):
                log.execute(f"UPDATE meta SET value={change} WHERE key=?", (key,))
                assert not verify_connection(restored(log)).ok, (key, change)
    with tampering(log):
        log.execute("INSERT INTO meta VALUES (?, ?)", (TIP + "aa" * 16, "1:" + "00" * 32))
        assert not verify_connection(restored(log)).ok


# -- tails ---------------------------------------------------------------------------------------------


def cut(connection: sqlite3.Connection, writer: bytes, seq: int) -> None:
    """Everything after ``seq`` of a chain, with all that tells of it."""
    for table in ("events", "bodies"):
        connection.execute(f"DELETE FROM {table} WHERE writer=? AND seq>?", (writer, seq))
    last = [e for e in read_events(connection) if e.writer == writer and e.seq == seq]
    key = TIP + writer.hex()
    connection.execute("DELETE FROM meta WHERE key=?", (key,))
    if last:
        connection.execute("INSERT INTO meta VALUES (?, ?)", (key, f"{seq}:{ev.digest(last[0]).hex()}"))


def head_now(connection: sqlite3.Connection):
    return current_head(connection, list(read_events(connection)))


def test_a_cut_tail_is_found_against_a_kept_head_and_only_then(log):
    kept = head_now(log)
    writer = chain_of(log)
    length = max(seq for w, seq in refs(log) if w == writer)
    code = fingerprint(kept)
    for seq in range(length):
        with tampering(log):
            cut(log, writer, seq)
            restored(log)
            assert verify_connection(log).ok, seq
            problems = verify_connection(log, kept).problems
            assert len(problems) == 1
            assert f"{length - seq} event(s) cut off" in problems[0] if seq else "is missing" in problems[0]
            assert "never had the fingerprint" in verify_connection(log, code).problems[0]
    assert verify_connection(log, kept).ok
    assert verify_connection(log, code).ok


def test_a_chain_that_was_written_anew_is_found_against_a_kept_head(log):
    """With other answers and hashes that fit: nothing inside the file tells."""
    kept, writer = head_now(log), chain_of(log)
    with tampering(log):
        before = GENESIS
        for event in [e for e in read_events(log, "seq") if e.writer == writer]:
            other: Event = event._replace(prev=before, utc=event.utc + (event.seq > 2))
            log.execute(
                "UPDATE events SET prev=?, utc=? WHERE writer=? AND seq=?", (before, other.utc, writer, event.seq)
            )
            before = ev.digest(other)
        log.execute("UPDATE meta SET value=? WHERE key=?", (f"{event.seq}:{before.hex()}", TIP + writer.hex()))
        restored(log)
        assert verify_connection(log).ok
        assert "was rewritten" in verify_connection(log, kept).problems[0]
        assert not verify_connection(log, fingerprint(kept)).ok


def test_a_log_that_went_on_still_holds_its_head(log):
    """Also on paper: the log had that fingerprint once."""
    whole, writer = head_now(log), chain_of(log)
    with tampering(log):
        cut(log, writer, 4)
        earlier = head_now(log)
    assert fingerprint(earlier) != fingerprint(whole)
    for kept in (earlier, fingerprint(earlier)):
        assert verify_connection(log, kept).ok


# -- the file of a head ----------------------------------------------------------------------------------


def test_a_head_is_the_same_when_it_is_read_again(log):
    head = head_now(log)
    assert read_head(json.dumps(head_body(head)).encode()) == head
    assert len(head.chains) == 2


def test_a_head_of_another_project_says_so(log, tmp_path):
    other = verify(make_project(tmp_path / "other.dal")).head
    assert verify_connection(log, other).problems == ("The head is of another project.",)


def changed(head, **more) -> bytes:
    return json.dumps(head_body(head) | more).encode()


def test_a_broken_head_is_refused_in_words(log):
    head = head_now(log)
    whole = changed(head)
    chains = head_body(head)["chains"]
    bad = [
        b"",
        b"[]",
        b"null",
        b"{}",
        whole[:-20],
        b"\xff\xfe" + whole,
        changed(head, format="another head"),
        changed(head, chains=[{**chains[0], "seq": 99}]),
        changed(head, chains=[{**chains[0], "digest": "zz"}]),
        changed(head, chains="none"),
        changed(head, project="another"),
        changed(head, fingerprint="0000-0000-0000-0000"),
        b"[" * 100_000,
        b" " * (33 * 2**20),
    ]
    for data in bad:
        with pytest.raises(CannotRead) as caught:
            read_head(data)
        assert str(caught.value).endswith(".")


@pytest.mark.parametrize("seed", range(6))
def test_a_head_with_any_byte_changed_is_refused_or_says_the_same(log, seed):
    head, rng = head_now(log), random.Random(seed)
    whole = json.dumps(head_body(head)).encode()
    for _ in range(60):
        at = rng.randrange(len(whole))
        data = whole[:at] + bytes([whole[at] ^ 1 << rng.randrange(7)]) + whole[at + 1 :]
        try:
            again = read_head(data)
        except CannotRead:
            continue
        # The time is for people; what is compared is the same.
        assert again.chains == head.chains
        assert again.project == head.project


def test_a_fingerprint_can_be_typed_from_paper(log):
    code = fingerprint(head_now(log))
    assert len(code) == 19
    assert as_fingerprint(code.lower().replace("-", " ")) == code
    assert as_fingerprint(code.replace("0", "O").replace("1", "l")) == code
    for wrong in ("", code[:-1], code + "0", "U" * 16, "/somewhere/head.json"):
        assert not as_fingerprint(wrong)


def test_the_report_has_the_keys_of_before_and_the_new_ones(tmp_path):
    path: Path = make_project(tmp_path / "p.dal")
    found = report(verify(path))
    assert list(found) == ["ok", "events", "annotations", "classes", "problems", "signatures", "head"]
    assert found["ok"] is True
    assert found["head"]["fingerprint"] == fingerprint(verify(path).head)
    assert found["signatures"] == []
    assert report(verify(tmp_path / "none.dal"))["head"] is None


def test_a_kind_of_a_later_version_does_not_break_the_fold(tmp_path):
    path = make_project(tmp_path / "p.dal")
    desk = Desk(path)
    opened = desk.chain.add(ev.OPEN, {"computer": "here"}, "ann")
    later = desk.chain.add("hologram", {"whatever": [1, {"a": None}]}, "ann", bytes(16), "anything at all")
    desk.writer.put(Write((opened, later, annotation(desk.chain, 1))))
    assert desk.writer.close()
    found = verify(path)
    assert found.ok
    assert found.annotations == 1
