"""What lies in and beside an encrypted project: key slots, the file itself, samples inside, drafts; and heads of logs.

Much of it is bound by a checksum or a seal. So half of the mutations are made before that: by somebody who has the key,
or can count a checksum.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path

import numpy as np

from desktop_al.core.class_names import can_be_shown
from desktop_al.core.errors import DesktopAlError
from desktop_al.core.events import Event
from desktop_al.core.head import (
    ChainHead,
    Head,
    as_fingerprint,
    fingerprint,
    fingerprint_problems,
    head_body,
    head_of,
    head_problems,
    read_head,
)
from desktop_al.core.state import fold
from desktop_al.loop.opening import basics, read_pool
from desktop_al.loop.record import body_reader
from desktop_al.loop.reopening import Draft, take_draft
from desktop_al.store import keyring
from desktop_al.store.draft_file import draft_path, seal_draft
from desktop_al.store.driver import connect, sqlite3
from desktop_al.store.journal import journal_path
from desktop_al.store.key_file import block, is_encrypted, keys_path, read_slots
from desktop_al.store.key_slots import Slots, decode, encode, new_key, no_slots, open_slots, owners, with_slot
from desktop_al.store.project_file import close_file, open_project, read_events
from desktop_al.store.sealing import FLOOR, check_costs
from desktop_al.store.vault import Kept, Vault, vault_path, write_vault
from desktop_al.store.verify import verify
from tests.fuzz import project_seeds
from tests.fuzz.mutation import mutate_json

_PASSPHRASE = "correct horse battery"


@cache
def locks() -> tuple[bytes, Slots]:
    """Derived from once: it takes a while."""
    key = new_key()
    one = with_slot(no_slots(key), key, _PASSPHRASE, "ann", FLOOR)
    return bytes(key), with_slot(one, key, "ABCD", "", FLOOR, "recovery")


def _flipped(data: bytes, rng: np.random.Generator) -> bytes:
    changed = bytearray(data)
    for _ in range(int(rng.integers(1, 4))):
        changed[int(rng.integers(len(changed)))] ^= 1 << int(rng.integers(8))
    return bytes(changed)


@contextlib.contextmanager
def unlocked(path: Path) -> Iterator[None]:
    """Take the key of the seeds for that of ``path``; all that lies there is removed in the end."""
    keyring.put(path, bytearray(locks()[0]))
    try:
        yield
    finally:
        keyring.forget(path)
        for left in path.parent.glob(f"{path.name}*"):
            left.unlink()


# -- key slots -----------------------------------------------------------------------------------------


@cache
def slot_seeds() -> list[bytes]:
    _, slots = locks()
    return [encode(slots), block(slots), b"", bytes(64)]


_COSTS = (0, 1, 2, 3, 4, 50, 51, 64, 65, 65535, 65536, 2**21, 2**21 + 1, 2**53)


def _summed_anew(data: bytes, rng: np.random.Generator) -> bytes:
    kept = json.loads(data[:-32])
    how = rng.random()
    if how < 0.2:
        kept["slots"] *= int(rng.choice([3, 150]))
    elif how < 0.7:
        row = kept["slots"][int(rng.integers(2))]
        place = int(rng.integers(len(row)))
        row[place] = rng.bytes(len(row[place]) // 2).hex() if isinstance(row[place], str) else int(rng.choice(_COSTS))
        # Each has a derivation of its own, which is what would take long.
        kept["slots"] += [[row[0], rng.bytes(16).hex(), *row[2:]] for _ in range(int(rng.choice([0, 0, 1, 3, 6])))]
    text = json.dumps(kept, sort_keys=True).encode()
    if how > 0.6:
        text = mutate_json(text, rng)
    return text + hashlib.sha256(text).digest()


def read_key_slots(data: bytes, place: Path, rng: np.random.Generator) -> None:
    """As a file that is to be unlocked: behind a database, and beside it."""
    path = place / "k.dal"
    key, known = locks()
    if rng.random() < 0.5:
        data = _summed_anew(slot_seeds()[0], rng)
    found = decode(data)
    behind = block(found) if found is not None and rng.random() < 0.5 else data.ljust(-(-len(data) // 4096) * 4096)
    path.write_bytes(known.file.ljust(4096, b"x") + behind)
    if rng.random() < 0.4:
        keys_path(path).write_bytes(data)
    try:
        if not is_encrypted(path):
            raise DesktopAlError("It is no encrypted project.")
        slots = read_slots(path, bytearray(key) if rng.random() < 0.3 else None)
        for owner in owners(slots, bytearray(key)):
            owner.name.encode("utf-8", "surrogatepass")
        keyring.belongs(path, bytearray(key))
        salts = {(slot.salt, slot.cost) for slot in slots.slots}
        costs = [cost for _, cost in salts]
        if len(salts) < 5:
            check_costs(costs)
        # A tenth of a second each; dearer ones that are not refused take their seconds.
        if len(salts) > 4 or (set(costs) == {FLOOR} and len(salts) < 3 and rng.random() < 0.15):
            open_slots(slots, _PASSPHRASE if rng.random() < 0.5 else "another")
    finally:
        for left in place.glob("k.dal*"):
            left.unlink()


# -- the file ------------------------------------------------------------------------------------------


@cache
def encrypted_seeds() -> list[bytes]:
    key, slots = locks()
    return [project_seeds.project_bytes((bytearray(key), slots))]


@cache
def _sealed_journal() -> bytes:
    return project_seeds.journal_bytes(bytearray(locks()[0]))


@cache
def _written() -> frozenset[Event]:
    """By everybody who wrote in these seeds."""
    return frozenset([*_log(), *(written.event for written in project_seeds.journal_entries())])


def read_encrypted(data: bytes, place: Path, rng: np.random.Generator) -> None:
    """Opened with its key, to look and to write. What was read must be what was written."""
    path = place / "e.dal"
    seed = encrypted_seeds()[0]
    path.write_bytes(_flipped(seed, rng) if rng.random() < 0.6 else data)
    with unlocked(path):
        if rng.random() < 0.3:
            keys_path(path).write_bytes(_flipped(encode(locks()[1]), rng))
        if rng.random() < 0.3:
            journal = _sealed_journal()
            journal_path(path).write_bytes(journal if rng.random() < 0.3 else _flipped(journal, rng))
        verify(path)
        file = open_project(path, look_only=bool(rng.random() < 0.5))
        try:
            events = list(read_events(file.connection))
            state = fold(events, body_reader(file.connection))
            basics(state, path, [row.path for row in read_pool(file)[:5]])
            # Every page is authenticated: what can be read at all is what was written.
            assert set(events) <= _written()
        except sqlite3.Error as error:
            raise DesktopAlError("The project is damaged.") from error
        finally:
            close_file(file)


# -- samples inside --------------------------------------------------------------------------------------


@cache
def vault_seeds() -> list[bytes]:
    key, _ = locks()
    files = [("a.txt", b"words"), ("b/c.png", bytes(9000)), ("empty.txt", b""), ("ü.txt", b"x" * 300)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "v.dal"
        path.write_bytes(encrypted_seeds()[0])
        with unlocked(path):
            keyring.put(path, bytearray(key))
            write_vault(
                path,
                [(Kept(name, len(data), 5), iter([data[:4000], data[4000:]] if data else [])) for name, data in files],
            )
            return [vault_path(path).read_bytes()]


_VALUES = (
    *("NULL", "-1", "0", "9223372036854775807", "1e300", "'x'", "'../x'", "'/etc/x'", "zeroblob(70000)", "x'ff'"),
    *("zeroblob(0)", "CAST(x'ff' AS TEXT)", "'a.txt'", "char(8238)", "'a'||char(10)", "zeroblob(4000000)"),
)
_COLUMNS = {"files": ("f", "path", "size", "mtime_ns"), "pieces": ("f", "n", "data")}
_WHOLE = (
    *("DROP TABLE files", "DROP TABLE pieces", "DELETE FROM pieces WHERE n=0", "PRAGMA application_id=1"),
    *("CREATE VIEW v AS SELECT 1", "ALTER TABLE files RENAME TO others; CREATE VIEW files AS SELECT * FROM others"),
    *("INSERT INTO pieces VALUES (1, 9, 'text')", "INSERT INTO files VALUES (99, 'none.txt', 5, 5)"),
)


def _by_statements(path: Path, rng: np.random.Generator) -> None:
    """By somebody who has the key."""
    connection = connect(path, bytearray(locks()[0]))
    try:
        for _ in range(int(rng.integers(1, 4))):
            table = str(rng.choice(list(_COLUMNS)))
            value, column = str(rng.choice(_VALUES)), str(rng.choice(_COLUMNS[table]))
            statement = f"UPDATE OR IGNORE {table} SET {column}={value} WHERE f={int(rng.integers(1, 5))}"
            with contextlib.suppress(sqlite3.Error):
                connection.executescript(str(rng.choice(_WHOLE)) if rng.random() < 0.2 else statement)
    finally:
        connection.close()


def read_vault(data: bytes, place: Path, rng: np.random.Generator) -> None:
    path = place / "v.dal"
    path.write_bytes(encrypted_seeds()[0])
    with unlocked(path):
        how = rng.random()
        vault_path(path).write_bytes(
            data if how < 0.3 else _flipped(vault_seeds()[0], rng) if how < 0.5 else vault_seeds()[0]
        )
        if how >= 0.5:
            _by_statements(vault_path(path), rng)
        if rng.random() < 0.02:
            vault_path(path).unlink()
        with contextlib.closing(Vault(path)) as vault:
            for kept in vault.files():
                kept.path.encode("utf-8")
                assert vault.find(kept.path) == kept
                with contextlib.suppress(OSError):
                    assert len(vault.read(kept.path)) == kept.size
            with contextlib.suppress(FileNotFoundError):
                vault.read("elsewhere.txt")


# -- drafts --------------------------------------------------------------------------------------------

_DRAFT = Draft("ann", "label", (("01" * 16, "model", "near"), ("02" * 16, "audit", "")), True, "a comment", "## A")


@cache
def draft_seeds() -> list[bytes]:
    return [json.dumps(asdict(_DRAFT)).encode(), b"{}", b"[" * 5000, b"[1]", b""]


def read_a_draft(data: bytes, place: Path, rng: np.random.Generator) -> None:
    path = place / "d.dal"
    path.write_bytes(encrypted_seeds()[0])
    with unlocked(path):
        content = mutate_json(draft_seeds()[0], rng) if rng.random() < 0.6 else data
        sealed = seal_draft(path, content)
        beside = sealed if rng.random() < 0.8 else _flipped(sealed, rng) if rng.random() < 0.5 else data
        draft_path(path).write_bytes(beside)
        if rng.random() < 0.02:
            os.truncate(draft_path(path), 33 * 2**20)
        draft = take_draft(path, "ann", _flipped(sealed, rng) if rng.random() < 0.3 else b"")
        if draft is None:
            raise DesktopAlError("There is no draft.")
        assert all(type(words) is str for words in (draft.annotator, draft.page))
        assert all(words is None or type(words) is str for words in (draft.comment, draft.guideline))
        assert type(draft.visiting) is bool
        assert all(type(word) is str for row in draft.held for word in row)


# -- heads ---------------------------------------------------------------------------------------------


@cache
def _log() -> tuple[Event, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "h.dal"
        path.write_bytes(project_seeds.project_bytes())
        file = open_project(path)
        try:
            return tuple(read_events(file.connection))
        finally:
            close_file(file)


@cache
def head_seeds() -> list[bytes]:
    whole = head_of(_log(), project_seeds.PROJECT_ID, "2026-01-02T03:04:05Z")
    older = head_of(_log()[:9], project_seeds.PROJECT_ID, "2026-01-02T03:04:05Z")
    made = [*(json.dumps(head_body(head)).encode() for head in (whole, older)), b"{}", b"[]", b"[" * 5000, b""]
    return [*made, fingerprint(whole).encode(), fingerprint(older).lower().replace("0", "O").encode()]


def marked_anew(data: bytes) -> bytes:
    """With the fingerprint of what it says now, where it says anything."""
    try:
        said = json.loads(data)
        chains = tuple(
            ChainHead(bytes.fromhex(one["writer"]), int(one["seq"]), bytes.fromhex(one["digest"]))
            for one in said["chains"]
        )
        said["fingerprint"] = fingerprint(Head(str(said["project"]), "", chains))
        return json.dumps(said).encode()
    except Exception:
        return data


def _of_another_log(data: bytes, rng: np.random.Generator) -> bytes:
    """A head that is one, but not of this log: chains that it does not have, longer ones, other events."""
    said = json.loads(data)
    for chain in said["chains"]:
        match int(rng.integers(5)):
            case 0:
                chain["seq"] = int(rng.integers(60))
            case 1:
                chain["digest"] = rng.bytes(32).hex()
            case 2:
                chain["writer"] = rng.bytes(16).hex()
    said["chains"] *= int(rng.choice([1, 1, 30]))
    return json.dumps(said).encode()


def read_a_head(data: bytes, _place: Path, rng: np.random.Generator) -> None:
    code = as_fingerprint(data.decode("utf-8", "replace"))
    how = rng.random()
    if how < 0.6 and not code:
        data = head_seeds()[int(rng.integers(2))]
        data = _of_another_log(data, rng) if how < 0.25 else mutate_json(data, rng)
        if how < 0.5:
            data = marked_anew(data)
    if code:
        fingerprint_problems(code, project_seeds.PROJECT_ID, _log())
        return
    head = read_head(data)
    problems = head_problems(head, project_seeds.PROJECT_ID, _log())
    assert all(can_be_shown(problem) for problem in problems)
    json.dumps(head_body(head))
