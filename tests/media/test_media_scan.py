import os
import sys
import time
from pathlib import Path

import pytest

from desktop_al.core.errors import CannotRead
from desktop_al.core.shapes import Found
from desktop_al.media.export_rows import COLUMNS
from desktop_al.media.paths import public_name, real_path
from desktop_al.media.scan import ScanReport, scan

posix = pytest.mark.skipif(sys.platform == "win32", reason="names and links of POSIX systems")


def touch(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def listed(root: Path, chunk: int = 2000) -> tuple[list[Found], ScanReport]:
    scanning = scan(root, chunk=chunk)
    return [found for part in scanning for found in part], scanning.report


def names(root: Path) -> list[str]:
    return [found.name for found in listed(root)[0]]


def test_natural_order_files_before_folders(tmp_path: Path) -> None:
    touch(
        tmp_path, "img10.png", "IMG2.png", "img1.JPG", "img02.png", "b10/a.txt", "b9/z2.txt", "b9/z1.TXT", "b9/c/d.md"
    )
    assert names(tmp_path) == [
        "img1.JPG",
        "IMG2.png",
        "img02.png",
        "img10.png",
        "b9/z1.TXT",
        "b9/z2.txt",
        "b9/c/d.md",
        "b10/a.txt",
    ]


def test_kinds_sizes_and_what_is_passed_over(tmp_path: Path) -> None:
    touch(
        tmp_path, "a.png", "b.txt", "c.pdf", "d.PDF", "README", ".hidden.png", ".git/x.png", "deep/.cache/y.png", "png"
    )
    (tmp_path / "dir.png").mkdir()
    (tmp_path / "dir.png" / "in.png").write_bytes(b"")
    samples, report = listed(tmp_path)
    assert [(s.path, s.kind, s.size, s.row) for s in samples] == [
        ("a.png", "image", 1, -1),
        ("b.txt", "text", 1, -1),
        ("dir.png/in.png", "image", 0, -1),
    ]
    assert samples[0].mtime_ns == (tmp_path / "a.png").stat().st_mtime_ns
    assert report.samples == 3
    assert report.other == {".pdf": 2, "": 2}


def test_chunks_the_first_small_and_cancelling(tmp_path: Path) -> None:
    touch(tmp_path, *(f"{i}.txt" for i in range(300)))
    assert [len(part) for part in scan(tmp_path, chunk=100)] == [64, 100, 100, 36]
    assert [len(part) for part in scan(tmp_path, chunk=10)][:2] == [10, 10]
    stop: list[bool] = []
    scanning = scan(tmp_path, chunk=100, cancelled=lambda: bool(stop))
    assert len(next(scanning)) == 64
    stop.append(True)
    assert list(scanning) == []


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    touch(tmp_path, "file.txt")
    for place in (tmp_path / "none", tmp_path / "file.txt"):
        with pytest.raises(CannotRead, match="is not there"):
            next(scan(place))
    (tmp_path / "empty").mkdir()
    assert names(tmp_path / "empty") == []


@posix
def test_links(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    touch(root, "sub/a.png", ".store/object")
    touch(outside, "secret.png")
    (root / "out.png").symlink_to(outside / "secret.png")
    (root / "outdir").symlink_to(outside)
    (root / "broken.png").symlink_to(root / "nothing")
    (root / "loop").symlink_to(root)
    (root / "sub" / "up").symlink_to("..")
    (root / "sub" / "self.png").symlink_to("self.png")
    (root / "kept.png").symlink_to(".store/object")
    samples, report = listed(root)
    assert [s.path for s in samples] == ["kept.png", "sub/a.png"]
    assert set(report.outside) == {"out.png", "outdir", "broken.png", "sub/self.png"}
    # The folder itself may be reached through a link.
    (tmp_path / "door").symlink_to(root)
    assert names(tmp_path / "door") == ["kept.png", "sub/a.png"]
    assert real_path(tmp_path / "door", "sub/a.png").read_bytes() == b"x"
    assert real_path(root, "kept.png").read_bytes() == b"x"
    for name in (
        "out.png",
        "outdir/secret.png",
        "../outside/secret.png",
        "/etc/passwd",
        "sub/../sub/a.png",
        "",
        "a\0b",
    ):
        with pytest.raises(CannotRead):
            real_path(root, name)


@posix
def test_odd_names_are_valid_unicode_and_lead_back(tmp_path: Path) -> None:
    plain = ["line\nbreak.txt", "😀 emoji.txt", "back\\slash.txt", 'quote".txt']
    decomposed = "de\u0301composed"
    (tmp_path / decomposed).mkdir()
    for name in [*plain, f"{decomposed}/e\u0301.txt"]:
        (tmp_path / name).write_text(name)
    raw = os.fsencode(tmp_path) + b"/latin\xe9.txt"
    try:
        with open(raw, "wb") as file:
            file.write(b"raw")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    found = names(tmp_path)
    assert set(found) == {*plain, "latin\\xe9.txt", "d\u00e9composed/\u00e9.txt"}
    for name in found:
        name.encode("utf-8")
        assert real_path(tmp_path, name).exists()
    assert real_path(tmp_path, "latin\\xe9.txt").read_bytes() == b"raw"
    assert real_path(tmp_path, "d\u00e9composed/\u00e9.txt").read_text() == f"{decomposed}/e\u0301.txt"
    with pytest.raises(CannotRead, match="not there any more"):
        real_path(tmp_path, "gone.txt")


@posix
def test_two_files_of_one_public_name_give_one_sample_and_a_report(tmp_path: Path) -> None:
    touch(tmp_path, "\u00e9.txt", "e\u0301.txt", "plain.txt")
    if len(os.listdir(tmp_path)) < 3:
        pytest.skip("this file system knows only one form of a name")
    samples, report = listed(tmp_path)
    assert [s.path for s in samples] == ["plain.txt", "\u00e9.txt"]
    assert report.same_name == ("\u00e9.txt",)
    assert public_name("\ud83d.txt") == "\\ud83d.txt"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_is_passed_over_and_reported(tmp_path: Path) -> None:
    touch(tmp_path, "a.png", "closed/b.png", "open/c.png")
    (tmp_path / "closed").chmod(0)
    try:
        samples, report = listed(tmp_path)
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert [s.path for s in samples] == ["a.png", "open/c.png"]
    assert [path for path, _ in report.unreadable] == ["closed"]


@posix
def test_a_folder_that_cannot_be_listed_is_reported_to_root_as_well(tmp_path: Path) -> None:
    """A path longer than the system takes fails for everybody, root included."""
    touch(tmp_path, "a.png")
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        for _ in range(20):
            os.mkdir("d" * 250)
            os.chdir("d" * 250)
    finally:
        os.chdir(here)
    samples, report = listed(tmp_path)
    assert [s.path for s in samples] == ["a.png"]
    assert len(report.unreadable) == 1
    assert "too long" in report.unreadable[0][1]


@posix
def test_a_pipe_is_no_sample(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert names(tmp_path) == []


def test_rows_of_tables_are_samples_and_exports_are_not(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,text\n1,one\n\n2,two\n")
    (tmp_path / "labels.csv").write_text(",".join(COLUMNS) + "\n" + ",".join("x" * len(COLUMNS)) + "\n")
    (tmp_path / "u.jsonl").write_text('{"text": "x"}\n')
    (tmp_path / "broken.csv").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "empty.csv").write_bytes(b"")
    samples, report = listed(tmp_path)
    assert [s.name for s in samples] == ["t.csv#0", "t.csv#1", "u.jsonl#0"]
    assert {s.kind for s in samples} == {"text"}
    assert report.exports == ("labels.csv",)
    assert [path for path, _ in report.unreadable] == ["broken.csv"]


@pytest.mark.alone
def test_speed(tmp_path: Path) -> None:
    """A twentieth of the size the program is made for, with room for a busy machine."""
    for folder in range(5):
        (tmp_path / f"d{folder}").mkdir()
        for i in range(1000):
            os.close(os.open(tmp_path / f"d{folder}" / f"img{i}.png", os.O_CREAT | os.O_WRONLY))
    start = time.perf_counter()
    scanning = scan(tmp_path)
    first = next(scanning)
    to_first = time.perf_counter() - start
    total = len(first) + sum(map(len, scanning))
    assert total == 5000
    assert to_first < 0.5
    assert time.perf_counter() - start < 1.5
