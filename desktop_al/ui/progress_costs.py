"""Costs: what the user says that labels and errors cost; nothing is made of what is not given."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_al.core.shapes import Measured
from desktop_al.core.words import mark, tr, trn
from desktop_al.loop.progress_screen import ProgressScreen, StopChoices
from desktop_al.ui.form_fields import Field
from desktop_al.ui.given import Given, Kind, number_words
from desktop_al.ui.theme import Theme

LINE = mark("All of it may stay empty. What is not given is not guessed: figures that need it are left out.")
OPEN = mark("not given")
#: Name in the choices, title, kind, note.
FIELDS: tuple[tuple[str, str, Kind, str], ...] = (
    ("seconds", mark("Seconds per label"), "seconds", ""),
    ("hourly_cost", mark("Cost of an hour of labelling"), "money", mark("Of the annotator's time.")),
    ("review_cost", mark("Review of 100 labels"), "money", mark("What looking over a further 100 costs.")),
    ("error_cost", mark("Cost of a wrong prediction"), "money", mark("On average, of one.")),
    ("predictions", mark("Predictions to come"), "count", mark("How many the model will make.")),
    ("currency", mark("Currency"), "currency", mark("Written before amounts, such as €.")),
)
#: Width of a column at 100 %, at least.
_COLUMN = 176


def seconds_words(figure: Measured) -> str:
    """How long a label takes, as the log has it."""
    if figure.value is None:
        return tr("Empty: as measured. {why}", why=figure.reason or tr("Nothing is measured yet."))
    if figure.low is not None and figure.high is not None:
        return trn(
            "Empty: as measured, {seconds:.1f} s ({low:.1f} to {high:.1f}), {n:,} label.",
            "Empty: as measured, {seconds:.1f} s ({low:.1f} to {high:.1f}), {n:,} labels.",
            figure.n,
            seconds=figure.value,
            low=figure.low,
            high=figure.high,
        )
    return trn(
        "Empty: as measured, {seconds:.1f} s, {n:,} label.",
        "Empty: as measured, {seconds:.1f} s, {n:,} labels.",
        figure.n,
        seconds=figure.value,
    )


class Costs(QWidget):
    """``chosen`` carries the name of a choice and its new value."""

    chosen = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows: dict[str, Field] = {}
        self.fields: dict[str, Given] = {}
        self._grid = QGridLayout(self)
        self._across = 0
        for name, title, kind, note in FIELDS:
            row = Field(theme, tr(title), tr(note) if note else "")
            row.edit.setPlaceholderText(tr(OPEN))
            field = Given(row.edit, name, kind, "" if kind == "currency" else None)
            field.troubled.connect(row.set_trouble)
            field.given.connect(self.chosen)
            self.rows[name], self.fields[name] = row, field
        self.rows["seconds"].set_note(seconds_words(Measured(None)))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._grid.setContentsMargins(0, theme.px(8), 0, 0)
        self._grid.setHorizontalSpacing(theme.px(20))
        self._grid.setVerticalSpacing(theme.px(14))
        self._across = 0
        self._fold()

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()

    def _fold(self) -> None:
        room = self._theme.px(_COLUMN)
        across = 3 if self.width() >= 3 * room else 2 if self.width() >= 2 * room else 1
        if across == self._across:
            return
        self._across = across
        for number, row in enumerate(self.rows.values()):
            self._grid.removeWidget(row)
            self._grid.addWidget(row, number // across, number % across, Qt.AlignmentFlag.AlignTop)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def show_screen(self, screen: ProgressScreen) -> None:
        self.show_choices(screen.choices)
        measured = screen.measured_seconds
        known = measured.value is not None
        self.rows["seconds"].edit.setPlaceholderText(number_words(round(measured.value or 0, 1)) if known else tr(OPEN))
        self.rows["seconds"].set_note(seconds_words(measured))

    def show_choices(self, choices: StopChoices) -> None:
        """What is in force; what is being typed stays."""
        for name, field in self.fields.items():
            field.show_value(getattr(choices, name), choices.currency)
