"""The two networks as ONNX graphs, from their tensors.

EfficientNet-Lite0: Tan & Le, "EfficientNet: Rethinking Model Scaling", ICML 2019, in the Lite variant of the TensorFlow
authors: no squeeze-and-excitation, ReLU6, inputs (x - 127) / 128, padding as TensorFlow's SAME.
all-MiniLM-L6-v2: a BERT encoder (Devlin et al., NAACL 2019) of 6 layers, 384 columns and 12 heads; the mean of the
tokens' vectors, divided by its length (Reimers & Gurevych, "Sentence-BERT", EMNLP 2019).
"""

from __future__ import annotations

from typing import Mapping, NamedTuple, Sequence

import numpy as np
from onnx_graph import Graph

Tensors = Mapping[str, np.ndarray]

SIDE = 224
BATCH_NORM_EPSILON = 1e-3
LAYER_NORM_EPSILON = 1e-12
#: Weights of 7 bits: on processors without VNNI, two products of 8 bits overflow the 16 bits they are summed in.
WEIGHT_LIMIT = 63
TOKEN_LIMIT = 127


class Stage(NamedTuple):
    """A row of table 1 of the EfficientNet paper."""

    repeats: int
    kernel: int
    stride: int


LITE0 = (
    *(Stage(1, 3, 1), Stage(2, 3, 2), Stage(2, 5, 2), Stage(3, 3, 2)),
    *(Stage(3, 5, 1), Stage(4, 5, 2), Stage(1, 3, 1)),
)


def _integers(*values: int) -> np.ndarray:
    return np.array(values, np.int64)


def _number(value: float) -> np.ndarray:
    return np.array(value, np.float32)


def _same_padding(side: int, kernel: int, stride: int) -> list[int]:
    total = max((-(-side // stride) - 1) * stride + kernel - side, 0)
    return [total // 2, total // 2, total - total // 2, total - total // 2]


def _convolution(
    graph: Graph,
    tensors: Tensors,
    source: str,
    names: tuple[str, str],
    side: int,
    stride: int = 1,
    bounded: bool = True,
) -> str:
    """A convolution with its batch normalisation worked into weights and bias, and ReLU6 where ``bounded``."""
    weight, norm = tensors[f"{names[0]}.weight"], names[1]
    spread = np.sqrt(tensors[f"{norm}.running_var"].astype(np.float64) + BATCH_NORM_EPSILON)
    scale = tensors[f"{norm}.weight"] / spread
    bias = tensors[f"{norm}.bias"] - tensors[f"{norm}.running_mean"] * scale
    kernel = weight.shape[2]
    # Depthwise kernels have one input channel each.
    groups = weight.shape[0] if weight.shape[1] == 1 else 1
    result = graph.op(
        "Conv",
        source,
        (weight * scale[:, None, None, None]).astype(np.float32),
        bias.astype(np.float32),
        kernel_shape=[kernel, kernel],
        strides=[stride, stride],
        pads=_same_padding(side, kernel, stride),
        group=groups,
    )
    return graph.op("Clip", result, _number(0), _number(6)) if bounded else result


def efficientnet(tensors: Tensors, stages: Sequence[Stage] = LITE0, side: int = SIDE) -> bytes:
    """uint8 "images" (n, side, side, 3), RGB -> float32 "features" (n, channels of the last convolution)."""
    graph = Graph("efficientnet_lite0")
    pixels = graph.op("Cast", graph.input("images", "uint8", ["n", side, side, 3]), to=1)
    at = graph.op("Div", graph.op("Sub", pixels, _number(127)), _number(128))
    at = graph.op("Transpose", at, perm=[0, 3, 1, 2])
    at = _convolution(graph, tensors, at, ("_conv_stem", "_bn0"), side, stride=2)
    side = -(-side // 2)
    number = 0
    for stage in stages:
        for repeat in range(stage.repeats):
            block, stride, start = f"_blocks.{number}.", stage.stride if repeat == 0 else 1, at
            if f"{block}_expand_conv.weight" in tensors:
                at = _convolution(graph, tensors, at, (f"{block}_expand_conv", f"{block}_bn0"), side)
            at = _convolution(graph, tensors, at, (f"{block}_depthwise_conv", f"{block}_bn1"), side, stride)
            side = -(-side // stride)
            at = _convolution(graph, tensors, at, (f"{block}_project_conv", f"{block}_bn2"), side, bounded=False)
            if repeat > 0:
                at = graph.op("Add", at, start)
            number += 1
    at = _convolution(graph, tensors, at, ("_conv_head", "_bn1"), side)
    at = graph.op("Flatten", graph.op("GlobalAveragePool", at), axis=1)
    graph.output(at, "features", "float32", ["n", tensors["_conv_head.weight"].shape[0]])
    return graph.encode()


class _Linear:
    """Linear layers over (n, t, d), in float32 or in whole numbers with a scale for every token and every column."""

    def __init__(self, graph: Graph, quantised: bool) -> None:
        self._graph = graph
        self._quantised = quantised

    def __call__(self, source: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """``source`` times ``weight`` (out, in) transposed, plus ``bias``."""
        graph = self._graph
        if not self._quantised:
            return graph.op("Add", graph.op("MatMul", source, np.ascontiguousarray(weight.T)), bias)
        # A scale for every token, not for the whole batch: a text's vector must not depend on its neighbours.
        largest = graph.op("ReduceMax", graph.op("Abs", source), _integers(-1), keepdims=1)
        step = graph.op("Max", graph.op("Div", largest, _number(TOKEN_LIMIT)), _number(1e-12))
        whole = graph.op("Add", graph.op("Round", graph.op("Div", source, step)), _number(TOKEN_LIMIT + 1))
        whole = graph.op("Cast", whole, to=2)
        rows, scales = quantise_rows(weight)
        product = graph.op(
            "MatMulInteger",
            whole,
            np.ascontiguousarray(rows.T),
            np.array(TOKEN_LIMIT + 1, np.uint8),
            np.array(0, np.int8),
        )
        scaled = graph.op("Mul", graph.op("Mul", graph.op("Cast", product, to=1), step), scales)
        return graph.op("Add", scaled, bias)


def quantise_rows(weight: np.ndarray, limit: int = WEIGHT_LIMIT) -> tuple[np.ndarray, np.ndarray]:
    """int8 rows within ±``limit`` and the float32 scale of each: weight is about rows * scales[:, None]."""
    scales = np.maximum(np.abs(weight).max(axis=1) / np.float32(limit), np.float32(1e-12)).astype(np.float32)
    return np.rint(weight / scales[:, None]).astype(np.int8), scales


def minilm(tensors: Tensors, heads: int = 12, quantised: bool = True) -> bytes:
    """int64 "ids" and "mask" (n, t) -> float32 "features" (n, d), each row of length 1."""
    graph = Graph("minilm")
    linear = _Linear(graph, quantised)
    ids, mask = graph.input("ids", "int64", ["n", "t"]), graph.input("mask", "int64", ["n", "t"])
    width = tensors["embeddings.word_embeddings.weight"].shape[1]
    here = graph.op("Cast", mask, to=1)
    # Beyond the end of a text attention is exactly 0 after the softmax.
    shut = graph.op("Mul", graph.op("Sub", _number(1), here), _number(-1e9))
    shut = graph.op("Unsqueeze", shut, _integers(1, 2))

    at = _embedded(graph, tensors, ids, quantised)
    layer = 0
    while f"encoder.layer.{layer}.output.dense.weight" in tensors:
        name = f"encoder.layer.{layer}."
        at = _attention(graph, linear, tensors, at, shut, name + "attention.", heads)
        inner = linear(at, tensors[name + "intermediate.dense.weight"], tensors[name + "intermediate.dense.bias"])
        inner = graph.op("Gelu", inner)
        outer = linear(inner, tensors[name + "output.dense.weight"], tensors[name + "output.dense.bias"])
        at = _normed(graph, tensors, graph.op("Add", at, outer), name + "output.LayerNorm")
        layer += 1
    weights = graph.op("Unsqueeze", here, _integers(2))
    total = graph.op("ReduceSum", graph.op("Mul", at, weights), _integers(1), keepdims=0)
    count = graph.op("Max", graph.op("ReduceSum", here, _integers(1), keepdims=1), _number(1))
    mean = graph.op("Div", total, count)
    length = graph.op("Max", graph.op("ReduceL2", mean, _integers(1), keepdims=1), _number(1e-12))
    graph.output(graph.op("Div", mean, length), "features", "float32", ["n", width])
    return graph.encode()


def _normed(graph: Graph, tensors: Tensors, source: str, name: str) -> str:
    weight, bias = tensors[f"{name}.weight"], tensors[f"{name}.bias"]
    return graph.op("LayerNormalization", source, weight, bias, axis=-1, epsilon=LAYER_NORM_EPSILON)


def _embedded(graph: Graph, tensors: Tensors, ids: str, quantised: bool) -> str:
    words = tensors["embeddings.word_embeddings.weight"]
    if quantised:
        rows, scales = quantise_rows(words, 127)
        found = graph.op("Cast", graph.op("Gather", rows, ids, axis=0), to=1)
        at = graph.op("Mul", found, graph.op("Gather", scales[:, None], ids, axis=0))
    else:
        at = graph.op("Gather", words, ids, axis=0)
    # A single text is always of the first type, so its vector is part of every place's.
    places = tensors["embeddings.position_embeddings.weight"] + tensors["embeddings.token_type_embeddings.weight"][0]
    length = graph.op("Shape", ids, start=1, end=2)
    at = graph.op("Add", at, graph.op("Slice", places, _integers(0), length, _integers(0)))
    return _normed(graph, tensors, at, "embeddings.LayerNorm")


def _attention(graph: Graph, linear: _Linear, tensors: Tensors, source: str, shut: str, name: str, heads: int) -> str:
    parts = [name + f"self.{part}." for part in ("query", "key", "value")]
    width = tensors[parts[0] + "weight"].shape[0]
    joined = linear(
        source,
        np.concatenate([tensors[part + "weight"] for part in parts]),
        np.concatenate([tensors[part + "bias"] for part in parts]),
    )
    # (n, t, 3d) -> (3, n, heads, t, d / heads)
    joined = graph.op("Reshape", joined, _integers(0, 0, 3, heads, width // heads))
    joined = graph.op("Transpose", joined, perm=[2, 0, 3, 1, 4])
    query, key, value = (graph.op("Gather", joined, np.array(i, np.int64), axis=0) for i in range(3))
    near = graph.op("MatMul", query, graph.op("Transpose", key, perm=[0, 1, 3, 2]))
    near = graph.op("Mul", near, _number((width // heads) ** -0.5))
    share = graph.op("Softmax", graph.op("Add", near, shut), axis=-1)
    mixed = graph.op("Transpose", graph.op("MatMul", share, value), perm=[0, 2, 1, 3])
    mixed = graph.op("Reshape", mixed, _integers(0, 0, width))
    dense = name + "output.dense."
    mixed = linear(mixed, tensors[dense + "weight"], tensors[dense + "bias"])
    return _normed(graph, tensors, graph.op("Add", source, mixed), name + "output.LayerNorm")
