"""Markdown in which nothing can be loaded, followed or run, whichever program shows it.

Links and images become their words; only links to a place in the same text (``#mild``) stay. What is left of any
other link, definition, address or tag is set apart by a blank, so that it is plain text. That does not depend on
where it stands: a text cannot hide a link behind code, quotes, escapes or brackets that this module reads otherwise
than the program that shows it.

Grammar: CommonMark 0.31.2, and GitHub Flavored Markdown 0.29 for addresses without brackets.
"""

import re

from desktop_al.core.front_matter import HIDDEN

#: Seen by nobody, and taken out by some programs before they look for links: soft hyphen, joiners of width zero.
_THIN = re.compile("[\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufff9-\ufffb]")
_LOCAL = r"\(#[\w.-]{1,200}\)"
_LINK = re.compile(
    r"!?\[(?P<words>[^\[\]]*+)\](?!" + _LOCAL + r")\((?:<[^<>\n]*+>|[^()\s<>]*+)(?:\s++(?:\"[^\"]*+\"|'[^']*+'))?\s*+\)"
)
_IMAGE = re.compile(r"!(?=\[)")
_INLINE = re.compile(r"\](?=\()(?!" + _LOCAL + ")")
_DEFINED = re.compile(r"\](?=[:\[])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_SCHEME = re.compile(r":(?=//)|(?:(?<=\bmailto)|(?<=\bxmpp)|(?<=\bjavascript)|(?<=\bdata)):(?!\s)", re.IGNORECASE)
_WWW = re.compile(r"(?<=www)\.", re.IGNORECASE)
_MAIL = re.compile(r"@(?=\w)")


def safe_markdown(text: str) -> str:
    """The text without anything that loads, leads out of it or is HTML; linear in its length, never fails.

    Words of links and images stay; so do links to ``#`` and letters, digits, ``_``, ``.`` and ``-``.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _THIN.sub("", HIDDEN.sub("", text))
    # An image within a link first, then the link around it.
    for _ in range(2):
        text = _LINK.sub(lambda found: found["words"], text)
    for pattern, instead in (
        (_IMAGE, ""),
        (_INLINE, "] "),
        (_DEFINED, "] "),
        (_TAG, "< "),
        (_SCHEME, ": "),
        (_WWW, " ."),
        (_MAIL, "@ "),
    ):
        text = pattern.sub(instead, text)
    return text
