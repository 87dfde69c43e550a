"""The protocol's guideline: Markdown whose headings are class names and questions between two classes.

``## Mild`` begins what is said about a class, ``## Mild or Severe?`` the decision rule between two; headings
below such a one belong to it. Anything else is free text, shown as a whole. Reading finds the headings only;
paragraphs are made plain text when they are asked for. It never fails and is linear in the length of the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from desktop_al.core.words import mark, tr

#: A guideline is read by people; more than this is no guideline.
MAX_BYTES = 5 * 1024 * 1024
#: Headings and fences looked at, characters of a heading, of what is said under one, ways to read one as "A or B?".
_MAX_MARKS, _MAX_HEADING, _MAX_SAID, _MAX_PAIRS = 20_000, 500, 10_000, 16
MORE = mark("The rest is in the whole text.")

BlockKind = Literal["heading", "paragraph", "item", "code"]

_MARK = re.compile(
    r"^(?!\n)(?: {0,3}(?:(?P<level>#{1,6})(?:[ \t]++(?P<atx>[^\n]*+))?|(?P<fence>`{3,}+|~{3,}+)[^\n]*+)$"
    r"|(?<![^\n]\n)(?P<under>[^\s#>|*+`~-][^\n]*+)\n(?P<line>=++|-{2,}+)[ \t]*+$)",
    re.MULTILINE,
)
_CLOSING = re.compile(r"(?:^|\s)#+$")
#: Between the two classes of a decision rule, in the languages that the window has.
_OR = re.compile(r"\s+(?:or|ou)\s+", re.IGNORECASE)
_ITEM = re.compile(r"(\s*)(?:[-*+]|(\d{1,9}[.)]))\s+(.*)")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_RULER = re.compile(r"(?:[-_*][ \t]*){3,}")
# Each stops at the next marker of its kind, so that markers without a partner cost nothing more.
_LINK = re.compile(r"!?\[([^\[\]]*+)\]\([^()\s]*+(?:[ \t]+[\"'][^\"'()]*+[\"'])?\)")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]*+)>")
# No possessive repetition of a group: Python before 3.11.5 matches those wrongly.
_INLINE = re.compile(
    r"(?<!`)(?P<ticks>`++)(?P<code>[^`]++)(?P=ticks)"
    r"|(?<!\\)(?:\*\*\*(?=\S)(?P<both>[^*]++)(?<=\S)\*\*\*"
    r"|\*\*(?=\S)(?!\*\*)(?P<bold>[^*\\]*+(?:(?:\\.|\*(?!\*))[^*\\]*+)*)(?<=\S)\*\*"
    r"|\*(?=[^\s*])(?P<italic>[^*\\]*+(?:\\.[^*\\]*+)*)(?<=\S)\*(?!\*)"
    r"|(?<!\w)__(?=\S)(?!__)(?P<bold_>[^_\\]*+(?:(?:\\.|_(?!_))[^_\\]*+)*)(?<=\S)__(?!\w)"
    r"|(?<!\w)_(?=[^\s_])(?P<italic_>[^_\\]*+(?:\\.[^_\\]*+)*)(?<=\S)_(?!\w))",
    re.DOTALL,
)
_MARKED = re.compile(r"[*_`\\]")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>|~-])")


def name_key(name: str) -> str:
    """Class names that differ only in case, spaces or Unicode form are the same name."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


class Run(NamedTuple):
    """A stretch of a paragraph in one style: any of the words bold, italic and code."""

    text: str
    style: str


class Block(NamedTuple):
    """A heading, paragraph, list item or piece of code. ``text`` is Markdown, of code as it stands; ``level`` that of
    a heading (1 to 6) or how deep an item lies (from 0), ``lead`` what stands before an item."""

    kind: BlockKind
    text: str
    level: int = 0
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (plain text), its level 1 to 6, where in the text its heading begins, where its own lines begin
    and end, and the ways to read it as a question between two names (each a pair of name keys; several when a name
    holds the word "or")."""

    heading: str
    level: int
    begin: int
    start: int
    end: int
    pairs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """What of a guideline is about given classes: name keys with a definition, the pairs with a decision rule,
    and the headings on a level with these that name no class (nor stand below one that does)."""

    defined: frozenset[str]
    rules: tuple[tuple[str, str], ...]
    strange: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Protocol:
    """A guideline that was read."""

    text: str
    sections: tuple[Section, ...]
    _named: dict[str, list[int]] = field(repr=False)
    _asked: dict[frozenset[str], list[int]] = field(repr=False)

    def about(self, name: str, names: Iterable[str] = ()) -> tuple[str, ...]:
        """What is said under the headings ``name``; sections that belong to others of ``names`` are left out."""
        return self._said(self._named.get(name_key(name), ()), names)

    def between(self, first: str, second: str, names: Iterable[str] = ()) -> tuple[str, ...]:
        """What is said under the headings "first or second?", in either order."""
        return self._said(self._asked.get(frozenset((name_key(first), name_key(second))), ()), names)

    def whole(self) -> Iterator[Block]:
        """Everything, block by block."""
        yield from blocks(self.text[: self.sections[0].begin if self.sections else len(self.text)])
        for section in self.sections:
            yield Block("heading", section.heading, section.level)
            yield from blocks(self.text[section.start : section.end])

    def rule(self, first: str, second: str) -> tuple[str, ...]:
        """The decision rule between two classes, else what is said about each, else nothing."""
        pair = self.between(first, second, (first, second))
        if pair:
            return pair
        said = (self.about(first, (second,)), self.about(second, (first,)))
        return tuple(f"{name}: {text[0]}" for name, text in zip((first, second), said, strict=True) if text)

    def rules_of(self, name: str, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """The pairs of ``names`` with a decision rule that ``name`` is one of, in the order of the text."""
        own = name_key(name)
        return tuple(pair for pair in self.understood(names).rules if own in map(name_key, pair))

    def understood(self, names: Sequence[str]) -> Understood:
        """Which headings are about the classes ``names``."""
        return _understood(self, tuple(names))

    def _said(self, places: Iterable[int], names: Iterable[str]) -> tuple[str, ...]:
        others = {name_key(name) for name in names}
        said: list[str] = []
        room = _MAX_SAID
        for place in places:
            top = self.sections[place]
            hidden = 0
            for number in range(place, len(self.sections)):
                section = self.sections[number]
                if number > place and section.level <= top.level:
                    break
                if hidden and section.level > hidden:
                    continue
                hidden = 0
                if number > place and (name_key(section.heading) in others or section.pairs):
                    hidden = section.level
                    continue
                own = paragraphs(self.text[section.start : min(section.end, section.start + room)])
                said += own if number == place else _under(section.heading, own)
                room -= section.end - section.start
                if room <= 0:
                    return (*said, tr(MORE))
        return tuple(said)


@lru_cache(maxsize=4)
def parse_protocol(text: str) -> Protocol:
    """Read a guideline; never fails: what is not understood is free text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found: list[tuple[int, int, str, int]] = []
    fence = ""
    for number, sign in enumerate(_MARK.finditer(text)):
        if number >= _MAX_MARKS:
            break
        if sign["fence"]:
            # A fence ends with at least as many of the same character, and nothing behind them.
            if not fence:
                fence = sign["fence"]
            elif sign["fence"].startswith(fence) and not sign[0].strip().strip(fence[0]):
                fence = ""
        elif fence:
            continue
        elif sign["level"]:
            heading = _CLOSING.sub("", (sign["atx"] or "")[:_MAX_HEADING].strip())
            found.append((sign.start(), sign.end(), heading, len(sign["level"])))
        elif not _ITEM.fullmatch(sign["under"][:_MAX_HEADING]):
            level = 1 if sign["line"][0] == "=" else 2
            found.append((sign.start(), sign.end(), sign["under"][:_MAX_HEADING], level))
    ends = [start for start, *_ in found[1:]] + [len(text)] * bool(found)
    named: dict[str, list[int]] = {}
    asked: dict[frozenset[str], list[int]] = {}
    sections = []
    for place, ((begin, start, raw, level), end) in enumerate(zip(found, ends, strict=True)):
        heading = " ".join(plain(raw).split())
        pairs = _pairs(heading)
        sections.append(Section(heading, level, begin, start, end, pairs))
        if heading:
            named.setdefault(name_key(heading), []).append(place)
        for pair in pairs:
            asked.setdefault(pair, []).append(place)
    return Protocol(text, tuple(sections), named, asked)


def runs(text: str, style: str = "", depth: int = 3) -> Iterator[Run]:
    """One paragraph cut where its style changes; links and images become their words."""
    text = _UNSEEN.sub("", text)
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _ADDRESS.sub(r"\1", text)
    done = 0
    for found in _INLINE.finditer(text) if depth else ():
        if found.start() > done:
            yield Run(_ESCAPED.sub(r"\1", text[done : found.start()]), style)
        done = found.end()
        kind = str(found.lastgroup).rstrip("_")
        if kind == "ticks" or kind == "code":
            yield Run(found["code"], f"{style} code".strip())
        else:
            inner, styled = found[str(found.lastgroup)], f"{style} {kind.replace('both', 'bold italic')}".strip()
            if _MARKED.search(inner):
                yield from runs(inner, styled, depth - 1)
            else:
                yield Run(inner, styled)
    if done < len(text):
        yield Run(_ESCAPED.sub(r"\1", text[done:]), style)


def plain(text: str) -> str:
    """One paragraph without the marks of Markdown: emphasis, code, links and images become their words."""
    return "".join(run.text for run in runs(text))


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a stretch of text without headings, read line by line."""
    held: list[str] = []
    kind: BlockKind = "paragraph"
    level, lead, fence = 0, "", ""

    for line in (*text.split("\n"), None):
        bare = line.strip() if line is not None else ""
        if fence and line is not None:
            if bare.startswith(fence) and not bare.strip(fence[0]):
                fence = ""
                yield Block("code", "\n".join(held))
                held = []
            else:
                held.append(_UNSEEN.sub("", line))
            continue
        while fence and held and not held[-1].strip():
            # Code that is never closed ends with its last line.
            held.pop()
        item = _ITEM.fullmatch(line) if line is not None else None
        opening = bare.startswith(("```", "~~~"))
        table = bare.startswith("|")
        ruler = not bare or _RULER.fullmatch(bare) is not None
        if held and (ruler or item or opening or table != (kind == "code")):
            yield Block(kind, ("\n" if kind == "code" else " ").join(held), level, lead)
            held = []
        if not held:
            kind, level, lead = "code" if table else "paragraph", 0, ""
        if opening:
            kind, fence = "code", bare[: len(bare) - len(bare.lstrip(bare[0]))]
        elif item and not ruler:
            kind, level, lead = "item", min(4, len(item[1].expandtabs(4)) // 2), item[2] or "•"
            held.append(item[3])
        elif not ruler:
            held.append(bare if table else bare.lstrip("> \t") if bare[0] == ">" else bare)


def paragraphs(text: str) -> list[str]:
    """Plain paragraphs: lines joined, list items with a dot or their number in front, code kept as it stands."""
    made = []
    for block in blocks(text):
        words = block.text if block.kind == "code" else plain(block.text)
        if words.strip():
            made.append(f"{'  ' * block.level}{block.lead} {words}" if block.kind == "item" else words)
    return made


def _under(heading: str, own: list[str]) -> list[str]:
    """The paragraphs below a nested heading, which leads the first one."""
    if not heading:
        return own
    lead = heading if heading[-1] in ".:?!" else f"{heading}:"
    if own and not own[0].lstrip().startswith("•") and not own[0].lstrip()[:1].isdigit():
        return [f"{lead} {own[0]}", *own[1:]]
    return [lead, *own]


def _pairs(heading: str) -> tuple[frozenset[str], ...]:
    if not heading.endswith("?"):
        return ()
    asked = heading[:-1].rstrip()
    parts = ((asked[: cut.start()], asked[cut.end() :]) for cut in list(_OR.finditer(asked))[:_MAX_PAIRS])
    return tuple(frozenset((name_key(a), name_key(b))) for a, b in parts if name_key(a) != name_key(b) and a and b)


@lru_cache(maxsize=8)
def _names(names: tuple[str, ...]) -> dict[str, str]:
    return {name_key(name): name for name in reversed(names)}


def _understood(protocol: Protocol, names: tuple[str, ...]) -> Understood:
    known = _names(names)
    defined: set[str] = set()
    rules: dict[frozenset[str], tuple[str, str]] = {}
    strange: dict[str, int] = {}
    levels: set[int] = set()
    within = 0
    for section in protocol.sections:
        if section.level <= within:
            within = 0
        pair = next((pair for pair in section.pairs if pair <= known.keys()), None)
        if name_key(section.heading) in known:
            defined.add(name_key(section.heading))
            levels.add(section.level)
            within = within or section.level
        elif pair is not None:
            # In the order in which the heading names them.
            first, second = sorted(pair, key=lambda key: not name_key(section.heading).startswith(f"{key} "))
            rules.setdefault(pair, (known[first], known[second]))
            levels.add(section.level)
            within = within or section.level
        elif not within and section.heading:
            strange.setdefault(section.heading, section.level)
    # Where nothing was understood, the first level is the title.
    levels = levels or {2}
    return Understood(
        frozenset(defined), tuple(rules.values()), tuple(h for h, level in strange.items() if level in levels)
    )
