"""``desktop-al simulate``: the engine replayed on data whose answers are known."""

import csv
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument, DesktopAlError
from desktop_al.core.shapes import Found, SampleKind
from desktop_al.learn.simulation import NO_STOP, simulate
from desktop_al.loop.extraction import HANDMADE, NETWORK, has_network, source_named
from desktop_al.loop.feature_files import sample_chunks
from desktop_al.loop.kept_features import cached_features
from desktop_al.loop.opening import folder_kind
from desktop_al.loop.processes import in_processes

Words = Callable[[str], None]

#: What learning curves can be written as.
PLOTS = (".svg", ".png")
#: Names that a sentence holds at most.
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Data:
    """``features`` are one or several tables (n, d) of the same samples with ``labels`` (n,); ``names`` of the
    samples, or empty for arrays; ``sources`` of the tables; ``widths`` the groups of columns of each table.

    ``remark`` is a sentence on what is missing, or empty.
    """

    features: tuple[Any, ...]
    labels: npt.NDArray[Any]
    names: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    widths: tuple[tuple[int, ...], ...] | None = None
    left_out: int = 0
    remark: str = ""


@dataclass(frozen=True, slots=True)
class FolderPlan:
    """How the features of a folder come about: the folder of the networks' weights, empty to do without them;
    where computed features are kept, None for nowhere; processes at most."""

    weights: str = ""
    cache: Path | None = None
    jobs: int = 1


def load_array(path: Path) -> npt.NDArray[Any]:
    """A numpy array from a file, never a pickle.

    Raises:
        BadArgument: no such file, or not a plain array.
    """
    try:
        array = np.load(path, allow_pickle=False)
    except FileNotFoundError as error:
        raise BadArgument(f"There is no file {path}.") from error
    except (OSError, ValueError, EOFError) as error:
        raise BadArgument(f"{path} cannot be read as a numpy array.") from error
    if not isinstance(array, np.ndarray):
        raise BadArgument(f"{path} holds several arrays; one is needed.")
    return array


def load_arrays(features: Path, labels: Path) -> Data:
    x, y = load_array(features), load_array(labels)
    if x.ndim < 2 or len(x) != len(y) or y.ndim != 1:
        raise BadArgument(f"{features} has shape {x.shape} and {labels} {y.shape}; rows and labels must match.")
    if x.dtype.kind not in "fiub":
        raise BadArgument(f"{features} holds {x.dtype}; numbers are needed.")
    return Data((x.reshape(len(x), -1).astype(np.float32),), y)


def own_cache(given: str) -> Path:
    """A place that the user named for the features of a folder, made if it is not there.

    Raises:
        BadArgument: nothing can be kept there.
    """
    try:
        Path(given).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = "it is a file" if Path(given).is_file() else error.strerror
        raise BadArgument(f"No features can be kept in {given}: {why}.") from error
    return Path(given)


def check_plot(path: Path) -> None:
    """Refuse a picture of learning curves that is neither SVG nor PNG.

    Raises:
        BadArgument: see above.
    """
    if path.suffix.lower() not in PLOTS:
        raise BadArgument(f"Learning curves are written as {' or '.join(PLOTS)}; {path.name} ends with neither.")


def check_test_classes(pool: npt.NDArray[Any], test: npt.NDArray[Any]) -> str:
    """A sentence on the classes of the test labels that no label of the pool has, "" where there are none.

    Raises:
        BadArgument: all of them; nothing that is learned from the pool could be right.
    """
    known, asked = _class_names(pool), _class_names(test)
    strange = sorted(asked - known)
    if not strange or not known:
        return ""
    if len(strange) == len(asked):
        raise BadArgument(
            "No class of the test labels occurs in the pool. "
            f"The pool has {_few(sorted(known))}; the test has {_few(strange)}."
        )
    count = (
        "1 class of the test labels does" if len(strange) == 1 else f"{len(strange):,} classes of the test labels do"
    )
    return f"{count} not occur in the pool, so no answer can be right there: {_few(strange)}."


def _class_names(labels: npt.NDArray[Any]) -> set[str]:
    """As the simulation tells classes apart: 1.0 in one file is the class 1 of another."""
    if labels.dtype.kind == "f" and np.isfinite(labels).all() and (labels == np.trunc(labels)).all():
        labels = labels.astype(np.int64)
    return set(np.unique(labels.astype(str)).tolist())


def _few(names: Sequence[str]) -> str:
    """At most some of the names."""
    rest = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + rest


def load_folder(folder: Path, labels: str, plan: FolderPlan, progress: Words) -> Data:
    """Features of all labelled samples of a folder. ``labels`` is a CSV file (path,label) or "folders".

    Samples without a label and samples that cannot be read are left out, and counted in ``left_out``. A network
    that is there but cannot be opened is done without, as the window does.

    Raises:
        DesktopAlError: the folder or the labels cannot be read, or no sample has a label.
    """
    kind = folder_kind(folder)
    known = None if labels == "folders" else read_labels(Path(labels))
    names, remark = _sources(kind, plan.weights)
    answers: dict[str, str] = {}
    pieces, count = [], 0
    for piece in sample_chunks(folder, kind):
        count += len(piece)
        labelled = [(found, answer) for found in piece if (answer := _label_of(found, known)) is not None]
        answers.update((found.name, answer) for found, answer in labelled)
        if labelled:
            pieces.append([found for found, _ in labelled])
    if not pieces and known is None:
        raise BadArgument(f"No sample of {folder} lies in a subfolder, so no folder name is its class.")
    if not pieces:
        raise BadArgument(f"No sample of {folder} has a label in {labels}.")

    def read(share: float) -> None:
        progress(f"{share:.0%} of {len(answers)} samples read")

    features = cached_features(folder, pieces, names, plan.weights, plan.cache, plan.jobs, read)
    return Data(
        features=tuple(rows.raw for rows in features.rows),
        labels=np.array([answers[name] for name in features.samples]),
        names=features.samples,
        sources=names,
        widths=tuple(source_named(name, plan.weights).blocks for name in names),
        left_out=count - len(features.samples),
        remark=remark,
    )


def _sources(kind: SampleKind, weights: str) -> tuple[tuple[str, ...], str]:
    """What the window learns from, and a sentence on a network that cannot be opened."""
    if not has_network(kind, weights):
        return (HANDMADE[kind],), ""
    try:
        source_named(NETWORK[kind], weights)
    except DesktopAlError as error:
        return (HANDMADE[kind],), str(error)
    return (HANDMADE[kind], NETWORK[kind]), ""


def _label_of(found: Found, known: dict[str, str] | None) -> str | None:
    if known is not None:
        return known.get(found.name)
    parent = found.path.rsplit("/", 1)[0] if "/" in found.path else ""
    return parent or None


def read_labels(path: Path) -> dict[str, str]:
    """Labels by sample from a CSV file with the columns path (or sample) and label.

    Raises:
        BadArgument: the file cannot be read or lacks a column.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            columns = rows.fieldnames or []
            name = next((c for c in ("path", "sample", "file") if c in columns), None)
            if name is None or "label" not in columns:
                raise BadArgument(f"{path} needs the columns path and label; it has {', '.join(columns) or 'none'}.")
            pairs = [(row[name], row["label"]) for row in rows if row.get(name) and row.get("label")]
            # As the scan names samples: composed characters, forward slashes.
            return {unicodedata.normalize("NFC", path.replace("\\", "/")): label for path, label in pairs}
    except FileNotFoundError as error:
        raise BadArgument(f"There is no file {path}.") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadArgument(f"The labels {path} cannot be read as CSV in UTF-8.") from error


@dataclass(frozen=True, slots=True)
class Plan:
    """The arguments of a simulation as given on the command line."""

    strategies: tuple[str, ...]
    batch: int
    budget: int
    initial: int | npt.NDArray[Any]
    seeds: int
    noise: float
    test_fraction: float
    audit_share: float = 0.0
    abstain: float = 0.0
    model: str = "logistic"
    wanted: str | None = None
    test: tuple[Any, Any] | None = None
    stop_report: bool = False


def run(data: Data, plan: Plan, progress: Callable[[float], None], jobs: int = 1) -> dict[str, Any]:
    """The result of the simulation, with the pool's sample names and sources where there are any.

    ``jobs``: seeds that are worked on at once, each in a process of its own; the result is the same.

    Raises:
        BadArgument: see ``learn.simulation.simulate``; DesktopAlError: from a process of its own.
    """
    if plan.seeds < 2 or jobs < 2:
        result = _simulate((data, plan), range(plan.seeds), progress)
    else:
        of_seeds = in_processes(_simulate, (data, plan), [[seed] for seed in range(plan.seeds)], jobs, progress)
        # Of each seed one run for every strategy, in the same order.
        result = {"runs": [run for runs in zip(*(one["runs"] for one in of_seeds), strict=True) for run in runs]}
    if data.names:
        result["samples"] = list(data.names)
        result["features"] = list(data.sources)
    return result


def _simulate(shared: tuple[Data, Plan], seeds: Sequence[int], progress: Callable[[float], None]) -> dict[str, Any]:
    data, plan = shared
    return simulate(
        data.features,
        data.labels,
        test=plan.test,
        test_fraction=plan.test_fraction,
        strategies=plan.strategies,
        batch=plan.batch,
        budget=plan.budget,
        initial=plan.initial,
        seeds=seeds,
        noise=plan.noise,
        abstain=plan.abstain,
        audit_share=plan.audit_share,
        model=plan.model,
        wanted=plan.wanted,
        widths=data.widths,
        stop_report=plan.stop_report,
        progress=progress,
    )


def summary(result: dict[str, Any]) -> str:
    """A table: accuracy at the end and the mean over the curve, with the paired gain over random.

    All in points (hundredths); gains with their standard error over seeds where there are several. With a class
    to find, also the share of it that was found. A run without a single label counts for nothing.
    """
    runs: dict[str, dict[int, list[float]]] = {}
    finding = False
    for one in result["runs"]:
        of_strategy = runs.setdefault(one["strategy"], {})
        if one["curve"]:
            curve = [point["accuracy"] for point in one["curve"]]
            finding = finding or "found" in one["curve"][-1]
            of_strategy[one["seed"]] = [curve[-1], float(np.mean(curve)), one["curve"][-1].get("found", 0.0)]
    width = max(22, *(len(name) + 2 for name in runs))
    lines = [f"{'strategy':<{width}}{'final':>8}{'gain':>16}{'mean':>8}{'gain':>16}" + f"{'found':>8}" * finding]
    lines.append(" " * width + f"{'points':>8}{'points':>16}" * 2 + f"{'points':>8}" * finding)
    for name, by_seed in runs.items():
        seeds = sorted(by_seed.keys() & runs["random"].keys())
        cells = [f"{name:<{width}}"]
        for at in (0, 1) if seeds else ():
            values = np.array([by_seed[s][at] for s in seeds])
            gains = values - np.array([runs["random"][s][at] for s in seeds])
            gain = f"{100 * gains.mean():+.2f}" if name != "random" else ""
            if gain and len(gains) > 1:
                gain += f" ± {100 * gains.std(ddof=1) / np.sqrt(len(gains)):.2f}"
            cells.append(f"{100 * values.mean():>8.2f}{gain:>16}")
        if finding and seeds:
            cells.append(f"{100 * np.mean([by_seed[s][2] for s in seeds]):>8.2f}")
        lines.append("".join(cells))
    return "\n".join(lines + _stops(result["runs"]))


def _stops(runs: Sequence[dict[str, Any]]) -> list[str]:
    """When stopping was advised, a line for each strategy; none without that report."""
    advised: dict[str, list[int | None]] = {}
    for run in runs:
        if run.get("stop", NO_STOP) != NO_STOP:
            advised.setdefault(run["strategy"], []).append(run["stop"]["advised_at"])
    lines = []
    for name, found in advised.items():
        labels = [at for at in found if at is not None]
        at = f", at {np.mean(labels):,.0f} labels on average" if labels else ""
        lines.append(f"{name}: stopping advised in {len(labels)} of {len(found)} runs{at}")
    return lines
