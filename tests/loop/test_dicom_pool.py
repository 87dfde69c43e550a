"""A project of DICOM files: what is read ahead, frames, names, tags, exports; and the process that decodes."""

import queue
import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import psutil
import pydicom
import pytest

from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.languages import PSEUDO, VARIABLE
from desktop_al.core.shapes import Found
from desktop_al.core.words import english
from desktop_al.loop import loader as loading
from desktop_al.loop.exporting import export_project
from desktop_al.loop.extraction import read_for_learning
from desktop_al.loop.frame_process import FrameDecoder, end_frame_process
from desktop_al.loop.loader import Loader, Shown, read_for_screen
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.pool import code_of
from desktop_al.loop.screen import ImageContent, Unreadable, Window
from desktop_al.loop.thumbnails import Thumbnails
from desktop_al.media.dicom import open_file
from desktop_al.media.dicom_header import BURNED_IN
from desktop_al.media.picture import View
from tests.loop.desk import Desk, make_texts
from tests.media.made_dicom import NAME, NUMBER, dicom, ramp
from tests.media.made_files import encoded
from tests.pseudo import pseudo, untranslated

SHIPPED = Path(pydicom.__file__).parent / "data" / "test_files"
FRAMES = 6


def stack(number: int) -> bytes:
    values = np.stack([ramp(24, 32, np.uint16, 0, 100 * (frame + 1) + number) for frame in range(FRAMES)])
    return dicom(
        values,
        frames=FRAMES,
        Modality="US",
        BodyPartExamined=f"PART{number}",
        PixelSpacing=["0.5", "0.25"],
        WindowCenter="100",
        WindowWidth="200",
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pool") / "s"
    made.mkdir()
    for number in range(4):
        (made / f"{NAME}-{number}.dcm").write_bytes(stack(number))
    (made / "1.2.3.4").write_bytes(stack(4))
    (made / "report.dcm").write_bytes(dicom(None, SOPClassUID="1.2.840.10008.5.1.4.1.1.88.33"))
    return made


@pytest.fixture(scope="module")
def path(folder: Path) -> Path:
    made = folder.parent / "p.dal"
    create_project(NewProject(made, folder, ("A", "B"), "ann", seed=3), folder.parent / "home")
    return made


def shown(desk: Desk) -> ImageContent:
    desk.until(lambda: desk.project.serving.shown() is not None)
    content = desk.project.screen().sample.content  # type: ignore[union-attr]
    assert isinstance(content, ImageContent)
    return content


def pass_over(desk: Desk) -> None:
    desk.until(lambda: desk.project.serving.shown() is not None)
    if isinstance(desk.project.serving.shown().content, Unreadable):  # type: ignore[union-attr]
        desk.project.forward()


def test_a_project_of_dicom_files(path: Path, folder: Path) -> None:
    with Desk(path) as desk:
        desk.read()
        assert len(desk.project.pool) == 6
        pass_over(desk)
        content = shown(desk)
        assert (content.frame, content.frames) == (FRAMES // 2, FRAMES)
        assert content.deep is not None
        assert content.deep.presets[0] == Window("Window 1", 100, 200)
        assert content.deep.values.shape == (24, 32)
        assert content.spacing == (0.5, 0.25)
        assert content.warnings == (BURNED_IN,)
        assert content.tags == ()
        report = next(row for row in desk.project.pool.rows if row.path == "report.dcm")
        assert report.problem == "This DICOM file holds no image (a report)."

        # Names that may tell of patients are not shown in a new project.
        name = desk.project.screen().sample.name  # type: ignore[union-attr]
        assert re.fullmatch("S-[0-9a-f]{8}", name)
        row = desk.project.pool.rows[desk.project.serving.current.place]  # type: ignore[union-attr]
        assert name == code_of(row, desk.project.basics.code_key)
        assert len(desk.project.basics.code_key) == 32
        assert name != f"S-{row.id.hex()[:8]}", "whoever knows the names could find that out"

        # The time of an answer counts from when the sample could be seen, not its last frame.
        since = desk.project.serving.current.since  # type: ignore[union-attr]
        desk.heard.clear()
        desk.project.serving.show_frame(5)
        desk.until(lambda: shown(desk).frame == 5)
        assert "content" in desk.heard
        assert shown(desk).deep.values.max() > content.deep.values.max()  # type: ignore[union-attr]
        assert desk.project.serving.current.since == since  # type: ignore[union-attr]
        desk.project.serving.show_frame(FRAMES)
        desk.project.serving.show_frame(-1)
        assert shown(desk).frame == 5

        # Tags only where the owner names them.
        for wrong in ("NoSuchTag", "(0009,0010)", "PixelData"):
            with pytest.raises(BadArgument):
                desk.project.choose("dicom_tags", wrong)
        desk.project.choose("dicom_tags", "BodyPartExamined")
        assert shown(desk).tags[0][0] == "BodyPartExamined"
        assert shown(desk).tags[0][1].startswith("PART")
        assert shown(desk).frame == FRAMES // 2
        desk.project.serving.show_frame(1)
        desk.until(lambda: shown(desk).frame == 1)
        assert shown(desk).tags[0][1].startswith("PART")
        desk.project.label(desk.id("A"))
        assert desk.project.wait_saved(10)
    with Desk(path) as desk:
        assert desk.project.choices["dicom_tags"] == "BodyPartExamined"
        desk.scanned()
        desk.project.choose("dicom_tags", "")
        pass_over(desk)
        assert shown(desk).tags == ()
    out = folder.parent / "out.csv"
    export_project(path, "csv", out)
    text = out.read_text("utf-8")
    assert "PART" not in text
    assert NUMBER not in text
    assert NUMBER.encode() not in path.read_bytes()
    assert (folder / "1.2.3.4").read_bytes() == stack(4)


def test_only_the_owner_has_tags_shown(path: Path) -> None:
    with Desk(path, "another") as desk, pytest.raises(BadArgument, match="Only the owner"):
        desk.project.choose("dicom_tags", "Modality")


def test_names_are_shown_where_there_is_no_dicom_file_and_where_it_is_wished(tmp_path: Path, folder: Path) -> None:
    plain = make_texts(tmp_path / "t", 3)
    for number, (where, wish, hidden) in enumerate(
        ((plain, None, False), (folder, None, True), (folder, False, False))
    ):
        made = tmp_path / f"{number}.dal"
        create_project(NewProject(made, where, ("A",), "ann", hide_names=wish), tmp_path / "home")
        with Desk(made) as desk:
            assert desk.project.basics.hide_names is hidden


def test_projects_have_codes_of_their_own_and_old_ones_keep_theirs(path: Path, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.dal"
    create_project(NewProject(other, folder, ("A",), "ann", seed=3), tmp_path / "home")
    keys = []
    for one in (path, other):
        with Desk(one) as desk:
            desk.scanned()
            keys.append(desk.project.basics.code_key)
            row = desk.project.pool.rows[0]
    assert keys[0] != keys[1]
    assert code_of(row, b"") == f"S-{row.id.hex()[:8]}"


# -- reading ahead -------------------------------------------------------------------------------------


@pytest.fixture
def loaded(folder: Path) -> Iterator[tuple[Loader, list[tuple[int, Shown]], Callable[[Callable[[], bool]], None]]]:
    work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    come: list[tuple[int, Shown]] = []
    loader = Loader(folder, work.put, lambda place, content: come.append((place, content)))

    def until(condition: Callable[[], bool]) -> None:
        end = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < end
            try:
                work.get(timeout=0.05)()
            except queue.Empty:
                pass

    yield loader, come, until
    loader.close()


def found(folder: Path, name: str) -> Found:
    return Found(name, "image", (folder / name).stat().st_size, 0)


def test_of_many_wishes_for_frames_the_last_one_comes(loaded, folder: Path) -> None:  # type: ignore[no-untyped-def]
    loader, come, until = loaded
    sample = found(folder, "1.2.3.4")
    loader.want([(0, sample)])
    until(lambda: len(come) == 1)
    for frame in (0, 1, 2, 4, 5, 4, 5):
        loader.want_frame(0, frame)
    until(lambda: come[-1][1].content.frame == 5)
    assert len(come) <= 8
    digest = come[0][1].digest
    expected = open_file(stack(4))
    for _, one in come[1:]:
        assert one.later
        assert one.digest == digest
        from_file = expected.picture(loading.View(1920, True, one.content.frame))
        assert (one.content.pixels == from_file.pixels).all()
    assert loader.get(0).content.frame == 5
    loader.want_frame(1, 0)
    loader.forget(0)
    loader.want_frame(0, 1)
    loader.want([(0, sample)])
    until(lambda: loader.get(0) is not None)
    assert loader.get(0).content.frame == 3, "read anew, it comes with its middle frame"


def test_a_frame_that_cannot_be_read_is_black_and_says_why(loaded, folder: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    loader, come, until = loaded
    place = folder / "changing.dcm"
    place.write_bytes(stack(1))
    try:
        loader.want([(0, found(folder, "changing.dcm"))])
        until(lambda: len(come) == 1)
        place.write_bytes(stack(1)[:-2000])
        loader.want_frame(0, 0)
        until(lambda: len(come) == 2)
        content = come[-1][1].content
        assert not content.pixels.any()
        assert content.deep is None
        assert content.frame == 0
        assert content.warnings[-1].startswith("Frame 1 cannot be shown. The file ends too early")
    finally:
        place.unlink()


def test_large_samples_are_not_all_read_ahead(loaded, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    loader, come, until = loaded
    monkeypatch.setattr(loading, "_MOST", 9 * 2**20)
    samples = [(n, found(folder, f"{NAME}-{n}.dcm")) for n in range(4)]
    loader.want(samples)
    until(lambda: len(come) == 2)
    # What they really need is known now, and is far less than was feared.
    loader.want(samples)
    until(lambda: len(come) == 4)
    big = [(n, Found(sample.path, "image", 10**8, 0)) for n, sample in samples]
    loader.forget()
    come.clear()
    loader.want(big)
    until(lambda: len(come) == 2)
    assert {place for place, _ in come} == {0, 1}, "what is on screen and what comes next are always there"


def test_small_pictures_carry_no_deep_values(folder: Path) -> None:
    sample = found(folder, "1.2.3.4")
    small, large = read_for_screen(folder, sample, View(16)), read_for_screen(folder, sample, View(1920, True))
    assert isinstance(small.content, ImageContent)
    assert isinstance(large.content, ImageContent)
    assert small.content.deep is None
    assert large.content.deep is not None
    from desktop_al.loop.pool import Pool
    from desktop_al.store.project_file import SampleRow

    pool, work = Pool(0, 0.0), queue.SimpleQueue()
    pool.extend([SampleRow(0, b"x" * 16, sample.path, -1, "image", sample.size, 0, 0, 0)])
    thumbnails = Thumbnails(folder, pool, work.put)
    try:
        thumbnails.want([(0, 16)])
        work.get(timeout=20)()
        content = thumbnails.get(0, 16)
        assert isinstance(content, ImageContent)
        assert content.deep is None
        assert content.pixels.shape == (12, 16, 3)
    finally:
        thumbnails.close()


def test_a_deep_png_comes_with_its_values(tmp_path: Path) -> None:
    values = ramp(30, 40, np.uint16, 0, 50_000)
    (tmp_path / "a.png").write_bytes(encoded(".png", values))
    content = read_for_screen(tmp_path, Found("a.png", "image", 1, 0), View(1920, True)).content
    assert isinstance(content, ImageContent)
    assert content.deep is not None
    assert (content.deep.values == values).all()
    assert [window.name for window in content.deep.presets] == ["99.8 % of values", "Full range"]


# -- the process that decodes --------------------------------------------------------------------------


def jpeg() -> bytes:
    return (SHIPPED / "SC_rgb_jpeg_dcmtk.dcm").read_bytes()


def test_a_frame_that_ends_the_decoder_is_a_sentence_and_the_next_one_is_read(tmp_path: Path) -> None:
    data = jpeg()
    start = data.index(b"\xff\xd8\xff")
    # The decoder ends its process here.
    (tmp_path / "b.dcm").write_bytes(data[: start + 3] + b"\0" + data[start + 4 :])
    (tmp_path / "a.dcm").write_bytes(data)
    work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    come: dict[int, Shown] = {}
    loader = Loader(tmp_path, work.put, lambda place, content: come.__setitem__(place, content))
    try:
        loader.want([(0, Found("b.dcm", "image", 9, 0)), (1, Found("a.dcm", "image", 9, 0))])
        while len(come) < 2:
            work.get(timeout=30)()
        assert isinstance(come[0].content, Unreadable)
        assert "damaged" in come[0].content.cause
        assert isinstance(come[1].content, ImageContent)
        assert (come[1].content.pixels[10] == [[255, 0, 0]] * 100).all() or come[1].content.pixels[5, 5, 0] > 200
        again = read_for_learning(tmp_path, Found("b.dcm", "image", 9, 0))
        assert "damaged" in again.problem
    finally:
        loader.close()


def test_a_broken_frame_is_told_in_the_language_and_kept_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = jpeg()
    # A table of codes that there cannot be.
    start = data.index(b"\xff\xc4") + 5
    (tmp_path / "a.dcm").write_bytes(data[:start] + b"\xff" * 16 + data[start + 16 :])
    monkeypatch.setenv(VARIABLE, PSEUDO)
    end_frame_process()
    try:
        with pseudo():
            said = read_for_learning(tmp_path, Found("a.dcm", "image", len(data), 0)).problem
    finally:
        end_frame_process()
    assert untranslated(said, "JPEG") == []
    assert english(said) == "The image is compressed as JPEG; it is damaged, or no decoder for its kind is there."


def test_the_other_process_is_believed_no_more_than_a_file() -> None:
    from desktop_al.loop.frame_process import _believed

    good = b'{"type": "|u1", "shape": [2, 3], "told": "MONOCHROME2"}'
    assert _believed(good, bytes(6))[0].shape == (2, 3)
    for told, data in (
        (good, bytes(5)),
        (b"", b""),
        (b"[]", b""),
        (b'{"type": "O", "shape": [1, 1], "told": ""}', bytes(8)),
        (b'{"type": "|u1", "shape": [1, 1, 1, 1], "told": ""}', bytes(1)),
        (b'{"type": "|u1"}', bytes(1)),
        (b'{"cause": "It is damaged."}', b""),
    ):
        with pytest.raises(CannotRead):
            _believed(told, data)


def test_a_frame_that_takes_long_is_not_waited_for_on_closing() -> None:
    decoder = FrameDecoder()
    # While its process is still loading its libraries.
    options = {"rows": 1, "columns": 1}
    causes: list[str] = []

    def decode() -> None:
        try:
            decoder.decode(b"\xff\xd8\xff\xd9", "1.2.840.10008.1.2.4.50", options)
        except CannotRead as error:
            causes.append(str(error))

    thread = threading.Thread(target=decode)
    thread.start()
    while decoder._process is None or decoder._process.pid is None:
        time.sleep(0.01)
    decoder.end()
    thread.join(10)
    assert not thread.is_alive()
    assert causes == ["The image was not read: everything is being closed."]


def test_a_decoder_that_is_ended_starts_anew() -> None:
    decoder = FrameDecoder()
    try:
        with pytest.raises(CannotRead):
            decoder.decode(b"\xff\xd8\xff\xd9", "1.2.840.10008.1.2.4.50", {"rows": 1})
        assert decoder._process is not None
        first = psutil.Process(decoder._process.pid)
        first.kill()
        with pytest.raises(CannotRead):
            decoder.decode(b"\xff\xd8\xff\xd9", "1.2.840.10008.1.2.4.50", {"rows": 1})
        second = decoder._process.pid
        assert second != first.pid
    finally:
        decoder.end()
    assert not psutil.pid_exists(second)
