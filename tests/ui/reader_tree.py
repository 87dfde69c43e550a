"""The accessibility tree as a screen reader walks it."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

_T = QAccessible.Text


@dataclass(frozen=True)
class Node:
    role: QAccessible.Role
    name: str
    #: Description, value, help: all else that is told.
    more: str
    shown: bool


def nodes(root: QWidget, hidden: bool = False) -> list[Node]:
    """Everything below ``root``, with what is not shown only where asked."""
    found = QAccessible.queryAccessibleInterface(root)
    return list(_below(found, hidden, 0)) if found is not None else []


def _below(one: QAccessibleInterface | None, hidden: bool, depth: int) -> Iterator[Node]:
    if one is None or not one.isValid() or depth > 40:
        return
    shown = not one.state().invisible
    if depth and not shown and not hidden:
        return
    more = " ".join(one.text(kind) for kind in (_T.Description, _T.Value, _T.Help, _T.Accelerator))
    yield Node(one.role(), one.text(_T.Name), more, bool(shown))
    for number in range(min(one.childCount(), 500)):
        yield from _below(one.child(number), hidden, depth + 1)


def press(root: QWidget, role: QAccessible.Role, name: str) -> bool:
    """As a screen reader does; False where there is no such thing or it cannot be pressed."""
    return _press(QAccessible.queryAccessibleInterface(root), role, name, 0)


def _press(one: QAccessibleInterface | None, role: QAccessible.Role, name: str, depth: int) -> bool:
    if one is None or not one.isValid() or depth > 40 or (depth and one.state().invisible):
        return False
    if one.role() == role and one.text(_T.Name).startswith(name):
        actions = one.actionInterface()
        names = actions.actionNames() if actions is not None else []
        wanted = next((action for action in names if action in ("Press", "Toggle")), None)
        if wanted is not None and actions is not None:
            actions.doAction(wanted)
            return True
        return False
    return any(_press(one.child(n), role, name, depth + 1) for n in range(min(one.childCount(), 500)))
