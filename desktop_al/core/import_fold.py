"""What came from files of other tools: each import as a whole, and the pre-annotations that it brought.

The events of one import are a chain of their own, whose opening says so; one ``import`` event, in that chain or in the
one of who imported it, tells what it was. That event is the step of undo, with the range of what has to be taken back
beside it. Pre-annotations count while their import is in force and no later one from a file of the same name is.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from desktop_al.core import events as ev
from desktop_al.core.events import Body, Event, Ref
from desktop_al.core.given_offers import GivenOffer, pack_offers, unpack_offers

#: How the labels of a file are taken: as offers, or as what annotators said.
PRE_ANNOTATIONS, ANNOTATIONS = "pre-annotations", "annotations"

_Step = tuple[tuple[bytes, int, int], ...]


class Brought(NamedTuple):
    """A pre-annotation from the file ``source``: its ``event``, or, in a copy, what was ``given`` with that."""

    answer: str
    source: str
    event: Event | None = None
    given: GivenOffer | None = None


class ImportFold:
    """``imports`` are those in force, oldest first; ``offers`` all pre-annotations by sample id, oldest first;
    ``chains`` the writers whose events came from files; ``given``: in a copy, the pre-annotations that came with it."""

    def __init__(self) -> None:
        self.imports: list[Event] = []
        self.offers: dict[bytes, list[Event]] = {}
        self.chains: set[bytes] = set()
        self.given: dict[bytes, GivenOffer] = {}
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
        if offers := self.offers.get(sample):
            sources = self.sources()
            for event in reversed(offers):
                if event.writer in sources:
                    return Brought(event.answer, sources[event.writer], event)
        if given := self.given.get(sample):
            return Brought(given.answer, given.source, given=given)
        return None

    def take_given(self, body: Body) -> None:
        """What goes with a copy, of the event that it begins with."""
        self.given |= unpack_offers(body.get("offers"))

    def hand_out(self, samples: Iterable[bytes], read_body: Callable[[Event], Body]) -> dict[str, Any]:
        """The pre-annotations that count for ``samples``, as they go with a copy."""
        found = ((sample, self.offer(sample)) for sample in samples)
        return pack_offers((sample, _given(offer, read_body)) for sample, offer in found if offer is not None)


def _given(offer: Brought, read_body: Callable[[Event], Body]) -> GivenOffer:
    if offer.event is None:
        assert offer.given is not None
        return offer.given
    return GivenOffer(offer.answer, offer.source, probability_of(read_body(offer.event)))


def probability_of(body: Body) -> float | None:
    """The probability that the body of a pre-annotation names, None for none."""
    p = body.get("p")
    return float(p) if isinstance(p, int | float) and 0 <= p <= 1 else None
