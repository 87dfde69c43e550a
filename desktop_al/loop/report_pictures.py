"""The pictures of a report as SVG: drawn with attributes for light ground, so that a printer needs no style sheet, and
with classes, by which the style sheet of the HTML file recolours them for dark ground.

Nothing is told by colour alone: lines differ by strokes and marks, and every picture has a table with its figures.
"""

import math
from collections.abc import Sequence
from html import escape

from desktop_al.core.plain_names import plain
from desktop_al.core.shapes import Measured
from desktop_al.core.words import local, tr, trn
from desktop_al.loop.document import Picture
from desktop_al.loop.figure_words import two
from desktop_al.loop.progress_screen import Curve
from desktop_al.loop.suggestion_screen import ReliabilityBin

#: Attributes by class, for viewers without a style sheet: the light theme.
_LOOKS = {
    "ink": 'fill="#15181C"',
    "faint": 'fill="#434A53"',
    "axis": 'stroke="#737C86" stroke-width="1"',
    "grid": 'stroke="#E3E6EA" stroke-width="1"',
    "line": 'stroke="#3A40BE" stroke-width="2" fill="none"',
    "mark": 'fill="#3A40BE"',
    "bar": 'fill="#3A40BE"',
    "band": 'fill="#3A40BE" fill-opacity="0.16"',
    "hollow": 'fill="#FFFFFF" stroke="#3A40BE" stroke-width="1.6"',
    "goal": 'stroke="#A66A00" stroke-width="1.4" stroke-dasharray="7 4"',
    "other": 'stroke="#434A53" stroke-width="1.2" stroke-dasharray="3 3"',
}
_WIDTH, _SIZE = 680, 13
#: Krippendorff's marks, drawn where the headline is judged by them.
MARKS = (0.667, 0.8)
_LONGEST = 34


def curve_picture(curve: Curve) -> Picture | None:
    """The learning curve: audit accuracy with 95 % intervals, the fit, the forecast with its 80 % band; None where
    nothing was measured."""
    points = [(p.labels, p.accuracy) for p in curve.points if p.accuracy.value is not None]
    if not points:
        return None
    height, left, right, top, bottom = 340, 58, 18, 14, 52
    most = max([p[0] for p in points] + [band.labels for band in curve.forecast] + [curve.now])
    lowest = min([_low(m) for _, m in points] + [band.low for band in curve.forecast])
    least = max(0.0, math.floor(10 * lowest - 0.2) / 10)
    x_ticks, y_ticks = _ticks(0, max(most, 4)), _ticks(100 * least, 100.0)

    def x(labels: float) -> float:
        return left + (_WIDTH - left - right) * labels / x_ticks[-1]

    def y(share: float) -> float:
        span = (y_ticks[-1] - y_ticks[0]) / 100
        return top + (height - top - bottom) * (1 - (share - y_ticks[0] / 100) / span)

    parts = []
    for tick in y_ticks:
        parts += [
            _line("grid", left, y(tick / 100), _WIDTH - right, y(tick / 100)),
            _text("faint", left - 8, y(tick / 100) + 4, local(f"{tick:g} %"), "end"),
        ]
    floor = y(y_ticks[0] / 100)
    parts.append(_line("axis", left, floor, _WIDTH - right, floor))
    parts += [_text("faint", x(tick), floor + 19, local(f"{tick:,g}"), "middle") for tick in x_ticks]
    parts.append(_text("faint", (left + _WIDTH - right) / 2, height - 8, tr("Labels given"), "middle"))
    if curve.forecast:
        above = [(x(b.labels), y(b.high)) for b in curve.forecast]
        below = [(x(b.labels), y(b.low)) for b in reversed(curve.forecast)]
        parts.append(f'<polygon class="band" {_LOOKS["band"]} points="{_points(above + below)}"/>')
        ahead = [(x(b.labels), y(b.accuracy)) for b in curve.forecast]
        parts.append(f'<polyline class="line" {_LOOKS["line"]} stroke-dasharray="6 4" points="{_points(ahead)}"/>')
    if curve.fit:
        fitted = [(x(n), y(max(y_ticks[0] / 100, share))) for n, share in curve.fit]
        parts.append(f'<polyline class="line" {_LOOKS["line"]} points="{_points(fitted)}"/>')
    if curve.goal is not None and y_ticks[0] <= 100 * curve.goal <= 100:
        parts.append(_line("goal", left, y(curve.goal), _WIDTH - right, y(curve.goal)))
        parts.append(_text("faint", _WIDTH - right, y(curve.goal) - 5, tr("Goal"), "end"))
    for labels, figure in points:
        assert figure.value is not None
        if figure.low is not None and figure.high is not None:
            parts.append(_line("line", x(labels), y(figure.low), x(labels), y(figure.high), 'stroke-width="1.2"'))
        parts.append(_dot("hollow", x(labels), y(figure.value), 4))
    said = tr("Accuracy on the audit set with its 95 % interval, by labels given.")
    if curve.fit:
        said += " " + tr("Solid: the fitted power law.")
    if curve.forecast:
        said += " " + tr("Dashed: the forecast, with its 80 % band.")
    return _picture(parts, _WIDTH, height, said, curve.spoken or said)


def interval_picture(rows: Sequence[tuple[str, Measured]], caption: str, *, marks: bool = False) -> Picture | None:
    """Coefficients with their 95 % intervals, one row each, on one scale; None where none is defined."""
    drawn = [(name, figure) for name, figure in rows if figure.value is not None]
    if not drawn:
        return None
    row, left, right, top = 27, 236, 138, 12
    height = top + row * len(drawn) + 34
    lowest = min(_low(figure) for _, figure in drawn)
    ticks = _ticks(min(0.0, lowest), 1.0)

    def x(value: float) -> float:
        return left + (_WIDTH - left - right) * (value - ticks[0]) / (ticks[-1] - ticks[0])

    floor = top + row * len(drawn) + 4
    parts = [_line("grid", x(tick), top, x(tick), floor) for tick in ticks]
    parts.append(_line("axis", x(ticks[0]), floor, x(ticks[-1]), floor))
    parts += [_text("faint", x(tick), floor + 18, local(f"{tick:g}"), "middle") for tick in ticks]
    if marks:
        parts += [_line("other", x(mark), top, x(mark), floor) for mark in MARKS]
    for number, (name, figure) in enumerate(drawn):
        assert figure.value is not None
        middle = top + row * (number + 0.5)
        parts.append(_text("ink", left - 14, middle + 4, _short(name), "end"))
        said = two(figure.value)
        if figure.low is not None and figure.high is not None:
            parts.append(_line("line", x(figure.low), middle, x(figure.high), middle))
            said += f"  ({two(figure.low)} – {two(figure.high)})"
        parts.append(_dot("mark", x(figure.value), middle, 4.5))
        parts.append(_text("ink", _WIDTH - right + 14, middle + 4, local(said), "start"))
    spoken = "; ".join(f"{plain(name)} {two(figure.value)}" for name, figure in drawn)
    if marks:
        caption += " " + tr("Dotted: 0.667 and 0.80, Krippendorff's marks for tentative and for reliable conclusions.")
    return _picture(parts, _WIDTH, height, caption, f"{caption} {local(spoken)}.")


def reliability_picture(bins: Sequence[ReliabilityBin]) -> Picture | None:
    """How often the model is right against how sure it says it is, with 95 % intervals; the diagonal is perfect."""
    drawn = [one for one in bins if one.right.value is not None]
    if not drawn:
        return None
    height, left, top, edge = 372, 64, 14, 300
    ticks = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)

    def x(share: float) -> float:
        return left + edge * share

    def y(share: float) -> float:
        return top + edge * (1 - share)

    parts = [_line("grid", left, y(tick), left + edge, y(tick)) for tick in ticks]
    parts += [_text("faint", left - 8, y(tick) + 4, f"{100 * tick:.0f} %", "end") for tick in ticks]
    parts += [_text("faint", x(tick), top + edge + 19, f"{100 * tick:.0f} %", "middle") for tick in ticks]
    parts.append(_line("axis", left, top + edge, left + edge, top + edge))
    parts.append(_line("other", x(0), y(0), x(1), y(1)))
    parts.append(_text("faint", left + edge / 2, height - 8, tr("Probability that the model says"), "middle"))
    for one in drawn:
        if one.right.low is not None and one.right.high is not None:
            parts.append(
                _line("line", x(one.said), y(one.right.low), x(one.said), y(one.right.high), 'stroke-width="1.2"')
            )
        parts.append(_dot("hollow", x(one.said), y(one.right.value or 0.0), 4))
    words = (tr("Up: share of samples that"), tr("the model is right on."), tr("Dotted: where both are alike."))
    parts += [_text("faint", left + edge + 28, top + 16 + 19 * n, line, "start") for n, line in enumerate(words)]
    caption = tr(
        "Share right, with its 95 % interval, of samples of like probability ({n} groups of equal size).", n=len(drawn)
    )
    spoken = "; ".join(f"{100 * one.said:.0f} %: {100 * (one.right.value or 0):.0f} %" for one in drawn)
    return _picture(parts, _WIDTH, height, caption, f"{caption} {spoken}.")


def days_picture(days: Sequence[tuple[str, int]]) -> Picture | None:
    """Annotations in force by the day on which they were given; None where there are too few days for a picture."""
    if len(days) < 3:
        return None
    height, left, right, top, bottom = 220, 58, 18, 12, 30
    most = max(count for _, count in days)
    ticks = _ticks(0, max(most, 4))
    step = (_WIDTH - left - right) / len(days)

    def y(count: float) -> float:
        return top + (height - top - bottom) * (1 - count / ticks[-1])

    parts = []
    for tick in ticks:
        parts += [
            _line("grid", left, y(tick), _WIDTH - right, y(tick)),
            _text("faint", left - 8, y(tick) + 4, local(f"{tick:,g}"), "end"),
        ]
    wide = min(26.0, max(1.0, 0.7 * step))
    for number, (_, count) in enumerate(days):
        at = left + step * (number + 0.5)
        parts.append(
            f'<rect class="bar" {_LOOKS["bar"]} x="{at - wide / 2:.1f}" y="{y(count):.1f}" width="{wide:.1f}" '
            f'height="{max(0.0, y(0) - y(count)):.1f}"/>'
        )
    parts.append(_line("axis", left, y(0), _WIDTH - right, y(0)))
    parts.append(_text("faint", left, height - 8, days[0][0], "start"))
    parts.append(_text("faint", _WIDTH - right, height - 8, days[-1][0], "end"))
    caption = trn(
        "Annotations in force by the day on which they were given; {n} day with work.",
        "Annotations in force by the day on which they were given; {n:,} days with work.",
        len(days),
    )
    return _picture(parts, _WIDTH, height, caption, caption)


# -- parts ---------------------------------------------------------------------------------------------


def _picture(parts: Sequence[str], width: int, height: int, caption: str, spoken: str) -> Picture:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="{_SIZE}" aria-hidden="true">{"".join(parts)}</svg>'
    )
    return Picture(svg, width, height, caption, spoken)


def _line(look: str, x1: float, y1: float, x2: float, y2: float, more: str = "") -> str:
    drawn = _LOOKS[look]
    if more:
        drawn = drawn.replace('stroke-width="2"', more)
    return f'<line class="{look}" {drawn} x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _dot(look: str, x: float, y: float, radius: float) -> str:
    both = f"{look} line" if look == "hollow" else look
    return f'<circle class="{both}" {_LOOKS[look]} cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"/>'


def _text(look: str, x: float, y: float, words: str, anchor: str) -> str:
    safe = escape(plain(words))
    return f'<text class="{look}" {_LOOKS[look]} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{safe}</text>'


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in points)


def _low(figure: Measured) -> float:
    return figure.low if figure.low is not None else figure.value or 0.0


def _short(name: str) -> str:
    name = plain(name)
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers from at most ``low`` to at least ``high``, four to seven of them."""
    span = max(high - low, 1e-9)
    power = 10.0 ** math.floor(math.log10(span / 4))
    step = next((power * m for m in (1, 2, 5, 10) if span / (power * m) <= 6), power * 10)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(step * k, 9) for k in range(first, max(last, first + 1) + 1)]
