"""The classes as a final label: key, mark, name, how many voted for it, and which one is chosen."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop_al.core.shapes import LabelClass
from desktop_al.core.words import tr, trn
from desktop_al.ui.class_list import HEADER, INSET, LEAST_ROWS, ClassDelegate, ClassPanel
from desktop_al.ui.class_model import ROW_ROLE, ClassModel, ClassRow, Mode
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton

#: Rows that are shown at most; more of them scroll.
_MOST_ROWS = 9


def vote_words(count: int) -> str:
    """How many voted for a class, "" for nobody."""
    return trn("{n} vote", "{n} votes", count) if count else ""


class VerdictModel(ClassModel):
    """Rows, votes for each class, and what is chosen: a class by its place, or a reason by its id."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: tuple[int, ...] = ()
        self.chosen: int | None = None
        self.chosen_reason = ""

    def votes(self, row: ClassRow) -> int:
        return self.counts[row.place] if self.mode == "label" and 0 <= row.place < len(self.counts) else 0

    def is_suggested(self, row: ClassRow) -> bool:
        """What is chosen is drawn as a suggestion is on the Label page."""
        return row.place == self.chosen if self.mode == "label" else row.id == self.chosen_reason

    def words(self, row: ClassRow) -> str:
        parts = (row.key, row.name, vote_words(self.votes(row)), tr("chosen") if self.is_suggested(row) else "")
        return ", ".join(part for part in parts if part)

    def set_verdict(self, counts: tuple[int, ...], chosen: int | None, reason: str, enabled: bool) -> None:
        state = (counts, chosen, reason, enabled)
        if state != (self.counts, self.chosen, self.chosen_reason, self.enabled):
            self.counts, self.chosen, self.chosen_reason, self.enabled = state
            if self.rows:
                self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))


class VerdictDelegate(ClassDelegate):
    """Votes stand where the Label page has probabilities."""

    def __init__(self, theme: Theme, model: VerdictModel, parent: "VerdictPanel") -> None:
        super().__init__(theme, model, parent)
        self._verdict = model

    def name_room(self, row: ClassRow, width: int) -> int:
        theme = self.theme
        left = theme.px(INSET + 10 + 22 + 9 + 13 + 8)
        return width - left - theme.px(INSET + 12 + (64 if self._verdict.votes(row) else 0))

    def _right(self, painter: QPainter, row: ClassRow, box: QRect, suggested: bool, given: bool, inverse: bool) -> None:
        # What is chosen has no key of its own, and votes change with every sample.
        return

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        row: ClassRow = index.data(ROW_ROLE)
        words = vote_words(self._verdict.votes(row))
        if not words:
            return
        theme, box = self.theme, QRect(option.rect)
        inverse = self.flashing == row.id and theme.name == "high-contrast"
        painter.save()
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("selection.text" if inverse else "text.secondary"))
        right = box.right() + 1 - theme.px(INSET + 12)
        place = QRect(right - theme.px(64), box.top(), theme.px(64), box.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        painter.restore()


class VerdictPanel(ClassPanel):
    """The class list of the adjudication page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._heading = tr("Final label")
        self._shown: tuple[LabelClass, ...] = ()
        self.model = VerdictModel()
        self._delegate = VerdictDelegate(theme, self.model, self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.not_worth = CapButton(theme, tr("Not worth it"), trailing=("X",), role="quiet", height=28, hug=True)
        self.not_worth.setParent(self)
        self.not_worth.setCheckable(True)
        self.set_may_add(False)
        self.set_compact(True)

    def wanted_height(self) -> int:
        """Height at which every row shows, of many classes the first nine."""
        rows = min(max(self.model.class_count(), LEAST_ROWS), _MOST_ROWS)
        return self._theme.px(HEADER) + rows * self.row_height()

    def least_height(self) -> int:
        """Height of five rows: fewer would leave the reasons without a place."""
        return self._theme.px(HEADER) + LEAST_ROWS * self.row_height()

    def set_heading(self, words: str) -> None:
        self._heading = words
        self._left.set_text(words if self.model.mode == "label" else tr("Not worth it, because"))

    def set_mode(self, mode: Mode) -> None:
        super().set_mode(mode)
        self._right.set_text("")
        self.not_worth.setChecked(mode == "not_worth")
        self.set_heading(self._heading)

    def show_verdict(
        self,
        classes: tuple[LabelClass, ...],
        counts: tuple[int, ...],
        chosen: int | None,
        reason: str,
        enabled: bool,
    ) -> None:
        """Other classes, votes or choice."""
        if classes != self._shown:
            self._shown = classes
            self.set_classes(classes)
        self.model.set_verdict(counts, chosen, reason, enabled)
        self.not_worth.setEnabled(enabled)
        if chosen is not None and self.model.mode == "label":
            place = next((n for n, row in enumerate(self.model.rows) if row.place == chosen), -1)
            if place >= 0:
                self.view.scrollTo(self.model.index(place))

    def open_find(self) -> None:
        super().open_find()
        self.not_worth.hide()

    def close_find(self) -> bool:
        closed = super().close_find()
        if closed:
            self.not_worth.show()
        return closed

    def _place(self) -> None:
        super()._place()
        button = getattr(self, "not_worth", None)
        if button is not None:
            wide = button.sizeHint().width()
            side = self._theme.px(12)
            button.setGeometry(self.width() - side - wide, self._theme.px(3), wide, button.height())
            left = self._theme.px(16)
            self._left.setGeometry(left, 0, max(0, self.width() - side - wide - left), self._theme.px(HEADER))
