"""``python -m tests.benchmarks.texts``: a table of a million texts, from the scan to a round, with the real worker.

The texts are put together from sentences of real ones (mails, or the functions' texts of the demo), each with a few
words of its own. The memory is that of all processes (PSS). A stall is the longest piece of work on the window's
thread; a wait is how long an urgent job took to be answered while the worker was at something else.
"""

import argparse
import contextlib
import json
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import psutil

from desktop_al.loop.beside_messages import ClosestRequest
from desktop_al.loop.learning import Learning
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.project import Project
from tests.benchmarks.datasets import NotFetched, spamassassin, user_cache
from tests.benchmarks.table import Line, table
from tests.benchmarks.window import _pss

LABELS, ROUNDS = 200, 3
_LOOK, _ASK = 0.5, 0.1


class Watch:
    """Does what the window's loop does, phase by phase, and notes seconds, memory, stalls and waits of each."""

    def __init__(self) -> None:
        self.todo: list[Callable[[], None]] = []
        self.learning: Learning | None = None
        self.lines: list[Line] = []
        self.most = (0.0, 0.0)
        self._reset()

    def _reset(self) -> None:
        self._begun = time.monotonic()
        self._looked = 0.0
        self._peak = (0.0, 0.0)
        self._stall = self._wait = 0.0
        self._asked = -1.0

    @contextlib.contextmanager
    def phase(self, title: str, note: Callable[[float], str] = lambda _seconds: "") -> Iterator[None]:
        self._reset()
        self._look()
        yield
        seconds = time.monotonic() - self._begun
        self._look()
        said = [
            note(seconds),
            f"{sum(self._peak) / 1e9:.2f} GB ({self._peak[0] / 1e9:.2f} + {self._peak[1] / 1e9:.2f})",
        ]
        said += [f"stall {self._stall:.2f} s"] if self._stall else []
        said += [f"wait {self._wait:.2f} s"] if self._wait else []
        self.lines.append(Line(title, seconds, "s", note=", ".join(part for part in said if part)))
        print(table(self.lines[-1:]), flush=True)

    def _look(self) -> None:
        own = _pss(os.getpid())
        others = 0.0
        for child in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.Error):
                others += _pss(child.pid)
        self._looked = time.monotonic()
        self._peak = max(self._peak, (own, others), key=sum)
        self.most = max(self.most, (own, others), key=sum)

    def work(self, do: Callable[[], object]) -> None:
        """Something on the window's thread."""
        since = time.monotonic()
        do()
        self._stall = max(self._stall, time.monotonic() - since)

    def until(self, done: Callable[[], bool], seconds: float, asking: bool = False) -> None:
        """``asking``: an urgent job is sent all the while, and how long its answer takes is noted."""
        since = time.monotonic()
        while not done():
            if self.todo:
                self.work(self.todo.pop(0))
                continue
            if asking and self._asked < 0 and self.learning is not None:
                self._asked = time.monotonic()
                none = np.zeros(0, np.int32)
                request = ClosestRequest(1, -1, none, none, (), 1)
                self.learning.report(request, lambda _: None, self._answered, "closest")
            if time.monotonic() - self._looked > _LOOK:
                self._look()
            time.sleep(0.005)
            if time.monotonic() - since > seconds:
                raise TimeoutError("the worker did not get there")
        self._asked = -1.0

    def _answered(self, _: object) -> None:
        if self._asked >= 0:
            self._wait = max(self._wait, time.monotonic() - self._asked)
        self._asked = -1.0


def measure(place: Path, cache: Path, count: int, keep: bool = False) -> list[Line]:
    """``keep``: go on with the project of an earlier run, so that features are not computed again."""
    work = place / "texts"
    folder = _made(work / f"pool-{count}", cache, count)
    path = work / f"texts-{count}.dal"
    if not keep:
        for old in work.glob(f"{path.name}*"):
            old.unlink()
    watch = Watch()
    if not path.exists():
        with watch.phase(f"{count:,} texts: project made"):
            new = NewProject(path, folder, ("Ham", "Spam", "List", "Other"), "bench", kind="text", seed=1)
            create_project(new, work / "home")
    with watch.phase("opened, first sample known"):
        project = Project(path, "bench", work / "home", watch.todo.append, lambda _: None)
        project.start()
        learning = watch.learning = project.learning
        assert learning is not None
        watch.until(lambda: project.serving.current is not None, 120)
    with watch.phase("scan"):
        watch.until(lambda: learning.scanned is not None, 600)
    with watch.phase(
        "features (hashed n-grams and looks)", lambda seconds: f"{count / max(seconds, 1e-9):.0f} a second"
    ):
        watch.until(lambda: learning.features_done == 1.0, 3 * 3600, asking=True)
    with watch.phase("judging junk and near copies"):
        watch.until(lambda: not learning.extracting, 1200, asking=True)
    with watch.phase(f"{LABELS} labels"):
        for number in range(LABELS):
            watch.until(lambda: project.screen().sample is not None, 60)
            watch.work(lambda number=number: project.label(project.classes[number % 4].id))  # type: ignore[misc]
    for number in range(ROUNDS):
        with watch.phase("round" if number else "round: first, with the space"):
            watch.work(lambda number=number: learning.train(tuple(c.id for c in project.classes), 50, number))  # type: ignore[misc]
            watch.until(lambda: not learning.training, 600)
    with watch.phase("judging again, a round asked for meanwhile"):
        learning.extract()
        watch.until(lambda: not learning.extracting, 1200, asking=True)
    with watch.phase("closing"):
        project.close(60)
    with watch.phase("opening again"):
        again = Project(path, "bench", work / "home", watch.todo.append, lambda _: None)
    again.close(10)
    size = (path.stat().st_size + path.with_name(path.name + "-cache").stat().st_size) / 1e9
    most = watch.most
    return [
        *watch.lines,
        Line("memory at most, all processes", sum(most) / 1e9, "GB", 4.0, f"{most[0] / 1e9:.2f} + {most[1] / 1e9:.2f}"),
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
