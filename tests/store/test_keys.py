"""Who can open an encrypted project: passphrases that come, go and change; key parts that were damaged or forged."""

import contextlib
import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_al.core.errors import BadArgument, CannotOpen, NeedsPassphrase, WrongPassphrase
from desktop_al.loop import locks
from desktop_al.loop.project import Project
from desktop_al.store import key_file, key_slots, keyring, recovery_code, sealing
from desktop_al.store.driver import connect
from desktop_al.store.project_file import close_file, create, open_project
from desktop_al.store.verify import verify
from tests.store.logs import Desk, chain, first_entries, make_project, mounted, remount

fcntl = pytest.importorskip("fcntl")
resource = pytest.importorskip("resource")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="what is looked at is told otherwise there")

KIM, LEE, OTHER = "correct horse battery", "another staple", "third of them"


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "FLOOR", sealing.Cost(64, 1, 1))


def sealed(path: Path) -> Path:
    create(path, first_entries(chain()), locks=locks.new_locks("Kim", KIM))
    return path


@pytest.fixture
def project(tmp_path: Path, cheap: None) -> Iterator[Path]:
    path = sealed(tmp_path / "p.dal")
    locks.unlock(path, KIM)
    yield path
    locks.lock(path)


def opens(project: Path, passphrase: str) -> bool:
    try:
        locks.unlock(project, passphrase)
    except WrongPassphrase:
        return False
    return True


def slot_of(project: Path, name: str) -> str:
    return next(owner.slot for owner in locks.passphrases(project) if owner.name == name)


def begin(project: Path, count: int = 48) -> bytes:
    return project.read_bytes()[:count]


@pytest.mark.parametrize("is_open", [False, True])
def test_passphrases_come_change_and_go(project: Path, is_open: bool):
    desk = Desk(project) if is_open else None
    lee = locks.add_passphrase(project, " Lee ", LEE)
    assert [(o.kind, o.name) for o in locks.passphrases(project)] == [("annotator", "Kim"), ("annotator", "Lee")]
    assert lee == locks.passphrases(project)[1]
    locks.change_passphrase(project, slot_of(project, "Kim"), KIM, OTHER)
    assert [o.name for o in locks.passphrases(project)] == ["Kim", "Lee"]
    assert (opens(project, KIM), opens(project, LEE), opens(project, OTHER)) == (False, True, True)
    locks.reset_passphrase(project, lee.slot, KIM)
    assert (opens(project, KIM), opens(project, LEE)) == (True, False)
    locks.remove_passphrase(project, slot_of(project, "Kim"))
    with pytest.raises(BadArgument, match="passphrase of Lee is the last one"):
        locks.remove_passphrase(project, lee.slot)
    code = locks.make_recovery_code(project)
    with pytest.raises(BadArgument, match="is the last one"):
        locks.remove_passphrase(project, lee.slot)
    newer = locks.make_recovery_code(project)
    assert (opens(project, code), opens(project, newer)) == (False, True)
    assert [o.kind for o in locks.passphrases(project)] == ["annotator", "recovery"]
    if desk is not None:
        desk.label(1)
        assert desk.writer.close()
    assert not key_file.keys_path(project).exists()
    assert (opens(project, OTHER), opens(project, KIM), opens(project, newer.lower())) == (False, True, True)
    locks.remove_recovery_code(project)
    assert not opens(project, newer)
    with pytest.raises(BadArgument, match="no recovery code"):
        locks.remove_recovery_code(project)
    assert verify(project).ok


def test_what_cannot_be_done_to_passphrases(project: Path):
    locks.add_passphrase(project, "Lee", LEE)
    kim, before = slot_of(project, "Kim"), project.read_bytes()
    for refused, words in (
        (lambda: locks.add_passphrase(project, "kim", OTHER), "kim has a passphrase already"),
        (
            lambda: locks.add_passphrase(project, "Mo", LEE),
            "^That passphrase cannot be used here",
        ),
        (lambda: locks.add_passphrase(project, "Mo", "short"), "at least 8"),
        (lambda: locks.add_passphrase(project, "", OTHER), "a name"),
        (lambda: locks.change_passphrase(project, kim, LEE, OTHER), "not the passphrase of Kim"),
        (lambda: locks.change_passphrase(project, kim, "no such thing", OTHER), "not the passphrase of Kim"),
        (lambda: locks.change_passphrase(project, kim, KIM, KIM), "is the old one"),
        (lambda: locks.change_passphrase(project, kim, KIM, LEE), "cannot be used here"),
        (lambda: locks.reset_passphrase(project, "0" * 16, OTHER), "no longer there"),
    ):
        with pytest.raises((BadArgument, WrongPassphrase), match=words):
            refused()
    assert [o.name for o in locks.passphrases(project)] == ["Kim", "Lee"]
    assert project.read_bytes() == before
    locks.lock(project)
    with pytest.raises(NeedsPassphrase):
        locks.passphrases(project)
    plain = make_project(project.with_name("plain.dal"))
    with pytest.raises(BadArgument, match="not encrypted"):
        locks.passphrases(plain)


def test_who_signs_is_told_by_the_passphrase(project: Path):
    locks.add_passphrase(project, "Lee", LEE)
    code = locks.make_recovery_code(project)
    assert locks.confirm(project, KIM, "Kim")
    assert locks.confirm(project, KIM, "kim ")
    for passphrase, name in ((KIM, "Lee"), (LEE, "Kim"), ("anything else", "Kim"), (code, "Kim"), (code, "")):
        assert not locks.confirm(project, passphrase, name)


def test_another_program_that_has_it_open_keeps_its_passphrases(project: Path):
    with open(f"{project}-lock", "a+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(CannotOpen, match="cannot be changed now"):
            locks.add_passphrase(project, "Lee", LEE)
    assert len(locks.passphrases(project)) == 1


def test_a_copy_of_the_file_alone_opens_while_it_is_open_for_writing(project: Path, tmp_path: Path):
    desk = Desk(project)
    for number in range(300):
        desk.label(number, "x" * 200)
    assert desk.writer.drain(10)
    assert desk.writer._settle(), "as after two idle seconds"
    locks.add_passphrase(project, "Lee", LEE)
    # Somebody clears up beside it.
    copy = tmp_path / "copy.dal"
    copy.write_bytes(project.read_bytes())
    locks.unlock(copy, KIM)
    assert verify(copy).annotations == 300
    locks.lock(copy)
    key_file.keys_path(project).unlink()
    desk.label(301)
    assert desk.writer.close()
    assert opens(project, KIM)
    assert verify(project).annotations == 301


@on_linux
def test_the_locks_of_the_database_outlast_a_look_at_the_keys(project: Path):
    desk = Desk(project)
    desk.label(1)
    assert desk.writer.drain(10)
    assert locks.is_encrypted(project)
    locks.add_passphrase(project, "Lee", LEE)
    assert keyring.key_of(project)
    # POSIX locks of this process, as the system tells them: shared, on the bytes where SQLite has its own.
    inode = f":{os.stat(project).st_ino} "
    assert [
        line for line in Path("/proc/locks").read_text().splitlines() if inode in line and f" {os.getpid()} " in line
    ]
    assert desk.writer.close()


def test_dearer_derivations_are_used_where_the_computer_can_and_there_are_few(project, monkeypatch):
    def made() -> list[int]:
        return sorted({slot.cost.memory for slot in key_file.read_slots(project).slots})

    for number, memory in enumerate((128, 64, 256, 512)):
        monkeypatch.setattr(sealing, "calibrated", lambda memory=memory: sealing.Cost(memory, 1, 1))
        locks.add_passphrase(project, f"Nr {number}", f"passphrase {number}")
    assert [slot.cost.memory for slot in key_file.read_slots(project).slots] == [64, 128, 128, 256, 512]
    monkeypatch.setattr(sealing, "calibrated", lambda: sealing.Cost(1024, 1, 1))
    locks.add_passphrase(project, "Last", "passphrase of the last")
    assert made() == [64, 128, 256, 512], "not more than four tries with one passphrase"
    # The only one at the old price moves on.
    locks.change_passphrase(project, slot_of(project, "Kim"), KIM, OTHER)
    assert made() == [128, 256, 512, 1024]
    assert opens(project, OTHER)


def test_while_somebody_reads_the_keys_stay_beside_it(project: Path):
    desk = Desk(project)
    desk.label(1)
    assert desk.writer.drain(5)
    with contextlib.closing(connect(project, keyring.key_of(project), "ro")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        desk.label(2)
        assert desk.writer.close()
        assert key_file.keys_path(project).exists()
        assert opens(project, KIM)
    assert verify(project).annotations == 2
    assert not key_file.keys_path(project).exists()
    assert opens(project, KIM)


def test_a_drive_that_was_pulled_and_put_back_gets_its_keys_at_the_end(project: Path, tmp_path: Path):
    desk = Desk(project)
    desk.label(0)
    assert desk.writer.drain(5)
    assert desk.writer._settle()
    project.rename(tmp_path / "old.dal")
    desk.label(1)
    assert desk.in_trouble.wait(5)
    shutil.copy(tmp_path / "old.dal", project)
    assert desk.writer.drain(5)
    assert desk.writer.close()
    assert not key_file.keys_path(project).exists()
    assert opens(project, KIM)
    assert verify(project).annotations == 2


# -- recovery codes --------------------------------------------------------------------------------------


def test_a_code_is_read_however_it_is_typed_and_a_typing_error_is_found_out():
    for _ in range(20):
        code = recovery_code.new_code()
        plain = code.replace("-", "")
        assert len(plain) * 5 >= 160
        as_read = plain.replace("0", "o").replace("1", "l").lower()
        for typed in (code, plain, code.lower(), code.replace("-", " "), as_read, f"  {code}\n"):
            assert recovery_code.canonical(typed) == plain
        for at in range(len(plain)):
            for other in "0Z7K":
                wrong = plain[:at] + other + plain[at + 1 :]
                assert wrong == plain or recovery_code.canonical(wrong) == ""
            swapped = plain[:at] + plain[at : at + 2][::-1] + plain[at + 2 :]
            assert swapped == plain or recovery_code.canonical(swapped) == ""
        assert recovery_code.canonical(plain[:-1]) == ""
    assert not recovery_code.looks_like_code("correct horse battery staple of the farm")


def test_a_typing_error_is_told_from_a_wrong_code(project: Path):
    code = locks.make_recovery_code(project)
    wrong = ("A" if code[0] != "A" else "B") + code[1:]
    with pytest.raises(WrongPassphrase, match="typing error: compare it group by group"):
        locks.unlock(project, wrong)
    with pytest.raises(WrongPassphrase, match="typed without an error"):
        locks.unlock(project, recovery_code.new_code())
    with pytest.raises(WrongPassphrase, match=r"^That passphrase does not open p.dal.$"):
        locks.unlock(project, "some other words")
    locks.unlock(project, code)
    # One who has only the code gives everybody a new passphrase.
    locks.reset_passphrase(project, slot_of(project, "Kim"), OTHER)
    assert opens(project, OTHER)


# -- what was changed by another program -----------------------------------------------------------------


def forged(project: Path, **changes: object) -> None:
    """Slots with a right checksum, but changed, beside the project."""
    text = key_slots.encode(key_file.read_slots(project))[:-32]
    kept = json.loads(text) | {"changes": 1000} | changes
    whole = json.dumps(kept, sort_keys=True).encode()
    key_file.keys_path(project).write_bytes(whole + hashlib.sha256(whole).digest())


def row(project: Path, **changes: object) -> list[object]:
    slot = replace(key_file.read_slots(project).slots[0], **changes)
    numbers = slot.cost.memory, slot.cost.passes, slot.cost.lanes
    return [slot.id, slot.salt.hex(), *numbers, slot.sealed.hex(), slot.owner.hex()]


@on_linux
def test_derivations_beyond_the_limits_are_refused_before_memory_is_taken(tmp_path: Path):
    project = sealed(tmp_path / "p.dal")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for cost, words in (
        (sealing.Cost(3 * 1024 * 1024, 3, 4), "asks for 3,072 MiB"),
        (sealing.Cost(64 * 1024, 51, 4), "51 passes"),
        (sealing.Cost(64 * 1024, 3, 65), "was changed"),
        (sealing.Cost(64 * 1024 - 1, 3, 4), "was changed"),
        (sealing.Cost(64 * 1024, 2, 4), "was changed"),
        (sealing.Cost(0, 0, 0), "was changed"),
        (sealing.Cost(2 * 1024 * 1024, 50, 4), "would take minutes"),
    ):
        forged(project, slots=[row(project, cost=cost)])
        began = time.monotonic()
        with pytest.raises(CannotOpen, match=words):
            locks.unlock(project, KIM)
        assert time.monotonic() - began < 0.15
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 * 1024
    forged(project, slots=[row(project, salt=bytes([n] * 16)) for n in range(5)])
    with pytest.raises(CannotOpen, match="too many tries"):
        locks.unlock(project, KIM)


def test_the_floor_is_what_the_standard_says_and_a_wrong_passphrase_takes_its_time(tmp_path: Path):
    assert (sealing.FLOOR.memory, sealing.FLOOR.passes, sealing.FLOOR.lanes) == (64 * 1024, 3, 4)
    project = sealed(tmp_path / "p.dal")
    began = time.process_time()
    with pytest.raises(WrongPassphrase):
        locks.unlock(project, "any other words")
    assert time.process_time() - began > 0.05


@pytest.mark.parametrize("what", ["cost", "salt", "id", "sealed", "owner"])
def test_a_slot_that_was_changed_opens_nothing(project: Path, what: str):
    slot = key_file.read_slots(project).slots[0]
    changed: dict[str, object] = {
        "cost": sealing.Cost(65, 1, 1),
        "salt": bytes(16),
        "id": "0" * 16,
        "sealed": bytes([slot.sealed[0] ^ 1]) + slot.sealed[1:],
        "owner": bytes([slot.owner[0] ^ 1]) + slot.owner[1:],
    }
    forged(project, slots=[row(project, **{what: changed[what]})])
    if what == "owner":
        # It opens, but nobody's name is taken from it.
        assert locks.unlock(project, KIM).name == ""
        assert not locks.confirm(project, KIM, "Kim")
    else:
        assert not opens(project, KIM)


@pytest.mark.parametrize("look_only", [True, False])
def test_a_copy_that_is_open_keeps_its_key_when_the_project_is_locked(project: Path, tmp_path: Path, look_only: bool):
    copy = Path(shutil.copy(project, tmp_path / "copy.dal"))
    opened = Project(copy, "", tmp_path / "home", lambda _: None, lambda _: None, look_only=look_only)
    try:
        key = keyring.key_of(project)
        assert key is not None
        kept = bytes(key)
        locks.lock(project)
        assert keyring.key_of(copy) is not key
        assert bytes(keyring.key_of(copy) or b"") == kept
        assert [owner.name for owner in locks.passphrases(copy)] == ["Kim"]
    finally:
        opened.close()
        locks.lock(copy)
    with pytest.raises(NeedsPassphrase):
        keyring.key_of(copy)


def test_slots_of_another_project_are_passed_over(project: Path, tmp_path: Path):
    other = sealed(tmp_path / "other.dal")
    key_file.write_beside(project, replace(key_file.read_slots(other), changes=99))
    assert opens(project, KIM)
    assert verify(project).ok, "its own slots are those that count"
    # With nothing else there, they open what does not fit.
    data = project.read_bytes()
    project.write_bytes(data[: -len(key_file.block(key_file.read_slots(project)))])
    key_file.write_beside(project, key_file.read_slots(other))
    locks.lock(project)
    locks.unlock(project, KIM)
    with pytest.raises(CannotOpen, match=r"its key part belongs to another project.*backup"):
        open_project(project, look_only=True)
    before = project.read_bytes()
    with pytest.raises(CannotOpen, match="Nothing was changed"):
        open_project(project)
    assert project.read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 100,
        b"x" * 30_000_000,
        b"[" * 100_000,
        b'{"file": 1, "changes": 1, "slots": []}',
        b'{"changes": Infinity, "file": "' + b"00" * 16 + b'", "slots": [[]], "version": 1}',
        b'{"changes": 1, "file": "' + b"00" * 16 + b'", "slots": [["a", "", 1e400, -1, true, "", ""]], "version": 1}',
    ],
    ids=["empty", "zeros", "30 MB", "deep", "no slots", "infinite", "odd numbers"],
)
def test_a_key_part_of_nonsense_is_said_to_be_damaged(tmp_path: Path, content: bytes):
    project = tmp_path / "p.dal"
    project.write_bytes(os.urandom(8192))
    for data in (content, content + hashlib.sha256(content).digest()):
        key_file.keys_path(project).write_bytes(data)
        with pytest.raises(CannotOpen, match=r"key part of p.dal is damaged.*backup"):
            locks.unlock(project, KIM)


def test_ten_thousand_slots_are_not_tried(project: Path):
    own = row(project)
    forged(project, slots=[own] * 10_000)
    assert key_file.keys_path(project).stat().st_size > 4_000_000
    assert opens(project, KIM), "by those at the end"
    assert len(locks.passphrases(project)) == 1


def test_there_is_an_end_to_passphrases(project: Path):
    slots = key_file.read_slots(project)
    key = keyring.key_of(project)
    assert key is not None
    long = "𝓝" * 200
    for number in range(1, key_slots.MOST_SLOTS):
        slots = key_slots.with_slot(slots, key, f"passphrase {number}", f"{long}{number}"[-200:], sealing.FLOOR)
    assert key_slots.decode(key_slots.encode(slots)) == slots, "the most there can be still fit"
    key_file.write_beside(project, slots)
    with pytest.raises(CannotOpen, match="200 passphrases"):
        locks.add_passphrase(project, "One more", OTHER)


# -- damage ----------------------------------------------------------------------------------------------


def test_damage_to_the_first_sixteen_bytes_is_mended(project: Path):
    salt = begin(project, 16)
    with open(project, "r+b") as file:
        file.write(b"nothing of this.")
    locks.lock(project)
    assert opens(project, KIM)
    close_file(open_project(project, look_only=True))
    assert begin(project, 16) == b"nothing of this."
    assert verify(project).ok
    assert begin(project, 16) == salt


@pytest.mark.parametrize("look_only", [True, False])
def test_a_damaged_first_page_is_said_with_the_way_out(project: Path, look_only: bool):
    with open(project, "r+b") as file:
        file.seek(500)
        file.write(bytes(100))
    before = project.read_bytes()
    with pytest.raises(CannotOpen, match=r"beginning of p.dal is damaged.*backup"):
        open_project(project, look_only=look_only)
    assert project.read_bytes() == before


def test_a_file_without_its_end_is_said_with_the_way_out(project: Path):
    size = len(key_file.block(key_file.read_slots(project)))
    project.write_bytes(project.read_bytes()[:-size])
    locks.lock(project)
    assert not locks.is_encrypted(project)
    with pytest.raises(CannotOpen, match=r"its end is cut off.*p.dal-keys.*backup"):
        open_project(project)


def test_a_full_disk_changes_no_passphrase_and_lets_nobody_lock_himself_out(tmp_path: Path, cheap: None):
    with mounted(tmp_path / "small", "size=1m") as place:
        project = sealed(place / "p.dal")
        locks.unlock(project, KIM)
        with open(place / "filler", "wb", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(bytes(4096)):
                pass
        with pytest.raises(CannotOpen):
            locks.add_passphrase(project, "Lee", LEE)
        file = open_project(project)
        assert file.read_only
        assert "look only" in " ".join(file.words)
        close_file(file)
        assert opens(project, KIM)
        (place / "filler").unlink()
        locks.add_passphrase(project, "Lee", LEE)
        assert verify(project).ok
        locks.lock(project)


def test_a_write_protected_medium_can_be_read(tmp_path: Path, cheap: None):
    with mounted(tmp_path / "medium", "size=4m") as place:
        project = sealed(place / "p.dal")
        remount(place, "ro")
        locks.unlock(project, KIM)
        file = open_project(project)
        assert file.read_only
        close_file(file)
        assert verify(project).ok
        with pytest.raises(CannotOpen, match="cannot be changed now"):
            locks.make_recovery_code(project)
        locks.lock(project)
