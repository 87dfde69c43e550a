"""Every command of the program, one row each.

Menu, key router, shortcut sheet, tooltips, settings page and the README's table are drawn from this
table. Keys are written as in the interface specification: a single printed character ("X"), a named
key ("Return", "Left", "F6") or a combination ("Ctrl+Z"). What a command does is wired in ``ui``.
"""

from dataclasses import dataclass
from typing import Literal

Context = Literal["label", "stage", "anywhere"]


@dataclass(frozen=True, slots=True)
class Command:
    """``files_answer`` marks the commands for which auto-repeat and bounce are ignored."""

    id: str
    title: str
    keys: tuple[str, ...]
    context: Context
    files_answer: bool = False
    fixed: bool = False
    note: str = ""


LABEL_COMMANDS: tuple[Command, ...] = tuple(
    Command(f"label.{n}", f"Label {n}", (str(n),), "label", files_answer=True) for n in range(1, 10)
)

COMMANDS: tuple[Command, ...] = (
    *LABEL_COMMANDS,
    Command("accept", "Accept the suggestion", ("Return", "Enter"), "label", files_answer=True),
    Command("not_worth", "Not worth labelling, with a reason", ("X",), "label"),
    Command("unsure", "Unsure", ("U",), "label", files_answer=True),
    Command("comment", "Comment", ("F",), "label"),
    Command("undo", "Undo", ("Z", "Ctrl+Z"), "label"),
    Command("redo", "Redo", ("Shift+Z", "Ctrl+Y", "Ctrl+Shift+Z"), "label"),
    Command("back", "Earlier in history", ("Left",), "label"),
    Command("forward", "Later in history", ("Right",), "label"),
    Command("now", "Current sample", ("End",), "label"),
    Command("find_class", "Find a class", ("/",), "label"),
    Command("zoom_hold", "Zoom at the pointer, or whole text (hold)", ("Space",), "stage"),
    Command("zoom_in", "Zoom in", ("+", "Ctrl+Plus"), "stage"),
    Command("zoom_out", "Zoom out", ("-", "Ctrl+Minus"), "stage"),
    Command("zoom_fit", "Fit", ("0",), "stage"),
    Command("contrast", "Contrast and brightness", ("C",), "stage", note="then arrows, Esc leaves"),
    Command("evidence", "Evidence on or off", ("E",), "stage"),
    Command("guideline", "Guideline", ("G",), "label"),
    Command("rule", "Decision rule or notice", ("R",), "label"),
    Command("history", "Show or hide the history", ("Ctrl+H",), "anywhere"),
    Command("region_next", "Next region", ("F6",), "anywhere"),
    Command("region_previous", "Previous region", ("Shift+F6",), "anywhere"),
    Command("theme", "Light or dark", ("Ctrl+D",), "anywhere"),
    Command("new", "New project", ("Ctrl+N",), "anywhere"),
    Command("open", "Open a project or folder", ("Ctrl+O",), "anywhere"),
    Command("export", "Export labels", ("Ctrl+E",), "anywhere"),
    Command("close_project", "Close the project", ("Ctrl+W",), "anywhere"),
    Command("quit", "Quit", ("Ctrl+Q",), "anywhere"),
    Command("shortcuts", "All shortcuts", ("?", "F1"), "anywhere", fixed=True),
)

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}
