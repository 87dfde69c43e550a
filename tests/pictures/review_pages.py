"""Labels that look wrong: found among many, looked at again, none left."""

from collections.abc import Iterator

import cv2
import numpy as np
from PySide6.QtCore import Qt

from desktop_al.core import events as ev
from tests.pictures.projects import image_project, text_project
from tests.pictures.scenes import Scene
from tests.pictures.stand import Stand

#: True class -> the wrong one, of some samples by number.
_MIXED_UP = {"1": "7", "4": "9", "3": "8", "8": "3", "5": "6", "9": "4"}


def review(stand: Stand) -> Iterator[Scene]:
    path, truth = image_project(stand, 300, audit_share=0.1)
    folder = stand.place / "Forms images"
    # Nearly the same as another, a little darker.
    copied = cv2.imread(str(folder / "form-012.png"))
    cv2.imwrite(str(folder / "form-012-again.png"), np.clip(copied.astype(int) - 3, 0, 255).astype(np.uint8))
    stand.open(path)
    stand.until(lambda: stand.project.learning is not None and stand.project.learning.features_done == 1.0)
    stand.until(lambda: stand.project.pool.copy_of)
    stand.do("suspects")
    stand.until(lambda: stand.session.samples._suspects.idle)
    yield Scene("review-too-early", ("No label looks wrong.", "Show all samples"), main=True)
    _label(stand, truth)
    stand.until(lambda: stand.project.unsaved == 0)
    stand.do("suspects")
    page = stand.window.page("samples")
    yield Scene("review-working", ("Looking through your labels",))
    stand.until(lambda: stand.session.samples._suspects.idle)
    stand.rest(0.6)
    yield Scene("review", ("expected to be wrong", "Keep", "Look again"), main=True)
    place = next((p for p, row in page.strip.screen.rows.items() if "copies" in row.reasons), -1)
    if place >= 0:
        page.choice.go(page.model.places.tolist().index(place))
        stand.rest(0.5)
        yield Scene("review-copy", ("Its near copy",), main=True)
    page.choice.go(0)
    page.choice.go(2, extend=True)
    stand.rest(0.5)
    yield Scene("review-several", ("3 samples selected", "Keep all 3"))
    page.show_form("grid")
    stand.rest(0.8)
    yield Scene("review-grid", main=True)
    page.show_form("table")
    page.choice.go(0)
    stand.key(Qt.Key.Key_Return)
    yield Scene("review-kept", ("Label kept.",))
    stand.do("undo")
    stand.rest(0.3)
    for _ in range(page.model.rowCount()):
        stand.key(Qt.Key.Key_Return)
    yield Scene("review-done", ("All are looked at.",), main=True)


def review_texts(stand: Stand) -> Iterator[Scene]:
    path, truth = text_project(stand, 120)
    stand.open(path)
    stand.until(lambda: stand.project.learning is not None and stand.project.learning.features_done == 1.0)
    _label(stand, truth)
    stand.until(lambda: stand.project.unsaved == 0)
    stand.do("suspects")
    stand.until(lambda: stand.session.samples._suspects.idle)
    stand.rest(0.6)
    yield Scene("review-texts", ("Keep", "expected to be wrong"), main=True)


def _label(stand: Stand, truth: object) -> None:
    """Answers to all samples at once; every 17th is wrong, and one was answered otherwise later."""
    project = stand.project
    names = [item.name for item in project.classes]
    said: dict[str, list[int]] = {name: [] for name in names}
    for place in range(len(project.pool)):
        name = project.pool.name(place)
        right = truth(name.replace("-again", ""))  # type: ignore[operator]
        wrong = _MIXED_UP.get(right, names[(names.index(right) + 1) % len(names)])
        said[wrong if place % 17 == 5 or "again" in name else right].append(place)
    for name, places in said.items():
        answer = ev.label_answer([next(item.id for item in project.classes if item.name == name)])
        if places:
            project.relabel(places[:-1] if name == names[0] else places, answer)
    place = said[names[1]][0]
    later = ev.label_answer([project.classes[2].id])
    project.record.add(ev.REPEAT, {"same": False}, project.annotator, project.pool.rows[place].id, later)
    stand.settle()
