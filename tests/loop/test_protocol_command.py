"""Protocol files on the command line: classes and guideline of a new project, and back to a file."""

import json
import os

import pytest

from desktop_al.core.errors import CannotRead
from desktop_al.core.protocol import MAX_BYTES
from desktop_al.core.protocol_file import read_protocol
from desktop_al.loop.guideline_file import read_protocol_file
from tests.loop.desk import make_texts
from tests.loop.test_cli import fails, run  # noqa: F401

FILE = """---
name: Grading
scale: ordinal
classes:
  - name: Severe
    key: 2
    mark: 5
    definition: A large one.
  - {name: Mild, key: 1, mark: 1}
  - Other
author: Ann
---

## Mild
One dot.
"""


@pytest.fixture
def folder(tmp_path):
    return make_texts(tmp_path / "texts", 3)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "grading.md"
    path.write_text(FILE, "utf-8")
    return path


def test_classes_come_from_the_file_and_go_back(run, tmp_path, folder, file):  # noqa: F811
    path, back = tmp_path / "p.dal", tmp_path / "back.md"
    code, out, err = run("new", folder, "--project", path, "--protocol", file, "--annotator", "ann")
    assert (code, out) == (0, "")
    assert "grading.md: Line 11: the field author is not known here." in err
    assert "not kept" not in err
    assert json.loads(run("verify", path, "--json")[1])["classes"] == ["Mild", "Severe", "Other"]
    assert run("export", path, "--format", "protocol", "--out", back) == (0, "", "")
    protocol, remarks = read_protocol(back.read_bytes())
    assert len(remarks) == 1, "the field author, which came along"
    assert [(c.name, c.key, c.mark, c.definition) for c in protocol.classes] == [
        ("Mild", "1", 1, ""),
        ("Severe", "2", 5, "A large one."),
        ("Other", "3", 3, ""),
    ]
    assert (protocol.name, protocol.version, protocol.text) == ("Grading", "", "## Mild\nOne dot.\n")
    assert (protocol.scale, protocol.extra, protocol.reasons) == ("ordinal", {"author": "Ann"}, ())
    again = tmp_path / "again.dal"
    assert run("new", folder, "--project", again, "--protocol", back, "--annotator", "ann")[:2] == (0, "")
    third = tmp_path / "third.md"
    run("export", again, "--format", "protocol", "--out", third)
    assert read_protocol(third.read_bytes())[0].classes == protocol.classes


def test_given_classes_win_and_keep_their_definitions(run, tmp_path, folder, file):  # noqa: F811
    path, back = tmp_path / "p.dal", tmp_path / "back.md"
    assert run("new", folder, "--project", path, "--protocol", file, "--classes", "New,severe")[0] == 0
    run("export", path, "--format", "protocol", "--out", back)
    classes = read_protocol(back.read_bytes())[0].classes
    assert [(c.name, c.mark, c.definition) for c in classes] == [("New", 1, ""), ("severe", 5, "A large one.")]


def test_a_guideline_alone_needs_classes(run, tmp_path, folder):  # noqa: F811
    path, guideline = tmp_path / "p.dal", tmp_path / "g.md"
    guideline.write_text("## a\nA.\n", "utf-8")
    fails(run("new", folder, "--project", path, "--protocol", guideline), 1, "names no classes", "--classes")
    assert not path.exists()
    assert run("new", folder, "--project", path, "--protocol", guideline, "--classes", "a,b")[:2] == (0, "")


def test_a_broken_file_makes_no_project(run, tmp_path, folder, file):  # noqa: F811
    path = tmp_path / "p.dal"
    file.write_text(FILE.replace("  - Other", "  - MILD"), "utf-8")
    fails(run("new", folder, "--project", path, "--protocol", file), 1, "grading.md", "Line 10", "two classes")
    assert not path.exists()


def test_export_does_not_touch_samples_or_the_project(run, tmp_path, folder, file):  # noqa: F811
    path = tmp_path / "p.dal"
    run("new", folder, "--project", path, "--protocol", file)
    assert run("export", path, "--format", "protocol", "--out", tmp_path / "x.md")[0] == 0
    before = path.read_bytes()
    fails(run("export", path, "--format", "protocol", "--out", path), 1, "project's own file")
    fails(run("export", path, "--format", "protocol", "--out", folder / "x.md"), 1, "sample folder")
    fails(run("export", path, "--format", "protocol", "--out", tmp_path / "no" / "x.md"), 1)
    assert path.read_bytes() == before
    assert not (folder / "x.md").exists()


def test_files_that_are_no_guideline(tmp_path):
    path = tmp_path / "g.md"
    path.write_bytes("\ufeff## Mild\r\nÜber\r\n".encode())
    assert read_protocol_file(path)[0].text == "## Mild\nÜber\n"
    for data, word in (
        (b"\xff\xfe\x00", "UTF-8"),
        (b"a\0b", "not a text"),
        (b"x" * (MAX_BYTES + 1), "larger"),
        (b" \n", "is empty"),
        (b"", "is empty"),
        (b"---\nname: [\n---\n", "g.md cannot be used. Line"),
    ):
        path.write_bytes(data)
        with pytest.raises(CannotRead, match=word):
            read_protocol_file(path)
    for missing in (tmp_path / "none.md", tmp_path):
        with pytest.raises(CannotRead, match="cannot be read"):
            read_protocol_file(missing)


@pytest.mark.skipif(os.name == "nt" or (hasattr(os, "geteuid") and os.geteuid() == 0), reason="no such permissions")
def test_a_file_that_may_not_be_read(file):
    file.chmod(0)
    with pytest.raises(CannotRead, match="cannot be read"):
        read_protocol_file(file)
