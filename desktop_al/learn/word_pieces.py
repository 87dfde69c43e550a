"""Texts as numbers of word pieces, the input of networks of the BERT family, by the rules in their tokenizer.json.

Source: J. Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding", 2019,
and the program that came with it (tokenization.py). Categories of characters are those of this Python's Unicode.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from desktop_al.core.errors import DesktopAlError

Encode: TypeAlias = Callable[[str], list[int]]

#: Words and characters whose pieces are kept for the next text.
KEPT_WORDS, KEPT_CHARACTERS = 30_000, 20_000
MAX_WORD = 1000
#: Ideographs, each of which is a word. The gap before 2B920 is in the program that the networks come with.
IDEOGRAPHS = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002b73f\U0002b740-\U0002b81f"
    "\U0002b920-\U0002ceaf\U0002f800-\U0002fa1f]"
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a tokenizer.json says: ids by piece, ids by ``marks`` (which count as such wherever a text has them),
    the start of a piece within a word, the characters of the longest word that is split, and what is done first."""

    ids: dict[str, int]
    marks: dict[str, int]
    unknown: str
    prefix: str
    longest_word: int
    clean: bool
    ideographs: bool
    strip_accents: bool
    lower: bool


class _Characters(dict[int, str]):
    """For ``str.translate``: what becomes of a character, worked out when it is first met."""

    def __init__(self, becomes: Callable[[str], str]) -> None:
        self._becomes = becomes

    def __missing__(self, code: int) -> str:
        found = self._becomes(chr(code))
        if len(self) < KEPT_CHARACTERS:
            self[code] = found
        return found


def read_word_pieces(data: bytes, title: str, max_tokens: int) -> Encode:
    """The function that gives the ids of a text: those of its pieces, at most ``max_tokens`` with [CLS] and [SEP].

    Any string is a text; what is no whole character in it counts as a question mark. ``data`` is the content of a
    tokenizer.json, ``title`` the network's name for sentences; ``max_tokens`` >= 2.

    Raises:
        DesktopAlError: it is damaged, or asks for other rules than BERT's.
    """
    try:
        rules = _read(json.loads(data))
        first, last = (rules.ids[name] for name in ("[CLS]", "[SEP]"))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        sentence = f"The word list of {title} cannot be loaded: it is damaged or of an unknown kind."
        raise DesktopAlError(sentence) from error
    words, pieces, room = _words(rules), _pieces(rules), max_tokens - 2
    # Of two marks that begin alike the longer one counts.
    marks = sorted(rules.marks, key=len, reverse=True)
    parted = re.compile(f"({'|'.join(map(re.escape, marks)) or '(?!)'})")

    def encode(text: str) -> list[int]:
        found = [first]
        for at, part in enumerate(parted.split(text.encode("utf-8", "replace").decode("utf-8"))):
            if at % 2:
                found.append(rules.marks[part])
                continue
            for word in words(part):
                if len(found) > room:
                    break
                found += pieces(word) if len(word) <= rules.longest_word else (rules.ids[rules.unknown],)
        return [*found[: room + 1], last]

    return encode


def _is(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} expected")
    return value


def _read(file: Any) -> Rules:
    """The rules in a tokenizer.json.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: they are not there, or others than BERT's.
    """
    model, before = file["model"], file["normalizer"]
    kinds = (model["type"], before["type"], file["pre_tokenizer"]["type"])
    if kinds != ("WordPiece", "BertNormalizer", "BertPreTokenizer"):
        raise ValueError(f"rules of {kinds}")
    marks: dict[str, int] = {}
    for mark in file.get("added_tokens") or []:
        if not mark["content"] or any(mark.get(flag) for flag in ("single_word", "lstrip", "rstrip", "normalized")):
            raise ValueError("a mark with rules of its own")
        marks[_is(mark["content"], str)] = mark["id"]
    ids = _is(model["vocab"], dict)
    # The network has a row for each piece: a greater number would reach beyond its end.
    if not all(type(number) is int and 0 <= number < len(ids) for number in [*ids.values(), *marks.values()]):
        raise ValueError("a number that belongs to no piece")
    longest = _is(model.get("max_input_chars_per_word", 100), int)
    if model["unk_token"] not in ids or not 1 <= longest <= MAX_WORD:
        raise ValueError("no piece for unknown words, or words without end")
    lower, strip = _is(before["lowercase"], bool), before.get("strip_accents")
    return Rules(
        ids,
        marks,
        unknown=model["unk_token"],
        prefix=_is(model["continuing_subword_prefix"], str),
        longest_word=longest,
        clean=_is(before["clean_text"], bool),
        ideographs=_is(before["handle_chinese_chars"], bool),
        strip_accents=lower if strip is None else _is(strip, bool),
        lower=lower,
    )


def _is_space(character: str) -> bool:
    # Python counts four separators of files and records, which are control characters, as spaces.
    return character.isspace() and not "\x1c" <= character <= "\x1f"


def _is_punctuation(character: str) -> bool:
    if character.isascii():
        return "!" <= character <= "~" and not character.isalnum()
    return unicodedata.category(character).startswith("P")


def _words(rules: Rules) -> Callable[[str], list[str]]:
    """The function that cleans a text and parts it at blanks and around every punctuation character."""

    def cleaned(character: str) -> str:
        # Private use goes too; unassigned characters stay.
        waste = character == "\ufffd" or unicodedata.category(character) in ("Cc", "Cf", "Co")
        if rules.clean and waste and character not in "\t\n\r":
            return ""
        if rules.ideographs and IDEOGRAPHS.match(character):
            return f" {character} "
        return character

    def parted(character: str) -> str:
        if rules.strip_accents and unicodedata.category(character) == "Mn":
            return ""
        if _is_space(character):
            return " "
        if _is_punctuation(character):
            return f" {character} "
        # One by one: a sigma at the end of a word is no other letter.
        return character.lower() if rules.lower else character

    cleaning, parting = _Characters(cleaned), _Characters(parted)

    def words(text: str) -> list[str]:
        text = text.translate(cleaning)
        if rules.strip_accents:
            text = unicodedata.normalize("NFD", text)
        return [word for word in text.translate(parting).split(" ") if word]

    return words


def _pieces(rules: Rules) -> Callable[[str], tuple[int, ...]]:
    """The function that splits a word, always taking the longest piece that fits; one id if that does not come out."""
    longest_piece = max(map(len, rules.ids))

    @lru_cache(KEPT_WORDS)
    def pieces(word: str) -> tuple[int, ...]:
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = rules.prefix if start else ""
            for end in range(min(len(word), start + longest_piece), start, -1):
                number = rules.ids.get(prefix + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return (rules.ids[rules.unknown],)
        return tuple(found)

    return pieces
