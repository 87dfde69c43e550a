"""One label for each sample as arrays, ready for scikit-learn: features, labels, weights.

The file (npz, never a pickle) holds, for n samples with d features:

- ``X``: (n, d) float32; ``y``: (n,) int64, the place of the class in ``classes``, -1 for none;
- ``weights``: (n,) float64, how much each may count (1 unless the view is "training"; 0 where ``y`` is -1);
- ``support``: (n,) float64, how sure each label is, 0 to 1;
- ``classes``, ``names`` (of samples), ``feature_names``: texts; ``rule``, ``view``: one text each.
"""

import contextlib
import io
import mmap
import shutil
import sys
import zipfile
from pathlib import Path
from typing import IO, Any, BinaryIO

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument
from desktop_al.core.words import mark, tr
from desktop_al.media.export_rows import Export, SampleLabel, Written
from desktop_al.media.leftovers import new_name, temporary
from desktop_al.media.replace import replace_file

NOTHING = mark("There is no sample with a label and features to write.")
#: Blocks of features after which the pages of the table are given back.
_LET_GO = 16
_DATE = (1980, 1, 1, 0, 0, 0)


def write_npz(export: Export, path: Path) -> Written:
    """Rows follow the order of the entries; samples without features (they cannot be read) are left out.

    Raises:
        BadArgument: nothing to write. DesktopAlError: the file cannot be written; what was there before stays.
    """
    entries = list(export.entries())
    assert export.features is not None
    features = export.features([entry.row.sample for entry in entries])
    beside = new_name(path.parent)
    count = 0

    def write(file: BinaryIO) -> None:
        nonlocal count
        width = len(features.names)
        # On disk: of a large pool the table does not fit in memory.
        held.enter_context(temporary(beside))
        table = np.memmap(beside, np.float32, "w+", shape=(max(1, len(entries)), max(1, width)))
        there = np.zeros(len(entries), np.int64)
        for number, (places, column, values) in enumerate(features.blocks):
            table[places, column : column + values.shape[1]] = values
            there[places] += 1
            if number % _LET_GO == 0:
                _let_go(table)
        chosen = np.flatnonzero(there == features.parts)
        count = len(chosen)
        if not count or not width:
            raise BadArgument(tr(NOTHING))
        rows = [entries[at].row for at in chosen.tolist()]
        place_of = {name: at for at, name in enumerate(export.classes)}
        y = np.array([place_of[entries[at].labels[0]] if entries[at].labels else -1 for at in chosen], np.int64)
        labels = [row for row in rows if isinstance(row, SampleLabel)]
        support = np.array([row.support for row in labels], np.float64)
        weights = np.array([1.0 if row.weight is None else row.weight for row in labels], np.float64)
        arrays: dict[str, npt.NDArray[Any]] = {
            "y": y,
            "weights": np.where(y < 0, 0.0, weights),
            "support": support,
            "classes": _texts(export.classes),
            "names": _texts([row.sample for row in rows]),
            "feature_names": _texts(features.names),
            "rule": np.array(labels[0].rule),
            "view": np.array(export.view),
        }
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            with _member(archive, "X") as member:
                _header(member, (count, width), np.dtype("<f4"))
                for start in range(0, count, 4096):
                    member.write(np.ascontiguousarray(table[chosen[start : start + 4096], :width], "<f4").tobytes())
                    _let_go(table)
            # Windows removes no file that is mapped.
            del table
            for name, array in arrays.items():
                with _member(archive, name) as member:
                    np.lib.format.write_array(member, array, (1, 0), allow_pickle=False)

    with contextlib.ExitStack() as held:
        replace_file(path, write)
    left = len(entries) - count
    return Written(count, (("no features", left),) if left else ())


def _let_go(table: np.memmap[Any, Any]) -> None:
    """What was written or read of the table is on the disk, or on its way there: it need not count as memory."""
    if sys.platform == "linux" and isinstance(table.base, mmap.mmap):
        table.base.madvise(mmap.MADV_DONTNEED)


def _texts(texts: Any) -> npt.NDArray[Any]:
    """Texts of one length; half surrogates, which no file takes, are written out."""
    return np.array([text.encode("utf-8", "backslashreplace").decode() for text in texts], np.str_)


def _member(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    return archive.open(zipfile.ZipInfo(f"{name}.npy", _DATE), "w", force_zip64=True)


def _header(member: IO[bytes], shape: tuple[int, int], dtype: np.dtype[Any]) -> None:
    head = io.BytesIO()
    described = {"descr": np.lib.format.dtype_to_descr(dtype), "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(head, described)
    head.seek(0)
    shutil.copyfileobj(head, member)
