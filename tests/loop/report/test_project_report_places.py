"""Reports: places, troubles, empty projects, and PDF."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.loop.document import Table, texts
from desktop_al.loop.report_document import report_document
from desktop_al.loop.report_json import report_json
from desktop_al.loop.reporting import make_report
from desktop_al.store.project_file import close_file, open_project, read_events
from tests.loop.report.report_projects import QUICK, run, verify
from tests.loop.several import Study, make_study, true

# -- places, troubles, empty projects -------------------------------------------------------------------


def test_a_project_without_labels_has_a_good_report(tmp_path):
    study = make_study(tmp_path, 12)
    code, _, err = run("report", study.path, "--home", study.home, "--out", tmp_path / "r.html")
    assert code == 0, err
    text = (tmp_path / "r.html").read_text("utf-8").replace("\u00a0", " ")
    for said in (
        "The pool has 12 samples; none is annotated yet.",
        "Nothing is labelled yet. The first look at the accuracy comes at 25 labels.",
        "Agreement is not defined yet.",
        "No sample was shown twice",
        "No sample was adjudicated",
    ):
        assert said in text


def test_what_has_no_value_has_a_reason(tmp_path):
    """One class, one annotator: nothing of agreement is defined, and the sentences are of one class."""
    study = make_study(tmp_path, 12, classes=("Only",))
    study.label("ann", true, range(5))
    report = make_report(study.path, study.home, QUICK)
    said = report_json(report)
    for figure in (said["agreement"]["headline"], said["agreement"]["percent"], *said["self_consistency"].values()):
        assert figure["value"] is None
        assert figure["reason"]
    words = " ".join(texts(report_document(report)))
    assert "Each was to be given the 1 class there is (Only)." in words
    assert "one of 1" not in words


def test_places_are_refused_and_the_report_is_noted(three, tmp_path):
    home = ("--home", three.home)
    quick = ("--without-model", "--bootstrap", 200)
    for out, words in (
        (three.folder / "r.html", "sample folder"),
        (tmp_path / "r.docx", ".html or .pdf"),
        (tmp_path / "none" / "r.html", "no folder"),
        (three.path.with_name(three.path.name + "-r.html"), "project's own file"),
    ):
        code, _, err = run("report", three.path, *home, *quick, "--out", out)
        assert code == 1
        assert words in err
        assert not out.exists()
    assert not list(three.folder.glob("*.html"))
    code, _, err = run("report", three.path, *home)
    assert code == 1
    assert "--out R.html" in err
    before = exports(three)
    code, _, err = run("report", three.path, *home, *quick, "--out", tmp_path / "r.html")
    assert code == 0, err
    code, _, err = run("report", three.path, *home, *quick, "--json", tmp_path / "r.json")
    assert code == 0, err
    assert exports(three)[len(before) :] == ["r.html", "r.json"]
    assert verify(three)["ok"]


def test_figures_are_never_written_over_the_project_or_the_report(three, tmp_path):
    before = three.path.read_bytes()[:100]
    link = tmp_path / "link.dal"
    link.symlink_to(three.path)
    report = tmp_path / "r.html"
    for arguments, words in (
        (("verify", three.path, "--json", three.path), "own file"),
        (("verify", three.path, "--save-head", three.path), "own file"),
        (("verify", link, "--json", three.path), "own file"),
        (("backup", three.path, "--list", "--json", three.path), "own file"),
        (("predict", three.path, three.folder, "--out", tmp_path / "p.csv", "--json", three.path), "own file"),
        (("report", three.path, "--out", report, "--json", report), "written twice"),
    ):
        code, _, err = run(*arguments, "--home", three.home)
        assert code == 1, arguments
        assert words in err
        assert three.path.read_bytes()[:100] == before
    assert list(tmp_path.iterdir()) == [link]


def exports(study: Study) -> list[str]:
    file = open_project(study.path, look_only=True)
    try:
        return [event.answer for event in read_events(file.connection) if event.kind == ev.EXPORT]
    finally:
        close_file(file)


def test_a_damaged_project_is_said(three, tmp_path):
    broken = tmp_path / "broken.dal"
    shutil.copy(three.path, broken)
    data = bytearray(broken.read_bytes())
    data[4096 : len(data) // 2] = bytes(len(data) // 2 - 4096)
    broken.write_bytes(data)
    code, _, err = run("report", broken, "--home", three.home, "--out", tmp_path / "r.html")
    assert code == 1
    assert err.startswith("desktop-al: ")
    assert not (tmp_path / "r.html").exists()


# -- PDF ------------------------------------------------------------------------------------------------


def test_a_pdf_without_a_display_and_without_widgets(three, tmp_path):
    """In a process of its own: what is loaded there is seen."""
    out = tmp_path / "r.pdf"
    arguments = [*map(str, ("report", three.path, "--home", three.home, "--without-model", "--out", out))]
    code = (
        "import sys; from desktop_al.cli import main; "
        f"assert main({arguments!r}) == 0; "
        "assert 'PySide6.QtGui' in sys.modules and 'PySide6.QtWidgets' not in sys.modules"
    )
    known = {"PATH", "PYTHONPATH", "HOME", "VIRTUAL_ENV", "OPENBLAS_NUM_THREADS"}
    environment = {name: value for name, value in os.environ.items() if name in known}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().startswith(b"%PDF-")
    assert out.stat().st_size > 20_000


def test_tables_have_a_cell_for_each_column(three):
    for section in report_document(make_report(three.path, three.home, QUICK)).sections:
        for block in section.blocks:
            if isinstance(block, Table):
                assert all(len(row) == len(block.columns) for row in block.rows), block.caption


def test_it_is_an_html_file_from_a_new_project(tmp_path):
    folder = tmp_path / "t"
    folder.mkdir()
    (folder / "a.txt").write_text("one text", "utf-8")
    run("new", folder, "--project", tmp_path / "n.dal", "--classes", "A,B", "--home", tmp_path / "home")
    code, _, err = run("report", tmp_path / "n.dal", "--home", tmp_path / "home", "--out", tmp_path / "n.html")
    assert code == 0, err
    assert "The pool has 1 sample; it is not annotated yet." in Path(tmp_path / "n.html").read_text("utf-8")
