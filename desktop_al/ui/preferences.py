"""What the window remembers between starts: theme and recent projects. A broken file means the defaults."""

import contextlib
import datetime
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from desktop_al.core.shapes import SampleKind
from desktop_al.ui.start_page import RecentRow

_KEPT = 12


@dataclass(frozen=True, slots=True)
class Recent:
    """A project that was open; ``closed`` is ISO 8601 in UTC."""

    path: str
    name: str
    kind: SampleKind
    classes: int
    labelled: int
    pool: int
    closed: str


@dataclass(frozen=True, slots=True)
class Preferences:
    theme: str = "light"
    recent: tuple[Recent, ...] = ()

    def with_recent(self, recent: Recent) -> "Preferences":
        others = tuple(r for r in self.recent if r.path != recent.path)
        return replace(self, recent=(recent, *others)[:_KEPT])

    def without(self, path: str) -> "Preferences":
        return replace(self, recent=tuple(r for r in self.recent if r.path != path))


def load(home: Path) -> Preferences:
    """What was kept, or the defaults where nothing readable is there."""
    try:
        kept = json.loads((home / "preferences.json").read_text("utf-8"))
        recent = tuple(Recent(**entry) for entry in kept.get("recent", ()))
        theme = kept.get("theme", "light")
        return Preferences(theme if theme in ("light", "dark", "high-contrast") else "light", recent)
    except (OSError, ValueError, TypeError, AttributeError):
        return Preferences()


def save(home: Path, preferences: Preferences) -> None:
    """Keep them; a home that cannot be written only means that they are gone next time."""
    with contextlib.suppress(OSError):
        home.mkdir(parents=True, exist_ok=True)
        unfinished = home / f"preferences.{os.getpid()}"
        unfinished.write_text(json.dumps(asdict(preferences), indent=1), "utf-8")
        os.replace(unfinished, home / "preferences.json")


def recent_rows(preferences: Preferences, now: datetime.datetime) -> list[RecentRow]:
    return [
        RecentRow(
            path=recent.path,
            name=recent.name,
            kind=recent.kind,
            detail=f"{'Texts' if recent.kind == 'text' else 'Images'}, {recent.classes} classes",
            labelled=recent.labelled,
            pool=recent.pool,
            when=_when(recent.closed, now),
            missing=not Path(recent.path).is_file(),
        )
        for recent in preferences.recent
    ]


def _when(closed: str, now: datetime.datetime) -> str:
    try:
        moment = datetime.datetime.fromisoformat(closed).astimezone()
    except ValueError:
        return ""
    days = (now.astimezone().date() - moment.date()).days
    if days == 0:
        return f"Today {moment:%H:%M}"
    return "Yesterday" if days == 1 else f"{moment.day} {moment:%b %Y}"
