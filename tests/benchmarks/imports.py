"""``dev.py bench imports``: files of other tools with 100,000 annotations each, read: seconds, and memory at most.

Each is read in a process of its own; the memory is what it maps beyond what it had after loading. The whole import may
take 20 s, of which reading gets 5.
"""

import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from desktop_al.media.exchange import OWN
from tests.benchmarks.table import Line

ROOT = Path(__file__).resolve().parents[2]
COUNT = 100_000
SECONDS, MEGABYTES = 5.0, 400.0
CLASSES = ("Normal", "Mild", "Moderate", "Severe", "Ungradable")
_WORDS = tuple(f"word{k % 23}" for k in range(97))


def _name(number: int) -> str:
    return f"site {number % 7}/series {number % 311}/image {number:06}.png"


def _class(number: int) -> str:
    return CLASSES[number * number % 5]


def _text(number: int) -> str:
    return f"{number}: " + " ".join(_WORDS[(number + k * k) % len(_WORDS)] for k in range(60))


def _own(number: int) -> dict[str, object]:
    said = {"sample": _name(number), "annotator": f"Reader {number % 3}", "state": "labelled", "seq": number}
    return {**said, "utc": "2026-01-02T03:04:05.678901+00:00", "active_s": 2.5, "protocol": "2", "round": 3}


def _write(path: Path, records: Callable[[int], object], count: int, array: bool) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("[" if array else "")
        for number in range(count):
            file.write((",\n" if array and number else "") + json.dumps(records(number)) + ("" if array else "\n"))
        file.write("]" if array else "")


def _task(number: int) -> object:
    result = {"id": f"r{number}", "from_name": "label", "to_name": "sample", "type": "choices"}
    result["value"] = {"choices": [_class(number)]}  # type: ignore[assignment]
    annotation = {"id": number, "completed_by": number % 3, "result": [result], "was_cancelled": False}
    annotation |= {"lead_time": 2.5, "created_at": "2026-01-02T03:04:05.678901Z", OWN: _own(number)}
    return {"id": number, "data": {"image": f"/data/upload/1/{number:08x}-image.png"}, "annotations": [annotation]}


def _flat(number: int) -> object:
    about = {"annotator": 1, "annotation_id": number, "created_at": "2026-01-02T03:04:05Z", "lead_time": 2.5}
    return {"text": _text(number), "id": number, "label": _class(number), **about}


def _prodigy(number: int) -> object:
    options = [{"id": name, "text": name} for name in CLASSES]
    task = {"text": _text(number), "_input_hash": number, "_task_hash": -number, "options": options}
    return {**task, "accept": [_class(number)], "answer": "accept", "_timestamp": 1_767_000_000 + number}


def _doccano(number: int) -> object:
    return {"id": number, "text": _text(number), "label": [_class(number)], "Comments": []}


def _coco(path: Path, count: int) -> None:
    images = [{"id": k, "file_name": _name(k), "width": 640, "height": 480} for k in range(count)]
    rows = [
        {"id": k, "image_id": k, "category_id": CLASSES.index(_class(k)), "bbox": [0, 0, 640, 480], "area": 307200}
        for k in range(count)
    ]
    categories = [{"id": k, "name": name} for k, name in enumerate(CLASSES)]
    path.write_text(json.dumps({"images": images, "categories": categories, "annotations": rows}), encoding="utf-8")


def _table(path: Path, header: list[str], row: Callable[[int], list[object]], count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(row(number) for number in range(count))


def _labelme(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        flags = {name: name == _class(number) for name in CLASSES}
        said = {"version": "5.4.1", "flags": flags, "shapes": [], "imagePath": f"{number}.png", "imageData": None}
        (folder / f"{number}.json").write_text(json.dumps(said), encoding="utf-8")


def _folders(folder: Path, count: int) -> None:
    for name in CLASSES:
        (folder / name).mkdir(parents=True)
    for number in range(count):
        (folder / _class(number) / f"{number}.png").touch()


def _imagefolder(folder: Path, count: int) -> None:
    folder.mkdir()
    made = lambda k: {"file_name": _name(k), "label": _class(k), OWN: _own(k)}  # noqa: E731
    _write(folder / "metadata.jsonl", made, count, array=False)


def make(name: str, place: Path, count: int) -> Path:
    """The file or the folder of one format, and its path."""
    path = place / f"{name.replace(' ', '-')}-{count}{_MAKERS[name][0]}"
    if not path.exists():
        _MAKERS[name][1](path, count)
    return path


_SLEUTH = ["workspace_id", "category_name", "document_id", "dataset", "text", "uri", "label", "label_type"]
_MAKERS: dict[str, tuple[str, Callable[[Path, int], None]]] = {
    "labelstudio": (".json", lambda path, count: _write(path, _task, count, array=True)),
    "labelstudio min": (".json", lambda path, count: _write(path, _flat, count, array=True)),
    "coco": (".json", _coco),
    "labelme": ("", _labelme),
    "prodigy": (".jsonl", lambda path, count: _write(path, _prodigy, count, array=False)),
    "doccano": (".jsonl", lambda path, count: _write(path, _doccano, count, array=False)),
    "labelsleuth": (
        ".csv",
        lambda path, count: _table(
            path, _SLEUTH, lambda k: ["w", _class(k), f"d-{k}", "d", _text(k), "", "true", "Standard"], count
        ),
    ),
    "imagefolder": ("", _imagefolder),
    "folders": ("", _folders),
    "jsonl": (
        ".jsonl",
        lambda path, count: _write(
            path, lambda k: {**_own(k), "label": _class(k), "reason": "", "comment": ""}, count, array=False
        ),
    ),
    "csv": (".csv", lambda path, count: _table(path, ["path", "label"], lambda k: [_name(k), _class(k)], count)),
}


def measure(place: Path, _pool: int = 0, count: int = COUNT) -> list[Line]:
    lines = []
    for name in _MAKERS:
        path = make(name, place, count)
        command = [sys.executable, "-m", "tests.benchmarks.imports", str(path)]
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
        )
        told = json.loads(done.stdout)
        size = sum(p.stat().st_size for p in path.iterdir() if p.is_file()) if path.is_dir() else path.stat().st_size
        note = f"{told['rows']:,} rows as {told['format']}, {size / 1e6:,.0f} MB; processor {told['processor']:.1f} s"
        lines.append(Line(f"{name}: {count:,} annotations read", told["seconds"], "s", SECONDS, note))
        lines.append(Line(f"{name}: memory at most", told["memory"] / 1e6, "MB", MEGABYTES))
        if told["rows"] != count or told["broken"] or told["format"] != name.split()[0]:
            lines.append(Line(f"{name}: rows missing or broken", count - told["rows"] + told["broken"], "", 0.0, note))
    return lines


def _peak() -> int:
    """Bytes at most in this process; what getrusage says counts the one that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def _read(path: Path) -> None:
    """In a process of its own."""
    from desktop_al.media.importers import read_foreign

    before = _peak()
    began, used = time.perf_counter(), time.process_time()
    found, foreign = read_foreign(path)
    seconds, processor = time.perf_counter() - began, time.process_time() - used
    memory = _peak() - before
    told = {
        "format": found.name,
        "seconds": seconds,
        "memory": memory,
        "rows": len(foreign.rows),
        "processor": processor,
    }
    print(json.dumps({**told, "rows": len(foreign.rows), "broken": foreign.broken_count}))


if __name__ == "__main__":
    _read(Path(sys.argv[1]))
