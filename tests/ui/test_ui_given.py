"""What is typed into the fields of the Progress page: what is taken is what can be kept, and is shown as it is."""

import pytest

from desktop_al.core import words
from desktop_al.loop.stop_choices import problem
from desktop_al.ui.given import given_words, read_given


@pytest.mark.parametrize("text", ["1", "57 %", "92.5", "99.9", "99.9 %"])
def test_a_goal_that_is_taken_can_be_kept_and_is_shown_as_typed(text):
    value = read_given(text, "share")
    assert problem("target", value) == ""
    assert given_words(value, "share") == f"{text.removesuffix('%').strip()} %"


@pytest.mark.parametrize("text", ["0.9", "99.95", "100 %"])
def test_a_goal_that_cannot_be_kept_is_refused_at_the_field(text):
    with pytest.raises(ValueError, match=r"from 1 % to 99\.9 %"):
        read_given(text, "share")


@pytest.mark.parametrize("text", ["0.0000001", "0.5", "20", "1000000000000", "123456789.25"])
def test_an_amount_is_shown_with_all_its_digits(text):
    assert given_words(read_given(text, "money"), "money", "CHF") == f"CHF {text}"


@pytest.mark.parametrize(("text", "kind", "name"), [("0.001", "points", "gain"), ("0.05", "seconds", "seconds")])
def test_what_is_too_small_to_be_kept_is_refused_at_the_field(text, kind, name):
    assert problem(name, 0.0005)
    with pytest.raises(ValueError, match="at least"):
        read_given(text, kind)


@pytest.fixture
def decimal_comma():
    words.use(words.Language("pt_PT", decimal_mark=",", group_mark="\N{NO-BREAK SPACE}"))
    yield
    words.use(words.ENGLISH)


@pytest.mark.parametrize(("text", "value"), [("92,5", 92.5), ("20", 20.0), ("123456789,25", 123456789.25)])
def test_decimals_are_typed_and_shown_with_the_mark_of_the_language(decimal_comma, text, value):
    assert read_given(text, "money") == value
    assert given_words(value, "money") == text


@pytest.mark.parametrize("text", ["1.500", "0.5", "1.500,25"])
def test_the_other_mark_may_stand_between_thousands_and_is_refused(decimal_comma, text):
    with pytest.raises(ValueError, match="Write decimals with"):
        read_given(text, "money")
