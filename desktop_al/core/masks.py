"""Masks: rectangles over what must not be seen of an image, such as text burned into it.

A rectangle is (x, y, width, height) in pixels of the file's own size after its orientation is applied; x and y count
from the upper left corner. In the log a sample's masks are one text, ``x,y,w,h;x,y,w,h``.
"""

from collections.abc import Iterable

Rect = tuple[int, int, int, int]
Rects = tuple[Rect, ...]

#: More than this on one sample are no masks that anybody drew.
MOST = 256
#: Longest edge of an image that a file format here can name.
_LARGEST = 1 << 31


def parse_masks(text: str) -> Rects:
    """The rectangles of a text; what is no rectangle in it is passed over."""
    found: list[Rect] = []
    for part in text.split(";")[: 4 * MOST]:
        numbers = part.split(",")
        if len(numbers) == 4 and all(n.isascii() and n.isdecimal() and len(n) <= 10 for n in numbers):
            x, y, width, height = (int(n) for n in numbers)
            found.append((x, y, width, height))
    return canonical(found)


def encode_masks(rects: Iterable[Rect]) -> str:
    """The text of rectangles, the same for the same ones; "" for none."""
    return ";".join(",".join(map(str, rect)) for rect in canonical(rects))


def canonical(rects: Iterable[Rect]) -> Rects:
    """The rectangles in their order without those that are empty, out of the picture or under another one."""
    sound = [r for r in dict.fromkeys(rects) if min(r[:2]) >= 0 and min(r[2:]) > 0 and max(r) < _LARGEST][:MOST]
    return tuple(r for r in sound if not any(_inside(r, other) for other in sound if other != r))


def _inside(one: Rect, other: Rect) -> bool:
    x, y, width, height = one
    left, top, wide, high = other
    return left <= x and top <= y and x + width <= left + wide and y + height <= top + high
