"""Names from files of others as they are shown: what is not seen, or turns the direction of writing, is written out.

A file called ``photo\\u202egpj.exe`` would be read as "photoexe.jpg" (Unicode Technical Report 36, section 2.4). So on
screen and in the terminal the signs below stand as ``\\u202e``; in the project file and in exports a name stays what
it is.
"""

import re

#: Controls (C0, C1), line ends, marks and turns of direction, characters without width or ink, halves of characters.
_STRANGE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e00ff]"
    # A joiner belongs within Persian, scripts of India and emoji, not beside Latin letters or at an end.
    "|(?<![^\x00-\u02ff])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u02ff])"
)
#: Longer names than this many characters are cut where they are shown.
LONGEST = 400


def plain(name: str) -> str:
    """``name`` on one line, with what cannot be seen written out."""
    if name.isascii() and name.isprintable():
        return name
    return _STRANGE.sub(_written_out, name)


def plain_lines(text: str) -> str:
    """The same for several lines, whose ends stay."""
    return "\n".join(map(plain, text.split("\n")))


def short(name: str) -> str:
    """``plain`` for a place that has little room."""
    name = plain(name[: LONGEST + 1])
    return name if len(name) <= LONGEST else f"{name[:LONGEST]}…"


def is_plain(name: str) -> bool:
    return (name.isascii() and name.isprintable()) or _STRANGE.search(name) is None


def _written_out(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
