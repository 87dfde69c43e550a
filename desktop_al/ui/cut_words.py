"""Words that have no room are said in full by a tool tip; names from files of others stand on one line."""

from PySide6.QtWidgets import QWidget

from desktop_al.core.plain_names import plain
from desktop_al.ui.class_model import plain_tip


def tell_whole(widget: QWidget, words: str, cut: bool, before: str) -> str:
    """Have a tool tip say words that are cut short, unless the widget has another one; ``before`` is what this
    returned last time, the tool tip that is now its own."""
    if widget.toolTip() != before:
        return ""
    tip = plain_tip(words) if cut else ""
    if tip != before:
        widget.setToolTip(tip)
    return tip


def one_line(name: str) -> str:
    """A name on one line: what is not seen, such as a sign that turns the direction of writing, is written out."""
    return plain(" ".join(name.split()))
