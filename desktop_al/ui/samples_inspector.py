"""Beside the list of samples: what is chosen, its facts, and the same classes and keys as for labelling."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_al.core.commands import Keymap
from desktop_al.core.shapes import LabelClass
from desktop_al.core.words import tr, trn
from desktop_al.loop.listing import STATES, Listing, SampleLine
from desktop_al.loop.screen import Answer, Content, ImageContent, TextContent, Unreadable
from desktop_al.loop.suspects_screen import SuspectRow
from desktop_al.ui.class_list import ClassPanel
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.samples_model import size_words
from desktop_al.ui.samples_paint import Pictures, paint_line, paint_paragraph
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Paragraph, Surface, Words, rule

_FACTS = 4
#: Height that the sample has at least while its label is looked at again.
_SEEN = 140
#: Of several chosen samples so many are shown.
_SEVERAL = 6
Others = Sequence[tuple[str, Answer, str]]


class Preview(QWidget):
    """The chosen sample in small: the whole picture, or how a text begins."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pictures = Pictures()
        self._place, self._content, self._words = -1, None, ""
        self._several: tuple[tuple[int, Content], ...] = ()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_content(self, place: int, content: Content | None, words: str = "") -> None:
        """``words`` stand in the place of what is not there."""
        if (place, words) != (self._place, self._words) or content is not self._content or self._several:
            self._place, self._content, self._words, self._several = place, content, words, ()
            self.update()

    def show_several(self, contents: Sequence[tuple[int, Content]]) -> None:
        """Places and contents of some of the samples that are chosen together."""
        self._place, self._content, self._words, self._several = -1, None, "", tuple(contents)[:_SEVERAL]
        self.update()

    def edge(self) -> int:
        """Pixels of the screen that the longer side of a picture needs."""
        return max(64, round(max(self.width(), self.height()) * self.devicePixelRatioF()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        painter.fillRect(self.rect(), theme.colour("bg.canvas"))
        content = self._content
        if self._several:
            self._paint_several(painter)
        elif isinstance(content, ImageContent):
            room = self.rect().adjusted(px(8), px(8), -px(8), -px(8))
            if room.width() > 0 and room.height() > 0:
                self._pictures.paint(painter, self._place, content, room)
        else:
            room = self.rect().adjusted(px(16), px(12), -px(16), -px(10))
            text, ink = self._words, "text.secondary"
            if isinstance(content, TextContent):
                text, ink = " ".join(content.text.split()), "text.primary"
            elif isinstance(content, Unreadable):
                text = content.cause
                side = px(24)
                paint_icon(painter, "unreadable", QRect(room.topLeft(), QSize(side, side)), theme.colour(ink))
                room.setTop(room.top() + side + px(6))
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour(ink))
            if room.height() >= theme.line("body"):
                paint_paragraph(painter, text, room, theme.line("body"))
        painter.end()

    def _paint_several(self, painter: QPainter) -> None:
        """Pictures beside each other, texts below each other."""
        theme, px = self._theme, self._theme.px
        room = self.rect().adjusted(px(12), px(12), -px(12), -px(12))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text.secondary"))
        for number, (place, content) in enumerate(self._several):
            if isinstance(content, ImageContent):
                wide, high = (room.width() - px(16)) // 3, (room.height() - px(8)) // 2
                left, top = room.left() + number % 3 * (wide + px(8)), room.top() + number // 3 * (high + px(8))
                if wide > 0 and high > 0:
                    self._pictures.paint(painter, place, content, QRect(left, top, wide, high))
            elif isinstance(content, TextContent):
                high = room.height() // _SEVERAL
                line = QRect(room.left(), room.top() + number * high, room.width(), high)
                paint_line(painter, " ".join(content.text[:200].split()), line)


class SamplesInspector(Surface):
    """Preview, facts, classes, buttons. ``chosen`` carries a row of the class list, ``action`` a command id or open."""

    chosen = Signal(str, str)
    action = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Chosen samples"))
        self.preview = Preview(theme)
        self._name = Words(theme, "", "body", "text.primary", mono=True, elide=True, px=13)
        self._heading = Words(theme, "", "label", "text.primary", 600, elide=True)
        self._facts = [Words(theme, "", "body", "text.secondary", elide=True) for _ in range(_FACTS)]
        self._several = Paragraph(theme, "", "body", "text.secondary", lines=3)
        #: What makes a label look wrong, in the place of the facts, and the button that keeps it.
        self.why = Paragraph(theme, "", "body", "text.primary", lines=_FACTS)
        self.keep_label = CapButton(theme, tr("Keep", about="a label"), "Return", role="action", height=36)
        self._reviewing = False
        self.panel = ClassPanel(theme)
        self._rules = [rule(), rule(), rule()]
        self.buttons = {
            "not_worth": CapButton(theme, tr("Not worth it"), "X", role="action", height=36),
            "unsure": CapButton(theme, tr("Unsure"), "U", role="action", height=36),
            "undo": CapButton(theme, tr("Undo"), "Z", role="action", height=36),
            "open_sample": CapButton(theme, tr("Open"), "Return", role="action", height=36),
        }
        self.keep = CapButton(theme, tr("Put back into the queue"), icon="undo", height=28)
        self.keep.setParent(self)
        self.keep.hide()
        self.same = CapButton(theme, tr("Same answer"), icon="duplicate", height=28)
        self.same.setParent(self)
        self.same.setToolTip(plain_tip(tr("Give near copies the answer of what they are nearly the same as")))
        self.same.hide()
        #: Which of these are near copies that can be given the answer of what they are like.
        self.offered: Callable[[Sequence[int]], Sequence[int]] = lambda _: ()
        for child in (self.preview, self._name, self._heading, *self._facts, self._several, self.why, self.keep_label):
            child.setParent(self)
        for child in (self.panel, *self._rules):
            child.setParent(self)
        for name, button in self.buttons.items():
            button.setParent(self)
            button.clicked.connect(lambda _checked=False, name=name: self.action.emit(name))
        self.buttons["not_worth"].setCheckable(True)
        for part in (self.why, self.keep_label):
            part.hide()
        self.buttons["open_sample"].setAccessibleName(tr("Open on the Label page"))
        self.panel.chosen.connect(self.chosen)
        self._undo, self._read_only, self._readable, self._there, self._count = "", False, False, False, 0
        self._given: Answer | None = None
        self._undo_key = "Z"
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._place()

    def set_keys(self, keys: Keymap) -> None:
        """The keys printed on buttons."""
        self._undo_key = (keys.get("undo") or ("",))[0]
        for name in ("not_worth", "unsure", "undo"):
            self.buttons[name].set_key(keys[name][0] if keys.get(name) else "")

    def set_low(self, low: bool) -> None:
        """Compact class rows in a low window."""
        self.panel.set_compact(low)
        self._place()

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def _place(self) -> None:
        """Fixed places: they follow from the window's size and the number of classes alone."""
        px, width, height = self._theme.px, self.width(), self.height()
        actions = px(12 + 36 + 8 + 36 + 12) + 1
        line = px(20)
        facts = px(10) + line * (1 + _FACTS) + px(10)
        least = px(33) + 2 * self.panel.row_height()
        room = height - actions - px(12) - 2
        # In a low window the facts give way before the classes, and the preview before the facts.
        shown, seen = _FACTS, 0
        if self._reviewing:
            facts, seen = facts + px(36 + 8), px(_SEEN)
        while not self._reviewing and shown > 0 and room - facts < least:
            shown -= 1
            facts -= line
        panel = max(least, min(self.panel.wanted_height(), room - facts - seen))
        preview = max(0, min(px(280), room - facts - panel))
        if preview < px(80):
            panel, preview = panel + preview, 0
        self.preview.setVisible(preview > 0)
        self.preview.setGeometry(0, 0, width, preview)
        self._rules[0].setGeometry(0, preview, width, 1)
        top = preview + px(10)
        wide = width - px(32)
        self._name.setGeometry(px(16), top, wide, line)
        self._heading.setGeometry(px(16), top, wide, line)
        for number, fact in enumerate(self._facts):
            fact.setVisible(number < shown and not self._reviewing)
            fact.setGeometry(px(16), top + line * (1 + number), wide, line)
        self._several.setGeometry(px(16), top + line, wide, line * min(3, max(shown, 1)))
        self.why.setGeometry(px(16), top + line, wide, line * _FACTS)
        self.keep_label.setGeometry(px(12), top + line * (1 + _FACTS) + px(8), width - px(24), px(36))
        # Over the last fact, which gives way where there is something to put back.
        self._room = shown
        over, both = top + line * max(shown, 1) + px(1), not (self.keep.isHidden() or self.same.isHidden())
        split = (wide - px(8)) // 2 if both else wide
        self.keep.setGeometry(px(16), over, split, px(28))
        self.same.setGeometry(width - px(16) - split, over, split, px(28))
        top = preview + facts
        self._rules[1].setGeometry(0, top, width, 1)
        self.panel.setGeometry(0, top + 1, width, panel)
        top = top + 1 + panel + px(11)
        self._rules[2].setGeometry(0, top, width, 1)
        half = (width - px(24) - px(8)) // 2
        for place, button in enumerate(self.buttons.values()):
            x = px(12) + (place % 2) * (half + px(8))
            button.setGeometry(x, top + 1 + px(12) + (place // 2) * px(44), half, px(36))

    # -- what is chosen --------------------------------------------------------------------------------

    def set_classes(self, classes: tuple[LabelClass, ...]) -> None:
        self.panel.set_classes(classes)
        self._place()

    def set_project_state(self, read_only: bool, undo_words: str) -> None:
        self._read_only, self._undo = read_only, undo_words
        self._enable()

    def show_none(self, words: str) -> None:
        """Nothing is chosen."""
        self.preview.show_content(-1, None, words)
        self.keep.hide()
        self.same.hide()
        self._name.set_text("")
        self._heading.set_text("")
        self._say([])
        self._several.set_text("")
        self._choose(0, None, False)

    def show_chosen(
        self,
        listing: Listing,
        chosen: Sequence[int],
        sharp: Content | None,
        contents: Callable[[int], Content | None],
    ) -> None:
        """One or several samples of a list; ``sharp`` is what was read of one at its full size here, ``contents`` gives
        what there is of any."""
        given = listing.common_answer(chosen)
        if len(chosen) > 1:
            pairs = ((place, contents(place)) for place in chosen[:24])
            self.show_several(len(chosen), [(place, read) for place, read in pairs if read is not None], given)
        else:
            place = chosen[0]
            others, comment = listing.answers_of_others(place), listing.comment(place)
            self.show_one(listing.line(place), sharp or contents(place), given, others, comment)
        self.show_aside(*(len(part) for part in listing.aside(chosen)))

    def show_one(
        self, line: SampleLine, content: Content | None, given: Answer | None, others: Others, comment: str
    ) -> None:
        """One sample with all that is known of it; ``given`` is the own answer."""
        self.preview.show_content(line.place, content, tr("Reading the sample"))
        self._heading.set_text("")
        self._name.set_text(line.name)
        self._name.setToolTip(plain_tip(line.name))
        self._several.set_text("")
        size = size_words(line.size)
        if isinstance(content, ImageContent):
            size = f"{content.width} × {content.height} px, {size}"
        elif isinstance(content, TextContent):
            size = trn("{n} word", "{n:,} words", content.words)
        facts = [size]
        if line.aside:
            # The reason and what it means, each on a line of its own: there is little room for both on one.
            kind, stop, meaning = line.aside.partition(". ")
            facts = [f"{kind}{stop.strip()}", *([meaning] if meaning else []), *facts]
        if line.state in ("unreadable", "gone", "duplicate"):
            facts.append(line.problem or f"{tr(STATES[line.state])}.")
        if line.conflict:
            facts.append(tr("Answered differently in two copies of the project."))
        if comment:
            facts.append(tr("Comment: {words}", words=" ".join(comment.split())))
        told = [f"{who}: {answer.text}, {time}" for who, answer, time in others]
        room = _FACTS - bool(line.aside) - len(facts)
        if len(told) > room:
            kept = max(0, room - 1)
            told = [*told[:kept], trn("{n} more annotator", "{n} more annotators", len(told) - kept)]
        self._say([*facts, *told])
        readable = line.state not in ("unreadable", "gone") and not isinstance(content, Unreadable)
        self._choose(1, given, readable, line.state != "gone")

    def show_several(self, count: int, contents: Sequence[tuple[int, Content]], given: Answer | None) -> None:
        """Several samples, ``contents`` of some of them; ``given`` is the answer that they all have."""
        self.preview.show_several(contents)
        self._name.set_text("")
        self._name.setToolTip("")
        self._heading.set_text(tr("{count:,} samples selected", count=count))
        self._say([])
        self._several.set_text(
            tr("A label is given to all of them, one step, undone with {key}.", key=self._undo_key)
            if self._undo_key
            else tr("A label is given to all of them, one step, undone.")
        )
        self._choose(count, given, True)

    def show_aside(self, now: int, back: int) -> None:
        """How many of what is chosen are set aside, and how many were put back into the queue."""
        self.keep.set_words(tr("Put back into the queue") if now else tr("Leave out again"))
        self.keep.setVisible(bool(now or back) and not (self._read_only or self._reviewing))
        if self.keep.isVisible():
            self._facts[-1].set_text("")

    def show_same(self, places: Sequence[int]) -> None:
        """How many of what is chosen can be given the answer of what they are nearly the same as."""
        count = len(self.offered(places))
        self.same.setVisible(count > 0 and not self._reviewing)
        if count:
            self.same.set_words(tr("Same answer: {count:,}", count=count) if count > 1 else tr("Same answer"))
            # Beside it there is less room.
            self.keep.set_words(tr("Put back"))
            self._facts[-1].set_text("")
        self._place()

    def set_reviewing(self, on: bool) -> None:
        """Labels that look wrong are shown: Return keeps one, and their grounds stand in the place of the facts."""
        self._reviewing = on
        for part in (self.why, self.keep_label):
            part.setVisible(on)
        self.buttons["open_sample"].set_key("" if on else "Return")
        self._place()

    def show_why(self, row: SuspectRow | None) -> None:
        """What makes the label of the one chosen sample look wrong; None: several or none is chosen."""
        self.why.set_text(row.sentence if row is not None else "")
        words = tr("Keep all {count:,}", count=self._count) if self._count > 1 else tr("Keep", about="a label")
        if row is not None and self._given is not None:
            words = tr("Keep {answer}", answer=self._given.text)
        self.keep_label.set_words(words)

    def _say(self, facts: list[str]) -> None:
        for number, words in enumerate(self._facts):
            words.set_text(facts[number] if number < len(facts) else "")
            words.setToolTip(plain_tip(words.text()))

    def _choose(self, count: int, given: Answer | None, readable: bool, there: bool = True) -> None:
        self._count, self._given, self._readable, self._there = count, given, readable, there
        self._enable()

    def _enable(self) -> None:
        answerable = self._count > 0 and not self._read_only
        not_worth = self.panel.model.mode == "not_worth"
        there = self._there
        self.panel.set_state(None, self._given, answerable and (there if not_worth else self._readable))
        self.buttons["not_worth"].setEnabled(answerable and there)
        self.buttons["unsure"].setEnabled(answerable and self._readable)
        self.keep_label.setEnabled(answerable and self._readable)
        self.buttons["open_sample"].setEnabled(self._count > 0)
        self.buttons["undo"].set_words(tr("Undo: {what}", what=self._undo) if self._undo else tr("Undo"))
        self.buttons["undo"].setEnabled(bool(self._undo) and not self._read_only)

    def may_answer(self, kind: str) -> bool:
        """Whether what is chosen can be given an answer of this kind."""
        button = self.buttons["not_worth" if kind == "not_worth" else "unsure"]
        return button.isEnabled()

    def set_not_worth(self, on: bool) -> None:
        """Classes become reasons in the same rows, and back."""
        self.panel.set_mode("not_worth" if on else "label")
        self.buttons["not_worth"].setChecked(on)
        self._enable()

    def turn_not_worth(self) -> None:
        """Reasons in the place of classes, or back."""
        if self.not_worth_open():
            self.set_not_worth(False)
        elif self.may_answer("not_worth"):
            self.panel.close_find()
            self.set_not_worth(True)

    def find_class(self) -> None:
        if self.may_answer("label"):
            self.set_not_worth(False)
            self.panel.open_find()

    def not_worth_open(self) -> bool:
        return self.panel.model.mode == "not_worth"

    def first_focus(self) -> None:
        """Puts the focus on the class list."""
        view = self.panel.view
        if not view.currentIndex().isValid() and self.panel.model.rows:
            view.setCurrentIndex(self.panel.model.index(0))
        view.setFocus()
