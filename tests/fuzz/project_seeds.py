"""Project files, their journals and side files as seeds; and changes of a project file by statements."""

import contextlib
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain, Written
from desktop_al.learn.blocks import encode_block
from desktop_al.store.cache import Block, Cache
from desktop_al.store.driver import sqlite3
from desktop_al.store.journal import Journal, journal_path
from desktop_al.store.key_slots import Slots
from desktop_al.store.project_file import SampleRow, create

PROJECT_ID = "0" * 32


def _random(seed: int) -> Callable[[int], bytes]:
    return np.random.default_rng(seed).bytes


_HANDOUT = {
    "seen": "77" * 16 + ":3",
    "project": {"name": "q"},
    "maker": "ann",
    "roles": {"ben": "annotator"},
    "folder": "f\n/nowhere/f",
    "protocol": "## A",
    "study": {"annotators": ["ben"]},
    "gold": {"01" * 16: "=ca"},
    "done": ["02" * 16],
    "kept": ["03" * 16],
    "op": "handout",
    "classes": [{"id": "cx", "name": "X", "colour": 5, "merged_into": None}, {"id": "ca", "name": "A", "colour": 0}],
}


def project_bytes(locks: tuple[bytearray, Slots] | None = None) -> bytes:
    """A small project in which every kind of event is; ``locks``: key and slots of an encrypted one."""
    ticks = iter(range(1_700_000_000_000_000, 2**62))
    own = Chain(b"w" * 16, 0, lambda: next(ticks), lambda: next(ticks), _random(1))
    second = Chain(b"v" * 16, 100, lambda: next(ticks), lambda: next(ticks), _random(2))
    ids = [bytes([number]) * 16 for number in range(4)]
    made = [
        own.add(ev.OPEN, {"computer": "here"}, "ann"),
        own.add(ev.PROJECT, {"name": "p", "kind": "text", "seed": 1, "audit_share": 0.1, "strategy": "margin"}, "ann"),
        own.add(ev.FOLDER, {"folder": "s\n/nowhere/s"}, "ann"),
        own.add(ev.CLASS, {"op": "add", "name": "A", "colour": 0, "definition": "d"}, "", answer="ca"),
        own.add(ev.CLASS, {"op": "add", "name": "B", "colour": 1}, "", answer="cb"),
        own.add(ev.CLASS, {"op": "rename", "name": "B2"}, "", answer="cb"),
        own.add(ev.CLASS, {"op": "order", "order": ["cb", "ca"]}, ""),
        own.add(ev.CLASS, {"op": "define", "definition": "d2"}, "", answer="cb"),
        own.add(ev.CLASS, {"op": "colour", "colour": 7}, "", answer="cb"),
        own.add(ev.CLASS, {"op": "add", "name": "C", "colour": 2}, "", answer="cc"),
        own.add(ev.CLASS, {"op": "merge", "into": "cb"}, "", answer="cc"),
        own.add(ev.CLASS, {"op": "retire", "retired": True}, "", answer="cc"),
        own.add(ev.PROTOCOL, {"text": "## A\nwords"}, "ann"),
        *(own.add(ev.ANNOTATION, {"active": 1.5, "arm": "shown", "p": 0.5}, "ann", one, "=ca") for one in ids[:3]),
        own.add(ev.COMMENT, {"text": "a comment"}, "ann", ids[0]),
        own.add(ev.BATCH, {"range": [14, 16]}, "ann"),
        own.add(ev.GOLD, {}, "ann", ids[1], "=ca"),
        own.add(ev.DECISION, {"reason": "r", "reason_code": "x", "ambiguous": True}, "ann", ids[2], "=cb"),
        own.add(ev.KEEP, {}, "ann", ids[3], "yes"),
        own.add(ev.REPEAT, {}, "ann", ids[0], "=ca"),
        own.add(ev.ROUND, {"number": 1, "accuracy": 0.5}, "ann"),
        own.add(ev.PACE, {"what": "break"}, "ann"),
        own.add(ev.STUDY, {"annotators": ["ann", "ben"], "overlap_share": 0.2}, "ann"),
        own.add(ev.ANNOTATOR, {"role": "adjudicator"}, "ann", answer="ben"),
        own.add(ev.MOVE, {"path": "d.txt"}, "ann", ids[3]),
        own.add(ev.HANDOUT, _HANDOUT, "ann", answer="ben"),
        *(
            own.add(ev.RETRACT, {"targets": [["77" * 16, one, one]]}, "ann")
            for one in (6, 8, 13, 14, 17, 19, 20, 21, 22)
        ),
        own.add(ev.RETRACT, {"targets": [["77" * 16, 29, 30]]}, "ann"),
        second.add(ev.OPEN, {"computer": "there"}, "ben", answer=ev.encode_heads({b"w" * 16: 20})),
        second.add(ev.ANNOTATION, {}, "ben", ids[0], "unsure"),
        second.add(ev.ANNOTATION, {}, "ben", ids[1], "x:focus"),
        second.add(ev.COMMENT, {"text": "to go"}, "ben", ids[1]),
        second.add(ev.ERASE, {}, "ben", answer=f"{(b'v' * 16).hex()}:4"),
    ]
    samples = [SampleRow(n, one, f"{n}.txt", -1, "text", 5, 10, 0, 0, b"d" * 16) for n, one in enumerate(ids)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.dal"
        create(path, made, samples, PROJECT_ID, locks)
        return path.read_bytes()


def journal_entries() -> list[Written]:
    own = Chain(b"j" * 16, 200, lambda: 1, lambda: 1, _random(3))
    return [own.add(ev.OPEN, {}, "ann"), own.add(ev.ANNOTATION, {"a": "ü"}, "ann", b"s" * 16, "unsure")]


def journal_bytes(key: bytearray | None = None) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.dal"
        path.touch()
        journal = Journal(path, PROJECT_ID, key)
        journal.append(journal_entries())
        journal.close(remove=False)
        return journal_path(path).read_bytes()


def side_bytes() -> bytes:
    rng = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(Path(folder) / "p.dal")
        for number in range(3):
            data = encode_block(rng.normal(size=(2, 4)).astype(np.float32))
            cache.add("handmade", 1, Block(bytes([number]) * 32, b"d" * 32, data))
        cache.close()
        return (Path(folder) / "p.dal-cache").read_bytes()


#: Values that no column of ours has.
_VALUES = (
    *("NULL", "-1", "0", "9223372036854775807", "-9223372036854775808", "1e300", "''", "x''", "'x'", "zeroblob(70000)"),
    *("'[]'", "'{}'", "CAST('[[[[' AS BLOB)", "CAST('{\"op\":1}' AS BLOB)", "CAST('{\"targets\":[[1,2,3]]}' AS BLOB)"),
    *("CAST('{\"range\":[1,99999999999]}' AS BLOB)", 'CAST(\'{"op":"add","name":[]}\' AS BLOB)', "'../x'", "'a,b:c'"),
    *("'open'", "'erase'", "'retract'", "'class'", "'batch'", "'handout'", "'merge'", "'project'", "'study'", "'gold'"),
    *(
        "'merge'",
        "'pace'",
        "'round'",
        "'77:99999999999999999999'",
        "char(8238)",
        "CAST(zeroblob(9) AS TEXT)",
        "'=ca|cb'",
    ),
    *('CAST(\'{"seen":"zz:1","classes":[{"id":1}]}\' AS BLOB)', 'CAST(\'{"seed":"x"}\' AS BLOB)', "X'FF'"),
)
_COLUMNS = {
    "events": [
        "n",
        "writer",
        "seq",
        "lamport",
        "utc",
        "monotonic",
        "annotator",
        "kind",
        "sample",
        "answer",
        "body_hash",
        "prev",
        "merged",
    ],
    "bodies": ["writer", "seq", "salt", "body"],
    "samples": ["i", "id", "path", "row", "kind", "size", "mtime_ns", "offset", "length", "digest", "problem", "gone"],
    "meta": ["key", "value"],
}
_WHOLE = (
    *(
        "DROP TABLE {t}",
        "DELETE FROM {t}",
        "CREATE TABLE extra (a)",
        "CREATE VIEW v AS SELECT 1",
        "DROP INDEX events_chain",
    ),
    *("PRAGMA user_version=0", "PRAGMA user_version=99", "PRAGMA application_id=1", "CREATE INDEX i ON {t} (1)"),
    *(
        "INSERT INTO meta VALUES ('tip:77', 'x')",
        "INSERT INTO meta VALUES ('tip:zz', '1:1')",
        "PRAGMA encoding='UTF-16'",
    ),
    *("DELETE FROM meta WHERE key='project'", "UPDATE events SET n=60000000 WHERE n=1", "DELETE FROM events WHERE n<8"),
    *("INSERT INTO bodies VALUES (zeroblob(16), 1, x'', zeroblob(16777217))", "UPDATE events SET merged=1"),
    *("UPDATE samples SET rowid=30000000 WHERE i=1", "UPDATE meta SET value=CAST(zeroblob(70000) AS TEXT)"),
    *("DELETE FROM events WHERE kind='project'", "UPDATE events SET annotator=annotator || char(8238)"),
)


def change_by_statements(path: Path, rng: np.random.Generator) -> None:
    """One to four statements that an editor of the file could give, its rules put aside."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        rules = connection.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'").fetchall()
        for name, _ in rules:
            connection.execute(f"DROP TRIGGER {name}")
        for _ in range(int(rng.integers(1, 5))):
            table = str(rng.choice(list(_COLUMNS)))
            if rng.random() < 0.12:
                statement = str(rng.choice(_WHOLE)).format(t=table)
            else:
                value = _VALUES[int(rng.integers(len(_VALUES)))]
                column = str(rng.choice(_COLUMNS[table]))
                where = f"(SELECT count(*) FROM {table}) * {rng.random():.6f}"
                key = "key" if table == "meta" else "seq" if table == "bodies" else "rowid"
                statement = f"UPDATE OR IGNORE {table} SET {column}={value} WHERE {key} IN (SELECT {key} FROM {table} LIMIT 1 OFFSET CAST({where} AS INT))"
            try:
                connection.execute(statement)
            except sqlite3.Error:
                continue
        for _, sql in rules:
            try:
                connection.execute(sql)
            except sqlite3.Error:
                continue
    finally:
        connection.close()


_SIDE_COLUMNS = {"blocks": ["b", "extractor", "version", "ids", "digests", "data"], "checksums": ["b", "crc"]}
_SIDE_WHOLE = (
    *("DROP TABLE checksums", "DROP TABLE blocks", "CREATE TABLE extra (a)", "CREATE VIEW v AS SELECT 1"),
    *("DELETE FROM checksums WHERE b=1", "UPDATE blocks SET b=9223372036854775807 WHERE b=3", "PRAGMA user_version=9"),
)


def change_side_file(path: Path, rng: np.random.Generator) -> None:
    """One to three statements that an editor of a side file could give."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for _ in range(int(rng.integers(1, 4))):
            table = str(rng.choice(list(_SIDE_COLUMNS)))
            column, value = str(rng.choice(_SIDE_COLUMNS[table])), str(rng.choice(_VALUES))
            statement = f"UPDATE OR IGNORE {table} SET {column}={value} WHERE b={int(rng.integers(1, 4))}"
            with contextlib.suppress(sqlite3.Error):
                connection.execute(str(rng.choice(_SIDE_WHOLE)) if rng.random() < 0.2 else statement)
    finally:
        connection.close()
