"""The samples that are shown, as one model for the table and the grid, and which of them are chosen."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop_al.core.words import local, tr, trn
from desktop_al.loop.listing import STATES, Listing, SampleLine
from desktop_al.loop.screen import Content, TextContent
from desktop_al.loop.text_search import excerpt
from desktop_al.ui.class_model import plain_tip

Index = QModelIndex | QPersistentModelIndex
#: Places as :meth:`Listing.find` gives them: an array of whole numbers.
Places = Any

ANSWER, NAME, DETAIL, OTHERS, TIME, SIGNS = range(6)
#: Lines kept between two changes; more are on screen only while scrolling.
_KEPT = 3000
_EXCERPT = 160
#: More separate ranges than this are not put back: painting asks each of them.
_RANGES = 1000


def size_words(size: int) -> str:
    """A size in bytes as it is read."""
    if size < 1000:
        return f"{size} B"
    if size < 1_000_000:
        return local(f"{size / 1000:.0f} kB")
    return local(f"{size / 1_000_000:.1f} MB")


class SampleModel(QAbstractTableModel):
    """Rows of a listing, made when they are asked for. ``contents`` gives what was read of a place."""

    def __init__(self) -> None:
        super().__init__()
        self.listing: Listing | None = None
        self.contents: Callable[[int], Content | None] = lambda _: None
        self.annotator = ""
        self.text = ""
        #: Texts, not images; whether anybody else has answered.
        self.texts = False
        self.several = False
        #: Labels that look wrong are listed: what makes them so is said in the place of size or text.
        self.reviewing = False
        self._places: Places = ()
        self._lines: dict[int, SampleLine] = {}

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._places)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else SIGNS + 1

    @property
    def places(self) -> Places:
        return self._places

    def set_listing(self, listing: Listing | None) -> None:
        self.beginResetModel()
        self.listing, self._places = listing, ()
        self._lines.clear()
        self.endResetModel()

    def set_places(self, places: Places) -> bool:
        """What to show; returns whether it was set anew. Where it is the same rows, only their looks may differ."""
        self._lines.clear()
        if len(places) == len(self._places) and (len(places) == 0 or bool((places == self._places).all())):
            self.freshen()
            return False
        self.beginResetModel()
        self._places = places
        self.endResetModel()
        return True

    def freshen(self) -> None:
        """The rows look different now."""
        if len(self._places):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._places) - 1, SIGNS))

    def place(self, row: int) -> int:
        return int(self._places[row])

    def line(self, row: int) -> SampleLine:
        place = int(self._places[row])
        line = self._lines.get(place)
        if line is None:
            assert self.listing is not None
            if len(self._lines) >= _KEPT:
                self._lines.clear()
            line = self._lines[place] = self.listing.line(place, self.annotator)
        return line

    def detail(self, line: SampleLine) -> str:
        """The beginning of a text, or the words around what was searched; the size of an image."""
        if self.reviewing:
            return line.why
        content = self.contents(line.place)
        if isinstance(content, TextContent):
            return excerpt(content.text, self.text, _EXCERPT)
        return line.problem if line.kind == "text" else size_words(line.size)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            answer = tr("Answer of {name}", name=self.annotator) if self.annotator else tr("Answer")
            detail = tr("Why it looks wrong") if self.reviewing else tr("Text") if self.texts else tr("Size")
            return (
                answer,
                tr("Sample"),
                detail,
                tr("Others"),
                tr("Answered", about="column of the time"),
                tr("Signs"),
            )[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._places):
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == ANSWER:
            return self.words(self.line(index.row()))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._cell(self.line(index.row()), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            line = self.line(index.row())
            return plain_tip(signs_words(line) if index.column() == SIGNS else self._cell(line, index.column()))
        return None

    def _cell(self, line: SampleLine, column: int) -> str:
        if column == ANSWER:
            return line.answer.text if line.answer is not None else tr(STATES[line.state])
        if column == NAME:
            return line.name
        if column == DETAIL:
            return self.detail(line)
        if column == OTHERS:
            return str(line.others) if line.others else ""
        return line.time if column == TIME else signs_words(line)

    def words(self, line: SampleLine) -> str:
        """A sample as a screen reader says it."""
        parts = [line.name, self._cell(line, ANSWER), line.why if self.reviewing else "", line.time, signs_words(line)]
        if line.others:
            parts.insert(4, trn("{n} other annotator", "{n} other annotators", line.others))
        return ", ".join(part for part in parts if part)


def signs(line: SampleLine) -> list[tuple[str, str, str]]:
    """Icon, colour and words of what is to be said of a sample besides its answer."""
    made = []
    if line.conflict:
        made.append(("conflict", "warning.text", tr("Answered differently in two copies of the project")))
    if line.answer is not None and line.state in ("gone", "unreadable"):
        made.append((line.state, "warning.text", tr(STATES[line.state])))
    if line.aside and (line.back or line.answer is not None):
        made.append(("undo" if line.back else "aside", "text.secondary", line.aside))
    if line.comment:
        made.append(("comment", "text.secondary", tr("Comment")))
    return made


def signs_words(line: SampleLine) -> str:
    return ", ".join(words for _, _, words in signs(line))


class Choice(QObject):
    """Which rows are chosen: one or several, by key or pointer, the same in table and grid.

    ``changed`` is sent when other samples are chosen, ``moved`` when a key or the pointer went to another row (not
    when rows were set anew), ``opened`` carries the place of one to look at alone, ``entered`` says that Return was
    pressed.
    """

    changed = Signal()
    moved = Signal()
    opened = Signal(int)
    entered = Signal()

    def __init__(self, model: SampleModel) -> None:
        super().__init__()
        self.model = model
        self.selection = QItemSelectionModel(model)
        self.selection.selectionChanged.connect(lambda: self.changed.emit())
        self._anchor = 0

    def current(self) -> int:
        """The row that keys start from, -1 for none."""
        return self.selection.currentIndex().row()

    def is_chosen(self, row: int) -> bool:
        return self.selection.isSelected(self.model.index(row, 0))

    def go(self, row: int, extend: bool = False) -> None:
        """Choose one row, or all from the last one chosen alone to it."""
        if not self.model.rowCount():
            return
        row = min(max(row, 0), self.model.rowCount() - 1)
        if not extend:
            self._anchor = row
        first, last = sorted((min(self._anchor, self.model.rowCount() - 1), row))
        self._take(row, self._range(first, last))
        self.moved.emit()

    def toggle(self, row: int) -> None:
        """Choose one row more, or one less."""
        self._anchor = row
        flags = QItemSelectionModel.SelectionFlag
        self.selection.setCurrentIndex(self.model.index(row, 0), flags.NoUpdate)
        self.selection.select(self._range(row, row), flags.Toggle)

    def all(self) -> None:
        if self.model.rowCount():
            everything = self._range(0, self.model.rowCount() - 1)
            self.selection.select(everything, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def open(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            self.opened.emit(self.model.place(row))

    def _range(self, first: int, last: int) -> QItemSelection:
        return QItemSelection(self.model.index(first, 0), self.model.index(last, SIGNS))

    def places(self) -> tuple[int, ...]:
        """The chosen samples in the order in which they are shown."""
        ranges = sorted((part.top(), part.bottom()) for part in self.selection.selection())
        found: list[int] = []
        for first, last in ranges:
            found += self.model.places[first : last + 1].tolist()
        return tuple(found)

    def put_back(self, places: tuple[int, ...], current: int, row: int) -> None:
        """After the rows were set anew: choose the same samples again. Where none of them is shown any more, choose
        what now stands at ``row``, where the current one stood. ``current`` is its place, -1 for none."""
        listing, count = self.model.listing, self.model.rowCount()
        if listing is None or not count:
            return
        ranges = listing.rows_of(self.model.places, places)[:_RANGES] if places else []
        if not ranges:
            if row >= 0:
                self._anchor = at = min(row, count - 1)
                self._take(at, self._range(at, at))
            return
        wanted = QItemSelection()
        for first, last in ranges:
            wanted.append(self._range(first, last)[0])
        here = listing.rows_of(self.model.places, (current,)) if current >= 0 else []
        at = here[0][0] if here else ranges[0][0]
        self._anchor = at
        self._take(at, wanted)

    def _take(self, current: int, wanted: QItemSelection) -> None:
        flags = QItemSelectionModel.SelectionFlag
        self.selection.setCurrentIndex(self.model.index(current, 0), flags.NoUpdate)
        self.selection.select(wanted, flags.ClearAndSelect)

    def key(self, key: int, extend: bool, step: int, page: int) -> bool:
        """Carry out a movement key; ``step`` rows are one line down, ``page`` one page. False for other keys."""
        keys = Qt.Key
        moves = {
            keys.Key_Up: -step,
            keys.Key_Down: step,
            keys.Key_PageUp: -page,
            keys.Key_PageDown: page,
            keys.Key_Left: -1,
            keys.Key_Right: 1,
        }
        last = self.model.rowCount() - 1
        if key in (keys.Key_Home, keys.Key_End):
            self.go(0 if key == keys.Key_Home else last, extend)
        elif key in moves:
            here, by = max(self.current(), 0), moves[Qt.Key(key)]
            if self.current() < 0:
                by = 0
            if step > 1 and abs(by) > 1 and not 0 <= here + by <= last:
                # Up and down in a grid stay in their column, but for a last line that is shorter.
                by = last - here if by == step and here // step < last // step else 0 if abs(by) == step else by
            self.go(here + by, extend)
        else:
            return False
        return True
