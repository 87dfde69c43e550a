"""Files of other labelling tools: seeds for each format, how each is read, and what must hold of what comes out."""

import contextlib
import json
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from desktop_al.core.class_names import can_be_shown
from desktop_al.media.exchange import OWN, Foreign
from desktop_al.media.importers import IMPORTERS, read_foreign
from desktop_al.media.label_tables import NAMED, STATES
from tests.fuzz.mutation import mutate_json
from tests.fuzz.reader import Reader
from tests.media.foreign_examples import COCO, EXAMPLES, OWN_FIELDS, annotation, choice, lines, task

_OWN_CSV = (
    b"seq,sample,annotator,label,state,utc,reason,comment,active_s,suggestion\n"
    b"1,'=a.png,Ann,A|B,labelled,2026-01-02T03:04:05+00:00,,why,2.5,B\n"
    b"2,b.png,Ann,,unsure,x,,,nan,\n3,c.png,Ann,,not_worth_labelling,,focus,,,\n"
)
_FOLDERS = b"cat/a.png\ndog/b.png\ntrain/cat/c.png\ntest/d.png\ntop.png\n.hidden/x.png\ncat/deep/er/e.jpg\nnotes.pdf\n"
_MORE: dict[str, list[bytes]] = {
    "labelstudio": [
        json.dumps([task(1, {"image": "a.png"}, annotation(choice("a"), **{OWN: OWN_FIELDS}))]).encode("utf-16"),
        b'[{"id": 1, "data": {"text": "a"}, "annotations": [5], "drafts": [1]}]',
    ],
    "prodigy": [lines({"image": "a.png", "accept": ["a"], "answer": "accept", OWN: OWN_FIELDS}).encode()],
    "doccano": [lines({"filename": "a.png", "label": ["a"], OWN: OWN_FIELDS}).encode()],
    "coco": [
        json.dumps({**COCO, "images": [{**COCO["images"][0], OWN: [{**OWN_FIELDS, "state": "unsure"}]}]}).encode()
    ],
    "csv": [_OWN_CSV, b"a.png,A\nb.png,B\n", "path;label\nü.png;Größe\n".encode("utf-16")],
    "jsonl": [lines({**OWN_FIELDS, "label": "A|B", "seq": 1}).encode()],
    "folders": [_FOLDERS, b"labels.csv\n" + _OWN_CSV],
    "labelme": [b'{"shapes": [], "flags": null, "imagePath": "a.png"}'],
    "labelsleuth": [b"text,label,doc_id\nOne.,good,1\n"],
}


def _seeds(name: str) -> list[bytes]:
    return [content for _, content in EXAMPLES.get(name, [])] + _MORE.get(name, [])


def _read(name: str, data: bytes, place: Path, rng: np.random.Generator) -> None:
    if rng.random() < 0.4:
        data = _other_values(data, rng)
    made = _made(name, data, place, rng)
    try:
        # Also as any other format, and as the one that it is taken for.
        how = rng.random()
        chosen = name if how < 0.7 else None if how < 0.9 else str(rng.choice(list(IMPORTERS)))
        found, foreign = read_foreign(made, chosen)
        check(foreign)
        if chosen is None:
            assert read_foreign(made, found.name)[1] == foreign
    finally:
        shutil.rmtree(made) if made.is_dir() else made.unlink(missing_ok=True)


def _other_values(data: bytes, rng: np.random.Generator) -> bytes:
    """Valid JSON with values exchanged: of the whole, or of one of its lines."""
    changed = mutate_json(data, rng)
    if changed != data:
        return changed
    parts = data.split(b"\n")
    at = int(rng.integers(len(parts)))
    parts[at] = mutate_json(parts[at], rng)
    return b"\n".join(parts)


def _made(name: str, data: bytes, place: Path, rng: np.random.Generator) -> Path:
    if name == "folders":
        return _tree(data, place / "tree")
    if name in ("imagefolder", "labelme") and rng.random() < 0.5:
        folder = place / "pool"
        (folder / "train").mkdir(parents=True)
        below = folder / ("train" if rng.random() < 0.5 else "")
        file = "a.json" if name == "labelme" else str(rng.choice(["metadata.csv", "metadata.jsonl"]))
        (below / file).write_bytes(data)
        return folder
    endings = {Path(file).suffix for file, _ in EXAMPLES[name]}
    if rng.random() < 0.85:
        # Most readers look at what a file holds, but for lines of JSON.
        is_json = data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \n")[:1] in (b"[", b"{")
        endings = {ending for ending in endings if (ending in (".json", ".jsonl")) == is_json} or endings
        endings = {".tsv"} if b"\t" in data[:20] and ".tsv" in endings else endings - {".tsv"}
    path = place / (f"metadata{sorted(endings)[0]}" if name == "imagefolder" else f"x{rng.choice(sorted(endings))}")
    path.write_bytes(data)
    return path


def _tree(data: bytes, root: Path) -> Path:
    """Empty files of the names that the lines are; all of the lines are the table where the first one is its name."""
    root.mkdir()
    first, _, rest = data.partition(b"\n")
    if first == b"labels.csv":
        (root / "labels.csv").write_bytes(rest)
    for line in data.split(b"\n")[:60]:
        parts = [part[:100] for part in line.replace(b"\0", b"").split(b"/") if part not in (b"", b".", b"..")]
        with contextlib.suppress(OSError):
            place = os.path.join(os.fsencode(root), *parts[:20])
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "ab"):
                pass
    return root


def check(foreign: Foreign) -> None:
    """What those rely on who show the rows and match them."""
    assert len(foreign.broken) == min(foreign.broken_count, NAMED)
    for place, cause in foreign.broken:
        assert place >= 0
        assert cause.endswith(".")
        cause.encode("utf-8", "surrogateescape")
    classes = set(foreign.classes)
    assert all(can_be_shown(name) and name == " ".join(name.split()) and len(name) <= 200 for name in classes)
    assert all(count > 0 for _, count in foreign.lost)
    for row in foreign.rows:
        assert row.state in STATES
        assert bool(row.labels) == (row.state == "labelled")
        assert classes.issuperset(row.labels)
        assert bool(row.sample) != bool(row.text)
        assert all(type(words) is str for words in (row.sample, row.text, row.annotator, row.reason, row.comment))
        f"{row.sample}{row.text}{row.annotator}{row.reason}{row.comment}".encode()
        assert can_be_shown(row.annotator)
        assert row.place >= 1
        assert row.utc is None or (type(row.utc) is int and row.utc >= 0)
        assert row.active_s is None or 0 <= row.active_s < 10**8
        assert row.probability is None or 0 <= row.probability <= 1


_MODULES: dict[str, tuple[str, ...]] = {
    "labelstudio": ("media/from_labelstudio.py", "media/json_pieces.py"),
    "prodigy": ("media/from_prodigy.py",),
    "doccano": ("media/from_doccano.py",),
    "coco": ("media/from_coco.py",),
    "labelme": ("media/from_labelme.py",),
    "labelsleuth": (),
    "imagefolder": (),
    "folders": ("media/from_folders.py",),
    "csv": ("media/from_tables.py", "media/gathering.py"),
    "jsonl": (),
}


def readers() -> dict[str, Reader]:
    """One for each format, called "import" and its name."""
    made: dict[str, Reader] = {}
    for name in IMPORTERS:
        seeds: Callable[[], list[bytes]] = partial(_seeds, name)
        made[f"import {name}"] = Reader(seeds, partial(_read, name), _MODULES[name])
    return made
