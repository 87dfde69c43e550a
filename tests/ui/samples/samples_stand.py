"""The Samples page with a list of samples, for its tests."""

import hashlib
import time

import ui_scenes as scenes
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.core.state import State
from desktop_al.loop.listing import Listing
from desktop_al.loop.messages import TextsPart
from desktop_al.loop.pool import Pool
from desktop_al.loop.text_search import fold_query
from desktop_al.store.project_file import SampleRow

K = Qt.Key


ANN = "Annotator 1"


class Book:
    """A pool of ``count`` samples and a state in memory, the texts of which are read already."""

    def __init__(self, count, kind="text"):
        self.pool = Pool(1, 0.1)
        self.bodies = {}
        self.seq = 0
        self.state = State(lambda event: self.bodies.get(event.seq, {}))
        rows = []
        for i in range(count):
            name = f"folder-{i % 10}/sample-{i}.{'txt' if kind == 'text' else 'png'}"
            digest = hashlib.blake2b(name.encode(), digest_size=16).digest()
            rows.append(SampleRow(i, digest, name, -1, kind, 1000 + i, 1, 0, 0))
        self.pool.extend(rows)
        for number, name in enumerate(scenes.FIVE):
            self.put(ev.CLASS, b"", f"c{number}", body={"op": "add", "name": name, "colour": number})
        self.listing = Listing(self.pool, self.state, ANN)

    def put(self, kind, sample, answer, who=ANN, body=None):
        self.seq += 1
        self.bodies[self.seq] = body or {}
        at = int(time.time() * 1e6) + self.seq
        self.state.apply(Event(b"w" * 16, self.seq, self.seq, at, 0, who, kind, sample, answer, b"", b""))

    def answer(self, place, answer, who=ANN):
        self.put(ev.ANNOTATION, self.pool.rows[place].id, answer, who)
        self.listing.update([place])

    def read(self, texts):
        import numpy as np

        data = [fold_query(text) for text in texts.values()]
        lengths = np.array([len(d) for d in data], np.int32)
        self.listing.texts.take(TextsPart(np.array(list(texts), np.int32), lengths, b"".join(data), 0))


def settle():
    for _ in range(4):
        QApplication.processEvents()


def keys(qtbot, page, *pressed):
    for key in pressed:
        key, modifiers = key if isinstance(key, tuple) else (key, Qt.KeyboardModifier.NoModifier)
        qtbot.keyClick(page.focusWidget(), key, modifiers)


def shift(key):
    return key, Qt.KeyboardModifier.ShiftModifier


def control(key):
    return key, Qt.KeyboardModifier.ControlModifier
