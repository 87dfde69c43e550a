"""The design of a study with several annotators: what is fixed before labelling, and may be checked afterwards."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Literal

from desktop_al.core.events import encode_body

Role = Literal["annotator", "adjudicator", "owner"]
ROLES: tuple[Role, ...] = ("annotator", "adjudicator", "owner")


@dataclass(frozen=True, slots=True)
class StudyDesign:
    """Shares are of the pool (and of the turns of an annotator), 0 to 1. ``per_sample`` annotators answer each sample
    of the overlap set, 0 for all of them. ``onboarding`` gold samples come first; ``feedback``: the annotator is told
    the known answer after a gold sample. ``independent``: nobody sees another's annotations, nor suggestions, the
    reason of a choice or file names. ``planned`` samples of the overlap set are to be answered by each annotator,
    0 for no plan. ``measures``: names of those that will be reported, the headline first. ``pool``: samples that were
    there when the design was fixed; who answers those stays as it was, later ones are given out by lot."""

    annotators: tuple[str, ...] = ()
    overlap_share: float = 0.15
    per_sample: int = 0
    gold_share: float = 0.03
    onboarding: int = 10
    feedback: bool = False
    independent: bool = True
    planned: int = 0
    measures: tuple[str, ...] = ("krippendorff_alpha", "percent_agreement")
    seed: int = 0
    pool: int = 0

    def body(self) -> dict[str, object]:
        """As it is kept in an event."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    def hash(self) -> str:
        """SHA-256 of the design in canonical JSON: printed on the study protocol and kept with the event."""
        return hashlib.sha256(encode_body(self.body())).hexdigest()


def design_of(body: Mapping[str, object]) -> StudyDesign | None:
    """The design that an event holds, None for none; what is broken in it has its default."""
    if not body:
        return None
    known: dict[str, object] = {}
    for row in fields(StudyDesign):
        value, default = body.get(row.name), row.default
        if isinstance(default, tuple):
            if isinstance(value, list | tuple):
                known[row.name] = tuple(str(part) for part in value)
        elif isinstance(default, bool):
            if isinstance(value, bool):
                known[row.name] = value
        elif isinstance(default, int):
            if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63:
                known[row.name] = value
        elif isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
            known[row.name] = float(value)
    return StudyDesign(**known)  # type: ignore[arg-type]
