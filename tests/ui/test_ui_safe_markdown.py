"""Nothing of a guideline made safe loads, leads out or is HTML; judged by a reader of Markdown that is not ours."""

import random
import time

import pytest
from PySide6.QtGui import QTextDocument

from desktop_al.core.safe_markdown import safe_markdown

PIECES = (
    *("[", "](", ")", "!", "<", ">", '"', "'", "`", "```\n", "~~~\n", "\n", "\n\n", " ", "    ", "> ", "- ", "1. "),
    *(
        "a",
        "(#x)",
        "[a]",
        "[a]: ",
        "[b]:<http://e.org>",
        "[a][b]",
        "[^1]: x",
        "\\",
        "|",
        "---\n",
        "==\n",
        "*",
        "_",
        "#",
    ),
    *("http://e.org", "HTTP://e.org", "//e.org", "www.e.org", "WWW.e.org", "a@e.org", "mailto:a@e.org", "ftp://e.org"),
    *("javascript:alert(1)", "java\tscript:x", "%6Aavascript:x", "data:image/png;base64,AA", "file:///etc/passwd"),
    *("<img src=http://e.org/a>", '<a href="http://e.org">', "<http://e.org>", "<!--", "-->", "<script>", "<?x", "<b>"),
    *(
        "<![CDATA[",
        "]]>",
        "&lt;",
        "&#91;",
        "&#58;",
        "\u200b",
        "\x00",
        "\u202e",
        "\u00ad",
        "\xa0",
        "＃",
        "：",
        "x.png",
        "\r",
    ),
)


class _Reader(QTextDocument):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def loadResource(self, kind, name):
        self.asked.append(name.toString())


def leads_to(text: str) -> list[str]:
    """Links that leave the text, images, and what was asked for."""
    reader = _Reader()
    reader.setMarkdown(text)
    reader.size()
    found = list(reader.asked)
    block = reader.begin()
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            shape = place.fragment().charFormat()
            if shape.isImageFormat():
                found.append(shape.toImageFormat().name())
            if shape.anchorHref() and not shape.anchorHref().startswith("#"):
                found.append(shape.anchorHref())
            place += 1
        block = block.next()
    return found


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("see [the page](http://a.b/c 'title') now", "see the page now"),
        ("![a cell](cell.png)", "a cell"),
        ("[![a cell](x.png)](http://a.b)", "a cell"),
        ("[rule](#mild-or-severe)", "[rule](#mild-or-severe)"),
        ("![x](#mild)", "[x](#mild)"),
        ("[x](javascript:alert%281%29)", "x"),
        ("[x](<data:text/html,a b>)", "x"),
        ("[x][y]\n\n[y]: http://a.b", "[x] [y]\n\n[y] : http: //a.b"),
        ("<https://a.b>", "< https: //a.b>"),
        ("write to a@b.org", "write to a@ b.org"),
        ("<script>alert(1)</script>", "< script>alert(1)< /script>"),
        ("2 < 3, [sic], a: b, Ph.D.", "2 < 3, [sic], a: b, Ph.D."),
        ("[a\nb](http://a.b\n'c\nd')", "a\nb"),
        ("[a\\]](http://a.b)", "[a\\]] (http: //a.b)"),
        ("[a](＃b)", "a"),
        ("[a](#b%0A)", "a"),
    ],
)
def test_words_stay(qapp, text, safe):
    assert safe_markdown(text) == safe
    assert leads_to(safe) == []
    assert safe_markdown(safe) == safe


def test_nothing_gets_through(qapp):
    chance, would_have = random.Random(5), 0
    for _ in range(3000):
        text = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 25)))
        would_have += bool(leads_to(text))
        safe = safe_markdown(text)
        assert leads_to(safe) == [], (text, safe)
    # The same texts are full of links otherwise.
    assert would_have > 300


@pytest.mark.parametrize("piece", ["[", "![a](", '[a](b "', "<", "](", "[a]([a]([a]()", ":", "www.", "@", "[a]: "])
def test_long_texts_are_made_safe_in_time(piece):
    text = piece * (500_000 // len(piece))
    began = time.process_time()
    safe_markdown(text)
    assert time.process_time() - began < 2
