"""The operating points of the detectors in small; ``dev.py bench pace`` measures them with a thousand sessions."""

import math

import pytest

from tests.benchmarks.pace import CHANGES, NOTHING, simulate, through_the_table

SESSIONS = 25


@pytest.mark.parametrize("title", ["nothing changes, rho 0.4", "practice, 10 % faster each doubling"])
def test_few_sessions_alarm_though_nothing_changed(title):
    found = simulate(NOTHING[title], SESSIONS, seed=5)
    # 3 % and three standard errors of so few sessions.
    most = SESSIONS * 0.03 + 3 * math.sqrt(SESSIONS * 0.03 * 0.97)
    assert all(count <= most for count in found.alarmed.values())
    assert found.prompts <= 2 * most


@pytest.mark.parametrize(
    ("title", "name"), [("23 % slower, rho 0.25", "pace"), ("15 % lapses, 400 answers are usual", "lapses")]
)
def test_nine_in_ten_changes_are_caught(title, name):
    found = simulate(CHANGES[title], SESSIONS, seed=6)
    assert found.in_time[name] >= 0.9 * SESSIONS - 3 * math.sqrt(SESSIONS * 0.09)


def test_the_command_reports_what_the_watch_found():
    alarms = through_the_table(CHANGES["42 % slower, rho 0.25"], seed=7)
    assert 400 <= alarms["pace"][0] < 600
    assert alarms["speed"] == []
