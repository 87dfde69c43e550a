"""Every command of the program, one row each.

Menu, key router, shortcut sheet, tooltips, settings page and the README's table are drawn from this
table. Keys are written as in the interface specification: a single printed character ("X"), a named
key ("Return", "Left", "F6") or a combination ("Ctrl+Z"). What a command does is wired in ``ui``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from desktop_al.core.words import mark

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


_LABEL_TITLES: tuple[str, ...] = (mark("Label 1"), mark("Label 2"), mark("Label 3"), mark("Label 4"), mark("Label 5"))
_LABEL_TITLES += (mark("Label 6"), mark("Label 7"), mark("Label 8"), mark("Label 9"))

LABEL_COMMANDS: tuple[Command, ...] = tuple(
    Command(f"label.{n}", title, (str(n),), "label", files_answer=True, fixed=True, also=("batch",))
    for n, title in enumerate(_LABEL_TITLES, start=1)
)

COMMANDS: tuple[Command, ...] = (
    *LABEL_COMMANDS,
    Command(
        "accept",
        mark("Accept the suggestion, or the ticked tiles"),
        ("Return", "Enter"),
        "label",
        True,
        also=("batch",),
    ),
    Command("reveal", mark("Show the suggestion"), ("S",), "label"),
    Command("not_worth", mark("Not worth labelling, with a reason"), ("X",), "label"),
    Command("unsure", mark("Unsure"), ("U",), "label", files_answer=True),
    Command("only_this", mark("Only this sample, not its near copies"), ("N",), "label"),
    Command("comment", mark("Comment"), ("F",), "label"),
    Command("undo", mark("Undo"), ("Z", "Ctrl+Z"), "label", also=("batch",)),
    Command("redo", mark("Redo"), ("Shift+Z", "Ctrl+Y", "Ctrl+Shift+Z"), "label", also=("batch",)),
    Command("back", mark("Earlier in history"), ("Left",), "label"),
    Command("forward", mark("Later in history"), ("Right",), "label"),
    Command("now", mark("Current sample"), ("End",), "label"),
    Command("find_class", mark("Find a class"), ("/",), "label"),
    Command(
        "zoom_hold",
        mark("Zoom at the pointer, or whole text (hold)"),
        ("Space",),
        "stage",
        note=mark("ticks a tile in Batch"),
    ),
    Command("zoom_in", mark("Zoom in"), ("+", "Ctrl+Plus"), "stage"),
    Command("zoom_out", mark("Zoom out"), ("-", "Ctrl+Minus"), "stage"),
    Command("zoom_fit", mark("Fit"), ("0",), "stage"),
    Command(
        "contrast",
        mark("Contrast, or window and level"),
        ("C",),
        "stage",
        note=mark("then arrows, digits for windows, Esc leaves"),
    ),
    Command(
        "mask", mark("Mask a part of the image"), ("M",), "stage", note=mark("then arrows, Enter masks, Esc leaves")
    ),
    Command("frame_next", mark("Next frame"), ("PgDown",), "stage"),
    Command("frame_previous", mark("Previous frame"), ("PgUp",), "stage"),
    Command("frame_first", mark("First frame"), ("Ctrl+PgUp",), "stage"),
    Command("frame_last", mark("Last frame"), ("Ctrl+PgDown",), "stage"),
    Command("evidence", mark("Evidence on or off"), ("E",), "stage"),
    Command("guideline", mark("Guideline"), ("G",), "label"),
    Command("add_example", mark("Add as an example to the guideline"), (), "label"),
    Command("rule", mark("Decision rule or notice"), ("R",), "label"),
    Command("break", mark("Begin a break"), ("B",), "label"),
    Command("postpone", mark("Break later"), ("Shift+B",), "label"),
    Command("view_large", mark("View a tile large"), ("V",), "batch", note=mark("Esc leaves")),
    Command("adjudicate", mark("Adjudicate"), ("A",), "agreement"),
    Command("decide", mark("Keep the decision"), ("Ctrl+Return", "Ctrl+Enter"), "adjudication", files_answer=True),
    Command("tab.label", mark("Label page"), ("Ctrl+1",), "anywhere"),
    Command("tab.samples", mark("Samples page"), ("Ctrl+2",), "anywhere"),
    Command("tab.batch", mark("Batch page"), ("Ctrl+3",), "anywhere"),
    Command("tab.progress", mark("Progress page"), ("Ctrl+4",), "anywhere"),
    Command("tab.agreement", mark("Agreement page"), ("Ctrl+5",), "anywhere"),
    Command("tab.protocol", mark("Protocol page"), ("Ctrl+6",), "anywhere"),
    Command("find_sample", mark("Find a sample"), ("Ctrl+F",), "anywhere"),
    Command("suspects", mark("Labels that look wrong"), (), "anywhere"),
    Command("history", mark("Show or hide the history"), ("Ctrl+H",), "anywhere"),
    Command("region_next", mark("Next region"), ("F6",), "anywhere"),
    Command("region_previous", mark("Previous region"), ("Shift+F6",), "anywhere"),
    Command("new", mark("New project"), ("Ctrl+N",), "anywhere"),
    Command("open", mark("Open a project or folder"), ("Ctrl+O",), "anywhere"),
    Command("import_labels", mark("Import labels"), (), "anywhere"),
    Command("export", mark("Export labels"), ("Ctrl+E",), "anywhere"),
    Command("report", mark("Report"), (), "anywhere"),
    Command("rescan", mark("Check the folder again"), ("F5",), "anywhere"),
    Command("annotators", mark("Annotators and study"), ("Ctrl+Shift+A",), "anywhere"),
    Command("hand_out", mark("Hand out to an annotator"), (), "anywhere"),
    Command("merge", mark("Merge project files"), (), "anywhere"),
    Command("back_up", mark("Back up now"), (), "anywhere"),
    Command("restore", mark("Restore a backup"), (), "anywhere"),
    Command("theme", mark("Next theme"), ("Ctrl+D",), "anywhere"),
    Command("sessions", mark("My sessions"), ("Ctrl+T",), "anywhere"),
    Command("audit", mark("Audit trail"), (), "anywhere"),
    Command("erase_comments", mark("Erase the comments on this sample"), (), "anywhere"),
    Command("sign_off", mark("Sign off answers"), (), "anywhere"),
    Command("settings", mark("Settings"), ("Ctrl+,",), "anywhere"),
    Command("support", mark("Save a support file"), (), "anywhere"),
    Command("guide", mark("Guide"), (), "anywhere"),
    Command("security", mark("Security"), (), "anywhere"),
    Command("about", mark("About desktop_al"), (), "anywhere"),
    Command("lock", mark("Lock now"), ("Ctrl+L",), "anywhere", fixed=True),
    Command("close_project", mark("Close the project"), ("Ctrl+W",), "anywhere"),
    Command("quit", mark("Quit"), ("Ctrl+Q",), "anywhere"),
    Command("shortcuts", mark("All shortcuts"), ("?", "F1"), "anywhere", fixed=True),
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
