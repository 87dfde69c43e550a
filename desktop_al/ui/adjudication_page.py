"""Adjudication: the cases, the sample, and what the annotators said about it under letters. Draws and sends intents."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_al.core import events as ev
from desktop_al.core.commands import BY_ID, Keymap
from desktop_al.core.words import mark, tr
from desktop_al.loop.adjudication_screen import AdjudicationScreen
from desktop_al.ui.announce import announce
from desktop_al.ui.case_inspector import CaseInspector
from desktop_al.ui.case_list import CaseList
from desktop_al.ui.case_stage import CaseStage
from desktop_al.ui.keys import is_text_field
from desktop_al.ui.label_page import FOLD_BELOW
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Surface, Words, rule

NOTHING_SUGGESTED = mark("Nothing is chosen for you here. Press the key of a class.")
REASON_LATER = mark("First your own answer. The reason comes with the decision.")
FOOT = 36


class _Foot(Surface):
    """Below the sample: who decides, where that person stands, and the way back."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconView(theme, "adjudicate", 14)
        self._who = Words(theme, "", "caption", "text.secondary", elide=True)
        self._status = Words(theme, "", "caption", "text.secondary", elide=True)
        self.undo = CapButton(theme, tr("Undo"), trailing=("Z",), role="quiet", height=30, hug=True)
        self._line = rule()
        for child in (self._icon, self._who, self._status, self.undo, self._line):
            child.setParent(self)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(FOOT))
        # Their places follow from their sizes.
        for part in (self._icon, self._who, self._status, self.undo):
            part.set_theme(theme)
        self._place()

    def show_screen(self, screen: AdjudicationScreen) -> None:
        self._who.set_text(tr("Adjudicating as {name}", name=screen.adjudicator) if screen.adjudicator else "")
        self._status.set_text(screen.status)
        self.undo.setEnabled(screen.can_undo)
        self._place()

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def _place(self) -> None:
        px, width, high = self._theme.px, self.width(), self.height()
        self._line.setGeometry(0, 0, width, 1)
        button = self.undo.sizeHint().width()
        self.undo.setGeometry(width - px(8) - button, (high - self.undo.height()) // 2 + 1, button, self.undo.height())
        self._icon.move(px(16), (high - self._icon.height()) // 2 + 1)
        x, end = px(16 + 14 + 6), width - px(16) - button
        said, told = self._who.sizeHint().width(), self._status.sizeHint().width()
        # Where both have no room, where one stands is worth more than who one is.
        who = said if x + said + px(16) + told <= end else max(0, min(said, end - x - told - px(16)))
        who = who if who >= px(60) or who == said else 0
        self._who.setVisible(bool(who))
        self._who.setGeometry(x, 1, who, high - 1)
        x += who + px(16) if who else 0
        self._status.setGeometry(x, 1, max(0, end - x), high - 1)


class AdjudicationPage(QWidget):
    """``intent`` is the one way out: a name and what goes with it.

    ("answer", an answer of the log), ("open", place), ("skip", 1 or -1), ("decide" | "undo" | "redo" | "retry", None),
    ("code", reason code), ("reason", text), ("ambiguous", bool), ("pictures", places in sight). ``message`` is a line
    for the status bar; ``command`` a command the window has to carry out; ``sample_shown`` tells that another sample
    is on screen.
    """

    intent = Signal(str, object)
    message = Signal(str)
    command = Signal(str)
    sample_shown = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Adjudication"))
        self._theme = theme
        self._screen: AdjudicationScreen | None = None
        self._fold_choice: bool | None = None
        #: Whether a click is too early to be meant for the sample on screen.
        self.early: Callable[[], bool] = lambda: False
        self.stage, self.inspector, self.list = CaseStage(theme), CaseInspector(theme), CaseList(theme)
        self._foot = _Foot(theme)
        self._lines = (rule("v"), rule("v"))
        # In the order of Tab.
        for child in (self.stage, self.inspector, self._foot, self.list, *self._lines):
            child.setParent(self)
        self.list.opened.connect(lambda place: self.intent.emit("open", place))
        self.list.wanted.connect(lambda places: self.intent.emit("pictures", places))
        self.stage.action.connect(self._act)
        self.stage.retry.connect(lambda: self.intent.emit("retry", None))
        self.inspector.action.connect(self._act)
        self.inspector.chosen.connect(self._picked)
        self.inspector.panel.find_closed.connect(lambda: self.stage.take_focus() if self.isVisible() else None)
        reason = self.inspector.reason
        reason.coded.connect(lambda code: self.intent.emit("code", code))
        reason.typed.connect(lambda text: self.intent.emit("reason", text))
        reason.ticked.connect(lambda on: self.intent.emit("ambiguous", on))
        reason.field.kept.connect(lambda: self._act("decide"))
        self._foot.undo.clicked.connect(lambda: self._act("undo"))

    @property
    def undo(self) -> CapButton:
        """The button that takes the last decision back."""
        return self._foot.undo

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._foot.set_theme(theme)
        self._place()

    def set_keys(self, keys: Keymap) -> None:
        """The keys printed on buttons."""
        self.inspector.set_keys(keys)
        self._foot.undo.set_trailing(keys["undo"][:1])

    def set_guideline(self, markdown: str, version: int) -> None:
        self.inspector.guideline.set_markdown(markdown, version)

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def showEvent(self, event: QEvent) -> None:
        # The tools above the sample come after the list. Qt takes this for done while the page stands alone.
        before: QWidget = self.list.view
        for tool in self.stage.tools():
            QWidget.setTabOrder(before, tool)
            before = tool

    def list_shown(self) -> bool:
        """Whether the list has its place: the annotator's choice, else enough width."""
        if self._closed():
            return False
        wide = self.width() >= FOLD_BELOW * self._theme.scale
        return wide if self._fold_choice is None else self._fold_choice

    def _closed(self) -> bool:
        return self._screen is not None and bool(self._screen.closed)

    def _place(self) -> None:
        theme, width, height = self._theme, self.width(), self.height()
        right = 0 if self._closed() else min(theme.size("inspector"), round(0.45 * width))
        left = theme.size("history") if self.list_shown() else 0
        for part, on in ((self.list, left), (self._lines[0], left), (self.inspector, right), (self._lines[1], right)):
            part.setVisible(bool(on))
        self.list.setGeometry(0, 0, left, height)
        if left:
            self._lines[0].setGeometry(left, 0, 1, height)
            left += 1
        middle = max(0, width - left - right - (1 if right else 0))
        foot = 0 if self._closed() else self._foot.height()
        self._foot.setVisible(bool(foot))
        self.stage.setGeometry(left, 0, middle, max(0, height - foot))
        self._foot.setGeometry(left, height - foot, middle, self._foot.height())
        self._lines[1].setGeometry(width - right - 1, 0, 1, height)
        self.inspector.setGeometry(width - right, 0, right, height)

    # -- drawing ---------------------------------------------------------------------------------------

    @property
    def screen(self) -> AdjudicationScreen | None:
        """What is drawn now."""
        return self._screen

    def show_screen(self, screen: AdjudicationScreen) -> None:
        """Draws what differs from the screen before; another sample is a cut."""
        old, self._screen = self._screen, screen
        fresh = old is None or old.current != screen.current
        if (old is not None and bool(old.closed)) != bool(screen.closed):
            self._place()
        before, focus = self.stage.shown(), self.window().focusWidget()
        self.stage.show_case(screen, fresh)
        self.inspector.show_screen(screen, fresh)
        self._foot.show_screen(screen)
        self.list.show_screen(screen)
        if not self.isVisible():
            return
        if fresh:
            self.stage.take_focus()
            self._announce(f"{screen.name}. {screen.headline}." if screen.current is not None else screen.empty)
            self.sample_shown.emit()
        elif self.stage.shown() is not before and (focus is before or focus is self.stage):
            self.stage.take_focus()
        elif old is not None and screen.revealed and not old.revealed:
            self._announce(f"{screen.headline}.")

    def _announce(self, words: str) -> None:
        if words:
            announce(self, words)

    def forget(self) -> None:
        """The project was closed: the next screen is a new one."""
        self._screen = None
        self.inspector.set_guideline_open(False)
        self.list.set_pictures(lambda _: None)

    # -- keys ------------------------------------------------------------------------------------------

    def _may(self) -> bool:
        return self._screen is not None and self._screen.current is not None and not self._screen.closed

    def _picked(self, kind: str, row_id: str) -> None:
        if not self.early():
            self._chosen(kind, row_id)

    def _chosen(self, kind: str, row_id: str) -> None:
        if not self._may():
            return
        answer = ev.label_answer([row_id]) if kind == "label" else ev.NOT_WORTH_PREFIX + row_id
        self.inspector.panel.flash(row_id)
        if kind != "label":
            self.inspector.set_not_worth(False)
        self.intent.emit("answer", answer)
        self.stage.take_focus()

    def _act(self, command: str) -> None:
        """A button: what this page does not do itself is the window's to do."""
        if self.early() and command in BY_ID and BY_ID[command].files_answer:
            return
        if not self._carry_out(command):
            self.command.emit(command)

    def perform(self, command: str) -> bool:
        """Carries out a command of the contexts of this page that a key gave; False if it is not one of this page's."""
        return self.stage.take(command) or self._carry_out(command)

    def _carry_out(self, command: str) -> bool:
        if command.startswith("label."):
            row = self.inspector.panel.nth(int(command.removeprefix("label.")))
            if row is not None:
                self._chosen(self.inspector.panel.model.mode, row.id)
            return True
        if command in ("back", "forward"):
            self._go(1 if command == "forward" else -1)
            return True
        if command in ("zoom_in", "zoom_out", "zoom_fit"):
            self.stage.zoom(command)
            return True
        act = {
            "accept": self._enter,
            "decide": lambda: self.intent.emit("decide", None),
            "undo": lambda: self.intent.emit("undo", None),
            "redo": lambda: self.intent.emit("redo", None),
            "unsure": self._unsure,
            "not_worth": self._not_worth,
            "comment": self._reason,
            "find_class": self._find,
            "zoom_hold": lambda: self.stage.hold(True),
            "contrast": self._contrast,
            "evidence": lambda: self.message.emit(tr("No evidence is shown while you decide.")),
            "guideline": self._guideline,
            "rule": lambda: self.inspector.set_guideline_open(False),
            "now": lambda: None,
            "history": self._fold_list,
            "leave": lambda: self.command.emit("tab.agreement"),
        }.get(command)
        if act is None:
            return False
        act()
        return True

    def release(self, command: str) -> None:
        """A held command was let go."""
        if command == "zoom_hold":
            self.stage.hold(False)

    def escape(self) -> bool:
        """Leaves what is open, innermost first, then the page."""
        if self.inspector.panel.close_find():
            self.stage.take_focus()
        elif self.inspector.not_worth_open():
            self.inspector.set_not_worth(False)
        elif self.stage.leave_mode() or self.stage.fold_warning():
            pass
        elif self.inspector.guideline_open():
            self.inspector.set_guideline_open(False)
        elif is_text_field(self.window().focusWidget()):
            self.stage.take_focus()
        else:
            self.command.emit("tab.agreement")
        return True

    def _go(self, step: int) -> None:
        self.intent.emit("skip", step)

    def _enter(self) -> None:
        """Enter accepts nothing here: it presses the button in focus."""
        focus = self.window().focusWidget()
        if isinstance(focus, QAbstractButton) and self.isAncestorOf(focus):
            focus.click()
        elif self._may():
            self.message.emit(tr(NOTHING_SUGGESTED))

    def _unsure(self) -> None:
        if self._may():
            self.intent.emit("answer", ev.UNSURE)

    def _not_worth(self) -> None:
        if self._may():
            self.inspector.set_guideline_open(False)
            self.inspector.set_not_worth(not self.inspector.not_worth_open())
            self.stage.take_focus()
        else:
            self.inspector.set_not_worth(False)

    def _reason(self) -> None:
        if not self._may() or self._screen is None:
            return
        if not self._screen.revealed:
            self.message.emit(tr(REASON_LATER))
            return
        self.inspector.set_guideline_open(False)
        self.inspector.write_reason()

    def _find(self) -> None:
        if self._may():
            self.inspector.set_guideline_open(False)
            self.inspector.panel.open_find()

    def _contrast(self) -> None:
        self.stage.set_contrast(not self.stage.image.contrast_mode and self.stage.shown() is self.stage.image)
        self.stage.take_focus()

    def _guideline(self) -> None:
        if not self._closed():
            self.inspector.set_not_worth(False)
            self.inspector.set_guideline_open(not self.inspector.guideline_open())
            self.stage.take_focus()

    def _fold_list(self) -> None:
        self._fold_choice = not self.list_shown()
        self._place()

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """The regions F6 goes round on this page, each with what puts the focus into it."""
        by_key = Qt.FocusReason.TabFocusReason
        found: list[tuple[QWidget, Callable[[], None]]] = [(self.stage, lambda: self.stage.take_focus(by_key))]
        if not self._closed():
            found.append((self.inspector, self.inspector.first_focus))
        if self.list_shown():
            found.append((self.list, self.list.first_focus))
        return found

    def first_focus(self) -> None:
        self.stage.take_focus()
