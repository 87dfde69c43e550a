"""The list of recent projects and drafts on the start page: sign, name, progress, verdict, date, lock."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_al.core.words import tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.reader_rows import ReaderRows
from desktop_al.ui.recent_row import RecentRow
from desktop_al.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
ROW = 68
_LAST_STEP = 4
#: The least width of a name, and the columns right of it in the order in which they give way: (name, width).
_LEAST_NAME = 180
_WITH_SIGN = 260
_COLUMNS = (("bar", 106), ("count", 118), ("verdict", 146), ("when", 104))


def verdict(row: RecentRow) -> tuple[str, str, str]:
    """(icon, words, colour token) of what there is to say about a row; empty when there is nothing."""
    if row.missing:
        return "warning", tr("Not found"), "warning.text"
    if row.step:
        return "", tr("Draft, step {step} of {last}", step=row.step, last=_LAST_STEP), "text.secondary"
    if row.pool and row.labelled >= row.pool and not row.hidden:
        return "done", tr("Done"), "success.text"
    return "", "", "text.secondary"


def row_words(row: RecentRow) -> str:
    """A row as a screen reader says it."""
    parts = [row.title]
    if not row.hidden:
        parts += [
            row.detail,
            tr("{done:,} of {pool:,} labelled", done=row.labelled, pool=row.pool) if row.pool else "",
        ]
    parts += [verdict(row)[1], row.when, tr("encrypted") if row.encrypted else ""]
    return ", ".join(part for part in parts if part)


class RecentModel(QAbstractListModel):
    """The rows, newest first, and of them those that the find field lets through."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[RecentRow, ...] = ()
        self.rows: tuple[RecentRow, ...] = ()
        self._filter = ""

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def count(self) -> int:
        """How many there are, found or not."""
        return len(self._all)

    def any_encrypted(self) -> bool:
        return any(row.encrypted for row in self._all)

    def set_rows(self, rows: Sequence[RecentRow]) -> None:
        self._all = tuple(rows)
        self._rebuild()

    def set_filter(self, text: str) -> None:
        """Only rows whose name or kind holds ``text``; what is hidden is not searched."""
        self._filter = " ".join(text.split()).casefold()
        self._rebuild()

    def _rebuild(self) -> None:
        self.beginResetModel()
        wanted = self._filter
        self.rows = tuple(
            row
            for row in self._all
            if not wanted or wanted in (row.title if row.hidden else f"{row.name} {row.detail}").casefold()
        )
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row_words(row)
        tip = role == Qt.ItemDataRole.ToolTipRole and not row.hidden and not row.step
        return plain_tip(row.path) if tip else None


class RecentDelegate(QStyledItemDelegate):
    """Paints one row."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.locks = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.theme.px(200), self.theme.px(ROW))

    def columns(self, width: int) -> dict[str, tuple[int, int]]:
        """Left edge and width of every column that there is room for, from the name on."""
        px = self.theme.px
        right = width - px(44 if self.locks else 12)
        left = px(76 if width >= px(_WITH_SIGN) else 16)
        shown = list(_COLUMNS)
        while shown and right - left - sum(px(wide) for _, wide in shown) < px(_LEAST_NAME):
            shown.pop(0)
        if not shown and right - left > px(_LEAST_NAME // 2 + 104):
            shown = [_COLUMNS[-1]]
        at = right - sum(px(wide) for _, wide in shown)
        found = {"name": (left, at - left - px(12))}
        for name, wide in shown:
            found[name] = (at, px(wide))
            at += px(wide)
        return found

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box, px = self.theme, QRect(option.rect), self.theme.px
        row: RecentRow = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("bg.hover"))
        if index.row():
            painter.fillRect(QRect(box.left(), box.top(), box.width(), 1), theme.colour("border.subtle"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus.ring"), px(2)))
            painter.drawRoundedRect(QRectF(box).adjusted(3, 3, -3, -3), px(6), px(6))
        if box.width() >= px(_WITH_SIGN):
            self._sign(painter, row, box)
        columns = self.columns(box.width())
        middle = box.center().y()

        def place(name: str, top: int, height: int) -> QRect:
            left, width = columns[name]
            return QRect(box.left() + left, top, width, height)

        whole = (box.top(), box.height())
        if row.hidden:
            self._text(painter, place("name", *whole), row.title, "label", 600)
        else:
            self._text(painter, place("name", middle - px(20), px(20)), row.title, "label", 600)
            self._text(painter, place("name", middle + px(1), px(18)), row.detail, "caption", 400, "text.muted")
        if row.pool and not row.hidden:
            if "bar" in columns:
                self._bar(painter, place("bar", *whole), row)
            if "count" in columns:
                words = tr("{done:,} of {pool:,}", done=row.labelled, pool=row.pool)
                self._text(painter, place("count", *whole), words, "body", 400, "text.secondary")
        icon, words, token = verdict(row)
        if "verdict" in columns:
            self._verdict(painter, place("verdict", *whole), icon, words, token)
        if "when" in columns:
            # Where there is no room for both, what is wrong stands in the place of the date.
            if "verdict" not in columns and words:
                self._verdict(painter, place("when", *whole), icon, words, token)
            else:
                self._text(painter, place("when", *whole), row.when, "body", 400, "text.secondary")
        if row.encrypted:
            side = px(18)
            lock = QRect(box.right() - px(20) - side // 2, middle - side // 2 + 1, side, side)
            paint_icon(painter, "encrypted", lock, theme.colour("text.secondary"))
        painter.restore()

    def _sign(self, painter: QPainter, row: RecentRow, box: QRect) -> None:
        theme, px = self.theme, self.theme.px
        tile = QRectF(box.left() + px(16), box.center().y() - px(22) + 1, px(44), px(44))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bg.hover"))
        painter.drawRoundedRect(tile, px(4), px(4))
        sign = QRect(0, 0, px(20), px(20))
        sign.moveCenter(tile.center().toPoint())
        name = "file" if row.encrypted else "edit" if row.step else row.kind
        paint_icon(painter, name, sign, theme.colour("text.secondary"))

    def _bar(self, painter: QPainter, box: QRect, row: RecentRow) -> None:
        theme, px = self.theme, self.theme.px
        track = QRectF(box.left(), box.center().y() - px(2), px(94), px(5))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bg.pressed"))
        painter.drawRoundedRect(track, px(2), px(2))
        if row.labelled > 0:
            filled = QRectF(track)
            filled.setWidth(max(px(3), track.width() * min(1.0, row.labelled / row.pool)))
            painter.setBrush(theme.colour("text.secondary"))
            painter.drawRoundedRect(filled, px(2), px(2))

    def _verdict(self, painter: QPainter, box: QRect, icon: str, words: str, token: str) -> None:
        px = self.theme.px
        if icon:
            side = px(16)
            spot = QRect(box.left(), box.center().y() - side // 2 + 1, side, side)
            paint_icon(painter, icon, spot, self.theme.colour(token))
            box = box.adjusted(side + px(6), 0, 0, 0)
        self._text(painter, box.adjusted(0, 0, -px(6), 0), words, "body", 400, token)

    def _text(
        self, painter: QPainter, box: QRect, text: str, role: str, weight: int, token: str = "text.primary"
    ) -> None:
        painter.setFont(self.theme.font(role, weight))
        painter.setPen(self.theme.colour(token))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


class RecentView(ReaderRows, QListView):
    """The list; arrows choose, Enter opens, Del takes off the list. Both carry the row's path."""

    opened = Signal(str)
    forgotten = Signal(str)

    def __init__(self, model: RecentModel, delegate: RecentDelegate) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.take_presses(lambda index: self._send(self.opened, index), clicks=True)
        self.setAccessibleName(tr("Recent projects"))
        self._at = 0
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)

    def _keep(self) -> None:
        self._at = max(0, self.currentIndex().row())

    def _restore(self) -> None:
        """After a row was taken off, the one that took its place is chosen."""
        if self.hasFocus():
            self._choose(self._at)

    def _choose(self, place: int) -> None:
        count = self.model().rowCount()
        if count:
            index = self.model().index(min(max(place, 0), count - 1), 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    @staticmethod
    def _send(signal: object, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None:
            signal.emit(row.path)

    def focusInEvent(self, event: QEvent) -> None:
        if not self.currentIndex().isValid():
            self._choose(0)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if not event.isAutoRepeat():
                self._send(self.opened, self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self._send(self.forgotten, self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        return

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        row = index.data(ROW_ROLE)
        if row is not None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            away = tr("Remove the draft") if row.step else tr("Remove from this list, files stay")
            menu.addAction(tr("Open")).triggered.connect(lambda: self.opened.emit(row.path))
            menu.addAction(f"{away}\tDel").triggered.connect(lambda: self.forgotten.emit(row.path))
            spot = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            menu.popup(spot)
