"""Mutations of every reader's seeds, each within limits of memory and time; what came of them, and what was met.

``python -m tests.fuzz.running READER FIRST COUNT PLACE [--branches]`` runs some in this process and prints JSON.
"""

import argparse
import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np
import psutil

ROOT = Path(__file__).resolve().parents[2]
#: Seconds for one file, and bytes that a process may map beyond what it has after loading.
ALARM, MEMORY = 5, 1_500_000_000


class TooLong(BaseException):
    """Not an ``Exception``: no reader may take it for one of its own."""


@dataclass
class Outcome:
    """``read``: gave something. ``refused``: a sentence. ``failures``: what must not be, by kind and place.
    ``branches``: by module (met, all), measured where wished."""

    mutations: int = 0
    read: int = 0
    refused: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    memory: int = 0
    branches: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, other: "Outcome") -> None:
        self.mutations += other.mutations
        self.read += other.read
        self.refused += other.refused
        self.failures += other.failures
        self.slowest = max(self.slowest, other.slowest)
        self.memory = max(self.memory, other.memory)
        self.branches |= other.branches


def run_here(name: str, first: int, count: int, place: Path, *, kept: Path | None = None) -> Outcome:
    """Mutations ``first`` to ``first + count`` of one reader, in this process. ``kept``: where the file that is being
    read lies, for who finds this process dead."""
    from desktop_al.core.errors import DesktopAlError
    from tests.fuzz.mutation import mutate
    from tests.fuzz.readers import READERS

    reader = READERS[name]
    seeds = reader.seeds()
    place.mkdir(parents=True, exist_ok=True)
    outcome = Outcome()
    before = psutil.Process().memory_info().rss
    for number in range(first, first + count):
        rng = np.random.default_rng([number, *name.encode()])
        seed = seeds[number % len(seeds)]
        # Now and then the seed as it is: what is valid must be read.
        data = seed if number < len(seeds) else mutate(seed, seeds, rng)
        if kept is not None:
            kept.write_bytes(data)
        outcome.mutations += 1
        began = time.perf_counter()
        try:
            with _alarm():
                reader.read(data, place, rng)
            outcome.read += 1
        except DesktopAlError as error:
            outcome.refused += 1
            if not str(error).rstrip().endswith((".", ":", '"')):
                outcome.failures[f"no sentence: {str(error)[:80]!r}"] += 1
        except (Exception, TooLong) as error:
            where = traceback.extract_tb(error.__traceback__)
            ours = [frame for frame in where if "/desktop_al/" in frame.filename] or where
            told = f"{type(error).__name__} at {Path(ours[-1].filename).name}:{ours[-1].lineno} (number {number})"
            outcome.failures[told] += 1
        outcome.slowest = max(outcome.slowest, time.perf_counter() - began)
    reader.after()
    outcome.memory = max(0, _peak() - before)
    return outcome


def _peak() -> int:
    with contextlib.suppress(ImportError):
        import resource

        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return psutil.Process().memory_info().rss


@contextlib.contextmanager
def _alarm() -> Iterator[None]:
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(ALARM)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def run_apart(name: str, first: int, count: int, place: Path, *, branches: bool = False) -> Outcome:
    """The same in a process of its own, with a limit of memory; a process that dies is a failure."""
    place.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.fuzz.running", name, str(first), str(count), str(place)]
    done = subprocess.run(
        [*command, *(["--branches"] if branches else [])],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        outcome = Outcome(mutations=count)
        said = done.stderr.strip().splitlines()[-1:] or [""]
        outcome.failures[f"the process ended with {done.returncode}: {said[0][:150]} (file in {place})"] += 1
        return outcome
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    told["failures"] = Counter(told["failures"])
    told["branches"] = {module: tuple(counted) for module, counted in told["branches"].items()}
    return Outcome(**told)


@contextlib.contextmanager
def _counting(name: str, found: dict[str, tuple[int, int]]) -> Iterator[None]:
    """Branches of a reader's modules that are met within; needs the package ``coverage``."""
    import coverage

    from tests.fuzz.readers import READERS

    reader = READERS[name]
    files = [str(ROOT / "desktop_al" / module) for module in reader.modules]
    if not files:
        yield
        return
    counter = coverage.Coverage(branch=True, data_file=None, include=files, config_file=False)
    for function in reader.apart:
        counter.exclude(rf"^\s*def {function}\(")
    counter.start()
    try:
        yield
    finally:
        counter.stop()
    for module, file in zip(reader.modules, files, strict=True):
        numbers = counter._analyze(file).numbers
        found[module] = (numbers.n_branches - numbers.n_missing_branches, numbers.n_branches)


def _limit() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        most = psutil.Process().memory_info().vms + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("first", type=int)
    parser.add_argument("count", type=int)
    parser.add_argument("place", type=Path)
    parser.add_argument("--branches", action="store_true")
    options = parser.parse_args()
    # Before the limit: what a reader loads when it is first used is not the file's doing.
    from tests.fuzz.readers import READERS

    READERS[options.name].seeds()
    _limit()
    branches: dict[str, tuple[int, int]] = {}
    counting = _counting(options.name, branches) if options.branches else contextlib.nullcontext()
    with counting, tempfile.TemporaryDirectory(dir=options.place) as folder:
        kept = options.place / f"{re.sub('[^a-z]', '-', options.name)}-{options.first}.bin"
        outcome = run_here(options.name, options.first, options.count, Path(folder), kept=kept)
        kept.unlink(missing_ok=True)
    print(json.dumps({**outcome.__dict__, "failures": dict(outcome.failures), "branches": branches}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
