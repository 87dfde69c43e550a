"""Exports: choosing one, formats of which a sample is held once, an export that takes long, one that failed."""

import threading
from collections.abc import Iterator
from pathlib import Path

from desktop_al.loop import exporting
from desktop_al.loop.export_wish import Wish
from tests.pictures.projects import image_project
from tests.pictures.scenes import Scene
from tests.pictures.stand import Stand


def exports(stand: Stand) -> Iterator[Scene]:
    path, truth = image_project(stand, 40)
    stand.open(path)
    stand.answer(truth, 6)
    stand.until(lambda: stand.project.unsaved == 0)
    window = stand.session.window
    window.perform("export")
    page = window.page("export")
    yield Scene("export", ("Export labels", "Choose where..."), main=True)
    names = [row.name for row in page.formats.rows]
    page.views.rows[2].click()
    yield Scene("export-training", ("Training set with weights", "Dawid-Skene"), main=True)
    page.formats.rows[names.index("folders")].click()
    yield Scene("export-folders", ("holds a sample once.", "Links instead of copies, where the disk can"), main=True)
    page.formats.rows[names.index("results")].click()
    yield Scene("export-results", ("Results of adjudication",))
    page.formats.rows[names.index("model")].click()
    yield Scene("export-model", ("There are too few labels for a model",), main=True)
    page.formats.rows[0].click()
    stand.session.exports.export(Path("nowhere") / "labels.csv", None, Wish())
    stand.until(lambda: bool(page.trouble.text()))
    yield Scene("export-refused", ("does not exist",), main=True)
    go_on, export = threading.Event(), exporting.export_labels

    def slowly(*given, **more):  # type: ignore[no-untyped-def]
        more["progress"](0.37)
        go_on.wait(60)
        return export(*given, **more)

    exporting.export_labels = slowly
    try:
        stand.session.exports.export(path.with_name("labels.csv"), None, Wish())
        stand.until(lambda: page.bar.isVisible())
        yield Scene("export-running", ("Writing labels.csv", "Stop"), main=True)
    finally:
        exporting.export_labels = export
        go_on.set()
    stand.until(lambda: not stand.session.exports.at_work())
    yield Scene("export-done", ("Exported 6 annotations to labels.csv.", "Show in folder"), main=True)
