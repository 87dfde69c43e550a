"""Every setting of the program, one row each: the settings page and what is kept are drawn from this table.

What a setting does is wired where it matters; here is what it is called, what it may be and what it is at first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from desktop_al.core.languages import LANGUAGES
from desktop_al.core.words import mark

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
        "language",
        "general",
        mark("Language"),
        mark("Of the window, from the next start on. Names, guidelines and exports stay as they are."),
        "system",
        choices=(("system", mark("System")), *LANGUAGES),
    ),
    Setting(
        "guard",
        "general",
        mark("Wait after a new sample"),
        mark("A key pressed earlier is kept and counts at the end of this time, so that no sample is answered unseen."),
        150,
        most=500,
        unit="ms",
    ),
    Setting(
        "hints",
        "general",
        mark("Key hints in the status bar"),
        mark("The keys used most, in the middle of the bar."),
        True,
    ),
    Setting(
        "hide_names",
        "general",
        mark("Hide sample names"),
        mark(
            "A short code is shown instead of the file name. Always so where the folder names are "
            "the classes, and in new projects with DICOM files, whose names may tell of patients."
        ),
        False,
    ),
    Setting(
        "dicom_tags",
        "general",
        mark("Tags of DICOM files shown"),
        mark(
            "Keywords such as BodyPartExamined. Only the owner of the project can name them; without "
            "them none is shown."
        ),
        "",
        "project",
        named=True,
    ),
    Setting(
        "canvas",
        "general",
        mark("Ground behind images"),
        mark("Black helps with dark images."),
        "theme",
        choices=(("theme", mark("As the theme")), ("grey", mark("Grey")), ("black", mark("Black"))),
    ),
    Setting(
        "untrusted_folder",
        "general",
        mark("Files from elsewhere"),
        mark(
            "Opens each file in a process of its own, which a hostile file can end but not leave. "
            "Counts from the next opening on."
        ),
        False,
        "project",
    ),
    Setting(
        "break_after",
        "timers",
        mark("Suggest a break after"),
        mark("Time on task without a rest of five minutes."),
        50,
        least=10,
        most=180,
        unit=mark("min"),
    ),
    Setting(
        "break_length",
        "timers",
        mark("Break length"),
        mark("You can always come back earlier."),
        5,
        least=1,
        most=30,
        unit=mark("min"),
    ),
    Setting(
        "daily_limit",
        "timers",
        mark("Work in a day"),
        mark("Said once when it is reached; nothing stops."),
        240,
        least=30,
        most=720,
        unit=mark("min"),
    ),
    Setting(
        "tell",
        "timers",
        mark("How to tell me"),
        mark("Never a window in the way, never a sound."),
        "notice",
        choices=(("notice", mark("Notice")), ("timer", mark("Timer only")), ("off", mark("Off"))),
    ),
    Setting("watch_pace", "timers", mark("Notice slower answers"), mark("Compared with your own usual pace."), True),
    Setting(
        "watch_lapses",
        "timers",
        mark("Notice long answers"),
        mark("When far more of them than usual take very long."),
        True,
    ),
    Setting(
        "watch_fast",
        "timers",
        mark("Notice very fast or uniform answers"),
        mark("Only ever said together with repeats answered differently."),
        True,
    ),
    Setting(
        "watch_repeats",
        "timers",
        mark("Notice differing repeats"),
        mark("Some samples come twice; how often you give the same answer."),
        True,
    ),
    Setting(
        "watch_corrections", "timers", mark("Notice more corrections"), mark("Answers changed or taken back."), True
    ),
    Setting(
        "watch_suggestions",
        "timers",
        mark("Notice suggestions taken over"),
        mark("Compared with samples where the suggestion is withheld."),
        True,
    ),
    Setting(
        "look_away",
        "timers",
        mark("Look away every 20 minutes"),
        mark("For 20 seconds, at something 20 feet away. Whether it helps is not settled."),
        False,
    ),
    Setting(
        "repeat_share",
        "timers",
        mark("Samples shown twice"),
        mark("Without a sign, at least 50 samples and 15 minutes later."),
        5,
        "project",
        most=20,
        unit="%",
    ),
    Setting(
        "times_in_exports",
        "timers",
        mark("Times in exports"),
        mark(
            "Of this window. Off: labels, comments and when they were given, but no seconds and "
            "nothing on breaks or pace."
        ),
        False,
    ),
    Setting(
        "lock_after",
        "privacy",
        mark("Lock after no key press"),
        mark("Encrypted projects only. The sample is covered at once; learning ends. The pointer counts as well."),
        10,
        least=2,
        most=60,
        unit=mark("min"),
    ),
    Setting(
        "lock_minimised",
        "privacy",
        mark("Lock when the window is minimised"),
        mark("Encrypted projects only. They are always locked when the computer sleeps or the screen locks."),
        True,
    ),
    Setting(
        "hide_recent",
        "privacy",
        mark("Hide names in recent projects"),
        mark("Of encrypted projects. Shows “Locked project” instead."),
        True,
    ),
    Setting(
        "theme",
        "accessibility",
        mark("Theme"),
        mark("Follows the system when set to System."),
        "system",
        choices=(
            ("system", mark("System")),
            ("light", mark("Light")),
            ("dark", mark("Dark")),
            ("high-contrast", mark("High contrast")),
        ),
    ),
    Setting(
        "scale",
        "accessibility",
        mark("Size of everything"),
        mark("Text, targets and spacing together."),
        "100",
        choices=(("100", "100"), ("115", "115"), ("130", "130"), ("150", "150"), ("200", "200 %")),
    ),
    Setting(
        "text_size",
        "accessibility",
        mark("Sample text size"),
        mark("Only the text being labelled."),
        18,
        least=14,
        most=32,
        unit="px",
    ),
    Setting(
        "reduce_motion",
        "accessibility",
        mark("Reduce motion"),
        mark("The row you chose does not light up for a moment."),
        False,
    ),
    Setting(
        "announce",
        "accessibility",
        mark("Screen reader announces"),
        mark("After each answer. Full: also why the sample was chosen and what is suggested."),
        "short",
        choices=(("short", mark("Short")), ("full", mark("Full"))),
    ),
    Setting(
        "strategy",
        "learning",
        mark("Choose next"),
        mark("How the next samples are chosen: one of the query strategies, or a mix of them."),
        "recommended",
        "project",
        named=True,
    ),
    Setting(
        "model",
        "learning",
        mark("Model"),
        mark("What learns from your labels. Logistic regression suits nearly every project."),
        "logistic",
        "project",
        named=True,
    ),
    Setting(
        "wanted",
        "learning",
        mark("Class to find"),
        mark("For finding all samples of one class: the class that is looked for."),
        "",
        "project",
        named=True,
    ),
    Setting(
        "own_network",
        "learning",
        mark("Own image model"),
        mark(
            "An ONNX file of yours that sees the images. It runs on this computer like a program: "
            "choose only a file that you trust. Counts from the next opening of a project on."
        ),
        "",
        named=True,
    ),
    Setting(
        "update_after",
        "learning",
        mark("Update after"),
        mark("New labels since the last model; more of them in a large project."),
        10,
        "project",
        least=5,
        most=200,
        unit=mark("labels"),
    ),
    Setting(
        "learn_from",
        "learning",
        mark("Labels of several annotators"),
        mark(
            "Decisions of an adjudicator count before all. The model of annotators (Dawid and Skene) "
            "weighs each by how often the others agree; it needs three of them. In a blind study "
            "only your own labels count for you."
        ),
        "majority",
        "project",
        choices=(("majority", mark("Majority")), ("model", mark("Model of annotators")), ("own", mark("Only mine"))),
    ),
    Setting(
        "suggestions",
        "learning",
        mark("Suggestions"),
        mark(
            "On request: S shows it. Afterwards: only where it differs from your own label, which "
            "you may then change. Samples set aside for measuring never show one. Without a "
            "suggestion Enter does nothing."
        ),
        "shown",
        "project",
        choices=(
            ("shown", mark("Shown")),
            ("request", mark("On request")),
            ("after", mark("Afterwards")),
            ("hidden", mark("Hidden")),
        ),
    ),
    Setting(
        "copies_together",
        "learning",
        mark("Give near copies the same answer"),
        mark(
            "A class, or not worth it, is also given to what is nearly the same by the likeness that "
            "you set, as one step. The Label page says to how many; N keeps it to one. Unsure stays "
            "with its sample."
        ),
        False,
        "project",
    ),
    Setting(
        "withheld_share",
        "learning",
        mark("Suggestions left out"),
        mark(
            "For so many samples, drawn by lot, none is shown, so that what suggestions do to labels can be measured."
        ),
        20,
        "project",
        most=50,
        unit="%",
    ),
    Setting(
        "batch_recheck",
        "learning",
        mark("Asked again after Batch"),
        mark("So many of the samples that were accepted together, drawn by lot, come once more later, without a sign."),
        10,
        "project",
        most=50,
        unit="%",
    ),
    Setting(
        "backups",
        "storage",
        mark("Backups"),
        mark(
            "On closing a project and every 30 minutes of work, if something has changed. Each is "
            "checked. All of two days stay, then one a day, a week and a month."
        ),
        True,
    ),
    Setting(
        "backup_folder",
        "storage",
        mark("Where backups go"),
        mark("Without a folder, or while it is not there: in a folder beside each project."),
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
