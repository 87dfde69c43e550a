"""The window in the pseudo-language: what stands there outside of its brackets does not go through translation."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from desktop_al.core import words
from desktop_al.core.languages import PSEUDO, VARIABLE, language
from tests.pictures.album import PLAYS
from tests.pictures.scenes import CannotPlay
from tests.pictures.seen import _text, _visible
from tests.pictures.stand import Stand

#: Names: of people, projects, formats, parts of the program, files and keys.
_NAMES = re.compile(
    r"desktop_al|Incidents|Forms|Night shift|Lost scans|Lost|Ines|QWERTY|"
    r"\b(PNG|JPEG|TIFF|DICOM|WebP|BMP|TXT|CSV|JSONL|Ctrl|Shift|Alt|Esc|Del|End|Home|PgUp|PgDown|Enter|Return)\b|"
    r"/\S+( shift)?|\S+\.\w{2,5}\b"
)
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


def outside(text: str) -> str:
    """What of ``text`` is in no brackets and is no name."""
    kept, depth = [], 0
    for letter in text:
        depth += letter == "⟦"
        kept.append(letter if depth == 0 else " ")
        depth -= letter == "⟧"
    return _NAMES.sub(" ", "".join(kept))


def test_what_counts_as_outside() -> None:
    assert outside("⟦Šåvé Incidents ⟦2 röwš~~⟧~~~⟧ to a.csv").split() == ["to"]


@pytest.mark.parametrize("name", [*QUICK, *(pytest.param(name, marks=pytest.mark.slow) for name in SLOW)])
def test_all_texts_go_through_translation(name: str, pseudo: None, tmp_path: Path) -> None:
    found: dict[str, str] = {}
    stand = Stand(tmp_path)
    try:
        for scene in PLAYS[name](stand):
            stand.settle()
            if scene.name in _PASSED_OVER:
                continue
            for widget in _visible(stand.window):
                shown = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
                if not isinstance(widget, QTextEdit | QPlainTextEdit):
                    shown.append(_text(widget))
                for text in filter(None, shown):
                    if re.search(r"[A-Za-z]{3,}", outside(text)):
                        found.setdefault(text, f"{scene.name}, {type(widget).__name__}")
    except CannotPlay as reason:
        pytest.skip(str(reason))
    finally:
        stand.end()
    assert not found
