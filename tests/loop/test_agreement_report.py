"""The agreement worked out from real project files: what counts, what is left out, and what is said about it."""

import csv
import io
import sqlite3
import time

import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import CannotOpen, DesktopAlError
from desktop_al.core.shapes import Measured
from desktop_al.core.study import StudyDesign
from desktop_al.loop.agreement_report import BLIND, EMPTY, agreement_report
from desktop_al.loop.agreement_screen import AgreementRequest, AgreementScreen, Stratum
from desktop_al.loop.agreement_table import agreement_table
from desktop_al.loop.agreement_words import verdict_of
from desktop_al.loop.csv_file import save_csv
from desktop_al.loop.figure_words import count, percent, spoken, two
from desktop_al.loop.pool import id_numbers
from desktop_al.people.assignment import overlap_mask
from tests.loop.desk import Desk
from tests.loop.several import BEGIN, DAY, Study, errs, make_study, true

GRADES = ("None", "Mild", "Severe")


def report(study: Study, annotator: str = "ann", stratum: Stratum | None = None, **more: object) -> AgreementScreen:
    request = AgreementRequest(annotator, stratum or Stratum(), bootstrap=200, **more)  # type: ignore[arg-type]
    steps = agreement_report(study.path, study.setup(), request)
    heard, last = [], time.monotonic()
    while True:
        try:
            heard.append(next(steps))
        except StopIteration as end:
            assert heard == sorted(heard)
            assert all(0 <= share <= 1 for share in heard)
            return end.value  # type: ignore[no-any-return]
        now = time.monotonic()
        assert now - last < 5.0, "control is given back"
        last = now


def test_two_annotators_by_hand(tmp_path):
    """40 samples, the second errs on the first ten: kappa and alpha from the table."""
    study = make_study(tmp_path, 40)
    study.label("ann", true)
    study.label("Bo", lambda n, name: "AB"["AB".index(name) ^ (n < 10)])
    screen = report(study)
    assert screen.annotators == ("ann", "Bo")
    assert screen.percent.value == pytest.approx(0.75)
    assert (screen.unanimous, screen.shared, screen.undecided) == (30, 40, 10)
    pair = screen.pairs[0]
    assert pair.counts == ((15, 5), (5, 15))
    assert pair.figure.value == pytest.approx(0.5)
    # D_o = 10/40, D_e = 2 * 40 * 40 / (80 * 79).
    assert screen.headline.value == pytest.approx(1 - 0.25 / (3200 / 6320))
    assert screen.headline.low is not None
    assert screen.headline.low < screen.headline.value < (screen.headline.high or 0)
    assert screen.verdict == "few"
    assert "40 shared samples" in screen.verdict_words
    assert screen.rests_on == "from the audit set, drawn at random, 40 samples"
    assert [hard.answers for hard in screen.hardest] == [(n % 2, 1 - n % 2) for n in range(10)]
    assert all(hard.open and hard.distance == "1 against 1" for hard in screen.hardest)
    assert "between A and B: 10 of 10" in screen.plain[0]
    assert "There is no guideline" in screen.plain[1]
    assert "ann and Bo in 10 of 40" in " ".join(screen.plain)


def test_nothing_to_compare_yet(tmp_path):
    study = make_study(tmp_path, 30)
    assert report(study).empty == EMPTY
    study.label("ann", true)
    assert report(study).empty == f"{EMPTY} There is 1 annotator with answers."
    study.label("Bo", true, range(0))
    study.label("Bo", true, [0, 1, 2])
    few = report(study)
    assert not few.empty
    assert few.headline.low is None, "under 20 shared samples there is no interval"
    assert few.verdict_words == "3 shared samples, too few to judge"


def test_two_who_share_nothing(tmp_path):
    study = make_study(tmp_path, 30)
    study.label("ann", true, range(15))
    study.label("Bo", true, range(15, 30))
    assert "no sample was answered by two of them" in report(study).empty


def test_random_samples_are_told_from_chosen_ones(tmp_path):
    study = make_study(tmp_path, 300, audit_share=0.4)
    names = tuple(study.ids)
    study.label("ann", true)
    study.label("Bo", errs(0.1, names))
    screen = report(study)
    assert 60 < screen.shared < 200
    assert screen.chosen is not None
    assert screen.shared + screen.chosen.n == 300
    assert "that the model chose" in screen.chosen_words
    chosen = report(study, stratum=Stratum("chosen"))
    assert chosen.headline.value == screen.chosen.value
    assert chosen.verdict == "none"
    assert "not a random draw" in chosen.rests_on
    assert report(study, stratum=Stratum("all")).shared == 300


def test_the_overlap_set_of_a_design(tmp_path):
    study = make_study(tmp_path, 200, audit_share=0.1)
    design = StudyDesign(("ann", "Bo", "Cy"), overlap_share=0.5, planned=20, seed=5, independent=False)
    study.design(design)
    mask = overlap_mask(id_numbers(study.rows), 5, 0.5)
    places = [int(n) for n in mask.nonzero()[0]]
    study.label("ann", true, places)
    study.label("Bo", true, places[:15])
    study.label("Dee", true, places[:3])
    study.known(ev.GOLD, {places[0]: "A"})
    screen = report(study)
    assert screen.shared == 14, "a sample whose answer is known is no part of the overlap set"
    assert "from the random overlap set" in screen.rests_on
    said = "\n".join(screen.deviations)
    assert "Bo has answered 14 of 20 planned samples" in said
    assert "Cy has answered 0 of 20" in said
    assert "Not in the design, but in the project: Dee." in said
    assert "have fewer than 3 answers" in said
    assert "was changed" not in said
    study.guideline("Look twice.", BEGIN + 3 * DAY)
    study.design(StudyDesign(("ann", "Bo"), overlap_share=0.5, seed=5, independent=False), BEGIN + 5 * DAY)
    said = "\n".join(report(study).deviations)
    assert "The guideline was changed after labelling" in said
    assert "The design was changed after labelling" in said


def test_a_blind_study_hides_it_from_annotators(tmp_path):
    study = make_study(tmp_path, 30)
    study.design(StudyDesign(("ann", "Bo"), overlap_share=1.0))
    study.label("ann", true)
    study.label("Bo", true)
    hidden = report(study, "Bo")
    assert hidden.empty == BLIND
    assert not hidden.annotators
    assert not report(study, "ann").empty
    study.role("Bo", "adjudicator")
    assert not report(study, "Bo").empty


def test_running_agreement_is_for_owner_and_adjudicator(tmp_path):
    study = make_study(tmp_path, 40)
    study.label("ann", true)
    study.label("Bo", true)
    assert [one.annotator for one in report(study, "ann").running] == ["ann", "Bo"]
    assert report(study, "ann").running[0].points[-1][0] == 40
    assert report(study, "Bo").running == ()


def test_unsure_and_not_worth_are_counted_and_left_out(tmp_path):
    study = make_study(tmp_path, 60)
    study.label("ann", true)
    study.label("Bo", lambda n, name: ev.UNSURE if n < 6 else "x:focus" if n < 9 else name)
    screen = report(study)
    assert screen.shared == 51
    assert screen.percent.value == 1.0
    assert "5 % of the answers (6 of 120) are Unsure" in screen.unsure_words
    assert "(3 of 120) are “not worth labelling”" in screen.unsure_words
    shares = {row.id: row.figure for row in screen.measures}
    assert shares["unsure_share"].value == pytest.approx(6 / 120)
    assert shares["not_worth_share"].value == pytest.approx(3 / 120)
    assert screen.by_class[0].votes + screen.by_class[1].votes == 2 * 51


def test_two_answers_that_had_not_seen_each_other_are_left_out(tmp_path):
    study = make_study(tmp_path, 30)
    study.label("ann", true)
    study.label("Bo", true)
    study.label("Bo", lambda _, name: "B" if name == "A" else "A", [0], seen=False)
    study.label("Bo", true, [1], seen=False)
    screen = report(study)
    assert screen.shared == 29, "two equal answers are one"
    assert "1 sample with two answers of one annotator" in screen.unsure_words


def test_versions_of_the_guideline_are_strata(tmp_path):
    first, second = "## A or B?\nCount.", "## A or B?\nCount twice."
    study = make_study(tmp_path, 80, guideline=first)
    study.label("ann", true, range(40), guideline=first)
    study.label("Bo", true, range(40), guideline=first)
    study.guideline(second, BEGIN + DAY)
    for name in ("ann", "Bo"):
        study.label(name, errs(0.2, "AB", len(name)), range(40, 80), guideline=second, at=BEGIN + 2 * DAY)
    screen = report(study)
    assert screen.versions[1][1].startswith("protocol of ")
    assert "under 2 versions of the protocol" in screen.plain[-1]
    assert screen.rests_on.endswith("80 samples; 2 versions of the protocol")
    alone = report(study, stratum=Stratum(protocol=screen.versions[0][0]))
    assert alone.shared == 40
    assert alone.rests_on.endswith(f"40 samples; {screen.versions[0][1]}")
    assert alone.percent.value == 1.0
    assert "versions" not in " ".join(alone.plain)
    assert "has a rule for “A or B?”" in " ".join(screen.plain)
    late = report(study, stratum=Stratum(days=7), now=BEGIN + 8 * DAY + DAY // 2)
    assert late.shared == 40


def test_repeats_are_the_ceiling(tmp_path):
    study = make_study(tmp_path, 60, GRADES)
    study.label("ann", true)
    study.label("Bo", true)
    study.label(
        "ann", lambda n, name: name if n >= 6 else GRADES[(GRADES.index(name) + 1) % 3], range(30), kind=ev.REPEAT
    )
    # Samples of a group that were asked again: their first answer was no look of its own.
    grouped = {"same": False, "grouped": True}
    rows = study.rows[30:50]
    study.write(lambda own: [own.add(ev.REPEAT, grouped, "ann", row.id, study.answer("Severe")) for row in rows])
    screen = report(study)
    own = next(pair for pair in screen.pairs if pair.a == pair.b)
    assert (own.a, own.figure.n) == (0, 30)
    assert own.figure.value is not None
    assert 0.6 < own.figure.value < 0.8
    assert screen.ceiling.n == 30
    assert "30 samples answered twice" in screen.ceiling_words
    assert screen.headline.value == 1.0, "the first answer counts"


def test_against_known_answers_and_decisions(tmp_path):
    study = make_study(tmp_path, 60)
    study.label("ann", true)
    study.label("Bo", lambda n, name: "A" if n < 20 else name)
    study.known(ev.GOLD, {n: study.true(n) for n in range(20)})
    study.known(ev.DECISION, dict.fromkeys(range(1, 10, 2), "B"))
    screen = report(study)
    rows = {(row.annotator, row.against): row for row in screen.against}
    assert rows["ann", "gold"].right.value == 1.0
    assert rows["Bo", "gold"].right == Measured(0.5, *_wilson(10, 20), 20)
    sensitivity, specificity = rows["Bo", "gold"].per_class[0]
    assert (sensitivity.value, specificity.value) == (1.0, 0.0)
    assert rows["Bo", "decisions"].right.value == 0.0
    assert "20 samples have a known answer." in screen.truth_words
    random = report(study, stratum=Stratum("all"))
    assert random.undecided == 5, "ten differ, five are decided"


def _wilson(k: int, n: int) -> tuple[float, float]:
    from desktop_al.people.truth import wilson

    return wilson(k, n)


def test_a_merged_and_a_retired_class(tmp_path):
    study = make_study(tmp_path, 30, GRADES)
    study.label("ann", true)
    study.label("Bo", lambda _, name: "None" if name == "Mild" else name)
    study.write(
        lambda own: [
            own.add(ev.CLASS, {"op": "merge", "into": study.ids["None"]}, "ann", answer=study.ids["Mild"]),
            own.add(ev.CLASS, {"op": "retire", "retired": True}, "ann", answer=study.ids["Severe"]),
        ]
    )
    screen = report(study)
    assert [item.name for item in screen.classes] == ["None", "Severe"]
    assert screen.percent.value == 1.0


def test_one_class_only_is_undefined_with_a_reason(tmp_path):
    study = make_study(tmp_path, 70)
    study.label("ann", lambda *_: "A")
    study.label("Bo", lambda *_: "A")
    screen = report(study)
    assert screen.headline.value is None
    assert "all answers are one class" in screen.headline.reason
    assert screen.verdict == "none"
    assert screen.percent.value == 1.0
    assert spoken(screen.headline).startswith("not defined: ")


def test_nearly_all_alike_is_explained(tmp_path):
    study = make_study(tmp_path, 100)
    study.label("ann", lambda n, _: "B" if n < 5 else "A")
    study.label("Bo", lambda n, _: "B" if 3 < n < 10 else "A")
    words = report(study).paradox
    assert "kappa" in words
    assert " A" in words, "classes by their names"
    assert not any(class_id in words for class_id in study.ids.values())


def test_hidden_names_are_codes(tmp_path):
    study = make_study(tmp_path, 30)
    study.label("ann", true)
    study.label("Bo", lambda _, name: "B" if name == "A" else "A")
    assert report(study).hardest[0].title.endswith(".txt")
    assert all(hard.title.startswith("S-") for hard in report(study, hide_names=True).hardest)


def test_the_worker_works_it_out(tmp_path):
    study = make_study(tmp_path, 40)
    study.label("ann", true)
    study.label("Bo", true)
    came: list[object] = []
    with Desk(study.path) as desk:
        # What the file lies beside is the same home.
        desk.scanned()
        assert desk.project.learning is not None
        desk.project.learning.report(AgreementRequest("ann", bootstrap=50), lambda _: None, came.append)
        desk.until(lambda: came)
    screen = came[0]
    assert isinstance(screen, AgreementScreen)
    assert screen.shared == 40


def test_no_file_and_a_damaged_one(tmp_path):
    study = make_study(tmp_path, 5)
    study.label("ann", true)
    study.label("Bo", true)
    connection = sqlite3.connect(study.path)
    rules = connection.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'").fetchall()
    for name, _ in rules:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE bodies SET body='[1'")
    for _, sql in rules:
        connection.execute(sql)
    connection.commit()
    connection.close()
    with pytest.raises(CannotOpen, match=r"study\.dal"):
        report(study)
    study.path.unlink()
    with pytest.raises(DesktopAlError):
        report(study)


@pytest.mark.parametrize(
    ("low", "high", "n", "verdict"),
    [
        (0.81, 0.9, 100, "reliable"),
        (0.79, 0.9, 100, "care"),
        (0.5, 0.7, 100, "care"),
        (0.3, 0.66, 100, "not_yet"),
        (0.9, 0.95, 59, "few"),
        (None, None, 12, "few"),
    ],
)
def test_verdicts(low, high, n, verdict):
    assert verdict_of(Measured(0.8, low, high, n), True)[0] == verdict


def test_no_verdict_where_the_marks_were_not_made_for_it():
    assert verdict_of(Measured(0.9, 0.85, 0.95, 100), False) == ("none", "")


def test_words_of_figures():
    assert (two(-0.001), two(None), percent(0.001), percent(0.999), percent(1.0)) == (
        "0.00",
        "–",
        "<1 %",
        ">99 %",
        "100 %",
    )
    assert (count(1), count(1204), count(2, "class")) == ("1 sample", "1,204 samples", "2 classes")
    assert spoken(Measured(0.85, 0.8, 0.89, 160), "kappa") == "kappa 0.85, from 0.80 to 0.89, 160 samples"


def test_the_table_is_safe_and_whole(tmp_path):
    study = make_study(tmp_path, 30, ("=cmd()", "B"))
    study.label("ann", true)
    study.label("@Bo", lambda n, name: "B" if n < 6 else name)
    text = agreement_table(report(study))
    rows = list(csv.reader(io.StringIO(text)))
    names = [rows[0][0]] + [rows[n + 1][0] for n, row in enumerate(rows) if not row]
    assert names == [
        *("summary", "measures", "pairs", "answers of pairs", "classes", "hardest samples"),
        *("against known answers", "agreement as it went", "deviations"),
    ]
    cells = [cell for row in rows for cell in row]
    assert "'=cmd()" in cells
    assert "'@Bo" in cells
    assert not any(cell.startswith(("=", "@", "+")) for cell in cells)
    pairs = rows.index(["pairs"])
    assert float(rows[pairs + 2][3]) == pytest.approx(report(study).pairs[0].figure.value or 0, rel=1e-5)
    save_csv(tmp_path / "a.csv", text)
    assert (tmp_path / "a.csv").read_bytes().decode() == text
    with pytest.raises(DesktopAlError, match="was not written"):
        save_csv(tmp_path / "none" / "a.csv", text)
