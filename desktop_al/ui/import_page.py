"""Import labels: which file, as what, which names are which here, and what comes in, before anything is written."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.import_fold import ANNOTATIONS, PRE_ANNOTATIONS
from desktop_al.core.words import tr
from desktop_al.loop.import_choices import Choices
from desktop_al.loop.import_screen import ImportScreen
from desktop_al.ui.card import Card, CardAction
from desktop_al.ui.choose import Choose
from desktop_al.ui.form_fields import RadioRow, TroubleLine
from desktop_al.ui.import_columns import ColumnsCard
from desktop_al.ui.import_parts import ComesIn, NameTable, ShareBar
from desktop_al.ui.page_header import PageHeader
from desktop_al.ui.page_scroll import PageScroll
from desktop_al.ui.reason_fields import Tick
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Words, rule, surface

#: Widths at 100 %: of the content at most, of it from where the columns stand side by side.
_CONTENT, _TWO_COLUMNS = 1240, 860


class ImportPage(QWidget):
    """``file_asked`` and ``folder_asked`` ask which; ``chosen`` carries ``Choices``, ``columns_chosen`` which column is
    what (``ColumnRoles``), ``format_chosen`` the name of a format; ``taken``: import; ``stopped``: leave what is being
    done; ``closed``: leave the page."""

    file_asked = Signal()
    folder_asked = Signal()
    format_chosen = Signal(str)
    chosen = Signal(object)
    columns_chosen = Signal(object)
    taken = Signal()
    stopped = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self.setAccessibleName(tr("Import labels"))
        self._theme = theme
        self._screen = ImportScreen("choose")
        self._back = CapButton(theme, tr("Back to labelling"), trailing=("Esc",), role="quiet", hug=True)
        self._back.clicked.connect(self.closed)
        self._head = PageHeader(theme, tr("Import labels"), (self._back,))
        self.card = Card(theme, "file", ground="app")
        self.card.acted.connect(self._acted)
        self._bar = ShareBar(theme)
        self._make_choices(theme)
        self._make_body(theme)
        rows = QVBoxLayout(self, spacing=0)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._head)
        rows.addWidget(self._bar)
        rows.addWidget(self.card, 1)
        rows.addWidget(self._scroll, 1)
        rows.addWidget(self._foot)
        self.set_theme(theme)
        self.show_screen(self._screen)

    def _make_choices(self, theme: Theme) -> None:
        self.format = Choose(theme, tr("Format of the file"))
        self.format.activated.connect(lambda _=0: self.format_chosen.emit(str(self.format.currentData())))
        self.other = CapButton(theme, tr("Another file..."), icon="folder_open", hug=True)
        self.other.clicked.connect(self.file_asked)
        self.open_columns = CapButton(theme, tr("Columns..."), icon="table", hug=True)
        self.open_columns.clicked.connect(self._open_columns)
        self._columns_open = False
        self._file = Words(theme, "", "label", "text.primary", 600, elide=True)
        self.offers = RadioRow(
            theme,
            tr("As suggestions"),
            tr("Each is shown beside its sample, and somebody looks at it. The model learns nothing from them."),
        )
        self.annotations = RadioRow(
            theme,
            tr("As annotations"),
            tr("They count as decided by the annotators named: the model learns from them, and agreement counts them."),
        )
        self._group = QButtonGroup(self)
        for row in (self.offers, self.annotations):
            self._group.addButton(row)
            row.clicked.connect(self._changed)
        self.replace = Tick(theme, "")
        self.replace.clicked.connect(self._changed)
        self.columns = ColumnsCard(theme)
        self.columns.chosen.connect(self.columns_chosen)
        self.classes = NameTable(theme, tr("Classes"), tr("What each class of the file is in this project."))
        self.people = NameTable(theme, tr("Annotators"), tr("Whose annotations they are."))
        for table in (self.classes, self.people):
            table.chosen.connect(lambda *_: self._changed())
        self.comes = ComesIn(theme)

    def _make_body(self, theme: Theme) -> None:
        first = QFrame()
        first.setProperty("card", "plain")
        self._first = QVBoxLayout(first)
        self._name = QHBoxLayout()
        self._name.addWidget(self._file, 1)
        self._name.addWidget(self.open_columns)
        self._name.addWidget(self.other)
        self._first.addLayout(self._name)
        self._taken_as = (rule("soft"), self.offers, self.annotations, self.replace)
        for part in (self.format, *self._taken_as):
            self._first.addWidget(part)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for part in (first, self.columns, self.classes, self.people):
            self._left.addWidget(part)
        self._right.addWidget(self.comes)
        for column in (self._left, self._right):
            column.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addLayout(self._left, 1)
        self._columns.addLayout(self._right, 1)
        self._scroll = PageScroll(theme)
        self._content = QVBoxLayout(self._scroll.inside)
        self._content.addLayout(self._columns)
        self._content.addStretch(1)
        self._foot = QWidget()
        surface(self._foot, "surface")
        self.trouble = TroubleLine(theme, "warning")
        self.take = CapButton(theme, "", role="primary", hug=True, weight=600)
        self.take.clicked.connect(self.taken)
        self.leave = CapButton(theme, tr("Do not import"), trailing=("Esc",), role="quiet", hug=True)
        self.leave.clicked.connect(self.closed)
        self._buttons = QHBoxLayout(self._foot)
        self._buttons.addWidget(self.trouble, 10)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.leave)
        self._buttons.addWidget(self.take)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._first.setContentsMargins(px(16), px(14), px(16), px(16))
        self._first.setSpacing(px(8))
        self._name.setSpacing(px(12))
        for layout in (self._columns, self._left, self._right):
            layout.setSpacing(px(16))
        self._buttons.setContentsMargins(px(24), px(10), px(24), px(10))
        self._buttons.setSpacing(px(8))
        self._fold()

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()

    def _fold(self) -> None:
        px, room = self._theme.px, self.width() - self._theme.px(10)
        margin = px(16) if self.width() < px(900) else px(24)
        side = max(margin, (room - px(_CONTENT)) // 2)
        self._content.setContentsMargins(side, px(20), side, px(20))
        beside = room - 2 * side >= px(_TWO_COLUMNS)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)

    # -- what is shown ---------------------------------------------------------------------------------

    def show_screen(self, screen: ImportScreen) -> None:
        before, self._screen = self._screen, screen
        planned = screen.step in ("columns", "plan")
        self.card.setVisible(not planned)
        self._scroll.setVisible(planned)
        self._foot.setVisible(planned)
        self._bar.setVisible(screen.step in ("reading", "writing"))
        self._bar.set_share(screen.share)
        self._head.set_title(tr("Import labels"), screen.file if screen.step != "choose" else "")
        if planned:
            self._show_plan(screen)
        else:
            self._show_card(screen)
        # A card with other words has new buttons.
        told = not planned and before.trouble != screen.trouble
        chooses = planned and self.columns.isAncestorOf(self.focusWidget())
        if (before.step != screen.step or told) and self.isVisible() and not chooses:
            if planned:
                self._scroll.verticalScrollBar().setValue(0)
            self.first_focus()
        elif before.step != screen.step and chooses:
            self._follow_columns()

    def _show_card(self, screen: ImportScreen) -> None:
        again = (CardAction("file", tr("Choose a file...")), CardAction("folder", tr("Choose a folder...")))
        if screen.step == "done":
            actions = (CardAction("close", tr("Back to labelling")), CardAction("file", tr("Another file...")))
            undo = tr("Undo takes the whole import back, as one step.")
            self.card.set_content(tr("Imported"), f"{screen.words} {undo}", actions=actions)
        elif screen.step == "choose" and screen.trouble:
            named = "" if screen.file in screen.trouble else screen.file
            self.card.set_content(tr("Nothing was imported"), screen.trouble, named, again)
        elif screen.step == "choose":
            words = tr("From this program, Label Studio, Prodigy, doccano, COCO and others. Nothing is written yet.")
            self.card.set_content(tr("Which file holds the labels?"), words, actions=again)
        else:
            stop = (CardAction("stop", tr("Stop"), "Esc"),)
            title = tr("Reading the file") if screen.step == "reading" else tr("Importing")
            safe = tr("Nothing is written yet.") if screen.step == "reading" else tr("All of it comes in, or nothing.")
            self.card.set_content(title, f"{screen.doing}. {safe}" if screen.doing else safe, screen.file, stop)

    def _show_plan(self, screen: ImportScreen) -> None:
        self._file.set_text(screen.file)
        self.format.set_choices([(title, name, None) for title, name in screen.formats])
        self.format.choose(screen.format)
        whole = screen.step == "plan"
        # Once they had to be chosen, or somebody wished to, they stay in sight.
        self._columns_open |= not whole
        self.columns.show_rows(screen.columns if self._columns_open else (), screen.header)
        self.open_columns.setVisible(bool(screen.columns) and not self._columns_open)
        for part in (*self._taken_as, self.comes, self.take):
            part.setVisible(whole)
        self._columns.setStretch(1, int(whole))
        if not whole:
            for table in (self.classes, self.people):
                table.forget()
                table.hide()
            self.trouble.set_text(screen.trouble)
            return
        offers = screen.choices.kind == PRE_ANNOTATIONS
        self.offers.setChecked(offers)
        self.annotations.setChecked(not offers)
        asked = bool(screen.conflicts) and not offers
        self.replace.set_words(tr("{n} Take that of the file.", n=screen.conflicts))
        self.replace.setChecked(screen.choices.replace)
        self.replace.setVisible(asked)
        self.classes.show_rows(screen.classes, screen.names_left)
        self.people.show_rows(screen.annotators)
        self.comes.show_counts(screen.counts, screen.notes, screen.rows, screen.more)
        self.trouble.set_text(screen.trouble)
        self.take.set_words(screen.button)
        self.take.setEnabled(not screen.trouble and not screen.busy)

    def forget(self) -> None:
        """Another file, or another project."""
        for table in (self.classes, self.people):
            table.forget()
        self._columns_open = False
        self.show_screen(ImportScreen("choose"))

    # -- what is done ----------------------------------------------------------------------------------

    def _changed(self) -> None:
        kind = ANNOTATIONS if self.annotations.isChecked() else PRE_ANNOTATIONS
        before = self._screen.choices
        people = dict(self.people.targets()) or before.annotators
        made = Choices(kind, dict(self.classes.targets()), people, self.replace.isChecked())
        self._screen = replace(self._screen, choices=made)
        self.take.setEnabled(False)
        self.chosen.emit(made)

    def _open_columns(self) -> None:
        self._columns_open = True
        self.show_screen(self._screen)
        self._to_columns()

    def _to_columns(self) -> None:
        self.columns.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        self._follow_columns()

    def _follow_columns(self) -> None:
        """The field with the focus comes into sight, once the cards around it have their heights."""
        field = self.focusWidget()
        if field is not None and self.columns.isAncestorOf(field):
            QTimer.singleShot(0, self, lambda: self._scroll.show_part(field, 60))

    def _acted(self, action: str) -> None:
        signals = {"file": self.file_asked, "folder": self.folder_asked, "close": self.closed, "stop": self.stopped}
        signals[action].emit()

    def first_focus(self) -> None:
        if self._screen.step == "columns":
            self._to_columns()
        elif self._screen.step == "plan":
            (self.offers if self.offers.isChecked() else self.annotations).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.card.first_focus()

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """Parts of the page that F6 goes round, and what puts the focus into each."""
        head: list[tuple[QWidget, Callable[[], None]]] = [(self._head, self._back.setFocus)]
        if self._screen.step not in ("columns", "plan"):
            return [(self.card, self.card.first_focus), *head]
        go = self.take if self.take.isEnabled() else self.leave
        return [(self._scroll, self.first_focus), (self._foot, go.setFocus), *head]

    def escape(self) -> bool:
        """Stop what is being done; False: the page itself can be left."""
        if self._screen.step in ("reading", "writing"):
            self.stopped.emit()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._scroll.turn(event):
            super().keyPressEvent(event)
