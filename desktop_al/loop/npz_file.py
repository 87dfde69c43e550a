"""Arrays read from a file of numpy (npz) that may come from anywhere: plain numbers of the expected kind, no pickle."""

import io
import math
import struct
import tokenize
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument
from desktop_al.core.words import tr

#: What reading a damaged archive raises.
DAMAGED = (
    *(ValueError, KeyError, TypeError, EOFError, RuntimeError, MemoryError, OverflowError),
    # The last one: how numpy reads headers of Python 2.
    *(zipfile.BadZipFile, zlib.error, struct.error, tokenize.TokenError),
)


@dataclass(frozen=True, slots=True)
class Arrays:
    """An open archive of ``size`` bytes."""

    archive: zipfile.ZipFile
    size: int

    def read(self, name: str, dtype: str, shape: tuple[int | None, ...] = (None,)) -> npt.NDArray[Any]:
        """An array of ``shape``, where None is any length; never more memory than the file is long.

        Raises:
            BadArgument: it is compressed. One of ``DAMAGED``: it is not there, or of another kind or shape.
        """
        info = self.archive.getinfo(f"{name}.npy")
        if info.compress_type != zipfile.ZIP_STORED or info.file_size > self.size:
            raise BadArgument(tr("Its arrays are compressed."))
        stream = io.BytesIO(self.archive.read(info))
        if np.lib.format.read_magic(stream) != (1, 0):
            raise ValueError(name)
        found_shape, by_columns, found = np.lib.format.read_array_header_1_0(stream)
        fits = len(found_shape) == len(shape) and all(w in (None, n) for n, w in zip(found_shape, shape))
        start = stream.tell()
        if by_columns or found != np.dtype(dtype) or not fits:
            raise ValueError(name)
        if math.prod(found_shape) * found.itemsize != info.file_size - start:
            raise ValueError(name)
        flat = np.frombuffer(stream.getbuffer(), found, math.prod(found_shape), start)
        values: npt.NDArray[Any] = flat.reshape(found_shape)
        return values
