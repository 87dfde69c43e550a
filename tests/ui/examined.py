"""One look at a window for everything that a person without a mouse, or without sight, needs of it."""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from control_tree import (
    CONTROLS,
    NO_ROLES,
    SEEN,
    changed_plainly,
    controls,
    name_of,
    role_of,
    small,
    stops,
    walk,
    where,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget

from desktop_al.ui.class_rows import ClassRows
from desktop_al.ui.options import bring_into_view
from desktop_al.ui.theme import THEMES, ThemeName
from desktop_al.ui.window import Window
from desktop_al.ui.wizard_classes import ClassPreview

#: The least side of a target (WCAG 2.2, 2.5.8), in logical pixels.
LEAST = 24
#: So far above the stop before it, a stop breaks the order of reading.
ABOVE = 24


@dataclass
class Examined:
    """``controls`` looked at; what is ``wrong`` with them."""

    controls: int = 0
    focused: int = 0
    wrong: list[str] = field(default_factory=list)


class Examiner:
    """Looks at states one after the other. What the focus looks like is seen once for each kind of control and theme:
    every picture takes time."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, ...]] = set()

    def examine(self, window: Window, themes: bool) -> Examined:
        """``themes``: the focus is looked at in all of them, else in the one that is worn."""
        found = controls(window)
        made = Examined(len(found))
        made.wrong += [f"no name: {where(w)}" for w in found if _nameless(w)]
        made.wrong += [f"no role: {where(w)}" for w in found if role_of(w) in NO_ROLES]
        made.wrong += [f"two alike: {where(w)}" for w in twins(found)]
        made.wrong += [f"too small: {words}" for words in small(window, round(LEAST * window.theme.scale))]
        made.wrong += [f"no way by keys: {where(w)}" for w in found if not _by_keys(w)]
        before = window.focusWidget()
        made.wrong += list(self._walked(window))
        made.wrong += list(self._unseen(window, themes, made))
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        return made

    def _walked(self, window: Window) -> Iterator[str]:
        if window.focusWidget() is None:
            return
        try:
            order = walk(window, Qt.Key.Key_Tab)
            back = walk(window, Qt.Key.Key_Backtab)
        except AssertionError as error:
            yield str(error)
            return
        sheet = next((w for w in order if window._sheet_open() and window.sheet.isAncestorOf(w)), None)
        # In the settings Tab passes over the sections above the chosen one, which are reached by choosing them.
        if window.shown != "settings" and sheet is None:
            yield from (f"only one way: {where(w)}" for w in set(order) ^ set(back))
            reached = [w for w in stops(window) if any(w is o or w.isAncestorOf(o) for o in order)]
            yield from (f"not reached by Tab: {where(w)}" for w in stops(window) if w not in reached)
        begin = _first_of(window, order)
        for first, second in itertools.pairwise(order):
            if second is begin:
                # From the end, Tab goes up to where it began.
                continue
            if first.parentWidget() is second.parentWidget() and _above(second, first):
                yield f"out of order: {where(second)} after {where(first)}"

    def _unseen(self, window: Window, themes: bool, made: Examined) -> Iterator[str]:
        worn = window.theme.name
        for name in THEMES if themes else (worn,):
            fresh = [w for w in stops(window) if self._kind(w, name) not in self._seen]
            if not fresh:
                continue
            _wear(window, name)
            for widget in fresh:
                kind = self._kind(widget, name)
                bring_into_view(widget, ABOVE)
                QApplication.processEvents()
                if kind in self._seen or not _whole(widget):
                    continue
                self._seen.add(kind)
                made.focused += 1
                if changed_plainly(window, widget) < SEEN:
                    yield f"focus not to be seen in {name}: {where(widget)}"
        _wear(window, worn)

    @staticmethod
    def _kind(widget: QWidget, theme: str) -> tuple[str, ...]:
        parent = widget.parentWidget()
        look = f"{widget.property('role')} {widget.property('quiet')}"
        return type(widget).__name__, type(parent).__name__, look, theme


def _wear(window: Window, name: ThemeName) -> None:
    if window.theme.name != name:
        window.use_theme(name)
        for _ in range(6):
            QApplication.processEvents()


def _whole(widget: QWidget) -> bool:
    """Whether a control is to be seen from end to end, or as much of it as a long one ever is."""
    shown = widget.visibleRegion().boundingRect()
    return widget.isVisible() and shown.height() >= min(widget.height(), 200) and shown.width() > widget.width() / 2


def _nameless(widget: QWidget) -> bool:
    name = name_of(widget).strip()
    return name in ("", type(widget).__name__) or not any(letter.isalnum() for letter in name)


def twins(found: list[QWidget]) -> list[QWidget]:
    """Controls that nothing tells from another one beside them."""
    named = Counter((id(w.parentWidget()), role_of(w), name_of(w)) for w in found if isinstance(w, CONTROLS))
    return [w for w in found if named[(id(w.parentWidget()), role_of(w), name_of(w))] > 1]


def _by_keys(widget: QWidget) -> bool:
    """Whether Tab stops here, or the arrow keys come here from where it stops."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
        return True
    parent: QWidget | None = widget.parentWidget()
    if isinstance(widget, QAbstractButton) and widget.autoExclusive() and parent is not None:
        own = widget.group()
        group = own.buttons() if own is not None else parent.findChildren(QAbstractButton)
        return any(other.focusPolicy() & Qt.FocusPolicy.TabFocus for other in group)
    if isinstance(widget, QAbstractItemView):
        # What only shows how the classes will look, and rows of which none can be chosen.
        model = widget.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        return isinstance(parent, ClassPreview) or not any(row.flags() & Qt.ItemFlag.ItemIsEnabled for row in rows)
    while parent is not None and not isinstance(parent, ClassRows):
        parent = parent.parentWidget()
    return parent is not None


def _first_of(window: Window, order: list[QWidget]) -> QWidget | None:
    here = window.nextInFocusChain()
    while here is not window and here not in order:
        here = here.nextInFocusChain()
    return here


def _above(widget: QWidget, other: QWidget) -> bool:
    """Whether a widget lies higher than another one in the same column."""
    top, below = widget.mapToGlobal(QPoint()), other.mapToGlobal(QPoint())
    beside = top.x() > below.x() + other.width() / 2
    return top.y() + ABOVE < below.y() and not beside
