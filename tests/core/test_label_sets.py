"""Classes in one cell of a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_al.core.label_sets import apart, joined

NAMES = st.text(alphabet=st.sampled_from("ab\\|, \n"), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ((), ""), (("a",), "a"), (("a", "b"), "a|b"), (("A|B",), r"A\|B"), (("A|B", "C"), r"A\|B|C"),
        (("a\\", "b"), r"a\\|b"), (("a\\b",), r"a\\b"), (("|",), r"\|"),
    ],
)  # fmt: skip
def test_a_bar_in_a_name_is_no_bar_between_names(names, text):
    assert joined(names) == text
    assert apart(text) == names


@given(st.lists(NAMES, max_size=4))
def test_what_was_joined_comes_apart(names):
    assert list(apart(joined(names))) == names


def test_what_others_wrote_is_taken_as_it_is():
    assert apart(r"C:\new|x") == (r"C:\new", "x")
    assert apart("a|") == ("a", "")
    assert apart("a\\") == ("a\\",)
    assert len(apart("|" * 100_000)) == 100_001
