"""Learning curves as a picture: one SVG file that needs nothing else, readable on light and on dark ground."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

#: Told apart also by eyes that see few colours: Okabe & Ito 2008, the yellow darkened, then other strokes.
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#B8860B", "#7F7F7F")
_STROKES = ("none", "8 4", "2 3", "10 3 2 3")
_WIDTH, _LEFT, _TOP, _PLOT_WIDTH, _PLOT_HEIGHT, _ROW = 960, 64, 24, 620, 400, 20
_GROUND, _INK, _FAINT = "#ffffff", "#15181c", "#d3d7dc"
#: The attributes hold for light ground, so that viewers that know no style sheets show it well.
_DARK = """@media (prefers-color-scheme: dark) {
.ground { fill: #1c1f23; } .ink { fill: #e8eaed; } .axis { stroke: #e8eaed; } .grid { stroke: #3b4149; } }"""


@dataclass(frozen=True, slots=True)
class Curve:
    """Mean accuracy in percent over seeds at ``labels`` (m,), and its standard error (0 with one seed)."""

    strategy: str
    labels: Numbers
    mean: Numbers
    error: Numbers


def mean_curves(result: dict[str, Any]) -> list[Curve]:
    """One curve per strategy of what ``simulate`` gives, over the labels that all of its seeds reach.

    Between its points a seed's curve is taken as straight. A run without a point is left out.
    """
    of_strategy: dict[str, list[tuple[Numbers, Numbers]]] = {}
    for run in result["runs"]:
        seeds = of_strategy.setdefault(run["strategy"], [])
        if run["curve"]:
            points = np.array([(point["labels"], 100 * point["accuracy"]) for point in run["curve"]], np.float64)
            seeds.append((points[:, 0], points[:, 1]))
    return [_mean(name, seeds) for name, seeds in of_strategy.items() if seeds]


def _mean(name: str, seeds: Sequence[tuple[Numbers, Numbers]]) -> Curve:
    low, high = max(labels[0] for labels, _ in seeds), min(labels[-1] for labels, _ in seeds)
    at = np.unique(np.concatenate([labels for labels, _ in seeds]))
    at = at[(at >= low) & (at <= high)] if low <= high else at[:1]
    values = np.stack([np.interp(at, labels, accuracy) for labels, accuracy in seeds])
    error = values.std(axis=0, ddof=1) / np.sqrt(len(values)) if len(values) > 1 else np.zeros(len(at))
    return Curve(name, at, values.mean(axis=0), error)


def curves_svg(result: dict[str, Any]) -> str:
    """The curves of ``mean_curves`` with a band of one standard error on either side, as the text of an SVG file."""
    curves = mean_curves(result)
    height = _TOP + max(_PLOT_HEIGHT + 56, _ROW * len(curves) + 30)
    right = max((float(curve.labels[-1]) for curve in curves), default=1.0)
    left = min((float(curve.labels[0]) for curve in curves), default=0.0)
    x_ticks = _ticks(left, right)
    lowest = min((float((curve.mean - curve.error).min()) for curve in curves), default=0.0)
    highest = max((float((curve.mean + curve.error).max()) for curve in curves), default=100.0)
    y_ticks = _ticks(max(0.0, lowest), min(100.0, highest))

    def x(value: float) -> float:
        return _LEFT + _PLOT_WIDTH * (value - x_ticks[0]) / (x_ticks[-1] - x_ticks[0])

    def y(value: float) -> float:
        return _TOP + _PLOT_HEIGHT * (1 - (value - y_ticks[0]) / (y_ticks[-1] - y_ticks[0]))

    bottom = _TOP + _PLOT_HEIGHT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'font-family="sans-serif" font-size="13">',
        "<title>Learning curves: accuracy over labels</title>",
        f"<style>{_DARK}</style>",
        f'<rect class="ground" fill="{_GROUND}" width="{_WIDTH}" height="{height}"/>',
        *(_tick(x(tick), bottom + 18, f"{tick:g}", "middle") for tick in x_ticks),
        *(_line("grid", _FAINT, _LEFT, y(tick), _LEFT + _PLOT_WIDTH, y(tick)) for tick in y_ticks),
        *(_tick(_LEFT - 8, y(tick) + 4, f"{tick:g}", "end") for tick in y_ticks),
        _line("axis", _INK, _LEFT, bottom, _LEFT + _PLOT_WIDTH, bottom),
        _tick(_LEFT + _PLOT_WIDTH / 2, bottom + 42, "labels", "middle"),
        f'<text class="ink" fill="{_INK}" transform="translate(18 {_TOP + _PLOT_HEIGHT / 2}) rotate(-90)" '
        'text-anchor="middle">accuracy %</text>',
    ]
    places = [
        ([(x(a), y(b)) for a, b in zip(curve.labels, curve.mean)], _band(curve, x, y), curve.strategy)
        for curve in curves
    ]
    for number, (_, band, _) in enumerate(places):
        if band:
            lines.append(f'<polygon opacity="0.16" fill="{_colour(number)}" points="{_points(band)}"/>')
    for number, (line, _, name) in enumerate(places):
        # A curve of a single point is a dot: a line of no length with round ends.
        drawn = [*line, line[0]] if len(line) == 1 else line
        look = f'stroke="{_colour(number)}" stroke-dasharray="{_stroke(number)}" stroke-linecap="round"'
        look += ' fill="none" stroke-width="2.2" stroke-linejoin="round"'
        lines.append(f'<path {look} d="M{_points(drawn)}"><title>{escape(name)}</title></path>')
        row = _TOP + 10 + _ROW * number
        start = _LEFT + _PLOT_WIDTH + 24
        lines.append(
            f'<line x1="{start}" x2="{start + 30}" y1="{row}" y2="{row}" stroke-width="2.2" '
            f'stroke="{_colour(number)}" stroke-dasharray="{_stroke(number)}"/>'
        )
        lines.append(_tick(start + 38, row + 4, _shortened(name), "start"))
    return "\n".join([*lines, "</svg>", ""])


def _band(curve: Curve, x: Any, y: Any) -> list[tuple[float, float]]:
    if not curve.error.any():
        return []
    above = [(x(a), y(b)) for a, b in zip(curve.labels, np.minimum(curve.mean + curve.error, 100))]
    below = [(x(a), y(b)) for a, b in zip(curve.labels, np.maximum(curve.mean - curve.error, 0))]
    return above + below[::-1]


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers from at most ``low`` to at least ``high``, about six of them, at least two."""
    span = max(high - low, 1e-3)
    power = 10.0 ** np.floor(np.log10(span / 5))
    step = next((power * m for m in (1, 2, 5) if span / (power * m) <= 6), power * 10)
    first, last = int(np.floor(low / step)), int(np.ceil(high / step))
    return [round(step * k, 6) for k in range(first, max(last, first + 1) + 1)]


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in points)


def _line(kind: str, colour: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" stroke="{colour}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _tick(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text class="ink" fill="{_INK}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _shortened(name: str) -> str:
    return name if len(name) <= 30 else name[:29] + "…"


def _colour(number: int) -> str:
    return _COLOURS[number % len(_COLOURS)]


def _stroke(number: int) -> str:
    return _STROKES[number // len(_COLOURS) % len(_STROKES)]
