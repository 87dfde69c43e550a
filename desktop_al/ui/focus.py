"""How Tab goes round, and whether the focus came by a key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractButton


def by_key(event: QFocusEvent) -> bool:
    """Whether Tab, or what goes from region to region, brought the focus."""
    return event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


def keep_tab_stops(button: QAbstractButton) -> None:
    """Have Tab come to every button of the exclusive group of ``button``. When one has the focus Qt leaves the others
    to the arrow keys, which go from sample to sample here."""
    parent = button.parentWidget()
    for other in parent.findChildren(QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if other.autoExclusive() and other.focusPolicy() == Qt.FocusPolicy.NoFocus:
            other.setFocusPolicy(Qt.FocusPolicy.TabFocus)
