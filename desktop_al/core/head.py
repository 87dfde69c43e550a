"""The head of a log: the last event of every chain, kept elsewhere, against which a log can be checked later.

The chains show that an event was changed, left out or put in. That the newest events of a chain were cut off together
with everything that tells of them shows only against a head that was kept where nobody could change it: a file, or its
fingerprint on paper (80 bits in the 32 letters and digits of Crockford's base 32).
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from desktop_al.core.errors import CannotRead
from desktop_al.core.events import Event, digest
from desktop_al.core.plain_names import LONGEST, is_plain
from desktop_al.core.words import mark, tr

FORMAT = "desktop_al head 1"
NO_ANCHOR = mark(
    "Keep the head on another computer, or its fingerprint on paper: the fingerprint is another one after each event. "
    "Only with a head from then can it be found later that the newest events were cut off."
)
#: A head of a hundred thousand chains is below this.
MAX_BYTES = 32 * 2**20
_BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
_LETTERS, _GROUP = 16, 4
_AT_MOST = 20


class ChainHead(NamedTuple):
    """The last event of a chain and its hash (``core.events.digest``)."""

    writer: bytes
    seq: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """``project`` is the id of the project, ``utc`` when this was its head, in ISO 8601."""

    project: str
    utc: str
    chains: tuple[ChainHead, ...]


def head_of(events: Iterable[Event], project: str, utc: str) -> Head:
    """The head of these events, in whatever order they come."""
    last: dict[bytes, Event] = {}
    for event in events:
        if event.writer not in last or event.seq > last[event.writer].seq:
            last[event.writer] = event
    return Head(project, utc, tuple(ChainHead(w, last[w].seq, digest(last[w])) for w in sorted(last)))


def fingerprint(head: Head) -> str:
    """The head in 16 letters and digits, in groups of four."""
    return _code(head.project, sum(map(_weight, head.chains)))


def as_fingerprint(text: str) -> str:
    """``text`` as a fingerprint is written, "" where it is none; letters that are mistaken for digits are those."""
    plain = text.upper().translate(_READ_AS)
    if len(plain) != _LETTERS or set(plain) - set(_BASE32):
        return ""
    return _grouped(plain)


def head_body(head: Head) -> dict[str, Any]:
    """The head as JSON has it."""
    chains = [{"writer": c.writer.hex(), "seq": c.seq, "digest": c.digest.hex()} for c in head.chains]
    said = {"format": FORMAT, "project": head.project, "utc": head.utc, "fingerprint": fingerprint(head)}
    return {**said, "chains": chains}


def read_head(data: bytes) -> Head:
    """A head from its file.

    Raises:
        CannotRead: it is none, or not as it was written; the sentence says so.
    """
    if len(data) > MAX_BYTES:
        raise CannotRead(tr("This is no head of a log: it is far too large."))
    try:
        said = json.loads(data)
        if said["format"] != FORMAT:
            raise CannotRead(tr("This is a head of another version of the program, or none at all."))
        head = Head(_words(said["project"]), _words(said["utc"]), tuple(map(_chain, said["chains"])))
        code = str(said["fingerprint"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise CannotRead(tr("This is no head of a log, or it is damaged.")) from error
    if fingerprint(head) != code:
        raise CannotRead(tr("This head was changed after it was saved: its fingerprint is another one."))
    return head


def _chain(one: dict[str, Any]) -> ChainHead:
    if type(one["seq"]) is not int:
        raise ValueError("seq")
    return ChainHead(bytes.fromhex(one["writer"]), one["seq"], bytes.fromhex(one["digest"]))


def _words(value: object) -> str:
    """What is said to the user of a head that may come from anywhere."""
    if not isinstance(value, str) or len(value) > LONGEST or not is_plain(value):
        raise ValueError("words")
    return value


def head_problems(head: Head, project: str, events: Iterable[Event]) -> list[str]:
    """In what ``events`` of ``project`` no longer hold ``head``, in words; events may have come since."""
    if head.project != project:
        return [tr("The head is of another project.")]
    wanted = {chain.writer: chain.seq for chain in head.chains}
    reach = dict.fromkeys(wanted, 0)
    found: dict[bytes, Event] = {}
    for event in events:
        if event.writer in wanted:
            reach[event.writer] = max(reach[event.writer], event.seq)
            if event.seq == wanted[event.writer]:
                found[event.writer] = event
    problems = []
    for chain in head.chains:
        name, there = chain.writer.hex()[:8], found.get(chain.writer)
        if not reach[chain.writer]:
            problems.append(
                tr(
                    "chain {chain} is missing: the head of {utc} names {n} event(s) of it.",
                    chain=name,
                    utc=head.utc,
                    n=chain.seq,
                )
            )
        elif there is None:
            cut = chain.seq - reach[chain.writer]
            problems.append(
                tr(
                    "chain {chain} ends early: {n} event(s) cut off since the head of {utc}.",
                    chain=name,
                    n=cut,
                    utc=head.utc,
                )
            )
        elif digest(there) != chain.digest:
            problems.append(
                tr(
                    "chain {chain} is not the one that the head of {utc} names: it was rewritten.",
                    chain=name,
                    utc=head.utc,
                )
            )
    if len(problems) > _AT_MOST:
        problems[_AT_MOST:] = [tr("{n} more chains do not hold the head.", n=len(problems) - _AT_MOST)]
    return problems


def fingerprint_problems(code: str, project: str, events: Iterable[Event]) -> list[str]:
    """Whether the log had this fingerprint at any time; ``events`` in the order in which they came into the file."""
    total, last = 0, dict[bytes, int]()
    for event in events:
        weight = _weight(ChainHead(event.writer, event.seq, digest(event)))
        total += weight - last.get(event.writer, 0)
        last[event.writer] = weight
        if _code(project, total) == code:
            return []
    return [
        tr(
            "The log never had the fingerprint {code}: events were cut off or rewritten, or it is of another copy.",
            code=code,
        )
    ]


def _weight(chain: ChainHead) -> int:
    return int.from_bytes(hashlib.sha256(b"%b:%d:%b" % (chain.writer, chain.seq, chain.digest)).digest())


def _code(project: str, total: int) -> str:
    # A sum, so that it can be followed through a log of any number of chains, one event after the other.
    sum_of_chains = (total % 2**256).to_bytes(32)
    number = int.from_bytes(hashlib.sha256(project.encode() + b"\n" + sum_of_chains).digest()[:10])
    return _grouped("".join(_BASE32[number >> shift & 31] for shift in range(5 * _LETTERS - 5, -1, -5)))


def _grouped(plain: str) -> str:
    return "-".join(plain[at : at + _GROUP] for at in range(0, _LETTERS, _GROUP))
