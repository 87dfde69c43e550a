"""Annotators and study: the menu, and files that go round, in the real window."""

from pathlib import Path

import ui_pages as pages
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from desktop_al.core.study import design_of
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.store.verify import verify
from desktop_al.ui.annotators_desk import BEING_WRITTEN, CHOOSE
from tests.ui.annotators.annotators_stand import KEY, add, key, open_page, words_on


def tab_to(session, wanted: object, most: int = 60) -> None:
    """Tab until ``wanted`` has the focus."""
    for _ in range(most):
        if session.window.focusWidget() is wanted:
            return
        key(session, KEY.Key_Tab)
    raise AssertionError(f"Tab does not come to {wanted}")


def unfolded(session) -> QMenu:
    """The annotator menu, as it is open."""
    found = [menu for menu in session.window.top._annotator.findChildren(QMenu) if menu.isVisible()]
    assert len(found) == 1
    return found[0]


# -- by keyboard through everything ----------------------------------------------------------------------


def test_from_adding_an_annotator_to_labelling_as_one(qtbot, session):
    window = session.window
    key(session, KEY.Key_1, KEY.Key_2)
    pages.wait_content(session, qtbot)
    kim = [row.key for row in session.project.history_rows()]
    assert len(kim) == 2
    page = open_page(session)
    assert page.people.table.hasFocus()
    tab_to(session, page.people.add.edit)
    QTest.keyClicks(page.people.add.edit, "Lou")
    key(session, KEY.Key_Return)
    assert [row[0] for row in page.people.table.rows()] == ["Kim", "Lou"]
    assert page.people.name() == "Lou", "the new one is chosen"
    assert page.people.add.edit.text() == ""
    # A role: from the table to the choice, and one to the right.
    page.first_focus()
    key(session, KEY.Key_Tab)
    key(session, KEY.Key_Right)
    assert session.project.state.roles["Lou"] == "adjudicator"
    assert page.people.table.rows()[1][1] == "Adjudicator"
    # The design: everybody, half the pool shared.
    assert words_on(page).count("As proposed: ") == 1
    tab_to(session, page.design.overlap)
    page.design.overlap.selectAll()
    QTest.keyClicks(page.design.overlap, "50")
    tab_to(session, page.design.foot.fix)
    key(session, KEY.Key_Return if page.design.foot.fix.autoDefault() else KEY.Key_Space)
    fixed = design_of(session.project.state.study())
    assert fixed is not None
    assert (fixed.annotators, fixed.overlap_share) == (("Kim", "Lou"), 0.5)
    assert page.design._hash.text().replace("\n", "") == fixed.hash()
    assert "As fixed: " in words_on(page)
    assert not page.design.foot.fix.isEnabled(), "nothing is changed now"
    key(session, KEY.Key_Escape)
    assert window.shown == "label"
    # By the menu to Lou, with the arrow keys.
    window.top._annotator.setFocus()
    key(session, KEY.Key_Space)
    menu = unfolded(session)
    actions = {action.text(): action for action in menu.actions() if action.text()}
    assert [text for text, action in actions.items() if action.isCheckable()] == ["Kim", "Lou"]
    assert actions["Kim"].isChecked()
    QTest.keyClick(menu, KEY.Key_Down)
    QTest.keyClick(menu, KEY.Key_Down)
    QTest.keyClick(menu, KEY.Key_Return)
    pages.settle()
    assert session.project.annotator == "Lou"
    assert window.top._annotator.accessibleName() == "Annotator Lou, menu"
    assert session.project.history_rows() == []
    pages.wait_content(session, qtbot)
    key(session, KEY.Key_3)
    pages.wait_content(session, qtbot)
    assert len(session.project.history_rows()) == 1
    at = session.project.serving.current.place
    window.top.annotator_chosen.emit("Kim")
    pages.settle()
    assert [row.key for row in session.project.history_rows()] == kim, "each has an own history"
    window.top.annotator_chosen.emit("Lou")
    pages.wait_content(session, qtbot)
    assert session.project.serving.current.place == at, "and goes on where it stopped"


def test_the_comment_being_written_is_kept_when_the_annotator_changes(qtbot, session):
    place = session.project.serving.current.place
    page = open_page(session)
    add(session, page, "Lou")
    key(session, KEY.Key_Escape)
    session.window.perform("comment")
    pages.settle()
    QTest.keyClicks(session.window.focusWidget(), "Blurred at the left.")
    session.window.top.annotator_chosen.emit("Lou")
    pages.settle()
    assert session.project.annotator == "Lou"
    session.window.top.annotator_chosen.emit("Kim")
    pages.settle()
    sample = session.project.pool.rows[place].id
    assert session.project.state.comment("Kim", sample) == "Blurred at the left."


def test_what_is_refused_is_said_and_changes_nothing(session):
    page = open_page(session)
    add(session, page, "kim")
    assert "There is an annotator named kim already." in words_on(page)
    assert page.people.add.edit.text() == "kim", "what was typed stays, to be mended"
    assert len(page.people.table.rows()) == 1
    page.people.chosen.role.step(page.people.chosen.role._parts[2], -1)
    pages.settle()
    assert "A project has an owner." in words_on(page)
    assert page.people.chosen.role.value() == "owner", "shown is what is in force"
    page.design.overlap.set_value(95)
    page.design.foot.fix.click()
    assert "the model needs the rest" in words_on(page)
    assert session.project.state.study() == {}
    assert page.design.overlap.value() == 95


def test_the_study_protocol_is_written_on_request(session, tmp_path):
    page = open_page(session)
    assert not page.design.foot.protocol.isEnabled(), "there is no design yet"
    page.design.foot.fix.click()
    pages.settle()
    assert page.design.foot.protocol.isEnabled()
    session.annotators.save_protocol(tmp_path / "study.md")
    text = (tmp_path / "study.md").read_text("utf-8")
    fixed = design_of(session.project.state.study())
    assert fixed.hash() in text
    page.design._copy.click()
    assert QGuiApplication.clipboard().text() == fixed.hash()
    session.annotators.save_protocol(tmp_path / "no folder" / "study.md")
    assert "the folder does not exist" in words_on(page)


def wait_work(session, qtbot) -> None:
    qtbot.waitUntil(lambda: session.annotators._thread is None, timeout=20_000)
    pages.settle()


# -- files -----------------------------------------------------------------------------------------------


def test_hand_out_label_the_copy_and_merge_it(qtbot, session, tmp_path):
    page = open_page(session)
    add(session, page, "Lou")
    page.design.overlap.set_value(50)
    page.design.foot.fix.click()
    session.annotators.hand_out("Lou", tmp_path / "for-lou.dal")
    assert session.project is None
    assert page.working()
    assert session.window.shown == "annotators"
    # Meanwhile the window stays, the page cannot be left, and no other project is opened over it.
    assert not session.window.close()
    assert "can be closed when it is done" in session.window.status.flashed()
    for command in ("tab.label", "settings", "new", "merge", "annotators", "sessions"):
        session.window.perform(command)
    key(session, KEY.Key_Escape)
    assert session.window.shown == "annotators"
    wait_work(session, qtbot)
    assert session.project.annotator == "Kim"
    assert session.window.shown == "annotators"
    assert "for-lou.dal is made for Lou: 60 samples, " in words_on(page)
    assert page.people.table.rows()[1][5] != "–", "the table tells when"
    # In the copy there is nobody else, and the menu says so.
    assert session.open_project(tmp_path / "for-lou.dal")
    assert session.project.annotator == "Lou"
    pages.wait_content(session, qtbot)
    session.window.top._annotator.click()
    texts = [action.text() for action in unfolded(session).actions()]
    assert texts[:2] == ["Lou", "This copy was made for Lou only"]
    unfolded(session).close()
    for _ in range(3):
        key(session, KEY.Key_1)
        pages.wait_content(session, qtbot)
    open_page(session)
    assert not page.design.foot.fix.isEnabled()
    assert "This is a copy made for Lou." in words_on(page)
    # Back in the project.
    assert session.open_project(tmp_path / "p.dal", "Kim")
    session.annotators.merge([tmp_path / "for-lou.dal"])
    wait_work(session, qtbot)
    assert session.project.annotator == "Kim"
    assert "3 new annotations from 1 file." in words_on(page)
    assert page.people.table.rows()[1][2] == "3"
    assert verify(tmp_path / "p.dal").problems == ()


def test_files_that_cannot_be_merged_are_refused_and_the_project_opens_again(qtbot, session, tmp_path):
    (tmp_path / "broken.dal").write_bytes(b"nothing of the kind" * 100)
    other = pages.write_texts(tmp_path / "others", 3)
    create_project(NewProject(tmp_path / "other.dal", other, pages.CLASSES, "Zoe", kind="text"), tmp_path / "home")
    key(session, KEY.Key_1)
    page = open_page(session)
    for name, words in (("broken.dal", ""), ("other.dal", "is another project"), ("none.dal", "")):
        session.annotators.merge([tmp_path / name])
        wait_work(session, qtbot)
        trouble = page.files.trouble.text()
        assert trouble, name
        assert words in trouble
        assert trouble in words_on(page)
        assert session.project is not None
        assert len(session.project.history_rows()) == 1
    session.annotators.hand_out("Kim", tmp_path / "pool" / "inside.dal")
    wait_work(session, qtbot)
    assert "cannot lie in the sample folder" in page.files.trouble.text()
    assert not (tmp_path / "pool" / "inside.dal").exists()


def test_whatever_goes_wrong_the_project_is_opened_again(qtbot, session):
    page = open_page(session)

    def work(path: Path) -> tuple[str, ...]:
        raise RuntimeError(f"a fault at {path}")

    session.annotators._work("Trying", "", work)
    wait_work(session, qtbot)
    assert session.project is not None
    assert "RuntimeError" in page.files.trouble.text()
    assert str(session.project.path) not in page.files.trouble.text()


def test_while_the_guideline_is_edited_nothing_is_handed_out(session, tmp_path):
    session.window.perform("tab.protocol")
    session.window.page("protocol").guideline.open_edit()
    pages.settle()
    QTest.keyClicks(session.window.focusWidget(), "More. ")
    session.annotators.ask_merge()
    session.annotators.ask_hand_out("Kim")
    assert session.window.status.flashed() == BEING_WRITTEN
    session.annotators.merge([tmp_path / "x.dal"])
    pages.settle()
    assert session.window.shown == "protocol"
    assert session.project is not None
    assert not session.window.page("annotators").working()
    session.window.page("protocol").guideline._close_edit()


def test_hand_out_from_the_project_menu_asks_for_a_name_first(session):
    session.window.perform("hand_out")
    pages.settle()
    assert session.window.shown == "annotators"
    assert session.window.page("annotators").people.table.hasFocus()
    assert session.window.status.flashed() == CHOOSE
