"""The Label page: history, stage, inspector. Draws a :class:`LabelScreen` and sends intents."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from desktop_al.core.commands import BY_ID, Keymap
from desktop_al.core.words import mark, tr
from desktop_al.loop.screen import HistoryRow, ImageContent, LabelScreen, Notice, TextContent, Unreadable
from desktop_al.ui.history import History
from desktop_al.ui.inspector import LOW_WINDOW, Inspector
from desktop_al.ui.rest_notice import REST, as_bar
from desktop_al.ui.sample_teller import SampleTeller
from desktop_al.ui.stage import Stage, can_be_explained
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import rule

NO_SUGGESTION = mark("No suggestion here. Press a label key.")
#: Logical width below which the history folds away by itself.
FOLD_BELOW = 1280
#: What turns to another sample.
_LEAVING = frozenset({"label", "accept", "unsure", "not_worth", "undo", "redo", "visit", "back", "forward", "now"})


class LabelPage(QWidget):
    """``intent`` is the one way out: a name and what goes with it.

    ("label", class id), ("not_worth", reason id), ("unsure", None), ("accept", None), ("comment", text),
    ("undo" | "redo" | "back" | "forward" | "now" | "retry" | "break" | "postpone" | "only_this", None),
    ("visit", history key), ("evidence", bool), ("notice", (notice id, action id)), ("frame", number from 0), ("mask",
    (x, y, width, height) in pixels of the file), ("unmask", (x, y)). ``message`` is a line for the status
    bar; ``command`` a command the window has to carry out (export, open); ``sample_shown`` tells that another sample
    is on screen.
    """

    intent = Signal(str, object)
    message = Signal(str)
    command = Signal(str)
    sample_shown = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._screen: LabelScreen | None = None
        self._fold_choice: bool | None = None
        #: What a screen reader hears.
        self.teller = SampleTeller(self)
        #: Whether a click is too early to be meant for the sample on screen.
        self.early: Callable[[], bool] = lambda: False
        self.history = History(theme)
        self.stage = Stage(theme)
        self.inspector = Inspector(theme)
        self._lines = (rule("v"), rule("v"))
        # In the order of Tab.
        for child in (self.stage, self.inspector, self.history, *self._lines):
            child.setParent(self)
        self.history.visit.connect(lambda key: self._send("visit", key))
        self.history.now.connect(lambda: self._send("now"))
        self.stage.action.connect(self._act)
        self.stage.retry.connect(lambda: self._send("retry"))
        self.stage.notice_acted.connect(self._notice_acted)
        self.stage.asked.connect(self._send)
        self.inspector.chosen.connect(self._picked)
        self.inspector.action.connect(self._act)
        self.inspector.comment_kept.connect(self._keep_comment)
        self.inspector.tray.comment.dropped.connect(self.escape)
        self.inspector.tray.turned.connect(self._show_notice)
        self.inspector.tray.abandoned.connect(lambda: self.stage.take_focus() if self.isVisible() else None)
        self.inspector.guideline_turned.connect(self._show_notice)
        self.inspector.guideline.example_left.connect(self.stage.take_focus)
        self.inspector.add_class.connect(lambda name: self._send("add_class", name))
        self.inspector.panel.find_closed.connect(lambda: self.stage.take_focus() if self.isVisible() else None)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._place()

    def resizeEvent(self, event: QEvent) -> None:
        self._place()
        self._show_notice()

    def showEvent(self, event: QEvent) -> None:
        # The tools above the sample come after the history. Qt takes this for done while the page stands alone.
        before: QWidget = self.history.view
        for tool in self.stage.toolbar.tools():
            QWidget.setTabOrder(before, tool)
            before = tool

    def history_shown(self) -> bool:
        """Whether the history has its place: the annotator's choice, else enough width."""
        wide = self.width() >= FOLD_BELOW * self._theme.scale
        return wide if self._fold_choice is None else self._fold_choice

    def _place(self) -> None:
        theme, width, height = self._theme, self.width(), self.height()
        right = min(theme.size("inspector"), round(0.45 * width))
        left = theme.size("history") if self.history_shown() else 0
        self.history.setVisible(bool(left))
        self._lines[0].setVisible(bool(left))
        self.history.setGeometry(0, 0, left, height)
        if left:
            self._lines[0].setGeometry(left, 0, 1, height)
            left += 1
        self.stage.setGeometry(left, 0, max(0, width - left - right - 1), height)
        self._lines[1].setGeometry(width - right - 1, 0, 1, height)
        self.inspector.setGeometry(width - right, 0, right, height)
        bars = theme.size("topbar") + theme.size("statusbar")
        self.inspector.set_low(height + bars < LOW_WINDOW * theme.scale)

    @property
    def screen(self) -> LabelScreen | None:
        """What is drawn now."""
        return self._screen

    def show_screen(self, screen: LabelScreen) -> None:
        """Draws what differs from the screen before: the sample and the history beside it."""
        self.show_sample(screen)
        self.history.show_screen(screen)

    def show_sample(self, screen: LabelScreen) -> None:
        """Draws stage and inspector alone, which is what a key waits for; a new sample is a cut."""
        old, self._screen = self._screen, screen
        sample = screen.sample
        fresh = old is None or (sample.key if sample else None) != (old.sample.key if old.sample else None)
        before = self.stage.shown()
        self.stage.show_screen(screen, fresh)
        self.inspector.show_screen(screen, old)
        self._show_notice(tell=False)
        focus = self.window().focusWidget()
        if self.stage.shown() is not before and (focus is self.stage or focus is before):
            self.stage.take_focus()
        if fresh and self.isVisible():
            # Behind another page (undo on the Samples page) it would take the keys away from there.
            self.stage.take_focus()
            self.teller.sample(screen, self.stage.shown())
            self.sample_shown.emit()
        elif sample is not None and sample.offer is not None and old is not None and _without_offer(old):
            self.teller.revealed(self.stage.shown())
        self._tell_of_notices()

    def _show_notice(self, tell: bool = True) -> None:
        """The bar over the stage: trouble, else a notice that has no place in the tray. While a comment is written
        that one waits."""
        screen, side = self._screen, self.inspector
        if screen is None:
            return
        notice = _pressing(screen.notices)
        if notice is None and screen.rest is not None and not side.holds_rest() and not side.tray.commenting():
            # Folded it lies over the tools alone, not over the sample.
            self.stage.notice.set_notice(as_bar(screen.rest), folded=True)
        else:
            self.stage.notice.set_notice(notice)
        if tell:
            self._tell_of_notices()

    def _tell_of_notices(self) -> None:
        """Says to a screen reader what is there to be seen."""
        rest, side, bar = self._screen.rest if self._screen else None, self.inspector, self.stage.notice.notice()
        shown = (side.holds_rest() and side.tray.rest_shown()) or (bar is not None and bar.id == REST)
        self.teller.notices(bar, rest.title if rest is not None else "", shown)

    def _notice_acted(self, notice: str, action: str) -> None:
        if notice == REST:
            self._act(action)
        else:
            self._send("notice", (notice, action))

    def set_history(self, rows: Sequence[HistoryRow]) -> None:
        self.history.set_rows(rows)

    def append_history(self, row: HistoryRow) -> None:
        self.history.append(row)

    def wants_evidence(self) -> bool:
        """Whether evidence is switched on and the sample on screen can have any."""
        sample = self._screen.sample if self._screen is not None else None
        return sample is not None and self.stage.evidence_on and can_be_explained(sample)

    def set_keys(self, keys: Keymap) -> None:
        """The keys printed on buttons."""
        self.inspector.set_keys(keys)
        self.stage.toolbar.set_keys(keys)

    def set_guideline(self, markdown: str, version: int = 0) -> None:
        """The guideline that G shows; ``version`` counts from 1."""
        self.inspector.guideline.set_markdown(markdown, version)

    def _send(self, name: str, value: object = None) -> None:
        if name in _LEAVING:
            self.keep_comment()
        self.teller.turned(name)
        self.intent.emit(name, value)

    def keep_comment(self) -> None:
        """What is being typed is kept: the sample, the page, the project or the window is left."""
        tray = self.inspector.tray
        if tray.asking_why():
            # Unsaid, the old answer stays.
            tray.close_comment()
        elif tray.commenting() and self._screen is not None and self._screen.sample is not None:
            typed = tray.comment.field.toPlainText().strip()
            tray.close_comment()
            if typed != self._screen.sample.comment:
                self.intent.emit("comment", typed)

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self.keep_comment()

    def forget(self) -> None:
        """The project was closed: the next screen is a new one, whatever its key."""
        self._screen = None
        self.teller.forget()
        self.stage.forget()
        self.inspector.set_guideline_open(False)
        self.inspector.set_not_worth(False)
        self.inspector.panel.close_find()

    def forget_all(self) -> None:
        """Keep nothing of what was drawn, not even out of sight."""
        self.forget()
        self.set_history(())
        self.history.forget()
        self.inspector.forget()

    def _readable(self) -> bool:
        sample = self._screen.sample if self._screen is not None else None
        return sample is not None and not isinstance(sample.content, Unreadable)

    def _may_answer(self) -> bool:
        return self._screen is not None and self._screen.sample is not None and not self._screen.read_only

    def _chosen(self, kind: str, row_id: str) -> None:
        if not self._may_answer() or (kind == "label" and not self._readable()):
            return
        if kind == "label":
            names = {item.id: item.name for item in self._screen.classes} if self._screen else {}
            self.teller.answered(names.get(row_id, ""))
        else:
            words = tr("Not worth it, {reason}", reason=self.inspector.panel.model.reason_words(row_id))
            self.teller.answered(words)
            self.inspector.set_not_worth(False)
        self.inspector.panel.flash(row_id)
        self._send(kind, row_id)
        if not self.inspector.tray.asking_why():
            self.stage.take_focus()

    def _keep_comment(self, text: str) -> None:
        self.inspector.tray.close_comment()
        self.stage.take_focus()
        self._send("comment", text)

    def _picked(self, kind: str, row_id: str) -> None:
        if not self.early():
            self._chosen(kind, row_id)

    def _act(self, command: str) -> None:
        """A button: what this page does not do itself is the window's to do."""
        if self.early() and command in BY_ID and BY_ID[command].files_answer:
            return
        if not self._carry_out(command):
            self.command.emit(command)

    def perform(self, command: str) -> bool:
        """Carries out a command of the contexts label and stage that a key gave; False if it is not one of this
        page's. A mode of the stage comes first: it has keys of its own."""
        return self.stage.take(command) or self._carry_out(command)

    def _carry_out(self, command: str) -> bool:
        if command.startswith("label."):
            row = self.inspector.panel.nth(int(command.removeprefix("label.")))
            if row is not None:
                self._chosen(self.inspector.panel.model.mode, row.id)
            return True
        if command in ("undo", "redo", "back", "forward", "now", "break", "postpone", "reveal", "only_this"):
            self._send(command)
            return True
        if command in ("zoom_in", "zoom_out", "zoom_fit"):
            self.stage.zoom(command)
            return True
        act = {
            "accept": self._accept,
            "unsure": self._unsure,
            "not_worth": self._not_worth,
            "comment": self._comment,
            "find_class": self._find,
            "zoom_hold": lambda: self.stage.hold(True),
            "contrast": self._contrast,
            "mask": lambda: self.stage.turn_masking(self._may_answer() and self._readable()),
            "evidence": self._evidence,
            "guideline": self._guideline,
            "add_example": self._add_example,
            "rule": self._rule,
            "history": self._fold_history,
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
        """Leaves what is open, innermost first; False if nothing was."""
        panel, tray = self.inspector.panel, self.inspector.tray
        if panel.close_find() or tray.close_comment() or self.inspector.guideline.drop_example():
            self.stage.take_focus()
            return True
        if self.inspector.not_worth_open():
            self.inspector.set_not_worth(False)
            return True
        if self.stage.leave_mode():
            return True
        if self.inspector.guideline_open():
            self.inspector.set_guideline_open(False)
            return True
        if self.stage.notice.fold() or self.stage.fold_warning():
            return True
        self.stage.take_focus()
        return False

    def _accept(self) -> None:
        if not self._may_answer() or not self._readable() or self.inspector.not_worth_open():
            return
        screen = self._screen
        offer = screen.sample.offer if screen is not None and screen.sample is not None else None
        if screen is None or offer is None:
            self.message.emit(tr(NO_SUGGESTION))
            return
        if 0 <= offer.suggested < len(screen.classes):
            chosen = screen.classes[offer.suggested]
            self.teller.answered(chosen.name)
            self.inspector.panel.flash(chosen.id)
        self._send("accept")

    def _unsure(self) -> None:
        if self._may_answer() and self._readable():
            self.teller.answered(tr("Unsure"))
            self._send("unsure")

    def _not_worth(self) -> None:
        if self._may_answer():
            self.inspector.set_guideline_open(False)
            self.inspector.set_not_worth(not self.inspector.not_worth_open())
            self.stage.take_focus()

    def _comment(self) -> None:
        if self.inspector.tray.commenting():
            tray = self.inspector.tray
            (tray.why if tray.asking_why() else tray.comment).field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._may_answer() and self._screen is not None and self._screen.sample is not None:
            self.inspector.set_guideline_open(False)
            self.inspector.tray.open_comment(self._screen.sample.comment)

    def _find(self) -> None:
        if self._may_answer():
            self.inspector.set_guideline_open(False)
            self.inspector.panel.open_find()

    def _contrast(self) -> None:
        self.stage.set_contrast(not self.stage.image.contrast_mode and self.stage.shown() is self.stage.image)
        self.stage.take_focus()

    def _evidence(self) -> None:
        sample = self._screen.sample if self._screen is not None else None
        if sample is None or not isinstance(sample.content, ImageContent | TextContent):
            self.stage.toolbar.set_checked(evidence=False)
            return
        if sample.offer is None or sample.offer.source:
            self.stage.toolbar.set_checked(evidence=False)
            self.message.emit(tr("No suggestion here, so there is no evidence to show."))
            return
        self.stage.evidence_on = not self.stage.evidence_on
        self.stage.toolbar.set_checked(evidence=self.stage.evidence_on)
        self._send("evidence", self.stage.evidence_on)

    def _guideline(self) -> None:
        self.keep_comment()
        self.inspector.set_not_worth(False)
        self.inspector.set_guideline_open(not self.inspector.guideline_open())
        self.stage.take_focus()

    def _add_example(self) -> None:
        if not self.inspector.guideline_open():
            self._guideline()
        self.inspector.guideline.example_asked.emit(False)

    def _rule(self) -> None:
        covered = self.inspector.guideline_open()
        self.inspector.set_guideline_open(False)
        if not covered and self.inspector.tray.switch():
            return
        if self.stage.notice.notice() is not None:
            self.stage.notice.toggle()

    def _fold_history(self) -> None:
        self._fold_choice = not self.history_shown()
        self._place()

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """The regions F6 goes round on this page, each with what puts the focus into it."""
        by_key = Qt.FocusReason.TabFocusReason
        found = [(self.stage, lambda: self.stage.take_focus(by_key)), (self.inspector, self.inspector.first_focus)]
        if self.history_shown():
            found.append((self.history, self.history.first_focus))
        return found

    def first_focus(self) -> None:
        self.stage.take_focus()


def _without_offer(screen: LabelScreen) -> bool:
    return screen.sample is not None and screen.sample.offer is None


def _pressing(notices: Sequence[Notice]) -> Notice | None:
    """The notice that is shown of several: that labels are not on disk comes before all others."""
    return min(notices, key=lambda notice: notice.id != "trouble", default=None)
