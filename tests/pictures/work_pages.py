"""Label, Samples, Protocol, settings, shortcuts: a project in which everything goes well."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import Qt

from desktop_al.core.settings import SETTINGS
from desktop_al.core.words import english, joined
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.ui.options import bring_into_view
from tests.learn.test_own_network import NCHW, means
from tests.pictures.projects import DIGITS, digits, image_project, text_project
from tests.pictures.scenes import Scene
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
    yield Scene("shortcuts", ("Shortcuts", "Give a label", "Type to find an action"), main=True)
    window.escape()
    while (current := stand.project.serving.current) is not None and current.offer is not None:
        stand.answer(truth, 1)
        stand.until(stand.shown)
    yield Scene("label-own-view", ("Your own view", "No suggestion is shown here."))


def guideline(stand: Stand) -> Iterator[Scene]:
    """The guideline beside the sample: parts, examples, the field for a caption; texts; very many classes."""
    path, truth = image_project(stand, 150)
    stand.open(path)
    stand.learn(truth, 55)
    stand.do("guideline")
    view = stand.window.label.inspector.guideline
    view.tabs.setCurrentIndex(6)
    stand.rest(0.6)
    yield Scene("guideline-parts", ("Guideline", "Decide like this", "Agreed examples", "Not this class"), main=True)
    stand.do("add_example")
    if view.foot.writing():
        stand.type("A cross-bar in the middle")
    yield Scene("guideline-caption", ("Keep", "Drop"), main=True)
    stand.key(Qt.Key.Key_Return)
    stand.rest(0.6)
    yield Scene("guideline-added", ("version 2",))
    view.step(3)
    view.tabs.setCurrentIndex(view.tabs.count() - 1)
    stand.rest(0.2)
    yield Scene("guideline-whole")
    stand.end()
    path, truth = text_project(stand, 60)
    stand.open(path)
    stand.answer(truth, 10)
    stand.do("guideline")
    stand.rest(0.6)
    yield Scene("guideline-texts", ("F-0413 is not in this project.",), main=True)
    stand.end()
    names = (*DIGITS, *(f"Sign {number}" for number in range(30)))
    path, truth = image_project(stand, 60, "Signs", names)
    stand.open(path)
    stand.do("guideline")
    stand.rest(0.6)
    yield Scene("guideline-40-classes", main=True)


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


def near_copies(stand: Stand) -> Iterator[Scene]:
    """Photographs of nearly the same thing, answered by one decision."""
    rng = np.random.default_rng(4)
    folder = stand.place / "scans"
    folder.mkdir()
    for number in range(9):
        picture = cv2.resize(rng.integers(40, 230, (7, 9, 3), np.uint8), (420, 320), interpolation=cv2.INTER_CUBIC)
        cv2.imwrite(str(folder / f"scan-{number:02d}.png"), picture)
        if number % 3:
            cv2.imwrite(str(folder / f"scan-{number:02d}-sent.jpg"), picture, [cv2.IMWRITE_JPEG_QUALITY, 90])
            cv2.imwrite(str(folder / f"scan-{number:02d}-small.png"), cv2.resize(picture, (300, 229)))
    path = stand.place / "scans.dal"
    create_project(NewProject(path, folder, ("Keep", "Discard"), "Ines", seed=2, audit_share=0.0), stand.home)
    stand.open(path)
    stand.until(lambda: bool(stand.project.pool.near))
    firsts = sorted(stand.project.pool.near)
    stand.answer(lambda _: "Keep", 1)
    stand.project.serving.visit(firsts[0])
    stand.until(stand.shown)
    stand.project.label(stand.project.classes[1].id)
    stand.project.choose("copies_together", True)
    for first in firsts[1:3]:
        stand.project.serving.visit(first)
        stand.until(stand.shown)
        stand.project.label(stand.project.classes[0].id)
    stand.project.serving.visit(firsts[3])
    stand.until(stand.shown)
    stand.rest(0.3)
    yield Scene("copies-label", ("Applies to 3", "Undo: Keep for 3"), main=True)
    stand.do("only_this")
    yield Scene("copies-only-this", ("Only this one",))
    stand.do("guideline")
    yield Scene("copies-guideline")
    stand.window.escape()
    stand.session.settings.show("aside")
    stand.rest(0.5)
    row = stand.window.page("settings").aside.same
    bring_into_view(row, 0)
    stand.rest(0.3)
    yield Scene(
        "copies-settings", ("Give near copies the same answer",), main=True, again=lambda: bring_into_view(row, 0)
    )
    stand.window.leave_page()
    stand.do("tab.samples")
    page = stand.window.page("samples")
    page.refresh()
    place = next(r for r in range(page.model.rowCount()) if page.model.place(r) in stand.project.answers.copied)
    page.choice.go(place)
    stand.rest(0.5)
    yield Scene("copies-samples", ("Answered together with",), main=True)
    offered = stand.project.near.offered()
    page.choice.go(next(r for r in range(page.model.rowCount()) if page.model.place(r) in offered))
    stand.rest(0.5)
    yield Scene("copies-offered", main=True)


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


_FILE = """---
name: Ward incidents
version: "4"
scale: nominal
author: Ines
classes:
  - {name: Fall, definition: Somebody fell.}
  - {name: Medicine, definition: A wrong drug or dose.}
  - Equipment
reasons:
  - {id: double, words: Two reports in one}
  - {id: other, words: Other}
---

## Fall
Also somebody who slid from a chair.

## Fall or Equipment?
A bed that gave way: Equipment.
"""


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
    field = page.guideline.field
    field.moveCursor(field.textCursor().MoveOperation.End)
    field.insertPlainText(
        "\n## Fals\n![a picture](http://example.org/a.png)\n\n## Fall\n### Agreed examples\n- F-0413: by night"
    )
    page.guideline.read_again()
    yield Scene("protocol-editing", ("Drop the changes", "As it will be shown", "remarks"), main=True)
    page.guideline._close_edit()
    page.settings.fold.click()
    editing.set_reasons([("focus", "Out of focus"), ("", "Two reports in one"), ("", "Not about a patient")])
    stand.project.edited()
    stand.settle()
    page._scroll.ensureWidgetVisible(page.settings)
    yield Scene("protocol-reasons", ("Reasons for “not worth labelling” (3)",), main=True)
    page.settings.fold.click()
    page.intent.emit("class_define", (ids["Fall"], "Somebody fell, or slid to the floor."))
    yield Scene("protocol-again", ("You labelled 4 samples Fall before this change.",), main=True)
    page.intent.emit("again", False)
    (stand.place / "ward.md").write_text(_FILE, "utf-8")
    stand.session.protocol.look_at(stand.project, stand.place / "ward.md")
    yield Scene("protocol-import", ("Import ward.md", "Nothing is changed yet."), main=True)
    page.close_import()
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
        stand.until(
            lambda told=told, words=words: (
                told.isVisible() and words[0] in english(joined((told.title, told.sentence())))
            )
        )

        def again(told: object = told) -> None:
            page._scroll.ensureWidgetVisible(told)

        again()
        yield Scene(f"own-network-{name}-used", words, main=True, again=again)


def _choose_file(stand: Stand, path: Path) -> None:
    """What the row says once a file was chosen. The dialog itself is a loop of its own that nothing here could end."""
    stand.window.page("settings").rows["own_network"].control.committed.emit(str(path))
    stand.settle()
