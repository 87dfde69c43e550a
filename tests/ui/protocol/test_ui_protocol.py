"""The Protocol page: classes and guideline are changed by keyboard, and nothing typed is lost."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_al.core import events as ev
from desktop_al.core.shapes import LabelClass
from desktop_al.loop.editing import Editing, ProtocolView
from desktop_al.ui.class_table import ACT, DEFINITION, NAME
from desktop_al.ui.guideline_editor import EDIT_AT_MOST, understood_words
from tests.ui.protocol.protocol_stand import ALT, CTRL, GUIDE, K, Study


def edit(qtbot, study: Study, row: int, column: int, text: str, key: Qt.Key = K.Key_Return) -> None:
    """Opens a field by key, types, and leaves it by ``key``."""
    table = study.page.classes.table
    table.setFocus()
    table.setCurrentIndex(table.rows.index(row, column))
    qtbot.keyClick(table, K.Key_F2)
    field = table.editor()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, key)
    # Qt keeps what Return ends after the key has been handled.
    QApplication.processEvents()


def test_add_with_return_keeps_the_focus_for_the_next(qtbot, study):
    adding = study.page.classes.adding
    adding.name.setFocus()
    for name in ("Moderate", "Proliferative"):
        qtbot.keyClicks(adding.name, name)
        qtbot.keyClick(adding.name, K.Key_Tab)
        qtbot.keyClicks(adding.definition, f"What {name} is.")
        qtbot.keyClick(adding.definition, K.Key_Return)
        assert adding.name.hasFocus()
        assert adding.name.text() == adding.definition.text() == ""
    assert study.names() == ["Mild", "Severe", "None", "Moderate", "Proliferative"]
    assert study.record.state.classes()[3].definition == "What Moderate is."
    assert len(study.page.classes.table.rows.rows) == 5


def test_a_refused_class_stays_typed_with_the_reason(qtbot, study):
    adding = study.page.classes.adding
    qtbot.keyClicks(adding.name, "mild")
    qtbot.keyClick(adding.name, K.Key_Return)
    assert adding.name.text() == "mild"
    assert adding._trouble.text() == "There is already a class named Mild."
    assert adding._trouble.isVisible()
    qtbot.keyClicks(adding.name, "er")
    assert not adding._trouble.isVisible()
    qtbot.keyClick(adding.name, K.Key_Return)
    assert study.names()[-1] == "milder"
    qtbot.keyClick(adding.name, K.Key_Return)
    assert len(study.intents) == 2


def test_fields_are_edited_in_place_and_tab_goes_through_them(qtbot, study):
    table = study.page.classes.table
    edit(qtbot, study, 0, NAME, "Slight", K.Key_Tab)
    assert study.names()[0] == "Slight"
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, DEFINITION)
    field = table.editor()
    qtbot.keyClicks(field, "Dots only.")
    qtbot.keyClick(field, K.Key_Tab)
    assert study.record.state.classes()[0].definition == "Dots only."
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, NAME)
    assert table.editor() is not None
    edit(qtbot, study, 2, DEFINITION, "Nothing.", K.Key_Tab)
    assert study.page.classes.adding.name.hasFocus()
    assert [name for name, _ in study.intents] == ["class_rename", "class_define", "class_define"]


def test_a_refused_name_stays_in_its_field_until_escape(qtbot, study):
    table, mild = study.page.classes.table, study.id("Mild")
    edit(qtbot, study, 0, NAME, "severe")
    assert table.rows.troubles == {mild: "There is already a class named Severe."}
    assert table.rows.text(table.rows.rows[0], NAME) == "severe"
    assert table.rowHeight(0) > table.rowHeight(1)
    study.show()
    assert table.rows.text(table.rows.rows[0], NAME) == "severe"
    assert study.page.escape()
    assert table.rows.text(table.rows.rows[0], NAME) == "Mild"
    assert table.rowHeight(0) == table.rowHeight(1)
    edit(qtbot, study, 0, NAME, "none")
    edit(qtbot, study, 0, NAME, "Slight")
    assert table.rows.troubles == {}
    assert study.names()[0] == "Slight"


def test_escape_closes_a_field_and_keeps_nothing(qtbot, study):
    table = study.page.classes.table
    table.setFocus()
    table.setCurrentIndex(table.rows.index(0, NAME))
    qtbot.keyClick(table, K.Key_Return)
    qtbot.keyClicks(table.editor(), "x")
    assert study.page.escape()
    assert table.editor() is None
    assert study.intents == []
    assert not study.page.escape()


def test_alt_arrows_move_the_class_and_the_focus_with_it(qtbot, study):
    table = study.page.classes.table
    table.setFocus()
    table.setCurrentIndex(table.rows.index(2, NAME))
    qtbot.keyClick(table, K.Key_Up, ALT)
    assert study.names() == ["Mild", "None", "Severe"]
    qtbot.keyClick(table, K.Key_Up, ALT)
    qtbot.keyClick(table, K.Key_Up, ALT)
    assert study.names() == ["None", "Mild", "Severe"]
    assert table.currentIndex().row() == 0
    assert table.hasFocus()
    qtbot.keyClick(table, K.Key_Down, ALT)
    assert study.names() == ["Mild", "None", "Severe"]
    assert [row.key for row in table.rows.rows] == ["1", "2", "3"]


def test_an_open_field_survives_what_others_change(qtbot, study):
    table = study.page.classes.table
    table.setFocus()
    table.setCurrentIndex(table.rows.index(2, DEFINITION))
    qtbot.keyClick(table, K.Key_Return)
    qtbot.keyClicks(table.editor(), "half a sen")
    table.editor().setCursorPosition(4)
    Editing(study.record, "ben").retire(study.id("Mild"))
    study.show()
    field = table.editor()
    assert field is not None
    assert (field.text(), field.cursorPosition()) == ("half a sen", 4)
    assert table.currentIndex().row() == 1
    qtbot.keyClick(field, K.Key_Return)
    QApplication.processEvents()
    assert study.intents == [("class_define", (study.id("None"), "half a sen"))]


def test_retire_merge_and_bring_back(qtbot, study):
    classes = study.page.classes
    study.record.add(ev.ANNOTATION, {}, "ann", bytes(16), ev.label_answer([study.id("Mild")]))
    study.show()
    menu = classes.menu(study.id("None"))
    assert [a.text().split("\t")[0] for a in menu.actions() if a.text()] == [
        "Move up",
        "Move down",
        "Retire: no longer offer it",
        "Merge into another class",
    ]
    assert [a.isEnabled() for a in menu.actions() if a.text()] == [True, False, True, True]
    menu.actions()[3].trigger()
    qtbot.waitUntil(lambda: study.names() == ["Mild", "Severe"])
    menu.deleteLater()
    classes._ask_merge(study.id("Mild"))
    assert classes.merging.isVisible()
    assert classes.merging._means.text().startswith("The 1 label of Mild")
    assert [classes.merging.into.itemText(n) for n in range(classes.merging.into.count())] == ["Severe"]
    assert study.page.escape()
    assert not classes.merging.isVisible()
    classes._ask_merge(study.id("Mild"))
    qtbot.keyClick(classes.merging._do, K.Key_Space)
    assert study.names() == ["Severe"]
    assert not classes.merging.isVisible()
    assert classes._fold.words() == "No longer offered (2)"
    assert not classes.gone.isVisible()
    qtbot.keyClick(classes._fold, K.Key_Space)
    assert classes.gone.isVisible()
    rows = {row.item.name: row for row in classes.gone.rows.rows}
    assert (rows["Mild"].gone, rows["Mild"].labels) == ("counts as Severe", 1)
    assert rows["None"].gone == "retired"
    assert classes.table.rows.rows[0].labels == 1
    classes.gone.setFocus()
    assert classes.gone.currentIndex().column() == ACT
    qtbot.keyClick(classes.gone, K.Key_Return)
    qtbot.keyClick(classes.gone, K.Key_Space)
    assert study.names() == ["Mild", "Severe", "None"]
    assert not classes._fold.isVisible()
    assert study.record.state.resolve_class(study.id("Mild")) == study.id("Mild")


def test_a_click_opens_a_field(qtbot, study):
    table = study.page.classes.table
    box = table.visualRect(table.rows.index(1, NAME))
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(30, 20))
    assert table.editor() is not None
    assert table.editor().text() == "Severe"


def test_undo_takes_back_changes_of_the_protocol_only(qtbot, study):
    undo = study.page.classes.undo
    assert not undo.isEnabled()
    study.record.add(ev.ANNOTATION, {}, "ann", bytes(16), ev.label_answer([study.id("Mild")]))
    study.show()
    assert not undo.isEnabled()
    edit(qtbot, study, 0, NAME, "Slight")
    assert undo.isEnabled()
    assert "renaming Slight" in undo.toolTip()
    study.page.classes.table.setFocus()
    qtbot.keyClick(study.page.classes.table, K.Key_Z, CTRL)
    assert study.names()[0] == "Mild"
    assert study.intents[-1] == ("undo", None)
    assert not undo.isEnabled()


def test_the_guideline_is_edited_in_place(qtbot, study):
    panel = study.page.guideline
    assert study.page.top.version.text().startswith("Version 1, changed on ")
    assert study.page.top.version.text().endswith(" by ann.")
    assert panel._note.isVisible()
    assert panel._found.text() == "1 of 3 classes is defined, 1 decision rule."
    assert "“Modrate”" in panel._strange.text()
    qtbot.mouseClick(panel._edit, Qt.MouseButton.LeftButton)
    assert panel.field.hasFocus()
    assert panel.field.toPlainText() == GUIDE
    panel.field.moveCursor(panel.field.textCursor().MoveOperation.End)
    qtbot.keyClicks(panel.field, "## None")
    study.show()
    assert panel.field.toPlainText().endswith("## None")
    assert panel._keep_button.words() == "Keep as version 2"
    qtbot.keyClick(panel.field, K.Key_Return, CTRL)
    assert study.record.state.protocol() == GUIDE + "## None"
    assert not panel.editing()
    assert panel._found.text() == "2 of 3 classes are defined, 1 decision rule."
    panel.open_edit()
    qtbot.keyClicks(panel.field, "no")
    assert study.page.escape()
    assert panel.editing()
    assert study.page.escape()
    assert not panel.editing()
    assert study.record.state.protocol() == GUIDE + "## None"
    panel.open_edit()
    panel.field.clear()
    qtbot.keyClick(panel.field, K.Key_Return, CTRL)
    assert study.record.state.protocol() == ""
    assert panel._pages.currentIndex() == 2


def test_a_refused_guideline_stays_in_the_field(qtbot, page):
    page.show_protocol(ProtocolView((LabelClass("a", "A", 0),), {}))
    page.guideline._nothing_write.click()
    qtbot.keyClicks(page.guideline.field, "text")
    page.intent.connect(lambda name, value: page.set_trouble("protocol", "Too long."))
    qtbot.keyClick(page.guideline.field, K.Key_Return, CTRL)
    assert page.guideline.editing()
    assert page.guideline.field.toPlainText() == "text"
    assert page.guideline._trouble.isVisible()


def test_without_a_guideline(qtbot, page):
    heard = []
    page.intent.connect(lambda name, value: heard.append(name))
    page.show_protocol(ProtocolView((LabelClass("a", "A", 0),), {}))
    panel = page.guideline
    assert not panel._note.isVisible()
    panel._nothing_load.click()
    assert heard == ["protocol_load"]
    long = ProtocolView((LabelClass("a", "A", 0),), {}, "x\n" * EDIT_AT_MOST, 1, "today", "ann")
    page.show_protocol(long)
    panel.open_edit()
    assert not panel.editing()
    assert panel._trouble.isVisible()


def test_look_only_disables_everything_and_says_why(qtbot, page):
    gone = LabelClass("b", "B", 1, retired=True)
    page.show_protocol(ProtocolView((LabelClass("a", "A", 0), gone), {}, GUIDE, 1, "today", "ann", read_only=True))
    assert page._look_only.isVisible()
    assert page._look_only.text().startswith("This project is open to look only.")
    heard = []
    page.intent.connect(lambda name, value: heard.append(name))
    page.classes._fold.click()
    table = page.classes.table
    table.setFocus()
    for key in (K.Key_F2, K.Key_Return, K.Key_A):
        qtbot.keyClick(table, key)
    qtbot.keyClick(table, K.Key_Down, ALT)
    qtbot.keyClick(page.classes.gone, K.Key_Return)
    qtbot.keyClick(page, K.Key_Z, CTRL)
    box = page.classes.gone.visualRect(page.classes.gone.rows.index(0, ACT))
    qtbot.mouseClick(page.classes.gone.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert table.editor() is None
    assert heard == []
    assert not page.guideline._edit.isEnabled()
    assert not page.classes.adding.name.isEnabled()


def test_words_about_what_was_understood():
    kinds = (LabelClass("a", "Mild", 0), LabelClass("b", "Old", 1, retired=True), LabelClass("c", "C", 2, "Said."))
    text = "## Mild\nx\n## Old\ny\n" + "".join(f"## Odd {n}\n" for n in range(6))
    words, strange = understood_words(ProtocolView(kinds, {}, text))
    assert words == "2 of 2 classes are defined, 0 decision rules."
    assert "“Odd 0”, “Odd 1”, “Odd 2”, “Odd 3” and 2 more" in strange
    assert "Old" not in strange.replace("Odd", "")
