import codecs

import numpy as np
import pytest

from desktop_al.core.errors import CannotRead
from desktop_al.media.texts import MAX_TEXT, clean, count_words, detect, read_text

GERMAN = "Die Größe der Übung: „schön“, 5 € – näher betrachtet.\nZweite Zeile.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (GERMAN.encode("utf-8"), "utf-8"),
        (GERMAN.encode("utf-8-sig"), "utf-8"),
        (GERMAN.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"), "utf-16"),
        (GERMAN.encode("utf-16-le"), "utf-16-le"),
        (GERMAN.encode("utf-16-be"), "utf-16-be"),
        (GERMAN.encode("cp1252"), "cp1252"),
        (GERMAN.encode("utf-32"), "utf-32"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    text = read_text(data)
    assert (text.text, text.encoding) == (GERMAN, encoding)
    assert text.words == len(GERMAN.split())


def test_other_alphabets() -> None:
    russian = "Съешь же ещё этих мягких французских булок, да выпей чаю. " * 10
    assert read_text(russian.encode("cp1251")).text == russian
    assert read_text(russian.encode("utf-16-le")).text == russian
    assert read_text("日本語の文章です。\n二行目。".encode()).words == 2


def test_damaged_utf8_stays_utf8() -> None:
    data = ("äöü" * 50).encode() + b"\xff" + b"end"
    text = read_text(data)
    assert text.text == "äöü" * 50 + "\ufffdend"
    assert text.encoding == "utf-8, damaged"


def test_a_character_cut_at_the_edge_of_what_is_looked_at() -> None:
    for shift in range(4):
        text = "a" * (65536 - shift) + "😀" * 1000
        assert read_text(text.encode()).text == text
        late = b"a" * (70_000 + shift) + "Größe".encode("cp1252")
        assert read_text(late).text.endswith("Größe")


def test_control_characters_are_shown_and_line_ends_are_one_kind() -> None:
    assert read_text(b"a\r\nb\rc\n\td").text == "a\nb\nc\n\td"
    assert clean("\ufeffa\x00b\x1b[31m\x7f\x9b\ud800\u2028") == "a\u2400b\u241b[31m\u2421\\x9b\ufffd\n"
    assert read_text(b"one NUL \x00 in a text that is otherwise quite long").text.count("\u2400") == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.4", "begins like a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "begins like an image"),
        (b"PK\x03\x04" + bytes(50), "ZIP"),
        (np.random.default_rng(0).bytes(5000), "bytes that no text has"),
        (bytes(5000), "bytes that no text has"),
        (np.arange(2000, dtype="<u4").tobytes(), "bytes that no text has"),
    ],
)
def test_what_is_no_text(data: bytes, words: str) -> None:
    with pytest.raises(CannotRead, match=words):
        read_text(data)


def test_too_large() -> None:
    with pytest.raises(CannotRead, match="too large: 64 MiB, more than 64"):
        read_text(b"a" * (MAX_TEXT + 1))


def test_words_are_counted_across_pieces() -> None:
    for shift in range(3):
        text = "x" * (2**20 - shift) + " y" * 10
        assert count_words(text) == len(text.split())
    assert count_words("") == 0
    assert count_words(" \n ") == 0
    assert detect(b"BM is how this begins, in letters") == "utf-8"
