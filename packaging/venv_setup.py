"""The environment ``.venv`` of a source checkout: which Python it is made with, made once, repaired when broken.

Only the standard library, in the syntax of Python 3.8.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable, Iterator, Mapping, NamedTuple, Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
VERSIONS = ((3, 13), (3, 12), (3, 11))
WINDOWS = os.name == "nt"
# Loses references to None on Python 3.11 until the interpreter aborts.
BROKEN_QT = "6.12.0"
LOCK_WAIT_SECONDS = 1200

NO_NETWORK = (
    "Failed to establish a new connection",
    "NewConnectionError",
    "name resolution",
    "getaddrinfo failed",
    "nodename nor servname",
    "Network is unreachable",
    "No route to host",
    "ConnectTimeoutError",
    "ProxyError",
)


class Stop(Exception):
    """Something only the caller can put right; the text says what to do."""


class Python(NamedTuple):
    """An interpreter that can make the environment."""

    command: str
    version: tuple[int, int, int]

    @property
    def minor(self) -> str:
        return f"{self.version[0]}.{self.version[1]}"


def say(text: str) -> None:
    print(text, flush=True)


PROBE = (
    "import importlib.util as u, json, sys, sysconfig;"
    "whole = all(u.find_spec(m) for m in ('venv', 'ensurepip', 'sqlite3'));"
    "print(json.dumps([sys.executable, list(sys.version_info[:3]), sys.implementation.name, sys.maxsize > 2**32,"
    " bool(sysconfig.get_config_var('Py_GIL_DISABLED')), whole]))"
)


# With all processors, which pip does not use. What cannot be compiled is left as it is, as pip does.
COMPILE = """import compileall, sysconfig
place = sysconfig.get_path("purelib")
try:
    compileall.compile_dir(place, quiet=2, workers=0)
except OSError:
    compileall.compile_dir(place, quiet=2)
"""


def unfit(version: Sequence[int], implementation: str, wide: bool, free_threaded: bool, complete: bool) -> str:
    """Why an interpreter cannot be used; empty if it can."""
    if tuple(version[:2]) not in VERSIONS:
        return "not 3.11, 3.12 or 3.13"
    if implementation != "cpython" or not wide or free_threaded:
        return "not an ordinary 64-bit CPython"
    if not complete:
        return f"lacks venv or sqlite3 (Debian, Ubuntu: sudo apt-get install python{version[0]}.{version[1]}-venv)"
    return ""


def probe(command: Sequence[str]) -> tuple[Python | None, str]:
    """The interpreter behind a command, or None and what was found there."""
    try:
        # Not -I: it is unknown to the Python 2 that may hide behind the name.
        out = subprocess.run([*command, "-c", PROBE], capture_output=True, timeout=30, env=clean_environment())
        executable, version, *rest = json.loads(out.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None, ""
    reason = unfit(version, *rest)
    if reason:
        return None, f"{executable} ({'.'.join(map(str, version))}: {reason})"
    return Python(executable, (version[0], version[1], version[2])), ""


def candidates(environment: Mapping[str, str]) -> Iterator[list[str]]:
    """Commands that may be a fitting Python, best first."""
    # Inside an environment the interpreter it was made from: it outlives a deleted .venv.
    yield [getattr(sys, "_base_executable", "") or sys.executable]
    home = Path(environment.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for major, minor in VERSIONS:
        name = f"{major}.{minor}"
        on_path = shutil.which(f"python{name}", path=environment.get("PATH"))
        if on_path:
            yield [on_path]
        if WINDOWS and shutil.which("py"):
            yield ["py", f"-{name}"]
        for pattern in (f"versions/{name}.*/bin/python{name}", f"pyenv-win/versions/{name}.*/python.exe"):
            for path in sorted(glob.glob(str(home / pattern)), reverse=True):
                yield [path]
    for name in ("python3", "python"):
        on_path = shutil.which(name, path=environment.get("PATH"))
        if on_path:
            yield [on_path]


def choose_python(commands: Iterator[list[str]]) -> Python:
    """The first fitting interpreter.

    Raises:
        Stop: there is none; the text says what was found and what to install.
    """
    refused = []
    for command in commands:
        python, reason = probe(command)
        if python:
            return python
        if reason and reason not in refused:
            refused.append(reason)
    found = "".join(f"\n    found {reason}" for reason in refused)
    raise Stop(
        f"desktop_al needs Python 3.11, 3.12 or 3.13.{found}\n"
        "Install one and run this again:\n"
        "    Debian, Ubuntu   sudo apt-get install python3 python3-venv   (or pyenv install 3.13)\n"
        "    Fedora           sudo dnf install python3.13\n"
        "    macOS            brew install python@3.13\n"
        "    Windows          winget install Python.Python.3.13"
    )


def clean_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The caller's environment without what would leak other packages into ours."""
    foreign = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_USER", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
    env = {key: value for key, value in os.environ.items() if key not in foreign}
    if not WINDOWS and not (env.get("LC_ALL") or env.get("LANG")):
        env["LANG"] = "C.UTF-8"
    env.update(extra or {})
    return env


def venv_python(venv: Path) -> Path:
    return venv / ("Scripts/python.exe" if WINDOWS else "bin/python")


def stamp_of(root: Path, python: Python, dev: bool) -> dict[str, object]:
    """What the environment was made from; any difference but a missing ``dev`` means: out of date."""
    digest = hashlib.sha256()
    for path in (root / "pyproject.toml", root / "packaging" / "constraints.txt"):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return {"root": str(root), "python": python.minor, "inputs": digest.hexdigest(), "dev": dev}


def read_stamp(venv: Path) -> dict[str, object]:
    """The stamp of a finished environment; empty if it is missing or unreadable."""
    try:
        stamp = json.loads((venv / "stamp.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def plan(wanted: Mapping[str, object], stamp: Mapping[str, object]) -> str:
    """``keep``, ``update`` (same place and Python, other requirements) or ``anew``."""
    if any(stamp.get(key) != wanted[key] for key in ("root", "python")):
        return "anew"
    if stamp.get("inputs") != wanted["inputs"] or (wanted["dev"] and not stamp.get("dev")):
        return "update"
    return "keep"


def illness(root: Path, venv: Path, python: Python) -> str:
    """What is wrong with an environment that has a stamp; empty if it works."""
    code = (
        "import importlib.metadata as m, importlib.util as u, json, sys;"
        "print(json.dumps([sys.prefix, '%d.%d' % sys.version_info[:2], u.find_spec('desktop_al').origin,"
        " m.version('PySide6-Essentials')]))"
    )
    try:
        out = subprocess.run(
            [str(venv_python(venv)), "-I", "-c", code], capture_output=True, timeout=60, env=clean_environment()
        )
        prefix, minor, origin, qt = json.loads(out.stdout)
        inside = os.path.realpath(prefix) == os.path.realpath(venv)
        ours = Path(os.path.realpath(origin)).parent == Path(os.path.realpath(root)) / "desktop_al"
    except (OSError, ValueError, TypeError, subprocess.TimeoutExpired):
        return "it does not start or is incomplete"
    if not inside or minor != python.minor:
        return "it belongs to another folder or Python"
    if not ours:
        return "it holds another copy of desktop_al"
    if qt == BROKEN_QT:
        return f"it holds PySide6 {BROKEN_QT}, which crashes on Python 3.11"
    return ""


def try_lock(handle: int) -> bool:
    """Take the lock of an open file; the system frees it when the last holder ends, however it ends."""
    try:
        if WINDOWS:
            import msvcrt

            # Far behind the process id in the file: a locked byte cannot be read.
            os.lseek(handle, 4096, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        # A file system without locks: better unprotected than not at all.
        return True
    return True


@contextlib.contextmanager
def locked(venv: Path, wait_seconds: float = LOCK_WAIT_SECONDS) -> Iterator[int]:
    """Hold the environment for this process and the children that inherit the yielded handle.

    Raises:
        Stop: another set-up did not end within ``wait_seconds``.
    """
    if venv.is_symlink() or venv.is_file():
        venv.unlink()
    deadline = time.monotonic() + wait_seconds
    told = False
    while True:
        venv.mkdir(parents=True, exist_ok=True)
        path = venv / ".lock"
        handle = os.open(str(path), os.O_RDWR | os.O_CREAT, 0o644)
        try:
            # Somebody may have deleted .venv while this process waited: then the lock is no longer the one.
            if try_lock(handle) and path.exists() and os.path.samestat(os.fstat(handle), path.stat()):
                os.ftruncate(handle, 0)
                os.lseek(handle, 0, os.SEEK_SET)
                os.write(handle, str(os.getpid()).encode())
                yield handle
                return
            os.lseek(handle, 0, os.SEEK_SET)
            holder = os.read(handle, 20).decode("ascii", "replace").strip() or "unknown"
        finally:
            os.close(handle)
        if not told:
            say(f"Another set-up of this folder is at work (process {holder}): waiting for it ...")
            told = True
        if time.monotonic() > deadline:
            raise Stop(f"The other set-up (process {holder}) did not end. End it and run this again.")
        time.sleep(0.3)


def empty(venv: Path) -> None:
    """Delete all of an environment but its lock."""
    for entry in list(os.scandir(str(venv))):
        if entry.name == ".lock":
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)


def explain(log: str) -> str:
    """A plain sentence for a failed pip call."""
    if any(sign in log for sign in NO_NETWORK):
        return (
            "pip could not reach the package index. Check the network or the proxy; without a network, point "
            "PIP_FIND_LINKS at a folder of wheels and set PIP_NO_INDEX=1. Then run this again."
        )
    if "No space left on device" in log or "Errno 28" in log:
        return f"The disk is full. The environment takes about 1 GB in {VENV}. Make room and run this again."
    return "The packages could not be installed; the lines above say why. Then run this again."


def logged(command: Sequence[str], lock: int, watch: Callable[[str], None]) -> None:
    """Run one step of the set-up, its output into ``.venv/setup.log``.

    Raises:
        Stop: the step failed; the last 30 lines of its output have been printed.
    """
    keep = {} if WINDOWS else {"pass_fds": (lock,)}
    with open(VENV / "setup.log", "a+", encoding="utf-8", errors="replace") as log:
        start = log.tell()
        process = subprocess.Popen(
            command,
            cwd=str(ROOT),
            env=clean_environment({"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONIOENCODING": "utf-8"}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            **keep,  # type: ignore[call-overload,unused-ignore]
        )
        try:
            for line in process.stdout or ():
                log.write(line)
                watch(line)
            code = process.wait()
        except BaseException:
            process.kill()
            process.wait()
            raise
        if code:
            log.flush()
            log.seek(start)
            text = log.read()
            lines = [line for line in text.splitlines() if "is ignored: it is neither a file" not in line]
            say("\n".join(lines[-30:]))
            raise Stop(explain(text))


def pip_progress() -> Callable[[str], None]:
    """A watcher that turns pip's output into a line per phase."""
    told = set()

    def watch(line: str) -> None:
        for sign, text in (
            ("Collecting ", "Fetching packages ..."),
            ("Retrying (", "The package index does not answer; trying again ..."),
            ("Installing collected packages", "Installing ..."),
        ):
            if sign in line and text not in told:
                told.add(text)
                say(text)

    return watch


def make(python: Python, wanted: dict[str, object], action: str, lock: int) -> None:
    """Bring ``.venv`` to the state of the stamp ``wanted``; the stamp is written last."""
    began = time.monotonic()
    for name in ("stamp.json", "qt-loads"):
        with contextlib.suppress(FileNotFoundError):
            (VENV / name).unlink()
    if action == "anew":
        say(f"Making the environment .venv with Python {'.'.join(map(str, python.version))} (once, about a minute) ...")
        empty(VENV)
        logged([python.command, "-m", "venv", str(VENV)], lock, lambda _line: None)
    else:
        say("The requirements changed: updating the environment .venv ...")
    what = ".[dev]" if wanted["dev"] else "."
    install = [str(venv_python(VENV)), "-m", "pip", "install", "--no-input", "-c", str(CONSTRAINTS)]
    logged([*install, "--no-compile", "-e", what], lock, pip_progress())
    logged([str(venv_python(VENV)), "-c", COMPILE], lock, lambda _line: None)
    sick = illness(ROOT, VENV, python)
    if sick:
        raise Stop(f"The new environment cannot be used: {sick}.")
    partial = VENV / "stamp.json.part"
    partial.write_text(json.dumps(wanted), encoding="utf-8")
    os.replace(str(partial), str(VENV / "stamp.json"))
    say(f"The environment is ready ({time.monotonic() - began:.0f} s).")


def set_up(dev: bool) -> Path:
    """The Python of a working environment, made or repaired if need be.

    Raises:
        Stop: no fitting Python, no network, no room, no permission.
    """
    python = choose_python(candidates(os.environ))
    wanted = stamp_of(ROOT, python, dev)

    def state() -> tuple[str, str]:
        action, sick = plan(wanted, read_stamp(VENV)), ""
        if action != "anew":
            sick = illness(ROOT, VENV, python)
        return ("anew" if sick else action), sick

    action, _ = state()
    if action != "keep":
        try:
            with locked(VENV) as lock:
                action, sick = state()
                if sick:
                    say(f"The environment .venv is made anew: {sick}.")
                if action != "keep":
                    # An environment once made for tests stays one.
                    wanted["dev"] = dev or bool(read_stamp(VENV).get("dev"))
                    make(python, wanted, action, lock)
        except OSError as error:
            raise Stop(f"The environment {VENV} could not be made: {error}.") from error
    return venv_python(VENV)
