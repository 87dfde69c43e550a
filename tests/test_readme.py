"""The README tells the truth: its tables are those of the program, and every command in it runs."""

import ast
import importlib
import json
import re
import shlex
import subprocess
import sys

import pytest

from desktop_al.core.commands import COMMANDS
from desktop_al.core.settings import SETTINGS
from desktop_al.learn.batches import BATCHES
from desktop_al.learn.model_kinds import MODELS
from desktop_al.learn.stopping_file import given_json
from desktop_al.learn.strategies import STRATEGIES
from desktop_al.ui.project_menu import group_of
from tests import shown_commands
from tests.shown_commands import ROOT, prepare, run_commands, thin_out

README = ROOT / "README.md"
_TABLES = {
    name: re.compile(rf"(<!-- {name}:.*?-->\n)(.*?)(<!-- end of {name} -->)", re.DOTALL)
    for name in ("keys", "settings", "strategies", "models")
}


def key_table() -> str:
    """The commands and their keys as Markdown; the nine label keys in one row."""
    rows = ["| Key | What it does |", "|---|---|", "| `1` to `9` | Label 1 to 9 |"]
    for command in COMMANDS:
        if not command.id.startswith("label."):
            group = group_of(command.id)
            in_menu = f"project menu, {group}" if group else "project menu"
            place = "button of the guideline" if command.id == "add_example" else in_menu
            keys = ", ".join(f"`{key}`" for key in command.keys) or place
            note = f" ({command.note})" if command.note else ""
            rows.append(f"| {keys} | {command.title}{note} |")
    return "\n".join(rows) + "\n"


def settings_table() -> str:
    """The settings as Markdown."""
    rows = ["| Setting | Values | What it does |", "|---|---|---|"]
    for setting in SETTINGS:
        if setting.kind == "choice":
            values = ", ".join(f"**{w}**" if v == setting.default else w for v, w in setting.choices)
        elif setting.kind == "switch":
            values = "**On**, Off" if setting.default else "On, **Off**"
        elif setting.kind == "name":
            values = f"a name, **{setting.default}**" if setting.default else "a name"
        else:
            values = f"{setting.least} to {setting.most} {setting.unit}, **{setting.default}**"
        where = " (this project)" if setting.scope == "project" else ""
        rows.append(f"| {setting.title}{where} | {values} | {setting.sentence} |")
    return "\n".join(rows) + "\n"


def strategy_table() -> str:
    """The query strategies as Markdown."""
    rows = ["| Name | What it does | Cost | Source |", "|---|---|---|---|"]
    rows += [f"| `{s.name}` | {s.sentence} | {s.cost} | {s.source} |" for s in STRATEGIES.values()]
    return "\n".join(rows) + "\n"


def model_table() -> str:
    """The kinds of model as Markdown."""
    rows = ["| Name | What it is | What it does | Cost |", "|---|---|---|---|"]
    rows += [f"| `{m.name}` | {m.title} | {m.sentence} | {m.cost} |" for m in MODELS.values()]
    return "\n".join(rows) + "\n"


def blocks(language: str = "sh") -> list[str]:
    return shown_commands.blocks(README, language)


@pytest.mark.parametrize("name", list(_TABLES))
def test_the_tables_are_those_of_the_program(name):
    found = _TABLES[name].search(README.read_text("utf-8"))
    assert found is not None
    assert found.group(2) == _MADE[name](), "run: PYTHONPATH=. python tests/test_readme.py"


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
    prepare(tmp_path, monkeypatch)

    def before(command: str) -> None:
        if command == "simulate":
            # The commands from here on read the folder, whatever its size; a few hundred of its texts will do.
            thin_out(tmp_path / "demo-samples", 250)

    run_commands(blocks()[1].splitlines(), tmp_path, before)
    assert (tmp_path / "labels.csv").read_text("utf-8").count("\n") == 31
    assert len((tmp_path / "labels.jsonl").read_text("utf-8").splitlines()) == 30


def test_every_way_to_draw_a_batch_is_described():
    described = re.findall(r"^\| `(\w+)` \| [A-Z]", README.read_text("utf-8").partition("| Batch |")[2], re.MULTILINE)
    assert described[: len(BATCHES)] == list(BATCHES)


def test_python_in_the_readme_is_whole_and_names_what_there_is():
    """Blocks marked ``python`` are not run, since what they call for may not be here (a cluster), but compiled; and
    all that they take from the program must be there."""
    assert blocks("python")
    for block in blocks("python"):
        compile(block, "README.md", "exec")
        taken = [node for node in ast.walk(ast.parse(block)) if isinstance(node, ast.ImportFrom)]
        own = [node for node in taken if node.module.startswith("desktop_al")]
        assert own
        for node in own:
            module = importlib.import_module(node.module)
            assert all(hasattr(module, alias.name) for alias in node.names)


_MADE = {
    "keys": key_table,
    "settings": settings_table,
    "strategies": strategy_table,
    "models": model_table,
}

if __name__ == "__main__":
    text = README.read_text("utf-8")
    for name, pattern in _TABLES.items():
        made = _MADE[name]()
        text = pattern.sub(lambda found, made=made: found.group(1) + made + found.group(3), text)
    README.write_text(text, "utf-8")


def test_the_learning_history_shown_is_one():
    (shown,) = blocks("json")
    given = given_json(json.loads(shown))
    assert len(given.history.checkpoints) == 2
    assert given.plan.target == 0.9
    assert given.remarks == ()
