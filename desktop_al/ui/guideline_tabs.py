"""Which class of the guideline is read: tabs with marks, or a list where they would not fit."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QTabBar, QWidget

from desktop_al.core.words import mark, tr
from desktop_al.ui.choose import Choose
from desktop_al.ui.class_model import ClassRow, plain_tip
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.guideline import mark_image
from desktop_al.ui.icons import icon, paint_icon
from desktop_al.ui.theme import Theme

WHOLE = mark("Whole text")
#: Height of the tabs; around a name, and between its mark and it; the mark; the least and the most of a name.
_HIGH, _SIDE, _GAP, _MARK, _LEAST, _NAME = 36, 7, 5, 11, 34, 130
#: Beside the tabs.
_MARGIN = 7
#: More classes than this are not even measured.
_MOST_TABS = 20


def shortened(name: str, metrics: QFontMetrics, room: int) -> str:
    """As much of a name as fits, with a full stop: "Prolif."."""
    if metrics.horizontalAdvance(name) <= room:
        return name
    cut = next((n for n in range(len(name) - 1, 0, -1) if metrics.horizontalAdvance(f"{name[:n]}.") <= room), 0)
    return f"{name[:cut].rstrip()}." if cut else ""


class _Bar(QTabBar):
    """Tabs as wide as their names may be: mark and name; the one that is read is semibold and underlined."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[ClassRow, ...] = ()
        self._most = 0
        self._hovered = -1
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Guideline by class"))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font("body"))
        self.setFixedHeight(theme.px(_HIGH))

    def set_names(self, rows: tuple[ClassRow, ...], names: tuple[str, ...], most: int) -> None:
        """``most``: pixels of a name; a name more than rows is that of the whole text."""
        self._rows, self._most, self._hovered = rows, most, -1
        while self.count():
            self.removeTab(self.count() - 1)
        for number, name in enumerate(names):
            # An ampersand would make the next letter a mnemonic.
            self.addTab(name.replace("&", "&&"))
            self.setTabToolTip(number, plain_tip(name))
            self.setAccessibleTabName(number, name)

    def name_width(self, name: str) -> int:
        """Pixels of a whole name; semibold, which is wider, so that choosing a tab moves no other."""
        return QFontMetrics(self._theme.font("body", 600)).horizontalAdvance(name) + 1

    def width_of(self, name: str, most: int) -> int:
        """Pixels of a tab."""
        px = self._theme.px
        return 2 * px(_SIDE) + px(_MARK) + px(_GAP) + min(self.name_width(name), most)

    def whole_width(self) -> int:
        """Pixels of the tab of the whole text."""
        return self._theme.px(28)

    def tabSizeHint(self, place: int) -> QSize:
        rows = self._rows
        wide = self.width_of(rows[place].name, self._most) if place < len(rows) else self.whole_width()
        return QSize(wide, self._theme.px(_HIGH))

    def minimumTabSizeHint(self, place: int) -> QSize:
        return self.tabSizeHint(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.tabAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place in range(self.count()):
            self._paint_tab(painter, place, self.tabRect(place))
        painter.end()

    def _paint_tab(self, painter: QPainter, place: int, box: QRect) -> None:
        theme, chosen = self._theme, place == self.currentIndex()
        px, side = theme.px, theme.px(_MARK)
        ink = theme.colour("text.primary" if chosen or place == self._hovered else "text.secondary")
        if chosen and self.hasFocus():
            painter.setPen(QPen(theme.colour("focus.ring"), px(2)))
            edge = px(2) / 2
            painter.drawRect(QRectF(box).adjusted(edge, edge, -edge, -edge))
        elif chosen:
            line = QRect(box.left(), box.bottom() + 1 - px(2), box.width(), px(2))
            painter.fillRect(line, theme.colour("accent.line"))
        if place >= len(self._rows):
            large = px(16)
            left, top = box.center().x() + 1 - large // 2, box.center().y() + 1 - large // 2
            paint_icon(painter, "protocol", QRect(left, top, large, large), ink)
            return
        row, x = self._rows[place], box.left() + px(_SIDE)
        if row.colour >= 0:
            top = box.top() + (box.height() - side) / 2 + 0.5
            paint_glyph(painter, row.colour, x, top, side, theme.class_colour(row.colour))
        x += side + px(_GAP)
        room = box.right() + 1 - px(_SIDE) - x
        painter.setFont(theme.font("body", 600 if chosen else None))
        painter.setPen(ink)
        shown = shortened(row.name, painter.fontMetrics(), room + 1)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRect(x, box.top(), room + 2, box.height()), flags, shown)


class ClassTabs(QWidget):
    """One place for each class in their order, and one more for the whole text; ``turned`` carries the place."""

    turned = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._rows: tuple[ClassRow, ...] = ()
        self._listed = False
        self._room = -1
        self.bar, self.list = _Bar(theme), Choose(theme, tr("Guideline by class"))
        self._all = QHBoxLayout(self)
        self._all.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._all.setSpacing(0)
        self._all.addWidget(self.bar)
        self._all.addWidget(self.list)
        self.list.hide()
        self.setFocusProxy(self.bar)
        self.bar.currentChanged.connect(self.turned)
        self.list.currentIndexChanged.connect(self.turned)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.bar.set_theme(theme)
        self.list.set_theme(theme)

    def set_rows(self, rows: tuple[ClassRow, ...], whole: bool) -> None:
        """The classes, and whether there is a text to be shown whole. Says nothing of where it is then."""
        here = self.currentIndex()
        self._rows = rows
        self._names = (*(row.name for row in rows), *((tr(WHOLE),) if whole else ()))
        self._fill(here)

    def _most(self, room: int) -> int:
        """Pixels of the longest name for which all tabs fit, 0 where they do not."""
        bar, px = self.bar, self._theme.px
        if len(self._rows) > _MOST_TABS:
            return 0
        room -= bar.whole_width() if len(self._names) > len(self._rows) else 0
        widths = [bar.name_width(row.name) for row in self._rows]
        rest = room - sum(bar.width_of("", 0) for _ in widths)
        if sum(min(wide, px(_LEAST)) for wide in widths) > rest:
            return 0
        # The shorter ones have what they need, and leave the rest to the longer ones.
        for done, wide in enumerate(sorted(widths)):
            share = rest // (len(widths) - done)
            if wide > share:
                return min(share, px(_NAME))
            rest -= wide
        return px(_NAME)

    def _fill(self, here: int) -> None:
        px, focused = self._theme.px, self.hasFocus()
        self._room = self.width() - 2 * px(_MARGIN)
        most = self._most(self._room)
        self._listed = not most and bool(self._rows)
        with QSignalBlocker(self.bar), QSignalBlocker(self.list):
            self.list.clear()
            self.bar.set_names(*((), (), 0) if self._listed else (self._rows, self._names, most))
            if self._listed:
                for number, (name, mark) in enumerate(zip(self._names, self._marks(), strict=True)):
                    self.list.addItem(mark, name, number)
            self.setCurrentIndex(min(max(here, 0), self.count() - 1))
        self.bar.setVisible(not self._listed)
        self.list.setVisible(self._listed)
        self.setFocusProxy(self.list if self._listed else self.bar)
        self._all.setContentsMargins(
            *((px(16), px(6), px(16), px(6)) if self._listed else (px(_MARGIN), 0, px(_MARGIN), 0))
        )
        if focused:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _marks(self) -> list[QIcon]:
        theme, ratio = self._theme, self.devicePixelRatioF()
        side, made = theme.px(12), []
        for row in self._rows:
            image = mark_image(theme, row.colour, side, ratio) if row.colour >= 0 else QImage()
            made.append(QIcon(QPixmap.fromImage(image)))
        return [*made, icon("protocol", theme.colour("text.secondary"))][: len(self._names)]

    def minimumSizeHint(self) -> QSize:
        # Tabs that were wider would keep the room from becoming smaller.
        return QSize(0, self._theme.px(_HIGH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.width() - 2 * self._theme.px(_MARGIN) != self._room and self._names:
            self._fill(self.currentIndex())

    def count(self) -> int:
        return len(self._names)

    def currentIndex(self) -> int:
        return self.list.currentIndex() if self._listed else self.bar.currentIndex()

    def setCurrentIndex(self, place: int) -> None:
        (self.list if self._listed else self.bar).setCurrentIndex(place)

    def tabText(self, place: int) -> str:
        """The name at a place, whole."""
        return self._names[place] if 0 <= place < len(self._names) else ""
