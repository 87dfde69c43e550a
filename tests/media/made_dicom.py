"""DICOM files made by pydicom: one of each thing that files in hospitals do."""

import io
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.uid import UID, ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian, generate_uid

CT = "1.2.840.10008.5.1.4.1.1.2"
SECONDARY = "1.2.840.10008.5.1.4.1.1.7"
#: Stands in every made file; nothing that is shown, kept or said may hold any of it.
NAME, NUMBER = "Zwiebelfisch^Ottokar", "ID-4711-0815"


def item(**values: Any) -> Dataset:
    made = Dataset()
    for keyword, value in values.items():
        setattr(made, keyword, value)
    return made


def sequence(*items: Dataset) -> Sequence:
    return Sequence(items)


def ramp(height: int = 40, width: int = 50, dtype: Any = np.int16, least: int = -1000, most: int = 3000) -> Any:
    """Values that rise from the upper left to the lower right."""
    return np.linspace(least, most, height * width).reshape(height, width).astype(dtype)


def dicom(
    values: npt.NDArray[Any] | None,
    *,
    syntax: str = ExplicitVRLittleEndian,
    frames: int = 0,
    encoded: list[bytes] | None = None,
    without: tuple[str, ...] = (),
    raw: bytes | None = None,
    **tags: Any,
) -> bytes:
    """A file of these values: (h, w), (n, h, w) with ``frames``, or with a last axis of 3. ``encoded``: frames as they
    are; ``raw``: pixel data as they are. ``tags`` by keyword come last, ``without`` are left out."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = UID(CT)
    meta.MediaStorageSOPInstanceUID = generate_uid(entropy_srcs=["made"])
    meta.TransferSyntaxUID = UID(syntax)
    little = syntax != ExplicitVRBigEndian
    implicit = syntax == ImplicitVRLittleEndian
    ds = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128, is_implicit_VR=implicit, is_little_endian=little)
    ds.SOPClassUID, ds.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    ds.PatientName, ds.PatientID, ds.Modality = NAME, NUMBER, "MR"
    if values is not None:
        shape = values.shape[1:] if frames else values.shape
        ds.Rows, ds.Columns = shape[:2]
        ds.SamplesPerPixel = 3 if len(shape) == 3 else 1
        ds.PhotometricInterpretation = "RGB" if len(shape) == 3 else "MONOCHROME2"
        if len(shape) == 3:
            ds.PlanarConfiguration = 0
        bits = 8 * values.dtype.itemsize
        if values.dtype.kind == "f":
            ds.BitsAllocated = bits
        else:
            ds.BitsAllocated = ds.BitsStored = bits
            ds.HighBit, ds.PixelRepresentation = bits - 1, int(values.dtype.kind == "i")
        if frames:
            ds.NumberOfFrames = frames
        data = raw if raw is not None else values.astype(values.dtype.newbyteorder("<" if little else ">")).tobytes()
        if encoded is not None:
            ds.PixelData = encapsulate(encoded)
            ds["PixelData"].VR = "OB"
        elif values.dtype.kind == "f" and bits == 32:
            ds.FloatPixelData = data
        elif values.dtype.kind == "f":
            ds.DoubleFloatPixelData = data
        else:
            ds.PixelData = data + b"\0" * (len(data) % 2)
            ds["PixelData"].VR = "OW" if bits > 8 else "OB"
    for keyword, value in tags.items():
        setattr(ds, keyword, value)
    for keyword in without:
        delattr(ds, keyword)
    out = io.BytesIO()
    ds.save_as(out, enforce_file_format=True)
    return out.getvalue()
