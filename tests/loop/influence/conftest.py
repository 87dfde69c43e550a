"""A project with suggestions shown and not."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_al.loop.progress_screen import ProgressScreen
from tests.loop.desk import Desk, make, make_texts
from tests.loop.influence.influence_stand import POOL, asked
from tests.loop.several import Study, make_study


@pytest.fixture(scope="module")
def anchored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An annotator who agrees with half of what is withheld and with nearly all that is shown, in half of the samples
    each; the model is that of the answers before."""
    place = tmp_path_factory.mktemp("anchored")
    path = make(place, make_texts(place / "s", 190), audit_share=0.1)
    rng = random.Random(1)
    with Desk(path) as desk:
        desk.project.choose("withheld_share", 50)
        desk.read()
        for _ in range(40):
            if desk.project.learning.result is not None and desk.project.learning.result.skilled:
                break
            desk.label()
            if len(desk.project.history_rows()) % 10 == 0:
                desk.round()
        assert desk.project.learning.result.skilled
        desk.ticking = False
        ids = [item.id for item in desk.project.classes]
        while desk.ready():
            current = desk.project.serving.current
            offer = current.offer or current.withheld
            desk.project.clock.sample.count(2 if current.arm == "shown" else 3)
            if offer is None:
                desk.label()
                continue
            agrees = rng.random() < (0.95 if current.arm == "shown" else 0.5)
            desk.project.label(ids[offer.suggested if agrees else 1 - offer.suggested])
        yield desk


@pytest.fixture(scope="module")
def page(anchored: Desk) -> ProgressScreen:
    return asked(anchored)


@pytest.fixture
def study(pool: Study, tmp_path: Path) -> Study:
    for file in pool.path.parent.glob("study.dal*"):
        shutil.copy(file, tmp_path / file.name)
    return replace(pool, path=tmp_path / "study.dal")


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return make_study(tmp_path_factory.mktemp("pool"), POOL, audit_share=0.1)
