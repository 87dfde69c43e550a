"""Pre-annotations that go with a copy of a project: of each sample what the newest file said, packed into one text.

For each offer the id of the sample (16 bytes), the number of its file and of its answer (2 bytes each), and its
probability (8 bytes, NaN for none), little-endian and in base64: about 37 characters a sample, which reads fast.
"""

import base64
import binascii
import math
import struct
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

_FORM = struct.Struct("<16sHHd")
_MOST_NAMES = 1 << 16


class GivenOffer(NamedTuple):
    """``answer`` as in the log; ``p``: its probability, None where the file ``source`` named none."""

    answer: str
    source: str
    p: float | None


def pack_offers(offers: Iterable[tuple[bytes, GivenOffer]]) -> dict[str, Any]:
    """What ``unpack_offers`` reads; {} for none. Offers past the 65,536th file or answer are left out."""
    files: dict[str, int] = {}
    answers: dict[str, int] = {}
    data = bytearray()
    for sample, offer in offers:
        file = files.setdefault(offer.source, len(files))
        answer = answers.setdefault(offer.answer, len(answers))
        if max(file, answer) < _MOST_NAMES:
            data += _FORM.pack(sample, file, answer, math.nan if offer.p is None else offer.p)
    if not data:
        return {}
    return {"files": list(files), "answers": list(answers), "given": base64.b64encode(data).decode("ascii")}


def unpack_offers(body: object) -> dict[bytes, GivenOffer]:
    """By the ids of samples. What is wrong in a log from elsewhere gives nothing."""
    if not isinstance(body, Mapping):
        return {}
    try:
        files, answers = [str(name) for name in body["files"]], [str(answer) for answer in body["answers"]]
        rows = _FORM.iter_unpack(base64.b64decode(body["given"], validate=True))
        return {
            sample: GivenOffer(answers[answer], files[file], None if math.isnan(p) else p)
            for sample, file, answer, p in rows
        }
    except (KeyError, IndexError, TypeError, ValueError, binascii.Error, struct.error):
        return {}
