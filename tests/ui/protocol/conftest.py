"""A protocol page with a study behind it."""

from collections.abc import Iterator

import pytest
import ui_scenes as scenes

from desktop_al.loop.opening import NewProject, create_project
from desktop_al.ui.class_list import ClassPanel
from desktop_al.ui.protocol_page import ProtocolPage
from tests.ui.protocol.protocol_stand import GUIDE, Study


@pytest.fixture
def page(qtbot, theme) -> ProtocolPage:
    made = ProtocolPage(theme)
    qtbot.addWidget(made)
    made.resize(1440, 820)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def study(page, tmp_path) -> Iterator[Study]:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("one", "utf-8")
    new = NewProject(tmp_path / "p.dal", folder, ("Mild", "Severe", "None"), "ann", kind="text", protocol=GUIDE)
    create_project(new, tmp_path / "home")
    made = Study(page, new.path)
    yield made
    assert made.record.close()


@pytest.fixture
def panel(qtbot, theme) -> ClassPanel:
    made = ClassPanel(theme)
    qtbot.addWidget(made)
    made.resize(376, 500)
    made.show()
    made.activateWindow()
    made.set_classes(scenes.classes(("Fall", "Fall from bed", "Medication", "Delay", "Infall")))
    made.set_state(None, None, True)
    return made
