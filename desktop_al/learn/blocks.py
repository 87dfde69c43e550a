"""Raw features as bytes and back, for a cache: float16, dense or csr. No pickle."""

import struct

import numpy as np
from scipy import sparse

from desktop_al.core.errors import BadArgument
from desktop_al.learn.features import Raw

#: Far beyond what one block comes to.
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 24
_HEADER = struct.Struct("<4sQQQ")


def encode_block(raw: Raw) -> bytes:
    """Bytes of a dense array or csr matrix (n, d); values are rounded to float16 and clipped to its range."""
    if sparse.issparse(raw):
        csr = sparse.csr_matrix(raw)
        parts = (csr.indptr.astype("<i4"), csr.indices.astype("<i4"), _half(csr.data))
        return _HEADER.pack(b"csr1", *csr.shape, csr.nnz) + b"".join(part.tobytes() for part in parts)
    dense = np.asarray(raw)
    return _HEADER.pack(b"den1", *dense.shape, dense.size) + _half(dense).tobytes()


def decode_block(data: bytes) -> Raw:
    """The inverse of ``encode_block``, as float32.

    Raises:
        BadArgument: the bytes are not a whole block, or hold a value that is no finite number.
    """
    try:
        kind, rows, columns, count = _HEADER.unpack_from(data)
        if rows > _MOST_ROWS or columns > _MOST_COLUMNS or count > len(data):
            raise ValueError("shape")
        at = _HEADER.size
        if kind == b"den1":
            values = np.frombuffer(data, "<f2", count, at)
            return _finite(values.reshape(rows, columns).astype(np.float32))
        if kind == b"csr1":
            indptr = np.frombuffer(data, "<i4", rows + 1, at)
            indices = np.frombuffer(data, "<i4", count, at + indptr.nbytes)
            values = np.frombuffer(data, "<f2", count, at + indptr.nbytes + indices.nbytes)
            # The libraries trust these numbers as places in memory.
            if indptr[0] != 0 or indptr[-1] != count or (np.diff(indptr) < 0).any():
                raise ValueError("indptr")
            if count and (indices.min() < 0 or indices.max() >= columns):
                raise ValueError("indices")
            return sparse.csr_matrix((_finite(values.astype(np.float32)), indices, indptr), shape=(rows, columns))
    except (struct.error, ValueError, OverflowError) as error:
        raise BadArgument("A block of stored features is damaged.") from error
    raise BadArgument("A block of stored features is of an unknown kind.")


def rounded(raw: Raw) -> Raw:
    """As it comes back from a cache, float32."""
    return decode_block(encode_block(raw))


def join_blocks(blocks: list[Raw]) -> Raw:
    """Several blocks of one kind, one below the other."""
    if sparse.issparse(blocks[0]):
        return sparse.csr_matrix(sparse.vstack(blocks))
    return np.concatenate(blocks)


def _half(values: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    limit = float(np.finfo(np.float16).max)
    half: np.ndarray = np.clip(values, -limit, limit).astype("<f2")  # type: ignore[type-arg]
    return half


def _finite(values: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    if not np.isfinite(values).all():
        raise ValueError("values")
    return values
