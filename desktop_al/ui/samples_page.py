"""The Samples page: the whole pool as a table or a grid, searched, filtered, sorted, and relabelled."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_al.core.commands import Keymap
from desktop_al.core.shapes import LabelClass
from desktop_al.core.words import tr, trn
from desktop_al.loop.listing import SUSPECTS, Listing, Query
from desktop_al.loop.screen import Content
from desktop_al.loop.suspects_screen import ReviewScreen
from desktop_al.loop.thumbnails import Thumbnails
from desktop_al.ui.announce import announce
from desktop_al.ui.card import Card
from desktop_al.ui.inspector import LOW_WINDOW
from desktop_al.ui.samples_filter import FilterBar, Foot
from desktop_al.ui.samples_grid import SampleGrid
from desktop_al.ui.samples_inspector import SamplesInspector
from desktop_al.ui.samples_model import Choice, SampleModel
from desktop_al.ui.samples_paint import Pictures
from desktop_al.ui.samples_review import ReviewStrip, nothing_words
from desktop_al.ui.samples_table import DETAIL, SORTS, SampleTable
from desktop_al.ui.theme import Theme, retheme, tokens
from desktop_al.ui.widgets import rule, surface

#: Scrolling has to rest this long before what is on screen is read.
_REST_MS = 60
#: Between two looks into the texts: what was found so far is painted, and keys come first.
_PAUSE_MS = 5
#: While texts are being read, what is said of it and what is found follow this often.
_READING_MS = 200
#: While a search goes on, what it has found so far is shown this often, in seconds.
_SEARCH_SHOWN = 0.25


class SamplesPage(QWidget):
    """``intent`` is the one way out: a name and what goes with it.

    ("open", place), ("relabel", (places, kind, value)) with kind label, unsure or not_worth, ("undo" | "redo", None),
    ("export", places in their order), ("keep", (places, back in the queue)), ("add_class", name),
    ("read_texts", None) which asks for ``Listing.read_texts``. Of labels that look wrong:
    ("suspects", "want" | "leave" | "again"), and ("review", (places, kind, value)) with kind keep too.
    ``message`` is a line for the status bar.
    """

    intent = Signal(str, object)
    message = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self._theme = theme
        self._listing: Listing | None = None
        self._thumbnails: Thumbnails | None = None
        self._classes: tuple[LabelClass, ...] = ()
        self._drawn: tuple[object, ...] = ()
        self._drawn_at = 0.0
        self._query = Query()
        self.model = SampleModel()
        self.model.contents = self._content
        self.choice = Choice(self.model)
        pictures = Pictures()
        self.bar = FilterBar(theme)
        self.strip = ReviewStrip(theme)
        self.table = SampleTable(theme, self.model, self.choice, pictures)
        self.grid = SampleGrid(theme, self.model, self.choice, pictures)
        self.empty = Card(theme, "search", "accent", "surface")
        self.foot = Foot(theme)
        self.inspector = SamplesInspector(theme)
        self._stack = QStackedWidget()
        surface(self._stack, "surface")
        for part in (self.table, self.grid, self.empty):
            self._stack.addWidget(part)
        self._form = "table"
        self._line = rule("v")
        for child in (self.bar, self.strip, self._stack, self.foot, self._line, self.inspector):
            child.setParent(self)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._want)
        self._search_on = QTimer(self, singleShot=True)
        self._search_on.timeout.connect(self.refresh)
        self._connect()

    def _connect(self) -> None:
        self.bar.changed.connect(self.refresh)
        self.bar.form.connect(self.show_form)
        self.bar.resized.connect(self._place)
        self.bar.search.left.connect(self.take_focus)
        self.foot.export.connect(self._export)
        self.table.sort.connect(self._sort)
        for view in (self.table, self.grid):
            view.scrolled.connect(self._rest.start)
        self.choice.changed.connect(self._inspect)
        self.choice.moved.connect(self._follow)
        self.choice.opened.connect(lambda place: self._send("open", place))
        self.choice.entered.connect(self._enter)
        self.strip.wanted.connect(lambda what: self._send("suspects", what))
        self.empty.acted.connect(lambda _: self._clear())
        self.inspector.chosen.connect(self._chosen)
        self.inspector.action.connect(self.perform)
        self.inspector.keep.clicked.connect(self._keep)
        self.inspector.keep_label.clicked.connect(lambda: self._chosen("keep", ""))
        self.inspector.panel.find_closed.connect(self.take_focus)
        self.inspector.panel.add_class.connect(lambda name: self._send("add_class", name))

    # -- what is shown ---------------------------------------------------------------------------------

    def set_listing(self, listing: Listing | None, thumbnails: Thumbnails | None = None) -> None:
        """The list of the open project and what reads its small contents; None when it is closed."""
        self._rest.stop()
        self._search_on.stop()
        self._listing, self._thumbnails = listing, thumbnails
        if thumbnails is not None:
            thumbnails.on_ready = self._came
        if listing is not None:
            listing.texts.changed = self._more_texts
        self._drawn = ()
        self.model.set_listing(listing)
        self.inspector.show_none("")
        if listing is None:
            self.bar.clear()
        self.refresh()

    def set_classes(self, classes: tuple[LabelClass, ...]) -> None:
        if classes != self._classes:
            self._classes = classes
            self.bar.set_classes(classes)
            self.inspector.set_classes(classes)
            self._drawn = ()
            self.refresh()

    def set_project_state(self, read_only: bool, undo_words: str = "") -> None:
        """Whether anything can be changed, and what the next undo takes back ("" for nothing)."""
        self.inspector.set_project_state(read_only, undo_words)
        self.inspector.panel.set_may_add(not read_only)

    def set_keys(self, keys: Keymap) -> None:
        """The keys printed on buttons."""
        self.inspector.set_keys(keys)

    def refresh(self) -> None:
        """Show the list as it is now. Costs nothing while the page is not on screen."""
        listing = self._listing
        if listing is None or not self.isVisible():
            return
        query = self.bar.query()
        self._set_reviewing(query.state == SUSPECTS)
        places = listing.find(query)
        if listing.searching:
            self._search_on.start(_PAUSE_MS)
            if query == self._query and time.monotonic() - self._drawn_at < _SEARCH_SHOWN:
                return
        drawn = (query, listing.version, listing.texts.version, listing.searching, len(places))
        if drawn != self._drawn:
            counted = (self._query.annotator, self._drawn[1:2]) == (query.annotator, (listing.version,))
            self._drawn, self._drawn_at = drawn, time.monotonic()
            self._draw(listing, query, places, counted)
        self.foot.set_state(tr("Searching the texts") if listing.searching else listing.texts.words)
        if self.model.texts:
            self._send("read_texts")

    def show_review(self, screen: ReviewScreen) -> None:
        """The list of labels that look wrong as it stands."""
        if screen != self.strip.screen:
            self.strip.show_review(screen)
            self._drawn = ()
            self._place()

    def _set_reviewing(self, on: bool) -> None:
        if self.strip.follow(on):
            self.model.reviewing = on
            self.inspector.set_reviewing(on)
            self.table.fit_columns()
            self._place()

    def show_state(self, state: str) -> None:
        """Show the samples of one state of ``listing.STATES``."""
        if self.strip.on and state == SUSPECTS:
            self._send("suspects", "want")
        self.bar.show_state(state)
        self.take_focus()

    def _more_texts(self) -> None:
        if self.isVisible() and not self._search_on.isActive():
            self._search_on.start(_READING_MS)

    def _draw(self, listing: Listing, query: Query, places: object, counted: bool) -> None:
        asked, self._query = query != self._query, query
        model, choice = self.model, self.choice
        chosen, row = choice.places(), choice.current()
        current = model.place(row) if 0 <= row < model.rowCount() else -1
        model.annotator, model.text = query.annotator, query.text
        if not counted:
            annotators = listing.annotators()
            self.bar.set_counts(listing.counts(query.annotator))
            self.bar.set_annotators(annotators)
            model.several = len(annotators) > 1
            model.texts = len(listing) > 0 and listing.line(0).kind == "text"
            self.table.fit_columns()
        view = self.view()
        at = view.verticalScrollBar().value()
        before = model.places.tolist() if self.strip.on and model.rowCount() and not asked else []
        if model.set_places(places):
            back = self.strip.returned(before, places.tolist()) if before else -1
            chosen, current = ((back,), back) if back >= 0 else (chosen, current)
            choice.put_back(chosen, current, 0 if asked else max(row, 0))
            view.verticalScrollBar().setValue(0 if asked else at)
        column = next((c for c, sort in SORTS.items() if sort == query.sort), DETAIL)
        self.table.columns.set_sorted(column, query.descending)
        self.foot.set_count(model.rowCount(), len(listing))
        if not model.rowCount():
            self.empty.set_content(*nothing_words(listing, self.bar, self.strip))
        self._stack.setCurrentWidget(self.view() if model.rowCount() else self.empty)
        self._inspect()
        self._rest.start()

    def _clear(self) -> None:
        self.bar.clear()
        self.take_focus()

    def view(self) -> SampleTable | SampleGrid:
        """Table or grid, whichever is chosen."""
        return self.table if self._form == "table" else self.grid

    def show_form(self, form: str) -> None:
        """ "table" or "grid"."""
        focused = self.view().hasFocus()
        self._form = form
        self.bar.show_form(form)
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.view())
        self._follow()
        if focused:
            self.take_focus()
        self._rest.start()

    def _sort(self, column: int) -> None:
        sort = "doubt" if self.strip.on and column == DETAIL else SORTS.get(column)
        if sort is not None:
            self.bar.sort_by(sort)

    def _follow(self) -> None:
        """Have the current row on screen."""
        if self.choice.current() >= 0:
            self.view().scrollTo(self.model.index(self.choice.current(), 0))

    # -- contents --------------------------------------------------------------------------------------

    def _edge(self) -> int:
        wide, high = tokens()["size"]["grid_tile"]
        return round(self._theme.px(max(wide, high)) * self.devicePixelRatioF())

    def _content(self, place: int) -> Content | None:
        return self._thumbnails.get(place, self._edge()) if self._thumbnails is not None else None

    def _want(self) -> None:
        """Have what is on screen read, the chosen sample first."""
        thumbnails = self._thumbnails
        if thumbnails is None or not self.isVisible():
            return
        rows, edge = self.view().shown_rows(), self._edge()
        wanted = [(self.model.place(row), edge) for row in rows]
        if self.choice.current() >= 0:
            wanted.insert(0, (self.model.place(self.choice.current()), self.inspector.preview.edge()))
        thumbnails.want(wanted)

    def _came(self, place: int) -> None:
        """A content was read."""
        view = self.view()
        for row in view.shown_rows():
            if self.model.place(row) == place:
                view.paint_again(row)
        row = self.choice.current()
        if 0 <= row < self.model.rowCount() and self.model.place(row) == place:
            self._inspect()

    def _inspect(self) -> None:
        """Show what is chosen beside the list."""
        listing, chosen = self._listing, self.choice.places()
        if listing is None or not chosen:
            self.inspector.show_none(tr("Choose a sample.") if self.model.rowCount() else "")
        else:
            sharp = None
            if len(chosen) == 1 and self._thumbnails is not None:
                sharp = self._thumbnails.get(chosen[0], self.inspector.preview.edge())
            self.inspector.show_chosen(listing, chosen, sharp, self._content)
        self.inspector.show_same(chosen)
        self.inspector.show_why(self.strip.row(chosen[0]) if len(chosen) == 1 else None)
        self._rest.start()

    # -- answers ---------------------------------------------------------------------------------------

    def _send(self, name: str, value: object = None) -> None:
        self.intent.emit(name, value)

    def _chosen(self, kind: str, value: str) -> None:
        """A class, a reason, or unsure was chosen for the selected samples, or to keep their labels."""
        listing, places = self._listing, self.choice.places()
        if listing is None or not places or not self.inspector.may_answer(kind):
            return
        able = listing.answerable(places, kind)
        left = len(places) - len(able)
        if left:
            self.message.emit(_unreadable_words(left, len(places)))
        if not able:
            return
        self.inspector.set_not_worth(False)
        if value:
            self.inspector.panel.flash(value)
        _announce(self, _given_words(self.inspector, self._classes, kind, value), len(able))
        self._send("review" if self.strip.on else "relabel", (able, kind, value))
        self.take_focus()

    def _keep(self) -> None:
        """Put back into the queue what is set aside, or leave out again what was put back."""
        if self._listing is not None:
            now, back = self._listing.aside(self.choice.places())
            if now or back:
                self._send("keep", (now or back, bool(now)))
                self.take_focus()

    def _export(self) -> None:
        self._send("export", tuple(self.model.places.tolist()) if self.model.rowCount() else ())

    # -- commands --------------------------------------------------------------------------------------

    def perform(self, command: str) -> bool:
        """Carries out a command; False if it is not one of this page's."""
        if command.startswith("label."):
            row = self.inspector.panel.nth(int(command.removeprefix("label.")))
            if row is not None:
                self._chosen(self.inspector.panel.model.mode, row.id)
            return True
        act: Callable[[], object] | None = {
            "accept": lambda: self._enter() if self.strip.on else None,
            "unsure": lambda: self._chosen("unsure", ""),
            "not_worth": self.inspector.turn_not_worth,
            "find_class": self.inspector.find_class,
            "undo": lambda: self._send("undo"),
            "redo": lambda: self._send("redo"),
            "back": lambda: self.choice.go(self.choice.current() - 1),
            "forward": lambda: self.choice.go(self.choice.current() + 1),
            "now": lambda: self.choice.go(self.model.rowCount() - 1),
            "find_sample": self._find_sample,
            "open_sample": lambda: self.choice.open(self.choice.current()),
        }.get(command)
        if act is None:
            return False
        act()
        return True

    def _find_sample(self) -> None:
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def _enter(self) -> None:
        """Return on the list: keep the label where it is looked at again, else open the sample."""
        if self.strip.on:
            self._chosen("keep", "")
        else:
            self.choice.open(self.choice.current())

    def escape(self) -> bool:
        """Esc: closes what lies on top, leaves a field, and of several samples keeps the current one."""
        panel = self.inspector.panel
        if panel.close_find():
            return True
        if self.inspector.not_worth_open():
            self.inspector.set_not_worth(False)
        elif self.bar.search.hasFocus():
            self.take_focus()
        elif len(self.choice.places()) > 1:
            self.choice.go(self.choice.current())
        else:
            return False
        return True

    # -- focus and places ------------------------------------------------------------------------------

    def take_focus(self) -> None:
        """Puts the focus on the list, or on the way out where it is empty."""
        if self.model.rowCount():
            self.view().setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._stack.currentWidget() is self.empty and self.bar.narrowed():
            self.empty.first_focus()
        else:
            self.bar.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> None:
        self.refresh()
        self.take_focus()

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """The regions F6 goes round on this page, each with what puts the focus into it."""
        return [
            (self._stack, self.take_focus),
            (self.inspector, self.inspector.first_focus),
            (self.bar, self._find_sample),
        ]

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        # Their heights follow from the sizes of what is in them.
        for part in (self.bar, self.strip, self.foot):
            retheme(part, theme)
        self._place()

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def showEvent(self, event: QEvent) -> None:
        self.refresh()

    def hideEvent(self, event: QEvent) -> None:
        self._rest.stop()
        self._search_on.stop()
        self._set_reviewing(False)

    def _place(self) -> None:
        theme, width, height = self._theme, self.width(), self.height()
        right = min(theme.size("inspector"), round(0.45 * width))
        left = max(0, width - right - 1)
        top = self.bar.place(left)
        foot = self.foot.height()
        self.bar.setGeometry(0, 0, left, top)
        self.strip.setGeometry(0, top, left, high := self.strip.place(left, height - top - self.foot.height()))
        top += high
        self._stack.setGeometry(0, top, left, max(0, height - top - foot))
        self.foot.setGeometry(0, height - foot, left, foot)
        self._line.setGeometry(left, 0, 1, height)
        self.inspector.setGeometry(width - right, 0, right, height)
        bars = theme.size("topbar") + theme.size("statusbar")
        self.inspector.set_low(height + bars < LOW_WINDOW * theme.scale)


def _given_words(inspector: SamplesInspector, classes: tuple[LabelClass, ...], kind: str, value: str) -> str:
    if kind == "keep":
        return tr("Kept")
    if kind == "label":
        return next((c.name for c in classes if c.id == value), "")
    return inspector.panel.model.reason_words(value) or tr("Unsure")


def _unreadable_words(left: int, whole: int) -> str:
    return tr("{n:,} of the {all:,} samples cannot be read and get no answer.", n=left, all=whole)


def _announce(page: QWidget, words: str, count: int) -> None:
    """Tell a screen reader what was given to how many."""
    announce(page, trn("{words}, {n} sample.", "{words}, {n} samples.", count, words=words))
