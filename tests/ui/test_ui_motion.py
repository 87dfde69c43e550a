"""With less motion asked for, nothing lights up or moves by itself; and nothing is ever animated by Qt."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import ui_pages as pages
from PySide6.QtCore import QAbstractAnimation, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle

from desktop_al.ui import motion
from desktop_al.ui.settings_desk import theme_of

ANIMATING = ("QPropertyAnimation", "QVariantAnimation", "QTimeLine", "QMovie", "QProgressBar", "QScroller")


@pytest.fixture
def session(qtbot, qapp, tmp_path: Path) -> Iterator:
    made = pages.open_session(tmp_path)
    pages.wait_content(made, qtbot)
    yield made
    motion.reduce(False)
    pages.close_session(made)


def answered(session) -> str:
    """The row that is lit right after an answer, "" for none."""
    QTest.keyClick(session.window.focusWidget(), Qt.Key.Key_1)
    return str(session.window.label.inspector.panel._delegate.flashing)


def test_the_setting_stops_what_lights_up(qtbot, session):
    assert answered(session), "without it the row lights up"
    pages.settle()
    pages.wait_content(session, qtbot)
    session.settings.change("reduce_motion", True)
    qtbot.waitUntil(lambda: not session.window.label.inspector.panel._delegate.flashing)
    assert answered(session) == ""
    for page in ("samples", "progress", "protocol", "label"):
        session.window.perform(f"tab.{page}")
        pages.settle()
        assert session.window.findChildren(QAbstractAnimation) == []
    assert not any(QApplication.isEffectEnabled(effect) for effect in Qt.UIEffect)


class Still(QProxyStyle):
    """The style of a desktop on which animations are switched off."""

    def styleHint(self, hint, option=None, widget=None, returned=None) -> int:
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, returned)


def test_the_system_is_asked_too(qapp, monkeypatch):
    assert not motion.reduced()
    still = Still()
    monkeypatch.setattr(motion.QApplication, "style", lambda: still)
    assert motion.reduced()


def test_nothing_in_the_program_animates():
    folder = Path(motion.__file__).parent
    used = {
        (path.name, node.id)
        for path in folder.glob("*.py")
        if any(name in (text := path.read_text("utf-8")) for name in ANIMATING)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Name) and node.id in ANIMATING
    }
    assert used == set()


def test_the_theme_of_the_system_follows_its_contrast(qapp, monkeypatch):
    hints = qapp.styleHints().accessibility()
    assert theme_of("system") in ("light", "dark")
    monkeypatch.setattr(type(hints), "contrastPreference", lambda _: Qt.ContrastPreference.HighContrast)
    assert theme_of("system") == "high-contrast"
    assert theme_of("light") == "light"
