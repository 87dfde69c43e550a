"""``python -m tests.benchmarks.junk``: junk and near duplicates, on real pools and at full size.

The pools are those of ``tests.benchmarks.datasets``; one that has not been fetched is left out.
"""

import argparse
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop_al.core.shapes import SampleKind
from desktop_al.media.image_looks import GRAY, IMAGE_COLUMNS, image_looks
from desktop_al.media.junk import JUNK_KINDS, judge
from desktop_al.media.near_duplicates import near_duplicates
from desktop_al.media.text_looks import SIGNATURE, TEXT_COLUMNS, text_looks
from tests.benchmarks.datasets import PACKAGES, SOURCES, user_cache
from tests.benchmarks.table import Line, table

Looks = npt.NDArray[np.float32]
Make = Callable[[np.random.Generator, Any], Any]
SHARES = (0.05, 0.10, 0.20)
#: Real samples of each pool that junk is mixed into.
REAL = 2000


def _like(sample: npt.NDArray[np.uint8], values: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    """``values`` (h, w) as a picture of the shape of ``sample``."""
    gray = np.clip(values, 0, 255).astype(np.uint8)
    return gray if sample.ndim == 2 else np.repeat(gray[:, :, None], 3, axis=2)


def _plain(level: float) -> Make:
    """A plain picture as a camera makes it, with a little noise, compressed."""

    def make(rng: np.random.Generator, sample: Any) -> Any:
        noisy = _like(sample, level + rng.normal(0, 1.5, sample.shape[:2]))
        return cv2.imdecode(cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, 80])[1], cv2.IMREAD_UNCHANGED)

    return make


def _blurred(rng: np.random.Generator, sample: Any) -> Any:
    return cv2.GaussianBlur(sample, (0, 0), float(rng.uniform(0.04, 0.1)) * max(sample.shape[:2]))


def _noise(rng: np.random.Generator, sample: Any) -> Any:
    return rng.integers(0, 256, sample.shape, dtype=np.uint8)


def _binary(rng: np.random.Generator, sample: Any) -> Any:
    return rng.integers(0, 256, 1000, dtype=np.uint8).tobytes().decode("latin-1")


def _base64(rng: np.random.Generator, sample: Any) -> Any:
    signs = np.array(list("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
    return "\n".join("".join(rng.choice(signs, 76)) for _ in range(20))


def _french(rng: np.random.Generator, sample: Any) -> Any:
    words = ("le", "chat", "et", "la", "sont", "dans", "une", "maison", "que", "nous", "avec", "les", "enfants", "vue")
    return " ".join(rng.choice(words, 60))


MADE: dict[SampleKind, dict[str, Make]] = {
    "image": {
        "black": _plain(3),
        "white": _plain(253),
        "uniform": lambda rng, sample: _plain(float(rng.uniform(40, 210)))(rng, sample),
        "noise": _noise,
        "blurred": _blurred,
    },
    "text": {
        "empty": lambda rng, _sample: " \n\t-" * int(rng.integers(1, 9)),
        "not-text": lambda rng, sample: (_binary if rng.random() < 0.5 else _base64)(rng, sample),
        "language": _french,
    },
}


def looks_of(samples: Sequence[Any]) -> Looks:
    rows = [text_looks(one) if isinstance(one, str) else image_looks(one) for one in samples]
    return np.array(rows)


def measure(place: Path, pool: int) -> list[Line]:
    return [*_real(user_cache()), *_size(pool)]


def _real(cache: Path) -> list[Line]:
    lines = []
    for name, source in SOURCES.items():
        if name in PACKAGES and not sorted(cache.glob(PACKAGES[name].pattern)):
            lines.append(Line(f"{name}: not fetched", float("nan"), ""))
            continue
        samples = source(cache).pool
        sample: SampleKind = "text" if isinstance(samples[0], str) else "image"
        started = time.process_time()
        looks = looks_of(samples)
        each = 1000 * (time.process_time() - started) / len(samples)
        judged = judge(looks, sample)
        near = near_duplicates(looks, sample) != np.arange(len(looks))
        lines += [
            Line(f"{name}: {len(looks):,} samples, looks of one", each, "ms"),
            Line(f"{name}: flagged as junk", 100 * float((judged.kinds >= 0).mean()), "%", None, _told(judged.kinds)),
            Line(f"{name}: near duplicates", 100 * float(near.mean()), "%"),
        ]
        lines += _mixed(name, samples[:REAL], looks[:REAL], sample)
    return lines


def _told(kinds: npt.NDArray[np.int8]) -> str:
    counts = {kind.id: int((kinds == at).sum()) for at, kind in enumerate(JUNK_KINDS)}
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count)


def _mixed(name: str, samples: Sequence[Any], looks: Looks, sample: SampleKind) -> list[Line]:
    """Precision and recall of each kind with junk mixed in, as much of each kind."""
    place = {kind.id: at for at, kind in enumerate(JUNK_KINDS)}
    lines = []
    for share in SHARES:
        rng = np.random.default_rng(round(100 * share))
        count = round(len(looks) * share / (1 - share) / len(MADE[sample]))
        made = {
            kind: looks_of([make(rng, samples[int(rng.integers(len(samples)))]) for _ in range(count)])
            for kind, make in MADE[sample].items()
        }
        truth = np.concatenate([np.full(len(looks), -1), *(np.full(count, place[kind]) for kind in made)])
        kinds = judge(np.concatenate([looks, *made.values()]), sample).kinds
        before = judge(looks, sample).kinds
        lost = int(((kinds[: len(looks)] >= 0) & (before < 0)).sum())
        lines.append(Line(f"{name}, {share:.0%} junk: real samples newly flagged", 100 * lost / len(looks), "%", 0.5))
        for kind in made:
            right = int(((kinds == place[kind]) & (truth == place[kind])).sum())
            found = int((kinds == place[kind]).sum())
            any_kind = float((kinds[truth == place[kind]] >= 0).mean())
            note = f"precision {right / found:.3f}" if found else "none found"
            lines.append(Line(f"  {kind}: recall", right / count, "", None, f"{note}; as any kind {any_kind:.3f}"))
    return lines


def made_image_looks(count: int, seed: int, copies: float = 0.1) -> Looks:
    """Looks of ``count`` different pictures, a share of them copies with a little noise."""
    rng = np.random.default_rng(seed)
    looks = np.zeros((count, len(IMAGE_COLUMNS)), np.float16)
    first = IMAGE_COLUMNS.index("hash_0")
    looks[:, first : first + 8] = rng.integers(0, 256, (count, 8))
    # Grown from 4 x 4, so that the pictures are as smooth as real ones.
    grid = rng.integers(0, 250, (count, 4, 4), dtype=np.uint8).repeat(GRAY // 4, axis=1).repeat(GRAY // 4, axis=2)
    looks[:, first + 8 : first + 8 + GRAY * GRAY] = grid.reshape(count, -1)
    looks[:, first + 8 + GRAY * GRAY :] = 128
    looks[:, IMAGE_COLUMNS.index("range")] = looks[:, IMAGE_COLUMNS.index("spread")] = 100
    many = int(copies * count)
    looks[count - many :] = looks[rng.integers(0, count - many, many)]
    looks[count - many :, first + 8 : first + 8 + GRAY * GRAY] += rng.integers(0, 3, (many, GRAY * GRAY))
    return looks  # type: ignore[return-value]


def made_text_looks(count: int, seed: int, copies: float = 0.1) -> Looks:
    """Looks of ``count`` different texts, a share of them copies with one value of the signature changed."""
    rng = np.random.default_rng(seed)
    looks = np.zeros((count, len(TEXT_COLUMNS)), np.float16)
    first = TEXT_COLUMNS.index("minhash_0")
    looks[:, TEXT_COLUMNS.index("words")] = rng.integers(50, 500, count)
    looks[:, first:] = rng.integers(0, 256, (count, SIGNATURE), dtype=np.uint8)
    many = int(copies * count)
    looks[count - many :] = looks[rng.integers(0, count - many, many)]
    looks[np.arange(count - many, count), first + rng.integers(0, SIGNATURE, many)] = 255
    return looks  # type: ignore[return-value]


def _size(pool: int) -> list[Line]:
    lines = []
    for count, sample, seconds in ((pool, "image", 2.0), (pool, "text", 2.0), (10 * pool, "text", 60.0)):
        looks = made_image_looks(count, 0) if sample == "image" else made_text_looks(count, 0)
        # Of this process, so that others on the machine do not count.
        started = time.process_time()
        found = near_duplicates(looks, sample)  # type: ignore[arg-type]
        took = time.process_time() - started
        share = float((found != np.arange(count)).mean())
        tracemalloc.start()
        near_duplicates(looks, sample)  # type: ignore[arg-type]
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        what = f"near duplicates of {count:,} {sample}s"
        lines += [Line(what, took, "s", seconds, f"{share:.1%} found"), Line("  memory", peak, "MB", 1000.0)]
        started = time.process_time()
        judge(looks, sample)  # type: ignore[arg-type]
        lines.append(Line(f"junk of {count:,} {sample}s", time.process_time() - started, "s"))
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.junk", description=__doc__)
    parser.add_argument("--cache", type=Path, default=None, help="of the packages (default: the user's cache)")
    parser.add_argument("--pool", type=int, default=100_000)
    parser.add_argument("--only-size", action="store_true")
    options = parser.parse_args(arguments)
    lines = [] if options.only_size else _real(options.cache or user_cache())
    print(table([*lines, *_size(options.pool)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
