"""The Samples page at its full size: opening, a key in the search field, scrolling, a relabelling."""

import hashlib
import queue
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtWidgets import QApplication

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.core.state import State
from desktop_al.loop.collection import keep_from_collection
from desktop_al.loop.listing import Listing, Query
from desktop_al.loop.messages import TextsPart
from desktop_al.loop.pool import Pool
from desktop_al.loop.text_search import LIMIT, fold_query
from desktop_al.loop.thumbnails import Thumbnails
from desktop_al.store.project_file import SampleRow
from desktop_al.ui.samples_page import SamplesPage
from desktop_al.ui.theme import Theme
from tests.benchmarks.pools import image_pool
from tests.benchmarks.table import Line, percentile

_CLASSES = tuple("ABCDEFGHI")
_TYPED = ("patient fell", "infusion", "zebra", "0420", "sample-99")


def measure(place: Path, pool: int) -> list[Line]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme("light")
    theme.apply(app)
    return [*_listing(pool), *_images(app, theme, image_pool(place, pool)), *_texts(app, theme, pool)]


def _timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def _drawn(app: QApplication, work: Callable[[], Any]) -> float:
    """Milliseconds until what ``work`` changed is painted."""

    def run() -> None:
        work()
        app.processEvents()
        app.processEvents()

    return _timed(run)


def _rows(names: list[str], kind: str) -> list[SampleRow]:
    ids = [hashlib.blake2b(name.encode(), digest_size=16).digest() for name in names]
    return [SampleRow(i, ids[i], name, -1, kind, 1000 + i % 977, 1, 0, 0) for i, name in enumerate(names)]


def _project(rows: list[SampleRow], labelled: int) -> tuple[Pool, State]:
    """A pool and a log with ``labelled`` answers of two annotators."""
    pool = Pool(1, 0.1)
    pool.extend(rows)
    names = {f"c{number}": name for number, name in enumerate(_CLASSES)}
    state = State(lambda event: {"op": "add", "name": names[event.answer], "colour": int(event.answer[1:])})
    seq = 0

    def add(kind: str, sample: bytes, answer: str, who: str) -> None:
        nonlocal seq
        seq += 1
        state.apply(Event(bytes(16), seq, seq, 1_700_000_000_000_000 + seq, 0, who, kind, sample, answer, b"", b""))

    for class_id in names:
        add(ev.CLASS, b"", class_id, "ann")
    for number, row in enumerate(rows[:labelled]):
        add(ev.ANNOTATION, row.id, f"=c{number % len(_CLASSES)}", "bob" if number % 5 == 0 else "ann")
    # As in the program, where what was read at the opening is kept from collection.
    keep_from_collection()
    return pool, state


def _listing(count: int) -> list[Line]:
    """Names whose numbers have no leading zeros are the dearest to sort."""
    rows = _rows([f"folder-{i % 100}/sample-{i}.txt" for i in range(count)], "text")
    pool, state = _project(rows, count // 2)
    unprepared = _timed(lambda: Listing(pool, state, "ann").find(Query()))
    listing = Listing(pool, state, "ann")
    slices = []
    more = True
    while more:
        started = time.perf_counter()
        more = listing.prepare()
        slices.append(1000 * (time.perf_counter() - started))
    prepared = _timed(lambda: listing.find(Query()))
    queries = [
        Query(state="unlabelled"),
        Query(class_id="c3", sort="time", descending=True),
        Query(sort="answer"),
        Query(annotator="bob", sort="size"),
    ]
    times = [_timed(lambda query=query: listing.find(query)) for query in queries for _ in range(5)]
    return [
        Line(f"list of {count:,}, half of them answered: first look, unprepared", unprepared, "ms"),
        Line("  after it was prepared in idle moments", prepared, "ms"),
        Line("  longest of those moments", max(slices), "ms", 20.0),
        Line("filter and sort (worst of 20)", max(times), "ms", 30.0),
    ]


def _open(
    app: QApplication, theme: Theme, listing: Listing, thumbnails: Thumbnails | None
) -> tuple[SamplesPage, float]:
    def show() -> SamplesPage:
        page = SamplesPage(theme)
        page.resize(1440, 824)
        page.set_listing(listing, thumbnails)
        page.show()
        page.first_focus()
        app.processEvents()
        return page

    while listing.prepare():
        pass
    started = time.perf_counter()
    page = show()
    return page, 1000 * (time.perf_counter() - started)


def _images(app: QApplication, theme: Theme, folder: Path) -> list[Line]:
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.jpg"))]
    pool, state = _project(_rows(names, "image"), len(names) // 2)
    listing = Listing(pool, state, "ann")
    home: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    thumbnails = Thumbnails(folder, pool, home.put)
    page, opening = _open(app, theme, listing, thumbnails)
    lines = [Line(f"page of {len(names):,} images opens, half of them answered", opening, "ms", 300.0)]
    for form in ("table", "grid"):
        turned = _drawn(app, lambda form=form: page.show_form(form))
        stalls = _scroll(app, page, home)
        lines += [
            Line(f"turning to the {form}", turned, "ms"),
            Line(f"scrolling the {form}: longest stall of {len(stalls)}", max(stalls), "ms", 50.0),
            Line(f"scrolling the {form}: median", percentile(stalls, 50), "ms"),
        ]
    lines.append(Line("relabelling one sample until it is drawn (worst of 20)", _relabel(app, page, pool, state), "ms"))
    thumbnails.close()
    page.set_listing(None)
    page.close()
    return lines


def _scroll(app: QApplication, page: SamplesPage, home: "queue.SimpleQueue[Callable[[], None]]") -> list[float]:
    """Wheel steps, pages and jumps, with rests in which pictures are read and come home."""
    bar, rng, stalls = page.view().verticalScrollBar(), random.Random(0), []
    for number in range(150):
        if number % 10 == 9:
            to = rng.randrange(bar.maximum())
        else:
            to = bar.value() + (bar.pageStep() if number % 5 == 4 else 120)
        stalls.append(_drawn(app, lambda to=to: bar.setValue(to)))
        end = time.perf_counter() + (0.3 if number % 10 == 0 else 0.01)
        while time.perf_counter() < end:
            started = time.perf_counter()
            if not home.empty():
                home.get()()
            app.processEvents()
            stalls.append(1000 * (time.perf_counter() - started))
            time.sleep(0.001)
    return stalls


def _relabel(app: QApplication, page: SamplesPage, pool: Pool, state: State) -> float:
    times = []
    for number in range(20):
        row = pool.rows[page.model.place(number)]
        event = Event(bytes(16), 10**6 + number, 10**6 + number, 1, 0, "ann", ev.ANNOTATION, row.id, "=c1", b"", b"")
        state.apply(event)
        assert page.model.listing is not None
        page.model.listing.update([row.i])
        times.append(_drawn(app, page.refresh))
    return max(times)


def _texts(app: QApplication, theme: Theme, count: int) -> list[Line]:
    """As many bytes of text as are ever searched, and different words in each."""
    rng = random.Random(1)
    words = ["".join(rng.choice("abcdefghilmnoprstuv") for _ in range(rng.randint(2, 9))) for _ in range(4000)]
    pages = [" ".join(rng.choices(words, k=420)) for _ in range(500)]
    pool, state = _project(_rows([f"folder-{i % 100}/sample-{i}.txt" for i in range(count)], "text"), count // 2)
    listing = Listing(pool, state, "ann")
    each = min(4000, LIMIT // count)
    taking = []
    for start in range(0, count, 400):
        some = range(start, min(count, start + 400))
        data = [fold_query(f"{i} {pages[i % 500]}")[:each] for i in some]
        data = [text[:-20] + b" patient fell asleep" if i % 77 == 0 else text for i, text in zip(some, data)]
        lengths = np.array([len(text) for text in data], np.int32)
        part = TextsPart(np.array(some, np.int32), lengths, b"".join(data), 0)
        taking.append(_timed(lambda part=part: listing.texts.take(part)))
    page, opening = _open(app, theme, listing, None)
    keys, whole = [], []
    for typed in _TYPED:
        for end in range(1, len(typed) + 1):
            started = time.perf_counter()
            keys.append(_drawn(app, lambda text=typed[:end]: page.bar.search.setText(text)))
            pauses = [0.0]
            while listing.searching:
                pauses.append(_timed(app.processEvents))
            keys.append(max(pauses))
            whole.append(1000 * (time.perf_counter() - started))
        keys.append(_drawn(app, page.bar.search.clear))
    page.set_listing(None)
    page.close()
    return [
        Line(f"page of {count:,} texts opens", opening, "ms", 300.0),
        Line("taking in 400 texts from the worker (worst)", max(taking), "ms", 16.0),
        Line(f"a key in the search field, {LIMIT // 2**20} MB of text: worst", max(keys), "ms", 100.0),
        Line("a key in the search field: median", percentile(keys, 50), "ms"),
        Line("  until all texts are searched: worst", max(whole), "ms"),
        Line("  until all texts are searched: median", percentile(whole, 50), "ms"),
    ]
