"""A full or broken disk at a sample of the calls that change files; ``dev.py bench faults`` tries each of them."""

import pytest

from tests.crash.faults import OPERATIONS, build, sweep


@pytest.fixture(scope="module")
def shim(tmp_path_factory):
    built = build(tmp_path_factory.mktemp("shim"))
    if built is None:
        pytest.skip("the shim needs a C compiler and Linux")
    return built


def test_a_failing_disk_costs_nothing_that_was_there(shim):
    swept = sweep(shim, OPERATIONS, step=13, first=3)
    assert [sentence for done in swept for sentence in done.wrong] == []
    assert [done.operation for done in swept if done.calls < 10 or not done.attempts] == []
    # How often the writer writes depends on time: the last of its calls may not come.
    assert sum(done.fired for done in swept) >= 0.9 * sum(done.attempts for done in swept)
    said = [words for done in swept for words in done.words]
    assert any("the disk is full" in words.lower() for words in said)
    assert any("the disk reports an error" in words.lower() for words in said)
    assert [words for words in said if "rrno" in words or not words.endswith(".")] == []


@pytest.mark.slow
@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.timeout(600)
def test_every_single_call(shim, operation):
    (swept,) = sweep(shim, [operation], seconds=590)
    assert swept.wrong == []
