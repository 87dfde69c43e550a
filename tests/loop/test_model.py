"""The model of a project in files, and applied to other folders: that it is the window's own, and nothing else."""

import csv
import hashlib
import json
import os
import random
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from desktop_al.cli import main
from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument, CannotRead, DesktopAlError
from desktop_al.core.words import ENGLISH, use
from desktop_al.learn.steps import finish
from desktop_al.loop.extraction import read_for_learning
from desktop_al.loop.model_files import ARRAYS, HEADER, read_model, write_model
from desktop_al.loop.model_training import export_model, train_model
from desktop_al.loop.opening import BATCH, NewProject, create_project, worker_setup
from desktop_al.loop.pool import Pool
from desktop_al.loop.predicting import COPY, UNDEFINED, predict_folder
from desktop_al.loop.workshop import Workshop
from desktop_al.ui.languages import language
from tests.loop.desk import Desk, make, make_texts
from tests.loop.several import make_study, true
from tests.media.made_dicom import dicom

COUNT = 90


def table(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shares(rows: list[dict[str, str]]) -> np.ndarray:
    return np.array([[float(row["p:A"]), float(row["p:B"])] for row in rows])


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of texts with 40 labels, closed."""
    place = tmp_path_factory.mktemp("labelled")
    path = make(place, make_texts(place / "texts", COUNT))
    with Desk(path) as desk:
        desk.read()
        for _ in range(40):
            desk.label()
    return path


@pytest.fixture
def project(labelled: Path, tmp_path: Path) -> Path:
    """A copy of one's own."""
    for beside in labelled.parent.glob("p.dal*"):
        if beside.is_file():
            shutil.copy(beside, tmp_path)
    shutil.copytree(labelled.parent / "texts", tmp_path / "texts")
    return tmp_path / "p.dal"


def test_the_predictions_are_those_of_the_windows_round(project: Path) -> None:
    folder, out = project.parent / "texts", project.parent / "p.csv"
    trained = train_model(project, "")
    assert predict_folder(trained, folder, out, "").samples == COUNT
    found = {row["sample"]: row for row in table(out)}
    with Desk(project) as desk:
        desk.read().round()
        learning, pool = desk.project.learning, desk.project.pool
        ids = tuple(one.id for one in desk.project.classes)
        window = {
            pool.name(place): learning.offer(place, ids).probabilities for place in learning.result.scored.tolist()
        }
        assert set(window) == set(found)
        # What the window is told goes through half precision.
        told = np.array([window[name] for name in found])
        np.testing.assert_allclose(shares(list(found.values())), told, atol=1e-3, rtol=0)
        request = learning.round_request(ids, BATCH, desk.project.basics.seed + learning.rounds - 1)
        workshop = Workshop(worker_setup(desk.project.basics, desk.project.record.file, "", ""))
        workshop.know(0, pool.rows)
        given = finish(workshop.prepared(request))
        finish(workshop.start(request))
        model = workshop._latest.ranking.model
        exact = {
            pool.name(place): model.probabilities(given.given.features[at : at + 1])[0]
            for at, place in enumerate(given.places.tolist())
        }
        workshop.close()
    np.testing.assert_allclose(shares(list(found.values())), np.array([exact[n] for n in found]), atol=1e-6, rtol=0)


@pytest.mark.parametrize("kind", ["logistic", "forest"])
def test_the_exported_files_say_the_same_as_the_project(project: Path, kind: str) -> None:
    if kind != "logistic":
        with Desk(project) as desk:
            desk.project.choose("model", kind)
            assert desk.project.wait_saved(20)
    folder, place = project.parent / "texts", project.parent
    export_model(project, place / "model", "")
    predict_folder(train_model(project, ""), folder, place / "a.csv", "")
    predict_folder(read_model(place / "model"), folder, place / "b.csv", "")
    assert (place / "a.csv").read_bytes() == (place / "b.csv").read_bytes()
    # A new folder with texts of other names: each is told by what is in it.
    fresh = make_texts(place / "fresh", 30, seed=9)
    predict_folder(read_model(place / "model"), fresh, place / "c.csv", "")
    right = [row["label"] == "AB"[int(row["sample"][1:4]) % 2] for row in table(place / "c.csv")]
    assert sum(right) >= 27


def test_the_same_labels_give_the_same_model(project: Path) -> None:
    place = project.parent
    export_model(project, place / "one", "")
    export_model(project, place / "two", "")
    # As after the side file was deleted.
    (place / "p.dal-cache").unlink()
    export_model(project, place / "three", "")
    # As where rows came in another order, the last samples first, and some of them twice.
    (place / "p.dal-cache").unlink()
    rows = Pool(0, 0.0)
    with Desk(project, look_only=True) as desk:
        rows.extend(desk.project.pool.rows)
        setup = worker_setup(desk.project.basics, desk.project.record.file, "", "")
    workshop = Workshop(setup)
    workshop.know(0, rows.rows)
    for order in (range(80, 60, -1), range(70, 90)):
        features = workshop.opened()
        chosen = [rows.rows[at] for at in order]
        features.add(chosen, [read_for_learning(place / "texts", rows.found(row.i)) for row in chosen])
        features.flush()
    workshop.close()
    export_model(project, place / "four", "")
    first = json.loads((place / "one" / HEADER).read_text("utf-8"))
    for name in ("two", "three", "four"):
        assert (place / name / ARRAYS).read_bytes() == (place / "one" / ARRAYS).read_bytes()
        other = json.loads((place / name / HEADER).read_text("utf-8"))
        for header in (first, other):
            header["training"]["date"] = ""
        assert other == first
    assert first["training"]["labels"] == 40
    assert sum(first["training"]["labels_by_class"].values()) == 40
    assert first["training"]["beats_base_rate"] is True
    accuracy = first["accuracy"]
    assert accuracy["low"] <= accuracy["value"] <= accuracy["high"]
    assert str(place) not in (place / "one" / HEADER).read_text("utf-8")
    assert "ann" not in json.dumps(first["training"]).replace("annotator", "")


def test_a_project_that_a_window_has_open_can_be_used(project: Path) -> None:
    place = project.parent
    with Desk(project) as desk:
        desk.read()
        export_model(project, place / "model", "")
        predict_folder(train_model(project, ""), place / "texts", place / "p.csv", "")
    assert len(table(place / "p.csv")) == COUNT


def test_an_earlier_model_is_replaced_and_nothing_else(project: Path) -> None:
    place = project.parent
    trained = export_model(project, place / "model", "")
    write_model(place / "model", trained)
    (place / "model" / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(BadArgument, match="other files"):
        export_model(project, place / "model", "")
    assert (place / "model" / "notes.txt").read_text("utf-8") == "mine"
    with pytest.raises(BadArgument, match="sample folder"):
        export_model(project, place / "texts" / "model", "")
    with pytest.raises(BadArgument, match="project's own file"):
        export_model(project, project, "")
    with pytest.raises(BadArgument, match="no folder"):
        export_model(project, place / "nowhere" / "model", "")
    assert sorted(p.name for p in place.iterdir() if p.name.startswith(".")) == []


def test_too_few_labels_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = make(tmp_path, make_texts(tmp_path / "texts", 30))
    for out in ("model", "p.csv"):
        given = ["predict", str(path), str(tmp_path / "texts"), "--out", str(tmp_path / out)]
        if out == "model":
            given = ["export", str(path), "--format", "model", "--out", str(tmp_path / out)]
        assert main([*given, "--home", str(tmp_path / "home")]) == 1
        assert "too few labels" in capsys.readouterr().err
        assert not (tmp_path / out).exists()


def test_a_model_that_knows_nothing_says_so_and_still_writes(tmp_path: Path, capsys) -> None:
    path, home = make(tmp_path, make_texts(tmp_path / "texts", 40)), str(tmp_path / "home")
    draw = random.Random(4)
    with Desk(path) as desk:
        desk.read()
        for _ in range(24):
            desk.label(draw.choice("AB"))
    assert main(["export", str(path), "--format", "model", "--out", str(tmp_path / "m"), "--home", home]) == 0
    capsys.readouterr()
    given = ["predict", str(tmp_path / "m"), str(tmp_path / "texts"), "--out", str(tmp_path / "p.csv"), "--home", home]
    assert main(given) == 0
    assert "commonest class" in capsys.readouterr().err
    assert len(table(tmp_path / "p.csv")) == 40


def picture(number: int, rng: np.random.Generator) -> np.ndarray:
    image = np.full((64, 64, 3), (40, 40, 190) if number % 2 else (190, 60, 40), np.uint8)
    image[10 + number % 30 : 30 + number % 30, 20:50] = 230
    return cv2.add(image, rng.integers(0, 20, image.shape, np.uint8))


def test_images_with_what_cannot_be_read_and_what_is_junk(tmp_path: Path) -> None:
    folder, fresh = tmp_path / "images", tmp_path / "fresh"
    rng = np.random.default_rng(0)
    for place, count in ((folder, 40), (fresh, 30)):
        place.mkdir()
        for number in range(count):
            cv2.imwrite(str(place / f"i{number:03d}.png"), picture(number, rng))
    cv2.imwrite(str(fresh / "dark.png"), np.zeros((64, 64, 3), np.uint8))
    shutil.copy(fresh / "i001.png", fresh / "second.png")
    (fresh / "broken.png").write_bytes((fresh / "i000.png").read_bytes()[:60])
    (fresh / "=cmd.png").write_bytes((fresh / "i002.png").read_bytes() + b"more")
    (fresh / "note.txt").write_text("no image", "utf-8")
    (fresh / "scan.dcm").write_bytes(dicom(np.arange(4096, dtype=np.uint16).reshape(64, 64)))
    path = tmp_path / "p.dal"
    create_project(NewProject(path, folder, ("A", "B"), "ann", seed=1), tmp_path / "home")
    with Desk(path) as desk:
        desk.read()
        desk.label_all(30)
    done = predict_folder(train_model(path, ""), fresh, tmp_path / "p.csv", "")
    rows = {row["sample"]: row for row in table(tmp_path / "p.csv")}
    assert (done.samples, done.unread, done.passed_over) == (35, 1, 1)
    assert len(rows) == 35
    assert rows["broken.png"]["label"] == rows["broken.png"]["p:A"] == ""
    assert rows["broken.png"]["unreadable"].endswith(".")
    assert rows["dark.png"]["junk"] == "black"
    assert {rows["i001.png"]["junk"], rows["second.png"]["junk"]} == {"", COPY}
    assert "'=cmd.png" in rows
    assert rows["scan.dcm"]["label"] in ("A", "B")
    right = [rows[f"i{number:03d}.png"]["label"] == "AB"[number % 2] for number in range(30)]
    assert sum(right) >= 27
    assert all(abs(float(row["p:A"]) + float(row["p:B"]) - 1) < 1e-5 for row in rows.values() if row["label"])
    predict_folder(train_model(path, ""), fresh, tmp_path / "raw.csv", "", raw=True)
    assert "=cmd.png" in {row["sample"] for row in table(tmp_path / "raw.csv")}


def test_rows_of_a_table_are_predicted_too(project: Path) -> None:
    place = project.parent
    (place / "rows").mkdir()
    lines = ["text", *("pump valve leak pressure pipe", "invoice tax credit account bank") * 6]
    (place / "rows" / "t.csv").write_text("\n".join(lines) + "\n", "utf-8")
    predict_folder(train_model(project, ""), place / "rows", place / "p.csv", "")
    assert [row["label"] for row in table(place / "p.csv")] == ["A", "B"] * 6


def test_nothing_half_written_is_left_where_it_is_stopped(project: Path) -> None:
    place = project.parent
    trained = train_model(project, "")
    out = place / "out"
    out.mkdir()
    (out / "p.csv").write_text("as before", "utf-8")

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        predict_folder(trained, place / "texts", out / "p.csv", "", progress=stop)
    assert [(p.name, p.read_text("utf-8")) for p in out.iterdir()] == [("p.csv", "as before")]
    with pytest.raises(BadArgument, match="sample folder"):
        predict_folder(trained, place / "texts", place / "texts" / "p.csv", "")
    with pytest.raises(CannotRead):
        predict_folder(trained, place / "nowhere", place / "p.csv", "")
    (place / "empty").mkdir()
    with pytest.raises(BadArgument, match="no texts"):
        predict_folder(trained, place / "empty", place / "p.csv", "")
    assert not (place / "p.csv").exists()
    with pytest.raises(DesktopAlError):
        predict_folder(trained, place / "texts", place / "nowhere" / "p.csv", "")


def test_predictions_take_the_place_of_nothing_else(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither of the project nor of the model they come from."""
    place, before = project.parent, project.read_bytes()
    model, texts, link = place / "model", place / "texts", place / "elsewhere" / "link.dal"
    export_model(project, model, "")
    link.parent.mkdir()
    link.symlink_to(project)
    held = {one.name: one.read_bytes() for one in model.iterdir()}
    shutil.copytree(texts, place / "others")
    for source, out, words in (
        (project, project, "own file"),
        (link, project, "own file"),
        (link, link, "own file"),
        (project, place / "p.dal-cache", "own file"),
        (project, texts / "p.csv", "sample folder"),
        (model, model / HEADER, "folder of the model"),
        (model, place / "others" / "p.csv", "sample folder"),
    ):
        code = main(["predict", str(source), str(place / "others"), "--out", str(out), "--home", str(place / "home")])
        assert code == 1, out
        assert words in capsys.readouterr().err
    assert {one.name: one.read_bytes() for one in model.iterdir()} == held
    assert not list(place.rglob("p.csv"))
    assert link.is_symlink()
    assert project.read_bytes()[:16] == before[:16]


def test_what_was_done_is_told_as_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = project.parent
    (place / "texts" / "link.txt").symlink_to("/etc/hostname")
    arguments = ["predict", str(project), str(place / "texts"), "--out", str(place / "p.csv"), "--json"]
    assert main([*arguments, "--home", str(place / "home")]) == 0
    told = capsys.readouterr()
    said = json.loads(told.out)
    assert (said["samples"], said["unreadable"], said["not_listed"], said["classes"]) == (COUNT, 0, 1, ["A", "B"])
    assert "1 files or folders could not be looked at" in told.err


def test_two_classes_of_one_name_are_said(tmp_path: Path) -> None:
    study = make_study(tmp_path, 40)
    study.label("ann", true)
    study.write(lambda own: [own.add(ev.CLASS, {"op": "add", "name": "A", "colour": 3}, "ann", answer="cx")])
    with pytest.raises(BadArgument, match="Two classes are called “A”"):
        train_model(study.path, "")


# -- models from elsewhere -----------------------------------------------------------------------------


@pytest.fixture
def model(project: Path) -> Path:
    place = project.parent / "model"
    export_model(project, place, "")
    return place


def rewritten(model: Path, change) -> None:
    """``model.json`` with a change."""
    header = json.loads((model / HEADER).read_text("utf-8"))
    change(header)
    (model / HEADER).write_text(json.dumps(header), "utf-8")


def digest_again(model: Path) -> None:
    digest = hashlib.sha256((model / ARRAYS).read_bytes()).hexdigest()
    rewritten(model, lambda header: header.update(npz_sha256=digest))


def test_a_model_that_is_none_is_refused_in_words(model: Path, tmp_path: Path) -> None:
    whole = (model / HEADER).read_text("utf-8")
    changes = {
        "later version": lambda h: h.update(format_version=2),
        "damaged": lambda h: h.update(format="another"),
        "not the one": lambda h: h.update(npz_sha256="0" * 64),
        "of version 7": lambda h: h["features"][0].update(version=7),
        "columns": lambda h: h["features"][0].update(blocks=[5]),
        "knows no features": lambda h: h["features"][0].update(name="../x"),
        "calibration": lambda h: h["calibration"].update(temperature=0),
        "was not written": lambda h: h["classes"].append({"id": "c", "name": "A"}),
        "or was not": lambda h: h.update(kind="sound"),
    }
    for words, change in changes.items():
        (model / HEADER).write_text(whole, "utf-8")
        rewritten(model, change)
        with pytest.raises(BadArgument, match=words):
            read_model(model)
    for text in ("", "[]", "{", "[" * 100_000, '{"format": NaN}'):
        (model / HEADER).write_text(text, "utf-8")
        with pytest.raises(BadArgument, match="damaged"):
            read_model(model)
    with pytest.raises(BadArgument, match="no model"):
        read_model(tmp_path / "nowhere")


def test_names_of_classes_that_a_table_would_trip_over(model: Path, tmp_path: Path) -> None:
    names = ('=1+1,"x"', "@SUM(A1)|é")
    rewritten(model, lambda h: [one.update(name=name) for one, name in zip(h["classes"], names, strict=True)])
    for raw in (False, True):
        predict_folder(read_model(model), tmp_path / "texts", tmp_path / "p.csv", "", raw=raw)
        rows = table(tmp_path / "p.csv")
        assert list(rows[0]) == ["sample", "label", *(f"p:{name}" for name in names), "unreadable", "junk"]
        assert {row["label"] for row in rows} <= {name if raw else f"'{name}" for name in names}
        assert len(rows) == COUNT


def test_a_model_that_gives_no_numbers_gives_no_labels(model: Path, tmp_path: Path) -> None:
    arrays = dict(np.load(model / ARRAYS))
    arrays["model.coefficients"] = np.full_like(arrays["model.coefficients"], 3e38)
    with open(model / ARRAYS, "wb") as file:
        np.savez(file, **arrays)
    digest_again(model)
    done = predict_folder(read_model(model), tmp_path / "texts", tmp_path / "p.csv", "")
    rows = table(tmp_path / "p.csv")
    assert done.unread == sum(row["unreadable"] == UNDEFINED for row in rows) > 0
    assert "nan" not in (tmp_path / "p.csv").read_text("utf-8")
    assert all((row["label"] == "") == bool(row["unreadable"]) == (row["p:A"] == "") for row in rows)


def test_a_pipe_instead_of_a_file_is_no_model(model: Path) -> None:
    (model / HEADER).unlink()
    os.mkfifo(model / HEADER)
    with pytest.raises(BadArgument, match="no model"):
        read_model(model)


def test_arrays_with_python_objects_or_compressed_are_refused(model: Path) -> None:
    arrays = dict(np.load(model / ARRAYS))
    with open(model / ARRAYS, "wb") as file:
        np.savez(file, **(arrays | {"classes": np.array([print, None], object)}))
    digest_again(model)
    with pytest.raises(BadArgument, match="damaged"):
        read_model(model)
    with open(model / ARRAYS, "wb") as file:
        np.savez_compressed(file, **arrays)
    digest_again(model)
    with pytest.raises(BadArgument, match="compressed"):
        read_model(model)
    with zipfile.ZipFile(model / ARRAYS, "w") as archive:
        archive.writestr("classes.npy", b"\x80\x04K\x01.")
    digest_again(model)
    with pytest.raises(BadArgument):
        read_model(model)


def test_changed_bytes_never_do_more_than_be_refused(model: Path) -> None:
    draw = random.Random(1)
    # The arrays of this model are small where it matters; its matrix is long and alike.
    whole, header = (model / ARRAYS).read_bytes(), (model / HEADER).read_bytes()
    refused = []
    for number in range(60):
        changed = bytearray(whole if number % 2 else header)
        for _ in range(draw.randint(1, 6)):
            at = draw.randrange(min(len(changed), 4000) if draw.random() < 0.7 else len(changed))
            changed[at] = draw.randrange(256)
        (model / ARRAYS).write_bytes(changed if number % 2 else whole)
        (model / HEADER).write_bytes(header if number % 2 else changed)
        if number % 2:
            digest_again(model)
        try:
            read_model(model)
        except BadArgument as error:
            refused.append(str(error))
    assert len(refused) > 10
    assert all(words.endswith(".") for words in refused)


def test_a_model_for_a_network_that_is_not_here_says_which(model: Path, tmp_path: Path) -> None:
    trained = read_model(model)
    seen = replace(trained.seen[0], name="minilm", version=1, blocks=(384,), weights={"model.onnx": "0" * 64})
    with pytest.raises(BadArgument, match="not here"):
        predict_folder(replace(trained, seen=(seen,)), tmp_path / "texts", tmp_path / "p.csv", str(tmp_path))
    own = replace(trained.seen[0], name="own:" + "0" * 64, version=1, blocks=(384,))
    with pytest.raises(BadArgument, match="own image model"):
        predict_folder(replace(trained, seen=(own,)), tmp_path / "texts", tmp_path / "p.csv", str(tmp_path))
    assert not (tmp_path / "p.csv").exists()


def test_a_model_written_from_a_window_in_another_language_is_told_of_in_english(project, tmp_path):
    use(language("pt_PT"))
    try:
        export_model(project, tmp_path / "m", "")
    finally:
        use(ENGLISH)
    told = json.loads((tmp_path / "m" / HEADER).read_text("utf-8"))["training"]["protocol"]
    assert told["version"] == "Version 1"


@pytest.mark.parametrize("name", [HEADER, ARRAYS])
def test_the_model_of_another_program_is_never_replaced(project, tmp_path, name):
    place = tmp_path / "theirs"
    place.mkdir()
    (place / name).write_text('{"learner": {"objective": {}}, "version": [2, 1, 0]}')
    before = (place / name).read_bytes()
    with pytest.raises(BadArgument, match="theirs holds other files"):
        export_model(project, place, "")
    assert [one.name for one in place.iterdir()] == [name]
    assert (place / name).read_bytes() == before
