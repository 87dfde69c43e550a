"""One annotator's answers as columns, so that a hundred thousand are searched and sorted in no time."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(slots=True)
class GivenAnswers:
    """By place: number of the answer or -1, microseconds, whether there are two."""

    code: npt.NDArray[np.int32]
    utc: npt.NDArray[np.int64]
    torn: npt.NDArray[np.bool_]

    @classmethod
    def none(cls, count: int) -> "GivenAnswers":
        return cls(np.full(count, -1, np.int32), np.zeros(count, np.int64), np.zeros(count, np.bool_))

    def grow(self, count: int) -> None:
        more = GivenAnswers.none(count - len(self.code))
        self.code = np.concatenate([self.code, more.code])
        self.utc = np.concatenate([self.utc, more.utc])
        self.torn = np.concatenate([self.torn, more.torn])
