"""What came from files of other tools: each import as a whole, and the pre-annotations that it brought.

The events of one import are a chain of their own, whose opening says so; one ``import`` event, in that chain or in the
one of who imported it, tells what it was. That event is the step of undo, with the range of what has to be taken back
beside it. Pre-annotations count while their import is in force and no later one from a file of the same name is.
"""

from typing import NamedTuple

from desktop_al.core import events as ev
from desktop_al.core.events import Body, Event, Ref

#: How the labels of a file are taken: as offers, or as what annotators said.
PRE_ANNOTATIONS, ANNOTATIONS = "pre-annotations", "annotations"

_Step = tuple[tuple[bytes, int, int], ...]


class Brought(NamedTuple):
    """A pre-annotation from the file ``source``."""

    event: Event
    source: str


class ImportFold:
    """``imports`` are those in force, oldest first; ``offers`` all pre-annotations by sample id, oldest first;
    ``chains`` the writers whose events came from files."""

    def __init__(self) -> None:
        self.imports: list[Event] = []
        self.offers: dict[bytes, list[Event]] = {}
        self.chains: set[bytes] = set()
        self._of: dict[Ref, tuple[bytes, _Step]] = {}

    def opened(self, event: Event, body: Body) -> None:
        """A chain begins; one of an import is no step of undo event by event."""
        if body.get("import") is True:
            self.chains.add(event.writer)

    def note(self, event: Event, body: Body) -> dict[bytes, int]:
        """Take in an ``import`` event; gives how far into the chain of the import it had seen. What is wrong in a log
        from elsewhere names nothing."""
        try:
            chain, (first, last) = bytes.fromhex(body["chain"]), map(int, body["range"])
            ranges: _Step = ((chain, first, last),) if first <= last else ()
            as_offers = body.get("as") == PRE_ANNOTATIONS
            self._of[ev.ref(event)] = (chain if as_offers else b""), ((event.writer, event.seq, event.seq), *ranges)
            return {chain: int(body["last"])}
        except (KeyError, TypeError, ValueError):
            return {}

    def holder(self, event: Event) -> list[Event]:
        """The events in force of this one's kind, of those about a sample."""
        return self.imports if event.kind == ev.IMPORT else self.offers.setdefault(event.sample, [])

    def step_of(self, event: Event) -> _Step:
        """What undo takes back for ``event``, the import itself first; nothing for one that goes with its import."""
        if event.kind == ev.IMPORT:
            return self._of.get(ev.ref(event), (b"", ()))[1]
        return () if event.writer in self.chains else ((event.writer, event.seq, event.seq),)

    def sources(self) -> dict[bytes, str]:
        """The chains whose pre-annotations count, with the names of their files."""
        newest = {event.answer: self._of.get(ev.ref(event), (b"", ()))[0] for event in self.imports}
        return {chain: name for name, chain in newest.items() if chain}

    def offer(self, sample: bytes) -> Brought | None:
        """The newest pre-annotation that counts for a sample."""
        offers = self.offers.get(sample)
        if not offers:
            return None
        sources = self.sources()
        return next((Brought(e, sources[e.writer]) for e in reversed(offers) if e.writer in sources), None)
