"""Names in the order in which people count: "t2" before "t10"."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from desktop_al.loop.text_search import fold


class Names:
    """Names by place, as printed and as compared, and their order: "t2" before "t10"."""

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.folded: list[str] = []
        self._keys: list[str] = []
        self.order: npt.NDArray[np.int32] = np.zeros(0, np.int32)
        self._folders: dict[str, str] = {}

    def add(self, titles: Sequence[str]) -> None:
        """Names of samples whose places follow the known ones."""
        for title in titles:
            folded = title.lower() if title.isascii() else fold(title)
            self.titles.append(title)
            self.folded.append(folded)
            self._keys.append(self._key(folded))

    def change(self, names: Sequence[tuple[int, str]]) -> None:
        for place, title in names:
            folded = fold(title)
            self.titles[place], self.folded[place], self._keys[place] = title, folded, self._key(folded)

    def sort(self) -> None:
        # The known order is one run, what is new mostly another: sorting is merging them.
        known = self.order.tolist()
        fresh = range(len(known), len(self.titles))
        self.order = np.array(sorted([*known, *fresh], key=self._keys.__getitem__), np.int32)

    def _key(self, name: str) -> str:
        folder, slash, last = name.rpartition("/")
        if slash:
            key = self._folders.get(folder)
            if key is None:
                key = self._folders[folder] = _natural(folder) + "/"
            return key + _natural(last)
        return _natural(last)


_DIGITS = re.compile("([0-9]+)")


def _natural(text: str) -> str:
    """A key by which numbers are sorted by their value."""
    parts = _DIGITS.split(text)
    if len(parts) == 3:
        return f"{parts[0]}{parts[1]:0>12}{parts[2]}"
    return "".join(f"{part:0>12}" if number % 2 else part for number, part in enumerate(parts))
