"""What narrows the list of samples down: a search field, choices of state, class, annotator and order; and the foot."""

from PySide6.QtCore import QEvent, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from desktop_al.core.plain_names import plain
from desktop_al.core.shapes import LabelClass
from desktop_al.core.words import local, mark, tr
from desktop_al.loop.listing import STATES, SUSPECTS, Query, Sort
from desktop_al.ui.choose import Choose
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.icons import icon, paint_icon
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Surface, Words, rule

#: Words, what is sorted by, and whether from the end.
ORDERS: tuple[tuple[str, Sort, bool], ...] = (
    (mark("Sorted by name"), "name", False),
    (mark("Name, last first"), "name", True),
    (mark("Sorted by answer"), "answer", False),
    (mark("Answer, last first"), "answer", True),
    (mark("Newest answer first"), "time", True),
    (mark("Oldest answer first"), "time", False),
    (mark("Largest first"), "size", True),
    (mark("Smallest first"), "size", False),
    (mark("Most annotators first"), "others", True),
    (mark("Fewest annotators first"), "others", False),
    # Only there while labels that look wrong are listed, therefore the last.
    (mark("Likeliest wrong first"), "doubt", True),
)
_DOUBT = len(ORDERS) - 1
_LEAST, _MOST = 130, 200


#: Name of a form of the list: its title, and what its button does.
_FORMS = {"table": (mark("Table"), mark("As a table")), "grid": (mark("Grid"), mark("As a grid"))}


class SearchField(QLineEdit):
    """Down and Return go to the list, what was typed stays; a button takes it away."""

    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.clearing = QToolButton(self)
        self.clearing.setAccessibleName(tr("Clear the search"))
        self.clearing.setToolTip(plain_tip(tr("Clear the search")))
        self.clearing.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clearing.clicked.connect(self._clear)
        self.clearing.hide()
        self.textChanged.connect(lambda text: self.clearing.setVisible(bool(text)))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font("body"))
        self.setFixedHeight(theme.px(32))
        self.setTextMargins(theme.px(22), 0, theme.px(30), 0)
        self.clearing.setIcon(icon("close", theme.colour("text.secondary")))
        self.clearing.setIconSize(QSize(theme.px(14), theme.px(14)))
        self.clearing.setFixedSize(theme.px(28), theme.px(28))

    def _clear(self) -> None:
        self.clear()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.clearing.move(self.width() - self._theme.px(30), self._theme.px(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, side = QPainter(self), self._theme.px(15)
        box = QRect(self._theme.px(10), (self.height() - side) // 2, side, side)
        paint_icon(painter, "search", box, self._theme.colour("text.secondary"))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            event.accept()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(Surface):
    """``changed`` is sent with every key in the field and every other choice; ``form`` carries table or grid;
    ``resized`` tells that more or less is to be chosen, so that another height is needed."""

    changed = Signal()
    form = Signal(str)
    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Search and filters"))
        self.search = SearchField(theme)
        self.search.setPlaceholderText(tr("Find in names and texts"))
        self.search.setAccessibleName(tr("Find in names and texts"))
        self.search.setMaxLength(500)
        self.state = Choose(theme, tr("State"))
        self.of_class = Choose(theme, tr("Class"))
        self.annotator = Choose(theme, tr("Annotator"))
        self.order = Choose(theme, tr("Order"))
        self._order_before = 0
        self._offer_orders(False)
        self.buttons = {
            name: CapButton(theme, tr(title), icon=name, role="quiet", height=30, hug=True)
            for name, (title, _) in _FORMS.items()
        }
        self._line = rule()
        for child in (self.search, *self.buttons.values(), *self._choices(), self._line):
            child.setParent(self)
        for name, button in self.buttons.items():
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(lambda _checked=False, name=name: self.form.emit(name))
        self.buttons["table"].setChecked(True)
        self.search.textChanged.connect(lambda _: self.changed.emit())
        self.state.currentIndexChanged.connect(lambda _: self._follow_state())
        for choice in self._choices():
            choice.currentIndexChanged.connect(lambda _: self.changed.emit())
        self._several = False
        self._classes: tuple[LabelClass, ...] = ()
        self.annotator.hide()
        self.set_counts({})
        self.set_theme(theme)
        self.set_classes(())

    def _choices(self) -> tuple[Choose, ...]:
        return (self.state, self.of_class, self.annotator, self.order)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        # The marks have the colours of the theme; what is chosen stays so.
        for number, (_, _, sign) in enumerate(self._marked(), start=1):
            self.of_class.setItemIcon(number, sign)

    def _offer_orders(self, doubt: bool) -> None:
        shown = [(tr(words), number, None) for number, (words, _, _) in enumerate(ORDERS) if doubt or number != _DOUBT]
        self.order.set_choices(shown)

    def _follow_state(self) -> None:
        """Labels that look wrong are the own ones, in an order of their own."""
        on, was = self.state.currentData() == SUSPECTS, self.order.count() == len(ORDERS)
        if on == was:
            return
        if on:
            self._order_before = self.order.currentIndex()
            self.annotator.choose("")
            self._offer_orders(True)
            self.order.choose(_DOUBT)
        else:
            self.order.choose(self._order_before)
            self._offer_orders(False)
        self.annotator.setEnabled(not on)

    # -- what there is to choose -----------------------------------------------------------------------

    def set_classes(self, classes: tuple[LabelClass, ...]) -> None:
        self._classes = classes
        self.of_class.set_choices([(tr("Every class"), "", None), *self._marked()])

    def _marked(self) -> list[tuple[str, object, QIcon | None]]:
        """The classes there are to choose, in their order, with their marks."""
        shown = [c for c in self._classes if not c.retired and c.merged_into is None]
        return [(c.name, c.id, self._mark(c.colour)) for c in shown]

    def _mark(self, colour: int) -> QIcon:
        side, ratio = self._theme.px(13), self.devicePixelRatioF()
        picture = QPixmap(QSize(side, side) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        if colour >= 0:
            painter = QPainter(picture)
            paint_glyph(painter, colour, 0, 0, side, self._theme.class_colour(colour))
            painter.end()
        return QIcon(picture)

    def set_annotators(self, annotators: tuple[str, ...]) -> None:
        """Everyone with answers, the own one first; there is nothing to choose while that is the only one."""
        own = [(tr("Your answers"), "", None)]
        others = [(tr("Answers of {name}", name=plain(name)), name, None) for name in annotators[1:]]
        self.annotator.set_choices([*own, *others])
        if self._several != (len(annotators) > 1):
            self._several = len(annotators) > 1
            self.annotator.setVisible(self._several)
            self.resized.emit()

    def set_counts(self, counts: dict[str, int]) -> None:
        """How many there are in each state; those that there are not, and could hardly be, are left out."""
        always = (
            "unlabelled",
            "labelled",
            "unsure",
            "not_worth",
            *(() if self.annotator.currentData() else (SUSPECTS,)),
        )
        kept = [s for s in STATES if s in always or (counts.get(s) and s != SUSPECTS) or s == self.state.currentData()]
        # How many look wrong is known only once they were looked for.
        counted = {s: ", " + local(f"{counts.get(s, 0):,}") for s in kept if s != SUSPECTS or s in counts}
        words = [(f"{tr(STATES[state])}{counted.get(state, '')}", state, None) for state in kept]
        whole = tr("All answered") if self.annotator.currentData() else tr("All samples")
        count = local(f"{counts.get('', 0):,}")
        self.state.set_choices([(f"{whole}, {count}", "", None), *words])

    # -- what is chosen --------------------------------------------------------------------------------

    def query(self) -> Query:
        _, sort, descending = ORDERS[self.order.currentIndex()]
        return Query(
            text=self.search.text(),
            state=self.state.currentData() or "",
            class_id=self.of_class.currentData() or "",
            annotator=self.annotator.currentData() or "",
            sort=sort,
            descending=descending,
        )

    def narrowed(self) -> bool:
        """Whether anything is left out."""
        query = self.query()
        return bool(query.text.strip() or query.state or query.class_id or query.annotator)

    def show_state(self, state: str) -> None:
        """Show the samples of one state, whatever was looked for before."""
        if self.state.findData(state) < 0:
            with QSignalBlocker(self.state):
                self.state.addItem(tr(STATES[state]), state)
        with QSignalBlocker(self.search):
            self.search.clear()
        for choice in (self.of_class, self.annotator):
            choice.choose("")
        self.state.choose(state)
        self._follow_state()
        self.changed.emit()

    def sort_by(self, sort: Sort) -> None:
        """A click on a column: sort by it, or the other way round."""
        _, now, descending = ORDERS[self.order.currentIndex()]
        # Time is mostly wanted from its end.
        turned = sort == "doubt" or (not descending if now == sort else sort == "time")
        self.order.choose([order[1:] for order in ORDERS].index((sort, turned)))
        self.changed.emit()

    def clear(self) -> None:
        """Show all samples; the order stays."""
        with QSignalBlocker(self.search):
            self.search.clear()
        for choice in (self.state, self.of_class, self.annotator):
            choice.choose("")
        self._follow_state()
        self.changed.emit()

    def show_form(self, form: str) -> None:
        self.buttons[form].setChecked(True)

    # -- places ----------------------------------------------------------------------------------------

    def place(self, width: int) -> int:
        """Lay out for a width; returns the height that this takes."""
        px = self._theme.px
        margin, gap, y = px(12), px(8), px(10)
        x = width - margin
        for name, button in self.buttons.items():
            # In a narrow window the field needs the room more than the words.
            title, words = _FORMS[name]
            button.set_words(tr(title) if width >= px(400) else "")
            button.setAccessibleName(tr(words))
            button.setToolTip(plain_tip(tr(words)))
        for button in reversed(list(self.buttons.values())):
            x -= button.sizeHint().width()
            button.setGeometry(x, y + px(1), button.sizeHint().width(), px(30))
            x -= px(4)
        self.search.setGeometry(margin, y, max(px(80), min(px(460), x - gap - margin)), px(32))
        y += px(32) + gap
        shown = [choice for choice in self._choices() if choice is not self.annotator or self._several]
        room = width - 2 * margin
        across = max(1, min(len(shown), (room + gap) // (px(_LEAST) + gap)))
        # As many in each line, so that none stands alone at full width.
        lines = -(-len(shown) // across)
        across = -(-len(shown) // lines)
        wide = min(px(_MOST), (room - (across - 1) * gap) // across)
        for number, choice in enumerate(shown):
            choice.setGeometry(margin + number % across * (wide + gap), y, wide, px(32))
            if number % across == across - 1 or number == len(shown) - 1:
                y += px(32) + gap
        self._line.setGeometry(0, y + px(2), width, 1)
        return y + px(2) + 1

    def resizeEvent(self, event: QEvent) -> None:
        self.place(self.width())


class Foot(Surface):
    """Below the list: how many are shown, what the search is doing, and the export."""

    export = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._count = Words(theme, "", "body", "text.primary", elide=True)
        self._count.setAccessibleName(tr("How many are shown"))
        self._state = Words(theme, "", "body", "text.secondary", elide=True)
        self.button = CapButton(theme, tr("Export what is shown"), icon="export", role="quiet", height=30, hug=True)
        self.button.clicked.connect(lambda: self.export.emit())
        self._line = rule()
        for child in (self._count, self._state, self.button, self._line):
            child.setParent(self)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(40))
        self._place()

    def set_count(self, shown: int, whole: int) -> None:
        words = tr("{shown:,} of {whole:,} shown", shown=shown, whole=whole)
        self._count.set_text(words)
        self._count.setToolTip(plain_tip(words))
        self.button.setEnabled(shown > 0)
        self._place()

    def set_state(self, words: str) -> None:
        self._state.set_text(words)
        self._state.setToolTip(plain_tip(words))
        self._state.setAccessibleName(words)

    def state(self) -> str:
        return self._state.text()

    def count(self) -> str:
        return self._count.text()

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def _place(self) -> None:
        px, width, high = self._theme.px, self.width(), self.height()
        self._line.setGeometry(0, 0, width, 1)
        button = self.button.sizeHint().width()
        right = width - px(8) - button
        self.button.setGeometry(right, px(5), button, px(30))
        wide = self._count.fontMetrics().horizontalAdvance(self._count.text()) + 2
        wide = min(wide, max(0, right - px(24)))
        self._count.setGeometry(px(16), 1, wide, high - 1)
        left = px(16) + wide + px(16)
        self._state.setGeometry(left, 1, max(0, right - px(8) - left), high - 1)
