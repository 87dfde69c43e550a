"""``python -m tests.benchmarks.texts``: a table of a million texts, from the scan to a round, with the real worker.

The texts are put together from sentences of real ones (mails, or the functions' texts of the demo), each with a few
words of its own.
"""

import argparse
import json
import os
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.project import Project
from tests.benchmarks.datasets import NotFetched, spamassassin, user_cache
from tests.benchmarks.table import Line, table
from tests.benchmarks.window import _pss

LABELS, ROUNDS = 200, 3


def measure(place: Path, cache: Path, count: int, keep: bool = False) -> list[Line]:
    """``keep``: go on with the project of an earlier run, so that features are not computed again."""
    work = place / "texts"
    folder = _made(work / f"pool-{count}", cache, count)
    path = work / f"texts-{count}.dal"
    if not keep:
        for old in work.glob(f"{path.name}*"):
            old.unlink()
    if not path.exists():
        new = NewProject(path, folder, ("Ham", "Spam", "List", "Other"), "bench", kind="text", seed=1)
        create_project(new, work / "home")
    todo: list[Callable[[], None]] = []
    begun = time.monotonic()
    project = Project(path, "bench", work / "home", todo.append, lambda _: None)
    project.start()
    learning = project.learning
    assert learning is not None
    most = [0.0, 0.0]

    def until(done: Callable[[], bool], seconds: float) -> float:
        """Seconds it took; the memory is looked at twice a second meanwhile."""
        since, looked = time.monotonic(), 0.0
        while not done():
            while todo:
                todo.pop(0)()
            if time.monotonic() - looked > 0.5:
                looked = time.monotonic()
                now = (_pss(os.getpid()), _pss(learning.worker_pid))
                most[:] = now if sum(now) > sum(most) else most
            time.sleep(0.01)
            if time.monotonic() - since > seconds:
                raise TimeoutError("the worker did not get there")
        return time.monotonic() - since

    until(lambda: project.serving.current is not None, 120)
    first = time.monotonic() - begun
    until(lambda: learning.scanned is not None, 600)
    scanned = time.monotonic() - begun
    extracting = until(lambda: learning.features_done == 1.0 and not learning.extracting, 3 * 3600)
    for number in range(LABELS):
        until(lambda: project.screen().sample is not None, 60)
        project.label(project.classes[number % 4].id)
    seconds = []
    for number in range(ROUNDS):
        learning.train(tuple(c.id for c in project.classes), 50, number)
        seconds.append(until(lambda: not learning.training, 600))
    result = learning.result
    assert result is not None
    project.close(60)
    begun = time.monotonic()
    again = Project(path, "bench", work / "home", todo.append, lambda _: None)
    opened = time.monotonic() - begun
    again.close(10)
    size = (path.stat().st_size + path.with_name(path.name + "-cache").stat().st_size) / 1e9
    return [
        Line(f"{count:,} texts: first sample known", first, "s"),
        Line("scan complete", scanned, "s"),
        Line(
            "features (hashed n-grams and looks)", extracting, "s", note=f"{count / max(extracting, 1e-9):.0f} a second"
        ),
        Line("round: first, with the space", seconds[0], "s"),
        Line(f"round: slowest of {ROUNDS - 1} more", max(seconds[1:]), "s", note=f"{result.looked_at:,} looked at"),
        Line(
            "memory at most, window and worker (PSS)",
            sum(most) / 1e9,
            "GB",
            4.0,
            f"{most[0] / 1e9:.2f} + {most[1] / 1e9:.2f}",
        ),
        Line("opening again", opened, "s"),
        Line("project file and side file", size, "GB"),
    ]


def _made(folder: Path, cache: Path, count: int) -> Path:
    table_file = folder / "texts.jsonl"
    if table_file.exists():
        return folder
    folder.mkdir(parents=True)
    try:
        source = spamassassin(cache)
        texts = [str(text) for text in source.pool]
    except NotFetched:
        from desktop_al.learn.demo_sources import function_texts

        texts = [text for text, _ in function_texts()]
    sentences = [s.strip() for text in texts for s in re.split(r"[.!?\n]+", text[:4000]) if 20 < len(s.strip()) < 160]
    words = sorted({word for s in sentences[:20_000] for word in s.split() if word.isalpha()})
    rng = np.random.default_rng(0)
    temporary = folder / ".texts"
    with open(temporary, "w", encoding="utf-8") as file:
        for number in range(count):
            parts = [sentences[k] for k in rng.integers(0, len(sentences), 2)]
            own = " ".join(words[k] for k in rng.integers(0, len(words), 8))
            file.write(json.dumps({"text": f"{parts[0]}. {own}. {parts[1]}. {number}"}) + "\n")
    temporary.rename(table_file)
    return folder


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="texts", description=__doc__.split("\n")[0])
    parser.add_argument("--place", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=user_cache())
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--keep", action="store_true", help="go on with the project of an earlier run")
    options = parser.parse_args(arguments)
    print(table(measure(options.place, options.cache, options.count, options.keep)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
