"""What each chain had seen of the others when its events were made: the heads named by openings and merges."""

from collections.abc import Iterable, Mapping

from desktop_al.core import events as ev
from desktop_al.core.events import Event


class Seen:
    """Grows by ``open`` and ``merge`` events, in the order of the fold."""

    def __init__(self) -> None:
        self._parents: dict[bytes, list[tuple[int, Mapping[bytes, int]]]] = {}
        self._named: dict[bytes, int] = {}
        self._reach: dict[tuple[bytes, int, bytes], int] = {}

    def open(self, event: Event) -> None:
        self.note(event, ev.decode_heads(event.answer))

    def note(self, event: Event, heads: Mapping[bytes, int]) -> None:
        """The maker of ``event`` had seen the chains up to ``heads``."""
        self._parents.setdefault(event.writer, []).append((event.seq, heads))
        for writer, seq in heads.items():
            if writer != event.writer:
                self._named[writer] = max(self._named.get(writer, 0), seq)

    def saw(self, later: Event, earlier: Event) -> bool:
        if later.writer == earlier.writer:
            return later.seq > earlier.seq
        openings = sum(1 for since, _ in self._parents.get(later.writer, ()) if since <= later.seq)
        key = (later.writer, openings, earlier.writer)
        if key not in self._reach:
            self._reach[key] = self._furthest(later.writer, openings, earlier.writer)
        return self._reach[key] >= earlier.seq

    def _furthest(self, writer: bytes, openings: int, sought: bytes) -> int:
        """The highest seq of chain ``sought`` that ``writer`` had seen, walking the named heads backwards."""
        furthest = 0
        pending = [heads for _, heads in self._parents.get(writer, ())[:openings]]
        visited: dict[bytes, int] = {}
        while pending:
            for parent, seq in pending.pop().items():
                if parent == sought:
                    furthest = max(furthest, seq)
                known = visited.get(parent, 0)
                if seq > known:
                    visited[parent] = seq
                    openings_before = self._parents.get(parent, ())
                    pending += [heads for since, heads in openings_before if known < since <= seq]
        return furthest

    def reach(self, events: Iterable[Event]) -> dict[bytes, int]:
        """How far into each chain the makers of these events had seen, their own chains up to these events."""
        found: dict[bytes, int] = {}
        pending = [(event.writer, event.seq) for event in events]
        while pending:
            writer, seq = pending.pop()
            known = found.get(writer, 0)
            if seq > known:
                found[writer] = seq
                openings = self._parents.get(writer, ())
                pending += [head for since, heads in openings if known < since <= seq for head in heads.items()]
        return found

    def frontier(self, heads: Mapping[bytes, int]) -> dict[bytes, int]:
        """Of ``heads`` those of chains that no other chain has seen to their end."""
        return {w: seq for w, seq in heads.items() if self._named.get(w, 0) < seq}
