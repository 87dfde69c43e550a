"""The settings of learning and of what is set aside, by key and pointer, and how the Samples page puts it back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop_al.app import make_window
from desktop_al.core.settings import DEFAULTS
from desktop_al.core.shapes import LabelClass
from desktop_al.loop.aside_choices import AsideRow
from desktop_al.loop.learning_choices import (
    LearningScreen,
    Member,
    MixParts,
    draws,
    mix_parts,
    mixable,
    model_options,
    strategy_options,
)
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.ui.settings_page import SettingsPage
from desktop_al.ui.theme import Theme, retheme
from tests.pictures.seen import spoilt

KEY = Qt.Key
_ONE = ((3, "a.png"),)
CLASSES = (LabelClass("c1", "Mild", 0), LabelClass("c2", "Severe", 1))


def screen_of(strategy: str = "recommended", **more: object) -> LearningScreen:
    options, parts = strategy_options(), mix_parts(strategy)
    rows = (
        AsideRow("blurred", "Blurred", "No edge is sharp.", "share, 0 to 1", 0.22, 0.22, 2, 0, 1, True, 12, _ONE),
        AsideRow("black", "Black", "Nothing is bright.", "brightness, 0 to 255", None, 16.0, 0, 0, 255, True, 0),
        AsideRow("copy", "Nearly the same", "One stays.", "likeness", 0.95, 0.95, 2, 0.85, 1, False, 0, (), "No."),
    )  # fmt: skip
    made = LearningScreen(
        strategies=options, mixable=mixable(options, parts), models=model_options(), strategy=strategy,
        model="logistic", wanted="", classes=CLASSES, mix=parts or MixParts(), is_mix=parts is not None, own_words="",
        finds_class="certainty" in strategy, asks_committee="vote" in strategy,
        members=tuple(Member(o.name, o.title, o.sentence, 1, 0.2) for o in model_options()),
        looked_at="", features="Learns from words.", lacking="", kind="image", aside=rows, judged=True, read_only=False,
    )  # fmt: skip
    return replace(made, **more)


class Heard:
    """The page, what it said, and a project that follows."""

    def __init__(self, page: SettingsPage) -> None:
        self.page, self.values, self.commands = page, [], []
        page.changed.connect(self._follow)
        page.command.connect(self.commands.append)
        self.show("recommended")

    def _follow(self, name: str, value: object) -> None:
        self.values.append((name, value))
        if name == "strategy":
            self.show(str(value))

    def show(self, strategy: str, **more: object) -> None:
        screen = screen_of(strategy, **more)
        read_only = screen.read_only
        self.page.show_values({**DEFAULTS, "strategy": strategy}, "Fundus", "Kim", read_only)
        self.page.show_learning(screen, draws())
        for _ in range(3):
            QApplication.processEvents()


@pytest.fixture
def heard(qtbot, theme) -> Heard:
    page = SettingsPage(theme)
    qtbot.addWidget(page)
    page.resize(1440, 900)
    page.show()
    page.activateWindow()
    page.go_to("learning")
    return Heard(page)


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifier)


def foot(heard: Heard) -> str:
    return heard.page._foot.words.text()


def test_a_strategy_by_keys_alone(qtbot, heard):
    page = heard.page
    row = page.rows["strategy"]
    options = page.learning.options["strategy"]
    row.take_focus()
    assert not options.isVisible()
    press(qtbot, KEY.Key_Space)
    assert options.isVisible()
    focus = QApplication.focusWidget()
    assert focus is options.rows[0], "the chosen one"
    press(qtbot, KEY.Key_Up)
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Down)
    assert heard.values == [], "going past one chooses nothing"
    assert QApplication.focusWidget().name == "least_confident"
    press(qtbot, KEY.Key_Return)
    assert heard.values == [("strategy", "least_confident")]
    assert row.control.words() == "Least confident"
    assert foot(heard) == "Choose next: Least confident."
    assert not options.isVisible(), "the list has done its work"
    assert QApplication.focusWidget() is row.control
    press(qtbot, KEY.Key_Space)
    assert options.isVisible()
    press(qtbot, KEY.Key_Return)
    assert len(heard.values) == 1, "the same again changes nothing"
    assert not options.isVisible()
    press(qtbot, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert heard.values[-1] == ("strategy", "recommended")
    assert foot(heard) == "Undone. Choose next: Recommended."
    press(qtbot, KEY.Key_Space)
    assert options.isVisible()
    assert page.escape(), "Esc folds the list"
    assert not options.isVisible()
    assert QApplication.focusWidget() is row.control


@pytest.mark.parametrize(("size", "scale"), [((1440, 900), 1.0), ((1120, 700), 1.0), ((1440, 900), 2.0)])
@pytest.mark.parametrize(
    ("strategy", "part"), [("vote_entropy", "votes"), ("certainty", "wanted"), ("margin+density@clustered", "mix")]
)
def test_what_a_choice_brings_comes_into_view(qtbot, qapp, heard, strategy, part, size, scale):
    page = heard.page
    theme = Theme("light", scale)
    theme.apply(qapp)
    retheme(page, theme)
    page.resize(*size)
    row, options = page.rows["strategy"], page.learning.options["strategy"]
    brought = page.rows["wanted"] if part == "wanted" else getattr(page.learning, part)
    page.learning.unfold("strategy")
    QApplication.processEvents()
    name = "mix" if part == "mix" else strategy
    option = next(option for option in options.rows if option.name == name)
    page._scroll.ensureWidgetVisible(option)
    assert not brought.isVisible()
    qtbot.mouseClick(option, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    for _ in range(4):
        QApplication.processEvents()
    assert heard.values == [("strategy", strategy)]
    assert not options.isVisible()
    assert QApplication.focusWidget() is row.control
    view = page._scroll.viewport()

    def where(widget):
        return QRect(widget.mapTo(view, QPoint(0, 0)), widget.size())

    assert view.rect().contains(where(row))
    seen = view.rect() & where(brought)
    whole = where(brought).bottom() - where(row).top() < view.height()
    assert seen == where(brought) if whole else seen.bottom() >= view.height() - 1
    Theme("light").apply(qapp)


def test_folding_by_pointer_keeps_the_place(qtbot, heard):
    control = heard.page.rows["strategy"].control
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is heard.page.learning.options["strategy"].rows[0]
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is control


def test_every_row_of_the_list_says_what_it_is(heard):
    heard.page.learning.unfold("strategy")
    rows = heard.page.learning.options["strategy"].rows
    assert len(rows) == len(strategy_options()) + 1
    assert all(row.accessibleName() and row.accessibleDescription() for row in rows)
    assert [row.name for row in rows if row.isChecked()] == ["recommended"]


def test_a_mix_is_put_together(qtbot, heard):
    page, mix = heard.page, heard.page.learning.mix
    assert not mix.isVisible()
    page.learning.unfold("strategy")
    QApplication.processEvents()
    qtbot.mouseClick(page.learning.options["strategy"].rows[-1], Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    assert heard.values == [("strategy", "margin+density@clustered")]
    assert page.rows["strategy"].control.words() == "Mix of smallest margin and representative"
    assert foot(heard) == "Choose next: Mix of smallest margin and representative."
    assert mix.isVisible()
    mix.weights[0].setFocus()
    press(qtbot, KEY.Key_Up)
    assert heard.values[-1] == ("strategy", "margin*2+density@clustered")
    mix.draw.setFocus()
    press(qtbot, KEY.Key_Up)
    assert heard.values[-1] == ("strategy", "margin*2+density@best")
    mix.choices[1].setFocus()
    press(qtbot, KEY.Key_End)
    assert heard.values[-1] == ("strategy", "margin*2+avoid_junk@best")
    assert "@" not in foot(heard)
    for _ in range(4):
        page.undo()
    assert heard.values[-1] == ("strategy", "recommended")
    assert not mix.isVisible()


def test_a_mix_of_three_is_shown_as_it_is(heard):
    heard.show("margin+density+entropy", own_words="Smallest margin, density and entropy")
    page = heard.page
    assert page.rows["strategy"].control.words() == "Smallest margin, density and entropy"
    page.learning.unfold("strategy")
    last = page.learning.options["strategy"].rows[-1]
    assert last.isChecked()
    last.click()
    assert heard.values == []
    assert not page.learning.mix.isVisible()


def test_a_class_is_chosen_only_where_one_is_looked_for(qtbot, heard):
    row = heard.page.rows["wanted"]
    assert not row.isVisible()
    heard.show("certainty")
    assert row.isVisible()
    row.take_focus()
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Down)
    assert heard.values == [("wanted", "c1"), ("wanted", "c2")]
    assert foot(heard) == "Class to find: Severe."


class _Shown(QObject):
    """How often a part was shown."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.ShowToParent
        return False


def test_a_row_that_is_not_needed_is_not_shown_in_between(heard):
    row, shown = heard.page.rows["wanted"], _Shown()
    row.installEventFilter(shown)
    heard.show("recommended")
    assert shown.count == 0
    heard.show("certainty")
    heard.show("certainty")
    assert row.isVisible()
    heard.page.show_values(DEFAULTS, "", "", False)
    assert not row.isVisible()


def test_votes_of_the_committee(qtbot, heard):
    page = heard.page
    assert not page.learning.votes.isVisible()
    heard.show("vote_entropy")
    assert page.learning.votes.isVisible()
    row, field = page.learning.votes.rows["forest"]
    assert "20%" in row.sentence()
    field.setFocus()
    press(qtbot, KEY.Key_Up)
    press(qtbot, KEY.Key_Up)
    assert heard.values == [("vote:forest", 2), ("vote:forest", 3)]
    page.undo()
    assert heard.values[-1] == ("vote:forest", 1), "stepping is one change"


def test_thresholds_and_switches(qtbot, heard):
    page = heard.page
    page.go_to("aside")
    page.first_focus()
    press(qtbot, KEY.Key_Return)
    kinds = page.aside.kinds
    assert QApplication.focusWidget() is kinds["blurred"].switch
    press(qtbot, KEY.Key_Space)
    assert heard.values == [("aside:blurred", None)]
    assert foot(heard) == "Blurred: Off."
    qtbot.mouseClick(kinds["black"].switch, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert heard.values[-1] == ("aside:black", 16.0)
    field = kinds["blurred"].field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "0,3x")
    assert field.waiting()
    press(qtbot, KEY.Key_Return)
    assert heard.values[-1] == ("aside:blurred", 0.3)
    field.selectAll()
    qtbot.keyClicks(field, "7")
    press(qtbot, KEY.Key_Return)
    assert heard.values[-1][1] <= 1.0
    assert field.cleanText() == field.textFromValue(field.value())
    page.undo()
    assert heard.values[-1] == ("aside:blurred", 0.22)
    page.undo()
    assert heard.values[-1] == ("aside:black", None)
    page.undo()
    assert heard.values[-1] == ("aside:blurred", 0.22)
    assert not kinds["black"].field.isEnabled()
    assert kinds["copy"]._off.isVisible()
    kinds["blurred"].all.click()
    assert heard.commands == ["aside:blurred"]
    assert not kinds["black"].all.isVisible()


def test_to_look_only(heard):
    heard.show("vote_entropy", read_only=True)
    page = heard.page
    page.learning.unfold("strategy")
    assert page.learning.options["strategy"].isVisible(), "what is chosen can be read"
    assert not any(row.isEnabled() for row in page.learning.options["strategy"].rows)
    assert not any(field.isEnabled() for _, field in page.learning.votes.rows.values())
    assert not any(kind.switch.isEnabled() or kind.field.isEnabled() for kind in page.aside.kinds.values())


def test_without_a_project_nothing_of_one_is_shown(heard):
    page = heard.page
    page.learning.unfold("strategy")
    page.show_values(DEFAULTS, "", "", False)
    page.show_learning(None)
    assert not page.learning.options["strategy"].isVisible()
    assert page.aside.kinds == {}
    assert page.rows["own_network"].isVisible(), "this one belongs to the program"


def test_an_own_model_is_chosen_by_its_file(qtbot, heard, monkeypatch):
    row = heard.page.rows["own_network"]
    path = f"/data/{'long/' * 60}net.onnx"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))
    row.take_focus()
    press(qtbot, KEY.Key_Space)
    assert heard.values == [("own_network", path)]
    assert row.control.words() == "net.onnx"
    assert foot(heard) == "Own image model: net.onnx."
    row._reset.click()
    assert heard.values[-1] == ("own_network", "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    row.control.click()
    assert len(heard.values) == 2


def test_finding_words_of_what_is_set_aside(qtbot, heard):
    page = heard.page
    page.learning.unfold("strategy")
    page._find.setFocus()
    qtbot.keyClicks(page._find, "blurred")
    assert page.aside.isVisible()
    assert not page.learning.isVisible()


@pytest.mark.parametrize(("size", "scale"), [((1120, 700), 1.0), ((1440, 900), 2.0)])
def test_nothing_is_cut(qapp, heard, size, scale):
    page = heard.page
    page.resize(*size)
    for strategy in ("margin*2+density@k_center", "vote_entropy", "certainty"):
        heard.show(strategy, looked_at="Looked at a random draw of 10,000 of 98,500 samples.", lacking="No network.")
        page.learning.unfold("strategy")
        theme = Theme("dark", scale)
        theme.apply(qapp)
        retheme(page, theme)
        for _ in range(4):
            QApplication.processEvents()
        assert spoilt(page) == []
        inner = page._scroll.widget()
        assert inner.width() <= page._scroll.viewport().width()


def test_put_back_and_left_out_again(qtbot, tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in range(24):
        words = " ".join(f"w{number * 7 + n}" for n in range(12))
        (folder / f"note-{number:02d}.txt").write_text(f"Note {number} {words}", "utf-8")
    (folder / "dots.txt").write_text("." * 50, "utf-8")
    create_project(NewProject(tmp_path / "p.dal", folder, ("Pump", "Valve"), "Kim", kind="text"), tmp_path / "home")
    _, session = make_window(tmp_path / "home", guard=False)
    qtbot.addWidget(session.window)
    session.window.show()
    try:
        assert session.open_project(tmp_path / "p.dal")
        pool = session.project.pool
        qtbot.waitUntil(lambda: "empty" in pool.aside.values(), timeout=30_000)
        session.settings.show("aside")
        page = session.window.page("settings")
        assert page.aside.kinds["empty"].row.count == 1
        page.aside.kinds["empty"].all.click()
        samples = session.window.page("samples")
        qtbot.waitUntil(lambda: samples.model.rowCount() == 1)
        assert session.window.shown == "samples"
        samples.choice.go(0)
        keep = samples.inspector.keep
        qtbot.waitUntil(keep.isVisible)
        assert keep.words() == "Put back into the queue"
        assert samples.inspector._facts[0].text().startswith("Left out of the queue: Empty.")
        keep.click()
        session.flush()
        assert samples.model.rowCount() == 0
        assert session.window.status.flashed() == "1 sample is back in the queue."
        samples.show_state("")
        samples.choice.go(next(row for row in range(25) if samples.model.line(row).name == "dots.txt"))
        assert keep.words() == "Leave out again"
        keep.click()
        session.flush()
        assert pool.left_out(pool.by_id[pool.rows[next(iter(pool.aside))].id])
        session.settings.show("aside")
        session.settings.change("aside:empty", None)
        # Dots are also what is no text: the kind that is off does not hide the later one.
        qtbot.waitUntil(lambda: list(pool.aside.values()) == ["not-text"], timeout=30_000)
        session.settings.change("aside:not-text", None)
        qtbot.waitUntil(lambda: not pool.aside, timeout=30_000)
        session.flush()
        assert page.aside.kinds["empty"].row.threshold is None
        session.settings.change("vote:forest", 3)
        assert session.project.planning.plan().votes["forest"] == 3
        session.settings.change("own_network", "/data/net.onnx")
        assert session.keeper.now.settings["own_network"] == "/data/net.onnx"
    finally:
        session.close_project()
        session.window.close()
