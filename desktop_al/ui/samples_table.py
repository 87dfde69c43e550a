"""The samples as a table: one row each, sorted by a click on a column."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QWidget

from desktop_al.core.words import tr
from desktop_al.loop.listing import SampleLine
from desktop_al.loop.screen import ImageContent
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.samples_model import ANSWER, DETAIL, NAME, OTHERS, SIGNS, TIME, Choice, SampleModel
from desktop_al.ui.samples_paint import Pictures, paint_answer, paint_line, paint_signs
from desktop_al.ui.theme import Theme

ROW_HEIGHT = 40
#: Column -> what a click on it sorts by.
SORTS = {ANSWER: "answer", NAME: "name", DETAIL: "size", OTHERS: "others", TIME: "time"}
_RIGHT = frozenset({OTHERS, TIME})


class RowPainter:
    """Paints a row: a chosen one has a mark at its left, the current one a frame while the table has the focus."""

    def __init__(self, theme: Theme, model: SampleModel, pictures: Pictures) -> None:
        self.theme = theme
        self._model = model
        self._pictures = pictures

    def paint(
        self, painter: QPainter, row: int, box: QRect, columns: list[tuple[int, int, int]], chosen: bool, hovered: bool
    ) -> None:
        """``columns`` are those shown: column, left and width."""
        theme = self.theme
        line = self._model.line(row)
        ground = "accent.soft" if chosen else "bg.hover" if hovered else "bg.surface"
        painter.fillRect(box, theme.colour(ground))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.colour("border.subtle"))
        if chosen:
            painter.fillRect(QRect(box.left(), box.top(), theme.px(3), box.height()), theme.colour("accent.line"))
        for column, left, width in columns:
            self._cell(painter, line, column, QRect(left, box.top(), width, box.height()))

    def ring(self, painter: QPainter, box: QRect) -> None:
        wide, colour = self.theme.px(2), self.theme.colour("focus.ring")
        inside = box.adjusted(wide, wide, -wide, -wide)
        for side in QRegion(box).subtracted(QRegion(inside)):
            painter.fillRect(side, colour)

    def _cell(self, painter: QPainter, line: SampleLine, column: int, box: QRect) -> None:
        theme = self.theme
        left = theme.px(16 if column == ANSWER else 8)
        inner = box.adjusted(left, 0, -theme.px(8), 0)
        if column == ANSWER:
            paint_answer(painter, theme, line, inner, "text.primary", theme.font("label", 400, 13.5))
        elif column == SIGNS:
            paint_signs(painter, theme, line, inner.adjusted(0, 0, -theme.px(6), 0))
        elif column == NAME:
            self._name(painter, line, inner)
        else:
            words = line.time
            if column == DETAIL:
                words = self._model.detail(line)
            elif column == OTHERS:
                words = str(line.others) if line.others else ""
            if words:
                painter.setFont(theme.font("body"))
                painter.setPen(theme.colour("text.secondary"))
                paint_line(painter, words, inner, right=column in _RIGHT)

    def _name(self, painter: QPainter, line: SampleLine, inner: QRect) -> None:
        theme = self.theme
        if line.kind == "image":
            content = self._model.contents(line.place)
            side = theme.px(30)
            place = QRect(inner.left(), inner.center().y() + 1 - side // 2, side, side)
            if isinstance(content, ImageContent):
                self._pictures.paint(painter, line.place, content, place)
            else:
                painter.fillRect(place, theme.colour("bg.hover"))
            inner = inner.adjusted(side + theme.px(10), 0, 0, 0)
        painter.setFont(theme.mono(12.5))
        painter.setPen(theme.colour("text.primary"))
        paint_line(painter, line.name, inner, Qt.TextElideMode.ElideMiddle)


class Header(QHeaderView):
    """Column names; the sign beside one says by which and in which direction rows are sorted."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.sorted_by, self.descending = NAME, False
        self._hovered = -1
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Columns"))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(32))
        self.viewport().update()

    def set_sorted(self, column: int, descending: bool) -> None:
        self.sorted_by, self.descending = column, descending
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        column = self.logicalIndexAt(event.position().toPoint())
        self._hovered = column if column in SORTS else -1
        self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        theme = self._theme
        painter.save()
        painter.fillRect(rect, theme.colour("bg.hover" if column == self._hovered else "bg.raised"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("border.default"))
        inner = rect.adjusted(theme.px(16 if column == ANSWER else 8), 0, -theme.px(8), 0)
        chosen = column == self.sorted_by
        if chosen:
            side = theme.px(13)
            sign = QRect(inner.right() + 1 - side, rect.center().y() + 1 - side // 2, side, side)
            if column not in _RIGHT:
                words = self.model().headerData(column, Qt.Orientation.Horizontal)
                painter.setFont(theme.font("caption", 600))
                wide = painter.fontMetrics().horizontalAdvance(words) + theme.px(5)
                sign.moveLeft(min(sign.left(), inner.left() + wide))
                inner.setRight(min(inner.right(), sign.left() - 1))
            else:
                inner.setRight(sign.left() - theme.px(4))
            icon = "descending" if self.descending else "ascending"
            paint_icon(painter, icon, sign, theme.colour("text.primary"))
        painter.setFont(theme.font("caption", 600 if chosen else 400))
        painter.setPen(theme.colour("text.primary" if chosen else "text.secondary"))
        # The signs speak for themselves; a screen reader has the word.
        words = "" if column == SIGNS else self.model().headerData(column, Qt.Orientation.Horizontal)
        paint_line(painter, words, inner, right=column in _RIGHT)
        painter.restore()


class SampleTable(QTableView):
    """The table. ``sort`` carries the column that was clicked; ``scrolled`` tells that other rows are on screen."""

    sort = Signal(int)
    scrolled = Signal()

    def __init__(self, theme: Theme, model: SampleModel, choice: Choice, pictures: Pictures) -> None:
        super().__init__()
        self._choice = choice
        self._samples = model
        self._rows = RowPainter(theme, model, pictures)
        self._hovered = -1
        self.columns = Header(theme, self)
        self.setHorizontalHeader(self.columns)
        self.columns.sectionClicked.connect(self.sort)
        self.verticalHeader().hide()
        self.verticalHeader().setAccessibleName(tr("Rows"))
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # Asking for every row whether it is chosen would take seconds.
        self.verticalHeader().setHighlightSections(False)
        self.setModel(model)
        self.setSelectionModel(choice.selection)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # So that scrolling moves what is there instead of painting it again.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        # A refresh never scrolls; a step of the annotator does.
        self.setAutoScroll(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Samples"))
        self.verticalScrollBar().valueChanged.connect(lambda _: self.scrolled.emit())
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._rows.theme = theme
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW_HEIGHT))
        self.verticalScrollBar().setSingleStep(theme.px(ROW_HEIGHT))
        self.fit_columns()

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
        self.scrolled.emit()

    def fit_columns(self) -> None:
        """Widths for the room there is; what matters least gives way first."""
        model = self.model()
        if model is None:
            return
        px, room = self._theme.px, self.viewport().width()
        texts = model.texts or model.reviewing
        wide = room / self._theme.scale
        answer = 190 if wide > 900 else 150 if wide > 480 else 118
        widths = {ANSWER: px(answer), SIGNS: px(72 if wide > 480 else 40), TIME: px(104), OTHERS: px(76)}
        hidden = {
            OTHERS: wide < 620 or not model.several,
            TIME: wide < 480,
            DETAIL: wide < (420 if texts else 560) and not model.reviewing,
        }
        left = room - sum(width for column, width in widths.items() if not hidden.get(column, False))
        if hidden[DETAIL]:
            widths[NAME], widths[DETAIL] = left, 0
        elif texts:
            widths[NAME] = min(px(240), round((0.5 if model.reviewing else 0.42) * left))
            widths[DETAIL] = left - widths[NAME]
        else:
            widths[DETAIL] = px(96)
            widths[NAME] = left - widths[DETAIL]
        for column, width in widths.items():
            self.setColumnHidden(column, hidden.get(column, False))
            self.columns.resizeSection(column, max(1, width))

    def shown_rows(self) -> range:
        """The rows on screen."""
        height = self._theme.px(ROW_HEIGHT)
        first = self.verticalScrollBar().value() // height
        return range(first, min(self.model().rowCount(), first + self.viewport().height() // height + 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = max(1, self.viewport().height() // self._theme.px(ROW_HEIGHT) - 1)
        press(self._choice, event, 1, page)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        click(self._choice, self.rowAt(round(event.position().y())), event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._choice.open(self.rowAt(round(event.position().y())))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(round(event.position().y())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def paint_again(self, row: int) -> None:
        """The content of a row was read."""
        self.viewport().update(self._box(row))

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            for changed in (row, self._hovered):
                self.viewport().update(self._box(changed))
            self._hovered = row

    def _box(self, row: int) -> QRect:
        high = self._theme.px(ROW_HEIGHT)
        return QRect(0, row * high - self.verticalScrollBar().value(), self.viewport().width(), high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole rows, and of those only what is new: a delegate for each cell takes several times as long."""
        painter, changed = QPainter(self.viewport()), event.rect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(changed, self._theme.colour("bg.surface"))
        columns = [
            (column, self.columnViewportPosition(column), self.columnWidth(column))
            for column in range(SIGNS + 1)
            if not self.isColumnHidden(column)
        ]
        current = self._choice.current() if self.hasFocus() else -1
        for row in self.shown_rows():
            box = self._box(row)
            if box.intersects(changed):
                self._rows.paint(painter, row, box, columns, self._choice.is_chosen(row), row == self._hovered)
                if row == current:
                    self._rows.ring(painter, box)
        painter.end()

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands; looking through all rows for a beginning would take seconds."""

    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def press(choice: Choice, event: QKeyEvent, step: int, page: int) -> None:
    """A key in table or grid; what it does not know is left to others."""
    modifiers = event.modifiers()
    key = Qt.Key(event.key())
    if key == Qt.Key.Key_A and modifiers & Qt.KeyboardModifier.ControlModifier:
        choice.all()
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        if not event.isAutoRepeat():
            choice.entered.emit()
    elif key == Qt.Key.Key_Space and choice.current() >= 0:
        choice.toggle(choice.current())
    elif not choice.key(key, bool(modifiers & Qt.KeyboardModifier.ShiftModifier), step, page):
        event.ignore()
        return
    event.accept()


def click(choice: Choice, row: int, event: QMouseEvent) -> None:
    """A press of the pointer on a row: alone, with Shift up to it, with Ctrl as well."""
    if row < 0 or event.button() != Qt.MouseButton.LeftButton:
        event.ignore()
        return
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        choice.toggle(row)
    else:
        choice.go(row, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
    event.accept()
