"""Tensors of two file formats as numpy arrays, without the frameworks that wrote them and without running anything.

A legacy torch file is a row of pickles followed by raw numbers; the only names it may call are the three that a
dictionary of tensors needs. A safetensors file is a JSON header followed by raw numbers.
"""

from __future__ import annotations

import io
import json
import pickle
import struct
from collections import OrderedDict
from typing import Any, Mapping, NamedTuple, Sequence

import numpy as np

Tensors = Mapping[str, np.ndarray]

MAGIC = 0x1950A86A20F9469CFC6C
PROTOCOL = 1001
STORAGES = {
    "FloatStorage": "<f4",
    "DoubleStorage": "<f8",
    "HalfStorage": "<f2",
    "LongStorage": "<i8",
    "IntStorage": "<i4",
    "ByteStorage": "u1",
}
SAFE_TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4", "U8": "u1", "I8": "i1"}
#: Longest header of a safetensors file, as in its reference implementation.
MAX_HEADER = 100_000_000
MAX_AXES = 8


class Unreadable(ValueError):
    """A file that is not what it should be; the text is one sentence."""


class _Storage(NamedTuple):
    """Where a tensor's numbers will come from."""

    key: str
    dtype: str
    count: int


class _Tensor(NamedTuple):
    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


class _StorageType(NamedTuple):
    dtype: str


def _rebuild_tensor(storage: Any, offset: Any, shape: Any, strides: Any, *_rest: Any) -> _Tensor:
    whole = isinstance(storage, _Storage) and isinstance(offset, int) and len(shape) == len(strides) <= MAX_AXES
    if not whole or not all(isinstance(n, int) and n >= 0 for n in (offset, *shape, *strides)):
        raise Unreadable("A tensor of the file has no proper shape.")
    return _Tensor(storage, offset, tuple(shape), tuple(strides))


class _TensorsOnly(pickle.Unpickler):
    """Knows a dictionary, a tensor and the kinds of numbers; every other name is refused."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _rebuild_tensor
        if module == "torch" and name in STORAGES:
            return _StorageType(STORAGES[name])
        raise Unreadable(f"The file wants to run {module}.{name}, which is no part of a list of tensors.")

    def persistent_load(self, pid: Any) -> _Storage:
        # ("storage", type, key, place, number of elements, view of another storage or None)
        if not isinstance(pid, tuple) or len(pid) != 6 or pid[0] != "storage" or pid[5] is not None:
            raise Unreadable("The file refers to something that is no storage of numbers.")
        _, kind, key, _place, count, _view = pid
        if not isinstance(kind, _StorageType) or not isinstance(key, str) or not isinstance(count, int) or count < 0:
            raise Unreadable("The file refers to something that is no storage of numbers.")
        return _Storage(key, kind.dtype, count)


def read_legacy_torch(data: bytes) -> dict[str, np.ndarray]:
    """The dictionary of tensors in a torch file of the format before version 1.6.

    Raises:
        Unreadable: another format, cut off, or anything in it but a dictionary of tensors.
    """
    stream = io.BytesIO(data)
    try:
        if _TensorsOnly(stream).load() != MAGIC or _TensorsOnly(stream).load() != PROTOCOL:
            raise Unreadable("This is no torch file of the legacy format.")
        _TensorsOnly(stream).load()
        named = _TensorsOnly(stream).load()
        keys = _TensorsOnly(stream).load()
    except Unreadable:
        raise
    except Exception as error:
        # A damaged pickle can end in an error of nearly any kind.
        raise Unreadable(f"The torch file cannot be read ({type(error).__name__}).") from error
    if not isinstance(named, dict) or not all(
        isinstance(name, str) and isinstance(tensor, _Tensor) for name, tensor in named.items()
    ):
        raise Unreadable("The torch file holds something else than named tensors.")
    storages = {tensor.storage.key: tensor.storage for tensor in named.values()}
    numbers = _read_storages(data, stream.tell(), keys, storages)
    return {name: _view(tensor, numbers[tensor.storage.key]) for name, tensor in named.items()}


def _read_storages(data: bytes, at: int, keys: Any, storages: Mapping[str, _Storage]) -> dict[str, np.ndarray]:
    if not isinstance(keys, list) or sorted(map(str, keys)) != sorted(storages):
        raise Unreadable("The torch file does not hold the numbers of its tensors.")
    found = {}
    for key in keys:
        storage = storages[key]
        size = np.dtype(storage.dtype).itemsize * storage.count
        if at + 8 + size > len(data) or struct.unpack_from("<q", data, at)[0] != storage.count:
            raise Unreadable("The torch file is cut off.")
        found[key] = np.frombuffer(data, storage.dtype, storage.count, at + 8)
        at += 8 + size
    return found


def _view(tensor: _Tensor, numbers: np.ndarray) -> np.ndarray:
    last = tensor.offset + sum((n - 1) * step for n, step in zip(tensor.shape, tensor.strides))
    if 0 not in tensor.shape and last >= len(numbers):
        raise Unreadable("A tensor of the file reaches beyond its numbers.")
    steps = [step * numbers.itemsize for step in tensor.strides]
    return np.lib.stride_tricks.as_strided(numbers[tensor.offset :], tensor.shape, steps, writeable=False).copy()


def read_safetensors(data: bytes) -> dict[str, np.ndarray]:
    """The tensors of a safetensors file.

    Raises:
        Unreadable: no such file, cut off, of a type that is not needed here, or places outside of the file.
    """
    try:
        (length,) = struct.unpack_from("<Q", data)
        if length > min(MAX_HEADER, len(data) - 8):
            raise Unreadable("The safetensors file is cut off.")
        header = json.loads(data[8 : 8 + length])
        rows = [(name, row) for name, row in header.items() if name != "__metadata__"]
        return {name: _safe_tensor(data, 8 + length, row) for name, row in rows}
    except Unreadable:
        raise
    except (struct.error, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Unreadable(f"The safetensors file cannot be read ({type(error).__name__}).") from error


def _safe_tensor(data: bytes, start: int, row: Mapping[str, Any]) -> np.ndarray:
    shape: Sequence[int] = row["shape"]
    first, end = row["data_offsets"]
    if row["dtype"] not in SAFE_TYPES:
        raise Unreadable(f"The safetensors file holds numbers of the type {row['dtype']}.")
    if len(shape) > MAX_AXES or not all(isinstance(n, int) and n >= 0 for n in (*shape, first, end)):
        raise Unreadable("A tensor of the file has no proper shape.")
    dtype = np.dtype(SAFE_TYPES[row["dtype"]])
    count = 1
    for n in shape:
        count *= n
    if end - first != count * dtype.itemsize or start + end > len(data):
        raise Unreadable("A tensor of the file reaches beyond its numbers.")
    return np.frombuffer(data, dtype, count, start + first).reshape(tuple(shape)).copy()
