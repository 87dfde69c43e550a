"""Every command of the program, one row each.

Menu, key router, shortcut sheet, tooltips, settings page and the README's table are drawn from this
table. Keys are written as in the interface specification: a single printed character ("X"), a named
key ("Return", "Left", "F6") or a combination ("Ctrl+Z"). What a command does is wired in ``ui``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Context = Literal["label", "stage", "batch", "agreement", "adjudication", "anywhere"]
#: Command id -> its keys, the first one being the one that is printed beside it.
Keymap = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Command:
    """``files_answer`` marks the commands for which auto-repeat and bounce are ignored, ``fixed`` those whose keys
    cannot be changed; ``also`` are further contexts in which they mean the like."""

    id: str
    title: str
    keys: tuple[str, ...]
    context: Context
    files_answer: bool = False
    fixed: bool = False
    note: str = ""
    also: tuple[Context, ...] = ()


LABEL_COMMANDS: tuple[Command, ...] = tuple(
    Command(f"label.{n}", f"Label {n}", (str(n),), "label", files_answer=True, fixed=True, also=("batch",))
    for n in range(1, 10)
)

COMMANDS: tuple[Command, ...] = (
    *LABEL_COMMANDS,
    Command(
        "accept", "Accept the suggestion, or the ticked tiles", ("Return", "Enter"), "label", True, also=("batch",)
    ),
    Command("reveal", "Show the suggestion", ("S",), "label"),
    Command("not_worth", "Not worth labelling, with a reason", ("X",), "label"),
    Command("unsure", "Unsure", ("U",), "label", files_answer=True),
    Command("only_this", "Only this sample, not its near copies", ("N",), "label"),
    Command("comment", "Comment", ("F",), "label"),
    Command("undo", "Undo", ("Z", "Ctrl+Z"), "label", also=("batch",)),
    Command("redo", "Redo", ("Shift+Z", "Ctrl+Y", "Ctrl+Shift+Z"), "label", also=("batch",)),
    Command("back", "Earlier in history", ("Left",), "label"),
    Command("forward", "Later in history", ("Right",), "label"),
    Command("now", "Current sample", ("End",), "label"),
    Command("find_class", "Find a class", ("/",), "label"),
    Command(
        "zoom_hold",
        "Zoom at the pointer, or whole text (hold)",
        ("Space",),
        "stage",
        note="ticks a tile in Batch",
    ),
    Command("zoom_in", "Zoom in", ("+", "Ctrl+Plus"), "stage"),
    Command("zoom_out", "Zoom out", ("-", "Ctrl+Minus"), "stage"),
    Command("zoom_fit", "Fit", ("0",), "stage"),
    Command(
        "contrast",
        "Contrast, or window and level",
        ("C",),
        "stage",
        note="then arrows, digits for windows, Esc leaves",
    ),
    Command("mask", "Mask a part of the image", ("M",), "stage", note="then arrows, Enter masks, Esc leaves"),
    Command("frame_next", "Next frame", ("PgDown",), "stage"),
    Command("frame_previous", "Previous frame", ("PgUp",), "stage"),
    Command("frame_first", "First frame", ("Ctrl+PgUp",), "stage"),
    Command("frame_last", "Last frame", ("Ctrl+PgDown",), "stage"),
    Command("evidence", "Evidence on or off", ("E",), "stage"),
    Command("guideline", "Guideline", ("G",), "label"),
    Command("add_example", "Add as an example to the guideline", (), "label"),
    Command("rule", "Decision rule or notice", ("R",), "label"),
    Command("break", "Begin a break", ("B",), "label"),
    Command("postpone", "Break later", ("Shift+B",), "label"),
    Command("view_large", "View a tile large", ("V",), "batch", note="Esc leaves"),
    Command("adjudicate", "Adjudicate", ("A",), "agreement"),
    Command("decide", "Keep the decision", ("Ctrl+Return", "Ctrl+Enter"), "adjudication", files_answer=True),
    Command("tab.label", "Label page", ("Ctrl+1",), "anywhere"),
    Command("tab.samples", "Samples page", ("Ctrl+2",), "anywhere"),
    Command("tab.batch", "Batch page", ("Ctrl+3",), "anywhere"),
    Command("tab.progress", "Progress page", ("Ctrl+4",), "anywhere"),
    Command("tab.agreement", "Agreement page", ("Ctrl+5",), "anywhere"),
    Command("tab.protocol", "Protocol page", ("Ctrl+6",), "anywhere"),
    Command("find_sample", "Find a sample", ("Ctrl+F",), "anywhere"),
    Command("suspects", "Labels that look wrong", (), "anywhere"),
    Command("history", "Show or hide the history", ("Ctrl+H",), "anywhere"),
    Command("region_next", "Next region", ("F6",), "anywhere"),
    Command("region_previous", "Previous region", ("Shift+F6",), "anywhere"),
    Command("new", "New project", ("Ctrl+N",), "anywhere"),
    Command("open", "Open a project or folder", ("Ctrl+O",), "anywhere"),
    Command("export", "Export labels", ("Ctrl+E",), "anywhere"),
    Command("rescan", "Check the folder again", ("F5",), "anywhere"),
    Command("annotators", "Annotators and study", ("Ctrl+Shift+A",), "anywhere"),
    Command("hand_out", "Hand out to an annotator", (), "anywhere"),
    Command("merge", "Merge project files", (), "anywhere"),
    Command("back_up", "Back up now", (), "anywhere"),
    Command("restore", "Restore a backup", (), "anywhere"),
    Command("theme", "Next theme", ("Ctrl+D",), "anywhere"),
    Command("sessions", "My sessions", ("Ctrl+T",), "anywhere"),
    Command("audit", "Audit trail", (), "anywhere"),
    Command("erase_comments", "Erase the comments on this sample", (), "anywhere"),
    Command("sign_off", "Sign off answers", (), "anywhere"),
    Command("settings", "Settings", ("Ctrl+,",), "anywhere"),
    Command("support", "Save a support file", (), "anywhere"),
    Command("security", "Security", (), "anywhere"),
    Command("about", "About desktop_al", (), "anywhere"),
    Command("lock", "Lock now", ("Ctrl+L",), "anywhere", fixed=True),
    Command("close_project", "Close the project", ("Ctrl+W",), "anywhere"),
    Command("quit", "Quit", ("Ctrl+Q",), "anywhere"),
    Command("shortcuts", "All shortcuts", ("?", "F1"), "anywhere", fixed=True),
)

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}
DEFAULT_KEYS: dict[str, tuple[str, ...]] = {command.id: command.keys for command in COMMANDS}
#: Keys that no command can be given.
RESERVED = ("Esc", "Tab", "Shift+Tab")


def keymap(changed: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The keys of every command with the user's changes; what is unknown or fixed is passed over, and of two
    commands with one key the one that was given it by the user has it."""
    own = {c: tuple(keys) for c, keys in changed.items() if c in BY_ID and not BY_ID[c].fixed}
    taken = {_same(key): c for c, keys in own.items() for key in keys}
    taken.update({_same(key): c.id for c in COMMANDS if c.fixed for key in c.keys})
    taken.update({_same(key): "" for key in RESERVED})
    wanted = {c.id: own.get(c.id, c.keys) for c in COMMANDS}
    return {c: tuple(k for k in keys if taken.get(_same(k), c) == c) for c, keys in wanted.items()}


def holder(keys: Keymap, key: str) -> str:
    """The command that ``key`` belongs to, "" for none."""
    return next((c for c, own in keys.items() if any(_same(key) == _same(k) for k in own)), "")


def _same(key: str) -> str:
    return key.casefold()
