"""Valid files made invalid: bits, bytes, numbers, pieces moved, cut, doubled or spliced with those of another file."""

import json
from typing import Any

import numpy as np

#: Numbers at which sizes, counts and offsets go wrong.
_NUMBERS = (0, 1, 2, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 2**31 - 1, 2**31, 2**32 - 1, 2**63 - 1)
#: Words that mean something to one reader or another.
_WORDS = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xed\xa0\x80", b"\xc0\x80", b'"', b"\\", b"\r", b"\n"),
    *(b",", b"\t", b"|", b"[" * 80, b"]", b"{", b"}", b"null", b"true", b"-1", b"1e999", b"NaN", b"9" * 400, b"---\n"),
    *(b"'", b"=", b"&a", b"*a", b"<<: *a", b"!!python/object/apply:os.system", b"%YAML", b"? ", b"- ", b": ", b"x:"),
    *(b"\xff\xd8", b"\xff\xd9", b"\xff\xda", b"IEND", b"IDAT", b"EXIF", b"VP8X", b"VP8L", b"II*\x00", b"MM\x00*"),
    *(b"classes:\n", b"reasons:\n", b"scale: ordinal\n", b"## A\n", b"text", b"label", b"path", b"state", b"unsure"),
)


def mutate(seed: bytes, others: "list[bytes]", rng: np.random.Generator) -> bytes:
    """``seed`` with one to eight changes; most of them near the beginning, where headers are."""
    data = bytearray(seed)
    for _ in range(1 + int(rng.geometric(0.4)) % 8):
        if len(data) < 2:
            break
        place = int(rng.integers(0, min(len(data), 120) if rng.random() < 0.5 else len(data)))
        match int(rng.integers(0, 10)):
            case 0:
                data[place] ^= 1 << int(rng.integers(0, 8))
            case 1:
                data[place] = int(rng.integers(0, 256))
            case 2:
                width = int(rng.choice([1, 2, 4, 8]))
                number = _NUMBERS[int(rng.integers(len(_NUMBERS)))] % 256**width
                data[place : place + width] = number.to_bytes(width, "big" if rng.random() < 0.5 else "little")
            case 3:
                del data[place : place + int(rng.integers(1, 40))]
            case 4:
                data[place:place] = rng.bytes(int(rng.integers(1, 40)))
            case 5:
                data[place:place] = _WORDS[int(rng.integers(len(_WORDS)))]
            case 6:
                piece = bytes(data[place : place + int(rng.integers(1, 200))])
                at = int(rng.integers(0, len(data)))
                data[at:at] = piece * int(rng.choice([1, 1, 2, 50]))
            case 7:
                other = others[int(rng.integers(len(others)))]
                start = int(rng.integers(0, max(1, len(other))))
                data[place:place] = other[start : start + int(rng.integers(1, 400))]
            case 8:
                data[place : place + 4] = rng.bytes(4)
            case 9:
                if rng.random() < 0.4:
                    del data[place:]
    return bytes(data)


_ODD = (None, True, -1, 0, 1, 2.5, 10**20, "", "a", "ann", "\u202e", [], {}, [1, 2], [[1]], {"a": 1}, "x" * 3000, 1e308)


def mutate_json(data: bytes, rng: np.random.Generator) -> bytes:
    """A valid text of JSON with one to three of its values exchanged, dropped or doubled; any other as it is."""
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError):
        return data
    for _ in range(min(3, int(rng.geometric(0.6)))):
        places: list[tuple[Any, Any]] = []
        waiting = [whole]
        while waiting:
            one = waiting.pop()
            keys = list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
            places += [(one, key) for key in keys]
            waiting += [one[key] for key in keys]
        if not places:
            break
        holder, key = places[int(rng.integers(len(places)))]
        match int(rng.integers(0, 6)):
            # Numbers that are about as large are often taken.
            case 4 | 5 if type(holder[key]) in (int, float):
                holder[key] = [holder[key] + 1, holder[key] - 1, holder[key] * 2][int(rng.integers(3))]
            case 4 if isinstance(holder[key], str) and holder[key]:
                holder[key] = holder[key][int(rng.integers(len(holder[key]))) :]
            case 0:
                del holder[key]
            case 1 if isinstance(holder, list):
                holder.append(holder[key])
            case 2:
                other, at = places[int(rng.integers(len(places)))]
                holder[key] = json.loads(json.dumps(other[at]))
            case _:
                holder[key] = _ODD[int(rng.integers(len(_ODD)))]
    return json.dumps(whole).encode()
