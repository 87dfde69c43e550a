"""The cards on suggestions, probabilities and effort: what they show and say, what is given, and the keys of a label
counted through the real window."""

from dataclasses import replace
from pathlib import Path

import progress_scenes as scenes
import pytest
import suggestion_scenes as cards
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from desktop_al.app import make_window
from desktop_al.core import events as ev
from desktop_al.core.shapes import Measured
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.suggestion_screen import CalibrationCard, ReliabilityBin
from desktop_al.store.project_file import close_file, open_project, read_body, read_events
from desktop_al.ui.progress_calibration import bin_cells
from tests.ui.progress.progress_stand import open_page

NAMES = ("influence", "calibration", "effort")
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def page(qtbot, theme):
    return open_page(qtbot, theme, scenes.progress())


def visible(page) -> list[str]:
    return [name for name in NAMES if page.cards[name].isVisible()]


def test_the_cards_stand_below_the_others(page):
    tops = [page.cards[name].y() for name in ("criteria", *NAMES)]
    assert tops == sorted(tops)
    assert len(set(tops)) == 4
    assert {page.cards[name].width() for name in NAMES} == {page.cards["criteria"].width()}


def test_words_come_before_figures(page):
    part = page.influence
    assert part.words.sentences() == cards.influence().words
    assert part.words.y() < part.table.y() < part.plan.y() < part.notes.y()
    assert part.table.rows()[0][:2] == ("Label as suggested", "91 %")
    assert part.by_annotator.isHidden(), "there is one annotator"
    assert page.effort.words.sentences()[1].startswith("In batch review")
    assert page.calibration.words.sentences()[2].startswith("When the model says about 90 %, it is right 87 to 93 %")


def test_a_remark_is_said_once(page):
    card, few = cards.influence(), "Too few to say: 11 samples withheld, 20 are needed."
    lines = tuple(replace(line, remark=few if n < 2 else "") for n, line in enumerate(card.lines))
    page.show_progress(scenes.progress(influence=replace(card, lines=lines)))
    assert page.influence.remarks.text() == f"{lines[0].title}, {lines[1].title}: {few}"
    page.show_progress(scenes.progress(influence=replace(card, lines=lines, words=(few,))))
    assert page.influence.remarks.isHidden(), "it stands above already"
    page.show_progress(scenes.progress(influence=card))


def test_every_figure_is_told_to_a_screen_reader(page):
    for table in (page.influence.table, page.effort.table, page.calibration.errors):
        model = table.model()
        assert table.accessibleName()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                assert model.index(row, column).data(SPOKEN)
    plot = page.calibration.plot
    assert plot.accessibleName() == "Reliability diagram"
    assert plot.accessibleDescription() == cards.calibration().spoken


def test_the_diagram_has_a_table(qtbot, page):
    part = page.calibration
    assert part.plot.isVisible()
    part.as_table.setFocus()
    qtbot.keyClick(part.as_table, Qt.Key.Key_Space)
    assert part.table.isVisible()
    assert not part.plot.isVisible()
    assert part.as_table.accessibleName() == "Show as diagram"
    assert len(part.table.rows()) == 15
    page.show_progress(scenes.progress(calibration=replace(cards.calibration(), bins=cards.bins(0.2))))
    assert part.table.isVisible(), "new figures leave what is looked at"
    page.forget()
    assert part.as_table.accessibleName() == "Show reliability as table"


def test_a_row_of_the_table():
    one = ReliabilityBin(0.961, 0.997, 0.98, Measured(0.95, 0.77, 0.99, 21))
    assert bin_cells(one) == ("96 % to >99 %", "98 %", "95 %", "77 % to 99 %", "21")
    assert bin_cells(replace(one, least=0.98, most=0.982))[0] == "98 %"


def test_the_points_are_where_the_figures_are(page, theme):
    """A bin of 100 % that is right in 100 % lies in the upper right corner, one wrong throughout below it."""
    plot = page.calibration.plot
    accent = QColor(theme.colour("accent.line")).rgb()

    def painted(right: float, limits: tuple[float, float]) -> list[QPoint]:
        one = ReliabilityBin(0.99, 1.0, 1.0, Measured(right, *limits, 20))
        plot.show_card(CalibrationCard(bins=(one, ReliabilityBin(0.0, 0.0, 0.0, Measured(0.0, 0.0, 0.0, 20)))))
        image = plot.grab().toImage()
        right_half = range(image.width() // 2, image.width())
        return [QPoint(x, y) for x in right_half for y in range(image.height()) if image.pixel(x, y) == accent]

    above, below = painted(1.0, (1.0, 1.0)), painted(0.0, (0.0, 0.0))
    assert max(one.y() for one in above) < plot.height() / 4
    assert min(one.y() for one in below) > plot.height() / 2
    tall = painted(0.5, (0.1, 0.9))
    ys = [one.y() for one in tall]
    assert max(ys) - min(ys) > 0.7 * (below[0].y() - above[0].y())


def test_the_precision_is_given(qtbot, page):
    told = []
    page.intent.connect(lambda name, value: told.append((name, value)))
    edit = page.influence.field.edit
    assert edit.accessibleName() == "Precision in points"
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "much")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert page.influence.row.trouble.text()
    assert told == []
    edit.selectAll()
    qtbot.keyClicks(edit, "2")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert told == [("choice", ("half_width", 2.0))]
    page.show_progress(scenes.progress(choices=replace(scenes.progress().choices, half_width=2.0)))
    assert edit.text() == "2"
    edit.setFocus()
    qtbot.keyClicks(edit, "77")
    assert page.escape()
    assert edit.text() == "2"


@pytest.mark.parametrize(
    ("scene", "there"),
    [("five", NAMES), ("full", NAMES), ("many", NAMES), ("bare", ())],
)
def test_nothing_few_and_many(qtbot, theme, scene: str, there: tuple[str, ...]):
    page = open_page(qtbot, theme, scenes.SCENES[scene])
    assert visible(page) == list(there)
    if scene == "five":
        assert page.influence.table.isHidden()
        assert "so about 720 more" in page.influence.plan.text()
        assert not page.calibration.plot.isVisible()
        assert page.calibration.words.sentences()[0].startswith("The model has not learned")
    if scene == "many":
        assert len(page.influence.by_annotator.rows()) == 6
        assert page.calibration.words.sentences()[0].startswith("The model is no better than guessing")
        page.show_progress(scenes.without_costs())
        assert visible(page) == [], "who works blind sees nothing of it"


# -- keys through the window ---------------------------------------------------------------------------


@pytest.fixture
def session(qtbot, tmp_path: Path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02d}.txt").write_text(f"patient {number} fell in ward {number}", "utf-8")
    home = tmp_path / "home"
    create_project(NewProject(tmp_path / "p.dal", folder, ("Device", "Fall", "Diet"), "Kim", kind="text"), home)
    _, made = make_window(home, guard=False)
    qtbot.addWidget(made.window)
    made.window.show()
    assert made.open_project(tmp_path / "p.dal")
    yield made
    made.close_project()


def keys_of(session) -> list[object]:
    """Of the annotations in the file, in their order."""
    assert session.project.wait_saved(30)
    file = open_project(session.project.path, look_only=True)
    try:
        made = [event for event in read_events(file.connection) if event.kind == ev.ANNOTATION]
        return [ev.decode_body(read_body(file.connection, event)[1]).get("keys") for event in made]
    finally:
        close_file(file)


def test_keys_of_a_label_are_counted(qtbot, session):
    window, label = session.window, session.window.label

    def ready() -> None:
        def there() -> bool:
            sample = label.screen.sample if label.screen is not None else None
            return sample is not None and sample.content is not None

        qtbot.waitUntil(there, timeout=20_000)

    def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            qtbot.keyClick(window.focusWidget(), key, modifier)

    ready()
    press(Qt.Key.Key_1)
    ready()
    # Looked at closely before: three keys, one of them with another held; a modifier alone is none.
    press(Qt.Key.Key_Plus, Qt.Key.Key_Shift, Qt.Key.Key_Control)
    press(Qt.Key.Key_Plus, modifier=Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_2)
    ready()
    # Found by name: the key that opens the field, two letters, Return.
    press(Qt.Key.Key_Slash)
    qtbot.keyClicks(window.focusWidget(), "di")
    press(Qt.Key.Key_Return)
    ready()
    # What is done on other pages is no part of a label.
    window.perform("tab.samples")
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    window.perform("tab.label")
    ready()
    press(Qt.Key.Key_3)
    ready()
    # By the pointer alone: that is known to take no key.
    qtbot.mouseClick(label.stage, Qt.MouseButton.LeftButton)
    session.project.label(session.project.classes[0].id)
    ready()
    # Without a window nobody counts.
    session.project.label(session.project.classes[0].id)
    assert keys_of(session) == [1, 3, 4, 1, 0, None]
