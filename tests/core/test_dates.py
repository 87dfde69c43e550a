import datetime
from collections.abc import Iterator

import pytest

from desktop_al.core import words
from desktop_al.core.dates import day_words, whole_day_words
from desktop_al.core.words import Language

DAY = datetime.date(2026, 5, 9)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.use(words.ENGLISH)


def test_a_day_is_written_out_in_english() -> None:
    assert day_words(DAY) == "9 May 2026"
    assert day_words(DAY, year=False) == "9 May"
    assert day_words(DAY, weekday=True) == "Sat 9 May 2026"
    assert whole_day_words(datetime.date(2026, 11, 23)) == "23 November 2026"
    assert whole_day_words(datetime.date(2026, 11, 23), year=False) == "23 November"


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_and_weekday_is_that_of_the_calendar(month: int) -> None:
    day = datetime.date(2026, month, 10 + month)
    assert day_words(day, weekday=True) == f"{day:%a} {day.day} {day:%b %Y}"
    assert whole_day_words(day) == f"{day.day} {day:%B %Y}"


def test_a_language_has_its_own_months_and_order() -> None:
    texts = {
        ("May", "month in three letters"): "mai.",
        ("May", ""): "maio",
        ("{day} {month} {year}", "month in full"): "{day} de {month} de {year}",
    }
    words.use(Language("pt_PT", texts))
    assert day_words(DAY) == "9 mai. 2026"
    assert whole_day_words(DAY) == "9 de maio de 2026"
