"""What lies in and beside an encrypted project, changed by somebody who has its key or can count a checksum."""

import contextlib
import hashlib
import json
import zipfile
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from desktop_al.core.errors import BadArgument, CannotOpen, CannotRead
from desktop_al.core.head import Head, fingerprint, read_head
from desktop_al.loop.feature_files import read_features
from desktop_al.loop.reopening import Draft, take_draft
from desktop_al.store.cache import Block, Cache
from desktop_al.store.draft_file import draft_path, seal_draft
from desktop_al.store.driver import connect, sqlite3
from desktop_al.store.journal import journal_path, read_journal
from desktop_al.store.vault import Vault, vault_path
from tests.fuzz import project_seeds
from tests.fuzz.sealed_readers import encrypted_seeds, locks, unlocked, vault_seeds


def with_vault(path: Path, *statements: str) -> Path:
    path.write_bytes(encrypted_seeds()[0])
    vault_path(path).write_bytes(vault_seeds()[0])
    connection = connect(vault_path(path), bytearray(locks()[0]))
    for statement in statements:
        connection.executescript(statement)
    connection.close()
    return path


ENDLESS = """
WITH RECURSIVE n(f) AS (SELECT 1 UNION ALL SELECT f+1 FROM n) SELECT f, f||'.txt' path, 1 size, 1 mtime_ns FROM n
"""


@pytest.mark.parametrize(
    "statement",
    [
        f"DROP TABLE files; CREATE VIEW files AS {ENDLESS}",
        "CREATE TRIGGER t AFTER INSERT ON files BEGIN DELETE FROM files; END",
        "UPDATE files SET path=x'ff' WHERE f=1",
        "UPDATE files SET size='many' WHERE f=1",
        "UPDATE files SET mtime_ns=1e300 WHERE f=1",
    ],
)
def test_samples_inside_are_listed_only_where_the_file_is_one_of_ours(tmp_path: Path, statement: str) -> None:
    path = with_vault(tmp_path / "p.dal", statement)
    with unlocked(path), pytest.raises(CannotOpen, match=r"p\.dal-samples beside the project is damaged"):
        Vault(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE pieces SET data='words' WHERE f=1 AND n=0",
        "INSERT INTO pieces VALUES (1, 2, zeroblob(20000000))",
        "DELETE FROM pieces WHERE f=1",
        "UPDATE files SET size=-1 WHERE f=1",
    ],
)
def test_a_sample_inside_that_is_not_as_long_as_it_should_be_is_not_read(tmp_path: Path, statement: str) -> None:
    path = with_vault(tmp_path / "p.dal", statement)
    with unlocked(path), contextlib.closing(Vault(path)) as vault:
        with pytest.raises(OSError, match="damaged"):
            vault.read("a.txt")
        assert vault.read("b/c.png") == bytes(9000)
        assert vault.read("empty.txt") == b""


@pytest.mark.parametrize(
    "change",
    [
        {"comment": 0},
        {"guideline": ["a"]},
        {"page": None},
        {"visiting": "yes"},
        {"held": [5]},
        {"more": 1},
    ],
)
def test_a_draft_that_nobody_typed_is_none(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "p.dal"
    path.write_bytes(encrypted_seeds()[0])
    whole = asdict(Draft("ann", "label", (), False, "typed", None))
    with unlocked(path):
        draft_path(path).write_bytes(seal_draft(path, json.dumps({**whole, **change}).encode()))
        assert take_draft(path, "ann") is None
        assert draft_path(path).exists()
        draft_path(path).write_bytes(seal_draft(path, json.dumps(whole).encode()))
        assert take_draft(path, "ann") == Draft("ann", "label", (), False, "typed", None)


@pytest.mark.parametrize(
    "change",
    [
        {"project": "\ud800"},
        {"project": "x" * 1000},
        {"utc": "2026\u202e"},
        {"utc": 5},
        {"chains": [{"writer": "00", "seq": float("inf"), "digest": "00"}]},
        {"chains": [{"writer": "00", "seq": True, "digest": "00"}]},
        {"chains": [{"writer": "00", "seq": "5", "digest": "00"}]},
    ],
)
def test_a_head_of_what_no_log_has_is_refused(change: dict[str, object]) -> None:
    empty = Head("p", "2026-01-02T03:04:05Z", ())
    said = {"format": "desktop_al head 1", "project": "p", "utc": empty.utc, "chains": []}
    assert read_head(json.dumps({**said, "fingerprint": fingerprint(empty)}).encode()) == empty
    with pytest.raises(CannotRead, match="no head of a log"):
        read_head(json.dumps({**said, **change, "fingerprint": fingerprint(empty)}).encode())


def test_a_journal_ends_before_an_entry_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "p.dal"
    data = project_seeds.journal_bytes()
    begin = data.index(b"\n") + 1
    length = int.from_bytes(data[begin : begin + 4], "little")
    event, salt, _ = json.loads(data[begin + 4 : begin + 4 + length])
    for body in (5, None, [], {}):
        payload = json.dumps([event, salt, body]).encode()
        check = hashlib.blake2b(payload, digest_size=8).digest()
        frame = len(payload).to_bytes(4, "little") + payload + check
        journal_path(path).write_bytes(data + frame + data[begin:])
        assert len(read_journal(path, project_seeds.PROJECT_ID)) == 2


def test_a_side_file_with_an_empty_column_or_a_huge_block_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "p.dal"
    side = Cache(path)
    for number in range(3):
        side.add("handmade", 1, Block(bytes([number]) * 16, bytes(16), b"data"))
    side.close()
    connection = sqlite3.connect(tmp_path / "p.dal-cache", isolation_level=None)
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute("UPDATE sqlite_master SET sql=replace(sql, 'data BLOB NOT NULL', 'data BLOB')")
    connection.close()
    connection = sqlite3.connect(tmp_path / "p.dal-cache", isolation_level=None)
    connection.execute("UPDATE blocks SET data=NULL WHERE b=2")
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute("UPDATE sqlite_master SET sql=replace(sql, 'data BLOB', 'data BLOB NOT NULL')")
    connection.close()
    side = Cache(path)
    assert side.mended == "The side file was damaged: 2 blocks of it could be kept."
    assert [number for number, _, _ in side.keys("handmade", 1)] == [1, 3]
    side.close()


def test_features_whose_header_does_not_end_are_refused(tmp_path: Path) -> None:
    header = b"{'descr': '|u1', 'fortran_order': False, 'shape': (\n".ljust(118) + b"\n"
    member = np.lib.format.magic(1, 0) + len(header).to_bytes(2, "little") + header
    with zipfile.ZipFile(tmp_path / "x.npz", "w") as archive:
        archive.writestr("header.npy", member)
    with pytest.raises(BadArgument, match="not a whole file of features"):
        read_features(tmp_path / "x.npz")
