"""Guidelines from elsewhere: nothing in them loads, leads out or takes for ever, however they are made."""

import time

import pytest

from desktop_al.core.protocol import MAX_BYTES, parse_protocol
from desktop_al.core.protocol_file import read_protocol
from desktop_al.core.safe_markdown import safe_markdown
from tests.ui.test_ui_safe_markdown import leads_to

CASES = {
    "html": "<img src=x onerror=alert(1)><iframe src='//e.org'></iframe><style>@import 'http://e.org'</style>",
    "html in words": "**a <b onclick=x>b</b>** `<i>` <svg/onload=alert(1)>",
    "comment": "<!-- <img src=http://e.org/a> -->",
    "javascript": "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](java\nscript:x) <javascript:alert(1)>",
    "javascript by entities": "[a](&#106;avascript:alert(1)) [b](javascript&colon;alert(1)) [c](%6aavascript:x)",
    "data": "![a](data:image/svg+xml;base64,PHN2Zz4=) [b](data:text/html,<script>alert(1)</script>)",
    "file": "![a](file:///etc/passwd) [b](file://server/share/x) <file:///C:/Windows>",
    "UNC": "![a](\\\\server\\share\\x.png) [b](//server/share) ![c](/\\server/x) ![d](\\\\\\\\server\\\\x.png)",
    "reference": "![a][r]\n\n[r]: http://e.org/a.png\n\n[b]: <javascript:x> 'title'",
    "link around an image": "[![a](http://e.org/a.png)](http://e.org)",
    "address": "http://e.org www.e.org mailto:a@e.org a@e.org ftp://e.org",
    "bidi": "\u202e[a](http://e.org)\u202c \u2066(#x)\u2069 \u200f[b](x.png)",
    "without width": "[a]\u200b(http://e.org) java\u200bscript:x ht\u00adtp://e.org",
    "autolink": "<http://e.org> <a@e.org> <HTTP://E.ORG>",
    "footnote": "a[^1]\n\n[^1]: ![x](http://e.org/a.png)",
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_nothing_loads_or_leads_out(qapp: object, text: str) -> None:
    for whole in (text, f"> {text}", f"- {text}", f"| a |\n|---|\n| {text} |", f"## {text}"):
        safe = safe_markdown(whole)
        assert leads_to(safe) == []
        assert safe_markdown(safe) == safe or leads_to(safe_markdown(safe)) == []


LARGE = {
    "lists 10,000 deep": "".join(f"{' ' * (2 * n)}- x\n" for n in range(1000)) + "- " * 10_000 + "x\n",
    "quotes 10,000 deep": "> " * 10_000 + "x\n" + ">" * 10_000,
    "a table of 3,000 columns": "|" + " a |" * 3000 + "\n|" + "---|" * 3000 + "\n" + ("|" + " b |" * 3000 + "\n") * 40,
    "a table of 50,000 rows": "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 15_000,
    "open brackets": "[" * 15_000,
    "open images": "![" * 30_000 + "](" * 30_000,
    "stars": "*" * 30_001 + "a" + "_*" * 30_000,
    "ticks": "`" * 30_000 + " " + "` ``" * 15_000,
    "tags": "<a " * 15_000,
    "headings": "# a\n" * 30_000,
    "one long line": "word " * 15_000,
    "turned": "\u202e\u2066" * 15_000,
    "links": "[a](b" * 30_000,
    "definitions": "[a]: b\n" * 30_000,
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_large_and_deep_texts_take_little_time(text: str) -> None:
    text = text[: MAX_BYTES // 2]
    began = time.process_time()
    safe_markdown(text)
    protocol, _ = read_protocol(text.encode())
    parse_protocol(protocol.text)
    assert time.process_time() - began < 5
    assert "\u202e" not in protocol.text
