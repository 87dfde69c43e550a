"""Beside the sample: closest labelled samples at the foot of the tray, votes below the rule, heat over an image."""

from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
import ui_scenes as scenes
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage

from desktop_al.app import make_window
from desktop_al.learn.view import PickReason
from desktop_al.loop import wording
from desktop_al.loop.beside_screen import ClosestSample, ClosestScreen, Heat, Unexplained, Vote, VotesScreen
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.queue import Source
from desktop_al.loop.screen import Answer, Offer, ReasonKind
from desktop_al.loop.wording import reason_of
from desktop_al.ui.closest_row import ClosestView
from desktop_al.ui.icons import NAMES
from desktop_al.ui.image_stage import ImageStage
from desktop_al.ui.label_page import LabelPage
from desktop_al.ui.theme import Theme, retheme

_SQUARE = ((0.0, 0.0), (0.5, 0.0), (0.5, 0.5), (0.0, 0.5))


def closest(count: int = 4, key: int = 1, text: bool = False, picture: bool = True) -> ClosestScreen:
    samples = tuple(
        ClosestSample(
            n,
            f"IMG_{n:04d}.jpg",
            Answer("label", f"c{n}", scenes.FIVE[n], n),
            scenes.picture(30 + n, 90, 120) if picture and not text else None,
            "Second dose of anticoagulant given before the round" if text else "",
        )
        for n in range(count)
    )
    return ClosestScreen(key, f"Closest {'texts' if text else 'images'} you labelled", text, samples)


def heat(words: str = "Towards Mild: mostly the upper left.") -> Heat:
    strength = np.zeros((64, 64), np.uint8)
    strength[:32, :32] = 255
    return Heat(strength, (_SQUARE,), (), words)


VOTES = VotesScreen(
    "2 of 5 say Fall.",
    tuple(Vote(model, name, n % 2, 0.2) for n, (model, name) in enumerate(zip("abcde", ("Device", "Fall") * 3))),
)


@pytest.fixture
def page(qtbot, theme):
    made = LabelPage(theme)
    qtbot.addWidget(made)
    made.resize(1440, 824)
    made.show()
    return made


def shot(widget) -> QImage:
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def places(page: LabelPage) -> list[QRect]:
    side = page.inspector
    parts = (side.reason, side.panel, side.tray, side.tray.rules._scroll, side.tray.rules.closest)
    return [part.geometry() for part in parts]


# -- closest ---------------------------------------------------------------------------------------------


def test_the_space_of_the_closest_is_the_same_whether_they_are_there_or_not(page):
    page.show_screen(scenes.image_screen())
    rules = page.inspector.tray.rules
    before, blank = places(page), shot(rules.closest)
    rules.closest.set_closest(closest())
    assert (places(page), rules.closest.seen()) == (before, 4)
    assert shot(rules.closest) != blank
    # A sample without a suggestion: the same places, and nothing of the sample before.
    withheld = scenes.image_screen(key=2)
    page.show_screen(replace(withheld, sample=replace(withheld.sample, offer=None, rule=None)))
    assert (places(page), rules.closest.seen()) == (before, 0)
    assert shot(rules.closest) == blank
    assert rules.closest.accessibleName() == ""


@pytest.mark.parametrize("text", [False, True])
def test_each_is_named_and_told_to_screen_readers(page, text):
    view = page.inspector.tray.rules.closest
    page.show_screen(scenes.image_screen())
    view.set_closest(closest(3, text=text))
    assert view.accessibleName() == closest(3, text=text).title
    told = [cell.accessibleName() for cell in view._cells if cell.isVisible()]
    assert told == [f"IMG_{n:04d}.jpg, {scenes.FIVE[n]}" for n in range(3)]
    assert scenes.FIVE[0] in view._cells[0].toolTip()
    inside = QRect(QPoint(), view.size())
    assert all(inside.contains(cell.geometry()) for cell in view._cells[:3])


def test_a_picture_that_is_still_read_has_its_gray_place(page, theme):
    view = page.inspector.tray.rules.closest
    page.show_screen(scenes.image_screen())
    view.set_closest(closest(2, picture=False))
    at = view._cells[1].geometry().topLeft() + QPoint(20, 20)
    assert QColor(shot(view).pixel(at)) == theme.colour("bg.pressed")
    view.set_closest(closest(2))
    assert QColor(shot(view).pixel(at)) != theme.colour("bg.pressed")


def test_a_low_tray_has_smaller_ones_and_then_none(qtbot, theme):
    view = ClosestView(theme)
    qtbot.addWidget(view)
    view.resize(376, 100)
    view.show()
    heights = []
    for room in (400, 300, 299, 190, 189, 0):
        view.set_room(theme.px(room))
        view.set_closest(closest(text=True))
        heights.append(view.height() if view.isVisible() else 0)
        shown = [cell.geometry().bottom() for cell in view._cells if cell.isVisible()]
        assert all(bottom < view.height() for bottom in shown)
    assert heights[0] == heights[1] > heights[2] == heights[3] > heights[4] == heights[5] == 0


def test_hostile_names_and_a_class_that_is_gone_break_nothing(page):
    odd = ClosestSample(0, "<b>x</b>" * 99, Answer("label", "gone", "gone" * 200, -1), None, "\u202e<script>" * 50)
    page.show_screen(scenes.image_screen())
    view = page.inspector.tray.rules.closest
    for is_text in (True, False):
        view.set_closest(ClosestScreen(1, "Closest " * 60, is_text, (odd,)))
        assert shot(view).width() == view.width()
    assert "<b>" not in view._cells[0].toolTip().replace("<br>", ""), "what a person wrote is no markup"


# -- votes -----------------------------------------------------------------------------------------------


def test_votes_stand_below_the_rule_and_move_nothing_above_it(page):
    page.show_screen(scenes.image_screen())
    rules = page.inspector.tray.rules
    before = [paragraph.geometry() for paragraph in rules._paragraphs if paragraph.isVisible()]
    outside = places(page)
    assert not rules.votes.isVisible()
    rules.set_votes(VOTES)
    page.repaint()
    assert rules.votes.isVisible()
    assert rules.votes._words.text() == "2 of 5 say Fall."
    assert "b: Fall, 20 percent of the votes." in rules.votes._rows.accessibleName()
    assert [p.geometry().topLeft() for p in rules._paragraphs if p.isVisible()] == [g.topLeft() for g in before]
    assert places(page) == outside
    # What does not fit is reached by Tab and the arrow keys.
    page.resize(1440, 640)
    bar = rules._scroll.verticalScrollBar()
    assert bar.maximum() > 0
    assert rules._scroll.focusPolicy() == Qt.FocusPolicy.TabFocus
    # They were asked for, so they are what is in sight.
    assert bar.value() == rules.votes.y() > 0
    page.show_screen(scenes.image_screen(key=2))
    assert not rules.votes.isVisible()


# -- heat ------------------------------------------------------------------------------------------------


@pytest.fixture
def image(qtbot, theme):
    stage = ImageStage(theme)
    qtbot.addWidget(stage)
    stage.resize(800, 656)
    stage.show()
    stage.set_image(np.full((200, 200, 3), 30, np.uint8), 200)
    return stage


def warmer(stage: ImageStage, plain: QImage, x: float, y: float) -> int:
    """How much brighter the picture is at a share of its width and height than without the overlay."""
    at = stage.mapFromScene(200 * x, 200 * y)
    return QColor(shot(stage).pixel(at)).lightness() - QColor(plain.pixel(at)).lightness()


def test_heat_lies_where_it_belongs_whatever_the_zoom(image):
    for zoom in (1.0, 1.6):
        image.set_heat(None)
        image.zoom_by(zoom)
        plain = shot(image)
        image.set_heat(heat())
        # 35 % of a light colour over dark gray, in the upper left quarter alone.
        assert 35 < warmer(image, plain, 0.3, 0.3) < 90
        assert warmer(image, plain, 0.7, 0.3) == 0
        assert warmer(image, plain, 0.3, 0.7) == 0
        # The contour is drawn in full strength.
        assert warmer(image, plain, 0.5, 0.25) > 60
    assert image.heat_words() == "Towards Mild: mostly the upper left. It can be wrong."


def test_contrast_changes_the_picture_and_not_the_heat(image):
    image.set_heat(heat())
    image.set_contrast_mode(True)
    image.adjust(0, -10)
    plain = shot(image)
    image.set_heat(None)
    without = shot(image)
    at = image.mapFromScene(60, 60)
    assert QColor(plain.pixel(at)).lightness() - QColor(without.pixel(at)).lightness() > 35
    image.set_heat(heat())
    image.set_image(np.full((200, 200, 3), 30, np.uint8), 200)
    assert image.heat_words() == "", "another picture begins without marks"


@pytest.mark.parametrize("name", ["light", "dark", "high-contrast"])
@pytest.mark.parametrize("shade", [0, 128, 255])
def test_the_contour_can_be_seen_on_any_picture_in_any_theme(image, name, shade):
    retheme(image, Theme(name))
    image.set_image(np.full((200, 200, 3), shade, np.uint8), 200)
    plain = shot(image)
    image.set_heat(heat())
    lined = shot(image)
    y = image.mapFromScene(0, 50).y()
    x = image.mapFromScene(100, 50).x()
    most = max(
        abs(QColor(lined.pixel(x + step, y)).lightness() - QColor(plain.pixel(x + step, y)).lightness())
        for step in range(-3, 4)
    )
    assert most > 40


def test_what_cannot_be_explained_says_why(page):
    page.show_screen(scenes.image_screen())
    plain = shot(page.stage.image)
    page.stage.set_evidence(Unexplained("This sample could not be read for learning."))
    assert page.stage.image.heat_words() == "This sample could not be read for learning."
    assert shot(page.stage.image) != plain
    screen = scenes.image_screen()
    page.show_screen(screen)
    page.stage.set_evidence(heat())
    page.show_screen(replace(screen, undo_words="Other"))
    assert "Towards Mild: mostly the upper left." in page.stage.image.accessibleDescription()


# -- why this one ----------------------------------------------------------------------------------------


def test_each_reason_of_choice_has_an_icon_one_word_and_one_sentence():
    classes = scenes.classes(scenes.FIVE)
    offers = (None, scenes.offer(5), Offer((0.99, 0.01, 0.0, 0.0, 0.0), 0))
    sources = get_args(Source)
    assert len(sources) > 8
    made = [
        reason_of(source, learner, offer, classes, wanted)
        for source in sources
        for learner in (*get_args(PickReason), "", "of another version")
        for offer in offers
        for wanted in ("", "c1", "gone")
    ]
    made += [*wording.OWN_VIEWS.values(), wording.FIRST, wording.HISTORY, wording.OPENED]
    made += [wording.second_look(scenes.offer(5), classes)]
    assert {reason.kind for reason in made} == set(get_args(ReasonKind))
    assert set(get_args(PickReason)) <= set(get_args(ReasonKind))
    for reason in made:
        assert reason.kind in NAMES
        assert 1 <= len(reason.word.split()) <= 3
        assert reason.sentence.endswith(".")
        assert reason.sentence.strip() == reason.sentence
        assert "!" not in reason.sentence


# -- with a real project ---------------------------------------------------------------------------------


def test_evidence_votes_and_closest_images_by_key(qtbot, tmp_path: Path):
    from tests.loop.test_beside import make_images

    home = tmp_path / "home"
    folder = make_images(tmp_path / "s", 60)
    create_project(NewProject(tmp_path / "p.dal", folder, ("Ring", "Cross"), "Kim", kind="image"), home)
    _, session = make_window(home, guard=False)
    qtbot.addWidget(session.window)
    session.window.show()
    assert session.open_project(tmp_path / "p.dal")
    page = session.window.label
    rules, image = page.inspector.tray.rules, page.stage.image

    def answer() -> None:
        qtbot.waitUntil(lambda: page.screen.sample is not None and page.screen.sample.content is not None)
        before = page.screen.sample
        number = int("".join(filter(str.isdigit, before.name)))
        qtbot.keyClick(session.window.focusWidget(), Qt.Key.Key_2 if number % 2 else Qt.Key.Key_1)
        assert page.screen.sample.key != before.key

    def suggested() -> bool:
        qtbot.waitUntil(lambda: page.screen.sample is not None and page.screen.sample.content is not None)
        return page.screen.sample.offer is not None

    qtbot.waitUntil(lambda: page.screen is not None and page.screen.sample is not None, timeout=10_000)
    for _ in range(24):
        answer()
    learning = session.project.learning
    qtbot.waitUntil(lambda: learning.result is not None and learning.result.labelled >= 20, timeout=40_000)
    while not suggested():
        answer()
    qtbot.waitUntil(lambda: rules.closest.seen() == 4, timeout=10_000)
    assert not image.heat_words()
    page.perform("evidence")
    qtbot.waitUntil(lambda: image.heat_words().startswith("Towards"), timeout=20_000)
    qtbot.waitUntil(rules.votes.isVisible, timeout=30_000)
    assert session.project.answering.seen == {"evidence": 1, "closest": 4, "votes": 1}
    # Off: all of it goes but the closest; on again it is there at once, and no votes are taken twice.
    page.perform("evidence")
    assert (image.heat_words(), rules.votes.isVisible(), rules.closest.seen()) == ("", False, 4)
    page.perform("evidence")
    assert (image.heat_words()[:7], rules.votes.isVisible()) == ("Towards", True)
    # The next sample is drawn without anything of this one.
    answer()
    assert (image.heat_words(), rules.votes.isVisible(), rules.closest.seen()) == ("", False, 0)
    while suggested():
        answer()
    qtbot.wait(300)
    assert (image.heat_words(), rules.closest.seen()) == ("", 0), "a withheld suggestion shows nothing of it"
    session.close_project()
