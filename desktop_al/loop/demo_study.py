"""The demo of a study: three annotators with known errors label blind, each in a file and a process of their own."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from desktop_al.core.errors import CannotOpen
from desktop_al.core.study import StudyDesign, design_of
from desktop_al.loop.demo import Demo, demo_places, set_up_demo
from desktop_al.loop.gold import add_known
from desktop_al.loop.handing_out import hand_out
from desktop_al.loop.locks import unlock
from desktop_al.loop.merging import merge_projects
from desktop_al.loop.pool import id_numbers
from desktop_al.loop.scripted import Confusion, label_alone, opened
from desktop_al.loop.simulating import read_labels
from desktop_al.people.assignment import gold_mask
from desktop_al.store.keyring import key_of, put
from desktop_al.store.project_file import SampleRow

OWNER = "Owner"
DESIGN = StudyDesign(
    annotators=("Annotator 1", "Annotator 2", "Annotator 3"),
    overlap_share=0.10,
    gold_share=0.02,
    onboarding=5,
    planned=60,
    seed=2026,
)
#: Answers of each annotator.
ANSWERS = 160


def _even(errors: float, **more: dict[str, float]) -> dict[str, dict[str, float]]:
    """Errors spread over the other digits, with some confusions of one's own beside them."""
    digits = "0123456789"
    table = {true: {given: errors / 9 for given in digits if given != true} for true in digits}
    for true, given in more.items():
        table[true.removeprefix("d")] |= given
    return table


#: How each annotator errs: careful; takes 8 for 1 and 9 for 3 quite often; hurried.
CONFUSIONS: dict[str, Confusion] = {
    "Annotator 1": _even(0.04),
    "Annotator 2": _even(0.05, d8={"1": 0.35}, d9={"3": 0.30}),
    "Annotator 3": _even(0.14),
}


def copies_folder(project: Path) -> Path:
    """Where the copies that were handed out lie, one folder for each annotator."""
    return project.with_name(f"{project.name.removesuffix('.dal')}-annotators")


def set_up_study(
    project: Path, home: Path, progress: Callable[[str], None], answers: int = ANSWERS, passphrase: str = ""
) -> Demo:
    """Make the study and have it labelled, or go on with it where it was left. ``passphrase``: the project is encrypted
    when it is made; one that is there already is unlocked.

    Raises:
        CannotOpen: a place cannot be written, or an annotator's process failed.
    """
    demo = set_up_demo("images", project, home, owner=OWNER, progress=progress, passphrase=passphrase)
    if passphrase:
        unlock(project, passphrase)
    key = bytes(key_of(project) or b"")
    _, truth = demo_places(project)
    with opened(project, OWNER, home) as desk:
        desk.listed()
        fixed = design_of(desk.project.state.study()) is not None
        if not fixed:
            desk.project.studying.set_design(DESIGN)
        known = _gold_rows(desk.project.pool.rows, read_labels(truth))
    if not fixed:
        add_known(project, _write_gold(project, known), OWNER, home)
    copies = {name: copies_folder(project) / name.lower().replace(" ", "-") for name in DESIGN.annotators}
    for name, folder in copies.items():
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "study.dal").exists():
            progress(f"Handing out to {name}")
            hand_out(project, name, folder / "study.dal", home)
    context = get_context("spawn")
    workers = {
        name: context.Process(
            target=label_alone,
            args=(folder / "study.dal", name, folder / "home", answers, truth, CONFUSIONS[name], key),
        )
        for name, folder in copies.items()
        if not (folder / "done").exists()
    }
    if workers:
        progress(f"{len(workers)} annotators label {answers} samples each")
    for worker in workers.values():
        worker.start()
    for name, worker in workers.items():
        worker.join()
        if worker.exitcode:
            raise CannotOpen(f"{name} could not label: the process ended with {worker.exitcode}.")
        (copies[name] / "done").touch()
    progress("Merging what they labelled")
    for folder in copies.values() if key else ():
        put(folder / "study.dal", bytearray(key))
    merge_projects(project, [folder / "study.dal" for folder in copies.values()], home)
    return replace(demo, decisions=True, annotator=OWNER)


def _gold_rows(rows: Sequence[SampleRow], truth: Mapping[str, str]) -> list[tuple[str, str]]:
    mask = gold_mask(id_numbers(rows), DESIGN.seed, DESIGN.gold_share)
    return [(row.path, truth[row.path]) for row, gold in zip(rows, mask.tolist(), strict=True) if gold]


def _write_gold(project: Path, rows: list[tuple[str, str]]) -> Path:
    path = project.with_name(f"{project.name.removesuffix('.dal')}-known.csv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("sample", "label"))
        writer.writerows(rows)
    return path
