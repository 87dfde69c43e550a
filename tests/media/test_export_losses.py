"""Every cell of the table of what each format keeps, by a real export that is read with nothing of ours."""

import csv
import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop_al.media.exchange import OWN
from desktop_al.media.export_losses import CONTENTS, FIELDS, kept
from desktop_al.media.exports import EXPORTERS
from tests.media.losses_table import GUIDE, renewed
from tests.media.made_exports import ROW, SAMPLE, export_of, pictures, plain_features

#: Where a format has a field in a place of its own, in a record as ``record_of`` gives it.
PLACES: dict[str, dict[str, Any]] = {
    "labelstudio": {
        "seq": lambda task: task["annotations"][0]["id"],
        "sample": lambda task: task["data"]["sample"],
        "annotator": lambda task: task["annotations"][0]["completed_by"]["email"],
        "label": lambda task: task["annotations"][0]["result"][0]["value"]["choices"][0],
        "utc": lambda task: task["annotations"][0]["created_at"],
        "active_s": lambda task: task["annotations"][0]["lead_time"],
        "suggestion": lambda task: task["predictions"][0]["result"][0]["value"]["choices"][0],
        "probability": lambda task: task["predictions"][0]["score"],
        "round": lambda task: int(task["predictions"][0]["model_version"].removeprefix("round ")),
        "rule": lambda task: task["annotations"][0]["completed_by"]["email"].removeprefix("rule: "),
    },
    "prodigy": {
        "sample": lambda line: line["meta"]["sample"],
        "annotator": lambda line: line["_annotator_id"],
        "label": lambda line: line["accept"][0],
        "rule": lambda line: line["_annotator_id"].removeprefix("rule: "),
    },
    "doccano": {"label": lambda line: line["label"][0], "comment": lambda line: line["Comments"][0]},
    "coco": {
        "sample": lambda coco: coco["images"][0]["file_name"],
        "label": lambda coco: next(
            c["name"] for c in coco["categories"] if c["id"] == coco["annotations"][0]["category_id"]
        ),
    },
    "imagefolder": {"label": lambda line: line["label"]},
    "npz": {
        "sample": lambda arrays: str(arrays["names"][0]),
        "label": lambda arrays: str(arrays["classes"][arrays["y"][0]]),
        "rule": lambda arrays: str(arrays["rule"]),
        "support": lambda arrays: arrays["support"][0],
        "weight": lambda arrays: arrays["weights"][0],
    },
}
BESIDE: dict[str, Any] = {
    "labelstudio": lambda task: task["annotations"][0][OWN],
    "coco": lambda coco: coco["annotations"][0][OWN],
}


def record_of(name: str, path: Path) -> Any:
    """The first record of a file, or the whole where it is one."""
    if name == "npz":
        with np.load(path, allow_pickle=False) as arrays:
            return dict(arrays)
    if name == "csv" or (name == "folders" and (path := path / "labels.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            return next(csv.DictReader(file))
    if name == "imagefolder":
        path = path / "metadata.jsonl"
    text = path.read_text("utf-8")
    if name in ("coco", "labelstudio"):
        whole = json.loads(text)
        return whole[0] if name == "labelstudio" else whole
    return json.loads(text.splitlines()[0])


@pytest.mark.parametrize("view", FIELDS)
@pytest.mark.parametrize("name", EXPORTERS)
def test_each_field_is_where_the_table_says(tmp_path, name, view):
    one = EXPORTERS[name]
    if view not in one.views:
        return
    row = ROW if view == "annotations" else SAMPLE
    contents = pictures(tmp_path / "pool", ["a.png"])
    # Not empty, so that it must be somewhere.
    row = replace(row, reason="a reason")
    out = tmp_path / "out"
    written = one.write(export_of([row], contents, view=view, features=plain_features), out)
    assert (written.count, written.notes) == (1, ())
    record = record_of(name, out)
    for field in FIELDS[view]:
        value = getattr(row, field)
        match kept(name, field):
            case "kept" if name in PLACES:
                assert PLACES[name][field](record) == value, field
            case "kept":
                assert str(record[field]) == str(value), field
            case "beside":
                beside = BESIDE.get(name, lambda line: line[OWN])(record)
                assert beside[field] == value, field
            case "lost":
                assert str(value) not in str(record), field
    assert "weight" in FIELDS["training"]
    assert "weight" not in FIELDS["samples"]


def test_the_table_knows_every_format_and_field():
    assert list(CONTENTS) == list(EXPORTERS)
    assert FIELDS["annotations"] == tuple(one.name for one in fields(ROW))
    assert FIELDS["training"] == tuple(one.name for one in fields(SAMPLE))
    known = set(FIELDS["annotations"]) | set(FIELDS["training"])
    assert all(set(places) <= known for places in PLACES.values())


def test_the_guide_has_the_table_as_it_is():
    guide = GUIDE.read_text("utf-8")
    assert guide == renewed(guide), "write it anew: python -m tests.media.losses_table"
    for one in EXPORTERS.values():
        assert f"**{one.name}**" in guide
