"""Annotators and study: who labels, the design that is fixed before labelling, its cost, and files that go round."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QSlider, QVBoxLayout, QWidget

from desktop_al.core.words import mark, tr
from desktop_al.loop.study_screen import PlanRow, StudyScreen
from desktop_al.ui.annotators_card import AnnotatorsCard
from desktop_al.ui.card import Card as CalmCard
from desktop_al.ui.cut_words import one_line
from desktop_al.ui.design_card import DesignCard
from desktop_al.ui.form_fields import TroubleLine
from desktop_al.ui.page_header import PageHeader
from desktop_al.ui.planner_card import PlannerCard
from desktop_al.ui.said import Said
from desktop_al.ui.settings_rows import Card, Row
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, surface

HAND_OUT = mark("A project file for one annotator: samples, protocol and design, without anybody's annotations.")
MERGE = mark("Adds what is new in copies of this project. What is here stays; conflicts are kept and shown.")
#: Widths at 100 %: of the content at most, of it from where design and planner stand side by side.
_CONTENT, _TWO_COLUMNS = 1240, 900
_SCROLL = {
    Qt.Key.Key_Up: QSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QSlider.SliderAction.SliderPageStepAdd,
}


class FilesCard(Card):
    """``hand_out`` and ``merge`` ask for a file; below stands what came of the last one."""

    hand_out = Signal()
    merge = Signal()

    def __init__(self, theme: Theme) -> None:
        self.give = CapButton(theme, tr("Hand out..."), icon="export", hug=True)
        self.give.setAccessibleName(tr("Hand out to the chosen annotator"))
        self.take = CapButton(theme, tr("Merge..."), icon="conflict", hug=True)
        self.take.setAccessibleName(tr("Merge project files"))
        self.result, self.trouble = Said(theme, "done", weight=600), TroubleLine(theme)
        rows = (
            Row(theme, tr("Hand out to an annotator"), tr(HAND_OUT), (self.give,)),
            Row(theme, tr("Merge project files"), tr(MERGE), (self.take,)),
            self.result,
            self.trouble,
        )
        super().__init__(theme, "files", "file", tr("Files"), rows)
        self.give.clicked.connect(self.hand_out)
        self.take.clicked.connect(self.merge)
        self.show_result((), "")

    def show_result(self, words: Sequence[str], trouble: str) -> None:
        """Sentences about the last one, and why it was refused."""
        self.result.set_text("\n".join(one_line(sentence) for sentence in words))
        self.trouble.set_text(trouble)
        self.tidy()


class AnnotatorsPage(QWidget):
    """``message`` carries a line for the status bar; ``closed`` that the page is left. ``merge_asked`` asks for files;
    the cards have the other signals."""

    message = Signal(str)
    closed = Signal()
    hand_out_asked = Signal(str)
    merge_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self.setAccessibleName(tr("Annotators and study"))
        self._theme = theme
        self._back = CapButton(theme, tr("Back to labelling"), trailing=("Esc",), role="quiet", hug=True)
        self._back.clicked.connect(self.closed)
        self._head = PageHeader(theme, tr("Annotators and study"), (self._back,))
        self.people, self.design = AnnotatorsCard(theme), DesignCard(theme)
        self.planner, self.files = PlannerCard(theme), FilesCard(theme)
        self._work = CalmCard(theme, "file", ground="app")
        self._work.hide()
        self._make_body(theme)
        rows = QVBoxLayout(self, spacing=0)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._head)
        rows.addWidget(self._scroll, 1)
        rows.addWidget(self._work, 1)
        self.people.hand_out.connect(self.hand_out_asked)
        self.files.hand_out.connect(self._hand_out_chosen)
        self.files.merge.connect(self.merge_asked)
        self.design.message.connect(self.message)
        self.set_theme(theme)

    def _make_body(self, theme: Theme) -> None:
        self._courtesy = Paragraph(theme, "", "body", "text.secondary")
        self._lead = QHBoxLayout()
        self._lead.addWidget(IconView(theme, "shield", 16, "text.secondary"), 0, Qt.AlignmentFlag.AlignTop)
        self._lead.addWidget(self._courtesy, 1)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for card in (self.design, self.files):
            self._left.addWidget(card)
        self._right.addWidget(self.planner)
        for column in (self._left, self._right):
            column.addStretch(1)
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.addLayout(self._left, 1)
        self._lower.addLayout(self._right, 1)
        inside = QWidget()
        surface(inside, "app")
        self._content = QVBoxLayout(inside)
        self._content.addLayout(self._lead)
        self._content.addWidget(self.people)
        self._content.addLayout(self._lower)
        self._content.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._lead.setSpacing(px(8))
        for layout in (self._content, self._lower, self._left, self._right):
            layout.setSpacing(px(16))
        self._scroll.verticalScrollBar().setSingleStep(px(36))
        self._fold()

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()

    def _fold(self) -> None:
        px, room = self._theme.px, self.width() - self._theme.px(10)
        margin = px(16) if self.width() < px(900) else px(24)
        side = max(margin, (room - px(_CONTENT)) // 2)
        self._content.setContentsMargins(side, px(16), side, px(20))
        ways, wide = QBoxLayout.Direction, room - 2 * side >= px(_TWO_COLUMNS)
        self._lower.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    # -- what it shows ---------------------------------------------------------------------------------

    def show_screen(self, screen: StudyScreen, project: str, choose: str = "") -> None:
        """Everybody, the design in force and what follows from it. ``choose`` names who is to be chosen."""
        locked = bool(screen.locked)
        self._head.set_title(tr("Annotators and study"), tr("of {project}", project=one_line(project)))
        self._courtesy.set_text(screen.courtesy)
        self.people.show_rows(screen.annotators, locked, choose)
        self.design.show_design(screen)
        design = screen.design or screen.proposed
        self.planner.begin(len(screen.classes), design.per_sample or len(design.annotators), screen.counts)
        self.files.give.setEnabled(not locked)

    def show_plan(self, rows: Sequence[PlanRow], trouble: str = "") -> None:
        """The plan that the planner asked for."""
        self.planner.show_plan(rows, trouble)

    def show_work(self, title: str, sentence: str = "") -> None:
        """Only what is being done, while the project is closed for it; "" shows the page again."""
        if title:
            self._work.set_content(title, sentence)
        self._work.setVisible(bool(title))
        self._scroll.setVisible(not title)
        self._back.setVisible(not title)

    def working(self) -> bool:
        """Whether the project is closed for something that is being done."""
        return not self._work.isHidden()

    def forget(self) -> None:
        """Another project comes next."""
        self.design.forget()
        self.planner.forget()
        self.files.show_result((), "")

    def show_files(self) -> None:
        """What came of the last file, where it can be seen."""
        part = self.files.give if self.files.give.isEnabled() else self.files.take
        # After the page has its new height.
        QTimer.singleShot(0, self, lambda: self._go_to(self.files, part))

    # -- keys ------------------------------------------------------------------------------------------

    def _hand_out_chosen(self) -> None:
        if self.people.name():
            self.hand_out_asked.emit(self.people.name())

    def first_focus(self) -> None:
        self.people.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.verticalScrollBar().setValue(0)

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """Parts of the page that F6 goes round, and what puts the focus into each."""
        if self.working():
            return []
        cards: list[tuple[QWidget, QWidget]] = [
            (self.people, self.people.table),
            (self.design, self.design.people.boxes[0] if self.design.people.boxes else self.design.overlap),
            (self.planner, self.planner.shape),
            (self.files, self.files.give if self.files.give.isEnabled() else self.files.take),
        ]
        return [
            *((card, lambda card=card, part=part: self._go_to(card, part)) for card, part in cards),
            (self._head, lambda: self._back.setFocus(Qt.FocusReason.OtherFocusReason)),
        ]

    def _go_to(self, card: QWidget, part: QWidget) -> None:
        self._scroll.ensureWidgetVisible(card, 0, self._theme.px(16))
        part.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(part, 0, self._theme.px(48))

    def perform(self, command: str) -> bool:
        """While the project is closed nothing but the look can be changed."""
        return self.working() and command != "theme" and command != "quit"

    def escape(self) -> bool:
        """While something is being done the page cannot be left."""
        return self.working()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = _SCROLL.get(Qt.Key(event.key()))
        if action is None:
            super().keyPressEvent(event)
        else:
            self._scroll.verticalScrollBar().triggerAction(action)
