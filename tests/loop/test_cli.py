"""The command line: exit codes, one clear line for trouble, and never a traceback."""

import json
import shutil

import numpy as np
import pytest

from desktop_al.cli import main
from tests.loop.desk import Desk, make, make_texts


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DESKTOP_AL_HOME", str(tmp_path / "home"))

    def call(*arguments):
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return call


def fails(result, code, *words):
    found, out, err = result
    assert found == code, (found, out, err)
    assert out == ""
    assert err.strip()
    if code == 1:
        assert len(err.strip().splitlines()) == 1, err
        assert err.startswith("desktop-al: ")
    for word in words:
        assert word.lower() in err.lower(), err


@pytest.fixture
def project(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 6))
    with Desk(path) as desk:
        desk.scanned()
        desk.label()
        desk.label()
    return path


COMMANDS = ["open", "demo", "new", "export", "merge", "verify", "simulate"]


@pytest.mark.parametrize("command", [[], *([c] for c in COMMANDS)])
def test_every_command_has_help(run, command):
    code, out, err = run(*command, "--help")
    assert code == 0
    assert "usage: desktop-al" in out
    assert err == ""


def test_new_then_verify_and_export(run, tmp_path):
    folder = make_texts(tmp_path / "texts", 3)
    path = tmp_path / "new.dal"
    assert run("new", folder, "--project", path, "--classes", "a,b,c", "--annotator", "ann") == (0, "", "")
    code, out, _ = run("verify", path, "--json")
    assert code == 0
    assert json.loads(out) == {
        "ok": True,
        "events": 6,
        "annotations": 0,
        "classes": ["a", "b", "c"],
        "problems": [],
    }
    assert run("verify", path, "--json", tmp_path / "v.json")[0] == 0
    assert json.loads((tmp_path / "v.json").read_text()) == json.loads(out)
    assert run("export", path, "--format", "csv", "--out", tmp_path / "o.csv")[0] == 0
    assert (tmp_path / "o.csv").read_text("utf-8-sig").startswith("seq,sample,annotator,label,state,utc")


def test_new_refuses_what_cannot_be(run, tmp_path):
    folder = make_texts(tmp_path / "texts", 3)
    empty = tmp_path / "empty"
    empty.mkdir()
    path = tmp_path / "new.dal"
    fails(run("new", empty, "--project", path, "--classes", "a"), 1, "No images or texts")
    fails(run("new", tmp_path / "none", "--project", path, "--classes", "a"), 1, "no folder")
    fails(run("new", folder, "--project", folder / "p.dal", "--classes", "a"), 1, "sample folder")
    fails(run("new", folder, "--project", tmp_path / "no" / "p.dal", "--classes", "a"), 1, "no folder")
    for classes in ("", ",", "a,a", "a,A", "a,,b", "a," + "b" * 300):
        fails(run("new", folder, "--project", path, "--classes", classes), 1)
    fails(run("new", folder, "--project", path, "--classes", "a", "--annotator", " "), 1, "annotator")
    fails(run("new", folder, "--project", path, "--classes", "a", "--protocol", tmp_path / "none.md"), 1)
    fails(run("new", folder, "--project", path), 2, "--classes")
    fails(run("new"), 2)
    assert not path.exists()
    assert run("new", folder, "--project", path, "--classes", "a")[0] == 0
    before = path.read_bytes()
    fails(run("new", folder, "--project", path, "--classes", "a"), 1, "already a file")
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", ["verify", "export", "merge"])
def test_what_is_no_project(run, tmp_path, command):
    (tmp_path / "random.dal").write_bytes(np.random.default_rng(0).bytes(9000))
    (tmp_path / "empty.dal").touch()
    (tmp_path / "folder.dal").mkdir()
    more = {
        "export": ("--format", "csv", "--out", tmp_path / "o.csv"),
        "merge": (tmp_path / "random.dal",),
        "verify": (),
    }[command]
    for name in ("random.dal", "empty.dal", "folder.dal", "missing.dal"):
        code, _, err = run(command, tmp_path / name, *more)
        assert code == 1
        assert err.startswith("desktop-al: ")
        assert len(err.strip().splitlines()) == 1
    assert not (tmp_path / "o.csv").exists()


def test_wrong_usage_is_2(run, tmp_path, project):
    for arguments in (
        ("export", project, "--format", "xml", "--out", tmp_path / "o"),
        ("export", project),
        ("merge", project),
        ("verify",),
        ("verify", project, "--nonsense"),
        ("simulate",),
        ("simulate", "--features", "x", "--labels", "y", "--batch", "-1"),
        ("simulate", "--features", "x", "--labels", "y", "--budget", "ten"),
        ("simulate", "--features", "x", "--labels", "y", "--seeds", "-3"),
        ("demo", "--autoplay", "-5"),
        ("demo", "--images", "--text"),
    ):
        fails(run(*arguments), 2)


def test_merge_and_verify_of_a_labelled_project(run, tmp_path, project):
    copy = tmp_path / "copy.dal"
    shutil.copy(project, copy)
    with Desk(copy) as desk:
        desk.scanned()
        desk.label()
    code, out, err = run("merge", project, copy)
    assert (code, out) == (0, "")
    assert "new events" in err
    assert "3 annotations" in run("verify", project)[1]
    code, _, err = run("export", project, "--format", "jsonl", "--out", tmp_path / "o.jsonl")
    assert code == 0
    assert len((tmp_path / "o.jsonl").read_text("utf-8").splitlines()) == 3
    fails(run("export", project, "--format", "csv", "--out", tmp_path / "no" / "o.csv"), 1)
    fails(run("export", project, "--format", "csv", "--out", project), 1, "own file")


@pytest.fixture
def arrays(tmp_path):
    rng = np.random.default_rng(0)
    y = rng.integers(0, 2, 80)
    np.save(tmp_path / "x.npy", (rng.normal(size=(80, 4)) + 2 * y[:, None]).astype(np.float32))
    np.save(tmp_path / "y.npy", y)
    return ["simulate", "--features", tmp_path / "x.npy", "--labels", tmp_path / "y.npy"]


def test_simulate_writes_what_it_promises(run, tmp_path, arrays):
    small = ["--budget", "30", "--seeds", "2", "--strategy", "margin,random"]
    code, out, _ = run(*arrays, *small, "--json")
    assert code == 0
    result = json.loads(out)
    assert [(r["strategy"], r["seed"]) for r in result["runs"]]
    assert {r["strategy"] for r in result["runs"]} == {"margin", "random"}
    assert result["runs"][0]["curve"][-1]["labels"] == 30
    code, out, _ = run(*arrays, *small, "--json", tmp_path / "s.json")
    assert code == 0
    assert {r["strategy"] for r in json.loads((tmp_path / "s.json").read_text())["runs"]} == {"margin", "random"}


def test_simulate_refuses_bad_data_in_one_line(run, tmp_path, arrays):
    small = ["--budget", "20", "--seeds", "1", "--json", tmp_path / "s.json"]

    def with_features(array):
        path = tmp_path / f"bad-{len(list(tmp_path.iterdir()))}.npy"
        np.save(path, array, allow_pickle=array.dtype == object)
        return ["simulate", "--features", path, "--labels", tmp_path / "y.npy", *small]

    good = np.load(tmp_path / "x.npy")
    holed = good.copy()
    holed[3, 1] = np.nan
    endless = good.copy()
    endless[3, 1] = np.inf
    for arguments in (
        with_features(holed),
        with_features(endless),
        with_features(np.array([{}] * 80, dtype=object)),
        with_features(good[:50]),
        with_features(np.array(3.0)),
        with_features(np.array([["a"] * 4] * 80)),
        with_features(good.astype(complex)),
        with_features(good[:0]),
        [*arrays, *small, "--strategy", "nonsense"],
        [*arrays, *small, "--noise", "2"],
        [*arrays, *small, "--noise", "-1"],
        [*arrays, *small, "--noise", "nan"],
        [*arrays, *small, "--test-fraction", "1.5"],
        [*arrays, *small, "--test-features", tmp_path / "x.npy"],
        ["simulate", "--features", tmp_path / "none.npy", "--labels", tmp_path / "y.npy", *small],
    ):
        code, out, err = run(*arguments)
        assert code in (1, 2), (arguments, out, err)
        assert err.strip(), arguments
        assert code == 2 or len(err.strip().splitlines()) == 1, err
        assert not (tmp_path / "s.json").exists()
