"""An encrypted project on disk: what opens it, where its key slots lie, and that nothing of it is readable."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_al.core.errors import CannotOpen, NeedsPassphrase, WrongPassphrase
from desktop_al.loop.locks import lock, unlock
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.scripted import label
from desktop_al.store import key_file
from desktop_al.store.backup import back_up, contents_of
from desktop_al.store.project_file import open_project
from desktop_al.store.restore import restore
from desktop_al.store.verify import verify
from tests.on_disk import contents

PASSPHRASE = "correct horse battery"
CANARY = b"Canary"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "samples"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02d}.txt").write_text(f"Canary text number {number} of a pump", "utf-8")
    path = tmp_path / "p.dal"
    new = NewProject(path, folder, ("Canary one", "Canary two"), "Canary Kim", kind="text", passphrase=PASSPHRASE)
    create_project(new, tmp_path / "home")
    yield path
    lock(path)


def leaks(folder: Path) -> list[str]:
    return [path.name for path, data in contents(folder.glob("p.dal*")) if CANARY in data]


def test_only_its_passphrase_opens_it(project: Path):
    with pytest.raises(NeedsPassphrase):
        open_project(project)
    with pytest.raises(WrongPassphrase):
        unlock(project, "something else")
    assert not verify(project).ok
    assert unlock(project, PASSPHRASE).name == "Canary Kim"
    assert verify(project).ok
    lock(project)
    with pytest.raises(NeedsPassphrase):
        open_project(project)


def test_it_is_one_file_when_it_is_closed_and_none_of_its_files_can_be_read(project: Path, tmp_path: Path):
    assert not key_file.keys_path(project).exists()
    unlock(project, PASSPHRASE)
    label(project, "Canary Kim", tmp_path / "home", 12, lambda name: ("Canary one", "Canary two")[int(name[:2]) % 2])
    assert not key_file.keys_path(project).exists()
    assert leaks(tmp_path) == []
    lock(project)
    copy = tmp_path / "elsewhere.dal"
    copy.write_bytes(project.read_bytes())
    unlock(copy, PASSPHRASE)
    found = verify(copy)
    assert (found.ok, found.annotations) == (True, 12)
    lock(copy)


def test_the_journal_beside_it_is_sealed(project: Path, tmp_path: Path):
    unlock(project, PASSPHRASE)
    file = open_project(project)
    assert key_file.keys_path(project).exists(), "from the first write on the slots are beside it"
    file.connection.close()
    file.tail.close()
    file.lock.release()
    # As after a crash: the slots are beside it and behind it.
    assert key_file.keys_path(project).exists()
    lock(project)
    unlock(project, PASSPHRASE)
    assert verify(project).ok
    assert not key_file.keys_path(project).exists()


def test_damage_to_one_copy_of_the_slots_is_harmless_and_to_all_is_said(project: Path):
    data = bytearray(project.read_bytes())
    size = len(data)
    data[size - 4000] ^= 1
    project.write_bytes(data)
    unlock(project, PASSPHRASE)
    lock(project)
    data[size - len(key_file.block(key_file.read_slots(project))) + 100] ^= 1
    project.write_bytes(data)
    with pytest.raises(CannotOpen, match=r"key part of .* is damaged"):
        unlock(project, PASSPHRASE)


def test_its_backups_are_encrypted_and_opened_by_its_passphrase(project: Path, tmp_path: Path):
    unlock(project, PASSPHRASE)
    label(project, "Canary Kim", tmp_path / "home", 3, lambda _: "Canary one")
    made = tmp_path / "backup.dal"
    back_up(project, made)
    assert not leaks(tmp_path)
    assert CANARY not in made.read_bytes()
    assert contents_of(made) == contents_of(project), "who has the project unlocked has its backups"
    label(project, "Canary Kim", tmp_path / "home", 2, lambda _: "Canary two")
    kept = tmp_path / "kept.dal"
    assert restore(project, made, kept)
    assert verify(project).annotations == 3
    assert verify(kept).annotations == 5
    lock(project)
    for path in (project, made, kept):
        with pytest.raises(NeedsPassphrase):
            open_project(path)
    assert unlock(made, PASSPHRASE).name == "Canary Kim"
    assert verify(made).annotations == 3
    lock(made)
