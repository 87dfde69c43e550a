"""Batch review: why there is no group yet, groups of images and of texts, odd ones unticked, one tile large."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from desktop_al.core.words import english
from desktop_al.loop.scripted import label
from tests.pictures.projects import image_project, text_project
from tests.pictures.scenes import Scene
from tests.pictures.stand import Stand


def batch(stand: Stand) -> Iterator[Scene]:
    """Digits until the model is checked well enough for groups; a large reserved share makes that early."""
    path, truth = image_project(stand, 900, audit_share=0.3)
    label(path, "Ines", stand.home, 60, truth)
    stand.open(path)
    stand.do("tab.batch")
    page = stand.window.page("batch")
    stand.until(lambda: "more are needed" in english(page.screen.why))
    yield Scene("batch-none", ("Too few answers to check the model",), main=True)
    stand.end()
    label(path, "Ines", stand.home, 300, truth)
    stand.open(path)
    stand.do("tab.batch")
    page = stand.window.page("batch")
    stand.until(lambda: page.screen.label is not None)
    yield Scene("batch-unarmed", ("How safe is this?",))
    stand.rest(1.2)
    page.grid.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_4):
        stand.key(key)
    stand.key(Qt.Key.Key_Right)
    stand.key(Qt.Key.Key_Space)
    yield Scene("batch", ("How safe is this?", "Leave as it is"), main=True, again=lambda: page.grid.setFocus())
    stand.key(Qt.Key.Key_V)
    stand.rest(0.5)
    yield Scene("batch-large", ("Close",))
    stand.key(Qt.Key.Key_Escape)
    stand.key(Qt.Key.Key_Return)
    stand.rest(1.2)
    yield Scene("batch-next", ("How safe is this?",))
    while page.screen.label is not None:
        page.intent.emit("skip", None)
    yield Scene("batch-decided", ("All groups are decided",))


def batch_texts(stand: Stand) -> Iterator[Scene]:
    """Incident reports in groups."""
    path, truth = text_project(stand, 420, audit_share=0.3)
    label(path, "Ines", stand.home, 200, truth)
    stand.open(path)
    stand.do("tab.batch")
    page = stand.window.page("batch")
    stand.until(lambda: page.screen.label is not None)
    stand.rest(1.2)
    page.grid.setFocus()
    stand.key(Qt.Key.Key_Space)
    yield Scene("batch-texts", ("How safe is this?",), main=True, again=lambda: page.grid.setFocus())
