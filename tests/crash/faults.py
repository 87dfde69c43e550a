"""Failing the n-th write, sync, truncation, rename, link, removal or new file of an operation, with a full or a
broken disk, once or lastingly, and looking at what is left.

Run as a module in a process that has the shim loaded; ``sweep`` starts it. A new operation is one function and one
row of ``OPERATIONS``.
"""

import contextlib
import ctypes
import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument, DesktopAlError, NeedsPassphrase
from desktop_al.loop import inside, locks
from desktop_al.loop.backups import look_into, make_backup
from desktop_al.loop.exporting import export_project
from desktop_al.loop.handing_out import hand_out
from desktop_al.loop.import_choices import ANNOTATIONS
from desktop_al.loop.import_file import Wanted, import_file
from desktop_al.loop.restoring import backups_of, restore_backup
from desktop_al.store import sealing
from desktop_al.store.keyring import key_of
from desktop_al.store.project_file import SampleRow, close_file, create, open_project, read_events
from desktop_al.store.verify import verify
from tests.store.logs import Desk, chain, first_entries

ROOT = Path(__file__).resolve().parents[2]
SHIM = Path(__file__).with_name("fault_shim.c")
ERRORS = {"full": errno.ENOSPC, "broken": errno.EIO}
#: Answers before the fault, and while it is there.
_BEFORE, _MORE = 12, 3


@dataclass
class Swept:
    """What came of an operation: calls that could fail, attempts, those of them in which one failed, sentences that
    were shown, what went wrong."""

    operation: str
    calls: int = 0
    attempts: int = 0
    fired: int = 0
    words: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass
class Place:
    """A project of its own in a folder of its own. ``acknowledged`` are the numbers of answers called saved."""

    folder: Path
    project: Path
    acknowledged: list[int]
    said: list[str] = field(default_factory=list)

    def answers(self, path: Path | None = None) -> list[int]:
        file = open_project(path or self.project, look_only=True)
        try:
            found = [e for e in read_events(file.connection) if e.kind == ev.ANNOTATION]
            return [int.from_bytes(e.sample, "big") for e in found]
        finally:
            close_file(file)


def _model(folder: Path, *, encrypted: bool = False) -> None:
    """The project that every attempt gets a copy of, with a backup of how it was before its last answers."""
    project = folder / "p.dal"
    (folder / "samples").mkdir()
    own = chain()
    opening = [
        *first_entries(own),
        own.add(ev.FOLDER, {"folder": f"samples\n{folder / 'samples'}"}, "ann"),
    ]
    rows = [
        SampleRow(n, n.to_bytes(16, "big"), f"t{n:03d}.txt", 0, "text", 10, 0, 0, 0) for n in range(_BEFORE + _MORE)
    ]
    create(project, opening, rows)
    _label(project, range(_BEFORE - 4))
    make_backup(project)
    _label(project, range(_BEFORE - 4, _BEFORE))
    for row in rows:
        (folder / "samples" / row.path).write_text("0123456789")
    brought = "".join(f"{row.path},A,kim\n" for row in rows[_BEFORE:])
    (folder / "labels.csv").write_text(f"path,label,annotator\n{brought}")
    if encrypted:
        locks.encrypt_project(project, "ann", _PASSPHRASE)
        locks.lock(project)


def _label(project: Path, numbers: Iterable[int]) -> None:
    desk = Desk(project)
    for number in numbers:
        desk.label(number)
    assert desk.writer.close()


# -- operations: each is done with the fault, and again without ------------------------------------------


def _saving(place: Place, heal: Callable[[], None]) -> None:
    desk = Desk(place.project, retry_seconds=0.01)
    for number in range(_BEFORE, _BEFORE + _MORE):
        desk.label(number, "x" * 3000)
        desk.writer.drain(0.05, events_only=True)
    place.said += [trouble.words for trouble in desk.troubles if trouble is not None]
    heal()
    desk.writer.retry_now()
    if not desk.writer.drain(5.0, events_only=True):
        raise AssertionError("labels were not saved when there was room again")
    desk.writer.close()
    place.acknowledged += desk.saved


def _backup(place: Place, heal: Callable[[], None]) -> None:
    make_backup(place.project)


def _csv(place: Place, heal: Callable[[], None]) -> None:
    export_project(place.project, "csv", place.folder / "out.csv")


def _jsonl(place: Place, heal: Callable[[], None]) -> None:
    export_project(place.project, "jsonl", place.folder / "out.jsonl")


def _results(place: Place, heal: Callable[[], None]) -> None:
    export_project(place.project, "results", place.folder / "results.csv")


def _folders(place: Place, heal: Callable[[], None]) -> None:
    out = place.folder / "out-folders"
    # The first attempt may have come through.
    export_project(place.project, "folders", out.with_name("out-folders-2") if out.exists() else out)


def _import(place: Place, heal: Callable[[], None]) -> None:
    # The first attempt may have come through.
    with contextlib.suppress(BadArgument):
        import_file(place.project, place.folder / "labels.csv", Wanted(ANNOTATIONS), place.folder / "home")


def _handout(place: Place, heal: Callable[[], None]) -> None:
    out = place.folder / "kim.dal"
    # By another name than the first attempt's, which may have come through.
    hand_out(place.project, "kim", out.with_name("kim-2.dal") if out.exists() else out, place.folder / "home")


def _restore(place: Place, heal: Callable[[], None]) -> None:
    restore_backup(place.project, backups_of(place.project)[0].path)


def _encrypt(place: Place, heal: Callable[[], None]) -> None:
    # The first attempt may have come through.
    if not locks.is_encrypted(place.project):
        locks.encrypt_project(place.project, "ann", _PASSPHRASE)


def _unlock(place: Place) -> None:
    """Once for each attempt: afterwards the key stays."""
    try:
        key_of(place.project)
    except NeedsPassphrase:
        locks.unlock(place.project, _PASSPHRASE)


def _saving_encrypted(place: Place, heal: Callable[[], None]) -> None:
    _unlock(place)
    _saving(place, heal)


def _decrypt(place: Place, heal: Callable[[], None]) -> None:
    if locks.is_encrypted(place.project):
        _unlock(place)
        locks.decrypt_project(place.project)


def _passphrase(place: Place, heal: Callable[[], None]) -> None:
    _unlock(place)
    (first, *_) = locks.passphrases(place.project)
    locks.reset_passphrase(place.project, first.slot, f"{_PASSPHRASE} {os.urandom(4).hex()}")


def _copy_in(place: Place, heal: Callable[[], None]) -> None:
    _unlock(place)
    if not inside.are_inside(place.project):
        inside.copy_in(place.project, place.folder / "home")


def _encrypted_backup(place: Place, heal: Callable[[], None]) -> None:
    _unlock(place)
    make_backup(place.project, even_if_same=True)


OPERATIONS: dict[str, Callable[[Place, Callable[[], None]], None]] = {
    "saving labels": _saving,
    "backup": _backup,
    "export csv": _csv,
    "export jsonl": _jsonl,
    "export results": _results,
    "export folders": _folders,
    "import": _import,
    "handout": _handout,
    "restore": _restore,
    "encrypt": _encrypt,
    "decrypt": _decrypt,
    "passphrase": _passphrase,
    "saving encrypted labels": _saving_encrypted,
    "encrypted backup": _encrypted_backup,
    "copying samples in": _copy_in,
}
#: Of these the project is encrypted.
_SECRET = frozenset(("decrypt", "passphrase", "saving encrypted labels", "encrypted backup", "copying samples in"))
_PASSPHRASE = "correct horse battery"


# -- one attempt -----------------------------------------------------------------------------------------


def _look(place: Place, name: str) -> list[str]:
    """What is wrong with what is there now."""
    wrong = []
    result = verify(place.project)
    if not result.ok:
        wrong.append(f"it does not verify: {result.problems[0]}")
        return wrong
    # What was restored lacks the newest answers; they are in the file that was kept.
    kept = list(place.folder.glob("p-before-*.dal"))
    found = place.answers()
    files = [found, *(place.answers(path) for path in kept)]
    lost = [n for n in place.acknowledged if not any(n in answers for answers in files)]
    if lost:
        wrong.append(f"lost: {lost}")
    if any(len(set(answers)) != len(answers) for answers in files):
        wrong.append("an answer is there twice")
    if name == "import" and len(found) not in (_BEFORE, _BEFORE + _MORE):
        wrong.append(f"a part of an import: {found}")
    for path in kept:
        if not verify(path).ok:
            wrong.append(f"{path.name} does not verify")
    for backup in backups_of(place.project):
        looked = look_into(backup.path)
        if not looked.whole:
            wrong.append(f"a damaged backup {backup.path.name}: {looked.trouble}")
    return wrong


def _left(place: Place) -> list[str]:
    """Files that nobody asked for."""
    kinds = (".part", ".unfinished", ".restoring", "-converting", "-replaced")
    found = [p for p in place.folder.rglob("*") if p.name.endswith(kinds)]
    # A second name of a file that is whole and in its place is no harm.
    return [str(p.relative_to(place.folder)) for p in found if p.stat().st_nlink == 1]


def attempt(
    shim: ctypes.CDLL, model: Path, name: str, n: int, error: str, lasting: bool
) -> tuple[int, int, Place, list[str]]:
    """Calls counted, calls failed, where it was, and what went wrong."""
    folder = Path(tempfile.mkdtemp(prefix="fault-"))
    shutil.copytree(model, folder, dirs_exist_ok=True)
    place = Place(folder, folder / "p.dal", list(range(_BEFORE)))
    wrong: list[str] = []
    counted: list[int] = []

    def heal() -> None:
        counted.append(shim.fault_disarm())

    shim.fault_arm(os.fsencode(folder), n, ERRORS[error], int(lasting))
    try:
        OPERATIONS[name](place, heal)
    except DesktopAlError as said:
        place.said.append(str(said))
    except AssertionError as said:
        wrong.append(str(said))
    except BaseException as said:
        wrong.append(f"an error without words: {said!r}")
    calls, hits = (counted[0] if counted else shim.fault_disarm()), shim.fault_hits()
    wrong += _look(place, name)
    # With a lasting fault nothing can be removed either.
    stuck = _left(place) if lasting else []
    wrong += [f"left behind: {left}" for left in _left(place) if left not in stuck]
    if hits and OPERATIONS[name] not in (_saving, _saving_encrypted):
        try:
            OPERATIONS[name](place, lambda: None)
        except BaseException as said:
            wrong.append(f"it does not work again: {said!r}")
        wrong += [f"the second time: {sentence}" for sentence in _look(place, name)]
        wrong += [f"left behind by the second: {left}" for left in _left(place) if left not in stuck]
    locks.lock(place.project)
    shutil.rmtree(folder, ignore_errors=True)
    return calls, hits, place, wrong


def _sweep_here(names: list[str], step: int, first: int) -> list[Swept]:
    shim = ctypes.CDLL(None)
    shim.fault_arm.argtypes = [ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.c_int]
    for function in (shim.fault_disarm, shim.fault_hits):
        function.restype = ctypes.c_long
    done = []
    with tempfile.TemporaryDirectory() as made:
        # What a passphrase costs is not what is looked at.
        sealing.FLOOR = sealing.Cost(1024, 1, 1)
        sealing.calibrated = lambda: sealing.FLOOR
        models = {secret: Path(made) / ("secret" if secret else "plain") for secret in (False, True)}
        for secret, folder in models.items():
            folder.mkdir()
            _model(folder, encrypted=secret)
        for name in names:
            model = models[name in _SECRET]
            swept = Swept(name)
            swept.calls = attempt(shim, model, name, 0, "full", False)[0]
            kinds = [(error, lasting) for error in ERRORS for lasting in (False, True)]
            for place, n in enumerate(range(first, swept.calls + 1, step)):
                # Sampled: the kinds of faults take turns.
                for error, lasting in kinds if step == 1 else [kinds[place % len(kinds)]]:
                    _, hits, at, wrong = attempt(shim, model, name, n, error, lasting)
                    swept.attempts += 1
                    swept.fired += hits > 0
                    what = f"{name}, call {n} of {swept.calls}, {error}{' from then on' if lasting else ''}"
                    swept.wrong += [f"{what}: {sentence}" for sentence in wrong]
                    swept.words += [sentence.replace(str(at.folder), "DIR") for sentence in at.said]
            swept.words = sorted(set(swept.words))
            done.append(swept)
    return done


def build(folder: Path) -> Path | None:
    """The shim, None where there is no compiler for it or another system than Linux."""
    compiler = next((found for name in ("cc", "gcc", "clang") if (found := shutil.which(name))), None)
    if compiler is None or sys.platform != "linux":
        return None
    out = folder / "fault_shim.so"
    done = subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", str(out), str(SHIM), "-ldl", "-lpthread"],
        capture_output=True,
        check=False,
    )
    return out if done.returncode == 0 else None


def sweep(shim: Path, names: Iterable[str], step: int = 1, first: int = 1, seconds: float = 100) -> list[Swept]:
    """Fail every ``step``-th call of each operation, from the ``first`` on, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.faults", str(step), str(first), *names],
        cwd=ROOT,
        env={**os.environ, "LD_PRELOAD": str(shim), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Swept(**row) for row in json.loads(done.stdout.splitlines()[-1])]


if __name__ == "__main__":
    print(json.dumps([asdict(swept) for swept in _sweep_here(sys.argv[3:], int(sys.argv[1]), int(sys.argv[2]))]))
