"""Words of a text and the hashed columns of their n-grams: the one place that features and evidence share."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from desktop_al.learn.murmur import murmurhash3

Indices = npt.NDArray[np.int32]

COLUMNS = 2**17
_HALF = COLUMNS // 2

#: Longer texts are read up to here: the rest hardly moves a linear model, and a hostile file must not hang it.
MAX_CHARACTERS = 200_000
#: Of a longer "word" (a key, a picture in base64) the character n-grams of this much are taken.
MAX_WORD = 40

#: Characters of texts that are hashed together: one text alone has too few words for that to be quick.
TOGETHER = 100_000
#: Words and pairs that are remembered; beyond that it begins anew. Most of a text was met before.
MOST_WORDS, MOST_PAIRS = 50_000, 100_000

# Scripts written without spaces: each sign is a word, so that word pairs are sign pairs.
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_SIGNS}]|(?:(?![{_SIGNS}])\w)+")


def word_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of every word of ``text``, in characters, in order, up to ``MAX_CHARACTERS``."""
    return [match.span() for match in _WORD.finditer(text, 0, MAX_CHARACTERS)]


@dataclass(frozen=True, slots=True)
class _Known:
    """The own columns of words, and the column of pairs of neighbours."""

    words: dict[str, Indices] = field(default_factory=dict)
    pairs: dict[tuple[str, str], int] = field(default_factory=dict)


_known = _Known()


def _columns(ngrams: Sequence[str], block: int) -> Indices:
    """The hash may be any 32 bits, so also a lone surrogate of a badly decoded file must encode."""
    hashes = murmurhash3([ngram.encode("utf-8", "surrogatepass") for ngram in ngrams], block)
    return (block * _HALF + hashes % np.uint32(_HALF)).astype(np.int32)


def _grams(word: str) -> list[str]:
    padded = f" {word[:MAX_WORD]} "
    return [padded[at : at + size] for size in (3, 4, 5) for at in range(len(padded) - size + 1)]


def _know(texts: Sequence[Sequence[str]]) -> _Known:
    """What is remembered, with all words and pairs of ``texts``, which are lists of words."""
    global _known
    if len(_known.words) > MOST_WORDS or len(_known.pairs) > MOST_PAIRS:
        _known = _Known()
    words, pairs = _known.words, _known.pairs
    new = [word for word in dict.fromkeys(chain.from_iterable(texts)) if word not in words]
    grams = [_grams(word) for word in new]
    whole, parts = _columns(new, 0), _columns(list(chain.from_iterable(grams)), 1)
    end = 0
    for at, word in enumerate(new):
        start, end = end, end + len(grams[at])
        words[word] = np.concatenate((whole[at : at + 1], parts[start:end]))
    neighbours = dict.fromkeys(chain.from_iterable(map(pairwise, texts)))
    new_pairs = [pair for pair in neighbours if pair not in pairs]
    pairs.update(zip(new_pairs, _columns([" ".join(pair) for pair in new_pairs], 0).tolist(), strict=True))
    return _known


def _words(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    return [text[start:end].lower() for start, end in spans]


def _pairs(words: Sequence[str], known: _Known) -> Indices:
    return np.array([known.pairs[pair] for pair in pairwise(words)], np.int32)


def columns_by_word(text: str) -> tuple[list[tuple[int, int]], list[Indices], Indices]:
    """Spans of the words; of each word its own columns; of each pair of neighbours its column (one fewer)."""
    spans = word_spans(text)
    words = _words(text, spans)
    known = _know([words])
    return spans, [known.words[word] for word in words], _pairs(words, known)


def columns_of(texts: Sequence[str]) -> Iterator[Indices]:
    """Of each text the column of every n-gram, with repetition."""
    start = 0
    while start < len(texts):
        group: list[list[str]] = []
        size = 0
        while start < len(texts) and size < TOGETHER:
            group.append(_words(texts[start], word_spans(texts[start])))
            size += len(texts[start])
            start += 1
        known = _know(group)
        for words in group:
            yield np.concatenate([*(known.words[word] for word in words), _pairs(words, known)])
