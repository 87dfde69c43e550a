"""The languages of the window. Their texts lie in ``resources/languages/CODE.ts``, a format that Qt Linguist edits."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.resources import resource
from desktop_al.core.words import ENGLISH, Language, tr

#: (code, its own name), the language of the code first.
LANGUAGES: tuple[tuple[str, str], ...] = (("en", "English"), ("pt_PT", "Português (Portugal)"))
#: Every text in brackets and a third longer, with accents: what is not in brackets does not go through ``tr``.
PSEUDO = "pseudo"
#: The context of our own texts; all others of a file are of Qt's own widgets.
OWN_CONTEXT = "desktop_al"
#: Says the language to the processes that the window starts, and to the window itself in tests.
VARIABLE = "DESKTOP_AL_LANGUAGE"

#: Decimal mark and mark between groups of three digits (Unicode CLDR).
_MARKS = {"pt_PT": (",", "\N{NO-BREAK SPACE}")}
_ACCENTS = str.maketrans("AEIOUCNSYaeioucnsy", "ÅÉÎÖÛÇÑŠÝåéîöûçñšý")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A translation file: our texts as ``Language`` keeps them, and (context, text) -> translation of Qt's own."""

    texts: Mapping[tuple[str, str], str]
    plurals: Mapping[tuple[str, str], tuple[str, str]]
    of_qt: Mapping[tuple[str, str], str]


def language(code: str) -> Language:
    """The language ``code``: of LANGUAGES, or PSEUDO.

    Raises:
        DesktopAlError: there is none, or the installation is incomplete.
    """
    if code == ENGLISH.code:
        return ENGLISH
    if code == PSEUDO:
        return Language(PSEUDO, _Stretched(), _StretchedPairs(), ",", "\N{NO-BREAK SPACE}")
    found = catalogue(code)
    return Language(code, found.texts, found.plurals, *_MARKS[code])


def catalogue(code: str) -> Catalogue:
    """What the file of a language holds; texts without a translation are left out.

    Raises:
        DesktopAlError: there is no such language, or its file is missing or broken.
    """
    if code not in {known for known, _ in LANGUAGES}:
        raise DesktopAlError(tr("There is no language {code}.", code=code))
    path = resource(f"languages/{code}.ts")
    try:
        root = ElementTree.parse(path).getroot()
    except (OSError, ElementTree.ParseError) as error:
        raise DesktopAlError(
            tr("The texts in {name} cannot be read. Install the program again.", name=path.name)
        ) from error
    texts, plurals, of_qt = {}, {}, {}
    for context in root.iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") is not None:
                continue
            source, about = message.findtext("source", ""), message.findtext("comment", "")
            forms = [form.text or "" for form in translation.iter("numerusform")]
            if name != OWN_CONTEXT:
                of_qt[name, source] = translation.text or ""
            elif len(forms) == 2:
                plurals[about, source] = (forms[0], forms[1])
            else:
                texts[source, about] = translation.text or ""
    return Catalogue(texts, plurals, of_qt)


def nearest(wanted: Iterable[str]) -> str:
    """The first of the languages ``wanted`` ("pt-BR", "en_GB.UTF-8") that there is, or its kin; else English."""
    codes = [code for code, _ in LANGUAGES]
    for name in wanted:
        plain = name.partition(".")[0].replace("-", "_")
        same = [code for code in codes if code == plain]
        kin = [code for code in codes if code.partition("_")[0] == plain.partition("_")[0]]
        for code in (*same, *kin):
            return code
    return ENGLISH.code


def of_environment() -> Language:
    """What the process that started this one said; English where it said nothing that there is."""
    try:
        return language(os.environ.get(VARIABLE) or ENGLISH.code)
    except DesktopAlError:
        return ENGLISH


def stretched(text: str) -> str:
    """``text`` as the pseudo-language has it; what fills its places stays as it is."""
    parts, depth, plain = [], 0, []
    for letter in text:
        depth += letter == "{"
        plain.append(letter if depth else letter.translate(_ACCENTS))
        depth -= letter == "}"
    body = "".join(plain)
    parts = [body, "~" * max(1, len(body) * 3 // 10)] if body.strip() else [body]
    return f"⟦{''.join(parts)}⟧"


class _Stretched(Mapping[tuple[str, str], str]):
    def __getitem__(self, key: tuple[str, str]) -> str:
        return stretched(key[0])

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(())

    def __len__(self) -> int:
        return 0


class _StretchedPairs(Mapping[tuple[str, str], tuple[str, str]]):
    def __getitem__(self, key: tuple[str, str]) -> tuple[str, str]:
        return stretched(key[0]), stretched(key[1])

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(())

    def __len__(self) -> int:
        return 0
