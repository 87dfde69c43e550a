"""Words of answers in the language of the window."""

from desktop_al.core import words
from desktop_al.core.words import Language
from desktop_al.loop.wording import answer_of, reason_shown


def test_reasons_of_the_protocol_are_no_texts_of_the_program() -> None:
    words.use(Language("pt_PT", {("Duplicate", ""): "Duplicado", ("Open", ""): "Abrir"}))
    try:
        assert answer_of("x:duplicate", {}).text == reason_shown("duplicate", "Duplicate") == "Duplicado"
        assert answer_of("x:r1", {}, {"r1": "Open"}).text == reason_shown("r1", "Open") == "Open"
        assert reason_shown("duplicate", "Open") == "Open"
    finally:
        words.use(words.ENGLISH)
