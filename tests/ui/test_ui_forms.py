"""The checks behind the wizard and the parts it is made of: no windows where none are needed."""

import datetime
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_al.core.protocol import parse_protocol
from desktop_al.loop.folder_look import FolderLook
from desktop_al.ui import preferences as prefs
from desktop_al.ui.class_rows import MOST_NAME, ClassDraft, pasted_classes
from desktop_al.ui.colour_vision import APART, VISIONS, distance, simulate, too_close
from desktop_al.ui.form_fields import Field, RadioRow
from desktop_al.ui.theme import THEMES, Theme
from desktop_al.ui.wizard_classes import class_trouble, close_names, wording_words
from desktop_al.ui.wizard_data import classes_question, folder_classes, folder_trouble, labels_trouble
from desktop_al.ui.wizard_found import counted
from desktop_al.ui.wizard_people import people_trouble, project_path, proposed_project
from desktop_al.ui.wizard_protocol import understood_words


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    folder = tmp_path / "Aufnahmen"
    folder.mkdir()
    return folder


# -- folder and labels -----------------------------------------------------------------------------


def test_folder(pool):
    assert folder_trouble("  ").startswith("Choose the folder")
    for text in ("/no/such/folder", "bad\0name", "~nobody-of-this-name/x", "x" * 5000, str(pool / "none")):
        assert folder_trouble(text) == "There is no folder at this place."
    assert folder_trouble(f" {pool} ") == ""
    empty = FolderLook("Aufnahmen", other=(("PDF", 2),), listed=True, done=True)
    assert folder_trouble(str(pool), empty) == "No images or texts in this folder."
    assert folder_trouble(str(pool), FolderLook("Aufnahmen")) == ""
    assert folder_trouble(str(pool), FolderLook("A", trouble="No permission.", listed=True)) == "No permission."


def test_labels_file(tmp_path):
    good, other = tmp_path / "labels.CSV", tmp_path / "labels.xlsx"
    good.write_text("sample,label\n")
    other.write_text("")
    assert labels_trouble("") == labels_trouble(str(good)) == ""
    assert "CSV" in labels_trouble(str(other))
    assert labels_trouble(str(tmp_path)) == labels_trouble("a\0b.csv") == "There is no file at this place."


def test_words_about_folders():
    look = FolderLook("p", subfolders=(("cats", 3), ("Cats ", 1), ("dogs", 2), ("a  b", 2)), class_like=True)
    assert folder_classes(look) == ("cats", "dogs", "a b")
    assert classes_question(look) == "The folders “cats”, “Cats ” and 2 more look like classes."
    two = FolderLook("p", subfolders=(("cats", 3), ("dogs", 2)))
    assert classes_question(two) == "The folders “cats” and “dogs” look like classes."
    assert [counted(n, w) for n, w in ((1, "class"), (2, "class"), (1240, "image"))] == [
        "1 class",
        "2 classes",
        "1,240 images",
    ]


# -- classes ---------------------------------------------------------------------------------------


def test_class_trouble():
    assert class_trouble(("A", "B")) == ("", ())
    assert class_trouble(()) == class_trouble(("A",)) == ("At least two classes are needed.", ())
    assert class_trouble(("A", "B", "a")) == ("Two classes are named “a”.", (0, 2))
    assert class_trouble(tuple(str(n) for n in range(1001)))[0].endswith("These are 1,001.")
    assert class_trouble(tuple(str(n) for n in range(1000))) == ("", ())
    assert class_trouble(("A", "B\u200b\x07"))[1] == (1,)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Proliferative", "Proliferativ"),
        ("Moderate", "Modreate"),
        ("Moderate", "Moderata"),
        ("Non-small cell", "Non small cell"),
        ("Café", "Cafe"),
        ("Crossing", "Crosssing"),
    ],
)
def test_close_names(first, second):
    assert close_names((first, "Something else", second)) == ((first, second),)
    assert wording_words((first, second))[0] == f"“{first}” and “{second}” are close in wording."


@pytest.mark.parametrize(
    ("first", "second"),
    [("Grade 1", "Grade 2"), ("cat", "rat"), ("Mild", "Severe"), ("Severe", "severe"), ("T1a", "T2a"), ("", "")],
)
def test_names_that_are_not_close(first, second):
    assert close_names((first, second)) == ()
    assert wording_words((first, second)) == ("", "")


def test_close_names_of_a_thousand_are_found_at_once():
    names = [f"Kategorie {n:04d} {'abcdefghij'[n % 10] * 8}" for n in range(1000)]
    assert close_names((*names, "Kategorie 0007 hhhhhhh")) == ((names[7], "Kategorie 0007 hhhhhhh"),)
    assert "more such pairs" in wording_words(("Moderate", "Moderata", "Moderato"))[1]


def test_pasted_lines():
    made = pasted_classes("  Mild \r\n\n Severe\tFour  quadrants\n\t\n" + "x" * 5000)
    assert made[:2] == (ClassDraft("Mild"), ClassDraft("Severe", "Four quadrants"))
    assert len(made) == 3
    assert len(made[2].name) == MOST_NAME
    assert len(pasted_classes("a\n" * 3_000_000)) == 10_000


# -- colours ---------------------------------------------------------------------------------------


def test_simulation_knows_its_ends():
    for vision, _ in VISIONS:
        for grey in ("#000000", "#808080", "#FFFFFF"):
            parts = [int(simulate(grey, vision)[at : at + 2], 16) for at in (1, 3, 5)]
            assert max(abs(part - int(grey[1:3], 16)) for part in parts) <= 1
    assert simulate("#CC7016", "typical") == "#CC7016"
    # Red and green of equal lightness meet for a red-weak eye, and stay apart for a blue-weak one.
    red, green = "#C8500A", "#7B7B00"
    assert distance(red, green, "protan") < distance(red, green) / 2
    assert distance(red, green, "tritan") > distance(red, green, "protan")


def test_known_distance():
    assert distance("#000000", "#FFFFFF") == pytest.approx(100.0, abs=0.01)
    # CIELAB of sRGB red is (53.24, 80.09, 67.20).
    assert distance("#FF0000", "#000000") == pytest.approx((53.24**2 + 80.09**2 + 67.20**2) ** 0.5, abs=0.1)


@pytest.mark.parametrize("name", THEMES)
def test_the_nine_colours_stay_apart(qapp, name):
    theme = Theme(name)
    colours = [theme.class_colour(place).name() for place in range(9)]
    assert too_close(colours) == ()
    least = min(distance(a, b, v) for v, _ in VISIONS for a in colours for b in colours if a != b)
    assert least > APART
    assert ("typical", 0, 9) in too_close([*colours, colours[0]])


# -- guideline -------------------------------------------------------------------------------------


def test_words_about_the_guideline():
    text = "# T\n## Mild\nA.\n## Severe\nB.\n## Mild or Severe?\nC.\n## Remarks\nD.\n"
    words = understood_words(parse_protocol(text).understood(("Mild", "Severe", "Other")), 3)
    assert words.startswith("2 of 3 classes are defined, 1 decision rule.")
    assert "“Remarks”" in words


# -- people and file -------------------------------------------------------------------------------


def test_proposed_beside_never_inside(pool, monkeypatch):
    first = proposed_project(pool)
    assert first == pool.parent / "Aufnahmen.dal"
    first.write_bytes(b"")
    assert proposed_project(pool) == pool.parent / "Aufnahmen 2.dal"
    monkeypatch.setattr(Path, "home", staticmethod(lambda: pool.parent / "home"))
    assert proposed_project(Path(pool.anchor)).parent == pool.parent / "home"


def test_project_path():
    assert project_path(" /a/b ") == Path("/a/b.dal")
    assert project_path("/a/b.c") == Path("/a/b.c.dal")
    assert project_path("/a/b.DAL") == Path("/a/b.DAL")
    assert project_path("~/b.dal") == Path.home() / "b.dal"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"annotator": "  "}, "annotator"),
        ({"annotator": "a\x07"}, "annotator"),
        ({"annotator": "a" * 201}, "annotator"),
        ({"name": ""}, "name"),
        ({"project": ""}, "project"),
        ({"project": "inside"}, "project"),
        ({"project": "exists"}, "project"),
        ({"project": "folder"}, "project"),
        ({"project": "/no/such/place/p.dal"}, "project"),
        ({"project": "a\0b"}, "project"),
        ({"project": "~nobody-of-this-name/x"}, "project"),
    ],
)
def test_people_trouble(pool, change, key):
    given = {"annotator": "K", "name": "P", "project": str(pool.parent / "p.dal"), "folder": pool}
    assert people_trouble(**given) == {}
    (pool.parent / "e.dal").write_bytes(b"")
    (pool / "deeper").mkdir()
    special = {
        "inside": str(pool / "deeper" / "p"),
        "exists": str(pool.parent / "e"),
        "folder": str(pool.parent) + os.sep,
    }
    change = {name: special.get(value, value) for name, value in change.items()}
    assert list(people_trouble(**{**given, **change})) == [key]


# -- drafts and recent rows ------------------------------------------------------------------------

NOW = datetime.datetime(2024, 5, 14, 15, 0, tzinfo=datetime.UTC)


def test_rows_of_projects_and_drafts(tmp_path):
    there = tmp_path / "a.dal"
    there.write_bytes(b"")
    kept = prefs.Preferences()
    for path, closed in ((str(there), "2024-05-14T12:00:00+00:00"), ("/gone.dal", "2022-01-03T12:00:00+00:00")):
        kept = kept.with_recent(prefs.Recent(path, "Name", "image", 1, 3, 3, closed))
    yesterday = NOW - datetime.timedelta(days=1)
    kept = prefs.with_draft(kept, {"id": "d1", "step": 3, "folder": "/x/Pool"}, yesterday)
    kept = prefs.with_draft(kept, {}, NOW)
    rows = prefs.recent_rows(kept, NOW)
    assert [row.path for row in rows] == [str(there), "draft:d1", "/gone.dal"]
    assert [row.missing for row in rows] == [False, False, True]
    assert rows[0].detail == "Images, 1 class"
    assert (rows[1].name, rows[1].step, rows[1].when) == ("Pool", 3, "Yesterday")
    assert rows[2].when == "3 Jan 2022"
    assert prefs.draft_at(kept, "draft:d1")["step"] == 3
    assert prefs.draft_at(kept, str(there)) is None
    again = prefs.with_draft(kept, {"id": "d1", "step": 4}, NOW)
    assert len(again.drafts) == 1
    assert prefs.without(again, "draft:d1").drafts == ()
    assert [r.path for r in prefs.without(again, "/gone.dal").recent] == [str(there)]


def test_drafts_outlive_the_program_and_broken_ones_are_passed_over(tmp_path):
    kept = prefs.Preferences()
    for number in range(20):
        kept = prefs.with_draft(kept, {"id": f"d{number}", "classes": [["Ä", ""]], "step": 2}, NOW)
    prefs.save(tmp_path, kept)
    assert prefs.load(tmp_path).drafts == kept.drafts
    assert len(kept.drafts) < 20
    broken = (
        {"id": ["x"], "step": "4", "folder": 3, "kept": "yesterday", "kind": 7},
        {"kept": "0001-01-01T00:00+14:00"},
    )
    rows = prefs.recent_rows(prefs.replace(kept, drafts=broken), NOW)
    assert [(row.step, row.when, row.name) for row in rows] == [(1, "", "New project")] * 2


# -- parts -----------------------------------------------------------------------------------------


def test_field_says_what_is_wrong(qtbot, theme):
    field = Field(theme, "Folder", "A note.", "Choose")
    qtbot.addWidget(field)
    field.show()
    assert field.edit.accessibleName() == "Folder"
    field.set_trouble("No.")
    assert field.trouble.isVisible()
    assert field.edit.accessibleDescription() == "No."
    assert field.edit.property("wrong") == "true"
    field.set_trouble("")
    assert not field.trouble.isVisible()
    assert field.edit.property("wrong") is None


def test_radio_row_is_hit_anywhere_and_by_keys(qtbot, theme):
    holder = QWidget()
    layout = QVBoxLayout(holder)
    first, second = RadioRow(theme, "One"), RadioRow(theme, "Two", "A longer sentence about two.")
    layout.addWidget(first)
    layout.addWidget(second)
    qtbot.addWidget(holder)
    holder.resize(400, 200)
    holder.show()
    QApplication.processEvents()
    first.setChecked(True)
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton, pos=second.rect().bottomRight() * 0.9)
    assert second.isChecked()
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_Up)
    assert first.isChecked()
    assert second.height() > first.height() >= 28
