"""Image and text on screen."""

import time

import numpy as np
import pytest
import ui_scenes as scenes
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from desktop_al.loop.screen import Evidence
from desktop_al.ui.image_stage import ImageStage
from desktop_al.ui.pixmaps import lookup_table, pixmap_of, thumbnail
from desktop_al.ui.text_stage import SHOWN_AT_ONCE, TextStage, strength_step, utf16_offsets


@pytest.fixture
def image(qtbot, theme):
    stage = ImageStage(theme)
    qtbot.addWidget(stage)
    stage.resize(800, 700)
    stage.show()
    return stage


def test_fit_leaves_the_margin(image):
    image.set_image(np.full((400, 1000, 3), 255, np.uint8), 2000)
    shown = image.grab().toImage()
    row = [shown.pixelColor(x, 350).getRgb()[:3] == (255, 255, 255) for x in range(800)]
    assert row.index(True) == pytest.approx(28, abs=1)
    assert len(row) - row[::-1].index(True) == pytest.approx(772, abs=1)
    assert image.percent() == round(100 * 744 / 2000)


def test_colours_and_odd_widths_survive():
    array = np.zeros((5, 7, 3), np.uint8)
    array[2, 3] = (200, 100, 50)
    assert pixmap_of(array[:, ::1]).toImage().pixelColor(3, 2).getRgb()[:3] == (200, 100, 50)
    turned = np.rot90(array)
    place = np.argwhere(turned[..., 0] == 200)[0]
    assert pixmap_of(turned).toImage().pixelColor(int(place[1]), int(place[0])).red() == 200


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 4000, 3), (4000, 1, 3), (60, 80, 3)])
def test_thumbnail_of_any_shape(qapp, shape):
    made = thumbnail(np.full(shape, 9, np.uint8), 40, 2.0)
    assert (made.width(), made.height()) == (80, 80)


def test_zoom_keeps_the_point_under_the_pointer(image):
    image.set_image(scenes.picture(1, 600, 600), 600)
    pointer = QPointF(200, 150)
    before = image.mapToScene(pointer.toPoint())
    image.zoom_by(4, pointer)
    after = image.mapToScene(pointer.toPoint())
    assert abs(before.x() - after.x()) < 1.5
    assert abs(before.y() - after.y()) < 1.5
    image.fit()
    assert image.percent() == round(100 * 644 / 600)


def test_hold_returns_to_the_same_view(image):
    image.set_image(scenes.picture(1, 600, 600), 600)
    before = image.percent()
    image.hold()
    assert image.percent() == pytest.approx(3 * before, abs=2)
    image.release()
    assert image.percent() == before


def test_nearest_neighbour_only_far_in(image):
    image.set_image(scenes.picture(1, 600, 600), 600)
    assert image._item.transformationMode() == Qt.TransformationMode.SmoothTransformation
    image.zoom_by(4)
    assert image._item.transformationMode() == Qt.TransformationMode.FastTransformation


def test_contrast_works_on_a_copy(image):
    pixels = scenes.picture(1, 300, 300).copy()
    kept = pixels.copy()
    image.set_image(pixels, 300)
    image.adjust(0, 5)
    shown = image._item.pixmap().toImage().pixelColor(10, 20).getRgb()[:3]
    assert shown == tuple(np.clip(pixels[20, 10].astype(int) + 60, 0, 255))
    assert (pixels == kept).all()
    image.set_image(pixels, 300)
    assert image._steps == (0, 0)


def test_lookup_table():
    assert lookup_table(0, 0) == bytes(range(256))
    assert lookup_table(0, 3)[100] == 136
    steep = lookup_table(5, 0)
    assert steep[0] == 0
    assert steep[255] == 255
    assert list(steep) == sorted(steep)


@pytest.mark.alone
def test_setting_an_image_is_quick(image):
    pixels = scenes.picture(1, 1600, 1600)
    times = []
    for _ in range(9):
        start = time.perf_counter()
        image.set_image(pixels, 1600)
        times.append(time.perf_counter() - start)
    # The aim is 4 ms; a busy machine gets room.
    assert sorted(times)[4] < 0.02


@pytest.fixture
def text(qtbot, theme):
    stage = TextStage(theme)
    qtbot.addWidget(stage)
    stage.resize(900, 700)
    stage.show()
    return stage


@pytest.mark.alone
def test_five_megabytes_do_not_block(text):
    long = ("Ein langer Bericht ohne Ende. " * 33 + "\n") * 5200
    assert len(long) > 5_000_000
    times = []

    def step(work) -> None:
        start = time.perf_counter()
        work()
        QApplication.processEvents()
        times.append(time.perf_counter() - start)

    step(lambda: text.set_text(long))
    assert 0 < text.shown() < SHOWN_AT_ONCE
    while text.shown() < SHOWN_AT_ONCE:
        step(lambda: None)
    assert text._more.isVisibleTo(text)
    text.show_more()
    while text.shown() < 2 * SHOWN_AT_ONCE:
        step(lambda: None)
    assert text.toPlainText() == long[: 2 * SHOWN_AT_ONCE]
    step(lambda: text.change_size(1))
    # The aim is 50 ms; a busy machine gets room.
    assert max(times) < 0.25


@pytest.mark.alone
@pytest.mark.parametrize("long", ["x" * 60_000, "a\n" * 30_000, "word " * 12_000, "a\r\n" * 4_001])
def test_hard_long_texts_do_not_block(text, long):
    longest = 0.0
    text.set_text(long)
    while text._pieces.isActive():
        start = time.perf_counter()
        QApplication.processEvents()
        longest = max(longest, time.perf_counter() - start)
    assert longest < 0.25
    shown = long[: text.shown()].replace("\r\n", "\n")
    assert text.toPlainText() == shown
    assert text._more.isVisibleTo(text) == (text.shown() < len(long))


def test_another_look_keeps_the_place_in_a_long_text(text):
    text.set_text("Some words of a longer report that fill a line or two of the column.\n" * 300)
    while text._pieces.isActive():
        QApplication.processEvents()
    bar = text.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    text.hold()
    while text._pieces.isActive():
        QApplication.processEvents()
    text.release()
    while text._pieces.isActive():
        QApplication.processEvents()
    assert bar.value() == place


@pytest.mark.parametrize(
    "words", ["", "\x00", "a\r\nb\rc", "\ud800", "😀" * 50, "x" * 5000, "\u2028\u2029", "<b>no</b>"]
)
def test_hostile_texts(text, words):
    text.set_text(words)
    text.set_evidence(Evidence("A", ((0, len(words), 1.0), (5, 2, 1.0), (-4, 10**9, -1.0), (0, 1, float("nan")))))
    text.grab()
    assert "<b>" not in words or text.toPlainText() == words


def test_evidence_marks_the_right_words(text):
    words = "😀 first\r\nsecond potassium line"
    at = words.index("potassium")
    text.set_text(words)
    text.set_evidence(Evidence("A", ((at, at + 9, 0.9),)))
    (mark,) = text.extraSelections()
    assert mark.cursor.selectedText() == "potassium"
    text.set_evidence(None)
    assert text.extraSelections() == []


def test_offsets():
    assert utf16_offsets("abc", [0, 2]) == [0, 2]
    assert utf16_offsets("a😀b", [1, 2, 3]) == [1, 3, 4]
    assert [strength_step(s) for s in (-0.1, 0.1, 0.5, 0.9)] == [0, 1, 2, 3]


def test_reading_size_has_limits(text):
    text.set_text(scenes.TEXT)
    for _ in range(50):
        text.change_size(1)
    assert text.reading_size() == 32
    for _ in range(50):
        text.change_size(-1)
    assert text.reading_size() == 14


def test_column_is_centred_and_limited(text):
    text.resize(1400, 700)
    QApplication.processEvents()
    assert text._column() <= 680
    left = text.viewport().x()
    assert left == pytest.approx((1400 - text._column()) / 2, abs=2)


def test_peek_shows_all_and_returns(text):
    text.set_text("\n".join(["Some words of a longer report that fill a line or two of the column."] * 30))
    QApplication.processEvents()
    before = text.document().size().height()
    text.hold()
    assert text.document().size().height() < before / 2
    text.release()
    assert text.document().size().height() == pytest.approx(before, rel=0.01)
