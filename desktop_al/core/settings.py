"""Every setting of the program, one row each: the settings page and what is kept are drawn from this table.

What a setting does is wired where it matters; here is what it is called, what it may be and what it is at first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from desktop_al.core.languages import LANGUAGES

Value = str | int | bool
#: "program": kept with this user on this computer. "project": kept in the project's log, for everybody.
Scope = Literal["program", "project"]
#: Characters of a name: a mix of strategies, the path of a file.
MAX_NAME = 1000
Section = Literal["general", "timers", "accessibility", "learning", "privacy", "storage"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One row. ``choices`` are (value, words) of a choice; ``least``, ``most`` and ``unit`` belong to a number;
    a switch has neither. ``named``: a name from a table elsewhere, which checks it."""

    id: str
    section: Section
    title: str
    sentence: str
    default: Value
    scope: Scope = "program"
    choices: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 0
    unit: str = ""
    named: bool = False

    @property
    def kind(self) -> Literal["choice", "number", "switch", "name"]:
        if self.named:
            return "name"
        if self.choices:
            return "choice"
        return "switch" if isinstance(self.default, bool) else "number"


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "guard",
        "general",
        "Wait after a new sample",
        "A key pressed earlier is kept and counts at the end of this time, so that no sample is answered unseen.",
        150,
        most=500,
        unit="ms",
    ),
    Setting("hints", "general", "Key hints in the status bar", "The keys used most, in the middle of the bar.", True),
    Setting(
        "hide_names",
        "general",
        "Hide sample names",
        "A short code is shown instead of the file name. Always so where the folder names are the classes, and in new "
        "projects with DICOM files, whose names may tell of patients.",
        False,
    ),
    Setting(
        "dicom_tags",
        "general",
        "Tags of DICOM files shown",
        "Keywords such as BodyPartExamined. Only the owner of the project can name them; without them none is shown.",
        "",
        "project",
        named=True,
    ),
    Setting(
        "canvas",
        "general",
        "Ground behind images",
        "Black helps with dark images.",
        "theme",
        choices=(("theme", "As the theme"), ("grey", "Grey"), ("black", "Black")),
    ),
    Setting(
        "untrusted_folder",
        "general",
        "Files from elsewhere",
        "Opens each file in a process of its own, which a hostile file can end but not leave. Counts from the next "
        "opening on.",
        False,
        "project",
    ),
    Setting(
        "break_after",
        "timers",
        "Suggest a break after",
        "Time on task without a rest of five minutes.",
        50,
        least=10,
        most=180,
        unit="min",
    ),
    Setting(
        "break_length", "timers", "Break length", "You can always come back earlier.", 5, least=1, most=30, unit="min"
    ),
    Setting(
        "daily_limit",
        "timers",
        "Work in a day",
        "Said once when it is reached; nothing stops.",
        240,
        least=30,
        most=720,
        unit="min",
    ),
    Setting(
        "tell",
        "timers",
        "How to tell me",
        "Never a window in the way, never a sound.",
        "notice",
        choices=(("notice", "Notice"), ("timer", "Timer only"), ("off", "Off")),
    ),
    Setting("watch_pace", "timers", "Notice slower answers", "Compared with your own usual pace.", True),
    Setting("watch_lapses", "timers", "Notice long answers", "When far more of them than usual take very long.", True),
    Setting(
        "watch_fast",
        "timers",
        "Notice very fast or uniform answers",
        "Only ever said together with repeats answered differently.",
        True,
    ),
    Setting(
        "watch_repeats",
        "timers",
        "Notice differing repeats",
        "Some samples come twice; how often you give the same answer.",
        True,
    ),
    Setting("watch_corrections", "timers", "Notice more corrections", "Answers changed or taken back.", True),
    Setting(
        "watch_suggestions",
        "timers",
        "Notice suggestions taken over",
        "Compared with samples where the suggestion is withheld.",
        True,
    ),
    Setting(
        "look_away",
        "timers",
        "Look away every 20 minutes",
        "For 20 seconds, at something 20 feet away. Whether it helps is not settled.",
        False,
    ),
    Setting(
        "repeat_share",
        "timers",
        "Samples shown twice",
        "Without a sign, at least 50 samples and 15 minutes later.",
        5,
        "project",
        most=20,
        unit="%",
    ),
    Setting(
        "times_in_exports",
        "timers",
        "Times in exports",
        "Of this window. Off: labels, comments and when they were given, but no seconds and nothing on breaks or pace.",
        False,
    ),
    Setting(
        "lock_after",
        "privacy",
        "Lock after no key press",
        "Encrypted projects only. The sample is covered at once; learning ends. The pointer counts as well.",
        10,
        least=2,
        most=60,
        unit="min",
    ),
    Setting(
        "lock_minimised",
        "privacy",
        "Lock when the window is minimised",
        "Encrypted projects only. They are always locked when the computer sleeps or the screen locks.",
        True,
    ),
    Setting(
        "hide_recent",
        "privacy",
        "Hide names in recent projects",
        "Of encrypted projects. Shows “Locked project” instead.",
        True,
    ),
    Setting(
        "theme",
        "accessibility",
        "Theme",
        "Follows the system when set to System.",
        "system",
        choices=(("system", "System"), ("light", "Light"), ("dark", "Dark"), ("high-contrast", "High contrast")),
    ),
    Setting(
        "language",
        "accessibility",
        "Language",
        "Of the window, from the next start on. Names, guidelines and exports stay as they are.",
        "system",
        choices=(("system", "System"), *LANGUAGES),
    ),
    Setting(
        "scale",
        "accessibility",
        "Size of everything",
        "Text, targets and spacing together.",
        "100",
        choices=(("100", "100"), ("115", "115"), ("130", "130"), ("150", "150"), ("200", "200 %")),
    ),
    Setting(
        "text_size",
        "accessibility",
        "Sample text size",
        "Only the text being labelled.",
        18,
        least=14,
        most=32,
        unit="px",
    ),
    Setting(
        "reduce_motion", "accessibility", "Reduce motion", "The row you chose does not light up for a moment.", False
    ),
    Setting(
        "announce",
        "accessibility",
        "Screen reader announces",
        "After each answer. Full: also why the sample was chosen and what is suggested.",
        "short",
        choices=(("short", "Short"), ("full", "Full")),
    ),
    Setting(
        "strategy",
        "learning",
        "Choose next",
        "How the next samples are chosen: one of the query strategies, or a mix of them.",
        "recommended",
        "project",
        named=True,
    ),
    Setting(
        "model",
        "learning",
        "Model",
        "What learns from your labels. Logistic regression suits nearly every project.",
        "logistic",
        "project",
        named=True,
    ),
    Setting(
        "wanted",
        "learning",
        "Class to find",
        "For finding all samples of one class: the class that is looked for.",
        "",
        "project",
        named=True,
    ),
    Setting(
        "own_network",
        "learning",
        "Own image model",
        "An ONNX file of yours that sees the images. It runs on this computer like a program: choose only a file that "
        "you trust. Counts from the next opening of a project on.",
        "",
        named=True,
    ),
    Setting(
        "update_after",
        "learning",
        "Update after",
        "New labels since the last model; more of them in a large project.",
        10,
        "project",
        least=5,
        most=200,
        unit="labels",
    ),
    Setting(
        "learn_from",
        "learning",
        "Labels of several annotators",
        "Decisions of an adjudicator count before all. The model of annotators (Dawid and Skene) weighs each by how "
        "often the others agree; it needs three of them. In a blind study only your own labels count for you.",
        "majority",
        "project",
        choices=(("majority", "Majority"), ("model", "Model of annotators"), ("own", "Only mine")),
    ),
    Setting(
        "suggestions",
        "learning",
        "Suggestions",
        "On request: S shows it. Afterwards: only where it differs from your own label, which you may then change. "
        "Samples set aside for measuring never show one. Without a suggestion Enter does nothing.",
        "shown",
        "project",
        choices=(("shown", "Shown"), ("request", "On request"), ("after", "Afterwards"), ("hidden", "Hidden")),
    ),
    Setting(
        "copies_together",
        "learning",
        "Give near copies the same answer",
        "A class, or not worth it, is also given to what is nearly the same by the likeness that you set, as one step. "
        "The Label page says to how many; N keeps it to one. Unsure stays with its sample.",
        False,
        "project",
    ),
    Setting(
        "withheld_share",
        "learning",
        "Suggestions left out",
        "For so many samples, drawn by lot, none is shown, so that what suggestions do to labels can be measured.",
        20,
        "project",
        most=50,
        unit="%",
    ),
    Setting(
        "batch_recheck",
        "learning",
        "Asked again after Batch",
        "So many of the samples that were accepted together, drawn by lot, come once more later, without a sign.",
        10,
        "project",
        most=50,
        unit="%",
    ),
    Setting(
        "backups",
        "storage",
        "Backups",
        "On closing a project and every 30 minutes of work, if something has changed. Each is checked. All of two days "
        "stay, then one a day, a week and a month.",
        True,
    ),
    Setting(
        "backup_folder",
        "storage",
        "Where backups go",
        "Without a folder, or while it is not there: in a folder beside each project.",
        "",
        named=True,
    ),
)

BY_ID: dict[str, Setting] = {setting.id: setting for setting in SETTINGS}
DEFAULTS: dict[str, Value] = {setting.id: setting.default for setting in SETTINGS}


def checked(setting: Setting, value: object) -> Value:
    """``value`` if the setting can have it, else the default: what is kept may come from another version."""
    if setting.kind == "choice":
        known = {choice for choice, _ in setting.choices}
        return value if isinstance(value, str) and value in known else setting.default
    if setting.kind == "name":
        return value if isinstance(value, str) and len(value) <= MAX_NAME else setting.default
    if setting.kind == "switch":
        return value if isinstance(value, bool) else setting.default
    if isinstance(value, int) and not isinstance(value, bool):
        return min(max(value, setting.least), setting.most)
    return setting.default


def all_checked(kept: Mapping[str, object]) -> dict[str, Value]:
    """A value for every setting: the kept one where there is one that it can have."""
    return {s.id: checked(s, kept.get(s.id, s.default)) for s in SETTINGS}
