"""Rows and cards of the settings page: title and sentence at the left, the control at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop_al.core.settings import Setting, Value
from desktop_al.core.words import tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.controls import NumberField, SegmentedChoice, Switch, WithUnit
from desktop_al.ui.icons import icon
from desktop_al.ui.named_controls import Named, named_control
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import IconView, Paragraph, Words, rule

#: Words beside a control need this much; with less the control goes below them.
_TEXT_WIDTH = 170


def value_words(setting: Setting, value: Value) -> str:
    """A value in words: "Dark", "On", "150 ms"."""
    if setting.kind == "choice":
        return next((tr(words) for known, words in setting.choices if known == value), str(value))
    if setting.kind == "switch":
        return tr("On") if value else tr("Off")
    return f"{value} {tr(setting.unit)}".strip()


class ResetButton(QToolButton):
    """Back to the default; its room stays where it is hidden."""

    def __init__(self, theme: Theme, what: str) -> None:
        super().__init__()
        self.setAccessibleName(tr("{what}: back to default", what=what))
        self.setToolTip(plain_tip(tr("Back to default")))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        kept = self.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.setSizePolicy(kept)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.setIcon(icon("reset", theme.colour("text.secondary")))
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.setFixedSize(theme.px(32), theme.px(32))


def _wanted(control: QWidget) -> int:
    return control.natural_width() if isinstance(control, SegmentedChoice) else control.sizeHint().width()


class Row(QWidget):
    """Words at the left and controls at the right, or below where there is no room beside."""

    def __init__(self, theme: Theme, title: str, sentence: str, controls: Sequence[QWidget]) -> None:
        super().__init__()
        self.title = title
        #: Whether the row has anything to say; hidden otherwise, whatever is sought.
        self.available = True
        self._title = Paragraph(theme, title, "body", "text.primary", weight=600)
        self._sentence = Paragraph(theme, sentence, "caption", "text.secondary")
        self._words = QVBoxLayout()
        self._words.addWidget(self._title)
        self._words.addWidget(self._sentence)
        self._words.addStretch(1)
        self._given = tuple(controls)
        self._controls = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for control in controls:
            self._controls.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addLayout(self._words, 1)
        self._row.addLayout(self._controls)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._row.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        self._row.setSpacing(theme.px(12))
        self._words.setSpacing(0)
        self._controls.setSpacing(theme.px(4))
        self._fold()

    def set_sentence(self, sentence: str) -> None:
        self._sentence.set_text(sentence)

    def sentence(self) -> str:
        return self._sentence.text()

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()

    def _fold(self) -> None:
        gap = self._theme.px(4)
        wanted = sum(_wanted(control) for control in self._given) + gap * (len(self._given) - 1)
        below = self.width() < wanted + self._theme.px(_TEXT_WIDTH)
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if below else way.LeftToRight)
        # Below its words the control begins where they begin, and what belongs to it follows.
        self._controls.setDirection(way.RightToLeft if below else way.LeftToRight)
        self._row.setAlignment(self._controls, Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignRight)
        for control in self._given:
            if isinstance(control, SegmentedChoice):
                control.stack(self.width() < wanted)

    def minimumSizeHint(self) -> QSize:
        # Narrower than its parts side by side: it folds.
        return QSize(self._theme.px(120), super().minimumSizeHint().height())

    def matches(self, text: str) -> bool:
        """Whether the row speaks of ``text`` (in lower case)."""
        return text in f"{self.title} {self.sentence()}".casefold()


def _control(theme: Theme, setting: Setting) -> tuple[SegmentedChoice | Switch | NumberField | Named, QWidget]:
    """The control of a setting, and what stands in its row."""
    title = tr(setting.title)
    if setting.kind == "name":
        named = named_control(theme, setting)
        return named, named
    if setting.kind == "choice":
        choice = SegmentedChoice(theme, title, tuple((value, tr(words)) for value, words in setting.choices))
        return choice, choice
    if setting.kind == "switch":
        switch = Switch(theme, title)
        return switch, switch
    unit = tr(setting.unit)
    field = NumberField(theme, title, setting.least, setting.most, unit)
    return field, WithUnit(theme, field, unit)


class Sentence(QWidget):
    """A sentence about the rows below it."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self.words = Paragraph(theme, text, "caption", "text.secondary")
        self._all = QVBoxLayout(self)
        self._all.addWidget(self.words)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, theme.px(8))


class SettingRow(Row):
    """One setting. ``changed`` carries the value that was chosen here."""

    changed = Signal(object)

    def __init__(self, theme: Theme, setting: Setting) -> None:
        self.setting = setting
        self._value = setting.default
        title, sentence = tr(setting.title), tr(setting.sentence)
        self._reset = ResetButton(theme, title)
        self.control, shown = _control(theme, setting)
        self.control.setAccessibleDescription(sentence)
        super().__init__(theme, title, sentence, (self._reset, shown))
        self._reset.hide()
        self._reset.clicked.connect(self._to_default)
        if isinstance(self.control, SegmentedChoice):
            self.control.chosen.connect(self._chosen)
        elif isinstance(self.control, Switch):
            self.control.clicked.connect(self._chosen)
        else:
            self.control.committed.connect(self._chosen)
        self.set_value(setting.default)

    @property
    def value(self) -> Value:
        return self._value

    def set_value(self, value: Value) -> None:
        """Shows ``value``; says nothing."""
        self._value = value
        self.control.set_value(value)
        self._show_reset()

    def _show_reset(self) -> None:
        self._reset.setVisible(self._value != self.setting.default and self.control.isEnabled())

    def set_enabled(self, enabled: bool) -> None:
        self.control.setEnabled(enabled)
        self._show_reset()

    def take_focus(self) -> None:
        self.control.setFocus(Qt.FocusReason.TabFocusReason)

    def words_of(self, value: Value) -> str:
        """A value in words."""
        return self.control.words_of(value) if isinstance(self.control, Named) else value_words(self.setting, value)

    def matches(self, text: str) -> bool:
        return super().matches(text) or any(text in tr(words).casefold() for _, words in self.setting.choices)

    def _chosen(self, value: Value) -> None:
        if value != self._value:
            self._value = value
            if isinstance(self.control, Named):
                self.control.set_value(value)
            self._show_reset()
            self.changed.emit(value)

    def _to_default(self) -> None:
        self.set_value(self.setting.default)
        self.take_focus()
        self.changed.emit(self.setting.default)


class Card(QFrame):
    """Rows under a heading, with hairlines between those that are shown."""

    def __init__(self, theme: Theme, section: str, icon_name: str, title: str, rows: Sequence[QWidget]) -> None:
        super().__init__()
        self.section, self.rows = section, tuple(rows)
        self.setProperty("card", "plain")
        self.setAccessibleName(title)
        self._icon = IconView(theme, icon_name, 20, "accent.text")
        self._title = Words(theme, title, "title", "text.primary")
        self._head = QHBoxLayout()
        self._head.addWidget(self._icon)
        self._head.addWidget(self._title, 1)
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._head)
        self._lines: list[QFrame] = []
        for row in self.rows:
            line = rule("soft")
            self._lines.append(line)
            self._all.addWidget(line)
            self._all.addWidget(row)
        self.set_theme(theme)
        self.tidy()

    def set_theme(self, theme: Theme) -> None:
        px = theme.px
        self._all.setContentsMargins(px(20), px(14), px(20), px(8))
        self._all.setSpacing(0)
        self._head.setContentsMargins(0, 0, 0, px(4))
        self._head.setSpacing(px(10))
        self._title.setMinimumHeight(px(28))

    def tidy(self) -> None:
        """A line above every shown row but the first."""
        first = True
        for line, row in zip(self._lines, self.rows, strict=True):
            shown = not row.isHidden()
            line.setVisible(shown and not first)
            first = first and not shown

    def matches(self, text: str) -> bool:
        """Whether the card as a whole speaks of ``text`` (in lower case), beyond its heading and its rows."""
        return False

    def find(self, wanted: str) -> bool:
        """Show what speaks of ``wanted`` (in lower case, "" for everything): the card as a whole by its heading or its
        own words, else row by row. False, and hidden, where nothing does."""
        whole = not wanted or wanted in self.accessibleName().casefold() or self.matches(wanted)
        found = whole
        for row in self.rows:
            if isinstance(row, Row):
                row.setVisible(row.available and (whole or row.matches(wanted)))
                found = found or not row.isHidden()
        self.setVisible(found)
        self.tidy()
        return found

    def choose(self, chosen: bool) -> None:
        """Marks the card as the one that is chosen at the left."""
        if bool(self.property("chosen")) != chosen:
            self.setProperty("chosen", chosen)
            self.style().unpolish(self)
            self.style().polish(self)
