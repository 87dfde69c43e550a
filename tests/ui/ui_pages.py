"""Every page of the real window with a real project in it, one after the other."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from agreement_scenes import agreement
from audit_scenes import audit
from progress_scenes import SCENES
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from ui_scenes import sessions

from desktop_al.app import make_window
from desktop_al.loop.folder_look import look_into
from desktop_al.loop.import_choices import ANNOTATIONS, NEW, OUT, Choices
from desktop_al.loop.import_screen import ImportScreen, NameRow
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.restoring import RestoreRow
from desktop_al.ui.class_rows import ClassDraft
from desktop_al.ui.recent_row import RecentRow
from desktop_al.ui.session import Session
from desktop_al.ui.window import Window

CLASSES = ("Device", "Fall", "Communication between two wards at the change of shift", "Not an incident")
GUIDE = """# Incidents
One class per report.

## Device
A pump, a monitor or a bed **did not work**.

## Fall
Somebody fell.

## Device or Fall?
A fall caused by a bed that did not work: Device.
"""
BACKUPS = (
    RestoreRow(Path("b3.dal"), "23 Nov 2026, 09:12", "3.4 MB", "1,204 labels", True),
    RestoreRow(Path("b2.dal"), "22 Nov 2026, 17:40", "3.3 MB", "", False, "Its content was changed."),
    RestoreRow(Path("b1.dal"), "14 Nov 2026, 08:02", "998 KB"),
)
_OPTIONS = (("Device", "c0"), ("Fall", "c1"), ("A new class", NEW), ("Leave out", OUT))
IMPORT = ImportScreen(
    "plan",
    "ward 7.csv",
    "csv",
    (("CSV or TSV", "csv"), ("COCO (JSON)", "coco")),
    Choices(ANNOTATIONS),
    classes=(NameRow("device", "device", "12", "c0", _OPTIONS), NameRow("Pump", "Pump", "3", NEW, _OPTIONS)),
    annotators=(NameRow("Bo", "Bo", "15", "Bo", (("Kim", "Kim"), ("Bo, new", "Bo"), ("Leave out", OUT))),),
    conflicts="2 samples have another answer here.",
    counts=(("Labels to import", "13"), ("Another answer here, kept", "2"), ("No sample found", "1")),
    rows=("Line 3: The row has 1 column, too few.", "Line 9, a-999.txt: No sample has this name."),
    more="and 4 more rows",
    notes=("Not kept, since a project has no place for it: boxes (12).",),
    button="Import 13 labels",
)
_WORDS = (("pump", "infusion", "alarm"), ("fall", "floor", "bed"))
RECENT = (
    RecentRow("/a.dal", "Fundus grading", "image", "Images, 5 classes", 412, 1240, "today"),
    RecentRow("/b.dal", "Incident triage", "text", "Texts, 7 classes", 3900, 3900, "12 May"),
    RecentRow("draft:1", "Aufnahmen 2024", "image", "Images", 0, 0, "yesterday", step=2),
    *(RecentRow(f"/{n}.dal", f"Ward {n}", "text", "Texts, 3 classes", n, 90, "3 May", missing=True) for n in range(5)),
)


def settle(rounds: int = 3) -> None:
    """Lays out, draws, and deletes what is to be deleted."""
    for _ in range(rounds):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def write_texts(folder: Path, count: int = 60) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(0)
    for number in range(count):
        words = rng.choice([*_WORDS[number % 2], "patient", "night", "ward"], 30)
        (folder / f"{'ab'[number % 2]}-{number:03d}.txt").write_text(" ".join(words), "utf-8")
    return folder


def write_images(folder: Path, count: int = 12) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(0)
    for number in range(count):
        pixels = rng.integers(0, 255, (60, 80, 3), dtype=np.uint8)
        QImage(pixels.tobytes(), 80, 60, 240, QImage.Format.Format_RGB888).save(str(folder / f"{number:03d}.png"))
    return folder


def open_session(tmp_path: Path, kind: str = "text", guideline: str = GUIDE, count: int = 60) -> Session:
    """A window, shown, with a project open in it."""
    folder = write_texts(tmp_path / "pool", count) if kind == "text" else write_images(tmp_path / "pool")
    home, path = tmp_path / "home", tmp_path / "p.dal"
    create_project(NewProject(path, folder, CLASSES, "Kim", kind=kind, protocol=guideline), home)
    _, made = make_window(home, guard=False)
    made.window.show()
    assert made.open_project(path)
    settle()
    return made


def close_session(session: Session) -> None:
    session.close_project()
    session.window.close()
    session.window.deleteLater()
    settle()


def wait_content(session: Session, qtbot) -> None:
    """Until the sample on screen was read."""

    def there() -> bool:
        screen = session.window.label.screen
        return screen is not None and screen.sample is not None and screen.sample.content is not None

    qtbot.waitUntil(there, timeout=10_000)


def fill_form(window: Window, folder: Path) -> None:
    """The new-project form, all four steps of which can be gone to."""
    form = window.page("form")
    form.begin(str(write_images(folder, 4)))
    form.set_look(list(look_into(folder, lambda: False))[-1])
    form.classes.rows.set_classes([ClassDraft("Mild", "A few red dots."), ClassDraft("Severe"), ClassDraft("None")])
    form.people.annotator.set_text("Kim")
    window.show_page("form")


def each_page(session: Session, tmp_path: Path) -> Iterator[tuple[str, QWidget]]:
    """Turns to page after page; yields its name and the widget whose controls are those of the page."""
    window = session.window
    for name, act in (("label", ()), ("label, guideline", ("guideline",)), ("label, not worth", ("not_worth",))):
        window.perform("tab.label")
        for command in act:
            window.perform(command)
        settle()
        yield name, window
        window.escape()
        window.escape()
    window.perform("tab.samples")
    window.page("samples").choice.go(3)
    for form in ("table", "grid"):
        window.page("samples").show_form(form)
        settle()
        yield f"samples, {form}", window
    window.page("progress").show_progress(SCENES["full"])
    window.show_page("progress")
    settle()
    yield "progress", window
    window.page("agreement").show_agreement(agreement())
    window.show_page("agreement")
    settle()
    yield "agreement", window
    window.perform("tab.protocol")
    settle()
    yield "protocol", window
    window.page("protocol").guideline.open_edit()
    settle()
    yield "protocol, editing", window
    window.escape()
    window.page("sessions").show_sessions(sessions())
    window.show_page("sessions")
    settle()
    yield "sessions", window
    window.page("sessions").export.click()
    settle()
    yield "sessions, file", window
    window.escape()
    window.escape()
    window.page("audit").show_audit(audit())
    window.show_page("audit")
    settle()
    yield "audit", window
    window.page("audit").open_form()
    settle()
    yield "audit, signing", window
    window.escape()
    window.escape()
    window.perform("annotators")
    settle()
    yield "annotators", window
    window.escape()
    window.perform("export")
    window.page("export").formats.rows[0].click()
    settle()
    yield "export", window
    window.page("export").formats.rows[-3].click()
    window.page("export").first_focus()
    settle()
    yield "export, folder", window
    window.escape()
    window.perform("import_labels")
    settle()
    yield "import", window
    window.page("import").show_screen(IMPORT)
    settle()
    yield "import, plan", window
    window.escape()
    window.page("restore").show_rows(Path("p.dal"), BACKUPS, can_make=True)
    window.show_page("restore")
    settle()
    yield "restore", window
    window.escape()
    # The other sections stand on the same board as the general one.
    for section in ("general", "shortcuts", "about"):
        session.settings.show(section)
        settle()
        yield f"settings, {section}", window
    session.settings.show("storage")
    session.settings.refresh()
    window.page("settings").await_support()
    window.page("settings").show_support("desktop_al 0.1\nwindow 1440 900\n" * 20)
    settle()
    yield "settings, support file", window
    window.page("settings").escape()
    window.perform("tab.label")
    window.perform("shortcuts")
    settle()
    yield "sheet", window.sheet
    window.perform("shortcuts")
    window.show_page("start")
    window.start.set_recent(RECENT)
    settle()
    yield "start", window
    fill_form(window, tmp_path / "more")
    for step in range(4):
        window.page("form").go(step)
        settle()
        yield f"form, {step + 1}", window
    window.show_page("start")
