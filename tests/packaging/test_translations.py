"""The translation files: whole, in step with the source, and with the same places to be filled."""

import re
from pathlib import Path

import pytest

from desktop_al.core.languages import LANGUAGES, catalogue
from tests.packaging.test_dev import load

texts = load("language_texts")
CODES = [code for code, _ in LANGUAGES if code != "en"]


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


def test_what_is_no_plain_text_is_refused() -> None:
    with pytest.raises(ValueError, match=r"m\.py:2"):
        list(texts.texts_of("from x import tr\ntr(f'{a} labels')\n", "m.py"))
    found = list(texts.texts_of("tr('a', about='verb')\ntrn('{n} b', '{n} bs', 2)\nmark('c')\ntr(title)\n", "m.py"))
    assert [(text.text, text.one, text.about) for text in found] == [
        ("a", "", "verb"),
        ("{n} bs", "{n} b", ""),
        ("c", "", ""),
    ]
