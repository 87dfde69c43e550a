"""Who may do what in a study. In a plain project a role is a courtesy: the file can be opened as anyone."""

from desktop_al.core.state import State
from desktop_al.core.study import ROLES, Role, design_of
from desktop_al.core.words import mark

COURTESY = mark(
    "In this project a role is a courtesy: whoever opens the file can work as anyone. "
    "A file that was handed out holds nobody else's annotations."
)


def role_of(state: State, annotator: str) -> Role:
    """The role given to an annotator; who made the project owns it."""
    given = state.roles.get(annotator, "")
    for role in ROLES:
        if given == role:
            return role
    return "owner" if annotator == state.maker and not handed_to(state) else "annotator"


def handed_to(state: State) -> str:
    """For whom this copy was made, empty for the project itself."""
    return state.handed_to if state.is_copy else ""


def is_blind(state: State, annotator: str) -> bool:
    """Whether this annotator works in independent mode: sees nothing of others, and nothing of the model."""
    design = design_of(state.study())
    return design is not None and design.independent and annotator in design.annotators


def may_see_agreement(state: State, annotator: str) -> bool:
    """In a blind study only its owner and the adjudicators see how far the annotators agree."""
    return not is_blind(state, annotator) or role_of(state, annotator) != "annotator"


def may_adjudicate(state: State, annotator: str) -> bool:
    return role_of(state, annotator) != "annotator"


def names(state: State) -> list[str]:
    """Everybody the project knows: those with a role, those of the design, and who has answered."""
    design = design_of(state.study())
    known = [*(design.annotators if design else ()), *state.roles, *state.annotators]
    return list(dict.fromkeys(name for name in (state.maker, *known) if name))
