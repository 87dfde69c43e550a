"""What a round is asked for, from the answers of this moment and the plan in force."""

from typing import TYPE_CHECKING

import numpy as np

from desktop_al.loop.answers import Answers
from desktop_al.loop.messages import RoundRequest
from desktop_al.loop.pool import Pool

if TYPE_CHECKING:
    from desktop_al.loop.learning import Plan


def request_of(
    answers: Answers,
    pool: Pool,
    plan: "Plan",
    class_ids: tuple[str, ...],
    *,
    number: int,
    batch: int,
    seed: int,
    limit: int = 0,
) -> RoundRequest:
    """The labels of this moment as a round takes them; ``limit`` as in ``RoundRequest``."""
    places, labels, certainty = answers.training_set(class_ids)
    excluded = answers.answered | pool.passed_over()
    return RoundRequest(
        number=number,
        places=places,
        labels=labels,
        n_classes=len(class_ids),
        excluded=np.fromiter(excluded, dtype=np.int32, count=len(excluded)),
        strategy=plan.strategy,
        batch=batch,
        seed=seed,
        weights=certainty,
        junk=np.fromiter(answers.junk, dtype=np.int32, count=len(answers.junk)),
        model=plan.model,
        wanted=class_ids.index(plan.wanted) if plan.wanted in class_ids else -1,
        votes=plan.votes,
        limit=limit,
        **({"given": answers.votes(class_ids)} if plan.by_model and not answers.own_only else {}),
    )
