"""Closing and coming back: the same sample, the same two after it, and no trace of only having looked."""

import os
import shutil
import signal

import pytest

from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.loop.exporting import export_project
from desktop_al.loop.merging import merge_projects
from desktop_al.store.verify import verify
from tests.loop.desk import Desk, make, make_texts


def on_screen(desk: Desk) -> list[str]:
    desk.ready()
    project = desk.project
    return [project.pool.name(i) for i in (project.serving.current.place, *project.serving.held())]


def test_what_was_on_screen_and_next_is_there_again(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 120))
    with Desk(path) as desk:
        desk.read()
        for _ in range(12):
            desk.label()
        desk.round()
        desk.label()
        before = on_screen(desk)
    for _ in range(2):
        with Desk(path) as desk:
            assert on_screen(desk) == before
            desk.read()
            desk.until(lambda: desk.project.learning.rounds > 0)
            assert on_screen(desk) == before
    with Desk(path) as desk:
        desk.label()
        following = on_screen(desk)
        assert following[:2] == before[1:]
    with Desk(path) as desk:
        assert on_screen(desk)[:2] == before[1:]


def test_looking_leaves_no_trace(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 30))
    events = verify(path).events
    with Desk(path) as desk:
        desk.read()
        desk.round()
    assert verify(path).events == events


def test_pictures_and_words_of_the_history_come_back(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 30))
    with Desk(path) as desk:
        desk.scanned()
        for _ in range(6):
            desk.label()
    with Desk(path) as desk:
        desk.until(lambda: all(row.excerpt for row in desk.project.history_rows()))


def test_the_sample_of_an_undone_answer_is_shown_even_if_it_is_a_copy(tmp_path):
    folder = make_texts(tmp_path / "texts", 4)
    for number in range(1, 4):
        shutil.copy(folder / "t000.txt", folder / f"t{number:03d}.txt")
    path = make(tmp_path, folder)
    with Desk(path, ticking=False) as desk:
        desk.scanned()
        first = desk.label("A")
        second = desk.ready()
        if second:
            desk.label("A")
        desk.read()
        desk.project.undo()
        assert desk.project.pool.name(desk.project.serving.current.place) == (second or first)


def test_nothing_is_exported_into_the_sample_folder(tmp_path):
    folder = make_texts(tmp_path / "texts", 4)
    path = make(tmp_path, folder)
    with pytest.raises(BadArgument, match="nothing is ever written"):
        export_project(path, "csv", folder / "labels.csv")
    assert not (folder / "labels.csv").exists()


def test_a_merge_of_several_is_whole_or_nothing(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 6))
    good, bad = tmp_path / "good.dal", tmp_path / "bad.dal"
    shutil.copy(path, good)
    shutil.copytree(tmp_path / "home", tmp_path / "elsewhere")
    with Desk(good) as desk:
        desk.scanned()
        desk.label()
    bad.write_bytes(good.read_bytes()[:-5000])
    events = verify(path).events
    with pytest.raises(CannotOpen):
        merge_projects(path, [good, bad], tmp_path / "home")
    assert verify(path).events == events
    assert merge_projects(path, [good], tmp_path / "home").events > 0


def test_a_killed_worker_reads_from_the_folder_that_was_shown_to_it(tmp_path):
    folder = make_texts(tmp_path / "texts", 40)
    path = make(tmp_path, folder)
    with Desk(path) as desk:
        desk.read()
        folder.rename(tmp_path / "moved")
        make_texts(tmp_path / "moved", 60)
        desk.project.upkeep.relink(tmp_path / "moved")
        os.kill(desk.project.learning.worker_pid, signal.SIGKILL)
        desk.until(lambda: len(desk.project.pool) == 60)
        desk.read()
        assert not any(row.problem for row in desk.project.pool.rows)
