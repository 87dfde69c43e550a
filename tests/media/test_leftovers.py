"""What an export that was killed leaves beside its place, and who clears it away."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_al.media.leftovers import clear_away, marked, new_name, temporary
from desktop_al.media.new_folder import make_folder
from desktop_al.media.replace import replace_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked there")

_WRITING = """
import sys, time
from pathlib import Path
from desktop_al.media.new_folder import make_folder
from desktop_al.media.replace import replace_file

def fill(folder):
    (folder / "cat").mkdir()
    (folder / "cat" / "a.png").write_bytes(b"half")
    print("at work", flush=True)
    time.sleep(60)

def write(file):
    file.write(b"half")
    file.flush()
    print("at work", flush=True)
    time.sleep(60)

where = Path(sys.argv[2])
make_folder(where, fill) if sys.argv[1] == "folder" else replace_file(where, write)
"""


def parts(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".part")]


def age(folder: Path) -> None:
    for name in parts(folder):
        os.utime(folder / name, (1, 1))


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_the_next_export_clears_away_what_a_killed_one_left(tmp_path, kind):
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITING, kind, str(tmp_path / "out")], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout.readline() == "at work\n"
        age(tmp_path)
        clear_away(tmp_path)
        assert len(parts(tmp_path)) == 1, "its process lives"
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert len(parts(tmp_path)) == 1
    if kind == "folder":
        make_folder(tmp_path / "out", lambda folder: (folder / "b.png").write_bytes(b"whole"))
        assert [path.name for path in (tmp_path / "out").iterdir()] == ["b.png"]
    else:
        replace_file(tmp_path / "out", lambda file: file.write(b"whole"))
        assert (tmp_path / "out").read_bytes() == b"whole"
    assert os.listdir(tmp_path) == ["out"]


def test_nothing_else_is_touched(tmp_path):
    other, young, elsewhere = tmp_path / ".writing-mine.part", new_name(tmp_path), tmp_path / "elsewhere"
    link = new_name(tmp_path)
    elsewhere.mkdir()
    (elsewhere / "a").write_bytes(b"a")
    link.symlink_to(elsewhere)
    other.mkdir()
    os.utime(other, (1, 1))
    os.utime(link, (1, 1), follow_symlinks=False)
    young.mkdir()
    clear_away(tmp_path)
    assert other.is_dir()
    assert young.is_dir(), "it may be about to be marked"
    assert link.is_symlink()
    assert (elsewhere / "a").exists()
    clear_away(tmp_path / "nowhere")


def test_a_temporary_file_is_marked_and_goes(tmp_path):
    place = new_name(tmp_path)
    with temporary(place):
        os.utime(place, (1, 1))
        clear_away(tmp_path)
        assert place.exists()
    assert not place.exists()


def test_a_mark_ends_with_its_block(tmp_path):
    place = new_name(tmp_path)
    place.mkdir()
    os.utime(place, (1, 1))
    with marked(place):
        clear_away(tmp_path)
        assert place.exists()
    clear_away(tmp_path)
    assert not place.exists()


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_is_put_in_its_place_after_long_work_is_not_taken_for_left_behind(tmp_path, monkeypatch, kind):
    name = "rename" if kind == "folder" else "replace"
    really = getattr(os, name)

    def put(source: Path, target: Path) -> None:
        os.utime(source, (1, 1))
        # As another export that begins there does.
        clear_away(tmp_path)
        really(source, target)

    monkeypatch.setattr(os, name, put)
    if kind == "folder":
        make_folder(tmp_path / "out", lambda folder: (folder / "a.png").write_bytes(b"whole"))
        assert (tmp_path / "out" / "a.png").read_bytes() == b"whole"
    else:
        replace_file(tmp_path / "out", lambda file: file.write(b"whole"))
        assert (tmp_path / "out").read_bytes() == b"whole"
