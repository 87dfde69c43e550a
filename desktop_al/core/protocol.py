"""The protocol's first form: Markdown whose headings are class names and questions between two classes.

``## Mild`` begins what is said about a class, ``## Mild or Severe?`` the decision rule between two. Anything
else is free text, shown as a whole with the guideline.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

#: A guideline is read by people; more than this is no guideline.
MAX_BYTES = 5 * 1024 * 1024

_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$")
_PAIR = re.compile(r"^(.+?)\s+or\s+(.+?)\s*\?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Protocol:
    """``definitions`` by class name and ``rules`` by pair of class names, both case-folded; paragraphs."""

    definitions: dict[str, tuple[str, ...]]
    rules: dict[frozenset[str], tuple[str, ...]]

    def rule(self, first: str, second: str) -> tuple[str, ...]:
        """The decision rule between two classes, else what is said about each, else nothing."""
        pair = self.rules.get(frozenset((first.casefold(), second.casefold())))
        if pair:
            return pair
        said = (self.definitions.get(first.casefold(), ()), self.definitions.get(second.casefold(), ()))
        return tuple(f"{name}: {text[0]}" for name, text in zip((first, second), said, strict=True) if text)


@lru_cache(maxsize=4)
def parse_protocol(text: str) -> Protocol:
    """Read a protocol; never fails: what is not understood is free text."""
    definitions: dict[str, tuple[str, ...]] = {}
    rules: dict[frozenset[str], tuple[str, ...]] = {}
    for heading, paragraphs in _sections(text):
        pair = _PAIR.match(heading)
        if pair:
            rules[frozenset(name.casefold() for name in pair.groups())] = paragraphs
        elif heading:
            definitions[heading.casefold()] = paragraphs
    return Protocol(definitions, rules)


def _sections(text: str) -> list[tuple[str, tuple[str, ...]]]:
    sections: list[tuple[str, list[str]]] = [("", [""])]
    for line in text.splitlines():
        heading = _HEADING.match(line)
        if heading:
            sections.append((heading.group(1), [""]))
        elif line.strip():
            body = sections[-1][1]
            body[-1] = f"{body[-1]} {line.strip()}".strip()
        elif sections[-1][1][-1]:
            sections[-1][1].append("")
    return [(heading, tuple(p for p in paragraphs if p)) for heading, paragraphs in sections]
