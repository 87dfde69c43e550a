"""Samples inside an encrypted project: copied in, labelled there without their folder, taken out again."""

import itertools
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.loop.export_wish import Wish
from desktop_al.loop.exporting import export_labels
from desktop_al.loop.extraction import HANDMADE
from desktop_al.loop.feature_files import compute_features, import_features, sample_chunks, write_features
from desktop_al.loop.handing_out import hand_out
from desktop_al.loop.inside import are_inside, copy_in, take_out
from desktop_al.loop.locks import lock, unlock
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.media.scan import scan
from desktop_al.media.shelf import put_shelf, shelf_at, take_shelf
from desktop_al.store import sealing, vault
from desktop_al.store.backup import back_up
from desktop_al.store.restore import restore
from desktop_al.store.vault import Kept, Vault, vault_path, write_vault
from tests.loop.desk import Desk, make_texts, truth

PASSPHRASE = "correct horse battery"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(sealing, "calibrated", lambda: sealing.FLOOR)
    folder = make_texts(tmp_path / "s" / "inner", 30).parent
    (folder / "rows.csv").write_text("id,text\n" + "".join(f"{n},valve pump leak {n}\n" for n in range(0, 20, 2)))
    (folder / "notes.pdf").write_bytes(b"not a sample")
    path = tmp_path / "p.dal"
    new = NewProject(path, folder, ("A", "B"), "ann", kind="text", seed=3, passphrase=PASSPHRASE)
    create_project(new, tmp_path / "home")
    unlock(path, PASSPHRASE)
    yield path
    lock(path)


def listed(root: Path) -> list[tuple[str, int, int, int, int, int]]:
    found = [found for chunk in scan(root) for found in chunk]
    return [(f.path, f.row, f.offset, f.length, f.size, f.mtime_ns) for f in found]


def test_they_are_labelled_without_their_folder(project: Path, tmp_path: Path):
    home, folder = tmp_path / "home", tmp_path / "s"
    with Desk(project) as desk:
        desk.read()
        names = [row.path for row in desk.project.pool.rows]
        first = desk.label()
    before = listed(folder)
    assert copy_in(project, home) == 31, "the files, a table once, and nothing that is no sample"
    put_shelf(vault_path(project), shelf := Vault(project))
    assert listed(vault_path(project)) == before
    take_shelf(vault_path(project))
    shelf.close()
    assert b"invoice" not in vault_path(project).read_bytes()
    assert b"valve" not in vault_path(project).read_bytes()
    shutil.rmtree(folder)
    moved = project.with_name("moved.dal")
    project.rename(moved)
    vault_path(project).rename(vault_path(moved))
    unlock(moved, PASSPHRASE)
    with Desk(moved) as desk:
        desk.read()
        assert [row.path for row in desk.project.pool.rows] == names
        assert not any(row.gone or row.problem for row in desk.project.pool.rows)
        assert desk.project.notices.all() == ()
        shown = [desk.label() for _ in range(12) if desk.ready() and ".csv" not in desk.name_on_screen()]
        assert first not in shown
        desk.round()
    copy = tmp_path / "copy.dal"
    hand_out(moved, "Bo", copy, home)
    unlock(copy, PASSPHRASE)
    with Desk(copy, "Bo") as desk:
        desk.read()
        assert not any(row.gone or row.problem for row in desk.project.pool.rows)
        desk.label()
    lock(copy)
    with pytest.raises(BadArgument, match="inside the project already"):
        copy_in(moved, home)
    with pytest.raises(BadArgument, match="not an empty folder"):
        take_out(moved, tmp_path, home)
    assert take_out(moved, tmp_path / "out", home) == 31
    assert not are_inside(moved)
    assert listed(tmp_path / "out") == before
    with Desk(moved) as desk:
        desk.read()
        assert not any(row.gone for row in desk.project.pool.rows)
    lock(moved)


def test_a_vault_that_is_missing_or_damaged_is_said_and_nothing_is_lost(project: Path, tmp_path: Path):
    with Desk(project) as desk:
        desk.read()
        desk.label()
    copy_in(project, tmp_path / "home")
    kept = vault_path(project).read_bytes()
    for left in (None, kept[:5000], kept[:3000] + b"garbage" + kept[3007:]):
        vault_path(project).unlink(missing_ok=True)
        if left is not None:
            vault_path(project).write_bytes(left)
        with Desk(project) as desk:
            assert desk.project.notices.all()[0].title == "The samples of this project are not there."
            assert len(desk.project.history_rows()) == 1
    vault_path(project).write_bytes(kept)
    with Desk(project) as desk:
        desk.read()
        assert truth(desk.label())


def test_copying_that_fails_leaves_nothing(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(CannotOpen, match="stopped"):
        copy_in(project, tmp_path / "home", stop=lambda: True)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(vault, "_fill", full)
    with pytest.raises(CannotOpen, match="the disk is full"):
        copy_in(project, tmp_path / "home")
    assert [path.name for path in tmp_path.glob("p.dal-samples*")] == []
    monkeypatch.undo()
    (tmp_path / "s" / "inner" / "t003.txt").unlink()
    (tmp_path / "s" / "inner" / "t003.txt").symlink_to(tmp_path / "p.dal")
    assert copy_in(project, tmp_path / "home") == 30, "what leads outside the folder is no sample"


def test_names_of_any_kind_are_taken_out_and_what_fails_leaves_nothing(project: Path, tmp_path: Path):
    home, out = tmp_path / "home", tmp_path / "out"
    if os.name != "nt":
        (tmp_path / "s" / "at 12:30.txt").write_text("valve")
        (tmp_path / "s" / "back\\slash.txt").write_text("pump")
    known = {path.relative_to(tmp_path / "s"): path.read_bytes() for path in (tmp_path / "s").rglob("*.[tc]*")}
    copy_in(project, home)
    steps = itertools.count()

    def stopped(_share: float) -> None:
        if next(steps) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_out(project, out, home, stopped)
    assert list(out.iterdir()) == []
    assert are_inside(project)
    assert take_out(project, out, home) == len(known)
    assert {path.relative_to(out): path.read_bytes() for path in out.rglob("*.*")} == known
    assert not vault_path(project).exists()


def test_a_backup_from_before_they_were_copied_in_finds_them(project: Path, tmp_path: Path):
    back_up(project, tmp_path / "back.dal")
    copy_in(project, tmp_path / "home")
    shutil.rmtree(tmp_path / "s")
    restore(project, tmp_path / "back.dal", tmp_path / "kept.dal")
    with Desk(project) as desk:
        desk.read()
        assert len(desk.project.pool) == 40
        assert not any(row.gone or row.problem for row in desk.project.pool.rows)


def test_nobody_elses_samples_are_written_over(project: Path, tmp_path: Path):
    home, out = tmp_path / "home", tmp_path / "b.dal"
    with Desk(project) as desk:
        desk.scanned()
        assert desk.project.wait_saved(10)
    copy_in(project, home)
    vault_path(out).write_bytes(b"of another project")
    with pytest.raises(CannotOpen, match="another project"):
        hand_out(project, "bob", out, home)
    with pytest.raises(CannotOpen, match="another project"):
        create_project(NewProject(out, tmp_path / "s", ("A",), "ann"), home)
    assert vault_path(out).read_bytes() == b"of another project"
    assert not out.exists()
    vault_path(out).unlink()
    # A name that is taken costs nothing but the try.
    out.write_bytes(b"taken")
    with pytest.raises(CannotOpen, match="already a file"):
        hand_out(project, "bob", out, home)
    assert out.read_bytes() == b"taken"
    assert not list(tmp_path.glob("b.dal-*"))


def test_an_empty_folder_is_not_copied_in(project: Path, tmp_path: Path):
    shutil.move(tmp_path / "s", tmp_path / "away")
    (tmp_path / "s").mkdir()
    with pytest.raises(CannotOpen, match="none in"):
        copy_in(project, tmp_path / "home")
    assert not are_inside(project)


def test_features_are_brought_in_by_what_lies_inside(project: Path, tmp_path: Path):
    out = tmp_path / "f.npz"
    features = compute_features(tmp_path / "s", sample_chunks(tmp_path / "s", "text"), (HANDMADE["text"],))
    write_features(out, features)
    copy_in(project, tmp_path / "home")
    shutil.rmtree(tmp_path / "s")
    done = import_features(project, out)
    assert (done.samples, done.changed) == (len(features.samples), 0)
    assert shelf_at(vault_path(project)) is None


def test_a_large_file_lies_in_pieces(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    noise = np.random.default_rng(1).integers(0, 256, (300, 300, 3), np.uint8)
    data = cv2.imencode(".png", noise)[1].tobytes()
    pieces = [data[at : at + 1000] for at in range(0, len(data), 1000)]
    assert write_vault(project, [(Kept("a.png", len(data), 5), iter(pieces)), (Kept("b", 0, 6), iter(()))]) == 2
    read = Vault(project)
    assert read.files() == [Kept("a.png", len(data), 5), Kept("b", 0, 6)]
    assert (read.read("a.png"), read.read("b")) == (data, b"")
    with pytest.raises(FileNotFoundError):
        read.read("c")
    read.close()


def test_a_plain_project_takes_none_in(tmp_path: Path):
    make_texts(tmp_path / "s", 3)
    path = tmp_path / "p.dal"
    create_project(NewProject(path, tmp_path / "s", ("A", "B"), "ann", kind="text"), tmp_path / "home")
    with pytest.raises(BadArgument, match="encrypt it first"):
        copy_in(path, tmp_path / "home")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_names_that_only_other_systems_refuse_come_out_again(project: Path, tmp_path: Path):
    name = "ct: [a](b) \\ c.txt"
    (tmp_path / "s" / name).write_text("valve", "utf-8")
    copy_in(project, tmp_path / "home")
    take_out(project, tmp_path / "out", tmp_path / "home")
    assert (tmp_path / "out" / name).read_text("utf-8") == "valve"
    lock(project)


def test_texts_and_files_can_be_exported_from_inside(project: Path, tmp_path: Path):
    with Desk(project) as desk:
        desk.read()
        names = {desk.label() for _ in range(4)}
    copy_in(project, tmp_path / "home")
    shutil.rmtree(tmp_path / "s")
    out = tmp_path / "out.jsonl"
    assert export_labels(project, Wish("doccano"), out).said == ()
    assert all(json.loads(line)["text"] for line in out.read_text("utf-8").splitlines())
    done = export_labels(project, Wish("folders", link=True), tmp_path / "classes")
    assert done.count == 4
    assert not any("link" in sentence for sentence in done.said), "what lies inside cannot be linked"
    assert len([f for f in (tmp_path / "classes").rglob("*.txt") if f.stat().st_size]) == len(names)
    assert shelf_at(vault_path(project)) is None
    with Desk(project) as desk:
        # The window reads from there meanwhile, and goes on doing so.
        desk.ready()
        export_labels(project, Wish("doccano"), out)
        assert shelf_at(vault_path(project)) is not None
        desk.label()
