"""Reports of projects made here: what they say is what the commands say, and nothing else leaves with them."""

import csv
import html
import html.parser
import json
import re
import shutil
import tempfile
from dataclasses import replace

import numpy as np
import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.plain_names import plain
from desktop_al.core.study import StudyDesign
from desktop_al.core.words import ENGLISH, Language, use
from desktop_al.learn.replay import replay
from desktop_al.learn.steps import finish
from desktop_al.learn.stopping_file import history_json
from desktop_al.learn.strategies import STRATEGIES
from desktop_al.loop.document import texts
from desktop_al.loop.document_html import document_html
from desktop_al.loop.figure_words import two
from desktop_al.loop.locks import lock
from desktop_al.loop.report_document import report_document
from desktop_al.loop.report_json import report_json
from desktop_al.loop.report_references import OF_STRATEGIES
from desktop_al.loop.report_screen import BLIND
from desktop_al.loop.reporting import Wishes, make_report
from desktop_al.loop.stop_choices import plan_of
from desktop_al.loop.workshop import Workshop
from desktop_al.store.project_file import close_file, open_project, read_events
from tests.loop.desk import make_texts
from tests.loop.report.report_projects import QUICK, run, verify
from tests.loop.several import DAY, errs, make_study, true


@pytest.fixture(scope="module")
def made(three):
    """Its report by the command: the HTML file, and the figures."""
    out, figures = three.path.with_name("r.html"), three.path.with_name("r.json")
    before = verify(three)
    code, _, err = run(
        "report", three.path, "--home", three.home, "--out", out, "--json", figures, "--times", "--bootstrap", 300
    )
    assert code == 0, err
    return out.read_text("utf-8"), json.loads(figures.read_text("utf-8")), before


class Page(html.parser.HTMLParser):
    """Elements with their attributes, and tables by caption."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.tables: dict[str, list[list[str]]] = {}
        self._caption, self._cell, self._open = "", None, []
        self.feed(text)
        self.close()
        assert not self._open, f"left open: {self._open}"

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta",):
            self._open.append(tag)
        if tag in ("caption", "th", "td"):
            self._cell = ""
        if tag == "tr":
            self.tables[self._caption].append([])

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag
        if tag == "caption":
            self._caption = self._cell
            self.tables[self._caption] = []
        elif tag in ("th", "td"):
            self.tables[self._caption][-1].append(self._cell)

    def handle_data(self, data):
        if self._cell is not None:
            self._cell += data.replace("\u00a0", " ")


# -- the figures are those of the commands --------------------------------------------------------------


def test_counts_are_those_of_verify_and_export(three, made, tmp_path):
    text, figures, before = made
    facts = figures["facts"]
    assert (facts["events"], facts["annotations"]) == (before["events"], before["annotations"])
    assert facts["fingerprint"] == before["head"]["fingerprint"]
    assert f"{before['events']:,} events in" in text
    assert before["head"]["fingerprint"] in text
    run("export", three.path, "--format", "csv", "--out", tmp_path / "l.csv", "--raw")
    rows = list(csv.DictReader((tmp_path / "l.csv").open(encoding="utf-8", newline="")))
    assert len(rows) == facts["annotations"] == sum(p["labels"] + p["unsure"] + p["not_worth"] for p in facts["people"])
    for person in facts["people"]:
        own = [row["state"] for row in rows if row["annotator"] == person["name"]]
        counted = [own.count(state) for state in ("labelled", "unsure", "not_worth_labelling")]
        assert counted == [person["labels"], person["unsure"], person["not_worth"]]
    table = {row[0]: row[1:] for row in Page(text).tables["Who annotated what"][1:]}
    assert table["bea"][:4] == ["Annotator", "80", "0", "4"]
    assert table["cyd"][:4] == ["Annotator", "70", "5", "0"]
    run("export", three.path, "--format", "results", "--out", tmp_path / "r.csv", "--raw")
    results = list(csv.DictReader((tmp_path / "r.csv").open(encoding="utf-8", newline="")))
    ended = [row["provenance"] for row in results]
    assert {kind: ended.count(kind) for kind in set(ended)} == dict(facts["provenance"])
    assert {name: n for name, _, n in facts["by_class"]} == {
        name: sum(row["label"] == name for row in results) for name in "AB"
    }
    assert facts["unsure"]["n"] == len(rows)
    assert facts["unsure"]["value"] == pytest.approx(5 / len(rows))


def test_agreement_is_that_of_the_command(three, made, tmp_path):
    text, figures, _ = made
    run("export", three.path, "--format", "csv", "--out", tmp_path / "l.csv", "--raw")
    rows = list(csv.DictReader((tmp_path / "l.csv").open(encoding="utf-8", newline="")))
    # The headline rests on the random set: without a design of a study that is the audit set.
    file = open_project(three.path, look_only=True)
    close_file(file)
    from desktop_al.core.state import fold
    from desktop_al.loop.agreement_ratings import sets_of
    from desktop_al.loop.record import body_reader

    file = open_project(three.path, look_only=True)
    state = fold(read_events(file.connection), body_reader(file.connection))
    close_file(file)
    random = sets_of(state, three.rows, state.project["seed"], 0.4).random
    names = {row.path for row in three.rows if row.id in random}
    kept = [(r["annotator"], r["sample"], r["label"]) for r in rows if r["label"] and r["sample"] in names]
    shared = {s for s in names if sum(one[1] == s for one in kept) > 1}
    with (tmp_path / "table.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("annotator", "sample", "label"), *(one for one in kept if one[1] in shared)])
    code, out, err = run("agreement", tmp_path / "table.csv", "--json", "--bootstrap", 300, "--levels", "A,B")
    assert code == 0, err
    whole = json.loads(out)
    said = whole["measures"]
    shown = figures["agreement"]
    pairs = {frozenset((one["a"], one["b"])): one for one in whole["pairs"]}
    couples = [one for one in shown["pairs"] if one["a"] != one["b"]]
    assert len(couples) == len(pairs) == 3
    for one in couples:
        found = pairs[frozenset((shown["annotators"][one["a"]], shown["annotators"][one["b"]]))]
        assert one["figure"]["n"] == found["n"]
        assert one["figure"]["value"] == pytest.approx(found["cohen_kappa"], abs=1e-12)
    for one in shown["by_class"]:
        name = shown["classes"][one["index"]]["name"]
        assert one["votes"] == whole["votes"][name]
        assert one["figure"]["value"] == pytest.approx(whole["per_class"][name]["value"], abs=1e-12)
    assert (shown["unanimous"], shown["shared"]) == (whole["unanimous"], whole["overlapping"])
    measures = {one["id"]: one["figure"] for one in figures["agreement"]["measures"]}
    for name in ("krippendorff_alpha", "percent_agreement", "fleiss_kappa", "gwet_ac1", "conger_kappa"):
        assert measures[name]["value"] == pytest.approx(said[name]["value"], abs=1e-12)
        assert measures[name]["n"] == len(shared) > 20
        assert measures[name]["low"] < measures[name]["value"] < measures[name]["high"]
    table = {row[0]: row[1:] for row in Page(text).tables["Measures of agreement on the shared samples"]}
    alpha = measures["krippendorff_alpha"]
    span = f"{two(alpha['low'])} to {two(alpha['high'])}"
    assert table["Krippendorff's alpha"] == [two(alpha["value"]), span, str(len(shared))]


def test_self_consistency_is_counted_with_its_number(made):
    text, figures, _ = made
    same = figures["self_consistency"]["percent_agreement"]
    assert same["n"] == 30
    assert 0 < same["low"] < same["value"] < same["high"] < 1
    assert "30 answers were given to samples that their annotators had answered before" in text


def test_the_verdict_is_that_of_the_stop_command(three, made, tmp_path):
    """The history is made here once more, the long way, and judged by the command."""
    _, figures, _ = made
    shop = Workshop(three.setup())
    shop.know(0, three.rows)
    progress = figures["progress"]
    report = make_report(three.path, three.home, Wishes(bootstrap=300, times=True))
    # All 90 were answered by the owner first, in their order; ties and the unsure are no labels.
    request = report.request.progress.round
    labelled = finish(shop.prepared(request))
    rank = np.argsort(labelled.answered)
    given = replace(
        labelled.given,
        labelled=labelled.given.labelled[rank],
        labels=labelled.given.labels[rank],
        weights=labelled.given.weights[rank],
        seed=3,
    )
    history = finish(replay(given, np.sort(labelled.answered) + 1, [], list("AB"), {})).history
    newest = replace(history.checkpoints[-1], left=labelled.left)
    history = replace(history, checkpoints=(*history.checkpoints[:-1], newest))
    seconds = report.progress.measured_seconds
    plan = plan_of(report.progress.choices, (seconds.value, seconds.low, seconds.high), False)
    (tmp_path / "h.json").write_text(json.dumps(history_json(history, plan)), "utf-8")
    code, out, err = run("stop", tmp_path / "h.json", "--json")
    assert code == 0, err
    said = json.loads(out)
    assert progress["verdict"] == said["verdict"]
    assert progress["looked_at"] == said["labels"] > 0
    assert [p["accuracy"] for p in progress["curve"]["points"]] == [p["accuracy"] for p in said["curve"]]
    assert [row["holds"] for row in progress["criteria"]] == [row["holds"] for row in said["criteria"].values()]
    assert progress["accuracy"] == said["accuracy"]


def test_a_new_report_says_the_same(three, made):
    """Figures are read off the log: made twice, they are equal."""
    _, figures, _ = made
    again = make_report(three.path, three.home, Wishes(bootstrap=300, times=True))
    assert again.progress.words == figures["progress"]["words"]
    assert again.facts.annotations == figures["facts"]["annotations"]
    assert [one.what for one in again.facts.exports].count("249 annotations in a report as HTML") >= 1


def test_what_the_model_sees_is_no_sentence_within_a_sentence_in_any_language(three):
    use(Language("pt_PT", {("Learns from {what}.", ""): "Aprende com {what}."}))
    try:
        assert make_report(three.path, three.home, QUICK).request.learner.features == "words"
    finally:
        use(ENGLISH)


# -- the file -------------------------------------------------------------------------------------------


def test_the_file_needs_nothing_and_runs_nothing(made):
    text, *_ = made
    page = Page(text)
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use", "style2"}
    for _, attributes in page.elements:
        assert not any(name.startswith("on") or name in ("src", "srcset", "style", "action") for name in attributes)
        assert attributes.get("href", "#").startswith("#")
    outside = list(re.findall(r"[a-z]+://[^\"' <]+|url\(|@import", text))
    assert set(outside) <= {"http://www.w3.org/2000/svg"}
    policy = next(a["content"] for t, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text
    assert "max-width: 36rem" in text


def test_it_can_be_read_without_seeing_it(made):
    text, *_ = made
    page = Page(text)
    tables = sum(tag == "table" for tag, _ in page.elements)
    assert tables == sum(tag == "caption" for tag, _ in page.elements) == len(page.tables) > 10
    assert all(a.get("scope") in ("col", "row") for tag, a in page.elements if tag == "th")
    assert [tag for tag, _ in page.elements].count("h1") == 1
    pictures = [a for tag, a in page.elements if a.get("role") == "img"]
    assert len(pictures) >= 3
    assert all(one["aria-label"] for one in pictures)
    ids = [a["id"] for _, a in page.elements if "id" in a]
    links = [a["href"][1:] for tag, a in page.elements if tag == "a"]
    assert links == ids
    assert len(set(ids)) == len(ids)
    assert all(len(set(map(len, rows))) == 1 for rows in page.tables.values()), "a row has another number of cells"


def test_no_figure_that_is_none_and_no_hole(three):
    words = " ".join(texts(report_document(make_report(three.path, three.home, Wishes(bootstrap=300)))))
    assert not re.search(r"\b(nan|inf)\b|: None\b|\{|\}|-0\.0\b|  [a-z]|\.\.", words)


def test_methods_cite_only_what_is_listed(made):
    text, *_ = made
    listed = text[text.index('id="references"') :]
    assert "Krippendorff K." in listed
    assert "Wilson EB." in listed
    assert "Gwet KL." in listed
    assert "Newcombe" not in listed, "no suggestion was compared here"


def test_every_source_of_a_strategy_is_among_the_references():
    """But for those that cite nobody."""
    for name, row in STRATEGIES.items():
        for source in row.source.split("; "):
            if name not in ("random", "avoid_junk"):
                assert any(one in source for one in OF_STRATEGIES), (name, source)


def test_a_strategy_is_cited_by_its_own_authors():
    """Names within names: Roy & McCallum is not McCallum & Nigam."""
    for name, row in STRATEGIES.items():
        cited = [one for one in OF_STRATEGIES if one in row.source]
        assert len(cited) <= len(row.source.split("; ")), (name, cited)
    assert [one for one in OF_STRATEGIES if one in STRATEGIES["expected_error_reduction"].source] == ["Roy"]


def test_hostile_names_are_words(tmp_path):
    evil = "<script>alert(1)</script>&\"'|="
    study = make_study(tmp_path, 30, classes=(evil, "ok", "\u05d0\u05d1"), maker="ann")
    study.label("\u202eevil<b>", true)
    study.label('x" onload="y', true, range(25))
    document = report_document(make_report(study.path, study.home, QUICK))
    text = document_html(document)
    assert "<script" not in text
    assert "\u202e" not in text
    assert "<b>" not in text
    page = Page(text)
    assert not any(name.startswith("on") for _, a in page.elements for name in a)
    assert [
        row[0] for row in page.tables["Classes: annotations in force, and samples as they stand in the end"][1:]
    ] == [
        plain(evil),
        "ok",
        "\u05d0\u05d1",
    ]
    assert "<bdi>\u05d0\u05d1</bdi>" in text
    assert "\\u202eevil&lt;b&gt;" in text


@pytest.fixture
def blind(tmp_path):
    study = make_study(tmp_path, 60, maker="Olga Owner")
    people = ("Bertha Blind", "Cyrus Closed")
    study.design(StudyDesign(people, overlap_share=1.0, gold_share=0, independent=True, pool=60, planned=60))
    study.label("Bertha Blind", true)
    study.label("Cyrus Closed", errs(0.2, "AB", 1), range(50))
    study.label("Stray Stranger", true, range(3))
    return study


# -- who may know what ----------------------------------------------------------------------------------


def test_names_are_absent_where_the_study_is_blind(blind, tmp_path):
    code, out, err = run(
        "report", blind.path, "--home", blind.home, "--out", tmp_path / "r.html", "--json", "--bootstrap", 200
    )
    assert code == 0, err
    text = (tmp_path / "r.html").read_text("utf-8") + out
    for name in ("Olga", "Bertha", "Cyrus", "Stray"):
        assert name not in text
    said = json.loads(out)
    assert {one["name"] for one in said["facts"]["people"]} == {"A1", "A2", "A3", "A4"}
    assert any("has answered 50 of 60 planned samples" in one for one in said["agreement"]["deviations"])
    assert "codes stand for the names of people" in text


def test_who_is_known_by_a_signature_alone_and_names_of_files_are_absent_too(blind):
    """Neither is in any list of people: a stranger who has signed, and a path within a cause."""
    body = {"name": "Nora Notary", "samples": 1, "hash": "0" * 64, "protocol": "", "events": []}
    blind.write(lambda own: [own.add(ev.SIGN, body, "Nora Notary", answer="reviewed")])
    file = open_project(blind.path)
    try:
        for row in blind.rows[:2]:
            cause = f"{row.path} ({blind.folder}/{row.path}) cannot be read."
            file.connection.execute("UPDATE samples SET problem=? WHERE id=?", (cause, row.id))
        file.connection.commit()
    finally:
        close_file(file)
    report = make_report(blind.path, blind.home, QUICK)
    said = " ".join(texts(report_document(report))) + json.dumps(report_json(report))
    assert "Notary" not in said
    assert not [row.path for row in blind.rows if row.path in said]
    assert [n for _, n in report.facts.unreadable] == [2], "one cause, one row"
    assert report.facts.signatures == (("", "reviewed", 1, False),)


def test_a_report_of_an_encrypted_project_needs_the_passphrase_and_leaves_nothing_plain(tmp_path, monkeypatch):
    folder, home, path = make_texts(tmp_path / "texts", 6), tmp_path / "home", tmp_path / "secret.dal"
    monkeypatch.setenv("DESKTOP_AL_PASSPHRASE", "several words that nobody knows")
    new = ("new", folder, "--project", path, "--home", home, "--classes", "Kubrickson,Zanderfeldt", "--encrypt")
    code, _, err = run(*new, "--copy-samples", "--annotator", "Quentin")
    assert code == 0, err
    lock(path)
    shutil.rmtree(folder)
    known = {found for found in tmp_path.rglob("*") if found.is_file()}
    for words in ("another one", None):
        if words is None:
            monkeypatch.delenv("DESKTOP_AL_PASSPHRASE")
        else:
            monkeypatch.setenv("DESKTOP_AL_PASSPHRASE", words)
        code, out, err = run("report", path, "--home", home, "--out", tmp_path / "r.html", "--json")
        assert (code, out) == (1, ""), err
        assert "passphrase" in err.lower()
        assert not (tmp_path / "r.html").exists()
    monkeypatch.setenv("DESKTOP_AL_PASSPHRASE", "several words that nobody knows")
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    code, _, err = run("report", path, "--home", home, "--out", tmp_path / "r.html", "--bootstrap", 200)
    assert code == 0, err
    lock(path)
    assert "Zanderfeldt" in (tmp_path / "r.html").read_text("utf-8")
    # A process that decodes has its socket there.
    assert not [one for one in place.rglob("*") if one.is_file()]
    left = [one for one in tmp_path.rglob("*") if one.is_file() and one != tmp_path / "r.html"]
    assert known - set(left) == set(), "something was taken away"
    assert not [one for one in left if re.search(b"Zanderfeldt|Quentin|t000", one.read_bytes())]


def test_codes_also_on_demand_and_the_same_each_time(three):
    anonymous = replace(QUICK, anonymous=True)
    words = [" ".join(texts(report_document(make_report(three.path, three.home, anonymous)))) for _ in range(2)]
    assert not re.search(r"\b(ann|bea|cyd)\b", words[0])
    assert re.sub(r"Made \S+ \S+", "", words[0]) == re.sub(r"Made \S+ \S+", "", words[1])
    named = " ".join(texts(report_document(make_report(three.path, three.home, QUICK))))
    assert re.search(r"\bbea\b", named)
    assert re.search(r"\bA2\b", named) is None


def test_who_works_blind_gets_no_report(blind, tmp_path):
    code, _, err = run(
        "handout", blind.path, "--home", blind.home, "--annotator", "Bertha Blind", "--out", tmp_path / "b.dal"
    )
    assert code == 0, err
    code, _, err = run("report", tmp_path / "b.dal", "--home", blind.home, "--out", tmp_path / "r.html")
    assert code == 1
    assert BLIND in err
    assert not (tmp_path / "r.html").exists()
    with pytest.raises(BadArgument, match="blind"):
        make_report(tmp_path / "b.dal", blind.home, QUICK)


def test_a_copy_of_an_open_study_is_its_annotators(three, tmp_path):
    run("handout", three.path, "--home", three.home, "--annotator", "bea", "--out", tmp_path / "b.dal")
    report = make_report(tmp_path / "b.dal", three.home, QUICK)
    assert report.facts.coded == "copy"
    assert report.facts.is_copy
    assert not re.search(r"\b(ann|bea|cyd)\b", " ".join(texts(report_document(report))))


def test_times_leave_by_choice_only(three, made):
    text, figures, _ = made
    assert "Hours" in Page(text).tables["Who annotated what"][0]
    assert "A label takes typically 4.0 s" in text
    assert figures["facts"]["people"][0]["seconds"] == 360.0
    without = make_report(three.path, three.home, Wishes(bootstrap=300))
    words = " ".join(texts(report_document(without)))
    assert "4.0 s" not in words
    assert "6 min" not in words
    assert "pace of" not in words
    assert all(one.seconds is None for one in without.facts.people)
    said = report_json(without)
    assert not {"effort", "measured_seconds", "missing"} & said["progress"].keys()
    assert {one["title"] for one in said["progress"]["influence"]["lines"]} <= {"Label as suggested"}
    assert not re.search(r"\b4\.0 s|pace of|econds (are|is)|Key presses", json.dumps(said))
    # Of the first and the last answer the day alone, as the page says it.
    assert {one["first"] % DAY for one in said["facts"]["people"]} == {0}
    assert figures["facts"]["people"][0]["first"] % DAY
    assert [day for day, _ in said["facts"]["days"]] == ["2026-01-01"]
