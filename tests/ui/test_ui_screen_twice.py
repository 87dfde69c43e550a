"""The real window on a screen of which the system shows everything twice as large: nothing lies outside of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_CODE = '''
import json, sys
from pathlib import Path
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from desktop_al.app import _fit_to_screen, make_window

def inside(widget):
    """The nearest part round it that scrolls, whose own place counts then."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QAbstractScrollArea):
        above = above.parentWidget()
    return above

def main():
    from desktop_al.loop.opening import NewProject, create_project
    home = Path(sys.argv[1])
    pool = home / "Reports"
    pool.mkdir()
    for number in range(12):
        (pool / f"r{number:02}.txt").write_text(f"The pump of bed {number} gave an alarm.\\n" * 8, "utf-8")
    create_project(NewProject(home / "Ward 7.dal", pool, ("Device", "Fall"), annotator="Ines"), home)
    app, session = make_window(home, guard=False)
    window = session.window
    _fit_to_screen(session)
    window.show()
    room = window.screen().availableGeometry()
    found = {"ratio": window.devicePixelRatioF(), "screen": [room.width(), room.height()],
             "window": [window.width(), window.height()], "outside": [], "pages": {}}
    def look(name):
        for _ in range(6):
            QApplication.processEvents()
        shown = 0
        for widget in window.findChildren(QWidget):
            if not widget.isVisible() or not widget.focusPolicy().value & 1 or inside(widget) is not None:
                continue
            shown += 1
            box = QRect(widget.mapTo(window, QPoint()), widget.size())
            if not window.rect().contains(box):
                found["outside"].append(f"{name}: {type(widget).__name__} {widget.accessibleName()} {box}")
        parts = [part for part in window.findChildren(QAbstractScrollArea) if part.isVisible()]
        bars = [part.verticalScrollBar().maximum() for part in parts]
        found["pages"][name] = [shown, max(bars, default=0)]
    look("start")
    session.open_path(home / "Ward 7.dal")
    for name in ("label", "samples", "batch", "progress", "agreement", "protocol"):
        window.perform("tab." + name)
        look(name)
    for name in ("settings", "annotators", "export", "sessions", "audit", "import_labels", "guide"):
        window.perform(name)
        look(name)
        window.leave_page()
    window.grab().save(str(home / "last.png"))
    session.close_project()
    session.support.ended()
    window.close()
    print(json.dumps(found))

if __name__ == "__main__":
    main()
'''
#: These are longer than half a screen of 1080 lines: what does not fit is scrolled to.
_LONG = ("settings", "annotators", "protocol", "export", "guide")


def test_twice_as_large_nothing_lies_outside_and_pages_scroll(tmp_path: Path):
    program = tmp_path / "twice.py"
    program.write_text(_CODE, "utf-8")
    screens = tmp_path / "screens.json"
    screen = {"name": "one", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}
    screens.write_text(json.dumps({"screens": [screen]}), "utf-8")
    home = tmp_path / "home"
    home.mkdir()
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}", "QT_SCALE_FACTOR": "2"}
    environment |= {"HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(_ROOT)}
    command = [sys.executable, str(program), str(home)]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=100, check=False)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout.splitlines()[-1])
    assert found["ratio"] == 2
    assert found["screen"] == [960, 540]
    assert found["window"][0] <= 960, found["window"]
    assert found["window"][1] <= 540, found["window"]
    assert not found["outside"], "\n".join(found["outside"])
    assert all(controls for controls, _ in found["pages"].values())
    assert not [name for name in _LONG if not found["pages"][name][1]], found["pages"]
