"""Answers given to near copies along with the answer to the sample that was looked at, as batches in the log tell."""

from dataclasses import dataclass, field

from desktop_al.core.events import Body, Event, Ref


@dataclass(slots=True)
class Copied:
    """``source`` names for each answer given to a near copy the one it was taken from; ``given`` for an answer those
    that were taken from it: none where the annotator kept it to its sample alone. Also what was taken back is named:
    what counts is in force elsewhere."""

    source: dict[Ref, Ref] = field(default_factory=dict)
    given: dict[Ref, tuple[Ref, ...]] = field(default_factory=dict)

    def note(self, event: Event, body: Body) -> None:
        """Take in a batch. Its "copies" has an entry for each event of its range: (chain, seq) of the answer that was
        copied, or null for one that was looked at. What else stands there, in a log from elsewhere, names nothing."""
        first, last = (int(number) for number in body["range"])
        entries = body.get("copies")
        taken: dict[Ref, list[Ref]] = {}
        for seq, entry in zip(range(first, last + 1), entries if isinstance(entries, list) else (), strict=False):
            at = (event.writer, seq)
            if entry is None:
                self.given.setdefault(at, ())
            elif (looked := _named(entry)) is not None:
                self.source[at] = looked
                taken.setdefault(looked, []).append(at)
        for looked, copies in taken.items():
            self.given[looked] = (*self.given.get(looked, ()), *copies)


def _named(entry: object) -> Ref | None:
    if not isinstance(entry, list) or len(entry) != 2 or not isinstance(entry[1], int):
        return None
    try:
        return bytes.fromhex(entry[0]), entry[1]
    except (TypeError, ValueError):
        return None
