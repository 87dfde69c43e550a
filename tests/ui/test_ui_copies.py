"""Near copies as one decision, in the real window: the switch, the words beside the sample, the key, one step back."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_al.app import make_window
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.screen import AppliesTo
from desktop_al.ui.inspector import ReasonView
from desktop_al.ui.theme import Theme

K = Qt.Key


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Three texts with two near copies each, and one without."""
    folder = tmp_path_factory.mktemp("notes")
    rng = random.Random(2)
    for group in range(4):
        words = [f"w{rng.randrange(900)}" for _ in range(300)]
        for number in range(3 if group else 1):
            changed = [*words[: -1 - number], f"x{number}", *words[len(words) - number :]]
            (folder / f"note-{group}{'abc'[number]}.txt").write_text(" ".join(changed), "utf-8")
    return folder


@pytest.fixture
def session(qtbot, tmp_path, folder):
    """Open, and every sample judged."""
    home = tmp_path / "home"
    new = NewProject(tmp_path / "p.dal", folder, ("Pump", "Valve"), "Kim", kind="text", seed=1, audit_share=0.0)
    create_project(new, home)
    _, made = make_window(home, guard=False)
    qtbot.addWidget(made.window)
    made.window.resize(1440, 900)
    made.window.show()
    assert made.open_project(tmp_path / "p.dal")
    qtbot.waitUntil(lambda: bool(made.project.pool.near), timeout=30_000)
    yield made
    made.close_project()


def press(qtbot, session, *keys):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget() or session.window, key)
        session.flush()


def show(qtbot, session, place):
    session.project.serving.visit(place)
    qtbot.waitUntil(lambda: session.project.serving.shown() is not None, timeout=10_000)
    session.flush()


def shapes(session):
    """Where every part beside the sample stands."""
    side = session.window.label.inspector
    parts = (side.reason, side.panel, side.tray, *side._rules, *side._buttons.values(), session.window.label.stage)
    return [part.geometry().getRect() for part in parts]


def test_one_key_answers_all_of_them_and_one_takes_it_back(qtbot, session):
    project, window = session.project, session.window
    firsts = sorted(project.pool.near)
    chip = window.label.inspector.reason.copies
    show(qtbot, session, firsts[0])
    assert chip.isHidden(), "off at first"
    before = shapes(session)

    session.settings.show("aside")
    page = window.page("settings")
    row = page.aside.same
    assert row.isVisible()
    assert page.aside.kinds["copy"].field.threshold() == 0.95, "the line stands above it"
    row.control.click()
    assert project.choices["copies_together"] is True
    window.leave_page()
    session.flush()
    assert chip.isVisible()
    assert chip.words() == "Applies to 3"
    assert chip.accessibleName() == "Applies to 3: this and 2 near copies"
    named = {project.pool.name(place) for place in project.pool.near[firsts[0]]}
    assert named <= set(chip.toolTip().split("\n"))
    assert shapes(session) == before, "nothing moves for it"
    width = chip.geometry()

    press(qtbot, session, K.Key_N)
    assert chip.words() == "Only this one"
    assert chip.isChecked()
    assert chip.geometry() == width
    press(qtbot, session, K.Key_N, K.Key_2)
    assert len(project.answers.answered) == 3
    model = window.label.history.model
    assert [row.copies for row in model.rows] == [2]
    assert "and 2 near copies" in model.data(model.index(0))
    assert "Undo: Valve for 3" in window.label.inspector._buttons["undo"].words()
    press(qtbot, session, K.Key_Z)
    assert not project.answers.answered
    assert project.serving.current.place == firsts[0]

    # By the pointer, and the guideline says it where it covers the words.
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    session.flush()
    assert chip.isChecked()
    window.label.perform("guideline")
    assert "Only this one" in window.label.inspector.guideline._suggested.text()
    window.label.perform("guideline")
    press(qtbot, session, K.Key_1)
    assert project.answers.answered == {firsts[0]}

    # Where there are none the key says so.
    alone = next(i for i in range(len(project.pool)) if project.pool.name(i) == "note-0a.txt")
    show(qtbot, session, alone)
    assert chip.isHidden()
    press(qtbot, session, K.Key_N)
    assert "No near copies here" in window.status.flashed()
    press(qtbot, session, K.Key_1)
    assert "No near copies here" not in window.status.flashed(), "it was said of the sample before"


def test_the_samples_page_tells_of_it_and_offers_what_is_left(qtbot, session):
    project, window = session.project, session.window
    first, *_ = sorted(project.pool.near)
    copies = project.pool.near[first]
    show(qtbot, session, first)
    press(qtbot, session, K.Key_1)
    project.choose("copies_together", True)
    window.perform("tab.samples")
    page = window.page("samples")
    side = page.inspector

    def choose(*places):
        page.refresh()
        rows = [row for row in range(page.model.rowCount()) if page.model.place(row) in places]
        page.choice.go(rows[0])
        for row in rows[1:]:
            page.choice.toggle(row)

    choose(copies[0])
    assert side.same.isVisible()
    assert not side.keep.geometry().intersects(side.same.geometry())
    side.same.click()
    session.flush()
    assert project.answers.answered == {first, copies[0]}
    assert "1 near copy has the answer" in window.status.flashed()
    choose(copies[0])
    assert not side.same.isVisible()
    facts = [words.text() for words in side._facts]
    assert facts[0] == f"Answered together with {project.pool.name(first)}, as a near copy."
    # Its answer alone is changed there.
    page.perform("label.2")
    session.flush()
    assert project.answers.answered == {first, copies[0]}
    assert [project.answers.labels[place] for place in (first, copies[0])] == [c.id for c in project.classes]
    assert not project.answers.copied


def test_words_at_every_size(qtbot):
    for scale in (1.0, 2.0):
        view = ReasonView(Theme("light", scale))
        qtbot.addWidget(view)
        view.resize(round(376 * scale), round(88 * scale))
        view.set_reason("uncertain", "Representative", "Typical of many samples not seen yet.")
        view.set_copies(AppliesTo(200, ("<b>a</b>.txt",), False))
        view.show()
        assert not view._word.geometry().intersects(view.copies.geometry())
        assert view.copies.width() >= view.copies.sizeHint().width(), "not cut off"
        assert view.copies.height() >= 28 * scale
        assert "&lt;b&gt;" in view.copies.toolTip()
        assert "and 199 more" in view.copies.toolTip()
        view.set_copies(AppliesTo(1, ("a.txt",), True))
        assert view.copies.accessibleName() == "Only this sample, not its near copy"
