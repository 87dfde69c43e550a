"""The Progress page: what a strange log does to it, and through an open project."""

import shutil
import time
from types import SimpleNamespace

import pytest

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.core.state import fold
from desktop_al.loop.progress import FIND, USUAL, choose, find_all, progress_request
from desktop_al.loop.progress_screen import StopChoices
from desktop_al.loop.record import body_reader
from desktop_al.loop.scripted import opened
from desktop_al.loop.stop_choices import stop_choices
from desktop_al.store.project_file import close_file, open_project, read_events
from tests.loop.desk import Desk
from tests.loop.progress.progress_project import POOL, answer, change, check, page_of, request_of, reset_words, shop_of


def overwrite(connection, at, body):
    """A body as no program of ours writes it."""
    (trigger,) = connection.execute("SELECT sql FROM sqlite_master WHERE name='bodies_no_update'").fetchone()
    connection.execute("DROP TRIGGER bodies_no_update")
    connection.execute("UPDATE bodies SET body=? WHERE writer=? AND seq=?", (body, *at))
    connection.execute(trigger)


POOLS = [-1, 0, 10**9, 10**400, 1e300, float(POOL), True, None, "100", [100], {}, "x" * 100_000]


# -- strange logs --------------------------------------------------------------------------------------


def test_a_log_with_strange_rounds_and_choices_is_read_all_the_same(study):
    answer(study, range(20))
    change(study, *((ev.ROUND, {"pool": pool}, "") for pool in POOLS))
    strange = {
        "stop:gain": "0.5", "stop:target": 7, "stop:price": True, "stop:hourly_cost": -1, "stop:review_cost": [],
        "stop:error_cost": 10**400, "stop:predictions": {}, "stop:seconds": "x" * 100_000, "stop:rule": "cheapest",
        "stop:currency": "€\n", "stop:colour": "red",
    }  # fmt: skip
    change(study, (ev.PROJECT, strange, ""))
    answer(study, range(20, 60))
    file = open_project(study.path)
    # Numbers that no program of ours writes.
    for name, text in (("gain", "NaN"), ("target", "1e400"), ("price", "-Infinity")):
        at = file.connection.execute("SELECT writer, seq FROM events WHERE kind='project' ORDER BY n DESC").fetchone()
        body = ev.encode_body({k: v for k, v in strange.items() if name not in k})
        body = body[:-1] + f',"stop:{name}":{text}}}'.encode()
        overwrite(file.connection, at, body)
        state = fold(read_events(file.connection), body_reader(file.connection))
        assert stop_choices(state) == StopChoices()
    # A round whose body is no object.
    at = file.connection.execute("SELECT writer, seq FROM events WHERE kind='round' ORDER BY n DESC").fetchone()
    overwrite(file.connection, at, b"[" * 9000)
    file.connection.commit()
    close_file(file)
    screen = page_of(study, range(60))
    assert reset_words(screen) == ""
    assert screen.choices == StopChoices()


def test_a_damaged_or_missing_file_is_told_in_words(study):
    answer(study, range(30))
    workshop = shop_of(study)
    whole = study.path.read_bytes()
    for file in study.path.parent.glob("study.dal-*"):
        file.unlink()
    study.path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(CannotOpen) as told:
        page_of(study, range(30), workshop=workshop)
    assert "study.dal" in str(told.value)
    study.path.unlink()
    with pytest.raises(CannotOpen) as told:
        page_of(study, range(30), workshop=workshop)
    assert "study.dal" in str(told.value)


def test_a_class_event_that_makes_no_sense_is_told_in_words(study):
    answer(study, range(30))
    workshop = shop_of(study)
    change(study, (ev.BATCH, {"range": "all"}, ""))
    with pytest.raises(CannotOpen, match="cannot be read, so the progress is not known"):
        page_of(study, range(30), workshop=workshop)


def test_a_long_log_gives_control_back_and_is_read_in_a_few_seconds(study):
    """100,000 answers of four annotators to 25,000 samples, written without their hashes."""
    body = ev.encode_body({"seconds": 5.0, "active": 4.0, "protocol": "0" * 12, "chosen": "model", "size": 120.0})
    answers = [study.answer(study.true(n)) for n in range(POOL)]
    events, bodies = [], []
    for n in range(100_000):
        writer, of = b"w%015d" % (n % 4), n // 4
        sample = study.rows[of].id if of < POOL else b"%016d" % of
        at = (writer, of + 1, 1000 + n, n, n, f"P{n % 4}", ev.ANNOTATION, sample, answers[of % POOL], b"", b"", 0)
        events.append(at)
        bodies.append((writer, of + 1, b"", body))
    file = open_project(study.path)
    file.connection.execute("BEGIN")
    columns = "writer,seq,lamport,utc,monotonic,annotator,kind,sample,answer,body_hash,prev,merged"
    file.connection.executemany(f"INSERT INTO events ({columns}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", events)
    file.connection.executemany("INSERT INTO bodies VALUES (?,?,?,?)", bodies)
    file.connection.commit()
    close_file(file)
    steps = shop_of(study).start(request_of(study, range(24)))
    begun = last = time.monotonic()
    longest = 0.0
    while True:
        try:
            next(steps)
        except StopIteration as end:
            screen = end.value
            break
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
    assert screen.measured_seconds.n == 100_000
    assert any("Annotators agree on 100.0 %" in one for one in screen.rests_on)
    assert longest < 2.0, "half a second, on a computer that does other things as well"
    assert time.monotonic() - begun < 20


@pytest.fixture
def copied(labelled, tmp_path):
    for file in labelled.path.parent.glob("p.dal*"):
        shutil.copy(file, tmp_path / file.name)
    return SimpleNamespace(path=tmp_path / "p.dal", home=tmp_path / "home")


def reported(desk, during=lambda: None):
    project, got, shares = desk.project, [], []
    project.learning.report(progress_request(project), shares.append, got.append, "progress")
    during()
    desk.until(lambda: got, 60)
    assert shares == sorted(shares)
    assert not isinstance(got[0], str), got[0]
    check(got[0])
    return got[0]


# -- through an open project ---------------------------------------------------------------------------


def test_an_open_project(copied):
    with opened(copied.path, "ann", copied.home) as desk:
        desk.listed()
        project = desk.project
        desk.until(lambda: project.learning.features_done == 1, 60)
        first = reported(desk)
        assert (first.labels, first.looked_at, first.find_all) == (40, 25, None)
        assert first.measured_seconds.n == 40, "the times of the answers are found"
        assert reported(desk) == first

        # Choices are in force at once, and in the log.
        choose(project, "rule", "goal")
        choose(project, "target", 0.8)
        choose(project, "currency", "€")
        choose(project, "target", None)
        assert progress_request(project).choices.target is None
        with pytest.raises(BadArgument):
            choose(project, "target", float("nan"))

        # Looking for all samples of a class, and back.
        with pytest.raises(BadArgument, match="no such class"):
            find_all(project, 2)
        find_all(project, 1)
        assert project.planning.choices["strategy"] == FIND
        found = reported(desk).find_all
        assert (found.index, found.screened) == (1, 40)
        find_all(project, None)
        assert project.planning.choices["strategy"] == USUAL
        assert progress_request(project).round.wanted == -1

        # A label given meanwhile belongs to the next page.
        desk.until(lambda: project.serving.shown() is not None)
        screen = reported(desk, lambda: project.label(project.classes[0].id))
        assert screen.labels == 40
        assert screen.choices == StopChoices(rule="goal", currency="€")
    with opened(copied.path, "ann", copied.home) as desk:
        desk.listed()
        again = reported(desk)
        assert (again.labels, again.choices) == (41, StopChoices(rule="goal", currency="€"))


def test_a_project_open_to_look_only(copied):
    with Desk(copied.path, "ann", look_only=True) as desk:
        desk.scanned()
        for refused in (
            lambda: choose(desk.project, "gain", 1.0),
            lambda: find_all(desk.project, 0),
            lambda: find_all(desk.project, None),
        ):
            with pytest.raises(BadArgument, match="open to look only"):
                refused()
        got = []
        desk.project.learning.report(progress_request(desk.project), lambda _: None, got.append, "progress")
        desk.until(lambda: got, 60)
        assert got[0].labels == 40


def test_without_a_class_or_before_the_start_there_is_nothing_to_ask(copied):
    desk = Desk(copied.path, "ann")
    assert progress_request(desk.project) is None
    with desk:
        assert progress_request(desk.project).round.places.size == 40
