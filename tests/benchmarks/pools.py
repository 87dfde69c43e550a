"""Pools for measuring: many real files, made once in a given place."""

import os
from pathlib import Path

import cv2
import numpy as np


def image_pool(place: Path, count: int, folders: int = 100) -> Path:
    """``count`` different small JPEG pictures in ``folders`` folders; made only if they are not there yet."""
    root = place / f"images-{count}"
    mark = place / f"images-{count}.whole"
    if mark.exists():
        return root
    rng = np.random.default_rng(0)
    base = [cv2.GaussianBlur(rng.integers(0, 255, (96, 96, 3), np.uint8), (0, 0), s) for s in (1, 2, 4, 8)]
    for number in range(count):
        folder = root / f"folder-{number * folders // count:03d}"
        if number % max(1, count // folders) == 0:
            folder.mkdir(parents=True, exist_ok=True)
        picture = base[number % 4].copy()
        picture[:8, :64].reshape(-1)[: 17 * 24 : 24] = np.array([(number >> b & 1) * 255 for b in range(17)], np.uint8)
        cv2.circle(picture, (20 + number % 60, 20 + number // 60 % 60), 6 + number % 11, (0, 0, 255), -1)
        ok, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 60])
        assert ok
        (folder / f"picture-{number:06d}.jpg").write_bytes(data.tobytes())
    os.sync()
    mark.touch()
    return root


def varied_pool(place: Path, count: int) -> Path:
    """``count`` JPEG pictures of which no two are alike, in one folder; made only if they are not there yet."""
    root = place / f"varied-{count}"
    mark = place / f"varied-{count}.whole"
    if mark.exists():
        return root
    rng = np.random.default_rng(1)
    root.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        size = int(rng.integers(4, 24))
        patches = rng.integers(0, 255, (size, size, 3), np.uint8)
        picture = cv2.resize(patches, (160, 120), interpolation=cv2.INTER_CUBIC)
        cv2.rectangle(picture, (number % 70, 20), (number % 70 + 60, 90), rng.integers(0, 255, 3).tolist(), 3)
        ok, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 85])
        assert ok
        (root / f"picture-{number:06d}.jpg").write_bytes(data.tobytes())
    mark.touch()
    return root


def large_jpegs(place: Path, count: int) -> list[Path]:
    """Noisy JPEG pictures of 4000 x 3000, about 3 MB each."""
    place.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(1)
    paths = []
    for number in range(count):
        path = place / f"large-{number}.jpg"
        if not path.exists():
            small = rng.integers(0, 255, (300, 400, 3), np.uint8)
            picture = cv2.resize(small, (4000, 3000), interpolation=cv2.INTER_CUBIC)
            noise = rng.normal(0, 6, (3000, 4000, 1))
            cv2.imwrite(str(path), np.clip(picture + noise, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 90])
        paths.append(path)
    return paths
