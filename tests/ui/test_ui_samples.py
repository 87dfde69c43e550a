"""The Samples page: what it lists, chooses, relabels and says, by key and pointer; and its budgets."""

import hashlib
import queue
import time

import pytest
import ui_scenes as scenes
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.core.state import State
from desktop_al.loop.listing import Listing
from desktop_al.loop.messages import TextsPart
from desktop_al.loop.pool import Pool
from desktop_al.loop.text_search import fold_query
from desktop_al.loop.thumbnails import Thumbnails
from desktop_al.store.project_file import SampleRow
from desktop_al.ui.keys import KeyRouter
from desktop_al.ui.samples_page import SamplesPage
from desktop_al.ui.theme import Theme, retheme

K = Qt.Key
ANN = "Annotator 1"


class Book:
    """A pool of ``count`` samples and a state in memory, the texts of which are read already."""

    def __init__(self, count, kind="text"):
        self.pool = Pool(1, 0.1)
        self.bodies = {}
        self.seq = 0
        self.state = State(lambda event: self.bodies.get(event.seq, {}))
        rows = []
        for i in range(count):
            name = f"folder-{i % 10}/sample-{i}.{'txt' if kind == 'text' else 'png'}"
            digest = hashlib.blake2b(name.encode(), digest_size=16).digest()
            rows.append(SampleRow(i, digest, name, -1, kind, 1000 + i, 1, 0, 0))
        self.pool.extend(rows)
        for number, name in enumerate(scenes.FIVE):
            self.put(ev.CLASS, b"", f"c{number}", body={"op": "add", "name": name, "colour": number})
        self.listing = Listing(self.pool, self.state, ANN)

    def put(self, kind, sample, answer, who=ANN, body=None):
        self.seq += 1
        self.bodies[self.seq] = body or {}
        at = int(time.time() * 1e6) + self.seq
        self.state.apply(Event(b"w" * 16, self.seq, self.seq, at, 0, who, kind, sample, answer, b"", b""))

    def answer(self, place, answer, who=ANN):
        self.put(ev.ANNOTATION, self.pool.rows[place].id, answer, who)
        self.listing.update([place])

    def read(self, texts):
        import numpy as np

        data = [fold_query(text) for text in texts.values()]
        lengths = np.array([len(d) for d in data], np.int32)
        self.listing.texts.take(TextsPart(np.array(list(texts), np.int32), lengths, b"".join(data), 0))


@pytest.fixture
def opened(qtbot, theme):
    """Opens pages with a key router, as in the window."""
    made = []

    def open_page(book, size=(1440, 824), thumbnails=None):
        page = SamplesPage(theme)
        qtbot.addWidget(page)
        router = KeyRouter(page, 0)
        router.set_contexts("label", "anywhere")
        router.command.connect(page.perform)
        router.escape.connect(page.escape)
        page.resize(*size)
        page.set_classes(book.state.active_classes())
        page.set_project_state(False, "")
        page.set_listing(book.listing, thumbnails)
        page.intents = []
        page.intent.connect(lambda name, value: page.intents.append((name, value)) if name != "read_texts" else None)
        page.show()
        page.first_focus()
        settle()
        made.append(page)
        return page

    yield open_page
    for page in made:
        page.set_listing(None)
        page.close()


def settle():
    for _ in range(4):
        QApplication.processEvents()


def keys(qtbot, page, *pressed):
    for key in pressed:
        key, modifiers = key if isinstance(key, tuple) else (key, Qt.KeyboardModifier.NoModifier)
        qtbot.keyClick(page.focusWidget(), key, modifiers)


def shift(key):
    return key, Qt.KeyboardModifier.ShiftModifier


def control(key):
    return key, Qt.KeyboardModifier.ControlModifier


def shown(page):
    return [page.model.line(row).name.rpartition("-")[2] for row in range(page.model.rowCount())]


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
    for control in controls:
        if control.isVisibleTo(page) and control.width() > 0 and type(control).__name__ != "QTableCornerButton":
            assert control.accessibleName() or control.text(), control
            assert min(control.width(), control.height()) >= 28, (control.accessibleName(), control.size())
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
