"""What the log says of single samples that is no answer: which stay in the queue, what is masked on them."""

from collections.abc import Mapping

from desktop_al.core import events as ev
from desktop_al.core.events import Body, Event
from desktop_al.core.masks import Rects, parse_masks


class SampleFold:
    """``kept``: ids of samples that are to stay in the queue. ``masks``: rectangles by sample id, for masked samples
    only. Both are changed in place; of several events of one kind about a sample the newest in force holds."""

    def __init__(self) -> None:
        self.kept: set[bytes] = set()
        self.masks: dict[bytes, Rects] = {}
        self._events: dict[tuple[str, bytes], list[Event]] = {}
        self._given: dict[bytes, Rects] = {}

    def apply(self, event: Event) -> None:
        self.holder(event).append(event)
        self.follow(event)

    def holder(self, event: Event) -> list[Event]:
        """The events in force of this one's kind about its sample, oldest first."""
        return self._events.setdefault((event.kind, event.sample), [])

    def follow(self, event: Event) -> None:
        """What is in force about the sample of ``event`` has changed."""
        in_force, sample = self.holder(event), event.sample
        if event.kind == ev.KEEP:
            (self.kept.add if in_force and in_force[-1].answer else self.kept.discard)(sample)
            return
        masks = parse_masks(in_force[-1].answer) if in_force else self._given.get(sample, ())
        if masks:
            self.masks[sample] = masks
        else:
            self.masks.pop(sample, None)

    def hand_out(self, body: Body) -> None:
        """What held when a copy was made for one annotator; what the copy says itself comes later."""
        self.kept.update(map(bytes.fromhex, body.get("kept", ())))
        given = body.get("masks", {})
        if isinstance(given, Mapping):
            self._given.update((bytes.fromhex(sample), parse_masks(str(text))) for sample, text in given.items())
        for sample, masks in self._given.items():
            if masks and not self._events.get((ev.MASK, sample)):
                self.masks[sample] = masks
