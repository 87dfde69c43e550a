"""The event: one row of the append-only log, its hash chain and its body.

Every opening of a project for writing is a chain of its own, named by a random 128-bit ``writer``. Each
event names the hash of the event before it in its chain, so that a flipped, swapped, inserted or missing
row is found. The body (JSON) lies apart from the chain, which covers only SHA-256(salt, body): a text
can be erased and the chain still verifies.

What does not belong here: what an event means (``state``) and where it is kept (``store``).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from desktop_al.core.plain_json import read_json
from desktop_al.core.words import all_english, tr

#: Hash before the first event of a chain.
GENESIS = bytes(32)

Body = Mapping[str, Any]

OPEN = "open"
CLOSE = "close"
PROJECT = "project"
CLASS = "class"
ANNOTATION = "annotation"
COMMENT = "comment"
PROTOCOL = "protocol"
RETRACT = "retract"
BATCH = "batch"
MERGE = "merge"
ERASE = "erase"
MOVE = "move"
FOLDER = "folder"
ROUND = "round"
#: A sample that the program would leave out of the queue is to stay in it (answer "yes"), or not any more ("").
KEEP = "keep"
#: What is masked on an image (answer: rectangles as ``core.masks`` writes them, "" for nothing any more).
MASK = "mask"
#: A sample answered once more without knowing it; the first answer stays in force.
REPEAT = "repeat"
#: Breaks, what was said about them, what is to be shown again: of one annotator, for that annotator.
PACE = "pace"

#: An annotator of the project and that person's role (answer: the name).
ANNOTATOR = "annotator"
#: The design of a study: shares, annotators, seed, what is planned; the newest one holds.
STUDY = "study"
#: A copy of the project made for one annotator (answer: the name): in that copy it stands for all that came before.
HANDOUT = "handout"
#: The answer to a sample that is known, against which annotators are compared; "" for none any more.
GOLD = "gold"
#: What an adjudicator decided about a sample; the annotations that it settles stay as they are.
DECISION = "decision"
#: Something of the project was written to a file for others (answer: the name of the file, never its folder).
EXPORT = "export"
#: The labels of a file were taken in (answer: the name of the file, never its folder); ``import_fold`` reads it.
IMPORT = "import"
#: A pre-annotation that an import brought for a sample, in the form of an answer; never an annotation.
OFFER = "offer"
#: An annotator signed answers (answer: what that means); ``signing`` reads it.
SIGN = "sign"

#: Kinds that an annotator can undo.
UNDOABLE = frozenset({CLASS, ANNOTATION, COMMENT, PROTOCOL, KEEP, MASK, REPEAT, DECISION, IMPORT})
#: Kinds whose body may be erased: free text written by people, never an answer.
ERASABLE = frozenset({COMMENT, PROTOCOL})

UNSURE = "unsure"
LABEL_PREFIX = "="
NOT_WORTH_PREFIX = "x:"


class Event(NamedTuple):
    """One event, without its body.

    ``utc`` and ``monotonic`` are microseconds. ``sample`` is the 16-byte sample id or empty. ``answer`` is
    the one field of the body that the fold needs for every annotation: ``=class`` (several joined by
    ``|``), ``x:reason`` or ``unsure``; it is covered by the chain. So it is for ``gold`` and ``decision``
    events. For ``class`` events it is the class id, for ``erase`` events ``writer:seq`` of what was erased,
    for ``open`` and ``merge`` the heads seen, for ``annotator`` and ``handout`` the name, for ``export`` and
    ``import`` the name of the file, for ``sign`` the meaning.
    """

    writer: bytes
    seq: int
    lamport: int
    utc: int
    monotonic: int
    annotator: str
    kind: str
    sample: bytes
    answer: str
    body_hash: bytes
    prev: bytes


Ref = tuple[bytes, int]


def ref(event: Event) -> Ref:
    return (event.writer, event.seq)


def digest(event: Event) -> bytes:
    """SHA-256 over all fields, each with its length in front, so that no two events share an encoding."""
    parts = (
        event.writer,
        b"%d %d %d %d" % (event.seq, event.lamport, event.utc, event.monotonic),
        event.annotator.encode(),
        event.kind.encode(),
        event.sample,
        event.answer.encode(),
        event.body_hash,
        event.prev,
    )
    return hashlib.sha256(b"".join(b"%d:%b" % (len(part), part) for part in parts)).digest()


def encode_body(body: Body) -> bytes:
    """Canonical JSON: sorted keys, no spaces, UTF-8, texts of the program in English whatever the language of the
    window. NaN and infinities are refused."""
    return json.dumps(
        all_english(body), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def decode_body(data: bytes) -> dict[str, Any]:
    body = read_json(data)
    if not isinstance(body, dict):
        raise ValueError("a body must be a JSON object")
    return body


def body_hash(salt: bytes, body: bytes) -> bytes:
    return hashlib.sha256(salt + body).digest()


def label_answer(class_ids: Iterable[str]) -> str:
    return LABEL_PREFIX + "|".join(class_ids)


def label_classes(answer: str) -> tuple[str, ...]:
    """Class ids of a label answer; empty for "unsure" and "not worth labelling"."""
    if not answer.startswith(LABEL_PREFIX) or len(answer) == 1:
        return ()
    return tuple(answer[1:].split("|"))


def not_worth_reason(answer: str) -> str | None:
    """The reason id of a "not worth labelling" answer, else None."""
    return answer[len(NOT_WORTH_PREFIX) :] if answer.startswith(NOT_WORTH_PREFIX) else None


def encode_heads(heads: Mapping[bytes, int]) -> str:
    """The answer of ``open`` and ``merge`` events: ``writer:seq`` of each chain, joined by commas."""
    return ",".join(f"{writer.hex()}:{seq}" for writer, seq in sorted(heads.items()))


def decode_heads(text: str) -> dict[bytes, int]:
    pairs = (part.partition(":") for part in text.split(",") if part)
    return {bytes.fromhex(writer): int(seq) for writer, _, seq in pairs}


def targets(body: Body) -> tuple[tuple[bytes, int, int], ...]:
    """What a retraction takes back: ranges (writer, first seq, last seq)."""
    return tuple((bytes.fromhex(writer), int(first), int(last)) for writer, first, last in body["targets"])


def chain_problems(events: Iterable[Event]) -> list[str]:
    """What is wrong with the chains, in words; ``events`` must come ordered by writer and seq.

    Finds changed, swapped, inserted and removed events. A cut tail of a chain can only be found against
    a head known from elsewhere (another chain's opening event, an exported head).
    """
    problems: list[str] = []
    writer, seq, expected = b"", 0, GENESIS
    for event in events:
        if event.writer != writer:
            writer, seq, expected = event.writer, 0, GENESIS
        seq += 1
        chain = writer.hex()[:8]
        if event.seq != seq:
            problems.append(
                tr(
                    "event {seq} of chain {chain}: {missing} event(s) before it are missing.",
                    seq=event.seq,
                    chain=chain,
                    missing=event.seq - seq,
                )
            )
            seq = event.seq
        elif event.prev != expected:
            problems.append(
                tr(
                    "event {seq} of chain {chain} does not follow from the one before it: one of the two was changed.",
                    seq=event.seq,
                    chain=chain,
                )
            )
        expected = digest(event)
    return problems
