"""Your stop rule: which of four rules decides, and what it needs to know."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop_al.core.words import mark, tr
from desktop_al.loop.progress_screen import ProgressScreen, Rule, StopChoices
from desktop_al.ui.form_fields import RadioRow, TroubleLine, mark_wrong
from desktop_al.ui.given import Given, Kind
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph, Words

ADVICE = mark("This is advice. Labelling never stops by itself.")
OPEN = mark("not given")
#: What a rule says while its limit is not given.
_NEEDS: tuple[tuple[Rule, str, str], ...] = (
    ("goal", "target", mark("This rule needs a goal.")),
    ("price", "price", mark("This rule needs a price.")),
)


class _Choice(RadioRow):
    """As wide as its words, so that a field can stand behind them."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme, words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + self._theme.px(4), self.height())


class RuleRow(QWidget):
    """A rule, the field for its limit (called ``field``; "": it has none), and below what is wrong or missing."""

    def __init__(self, theme: Theme, words: str, field: str = "", unit: str = "", *, wide: float = 92) -> None:
        super().__init__()
        self._wide, self._asks = wide, bool(field)
        self.radio = _Choice(theme, words)
        self.edit = QLineEdit()
        self.edit.setAccessibleName(field)
        self.edit.setPlaceholderText(tr(OPEN))
        self._unit = Words(theme, unit, "body", "text.primary")
        self.trouble = TroubleLine(theme)
        self.note = Paragraph(theme, "", "caption", "text.secondary")
        self._field = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for part in (self.edit, self._unit):
            self._field.addWidget(part)
        self._field.addStretch(1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.addWidget(self.radio)
        self._line.addLayout(self._field, 1)
        self._below = QVBoxLayout()
        self._below.addWidget(self.trouble)
        self._below.addWidget(self.note)
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._line)
        self._all.addLayout(self._below)
        self.edit.setVisible(self._asks)
        self._unit.setVisible(bool(unit))
        self.set_note("")
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(0)
        self._line.setSpacing(px(2))
        self._field.setSpacing(px(8))
        self._below.setContentsMargins(px(30), 0, 0, 0)
        self.edit.setFont(theme.font("body"))
        self.edit.setFixedWidth(px(self._wide))
        self._fold()

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()

    def _fold(self) -> None:
        """The field goes below the words where it has no room behind them."""
        px, way = self._theme.px, QBoxLayout.Direction
        unit = self._unit.sizeHint().width() + px(8) if self._unit.text() else 0
        needed = self.radio.sizeHint().width() + (px(self._wide) + px(4) + unit if self._asks else 0)
        below = self._asks and self.width() < needed
        direction = way.TopToBottom if below else way.LeftToRight
        if direction != self._line.direction():
            self._line.setDirection(direction)
            # A layout that is turned does not tell those around it.
            self.updateGeometry()
        self._field.setContentsMargins(px(30) if below else 0, 0, 0, px(4) if below else 0)

    def minimumSizeHint(self) -> QSize:
        # Narrower than its parts side by side: it folds.
        return QSize(self._theme.px(160), super().minimumSizeHint().height())

    def set_trouble(self, sentence: str) -> None:
        """What is wrong with what is typed; "" for nothing."""
        self.trouble.set_text(sentence)
        self.edit.setAccessibleDescription(sentence)
        mark_wrong(self.edit, bool(sentence))

    def set_note(self, words: str) -> None:
        self.note.set_text(words)
        self.note.setVisible(bool(words))
        self.radio.setAccessibleDescription(words)


class StopRule(QWidget):
    """``chosen`` carries the name of a choice and its new value."""

    chosen = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows: dict[Rule, RuleRow] = {
            "gain": RuleRow(
                theme,
                tr("Stop when 100 labels bring less than"),
                tr("Points that 100 labels must bring"),
                tr("points"),
                wide=64,
            ),
            "goal": RuleRow(theme, tr("Stop at a goal of"), tr("Goal in per cent")),
            "price": RuleRow(
                theme, tr("Stop when the next point costs more than"), tr("Most that the next point may cost")
            ),
            "error_cost": RuleRow(theme, tr("Stop when labels cost more than the errors they prevent")),
        }
        kinds: Sequence[tuple[Rule, str, Kind, float | None]] = (
            ("gain", "gain", "points", StopChoices().gain),
            ("goal", "target", "share", None),
            ("price", "price", "money", None),
        )
        self._rule: Rule = "gain"
        self.fields: dict[str, Given] = {}
        self._group = QButtonGroup(self)
        self._all = QVBoxLayout(self)
        for number, row in enumerate(self.rows.values()):
            self._group.addButton(row.radio, number)
            self._all.addWidget(row)
        for rule, name, kind, default in kinds:
            field = Given(self.rows[rule].edit, name, kind, default)
            field.troubled.connect(self.rows[rule].set_trouble)
            field.given.connect(self.chosen)
            field.given.connect(lambda *_: self._say_missing())
            self.fields[name] = field
        self._advice = Paragraph(theme, tr(ADVICE), "caption", "text.secondary")
        self._gap = QVBoxLayout()
        self._gap.addWidget(self._advice)
        self._all.addLayout(self._gap)
        self._missing: tuple[str, ...] = ()
        # Told of arrow keys too, which choose the next one as a click does.
        self._group.idToggled.connect(self._toggled)
        self.show_choices(StopChoices(), ())
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, theme.px(2), 0, 0)
        self._gap.setContentsMargins(0, theme.px(8), 0, 0)
        self._all.setSpacing(theme.px(4))

    @property
    def rule(self) -> Rule:
        return self._rule

    def show_screen(self, screen: ProgressScreen) -> None:
        self.show_choices(screen.choices, screen.missing)

    def show_choices(self, choices: StopChoices, missing: tuple[str, ...]) -> None:
        """What is in force, and what the rule on errors still needs; what is being typed stays."""
        self._rule, self._missing = choices.rule, missing
        errors = self.rows["error_cost"].radio
        # The one in force stays to be seen and left, whatever it needs.
        errors.setEnabled(not missing or choices.rule == "error_cost")
        for name, field in self.fields.items():
            field.show_value(getattr(choices, name), choices.currency)
        chosen = self.rows[choices.rule].radio
        if not chosen.isChecked():
            before = self._group.checkedButton()
            chosen.setChecked(True)
            if before is not None and before.hasFocus():
                chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_missing()

    def _say_missing(self) -> None:
        for rule, name, words in _NEEDS:
            self.rows[rule].set_note(tr(words) if self._rule == rule and self.fields[name].value is None else "")
        self.rows["error_cost"].set_note(tr("Needs {costs}.", costs=_listed(self._missing)) if self._missing else "")

    def _toggled(self, number: int, on: bool) -> None:
        rule = list(self.rows)[number]
        if on and rule != self._rule:
            self._rule = rule
            self._say_missing()
            self.chosen.emit("rule", rule)


def _listed(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return tr("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])
