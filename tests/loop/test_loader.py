"""What is read ahead, and what of it stays at hand."""

import queue
from collections.abc import Callable
from pathlib import Path

from desktop_al.core.shapes import Found
from desktop_al.loop.loader import Loader


def test_what_is_on_screen_stays_at_hand_however_often_the_queue_changes(tmp_path: Path) -> None:
    count = 40
    for number in range(count):
        (tmp_path / f"{number}.txt").write_text(f"text {number}", "utf-8")
    samples = [(n, Found(f"{n}.txt", "text", 10, 0)) for n in range(count)]
    work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    come: list[int] = []
    loader = Loader(tmp_path, work.put, lambda place, _: come.append(place))
    try:
        for start in range(1, count, 8):
            loader.want([samples[0], *samples[start : start + 8]])
            while not {p for p, _ in samples[start : start + 8]} <= set(come):
                work.get(timeout=20)()
        assert loader.get(0) is not None
        assert come.count(0) == 1, "it was there all the time"
        assert loader.get(1) is None, "others make room"
        assert loader.get(count - 1) is not None
    finally:
        loader.close()
