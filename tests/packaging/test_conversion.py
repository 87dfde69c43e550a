"""Converting weights: files of the two formats made by hand, and the graphs against plain numpy."""

import collections
import io
import json
import math
import os
import pickle
import struct
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
import onnxruntime
import pytest

from tests.packaging.scripts import load

load("onnx_graph")
tensor_files = load("tensor_files")
network_graphs = load("network_graphs")

Array = npt.NDArray[Any]


# --- torch files ---


class FloatStorage:
    """Stands in for torch's class: only its name goes into the file."""


class LongStorage:
    """As above."""


class Stored:
    """An array that is pickled as torch pickles a tensor."""

    def __init__(self, key: str, array: Array, kind: type, strides: tuple[int, ...] | None = None) -> None:
        self.key, self.array, self.kind = key, array, kind
        self.strides = strides or tuple(step // array.itemsize for step in array.strides)

    def __reduce__(self) -> tuple[Any, ...]:
        place = Storage(self)
        return _rebuild_tensor_v2, (place, 0, self.array.shape, self.strides, False, collections.OrderedDict())


class Storage:
    def __init__(self, stored: Stored) -> None:
        self.pid = ("storage", stored.kind, stored.key, "cpu", stored.array.size, None)


def _rebuild_tensor_v2(*_: Any) -> None:
    """Only its name goes into the file."""


class TorchPickler(pickle._Pickler):  # type: ignore[name-defined]
    def persistent_id(self, value: Any) -> Any:
        return value.pid if isinstance(value, Storage) else None

    def save_global(self, value: Any, name: str | None = None) -> None:
        if getattr(value, "__module__", "") == __name__ and value.__name__ != "Evil":
            module = "torch._utils" if value is _rebuild_tensor_v2 else "torch"
            self.write(b"c" + f"{module}\n{value.__name__}\n".encode())
            self.memoize(value)
        else:
            super().save_global(value, name)

    dispatch: ClassVar = {**pickle._Pickler.dispatch, type(_rebuild_tensor_v2): save_global, type: save_global}  # type: ignore[attr-defined]


def pickled(value: Any) -> bytes:
    out = io.BytesIO()
    TorchPickler(out, protocol=2).dump(value)
    return out.getvalue()


def torch_file(named: Any, numbers: dict[str, Array]) -> bytes:
    parts = [pickled(tensor_files.MAGIC), pickled(1001), pickled({"little_endian": True})]
    parts += [pickled(named), pickled(list(numbers))]
    for array in numbers.values():
        parts.append(struct.pack("<q", array.size) + array.tobytes())
    return b"".join(parts)


def two_tensors() -> tuple[Array, Array, bytes]:
    first, second = np.arange(6, dtype="<f4").reshape(2, 3) / 3, np.array([7], "<i8")
    named = collections.OrderedDict(a=Stored("1", first, FloatStorage), b=Stored("2", second, LongStorage))
    return first, second, torch_file(named, {"1": first, "2": second})


def test_a_torch_file_is_read_without_torch() -> None:
    first, second, data = two_tensors()
    read = tensor_files.read_legacy_torch(data)
    assert list(read) == ["a", "b"]
    np.testing.assert_array_equal(read["a"], first)
    np.testing.assert_array_equal(read["b"], second)
    assert read["a"].dtype == np.float32


def test_strides_are_kept() -> None:
    numbers = np.arange(6, dtype="<f4")
    turned = Stored("1", numbers.reshape(3, 2), FloatStorage, strides=(1, 3))
    read = tensor_files.read_legacy_torch(torch_file({"t": turned}, {"1": numbers}))
    np.testing.assert_array_equal(read["t"], numbers.reshape(2, 3).T)


class Evil:
    """Writes a file when it is unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.target),)


@pytest.mark.parametrize("place", range(5))
def test_a_file_that_would_run_something_is_refused(tmp_path: Path, place: int) -> None:
    target = tmp_path / "ran"
    evil = pickle.dumps(Evil(target), 2)
    pickle.loads(evil)
    assert target.is_dir(), "the attack works where it is not refused"
    target.rmdir()
    parts = [pickled(tensor_files.MAGIC), pickled(1001), pickled({}), pickled({}), pickled([])]
    parts[place] = evil
    with pytest.raises(tensor_files.Unreadable, match="wants to run"):
        tensor_files.read_legacy_torch(b"".join(parts))
    assert not target.exists()


@pytest.mark.parametrize(
    "name", ["builtins eval", "os system", "torch load", "torch.storage _load_from_bytes", "collections defaultdict"]
)
def test_every_other_name_is_refused(name: str) -> None:
    module, function = name.split()
    data = b"\x80\x02c" + f"{module}\n{function}\n".encode() + b")R."
    with pytest.raises(tensor_files.Unreadable, match=f"wants to run {module}.{function}"):
        tensor_files.read_legacy_torch(data)


def test_damaged_torch_files_are_refused() -> None:
    _, _, data = two_tensors()
    for end in range(0, len(data), 7):
        with pytest.raises(tensor_files.Unreadable):
            tensor_files.read_legacy_torch(data[:end])


@pytest.mark.parametrize(
    ("shape", "strides"), [((2, 4), (4, 1)), ((2, 3), (900, 1)), ((2**62,), (1,)), ((-2, 3), (3, 1)), ((2,), (3, 1))]
)
def test_a_tensor_that_reaches_beyond_its_numbers_is_refused(shape: tuple[int, ...], strides: tuple[int, ...]) -> None:
    numbers = np.arange(6, dtype="<f4")
    stored = Stored("1", numbers, FloatStorage, strides=strides)
    stored.array = type("Shaped", (), {"shape": shape, "size": 6})()  # type: ignore[assignment]
    with pytest.raises(tensor_files.Unreadable):
        tensor_files.read_legacy_torch(torch_file({"t": stored}, {"1": numbers}))


# --- safetensors ---


def safetensors(header: Any, numbers: bytes) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + numbers


def test_safetensors_are_read() -> None:
    first, second = np.arange(6, dtype="<f4").reshape(2, 3), np.array([1, 2], "<i8")
    header = {
        "__metadata__": {"format": "pt"},
        "b": {"dtype": "I64", "shape": [2], "data_offsets": [24, 40]},
        "a": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
    }
    read = tensor_files.read_safetensors(safetensors(header, first.tobytes() + second.tobytes()))
    np.testing.assert_array_equal(read["a"], first)
    np.testing.assert_array_equal(read["b"], second)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff" * 8,
        struct.pack("<Q", 2**60) + b"{}",
        safetensors(b"not json", b""),
        safetensors(b"[" * 100_000, b""),
        safetensors([], b""),
        safetensors({"a": 1}, b""),
        safetensors({"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}, b"1234"),
        safetensors({"a": {"dtype": "F32", "shape": [-1], "data_offsets": [8, 4]}}, b"12345678"),
        safetensors({"a": {"dtype": "F32", "shape": [3], "data_offsets": [0, 8]}}, b"12345678"),
        safetensors({"a": {"dtype": "F32", "shape": [2], "data_offsets": [-8, 0]}}, b"12345678"),
        safetensors({"a": {"dtype": "F32", "shape": [2**40, 2**40], "data_offsets": [0, 8]}}, b"12345678"),
        safetensors({"a": {"dtype": "BF16", "shape": [4], "data_offsets": [0, 8]}}, b"12345678"),
    ],
)
def test_damaged_safetensors_are_refused(data: bytes) -> None:
    with pytest.raises(tensor_files.Unreadable):
        tensor_files.read_safetensors(data)


# --- graphs ---


def run(model: bytes, **fed: Array) -> Array:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    result: Array = session.run(["features"], fed)[0]
    return result


def normalisation(random: np.random.Generator, name: str, width: int) -> dict[str, Array]:
    return {
        f"{name}.weight": random.uniform(0.5, 1.5, width).astype(np.float32),
        f"{name}.bias": random.normal(0, 0.5, width).astype(np.float32),
        f"{name}.running_mean": random.normal(0, 0.5, width).astype(np.float32),
        f"{name}.running_var": random.uniform(0.5, 2, width).astype(np.float32),
    }


def tiny_efficientnet(random: np.random.Generator) -> dict[str, Array]:
    """Stem of 4; a block without expansion to 4; one of 5 x 5 and stride 2 to 6; its repeat; 10 at the end."""
    shapes = {
        ("_conv_stem", "_bn0"): (4, 3, 3, 3),
        ("_blocks.0._depthwise_conv", "_blocks.0._bn1"): (4, 1, 3, 3),
        ("_blocks.0._project_conv", "_blocks.0._bn2"): (4, 4, 1, 1),
        ("_blocks.1._expand_conv", "_blocks.1._bn0"): (8, 4, 1, 1),
        ("_blocks.1._depthwise_conv", "_blocks.1._bn1"): (8, 1, 5, 5),
        ("_blocks.1._project_conv", "_blocks.1._bn2"): (6, 8, 1, 1),
        ("_blocks.2._expand_conv", "_blocks.2._bn0"): (12, 6, 1, 1),
        ("_blocks.2._depthwise_conv", "_blocks.2._bn1"): (12, 1, 5, 5),
        ("_blocks.2._project_conv", "_blocks.2._bn2"): (6, 12, 1, 1),
        ("_conv_head", "_bn1"): (10, 6, 1, 1),
    }
    tensors = {}
    for (name, norm), shape in shapes.items():
        tensors[f"{name}.weight"] = random.normal(0, 0.7, shape).astype(np.float32)
        tensors |= normalisation(random, norm, shape[0])
    return tensors


def convolved(tensors: dict[str, Array], at: Array, name: str, norm: str, stride: int, bounded: bool) -> Array:
    """Convolution as TensorFlow pads it, batch normalisation and ReLU6, one place after the other; (h, w, c)."""
    weight = tensors[f"{name}.weight"].astype(np.float64)
    kernel, depthwise = weight.shape[2], weight.shape[1] == 1
    sides = [math.ceil(n / stride) for n in at.shape[:2]]
    pads = [max((out - 1) * stride + kernel - n, 0) for out, n in zip(sides, at.shape[:2])]
    padded = np.pad(at, [(pad // 2, pad - pad // 2) for pad in pads] + [(0, 0)])
    result = np.zeros((*sides, weight.shape[0]))
    for row in range(sides[0]):
        for column in range(sides[1]):
            patch = padded[row * stride : row * stride + kernel, column * stride : column * stride + kernel]
            if depthwise:
                result[row, column] = np.einsum("ijc,cij->c", patch, weight[:, 0])
            else:
                result[row, column] = np.einsum("ijc,ocij->o", patch, weight)
    mean, variance = tensors[f"{norm}.running_mean"], tensors[f"{norm}.running_var"]
    result = (result - mean) / np.sqrt(variance + 1e-3) * tensors[f"{norm}.weight"] + tensors[f"{norm}.bias"]
    return np.clip(result, 0, 6) if bounded else result


def test_the_image_network_computes_what_numpy_does() -> None:
    random = np.random.default_rng(3)
    tensors = tiny_efficientnet(random)
    stages = (network_graphs.Stage(1, 3, 1), network_graphs.Stage(2, 5, 2))
    images = random.integers(0, 256, (3, 18, 18, 3), dtype=np.uint8)
    found = run(network_graphs.efficientnet(tensors, stages, side=18), images=images)
    for image, row in zip(images, found, strict=True):
        at = convolved(tensors, (image - 127.0) / 128, "_conv_stem", "_bn0", 2, True)
        at = convolved(tensors, at, "_blocks.0._depthwise_conv", "_blocks.0._bn1", 1, True)
        at = convolved(tensors, at, "_blocks.0._project_conv", "_blocks.0._bn2", 1, False)
        for block, stride in ((1, 2), (2, 1)):
            start, name = at, f"_blocks.{block}."
            at = convolved(tensors, at, name + "_expand_conv", name + "_bn0", 1, True)
            at = convolved(tensors, at, name + "_depthwise_conv", name + "_bn1", stride, True)
            at = convolved(tensors, at, name + "_project_conv", name + "_bn2", 1, False)
            at = at + start if block == 2 else at
        expected = convolved(tensors, at, "_conv_head", "_bn1", 1, True).mean(axis=(0, 1))
        assert expected.std() > 0.1
        np.testing.assert_allclose(row, expected, atol=1e-4)


WIDTH, INNER, WORDS, PLACES, HEADS = 8, 16, 20, 12, 2


def tiny_bert(random: np.random.Generator, layers: int = 2) -> dict[str, Array]:
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (WORDS, WIDTH),
        "embeddings.position_embeddings.weight": (PLACES, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
        "embeddings.LayerNorm.weight": (WIDTH,),
        "embeddings.LayerNorm.bias": (WIDTH,),
    }
    for layer in range(layers):
        name = f"encoder.layer.{layer}."
        for part in ("self.query", "self.key", "self.value", "output.dense"):
            shapes[f"{name}attention.{part}.weight"] = (WIDTH, WIDTH)
            shapes[f"{name}attention.{part}.bias"] = (WIDTH,)
        shapes |= {f"{name}intermediate.dense.weight": (INNER, WIDTH), f"{name}intermediate.dense.bias": (INNER,)}
        shapes |= {f"{name}output.dense.weight": (WIDTH, INNER), f"{name}output.dense.bias": (WIDTH,)}
        for norm in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes |= {f"{name}{norm}.weight": (WIDTH,), f"{name}{norm}.bias": (WIDTH,)}
    return {name: random.normal(0, 0.6, shape).astype(np.float32) for name, shape in shapes.items()}


def bert(tensors: dict[str, Array], ids: list[int]) -> Array:
    """The vector of one text, in float64, one head after the other."""

    def linear(at: Array, name: str) -> Array:
        result: Array = at @ tensors[f"{name}.weight"].T.astype(np.float64) + tensors[f"{name}.bias"]
        return result

    def normed(at: Array, name: str) -> Array:
        centred = at - at.mean(axis=1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + 1e-12)
        result: Array = scaled * tensors[f"{name}.weight"] + tensors[f"{name}.bias"]
        return result

    at = tensors["embeddings.word_embeddings.weight"][ids].astype(np.float64)
    at = at + tensors["embeddings.position_embeddings.weight"][: len(ids)]
    at = normed(at + tensors["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    layer, size = 0, WIDTH // HEADS
    while f"encoder.layer.{layer}.output.dense.weight" in tensors:
        name = f"encoder.layer.{layer}."
        query, key, value = (linear(at, f"{name}attention.self.{part}") for part in ("query", "key", "value"))
        mixed = np.empty_like(query)
        for head in range(HEADS):
            own = slice(head * size, (head + 1) * size)
            near = np.exp(query[:, own] @ key[:, own].T / math.sqrt(size))
            mixed[:, own] = near / near.sum(axis=1, keepdims=True) @ value[:, own]
        at = normed(at + linear(mixed, f"{name}attention.output.dense"), f"{name}attention.output.LayerNorm")
        inner = linear(at, f"{name}intermediate.dense")
        inner = inner * (1 + np.vectorize(math.erf)(inner / math.sqrt(2))) / 2
        at = normed(at + linear(inner, f"{name}output.dense"), f"{name}output.LayerNorm")
        layer += 1
    mean = at.mean(axis=0)
    result: Array = mean / np.linalg.norm(mean)
    return result


TOKENS = [[2, 5, 7, 1, 19, 3], [4], [8, 8, 0, 11, 2, 3, 4, 5, 6, 7, 9, 10], [1, 2]]


def fed(rows: list[list[int]]) -> dict[str, Array]:
    ids = np.zeros((len(rows), max(map(len, rows))), np.int64)
    mask = np.zeros_like(ids)
    for at, row in enumerate(rows):
        ids[at, : len(row)], mask[at, : len(row)] = row, 1
    return {"ids": ids, "mask": mask}


def test_the_text_network_computes_what_numpy_does() -> None:
    tensors = tiny_bert(np.random.default_rng(4))
    found = run(network_graphs.minilm(tensors, HEADS, quantised=False), **fed(TOKENS))
    np.testing.assert_allclose(found, [bert(tensors, row) for row in TOKENS], atol=1e-5)


def test_rounded_weights_change_the_vectors_little_and_neighbours_not_at_all() -> None:
    tensors = tiny_bert(np.random.default_rng(5))
    model = network_graphs.minilm(tensors, HEADS)
    found = run(model, **fed(TOKENS))
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert (found * [bert(tensors, row) for row in TOKENS]).sum(axis=1).min() > 0.99
    for row, expected in zip(TOKENS, found, strict=True):
        np.testing.assert_allclose(run(model, **fed([row]))[0], expected, atol=1e-5)


def test_rounding_keeps_within_its_limit_and_half_a_step() -> None:
    weight = np.random.default_rng(6).normal(size=(5, 40)).astype(np.float32)
    weight[2] = 0
    rows, scales = network_graphs.quantise_rows(weight)
    assert (np.abs(rows).max(axis=1) == [63, 63, 0, 63, 63]).all()
    assert (np.abs(rows * scales[:, None] - weight) <= scales[:, None] * 0.501).all()
