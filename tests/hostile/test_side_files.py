"""Side files made by somebody else are never trusted: what is in them is ours, within bounds, or thrown away."""

import struct
import time
from pathlib import Path

import numpy as np
import pytest

from desktop_al.core.errors import BadArgument
from desktop_al.learn.blocks import decode_block, encode_block
from desktop_al.store.cache import Block, Cache
from desktop_al.store.driver import sqlite3

DATA = encode_block(np.ones((2, 3), np.float32))
BLOCK = Block(b"i" * 32, b"d" * 32, DATA)


def made(path: Path) -> Path:
    side = Cache(path)
    assert side.add("handmade", 1, BLOCK)
    side.close()
    return path.with_name(path.name + "-cache")


def test_a_whole_file_is_used(tmp_path: Path) -> None:
    made(tmp_path / "p.dal")
    side = Cache(tmp_path / "p.dal")
    ((number, _, _),) = side.keys("handmade", 1)
    assert side.read(number) == BLOCK
    assert side.mended == ""
    side.close()


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TRIGGER t AFTER INSERT ON blocks BEGIN DELETE FROM blocks; END"],
        ["CREATE VIEW v AS SELECT 1"],
        ["CREATE TABLE more (a)"],
        [
            "DROP TABLE blocks",
            "CREATE VIEW blocks AS WITH RECURSIVE c(b) AS (VALUES(1) UNION ALL SELECT b + 1 FROM c) "
            "SELECT b, 'handmade' AS extractor, 1 AS version, x'' AS ids, x'' AS digests, x'' AS data FROM c",
        ],
        [
            "DROP TABLE blocks",
            "CREATE TABLE blocks (b, extractor, version, ids, digests, data AS (zeroblob(1000000000)))",
        ],
    ],
)
def test_rules_of_others_are_not_obeyed(tmp_path: Path, statements: list[str]) -> None:
    path = made(tmp_path / "p.dal")
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()
    began = time.monotonic()
    side = Cache(tmp_path / "p.dal")
    assert list(side.keys("handmade", 1)) == []
    assert side.mended
    assert side.add("handmade", 1, BLOCK)
    assert len(list(side.keys("handmade", 1))) == 1
    side.close()
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "header",
    [
        (b"den1", 2**40, 2**40, 6),
        (b"den1", 0, 2**63, 0),
        (b"csr1", 2**62, 3, 0),
        (b"csr1", 1, 2**63, 0),
        (b"csr1", 2, 3, 2**61),
        (b"pick", 2, 3, 6),
    ],
)
def test_shapes_are_bounded(header: tuple[bytes, int, int, int]) -> None:
    with pytest.raises(BadArgument):
        decode_block(struct.pack("<4sQQQ", *header) + DATA[28:])
    assert decode_block(DATA).shape == (2, 3)
