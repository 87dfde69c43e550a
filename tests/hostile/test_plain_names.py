"""Names that lie about themselves are shown as what they are; the names themselves stay."""

import json
import unicodedata
from pathlib import Path

import pytest

from desktop_al.cli import main
from desktop_al.core.plain_names import is_plain, plain, plain_lines, short
from desktop_al.loop.exporting import export_project
from desktop_al.loop.folder_look import look_into
from desktop_al.loop.listing import Listing, Query
from desktop_al.loop.pool import Pool, title_of
from desktop_al.store.project_file import SampleRow
from desktop_al.ui.cut_words import one_line
from tests.loop.desk import Desk, make

BIDI = [chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)]
CONTROLS = [chr(c) for c in (*range(32), *range(0x7F, 0xA0), 0x2028, 0x2029)]
UNSEEN = [chr(c) for c in (0xAD, 0x200B, 0x2060, 0x2064, 0xFEFF, 0x180E, 0x3164, 0xE0041, 0xFFF9, 0xD800)]


@pytest.mark.parametrize("sign", BIDI + CONTROLS + UNSEEN + ["\u200c", "\u200d"], ids=lambda sign: f"U+{ord(sign):04X}")
def test_what_is_not_seen_is_written_out(sign: str) -> None:
    for name in (f"photo{sign}gpj.exe", f"{sign}a", f"a{sign}"):
        shown = plain(name)
        assert sign not in shown
        assert shown != name
        assert shown.isprintable()
        assert f"{ord(sign):x}" in shown
        assert not is_plain(name)
        assert plain(shown) == shown
    assert one_line(f"a{sign}b").isprintable()


SCRIPTS = (
    "plain.png",
    "Größe 3.png",
    "می\u200cخواهم.txt",
    "👨\u200d👩\u200d👧.png",
    "क्\u200dष",
    "שלום.png",
    "日本　語",
    "a\u00a0b",
    "",
)


@pytest.mark.parametrize("name", SCRIPTS)
def test_names_of_all_scripts_stay(name: str) -> None:
    assert plain(name) == name
    assert is_plain(name)


def test_lines_and_long_names() -> None:
    assert plain_lines("a\nb\u202ec") == "a\nb\\u202ec"
    assert len(short("x" * 10**6)) < 500
    assert len(short("\u202e" * 10**6)) < 3000


HOSTILE = ("\u202egpj.a.txt", "two\nlines.txt", "\x1b[2Jred.txt", "=cmd|'.txt", "z\u200bero.txt")


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A project of samples with such names, and all titles that came on screen."""
    place = tmp_path_factory.mktemp("names")
    (place / "s").mkdir()
    for number, name in enumerate(HOSTILE):
        (place / "s" / name).write_text(f"some words {number}")
    path = make(place, place / "s")
    seen = []
    with Desk(path) as desk:
        desk.scanned()
        for _ in HOSTILE:
            desk.ready()
            seen.append(desk.project.screen().sample.name)
            desk.label("A")
        seen += [row.name for row in desk.project._history.rows()]
        listing = Listing(desk.project.pool, desk.project.state, desk.project.annotator)
        seen += [listing.line(place).name for place in listing.find(Query()).tolist()]
    return path, seen


def test_titles_on_screen_are_plain_and_exports_keep_the_name(labelled: tuple[Path, list[str]]) -> None:
    path, seen = labelled
    assert len(seen) >= 3 * len(HOSTILE)
    assert set(seen) == {plain(name) for name in HOSTILE}
    assert all(is_plain(name) for name in seen)
    out = path.with_name("out.jsonl")
    export_project(path, "jsonl", out)
    told = [json.loads(line)["sample"] for line in out.read_text("utf-8").splitlines()]
    assert sorted(told) == sorted(unicodedata.normalize("NFC", name) for name in HOSTILE)


def test_the_look_at_a_folder_and_the_terminal_tell_plain_names(
    labelled: tuple[Path, list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    (folder / "a.txt").write_text("words")
    (folder / "\u202egone.txt").symlink_to("nowhere")
    look = list(look_into(folder, lambda: False))[-1]
    assert [name for name, _ in look.unreadable] == ["\\u202egone.txt"]
    assert main(["verify", str(tmp_path / "\x1b[2J\u202e.dal")]) == 1
    said = capsys.readouterr()
    assert "\x1b" not in said.out + said.err
    assert "\u202e" not in said.out + said.err


def test_a_title_is_a_name_or_a_code() -> None:
    row = SampleRow(0, b"\x01" * 16, "\u202ea.png", -1, "image", 1, 1, 0, 0)
    assert title_of(row, hide=False, key=b"") == "\\u202ea.png"
    assert title_of(row, hide=True, key=b"") == "S-01010101"
    pool = Pool(0, 0.0)
    pool.extend([row])
    assert (pool.title(0), pool.name(0)) == ("\\u202ea.png", "\u202ea.png")
