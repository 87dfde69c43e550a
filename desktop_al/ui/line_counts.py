"""How many lines a text takes, remembered by width."""

from collections.abc import Callable


class LineCounts:
    """Line counts of one text in one font."""

    def __init__(self) -> None:
        self._known: dict[int, int] = {}

    def clear(self) -> None:
        self._known.clear()

    def at(self, width: int, count: Callable[[], int]) -> int:
        """The number of lines at ``width``; counted only if what is known does not say it.

        A wider line never makes for more lines: between two widths with as many lines there are as many.
        """
        known = self._known.get(width)
        if known is None:
            most = min((lines for other, lines in self._known.items() if other < width), default=-1)
            least = max((lines for other, lines in self._known.items() if other > width), default=-2)
            known = self._known[width] = most if most == least else count()
        return known
