"""``dev.py bench pace``: false alarms and power of the signs of tiring, on simulated annotators.

Every line is so many sessions: of each detector the share that alarmed, from the onset of the change within 400
answers where something changes, else at any time; and the prompts for 8 active hours. The thresholds were set on
other seeds than the one that is reported.
"""

import argparse
import csv
import math
import multiprocessing
import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from desktop_al.loop.pacing import pace, read_log
from desktop_al.people.detectors import DETECTORS
from desktop_al.people.signals import Answered
from desktop_al.people.watch import Watch
from tests.benchmarks.annotators import Person, answers

SEED, REPLICATES = 20_261, 1_000
WITHIN = 400
SLOWER = math.log(1.23)
LONG = {"rows": 1000, "onset": 600}
NOTHING: dict[str, Person] = {
    "nothing changes, rho 0": Person(),
    "nothing changes, rho 0.25": Person(rho=0.25),
    "nothing changes, rho 0.4": Person(rho=0.4),
    "nothing changes, rho 0.4, difficulty unknown": Person(rho=0.4, known=False),
    "nothing changes, 400 answers are usual": Person(rho=0.25, **LONG),
    "practice, 10 % faster each doubling": Person(practice=-0.10),
    "samples become harder by 2 SD, known": Person(drift=2.0),
}
CHANGES: dict[str, Person] = {
    "23 % slower, rho 0": Person(slower=SLOWER),
    "23 % slower, rho 0.25": Person(slower=SLOWER, rho=0.25),
    "23 % slower, rho 0.4": Person(slower=SLOWER, rho=0.4),
    "23 % slower, rho 0.25, difficulty unknown": Person(slower=SLOWER, rho=0.25, known=False),
    "42 % slower, rho 0.25": Person(slower=math.log(1.42), rho=0.25),
    "15 % lapses, 200 answers are usual": Person(lapses=0.15, rho=0.25),
    "15 % lapses, 400 answers are usual": Person(lapses=0.15, rho=0.25, **LONG),
    "repeats 92 % to 75 % the same": Person(same_later=0.75, rows=1400, onset=1000),
    "corrections twice as many": Person(corrections_later=0.2),
}
#: 8 active hours without a change: 3,600 answers of about 8 s.
DAY = Person(rows=3_600, onset=3_600, rho=0.25)


@dataclass(frozen=True, slots=True)
class Found:
    """Of ``sessions``: how many alarmed, by detector, and within the answers after the onset; ``prompts`` in all."""

    sessions: int
    alarmed: Counter[str]
    in_time: Counter[str]
    delays: dict[str, list[int]]
    prompts: int
    hours: float


def watch_one(person: Person, seed: Sequence[int]) -> tuple[dict[str, list[int]], int, float]:
    """The answers at which each detector alarmed, the prompts, and the active hours."""
    rows = answers(person, np.random.default_rng(seed))
    watch = Watch()
    alarms: dict[str, list[int]] = {}
    prompts = 0
    for number, row in enumerate(rows):
        step = watch.take(row)
        for name in step.alarms:
            alarms.setdefault(name, []).append(number)
        prompts += step.level > 0
    return alarms, prompts, watch.active / 3600


def _one(work: tuple[Person, tuple[int, ...]]) -> tuple[dict[str, list[int]], int, float]:
    return watch_one(*work)


def simulate(person: Person, replicates: int, seed: int, jobs: int = 1) -> Found:
    """``replicates`` sessions, each with a seed of its own."""
    work = [(person, (seed, number)) for number in range(replicates)]
    if jobs == 1:
        results = [_one(one) for one in work]
    else:
        with multiprocessing.get_context("spawn").Pool(jobs) as pool:
            results = pool.map(_one, work, chunksize=20)
    alarmed: Counter[str] = Counter()
    in_time: Counter[str] = Counter()
    delays: dict[str, list[int]] = {}
    for alarms, _, _ in results:
        for name, at in alarms.items():
            alarmed[name] += 1
            after = [number - person.onset for number in at if 0 <= number - person.onset < WITHIN]
            if after:
                in_time[name] += 1
                delays.setdefault(name, []).append(after[0])
    prompts, hours = sum(one[1] for one in results), sum(one[2] for one in results)
    return Found(replicates, alarmed, in_time, delays, prompts, hours)


def as_csv(rows: Sequence[Answered], path: Path) -> None:
    """The answers as ``desktop-al pace`` reads them."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("annotator", "sample", "shown", "committed", "active_s", "difficulty", "label", "changes"))
        for number, row in enumerate(rows):
            hard = row.covariates[0] if row.covariates else ""
            writer.writerow(("A", f"s{number}", row.shown, row.committed, row.active, hard, row.label, row.changes))


def through_the_table(person: Person, seed: int) -> dict[str, list[int]]:
    """The alarms that ``desktop-al pace`` reports of one session."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        as_csv(answers(person, np.random.default_rng(seed)), path)
        found = pace(read_log(path))["annotators"]["A"]["detectors"]
    return {name: list(detector["alarms"]) for name, detector in found.items()}


def report(replicates: int, seed: int, jobs: int) -> str:
    names = [row.name for row in DETECTORS if row.name != "complacency"]
    lines = [["% of sessions with an alarm", *names, "prompts in 8 h"]]
    for title, person in NOTHING.items():
        found = simulate(person, replicates, seed, jobs)
        cells = [f"{100 * found.alarmed[name] / replicates:.1f}" for name in names]
        lines.append([title, *cells, f"{8 * found.prompts / found.hours:.2f}"])
    day = simulate(DAY, max(1, replicates // 5), seed, jobs)
    cells = [f"{100 * day.alarmed[name] / day.sessions:.1f}" for name in names]
    lines.append(["eight hours without a rest", *cells, f"{8 * day.prompts / day.hours:.2f}"])
    lines.append([f"% caught within {WITHIN} (median delay)", *names, ""])
    for title, person in CHANGES.items():
        found = simulate(person, replicates, seed, jobs)
        cells = []
        for name in names:
            delay = f" ({np.median(found.delays[name]):.0f})" if name in found.delays else ""
            cells.append(f"{100 * found.in_time[name] / replicates:.1f}{delay}")
        lines.append([title, *cells, ""])
    widths = [max(len(line[k]) for line in lines) for k in range(len(lines[0]))]
    error = 200 * math.sqrt(0.03 * 0.97 / replicates)
    head = f"{replicates} sessions a line, seed {seed}; two standard errors of 3 % are {error:.1f}"
    table = "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines)
    same = through_the_table(replace(CHANGES["42 % slower, rho 0.25"]), seed)
    return f"{head}\n{table}\nthrough desktop-al pace, 42 % slower from 400 on: pace alarms at {same['pace'][:3]}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench pace", description=__doc__)
    parser.add_argument("--replicates", type=int, default=REPLICATES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    print(report(options.replicates, options.seed, options.jobs))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
