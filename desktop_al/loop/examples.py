"""The examples of the guideline: which samples they are, their small pictures, and adding the one on screen."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desktop_al.core.errors import BadArgument
from desktop_al.core.protocol import name_key
from desktop_al.core.protocol_examples import can_be_named, with_example
from desktop_al.core.protocol_parts import parts_of
from desktop_al.core.state import State
from desktop_al.core.study import design_of
from desktop_al.core.words import mark, tr
from desktop_al.loop.editing import COPY, LOOK_ONLY
from desktop_al.loop.named_samples import NamedSamples, named_in
from desktop_al.loop.pool import Pool, id_numbers
from desktop_al.loop.roles import role_of
from desktop_al.loop.screen import Content
from desktop_al.loop.thumbnails import Thumbnails
from desktop_al.people.assignment import gold_mask, overlap_mask

if TYPE_CHECKING:
    from desktop_al.loop.project import Project

NOT_YOURS = mark("Examples are added by the owner of the project, or by an adjudicator.")
NO_SAMPLE = mark("There is no sample on screen.")
KEPT_APART = mark(
    "{name} cannot be an example: it belongs to a random set that measures accuracy or "
    "agreement, and an example would give its answer away."
)
#: Stands for the name of a sample that is not in the project where names are hidden.
_HIDDEN = "hidden"
#: A list item that may begin with the name of a sample: what comes before the name, the name, what is after it.
_ITEM = re.compile(r"(?m)^([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:!\[[^\[\]\n]*\]\(|`+)?)([^\n]*)$")


@dataclass(frozen=True, slots=True)
class ExampleSample:
    """``title`` is what the sample is called on screen; ``place`` -1: it is not in the project."""

    place: int
    title: str


class Examples:
    """The samples that the guideline of one open project names. ``thumbnails`` reads them in threads of its own."""

    def __init__(self, pool: Pool, thumbnails: Thumbnails) -> None:
        self._pool = pool
        self._named = NamedSamples(pool)
        self._thumbnails = thumbnails

    def version(self) -> object:
        """Changes whenever samples may be found that were not there, or are called by another name."""
        return len(self._pool), self._pool.hide_names, self._thumbnails.root

    def guideline(self, text: str, classes: Sequence[str]) -> str:
        """The guideline as it may be shown: where names are hidden, examples have their codes. ``classes``: names."""
        if not self._pool.hide_names:
            return text
        names = named_in(parts_of(text, classes))
        longest = sorted(names, key=len, reverse=True)
        called = {name: one.title if one.place >= 0 else _HIDDEN for name, one in self.find(names).items()}

        def coded(item: re.Match[str]) -> str:
            name = next((name for name in longest if _begins(item[2], name)), "")
            return f"{item[1]}{called[name]}{item[2][len(name) :]}" if name else item[0]

        return _ITEM.sub(coded, text) if names else text

    def find(self, names: Iterable[str]) -> dict[str, ExampleSample]:
        """Every one of ``names``: its sample, or that there is none."""
        names = tuple(names)
        places, hidden = self._named.find(names), self._pool.hide_names
        lost = {name: ExampleSample(-1, "" if hidden else name) for name in names if name not in places}
        return lost | {name: ExampleSample(place, self._pool.title(place)) for name, place in places.items()}

    def want(self, samples: Iterable[tuple[int, int]]) -> None:
        """Read these (place, longest edge in pixels) and nothing else that has not begun."""
        self._thumbnails.want(list(samples))

    def content(self, place: int, edge: int) -> Content | None:
        """What was read of a sample, None while it is not there yet."""
        return self._thumbnails.get(place, edge)

    def listen(self, ready: Callable[[int], None]) -> None:
        """``ready`` is called with the place of each sample that was read."""
        self._thumbnails.on_ready = ready


def why_no_example(project: "Project") -> str:
    """Why the sample on screen cannot be added as an example, "" where it can."""
    current = project.serving.current
    if project.state.is_copy:
        return tr(COPY)
    if project.read_only:
        return tr(LOOK_ONLY)
    if role_of(project.state, project.annotator) == "annotator":
        return tr(NOT_YOURS)
    if current is None:
        return tr(NO_SAMPLE)
    if is_kept_apart(project.pool, project.state, current.place):
        return tr(KEPT_APART, name=project.pool.title(current.place))
    return ""


def is_kept_apart(pool: Pool, state: State, place: int) -> bool:
    """Whether a sample is in the audit, overlap or gold set."""
    if pool.is_audit(place):
        return True
    row, design = pool.rows[place], design_of(state.study())
    if row.id in state.gold_samples():
        return True
    if design is None:
        return False
    number = id_numbers([row])
    drawn = overlap_mask(number, design.seed, design.overlap_share) | gold_mask(number, design.seed, design.gold_share)
    return bool(np.any(drawn))


def add_example(project: "Project", place: int, class_name: str, caption: str, against: bool) -> str:
    """Write a sample into the guideline as an example of a class, or (``against``) as none of it: one step of undo.
    What was done, in words.

    Raises:
        BadArgument: it cannot be added; the sentence says why, and nothing was changed.
    """
    if why := why_no_example(project):
        raise BadArgument(why)
    if is_kept_apart(project.pool, project.state, place):
        raise BadArgument(tr(KEPT_APART, name=project.pool.title(place)))
    pool, text = project.pool, project.state.protocol()
    names = tuple(c.name for c in project.classes)
    title = pool.title(place)
    found = NamedSamples(pool)
    for one in parts_of(text, names).classes:
        if name_key(one.name) == name_key(class_name):
            for words, examples in (
                (mark("{title} is an agreed example of {class_name} already."), one.examples),
                (mark("{title} is in “Not this class” already."), one.not_this),
            ):
                if place in found.find(example.sample for example in examples).values():
                    raise BadArgument(tr(words, title=title, class_name=class_name))
    name = pool.name(place)
    # A name that is hidden does not come to light in the guideline either.
    written = name if not pool.hide_names and can_be_named(name) else pool.code(place)
    project.editing.set_protocol(with_example(text, class_name, written, caption, against, names))
    if against:
        return tr("{title} is in “Not this class” of {class_name} now.", title=title, class_name=class_name)
    return tr("{title} is an example of {class_name} now.", title=title, class_name=class_name)


def _begins(words: str, name: str) -> bool:
    """Whether ``words`` begin with ``name`` as a whole."""
    return words.startswith(name) and (len(words) == len(name) or words[len(name)] in " \t`):")
