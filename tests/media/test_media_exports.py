import csv
import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import astuple, replace
from pathlib import Path

import pytest

from desktop_al.core.errors import BadArgument, DesktopAlError
from desktop_al.media.exports import COLUMNS, EXPORTERS, ExportRow, exporter

ROW = ExportRow(
    1, "a.png", "Ann", "cat", "in force", "2024-01-02T03:04:05.678Z", "", "", 1.25, "dog", "shown", 1 / 3, "v1", 4,
    "uncertain", "00ff", 9,
)  # fmt: skip
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
    EXPORTERS["csv"](iter(ROWS), path, True)
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0][:6] == ["seq", "sample", "annotator", "label", "state", "utc"]
    assert rows[1:] == [["" if value is None else str(value) for value in astuple(row)] for row in ROWS]


def test_jsonl_is_lossless(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    EXPORTERS["jsonl"](ROWS, path)
    lines = path.read_bytes().decode("utf-8").split("\n")
    assert lines.pop() == ""
    assert [ExportRow(**json.loads(line)) for line in lines] == ROWS


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_undefined_numbers_and_half_surrogates_stay_readable(tmp_path: Path, name: str) -> None:
    path = tmp_path / "out"
    EXPORTERS[name]([replace(ROW, probability=float("nan"), comment="\ud800")], path)
    content = path.read_bytes().decode("utf-8")
    assert "nan" not in content.lower()
    assert "\\ud800" in content


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_a_failure_leaves_what_was_there(tmp_path: Path, name: str) -> None:
    path = tmp_path / "out"
    path.write_text("before")

    def rows(error: Exception) -> Iterator[ExportRow]:
        yield from [ROW] * 5000
        raise error

    with pytest.raises(DesktopAlError, match="out was not written: the disk is full"):
        EXPORTERS[name](rows(OSError(errno.ENOSPC, "No space left on device")), path)
    with pytest.raises(DesktopAlError, match="stopped"):
        EXPORTERS[name](rows(DesktopAlError("stopped")), path)
    assert path.read_text() == "before"
    (tmp_path / "dir").mkdir()
    for place, words in ((tmp_path / "dir", "folder of that name"), (tmp_path / "no" / "out", "does not exist")):
        with pytest.raises(DesktopAlError, match=words):
            EXPORTERS[name]([ROW], place)
    with pytest.raises(DesktopAlError, match="not a folder"):
        EXPORTERS[name]([ROW], path / "out")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["dir", "out"]


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
    EXPORTERS["csv"]([ROW], tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode
    (tmp_path / "new").chmod(0o600)
    EXPORTERS["csv"]([ROW], tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600


def test_formats_by_name() -> None:
    assert exporter("csv") is EXPORTERS["csv"]
    with pytest.raises(BadArgument, match="The formats are csv, jsonl"):
        exporter("xlsx")
