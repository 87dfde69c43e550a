"""What the steps of the new-project wizard share: a page that scrolls, a panel beside it, the rail of steps."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_al.core.words import mark, tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph, Words, surface


class Step(Protocol):
    """What the wizard asks of a step; a step is a :class:`StepPage`."""

    def summary(self) -> str:
        """The step in a few words, for the rail."""

    def trouble(self) -> str:
        """What keeps the step from being finished; "" when nothing does."""

    def show_trouble(self) -> None:
        """Puts what is wrong at its field, and the focus there."""

    def first_focus(self) -> None:
        """The focus to where the step begins."""


class StepPage(QScrollArea):
    """Heading, lead, and what the step asks below; scrolls where the window is low. ``panel`` stands beside it where
    there is room."""

    changed = Signal()
    finished = Signal()

    def __init__(self, theme: Theme, title: str, lead: str) -> None:
        super().__init__()
        self._theme = theme
        self._narrow = False
        inside = QWidget()
        surface(inside, "app")
        self._sides = QHBoxLayout(inside)
        self._column = QWidget()
        self._sides.addWidget(self._column, 100)
        self._sides.addStretch(1)
        self.body = QVBoxLayout(self._column)
        self._heading = Paragraph(theme, title, "heading", "text.primary", weight=600)
        self._lead = Paragraph(theme, lead, "body", "text.secondary")
        self._head = QVBoxLayout()
        self._head.addWidget(self._heading)
        self._head.addWidget(self._lead)
        self.body.addLayout(self._head)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.panel = SidePanel(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        side = px(16 if self._narrow else 40)
        self._sides.setContentsMargins(side, px(20 if self._narrow else 28), side, px(24))
        self._column.setMaximumWidth(px(900))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(px(16))
        self._head.setSpacing(px(4))

    def set_narrow(self, narrow: bool) -> None:
        """Smaller margins where there is little room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.set_theme(self._theme)


class SidePanel(QScrollArea):
    """What stands beside a step: headed parts, one below the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        inside = QWidget()
        surface(inside, "raised")
        self._column = QVBoxLayout(inside)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._column.setContentsMargins(theme.px(20), theme.px(26), theme.px(20), theme.px(20))
        self._column.setSpacing(theme.px(8))

    def add_part(self, heading: str, widgets: Sequence[QWidget]) -> Words:
        """A heading and what belongs to it; returns the heading."""
        place = self._column.count() - 1
        if place:
            self._column.insertSpacing(place, self._theme.px(12))
            place += 1
        head = Words(self._theme, heading, "caption", "text.secondary", 600)
        for widget in (head, *widgets):
            self._column.insertWidget(place, widget)
            place += 1
        return head


class StepButton(QPushButton):
    """One step of the rail: number (a check when done), name, summary; only the number where the rail is narrow."""

    def __init__(self, theme: Theme, number: int, name: str) -> None:
        super().__init__()
        self._number, self._name, self._summary = number, name, ""
        self._now = self._done = self._narrow = False
        self.setProperty("role", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        # A number alone needs less, in a window that is too low for four of them in full.
        self.setMinimumHeight(theme.px(32 if self._narrow else 56))
        self.setMaximumHeight(theme.px(56))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(56), self._theme.px(56))

    def set_state(self, summary: str, now: bool, done: bool, reachable: bool, narrow: bool) -> None:
        """What the step holds, whether it is on screen, finished, and can be gone to."""
        self.setEnabled(reachable)
        if (summary, now, done, narrow) != (self._summary, self._now, self._done, self._narrow):
            self._summary, self._now, self._done, self._narrow = summary, now, done, narrow
            self.set_theme(self._theme)
        words = mark("Step {number}, {name}")
        if now or done:
            words = mark("Step {number}, {name}, this step") if now else mark("Step {number}, {name}, done")
        self.setAccessibleName(tr(words, number=self._number, name=self._name))
        self.setAccessibleDescription(summary)
        self.setToolTip(plain_tip(f"{self._name}\n{summary}") if narrow else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self._now or (self.underMouse() and self.isEnabled()):
            painter.setBrush(theme.colour("accent.soft" if self._now else "bg.hover"))
            painter.drawRoundedRect(box, px(6), px(6))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus.ring"), px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inset = px(2) / 2
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), px(6), px(6))
        side = px(24)
        left = (self.width() - side) / 2 if self._narrow else px(12)
        circle = QRectF(left, (self.height() - side) / 2 if self._narrow else px(10), side, side)
        self._paint_number(painter, circle)
        if not self._narrow:
            x = round(circle.right()) + px(12)
            room = self.width() - x - px(8)
            ink = "text.primary" if self.isEnabled() else "text.muted"
            parts = ((self._name, px(9), "label", 600, ink), (self._summary, px(29), "caption", 400, "text.muted"))
            for words, top, role, weight, token in parts:
                painter.setFont(theme.font(role, weight))
                painter.setPen(theme.colour(token))
                shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
                painter.drawText(QRect(x, top, room, px(19)), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def _paint_number(self, painter: QPainter, circle: QRectF) -> None:
        theme = self._theme
        fill = "accent.fill" if self._now else "bg.surface"
        edge = "accent.fill" if self._now else "border.control" if self.isEnabled() else "border.default"
        painter.setPen(QPen(theme.colour(edge), 1))
        painter.setBrush(theme.colour(fill))
        painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5))
        if self._done and not self._now:
            side = theme.px(14)
            place = QRect(0, 0, side, side)
            place.moveCenter(circle.center().toPoint())
            paint_icon(painter, "saved", place, theme.colour("success.text"))
        else:
            ink = "accent.on" if self._now else "text.primary" if self.isEnabled() else "text.muted"
            painter.setPen(theme.colour(ink))
            painter.setFont(theme.font("body", 600))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))


class StepRail(QWidget):
    """The steps, and below them what is said about the folder. ``asked`` carries the place of a step."""

    asked = Signal(int)

    def __init__(self, theme: Theme, names: Sequence[str], below: QWidget) -> None:
        super().__init__()
        surface(self, "surface")
        self.setAccessibleName(tr("Steps"))
        self.steps = [StepButton(theme, place + 1, name) for place, name in enumerate(names)]
        self._below = below
        self._narrow = False
        self._all = QVBoxLayout(self)
        for place, step in enumerate(self.steps):
            step.clicked.connect(lambda _checked=False, place=place: self.asked.emit(place))
            self._all.addWidget(step)
        self._all.addWidget(below)
        self._all.addStretch(1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedWidth(theme.px(64 if self._narrow else 264))
        side = theme.px(4 if self._narrow else 12)
        self._all.setContentsMargins(side, theme.px(24), side, theme.px(12))
        self._all.setSpacing(theme.px(4))

    def set_narrow(self, narrow: bool) -> None:
        """Numbers only."""
        self._narrow = narrow
        self._below.setVisible(not narrow)
        self.set_theme(self._theme)
