"""Every page and state can be brought about, says what it has to say, and looks like no other."""

import hashlib
from pathlib import Path

import pytest

from tests.pictures.album import PLAYS, take
from tests.pictures.scenes import PLAIN

_seen: dict[str, str] = {}


#: The pages themselves, each with tests of its own: their pictures are taken with the slow tests. What is left are
#: the first page and the states that only a fault brings about.
_LONG = frozenset(
    ("label-images", "label-many", "label-texts", "protocol", "samples", "settings")
    + ("agreement", "adjudication", "tiring", "learning", "own-network", "full-disk")
    + ("annotators", "in-use", "off-here", "progress", "batch", "batch-texts")
    + ("wizard-creating", "wizard-data", "wizard-steps")
    + ("beside-images", "beside-texts", "guideline", "review", "review-texts", "near-copies")
)


@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.slow if n in _LONG else ()) for n in PLAYS])
def test_scenes(qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    place, pictures = tmp_path / "place", tmp_path / "pictures"
    place.mkdir()
    pictures.mkdir()
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.setenv("USERPROFILE", str(place))
    count = 0
    for report in take(name, place, pictures, (PLAIN,)):
        if report.left_out:
            pytest.skip(report.left_out)
        assert report.wrong == (), report.file
        content = hashlib.sha256((pictures / report.file).read_bytes()).hexdigest()
        twin = _seen.setdefault(content, report.file)
        assert twin == report.file, f"{report.file} looks like {twin}"
        count += 1
    assert count
