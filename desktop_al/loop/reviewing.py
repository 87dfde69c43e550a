"""Looking again at labels that look wrong, on the window's side: what is asked, what is left, keep or change."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from desktop_al.core import events as ev
from desktop_al.core.events import Body
from desktop_al.core.words import mark, tr
from desktop_al.loop import opening
from desktop_al.loop.project import Project
from desktop_al.loop.suspects_screen import REVIEW, ReviewScreen, SuspectRow, SuspectsRequest, SuspectsScreen

CHANGED = mark("Labels have changed since.")
NONE_WRONG, ALL_DONE = mark("No label looks wrong."), mark("All are looked at.")


def suspects_request(project: Project) -> SuspectsRequest | None:
    """The labels of this moment; None while nothing learns, or there is no class."""
    classes = tuple(project.state.active_classes())
    if project.learning is None or not classes:
        return None
    ids = tuple(item.id for item in classes)
    return SuspectsRequest(
        round=project.learning.round_request(ids, opening.BATCH, project.basics.seed),
        annotator=project.annotator,
        classes=classes,
        copies=np.array(list(project.pool.copy_of.items()), np.int32).reshape(-1, 2),
        blind=project.blind,
        hide_names=project.pool.hide_names,
        code_key=project.pool.code_key,
    )


class Labels:
    """The labels of a moment, to be told from later ones."""

    def __init__(self, project: Project) -> None:
        self._labels = dict(project.answers.labels)
        self._classes = tuple(item.id for item in project.classes)

    def same(self, project: Project, apart_from: Mapping[int, Any]) -> bool:
        """Whether they are the labels of now, whatever has become of the places ``apart_from``."""
        if tuple(item.id for item in project.classes) != self._classes:
            return False
        differ = self._labels.items() ^ project.answers.labels.items()
        return all(place in apart_from for place, _ in differ)


class Review:
    """A list that the worker has made, and how it stands: a label is on it while it is the one that was judged, so
    that a step taken back brings its row back as well."""

    def __init__(self, screen: SuspectsScreen, labels: Labels) -> None:
        self._made = screen
        self._labels = labels
        self._all = {row.place: row for row in screen.rows}

    def left(self, project: Project) -> dict[int, SuspectRow]:
        """The rows still to be looked at, by place, in their order."""
        state, rows = project.state, project.pool.rows
        kept = {}
        for place, row in self._all.items():
            in_force = state.in_force(project.annotator, rows[place].id)
            if len(in_force) == 1 and ev.ref(in_force[0]) == row.at:
                kept[place] = row
        return kept

    def fresh(self, project: Project) -> bool:
        """Whether no other labels have changed since than those that were looked at here."""
        return self._labels.same(project, self._all)

    def screen(self, project: Project) -> ReviewScreen:
        left = self.left(project)
        stale = not self.fresh(project)
        head = f"{self._made.head} {tr(CHANGED)}" if stale else self._made.head
        title = tr(NONE_WRONG)
        if self._all and not left:
            title = tr(ALL_DONE)
        return ReviewScreen("known", head, title, self._made.basis, MappingProxyType(left), stale)


def answer_again(project: Project, review: Review, places: Sequence[int], answer: str | None) -> str:
    """Give ``answer`` to labels of the list, None: keep each as it is; one step. Says what got none, "" for nothing.

    Raises:
        BadArgument: too many at once.
    """
    left = review.left(project)
    rows = [left[place] for place in places if place in left]
    if not rows:
        return ""
    said = {row.place: row.answer if answer is None else answer for row in rows}
    return project.relabel(tuple(said), said, {row.place: beside(row, said[row.place]) for row in rows})


def beside(row: SuspectRow, answer: str) -> Body:
    """What was on screen when a label was looked at again. A class was proposed only where the model was quoted."""
    body: dict[str, Any] = {"chosen": REVIEW, "reason": ",".join(row.reasons), "kept": answer == row.answer}
    if row.p is not None:
        body |= {"arm": "shown", "suggested": row.likelier, "p": round(row.p, 4)}
    return body
