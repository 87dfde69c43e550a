"""The window in the pseudo-language: what stands there outside of its brackets does not go through translation."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_al.core import words
from desktop_al.core.languages import PSEUDO, VARIABLE, language
from tests.pictures.album import PLAYS
from tests.pictures.scenes import CannotPlay
from tests.pictures.stand import Stand
from tests.pictures.untranslated import outside, untranslated

#: Pages of which nearly all words are names, or are written into a file.
_PASSED_OVER = frozenset({"settings-about", "settings-support"})
QUICK = ("welcome",)
SLOW = ("settings", "exports", "wizard-data", "backups", "annotators", "audit")


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(VARIABLE, PSEUDO)
    words.use(language(PSEUDO))
    yield
    words.use(words.ENGLISH)


def test_what_counts_as_outside() -> None:
    assert outside("⟦Šåvé Incidents ⟦2 röwš~~⟧~~~⟧ to a.csv").split() == ["to"]
    assert outside("höldš Office ñöthîñg.~~⟧ but Forms.dal").split() == ["but"]


@pytest.mark.parametrize("name", [*QUICK, *(pytest.param(name, marks=pytest.mark.slow) for name in SLOW)])
def test_all_texts_go_through_translation(name: str, pseudo: None, tmp_path: Path) -> None:
    found: dict[str, str] = {}
    stand = Stand(tmp_path)
    try:
        for scene in PLAYS[name](stand):
            stand.settle()
            if scene.name in _PASSED_OVER:
                continue
            for text, kind in untranslated(stand.window):
                found.setdefault(text, f"{scene.name}, {kind}")
    except CannotPlay as reason:
        pytest.skip(str(reason))
    finally:
        stand.end()
    assert not found
