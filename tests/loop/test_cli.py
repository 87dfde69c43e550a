"""The command line: exit codes, one clear line for trouble, and never a traceback."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import cv2
import numpy as np
import psutil
import pytest

from desktop_al.cli import main
from desktop_al.cli_arguments import parser
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


DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
COMMANDS = ["open", "demo", "new", "export", "audit", "merge", "verify", "simulate", "features", "import-features"]
COMMANDS += ["encrypt", "decrypt", "passphrase"]


@pytest.mark.parametrize("command", [[], *([c] for c in COMMANDS)])
def test_every_command_has_help(run, command):
    code, out, err = run(*command, "--help")
    assert code == 0
    assert "usage: desktop-al" in out
    assert err == ""


def test_every_argument_is_explained():
    actions = parser()._subparsers._group_actions[0].choices
    assert len(actions) > 20
    silent = [f"{name} {one.dest}" for name, sub in actions.items() for one in sub._actions if not one.help]
    assert silent == []


def test_new_then_verify_and_export(run, tmp_path):
    folder = make_texts(tmp_path / "texts", 3)
    path = tmp_path / "new.dal"
    assert run("new", folder, "--project", path, "--classes", "a,b,c", "--annotator", "ann") == (
        0,
        "",
        "new.dal is made for ann, with 3 classes\n",
    )
    code, out, _ = run("verify", path, "--json")
    assert code == 0
    found = json.loads(out)
    head = found.pop("head")
    assert found == {
        "ok": True,
        "events": 6,
        "annotations": 0,
        "classes": ["a", "b", "c"],
        "problems": [],
        "signatures": [],
    }
    assert run("verify", path, "--json", tmp_path / "v.json")[0] == 0
    again = json.loads((tmp_path / "v.json").read_text())
    # All but the time at which it was the head.
    assert again.pop("head") | {"utc": ""} == head | {"utc": ""}
    assert again == found
    assert run("export", path, "--format", "csv", "--out", tmp_path / "o.csv")[0] == 0
    assert (tmp_path / "o.csv").read_text("utf-8-sig").startswith("seq,sample,annotator,label,state,utc")


def test_new_refuses_what_cannot_be(run, tmp_path):
    folder = make_texts(tmp_path / "texts", 3)
    empty = tmp_path / "empty"
    empty.mkdir()
    path = tmp_path / "new.dal"
    fails(run("new", empty, "--project", path, "--classes", "a"), 1, "No images or texts")
    fails(run("new", tmp_path / "none", "--project", path, "--classes", "a"), 1, "no folder")
    table = tmp_path / "table.csv"
    table.write_text("text\nOne.\n", "utf-8")
    fails(run("new", table, "--project", path, "--classes", "a"), 1, "table.csv is a file. Name the folder")
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


@pytest.mark.parametrize("command", ["verify", "export", "merge", "import-features"])
def test_what_is_no_project(run, tmp_path, command):
    (tmp_path / "random.dal").write_bytes(np.random.default_rng(0).bytes(9000))
    (tmp_path / "empty.dal").touch()
    (tmp_path / "folder.dal").mkdir()
    more = {
        "export": ("--format", "csv", "--out", tmp_path / "o.csv"),
        "merge": (tmp_path / "random.dal",),
        "verify": (),
        "import-features": (tmp_path / "none.npz",),
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
        ("simulate", "--features", "x", "--labels", "y", "--jobs", "many"),
        ("simulate", "--features", "x", "--labels", "y", "--features-of", "some"),
        ("features", tmp_path),
        ("import-features", project),
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
    assert "Nothing new in 1 file" in err or "new annotation" in err
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
    small = ["--budget", "30", "--seeds", "2", "--strategy", "margin,random", "--jobs", "1"]
    code, out, _ = run(*arrays, *small, "--json")
    assert code == 0
    result = json.loads(out)
    assert [(r["strategy"], r["seed"]) for r in result["runs"]]
    assert {r["strategy"] for r in result["runs"]} == {"margin", "random"}
    assert result["runs"][0]["curve"][-1]["labels"] == 30
    code, out, _ = run(*arrays, *small, "--json", tmp_path / "s.json")
    assert code == 0
    assert {r["strategy"] for r in json.loads((tmp_path / "s.json").read_text())["runs"]} == {"margin", "random"}


def test_a_test_set_of_its_own_leaves_the_whole_pool(run, tmp_path, arrays):
    given = ["--test-features", tmp_path / "x.npy", "--test-labels", tmp_path / "y.npy"]
    code, out, _ = run(*arrays, *given, "--budget", "80", "--batch", "70", "--seeds", "1", "--json")
    assert code == 0
    assert all(sorted(one["picked"]) == list(range(80)) for one in json.loads(out)["runs"])


def test_simulate_refuses_bad_data_in_one_line(run, tmp_path, arrays):
    small = ["--budget", "20", "--seeds", "1", "--json", tmp_path / "s.json", "--plot", tmp_path / "s.svg"]

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
        [*arrays, *small, "--abstain", "1"],
        [*arrays, *small, "--abstain", "nan"],
        [*arrays, *small, "--model", "nonsense"],
        [*arrays, *small, "--wanted", "nothing"],
        [*arrays, *small, "--strategy", "margin*x+density"],
        # Said before the work, not after it.
        [*arrays, *small, "--plot", tmp_path / "nowhere" / "curves.svg"],
        [*arrays, *small, "--plot", tmp_path],
        [*arrays, *small, "--plot", tmp_path / "curves.jpg"],
        [*arrays, *small, "--plot", tmp_path / "curves"],
        [*arrays, *small, "--strategy", "margin,,random"],
        [*arrays, *small, "--strategy", "margin, "],
        [*arrays, *small, "--strategy", ""],
        [*arrays, *small, "--test-fraction", "1.5"],
        [*arrays, *small, "--test-features", tmp_path / "x.npy"],
        ["simulate", "--features", tmp_path / "none.npy", "--labels", tmp_path / "y.npy", *small],
    ):
        code, out, err = run(*arguments)
        assert code in (1, 2), (arguments, out, err)
        assert err.strip(), arguments
        assert code == 2 or len(err.strip().splitlines()) == 1, err
        assert not (tmp_path / "s.json").exists()
        assert not (tmp_path / "s.svg").exists()


def test_simulate_takes_mixes_models_and_a_class_to_find_and_draws_its_curves(run, tmp_path, arrays):
    more = ["--strategy", "margin*2+density@k_center,certainty", "--wanted", "1", "--model", "bayes"]
    more += ["--abstain", "0.2", "--budget", "30", "--seeds", "2", "--jobs", "1"]
    code, out, _ = run(*arrays, *more, "--json", tmp_path / "s.json", "--plot", tmp_path / "s.svg")
    assert code == 0
    assert "found" in out.splitlines()[0]
    runs = json.loads((tmp_path / "s.json").read_text())["runs"]
    assert {one["strategy"] for one in runs} == {"margin*2+density@k_center", "certainty", "random"}
    assert all(one["curve"][-1]["asked"] == 30 > one["curve"][-1]["labels"] for one in runs)
    assert all(0 <= point["found"] <= 1 for one in runs for point in one["curve"])
    assert (tmp_path / "s.svg").read_text("utf-8").count("<path ") == 3


def test_the_plot_is_what_its_name_says(run, tmp_path, arrays):
    small = [*arrays, "--strategy", "margin", "--budget", "20", "--seeds", "1", "--json", tmp_path / "s.json"]
    assert run(*small, "--plot", tmp_path / "curves.svg")[::2] == (0, "")
    assert (tmp_path / "curves.svg").read_bytes().startswith(b"<svg ")
    # As on a server: no display, and no platform that would do without.
    server = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    command = [sys.executable, "-m", "desktop_al.cli", *map(str, small), "--plot", str(tmp_path / "curves.PNG")]
    done = subprocess.run(command, env=server, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    picture = cv2.imread(str(tmp_path / "curves.PNG"))
    assert picture.shape == (960, 1920, 3)
    assert (picture[:2] == 255).all(), "light ground"
    assert (picture[60:1000, :120] < 100).any(), "the words of the axis"
    code, _, err = run(*small, "--plot", tmp_path / "curves.jpg")
    assert code == 1
    assert err.strip() == "desktop-al: Learning curves are written as .svg or .png; curves.jpg ends with neither."
    assert not list(tmp_path.glob("curves.jpg*"))


def test_an_empty_name_in_a_list_is_said(run, arrays):
    code, _, err = run(*arrays, "--strategy", "margin,,random")
    assert code == 1
    assert '--strategy "margin,,random" has an empty name' in err


def test_classes_of_the_test_that_the_pool_does_not_have_are_said(run, tmp_path, arrays):
    labels = np.load(tmp_path / "y.npy")
    more = [*arrays, "--budget", "20", "--seeds", "1", "--jobs", "1", "--json", tmp_path / "s.json"]
    more += ["--test-features", tmp_path / "x.npy", "--test-labels", tmp_path / "yt.npy"]
    np.save(tmp_path / "yt.npy", np.where(labels == 0, 9, labels))
    code, _, err = run(*more)
    assert code == 0
    assert err == "1 class of the test labels does not occur in the pool, so no answer can be right there: 9.\n"
    # The same classes, written as numbers with a point.
    np.save(tmp_path / "yt.npy", labels.astype(float))
    assert run(*more)[::2] == (0, "")
    (tmp_path / "s.json").unlink()
    np.save(tmp_path / "yt.npy", labels + 100)
    code, _, err = run(*more)
    assert code == 1
    assert err.startswith("desktop-al: No class of the test labels occurs in the pool. The pool has 0, 1")
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "s.json").exists()


def test_a_cache_that_has_no_effect_is_said(run, tmp_path, arrays):
    small = ["--budget", "20", "--seeds", "1", "--jobs", "1", "--json", tmp_path / "s.json"]
    code, _, err = run(*arrays, *small, "--cache", tmp_path / "kept")
    assert code == 0
    assert err == "--cache has no effect with --features: there are no features to be computed.\n"
    assert not (tmp_path / "kept").exists()
    assert run(*arrays, *small, "--cache", "none")[2] == ""
    folder = make_texts(tmp_path / "texts" / "A", 4).parent
    code, _, err = run("simulate", folder, "--labels", "folders", *small, "--cache", tmp_path / "x.npy")
    assert code == 1
    assert err == f"desktop-al: No features can be kept in {tmp_path / 'x.npy'}: it is a file.\n"


def test_the_features_of_a_folder_are_kept_where_it_is_said(run, tmp_path):
    folder = make_texts(tmp_path / "texts", 24)
    lines = [f"t{number:03d}.txt,{'AB'[number % 2]}" for number in range(24)]
    (tmp_path / "labels.csv").write_text("\n".join(["path,label", *lines]), "utf-8")
    command = ["simulate", folder, "--labels", tmp_path / "labels.csv", "--budget", "12", "--initial", "4"]
    command += ["--seeds", "1", "--jobs", "1", "--features-of", "cheap", "--json"]
    results = []
    for cache in (["--cache", "none"], [], [], ["--cache", tmp_path / "kept"]):
        code, out, err = run(*command, *cache)
        assert (code, err) == (0, "")
        results.append([one["picked"] for one in json.loads(out)["runs"]])
    assert all(result == results[0] for result in results)
    assert len(list((tmp_path / "home" / "cache").iterdir())) == 1
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_features_are_computed_and_imported(run, tmp_path, project):
    folder, out = tmp_path / "texts", tmp_path / "x.npz"
    names = ["--names", "hashed,text_looks", "--jobs", "1"]
    code, _, err = run("features", folder, "--out", out, *names)
    assert (code, err) == (0, "6 samples (hashed, text_looks)\n")
    (folder / "t000.txt").unlink()
    assert run("import-features", project, out) == (0, "", "6 samples (hashed, text_looks)\n")
    fails(run("features", folder, "--out", folder / "x.npz", *names), 1, "sample folder")
    fails(run("features", folder, "--out", out, "--names", "handmade"), 1, "no features")
    fails(run("features", tmp_path / "nowhere", "--out", out), 1)
    fails(run("features", folder, "--out", tmp_path / "no" / "x.npz", *names), 1)
    fails(run("import-features", project, tmp_path / "none.npz"), 1, "no file")
    fails(run("import-features", project, project), 1, "not a whole file")
    with Desk(project):
        fails(run("import-features", project, out), 1, "open in another window")


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to another process")
def test_ctrl_c_ends_every_process_in_one_line(tmp_path, arrays):
    command = [sys.executable, "-m", "desktop_al.cli", *map(str, arrays), "--seeds", "400", "--jobs", "2"]
    environment = {**os.environ, "DESKTOP_AL_HOME": str(tmp_path / "home")}
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=environment,
        # What runs the tests may have been started where Ctrl+C counts for nothing.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        children = []
        until = time.monotonic() + 60
        while len(children) < 2 and time.monotonic() < until:
            time.sleep(0.05)
            found = psutil.Process(process.pid).children(recursive=True)
            children = [child for child in found if "spawn_main" in " ".join(child.cmdline())]
        assert len(children) == 2
        # As a terminal does it: all of them at once.
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, out, err) == (1, "", "desktop-al: stopped.\n")
        assert not psutil.wait_procs(children, timeout=10)[1]
    finally:
        process.kill()
        process.wait()
