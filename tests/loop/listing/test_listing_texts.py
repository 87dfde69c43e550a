"""The list of all samples: the texts that are searched, a real project, and small contents."""

import time
from collections.abc import Generator
from pathlib import Path

import numpy as np

from desktop_al.loop.exporting import export_project
from desktop_al.loop.listing import Listing, Query
from desktop_al.loop.messages import TextsPart, TextsRequest
from desktop_al.loop.screen import ImageContent, TextContent, Unreadable
from desktop_al.loop.text_search import TextSearch, excerpt, fold, fold_query, read_texts
from desktop_al.loop.thumbnails import Thumbnails
from desktop_al.store.project_file import SampleRow
from tests.loop.desk import Desk, exported, make, make_texts
from tests.loop.listing.listing_stand import Log, found
from tests.media.made_files import encoded, photo


def part_of(texts: dict[int, str], cut: int = 0) -> TextsPart:
    data = [fold_query(text) for text in texts.values()]
    lengths = np.array([len(d) for d in data], np.int32)
    return TextsPart(np.array(list(texts), np.int32), lengths, b"".join(data), cut)


# -- texts -------------------------------------------------------------------------------------------------


def test_texts_are_searched_beside_names_across_line_ends() -> None:
    log = Log(["one.txt", "two.txt", "valve.txt"], "text")
    listing = log.listing()
    listing.texts.take(part_of({0: "A Valve\nleaks\tbadly", 1: "naïve Straße"}))
    assert found(listing, text="valve LEAKS  badly") == [0]
    assert found(listing, text="valve") == [0, 2]
    assert found(listing, text="naive") == [1]
    assert found(listing, text="strasse") == [1]
    # Never across two texts.
    assert found(listing, text="badlyna") == []


def test_narrowing_widening_and_late_texts_give_what_a_fresh_search_gives() -> None:
    rng = np.random.default_rng(1)
    words = ["pump", "pumps", "leak", "seal", "ümlaut", "x"]
    texts = {i: " ".join(rng.choice(words, 3)) for i in range(60)}
    log = Log([f"{i}" for i in range(60)], "text")
    listing = log.listing()
    halves = [{i: t for i, t in texts.items() if i % 2 == k} for k in (0, 1)]
    listing.texts.take(part_of(halves[0]))
    for number, query in enumerate(["p", "pu", "pump", "pumps", "pump", "p", "ump", "uml", "p l", "zzz", "pump"]):
        if number == 4:
            listing.texts.take(part_of(halves[1]))
        known = {**halves[0], **(halves[1] if number >= 4 else {})}
        expected = [i for i, text in known.items() if fold(query) in fold(text)]
        assert found(listing, text=query) == sorted(expected), query


def test_a_long_search_goes_on_with_the_next_call() -> None:
    search = TextSearch()
    search.take(part_of({i: "needle" if i % 1000 == 7 else "hay" for i in range(5000)}))
    calls = 1
    hits = search.hits(b"needle", 5000, 0.0)
    assert not search.complete
    while not search.complete:
        hits = search.hits(b"needle", 5000, 0.0)
        calls += 1
    assert calls > 3
    listing = Log([f"{i}" for i in range(5000)], "text").listing(texts=search)
    search.take(part_of({0: "needles"}))
    assert not listing.searching
    listing.find(Query("nothing there"))
    listing.texts.complete = False
    listing.find(Query())
    assert not listing.searching
    assert np.flatnonzero(hits).tolist() == [7, 1007, 2007, 3007, 4007]


def rows_of(root: Path) -> list[SampleRow]:
    names = sorted(p.name for p in root.iterdir())
    return [SampleRow(i, bytes(16), name, -1, "text", 1, 1, 0, 0) for i, name in enumerate(names)]


def finish(work: Generator[TextsPart, None, bool]) -> bool:
    while True:
        try:
            next(work)
        except StopIteration as stop:
            return bool(stop.value)


def test_reading_stops_where_the_room_ends_and_passes_over_what_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("äb " * 3000, "utf-8")
    (tmp_path / "b.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "c.txt").write_text("later", "utf-8")
    rows = [*rows_of(tmp_path), SampleRow(3, bytes(16), "missing.txt", -1, "text", 1, 1, 0, 0)]
    reading = read_texts(tmp_path, rows, TextsRequest(np.zeros(0, np.int32), 100, 10_000))
    parts = list(reading)
    search = TextSearch()
    for part in parts:
        search.take(part)
    assert sum(part.cut for part in parts) == 1
    assert np.flatnonzero(search.hits(b"ab ab", 4, 1.0)).tolist() == [0]
    assert np.flatnonzero(search.hits(b"later", 4, 1.0)).tolist() == [2]
    assert sum(len(part.joined) for part in parts) < 110
    reading = read_texts(tmp_path, rows, TextsRequest(np.zeros(0, np.int32), 100, 50))
    assert finish(reading) is False


def test_an_excerpt_shows_the_words_that_were_searched() -> None:
    text = "The beginning of it all. " * 20 + "Here the Needle lies\nin one line. " + "And so on. " * 30
    assert excerpt(text, "", 40) == "The beginning of it all. The beginning o"
    assert "Needle lies in" in excerpt(text, "needle", 60)
    assert excerpt(text, "needle", 60).startswith("… ")
    assert excerpt(text, "not there", 40).startswith("The beginning")
    assert excerpt("", "x", 40) == ""


# -- a real project ----------------------------------------------------------------------------------------


def test_a_project_is_listed_searched_through_its_worker_and_exported_in_part(tmp_path: Path) -> None:
    folder = make_texts(tmp_path / "texts", 30)
    (folder / "t005.txt").write_text("Die Pümpe\nim Keller", "utf-8")
    path = make(tmp_path, folder)
    with Desk(path) as desk:
        desk.scanned()
        project = desk.project
        listing = Listing(project.pool, project.state, project.annotator)
        assert len(listing.find(Query())) == 30
        names = [desk.label() for _ in range(4)]
        desk.ready()
        project.unsure()
        answered = [desk.place(name) for name in names]
        listing.update([*answered, *project.answers.answered])
        assert sorted(found(listing, state="labelled")) == sorted(answered)
        assert len(found(listing, state="unsure")) == 1
        assert project.undo()
        listing.update(range(30))
        assert found(listing, state="unsure") == []
        listing.read_texts(project.learning)
        assert listing.texts.words.startswith("Reading the texts, ")
        desk.until(lambda: not project.learning.reading_texts)
        assert listing.texts.words == ""
        assert found(listing, text="pumpe im keller") == [desk.place("t005.txt")]
        valves = [i for i in range(30) if "valve" in (folder / project.pool.name(i)).read_text("utf-8")]
        assert sorted(found(listing, text="valve")) == valves
        # A file that changes is read anew after the next scan.
        time.sleep(0.02)
        (folder / "t005.txt").write_text("quite another text, longer", "utf-8")
        project.learning.scan()
        desk.until(lambda: project.pool.rows[desk.place("t005.txt")].size > 25)
        listing.read_texts(project.learning)
        desk.until(lambda: not project.learning.reading_texts)
        assert found(listing, text="keller") == []
        assert found(listing, text="quite another") == [desk.place("t005.txt")]
        chosen = listing.sample_ids(answered[:2])
        assert project.wait_saved(10)
    out = tmp_path / "part.csv"
    assert export_project(path, "csv", out, chosen) == 2
    whole = exported(path)
    assert len(whole) == 4
    assert {row["sample"] for row in exported(path)} > set(names[:2])
    assert export_project(path, "csv", out, frozenset()) == 0


def test_texts_are_read_on_after_the_worker_died(tmp_path: Path) -> None:
    import psutil

    path = make(tmp_path, make_texts(tmp_path / "texts", 40))
    with Desk(path) as desk:
        desk.scanned()
        project = desk.project
        listing = Listing(project.pool, project.state, project.annotator)
        listing.read_texts(project.learning)
        before = project.learning.worker_pid
        psutil.Process(before).kill()
        desk.until(lambda: project.learning.worker_pid != before)

        def asked_again() -> bool:
            listing.read_texts(project.learning)
            return listing.texts.words == "" and not project.learning.reading_texts

        desk.until(asked_again)
        assert len(found(listing, text="pump")) > 5


class Shelf:
    """Thumbnails over real files, with what came home."""

    def __init__(self, root: Path, kind: str) -> None:
        log = Log(sorted(p.name for p in root.iterdir()), kind)
        self.came: list[int] = []
        self.thumbnails = Thumbnails(root, log.pool, self._post, threads=1)
        self.thumbnails.on_ready = self.came.append

    def _post(self, work: object) -> None:
        work()  # type: ignore[operator]

    def wait(self, count: int) -> None:
        end = time.monotonic() + 10
        while len(self.came) < count:
            assert time.monotonic() < end
            time.sleep(0.002)


# -- small contents ----------------------------------------------------------------------------------------


def test_small_contents_come_in_the_order_wanted_and_bad_ones_with_their_cause(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"t{number}.txt").write_text(f"text {number} " * 3000, "utf-8")
    (tmp_path / "t5.txt").write_bytes(b"")
    shelf = Shelf(tmp_path, "text")
    try:
        shelf.thumbnails.want([(place, 100) for place in (4, 2, 5)])
        shelf.wait(3)
        assert shelf.came == [4, 2, 5]
        content = shelf.thumbnails.get(4, 100)
        assert isinstance(content, TextContent)
        assert (len(content.text), content.words) == (4000, 6000)
        assert isinstance(shelf.thumbnails.get(5, 100), Unreadable)
        assert shelf.thumbnails.get(0, 100) is None
        # What is there is not read again, until it is forgotten.
        shelf.thumbnails.want([(4, 300)])
        shelf.thumbnails.forget()
        shelf.thumbnails.want([(4, 300)])
        shelf.wait(4)
        assert shelf.came == [4, 2, 5, 4]
    finally:
        shelf.thumbnails.close()
    shelf.thumbnails.want([(0, 100)])
    assert len(shelf.came) == 4


def test_a_picture_is_kept_no_larger_than_wanted(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(encoded(".png", photo(200, 400)))
    shelf = Shelf(tmp_path, "image")
    try:
        shelf.thumbnails.want([(0, 50)])
        shelf.wait(1)
        content = shelf.thumbnails.get(0, 50)
        assert isinstance(content, ImageContent)
        assert content.pixels.shape == (25, 50, 3)
        assert (content.width, content.height) == (400, 200)
    finally:
        shelf.thumbnails.close()
