"""Making events: one chain for one opening of a project."""

from collections.abc import Callable
from typing import NamedTuple

from desktop_al.core.events import GENESIS, Body, Event, body_hash, digest, encode_body


class Written(NamedTuple):
    """An event with its body as it goes to disk; ``salt`` and ``body`` are empty where it was erased."""

    event: Event
    salt: bytes
    body: bytes


class Chain:
    """The chain of this opening. ``lamport`` is the highest one known, also from other chains.

    ``utc`` and ``monotonic`` are clocks in microseconds, ``random`` gives that many unpredictable bytes;
    all three are arguments so that tests can fix them.
    """

    def __init__(
        self,
        writer: bytes,
        lamport: int,
        utc: Callable[[], int],
        monotonic: Callable[[], int],
        random: Callable[[int], bytes],
    ) -> None:
        self.writer = writer
        self.seq = 0
        self.lamport = lamport
        self._head = GENESIS
        self._utc = utc
        self._monotonic = monotonic
        self._random = random

    def add(self, kind: str, body: Body, annotator: str, sample: bytes = b"", answer: str = "") -> Written:
        """The next event of this chain."""
        data = encode_body(body)
        salt = self._random(16)
        event = Event(
            self.writer,
            self.seq + 1,
            self.lamport + 1,
            self._utc(),
            self._monotonic(),
            annotator,
            kind,
            sample,
            answer,
            body_hash(salt, data),
            self._head,
        )
        self.seq = event.seq
        self.lamport = event.lamport
        self._head = digest(event)
        return Written(event, salt, data)
