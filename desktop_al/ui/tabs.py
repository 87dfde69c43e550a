"""The tabs of the pages of an open project."""

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPushButton

from desktop_al.core.words import tr
from desktop_al.ui.focus import keep_tab_stops

#: The pages of an open project, in the order of their tabs.
TABS = ("label", "samples", "batch", "progress", "agreement", "protocol")


class Tab(QPushButton):
    """The way to a page."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        keep_tab_stops(self)


def tab_words(name: str) -> str:
    """What stands on a tab."""
    return {
        "label": tr("Label", about="tab of the page for labelling"),
        "samples": tr("Samples"),
        "batch": tr("Batch"),
        "progress": tr("Progress"),
        "agreement": tr("Agreement"),
        "protocol": tr("Protocol"),
    }[name]
