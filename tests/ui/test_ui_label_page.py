"""The Label page: intents, states, what screen readers hear of it, time per sample."""

import time
from dataclasses import replace

import pytest
import ui_scenes as scenes
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import (
    QApplication,
)

from desktop_al.loop.screen import Notice, Reason, Unreadable
from desktop_al.ui.history import _details
from desktop_al.ui.window import Window


@pytest.fixture
def window(qtbot, theme):
    made = Window(theme, guard_ms=0)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.show_page("label")
    made.label.set_history(scenes.history())
    made.show_screen(scenes.image_screen())
    QApplication.processEvents()
    made.intents = []
    made.label.intent.connect(lambda name, value: made.intents.append((name, value)))
    return made


def keys(qtbot, window, *pressed):
    for key in pressed:
        qtbot.keyClick(window.focusWidget() or window, key)


def test_keys_become_intents(qtbot, window):
    K = Qt.Key
    keys(qtbot, window, K.Key_2, K.Key_Return, K.Key_U, K.Key_Z, K.Key_Left, K.Key_Right, K.Key_End)
    assert [name for name, _ in window.intents] == ["label", "accept", "unsure", "undo", "back", "forward", "now"]
    assert window.intents[0] == ("label", "c1")


def test_not_worth_takes_the_digits_and_escape_returns(qtbot, window):
    keys(qtbot, window, Qt.Key.Key_X, Qt.Key.Key_Escape, Qt.Key.Key_1)
    assert window.intents == [("label", "c0")]
    keys(qtbot, window, Qt.Key.Key_X, Qt.Key.Key_3)
    assert window.intents[-1] == ("not_worth", "duplicate")
    keys(qtbot, window, Qt.Key.Key_3)
    assert window.intents[-1] == ("label", "c2")


def test_comment_is_kept_or_dropped(qtbot, window):
    keys(qtbot, window, Qt.Key.Key_F)
    field = window.label.inspector.tray.comment.field
    assert field.hasFocus()
    qtbot.keyClicks(field, "1 u x")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.intents == [("comment", "1 u x")]
    keys(qtbot, window, Qt.Key.Key_F)
    qtbot.keyClicks(field, "no")
    keys(qtbot, window, Qt.Key.Key_Escape)
    assert len(window.intents) == 1
    assert not window.label.inspector.tray.commenting()


def test_find_among_a_thousand(qtbot, window):
    window.show_screen(scenes.image_screen(scenes.many(1000), key=2))
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Slash)
    find = window.label.inspector.panel.find
    assert find.hasFocus()
    qtbot.keyClicks(find, "moor 997")
    assert len(window.label.inspector.panel.model.rows) == 1
    qtbot.keyClick(find, Qt.Key.Key_Return)
    assert window.intents == [("label", "c996")]
    assert len(window.label.inspector.panel.model.rows) == 1000


def test_blind_sample_offers_nothing(qtbot, window):
    screen = scenes.image_screen(key=3)
    blind = replace(screen.sample, offer=None, rule=None, reason=Reason("own_view", "Your own view", "None is shown."))
    window.show_screen(replace(screen, sample=blind))
    keys(qtbot, window, Qt.Key.Key_Return)
    assert window.intents == []
    assert window.status.flashed() == "No suggestion here. Press a label key."
    model = window.label.inspector.panel.model
    assert all("percent" not in model.words(row) for row in model.rows)


def test_unreadable_disables_labels_and_right_goes_on(qtbot, window):
    screen = scenes.image_screen(key=4)
    window.show_screen(replace(screen, sample=replace(screen.sample, content=Unreadable("It ends too early."))))
    keys(qtbot, window, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_U)
    assert window.intents == []
    keys(qtbot, window, Qt.Key.Key_Right)
    assert window.intents == [("forward", None)]
    keys(qtbot, window, Qt.Key.Key_X, Qt.Key.Key_5)
    assert window.intents[-1] == ("not_worth", "other")


def test_read_only_answers_nothing(qtbot, window):
    window.show_screen(replace(scenes.image_screen(key=5), read_only=True))
    keys(qtbot, window, Qt.Key.Key_1, Qt.Key.Key_U, Qt.Key.Key_X, Qt.Key.Key_F, Qt.Key.Key_Left)
    assert window.intents == [("back", None)]


def test_a_click_answers_and_focus_returns_to_the_stage(qtbot, window):
    view = window.label.inspector.panel.view
    place = view.visualRect(view.model().index(1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.intents == [("label", "c1")]
    assert window.focusWidget() is window.label.stage.image


@pytest.mark.parametrize("scanning", [False, True])
def test_history_head_is_never_cut(window, scanning):
    status = scenes.status(labelled=100_000, pool=100_000, scanning=scanning)
    window.show_screen(replace(scenes.image_screen(), status=status))
    count = window.label.history._count
    assert count.text().startswith("100,000 of 100,000")
    assert count.fontMetrics().horizontalAdvance(count.text()) <= count.width()


def test_the_newest_of_the_history_stays_in_sight_when_its_foot_grows(window):
    history = window.label.history
    window.label.set_history(scenes.history(60))
    window.show_screen(scenes.image_screen())
    last = history.model.index(history.model.rowCount() - 1)
    history.view.scrollToBottom()
    for less in (120, 0):
        history.view.resize(history.view.width(), history.view.height() + less - 60)
        QApplication.processEvents()
        box = history.view.visualRect(last)
        assert box.top() >= 0
        assert box.bottom() <= history.view.viewport().height()


def test_every_surface_is_painted(window):
    """A part that is said to cover what is under it has to."""
    ground = QPixmap(window.size())
    ground.fill(Qt.GlobalColor.magenta)
    window.render(ground)
    shown = ground.toImage()
    magenta = QColor(Qt.GlobalColor.magenta).rgb()
    places = [(x, y) for x in range(0, shown.width(), 7) for y in range(0, shown.height(), 7)]
    assert [place for place in places if shown.pixel(*place) == magenta] == []


def test_names_lose_their_extension_before_their_middle():
    assert _details("a/sample-0912.png", ", 11:00") == ("a/sample-0912.png, 11:00", "a/sample-0912, 11:00")
    assert _details(".png", "") == (".png", ".png")


@pytest.mark.alone
def test_history_of_fifty_thousand_is_quick(window):
    rows = scenes.history(50_000)
    window.label.set_history(rows)
    window.grab()
    start = time.perf_counter()
    for number in range(20):
        window.label.append_history(replace(rows[0], key=60_000 + number, name=f"n{number}"))
    assert (time.perf_counter() - start) / 20 < 0.01


def test_disk_bar_folds_and_acts(qtbot, window):
    notice = Notice(
        "disk_full", "The disk is full. Your labels are safe.", "The last 3 are held.", (("again", "Again"),)
    )
    window.show_screen(replace(scenes.image_screen(), notices=(notice,)))
    bar = window.label.stage.notice
    assert bar.height() > 40
    qtbot.mouseClick(bar._buttons[0], Qt.MouseButton.LeftButton)
    assert window.intents == [("notice", ("disk_full", "again"))]
    keys(qtbot, window, Qt.Key.Key_Escape)
    assert bar.height() == 40
    window.show_screen(scenes.image_screen())
    assert bar.isHidden()


def test_regions_go_round(qtbot, window):
    seen = []
    for _ in range(4):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F6)
        seen.append(window.focusWidget())
    label = window.label
    assert seen[:2] == [label.inspector.panel.view, label.history.view]
    assert window.top.isAncestorOf(seen[2])
    assert seen[3] is label.stage.image


def test_rows_say_what_they_are(window):
    model = window.label.inspector.panel.model
    words = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert words == "1, Keine Retinopathie, 60 percent, suggested"
    assert window.label.stage.image.accessibleName() == "Sample IMG_0001.jpg, image"
    assert "60 percent" in window.label.stage.image.accessibleDescription()
    assert window.label.inspector.reason.accessibleName() == "Why this one: Uncertain"


@pytest.mark.alone
@pytest.mark.parametrize("make", [scenes.image_screen, scenes.text_screen])
def test_a_new_sample_is_quick(window, make):
    screens = [make(key=100 + n) for n in range(12)]
    window.show_screen(screens[0])
    QApplication.processEvents()
    times = []
    for screen in screens[1:]:
        start = time.perf_counter()
        window.show_screen(screen)
        times.append(time.perf_counter() - start)
        QApplication.processEvents()
    # The aim is 6 ms; a busy machine gets room.
    assert sorted(times)[len(times) // 2] < 0.03


def test_content_that_arrives_later_takes_the_focus(window):
    screen = scenes.text_screen(key=50)
    window.show_screen(replace(screen, sample=replace(screen.sample, content=None)))
    assert window.label.stage.shown() is window.label.stage.waiting
    window.show_screen(screen)
    assert window.focusWidget() is window.label.stage.text
    assert window.label.stage.text.toPlainText() == scenes.TEXT
