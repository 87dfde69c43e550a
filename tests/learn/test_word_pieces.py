"""Word pieces against known answers: those of the PyPI package tokenizers 0.23 for the same rules."""

import json
import threading
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from desktop_al.core.errors import DesktopAlError
from desktop_al.learn.word_pieces import KEPT_CHARACTERS, _Characters, read_word_pieces

WORDS = (
    "[PAD] [UNK] [CLS] [SEP] [MASK] the cat s sat un ##aff ##able ##a ##b ##c a b ab ##ab e ##e i istanbul cafe uber "
    "strasse straße σ ##α ##ς ##σ οδος οδοσ 日 本 한 ᄒ ##ᅡ ##ᆫ й и ! ? . , ' - # ##s ## [ ] x ##x 1 ##0 00 $ ^ … « € "
    "😀 fi ﬁ ; ` ㈠ \ue000 ᭄ unaff ##1"
)
PIECES = WORDS.split(" ")
UNKNOWN, CLS, SEP = 1, 2, 3


def rules(normalizer: dict[str, Any] | None = None, model: dict[str, Any] | None = None) -> dict[str, Any]:
    """What a tokenizer.json with ``PIECES`` says."""
    return {
        "added_tokens": [{"id": i, "content": PIECES[i], "special": True, "normalized": False} for i in range(5)],
        "normalizer": {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": True,
            "strip_accents": None,
            "lowercase": True,
            **(normalizer or {}),
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "model": {
            "type": "WordPiece",
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": {piece: number for number, piece in enumerate(PIECES)},
            **(model or {}),
        },
    }


def encode(text: str, max_tokens: int = 256, **changes: dict[str, Any]) -> list[int]:
    return read_word_pieces(json.dumps(rules(**changes)).encode(), "tiny", max_tokens)(text)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", []),
        (" \t\n", []),
        ("The CAT sat.", [5, 6, 8, 43]),
        ("unaffable", [70, 11]),
        ("unaffx", [70, 53]),
        ("cat's", [6, 45, 7]),
        ("ab!?", [17, 41, 42]),
        ("aabb", [15, 18, 13]),
        ("Caf\xe9 CAFE\u0301", [23, 23]),
        ("\xdcber", [24]),
        ("Stra\xdfe", [26]),
        ("\u0130stanbul", [22]),
        ("\u039f\u0394\u039f\u03a3 \u03bf\u03b4\u03bf\u03c2", [32, 31]),
        ("\u65e5\u672c", [33, 34]),
        ("a\u65e5\u672cb", [15, 33, 34, 16]),
        ("\ud55c", [36, 37, 38]),
        ("\u0419\u0438", [1]),
        ("a\x00b\x1cc\u200d\x7f", [17, 14]),
        ("a\tb\xa0c\u3000\u2028a", [15, 16, 1, 15]),
        ("a\x85b", [17]),
        ("\ud800a", [42, 15]),
        ("\ufffda", [15]),
        ("a" * 100, [15] + [12] * 99),
        ("a" * 101, [1]),
        ("b" * 12, [16] + [13] * 11),
        ("[SEP] the[MASK] [CLS", [3, 5, 4, 50, 1]),
        ("the [sep]", [5, 50, 1, 51]),
        ("## #", [47, 47, 47]),
        ("x10 1000", [52, 71, 55, 54, 55, 55, 55]),
        ("$1^x\u2026\xab\u20ac", [57, 54, 58, 52, 59, 60, 61]),
        ("\U0001f600", [62]),
        ("\ufb01 \ufb00", [64, 1]),
        ("\u037e\u1fef", [65, 66]),
        ("\u1b44\u0301", [69]),
        ("\ue000a", [15]),
        ("\U000e0000a", [1]),
        ("e\u0300\u0316", [19]),
    ],
)
def test_known_answers(text: str, ids: list[int]) -> None:
    assert encode(text) == [CLS, *ids, SEP]


@pytest.mark.parametrize(
    ("normalizer", "text", "ids"),
    [
        ({"lowercase": False}, "The the Caf\xe9", [1, 5, 1]),
        ({"lowercase": False, "strip_accents": True}, "Th\xe9 the Caf\xe9", [1, 5, 1]),
        ({"strip_accents": False}, "THE Caf\xe9 cafe", [5, 1, 23]),
        ({"clean_text": False}, "a\x00 b\x1ca\tb", [1, 1, 16]),
        ({"handle_chinese_chars": False}, "a\u65e5\u672cb \u65e5", [1, 33]),
    ],
)
def test_known_answers_under_other_rules(normalizer: dict[str, Any], text: str, ids: list[int]) -> None:
    assert encode(text, normalizer=normalizer) == [CLS, *ids, SEP]


def test_the_longest_word_is_the_files() -> None:
    assert encode("ab abb the", model={"max_input_chars_per_word": 2}) == [CLS, 17, UNKNOWN, UNKNOWN, SEP]


@pytest.mark.parametrize(
    ("text", "max_tokens", "ids"),
    [
        ("the cat sat", 5, [CLS, 5, 6, 8, SEP]),
        ("unaffable cat", 4, [CLS, 70, 11, SEP]),
        ("the unaffable", 4, [CLS, 5, 70, SEP]),
        ("the[MASK][MASK] cat", 4, [CLS, 5, 4, SEP]),
        ("the", 2, [CLS, SEP]),
    ],
)
def test_what_is_too_long_is_cut(text: str, max_tokens: int, ids: list[int]) -> None:
    assert encode(text, max_tokens) == ids


def test_of_two_marks_the_longer_counts() -> None:
    file = rules()
    file["added_tokens"] += [{"id": 5, "content": "[MASK]x"}]
    assert read_word_pieces(json.dumps(file).encode(), "tiny", 9)("[MASK][MASK]x") == [CLS, 4, 5, SEP]
    del file["added_tokens"]
    assert read_word_pieces(json.dumps(file).encode(), "tiny", 9)("[MASK]") == [CLS, 50, UNKNOWN, 51, SEP]


@settings(max_examples=150, deadline=None)
@given(some.text(alphabet=some.characters(), max_size=80))
def test_every_text_has_ids_of_pieces(text: str) -> None:
    ids = encode(text, 32)
    assert (ids[0], ids[-1]) == (CLS, SEP)
    assert 2 <= len(ids) <= 32
    assert set(ids) <= set(range(len(PIECES)))


@pytest.mark.parametrize("text", ["a" * 1_000_000, "ab, " * 250_000, "日" * 300_000, "\ud800" * 100_000, "[" * 300_000])
def test_a_huge_text_takes_no_time(text: str) -> None:
    encode_tiny = read_word_pieces(json.dumps(rules()).encode(), "tiny", 256)
    began = time.monotonic()
    assert len(encode_tiny(text)) <= 256
    assert time.monotonic() - began < 5


def test_what_is_kept_for_later_texts_has_a_bound_and_changes_nothing() -> None:
    asked: list[str] = []

    def becomes(character: str) -> str:
        asked.append(character)
        return character + "!"

    kept = _Characters(becomes)
    many = "".join(map(chr, range(0x20000, 0x20000 + KEPT_CHARACTERS + 500)))
    for _ in range(2):
        assert many.translate(kept) == "!".join(many) + "!"
    assert len(kept) == KEPT_CHARACTERS
    assert len(asked) == KEPT_CHARACTERS + 2 * 500


def test_threads_may_share_one() -> None:
    encode_tiny = read_word_pieces(json.dumps(rules()).encode(), "tiny", 256)
    texts = [f"the Café {number} 日本 unaffable{number % 7}!" for number in range(300)]
    expected = [encode(text) for text in texts[:20]]
    wrong: list[str] = []

    def run() -> None:
        for _ in range(3):
            found = [encode_tiny(text) for text in texts]
            wrong.extend(text for text, ids, right in zip(texts, found, expected, strict=False) if ids != right)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def without(place: str, key: str) -> bytes:
    file = rules()
    del (file[place] if place else file)[key]
    return json.dumps(file).encode()


def other(place: str, key: str, value: Any) -> bytes:
    file = rules()
    (file[place] if place else file)[key] = value
    return json.dumps(file).encode()


def vocabulary(**changes: Any) -> bytes:
    return other("model", "vocab", {**rules()["model"]["vocab"], **changes})


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"junk", b"\xff\xfe\xff", b"[]", b"null", b"3", b"{}", b"[" * 100_000, b'{"model": null}', b"\x00" * 50),
        b'{"a":' * 100_000,
        json.dumps(rules()).encode()[:-40],
        without("", "model"),
        without("", "normalizer"),
        without("", "pre_tokenizer"),
        without("model", "vocab"),
        without("model", "unk_token"),
        without("normalizer", "lowercase"),
        other("", "normalizer", None),
        other("", "pre_tokenizer", {"type": "Whitespace"}),
        other("", "added_tokens", {"a": 1}),
        other("", "added_tokens", [{"id": 1, "content": ""}]),
        other("", "added_tokens", [{"id": 1, "content": 7}]),
        other("", "added_tokens", [{"id": 10**9, "content": "[X]"}]),
        other("", "added_tokens", [{"id": 1, "content": "[X]", "lstrip": True}]),
        other("normalizer", "type", "NFC"),
        other("normalizer", "lowercase", "yes"),
        other("normalizer", "strip_accents", 1),
        other("model", "type", "BPE"),
        other("model", "unk_token", "[NONE]"),
        other("model", "unk_token", ["[UNK]"]),
        other("model", "continuing_subword_prefix", None),
        other("model", "max_input_chars_per_word", 0),
        other("model", "max_input_chars_per_word", 10**9),
        other("model", "vocab", {}),
        other("model", "vocab", PIECES),
        vocabulary(the=-1),
        vocabulary(the=len(PIECES)),
        vocabulary(the=1.0),
        vocabulary(the=True),
        vocabulary(the=None),
        vocabulary(the=float("nan")),
        b'{"model": ' + b"9" * 6000 + b"}",
        other("model", "vocab", {piece: number for number, piece in enumerate(p for p in PIECES if p != "[CLS]")}),
    ],
)
def test_a_broken_word_list_is_said(data: bytes) -> None:
    with pytest.raises(DesktopAlError, match="The word list of tiny cannot be loaded"):
        read_word_pieces(data, "tiny", 256)
