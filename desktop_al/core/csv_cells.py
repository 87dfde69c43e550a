"""Cells of CSV files that spreadsheet programs must not take for formulas, and the way back.

A cell that begins with ``= + - @``, tab, or a line end is run by some programs as a formula or a command (DDE). An
apostrophe in front makes it a text (OWASP, "CSV Injection"). A cell that begins with an apostrophe before such a
character gets one more, so that taking one away always gives the text that was written.
"""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def safe_cell(text: str) -> str:
    """The text with an apostrophe in front where it could be taken for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def own_text(cell: str) -> str:
    """What ``safe_cell`` was given; a cell that it cannot have written stays as it is."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
