"""Words of a text and the hashed columns of their n-grams: the one place that features and evidence share."""

import re
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from sklearn.utils import murmurhash3_32

COLUMNS = 2**17
_HALF = COLUMNS // 2

#: Longer texts are read up to here: the rest hardly moves a linear model, and a hostile file must not hang it.
MAX_CHARACTERS = 200_000
#: Of a longer "word" (a key, a picture in base64) the character n-grams of this much are taken.
MAX_WORD = 40

# Scripts written without spaces: each sign is a word, so that word pairs are sign pairs.
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_SIGNS}]|(?:(?![{_SIGNS}])\w)+")


def word_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of every word of ``text``, in characters, in order, up to ``MAX_CHARACTERS``."""
    return [match.span() for match in _WORD.finditer(text, 0, MAX_CHARACTERS)]


def _column(ngram: str, block: int) -> int:
    """The hash may be any 32 bits, so also a lone surrogate of a badly decoded file must encode."""
    return block * _HALF + int(murmurhash3_32(ngram.encode("utf-8", "surrogatepass"), block, True)) % _HALF


@lru_cache(maxsize=50_000)
def _columns_in_word(word: str) -> npt.NDArray[np.int32]:
    padded = f" {word[:MAX_WORD]} "
    grams = [padded[at : at + size] for size in (3, 4, 5) for at in range(len(padded) - size + 1)]
    return np.array([_column(word, 0), *(_column(gram, 1) for gram in grams)], np.int32)


@lru_cache(maxsize=100_000)
def _column_of_pair(first: str, second: str) -> int:
    return _column(f"{first} {second}", 0)


def columns_by_word(
    text: str,
) -> tuple[list[tuple[int, int]], list[npt.NDArray[np.int32]], npt.NDArray[np.int32]]:
    """Spans of the words; of each word its own columns; of each pair of neighbours its column (one fewer)."""
    spans = word_spans(text)
    words = [text[start:end].lower() for start, end in spans]
    pairs = [_column_of_pair(first, second) for first, second in pairwise(words)]
    return spans, [_columns_in_word(word) for word in words], np.array(pairs, np.int32)


def columns_of(text: str) -> npt.NDArray[np.int32]:
    """The column of every n-gram of ``text``, with repetition."""
    _, own, pairs = columns_by_word(text)
    return np.concatenate([*own, pairs])
