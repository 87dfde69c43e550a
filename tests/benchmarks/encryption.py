"""What encryption costs: each figure of a plain project, and beside it that of an encrypted one of the same run."""

import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from desktop_al.core.chain import Chain
from desktop_al.core.state import fold
from desktop_al.loop.locks import lock, new_locks, unlock
from desktop_al.loop.opening import read_pool
from desktop_al.loop.record import body_reader
from desktop_al.store.cache import Block, Cache
from desktop_al.store.project_file import SampleRow, close_file, create, open_project, read_events
from desktop_al.store.writer import Write, Writer
from tests.benchmarks.table import Line, percentile
from tests.store.logs import annotation, chain, first_entries

PASSPHRASE = "correct horse battery staple"
_COMMITS, _ROUNDS = 2_000, 5
_ROWS, _COLUMNS = 1024, 512


def measure(place: Path, pool: int) -> list[Line]:
    """``pool``: samples; half as many annotations."""
    work = place / "encryption"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    plain, sealed = work / "plain.dal", work / "sealed.dal"
    _make(plain, pool, "")
    _make(sealed, pool, PASSPHRASE)
    began = time.perf_counter()
    unlock(sealed, PASSPHRASE)
    lines = [Line("unlocking with a passphrase", time.perf_counter() - began, "s", 2.0)]
    try:
        lines += _pair("size of the project", *(path.stat().st_size / 2**20 for path in (plain, sealed)), "MiB")
        opened = _alternately(_ROUNDS, lambda: _open(plain), lambda: _open(sealed))
        lines += _pair(f"opening, {pool:,} samples and {pool // 2:,} annotations (median)", *map(_median, opened), "s")
        committed = _commits(plain, sealed)
        for share in (0.5, 0.95):
            figures = (percentile(times, 100 * share) for times in committed)
            lines += _pair(f"commit of one label, p{100 * share:.0f} of {_COMMITS:,}", *figures, "ms")
        blocks = -(-pool // _ROWS)
        caches = [Cache(path) for path in (plain, sealed)]
        numbers = [_fill(cache, blocks) for cache in caches]
        for cache in caches:
            cache.close()
        read = _alternately(_ROUNDS, lambda: _read(plain, numbers[0]), lambda: _read(sealed, numbers[1]))
        what = f"features of a round, {pool:,} x {_COLUMNS} from the side file (median)"
        lines += _pair(what, *map(_median, read), "s")
    finally:
        lock(sealed)
    return lines


def _pair(what: str, plain: float, sealed: float, unit: str) -> list[Line]:
    return [Line(f"{what}, plain", plain, unit), Line("  encrypted", sealed, unit, note=f"x {sealed / plain:.2f}")]


def _median(times: list[float]) -> float:
    return percentile(times, 50)


def _alternately(rounds: int, *works: Callable[[], object]) -> tuple[list[float], ...]:
    """Seconds of each; taking turns, so that what else the computer does falls on all of them."""
    times: tuple[list[float], ...] = tuple([] for _ in works)
    for _ in range(rounds):
        for work, own in zip(works, times, strict=True):
            began = time.perf_counter()
            work()
            own.append(time.perf_counter() - began)
    return times


def _make(path: Path, pool: int, passphrase: str) -> None:
    own = chain()
    ids = [number.to_bytes(16, "big") for number in range(pool)]
    rows = [SampleRow(n, ids[n], f"ward/{n % 97}/note-{n}.txt", -1, "text", 1000, 1, 0, 0) for n in range(pool)]
    entries = (*first_entries(own), *(annotation(own, n) for n in range(pool // 2)))
    create(path, entries, rows, locks=new_locks("ann", passphrase) if passphrase else None)


def _open(path: Path) -> None:
    file = open_project(path)
    fold(read_events(file.connection), body_reader(file.connection))
    read_pool(file)
    close_file(file)


def _commits(*paths: Path) -> tuple[list[float], ...]:
    """Milliseconds from the label to its acknowledgement."""
    desks = [_Timed(path) for path in paths]
    times = _alternately(_COMMITS, *(desk.label for desk in desks))
    for desk in desks:
        desk.writer.close()
    return tuple([1000 * seconds for seconds in own] for own in times)


class _Timed:
    def __init__(self, path: Path) -> None:
        self.writer = Writer(open_project(path), lambda call: call(), lambda _: None, lambda: None)
        self._chain: Chain = chain(lamport=10**7)
        self._number = 0
        self._done = threading.Event()

    def label(self) -> None:
        self._done.clear()
        self._number += 1
        written = annotation(self._chain, self._number, "=ca")
        self.writer.put(Write((written,), done=lambda _: self._done.set()))
        self._done.wait(60)


def _fill(cache: Cache, blocks: int) -> list[int]:
    rng = np.random.default_rng(1)
    data = rng.integers(0, 256, _ROWS * _COLUMNS * 2, dtype=np.uint8).tobytes()
    numbers = [
        cache.add("benchmark", 1, Block(os.urandom(16 * _ROWS), os.urandom(16 * _ROWS), data)) for _ in range(blocks)
    ]
    return [number for number in numbers if number is not None]


def _read(project: Path, numbers: list[int]) -> None:
    cache = Cache(project)
    for number in numbers:
        assert cache.read(number) is not None
    cache.close()
