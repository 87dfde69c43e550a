"""Nothing on a page changes its place or size by itself: not by what comes from the background, not by any words."""

from dataclasses import replace
from pathlib import Path

import pytest
import ui_pages as pages
import ui_scenes as scenes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_al.core.shapes import LabelClass
from desktop_al.loop.screen import (
    Answer,
    ImageContent,
    LabelScreen,
    Notice,
    Offer,
    Reason,
    Rule,
    SampleScreen,
    TextContent,
    Unreadable,
)
from desktop_al.store.writer import Trouble
from desktop_al.ui.window import Window

LONG = "Proliferative diabetische Retinopathie mit Glaskörperblutung und traktiver Amotio"


def label_parts(window: Window) -> dict[str, QWidget]:
    """The regions of the Label page and their parts. What lies over a region (the notice) is none."""
    label, top = window.label, window.top
    side, stage, past = label.inspector, label.stage, label.history
    found: dict[str, QWidget] = {
        "top bar": top,
        "project": top._project,
        "annotator": top._annotator,
        "settings": top._settings,
        "status bar": window.status,
        "history": past,
        "history head": past._title,
        "history count": past._count,
        "history list": past.view,
        "next": past.next,
        "stage": stage,
        "toolbar": stage.toolbar,
        "reason": side.reason,
        "classes": side.panel,
        "class list": side.panel.view,
        "tray": side.tray,
        "inspector": side,
    }
    found |= {f"tab {name}": tab for name, tab in top.tabs.items()}
    found |= {f"action {name}": button for name, button in side._buttons.items()}
    found |= {f"tool {tool.accessibleName()}": tool for tool in stage.toolbar.findChildren(QAbstractButton)}
    return found


def samples_parts(window: Window) -> dict[str, QWidget]:
    page = window.page("samples")
    found = {
        "filters": page.bar,
        "search": page.bar.search,
        "list": page._stack,
        "foot": page.foot,
        "export": page.foot.button,
        "side": page.inspector,
        "preview": page.inspector.preview,
        "classes": page.inspector.panel,
    }
    found |= {f"choice {choice.accessibleName()}": choice for choice in page.bar._choices()}
    found |= {f"form {name}": button for name, button in page.bar.buttons.items()}
    found |= {f"action {name}": button for name, button in page.inspector.buttons.items()}
    return found


def protocol_parts(window: Window) -> dict[str, QWidget]:
    page = window.page("protocol")
    return {
        "classes": page.classes,
        "table": page.classes.table,
        "new class": page.classes.adding,
        "undo": page.classes.undo,
        "guideline": page.guideline,
        "guideline text": page.guideline._card,
    }


Places = dict[str, tuple[int, int, int, int] | None]


def places(parts: dict[str, QWidget]) -> Places:
    """Where each part stands in the window; None for one that is not shown."""

    def place(part: QWidget) -> tuple[int, int, int, int] | None:
        return QRect(part.mapTo(part.window(), QPoint()), part.size()).getRect() if part.isVisible() else None

    return {name: place(part) for name, part in parts.items()}


def moved(before: Places, parts: dict[str, QWidget]) -> dict[str, object]:
    """Parts that stand elsewhere than before, with both places."""
    return {name: (before[name], now) for name, now in places(parts).items() if now != before[name]}


class Watch(QObject):
    """Notes every move, change of size and disappearance of the parts, also those that are taken back at once."""

    def __init__(self, parts: dict[str, QWidget]) -> None:
        super().__init__()
        self._names = {part: name for name, part in parts.items()}
        self.seen: list[str] = []
        for part in self._names:
            part.installEventFilter(self)

    def eventFilter(self, part: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show)
        if event.type() in kinds and part in self._names:
            self.seen.append(f"{self._names[part]}: {event.type().name}")
        return False

    def end(self) -> None:
        for part in self._names:
            part.removeEventFilter(self)


# -- with a real project -----------------------------------------------------------------------------------


@pytest.fixture
def session(qtbot, tmp_path):
    made = pages.open_session(tmp_path, count=160)
    yield made
    pages.close_session(made)


def answer(qtbot, session, count: int = 1) -> None:
    """The right answers by key, each as soon as the sample is there."""
    page = session.window.label
    for _ in range(count):
        pages.wait_content(session, qtbot)
        before, name = page.screen.sample.key, page.screen.sample.name
        key = Qt.Key.Key_1 if name.startswith("a") else Qt.Key.Key_2
        qtbot.keyClick(session.window.focusWidget(), key)
        qtbot.waitUntil(lambda before=before: page.screen.sample is None or page.screen.sample.key != before)


def add_files(folder: Path) -> None:
    for number in range(30):
        (folder / f"a-new-{number:02d}.txt").write_text(f"pump alarm {number}", "utf-8")
    (folder / "a-000-broken.txt").write_bytes(b"\x00\xff\x00\xfe" * 40)


def test_labelling_moves_nothing(qtbot, session, tmp_path):
    """From the first file that is found to the second model: scan, features, rounds, evidence, trouble, undo."""
    window, project, page = session.window, session.project, session.window.label
    parts = label_parts(window)
    before, watch = places(parts), Watch(parts)
    try:
        pages.wait_content(session, qtbot)
        learning = project.learning
        while page.screen.sample.offer is None:
            answer(qtbot, session, 20)
            rounds = learning.rounds
            qtbot.waitUntil(lambda rounds=rounds: learning.rounds > rounds, timeout=60_000)
            # Some are asked without a suggestion, to measure.
            for _ in range(4):
                if page.screen.sample.offer is None:
                    answer(qtbot, session)
        window.perform("evidence")
        qtbot.waitUntil(lambda: bool(page.stage.text.extraSelections()), timeout=60_000)
        for trouble in (
            Trouble("No space is left.", True, 3),
            Trouble("It cannot be written. " * 20, False, 1),
            None,
        ):
            project.notices.trouble_came(trouble)
            pages.settle()
            assert page.stage.notice.isVisible() == (trouble is not None)
        for words in ("x", "Queue reordered. Your next 2 did not move.", "A long line. " * 40):
            window.status.flash(words, 5)
            qtbot.wait(10)
        add_files(tmp_path / "pool")
        known = len(project.pool)
        project.upkeep.check_again()
        qtbot.waitUntil(lambda: len(project.pool) >= known + 30, timeout=60_000)
        window.perform("undo")
        window.perform("redo")
        project.editing.rename(project.classes[0].id, LONG)
        project.edited()
        answer(qtbot, session, 2)
        page.intent.emit("visit", page.history.model.rows[0].key)
        pages.settle()
        window.perform("now")
        session.settings.refresh()
        window.use_theme(window.theme.name)
        qtbot.wait(150)
        assert moved(before, parts) == {}
        assert watch.seen == []
        assert len(page.history.model.rows) > 12
    finally:
        watch.end()


def test_what_happens_elsewhere_moves_nothing_on_the_other_pages(qtbot, session, tmp_path):
    window, project = session.window, session.project
    pages.wait_content(session, qtbot)
    window.perform("tab.samples")
    window.page("samples").choice.go(2)
    qtbot.wait(100)
    parts = samples_parts(window)
    before, watch = places(parts), Watch(parts)
    for n in range(12):
        project.label(project.classes[n % 2].id)
        session.refresh()
    add_files(tmp_path / "pool")
    known = len(project.pool)
    project.upkeep.check_again()
    qtbot.waitUntil(lambda: len(project.pool) >= known + 30, timeout=60_000)
    project.editing.rename(project.classes[1].id, LONG)
    project.edited()
    window.page("samples").foot.set_state("Searching the texts " * 20)
    project.notices.trouble_came(Trouble("No space is left.", True, 3))
    qtbot.wait(100)
    assert moved(before, parts) == {}
    assert watch.seen == []
    project.notices.trouble_came(None)
    watch.end()
    window.perform("tab.protocol")
    qtbot.wait(50)
    parts = protocol_parts(window)
    before, watch = places(parts), Watch(parts)
    for n in range(12):
        project.label(project.classes[n % 2].id)
    project.edited()
    window.status.flash("A long line. " * 40, 5)
    qtbot.wait(100)
    assert moved(before, parts) == {}
    assert watch.seen == []
    watch.end()


# -- with every screen there can be ------------------------------------------------------------------------

WORDS = st.sampled_from(["", "x", "Mild", LONG, "Ｗｉｄｅ " * 12, "ﷺ" * 20, "a" * 300, "<b>no</b> tag & more"])
CONTENT = {
    "image": ImageContent(scenes.picture(0, 90, 120), 1200, 900),
    "tall": ImageContent(scenes.picture(1, 400, 7), 12_345, 678_901),
    "text": TextContent(scenes.TEXT, 84),
    "endless": TextContent("word " * 3000, 3000),
    "nothing": TextContent("", 0),
    "broken": Unreadable("It ends too early. " * 4),
    "waiting": None,
}


@st.composite
def offers(draw: st.DrawFn, count: int) -> Offer | None:
    weights = draw(st.lists(st.floats(0.0, 1.0), min_size=count, max_size=count))
    whole = sum(weights) or 1.0
    suggested = draw(st.integers(0, count - 1))
    return draw(st.sampled_from([None, Offer(tuple(w / whole for w in weights), suggested)]))


@st.composite
def screens(draw: st.DrawFn, kind: str, count: int) -> LabelScreen:
    """Any screen of a project with ``count`` classes."""
    classes = tuple(LabelClass(f"c{n}", draw(WORDS) or "?", n % 9, draw(WORDS)) for n in range(count))
    contents = ("image", "tall") if kind == "image" else ("text", "endless", "nothing")
    texts = draw(st.lists(WORDS, max_size=8))
    answers = [
        None,
        Answer("label", "c0", LONG, 0),
        Answer("not_worth", "focus", "Out of focus"),
        Answer("unsure", "", "Unsure"),
    ]
    sample = SampleScreen(
        key=draw(st.integers(0, 3)),
        index=1,
        name=draw(WORDS) or "n",
        kind=kind,
        content=CONTENT[draw(st.sampled_from([*contents, "broken", "waiting"]))],
        reason=Reason(draw(st.sampled_from(["uncertain", "own_view", "first", "history"])), draw(WORDS), draw(WORDS)),
        offer=draw(offers(count)),
        given=draw(st.sampled_from(answers)),
        rule=draw(st.sampled_from([None, Rule(classes[0], classes[-1], tuple(texts))])),
        comment=draw(WORDS),
        in_history=draw(st.booleans()),
    )
    actions = tuple((str(n), words or "?") for n, words in enumerate(draw(st.lists(WORDS, max_size=3))))
    notices = [(), (Notice("disk_full", draw(WORDS), draw(WORDS) * 3, actions, draw(st.booleans())),)]
    status = scenes.status(
        learning=draw(WORDS),
        detail=draw(WORDS),
        saved=draw(st.sampled_from(["saved", "saving", "not_saved", "read_only"])),
        saved_words=draw(WORDS),
        labelled=draw(st.integers(0, 10**6)),
        pool=draw(st.integers(0, 10**6)),
        scanning=draw(st.booleans()),
        busy=draw(st.booleans()),
        encrypted=draw(st.booleans()),
    )
    thumbnails = tuple(scenes.picture(n, 30, 40) for n in range(draw(st.integers(0, 2)))) if kind == "image" else ()
    return LabelScreen(
        "Fundus grading",
        "Annotator 1",
        kind,
        classes,
        draw(st.sampled_from([sample, sample, sample, None])),
        status,
        read_only=draw(st.booleans()),
        undo_words=draw(WORDS),
        empty=draw(WORDS),
        notices=draw(st.sampled_from(notices)),
        next_thumbnails=thumbnails,
        next_words=draw(WORDS),
    )


@pytest.mark.parametrize(("kind", "count", "size"), [("image", 5, (1440, 900)), ("text", 12, (1120, 700))])
def test_no_screen_moves_anything(qtbot, theme, kind, count, size):
    window = Window(theme, 0)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.show_page("label")
    names = tuple(f"Class {n}" for n in range(count))
    first = scenes.image_screen(names) if kind == "image" else scenes.text_screen(names)
    window.show_screen(replace(first, project="Fundus grading"))
    pages.settle()
    parts = label_parts(window)
    before, watch = places(parts), Watch(parts)
    wanted = screens(kind, count)

    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(wanted, st.booleans()), min_size=1, max_size=3))
    def check(found: list[tuple[LabelScreen, bool]]) -> None:
        for screen, with_row in found:
            window.show_screen(screen)
            if with_row:
                window.label.append_history(scenes.history(1, kind)[0])
            pages.settle(1)
            assert moved(before, parts) == {}
        assert watch.seen == []

    check()
    watch.end()


def test_a_key_moves_nothing(qtbot, theme):
    """What the annotator opens lies in the places there are: reasons, comment, guideline, find field, a notice."""
    window = Window(theme, 0)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.show_page("label")
    window.show_screen(replace(scenes.image_screen(), notices=(Notice("disk", "Full.", "Safe.", (("a", "Again"),)),)))
    pages.settle()
    stays = ("stage", "toolbar", "inspector", "classes", "history", "history list", "next", "top bar", "status bar")
    parts = {name: part for name, part in label_parts(window).items() if name in stays}
    before = places(parts)
    for command in ("not_worth", "comment", "guideline", "find_class", "contrast", "rule", "zoom_in", "zoom_fit"):
        window.perform(command)
        pages.settle()
        # The guideline stands in the place of the classes.
        assert moved(before, parts).keys() <= ({"classes"} if command == "guideline" else set()), command
        window.escape()
        window.escape()
    assert moved(before, parts) == {}
