"""Projects with a history of labels, for the tests of the Progress page."""

import copy
import re
from pathlib import Path

import numpy as np

from desktop_al.core import events as ev
from desktop_al.core.shapes import LabelClass
from desktop_al.learn.steps import finish
from desktop_al.loop.messages import FeaturesRequest, RoundRequest
from desktop_al.loop.progress_screen import ProgressRequest, StopChoices
from desktop_al.loop.workshop import Workshop
from tests.loop.several import SEED, Study

POOL = 100


NONE_GIVEN = StopChoices()


#: By its pool: a workshop whose features are read.
SHOPS: dict[Path, Workshop] = {}


#: Looks of tests before, so that the same ones are trained once.
KNOWN: dict[bytes, object] = {}


def shop_of(study: Study) -> Workshop:
    """A worker's workshop in this process, with all features there."""
    if study.folder not in SHOPS:
        workshop = Workshop(study.setup())
        workshop.know(0, study.rows)
        finish(workshop.start(FeaturesRequest(np.arange(len(study.rows), dtype=np.int32))))
        SHOPS[study.folder] = workshop
    mine = copy.copy(SHOPS[study.folder])
    mine._setup, mine._looks = study.setup(), dict(KNOWN)
    return mine


def answer(study, numbers, annotator="ann", active=4.0, kind=ev.ANNOTATION, **more):
    """Timed answers, true ones; with ``active`` None such as came from a table."""
    body = {} if active is None else {"seconds": active + 1, "active": active}

    def made(own):
        for n in numbers:
            yield own.add(kind, body | more, annotator, study.rows[n].id, study.answer(study.true(n)))

    study.write(made)


def change(study, *events):
    """(kind, body, answer) each."""
    study.write(lambda own: [own.add(kind, body, "ann", answer=at) for kind, body, at in events])


def request_of(study, numbers, names=None, choices=NONE_GIVEN, annotator="ann", own_only=False, wanted=-1):
    names = list(study.ids) if names is None else names
    order = np.array(sorted(numbers), np.int32)
    labels = np.array([list(study.ids).index(study.true(n)) for n in order.tolist()], np.int32)
    made = RoundRequest(
        1, order, labels, len(names), order, "margin", 10, SEED, np.ones(len(order), np.float32), np.zeros(0, np.int32),
        wanted=wanted,
    )  # fmt: skip
    classes = tuple(LabelClass(study.ids.get(name, name), name, n) for n, name in enumerate(names))
    return ProgressRequest(made, annotator, classes, choices, own_only)


def page_of(study, numbers, *, workshop=None, **more):
    workshop = workshop or shop_of(study)
    steps = workshop.start(request_of(study, numbers, **more))
    last = 0.0
    while True:
        try:
            share = next(steps)
        except StopIteration as end:
            KNOWN.update(workshop._looks)
            check(end.value)
            return end.value
        assert last <= share <= 1
        last = share


def check(screen):
    """No figure that is none, in any string."""
    assert not re.search(r"\b(nan|inf|None)\b|-0\.0\b", " ".join(strings(screen)))


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from strings(one)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from strings(getattr(value, name))


def reset_words(screen):
    said = [one for one in (*screen.rests_on, screen.grounds) if "no longer counts" in one or "not counted" in one]
    return said[0].split(" labels")[0] if said else ""
