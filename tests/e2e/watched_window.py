"""The program as the command line starts it, and beside it a thread that answers where things are on the screen.

One JSON question a line on standard input, one JSON answer a line on standard output. It only looks: what is done
in the window is done by real key presses and clicks from outside.
"""

import json
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from desktop_al.cli import main

MOST_ROWS = 100


class Watcher(QObject):
    """Answers on the window's thread."""

    asked = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self.moveToThread(QApplication.instance().thread())
        self.asked.connect(self.answer, Qt.ConnectionType.QueuedConnection)

    def answer(self, question: dict) -> None:
        if "picture" in question:
            answer = [save(widget, Path(question["picture"])) for widget in shown_windows()]
        else:
            answer = {"focus": focus(), "things": list(things())}
        print(json.dumps(answer), flush=True)


def shown_windows() -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def save(window: QWidget, folder: Path) -> str:
    path = folder / f"{type(window).__name__}-{time.time():.0f}-{id(window):x}.png"
    window.grab().save(str(path))
    return str(path)


def words_of(widget: QWidget) -> str:
    for word in ("text", "currentText", "toPlainText"):
        found = getattr(widget, word, None)
        if callable(found):
            return str(found()).replace("&", "")
    return ""


def focus() -> dict:
    widget, window = QApplication.focusWidget(), QApplication.activeWindow()
    popup = QApplication.activePopupWidget()
    known = {"window": type(window).__name__ if window else "", "popup": type(popup).__name__ if popup else ""}
    if widget is None:
        return {"kind": "", "name": "", "words": "", **known}
    return {"kind": type(widget).__name__, "name": widget.accessibleName(), "words": words_of(widget), **known}


def things():
    """Everything that can be seen, as a person would point at it: kind, name, words, middle of its visible part."""
    for window in shown_windows():
        for widget in [window, *window.findChildren(QWidget)]:
            if not widget.isVisible() or widget.window() is not window:
                continue
            kind, name = type(widget).__name__, widget.accessibleName()
            seen = widget.visibleRegion().boundingRect()
            middle = widget.mapToGlobal(seen.center()) if not seen.isEmpty() else None
            within = {"window": type(window).__name__, "enabled": widget.isEnabled()}
            yield {
                "kind": kind,
                "name": name,
                "words": words_of(widget),
                **within,
                "at": place(middle, widget),
                "checked": bool(widget.isChecked()) if hasattr(widget, "isChecked") else None,
            }
            if isinstance(widget, QMenu):
                for action in widget.actions():
                    where = widget.mapToGlobal(widget.actionGeometry(action).center())
                    if not action.isSeparator():
                        words = action.text().partition("\t")[0]
                        yield {"kind": "action", "name": words, "words": "", **within, "at": place(where, widget)}
            elif isinstance(widget, QAbstractItemView):
                yield from rows_of(widget, within)


def rows_of(view: QAbstractItemView, within: dict):
    model = view.model()
    if model is None:
        return
    current = view.currentIndex().row()
    for row in range(min(model.rowCount(view.rootIndex()), MOST_ROWS)):
        index = model.index(row, 0, view.rootIndex())
        box = view.visualRect(index).intersected(view.viewport().rect())
        where = view.viewport().mapToGlobal(box.center()) if not box.isEmpty() else None
        said = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or ""
        spot = {"at": place(where, view), "checked": row == current}
        yield {"kind": "row", "name": str(said), "words": view.accessibleName(), **within, **spot}


def place(middle: QPoint | None, widget: QWidget) -> list[int] | None:
    """Where to point at, None where nothing of it can be hit."""
    if middle is None:
        return None
    there = QApplication.widgetAt(middle)
    if there is None or not (there is widget or widget.isAncestorOf(there) or there.isAncestorOf(widget)):
        return None
    return [middle.x(), middle.y()]


def listen() -> None:
    while QApplication.instance() is None:
        time.sleep(0.02)
    watcher = Watcher()
    for line in sys.stdin:
        watcher.asked.emit(json.loads(line))


if __name__ == "__main__":
    threading.Thread(target=listen, daemon=True).start()
    sys.exit(main())
