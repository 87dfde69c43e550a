import gc
import pickle
import weakref
from collections.abc import Iterator

import numpy as np
import pytest

from desktop_al.core import words
from desktop_al.core.errors import CannotRead
from desktop_al.core.events import decode_body, encode_body
from desktop_al.core.words import Language, english, joined, local, mark, said_elsewhere, tr, trn


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.use(words.ENGLISH)


def portuguese() -> None:
    texts = {("{n:,} of {m:.1f}", ""): "{n:,} em {m:.1f}", ("Open", "verb"): "Abrir", ("Open", "state"): "Por decidir"}
    plurals = {("{n:,} sample", "{n:,} samples"): ("{n:,} amostra", "{n:,} amostras")}
    words.use(Language("pt_PT", texts, plurals, ",", "\u00a0"))


def test_english_stays_as_it_is() -> None:
    assert tr("{n:,} of {m:.1f}", n=1234, m=2.5) == "1,234 of 2.5"
    assert tr("100 % {of}") == "100 % {of}"
    assert trn("{n:,} sample", "{n:,} samples", 1) == "1 sample"
    assert trn("{n:,} sample", "{n:,} samples", 1200) == "1,200 samples"


def test_texts_and_numbers_are_those_of_the_language() -> None:
    portuguese()
    assert tr("{n:,} of {m:.1f}", n=1234, m=2.5) == "1\u00a0234 em 2,5"
    assert tr("Open", about="verb") == "Abrir"
    assert tr("Open", about="state") == "Por decidir"
    assert trn("{n:,} sample", "{n:,} samples", 1200) == "1\u00a0200 amostras"
    assert tr("Not in it") == mark("Not in it")


def test_texts_that_fill_a_place_are_left_alone() -> None:
    portuguese()
    assert tr("{name} is 1.5 in {folder}", name="a.b,c", folder="x") == "a.b,c is 1.5 in x"


def test_a_text_keeps_what_it_is_in_english_also_between_processes() -> None:
    portuguese()
    some = trn("{n:,} sample", "{n:,} samples", 1200)
    both = joined([tr("{n:,} of {m:.1f}", n=1234, m=2.5), some, tr("Not in it ({some})", some=some)], "; ")
    assert both == "1\u00a0234 em 2,5; 1\u00a0200 amostras; Not in it (1\u00a0200 amostras)"
    assert (
        english(both)
        == english(pickle.loads(pickle.dumps(both)))
        == "1,234 of 2.5; 1,200 samples; Not in it (1,200 samples)"
    )
    assert english("plain") == "plain"
    assert english(str(some)) == english(f"{some}") == "1,200 samples"
    assert english(local("1,234.5")) == "1,234.5"


def test_the_sentence_of_an_error_keeps_what_it_is_in_english() -> None:
    portuguese()
    error = pickle.loads(pickle.dumps(CannotRead(trn("{n:,} sample", "{n:,} samples", 1200))))
    assert (str(error), english(str(error))) == ("1\u00a0200 amostras", "1,200 samples")
    assert english(tr("Not in it: {error}", error=error)) == "Not in it: 1,200 samples"
    assert str(CannotRead()) == ""


def test_what_another_process_said_is_as_if_it_was_said_here() -> None:
    assert english(said_elsewhere("It is empty.", "It is empty.")) == "It is empty."
    portuguese()
    assert english(said_elsewhere("Está vazio.", "It is empty.")) == "It is empty."


def test_numbers_of_numpy_are_those_of_the_language() -> None:
    portuguese()
    assert tr("{n:,} of {m:.1f}", n=np.int64(1234), m=np.float32(2.5)) == "1\u00a0234 em 2,5"
    assert trn("{n:,} sample", "{n:,} samples", np.int32(1200)) == "1\u00a0200 amostras"


def test_what_goes_into_the_log_is_english() -> None:
    portuguese()
    some = trn("{n:,} sample", "{n:,} samples", 1200)
    body = {"left_out": [[some, 3]], "inside": {"why": some}, "both": (some, "x"), "n": 1.5, "none": None, "ok": True}
    assert decode_body(encode_body(body)) == {
        "left_out": [["1,200 samples", 3]],
        "inside": {"why": "1,200 samples"},
        "both": ["1,200 samples", "x"],
        "n": 1.5,
        "none": None,
        "ok": True,
    }


def test_the_words_of_an_error_keep_what_they_are_in_english_also_between_processes() -> None:
    portuguese()
    error = CannotRead(trn("{n:,} sample", "{n:,} samples", 1200))
    assert str(error) == "1\u00a0200 amostras"
    assert english(str(error)) == english(str(pickle.loads(pickle.dumps(error)))) == "1,200 samples"
    assert type(pickle.loads(pickle.dumps(str(error)))) is type(str(error))


def test_a_text_holds_on_to_no_error() -> None:
    portuguese()

    class Failed(Exception):
        pass

    error = Failed("no room")
    said = tr("It failed: {reason}", reason=error)
    gone = weakref.ref(error)
    del error
    gc.collect()
    assert gone() is None
    assert (said, english(said)) == ("It failed: no room", "It failed: no room")
