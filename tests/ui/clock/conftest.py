"""A window with the annotator's clock."""

import pytest
import ui_pages as pages
import ui_scenes as scenes

from desktop_al.ui.theme import Theme
from desktop_al.ui.window import Window


@pytest.fixture
def window(qtbot, qapp, theme):
    made = Window(theme, guard_ms=0)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    made.show_page("label")
    made.label.set_history(scenes.history())
    made.show_screen(scenes.image_screen())
    pages.settle()
    made.intents, made.commands = [], []
    made.label.intent.connect(lambda name, value: made.intents.append((name, value)))
    made.command.connect(made.commands.append)
    yield made
    Theme("light").apply(qapp)
