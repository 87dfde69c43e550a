"""The learning curve is drawn by a library that is imported late."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from desktop_al.ui.progress_page import ProgressPage
from desktop_al.ui.theme import Theme

_LATE = """
import sys, threading, time
{before}
from PySide6.QtWidgets import QApplication
from desktop_al.core.shapes import Measured
from desktop_al.loop.progress_screen import Curve, Point, ProgressScreen
from desktop_al.ui.curve_card import CurveCard
from desktop_al.ui.theme import Theme
qapp = QApplication([])
card = CurveCard(Theme())
card.resize(600, 400)
card.show()
qapp.processEvents()
assert "pyqtgraph.functions" not in sys.modules, "imported before there is anything to draw"
hook = sys.excepthook
card.show_screen(ProgressScreen(curve=Curve((Point(30, Measured(0.8, 0.7, 0.9, 40)),), now=30)))
qapp.processEvents()
end = time.monotonic() + 30
while not card.plot.children() and time.monotonic() < end and not {enough}:
    qapp.processEvents()
    time.sleep(0.005)
{after}
assert not [name for name in sys.modules if name.startswith(("PySide6.QtNetwork", "PySide6.QtWeb"))]
assert sys.excepthook is hook
assert [type(window).__name__ for window in qapp.topLevelWidgets() if window.isVisible()] == ["CurveCard"]
assert threading.active_count() == 1
card.picture()
card.close()
print("as it should be")
"""


# -- imported late -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "enough", "after"),
    [
        ("from desktop_al import app, cli", "False", "assert 'pyqtgraph.functions' in sys.modules"),
        ("sys.modules['pyqtgraph'] = None", "threading.active_count() == 1", "assert not card.plot.children()"),
    ],
    ids=["there", "broken"],
)
def test_it_is_imported_when_first_drawn_and_not_missed_when_broken(before, enough, after):
    code = _LATE.format(before=before, enough=enough, after=after)
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stdout.strip()) == (0, "as it should be"), run.stderr


def test_the_command_line_starts_without_it():
    code = (
        "import contextlib, sys\nfrom desktop_al import cli\n"
        "with contextlib.suppress(SystemExit):\n    cli.main(['--help'])\n"
        "print('pyqtgraph' in sys.modules, 'PySide6' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=60)
    assert run.stdout.strip().splitlines()[-1] == "False False", run.stderr


class _Windows(QObject):
    """Every part that was shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


def test_no_part_of_the_page_is_ever_a_window_of_its_own(qtbot, qapp):
    windows = _Windows()
    qapp.installEventFilter(windows)
    page = ProgressPage(Theme("light"))
    qapp.removeEventFilter(windows)
    qtbot.addWidget(page)
    assert not windows.shown
