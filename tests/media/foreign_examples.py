"""Small files as other tools write them, by the name of the format: (name of the file, content)."""

import json
from typing import Any

from desktop_al.media.exchange import OWN


def lines(*records: object) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def choice(*names: str, question: str = "label", **value: Any) -> dict[str, Any]:
    return {
        "id": "x1",
        "from_name": question,
        "to_name": "image",
        "type": "choices",
        "value": {"choices": list(names), **value},
    }


def task(number: int, data: dict[str, Any], *annotations: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": number, "data": data, "annotations": list(annotations), "predictions": [], **more}


def annotation(*results: dict[str, Any], **more: Any) -> dict[str, Any]:
    about = {"id": 5, "completed_by": 1, "was_cancelled": False, "ground_truth": False, "lead_time": 3.25}
    return {**about, "created_at": "2024-05-01T10:00:00.250000Z", "result": list(results), **more}


BOX = {"from_name": "b", "type": "rectanglelabels", "value": {"x": 1, "y": 2, "rectanglelabels": ["car"]}}

LABEL_STUDIO = [
    task(
        1, {"image": "/data/upload/3/0a1b2c3d-a%20b.png"}, annotation(choice("cat")), annotation(choice("dog", "cat"))
    ),
    task(
        2,
        {"image": "/data/local-files/?d=pool/b.png"},
        annotation(choice("cat"), BOX, completed_by={"email": "bo@x.example", "first_name": "Bo"}),
        annotation(was_cancelled=True, completed_by={"first_name": "Ann", "last_name": "Lee"}),
        predictions=[{"model_version": "m1", "score": 0.75, "result": [choice("dog")]}, {"result": [], "score": "x"}],
    ),
    task(
        3,
        {"image": "s3://bucket/x/c.png"},
        annotation(),
        annotation(choice("cat", x=1)),
        annotation({"type": "rating"}),
    ),
    task(4, {"text": "Some words.\nAnd more.", "note": "n"}, annotation(choice("cat"), choice("good", question="q"))),
    {"id": 5, "data": {"image": "data:image/png;base64,AAAA"}, "completions": [annotation(choice("cat"))]},
]
LABEL_STUDIO_MIN = [
    {
        "text": "One.",
        "id": 1,
        "mood": "good",
        "annotator": 2,
        "annotation_id": 7,
        "created_at": "2024-05-01T10:00:00Z",
        "updated_at": None,
        "lead_time": 1.5,
    },
    {
        "text": "Two.",
        "id": 2,
        "mood": {"choices": ["good", "bad"]},
        "box": [{"x": 1}],
        "annotator": "bo@x.example",
        "annotation_id": 8,
        "created_at": None,
        "lead_time": None,
    },
]
PRODIGY = [
    {"text": "One.", "label": "GOOD", "answer": "accept", "_input_hash": 1, "_task_hash": 2, "_timestamp": 1700000000},
    {"text": "Two.", "label": "GOOD", "answer": "reject", "_session_id": "set-ann"},
    {
        "text": "Three.",
        "options": [{"id": 1, "text": "good"}, {"id": 2, "text": "bad"}],
        "accept": [2, 1],
        "answer": "accept",
        "_annotator_id": "set-bo",
    },
    {
        "text": "Four.",
        "options": [{"id": "g", "text": "good"}],
        "accept": ["g"],
        "answer": "ignore",
        "spans": [{"start": 1}],
    },
    {"image": "data:image/png;base64,AAAA", "label": "GOOD", "answer": "accept"},
    {"image": "data:image/png;base64,AAAA", "meta": {"file": "sub/e.png"}, "label": "GOOD", "answer": "accept"},
    {"image": "file:///home/x/f%20f.png", "label": "GOOD", "answer": "accept", "spans": [{}, {}]},
]
DOCCANO = [
    {"id": 1, "text": "One.", "label": ["good", "new"], "Comments": ["why"]},
    {"id": 2, "text": "Two.", "labels": ["bad"]},
    {"id": 3, "text": "Three.", "label": [[0, 5, "WORD"]]},
    {"id": 4, "text": "Four.", "label": []},
    {"id": 5, "filename": "a.png", "label": ["good"], "entities": [], "relations": [{}]},
    {"id": 6, "text": "Six.", "annotations": [{"label": 3, "user": 1}]},
    {"id": 7, "text": "Seven.", "cats": {"good": 1.0, "bad": 0.0}},
]
LABELME = {
    "version": "5.4.1",
    "flags": {"cat": True, "dog": False, "new": True},
    "shapes": [
        {"label": "ear", "points": [[1, 2], [3, 4]], "shape_type": "rectangle", "flags": {}},
        {"label": "tail", "points": [[1, 2], [3, 4], [5, 6]], "shape_type": "polygon"},
    ],
    "imagePath": "..\\pool\\a.png",
    "imageData": None,
    "imageHeight": 30,
    "imageWidth": 40,
}
COCO: dict[str, Any] = {
    "info": {"description": "d, [x]: {y}"},
    "licenses": [],
    "images": [
        {"id": 1, "file_name": "a.png", "width": 40, "height": 30},
        {"id": "two", "file_name": "http://host/train/b%20b.png?x=1", "width": 40, "height": 30},
        {"id": 3, "file_name": "c.png", "width": 40, "height": 30},
    ],
    "annotations": [
        {"id": 1, "image_id": 1, "category_id": 5, "bbox": [0, 0, 40, 30], "area": 1200, "segmentation": []},
        {"id": 2, "image_id": 1, "category_id": 7, "bbox": [1, 5, 10, 10], "segmentation": [[1, 5, 2, 6]]},
        {"id": 3, "image_id": 1, "category_id": 5, "bbox": [9, 9, 3, 3], "keypoints": [1, 2, 2]},
        {"id": 4, "image_id": "two", "category_id": 7},
        {"id": 5, "image_id": 99, "category_id": 7},
        {"id": 6, "image_id": 3, "category_id": 6},
    ],
    "categories": [{"id": 5, "name": "cat"}, {"id": 7, "name": "dog"}, {"id": 8, "name": "never"}],
}
LABEL_SLEUTH = (
    "workspace_id,category_name,document_id,dataset,text,uri,element_metadata,label,label_type\n"
    'w,good,d-1,d,"One, and ""more"".",d-1,{},true,Standard\n'
    'w,new,d-1,d,"One, and ""more"".",d-1,{},true,Weak\n'
    "w,good,d-2,d,Two.,d-2,{},false,Standard\n"
    "w,,d-3,d,Three.,d-3,{},bad,Standard\n"
    "w,good,d-4,d,,d-4,{},true,Standard\n"
    "w,good,d-5\n"
)
OWN_FIELDS = {
    "seq": 3,
    "sample": "pool/a.png",
    "annotator": "Ann",
    "state": "labelled",
    "comment": "why",
    "utc": "2026-01-02T03:04:05.678901+00:00",
    "active_s": 2.5,
    "suggestion": "dog",
    "probability": 0.5,
    "change_reason": "a slip",
}
JSONL = [
    {"path": "a.png", "label": "cat", "annotator": "Ann"},
    {"file_name": "https://host/x/b.png", "category": ["cat", "dog"]},
    {"text": "Some words.", "label": 1, "id": 7},
    {"path": "c.png", "label": None, OWN: {**OWN_FIELDS, "state": "unsure", "sample": "c.png"}},
    {"path": "d.png"},
]
CSV = "id,text,label\n7,One.,good\n8,,good\n9,Three.,\n"

EXAMPLES: dict[str, list[tuple[str, bytes]]] = {
    "labelstudio": [
        ("export.json", json.dumps(LABEL_STUDIO, indent=1).encode()),
        ("one.json", json.dumps(LABEL_STUDIO[1]).encode()),
        ("tasks.jsonl", lines(*LABEL_STUDIO).encode()),
        ("min.json", json.dumps(LABEL_STUDIO_MIN, indent=2).encode()),
        (
            "export.csv",
            b'"annotation_id","annotator","choice","created_at","id","image","lead_time","updated_at"\n'
            b'11,"2","dog","2024-05-01T10:01:00Z",1,"/data/upload/1/0a1b2c3d-a.png",7.0,""\n'
            b'20,"1","{""choices"":[""cat"",""a, b""]}","",2,"/data/local-files/?d=p/b.png",3.5,""\n',
        ),
    ],
    "prodigy": [("out.jsonl", lines(*PRODIGY).encode())],
    "doccano": [
        ("admin.jsonl", lines(*DOCCANO).encode()),
        ("all.json", json.dumps(DOCCANO, indent=4).encode("utf-16")),
        ("all.csv", b'id,data,label\n1,"One, two.",good#new\n2,Two.,\n3,Three.,bad\n'),
    ],
    "labelme": [("a.json", json.dumps(LABELME, indent=2).encode())],
    "coco": [
        ("instances.json", json.dumps(COCO).encode()),
        ("indented.json", json.dumps(dict(reversed(COCO.items())), indent=1).encode("utf-8-sig")),
    ],
    "labelsleuth": [("labelled.csv", LABEL_SLEUTH.encode())],
    "imagefolder": [
        ("metadata.jsonl", lines(*({"file_name": f"{k}.png", "label": "ab"[k % 2]} for k in range(3))).encode()),
        ("metadata.csv", "file_name,label\na.png,cat\nü/b.png,\n../c.png,dog\n".encode()),
    ],
    "jsonl": [("labels.jsonl", lines(*JSONL).encode())],
    "csv": [("texts.csv", CSV.encode()), ("pairs.tsv", b"path\tlabel\na.png\tcat\n")],
}
