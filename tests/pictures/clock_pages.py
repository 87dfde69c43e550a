"""The annotator's clock: notice, break, my sessions, on a clock that the scene moves."""

from collections.abc import Iterator

import numpy as np

from desktop_al.loop.record import Clock
from tests.pictures.projects import image_project
from tests.pictures.scenes import Scene
from tests.pictures.stand import Stand


class _Hours:
    """Hours that pass in no time."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_800_000_000.0, 500.0

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds

    def clock(self) -> Clock:
        return Clock(lambda: int(self.wall * 1e6), lambda: int(self.steady * 1e6), lambda: 0.0)


def tiring(stand: Stand) -> Iterator[Scene]:
    """A calm day, and the next one with a notice, a break and samples shown twice."""
    hours = _Hours()
    stand.session.time = hours.clock()
    path, truth = image_project(stand, 420)
    stand.open(path)
    stand.until(lambda: stand.project.learning is not None and not stand.project.learning.scanning)
    stand.project.choose("repeat_share", 15)
    rng = np.random.default_rng(2)

    def work(count: int, seconds: float) -> None:
        for _ in range(count):
            hours.passes(seconds * float(np.exp(0.25 * rng.normal())))
            stand.answer(truth, 1)

    work(120, 7.0)
    hours.passes(20 * 3600)
    clock = stand.project.clock
    work(100, 9.0)
    yield Scene("clock-calm", main=True)
    while not clock.notice():
        work(1, 16.0)
    stand.settle()
    yield Scene("clock-notice", ("5 min break",), main=True)
    stand.do("rule")
    yield Scene("clock-rule")
    stand.do("break")
    hours.passes(28)
    stand.rest(0.5)
    yield Scene("clock-break", ("Break", "I am back", "What was noticed"), main=True)
    hours.passes(400)
    stand.rest(0.5)
    yield Scene("clock-ready", ("Ready when you are.",))
    stand.session.clock.end()
    stand.do("sessions")
    yield Scene("clock-sessions", ("My sessions", "Pace", "Days"), main=True)
    stand.window.leave_page()
    stand.session.settings.show("timers")
    yield Scene("clock-settings", ("Timers and breaks",), main=True)
