"""The folder behind a project: new, vanished, renamed, changed, unreadable and moved samples keep their labels."""

import os
import random
import shutil

import pytest

from desktop_al.loop.screen import Unreadable
from desktop_al.store.verify import verify
from tests.loop.desk import Desk, exported, labels, make, make_texts, text_of


def test_new_vanished_renamed_and_come_back_files_keep_their_labels(tmp_path):
    folder = make_texts(tmp_path / "texts", 12)
    path = make(tmp_path, folder)
    with Desk(path) as desk:
        desk.scanned()
        given = dict.fromkeys(desk.label_all(), "")
    before = labels(path)
    assert before.keys() == given.keys() == {f"t{n:03d}.txt" for n in range(12)}
    (folder / "t000.txt").rename(folder / "renamed-000.txt")
    (folder / "t001.txt").rename(tmp_path / "away.txt")
    (folder / "sub").mkdir()
    (folder / "t002.txt").rename(folder / "sub" / "t002.txt")
    (folder / "t090.txt").write_text("something new here", "utf-8")
    with Desk(path) as desk:
        desk.scanned()
        assert desk.ready() == "t090.txt"
        assert desk.project.pool.rows[desk.place("t001.txt")].gone
        assert len(desk.project.pool) == 13
        # Also a second scan in the same session, and the way back.
        (tmp_path / "away.txt").rename(folder / "t001.txt")
        (folder / "renamed-000.txt").rename(folder / "t000.txt")
        (folder / "t003.txt").unlink()
        desk.project.upkeep.check_again()
        desk.scanned()
        assert not desk.project.pool.rows[desk.place("t001.txt")].gone
        assert desk.project.pool.rows[desk.place("t003.txt")].gone
        assert desk.place("t000.txt") is not None
        assert len(desk.project.pool) == 13
        desk.label()
        assert desk.ready() == ""
    after = labels(path)
    assert {n.removeprefix("sub/"): label for n, label in after.items()} == {**before, "t090.txt": "A"}


def test_a_new_file_under_the_name_of_a_renamed_one_is_a_new_sample(tmp_path):
    folder = make_texts(tmp_path / "texts", 4)
    path = make(tmp_path, folder)
    with Desk(path) as desk:
        desk.scanned().label_all()
    (folder / "t000.txt").rename(folder / "t100.txt")
    (folder / "t000.txt").write_text("another text under the old name", "utf-8")
    for _ in range(2):
        with Desk(path) as desk:
            desk.scanned()
            assert len(desk.project.pool) == 5
            assert desk.ready() in ("t000.txt", "")
            desk.label_all()
    rows = exported(path)
    assert sorted(row["sample"] for row in rows) == ["t000.txt", "t001.txt", "t002.txt", "t003.txt", "t100.txt"]
    assert verify(path).ok


def test_two_files_that_swap_their_names_swap_their_labels(tmp_path):
    folder = make_texts(tmp_path / "texts", 4)
    path = make(tmp_path, folder)
    with Desk(path) as desk:
        desk.scanned().label_all()
    before = labels(path)
    (folder / "t000.txt").rename(folder / "x")
    (folder / "t001.txt").rename(folder / "t000.txt")
    (folder / "x").rename(folder / "t001.txt")
    os.utime(folder / "t000.txt", ns=(1, 1))
    os.utime(folder / "t001.txt", ns=(2, 2))
    with Desk(path) as desk:
        desk.scanned()
    assert labels(path) == {**before, "t000.txt": before["t001.txt"], "t001.txt": before["t000.txt"]}


def test_a_changed_file_is_read_anew_and_an_unchanged_one_is_not(tmp_path):
    folder = make_texts(tmp_path / "texts", 80)
    path = make(tmp_path, folder)
    with Desk(path) as desk:
        desk.read()
    (folder / "t005.txt").write_text("all of it is new", "utf-8")
    os.utime(folder / "t006.txt", ns=(5, 5))
    with Desk(path) as desk:
        tried: list[int] = []
        take = desk.project.learning._features_part
        desk.project.learning._features_part = lambda part: (tried.extend(getattr(part, "trying", ())), take(part))
        desk.read()
        assert [desk.project.pool.name(i) for i in tried] == ["t005.txt"]
        assert desk.project.pool.rows[desk.place("t006.txt")].mtime_ns == 5
    with Desk(path) as desk:
        tried = []
        take = desk.project.learning._features_part
        desk.project.learning._features_part = lambda part: (tried.extend(getattr(part, "trying", ())), take(part))
        desk.read()
        assert tried == []


def test_a_moved_root_is_found_by_relinking_and_beside_the_project(tmp_path):
    home = tmp_path / "study"
    folder = make_texts(home / "texts", 6)
    path = make(home, folder)
    with Desk(path) as desk:
        desk.scanned()
        desk.label()
    # Both together: nothing needs to be said.
    home.rename(tmp_path / "moved")
    path = tmp_path / "moved" / "p.dal"
    with Desk(path) as desk:
        desk.scanned()
        assert "folder" not in desk.project.notices
        desk.label()
    (tmp_path / "moved" / "texts").rename(tmp_path / "elsewhere")
    with Desk(path) as desk:
        desk.until(lambda: "folder" in desk.project.notices)
        notice = desk.project.screen().notices[0]
        assert "Your labels are kept" in notice.text
        desk.project.upkeep.relink(tmp_path / "elsewhere")
        desk.until(lambda: "folder" not in desk.project.notices)
        desk.label_all()
    with Desk(path) as desk:
        desk.scanned()
        assert desk.ready() == ""
        assert len(desk.project.pool) == 6
    assert len(labels(path)) == 6


def test_of_two_folders_the_one_that_holds_the_samples_is_taken(tmp_path):
    folder = make_texts(tmp_path / "a" / "texts", 4)
    path = make(tmp_path / "a", folder)
    with Desk(path) as desk:
        desk.scanned().label()
    # The project alone was copied to where another folder has the same name.
    (tmp_path / "b" / "texts").mkdir(parents=True)
    (tmp_path / "b" / "texts" / "other.txt").write_text("no sample of this project", "utf-8")
    copy = shutil.copy(path, tmp_path / "b" / "p.dal")
    with Desk(tmp_path / "b" / "p.dal") as desk:
        desk.scanned()
        assert desk.project.loader.root == folder
        assert len(desk.project.pool) == 4
    assert copy


@pytest.mark.parametrize("emptied", [False, True])
def test_the_folder_goes_while_labelling_and_comes_back(tmp_path, emptied):
    """``emptied``: the place of a drive that was pulled stays there as an empty folder."""
    folder = make_texts(tmp_path / "texts", 30)
    path = make(tmp_path, folder)
    with Desk(path) as desk:
        desk.read()
        first = [desk.label() for _ in range(5)]
        folder.rename(tmp_path / "away")
        if emptied:
            folder.mkdir()
        while "folder" not in desk.project.notices:
            desk.ready()
            if isinstance(desk.project.serving.shown().content, Unreadable):
                desk.project.forward()
            else:
                first.append(desk.label())
        if emptied:
            folder.rmdir()
        (tmp_path / "away").rename(folder)
        desk.until(lambda: "folder" not in desk.project.notices)
        desk.scanned()
        rest = desk.label_all()
        assert sorted(first + rest) == [f"t{n:03d}.txt" for n in range(30)]
        assert not any(row.problem or row.gone for row in desk.project.pool.rows)
    assert len(labels(path)) == 30


def test_the_folder_goes_while_it_is_read_and_nothing_is_called_damaged(tmp_path):
    folder = make_texts(tmp_path / "texts", 600)
    path = make(tmp_path, folder)
    with Desk(path, ticking=False) as desk:
        desk.scanned()
        folder.rename(tmp_path / "away")
        desk.until(lambda: desk.project.learning.features_done == 1.0)
        (tmp_path / "away").rename(folder)
        desk.project.upkeep.check_again()
        desk.scanned()
        desk.until(lambda: all(row.digest for row in desk.project.pool.rows))
        assert not any(row.problem for row in desk.project.pool.rows)


def test_unreadable_samples_keep_their_place_and_never_stop_the_queue(tmp_path):
    folder = make_texts(tmp_path / "texts", 10)
    for n in (3, 4, 5):
        (folder / f"t{n:03d}.txt").write_bytes(bytes([0, 1, n]) * 500)
    path = make(tmp_path, folder)
    with Desk(path, ticking=False) as desk:
        seen_cause = []
        desk.scanned()
        while name := desk.ready():
            shown = desk.project.serving.shown().content
            if isinstance(shown, Unreadable):
                seen_cause.append(shown.cause)
                assert not desk.project.label(desk.id("A"))
                assert not desk.project.unsure()
                assert desk.ready() == name
                desk.project.forward()
            else:
                desk.label()
        desk.read()
        assert all(cause.endswith(".") for cause in seen_cause)
        problems = {desk.project.pool.name(i) for i, row in enumerate(desk.project.pool.rows) if row.problem}
        assert problems == {"t003.txt", "t004.txt", "t005.txt"}
    assert len(labels(path)) == 7
    # Mended, they are asked.
    for n in (3, 4, 5):
        (folder / f"t{n:03d}.txt").write_text(text_of(n, random.Random(n)), "utf-8")
    with Desk(path) as desk:
        desk.read()
        assert len(desk.label_all()) == 3


def test_exact_duplicates_are_asked_once(tmp_path):
    folder = make_texts(tmp_path / "texts", 10)
    for n in range(5):
        shutil.copy(folder / f"t{n:03d}.txt", folder / f"t{n + 50:03d}.txt")
    path = make(tmp_path, folder)
    with Desk(path) as desk:
        desk.read()
        assert len(desk.label_all()) == 10
    with Desk(path) as desk:
        desk.scanned()
        assert desk.ready() == ""


def test_duplicates_are_found_by_answering_before_they_are_read(tmp_path):
    """No features yet: what was on screen tells its content, and its copies waiting in the queue go."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for n in range(6):
        (folder / f"t{n:03d}.txt").write_text("the very same text", "utf-8")
    path = make(tmp_path, folder)
    with Desk(path, ticking=False) as desk:
        desk.read()
        desk.label("A")
        assert desk.ready() == ""


def test_a_copy_takes_the_place_of_a_vanished_original(tmp_path):
    folder = make_texts(tmp_path / "texts", 3)
    shutil.copy(folder / "t000.txt", folder / "t100.txt")
    path = make(tmp_path, folder)
    with Desk(path) as desk:
        desk.read()
    (folder / "t000.txt").unlink()
    with Desk(path) as desk:
        desk.scanned()
        assert sorted(desk.label_all()) == ["t001.txt", "t002.txt", "t100.txt"]


def test_an_empty_folder_says_so_and_a_finished_pool_too(tmp_path):
    folder = make_texts(tmp_path / "texts", 3)
    path = make(tmp_path, folder)
    with Desk(path) as desk:
        desk.scanned()
        desk.label()
        desk.label()
        assert desk.ready()
        assert desk.project.unsure()
        desk.until(lambda: desk.project.screen().sample is None)
        assert desk.project.screen().empty == "Every sample has an answer. 1 is marked Unsure: look at it now?"


def test_rows_of_tables_are_samples_and_stay_so_when_rows_are_inserted(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    rng = random.Random(1)
    rows = [text_of(n, rng) for n in range(8)]
    (folder / "t.csv").write_text("text\n" + "".join(f"{row}\n" for row in rows), "utf-8")
    (folder / "u.jsonl").write_text('{"text": "jsonl 1 valve"}\n{"text": "jsonl 2 bank"}\n', "utf-8")
    path = make(tmp_path, folder)
    with Desk(path) as desk:
        desk.scanned()
        for _ in range(10):
            desk.ready()
            text = desk.project.serving.shown().content.text
            desk.project.label(desk.id("A" if "valve" in text or "pump" in text else "B"))
        assert desk.ready() == ""
    before = labels(path)
    assert len(before) == 10
    (folder / "t.csv").write_text("text\nfirst of all\n" + "".join(f"{row}\n" for row in rows), "utf-8")
    with Desk(path) as desk:
        desk.scanned()
        name = desk.ready()
        assert name == "t.csv#0"
        assert desk.project.serving.shown().content.text == "first of all"
        desk.project.label(desk.id("A"))
        assert desk.ready() == ""
    after = labels(path)
    assert len(after) == 11
    assert {f"t.csv#{n + 1}": before[f"t.csv#{n}"] for n in range(8)}.items() <= after.items()
