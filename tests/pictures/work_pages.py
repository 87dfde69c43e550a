"""Label, Samples, Protocol, settings, shortcuts: a project in which everything goes well."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import Qt

from desktop_al.core.settings import SETTINGS
from desktop_al.loop.opening import NewProject, create_project
from tests.learn.test_own_network import NCHW, means
from tests.pictures.projects import DIGITS, digits, image_project, text_project
from tests.pictures.scenes import Scene
from tests.pictures.seen import missing
from tests.pictures.stand import Stand


def label_images(stand: Stand) -> Iterator[Scene]:
    path, truth = image_project(stand, 150)
    stand.open(path)
    yield Scene("label-first", ("First samples", "0 of 150"))
    stand.learn(truth, 55)
    window, page = stand.window, stand.window.label
    yield Scene("label-image", ("Forms", "Ines", "Saved", "Offline", "Model probability"), main=True)
    stand.do("zoom_in")
    stand.do("zoom_in")
    yield Scene("label-zoom")
    stand.do("zoom_fit")
    stand.do("contrast")
    yield Scene("label-contrast-mode")
    window.escape()
    stand.do("not_worth")
    yield Scene("label-not-worth", ("Not worth it, because", "Esc returns"), main=True)
    window.escape()
    stand.do("comment")
    stand.type("The down stroke is cut off at the edge.")
    yield Scene("label-comment", ("The down stroke is cut off at the edge.",))
    stand.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    yield Scene("label-commented", ("The down stroke is cut off at the edge.",))
    stand.do("guideline")
    yield Scene("label-guideline", main=True)
    window.escape()
    stand.do("find_class")
    stand.type("8")
    yield Scene("label-find-hit")
    page.inspector.panel.find.clear()
    stand.type("not a digit")
    yield Scene("label-find-none", ("not a digit",))
    window.escape()
    stand.do("undo")
    yield Scene("label-undone", ("Undone",))
    stand.do("redo")
    stand.offered(truth)
    stand.do("unsure")
    stand.answer(truth, 1)
    stand.do("back")
    stand.until(stand.shown)
    yield Scene("label-history", ("From the history",), main=True)
    stand.do("now")
    stand.do("shortcuts")
    yield Scene("shortcuts", ("All shortcuts",), main=True)
    window.escape()
    while (current := stand.project.serving.current) is not None and current.offer is not None:
        stand.answer(truth, 1)
        stand.until(stand.shown)
    yield Scene("label-own-view", ("Your own view", "No suggestion is shown here."))


def label_texts(stand: Stand) -> Iterator[Scene]:
    path, truth = text_project(stand, 100)
    stand.open(path)
    stand.learn(truth, 30)
    yield Scene("label-text", ("Incidents",), main=True)
    stand.do("evidence")
    stand.until(lambda: bool(stand.window.label.stage.text.extraSelections()))
    yield Scene("label-evidence", main=True)
    stand.do("tab.samples")
    stand.rest(1.0)
    yield Scene("samples-texts", main=True)
    stand.do("find_sample")
    stand.type("heparin")
    stand.rest(1.0)
    yield Scene("samples-text-search")


def label_many(stand: Stand) -> Iterator[Scene]:
    """More classes than keys."""
    names = (*DIGITS, "Two digits", "No digit at all")
    path, truth = image_project(stand, 150, "Forms", names)
    stand.open(path)
    stand.learn(truth, 55)
    yield Scene("label-12-classes", main=True)


def samples(stand: Stand) -> Iterator[Scene]:
    path, truth = image_project(stand, 240)
    stand.open(path)
    stand.answer(truth, 30)
    stand.project.unsure()
    stand.until(stand.shown)
    stand.project.not_worth("focus") or stand.project.not_worth("artefact")
    stand.do("tab.samples")
    page = stand.window.page("samples")
    stand.rest(0.6)
    yield Scene("samples-table", main=True)
    stand.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    stand.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    stand.rest(0.5)
    yield Scene("samples-several")
    page.show_form("grid")
    stand.rest(0.8)
    yield Scene("samples-grid", main=True)
    page.show_form("table")
    stand.do("find_sample")
    stand.type("no such name")
    stand.rest(0.3)
    yield Scene("samples-nothing", ("Nothing found", "Clear the filters"), main=True)
    page.bar.clear()
    stand.rest(0.3)
    page.bar.state.choose("unsure")
    page.refresh()
    stand.rest(0.3)
    yield Scene("samples-filtered")


def protocol(stand: Stand) -> Iterator[Scene]:
    path, truth = text_project(stand, 20)
    stand.open(path)
    stand.answer(truth, 12)
    stand.do("tab.protocol")
    page = stand.window.page("protocol")
    editing = stand.project.editing
    ids = {item.name: item.id for item in stand.project.classes}
    yield Scene("protocol", ("Classes", "Guideline", "5 offered"), main=True)
    page.guideline.open_edit()
    yield Scene("protocol-editing", ("Drop the changes",), main=True)
    page.guideline.drop()
    page.classes.adding.name.setFocus()
    stand.type("fall")
    stand.key(Qt.Key.Key_Return)
    yield Scene("protocol-trouble", ("There is already a class named Fall.",))
    page.classes.adding.name.clear()
    editing.add("Infection control", "Hygiene, isolation, or an infection that was caught here.")
    editing.add("Paperwork", "")
    editing.retire(ids["Delay in care"], True)
    stand.project.edited()
    editing.merge(next(c.id for c in stand.project.classes if c.name == "Paperwork"), ids["Communication"])
    stand.project.edited()
    stand.settle()
    page.classes._fold.click()
    yield Scene("protocol-retired", ("No longer offered (2)",), main=True)
    page.classes._ask_merge(ids["Fall"])
    yield Scene("protocol-merge", ("Merge Fall into",))
    page.classes.drop()
    stand.end()
    path = _without_guideline(stand.place, stand.home)
    stand.open(path)
    stand.do("tab.protocol")
    yield Scene("protocol-no-guideline", ("No guideline yet",), main=True)


def _without_guideline(place: Path, home: Path) -> Path:
    digits(place / "Plain images", 8)
    path = place / "Plain.dal"
    create_project(NewProject(path, place / "Plain images", ("Odd", "Even"), "Ines", kind="image"), home)
    return path


def settings(stand: Stand) -> Iterator[Scene]:
    path, truth = image_project(stand, 40)
    stand.session.show_start()
    stand.do("settings")
    yield Scene("settings-no-project", ("Settings",))
    stand.open(path)
    stand.answer(truth, 12)
    stand.session.settings.show()
    page = stand.window.page("settings")
    sections = dict.fromkeys(setting.section for setting in SETTINGS)
    for section in (*sections, "storage", "about"):
        page.go_to(section)
        stand.rest(0.1)
        yield Scene(f"settings-{section}", main=section in ("general", "storage"))
    page.go_to("shortcuts")
    stand.rest(0.1)
    yield Scene("settings-shortcuts", ("Back to defaults",), main=True)
    row = next(row for row in page.shortcuts.rows if row.command.id == "contrast")
    row.take_focus()
    row.button.start()
    page._scroll.ensureWidgetVisible(row)
    yield Scene("settings-recording", again=row.button.start)
    stand.key(Qt.Key.Key_U)
    yield Scene("settings-clash", ("Unsure",), main=True)
    page.escape()
    page._find.setFocus()
    stand.type("text")
    yield Scene("settings-find", ("Sample text size",))
    page._find.clear()
    stand.type("no such thing")
    yield Scene("settings-find-nothing", ("Nothing is called “no such thing”.",))
    page._find.clear()
    stand.do("support")
    stand.until(page.storage.previewing)
    stand.rest(0.3)
    yield Scene("settings-support", main=True)


def learning(stand: Stand) -> Iterator[Scene]:
    """How a project learns and what its queue leaves out."""
    path, truth = image_project(stand, 60)
    folder = next(place for place in stand.place.iterdir() if place.is_dir() and place != stand.home)
    for number in range(3):
        cv2.imwrite(str(folder / f"z-black-{number}.png"), np.full((64, 64), number, np.uint8))
    stand.session.show_start()
    stand.session.settings.show("aside")
    yield Scene("learning-no-project")
    stand.open(path)
    stand.until(lambda: stand.project.learning is not None and stand.project.learning.aside is not None)
    stand.answer(truth, 12)
    stand.session.settings.show("learning")
    page = stand.window.page("settings")
    yield Scene("learning-default", ("Choose next", "Recommended"))
    page.learning.unfold("strategy")
    stand.rest(0.2)
    yield Scene("learning-strategies", main=True)
    page.rows["strategy"].control.setChecked(False)
    for name, strategy in (("mix", "margin*2+density@k_center"), ("committee", "vote_entropy"), ("find", "certainty")):
        stand.session.settings.change("strategy", strategy)
        stand.rest(0.2)
        yield Scene(f"learning-{name}", main=name == "committee")
    page.go_to("aside")
    stand.rest(0.6)
    yield Scene("learning-aside", main=True)
    page.aside.kinds["black"].all.click()
    stand.rest(0.3)
    stand.window.page("samples").choice.go(0)
    stand.rest(0.5)
    yield Scene("samples-aside", main=True)
    stand.session.open_project(path, look_only=True)
    stand.rest(0.5)
    stand.session.settings.show("learning")
    yield Scene("learning-look-only")


def off_here(stand: Stand) -> Iterator[Scene]:
    """So many images are black that black is no junk in this folder."""
    path, _ = image_project(stand, 30)
    for number in range(30):
        shade = np.full((64, 64), number % 9, np.uint8)
        cv2.imwrite(str(stand.place / "Forms images" / f"night-{number:02d}.png"), shade)
    stand.open(path)
    stand.until(lambda: stand.project.learning is not None and stand.project.learning.aside is not None)
    stand.session.settings.show("aside")
    stand.rest(0.6)
    black = stand.window.page("settings").aside.kinds["black"]

    def look() -> None:
        stand.window.page("settings")._scroll.ensureWidgetVisible(black)

    look()
    yield Scene("aside-off-here", ("Black", "“Black” would hold for 30 of 60 samples"), main=True, again=look)


def own_network(stand: Stand) -> Iterator[Scene]:
    """The user's own network: its file is chosen by hand, and counts from the next opening on."""
    path, truth = image_project(stand, 60)
    (stand.place / "channels.onnx").write_bytes(means(NCHW, ["n", 3]))
    (stand.place / "broken.onnx").write_bytes(b"no network at all")
    stand.open(path)
    stand.session.settings.show("learning")
    page = stand.window.page("settings")

    def look() -> None:
        page._scroll.ensureWidgetVisible(page.rows["own_network"])

    for name in ("channels", "broken"):
        _choose_file(stand, stand.place / f"{name}.onnx")
        look()
        yield Scene(f"own-network-{name}", (f"Own image model: {name}.onnx.",), main=name == "channels", again=look)
        stand.session.open_project(path)
        stand.until(lambda: stand.project.learning is not None and stand.project.learning.features_done == 1.0)
        stand.until(lambda: not stand.project.learning.extracting)
        stand.answer(truth, 12)
        stand.until(lambda: stand.project.learning.result is not None and not stand.project.learning.training)
        stand.session.settings.show("learning")
        told = page.learning.lacking if name == "broken" else page.learning.seen
        words = ("Missing",) if name == "broken" else ("your own image model",)
        stand.until(lambda told=told, words=words: told.isVisible() and not missing(stand.window, words))

        def again(told: object = told) -> None:
            page._scroll.ensureWidgetVisible(told)

        again()
        yield Scene(f"own-network-{name}-used", words, main=True, again=again)


def _choose_file(stand: Stand, path: Path) -> None:
    """What the row says once a file was chosen. The dialog itself is a loop of its own that nothing here could end."""
    stand.window.page("settings").rows["own_network"].control.committed.emit(str(path))
    stand.settle()
