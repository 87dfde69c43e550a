"""Known answers from a table: samples against which annotators are compared."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain
from desktop_al.core.class_names import fit_name
from desktop_al.core.csv_cells import own_text
from desktop_al.core.errors import BadArgument, CannotOpen, CannotRead
from desktop_al.core.protocol import name_key
from desktop_al.core.state import State
from desktop_al.core.study import design_of
from desktop_al.core.words import tr
from desktop_al.loop.folding import read_state
from desktop_al.loop.opening import computer_id
from desktop_al.loop.pool import found
from desktop_al.loop.record import Clock
from desktop_al.loop.wording import answer_of
from desktop_al.media.columns import read_columns
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import SampleRow, close_file, insert_events, open_project, read_samples


@dataclass(frozen=True, slots=True)
class KnownAnswers:
    """``answers`` by sample id, as in the log; ``left_out``: (name or row, cause)."""

    answers: Mapping[bytes, str]
    left_out: tuple[tuple[str, str], ...]


def read_known(path: Path, state: State, rows: Sequence[SampleRow]) -> KnownAnswers:
    """A table with the columns sample and label: the sample's name as in exports, the class by name.

    Raises:
        CannotRead: the file cannot be read as such a table, or names no sample of the project.
    """
    table = read_columns(path, ("sample", "label"))
    ids = {found(row).name: row.id for row in rows}
    classes = {name_key(c.name): c.id for c in state.active_classes()}
    answers: dict[bytes, str] = {}
    left_out = [(f"Row {number + 2}", cause) for number, cause in table.broken]
    for name, label in zip(table.cells["sample"], table.cells["label"], strict=True):
        sample = ids.get(name) or ids.get(own_text(name))
        class_id = classes.get(_key(label)) or classes.get(_key(own_text(label)))
        if sample is None:
            left_out.append((name, "The project has no such sample."))
        elif class_id is None:
            left_out.append((name, f'"{label}" is no class of the project.'))
        elif answers.setdefault(sample, ev.label_answer([class_id])) != ev.label_answer([class_id]):
            raise CannotRead(f"{path.name} has two different answers for {name}.")
    if not answers:
        raise CannotRead(f"{path.name} has no known answer for a sample of this project. {_why(left_out)}".strip())
    return KnownAnswers(answers, tuple(left_out))


def _key(label: str) -> str:
    try:
        return name_key(fit_name(label))
    except BadArgument:
        return ""


def _why(left_out: Sequence[tuple[str, str]]) -> str:
    return f"{left_out[0][0]}: {left_out[0][1]}" if left_out else ""


def feedback_words(state: State, sample: bytes) -> str:
    """The known answer, for who has just answered the sample; empty where the design of the study does not tell it."""
    design, known = design_of(state.study()), state.gold_answer(sample)
    if design is None or not design.feedback or not known:
        return ""
    reasons = state.protocol_record().reason_words()
    return tr("Known answer: {answer}.", answer=answer_of(known, {c.id: c for c in state.classes()}, reasons).text)


def add_known(path: Path, table: Path, annotator: str, home: Path, clock: Clock | None = None) -> KnownAnswers:
    """Keep the known answers of ``table`` in a project that is not open; those that are known already change nothing.

    Raises:
        CannotOpen: the project cannot be written, or is a copy that was handed out. CannotRead: see ``read_known``.
    """
    clock = clock or Clock()
    file = open_project(path)
    try:
        if file.lock is None:
            raise CannotOpen(f"{path.name} cannot be written: {' '.join(file.words)}")
        state = read_state(file.connection)
        if state.is_copy:
            raise CannotOpen(f"{path.name} is a copy that was handed out; known answers belong to the project itself.")
        known = read_known(table, state, read_samples(file.connection))
        fresh = {sample: answer for sample, answer in known.answers.items() if state.gold_answer(sample) != answer}
        if fresh:
            name = annotator or state.maker
            chain = Chain(os.urandom(16), state.lamport, clock.utc, clock.monotonic, os.urandom)
            heads = ev.encode_heads(state.frontier())
            written = [chain.add(ev.OPEN, {"computer": computer_id(home)}, name, answer=heads)]
            written += [chain.add(ev.GOLD, {}, name, sample, answer) for sample, answer in fresh.items()]
            file.connection.execute("BEGIN IMMEDIATE")
            insert_events(file.connection, written)
            file.connection.execute("COMMIT")
        return known
    except (sqlite3.Error, ArithmeticError, KeyError, TypeError, AttributeError) as error:
        if file.connection.in_transaction:
            file.connection.execute("ROLLBACK")
        raise CannotOpen(f"{path.name} cannot be read or written.") from error
    finally:
        close_file(file)
