"""Annotators and study: names and roles, the design, the planner, a copy that is handed out and comes back."""

from collections.abc import Iterator

from desktop_al.core.study import StudyDesign
from desktop_al.core.words import tr, trn
from tests.pictures.projects import image_project
from tests.pictures.scenes import Scene
from tests.pictures.stand import Stand


def annotators(stand: Stand) -> Iterator[Scene]:
    path, truth = image_project(stand, 240)
    stand.open(path)
    stand.answer(truth, 30)
    stand.do("annotators")
    page, desk = stand.window.page("annotators"), stand.session.annotators
    yield Scene("annotators-one", ("Annotators and study", "Ines", "Owner"), main=True)
    for name in ("Bao", "Dr. Chiara Fontanelli"):
        page.people.add.added.emit(name)
    stand.project.studying.set_role("Dr. Chiara Fontanelli", "adjudicator")
    page.people.add.added.emit("bao")
    stand.settle()
    yield Scene("annotators-refused", ("There is an annotator named bao already.",))
    people = ("Ines", "Bao", "Dr. Chiara Fontanelli")
    stand.project.studying.set_design(StudyDesign(people, overlap_share=0.4, seed=11, planned=40))
    desk.refresh("Bao")
    stand.settle()
    yield Scene("annotators-study", ("Dr. Chiara Fontanelli", "Adjudicator"), main=True)

    def below(part: object) -> None:
        page._scroll.ensureWidgetVisible(part, 0, 100)

    page.planner.shape._parts[1].click()
    below(page.planner.table)
    yield Scene("annotators-planner", ("Time of all together",), True, lambda: below(page.planner.table))
    copy = stand.place / "Forms Bao.dal"
    desk.hand_out("Bao", copy)
    stand.until(lambda: not page.working())
    yield Scene("annotators-handed-out", ("Forms Bao.dal is made for Bao: 240 samples",))
    stand.open(copy)
    stand.answer(truth, 8)
    stand.do("annotators")
    yield Scene("annotators-copy", ("This is a copy made for Bao.",), main=True)
    stand.open(path, annotator="Ines")
    desk.merge([copy])
    stand.until(lambda: not page.working())
    below(page.files.result)
    yield Scene("annotators-merged", ("8 new annotations from 1 file.",), True, lambda: below(page.files.result))
    page.show_work(trn("Merging {n:,} file", "Merging {n:,} files", 2), tr("The project opens again when it is done."))
    yield Scene("annotators-at-work", ("Merging 2 files",), main=True)
    page.show_work("")
    stand.window.leave_page()
    yield Scene("annotators-top-bar", ("Ines",), main=True)
