"""Project files made or changed by somebody else: refused with words before anything is written, or harmless."""

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import CannotOpen
from desktop_al.core.plain_json import MAX_DEPTH, MAX_VALUES, read_json
from desktop_al.core.state import fold
from desktop_al.loop.merging import merge_projects
from desktop_al.loop.opening import NewProject, basics, create_project
from desktop_al.loop.record import body_reader
from desktop_al.store import limits
from desktop_al.store.driver import sqlite3
from desktop_al.store.limits import MAX_BODY
from desktop_al.store.project_file import close_file, insert_events, open_project, read_events
from desktop_al.store.verify import verify, verify_connection
from tests.store.logs import chain, make_project

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("whole") / "p.dal")


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "p.dal"))


def change(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def rewrite(path: Path, name: str, sql: str, kind: str = "table") -> None:
    """Put another definition in the place of one, as an editor of the file would."""
    change(
        path,
        "PRAGMA writable_schema=ON",
        f"UPDATE sqlite_master SET sql='{sql.replace(chr(39), chr(39) * 2)}', type='{kind}' WHERE name='{name}'",
    )


def refused(path: Path, match: str) -> None:
    """By opening, looking, verifying and merging, without a byte changed or a file beside it."""
    before = hashlib.sha256(path.read_bytes()).digest()
    for look_only in (False, True):
        with pytest.raises(CannotOpen, match=match):
            open_project(path, look_only=look_only)
    assert not verify(path).ok
    other = path.with_name("other.dal")
    shutil.copy(path, other)
    with pytest.raises(CannotOpen):
        merge_projects(other, [path], path.parent / "home")
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert not path.with_name("p.dal-wal").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE extra (a)",
        "CREATE INDEX slow ON events (annotator, utc)",
        "CREATE INDEX running ON events (upper(annotator))",
        "CREATE VIRTUAL TABLE found USING fts5(x)",
        "CREATE TABLE [\u202eevil] (a)",
        "DROP INDEX events_chain",
        "ALTER TABLE samples ADD COLUMN more TEXT DEFAULT 'x'",
        "ALTER TABLE meta RENAME TO meta2",
        "CREATE TRIGGER t AFTER INSERT ON samples BEGIN DELETE FROM samples; END",
        "CREATE VIEW v AS SELECT load_extension('x')",
    ],
)
def test_other_tables_indexes_and_rules_are_refused(path: Path, statement: str) -> None:
    try:
        change(path, statement)
    except sqlite3.OperationalError as error:
        pytest.skip(f"this driver cannot even make it: {error}")
    refused(path, r"Another program has changed the rules|is not a desktop_al project")


@pytest.mark.parametrize(
    ("name", "sql"),
    [
        (
            "samples",
            "CREATE TABLE samples (i, id, path DEFAULT (randomblob(1000000)), row, kind, size)",
        ),
        ("meta", "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT AS (zeroblob(1000000000)))"),
    ],
)
def test_a_definition_rewritten_by_hand_is_refused(path: Path, name: str, sql: str) -> None:
    rewrite(path, name, sql)
    with pytest.raises(CannotOpen):
        open_project(path)
    assert not verify(path).ok


def test_a_view_in_the_place_of_a_table_is_refused(path: Path) -> None:
    change(path, "DROP TABLE samples", "CREATE VIEW samples AS SELECT * FROM events")
    refused(path, r"\(samples")


def test_impossible_counts_and_long_values_are_refused(whole: Path, tmp_path: Path) -> None:
    w = "X'" + "00" * 16 + "'"
    long = f"CAST(zeroblob({MAX_BODY + 1}) AS TEXT)"
    event = f"INSERT INTO events VALUES ({{n}},{w},1,1,1,1,'a','comment','','',X'00',X'00',0)"
    for number, (statement, match) in enumerate(
        {
            event.format(n=limits.MAX_EVENTS + 1): "No project comes to that",
            event.format(n=2**63 - 1): "No project comes to that",
            f"INSERT INTO meta VALUES ('x', '{'m' * (limits.MAX_META + 1)}')": "more than 64 KB about itself",
            f"INSERT INTO bodies VALUES ({w}, 1, X'', zeroblob({MAX_BODY + 1}))": "more than 16 MB",
            f"INSERT INTO samples VALUES (1,{w},{long},0,'text',0,0,0,0,NULL,'',0)": "more than 1 MB",
        }.items()
    ):
        path = tmp_path / f"{number}" / "p.dal"
        path.parent.mkdir()
        shutil.copy(whole, path)
        change(path, statement)
        refused(path, match)


def test_a_body_of_brackets_or_of_all_memory_is_no_body() -> None:
    for bad in (
        b"[" * 10**6,
        b'{"a":' * (MAX_DEPTH + 1) + b"1" + b"}" * (MAX_DEPTH + 1),
        b"[" + b"[]," * (MAX_VALUES // 2 + 1) + b"[]]",
        b'{"a":"' + b"x" * MAX_BODY + b'"}',
        ("[" * 100_000).encode("utf-16"),
        b"1" * 5000,
        b"\xff\xfe\xff",
    ):
        with pytest.raises(ValueError, match=r".") as caught:
            ev.decode_body(bad)
        assert not isinstance(caught.value, RecursionError)
    brackets_in_words = {"a": "[" * 10**5 + '\\"]', "b": ["{"] * 100}
    assert read_json(ev.encode_body(brackets_in_words)) == brackets_in_words
    assert read_json("[" * MAX_DEPTH + "]" * MAX_DEPTH)


def test_too_many_classes_and_strange_names_are_said(path: Path) -> None:
    own = chain()
    entries = [own.add(ev.OPEN, {"computer": "x"}, "Eve\u202e\u2066")]
    entries += [
        own.add(ev.CLASS, {"op": "add", "name": f"c{n}\u202e\n", "colour": n}, "", answer=f"c{n}")
        for n in range(10_001)
    ]
    entries.append(own.add(ev.ANNOTATION, {}, "Eve\u202e", b"s" * 16, "=c1"))
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN")
    insert_events(connection, entries)
    connection.execute("COMMIT")
    connection.close()
    said = "\n".join(verify(path).problems)
    assert "more than 10,000" in said
    assert "Eve\\u202e" in said
    assert "\u202e" not in said
    file = open_project(path, look_only=True)
    state = fold(read_events(file.connection), body_reader(file.connection))
    close_file(file)
    assert state.classes()[-1].name.endswith("\\u202e\\x0a")
    with pytest.raises(CannotOpen, match="more than 10,000"):
        basics(state, path)


def test_the_check_of_a_merged_file_ends_in_time(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    with limits.time_limit(connection, 0.05), pytest.raises(sqlite3.OperationalError, match="interrupt"):
        connection.execute("WITH RECURSIVE c(x) AS (VALUES(1) UNION ALL SELECT x+1 FROM c) SELECT count(*) FROM c")
    # The limit is gone afterwards.
    assert verify_connection(connection).ok
    connection.close()


def test_no_code_loads_extensions_or_pickles() -> None:
    told = re.compile(r"load_extension\(|allow_pickle\s*=\s*(?!False)|\bpickle\.loads?\(")
    for source in (ROOT / "desktop_al").rglob("*.py"):
        text = source.read_text("utf-8")
        assert not told.search(text), source
        for call in re.finditer(r"np\.load\(([^)]*)\)", text):
            assert "allow_pickle=False" in call[1], source


def test_extensions_cannot_be_loaded_by_a_statement(path: Path) -> None:
    file = open_project(path)
    try:
        with pytest.raises(sqlite3.OperationalError):
            file.connection.execute("SELECT load_extension('x')")
        assert file.connection.execute("PRAGMA trusted_schema").fetchone() == (0,)
        assert file.connection.execute("PRAGMA cell_size_check").fetchone() == (1,)
    finally:
        close_file(file)


def test_a_project_made_here_passes_its_own_checks(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "=a\u202eb.txt").write_text("some words")
    create_project(NewProject(tmp_path / "p.dal", tmp_path / "s", ("A",), "ann", kind="text"), tmp_path / "home")
    assert verify(tmp_path / "p.dal").ok
