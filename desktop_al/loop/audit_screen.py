"""What the audit page asks for and shows, as frozen values. The window draws these and decides nothing."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from desktop_al.core.events import Ref
from desktop_al.core.words import mark

#: Rows that are given at once.
PAGE = 200
SET_BACK = mark("The computer's clock was set back here.")

#: "" all, "answers" given or taken back, "changes" only those that replaced or took back an answer, "protocol"
#: classes and guideline, "exports" also sign-offs, copies and merges, "erased" texts.
Group = Literal["", "answers", "changes", "protocol", "exports", "erased"]
GROUPS: tuple[tuple[str, Group], ...] = (
    (mark("Every event"), ""),
    (mark("Answers"), "answers"),
    (mark("Changes only"), "changes"),
    (mark("Classes and protocol"), "protocol"),
    (mark("Exports and sign-offs"), "exports"),
    (mark("Erased texts"), "erased"),
)


class AuditRow(NamedTuple):
    """One event in words. ``n`` is its number in the file, ``utc`` and ``monotonic`` are microseconds, ``sample`` is an
    id or empty. ``origin``: autoplay, import, merge, batch, near copy, or "" for a person's single act. ``groups``: the
    filters that it passes. ``open``: everybody may see it, also who works blind."""

    n: int
    at: Ref
    utc: int
    monotonic: int
    who: str
    kind: str
    groups: tuple[Group, ...]
    what: str
    before: str
    after: str
    reason: str
    protocol: str
    sample: bytes
    computer: str
    origin: str
    set_back: bool
    open: bool


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """``since`` and ``until`` in microseconds, 0 for any time; ``sample`` and ``words`` are looked for anywhere in the
    name of the sample and in the words of a row, in any case of letters."""

    annotator: str = ""
    group: Group = ""
    sample: str = ""
    since: int = 0
    until: int = 0
    words: str = ""

    @property
    def any(self) -> bool:
        return self != AuditFilter()


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """One page of the trail for ``viewer``, from row ``first`` of what passes the filter, the newest first."""

    viewer: str
    hide_names: bool = False
    filter: AuditFilter = AuditFilter()
    first: int = 0


@dataclass(frozen=True, slots=True)
class TrailRequest:
    """Write the whole trail, as ``viewer`` may see it, to the file ``out``."""

    viewer: str
    hide_names: bool
    out: str
    folder: str


@dataclass(frozen=True, slots=True)
class SignRequest:
    """Make the body of a signature over what ``annotator`` has answered. ``protocol``: the version in force."""

    annotator: str
    meaning: str
    name: str
    protocol: str
    passphrase: bool


@dataclass(frozen=True, slots=True)
class AuditLine:
    """A row as it is shown, in words; ``remark`` is told besides, ``set_back`` sets it off."""

    when: str
    who: str
    what: str
    before: str
    after: str
    sample: str
    reason: str
    protocol: str
    origin: str
    computer: str
    set_back: bool = False


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """``words`` say who signed what, ``state`` whether it stands."""

    words: str
    state: str
    valid: bool


@dataclass(frozen=True, slots=True)
class AuditScreen:
    """``lines`` from row ``first`` of ``matching`` that pass the filter; ``total`` without a filter. ``head`` is the
    file of the head, ``to_sign`` how many answers each meaning would sign. ``empty``: why there is nothing.
    ``own_only``: the viewer works blind."""

    request: AuditRequest
    lines: tuple[AuditLine, ...] = ()
    matching: int = 0
    total: int = 0
    zone: str = ""
    annotators: tuple[str, ...] = ()
    fingerprint: str = ""
    head: str = ""
    signatures: tuple[SignatureLine, ...] = ()
    to_sign: tuple[tuple[str, int], ...] = ()
    empty: str = ""
    own_only: bool = False
