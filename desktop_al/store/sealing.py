"""Keys from passphrases, and small things sealed with a key.

Argon2id as in RFC 9106, with its second recommended option (64 MiB, 3 passes, 4 lanes) as the floor; AES-256-GCM
(NIST SP 800-38D) with a random nonce of 96 bits; HKDF-SHA-256 (RFC 5869) for keys of a single purpose.
"""

import os
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop_al.core.errors import CannotOpen
from desktop_al.core.words import tr

SALT_BYTES = 16
_NONCE_BYTES = 12
#: Beyond these a file asks for what only serves to stop the program.
_MOST_MEMORY, _MOST_PASSES, _MOST_LANES = 2 * 1024 * 1024, 50, 64
#: KiB times passes of all derivations of one try: four of the dearest that are ever made come to three quarters of it.
_MOST_WORK = 16 * 1024 * 1024
#: What a new passphrase may cost in KiB and, about, in seconds.
_CAP_MEMORY, _WANTED_SECONDS = 1024 * 1024, 0.9


@dataclass(frozen=True, slots=True)
class Cost:
    """What one derivation takes: memory in KiB, passes over it, lanes."""

    memory: int
    passes: int
    lanes: int

    @property
    def work(self) -> int:
        return self.memory * self.passes


FLOOR = Cost(64 * 1024, 3, 4)


class WrongKey(Exception):
    """What was sealed was sealed with another key, or was changed."""


def check_costs(costs: Sequence[Cost]) -> None:
    """Refuse derivations that no project of ours asks for, before any memory is taken.

    Raises:
        CannotOpen: one is too cheap to protect anything, or they are so dear that they would stop the program.
    """
    for cost in costs:
        cheap = cost.memory < FLOOR.memory or cost.passes < FLOOR.passes or cost.lanes < 1
        if cheap or cost.memory > _MOST_MEMORY or cost.passes > _MOST_PASSES or cost.lanes > _MOST_LANES:
            raise CannotOpen(
                tr(
                    "The key part of this project asks for {memory:,} MiB and {passes:,} passes to "
                    "open it. No project of this program does; it was changed. Nothing was tried.",
                    memory=cost.memory // 1024,
                    passes=cost.passes,
                )
            )
    if sum(cost.work for cost in costs) > _MOST_WORK:
        raise CannotOpen(
            tr("The key part of this project was changed: trying it would take minutes. Nothing was tried.")
        )


def calibrated() -> Cost:
    """A cost that takes about a second on this computer, never below the floor."""
    began = time.perf_counter()
    derive("calibration", bytes(SALT_BYTES), FLOOR)
    seconds = max(time.perf_counter() - began, 1e-3)
    # Time grows with memory; steps of 64 MiB, so that computers of one kind agree.
    steps = int(_WANTED_SECONDS / seconds)
    memory = min(max(1, steps) * FLOOR.memory, _CAP_MEMORY)
    return Cost(memory, FLOOR.passes, FLOOR.lanes)


def derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The 32-byte key of a passphrase (as NFC, RFC 8265).

    Raises:
        CannotOpen: this computer lacks the memory that ``cost`` asks for.
    """
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return hash_secret_raw(secret, salt, cost.passes, cost.memory, cost.lanes, 32, Type.ID)
    except (HashingError, MemoryError) as error:
        raise CannotOpen(
            tr(
                "Opening this project takes {memory:,} MiB of free memory. Close other programs and try again.",
                memory=cost.memory // 1024,
            )
        ) from error


def subkey(key: bytes | bytearray, purpose: str) -> bytes:
    """A 32-byte key for one purpose; from it neither ``key`` nor another one can be found."""
    return HKDF(SHA256(), 32, None, purpose.encode()).derive(bytes(key))


def seal(key: bytes, data: bytes, bound_to: bytes = b"") -> bytes:
    """``data`` encrypted and authenticated, together with ``bound_to``, which is not in the result."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, data, bound_to)


def unseal(key: bytes, sealed: bytes, bound_to: bytes = b"") -> bytes:
    """Raises WrongKey."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError) as error:
        raise WrongKey from error
