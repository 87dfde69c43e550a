"""The lower part of the inspector: the decision rule, a notice in its place, or the comment field."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_al.core.commands import Keymap
from desktop_al.core.words import mark, tr
from desktop_al.loop.beside_screen import VotesScreen
from desktop_al.loop.clock_screen import RestNotice
from desktop_al.loop.screen import Rule
from desktop_al.ui.closest_row import ClosestView
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.rest_notice import NO_ROOM, RestView
from desktop_al.ui.theme import Theme
from desktop_al.ui.votes_view import VotesView
from desktop_al.ui.why_view import CHANGE, WhyView
from desktop_al.ui.widgets import CapButton, Paragraph, Words, rule, surface

NO_RULE = mark("The protocol has no rule for this choice.")
NO_GUIDELINE = mark("No guideline yet.")
NO_CHOICE = mark("No suggestion is shown for this sample, so no rule is picked out.")


class Marked(Protocol):
    """What has a name and a mark: a class, or a row of a class."""

    @property
    def name(self) -> str: ...

    @property
    def colour(self) -> int: ...


class RuleTitle(QWidget):
    """Two classes with their marks as a question: (mark) A or (mark) B?"""

    def __init__(self, theme: Theme, *pair: Marked) -> None:
        super().__init__()
        self._pair: tuple[Marked, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)
        self.set_pair(*pair)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font("label", 600))
        self.setFixedHeight(theme.px(24))
        self.update()

    def set_pair(self, *pair: Marked) -> None:
        self._pair = pair
        names = [item.name for item in pair]
        both = tr("{first} or {second}?", first=names[0], second=names[1]) if len(names) == 2 else "".join(names) + "?"
        self.setAccessibleName(both)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        metrics, side = self.fontMetrics(), theme.px(12)
        between = tr("or", about="between the names of two classes")
        gap, joint = theme.px(6), metrics.horizontalAdvance(f" {between} ") + theme.px(2)
        names = [item.name + ("?" if place == len(self._pair) - 1 else "") for place, item in enumerate(self._pair)]
        room = self.width() - len(names) * (side + gap) - (len(names) - 1) * joint
        widths = [metrics.horizontalAdvance(name) for name in names]
        if sum(widths) > room and names:
            share = room // len(names)
            spare = max(0, share - min(widths))
            widths = [min(width, share + (spare if width > share else 0)) for width in widths]
        x = 0
        for place, item in enumerate(self._pair):
            if place:
                painter.setPen(theme.colour("text.primary"))
                painter.drawText(QRect(x, 0, joint, self.height()), Qt.AlignmentFlag.AlignVCenter, f" {between}")
                x += joint
            if item.colour >= 0:
                y = (self.height() - side) / 2 + 0.5
                paint_glyph(painter, item.colour, x, y, side, theme.class_colour(item.colour))
            x += side + gap
            name = metrics.elidedText(names[place], Qt.TextElideMode.ElideMiddle, widths[place] + 1)
            painter.setPen(theme.colour("text.primary"))
            painter.drawText(QRect(x, 0, widths[place] + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
            x += widths[place]
        painter.end()


class CommentField(QPlainTextEdit):
    """Three lines; Ctrl+Enter keeps, Esc is handled by the page."""

    kept = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.kept.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ensureCursorVisible()


class RuleScroll(QScrollArea):
    """The part of the rule that scrolls."""


class RuleView(QWidget):
    """The decision rule between the two likeliest classes, the comment kept with the sample, what other models say,
    and at the foot, in a space of its own, the closest labelled samples."""

    guideline = Signal()
    notice = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown: tuple[Rule | None, str] | None = None
        self._title_words = Words(theme, tr("Decision rule for this choice"), "caption", "text.muted", 600, elide=True)
        self._open = CapButton(theme, tr("full guideline"), "G", role="quiet", height=28, hug=True)
        self._open.clicked.connect(self.guideline)
        self.switching = CapButton(theme, tr("Notice"), trailing=("R",), role="quiet", height=28, hug=True)
        self.switching.clicked.connect(self.notice)
        self.switching.hide()
        self._title = RuleTitle(theme)
        self._paragraphs: list[Paragraph] = []
        self._comment_head = Words(theme, tr("Your comment"), "caption", "text.muted", 600)
        self._comment = Paragraph(theme, "", "body", "text.secondary")
        self._head = QHBoxLayout()
        self._head.addWidget(self._title_words, 1)
        self._head.addWidget(self.switching)
        self._head.addWidget(self._open)
        self._body = QVBoxLayout()
        self._body.addWidget(self._title)
        for _ in range(6):
            paragraph = Paragraph(theme, "", "body", "text.secondary")
            self._paragraphs.append(paragraph)
            self._body.addWidget(paragraph)
        self._line = rule("soft")
        self._body.addWidget(self._line)
        self._body.addWidget(self._comment_head)
        self._body.addWidget(self._comment)
        self.votes = VotesView(theme)
        self._to_votes = False
        self._body.addWidget(self.votes)
        self._body.addStretch(1)
        self.closest = ClosestView(theme)
        inside = QWidget()
        inside.setLayout(self._body)
        surface(inside, "raised")
        self._scroll = RuleScroll()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumHeight(0)
        self._scroll.setAccessibleName(tr("Decision rule"))
        # By Tab only while there is more than fits: the arrow keys scroll then.
        self._scroll.verticalScrollBar().rangeChanged.connect(self._may_scroll)
        self._ring = QFrame(self)
        self._ring.setProperty("ring", True)
        self._ring.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ring.hide()
        self._scroll.installEventFilter(self)
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._head)
        self._all.addWidget(self._scroll, 1)
        self._all.addWidget(self.closest)
        self.set_theme(theme)
        self.set_rule(None, "")

    def set_keys(self, keys: Keymap) -> None:
        """The keys printed on the buttons."""
        self._open.set_key(next(iter(keys["guideline"]), ""))
        self.switching.set_trailing(keys["rule"][:1])

    def resizeEvent(self, event: QEvent) -> None:
        self.closest.set_room(self.height())
        self.votes.setMinimumHeight(0)

    def set_votes(self, votes: VotesScreen | None) -> bool:
        """Shows these, or none; whether they are others than before. They were asked for, so they come into view where
        the tray is too low for all of it."""
        fresh = self.votes.set_votes(votes)
        if fresh:
            self._to_votes = votes is not None
            self.votes.setMinimumHeight(0)
        return fresh

    def _may_scroll(self, least: int, most: int) -> None:
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus if most > least else Qt.FocusPolicy.NoFocus)
        if self._to_votes and most > least:
            # They come last in the tray, which has its new height only now. With the room below them they begin at its
            # top, so that no line is cut there.
            self.votes.setMinimumHeight(self._scroll.viewport().height())
            self._scroll.verticalScrollBar().setValue(self.votes.y())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._scroll and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._ring.setGeometry(self._scroll.geometry())
            self._ring.setVisible(event.type() == QEvent.Type.FocusIn)
            self._ring.raise_()
        return False

    def _to_comment(self) -> None:
        bar = self._scroll.verticalScrollBar()
        if not self._comment.text():
            bar.setValue(0)
        elif not self._to_votes:
            bar.setValue(min(bar.maximum(), self._comment_head.y()))

    def set_waiting(self, waiting: bool) -> None:
        """Whether a notice can be turned back to."""
        self.switching.setVisible(waiting)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, theme.px(8), 0, 0)
        self._all.setSpacing(0)
        self._head.setContentsMargins(theme.px(16), 0, theme.px(8), 0)
        self._body.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(12))
        self._body.setSpacing(theme.px(6))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def set_rule(self, chosen: Rule | None, comment: str, instead: str = NO_RULE) -> None:
        """Shows a rule (or ``instead`` when there is none) and the sample's comment."""
        if (chosen, instead) != self._shown:
            self._shown = (chosen, instead)
            pair = tuple(item for item in (chosen.first, chosen.second) if item is not None) if chosen else ()
            self._title.setVisible(bool(pair))
            if pair:
                self._title.set_pair(*pair)
            texts = chosen.paragraphs if chosen and chosen.paragraphs else (tr(instead) if instead else "",)
            head, rest = texts[:5], texts[5:]
            shown = (*head, "\n".join(rest)) if rest else head
            for number, paragraph in enumerate(self._paragraphs):
                paragraph.setVisible(number < len(shown))
                paragraph.set_text(shown[number] if number < len(shown) else "")
        for widget in (self._line, self._comment_head, self._comment):
            widget.setVisible(bool(comment))
        if comment != self._comment.text():
            self._comment.set_text(comment)
            # Below a long rule it would be out of sight, and look as if it had not been kept.
            QTimer.singleShot(0, self, self._to_comment)
        # Where there is no guideline there is nothing to open.
        self._open.setVisible(instead != NO_GUIDELINE or chosen is not None)


class CommentView(QWidget):
    """The tray while a comment is written. ``kept`` carries the text; ``dropped``: it is not wanted."""

    kept = Signal(str)
    dropped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = CommentField()
        self.field.setAccessibleName(tr("Comment"))
        self.field.setPlaceholderText(tr("What the next person should know about this sample"))
        self.field.setTabChangesFocus(True)
        self.field.kept.connect(lambda: self.kept.emit(self.field.toPlainText().strip()))
        self._head = Words(theme, tr("Comment"), "caption", "text.muted", 600)
        self._foot = QHBoxLayout()
        self._keep = CapButton(theme, tr("Keep"), trailing=("Ctrl", "Return"), role="primary", hug=True)
        self._drop = CapButton(theme, tr("Drop"), role="quiet", hug=True)
        self._drop.setToolTip("Esc")
        self._keep.clicked.connect(self.field.kept)
        self._drop.clicked.connect(self.dropped)
        self._foot.addWidget(self._keep)
        self._foot.addWidget(self._drop)
        self._foot.addStretch(1)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._head)
        self._all.addWidget(self.field)
        self._all.addLayout(self._foot)
        self._all.addStretch(1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(12))
        self._all.setSpacing(theme.px(8))
        self._foot.setSpacing(theme.px(6))
        self.field.setFont(theme.font("body"))
        # The placeholder is drawn with the letters of the viewport.
        self.field.viewport().setFont(theme.font("body"))
        self.field.setFixedHeight(3 * self.field.fontMetrics().lineSpacing() + theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class Tray(QWidget):
    """Rule, notice or comment; ``turned`` when it is another one now. ``rest_acted`` carries a command id: what the
    buttons of the notice ask for; ``abandoned``: what had the focus is gone."""

    guideline = Signal()
    comment_kept = Signal(str)
    rest_acted = Signal(str)
    turned = Signal()
    abandoned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "raised")
        self._theme = theme
        self._resting: RestNotice | None = None
        #: The annotator turned from the notice to the rule.
        self._rule_wanted = False
        self.rules = RuleView(theme)
        self.rest = RestView(theme)
        self.comment = CommentView(theme)
        self.why = WhyView(theme)
        self.rules.guideline.connect(self.guideline)
        self.rules.notice.connect(lambda: self.rest_acted.emit("rule"))
        self.rest.acted.connect(self.rest_acted)
        self.comment.kept.connect(self.comment_kept)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.rules)
        self._stack.addWidget(self.rest)
        self._stack.addWidget(self.comment)
        self._stack.addWidget(self.why)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def set_keys(self, keys: Keymap) -> None:
        """The keys printed on buttons."""
        self.rules.set_keys(keys)
        self.rest.set_keys(keys)

    def resizeEvent(self, event: QEvent) -> None:
        self._turn()

    def has_room(self) -> bool:
        """Whether the tray is high enough for a notice."""
        return self.height() >= self._theme.px(NO_ROOM)

    def set_rest(self, rest: RestNotice | None) -> None:
        """A notice in the place of the rule; while a comment is written it waits."""
        before, self._resting = self._resting, rest
        if rest == before:
            return
        if rest is None or before is None or rest.title != before.title:
            self._rule_wanted = False
        if rest is not None:
            self.rest.set_rest(rest)
        self._turn()

    def rest_shown(self) -> bool:
        return self._stack.currentWidget() is self.rest

    def switch(self) -> bool:
        """From the notice to the rule and back; False where there is no notice in the tray."""
        if self._resting is None or self.commenting() or not self.has_room():
            return False
        self._rule_wanted = not self._rule_wanted
        self._turn()
        return True

    def _turn(self) -> None:
        """Shows what belongs here, unless a comment is being written."""
        waiting = self._resting is not None and self.has_room()
        wanted = self.rest if waiting and not self._rule_wanted else self.rules
        focus, commenting = self.window().focusWidget(), self.commenting()
        held = focus if focus is not None and self.isAncestorOf(focus) and not commenting else None
        self.rules.set_waiting(waiting)
        if not commenting and self._stack.currentWidget() is not wanted:
            self._stack.setCurrentWidget(wanted)
            self.turned.emit()
        if held is None or held.isVisibleTo(self):
            return
        if waiting:
            wanted.switching.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.abandoned.emit()

    def open_comment(self, text: str) -> None:
        self.comment.field.setPlainText(text)
        self._stack.setCurrentWidget(self.comment)
        self.turned.emit()
        self.comment.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.comment.field.moveCursor(self.comment.field.textCursor().MoveOperation.End)

    def ask_why(self, question: str, recent: Sequence[str], acts: tuple[str, str] = CHANGE) -> None:
        """A field for a reason, with what was said lately."""
        self.why.ask(question, recent, acts)
        self._stack.setCurrentWidget(self.why)
        self.turned.emit()
        self.why.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def asking_why(self) -> bool:
        return self._stack.currentWidget() is self.why

    def commenting(self) -> bool:
        """Whether something is being typed here."""
        return self._stack.currentWidget() in (self.comment, self.why)

    def take_comment(self) -> str | None:
        """What is being typed, which is not kept with the sample; None where nothing is."""
        typed = self.comment.field.toPlainText() if self.commenting() else None
        self.close_comment()
        return typed

    def close_comment(self) -> bool:
        """Back to the rule; False if nothing was being typed."""
        if not self.commenting():
            return False
        self._stack.setCurrentWidget(self.rules)
        self._turn()
        self.turned.emit()
        return True
