"""The Progress page's side of an open project: what the worker is asked, and what the user chose."""

from dataclasses import replace

from desktop_al.core.errors import BadArgument
from desktop_al.core.state import State
from desktop_al.core.words import tr
from desktop_al.loop import opening
from desktop_al.loop.messages import RoundRequest
from desktop_al.loop.progress_screen import ProgressRequest
from desktop_al.loop.project import Project
from desktop_al.loop.stop_choices import choose_stop, stop_choices

#: The strategy that asks for all samples of a class, and the one that follows when the search ends.
FIND, USUAL = "certainty", "recommended"


def progress_request(project: Project) -> ProgressRequest | None:
    """The labels of this moment; None while nothing learns, or there is no class."""
    classes = tuple(project.state.active_classes())
    if project.learning is None or not classes:
        return None
    made = project.learning.round_request(tuple(item.id for item in classes), opening.BATCH, project.basics.seed)
    return request_of(made, project.state, project.annotator, own_only=project.answers.own_only)


def request_of(made: RoundRequest, state: State, annotator: str, *, own_only: bool) -> ProgressRequest:
    """What the page asks with the labels of a round."""
    if FIND not in made.strategy:
        # A class may be named for later; it is looked for only while the queue asks for it.
        made = replace(made, wanted=-1)
    classes = tuple(state.active_classes())
    return ProgressRequest(made, annotator, classes, stop_choices(state), own_only)


def choose(project: Project, name: str, value: float | str | None) -> None:
    """Keep a choice; see ``stop_choices.choose_stop`` for errors."""
    choose_stop(project.record, project.annotator, name, value)


def find_all(project: Project, index: int | None) -> None:
    """Look for all samples of a class from the next round on; None: not any more.

    Raises:
        BadArgument: no such class, or a project open to look only.
    """
    classes = project.state.active_classes()
    if index is not None and not 0 <= index < len(classes):
        raise BadArgument(tr("There is no such class."))
    if index is None:
        project.planning.choose("wanted", "")
        if project.planning.choices["strategy"] == FIND:
            project.planning.choose("strategy", USUAL)
    else:
        project.planning.choose("wanted", classes[index].id)
        project.planning.choose("strategy", FIND)
