"""The audit page's side of an open project: what the worker is asked, and signing."""

import datetime

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.events import Body
from desktop_al.core.signing import MEANINGS
from desktop_al.core.words import mark, tr
from desktop_al.loop.audit_screen import AuditFilter, AuditRequest, SignRequest, TrailRequest
from desktop_al.loop.project import Project
from desktop_al.loop.protocol_versions import version_id

LOOK_ONLY = mark("This project is open to look only. Nothing can be signed.")


def audit_request(project: Project, asked: AuditFilter, first: int) -> AuditRequest:
    return AuditRequest(project.annotator, project.pool.hide_names, asked, first)


def trail_request(project: Project, out: str) -> TrailRequest:
    return TrailRequest(project.annotator, project.pool.hide_names, out, str(project.loader.root))


def sign_request(project: Project, meaning: str, name: str, *, passphrase: bool) -> SignRequest:
    """What the worker is asked when the annotator signs; ``passphrase``: it was asked for and was right.

    Raises:
        BadArgument: no such meaning, or a project that is open to look only.
    """
    if project.read_only:
        raise BadArgument(tr(LOOK_ONLY))
    if meaning not in MEANINGS:
        raise BadArgument(tr("A signature means one of: {meanings}.", meanings=", ".join(MEANINGS)))
    return SignRequest(project.annotator, meaning, name, version_id(project.state), passphrase)


def add_signature(project: Project, request: SignRequest, body: Body) -> None:
    """Keep a signature that the worker made."""
    project.record.add(ev.SIGN, body, request.annotator, answer=request.meaning)


def day(text: str, *, end: bool = False) -> int:
    """When a day such as 2026-11-23 begins here, or with ``end`` when it ends, in microseconds; 0 for no text.

    Raises:
        BadArgument: no day.
    """
    text = text.strip()
    if not text:
        return 0
    try:
        found = datetime.date.fromisoformat(text) + datetime.timedelta(days=int(end))
        moment = datetime.datetime.combine(found, datetime.time()).astimezone()
        return int(moment.timestamp()) * 1_000_000
    except (ValueError, OverflowError, OSError) as error:
        raise BadArgument(tr("A day is written as 2026-11-23, not {text}.", text=text[:20])) from error
