"""The second part of the Agreement page: every measure, annotators against known answers, how it went, deviations."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_al.core.plain_names import plain
from desktop_al.loop.agreement_screen import AgainstTruth, AgreementScreen, NamedFigure
from desktop_al.loop.figure_words import NONE, count, interval, percent
from desktop_al.ui.figure_card import FigureCard
from desktop_al.ui.plain_table import PlainTable
from desktop_al.ui.running_plot import RunningView
from desktop_al.ui.sentences import Sentences
from desktop_al.ui.theme import Theme

_AGAINST = {"gold": "known answers", "decisions": "decisions", "model of annotators": "model of the annotators"}
#: Measures that are shares of samples or answers.
SHARES = frozenset({"percent_agreement", "unsure_share", "not_worth_share", "unanimous_share"})


def measure_row(row: NamedFigure) -> tuple[str, str, str, str, str]:
    """Name, value, interval, n, reason."""
    figure, share = row.figure, row.id in SHARES
    if figure.value is None:
        words = f"not defined: {figure.reason}" if figure.reason else "not defined"
        return row.name, NONE, "", f"{figure.n:,}", words
    value = percent(figure.value) if share else f"{figure.value:.3f}"
    return row.name, value, interval(figure, share), f"{figure.n:,}", figure.reason


def against_row(row: AgainstTruth) -> tuple[str, str, str, str, str]:
    """Annotator, against what, share right, interval, n."""
    right = row.right
    return (
        plain(row.annotator),
        _AGAINST[row.against],
        percent(right.value),
        interval(right, share=True) or right.reason,
        f"{right.n:,}",
    )


def class_rows(screen: AgreementScreen) -> list[tuple[str, str, str, str, str]]:
    """Sensitivity and specificity of each class for each annotator: annotator, against what, class, and the two."""
    rows = []
    for row in screen.against:
        for item, (sensitivity, specificity) in zip(screen.classes, row.per_class, strict=False):
            said = [
                NONE if m.value is None else f"{percent(m.value)} ({interval(m, share=True)}, n {m.n:,})"
                for m in (sensitivity, specificity)
            ]
            rows.append((plain(row.annotator), _AGAINST[row.against], item.name, *said))
    return rows  # type: ignore[return-value]


class Against(QWidget):
    """Share right of each annotator, then class by class."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.table = PlainTable(theme, "Annotators against known answers", (2, 4))
        self.classes = PlainTable(theme, "Annotators against known answers, class by class")
        self._all = QVBoxLayout(self)
        self._all.addWidget(self.table)
        self._all.addWidget(self.classes)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(10))

    def show_screen(self, screen: AgreementScreen) -> None:
        self.table.show_rows(
            ("Annotator", "Against", "Right", "95 % range", "Samples"), [against_row(row) for row in screen.against]
        )
        rows = class_rows(screen)
        self.classes.show_rows(("Annotator", "Against", "Class", "Sensitivity", "Specificity"), rows)
        self.classes.setVisible(bool(rows))


class More(QWidget):
    """Cards one below the other; what has nothing to show is not there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.measures = PlainTable(theme, "All measures", (1, 3))
        self.against, self.running = Against(theme), RunningView(theme)
        self.deviations = Sentences(theme)
        self.cards = {
            "measures": FigureCard(theme, "All measures", "", self.measures),
            "against": FigureCard(theme, "Against known answers", "", self.against),
            "running": FigureCard(
                theme,
                "Agreement as it went",
                "How often each annotator answered as the others did, over the newest 60 shared samples, before "
                "correcting for chance. A fall may mean tiredness, a changed guideline or harder samples.",
                self.running,
            ),
            "deviations": FigureCard(theme, "Deviations from the study design", "", self.deviations),
        }
        self._all = QVBoxLayout(self)
        for card in self.cards.values():
            self._all.addWidget(card)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(16))

    def show_screen(self, screen: AgreementScreen) -> None:
        rows = [measure_row(row) for row in screen.measures]
        if screen.chosen is not None:
            of_chosen = NamedFigure("chosen", f"{screen.headline_name}, samples chosen by the model", screen.chosen)
            rows.append(measure_row(of_chosen))
        self.measures.show_rows(("Measure", "Value", "95 % range", "Samples", "Remark"), rows)
        lines = [screen.rests_on, screen.chosen_words, screen.unsure_words]
        self.cards["measures"].set_title("All measures", " ".join(_sentence(line) for line in lines if line))
        self.cards["measures"].setVisible(bool(rows))
        self.against.show_screen(screen)
        self.cards["against"].set_title("Against known answers", screen.truth_words)
        self.cards["against"].setVisible(bool(screen.against))
        self.running.show_running(screen.running)
        self.cards["running"].setVisible(bool(screen.running))
        many = count(len(screen.deviations), "deviation")
        self.deviations.show_sentences(screen.deviations)
        self.cards["deviations"].set_title("Deviations from the study design", many)
        self.cards["deviations"].setVisible(bool(screen.deviations))


def _sentence(words: str) -> str:
    """With a capital and a full stop."""
    whole = f"{words[:1].upper()}{words[1:]}"
    return whole if whole.endswith((".", "?")) else f"{whole}."
