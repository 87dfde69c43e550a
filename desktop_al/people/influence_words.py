"""What suggestions do, in plain words: what was seen and how sure it is, never why, and nobody beside anybody else."""

from math import ceil

from desktop_al.core.shapes import Measured
from desktop_al.core.words import english, joined, tr, trn
from desktop_al.people.arms import FEWEST, Contrast
from desktop_al.people.influence import TAKEN_AS_RIGHT, Influence

#: Of whom is spoken, besides by a name.
YOU, ALL, ONE = "you", "the annotators", "the annotator"


def in_words(found: Influence, who: str = YOU, *, times: bool = True) -> tuple[str, ...]:
    """One to four short sentences on ``found``. ``who``: "you", "the annotators", a name; ``times``: seconds too."""
    if found.following.difference.low is None:
        return _too_few(found.following)
    sentences = [_following(found.following.difference, who)]
    split = _split(found)
    if split:
        sentences.append(split)
    accuracy = found.accuracy.difference
    # With more than two classes a label that differs from a wrong suggestion may be wrong too.
    if accuracy.low is not None and TAKEN_AS_RIGHT not in english(accuracy.reason):
        sentences.append(_labels_right(accuracy))
    if times:
        sentences.append(_seconds(found.seconds.ratio))
    return tuple(sentences)


def _too_few(following: Contrast) -> tuple[str, ...]:
    reason = following.difference.reason
    shown, withheld = following.shown.n, following.withheld.n
    if following.difference.value is None or not (shown and withheld):
        return reason, tr("It takes samples with the suggestion shown and samples with it withheld, drawn at random.")
    rows = shown + withheld
    more = max(ceil((FEWEST - arm) * rows / arm) for arm in (shown, withheld))
    return reason, tr("At the present share that is about {more} more samples with a suggestion.", more=more)


def _points(share: float) -> int:
    return round(abs(100 * share))


def _bounds(one: Measured) -> str:
    """ "(1 to 7)", in the direction of the value; "(may be chance: 3 less to 8 more)" where none is possible too."""
    low, high = one.low or 0.0, one.high or 0.0
    if low <= 0 <= high:
        return tr("(may be chance: {less} less to {more} more)", less=_points(low), more=_points(high))
    ends = sorted((_points(low), _points(high)))
    return tr("({low} to {high})", low=ends[0], high=ends[1])


def _often(one: Measured) -> str:
    """ "4 points more often (1 to 7)"."""
    value = one.value or 0.0
    if value == 0:
        return joined([tr("just as often"), _bounds(one)])
    points, more = _points(value), value > 0
    if not points:
        often = tr("less than 1 point more often") if more else tr("less than 1 point less often")
    elif more:
        often = trn("{n} point more often", "{n} points more often", points)
    else:
        often = trn("{n} point less often", "{n} points less often", points)
    return joined([often, _bounds(one)])


def _following(delta: Measured, who: str) -> str:
    often = _often(delta)
    if who == YOU:
        return tr("With the suggestion on screen you chose it {often}.", often=often)
    if who == ALL:
        return tr("With the suggestion on screen the annotators chose it {often}.", often=often)
    if who == ONE:
        return tr("With the suggestion on screen the annotator chose it {often}.", often=often)
    return tr("With the suggestion on screen {who} chose it {often}.", who=who, often=often)


def _split(found: Influence) -> str:
    """Nothing where it is not known of any suggestion whether it is right."""
    harm, help_ = found.harm.difference, found.help.difference
    if not harm.n and not help_.n and not found.accuracy.difference.n:
        return ""
    if harm.low is None and help_.low is None:
        return tr("Too few suggestions are known to be right or wrong to say more.")
    wrong, right = (_there(one) if one.low is not None else tr("there is too little to say") for one in (harm, help_))
    return tr("On wrong suggestions {wrong}; on right ones {right}.", wrong=wrong, right=right)


def _there(one: Measured) -> str:
    low, high = one.low or 0.0, one.high or 0.0
    if low <= 0 <= high:
        return tr("no difference is sure ({less} points less to {more} more)", less=_points(low), more=_points(high))
    return tr("that was {often}", often=_often(one))


def _labels_right(accuracy: Measured) -> str:
    return tr("With the suggestion on screen the label was right {often}.", often=_often(accuracy))


def _seconds(ratio: Measured) -> str:
    if ratio.value is None or ratio.low is None or ratio.high is None:
        return tr("Too few times are known to say whether it went faster or slower.")
    percent, ends = round(100 * (ratio.value - 1)), [round(100 * (limit - 1)) for limit in (ratio.low, ratio.high)]
    if ratio.low <= 1 <= ratio.high:
        return tr(
            "Whether a sample took longer cannot be said ({less} % less to {more} % more time with it).",
            less=-ends[0],
            more=ends[1],
        )
    near, far = sorted(map(abs, ends))
    share = abs(percent)
    if percent < 0:
        return tr("A sample took {share} % less time with it ({near} to {far} %).", share=share, near=near, far=far)
    return tr("A sample took {share} % more time with it ({near} to {far} %).", share=share, near=near, far=far)
