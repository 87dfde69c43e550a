"""The pages of the real window with a real project: what is pressed on one page is seen on the others."""

import csv
import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop_al.app import make_window
from desktop_al.core.errors import CannotRead, DesktopAlError
from desktop_al.core.protocol_file import read_protocol
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.ui import preferences as prefs
from desktop_al.ui.class_rows import ClassDraft

K = Qt.Key


def texts(folder: Path, count: int = 12) -> Path:
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"note-{number:02d}.txt").write_text(f"Note {number} about pumps and valves.", "utf-8")
    return folder


@pytest.fixture
def start(qtbot, tmp_path):
    """The program as it starts, with an empty home."""
    _, made = make_window(tmp_path / "home", guard=False)
    qtbot.addWidget(made.window)
    made.window.show()
    made.show_start()
    yield made
    made.close_project()


@pytest.fixture
def session(qtbot, start, tmp_path):
    create_project(
        NewProject(tmp_path / "p.dal", texts(tmp_path / "notes"), ("Pump", "Valve"), "Kim", kind="text"),
        tmp_path / "home",
    )
    assert start.open_project(tmp_path / "p.dal")
    page = start.window.label
    qtbot.waitUntil(lambda: page.screen.sample is not None and page.screen.sample.content is not None, timeout=15_000)
    learning = start.project.learning
    qtbot.waitUntil(lambda: learning.scanned is not None and not learning.scanning, timeout=15_000)
    return start


def press(qtbot, session, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget() or session.window, key, modifier)


def control(qtbot, session, *keys):
    press(qtbot, session, *keys, modifier=Qt.KeyboardModifier.ControlModifier)


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
    qtbot.waitUntil(lambda: session.window.status.flashed() == "Exported 2 labels to out.csv.", timeout=10_000)
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


def test_broken_preferences_cost_only_themselves(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "preferences.json").write_text(
        '{"settings": {"theme": "pink", "guard": 90, "scale": 7, "text_size": true, "x": 1}, "keys": {"undo": "Z",'
        ' "unsure": ["N"]}, "recent": [{"path": 3}, 4, {"path": "/p.dal", "name": "P", "kind": "image", "classes": 2,'
        ' "labelled": 1, "pool": 9, "closed": "2026"}], "drafts": [1, {"id": "a"}]}',
        "utf-8",
    )
    kept = prefs.load(home)
    assert (kept.settings["theme"], kept.settings["guard"], kept.settings["scale"]) == ("system", 90, "100")
    assert kept.settings["text_size"] == 18
    assert kept.keys == {"unsure": ("N",)}
    assert [recent.name for recent in kept.recent] == ["P"]
    assert kept.drafts == ({"id": "a"},)
    for junk in ("", "[]", "{", '"x"', "\x00"):
        (home / "preferences.json").write_text(junk, "utf-8")
        assert prefs.load(home) == prefs.Preferences()


def dropped(window, path: Path) -> bool:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    where, left = QPointF(5, 5), Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(where.toPoint(), Qt.DropAction.CopyAction, mime, left, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    drop = QDropEvent(where, Qt.DropAction.CopyAction, mime, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, drop)
    return enter.isAccepted()


def test_a_folder_with_class_folders_becomes_a_labelled_project(qtbot, start, tmp_path):
    """Dropped on the window, Enter through the wizard: the folder names are the labels, names are hidden."""
    for name in ("Cats", "Dogs"):
        texts(tmp_path / "pets" / name, 6)
    assert not dropped(start.window, tmp_path / "nothing.txt")
    assert dropped(start.window, tmp_path / "pets")
    form = start.window.page("form")
    qtbot.waitUntil(lambda: form.data.look is not None and form.data.look.done, timeout=10_000)
    form.data._folders.set_answer("labels")
    for _ in range(4):
        form.next()
        QApplication.processEvents()
    qtbot.waitUntil(lambda: start.project is not None, timeout=15_000)
    qtbot.waitUntil(lambda: start.window.shown == "label")
    assert [c.name for c in start.project.classes] == ["Cats", "Dogs"]
    assert len(start.project.history_rows()) == 12
    assert all(row.name.startswith("S-") for row in start.project.history_rows())
    assert not list((tmp_path / "pets").rglob("*.dal*"))


def test_a_draft_is_kept_and_gone_on_with(qtbot, start, tmp_path):
    folder = texts(tmp_path / "notes")
    start.open_path(folder)
    form = start.window.page("form")
    qtbot.waitUntil(lambda: form.data.look is not None and form.data.look.listed, timeout=10_000)
    form.next()
    form.classes.rows.set_classes(())
    qtbot.keyClicks(QApplication.focusWidget(), "Half")
    press(qtbot, start, K.Key_Escape)
    assert start.window.shown == "start"
    assert prefs.load(tmp_path / "home").drafts[0]["folder"] == str(folder)
    row = start.window.start.model.rows[0]
    assert row.step == 2
    start.begin._picked(row.path)
    assert start.window.shown == "form"
    assert form.step == 1
    assert form.classes.rows.names() == ("Half",)


def test_a_project_that_cannot_be_opened_says_so_on_the_start_page(start, tmp_path):
    junk = tmp_path / "junk.dal"
    junk.write_bytes(b"no project at all")
    assert not start.open_path(junk)
    assert start.window.shown == "start"
    assert not start.open_path(tmp_path / "missing.dal")
    assert "There is no project at" in start.window.start.trouble()


def test_after_a_crash_the_next_start_says_what_is_saved(qtbot, session, tmp_path):
    home = tmp_path / "home"
    press(qtbot, session, K.Key_1, K.Key_2)
    session.project.wait_saved(10)
    left = json.loads(next(home.glob("running-*.json")).read_text("ascii"))
    assert left["project_open"]
    # What a process that was killed leaves behind: its mark, and the newest project among the recent ones.
    (home / "running-999999.json").write_text(json.dumps({**left, "pid": 999999, "started": 1790000000.0}), "ascii")
    _, made = make_window(home)
    qtbot.addWidget(made.window)
    made.window.show()
    made.show_start()
    qtbot.waitUntil(lambda: made.window.start.trouble().endswith("is saved. p holds 2 labels."), timeout=10_000)
    made.support.ended()
    _, again = make_window(home)
    qtbot.addWidget(again.window)
    again.show_start()
    assert again.window.start.trouble() == ""


def test_a_recent_project_is_forgotten_and_its_file_stays(qtbot, session, tmp_path):
    control(qtbot, session, K.Key_W)
    assert session.window.shown == "start"
    assert [row.name for row in session.window.start.model.rows] == ["p"]
    session.begin._forget(str(tmp_path / "p.dal"))
    assert session.window.start.model.rows == ()
    assert (tmp_path / "p.dal").exists()


def test_a_project_in_use_is_looked_at_and_taken_over_when_it_is_free(qtbot, session, tmp_path):
    _, other = make_window(tmp_path / "home2", guard=False)
    qtbot.addWidget(other.window)
    other.window.show()
    assert other.open_project(tmp_path / "p.dal")
    assert other.project.read_only
    session.close_project()
    other._notice(other.project, ("look_only", "reopen"))
    qtbot.waitUntil(lambda: other.project is not None and not other.project.read_only, timeout=10_000)
    other.close_project()


def test_two_quick_clicks_never_answer_a_sample_that_was_not_seen(qtbot, session):
    session.settings._guard = True
    session.settings.change("guard", 400)
    view = session.window.label.inspector.panel.view
    where = view.visualRect(view.model().index(0, 0)).center()
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(view.viewport(), left, pos=where)
    qtbot.mouseDClick(view.viewport(), left, pos=where)
    session.flush()
    assert len(session.project.history_rows()) == 1
    qtbot.wait(450)
    qtbot.mouseClick(view.viewport(), left, pos=where)
    session.flush()
    assert len(session.project.history_rows()) == 2


def second_project(tmp_path: Path) -> Path:
    create_project(
        NewProject(tmp_path / "q.dal", texts(tmp_path / "others", 5), ("One", "Two"), "Kim", kind="text"),
        tmp_path / "home",
    )
    return tmp_path / "q.dal"


def test_the_guideline_after_x_gives_labels_not_reasons(qtbot, session):
    press(qtbot, session, K.Key_X, K.Key_G, K.Key_1)
    assert session.project.history_rows()[-1].answer.text == "Pump"


def test_a_comment_being_typed_is_kept_whatever_leads_away(qtbot, session, tmp_path):
    for number, leave in enumerate(("tab", "guideline", "close")):
        name = session.window.label.screen.sample.name
        press(qtbot, session, K.Key_F)
        qtbot.keyClicks(QApplication.focusWidget(), f"remark {number}")
        if leave == "tab":
            control(qtbot, session, K.Key_2)
            control(qtbot, session, K.Key_1)
        elif leave == "guideline":
            session.window.label.perform("guideline")
            session.window.escape()
        else:
            assert session.open_project(second_project(tmp_path))
            assert session.window.label.inspector.tray.commenting() is False
            assert session.open_project(tmp_path / "p.dal")
        place = session.project.pool.by_id[next(r.id for r in session.project.pool.rows if r.path == name)]
        row = session.project.pool.rows[place]
        assert session.project.state.comment("Kim", row.id) == f"remark {number}"
        if leave != "close":
            press(qtbot, session, K.Key_1)
            qtbot.waitUntil(lambda: session.window.label.screen.sample.content is not None)


def test_letters_on_the_protocol_page_never_reach_the_labels(qtbot, session):
    press(qtbot, session, K.Key_1, K.Key_2)
    control(qtbot, session, K.Key_6)
    press(qtbot, session, K.Key_Z, K.Key_U, K.Key_1)
    control(qtbot, session, K.Key_Z)
    assert [row.answer.text for row in session.project.history_rows()] == ["Pump", "Valve"]


def test_open_means_a_project_also_on_the_samples_page(qtbot, session):
    control(qtbot, session, K.Key_2)
    page = session.window.page("samples")
    assert not page.perform("open")
    assert page.perform("open_sample")


def test_what_is_typed_in_the_form_is_a_draft_when_a_project_is_opened(qtbot, session, tmp_path):
    control(qtbot, session, K.Key_N)
    form = session.window.page("form")
    form.data.set_folder(str(tmp_path / "notes"))
    assert session.open_project(tmp_path / "p.dal")
    assert prefs.load(tmp_path / "home").drafts[0]["folder"] == str(tmp_path / "notes")


def test_a_project_made_while_another_is_open_waits_among_the_recent_ones(qtbot, session, tmp_path):
    session.close_project()
    folder = texts(tmp_path / "late", 4)
    session.begin.new(folder)
    form = session.window.page("form")
    qtbot.waitUntil(lambda: form.data.look is not None and form.data.look.done, timeout=10_000)
    form.next()
    form.classes.rows.set_classes([ClassDraft("A"), ClassDraft("B")])
    for _ in range(2):
        form.next()
    ready = form.form()
    assert session.open_project(tmp_path / "p.dal")
    session.begin._made(ready, True)
    assert session.project.path == tmp_path / "p.dal"
    assert prefs.load(tmp_path / "home").recent[0].path == str(ready.project)


def test_a_file_that_is_no_project_leaves_the_open_one_open(session, tmp_path):
    (tmp_path / "junk.dal").write_bytes(b"nothing")
    project = session.project
    assert not session.open_project(tmp_path / "junk.dal")
    assert session.project is project
    assert "not a desktop_al project" in session.window.status.flashed()


def test_two_windows_of_one_home_keep_what_the_other_changed(tmp_path):
    one, other = prefs.Keeper(tmp_path), prefs.Keeper(tmp_path)
    one.keep(lambda kept: kept.with_setting("guard", 90))
    other.keep(lambda kept: kept.with_setting("hints", False))
    kept = prefs.load(tmp_path).settings
    assert (kept["guard"], kept["hints"]) == (90, False)


def test_a_key_kept_by_the_guard_is_not_given_to_another_page(qtbot, session):
    session.settings._guard = True
    session.settings.change("guard", 300)
    press(qtbot, session, K.Key_1)
    control(qtbot, session, K.Key_2)
    page = session.window.page("samples")
    qtbot.waitUntil(lambda: page.model.rowCount() == 12)
    before = page.choice.current()
    press(qtbot, session, K.Key_2, K.Key_Down)
    session.flush()
    assert page.model.line(before).answer.text == "Valve"
    assert page.choice.current() == before + 1


def test_the_first_esc_leaves_a_changed_guideline_and_the_second_drops_it(qtbot, session):
    control(qtbot, session, K.Key_6)
    panel = session.window.page("protocol").guideline
    panel.open_edit()
    qtbot.keyClicks(QApplication.focusWidget(), "A rule")
    press(qtbot, session, K.Key_Escape)
    assert panel.unsaved()
    press(qtbot, session, K.Key_Escape)
    assert not panel.editing()
    panel.open_edit()
    assert session.close_project()


def test_a_class_name_being_typed_counts_when_the_project_is_closed(qtbot, session, tmp_path):
    control(qtbot, session, K.Key_6)
    for letter in "Pumps":
        qtbot.keyClicks(QApplication.focusWidget(), letter)
    assert session.close_project()
    assert session.open_project(tmp_path / "p.dal")
    assert [c.name for c in session.project.classes] == ["Pumps", "Valve"]


def test_a_support_file_is_shown_in_full_before_it_is_saved(qtbot, session, tmp_path):
    session.window.perform("support")
    page = session.window.page("settings")
    qtbot.waitUntil(lambda: "desktop_al support file" in session.support._text, timeout=15_000)
    assert session.window.shown == "settings"
    page.support_save.emit(str(tmp_path / "support.txt"))
    saved = (tmp_path / "support.txt").read_text("utf-8")
    assert saved == session.support._text
    assert not any(word in saved for word in ("note-", "Pump", "Kim", str(tmp_path)))
