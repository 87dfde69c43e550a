"""Projects with a history of labels."""

import shutil
from dataclasses import replace
from types import SimpleNamespace

import pytest

from desktop_al.loop.scripted import label
from tests.loop.desk import make, make_texts, truth
from tests.loop.progress.progress_project import POOL, shop_of
from tests.loop.several import make_study


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """A project without answers, and its features."""
    study = make_study(tmp_path_factory.mktemp("pool"), POOL, audit_share=0.3)
    shop_of(study)
    return study


@pytest.fixture
def study(texts, tmp_path):
    for file in texts.path.parent.glob("study.dal*"):
        shutil.copy(file, tmp_path / file.name)
    return replace(texts, path=tmp_path / "study.dal")


@pytest.fixture(scope="module")
def labelled(tmp_path_factory):
    """A project with 40 answers by the very way of the program."""
    root = tmp_path_factory.mktemp("open")
    path = make(root, make_texts(root / "texts", POOL), audit_share=0.3)
    assert label(path, "ann", root / "home", 40, truth) == 40
    return SimpleNamespace(path=path, home=root / "home")
