"""Networks and their folders; the real ones only where their weights are."""

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from platformdirs import user_data_path

from desktop_al.core.errors import BadArgument, DesktopAlError
from desktop_al.learn.networks import NETWORKS, find_network, open_network

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("DESKTOP_AL_HOME") or user_data_path("desktop_al", appauthor=False))
WEIGHTS = Path(os.environ.get("DESKTOP_AL_WEIGHTS") or DATA / "weights")


def needs(name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        not find_network(name, WEIGHTS), reason=f"the weights of {name} are not here: dev.py weights fetches them"
    )


# --- folders of weights ---


def place_of(folder: Path, name: str, files: dict[str, bytes], version: int | None = None) -> Path:
    network = NETWORKS[name]
    place = folder / name
    place.mkdir(parents=True)
    for file, data in files.items():
        (place / file).write_bytes(data)
    digests = {file: hashlib.sha256(data).hexdigest() for file, data in files.items()}
    manifest = {"name": name, "version": version or network.version, "sha256": digests}
    (place / "manifest.json").write_text(json.dumps(manifest))
    return place


def junk(name: str) -> dict[str, bytes]:
    return dict.fromkeys(NETWORKS[name].files, b"junk")


@pytest.mark.parametrize("name", NETWORKS)
def test_missing_weights_are_said(tmp_path: Path, name: str) -> None:
    assert not find_network(name, tmp_path / "nowhere")
    with pytest.raises(DesktopAlError, match="are not here"):
        open_network(name, tmp_path / "nowhere")


def test_an_unknown_network_is_refused(tmp_path: Path) -> None:
    for ask in (find_network, open_network):
        with pytest.raises(BadArgument, match="no network 'vgg'"):
            ask("vgg", tmp_path)


def test_weights_of_another_version_do_not_count(tmp_path: Path) -> None:
    place_of(tmp_path, "minilm", junk("minilm"), version=99)
    assert not find_network("minilm", tmp_path)
    with pytest.raises(DesktopAlError, match="another version"):
        open_network("minilm", tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"name": "minilm"}', "[" * 100_000, b"\xff\xd8"])
def test_a_damaged_manifest_means_there_are_no_weights(tmp_path: Path, text: str | bytes) -> None:
    place = place_of(tmp_path, "minilm", junk("minilm"))
    (place / "manifest.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    assert not find_network("minilm", tmp_path)


@pytest.mark.parametrize("name", NETWORKS)
def test_damaged_weights_are_said(tmp_path: Path, name: str) -> None:
    place = place_of(tmp_path, name, junk(name))
    assert find_network(name, tmp_path)
    with pytest.raises(DesktopAlError, match="cannot be loaded"):
        open_network(name, tmp_path)
    (place / "model.onnx").write_bytes(b"junk!")
    with pytest.raises(DesktopAlError, match="damaged"):
        open_network(name, tmp_path)
    (place / "model.onnx").unlink()
    assert not find_network(name, tmp_path)
    with pytest.raises(DesktopAlError, match="cannot be read"):
        open_network(name, tmp_path)


@pytest.mark.parametrize("data", [b"", b"{}", b"[" * 100_000, b'{"model": {"type": "BPE"}}'])
def test_a_broken_word_list_is_said(tmp_path: Path, data: bytes) -> None:
    place_of(tmp_path, "minilm", {**junk("minilm"), "tokenizer.json": data})
    with pytest.raises(DesktopAlError, match=r"word list of all-MiniLM.* cannot be loaded"):
        open_network("minilm", tmp_path)


def test_the_runtime_is_loaded_only_when_needed() -> None:
    code = (
        "import sys; import desktop_al.learn.networks as n; from pathlib import Path;"
        "n.find_network('minilm', Path('x')); sys.exit('onnxruntime' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


# --- the real networks ---


def painted(side: int = 64) -> list[npt.NDArray[np.uint8]]:
    """Three pictures that are the same everywhere: a slope, a disc, stripes."""
    y, x = np.mgrid[:side, :side]
    slope = np.stack([x * 255 // (side - 1), y * 255 // (side - 1), 255 - x * 255 // (side - 1)], axis=2)
    disc = np.full((side, side, 3), 255)
    disc[(x - side / 2) ** 2 + (y - side / 2) ** 2 < (side / 3) ** 2] = (200, 30, 30)
    stripes = np.repeat(np.where(x // 4 % 2, 250, 20)[:, :, None], 3, axis=2)
    return [image.astype(np.uint8) for image in (slope, disc, stripes)]


TEXTS = ["The cat sits on the mat.", "A kitten rests on a rug.", "Interest rates rose again in March.", ""]
HOSTILE = [
    "\ud800 half",
    "\x00\x01",
    "a" * 300_000,
    " " * 300_000 + "late",
    "\U0001f600" * 5000,
    "日本語のテキスト",
    "\n",
]
# Of the columns that differ most between the three pictures; the first columns of the texts.
IMAGE_COLUMNS = [930, 897, 113, 128, 834, 694]
KNOWN_IMAGES = [
    [4.9678, 5.2282, 5.3804, 0.0, 0.0210, 0.0220],
    [0.0480, 2.9535, 0.9260, 1.5782, 3.6789, 3.2321],
    [0.0, 0.4054, 1.9622, 4.2298, 0.1315, 0.0],
]
KNOWN_TEXTS = [
    [0.1339, -0.0330, -0.0260, 0.0369, -0.0401, 0.0369],
    [0.0758, 0.0178, 0.0209, 0.0548, -0.0293, 0.0580],
    [0.0505, -0.0864, 0.0095, 0.0203, 0.0334, -0.0064],
    [-0.1170, 0.0643, -0.0099, -0.0209, 0.0336, 0.0226],
]
# As the authors' own program gives them, before rounding.
EXAMPLE = "This is an example sentence"
KNOWN_EXAMPLE = [0.0677, 0.0635, 0.0487, 0.0793, 0.0374, 0.0027]


@needs("efficientnet_lite0")
def test_the_image_network_gives_the_known_numbers() -> None:
    rows = open_network("efficientnet_lite0", WEIGHTS)(painted())
    np.testing.assert_allclose(rows[:, IMAGE_COLUMNS], KNOWN_IMAGES, atol=2e-3)


@needs("minilm")
def test_the_text_network_gives_the_known_numbers() -> None:
    rows = open_network("minilm", WEIGHTS)(TEXTS)
    np.testing.assert_allclose(rows[:, :6], KNOWN_TEXTS, atol=5e-3)
    near = rows @ rows.T
    assert near[0, 1] > 0.5 > 0.2 > near[0, 2]
    np.testing.assert_allclose(open_network("minilm", WEIGHTS)([EXAMPLE])[0, :6], KNOWN_EXAMPLE, atol=0.02)


def of_kind(name: str) -> list[Any]:
    if NETWORKS[name].kind == "image":
        odd = [np.zeros((1, 1), np.uint8), np.zeros((3, 900, 4), np.uint8), np.full((40, 30, 3), 9, np.uint16)]
        return [*painted(), *painted(300), *odd]
    return [*TEXTS, *HOSTILE]


@pytest.mark.parametrize("name", [pytest.param(name, marks=needs(name)) for name in NETWORKS])
def test_a_row_is_the_samples_own_and_the_same_every_time(name: str) -> None:
    extract = open_network(name, WEIGHTS)
    samples = of_kind(name)
    rows = extract(samples)
    assert (rows.shape, rows.dtype) == ((len(samples), NETWORKS[name].width), np.float32)
    assert np.isfinite(rows).all()
    assert rows.std(axis=0).max() > 0.01
    np.testing.assert_array_equal(extract(samples), rows)
    np.testing.assert_array_equal(open_network(name, WEIGHTS)(samples), rows)
    alone = np.concatenate([extract([sample]) for sample in samples])
    np.testing.assert_allclose(alone, rows, atol=5e-3)
    assert extract([]).shape == (0, NETWORKS[name].width)


@pytest.mark.parametrize("name", [pytest.param(name, marks=needs(name)) for name in NETWORKS])
def test_the_wrong_kind_of_sample_is_refused(name: str) -> None:
    with pytest.raises(BadArgument):
        open_network(name, WEIGHTS)([3])


@needs("minilm")
def test_a_huge_text_takes_no_longer_than_a_page() -> None:
    extract = open_network("minilm", WEIGHTS)
    page = extract(["one two three four " * 200])
    began = time.monotonic()
    np.testing.assert_allclose(extract(["one two three four " * 2_000_000]), page, atol=5e-3)
    assert time.monotonic() - began < 20


def linear_probe(rows: npt.NDArray[np.float32], classes: list[int]) -> float:
    """Accuracy of a linear model on the second half of the rows, trained on the first."""
    from sklearn.linear_model import LogisticRegression

    half, given = len(rows) // 2, np.array(classes)
    fitted = LogisticRegression(C=10, max_iter=500).fit(rows[:half], given[:half])
    return float(fitted.score(rows[half:], given[half:]))


def shapes(count: int, seed: int) -> tuple[list[npt.NDArray[np.uint8]], list[int]]:
    """Discs, squares, triangles and crosses of any colour, size and place."""
    import cv2

    random = np.random.default_rng(seed)
    images, labels = [], []
    for at in range(count):
        kind = at % 4
        image = np.full((128, 128, 3), random.integers(120, 256, 3), np.uint8)
        colour = tuple(int(c) for c in random.integers(0, 110, 3))
        x, y, size = (int(n) for n in random.integers((45, 45, 15), (83, 83, 40)))
        if kind == 0:
            cv2.circle(image, (x, y), size, colour, -1)
        elif kind == 1:
            cv2.rectangle(image, (x - size, y - size), (x + size, y + size), colour, -1)
        elif kind == 2:
            cv2.fillPoly(image, [np.array([[x, y - size], [x - size, y + size], [x + size, y + size]])], colour)
        else:
            cv2.line(image, (x - size, y), (x + size, y), colour, 7)
            cv2.line(image, (x, y - size), (x, y + size), colour, 7)
        images.append(image)
        labels.append(kind)
    return images, labels


@pytest.mark.slow
@needs("efficientnet_lite0")
def test_shapes_are_told_apart_by_the_image_network() -> None:
    images, labels = shapes(160, seed=2)
    assert linear_probe(open_network("efficientnet_lite0", WEIGHTS)(images), labels) > 0.9


@pytest.mark.slow
@needs("minilm")
def test_topics_are_told_apart_by_words_that_were_never_shown() -> None:
    topics = [
        ["dog", "horse", "sparrow", "whale", "spider", "tiger", "rabbit", "salmon", "eagle", "frog"],
        ["hammer", "saw", "drill", "screwdriver", "wrench", "pliers", "chisel", "file", "axe", "clamp"],
        ["bread", "soup", "cheese", "apple", "rice", "cake", "pasta", "salad", "sausage", "honey"],
        ["violin", "drum", "flute", "piano", "trumpet", "guitar", "harp", "cello", "organ", "clarinet"],
    ]
    texts = [f"I looked at the {word}." for row in zip(*topics, strict=True) for word in row]
    assert linear_probe(open_network("minilm", WEIGHTS)(texts), [0, 1, 2, 3] * 10) >= 0.85
