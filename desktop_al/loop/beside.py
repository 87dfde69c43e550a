"""What stands beside the sample on screen: asked of the worker ahead of time, kept while the sample stays.

A suggestion on screen comes with the closest labelled samples; while evidence is on, with what moved the model and
what other kinds of model say. Where no suggestion may be seen nothing of this is.
"""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from desktop_al.core import events as ev
from desktop_al.core.shapes import LabelClass
from desktop_al.core.words import tr
from desktop_al.loop import wording
from desktop_al.loop.beside_messages import (
    ClosestRequest,
    ClosestResult,
    HeatPart,
    SpansPart,
    UnexplainedPart,
    ViewRequest,
    VotesPart,
)
from desktop_al.loop.beside_screen import ClosestSample, ClosestScreen, Heat, Shown, Unexplained, Vote, VotesScreen
from desktop_al.loop.beside_words import agreement_words, heat_words
from desktop_al.loop.screen import Answer, Evidence, ImageContent, TextContent
from desktop_al.loop.serving import Current
from desktop_al.loop.thumbnails import Thumbnails

if TYPE_CHECKING:
    from desktop_al.loop.project import Project

log = logging.getLogger(__name__)

#: Closest samples shown, and how many are asked for: near copies of the sample are left out of them.
SHOWN, _ASKED = 4, 12
#: Labels that the worker is told of in one request.
_TOLD_AT_ONCE = 2_000
#: Longest edge in pixels of a small picture; characters of an excerpt.
_EDGE, _CHARACTERS = 160, 200


class Beside:
    """``changed`` is called on the window's thread when there is more to show; ``post`` as that of the project."""

    def __init__(
        self, project: "Project", post: Callable[[Callable[[], None]], None], changed: Callable[[], None]
    ) -> None:
        self._project = project
        self._changed = changed
        self._thumbnails = Thumbnails(
            project.loader.root, project.pool, post, threads=1, careful=project.loader.careful
        )
        self._thumbnails.on_ready = lambda _: changed()
        # What the worker has been told of the labels: the number of the last request, 0 for none, and what is left.
        self._number = 0
        self._waiting: list[int] = []
        # For which showing and round was asked last, and what came of it.
        self._asked: tuple[int, int] = (0, 0)
        self._found: dict[int, list[int]] = {}
        self._closest: ClosestScreen | None = None
        # The showing whose evidence was asked for, and how many rounds there had been.
        self._explained, self._rounds = 0, 0
        self._evidence: Shown | None = None
        self._votes: VotesScreen | None = None

    def close(self) -> None:
        self._thumbnails.close()

    def _current(self) -> Current | None:
        """The sample on screen if there is a suggestion beside it."""
        current = self._project.serving.current
        offer = current.offer if current is not None else None
        # What a file says the model cannot explain.
        return current if offer is not None and not offer.source else None

    # -- evidence and votes ----------------------------------------------------------------------------

    def explain(self, wanted: bool) -> None:
        """Have the suggestion on screen explained, once for each showing; not ``wanted``: what is under way ends."""
        learning, current = self._project.learning, self._current()
        if learning is None or current is None or not wanted:
            if not wanted and self._explained and self._votes is None and learning is not None:
                learning.forget_view()
                self._explained = 0
            return
        shown = self._project.serving.shown()
        content = shown.content if shown is not None else None
        # After a round there may be evidence where none came: the worker had been started anew.
        in_vain = self._votes is None and learning.rounds != self._rounds and not learning.working_on("view")
        known = current.key == self._explained and not in_vain
        if known or not isinstance(content, ImageContent | TextContent):
            return
        assert current.offer is not None
        self._explained, self._evidence, self._votes = current.key, None, None
        self._rounds = learning.rounds
        text = content.text if isinstance(content, TextContent) else ""
        request = ViewRequest(current.place, current.offer.suggested, text)
        learning.report(request, self._explanation_came, self._explanation_ended, "view")

    def evidence(self) -> Shown | None:
        """Of the sample on screen, as far as it is there."""
        return self._evidence if self._is_explained() else None

    def votes(self) -> VotesScreen | None:
        return self._votes if self._is_explained() else None

    def _is_explained(self) -> bool:
        current = self._current()
        return current is not None and current.key == self._explained

    def _explanation_came(self, part: object) -> None:
        current = self._current()
        if current is None or current.offer is None or current.key != self._explained:
            return
        classes = self._project.classes
        suggested = classes[current.offer.suggested].name
        if isinstance(part, SpansPart):
            self._evidence = Evidence(suggested, part.spans)
        elif isinstance(part, HeatPart):
            words = heat_words(suggested, part.effect, part.before, part.least)
            lines = [tuple(tuple(map(tuple, line.tolist())) for line in of) for of in (part.towards, part.away)]
            self._evidence = Heat(part.strength, lines[0], lines[1], words)
        elif isinstance(part, UnexplainedPart):
            self._evidence = Unexplained(part.words)
        elif isinstance(part, VotesPart) and max(part.classes, default=0) < len(classes):
            of = [classes[k] for k in part.classes]
            votes = (Vote(m, c.name, c.colour, w) for m, c, w in zip(part.models, of, part.weights, strict=True))
            self._votes = VotesScreen(agreement_words([c.name for c in of], suggested), tuple(votes))
        self._changed()

    def _explanation_ended(self, result: object) -> None:
        if isinstance(result, str) and self._is_explained():
            self._evidence = self._evidence or Unexplained(result)
            self._changed()

    # -- closest labelled samples ----------------------------------------------------------------------

    def follow(self) -> None:
        """Ask for what belongs to the sample on screen and the two after it, when one of them is another one now or
        the model is; cheap to call at any time."""
        project = self._project
        learning, current = project.learning, project.serving.current
        if learning is None or learning.result is None or not learning.result.skilled or current is None:
            return
        if project.blind or project.choices["suggestions"] == "hidden":
            return
        moment = (current.key, learning.rounds)
        if moment != self._asked:
            self._asked = moment
            self._ask()

    def _ask(self) -> None:
        project, learning = self._project, self._project.learning
        current = project.serving.current
        if learning is None or current is None:
            return
        relabelled = project.answers.take_relabelled()
        if relabelled is None or not self._number:
            self._number, self._waiting = 0, list(project.answers.labels)
        else:
            self._waiting += relabelled
        told, self._waiting = self._waiting[:_TOLD_AT_ONCE], self._waiting[_TOLD_AT_ONCE:]
        labels = project.answers.labels
        # While the worker does not know all labels yet, the closest of those it knows would be wrong.
        ahead = () if self._waiting else dict.fromkeys((current.place, *project.serving.held()))
        request = ClosestRequest(
            number=self._number + 1,
            since=self._number or -1,
            added=np.array([place for place in told if place in labels], np.int32),
            removed=np.array([place for place in told if place not in labels], np.int32),
            asked=tuple((place, tuple(project.pool.copies(place))) for place in ahead),
            k=_ASKED,
        )
        self._number += 1
        learning.report(request, lambda _: None, self._closest_came, "closest")

    def _closest_came(self, result: ClosestResult | str) -> None:
        if isinstance(result, str):
            log.warning("no closest samples: %s", result)
            return
        if result.lost:
            self._number = 0
        if result.lost or self._waiting:
            self._ask()
            return
        self._found = {place: self._without_copies(place, found.tolist()) for place, found in result.found.items()}
        self._want_pictures()
        self._changed()

    def _without_copies(self, place: int, found: list[int]) -> list[int]:
        """``found`` without near copies of the sample: what was said of them tells nothing new."""
        copy_of = self._project.pool.copy_of
        root = copy_of.get(place, place)
        return [other for other in found if copy_of.get(other, other) != root]

    def _want_pictures(self) -> None:
        loader, thumbnails = self._project.loader, self._thumbnails
        if thumbnails.root != loader.root:
            thumbnails.root = loader.root
            thumbnails.forget()
        thumbnails.want([(other, _EDGE) for found in self._found.values() for other in found[:SHOWN]])

    def closest(self) -> ClosestScreen | None:
        """What is to be shown beside the sample on screen; once it is, others do not take its place."""
        project, current = self._project, self._current()
        if current is None:
            return None
        before = self._closest
        if before is not None and before.key == current.key:
            chosen = [sample.place for sample in before.samples]
        else:
            chosen = [p for p in self._found.get(current.place, ()) if p in project.answers.labels][:SHOWN]
        if not chosen:
            return None
        is_text = project.basics.kind == "text"
        alone = len(project.state.annotators) <= 1 or project.answers.own_only
        if is_text:
            title = tr("Closest texts you labelled") if alone else tr("Closest labelled texts")
        else:
            title = tr("Closest images you labelled") if alone else tr("Closest labelled images")
        answers = {s.place: s.answer for s in before.samples} if before and before.key == current.key else {}
        classes = {c.id: c for c in project.state.classes()}
        samples = tuple(self._sample(place, answers.get(place), classes) for place in chosen)
        made = ClosestScreen(current.key, title, is_text, samples)
        if before is None or not _same(before, made):
            self._closest = made
        return self._closest

    def _sample(self, place: int, answer: Answer | None, classes: dict[str, LabelClass]) -> ClosestSample:
        project = self._project
        if answer is None:
            label = ev.label_answer([project.state.resolve_class(project.answers.labels[place])])
            answer = wording.answer_of(label, classes)
        content = self._thumbnails.get(place, _EDGE)
        if isinstance(content, TextContent):
            excerpt = " ".join(content.text[:_CHARACTERS].split())
            return ClosestSample(place, project.pool.title(place), answer, None, excerpt)
        picture = content.pixels if isinstance(content, ImageContent) else None
        return ClosestSample(place, project.pool.title(place), answer, picture)


def _same(first: ClosestScreen, second: ClosestScreen) -> bool:
    """Whether the same is drawn; pixels are the same only where they are the same object."""
    if (first.key, first.title) != (second.key, second.title) or len(first.samples) != len(second.samples):
        return False
    pairs = zip(first.samples, second.samples, strict=True)
    return all(
        a.place == b.place and a.excerpt == b.excerpt and a.picture is b.picture and a.answer == b.answer
        for a, b in pairs
    )
