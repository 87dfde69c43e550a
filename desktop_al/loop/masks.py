"""Masks on images: solid blocks over what must not be seen, in everything that shows a sample.

The source file is never touched. Masks belong to the project: whoever opens it, or a copy of it, sees them. The model
does not: it learns from the file as it is, because features are kept by the content of a file and a block drawn over it
would make them anew.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from desktop_al.core import events as ev
from desktop_al.core.masks import Rect, Rects, encode_masks
from desktop_al.loop.screen import Content, Deep, ImageContent
from desktop_al.media.covered import covered

if TYPE_CHECKING:
    from desktop_al.loop.project import Project

#: Masks by the place of a sample.
MasksOf = Callable[[int], Rects]


def masked(content: Content, masks: Rects) -> Content:
    """A content with solid blocks over its masks; the same one where there are none. Every frame is masked alike."""
    if not masks or not isinstance(content, ImageContent):
        return content
    size = (content.width, content.height)
    deep = content.deep
    # The least value, which inverted images show as white.
    shade = 255 if deep is not None and deep.inverted else 0
    pixels = covered(content.pixels, masks, size, shade)
    return replace(content, pixels=pixels, deep=None if deep is None else _deep_covered(deep, masks, size))


def small_masked(small: npt.NDArray[np.uint8] | None, content: Content, masks: Rects) -> npt.NDArray[np.uint8] | None:
    """A small picture of the whole of ``content`` with the same blocks."""
    if small is None or not masks or not isinstance(content, ImageContent):
        return small
    shade = 255 if content.deep is not None and content.deep.inverted else 0
    return covered(small, masks, (content.width, content.height), shade)


def _deep_covered(deep: Deep, masks: Rects, size: tuple[int, int]) -> Deep:
    finite = deep.values[np.isfinite(deep.values)] if deep.values.dtype.kind == "f" else deep.values
    return replace(deep, values=covered(deep.values, masks, size, finite.min() if finite.size else 0))


def add_mask(project: "Project", mask: Rect) -> bool:
    """Mask one more rectangle of the sample on screen, as far as it lies in the picture; False where nothing of it
    does, or nothing can be kept."""
    content = _content(project)
    if content is None:
        return False
    left, top = max(0, mask[0]), max(0, mask[1])
    right, bottom = min(mask[0] + mask[2], content.width), min(mask[1] + mask[3], content.height)
    if right <= left or bottom <= top:
        return False
    return _keep(project, (*_masks(project), (left, top, right - left, bottom - top)))


def remove_mask(project: "Project", x: int, y: int) -> bool:
    """Take away the newest mask of the sample on screen that lies over a point, else the newest of all; False where
    there is none."""
    masks = _masks(project)
    if _content(project) is None or not masks:
        return False
    over = [m for m in masks if m[0] <= x < m[0] + m[2] and m[1] <= y < m[1] + m[3]]
    gone = (over or masks)[-1]
    return _keep(project, tuple(mask for mask in masks if mask != gone))


def _content(project: "Project") -> ImageContent | None:
    """The image on screen, where something may be kept about it."""
    shown = project.serving.shown()
    content = shown.content if shown is not None else None
    return content if isinstance(content, ImageContent) and not project.read_only else None


def _masks(project: "Project") -> Rects:
    current = project.serving.current
    return project.pool.masks_of(current.place) if current is not None else ()


def _keep(project: "Project", masks: Rects) -> bool:
    current = project.serving.current
    text = encode_masks(masks)
    if current is None or text == encode_masks(_masks(project)):
        return False
    row = project.pool.rows[current.place]
    project.record.add(ev.MASK, {}, project.annotator, row.id, text, samples=[row])
    project.serving.masks_changed(current.place)
    return True
