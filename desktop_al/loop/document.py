"""A written report as frozen values: sections of paragraphs, tables and pictures, all of it plain text.

What lays it out (HTML in loop, pages in ui) decides nothing about what it says, so that both say the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from desktop_al.core import plain_names

#: Letters of scripts that are written from right to left.
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_NUMBER = re.compile(r"\bn (?=\d)")
_TURNED = re.compile(f"[{_RIGHT}](?:[^\\W{_RIGHT}A-Za-z]|[{_RIGHT} '\u2019-])*(?<! )")
#: Cells of a column: words from the left, figures from the right, one under the other.
Align = Literal["text", "figure"]
#: "lead": the sentence that matters; "note": what has to be known with it; "warning": what is wrong or missing;
#: "mono": to be copied sign by sign.
Look = Literal["plain", "lead", "note", "warning", "mono"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """Within a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    align: Align = "figure"


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` have a cell for each of ``columns``; the first one heads its row. ``notes``: below the table."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """A large figure: what it is, the figure, and what it rests on."""

    title: str
    value: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class Keys:
    items: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """``svg``: the text of an ``svg`` element of ``width`` by ``height`` units, made by this program alone.
    ``spoken``: what it shows, for who cannot see it."""

    svg: str
    width: int
    height: int
    caption: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Copyable:
    """Paragraphs that are meant to be copied into another text."""

    paragraphs: tuple[str, ...]


Block = Paragraph | Heading | Table | Keys | Listing | Picture | Copyable


@dataclass(frozen=True, slots=True)
class Section:
    """``id`` names it in links and in JSON."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """``kind``: what it is, above the ``title``; ``lines`` below it: when and by what it was made."""

    kind: str
    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]


def plain(text: str) -> str:
    """With what cannot be seen written out; a per cent sign stays on the line of its number, as does "n"."""
    return _NUMBER.sub("n\u00a0", plain_names.plain(text).replace(" %", "\u00a0%"))


def turned(text: str) -> Iterator[tuple[bool, str]]:
    """The text in parts: whether each is written from right to left. Set each such part by itself, or the comma
    between two names, and all that follows one at the beginning, would go the other way as well."""
    at = 0
    for found in _TURNED.finditer(text):
        if found.start() > at:
            yield False, text[at : found.start()]
        yield True, found[0]
        at = found.end()
    if at < len(text):
        yield False, text[at:]


def made_plain(document: Document) -> Document:
    """The document with every sign written out that cannot be seen or turns the direction of writing: names of
    classes, samples and people may come from anybody."""
    sections = tuple(
        replace(part, title=plain(part.title), blocks=tuple(map(_plain_block, part.blocks)))
        for part in document.sections
    )
    return Document(plain(document.kind), plain(document.title), tuple(map(plain, document.lines)), sections)


def _plain_block(block: Block) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, text=plain(block.text))
        case Table(caption, columns, rows, notes):
            return Table(
                plain(caption),
                tuple(replace(column, title=plain(column.title)) for column in columns),
                tuple(tuple(map(plain, row)) for row in rows),
                tuple(map(plain, notes)),
            )
        case Keys(items):
            return Keys(tuple(Key(plain(one.title), plain(one.value), plain(one.line)) for one in items))
        case Listing(items):
            return Listing(tuple(map(plain, items)))
        case Picture():
            return replace(block, caption=plain(block.caption), spoken=plain(block.spoken))
        case Copyable(paragraphs):
            return Copyable(tuple(map(plain, paragraphs)))


def texts(document: Document) -> Iterator[str]:
    """Everything that it says, in order; of pictures what is spoken."""
    yield from (document.kind, document.title, *document.lines)
    for section in document.sections:
        yield section.title
        for block in section.blocks:
            yield from _block_texts(block)


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield block.text
        case Table(caption, columns, rows, notes):
            yield caption
            yield from (column.title for column in columns)
            for row in rows:
                yield from row
            yield from notes
        case Keys(items):
            for one in items:
                yield from (one.title, one.value, one.line)
        case Listing(items):
            yield from items
        case Picture():
            yield from (block.caption, block.spoken)
        case Copyable(paragraphs):
            yield from paragraphs
