"""The table of classes in the new-project wizard: key, mark, name, sentence. Enter adds the next.

Only the rows that are in sight have widgets, so that a thousand classes cost as much as ten.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QScrollArea, QToolButton, QWidget

from desktop_al.core.words import tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.form_fields import LinkButton, mark_wrong
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.icons import icon, paint_icon
from desktop_al.ui.key_cap import paint_cap
from desktop_al.ui.theme import Theme

MOST_CLASSES = 1000
MOST_NAME = 200
MOST_DEFINITION = 1000
#: Rows that are kept at all: past the limit of a project, so that the sentence about it can be true.
_MOST_ROWS = 10_000
_MOST_PASTED = 2_000_000
ROW, HEADER = 44, 34


@dataclass(frozen=True, slots=True)
class ClassDraft:
    """A class as it is typed: name and definition, not yet checked."""

    name: str = ""
    definition: str = ""


def pasted_classes(text: str) -> tuple[ClassDraft, ...]:
    """One class a line; what follows a tab is its definition. Blank lines are left out."""
    made = []
    for line in text[:_MOST_PASTED].splitlines()[:_MOST_ROWS]:
        name, _, definition = line.partition("\t")
        name = " ".join(name.split())[:MOST_NAME]
        if name:
            made.append(ClassDraft(name, " ".join(definition.split())[:MOST_DEFINITION]))
    return tuple(made)


def _columns(width: int, theme: Theme) -> tuple[QRect, QRect, QRect]:
    """Where in a row name, sentence and the remove button stand."""
    px = theme.px
    left, right = px(128), width - px(44)
    name = round((right - left) * (0.33 if right - left > px(480) else 0.42))
    high, top = px(32), (px(ROW) - px(32)) // 2
    return (
        QRect(left, top, name - px(16), high),
        QRect(left + name, top, right - left - name, high),
        QRect(width - px(38), top, px(32), high),
    )


class NameEdit(QLineEdit):
    """A field that hands on several pasted lines instead of joining them."""

    lines_pasted = Signal(object)

    def _paste(self) -> None:
        lines = pasted_classes(QApplication.clipboard().text())
        if len(lines) > 1:
            self.lines_pasted.emit(lines)
        else:
            self.paste()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self._paste)
        menu.popup(event.globalPos())


class ClassRowEdit(QWidget):
    """One row. ``place`` is the class it shows now."""

    dragged = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = -1
        self.name, self.sentence, self.remove = NameEdit(self), QLineEdit(self), QToolButton(self)
        self.name.setMaxLength(MOST_NAME)
        self.sentence.setMaxLength(MOST_DEFINITION)
        # Tab goes through the rows in their order, which :class:`ClassRows` knows.
        for part in self.parts():
            part.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._dragging = False
        self.set_theme(theme)

    def parts(self) -> tuple[QWidget, QWidget, QWidget]:
        return self.name, self.sentence, self.remove

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.name.setFont(theme.font("body"))
        self.sentence.setFont(theme.font("body"))
        self.remove.setIcon(icon("close", theme.colour("text.secondary")))
        self.remove.setIconSize(QSize(theme.px(16), theme.px(16)))
        self._place_parts()

    def _place_parts(self) -> None:
        for part, box in zip(self.parts(), _columns(self.width(), self._theme), strict=True):
            part.setGeometry(box)

    def resizeEvent(self, event: QEvent) -> None:
        self._place_parts()

    def bind(self, place: int, draft: ClassDraft, wrong: bool) -> None:
        """Shows a class."""
        number = place + 1
        if place != self.place:
            self.place = place
            self.name.setAccessibleName(tr("Name of class {number}", number=number))
            self.sentence.setAccessibleName(tr("Class {number} in one sentence", number=number))
            self.remove.setAccessibleName(tr("Remove class {number}", number=number))
            self.remove.setToolTip(plain_tip(tr("Remove this class")))
            self.name.setPlaceholderText(tr("Name of class {number}", number=number) if place < 2 else "")
            self.update()
        for edit, words in ((self.name, draft.name), (self.sentence, draft.definition)):
            if words != edit.text():
                edit.setText(words)
                edit.setCursorPosition(0)
        mark_wrong(self.name, wrong)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragging = event.button() == Qt.MouseButton.LeftButton and event.position().x() < self._theme.px(34)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self.dragged.emit(round(event.globalPosition().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        if self.place:
            painter.fillRect(QRect(0, 0, self.width(), 1), theme.colour("border.subtle"))
        side = px(16)
        paint_icon(painter, "drag", QRect(px(8), (px(ROW) - side) // 2, side, side), theme.colour("text.secondary"))
        paint_key_and_mark(painter, theme, self.place, self.height(), True)
        painter.end()


def paint_key_and_mark(painter: QPainter, theme: Theme, place: int, height: int, there: bool) -> None:
    """Key cap and mark that a class gets by its place, in their columns; paler where it is not there yet."""
    px = theme.px
    middle = height / 2
    if place < 9:
        ink = theme.colour("text.primary" if there else "text.muted")
        edge = theme.colour("border.control" if there else "border.default")
        paint_cap(painter, theme, QRectF(px(39), round(middle - px(11)), px(22), px(22)), str(place + 1), ink, edge)
    painter.setOpacity(1.0 if there else 0.6)
    paint_glyph(painter, place, px(84), middle - px(7), px(14), theme.class_colour(place))
    painter.setOpacity(1.0)


class ClassRows(QFrame):
    """All classes. ``changed`` is sent on every edit, ``finished`` when Enter is pressed with nothing left to name."""

    changed = Signal()
    finished = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self.setAccessibleName(tr("Classes"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._classes: list[ClassDraft] = [ClassDraft(), ClassDraft()]
        self._shown: dict[int, ClassRowEdit] = {}
        self._spare: list[ClassRowEdit] = []
        self._wrong: frozenset[int] = frozenset()
        #: What ``names`` gives, until the next edit: it is asked for many times a key press.
        self._names: tuple[str, ...] | None = None
        self._scroll: QScrollArea | None = None
        self._add = LinkButton(theme, tr("Add a class"), "plus")
        self._add.setParent(self)
        self._add.clicked.connect(self.add)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._fit()

    def watch(self, scroll: QScrollArea) -> None:
        """The area that the table scrolls in."""
        self._scroll = scroll
        bar = scroll.verticalScrollBar()
        bar.valueChanged.connect(self._follow)
        bar.rangeChanged.connect(self._follow)

    # -- content ---------------------------------------------------------------------------------------

    def classes(self) -> tuple[ClassDraft, ...]:
        """The classes with a name, spaces made single."""
        made = (ClassDraft(" ".join(c.name.split()), " ".join(c.definition.split())) for c in self._classes)
        return tuple(draft for draft in made if draft.name)

    def names(self) -> tuple[str, ...]:
        if self._names is None:
            self._names = tuple(draft.name for draft in self.classes())
        return self._names

    def set_classes(self, classes: Iterable[ClassDraft]) -> None:
        """Replaces all rows."""
        kept = list(classes)[:_MOST_ROWS]
        self._classes = kept + [ClassDraft()] * max(0, 2 - len(kept))
        self._changed()

    def set_wrong(self, places: Iterable[int]) -> None:
        """Rows whose name is marked; places count rows with a name."""
        named = [place for place, draft in enumerate(self._classes) if draft.name.strip()]
        self._wrong = frozenset(named[place] for place in places if place < len(named))
        for place, row in self._shown.items():
            mark_wrong(row.name, place in self._wrong)

    def add(self) -> None:
        """A row at the end, with the focus; a blank last row is used first."""
        if self._classes[-1].name.strip() and len(self._classes) < _MOST_ROWS:
            self._classes.append(ClassDraft())
            self._changed()
        self._go(len(self._classes) - 1, 0)

    def move(self, place: int, to: int) -> None:
        """Another order; the widgets go with their classes, so that the focus stays."""
        to = min(max(to, 0), len(self._classes) - 1)
        step = 1 if to > place else -1
        while place != to:
            other = place + step
            self._classes[place], self._classes[other] = self._classes[other], self._classes[place]
            first, second = self._shown.pop(place, None), self._shown.pop(other, None)
            self._shown.update({p: row for p, row in ((other, first), (place, second)) if row is not None})
            place = other
        self._changed()

    def _remove(self, place: int) -> None:
        del self._classes[place]
        self._classes += [ClassDraft()] * max(0, 2 - len(self._classes))
        self._changed()
        self._go(min(place, len(self._classes) - 1), 0)

    def _pasted(self, place: int, lines: Sequence[ClassDraft]) -> None:
        after = place + 1 if self._classes[place].name.strip() else place
        rest = [draft for draft in self._classes[after:] if draft.name.strip() or draft.definition.strip()]
        self._classes = [*self._classes[:after], *lines, *rest][:_MOST_ROWS]
        self._changed()
        self._go(min(after + len(lines), len(self._classes)) - 1, 0)

    def _changed(self) -> None:
        self._wrong, self._names = frozenset(), None
        self._fit()
        self.changed.emit()

    def _typed(self, row: ClassRowEdit) -> None:
        self._classes[row.place] = replace(
            self._classes[row.place], name=row.name.text(), definition=row.sentence.text()
        )
        self._names = None
        self.changed.emit()

    # -- rows in sight ---------------------------------------------------------------------------------

    def _fit(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(HEADER) + (len(self._classes) + 1) * px(ROW) + 2)
        self._add.move(px(122), self.height() - px(ROW) + (px(ROW) - self._add.height()) // 2)
        self._add.resize(self._add.sizeHint())
        self._follow()
        self.update()

    def _in_sight(self) -> range:
        px, count = self._theme.px, len(self._classes)
        if self._scroll is None:
            return range(min(count, 40))
        view = self._scroll.viewport()
        # What has not been laid out yet is taken to stand at the top of the page.
        top = self.mapFrom(view, QPoint(0, 0)).y() if view.isAncestorOf(self) else 0
        first = (top - px(HEADER)) // px(ROW) - 2
        last = (top + view.height() - px(HEADER)) // px(ROW) + 2
        return range(max(0, min(first, count - 1)), max(0, min(last + 1, count)))

    def _follow(self, *_: object) -> None:
        wanted = self._in_sight()
        focus = self.focused()
        for place in [p for p in self._shown if p not in wanted or p >= len(self._classes)]:
            if place != focus or place >= len(self._classes):
                row = self._shown.pop(place)
                if row.isAncestorOf(self.focusWidget() or self):
                    self.setFocus(Qt.FocusReason.NoFocusReason)
                row.hide()
                self._spare.append(row)
        for place in wanted:
            self._row(place)
        for place, row in self._shown.items():
            self._bind(place, row)

    def _row(self, place: int) -> ClassRowEdit:
        row = self._shown.get(place)
        if row is None:
            row = self._shown[place] = self._spare.pop() if self._spare else self._made()
            self._bind(place, row)
            row.show()
        return row

    def _bind(self, place: int, row: ClassRowEdit) -> None:
        px = self._theme.px
        row.bind(place, self._classes[place], place in self._wrong)
        row.setGeometry(1, 1 + px(HEADER) + place * px(ROW), self.width() - 2, px(ROW))

    def _made(self) -> ClassRowEdit:
        row = ClassRowEdit(self._theme, self)
        row.name.textEdited.connect(lambda: self._typed(row))
        row.sentence.textEdited.connect(lambda: self._typed(row))
        row.name.returnPressed.connect(lambda: self._entered(row))
        row.sentence.returnPressed.connect(lambda: self._entered(row))
        row.name.lines_pasted.connect(lambda lines: self._pasted(row.place, lines))
        row.remove.clicked.connect(lambda: self._remove(row.place))
        row.dragged.connect(lambda y: self._dragged(row, y))
        return row

    def _dragged(self, row: ClassRowEdit, y: int) -> None:
        px = self._theme.px
        to = (self.mapFromGlobal(QPoint(0, y)).y() - px(HEADER)) // px(ROW)
        if to != row.place:
            self.move(row.place, to)

    # -- keys ------------------------------------------------------------------------------------------

    def focused(self) -> int:
        """The place whose row has the focus, -1 for none."""
        focus = QApplication.focusWidget()
        return next((p for p, row in self._shown.items() if focus is not None and row.isAncestorOf(focus)), -1)

    def focus_place(self, named: int) -> None:
        """The focus to the name of the class that is ``named``-th of those with a name."""
        places = [place for place, draft in enumerate(self._classes) if draft.name.strip()]
        self._go(places[named] if named < len(places) else 0, 0)

    def focus_first(self) -> None:
        """The first row without a name, a new one if all have names and one may be added."""
        blank = next((p for p, draft in enumerate(self._classes) if not draft.name.strip()), -1)
        if blank >= 0:
            self._go(blank, 0)
        elif len(self._classes) < MOST_CLASSES:
            self.add()
        else:
            self._go(len(self._classes) - 1, 0)

    def _go(self, place: int, part: int) -> None:
        row = self._row(place)
        target = row.parts()[part]
        target.setFocus(Qt.FocusReason.TabFocusReason if part < 2 else Qt.FocusReason.OtherFocusReason)
        if self._scroll is not None and self._scroll.widget().isAncestorOf(self):
            # A row that was just added has its place only after the layouts around it have been told.
            around = self.parentWidget()
            while around is not self._scroll:
                QApplication.sendPostedEvents(around, QEvent.Type.LayoutRequest)
                around = around.parentWidget()
            spot = row.mapTo(self._scroll.widget(), QPoint(0, row.height() // 2))
            self._scroll.ensureVisible(0, spot.y(), 0, row.height() * 2)

    def _entered(self, row: ClassRowEdit) -> None:
        place, last = row.place, len(self._classes) - 1
        blank = not row.name.text().strip()
        if place < last and not (blank and len(self.names()) >= 2):
            self._go(place + 1, 0)
        elif blank or len(self._classes) >= MOST_CLASSES:
            self.finished.emit()
        else:
            self.add()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place, key = self.focused(), event.key()
        if place >= 0 and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if key == Qt.Key.Key_Up else 1
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.move(place, place + step)
                self._go(min(max(place + step, 0), len(self._classes) - 1), 0)
            elif 0 <= place + step < len(self._classes):
                focus = QApplication.focusWidget()
                self._go(place + step, self._row(place).parts().index(focus))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The field has dealt with it, and lets it through all the same; the focus may be elsewhere by now.
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        place = self.focused()
        if place < 0:
            return super().focusNextPrevChild(forward)
        part = self._row(place).parts().index(QApplication.focusWidget()) + (1 if forward else -1)
        place, part = (place + 1, 0) if part > 2 else (place - 1, 2) if part < 0 else (place, part)
        if 0 <= place < len(self._classes):
            self._go(place, part)
            return True
        target = self._add if forward else self._before()
        target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def _before(self) -> QWidget:
        widget = self.previousInFocusChain()
        while widget is not self:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
                return widget
            widget = widget.previousInFocusChain()
        return self._add

    def focusInEvent(self, event: QEvent) -> None:
        if event.reason() == Qt.FocusReason.BacktabFocusReason:
            self._go(len(self._classes) - 1, 2)
        elif event.reason() != Qt.FocusReason.NoFocusReason:
            self._go(0, 0)

    def resizeEvent(self, event: QEvent) -> None:
        self._fit()

    def showEvent(self, event: QEvent) -> None:
        self._follow()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text.secondary"))
        name, sentence, _ = _columns(self.width() - 2, theme)
        heads = (
            (px(39), tr("Key")),
            (px(80), tr("Mark")),
            (name.left(), tr("Name")),
            (sentence.left(), tr("In one sentence")),
        )
        for left, words in heads:
            painter.drawText(QRect(1 + left, 1, px(160), px(HEADER)), Qt.AlignmentFlag.AlignVCenter, words)
        painter.fillRect(QRect(1, px(HEADER), self.width() - 2, 1), theme.colour("border.default"))
        top = self.height() - px(ROW) - 1
        painter.fillRect(QRect(1, top, self.width() - 2, 1), theme.colour("border.subtle"))
        painter.translate(1, top)
        paint_key_and_mark(painter, theme, len(self._classes), px(ROW), False)
        painter.end()
