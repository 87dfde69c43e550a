"""``python -m tests.media.dicom_grid OUT.png``: every DICOM file that pydicom ships, as it is shown, in one picture.

What cannot be shown is printed with its sentence. The order is that of the file names, row by row; the numbers in the
picture are those that are printed.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pydicom

from desktop_al.core.errors import CannotRead
from desktop_al.media.cv import cv2
from desktop_al.media.dicom import open_file
from desktop_al.media.images import write_png
from desktop_al.media.picture import Picture, View
from desktop_al.media.signatures import is_dicom

TILE = 144


@dataclass(frozen=True)
class Tried:
    name: str
    picture: Picture | None
    sentence: str


def shipped() -> list[Path]:
    """All files of pydicom that are, or should be, DICOM."""
    home = Path(pydicom.__file__).parent / "data"
    files = (path for path in sorted(home.rglob("*")) if path.is_file())
    return [path for path in files if path.suffix == ".dcm" or is_dicom(path.read_bytes()[:132])]


def tried() -> Iterator[Tried]:
    view = View(1024, deep=True)
    for path in shipped():
        try:
            yield Tried(path.name, open_file(path.read_bytes()).picture(view), "")
        except CannotRead as error:
            yield Tried(path.name, None, str(error))


def grid(pictures: list[Picture], columns: int = 12) -> np.ndarray:
    rows = -(-len(pictures) // columns)
    page = np.full((rows * (TILE + 18), columns * (TILE + 4), 3), 60, np.uint8)
    for at, picture in enumerate(pictures):
        top, left = at // columns * (TILE + 18), at % columns * (TILE + 4)
        height, width = picture.pixels.shape[:2]
        scale = TILE / max(height, width)
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        small = cv2.resize(picture.pixels, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_NEAREST)
        page[top : top + size[1], left : left + size[0]] = small
        place = (left + 2, top + TILE + 13)
        cv2.putText(page, str(at + 1), place, cv2.FONT_HERSHEY_SIMPLEX, 0.4, (255, 255, 255), 1)
    return page


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT.png")
    out = parser.parse_args().out
    every = list(tried())
    shown = [one for one in every if one.picture is not None]
    write_png(out, grid([one.picture for one in shown if one.picture is not None]))
    for number, one in enumerate(shown, start=1):
        print(f"{number:4} {one.name}")
    for one in every:
        if one.sentence:
            print(f"   - {one.name}: {one.sentence}")
    print(f"{len(shown)} of {len(every)} are shown.")


if __name__ == "__main__":
    main()
