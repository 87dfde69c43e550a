"""Files of other tools, broken on purpose: names that lead elsewhere, depth, size, wrong kinds of values, encodings."""

import base64
import contextlib
import json
from pathlib import Path
from typing import Any

import pytest

from desktop_al.core.class_names import can_be_shown
from desktop_al.core.errors import CannotRead
from desktop_al.media import gathering, json_pieces
from desktop_al.media.exchange import Foreign
from desktop_al.media.foreign_names import sample_name
from desktop_al.media.importers import read_foreign
from desktop_al.media.json_pieces import json_records, pieces
from tests.media import foreign_examples as given
from tests.media.foreign_examples import lines


def read(tmp_path: Path, name: str, content: bytes | str, format_name: str) -> Foreign:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_foreign(path, format_name)[1]


#: Where a record has the name of a sample, and where it has a label.
ONE: dict[str, Any] = {
    "labelstudio": lambda sample, label: given.task(1, {"image": sample}, given.annotation(given.choice(label))),
    "prodigy": lambda sample, label: {"image": sample, "label": label, "answer": "accept"},
    "doccano": lambda sample, label: {"filename": sample, "label": [label]},
    "jsonl": lambda sample, label: {"path": sample, "label": label},
}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a.png", "a.png"),
        ("x/a%20b.png", "x/a%20b.png"),
        ("/data/upload/12/1a2b3c4d-a%20b.png", "a b.png"),
        ("/data/upload/1a2b3c4d-a.png", "a.png"),
        ("/data/upload/1/not8hex-a.png", "not8hex-a.png"),
        ("http://localhost:8080/data/upload/1/1a2b3c4d-a.png?x=1#y", "a.png"),
        ("/data/local-files/?d=x/y.png", "x/y.png"),
        ("http://localhost:8080/data/local-files/?token=1&d=x%2Fy.png&z=2", "x/y.png"),
        ("/tasks/7/presign/?fileuri=" + base64.urlsafe_b64encode(b"s3://bucket/x/a.png").decode(), "x/a.png"),
        ("/tasks/7/presign/?fileuri=%%%", ""),
        ("file:///home/a/b%C3%BC.png", "/home/a/bü.png"),
        ("file:///C:/x/a.png", "C:/x/a.png"),
        ("s3://bucket/x/a.png", "x/a.png"),
        ("gs://bucket/a.png", "a.png"),
        ("https://host/x/a%FF.png?signature=%2F..%2F", "x/a%FF.png"),
        ("../../etc/passwd", "../../etc/passwd"),
        ("C:\\x\\a.png", "C:\\x\\a.png"),
        ("data:image/png;base64,AAAA", ""),
        ("DATA:x", ""),
        ("s3://", ""),
        ("file://", ""),
        ("a" * 10_000 + "/%20", "a" * 10_000 + "/%20"),
    ],
)
def test_the_name_of_a_sample_in_an_address(name: str, wanted: str) -> None:
    assert sample_name(name) == wanted


@pytest.mark.parametrize("name", ONE)
@pytest.mark.parametrize("sample", ["../../etc/passwd", "/etc/passwd", "a\0b", "a\u202egnp.exe", "\ud800.png", "//x/y"])
def test_names_that_lead_elsewhere_stay_names(tmp_path: Path, name: str, sample: str) -> None:
    """They are compared with the samples that there are; nothing is opened by them."""
    row = read(tmp_path, "x.jsonl", lines_escaped(ONE[name](sample, "cat")), name).rows[0]
    assert row.sample == sample.replace("\ud800", "\ufffd")
    row.sample.encode("utf-8")


def lines_escaped(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.mark.parametrize("name", ONE)
@pytest.mark.parametrize(
    ("label", "cause"),
    [
        ("", ""),
        ("x" * 300, "The label has 300 characters, more than 200."),
        ("y" * 10**6, "The label has 1,000,000 characters, more than 200."),
        ("cat\u202egod", "The label holds characters that cannot be shown."),
        ("\u200d", "The label holds characters that cannot be shown."),
        ({"a": 1}, ""),
        ([["a"]], ""),
    ],
)
def test_labels_that_are_no_names_of_classes(tmp_path: Path, name: str, label: object, cause: str) -> None:
    foreign = read(tmp_path, "x.jsonl", lines(ONE[name]("a.png", label), ONE[name]("b.png", "cat")), name)
    assert [row.sample for row in foreign.rows] == ["b.png"]
    assert foreign.classes == ("cat",)
    if cause:
        assert foreign.broken == ((1, cause),)
    assert foreign.broken_count or foreign.lost


@pytest.mark.parametrize("name", ONE)
def test_values_of_every_wrong_kind(tmp_path: Path, name: str) -> None:
    """Each value of a record exchanged for each odd one, whatever is said of it."""
    whole = json.loads(json.dumps(ONE[name]("a.png", "cat")))
    records = [json.dumps(changed) for odd in ODD for changed in exchanged(whole, odd)]
    foreign = read(tmp_path, "x.jsonl", "\n".join(records), name)
    assert len(foreign.rows) + foreign.broken_count + sum(count for _, count in foreign.lost) >= len(records) / 2
    assert all(cause.endswith(".") for _, cause in foreign.broken)
    for row in foreign.rows:
        assert all(type(label) is str and can_be_shown(label) for label in row.labels)
        assert type(row.sample) is str
        assert type(row.annotator) is str


ODD: tuple[object, ...] = (None, True, -1, 1e308, 10**18, "", "\0", [], {}, [None], [[[]]], {"a": {}}, [1, "x", {}])


def exchanged(value: Any, odd: object) -> list[Any]:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    found = []
    for key in keys:
        for inner in [odd, *exchanged(value[key], odd)]:
            copy = json.loads(json.dumps(value))
            copy[key] = inner
            found.append(copy)
    return found


@pytest.mark.parametrize(
    ("record", "cause"),
    [
        ('{"path": "a", "label": ' + "[" * 10**5 + "]" * 10**5 + "}", "nested too deeply"),
        ('{"path": "a", "label": ' + "[" * 10**6 + "]" * 10**6 + "}", "more than 1,000,000 values"),
        ('{"path": "a", "label": "x", "label": "y"}', "the same name twice"),
        ('{"path": "a", "label": ' + "9" * 5000 + "}", "not JSON"),
        ('{"path": "a", "label": NaN}', "A number is none."),
        ('{"path": "a", "label": 1e999}', "A number is none."),
        ('{"path": "a", "label": "x"', "not JSON"),
        ('{"path": "a", "label": "' + "[1," * 600_000 + '"}', "The label has"),
        ('{"path": "a", "label": [' + "1," * 1_100_000 + "1]}", "more than 1,000,000 values"),
        ("null", "not a JSON object"),
    ],
)
@pytest.mark.parametrize("as_lines", [True, False])
def test_a_broken_record_costs_only_itself(tmp_path: Path, record: str, cause: str, as_lines: bool) -> None:
    parts = [
        '{"filename": "first", "label": ["cat"]}',
        record.replace('"path"', '"filename"'),
        '{"filename": "last", "label": ["cat"]}',
    ]
    content = "\n".join(parts) if as_lines else "[" + ",\n".join(parts) + "]"
    if not as_lines and record.endswith('"x"'):
        # Without its bracket it takes the next one with it, and the array never ends.
        return
    foreign = read(tmp_path, "x.jsonl" if as_lines else "x.json", content, "doccano")
    assert [row.sample for row in foreign.rows] == ["first", "last"]
    ((place, said),) = foreign.broken
    assert place == 2
    assert cause in said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("file", ["x.json", "x.jsonl", "x.csv"])
def test_encodings(tmp_path: Path, encoding: str, file: str) -> None:
    record = {"text": 'Größe, “quoted” [x] {y} \\ " words.', "label": ["größer"]}
    content = {
        "x.json": json.dumps([record, record], ensure_ascii=False, indent=1),
        "x.jsonl": lines(record, record),
        "x.csv": 'text,label\r\n"Größe, “quoted” [x] {y} \\ "" words.",größer\r\n' * 2,
    }[file]
    name = "csv" if file == "x.csv" else "doccano"
    foreign = read(tmp_path, file, content.encode(encoding), name)
    assert foreign.rows[0].text == record["text"]
    assert foreign.rows[0].labels == ("größer",)


def test_invalid_bytes_become_signs(tmp_path: Path) -> None:
    content = '[{"text": "äöü äöü'.encode() + b"\xff" + b'", "label": ["a"]}]'
    assert read(tmp_path, "x.json", content, "doccano").rows[0].text == "äöü äöü\ufffd"


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("[]", []),
        ("[ ]  ", []),
        ("[1,]", [(1, "1")]),
        ("[,1]", [(1, ""), (2, "1")]),
        ('["a,]", {"b": [1, 2]}]', [(1, '"a,]"'), (2, '{"b": [1, 2]}')]),
        ('["\\\\", "\\",", 3]', [(1, '"\\\\"'), (2, '"\\","'), (3, "3")]),
        ("[1] [2]", [(1, "1")]),
        ("[1, 2", [(1, "1"), (2, "")]),
        ('[1, "2]', [(1, "1"), (2, "")]),
        ("[[1, 2], [3]]", [(1, "[1, 2]"), (2, "[3]")]),
    ],
)
def test_an_array_is_cut_where_its_commas_are(tmp_path: Path, content: str, wanted: list[tuple[int, str]]) -> None:
    (tmp_path / "x.json").write_text(content)
    found = [(piece.number, piece.data.decode()) for piece in pieces(tmp_path / "x.json", lambda: False)]
    assert found == wanted


def test_an_object_is_cut_into_its_members(tmp_path: Path) -> None:
    content = '{"a": [1, {"x": [2, 3]}], "b": {"c": [4, 5]}, "d, [": 6, "e": [], "f": [[7]], "g": "]"}'
    (tmp_path / "x.json").write_text(content)
    found = [(piece.key, piece.number, piece.data.decode()) for piece in pieces(tmp_path / "x.json", lambda: False)]
    assert found == [
        ("a", 1, "1"),
        ("a", 2, '{"x": [2, 3]}'),
        ("b", 0, '{"c": [4, 5]}'),
        ("d, [", 0, "6"),
        ("f", 1, "[7]"),
        ("g", 0, '"]"'),
    ]
    chosen = pieces(tmp_path / "x.json", lambda: False, frozenset("f"))
    assert [(piece.key, piece.number) for piece in chosen] == [("f", 1)]


def test_cutting_does_not_depend_on_where_blocks_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [{'a\\"': ["\\\\", "x,]" * k, {"b": None}], "ü": k} for k in range(40)]
    path = tmp_path / "x.json"
    for content in (json.dumps(whole), json.dumps(whole, ensure_ascii=False, indent=2)):
        for encoding in ("utf-8", "utf-16"):
            path.write_bytes(content.encode(encoding))
            for block in (1 << 20, 997, 64, 13):
                monkeypatch.setattr(json_pieces, "BLOCK", block if encoding == "utf-8" else max(block, 64))
                assert [value for _, value in json_records(path, lambda: False)] == whole


def test_limits_of_records_of_texts_and_of_classes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [{"text": f"t{k} " + "x" * 50, "label": [f"c{k}"]} for k in range(200)]
    monkeypatch.setattr(json_pieces, "MAX_RECORDS", 100)
    for file, content in (("x.json", json.dumps(many)), ("x.jsonl", lines(*many))):
        with pytest.raises(CannotRead, match="more than 100 records"):
            read(tmp_path, file, content, "doccano")
    monkeypatch.undo()
    monkeypatch.setattr(gathering, "MAX_CLASSES", 100)
    with pytest.raises(CannotRead, match="more than 100 different labels, so they are no classes"):
        read(tmp_path, "x.jsonl", lines(*many), "doccano")
    monkeypatch.undo()
    monkeypatch.setattr(gathering, "MAX_TEXTS", 5000)
    with pytest.raises(CannotRead, match="of text"):
        read(tmp_path, "x.jsonl", lines(*many), "doccano")
    monkeypatch.undo()
    monkeypatch.setattr(gathering, "MAX_LABELS", 100)
    foreign = read(tmp_path, "x.jsonl", lines({"text": "a", "label": [str(k) for k in range(200)]}), "doccano")
    assert foreign.broken == ((1, "It has more than 100 labels."),)


def test_records_and_files_that_are_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_pieces, "MAX_RECORD", 1000)
    good = {"text": "a", "label": ["cat"]}
    bad = {"text": "a" * 5000, "label": ["cat"]}
    for file, content in (("x.json", json.dumps([good, bad, good])), ("x.jsonl", lines(good, bad, good))):
        foreign = read(tmp_path, file, content, "doccano")
        assert ([row.place for row in foreign.rows], [place for place, _ in foreign.broken]) == ([1, 3], [2])
        assert "larger than" in foreign.broken[0][1]
    monkeypatch.setattr(json_pieces, "MAX_BYTES", 10)
    with pytest.raises(CannotRead, match="too large for a file of labels"):
        read(tmp_path, "x.json", json.dumps([good]), "doccano")


def test_only_so_many_broken_records_are_named_and_all_are_counted(tmp_path: Path) -> None:
    foreign = read(tmp_path, "x.json", "[" + "7," * 2500 + '{"text": "a", "label": ["b"]}]', "doccano")
    assert (len(foreign.rows), len(foreign.broken), foreign.broken_count) == (1, 1000, 2500)
    assert foreign.broken[999] == (1000, "The record is not a JSON object.")


def test_a_million_brackets_cost_no_time(tmp_path: Path) -> None:
    for content in ("[" * 10**6, '{"images": ' + "[" * 10**6, "[" + "[]," * 10**6, "{" * 10**6, '[{"a":' * 10**5):
        path = tmp_path / "x.json"
        path.write_text(content)
        for name in ("labelstudio", "coco", "labelme", "doccano"):
            with contextlib.suppress(CannotRead):
                foreign = read_foreign(path, name)[1]
                assert (foreign.rows, foreign.broken_count) == ((), 1)


def test_where_it_is_broken_is_said(tmp_path: Path) -> None:
    with pytest.raises(
        CannotRead, match=r"holds no record of doccano\. The first line that is broken is 2: The record is"
    ):
        read(tmp_path, "x.jsonl", '{"a": 1}\n{"b"\n', "doccano")
    with pytest.raises(CannotRead, match=r"it is not JSON from line 3 on\."):
        read(tmp_path, "x.json", '{"shapes": [],\n"flags": {},\n x}', "labelme")
    foreign = read(tmp_path, "x.json", '[{"text": "a", "label": ["b"]}, {"text": "c", ', "doccano")
    assert foreign.broken == ((2, "The file ends in the middle of this record."),)


def test_a_link_is_no_table_of_an_image_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("file_name,label\na.png,cat\n")
    (tmp_path / "pool").mkdir()
    (tmp_path / "pool" / "metadata.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(CannotRead, match="looks like none"):
        read_foreign(tmp_path / "pool")
