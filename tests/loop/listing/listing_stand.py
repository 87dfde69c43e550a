"""Logs made by hand, for the tests of the list of samples."""

import hashlib

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.core.state import State
from desktop_al.loop.listing import Listing, Query
from desktop_al.loop.pool import Pool
from desktop_al.store.project_file import SampleRow


class Log:
    """A pool and a state that are written to directly."""

    def __init__(self, names: list[str], kind: str = "image", classes: tuple[str, ...] = ("A", "B")) -> None:
        self.pool = Pool(1, 0.1)
        self._bodies: dict[tuple[bytes, int], dict[str, object]] = {}
        self.state = State(lambda event: self._bodies.get((event.writer, event.seq), {}))
        self._seq = 0
        self.extend(names, kind)
        for number, name in enumerate(classes):
            self.add(ev.CLASS, answer=f"c{number}", body={"op": "add", "name": name, "colour": number})

    def extend(self, names: list[str], kind: str = "image") -> None:
        start = len(self.pool)
        self.pool.extend(
            SampleRow(
                i,
                hashlib.blake2b(name.encode(errors="replace"), digest_size=16).digest(),
                name,
                -1,
                kind,
                10 + i,
                1,
                0,
                0,
            )
            for i, name in enumerate(names, start)
        )

    def add(
        self,
        kind: str,
        place: int | None = None,
        answer: str = "",
        who: str = "ann",
        body: dict[str, object] | None = None,
        writer: bytes = b"w" * 16,
        seq: int = 0,
        lamport: int = 0,
    ) -> None:
        self._seq += 1
        seq, lamport = seq or self._seq, lamport or self._seq
        self._bodies[writer, seq] = body or {}
        sample = b"" if place is None else self.pool.rows[place].id
        self.state.apply(
            Event(writer, seq, lamport, 1_700_000_000_000_000 + lamport, 0, who, kind, sample, answer, b"", b"")
        )

    def answer(self, place: int, answer: str, who: str = "ann") -> None:
        self.add(ev.ANNOTATION, place, answer, who)

    def listing(self, **more: object) -> Listing:
        return Listing(self.pool, self.state, "ann", **more)  # type: ignore[arg-type]


def found(listing: Listing, **query: object) -> list[int]:
    return listing.find(Query(**query)).tolist()  # type: ignore[arg-type]
