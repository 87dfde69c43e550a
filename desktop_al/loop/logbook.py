"""The program's log and its running mark: what went wrong, without a name, a path or a word of a sample.

A log line holds the time, the place in our own code, the sentence written there and numbers. Arguments that
are texts become keyed hashes, by which one line can be matched with another and nothing can be guessed without the
key: that of the installation, or of the encrypted project that is unlocked. Of an error the kind and the lines of our
own code are kept, never its message.
"""

import builtins
import contextlib
import datetime
import hashlib
import hmac
import json
import logging
import os
import re
import secrets
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import psutil

from desktop_al.core.plain_json import read_json

LOG_NAME = "desktop_al.log"
LEFT_OUT = "(left out)"
_FILES, _BYTES = 5, 512 * 1024
_PACKAGE = Path(__file__).resolve().parent.parent
#: Packages whose kinds of error are named; of any other code only that it failed.
_KNOWN = frozenset({"desktop_al", "numpy", "scipy", "sklearn", "cv2", "psutil", "PySide6"})
_FRAME = re.compile(r'^ *File "(?P<path>[^"\n]*)", line (?P<line>\d+)')
_KIND = re.compile(r"^(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?::|$)")
_HEAD = "Traceback (most recent call last):"
#: What a sentence of our own never holds: quoted text, paths, file names, addresses.
_FOREIGN = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|“[^”\n]*”|\S*[\\/]\S*|\b[\w-]+\.[A-Za-z]\w{1,5}\b|\S+@\S+", re.MULTILINE)
#: A process that began this many seconds beside the noted time is the same one: clocks are set.
_SAME_START = 30.0

_log = logging.getLogger("desktop_al")
#: Of this installation, read when the log is begun; until then one of this process.
_installation_key = secrets.token_bytes(32)

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


# -- the log -------------------------------------------------------------------------------------------


def without_contents(text: str) -> str:
    """``text`` without what looks like a path, a file name, an address or something quoted."""
    return _FOREIGN.sub(LEFT_OUT, text)


def without_messages(trace: str) -> list[str]:
    """The lines of a traceback's text that may be kept: kinds of error and places in our own code.

    Everything else in it (messages, source lines, other people's paths) may hold names or contents.
    """
    kept: list[str] = []
    other, inside = 0, False
    for line in trace.splitlines():
        if line == _HEAD:
            inside = True
            continue
        if not inside:
            continue
        frame = _FRAME.match(line)
        if frame:
            place = _own_place(frame["path"])
            if place:
                kept.append(f"at {place}:{frame['line']}")
            else:
                other += 1
        elif not line.startswith(" "):
            # The first line that is not indented ends the frames; what follows it is the message.
            kind = _KIND.match(line)
            kept.append(f"{_kind_name(kind['name'] if kind else '')} (lines of other code: {other})")
            other, inside = 0, False
    return kept


def _own_place(path: str) -> str:
    # In a frozen program the places of its code are written from its root on.
    whole = _PACKAGE.parent / path if getattr(sys, "frozen", False) else Path(path)
    try:
        return whole.relative_to(_PACKAGE.parent).as_posix() if whole.is_relative_to(_PACKAGE) else ""
    except ValueError:
        return ""


def _kind_name(name: str) -> str:
    top, _, rest = name.partition(".")
    if not rest:
        found = getattr(builtins, top, None)
        return top if isinstance(found, type) and issubclass(found, BaseException) else "Error"
    return name if top in _KNOWN or top in sys.stdlib_module_names else "Error of other code"


class _WithoutContents(logging.Formatter):
    """One record as lines; every part of it passes through the functions above."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        place = _own_place(record.pathname) or "other code"
        lines: list[str] = []
        arguments = record.args if isinstance(record.args, tuple) else (record.args,) if record.args else ()
        shown = tuple(_argument(value, lines) for value in arguments)
        template = without_contents(str(record.msg))
        try:
            sentence = template % shown if shown else template
        except (TypeError, ValueError, KeyError):
            sentence = template
        if record.exc_info and record.exc_info[1] is not None:
            lines += without_messages("".join(traceback.format_exception(record.exc_info[1])))
        head = f"{moment:%Y-%m-%dT%H:%M:%SZ} {record.levelname} {place}:{record.lineno} {' '.join(sentence.split())}"
        return "\n    ".join((head, *lines))


def _argument(value: object, lines: list[str]) -> object:
    """What of an argument may be shown; the lines of a traceback go to ``lines``."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str) and _HEAD in value:
        lines += without_messages(value)
        return "see below"
    if isinstance(value, str | bytes | Path):
        return item(value)
    if isinstance(value, BaseException):
        name = type(value).__qualname__
        return _kind_name(name if type(value).__module__ == "builtins" else f"{type(value).__module__}.{name}")
    return LEFT_OUT


def item(name: str | bytes | Path) -> str:
    """What stands for a sample or anything else that has a name: HMAC-SHA-256 under a key of its own (RFC 2104), the
    first 8 bytes in hex."""
    data = name if isinstance(name, bytes) else str(name).encode("utf-8", "surrogatepass")
    key = _project_key()
    if key is None:
        own = _installation_key
    else:
        from desktop_al.store.sealing import subkey

        own = subkey(key, "log")
    return f"item-{hmac.new(own, data, hashlib.sha256).hexdigest()[:16]}"


def _project_key() -> bytearray | None:
    # The libraries of encryption are loaded with the first project, not before the window shows.
    from desktop_al.store import keyring

    return keyring.newest()


def _read_installation_key(home: Path) -> bytes:
    path = home / "log-key"
    with contextlib.suppress(OSError, ValueError):
        known = bytes.fromhex(path.read_text("ascii"))
        if len(known) == 32:
            return known
    fresh = secrets.token_bytes(32)
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(fd, "w", encoding="ascii") as file:
            file.write(fresh.hex())
    return fresh


class _Handler(RotatingFileHandler):
    """A log that cannot be written is no reason to stop or to speak."""

    def handleError(self, record: logging.LogRecord) -> None:
        pass

    def doRollover(self) -> None:
        try:
            super().doRollover()
        except OSError:
            # Another window has the file open (Windows): go on in the one there is.
            if self.stream is None:
                self.stream = self._open()


def log_file(home: Path) -> Path:
    return home / "logs" / LOG_NAME


def start_log(home: Path) -> None:
    """Write the program's log below ``home`` from now on, 5 files of 512 KB at most; none where that cannot be."""
    global _installation_key
    stop_log()
    path = log_file(home)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _installation_key = _read_installation_key(home)
        handler = _Handler(path, maxBytes=_BYTES, backupCount=_FILES - 1, encoding="utf-8", errors="replace")
    except OSError:
        return
    handler.setFormatter(_WithoutContents())
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)


def stop_log() -> None:
    """Close the log."""
    for handler in [h for h in _log.handlers if isinstance(h, _Handler)]:
        _log.removeHandler(handler)
        handler.close()


def log_tail(home: Path, lines: int = 200) -> list[str]:
    """The newest lines of the log, cleaned once more; none where there is no log."""
    try:
        with log_file(home).open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 128 * 1024))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return []
    found = text.splitlines()[1:] if size > 128 * 1024 else text.splitlines()
    return [clean for line in found[-lines:] if (clean := _clean_line(line))]


_LINE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ [A-Z]+ (?:desktop_al/[\w/]+\.py|other code):\d+ ")
_BELOW = re.compile(r"^    (?:at desktop_al/[\w/]+\.py:\d+|[\w. ]+ \(lines of other code: \d+\))$")


def _clean_line(line: str) -> str:
    """A line as this module writes it; "" for anything else that is in the file."""
    head = _LINE.match(line)
    if head:
        return head.group() + without_contents(line[head.end() :])
    return line if _BELOW.match(line) else ""


def fit_to_print(message: str) -> str:
    """What a library has to say on standard error; while a project is unlocked without what may be a name in it."""
    return message if _project_key() is None else without_contents(message)


def note_crash(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
    """Put an error that nobody caught into the log. Has the shape of ``sys.excepthook`` and never raises."""
    with contextlib.suppress(Exception):
        _log.critical("An error that was not foreseen.", exc_info=(kind, value, trace))


def tell_crash(before: Hook, kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
    """Say on standard error what ``before`` would say; while a project is unlocked without the words of the error,
    which desktops keep in files of their own. Never raises."""
    if _project_key() is None:
        before(kind, value, trace)
        return
    with contextlib.suppress(Exception):
        lines = without_messages("".join(traceback.format_exception(kind, value, trace)))
        print("\n  ".join((_HEAD, *lines)), file=sys.stderr)


def keep_libraries_quiet() -> None:
    """In a process of the program: what libraries warn of may name a file or hold a value of it (NumPy, scikit-learn,
    pydicom), and standard error ends up in files of the desktop. Our own warnings are in the log."""
    warnings.simplefilter("ignore")
    logging.lastResort = None


# -- the running mark ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CrashReport:
    """A program that did not come to its end. ``started`` is when it began; ``project_open`` says whether a project
    was open in it when it last said so."""

    started: datetime.datetime
    project_open: bool


def mark_running(home: Path, project_open: bool) -> None:
    """Note that this process runs, and whether a project is open in it. Call :func:`crashed_before` first."""
    mark = {"pid": os.getpid(), "started": _started(os.getpid()) or time.time(), "project_open": project_open}
    with contextlib.suppress(OSError):
        home.mkdir(parents=True, exist_ok=True)
        unfinished = home / f"running-{os.getpid()}.new"
        unfinished.write_text(json.dumps(mark), "ascii")
        os.replace(unfinished, _mark(home))


def mark_ended(home: Path) -> None:
    """This process came to a clean end."""
    with contextlib.suppress(OSError):
        _mark(home).unlink(missing_ok=True)


def crashed_before(home: Path) -> CrashReport | None:
    """The newest program of ``home`` that ended without saying so. Its mark is taken away: it is told once."""
    return max(_gone(home), key=lambda report: report.started, default=None)


def _gone(home: Path) -> Iterable[CrashReport]:
    try:
        marks = sorted(home.glob("running-*.json"))
    except OSError:
        return
    for mark in marks:
        pid = mark.stem.removeprefix("running-")
        started, project_open = _read_mark(mark)
        if not pid.isdecimal() or _runs(int(pid), started):
            continue
        with contextlib.suppress(OSError):
            mark.unlink(missing_ok=True)
        if started is not None:
            yield CrashReport(datetime.datetime.fromtimestamp(started, datetime.UTC), project_open)


def _mark(home: Path) -> Path:
    return home / f"running-{os.getpid()}.json"


def _read_mark(mark: Path) -> tuple[float | None, bool]:
    try:
        kept = read_json(mark.read_bytes()[:4096])
        started = float(kept["started"])
        # Refused here, not where it is shown.
        datetime.datetime.fromtimestamp(started, datetime.UTC)
        return started, kept.get("project_open") is True
    except (OSError, ValueError, TypeError, KeyError, OverflowError, AttributeError, RecursionError):
        return None, False


def _runs(pid: int, started: float | None) -> bool:
    """Whether the process that left a mark still runs: the same number at the same start."""
    now = _started(pid)
    return now is not None and (started is None or abs(now - started) < _SAME_START)


def _started(pid: int) -> float | None:
    """When a process began, in seconds of the epoch; None when there is none."""
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else float(process.create_time())
    except psutil.NoSuchProcess:
        return None
    except (psutil.Error, OverflowError, ValueError):
        # It is there and may not be looked at: not ours to call dead.
        return time.time()
