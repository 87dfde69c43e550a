"""Every reader of files from elsewhere: seeds that it reads, how it is called, and whose branches must be met.

A new kind of file is one row of ``READERS``.
"""

import contextlib
import datetime
import hashlib
import io
import json
import tempfile
import zipfile
from dataclasses import asdict
from functools import cache
from pathlib import Path

import numpy as np

from desktop_al.core.class_names import can_be_shown
from desktop_al.core.errors import DesktopAlError
from desktop_al.core.protocol import parse_protocol
from desktop_al.core.protocol_file import read_protocol, write_protocol
from desktop_al.core.safe_markdown import safe_markdown
from desktop_al.core.state import fold
from desktop_al.learn.blocks import decode_block, encode_block
from desktop_al.learn.features import EXTRACTORS
from desktop_al.loop.feature_files import FeatureFile, Rows, read_features, write_features
from desktop_al.loop.opening import basics, read_pool
from desktop_al.loop.record import body_reader
from desktop_al.loop.stopping import read_history, stop, summary
from desktop_al.media.image_looks import IMAGE_COLUMNS, IMAGE_LOOKS_VERSION
from desktop_al.store.cache import Block, Cache
from desktop_al.store.journal import journal_path, read_journal
from desktop_al.store.project_file import close_file, open_project, read_events
from desktop_al.store.verify import verify
from desktop_al.ui.preferences import Recent, recent_rows, secret_recent
from desktop_al.ui.preferences import load as load_preferences
from tests.fuzz import dicom_readers, foreign_readers, media_readers, project_seeds, sealed_readers
from tests.fuzz.mutation import mutate, mutate_json
from tests.fuzz.reader import Reader

_PROTOCOL = """---
name: Fundus grading
version: "3"
scale: ordinal
classes:
  - name: Mild
    key: 2
    mark: 2
    definition: Microaneurysms only.
    more: {deep: [1, 2.5, true, null, "x"]}
  - Severe
reasons:
  - id: focus
    words: Out of focus
unknown: [1, {a: b}]
---

# Guideline

## Mild
Words with a [link](https://example.invalid) and ![image](x.png "t"), `code` and <b>html</b>.
- Example: a.png
- Not: b.png, since it is Severe

### Border with Severe
> quoted\u202e

| a | b |
|---|---|
| 1 | 2 |

[ref]: javascript:alert(1)
"""


def _protocol_seeds() -> list[bytes]:
    return [
        _PROTOCOL.encode(),
        b"## A\nonly a guideline\n",
        b"---\n\nruler\n",
        b"---\nname: a\n",
        b"---\n- a\n- b\n---\n",
        b"---\nclasses:\n  - {name: A, key: 1}\n  - {name: B, key: 1}\n---\n",
        b"---\na: &x 1\nb: *x\n---\n",
        b"---\n? [a]\n: b\n---\n",
        b"---\nmark: 1.10\nn: -5\nf: 2.5\ne: 1e+30\nw: 'q'\nempty:\n...\n---\n",
        ("---\nx: " + "[" * 14 + "]" * 14 + "\n---\n").encode(),
        "\ufeff---\r\nname: ü\r\nscale: odd\r\n---\r\ntext\x00".encode(),
        b"---\nreasons:\n- words: x\n---\n",
        b"---\nclasses:\n- name: A\n  mark: 0\n- name: A\n---\n",
        b"",
    ]


def _protocol(data: bytes, _place: Path, _rng: np.random.Generator) -> None:
    safe = safe_markdown(data.decode("utf-8", "replace"))
    assert "](http" not in safe
    protocol, remarks = read_protocol(data)
    parse_protocol(protocol.text)
    assert all(can_be_shown(remark) for remark in remarks)
    with contextlib.suppress(DesktopAlError):
        assert read_protocol(write_protocol(protocol))[0] == protocol


@cache
def _project_seeds() -> list[bytes]:
    return [project_seeds.project_bytes()]


def _project(data: bytes, place: Path, rng: np.random.Generator) -> None:
    path = place / "p.dal"
    # Half of the files are whole but for what statements do to them: flipped bits seldom get past the first look.
    by_statements = rng.random() < 0.6
    path.write_bytes(_project_seeds()[0] if by_statements else data)
    if by_statements:
        project_seeds.change_by_statements(path, rng)
    if rng.random() < 0.2:
        journal_path(path).write_bytes(project_seeds.journal_bytes())
    try:
        verify(path)
        file = open_project(path, look_only=bool(rng.random() < 0.5))
        try:
            # As the window does; what is no entry of ours is said in words.
            state = fold(read_events(file.connection), body_reader(file.connection))
            basics(state, path, [row.path for row in read_pool(file)[:5]])
            state.protocol_record()
            state.classes()
        except (ArithmeticError, LookupError, TypeError, AttributeError, ValueError) as error:
            raise DesktopAlError("The project holds entries that cannot be understood.") from error
        except project_seeds.sqlite3.Error as error:
            raise DesktopAlError("The project is damaged.") from error
        finally:
            close_file(file)
    finally:
        for left in place.glob("p.dal*"):
            left.unlink()


@cache
def _side_seeds() -> list[bytes]:
    return [project_seeds.side_bytes()]


@cache
def _blocks() -> list[bytes]:
    words = EXTRACTORS["hashed"].extract(["a few words", "other words", "and more"])
    return [encode_block(np.ones((3, 4), np.float32)), encode_block(words), encode_block(words[:0])]


def _side(data: bytes, place: Path, rng: np.random.Generator) -> None:
    path = place / "q.dal"
    by_statements = rng.random() < 0.5
    side_path = path.with_name("q.dal-cache")
    side_path.write_bytes(_side_seeds()[0] if by_statements else data)
    if by_statements:
        project_seeds.change_side_file(side_path, rng)
    try:
        side = Cache(path)
        try:
            for number, ids, _ in side.keys("handmade", 1):
                assert len(ids) % 16 == 0
                block = side.read(number)
                if block is not None:
                    with contextlib.suppress(DesktopAlError):
                        decode_block(block.data)
                else:
                    side.drop(number)
            side.add("handmade", 1, Block(bytes(16), bytes(16), _blocks()[0]))
        finally:
            side.close()
        # A block whose checksum somebody made anew.
        for block_data in _blocks():
            with contextlib.suppress(DesktopAlError):
                decode_block(mutate(block_data, _blocks(), rng))
    finally:
        for left in place.glob("q.dal*"):
            left.unlink()


def _framed_anew(rng: np.random.Generator) -> bytes:
    """A whole journal of which one entry says something else, with the check of what it says."""
    data = project_seeds.journal_bytes()
    at = data.index(b"\n") + 1
    whole, chosen = data[:at], int(rng.integers(2))
    for number in range(2):
        length = int.from_bytes(data[at : at + 4], "little")
        payload = data[at + 4 : at + 4 + length]
        at += 4 + length + 8
        if number == chosen:
            payload = mutate_json(payload, rng)
        whole += len(payload).to_bytes(4, "little") + payload + hashlib.blake2b(payload, digest_size=8).digest()
    return whole


def _journal(data: bytes, place: Path, rng: np.random.Generator) -> None:
    path = place / "r.dal"
    journal_path(path).write_bytes(_framed_anew(rng) if rng.random() < 0.4 else data)
    try:
        for written in read_journal(path, project_seeds.PROJECT_ID):
            assert isinstance(written.body, bytes)
    finally:
        journal_path(path).unlink()


def _preference_seeds() -> list[bytes]:
    now = datetime.datetime(2026, 5, 6, 7, 8).astimezone()
    ages = (0, 1, 20, 400)
    recent = [
        Recent(f"/a/{days}.dal", "b", "text", 2, 3, 5, (now - datetime.timedelta(days)).isoformat()) for days in ages
    ]
    whole = {
        "settings": {"theme": "dark", "scale": "115", "break_after": 40, "hints": False, "hide_recent": False},
        "keys": {"undo": ["Ctrl+Z"], "skip": "N", "next": [5]},
        "profiles": {"ann": {"theme": "light"}, "ben": {"theme": "odd"}, "cleo": 5},
        "recent": [asdict(one) for one in (*recent, secret_recent("/a/s.dal", "x", "secret"))] + [{"path": "/c"}, 5],
        "window": [1200, 800, True],
        "annotator": "ann",
        "drafts": [
            {"id": "1", "name": "x", "step": 2, "folder": "/f", "classes": ["A"], "kept": now.isoformat()},
            {"step": "two", "kind": "text"},
            "no",
        ],
    }
    odd = dict.fromkeys(whole, 5)
    given = [json.dumps(one).encode() for one in (whole, odd, {}, [], {"drafts": [{}], "profiles": {"ann": {}}})]
    return [*given, json.dumps(whole).encode("utf-16"), b""]


def _preferences(data: bytes, place: Path, rng: np.random.Generator) -> None:
    path = place / "preferences.json"
    path.write_bytes(mutate_json(_preference_seeds()[0], rng) if rng.random() < 0.5 else data)
    if rng.random() < 0.02:
        path.unlink()
    kept = load_preferences(place)
    for row in recent_rows(kept, datetime.datetime(2026, 5, 6, 7, 8)):
        assert all(type(words) is str for words in (row.path, row.name, row.detail, row.when))
    kept.settings_of("ann")


def _history_seeds() -> list[bytes]:
    counts = {"given": [2, 2], "audit_true": [2, 2], "audit_said": [2, 2], "audit_hits": [1, 1]}
    told = {"asked": 60, "left": 900, "changed": 2, "agreement": 0.9, "f_change": 0.1, "uncertainty": 0.4}
    points = [
        {"labels": 10 * n, "audit_right": 5 * n, "audit_n": 8 * n, "late_n": 2, "late_right": 1, "kappa": 0.5, **counts}
        for n in range(1, 6)
    ]
    few = [{"labels": 10 * n, "audit_right": 5 * n, "audit_n": 8 * n} for n in range(1, 6)]
    cost = {"seconds": 5.0, "seconds_low": 4, "seconds_high": 6, "target": 0.9, "rule": "goal", "hourly_cost": 30}
    whole = {
        "checkpoints": [{**point, **told} for point in points],
        "cost": cost,
        "classes": ["A", "B"],
        "events": [{"kind": "protocol", "at": 5}, {"kind": "new_class", "at": 17}],
        "wanted": {"name": "A", "order": [1, 0, 1, 1], "pool": 900},
        "agreement": {"value": 0.8, "low": 0.7, "high": 0.9},
        "unknown": 5,
    }
    parts = [{"checkpoints": few, name: value} for name, value in whole.items() if name not in ("checkpoints", "cost")]
    plans = [{"checkpoints": points, "cost": {**cost, name: value}} for name, value in _COSTS]
    odd = [b"\xef\xbb\xbf{}", b'{"a":1,"a":2}', b"[1]", b'{"checkpoints": 5}', b"{", b"\xff"]
    return [json.dumps(one).encode() for one in (whole, {"checkpoints": few}, *parts, *plans)] + odd


_COSTS = (("rule", "gain"), ("rule", None), ("rule", "odd"), ("target", 1.0), ("seconds_high", 1), ("predictions", 1e6))


def _history(data: bytes, place: Path, rng: np.random.Generator) -> None:
    path = place / "history.json"
    seeds = _history_seeds()[:-6]
    path.write_bytes(mutate_json(seeds[int(rng.integers(len(seeds)))], rng) if rng.random() < 0.85 else data)
    try:
        summary(stop(read_history(path)))
    finally:
        path.unlink()


@cache
def _feature_seeds() -> list[bytes]:
    looks = Rows("image_looks", IMAGE_LOOKS_VERSION, np.ones((2, len(IMAGE_COLUMNS)), np.float32))
    own = Rows("own:" + "a" * 64, 1, np.ones((2, 3), np.float32))
    words = EXTRACTORS["hashed"].extract(["a few words", "other words"])
    hashed = Rows("hashed", EXTRACTORS["hashed"].version, words)
    made_of = []
    with tempfile.TemporaryDirectory() as folder:
        for rows in ((looks,), (looks, own), (hashed,)):
            path = Path(folder) / "x.npz"
            write_features(path, FeatureFile(("a.png", "b.png"), (b"a" * 16, b"b" * 16), rows))
            made_of.append(path.read_bytes())
    pickled = io.BytesIO()
    np.savez(pickled, header=np.array([{"a": 1}], dtype=object))
    return [*made_of, pickled.getvalue()]


def _rewritten(rng: np.random.Generator) -> bytes:
    """A whole archive, of which one array is another one or has other values, or whose header says something else."""
    seeds = _feature_seeds()[:3]
    with np.load(io.BytesIO(seeds[int(rng.integers(len(seeds)))]), allow_pickle=False) as known:
        arrays = dict(known)
    name = str(rng.choice(list(arrays)))
    if name == "header" or rng.random() < 0.3:
        arrays["header"] = np.frombuffer(mutate_json(arrays["header"].tobytes(), rng), np.uint8)
    elif rng.random() < 0.7:
        # Another value here and there.
        values = np.array(arrays[name])
        raw = values.reshape(-1).view(np.uint8)
        for _ in range(int(rng.integers(1, 4))):
            raw[int(rng.integers(len(raw)))] = int(rng.choice([0, 1, 2, 97, 98, 127, 128, 255]))
        arrays[name] = values
    else:
        old = arrays[name]
        new = [old[:-1], old.astype("f8"), old.ravel()[::-1], old * 0 + 99, old[..., None], np.zeros(0, old.dtype)]
        arrays[name] = new[int(rng.integers(len(new)))]
        if rng.random() < 0.1:
            del arrays[name]
    made_of = io.BytesIO()
    (np.savez_compressed if rng.random() < 0.03 else np.savez)(made_of, **arrays)
    return made_of.getvalue()


def _packed_anew(rng: np.random.Generator) -> bytes:
    """A whole archive, whose sums are right, of which one file was changed."""
    seeds = _feature_seeds()[:3]
    made_of = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seeds[int(rng.integers(len(seeds)))])) as old, zipfile.ZipFile(made_of, "w") as new:
        names = old.namelist()
        chosen = names[int(rng.integers(len(names)))]
        for name in names:
            content = old.read(name)
            new.writestr(name, mutate(content, [content], rng) if name == chosen else content)
    return made_of.getvalue()


def _features(data: bytes, place: Path, rng: np.random.Generator) -> None:
    path = place / "x.npz"
    how = rng.random()
    path.write_bytes(_rewritten(rng) if how < 0.7 else _packed_anew(rng) if how < 0.9 else data)
    try:
        read_features(path)
    finally:
        path.unlink()


READERS: dict[str, Reader] = {
    "images": Reader(
        media_readers.image_seeds,
        media_readers.read_image,
        ("media/headers.py", "media/images.py", "media/essence.py", "media/signatures.py"),
        ("write_png", "thumbnail"),
        2.5,
    ),
    "dicom": Reader(
        dicom_readers.seeds,
        dicom_readers.read,
        (
            "media/dicom.py",
            "media/dicom_header.py",
            "media/dicom_looks.py",
            "media/dicom_streams.py",
            "media/dicom_tags.py",
        ),
        # The one is what the other process does; the other what a window is asked for.
        ("decode_encoded", "check_tags"),
        2.5,
        dicom_readers.after,
    ),
    "texts": Reader(media_readers.text_seeds, media_readers.read_a_text, ("media/texts.py",), (), 2.0),
    "tables": Reader(
        media_readers.table_seeds,
        media_readers.read_table,
        ("media/tables.py", "media/records.py"),
        ("layout_of",),
        2.0,
    ),
    "label tables": Reader(
        media_readers.label_seeds, media_readers.read_labels, ("media/label_tables.py",), ("refuse_unfit",), 2.0
    ),
    "chosen columns": Reader(
        media_readers.column_seeds,
        media_readers.choose_columns,
        ("media/table_columns.py", "media/table_look.py"),
        (),
        2.0,
    ),
    **foreign_readers.readers(),
    "protocols": Reader(
        _protocol_seeds,
        _protocol,
        ("core/protocol_file.py", "core/front_matter.py", "core/safe_markdown.py"),
        ("protocol_hash", "in_key_order"),
        2.0,
    ),
    "projects": Reader(
        _project_seeds,
        _project,
        ("store/schema.py", "store/limits.py", "store/verify.py", "core/class_fold.py", "core/state.py"),
        # What is asked of a state that was read, and what is done to a file of ours.
        (
            *("undo_step", "redo_step", "redo_targets", "comment_texts", "newest_answers", "in_force", "conflicts"),
            *(
                "study",
                "decision",
                "gold_answer",
                "gold_samples",
                "event",
                "comment",
                "protocol",
                "limit",
                "migrate",
                "_statements",
            ),
        ),
        2.5,
    ),
    "side files": Reader(
        _side_seeds,
        _side,
        ("store/cache.py", "learn/blocks.py"),
        ("encode_block", "join_blocks"),
        1.5,
    ),
    "key slots": Reader(
        sealed_readers.slot_seeds,
        sealed_readers.read_key_slots,
        ("store/key_slots.py",),
        ("with_slot", "without_slot", "new_key", "encode", "slot_of"),
    ),
    "encrypted projects": Reader(
        sealed_readers.encrypted_seeds,
        sealed_readers.read_encrypted,
        ("store/key_file.py", "store/rows.py"),
        # What writes, and what Windows or a drive that went away needs.
        (
            "write_beside",
            "change_beside",
            "put",
            "reopen",
            "leave",
            "close",
            "replace_file",
            "_write",
            "insert_samples",
        ),
        1.5,
    ),
    "samples inside": Reader(
        sealed_readers.vault_seeds, sealed_readers.read_vault, ("store/vault.py",), ("write_vault", "_fill", "_digest")
    ),
    "drafts": Reader(
        sealed_readers.draft_seeds,
        sealed_readers.read_a_draft,
        ("store/draft_file.py", "loop/reopening.py"),
        ("write_draft", "remove_draft", "is_secret", "draft_of", "go_back", "_picks", "same_sample", "keep_draft"),
        0.5,
    ),
    "heads": Reader(sealed_readers.head_seeds, sealed_readers.read_a_head, ("core/head.py",), ("head_of",)),
    "journals": Reader(
        lambda: [project_seeds.journal_bytes()],
        _journal,
        ("store/journal.py",),
        ("__init__", "_go_on", "append", "_write", "reset", "close", "_put_aside_another"),
    ),
    "preferences": Reader(
        _preference_seeds,
        _preferences,
        ("ui/preferences.py",),
        ("save", "draft_path", "draft_at", "with_draft", "without", "with_setting", "with_recent", "with_keys", "keep"),
    ),
    "histories": Reader(
        _history_seeds,
        _history,
        ("learn/stopping_file.py", "loop/stopping.py"),
        ("summary", "advice_json", "_points", "_range", "_finite", "stop", "history_json"),
    ),
    "feature files": Reader(
        _feature_seeds,
        _features,
        ("loop/feature_files.py",),
        (
            *("usual_names", "check_names", "sample_chunks", "join_chunks", "compute_features", "_extract", "_rounded"),
            *("write_features", "import_features", "_all", "_match", "_digest", "_keep", "_utf8", "_kind_of"),
        ),
    ),
}
