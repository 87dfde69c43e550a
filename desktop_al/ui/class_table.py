"""The tables of the Protocol page: rows with fields that open an editor in place, so that 1,000 classes stay quick."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_al.core.shapes import LabelClass
from desktop_al.core.words import local, tr
from desktop_al.loop.editing import MAX_DEFINITION, MAX_NAME
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.key_cap import paint_cap
from desktop_al.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
KEY, NAME, DEFINITION, LABELS, ACT = range(5)
FIELDS = (NAME, DEFINITION)
ROW = 44
#: What a sentence of trouble adds to a row.
TROUBLE = 24


@dataclass(frozen=True, slots=True)
class TableRow:
    """A class as a row: its key or "", how many labels it has, and for a class that is no longer offered why."""

    item: LabelClass
    key: str
    labels: int
    gone: str = ""


class ClassTableModel(QAbstractTableModel):
    """Rows, what is wrong with them, and texts that were typed but refused."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[TableRow, ...] = ()
        self.editable = False
        self.troubles: dict[str, str] = {}
        self.drafts: dict[tuple[str, int], str] = {}

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 5

    def text(self, row: TableRow, column: int) -> str:
        """What a field holds: what was typed last, else what is in force."""
        kept = row.item.name if column == NAME else row.gone or row.item.definition
        return self.drafts.get((row.item.id, column), kept)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole):
            return (
                tr("Key {key}", key=row.key) if row.key else tr("No key"),
                self.text(row, NAME),
                self.text(row, DEFINITION),
                tr("{n:,} labels", n=row.labels),
                tr("Bring back {name}", name=row.item.name) if row.gone else tr("Menu of {name}", name=row.item.name),
            )[column]
        if role == Qt.ItemDataRole.ToolTipRole and column in FIELDS:
            return plain_tip(self.text(row, column))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.troubles.get(row.item.id, "")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.editable:
            # To be read and scrolled by keys.
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() in FIELDS and not self.rows[index.row()].gone:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def place(self, class_id: str) -> int:
        return next((n for n, row in enumerate(self.rows) if row.item.id == class_id), -1)

    def set_rows(self, rows: tuple[TableRow, ...], editable: bool) -> bool:
        """Takes new rows; True if the model was reset because other classes stand in other places."""
        before, self.editable = self.editable, editable
        same = [row.item.id for row in rows] == [row.item.id for row in self.rows]
        for row, old in zip(rows, self.rows, strict=False) if same else ():
            if row.item != old.item:
                self.clear(row.item.id)
        if same:
            changed, self.rows = rows != self.rows or editable != before, rows
            if changed and rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, ACT))
            return False
        self.beginResetModel()
        self.rows = rows
        known = {row.item.id for row in rows}
        self.troubles = {c: words for c, words in self.troubles.items() if c in known}
        self.drafts = {at: text for at, text in self.drafts.items() if at[0] in known}
        self.endResetModel()
        return True

    def clear(self, class_id: str) -> None:
        """Forgets trouble and drafts of a row."""
        self.troubles.pop(class_id, None)
        for column in FIELDS:
            self.drafts.pop((class_id, column), None)


class ClassTableDelegate(QStyledItemDelegate):
    """Paints the cells and makes the editor of a field."""

    committed = Signal(str, int, str)

    def __init__(self, theme: Theme, model: ClassTableModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self._model = theme, model

    def field(self, box: QRect) -> QRect:
        px = self.theme.px
        return QRect(box.left() + px(2), box.top() + px(6), box.width() - px(8), px(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, model = self.theme, self._model
        row, box = model.rows[index.row()], QRect(option.rect)
        trouble = model.troubles.get(row.item.id, "")
        line = QRect(box.left(), box.top(), box.width(), theme.px(ROW))
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and model.editable
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("body"))
        ink = theme.colour("text.disabled" if not model.editable else "text.secondary" if row.gone else "text.primary")
        if index.column() == KEY:
            self._key(painter, row, line, ink)
        elif index.column() in FIELDS:
            self._field(painter, row, index.column(), line, ink, hovered, focused)
            if trouble and index.column() == NAME:
                self._trouble(painter, trouble, box)
        elif index.column() == LABELS:
            painter.setPen(ink)
            place = line.adjusted(0, 0, -theme.px(14), 0)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, local(f"{row.labels:,}")
            )
        else:
            self._act(painter, row, line, ink, hovered)
        if focused:
            self._ring(painter, index.column(), line)
        painter.restore()

    def _key(self, painter: QPainter, row: TableRow, line: QRect, ink: QColor) -> None:
        px, cap, side = self.theme.px, self.theme.px(22), self.theme.px(13)
        middle = line.center().y() + 1
        if row.key:
            place = QRectF(line.left() + px(12), middle - cap / 2, cap, cap)
            edge = self.theme.colour("border.control" if self._model.editable else "border.default")
            paint_cap(painter, self.theme, place, row.key, ink, edge)
        if row.item.colour >= 0:
            colour = self.theme.class_colour(row.item.colour)
            left = line.left() + px(12 if row.gone else 12 + 22 + 10)
            paint_glyph(painter, row.item.colour, left, middle - side / 2, side, colour)

    def _field(
        self, painter: QPainter, row: TableRow, column: int, line: QRect, ink: QColor, hovered: bool, focused: bool
    ) -> None:
        theme, place, text = self.theme, self.field(line), self._model.text(row, column)
        wrong = (row.item.id, column) in self._model.drafts
        if not row.gone:
            token = "danger.line" if wrong else "border.control" if hovered or focused else "border.default"
            painter.setPen(QPen(theme.colour(token), 1))
            painter.setBrush(theme.colour("bg.surface"))
            painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(6), theme.px(6))
        if not text and column == DEFINITION and self._model.editable:
            text, ink = tr("What it is, in one sentence"), theme.colour("text.muted")
        inner = place.adjusted(theme.px(10), 0, -theme.px(10), 0)
        painter.setPen(ink)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _trouble(self, painter: QPainter, words: str, box: QRect) -> None:
        px = self.theme.px
        # The sentence runs on under the field beside it, which paints nothing there.
        view = self.parent()
        room = view.viewport().width() - box.left() - px(16) if isinstance(view, QTableView) else box.width()
        place = QRect(box.left() + px(4), box.top() + px(ROW - 4), room, px(TROUBLE))
        painter.setClipping(False)
        painter.setFont(self.theme.font("caption"))
        painter.setPen(self.theme.colour("danger.text"))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(place, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine, shown)

    def _act(self, painter: QPainter, row: TableRow, line: QRect, ink: QColor, hovered: bool) -> None:
        theme, px = self.theme, self.theme.px
        if not row.gone:
            if hovered:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("bg.hover"))
                painter.drawRoundedRect(QRectF(self._button(line)), px(6), px(6))
            side = px(18)
            middle = line.center()
            place = QRect(middle.x() - side // 2, middle.y() - side // 2 + 1, side, side)
            paint_icon(painter, "saving", place, ink)
            return
        place = QRectF(self._button(line)).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.colour("border.control" if self._model.editable else "border.default"), 1))
        painter.setBrush(theme.colour("bg.hover" if hovered else "bg.surface"))
        painter.drawRoundedRect(place, px(6), px(6))
        painter.setPen(theme.colour("text.primary" if self._model.editable else "text.disabled"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, tr("Bring back"))

    def _button(self, line: QRect) -> QRect:
        px = self.theme.px
        return QRect(line.left() + px(4), line.top() + px(6), line.width() - px(8), px(32))

    def _ring(self, painter: QPainter, column: int, line: QRect) -> None:
        place = self.field(line) if column in FIELDS else self._button(line)
        width = self.theme.px(2)
        painter.setPen(QPen(self.theme.colour("focus.ring"), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = width / 2
        box = QRectF(place).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, self.theme.px(6), self.theme.px(6))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor, row = QLineEdit(parent), self._model.rows[index.row()]
        name = index.column() == NAME
        # A little more than is allowed: what is too long is refused in words, not cut in silence.
        editor.setMaxLength(2 * (MAX_NAME if name else MAX_DEFINITION))
        editor.setFont(self.theme.font("body"))
        editor.setAccessibleName(
            tr("Name of {name}", name=row.item.name) if name else tr("Definition of {name}", name=row.item.name)
        )
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(self._model.text(self._model.rows[index.row()], index.column()))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(self.field(QRect(option.rect)))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        row = self._model.rows[index.row()]
        if isinstance(editor, QLineEdit):
            text = " ".join(editor.text().split())
            editor.setModified(False)
            if text != self._model.text(row, index.column()):
                self.committed.emit(row.item.id, index.column(), text)


class ClassTable(QTableView):
    """Keys: arrows move, Return or typing opens a field, Tab goes through the fields, Alt+Up and Alt+Down move a
    class. ``acted`` carries a class id and one of up, down, menu, back; ``left`` says that Tab went past the end."""

    acted = Signal(str, str)
    left = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.rows = ClassTableModel()
        self.delegate = ClassTableDelegate(theme, self.rows, self)
        self.setModel(self.rows)
        self.setItemDelegate(self.delegate)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(name)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = self.delegate.theme = theme
        self.verticalHeader().setMinimumSectionSize(theme.px(28))
        self.horizontalHeader().setMinimumSectionSize(theme.px(28))
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        self._heights()
        self._columns()

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)
        self._columns()

    def widths(self) -> tuple[int, ...]:
        """Of the five columns, in pixels."""
        px, gone = self._theme.px, bool(self.rows.rows) and bool(self.rows.rows[0].gone)
        fixed = (px(40 if gone else 66), px(72), px(104 if gone else 44))
        rest = max(px(120), self.viewport().width() - sum(fixed) - px(4))
        name = max(px(110), min(px(260), round(rest * 0.36)))
        return (fixed[0], name, max(px(60), rest - name), fixed[1], fixed[2])

    def _columns(self) -> None:
        for column, width in enumerate(self.widths()):
            self.setColumnWidth(column, width)

    def _heights(self) -> None:
        px, wanted = self._theme.px, self.rows.troubles
        for place, row in enumerate(self.rows.rows):
            height = px(ROW + TROUBLE) if row.item.id in wanted else px(ROW)
            if self.rowHeight(place) != height:
                self.setRowHeight(place, height)

    def wanted_height(self) -> int:
        """Height at which every row shows."""
        return self._theme.px(ROW) * len(self.rows.rows) + self._theme.px(TROUBLE) * len(self.rows.troubles)

    def set_rows(self, rows: tuple[TableRow, ...], editable: bool) -> None:
        """Shows new rows; the current cell, an open field and its cursor stay with their class."""
        here = self.currentIndex()
        class_id = self.rows.rows[here.row()].item.id if here.isValid() and here.row() < len(self.rows.rows) else ""
        editor = self.indexWidget(here) if here.isValid() else None
        open_text = (editor.text(), editor.cursorPosition()) if isinstance(editor, QLineEdit) else None
        place, scrolled = here.row(), self.verticalScrollBar().value()
        if self.rows.set_rows(rows, editable):
            found = self.rows.place(class_id) if class_id else -1
            if rows and class_id:
                new = self.rows.index(found if found >= 0 else min(place, len(rows) - 1), here.column())
                self.setCurrentIndex(new)
                if open_text is not None and found >= 0 and editable:
                    self.edit(new)
                    again = self.indexWidget(new)
                    if isinstance(again, QLineEdit):
                        again.setText(open_text[0])
                        again.setModified(True)
                        again.setCursorPosition(open_text[1])
            self.verticalScrollBar().setValue(scrolled)
            if found >= 0:
                self.scrollTo(self.currentIndex())
        self._heights()
        self._columns()

    def set_trouble(self, class_id: str, sentence: str) -> bool:
        """Says what is wrong with a row; False if the class is not in this table."""
        if self.rows.place(class_id) < 0:
            return False
        self.rows.troubles[class_id] = sentence
        self._heights()
        self.viewport().update()
        return True

    def clear_trouble(self, class_id: str) -> None:
        self.rows.clear(class_id)
        self._heights()
        self.viewport().update()

    def editor(self) -> QLineEdit | None:
        """The field that is open."""
        found = self.indexWidget(self.currentIndex())
        return found if isinstance(found, QLineEdit) else None

    def drop_edit(self) -> bool:
        """Closes an open field without keeping what was typed, or forgets a refused text; False if there was none."""
        field, here = self.editor(), self.currentIndex()
        if field is not None:
            self.closeEditor(field, QAbstractItemDelegate.EndEditHint.RevertModelCache)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if here.isValid():
            class_id = self.rows.rows[here.row()].item.id
            if class_id in self.rows.troubles:
                self.clear_trouble(class_id)
                return True
        return False

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        steps = {
            QAbstractItemDelegate.EndEditHint.EditNextItem: 1,
            QAbstractItemDelegate.EndEditHint.EditPreviousItem: -1,
        }
        here = QPersistentModelIndex(self.currentIndex())
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint if hint in steps else hint)
        if hint not in steps or not here.isValid():
            return
        at = here.row() * 2 + (here.column() - NAME) + steps[hint]
        if 0 <= at < 2 * len(self.rows.rows):
            new = self.rows.index(at // 2, NAME + at % 2)
            self.setCurrentIndex(new)
            self.edit(new)
        elif at >= 0:
            self.left.emit()
        else:
            self.setFocus(Qt.FocusReason.BacktabFocusReason)

    def focusInEvent(self, event: QEvent) -> None:
        # Before Qt does: it would begin with the key, which cannot be edited.
        if not self.currentIndex().isValid() and self.rows.rows:
            gone = bool(self.rows.rows[0].gone)
            self.setCurrentIndex(self.rows.index(0, ACT if gone else NAME))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here, key = self.currentIndex(), event.key()
        if here.isValid() and self.rows.editable:
            row = self.rows.rows[here.row()]
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            menu = key == Qt.Key.Key_Menu or (
                key == Qt.Key.Key_F10 and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            )
            action = ""
            if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                action = "up" if key == Qt.Key.Key_Up else "down"
            elif menu:
                action = "menu"
            elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                if row.gone:
                    action = "back"
                elif here.column() in FIELDS:
                    self.edit(here)
                    event.accept()
                    return
                else:
                    action = "menu"
            if action:
                if not row.gone or action == "back":
                    self.acted.emit(row.item.id, action)
                event.accept()
                return
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            event.ignore()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = self.indexAt(event.position().toPoint())
        if not at.isValid() or not self.rows.editable or event.button() != Qt.MouseButton.LeftButton:
            return
        row = self.rows.rows[at.row()]
        if at.column() == ACT:
            self.acted.emit(row.item.id, "back" if row.gone else "menu")
        elif at.column() in FIELDS and not row.gone:
            self.edit(at)


def column_header(painter: QPainter, theme: Theme, widths: tuple[int, ...], height: int) -> None:
    """The words over the columns of the classes that are offered."""
    painter.setFont(theme.font("caption", 600))
    painter.setPen(theme.colour("text.muted"))
    x = 0
    metrics = QFontMetrics(painter.font())
    heads = (tr("Key"), tr("Name"), tr("What it is"), tr("Labels"), "")
    for column, (width, words) in enumerate(zip(widths, heads, strict=True)):
        inset = theme.px(12 if column in (KEY, NAME, DEFINITION) else 0)
        place = QRect(x + inset, 0, width - inset - (theme.px(14) if column == LABELS else 0), height)
        side = Qt.AlignmentFlag.AlignRight if column == LABELS else Qt.AlignmentFlag.AlignLeft
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)
        x += width
