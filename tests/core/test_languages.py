from pathlib import Path

import pytest

from desktop_al.core import languages, words
from desktop_al.core.errors import DesktopAlError
from desktop_al.core.languages import PSEUDO, VARIABLE, catalogue, language, nearest, of_environment, stretched
from desktop_al.core.words import tr, trn

TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_PT" sourcelanguage="en">
<context>
    <name>desktop_al</name>
    <message><source>Save {name} &amp; go</source><translation>Guardar {name} e seguir</translation></message>
    <message><source>Open</source><comment>verb</comment><translation>Abrir</translation></message>
    <message><source>Later</source><translation type="unfinished">Mais</translation></message>
    <message numerus="yes">
        <source>{n:,} samples</source><comment>{n:,} sample</comment>
        <translation><numerusform>{n:,} amostra</numerusform><numerusform>{n:,} amostras</numerusform></translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message><source>Cancel</source><translation>Cancelar</translation></message>
</context>
</TS>
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "pt_PT.ts"
    path.write_text(TS, "utf-8")
    monkeypatch.setattr(languages, "resource", lambda name: tmp_path / name.rpartition("/")[2])
    monkeypatch.setattr(words, "_in_use", words.ENGLISH)
    return path


def test_a_file_of_qt_linguist_gives_the_texts(file: Path) -> None:
    words.use(language("pt_PT"))
    assert tr("Save {name} & go", name="x") == "Guardar x e seguir"
    assert (tr("Open", about="verb"), tr("Open")) == ("Abrir", "Open")
    assert tr("Later") == "Later", "what is unfinished stays English"
    assert trn("{n:,} sample", "{n:,} samples", 1) == "1 amostra"
    assert trn("{n:,} sample", "{n:,} samples", 12345) == "12\u00a0345 amostras"
    assert catalogue("pt_PT").of_qt == {("QPlatformTheme", "Cancel"): "Cancelar"}


@pytest.mark.parametrize("broken", ["", "<TS>", "no xml"])
def test_a_broken_file_has_its_sentence(file: Path, broken: str) -> None:
    file.write_text(broken, "utf-8")
    with pytest.raises(DesktopAlError, match="Install the program again"):
        language("pt_PT")


def test_languages_that_there_are_not(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DesktopAlError, match="no language"):
        language("../pt_PT")
    monkeypatch.setenv(VARIABLE, "../pt_PT")
    assert of_environment() is words.ENGLISH
    monkeypatch.setenv(VARIABLE, "pt_PT")
    assert of_environment().code == "pt_PT"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (["pt-PT", "en"], "pt_PT"),
        (["pt_BR.UTF-8"], "pt_PT"),
        (["de-DE", "pt"], "pt_PT"),
        (["C"], "en"),
        ([], "en"),
        (["en-GB"], "en"),
    ],
)
def test_the_nearest_language(wanted: list[str], code: str) -> None:
    assert nearest(wanted) == code


def test_the_pseudo_language_keeps_what_is_filled_in() -> None:
    assert stretched("Open {name:,}") == "⟦Öpéñ {name:,}~~~⟧"
    words.use(language(PSEUDO))
    try:
        assert tr("Save {name}", name="cat") == "⟦Šåvé cat~~~⟧"
        assert trn("{n} row", "{n} rows", 2) == "⟦2 röwš~~⟧"
    finally:
        words.use(words.ENGLISH)
