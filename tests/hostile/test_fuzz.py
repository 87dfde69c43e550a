"""A few hundred broken files of every kind in each run of the tests; ``bench fuzz`` takes 20,000."""

from pathlib import Path

import pytest

from tests.fuzz.readers import READERS
from tests.fuzz.running import ALARM, MEMORY, run_apart, run_here


@pytest.mark.parametrize("name", READERS)
def test_broken_files_give_a_sample_or_a_sentence(name: str, tmp_path: Path) -> None:
    # Others than those of the long run, which are the first ones.
    found = run_here(name, 10**6, 18, tmp_path / "place")
    assert not found.failures
    assert found.read + found.refused == found.mutations == 18
    assert found.slowest < ALARM
    assert found.memory < MEMORY


@pytest.mark.parametrize("name", READERS)
def test_seeds_are_whole(name: str, tmp_path: Path) -> None:
    """Else the mutations would only ever meet the first check."""
    found = run_here(name, 0, len(READERS[name].seeds()), tmp_path / "place")
    assert not found.failures
    assert found.read > 0


def test_a_process_of_its_own_tells_the_same(tmp_path: Path) -> None:
    apart = run_apart("journals", 0, 20, tmp_path)
    assert (apart.mutations, apart.failures) == (20, {})
    assert apart.read == 20
