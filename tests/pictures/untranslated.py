"""What stands on the window in the pseudo-language outside of its brackets: it does not go through translation."""

import functools
import getpass
import re
from collections.abc import Iterator

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desktop_al.core.resources import resource
from tests.pictures.projects import AROUND, GUIDELINE, REPORTS, TYPED, WARD
from tests.pictures.seen import _text, _visible

#: Names: of people, projects, formats, parts of the program, files, keys and fingerprints.
_NAMES = re.compile(
    r"/\S+( shift| images)?|\S+\.\w{2,5}\b|"
    r"desktop_al|Incidents|Forms|Night shift|Lost scans|Lost|Ines|Jo Berger|Bao|Marta|Priya|"
    r"(Dr\. )?Chiara Fontanelli|"
    r"Dr\. Ines Example|QWERTY|"
    r"\b(PNG|JPEG|TIFF|DICOM|WebP|BMP|TXT|CSV|TSV|JSONL?|DOCX|XLSX|ZIP|Ctrl|Shift|Alt|Esc|Del|End|Home|PgUp|PgDown|Enter|Return)\b|"
    r"\bS-[0-9a-f]{8}\b|\b[0-9a-f]{32}\b|\b([0-9A-Z]{4}-){3}[0-9A-Z]{4}\b"
)


@functools.lru_cache
def _content() -> str:
    """What the plays write into samples, guidelines and names of classes."""
    digits = resource("demo/digits.md").read_text("utf-8")
    reports = " ".join(sentence for about in REPORTS.values() for sentence in about)
    said = " ".join((GUIDELINE, digits, *WARD, reports, *AROUND, "Hygiene", getpass.getuser(), *TYPED))
    return " ".join(said.split()).casefold()


def outside(text: str) -> str:
    """What of ``text`` is in no brackets and is no name."""
    kept, depth = [], 0
    for letter in text:
        depth += letter == "⟦"
        if letter == "⟧" and depth == 0:
            # The first sentence of a text has a line of its own: this is the rest of it.
            kept, depth = [" "] * len(kept), 1
        kept.append(letter if depth == 0 else " ")
        depth -= letter == "⟧"
    return _NAMES.sub(" ", "".join(kept))


def _is_content(words: str) -> bool:
    """Whether each stretch of the words outside stands in what the plays have written."""
    stretches = re.split(r"[^\w' ]+|\d+|\n", words)
    return all(" ".join(one.split()).casefold() in _content() for one in stretches)


def untranslated(window: QWidget) -> Iterator[tuple[str, str]]:
    """(text, kind of widget) of all texts, shown or told, that have words outside; what is typed is left out."""
    for widget in _visible(window):
        shown = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLineEdit):
            shown.append(widget.placeholderText())
        elif not isinstance(widget, QTextEdit | QPlainTextEdit):
            shown.append(_text(widget))
        for line in "\n".join(shown).split("\n"):
            words = outside(line)
            if re.search(r"[A-Za-z]{3,}", words) and not _is_content(words):
                yield line, type(widget).__name__
