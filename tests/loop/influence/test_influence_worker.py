"""What suggestions do and whether probabilities hold, worked out by the worker."""

import numpy as np
import pytest

from desktop_al.learn.steps import finish
from desktop_al.loop.calibration_report import NO_ROUND, calibration_card
from desktop_al.loop.influence_report import class_of, drawn_answers, first_answers
from desktop_al.loop.messages import FeaturesRequest, RoundRequest
from desktop_al.loop.progress_screen import ProgressRequest, ProgressScreen
from desktop_al.loop.stop_choices import stop_choices
from desktop_al.loop.workshop import Workshop
from tests.loop.influence.influence_stand import beside, read, state_of, write
from tests.loop.several import SEED, Study


@pytest.fixture(scope="module")
def shop(pool: Study) -> Workshop:
    made = Workshop(pool.setup())
    made.know(0, pool.rows)
    finish(made.start(FeaturesRequest(np.arange(200, dtype=np.int32))))
    return made


def round_of(study: Study, numbers, flip: float = 0.0) -> RoundRequest:
    places = np.array(sorted(numbers), np.int32)
    rng = np.random.default_rng(3)
    names = list(study.ids)
    labels = np.array([names.index(study.true(n)) for n in places.tolist()], np.int32)
    labels = np.where(rng.random(len(labels)) < flip, 1 - labels, labels).astype(np.int32)
    ones = np.ones(len(places), np.float32)
    return RoundRequest(1, places, labels, 2, places, "margin", 10, SEED, ones, np.zeros(0, np.int32))


def page_of(shop: Workshop, study: Study, made: RoundRequest, own_only: bool = False) -> ProgressScreen:
    state = state_of(study.path)
    return finish(shop.start(ProgressRequest(made, "ann", state.active_classes(), stop_choices(state), own_only)))


# -- the worker ----------------------------------------------------------------------------------------


def test_without_a_round_it_is_said(shop: Workshop, pool: Study):
    page = page_of(shop, pool, round_of(pool, range(9)))
    assert page.calibration.words == (NO_ROUND,)
    assert page.influence.words == ("No sample has been answered beside a suggestion yet.",)


def test_who_works_blind_sees_nothing_of_it(shop: Workshop, pool: Study):
    page = page_of(shop, pool, round_of(pool, range(9)), own_only=True)
    assert (page.influence, page.calibration) == (None, None)


def test_rows_and_truth_are_those_of_the_round(shop: Workshop, pool: Study):
    """A model of texts that differ plainly: right on all that it held out, whatever the page's labels are by now."""
    finish(shop.start(round_of(pool, range(120))))
    card = page_of(shop, pool, round_of(pool, range(100, 109), flip=1.0)).calibration
    assert "right in 100 %" in " ".join(card.words) or ">99 %" in " ".join(card.words)
    assert sum(one.right.n for one in card.bins) == 120
    assert len(card.bins) == 15
    assert [line.kind for line in card.errors] == ["Shown", "Before calibration"]
    assert "of 120 labels" in card.notes[0]
    assert "most were chosen by the model" in card.notes[0]


def test_a_model_that_knows_nothing_says_so(shop: Workshop, pool: Study):
    finish(shop.start(round_of(pool, range(60), flip=0.5)))
    card = finish(calibration_card(shop._latest))
    assert card.words[0].startswith("The model is no better than guessing, so no suggestion is offered: of 60 labels")
    finish(shop.start(round_of(pool, range(12))))
    card = finish(calibration_card(shop._latest))
    assert card.bins == ()
    assert card.words[0].startswith("Too few to say whether the probabilities hold: ")


def test_the_sum_of_the_parts(study: Study):
    write(study, range(50), **beside(study, arm="shown"))
    rows = read(study.path)
    state = state_of(study.path)
    drawn = drawn_answers(first_answers(rows), state, class_of(state))
    assert len(drawn.rows) == 50
    assert drawn.answers.followed.all()
    assert (drawn.answers.right == -1).all()
