"""The guideline beside the sample: class by class, with questions, examples and decision rules, and as a whole."""

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop_al.core.protocol import name_key
from desktop_al.core.protocol_parts import ClassParts, Parts, parts_of
from desktop_al.core.words import mark, tr
from desktop_al.ui.class_guide import ClassGuide, Said
from desktop_al.ui.class_model import ClassRow
from desktop_al.ui.example_foot import ExampleFoot
from desktop_al.ui.guideline import GuidelineText
from desktop_al.ui.guideline_keys import ClassKeys
from desktop_al.ui.guideline_tabs import ClassTabs
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, Words, rule, surface

if TYPE_CHECKING:
    from desktop_al.loop.examples import Examples

NO_GUIDELINE = mark("This project has no guideline yet. Load or write one on the Protocol page.")

#: Height that is kept for what is read.
_READ = 100


class GuidelineView(QWidget):
    """The guideline in place of reason, classes and tray. ``chosen`` carries the id of a class that was clicked,
    ``example_asked`` whether the sample on screen is to be none of the class (else one of it); then ``example_kept``
    carries class name, caption and that again. ``example_left``: the caption's field was closed.

    It is filled when it is seen: a key that shows the next sample does not wait for it.
    """

    closed = Signal()
    chosen = Signal(str)
    example_asked = Signal(bool)
    example_kept = Signal(str, str, bool)
    example_left = Signal()
    #: Whether the project has a guideline has changed.
    written = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "surface")
        self._rows: tuple[ClassRow, ...] = ()
        self._text, self._version = "", 0
        self._likeliest, self._subject = "", ("", -1)
        self._stale = self._afresh = True
        #: Gives what knows the samples that the guideline names; None without a project.
        self._source: Callable[[], Examples | None] = lambda: None
        self._seen: object = None
        #: The class that is shown, "" for none.
        self._open = ""
        self._shown_text = ""
        self._texts = False
        self._icon = IconView(theme, "", 18, "accent.text")
        self._word = Words(theme, "", "label", "text.primary", 600)
        self._suggested = Words(theme, "", "body", "text.secondary", elide=True)
        self._suggested.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.keys = ClassKeys(theme)
        self.keys.chosen.connect(self.chosen)
        self._head = Words(theme, tr("Guideline"), "label", "text.primary", 600)
        self._which = Words(theme, "", "body", "text.secondary")
        self._close = CapButton(theme, tr("close"), "G", role="quiet", height=28, hug=True)
        self._close.clicked.connect(self.closed)
        self.tabs = ClassTabs(theme)
        self.tabs.turned.connect(self._turn)
        self._class = ClassGuide(theme)
        self.text = GuidelineText(theme)
        self._none = Paragraph(theme, tr(NO_GUIDELINE), "body", "text.secondary")
        self.foot = ExampleFoot(theme)
        self._foot_line = rule()
        self.foot.asked.connect(self.example_asked)
        self.foot.kept.connect(self._keep_example)
        self.foot.left.connect(self.example_left)
        for part in (self.foot, self._foot_line):
            part.setParent(self)
            part.hide()
        self._told = QWidget()
        self._line, self._top, self._none_line = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(self._told)
        self._pages = QStackedLayout()
        self._line.addWidget(self._icon)
        self._line.addWidget(self._word)
        self._line.addWidget(self._suggested, 1)
        self._top.addWidget(self._head)
        self._top.addWidget(self._which)
        self._top.addStretch(1)
        self._top.addWidget(self._close)
        # What a stack shows before it has a place would come up as a window.
        self._class.setParent(self)
        self._pages.addWidget(self._class)
        self._pages.addWidget(self.text)
        self._all = QVBoxLayout(self)
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(0)
        self._none_line.addWidget(self._none)
        self._lines = (rule(), rule(), rule(), rule())
        parts = (self._line, self._lines[0], self.keys, self._lines[1], self._top, self._lines[2], self._told)
        for part in (*parts, self.tabs, self._lines[3], self._pages, self._foot_line, self.foot):
            if isinstance(part, QWidget):
                self._all.addWidget(part)
            else:
                self._all.addLayout(part, 1 if part is self._pages else 0)
        stops = (self._close, self.tabs.bar, self.tabs.list, self._class, self.text, *self.foot.stops())
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda step=step: self.step(step))
        self.set_theme(theme)

    def set_keys(self, close: str, add: str = "") -> None:
        """The keys printed on the buttons that close it and that add an example."""
        self._close.set_key(close)
        self.foot.set_key(add)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._line.setContentsMargins(px(16), px(10), px(16), px(10))
        self._line.setSpacing(px(8))
        self._top.setContentsMargins(px(16), px(6), px(6), px(6))
        self._top.setSpacing(px(8))
        self._none_line.setContentsMargins(px(16), px(8), px(16), px(8))
        self._class.set_theme(theme)
        self.tabs.set_theme(theme)
        self._make_room()
        self._refill()

    def has_guideline(self) -> bool:
        return bool(self._text.strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._make_room()

    def _make_room(self) -> None:
        """In a low window the keys give way to what is read; they go on working."""
        others = (self._line, self._top, self.tabs, *((self.foot,) if self.foot.isVisibleTo(self) else ()))
        left = self.height() - sum(part.sizeHint().height() for part in others)
        self.keys.setVisible(left - self.keys.sizeHint().height() >= self._theme.px(_READ))
        self._lines[1].setVisible(self.keys.isVisibleTo(self))

    def set_source(self, source: "Callable[[], Examples | None]") -> None:
        """What knows the samples that the guideline names."""
        self._source = source

    def offer_examples(self) -> None:
        """Shows the foot: the sample on screen can be added as an example."""
        self.foot.show()
        self._foot_line.show()
        self._make_room()

    def came(self, place: int) -> None:
        """A sample that is an example was read."""
        if not self._stale:
            self._class.came(place)

    def set_markdown(self, text: str, version: int = 0) -> None:
        """The guideline; ``version`` counts from 1, 0 is unknown."""
        if (text, version) != (self._text, self._version):
            had = self.has_guideline()
            self._text, self._version = text, version
            self._which.set_text(tr("version {version}", version=version) if version and self.has_guideline() else "")
            self._refill()
            if had != self.has_guideline():
                self.written.emit()

    def set_rows(self, rows: tuple[ClassRow, ...]) -> None:
        """The classes that are offered, in their order."""
        if rows != self._rows:
            self._rows = rows
            self.keys.set_rows(rows)
            self.keys.precede(self._close)
            self._make_room()
            self._refill()

    def set_sample(self, kind: str, word: str, suggested: str, likeliest: str, enabled: bool) -> None:
        """The one line above: reason (icon and word) and suggestion; ``likeliest`` is a class id or ""."""
        self._likeliest = likeliest
        self._icon.set_icon(kind)
        self._word.set_text(word)
        self._suggested.set_text(suggested)
        self.keys.set_suggested(likeliest, enabled)

    def set_subject(self, name: str, place: int, texts: bool) -> None:
        """The sample on screen, as it is called there; ``texts``: the project is one of texts."""
        if texts != self._texts:
            self._texts = texts
            self._refill()
        if (name, place) != self._subject:
            self._subject = (name, place)
            # What was being written was about another sample.
            self.foot.close_field()
            self._name_foot()

    def subject(self) -> int:
        """The place of the sample on screen, -1 for none."""
        return self._subject[1]

    def _name_foot(self) -> None:
        row = self._row()
        self.foot.set_subject(self._subject[0], row.name if row is not None else "")

    def _row(self) -> ClassRow | None:
        place = self.tabs.currentIndex()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def begin_example(self, against: bool) -> None:
        """Asks for the caption of the sample on screen."""
        if self._row() is None and self._rows:
            self._open_on_likeliest()
        row = self._row()
        if row is not None and self._subject[0]:
            self.foot.open_field(row.name, against)

    def drop_example(self) -> bool:
        """Closes the field of the caption; False if it was not open."""
        return self.foot.close_field()

    def _keep_example(self, caption: str, against: bool) -> None:
        row = self._row()
        if row is not None:
            self.example_kept.emit(row.name, caption, against)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if event.spontaneous():
            return
        source = self._source()
        if self._stale or self._seen != (source.version() if source is not None else None):
            self._fill()
        if self._afresh:
            self._open_on_likeliest()
        self._afresh = False

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self.foot.close_field()
            # Behind another page it stays where it is; once closed, it opens anew.
            self._afresh = self._afresh or self.isHidden()

    def _open_on_likeliest(self) -> None:
        """On the class that is suggested; else on the one that was last looked at, which tells nothing of the
        sample."""
        places = [n for n, row in enumerate(self._rows) if row.id == self._likeliest]
        if places:
            self.tabs.setCurrentIndex(places[0])
        elif self._row() is None:
            self.tabs.setCurrentIndex(0)

    def step(self, by: int) -> None:
        """Turns to the next or previous tab, round the ends."""
        if self.tabs.count():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _refill(self) -> None:
        self._stale = True
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        self._stale = False
        source = self._source()
        self._seen = source.version() if source is not None else None
        names = tuple(row.name for row in self._rows)
        self._shown_text = source.guideline(self._text, names) if source is not None else self._text
        self.tabs.set_rows(self._rows, self.has_guideline())
        self._told.setVisible(not self.has_guideline())
        self._turn(self.tabs.currentIndex())

    def _turn(self, place: int) -> None:
        row = self._row()
        if self._open != (row.id if row is not None else ""):
            # What was being written was about another class.
            self.foot.close_field()
        self._open = row.id if row is not None else ""
        self._name_foot()
        if row is None and self.has_guideline():
            self.text.set_guideline(self._shown_text, {name_key(row.name): row.colour for row in self._rows})
            self._pages.setCurrentWidget(self.text)
            return
        self._class.show_class(self._said(row) if row is not None else None)
        self._pages.setCurrentWidget(self._class)

    def _said(self, row: ClassRow) -> Said:
        parts = _parts(self._shown_text, tuple(item.name for item in self._rows))
        key = name_key(row.name)
        own = next((one for one in parts.classes if name_key(one.name) == key), ClassParts(row.name))
        by_name = {name_key(item.name): item for item in self._rows}
        return Said(row, own, by_name, self._shown_text, self._texts, self._source())


@lru_cache(maxsize=2)
def _parts(text: str, names: tuple[str, ...]) -> Parts:
    return parts_of(text, names)
