"""No network: the program plays by itself while every attempt to reach for one would be seen, in both processes."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from desktop_al.media.images import write_png

ROOT = Path(__file__).resolve().parents[2]
#: Loaded by every Python process of the program before anything else: notes what it does and refuses what it may not.
WATCH = """
import atexit, json, os, socket, sys

def tell(what, value):
    line = json.dumps([os.getpid(), what, value]) + "\\n"
    fd = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(fd, line.encode())
    os.close(fd)

REACHING = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
ASKING = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")

def watch(event, args):
    if event == "import" and args[0].split(".")[0] in ("PySide6", "ssl", "http", "urllib", "ftplib", "smtplib"):
        tell("import", args[0])
    elif event == "socket.__new__" and args[1] not in (socket.AF_UNIX, -1):
        tell("socket", int(args[1]))
        raise PermissionError("no network")
    elif event in ASKING or event in REACHING and args[0].family != socket.AF_UNIX:
        tell("reach", event)
        raise PermissionError("no network")

def maps():
    with open("/proc/self/maps") as file:
        tell("maps", sorted({os.path.basename(line.split()[-1]) for line in file if ".so" in line}))
    tell("modules", sorted(name for name in sys.modules if name.startswith("PySide6")))

tell("watched", sys.argv[:1])
sys.addaudithook(watch)
if sys.platform == "linux":
    atexit.register(maps)
"""
#: What multiprocessing and pathlib load of these packages: parsing of addresses, no connection.
_HARMLESS = {"urllib", "urllib.parse"}
_UNSHARED = ("unshare", "-rn")


@dataclass
class Played:
    """One run: its output, what both processes told, and the calls of the system where they were traced."""

    out: list[str]
    told: list[tuple[int, str, object]]
    calls: str


def may_unshare() -> bool:
    return bool(shutil.which("unshare")) and not subprocess.run([*_UNSHARED, "true"], capture_output=True).returncode


def may_trace() -> bool:
    return bool(shutil.which("strace")) and not subprocess.run(["strace", "-f", "true"], capture_output=True).returncode


def play(folder: Path, kind: str, wrapped: tuple[str, ...]) -> Played:
    samples, watched, calls = folder / "samples", folder / "watch", folder / "calls.txt"
    samples.mkdir()
    watched.mkdir()
    (watched / "sitecustomize.py").write_text(WATCH, "utf-8")
    rng = np.random.default_rng(3)
    for number in range(30):
        name = f"{'ab'[number % 2]}-{number:02d}"
        if kind == "image":
            write_png(samples / f"{name}.png", rng.integers(0, 120 + 100 * (number % 2), (24, 24, 3), np.uint8))
        else:
            words = rng.choice(("valve pump leak seal", "invoice tax bank sum")[number % 2].split(), 12)
            link = '<img src="http://127.0.0.1:9/a.png"> [a](http://127.0.0.1:9/) ![b](//127.0.0.1/share/b.png) '
            (samples / f"{name}.txt").write_text(f"{number} {link}{' '.join(words)}", "utf-8")
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LD_LIBRARY_PATH", "LANG")}
    environment = kept | {
        "HOME": str(folder),
        "DESKTOP_AL_HOME": str(folder / "home"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join((str(watched), str(ROOT))),
        "WATCHED": str(folder / "told.jsonl"),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    program = [sys.executable, "-m", "desktop_al.cli", "demo", "--folder", str(samples)]
    program += ["--project", str(folder / "p.dal"), "--autoplay", "12"]
    done = subprocess.run(
        [*(part.format(calls=calls) for part in wrapped), *program],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=150,
    )
    assert done.returncode == 0, done.stderr
    lines = (folder / "told.jsonl").read_text("utf-8").splitlines()
    traced = calls.read_text("utf-8", "replace") if calls.exists() else ""
    return Played(done.stdout.splitlines(), [tuple(json.loads(line)) for line in lines], traced)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Traced where that is possible."""
    traced = ("strace", "-f", "-e", "trace=network", "-o", "{calls}") if may_trace() else ()
    return play(tmp_path_factory.mktemp("texts"), "text", traced)


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """In a world without a network, where that is possible."""
    return play(tmp_path_factory.mktemp("images"), "image", _UNSHARED if may_unshare() else ())


@pytest.mark.parametrize("kind", ["texts", "images"])
def test_neither_process_reaches_for_a_network(kind: str, request: pytest.FixtureRequest) -> None:
    played: Played = request.getfixturevalue(kind)
    assert played.out[-1] == "done\t12"
    assert len({pid for pid, what, _ in played.told if what == "watched"}) >= 2, "window and worker are watched"
    assert [(what, value) for _, what, value in played.told if what in ("socket", "reach")] == []


@pytest.mark.parametrize("kind", ["texts", "images"])
def test_nothing_that_could_is_loaded(kind: str, request: pytest.FixtureRequest) -> None:
    played: Played = request.getfixturevalue(kind)
    imported = {(pid, str(value)) for pid, what, value in played.told if what == "import"}
    qt = {pid for pid, name in imported if name.startswith("PySide6")}
    assert len(qt) == 1, "only the window has Qt"
    others = {name for _, name in imported if not name.startswith("PySide6")}
    assert others <= _HARMLESS
    modules = {name for _, what, value in played.told if what == "modules" for name in value}
    wanted = {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}
    assert not sys.platform.startswith("linux") or wanted <= modules
    # QtDBus hears from the desktop that the screen was locked: the message bus is a socket of this computer.
    wrong = re.compile(r"PySide6\.Qt(Network|Web|Http|RemoteObjects|Bluetooth|Nfc|Serial|Qml|Quick)")
    assert [name for name in modules | {name for _, name in imported} if wrong.match(name)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="reads the list of loaded libraries as on Linux")
def test_no_library_for_networks_is_in_memory(texts: Played) -> None:
    """QtGui itself is linked with QtDBus, the message bus within a computer, and OpenCV with FFmpeg and its OpenSSL:
    those cannot be left out, and nothing asks them for anything."""
    loaded = [name for _, what, value in texts.told if what == "maps" for name in value]
    assert any(name.startswith("libQt6Gui") for name in loaded)
    wrong = re.compile(r"lib(Qt6(Network|WebEngine|WebSockets|Qml|Quick)|curl|gnutls|nss3|soup)")
    assert [name for name in loaded if wrong.match(name)] == []


@pytest.mark.skipif(not may_unshare(), reason="this computer does not let a program into a world without a network")
def test_it_works_where_there_is_no_network(images: Played) -> None:
    assert images.out[-1] == "done\t12"


@pytest.mark.skipif(not may_trace(), reason="strace is not installed, or may not trace here")
def test_the_system_is_asked_for_nothing_but_pipes_within_the_computer(texts: Played) -> None:
    families = re.findall(r"\b(?:socket|socketpair|connect|bind|sendto)\([^\n]*?\b(AF_\w+|PF_\w+)", texts.calls)
    assert families, "the trace has the pipe between window and worker"
    assert set(families) == {"AF_UNIX"}


def test_what_watches_would_see_it(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCH, "utf-8")
    script = (
        "import socket\n"
        "for act in (lambda: socket.socket(), lambda: socket.getaddrinfo('localhost', 80)):\n"
        "    try:\n"
        "        act()\n"
        "    except PermissionError as error:\n"
        "        print(error)\n"
        "a, b = socket.socketpair()\n"
        "a.close(); b.close()\n"
    )
    told = tmp_path / "told.jsonl"
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "WATCHED": str(told)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["no network"] * 2, done.stderr
    what = [json.loads(line)[1] for line in told.read_text("utf-8").splitlines()]
    assert [one for one in what if one in ("socket", "reach")] == ["socket", "reach"]
