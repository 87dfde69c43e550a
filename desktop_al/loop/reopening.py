"""Where somebody was when a project was locked, and back to it: page, sample, what was typed and not kept."""

import contextlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from desktop_al.core.errors import NeedsPassphrase
from desktop_al.loop.queue import HELD, Pick, Source
from desktop_al.store.draft_file import read_draft, remove_draft, seal_draft, unseal_draft, write_draft

if TYPE_CHECKING:
    from desktop_al.loop.project import Project

#: A pick as it is kept: id of the sample in hexadecimal, source, reason.
Kept = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """``page`` is the name of the page on screen; ``held`` the sample on screen, then those after it, as they were
    chosen; ``visiting``: the one on screen was looked up. ``comment``, ``guideline``: being typed, None for nothing.
    """

    annotator: str
    page: str
    held: tuple[Kept, ...] = ()
    visiting: bool = False
    comment: str | None = None
    guideline: str | None = None


def is_secret(project: "Project") -> bool:
    """Whether the open project is an encrypted one."""
    return project.record.file.key is not None


def draft_of(project: "Project", page: str, comment: str | None, guideline: str | None) -> Draft:
    """The place where the annotator is now."""
    current, upcoming = project.serving.current, list(project.serving.upcoming())[:HELD]
    visiting = current is not None and current.visiting
    picks = [current.pick] if current is not None else []
    picks += [pick for pick in upcoming if current is None or visiting or pick.place != current.place]
    held = tuple((project.pool.rows[pick.place].id.hex(), pick.source, pick.reason) for pick in picks)
    return Draft(project.annotator, page, held, visiting, comment, guideline)


def go_back(project: "Project", draft: Draft) -> None:
    """Show the sample again that was on screen, with those behind it that were next."""
    picks = list(_picks(project, draft.held))
    if picks:
        project.serving.go_on_with(picks, visiting=draft.visiting)


def _picks(project: "Project", held: Iterable[Kept]) -> Iterable[Pick]:
    for sample, source, reason in held:
        place = project.pool.by_id.get(bytes.fromhex(sample))
        if place is not None:
            yield Pick(place, source, reason)  # type: ignore[arg-type]


def same_sample(project: "Project", draft: Draft) -> bool:
    """Whether the sample on screen is the one that the comment of ``draft`` was typed for."""
    current = project.serving.current
    on_screen = project.pool.rows[current.place].id.hex() if current is not None else ""
    return bool(draft.held) and draft.held[0][0] == on_screen


# -- sealed --------------------------------------------------------------------------------------------


def keep_draft(path: Path, draft: Draft) -> bytes:
    """Seal it and put it beside the project, where that can be written; what was sealed, for :func:`take_draft`.

    Raises:
        NeedsPassphrase: the project is not unlocked.
    """
    sealed = seal_draft(path, json.dumps(asdict(draft)).encode())
    write_draft(path, sealed)
    return sealed


def take_draft(path: Path, annotator: str, sealed: bytes = b"") -> Draft | None:
    """The draft of ``annotator``, from memory (``sealed``) or from beside the project, where it is then no more; that
    of somebody else stays. None where there is none, or nothing that can be read."""
    for kept in filter(None, (sealed, read_draft(path))):
        content = None
        with contextlib.suppress(NeedsPassphrase):
            content = unseal_draft(path, kept)
        draft = _read(content) if content is not None else None
        if draft is not None and draft.annotator == annotator:
            remove_draft(path)
            return draft
    return None


def _read(content: bytes) -> Draft | None:
    try:
        kept: dict[str, Any] = json.loads(content)
        draft = Draft(**kept)
        rows = tuple((str(sample), str(source), str(reason)) for sample, source, reason in draft.held)
        known = tuple(row for row in rows if row[1] in get_args(Source) and len(bytes.fromhex(row[0])) > 0)
        typed = (words for words in (draft.comment, draft.guideline) if words is not None)
        words = (draft.annotator, draft.page, *typed)
        if not all(isinstance(one, str) for one in words) or not isinstance(draft.visiting, bool):
            return None
        return replace(draft, held=known)
    except (ValueError, TypeError, RecursionError):
        return None
