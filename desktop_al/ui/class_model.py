"""The rows of the class list: classes with their probabilities, or the reasons of "not worth labelling"."""

import html
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_al.core.plain_names import plain
from desktop_al.core.shapes import NOT_WORTH_REASONS, LabelClass
from desktop_al.core.words import tr
from desktop_al.loop.screen import Answer, Offer
from desktop_al.loop.wording import reason_shown

Mode = Literal["label", "not_worth"]
Index = QModelIndex | QPersistentModelIndex
#: Letters of the name of a file beside the word "Class".
_FILE = 24
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One row: ``key`` is the digit that chooses it or "", ``place`` its index in the offer, -1 for a reason."""

    id: str
    name: str
    colour: int
    key: str
    place: int
    definition: str = ""


def class_rows(classes: tuple[LabelClass, ...]) -> tuple[ClassRow, ...]:
    """Rows of the classes that can be given, in their fixed order; the first nine have a digit."""
    rows: list[ClassRow] = []
    for place, item in enumerate(classes):
        if not item.retired and item.merged_into is None:
            key = str(len(rows) + 1) if len(rows) < 9 else ""
            rows.append(ClassRow(item.id, item.name, item.colour, key, place, item.definition))
    return tuple(rows)


def reason_rows(reasons: tuple[tuple[str, str], ...]) -> tuple[ClassRow, ...]:
    """Rows of the reasons (id, words) of "not worth labelling"."""
    return tuple(
        ClassRow(own, reason_shown(own, words), -1, str(number), -1)
        for number, (own, words) in enumerate(reasons, start=1)
    )


def plain_tip(text: str) -> str:
    """What a person wrote as a tool tip: Qt would take anything with a tag in it for HTML, and load its pictures."""
    if "<" not in text and "&lt;" not in text:
        return text
    return f"<qt>{html.escape(text)}</qt>".replace("\n", "<br>")


def percent_words(probability: float) -> str:
    """A probability as whole per cents; neither 0 nor 100 is ever claimed, and an undefined one is blank."""
    if probability != probability:
        return ""
    if 0 < probability < 0.005:
        return "<1 %"
    if 0.995 <= probability < 1:
        return ">99 %"
    return f"{min(max(probability, 0.0), 1.0) * 100:.0f} %"


def origin_words(offer: Offer | None) -> str:
    """Whose suggestion stands in the rows, "" for none."""
    if offer is None or not offer.source:
        return tr("Model probability") if offer is not None else ""
    name = plain(offer.source)
    return tr("From {file}", file=name if len(name) <= _FILE else f"{name[: _FILE - 8]}…{name[-7:]}")


class ClassModel(QAbstractListModel):
    """Rows, the offer for the sample on screen and the answer in force."""

    def __init__(self) -> None:
        super().__init__()
        self._classes: tuple[ClassRow, ...] = ()
        self._folded: tuple[str, ...] = ()
        self._reasons = reason_rows(NOT_WORTH_REASONS)
        self.rows: tuple[ClassRow, ...] = ()
        self.mode: Mode = "label"
        self.offer: Offer | None = None
        self.given: Answer | None = None
        self.enabled = True
        self._filter = ""

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def class_count(self) -> int:
        return len(self._classes)

    def all_rows(self) -> tuple[ClassRow, ...]:
        """The rows of the present mode, whatever the find field holds."""
        return self._classes if self.mode == "label" else self._reasons

    def label_rows(self) -> tuple[ClassRow, ...]:
        """The rows of the classes, whatever the present mode."""
        return self._classes

    def set_classes(self, classes: tuple[LabelClass, ...]) -> None:
        self._classes = class_rows(classes)
        self._folded = tuple(row.name.casefold() for row in self._classes)
        self._rebuild()

    def set_reasons(self, reasons: tuple[tuple[str, str], ...]) -> None:
        """Of "not worth labelling", (id, words) in the order of their keys."""
        rows = reason_rows(reasons)
        if rows != self._reasons:
            self._reasons = rows
            if self.mode == "not_worth":
                self._rebuild()

    def reason_words(self, own: str) -> str:
        """The words of a reason by its id, "" for none."""
        return next((row.name for row in self._reasons if row.id == own), "")

    def set_mode(self, mode: Mode) -> None:
        if mode != self.mode:
            self.mode, self._filter = mode, ""
            self._rebuild()

    def set_filter(self, text: str) -> None:
        """Shows the classes whose name holds ``text``; names that begin with it come first."""
        self._filter = " ".join(text.split()).casefold()
        self._rebuild()

    def has_name(self, name: str) -> bool:
        """Whether a class that is offered has this name, in capitals or not."""
        return " ".join(name.split()).casefold() in self._folded

    def _rebuild(self) -> None:
        self.beginResetModel()
        rows = self.all_rows()
        if self._filter and self.mode == "label":
            hits = [(name, row) for name, row in zip(self._folded, rows, strict=True) if self._filter in name]
            rows = tuple(row for _, row in sorted(hits, key=lambda hit: not hit[0].startswith(self._filter)))
        self.rows = rows
        self.endResetModel()

    def set_state(self, offer: Offer | None, given: Answer | None, enabled: bool) -> None:
        """What is offered, what is in force, and whether a row can be chosen."""
        if (offer, given, enabled) != (self.offer, self.given, self.enabled):
            self.offer, self.given, self.enabled = offer, given, enabled
            if self.rows:
                self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def probability(self, row: ClassRow) -> float | None:
        """The offered probability of a row, None without an offer."""
        if self.offer is None or not 0 <= row.place < len(self.offer.probabilities):
            return None
        return self.offer.probabilities[row.place]

    def is_suggested(self, row: ClassRow) -> bool:
        return self.offer is not None and row.place >= 0 and self.offer.suggested == row.place

    def is_given(self, row: ClassRow) -> bool:
        return self.given is not None and self.given.kind == self.mode and self.given.value == row.id

    def words(self, row: ClassRow) -> str:
        """The row as a screen reader says it."""
        parts = [row.key] if row.key else []
        parts.append(row.name)
        probability = self.probability(row)
        if probability is not None and probability == probability:
            parts.append(tr("{percent:.0f} percent", percent=probability * 100))
        if self.is_suggested(row):
            parts.append(tr("suggested"))
        if self.is_given(row):
            parts.append(tr("your answer"))
        return ", ".join(parts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row.definition
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{row.name}\n{row.definition}" if row.definition else row.name)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled if self.enabled else Qt.ItemFlag.NoItemFlags
