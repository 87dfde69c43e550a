"""What can go wrong, made to go wrong: broken files, full and absent disks, other programs, killed processes."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from desktop_al.loop.opening import NewProject, create_project
from tests.pictures.first_pages import ROOT
from tests.pictures.projects import digits, image_project
from tests.pictures.scenes import CannotPlay, Scene
from tests.pictures.stand import Stand, kill, write

_HOLDER = """
import sys
from pathlib import Path
from desktop_al.store.project_file import open_project
file = open_project(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def unreadable(stand: Stand) -> Iterator[Scene]:
    """A picture whose second half is missing: its header is fine, so that only looking at it shows it."""
    path, truth = image_project(stand, 12)
    folder = stand.place / "Forms images"
    whole = (folder / "form-001.png").read_bytes()
    write(folder, "form-001.png", whole[: len(whole) // 2])
    stand.open(path)
    stand.answer(truth, 3)
    place = next(i for i in range(len(stand.project.pool)) if stand.project.pool.rows[i].path == "form-001.png")
    stand.project.serving.visit(place)
    stand.until(stand.shown)
    yield Scene("error-unreadable", ("This image cannot be read", "Nothing is wrong with your labels."), main=True)


@contextlib.contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """A file system of 24 MB of its own."""
    place.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)]
    if sys.platform != "linux" or os.geteuid() != 0:
        raise CannotPlay("A disk that can be filled needs the superuser of a Linux system.")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotPlay(f"A disk that can be filled cannot be made here: {done.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


def fill(place: Path, name: str) -> Path:
    path = place / name
    with contextlib.suppress(OSError), open(path, "wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return path


def full_disk(stand: Stand) -> Iterator[Scene]:
    truth = digits(stand.place / "Forms images", 60)
    with small_disk(stand.place / "stick") as disk:
        path = disk / "Forms.dal"
        new = NewProject(path, stand.place / "Forms images", tuple("1234567890"), "Ines", kind="image", seed=5)
        create_project(new, stand.home)
        stand.open(path)
        balloon = path.with_name("Forms.dal-balloon")
        stand.until(lambda: balloon.exists() and balloon.stat().st_size == 4 << 20)
        learning = stand.project.learning
        assert learning is not None
        stand.until(lambda: learning.features_done == 1.0 and not learning.extracting)
        stand.answer(truth, 5)
        fill(disk, "film.mkv")
        for _ in range(12):
            stand.answer(truth, 1)
            stand.rest(0.1)
            if "reserve" in stand.project.notices:
                break
        stand.settle()
        yield Scene("error-disk-full", ("The disk is full. Your labels are safe.", "Check again"), main=True)
        stand.window.escape()
        yield Scene("error-disk-full-folded", ("The disk is full. Your labels are safe.", "Show"))
        fill(disk, "more.mkv")
        for _ in range(30):
            stand.answer(truth, 1)
            stand.rest(0.15)
            if stand.project.notices.troubled:
                break
        stand.settle()
        said = "The disk is full. Your labels are kept in memory."
        yield Scene("error-not-saved", ("Not saved yet", said), main=True)
        # What other writing gave back meanwhile is taken too.
        fill(disk, "rest.mkv")
        stand.answer(truth, 2)
        assert not stand.session.close_project(), "there was room for the last labels"
        yield Scene("error-close-unsaved", ("Not saved yet", "Check again"))
        (disk / "film.mkv").unlink()
        (disk / "more.mkv").unlink()
        (disk / "rest.mkv").unlink()
        stand.until(lambda: stand.project.unsaved == 0)
        stand.end()


def in_use(stand: Stand) -> Iterator[Scene]:
    path, truth = image_project(stand, 20)
    stand.open(path)
    stand.answer(truth, 4)
    stand.until(lambda: stand.project.unsaved == 0)
    stand.end()
    command = [sys.executable, "-c", _HOLDER, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        stand.open(path)
        said = "This project is open in another window or by another annotator."
        yield Scene("error-in-use", ("Open to look only. Nothing can be changed.", said, "Look only"), main=True)
        stand.project.notices.put("look_only", None)
        yield Scene("label-look-only", ("Look only",))
        stand.do("tab.protocol")
        yield Scene("protocol-look-only", ("Nothing here can be changed.",))
        stand.do("tab.samples")
        stand.rest(0.5)
        yield Scene("samples-look-only")
        stand.session.settings.show("learning")
        yield Scene("settings-look-only")
        stand.end()
        holder.stdin.close()


def folders(stand: Stand) -> Iterator[Scene]:
    path, truth = image_project(stand, 20)
    stand.open(path)
    stand.answer(truth, 4)
    stand.until(lambda: stand.project.unsaved == 0)
    stand.session.close_project()
    folder = stand.place / "Forms images"
    folder.rename(stand.place / "Moved images")
    stand.open(path)
    stand.until(lambda: stand.project.notices.all())
    yield Scene("error-folder-moved", ("The sample folder is not there.", "Show where it is"), main=True)
    stand.session.close_project()
    write(folder, "readme.docx", b"PK\x03\x04")
    create_project(
        NewProject(stand.place / "New.dal", folder, ("A", "B"), "Ines", kind="image"),
        stand.home,
    )
    stand.open(stand.place / "New.dal")
    yield Scene("error-folder-empty", ("No images in Forms images yet", "Show where they are"), main=True)


def all_answered(stand: Stand) -> Iterator[Scene]:
    path, truth = image_project(stand, 8)
    stand.open(path)
    stand.answer(truth, 5)
    for _ in range(3):
        stand.until(stand.shown)
        stand.project.unsure()
    stand.until(lambda: stand.project.serving.current is None)
    yield Scene("queue-empty", ("Every sample has an answer", "3 are marked Unsure", "Look at them now"), main=True)


def model_failed(stand: Stand) -> Iterator[Scene]:
    """Every picture is cut off behind its header: there is nothing that the first round could learn from."""
    path, _ = image_project(stand, 6)
    for image in sorted((stand.place / "Forms images").iterdir()):
        image.write_bytes(image.read_bytes()[:600])
    stand.open(path)
    learning = stand.project.learning
    assert learning is not None
    stand.until(lambda: learning.failed)
    said = "No sample could be read for learning yet."
    yield Scene("error-model-failed", ("Learning is paused", said), main=True)


def worker_died(stand: Stand) -> Iterator[Scene]:
    path, truth = image_project(stand, 60)
    stand.open(path)
    stand.answer(truth, 3)
    learning = stand.project.learning
    assert learning is not None
    end = time.monotonic() + 60
    while not learning.failed and time.monotonic() < end:
        with contextlib.suppress(ProcessLookupError):
            kill(learning.worker_pid)
        stand.rest(0.2)
    stand.settle()
    yield Scene("error-worker-died", ("Learning is paused",))


def damaged(stand: Stand) -> Iterator[Scene]:
    """Killed in the middle of the work; then the end of the write-ahead log is lost, as with a pulled-out disk."""
    path, _ = image_project(stand, 20)
    _die_with_answers(stand, path)
    log = path.with_name("Forms.dal-wal")
    with open(log, "r+b") as file:
        file.truncate(log.stat().st_size // 2)
    stand.open(path)
    yield Scene("error-recovered", ("The end of the project file was damaged. Nothing is lost.",), main=True)
    stand.end()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    stand.session.open_path(path)
    yield Scene("error-newer-project", ("later version of the program",), main=True)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    stand.session.open_path(path)
    yield Scene("error-damaged-project")


_WORKER = """
import os, sys, signal
from pathlib import Path
sys.path.insert(0, str(Path.cwd()))
from tests.loop.desk import Desk
def main():
    desk = Desk(Path(sys.argv[1]))
    desk.__enter__()
    desk.scanned()
    for _ in range(9):
        desk.ready()
        desk.project.label(desk.project.classes[0].id)
    assert desk.project.wait_saved(10)
    os.kill(os.getpid(), signal.SIGKILL)
if __name__ == "__main__":
    main()
"""


def _die_with_answers(stand: Stand, path: Path) -> None:
    script = write(stand.place, "die.py", _WORKER)
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    done = subprocess.run([sys.executable, str(script), str(path)], cwd=ROOT, env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    shutil.rmtree(stand.place / "home", ignore_errors=True)
