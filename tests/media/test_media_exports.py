import csv
import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import astuple, replace
from pathlib import Path

import pytest

from desktop_al.core.errors import BadArgument, DesktopAlError
from desktop_al.media.export_rows import COLUMNS, Entry, Export, ExportRow
from desktop_al.media.exports import EXPORTERS, exporter
from desktop_al.media.replace import replace_file
from tests.media.made_exports import ROW, SAMPLE, entry_of, export_of, pictures, plain_features

TRICKY = [
    "",
    "=SUM(A1)",
    "a,b",
    'say "x"',
    '"',
    "two\nlines",
    "cr\rhere",
    "crlf\r\nend",
    " spaces ",
    "😀 é",
    "\u2028",
    "tab\t",
    "nul\x00",
    "'",
]
ROWS = [replace(ROW, seq=i, sample=text, comment=text[::-1], label=text) for i, text in enumerate(TRICKY)]
ROWS += [replace(ROW, active_s=None, probability=None, round=None)]


def test_raw_csv_is_lossless(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    EXPORTERS["csv"].write(export_of(ROWS, raw=True), path)
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0][:6] == ["seq", "sample", "annotator", "label", "state", "utc"]
    assert rows[1:] == [["" if value is None else str(value) for value in astuple(row)] for row in ROWS]


def test_jsonl_is_lossless(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    EXPORTERS["jsonl"].write(export_of(ROWS), path)
    lines = path.read_bytes().decode("utf-8").split("\n")
    assert lines.pop() == ""
    found = [json.loads(line) for line in lines]
    assert [one.pop("labels") for one in found] == [list(entry_of(row).labels) for row in ROWS]
    assert [ExportRow(**one) for one in found] == ROWS


@pytest.mark.parametrize("name", sorted(one.name for one in EXPORTERS.values() if "annotations" in one.views))
def test_undefined_numbers_and_half_surrogates_stay_readable(tmp_path: Path, name: str) -> None:
    path = tmp_path / "out"
    EXPORTERS[name].write(export_of([replace(ROW, probability=float("nan"), comment="\ud800")]), path)
    content = path.read_bytes().decode("utf-8")
    assert "nan" not in content.lower()
    assert "\\ud800" in content


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_a_failure_leaves_what_was_there(tmp_path: Path, name: str) -> None:
    one, path, place = EXPORTERS[name], tmp_path / "out", tmp_path / "pool"
    contents = pictures(place, ["a.png"])
    if one.ending:
        path.write_text("before")
    rows = [ROW] if "annotations" in one.views else [SAMPLE]

    def failing(error: Exception) -> Export:
        def entries() -> Iterator[Entry]:
            yield from [entry_of(rows[0])] * 500
            raise error

        return replace(export_of(rows, contents, view=one.views[0], features=plain_features), entries=entries)

    if name != "npz":
        with pytest.raises(DesktopAlError, match="out was not written: the disk is full"):
            one.write(failing(OSError(errno.ENOSPC, "No space left on device")), path)
    with pytest.raises(DesktopAlError, match="stopped"):
        one.write(failing(DesktopAlError("stopped")), path)
    good = export_of(rows, contents, view=one.views[0], features=plain_features)
    if one.ending:
        assert path.read_text() == "before"
        (tmp_path / "dir").mkdir()
        with pytest.raises(DesktopAlError, match="folder of that name"):
            one.write(good, tmp_path / "dir")
        with pytest.raises(DesktopAlError, match="not a folder"):
            one.write(good, path / "out")
        (tmp_path / "dir").rmdir()
        path.unlink()
    else:
        (tmp_path / "dir").mkdir()
        (tmp_path / "dir" / "x").touch()
        for taken in (tmp_path / "dir", tmp_path / "dir" / "x"):
            with pytest.raises(BadArgument, match="there already"):
                one.write(good, taken)
        (tmp_path / "dir" / "x").unlink()
        assert one.write(good, tmp_path / "dir").count == 1, "an empty folder is no reason"
        shutil.rmtree(tmp_path / "dir")
    with pytest.raises(DesktopAlError, match="does not exist"):
        one.write(good, tmp_path / "no" / "out")
    assert [entry.name for entry in tmp_path.iterdir()] == ["pool"], "nothing half-written lies about"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX systems")
def test_a_real_limit_on_the_size_of_files(tmp_path: Path) -> None:
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from desktop_al.media.replace import replace_file\n"
        "from desktop_al.core.errors import DesktopAlError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: replace_file(Path(sys.argv[1]), lambda f: f.write(bytes(5000)))\n"
        "except DesktopAlError as e: print(e)\n"
    )
    path = tmp_path / "out.csv"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout == "out.csv was not written: the file would be too large. Nothing else has changed.\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX systems")
def test_permissions_are_the_usual_ones_or_those_of_the_file_replaced(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    EXPORTERS["csv"].write(export_of([ROW]), tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode
    (tmp_path / "new").chmod(0o600)
    EXPORTERS["csv"].write(export_of([ROW]), tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600


def test_formats_by_name() -> None:
    assert exporter("csv") is EXPORTERS["csv"]
    with pytest.raises(BadArgument, match="The formats are csv, jsonl"):
        exporter("xlsx")


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes of POSIX systems")
def test_what_is_no_ordinary_file_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(DesktopAlError, match="no ordinary file"):
        replace_file(pipe, lambda file: file.write(b"x"))
    assert pipe.is_fifo()
    assert [entry.name for entry in tmp_path.iterdir()] == ["pipe"]
