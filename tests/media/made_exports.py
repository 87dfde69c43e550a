"""Exports without a project: rows, and samples on disk for them to be about."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from desktop_al.core.shapes import Found
from desktop_al.media.export_contents import Contents
from desktop_al.media.export_features import Features
from desktop_al.media.export_rows import Entry, Export, ExportRow, SampleLabel

#: Every field is set to something that no other field has.
ROW = ExportRow(
    1, "a.png", "Ann", "cat", "labelled", "2024-01-02T03:04:05.678Z", "", "all of it", 1.25, "dog", "shown", 0.75,
    "v1", 4, "uncertain", "00ff", 9, "misread",
)  # fmt: skip
SAMPLE = SampleLabel(
    "a.png", "cat", "labelled", "", "majority", 37, 23, 23 / 37, "share of votes", "2024-01-02T03:04:05.678Z", 0.625
)


def entry_of(row: ExportRow | SampleLabel) -> Entry:
    return Entry(row, tuple(row.label.split("|")) if row.label else ())


def export_of(rows: Sequence[ExportRow | SampleLabel], contents: Contents | None = None, **more) -> Export:
    """An export of rows that are already in the order that a format wants."""
    labels = [label for row in rows for label in entry_of(row).labels]
    chosen = {"kind": "image", "classes": tuple(dict.fromkeys(("cat", "dog", *labels))), "project": "p"} | more
    return Export(lambda: map(entry_of, rows), contents or Contents(Path("nowhere"), {}), **chosen)


def pictures(folder: Path, names: Sequence[str], size: tuple[int, int] = (12, 8)) -> Contents:
    """Images of (width, height), each of another grey."""
    found = {}
    for number, name in enumerate(names):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        pixels = np.full((size[1], size[0], 3), 10 + 20 * number, np.uint8)
        assert cv2.imwrite(str(place), pixels)
        status = place.stat()
        found[name] = Found(name, "image", status.st_size, status.st_mtime_ns)
    return Contents(folder, found)


def texts(folder: Path, said: dict[str, str]) -> Contents:
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for name, text in said.items():
        (folder / name).write_text(text, "utf-8")
        found[name] = Found(name, "text", (folder / name).stat().st_size, 0)
    return Contents(folder, found)


def plain_features(names: list[str]) -> Features:
    """Two parts, the second of which lacks the last sample where there are three or more."""
    count = len(names)
    first = np.arange(count * 2, dtype=np.float32).reshape(count, 2)
    rest = np.arange(count if count < 3 else count - 1)[::-1]
    blocks = [(np.arange(count), 0, first), (rest, 2, (rest[:, None] * 10.0).astype(np.float32))]
    return Features(("a.0", "a.1", "b.0"), 2, iter(blocks))
