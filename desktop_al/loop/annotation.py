"""The body of an annotation: what was on screen. What is not recorded now can never be measured later."""

import math
from collections.abc import Mapping
from typing import Any

from desktop_al.core import events as ev
from desktop_al.core.shapes import LabelClass
from desktop_al.loop.sample_clock import SampleTimes
from desktop_al.loop.screen import Offer
from desktop_al.loop.serving import Current


def annotation_body(
    current: Current,
    answer: str,
    classes: tuple[LabelClass, ...],
    *,
    times: SampleTimes,
    size: float,
    facts: Mapping[str, object],
    round_number: int,
    protocol: str,
    position: int,
    seen: Mapping[str, int],
    by: str,
) -> dict[str, Any]:
    """``size`` of the content (words, or megapixels); ``facts``
    of the annotator's clock; ``position`` of the answer in this session, from 0; ``seen``
    counts what else was done with the sample; ``by`` who answers when it is not a person."""
    body: dict[str, Any] = {
        "arm": current.arm,
        "chosen": current.pick.source,
        "reason": current.pick.reason,
        "round": round_number,
        "seconds": round(times.seconds, 3),
        "active": round(times.active, 3),
        "idle": round(times.idle, 3),
        "away": [times.away, round(times.away_seconds, 3)],
        "first": round(times.first, 3),
        "pause": round(times.pause, 3),
        "size": round(size, 3),
        **facts,
        "protocol": protocol,
        "position": position,
        "again": current.visiting,
        "seen": dict(seen),
    }
    offer = current.offer or current.withheld
    if offer is not None:
        body |= _model_view(offer, answer, classes)
    if current.mode:
        body["mode"] = current.mode
    if current.lot:
        # Only where a draw decided are samples with and without a suggestion of one population.
        body["lot"] = current.lot
    if times.keys is not None:
        body["keys"] = times.keys
    if current.arm == "request":
        body["revealed"] = current.offer is not None
    if by:
        body["by"] = by
    return body


def _model_view(offer: Offer, answer: str, classes: tuple[LabelClass, ...]) -> dict[str, Any]:
    if offer.source:
        p = offer.probabilities[offer.suggested]
        known = {} if math.isnan(p) else {"p": round(p, 4)}
        return {"suggested": classes[offer.suggested].id, "suggestion_from": offer.source, **known}
    probabilities = dict(zip((c.id for c in classes), offer.probabilities, strict=True))
    ranked = sorted(probabilities.values(), reverse=True)
    return {
        "suggested": classes[offer.suggested].id,
        "p": round(ranked[0], 4),
        "margin": round(ranked[0] - ranked[1], 4) if len(ranked) > 1 else 1.0,
        "p_answer": [round(probabilities.get(c, 0.0), 4) for c in ev.label_classes(answer)],
    }
