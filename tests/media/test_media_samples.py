import hashlib
import os
import re
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_al.core.errors import CannotRead
from desktop_al.core.shapes import Found
from desktop_al.media import samples
from desktop_al.media.images import Picture
from desktop_al.media.samples import content_hash, load, read_bytes, sample_id
from desktop_al.media.scan import scan
from desktop_al.media.texts import Text
from tests.media.made_files import encoded, photo


def found(path: str) -> Found:
    return Found(path, "image", 0, 0)


def test_identity_and_content_hash() -> None:
    name = "dé/😀.png"
    assert sample_id(name) == hashlib.sha256(name.encode()).digest()[:16]
    assert sample_id(unicodedata.normalize("NFD", name)) == sample_id(name)
    assert sample_id("t.csv#1") != sample_id("t.csv#2")
    assert content_hash(b"a") == hashlib.blake2b(b"a", digest_size=16).digest()


def test_load_by_extension_and_sniffed_content(tmp_path: Path) -> None:
    data = encoded(".jpg", photo())
    (tmp_path / "really a jpeg.PNG").write_bytes(data)
    loaded = load(tmp_path, found("really a jpeg.PNG"), 40)
    assert isinstance(loaded.content, Picture)
    assert loaded.content.pixels.shape == (32, 40, 3)
    assert (loaded.content.width, loaded.content.height) == (80, 64)
    assert loaded.digest == content_hash(data)
    (tmp_path / "a.md").write_text("# Title\nwords")
    loaded = load(tmp_path, found("a.md"))
    assert loaded.content == Text("# Title\nwords", 3, "utf-8")


def test_causes_in_words(tmp_path: Path) -> None:
    (tmp_path / "dir.png").mkdir()
    (tmp_path / "empty.png").write_bytes(b"")
    (tmp_path / "a.exe").write_bytes(b"")
    cases = {"gone.png": "not there any more", "dir.png": "a folder, not a file", "empty.png": "The file is empty."}
    cases |= {"a.exe": "of this kind are not read", "../a.png": "does not belong", "a.png/b.png": "not there any more"}
    (tmp_path / "a.png").write_bytes(b"x")
    for name, words in cases.items():
        with pytest.raises(CannotRead, match=words):
            load(tmp_path, found(name))


def test_causes_do_without_names(tmp_path: Path) -> None:
    """Names may be hidden from the one who labels: the folder of a sample can be its class."""
    folder = tmp_path / "cats"
    folder.mkdir()
    (folder / "data.csv").write_text('text,x\nhello there,1\n"",2\n"open,3\n')
    (folder / "cats.exe").write_bytes(b"")
    (folder / "cats.jsonl").write_text("[\n")
    if os.name == "posix":
        (folder / "link.txt").symlink_to(tmp_path.parent)
    rows = [one for part in scan(tmp_path) for one in part if one.path == "cats/data.csv"]
    broken = [*rows[1:], replace(rows[0], size=1), replace(rows[0], length=2**40)]
    names = ("gone.txt", "cats.exe", "link.txt", "../cats.txt", "data.csv/cats.txt", "cats\x00.txt")
    broken += [found(f"cats/{name}") for name in names] + [Found("cats/cats.jsonl", "text", 2, 0, 0, 0, 1)]
    for one in broken:
        with pytest.raises(CannotRead) as caught:
            load(tmp_path, one)
        assert not re.search(r"cats|data\.csv|link|gone", str(caught.value)), one
        assert str(caught.value).endswith(".")


def test_too_large_is_found_before_reading(tmp_path: Path) -> None:
    """A sparse file: it has the size, not the blocks."""
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(samples.MAX_TEXT + 1)
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(samples.MAX_IMAGE + 1)
    for name in ("a.txt", "a.png"):
        with pytest.raises(CannotRead, match="too large"):
            read_bytes(tmp_path, found(name))


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and modes of POSIX systems")
def test_a_pipe_does_not_hang_and_permission_is_said(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(CannotRead, match="not an ordinary file"):
        read_bytes(tmp_path, found("pipe.png"))
    (tmp_path / "closed.png").write_bytes(b"x")
    (tmp_path / "closed.png").chmod(0)
    if os.geteuid() != 0:
        with pytest.raises(CannotRead, match="no permission"):
            read_bytes(tmp_path, found("closed.png"))
