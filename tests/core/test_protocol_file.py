"""A protocol as a file: what is read, what is refused and how, and that writing and reading give the same."""

import random
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.front_matter import MAX_DEPTH, shown
from desktop_al.core.protocol import MAX_BYTES, name_key
from desktop_al.core.protocol_file import (
    MAX_CLASSES,
    Protocol,
    ProtocolClass,
    Reason,
    in_key_order,
    protocol_hash,
    read_protocol,
    write_protocol,
)

FILE = """---
name: Fundus grading
version: 1.10
scale: ordinal
classes:
  - name: No
    key: 1
    mark: 3
    definition: >
      Nothing
      at all.
    shade: pale
  - Mild
  - {name: "Severe", key: 3}
reasons:
  - id: focus
    words: Out of focus
author: [Ann, {since: 2.50, on: no, code: "007", n: , good: true, count: 3}]
---

## Mild
One dot.
"""
READ = Protocol(
    "Fundus grading",
    "1.10",
    "ordinal",
    (
        ProtocolClass("No", "1", 3, "Nothing at all.", {"shade": "pale"}),
        ProtocolClass("Mild"),
        ProtocolClass("Severe", "3"),
    ),
    (Reason("focus", "Out of focus"),),
    "## Mild\nOne dot.\n",
    {"author": ["Ann", {"since": "2.50", "on": "no", "code": "007", "n": None, "good": True, "count": 3}]},
)


def front(text: str) -> bytes:
    return f"---\n{text}\n---\n\ntext\n".encode()


def test_everything_is_read():
    protocol, remarks = read_protocol(FILE.encode())
    assert protocol == READ
    assert remarks == (
        "Line 12: the field shade of No is not known here. Writing the file again keeps it.",
        "Line 18: the field author is not known here. Writing the file again keeps it.",
    )


def test_written_file_is_readable_and_the_same():
    data = write_protocol(READ)
    assert read_protocol(data)[0] == READ
    text = data.decode()
    assert text.startswith('---\nname: Fundus grading\nversion: "1.10"\nscale: ordinal\nclasses:\n  - name: "No"\n')
    assert text.endswith("---\n\n## Mild\nOne dot.\n")
    assert write_protocol(read_protocol(data)[0]) == data


def test_guideline_alone():
    protocol, remarks = read_protocol(b"## Mild\nA.\n")
    assert protocol == Protocol(text="## Mild\nA.\n")
    assert remarks == ("There is no front matter: the file names no classes.",)
    ruler, remarks = read_protocol(b"---\n\n## Mild\n---\n")
    assert ruler.text == "---\n\n## Mild\n---\n"
    assert "begins no front matter" in remarks[0]


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_byte_order_mark_and_line_ends(ends):
    assert read_protocol(("\ufeff" + FILE).replace("\n", ends).encode())[0] == READ


def test_unseen_characters_in_the_text_are_left_out_and_said():
    protocol, remarks = read_protocol((FILE + "a\u202eb\x07\u2028c").encode())
    assert protocol.text.endswith("One dot.\nab\nc")
    assert remarks[-1] == "Line 23: here begin 2 characters that cannot be shown (U+202E); left out."


REFUSED = {
    "anchor": (front("a: &x 1"), "Line 2: anchors"),
    "alias": (front("a: 1\nb: *x"), "Line 3: aliases"),
    "tag": (front("a: !!python/object/apply:os.system [x]"), "Line 2: tags"),
    "own tag": (front("a: !x 1"), "Line 2: tags"),
    "merge key": (front("a: 1\n<<: {a: 2}"), r"Line 3: merge keys \(<<\)"),
    "directive": (front("%YAML 1.1"), "Line 2: .*directives"),
    "second document": (front("a: 1\n--- b"), "Line 3: "),
    "ended document": (front("a: 1\n...\nb: 2"), "Line 4: "),
    "key twice": (front("name: a\nscale: nominal\nname: b"), "Line 4: the field name .* after line 2"),
    "key twice, nested": (front("a:\n  - b: 1\n    b: 2"), "Line 4: the field b"),
    "key is a list": (front("? [a]\n: b"), "Line 2: the name of a field"),
    "long key": (front('"' + "k" * 101 + '": 1'), "Line 2: the name of a field has 1 to 100"),
    "list on top": (front("- a"), "Line 2: .*no fields"),
    "words on top": (front("just words"), "Line 2: .*no fields"),
    "open bracket": (front("a: ["), "Line [23]: this is no YAML"),
    "two colons": (front("name: a: b"), "Line 2: this is no YAML"),
    "tab": (front("a: 1\n\tb: 2"), "Line 3: this is no YAML"),
    "deep": (front("a: " + "[" * 40 + "]" * 40), f"Line 2: .*more than {MAX_DEPTH} deep"),
    "half a character": (front('a: "\\ud800"'), "Line 2: "),
    "no character": (front('a: "\\U00110000"'), "Line 2: "),
    "never ended": (b"---\nname: a\n", "Line 1: .*does not end"),
    "no UTF-8": (b"---\nname: a\nversion: \xff\n---\n", "Line 3: .*UTF-8"),
    "UTF-16": (FILE.encode("utf-16"), "Line 1: .*UTF-8"),
    "NUL": (b"a\nb\0", "Line 2: this is not a text"),
    "bidi in front": (front("name: a\u202eb"), r"Line 2: .*U\+202E"),
    "control in front": (front("name: a\x1bb"), r"Line 2: .*U\+001B"),
    "bidi escaped": (front('classes:\n- "a\\u202eb"'), "Line 3: This name holds"),
    "definition escaped": (front('classes:\n- name: a\n  definition: "\\u2066"'), "Line 4: definition holds"),
    "scale": (front("scale: ratio"), "Line 2: the scale is nominal or ordinal, not ratio"),
    "classes are words": (front("classes: Mild"), "Line 2: classes must be a list"),
    "class is a list": (front("classes:\n- [a]"), "Line 3: a class is"),
    "class without a name": (front("classes:\n- key: 1"), "Line 3: A class needs a name"),
    "class twice": (front("classes:\n- name: Mäßig\n- name:  MA\u0308SSIG"), "Line 4: .*two classes.* line 3"),
    "long name": (front("classes:\n- " + "n" * 201), "Line 3: A class name can have 200"),
    "key 0": (front("classes:\n- name: a\n  key: 0"), "Line 4: a key is 1 to 9"),
    "keys twice": (front("classes:\n- {name: a, key: 2}\n- {name: b, key: 2}"), "Line 4: two classes .* key 2"),
    "marks twice": (front("classes:\n- {name: a, mark: 2}\n- {name: b, mark: 2}"), "Line 4: two classes .* mark 2"),
    "colour value": (front('classes:\n- {name: a, mark: "#ff0000"}'), "Line 3: a mark is a place"),
    "Arabic digit": (front("classes:\n- {name: a, mark: ٣}"), "Line 3: a mark is a place"),
    "reason is a word": (front("reasons: [focus]"), "Line 2: a reason has two fields"),
    "reason id": (front("reasons:\n- {id: a b, words: x}"), "Line 3: the id of a reason"),
    "reason twice": (front("reasons:\n- {id: a, words: x}\n- {id: a, words: y}"), "Line 4: .*two reasons"),
    "reason without words": (front("reasons:\n- id: a"), "Line 3: the reason a needs words"),
    "ten reasons": (
        front("reasons:" + "".join(f"\n- {{id: r{n}, words: w}}" for n in range(10))),
        "Line 12: .*9 reasons",
    ),
    "many classes": (front("classes: [" + ",".join(f"c{n}" for n in range(9000)) + "]"), "Line 2: .*1,000 classes"),
    "100,000 classes": (front("classes:" + "".join(f"\n- c{n}" for n in range(100_000))), "Line 1: .*256 KB"),
    "huge": (b"x" * (MAX_BYTES + 1), "larger than 5 MB"),
    "quotes": (front("a: '" * 20_000), "Line 2: this is no YAML"),
    "question marks": (front("? " * 60_000), "Line 2: "),
    "brackets": (front("[" * 60_000), "Line 2: "),
    "aliases that grow": (front("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]"), "Line 2: anchors"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_in_one_sentence_with_its_line(what):
    data, words = REFUSED[what]
    began = time.process_time()
    with pytest.raises(CannotRead, match=words) as caught:
        read_protocol(data)
    assert time.process_time() - began < 1
    said = str(caught.value)
    assert said.endswith(".")
    assert len(said) < 250
    assert shown(said).isprintable()


def test_five_megabytes_are_read_within_a_second():
    data = (FILE + "## Mild\nOne dot, and another one.\n\n" * 145_000).encode()
    assert 5_000_000 < len(data) <= MAX_BYTES
    began = time.process_time()
    assert read_protocol(data)[0].classes == READ.classes
    assert time.process_time() - began < 1


def test_a_thousand_classes_are_read_within_a_second():
    lines = (
        f"- name: class {n}\n  mark: {n + 1}\n  definition: Some words about this class.\n" for n in range(MAX_CLASSES)
    )
    began = time.process_time()
    assert len(read_protocol(front("classes:\n" + "".join(lines)))[0].classes) == MAX_CLASSES
    assert time.process_time() - began < 1


def test_unknown_fields_without_number_are_said_in_short():
    remarks = read_protocol(front("\n".join(f"f{n}: x" for n in range(5000))))[1]
    assert len(remarks) == 21
    assert remarks[-1] == "4,981 more fields are not known here."


# -- round trip ----------------------------------------------------------------------------------------

anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18) + 1, 10**18 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | anything,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(anything.filter(bool), inner, max_size=3),
    max_leaves=6,
)
lines = anything.map(lambda text: " ".join("".join(c for c in text if c.isprintable()).split()))
KNOWN = {"name", "version", "scale", "classes", "reasons", "key", "mark", "definition", "id", "words"}


def composed(text: str) -> str:
    protocol, _ = read_protocol(f"---\nname: '{text.replace(chr(39), chr(39) * 2)}'\n---\n".encode())
    return protocol.name


extras = st.dictionaries(anything.filter(bool), values, max_size=2).map(
    lambda fields: {name: value for name, value in fields.items() if name not in KNOWN}
)
names = st.lists(lines.map(composed).filter(bool), max_size=4, unique_by=name_key)
texts = anything.map(lambda text: "".join(c for c in text if c.isprintable() or c == "\n"))


@st.composite
def protocols(draw):
    keys = draw(st.permutations("123456789"))
    marks = draw(st.permutations(range(1, 10)))
    classes = tuple(
        ProtocolClass(
            name,
            draw(st.sampled_from((keys[place], ""))),
            draw(st.sampled_from((marks[place], None))),
            composed(draw(lines)),
            draw(extras),
        )
        for place, name in enumerate(draw(names))
    )
    ids = draw(st.lists(st.from_regex(r"[A-Za-z0-9_-]{1,40}", fullmatch=True), max_size=3, unique=True))
    reasons = tuple(Reason(own, composed(draw(lines)) or "words", draw(extras)) for own in ids)
    return Protocol(
        composed(draw(lines)),
        composed(draw(lines)),
        draw(st.sampled_from(("nominal", "ordinal"))),
        classes,
        reasons,
        draw(texts),
        draw(extras),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(protocols())
def test_what_is_written_is_read_the_same(protocol):
    again, _ = read_protocol(write_protocol(protocol))
    assert again == protocol
    assert protocol_hash(again) == protocol_hash(protocol)


@settings(max_examples=120, deadline=None)
@given(
    st.builds(
        Protocol,
        name=st.text(max_size=9),
        version=st.text(max_size=5),
        classes=st.lists(st.builds(ProtocolClass, st.text(max_size=5), st.text(max_size=1)), max_size=2).map(tuple),
        text=st.text(max_size=20),
        extra=st.dictionaries(st.text(max_size=5), st.floats() | st.text(max_size=5), max_size=2),
    )
)
def test_what_cannot_be_written_is_refused_in_words(protocol):
    said = ""
    try:
        data = write_protocol(protocol)
    except BadArgument as error:
        said = str(error)
    assert said.endswith(".") if said else read_protocol(data)[0] == protocol


def test_an_unknown_field_cannot_stand_for_a_known_one():
    with pytest.raises(BadArgument):
        write_protocol(replace(READ, extra={"name": "other"}))
    with pytest.raises(BadArgument):
        write_protocol(replace(READ, extra={"a": float("nan")}))
    deep: list = []
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(BadArgument):
        write_protocol(replace(READ, extra={"a": [deep]}))


def test_500_mutated_files():
    """Each is read, or refused with a sentence; what is read can be written and read again."""
    chance = random.Random(8)
    pieces = [b"---\n", b"&a ", b"*a", b"!!str ", b"<<: ", b"[", b"{", b"}", b'"', b"'", b"\t", b"\r", b"\0", b"\xff"]
    pieces += [
        b"- ",
        b": ",
        b"? ",
        b"|\n",
        b">-\n",
        b"#",
        b"\xe2\x80\xae",
        b"\\",
        b"%",
        b"key: 1\n",
        b"\xc2\x85",
        b"...\n",
    ]
    refused: list[str] = []
    source = FILE.encode()
    for _ in range(500):
        data = bytearray(source)
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(data) + 1)
            match chance.randrange(4):
                case 0:
                    data[place:place] = chance.choice(pieces)
                case 1:
                    del data[place : place + chance.randint(1, 20)]
                case 2:
                    data[place : place + 1] = bytes([chance.randrange(256)])
                case _:
                    start = chance.randrange(len(data) + 1)
                    data[place:place] = data[start : start + chance.randint(1, 40)]
        try:
            protocol, remarks = read_protocol(bytes(data))
        except CannotRead as error:
            refused.append(str(error))
        else:
            assert all(remark.endswith(".") for remark in remarks)
            assert read_protocol(write_protocol(protocol))[0] == protocol
    assert all(said.startswith("Line ") and "\n" not in said for said in refused)
    assert 50 < len(refused) < 450


# -- hash and keys -------------------------------------------------------------------------------------


def test_hash_counts_what_is_said_only():
    known = protocol_hash(READ)
    assert len(known) == 64
    text = READ.text.replace("\n", " \t\r\n") + "\n\n"
    assert protocol_hash(replace(READ, text=text)) == known
    extra = {"b": 1, "a": {"y": 1, "x": 2}}
    swapped = {"a": {"x": 2, "y": 1}, "b": 1}
    assert protocol_hash(replace(READ, extra=extra)) == protocol_hash(replace(READ, extra=swapped)) != known
    for other in (
        replace(READ, text=READ.text + "x"),
        replace(READ, text=" " + READ.text),
        replace(READ, version="1.1"),
        replace(READ, scale="nominal"),
        replace(READ, classes=READ.classes[::-1]),
        replace(READ, reasons=()),
    ):
        assert protocol_hash(other) != known
    # Kept in projects and papers: it must not change from version to version.
    assert protocol_hash(Protocol("a", text="b\n")) == (
        "5439f9b616f1f6a08f96b15428fb8f64aaf301e82f60baefaf7d744ba0d09015"
    )


def test_keys_follow_the_order():
    ordered, moved = in_key_order(READ)
    assert [c.name for c in ordered] == ["No", "Mild", "Severe"]
    assert moved == ()
    mixed = (ProtocolClass("a"), ProtocolClass("b", "1"), ProtocolClass("c", "7"))
    ordered, moved = in_key_order(Protocol(classes=mixed))
    assert [c.name for c in ordered] == ["b", "a", "c"]
    assert moved == ("c gets the key 3 instead of 7: keys follow the order of the classes.",)
