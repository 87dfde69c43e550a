"""``desktop-al simulate``: the engine replayed on data whose answers are known."""

import csv
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument
from desktop_al.core.shapes import Found
from desktop_al.learn.blocks import join_blocks
from desktop_al.learn.features import EXTRACTORS
from desktop_al.learn.simulation import simulate
from desktop_al.loop.features import DEFAULT, read_for_learning
from desktop_al.loop.opening import folder_kind
from desktop_al.loop.scanning import sample_row
from desktop_al.media.cv import limit_threads
from desktop_al.media.scan import scan

_CHUNK = 128


@dataclass(frozen=True, slots=True)
class Data:
    """``features`` (n, d) with ``labels`` (n,); ``names`` of the samples, or empty for arrays."""

    features: Any
    labels: npt.NDArray[Any]
    names: tuple[str, ...]
    widths: tuple[int, ...] | None
    left_out: int = 0


def load_array(path: Path) -> npt.NDArray[Any]:
    """A numpy array from a file, never a pickle.

    Raises:
        BadArgument: no such file, or not a plain array.
    """
    try:
        array = np.load(path, allow_pickle=False)
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
    return Data(x.reshape(len(x), -1).astype(np.float32), y, (), None)


def load_folder(folder: Path, labels: str, progress: Callable[[str], None]) -> Data:
    """Features of all labelled samples of a folder. ``labels`` is a CSV file (path,label) or "folders".

    Samples without a label and samples that cannot be read are left out, and counted in ``left_out``.
    """
    kind = folder_kind(folder)
    known = None if labels == "folders" else read_labels(Path(labels))
    extractor = EXTRACTORS[DEFAULT[kind]]
    limit_threads(1)
    parts, names, answers = [], [], []
    unlabelled = unreadable = 0
    for chunk in scan(folder, chunk=_CHUNK):
        values = []
        for found in chunk:
            answer = _label_of(found, known)
            if found.kind != kind or answer is None:
                unlabelled += 1
                continue
            read = read_for_learning(folder, sample_row(0, found))
            if read.value is None:
                unreadable += 1
                continue
            values.append(read.value)
            names.append(found.name)
            answers.append(answer)
        if values:
            parts.append(extractor.extract(values))
        progress(f"{len(names)} samples read")
    if not parts:
        raise BadArgument(f"No sample of {folder} has a label in {labels}.")
    left_out = unlabelled + unreadable
    return Data(join_blocks(parts), np.array(answers), tuple(names), extractor.blocks, left_out)


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
    test: tuple[Any, Any] | None = None


def run(data: Data, plan: Plan, progress: Callable[[float], None]) -> dict[str, Any]:
    """The result of the simulation, with the pool's sample names where there are any."""
    result = simulate(
        data.features,
        data.labels,
        test=plan.test,
        test_fraction=plan.test_fraction,
        strategies=plan.strategies,
        batch=plan.batch,
        budget=plan.budget,
        initial=plan.initial,
        seeds=plan.seeds,
        noise=plan.noise,
        audit_share=plan.audit_share,
        widths=data.widths,
        progress=progress,
    )
    if data.names:
        result["samples"] = list(data.names)
    return result


def summary(result: dict[str, Any]) -> str:
    """A table: accuracy at the end and the mean over the curve, with the paired gain over random.

    All in points (hundredths); gains with their standard error over seeds where there are several.
    """
    runs: dict[str, dict[int, list[float]]] = {}
    for one in result["runs"]:
        curve = [point["accuracy"] for point in one["curve"]]
        runs.setdefault(one["strategy"], {})[one["seed"]] = [curve[-1], float(np.mean(curve))]
    lines = [f"{'strategy':<22}{'final':>8}{'gain':>16}{'mean':>8}{'gain':>16}"]
    lines.append(" " * 22 + f"{'points':>8}{'points':>16}" * 2)
    for name, by_seed in runs.items():
        cells = [f"{name:<22}"]
        for at in (0, 1):
            values = np.array([by_seed[s][at] for s in sorted(by_seed)])
            gains = values - np.array([runs["random"][s][at] for s in sorted(by_seed)])
            gain = f"{100 * gains.mean():+.2f}" if name != "random" else ""
            if gain and len(gains) > 1:
                gain += f" ± {100 * gains.std(ddof=1) / np.sqrt(len(gains)):.2f}"
            cells.append(f"{100 * values.mean():>8.2f}{gain:>16}")
        lines.append("".join(cells))
    return "\n".join(lines)
