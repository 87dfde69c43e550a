import pickle
from collections.abc import Iterator

import pytest

from desktop_al.core import words
from desktop_al.core.words import Language, english, joined, local, mark, tr, trn


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
    assert english(local("1,234.5")) == "1,234.5"
