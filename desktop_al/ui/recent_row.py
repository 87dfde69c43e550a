"""A project on the start page, as it is kept: without anything of a window, so that commands can read it too."""

from dataclasses import dataclass

from desktop_al.core.plain_names import plain
from desktop_al.core.shapes import SampleKind
from desktop_al.core.words import mark, tr

LOCKED_NAME = mark("Locked project")


@dataclass(frozen=True, slots=True)
class RecentRow:
    """One known project, or a draft of one. ``path`` is what is handed on when it is opened or taken off.

    ``missing``: the file is no longer where it was; ``hidden``: name, kind and progress are not shown; ``step``: the
    step 1 to 4 that a draft stands at, 0 for a project.
    """

    path: str
    name: str
    kind: SampleKind
    detail: str
    labelled: int
    pool: int
    when: str
    missing: bool = False
    encrypted: bool = False
    hidden: bool = False
    step: int = 0

    @property
    def title(self) -> str:
        """The name as it is shown."""
        return tr(LOCKED_NAME) if self.hidden else plain(self.name)
