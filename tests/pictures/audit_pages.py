"""The audit trail with its filters, the form for signing, a void signature, and the question why an answer changed."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from desktop_al.core.words import tr
from desktop_al.loop.locks import encrypt_project
from desktop_al.loop.record import Clock
from tests.pictures.projects import WARD, text_project
from tests.pictures.scenes import Scene
from tests.pictures.stand import Stand


class _Hands:
    """A clock that the scene sets."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_800_000_000.0, 500.0

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds

    def clock(self) -> Clock:
        return Clock(lambda: int(self.wall * 1e6), lambda: int(self.steady * 1e6), lambda: 0.0)


def audit(stand: Stand) -> Iterator[Scene]:
    hands = _Hands()
    stand.session.time = hands.clock()
    path, truth = text_project(stand, 60)
    stand.open(path)
    project, desk = stand.project, stand.session.audit

    def read() -> None:
        stand.until(lambda: not project.unsaved)
        stand.until(lambda: desk._asking.key is None)
        stand.settle()

    stand.do("audit")
    page = stand.window.page("audit")
    read()
    yield Scene("audit-new", ("Audit trail", "Head of the log", "Nobody has signed anything yet."), main=True)
    stand.window.leave_page()
    for _ in range(24):
        hands.passes(7.3)
        stand.answer(truth, 1)
    project.comments.say("The pump had been repaired the day before.")
    place = project.serving.current.place if project.serving.current is not None else 0
    project.comments.erase(place, "it names a patient")
    project.undo()
    hands.wall -= 4_000
    stand.answer(truth, 12)
    added = project.editing.add("Infection control")
    project.editing.rename(added, "Hygiene")
    project.editing.ask_reason_for_change(True)
    project.edited()
    first = project.pool.by_id[next(sample for who, sample in project.state.cells if who == project.annotator)]
    ids = {item.name: item.id for item in project.classes}

    def visit() -> None:
        project.serving.visit(first)
        stand.until(stand.shown)
        stand.settle()

    def ask() -> None:
        visit()
        given = project.state.in_force(project.annotator, project.pool.rows[first].id)[-1].answer
        other = next(name for name in WARD if ids[name] not in given)
        stand.window.label._chosen("label", ids[other])
        stand.settle()

    ask()
    stand.type("read the second sentence again")
    yield Scene("audit-why-first", ("Keep the old answer",))
    stand.key(Qt.Key.Key_Return)
    hands.passes(20)
    ask()
    stand.key(Qt.Key.Key_Down)
    yield Scene("audit-why", ("Keep the old answer", "Change it"), main=True, again=ask)
    stand.key(Qt.Key.Key_Escape)
    desk_export = stand.session.exports
    desk_export.export(stand.place / "labels.csv")
    stand.until(lambda: any(event == "export" for event in [e.kind for e in project.state._events.values()]))
    stand.do("audit")
    read()
    yield Scene("audit", ("Audit trail", "Every event of this project, the newest first."), main=True)
    page.table.scrollToBottom()
    yield Scene("audit-older", again=page.table.scrollToBottom, main=True)
    page.filter.group.setCurrentIndex(2)
    read()
    yield Scene("audit-changes", ("Export...",), main=True)
    page.filter.words.setText("no such words")
    page.filter._send()
    read()
    yield Scene("audit-nothing", ("Nothing passes this filter", "Show everything"), main=True)
    page.filter.clear()
    page.filter.since.setText("last week")
    page.filter._send()
    stand.settle()
    yield Scene("audit-wrong-day", ("A day is written as 2026-11-23, not last week.",))
    page.filter.clear()
    page.filter._send()
    read()
    stand.do("sign_off")
    page.form.name.edit.setText("Dr. Ines Example")
    stand.settle()
    yield Scene("audit-sign", ("Sign", "Printed name"), main=True, again=lambda: page._scroll.show_part(page.form.sign))
    page.form.sign.click()
    stand.until(lambda: page.form.isHidden())
    read()
    project.answering.change_reason = "not what the protocol says"
    project.serving.visit(first)
    stand.until(stand.shown)
    project.answering.change_reason = "not what the protocol says"
    project.label(ids["Fall"])
    stand.session.audit.refresh()
    read()
    page._scroll.show_part(page.signatures)
    again = lambda: page._scroll.show_part(page.signatures)  # noqa: E731
    yield Scene("audit-void", ("Sign-offs",), main=True, again=again)
    stand.window.leave_page()
    who = project.annotator
    assert stand.session.close_project()
    encrypt_project(path, who, "right passphrase")
    stand.open(path)
    stand.do("sign_off")
    read()
    page.open_form()
    page.form.name.edit.setText("Dr. Ines Example")
    page.form.passphrase.edit.setText("wrong passphrase")
    page.form.sign.click()
    stand.until(lambda: page.form.passphrase.trouble.text())
    trouble = lambda: page._scroll.show_part(page.form.sign)  # noqa: E731
    yield Scene("audit-passphrase", (f"That is not the passphrase of {who}.",), True, trouble)
    page.show_failure(tr("The audit trail could not be read. Labelling goes on."))
    yield Scene("audit-failed", ("The audit trail could not be read. Labelling goes on.",))
    page._screen = None
    page.show_failure(tr("The audit trail could not be read. Labelling goes on."))
    yield Scene("audit-failed-at-once", ("Try again",))
