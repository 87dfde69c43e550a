"""Import labels: which file, the plan as suggestions and as annotations, a bad file, what came of it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from desktop_al.loop.handing_out import hand_out
from tests.pictures.projects import text_project
from tests.pictures.scenes import Scene
from tests.pictures.stand import Stand, write


def import_labels(stand: Stand) -> Iterator[Scene]:
    path, truth = text_project(stand, 60)
    stand.open(path)
    stand.answer(truth, 6)
    project = stand.project
    names = [project.pool.name(place) for place in range(len(project.pool))]
    classes = [c.name for c in project.classes]
    rows = [f"{name},{classes[n % 2].lower()},{('Ines', 'Bo', '')[n % 3]}" for n, name in enumerate(names[:40])]
    rows += [f"{name},Medication,Bo" for name in names[40:44]]
    rows += [f"ward 9/{n}.txt,{classes[0]},Bo" for n in range(1000, 1030)]
    file = write(stand.place, "ward 7.csv", "\n".join(["path,label,annotator", *rows, "a row that is cut"]))
    stand.do("import_labels")
    page, desk = stand.window.page("import"), stand.session.imports
    yield Scene("import", ("Which file holds the labels?", "Choose a file..."), main=True)

    def done() -> None:
        stand.until(lambda: desk._importing is not None and not desk._importing.at_work())
        stand.settle()

    desk.read(write(stand.place, "notes.csv", b"\x00\x01\x02" * 200))
    done()
    yield Scene("import-bad", ("Nothing was imported",), main=True)
    own = ["Datei;Befund;Leserin;Zeit;Anmerkung"]
    own += [f"{name};{classes[n % 2]};Ines;2024-05-0{1 + n % 9};Station {n % 3}" for n, name in enumerate(names[:30])]
    desk.read(write(stand.place, "Befunde.csv", "\n".join(own)))
    done()
    yield Scene("import-columns", ("Columns", "Which column of the table is what.", "Do not import"), main=True)
    for role, column in (("sample", "Datei"), ("label", "Befund"), ("annotator", "Leserin"), ("comment", "Anmerkung")):
        field = page.columns.fields[role]
        field.setCurrentIndex(field.findData(column))
        field.activated.emit(field.currentIndex())
        done()
    page.columns.fields["label"].setFocus(Qt.FocusReason.TabFocusReason)
    yield Scene("import-columns-chosen", ("Which column of the table is what.", "Import 30 suggestions"), main=True)
    desk.read(file)
    done()
    yield Scene("import-suggestions", ("As suggestions", "Import 44 suggestions"), main=True)
    page.annotations.click()
    done()
    yield Scene("import-annotations", ("Annotators", "Do not import"), main=True)
    bottom = page._scroll.verticalScrollBar()

    def below() -> None:
        list(page.people.fields.values())[-1].setFocus(Qt.FocusReason.TabFocusReason)
        bottom.setValue(bottom.maximum())

    below()
    yield Scene("import-annotators", again=below, main=True)
    page.offers.click()
    done()
    page.take.click()
    done()
    yield Scene("import-done", ("Imported", "Back to labelling"), main=True)
    project.choose("withheld_share", 0)
    stand.do("tab.label")
    while project.serving.current is not None and project.serving.current.offer is None:
        stand.answer(truth, 1)
    stand.until(stand.shown)
    stand.settle()
    yield Scene("import-label", ("From ward 7.csv",), main=True)
    copy = stand.place / "Bo.dal"
    stand.until(lambda: not project.unsaved)
    stand.session.close_project()
    hand_out(path, "Bo", copy, stand.home)
    stand.open(copy)
    stand.do("import_labels")
    desk.read(file)
    done()
    yield Scene("import-copy", ("Here only your own annotations can be imported, no suggestions.",), main=True)
