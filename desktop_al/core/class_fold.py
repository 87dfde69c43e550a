"""The classes of a project, from the events that changed them."""

from collections.abc import Mapping
from dataclasses import replace

from desktop_al.core.events import Body
from desktop_al.core.plain_names import short
from desktop_al.core.shapes import LabelClass


class ClassFold:
    """The classes after add, rename, colour, define, order, retire and merge events, applied in order.

    Unknown ids and operations are passed over: they come from a retracted addition or a later version. So are
    merges into an unknown class, and those that would close a circle with merges of another copy.
    """

    def __init__(self) -> None:
        self.known: dict[str, LabelClass] = {}
        self._order: list[str] = []

    def classes(self) -> tuple[LabelClass, ...]:
        return tuple(self.known[c] for c in self._order)

    def apply(self, class_id: str, body: Body) -> None:
        operation, known = body.get("op"), self.known
        if operation == "order":
            place = {str(c): i for i, c in enumerate(body.get("order", ()))}
            self._order.sort(key=lambda c: place.get(c, len(place)))
            return
        if operation == "add":
            if class_id not in known:
                self._order.append(class_id)
            colour = int(body.get("colour", len(known)))
            known[class_id] = LabelClass(class_id, short(str(body["name"])), colour, str(body.get("definition", "")))
            return
        if operation == "handout":
            for given in body.get("classes", ()):
                if str(given["id"]) not in known:
                    self._hand_out(given)
            return
        old = known.get(class_id)
        if old is None:
            return
        if operation == "rename":
            known[class_id] = replace(old, name=short(str(body["name"])))
        elif operation == "define":
            known[class_id] = replace(old, definition=str(body["definition"]))
        elif operation == "colour":
            known[class_id] = replace(old, colour=int(body["colour"]))
        elif operation == "retire":
            retired = bool(body.get("retired", True))
            # What is brought back counts as itself again.
            known[class_id] = replace(old, retired=retired, merged_into=old.merged_into if retired else None)
        elif operation == "merge":
            into = str(body["into"])
            if into in known and class_id not in merge_chain(known, into):
                known[class_id] = replace(old, merged_into=into)

    def _hand_out(self, given: Body) -> None:
        """A class as it was when the copy was made."""
        into = given.get("merged_into")
        made = LabelClass(
            str(given["id"]),
            short(str(given["name"])),
            int(given["colour"]),
            str(given.get("definition", "")),
            bool(given.get("retired")),
            str(into) if into is not None else None,
        )
        self._order.append(made.id)
        self.known[made.id] = made


def merge_chain(known: Mapping[str, LabelClass], class_id: str) -> list[str]:
    """``class_id``, the class it was merged into, and so on to the one that it counts as."""
    chain = [class_id]
    while (last := known.get(chain[-1])) is not None and last.merged_into is not None:
        if last.merged_into in chain:
            break
        chain.append(last.merged_into)
    return chain
