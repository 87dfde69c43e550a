"""Agreement: how far annotators agree, where they do not, and what would help."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import tr
from desktop_al.loop.agreement_screen import AgreementScreen, Stratum
from desktop_al.loop.agreement_table import agreement_table
from desktop_al.loop.csv_file import save_csv
from desktop_al.loop.thumbnails import Thumbnails
from desktop_al.ui.agreement_filter import AgreementFilter
from desktop_al.ui.agreement_more import More
from desktop_al.ui.agreement_strip import AgreementStrip
from desktop_al.ui.card import Card, CardAction
from desktop_al.ui.class_agreement import ClassList
from desktop_al.ui.clipboard import copy_picture
from desktop_al.ui.confusion_table import ConfusionTable
from desktop_al.ui.figure_card import FigureCard
from desktop_al.ui.hardest_list import HardestList
from desktop_al.ui.page_scroll import PageScroll, dim
from desktop_al.ui.pair_table import PairTable, pair_line
from desktop_al.ui.sentences import Sentences
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Words, surface

#: Widths at 100 %: of the content at most, from where three cards stand side by side, and two.
_CONTENT, _THREE, _TWO = 1680, 1180, 760
#: (row, column, rows, columns) of pairs, confusion, hardest, classes, words.
_PLACES = {
    3: ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 2, 1), (1, 0, 1, 1), (1, 1, 1, 1)),
    2: ((0, 0, 1, 1), (0, 1, 1, 1), (2, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)),
    1: ((0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1), (3, 0, 1, 1), (4, 0, 1, 1)),
}


def _ways_out() -> tuple[CardAction, ...]:
    """What leads out of a project of one annotator: commands."""
    return (
        CardAction("merge", tr("Import an annotator's file")),
        CardAction("annotators", tr("Annotators and study")),
    )


class _Plain(QWidget):
    """What the figures mean, and the way to the guideline."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = Sentences(theme)
        self.guideline = CapButton(theme, tr("Open the guideline"), icon="protocol", role="quiet", height=28, hug=True)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self.words)
        self._all.addWidget(self.guideline, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(8))


class AgreementPage(QWidget):
    """``intent`` carries ("open", place) or ("stratum", Stratum); ``command`` a command id; ``message`` a line for
    the status bar."""

    message = Signal(str)
    command = Signal(str)
    intent = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self.setAccessibleName(tr("Agreement"))
        self._theme = theme
        self._screen: AgreementScreen | None = None
        self._columns = 0
        self.filter = AgreementFilter(theme)
        self.filter.changed.connect(lambda: self.intent.emit("stratum", self.filter.stratum()))
        self.filter.told.connect(self._tell)
        self.filter.copy.clicked.connect(self._copy)
        self.filter.save.clicked.connect(self._save)
        self._empty = Card(theme, "users", ground="app")
        self._empty.acted.connect(self.command)
        self.strip = AgreementStrip(theme)
        self.strip.command.connect(self.command)
        self.pairs, self.confusion, self.hardest = PairTable(theme), ConfusionTable(theme), HardestList(theme)
        self.classes, self.plain, self.more = ClassList(theme), _Plain(theme), More(theme)
        self.plain.guideline.clicked.connect(lambda: self.command.emit("tab.protocol"))
        self.pairs.chosen.connect(self._show_pair)
        self.confusion.chosen.connect(self._narrow)
        self.hardest.opened.connect(lambda place: self.intent.emit("open", place))
        self.hardest.cleared.connect(self._show_all)
        self._cards = (
            FigureCard(theme, tr("Pair by pair"), "", self.pairs),
            FigureCard(theme, tr("Answers of the pair"), "", self.confusion),
            FigureCard(theme, tr("Hardest samples"), "", self.hardest, stretch=True),
            FigureCard(theme, tr("Class by class"), tr("Kappa, this class against all others."), self.classes),
            FigureCard(theme, tr("In plain words"), "", self.plain),
        )
        self._courtesy = Words(theme, "", "caption", "text.muted", elide=True)
        self._make_body()
        rows = QVBoxLayout(self, spacing=0)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.filter)
        rows.addWidget(self._scroll, 1)
        rows.addWidget(self._empty, 1)
        self._show_empty("")
        self.set_theme(theme)

    def _make_body(self) -> None:
        self._scroll = PageScroll(self._theme)
        self._inside = self._scroll.inside
        self._content = QVBoxLayout(self._inside)
        self._grid = QGridLayout()
        self._content.addWidget(self.strip)
        self._content.addLayout(self._grid)
        self._content.addWidget(self.more)
        self._content.addWidget(self._courtesy)
        self._content.addStretch(1)

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
        room = width - 2 * side
        columns = 3 if room >= px(_THREE) else 2 if room >= px(_TWO) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for card, place in zip(self._cards, _PLACES[columns], strict=True):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, *place)
        for column, stretch in enumerate({3: (20, 20, 22), 2: (1, 1, 0), 1: (1, 0, 0)}[columns]):
            self._grid.setColumnStretch(column, stretch)
        for row in range(5):
            self._grid.setRowStretch(row, 1 if columns == 3 and row == 1 else 0)
        # Beside other cards it is as high as they are; alone it shows a few rows.
        self._cards[2].setMinimumHeight(px(340) if columns < 3 else 0)

    # -- what it shows ---------------------------------------------------------------------------------

    @property
    def screen(self) -> AgreementScreen | None:
        """What is shown now."""
        return self._screen

    def show_agreement(self, screen: AgreementScreen) -> None:
        """Draw the figures; chosen pair and scroll position stay."""
        blank = self._scroll.isHidden()
        self._screen = screen
        self._dim(False)
        self.filter.rest()
        self.filter.show_screen(screen)
        for button in (self.filter.copy, self.filter.save):
            button.setEnabled(not screen.empty)
        self._show_empty(screen.empty)
        if screen.empty:
            return
        self.strip.show_screen(screen)
        self.pairs.show_screen(screen)
        self._cards[0].set_title(tr("Pair by pair"), pair_line(screen))
        self._show_pair()
        self.classes.show_screen(screen)
        self._cards[3].setVisible(bool(screen.by_class))
        self.plain.words.show_sentences((*screen.plain, screen.paradox))
        self.more.show_screen(screen)
        self._courtesy.set_text(screen.courtesy)
        self._courtesy.setVisible(bool(screen.courtesy))
        focus = self.window().focusWidget()
        if blank and self.isVisible() and (focus in (None, self) or not self.isAncestorOf(focus)):
            self.first_focus()

    def show_working(self, share: float = 0.0) -> None:
        """New figures are being worked out; those of before stay, dimmed."""
        self.filter.work(share)
        self._dim(True)

    def _tell(self, words: str) -> None:
        if self._screen is None:
            self._show_empty(words)

    def show_failure(self, words: str) -> None:
        """The figures could not be worked out; those of before stay."""
        self._dim(False)
        self.filter.rest(words)
        if self._screen is None:
            self._show_empty(words)

    def set_thumbnails(self, thumbnails: Thumbnails | None) -> None:
        self.hardest.set_thumbnails(thumbnails)

    def forget(self) -> None:
        """The project is being closed."""
        self._screen = None
        self.filter.rest()
        self.filter.choose(Stratum())
        self.pairs.forget()
        self.hardest.forget()
        self._dim(False)
        self._show_empty("")

    def _show_empty(self, words: str) -> None:
        blank = self._screen is None
        self._scroll.setVisible(not blank and not words)
        self._empty.setVisible(blank or bool(words))
        title, _, rest = words.partition(". ")
        lonely = self._screen is not None and bool(words) and len(self._screen.annotators) < 2
        self._empty.set_content(title.rstrip("."), rest, actions=_ways_out() if lonely else ())
        self.filter.setVisible(self._screen is not None and len(self._screen.annotators) > 1)

    def _dim(self, dimmed: bool) -> None:
        if not (dimmed and self._scroll.isHidden()):
            dim(self._inside, dimmed)

    def _show_pair(self, *_: int) -> None:
        screen, chosen = self._screen, self.pairs.pair()
        if screen is None:
            return
        pair = next((p for p in screen.pairs if (p.a, p.b) == chosen and p.a != p.b), None)
        self.confusion.show_pair(screen, pair)
        if pair is None:
            self._cards[1].set_title(tr("Answers of the pair"), tr("No two annotators have answered the same samples."))
        else:
            first, second = screen.annotators[pair.a], screen.annotators[pair.b]
            self._cards[1].set_title(
                tr("{first} and {second}", first=first, second=second),
                tr("Rows: {first}. Columns: {second}. Number of samples.", first=first, second=second),
            )
        self._show_all()

    def _show_all(self) -> None:
        if not self.confusion.clear():
            self._narrow(-1, -1)

    def _narrow(self, row: int, column: int) -> None:
        """The hardest samples of one cell of the pair, or all."""
        screen, pair = self._screen, self.pairs.pair()
        if screen is None:
            return
        if row < 0 or pair is None:
            self._cards[2].set_title(
                tr("Hardest samples"), tr("One mark for each annotator, in the order of the table.")
            )
            self.hardest.show_hardest(screen)
            return
        first, second = (screen.annotators[place] for place in pair)
        words = f"{first}: {screen.classes[row].name}. {second}: {screen.classes[column].name}."
        self._cards[2].set_title(tr("Hardest samples"), words)
        self.hardest.show_hardest(screen, (pair[0], row, pair[1], column))

    # -- keys ------------------------------------------------------------------------------------------

    def first_focus(self) -> None:
        if not self._scroll.isHidden():
            self.pairs.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """Parts of the page that F6 goes round, and what puts the focus into each."""
        made: list[tuple[QWidget, Callable[[], None]]] = []
        if not self.filter.isHidden():
            made.append((self.filter, self.filter.source.setFocus))
        if self._scroll.isHidden():
            return made
        if self.strip.adjudicate.isEnabled():
            made.append((self.strip, self._to(self.strip.adjudicate)))
        parts = (self.pairs.table, self.confusion.table, self.hardest.list, self.classes.list)
        made += [(card, self._to(part)) for card, part in zip(self._cards, parts, strict=False) if part.isVisible()]
        made.append((self.more, self._to(self.more.measures)))
        return made

    def _to(self, part: QWidget) -> Callable[[], None]:
        def go() -> None:
            part.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.show_part(part)

        return go

    def escape(self) -> bool:
        """Show all hardest samples again."""
        return self.confusion.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._scroll.turn(event):
            super().keyPressEvent(event)

    # -- out -------------------------------------------------------------------------------------------

    def picture(self) -> QPixmap:
        """The whole page, also what is scrolled out of sight."""
        return self._inside.grab()

    def _copy(self) -> None:
        self.message.emit(copy_picture(self.picture(), tr("The page is in the clipboard, as a picture.")))

    def _save(self) -> None:
        if self._screen is None:
            return
        proposed = str(Path.home() / "agreement.csv")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save the agreement"), proposed, "CSV (*.csv)")
        if not chosen:
            return
        try:
            save_csv(Path(chosen), agreement_table(self._screen))
        except DesktopAlError as error:
            self.message.emit(str(error))
            return
        self.message.emit(tr("The agreement is in {name}.", name=Path(chosen).name))
