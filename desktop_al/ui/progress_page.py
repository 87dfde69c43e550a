"""Progress: how right the model is, what more labels should bring and cost, and advice when to stop."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_al.core.words import tr
from desktop_al.loop.progress_screen import ProgressScreen, StopChoices
from desktop_al.loop.suggestion_screen import CalibrationCard
from desktop_al.ui.card import Card, CardAction
from desktop_al.ui.class_found import MEANS, FoundList
from desktop_al.ui.clipboard import copy_picture
from desktop_al.ui.curve_card import CurveCard
from desktop_al.ui.figure_card import FigureCard
from desktop_al.ui.given import Given
from desktop_al.ui.page_scroll import PageScroll
from desktop_al.ui.progress_calibration import LINE as CALIBRATION_LINE
from desktop_al.ui.progress_calibration import TITLE as CALIBRATION_TITLE
from desktop_al.ui.progress_calibration import Calibration
from desktop_al.ui.progress_costs import LINE as COSTS_LINE
from desktop_al.ui.progress_costs import Costs
from desktop_al.ui.progress_criteria import LINE as CRITERIA_LINE
from desktop_al.ui.progress_criteria import Criteria
from desktop_al.ui.progress_effort import LINE as EFFORT_LINE
from desktop_al.ui.progress_effort import TITLE as EFFORT_TITLE
from desktop_al.ui.progress_effort import Effort
from desktop_al.ui.progress_find import LINE as FIND_LINE
from desktop_al.ui.progress_find import FindAllPart
from desktop_al.ui.progress_head import WORKING, ProgressHead
from desktop_al.ui.progress_influence import LINE as INFLUENCE_LINE
from desktop_al.ui.progress_influence import TITLE as INFLUENCE_TITLE
from desktop_al.ui.progress_influence import InfluencePart
from desktop_al.ui.progress_more import Grounds, WhatIfTable, rule_line
from desktop_al.ui.progress_rule import StopRule
from desktop_al.ui.progress_verdict import WIDEST, VerdictStrip
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import surface

#: Widths at 100 %: of the content at most, from where two columns stand side by side, of the right one.
_CONTENT, _TWO, _SIDE = 1680, 960, 440
#: (row, column, rows, columns) of curve, side, found, rule, costs, find, and those below one another.
_PLACES = {
    2: (
        *((0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1)),
        *((row, 0, 1, 2) for row in range(3, 7)),
    ),
    1: tuple((row, 0, 1, 1) for row in range(10)),
}


class _Side(QWidget):
    """Two cards one below the other; the lower one takes what height there is."""

    def __init__(self, theme: Theme, upper: QWidget, lower: QWidget) -> None:
        super().__init__()
        self._all = QVBoxLayout(self)
        self._all.addWidget(upper)
        self._all.addWidget(lower, 1)
        self._all.setContentsMargins(0, 0, 0, 0)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setSpacing(theme.px(16))


class ProgressPage(QWidget):
    """``intent`` carries ("choice", (name, value)), a field of the choices and its new value, or ("find", index of a
    class, None to stop); ``command`` a command id; ``message`` a line for the status bar."""

    intent = Signal(str, object)
    command = Signal(str)
    message = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self.setAccessibleName(tr("Progress"))
        self._theme = theme
        self._screen: ProgressScreen | None = None
        self._columns = 0
        self.head = ProgressHead(theme)
        self.head.copy.clicked.connect(self._copy)
        self._empty = Card(theme, "progress", ground="app")
        self._empty.acted.connect(self.command)
        self.strip, self.curve = VerdictStrip(theme), CurveCard(theme)
        self.curve.message.connect(self.message)
        self.what_if, self.grounds, self.found = WhatIfTable(theme), Grounds(theme), FoundList(theme)
        self.rule, self.costs = StopRule(theme), Costs(theme)
        self.criteria, self.find = Criteria(theme), FindAllPart(theme)
        self.influence, self.calibration, self.effort = InfluencePart(theme), Calibration(theme), Effort(theme)
        for part in (self.rule, self.costs, self.influence):
            part.chosen.connect(lambda name, value: self.intent.emit("choice", (name, value)))
        self.find.wanted.connect(lambda index: self.intent.emit("find", index))
        self.cards = {
            "what_if": FigureCard(theme, tr("If you label more"), "", self.what_if),
            "grounds": FigureCard(theme, tr("What this rests on"), "", self.grounds),
            "found": FigureCard(theme, tr("Found per class"), tr(MEANS), self.found),
            "rule": FigureCard(theme, tr("Your stop rule"), "", self.rule),
            "costs": FigureCard(theme, tr("Costs"), tr(COSTS_LINE), self.costs),
            "find": FigureCard(theme, tr("Find all samples of a class"), tr(FIND_LINE), self.find),
            "criteria": FigureCard(theme, tr("Stopping criteria"), tr(CRITERIA_LINE), self.criteria),
            "influence": FigureCard(theme, tr(INFLUENCE_TITLE), tr(INFLUENCE_LINE), self.influence),
            "calibration": FigureCard(theme, tr(CALIBRATION_TITLE), tr(CALIBRATION_LINE), self.calibration),
            "effort": FigureCard(theme, tr(EFFORT_TITLE), tr(EFFORT_LINE), self.effort),
        }
        self._side = _Side(theme, self.cards["what_if"], self.cards["grounds"])
        self._make_body()
        rows = QVBoxLayout(self, spacing=0)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.head)
        rows.addWidget(self._scroll, 1)
        rows.addWidget(self._empty, 1)
        self._show_state()
        # What the keys bring about is in sight, also below the foot of the window.
        self.criteria.table.selectionModel().currentRowChanged.connect(lambda *_: self._follow_criteria())
        for field in self._fields():
            field.troubled.connect(lambda words, edit=field.edit: words and self._scroll.show_part(edit, 60))
        self.set_theme(theme)

    def _follow_criteria(self) -> None:
        if self.criteria.table.hasFocus():
            self._scroll.show_part(self.criteria.words)

    def _make_body(self) -> None:
        self._scroll = PageScroll(self._theme)
        self._content = QVBoxLayout(self._scroll.inside)
        self._grid = QGridLayout()
        self._content.addWidget(self.strip)
        self._content.addLayout(self._grid)
        self._content.addStretch(1)
        self._parts = (
            self.curve,
            self._side,
            *(self.cards[name] for name in ("found", "rule", "costs", "find", "criteria")),
            *(self.cards[name] for name in ("influence", "calibration", "effort")),
        )

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._content.setSpacing(theme.px(16))
        self._grid.setSpacing(theme.px(16))
        self._columns = 0
        self._fold()

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()

    def _fold(self) -> None:
        px, width = self._theme.px, self.width() - self._theme.px(10)
        margin = px(24) if width >= px(900) else px(12)
        side = max(margin, (width - px(_CONTENT)) // 2)
        self._content.setContentsMargins(side, px(16), side, px(20))
        columns = 2 if width - 2 * side >= px(_TWO) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for part, place in zip(self._parts, _PLACES[columns], strict=True):
            self._grid.removeWidget(part)
            self._grid.addWidget(part, *place)
        for part in (self._side, self.cards["rule"], self.cards["find"]):
            part.setMinimumWidth(px(_SIDE) if columns == 2 else 0)
            part.setMaximumWidth(px(_SIDE) if columns == 2 else WIDEST)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 0)

    # -- what it shows ---------------------------------------------------------------------------------

    @property
    def screen(self) -> ProgressScreen | None:
        """What is shown now."""
        return self._screen

    def show_progress(self, screen: ProgressScreen) -> None:
        """Draw the figures; what is being typed and the place in the page stay."""
        focus = self.window().focusWidget()
        # Not taken from another place; what has the focus in the empty page goes away with it.
        outside = focus in (None, self) or not self.isAncestorOf(focus) or self._empty.isAncestorOf(focus)
        enters = self._scroll.isHidden() and self.isVisible() and outside
        self._screen = screen
        self.head.rest()
        self._show_state(screen.empty)
        if screen.empty:
            return
        self.head.show_screen(screen)
        self.curve.show_screen(screen)
        for part in (
            self.strip,
            self.what_if,
            self.grounds,
            self.found,
            self.rule,
            self.costs,
            self.criteria,
            self.find,
            self.influence,
        ):
            part.show_screen(screen)
        self.calibration.show_card(screen.calibration or CalibrationCard())
        self.effort.show_card(screen.effort)
        self.cards["what_if"].set_title(tr("If you label more"), rule_line(screen))
        self.cards["found"].setVisible(bool(screen.by_class))
        self.cards["criteria"].setVisible(bool(screen.criteria))
        self.cards["influence"].setVisible(screen.influence is not None)
        self.cards["calibration"].setVisible(screen.calibration is not None)
        self.cards["effort"].setVisible(bool(screen.effort.lines))
        self.cards["grounds"].setVisible(bool(screen.rests_on or self.grounds.chosen.text()))
        if enters:
            self.first_focus()

    def show_working(self, share: float = 0.0) -> None:
        """New figures are being worked out, up to ``share`` from 0 to 1; those of before stay."""
        self.head.work(share)
        if self._screen is None:
            done = tr("{share:.0%} is done.", share=share) if share > 0 else ""
            self._empty.set_content(tr(WORKING), f"{tr('Labelling goes on meanwhile.')} {done}".strip())

    def show_failure(self, words: str) -> None:
        """The figures could not be worked out; those of before stay."""
        self.head.rest(words)
        if self._screen is None or self._screen.empty:
            self._show_state(words)

    def forget(self) -> None:
        """The project is being closed."""
        self._screen = None
        self.head.rest()
        self.curve.forget()
        for part in (self.found, self.influence, self.calibration, self.effort):
            part.forget()
        for field in self._fields():
            field.take_back()
        self.rule.show_choices(StopChoices(), ())
        self.costs.show_choices(StopChoices())
        self._show_state()

    def _show_state(self, words: str = "") -> None:
        """The cards; or, while there are none, ``words`` in their place."""
        shown = self._screen is not None and not self._screen.empty
        self.head.setVisible(shown)
        self._scroll.setVisible(shown)
        self._empty.setVisible(not shown)
        title, _, rest = words.partition(". ")
        self._empty.set_content(
            title.rstrip("."), rest, actions=(CardAction("tab.label", tr("Label samples")),) if words else ()
        )

    # -- keys ------------------------------------------------------------------------------------------

    def _fields(self) -> list[Given]:
        return [*self.rule.fields.values(), *self.costs.fields.values(), self.influence.field]

    def first_focus(self) -> None:
        """The curve, with the verdict above it in sight."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._scroll.isHidden():
            self._empty.first_focus()
            return
        stop = first_stop(self.curve)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.verticalScrollBar().setValue(0)

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """Parts of the page that F6 goes round, and what puts the focus into each."""
        if self._scroll.isHidden():
            return []
        parts = (self.head, self.curve, *self.cards.values())
        return [
            (part, lambda part=part: self._enter(part))
            for part in parts
            if part.isVisible() and first_stop(part) is not None
        ]

    def _enter(self, part: QWidget) -> None:
        stop = first_stop(part)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.show_part(stop)

    def escape(self) -> bool:
        """Leave a field; what is typed in it is taken back."""
        field = next((field for field in self._fields() if field.edit.hasFocus()), None)
        if field is None:
            return False
        field.take_back()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._scroll.turn(event):
            super().keyPressEvent(event)

    # -- out -------------------------------------------------------------------------------------------

    def picture(self) -> QPixmap:
        """The whole page, also what is scrolled out of sight."""
        return self._scroll.inside.grab()

    def _copy(self) -> None:
        self.message.emit(copy_picture(self.picture(), tr("The page is in the clipboard, as a picture.")))


def first_stop(part: QWidget) -> QWidget | None:
    """What Tab would come to first in ``part``, or ``part`` itself."""
    stops = Qt.FocusPolicy.TabFocus
    at, seen = part, 0
    while seen < 500 and (at is part or part.isAncestorOf(at)):
        if at.focusPolicy() & stops == stops and at.isVisible() and at.isEnabled() and at.focusProxy() is None:
            return at
        at, seen = at.nextInFocusChain(), seen + 1
    return None
