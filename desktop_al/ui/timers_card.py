"""The settings of the annotator's clock, and who sees what it finds."""

from collections.abc import Sequence

from desktop_al.core.words import mark, tr
from desktop_al.ui.settings_rows import Card, Sentence, SettingRow
from desktop_al.ui.theme import Theme

PRIVATE = mark("These figures are kept in the project beside your answers and shown to nobody else by this program.")


class _Foot(Sentence):
    """A sentence with room above it, below the last row."""

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, theme.px(10), 0, theme.px(8))


class TimersCard(Card):
    """The rows, and a sentence below them on how private the figures are."""

    def __init__(self, theme: Theme, rows: Sequence[SettingRow]) -> None:
        for row in rows:
            if row.setting.scope == "project":
                row.set_sentence(f"{tr(row.setting.sentence)} {tr('This project only.')}")
        super().__init__(theme, "timers", "timer", tr("Timers and breaks"), (*rows, _Foot(theme, tr(PRIVATE))))
