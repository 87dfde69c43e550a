"""A project that several annotators have answered, one after the other: who said what is given sample by sample."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.loop.adjudicating import Adjudicating
from desktop_al.loop.merging import merge_projects
from tests.loop.desk import Desk, make, make_texts

#: One line a sample: the answers of Dora, Egon, Frieda and Gustav; ".": none, "?": Unsure, "x": not worth labelling.
LINES = {
    "t000.txt": "AABB",
    "t001.txt": "AAAB",
    "t002.txt": "AAAA",
    "t003.txt": "AB..",
    "t004.txt": "A...",
    "t005.txt": "A?..",
    "t006.txt": "?...",
    "t007.txt": "Ax..",
    "t008.txt": "xxA.",
}
NAMES = ("Dora", "Egon", "Frieda", "Gustav")
#: The samples that wait for a decision, by what the table above says.
WAITING = {"t000.txt", "t003.txt", "t005.txt", "t007.txt"}


def answer_of(desk: Desk, sign: str) -> str:
    return {"?": ev.UNSURE, "x": "x:focus"}.get(sign) or ev.label_answer([desk.id(sign)])


def annotate(path: Path, name: str, said: Mapping[str, str], comments: Mapping[str, str] | None = None) -> None:
    """One annotator opens the project, answers and comments by sample name, and closes it."""
    with Desk(path, name) as desk:
        desk.scanned()
        for sample, sign in said.items():
            assert desk.project.relabel([desk.place(sample)], answer_of(desk, sign)) == ""
        for sample, text in (comments or {}).items():
            desk.project.serving.visit(desk.place(sample))
            desk.until(lambda: desk.project.serving.shown() is not None)
            desk.project.comments.say(text)
        assert desk.project.wait_saved(10)


def study(tmp_path: Path, lines: Mapping[str, str] = LINES, count: int = 9, **more: object) -> Path:
    """The owner is "ann", who has answered nothing."""
    path = make(tmp_path, make_texts(tmp_path / "texts", count), **more)
    for number, name in enumerate(NAMES):
        said = {sample: signs[number] for sample, signs in lines.items() if signs[number] != "."}
        if said:
            annotate(path, name, said)
    return path


def twice(path: Path, sample: str, name: str = "Dora", signs: str = "AB") -> None:
    """One annotator answers a sample in two copies of the project, neither of which knows of the other."""
    other = path.with_name("copy.dal")
    shutil.copy(path, other)
    for place, sign in zip((path, other), signs, strict=True):
        annotate(place, name, {sample: sign})
    merge_projects(path, [other], path.parent / "home")


def desk_of(desk: Desk, extra: frozenset[int] = frozenset()) -> Adjudicating:
    project = desk.project
    return Adjudicating(
        project.record,
        project.pool,
        project.answers,
        project.loader,
        project.annotator,
        project.basics.seed,
        lambda: project.classes,
        desk.flashed.append,
        extra,
    )
