"""The set-up script: its decisions, without installing anything; locks and broken folders for real."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.packaging.scripts import ROOT, load

venv_setup = load("venv_setup")
qt_libraries = load("qt_libraries")
language_texts = load("language_texts")
dev = load("dev")

PY311 = venv_setup.Python("python3.11", (3, 11, 7))
PY312 = venv_setup.Python("python3.12", (3, 12, 1))


# --- arguments ---


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        (["run"], ("run", [])),
        (["run", "--autoplay", "60", "--shots", "d"], ("run", ["--autoplay", "60", "--shots", "d"])),
        (["run", "--", "--help"], ("run", ["--help"])),
        (["test", "tests/core", "-k", "fold"], ("test", ["tests/core", "-k", "fold"])),
        (["shots", "out"], ("shots", ["out"])),
        (["lint"], ("lint", [])),
        (["bench", "--json", "x"], ("bench", ["--json", "x"])),
    ],
)
def test_arguments_reach_the_command_unchanged(argv: list[str], expected: tuple[str, list[str]]) -> None:
    assert dev.parse(argv) == (*expected, "")


@pytest.mark.parametrize("argv", [[], ["rum"], ["lint", "x"], ["shots"], ["shots", "a", "b"], ["--verbose"]])
def test_wrong_usage_ends_with_2_and_the_usage(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(argv) == 2
    out = capsys.readouterr()
    assert "usage: python3 packaging/dev.py" in out.err
    assert out.out == ""


@pytest.mark.parametrize("argv", [["--help"], ["-h"], *([name, "--help"] for name in dev.HELP)])
def test_help_is_there_for_every_command(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(argv) == 0
    out = capsys.readouterr().out
    assert out.startswith("usage:")
    assert all(name in out for name in (dev.HELP if len(argv) == 1 else argv[:1]))


# --- the interpreter ---


def test_this_python_is_taken_when_it_fits() -> None:
    python = venv_setup.choose_python(iter([[sys.executable], ["never-reached"]]))
    assert python.version == tuple(sys.version_info[:3])
    assert python.minor == f"{sys.version_info[0]}.{sys.version_info[1]}"


@pytest.mark.parametrize(
    ("version", "implementation", "wide", "free_threaded", "complete", "reason"),
    [
        ((3, 11, 0), "cpython", True, False, True, ""),
        ((3, 13, 9), "cpython", True, False, True, ""),
        ((3, 10, 13), "cpython", True, False, True, "not 3.11"),
        ((3, 14, 0), "cpython", True, False, True, "not 3.11"),
        ((2, 7, 18), "cpython", True, False, True, "not 3.11"),
        ((3, 11, 0), "pypy", True, False, True, "CPython"),
        ((3, 12, 0), "cpython", False, False, True, "64-bit"),
        ((3, 13, 0), "cpython", True, True, True, "CPython"),
        ((3, 12, 0), "cpython", True, False, False, "python3.12-venv"),
    ],
)
def test_which_interpreters_fit(
    version: tuple[int, int, int], implementation: str, wide: bool, free_threaded: bool, complete: bool, reason: str
) -> None:
    answer = venv_setup.unfit(version, implementation, wide, free_threaded, complete)
    assert (reason in answer) if reason else answer == ""


@pytest.mark.skipif(os.name == "nt", reason="shell scripts as interpreters")
def test_without_a_fitting_python_it_says_what_to_install(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\necho \'["/usr/bin/python3", [3, 9, 2], "cpython", true, false, true]\'\n')
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho nothing useful; exit 3\n")
    for script in (old, broken):
        script.chmod(0o755)
    with pytest.raises(venv_setup.Stop) as stop:
        venv_setup.choose_python(iter([[str(old)], [str(broken)], [str(tmp_path / "missing")]]))
    assert "found /usr/bin/python3 (3.9.2: not 3.11, 3.12 or 3.13)" in str(stop.value)
    assert "apt-get install python3 python3-venv" in str(stop.value)


@pytest.mark.skipif(os.name == "nt", reason="layout of pyenv on Linux and macOS")
def test_candidates_come_newest_first_from_path_and_pyenv(tmp_path: Path) -> None:
    expected = []
    for folder, name in (
        ("bin", "python3.12"),
        ("versions/3.12.1/bin", "python3.12"),
        ("versions/3.11.7/bin", "python3.11"),
    ):
        path = tmp_path / folder / name
        path.parent.mkdir(parents=True)
        path.write_text("#!/bin/sh\n")
        path.chmod(0o755)
        expected.append([str(path)])
    environment = {"PATH": str(tmp_path / "bin"), "PYENV_ROOT": str(tmp_path)}
    first, *others = venv_setup.candidates(environment)
    assert Path(first[0]).exists()
    assert others == expected


# --- the stamp ---


def checkout(root: Path) -> Path:
    (root / "packaging").mkdir(parents=True)
    (root / "pyproject.toml").write_text("a")
    (root / "packaging" / "constraints.txt").write_text("b")
    return root


def test_an_environment_is_kept_only_while_nothing_changed(tmp_path: Path) -> None:
    root = checkout(tmp_path / "one")
    stamp = venv_setup.stamp_of(root, PY311, False)
    assert venv_setup.plan(venv_setup.stamp_of(root, PY311, False), stamp) == "keep"
    assert venv_setup.plan(venv_setup.stamp_of(root, PY311, True), stamp) == "update"
    assert venv_setup.plan(stamp, venv_setup.stamp_of(root, PY311, True)) == "keep"
    assert venv_setup.plan(venv_setup.stamp_of(root, PY312, False), stamp) == "anew"
    assert venv_setup.plan(venv_setup.stamp_of(checkout(tmp_path / "two"), PY311, False), stamp) == "anew"
    for name in ("pyproject.toml", "packaging/constraints.txt"):
        (root / name).write_text("changed " + name)
        assert venv_setup.plan(venv_setup.stamp_of(root, PY311, False), stamp) == "update"
        stamp = venv_setup.stamp_of(root, PY311, False)


@pytest.mark.parametrize("content", [None, "", "{", "[1]", "null", "\xff\x00"])
def test_a_missing_or_broken_stamp_means_anew(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "stamp.json").write_text(content, encoding="latin-1")
    wanted = venv_setup.stamp_of(checkout(tmp_path / "c"), PY311, False)
    assert venv_setup.plan(wanted, venv_setup.read_stamp(tmp_path)) == "anew"


def test_a_foreign_or_broken_environment_is_noticed(tmp_path: Path) -> None:
    assert "does not start" in venv_setup.illness(ROOT, tmp_path, PY311)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "bare")], check=True)
    python = venv_setup.Python(sys.executable, tuple(sys.version_info[:3]))
    assert "incomplete" in venv_setup.illness(ROOT, tmp_path / "bare", python)
    site = next((tmp_path / "bare").rglob("site-packages"))
    for name, version in (("PySide6_Essentials", "6.11.3"), ("PySide6_Essentials", "6.12.0")):
        info = site / f"{name}-1.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        (site / "checkout.pth").write_text(str(ROOT))
        sick = venv_setup.illness(ROOT, tmp_path / "bare", python)
        assert (version in sick) if version == "6.12.0" else sick == ""
        assert "another copy" in venv_setup.illness(tmp_path, tmp_path / "bare", python)
    other = PY312 if python.minor != "3.12" else PY311
    assert "another folder or Python" in venv_setup.illness(ROOT, tmp_path / "bare", other)


def test_the_environment_of_the_caller_does_not_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET"):
        monkeypatch.setenv(name, "elsewhere")
    env = venv_setup.clean_environment({"EXTRA": "1"})
    assert env["EXTRA"] == "1"
    assert not {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET"} & set(env)


# --- the lock ---

HOLD = "import sys, time; sys.path.insert(0, sys.argv[1]); import venv_setup as v; from pathlib import Path\n"
HOLD += "with v.locked(Path(sys.argv[2])): print('held', flush=True); time.sleep(60)"


def holder(venv: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(ROOT / "packaging"), str(venv)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_set_up_waits_and_a_killed_one_leaves_no_lock(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    venv = tmp_path / ".venv"
    first = holder(venv)
    try:
        with pytest.raises(venv_setup.Stop, match="did not end"), venv_setup.locked(venv, wait_seconds=0.1):
            pass
        assert f"(process {first.pid})" in capsys.readouterr().out
    finally:
        first.kill()
        first.wait()
        assert first.stdout is not None
        first.stdout.close()
    began = time.monotonic()
    with venv_setup.locked(venv, wait_seconds=5):
        assert (venv / ".lock").read_text() == str(os.getpid())
    assert time.monotonic() - began < 4


def test_emptying_keeps_the_lock_and_does_not_follow_links(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_text("x")
    venv = tmp_path / ".venv"
    (venv / "lib" / "deep").mkdir(parents=True)
    (venv / ".lock").write_text("1")
    try:
        (venv / "lib64").symlink_to(precious, target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no symbolic links")
    venv_setup.empty(venv)
    assert [path.name for path in venv.iterdir()] == [".lock"]
    assert (precious / "file").exists()


def test_a_link_or_file_in_place_of_the_environment_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with venv_setup.locked(tmp_path / "file"):
        assert (tmp_path / "file").is_dir()


# --- failures of pip ---


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        ("WARNING: Retrying ... NewConnectionError(': Failed to establish a new connection: [Errno -3]", "network"),
        ("socket.gaierror: [Errno -3] Temporary failure in name resolution", "network"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("error: something else", "the lines above say why"),
    ],
)
def test_a_failed_installation_is_explained(log: str, sentence: str) -> None:
    assert sentence in venv_setup.explain(log)


def test_constraints_pin_every_requirement_with_plain_lines() -> None:
    import tomllib

    lines = [line for line in venv_setup.CONSTRAINTS.read_text().splitlines() if line and not line.startswith("#")]
    pinned = dict(line.split("==") for line in lines)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for requirement in project["dependencies"] + project["optional-dependencies"]["dev"]:
        name = requirement.split(">")[0].lower().replace("_", "-")
        assert name in pinned
    assert pinned["pyside6-essentials"] != venv_setup.BROKEN_QT


# --- system libraries ---

LDD = """\
\tlinux-vdso.so.1 (0x00007ffd)
\tlibEGL.so.1 => not found
\tlibxcb-icccm.so.4 => not found
\tlibX11.so.6 => /lib/x86_64-linux-gnu/libX11.so.6 (0x00007f)
"""


def test_missing_libraries_are_read_from_ldd_and_named_as_packages() -> None:
    missing = qt_libraries.not_found(LDD)
    assert missing == {"libEGL.so.1", "libxcb-icccm.so.4"}
    assert qt_libraries.packages_for(missing | {"libunheard.so.9"}) == ["libegl1", "libxcb-icccm4"]


@pytest.mark.parametrize(
    ("program", "line"),
    [
        ("apt-get", "apt-get install -y --no-install-recommends libegl1 libxcb-icccm4"),
        ("dnf", "sudo dnf install -y 'libEGL.so.1()(64bit)' 'libxcb-icccm.so.4()(64bit)'"),
        ("zypper", "sudo zypper install -y 'libEGL.so.1()(64bit)' 'libxcb-icccm.so.4()(64bit)'"),
        ("pacman", "sudo pacman -S --needed libglvnd"),
        ("none", ""),
    ],
)
def test_the_line_to_run_fits_the_system(program: str, line: str) -> None:
    answer = qt_libraries.install_line(qt_libraries.not_found(LDD), lambda name: name == program)
    assert (line in answer) if line else answer == ""


def test_apt_waits_for_its_lock_and_updates_first() -> None:
    update, install = qt_libraries.apt_commands(["sudo", "-n"], ["libegl1"])
    assert update[-1] == "update"
    assert install[-3:] == ["-y", "--no-install-recommends", "libegl1"]
    for command in (update, install):
        assert command[:2] == ["sudo", "-n"]
        assert "DPkg::Lock::Timeout=120" in command


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, ["offscreen"]),
        ({"QT_QPA_PLATFORM": "wayland;xcb:x"}, ["wayland", "xcb"]),
        ({"DISPLAY": ":0"}, ["xcb"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["xcb", "wayland"]),
        ({"DISPLAY": ""}, []),
    ],
)
def test_the_platform_plug_ins_follow_the_environment(environment: dict[str, str], expected: list[str]) -> None:
    assert qt_libraries.platforms(environment) == expected


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a display can be missing")
def test_run_without_a_display_says_so_before_anything_is_installed() -> None:
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    out = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "dev.py"), "run"], env=env, capture_output=True, text=True
    )
    assert out.returncode == 1
    assert out.stderr.startswith("There is no display")
    assert out.stdout == ""
