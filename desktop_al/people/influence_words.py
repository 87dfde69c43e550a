"""What suggestions do, in plain words: what was seen and how sure it is, never why, and nobody beside anybody else."""

from math import ceil

from desktop_al.core.shapes import Measured
from desktop_al.people.arms import FEWEST, Contrast
from desktop_al.people.influence import TAKEN_AS_RIGHT, Influence


def in_words(found: Influence, who: str = "you") -> tuple[str, ...]:
    """Two to four short sentences on ``found``. ``who``: "you", "the annotators", a name."""
    if found.following.difference.low is None:
        return _too_few(found.following)
    sentences = [_following(found.following.difference, who)]
    split = _split(found)
    if split:
        sentences.append(split)
    accuracy = found.accuracy.difference
    # With more than two classes a label that differs from a wrong suggestion may be wrong too.
    if accuracy.low is not None and TAKEN_AS_RIGHT not in accuracy.reason:
        sentences.append(_labels_right(accuracy))
    sentences.append(_seconds(found.seconds.ratio))
    return tuple(sentences)


def _too_few(following: Contrast) -> tuple[str, ...]:
    reason = following.difference.reason
    shown, withheld = following.shown.n, following.withheld.n
    if following.difference.value is None or not (shown and withheld):
        return reason, "It takes samples with the suggestion shown and samples with it withheld, drawn at random."
    rows = shown + withheld
    more = max(ceil((FEWEST - arm) * rows / arm) for arm in (shown, withheld))
    return reason, f"At the present share that is about {more} more samples with a suggestion."


def _points(share: float) -> int:
    return round(abs(100 * share))


def _bounds(one: Measured) -> str:
    """ "(1 to 7)", in the direction of the value; "(may be chance: 3 less to 8 more)" where none is possible too."""
    low, high = one.low or 0.0, one.high or 0.0
    if low <= 0 <= high:
        return f"(may be chance: {_points(low)} less to {_points(high)} more)"
    ends = sorted((_points(low), _points(high)))
    return f"({ends[0]} to {ends[1]})"


def _often(one: Measured) -> str:
    """ "4 points more often (1 to 7)"."""
    value = one.value or 0.0
    if value == 0:
        return f"just as often {_bounds(one)}"
    points = _points(value)
    amount = "less than 1 point" if not points else "1 point" if points == 1 else f"{points} points"
    direction = "more" if value > 0 else "less"
    return f"{amount} {direction} often {_bounds(one)}"


def _following(delta: Measured, who: str) -> str:
    return f"With the suggestion on screen {who} chose it {_often(delta)}."


def _split(found: Influence) -> str:
    """Nothing where it is not known of any suggestion whether it is right."""
    harm, help_ = found.harm.difference, found.help.difference
    if not harm.n and not help_.n and not found.accuracy.difference.n:
        return ""
    if harm.low is None and help_.low is None:
        return "Too few suggestions are known to be right or wrong to say more."
    wrong, right = (_there(one) if one.low is not None else "there is too little to say" for one in (harm, help_))
    return f"On wrong suggestions {wrong}; on right ones {right}."


def _there(one: Measured) -> str:
    low, high = one.low or 0.0, one.high or 0.0
    if low <= 0 <= high:
        return f"no difference is sure ({_points(low)} points less to {_points(high)} more)"
    return f"that was {_often(one)}"


def _labels_right(accuracy: Measured) -> str:
    return f"With the suggestion on screen the label was right {_often(accuracy)}."


def _seconds(ratio: Measured) -> str:
    if ratio.value is None or ratio.low is None or ratio.high is None:
        return "Too few times are known to say whether it went faster or slower."
    percent, ends = round(100 * (ratio.value - 1)), [round(100 * (limit - 1)) for limit in (ratio.low, ratio.high)]
    if ratio.low <= 1 <= ratio.high:
        return f"Whether a sample took longer cannot be said ({-ends[0]} % less to {ends[1]} % more time with it)."
    near, far = sorted(map(abs, ends))
    return f"A sample took {abs(percent)} % {'less' if percent < 0 else 'more'} time with it ({near} to {far} %)."
