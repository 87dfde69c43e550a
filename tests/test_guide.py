"""The guide tells the truth: every command in it runs, and every example in Python gives what it shows."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

from desktop_al.cli import main
from tests.shown_commands import ROOT, blocks, prepare, run_commands, thin_out

GUIDE = ROOT / "resources" / "guide"
#: In the order in which somebody would read them: later ones use what the first one made.
SHOWN = ("alone", "medical", "study", "model", "troubleshooting")


def python_of(path: Path) -> str:
    return "\n".join(blocks(path, "python"))


@pytest.mark.timeout(300)
def test_every_command_and_every_example_runs_as_it_stands(tmp_path, monkeypatch, capsys):
    prepare(tmp_path, monkeypatch)
    lines = [line for name in SHOWN for block in blocks(GUIDE / f"{name}.md") for line in block.splitlines()]
    # What several guides show is run once.
    first, *others = dict.fromkeys(lines)
    run_commands([first], tmp_path)
    # Any folder will do from here on; a small one is quicker.
    thin_out(tmp_path / "demo-samples", 200)
    monkeypatch.chdir(tmp_path)
    examples = doctest.DocTestParser().get_doctest(python_of(GUIDE / "python.md"), {}, "python.md", None, 0)
    assert len(examples.examples) > 15
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    assert runner.run(examples, out=said.append).failed == 0, "".join(said)
    for line in others:
        # In this process: the start of each would take longer than all of them.
        name, *arguments = shlex.split(line)
        assert name == "desktop-al"
        assert main(arguments) == 0, f"{line}: {capsys.readouterr().err}"
    assert (tmp_path / "labels.csv").read_text("utf-8").count("\n") == 31
    assert (tmp_path / "predicted.csv").read_text("utf-8").count("\n") == 201


def test_every_document_with_commands_is_run():
    found = {path.stem for path in GUIDE.glob("*.md") if blocks(path)}
    assert found <= {*SHOWN, "formats"}
    assert set(SHOWN) <= found


def test_what_the_guide_links_to_is_there():
    for path in GUIDE.glob("*.md"):
        for target in re.findall(r"\]\(([\w./-]+)\)", path.read_text("utf-8")):
            assert (GUIDE / target).is_file(), f"{path.name}: {target}"


@pytest.mark.parametrize("path", sorted(GUIDE.glob("*.md")), ids=lambda path: path.stem)
def test_each_begins_with_its_title(path: Path):
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert sum(line.startswith("# ") for line in lines) == 1
