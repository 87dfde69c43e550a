"""Masks of an open project: over every picture of a sample, undone, kept, never in the file."""

from pathlib import Path

import numpy as np
import pytest

from desktop_al.loop.handing_out import hand_out
from desktop_al.loop.loader import with_masks
from desktop_al.loop.masks import add_mask, masked, remove_mask
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.screen import Deep, ImageContent, TextContent, Window
from desktop_al.loop.thumbnails import Thumbnails
from desktop_al.media.images import decode, write_png
from tests.loop.desk import Desk


def content(deep: Deep | None = None) -> ImageContent:
    return ImageContent(np.full((50, 100, 3), 200, np.uint8), 200, 100, deep=deep)


def test_blocks_at_any_size() -> None:
    values = np.full((100, 200), 500, np.int16)
    values[0, 0] = -7
    shown = masked(content(Deep(values, (Window("", 0, 1),))), ((20, 10, 41, 5), (190, 90, 500, 500)))
    assert isinstance(shown, ImageContent)
    assert (shown.pixels[5:8, 10:31] == 0).all(), "what is covered in part is covered"
    assert (shown.pixels[4] == 200).all()
    assert shown.deep is not None
    assert (shown.deep.values[10:15, 20:61] == -7).all()
    assert (shown.deep.values[90:, 190:] == -7).all()
    assert (shown.deep.values == 500).sum() == 100 * 200 - 1 - 5 * 41 - 100
    assert (values == -7).sum() == 1, "a copy was masked"


def test_inverted_images_and_numbers_that_are_none() -> None:
    values = np.array([[np.nan, 3.0], [np.inf, 5.0]], np.float32)
    shown = masked(ImageContent(np.zeros((2, 2, 3), np.uint8), 2, 2, Deep(values, (), inverted=True)), ((0, 0, 2, 1),))
    assert isinstance(shown, ImageContent)
    assert shown.deep is not None
    assert shown.deep.values[0].tolist() == [3.0, 3.0]
    assert (shown.pixels[0] == 255).all(), "the least value is white"


def test_nothing_to_mask() -> None:
    text = TextContent("words", 1)
    assert masked(text, ((0, 0, 5, 5),)) is text
    image = content()
    assert masked(image, ()) is image


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("images")
    rng = np.random.default_rng(0)
    for number in range(6):
        write_png(made / f"{number}.png", rng.integers(150, 255, (60, 80, 3)).astype(np.uint8))
    return made


def test_in_an_open_project(folder: Path, tmp_path: Path) -> None:
    path, home = tmp_path / "p.dal", tmp_path / "home"
    create_project(NewProject(path, folder, ("A", "B"), "ann", kind="image", seed=3), home)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with Desk(path) as desk:
        project = desk.project
        desk.until(lambda: project.serving.shown() is not None)
        place = project.serving.current.place  # type: ignore[union-attr]
        row = project.pool.rows[place]
        thumbnails = Thumbnails(project.loader.root, project.pool, desk.work.put, threads=1)
        try:
            assert not add_mask(project, (-50, -50, 40, 40)), "nothing of it lies in the picture"
            assert not remove_mask(project, 5, 5)
            assert add_mask(project, (-5, 10, 25, 20))
            assert not add_mask(project, (2, 12, 3, 3)), "it is masked already"
            assert project.state.masks[row.id] == ((0, 10, 20, 20),)
            content = project.screen().sample.content  # type: ignore[union-attr]
            assert isinstance(content, ImageContent)
            assert not content.pixels[10:30, :20].any()
            assert content.pixels[:10].min() >= 150
            thumbnails.want([(place, 40)])
            desk.until(lambda: thumbnails.get(place, 40) is not None)
            small = thumbnails.get(place, 40)
            assert isinstance(small, ImageContent)
            assert not small.pixels[5:15, :10].any()
            project.label(project.classes[0].id)
            desk.until(lambda: project.history_rows() and project.history_rows()[-1].thumbnail is not None)
            picture = project.history_rows()[-1].thumbnail
            assert picture is not None
            assert not picture[10:30, :20].any()
            project.undo()
            assert project.screen().undo_words == "masks"
            project.undo()
            assert desk.flashed[-1] == f"Undone: masks on {project.pool.title(place)}."
            assert project.serving.current.place == place  # type: ignore[union-attr]
            content = project.screen().sample.content  # type: ignore[union-attr]
            assert isinstance(content, ImageContent)
            assert content.pixels.min() >= 150
            assert thumbnails.get(place, 40) is None, "it is made anew"
            project.redo()
            add_mask(project, (50, 50, 10, 10))
            assert remove_mask(project, 55, 55)
            assert project.state.masks[row.id] == ((0, 10, 20, 20),)
            add_mask(project, (50, 50, 10, 10))
            assert remove_mask(project, 79, 0), "none lies there: the newest goes"
            assert project.state.masks[row.id] == ((0, 10, 20, 20),)
        finally:
            thumbnails.close()
        assert project.wait_saved(10)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    hand_out(path, "Kim", tmp_path / "kim.dal", home)
    for opened in (path, tmp_path / "kim.dal"):
        _looked_at(opened, row.id, folder)


def _looked_at(path: Path, sample: bytes, folder: Path) -> None:
    """Opened once more, or as a copy, to look only."""
    with Desk(path, look_only=True) as desk:
        project = desk.project
        assert project.state.masks == {sample: ((0, 10, 20, 20),)}
        desk.until(lambda: project.serving.shown() is not None)
        assert not add_mask(project, (0, 0, 5, 5)), "nothing can be kept"
        shown, current = project.serving.shown(), project.serving.current
        assert shown is not None
        assert current is not None
        raw = decode((folder / project.pool.name(current.place)).read_bytes())
        expected = masked(ImageContent(raw.pixels, 80, 60), project.pool.masks_of(current.place))
        assert (shown.content.pixels == expected.pixels).all()  # type: ignore[union-attr]
        assert with_masks(shown, ()) is shown
