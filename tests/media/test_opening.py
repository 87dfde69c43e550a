"""What is opened lies inside the folder at the moment of opening, whatever happens around it."""

import itertools
import os
import sys
import threading
import time
from pathlib import Path

import pytest

from desktop_al.core.errors import CannotRead
from desktop_al.core.shapes import Found
from desktop_al.media import opening
from desktop_al.media.opening import open_inside
from desktop_al.media.samples import check, load, read_bytes

posix = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
SECRET = b"kept elsewhere"


@pytest.fixture(params=["handles", "compared"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of opening, whichever this system takes."""
    if request.param == "compared":
        monkeypatch.setattr(opening, "_BY_HANDLES", False)
    elif not opening._BY_HANDLES:
        pytest.skip("this system has no handles of folders")
    return str(request.param)


def read(root: Path, name: str) -> bytes:
    with open_inside(root, name) as file:
        return file.read()


@posix
def test_links_within_the_folder_are_followed_and_others_are_not(tmp_path: Path, way: str) -> None:
    root, outside = tmp_path / "folder", tmp_path / "outside"
    (root / "a" / "b").mkdir(parents=True)
    outside.mkdir()
    (outside / "s.txt").write_bytes(SECRET)
    (root / "a" / "b" / "t.txt").write_bytes(b"inside")
    (root / "near.txt").symlink_to("a/b/t.txt")
    (root / "absolute.txt").symlink_to(root / "a" / "b" / "t.txt")
    (root / "short").symlink_to("a/b", target_is_directory=True)
    (root / "far.txt").symlink_to(outside / "s.txt")
    (root / "round").symlink_to("../outside", target_is_directory=True)
    (root / "back").symlink_to("..", target_is_directory=True)
    (root / "loop").symlink_to("loop")
    for name in ("a/b/t.txt", "near.txt", "absolute.txt", "short/t.txt"):
        assert read(root, name) == b"inside"
    for name in ("far.txt", "round/s.txt", "back/outside/s.txt", "../outside/s.txt", "/etc/passwd", "loop", "a", ""):
        with pytest.raises(CannotRead):
            read(root, name)
    (tmp_path / "link to the folder").symlink_to(root)
    assert read(tmp_path / "link to the folder", "short/t.txt") == b"inside"


@posix
def test_a_folder_exchanged_for_a_link_between_looking_and_opening_gives_nothing_from_outside(
    tmp_path: Path,
) -> None:
    if not opening._BY_HANDLES:
        pytest.skip("this system has no handles of folders: there the moment is only made shorter")
    root, outside = tmp_path / "folder", tmp_path / "outside"
    (root / "d").mkdir(parents=True)
    outside.mkdir()
    (outside / "t.txt").write_bytes(SECRET)
    (root / "d" / "t.txt").write_bytes(b"inside")
    (root / "link").symlink_to(outside)
    found = Found("d/t.txt", "text", len(b"inside"), 0)
    done = threading.Event()

    def exchange() -> None:
        rests = 0
        while not done.is_set():
            os.rename(root / "d", root / "aside")
            os.rename(root / "link", root / "d")
            os.rename(root / "d", root / "link")
            os.rename(root / "aside", root / "d")
            # So that it is also read now and then, on a machine that does other things.
            rests += 1
            time.sleep(0.01 if rests % 3 == 0 else 0.0)

    thread = threading.Thread(target=exchange)
    thread.start()
    came, refused = 0, set()
    try:
        end = time.monotonic() + 20
        for at in itertools.count():
            if (at >= 400 and came) or time.monotonic() > end:
                break
            try:
                if at % 3 == 2:
                    load(root, found)
                data = read_bytes(root, found)
                assert data == b"inside"
                came += 1
            except CannotRead as error:
                refused.add(str(error))
    finally:
        done.set()
        thread.join()
    # How often the exchange is met is chance; the next test decides it.
    assert came


@posix
def test_a_link_that_comes_after_the_look_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """The race decided: the exchange happens exactly between looking and opening."""
    root, outside = tmp_path / "folder", tmp_path / "outside"
    (root / "d").mkdir(parents=True)
    outside.mkdir()
    for place in (root / "d", outside):
        (place / "t.txt").write_bytes(SECRET if place == outside else b"inside")
    looked = opening.is_inside
    calls = []

    def then_exchange(path: str, home: str) -> bool:
        found = looked(path, home)
        calls.append(path)
        if len(calls) == 1:
            (root / "d").rename(root / "old")
            (root / "d").symlink_to(outside)
        return found

    monkeypatch.setattr(opening, "is_inside", then_exchange)
    # The quick way opens without having looked, and so leaves no moment in between.
    monkeypatch.setattr(opening, "_plainly", lambda *_: None)
    with pytest.raises(CannotRead, match=r"exchanged|outside|not there"):
        read(root, "d/t.txt")
    assert calls


@posix
def test_pipes_folders_and_devices_are_no_samples(tmp_path: Path, way: str) -> None:
    os.mkfifo(tmp_path / "p.txt")
    (tmp_path / "f.txt").mkdir()
    for name in ("p.txt", "f.txt"):
        with pytest.raises(CannotRead, match=r"not an ordinary|folder"):
            check(tmp_path, Found(name, "text", 0, 0))
    with pytest.raises(CannotRead, match="not there"):
        read(tmp_path, "gone.txt")


@posix
def test_no_handle_stays_open(tmp_path: Path, way: str) -> None:
    place = Path("/proc/self/fd")
    if not place.is_dir():
        pytest.skip("the open files of a process are not listed here")
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "t.txt").write_bytes(b"x")
    (tmp_path / "far").symlink_to("/etc/passwd")
    before = len(list(place.iterdir()))
    for _ in range(20):
        assert read(tmp_path, "a/b/t.txt") == b"x"
        for name in ("a/b", "a/b/none", "far"):
            with pytest.raises(CannotRead):
                read(tmp_path, name)
    assert len(list(place.iterdir())) == before
