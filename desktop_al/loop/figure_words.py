"""Figures with their intervals in words, the same on screen, in a copied picture and in a file."""

from desktop_al.core.shapes import Measured
from desktop_al.core.words import joined, local, tr, trn

#: Of a figure that is not defined.
NONE = "–"


def two(value: float | None) -> str:
    """A coefficient with two decimals; never "-0.00"."""
    if value is None:
        return NONE
    shown = f"{value:.2f}"
    return local("0.00" if shown == "-0.00" else shown)


def percent(value: float | None) -> str:
    """A share in whole per cents; 0 and 100 are said only where they are exact."""
    if value is None:
        return NONE
    whole = round(100 * value)
    if whole == 0 and value > 0:
        return "<1 %"
    if whole == 100 and value < 1:
        return ">99 %"
    return f"{whole} %"


def has_interval(figure: Measured) -> bool:
    return figure.low is not None and figure.high is not None


def interval(figure: Measured, share: bool = False) -> str:
    """ "0.81 to 0.89", empty where there is no interval."""
    if figure.low is None or figure.high is None:
        return ""
    words = percent if share else two
    return tr("{low} to {high}", low=words(figure.low), high=words(figure.high))


def share_range(low: float, high: float) -> str:
    """ "87 to 93 %", "96 to >99 %"."""
    return tr("{low} to {high}", low=percent(low).removesuffix(" %"), high=percent(high))


def count(number: int, one: str = "sample") -> str:
    """ "1 sample", "1,204 samples"."""
    plural = f"{one[:-1]}ies" if one.endswith("ty") else f"{one}{'es' if one.endswith('s') else 's'}"
    if one == "sample":
        return trn("{n:,} sample", "{n:,} samples", number)
    return f"{local(f'{number:,}')} {one if number == 1 else plural}"


def spoken(figure: Measured, name: str = "", share: bool = False) -> str:
    """ "kappa 0.85, from 0.80 to 0.89, 160 samples"; why there is none where it is not defined."""
    if figure.value is None:
        why = figure.reason or tr("too little was answered")
        return tr("{name} not defined: {why}", name=name, why=why).strip()
    value = (percent if share else two)(figure.value)
    parts = [joined([name, value]) if name else value]
    if has_interval(figure):
        words = percent if share else two
        parts.append(tr("from {low} to {high}", low=words(figure.low), high=words(figure.high)))
    parts.append(trn("{n:,} sample", "{n:,} samples", figure.n))
    return joined(parts, ", ")
