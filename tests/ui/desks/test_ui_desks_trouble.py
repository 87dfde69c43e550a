"""The real window with a real project: broken preferences, drafts, crashes and projects in use."""

import json
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop_al.app import make_window
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.ui import preferences as prefs
from desktop_al.ui.class_rows import ClassDraft
from tests.ui.desks.desks_stand import K, control, press, texts


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
