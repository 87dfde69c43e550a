"""What the window remembers between starts: settings, keys, recent projects. What is broken in it is passed over."""

import contextlib
import datetime
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from desktop_al.core.dates import day_words
from desktop_al.core.plain_json import read_json
from desktop_al.core.settings import BY_ID, DEFAULTS, SETTINGS, Value, all_checked, checked
from desktop_al.core.shapes import SampleKind
from desktop_al.core.words import tr, trn
from desktop_al.ui.home_paths import home_words
from desktop_al.ui.recent_row import RecentRow

_KEPT = 12
_KEPT_DRAFTS = 6
_KEPT_PROFILES = 200
#: Settings that each annotator has for themselves: the own clock, and how things look.
PERSONAL = frozenset(
    {"theme", "scale", "text_size"} | {s.id for s in SETTINGS if s.section == "timers" and s.scope == "program"}
)


@dataclass(frozen=True, slots=True)
class Recent:
    """A project that was open; ``closed`` is ISO 8601 in UTC. Of an encrypted one there is the path, and the name
    where it may be shown."""

    path: str
    name: str
    kind: SampleKind
    classes: int
    labelled: int
    pool: int
    closed: str
    encrypted: bool = False


def secret_recent(path: str, closed: str, name: str = "") -> Recent:
    """What is remembered of an encrypted project."""
    return Recent(path, name, "image", 0, 0, 0, closed, encrypted=True)


@dataclass(frozen=True, slots=True)
class Preferences:
    """``settings`` holds a value for every setting, ``keys`` the keys of commands whose keys were changed,
    ``drafts`` what the new-project wizard has kept, newest first, ``profiles`` the values of ``PERSONAL`` settings that
    annotators have chosen, by name."""

    settings: Mapping[str, Value] = field(default_factory=lambda: dict(DEFAULTS))
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recent: tuple[Recent, ...] = ()
    drafts: tuple[Mapping[str, Any], ...] = ()
    #: Who made the last project: proposed for the next one.
    annotator: str = ""
    #: Width and height of the window before scale, and whether it filled the screen; 0: never closed yet.
    window: tuple[int, int, bool] = (0, 0, False)
    profiles: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)

    def settings_of(self, annotator: str) -> Mapping[str, Value]:
        """A value for every setting, as this annotator has chosen it; "" for none."""
        return {**self.settings, **self.profiles.get(annotator, {})}

    def with_recent(self, recent: Recent) -> "Preferences":
        others = tuple(r for r in self.recent if r.path != recent.path)
        return replace(self, recent=(recent, *others)[:_KEPT])

    def without_names(self) -> "Preferences":
        """The names of encrypted projects forgotten."""
        return replace(self, recent=tuple(replace(r, name="") if r.encrypted else r for r in self.recent))

    def without(self, path: str) -> "Preferences":
        return replace(self, recent=tuple(r for r in self.recent if r.path != path))

    def with_setting(self, name: str, value: Value, annotator: str = "", *, alone: bool = True) -> "Preferences":
        """Another value. What is personal is kept for ``annotator``, and for everybody only where they are ``alone``
        in their project."""
        fitting = checked(BY_ID[name], value)
        general = {**self.settings, name: fitting}
        if name not in PERSONAL:
            return replace(self, settings=general)
        if not annotator and len(self.profiles) == 1:
            # Without a project, on a computer of one annotator, it is theirs as well.
            annotator = next(iter(self.profiles))
        profiles = dict(self.profiles)
        if annotator:
            profiles[annotator] = {**profiles.pop(annotator, {}), name: fitting}
        newest = dict(list(profiles.items())[-_KEPT_PROFILES:])
        return replace(self, settings=general if alone else self.settings, profiles=newest)

    def with_keys(self, command: str, keys: tuple[str, ...] | None) -> "Preferences":
        """Other keys for a command; None: those it has at first."""
        kept = {c: k for c, k in self.keys.items() if c != command}
        return replace(self, keys=kept if keys is None else {**kept, command: keys})


def load(home: Path) -> Preferences:
    """What was kept, or the defaults where nothing readable is there; one broken part does not cost the others."""
    try:
        kept = read_json((home / "preferences.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return Preferences()
    if not isinstance(kept, dict):
        return Preferences()
    settings, keys, drafts = (kept.get(name) for name in ("settings", "keys", "drafts"))
    return Preferences(
        all_checked(settings if isinstance(settings, dict) else {}),
        _keys(keys if isinstance(keys, dict) else {}),
        tuple(_recent(kept.get("recent"))),
        tuple(d for d in drafts if isinstance(d, dict)) if isinstance(drafts, list) else (),
        annotator if isinstance(annotator := kept.get("annotator"), str) else "",
        _window(kept.get("window")),
        _profiles(kept.get("profiles")),
    )


def _profiles(kept: object) -> dict[str, dict[str, Value]]:
    found = {}
    for name, values in kept.items() if isinstance(kept, dict) else ():
        chosen = values if isinstance(values, dict) else {}
        own = {i: v for i, v in chosen.items() if i in PERSONAL and checked(BY_ID[i], v) == v}
        if own:
            found[name] = own
    return found


def _window(kept: object) -> tuple[int, int, bool]:
    match kept:
        case [int(width), int(height), bool(full)] if 0 < width < 100_000 and 0 < height < 100_000:
            return width, height, full
    return 0, 0, False


def _keys(kept: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    pairs = ((command, keys) for command, keys in kept.items() if isinstance(keys, list))
    return {c: tuple(keys) for c, keys in pairs if all(isinstance(key, str) for key in keys)}


def _recent(kept: object) -> Iterator[Recent]:
    for entry in kept if isinstance(kept, list) else ():
        try:
            recent = Recent(**entry)
        except TypeError:
            continue
        numbers = (recent.classes, recent.labelled, recent.pool)
        words = (recent.path, recent.name, recent.closed)
        if all(isinstance(n, int) for n in numbers) and all(isinstance(w, str) for w in words):
            secret = recent.encrypted is not False
            yield secret_recent(recent.path, recent.closed, recent.name) if secret else recent


def save(home: Path, preferences: Preferences) -> None:
    """Keep them; a home that cannot be written only means that they are gone next time."""
    with contextlib.suppress(OSError):
        home.mkdir(parents=True, exist_ok=True)
        unfinished = home / f"preferences.{os.getpid()}"
        unfinished.write_text(json.dumps(asdict(preferences), indent=1), "utf-8")
        os.replace(unfinished, home / "preferences.json")


class Keeper:
    """The preferences in force; a change is on disk when ``keep`` returns."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.now = load(home)

    def keep(self, change: Callable[[Preferences], Preferences]) -> None:
        """Make a change to what is kept now: another window may have changed something else meanwhile."""
        before = load(self._home) if (self._home / "preferences.json").exists() else self.now
        self.now = change(before)
        if self.now != before:
            save(self._home, self.now)


def draft_path(draft: Mapping[str, Any]) -> str:
    """What stands for a draft where a project has its path."""
    return f"draft:{draft.get('id', '')}"


def draft_at(preferences: Preferences, path: str) -> Mapping[str, Any] | None:
    """The draft that the path of a row stands for, None for a project."""
    return next((draft for draft in preferences.drafts if draft_path(draft) == path), None)


def with_draft(preferences: Preferences, draft: Mapping[str, Any], now: datetime.datetime) -> Preferences:
    """Keeps what the wizard held as the newest draft; an empty one changes nothing."""
    if not draft:
        return preferences
    kept = {**draft, "kept": now.astimezone(datetime.UTC).isoformat(timespec="seconds")}
    others = tuple(other for other in preferences.drafts if draft_path(other) != draft_path(draft))
    return replace(preferences, drafts=(kept, *others)[:_KEPT_DRAFTS])


def without(preferences: Preferences, path: str) -> Preferences:
    """Takes a project or a draft off the list; files stay."""
    drafts = tuple(draft for draft in preferences.drafts if draft_path(draft) != path)
    return replace(preferences.without(path), drafts=drafts)


def recent_rows(preferences: Preferences, now: datetime.datetime) -> list[RecentRow]:
    """Projects and drafts, newest first."""
    hide = preferences.settings["hide_recent"] is not False
    dated = [(recent.closed, _recent_row(recent, now, hide)) for recent in preferences.recent]
    dated += [(_words(draft, "kept"), _draft_row(draft, now)) for draft in preferences.drafts]
    return [row for _, row in sorted(dated, key=lambda entry: entry[0], reverse=True)]


def _recent_row(recent: Recent, now: datetime.datetime, hide: bool) -> RecentRow:
    if recent.encrypted:
        return RecentRow(
            path=recent.path,
            name=recent.name,
            kind="image",
            detail=tr("Encrypted"),
            labelled=0,
            pool=0,
            when=_when(recent.closed, now),
            missing=not os.path.isfile(recent.path),
            encrypted=True,
            hidden=hide or not recent.name,
        )
    if recent.kind == "text":
        detail = trn("Texts, {n:,} class", "Texts, {n:,} classes", recent.classes)
    else:
        detail = trn("Images, {n:,} class", "Images, {n:,} classes", recent.classes)
    return RecentRow(
        path=recent.path,
        name=recent.name,
        kind="text" if recent.kind == "text" else "image",
        detail=detail,
        labelled=recent.labelled,
        pool=recent.pool,
        when=_when(recent.closed, now),
        missing=not os.path.isfile(recent.path),
    )


def _draft_row(draft: Mapping[str, Any], now: datetime.datetime) -> RecentRow:
    folder = _words(draft, "folder")
    step = draft.get("step")
    return RecentRow(
        path=draft_path(draft),
        name=_words(draft, "name") or Path(folder).name or tr("New project"),
        kind="text" if draft.get("kind") == "text" else "image",
        detail=home_words(folder) or tr("No folder yet"),
        labelled=0,
        pool=0,
        when=_when(_words(draft, "kept"), now),
        step=step if isinstance(step, int) and 1 <= step <= 4 else 1,
    )


def _words(draft: Mapping[str, Any], key: str) -> str:
    value = draft.get(key)
    return value if isinstance(value, str) else ""


def _when(closed: str, now: datetime.datetime) -> str:
    try:
        moment = datetime.datetime.fromisoformat(closed).astimezone()
    except (ValueError, OverflowError, OSError):
        return ""
    today = now.astimezone()
    days = (today.date() - moment.date()).days
    if days == 0:
        return tr("Today {time}", time=f"{moment:%H:%M}")
    if days == 1:
        return tr("Yesterday")
    return day_words(moment.date(), year=moment.year != today.year)
