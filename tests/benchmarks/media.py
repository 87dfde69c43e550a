"""Reading pictures: hand-made features and thumbnail beside a plain decode, in one run."""

import time
from pathlib import Path

import cv2
import numpy as np

from desktop_al.learn.features import EXTRACTORS
from desktop_al.loop.loader import SCREEN_EDGE
from desktop_al.media.images import decode, decode_for_learning, thumbnail
from tests.benchmarks.pools import large_jpegs
from tests.benchmarks.table import Line


def measure(place: Path, _pool: int) -> list[Line]:
    plain, ours, screen = [], [], []
    for path in large_jpegs(place / "large", 6):
        data = path.read_bytes()
        buffer = np.frombuffer(data, np.uint8)
        started = time.perf_counter()
        cv2.imdecode(buffer, cv2.IMREAD_COLOR)
        plain.append(time.perf_counter() - started)
        started = time.perf_counter()
        small = decode_for_learning(data, 128)
        EXTRACTORS["handmade"].extract([small])
        thumbnail(np.ascontiguousarray(small, dtype=np.uint8), 112)
        ours.append(time.perf_counter() - started)
        started = time.perf_counter()
        decode(data, max_edge=SCREEN_EDGE)
        screen.append(time.perf_counter() - started)
    ratio = float(np.median(np.array(ours) / np.array(plain)))
    return [
        Line("12 MP JPEG: full decode by cv2 (median)", 1000 * float(np.median(plain)), "ms"),
        Line("12 MP JPEG: features and thumbnail (median)", 1000 * float(np.median(ours)), "ms"),
        Line("12 MP JPEG: features and thumbnail against the full decode", ratio, "x", 1.5),
        Line(f"12 MP JPEG: for the screen, {SCREEN_EDGE:,} pixels (median)", 1000 * float(np.median(screen)), "ms"),
    ]
