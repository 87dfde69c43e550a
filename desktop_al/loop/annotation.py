"""The body of an annotation: what was on screen. What is not recorded now can never be measured later."""

from collections.abc import Mapping
from typing import Any

from desktop_al.core import events as ev
from desktop_al.core.shapes import LabelClass
from desktop_al.loop.screen import Offer
from desktop_al.loop.serving import Current

#: A sample counts as active for at most this long, until the annotator's own pace is known.
_ACTIVE_SECONDS = 120.0


def annotation_body(
    current: Current,
    answer: str,
    classes: tuple[LabelClass, ...],
    *,
    seconds: float,
    round_number: int,
    protocol: str,
    position: int,
    seen: Mapping[str, int],
    by: str,
) -> dict[str, Any]:
    """``seconds`` since the sample could be seen; ``position`` of the answer in this session, from 0; ``seen``
    counts what else was done with the sample; ``by`` who answers when it is not a person."""
    elapsed = max(0.0, seconds)
    body: dict[str, Any] = {
        "arm": current.arm,
        "chosen": current.pick.source,
        "reason": current.pick.reason,
        "round": round_number,
        "seconds": round(elapsed, 3),
        "active": round(min(elapsed, _ACTIVE_SECONDS), 3),
        "protocol": protocol,
        "position": position,
        "again": current.visiting,
        "seen": dict(seen),
    }
    offer = current.offer or current.withheld
    if offer is not None:
        body |= _model_view(offer, answer, classes)
    if by:
        body["by"] = by
    return body


def _model_view(offer: Offer, answer: str, classes: tuple[LabelClass, ...]) -> dict[str, Any]:
    probabilities = dict(zip((c.id for c in classes), offer.probabilities, strict=True))
    ranked = sorted(probabilities.values(), reverse=True)
    return {
        "suggested": classes[offer.suggested].id,
        "p": round(ranked[0], 4),
        "margin": round(ranked[0] - ranked[1], 4) if len(ranked) > 1 else 1.0,
        "p_answer": [round(probabilities.get(c, 0.0), 4) for c in ev.label_classes(answer)],
    }
