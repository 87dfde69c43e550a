"""A Qt binding that loses references to None and True ends the program after some hours."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel


class Sender(QObject):
    sent = Signal(str, object)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal since Python 3.12")
def test_calls_keep_references(qtbot):
    label, sender = QLabel(), Sender()
    qtbot.addWidget(label)
    sender.sent.connect(lambda name, value: None)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for number in range(2000):
        label.setText(str(number % 7))
        sender.sent.emit("label", None)
        label.setVisible(False)
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert abs(after[0] - before[0]) < 100
    assert abs(after[1] - before[1]) < 100
