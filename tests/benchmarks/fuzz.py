"""Broken files of every kind that is read from elsewhere: a sample or a sentence, in time and within memory.

The table says what came of them, and how many of the branches of each reader they met (with the package
``coverage`` installed; without it those columns stay empty).
"""

import argparse
import importlib.util
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.benchmarks.table import Line, table
from tests.fuzz.readers import READERS
from tests.fuzz.running import ALARM, MEMORY, Outcome, run_apart

#: Mutations in one process: a leak shows, and a process that dies costs few. Counting branches takes its time.
_AT_ONCE, _COUNTED = 4000, 1000
_LEAST = 0.8


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=20_000, help="mutations in all")
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time (default: 2)")
    parser.add_argument("--place", type=Path, help="where files that end a process are left")
    parser.add_argument("names", nargs="*", metavar="READER", help=f"of: {', '.join(READERS)} (default: all)")
    options = parser.parse_args(arguments)
    names = options.names or list(READERS)
    place = options.place or Path(tempfile.mkdtemp(prefix="fuzz-"))
    weights = sum(READERS[name].weight for name in names)
    lines: list[Line] = []
    failures: list[str] = []
    total = 0
    counts = [round(options.count * READERS[name].weight / weights) for name in names]
    running = ThreadPoolExecutor(options.jobs)
    for name, found in zip(names, running.map(_run, names, counts, [place] * len(names)), strict=True):
        total += found.mutations
        lines += _lines(name, found)
        failures += [f"{name}: {what} ({times} times)" for what, times in found.failures.items()]
        print(table(lines[-5:]), flush=True)
    print("\n" + table(lines))
    print("\n".join(failures) or f"No failure in {total:,} mutations.", flush=True)
    return 1 if failures else 0


def _run(name: str, count: int, place: Path) -> Outcome:
    """All in turns; the branches are those of the first turn, which has the whole seeds."""
    counted = importlib.util.find_spec("coverage") is not None
    whole = Outcome()
    for first in (0, *range(_COUNTED, count, _AT_ONCE)):
        part = min(_AT_ONCE if first else _COUNTED, count - first)
        whole.add(run_apart(name, first, part, place, branches=counted and first == 0))
    return whole


def _lines(name: str, found: Outcome) -> list[Line]:
    met, branches = (sum(pair[at] for pair in found.branches.values()) for at in (0, 1))
    share = f"{met} of {branches} branches" if branches else "not counted"
    lines = [
        Line(f"{name}: failures in {found.mutations:,} mutations", float(sum(found.failures.values())), "", 0.0),
        Line(f"{name}: read, the others refused with a sentence", 100 * found.read / max(1, found.mutations), "%"),
        Line(f"{name}: slowest", found.slowest, "s", float(ALARM)),
        Line(f"{name}: most memory", found.memory / 1e6, "MB", MEMORY / 1e6),
    ]
    if branches:
        # As a shortfall, since budgets are upper limits.
        missing = 100 * (1 - met / branches)
        lines.append(Line(f"{name}: branches not met", missing, "%", 100 * (1 - _LEAST), share))
    return lines
