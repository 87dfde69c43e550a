"""desktop-al import: plans, writing, exit codes, and what stays out."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_al import cli_arguments
from desktop_al.cli import main
from desktop_al.loop.handing_out import hand_out
from desktop_al.loop.import_file import Wanted, import_file
from desktop_al.loop.locks import lock
from desktop_al.media.importers import IMPORTERS
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


def test_a_second_time_there_is_nothing_to_do(run, project, tmp_path):
    file = table(tmp_path, [f"t{n:03d}.txt,{'AB'[n % 2]},Bo" for n in range(COUNT)])
    assert run(project, file, "--as", "annotations")[0] == 0
    before = events(project)
    code, _, err = run(project, file, "--as", "annotations")
    assert code == 1
    assert "here already" in err
    assert events(project) == before


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
