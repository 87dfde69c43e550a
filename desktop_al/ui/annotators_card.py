"""Who labels in the project: a table of all of them, what can be done with the chosen one, and a field for one more."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_al.core.study import ROLES, Role
from desktop_al.core.words import local, mark, tr
from desktop_al.loop.study_screen import AnnotatorRow
from desktop_al.ui.controls import SegmentedChoice
from desktop_al.ui.cut_words import one_line
from desktop_al.ui.form_fields import TroubleLine
from desktop_al.ui.marked_table import MarkedTable
from desktop_al.ui.settings_rows import Card
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Words

ROLE_WORDS: dict[Role, str] = {
    "annotator": mark("Annotator"),
    "adjudicator": mark("Adjudicator"),
    "owner": mark("Owner"),
}
COLUMNS = (
    mark("Annotator"),
    mark("Role"),
    mark("Answered"),
    mark("Shared"),
    mark("Gold"),
    mark("Handed out"),
    mark("Labels here"),
    mark("Last answer"),
)
_FIGURES = (2, 3, 4)
_NONE = "–"
_MOST_NAME = 200


def annotator_cells(row: AnnotatorRow) -> tuple[str, ...]:
    """A row of the table, in the order of ``COLUMNS``."""
    return (
        one_line(row.name),
        tr(ROLE_WORDS[row.role]),
        local(f"{row.answered:,}"),
        tr("{n:,} of {all:,}", n=row.shared, all=row.assigned) if row.assigned else _NONE,
        local(f"{row.gold:,}"),
        row.handed_out or _NONE,
        tr("Now") if row.here else "",
        row.last or _NONE,
    )


class _Chosen(QWidget):
    """Role of the chosen annotator, and the ways that begin with a name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.name = Words(theme, "", "body", "text.primary", 600, elide=True)
        self.role = SegmentedChoice(theme, tr("Role"), [(role, tr(ROLE_WORDS[role])) for role in ROLES])
        self.label = CapButton(theme, tr("Label as this annotator"), icon="annotator", hug=True)
        self.hand_out = CapButton(theme, tr("Hand out..."), icon="export", hug=True)
        self._buttons = QHBoxLayout()
        for button in (self.label, self.hand_out):
            self._buttons.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(self.name, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.role, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(self._buttons)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._row.setContentsMargins(theme.px(8), theme.px(10), 0, theme.px(10))
        self._row.setSpacing(theme.px(12))
        self._buttons.setSpacing(theme.px(8))
        self.name.setMinimumHeight(theme.px(22))
        self._fold()

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()

    def _fold(self) -> None:
        px, ways = self._theme.px, QBoxLayout.Direction
        buttons = sum(b.sizeHint().width() + px(8) for b in (self.label, self.hand_out))
        role = self.role.natural_width()
        below = self.width() < px(120 + 8 + 24) + role + buttons
        self._row.setDirection(ways.TopToBottom if below else ways.LeftToRight)
        side = Qt.AlignmentFlag.AlignLeft
        self._row.setAlignment(self.role, side if below else Qt.AlignmentFlag.AlignVCenter)
        self._row.setAlignment(self.name, Qt.AlignmentFlag(0) if below else Qt.AlignmentFlag.AlignVCenter)
        self._row.setAlignment(self._buttons, side if below else Qt.AlignmentFlag.AlignVCenter)


class _Add(QWidget):
    """One more name. ``added`` carries what was typed."""

    added = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(tr("Add an annotator"))
        self.edit.setAccessibleName(tr("Name of a new annotator"))
        # Longer ones are refused in words, not cut off.
        self.edit.setMaxLength(4 * _MOST_NAME)
        self.button = CapButton(theme, tr("Add"), trailing=("Return",), hug=True)
        self.button.setAccessibleName(tr("Add an annotator"))
        self.trouble = TroubleLine(theme)
        self._line = QHBoxLayout()
        self._line.addWidget(self.edit, 1)
        self._line.addWidget(self.button)
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._line)
        self._all.addWidget(self.trouble)
        self.edit.returnPressed.connect(self._send)
        self.edit.textEdited.connect(lambda _: self.trouble.set_text(""))
        self.button.clicked.connect(self._send)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.edit.setFont(theme.font("body"))
        self._line.setSpacing(theme.px(8))
        self._all.setContentsMargins(0, theme.px(10), 0, theme.px(8))
        self._all.setSpacing(theme.px(6))
        self.setMaximumWidth(theme.px(520))

    def _send(self) -> None:
        if self.edit.text().strip():
            self.added.emit(self.edit.text())
        else:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)


class AnnotatorsCard(Card):
    """``added`` carries a name, ``role_chosen`` name and role, ``label_as`` and ``hand_out`` the chosen name."""

    added = Signal(str)
    role_chosen = Signal(str, str)
    label_as = Signal(str)
    hand_out = Signal(str)

    def __init__(self, theme: Theme) -> None:
        self.table = MarkedTable(theme, tr("Annotators"), _FIGURES, chooses=True)
        self.chosen, self.add, self.trouble = _Chosen(theme), _Add(theme), TroubleLine(theme)
        self._rows: tuple[AnnotatorRow, ...] = ()
        self._locked = False
        parts = (self.table, self.chosen, self.trouble, self.add)
        super().__init__(theme, "annotators", "users", tr("Annotators"), parts)
        self.table.chosen.connect(self._show_chosen)
        self.chosen.role.chosen.connect(lambda role: self._tell(self.role_chosen, role))
        self.chosen.label.clicked.connect(lambda: self._tell(self.label_as))
        self.chosen.hand_out.clicked.connect(lambda: self._tell(self.hand_out))
        self.add.added.connect(self.added)

    def show_rows(self, rows: Sequence[AnnotatorRow], locked: bool, choose: str = "") -> None:
        """Who there is; the chosen one stays chosen, unless ``choose`` names another. ``locked``: nothing can be
        changed here."""
        wanted = choose or self.name()
        self._rows, self._locked = tuple(rows), locked
        names = [row.name for row in rows]
        here = next((n for n, row in enumerate(rows) if row.here), 0)
        mark = names.index(wanted) if wanted in names else here
        self.table.show_rows([tr(title) for title in COLUMNS], [annotator_cells(row) for row in rows], mark)
        self.add.setEnabled(not locked)
        self._show_chosen()
        if choose:
            self.add.edit.clear()
        self.show_trouble("")

    def name(self) -> str:
        """The chosen annotator, "" for none."""
        row = self._row()
        return row.name if row is not None else ""

    def _row(self) -> AnnotatorRow | None:
        at = self.table.currentIndex().row()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _show_chosen(self) -> None:
        row, chosen = self._row(), self.chosen
        chosen.setEnabled(row is not None)
        if row is None:
            return
        chosen.name.set_text(one_line(row.name))
        chosen.role.set_value(row.role)
        chosen.role.setEnabled(not self._locked)
        chosen.label.setEnabled(not row.here)
        chosen.label.setAccessibleName(tr("Label as {name}", name=one_line(row.name)))
        chosen.hand_out.setEnabled(not self._locked)
        chosen.hand_out.setAccessibleName(tr("Hand out to {name}...", name=one_line(row.name)))

    def _tell(self, signal: object, *more: str) -> None:
        row = self._row()
        if row is not None:
            signal.emit(row.name, *more)  # type: ignore[attr-defined]

    def show_trouble(self, sentence: str, *, adding: bool = False) -> None:
        """Why something was refused; what was chosen or typed is shown as it is in force."""
        self.add.trouble.set_text(sentence if adding else "")
        self.trouble.set_text("" if adding else sentence)
        self._show_chosen()
        self.tidy()
