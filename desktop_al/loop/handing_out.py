"""Handing out: a project file for one annotator, with pool, protocol, design and imported suggestions, without
anybody's annotations.

The copy is a project of the same identity whose log begins with one event that stands for all that came
before it. The same event is recorded in the project itself, so that merging the copy back is a set union as always.
"""

import contextlib
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain, Written
from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.core.masks import encode_masks
from desktop_al.core.protocol_record import record_body
from desktop_al.core.state import State
from desktop_al.core.study import design_of
from desktop_al.core.words import tr
from desktop_al.loop.export_log import Note, note_in_file
from desktop_al.loop.folding import read_state
from desktop_al.loop.opening import basics, check_annotator, computer_id, folder_body
from desktop_al.loop.pool import id_numbers
from desktop_al.loop.protocol_versions import numbered
from desktop_al.loop.record import Clock
from desktop_al.loop.reserved import overlap_of
from desktop_al.loop.roles import is_blind, names, role_of
from desktop_al.store.driver import sqlite3
from desktop_al.store.key_file import read_slots
from desktop_al.store.project_file import (
    ProjectFile,
    SampleRow,
    close_file,
    create,
    insert_events,
    open_project,
    read_samples,
    reason,
)
from desktop_al.store.vault import vault_path
from desktop_al.store.verify import verify_connection


@dataclass(frozen=True, slots=True)
class HandedOut:
    """``samples`` of the pool are in the copy; ``overlap`` of them this annotator answers with others."""

    annotator: str
    samples: int
    overlap: int
    out: Path


def hand_out(path: Path, annotator: str, out: Path, home: Path, clock: Clock | None = None) -> HandedOut:
    """Make the project file ``out`` for one annotator, whole or not at all, and record in the project that it was made.

    Raises:
        BadArgument: a name or place that cannot be used. CannotOpen: the project is a copy itself, is damaged, holds
            no samples yet, or cannot be written.
    """
    clock = clock or Clock()
    name = check_annotator(annotator)
    if out.suffix.lower() != ".dal":
        raise BadArgument(tr("A project file ends in .dal; {name} does not.", name=out.name))
    if not out.resolve().parent.is_dir():
        raise CannotOpen(tr("There is no folder {folder} to write {name} in.", folder=out.parent, name=out.name))
    file = open_project(path)
    try:
        if file.lock is None:
            raise CannotOpen(tr("{name} cannot be handed out: {words}", name=path.name, words=" ".join(file.words)))
        problems = verify_connection(file.connection).problems
        if problems:
            raise CannotOpen(
                tr("{name} is damaged, and nothing was handed out: {problem}", name=path.name, problem=problems[0])
            )
        state = read_state(file.connection)
        if state.is_copy:
            raise CannotOpen(
                tr(
                    "{name} is itself a copy, made for {answer}. Ask the owner.",
                    name=path.name,
                    answer=state.handouts[-1].answer,
                )
            )
        rows = read_samples(file.connection)
        if not rows:
            raise CannotOpen(tr("The project has no samples yet. Open it once, so that its folder is read."))
        design = design_of(state.study())
        if design is not None and name not in design.annotators:
            raise BadArgument(
                tr("{name} is not in the design of the study: {words}.", name=name, words=", ".join(design.annotators))
            )
        alike = next((n for n in names(state) if n.casefold() == name.casefold() and n != name), "")
        if alike:
            raise BadArgument(tr("There is an annotator named {alike} already: write the name as it is.", alike=alike))
        known = basics(state, path, [row.path for row in rows[:20]])
        if out.resolve().is_relative_to(known.folder.resolve()):
            raise BadArgument(tr("The copy cannot lie in the sample folder: nothing is ever written there."))
        chain = Chain(os.urandom(16), state.lamport, clock.utc, clock.monotonic, os.urandom)
        opened = chain.add(ev.OPEN, {"computer": computer_id(home)}, name)
        made = chain.add(ev.HANDOUT, _snapshot(state, name, rows, known.folder, out.resolve()), name, answer=name)
        inside = _copy_inside(known.folder, out) if known.folder == vault_path(file.path) else None
        created = False
        try:
            # Whoever may open the project may open the copy.
            locks = (file.key, read_slots(path, file.key)) if file.key else None
            create(out, [opened, made], rows, file.project_id, locks)
            created = True
            if inside is not None:
                os.replace(inside, vault_path(out))
            _record(file, opened, made)
        except BaseException:
            # A copy that the project knows nothing of could not be merged back as what it is.
            for made_file in (inside, *((out, vault_path(out)) if created else ())):
                with contextlib.suppress(OSError):
                    if made_file is not None:
                        made_file.unlink(missing_ok=True)
            raise
        # In the project alone: the copy does not tell what else is handed out.
        note_in_file(file, Note(state.maker, home, clock=clock), "handout", len(rows), out)
        overlap = int(overlap_of(design, id_numbers(rows), name).sum())
        return HandedOut(name, len(rows), overlap, out)
    except (sqlite3.Error, OSError) as error:
        left = " " + tr("{name} could not be removed again: do not use it.", name=out.name) if out.exists() else ""
        raise CannotOpen(
            tr("{name} cannot be handed out: {reason}.{left}", name=path.name, reason=reason(error), left=left)
        ) from error
    finally:
        close_file(file)


def _copy_inside(samples: Path, out: Path) -> Path:
    """A copy of the samples that are inside a project, encrypted with the same key, for ``out``: it gets its name when
    that is made, so that no copy is ever without its samples. It takes as long as copying their folder would.

    Raises:
        CannotOpen: those of another project lie there, or it cannot be written.
    """
    there = vault_path(out)
    if there.exists():
        raise CannotOpen(tr("Beside it lies {name}, left by another project. Choose another name.", name=there.name))
    unfinished = there.with_name(there.name + ".unfinished")
    try:
        shutil.copyfile(samples, unfinished)
        with open(unfinished, "r+b") as file:
            os.fsync(file.fileno())
    except BaseException as error:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise CannotOpen(
                tr("The samples could not be copied to {folder}: {reason}.", folder=out.parent, reason=reason(error))
            ) from error
        raise
    return unfinished


def _is_of(state: State, writer: bytes, annotator: str) -> bool:
    first = state.event((writer, 1))
    return first is not None and first.annotator == annotator


def _snapshot(state: State, annotator: str, rows: Sequence[SampleRow], folder: Path, out: Path) -> dict[str, object]:
    """All that the annotator needs, and nothing that anybody answered. What was imported to be suggested goes along,
    but for who works blind: a file that is carried away must not even hold it."""
    design = design_of(state.study())
    feedback = design is not None and design.feedback
    # Named are only chains of this annotator: how much others have done is not to be told. Not in the opening event:
    # these chains are not in the copy.
    seen = {writer: seq for writer, seq in state.heads.items() if _is_of(state, writer, annotator)}
    done = [sample.hex() for who, sample in state.cells if who == annotator and state.in_force(who, sample)]
    offers = {} if is_blind(state, annotator) else state.brought.hand_out((row.id for row in rows), state.read_body)
    return {
        "op": "handout",
        "project": dict(state.project),
        "maker": state.maker,
        "roles": {annotator: role_of(state, annotator)},
        "classes": [asdict(c) for c in state.classes()],
        "protocol": state.protocol(),
        "protocol_record": record_body(numbered(state.protocol_record(), state)),
        "study": dict(state.study()),
        "gold": {sample.hex(): state.gold_answer(sample) if feedback else "" for sample in state.gold_samples()},
        "done": sorted(done),
        "kept": sorted(sample.hex() for sample in state.kept),
        "masks": {sample.hex(): encode_masks(rects) for sample, rects in sorted(state.masks.items())},
        "seen": ev.encode_heads(seen),
        **({"offers": offers} if offers else {}),
        **folder_body(folder, out),
    }


def _record(file: ProjectFile, *written: Written) -> None:
    connection = file.connection
    connection.execute("BEGIN IMMEDIATE")
    try:
        # As if merged: it was not done in the owner's own name, and undo does not reach it.
        insert_events(connection, written, merged=True)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
