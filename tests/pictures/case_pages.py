"""Adjudication: what several annotators said about a sample, and what is decided about it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt

from tests.loop.study import annotate
from tests.pictures.projects import DIGITS, WARD, image_project, text_project
from tests.pictures.scenes import Scene
from tests.pictures.stand import Stand

_PEOPLE = ("Ada", "Ben", "Cleo", "Dan")
_COMMENT = "The stroke is open at the top, and it is as wide as the loop below."


def _asked(path: Path, count: int, truth: Callable[[str], str], classes: Sequence[str], name: str) -> None:
    """Four annotators answer ``count`` samples; two of them take every one for the class after the true one."""
    samples = [name.format(number + 1) for number in range(count)]
    for person, who in enumerate(_PEOPLE):
        said = {}
        for number, sample in enumerate(samples):
            there = classes.index(truth(sample))
            wrong = (number + person) % 4 < 2
            said[sample] = classes[(there + 1) % len(classes)] if wrong else classes[there]
        comments = {samples[0]: _COMMENT} if person % 2 == 0 else {}
        annotate(path, who, said, comments)


def adjudication(stand: Stand) -> Iterator[Scene]:
    path, truth = image_project(stand, 14)
    _asked(path, 11, truth, DIGITS, "form-{:03d}.png")
    stand.open(path, annotator="Ines")
    stand.do("adjudicate")
    window, page = stand.window, stand.window.page("adjudication")
    _show(stand, "form-001.png")
    yield Scene("case-first", ("Your own answer first",), main=True)
    stand.key(Qt.Key.Key_1)
    yield Scene("case-votes", ("Two against two", "Final label", "Adjudicating as Ines"), main=True)
    stand.key(Qt.Key.Key_6)
    stand.do("comment")
    stand.type("The lower loop is closed.")
    yield Scene("case-reason", ("Decide",), main=True)
    window.escape()
    stand.do("not_worth")
    yield Scene("case-not-worth", ("Not worth it, because",))
    window.escape()
    stand.do("guideline")
    yield Scene("case-guideline", main=True)
    window.escape()
    for _ in range(3):
        stand.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        stand.until(lambda: page.screen.shown is not None)
        stand.key(Qt.Key.Key_2)
        stand.key(Qt.Key.Key_3)
    stand.key(Qt.Key.Key_U)
    stand.until(lambda: page.screen.shown is not None)
    yield Scene("case-some-decided", main=True)
    while page.screen.current is not None:
        stand.key(Qt.Key.Key_U)
    yield Scene("case-all-seen", ("Every case was looked at", "Back to Agreement"), main=True)
    stand.session.open_project(path, "Ada")
    stand.do("adjudicate")
    yield Scene("case-closed", ("You cannot decide here",), main=True)
    stand.end()
    path, truth = text_project(stand, 10)
    _asked(path, 6, truth, tuple(WARD), "report-{:03d}.txt")
    stand.open(path, annotator="Ines")
    stand.do("adjudicate")
    _show(stand, "report-001.txt")
    stand.key(Qt.Key.Key_1)
    stand.key(Qt.Key.Key_2)
    yield Scene("case-text", ("Two against two", "Final label"), main=True)


def _show(stand: Stand, name: str) -> None:
    page = stand.window.page("adjudication")
    place = next(n for n in range(len(stand.project.pool)) if stand.project.pool.name(n) == name)
    page.intent.emit("open", place)
    stand.until(lambda: page.screen.shown is not None)
    stand.rest(0.3)
