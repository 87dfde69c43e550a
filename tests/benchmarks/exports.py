"""``dev.py bench exports``: 100,000 annotations by two annotators in every format, of small images and of short texts;
seconds, and the most memory of a process that does nothing else. The images' features are in the side file."""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain, Written
from desktop_al.core.shapes import SampleKind
from desktop_al.loop.export_wish import Wish
from desktop_al.loop.exporting import export_labels
from desktop_al.loop.extraction import HANDMADE, source_named
from desktop_al.loop.feature_table import FeatureTable
from desktop_al.loop.opening import folder_body
from desktop_al.media.exports import EXPORTERS
from desktop_al.media.samples import content_hash, sample_id
from desktop_al.store.cache import Cache
from desktop_al.store.project_file import SampleRow, create
from tests.benchmarks.table import Line, table

ANNOTATIONS, BUDGET = 100_000, 10.0


def _log(path: Path, folder: Path, kind: SampleKind, rows: list[SampleRow], count: int) -> Iterator[Written]:
    clock = iter(range(1_700_000_000_000_000, 10**18, 4_000_000))
    chain = Chain(os.urandom(16), 0, lambda: next(clock), lambda: 0, os.urandom)
    yield chain.add(ev.OPEN, {"computer": "c" * 32}, "ann")
    settings = {"name": "p", "kind": kind, "seed": 1, "audit_share": 0.1, "strategy": "recommended"}
    yield chain.add(ev.PROJECT, settings, "ann")
    yield chain.add(ev.FOLDER, folder_body(folder, path), "ann")
    for number in range(5):
        yield chain.add(ev.CLASS, {"op": "add", "name": f"Class {number}", "colour": number}, "", answer=f"c{number}")
    body = {"arm": "shown", "chosen": "learner", "round": 3, "active": 3.9, "protocol": "a" * 12}
    for number in range(count):
        row, more = rows[number // 2], {"suggested": f"c{number % 5}", "p": 0.7}
        who = ("Kim", "Lee")[number % 2]
        yield chain.add(ev.ANNOTATION, body | more, who, row.id, f"=c{(number // 2 + number // 9) % 5}")


def make(place: Path, kind: SampleKind, count: int) -> Path:
    """A project with so many annotations of half as many samples, each a file of its own."""
    folder = place / kind
    path = place / f"{kind}.dal"
    rows = []
    for number in range(count // 2):
        name = f"{number // 1000:03d}/s{number:06d}.{'png' if kind == 'image' else 'txt'}"
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if kind == "image":
            pixels = np.frombuffer(f"{number:>192}".encode(), np.uint8).reshape(8, 8, 3)
            data = cv2.imencode(".png", pixels)[1].tobytes()
        else:
            data = f"Sample {number}: the valve of the pump leaks when the pressure rises. ".encode() * 8
        target.write_bytes(data)
        times = target.stat().st_mtime_ns
        rows.append(
            SampleRow(number, sample_id(name), name, -1, kind, len(data), times, 0, 0, content_hash(data), "", 0)
        )
    create(path, _log(path, folder, kind, rows, count), rows)
    source = source_named(HANDMADE[kind], "")
    if kind == "image":
        cache = Cache(path)
        features = FeatureTable(cache, source.name, source.version, sum(source.blocks))
        draw = np.random.default_rng(0)
        for start in range(0, len(rows), 1024):
            some = rows[start : start + 1024]
            raw = draw.normal(size=(len(some), sum(source.blocks))).astype(np.float32)
            features.add([row.id for row in some], [row.digest or b"" for row in some], raw)
        features.flush()
        cache.close()
    return path


def _one(path: Path, wish: Wish, out: Path) -> None:
    began, used = time.perf_counter(), time.process_time()
    done = export_labels(path, wish, out)
    # Peak of resident memory, in KiB on Linux.
    print(
        time.perf_counter() - began,
        time.process_time() - used,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        done.count,
    )


def measure(place: Path, count: int) -> list[Line]:
    lines = []
    projects: dict[SampleKind, Path] = {kind: make(place, kind, count) for kind in ("image", "text")}
    for kind, project in projects.items():
        for name, one in EXPORTERS.items():
            if (kind == "text" and one.only_images) or (name == "npz" and kind == "text"):
                continue
            for link in (False, True) if one.can_link and kind == "image" else (False,):
                out = place / f"out-{kind}-{name}-{link}"
                command = [sys.executable, "-m", "tests.benchmarks.exports", "--one", str(project), name, str(out)]
                said = subprocess.run([*command, str(int(link))], capture_output=True, text=True, check=True).stdout
                seconds, used, megabytes, rows = (float(part) for part in said.split())
                what = f"{name}{' --link' if link else ''} of {kind}s"
                lines.append(
                    Line(
                        what,
                        seconds,
                        "s",
                        BUDGET,
                        f"{used:.1f} s of a core, {rows:,.0f} rows, {megabytes:,.0f} MiB at most",
                    )
                )
                print(lines[-1], file=sys.stderr, flush=True)
    return lines


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench exports", description=__doc__)
    parser.add_argument("--count", type=int, default=ANNOTATIONS)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        print(table(measure(Path(place), options.count)))
    return 0


if __name__ == "__main__":
    _one(Path(sys.argv[2]), Wish(sys.argv[3], link=sys.argv[5] == "1"), Path(sys.argv[4]))
