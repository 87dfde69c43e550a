"""The loop with its real worker process: rounds, restarts, deaths, and what stays."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from desktop_al.loop.learning import QUIET_SECONDS
from tests.loop.desk import Desk, labels, make, make_texts

ROOT = Path(__file__).resolve().parents[2]


def test_when_a_round_is_due(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 120))
    with Desk(path, ticking=False) as desk:
        learning = desk.project.learning
        assert not learning.due(9)
        desk.read()
        # Without a label: an order by what the samples are.
        assert learning.due(0)
        desk.project.tick()
        assert learning.training
        assert not learning.due(9)
        desk.until(lambda: learning.rounds == 1)
        assert learning.result.labelled == 0
        assert not learning.due(9)
        desk.label()
        assert learning.next_at() == 1
        # After a long round, as the first one is on a busy machine, the worker rests.
        desk.until(lambda: learning.due(QUIET_SECONDS))
        assert not learning.due(QUIET_SECONDS / 2)
        desk.until(lambda: time.monotonic() and learning.due(desk.project._clock.seconds() - desk.project._last_key))
        desk.project.tick()
        desk.until(lambda: learning.rounds == 2)
        for _ in range(9):
            desk.label()
        assert not learning.due(9)
        assert learning.next_at() == 11
        desk.label()
        desk.until(lambda: learning.due(9))
        # Far overdue, a round starts also while keys come.
        for _ in range(10):
            assert not learning.due(0)
            desk.label()
        assert learning.due(0)


def test_changed_answers_make_a_round_due_as_well(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 40))
    with Desk(path) as desk:
        desk.read()
        names = [desk.label() for _ in range(12)]
        learning = desk.project.learning
        desk.until(lambda: learning.rounds and not learning.training and not learning.due(9))
        rounds = desk.project.learning.rounds
        for name in names[:11]:
            desk.project.serving.visit(desk.place(name))
            desk.ready()
            desk.label("A" if desk.project.screen().sample.given.text == "B" else "B")
        desk.until(lambda: desk.project.learning.rounds > rounds)


def test_offers_come_only_from_a_model_that_knows_more_than_the_base_rate(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 90), audit_share=0.2)
    with Desk(path) as desk:
        desk.read().round()
        for _ in range(14):
            name = desk.ready()
            result = desk.project.learning.result
            current = desk.project.serving.current
            assert current.offer is None or result.skilled
            assert not (desk.project.pool.is_audit(current.place) and current.offer)
            # One answer to everything: there is nothing to know better.
            desk.label("A")
            assert name
        before = list(desk.project._queue.upcoming)[:3]
        desk.round()
        assert list(desk.project._queue.upcoming)[:3] == before
        assert not desk.project.learning.result.skilled
        desk.label()
        assert desk.ready()
        assert desk.project.serving.current.offer is None


def test_the_ranking_and_the_features_survive_a_restart(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 100))
    with Desk(path) as desk:
        desk.read()
        for _ in range(15):
            desk.label()
        desk.until(lambda: not desk.project.learning.due(9) and not desk.project.learning.training)
        order = [i for i in desk.project.learning.result.order.tolist() if i not in desk.project.answers.answered]
    with Desk(path, ticking=False) as desk:
        picks = list(desk.project._queue.upcoming)
        # First what was held in place, from the ranking before; then the newest one.
        learned = [p.place for p in picks[3:] if p.source == "learner"]
        assert learned
        assert learned == [i for i in order if i in learned][: len(learned)]
        tried = []
        take = desk.project.learning._features_part
        desk.project.learning._features_part = lambda part: (tried.extend(getattr(part, "trying", ())), take(part))
        desk.read()
        assert tried == []
        # The model itself is trained anew at once; the old order stays until then.
        assert desk.project.learning.due(0)


def hold(desk):
    """Stop the worker where it is: what is asked of it from now on is in flight until it dies."""
    psutil.Process(desk.project.learning.worker_pid).suspend()


def kill(desk):
    process = psutil.Process(desk.project.learning.worker_pid)
    process.kill()
    return process.pid


@pytest.mark.parametrize("moment", [pytest.param("scan", marks=pytest.mark.slow), "round"])
def test_a_killed_worker_is_started_again_and_labelling_goes_on(tmp_path, moment):
    path = make(tmp_path, make_texts(tmp_path / "texts", 300))
    with Desk(path, ticking=False) as desk:
        learning = desk.project.learning
        if moment == "round":
            desk.read()
            hold(desk)
            learning.train(tuple(c.id for c in desk.project.classes), 10, 1)
            assert learning.training
        pid = kill(desk)
        desk.until(lambda: learning.worker_pid != pid)
        desk.ticking = True
        desk.read()
        for _ in range(12):
            desk.label()
        desk.until(lambda: learning.result and learning.result.labelled >= 1)
        assert len(desk.project.pool) == 300
        assert [row.i for row in desk.project.pool.rows] == list(range(300))
        assert len({row.id for row in desk.project.pool.rows}) == 300
        assert not any(row.problem for row in desk.project.pool.rows)
    assert len(labels(path)) == 12


def test_a_file_that_kills_its_reader_is_found_and_passed_over(tmp_path):
    """The worker is held and killed while certain files are the ones being tried."""
    path = make(tmp_path, make_texts(tmp_path / "texts", 100))
    with Desk(path, ticking=False) as desk:
        desk.read()
        learning = desk.project.learning

        def die(*trying, training=False):
            hold(desk)
            learning.extract()
            if training:
                learning.train(tuple(c.id for c in desk.project.classes), 10, 1)
            learning._trying = trying
            pid = kill(desk)
            desk.until(lambda: learning.worker_pid != pid)
            desk.until(lambda: learning.features_done == 1.0 and not learning._worker.busy("features"))

        def problems():
            return {i for i, row in enumerate(desk.project.pool.rows) if row.problem}

        die(5, 42, 7)
        assert learning._one_by_one == {5, 42, 7}
        assert not problems()
        # With a round in flight the file may be innocent.
        die(5, training=True)
        assert not problems()
        die(42)
        assert problems() == {42}
        assert "stopped" in desk.project.pool.rows[42].problem
        assert learning._skip == {42}
        desk.label()


def test_many_deaths_end_learning_and_not_labelling(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 20))
    with Desk(path) as desk:
        desk.scanned()
        learning = desk.project.learning
        for _ in range(6):
            pid = kill(desk)
            desk.until(lambda pid=pid: learning.worker_pid != pid or learning._dead)
        desk.until(lambda: learning._dead)
        assert "Labelling goes on" in desk.project.screen().status.detail
        assert len(desk.label_all()) == 20
    assert len(labels(path)) == 20


ORPHAN = """
import sys, time, threading
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.loop.desk import Desk
if __name__ == "__main__":
    desk = Desk(Path(sys.argv[1])).__enter__()
    desk.scanned()
    print(desk.project.learning.worker_pid, flush=True)
    while True:
        desk.pump(); desk.project.tick(); time.sleep(0.01)
"""


def test_the_worker_is_gone_within_two_seconds_of_the_window(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 400))
    script = tmp_path / "orphan.py"
    script.write_text(ORPHAN)
    window = subprocess.Popen([sys.executable, str(script), str(path), str(ROOT)], stdout=subprocess.PIPE, text=True)
    assert window.stdout is not None
    worker = psutil.Process(int(window.stdout.readline()))
    assert worker.is_running()
    window.kill()
    window.communicate()
    worker.wait(2.0)
    assert not worker.is_running()
    with Desk(path) as desk:
        desk.scanned()
        assert not desk.project.read_only


def test_closing_at_any_moment_leaves_nothing_running(tmp_path):
    """The leak check of every test looks at what is left."""
    path = make(tmp_path, make_texts(tmp_path / "texts", 200))
    for pause in (0.0, 0.1, 0.7):
        with Desk(path) as desk:
            end = time.monotonic() + pause
            while time.monotonic() < end:
                desk.pump()
                desk.project.tick()
                time.sleep(0.002)


def test_a_damaged_side_file_only_costs_time(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 80))
    with Desk(path) as desk:
        desk.read()
    side = tmp_path / "p.dal-cache"
    whole = side.read_bytes()
    side.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
    with Desk(path) as desk:
        desk.read().round()
        assert len(desk.project.learning.result.scored) == 80
