"""Imported suggestions in copies that are handed out."""

import json
import math
from pathlib import Path

import pytest

from desktop_al.core import events as ev
from desktop_al.core.study import StudyDesign
from desktop_al.loop.handing_out import hand_out
from desktop_al.loop.import_file import Wanted, import_file
from desktop_al.loop.merging import merge_projects
from desktop_al.store.project_file import close_file, open_project, read_body
from tests.loop.desk import Desk, make, make_texts, truth


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Suggested is the wrong class, of every fourth sample without a probability."""
    made = make(tmp_path, make_texts(tmp_path / "texts", 12))
    tasks = []
    for n in range(12):
        result = {"from_name": "label", "to_name": "text", "type": "choices", "value": {"choices": ["BA"[n % 2]]}}
        prediction = {"result": [result], **({"score": 0.75} if n % 4 else {})}
        tasks.append({"id": n, "data": {"sample": f"t{n:03d}.txt"}, "predictions": [prediction]})
    file = tmp_path / "guesses.json"
    file.write_text(json.dumps(tasks), "utf-8")
    import_file(made, file, Wanted(), tmp_path / "home")
    return made


def test_a_copy_shows_what_was_imported_and_merges_back(path, tmp_path):
    out = tmp_path / "ben.dal"
    hand_out(path, "Ben", out, tmp_path / "home")
    with Desk(out) as desk:
        desk.scanned()
        project = desk.project
        for place in range(12):
            offer = project.serving._offering.offer(place)
            name = project.pool.name(place)
            assert offer.source == "guesses.json"
            assert project.classes[offer.suggested].name != truth(name)
            p = offer.probabilities[offer.suggested]
            assert math.isnan(p) if int(name[1:4]) % 4 == 0 else p == 0.75
        desk.read()
        desk.label()
        assert project.record.drain(30)
        newest = project.state.newest_answers(1)[0]
    file = open_project(out, look_only=True)
    body = ev.decode_body(read_body(file.connection, newest)[1])
    close_file(file)
    assert body["suggested"]
    merged = merge_projects(path, [out], tmp_path / "home")
    assert (merged.annotations, merged.conflicts) == (1, 0)


def test_who_works_blind_gets_a_copy_without(path, tmp_path):
    with Desk(path) as desk:
        desk.scanned()
        desk.project.studying.add_annotator("Ben")
        design = StudyDesign(("ann", "Ben"), overlap_share=0.3, planned=2, seed=4, independent=True)
        desk.project.studying.set_design(design)
    out = tmp_path / "ben.dal"
    hand_out(path, "Ben", out, tmp_path / "home")
    assert b"guesses.json" not in out.read_bytes()
    with Desk(out) as desk:
        desk.scanned()
        assert not desk.project.state.brought.given
