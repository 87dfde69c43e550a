"""The find field of the classes."""

import time

import pytest
import ui_scenes as scenes
from PySide6.QtGui import QImage

from tests.ui.protocol.protocol_stand import CTRL, K

# -- the find field ------------------------------------------------------------------------------------


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
