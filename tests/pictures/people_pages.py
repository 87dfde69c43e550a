"""Several annotators: how far they agree."""

import itertools
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain
from desktop_al.core.state import fold
from desktop_al.loop.record import body_reader
from desktop_al.loop.scanning import sample_row
from desktop_al.media.scan import scan
from desktop_al.store.project_file import close_file, insert_events, insert_samples, open_project, read_events
from tests.pictures.projects import DIGITS, image_project
from tests.pictures.scenes import Scene
from tests.pictures.stand import Stand

_OTHERS = ("Jo Berger", "Marta", "Priya")
_BEGIN = 1_780_000_000_000_000


def _label_by_four(path: Path, truth: Callable[[str], str]) -> None:
    """Ines and three others answer every image; each takes some digits for others."""
    file = open_project(path)
    try:
        connection = file.connection
        folder = path.parent / f"{path.stem} images"
        found = sorted((one for chunk in scan(folder) for one in chunk), key=lambda one: one.name)
        rows = [sample_row(number, one) for number, one in enumerate(found)]
        insert_samples(connection, rows)
        state = fold(read_events(connection), body_reader(connection))
        ids = {item.name: item.id for item in state.classes()}
        ticks = itertools.count(_BEGIN, 5_000_000)
        heads = ev.encode_heads(state.frontier())
        for place, name in enumerate((state.maker, *_OTHERS)):
            rng = random.Random(place)
            own = Chain(os.urandom(16), state.lamport, lambda: next(ticks), lambda: next(ticks), os.urandom)
            made = [own.add(ev.OPEN, {"computer": "elsewhere"}, name, answer=heads)]
            for row in rows:
                said = truth(row.path)
                if rng.random() < 0.04 + 0.05 * place:
                    said = DIGITS[(DIGITS.index(said) + rng.choice((1, 7))) % len(DIGITS)]
                made.append(own.add(ev.ANNOTATION, {"chosen": "audit"}, name, row.id, ev.label_answer([ids[said]])))
            for row in rows[:30]:
                answer = ev.label_answer([ids[truth(row.path)]])
                made.append(own.add(ev.REPEAT, {"chosen": "repeat"}, name, row.id, answer))
            insert_events(connection, made)
        connection.commit()
    finally:
        close_file(file)


def agreement(stand: Stand) -> Iterator[Scene]:
    """Nobody but the maker, then four annotators."""
    path, truth = image_project(stand, 160, audit_share=0.9)
    stand.open(path)
    stand.do("tab.agreement")
    page = stand.window.page("agreement")
    stand.until(lambda: page.screen is not None)
    yield Scene("agreement-empty", ("Agreement needs two annotators and 20 shared samples",), main=True)
    stand.end()
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()
    path, truth = image_project(stand, 160, audit_share=0.9)
    _label_by_four(path, truth)
    stand.open(path)
    stand.do("tab.agreement")
    page = stand.window.page("agreement")
    stand.until(lambda: page.screen is not None)
    stand.rest(1.0)
    yield Scene("agreement", ("Krippendorff's alpha", "Pair by pair"), main=True)
    table = page.confusion.table
    cells = ((i, j) for i in range(len(DIGITS)) for j in range(len(DIGITS)) if i != j)
    counts = next(p.counts for p in page.screen.pairs if (p.a, p.b) == page.pairs.pair())
    table.picked.emit(*next((i, j) for i, j in cells if counts[i][j]))
    stand.rest(0.3)
    yield Scene("agreement-narrowed", ("Show all",))

    def foot() -> None:
        bar = page._scroll.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)

    foot()
    yield Scene("agreement-measures", ("All measures",), main=True, again=foot)
