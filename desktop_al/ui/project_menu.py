"""The project menu: what is done often at once, the rest in groups, so that it fits a low screen."""

from collections.abc import Callable

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QMenu, QWidget

from desktop_al.core.commands import BY_ID, Keymap
from desktop_al.core.words import mark, tr

#: A command, or the title of a group and its commands; "" is a line.
_ROWS: tuple[str | tuple[str, tuple[str, ...]], ...] = (
    *("new", "open", ""),
    *("import_labels", "export", "report", "suspects", "rescan", ""),
    (mark("People"), ("annotators", "hand_out", "merge")),
    (mark("Backups"), ("back_up", "restore")),
    (mark("Records"), ("sessions", "audit", "sign_off", "erase_comments")),
    (mark("View"), ("history", "theme", "shortcuts")),
    (mark("Help"), ("guide", "security", "support", "about")),
    *("", "settings", "lock", "close_project", "quit"),
)


def group_of(command: str) -> str:
    """The group of the menu that a command stands in; "" where it stands in none."""
    return next((row[0] for row in _ROWS if not isinstance(row, str) and command in row[1]), "")


def project_menu(parent: QWidget, font: QFont, keys: Keymap, act: Callable[[str], None]) -> QMenu:
    """The menu as it would open now; ``act`` is told the command that is chosen."""

    def add(menu: QMenu, command: str) -> None:
        own = keys.get(command, ())
        title = tr(BY_ID[command].title)
        action = menu.addAction(f"{title}\t{own[0]}" if own else title)
        action.triggered.connect(lambda: act(command))

    made = QMenu(parent)
    made.setAccessibleName(tr("Project menu"))
    made.setFont(font)
    for row in _ROWS:
        if not row:
            made.addSeparator()
        elif isinstance(row, str):
            add(made, row)
        else:
            title, commands = row
            group = made.addMenu(tr(title))
            group.setAccessibleName(tr(title))
            # A menu is a window of its own: it takes no font from the one that it unfolds from.
            group.setFont(font)
            for command in commands:
                add(group, command)
    return made
