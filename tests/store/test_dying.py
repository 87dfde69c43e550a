"""Killed at any step of what is done to an encrypted project, it opens with the old or the new passphrase and holds
all that was acknowledged."""

import itertools
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_al.loop import locks
from desktop_al.store import key_file, sealing
from desktop_al.store.leftovers import new_path, old_path
from desktop_al.store.project_file import close_file, create, open_project
from desktop_al.store.verify import verify
from tests.store.dying import dies, opened_by
from tests.store.logs import Desk, annotation, chain, first_entries

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")

OLD, NEW, CANARY = "correct horse", "battery staple", "Canary of the text"
LABELS = 5
Told = Callable[[int], None]


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dying is what is looked at here, hundreds of times; not how long a passphrase can be tried."""
    monkeypatch.setattr(sealing, "FLOOR", sealing.Cost(64, 1, 1))


def make(path: Path, encrypted: bool) -> Path:
    own = chain()
    entries = [*first_entries(own), *(annotation(own, n, text=CANARY) for n in range(LABELS))]
    create(path, entries, locks=locks.new_locks("Kim", OLD) if encrypted else None)
    (path.parent / f"{path.name}-cache").write_bytes(CANARY.encode())
    return path


def labelled(project: Path, told: Told) -> None:
    """Open, label, close: ``told`` hears of each that is saved."""
    opened_by(project, OLD)
    desk = Desk(project)
    for number in range(LABELS, 2 * LABELS):
        desk.label(number, CANARY)
        assert desk.writer.drain(10)
        told(desk.saved[-1] + 1)
    assert desk.writer.close()


def labelled_without_shared_memory(project: Path, told: Told) -> None:
    """As on a network folder: the other kind of journal."""
    project.with_name(project.name + "-shm").mkdir()
    labelled(project, told)


def changed(project: Path, told: Told) -> None:
    opened_by(project, OLD)
    locks.change_passphrase(project, locks.passphrases(project)[0].slot, OLD, NEW)


def changed_while_open(project: Path, told: Told) -> None:
    opened_by(project, OLD)
    desk = Desk(project)
    desk.label(LABELS, CANARY)
    assert desk.writer.drain(10)
    told(LABELS + 1)
    locks.change_passphrase(project, locks.passphrases(project)[0].slot, OLD, NEW)
    desk.label(LABELS + 1, CANARY)
    assert desk.writer.drain(10)
    told(LABELS + 2)
    assert desk.writer.close()


def added(project: Path, told: Told) -> None:
    opened_by(project, OLD)
    locks.add_passphrase(project, "Lee", NEW)


def encrypted(project: Path, told: Told) -> None:
    locks.encrypt_project(project, "Kim", NEW)


def decrypted(project: Path, told: Told) -> None:
    opened_by(project, OLD)
    locks.decrypt_project(project)


WORKS = {
    work.__name__: work
    for work in (labelled, labelled_without_shared_memory, changed, changed_while_open, added, encrypted, decrypted)
}


def check_death(place: Path, name: str, step: int) -> bool:
    """Whether it died; whatever is wrong then fails."""
    project = place / "work" / "p.dal"
    shutil.rmtree(project.parent, ignore_errors=True)
    shutil.copytree(place / ("plain" if name == "encrypted" else "sealed"), project.parent)
    died, told = dies(step, lambda tell: WORKS[name](project, tell))
    is_sealed = locks.is_encrypted(project)
    assert is_sealed or name in ("encrypted", "decrypted")
    by = opened_by(project, OLD, NEW)
    assert bool(by) == is_sealed
    try:
        found = verify(project)
        assert found.ok, (step, found.problems)
        assert found.annotations >= max(told, LABELS), step
        # Whoever opened it has cleared up, and can go on.
        assert not new_path(project).exists()
        assert not old_path(project).exists()
        close_file(open_project(project))
        assert not key_file.keys_path(project).exists()
        if is_sealed:
            left = [p.name for p in project.parent.glob("p.dal*") if p.is_file() and CANARY.encode() in p.read_bytes()]
            # The side file of this project was never one that could be read.
            assert left == ([] if name == "encrypted" else ["p.dal-cache"]) or name == "decrypted", left
    finally:
        locks.lock(project)
    if not died:
        assert is_sealed == (name != "decrypted")
        assert by == ("" if name == "decrypted" else NEW if name.startswith(("changed", "encrypted")) else OLD)
    return died


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for kind in ("plain", "sealed"):
        (tmp_path / kind).mkdir()
        make(tmp_path / kind / "p.dal", kind == "sealed")
    return tmp_path


@pytest.mark.parametrize("name", WORKS)
def test_killed_at_some_steps(place: Path, name: str):
    last = next(step for step in (2**k for k in itertools.count(4)) if not check_death(place, name, step))
    for step in range(3, last, last // 5):
        check_death(place, name, step)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("name", WORKS)
def test_killed_at_every_step(place: Path, name: str):
    steps = next(step for step in itertools.count() if not check_death(place, name, step))
    print(f"{name}: {steps} steps")
    assert steps > 20
