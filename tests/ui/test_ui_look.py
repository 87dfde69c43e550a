"""Marks, a change of theme and scale, and very many classes."""

import ui_scenes as scenes

from desktop_al.ui.glyphs import GLYPHS, glyph_path
from desktop_al.ui.theme import SCALES, THEMES
from desktop_al.ui.window import Window


def test_glyphs_are_nine_shapes_in_their_box(qapp):
    assert len(GLYPHS) == 9 == len({glyph_path(n).simplified().boundingRect().getRect() + (n,) for n in range(9)})
    for number in range(9):
        box = glyph_path(number).boundingRect()
        assert box.left() >= -0.3
        assert box.right() <= 12.3
        assert box.width() > 9


def test_changing_the_look_keeps_the_page(qtbot, theme):
    window = Window(theme, 0)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.show_page("label")
    window.show_screen(scenes.image_screen())
    for name in THEMES:
        for scale in SCALES[:3]:
            window.use_theme(name, scale)
            assert window.top.height() == round(48 * scale)
            assert window.label.inspector.width() == round(376 * scale)
    ground = window.grab().toImage().pixelColor(2, window.height() // 2)
    assert ground == window.theme.colour("bg.surface")


def test_a_thousand_classes_paint(qtbot, theme):
    window = Window(theme, 0)
    qtbot.addWidget(window)
    window.resize(1120, 700)
    window.show()
    window.show_page("label")
    window.show_screen(scenes.image_screen(scenes.many(1000)))
    panel = window.label.inspector.panel
    assert panel.model.rowCount() == 1000
    assert panel.view.verticalScrollBar().maximum() > 0
    assert window.label.inspector.tray.height() >= 100
    assert [panel.nth(n).key for n in range(1, 10)] == list("123456789")
    window.grab()
