"""Deep images made of numbers: a slice through a body in Hounsfield units, an X-ray of 16 bits; frames, warnings."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from desktop_al.loop.screen import Deep, ImageContent, LabelScreen, Window
from desktop_al.loop.windowing import render

CT_WINDOWS = (
    Window("Abdomen", 40.0, 400.0),
    Window("Lung", -600.0, 1500.0),
    Window("Bone", 480.0, 2500.0),
    Window("Full range", 500.0, 3000.0),
)


def ct_values(height: int = 512, width: int = 512, seed: int = 0) -> npt.NDArray[np.int16]:
    """A slice through a chest: air, a body with two lungs, vessels in them, ribs and a spine; stored with +1024."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[-1 : 1 : complex(0, height), -1 : 1 : complex(0, width)].astype(np.float32)

    def inside(left: float, top: float, wide: float, high: float) -> npt.NDArray[np.bool_]:
        return ((x - left) / wide) ** 2 + ((y - top) / high) ** 2 < 1

    made = np.full((height, width), -1000, np.float32)
    made[inside(0, 0, 0.86, 0.66)] = -90
    made[inside(0, 0, 0.80, 0.60)] = 50
    for side in (-1, 1):
        lung = inside(side * 0.38, -0.05, 0.30, 0.44)
        made[lung] = -820
        for _ in range(14):
            vessel = inside(side * rng.uniform(0.15, 0.6), rng.uniform(-0.4, 0.3), 0.015, 0.015 + rng.uniform(0, 0.05))
            made[vessel & lung] = 30
    for turn in np.linspace(0, 2 * np.pi, 18, endpoint=False):
        made[inside(0.74 * np.cos(turn), 0.54 * np.sin(turn), 0.045, 0.03)] = 700
    made[inside(0, 0.38, 0.11, 0.12)] = 500
    made[inside(0, 0.38, 0.06, 0.06)] = 250
    made[inside(-0.05, 0.02, 0.16, 0.18)] = 130
    # A faint spot that only a narrow window shows.
    made[inside(0.08, 0.12, 0.04, 0.04)] += 25
    made += rng.normal(0, 12, made.shape).astype(np.float32)
    return np.ascontiguousarray((made + 1024).clip(0, 4095).astype(np.int16))


def deep(values: npt.NDArray[np.int16] | None = None, **changes: object) -> Deep:
    made = Deep(ct_values() if values is None else values, CT_WINDOWS, intercept=-1024.0, unit="HU")
    return replace(made, **changes)  # type: ignore[arg-type]


def content(of: Deep | None = None, **changes: object) -> ImageContent:
    """What a reader would make of it: the picture in its first window beside the values."""
    of = deep() if of is None else of
    height, width = of.values.shape
    grey = render(of, of.presets[0])
    made = ImageContent(np.repeat(grey[:, :, None], 3, axis=2), width, height, deep=of, spacing=(0.7, 0.7))
    return replace(made, **changes)  # type: ignore[arg-type]


def with_content(screen: LabelScreen, shown: ImageContent, name: str = "IM-0001-0012.dcm") -> LabelScreen:
    assert screen.sample is not None
    return replace(screen, sample=replace(screen.sample, content=shown, name=name))
