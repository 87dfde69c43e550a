"""The right column of the adjudication page: the votes, the final label, the reason, three buttons, the rule."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop_al.core.commands import Keymap
from desktop_al.core.words import mark, tr
from desktop_al.loop.adjudication_screen import AdjudicationScreen
from desktop_al.loop.screen import Unreadable
from desktop_al.ui.case_votes import VotesView
from desktop_al.ui.guideline_view import GuidelineView
from desktop_al.ui.options import bring_into_view
from desktop_al.ui.reason_fields import ReasonFields
from desktop_al.ui.theme import Theme
from desktop_al.ui.tray import NO_GUIDELINE, NO_RULE, RuleView
from desktop_al.ui.verdict_panel import VerdictPanel
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, Surface, Words, rule, surface

HIDDEN = mark("Annotators stay hidden")
FIRST = mark(
    "Say what it is before you see what the others said. Your answer is kept with the decision "
    "and counts no more than theirs."
)
RULE_LATER = mark("The rule between the classes in question comes with the votes.")
NO_PAIR = mark("No two classes stand against each other here.")
#: Heights: of the votes at most, and where room is short; of a rule worth showing, of a column with a rule in it.
_VOTES, _FEW_VOTES, _RULE, _WITH_RULE = 320, 150, 96, 520


class _Upper(QWidget):
    """Votes, classes and reason, one below the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "surface")
        self._headline = Words(theme, "", "title", "text.primary", elide=True)
        self._eye = IconView(theme, "hidden", 14)
        self._hidden = Words(theme, tr(HIDDEN), "caption", "text.secondary")
        self.first = Paragraph(theme, tr(FIRST), "body", "text.secondary")
        self.votes = VotesView(theme)
        self.panel = VerdictPanel(theme)
        self.reason = ReasonFields(theme)
        self._rules = (rule(), rule())
        # In the order of Tab.
        for child in (self._headline, self._eye, self._hidden, self.first, self.votes, self.panel, self.reason):
            child.setParent(self)
        for line in self._rules:
            line.setParent(self)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def set_headline(self, words: str) -> None:
        self._headline.set_text(words)

    def place(self, width: int, room: int) -> int:
        """Puts the parts below one another; the height that they need. Where that is more than ``room`` the classes
        give way down to five rows, then the votes; both scroll then."""
        px = self._theme.px
        votes, panel = min(self.votes.wanted_height(width), px(_VOTES)), self.panel.wanted_height()
        over = self._arrange(width, votes, panel) - room
        if over > 0:
            shorter = max(min(panel, self.panel.least_height()), panel - over)
            votes = max(min(votes, px(_FEW_VOTES)), votes - max(0, over - (panel - shorter)))
            return self._arrange(width, votes, shorter)
        return over + room

    def _arrange(self, width: int, votes: int, panel: int) -> int:
        px = self._theme.px
        side, head = px(16), px(44)
        told = self._hidden.sizeHint().width()
        wide = width - 2 * side - told - px(14 + 6 + 12)
        # Where both have no room the sign stands alone.
        beside = wide >= min(self._headline.sizeHint().width(), px(150))
        self._hidden.setVisible(beside)
        self._hidden.setGeometry(width - side - told, 0, told, head)
        eye = width - side - (told + px(6) if beside else 0) - self._eye.width()
        self._eye.move(eye, (head - self._eye.height()) // 2)
        self._headline.setGeometry(side, 0, max(0, eye - side - px(8)), head)
        top = head
        if self.first.isVisibleTo(self):
            high = self.first.heightForWidth(width - 2 * side)
            self.first.setGeometry(side, top, width - 2 * side, high)
            top += high + px(10)
        if self.votes.isVisibleTo(self):
            self.votes.setGeometry(0, top, width, votes)
            top += votes + px(8)
        self._rules[0].setGeometry(0, top, width, 1)
        self.panel.setGeometry(0, top + 1, width, panel)
        top += 1 + panel + px(8)
        self._rules[1].setGeometry(0, top, width, 1)
        self.reason.setGeometry(0, top + 1, width, self.reason.sizeHint().height())
        return top + 1 + self.reason.height()


class CaseInspector(Surface):
    """``action`` carries a command id, ``chosen`` ("label" or "not_worth", id); the fields speak for themselves."""

    action = Signal(str)
    chosen = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Inspector"))
        self._theme = theme
        self._upper = _Upper(theme)
        self.votes, self.panel, self.reason = self._upper.votes, self._upper.panel, self._upper.reason
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._upper)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.decide = CapButton(theme, tr("Decide"), trailing=("Ctrl", "Return"), role="primary", weight=600, hug=True)
        self.discuss = CapButton(theme, tr("Discuss"), trailing=("U",), hug=True)
        self.skip = CapButton(theme, tr("Skip"), trailing=("Right",), role="quiet", hug=True)
        self._buttons = {"decide": self.decide, "unsure": self.discuss, "forward": self.skip}
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.action.emit(name))
        self._lower = QWidget()
        surface(self._lower, "raised")
        self.rules = RuleView(theme)
        self.rules.setParent(self._lower)
        self.guideline = GuidelineView(theme)
        self._lines = (rule(), rule())
        for child in (self._scroll, *self._lines, *self._buttons.values(), self._lower, self.guideline):
            child.setParent(self)
        self._covered = (self._scroll, *self._lines, *self._buttons.values(), self._lower)
        self.guideline.hide()
        self.panel.chosen.connect(self.chosen)
        self.panel.not_worth.clicked.connect(lambda: self.action.emit("not_worth"))
        self.rules.guideline.connect(lambda: self.action.emit("guideline"))
        self.guideline.closed.connect(lambda: self.action.emit("guideline"))
        self.guideline.chosen.connect(lambda class_id: self.chosen.emit("label", class_id))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self._upper, self.votes, self.panel, self.reason):
            part.set_theme(theme)
        self._place()

    def event(self, event: QEvent) -> bool:
        # Parts that were given another font or height ask for this; their new place follows from it.
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def set_keys(self, keys: Keymap) -> None:
        """The keys printed on buttons."""
        for name, button in self._buttons.items():
            button.set_trailing(tuple(part for key in keys[name][:1] for part in key.split("+") if part))
        self.panel.not_worth.set_trailing(keys["not_worth"][:1])
        self.reason.set_key(next(iter(keys["comment"]), ""))
        self.rules.set_keys(keys)
        self.guideline.set_keys(next(iter(keys["guideline"]), ""))

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def _place(self) -> None:
        """The rule has what the rest leaves; in a low window there is no room for one, and the upper part scrolls."""
        px, width, height = self._theme.px, self.width(), self.height()
        high, gap = self.decide.height(), px(6)
        beside = sum(button.sizeHint().width() + gap for button in self._buttons.values()) - gap
        rows = 1 if px(16) + beside + px(12) <= width else 2
        foot = rows * high + (rows - 1) * gap + 2 * px(10) + 1
        least = px(_RULE) if height >= px(_WITH_RULE) else 0
        room = max(px(60), height - foot - least)
        needed = self._upper.place(width, room)
        upper = min(needed, room)
        if needed > upper:
            # The scroll bar stands beside the parts, not over them.
            needed = self._upper.place(width - px(10), room)
        self._upper.resize(width - (px(10) if needed > upper else 0), needed)
        self._scroll.setGeometry(0, 0, width, upper)
        self._lines[0].setGeometry(0, upper, width, 1)
        x, y = px(16), upper + 1 + px(10)
        for number, button in enumerate(self._buttons.values()):
            wide = button.sizeHint().width()
            if rows == 2 and number == 0:
                button.setGeometry(x, y, width - 2 * px(16), high)
                y += high + gap
                continue
            button.setGeometry(x, y, min(wide, width - px(12) - x), high)
            x += wide + gap
        below = upper + foot
        self._lines[1].setGeometry(0, below, width, 1)
        self._lines[1].setVisible(not self.guideline_open() and height - below > px(40))
        self._lower.setGeometry(0, below + 1, width, max(0, height - below - 1))
        self._lower.setVisible(not self.guideline_open() and height - below > px(40))
        self.rules.setGeometry(0, 0, width, self._lower.height())
        self.guideline.setGeometry(0, 0, width, height)
        focus = self.window().focusWidget()
        if focus is not None and self._upper.isAncestorOf(focus):
            # Of a field Qt would bring only the cursor into view.
            bring_into_view(self.reason if self.reason.isAncestorOf(focus) else focus, 0)

    def show_screen(self, screen: AdjudicationScreen, fresh: bool) -> None:
        """Draws a case; ``fresh``: another one than before."""
        there = screen.current is not None
        shown = screen.shown
        readable = there and not (shown is not None and isinstance(shown.content, Unreadable))
        if fresh:
            self.set_not_worth(False)
            self.panel.close_find()
            self._scroll.verticalScrollBar().setValue(0)
        self._upper.set_headline(screen.headline)
        self._upper.first.setVisible(there and not screen.revealed)
        self.votes.set_votes(screen.votes, screen.classes)
        self.votes.setVisible(bool(screen.votes))
        self.panel.set_heading(tr("Final label") if screen.revealed else tr("Your answer"))
        self.panel.model.set_reasons(screen.reasons)
        self.panel.show_verdict(screen.classes, screen.counts, screen.chosen, screen.chosen_reason, there)
        self.reason.show_reason(screen.reason_code, screen.reason, screen.ambiguous, screen.revealed)
        chosen = screen.chosen is not None or bool(screen.chosen_reason)
        self.decide.setEnabled(screen.revealed and chosen)
        name = screen.classes[screen.chosen].name if screen.chosen is not None else ""
        self.decide.setAccessibleName(tr("Decide: {name}", name=name) if name else tr("Decide"))
        self.discuss.set_words(tr("Discuss") if screen.revealed else tr("Unsure"))
        self.discuss.setEnabled(there)
        self.skip.setEnabled(bool(screen.cases))
        self.rules.set_rule(screen.rule, "", self._instead(screen))
        self.guideline.set_rows(self.panel.model.label_rows())
        likeliest = screen.classes[screen.chosen].id if screen.chosen is not None else ""
        self.guideline.set_sample("rule", screen.headline, "", likeliest, readable)
        self._place()

    @staticmethod
    def _instead(screen: AdjudicationScreen) -> str:
        """What stands where there is no rule."""
        if not screen.has_guideline:
            return NO_GUIDELINE
        if not screen.revealed:
            return RULE_LATER if screen.current is not None else ""
        return NO_RULE if screen.rule_pair is not None else NO_PAIR

    def set_not_worth(self, on: bool) -> None:
        """Classes become reasons in the same rows, and back."""
        self.panel.set_mode("not_worth" if on else "label")

    def not_worth_open(self) -> bool:
        return self.panel.model.mode == "not_worth"

    def set_guideline_open(self, on: bool) -> None:
        if on == self.guideline_open():
            return
        # What lies under the guideline is hidden too: Tab and screen readers would go on into it.
        for part in self._covered:
            part.setVisible(not on)
        self.guideline.setVisible(on)
        self._place()

    def guideline_open(self) -> bool:
        return self.guideline.isVisibleTo(self)

    def write_reason(self) -> None:
        """Puts the focus into the field for the reason."""
        self.reason.take_focus()
        bring_into_view(self.reason, self._theme.px(8))

    def first_focus(self) -> None:
        """Puts the focus on the class list, or on what stands in its place."""
        if self.guideline_open():
            self.guideline.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        view = self.panel.view
        if not view.currentIndex().isValid() and self.panel.model.rows:
            view.setCurrentIndex(self.panel.model.index(0))
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(view, self._theme.px(8))
