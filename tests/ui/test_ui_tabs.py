"""The tabs of the top bar in a language whose words are longer than the English ones."""

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QWidget

from desktop_al.core import words
from desktop_al.ui.bars import TopBar
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
