"""A project whose model is taught."""

import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop_al.loop.batch import Reviewing, batch_request
from tests.loop.batch.batch_stand import LABELS, POOL, ask
from tests.loop.desk import Desk, make, make_texts
from tests.loop.test_annotator_clock import Time


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """A project whose model is sure of most samples; what the worker said on the way."""
    root = tmp_path_factory.mktemp("batch")
    path = make(root, make_texts(root / "texts", POOL), audit_share=0.3)
    with Desk(path) as desk:
        project, learning = desk.project, desk.project.learning
        desk.read()
        before = batch_request(project, ())
        desk.ticking = False
        for _ in range(LABELS // 2):
            desk.label()
        desk.ticking = True
        desk.until(lambda: learning.result is not None and learning.result.labelled >= LABELS // 2)
        early = ask(desk, batch_request(project, ()))
        desk.ticking = False
        # Nobody has looked at the sample meanwhile: it may have made room for others.
        project.serving.read_ahead()
        for _ in range(LABELS // 2):
            desk.label()
        desk.ticking = True
        desk.until(lambda: learning.result.labelled >= LABELS // 2 * 2)
        request = batch_request(project, (3, 4))
        held = [project.serving.current.place, *project.serving.held()]
        found = ask(desk, request)
        other = ask(desk, replace(request, number=request.number + 1))
        half = ask(desk, replace(request, recheck=0.5))
        assert project.wait_saved(10)
        # What was sent is a value of its own: the same again gives the same groups.
        again = ask(desk, request)
    return SimpleNamespace(
        root=root,
        before=before,
        early=early,
        request=request,
        found=found,
        other=other,
        half=half,
        again=again,
        held=held,
    )


@pytest.fixture
def now() -> Time:
    return Time()


@pytest.fixture
def place(taught: SimpleNamespace, tmp_path: Path) -> Path:
    """A copy of the project, to be changed."""
    shutil.copytree(taught.root, tmp_path / "copy")
    return tmp_path / "copy" / "p.dal"


@pytest.fixture
def desk(place: Path, now: Time):
    """Open, and nothing is started: groups are those of before."""
    made = Desk(place, clock=now.clock())
    yield made
    made.project.close()


@pytest.fixture
def sitting(desk: Desk, taught: SimpleNamespace, now: Time) -> Reviewing:
    made = Reviewing(desk.project, desk.flashed.append, lambda: now.steady)
    made.offered(taught.found)
    return made
