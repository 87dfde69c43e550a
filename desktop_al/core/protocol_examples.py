"""Adding an example to a guideline: one line of Markdown in the right place, the rest of the text as it was."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from desktop_al.core.class_names import can_be_shown
from desktop_al.core.errors import BadArgument
from desktop_al.core.front_matter import HIDDEN
from desktop_al.core.protocol import blocks, name_key, parse_protocol
from desktop_al.core.protocol_parts import Example, parts_of
from desktop_al.core.safe_markdown import safe_markdown
from desktop_al.core.words import mark, tr

#: Headings of the two parts.
EXAMPLES, NOT_THIS = mark("Agreed examples"), mark("Not this class")
MAX_CAPTION = 200
CANNOT = mark("The guideline has no place for an example of this class. Write it on the Protocol page.")

_SIMPLE_NAME = re.compile(r"[A-Za-z0-9](?:[\w./-]*\w)?")
_MARKED = re.compile(r"[\\*_<>\[\]|~#]")
_BULLET = re.compile(r"^([-*+])[ \t]", re.MULTILINE)


class _Owned(NamedTuple):
    """A section, by its number, of the class; ``part`` is the key of its heading, "" of the class's own."""

    number: int
    part: str


def fit_caption(caption: str) -> str:
    """A caption as it is kept: one line that loads nothing and leads nowhere.

    Raises:
        BadArgument: longer than ``MAX_CAPTION`` characters.
    """
    # Ticks and brackets would have to be closed where the next reader looks for it; others stand for them.
    words = safe_markdown(" ".join(HIDDEN.sub(" ", caption).split()))
    words = " ".join(words.replace("`", "'").replace("[", "(").replace("]", ")").split())
    if len(words) > MAX_CAPTION:
        raise BadArgument(tr("A caption can have {most} characters, not {given}.", most=MAX_CAPTION, given=len(words)))
    return words


def can_be_named(sample: str) -> bool:
    """Whether a guideline can hold this name of a sample, so that it is found again."""
    shown = bool(sample) and sample == sample.strip() and can_be_shown(sample)
    return shown and len(sample) <= 1000 and "`" not in sample


def with_example(
    text: str, class_name: str, sample: str, caption: str = "", against: bool = False, names: Sequence[str] = ()
) -> str:
    """The guideline with ``sample`` as an agreed example of a class, or (``against``) as none of it.

    The line goes to the end of that part; heading and class are made where they are missing. ``names``: all classes,
    without them every heading of the second level names one. Line ends stay those of the text.

    Raises:
        BadArgument: the name or the caption cannot be written, or the guideline has no place for it.
    """
    if not can_be_named(sample):
        raise BadArgument(tr("The name of this sample holds characters that a guideline cannot hold."))
    item, caption = (sample if _SIMPLE_NAME.fullmatch(sample) else f"`{sample}`"), fit_caption(caption)
    written = f"{item}: {_escaped(caption)}" if caption else item
    had = _listed(text, class_name, against, names)
    made = _with_line(text.replace("\r\n", "\n").replace("\r", "\n"), class_name, written, against, names)
    # Whatever the rest of the text is: the example has to be read where it was put, and all others as before.
    if _listed(made, class_name, against, names) != (*had, Example(sample, caption)):
        raise BadArgument(tr(CANNOT))
    return made.replace("\n", "\r\n") if "\r\n" in text else made


def _listed(text: str, class_name: str, against: bool, names: Sequence[str]) -> tuple[Example, ...]:
    found = [one for one in parts_of(text, names).classes if name_key(one.name) == name_key(class_name)]
    return (found[0].not_this if against else found[0].examples) if found else ()


def _with_line(text: str, class_name: str, written: str, against: bool, names: Sequence[str]) -> str:
    sections = parse_protocol(text).sections
    heading = NOT_THIS if against else EXAMPLES
    owned = _owned(text, class_name, names)
    if not owned:
        level = next((one.level for one in sections if name_key(one.heading) in map(name_key, names)), 2)
        if level > 5:
            raise BadArgument(tr(CANNOT))
        hashes = "#" * level
        return _put(
            text, len(text), f"{hashes} {_escaped(class_name)}\n\n{hashes}# {heading}\n\n- {written}", apart=True
        )
    # The last of its kind: what is put at the end of it is the last of the list.
    same = [one.number for one in owned if one.part == name_key(heading)]
    if same:
        section = sections[same[-1]]
        body = text[section.start : section.end]
        last = list(blocks(body))[-1:]
        items = bool(last) and last[0].kind == "item"
        bullet = (_BULLET.findall(body) or ["-"])[-1]
        return _put(text, section.end, f"{bullet} {written}", apart=not items)
    first = sections[owned[0].number]
    if first.level > 5:
        raise BadArgument(tr(CANNOT))
    # Behind all that is said under the first heading of the class; agreed examples before those of no example.
    run = [one for place, one in enumerate(owned) if one.number == owned[0].number + place]
    run = run[: next((place for place, one in enumerate(run) if place and not one.part), len(run))]
    others = [one.number for one in run if one.part == name_key(NOT_THIS)]
    where = sections[others[0]].begin if others and not against else sections[run[-1].number].end
    return _put(text, where, f"{'#' * (first.level + 1)} {heading}\n\n- {written}", apart=True)


def _owned(text: str, class_name: str, names: Sequence[str]) -> list[_Owned]:
    """The sections that ``parts_of`` reads as parts of the class."""
    known, key = {name_key(name) for name in names}, name_key(class_name)
    owned, mine, level = [], False, 0
    for number, section in enumerate(parse_protocol(text).sections):
        own = name_key(section.heading)
        asks = section.pairs and (not known or any(pair <= known for pair in section.pairs))
        if not asks and own and (own in known or (not known and section.level == 2)):
            mine, level = own == key, section.level
            if mine:
                owned.append(_Owned(number, ""))
        elif mine and not asks and section.level > level and section.heading:
            owned.append(_Owned(number, own.rstrip(":. ")))
        else:
            mine = False
    return owned


def _put(text: str, place: int, lines: str, *, apart: bool) -> str:
    """``lines`` in front of ``place``, after what stands there; ``apart``: with an empty line between."""
    before, after = text[:place].rstrip(), text[place:].lstrip("\n")
    if fence := _open_fence(text[:place]):
        before += f"\n{fence}"
        apart = True
    before += ("\n\n" if apart else "\n") if before else ""
    return f"{before}{lines}\n" + (f"\n{after}" if after.strip() else "")


def _open_fence(text: str) -> str:
    """The fence of a piece of code that is not ended, "" for none."""
    fence = ""
    for line in text.split("\n"):
        bare = line.strip()
        if fence:
            if bare.startswith(fence) and not bare.strip(fence[0]):
                fence = ""
        elif bare.startswith(("```", "~~~")):
            fence = bare[: len(bare) - len(bare.lstrip(bare[0]))]
    return fence


def _escaped(words: str) -> str:
    return _MARKED.sub(r"\\\g<0>", words)
