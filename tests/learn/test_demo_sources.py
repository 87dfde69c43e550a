"""The pools that installed packages carry."""

import re
import subprocess
import sys
from collections import Counter

import numpy as np

from desktop_al.learn.demo_sources import FIELDS, digit_images, function_texts


def test_digits_are_large_gray_pictures_of_ten_classes():
    found = list(digit_images())
    assert len(found) == 1797
    assert {label for _, label in found} == set("0123456789")
    assert all(image.shape == (128, 128) and image.dtype == np.uint8 for image, _ in found)
    # Crisp: most of the picture is nearly black or nearly white.
    pixels = np.stack([image for image, _ in found[:200]])
    assert ((pixels < 60) | (pixels > 195)).mean() > 0.85


def test_texts_are_many_different_long_enough_and_do_not_name_their_module():
    found = function_texts()
    texts = [text for text, _ in found]
    counts = Counter(field for _, field in found)
    assert len(found) >= 1000
    assert set(counts) == set(FIELDS)
    assert min(counts.values()) >= 50
    assert len(set(texts)) == len(texts)
    assert all(len(text) >= 150 and len(text.split()) <= 120 for text in texts)
    assert not any(re.search(r"\b(scipy|numpy|sklearn)\b", text) for text in texts)
    assert found == function_texts()


def test_a_python_without_documentation_says_so():
    # One field that is quickly loaded: with -OO all the other libraries would be compiled anew for this test.
    fields = {"polynomials": ("numpy.polynomial.chebyshev", "numpy.polynomial.legendre")}
    code = (
        "from desktop_al.learn.demo_sources import FIELDS, function_texts\n"
        "from desktop_al.core.errors import DesktopAlError\n"
        f"FIELDS.clear()\nFIELDS.update({fields})\n"
        "try:\n    function_texts()\nexcept DesktopAlError as error:\n    print(error)\n"
    )
    for options, stripped in (["-OO"], True), ([], False):
        done = subprocess.run([sys.executable, *options, "-c", code], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        assert ("stripped" in done.stdout) == stripped
