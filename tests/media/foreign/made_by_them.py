"""Writes the files of this folder with the libraries of the tools that they are of: run with the extra ``interop``
installed, ``python tests/media/foreign/made_by_them.py``. Nothing of this program takes part."""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
from datasets import ClassLabel, Dataset, Features, Value, load_dataset
from label_studio_sdk.converter import Converter
from label_studio_sdk.converter.imports.coco import convert_coco_to_ls
from label_studio_sdk.label_interface import LabelInterface
from label_studio_sdk.label_interface.objects import AnnotationValue, PredictionValue, TaskValue
from PIL import Image
from pycocotools.coco import COCO

HERE = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent)
IMAGES = (
    '<View><Image name="image" value="$image"/><Choices name="choice" toName="image" choice="multiple">'
    '<Choice value="cat"/><Choice value="dog"/><Choice value="två ord, ja"/></Choices></View>'
)
TEXTS = (
    '<View><Text name="text" value="$text"/><Choices name="sentiment" toName="text">'
    '<Choice value="good"/><Choice value="bad"/></Choices></View>'
)
BOXES = (
    '<View><Image name="image" value="$image"/><RectangleLabels name="label_rectangles" toName="image">'
    '<Label value="cat"/><Label value="dog"/></RectangleLabels></View>'
)


def label_studio(config: str, tag: str, value: str, rows: list[tuple[str, list[list[str]], str]]) -> list[dict]:
    """Tasks as the SDK's own objects say them; the ids are those that a server would add."""
    interface = LabelInterface(config)
    tasks = []
    for number, (data, answers, guess) in enumerate(rows, 1):
        annotations = [
            AnnotationValue(
                completed_by=who,
                lead_time=3.5 * who,
                was_cancelled=not choices,
                result_count=len(choices),
                result=interface.create_regions({tag: choices}) if choices else [],
            )
            for who, choices in enumerate(answers, 1)
        ]
        predictions = (
            [PredictionValue(model_version="m1", score=0.75, result=interface.create_regions({tag: [guess]}))]
            if guess
            else []
        )
        task = TaskValue(data={value: data}, annotations=annotations, predictions=predictions).model_dump()
        for place, annotation in enumerate(task["annotations"]):
            annotation |= {"id": 10 * number + place, "created_at": f"2024-05-0{number}T10:0{place}:00.000000Z"}
        tasks.append({"id": number, **task})
    return tasks


def write(name: str, value: object) -> Path:
    path = HERE / name
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def converted(config: str, source: Path, format: str, made: str, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        converter = Converter(config, folder)
        out = str(Path(folder) / "out" / made) if made.endswith("csv") else str(Path(folder) / "out")
        Path(folder, "out").mkdir()
        converter.convert(str(source), str(Path(folder) / "out"), format, is_dir=False)
        found = sorted(Path(folder, "out").iterdir())
        print(format, [f.name for f in found], out)
        shutil.copy(next(f for f in found if f.is_file()), HERE / name)


images = write(
    "labelstudio_images.json",
    label_studio(
        IMAGES,
        "choice",
        "image",
        [
            ("/data/upload/1/0a1b2c3d-a.png", [["cat"], ["dog"]], "cat"),
            ("/data/local-files/?d=pool/b.png", [["cat", "två ord, ja"]], "dog"),
            ("s3://bucket/c%20c.png", [[]], ""),
        ],
    ),
)
texts = write(
    "labelstudio_texts.json",
    label_studio(
        TEXTS, "sentiment", "text", [("A quiet line.", [["good"]], "bad"), ("Zwei Zeilen\nmit Öl.", [["bad"]], "")]
    ),
)
converted(IMAGES, images, "JSON_MIN", "result.json", "labelstudio_images_min.json")
converted(TEXTS, texts, "JSON_MIN", "result.json", "labelstudio_texts_min.json")
converted(IMAGES, images, "CSV", "result.csv", "labelstudio_images.csv")

# COCO as pycocotools indexes it, to Label Studio's tasks and, by its own converter, back to COCO.
coco = COCO()
coco.dataset = {
    "info": {"description": "two pictures"},
    "images": [
        {"id": 7, "file_name": "a.png", "width": 40, "height": 30},
        {"id": 9, "file_name": "sub/b.png", "width": 20, "height": 20},
    ],
    "categories": [{"id": 3, "name": "cat", "supercategory": "animal"}, {"id": 5, "name": "dog"}],
    "annotations": [
        {"id": 1, "image_id": 7, "category_id": 3, "bbox": [0, 0, 40, 30], "area": 1200, "iscrowd": 0},
        {
            "id": 2,
            "image_id": 9,
            "category_id": 5,
            "bbox": [2, 3, 5, 6],
            "area": 30,
            "iscrowd": 0,
            "segmentation": [[2, 3, 7, 3, 7, 9, 2, 9]],
        },
    ],
}
coco.createIndex()
boxes = write("coco_pycocotools.json", coco.dataset)
result = coco.loadRes(np.array([[7, 0, 0, 40, 30, 0.9, 3], [9, 2, 3, 5, 6, 0.4, 5]]))
write("coco_results_pycocotools.json", result.dataset)
with tempfile.TemporaryDirectory() as folder:
    for image in coco.dataset["images"]:
        place = Path(folder, image["file_name"])
        place.parent.mkdir(exist_ok=True)
        Image.new("RGB", (image["width"], image["height"])).save(place)
    out = Path(folder) / "ls.json"
    convert_coco_to_ls(str(boxes), str(out))
    tasks = json.loads(out.read_text("utf-8"))
    for number, task in enumerate(tasks, 1):
        task["id"] = number
    shapes = write("labelstudio_boxes.json", tasks)
converted(BOXES, shapes, "COCO", "result.json", "coco_labelstudio.json")

# Hugging Face: an image folder that `datasets` loads and whose metadata it wrote itself; a table of texts.
with tempfile.TemporaryDirectory() as folder:
    home = Path(folder, "imagefolder")
    home.mkdir()
    names, labels = ["a.png", "b.png", "c.png"], ["cat", "dog", "cat"]
    for number, name in enumerate(names):
        Image.new("RGB", (8 + number, 8), (number * 60, 90, 20)).save(home / name)
    table = Dataset.from_dict({"file_name": names, "label": labels, "note": ["", "x, y", "ä"]})
    table.to_json(home / "metadata.jsonl", force_ascii=False)
    assert load_dataset("imagefolder", data_dir=str(home), cache_dir=folder + "/c")["train"].num_rows == 3
    shutil.copytree(home, HERE / "imagefolder", dirs_exist_ok=True)
    table.to_csv(str(HERE / "imagefolder_metadata.csv"))
features = Features({"text": Value("string"), "label": ClassLabel(names=["bad", "good"])})
rows = Dataset.from_dict({"text": ["A quiet line.", "Zwei Zeilen\nmit Öl."], "label": [1, 0]}, features=features)
rows.to_json(HERE / "datasets_texts.jsonl", force_ascii=False)
