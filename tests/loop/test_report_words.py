"""What a report says where there is little, or very much, or where names are written from right to left."""

import re

import pytest

from desktop_al.core import events as ev
from desktop_al.core.languages import language
from desktop_al.core.shapes import Measured
from desktop_al.core.words import ENGLISH, use
from desktop_al.loop.document import Document, Paragraph, Section, Table, texts, turned
from desktop_al.loop.document_html import document_html
from desktop_al.loop.report_cells import accuracy_in_words, few_names, hours
from desktop_al.loop.report_document import report_document
from desktop_al.loop.report_rows import left_out, reasons_of, told
from desktop_al.loop.reporting import Wishes, make_report
from tests.loop.several import Study, errs, make_study, true

QUICK = Wishes(bootstrap=200, with_model=False)
WHOLE = Wishes(bootstrap=200)
HEBREW, ARABIC = "\u05d0\u05d1\u05e8\u05d4\u05dd \u05db\u05d4\u05df", "\u0645\u062d\u0645\u062f"


def made(study: Study, wishes: Wishes = QUICK) -> Document:
    return report_document(make_report(study.path, study.home, wishes))


def words(document: Document) -> str:
    return " ".join(texts(document))


def tables(document: Document) -> dict[str, Table]:
    return {b.caption: b for part in document.sections for b in part.blocks if isinstance(b, Table)}


def test_all_parts_are_there_in_their_order(tmp_path):
    assert [part.id for part in made(make_study(tmp_path, 4)).sections] == [
        *("glance", "protocol", "pool", "annotators", "labels", "learning", "calibration", "agreement", "consistency"),
        *("adjudication", "suggestions", "effort", "trust", "methods", "references"),
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dr. A, B", []),
        (f"Dr. {HEBREW}, x", [HEBREW]),
        (f"{HEBREW}, {ARABIC}", [HEBREW, ARABIC]),
        (f"{ARABIC} 12 – B: 3 of 4", [f"{ARABIC} 12"]),
        ("\u0967 \u4e2d\u6587", []),
    ],
)
def test_what_goes_from_right_to_left_stands_by_itself(text, parts):
    found = list(turned(text))
    assert "".join(part for _, part in found) == text
    assert [part for right, part in found if right] == parts


def test_a_sentence_that_begins_with_such_a_name_is_not_turned():
    page = document_html(Document("k", "t", (), (Section("s", "S", (Paragraph(f"{ARABIC} – Bea: too few."),)),)))
    assert f"<p><bdi>{ARABIC}</bdi> – Bea: too few.</p>" in page


def test_of_very_many_classes_those_with_figures_have_a_row_and_the_first_are_listed(tmp_path):
    names = [f"C{number:03d}" for number in range(120)]
    said = words(made(make_study(tmp_path, 4, classes=names)))
    assert "C019, 100 more. None of them has a definition." in said
    assert "C018, C019 and 100 more)" in said
    assert len(few_names(names[:40])) == 40
    assert told(range(40), lambda _: False) == range(40)
    assert told(range(120), lambda n: n > 116) == [117, 118, 119]
    assert left_out(117) == ("117 classes of which no figure is defined are left out.",)
    assert left_out(0) == ()


def test_a_reason_is_told_once_with_whom_it_is_about():
    few, none = "Too few samples.", "Nobody answered."
    rows = [("a", Measured(None, reason=few)), ("b", Measured(0.5, 0.1, 0.9, n=30)), ("c", Measured(None, reason=few))]
    assert reasons_of(rows) == (f"a, c: {few}",)
    assert reasons_of([("a", Measured(None, reason=none)), ("b", Measured(None, reason=none))]) == (none,)


def test_classes_that_the_guideline_defines_are_not_called_undefined(tmp_path):
    study = make_study(tmp_path, 6, guideline="## A\nTechnical.\n\n## B\nFinancial.\n")
    assert "Classes: A, B. The guideline defines each of them." in words(made(study))


def test_the_class_looked_for_is_named_and_one_is_one(tmp_path):
    study = make_study(tmp_path, 40)
    wanted = {"wanted": study.ids["B"], "strategy": "certainty"}
    study.write(lambda own: [own.add(ev.PROJECT, wanted, "ann")])
    study.label("ann", true, range(30))
    study.write(lambda own: [own.add(ev.ROUND, {"strategy": "certainty"}, "")])
    said = words(made(study, WHOLE))
    assert "Looking for all samples of “B”." in said
    assert "Found 15 among 30 screened of 40" in said
    # A name on the screen is explained in the methods.
    assert "“Find all of a class” (1 round; Lewis & Gale 1994)" in said
    assert "“Find all of a class”: Asks what most likely belongs to the class that you look for." in said
    assert "by 1 annotator" in said
    assert "The log holds no times." in words(made(study, Wishes(bootstrap=200, times=True)))


def test_the_methods_say_the_figures_of_the_tables(tmp_path):
    study = make_study(tmp_path, 60)
    study.label("ann", errs(0.1, "AB", 1))
    document = made(study, WHOLE)
    last = tables(document)["The learning curve: accuracy on the audit set at each look"].rows[-1]
    assert f"At {last[0]} labels it was {last[1]}, 95 % interval {last[2]}, n {last[3]}." in words(document)
    keys = re.search(r"Accuracy of the model (\S+ %) 95 % interval (.+?), n (\d+)", words(document))
    assert keys is not None
    assert keys.groups() == last[1:]


def test_little_is_not_nothing_and_much_is_not_all():
    assert [hours(one) for one in (None, 0.0, 4.0, 18.0, 5400.0)] == ["–", "0.00", "<0.01", "0.01", "1.50"]
    assert accuracy_in_words(Measured(0.9999, 0.99, 1.0, n=9)) == "99.9 %, 95 % interval 99.0 to 100.0 %, n 9"


@pytest.fixture
def portuguese():
    use(language("pt_PT"))
    yield
    use(ENGLISH)


@pytest.mark.usefixtures("portuguese")
def test_in_another_language_the_methods_cite_and_name_the_same(tmp_path):
    study = make_study(tmp_path, 60)
    study.label("ann", true)
    study.label("bea", errs(0.2, "AB", 1))
    study.write(lambda own: [own.add(ev.ROUND, {"strategy": "recommended"}, "")])
    document = made(study, WHOLE)
    said = words(document)
    assert 'lang="pt-PT"' in document_html(document)
    for cited in ("Krippendorff K.", "Cohen J.", "Gwet KL.", "Scheffer T,", "Bae W, Noh J,", "Wilson EB."):
        assert cited in said
    assert "1 − D_o/D_e" in said
    for english in ("Learns from", "Aprende com", "Recommended", "Logistic", " of ", "Fleiss' kappa", " to "):
        assert english not in said.partition("Referências")[0], english
