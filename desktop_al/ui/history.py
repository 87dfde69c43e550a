"""The left column: what was answered, oldest first, the current sample below, and what comes next."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_al.core.shapes import SampleKind
from desktop_al.core.words import tr, trn
from desktop_al.loop.screen import HistoryRow, ImageContent, LabelScreen, TextContent
from desktop_al.loop.wording import copies_words
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.history_view import HistoryView
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.pixmaps import Pixels, thumbnail
from desktop_al.ui.row_cache import RowCache
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph, Surface, Words, rule

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_THUMBNAILS_KEPT = 400


def _details(name: str, rest: str) -> tuple[str, ...]:
    """A name with what is said of it, and the same without the extension for where that is too long."""
    return name + rest, (name.rpartition(".")[0] or name) + rest


class HistoryModel(QAbstractListModel):
    """The past, and one last row for the current sample (its role data is None)."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[HistoryRow] = []
        #: Name of the sample, what is said of it, and the key of its showing.
        self.now: tuple[str, str, int] | None = None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows) + (self.now is not None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = index.row()
        if not 0 <= row < self.rowCount():
            return None
        if row == len(self.rows):
            return self._now_data(role)
        item = self.rows[row]
        if role == ROW_ROLE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            extra = tr(", suggestion changed") * item.changed_suggestion + tr(", with a comment") * item.comment
            told = "".join(f", {words}" for words in (item.repeated, copies_words(item.copies)) if words)
            return f"{item.answer.text}, {item.name}, {item.time}{told}{extra}"
        if role == Qt.ItemDataRole.ToolTipRole:
            signs = (tr("differs from the suggestion") * item.changed_suggestion, tr("has a comment") * item.comment)
            parts = (item.name, item.repeated, copies_words(item.copies), *signs)
            return plain_tip(", ".join(part for part in parts if part))
        return None

    def _now_data(self, role: int) -> Any:
        assert self.now is not None
        words = "".join(self.now[:2])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return tr("Now, {words}", words=words)
        return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else None

    def set_rows(self, rows: Sequence[HistoryRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def append(self, row: HistoryRow) -> None:
        at = len(self.rows)
        self.beginInsertRows(QModelIndex(), at, at)
        self.rows.append(row)
        self.endInsertRows()

    def update_last(self, row: HistoryRow) -> None:
        """Replaces the newest row."""
        if not self.rows:
            self.append(row)
            return
        self.rows[-1] = row
        place = self.index(len(self.rows) - 1)
        self.dataChanged.emit(place, place)

    def remove_last(self) -> None:
        """Takes the newest row away (an answer was undone)."""
        if self.rows:
            at = len(self.rows) - 1
            self.beginRemoveRows(QModelIndex(), at, at)
            self.rows.pop()
            self.endRemoveRows()

    def set_now(self, now: tuple[str, str, int] | None) -> None:
        at = len(self.rows)
        if now is not None and self.now is None:
            self.beginInsertRows(QModelIndex(), at, at)
            self.now = now
            self.endInsertRows()
        elif now is None and self.now is not None:
            self.beginRemoveRows(QModelIndex(), at, at)
            self.now = None
            self.endRemoveRows()
        elif now != self.now:
            self.now = now
            self.dataChanged.emit(self.index(at), self.index(at))


class HistoryDelegate(QStyledItemDelegate):
    """Paints one row: picture or mark, answer, name and time, trailing signs."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.kind: SampleKind = "image"
        self.current = -1
        self.now_picture: QPixmap | None = None
        self._pictures: OrderedDict[int, tuple[Pixels, QPixmap]] = OrderedDict()
        self._kept = RowCache()

    def clear_pictures(self) -> None:
        self._pictures.clear()
        self._kept.clear()

    def row_height(self) -> int:
        return self.theme.px(54 if self.kind == "image" else 58)

    def _picture(self, row: HistoryRow, ratio: float) -> QPixmap | None:
        if row.thumbnail is None:
            return None
        kept = self._pictures.get(row.key)
        if kept is None or kept[0] is not row.thumbnail:
            kept = (row.thumbnail, thumbnail(row.thumbnail, self.theme.px(40), ratio))
            self._pictures[row.key] = kept
            if len(self._pictures) > _THUMBNAILS_KEPT:
                self._pictures.popitem(last=False)
        return kept[1]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self.theme
        row: HistoryRow | None = index.data(ROW_ROLE)
        chosen = index.row() == self.current
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        now = index.model().now if row is None else None

        def draw(inner: QPainter, box: QRect) -> None:
            self._draw(inner, box, row, now, chosen, hovered, focused)

        if row is None:
            draw(painter, QRect(option.rect))
            return
        look = (row.key, row.name, row.answer, row.time, row.excerpt, row.changed_suggestion, row.comment)
        told = (row.repeated, row.copies, id(row.thumbnail))
        key = (look, told, self.kind, chosen, hovered, focused, theme.name, theme.scale)
        self._kept.paint(painter, QRect(option.rect), key, theme.colour("bg.surface"), draw)

    def _draw(
        self,
        painter: QPainter,
        box: QRect,
        row: HistoryRow | None,
        now: tuple[str, str, int] | None,
        chosen: bool,
        hovered: bool,
        focused: bool,
    ) -> None:
        theme = self.theme
        painter.save()
        if chosen:
            painter.fillRect(box, theme.colour("accent.soft"))
            painter.fillRect(QRect(box.left(), box.top(), theme.px(3), box.height()), theme.colour("accent.line"))
        elif hovered:
            painter.fillRect(box, theme.colour("bg.hover"))
        if focused:
            painter.setPen(theme.colour("focus.ring"))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        x = box.left() + theme.px(15)
        if self.kind == "image":
            picture = self.now_picture if row is None else self._picture(row, painter.device().devicePixelRatioF())
            side = theme.px(40)
            place = QRect(x, box.top() + (box.height() - side) // 2, side, side)
            if picture is not None:
                painter.drawPixmap(place, picture)
            else:
                painter.fillRect(place, theme.colour("bg.hover"))
            x += side + theme.px(10)
        if row is not None:
            self._row(painter, box, x, row)
        elif now is not None:
            self._lines(painter, box, x, tr("Now"), _details(*now[:2]), box.right() - theme.px(10), semibold=True)
        painter.restore()

    def _row(self, painter: QPainter, box: QRect, x: int, row: HistoryRow) -> None:
        theme = self.theme
        right, side = box.right() - theme.px(10), theme.px(15)
        # The signs stand in the first line: the second one, with the name, has the whole width.
        middle = box.center().y() - theme.px(8)
        for name, on in (("comment", row.comment), ("changed", row.changed_suggestion)):
            if on:
                right -= side
                place = QRect(right, middle - side // 2, side, side)
                paint_icon(painter, name, place, theme.colour("text.secondary"))
                right -= theme.px(4)
        mark = theme.px(11)
        left = x
        if row.answer.kind == "label" and row.answer.colour >= 0:
            paint_glyph(painter, row.answer.colour, x, middle - mark / 2, mark, theme.class_colour(row.answer.colour))
            left += mark + theme.px(6)
        elif row.answer.kind != "label":
            sign = theme.px(13)
            place = QRect(x - theme.px(1), middle - sign // 2, sign, sign)
            paint_icon(painter, row.answer.kind, place, theme.colour("text.secondary"))
            left += mark + theme.px(6)
        details = (row.excerpt,) if self.kind == "text" else _details(row.name, f", {row.time}")
        below = x
        told = row.repeated or copies_words(row.copies)
        if told:
            # Told only after the answer; it stands where the name would.
            sign, details = theme.px(13), (told,)
            place = QRect(x, box.center().y() + theme.px(10) - sign // 2, sign, sign)
            paint_icon(painter, "repeat" if row.repeated else "duplicate", place, theme.colour("text.secondary"))
            below += sign + theme.px(5)
        self._lines(painter, box, left, row.answer.text, details, right, second_left=below)

    def _lines(
        self,
        painter: QPainter,
        box: QRect,
        left: int,
        first: str,
        second: tuple[str, ...],
        right: int,
        second_left: int | None = None,
        semibold: bool = False,
    ) -> None:
        theme = self.theme
        below = left if second_left is None else second_left
        height, top = theme.px(18), box.center().y() - theme.px(17)
        painter.setFont(theme.font("label", 600 if semibold else 400, 13.5))
        painter.setPen(theme.colour("text.primary"))
        shown = painter.fontMetrics().elidedText(first, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, top, right - left, height), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text.muted"))
        metrics, room = painter.fontMetrics(), box.right() - theme.px(10) - below
        # The end of a file name tells samples apart; of a text the beginning does.
        named = self.kind == "image" and len(second) > 1
        mode = Qt.TextElideMode.ElideMiddle if named else Qt.TextElideMode.ElideRight
        shown = next((words for words in second if metrics.horizontalAdvance(words) <= room), "")
        shown = shown or metrics.elidedText(second[-1], mode, room)
        painter.drawText(QRect(below, top + height, room, height), Qt.AlignmentFlag.AlignVCenter, shown)


class NextView(QWidget):
    """Foot of the history: the two samples that are already decided on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._title = Words(theme, tr("Ready next"), "caption", "text.secondary", 600)
        self._held = Words(theme, tr("{n} held in place", n=2), "caption", "text.muted", elide=True)
        self._words = Paragraph(theme, "", "caption", "text.muted", lines=2)
        for child in (self._title, self._held, self._words):
            child.setParent(self)
        self._held.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._arrays: tuple[Pixels, ...] = ()
        self._pictures: list[QPixmap] = []
        self._with_pictures = True
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._redraw()

    def _redraw(self) -> None:
        self.setFixedHeight(self._theme.px(124 if self._with_pictures else 78))
        self._pictures = [self._picture(array) for array in self._arrays]
        self.resizeEvent(None)
        self.update()

    def _picture(self, array: Pixels) -> QPixmap:
        return thumbnail(array, self._theme.px(40), self.devicePixelRatioF())

    def set_next(self, arrays: tuple[Pixels, ...], words: str, kind: SampleKind) -> None:
        self._words.set_text(words)
        self._held.setVisible(bool(words))
        self._title.setVisible(bool(words))
        with_pictures = kind == "image"
        arrays = arrays[:2]
        if with_pictures != self._with_pictures:
            self._arrays, self._with_pictures = arrays, with_pictures
            self._redraw()
        elif [id(array) for array in arrays] != [id(array) for array in self._arrays]:
            # The first of the two was the second before.
            made = {id(array): picture for array, picture in zip(self._arrays, self._pictures)}
            self._arrays = arrays
            self._pictures = [made.get(id(array)) or self._picture(array) for array in arrays]
            self.update()

    def resizeEvent(self, event: QEvent | None) -> None:
        px = self._theme.px
        title = self._title.sizeHint().width()
        self._title.setGeometry(px(12), px(9), title, px(18))
        self._held.setGeometry(px(20) + title, px(9), max(0, self.width() - px(32) - title), px(18))
        top = px(80 if self._with_pictures else 34)
        self._words.setGeometry(px(12), top, self.width() - px(24), px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._with_pictures:
            return
        painter, px = QPainter(self), self._theme.px
        for place in range(2):
            box = QRect(px(12) + place * px(48), px(34), px(40), px(40))
            if place < len(self._pictures):
                painter.drawPixmap(box, self._pictures[place])
            elif not self._title.isHidden():
                painter.fillRect(box, self._theme.colour("bg.hover"))
        painter.end()


class History(Surface):
    """Header, list, foot. ``visit`` carries the key of a past row, ``now`` asks for the current sample."""

    visit = Signal(int)
    now = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("History"))
        self.model = HistoryModel()
        self._delegate = HistoryDelegate(theme, self)
        self._title = Words(theme, tr("History"), "body", "text.primary", 600)
        self._count = Words(theme, "", "caption", "text.secondary")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.view = HistoryView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setMouseTracking(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.view.setAccessibleName(tr("History"))
        self.view.picked.connect(self._pick)
        self.view.take_presses(self._pick, clicks=True, last=True)
        self._rules = (rule(), rule())
        self.next = NextView(theme)
        for child in (self._title, self._count, self.view, *self._rules, self.next):
            child.setParent(self)
        self._places: dict[str, int] = {}
        self._now_of: object = None
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._delegate.theme = theme
        self._delegate.clear_pictures()
        self._now_of = None
        self.view.set_row_height(self._delegate.row_height())
        self.resizeEvent(None)

    def resizeEvent(self, event: QEvent | None) -> None:
        px, width, height = self._theme.px, self.width(), self.height()
        bar, foot = px(40), self.next.height()
        title = self._title.sizeHint().width()
        self._title.setGeometry(px(12), 0, title, bar)
        self._count.setGeometry(px(20) + title, 0, max(0, width - px(32) - title), bar)
        self._rules[0].setGeometry(0, bar - 1, width, 1)
        self.view.setGeometry(0, bar + px(4), width, max(0, height - bar - px(4) - foot - 1))
        self._rules[1].setGeometry(0, height - foot - 1, width, 1)
        self.next.setGeometry(0, height - foot, width, foot)

    def set_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Replaces the past (opening a project, undoing a group)."""
        self.model.set_rows(rows)
        self._places = {row.name: place for place, row in enumerate(self.model.rows)}
        self._delegate.clear_pictures()
        self.view.scrollToBottom()

    def append(self, row: HistoryRow) -> None:
        """One more answered sample, above "Now"."""
        self._places[row.name] = len(self.model.rows)
        self.model.append(row)
        self.view.scrollToBottom()

    def update_last(self, row: HistoryRow) -> None:
        self.model.update_last(row)
        self._places[row.name] = len(self.model.rows) - 1

    def remove_last(self) -> None:
        if self.model.rows:
            self._places.pop(self.model.rows[-1].name, None)
            self.model.remove_last()

    def show_screen(self, screen: LabelScreen) -> None:
        """Counts, the current sample and what is next."""
        status = screen.status
        count = tr("{n:,} of {all:,}", n=status.labelled, all=status.pool)
        self._count.set_text(count + "…" * status.scanning)
        self._count.setToolTip(plain_tip(tr("{count} labelled", count=count)))
        if screen.kind != self._delegate.kind:
            self._delegate.kind = screen.kind
            self.view.set_row_height(self._delegate.row_height())
        sample = screen.sample
        content = sample.content if sample is not None else None
        if sample is None:
            self.model.set_now(None)
        elif not sample.in_history:
            detail = trn(", {n:,} word", ", {n:,} words", content.words) if isinstance(content, TextContent) else ""
            self.model.set_now((sample.name, detail, sample.key))
            self._picture_now(content.pixels if isinstance(content, ImageContent) else None)
        self._mark_current(-1 if sample is None else self._place_of(sample.name, sample.in_history))
        self.next.set_next(screen.next_thumbnails, screen.next_words, screen.kind)

    def forget(self) -> None:
        """Keep no picture of what was shown."""
        self._picture_now(None)
        self._delegate.clear_pictures()

    def _picture_now(self, pixels: Pixels | None) -> None:
        if pixels is not self._now_of:
            self._now_of = pixels
            side, ratio = self._theme.px(40), self.devicePixelRatioF()
            self._delegate.now_picture = None if pixels is None else thumbnail(pixels, side, ratio)
            self.view.viewport().update()

    def _place_of(self, name: str, in_history: bool) -> int:
        return self._places.get(name, -1) if in_history else len(self.model.rows)

    def _mark_current(self, place: int) -> None:
        if place != self._delegate.current:
            self._delegate.current = place
            self.view.viewport().update()
            if 0 <= place < self.model.rowCount():
                self.view.scrollTo(self.model.index(place))

    def _pick(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is None:
            self.now.emit()
        else:
            self.visit.emit(row.key)

    def first_focus(self) -> None:
        """Puts the focus on the list."""
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(self.model.rowCount() - 1))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
