"""Samples with known classes that installed packages carry: the pools of the demo and of the tests."""

import importlib
import inspect
import re
from collections.abc import Iterator
from types import ModuleType

import cv2
import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import DesktopAlError

SIDE = 128
MIN_CHARACTERS = 150
MAX_WORDS = 120
#: With fewer in any field the documentation has been stripped; compiled functions keep theirs.
MIN_TEXTS = 20

#: Class of the text demo -> public modules whose functions and classes it holds.
FIELDS: dict[str, tuple[str, ...]] = {
    "statistics": ("scipy.stats", "scipy.stats.mstats", "scipy.stats.qmc"),
    "signals": ("scipy.signal", "scipy.signal.windows", "scipy.fft", "numpy.fft"),
    "optimisation": ("scipy.optimize",),
    "linear algebra": ("scipy.linalg", "scipy.sparse.linalg", "numpy.linalg", "scipy.linalg.interpolative"),
    "interpolation": ("scipy.interpolate", "scipy.integrate"),
    "special functions": ("scipy.special", "numpy.polynomial.chebyshev", "numpy.polynomial.legendre"),
    "spatial": (
        "scipy.spatial",
        "scipy.spatial.distance",
        "scipy.spatial.transform",
        "scipy.cluster.hierarchy",
        "sklearn.neighbors",
        "sklearn.metrics.pairwise",
    ),
    "images": ("scipy.ndimage", "sklearn.feature_extraction.image"),
}


def digit_images() -> Iterator[tuple[npt.NDArray[np.uint8], str]]:
    """The 1,797 handwritten digits of scikit-learn, gray uint8 of 128 x 128, with their class "0" to "9".

    The 8 x 8 originals get a margin and are enlarged by cubic interpolation; a steep curve of contrast then
    draws the edge of the stroke sharply. White on black, as the originals are.
    """
    # Loaded when needed: a demo that was made already, and that of texts, begin without the library.
    from sklearn.datasets import load_digits

    digits = load_digits()
    for small, label in zip(digits.images, digits.target):
        framed = np.pad(small.astype(np.float32) / 16, 1)
        large = cv2.resize(framed, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
        large = cv2.GaussianBlur(large, (0, 0), 2.0)
        # A share of the gray stays: the thin strokes of the originals are gray and must not vanish.
        picture = 255 * (0.8 / (1 + np.exp(-16 * (large - 0.52))) + 0.2 * np.clip(large, 0, 1))
        yield np.rint(picture).astype(np.uint8), str(int(label))


def function_texts() -> list[tuple[str, str]]:
    """Documentation of public functions and classes of scipy, numpy and scikit-learn: (text, field).

    Each text is the first ``MAX_WORDS`` words, at least ``MIN_CHARACTERS`` characters, without repeats and
    without lines that name its own module. The order is fixed: by field as in ``FIELDS``, then by name.

    Raises:
        DesktopAlError: the packages were installed without documentation (``python -OO``).
    """
    found: list[tuple[str, str]] = []
    seen: set[str] = set()
    for field, names in FIELDS.items():
        for name in names:
            for text in _module_texts(importlib.import_module(name)):
                # The generated distributions differ in a few words only: the start tells them apart or not.
                key = " ".join(text.split()[:25])
                if key not in seen:
                    seen.add(key)
                    found.append((text, field))
    if any(sum(of == field for _, of in found) < MIN_TEXTS for field in FIELDS):
        raise DesktopAlError(
            "The demo of texts is made from the documentation inside scipy, numpy and scikit-learn, and this "
            "Python has it stripped (started with -OO?). Start it without -OO, or use the demo of images."
        )
    return found


def _module_texts(module: ModuleType) -> Iterator[str]:
    for name in sorted(getattr(module, "__all__", None) or dir(module)):
        try:
            member = getattr(module, name, None)
        except ImportError:  # announced, but "experimental" in this version
            continue
        if name.startswith("_") or member is None or inspect.ismodule(member) or not callable(member):
            continue
        text = _cleaned(getattr(member, "__doc__", None) or "", name)
        if len(text) >= MIN_CHARACTERS:
            yield text


_GIVEAWAY = re.compile(
    r"\b(scipy|numpy|sklearn|np|scikit-learn|versionadded|versionchanged|deprecated)\b|>>>|^\.\. |^[-=~^]+$"
)


def _cleaned(documentation: str, name: str) -> str:
    lines = [line.strip() for line in inspect.cleandoc(documentation).splitlines()]
    # The first line of a compiled function is its signature.
    kept = [line for line in lines if line and not _GIVEAWAY.search(line) and not line.startswith(f"{name}(")]
    plain = re.sub(r":[a-z:]+:`~?([^`<]*)[^`]*`", r"\1", " ".join(kept))
    return " ".join(re.sub(r"[`*$\\]+", "", plain).split()[:MAX_WORDS])
