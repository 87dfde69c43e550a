"""What the new-project form says of a folder: counts first, then what was really looked at."""

import shutil
import threading
import time
from pathlib import Path

import pytest

from desktop_al.loop.folder_look import FolderLook, empty_words, kinds_words, look_into, words
from desktop_al.loop.folder_names import are_classes
from tests.media.made_files import encoded, photo


def last(folder: Path, seconds: float = 20.0) -> FolderLook:
    looks = list(look_into(folder, lambda: False, seconds))
    assert looks[-1].done
    assert not any(look.done for look in looks[:-1])
    return looks[-1]


def pictures(folder: Path, count: int, first: int = 0) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        (folder / f"p{number}.png").write_bytes(encoded(".png", photo(8, 8, seed=number)))


def test_counts_unreadable_files_and_copies(tmp_path: Path) -> None:
    pictures(tmp_path, 6)
    shutil.copy(tmp_path / "p1.png", tmp_path / "q.png")
    (tmp_path / "bad.jpg").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("a note", "utf-8")
    for name in ("a.pdf", "b.PDF", "c.zip", "Makefile"):
        (tmp_path / name).write_bytes(b"x")
    look = last(tmp_path)
    assert (look.images, look.texts, look.kind, look.checked) == (8, 1, "image", 8)
    assert look.other == (("PDF", 2), ("ZIP", 1), ("without extension", 1))
    assert look.unreadable == (("bad.jpg", "The file is empty."),)
    assert (look.unreadable_count, look.duplicates) == (1, 1)
    assert words(look) == (
        "8 images and 1 text found. A project holds one kind: the images are taken. "
        "4 files of other kinds are left out. 1 cannot be read and 1 is an exact copy."
    )
    assert empty_words(look) == ""


@pytest.mark.parametrize(
    ("look", "line"),
    [
        (FolderLook("f", images=1240, other=(("PDF", 3),), listed=True, kind="image"),
         "1,240 images found. 3 files of other kinds are left out."),
        (FolderLook("f", images=1, other=(("PDF", 1),), listed=True, kind="image"),
         "1 image found. 1 file of another kind is left out."),
        (FolderLook("f", texts=1, listed=True, kind="text"), "1 text found."),
        (FolderLook("f", texts=5000, kind="text"), "5,000 texts found so far."),
        (FolderLook("f", images=9000, checked=2000, duplicates=3, unreadable_count=1, listed=True, kind="image"),
         "9,000 images found. Of the 2,000 looked at, 1 cannot be read and 3 are exact copies."),
        (FolderLook("f", images=2, checked=2, duplicates=1, listed=True, kind="image"),
         "2 images found. 1 is an exact copy."),
        (FolderLook("f", trouble="The folder f is not there."), "The folder f is not there."),
        (FolderLook("f"), "Looking into the folder"),
        (FolderLook("scans", other=(("PDF", 9), ("XLSX", 4), ("ZIP", 1)), listed=True),
         "No images or texts in this folder. scans holds 14 files, none of a kind that can be labelled."),
        (FolderLook("scans", other=(("PDF", 1),), listed=True),
         "No images or texts in this folder. scans holds 1 file, which is not of a kind that can be labelled."),
        (FolderLook("scans", listed=True), "No images or texts in this folder. scans holds no files."),
    ],
)  # fmt: skip
def test_words(look: FolderLook, line: str) -> None:
    assert words(look) == line


def test_kinds_in_words() -> None:
    assert kinds_words(FolderLook("f", other=(("PDF", 9), ("XLSX", 4), ("ZIP", 1)))) == "9 PDF, 4 XLSX, 1 ZIP"
    many = tuple((f"K{i}", 10 - i) for i in range(9))
    assert kinds_words(FolderLook("f", other=many), most=2) == "10 K0, 9 K1, 35 more"


def test_an_empty_folder_a_missing_one_and_one_that_only_holds_links(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    assert empty_words(last(inside)) == "No images or texts in this folder. in holds no files."
    look = last(tmp_path / "nowhere")
    assert look.trouble == f"The folder {tmp_path / 'nowhere'} is not there."
    assert empty_words(look) == ""
    pictures(tmp_path / "out", 1)
    try:
        (inside / "a.png").symlink_to(tmp_path / "out" / "p0.png")
    except OSError:
        pytest.skip("this system makes no links")
    look = last(inside)
    assert look.unreadable == (("a.png", "This link leads out of the folder, or nowhere."),)
    assert "1 entry could not be looked into." in words(look)


def test_a_file_instead_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"")
    assert last(tmp_path / "f").trouble.endswith("is not there.")


def test_rows_of_a_table_are_texts_but_one_table_does_not_outweigh_many_images(tmp_path: Path) -> None:
    pictures(tmp_path, 3)
    (tmp_path / "t.csv").write_text("id,text\n" + "".join(f"{i},some words {i}\n" for i in range(50)), "utf-8")
    look = last(tmp_path)
    assert (look.images, look.texts, look.kind, look.checked) == (3, 50, "image", 3)


def test_no_more_is_checked_than_allowed_and_the_words_say_so(tmp_path: Path) -> None:
    for number in range(2100):
        (tmp_path / f"{number}.txt").write_bytes(b"" if number % 7 == 0 else b"the same")
    look = last(tmp_path)
    assert (look.texts, look.checked) == (2100, 2000)
    assert look.unreadable_count == 286
    assert len(look.unreadable) == 200
    assert words(look) == ("2,100 texts found. Of the 2,000 looked at, 286 cannot be read and 1,713 are exact copies.")
    quick = last(tmp_path, seconds=0.0)
    assert quick.checked == 0
    assert words(quick) == "2,100 texts found."


@pytest.mark.alone
def test_it_stops_at_once_when_asked_and_says_no_last_word(tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"{number}.txt").write_bytes(b"some text")
    taken = []
    for after in (0, 1, 5, 20, 100, 500, 1000):
        asked, since = 0, 0.0

        def stop(limit: int = after) -> bool:
            nonlocal asked, since
            asked += 1
            if asked > limit and not since:
                since = time.perf_counter()
            return asked > limit

        assert not any(look.done for look in look_into(tmp_path, stop))
        taken.append(time.perf_counter() - since)
    # The middle one: this computer may do something else in between.
    assert sorted(taken)[len(taken) // 2] < 0.05


def test_values_grow_a_few_times_a_second(tmp_path: Path) -> None:
    for number in range(4000):
        (tmp_path / f"{number}.txt").write_bytes(b"some text %d" % number)
    looks = list(look_into(tmp_path, lambda: False))
    assert [look.texts for look in looks] == sorted(look.texts for look in looks)
    assert [look.checked for look in looks] == sorted(look.checked for look in looks)
    assert sum(look.listed for look in looks) >= 2


def test_folders_that_are_classes(tmp_path: Path) -> None:
    for number, name in enumerate(("cat", "dog", "Small cow")):
        pictures(tmp_path / name / "deeper", 3, first=10 * number)
    look = last(tmp_path)
    assert look.class_like
    assert dict(look.subfolders) == {"cat": 3, "dog": 3, "Small cow": 3}
    (tmp_path / "README.txt").write_text("of another kind", "utf-8")
    assert last(tmp_path).class_like
    pictures(tmp_path, 1, first=100)
    assert not last(tmp_path).class_like


def folders(*names: str, count: int = 5) -> list[tuple[str, int]]:
    return [(name, count) for name in names]


@pytest.mark.parametrize(
    "names",
    [
        ("cat", "dog"),
        ("Mild", "Moderate", "Severe"),
        ("0", "1", "2", "3", "4"),
        ("1", "2", "3"),
        tuple(str(digit) for digit in range(10)),
        ("grade 1", "grade 2", "grade 3"),
        ("BI-RADS_1", "BI-RADS_2"),
        ("positive", "negative", "neutral"),
        ("n01440764", "n01443537", "cassette player"),
        ("spam", "ham"),
        ("Größe", "\u4e2d\u6587"),
    ],
)
def test_names_of_classes(names: tuple[str, ...]) -> None:
    assert are_classes(folders(*names))


@pytest.mark.parametrize(
    "names",
    [
        ("cat",),
        ("2024-01", "2024-02"),
        ("2023", "2024"),
        ("2024-01-03 Ward B", "2024-01-04 Ward C"),
        ("03.01.2024", "04.01.2024"),
        ("20240103", "20240104"),
        ("Jan 2024", "Feb 2024"),
        ("part1", "part2"),
        ("batch_03", "batch_04"),
        ("Batch A", "Batch B"),
        ("train", "test"),
        ("images", "labelled"),
        ("DCIM", "100CANON"),
        ("101_PANA", "102_PANA"),
        ("001", "002", "003"),
        ("17", "23", "42"),
        tuple(str(number) for number in range(40)),
        ("P001", "P002"),
        ("patient 1", "patient 2"),
        ("IMG_0001", "IMG_0002"),
        ("3f2a9c1b77", "99ab23cd01"),
        ("Cat", "cat"),
        tuple(f"name{chr(65 + i // 26)}{chr(65 + i % 26)}" for i in range(600)) + tuple(f"x{i}y" for i in range(600)),
    ],
)
def test_names_that_only_file(names: tuple[str, ...]) -> None:
    assert not are_classes(folders(*names))


def test_folders_of_single_samples_are_no_classes() -> None:
    assert not are_classes(folders("anna", "berta", "carl", count=1))
    assert are_classes(folders(*(f"{chr(97 + i)}a" for i in range(20))) + [("rare", 1)])


@pytest.mark.alone
def test_other_threads_get_their_turn(tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"{number}.txt").write_bytes(b"some text %d" % number)
    thread = threading.Thread(target=lambda: list(look_into(tmp_path, lambda: False)))
    thread.start()
    gaps = []
    while thread.is_alive():
        before = time.perf_counter()
        time.sleep(0.001)
        gaps.append(time.perf_counter() - before)
    thread.join()
    assert len(gaps) > 20
    assert sorted(gaps)[len(gaps) * 9 // 10] < 0.03
