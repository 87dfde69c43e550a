"""The pages of the real window with a real project: what is pressed on one page is seen on the others."""

import csv

import pytest
from PySide6.QtWidgets import QApplication

from desktop_al.app import make_window
from desktop_al.core.errors import CannotRead, DesktopAlError
from desktop_al.core.protocol_file import read_protocol
from desktop_al.ui import preferences as prefs
from tests.ui.desks.desks_stand import K, control, press


def test_samples_are_relabelled_with_the_keys_of_labelling(qtbot, session):
    control(qtbot, session, K.Key_2)
    page = session.window.page("samples")
    assert session.window.shown == "samples"
    assert page.view().hasFocus()
    qtbot.waitUntil(lambda: page.model.rowCount() == 12)
    press(qtbot, session, K.Key_Down, K.Key_2)
    session.flush()
    assert page.model.line(1).answer.text == "Valve"
    press(qtbot, session, K.Key_Down, K.Key_X, K.Key_3)
    session.flush()
    assert page.model.line(2).answer.text == "Duplicate"
    control(qtbot, session, K.Key_A)
    press(qtbot, session, K.Key_1)
    session.flush()
    assert {page.model.line(row).answer.text for row in range(12)} == {"Pump"}
    press(qtbot, session, K.Key_Z)
    session.flush()
    assert page.model.line(1).answer.text == "Valve"
    assert page.model.line(5).answer is None
    # The focus stays on the page that is shown, so that Enter opens the sample there.
    assert page.view().hasFocus()
    press(qtbot, session, K.Key_Escape, K.Key_Home, K.Key_Down, K.Key_Return)
    assert session.window.shown == "label"
    assert session.window.label.screen.sample.name == "note-01.txt"
    assert session.window.label.screen.sample.given.text == "Valve"


def test_what_is_shown_is_exported(qtbot, session, tmp_path):
    for key in (K.Key_1, K.Key_2, K.Key_2, K.Key_U):
        qtbot.waitUntil(lambda: session.window.label.screen.sample.content is not None)
        press(qtbot, session, key)
    control(qtbot, session, K.Key_2)
    page = session.window.page("samples")
    qtbot.waitUntil(lambda: page.model.rowCount() == 12)
    wanted = [row for row in range(12) if getattr(page.model.line(row).answer, "text", "") == "Valve"]
    places = tuple(page.model.place(row) for row in wanted)
    assert len(places) == 2
    session.exports.export(tmp_path / "out.csv", session.samples._listing.sample_ids(places))
    qtbot.waitUntil(lambda: session.window.status.flashed() == "Exported 2 annotations to out.csv.", timeout=10_000)
    with open(tmp_path / "out.csv", encoding="utf-8-sig", newline="") as file:
        assert [row["label"] for row in csv.DictReader(file)] == ["Valve", "Valve"]


def test_find_a_sample_from_anywhere(qtbot, session):
    control(qtbot, session, K.Key_F)
    page = session.window.page("samples")
    assert page.bar.search.hasFocus()
    qtbot.keyClicks(page.bar.search, "note-07")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=5_000)
    assert page.model.line(0).name == "note-07.txt"


def test_a_class_added_in_the_find_field_can_be_given_at_once(qtbot, session):
    press(qtbot, session, K.Key_Slash)
    qtbot.keyClicks(QApplication.focusWidget(), "Leak")
    control(qtbot, session, K.Key_Return)
    session.flush()
    assert [c.name for c in session.project.classes] == ["Pump", "Valve", "Leak"]
    before = session.window.label.screen.sample.name
    press(qtbot, session, K.Key_Return)
    session.flush()
    rows = session.project.history_rows()
    assert (rows[-1].name, rows[-1].answer.text) == (before, "Leak")
    press(qtbot, session, K.Key_Z, K.Key_Z)
    assert [c.name for c in session.project.classes] == ["Pump", "Valve"]


def test_the_protocol_page_changes_the_classes_everywhere(qtbot, session):
    control(qtbot, session, K.Key_6)
    page = session.window.page("protocol")
    page.intent.emit("class_rename", (session.project.classes[0].id, "Pumps"))
    page.intent.emit("class_add", ("pumps", ""))
    assert [c.name for c in session.project.classes] == ["Pumps", "Valve"]
    page.intent.emit("protocol_set", "## Pumps or Valve?\n\nA pump moves, a valve stops.")
    control(qtbot, session, K.Key_1)
    session.flush()
    assert session.window.label.inspector.panel.model.rows[0].name == "Pumps"
    press(qtbot, session, K.Key_G)
    assert session.window.label.inspector.guideline_open()
    press(qtbot, session, K.Key_Escape, K.Key_Z, K.Key_Z)
    assert [c.name for c in session.project.classes] == ["Pump", "Valve"]
    assert session.project.state.protocol() == ""


PROTOCOL = """---
name: Devices
version: "2"
scale: ordinal
author: Kim
classes:
  - {name: Pump, definition: It moves.}
  - {name: Hose, mark: 2}
reasons:
  - {id: dark, words: Too dark}
---

## Pump
It moves.
"""


HOSTILE = {
    "large": (b"x" * (5 * 2**20 + 1), "larger than 5 MB"),
    "open": (b"---\nname: a\nno end", "Line 1: the front matter begins here and does not end"),
    "bomb": (b"---\na: &a [x, x]\nb: [*a, *a]\n---\n", "Line 2: anchors"),
    "alias": (b"---\nclasses: *all\n---\n", "Line 2: aliases"),
    "tag": (b"---\nname: !!python/object:os.system x\n---\n", "Line 2: tags"),
    "bidi": ("---\nname: a\u202eb\n---\n".encode(), "Line 2: the front matter holds a character that cannot be shown"),
    "many": (b"---\nclasses:\n" + b"".join(b"  - Class %d\n" % n for n in range(10_000)) + b"---\n", "1,000 classes"),
    "twice": (b"---\nclasses: [Pump, pump]\n---\n", "two classes named pump"),
    "binary": (bytes(range(256)), "not a text in UTF-8"),
    "empty": (b"", "is empty"),
}


def test_files_that_cannot_be_taken_over_say_so_and_change_nothing(qtbot, session, tmp_path):
    control(qtbot, session, K.Key_6)
    page, project = session.window.page("protocol"), session.project
    heads = dict(project.state.heads)
    for name, (data, words) in HOSTILE.items():
        path = tmp_path / f"{name}.md"
        path.write_bytes(data)
        with pytest.raises(CannotRead) as caught:
            session.protocol.look_at(project, path)
        assert words in str(caught.value), name
        assert not page.importing.isVisible()
    with pytest.raises(CannotRead):
        session.protocol.look_at(project, tmp_path / "nowhere.md")
    assert dict(project.state.heads) == heads
    # A text with traps is taken as text: nothing in it is followed.
    trap = "## Pump\n![x](http://127.0.0.1:9/a.png)\n<script>alert(1)</script>\n[y](file:///etc/passwd)\n"
    path.write_text(trap, "utf-8")
    session.protocol.look_at(project, path)
    assert page.importing.isVisible()
    press(qtbot, session, K.Key_Escape)
    assert not page.importing.isVisible()
    assert dict(project.state.heads) == heads


def test_a_protocol_file_is_looked_at_taken_over_taken_back_and_shared(qtbot, session, tmp_path):
    press(qtbot, session, K.Key_2)
    qtbot.waitUntil(lambda: session.window.label.screen.sample.content is not None)
    control(qtbot, session, K.Key_6)
    page, project = session.window.page("protocol"), session.project
    valve = project.classes[1].id
    path = tmp_path / "devices.md"
    path.write_text(PROTOCOL, "utf-8")
    heads = dict(project.state.heads)
    session.protocol.look_at(project, path)
    view = page.importing
    rows = [view.classes.item(n).text() for n in range(view.classes.count())]
    assert rows == ["Pump: a definition", "Hose: new", "Valve: stays (not in the file)"]
    said = [words.text() for words in view._said.values()]
    assert said[0] == "New: the project has none yet."
    assert said[1].startswith("Becomes ordinal")
    assert said[2:4] == ["Become: Too dark.", "The file names itself version 2."]
    assert "Line 5: the field author is not known here" in said[4]
    view.guesses[0].click()
    assert view.classes.item(1).text() == "Hose: was Valve; its labels stay"
    assert dict(project.state.heads) == heads
    view.take.click()
    session.flush()
    assert not view.isVisible()
    assert [(c.name, c.id == valve) for c in project.classes] == [("Pump", False), ("Hose", True)]
    assert page.top.version.text().startswith("Version 2, changed on ")
    assert page.settings.scale.value() == "ordinal"
    # One sample was labelled with what is called Hose now.
    assert page.again.question().startswith("You labelled 1 sample ")
    out = tmp_path / "shared.md"
    session.protocol.share(project, out)
    shared, _ = read_protocol(out.read_bytes())
    assert (shared.name, shared.version, shared.scale, shared.extra) == ("Devices", "2", "ordinal", {"author": "Kim"})
    with pytest.raises(DesktopAlError, match="sample folder"):
        session.protocol.share(project, tmp_path / "notes" / "shared.md")
    page.again.yes.click()
    session.flush()
    assert session.window.shown == "label"
    assert session.window.label.screen.sample.given.text == "Hose"
    press(qtbot, session, K.Key_X)
    panel = session.window.label.inspector.panel
    assert [row.name for row in panel.model.rows] == ["Too dark"]
    press(qtbot, session, K.Key_1)
    session.flush()
    assert project.history_rows()[-1].answer.text == "Too dark"
    press(qtbot, session, K.Key_Z, K.Key_Z)
    assert [c.name for c in project.classes] == ["Pump", "Valve"]
    assert project.state.protocol() == ""
    session.flush()
    assert page.again.question() == ""


def test_a_change_is_told_once_beside_the_sample(qtbot, session, tmp_path):
    path = tmp_path / "p.dal"
    press(qtbot, session, K.Key_1)
    session.flush()
    session.protocol._intent("class_define", (session.project.classes[0].id, "It moves."))
    assert session.close_project()
    assert session.open_project(path, "Ben")
    label = session.window.label
    qtbot.waitUntil(lambda: label.screen.sample is not None and label.screen.sample.content is not None, timeout=15_000)
    assert label.stage.notice.notice() is None, "Ben has not been here before"
    press(qtbot, session, K.Key_2)
    session.flush()
    assert session.close_project()
    assert session.open_project(path, "Kim")
    assert label.stage.notice.notice() is None, "Kim made the change"
    session.protocol._intent("protocol_set", "## Valve\nIt stops.")
    assert session.close_project()
    assert session.open_project(path, "Ben")
    notice = label.stage.notice.notice()
    assert notice.title == "The guideline changed: Valve, definition."
    assert notice.text == "You labelled 1 sample Valve before this change. Show it again?"
    label.stage.notice.acted.emit("protocol", "show")
    inspector = label.inspector
    assert inspector.guideline_open()
    assert inspector.guideline.tabs.currentIndex() == 1
    label.stage.notice.acted.emit("protocol", "again")
    session.flush()
    assert label.stage.notice.notice() is None
    assert label.screen.sample.given.text == "Valve"
    assert session.close_project()
    assert session.open_project(path, "Ben")
    assert label.stage.notice.notice() is None


def test_a_guideline_that_is_being_written_is_not_lost_by_closing(qtbot, session):
    control(qtbot, session, K.Key_6)
    page = session.window.page("protocol")
    page.guideline.open_edit()
    qtbot.keyClicks(QApplication.focusWidget(), "Half a rule")
    assert not session.close_project()
    assert "Keep it or drop it first" in session.window.status.flashed()
    page.guideline.field.setFocus()
    press(qtbot, session, K.Key_Escape, K.Key_Escape)
    assert session.close_project()


def test_settings_apply_at_once_and_are_there_after_a_restart(qtbot, session, tmp_path):
    control(qtbot, session, K.Key_Comma)
    assert session.window.shown == "settings"
    for name, value in (("theme", "dark"), ("scale", "130"), ("text_size", 24), ("hints", False), ("guard", 300)):
        session.settings.change(name, value)
    session.settings.change("strategy", "margin")
    session.settings._change_keys("unsure", ("N",))
    assert (session.window.theme.name, session.window.theme.scale) == ("dark", 1.3)
    assert session.window.label.stage.text.reading_size() == 24
    press(qtbot, session, K.Key_Escape)
    assert session.window.shown == "label"
    press(qtbot, session, K.Key_U)
    assert session.project.history_rows() == []
    press(qtbot, session, K.Key_N)
    assert session.project.history_rows()[-1].answer.text == "Unsure"
    kept = prefs.load(tmp_path / "home")
    assert kept.settings["theme"] == "dark"
    assert kept.keys == {"unsure": ("N",)}
    assert session.project.choices["strategy"] == "margin"
    _, again = make_window(tmp_path / "home")
    qtbot.addWidget(again.window)
    assert (again.window.theme.name, again.window.theme.scale) == ("dark", 1.3)
    assert again.window.label.inspector._buttons["unsure"].accessibleDescription() == "Key N"
