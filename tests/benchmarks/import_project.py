"""Importing the labels of a large pool: the whole of it from the command line, and the window's longest pause."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_al.app import make_window
from desktop_al.core.import_fold import ANNOTATIONS, PRE_ANNOTATIONS
from desktop_al.loop.import_choices import Choices
from desktop_al.loop.import_file import Wanted, import_file
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.scripted import ensure_listed
from desktop_al.store.driver import sqlite3
from tests.benchmarks.table import Line, table

#: Seconds for the whole, milliseconds that the window may stand still.
SECONDS, PAUSE = 20.0, 100.0
_TICK = 5
#: The most memory of a process since it began: what wait4 tells counts that of the one it was forked from.
_ALONE = """
import sys
from desktop_al.cli import main
if __name__ == "__main__":
    assert main(sys.argv[1:]) == 0
    print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench import_project", description=__doc__)
    parser.add_argument("--pool", type=int, default=100_000, help="how many samples")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        print(table(measure(Path(temporary), options.pool)), flush=True)
    return 0


def measure(place: Path, count: int) -> list[Line]:
    """Texts as the rows of a table: no 100,000 files are made."""
    path, home = _project(place, count), place / "home"
    files = {"csv": _csv(place, count), "labelstudio": _label_studio(place, count)}
    lines = []
    for name, file in files.items():
        for kind in (PRE_ANNOTATIONS, ANNOTATIONS):
            copy = place / f"{name}-{kind}.dal"
            _copy(path, copy)
            began, worked = time.perf_counter(), time.process_time()
            _, done = import_file(copy, file, Wanted(kind, replace=True), home)
            assert done is not None
            assert len(done.entries) == count
            cpu = f"{time.process_time() - worked:.1f} s of one processor"
            lines.append(Line(f"{count:,} {kind} from {name}", time.perf_counter() - began, "s", SECONDS, cpu))
    for kind in (PRE_ANNOTATIONS, ANNOTATIONS):
        lines += _window(path, home, files["csv"], kind, count)
    copy = place / "alone.dal"
    _copy(path, copy)
    arguments = ["import", str(copy), str(files["labelstudio"]), "--as", ANNOTATIONS]
    environment = {**os.environ, "DESKTOP_AL_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", _ALONE, *arguments], env=environment, stdout=subprocess.PIPE, check=True
    )
    lines.append(Line("memory of one import, in a process of its own", int(done.stdout) / 1024, "MB"))
    return lines


def _project(place: Path, count: int) -> Path:
    pool, path = place / "pool", place / "p.dal"
    pool.mkdir()
    with open(pool / "texts.csv", "w", encoding="utf-8") as file:
        file.write("text\n")
        file.writelines(f"text number {n} of many\n" for n in range(count))
    create_project(NewProject(path, pool, ("A", "B"), "ann", kind="text"), place / "home")
    ensure_listed(path, place / "home")
    # As after the worker has read them: what is measured is the import.
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE samples SET digest=id")
    connection.close()
    return path


def _copy(path: Path, to: Path) -> None:
    source, target = sqlite3.connect(path), sqlite3.connect(to)
    source.backup(target)
    source.close()
    target.close()


def _csv(place: Path, count: int) -> Path:
    path = place / "labels.csv"
    with open(path, "w", encoding="utf-8") as file:
        file.write("path,label,annotator\n")
        file.writelines(f"texts.csv#{n},{'AB'[n % 2]},{('ann', 'Bo')[n % 5 == 0]}\n" for n in range(count))
    return path


def _label_studio(place: Path, count: int) -> Path:
    path = place / "tasks.json"

    def task(n: int) -> str:
        result = {"from_name": "label", "to_name": "sample", "type": "choices", "value": {"choices": ["AB"[n % 2]]}}
        made = {"id": n, "completed_by": {"email": "bo@example.org"}, "result": [result], "was_cancelled": False}
        return json.dumps({"id": n, "data": {"sample": f"texts.csv#{n}", "text": "..."}, "annotations": [made]})

    path.write_text("[" + ",\n".join(task(n) for n in range(count)) + "]", "utf-8")
    return path


def _window(path: Path, home: Path, file: Path, kind: str, count: int) -> list[Line]:
    """The import through the real window, with a clock that ticks in its event loop."""
    app, session = make_window(home, guard=False)
    session.window.show()
    assert session.open_project(path)
    project = session.project
    assert project is not None
    _until(app, lambda: project.learning is not None and project.learning.scanned is not None)
    pauses: list[tuple[float, str]] = []
    last = [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        importing = session.imports._importing
        pauses.append(((now - last[0]) * 1000 - _TICK, importing.phase if importing else ""))
        last[0] = now

    timer = QTimer()
    timer.setInterval(_TICK)
    timer.timeout.connect(tick)
    session.imports.show()
    _until(app, lambda: True)
    began, worked = time.perf_counter(), time.process_time()
    timer.start()
    last[0] = time.perf_counter()
    session.imports.read(file)
    importing = session.imports._importing
    assert importing is not None
    _until(app, lambda: importing.phase == "planned")
    if kind == ANNOTATIONS:
        importing.choose(Choices(kind, replace=True))
        _until(app, lambda: importing.phase == "planned")
    importing.write()
    _until(app, lambda: importing.phase == "done")
    _until(app, lambda: not project.unsaved)
    seconds = time.perf_counter() - began
    cpu = f"{time.process_time() - worked:.1f} s of one processor"
    timer.stop()
    worst, phase = max(pauses)
    before = time.perf_counter()
    assert project.undo()
    undone = 1000 * (time.perf_counter() - before)
    session.close_project()
    session.window.close()
    return [
        Line(f"the same {kind} through the window", seconds, "s", SECONDS, cpu),
        Line("longest pause of the window", worst, "ms", PAUSE, f"while {phase}"),
        Line("undo of it", undone, "ms"),
    ]


def _until(app: QApplication, condition: Callable[[], bool], seconds: float = 300.0) -> None:
    end = time.monotonic() + seconds
    while True:
        app.processEvents()
        if condition():
            return
        assert time.monotonic() < end
        time.sleep(0.0005)
