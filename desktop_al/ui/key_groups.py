"""The commands in the groups in which they are shown, and their keys as caps."""

from collections.abc import Iterable

from desktop_al.core.commands import COMMANDS, Command
from desktop_al.core.words import tr
from desktop_al.ui.key_cap import spoken_keys

LABEL, LOOK, MOVE, PAGES, PROGRAM = "Label", "Look", "Move", "Pages", "Program"
GROUPS = (LABEL, LOOK, MOVE, PAGES, PROGRAM)
#: Commands that stand elsewhere than their context says.
_ELSEWHERE = {
    **dict.fromkeys(("back", "forward", "now", "find_sample", "history", "region_next", "region_previous"), MOVE),
    **dict.fromkeys(("guideline", "add_example", "rule"), LOOK),
}
_OF_CONTEXT = {
    "label": LABEL,
    "stage": LOOK,
    "batch": LOOK,
    "agreement": PAGES,
    "adjudication": LABEL,
    "anywhere": PROGRAM,
}
#: A cap shows the sign, the table its name.
_CAPS = {"Plus": "+", "Minus": "-"}


def group_title(group: str) -> str:
    """What stands over a group."""
    return {
        LABEL: tr("Label", about="what is done"),
        LOOK: tr("Look", about="what is done"),
        MOVE: tr("Move", about="what is done"),
        PAGES: tr("Pages"),
        PROGRAM: tr("Program"),
    }[group]


def group_of(command: Command) -> str:
    if command.id.startswith("tab."):
        return PAGES
    return _ELSEWHERE.get(command.id) or _OF_CONTEXT[command.context]


def grouped(commands: Iterable[Command] = COMMANDS) -> dict[str, list[Command]]:
    """Commands by group, both in the order in which they are shown; the label commands 1 to 9 by their first."""
    found: dict[str, list[Command]] = {name: [] for name in GROUPS}
    for command in commands:
        if not is_label(command.id) or command.id == "label.1":
            found[group_of(command)].append(command)
    return found


def is_label(command: str) -> bool:
    return command.startswith("label.")


def caps(key: str) -> tuple[str, ...]:
    """A key as caps: "Ctrl+Z" is two."""
    if len(key) == 1:
        return (key,)
    return tuple(_CAPS.get(part, part) for part in key.split("+"))


def printed(keys: Iterable[str]) -> list[str]:
    """The keys that are shown: Enter goes without saying where Return is."""
    own = list(keys)
    return [key for key in own if not key.endswith("Enter") or f"{key.removesuffix('Enter')}Return" not in own]


def words_of(key: str) -> str:
    """A key in a sentence: "Ctrl Z"."""
    return spoken_keys(caps(key))
