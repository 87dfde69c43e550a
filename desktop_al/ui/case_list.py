"""The left column of the adjudication page: the cases, the answers to each as marks, and which are decided."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_al.core.shapes import LabelClass
from desktop_al.core.words import tr, trn
from desktop_al.loop.adjudication_screen import AdjudicationScreen, OpenCase
from desktop_al.loop.cases import number_word
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.pixmaps import Pixels, thumbnail
from desktop_al.ui.reader_rows import ReaderRows
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Surface, Words, rule

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
ROW = 54
_PICTURES_KEPT = 400


class CaseModel(QAbstractListModel):
    """The cases in their order; a screen that changes one of them changes one row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[OpenCase, ...] = ()
        self.classes: tuple[LabelClass, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def set_cases(self, rows: tuple[OpenCase, ...], classes: tuple[LabelClass, ...]) -> None:
        if len(rows) != len(self.rows) or classes != self.classes:
            self.beginResetModel()
            self.rows, self.classes = rows, classes
            self.endResetModel()
            return
        before, self.rows = self.rows, rows
        for place, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old is not new:
                self.dataChanged.emit(self.index(place), self.index(place))

    def words(self, row: OpenCase) -> str:
        """The row as a screen reader says it."""
        said = [row.title, state_words(row, self.classes)]
        if row.marks:
            names = (self.classes[mark].name if mark is not None else tr("no class") for mark in row.marks)
            said.append(tr("answers {names}", names=", ".join(names)))
        return ", ".join(said)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(row)
        return plain_tip(self.words(row)) if role == Qt.ItemDataRole.ToolTipRole else None


def state_words(row: OpenCase, classes: tuple[LabelClass, ...]) -> str:
    """Where a case stands, in a word or two."""
    if row.done:
        return tr("decided: {name}", name=classes[row.decided].name) if row.decided is not None else tr("decided")
    return tr("to be discussed") if row.discussed else tr("open", about="a case")


class CaseDelegate(QStyledItemDelegate):
    """Paints one row: picture, name, marks of the answers, and whether it is decided."""

    def __init__(self, theme: Theme, model: CaseModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._model = model
        self.current: int | None = None
        self.kind = "image"
        #: The small picture of a place, None while it is not there.
        self.pixels: Callable[[int], Pixels | None] = lambda _: None
        self._pictures: OrderedDict[int, tuple[Pixels, QPixmap]] = OrderedDict()

    def clear_pictures(self) -> None:
        self._pictures.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.theme.px(100), self.theme.px(ROW))

    def _picture(self, place: int, ratio: float) -> QPixmap | None:
        pixels = self.pixels(place)
        if pixels is None:
            return None
        kept = self._pictures.get(place)
        if kept is None or kept[0] is not pixels:
            kept = (pixels, thumbnail(pixels, self.theme.px(40), ratio))
            self._pictures[place] = kept
            if len(self._pictures) > _PICTURES_KEPT:
                self._pictures.popitem(last=False)
        return kept[1]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: OpenCase = index.data(ROW_ROLE)
        theme, box = self.theme, QRect(option.rect)
        painter.save()
        if row.place == self.current:
            painter.fillRect(box, theme.colour("accent.soft"))
            painter.fillRect(QRect(box.left(), box.top(), theme.px(3), box.height()), theme.colour("accent.line"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("bg.hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("focus.ring"))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        left = box.left() + theme.px(15)
        if self.kind == "image":
            side = theme.px(40)
            place = QRect(left, box.top() + (box.height() - side) // 2, side, side)
            picture = self._picture(row.place, painter.device().devicePixelRatioF())
            if picture is not None:
                painter.drawPixmap(place, picture)
            else:
                painter.fillRect(place, theme.colour("bg.hover"))
            left += side + theme.px(10)
        right = self._sign(painter, box, row)
        self._words(painter, QRect(left, box.top(), right - left, box.height()), row)
        painter.restore()

    def _sign(self, painter: QPainter, box: QRect, row: OpenCase) -> int:
        """The sign at the end: decided, or to be discussed; returns where the room left of it ends."""
        theme, right = self.theme, box.right() - self.theme.px(10)
        if not row.done and not row.discussed:
            return right
        side = theme.px(16)
        name, token = ("saved", "success.text") if row.done else ("discuss", "text.secondary")
        place = QRect(right - side, box.center().y() - side // 2, side, side)
        paint_icon(painter, name, place, theme.colour(token))
        return right - side - theme.px(6)

    def _words(self, painter: QPainter, box: QRect, row: OpenCase) -> None:
        theme, height = self.theme, self.theme.px(18)
        top = box.center().y() - theme.px(17)
        painter.setFont(theme.mono(12))
        painter.setPen(theme.colour("text.primary"))
        # The end of a file name tells samples apart.
        title = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideMiddle, box.width())
        painter.drawText(QRect(box.left(), top, box.width(), height), Qt.AlignmentFlag.AlignVCenter, title)
        side, gap, x = theme.px(12), theme.px(5), box.left()
        middle = top + height + theme.px(11)
        if not row.marks:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("text.muted"))
            words = trn("{number} answer", "{number} answers", row.answers, number=number_word(row.answers))
            painter.drawText(QRect(x, top + height, box.width(), height), Qt.AlignmentFlag.AlignVCenter, words)
        for mark in row.marks:
            if x + side > box.right():
                break
            item = self._model.classes[mark] if mark is not None else None
            if item is not None and item.colour >= 0:
                paint_glyph(painter, item.colour, x, middle - side / 2, side, theme.class_colour(item.colour))
            else:
                place = QRect(x, round(middle - side / 2), side, side)
                paint_icon(painter, "unsure" if item is None else "class", place, theme.colour("text.secondary"))
            x += side + gap


class CaseView(ReaderRows, QListView):
    """The list: click, Space or Enter opens a case. ``scrolled``: other rows are in sight."""

    picked = Signal(QModelIndex)
    scrolled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.picked.emit(self.currentIndex())
            event.accept()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.scrolled.emit()


class CaseList(Surface):
    """Header and list. ``opened`` carries a place; ``wanted`` the places whose pictures are in sight."""

    opened = Signal(int)
    wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Cases"))
        self.model = CaseModel()
        self._delegate = CaseDelegate(theme, self.model, self)
        self._title = Words(theme, "", "body", "text.primary", 600)
        self._count = Words(theme, "", "caption", "text.secondary", elide=True)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.view = CaseView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.view.setAccessibleName(tr("Cases"))
        self.view.picked.connect(self._pick)
        self.view.take_presses(self._pick, clicks=True)
        self.view.scrolled.connect(self._tell_wanted)
        self._line = rule()
        for child in (self._title, self._count, self.view, self._line):
            child.setParent(self)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._delegate.theme = theme
        self._delegate.clear_pictures()
        self.view.doItemsLayout()
        self._place()

    def resizeEvent(self, event: QEvent) -> None:
        self._place()
        self._tell_wanted()

    def _place(self) -> None:
        px, width = self._theme.px, self.width()
        bar = px(40)
        half = min(self._title.sizeHint().width() + px(4), width - px(24))
        self._title.setGeometry(px(12), 0, half, bar)
        self._count.setGeometry(px(12) + half, 0, max(0, width - px(24) - half), bar)
        self._line.setGeometry(0, bar - 1, width, 1)
        self.view.setGeometry(0, bar + px(4), width, max(0, self.height() - bar - px(4)))

    def set_pictures(self, pixels: Callable[[int], Pixels | None]) -> None:
        """Where the small pictures come from."""
        self._delegate.pixels = pixels

    def picture_came(self) -> None:
        """A small picture is there now."""
        self.view.viewport().update()

    def show_screen(self, screen: AdjudicationScreen) -> None:
        self._title.set_text(screen.title)
        self._count.set_text(tr("{n:,} of {all:,} done", n=screen.done, all=len(screen.cases)))
        self._delegate.kind = screen.kind
        self.model.set_cases(screen.cases, screen.classes)
        if screen.current != self._delegate.current:
            self._delegate.current = screen.current
            self._scroll_to(screen.current)
        self.view.viewport().update()
        self._place()
        self._tell_wanted()

    def _scroll_to(self, place: int | None) -> None:
        here = next((n for n, row in enumerate(self.model.rows) if row.place == place), -1)
        if here >= 0:
            self.view.setCurrentIndex(self.model.index(here))
            self.view.scrollTo(self.model.index(here))

    def _tell_wanted(self) -> None:
        """Which rows are in sight."""
        if self._delegate.kind != "image" or not self.model.rows:
            return
        high = self._theme.px(ROW)
        first = max(0, self.view.verticalScrollBar().value() // high)
        last = first + self.view.viewport().height() // high + 2
        self.wanted.emit([row.place for row in self.model.rows[first:last]])

    def _pick(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None:
            self.opened.emit(row.place)

    def first_focus(self) -> None:
        """Puts the focus on the list."""
        if not self.view.currentIndex().isValid() and self.model.rows:
            self.view.setCurrentIndex(self.model.index(0))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
