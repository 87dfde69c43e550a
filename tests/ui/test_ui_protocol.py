"""The Protocol page and the guideline beside the sample, with a real project behind them."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import ui_scenes as scenes
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.shapes import LabelClass
from desktop_al.loop.editing import Editing, ProtocolView, protocol_view
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.record import Clock, Record
from desktop_al.store.project_file import open_project
from desktop_al.ui.class_list import ClassPanel
from desktop_al.ui.class_table import ACT, DEFINITION, NAME
from desktop_al.ui.guideline import GuidelineText
from desktop_al.ui.guideline_editor import EDIT_AT_MOST, understood_words
from desktop_al.ui.guideline_view import NO_GUIDELINE, GuidelineView
from desktop_al.ui.inspector import Inspector
from desktop_al.ui.protocol_page import ProtocolPage
from desktop_al.ui.theme import THEMES, Theme, retheme
from desktop_al.ui.widgets import CapButton, Words

K = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
GUIDE = """# Fundus
For **all**.

## Mild
Dots *only*.

## Mild or Severe?
Any exudate: Severe.

## Modrate
A slip.
"""


class Study:
    """A page wired to a real project as the window does it."""

    def __init__(self, page: ProtocolPage, path: Path) -> None:
        self.page = page
        self.record = Record(
            open_project(path), "computer-1", Clock(), lambda done: done(), lambda trouble: None, lambda: None
        )
        self.editing = Editing(self.record, "ann")
        self.intents: list[tuple[str, object]] = []
        page.intent.connect(self.act)
        self.show()

    def show(self) -> None:
        self.page.show_protocol(protocol_view(self.record.state, "ann"))

    def act(self, name: str, value) -> None:  # type: ignore[no-untyped-def]
        self.intents.append((name, value))
        acts = {
            "class_add": lambda: self.editing.add(*value),
            "class_rename": lambda: self.editing.rename(*value),
            "class_define": lambda: self.editing.define(*value),
            "class_order": lambda: self.editing.reorder(value),
            "class_retire": lambda: self.editing.retire(*value),
            "class_merge": lambda: self.editing.merge(*value),
            "protocol_set": lambda: self.editing.set_protocol(value),
            "undo": lambda: self.record.retract(self.record.state.undo_step("ann"), "ann"),
            "protocol_load": lambda: None,
            "scale_set": lambda: self.editing.set_scale(value),
            "reasons_set": lambda: self.editing.set_reasons(value),
        }
        try:
            acts[name]()
        except BadArgument as error:
            key = {"class_add": "add", "protocol_set": "protocol", "reasons_set": "reasons"}.get(name)
            self.page.set_trouble(key or value[0], str(error))
        else:
            self.show()

    def names(self) -> list[str]:
        return [c.name for c in self.record.state.active_classes()]

    def id(self, name: str) -> str:
        return next(c.id for c in self.record.state.classes() if c.name == name)


@pytest.fixture
def page(qtbot, theme) -> ProtocolPage:
    made = ProtocolPage(theme)
    qtbot.addWidget(made)
    made.resize(1440, 820)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def study(page, tmp_path) -> Iterator[Study]:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("one", "utf-8")
    new = NewProject(tmp_path / "p.dal", folder, ("Mild", "Severe", "None"), "ann", kind="text", protocol=GUIDE)
    create_project(new, tmp_path / "home")
    made = Study(page, new.path)
    yield made
    assert made.record.close()


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


@pytest.mark.alone
def test_a_thousand_classes_are_shown_and_changed_quickly(qtbot, page):
    kinds = tuple(LabelClass(f"c{n}", f"Class {n}", n, "Said.") for n in range(1000))
    view = ProtocolView(kinds, {f"c{n}": n for n in range(1000)})
    page.show_protocol(view)
    QApplication.processEvents()
    before = len(page.findChildren(QWidget))
    start = time.perf_counter()
    page.show_protocol(replace(view, classes=(replace(kinds[0], name="Other"), *kinds[1:])))
    QApplication.processEvents()
    renamed = time.perf_counter() - start
    start = time.perf_counter()
    page.show_protocol(replace(view, classes=(*kinds, LabelClass("new", "New", 1000))))
    QApplication.processEvents()
    added = time.perf_counter() - start
    assert renamed < 0.3
    assert added < 0.3
    # Rows are painted, not made of widgets.
    assert len(page.findChildren(QWidget)) <= before + 2
    assert page.classes.table.verticalScrollBar().maximum() > 0


def cut(page: QWidget) -> list[str]:
    found = []
    for label in page.findChildren(QLabel):
        may_elide = isinstance(label, Words) and label._elide
        if label.isVisible() and label.text() and not may_elide and label.width() < label.sizeHint().width():
            found.append(label.text())
    for button in page.findChildren(CapButton):
        if button.isVisible() and button._hug and button.width() < button.sizeHint().width():
            found.append(button.words())
    return found


@pytest.mark.parametrize(("size", "scale"), [((1120, 620), 1.0), ((1440, 820), 1.0), ((1440, 800), 2.0)])
def test_nothing_is_cut_at_any_size(qtbot, qapp, size, scale):
    theme = Theme("light", scale)
    theme.apply(qapp)
    page = ProtocolPage(theme)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    gone = LabelClass("b", "B", 1, retired=True)
    kinds = (*(LabelClass(f"c{n}", name, n) for n, name in enumerate(scenes.FIVE)), gone)
    for text in (GUIDE, ""):
        page.show_protocol(ProtocolView(kinds, {}, text, 3, "22 November 2026", "anna", undo_words="adding x"))
        if text:
            page.classes._fold.click()
            page.classes._ask_merge("c0")
        else:
            page.guideline.open_edit()
        QApplication.processEvents()
        QApplication.processEvents()
        assert cut(page) == []
        # Never wider than the window; in a low one it scrolls down.
        assert page._scroll.horizontalScrollBar().maximum() == 0
    assert page.size().toTuple() == size


def test_every_control_has_a_name_and_room(qtbot, study):
    page = study.page
    page.classes._ask_merge(study.id("Mild"))
    page.guideline.open_edit()
    QApplication.processEvents()
    for child in page.findChildren(QWidget):
        if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.parent() is not None:
            assert child.accessibleName(), child
            assert child.height() >= 28, child


@pytest.mark.parametrize("name", THEMES)
def test_another_look_keeps_what_is_typed(qtbot, qapp, study, name):
    study.page.guideline.open_edit()
    qtbot.keyClicks(study.page.classes.adding.name, "half")
    theme = Theme(name, 1.3)
    theme.apply(qapp)
    retheme(study.page, theme)
    QApplication.processEvents()
    assert study.page.classes.adding.name.text() == "half"
    assert study.page.guideline.field.toPlainText() == GUIDE
    assert study.page.classes.table.rowHeight(0) == theme.px(44)


# -- scale, reasons, preview ---------------------------------------------------------------------------


def words_of(study: Study) -> list[str]:
    return [reason.words for reason in study.record.state.protocol_record().in_force()]


def test_reasons_are_changed_by_keys_and_at_most_nine(qtbot, study):
    card = study.page.settings
    qtbot.mouseClick(card.fold, Qt.MouseButton.LeftButton)
    assert [row.field.text() for row in card.rows if row.isVisible()] == words_of(study)
    card.adding.setFocus()
    for words in ("Glare", "Too dark", "Cut off", "Empty"):
        qtbot.keyClicks(card.adding, words)
        qtbot.keyClick(card.adding, K.Key_Return)
        assert card.adding.text() == ""
    assert words_of(study)[5:] == ["Glare", "Too dark", "Cut off", "Empty"]
    assert not card.adding.isVisible()
    qtbot.mouseClick(card.rows[0].remove, Qt.MouseButton.LeftButton)
    assert words_of(study)[0] == "Artefact"
    assert card.adding.isVisible()
    qtbot.keyClicks(card.adding, "glare")
    qtbot.keyClick(card.adding, K.Key_Return)
    assert card._trouble.text() == "There is already a reason “Glare”."
    assert card.adding.text() == "glare"
    qtbot.mouseClick(card.rows[1].up, Qt.MouseButton.LeftButton)
    assert words_of(study)[:2] == ["Duplicate", "Artefact"]
    field = card.rows[0].field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Seen before")
    qtbot.keyClick(field, K.Key_Return)
    assert words_of(study)[0] == "Seen before"
    field.selectAll()
    qtbot.keyClicks(field, "Half")
    assert study.page.escape()
    assert field.text() == "Seen before"
    ids = [reason.id for reason in study.record.state.protocol_record().in_force()]
    assert ids[:2] == ["duplicate", "artefact"]
    qtbot.mouseClick(card.program, Qt.MouseButton.LeftButton)
    assert words_of(study)[0] == "Out of focus"
    assert not card.program.isVisible()


def test_the_scale_is_chosen(qtbot, study):
    scale = study.page.settings.scale
    qtbot.mouseClick(scale._parts[1], Qt.MouseButton.LeftButton)
    assert study.record.state.protocol_record().scale == "ordinal"
    assert study.page.settings._means.text().startswith("Ordinal")
    assert study.page.top.version.text().startswith("Version 2, ")


TRAPS = """## Mild
![a picture](http://127.0.0.1:9/a.png) and [words](file:///etc/passwd)
<img src="data:image/png;base64,AAAA"> ![b](data:image/png;base64,AAAA)

### Decide like this
- Any exudate? Yes: Mld
### Agreed examples
- F-0413: two dots

## Modrate
"""


def test_the_preview_shows_what_is_written_and_loads_nothing(qtbot, study, monkeypatch):
    panel = study.page.guideline
    panel.samples = lambda: {"a.txt"}
    asked: list[str] = []
    seen = GuidelineText.loadResource
    monkeypatch.setattr(
        GuidelineText, "loadResource", lambda self, kind, name: asked.append(name.toString()) or seen(self, kind, name)
    )
    panel.open_edit()
    assert not study.page.classes.isVisible()
    panel.field.setPlainText(TRAPS)
    qtbot.waitUntil(lambda: "a picture and words" in panel.preview.toPlainText(), timeout=3_000)
    panel.grab()
    document = panel.preview.document()
    names = set()
    block = document.begin()
    while block.isValid():
        for part in block.textFormats():
            assert not part.format.isAnchor()
            if part.format.isImageFormat():
                names.add(part.format.toImageFormat().name().partition(":")[0])
        block = block.next()
    assert names == {"mark"}
    assert not [name for name in asked if not name.startswith("mark:")]
    said = [panel.remarks.item(n).text() for n in range(panel.remarks.count())]
    assert said == [
        "Line 2: a link, picture or tag. Nothing is loaded from outside; only its words are shown.",
        "Line 3: a link, picture or tag. Nothing is loaded from outside; only its words are shown.",
        "Line 6: no class is called “Mld”, which an answer leads to.",
        "Line 8: the example F-0413 is not in this project.",
        "Line 10: no class is called “Modrate”. It is shown with the whole text only.",
    ]
    panel.remarks.itemActivated.emit(panel.remarks.item(3))
    assert panel.field.textCursor().blockNumber() == 7
    assert panel.field.hasFocus()
    panel._close_edit()
    assert study.page.classes.isVisible()


@pytest.mark.alone
def test_a_long_guideline_is_read_again_in_time(qtbot, study):
    panel = study.page.guideline
    panel.open_edit()
    panel.field.setPlainText("## Mild\n- Any? Yes: Nobody\n" * 2_000)
    assert panel._later.interval() < 1_000
    start = time.process_time()
    panel.read_again()
    assert time.process_time() - start < 1.5
    panel.field.setPlainText("## Mild\n" * 20_000)
    assert panel._later.interval() > 1_000
    panel._close_edit()


# -- the guideline beside the sample -------------------------------------------------------------------


@pytest.fixture
def inspector(qtbot, theme) -> Inspector:
    made = Inspector(theme)
    qtbot.addWidget(made)
    made.resize(376, 820)
    made.show()
    made.show_screen(scenes.image_screen(("Mild", "Severe", "None")), None)
    return made


def texts(view: GuidelineView) -> list[str]:
    inside = view._class.widget()
    return [child.text() for child in inside.findChildren(QWidget) if hasattr(child, "text")]


def test_guideline_opens_on_the_likeliest_class(qtbot, inspector):
    view = inspector.guideline
    view.set_markdown(GUIDE, 3)
    screen = scenes.image_screen(("Mild", "Severe", "None"), key=2)
    sample = replace(screen.sample, offer=scenes.offer(3, 1))
    inspector.show_screen(replace(screen, sample=sample), None)
    inspector.set_guideline_open(True)
    assert view.tabs.count() == 4
    assert view.tabs.currentIndex() == 1
    assert view._suggested.text().startswith("Suggested: Severe, ")
    assert view._which.text() == "version 3"
    shown = texts(view)
    assert "Severe" in shown
    assert "Definition of Severe." in shown
    assert "Between two classes" in shown
    assert "Any exudate: Severe." in shown
    view.tabs.setCurrentIndex(0)
    assert "Dots only." in texts(view)
    # Turning to the next sample leaves the page where the person put it.
    inspector.show_screen(scenes.image_screen(("Mild", "Severe", "None"), key=3), None)
    assert view.tabs.currentIndex() == 0


def test_ctrl_tab_goes_through_the_tabs(qtbot, inspector):
    view = inspector.guideline
    view.set_markdown(GUIDE, 1)
    inspector.set_guideline_open(True)
    seen = []
    for _ in range(5):
        seen.append(view.tabs.currentIndex())
        view.step(1)
    assert seen == [0, 1, 2, 3, 0]
    view.step(-1)
    view.step(-1)
    assert view.tabs.tabText(view.tabs.currentIndex()) == "Whole text"
    assert view.text.isVisible()
    assert "For all." in view.text.toPlainText()


def test_ctrl_tab_by_key_while_the_stage_has_the_focus(qtbot, inspector):
    inspector.guideline.set_markdown(GUIDE, 1)
    inspector.set_guideline_open(True)
    inspector.activateWindow()
    QApplication.processEvents()
    qtbot.keyClick(inspector, K.Key_Tab, CTRL)
    assert inspector.guideline.tabs.currentIndex() == 1
    qtbot.keyClick(inspector, K.Key_Backtab, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert inspector.guideline.tabs.currentIndex() == 0


def test_names_with_tags_stay_text(qtbot, page, panel):
    name = "<img src='file:///x.png'>"
    kinds = (LabelClass("a", name, 0, "<b>bold</b>"), LabelClass("b", "B", 1))
    page.show_protocol(ProtocolView(kinds, {}, f"## {name}\n{name}\n", 1, undo_words=f"adding {name}"))
    panel.set_classes(kinds)
    tips = [page.classes.undo.toolTip(), page.classes.table.rows.index(0, NAME).data(Qt.ItemDataRole.ToolTipRole)]
    tips.append(panel.model.index(0).data(Qt.ItemDataRole.ToolTipRole))
    for tip in tips:
        assert "&lt;img" in tip
        assert "<img" not in tip
    assert page.guideline.text.toPlainText().count("<img") == 2


def test_without_a_guideline_the_definitions_are_shown(qtbot, inspector):
    view = inspector.guideline
    inspector.set_guideline_open(True)
    assert view._none.isVisible()
    assert view._none.text() == NO_GUIDELINE
    assert "Definition of Mild." in texts(view)
    assert view.tabs.count() == 3


def test_keys_above_the_guideline_label(qtbot, inspector):
    heard = []
    inspector.chosen.connect(lambda kind, value: heard.append((kind, value)))
    inspector.set_guideline_open(True)
    QApplication.processEvents()
    assert [key.isChecked() for key in inspector.guideline.keys._keys] == [True, False, False]
    qtbot.mouseClick(inspector.guideline.keys._keys[1], Qt.MouseButton.LeftButton)
    assert heard == [("label", "c1")]
    assert [key.isChecked() for key in inspector.guideline.keys._keys] == [True, False, False]


def test_tray_without_a_guideline(qtbot, inspector):
    screen = scenes.image_screen(("Mild", "Severe", "None"), key=4)
    inspector.show_screen(replace(screen, sample=replace(screen.sample, rule=None)), None)
    rules = inspector.tray.rules
    assert rules._paragraphs[0].text() == "No guideline yet."
    assert not rules._open.isVisible()
    inspector.guideline.set_markdown(GUIDE, 1)
    assert rules._paragraphs[0].text() == "The protocol has no rule for this choice."
    assert rules._open.isVisible()
    inspector.guideline.set_markdown("", 2)
    assert not rules._open.isVisible()


@pytest.mark.alone
@pytest.mark.parametrize(
    "text",
    [
        "#" * 200_000,
        "#\n" * 100_000,
        "> " * 100_000,
        "*a" * 100_000,
        "[" * 200_000,
        "<img src='http://a.b/c.png'>" * 5000,
    ]
    + ["- " * 50_000, "\x00\x1b" * 50_000, "![a](file:///etc/passwd)\n\n" * 5000, "word " * 40_000],
    ids=["hashes", "headings", "quotes", "stars", "brackets", "tags", "items", "controls", "images", "words"],
)
def test_hostile_guidelines_are_shown_in_time(qtbot, theme, text):
    view = GuidelineText(theme)
    qtbot.addWidget(view)
    view.resize(376, 600)
    view.show()
    start = time.process_time()
    view.set_guideline(text, {"a": 0})
    QApplication.processEvents()
    assert time.process_time() - start < 1.0
    assert "\ufffc" not in view.toPlainText()
    view.grab()


@pytest.mark.alone
@pytest.mark.parametrize("text", ["a" * 100_000, "- a\n" * 50_000, "*a" * 50_000, "```\n" + "x\n" * 50_000])
def test_a_class_with_hostile_text_is_shown_in_time(qtbot, inspector, text):
    inspector.guideline.set_markdown(f"## Mild\n{text}\n## Mild or None?\n{text}\n", 1)
    start = time.process_time()
    inspector.set_guideline_open(True)
    QApplication.processEvents()
    inspector.grab()
    assert time.process_time() - start < 3


def test_marks_stand_before_headings_that_name_a_class(qtbot, theme):
    view = GuidelineText(theme)
    qtbot.addWidget(view)
    view.set_guideline(GUIDE, {"mild": 1})
    assert view.toPlainText().count("\ufffc") == 1
    assert "\ufffc  Mild\n" in view.toPlainText()
    assert "Dots only." in view.toPlainText()


# -- the find field ------------------------------------------------------------------------------------


@pytest.fixture
def panel(qtbot, theme) -> ClassPanel:
    made = ClassPanel(theme)
    qtbot.addWidget(made)
    made.resize(376, 500)
    made.show()
    made.activateWindow()
    made.set_classes(scenes.classes(("Fall", "Fall from bed", "Medication", "Delay", "Infall")))
    made.set_state(None, None, True)
    return made


def test_arrows_move_the_mark_and_return_chooses_it(qtbot, panel):
    heard = []
    panel.chosen.connect(lambda kind, value: heard.append(value))
    panel.open_find()
    qtbot.keyClicks(panel.find, "fall")
    assert [row.name for row in panel.model.rows] == ["Fall", "Fall from bed", "Infall"]
    qtbot.keyClick(panel.find, K.Key_Down)
    qtbot.keyClick(panel.find, K.Key_Down)
    qtbot.keyClick(panel.find, K.Key_Down)
    qtbot.keyClick(panel.find, K.Key_Up)
    qtbot.keyClick(panel.find, K.Key_Return)
    assert heard == ["c1"]
    assert not panel.finding()
    panel.open_find()
    qtbot.keyClicks(panel.find, "d")
    qtbot.keyClick(panel.find, K.Key_Down)
    qtbot.keyClicks(panel.find, "e")
    qtbot.keyClick(panel.find, K.Key_Return)
    assert heard == ["c1", "c3"]


def test_no_hit_offers_to_add(qtbot, panel):
    added, chosen = [], []
    panel.add_class.connect(added.append)
    panel.chosen.connect(lambda kind, value: chosen.append(value))
    panel.open_find()
    qtbot.keyClicks(panel.find, "x2 9")
    assert panel.find.text() == "x2 9"
    assert panel._no_hit.isVisible()
    assert panel._no_hit.button.words() == "Add “x2 9” as a class"
    qtbot.keyClick(panel.find, K.Key_Return)
    assert (added, chosen) == ([], [])
    qtbot.keyClick(panel.find, K.Key_Return, CTRL)
    assert added == ["x2 9"]
    panel.set_classes(scenes.classes(("Fall", "x2 9")))
    assert not panel._no_hit.isVisible()
    qtbot.keyClick(panel.find, K.Key_Return)
    assert chosen == ["c1"]
    panel.open_find()
    qtbot.keyClicks(panel.find, "fal")
    qtbot.keyClick(panel.find, K.Key_Return, CTRL)
    assert added[-1] == "fal"
    qtbot.keyClicks(panel.find, "L")
    qtbot.keyClick(panel.find, K.Key_Return, CTRL)
    assert added[-1] == "fal"


def test_look_only_offers_no_new_class(qtbot, panel):
    added = []
    panel.add_class.connect(added.append)
    panel.set_may_add(False)
    panel.open_find()
    qtbot.keyClicks(panel.find, "zzz")
    assert panel._no_hit.isVisible()
    assert not panel._no_hit.button.isVisible()
    qtbot.keyClick(panel.find, K.Key_Return, CTRL)
    assert added == []


@pytest.mark.alone
def test_finding_among_a_thousand_is_quick(qtbot, panel):
    panel.set_classes(scenes.classes(scenes.many(1000)))
    panel.open_find()
    image = QImage(panel.size(), QImage.Format.Format_RGB32)
    took = []
    for letter in "straße 98":
        start = time.perf_counter()
        qtbot.keyClicks(panel.find, letter)
        panel.render(image)
        took.append(time.perf_counter() - start)
    assert panel.model.rows
    assert sorted(took)[len(took) // 2] < 0.03
