"""The tabs of the top bar in a language whose words are longer than the English ones."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop_al.core import words
from desktop_al.core.commands import COMMANDS
from desktop_al.ui.bars import TopBar
from desktop_al.ui.project_menu import group_of
from desktop_al.ui.theme import Theme

LONGER = {
    ("Label", "tab of the page for labelling"): "Etiquetar",
    ("Samples", ""): "Amostras",
    ("Agreement", ""): "Concordância",
    ("Protocol", ""): "Protocolo",
}


@pytest.fixture
def longer_words():
    words.use(words.Language("pt_PT", LONGER))
    yield
    words.use(words.ENGLISH)


@pytest.fixture
def bar(qtbot):
    bar = TopBar(Theme("light"))
    qtbot.addWidget(bar)
    bar.show()
    return bar


def test_the_project_menu_fits_a_low_screen_and_leads_everywhere(bar):
    menu = bar.menu()
    assert menu.sizeHint().height() < 650
    rows = [action for action in menu.actions() if not action.isSeparator()]
    rows += [inner for action in rows if action.menu() for inner in action.menu().actions()]
    heard = []
    bar.command.connect(heard.append)
    for action in rows:
        if not action.menu():
            action.trigger()
    known = {command.id for command in COMMANDS if not command.keys and command.id != "add_example"}
    assert known <= set(heard), "what has no key stands in the menu"
    assert len(heard) == len(set(heard)) == 27
    assert all(group_of(name) for name in ("merge", "audit", "about"))


def test_a_group_of_the_project_menu_is_gone_through_by_keys(qtbot, bar):
    bar.open_menu()
    menu = QApplication.activePopupWidget()
    qtbot.waitUntil(menu.isVisible)
    people = next(action for action in menu.actions() if action.text() == "People")
    menu.setActiveAction(people)
    qtbot.keyClick(menu, Qt.Key.Key_Right)
    qtbot.waitUntil(people.menu().isVisible)
    qtbot.keyClick(people.menu(), Qt.Key.Key_Down)
    with qtbot.waitSignal(bar.command) as heard:
        qtbot.keyClick(people.menu(), Qt.Key.Key_Return)
    assert heard.args == ["hand_out"]
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_no_part_of_the_top_bar_lies_over_another(qtbot, longer_words, scale):
    theme = Theme("light", scale)
    window = QWidget()
    qtbot.addWidget(window)
    bar = TopBar(theme)
    bar.setParent(window)
    bar.set_project("Incident reports", "Dr. Chiara Fontanelli")
    bar.resize(1120, bar.height())
    window.resize(1120, bar.height())
    window.show()
    bar.layout().activate()
    shown = [part.geometry() for part in (*bar.tabs.values(), bar.slot, bar._annotator) if part.isVisible()]
    for first, second in pairwise(shown):
        assert first.right() < second.left()
    for tab in bar.tabs.values():
        assert tab.fontMetrics().horizontalAdvance(tab.text()) <= tab.width()
