"""What a guideline says about each class, part by part, and in which parts two protocols differ.

Below ``## Mild`` the parts are headings of a lower level: "Definition" (so are the lines right below the class's own
heading), "Decide like this", "Agreed examples" and "Not this class". A question is a list item: ``Any exudate? Yes:
Moderate``, its answers also as items below it; an example is ``F-0413: two dots only``. ``## Mild or Severe?`` is a
decision rule between two classes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice

from desktop_al.core.protocol import Section, blocks, name_key, paragraphs, parse_protocol, plain
from desktop_al.core.protocol_file import Protocol, ProtocolClass
from desktop_al.core.words import mark, tr, trn

_DEFINITION, _QUESTIONS = mark("definition"), mark("decide like this")
_EXAMPLES, _NOT_THIS = mark("agreed examples"), mark("not this class")
_PARTS = (_DEFINITION, _QUESTIONS, _EXAMPLES, _NOT_THIS)
#: Characters read of a guideline, items of one part.
_MOST_TEXT, _MOST_ITEMS = 2**20, 500
#: Characters of one example or of the answers to one question.
_LONG = 2000
#: Changes that are named in one sentence.
_NAMED = 3

_ANSWER = re.compile(r"(?P<when>[^:;?.→]{1,60}?)\s*(?::|→|->)\s*(?:choose\s+)?(?P<choose>[^;]+?)\s*\.?", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"(?P<words>otherwise|else)\s*(?:[:,→]|->)?\s+(?:choose\s+)?(?P<choose>[^?]+?)\s*\.?", re.IGNORECASE
)
_CODE = re.compile(r"\s*`+([^`]+)`+\s*(?::|–|—|-)?\s*(.*)", re.DOTALL)
_NAMED_SAMPLE = re.compile(r"\s*(\S+?)(?::\s+|\s+[–—-]\s+)(.*)", re.DOTALL)
_PICTURE = re.compile(r"\s*!\[([^\[\]]*)\]\(([^()\s:]+)\)\s*(?::|–|—|-)?\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Answer:
    """``when`` a question is answered like this ("Yes"; empty for a question such as "Otherwise"), ``choose`` that
    class: its name as the guideline writes it."""

    when: str
    choose: str


@dataclass(frozen=True, slots=True)
class Question:
    words: str
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """``sample``: its name, empty where the item is words alone."""

    sample: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ClassParts:
    """What is said about one class. ``definition`` is paragraphs without marks; ``other`` (heading, paragraphs) of
    parts with other names."""

    name: str
    definition: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    examples: tuple[Example, ...] = ()
    not_this: tuple[Example, ...] = ()
    other: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class PairRule:
    """``heading`` without its question mark, ``pair`` the name keys of the two classes; ``said`` are paragraphs without
    marks."""

    heading: str
    pair: frozenset[str] = frozenset()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """``classes`` and ``rules`` in the order of the text; ``rest``: paragraphs that belong to none."""

    classes: tuple[ClassParts, ...] = ()
    rules: tuple[PairRule, ...] = ()
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """``words``: one sentence, empty where nothing changed. ``each``: (what, part) of every change; ``classes``: the
    names touched, those of the newer protocol first."""

    words: str = ""
    each: tuple[tuple[str, str], ...] = ()
    classes: tuple[str, ...] = ()


def parts_of(text: str, names: Sequence[str] = ()) -> Parts:
    """What a guideline says, part by part; never fails: what is not understood is in ``other`` or ``rest``. Of a
    text of more than a million characters the beginning is read.

    ``names``: the classes; without them every heading of the second level names one.
    """
    protocol = parse_protocol(text[:_MOST_TEXT])
    text = protocol.text
    known = {name_key(name) for name in names}
    # Of each class (part, heading, body), put together at the end: a heading may come many thousand times.
    classes: dict[str, list[tuple[str, str, str]]] = {}
    rules: dict[str, tuple[Section, list[str]]] = {}
    rest = paragraphs(text[: protocol.sections[0].begin if protocol.sections else len(text)])
    owner, asked, level = "", "", 0
    for section in protocol.sections:
        body = text[section.start : section.end]
        key = name_key(section.heading)
        below = section.level > level and section.heading
        if section.pairs and (not known or any(pair <= known for pair in section.pairs)):
            owner, asked, level = "", key, section.level
            rules.setdefault(key, (section, []))[1].extend(paragraphs(body))
        elif key and (key in known or (not known and section.level == 2)):
            owner, asked, level = key, "", section.level
            classes.setdefault(key, []).append((_DEFINITION, section.heading, body))
        elif owner and below:
            classes[owner].append((key.rstrip(":. "), section.heading, body))
        elif asked and below:
            rules[asked][1].extend((section.heading, *paragraphs(body)))
        else:
            owner = asked = ""
            rest += [section.heading, *paragraphs(body)]
    found = tuple(_class_parts_of(said) for said in classes.values())
    asked_for = tuple(_pair_rule(section, said, known) for section, said in rules.values())
    return Parts(found, asked_for, tuple(rest))


@lru_cache(maxsize=4)
def without_examples(text: str) -> str:
    """What a guideline says without its lists of examples, which only show it; spaces and line ends are one."""
    protocol = parse_protocol(text)
    kept, at = [], 0
    for section in protocol.sections:
        if name_key(section.heading).rstrip(":. ") in (_EXAMPLES, _NOT_THIS):
            kept.append(protocol.text[at : section.begin])
            at = section.end
    return " ".join(" ".join((*kept, protocol.text[at:])).split())


def changes(before: Protocol, after: Protocol) -> Changes:
    """In what two protocols differ, in words: "The guideline changed: Mild, rule 2." """
    names = tuple(c.name for c in (*after.classes, *before.classes))
    found = dict.fromkeys(_class_changes(before, after))
    found |= dict.fromkeys((("", what), frozenset[str]()) for what in _fields_changed(before, after))
    plain_text = all(part == _DEFINITION for (_, part), _ in found)
    old, new = parts_of(before.text, names), parts_of(after.text, names)
    found |= dict.fromkeys(_text_changes(old, new))
    if not found and before.text.split() != after.text.split():
        found[("", mark("text")), frozenset()] = None
    if not found and before.version != after.version:
        plain_text = False
        found[("", mark("version")), frozenset()] = None
    if not found:
        return Changes()
    each = tuple((what, tr(part) if part else "") for (what, part), _ in found)
    said = "; ".join(", ".join(filter(None, change)) for change in each[:_NAMED])
    if len(each) > _NAMED:
        said = trn("{changes}; and {n:,} more", "{changes}; and {n:,} more", len(each) - _NAMED, changes=said)
    touched = frozenset().union(*(keys for _, keys in found))
    every = (*names, *(one.name for one in (*new.classes, *old.classes)))
    known = {name_key(name): name for name in reversed(every)}
    order = dict.fromkeys(map(name_key, every))
    classes = tuple(known[key] for key in order if key in touched)
    words = tr("The protocol changed: {changes}.", changes=said)
    if plain_text:
        words = tr("The guideline changed: {changes}.", changes=said)
    return Changes(words, each, classes)


# -- parts ---------------------------------------------------------------------------------------------


def _class_parts_of(said: Sequence[tuple[str, str, str]]) -> ClassParts:
    """``said``: (part, heading, body), first that of the class itself."""

    def of(part: str) -> str:
        return "\n\n".join(body for own, _, body in said if own == part)

    return ClassParts(
        said[0][1],
        tuple(paragraphs(of(_DEFINITION))),
        tuple(_questions(of(_QUESTIONS))),
        tuple(_examples(of(_EXAMPLES))),
        tuple(_examples(of(_NOT_THIS))),
        tuple((heading, tuple(paragraphs(body))) for part, heading, body in said if part not in _PARTS),
    )


def _pair_rule(section: Section, said: Sequence[str], known: set[str]) -> PairRule:
    pair = next((pair for pair in section.pairs if pair <= known), section.pairs[0])
    return PairRule(section.heading.rstrip("? "), pair, tuple(said))


def _questions(body: str) -> Iterator[Question]:
    held: Question | None = None
    for block in islice(blocks(body), _MOST_ITEMS):
        words = plain(block.text).strip()
        if held is not None and (block.level > 0 or (block.kind != "item" and not _asks(words))):
            answers = _answers(words)
            if answers:
                held = replace(held, answers=(*held.answers, *answers))
                continue
        if held is not None:
            yield held
        held = _question(words)
    if held is not None:
        yield held


def _asks(words: str) -> bool:
    return "?" in words or _OTHERWISE.fullmatch(words) is not None


def _question(words: str) -> Question:
    """A line of a decision: "Any exudate? Yes: Moderate; No: Mild", "Otherwise: Mild"."""
    if otherwise := _OTHERWISE.fullmatch(words):
        return Question(otherwise["words"], (Answer("", otherwise["choose"]),))
    asked, mark, rest = words.partition("?")
    answers = _answers(rest.strip()) if mark else ()
    return Question(asked + mark, answers) if answers else Question(words)


def _answers(words: str) -> tuple[Answer, ...]:
    """Empty where not all of the words are answers."""
    found = [_ANSWER.fullmatch(one.strip()) for one in words[:_LONG].split(";") if one.strip()]
    if not all(found):
        return ()
    return tuple(Answer(one["when"], one["choose"]) for one in found if one is not None)


def _examples(body: str) -> Iterator[Example]:
    for block in islice(blocks(body), _MOST_ITEMS):
        text = block.text[:_LONG].strip()
        if not text:
            continue
        if found := _PICTURE.fullmatch(text):
            said = " ".join(filter(None, (plain(found[1]).strip(), plain(found[3]).strip())))
            yield Example(found[2], said)
        elif text.startswith(("![", "[")):
            yield Example("", plain(text))
        elif found := _CODE.fullmatch(text):
            yield Example(found[1].strip(), plain(found[2]).strip())
        elif found := _NAMED_SAMPLE.fullmatch(text):
            yield Example(found[1], plain(found[2]).strip())
        elif len(text.split()) == 1:
            yield Example(text)
        else:
            yield Example("", plain(text))


# -- changes -------------------------------------------------------------------------------------------

#: What and which part, and the name keys of the classes that this touches.
_Change = tuple[tuple[str, str], frozenset[str]]


def _fields_changed(before: Protocol, after: Protocol) -> Iterator[str]:
    names = {"name": mark("name"), "scale": mark("scale"), "reasons": mark("reasons"), "extra": mark("other fields")}
    names["reason_for_change"] = mark("reason for a change")
    yield from (words for name, words in names.items() if getattr(before, name) != getattr(after, name))


def _class_changes(before: Protocol, after: Protocol) -> Iterator[_Change]:
    old, new = ({name_key(c.name): c for c in one.classes} for one in (before, after))
    for key, c in new.items():
        for part in _class_parts(old.get(key), c):
            yield (c.name, part), frozenset((key,))
    for key, c in old.items():
        if key not in new:
            yield (c.name, mark("removed")), frozenset((key,))
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield ("", mark("order of the classes")), frozenset()


def _class_parts(old: ProtocolClass | None, new: ProtocolClass) -> Iterator[str]:
    if old is None:
        yield mark("added")
        return
    names = {"name": mark("name"), "key": mark("key"), "mark": mark("mark"), "definition": _DEFINITION}
    names["extra"] = mark("other fields")
    yield from (words for name, words in names.items() if getattr(old, name) != getattr(new, name))


def _text_changes(old: Parts, new: Parts) -> Iterator[_Change]:
    was, now = ({name_key(one.name): one for one in parts.classes} for parts in (old, new))
    for key in dict.fromkeys((*now, *was)):
        name = now.get(key, was.get(key, ClassParts(""))).name
        for part in _parts_changed(was.get(key, ClassParts(name)), now.get(key, ClassParts(name))):
            yield (name, part), frozenset((key,))
    had, has = ({name_key(rule.heading): rule for rule in parts.rules} for parts in (old, new))
    for key in dict.fromkeys((*has, *had)):
        rule = has.get(key) or had[key]
        if had.get(key, PairRule("")).said != has.get(key, PairRule("")).said or (key in had) != (key in has):
            yield (
                (rule.heading, "" if key in had and key in has else mark("added") if key in has else mark("removed")),
                rule.pair,
            )
    if old.rest != new.rest:
        yield ("", mark("text")), frozenset()


def _parts_changed(old: ClassParts, new: ClassParts) -> Iterator[str]:
    if old.definition != new.definition:
        yield _DEFINITION
    if old.questions != new.questions:
        matcher = SequenceMatcher(None, old.questions, new.questions, autojunk=False)
        for kind, _, _, begin, end in matcher.get_opcodes():
            if kind == "delete":
                yield mark("a rule removed")
            elif kind != "equal":
                yield from (tr("rule {number}", number=place + 1) for place in range(begin, end))
    if old.examples != new.examples:
        yield _EXAMPLES
    if old.not_this != new.not_this:
        yield _NOT_THIS
    had, has = dict(old.other), dict(new.other)
    yield from (heading for heading in dict.fromkeys((*has, *had)) if had.get(heading) != has.get(heading))
