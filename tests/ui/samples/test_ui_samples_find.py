"""The Samples page: search, filters, contents and looks; and its budgets."""

import queue
import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from desktop_al.loop.thumbnails import Thumbnails
from desktop_al.ui.samples_page import SamplesPage
from desktop_al.ui.theme import Theme, retheme
from tests.ui.samples.samples_stand import Book, K, control, keys, settle, shift


def shown(page):
    return [page.model.line(row).name.rpartition("-")[2] for row in range(page.model.rowCount())]


# -- search and filters ------------------------------------------------------------------------------------


def test_search_filters_and_the_way_out(qtbot, opened):
    book = Book(30)
    book.read({i: f"text number {i} about {'pumps' if i % 3 else 'Ventile, Größe'}" for i in range(30)})
    book.answer(4, "=c1")
    book.answer(5, "=c2", "bob")
    page = opened(book)
    assert page.foot.count() == "30 of 30 shown"
    page.perform("find_sample")
    qtbot.keyClicks(page.focusWidget(), "VENTILE grosse".replace(" ", ", "))
    settle()
    assert page.foot.count() == "10 of 30 shown"
    keys(qtbot, page, K.Key_Down)
    assert page.table.hasFocus()
    assert page.bar.search.text() == "VENTILE, grosse"
    page.bar.of_class.setCurrentIndex(page.bar.of_class.findData("c1"))
    settle()
    assert page.model.rowCount() == 0
    assert page._stack.currentWidget() is page.empty
    button = page.empty.findChild(QAbstractButton)
    assert button.text() or button.accessibleName() == "Clear the filters"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 30
    assert page.table.hasFocus()
    page.bar.annotator.setCurrentIndex(page.bar.annotator.findData("bob"))
    assert shown(page) == ["5.txt"]
    assert page.model.headerData(0, Qt.Orientation.Horizontal) == "Answer of bob"
    page.bar.clear()
    page.bar.state.setCurrentIndex(page.bar.state.findData("labelled"))
    assert shown(page) == ["4.txt"]
    qtbot.mouseClick(page.foot.button, Qt.MouseButton.LeftButton)
    assert page.intents[-1] == ("export", (4,))


def test_texts_that_come_in_while_searching_are_found(qtbot, opened):
    book = Book(30)
    page = opened(book)
    page.bar.search.setText("pumps")
    assert page.model.rowCount() == 0
    assert page.empty.accessibleName() == "Nothing found"
    book.read({3: "two pumps", 4: "a valve"})
    qtbot.waitUntil(lambda: shown(page) == ["3.txt"], timeout=2000)
    book.read({5: "more pumps"})
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=2000)


def test_letters_belong_to_the_search_field_while_it_has_the_focus(qtbot, opened):
    page = opened(Book(12))
    page.perform("find_sample")
    qtbot.keyClicks(page.focusWidget(), "sample-1x")
    assert page.intents == []
    keys(qtbot, page, K.Key_Backspace)
    assert len(shown(page)) == 3
    keys(qtbot, page, K.Key_Escape)
    assert page.table.hasFocus()
    assert page.bar.search.text() == "sample-1"


def test_columns_sort_and_the_choice_says_the_same(qtbot, opened):
    page = opened(Book(12))
    header = page.table.columns
    width = header.sectionViewportPosition(1) + 10
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(width, 10))
    assert page.bar.order.currentText() == "Name, last first"
    assert (header.sorted_by, header.descending) == (1, True)
    assert shown(page)[0] == "9.txt"
    page.bar.order.setCurrentIndex(page.bar.order.findText("Largest first"))
    assert shown(page)[0] == "11.txt"
    assert (header.sorted_by, header.descending) == (2, True)


def test_states_that_nothing_is_in_are_left_out(opened):
    book = Book(6)
    page = opened(book)
    words = [page.bar.state.itemText(n) for n in range(page.bar.state.count())]
    always = ["All samples, 6", "Unlabelled, 6", "Labelled, 0", "Unsure, 0", "Not worth labelling, 0"]
    assert words == [*always, "Labels that look wrong"]
    assert page.bar.annotator.isHidden()
    book.pool.change(0, gone=1)
    book.answer(1, "=c0", "bob")
    page.refresh()
    assert page.bar.state.findData("gone") > 0
    assert not page.bar.annotator.isHidden()


def test_a_hidden_page_costs_nothing_and_catches_up(opened):
    book = Book(6)
    page = opened(book)
    page.hide()
    book.answer(0, "=c0")
    version = book.listing.version
    page.refresh()
    assert book.listing.version == version
    page.show()
    assert book.listing.version > version


# -- contents ----------------------------------------------------------------------------------------------


def test_what_is_on_screen_is_read_and_shown(qtbot, opened, tmp_path):
    book = Book(200, "text")
    for row in book.pool.rows[:200]:
        file = tmp_path / row.path
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"Contents of {row.path}. " * 9, "utf-8")
    home = queue.SimpleQueue()
    thumbnails = Thumbnails(tmp_path, book.pool, home.put)
    try:
        page = opened(book, thumbnails=thumbnails)

        def came():
            while not home.empty():
                home.get()()
            return all(page.model.contents(page.model.place(row)) for row in page.table.shown_rows())

        qtbot.waitUntil(came, timeout=5000)
        assert page.model.data(page.model.index(0, 2)).startswith("Contents of folder-0/sample-0.txt.")
        assert page.inspector._facts[0].text() == "27 words"
        assert page.model.contents(page.model.place(150)) is None
        keys(qtbot, page, K.Key_End)
        qtbot.waitUntil(came, timeout=5000)
        assert page.model.contents(page.model.place(199)) is not None
    finally:
        page.set_listing(None)
        thumbnails.close()


# -- looks -------------------------------------------------------------------------------------------------


def test_every_control_has_a_name_and_room(opened):
    book = Book(20)
    book.answer(1, "=c0", "bob")
    page = opened(book, size=(1120, 624))
    controls = page.findChildren(QAbstractButton) + page.findChildren(QComboBox) + page.findChildren(QLineEdit)
    for each in controls:
        if each.isVisibleTo(page) and each.width() > 0 and type(each).__name__ != "QTableCornerButton":
            assert each.accessibleName() or each.text(), each
            assert min(each.width(), each.height()) >= 28, (each.accessibleName(), each.size())
    words = page.model.data(page.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("folder-0/sample-0.txt, Unlabelled")


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(1440, 824), (1120, 624)])
def test_parts_stay_apart_at_every_size(qtbot, opened, size, scale):
    book = Book(60)
    book.answer(1, "=c0", "bob")
    page = opened(book, size=size)
    retheme(page, Theme("dark", scale))
    settle()
    inspector = page.inspector
    parts = [inspector._name, inspector.panel, *inspector.buttons.values()]
    parts += [part for part in (inspector.preview, *inspector._facts) if part.isVisibleTo(inspector)]
    for number, one in enumerate(parts):
        assert inspector.rect().contains(one.geometry()), one
        for other in parts[number + 1 :]:
            assert not one.geometry().intersects(other.geometry()), (one, other)
    for one in page.bar._choices():
        assert page.bar.rect().contains(one.geometry())
    assert page.table.columns.length() <= page.table.viewport().width() + 1
    assert page._stack.geometry().top() == page.bar.geometry().bottom() + 1
    assert page._stack.height() >= 100


def test_regions_and_commands_of_the_page(opened):
    page = opened(Book(3))
    for widget, focus in page.regions():
        focus()
        assert page.focusWidget() is widget or widget.isAncestorOf(page.focusWidget())
    assert not page.perform("export")
    assert not page.perform("guideline")
    assert page.perform("accept")
    page.take_focus()
    assert not page.escape()


def test_without_a_project_there_is_nothing_to_do(qtbot, theme):
    page = SamplesPage(theme)
    qtbot.addWidget(page)
    page.show()
    page.first_focus()
    for command in (
        "label.1",
        "unsure",
        "not_worth",
        "find_class",
        "back",
        "forward",
        "now",
        "open_sample",
        "find_sample",
    ):
        page.perform(command)
    page.set_listing(Book(0).listing)
    page.refresh()
    assert page.empty.accessibleName() == "No samples yet"
    page.set_listing(None)
    page.close()


# -- 100,000 -----------------------------------------------------------------------------------------------


@pytest.mark.alone
def test_a_hundred_thousand_samples_never_stall(qtbot, opened):
    """Generous bounds for a busy machine; the benchmark has the budgets."""
    book = Book(100_000)
    for place in range(0, 3000, 3):
        book.answer(place, f"=c{place % 5}")
    page = opened(book)
    assert page.foot.count() == "100,000 of 100,000 shown"
    worst = 0.0

    def timed(work):
        nonlocal worst
        started = time.perf_counter()
        work()
        settle()
        worst = max(worst, time.perf_counter() - started)

    for form in ("table", "grid"):
        timed(lambda form=form: page.show_form(form))
        bar = page.view().verticalScrollBar()
        for step in range(20):
            timed(lambda step=step, bar=bar: bar.setValue(bar.maximum() * step // 20))
        for key in (K.Key_End, K.Key_Home, K.Key_PageDown, shift(K.Key_End), control(K.Key_A)):
            timed(lambda key=key: keys(qtbot, page, key))
        assert len(page.choice.places()) == 100_000
        timed(lambda: keys(qtbot, page, K.Key_Home))
    for text in ("s", "sa", "sample-9", "sample-99999", "nothing"):
        timed(lambda text=text: page.bar.search.setText(text))
    page.bar.clear()
    for column in range(5):
        timed(lambda column=column: page.table.sort.emit(column))
    assert worst < 0.5
