"""Class marks: 162 different pictures, and the first nine look as they always did."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from desktop_al.ui.glyphs import GLYPHS, glyph_path, paint_glyph
from desktop_al.ui.theme import THEMES, Theme


def mark(theme: Theme, index: int, side: int = 13, colour: QColor | None = None) -> QImage:
    image = QImage(side + 2, side + 2, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_glyph(painter, index, 1, 1, side, colour or theme.class_colour(index))
    painter.end()
    return image


def pixels(image: QImage) -> bytes:
    return bytes(image.constBits())


@pytest.mark.parametrize("name", THEMES)
def test_the_marks_of_162_classes_differ(qapp, name):
    theme = Theme(name)
    pictures = [pixels(mark(theme, index)) for index in range(162)]
    assert len(set(pictures)) == 162
    assert pixels(mark(theme, 162)) == pictures[0]


def test_shape_and_fill_differ_where_the_colour_is_the_same(qapp):
    """Without colour: the 18 marks that share one are 18 pictures, and not by a pixel or two."""
    theme, ink = Theme("light"), QColor("black")
    for colour in range(9):
        alike = [mark(theme, index, 24, ink) for index in range(colour, 162, 9)]
        for place, first in enumerate(alike):
            for second in alike[place + 1 :]:
                differing = sum(a != b for a, b in zip(pixels(first)[3::4], pixels(second)[3::4], strict=True))
                assert differing > 40


def test_the_tenth_class_has_the_first_colour_and_another_shape(qapp):
    theme = Theme("light")
    assert theme.class_colour(9) == theme.class_colour(0)
    assert glyph_path(9) == glyph_path(1) != glyph_path(0)
    # The first nine in the order of their names, as they always were: the circle is round, the square is wide.
    assert GLYPHS[:2] == ("circle", "square")
    assert not glyph_path(0).contains(glyph_path(1).boundingRect().topLeft())


def test_a_mark_stays_in_its_box(qapp):
    theme = Theme("light")
    for index in (*range(9), *range(81, 90)):  # filled, outlined
        image = mark(theme, index, 24)
        edge = [image.pixelColor(n, m).alpha() for n in range(26) for m in (0, 25)]
        edge += [image.pixelColor(m, n).alpha() for n in range(26) for m in (0, 25)]
        assert max(edge) < 60


def test_outlines_are_hollow(qapp):
    theme = Theme("light")
    for index in (81, 82, 84):
        filled, hollow = mark(theme, index - 81, 24), mark(theme, index, 24)
        assert filled.pixelColor(13, 13).alpha() == 255
        assert hollow.pixelColor(13, 13).alpha() == 0
