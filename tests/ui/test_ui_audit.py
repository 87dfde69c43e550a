"""The audit page in the real window, signing by keys, and the question why an answer is changed."""

import json
import shutil
from pathlib import Path

import pytest
import ui_pages as pages
from audit_scenes import audit
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from desktop_al.app import make_window
from desktop_al.core import events as ev
from desktop_al.core.head import read_head
from desktop_al.loop.audit_screen import SET_BACK, AuditFilter
from desktop_al.loop.locks import encrypt_project
from desktop_al.store.verify import verify
from desktop_al.ui.audit_page import AuditPage
from desktop_al.ui.audit_sign import SignForm
from desktop_al.ui.session import Session
from desktop_al.ui.why_desk import KEPT_OLD
from desktop_al.ui.why_view import NO_REASON
from desktop_al.ui.widgets import Paragraph
from tests.loop.desk import make, make_texts
from tests.loop.study import annotate

KEY = Qt.Key


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("audit")
    path = make(place, make_texts(place / "texts", 6), ("A", "B"))
    annotate(path, "ann", {"t000.txt": "A", "t001.txt": "B", "t002.txt": "A"})
    return path


@pytest.fixture
def opened(qtbot, qapp, made):
    sessions: list[Session] = []

    def open_one(name: str = "copied.dal", keep: bool = False, **more) -> Session:
        path = made.with_name(name)
        for old in () if keep else made.parent.glob(f"{name}*"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        if not keep:
            shutil.copy(made, path)
        _, one = make_window(path.parent / "home", guard=False)
        one.window.resize(1440, 900)
        one.window.show()
        one.window.activateWindow()
        assert one.open_project(path, "ann", **more)
        sessions.append(one)
        qtbot.waitUntil(lambda: not one.project.screen().status.scanning, timeout=20_000)
        pages.settle()
        return one

    yield open_one
    for one in sessions:
        pages.close_session(one)


def press(session: Session, key: Qt.Key | str, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(session.window.focusWidget() or session.window, key, modifier)
    pages.settle()


def type_in(session: Session, text: str) -> None:
    QTest.keyClicks(session.window.focusWidget(), text)
    pages.settle()


def told(page: AuditPage) -> list[str]:
    return [row[2] for row in page.table.rows()]


def newest(page: AuditPage, begin: str) -> str:
    """A round of learning may have come in between."""
    return next(words for words in told(page) if words.startswith(begin))


def read(session: Session, qtbot) -> AuditPage:
    qtbot.waitUntil(lambda: session.audit._asking.key is None, timeout=20_000)
    pages.settle()
    return session.window.page("audit")


def open_page(session: Session, qtbot) -> AuditPage:
    session.window.perform("audit")
    assert session.window.shown == "audit"
    return read(session, qtbot)


# -- the page ----------------------------------------------------------------------------------------------


def test_the_trail_is_read_narrowed_down_and_left_by_keys(opened, qtbot):
    session = opened()
    page = open_page(session, qtbot)
    assert told(page)[-1] == "Opened the project"
    assert told(page).count("Labelled A") == 2
    assert "events" in page.foot.words.text()
    # F6 goes to the table; the words are typed after Tab has come to the field.
    page.filter.words.setFocus()
    type_in(session, "labelled b")
    press(session, KEY.Key_Return)
    qtbot.waitUntil(lambda: told(page) == ["Labelled B"], timeout=10_000)
    page.filter.words.setFocus()
    type_in(session, "x")
    press(session, KEY.Key_Return)
    qtbot.waitUntil(lambda: not page.table.isVisible(), timeout=10_000)
    assert page.filter.fields()["words"] == "labelled bx"
    assert page._empty.accessibleName() == "Nothing passes this filter"
    page._empty.acted.emit("clear")
    qtbot.waitUntil(page.table.isVisible, timeout=10_000)
    assert not page.filter.fields()["words"]
    press(session, KEY.Key_Escape)
    assert session.window.shown == "label"


def test_a_day_that_is_none_is_told_and_asks_for_nothing(opened, qtbot):
    session = opened()
    page = open_page(session, qtbot)
    before = told(page)
    page.filter.since.setText("soon")
    page.filter._send()
    assert page.filter.since.property("wrong")
    assert "A day is written as" in page._trouble.text()
    assert session.audit._asking.key is None
    assert told(page) == before
    page.filter.since.setText("2020-01-01")
    page.filter._send()
    read(session, qtbot)
    assert not page.filter.since.property("wrong")
    assert told(page) == before


def test_head_and_trail_are_saved_where_the_user_says(opened, qtbot, tmp_path, monkeypatch):
    session = opened()
    page = open_page(session, qtbot)
    page.head.copy.click()
    assert QGuiApplication.clipboard().text() == page.head.fingerprint.text()
    out = tmp_path / "head.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    page.head.save.click()
    assert verify(session.project.path, read_head(out.read_bytes())).ok
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "trail"), "JSON lines (*.jsonl)"))
    page.foot.export.click()
    qtbot.waitUntil(
        lambda: session.project.state.event is not None and (tmp_path / "trail.jsonl").exists(), timeout=20_000
    )
    qtbot.waitUntil(lambda: session.audit._writing.key is None, timeout=20_000)
    page = read(session, qtbot)
    assert newest(page, "Exported").endswith("to trail.jsonl")
    records = [json.loads(line) for line in (tmp_path / "trail.jsonl").read_text("utf-8").splitlines()]
    assert records[0]["what"] == "Opened the project"
    # A folder that cannot be written: said, and the page stays.
    session.audit.save_head(tmp_path / "none" / "head.json")
    assert "was not written" in session.window.status.flashed()


def test_signing_by_keys_and_a_change_that_makes_it_void(opened, qtbot):
    session = opened()
    session.window.perform("sign_off")
    page = read(session, qtbot)
    assert page.form.isVisible()
    assert session.window.focusWidget() is page.form.meaning
    press(session, KEY.Key_Escape)
    assert page.form.isHidden()
    assert session.window.shown == "audit"
    session.window.perform("sign_off")
    pages.settle()
    press(session, KEY.Key_Tab)
    press(session, KEY.Key_Return)
    qtbot.waitUntil(lambda: bool(page.form.name.trouble.text()), timeout=10_000)
    assert "Type your name" in page.form.name.trouble.text()
    type_in(session, "Ann Example")
    press(session, KEY.Key_Return)
    qtbot.waitUntil(lambda: page.form.isHidden(), timeout=10_000)
    read(session, qtbot)
    assert newest(page, "Signed") == "Signed 3 samples: labelled, without a passphrase"
    assert "Stands" in words_of(page)
    session.project.relabel([0], ev.label_answer([session.project.classes[1].id]))
    session.audit.refresh()
    read(session, qtbot)
    assert "1 sample changed after signing" in words_of(page)


def words_of(page: AuditPage) -> str:
    return " ".join(part.text() for part in page.signatures.findChildren(Paragraph))


def test_the_passphrase_is_asked_for_in_an_encrypted_project(opened, made, qtbot):
    locked = made.with_name("locked.dal")
    shutil.copy(made, locked)
    encrypt_project(locked, "ann", "right passphrase")
    session = opened("locked.dal", keep=True)
    session.window.perform("sign_off")
    page = read(session, qtbot)
    assert page.form.passphrase.isVisible()
    page.form.name.set_text("Ann")
    for words in ("wrong passphrase", "right passphrase"):
        page.form.passphrase.edit.setText(words)
        page.form.sign.click()
        qtbot.waitUntil(lambda: page.form.isHidden() or bool(page.form.passphrase.trouble.text()), timeout=20_000)
        if words.startswith("wrong"):
            assert page.form.passphrase.trouble.text() == "That is not the passphrase of ann."
            assert not page.form.passphrase.text()
            page.form.passphrase.set_trouble("")
    read(session, qtbot)
    assert newest(page, "Signed") == "Signed 3 samples: labelled"


def test_nothing_is_signed_in_a_project_that_is_open_to_look_only(opened, qtbot):
    session = opened("look.dal", look_only=True)
    page = open_page(session, qtbot)
    assert told(page)
    assert not page.sign_off.isEnabled()
    session.window.perform("sign_off")
    pages.settle()
    assert page.form.isHidden()


# -- the page alone ----------------------------------------------------------------------------------------


@pytest.fixture
def page(qtbot, theme) -> AuditPage:
    made = AuditPage(theme)
    qtbot.addWidget(made)
    made.resize(1120, 700)
    made.show()
    made.begin("", False)
    return made


def test_a_clock_set_back_has_a_sign_and_words(page):
    page.show_audit(audit())
    assert page.table.sign(1, 0) is not None
    assert page.table.sign(0, 0) is None
    assert SET_BACK in page.table.rows()[1][2]
    assert page.table.titles()[0] == "When (CET)"


def test_pages_are_turned(page, qtbot):
    asked = []
    page.intent.connect(lambda name, value: asked.append((name, value)))
    page.show_audit(audit())
    assert not page.foot.newer.isEnabled()
    page.foot.older.click()
    assert asked == [("turn", 200)]
    page.show_audit(audit(matching=3))
    assert not page.foot.older.isEnabled()


def test_a_log_that_cannot_be_read_says_so_and_offers_another_try(page):
    asked = []
    page.intent.connect(lambda name, _: asked.append(name))
    page.show_failure("The audit trail could not be read.")
    assert page._empty.isVisible()
    page._empty.acted.emit("again")
    assert asked == ["filter"]
    page.show_audit(audit())
    page.show_failure("The audit trail could not be read.")
    # What was read stays.
    assert page.table.isVisible()
    assert page._trouble.text() == "The audit trail could not be read."
    page.show_audit(audit(AuditFilter(words="x"), lines=(), matching=0, empty="Nothing passes this filter."))
    assert page._empty.isVisible()
    assert not page._trouble.text()


def test_what_cannot_be_signed_cannot_be_sent(qtbot, theme):
    form = SignForm(theme)
    qtbot.addWidget(form)
    sent = []
    form.signed.connect(lambda *said: sent.append(said))
    form.begin((("labelled", 0), ("reviewed", 0), ("adjudicated", 2)), whose_passphrase="")
    assert form.meaning.currentData() == "adjudicated"
    form.name.set_text("Ann")
    form.meaning.setCurrentIndex(0)
    form.name.entered.emit()
    assert sent == []
    form.meaning.setCurrentIndex(2)
    form.name.entered.emit()
    assert sent == [("adjudicated", "Ann", "")]


# -- why an answer is changed ------------------------------------------------------------------------------


def visit(session: Session, qtbot, place: int) -> None:
    session.project.serving.visit(place)
    session.flush()
    qtbot.waitUntil(lambda: session.project.serving.shown() is not None, timeout=10_000)
    pages.settle()


def in_force(session: Session, place: int) -> str:
    project = session.project
    answer = project.state.in_force("ann", project.pool.rows[place].id)[-1].answer
    return {ev.label_answer([c.id]): c.name for c in project.classes}.get(answer, answer)


def test_a_change_is_given_with_a_reason_by_keys_alone(opened, qtbot):
    session = opened()
    session.project.editing.ask_reason_for_change(True)
    session.project.edited()
    place = next(p for p in range(6) if session.project.pool.name(p) == "t000.txt")
    tray = session.window.label.inspector.tray
    visit(session, qtbot, place)
    # The answer that it has already is no change.
    press(session, "1")
    assert not tray.asking_why()
    assert in_force(session, place) == "A"
    visit(session, qtbot, place)
    press(session, "2")
    assert tray.asking_why()
    assert session.window.focusWidget() is tray.why.field
    assert in_force(session, place) == "A"
    # Digits are letters of the reason here; without a reason nothing happens.
    press(session, KEY.Key_Return)
    assert tray.why._trouble.text() == NO_REASON
    press(session, KEY.Key_Escape)
    assert not tray.asking_why()
    assert in_force(session, place) == "A"
    assert session.window.status.flashed() == KEPT_OLD
    press(session, "2")
    type_in(session, "saw 2 pumps")
    press(session, KEY.Key_Return)
    assert not tray.asking_why()
    assert in_force(session, place) == "B"
    assert session.window.focusWidget() is not tray.why.field
    # The next time it is offered.
    visit(session, qtbot, place)
    press(session, "u")
    press(session, KEY.Key_Down)
    assert tray.why.field.text() == "saw 2 pumps"
    press(session, KEY.Key_Down)
    assert not tray.why.field.text()
    # Another page: the old answer stays.
    session.window.perform("tab.samples")
    pages.settle()
    assert not tray.asking_why()
    assert in_force(session, place) == "B"
    # An answer that was taken back is given anew without a reason.
    session.window.perform("tab.label")
    visit(session, qtbot, place)
    session.project.undo()
    session.flush()
    assert in_force(session, place) == "A"


def test_the_protocol_page_turns_the_question_on_and_off(opened, qtbot):
    session = opened()
    session.window.perform("tab.protocol")
    settings = session.window.page("protocol").settings
    assert not settings.ask_why.isChecked()
    settings.ask_why.click()
    assert session.project.state.protocol_record().reason_for_change
    session.project.undo()
    session.flush()
    assert not session.project.state.protocol_record().reason_for_change
    assert not settings.ask_why.isChecked()


def test_an_export_of_labels_is_kept_in_the_log(opened, qtbot, tmp_path):
    session = opened()
    session.exports.export(tmp_path / "labels.csv")
    qtbot.waitUntil(lambda: "Exported 3 annotations" in session.window.status.flashed(), timeout=20_000)
    page = open_page(session, qtbot)
    assert newest(page, "Exported") == "Exported 3 labels as CSV to labels.csv"


def test_the_comments_on_a_sample_are_erased_with_a_reason(opened, qtbot):
    session = opened()
    project, label = session.project, session.window.label
    session.window.perform("erase_comments")
    assert "No comment was ever made" in session.window.status.flashed()
    place = project.serving.current.place
    project.comments.say("It is the scan of Mrs Example")
    session.window.perform("erase_comments")
    tray = label.inspector.tray
    assert tray.asking_why()
    press(session, KEY.Key_Escape)
    assert not tray.asking_why()
    assert project.comments.erasable(place) == 1
    session.window.perform("erase_comments")
    press(session, KEY.Key_Return)
    assert tray.asking_why(), "not without a reason"
    type_in(session, "names a patient")
    press(session, KEY.Key_Return)
    assert not tray.asking_why()
    assert project.comments.erasable(place) == 0
    assert project.wait_saved(20)
    path = project.path
    page = open_page(session, qtbot)
    assert newest(page, "Erased") == "Erased a comment"
    assert "names a patient" in " ".join(" ".join(row) for row in page.table.rows())
    assert session.close_project()
    assert verify(path).ok
    assert not any(b"Mrs Example" in file.read_bytes() for file in path.parent.glob(f"{path.name}*") if file.is_file())
