"""Settings: storage, the support file and About."""

import tomllib
from pathlib import Path

from PySide6.QtWidgets import (
    QFileDialog,
)

from desktop_al.core.settings import DEFAULTS
from desktop_al.ui import about
from desktop_al.ui.storage_card import size_words
from tests.ui.settings.settings_stand import KEY, Heard, press, shown

# -- storage, support, about ---------------------------------------------------------------------------


def test_storage(qtbot, heard):
    card = heard.page.storage
    for button in (card._home, card._project, card._check):
        button.click()
    assert heard.commands == ["open_home", "open_project_folder", "rescan"]
    assert card._size.text() == "4.8 MB"
    heard.page.show_storage("/home/kim", "", "", 0)
    assert not card._project.isVisible()
    assert [size_words(n) for n in (0, 1, 1024, 10**7, 3 * 10**9)] == ["0 KB", "1 KB", "1 KB", "9.5 MB", "2.8 GB"]


def test_the_support_file_is_shown_before_it_is_saved(qtbot, heard, monkeypatch, tmp_path):
    page, card = heard.page, heard.page.storage
    saved = []
    page.support_save.connect(saved.append)
    card._support.setFocus()
    press(qtbot, KEY.Key_Space)
    assert heard.commands == ["support"]
    assert card.previewing()
    assert not card.preview.save.isEnabled(), "nothing to save yet"
    page.show_support("desktop_al support file\nsamples: 12\n")
    assert card.preview.text.toPlainText() == "desktop_al support file\nsamples: 12\n"
    assert card.preview.text.isReadOnly()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "s.txt"), ""))
    card.preview.save.click()
    assert saved == [str(tmp_path / "s.txt")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    card.preview.save.click()
    assert len(saved) == 1
    page.say("Saved as s.txt.")
    assert page._foot.words.text() == "Saved as s.txt."
    page.go_to("shortcuts")
    page.await_support()
    page.show_support("asked for by its key")
    assert card.preview.isVisible()
    card.preview.text.setFocus()
    assert page.escape()
    assert not card.previewing()
    assert not page.escape()
    card._support.click()
    assert card.preview.text.toPlainText() != "desktop_al support file\nsamples: 12\n", "counted anew"


def test_tags_are_typed_and_count_with_return(qtbot, theme):
    heard = Heard(shown(qtbot, theme))
    row = heard.page.rows["dicom_tags"]
    field = row.control
    assert field.accessibleName() == "Tags of DICOM files shown"
    assert field.height() >= theme.px(28)
    field.setFocus()
    qtbot.keyClicks(field, " Modality,  ViewPosition ")
    assert heard.values == []
    qtbot.keyClick(field, KEY.Key_Return)
    assert heard.values == [("dicom_tags", "Modality, ViewPosition")]
    assert field.text() == "Modality, ViewPosition"
    assert row.words_of("") == "None"
    # What was refused is taken back.
    heard.page.show_values(DEFAULTS, "Fundus grading", "Ines", False)
    assert field.text() == ""
    assert heard.values == [("dicom_tags", "Modality, ViewPosition")]


def test_about_names_what_the_program_stands_on():
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {line.split(">")[0].split("=")[0] for line in project["dependencies"]}
    assert set(about.needed_packages()) == set(about._NEEDED) == wanted
    found = about.parts()
    assert {part.name for part in found} == wanted
    assert all(part.version and part.licence and len(part.licence) < 80 for part in found)
    assert about.program_licence() == project["license"]
