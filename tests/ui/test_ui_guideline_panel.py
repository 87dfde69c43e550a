"""The guideline beside the sample: its parts, its examples, and adding one; in a real project."""

import threading
import time
from pathlib import Path

import numpy as np
import pytest
import ui_scenes as scenes
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImageReader, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_al.app import make_window
from desktop_al.core import events as ev
from desktop_al.core.protocol_parts import Example, parts_of
from desktop_al.loop import thumbnails as reading
from desktop_al.loop.examples import COPY, KEPT_APART, LOOK_ONLY, NOT_YOURS, is_kept_apart, why_no_example
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.media.images import write_png
from desktop_al.ui import class_guide
from desktop_al.ui.class_guide import AnswerLine, ClassGuide, class_meant
from desktop_al.ui.class_model import ClassRow
from desktop_al.ui.example_foot import ExampleFoot
from desktop_al.ui.example_tiles import ExampleTile
from desktop_al.ui.guideline_tabs import ClassTabs
from desktop_al.ui.guideline_view import GuidelineView
from desktop_al.ui.theme import Theme, retheme

K = Qt.Key
CLASSES = ("Pump", "Valve", "Hose")
GUIDE = """# Parts

## Pump

Moves something.

### Decide like this

- Does it turn? No: Valve or a hose
- Otherwise: choose Pump

### Agreed examples

- a00: Clear case
- a01.png
- nowhere: From another round
- Any pump that hums

### Not this class

- a02: A valve

### Notes

Free words.

## Valve

Stops something.

## Pump or Valve?

A pump moves.
"""


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def until(done, seconds: float = 15.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        QApplication.processEvents()
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.003)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("parts")
    for number in range(24):
        pixels = np.full((30, 40, 3), 10 * number, np.uint8)
        pixels[5:20, number : number + 9] = (200, 40, 40)
        write_png(made / f"a{number:02d}.png", pixels)
    return made


@pytest.fixture
def shared(qapp, folder, tmp_path):
    """A window with the project open in it."""
    place, path = tmp_path, tmp_path / "p.dal"
    create_project(NewProject(path, folder, CLASSES, "Kim", kind="image", protocol=GUIDE, seed=3), place / "home")
    _, session = make_window(place / "home", guard=False)
    session.window.resize(1440, 900)
    session.window.show()
    session.window.activateWindow()
    assert session.open_project(path)
    until(lambda: session.project.serving.shown() is not None and not session.project.screen().status.scanning)
    yield session
    session.close_project()
    session.support.ended()
    session.window.close()
    session.window.deleteLater()
    settle()


@pytest.fixture
def opened(shared):
    """The guideline as it was written, on the first class, beside a sample that may become an example."""
    shared.window.show_page("label")
    project = shared.project
    free = next(p for p in range(5, 24) if not is_kept_apart(project.pool, project.state, p))
    project.serving.visit(free)
    until(lambda: project.serving.shown() is not None)
    shared.window.label.inspector.set_guideline_open(False)
    shared.flush()
    view = shared.window.label.inspector.guideline
    shared.window.perform("guideline")
    view.tabs.setCurrentIndex(0)
    settle()
    return shared


def view_of(session) -> GuidelineView:
    return session.window.label.inspector.guideline


def words_in(view: GuidelineView) -> list[str]:
    return [w.text() for w in view._class.widget().findChildren(QWidget) if hasattr(w, "text") and callable(w.text)]


def said_in(view: GuidelineView) -> list[str]:
    return [w.accessibleName() for w in view._class.widget().findChildren(QWidget) if w.accessibleName()]


def tiles_of(view: GuidelineView) -> list[ExampleTile]:
    return view._class.widget().findChildren(ExampleTile)


def by_keyboard_in_the_order_of_the_screen(view, label):
    label.inspector.first_focus()
    assert view.tabs.hasFocus()
    seen = []
    for _ in range(5):
        seen.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), K.Key_Tab)
        settle()
    assert seen[:4] == [view.tabs.bar, view._class, view.foot.add, view.foot.against]
    assert not view.isAncestorOf(QApplication.focusWidget())
    label.inspector.first_focus()
    back = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), K.Key_Backtab)
        settle()
        back.append(QApplication.focusWidget())
    assert back == [view._close, *reversed(view.keys._keys)]


def not_asked_for_again(project):
    """An example says what it is: it is no blind repeat."""
    place = 0
    project.answers.answered.add(place)
    try:
        assert not project.answers.may_repeat(place)
        project.editing.set_protocol(GUIDE.replace("- a00: Clear case\n", ""))
        assert project.answers.may_repeat(place)
        assert project.state.protocols[-1].kind == ev.PROTOCOL
    finally:
        project.answers.update(place)


# -- what is shown -------------------------------------------------------------------------------------


def test_every_part_is_shown(opened, monkeypatch):
    view = view_of(opened)
    shown, said = words_in(view), said_in(view)
    heads = [words for words in shown if words in ("Decide like this", "Agreed examples", "Not this class", "Notes")]
    assert heads == ["Decide like this", "Agreed examples", "Not this class", "Notes"]
    assert {"Moves something.", "Does it turn?", "Otherwise", "Free words.", "A pump moves."} <= set(shown)
    assert {"No: choose Valve or a hose, key 2", "choose Pump, key 1"} <= set(said)
    assert {"Clear case", "a01.png", "A valve", "Any pump that hums"} <= set(shown)
    assert "nowhere is not in this project." in shown
    assert "From another round" in shown
    assert [tile.accessibleName() for tile in tiles_of(view)] == [
        "a00.png, Clear case",
        "a01.png",
        "Not this class: a02.png, A valve",
    ]
    assert view._which.text().startswith("version ")

    # Small pictures are read in another thread.
    threads = []
    read = reading.read_for_screen
    monkeypatch.setattr(reading, "read_for_screen", lambda *a: threads.append(threading.current_thread()) or read(*a))
    opened.guideline._thumbnails.forget()
    view.step(1)
    view.step(-1)
    until(lambda: all(tile._picture is not None for tile in tiles_of(view)))
    assert len(threads) == 3
    assert threading.main_thread() not in threads
    first = tiles_of(view)[0]
    assert first.width() * 3 == first.height() * 4
    colour = first.grab().toImage().pixelColor(first.width() // 6, first.height() // 3)
    assert colour.red() > 150 > colour.green(), "the red field of a00 is on it"


def test_a_key_fills_nothing_anew(opened, monkeypatch):
    view, filled = view_of(opened), []
    monkeypatch.setattr(ClassGuide, "show_class", lambda *a: filled.append(a))
    monkeypatch.setattr(class_guide, "parse_protocol", lambda *a: filled.append(a))
    before, content = view.foot.add.words(), view._class.widget()
    opened.project.serving.show_next()
    until(lambda: view.foot.add.words() != before)
    names = [opened.project.pool.title(opened.project.serving.current.place).removesuffix(".png")]
    QTest.keyClick(opened.window.label.stage.shown(), K.Key_2)
    settle()
    names.append(opened.project.pool.title(opened.project.serving.current.place).removesuffix(".png"))
    assert names[0] != names[1], "the label keys go on working"
    assert names[1] in view.foot.add.words()
    assert view._class.widget() is content
    assert filled == []


def test_it_opens_where_it_was_left_unless_something_is_suggested(opened):
    view, label = view_of(opened), opened.window.label
    by_keyboard_in_the_order_of_the_screen(view, label)
    view.tabs.setCurrentIndex(2)
    opened.window.perform("guideline")
    opened.window.perform("guideline")
    assert view.tabs.currentIndex() == 2, "without a suggestion nothing tells of one"
    view.set_sample("uncertain", "Uncertain", "Suggested: Valve, 60 %", opened.project.classes[1].id, True)
    opened.window.show_page("samples")
    opened.window.show_page("label")
    settle()
    assert view.tabs.currentIndex() == 2, "behind another page it stays where it is"
    opened.window.perform("guideline")
    view.set_sample("uncertain", "Uncertain", "Suggested: Valve, 60 %", opened.project.classes[1].id, True)
    opened.window.perform("guideline")
    assert view.tabs.currentIndex() == 1


def test_hidden_names_do_not_come_to_light(opened):
    view, project = view_of(opened), opened.project
    project.pool.hide_names = True
    try:
        opened.window.perform("guideline")
        opened.window.perform("guideline")
        code = project.pool.title(0)
        everything = [*words_in(view), *said_in(view), *(tile.toolTip() for tile in tiles_of(view))]
        assert code.startswith("S-")
        assert any(code in words for words in everything)
        assert not any(name in words for words in everything for name in ("a00", "a01", "a02", "nowhere"))
        assert "This example is not in this project." in everything
        view.tabs.setCurrentIndex(view.tabs.count() - 1)
        whole = view.text.toPlainText()
        assert f"{code}: Clear case" in whole
        assert not any(name in whole for name in ("a00", "a01", "a02", "nowhere"))
        view.tabs.setCurrentIndex(0)
        opened.window.label.perform("add_example")
        QTest.keyClick(view.foot.field, K.Key_Return)
        text = project.state.protocol()
        title = project.pool.title(project.serving.current.place)
        assert f"- {title}\n" in text, "what is written is the code as well"
        opened.flush()
        assert title in "".join(said_in(view))
    finally:
        project.pool.hide_names = False


def test_nothing_is_loaded_and_no_link_is_followed(opened, monkeypatch):
    asked = []
    monkeypatch.setattr(QTextDocument, "loadResource", lambda self, kind, name: asked.append(name))
    monkeypatch.setattr(QImageReader, "read", lambda self: asked.append(self.fileName()))
    hostile = (
        "![x](http://e.org/a.png) <img src='file:///etc/passwd'> [x](http://e.org) ![y](file:///etc/passwd) <a href=x>"
    )
    parts = "Definition", "Decide like this", "Agreed examples", "Not this class", "Other"
    text = f"## Pump\n\n{hostile}\n\n" + "".join(
        f"### {part}\n\n- {hostile}\n- {hostile}? Yes: {hostile}\n\n" for part in parts
    )
    text += "- ../../../etc/passwd: x\n- /etc/passwd: x\n- ![x](../a.png)\n"
    opened.project.editing.set_protocol(text + f"## Pump or Valve?\n\n{hostile}\n")
    opened.project.edited()
    opened.flush()
    view = view_of(opened)
    for place in range(view.tabs.count()):
        view.tabs.setCurrentIndex(place)
        settle()
        view.grab()
    view.tabs.setCurrentIndex(0)
    assert asked == []
    assert not tiles_of(view), "samples of the project alone are shown"
    for part in view.findChildren(QWidget):
        # What Qt would take for HTML in a tool tip is escaped.
        assert "<img" not in part.toolTip()
        if hasattr(part, "openExternalLinks"):
            assert not part.openExternalLinks()
    assert view.text.loadResource(2, QUrl("http://e.org/a.png")) is None


# -- adding --------------------------------------------------------------------------------------------


def test_the_sample_on_screen_becomes_an_example_in_one_step(opened):
    view, project = view_of(opened), opened.project
    name = project.pool.name(project.serving.current.place)
    versions = len(project.state.protocols)
    QTest.mouseClick(view.foot.add, Qt.MouseButton.LeftButton)
    assert view.foot.writing()
    assert view.foot.field.hasFocus()
    QTest.keyClicks(view.foot.field, "1 # [x](http://e.org)")
    assert project.serving.current is not None
    assert project.pool.name(project.serving.current.place) == name, "keys are words here"
    QTest.keyClick(view.foot.field, K.Key_Return)
    settle()
    opened.flush()
    pump = parts_of(project.state.protocol(), CLASSES).classes[0]
    assert pump.examples[-1] == Example(name, "1 # x")
    assert len(project.state.protocols) == versions + 1
    assert f"{name} is an example of Pump now." in opened.window.status.flashed()
    assert any(tile.accessibleName().startswith(name) for tile in tiles_of(view))
    assert not view.foot.writing()
    assert opened.window.label.stage.isAncestorOf(QApplication.focusWidget())
    # Once more it says that it is there.
    opened.window.label.perform("add_example")
    QTest.keyClick(view.foot.field, K.Key_Return)
    assert "an agreed example of Pump already" in opened.window.status.flashed()
    project.undo()
    assert project.state.protocol() == GUIDE


def test_not_this_class_and_esc(opened):
    view, project = view_of(opened), opened.project
    view.tabs.setCurrentIndex(1)
    QTest.mouseClick(view.foot.against, Qt.MouseButton.LeftButton)
    assert view.foot.field.placeholderText() == "Why it is not Valve"
    QTest.keyClick(view.foot.field, K.Key_Escape)
    assert not view.foot.writing()
    assert opened.window.label.inspector.guideline_open(), "Esc leaves the field first"
    assert project.state.protocol() == GUIDE
    QTest.mouseClick(view.foot.against, Qt.MouseButton.LeftButton)
    view.step(1)
    assert not view.foot.writing(), "it was about another class"
    view.step(-1)
    QTest.mouseClick(view.foot.against, Qt.MouseButton.LeftButton)
    QTest.mouseClick(view.foot.keep, Qt.MouseButton.LeftButton)
    name = project.pool.name(project.serving.current.place)
    assert f"## Valve\n\nStops something.\n\n### Not this class\n\n- {name}\n" in project.state.protocol()
    project.undo()

    # The command opens the guideline too.
    opened.window.perform("guideline")
    assert not opened.window.label.inspector.guideline_open()
    opened.window.perform("add_example")
    assert opened.window.label.inspector.guideline_open()
    assert view_of(opened).foot.writing()
    opened.window.label.show_screen(opened.project.screen())
    assert view_of(opened).foot.writing(), "what happens in the background leaves it alone"
    retheme(opened.window, Theme("dark"))
    assert view_of(opened).foot.writing()
    retheme(opened.window, Theme("light"))
    opened.project.serving.show_next()
    settle()
    assert not view_of(opened).foot.writing(), "it was about another sample"


def test_who_may_not_and_what_may_not(opened, monkeypatch):
    project, view = opened.project, view_of(opened)
    assert why_no_example(project) == ""
    apart = next(p for p in range(24) if project.pool.is_audit(p))
    project.serving.visit(apart)
    until(lambda: project.serving.shown() is not None)
    opened.flush()
    opened.window.perform("add_example")
    assert opened.window.status.flashed() == KEPT_APART.format(name=project.pool.title(apart))
    assert not view.foot.writing()
    with monkeypatch.context() as m:
        m.setattr(type(project), "read_only", property(lambda self: True))
        assert why_no_example(project) == LOOK_ONLY
        m.setattr(type(project.state), "is_copy", property(lambda self: True), raising=False)
        assert why_no_example(project) == COPY
    project.state.roles["Kim"] = "annotator"
    try:
        assert why_no_example(project) == NOT_YOURS
    finally:
        del project.state.roles["Kim"]
    not_asked_for_again(project)


# -- its parts alone -----------------------------------------------------------------------------------


def rows(count: int, name: str = "Class {}") -> tuple[ClassRow, ...]:
    return tuple(ClassRow(f"c{n}", name.format(n), n % 9, str(n + 1) if n < 9 else "", n) for n in range(count))


@pytest.mark.parametrize(
    ("count", "name", "listed"),
    [(3, "A {}", False), (5, "Moderate {}", False), (12, "A name {}", True), (40, "{}", True)],
)
def test_tabs_fit_or_become_a_list(qtbot, theme, count, name, listed):
    tabs, turned = ClassTabs(theme), []
    qtbot.addWidget(tabs)
    tabs.resize(376, 36)
    tabs.show()
    tabs.turned.connect(turned.append)
    tabs.set_rows(rows(count, name), True)
    assert turned == []
    assert (tabs.list.isVisible(), tabs.bar.isVisible()) == (listed, not listed)
    assert tabs.count() == count + 1
    tabs.setCurrentIndex(count)
    assert (turned, tabs.tabText(count)) == ([count], "Whole text")
    if not listed:
        assert sum(tabs.bar.tabRect(n).width() for n in range(tabs.bar.count())) <= tabs.width() - 14
        assert all(tabs.bar.tabRect(n).height() >= 28 for n in range(tabs.bar.count()))
        qtbot.mouseClick(tabs.bar, Qt.MouseButton.LeftButton, pos=tabs.bar.tabRect(1).center())
        assert tabs.currentIndex() == 1
    tabs.resize(200, 36)
    settle()
    assert tabs.currentIndex() in (1, count), "another width changes nothing about what is read"
    assert tabs.list.isVisible() == (listed or count == 5)


def test_what_an_answer_means():
    known = {row.name.casefold(): row for row in rows(2)} | {"class": ClassRow("x", "Class", 5, "", 2)}
    assert class_meant("Class 1 or higher", known).id == "c1"
    assert class_meant("CLASS", known).id == "x"
    assert class_meant("Classes", known) is None
    assert class_meant("something else", known) is None


def test_a_long_answer_goes_over_several_lines(qtbot, theme):
    question = parts_of("## A\n### Decide like this\n- Is it? Yes: Class 1 or something that is rather long\n")
    line = AnswerLine(theme, question.classes[0].questions[0].answers[0], rows(2)[1])
    qtbot.addWidget(line)
    assert line.heightForWidth(1000) == theme.px(22)
    assert line.heightForWidth(120) >= 2 * theme.px(22)
    assert line.accessibleName().endswith("rather long, key 2")


@pytest.mark.parametrize("width", [376, 300, 252])
def test_the_foot_says_as_much_as_fits(qtbot, theme, width):
    foot = ExampleFoot(theme)
    qtbot.addWidget(foot)
    foot.resize(width, 52)
    foot.show()
    foot.set_subject("a/very-long-name-of-a-sample-0413.png", "Mild")
    settle()
    assert foot.add.accessibleName() == "Add a/very-long-name-of-a-sample-0413.png as an example of Mild"
    assert not foot.add.geometry().intersects(foot.against.geometry())
    assert foot.against.geometry().right() < width
    assert foot.add.sizeHint().width() <= foot.add.width(), "nothing is cut"
    assert min(foot.add.height(), foot.against.height(), foot.keep.height()) >= 28
    foot.set_subject("", "")
    assert not foot.add.isEnabled()
    foot.set_key("Ctrl+K")
    assert foot.add.accessibleDescription() == "Key Ctrl K"


def test_in_a_low_window_the_keys_give_way(qtbot, theme):
    view = GuidelineView(theme)
    qtbot.addWidget(view)
    view.set_rows(rows(9))
    view.set_markdown("## Class 1\n\nWords.\n", 1)
    view.offer_examples()
    view.resize(376, 800)
    view.show()
    settle()
    assert view.keys.isVisible()
    view.resize(300, 270)
    settle()
    assert not view.keys.isVisible()
    assert view._class.height() >= 60
    view.resize(376, 800)
    settle()
    assert view.keys.isVisible()


def test_a_panel_of_scenes_has_no_project(qtbot, theme):
    view = GuidelineView(theme)
    qtbot.addWidget(view)
    view.resize(376, 700)
    screen = scenes.image_screen(CLASSES)
    view.set_rows(tuple(ClassRow(c.id, c.name, c.colour, str(n + 1), n) for n, c in enumerate(screen.classes)))
    view.set_markdown(GUIDE, 1)
    view.show()
    settle()
    assert {"a00: Clear case", "a01.png"} <= set(words_in(view)), "examples are words where no samples are known"
    assert not view.foot.isVisible()
