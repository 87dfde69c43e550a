"""Which column of a table is what: one field for each, with the first values of the column beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop_al.core.column_roles import ColumnRoles
from desktop_al.core.words import tr
from desktop_al.loop.import_screen import ColumnRow
from desktop_al.ui.choose import Choose
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.reason_fields import Tick
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph, Words


class ColumnsCard(QFrame):
    """Hidden where there is nothing to choose; ``chosen`` carries ``ColumnRoles``."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self.setAccessibleName(tr("Columns"))
        self._theme = theme
        self._title = Words(theme, tr("Columns"), "label", "text.primary", 600)
        self._sentence = Paragraph(theme, tr("Which column of the table is what."), "caption", "text.secondary")
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 4)
        self.header = Tick(theme, tr("The first row holds the names of the columns"))
        self.header.clicked.connect(self._changed)
        self.fields: dict[str, Choose] = {}
        self._examples: dict[str, Words] = {}
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._title)
        self._all.addWidget(self._sentence)
        self._all.addLayout(self._grid)
        self._all.addWidget(self.header)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(16))
        self._all.setSpacing(theme.px(6))
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(6))

    def show_rows(self, rows: Sequence[ColumnRow], header: bool | None) -> None:
        """The fields stay, and with them the focus."""
        for row in rows:
            if row.role not in self.fields:
                self._add(row)
            field, example = self.fields[row.role], self._examples[row.role]
            field.set_choices([(words, column, None) for words, column in row.options])
            field.choose(row.target)
            field.setAccessibleDescription(tr("For example: {values}", values=row.example) if row.example else "")
            example.set_text(row.example)
            example.setToolTip(plain_tip(row.example))
        self.header.setChecked(bool(header))
        self.header.setVisible(header is not None)
        self.setVisible(bool(rows))

    def _add(self, row: ColumnRow) -> None:
        at = len(self.fields)
        field = Choose(self._theme, tr("Column for: {what}", what=row.words))
        field.setMinimumContentsLength(8)
        field.activated.connect(self._changed)
        example = Words(self._theme, "", "caption", "text.secondary", elide=True)
        self._grid.addWidget(Words(self._theme, row.words, "body", "text.primary"), at, 0)
        self._grid.addWidget(field, at, 1)
        self._grid.addWidget(example, at, 2, Qt.AlignmentFlag.AlignVCenter)
        self.fields[row.role], self._examples[row.role] = field, example
        before: QWidget = list(self.fields.values())[-2] if at else self
        QWidget.setTabOrder(before, field)
        QWidget.setTabOrder(field, self.header)

    def _changed(self) -> None:
        made = {role: str(field.currentData()) for role, field in self.fields.items()}
        self.chosen.emit(ColumnRoles(**made, header=self.header.isChecked() or self.header.isHidden()))

    def first_field(self) -> Choose:
        """The first field that waits for a choice."""
        sample, label = self.fields["sample"], self.fields["label"]
        return label if sample.currentData() and not label.currentData() else sample
