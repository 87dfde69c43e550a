"""What samples hold, for exporters: their text, their size, a copy of their file or a link to it.

A copy never shows what is masked: a picture with masks is written as it is on screen, as PNG with solid blocks.
"""

import contextlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import CannotRead
from desktop_al.core.masks import Rects
from desktop_al.core.shapes import Found
from desktop_al.core.words import mark, tr
from desktop_al.media.covered import covered
from desktop_al.media.cv import cv2
from desktop_al.media.opening import open_inside
from desktop_al.media.paths import is_inside, real_path
from desktop_al.media.picture import Picture, View
from desktop_al.media.samples import extension, is_dicom_name, load, picture_size, read_bytes, row_text
from desktop_al.media.shelf import shelf_at
from desktop_al.media.texts import read_text

_PIECE = 1024 * 1024
_GONE = mark("The sample is no longer in the project's list.")


@dataclass(frozen=True, slots=True)
class Contents:
    """Samples by the name that they have in the export; ``masks`` by the same, of those that have any."""

    root: Path
    found: Mapping[str, Found]
    masks: Mapping[str, Rects] = field(default_factory=dict)

    def text(self, sample: str) -> str:
        """The whole text of a sample. Raises CannotRead."""
        found = self._found(sample)
        data = read_bytes(self.root, found)
        return row_text(self.root, found, data) if found.row >= 0 else read_text(data).text

    def size(self, sample: str) -> tuple[int, int]:
        """Width and height of an image in pixels, upright. Raises CannotRead."""
        return picture_size(self.root, self._found(sample))

    def ending(self, sample: str, *, plain: bool = False) -> str:
        """How the name of its copy has to end: as the file's own; ``.png`` with masks, and of DICOM where it is to be
        ``plain``; ``.txt`` of a row of a table."""
        found = self.found.get(sample)
        if found is not None and found.row >= 0:
            return ".txt"
        path = found.path if found is not None else sample
        return ".png" if self.masks.get(sample) or (plain and is_dicom_name(path)) else extension(path)

    def place(self, sample: str, to: Path, link: bool = False, *, plain: bool = False) -> str:
        """Put the file of a sample at ``to``, where nothing is yet; returns how: ``copy``, ``row`` of a table,
        ``masked``, ``converted``, or, as asked and where it can be, ``link``: a second name of the file, else
        ``symbolic link``. ``plain``: DICOM, which few programs read, becomes a picture of 8 bits as it is shown here
        at first: through its default window, of several frames the middle one.

        Raises:
            CannotRead: the sample cannot be read. OSError: ``to`` cannot be written.
        """
        found = self._found(sample)
        if found.row >= 0:
            to.write_bytes(self.text(sample).encode("utf-8", "surrogatepass"))
            return "row"
        if masks := self.masks.get(sample):
            to.write_bytes(self._masked(found, masks))
            return "masked"
        if plain and is_dicom_name(found.path):
            to.write_bytes(_png(self._shown(found).pixels))
            return "converted"
        if link and (made := self._link(found, to)):
            return made
        with open_inside(self.root, found.path) as source, open(to, "xb") as target:
            _copy(source, target)
        return "copy"

    def _found(self, sample: str) -> Found:
        found = self.found.get(sample)
        if found is None:
            raise CannotRead(tr(_GONE))
        return found

    def _link(self, found: Found, to: Path) -> str:
        """How it was linked, "" where it cannot be."""
        if shelf_at(self.root) is not None:
            return ""
        # Opened once, so that what cannot be read is said and what leads out of the folder is refused.
        open_inside(self.root, found.path).close()
        target = os.path.realpath(real_path(self.root, found.path))
        if not is_inside(target, os.path.realpath(self.root)):
            return ""
        for make, words in ((os.link, "link"), (os.symlink, "symbolic link")):
            with contextlib.suppress(OSError, NotImplementedError):
                make(target, to)
                return words
        return ""

    def _shown(self, found: Found) -> Picture:
        content = load(self.root, found, View()).content
        assert isinstance(content, Picture)
        return content

    def _masked(self, found: Found, masks: Rects) -> bytes:
        content = self._shown(found)
        if content.frames > 1:
            raise CannotRead(tr("It has masks and several frames, which a picture cannot show."))
        return _png(covered(content.pixels, masks, (content.width, content.height), 0))


def _png(pixels: npt.NDArray[np.uint8]) -> bytes:
    """Of RGB (h, w, 3)."""
    good, data = cv2.imencode(".png", pixels[:, :, ::-1])
    if not good:
        raise CannotRead(tr("The picture cannot be written as PNG."))
    return bytes(data)


def _copy(source: BinaryIO, target: BinaryIO) -> None:
    try:
        first = source.read(_PIECE)
    except OSError as error:
        raise CannotRead(tr("The disk cannot read this file.")) from error
    target.write(first)
    if len(first) == _PIECE:
        shutil.copyfileobj(source, target, _PIECE)
