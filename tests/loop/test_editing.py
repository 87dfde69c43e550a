"""Changing classes and guideline of a project on disk: what is refused, what undo gives back, what answers count as."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.protocol import MAX_BYTES
from desktop_al.core.shapes import LabelClass
from desktop_al.core.state import State
from desktop_al.loop.editing import LOOK_ONLY, MAX_DEFINITION, MAX_NAME, Editing, protocol_view, undo_words
from desktop_al.loop.opening import MAX_CLASSES, NewProject, create_project
from desktop_al.loop.record import Clock, Record
from desktop_al.store.project_file import open_project


class Book:
    """An open project file without a pool: its record and the editing of one annotator."""

    def __init__(self, path: Path, annotator: str = "ann", *, look_only: bool = False) -> None:
        file = open_project(path, look_only=look_only)
        self.record = Record(
            file, "computer-1", Clock(), lambda done: done(), lambda trouble: None, lambda: None, retry_seconds=0.1
        )
        self.annotator = annotator
        self.editing = Editing(self.record, annotator)

    @property
    def state(self) -> State:
        return self.record.state

    def names(self) -> list[str]:
        return [c.name for c in self.state.active_classes()]

    def id(self, name: str) -> str:
        return next(c.id for c in self.state.classes() if c.name == name)

    def label(self, sample: int, name: str, annotator: str = "ann") -> None:
        self.record.add(ev.ANNOTATION, {}, annotator, sample.to_bytes(16, "big"), ev.label_answer([self.id(name)]))

    def undo(self) -> bool:
        step = self.state.undo_step(self.annotator)
        if step is None:
            return False
        self.record.retract(step, self.annotator)
        return True

    def redo(self) -> bool:
        targets = self.state.redo_targets(self.annotator)
        if targets is None:
            return False
        self.record.retract(targets, self.annotator)
        return True

    def shown(self) -> tuple[tuple[LabelClass, ...], str, int]:
        return self.state.classes(), self.state.protocol(), len(self.state.protocols)

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_: object) -> None:
        assert self.record.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("one", "utf-8")
    made = tmp_path / "p.dal"
    create_project(NewProject(made, folder, ("Mild", "Severe", "None"), "ann", kind="text"), tmp_path / "home")
    return made


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    with Book(path) as opened:
        yield opened


def test_every_operation_is_one_event_and_survives_reopening(path):
    with Book(path) as book:
        editing, before = book.editing, book.state.lamport
        new = editing.add("  Very \t severe ", " Worse  than\nthat. ")
        editing.rename(book.id("None"), "Nothing")
        editing.define(book.id("Mild"), "Dots only.")
        editing.reorder((new, *(c.id for c in book.state.active_classes() if c.id != new)))
        editing.retire(book.id("Nothing"))
        editing.merge(book.id("Severe"), new)
        editing.set_protocol("## Mild\r\nDots.\r")
        # One more is the opening of the chain.
        assert book.state.lamport == before + 8
        assert book.names() == ["Very severe", "Mild"]
        kept = book.shown()
    with Book(path) as book:
        assert book.shown() == kept
        assert book.state.classes()[0].definition == "Worse than that."
        assert book.state.protocol() == "## Mild\nDots.\n"
        assert book.state.resolve_class(book.id("Severe")) == new


def test_what_changes_nothing_leaves_no_step_behind(book):
    editing, mild = book.editing, book.id("Mild")
    editing.rename(mild, " Mild ")
    editing.define(mild, "")
    editing.reorder(tuple(c.id for c in book.state.classes()))
    editing.retire(mild, False)
    editing.set_protocol("")
    assert not book.undo()


REFUSED = {
    "empty name": lambda e, id: e.add(" \t"),
    "long name": lambda e, id: e.add("x" * (MAX_NAME + 1)),
    "control character": lambda e, id: e.add("a\x07b"),
    "turned text": lambda e, id: e.add("a\u202eb"),
    "only a joiner": lambda e, id: e.rename(id("Mild"), "\u200d"),
    "same name": lambda e, id: e.add("mILD"),
    "same name, other form": lambda e, id: (e.add("Mäßig"), e.add("MA\u0308SSIG")),
    "rename to another": lambda e, id: e.rename(id("Mild"), "severe"),
    "long definition": lambda e, id: e.define(id("Mild"), "x" * (MAX_DEFINITION + 1)),
    "definition with an escape": lambda e, id: e.define(id("Mild"), "\x1b[31m"),
    "half a character": lambda e, id: e.add("a\ud800"),
    "guideline with half a character": lambda e, id: e.set_protocol("a\ud800"),
    "guideline too long": lambda e, id: e.set_protocol("ä" * (MAX_BYTES // 2 + 1)),
    "unknown class": lambda e, id: e.rename("c0", "x"),
    "retire an unknown class": lambda e, id: e.retire("c0"),
    "into itself": lambda e, id: e.merge(id("Mild"), id("Mild")),
    "into an unknown class": lambda e, id: e.merge(id("Mild"), "c0"),
    "into a retired class": lambda e, id: (e.retire(id("Severe")), e.merge(id("Mild"), id("Severe"))),
    "into a merged class": lambda e, id: (e.merge(id("Severe"), id("None")), e.merge(id("Mild"), id("Severe"))),
    "circle": lambda e, id: (e.merge(id("Mild"), id("Severe")), e.merge(id("Severe"), id("Mild"))),
    "the last class": lambda e, id: [e.retire(id(name)) for name in ("Mild", "Severe", "None")],
    "order of too few": lambda e, id: e.reorder((id("Mild"),)),
    "order with one twice": lambda e, id: e.reorder((id("Mild"), id("Mild"), id("None"))),
    "bring back a name that is taken": lambda e, id: (
        old := id("Mild"),
        e.retire(old),
        e.add("MILD"),
        e.retire(old, False),
    ),
}


@pytest.mark.parametrize("act", REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_is_refused_in_words(book, act):
    with pytest.raises(BadArgument) as told:
        act(book.editing, book.id)
    assert str(told.value).endswith(".")
    assert "_" not in str(told.value)
    # Nothing of the refused step was recorded: all that is there can be taken back.
    while book.undo():
        pass
    assert book.names() == ["Mild", "Severe", "None"]


def test_names_of_other_scripts_are_names(book):
    for name in ("می\u200cخواهم", "中度", "👩\u200d🔬 lab", "x" * MAX_NAME):
        book.editing.add(name)
    assert book.names()[3:] == ["می\u200cخواهم", "中度", "👩\u200d🔬 lab", "x" * MAX_NAME]


def test_look_only_changes_nothing(path):
    with Book(path, look_only=True) as book:
        for act in (
            lambda: book.editing.add("x"),
            lambda: book.editing.rename(book.id("Mild"), "x"),
            lambda: book.editing.reorder(()),
            lambda: book.editing.set_protocol("x"),
        ):
            with pytest.raises(BadArgument, match=LOOK_ONLY):
                act()
        assert protocol_view(book.state, "ann", read_only=True).read_only


def test_answers_stay_and_count_as_the_target(book):
    for sample, name in enumerate(("Mild", "Mild", "Severe", "None")):
        book.label(sample, name)
    book.label(0, "Mild", "ben")
    answers = sorted(e.answer for e in book.state.annotations())
    mild, severe = book.id("Mild"), book.id("Severe")
    assert protocol_view(book.state).counts == {mild: 3, severe: 1, book.id("None"): 1}
    book.editing.merge(mild, severe)
    counts = protocol_view(book.state).counts
    assert (counts[severe], counts[mild]) == (4, 3)
    assert sorted(e.answer for e in book.state.annotations()) == answers
    book.editing.merge(severe, book.id("None"))
    assert book.state.resolve_class(mild) == book.id("None")
    assert protocol_view(book.state).counts[book.id("None")] == 5
    book.editing.retire(severe, False)
    assert book.state.resolve_class(mild) == severe
    assert book.names() == ["Severe", "None"]
    book.editing.retire(mild, False)
    assert protocol_view(book.state).counts == {mild: 3, severe: 1, book.id("None"): 1}


def test_merging_into_a_class_that_was_taken_back_merges_nothing(path):
    with Book(path) as ann:
        new = ann.editing.add("New")
        Editing(ann.record, "ben").merge(ann.id("Mild"), new)
        assert ann.undo()
        assert ann.names() == ["Mild", "Severe", "None"]
        assert ann.redo()
        assert ann.names() == ["Severe", "None", "New"]


def test_marks_are_never_given_twice(book):
    editing = book.editing
    colours = [c.colour for c in book.state.classes()]
    gone = editing.add("four")
    Editing(book.record, "ben").add("five")
    book.undo()
    assert gone not in {c.id for c in book.state.classes()}
    editing.add("six")
    colours = [c.colour for c in book.state.classes()]
    assert colours == [0, 1, 2, 4, 5]


def act(rng: random.Random, editing: Editing, classes: tuple[LabelClass, ...], number: int) -> str:
    """One change drawn at random; many are refused."""
    ids = [c.id for c in classes]
    active = [c.id for c in classes if not c.retired and c.merged_into is None]
    kind = rng.choice(("add", "rename", "define", "reorder", "retire", "back", "merge", "protocol"))
    if kind == "add":
        editing.add(f"class {rng.randrange(12)}", rng.choice(("", "Said.")))
    elif kind == "rename":
        editing.rename(rng.choice(ids), f"class {rng.randrange(12)}")
    elif kind == "define":
        editing.define(rng.choice(ids), f"Definition {number}.")
    elif kind == "reorder":
        editing.reorder(tuple(rng.sample(active, len(active))))
    elif kind in ("retire", "back"):
        editing.retire(rng.choice(ids), kind == "retire")
    elif kind == "merge":
        editing.merge(rng.choice(ids), rng.choice(ids))
    else:
        editing.set_protocol(f"## Version {number}")
    return kind


@pytest.mark.parametrize("seed", range(6))
def test_undo_gives_back_exactly_what_was_before(path, seed):
    rng = random.Random(seed)
    book = Book(path)
    past = [book.shown()]
    kinds = set()
    for number in range(60):
        before = book.shown()
        try:
            kinds.add(act(rng, book.editing, book.state.classes(), number))
        except BadArgument:
            assert book.shown() == before
        if book.shown() != before:
            past.append(book.shown())
        active = book.state.active_classes()
        assert active
        assert len({c.name.casefold() for c in active}) == len(active)
        assert all(book.state.resolve_class(c.id) in {k.id for k in book.state.classes()} for c in book.state.classes())
        if number % 20 == 19:
            book.record.close()
            book = Book(path)
            assert book.shown() == past[-1]
    assert len(kinds) > 5
    for number, expected in enumerate(reversed(past[:-1])):
        assert undo_words(book.state, "ann")
        assert book.undo()
        assert book.shown() == expected
        if number == len(past) // 2:
            book.record.close()
            book = Book(path)
            assert book.shown() == expected
    assert not book.undo()
    for expected in past[1:]:
        assert book.redo()
        assert book.shown() == expected
    book.record.close()


def test_view_of_the_protocol(book):
    assert protocol_view(book.state).version == 1
    book.editing.set_protocol("one")
    Editing(book.record, "ben").set_protocol("two")
    view = protocol_view(book.state, "ben")
    assert (view.text, view.version, view.who, view.undo_words) == ("two", 3, "ben", "the new guideline")
    day = time.localtime()
    assert view.when.split()[0] == str(day.tm_mday)
    assert view.when.split()[-1] == str(day.tm_year)
    book.undo()
    assert protocol_view(book.state, "ben").version == 2
    book.editing.merge(book.id("Mild"), book.id("None"))
    assert undo_words(book.state, "ann") == "merging Mild into None"
    book.label(0, "None")
    assert undo_words(book.state, "ann") == ""


def test_an_erased_guideline_is_gone_from_the_screen_too(book):
    book.editing.set_protocol("names a person")
    assert book.state.protocol() == "names a person"
    book.record.erase(book.state.protocols[-1], "privacy", "ann")
    assert book.state.protocol() == ""


def test_guideline_of_the_start_is_the_makers(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("one", "utf-8")
    new = NewProject(tmp_path / "q.dal", folder, ("A", "B"), "Maria", kind="text", protocol="## A\nx")
    create_project(new, tmp_path / "home")
    with Book(new.path) as book:
        view = protocol_view(book.state)
        assert (view.version, view.who) == (1, "Maria")


@pytest.mark.alone
def test_a_thousand_classes_stay_quick(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("one", "utf-8")
    names = tuple(f"class {n}" for n in range(900))
    create_project(NewProject(tmp_path / "q.dal", folder, names, "ann", kind="text"), tmp_path / "home")
    with Book(tmp_path / "q.dal") as book:
        took = []
        for number in range(100):
            start = time.perf_counter()
            book.editing.add(f"late {number}", "What it is.")
            took.append(time.perf_counter() - start)
        assert sorted(took)[50] < 0.005
        with pytest.raises(BadArgument, match="1,000"):
            book.editing.add("one more")
        last = book.state.classes()[-1].id
        book.editing.retire(last)
        book.editing.add("one more")
        with pytest.raises(BadArgument, match="1,000"):
            book.editing.retire(last, False)
        assert len({c.colour for c in book.state.classes()}) == MAX_CLASSES + 1
        start = time.perf_counter()
        book.editing.reorder(tuple(c.id for c in reversed(book.state.active_classes())))
        assert book.names()[0] == "one more"
        assert time.perf_counter() - start < 0.1
