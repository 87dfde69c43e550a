"""What of a guideline was not understood, or names something that is not there, line by line."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from desktop_al.core.protocol import name_key, parse_protocol
from desktop_al.core.protocol_parts import ClassParts, parts_of
from desktop_al.core.safe_markdown import safe_markdown
from desktop_al.core.words import tr

#: Remarks that are told of one text.
MOST = 100
_LEADS_OUT = re.compile(r"\]\(|\]:|<[A-Za-z/!]|://|\bdata:", re.IGNORECASE)


class Remark(NamedTuple):
    """``line`` counts from 1."""

    line: int
    words: str


def remarks_on(
    text: str, names: Sequence[str], others: Collection[str] = (), samples: Collection[str] | None = None
) -> tuple[Remark, ...]:
    """In the order of the lines, at most ``MOST``. ``names``: the classes that are offered, ``others`` that are known;
    ``samples`` as in exports, None where they are not known."""
    lines = text.split("\n")
    kinds = [_headings(text, names, others), _answers(text, lines, names), _outside(lines)]
    if samples is not None:
        kinds.append(_examples(text, lines, names, samples))
    # A text may give many thousand of one kind, and to find the line of each would take minutes.
    return tuple(sorted({remark for kind in kinds for remark in islice(kind, MOST)})[:MOST])


def _headings(text: str, names: Sequence[str], others: Collection[str]) -> Iterator[Remark]:
    protocol = parse_protocol(text)
    known = {name_key(name) for name in others}
    strange = {name_key(heading) for heading in protocol.understood(names).strange} - known
    for section in protocol.sections:
        if name_key(section.heading) in strange:
            line = protocol.text.count("\n", 0, section.begin) + 1
            yield Remark(
                line,
                tr("no class is called “{name}”. It is shown with the whole text only.", name=_short(section.heading)),
            )


def _answers(text: str, lines: Sequence[str], names: Sequence[str]) -> Iterator[Remark]:
    known = [name_key(name) for name in names]
    for part in parts_of(text, names).classes:
        for question in part.questions:
            for answer in question.answers:
                key = name_key(answer.choose)
                if not any(key == name or key.startswith(f"{name} ") for name in known):
                    words = tr("no class is called “{name}”, which an answer leads to.", name=_short(answer.choose))
                    yield Remark(_line(lines, part, answer.choose), words)


def _examples(text: str, lines: Sequence[str], names: Sequence[str], samples: Collection[str]) -> Iterator[Remark]:
    parts = [part for part in parts_of(text, names).classes if part.examples or part.not_this]
    stems = {name.rsplit(".", 1)[0] for name in samples} if parts else set()
    for part in parts:
        for example in (*part.examples, *part.not_this):
            own = example.sample
            if own and own not in samples and own not in stems:
                yield Remark(
                    _line(lines, part, own), tr("the example {name} is not in this project.", name=_short(own))
                )


def _outside(lines: Sequence[str]) -> Iterator[Remark]:
    for number, line in enumerate(lines, start=1):
        if _LEADS_OUT.search(line) and safe_markdown(line) != line:
            yield Remark(
                number, tr("a link, picture or tag. Nothing is loaded from outside; only its words are shown.")
            )


def _line(lines: Sequence[str], part: ClassParts, words: str) -> int:
    """The line of some words, looked for below the heading of their class."""
    key = name_key(part.name)
    begin = next(
        (n for n, line in enumerate(lines) if line.lstrip()[:1] == "#" and name_key(line.strip("# \t")) == key), 0
    )
    return next((n for n in range(begin, len(lines)) if words in lines[n]), begin) + 1


def _short(words: str) -> str:
    return words if len(words) < 41 else f"{words[:39]}…"
