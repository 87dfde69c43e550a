"""The user's own ONNX files, good and hostile, written byte by byte."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from desktop_al.core.errors import BadArgument, DesktopAlError
from desktop_al.learn import networks
from desktop_al.learn.networks import open_own_network
from desktop_al.learn.onnx_file import read_contents


def pictures(count: int = 5) -> list[npt.NDArray[np.uint8]]:
    random = np.random.default_rng(0)
    return [random.integers(0, 256, (9 + i, 7 + 5 * i, 3), dtype=np.uint8) for i in range(count)]


# --- a tiny writer of ONNX files, apart from the one in packaging/ ---


def varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out, value = out + bytes([value & 127 | 128]), value >> 7
    return out + bytes([value])


def item(number: int, value: int | str | bytes) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def node(operation: str, inputs: list[str], outputs: list[str], domain: str = "", **ints: int | list[int]) -> bytes:
    body = b"".join(item(1, name) for name in inputs) + b"".join(item(2, name) for name in outputs)
    body += item(4, operation) + (item(7, domain) if domain else b"")
    for name, value in ints.items():
        if isinstance(value, int):
            body += item(5, item(1, name) + item(3, value) + item(20, 2))
        else:
            body += item(5, item(1, name) + b"".join(item(8, n) for n in value) + item(20, 7))
    return item(1, body)


def value(number: int, name: str, kind: int, axes: list[int | str]) -> bytes:
    dims = b"".join(item(1, item(1 if isinstance(axis, int) else 2, axis)) for axis in axes)
    return item(number, item(1, name) + item(2, item(1, item(1, kind) + item(2, dims))))


def numbers(name: str, array: npt.NDArray[np.float32]) -> bytes:
    dims = b"".join(item(1, n) for n in array.shape)
    return item(5, dims + item(2, 1) + item(8, name) + item(9, array.tobytes()))


def stored_beside(name: str, shape: tuple[int, ...], location: str) -> bytes:
    dims = b"".join(item(1, n) for n in shape)
    return item(5, dims + item(2, 1) + item(8, name) + item(13, item(1, "location") + item(2, location)) + item(14, 1))


def model(*parts: bytes, opset: int = 17, more: bytes = b"") -> bytes:
    graph = item(2, "g") + b"".join(parts)
    return item(1, 8) + item(7, graph) + item(8, item(1, "") + item(2, opset)) + more


FLOAT, DOUBLE = 1, 11
NCHW: list[int | str] = ["n", 3, "h", "w"]


def means(axes: list[int | str], output: list[int | str], kind: int = FLOAT, first: bool = True) -> bytes:
    """The mean of every channel of the input."""
    mean = node("ReduceMean", ["x"], ["y"], axes=[2, 3] if first else [1, 2], keepdims=0)
    return model(mean, value(11, "x", kind, axes), value(12, "y", kind, output))


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "own.onnx"
    path.write_bytes(data)
    return path


def normalised_means(images: list[npt.NDArray[np.uint8]], edges: tuple[int, int]) -> npt.NDArray[Any]:
    seen = np.stack([networks._resized(image, *edges).astype(np.float64) / 255 for image in images])
    mean, deviation = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])
    result: npt.NDArray[Any] = ((seen - mean) / deviation).mean(axis=(1, 2))
    return result


# --- the user's own network ---


@pytest.mark.parametrize(
    ("data", "edges"),
    [
        (means(NCHW, ["n", 3]), (224, 224)),
        (means(["n", 3, 32, 48], ["n", 3]), (32, 48)),
        (means([1, 3, 32, 32], [1, 3]), (32, 32)),
        (means([7, 3, 32, 32], [7, 3]), (32, 32)),
        (means(["n", 20, 40, 3], ["n", 3], first=False), (20, 40)),
        # A map of channels is averaged here.
        (
            model(
                node("Identity", ["x"], ["y"]), value(11, "x", FLOAT, NCHW), value(12, "y", FLOAT, ["n", 3, "h", "w"])
            ),
            (224, 224),
        ),
        (
            model(
                node("Identity", ["x"], ["y"]),
                value(11, "x", FLOAT, ["n", 16, 16, 3]),
                value(12, "y", FLOAT, ["n", 16, 16, 3]),
            ),
            (16, 16),
        ),
    ],
)
def test_an_own_network_sees_normalised_pictures_of_its_size(
    tmp_path: Path, data: bytes, edges: tuple[int, int]
) -> None:
    own = open_own_network(written(tmp_path, data))
    images = pictures()
    rows = own.extract(images)
    assert (rows.shape, rows.dtype, own.width) == ((5, 3), np.float32, 3)
    np.testing.assert_allclose(rows, normalised_means(images, edges), atol=1e-4)
    assert own.extract([]).shape == (0, 3)
    assert own.sha256 == hashlib.sha256(data).hexdigest()


def test_gray_deep_and_transparent_pictures_are_taken(tmp_path: Path) -> None:
    own = open_own_network(written(tmp_path, means(NCHW, ["n", 3])))
    odd = [np.zeros((4, 4), np.uint8), np.zeros((4, 4, 4), np.uint8), np.full((3, 9, 3), np.nan), np.eye(5, dtype=bool)]
    assert np.isfinite(own.extract(odd)).all()
    with pytest.raises(BadArgument, match="is not an image"):
        own.extract(["a text"])


def test_numbers_that_are_none_become_finite(tmp_path: Path) -> None:
    nothing = numbers("zero", np.zeros(1, np.float32))
    parts = (
        node("ReduceMean", ["x"], ["m"], axes=[2, 3], keepdims=0),
        node("Div", ["m", "zero"], ["y"]),
        value(11, "x", FLOAT, NCHW),
        value(12, "y", FLOAT, ["n", 3]),
    )
    own = open_own_network(written(tmp_path, model(nothing, *parts)))
    assert np.isfinite(own.extract([*pictures(), np.zeros((3, 3, 3), np.uint8)])).all()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not an ONNX file"),
        (b"\x00" * 100, "not an ONNX file"),
        (b"PK\x03\x04 a zip", "not an ONNX file"),
        (b"\x18\x00\x00\x00ORTM" + bytes(200), "not an ONNX file"),
        (means(NCHW, ["n", 3])[:-20], "not an ONNX file"),
        (item(1, 8) + item(7, b""), "cannot be loaded|needs one float input"),
        (means(["n", 1, "h", "w"], ["n", 1]), r"needs one float input .* it has x float \(\?, 1, \?, \?\)"),
        (means(["n", "c", "h", "w"], ["n", "c"]), "needs one float input"),
        (means(NCHW, ["n", 3], kind=DOUBLE), "it has x double"),
        (means(["n", 3, 2000, 2000], ["n", 3]), "takes images of 2000 x 2000"),
        (means([500, 3, 8, 8], [500, 3]), "takes 500 images at once"),
        (
            model(node("Identity", ["x"], ["y"]), value(11, "x", FLOAT, ["n", 3]), value(12, "y", FLOAT, ["n", 3])),
            "needs one float input",
        ),
        (
            model(
                node("ReduceMean", ["x"], ["y"], axes=[3], keepdims=0),
                value(11, "x", FLOAT, NCHW),
                value(12, "y", FLOAT, ["n", 3, "h"]),
            ),
            r"needs one float output .* it has y float \(\?, 3, \?\)",
        ),
        (
            model(
                node("ReduceMean", ["x"], ["y"], axes=[2, 3], keepdims=0),
                node("Identity", ["y"], ["z"]),
                value(11, "x", FLOAT, NCHW),
                value(12, "y", FLOAT, ["n", 3]),
                value(12, "z", FLOAT, ["n", 3]),
            ),
            "needs one float output",
        ),
        (
            model(
                node("Flatten", ["x"], ["y"], axis=1),
                value(11, "x", FLOAT, ["n", 3, 40, 40]),
                value(12, "y", FLOAT, ["n", 4800]),
            ),
            "gives 4,800 columns",
        ),
        (
            model(
                node("ReduceMean", ["x"], ["y"], axes=[0, 3], keepdims=0),
                value(11, "x", FLOAT, NCHW),
                value(12, "y", FLOAT, ["c", "h"]),
            ),
            "not a row for each",
        ),
        (
            model(
                node("Evil", ["x"], ["y"], domain="my.ops"),
                value(11, "x", FLOAT, NCHW),
                value(12, "y", FLOAT, ["n", 3]),
            ),
            "uses the operation my.ops.Evil",
        ),
        (
            model(node("Unheard", ["x"], ["y"]), value(11, "x", FLOAT, NCHW), value(12, "y", FLOAT, ["n", 3])),
            "cannot be loaded",
        ),
    ],
)
def test_other_files_are_refused_with_what_they_have(tmp_path: Path, data: bytes, sentence: str) -> None:
    with pytest.raises(DesktopAlError, match=sentence):
        open_own_network(written(tmp_path, data))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DesktopAlError, match="cannot be read"):
        open_own_network(tmp_path / "none.onnx")
    with pytest.raises(DesktopAlError, match="cannot be read"):
        open_own_network(tmp_path)


def test_every_cut_off_and_every_changed_byte_is_a_sentence_or_works(tmp_path: Path) -> None:
    data = means(NCHW, ["n", 3])
    random = np.random.default_rng(1)
    refused = 0
    for _ in range(60):
        broken = bytearray(data)
        broken[random.integers(len(broken))] = random.integers(256)
        path = written(tmp_path, bytes(broken[: random.integers(len(broken) - 8, len(broken) + 1)]))
        try:
            open_own_network(path)
        except DesktopAlError:
            refused += 1
    assert refused > 20


def added(location: str) -> bytes:
    """The means plus three numbers that lie in another file."""
    return model(
        stored_beside("b", (3,), location),
        node("ReduceMean", ["x"], ["m"], axes=[2, 3], keepdims=0),
        node("Add", ["m", "b"], ["y"]),
        value(11, "x", FLOAT, ["n", 3, 8, 8]),
        value(12, "y", FLOAT, ["n", 3]),
    )


def test_numbers_beside_the_file_are_taken_and_count_for_its_digest(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    beside = tmp_path / "data" / "b.bin"
    path = written(tmp_path, added("data/b.bin"))
    digests = set()
    for shift in (0.0, 5.0):
        beside.write_bytes(np.full(3, shift, "<f4").tobytes())
        own = open_own_network(path)
        np.testing.assert_allclose(own.extract(pictures()), normalised_means(pictures(), (8, 8)) + shift, atol=1e-4)
        digests.add(own.sha256)
    assert len(digests) == 2


@pytest.mark.parametrize(
    "location", ["../secret", "{outside}/secret", "link", "*/_ORT_MEM_ADDR_/*", "", "none", "C:\\secret", "."]
)
def test_numbers_from_elsewhere_are_refused(tmp_path: Path, location: str) -> None:
    (tmp_path / "secret").write_bytes(np.ones(3, "<f4").tobytes())
    home = tmp_path / "home"
    home.mkdir()
    if location == "link":
        try:
            (home / "link").symlink_to(tmp_path / "secret")
        except OSError:
            pytest.skip("no right to make links here")
    path = written(home, added(location.format(outside=tmp_path)))
    with pytest.raises(BadArgument, match="takes numbers from"):
        open_own_network(path)


def test_operations_are_found_wherever_they_hide() -> None:
    inner = node("Evil", ["a"], ["b"], domain="my.ops")
    branch = item(1, item(4, "If") + item(5, item(1, "then_branch") + item(6, inner)))
    contents = read_contents(model(branch))
    assert contents.foreign() == [("my.ops", "Evil")]
    function = item(25, item(1, "f") + item(10, "mine") + item(7, item(4, "Worse") + item(7, "your.ops")))
    contents = read_contents(model(node("f", ["a"], ["b"], domain="mine"), more=function))
    assert contents.foreign() == [("your.ops", "Worse")]
    assert contents.local == {"mine"}


def test_graphs_without_end_are_refused() -> None:
    graph = node("If", ["a"], ["b"])
    for _ in range(400):
        graph = item(1, item(4, "If") + item(5, item(6, graph)))
    with pytest.raises(BadArgument, match="damaged"):
        read_contents(model(graph))
