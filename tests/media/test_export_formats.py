"""Files of other tools' formats and folders: what lies in them, from real samples."""

import csv
import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from desktop_al.core.errors import BadArgument
from desktop_al.core.shapes import Found
from desktop_al.media.class_folders import safe_name
from desktop_al.media.exchange import OWN
from desktop_al.media.export_contents import Contents
from desktop_al.media.exports import EXPORTERS
from desktop_al.media.picture import View
from desktop_al.media.samples import load
from tests.media.made_dicom import NAME, dicom, ramp
from tests.media.made_exports import ROW, SAMPLE, export_of, pictures, plain_features, texts

UNSURE = replace(ROW, seq=2, annotator="Bo", label="", state="unsure", suggestion="", probability=None)
NOT_WORTH = replace(UNSURE, seq=3, annotator="Cy", state="not_worth_labelling", reason="focus")
ROWS = [ROW, UNSURE, NOT_WORTH, replace(ROW, seq=4, sample="sub/b.png", label="cat|dog")]


def written(name: str, tmp_path: Path, rows, contents=None, **more) -> Path:
    out = tmp_path / "out"
    made = EXPORTERS[name].write(export_of(rows, contents, **more), out)
    assert made.count == len(rows) - sum(n for what, n in made.notes if what in ("unread", "no features"))
    return out


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def test_labelstudio_has_a_task_for_each_sample(tmp_path):
    tasks = json.loads(written("labelstudio", tmp_path, ROWS).read_text("utf-8"))
    assert [task["id"] for task in tasks] == [1, 2]
    assert tasks[0]["data"] == {"image": "a.png", "sample": "a.png"}
    first, unsure, skipped = tasks[0]["annotations"]
    assert [a["was_cancelled"] for a in (first, unsure, skipped)] == [False, False, True]
    assert unsure["result"] == skipped["result"] == []
    assert skipped[OWN]["reason"] == "focus"
    assert "probability" not in unsure[OWN]
    assert tasks[1]["annotations"][0]["result"][0]["value"] == {"choices": ["cat", "dog"]}
    assert len(tasks[0]["predictions"]) == 1, "no prediction where nothing was suggested"


def test_texts_are_in_the_files_and_missing_ones_are_said(tmp_path):
    contents = texts(tmp_path / "pool", {"a.txt": "One line.\nTwo = \u2028 \U0001f600", "b.txt": "B"})
    (tmp_path / "pool" / "b.txt").unlink()
    rows = [replace(ROW, sample=name) for name in ("a.txt", "b.txt", "b.txt")]
    for name, of in (
        ("labelstudio", lambda path: [task["data"]["text"] for task in json.loads(path.read_text("utf-8"))]),
        ("prodigy", lambda path: [line["text"] for line in lines(path)]),
        ("doccano", lambda path: [line["text"] for line in lines(path)]),
    ):
        out = tmp_path / name
        made = EXPORTERS[name].write(export_of(rows, contents, kind="text"), out)
        assert made.notes == (("empty texts", 1),)
        assert of(out)[:2] == ["One line.\nTwo = \n \U0001f600", ""]
    assert [line["id"] for line in lines(tmp_path / "doccano")] == [1, 2, 2], "one id for each sample"
    rows = [replace(SAMPLE, sample=name) for name in ("a.txt", "b.txt")]
    made = EXPORTERS["imagefolder"].write(export_of(rows, contents, kind="text", view="samples"), tmp_path / "folder")
    assert made.notes == (("unread", 1),)
    assert [line["label"] for line in lines(tmp_path / "folder" / "metadata.jsonl")] == ["cat"]
    with pytest.raises(BadArgument, match="holds texts"):
        EXPORTERS["coco"].write(export_of(rows, contents, kind="text"), tmp_path / "coco")


def test_prodigy_and_doccano(tmp_path):
    found = lines(written("prodigy", tmp_path, ROWS))
    assert [line["answer"] for line in found] == ["accept", "ignore", "ignore", "accept"]
    assert found[3]["accept"] == ["cat", "dog"]
    assert [one["id"] for one in found[0]["options"]][:2] == ["cat", "dog"]
    assert found[0]["_timestamp"] == 1704164645
    found = lines(written("doccano", tmp_path, ROWS))
    assert [(line["id"], line["filename"], line["label"]) for line in found] == [
        (1, "a.png", ["cat"]),
        (1, "a.png", []),
        (1, "a.png", []),
        (2, "sub/b.png", ["cat", "dog"]),
    ]


def test_coco_has_sizes_and_what_names_no_class_with_its_image(tmp_path):
    contents = pictures(tmp_path / "pool", ["a.png", "sub/b.png"], (12, 8))
    (tmp_path / "pool" / "sub" / "b.png").write_bytes(b"broken")
    out = tmp_path / "out"
    made = EXPORTERS["coco"].write(export_of(ROWS, contents), out)
    assert (made.count, made.notes) == (4, (("no sizes", 1),))
    coco = json.loads(out.read_text("utf-8"))
    assert [(i["width"], i["height"], len(i.get(OWN, ()))) for i in coco["images"]] == [(12, 8, 2), (0, 0, 0)]
    assert [(a["image_id"], a["category_id"], a["bbox"]) for a in coco["annotations"]] == [
        (1, 1, [0, 0, 12, 8]),
        (2, 1, [0, 0, 0, 0]),
        (2, 2, [0, 0, 0, 0]),
    ]
    assert {a[OWN]["seq"] for a in coco["annotations"][1:]} == {4}, "one annotation of two classes"


def sample(name: str, label: str = "cat", **more):
    return replace(SAMPLE, sample=name, label=label, **more)


def test_folders_keep_names_number_equal_ones_and_mend_odd_ones(tmp_path):
    names = ["x/a.png", "y/a.png", "y/A.PNG", "z.png", "gone.png", "junk.png"]
    contents = pictures(tmp_path / "pool", names)
    (tmp_path / "pool" / "gone.png").unlink()
    rows = [sample(n) for n in names[:3]] + [sample("z.png", "a/b: c."), sample("gone.png")]
    rows += [sample("junk.png", "", state="not_worth_labelling", reason="=focus")]
    out = tmp_path / "out"
    made = EXPORTERS["folders"].write(export_of(rows, contents, view="samples"), out)
    assert (made.count, made.notes) == (6, (("renamed", 1), ("no class", 1), ("only in table", 1)))
    with open(out / "labels.csv", encoding="utf-8", newline="") as file:
        table = {row["sample"]: row for row in csv.DictReader(file)}
    assert [table[n]["file"] for n in names] == ["cat/a.png", "cat/a (2).png", "cat/A (3).png", "a_b_ c_/z.png", "", ""]
    assert table["junk.png"]["reason"] == "'=focus"
    assert table["z.png"]["label"] == "a/b: c."
    files = {str(f.relative_to(out)) for f in out.rglob("*") if f.is_file()}
    assert files == {"labels.csv", *(row["file"] for row in table.values() if row["file"])}
    for name in names[:4]:
        assert (out / table[name]["file"]).read_bytes() == (tmp_path / "pool" / name).read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX systems")
def test_links_instead_of_copies(tmp_path):
    contents = pictures(tmp_path / "pool", ["a.png", "b.png"])
    contents = replace(contents, masks={"b.png": ((0, 0, 3, 3),)})
    out = tmp_path / "out"
    made = EXPORTERS["folders"].write(
        export_of([sample("a.png"), sample("b.png")], contents, view="samples", link=True), out
    )
    assert made.notes == (("links", 1), ("masked", 1))
    assert os.path.samefile(out / "cat" / "a.png", tmp_path / "pool" / "a.png")
    # What leads out of the folder is neither linked nor copied.
    secret = tmp_path / "secret.png"
    secret.write_bytes((tmp_path / "pool" / "a.png").read_bytes())
    (tmp_path / "pool" / "a.png").unlink()
    (tmp_path / "pool" / "a.png").symlink_to(secret)
    for link in (False, True):
        made = EXPORTERS["folders"].write(
            export_of([sample("a.png")], contents, view="samples", link=link), tmp_path / f"out{link}"
        )
        assert made.notes == (("only in table", 1),)


def test_what_is_masked_never_leaves(tmp_path):
    contents = pictures(tmp_path / "pool", ["a.png", "b.jpg"], (12, 8))
    contents = replace(contents, masks={"b.jpg": ((2, 1, 4, 3),)})
    for name in ("folders", "imagefolder"):
        out = tmp_path / name
        rows = [sample("a.png"), sample("b.jpg")]
        assert EXPORTERS[name].write(export_of(rows, contents, view="samples"), out).notes == (("masked", 1),)
        place = next(out.rglob("b*.png"))
        pixels = cv2.imread(str(place))
        assert pixels.shape == (8, 12, 3)
        assert not pixels[1:4, 2:6].any()
        assert pixels[0].all()
        assert not list(out.rglob("*.jpg"))


def test_rows_of_a_table_become_text_files(tmp_path):
    (tmp_path / "pool").mkdir()
    (tmp_path / "pool" / "t.csv").write_text("text\nFirst\nSecond\n", "utf-8")
    found = {f"t.csv#{n}": Found("t.csv", "text", 18, 0, n, start, end) for n, start, end in ((0, 5, 6), (1, 11, 7))}
    contents = Contents(tmp_path / "pool", found)
    out = tmp_path / "out"
    made = EXPORTERS["folders"].write(
        export_of([sample("t.csv#0"), sample("t.csv#1")], contents, view="samples", kind="text"), out
    )
    assert (made.count, made.notes) == (2, ())
    assert {f.name: f.read_text("utf-8") for f in (out / "cat").iterdir()} == {
        "t.csv#0.txt": "First",
        "t.csv#1.txt": "Second",
    }


def test_arrays_for_scikit_learn(tmp_path):
    rows = [sample("a", "dog", weight=0.5), sample("b", "", state="not_worth_labelling"), sample("c"), sample("d")]
    out = tmp_path / "out"
    made = EXPORTERS["npz"].write(export_of(rows, view="training", features=plain_features), out)
    assert (made.count, made.notes) == (3, (("no features", 1),))
    with np.load(out, allow_pickle=False) as arrays:
        assert arrays["X"].dtype == np.float32
        assert arrays["X"].tolist() == [[0, 1, 0], [2, 3, 10], [4, 5, 20]]
        assert arrays["y"].dtype == np.int64
        assert arrays["y"].tolist() == [1, -1, 0]
        assert arrays["weights"].tolist() == [0.5, 0, 0.625]
        assert arrays["classes"].tolist() == ["cat", "dog"]
        assert arrays["names"].tolist() == ["a", "b", "c"]
        assert arrays["feature_names"].tolist() == ["a.0", "a.1", "b.0"]
        assert (str(arrays["rule"]), str(arrays["view"])) == ("majority", "training")
    from sklearn.linear_model import LogisticRegression

    with np.load(out) as arrays:
        known = arrays["y"] >= 0
        LogisticRegression().fit(arrays["X"][known], arrays["y"][known], sample_weight=arrays["weights"][known])
    with pytest.raises(BadArgument, match="no sample with a label"):
        EXPORTERS["npz"].write(export_of([], view="training", features=plain_features), tmp_path / "none")
    assert sorted(f.name for f in tmp_path.iterdir()) == ["out"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a", "a"),
        ("", "_"),
        ("..", "_"),
        ("con", "_con"),
        ("LPT1.x", "_LPT1.x"),
        ("a/b\\c:d", "a_b_c_d"),
        ("end. ", "end_"),
        ("\x00\n", "__"),
        ("\ud800", "_ud800"),
        ("ä" * 300, "ä" * 100),
        ("-rf", "-rf"),
    ],
)
def test_names_that_no_system_takes_are_mended(name, safe):
    assert safe_name(name, "") == safe


def test_dicom_in_an_image_folder_is_a_picture(tmp_path):
    pool = tmp_path / "pool"
    pool.mkdir()
    (pool / "scan.dcm").write_bytes(dicom(ramp(), WindowCenter=100, WindowWidth=400))
    (pool / "12.34").write_bytes(dicom(np.stack([ramp(), ramp()]), frames=2))
    (pool / "broken.dcm").write_bytes(b"\0" * 128 + b"DICM")
    found = {one.name: Found(one.name, "image", one.stat().st_size, 0) for one in pool.iterdir()}
    contents = Contents(pool, found)
    rows = [replace(SAMPLE, sample=name) for name in ("scan.dcm", "12.34", "broken.dcm")]
    out = tmp_path / "out"
    made = EXPORTERS["imagefolder"].write(export_of(rows, contents, view="samples", link=True), out)
    assert dict(made.notes) == {"converted": 2, "unread": 1}
    assert [line["file_name"] for line in lines(out / "metadata.jsonl")] == ["scan.dcm.png", "12.34.png"]
    pixels = cv2.imread(str(out / "scan.dcm.png"), cv2.IMREAD_UNCHANGED)
    shown = load(pool, found["scan.dcm"], View()).content.pixels
    assert pixels.dtype == np.uint8
    assert (pixels[:, :, ::-1] == shown).all()
    assert not any(NAME.encode() in path.read_bytes() for path in out.iterdir())
    whole = tmp_path / "whole"
    EXPORTERS["folders"].write(export_of(rows[:1], contents, view="samples"), whole)
    assert (whole / "cat" / "scan.dcm").read_bytes() == (pool / "scan.dcm").read_bytes()


def test_a_class_keeps_its_name_before_one_that_has_to_be_mended(tmp_path):
    contents = pictures(tmp_path / "pool", ["a.png", "b.png", "c.png"])
    rows = [replace(SAMPLE, sample=f"{letter}.png", label=name) for letter, name in zip("abc", ("a:b", "a_b", "a?b"))]
    out = tmp_path / "out"
    made = EXPORTERS["folders"].write(export_of(rows, contents, view="samples", classes=("a:b", "a_b", "a?b")), out)
    assert (out / "a_b" / "b.png").exists()
    assert dict(made.notes) == {"renamed": 2}
    with open(out / "labels.csv", encoding="utf-8", newline="") as file:
        found = {row["label"]: row["file"] for row in csv.DictReader(file)}
    assert found == {"a:b": "a_b (2)/a.png", "a_b": "a_b/b.png", "a?b": "a_b (3)/c.png"}
