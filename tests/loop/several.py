"""Projects that several annotators have labelled: real files, made without a window."""

import itertools
import os
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain, Written
from desktop_al.core.state import fold
from desktop_al.core.study import StudyDesign
from desktop_al.loop.messages import Setup
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.protocol_versions import text_id
from desktop_al.loop.record import body_reader
from desktop_al.loop.scanning import sample_row
from desktop_al.media.scan import scan
from desktop_al.store.project_file import (
    SampleRow,
    close_file,
    insert_events,
    insert_samples,
    open_project,
    read_events,
    read_samples,
)
from tests.loop.desk import make_texts

SEED = 3
#: 1 January 2026, in microseconds.
BEGIN = 1_767_225_600_000_000
DAY = 24 * 3600 * 1_000_000
#: What an annotator makes of the true class: (number of the sample, true class) -> class, "unsure" or "x:reason".
Eye = Callable[[int, str], str]


@dataclass
class Study:
    """A project file and what is in it."""

    path: Path
    home: Path
    folder: Path
    rows: tuple[SampleRow, ...]
    ids: Mapping[str, str]
    audit_share: float

    def setup(self) -> Setup:
        return Setup(str(self.folder), str(self.path), SEED, self.audit_share, "text")

    def answer(self, said: str) -> str:
        """The name of a class, or any other answer of the log."""
        return ev.label_answer([self.ids[said]]) if said in self.ids else said

    def write(self, make: Callable[[Chain], Iterable[Written]], at: int = BEGIN, *, seen: bool = True) -> None:
        """One more chain in the file. ``at``: time of its first event; ``seen``: it knows what is there."""
        file = open_project(self.path)
        try:
            connection = file.connection
            state = fold(read_events(connection), body_reader(connection))
            ticks = itertools.count(at, 1_000_000)
            own = Chain(os.urandom(16), state.lamport, lambda: next(ticks), lambda: next(ticks), os.urandom)
            heads = ev.encode_heads(state.frontier()) if seen else ""
            opening = own.add(ev.OPEN, {"computer": "elsewhere"}, "", answer=heads)
            insert_events(connection, [opening, *make(own)])
            connection.commit()
        finally:
            close_file(file)

    def label(
        self,
        annotator: str,
        eye: Eye,
        only: Sequence[int] | None = None,
        *,
        kind: str = ev.ANNOTATION,
        guideline: str = "",
        at: int = BEGIN,
        seen: bool = True,
    ) -> None:
        """An annotator answers samples (all, or those numbers)."""
        numbers = range(len(self.rows)) if only is None else only
        body = {"chosen": "audit", "protocol": text_id(guideline)}

        def make(own: Chain) -> Iterable[Written]:
            for number in numbers:
                said = eye(number, self.true(number))
                yield own.add(kind, body, annotator, self.rows[number].id, self.answer(said))

        self.write(make, at, seen=seen)

    def true(self, number: int) -> str:
        """The classes take turns."""
        names = list(self.ids)
        return names[number % len(names)]

    def known(self, kind: str, answers: Mapping[int, str], by: str = "ann") -> None:
        """Gold answers or decisions."""
        self.write(lambda own: [own.add(kind, {}, by, self.rows[n].id, self.answer(a)) for n, a in answers.items()])

    def design(self, design: StudyDesign, at: int = BEGIN) -> None:
        self.write(lambda own: [own.add(ev.STUDY, design.body(), "ann")], at)

    def role(self, name: str, role: str) -> None:
        self.write(lambda own: [own.add(ev.ANNOTATOR, {"role": role}, "ann", answer=name)])

    def guideline(self, text: str, at: int = BEGIN) -> None:
        self.write(lambda own: [own.add(ev.PROTOCOL, {"text": text}, "ann")], at)


def make_study(
    tmp_path: Path,
    count: int = 80,
    classes: Sequence[str] = ("A", "B"),
    audit_share: float = 1.0,
    guideline: str = "",
    maker: str = "ann",
) -> Study:
    """A project of ``maker`` with samples and without answers; with an audit share of 1 every sample is a random
    one that everybody gets."""
    folder, home = make_texts(tmp_path / "texts", count), tmp_path / "home"
    path = tmp_path / "study.dal"
    create_project(
        NewProject(
            path, folder, tuple(classes), maker, kind="text", seed=SEED, audit_share=audit_share, protocol=guideline
        ),
        home,
    )
    file = open_project(path)
    try:
        found = sorted((one for chunk in scan(folder) for one in chunk), key=lambda one: one.name)
        insert_samples(file.connection, [sample_row(n, one) for n, one in enumerate(found)])
        file.connection.commit()
        state = fold(read_events(file.connection), body_reader(file.connection))
        rows = tuple(read_samples(file.connection))
    finally:
        close_file(file)
    return Study(path, home, folder, rows, {item.name: item.id for item in state.classes()}, audit_share)


def true(_: int, name: str) -> str:
    """Never errs."""
    return name


def errs(share: float, names: Sequence[str], seed: int = 0) -> Eye:
    """Takes the next class with a probability of ``share``: the same for a sample whenever it is asked."""

    def eye(number: int, name: str) -> str:
        if random.Random(seed * 100_003 + number).random() >= share:
            return name
        return names[(list(names).index(name) + 1) % len(names)]

    return eye
