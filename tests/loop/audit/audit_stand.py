"""A day of work in a real project, for the tests of its trail."""

from pathlib import Path

from desktop_al.loop.audit import Trail, audit_page
from desktop_al.loop.audit_screen import AuditFilter, AuditRequest
from desktop_al.loop.record import Clock
from desktop_al.store.project_file import open_project, read_samples

FORMULA = '=HYPERLINK("x")'


class Hands:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_790_000_000_000_000, 5_000_000

    def pass_(self, seconds: float) -> None:
        self.wall += int(seconds * 1e6)
        self.steady += int(seconds * 1e6)

    def clock(self) -> Clock:
        return Clock(lambda: self.wall, lambda: self.steady, lambda: 0.0)


def read(path: Path, trail: Trail | None = None) -> Trail:
    trail = trail or Trail()
    for share in trail.read(path):
        assert 0 <= share <= 1
    return trail


def page(path: Path, asked: AuditFilter | None = None, first: int = 0, viewer: str = "ann", hide: bool = False):
    file = open_project(path, look_only=True)
    rows = read_samples(file.connection)
    file.connection.close()
    made = audit_page(Trail(), path, AuditRequest(viewer, hide, asked or AuditFilter(), first), rows)
    while True:
        try:
            next(made)
        except StopIteration as done:
            return done.value


def sentences(path):
    return [row.what for row in read(path).rows]


def copied(path: Path, place: Path) -> Path:
    """The project in a folder of its own, with its samples."""
    import shutil

    shutil.copytree(path.parent / "texts", place / "texts")
    return Path(shutil.copy(path, place / "p.dal"))
