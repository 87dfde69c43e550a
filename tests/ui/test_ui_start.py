"""The start page: what it lists, what its keys do, what may be dropped on it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication

from desktop_al.ui.recent_list import RecentDelegate, row_words, verdict
from desktop_al.ui.recent_row import RecentRow
from desktop_al.ui.start_page import NO_PROJECTS, NOT_FOUND, StartPage, is_droppable
from desktop_al.ui.theme import SCALES, Theme, retheme


def rows(count: int, **changes: object) -> list[RecentRow]:
    return [
        RecentRow(f"/p/{n}.dal", f"Project {n}" * (n % 9 + 1), "text", "Texts, 2 classes", n, 10, "Today", **changes)
        for n in range(count)
    ]


@pytest.fixture
def page(qtbot, theme):
    made = StartPage(theme)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    made.first_focus()
    return made


def heard(signal: object) -> list[str]:
    values: list[str] = []
    signal.connect(lambda *value: values.append(value[0] if value else ""))
    return values


def test_enter_begins_a_project(qtbot, page):
    new, opened = heard(page.new_project), heard(page.open_path)
    assert page.focusWidget().accessibleName() == "New project"
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert new == [""]
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert opened == [""]


def test_header_commands(qtbot, page):
    asked = heard(page.command)
    for button in (page._keys, page._settings):
        assert min(button.width(), button.height()) >= 28
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == ["shortcuts", "settings"]


def test_list_opens_and_forgets(qtbot, page):
    page.set_recent(rows(12))
    opened, forgotten = heard(page.open_path), heard(page.forget)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert opened == forgotten == ["/p/1.dal"]
    page.set_recent([row for row in rows(12) if row.path != "/p/1.dal"])
    assert page.view.hasFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert opened[-1] == "/p/2.dal"
    page.set_recent(())
    assert page.focusWidget().accessibleName() == "New project"


def test_tab_goes_round_and_reaches_all(qtbot, page):
    page.set_recent(rows(12))
    page.first_focus()
    seen = []
    for _ in range(6):
        seen.append(page.focusWidget())
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert seen == [page._new, page._open, page.find, page.view, page._keys, page._settings]
    assert page.focusWidget() is page._new


def test_finding(qtbot, page):
    page.set_recent(rows(5))
    assert not page.find.isVisible()
    page.set_recent(rows(12))
    assert page.find.isVisible()
    opened = heard(page.open_path)
    page.find.setFocus()
    qtbot.keyClicks(page.find, "project 7")
    assert page.model.rowCount() == 1
    qtbot.keyClick(page.find, Qt.Key.Key_Return)
    assert opened == ["/p/7.dal"]
    qtbot.keyClicks(page.find, "zzz")
    assert page._none.text() == NOT_FOUND
    qtbot.keyClick(page.find, Qt.Key.Key_Return)
    assert len(opened) == 1
    page.find.clear()
    qtbot.keyClick(page.find, Qt.Key.Key_Down)
    assert page.view.hasFocus()
    # The field goes with its words when there is little to find.
    page.find.setText("zzz")
    page.set_recent(rows(2))
    assert page.model.rowCount() == 2


def test_nothing_yet(page):
    assert page._none.text() == NO_PROJECTS
    assert page._none.isVisible()
    assert not page._foot._hints.isVisible()


def test_verdicts():
    assert [verdict(row)[1] for row in rows(2)] == ["", ""]
    assert verdict(RecentRow("/a", "A", "image", "", 10, 10, ""))[1] == "Done"
    assert verdict(RecentRow("/a", "A", "image", "", 10, 10, "", missing=True))[1] == "Not found"
    assert verdict(RecentRow("draft:1", "A", "image", "", 0, 0, "", step=2))[1] == "Draft, step 2 of 4"


def test_hidden_names_are_nowhere(page):
    row = RecentRow("/secret/Patients.dal", "Patients", "image", "Images", 5, 10, "Today", encrypted=True, hidden=True)
    assert row_words(row) == "Locked project, Today, encrypted"
    page.set_recent([row, *rows(8)])
    index = page.model.index(0)
    said = [str(page.model.data(index, role)) for role in Qt.ItemDataRole if role != Qt.ItemDataRole.UserRole]
    assert not any("Patients" in words for words in said)
    page.find.setText("patients")
    assert page.model.rowCount() == 0
    assert page._locked.isVisible()
    page.set_recent(rows(1))
    assert not page._locked.isVisible()


def test_trouble_is_calm_and_offers_ways_on(qtbot, page):
    acted = heard(page.acted)
    page.set_trouble("This project is open in another window. " * 6, (("look_only", "Open to look only"),))
    assert page._trouble.isVisible()
    assert page.focusWidget().accessibleName() == "Open to look only"
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert acted == ["look_only"]
    assert page._trouble.geometry().bottom() < page._columns[0].y()
    page.set_trouble("The file is damaged.")
    assert page._trouble._buttons == []
    page.set_trouble("")
    assert not page._trouble.isVisible()


def test_what_can_be_dropped(tmp_path, qapp):
    project, other = tmp_path / "p.DAL", tmp_path / "a.zip"
    for path in (project, other):
        path.write_bytes(b"")

    def dragged(*urls: QUrl) -> str:
        mime = QMimeData()
        mime.setUrls(list(urls))
        return is_droppable(mime)

    local = QUrl.fromLocalFile
    assert dragged(local(str(tmp_path))) == str(tmp_path)
    assert dragged(local(str(project))) == str(project)
    assert dragged(local(str(other))) == ""
    assert dragged(local(str(tmp_path / "gone.dal"))) == ""
    assert dragged(local(str(project)), local(str(tmp_path))) == ""
    assert dragged(QUrl("https://example.org/p.dal")) == ""
    assert dragged() == ""


@pytest.mark.parametrize("size", [(1120, 700), (1440, 900)])
def test_columns_give_way_without_overlap(qtbot, qapp, size):
    for scale in SCALES:
        theme = Theme("light", scale)
        theme.apply(qapp)
        page = StartPage(theme)
        qtbot.addWidget(page)
        page.resize(*size)
        page.set_recent([*rows(8), *rows(1, encrypted=True)])
        page.set_free("212 GB free")
        page.set_trouble("The project file is damaged after 3 May. All labels up to then were recovered.")
        page.show()
        QApplication.processEvents()
        assert page._card.height() >= theme.px(68)
        assert page._card.geometry().bottom() <= page._columns[1].height()
        for card in (page._quiet, page._locked):
            assert not card.isVisible() or card.y() > page._card.geometry().bottom()
        edges = page._delegate.columns(page.view.viewport().width())
        ends = [left + width for left, width in edges.values()]
        assert all(a <= b[0] for a, b in zip(ends, list(edges.values())[1:], strict=False))
        assert edges["name"][1] > theme.px(60)
        assert page._new.width() >= page._new.sizeHint().width()
        page.grab()
        page.close()


def test_the_look_changes_in_place(page):
    page.set_recent([*rows(3), RecentRow("/a", "A", "image", "", 10, 10, "", missing=True, encrypted=True)])
    for name in ("dark", "high-contrast"):
        retheme(page, Theme(name, 1.3))
        page.grab()
    assert isinstance(page._delegate, RecentDelegate)
    assert page._delegate.theme.name == "high-contrast"


def test_rows_are_opened_by_a_click(qtbot, page, tmp_path: Path):
    page.set_recent(rows(3))
    opened = heard(page.open_path)
    spot = page.view.visualRect(page.model.index(2)).center()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened == ["/p/2.dal"]
