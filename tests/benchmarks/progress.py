"""``dev.py bench progress``: what the Progress page costs who labels, side by side in one run.

A project of digits with 400 labels. Keys are pressed into the shown Label page while nothing else happens, then while
the page is opened, left at once, and its figures are worked out; then the tab itself is timed, first and later.
"""

import shutil
import time
from pathlib import Path

from desktop_al.app import make_window
from desktop_al.loop.demo import ANNOTATOR, set_up_demo
from desktop_al.loop.scripted import label
from tests.benchmarks.table import Line, percentile
from tests.benchmarks.window import _Gaps, _press, _spin, _until

_LABELS = 400
#: How often the page is opened and left.
_TIMES = 8


def measure(place: Path, _pool: int) -> list[Line]:
    work = place / "progress"
    shutil.rmtree(work, ignore_errors=True)
    home, path = work / "home", work / "demo" / "demo.dal"
    demo = set_up_demo("images", path, home)
    label(path, ANNOTATOR, home, _LABELS, demo.answer)
    app, session = make_window(home, guard=False)
    session.window.show()
    session.open_project(path)
    project = session.project
    assert project is not None
    assert project.learning is not None
    learning = project.learning
    _until(lambda: learning.features_done == 1.0 and learning.rounds > 0 and not learning.training, 120)
    _until(lambda: session.progress.idle, 120)
    session._tick.stop()
    idle = _press(session, app, 10 * _TIMES, [], stop=lambda: False, quiet=False)
    session._tick.start()
    opening: list[float] = []
    first: list[float] = []
    after: list[float] = []
    stalls: list[float] = []
    for _ in range(_TIMES):
        _until(lambda: not learning.training, 60)
        begun = time.perf_counter()
        session.window.perform("tab.progress")
        app.processEvents()
        opening.append(1000 * (time.perf_counter() - begun))
        session.window.perform("tab.label")
        gaps = _Gaps()
        pressed = _press(session, app, 10, [], stop=lambda: False, quiet=False)
        first.append(pressed[0])
        after += pressed[1:]
        stalls += gaps.stop()
        _until(lambda: session.progress.idle, 60)
        _spin(app, 0.1)
    session.window.close()
    return [
        Line(f"key -> painted, nothing else: p99 of {len(idle)}", percentile(idle, 99), "ms", 16.0),
        Line(f"key -> painted, figures worked out: p99 of {len(after)}", percentile(after, 99), "ms", 33.0),
        Line("key -> painted, figures worked out: median", percentile(after, 50), "ms"),
        Line("key -> painted, figures worked out: worst", max(after), "ms", 100.0),
        Line("the first key after coming back: worst", max(first), "ms", 100.0),
        Line("ratio of the medians", percentile(after, 50) / percentile(idle, 50), ""),
        Line("longest stall of the window meanwhile (5 ms timer)", max(stalls), "ms", 100.0),
        Line("opening the page the first time", opening[0], "ms"),
        Line("opening it later: median", percentile(opening[1:], 50), "ms", 100.0),
    ]
