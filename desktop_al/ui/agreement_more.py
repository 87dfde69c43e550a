"""The second part of the Agreement page: every measure, annotators against known answers, how it went, deviations."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_al.core.plain_names import plain
from desktop_al.core.words import local, mark, tr, trn
from desktop_al.loop.agreement_screen import AgainstTruth, AgreementScreen, NamedFigure
from desktop_al.loop.figure_words import NONE, interval, percent
from desktop_al.ui.figure_card import FigureCard
from desktop_al.ui.plain_table import PlainTable
from desktop_al.ui.running_plot import RunningView
from desktop_al.ui.sentences import Sentences
from desktop_al.ui.theme import Theme

_AGAINST = {
    "gold": mark("known answers"),
    "decisions": mark("decisions"),
    "model of annotators": mark("model of the annotators"),
}
#: Measures that are shares of samples or answers.
SHARES = frozenset({"percent_agreement", "unsure_share", "not_worth_share", "unanimous_share"})


def measure_row(row: NamedFigure) -> tuple[str, str, str, str, str]:
    """Name, value, interval, n, reason."""
    figure, share = row.figure, row.id in SHARES
    if figure.value is None:
        words = tr("not defined: {reason}", reason=figure.reason) if figure.reason else tr("not defined")
        return row.name, NONE, "", local(f"{figure.n:,}"), words
    value = percent(figure.value) if share else local(f"{figure.value:.3f}")
    return row.name, value, interval(figure, share), local(f"{figure.n:,}"), figure.reason


def against_row(row: AgainstTruth) -> tuple[str, str, str, str, str]:
    """Annotator, against what, share right, interval, n."""
    right = row.right
    return (
        plain(row.annotator),
        tr(_AGAINST[row.against]),
        percent(right.value),
        interval(right, share=True) or right.reason,
        local(f"{right.n:,}"),
    )


def class_rows(screen: AgreementScreen) -> list[tuple[str, str, str, str, str]]:
    """Sensitivity and specificity of each class for each annotator: annotator, against what, class, and the two."""
    rows = []
    for row in screen.against:
        for item, (sensitivity, specificity) in zip(screen.classes, row.per_class, strict=False):
            said = [
                NONE
                if m.value is None
                else tr("{share} ({range}, n {n:,})", share=percent(m.value), range=interval(m, share=True), n=m.n)
                for m in (sensitivity, specificity)
            ]
            rows.append((plain(row.annotator), tr(_AGAINST[row.against]), item.name, *said))
    return rows  # type: ignore[return-value]


class Against(QWidget):
    """Share right of each annotator, then class by class."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.table = PlainTable(theme, tr("Annotators against known answers"), (2, 4))
        self.classes = PlainTable(theme, tr("Annotators against known answers, class by class"))
        self._all = QVBoxLayout(self)
        self._all.addWidget(self.table)
        self._all.addWidget(self.classes)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(10))

    def show_screen(self, screen: AgreementScreen) -> None:
        self.table.show_rows(
            (
                tr("Annotator"),
                tr("Against"),
                tr("Right", about="share of right answers"),
                tr("95 % range"),
                tr("Samples"),
            ),
            [against_row(row) for row in screen.against],
        )
        rows = class_rows(screen)
        self.classes.show_rows(
            (tr("Annotator"), tr("Against"), tr("Class"), tr("Sensitivity"), tr("Specificity")), rows
        )
        self.classes.setVisible(bool(rows))


class More(QWidget):
    """Cards one below the other; what has nothing to show is not there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.measures = PlainTable(theme, tr("All measures"), (1, 3))
        self.against, self.running = Against(theme), RunningView(theme)
        self.deviations = Sentences(theme)
        self.cards = {
            "measures": FigureCard(theme, tr("All measures"), "", self.measures),
            "against": FigureCard(theme, tr("Against known answers"), "", self.against),
            "running": FigureCard(
                theme,
                tr("Agreement as it went"),
                tr(
                    "How often each annotator answered as the others did, over the newest 60 shared "
                    "samples, before correcting for chance. A fall may mean tiredness, a changed "
                    "guideline or harder samples."
                ),
                self.running,
            ),
            "deviations": FigureCard(theme, tr("Deviations from the study design"), "", self.deviations),
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
            of_chosen = NamedFigure(
                "chosen",
                tr("{measure}, samples chosen by the model", measure=screen.headline_name),
                screen.chosen,
            )
            rows.append(measure_row(of_chosen))
        self.measures.show_rows((tr("Measure"), tr("Value"), tr("95 % range"), tr("Samples"), tr("Remark")), rows)
        lines = [screen.rests_on, screen.chosen_words, screen.unsure_words]
        self.cards["measures"].set_title(tr("All measures"), " ".join(_sentence(line) for line in lines if line))
        self.cards["measures"].setVisible(bool(rows))
        self.against.show_screen(screen)
        self.cards["against"].set_title(tr("Against known answers"), screen.truth_words)
        self.cards["against"].setVisible(bool(screen.against))
        self.running.show_running(screen.running)
        self.cards["running"].setVisible(bool(screen.running))
        many = trn("{n:,} deviation", "{n:,} deviations", len(screen.deviations))
        self.deviations.show_sentences(screen.deviations)
        self.cards["deviations"].set_title(tr("Deviations from the study design"), many)
        self.cards["deviations"].setVisible(bool(screen.deviations))


def _sentence(words: str) -> str:
    """With a capital and a full stop."""
    whole = f"{words[:1].upper()}{words[1:]}"
    return whole if whole.endswith((".", "?")) else f"{whole}."
