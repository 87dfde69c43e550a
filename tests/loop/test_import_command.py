"""desktop-al import: plans, writing, exit codes, and what stays out."""

import contextlib
import json
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_al import cli_arguments
from desktop_al.cli import main
from desktop_al.core import events as ev
from desktop_al.loop.handing_out import hand_out
from desktop_al.loop.import_file import Wanted, import_file
from desktop_al.loop.locks import lock
from desktop_al.loop.merging import merge_projects
from desktop_al.media.importers import IMPORTERS
from desktop_al.store import writer
from desktop_al.store.verify import verify
from tests.loop.desk import Desk, exported, labels, make, make_texts

COUNT = 12


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path, make_texts(tmp_path / "pool", COUNT))


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DESKTOP_AL_HOME", str(tmp_path / "home"))

    def call(*arguments):
        try:
            code = main(["import", *map(str, arguments)])
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return call


def table(tmp_path: Path, rows: list[str], name: str = "l.csv") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(["path,label,annotator", *rows]) + "\n", "utf-8")
    return path


def events(project: Path) -> int:
    return verify(project).events


def test_a_dry_run_prints_the_plan_and_writes_nothing(run, project, tmp_path):
    file = table(tmp_path, ["t000.txt,A,Bo", "t001.txt,Cat,", "none.txt,A,", "short"])
    assert run(project, file)[0] == 0
    before = project.read_bytes(), events(project)
    code, out, err = run(project, file, "--as", "annotations", "--dry-run")
    assert (code, err) == (0, "")
    assert "Labels to import: 2" in out
    assert "class Cat (1) -> Cat" in out
    assert "annotator Bo (1) -> Bo (new)" in out
    assert "line 4 (none.txt): No sample has this name." in out
    assert "line 5: " in out
    assert (project.read_bytes(), events(project)) == before


def test_the_plan_as_json(run, project, tmp_path):
    file = table(tmp_path, ["t000.txt,A,Bo", "t001.txt,Cat,", "none.txt,A,"])
    code, out, _ = run(project, file, "--as", "annotations", "--map", "Cat=B", "Bo=Kim", "--json")
    made = json.loads(out)
    assert (code, made["written"], made["unmatched"], made["format"]) == (0, 2, 1, "csv")
    assert [one["to"] for one in made["classes"]] == ["A", "B"]
    assert {one["to"] for one in made["annotators"]} == {"Kim", "ann"}
    assert {(r["sample"], r["label"], r["annotator"]) for r in exported(project)} == {
        ("t000.txt", "A", "Kim"),
        ("t001.txt", "B", "ann"),
    }


def test_an_annotator_who_is_new_is_called_as_in_the_file(run, project, tmp_path):
    file = table(tmp_path, ["t000.txt,A,Bo"])
    code, out, _ = run(project, file, "--as", "annotations", "--map", "Bo=+", "--json")
    assert (code, json.loads(out)["annotators"]) == (0, [{"name": "Bo", "count": 1, "to": "Bo", "new": True}])
    assert [r["annotator"] for r in exported(project)] == ["Bo"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--map", "Cow=A"), "neither a class nor an annotator Cow"),
        (("--map", "A=Cow"), "no class Cow"),
        (("--map", "A="), "Nothing of this file"),
    ],
)
def test_what_cannot_be_is_one_line(run, project, tmp_path, more, words):
    code, out, err = run(project, table(tmp_path, ["t000.txt,A,"]), *more)
    assert (code, out) == (1, "")
    assert err.startswith("desktop-al: ")
    assert len(err.splitlines()) == 1
    assert words in err
    assert exported(project) == []


@pytest.mark.parametrize("more", [("--map", "A"), ("--map", "=A"), ("--format", "tiff"), ("--as", "labels")])
def test_wrong_usage_is_told_from_what_cannot_be(run, project, tmp_path, more):
    assert run(project, table(tmp_path, ["t000.txt,A,"]), *more)[0] == 2


OWN = "Datei;Befund;Leser\nt000.txt;A;Bo\nt001.txt;B;Cy\n"


def test_columns_with_names_of_ones_own(run, project, tmp_path):
    file = tmp_path / "own.csv"
    file.write_text(OWN, "utf-8")
    code, _, err = run(project, file)
    assert (code, "--columns sample=COLUMN label=COLUMN" in err) == (1, True)
    chosen = ("sample=Datei", "label=Befund", "annotator=Leser")
    code, out, _ = run(project, file, "--as", "annotations", "--json", "--columns", *chosen)
    made = json.loads(out)
    assert (code, made["written"]) == (0, 2)
    assert made["columns"] == {"sample": "Datei", "label": "Befund", "annotator": "Leser"}
    assert {(r["sample"], r["label"], r["annotator"]) for r in exported(project)} == {
        ("t000.txt", "A", "Bo"),
        ("t001.txt", "B", "Cy"),
    }
    with contextlib.closing(sqlite3.connect(project)) as connection:
        (body,) = connection.execute(
            "SELECT body FROM events JOIN bodies USING (writer, seq) WHERE kind=?", (ev.IMPORT,)
        ).fetchone()
    assert ev.decode_body(body)["columns"] == made["columns"]
    trail = tmp_path / "trail.csv"
    assert main(["audit", str(project), "--out", str(trail)]) == 0
    assert "columns as chosen: annotator Leser, label Befund, sample Datei" in trail.read_text("utf-8")


@pytest.mark.parametrize(
    ("columns", "code", "words"),
    [
        (("sample=Datei", "label=Befnd"), 1, "own.csv has no column Befnd. Its columns are: Datei, Befund, Leser."),
        (("sample=Datei", "label=Datei"), 1, "The column Datei is chosen for two things at once."),
        (("sample=Datei", "sample=Befund"), 1, "The role sample is given two columns: Datei and Befund."),
        (("label=Befund",), 1, "own.csv lacks the column path."),
        (("who=Leser",), 2, "with a role of sample, label, annotator, time, comment"),
        (("Datei",), 2, "is not of the form ROLE=COLUMN"),
    ],
)
def test_columns_that_cannot_be_are_told_in_a_line(run, project, tmp_path, columns, code, words):
    file = tmp_path / "own.csv"
    file.write_text(OWN, "utf-8")
    got, out, err = run(project, file, "--columns", *columns)
    assert (got, out, words in " ".join(err.split())) == (code, "", True)
    assert exported(project) == []


def test_two_columns_with_an_unknown_header_are_asked_for(run, project, tmp_path):
    file = tmp_path / "two.csv"
    file.write_text("datei,befund\nt000.txt,A\nt001.txt,B\n", "utf-8")
    code, out, err = run(project, file, "--dry-run")
    assert (code, out) == (1, "")
    assert "Its columns are: datei, befund." in err
    code, out, _ = run(project, file, "--dry-run", "--columns", "label=befund", "sample=datei")
    assert (code, "Suggestions to import: 2" in out, "befund (1)" in out) == (0, True, False)


def test_the_command_line_knows_the_formats():
    assert tuple(IMPORTERS) == cli_arguments.IMPORTED


@pytest.mark.parametrize("where", ["l.csv", "p.dal", "p.dal-wal", "pool/../p.dal"])
def test_what_the_command_works_on_is_not_written_over(run, project, tmp_path, where):
    file = table(tmp_path, ["t000.txt,A,"])
    before = file.read_bytes(), project.read_bytes()
    code, _, err = run(project, file, "--json", tmp_path / where)
    assert (code, "is not written over" in err) == (1, True)
    assert (file.read_bytes(), project.read_bytes()) == before
    assert not (tmp_path / "p.dal-wal").exists()


def test_its_own_export_comes_back_unchanged(run, project, tmp_path):
    with Desk(project) as desk:
        desk.scanned()
        desk.label()
        desk.label()
        desk.ready()
        assert desk.project.unsure()
        desk.ready()
        assert desk.project.not_worth("focus")
        assert desk.project.wait_saved(10.0)
    before = exported(project)
    copy = make(tmp_path / "second", tmp_path / "pool") if (tmp_path / "second").mkdir() is None else None
    assert copy is not None
    assert run(copy, project.with_name("out.csv"), "--as", "annotations", "--annotator", "Eve")[0] == 0
    keys = ("sample", "annotator", "label", "state", "reason")
    assert {tuple(r[k] for k in keys) for r in exported(copy)} == {tuple(r[k] for k in keys) for r in before}


def test_a_copy_takes_only_its_annotators_own(run, project, tmp_path):
    run(project, table(tmp_path, ["t000.txt,A,ann"]))
    copy = tmp_path / "bo.dal"
    hand_out(project, "Bo", copy, tmp_path / "home")
    file = table(tmp_path, ["t001.txt,B,Bo", "t002.txt,A,Eve", "t003.txt,B,"])
    code, _, err = run(copy, file)
    assert code == 1
    assert "only your own annotations" in err
    code, _, err = run(copy, file, "--as", "annotations")
    assert code == 0
    assert "It is of another annotator: 1" in err
    assert {(r["sample"], r["annotator"]) for r in exported(copy)} == {("t001.txt", "Bo"), ("t003.txt", "Bo")}


def test_what_was_handed_out_or_merged_is_not_taken_for_who_works_here(run, project, tmp_path):
    copy, file = tmp_path / "c.dal", table(tmp_path, ["t000.txt,A,", "t001.txt,B,"])
    assert run(project, file)[0] == 0
    hand_out(project, "Kim", copy, tmp_path / "home")
    assert "annotator (none named) (2) -> ann" in run(project, file, "--as", "annotations")[2]
    assert "annotator (none named) (2) -> Kim" in run(copy, file, "--as", "annotations")[2]
    merge_projects(project, [copy], tmp_path / "home")
    more = table(tmp_path, ["t002.txt,A,"], "more.csv")
    assert run(project, more, "--as", "annotations")[0] == 0
    given = sorted((row["sample"], row["annotator"]) for row in exported(project))
    both = [(f"t00{n}.txt", who) for n in (0, 1) for who in ("Kim", "ann")]
    assert given == [*both, ("t002.txt", "ann")]


def test_a_project_that_is_open_elsewhere_is_left_alone(run, project, tmp_path):
    file = table(tmp_path, ["t000.txt,A,"])
    with Desk(project) as desk:
        desk.scanned()
        desk.label()
        assert desk.project.wait_saved(10.0)
        code, _, err = run(project, file, "--as", "annotations")
        assert code == 1
        assert "cannot be written" in err
        assert run(project, file, "--as", "annotations", "--dry-run")[0] == 0


def test_whoever_stops_it_half_way_stops_all_of_it(project, tmp_path):
    file = table(tmp_path, [f"t{n:03d}.txt,A,Bo" for n in range(COUNT)])

    def go_on(words: str, _share: float) -> None:
        if words == "Writing the labels":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(project, file, Wanted("annotations"), tmp_path / "home", go_on)
    assert exported(project) == []
    assert verify(project).ok


def test_an_import_that_is_killed_leaves_all_or_nothing(project, tmp_path):
    file = table(tmp_path, [f"t{n:03d}.txt,A,P{k}" for k in range(200) for n in range(COUNT)])
    with Desk(project) as desk:
        desk.scanned()
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from desktop_al.loop.import_file import Wanted, import_file\n"
        "def go_on(words, share):\n"
        f"    if words == 'Writing the labels' and share > 0.8: os.kill(os.getpid(), {int(signal.SIGKILL)})\n"
        "import_file(Path(sys.argv[1]), Path(sys.argv[2]), Wanted('annotations'), Path(sys.argv[3]), go_on)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(project), str(file), str(tmp_path / "home")], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert exported(project) == []
    assert verify(project).ok


def test_an_encrypted_project(run, tmp_path, monkeypatch):
    monkeypatch.setenv("DESKTOP_AL_PASSPHRASE", "a long enough phrase")
    folder = make_texts(tmp_path / "pool", 4)
    project = tmp_path / "e.dal"
    monkeypatch.setenv("DESKTOP_AL_HOME", str(tmp_path / "home"))
    assert main(["new", str(folder), "--project", str(project), "--classes", "A,B", "--encrypt"]) == 0
    file = table(tmp_path, ["t000.txt,A,", "t001.txt,B,"])
    assert run(project, file, "--as", "annotations")[0] == 0
    assert labels(project) == {"t000.txt": "A", "t001.txt": "B"}
    lock(project)


def test_names_that_are_alike_stay_two_people(run, project, tmp_path):
    rows = ["t000.txt,A,Ann", "t000.txt,B,ann", "t001.txt,A,Bo", "t001.txt,B,bo"]
    assert run(project, table(tmp_path, rows), "--as", "annotations")[0] == 0
    made = [(r["sample"], r["annotator"], r["label"]) for r in exported(project)]
    assert sorted(made) == sorted(
        (*row.split(",")[:1], *row.split(",")[:0:-1]) for row in ("t000.txt,A,Ann", "t000.txt,B,ann", *rows[2:])
    )
    _, _, err = run(project, table(tmp_path, rows, "again.csv"), "--as", "annotations")
    assert "Nothing would change" in err
    code, out, _ = run(project, table(tmp_path, ["t002.txt,A,BO"], "one.csv"), "--as", "annotations", "--json")
    (who,) = json.loads(out)["annotators"]
    assert (code, who["to"] in ("Bo", "bo")) == (0, True), "alone it is one of those who are here"


def test_a_project_never_opened_gets_the_labels_of_all_its_samples(run, tmp_path, monkeypatch):
    """The list of the samples is read from the disk: all of it has to be there, however slow that is."""
    insert = writer.insert_samples

    def slowly(connection, samples):
        time.sleep(0.2)
        insert(connection, samples)

    monkeypatch.setattr(writer, "_GRACE_SECONDS", 0.0)
    monkeypatch.setattr(writer, "insert_samples", slowly)
    count = 3_000
    pool = tmp_path / "pool"
    pool.mkdir()
    (pool / "t.csv").write_text("text\n" + "".join(f"text {n}\n" for n in range(count)), "utf-8")
    project = make(tmp_path, pool)
    code, out, _ = run(project, table(tmp_path, [f"t.csv#{n},A," for n in range(count)]), "--json")
    assert (code, json.loads(out)["written"], json.loads(out)["unmatched"]) == (0, count, 0)


def test_a_second_import_has_nothing_to_do_and_says_so(run, project, tmp_path):
    file = table(tmp_path, ["t000.txt,A,Bo", "t001.txt,B,Bo", "none.txt,A,Bo"])
    assert run(project, file, "--as", "annotations")[0] == 0
    before = events(project)
    code, out, err = run(project, file, "--as", "annotations", "--json")
    report = json.loads(out)
    assert (code, report["written"], report["same"], report["unmatched"]) == (0, 0, 2, 1)
    assert err == "Nothing would change: all of it is here already.\n"
    assert run(project, file, "--as", "annotations")[0] == 0
    other = table(tmp_path, ["t000.txt,B,Bo", "t001.txt,A,Bo"], "other.csv")
    code, out, err = run(project, other, "--as", "annotations", "--json")
    assert (code, json.loads(out)["differing"]) == (0, 2)
    assert err == "Nothing would change: where another answer is here, it is kept.\n"
    assert events(project) == before
    assert run(project, file, "--json")[0] == 0
    assert json.loads(run(project, file, "--json")[1])["written"] == 0, "suggestions that are here already"


def test_what_cannot_be_imported_is_reported_all_the_same(run, project, tmp_path):
    code, out, err = run(project, table(tmp_path, ["none.txt,A,"]), "--as", "annotations", "--json")
    report = json.loads(out)
    assert (code, report["written"], report["unmatched"], len(report["not_imported"])) == (1, 0, 1, 1)
    assert "Nothing of this file can be imported. Nothing was written." in err


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_report_that_does_not_fit_on_the_disk_leaves_nothing(tmp_path):
    code = (
        "import resource, signal, sys\n"
        "from desktop_al.cli_output import print_json\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "print_json(['x' * 1000], sys.argv[1])\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "r.json")], capture_output=True, text=True)
    assert "OSError" in done.stderr
    assert list(tmp_path.iterdir()) == []
