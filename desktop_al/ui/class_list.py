"""The class list of the inspector: key, mark, name, probability; also the reasons and the find field."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from desktop_al.core.shapes import LabelClass
from desktop_al.core.words import tr
from desktop_al.loop.screen import Answer, Offer
from desktop_al.ui.class_model import ROW_ROLE, ClassModel, ClassRow, Mode, origin_words, percent_words
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.key_cap import paint_cap
from desktop_al.ui.motion import reduced
from desktop_al.ui.no_hit import NoHit
from desktop_al.ui.reader_rows import ReaderRows
from desktop_al.ui.row_cache import RowCache
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Words

HEADER = 33
INSET = 12
#: Rows always given room, so that five reasons fit where the classes were.
LEAST_ROWS = 5
#: Width of the list below which the percentage stands without its bar.
NO_BAR_BELOW = 300


class ClassDelegate(QStyledItemDelegate):
    """Paints one row."""

    def __init__(self, theme: Theme, model: ClassModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._model = model
        self.row_height = 44
        self.flashing = ""
        #: The row that Return in the find field chooses.
        self.marked = ""
        self._kept = RowCache()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self.theme.px(100), self.theme.px(self.row_height))

    def _bar_room(self, width: int) -> int:
        """Logical pixels of a bar and the gap after it; none in a list so narrow that names would vanish."""
        return 48 + 8 if width >= self.theme.px(NO_BAR_BELOW) else 0

    def name_room(self, row: ClassRow, width: int) -> int:
        """Pixels between the mark and what stands right of the name."""
        theme = self.theme
        left = theme.px(INSET + 10 + 22 + 9 + 13 + 8)
        with_cap = self._model.is_suggested(row) or self._model.is_given(row)
        right = theme.px(INSET + 12 + 40 + 8 + self._bar_room(width) + (22 + 6 if with_cap else 0))
        if self._model.mode == "not_worth":
            left, right = theme.px(INSET + 10 + 22 + 12), theme.px(INSET + 40)
        return width - left - right

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: ClassRow = index.data(ROW_ROLE)
        theme, model = self.theme, self._model
        suggested, given = model.is_suggested(row), model.is_given(row)
        flashing = self.flashing == row.id
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and model.enabled
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus) or self.marked == row.id
        probability = model.probability(row) if model.enabled else None
        offered = probability is not None and probability == probability
        look = (row, suggested, given, flashing, hovered, focused, offered, model.mode, model.enabled, self.row_height)

        def draw(inner: QPainter, box: QRect) -> None:
            self._draw(inner, box, row, suggested, given, flashing, hovered, focused)
            if offered and self._bar_room(box.width()):
                self._track(inner, box, suggested)

        box = QRect(option.rect)
        self._kept.paint(painter, box, (look, theme.name, theme.scale), theme.colour("bg.surface"), draw)
        # The probability is new with every sample: keeping its picture would only fill the cache.
        if probability is not None and offered:
            inverse = flashing and theme.name == "high-contrast"
            self._probability(painter, row, probability, box, suggested, inverse)

    def _draw(
        self,
        painter: QPainter,
        box: QRect,
        row: ClassRow,
        suggested: bool,
        given: bool,
        flashing: bool,
        hovered: bool,
        focused: bool,
    ) -> None:
        theme = self.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(box).adjusted(theme.px(INSET) + 0.5, 0.5, -theme.px(INSET) - 0.5, -0.5)
        if self.row_height <= 36:
            inner.adjust(0, 1, 0, -1)
        if suggested or flashing:
            painter.setPen(QPen(theme.colour("accent.line"), 1))
            painter.setBrush(theme.colour("selection.bg" if flashing and not suggested else "accent.soft"))
            if flashing:
                painter.setBrush(theme.colour("selection.bg"))
            painter.drawRoundedRect(inner, theme.px(6), theme.px(6))
        elif hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bg.hover"))
            painter.drawRoundedRect(inner, theme.px(6), theme.px(6))
        if focused:
            painter.setPen(QPen(theme.colour("focus.ring"), theme.px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(6), theme.px(6))
        on_selection = flashing and theme.name == "high-contrast"
        self._left(painter, row, box, suggested, on_selection)
        self._right(painter, row, box, suggested, given, on_selection)
        painter.restore()

    def _left(self, painter: QPainter, row: ClassRow, box: QRect, suggested: bool, inverse: bool) -> None:
        theme, enabled = self.theme, self._model.enabled
        cap = theme.px(22)
        x, middle = box.left() + theme.px(INSET + 10), box.center().y() + 1
        ink = theme.colour("text.primary" if enabled else "text.disabled")
        if inverse:
            ink = theme.colour("selection.text")
        if row.key:
            place = QRectF(x, middle - cap / 2, cap, cap)
            if suggested and enabled:
                fill = theme.colour("accent.fill")
                paint_cap(painter, theme, place, row.key, theme.colour("accent.on"), fill, fill)
            else:
                edge = theme.colour("border.control" if enabled else "border.default")
                paint_cap(
                    painter, theme, place, row.key, ink, edge, theme.colour("bg.surface") if not inverse else None
                )
        x += cap + theme.px(9)
        if self._model.mode == "label":
            side = theme.px(13)
            colour = QColor(theme.class_colour(row.colour))
            if not enabled:
                colour.setAlphaF(0.5)
            if row.colour >= 0:
                paint_glyph(painter, row.colour, x, middle - side / 2, side, colour)
            x += side + theme.px(8)
        else:
            x += theme.px(3)
        painter.setFont(theme.font("label", 600 if suggested else 400))
        painter.setPen(ink)
        room = self.name_room(row, box.width())
        name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(x, box.top(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, name)

    def _right(self, painter: QPainter, row: ClassRow, box: QRect, suggested: bool, given: bool, inverse: bool) -> None:
        theme, model = self.theme, self._model
        middle, right = box.center().y() + 1, box.right() + 1 - theme.px(INSET + 12)
        cap = theme.px(22)
        bar_left = right - theme.px(40 + self._bar_room(box.width()))
        if given:
            side = theme.px(18)
            place = QRect(bar_left - theme.px(8) - cap + (cap - side) // 2, middle - side // 2, side, side)
            if model.mode == "not_worth":
                place.moveRight(right)
            paint_icon(painter, "saved", place, theme.colour("selection.text" if inverse else "accent.text"))
        elif suggested and model.enabled:
            fill = theme.colour("accent.fill")
            place_f = QRectF(bar_left - theme.px(8) - cap, middle - cap / 2, cap, cap)
            paint_cap(painter, theme, place_f, "↵", theme.colour("accent.on"), fill, fill)

    def _bar(self, box: QRect) -> QRectF:
        """Where the whole bar of a probability stands."""
        px = self.theme.px
        left, height = box.right() + 1 - px(INSET + 12) - px(40 + 8 + 48), px(6)
        return QRectF(left, box.center().y() + 1 - height / 2, px(48), height)

    def _track(self, painter: QPainter, box: QRect, suggested: bool) -> None:
        theme, bar = self.theme, self._bar(box)
        quiet = "border.default" if suggested else "border.subtle"
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bg.pressed" if theme.name == "high-contrast" else quiet))
        painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2)

    def _probability(
        self, painter: QPainter, row: ClassRow, probability: float, box: QRect, suggested: bool, inverse: bool
    ) -> None:
        theme = self.theme
        painter.save()
        if probability > 0 and self._bar_room(box.width()):
            bar = self._bar(box)
            bar.setWidth(max(1.0, bar.width() * min(probability, 1.0)))
            radius = min(bar.height(), bar.width()) / 2
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.class_colour(row.colour))
            painter.drawRoundedRect(bar, radius, radius)
        painter.setPen(theme.colour("selection.text" if inverse else "text.primary" if suggested else "text.secondary"))
        painter.setFont(theme.font("body"))
        right = box.right() + 1 - theme.px(INSET + 12)
        place = QRect(right - theme.px(48), box.top(), theme.px(48), box.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(place, flags, percent_words(probability))
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        row = index.data(ROW_ROLE)
        if row is None:
            return False
        metrics_width = view.fontMetrics().horizontalAdvance(row.name)
        if row.definition or metrics_width > self.name_room(row, option.rect.width()):
            QToolTip.showText(event.globalPos(), index.data(Qt.ItemDataRole.ToolTipRole), view)
            return True
        return False


class ClassView(ReaderRows, QListView):
    """The list itself: a click or Space chooses, Up and Down move, typing searches nothing."""

    picked = Signal(QModelIndex)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second of two quick clicks chooses too, as on a button; Qt would swallow its release.
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid() and not event.isAutoRepeat():
                self.picked.emit(self.currentIndex())
            event.accept()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
        else:
            event.ignore()


class FindField(QLineEdit):
    """The field that narrows the list down. Up and Down move the mark in it, Ctrl+Return adds."""

    moved = Signal(int)
    add = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            if not event.isAutoRepeat():
                self.add.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()


class ClassPanel(QWidget):
    """Header or find field, then the rows. ``chosen`` carries ("label" or "not_worth", id); ``add_class`` the name
    of a class that the find field did not find and that is wanted (the field stays open)."""

    chosen = Signal(str, str)
    add_class = Signal(str)
    find_closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = ClassModel()
        self._delegate = ClassDelegate(theme, self.model, self)
        self._left = Words(theme, tr("Class"), "caption", "text.secondary")
        self._right = Words(theme, tr("Model probability"), "caption", "text.secondary")
        self.find = FindField(self)
        self.find.setPlaceholderText(tr("Find a class"))
        self.find.setAccessibleName(tr("Find a class"))
        self.find.hide()
        self.find.textChanged.connect(self._narrow)
        self.find.returnPressed.connect(self._choose_marked)
        self.find.moved.connect(self._move_mark)
        self.find.add.connect(self._add)
        self._may_add = True
        self.view = ClassView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.view.setAccessibleName(tr("Classes"))
        self.view.picked.connect(self._pick)
        self.view.take_presses(self._pick, clicks=True)
        self._no_hit = NoHit(theme)
        for part in (self._left, self._right, self._no_hit):
            part.setParent(self)
        self._no_hit.hide()
        self._no_hit.button.clicked.connect(self._add)
        self._flash_off = QTimer(self, singleShot=True, timeout=self._end_flash)
        self._compact = False
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._delegate.theme = theme
        self.find.setFont(theme.font("body"))
        self.view.setFont(theme.font("label"))
        self._relayout()

    def set_compact(self, low_window: bool) -> None:
        """Rows of 36 in a low window or with more than seven classes, else of 44."""
        self._compact = low_window
        self._relayout()

    def _relayout(self) -> None:
        compact = self._compact or self.model.class_count() > 7
        self._delegate.row_height = 36 if compact else 44
        self.view.doItemsLayout()
        self._place()

    def row_height(self) -> int:
        return self._theme.px(self._delegate.row_height)

    def wanted_height(self) -> int:
        """Height at which every row shows."""
        return self._theme.px(HEADER) + max(self.model.class_count(), LEAST_ROWS) * self.row_height()

    def set_classes(self, classes: tuple[LabelClass, ...]) -> None:
        self.model.set_classes(classes)
        self._mark_hits()
        self._relayout()

    def set_state(self, offer: Offer | None, given: Answer | None, enabled: bool) -> None:
        self.model.set_state(offer, given, enabled)
        # Where nothing can be chosen, the focus would be seen on no row.
        self.view.setFocusPolicy(Qt.FocusPolicy.TabFocus if enabled else Qt.FocusPolicy.NoFocus)
        if offer is not None and self.model.mode == "label" and self.height() < self.wanted_height():
            # Where not all rows fit, the suggested one is in sight.
            place = next((n for n, row in enumerate(self.model.rows) if row.place == offer.suggested), -1)
            if place >= 0:
                self.view.scrollTo(self.model.index(place), QListView.ScrollHint.EnsureVisible)
        self._right.set_text(origin_words(offer) if self.model.mode == "label" else "")

    def set_mode(self, mode: Mode) -> None:
        if mode != self.model.mode:
            self.close_find()
            self.model.set_mode(mode)
            self._left.set_text(tr("Class") if mode == "label" else tr("Not worth it, because"))
            if mode == "label":
                self._right.set_text(origin_words(self.model.offer))
            else:
                self._right.set_text(tr("Esc returns"))
            self._place()

    def nth(self, number: int) -> ClassRow | None:
        """The row that digit ``number`` (1 to 9) chooses in the present mode."""
        rows = self.model.all_rows()
        return rows[number - 1] if 1 <= number <= min(9, len(rows)) else None

    def flash(self, row_id: str) -> None:
        """Fills the row for 80 ms: the answer was taken."""
        if reduced():
            return
        self._delegate.flashing = row_id
        self.view.viewport().update()
        self._flash_off.start(80)

    def _end_flash(self) -> None:
        self._delegate.flashing = ""
        self.view.viewport().update()

    def _pick(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None and self.model.enabled:
            self.chosen.emit(self.model.mode, row.id)

    def open_find(self) -> None:
        """Shows the find field where the header was."""
        if self.model.mode != "label":
            self.set_mode("label")
        self.find.show()
        self._left.hide()
        self._right.hide()
        self._place()
        self._mark_hits()
        self.find.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def finding(self) -> bool:
        return self.find.isVisibleTo(self)

    def close_find(self) -> bool:
        """Closes the find field; False if it was not open."""
        if not self.finding():
            return False
        self.find.clear()
        self.find.hide()
        self._mark_hits()
        self._left.show()
        self._right.show()
        self.find_closed.emit()
        return True

    def set_may_add(self, on: bool) -> None:
        """Whether a class that is not found can be added (not in a project that is open to look only)."""
        self._may_add = on
        self._mark_hits()

    def _narrow(self, text: str) -> None:
        self.model.set_filter(text)
        self.view.scrollToTop()
        self._delegate.marked = ""
        self._mark_hits()

    def _mark_hits(self) -> None:
        """Marks the hit that Return chooses, the first unless another was chosen, or says that there is none."""
        rows, finding = self.model.rows, self.finding()
        if not finding or self._delegate.marked not in (row.id for row in rows):
            self._delegate.marked = rows[0].id if finding and rows else ""
        missing = finding and not rows and self.model.mode == "label"
        self._no_hit.setVisible(missing)
        if missing:
            self._no_hit.set_name(self._new_name())
        self.view.viewport().update()

    def _new_name(self) -> str:
        """What the find field holds, if a class of that name can be added."""
        name = " ".join(self.find.text().split())
        return name if self._may_add and name and not self.model.has_name(name) else ""

    def _move_mark(self, step: int) -> None:
        ids = [row.id for row in self.model.rows]
        if ids:
            here = ids.index(self._delegate.marked) if self._delegate.marked in ids else 0
            place = min(max(here + step, 0), len(ids) - 1)
            self._delegate.marked = ids[place]
            self.view.scrollTo(self.model.index(place))
            self.view.viewport().update()

    def _choose_marked(self) -> None:
        marked = self._delegate.marked
        if marked and self.model.enabled:
            self.close_find()
            self.chosen.emit("label", marked)

    def _add(self) -> None:
        name = self._new_name()
        if name and self.finding():
            self.add_class.emit(name)

    def _place(self) -> None:
        theme = self._theme
        header, side = theme.px(HEADER), theme.px(16)
        self._left.setGeometry(side, 0, theme.px(200), header)
        hint = self._right.sizeHint().width()
        wide = max(hint, theme.px(140))
        self._right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._right.setGeometry(self.width() - side - theme.px(8) - wide, 0, wide, header)
        self.find.setGeometry(theme.px(12), theme.px(1), self.width() - theme.px(24), header - theme.px(2))
        self.view.setGeometry(0, header, self.width(), max(0, self.height() - header))
        self._no_hit.setGeometry(self.view.geometry())

    def resizeEvent(self, event: QEvent) -> None:
        self._place()
