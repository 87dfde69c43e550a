"""The key of an encrypted project, sealed once for each passphrase that opens it.

A random data key encrypts the project; each slot holds it sealed under a key that Argon2id makes of one passphrase or
of the recovery code. Whose slot it is lies sealed under a subkey of the data key: whoever opened the project can read
that of all slots, nobody else of any.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from desktop_al.core.errors import CannotOpen, WrongPassphrase
from desktop_al.core.words import tr
from desktop_al.store.sealing import SALT_BYTES, Cost, WrongKey, check_costs, derive, seal, subkey, unseal

#: The key of the database and the salt of its file (16 bytes), which SQLCipher takes together.
KEY_BYTES = 48
_SALT_OF_FILE = slice(32, KEY_BYTES)
MOST_SLOTS = 200
#: Derivations that a file may ask for with one passphrase: slots share salts, or opening would take a second for each.
_MOST_SALTS = 4
#: A slot moves to a derivation of its own when this computer can afford one so much dearer than that of the others.
_DEARER = 1.5
#: Sealed names are all of one length or its multiples, so that a slot does not tell how long a name is.
_PAD = 256
#: What is longer than this is none of ours: 200 slots of the longest names come to half of it.
MOST_BYTES = 1024 * 1024
_MOST_SEALED, _MOST_CHANGES = 4096, 2**53
_CHECK = 32

Kind = Literal["annotator", "recovery"]


@dataclass(frozen=True, slots=True)
class Slot:
    """``sealed``: the data key; ``owner``: whose slot it is."""

    id: str
    salt: bytes
    cost: Cost
    sealed: bytes
    owner: bytes


@dataclass(frozen=True, slots=True)
class Slots:
    """``file``: the salt with which the database begins, to which every slot is bound. ``changes``: how often they were
    changed; of two copies the one with more is the newer one."""

    file: bytes
    changes: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose slot it is. ``name`` is empty for the recovery code, and where the slot was changed by another program."""

    slot: str
    kind: Kind
    name: str


def new_key() -> bytearray:
    return bytearray(secrets.token_bytes(KEY_BYTES))


def file_salt(key: bytes | bytearray) -> bytes:
    """What the file that ``key`` encrypts begins with."""
    return bytes(key[_SALT_OF_FILE])


def no_slots(key: bytearray) -> Slots:
    return Slots(file_salt(key), 0, ())


def with_slot(
    slots: Slots,
    key: bytearray,
    passphrase: str,
    name: str,
    cost: Cost,
    kind: Kind = "annotator",
    known: str = "",
) -> Slots:
    """One slot more, or another one in the place of the slot ``known``.

    ``cost`` is what a derivation may take on this computer: where a slot asks for about as much already its salt is
    shared, a much dearer one gets a new salt as long as there are few.

    Raises:
        CannotOpen: there are too many.
    """
    others = replace(slots, slots=tuple(slot for slot in slots.slots if slot.id != known))
    if len(others.slots) >= MOST_SLOTS:
        raise CannotOpen(tr("A project can be opened with {most} passphrases. Take one away first.", most=MOST_SLOTS))
    salts = _salts(others)
    salt = os.urandom(SALT_BYTES)
    if salts:
        dearest = max(salts, key=lambda salt_and_cost: salt_and_cost[1].work)
        if len(salts) == _MOST_SALTS or cost.work < _DEARER * dearest[1].work:
            salt, cost = dearest
    slot = Slot(known or secrets.token_hex(8), salt, cost, b"", b"")
    sealed = seal(derive(passphrase, salt, cost), bytes(key), _bound(slots.file, slot))
    owner = json.dumps({"kind": kind, "name": name}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    padded = owner.ljust(-(-len(owner) // _PAD) * _PAD)
    whole = replace(slot, sealed=sealed, owner=seal(_owner_key(key), padded, _bound(slots.file, slot)))
    at = next((place for place, slot in enumerate(slots.slots) if slot.id == known), len(others.slots))
    return Slots(slots.file, slots.changes + 1, (*others.slots[:at], whole, *others.slots[at:]))


def without_slot(slots: Slots, slot: str) -> Slots:
    return Slots(slots.file, slots.changes + 1, tuple(other for other in slots.slots if other.id != slot))


def open_slots(slots: Slots, passphrase: str) -> tuple[bytearray, Owner]:
    """The data key and whose passphrase it was.

    Raises:
        WrongPassphrase: it opens no slot.
        CannotOpen: the slots ask for what would stop the program.
    """
    for slot, key in _opened(slots, passphrase):
        return key, _owner(slots.file, slot, _owner_key(key))
    raise WrongPassphrase(tr("That passphrase does not open this project."))


def slot_of(slots: Slots, passphrase: str) -> str:
    """The slot that a passphrase opens, empty where there is none. Raises CannotOpen as ``open_slots``."""
    return next((slot.id for slot, _ in _opened(slots, passphrase)), "")


def owners(slots: Slots, key: bytearray) -> tuple[Owner, ...]:
    """Whose slots they are, in their order."""
    owner_key = _owner_key(key)
    return tuple(_owner(slots.file, slot, owner_key) for slot in slots.slots)


def _opened(slots: Slots, passphrase: str) -> Iterator[tuple[Slot, bytearray]]:
    salts = _salts(slots)
    if len(salts) > _MOST_SALTS:
        raise CannotOpen(tr("The key part of this project was changed: it asks for too many tries. Nothing was tried."))
    check_costs([cost for _, cost in salts])
    # The newest derivation first: most slots have it.
    for salt, cost in sorted(salts, key=lambda salt_and_cost: -salt_and_cost[1].work):
        derived = derive(passphrase, salt, cost)
        for slot in slots.slots:
            if (slot.salt, slot.cost) == (salt, cost) and (key := _open(slots.file, slot, derived)):
                yield slot, key


def _open(file: bytes, slot: Slot, derived: bytes) -> bytearray | None:
    try:
        key = bytearray(unseal(derived, slot.sealed, _bound(file, slot)))
    except WrongKey:
        return None
    return key if len(key) == KEY_BYTES and file_salt(key) == file else None


def _owner(file: bytes, slot: Slot, owner_key: bytes) -> Owner:
    try:
        kept = json.loads(unseal(owner_key, slot.owner, _bound(file, slot)).decode("utf-8", "surrogatepass"))
        return Owner(slot.id, "recovery" if kept["kind"] == "recovery" else "annotator", str(kept["name"]))
    except (WrongKey, ValueError, KeyError, TypeError):
        return Owner(slot.id, "annotator", "")


def _owner_key(key: bytearray) -> bytes:
    return subkey(key, "owners of slots")


def _salts(slots: Slots) -> list[tuple[bytes, Cost]]:
    return list(dict.fromkeys((slot.salt, slot.cost) for slot in slots.slots))


def _bound(file: bytes, slot: Slot) -> bytes:
    return json.dumps([file.hex(), slot.id, slot.salt.hex(), *_numbers(slot.cost)]).encode()


def _numbers(cost: Cost) -> tuple[int, int, int]:
    return cost.memory, cost.passes, cost.lanes


# -- as bytes ------------------------------------------------------------------------------------------


def encode(slots: Slots) -> bytes:
    """Canonical JSON with SHA-256 behind it, by which damage is told from a wrong passphrase."""
    rows = [
        [slot.id, slot.salt.hex(), *_numbers(slot.cost), slot.sealed.hex(), slot.owner.hex()] for slot in slots.slots
    ]
    kept = {"changes": slots.changes, "file": slots.file.hex(), "slots": rows, "version": 1}
    text = json.dumps(kept, sort_keys=True).encode()
    return text + hashlib.sha256(text).digest()


def decode(data: bytes) -> Slots | None:
    """None where it is damaged or no slots of this program."""
    text, check = data[:-_CHECK], data[-_CHECK:]
    if len(data) > MOST_BYTES or hashlib.sha256(text).digest() != check:
        return None
    try:
        kept = json.loads(text)
        file, changes, rows = bytes.fromhex(kept["file"]), kept["changes"], kept["slots"]
        if len(file) != SALT_BYTES or not _is_count(changes) or not 0 < len(rows) <= MOST_SLOTS:
            return None
        return Slots(file, changes, tuple(map(_slot, rows)))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _slot(row: list[Any]) -> Slot:
    slot, salt, memory, passes, lanes, sealed, owner = row
    made = Slot(slot, bytes.fromhex(salt), Cost(memory, passes, lanes), bytes.fromhex(sealed), bytes.fromhex(owner))
    sizes = len(made.salt) == SALT_BYTES and max(len(made.sealed), len(made.owner)) <= _MOST_SEALED
    if not (sizes and isinstance(slot, str) and len(slot) == 16 and all(map(_is_count, (memory, passes, lanes)))):
        raise ValueError("not a slot")
    return made


def _is_count(number: object) -> bool:
    return type(number) is int and 0 <= number < _MOST_CHANGES
