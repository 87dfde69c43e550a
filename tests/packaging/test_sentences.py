"""No sentence of the lower layers reaches somebody without going through ``tr``."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "desktop_al"
#: What only a command line or a script can ask for, and words of Python's own.
_PROGRAMS = frozenset(
    ("exports.py", "importers.py", "image_looks.py", "junk.py", "near_duplicates.py", "text_looks.py", "tables.py")
)
#: Errors of programs, not sentences for somebody.
_NO_SENTENCES = frozenset(("ValueError", "OSError", "IsADirectoryError", "DatabaseError", "_ForeignRules"))


def untold(source: str) -> Iterator[str]:
    """Sentences that an error is raised with, or that are put among what is broken, lost or wrong, without ``tr``."""
    for node in ast.walk(ast.parse(source)):
        call = node.exc if isinstance(node, ast.Raise) else node
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        said = isinstance(node, ast.Raise) and name not in _NO_SENTENCES
        listed = name in ("broke", "lose", "nothing") or (
            name == "append" and ast.unparse(call.func) == "problems.append"
        )
        for given in call.args if said or listed else ():
            plain = given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else ""
            if isinstance(given, ast.JoinedStr) or " " in plain:
                yield f"{call.lineno}: {ast.unparse(given)}"


@pytest.mark.parametrize("layer", ["core", "store", "media"])
def test_sentences_of_the_lower_layers_go_through_translation(layer: str) -> None:
    modules = sorted((PACKAGE / layer).glob("*.py"))
    assert len(modules) > 20
    found = {path.name: list(untold(path.read_text("utf-8"))) for path in modules if path.name not in _PROGRAMS}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_sentence_without_translation_is_found() -> None:
    for line in (
        "raise CannotRead('It is empty.')",
        "raise CannotRead(f'{name} is empty.')",
        "a.broke(1, 'It is bad.')",
    ):
        assert list(untold(line)) != []
    assert list(untold("raise CannotRead(tr('It is empty.'))\nproblems.append(tr('{n} is bad.', n=1))")) == []
