"""How the open project learns: strategy, mix, committee, model, and what the model sees of the samples."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.words import mark, tr
from desktop_al.ui.choose import Choose
from desktop_al.ui.controls import NumberField
from desktop_al.ui.named_controls import ClassChoice, NamedButton
from desktop_al.ui.options import OptionList, bring_into_view
from desktop_al.ui.settings_rows import Card, Row, Sentence, SettingRow
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph, Words

if TYPE_CHECKING:
    from desktop_al.loop.learning_choices import LearningScreen, MixParts

#: Of a setting that stands for the votes of a member of the committee: "vote:forest".
VOTE = "vote:"
#: The row of the list that stands for every mix.
MIX = "mix"
_MIX_WORDS = mark("Adds the ranks that two strategies give, each as often as its weight says.")
_VOTES_WORDS = mark("How much each member counts, 0 to 10, besides how well it does on your labels.")
_UNFOLDS = ("strategy", "model")
#: How many boxes lie in one another from a row to the page.
_NESTED = 6


class _MixEditor(QWidget):
    """Two strategies, their weights, and how a batch is drawn. ``chosen`` carries them."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._parts: MixParts | None = None
        self.choices = tuple(Choose(theme, name) for name in (tr("First strategy"), tr("Second strategy")))
        self.weights = tuple(
            NumberField(theme, tr("{strategy}: weight", strategy=name), 1, 9, "")
            for name in (tr("First strategy"), tr("Second strategy"))
        )
        self.draw = Choose(theme, tr("Drawing the batch"))
        self._words = tuple(
            Words(theme, words, "body", "text.secondary") for words in (tr("times"), tr("times"), tr("Batch"))
        )
        self._lines = [QHBoxLayout(), QHBoxLayout(), QHBoxLayout()]
        for number in range(2):
            self._lines[number].addWidget(self.choices[number], 1)
            self._lines[number].addWidget(self.weights[number])
            self._lines[number].addWidget(self._words[number])
        self._lines[2].addWidget(self._words[2])
        self._lines[2].addWidget(self.draw, 1)
        self._all = QVBoxLayout(self)
        for line in self._lines:
            self._all.addLayout(line)
        for field in (*self.choices, self.draw):
            field.currentIndexChanged.connect(lambda _: self._changed())
        for weight in self.weights:
            weight.committed.connect(lambda _: self._changed())
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(theme.px(34), theme.px(4), 0, theme.px(12))
        self._all.setSpacing(theme.px(6))
        for line in self._lines:
            line.setSpacing(theme.px(8))

    def show_parts(self, screen: "LearningScreen", draws: tuple[tuple[str, str], ...]) -> None:
        """What there is to mix, and of what the mix is made."""
        self._parts, parts = None, screen.mix
        mixable = screen.mixable
        for field, name in zip(self.choices, (parts.first, parts.second), strict=True):
            field.set_choices([(option.title, option.name, None) for option in mixable])
            field.choose(name)
            field.setEnabled(not screen.read_only)
        for weight, value in zip(self.weights, (parts.first_weight, parts.second_weight), strict=True):
            weight.set_value(value)
            weight.setEnabled(not screen.read_only)
        self.draw.set_choices([(words, name, None) for name, words in draws])
        self.draw.choose(parts.draw)
        self.draw.setEnabled(not screen.read_only)
        self._parts = parts

    def _changed(self) -> None:
        if self._parts is not None:
            first, second = (str(field.currentData()) for field in self.choices)
            weights = [weight.value() for weight in self.weights]
            parts = replace(
                self._parts,
                first=first,
                first_weight=weights[0],
                second=second,
                second_weight=weights[1],
                draw=str(self.draw.currentData()),
            )
            self.chosen.emit(parts)


class _Votes(QWidget):
    """A field for each member of the committee. ``changed`` carries a member's name and weight."""

    changed = Signal(str, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lead = Paragraph(theme, tr(_VOTES_WORDS), "caption", "text.secondary")
        self._title = Words(theme, tr("The committee's votes"), "body", "text.primary", 600)
        self.rows: dict[str, tuple[Row, NumberField]] = {}
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._title)
        self._all.addWidget(self._lead)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all.setContentsMargins(0, theme.px(6), 0, theme.px(6))
        self._all.setSpacing(0)

    def show_members(self, screen: "LearningScreen") -> None:
        for member in screen.members:
            if member.name not in self.rows:
                field = NumberField(self._theme, tr("Votes of {member}", member=member.title), 0, 10, tr("votes"))
                row = Row(self._theme, member.title, "", (field,))
                field.committed.connect(lambda value, name=member.name: self.changed.emit(name, value))
                self.rows[member.name] = (row, field)
                self._all.addWidget(row)
            row, field = self.rows[member.name]
            share = (
                tr("Had {share:.0%} of the votes in the last round.", share=member.share) if member.share >= 0 else ""
            )
            row.set_sentence(share or tr("No round has asked it yet."))
            if not (field.hasFocus() and field.waiting()):
                field.set_value(member.votes)
            field.setEnabled(not screen.read_only)


class LearningCard(Card):
    """``votes_changed`` carries a member of the committee and its weight."""

    votes_changed = Signal(str, int)

    def __init__(self, theme: Theme, lead: Sentence, rows: dict[str, SettingRow]) -> None:
        self._of = rows
        self._screen: LearningScreen | None = None
        self.options = {name: OptionList(theme, tr(rows[name].setting.title)) for name in _UNFOLDS}
        self.mix = _MixEditor(theme)
        self.votes = _Votes(theme)
        self.seen = Row(theme, tr("What the model sees"), "", ())
        self.lacking = Row(theme, tr("Missing"), "", ())
        self.looked_at = Row(theme, tr("Last round"), "", ())
        parts: dict[str, QWidget] = {**rows}
        order = (
            *(lead, parts.pop("strategy"), self.options["strategy"], self.mix, self.looked_at),
            *(parts.pop("wanted"), self.votes, parts.pop("model"), self.options["model"]),
            *(self.seen, self.lacking, *parts.values()),
        )
        super().__init__(theme, "learning", "learning", tr("Learning in the background"), order)
        for name in _UNFOLDS:
            control = rows[name].control
            assert isinstance(control, NamedButton)
            control.toggled.connect(lambda on, name=name: self._unfold(name, on))
            self.options[name].chosen.connect(lambda value, name=name: self._choose(name, value))
        self.mix.chosen.connect(self._mixed)
        self.votes.changed.connect(self.votes_changed)
        self.show_learning(None, ())

    def show_learning(self, screen: "LearningScreen | None", draws: tuple[tuple[str, str], ...]) -> None:
        """What is chosen in the open project; None where none is open."""
        self._screen = screen
        for row, words in (
            (self.seen, screen.features if screen else ""),
            (self.lacking, screen.lacking if screen else ""),
            (self.looked_at, screen.looked_at if screen else ""),
        ):
            row.set_sentence(words)
            row.available = bool(words)
        if screen is not None:
            self._show(screen, draws)
        self.tidy()

    def _show(self, screen: "LearningScreen", draws: tuple[tuple[str, str], ...]) -> None:
        strategies = [
            (o.name, o.title, o.sentence, f"{o.cost} {o.source}." if o.source else o.cost, o.group)
            for o in screen.strategies
        ]
        own = screen.own_words or tr("Mix of two")
        strategies.append((MIX, own, tr(_MIX_WORDS), tr("As long as both of them together."), tr("Mix")))
        models = [(o.name, o.title, o.sentence, o.cost, o.group) for o in screen.models]
        known = any(o.name == screen.strategy for o in screen.strategies)
        self.options["strategy"].set_options(strategies)
        self.options["strategy"].set_value(screen.strategy if known else MIX)
        self.options["model"].set_options(models)
        self.options["model"].set_value(screen.model)
        for options in self.options.values():
            options.set_enabled(not screen.read_only)
        titles = {o.name: o.title for o in screen.strategies}
        if not known:
            titles[screen.strategy] = screen.own_words or self._mix_words(screen.mix)
        for name, names in (("strategy", titles), ("model", {o.name: o.title for o in screen.models})):
            control = self._of[name].control
            assert isinstance(control, NamedButton)
            control.set_names(names)
            # What there is can be read where nothing can be changed.
            control.setEnabled(True)
        classes = self._of["wanted"].control
        assert isinstance(classes, ClassChoice)
        classes.set_classes(screen.classes)
        classes.set_value(screen.wanted)
        self.mix.show_parts(screen, draws)
        self.votes.show_members(screen)

    def _mix_words(self, mix: "MixParts") -> str:
        titles = {o.name: o.title.lower() for o in self._screen.strategies} if self._screen is not None else {}
        first, second = (titles.get(name, name) for name in (mix.first, mix.second))
        return tr("Mix of {first} and {second}", first=first, second=second)

    def votes_of(self, member: str) -> int:
        """The weight of a member that was last shown to be in force."""
        shown = self._screen.members if self._screen is not None else ()
        return next((m.votes for m in shown if m.name == member), 1)

    def tidy(self) -> None:
        """Unfolded lists are shown below their rows; a line above every shown row but the first."""
        screen = self._screen
        for name in _UNFOLDS:
            row = self._of[name]
            control = row.control
            on = isinstance(control, NamedButton) and control.isChecked()
            self.options[name].setVisible(screen is not None and on and not row.isHidden())
        strategy = not self._of["strategy"].isHidden() and screen is not None
        self.mix.setVisible(bool(strategy and screen and screen.is_mix))
        self.votes.setVisible(bool(strategy and screen and screen.asks_committee))
        super().tidy()

    def _unfold(self, name: str, on: bool) -> None:
        focus = self.window().focusWidget()
        if not on and focus is not None and self.options[name].isAncestorOf(focus):
            # Else the focus goes to whatever is next, and the page scrolls after it.
            self._of[name].take_focus()
        self.tidy()
        if on:
            self.options[name].take_focus()
            bring_into_view(self._of[name], 0)

    def _choose(self, name: str, value: str) -> None:
        """An option of a list was chosen: fold the list, and bring what belongs to the option into view."""
        belonging = (self.mix, self._of["wanted"], self.votes)
        hidden = [part for part in belonging if part.isHidden()]
        self._pick(name, value)
        control = self._of[name].control
        assert isinstance(control, NamedButton)
        control.setChecked(False)
        self._of[name].take_focus()
        appeared = [part for part in hidden if not part.isHidden()]
        # At once, so that the page does not jump twice. Each box tells the one round it of its new height.
        for _ in range(_NESTED):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        # All of what has appeared if there is room for it; the row of the choice in any case.
        for part in (*appeared, self._of[name]):
            bring_into_view(part, 0)

    def _pick(self, name: str, value: str) -> None:
        """An option was chosen; the row tells of it as of every setting."""
        if value == MIX and self._screen is not None:
            if self._screen.is_mix or self._screen.own_words:
                return
            value = self._screen.mix.name
            self._name_mix(self._screen.mix)
        control = self._of[name].control
        assert isinstance(control, NamedButton)
        control.committed.emit(value)

    def _mixed(self, mix: "MixParts") -> None:
        """Another mix was put together."""
        self._name_mix(mix)
        self._pick("strategy", mix.name)

    def _name_mix(self, mix: "MixParts") -> None:
        control = self._of["strategy"].control
        assert isinstance(control, NamedButton)
        control.add_name(mix.name, self._mix_words(mix))

    def unfold(self, name: str) -> None:
        """Open the list of "strategy" or "model"."""
        control = self._of[name].control
        assert isinstance(control, NamedButton)
        control.setChecked(True)

    def escape(self) -> bool:
        """Fold the list that the focus is in; False where it is in none."""
        focus = self.focusWidget()
        for name, options in self.options.items():
            control = self._of[name].control
            if focus is not None and options.isVisible() and options.isAncestorOf(focus):
                assert isinstance(control, NamedButton)
                control.setFocus(Qt.FocusReason.OtherFocusReason)
                control.setChecked(False)
                return True
        return False
