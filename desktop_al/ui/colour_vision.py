"""Whether class marks stay apart for colour-weak eyes: simulation and distance, on single colours."""

import math
from collections.abc import Sequence
from itertools import combinations
from typing import Literal

from desktop_al.core.words import mark

Vision = Literal["typical", "protan", "deutan", "tritan"]
VISIONS: tuple[tuple[Vision, str], ...] = (
    ("typical", mark("Typical")),
    ("protan", mark("Red-weak")),
    ("deutan", mark("Green-weak")),
    ("tritan", mark("Blue-weak")),
)

Triple = tuple[float, float, float]

#: Severity 1.0, for linear RGB: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for
#: Simulation of Color Vision Deficiency", IEEE Trans. Visualization and Computer Graphics 15(6), 2009.
_MACHADO: dict[Vision, tuple[Triple, Triple, Triple]] = {
    "typical": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
#: Linear sRGB to CIE XYZ, white D65 (IEC 61966-2-1).
_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
_WHITE = (0.95047, 1.0, 1.08883)
#: CIELAB distance below which two marks count as too close: four times what is just noticeable side by side, 2.3
#: (M. Mahy, L. Van Eycken, A. Oosterlinck, Color Research and Application 19(2), 1994), since marks stand apart.
APART = 10.0


def simulate(colour: str, vision: Vision) -> str:
    """``#RRGGBB`` as seen with a colour vision of full severity, as ``#RRGGBB``."""
    return "#" + "".join(f"{round(255 * _gamma(part)):02X}" for part in _seen(colour, vision))


def distance(first: str, second: str, vision: Vision = "typical") -> float:
    """CIELAB distance (CIE 1976, Euclidean) of two ``#RRGGBB`` colours as seen with ``vision``."""
    return math.dist(_lab(_seen(first, vision)), _lab(_seen(second, vision)))


def too_close(colours: Sequence[str]) -> tuple[tuple[Vision, int, int], ...]:
    """(vision, place, place) of every pair of ``#RRGGBB`` colours nearer than ``APART``."""
    found: list[tuple[Vision, int, int]] = []
    for vision, _ in VISIONS:
        seen = [_lab(_seen(colour, vision)) for colour in colours]
        pairs = combinations(range(len(seen)), 2)
        found += [(vision, a, b) for a, b in pairs if math.dist(seen[a], seen[b]) < APART]
    return tuple(found)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def _seen(colour: str, vision: Vision) -> Triple:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    red, green, blue = (min(1.0, max(0.0, part)) for part in _times(_MACHADO[vision], (red, green, blue)))
    return red, green, blue


def _lab(linear: Triple) -> Triple:
    def f(t: float) -> float:
        return t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116

    x, y, z = (f(part / white) for part, white in zip(_times(_XYZ, linear), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
