"""Tags of DICOM files that the owner of a project wants shown, by their keywords (PS3.6); no other is ever told."""

from pydicom.datadict import dictionary_VR, tag_for_keyword

from desktop_al.core.errors import BadArgument
from desktop_al.core.words import tr
from desktop_al.media.dicom_header import Place, several

#: Tags that an owner may have shown, and characters of each value.
MOST_TAGS, _MOST_WORDS = 20, 200
_NO_WORDS = frozenset({"OB", "OW", "OF", "OD", "OL", "OV", "UN", "SQ", "OB or OW", "US or OW"})


def known_tags(text: str) -> tuple[str, ...]:
    """The keywords in a text that can be shown; what is none of them is passed over."""
    found = []
    for word in text.replace(",", " ").replace(";", " ").split():
        tag = tag_for_keyword(word)
        if tag is not None and dictionary_VR(tag) not in _NO_WORDS and tag < 0x7FE00000:
            found.append(word)
    return tuple(dict.fromkeys(found))[:MOST_TAGS]


def check_tags(text: str) -> tuple[str, ...]:
    """Keywords of the DICOM data dictionary (PS3.6), separated by commas or spaces.

    Raises:
        BadArgument: a word that is no keyword (a private tag has none), a tag without words, too many of them.
    """
    words = text.replace(",", " ").replace(";", " ").split()
    if len(words) > MOST_TAGS:
        raise BadArgument(tr("At most {most} tags can be shown, not {n}.", most=MOST_TAGS, n=len(words)))
    for word in words:
        tag = tag_for_keyword(word)
        if tag is None:
            raise BadArgument(
                tr(
                    "“{word}” is no keyword of the DICOM data dictionary, such as BodyPartExamined. "
                    "Private tags are never shown.",
                    word=word,
                )
            )
        if not known_tags(word):
            raise BadArgument(tr("{word} holds data, not words: it cannot be shown.", word=word))
    return known_tags(text)


def told(header: Place, keyword: str) -> tuple[str, str]:
    """The keyword and its value as one line, "" where there is none."""
    values = ", ".join(str(value) for value in several(header.value(keyword)))
    return keyword, "".join(letter for letter in values if letter.isprintable()).strip()[:_MOST_WORDS]
