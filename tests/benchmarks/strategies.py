"""``python -m tests.benchmarks strategies``: our query strategies beside those of other libraries, on public data.

The protocol and the other libraries' strategies are in ``peers.py``, the data in ``datasets.py``. Ours are reported
twice: ``common`` trains the comparison's logistic regression on what ours picked, as for everyone; ``own`` is the
program's own model against its own random. A score is the mean accuracy over all steps minus that of random with
the same seed and the same first labels, in points, with its standard error over the seeds.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.benchmarks import datasets, peers

COLD_AT = (10, 20, 50, 100)
SPEED_ROWS = (10_000, 100_000)
GROWTH_ROWS = (1_000, 10_000, 100_000, 1_000_000)
LIMIT = 120.0
HOW_TO = (
    "The other libraries are not here, so only ours are shown. To install them in an environment of their own:\n"
    "  python3.11 -m venv PEERS && PEERS/bin/pip install -r tests/benchmarks/peers.txt\n"
    "and give --peers PEERS/bin/python."
)

Run = dict[str, Any]


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def our_runs(data: Path, at: str, kind: str, names: Sequence[str], seeds: int) -> list[Run]:
    """Every seed of ours on one set, and of random, measured by the common model; "own" is our own model's curve."""
    from desktop_al.learn.simulation import simulate

    features = peers.FEATURES_OF[at]
    arrays = datasets.load(data / at / features)
    pool = peers.open_pool(data, at, features)
    runs = []
    for seed in range(seeds):
        start = np.load(data / at / f"initial-{seed}.npy") if kind == "warm" else np.empty(0, np.intp)
        budget = peers.BUDGETS[kind]
        sizes = range(peers.BATCH, min(budget, len(arrays.labels)) + 1, peers.BATCH)
        head = {"set": at, "features": features, "kind": kind, "seed": seed}
        runs.append({**head, "strategy": "random", **peers.run(pool, "random", kind, seed, start)})
        began = time.perf_counter()
        own = simulate(
            arrays.pool,
            arrays.labels,
            test=(arrays.test, arrays.test_labels),
            strategies=names,
            batch=peers.BATCH,
            budget=budget,
            initial=start if kind == "warm" else 0,
            seeds=[seed],
        )["runs"]
        lot = next(one for one in own if one["strategy"] == "random")
        for chosen in own:
            if chosen is lot:
                continue
            accuracy, balanced = pool.curve(chosen["picked"], sizes)
            curves = {"labels": list(sizes), "accuracy": accuracy, "balanced": balanced}
            mine = {"own": _curve(chosen, sizes), "own_random": _curve(lot, sizes)}
            strategy = f"ours:{chosen['strategy']}"
            runs.append({**head, "strategy": strategy, "picked": chosen["picked"], **curves, **mine})
            say(f"{kind} {at} {strategy} {seed}: mean {100 * np.mean(accuracy):.1f}")
        say(f"{kind} {at} {seed}: {time.perf_counter() - began:.0f} s")
    return runs


def _curve(run: Run, sizes: Iterable[int]) -> list[float]:
    at = {int(point["labels"]): float(point["accuracy"]) for point in run["curve"]}
    return [at[size] for size in sizes]


def gains(runs: Sequence[Run], metric: str = "accuracy") -> dict[tuple[str, str], npt.NDArray[np.float64]]:
    """(strategy, set) -> gains over random in points, (seeds, steps); only seeds that both have.

    Strategies with an own model are there twice: "NAME, own" is that model against its own random.
    """
    lots = {(run["set"], run["seed"]): run for run in runs if run["strategy"] == "random"}
    found: dict[tuple[str, str], list[npt.NDArray[np.float64]]] = {}
    for run in runs:
        lot = lots.get((run["set"], run["seed"]))
        if lot is None or run["strategy"] == "random":
            continue
        gain = 100 * (np.array(run[metric]) - np.array(lot[metric]))
        found.setdefault((run["strategy"], run["set"]), []).append(gain)
        if "own" in run and metric == "accuracy":
            own = 100 * (np.array(run["own"]) - np.array(run["own_random"]))
            found.setdefault((f"{run['strategy']}, own", run["set"]), []).append(own)
    return {place: np.stack(seeds) for place, seeds in found.items()}


def _mean_and_error(values: npt.NDArray[np.float64]) -> str:
    error = f" ±{values.std(ddof=1) / np.sqrt(len(values)):.1f}" if len(values) > 1 else ""
    return f"{values.mean():+.1f}{error}"


def laid_out(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)


def curve_table(runs: Sequence[Run], sets: Sequence[str]) -> str:
    """Area under the curve against random; the best mean first."""
    found = gains(runs)
    rows = []
    for name in dict.fromkeys(name for name, _ in found):
        scores = {at: found[name, at].mean(axis=1) for at in sets if (name, at) in found}
        mean = float(np.mean([score.mean() for score in scores.values()]))
        # A mean over fewer sets is no mean beside the others.
        whole = f"{mean:+.1f}" if len(scores) == len(sets) else ""
        cells = [_mean_and_error(scores[at]) if at in scores else "" for at in sets]
        rows.append((mean if whole else -np.inf, [name, *cells, whole]))
    rows.sort(key=lambda row: -row[0])
    absolute = ["random (absolute)"]
    for at in sets:
        values = [100 * np.mean(run["accuracy"]) for run in runs if run["strategy"] == "random" and run["set"] == at]
        absolute.append(f"{np.mean(values):.1f}" if values else "")
    return laid_out([["", *sets, "mean"], [*absolute, ""], *(cells for _, cells in rows)])


def cold_table(runs: Sequence[Run], sets: Sequence[str], metric: str) -> str:
    """Gains over random after 10, 20, 50 and 100 labels, for each set and their mean."""
    found = gains(runs, metric)
    steps = [size // peers.BATCH - 1 for size in COLD_AT]
    rows = [["", *sets, "mean"]]
    for name in dict.fromkeys(name for name, _ in found):
        by_set = {at: found[name, at].mean(axis=0)[steps] for at in sets if (name, at) in found}
        cells = ["/".join(f"{value:+.0f}" for value in by_set[at]) if at in by_set else "" for at in sets]
        whole = "/".join(f"{value:+.1f}" for value in np.mean(list(by_set.values()), axis=0))
        rows.append([name, *cells, whole if len(by_set) == len(sets) else ""])
    return laid_out(rows)


def our_speed(name: str, rows: int, batch: int) -> dict[str, float]:
    """Seconds of scoring all rows and choosing a batch, and of training before, with 200 labels; peak memory in MiB."""
    import resource

    from desktop_al.learn.rounds import RoundInput, run_round
    from desktop_al.learn.steps import finish

    features, truth = peers.speed_pool(rows)
    labelled = np.random.default_rng(1).choice(rows, 200, replace=False)

    def asked(places: npt.NDArray[Any], labels: npt.NDArray[Any], part: npt.NDArray[Any], count: int) -> Any:
        given = RoundInput(
            features=part,
            labelled=places,
            labels=labels,
            n_classes=10,
            excluded=np.zeros(len(part), bool),
            strategy=name,
            batch=count,
            seed=0,
            audit=np.empty(0, np.intp),
        )
        return finish(run_round(given))

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    small = np.concatenate((labelled, np.setdiff1d(np.arange(rows), labelled)[:300]))
    # What is imported at the first call counts for no strategy.
    asked(np.arange(200), truth[labelled], features[small], 10)
    ranking = asked(labelled, truth[labelled], features, batch)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": ranking.seconds_score, "fit": ranking.seconds_fit, "peak": peak, "before": before}


def _measured(command: Sequence[str]) -> dict[str, float] | str:
    """One measurement in a process of its own, or why there is none."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT + 30)
    except subprocess.TimeoutExpired:
        return f"> {LIMIT:.0f} s"
    except OSError as error:
        return str(error.strerror)
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        memory = done.returncode == -9 or (lines and "Memory" in lines[-1])
        return "out of memory" if memory else f"failed: {lines[-1][:60] if lines else done.returncode}"
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found if found["seconds"] <= LIMIT else f"> {LIMIT:.0f} s"


def _speed_cell(found: dict[str, float] | str) -> str:
    if isinstance(found, str):
        return found
    return f"{found['seconds']:.2f} s, {found['peak'] / 1024:.1f} GiB (+{(found['peak'] - found['before']) / 1024:.1f})"


def speed_tables(names: Sequence[str], python: str | None, batch: int, growth: Sequence[int]) -> str:
    ours = [sys.executable, "-m", "tests.benchmarks.strategies", "--batch", str(batch)]
    lines = [["", *(f"{rows:,} x 512" for rows in SPEED_ROWS)]]
    asked = [(f"ours:{name}", [*ours, "--one", name]) for name in names]
    if python is not None:
        theirs = [python, str(Path(peers.__file__)), "--batch", str(batch), "--speed"]
        asked += [(name, [*theirs, name]) for name in peers.WARM if name != "random"]
    for name, command in asked:
        cells: list[str] = []
        for rows in SPEED_ROWS:
            # What takes over 120 s of 10,000 rows is not asked of 100,000.
            given_up = bool(cells) and cells[-1].startswith(">")
            cells.append("-" if given_up else _speed_cell(_measured([*command, "--rows", str(rows)])))
        say(f"speed {name}: {'; '.join(cells)}")
        lines.append([name, *cells])
    grown = [["recommended", "seconds (choosing)", "seconds (training)", "peak"]]
    for rows in growth:
        found = _measured([*ours, "--one", "recommended", "--rows", str(rows)])
        if isinstance(found, str):
            grown.append([f"{rows:,} x 512", found, "", ""])
        else:
            cell = f"{found['peak'] / 1024:.2f} GiB"
            grown.append([f"{rows:,} x 512", f"{found['seconds']:.3f}", f"{found['fit']:.3f}", cell])
    title = f"A batch of {batch}, 10 classes, 200 labels: seconds of one query; peak memory (of it for the query)"
    return f"{title}\n{laid_out(lines)}\n\n{laid_out(grown)}"


def peer_runs(
    python: str | None, data: Path, stored: Path, kind: str, sets: Sequence[str], seeds: int, features: str = ""
) -> list[Run]:
    """The other libraries' runs: those stored, after the missing ones were added where their Python is given."""
    if python is not None:
        command = [python, str(Path(peers.__file__)), "--data", str(data), "--out", str(stored), "--sets", *sets]
        command += ["--seeds", str(seeds), *(["--cold"] if kind == "cold" else [])]
        command += ["--features", features] if features else []
        try:
            code = subprocess.call(command, stdout=sys.stderr)
        except OSError as error:
            raise SystemExit(f"{python} cannot be started: {error.strerror}.\n{HOW_TO}") from error
        if code:
            say(f"The other libraries' runs ended with exit code {code}; those that are there are shown.")
    if not stored.is_file():
        return []
    runs: list[Run] = json.loads(stored.read_text())["runs"]
    wanted = [run for run in runs if run["kind"] == kind and run["set"] in sets and run["seed"] < seeds]
    return [run for run in wanted if run["features"] == peers.FEATURES_OF[run["set"]]]


def main(arguments: Sequence[str] | None = None) -> int:
    from desktop_al.core.errors import BadArgument
    from desktop_al.learn.strategies import STRATEGIES, strategy_named

    parser = argparse.ArgumentParser(
        prog="bench strategies", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="arrays made by datasets.py (default: in the user's cache)")
    parser.add_argument("--cache", type=Path, help="for the packages that carry the data (default: the user's cache)")
    parser.add_argument("--peers", metavar="PYTHON", help="of the environment of peers.txt")
    parser.add_argument("--runs", type=Path, help="the peers' runs, added to (default: peers.json beside the data)")
    parser.add_argument("--sets", nargs="*", default=[], choices=list(peers.FEATURES_OF))
    parser.add_argument("--features", metavar="NAME", default="", help="the same features of every set, e.g. full")
    parser.add_argument("--strategies", default="recommended,margin", help='names with commas, or "all"')
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--cold", action="store_true", help="from no label, and two-class and imbalanced sets too")
    parser.add_argument("--speed", action="store_true", help="seconds and memory instead of curves")
    parser.add_argument("--largest", type=int, default=GROWTH_ROWS[-1], help="rows up to which growth is measured")
    parser.add_argument("--batch", type=int, default=50, help="of --speed")
    parser.add_argument("--out", type=Path, help="write all runs into this JSON file")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--rows", type=int, default=10_000, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one:
        print(json.dumps(our_speed(options.one, options.rows, options.batch)))
        return 0
    if options.features:
        peers.FEATURES_OF.update(dict.fromkeys(peers.FEATURES_OF, options.features))
    names = list(STRATEGIES) if options.strategies == "all" else options.strategies.split(",")
    names = [name for name in names if name != "random"]
    try:
        for name in names:
            strategy_named(name)
    except BadArgument as error:
        parser.error(str(error))
    if options.speed:
        growth = [rows for rows in GROWTH_ROWS if rows <= options.largest]
        print(speed_tables(names, options.peers, options.batch, growth))
        theirs = options.peers is not None
    else:
        text, theirs = _curves(options, names)
        print(text)
    if not theirs:
        print(f"\n{HOW_TO}")
    return 0


def _curves(options: argparse.Namespace, names: Sequence[str]) -> tuple[str, bool]:
    """The tables, and whether the other libraries are in them."""
    cache = options.cache or datasets.user_cache()
    data = options.data or cache / "arrays"
    kind = "cold" if options.cold else "warm"
    sets = options.sets or (peers.COLD_SETS if options.cold else peers.SETS)
    wanted = [datasets.VARIANTS[at].of if at in datasets.VARIANTS else at for at in sets]
    there = {at: (data / at / peers.FEATURES_OF[at] / "yT.npy") for at in sets}
    if not all(path.is_file() for path in there.values()):
        datasets.make(data, cache, list(dict.fromkeys(wanted)), say)
        datasets.make_variants(data, say)
    if missing := [at for at, path in there.items() if not path.is_file()]:
        say(f"Left out, since there is no data: {', '.join(missing)}.")
        sets = [at for at in sets if at not in missing]
    stored = options.runs or data / "peers.json"
    runs = peer_runs(options.peers, data, stored, kind, sets, options.seeds, options.features)
    there_already = {peers.key(run) for run in runs}
    theirs = any(run["strategy"] != "random" for run in runs)
    for at in sets:
        made = our_runs(data, at, kind, names, options.seeds)
        runs += [run for run in made if peers.key(run) not in there_already]
    if options.out:
        options.out.write_text(json.dumps({"runs": runs}))
    if kind == "warm":
        title = f"Area under the accuracy curve, 10 to {peers.BUDGETS[kind]} labels: points above random"
        return f"{title}, {options.seeds} seeds\n{curve_table(runs, sets)}", theirs
    parts = []
    for metric, words in (("accuracy", "Accuracy"), ("balanced", "Mean recall of the classes")):
        title = f"{words} from no label: points above random at {'/'.join(map(str, COLD_AT))} labels"
        parts.append(f"{title}, {options.seeds} seeds\n{cold_table(runs, sets, metric)}")
    return "\n\n".join(parts), theirs


if __name__ == "__main__":
    sys.exit(main())
