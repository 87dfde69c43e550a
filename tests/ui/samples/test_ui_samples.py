"""The Samples page: what it lists, chooses and relabels, by key and pointer."""

import pytest
import ui_scenes as scenes
from PySide6.QtCore import QEvent, QObject, QPoint, Qt

from desktop_al.store.project_file import SampleRow
from tests.ui.samples.samples_stand import Book, K, control, keys, settle, shift

# -- choosing and relabelling ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["table", "grid"])
def test_keys_move_and_extend_the_choice(qtbot, opened, form):
    page = opened(Book(300))
    page.show_form(form)
    page.take_focus()
    across = 1 if form == "table" else page.grid.across()
    choice = page.choice
    assert (choice.current(), len(choice.places())) == (0, 1)
    keys(qtbot, page, K.Key_Down, K.Key_Right)
    assert choice.current() == across + 1
    keys(qtbot, page, shift(K.Key_Down), shift(K.Key_Down))
    assert len(choice.places()) == 2 * across + 1
    keys(qtbot, page, shift(K.Key_Up))
    assert len(choice.places()) == across + 1
    keys(qtbot, page, K.Key_End)
    assert choice.current() == 299
    assert page.view().visualRect(page.model.index(299, 0)).bottom() <= page.view().viewport().height()
    keys(qtbot, page, K.Key_Down, K.Key_Right)
    assert choice.current() == 299
    keys(qtbot, page, K.Key_PageUp, K.Key_Home, K.Key_Up, K.Key_Left)
    assert choice.current() == 0
    keys(qtbot, page, K.Key_Space)
    assert choice.places() == ()
    keys(qtbot, page, control(K.Key_A))
    assert len(choice.places()) == 300
    keys(qtbot, page, K.Key_Escape)
    assert len(choice.places()) == 1


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.Paint
        return False


@pytest.mark.parametrize("form", ["table", "grid"])
def test_scrolling_and_moving_are_painted(qtbot, opened, form):
    page = opened(Book(300))
    page.show_form(form)
    page.take_focus()
    settle()
    paints = Paints(page.view().viewport())
    for work in (
        lambda: page.view().verticalScrollBar().setValue(300),
        lambda: keys(qtbot, page, K.Key_Down),
        lambda: page.choice.go(299),
        lambda: page.bar.search.setText("sample-1"),
    ):
        before = paints.count
        work()
        settle()
        assert paints.count > before


@pytest.mark.parametrize("form", ["table", "grid"])
def test_the_pointer_chooses_and_opens(qtbot, opened, form):
    page = opened(Book(50))
    page.show_form(form)
    settle()
    view = page.view()

    def click(row, modifiers=Qt.KeyboardModifier.NoModifier):
        point = view.visualRect(page.model.index(row, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, point)

    click(2)
    click(5, Qt.KeyboardModifier.ShiftModifier)
    assert len(page.choice.places()) == 4
    click(3, Qt.KeyboardModifier.ControlModifier)
    assert len(page.choice.places()) == 3
    click(7)
    assert page.choice.places() == (page.model.place(7),)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(page.model.index(4, 0)).center())
    assert page.intents[-1] == ("open", page.model.place(4))
    before = page.choice.places()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, view.viewport().height() - 2))
    assert page.choice.places() == before or form == "table"


def test_label_keys_relabel_what_is_chosen_as_one_step(qtbot, opened):
    book = Book(40)
    page = opened(book)
    first = page.model.place(0)
    keys(qtbot, page, K.Key_2)
    assert page.intents == [("relabel", ((first,), "label", "c1"))]
    keys(qtbot, page, shift(K.Key_Down), shift(K.Key_Down))
    assert page.inspector._heading.text() == "3 samples selected"
    keys(qtbot, page, K.Key_U)
    three = tuple(page.model.place(row) for row in range(3))
    assert page.intents[-1] == ("relabel", (three, "unsure", ""))
    keys(qtbot, page, K.Key_X)
    assert page.inspector.not_worth_open()
    keys(qtbot, page, K.Key_3)
    assert page.intents[-1] == ("relabel", (three, "not_worth", "duplicate"))
    assert not page.inspector.not_worth_open()
    keys(qtbot, page, K.Key_X, K.Key_Escape, K.Key_3)
    assert page.intents[-1] == ("relabel", (three, "label", "c2"))
    keys(qtbot, page, K.Key_Z, shift(K.Key_Z), K.Key_Return)
    assert [name for name, _ in page.intents[-3:]] == ["undo", "redo", "open"]
    keys(qtbot, page, K.Key_Slash)
    assert page.inspector.panel.find.hasFocus()
    qtbot.keyClicks(page.focusWidget(), "schwere")
    keys(qtbot, page, K.Key_Return)
    assert page.intents[-1] == ("relabel", (three, "label", "c3"))
    assert page.table.hasFocus()


def test_the_answer_in_force_is_marked_and_follows(qtbot, opened):
    book = Book(5)
    page = opened(book)
    place = page.model.place(0)
    assert page.inspector.panel.model.given is None
    book.answer(place, "=c3")
    page.refresh()
    assert page.inspector.panel.model.given.value == "c3"
    assert page.model.data(page.model.index(0, 0)) == scenes.FIVE[3]
    keys(qtbot, page, shift(K.Key_Down))
    assert page.inspector.panel.model.given is None
    book.answer(page.model.place(1), "=c3")
    page.refresh()
    assert page.inspector.panel.model.given.value == "c3"
    assert len(page.choice.places()) == 2


def test_what_cannot_be_read_gets_no_label(qtbot, opened):
    book = Book(4)
    page = opened(book)
    said = []
    page.message.connect(said.append)
    first, second = page.model.place(0), page.model.place(1)
    book.pool.change(first, problem="The file is empty.")
    page.refresh()
    keys(qtbot, page, K.Key_1, K.Key_U)
    assert page.intents == []
    keys(qtbot, page, K.Key_X, K.Key_1)
    assert page.intents == [("relabel", ((first,), "not_worth", "focus"))]
    keys(qtbot, page, shift(K.Key_Down), K.Key_1)
    assert page.intents[-1] == ("relabel", ((second,), "label", "c0"))
    assert said == ["1 of the 2 samples cannot be read and get no answer."]


def test_nothing_can_be_answered_in_a_project_to_look_at_only(qtbot, opened):
    page = opened(Book(4))
    page.set_project_state(True, "Milde Form")
    keys(qtbot, page, K.Key_1, K.Key_U, K.Key_X, K.Key_1, K.Key_Slash)
    assert page.intents == []
    assert not page.inspector.panel.finding()
    assert not page.inspector.buttons["undo"].isEnabled()


def test_a_sample_that_leaves_the_list_gives_its_place_to_the_next(qtbot, opened):
    book = Book(10)
    page = opened(book)
    page.bar.state.setCurrentIndex(page.bar.state.findData("unlabelled"))
    keys(qtbot, page, K.Key_Down, K.Key_Down)
    left, following = page.model.place(2), page.model.place(3)
    book.answer(left, "=c0")
    page.refresh()
    assert page.model.rowCount() == 9
    assert page.choice.places() == (following,)
    assert page.table.hasFocus()


def test_a_refresh_keeps_choice_and_scrolling(opened):
    book = Book(500)
    page = opened(book)
    page.choice.go(3)
    page.choice.go(6, True)
    chosen = page.choice.places()
    page.table.verticalScrollBar().setValue(8000)
    book.pool.extend([SampleRow(500, bytes(range(16)), "folder-0/sample-0a.txt", -1, "text", 1, 1, 0, 0)])
    page.refresh()
    settle()
    assert page.model.rowCount() == 501
    assert sorted(page.choice.places()) == sorted(chosen)
    assert page.table.verticalScrollBar().value() == 8000
