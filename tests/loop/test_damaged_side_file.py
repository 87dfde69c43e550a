"""Of a damaged side file what is whole is used, and the rest is computed anew."""

import logging
import sqlite3
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from desktop_al.learn.blocks import decode_block
from desktop_al.loop import feature_table
from desktop_al.loop.feature_table import FeatureTable
from desktop_al.store.cache import Block, Cache
from desktop_al.store.project_file import SampleRow
from tests.loop.desk import Desk, make, make_texts

COLUMNS, ROWS, BLOCKS = 40, 50, 12


def key(number: int) -> bytes:
    return number.to_bytes(2, "big") * 8


def row(number: int) -> SampleRow:
    return SampleRow(number, key(number), "", -1, "image", 0, 0, 0, 0, key(number))


def filled(project: Path) -> FeatureTable:
    """Twelve blocks of fifty rows; a row holds its number."""
    table = FeatureTable(Cache(project), "handmade", 1, COLUMNS)
    for start in range(0, ROWS * BLOCKS, ROWS):
        keys = [key(number) for number in range(start, start + ROWS)]
        table.add(keys, keys, np.full((ROWS, COLUMNS), np.arange(start, start + ROWS)[:, None], np.float32))
        table.flush()
    table._cache.close()
    return table


def is_sound(project: Path) -> tuple[int, int]:
    """Every row that is found has its own values; how many are found, and how many were dropped. What is missing can
    be added again and is there at the next opening."""
    cache = Cache(project)
    table = FeatureTable(cache, "handmade", 1, COLUMNS)
    for _ in table.check():
        pass
    values = {start + at: value[0] for start, raw in table.blocks() for at, value in enumerate(raw)}
    rows = [row(number) for number in range(ROWS * BLOCKS)]
    found = table.rows_of(rows).tolist()
    there = {number: at for number, at in enumerate(found) if at >= 0}
    assert {number: values[at] for number, at in there.items()} == {number: number for number in there}
    assert [table.has(one) for one in rows] == [at >= 0 for at in found]
    missing = [number for number, at in enumerate(found) if at < 0]
    keys = [key(number) for number in missing]
    if missing:
        table.add(keys, keys, np.full((len(keys), COLUMNS), np.array(missing)[:, None], np.float32))
        table.flush()
    assert (table.rows_of(rows) >= 0).all()
    damaged = table.damaged
    cache.close()
    cache = Cache(project)
    again = FeatureTable(cache, "handmade", 1, COLUMNS)
    for _ in again.check():
        pass
    assert (again.rows_of(rows) >= 0).all()
    assert not again.damaged
    cache.close()
    return len(there), damaged


def test_a_byte_that_flipped_costs_its_block(tmp_path: Path) -> None:
    project = tmp_path / "p.dal"
    filled(project)
    side = tmp_path / "p.dal-cache"
    data = bytearray(side.read_bytes())
    # A value of one row, deep in its block.
    at = data.find(np.full(COLUMNS, 333, "<f2").tobytes())
    assert at > 0
    data[at + 5] ^= 0x10
    side.write_bytes(data)
    assert is_sound(project) == (ROWS * (BLOCKS - 1), ROWS)


@pytest.mark.parametrize("seed", range(12))
def test_any_bytes_may_flip(tmp_path: Path, seed: int) -> None:
    project = tmp_path / "p.dal"
    filled(project)
    side = tmp_path / "p.dal-cache"
    data = bytearray(side.read_bytes())
    rng = np.random.default_rng(seed)
    for at in rng.integers(0, len(data), 1 + seed % 4).tolist():
        data[at] ^= int(rng.integers(1, 256))
    side.write_bytes(data)
    is_sound(project)


@pytest.mark.parametrize("share", [0.5, 0.7, 0.9])
def test_a_file_that_was_cut_keeps_what_is_before_the_cut(tmp_path: Path, share: float) -> None:
    project = tmp_path / "p.dal"
    filled(project)
    side = tmp_path / "p.dal-cache"
    data = side.read_bytes()
    side.write_bytes(data[: int(share * len(data))])
    found, _ = is_sound(project)
    assert ROWS * int(BLOCKS * (share - 0.2)) <= found < ROWS * BLOCKS


def pages(side: Path, sql: str) -> list[int]:
    """Where the pages begin that a query gives the numbers of."""
    connection = sqlite3.connect(side)
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    found = [(number - 1) * size for (number,) in connection.execute(sql)]
    connection.close()
    return found


def test_damaged_checksums_do_not_keep_the_file_from_being_begun_anew(tmp_path: Path) -> None:
    project, side = tmp_path / "p.dal", tmp_path / "p.dal-cache"
    filled(project)
    (at,) = pages(side, "SELECT rootpage FROM sqlite_master WHERE name='checksums'")
    data = bytearray(side.read_bytes())
    data[at : at + 100] = bytes(100)
    side.write_bytes(data)
    is_sound(project)


def test_a_value_of_another_type_does_not_stop_the_mending(tmp_path: Path) -> None:
    project, side = tmp_path / "p.dal", tmp_path / "p.dal-cache"
    filled(project)
    connection = sqlite3.connect(side)
    connection.execute("UPDATE blocks SET data=7 WHERE b=2")
    connection.execute("UPDATE blocks SET ids='seven' WHERE b=3")
    connection.commit()
    connection.close()
    data = side.read_bytes()
    side.write_bytes(data[: int(0.9 * len(data))])
    found, _ = is_sound(project)
    assert 0 < found < ROWS * (BLOCKS - 2)


def test_parts_that_lie_over_one_another_do_not_hold_up_the_mending(tmp_path: Path) -> None:
    project, side = tmp_path / "p.dal", tmp_path / "p.dal-cache"
    cache = Cache(project)
    blocks = [Block(key(number), key(number), b"." * 900) for number in range(60)]
    for block in blocks:
        cache.add("handmade", 1, block)
    cache.close()
    # Pages of a table's entries begin with 13.
    size = 4096
    data = bytearray(side.read_bytes())
    leaves = [at for at in range(0, len(data), size) if data[at] == 13 and data.count(b"." * 900, at, at + size)]
    first = bytes(data[leaves[0] : leaves[0] + size])
    for at in leaves[1:3]:
        data[at : at + size] = first
    data[leaves[-1] : leaves[-1] + 8] = bytes(8)
    side.write_bytes(data)
    started = time.monotonic()
    cache = Cache(project)
    read = [cache.read(number) for number, _, _ in cache.keys("handmade", 1)]
    assert time.monotonic() - started < 10
    assert cache.mended
    assert len(read) > 3
    assert all(block in blocks for block in read)
    cache.close()


def test_a_file_that_is_damaged_where_new_blocks_go_is_mended(tmp_path: Path) -> None:
    project, side = tmp_path / "p.dal", tmp_path / "p.dal-cache"
    filled(project)
    connection = sqlite3.connect(side)
    connection.execute("DELETE FROM blocks WHERE b>8")
    connection.commit()
    connection.close()
    data = bytearray(side.read_bytes())
    # The first of the free pages; after its first four bytes it lists others.
    free = (int.from_bytes(data[32:36], "big") - 1) * 4096
    assert free > 0
    data[free + 4 : free + 4096] = b"\xff" * 4092
    side.write_bytes(data)
    assert is_sound(project) == (8 * ROWS, 0)


def test_no_number_of_a_block_is_given_twice(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "p.dal")
    block = Block(key(1), key(1), b"one")
    first = [cache.add("handmade", 1, block) for _ in range(3)]
    assert first[-1] is not None
    cache.drop(first[-1])
    assert cache.add("handmade", 1, block) not in first
    cache.close()


def replaced(project: Path, number: int, change: Callable[[bytes], bytes], name: str = "") -> None:
    """Write a block anew with a checksum that is right."""
    connection = sqlite3.connect(project.with_name("p.dal-cache"))
    where = f"extractor='{name}'" if name else f"b={number}"
    b, ids, digests, data = connection.execute(
        f"SELECT b, ids, digests, data FROM blocks WHERE {where} ORDER BY b LIMIT 1"
    ).fetchone()
    data = change(data)
    crc = zlib.crc32(data, zlib.crc32(digests, zlib.crc32(ids)))
    connection.execute("UPDATE blocks SET data=? WHERE b=?", (data, b))
    connection.execute("UPDATE checksums SET crc=? WHERE b=?", (crc, b))
    connection.commit()
    connection.close()


def not_a_number(data: bytes) -> bytes:
    return data[:-2] + np.array([np.nan], "<f2").tobytes()


def infinite(data: bytes) -> bytes:
    return data[:-2] + np.array([np.inf], "<f2").tobytes()


def fewer_rows(data: bytes) -> bytes:
    return struct.pack("<4sQQQ", b"den1", ROWS - 1, COLUMNS, (ROWS - 1) * COLUMNS) + data[28:]


def other_columns(data: bytes) -> bytes:
    return struct.pack("<4sQQQ", b"den1", ROWS, COLUMNS // 2, ROWS * COLUMNS // 2) + data[28:]


def huge(data: bytes) -> bytes:
    return struct.pack("<4sQQQ", b"den1", 2**63, 2**63, 2**63) + data[28:]


@pytest.mark.parametrize("change", [not_a_number, infinite, fewer_rows, other_columns, huge, lambda _: b""])
def test_a_block_that_is_wrong_in_itself_is_dropped(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    project = tmp_path / "p.dal"
    filled(project)
    replaced(project, 5, change)
    assert is_sound(project) == (ROWS * (BLOCKS - 1), ROWS)


def test_a_block_from_before_there_were_checksums_is_used(tmp_path: Path) -> None:
    project = tmp_path / "p.dal"
    filled(project)
    connection = sqlite3.connect(tmp_path / "p.dal-cache")
    connection.execute("DROP TABLE checksums")
    connection.close()
    assert is_sound(project) == (ROWS * BLOCKS, 0)


def index_out_of_range(data: bytes) -> bytes:
    """Of the first value of a csr block."""
    rows = struct.unpack_from("<4sQQQ", data)[1]
    at = 28 + 4 * (rows + 1)
    return data[:at] + struct.pack("<i", 2**30) + data[at + 4 :]


def start_out_of_range(data: bytes) -> bytes:
    return data[: 28 + 4] + struct.pack("<i", 2**30) + data[28 + 8 :]


@pytest.mark.parametrize("change", [index_out_of_range, start_out_of_range, not_a_number])
def test_a_project_with_a_damaged_block_computes_it_anew(
    tmp_path: Path, change: Callable[[bytes], bytes], caplog: pytest.LogCaptureFixture
) -> None:
    path = make(tmp_path, make_texts(tmp_path / "texts", 90))
    with Desk(path) as desk:
        desk.read()
    replaced(path, 0, change, "hashed")
    caplog.set_level(logging.WARNING)
    with Desk(path) as desk:
        desk.read().round()
        assert len(desk.project.learning.result.scored) == 90
    said = [record.getMessage() for record in caplog.records if "Damaged rows" in record.getMessage()]
    assert len(said) == 1
    assert "\n" not in said[0]
    assert "90 of hashed" in said[0]
    cache = Cache(path)
    blocks = [cache.read(number) for number, _, _ in cache.keys("hashed", 1)]
    assert sum(decode_block(block.data).shape[0] for block in blocks if block is not None) == 90
    assert len(blocks) == len([block for block in blocks if block is not None])
    cache.close()


def test_rows_are_looked_up_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feature_table, "_LOOKED_UP", 7)
    project = tmp_path / "p.dal"
    filled(project)
    cache = Cache(project)
    table = FeatureTable(cache, "handmade", 1, COLUMNS)
    rows = [row(number) for number in (*range(0, 600, 5), 900)]
    found: list[list[int]] = []

    def steps() -> Iterator[None]:
        found.append((yield from table.locate(rows)).tolist())

    assert len(list(steps())) == -(-len(rows) // 7)
    assert found == [[*range(0, 600, 5), -1]]
    cache.close()
