"""Start page, new-project form, and what broken input does to them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop_al.ui.new_project import NewProject, proposed_project, trouble
from desktop_al.ui.start_page import RecentRow, StartPage


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    folder = tmp_path / "Aufnahmen"
    folder.mkdir()
    return folder


def test_proposed_beside_never_inside(pool):
    first = proposed_project(pool)
    assert first == pool.parent / "Aufnahmen.dal"
    first.write_bytes(b"")
    assert proposed_project(pool) == pool.parent / "Aufnahmen 2.dal"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"folder": ""}, "folder"),
        ({"folder": "/no/such/folder"}, "folder"),
        ({"classes": ("A",)}, "classes"),
        ({"classes": ("A", "a")}, "classes"),
        ({"classes": tuple(str(n) for n in range(1001))}, "classes"),
        ({"annotator": "  "}, "annotator"),
        ({"project": ""}, "project"),
        ({"project": "inside"}, "project"),
        ({"project": "exists"}, "project"),
        ({"project": "/no/such/place/p.dal"}, "project"),
    ],
)
def test_trouble(pool, change, key):
    given = {"folder": str(pool), "classes": ("A", "B"), "annotator": "K", "project": str(pool.parent / "p.dal")}
    assert trouble(**given) == {}
    (pool.parent / "e.dal").write_bytes(b"")
    special = {"inside": str(pool / "p.dal"), "exists": str(pool.parent / "e.dal")}
    change = {name: special.get(value, value) if isinstance(value, str) else value for name, value in change.items()}
    assert list(trouble(**{**given, **change})) == [key]


def test_form_by_keyboard(qtbot, theme, pool):
    form = NewProject(theme, "Kim")
    qtbot.addWidget(form)
    form.show()
    asked, made = [], []
    form.folder_chosen.connect(asked.append)
    form.create.connect(made.append)
    form.submit()
    assert made == []
    assert form._wrong["folder"].text()
    form.set_folder(str(pool))
    assert asked == [str(pool)]
    form.classes.focus_first()
    for name in ("Keine", "Milde  Form", "Andere"):
        field = form.focusWidget()
        qtbot.keyClicks(field, name)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    form.submit()
    assert made[0].classes == ("Keine", "Milde Form", "Andere")
    assert made[0].project == (pool.parent / "Aufnahmen.dal").resolve()
    assert made[0].annotator == "Kim"


def test_start_page_lists_and_forgets(qtbot, theme):
    page = StartPage(theme)
    qtbot.addWidget(page)
    page.resize(1440, 900)
    page.show()
    rows = tuple(RecentRow(f"/p/{n}.dal", f"Project {n}" * 9, "text", "Texts", n, 10, "Today") for n in range(12))
    page.set_recent(rows)
    opened, forgotten = [], []
    page.open_path.connect(opened.append)
    page.forget.connect(forgotten.append)
    page.view.setCurrentIndex(page.model.index(3))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert opened == ["/p/3.dal"]
    assert forgotten == ["/p/3.dal"]
    page.grab()
