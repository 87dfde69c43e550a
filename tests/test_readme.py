"""The README tells the truth: its key table is the command table, and every command in it runs."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_al.core.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
_KEYS = re.compile(r"(<!-- keys:.*?-->\n)(.*?)(<!-- end of keys -->)", re.DOTALL)


def key_table() -> str:
    """The commands and their keys as Markdown; the nine label keys in one row."""
    rows = ["| Key | What it does |", "|---|---|", "| `1` to `9` | Label 1 to 9 |"]
    for command in COMMANDS:
        if not command.id.startswith("label."):
            keys = ", ".join(f"`{key}`" for key in command.keys)
            note = f" ({command.note})" if command.note else ""
            rows.append(f"| {keys} | {command.title}{note} |")
    return "\n".join(rows) + "\n"


def blocks() -> list[str]:
    return re.findall(r"```sh\n(.*?)```", README.read_text("utf-8"), re.DOTALL)


def test_the_key_table_is_that_of_the_program():
    found = _KEYS.search(README.read_text("utf-8"))
    assert found is not None
    assert found.group(2) == key_table(), "run: python tests/test_readme.py"


def test_the_pictures_are_there():
    for picture in re.findall(r"!\[.*?\]\((.*?)\)", README.read_text("utf-8")):
        assert (ROOT / picture).stat().st_size > 10_000


def test_the_two_commands_are_known_to_the_script():
    commands = [shlex.split(line) for line in blocks()[0].splitlines()]
    assert [c[:2] for c in commands] == [["python3", "packaging/dev.py"]] * 2
    for command in commands:
        shown = subprocess.run(
            [sys.executable, "packaging/dev.py", command[2], "--help"], cwd=ROOT, capture_output=True, text=True
        )
        assert shown.returncode == 0
        assert command[2] in shown.stdout


@pytest.mark.timeout(300)
def test_every_command_of_the_reference_runs_as_it_stands(tmp_path, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("DESKTOP_AL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for line in blocks()[1].splitlines():
        name, *arguments = shlex.split(line)
        assert name == "desktop-al"
        done = subprocess.run(
            [sys.executable, "-m", "desktop_al.cli", *arguments], cwd=tmp_path, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{line}: {done.stderr}"
    assert (tmp_path / "labels.csv").read_text("utf-8").count("\n") == 31
    assert len((tmp_path / "labels.jsonl").read_text("utf-8").splitlines()) == 30


if __name__ == "__main__":
    text = README.read_text("utf-8")
    README.write_text(_KEYS.sub(lambda m: m.group(1) + key_table() + m.group(3), text), "utf-8")
