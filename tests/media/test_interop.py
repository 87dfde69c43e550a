"""Our files in other tools' own libraries. Skipped where those are not installed: the extra ``interop`` has them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_al.media.exchange import OWN
from desktop_al.media.exports import EXPORTERS
from tests.media.made_exports import ROW, SAMPLE, export_of, pictures, texts

NAMES = ["a.png", "sub/b.png", "c.png"]
ROWS = [
    ROW,
    replace(ROW, seq=2, annotator="Bo", label="dog", utc="2024-01-03T00:00:00.000Z"),
    replace(ROW, seq=3, sample="sub/b.png", label="cat|dog"),
    replace(ROW, seq=4, sample="c.png", label="", state="unsure", suggestion="", probability=None),
    replace(ROW, seq=5, sample="c.png", annotator="Bo", label="", state="not_worth_labelling", reason="focus"),
]
CONFIG = {
    "image": '<View><Image name="image" value="$image"/><Choices name="label" toName="image" choice="multiple">'
    '<Choice value="cat"/><Choice value="dog"/></Choices></View>',
    "text": '<View><Text name="text" value="$text"/><Choices name="label" toName="text" choice="multiple">'
    '<Choice value="cat"/><Choice value="dog"/></Choices></View>',
}


@pytest.mark.parametrize("kind", ["image", "text"])
def test_label_studio_validates_and_converts_our_tasks(tmp_path: Path, kind: str) -> None:
    pytest.importorskip("label_studio_sdk", reason="label-studio-sdk is not installed (extra interop)")
    from label_studio_sdk.converter import Converter
    from label_studio_sdk.label_interface import LabelInterface

    contents = (
        texts(tmp_path / "pool", {"a.txt": "One", "b.txt": "Two\nlines", "c.txt": "C"}) if kind == "text" else None
    )
    rows = [replace(row, sample=row.sample[-5] + ".txt") for row in ROWS] if kind == "text" else ROWS
    out = tmp_path / "out.json"
    EXPORTERS["labelstudio"].write(export_of(rows, contents, kind=kind), out)
    tasks = json.loads(out.read_text("utf-8"))
    interface = LabelInterface(CONFIG[kind])
    for task in tasks:
        for annotation in task["annotations"]:
            assert all(interface.validate_region(region) for region in annotation["result"])
        for prediction in task["predictions"]:
            assert interface.validate_prediction(prediction, return_errors=True) == []
    converter = Converter(CONFIG[kind], str(tmp_path))
    converter.convert(str(out), str(tmp_path / "min"), "JSON_MIN", is_dir=False)
    found = json.loads((tmp_path / "min" / "result.json").read_text("utf-8"))
    said = {(one["id"], one["annotator"]): one.get("label") for one in found}
    assert said == {
        (1, "Ann"): "cat",
        (1, "Bo"): "dog",
        (2, "Ann"): {"choices": ["cat", "dog"]},
        (3, "Ann"): None,
    }, "the converter passes over what was skipped"
    assert {one["lead_time"] for one in found} == {1.25}
    converter.convert(str(out), str(tmp_path / "table"), "CSV", is_dir=False)
    assert len((tmp_path / "table" / "result.csv").read_text("utf-8").splitlines()) >= 5


def test_pycocotools_loads_our_coco(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pycocotools", reason="pycocotools is not installed (extra interop)")
    from pycocotools.coco import COCO

    out = tmp_path / "out.json"
    EXPORTERS["coco"].write(export_of(ROWS, pictures(tmp_path / "pool", NAMES)), out)
    coco = COCO(str(out))
    assert [one["name"] for one in coco.loadCats(coco.getCatIds())] == ["cat", "dog"]
    dogs = coco.loadImgs(coco.getImgIds(catIds=coco.getCatIds(catNms=["dog"])))
    assert sorted(one["file_name"] for one in dogs) == ["a.png", "sub/b.png"]
    found = coco.loadAnns(coco.getAnnIds(imgIds=[1]))
    assert [(one["bbox"], one["area"], one[OWN]["annotator"]) for one in found] == [
        ([0, 0, 12, 8], 96, "Ann"),
        ([0, 0, 12, 8], 96, "Bo"),
    ]
    assert coco.loadRes([{"image_id": 1, "category_id": 1, "bbox": [0, 0, 12, 8], "score": 0.5}]).dataset["images"]


def test_datasets_loads_our_image_folder_texts_and_tables(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets", reason="datasets is not installed (extra interop)")
    pytest.importorskip("PIL", reason="Pillow is not installed (extra interop)")
    cache = str(tmp_path / "cache")
    rows = [replace(SAMPLE, sample=name, label=label) for name, label in zip(NAMES, ("cat", "dog", "cat"))]
    rows[1] = replace(rows[1], label="", state="not_worth_labelling", reason="focus")
    contents = pictures(tmp_path / "pool", NAMES)
    EXPORTERS["imagefolder"].write(export_of(rows, contents, view="training"), tmp_path / "folder")
    loaded = datasets.load_dataset("imagefolder", data_dir=str(tmp_path / "folder"), cache_dir=cache)["train"]
    found = {one[OWN]["sample"]: (one["label"], one["image"].size) for one in loaded}
    assert found == {"a.png": ("cat", (12, 8)), "sub/b.png": (None, (12, 8)), "c.png": ("cat", (12, 8))}
    assert loaded[0][OWN]["weight"] == 0.625

    EXPORTERS["folders"].write(export_of(rows, contents, view="samples"), tmp_path / "classes")
    (tmp_path / "classes" / "labels.csv").unlink()
    loaded = datasets.load_dataset("imagefolder", data_dir=str(tmp_path / "classes"), cache_dir=cache)["train"]
    assert loaded.num_rows == 2

    said = texts(tmp_path / "texts", {"a.txt": "One", "b.txt": "Two\nlines"})
    rows = [replace(SAMPLE, sample="a.txt"), replace(SAMPLE, sample="b.txt", label="dog")]
    EXPORTERS["imagefolder"].write(export_of(rows, said, kind="text", view="samples"), tmp_path / "said")
    metadata = str(tmp_path / "said" / "metadata.jsonl")
    loaded = datasets.load_dataset("json", data_files=metadata, cache_dir=cache)["train"]
    assert [(one["text"], one["label"]) for one in loaded] == [("One", "cat"), ("Two\nlines", "dog")]
    for name in ("csv", "jsonl"):
        place = tmp_path / f"rows.{name}"
        EXPORTERS[name].write(export_of(ROWS), place)
        kind = "json" if name == "jsonl" else name
        assert datasets.load_dataset(kind, data_files=str(place), cache_dir=cache)["train"].num_rows == len(ROWS)
