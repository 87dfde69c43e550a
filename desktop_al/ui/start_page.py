"""The first page: begin, open, go on where you left off."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QSpacerItem,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_al.core.shapes import SampleKind
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, Words, surface

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
NO_PROJECTS = "No projects yet. Open a folder of images or texts to begin."


@dataclass(frozen=True, slots=True)
class RecentRow:
    """One known project. ``missing`` marks a file that is no longer where it was."""

    path: str
    name: str
    kind: SampleKind
    detail: str
    labelled: int
    pool: int
    when: str
    missing: bool = False
    encrypted: bool = False


class RecentModel(QAbstractListModel):
    """The recent projects, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[RecentRow, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def set_rows(self, rows: Sequence[RecentRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            gone = ", file not found" if row.missing else ""
            return f"{row.name}, {row.detail}, {row.labelled} of {row.pool} labelled, {row.when}{gone}"
        return row.path if role == Qt.ItemDataRole.ToolTipRole else None


class RecentDelegate(QStyledItemDelegate):
    """Paints one project: sign, name and kind, progress, date."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.theme.px(200), self.theme.px(68))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self.theme, QRect(option.rect)
        row: RecentRow = index.data(ROW_ROLE)
        px = theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("bg.hover"))
        if index.row():
            painter.fillRect(QRect(box.left(), box.top(), box.width(), 1), theme.colour("border.subtle"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus.ring"), px(2)))
            painter.drawRoundedRect(QRectF(box).adjusted(3, 3, -3, -3), px(6), px(6))
        tile = QRectF(box.left() + px(16), box.center().y() - px(22) + 1, px(44), px(44))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bg.hover"))
        painter.drawRoundedRect(tile, px(4), px(4))
        sign = QRect(0, 0, px(20), px(20))
        sign.moveCenter(tile.center().toPoint())
        paint_icon(painter, "encrypted" if row.encrypted else row.kind, sign, theme.colour("text.secondary"))
        left = box.left() + px(76)
        narrow = box.width() < px(560)
        bar_left = box.right() - px(340)
        right_edge = box.right() - px(120) if narrow else bar_left - px(16)
        self._text(painter, QRect(left, box.center().y() - px(20), right_edge - left, px(20)), row.name, "label", 600)
        place = QRect(left, box.center().y() + px(1), right_edge - left, px(18))
        self._text(painter, place, row.detail, "caption", 400, "text.muted")
        if not narrow and row.pool:
            track = QRectF(bar_left, box.center().y() - px(2), px(88), px(5))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bg.pressed"))
            painter.drawRoundedRect(track, px(2), px(2))
            filled = QRectF(track)
            filled.setWidth(max(px(3), track.width() * min(1.0, row.labelled / row.pool)))
            painter.setBrush(theme.colour("text.secondary"))
            painter.drawRoundedRect(filled, px(2), px(2))
            place = QRect(bar_left + px(100), box.top(), px(140), box.height())
            self._text(painter, place, f"{row.labelled:,} of {row.pool:,}", "body", 400, "text.secondary")
        place = QRect(box.right() - px(112), box.top(), px(104), box.height())
        if row.missing:
            side = px(15)
            warn = QRect(place.left(), box.center().y() - side // 2 + 1, side, side)
            paint_icon(painter, "warning", warn, theme.colour("warning.text"))
            self._text(painter, place.adjusted(side + px(6), 0, 0, 0), "Not found", "body", 400, "warning.text")
        else:
            self._text(painter, place, row.when, "body", 400, "text.secondary")
        painter.restore()

    def _text(
        self, painter: QPainter, box: QRect, text: str, role: str, weight: int, token: str = "text.primary"
    ) -> None:
        painter.setFont(self.theme.font(role, weight))
        painter.setPen(self.theme.colour(token))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


class RecentView(QListView):
    """The list; Enter opens, Del takes off the list."""

    opened = Signal(QModelIndex)
    forgotten = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.forgotten.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction("Open").triggered.connect(lambda: self.opened.emit(index))
            menu.addAction("Take off this list, files stay\tDel").triggered.connect(lambda: self.forgotten.emit(index))
            menu.popup(event.globalPos())


class DropZone(QFrame):
    """Takes one folder or project file."""

    dropped = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", "drop")
        self.setAcceptDrops(True)
        self.setAccessibleName("Drop a folder or a project here")
        self._icon = IconView(theme, "drop", 24)
        self._words = Words(theme, "Drop a folder or a project here", "body", "text.secondary")
        self._kinds = Words(theme, "PNG, JPEG, TIFF, WebP, BMP, TXT, CSV, JSONL", "caption", "text.muted")
        self._all = QVBoxLayout(self)
        self._all.addStretch(1)
        for child in (self._icon, self._words, self._kinds):
            self._all.addWidget(child, 0, Qt.AlignmentFlag.AlignHCenter)
        self._all.addStretch(1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.setFixedHeight(theme.px(116))
        self._all.setSpacing(theme.px(4))

    def _over(self, on: bool) -> None:
        self.setProperty("over", "true" if on else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()
            self._over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._over(False)
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()
            self.dropped.emit(str(Path(urls[0].toLocalFile())))


class StartPage(QWidget):
    """``open_path`` carries a folder or a project file, "" to ask for one; ``forget`` a path to take off the list."""

    new_project = Signal()
    open_path = Signal(str)
    forget = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self._first = Words(theme, "Label what matters.", "figure", "text.primary", px=30)
        self._second = Words(theme, "Know when to stop.", "figure", "text.primary", px=30)
        lead = "Open a folder of images or texts. The program learns while you label and shows "
        lead += "you next what it needs most."
        self._lead = Paragraph(theme, lead, "label", "text.secondary", weight=400)
        self._new = CapButton(
            theme, "New project", icon="plus", trailing=("Ctrl", "N"), role="primary", height=48, weight=600
        )
        self._open = CapButton(theme, "Open a project or folder", icon="folder_open", trailing=("Ctrl", "O"), height=48)
        self._drop = DropZone(theme)
        self._new.clicked.connect(self.new_project)
        self._open.clicked.connect(lambda: self.open_path.emit(""))
        self._drop.dropped.connect(self.open_path)
        self._trouble = Paragraph(theme, "", "body", "danger.text")
        self._trouble.hide()
        self._left = QVBoxLayout()
        self._gaps: list[tuple[QSpacerItem, float]] = []
        for child, gap in (
            (self._first, 0),
            (self._second, 18),
            (self._lead, 22),
            (self._new, 12),
            (self._open, 16),
            (self._drop, 12),
            (self._trouble, 0),
        ):
            self._left.addWidget(child)
            if gap:
                spacer = QSpacerItem(0, gap)
                self._gaps.append((spacer, gap))
                self._left.addItem(spacer)
        self._left.addStretch(1)
        self.model = RecentModel()
        self._delegate = RecentDelegate(theme, self)
        self.view = RecentView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.view.setAccessibleName("Recent projects")
        self.view.clicked.connect(self._pick)
        self.view.opened.connect(self._pick)
        self.view.forgotten.connect(self._drop_row)
        self._card = QFrame()
        self._card.setProperty("card", "plain")
        self._none = Words(theme, NO_PROJECTS, "body", "text.muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self._card)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.view)
        self._quiet = QFrame()
        self._quiet.setProperty("card", "accent")
        quiet = QHBoxLayout(self._quiet)
        quiet.addWidget(IconView(theme, "offline", 18, "accent.text"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.addWidget(Words(theme, "Nothing leaves this computer", "body", "text.primary", 600))
        sentence = "The program opens no network connection. There are no accounts, and nothing is reported."
        words.addWidget(Paragraph(theme, sentence, "body", "text.secondary"))
        quiet.addLayout(words, 1)
        self._quiet_row, self._quiet_words = quiet, words
        self._head = Words(theme, "Recent projects", "title", "text.primary")
        self._right = QVBoxLayout()
        for child in (self._head, self._card, self._quiet):
            self._right.addWidget(child)
        self._right.addStretch(1)
        for layout in (self._left, self._right):
            holder = QWidget(self)
            holder.setLayout(layout)
        self._columns = (self._left.parentWidget(), self._right.parentWidget())
        self.set_theme(theme)
        self.set_recent(())

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._delegate.theme = theme
        px = theme.px
        self._left.setContentsMargins(0, 0, 0, 0)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(0)
        for spacer, gap in self._gaps:
            spacer.changeSize(0, px(gap))
        self._first.setFixedHeight(px(40))
        self._second.setFixedHeight(px(40))
        self._right.setSpacing(px(14))
        self._quiet_row.setContentsMargins(px(14), px(10), px(14), px(10))
        self._quiet_row.setSpacing(px(10))
        self._quiet_words.setSpacing(0)
        self._place()

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def _place(self) -> None:
        px, width, height = self._theme.px, self.width(), self.height()
        grid = min(px(1240), width - px(48))
        left = min(px(340), round(grid * 0.42))
        gap = px(56) if grid > px(900) else px(24)
        x, y = (width - grid) // 2, max(px(24), min(px(104), height // 8))
        self._columns[0].setGeometry(x, y, left, height - y - px(16))
        # A low window or a large scale: the list scrolls and the drop zone gives way.
        wanted = px(68) * min(max(len(self.model.rows), 2), 6) + 2
        room = height - y - px(16) - px(30) - px(110)
        self._card.setFixedHeight(max(px(68) + 2, min(wanted, room)))
        self._drop.setVisible(height - y - px(16) >= px(40 + 40 + 18 + 60 + 22 + 48 + 12 + 48 + 16 + 116))
        self._columns[1].setGeometry(x + left + gap, y, grid - left - gap, height - y - px(16))

    def set_recent(self, rows: Sequence[RecentRow]) -> None:
        """The recent projects, newest first."""
        self.model.set_rows(rows)
        self._stack.setCurrentWidget(self.view if rows else self._none)
        self.set_theme(self._theme)

    def set_trouble(self, sentence: str) -> None:
        """A sentence about what could not be opened; "" takes it away."""
        self._trouble.set_text(sentence)
        self._trouble.setVisible(bool(sentence))

    def _pick(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None:
            self.open_path.emit(row.path)

    def _drop_row(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None:
            self.forget.emit(row.path)

    def first_focus(self) -> None:
        self._new.setFocus(Qt.FocusReason.OtherFocusReason)
