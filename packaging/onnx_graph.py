"""Write ONNX files: the few messages of onnx.proto3 that a network of plain operations needs, in protobuf's encoding.

Field numbers: onnx/onnx.proto3 of ONNX 1.16 (IR version 9). Encoding: the protocol buffers' "Encoding" guide.
"""

from __future__ import annotations

import struct
from typing import Sequence, Union

import numpy as np

IR_VERSION = 9
OPSET = 20
#: numpy type -> TensorProto.DataType
TYPES = {"float32": 1, "uint8": 2, "int8": 3, "int32": 6, "int64": 7, "bool": 9}
Attribute = Union[int, float, str, Sequence[int]]
Axis = Union[int, str]


def _varint(value: int) -> bytes:
    value &= 2**64 - 1
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes | str) -> bytes:
    data = value.encode() if isinstance(value, str) else value
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def _attribute(name: str, value: Attribute) -> bytes:
    # AttributeProto: name 1, f 2, i 3, s 4, floats 7, ints 8, type 20 (FLOAT 1, INT 2, STRING 3, INTS 7)
    if isinstance(value, int):
        body = _number(3, value) + _number(20, 2)
    elif isinstance(value, float):
        body = _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, 1)
    elif isinstance(value, str):
        body = _bytes(4, value) + _number(20, 3)
    else:
        body = b"".join(_number(8, n) for n in value) + _number(20, 7)
    return _bytes(1, name) + body


def _value(name: str, dtype: str, axes: Sequence[Axis]) -> bytes:
    # ValueInfoProto: name 1, type 2 > tensor_type 1 > elem_type 1, shape 2 > dim 1 > dim_value 1 or dim_param 2
    dims = b"".join(_bytes(1, _number(1, n) if isinstance(n, int) else _bytes(2, n)) for n in axes)
    return _bytes(1, name) + _bytes(2, _bytes(1, _number(1, TYPES[dtype]) + _bytes(2, dims)))


class Graph:
    """A network in the making; every method that adds something returns the name of its result."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._parts: list[bytes] = []
        self._constants: dict[tuple[str, tuple[int, ...], bytes], str] = {}
        self._count = 0

    def _fresh(self, stem: str) -> str:
        self._count += 1
        return f"{stem}_{self._count}"

    def input(self, name: str, dtype: str, axes: Sequence[Axis]) -> str:
        """An input of the network; an axis is a length or, where any length goes, a name."""
        self._parts.append(_bytes(11, _value(name, dtype, axes)))
        return name

    def output(self, source: str, name: str, dtype: str, axes: Sequence[Axis]) -> None:
        """Give a result out under ``name``."""
        # NodeProto: input 1, output 2, op_type 4
        self._parts.append(_bytes(1, _bytes(1, source) + _bytes(2, name) + _bytes(4, "Identity")))
        self._parts.append(_bytes(12, _value(name, dtype, axes)))

    def constant(self, value: np.ndarray) -> str:
        """Stored numbers; the same ones are stored once."""
        data = value.astype(value.dtype.newbyteorder("<"), copy=False).tobytes()
        key = (value.dtype.name, value.shape, data)
        if key not in self._constants:
            name = self._constants[key] = self._fresh("constant")
            # TensorProto: dims 1, data_type 2, name 8, raw_data 9
            dims = b"".join(_number(1, n) for n in value.shape)
            body = dims + _number(2, TYPES[value.dtype.name]) + _bytes(8, name) + _bytes(9, data)
            self._parts.append(_bytes(5, body))
        return self._constants[key]

    def add(self, operation: str, *inputs: str, outputs: int = 1, **attributes: Attribute) -> list[str]:
        """The names of an operation's results."""
        results = [self._fresh(operation) for _ in range(outputs)]
        # NodeProto: input 1, output 2, name 3, op_type 4, attribute 5
        body = b"".join(_bytes(1, name) for name in inputs) + b"".join(_bytes(2, name) for name in results)
        body += _bytes(3, results[0] + "_node") + _bytes(4, operation)
        body += b"".join(_bytes(5, _attribute(name, value)) for name, value in attributes.items())
        self._parts.append(_bytes(1, body))
        return results

    def op(self, operation: str, *inputs: str | np.ndarray, **attributes: Attribute) -> str:
        """The name of an operation's only result; arrays among the inputs become stored numbers."""
        names = [self.constant(value) if isinstance(value, np.ndarray) else value for value in inputs]
        return self.add(operation, *names, **attributes)[0]

    def encode(self) -> bytes:
        """The whole file."""
        # GraphProto: node 1, name 2, initializer 5, input 11, output 12
        # ModelProto: ir_version 1, producer_name 2, graph 7, opset_import 8 > version 2
        graph = _bytes(2, self._name) + b"".join(self._parts)
        return (
            _number(1, IR_VERSION)
            + _bytes(2, "desktop_al")
            + _bytes(7, graph)
            + _bytes(8, _bytes(1, "") + _number(2, OPSET))
        )
