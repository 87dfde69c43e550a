import codecs
import csv
import json
import time
from pathlib import Path

import numpy as np
import pytest

from desktop_al.core.errors import CannotRead
from desktop_al.core.shapes import Found
from desktop_al.media import records
from desktop_al.media.samples import load, read_bytes
from desktop_al.media.scan import scan
from desktop_al.media.tables import layout_of
from desktop_al.media.texts import Text


def rows_of(path: Path) -> list[Found]:
    return [found for part in scan(path.parent) for found in part if found.path == path.name]


def read_row(path: Path, found: Found) -> str:
    content = load(path.parent, found).content
    assert isinstance(content, Text)
    return content.text


def texts_of(path: Path) -> list[str]:
    return [read_row(path, found) for found in rows_of(path)]


TRICKY = [
    "plain",
    "with, comma",
    'with "quotes"',
    "line\nbreak",
    'ends with quote"',
    '"',
    "  spaces  ",
    "\u00fcml\u00e4ut \u20ac",
    "tab\there",
    'a,"b\n"",c',
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_csv_round_trip(tmp_path: Path, encoding: str, delimiter: str, ending: str) -> None:
    path = tmp_path / "t.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator=ending)
        writer.writerow(["id", "label", "Text"])
        writer.writerows((i, "x", text) for i, text in enumerate(TRICKY))
    assert texts_of(path) == TRICKY
    assert [found.row for found in rows_of(path)] == list(range(len(TRICKY)))


def test_utf16_big_endian_with_mark_and_emoji(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(codecs.BOM_UTF16_BE + 'id,text\r\n1,"😀 a\r\nb"\r\n2,ä\r\n'.encode("utf-16-be"))
    assert texts_of(path) == ["😀 a\nb", "ä"]


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ("text\none\ntwo\n", ["one", "two"]),
        ("one, and more\njust a line\nthree, four, five\n", ["one, and more", "just a line", "three, four, five"]),
        ("1,a longer sentence\n2,another one here\n", ["a longer sentence", "another one here"]),
        ("nr,remark\n1,a longer sentence that goes on\n2,another such sentence here\n",
         ["a longer sentence that goes on", "another such sentence here"]),
        ("id,body,content\n1,b,c\n", ["c"]),
        ("text,id\n\n,\n  ,  \na,1\n\n", ["a"]),
        ("text,id\r\ra,1\rb,2\r", ["a", "b"]),
        ("text,id", []),
        ("", []),
        ("a,text\n1,x,\n", ["x"]),
    ],
)  # fmt: skip
def test_headers_columns_and_empty_rows(tmp_path: Path, content: str, texts: list[str]) -> None:
    path = tmp_path / "t.csv"
    path.write_text(content, newline="")
    assert texts_of(path) == texts


def test_tsv_and_jsonl(tmp_path: Path) -> None:
    tsv = tmp_path / "t.tsv"
    tsv.write_text('text\tid\na, "b"\t1\n')
    assert texts_of(tsv) == ['a, "b"']
    path = tmp_path / "t.jsonl"
    lines = [{"id": 1, "Message": "äöü\n"}, {"Message": "two"}]
    path.write_text("\n\n".join(json.dumps(line) for line in lines) + "\r\n  \n")
    assert texts_of(path) == ["äöü\n", "two"]
    path.write_text('"one"\n"two"')
    assert texts_of(path) == ["one", "two"]
    path.write_text('{"a": "x", "b": "the longest of them"}\n', encoding="utf-16")
    assert texts_of(path) == ["the longest of them"]


def test_broken_rows_are_named_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(
        '{"text": "a"}\n{"text": \n[1]\n{"other": 1}\n' + "[" * 100_000 + '\n{"text": "\\ud800z"}\n{"text": " "}\n'
    )
    rows = rows_of(path)
    assert len(rows) == 7
    assert read_row(path, rows[0]) == "a"
    assert read_row(path, rows[5]) == "\ufffdz"
    for number in (1, 2, 3, 4, 6):
        with pytest.raises(CannotRead, match=f"^Row {number} (is broken: |has no text\\.)"):
            read_row(path, rows[number])
    table = tmp_path / "t.csv"
    table.write_text('id,text\n1,a\n2\n3,b,c\n4,"never closed\n5,e\n')
    rows = rows_of(table)
    assert [r.row for r in rows] == [0, 1, 2, 3, 4]
    assert read_row(table, rows[0]) == "a"
    assert read_row(table, rows[4]) == "e"
    for number, words in ((1, "1 columns where the table has 2"), (2, "3 columns"), (3, "never closed")):
        with pytest.raises(CannotRead, match=f"^Row {number} is broken: .*{words}"):
            read_row(table, rows[number])


def test_a_table_that_changed_is_not_read_at_stale_places(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,text\n1,first\n2,second\n")
    found = rows_of(path)[1]
    path.write_text("id,text\n0,new\n1,first\n2,second\n")
    with pytest.raises(CannotRead, match="has changed"):
        read_row(path, found)
    path.unlink()
    with pytest.raises(CannotRead):
        read_row(path, found)


def test_row_numbers_and_places_match_the_csv_module_on_generated_tables(tmp_path: Path) -> None:
    """Any mix of quotes, delimiters and line ends that csv writes is cut at the same places, also across blocks."""
    rng = np.random.default_rng(0)
    pieces = ['"', ",", "\n", "\r\n", "a", "ä", " ", "😀", '""', "word " * 50]
    block, records.BLOCK = records.BLOCK, 97
    try:
        for trial in range(40):
            texts = ["x" + "".join(rng.choice(pieces, rng.integers(1, 12))) for _ in range(30)]
            path = tmp_path / f"t{trial}.csv"
            with path.open("w", encoding=["utf-8", "utf-16"][trial % 2], newline="") as file:
                writer = csv.writer(file)
                writer.writerow(["text", "id"])
                writer.writerows((text, i) for i, text in enumerate(texts))
            expected = [text.replace("\r\n", "\n") for text in texts]
            assert texts_of(path) == expected
    finally:
        records.BLOCK = block


@pytest.mark.alone
def test_a_huge_field_and_a_quote_that_swallows_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    huge = 'x,"y"\n' * 500_000
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["id", "text"], [1, huge], [2, "after"]])
    start = time.perf_counter()
    assert texts_of(path) == [huge, "after"]
    assert time.perf_counter() - start < 5
    path.write_text('id,text\n1,"open\n' + "2,line\n" * 200_000)
    rows = rows_of(path)
    assert len(rows) == 200_001
    assert read_row(path, rows[-1]) == "line"


@pytest.mark.alone
def test_a_hundred_thousand_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,text\n" + "".join(f'{i},"text {i}, with ""quotes"" and\nlines"\n' for i in range(100_000)))
    start = time.perf_counter()
    rows = rows_of(path)
    assert time.perf_counter() - start < 3
    assert len(rows) == 100_000
    for number in (0, 1, 54_321, 99_999):
        assert read_row(path, rows[number]) == f'text {number}, with "quotes" and\nlines'
        assert rows[number].name == f"t.csv#{number}"


def test_load_gives_a_row_with_a_digest_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("id,text\n1,zwei Wörter\n2,b\n".encode("cp1252"))
    first, second = rows_of(path)
    loaded = load(tmp_path, first)
    assert (loaded.content.text, loaded.content.words) == ("zwei Wörter", 2)
    assert layout_of(path).framing.encoding == "cp1252"
    assert read_bytes(tmp_path, first) == "1,zwei Wörter".encode("cp1252")
    assert loaded.digest != load(tmp_path, second).digest
