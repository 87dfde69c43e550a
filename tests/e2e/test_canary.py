"""Nothing of an encrypted project outside of its file: names, texts and pictures that carry canaries, a working day in
the real window, and then every byte that was written anywhere is looked through."""

import os
import random
import signal
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from desktop_al.loop.locks import lock
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.media.images import write_png
from desktop_al.store import keyring, sealing
from desktop_al.store.verify import verify
from tests.e2e.canary_play import CANARY
from tests.on_disk import contents

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "zanzi correct horse"
#: One row of pixels that is nowhere else.
NOISE = random.Random(5).randbytes(3 * 60)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at core files and signals as on Linux")


class Place:
    """A person's world: home, caches, temporary files, the program's own folder, two projects; and their samples."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.world, self.out = folder / "world", folder / "out"
        names = ("home", "config", "cache", "data", "state", "run", "tmp", "work", "program", "projects")
        self.parts = {name: self.world / name for name in names}
        for part in (*self.parts.values(), self.out):
            part.mkdir(parents=True, mode=0o700)
        self.texts = self._project("texts", write_texts)
        self.images = self._project("images", write_images)

    def _project(self, name: str, write: Callable[[Path], None]) -> Path:
        samples, path = self.folder / f"{CANARY}-{name}", self.parts["projects"] / f"{name}.dal"
        samples.mkdir()
        write(samples)
        new = NewProject(
            path,
            samples,
            (f"{CANARY} one", f"{CANARY} two"),
            f"{CANARY} Kim",
            name=f"{CANARY} {name}",
            protocol=f"# {CANARY} guideline\n\n## {CANARY} one\n\nWhat {CANARY} says.\n",
            definitions=(f"{CANARY} definition",),
            passphrase=PASSPHRASE,
        )
        create_project(new, self.parts["program"])
        return path

    def environment(self) -> dict[str, str]:
        kept = {n: v for n, v in os.environ.items() if n in ("PATH", "LD_LIBRARY_PATH", "LANG")}
        parts = {name: str(path) for name, path in self.parts.items()}
        return kept | {
            "HOME": parts["home"],
            "XDG_CONFIG_HOME": parts["config"],
            "XDG_CACHE_HOME": parts["cache"],
            "XDG_DATA_HOME": parts["data"],
            "XDG_STATE_HOME": parts["state"],
            "XDG_RUNTIME_DIR": parts["run"],
            "TMPDIR": parts["tmp"],
            "DESKTOP_AL_HOME": parts["program"],
            "DESKTOP_AL_PASSPHRASE": PASSPHRASE,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
        }

    def play(self, part: str) -> int:
        """Returns the exit code. What is said on standard error is kept by the desktop: in the home."""
        arguments = map(str, (self.texts, self.images, self.parts["work"], self.out, part))
        with open(self.parts["home"] / ".xsession-errors", "ab") as errors:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.e2e.canary_play", *arguments],
                cwd=self.parts["work"],
                env=self.environment(),
                stdout=subprocess.PIPE,
                stderr=errors,
            )
            assert process.stdout is not None
            ready = process.stdout.readline()
            assert ready.startswith(b"ready"), process.stdout.read().decode()
            if part == "again":
                process.kill()
            code = process.wait(120)
            process.stdout.close()
        return code

    def said(self) -> str:
        return (self.parts["home"] / ".xsession-errors").read_text("utf-8", "replace")

    def leaks(self) -> list[str]:
        """Where something of the project can be read, file by file."""
        found = []
        for path in sorted(self.world.rglob("*")):
            place = path.relative_to(self.world).as_posix()
            if CANARY.lower() in place.lower():
                found.append(f"{place}: its name")
            if path.is_file() and not path.is_symlink():
                found += [f"{place}: {what}" for _, data in contents([path]) for what in told(data)]
        return found


def told(data: bytes) -> list[str]:
    """What of the project's contents stands in ``data``."""
    small = data.lower()
    texts = {"utf-8": CANARY.lower().encode(), "hex": CANARY.encode().hex().encode()}
    texts |= {name: CANARY.lower().encode(name) for name in ("utf-16-le", "utf-16-be")}
    found = [f"a name as {name}" for name, text in texts.items() if text in small]
    rows = {"RGB": np.frombuffer(NOISE, np.uint8).reshape(-1, 3)}
    rows["BGR"] = rows["RGB"][:, ::-1]
    opaque = np.full((len(rows["RGB"]), 1), 255, np.uint8)
    rows |= {f"{name}A": np.hstack((row, opaque)) for name, row in list(rows.items())}
    return found + [f"pixels as {name}" for name, row in rows.items() if row.tobytes() in data]


def write_texts(folder: Path) -> None:
    rng = random.Random(1)
    for number in range(24):
        own = ("valve pump leak seal", "invoice tax bank sum")[number % 2].split()
        words = " ".join(rng.choice(own) for _ in range(12))
        (folder / f"{CANARY}-{number:02d}.txt").write_text(f"{CANARY} word {number} {words}", "utf-8")


def write_images(folder: Path) -> None:
    rng = np.random.default_rng(1)
    for number in range(32):
        pixels = rng.integers(0, 255, (40, 60, 3), np.uint8)
        pixels[:, :, number % 2] //= 4
        pixels[7] = np.frombuffer(NOISE, np.uint8).reshape(-1, 3)
        path = folder / f"{CANARY}-{number:02d}.png"
        write_png(path, pixels)
        data, words = path.read_bytes(), f"Comment\0{CANARY} in the picture".encode()
        exif = b"MM\0*\0\0\0\x08\0\1\x01\x0e\0\2" + struct.pack(">II", len(CANARY) + 1, 26) + b"\0\0\0\0"
        exif += CANARY.encode() + b"\0"
        extra = b"".join(chunk(kind, body) for kind, body in ((b"tEXt", words), (b"eXIf", exif)))
        path.write_bytes(data[:33] + extra + data[33:])


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "calibrated", lambda: sealing.FLOOR)


def test_what_is_looked_for_would_be_found() -> None:
    row = np.frombuffer(NOISE, np.uint8).reshape(-1, 3)
    assert told(b"x" + row[:, ::-1].tobytes()) == ["pixels as BGR"]
    assert told(f"x{CANARY}".encode("utf-16-be")) == ["a name as utf-16-be"]
    assert told(CANARY.upper().encode()) == ["a name as utf-8"]


def cores(place: Place) -> list[Path]:
    return [path for path in place.folder.rglob("core*") if path.is_file()]


@pytest.mark.timeout(400)
@pytest.mark.usefixtures("quick")
def test_a_working_day_leaves_nothing_behind(tmp_path: Path) -> None:
    place = Place(tmp_path)
    assert place.play("day") == -signal.SIGSEGV, place.said()
    assert (place.out / f"{CANARY}-labels.csv").read_text("utf-8").count(CANARY) > 14
    assert "KeyError" in place.said(), "an error was told"
    assert "encrypted: yes" in (place.parts["work"] / "support.txt").read_text("utf-8")
    assert "item-" in (place.parts["program"] / "logs" / "desktop_al.log").read_text("utf-8")
    assert cores(place) == []
    there = {path.name for path in place.parts["projects"].iterdir()}
    # The balloon is room for a full disk, the side file can be computed again.
    beside = {f"texts.dal{x}" for x in ("", "-balloon", "-cache")}
    assert {name for name in there if name.startswith("texts")} <= {*beside, "texts-backups"}
    assert list((place.parts["projects"] / "texts-backups").glob("*.dal")), "a backup was made on closing"
    assert "images.dal-keys" in there, "it was not closed"
    assert place.leaks() == []
    assert place.play("again") == -signal.SIGKILL, place.said()
    assert place.leaks() == []
    for project in (place.texts, place.images):
        keyring.unlock(project, PASSPHRASE)
        try:
            assert verify(project).ok
            assert verify(project).annotations >= 12
        finally:
            lock(project)
    assert place.leaks() == []


def test_a_program_that_crashes_here_would_leave_a_core(tmp_path: Path) -> None:
    """Else that there is none would say nothing."""
    script = (
        "import os, resource, signal\n"
        "hard = resource.getrlimit(resource.RLIMIT_CORE)[1]\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))\n"
        "os.kill(os.getpid(), signal.SIGSEGV)\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=False)
    if not list(tmp_path.iterdir()):
        pytest.skip("this computer keeps no core files in the folder of the program")
