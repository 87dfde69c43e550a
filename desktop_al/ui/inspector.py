"""The right column: why this sample, the classes, four actions, and the tray. Its parts never change size."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_al.core.commands import Keymap
from desktop_al.core.words import mark, tr, trn
from desktop_al.loop.screen import AppliesTo, LabelScreen, SampleScreen, Unreadable
from desktop_al.ui.class_list import ClassPanel
from desktop_al.ui.class_model import percent_words, plain_tip
from desktop_al.ui.guideline_view import GuidelineView
from desktop_al.ui.theme import Theme
from desktop_al.ui.tray import NO_CHOICE, NO_GUIDELINE, NO_RULE, Tray
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, Surface, Words, rule

REASON = 88
#: Height below which the four actions have only one row.
TIGHT = 372
#: Height of the heading of the tray.
_HEADING = 36
#: Height below which the classes have the room of the tray.
NO_TRAY = 460
#: Height that the writing of a comment needs.
COMMENT = 170
#: Window height (unscaled) below which class rows are compact.
LOW_WINDOW = 760
_ALONE = mark("Only this one")


def _drawn(screen: LabelScreen) -> tuple[object, ...]:
    """What the inspector draws of a screen: never the pixels, whose comparison would be neither cheap nor a bool."""
    sample = screen.sample
    if sample is None:
        return (screen.read_only,)
    parts = (sample.reason, sample.offer, sample.given, sample.rule, sample.comment, sample.applies)
    name = (sample.name, sample.index, screen.kind)
    return (*parts, *name, isinstance(sample.content, Unreadable), screen.read_only)


def applies_words(applies: AppliesTo) -> str:
    """To how many the next answer is given."""
    if applies.alone:
        return trn("Only this sample, not its near copy", "Only this sample, not its {n} near copies", applies.count)
    return trn(
        "Applies to {all}: this and {n} near copy",
        "Applies to {all}: this and {n} near copies",
        applies.count,
        all=1 + applies.count,
    )


def chip_words(applies: AppliesTo) -> str:
    """The same where there is little room."""
    return tr(_ALONE) if applies.alone else tr("Applies to {all}", all=1 + applies.count)


class ReasonView(QWidget):
    """Icon, one word, one sentence of at most two lines. ``copies`` stands in the line of the word, where the answer is
    given to near copies too: no other part moves for it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconView(theme, "", 18, "accent.text")
        self._word = Words(theme, "", "label", "text.primary", 600, elide=True)
        self._sentence = Paragraph(theme, "", "body", "text.secondary", lines=2)
        self.copies = CapButton(theme, tr(_ALONE), "N", role="action", height=28, hug=True)
        self.copies.setCheckable(True)
        self._applies = ""
        for child in (self._icon, self._word, self._sentence, self.copies):
            child.setParent(self)
        self.copies.hide()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        # Its width is asked for now.
        self.copies.set_theme(theme)
        self.resizeEvent(None)

    def resizeEvent(self, event: QEvent | None) -> None:
        px = self._theme.px
        self._icon.move(px(16), px(13))
        # As wide for both of its words, so that nothing moves under the pointer.
        wide, advance = self.copies.sizeHint().width(), self.copies.fontMetrics().horizontalAdvance
        wide += max(0, advance(max(tr(_ALONE), self._applies, key=advance)) - advance(self.copies.words()))
        right = px(16) if self.copies.isHidden() else px(12) + wide + px(8)
        self.copies.setGeometry(self.width() - px(12) - wide, px(8), wide, px(28))
        self._word.setGeometry(px(42), px(12), max(0, self.width() - px(42) - right), px(20))
        self._sentence.setGeometry(px(16), px(37), self.width() - px(32), px(40))

    def set_reason(self, kind: str, word: str, sentence: str) -> None:
        self._icon.set_icon(kind)
        self._word.set_text(word)
        self._sentence.set_text(sentence)
        self.setAccessibleName(tr("Why this one: {word}", word=word) if word else "")
        self.setAccessibleDescription(sentence)

    def set_copies(self, applies: AppliesTo | None) -> None:
        """To what the next answer is given beside this sample; None: to no other."""
        self.copies.setVisible(applies is not None)
        if applies is not None:
            self._applies = chip_words(replace(applies, alone=False))
            self.copies.set_words(chip_words(applies))
            self.copies.setChecked(applies.alone)
            words, more = applies_words(applies), applies.count - len(applies.names)
            named = "\n".join((*applies.names, tr("and {n:,} more", n=more) if more > 0 else "")).strip()
            self.copies.setAccessibleName(words)
            self.copies.setToolTip(plain_tip("\n".join((words, named, tr("Unsure stays with this sample.")))))
        self.resizeEvent(None)


class Inspector(Surface):
    """Draws one sample's questions. ``action`` carries a command id, ``chosen`` a row of the class list,
    ``add_class`` the name of a class to add, from the find field; ``guideline_turned``: it was opened or closed."""

    chosen = Signal(str, str)
    add_class = Signal(str)
    action = Signal(str)
    comment_kept = Signal(str)
    guideline_turned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._low = False
        self._screen: LabelScreen | None = None
        self._sample: SampleScreen | None = None
        self.reason = ReasonView(theme)
        self.panel = ClassPanel(theme)
        self.tray = Tray(theme)
        self.guideline = GuidelineView(theme)
        self._rules = [rule(), rule(), rule()]
        self._buttons = {
            "not_worth": CapButton(theme, tr("Not worth it"), "X", role="action", height=36),
            "unsure": CapButton(theme, tr("Unsure"), "U", role="action", height=36),
            "comment": CapButton(theme, tr("Comment"), "F", role="action", height=36),
            "undo": CapButton(theme, tr("Undo"), "Z", role="action", height=36),
        }
        for child in (self.reason, self.panel, *self._rules, *self._buttons.values(), self.tray, self.guideline):
            child.setParent(self)
        self._covered = (self.reason, self.panel, *self._rules, *self._buttons.values(), self.tray)
        self.guideline.hide()
        self._buttons["not_worth"].setCheckable(True)
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.action.emit(name))
        self.reason.copies.clicked.connect(lambda: self.action.emit("only_this"))
        self.panel.chosen.connect(self.chosen)
        self.panel.add_class.connect(self.add_class)
        self.tray.guideline.connect(lambda: self.action.emit("guideline"))
        self.tray.comment_kept.connect(self.comment_kept)
        self.tray.rest_acted.connect(self.action)
        self.tray.turned.connect(self._place)
        self.guideline.closed.connect(lambda: self.action.emit("guideline"))
        self.guideline.chosen.connect(lambda class_id: self.chosen.emit("label", class_id))
        self.guideline.written.connect(self._draw_again)
        self.setAccessibleName(tr("Inspector"))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._place()

    def set_keys(self, keys: Keymap) -> None:
        """The keys printed on buttons."""
        for name, button in self._buttons.items():
            button.set_key(next(iter(keys[name]), ""))
        self.reason.copies.set_key(next(iter(keys["only_this"]), ""))
        self.reason.resizeEvent(None)
        self.tray.set_keys(keys)
        self.guideline.set_keys(next(iter(keys["guideline"]), ""), next(iter(keys["add_example"]), ""))
        self.guideline.set_rows(self.panel.model.label_rows())

    def set_low(self, low: bool) -> None:
        """Compact class rows in a low window."""
        if low != self._low:
            self._low = low
            self.panel.set_compact(low)
            self._place()

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def _place(self) -> None:
        """Fixed places: they follow from the window's size and the number of classes alone."""
        px, width, height = self._theme.px, self.width(), self.height()
        reason, gap = px(REASON), px(12)
        # Large letters in a low window: the actions stand in one row, as their keys alone.
        tight = height < px(TIGHT)
        actions = (px(6 + 36 + 6) if tight else px(12 + 36 + 8 + 36 + 12)) + 1
        tray_least = 0 if height < px(NO_TRAY) else min(px(188), max(px(60), round((height - reason) * 0.23)))
        room = height - reason - 1 - gap - actions - tray_least
        panel = max(px(33) + 2 * self.panel.row_height(), min(self.panel.wanted_height(), room))
        self.reason.setGeometry(0, 0, width, reason)
        self._rules[0].setGeometry(0, reason, width, 1)
        self.panel.setGeometry(0, reason + 1, width, panel)
        top = reason + 1 + panel + gap
        self._rules[1].setGeometry(0, top, width, 1)
        across = 4 if tight else 2
        wide = (width - px(24) - (across - 1) * px(8)) // across
        for place, button in enumerate(self._buttons.values()):
            x = px(12) + (place % across) * (wide + px(8))
            button.setGeometry(x, top + 1 + px(6 if tight else 12) + (place // across) * px(44), wide, px(36))
        top += actions
        self._rules[2].setGeometry(0, top, width, 1)
        if self.tray.commenting() and height - top < px(COMMENT):
            # A comment needs three lines: it is written over the classes then.
            top = height - px(COMMENT)
            # Half a line of the heading above it would look like a mistake.
            top = reason if top < reason + px(40) else top
            self.tray.raise_()
        self.tray.setGeometry(0, top + 1, width, max(0, height - top - 1))
        # Less than its heading would be cut, and Tab would come to what nobody sees.
        self.tray.setVisible(self.tray.height() >= px(_HEADING) and not self.guideline_open())
        self.guideline.setGeometry(0, 0, width, height)

    def show_screen(self, screen: LabelScreen, old: LabelScreen | None) -> None:
        """Draws what differs from ``old``."""
        self._screen = screen
        self.panel.set_may_add(not screen.read_only)
        self.panel.model.set_reasons(screen.reasons)
        if old is None or screen.classes != old.classes:
            self.panel.set_classes(screen.classes)
            self.guideline.set_rows(self.panel.model.label_rows())
            self._place()
        sample = screen.sample
        fresh = old is None or (sample.key if sample else None) != (old.sample.key if old.sample else None)
        if fresh:
            self.set_not_worth(False)
            self.panel.close_find()
            self.tray.close_comment()
            self.tray.rules.set_votes(None)
            self.tray.rules.closest.set_closest(None)
        self.tray.set_rest(screen.rest)
        if fresh or old is None or _drawn(screen) != _drawn(old):
            self._draw(sample, screen)
        undo = self._buttons["undo"]
        undo.set_words(tr("Undo: {step}", step=screen.undo_words) if screen.undo_words else tr("Undo"))
        undo.setEnabled(bool(screen.undo_words) and not screen.read_only)

    def forget(self) -> None:
        """Keep nothing of the samples, the classes and the guideline that were shown."""
        self.tray.comment.field.clear()
        self.tray.rules.set_votes(None)
        self.tray.rules.closest.set_closest(None)
        self.guideline.set_markdown("")
        self.guideline.set_rows(())

    def _draw_again(self) -> None:
        if self._screen is not None:
            self._draw(self._screen.sample, self._screen)

    def _draw(self, sample: SampleScreen | None, screen: LabelScreen) -> None:
        self._sample, read_only = sample, screen.read_only
        if sample is None:
            self.reason.set_reason("", "", "")
            self.reason.set_copies(None)
            self.panel.set_state(None, None, False)
            self.tray.rules.set_rule(None, "", "")
        else:
            self.reason.set_reason(sample.reason.kind, sample.reason.word, sample.reason.sentence)
            readable = not isinstance(sample.content, Unreadable)
            self.reason.set_copies(sample.applies if readable else None)
            self.panel.set_state(sample.offer if readable else None, sample.given, readable and not read_only)
            instead = NO_RULE if sample.offer is not None and readable else NO_CHOICE
            if not self.guideline.has_guideline() and sample.rule is None:
                instead = NO_GUIDELINE
            self.tray.rules.set_rule(sample.rule if readable else None, sample.comment, instead)
        self._draw_guideline(sample, screen)
        answerable = sample is not None and not read_only
        unreadable = sample is not None and isinstance(sample.content, Unreadable)
        self._buttons["not_worth"].setEnabled(answerable)
        self._buttons["unsure"].setEnabled(answerable and not unreadable)
        self._buttons["comment"].setEnabled(answerable)

    def _draw_guideline(self, sample: SampleScreen | None, screen: LabelScreen) -> None:
        """The one line over the guideline, and which class it opens on."""
        if sample is None:
            self.guideline.set_sample("", "", "", "", False)
            self.guideline.set_subject("", -1, screen.kind == "text")
            return
        self.guideline.set_subject(sample.name, sample.index, screen.kind == "text")
        readable = not isinstance(sample.content, Unreadable)
        offer, words, likeliest = sample.offer if readable else None, "", ""
        if offer is not None and 0 <= offer.suggested < min(len(screen.classes), len(offer.probabilities)):
            item = screen.classes[offer.suggested]
            likeliest = item.id
            known = (item.name, percent_words(offer.probabilities[offer.suggested]))
            words = tr("Suggested: {label}", label=", ".join(filter(None, known)))
        if sample.applies is not None:
            # The keys go on working here: what they do is told here too.
            words = ". ".join(filter(None, (chip_words(sample.applies), words)))
        enabled = readable and not screen.read_only
        self.guideline.set_sample(sample.reason.kind, sample.reason.word, words, likeliest, enabled)

    def set_not_worth(self, on: bool) -> None:
        """Classes become reasons in the same rows, and back."""
        self.panel.set_mode("not_worth" if on else "label")
        self._buttons["not_worth"].setChecked(on)
        if self._sample is not None and isinstance(self._sample.content, Unreadable):
            # A file that cannot be read can still be filed as not worth labelling.
            self.panel.set_state(None, self._sample.given, on)

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
        self.guideline_turned.emit()

    def holds_rest(self) -> bool:
        """Whether a notice has its place in the tray: that is high enough, and not covered."""
        return self.tray.has_room() and not self.guideline_open()

    def guideline_open(self) -> bool:
        return self.guideline.isVisibleTo(self)

    def first_focus(self) -> None:
        """Puts the focus on the class list, or on what stands in its place."""
        view = self.panel.view
        if self.guideline_open():
            self.guideline.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not view.currentIndex().isValid() and self.panel.model.rows:
            view.setCurrentIndex(self.panel.model.index(0))
        view.setFocus(Qt.FocusReason.OtherFocusReason)
