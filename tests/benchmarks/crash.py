"""Kill -9 two hundred times over all stages of one project."""

import shutil
import sys
from pathlib import Path

from tests.benchmarks.table import Line
from tests.crash.killing import STAGES, Killer, make_pool

EACH = 40


def measure(place: Path, _pool: int) -> list[Line]:
    work = place / "crash"
    shutil.rmtree(work, ignore_errors=True)
    make_pool(work / "pool", 20_000)
    killer = Killer(work, work / "pool", seed=2)
    for number in range(EACH):
        for stage in STAGES:
            killer.run(stage)
        print(f"\r{(number + 1) * len(STAGES)} kills", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    tally = killer.tally
    for problem in tally.recovered_less:
        print(f"  {problem}", file=sys.stderr)
    lines = [Line(f"kills in: {stage}", count, "") for stage, count in tally.kills.items()]
    return [
        *lines,
        Line("annotations printed as saved", tally.saved, ""),
        Line("of them lost, doubled or changed, and other faults", len(tally.recovered_less), "", 0),
        Line("longest until no process was left", max(tally.worker_seconds), "s", 2.0),
    ]
