"""The list of all samples: search, filters, order, changes; the texts that are searched; small contents."""

import hashlib
import time
from collections.abc import Generator
from pathlib import Path

import numpy as np
import pytest

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.core.state import State
from desktop_al.loop.exporting import export_project
from desktop_al.loop.listing import Listing, Query
from desktop_al.loop.messages import TextsPart, TextsRequest
from desktop_al.loop.pool import Pool
from desktop_al.loop.screen import ImageContent, TextContent, Unreadable
from desktop_al.loop.text_search import TextSearch, excerpt, fold, fold_query, read_texts
from desktop_al.loop.thumbnails import Thumbnails
from desktop_al.store.project_file import SampleRow
from tests.loop.desk import Desk, exported, make, make_texts
from tests.media.made_files import encoded, photo


class Log:
    """A pool and a state that are written to directly."""

    def __init__(self, names: list[str], kind: str = "image", classes: tuple[str, ...] = ("A", "B")) -> None:
        self.pool = Pool(1, 0.1)
        self._bodies: dict[tuple[bytes, int], dict[str, object]] = {}
        self.state = State(lambda event: self._bodies.get((event.writer, event.seq), {}))
        self._seq = 0
        self.extend(names, kind)
        for number, name in enumerate(classes):
            self.add(ev.CLASS, answer=f"c{number}", body={"op": "add", "name": name, "colour": number})

    def extend(self, names: list[str], kind: str = "image") -> None:
        start = len(self.pool)
        self.pool.extend(
            SampleRow(
                i,
                hashlib.blake2b(name.encode(errors="replace"), digest_size=16).digest(),
                name,
                -1,
                kind,
                10 + i,
                1,
                0,
                0,
            )
            for i, name in enumerate(names, start)
        )

    def add(
        self,
        kind: str,
        place: int | None = None,
        answer: str = "",
        who: str = "ann",
        body: dict[str, object] | None = None,
        writer: bytes = b"w" * 16,
        seq: int = 0,
        lamport: int = 0,
    ) -> None:
        self._seq += 1
        seq, lamport = seq or self._seq, lamport or self._seq
        self._bodies[writer, seq] = body or {}
        sample = b"" if place is None else self.pool.rows[place].id
        self.state.apply(
            Event(writer, seq, lamport, 1_700_000_000_000_000 + lamport, 0, who, kind, sample, answer, b"", b"")
        )

    def answer(self, place: int, answer: str, who: str = "ann") -> None:
        self.add(ev.ANNOTATION, place, answer, who)

    def listing(self, **more: object) -> Listing:
        return Listing(self.pool, self.state, "ann", **more)  # type: ignore[arg-type]


def found(listing: Listing, **query: object) -> list[int]:
    return listing.find(Query(**query)).tolist()  # type: ignore[arg-type]


# -- states, classes, annotators ---------------------------------------------------------------------------


def test_every_state_lists_its_samples() -> None:
    log = Log([f"s{i}" for i in range(9)])
    log.answer(0, "=c0")
    log.answer(1, "=c1")
    log.answer(2, ev.UNSURE)
    log.answer(3, "x:focus")
    log.pool.change(4, problem="The file is empty.")
    log.pool.change(5, gone=1)
    for place in (6, 7):
        log.pool.change(place, digest=b"same")
    listing = log.listing()
    expected = {
        "unlabelled": [6, 8],
        "labelled": [0, 1],
        "unsure": [2],
        "not_worth": [3],
        "unreadable": [4],
        "gone": [5],
        "duplicate": [7],
        "conflict": [],
    }
    assert {state: found(listing, state=state) for state in expected} == expected
    counts = listing.counts()
    assert counts.pop("") == 9
    assert {state: count for state, count in counts.items() if count or state in expected} == {
        state: len(places) for state, places in expected.items()
    }
    states = [listing.line(i).state for i in range(9)]
    assert states == [
        *("labelled", "labelled", "unsure", "not_worth", "unreadable", "gone", "unlabelled", "duplicate", "unlabelled")
    ]
    assert listing.line(4).problem == "The file is empty."
    assert listing.answerable(range(9), "label") == (0, 1, 2, 3, 6, 7, 8)
    assert listing.answerable(range(9), "not_worth") == (0, 1, 2, 3, 4, 6, 7, 8)


def test_a_class_is_found_after_a_merge_and_under_its_new_name() -> None:
    log = Log(["a", "b", "c"])
    log.answer(0, "=c0")
    log.answer(1, "=c1")
    listing = log.listing()
    assert found(listing, class_id="c1") == [1]
    log.add(ev.CLASS, answer="c0", body={"op": "merge", "into": "c1"})
    log.add(ev.CLASS, answer="c1", body={"op": "rename", "name": "New"})
    assert found(listing, class_id="c1") == [0, 1]
    answer = listing.line(1).answer
    assert answer is not None
    assert answer.text == "New"
    assert found(listing, class_id="none") == []


def test_another_annotators_answers_are_looked_at() -> None:
    log = Log(["a", "b", "c"])
    log.answer(0, "=c0")
    log.answer(0, "=c1", "bob")
    log.answer(1, ev.UNSURE, "bob")
    listing = log.listing()
    assert listing.annotators() == ("ann", "bob")
    assert found(listing, annotator="bob") == [0, 1]
    assert found(listing, annotator="bob", class_id="c1") == [0]
    assert found(listing, annotator="bob", state="unlabelled") == [2]
    assert found(listing, state="unlabelled") == [1, 2]
    assert listing.counts("bob")[""] == 2
    assert listing.line(0, "bob").answer.text == "B"  # type: ignore[union-attr]
    assert listing.line(0).answer.text == "A"  # type: ignore[union-attr]
    assert [listing.line(i).others for i in range(3)] == [1, 1, 0]
    assert [(who, answer.text) for who, answer, _ in listing.answers_of_others(0)] == [("bob", "B")]
    assert found(listing, annotator="nobody") == []
    assert found(listing, sort="others", descending=True) == [0, 1, 2]


def test_two_answers_that_had_not_seen_each_other_are_a_conflict() -> None:
    log = Log(["a", "b"])
    log.answer(0, "=c0")
    log.answer(1, "=c0")
    log.add(ev.ANNOTATION, 0, "=c1", writer=b"v" * 16, seq=1, lamport=900)
    listing = log.listing()
    assert found(listing, state="conflict") == [0]
    line = listing.line(0)
    assert (line.state, line.conflict) == ("conflict", True)
    assert not listing.line(1).conflict


# -- search and order --------------------------------------------------------------------------------------


def test_names_are_found_whatever_case_accents_and_signs() -> None:
    names = [
        "Übung/Café 1.png",
        "ubung/cafe\u0301 2.png",
        "STRASSE.png",
        "straße (3).png",
        "a+b[0].*",
        "broken\ud800.png",
    ]
    listing = Log(names).listing()
    assert found(listing, text="CAFÉ") == [0, 1]
    assert found(listing, text="  cafe ") == [0, 1]
    assert found(listing, text="übung") == [0, 1]
    assert found(listing, text="straße") == [3, 2]
    assert found(listing, text="[0].*") == [4]
    assert found(listing, text="broken\ud800") == [5]
    assert found(listing, text=".*") == [4]
    assert len(found(listing, text="   ")) == 6


def test_numbers_in_names_are_sorted_by_value() -> None:
    names = ["d10/p2", "d2/p10", "d2/p9", "d2/p9b3", "d2/p9b20", "a", "B"]
    listing = Log(names).listing()
    order = ["a", "B", "d2/p9", "d2/p9b3", "d2/p9b20", "d2/p10", "d10/p2"]
    assert [names[i] for i in found(listing)] == order
    assert [names[i] for i in found(listing, descending=True)] == order[::-1]


def test_what_has_no_value_is_last_in_both_directions() -> None:
    log = Log(["a", "b", "c", "d"])
    log.answer(2, "=c1")
    log.answer(0, "=c0")
    log.answer(3, ev.UNSURE)
    listing = log.listing()
    assert found(listing, sort="time") == [2, 0, 3, 1]
    assert found(listing, sort="time", descending=True) == [3, 0, 2, 1]
    assert found(listing, sort="answer") == [0, 2, 3, 1]
    assert found(listing, sort="answer", descending=True) == [3, 2, 0, 1]
    assert found(listing, sort="size", descending=True) == [3, 2, 1, 0]


def test_changes_are_followed_one_by_one_as_if_read_anew() -> None:
    log = Log([f"n{i}" for i in range(40)])
    listing = log.listing()
    found(listing)
    rng = np.random.default_rng(4)
    for step in range(120):
        place = int(rng.integers(len(log.pool)))
        kind = step % 6
        if kind < 3:
            log.answer(place, ["=c0", "=c1", ev.UNSURE][kind], ["ann", "bob"][int(rng.integers(2))])
            listing.update([place])
        elif kind == 3:
            log.extend([f"n{100 + step}", f"m{step}"])
        elif kind == 4:
            log.pool.change(place, problem="Bad." if step % 4 else "", digest=bytes([step % 3]))
        else:
            log.pool.change(place, gone=step % 2)
        anew = log.listing()
        for query in (Query(), Query(state="unlabelled"), Query(state="duplicate"), Query("n1", sort="answer")):
            assert listing.find(query).tolist() == anew.find(query).tolist()
        assert listing.counts("bob") == anew.counts("bob")
        assert [listing.line(i) for i in range(len(listing))] == [anew.line(i) for i in range(len(anew))]


@pytest.mark.parametrize("prepared", [False, True])
def test_answers_that_came_before_their_samples_are_found(prepared: bool) -> None:
    log, later = Log([f"n{i}" for i in range(7000)]), Log(["new"])
    for place in range(7000):
        log.answer(place, "=c1")
    log.state.apply(Event(b"z" * 16, 1, 9000, 1, 0, "ann", ev.ANNOTATION, later.pool.rows[0].id, "=c0", b"", b""))
    listing = log.listing()
    if prepared:
        for _ in range(5):
            assert listing.prepare()
    else:
        found(listing)
    log.extend(["new"])
    while listing.prepare():
        pass
    assert found(listing, class_id="c0") == [7000]
    assert len(found(listing, class_id="c1")) == 7000


def test_only_a_change_makes_a_new_version() -> None:
    log = Log(["a", "b"])
    listing = log.listing()
    found(listing)
    version = listing.version
    found(listing, text="a")
    assert listing.version == version
    log.answer(0, "=c0")
    listing.update([0])
    found(listing)
    assert listing.version > version


def test_what_is_prepared_ahead_is_the_same_list() -> None:
    log = Log([f"p{i}" for i in range(30)])
    log.answer(3, "=c0")
    listing = log.listing()
    while listing.prepare(7):
        pass
    log.pool.change(2, problem="Bad.")
    log.extend(["p5a"])
    assert found(listing) == found(log.listing())
    assert listing.counts() == log.listing().counts()
    assert not listing.prepare()


def test_hidden_names_are_neither_shown_nor_searched() -> None:
    log = Log(["secret/anna.png", "secret/otto.png"])
    log.pool.change(0, problem="Cannot open secret/anna.png.")
    listing = log.listing()
    assert found(listing, text="anna") == [0]
    log.pool.hide_names = True
    assert found(listing, text="anna") == []
    line = listing.line(0)
    assert line.name == f"S-{log.pool.rows[0].id.hex()[:8]}"
    assert "anna" not in line.problem
    assert found(listing, text=line.name) == [0]
    log.pool.hide_names = False
    assert listing.find(Query("otto")).tolist() == [1]


def test_a_moved_file_has_its_new_name() -> None:
    log = Log(["a1", "a2"])
    listing = log.listing()
    found(listing)
    row = log.pool.found(0)
    log.pool.move(0, type(row)("z/elsewhere", row.kind, row.size, row.mtime_ns))
    assert found(listing, text="elsewhere") == [0]
    assert found(listing) == [1, 0]
    assert listing.line(0).name == "z/elsewhere"


def test_rows_and_common_answers_of_a_choice() -> None:
    log = Log([f"s{i:02}" for i in range(10)])
    for place in (2, 3):
        log.answer(place, "=c1")
    listing = log.listing()
    places = listing.find(Query(descending=True))
    assert listing.rows_of(places, [9, 8, 3, 0]) == [(0, 1), (6, 6), (9, 9)]
    assert listing.rows_of(listing.find(Query(state="labelled")), [9, 3]) == [(1, 1)]
    assert listing.rows_of(places, []) == []
    assert listing.common_answer([2, 3]).text == "B"  # type: ignore[union-attr]
    assert listing.common_answer([1, 2]) is None
    assert listing.common_answer([]) is None
    assert listing.sample_ids([1]) == {log.pool.rows[1].id}


def test_an_empty_pool_is_an_empty_list() -> None:
    listing = Log([]).listing()
    assert found(listing, text="a", state="labelled", sort="time") == []
    assert listing.counts()[""] == 0
    assert listing.annotators() == ("ann",)


# -- texts -------------------------------------------------------------------------------------------------


def part_of(texts: dict[int, str], cut: int = 0) -> TextsPart:
    data = [fold_query(text) for text in texts.values()]
    lengths = np.array([len(d) for d in data], np.int32)
    return TextsPart(np.array(list(texts), np.int32), lengths, b"".join(data), cut)


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


# -- small contents ----------------------------------------------------------------------------------------


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
