"""Features in a file: what comes back is what the window computes, and nothing in a foreign file is trusted."""

import io
import json
import random
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.loop.extraction import HANDMADE, LOOKS, extract_chunk
from desktop_al.loop.feature_files import (
    FeatureFile,
    NothingRead,
    Rows,
    check_names,
    compute_features,
    import_features,
    join_chunks,
    read_features,
    sample_chunks,
    usual_names,
    write_features,
)
from desktop_al.loop.feature_table import FeatureTable
from desktop_al.loop.kept_features import cached_features
from desktop_al.media.samples import sample_id
from desktop_al.store.cache import Cache
from desktop_al.store.project_file import SampleRow
from tests.loop.desk import Desk, make, make_texts

NAMES = (HANDMADE["text"], LOOKS["text"])


def dense(rows):
    return rows.toarray() if sparse.issparse(rows) else np.asarray(rows, np.float32)


def same(one: FeatureFile, other: FeatureFile) -> bool:
    return (
        (one.samples, one.digests) == (other.samples, other.digests)
        and [(rows.name, rows.version) for rows in one.rows] == [(rows.name, rows.version) for rows in other.rows]
        and all(np.array_equal(dense(a.raw), dense(b.raw)) for a, b in zip(one.rows, other.rows, strict=True))
    )


def of_folder(folder: Path) -> FeatureFile:
    return compute_features(folder, sample_chunks(folder, "text", 4), NAMES)


def side_file(project: Path) -> dict[tuple[str, bytes], tuple[bytes, bytes]]:
    """(source, sample) -> digest and row of everything beside a project; a sample twice in it fails."""
    found = {}
    cache = Cache(project)
    for name in NAMES:
        table = FeatureTable(cache, name, 1)
        rows = [row for _, block in table.blocks() for row in dense(block)]
        for _, ids, digests in cache.keys(name, 1):
            for at in range(0, len(ids), 16):
                key = (name, ids[at : at + 16])
                assert key not in found
                found[key] = (digests[at : at + 16], rows[len([k for k in found if k[0] == name])].tobytes())
    cache.close()
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_texts(tmp_path / "texts", 9)


def test_what_is_imported_is_what_the_window_computes_and_it_computes_nothing_anew(tmp_path, folder):
    (tmp_path / "own").mkdir()
    (tmp_path / "brought").mkdir()
    own, brought = make(tmp_path / "own", folder), make(tmp_path / "brought", folder)
    with Desk(own) as desk:
        desk.read()
    write_features(tmp_path / "x.npz", of_folder(folder))
    # Neither was it opened before, so that it knows no sample yet, ...
    done = import_features(brought, tmp_path / "x.npz")
    assert (done.names, done.samples, done.unknown, done.changed) == (NAMES, 9, 0, 0)
    assert side_file(brought) == side_file(own)
    # ... nor does the window add anything to it.
    with Desk(brought) as desk:
        desk.read()
        assert all(row.digest for row in desk.project.pool.rows)
    assert side_file(brought) == side_file(own)


def test_a_sample_is_told_by_name_and_content(tmp_path, folder):
    project = make(tmp_path, folder)
    shutil.copy(folder / "t000.txt", folder / "twin.txt")
    with Desk(project) as desk:
        desk.read()
    project.with_name("p.dal-cache").unlink()
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(folder, elsewhere)
    (elsewhere / "twin.txt").unlink()
    (elsewhere / "t001.txt").rename(elsewhere / "renamed.txt")
    shutil.copy(elsewhere / "t003.txt", elsewhere / "again.txt")
    (elsewhere / "t002.txt").write_text("something else", "utf-8")
    (elsewhere / "new.txt").write_text("nobody knows this", "utf-8")
    features = of_folder(elsewhere)
    write_features(tmp_path / "x.npz", features)
    done = import_features(project, tmp_path / "x.npz")
    assert (done.samples, done.unknown, done.changed) == (8, 1, 1)
    cache = Cache(project)
    table = FeatureTable(cache, NAMES[0], 1)
    cache.close()

    def has(name: str, digest_of: str) -> bool:
        digest = features.digests[features.samples.index(digest_of)]
        return table.has(SampleRow(0, sample_id(name), name, -1, "text", 0, 0, 0, 0, digest))

    assert has("twin.txt", "t000.txt")
    assert has("t001.txt", "renamed.txt")
    assert not has("t002.txt", "t002.txt")
    # Each sample once.
    assert len(table) == 8


def test_an_unread_sample_is_compared_before_its_row_counts(tmp_path, folder):
    write_features(tmp_path / "x.npz", of_folder(folder))
    (folder / "t003.txt").write_text("changed since", "utf-8")
    project = make(tmp_path, folder)
    done = import_features(project, tmp_path / "x.npz")
    assert (done.samples, done.unknown, done.changed) == (8, 0, 1)


def test_a_project_that_is_open_or_of_another_kind_is_left_alone(tmp_path, folder):
    project = make(tmp_path, folder)
    write_features(tmp_path / "x.npz", of_folder(folder))
    with Desk(project), pytest.raises(CannotOpen, match="open in another window"):
        import_features(project, tmp_path / "x.npz")
    looks = FeatureFile(("a.png",), (b"d" * 16,), (Rows("handmade", 1, np.zeros((1, 1088), np.float16)),))
    write_features(tmp_path / "images.npz", looks)
    with pytest.raises(BadArgument, match="no features of texts"):
        import_features(project, tmp_path / "images.npz")


def test_pieces_give_the_same_whatever_computes_them(tmp_path, folder):
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    chunks = sample_chunks(folder, "text", 4)
    assert [len(chunk) for chunk in chunks] == [4, 4, 2]
    joined = join_chunks(chunks, [extract_chunk(str(folder), chunk, NAMES) for chunk in chunks])
    assert len(joined.samples) == 9
    assert "bad.txt" not in joined.samples
    assert same(joined, compute_features(folder, chunks, NAMES, jobs=2))
    write_features(tmp_path / "x.npz", joined)
    assert same(read_features(tmp_path / "x.npz"), joined)
    assert usual_names("text", "") == NAMES
    with pytest.raises(NothingRead):
        compute_features(folder, [[found for chunk in chunks for found in chunk if found.name == "bad.txt"]], NAMES)


@pytest.mark.parametrize("names", [("margin",), (), ("hashed", "hashed"), ("handmade",), ("own:x.onnx",)])
def test_names_that_cannot_be(names):
    with pytest.raises(BadArgument):
        check_names(names, "text")


# -- hostile files -------------------------------------------------------------------------------------


def rewritten(path: Path, out: Path, **changed: object) -> Path:
    """A copy with some of its arrays replaced (bytes: raw), or left out (None)."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            value = changed.get(name.removesuffix(".npy"), source.read(name))
            if isinstance(value, np.ndarray):
                stream = io.BytesIO()
                np.save(stream, value, allow_pickle=True)
                value = stream.getvalue()
            if value is not None:
                target.writestr(name, value)
    return out


def header(**changed: object) -> np.ndarray:
    sources = [{"name": "hashed", "version": 1, "columns": 131072}, {"name": "text_looks", "version": 1, "columns": 0}]
    sources[1]["columns"] = changed.pop("looks")
    for key, value in changed.pop("source", {}).items():
        sources[0][key] = value
    head = {"format": "desktop_al features", "version": 1, "sources": sources, **changed}
    return np.frombuffer(json.dumps(head).encode(), np.uint8)


def test_what_is_wrong_with_a_file_is_said(tmp_path, folder):
    features = of_folder(folder)
    good = tmp_path / "good.npz"
    write_features(good, features)
    looks = features.rows[1].raw
    nnz = features.rows[0].raw.nnz
    wide = looks.shape[1]
    huge = np.lib.format.magic(1, 0) + b"\x76\x00"
    huge += b"{'descr': '<f2', 'fortran_order': False, 'shape': (900000000000, 1), }".ljust(0x75) + b"\n"
    bad = {
        "version 2": {"header": header(looks=wide, source={"version": 2})},
        "no features of the name": {"header": header(looks=wide, source={"name": "nonsense"})},
        "17 columns": {"header": header(looks=wide, source={"columns": 17})},
        "another version of the program": {"header": header(looks=wide, version=9)},
        "not numbers": {"rows1": np.full(looks.shape, np.nan, np.float16)},
        "": {"header": np.frombuffer(b"[" * 100_000, np.uint8)},
        " ": {"header": header(looks=wide, format="x")},
        "  ": {"indices0": np.full(nnz, 131072, np.int32)},
        "   ": {"indices0": np.full(nnz, -1, np.int32)},
        "    ": {"indptr0": np.arange(10)[::-1] * nnz},
        "     ": {"rows1": np.array([{}] * 9, dtype=object)},
        "      ": {"rows1": huge},
        "       ": {"rows1": None},
        "        ": {"samples": np.frombuffer(b"a\0" * 9, np.uint8)},
        "         ": {"digests": np.zeros((3, 16), np.uint8)},
        "          ": {"samples": np.frombuffer(b"\xff\0" * 9, np.uint8)},
    }
    for words, changed in bad.items():
        with pytest.raises(BadArgument, match=words.strip() or "not a whole file"):
            read_features(rewritten(good, tmp_path / "bad.npz", **changed))
    with zipfile.ZipFile(tmp_path / "packed.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("header.npy", bytes(10**7))
    for path in (tmp_path / "none.npz", folder, folder / "t000.txt", tmp_path / "packed.npz"):
        with pytest.raises(BadArgument):
            read_features(path)
    assert same(read_features(good), features)


def test_a_damaged_file_is_refused_or_read_whole(tmp_path, folder):
    features = of_folder(folder)
    good = tmp_path / "good.npz"
    write_features(good, features)
    data = good.read_bytes()
    rng = random.Random(5)
    refused = 0
    for _ in range(150):
        damaged = bytearray(data)
        for _ in range(3):
            damaged[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        if rng.random() < 0.2:
            del damaged[rng.randrange(len(data)) :]
        (tmp_path / "bad.npz").write_bytes(damaged)
        try:
            read = read_features(tmp_path / "bad.npz")
        except BadArgument:
            refused += 1
        else:
            assert same(read, features)
    assert refused > 100


# -- kept between two calls ----------------------------------------------------------------------------


def test_kept_features_are_found_by_content_and_never_wrong(tmp_path, folder, monkeypatch):
    kept = tmp_path / "kept"

    def features() -> FeatureFile:
        return cached_features(folder, sample_chunks(folder, "text"), NAMES, "", kept, 1, lambda share: None)

    first = features()
    assert same(first, of_folder(folder))
    files = {path: path.stat().st_mtime_ns for path in kept.iterdir()}
    assert len(files) == 2
    (folder / "t004.txt").rename(folder / "u004.txt")
    assert same(features(), of_folder(folder))
    # A new name needs nothing new.
    assert {path: path.stat().st_mtime_ns for path in kept.iterdir()} == files
    (folder / "t005.txt").write_text("changed", "utf-8")
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    assert same(features(), of_folder(folder))
    for path in kept.iterdir():
        path.write_bytes(path.read_bytes()[:-200])
    assert same(features(), of_folder(folder))
    shutil.rmtree(kept)
    kept.write_text("in the way of a folder", "utf-8")
    assert same(features(), of_folder(folder))
