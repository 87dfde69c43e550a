"""What stands beside the sample: closest labelled samples, evidence, and what other models say."""

from collections.abc import Iterator

from tests.pictures.projects import image_project, text_project
from tests.pictures.scenes import Scene
from tests.pictures.stand import Stand

_PAIRS = ("0 or 1", "2 or 3", "4 or 5", "6 or 7", "8 or 9")


def beside_images(stand: Stand) -> Iterator[Scene]:
    path, digit = image_project(stand, 200, "Pairs", _PAIRS)

    def truth(name: str) -> str:
        return _PAIRS[int(digit(name)) // 2]

    stand.open(path)
    stand.learn(truth, 80)
    rules, stage = stand.window.label.inspector.tray.rules, stand.window.label.stage
    stand.until(lambda: rules.closest.seen() == 4)
    stand.rest(0.5)
    yield Scene("beside-image", ("Model probability",), main=True)
    stand.do("evidence")
    stand.until(lambda: stage.image.heat_words() and rules.votes.isVisible())
    yield Scene("beside-image-evidence", ("What other models say",), main=True)
    stand.do("zoom_in")
    stand.do("zoom_in")
    stand.do("zoom_in")
    yield Scene("beside-image-zoom")
    stand.do("zoom_fit")
    while (current := stand.project.serving.current) is not None and current.offer is not None:
        stand.answer(truth, 1)
        stand.until(stand.shown)
    stand.rest(0.5)
    yield Scene("beside-own-view", ("Your own view", "No suggestion is shown here."))


def beside_texts(stand: Stand) -> Iterator[Scene]:
    path, truth = text_project(stand, 120)
    stand.open(path)
    stand.learn(truth, 50)
    rules = stand.window.label.inspector.tray.rules
    stand.until(lambda: rules.closest.seen() == 4)
    stand.rest(0.5)
    yield Scene("beside-text", ("Incidents",), main=True)
    stand.do("evidence")
    stand.until(lambda: rules.votes.isVisible())
    yield Scene("beside-text-evidence", ("Closest texts you labelled",), main=True)
