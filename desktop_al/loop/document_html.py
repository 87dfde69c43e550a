"""A document as one HTML file that needs nothing else and asks for nothing: no script, no address, no picture but
those drawn in it. Its policy (Content-Security-Policy) allows its one style sheet, by its hash, and nothing more."""

import base64
import hashlib
from html import escape

from desktop_al.core.words import in_use, tr
from desktop_al.loop.document import (
    Block,
    Copyable,
    Document,
    Heading,
    Key,
    Keys,
    Listing,
    Paragraph,
    Picture,
    Section,
    Table,
    made_plain,
    turned,
)
from desktop_al.loop.document_style import STYLE


def document_html(document: Document) -> str:
    """The whole file."""
    document = made_plain(document)
    sections = document.sections
    title = f"{document.title}: {document.kind}"
    lines = "".join(f"<p>{_text(line)}</p>" for line in document.lines)
    contents = "".join(f'<li><a href="#{escape(part.id)}">{_text(part.title)}</a></li>' for part in sections)
    body = "\n".join(_section(number, part) for number, part in enumerate(sections, 1))
    return f"""<!DOCTYPE html>
<html lang="{escape(in_use().code.replace("_", "-"))}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{_text(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<header>
<p class="kind">{_text(document.kind)}</p>
<h1>{_text(document.title)}</h1>
<div class="lines">{lines}</div>
</header>
<nav aria-label="{escape(tr("Contents"))}"><ol>{contents}</ol></nav>
<main>
{body}
</main>
</body>
</html>
"""


def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _section(number: int, section: Section) -> str:
    name = escape(section.id)
    blocks = "\n".join(_block(block) for block in section.blocks)
    return (
        f'<section aria-labelledby="{name}">\n<h2 id="{name}"><span class="number">{number}</span> '
        f"{_text(section.title)}</h2>\n{blocks}\n</section>"
    )


def _block(block: Block) -> str:
    match block:
        case Paragraph(text, look):
            kind = "" if look == "plain" else f' class="{look}"'
            return f"<p{kind}>{_text(text)}</p>"
        case Heading(text):
            return f"<h3>{_text(text)}</h3>"
        case Table():
            return _table(block)
        case Keys(items):
            return f'<dl class="keys">{"".join(map(_key, items))}</dl>'
        case Listing(items):
            return f"<ul>{''.join(f'<li>{_text(item)}</li>' for item in items)}</ul>"
        case Picture():
            return _picture(block)
        case Copyable(paragraphs):
            return f'<div class="copyable">{"".join(f"<p>{_text(one)}</p>" for one in paragraphs)}</div>'


def _key(key: Key) -> str:
    line = f'<dd class="line">{_text(key.line)}</dd>' if key.line else ""
    return f'<div><dt>{_text(key.title)}</dt><dd class="value">{_text(key.value)}</dd>{line}</div>'


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col"{_kind(column.align)}>{_text(column.title)}</th>' for column in table.columns)
    rows = []
    for first, *others in table.rows:
        cells = "".join(
            f"<td{_kind(column.align)}>{_text(cell)}</td>"
            for column, cell in zip(table.columns[1:], others, strict=True)
        )
        rows.append(f'<tr><th scope="row">{_text(first)}</th>{cells}</tr>')
    notes = "".join(f'<p class="note">{_text(note)}</p>' for note in table.notes)
    # A wide table is moved sideways by itself, also by keys, so that the page never is.
    return (
        f'<div class="table"><div class="wide" tabindex="0" role="region" aria-label="{escape(table.caption)}">'
        f"<table><caption>{_text(table.caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>{notes}</div>"
    )


def _kind(align: str) -> str:
    return ' class="figure"' if align == "figure" else ""


def _picture(picture: Picture) -> str:
    return (
        f'<figure><div class="wide" tabindex="0" role="img" aria-label="{escape(picture.spoken)}">{picture.svg}</div>'
        f"<figcaption>{_text(picture.caption)}</figcaption></figure>"
    )


def _text(text: str) -> str:
    """Escaped; what is written from right to left by itself, so that its direction turns nothing around it."""
    return "".join(f"<bdi>{escape(part)}</bdi>" if right else escape(part) for right, part in turned(text))
