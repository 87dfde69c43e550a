"""The translation files: whole, in step with the source, and with the same places to be filled."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_al.core.languages import LANGUAGES, catalogue
from tests.packaging.test_dev import load

texts = load("language_texts")
CODES = [code for code, _ in LANGUAGES if code != "en"]
#: What is given to these is read by a person.
_TELLING = frozenset(
    {"drawText", "setText", "set_text", "setToolTip", "setAccessibleName", "setAccessibleDescription", "flash"}
)


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", text))


@pytest.mark.parametrize("code", CODES)
def test_every_text_has_a_translation_with_the_same_places(code: str) -> None:
    known = texts.read(texts.FOLDER / f"{code}.ts")[texts.CONTEXT]
    wanted = {text.key: text for text in texts.collected()}
    assert sorted(wanted.keys() - known.keys()) == [], "without a translation: `dev.py texts --missing` says where"
    assert sorted(known.keys() - wanted.keys()) == [], "no longer used: `dev.py texts` takes them out"
    for key, forms in known.items():
        asked = places(wanted[key].text) | places(wanted[key].one)
        told = {name for form in forms for name in places(form)}
        assert told <= asked | {"n"}, (key, forms)
        assert asked <= told | {"n"}, (key, forms)
        assert all(forms), key
    assert len(catalogue(code).texts) + len(catalogue(code).plurals) == len(known)


@pytest.mark.parametrize("code", CODES)
def test_the_file_is_as_the_script_writes_it(code: str, tmp_path: Path) -> None:
    file = texts.FOLDER / f"{code}.ts"
    again = tmp_path / file.name
    texts.write(again, texts.collected(), texts.read(file))
    assert again.read_text("utf-8") == file.read_text("utf-8")


def test_constants_that_are_shown_through_translation_are_marked() -> None:
    """Else they are in no file of translations, and stay English."""
    known = {one for text in texts.collected() for one in (text.text, text.one)}
    unmarked = []
    for path in sorted((texts.ROOT / "desktop_al").rglob("*.py")):
        module = importlib.import_module(".".join(path.relative_to(texts.ROOT).with_suffix("").parts))
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "tr" and call.args:
                said = call.args[0]
                shown = (said.body, said.orelse) if isinstance(said, ast.IfExp) else (said,)
                values = [getattr(module, one.id, None) for one in shown if isinstance(one, ast.Name)]
                unmarked += [
                    f"{path.name}:{call.lineno}" for one in values if isinstance(one, str) and one not in known
                ]
    assert unmarked == []


def test_what_is_no_plain_text_is_refused() -> None:
    with pytest.raises(ValueError, match=r"m\.py:2"):
        list(texts.texts_of("from x import tr\ntr(f'{a} labels')\n", "m.py"))
    found = list(texts.texts_of("tr('a', about='verb')\ntrn('{n} b', '{n} bs', 2)\nmark('c')\ntr(title)\n", "m.py"))
    assert [(text.text, text.one, text.about) for text in found] == [
        ("a", "", "verb"),
        ("{n} bs", "{n} b", ""),
        ("c", "", ""),
    ]


def test_constants_that_are_translated_where_they_are_shown_are_marked() -> None:
    """``tr(NAME)`` with a constant that no ``mark`` has put into the catalogue would stay English without a word."""
    marked = {text.text for text in texts.collected()}
    left_out = []
    for path in sorted((texts.ROOT / "desktop_al").rglob("*.py")):
        calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
        names = {
            call.args[0].id
            for call in calls
            if isinstance(call.func, ast.Name) and call.func.id == "tr" and isinstance(call.args[0], ast.Name)
        }
        if names:
            module = importlib.import_module(".".join(path.relative_to(texts.ROOT).with_suffix("").parts))
            values = {name: getattr(module, name, None) for name in names if name.upper() == name}
            left_out += [f"{module.__name__}.{n}" for n, v in values.items() if isinstance(v, str) and v not in marked]
    assert left_out == []


def _marked(tree: ast.Module) -> set[str]:
    """Names of a module that stand for texts that are translated where they are shown."""
    made = [one for one in tree.body if isinstance(one, ast.Assign) and isinstance(one.value, ast.Call)]
    return {
        target.id
        for one in made
        if isinstance(one.value, ast.Call) and isinstance(one.value.func, ast.Name) and one.value.func.id == "mark"
        for target in one.targets
        if isinstance(target, ast.Name)
    }


def _untranslated(part: ast.AST, marked: set[str]) -> Iterator[str]:
    if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in ("tr", "trn", "english"):
        return
    if isinstance(part, ast.Compare):
        return
    if isinstance(part, ast.Name) and part.id in marked:
        yield part.id
    for inside in ast.iter_child_nodes(part):
        yield from _untranslated(inside, marked)


def test_a_marked_text_is_never_raised_drawn_or_told_without_its_translation() -> None:
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted((texts.ROOT / "desktop_al").rglob("*.py"))}
    of_module = {
        ".".join(path.relative_to(texts.ROOT).with_suffix("").parts): _marked(tree) for path, tree in trees.items()
    }
    assert sum(map(len, of_module.values())) > 100, "constants are found"
    wrong = []
    for path, tree in trees.items():
        marked = set(_marked(tree))
        for one in ast.walk(tree):
            if isinstance(one, ast.ImportFrom):
                marked |= {a.asname or a.name for a in one.names if a.name in of_module.get(one.module or "", ())}
        for one in ast.walk(tree):
            told = isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) and one.func.attr in _TELLING
            if told or isinstance(one, ast.Raise):
                wrong += [f"{path.relative_to(texts.ROOT)}:{one.lineno} {name}" for name in _untranslated(one, marked)]
    assert wrong == []
