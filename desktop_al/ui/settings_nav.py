"""The sections of the settings, at the left of the page."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_al.core.words import mark, tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.theme import Theme

#: (section, icon, words)
SECTIONS = (
    ("general", "settings", mark("General")),
    ("shortcuts", "keyboard", mark("Shortcuts")),
    ("timers", "timer", mark("Timers and breaks")),
    ("privacy", "shield", mark("Privacy and lock")),
    ("accessibility", "accessibility", mark("Accessibility")),
    ("learning", "learning", mark("Learning")),
    ("aside", "aside", mark("Set aside")),
    ("storage", "disk", mark("Storage and support")),
    ("about", "about", mark("About")),
)
_ICON_ROLE = Qt.ItemDataRole.UserRole + 1


class _Delegate(QStyledItemDelegate):
    def __init__(self, nav: "SettingsNav") -> None:
        super().__init__(nav)
        self._nav = nav

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        return QSize(0, self._nav.theme.px(38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        theme, px = self._nav.theme, self._nav.theme.px
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or hover:
            painter.setBrush(theme.colour("accent.soft" if chosen else "bg.hover"))
            painter.drawRoundedRect(box, px(6), px(6))
        if chosen and self._nav.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus.ring"), px(2)))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(5), px(5))
        ink = theme.colour("text.primary" if chosen else "text.secondary")
        side = px(18)
        left = option.rect.left() + px(12)
        sign = QRect(left, option.rect.center().y() - side // 2 + 1, side, side)
        paint_icon(painter, index.data(_ICON_ROLE), sign, ink)
        painter.setPen(ink)
        painter.setFont(theme.font("body", 600 if chosen else None))
        room = option.rect.adjusted(px(38), 0, -px(4), 0)
        words = index.data(Qt.ItemDataRole.DisplayRole)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class SettingsNav(QListWidget):
    """The sections. Tab, Return and the right arrow key lead into the chosen one."""

    into = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Sections"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(self))
        for section, icon_name, title in SECTIONS:
            words = tr(title)
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, section)
            item.setData(_ICON_ROLE, icon_name)
            item.setToolTip(plain_tip(words))
            self.addItem(item)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.setFont(theme.font("body"))
        self.scheduleDelayedItemsLayout()

    def section(self) -> str:
        item = self.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else SECTIONS[0][0]

    def choose(self, section: str) -> None:
        self.setCurrentRow(next(place for place, known in enumerate(SECTIONS) if known[0] == section))

    def focusNextPrevChild(self, forward: bool) -> bool:
        if forward:
            self.into.emit()
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.into.emit()
            return
        super().keyPressEvent(event)
