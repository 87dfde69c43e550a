"""The Batch page: tiles, keys, the moment before a group may be accepted; and the real window with a real project."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import ui_scenes as scenes
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from ui_pages import close_session, settle, write_texts

from desktop_al.app import make_window
from desktop_al.core.events import decode_body
from desktop_al.loop.batch_screen import BatchScreen, Tile
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.screen import ImageContent, TextContent
from desktop_al.loop.scripted import label
from desktop_al.store.project_file import close_file, open_project, read_body
from desktop_al.ui.batch_inspector import GOES_ON
from desktop_al.ui.batch_page import ALL_OF_IT, ARMED_MS, FIRST_LOOK, LEAVE_LARGE, BatchPage
from desktop_al.ui.session import Session
from desktop_al.ui.theme import THEMES, Theme, retheme

K = Qt.Key
CLASSES = scenes.classes(scenes.FIVE)


def tile(place: int, **more: object) -> Tile:
    made = Tile(
        place,
        f"F-{place:04d}",
        "97 %",
        True,
        likeness="Least like the group",
        second=CLASSES[1],
        second_percent="2 %",
        spoken=f"F-{place:04d}, {CLASSES[0].name}, 97 percent, ticked",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def screen(count: int = 24, key: str = "1.1", **more: object) -> BatchScreen:
    made = BatchScreen(
        key=key,
        classes=CLASSES,
        number=3,
        count=9,
        waiting=7,
        label=CLASSES[0],
        alike=f"{count} images that look alike. The model is 96 to 99 % sure of each one.",
        tiles=tuple(tile(place) for place in range(count)),
        gets=count,
        accept=f"Accept {count} as {CLASSES[0].name}",
        safe=(
            f"Expect 0 or 1 wrong among these {count}.",
            "From 0 to 2, going by 240 samples drawn at random. Of 62 images checked again after being accepted this "
            "way, 1 was corrected.",
            "Up to 2 of them, drawn at random, come back to you later for a check. You will not be told which.",
        ),
        undo="22 answers",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def content(place: int, _edge: int) -> ImageContent:
    return ImageContent(scenes.picture(place % 4, 120, 150), 1500, 1200)


def open_page(qtbot, theme: Theme, shown: BatchScreen | None = None, size=(1440, 824)) -> BatchPage:
    page = BatchPage(theme)
    qtbot.addWidget(page)
    page.resize(*size)
    page.set_contents(content)
    page._arming.setInterval(30)
    page.show()
    page.activateWindow()
    if shown is not None:
        page.show_screen(shown)
    page.first_focus()
    settle()
    return page


@pytest.fixture
def page(qtbot, theme) -> BatchPage:
    made = open_page(qtbot, theme, screen())
    qtbot.waitUntil(lambda: made._armed, timeout=3000)
    return made


@pytest.fixture
def heard(page) -> list[tuple[str, object]]:
    said: list[tuple[str, object]] = []
    page.intent.connect(lambda name, value: name != "pictures" and said.append((name, value)))
    page.message.connect(lambda words: said.append(("message", words)))
    return said


# -- the tiles -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1440, 824), (1120, 624)])
@pytest.mark.parametrize("count", [12, 24, 30])
def test_all_tiles_of_a_group_are_seen_at_once(qtbot, theme, count, size):
    page = open_page(qtbot, theme, screen(count), size)
    boxes = [page.grid._box(row) for row in range(count)]
    inside = page.grid.viewport().rect()
    assert all(inside.contains(box) for box in boxes)
    assert page.grid.verticalScrollBar().maximum() == 0
    assert not any(a.intersects(b) for n, a in enumerate(boxes) for b in boxes[:n])
    if size[0] == 1440 and count <= 24:
        assert (boxes[0].width(), boxes[0].height()) == (160, 178)


def test_larger_tiles_are_asked_for_and_scroll(page):
    page.bar.slider.setValue(300)
    assert page.grid._box(0).width() == 300
    assert page.grid.verticalScrollBar().maximum() > 0
    for _ in range(23):
        page.grid.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, K.Key_Right, Qt.KeyboardModifier.NoModifier))
    last = page.grid._box(23)
    assert page.grid.viewport().rect().contains(last.center()), "what keys go to is in sight"


def test_a_group_that_goes_on_below_is_looked_through_first(qtbot, theme):
    page = open_page(qtbot, theme)
    page._arming.setInterval(1)
    page.bar.slider.setValue(300)
    said = []
    page.message.connect(said.append)
    page.intent.connect(lambda name, value: name == "accept" and said.append(value))
    page.show_screen(screen(key="1.3"))
    qtbot.waitUntil(lambda: page._waited, timeout=3000)
    qtbot.keyClick(page.grid, K.Key_Return)
    assert said == [ALL_OF_IT]
    assert not page.inspector.accept.isEnabled()
    assert page.inspector.step.text() == GOES_ON
    page.show_screen(screen(key="1.3", gets=23, single=1))
    assert page.inspector.step.text() == GOES_ON
    for _ in range(23):
        page.grid.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, K.Key_Right, Qt.KeyboardModifier.NoModifier))
    assert page.inspector.accept.isEnabled()
    assert page.inspector.step.text().startswith("One step")
    page.grid.verticalScrollBar().setValue(0)
    qtbot.keyClick(page.grid, K.Key_Return)
    assert said == [ALL_OF_IT, None], "seen once is seen"


def test_arrows_move_and_space_ticks(page, heard, qtbot):
    grid = page.grid
    across = grid.across()
    for key, row in (
        *((K.Key_Right, 1), (K.Key_Down, 1 + across), (K.Key_Left, across), (K.Key_Up, 0), (K.Key_Up, 0)),
        *((K.Key_Left, 0), (K.Key_End, 23), (K.Key_Down, 23), (K.Key_Home, 0)),
    ):
        qtbot.keyClick(grid, key)
        assert grid.currentIndex().row() == row
    qtbot.keyClick(grid, K.Key_Right)
    qtbot.keyClick(grid, K.Key_Space)
    assert heard == [("toggle", 1)]
    tiles = list(page.screen.tiles)
    tiles[1] = replace(tiles[1], ticked=False, spoken="F-0001, not ticked, single review")
    page.show_screen(replace(page.screen, tiles=tuple(tiles), gets=23, single=1))
    assert grid.currentIndex().row() == 1, "the place stays"
    assert page.inspector.toggle.words() == "Tick"
    assert page.inspector.single.text() == "1 goes to single review"
    spoken = grid.tiles.data(grid.tiles.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "F-0001, not ticked, single review"


def test_the_pointer_does_all_of_it(page, heard, qtbot):
    grid, left = page.grid, Qt.MouseButton.LeftButton
    box = grid._box(4)
    qtbot.mouseClick(grid.viewport(), left, pos=box.center())
    assert (grid.currentIndex().row(), heard) == (4, [])
    qtbot.mouseClick(grid.viewport(), left, pos=grid._foot(box).center())
    qtbot.mouseClick(grid.viewport(), left, pos=QPoint(2, 2))
    assert heard == [("toggle", 4)]
    qtbot.mouseDClick(grid.viewport(), left, pos=box.center())
    assert page.large.isVisible()
    qtbot.mouseClick(page.large.close_button, left)
    assert not page.large.isVisible()
    heard.clear()
    for button in ("toggle", "skip", "undo"):
        qtbot.mouseClick(getattr(page.inspector, button), left)
    assert heard == [("toggle", 4), ("skip", None), ("undo", None)]
    menu = page.inspector.menu()
    assert [action.text().split("\t")[0] for action in menu.actions()] == [c.name for c in CLASSES]
    menu.actions()[2].trigger()
    assert heard[-1] == ("give", (4, CLASSES[2].id))
    menu.deleteLater()
    qtbot.mouseClick(page.inspector.accept, left)
    assert heard[-1] == ("accept", None)


def test_digits_give_the_current_tile_another_label(page, heard):
    assert page.perform("label.3")
    assert page.perform("label.9"), "there is no ninth class, and nothing happens"
    assert heard == [("give", (0, CLASSES[2].id))]
    tiles = (replace(page.screen.tiles[0], given=CLASSES[2]), *page.screen.tiles[1:])
    before = page.inspector.accept.geometry()
    page.show_screen(replace(page.screen, tiles=tiles, gets=23, other=1))
    assert page.inspector.single.text() == "0 go to single review, 1 gets another label"
    assert page.inspector.accept.geometry() == before, "nothing moves"


def test_one_tile_large(page, heard, qtbot):
    wanted = []
    page.intent.connect(lambda name, value: name == "pictures" and wanted.append(value))
    assert page.perform("view_large")
    assert page.large.isVisible()
    assert wanted[-1][0][1] > wanted[-1][1][1], "read first, and larger"
    qtbot.keyClick(page.grid, K.Key_Right)
    assert page.large.accessibleName().startswith("F-0001")
    qtbot.keyClick(page.grid, K.Key_Return)
    assert heard == [("message", LEAVE_LARGE)], "what is not in sight is not accepted"
    assert page.escape()
    assert not page.large.isVisible()
    assert page.escape()
    assert heard[-1] == ("skip", None)


# -- the moment before -----------------------------------------------------------------------------------------


def test_a_group_is_accepted_only_after_a_look(qtbot, theme):
    assert ARMED_MS == 800
    page = open_page(qtbot, theme)
    page._arming.setInterval(400)
    said = []
    page.intent.connect(lambda name, value: name == "accept" and said.append(value))
    page.message.connect(said.append)
    over = []
    page.message_over.connect(over.append)
    page.show_screen(screen())
    qtbot.keyClick(page.grid, K.Key_Return)
    assert said == [FIRST_LOOK]
    assert over == []
    assert not page.inspector.accept.isEnabled()
    qtbot.waitUntil(page.inspector.accept.isEnabled, timeout=3000)
    assert over == [FIRST_LOOK, ALL_OF_IT]
    # Ticking one does not begin the wait anew.
    page.show_screen(screen(gets=23, single=1))
    assert page.inspector.accept.isEnabled()
    held = QKeyEvent(QEvent.Type.KeyPress, K.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(page.grid, held)
    assert said == [FIRST_LOOK], "a key that is held down accepts nothing"
    qtbot.keyClick(page.grid, K.Key_Return)
    assert said == [FIRST_LOOK, None]
    page.show_screen(screen(key="1.2"))
    assert not page.inspector.accept.isEnabled()
    qtbot.keyClick(page.grid, K.Key_Return)
    assert said[2:] == [FIRST_LOOK]
    qtbot.waitUntil(page.inspector.accept.isEnabled, timeout=3000)
    page.show_screen(screen(key="1.2", read_only=True))
    assert not page.inspector.accept.isEnabled()
    page.show_screen(screen(key="1.2", gets=0, single=24))
    assert not page.inspector.accept.isEnabled()


def test_without_a_group_the_page_says_why(qtbot, theme):
    page = open_page(qtbot, theme, BatchScreen(empty="The model has not learned yet", why="Groups come once it has."))
    assert page.empty.isVisible()
    assert not page.grid.isVisible()
    assert page.empty.accessibleName() == "The model has not learned yet"
    assert page.regions() == []
    assert not page.escape()
    page.first_focus()
    went = []
    page.command.connect(went.append)
    qtbot.keyClick(page.window().focusWidget(), K.Key_Space)
    assert went == ["tab.label"]
    page.show_screen(screen())
    assert page.grid.hasFocus()
    assert page.window().focusWidget() is page.grid


# -- looks -----------------------------------------------------------------------------------------------------


def test_every_look(qtbot, qapp, theme):
    page = open_page(qtbot, theme, screen(30))
    tiles = list(page.screen.tiles)
    tiles[1] = replace(tiles[1], ticked=False)
    tiles[2] = replace(tiles[2], given=CLASSES[4])
    tiles[3] = replace(tiles[3], ticked=False, blocked="The file cannot be opened.")
    page.show_screen(screen(30, tiles=tuple(tiles), gets=27, single=2, other=1))
    for name in THEMES:
        for scale in (1.0, 2.0):
            look = Theme(name, scale)
            look.apply(qapp)
            retheme(page, look)
            for size in ((1440, 824), (1120, 624)):
                page.resize(*size)
                settle()
                high = page.inspector.accept
                assert high.height() == look.px(44)
                assert high.visibleRegion().boundingRect().height() == high.height() or scale > 1
                body = page.inspector.scroll
                assert body.widget().width() == body.viewport().width(), "nothing lies outside at the right"
                for button in (high, page.inspector.skip, page.inspector.undo, page.inspector.toggle):
                    assert button.height() >= look.px(28)
                    assert button.accessibleName()
    theme.apply(qapp)


def test_texts_are_read_in_their_tiles(qtbot, theme):
    page = open_page(qtbot, theme, screen(12, kind="text"))
    before = page.grid.grab().toImage()
    page.set_contents(lambda place, edge: TextContent(f"Report {place}. The pump was silent all night.", 9))
    page.picture_came()
    settle()
    assert page.grid.grab().toImage() != before


# -- the real window -------------------------------------------------------------------------------------------

POOL, LABELS = 220, 110


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("batch")
    folder = write_texts(place / "notes", POOL)
    path = place / "p.dal"
    names = {"a": "Device", "b": "Fall"}
    new = NewProject(path, folder, tuple(names.values()), "Kim", kind="text", audit_share=0.35)
    create_project(new, place / "home")
    label(path, "Kim", place / "home", LABELS, lambda name: names[name[0]])
    return path


def until(done: Callable[[], object], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        QApplication.processEvents()
        time.sleep(0.005)


@pytest.fixture
def session(made: Path, qtbot, theme):
    _, session = make_window(made.parent / "home", guard=False)
    session.window.show()
    session.window.activateWindow()
    session.open_project(made)
    yield session
    close_session(session)


def offered(session: Session) -> BatchPage:
    session.window.perform("tab.batch")
    page = session.window.page("batch")
    page._arming.setInterval(10)
    until(lambda: page.screen.label is not None)
    until(lambda: page._armed)
    return page


def test_a_group_by_keys_from_the_tab_to_undo(session, qtbot):
    page = offered(session)
    window, project = session.window, session.project
    count = page.screen.waiting
    assert window.top.tabs["batch"].text() == f"Batch {count}"
    assert window.top.tabs["batch"].accessibleName() == f"Batch page, {count} groups"
    answered = len(project.answers.answered)
    shown = [tile.place for tile in page.screen.tiles]
    until(lambda: page.grid.tiles.contents(shown[0]) is not None)
    # Keys of the Label page that mean nothing here.
    for press in (K.Key_U, K.Key_X, K.Key_S, K.Key_F, K.Key_B):
        qtbot.keyClick(window.focusWidget(), press)
    assert (window.shown, len(project.answers.answered)) == ("batch", answered)
    other = next(n for n, c in enumerate(page.screen.classes) if c != page.screen.label)
    key = page.screen.key
    for press in (K.Key_Space, K.Key_Right, K(K.Key_1 + other)):
        qtbot.keyClick(window.focusWidget(), press)
    assert (page.screen.single, page.screen.other) == (1, 1)
    qtbot.keyClick(window.focusWidget(), K.Key_V)
    assert page.large.isVisible()
    qtbot.keyClick(window.focusWidget(), K.Key_Escape)
    assert page.screen.key == key
    qtbot.keyClick(window.focusWidget(), K.Key_Return)
    assert len(project.answers.answered) == answered + len(shown) - 1
    assert project.wait_saved(10)
    file = open_project(project.path, look_only=True)
    newest = project.state.newest_answers(1)[0]
    assert decode_body(read_body(file.connection, newest)[1])["keys"] == 11, "every key pressed for the group"
    close_file(file)
    assert page.screen.key != key
    assert window.top.tabs["batch"].text() in (f"Batch {count - 1}", "Batch")
    until(lambda: page._armed or page.screen.label is None)
    if page.screen.label is not None:
        qtbot.keyClick(window.focusWidget(), K.Key_Escape)
        qtbot.keyClick(window.focusWidget(), K.Key_Z)
    qtbot.keyClick(window.focusWidget(), K.Key_Z)
    assert len(project.answers.answered) == answered
    assert (page.screen.key, page.screen.single, page.screen.other) == (key, 1, 1)
    # While nothing of the model may be seen, there is nothing here.
    project.choose("suggestions", "hidden")
    window.perform("tab.batch")
    assert page.screen.empty == "Suggestions are hidden"
    assert window.top.tabs["batch"].text() == "Batch"
    project.choose("suggestions", "shown")
    window.perform("tab.batch")
    until(lambda: page.screen.label is not None)
    # What is answered on the Label page meanwhile is gone from the group.
    first = page.screen.tiles[0].place
    window.perform("tab.label")
    project.relabel([first], f"={page.screen.classes[0].id}")
    window.perform("tab.batch")
    assert first not in [tile.place for tile in page.screen.tiles]
    assert session.close_project()
    assert session.batch.sitting is None
    assert page.screen.label is None
