"""Annotators, roles and the design of a study in an open project; what the model learns from several annotators."""

from dataclasses import replace

import numpy as np
import pytest

from desktop_al.core.errors import BadArgument
from desktop_al.core.study import StudyDesign, design_of
from desktop_al.loop.gold import add_known
from desktop_al.loop.messages import RoundRequest
from desktop_al.loop.modelled import modelled
from desktop_al.loop.roles import is_blind, may_adjudicate, may_see_agreement, role_of
from tests.loop.desk import Desk, make, make_texts


@pytest.fixture
def path(tmp_path):
    return make(tmp_path, make_texts(tmp_path / "texts", 60))


def test_annotators_roles_and_design_are_kept(path):
    design = StudyDesign(("ann", "Ben"), overlap_share=0.3, planned=5, seed=4)
    with Desk(path) as desk:
        desk.scanned()
        studying = desk.project.studying
        assert studying.add_annotator("  Ben ") == "Ben"
        studying.set_role("Ben", "adjudicator")
        studying.set_design(design)
        assert desk.project.blind
    with Desk(path) as desk:
        screen = desk.project.studying.screen()
        # Who answers what stays, whatever comes to the pool later.
        design = replace(design, pool=60)
        assert screen.design == design
        assert screen.hash == design.hash()
        assert [(row.name, row.role) for row in screen.annotators] == [("ann", "owner"), ("Ben", "adjudicator")]
        assert 5 < screen.overlap < 30
        assert screen.role == "owner"
        text = desk.project.studying.protocol_text()
        assert design.hash() in text
        assert "Ben" in text
    with Desk(path, "Ben") as desk:
        state = desk.project.state
        assert may_adjudicate(state, "Ben")
        assert may_see_agreement(state, "Ben")
        assert "owner" in desk.project.studying.screen().locked
        with pytest.raises(BadArgument, match="owner"):
            desk.project.studying.set_design(design)


@pytest.mark.parametrize(
    ("design", "words"),
    [
        (StudyDesign(()), "at least one"),
        (StudyDesign(("a", "a")), "twice"),
        (StudyDesign(("a", "b"), per_sample=3), "2 annotators"),
        (StudyDesign(("a", "b"), per_sample=1), "two or more"),
        (StudyDesign(("a", "b"), overlap_share=0.7, gold_share=0.1), "model needs the rest"),
        (StudyDesign(("a", "b"), planned=1000), "more than the"),
        (StudyDesign(("a", "")), "name"),
    ],
)
def test_a_design_that_cannot_be_carried_out_is_refused(path, design, words):
    with Desk(path) as desk:
        desk.scanned()
        with pytest.raises(BadArgument, match=words):
            desk.project.studying.set_design(design)
        assert desk.project.studying.screen().design is None


def test_hostile_designs_in_a_log_have_their_defaults():
    assert design_of({}) is None
    broken = design_of({"overlap_share": "x", "seed": -1, "annotators": "ab", "planned": True, "gold_share": 7})
    assert broken == StudyDesign()


def test_somebody_owns_the_project(path):
    with Desk(path) as desk:
        studying = desk.project.studying
        with pytest.raises(BadArgument, match="has an owner"):
            studying.set_role("ann", "annotator")
        studying.add_annotator("Ben")
        studying.set_role("Ben", "owner")
        studying.set_role("ann", "annotator")
        assert role_of(desk.project.state, "ann") == "annotator"
        with pytest.raises(BadArgument):
            studying.add_annotator("Cleo")


def test_each_annotator_has_an_own_queue_and_sees_nothing_of_the_others(path):
    with Desk(path) as desk:
        desk.scanned()
        desk.project.studying.set_design(StudyDesign(("Ben", "Cleo"), overlap_share=0.3, seed=4, planned=10))
    answered = {}
    for name in ("Ben", "Cleo"):
        with Desk(path, name) as desk:
            desk.scanned()
            assert is_blind(desk.project.state, name)
            assert not desk.project.history_rows()
            assert not desk.project.answers.answered
            assert not desk.project.answers.labels
            desk.ready()
            assert desk.project.screen().sample.name.startswith("S-")
            assert not desk.project.screen().next_thumbnails
            answered[name] = [desk.label() for _ in range(12)]
    assert answered["Ben"] != answered["Cleo"]
    assert len(set(answered["Ben"]) & set(answered["Cleo"])) >= 3
    with Desk(path, "Ben") as desk:
        desk.scanned()
        assert len(desk.project.answers.answered) == 12
        assert not set(answered["Cleo"]) - set(answered["Ben"]) & {
            desk.project.pool.name(place) for place in desk.project.answers.labels
        }


def test_feedback_is_given_only_where_the_design_says_so(path, tmp_path):
    with Desk(path) as desk:
        desk.scanned()
        desk.project.studying.set_design(StudyDesign(("Ben",), onboarding=2, feedback=True, seed=1))
    table = tmp_path / "known.csv"
    table.write_text("sample,label\nt000.txt,B\nt001.txt,B\n")
    add_known(path, table, "ann", tmp_path / "home")
    with Desk(path, "Ben") as desk:
        desk.scanned()
        assert desk.label() in ("t000.txt", "t001.txt")
        assert desk.flashed[-1] == "Known answer: B."


def request(given, places, labels, n_classes=2):
    none = np.zeros(0, np.int32)
    return RoundRequest(
        1, np.array(places, np.int32), np.array(labels, np.int32), n_classes, none, "margin", 5, 0,
        np.ones(len(places), np.float32), none, given=np.array(given, np.int32),
    )  # fmt: skip


def test_the_model_of_annotators_overrules_a_majority_that_is_often_wrong():
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 2, 200)
    wrong = rng.random((4, 200)) < np.array([0.02, 0.02, 0.4, 0.4])[:, None]
    codes = np.where(wrong, 1 - truth, truth)
    given = [(place, who, codes[who, place]) for who in range(4) for place in range(200)]
    majority = (codes.sum(0) > 2).astype(int)
    made = modelled(request(given, [*range(200), 300], [*majority, 1]))
    labels = dict(zip(made.places.tolist(), made.labels.tolist(), strict=True))
    # What has no vote is what was decided.
    assert labels.pop(300) == 1
    assert np.mean([labels[p] != truth[p] for p in range(200)]) < np.mean(majority != truth)
    assert made.weights.min() > 0
    assert made.weights.max() <= 1


def test_with_two_annotators_the_majority_stays():
    made = modelled(request([(0, 0, 1), (0, 1, 0)], [0], [1]))
    assert made.labels.tolist() == [1]
