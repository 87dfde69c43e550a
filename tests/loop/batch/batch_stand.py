"""A project whose model is taught, for the tests of reviewing many at once."""

from desktop_al.core import events as ev
from desktop_al.loop.batch_screen import Groups
from desktop_al.store.project_file import close_file, open_project, read_body
from tests.loop.desk import Desk

POOL, LABELS = 240, 110


def ask(desk: Desk, request: object) -> Groups:
    got: list[Groups] = []
    desk.project.learning.report(request, lambda _: None, got.append, "groups")
    desk.until(lambda: got)
    return got[0]


def body_of(desk: Desk, event: ev.Event) -> dict[str, object]:
    assert desk.project.record.drain(30)
    file = open_project(desk.project.path, look_only=True)
    try:
        return ev.decode_body(read_body(file.connection, event)[1])
    finally:
        close_file(file)


def places(screen) -> list[int]:
    return [tile.place for tile in screen.tiles]


def label_of(desk: Desk, at: int) -> str:
    given = desk.project.state.in_force("ann", desk.project.pool.rows[at].id)
    name = {c.id: c.name for c in desk.project.state.classes()}
    return name[ev.label_classes(given[-1].answer)[0]] if given else ""
