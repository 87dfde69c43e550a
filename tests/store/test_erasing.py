"""What was erased is in no page of the file, nor in any file beside it: looked for byte by byte, in plain projects and
in the decrypted pages of encrypted ones."""

import random
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from desktop_al.core import events as ev
from desktop_al.core.chain import Written
from desktop_al.core.events import Event
from desktop_al.loop.locks import new_locks
from desktop_al.store import keyring, sealing
from desktop_al.store.driver import connect, sqlite3
from desktop_al.store.erasing import write_anew
from desktop_al.store.key_slots import Slots
from desktop_al.store.project_file import close_file, create, open_project, read_body, read_events
from desktop_al.store.verify import verify
from desktop_al.store.writer import Write
from tests.on_disk import contents
from tests.store.logs import Desk, chain, first_entries, run

CANARY = "canary-7f3a"
_PAGE, _RESERVED, _IV = 4096, 80, 16


def entries(seed: int) -> list[Written]:
    """Chains of several annotators with comments of many lengths among other events: pages are split in between."""
    rng = random.Random(seed)
    made = first_entries(chain())
    for number in range(80):
        own = chain(lamport=100 + number)
        for place in range(rng.choice([3, 10, 60])):
            sample = rng.randbytes(16)
            if rng.random() < 0.15:
                text = f"{CANARY}-{len(made)} " + "z" * rng.choice([10, 100, 400, 3000, 9000])
                made.append(own.add(ev.COMMENT, {"text": text}, "ann", sample))
            else:
                note = {"note": rng.randbytes(rng.choice([10, 40, 200])).hex(), "place": place}
                made.append(own.add(ev.ANNOTATION, note, "ann", sample, "=ca"))
    return made


def pages(path: Path, key: bytes) -> bytes:
    """What is in the pages of an encrypted file, and of the log beside it: SQLCipher 4's layout, undone by hand."""
    if not path.exists():
        return b""
    data, plain = path.read_bytes(), []
    wal = path.name.endswith("-wal")
    step, start = (_PAGE + 24, 32) if wal else (_PAGE, 0)
    for at in range(start, len(data) - _PAGE + 1, step):
        page = data[at + 24 : at + step] if wal else data[at : at + step]
        first = 16 if (at == 0 and not wal) else 0
        vector = page[_PAGE - _RESERVED : _PAGE - _RESERVED + _IV]
        decryptor = Cipher(AES(key[:32]), CBC(vector)).decryptor()
        plain.append(decryptor.update(page[first : _PAGE - _RESERVED]))
    return b"".join(plain)


def erase(desk: Desk, events: list[Event]) -> None:
    if not desk.chain.seq:
        desk.writer.put(Write((desk.chain.add(ev.OPEN, {"computer": "here"}, "kim"),)))
    for event in events:
        tombstone = desk.chain.add(ev.ERASE, {"reason": "names a patient"}, "kim", event.sample, ev_name(event))
        desk.writer.put(Write((tombstone,), erase=(ev.ref(event),)))


def ev_name(event: Event) -> str:
    return f"{event.writer.hex()}:{event.seq}"


def comments(path: Path) -> list[Event]:
    file = open_project(path, look_only=True)
    with closing(file.connection):
        return [event for event in read_events(file.connection) if event.kind == ev.COMMENT]


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> tuple[bytearray, Slots]:
    monkeypatch.setattr(sealing, "calibrated", lambda: sealing.FLOOR)
    return new_locks("ann", "correct horse battery")


@pytest.mark.parametrize("encrypted", [False, True])
def test_no_byte_of_an_erased_comment_is_left(tmp_path: Path, locked: tuple[bytearray, Slots], encrypted: bool) -> None:
    path, key = tmp_path / "p.dal", bytes(locked[0])
    create(path, entries(0), locks=locked if encrypted else None)
    if encrypted:
        keyring.put(path, locked[0])

    def everything() -> bytes:
        found = b"".join(data for _, data in contents(sorted(tmp_path.iterdir())))
        if encrypted:
            assert CANARY.encode() not in found
            found += b"".join(pages(tmp_path / f"p.dal{end}", key) for end in ("", "-wal"))
        return found

    try:
        assert CANARY.encode() in everything(), "what is looked for can be found"
        desk = Desk(path)
        said = comments(path)
        assert len(said) > 150
        salts = [read_body(desk.file.connection, event) for event in said]
        # The first half goes, then the rest: some of what stays lay beside it.
        erase(desk, said[::2])
        assert desk.writer.drain(30)
        erase(desk, said[1::2])
        assert desk.writer.close(30)
        found = everything()
        assert found.count(CANARY.encode()) == 0
        assert not [1 for body in salts if body is not None and body[0] in found]
        result = verify(path)
        assert result.ok, result.problems
        file = open_project(path, look_only=True)
        with closing(file.connection):
            tombstones = [event for event in read_events(file.connection) if event.kind == ev.ERASE]
            assert {event.annotator for event in tombstones} == {"kim"}
            assert len(tombstones) == len(said)
            assert all(event.utc for event in tombstones)
    finally:
        keyring.forget(path)


def test_without_writing_anew_copies_of_rows_stay_in_split_pages(tmp_path: Path) -> None:
    """Why it is done: if this fails some day, SQLite overwrites more than it did."""
    path = tmp_path / "p.dal"
    left = 0
    for seed in range(4):
        path.unlink(missing_ok=True)
        create(path, entries(seed))
        with closing(connect(path, None)) as connection:
            connection.execute("PRAGMA secure_delete=ON")
            before = connection.execute("SELECT count(*) FROM bodies WHERE body LIKE '%canary%'").fetchone()[0]
        left += path.read_bytes().count(f"{CANARY}-".encode()) - before
    assert left > 0


def test_what_was_due_when_the_program_was_killed_is_done_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "p.dal"
    create(path, entries(1))
    script = (
        "import os, sys, pathlib\n"
        "from desktop_al.store.erasing import erase_bodies\n"
        "from desktop_al.store.project_file import insert_events, open_project\n"
        "from tests.store.logs import chain\n"
        "from tests.store.test_erasing import comments, ev, ev_name\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "said = comments(path)\n"
        "file = open_project(path)\n"
        "own = chain(lamport=10_000)\n"
        "file.connection.execute('BEGIN IMMEDIATE')\n"
        "begin = own.add(ev.OPEN, {'computer': 'here'}, 'kim')\n"
        "stones = [own.add(ev.ERASE, {'reason': 'r'}, 'kim', e.sample, ev_name(e)) for e in said]\n"
        "insert_events(file.connection, [begin, *stones])\n"
        "erase_bodies(file.connection, [ev.ref(e) for e in said])\n"
        "file.connection.execute('COMMIT')\n"
        "os._exit(9)\n"
    )
    run(script, path, kill=True)
    with closing(connect(path, None)) as connection:
        assert connection.execute("SELECT value FROM meta WHERE key='erased'").fetchone() == ("1",)
    close_file(open_project(path))
    assert CANARY.encode() not in b"".join(data for _, data in contents(tmp_path.iterdir()))
    assert verify(path).ok
    with closing(connect(path, None)) as connection:
        assert not write_anew(connection), "once is enough"


def test_a_failure_to_write_anew_is_no_failure_to_save(tmp_path: Path) -> None:
    """Somebody reads the file meanwhile: the log cannot be emptied; it is when they are done."""
    path = tmp_path / "p.dal"
    create(path, entries(2))
    said = comments(path)
    desk = Desk(path)
    reader = open_project(path, look_only=True).connection
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM events").fetchone()
    erase(desk, said)
    desk._opened = True
    desk.label(1)
    assert desk.writer.drain(10, events_only=True)
    reader.execute("COMMIT")
    reader.close()
    assert desk.writer.close()
    assert [trouble for trouble in desk.troubles if trouble] == []
    assert CANARY.encode() not in b"".join(data for _, data in contents(tmp_path.iterdir()))
    assert verify(path).ok


def test_a_copy_made_by_sqlite_itself_has_nothing_of_it(tmp_path: Path) -> None:
    """As backups are made: page by page, with whatever lies in the pages."""
    path, copy = tmp_path / "p.dal", tmp_path / "copy.dal"
    create(path, entries(3))
    desk = Desk(path)
    erase(desk, comments(path))
    assert desk.writer.drain(30)
    with closing(sqlite3.connect(copy)) as to, closing(open_project(path, look_only=True).connection) as source:
        source.backup(to)
    assert desk.writer.close()
    assert CANARY.encode() not in copy.read_bytes()
