"""Going back to a backup of an encrypted project: also when nothing else is left of it, or its passphrases changed."""

import contextlib
import shutil
import threading
from pathlib import Path

import pytest

from desktop_al.core.errors import CannotOpen, NeedsPassphrase, WrongPassphrase
from desktop_al.loop import backups, locks
from desktop_al.loop.restoring import restore_backup
from desktop_al.store import sealing
from desktop_al.store.keyring import Hold, key_of
from desktop_al.store.project_file import create
from desktop_al.store.verify import verify
from tests.loop.test_cli import fails
from tests.loop.test_cli_keys import KIM, LEE
from tests.loop.test_cli_keys import run as run
from tests.store.logs import chain, first_entries


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sealing, "FLOOR", sealing.Cost(64, 1, 1))
    path = tmp_path / "p.dal"
    create(path, first_entries(chain()), locks=locks.new_locks("Kim", KIM))
    return path


def backed_up(project: Path) -> Path:
    locks.unlock(project, KIM)
    made = backups.make_backup(project).backup
    assert made is not None
    return made.path


def damage_slots(project: Path) -> None:
    data = project.read_bytes()
    project.write_bytes(data[: data.find(b"desktop_al keys")] + b"desktop_al keys\n".ljust(4096, b"x"))


def test_when_nothing_else_is_left_and_when_no_passphrase_opens_it(run, project: Path):
    backup = backed_up(project)
    locks.lock(project)
    project.unlink()
    assert "whole" in run("backup", project, "--list", own=KIM)[1]
    locks.lock(backup)
    fails(run("restore", project, backup), 1, "DESKTOP_AL_PASSPHRASE")
    fails(run("restore", project, backup, own=LEE), 1, "does not open")
    assert run("restore", project, backup, own=KIM)[0] == 0
    assert run("verify", project, own=KIM)[0] == 0
    damage_slots(project)
    locks.lock(backup)
    fails(run("verify", project, own=KIM), 1, "key part", "damaged")
    assert run("restore", project, backup, own=KIM)[0] == 0
    assert run("verify", project, own=KIM)[0] == 0
    locks.lock(backup)


def test_who_was_taken_away_does_not_come_back_with_it(run, project: Path):
    backup = backed_up(project)
    locks.change_passphrase(project, locks.passphrases(project)[0].slot, KIM, LEE)
    restore_backup(project, backup)
    locks.lock(project)
    with pytest.raises(WrongPassphrase):
        locks.unlock(project, KIM)
    locks.unlock(project, LEE)
    assert verify(project).ok
    locks.lock(project)


def test_a_locked_project_is_no_damaged_one(project: Path, tmp_path: Path):
    backup = shutil.copy(backed_up(project), tmp_path / "copy.dal")
    locks.lock(project)
    locks.unlock(Path(backup), KIM)
    other = tmp_path / "other.dal"
    create(other, first_entries(chain()), locks=locks.new_locks("Lee", LEE))
    before = other.read_bytes()
    with pytest.raises(NeedsPassphrase):
        restore_backup(other, Path(backup))
    assert other.read_bytes() == before
    locks.lock(Path(backup))


def test_a_list_that_was_made_while_it_was_locked_is_made_again(project: Path):
    backup = backed_up(project)
    locks.lock(project)
    assert not backups.look_once(backup).whole
    locks.unlock(project, KIM)
    assert backups.look_once(backup).whole
    locks.lock(project)


def test_a_key_is_held_for_one_thread_and_goes_with_its_work(project: Path):
    backup = backed_up(project)
    key = key_of(project)
    assert key is not None
    hold, began, end = Hold(project), threading.Event(), threading.Event()
    seen: list[bool] = []

    def work() -> None:
        with contextlib.suppress(CannotOpen), hold:
            began.set()
            end.wait(10)
            seen.append(key_of(project) is key and key_of(backup) is key)
            raise CannotOpen("A backup that fails.")

    thread = threading.Thread(target=work)
    thread.start()
    began.wait(10)
    locks.lock(project)
    for path in (project, backup):
        with pytest.raises(NeedsPassphrase):
            key_of(path)
    end.set()
    thread.join(10)
    assert seen == [True]
    assert key == bytes(len(key)), "it was overwritten"
    # Work that never began keeps nothing.
    locks.unlock(project, KIM)
    key = key_of(project)
    hold = Hold(project)
    locks.lock(project)
    hold.let_go()
    hold.let_go()
    assert key == bytes(48)
