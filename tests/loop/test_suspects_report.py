"""Labels that look wrong, from real project files: reasons with their grounds, what is kept back, keep and change."""

import copy
import shutil
import time
from dataclasses import replace

import numpy as np
import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import CannotOpen
from desktop_al.core.shapes import LabelClass, Measured
from desktop_al.core.study import StudyDesign
from desktop_al.learn.steps import finish
from desktop_al.loop.listing import SUSPECTS, Listing, Query
from desktop_al.loop.merging import merge_projects
from desktop_al.loop.messages import FeaturesRequest, RoundRequest
from desktop_al.loop.reviewing import ALL_DONE, Labels, Review, answer_again, suspects_request
from desktop_al.loop.suspects_screen import MOST, REVIEW, SuspectsRequest
from desktop_al.loop.suspects_words import BLIND, Again, Copies, Grounds, day_words, head_words, percent, sentences
from desktop_al.loop.workshop import Workshop
from desktop_al.store.project_file import close_file, open_project
from tests.loop.desk import Desk, make, make_texts, truth
from tests.loop.several import BEGIN, DAY, SEED, make_study

POOL = 110
#: Numbers of samples whose label is the wrong one.
WRONG = (8, 21, 34, 47, 60, 73)
REQUEST = RoundRequest(
    1, np.zeros(0, np.int32), np.zeros(0, np.int32), 2, np.zeros(0, np.int32), "margin", 10, SEED,
    np.zeros(0, np.float32), np.zeros(0, np.int32),
)  # fmt: skip


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    """A project without answers, and a workshop that has read it."""
    study = make_study(tmp_path_factory.mktemp("pool"), POOL, audit_share=0.0)
    workshop = Workshop(study.setup())
    workshop.know(0, study.rows)
    finish(workshop.start(FeaturesRequest(np.arange(POOL, dtype=np.int32))))
    return study, workshop


@pytest.fixture
def study(pool, tmp_path):
    for file in pool[0].path.parent.glob("study.dal*"):
        shutil.copy(file, tmp_path / file.name)
    return replace(pool[0], path=tmp_path / "study.dal")


def other(name):
    return "B" if name == "A" else "A"


def answer(study, said, who="ann", kind=ev.ANNOTATION, at=BEGIN, **body):
    """Answers by number of the sample; ``active`` may be a number, or one for each sample."""
    active = body.pop("active", 4.0)

    def make_them(own):
        for n, name in said.items():
            seconds = active.get(n, 4.0) if isinstance(active, dict) else active
            yield own.add(
                kind, {"seconds": seconds, "active": seconds, **body}, who, study.rows[n].id, study.answer(name)
            )

    study.write(make_them, at)


def truly(study, numbers=range(POOL), wrong=WRONG):
    return {n: other(study.true(n)) if n in wrong else study.true(n) for n in numbers}


def request_of(study, labels=None, annotator="ann", copies=(), blind=False, hide=False, model="logistic"):
    """``labels`` are those of all annotators together; None: there are only the own ones."""
    places = np.array(sorted(labels or {}), np.int32)
    numbers = np.array([list(study.ids).index(labels[n]) for n in places.tolist()], np.int32)
    made = replace(REQUEST, places=places, labels=numbers, weights=np.ones(len(places), np.float32), model=model)
    classes = tuple(LabelClass(id, name, n) for n, (name, id) in enumerate(study.ids.items()))
    return SuspectsRequest(made, annotator, classes, np.array(copies, np.int32).reshape(-1, 2), blind, hide)


def look(pool, study, audit_share=0.0, **more):
    workshop = copy.copy(pool[1])
    workshop._setup = replace(study.setup(), audit_share=audit_share)
    return finish(workshop.start(request_of(study, **more)))


def places(screen):
    return [row.place for row in screen.rows]


def row_of(screen, place):
    return next(row for row in screen.rows if row.place == place)


# -- what is listed ----------------------------------------------------------------------------------------


def test_wrong_labels_are_listed_with_what_the_model_says(pool, study):
    answer(study, truly(study))
    screen = look(pool, study)
    assert set(places(screen)) == set(WRONG)
    row = screen.rows[0]
    named = study.true(row.place)
    assert (row.likelier, row.reasons) == (study.ids[named], ("model",))
    assert row.answer == study.answer(other(named))
    assert row.p > 0.8
    assert row.short == f"Model: {named} ({percent(row.p)})"
    assert row.sentence.startswith(f"The model, without this label, says {named} ({percent(row.p)}), {other(named)} (")
    assert screen.head.startswith("About ")
    assert f"of {POOL} labels are expected to be wrong (" in screen.head
    assert f"{POOL} labels in all" in screen.basis
    assert "random" not in screen.basis
    assert "others" not in screen.basis


def test_a_model_whose_steps_would_be_long_is_not_asked(pool, study, monkeypatch):
    answer(study, truly(study))
    monkeypatch.setattr("desktop_al.loop.suspects_report._LARGE", {"forest": 0})
    assert look(pool, study, model="forest").rows == look(pool, study).rows


def test_without_errors_the_list_is_empty_and_says_what_it_rests_on(pool, study):
    answer(study, truly(study, wrong=()))
    screen = look(pool, study)
    assert screen.rows == ()
    assert screen.head.startswith("Less than 1 of") or screen.head.startswith("About 1 of")
    assert screen.basis.startswith("It rests on models that had not seen the label they judge")


@pytest.mark.parametrize("count", [0, 1, 30])
def test_few_labels_say_why_nothing_can_be_said(pool, study, count):
    answer(study, truly(study, range(count)))
    screen = look(pool, study)
    assert screen.rows == ()
    assert "expected" not in screen.head
    assert ("classes" if count < 10 else "from 50 on") in screen.head
    assert f"{count} label" in screen.basis
    assert "models" not in screen.basis


def test_near_copies_that_differ_are_named(pool, study):
    answer(study, truly(study, range(40), wrong=(4,)))
    screen = look(pool, study, copies=[(4, 6), (10, 12), (14, 12)])
    row = row_of(screen, 4)
    assert set(places(screen)) == {4, 6}
    assert row.reasons == ("copies",)
    assert row.p is None
    assert (row.short, row.sentence) == ("Near copy: A", f"Its near copy {study.rows[6].path} is labelled A.")
    hidden = row_of(look(pool, study, copies=[(4, 6)], hide=True), 4)
    assert study.rows[6].path not in hidden.sentence
    assert f"S-{study.rows[6].id.hex()[:8]}" in hidden.sentence


def test_a_decision_for_near_copies_is_one_label_until_the_one_looked_at_is_changed(pool, study):
    answer(study, truly(study, [n for n in range(POOL) if n not in (22, 24)]))
    said = study.answer(other(study.true(8)))

    def copied(own):
        looked = own.add(ev.ANNOTATION, {"again": True}, "ann", study.rows[8].id, said)
        made = [own.add(ev.ANNOTATION, {"chosen": "copy"}, "ann", study.rows[n].id, said) for n in (22, 24)]
        seq = looked.event.seq
        source = [looked.event.writer.hex(), seq]
        return [looked, *made, own.add(ev.BATCH, {"range": [seq, seq + 2], "copies": [None, source, source]}, "ann")]

    study.write(copied, BEGIN + DAY)
    screen = look(pool, study, copies=[(22, 8), (24, 8)])
    assert set(places(screen)) == set(WRONG)
    assert f"{POOL - 2} labels in all" in screen.basis, "looked at once, counted once"
    answer(study, {8: study.true(8)}, at=BEGIN + 2 * DAY, again=True)
    screen = look(pool, study, copies=[(22, 8), (24, 8)])
    assert {22, 24} <= set(places(screen)), "now they contradict what was looked at"
    assert row_of(screen, 22).reasons[0] == "copies"


def test_a_later_answer_that_differs_is_told_with_both_days(pool, study):
    answer(study, truly(study, range(20), wrong=()))
    answer(study, {3: "A", 5: "B", 6: "unsure"}, kind=ev.REPEAT, at=BEGIN + 3 * DAY)
    screen = look(pool, study)
    assert places(screen) == [3]
    row = screen.rows[0]
    first, later = (day_words(utc, time.time_ns() // 1000) for utc in (BEGIN, BEGIN + 3 * DAY))
    assert row.sentence == f"You gave it B {first}, then A {later}."
    assert (row.short, row.likelier, row.p) == ("Then: A", study.ids["A"], None)
    # What was answered since settles it, whichever it was.
    answer(study, {3: "B"}, at=BEGIN + 4 * DAY)
    assert places(look(pool, study)) == []


def test_answers_in_haste_are_told_with_what_is_usual(pool, study):
    fast = {8: 0.4, 9: 0.4}
    answer(study, truly(study), active=fast)
    screen = look(pool, study)
    row = row_of(screen, 8)
    assert row.reasons == ("rushed", "model")
    assert row.short == "Answered in 0.4 s"
    assert row.sentence.startswith("Answered in 0.4 s, usually 4.0 s. The model, without this label, says A ")
    assert 9 not in places(screen), "fast and right"


@pytest.mark.parametrize("body", [{"again": True}, {"seconds": True}, {"active": "fast"}, {"active": -1}])
def test_times_of_corrections_and_times_that_are_none_are_not_haste(pool, study, body):
    said = truly(study)
    answer(study, {n: name for n, name in said.items() if n != 8})
    answer(study, {8: said[8]}, **{"active": 0.4} | body)
    assert row_of(look(pool, study), 8).reasons == ("model",)


# -- what is kept back -------------------------------------------------------------------------------------


def test_nothing_of_the_model_is_told_of_samples_to_measure_with(pool, study):
    """Whoever mends them by what the model says makes its accuracy look better than it is."""
    answer(study, truly(study))
    screen = look(pool, study, audit_share=1.0, copies=[(8, 10)])
    assert set(places(screen)) == {8, 10}, "both: which of them is wrong would be the model's word"
    assert [(row.reasons, row.p) for row in screen.rows] == [(("copies",), None)] * 2
    assert row_of(screen, 8).likelier == study.ids[study.true(8)]
    assert "The model says nothing of 110 labels on samples drawn at random" in screen.basis
    gold = WRONG[1]
    study.known(ev.GOLD, {gold: study.true(gold)})
    screen = look(pool, study)
    assert gold not in places(screen)
    assert "nothing of 1 label on" in screen.basis


def test_only_own_labels_are_listed_and_others_count_as_evidence(pool, study):
    said = truly(study)
    own = {n: said[n] for n in range(20)}
    answer(study, own)
    answer(study, {n: said[n] for n in range(20, POOL)}, who="ben")
    everyone = look(pool, study, labels=said)
    assert set(places(everyone)) == {8}
    assert "those of others count as evidence" in everyone.basis
    assert f"{POOL} labels in all" in everyone.basis
    alone = look(pool, study, labels=said, blind=True)
    assert alone.rows == ()
    assert alone.head == BLIND
    assert "20 labels in all. Only your own labels are looked at." in alone.basis


def test_who_works_independently_still_sees_own_answers_that_differ(pool, study):
    answer(study, truly(study))
    answer(study, {4: "B"}, kind=ev.REPEAT, at=BEGIN + DAY)
    answer(study, {6: "B"}, who="ben")
    screen = look(pool, study, blind=True, copies=[(8, 10), (4, 6)])
    assert set(places(screen)) == {4, 8, 10}
    assert {row.p for row in screen.rows} == {None}
    assert "model" not in " ".join(row.sentence for row in screen.rows)


def test_a_sample_with_two_answers_of_one_annotator_is_no_label(pool, study):
    answer(study, truly(study))
    study.write(lambda own: [own.add(ev.ANNOTATION, {}, "ann", study.rows[8].id, study.answer("A"))], BEGIN, seen=False)
    assert set(places(look(pool, study))) == set(WRONG) - {8}


# -- looked at again ---------------------------------------------------------------------------------------


def test_a_kept_label_does_not_come_back_unless_it_is_changed(pool, study):
    said = truly(study)
    answer(study, said)
    before = look(pool, study)
    answer(study, {8: said[8], 21: said[21]}, chosen=REVIEW, kept=True, at=BEGIN + DAY)
    after = look(pool, study)
    assert set(places(after)) == set(WRONG) - {8, 21}
    assert int(before.head.split()[1]) == int(after.head.split()[1]) + 2, "they are not expected wrong any more"
    # A later blind answer that differs speaks against it anew; so does another label.
    answer(study, {21: other(said[21])}, kind=ev.REPEAT, at=BEGIN + 2 * DAY)
    answer(study, {8: "unsure"}, at=BEGIN + 2 * DAY)
    answer(study, {8: said[8]}, at=BEGIN + 3 * DAY)
    assert set(places(look(pool, study))) == set(WRONG)


def test_what_was_kept_is_known_after_merging(pool, study, tmp_path):
    """Two copies of a project: what is kept in one is known in the other once they are merged."""
    said = truly(study)
    answer(study, said)
    twin = tmp_path / "twin.dal"
    shutil.copy(study.path, twin)
    answer(study, {8: said[8]}, chosen=REVIEW, kept=True, at=BEGIN + DAY)
    merge_projects(twin, [study.path], tmp_path / "home")
    assert set(places(look(pool, replace(study, path=twin)))) == set(WRONG) - {8}


def test_at_most_so_many_rows_travel(pool, study, monkeypatch):
    monkeypatch.setattr("desktop_al.loop.suspects_report.MOST", 4)
    answer(study, truly(study))
    screen = look(pool, study)
    assert len(screen.rows) == 4
    assert "2 more are not listed" in screen.basis
    assert MOST >= 100


def test_a_damaged_file_says_so(pool, study):
    answer(study, truly(study))
    study.path.write_bytes(study.path.read_bytes()[:3000])
    with pytest.raises(CannotOpen):
        look(pool, study)


# -- words -------------------------------------------------------------------------------------------------


def test_sentences():
    now = BEGIN + 200 * DAY
    assert sentences(("model",), Grounds("Moderate", "Mild", (0.94, 0.03)), now) == (
        "Model: Mild (94 %)",
        "The model, without this label, says Mild (94 %), Moderate (3 %).",
    )
    several = Grounds("Moderate", "Mild", copies=Copies("F-0413", "Mild", 3, 2))
    assert sentences(("copies",), several, now) == (
        "Near copies: Mild",
        "Of its 3 near copies 2 are labelled Mild, F-0413 for one.",
    )
    again = Grounds("Mild", "Moderate", again=Again("Mild", BEGIN, "Moderate", now))
    assert sentences(("repeat",), again, now)[1].startswith("You gave it Mild on 1 January")
    assert sentences(("repeat",), again, now)[1].endswith(", then Moderate today.")
    assert sentences(("model", "rushed"), Grounds("A", "B"), now) == ("", "")
    assert (percent(0.004), percent(0.996), percent(0.5)) == ("under 1 %", "over 99 %", "50 %")
    assert day_words(10**30, now) == "once"


def test_how_many_are_expected():
    assert head_words(Measured(None, reason="Too few.")) == "Too few."
    assert head_words(Measured(14.2, 8.4, 23.1, 1204)) == "About 14 of 1,204 labels are expected to be wrong (8 to 23)."
    assert head_words(Measured(1.2, 0.2, 5, 100)) == "About 1 of 100 labels is expected to be wrong (0 to 5)."
    assert head_words(Measured(0.2, 0, 4, 100)) == "Less than 1 of 100 labels is expected to be wrong (at most 4)."


# -- in an open project ------------------------------------------------------------------------------------


def ask(desk):
    """The list of the real worker."""
    assert desk.project.wait_saved(10)
    came = []
    labels = Labels(desk.project)
    desk.project.learning.report(suspects_request(desk.project), lambda _: None, came.append, "suspects")
    desk.until(lambda: came)
    return Review(came[0], labels)


@pytest.fixture(scope="module")
def labelled(tmp_path_factory):
    place = tmp_path_factory.mktemp("labelled")
    path = make(place, make_texts(place / "texts", 64), audit_share=0.0)
    with Desk(path, ticking=False) as desk:
        desk.read()
        rows = [(n, truth(desk.project.pool.name(n))) for n in range(64)]
        for name in "AB":
            of_class = [n for n, true in rows if (other(true) if n in (8, 21) else true) == name]
            desk.project.relabel(of_class, ev.label_answer([desk.id(name)]))
    return path


@pytest.fixture
def desk(labelled, tmp_path):
    shutil.copytree(labelled.parent, tmp_path / "p")
    with Desk(tmp_path / "p" / labelled.name, ticking=False) as made:
        made.scanned()
        yield made


def body(path, sample):
    """The newest annotation's answer and body of a sample."""
    file = open_project(path, look_only=True)
    try:
        row = file.connection.execute(
            "SELECT e.answer, b.body FROM events e JOIN bodies b ON b.writer=e.writer AND b.seq=e.seq "
            "WHERE e.kind='annotation' AND e.sample=? ORDER BY e.lamport DESC LIMIT 1",
            (sample,),
        ).fetchone()
    finally:
        close_file(file)
    return row[0], ev.decode_body(row[1])


def test_keep_and_change_leave_the_list_and_are_undone_one_by_one(desk):
    project = desk.project
    review = ask(desk)
    assert set(review.left(project)) == {8, 21}
    first, second = list(review.left(project))
    listing = Listing(project.pool, project.state, "ann")
    assert SUSPECTS not in listing.counts()
    listing.set_suspects(review.left(project))
    shown = Query(state=SUSPECTS, sort="doubt", descending=True)
    assert listing.find(shown).tolist() == [first, second]
    assert listing.counts()[SUSPECTS] == 2
    assert listing.line(first).why.startswith("Model: ")
    given = review.left(project)[first].answer
    assert answer_again(project, review, (first,), None) == ""
    assert list(review.left(project)) == [second]
    right = ev.label_answer([review.left(project)[second].likelier])
    answer_again(project, review, (second, 40), right)
    assert review.screen(project).title == ALL_DONE
    assert review.screen(project).rows == {}
    assert project.state.in_force("ann", project.pool.rows[second].id)[0].answer == right
    assert review.fresh(project), "what is done here makes no list old"
    assert project.undo()
    assert list(review.left(project)) == [second]
    assert project.undo()
    assert list(review.left(project)) == [first, second]
    assert project.redo()
    assert list(review.left(project)) == [second]
    assert project.wait_saved(10)
    said, kept = body(project.path, project.pool.rows[first].id)
    assert said == given
    assert (kept["chosen"], kept["kept"], kept["arm"], kept["reason"]) == (REVIEW, True, "shown", "model")
    assert kept["suggested"] == review._all[first].likelier
    assert kept["p"] == round(review._all[first].p, 4)
    assert kept["again"]


def test_several_are_kept_in_one_step(desk):
    review = ask(desk)
    answer_again(desk.project, review, (8, 21), None)
    assert review.left(desk.project) == {}
    assert desk.project.undo()
    assert set(review.left(desk.project)) == {8, 21}
    assert answer_again(desk.project, review, (40,), None) == "", "what is not on the list is left alone"


def test_labels_given_elsewhere_make_the_list_old(desk):
    project = desk.project
    review = ask(desk)
    assert not review.screen(project).stale
    project.relabel([40], ev.label_answer([desk.id("B")]))
    screen = review.screen(project)
    assert screen.stale
    assert "changed since" in screen.head
    assert project.undo()
    assert not review.screen(project).stale


def test_what_is_not_started_or_learns_nothing_asks_nothing(desk):
    desk.project.close()
    waiting = Desk(desk.project.path).project
    assert suspects_request(waiting) is None
    waiting.close()


def test_a_blind_annotator_asks_blindly(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 3))
    with Desk(path, ticking=False) as desk:
        desk.scanned()
        assert not suspects_request(desk.project).blind
        desk.project.studying.set_design(StudyDesign(("ann", "ben"), overlap_share=0.4, seed=5, independent=True))
    with Desk(path, ticking=False) as desk:
        desk.scanned()
        request = suspects_request(desk.project)
        assert request.blind
        assert request.hide_names


# -- in no time --------------------------------------------------------------------------------------------


def test_steps_are_short_and_signs_of_life_come(pool, study):
    answer(study, truly(study))
    workshop = copy.copy(pool[1])
    workshop._setup = study.setup()
    work = workshop.start(request_of(study, copies=[(8, 10)]))
    longest, at = 0.0, time.process_time()
    for _ in work:
        longest, at = max(longest, time.process_time() - at), time.process_time()
    assert longest < 0.5
