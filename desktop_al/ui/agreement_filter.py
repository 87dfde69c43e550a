"""The row above the Agreement page: which annotations count, what is being worked out, copy and save."""

from PySide6.QtCore import QEvent, Signal

from desktop_al.core.words import mark, tr
from desktop_al.loop.agreement_screen import AgreementScreen, Stratum
from desktop_al.ui.choose import Choose
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Surface, rule
from desktop_al.ui.working_words import WorkingWords

WORKING = mark("Working out the agreement")
SOURCES = (
    (mark("Drawn at random"), "overlap"),
    (mark("Chosen by the model"), "chosen"),
    (mark("All shared samples"), "all"),
)
DAYS = ((mark("All the time"), 0), (mark("Last 30 days"), 30), (mark("Last 7 days"), 7))


class AgreementFilter(Surface):
    """``changed`` is sent when another stratum was chosen; ``told`` carries what is being done, after a second."""

    changed = Signal()
    told = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Which annotations count"))
        self.source, self.version, self.days = (
            Choose(theme, tr("Samples")),
            Choose(theme, tr("Version of the protocol")),
            Choose(theme, tr("Time")),
        )
        self.source.set_choices([(tr(words), value, None) for words, value in SOURCES])
        self.version.set_choices([(tr("Every version"), "", None)])
        self.days.set_choices([(tr(words), value, None) for words, value in DAYS])
        self.state = WorkingWords(theme, tr(WORKING))
        self.state.told.connect(self.told)
        self.copy = CapButton(theme, tr("Copy as picture"), icon="image", role="quiet", height=30, hug=True)
        self.save = CapButton(theme, tr("Save as CSV"), icon="export", role="quiet", height=30, hug=True)
        self._line = rule()
        for child in (self.source, self.version, self.days, self.state, self.copy, self.save, self._line):
            child.setParent(self)
        for choice in (self.source, self.version, self.days):
            choice.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.version.hide()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._place()

    def stratum(self) -> Stratum:
        return Stratum(self.source.currentData(), self.version.currentData() or "", self.days.currentData())

    def show_screen(self, screen: AgreementScreen) -> None:
        """What there is to choose, and what is chosen."""
        versions = [(words[:1].upper() + words[1:], value, None) for value, words in screen.versions]
        self.version.set_choices([(tr("Every version"), "", None), *versions])
        self.version.setVisible(len(versions) > 1 or bool(screen.stratum.protocol))
        self.choose(screen.stratum)
        self._place()

    def choose(self, stratum: Stratum) -> None:
        self.source.choose(stratum.source)
        self.version.choose(stratum.protocol)
        self.days.choose(stratum.days)

    # -- what is being done ----------------------------------------------------------------------------

    def work(self, share: float) -> None:
        """The figures are being worked out; after a second the row says how far that is."""
        self.state.work(share)

    def rest(self, words: str = "") -> None:
        """Nothing is being worked out; ``words`` say why there is nothing new."""
        self.state.rest(words)

    # -- places ----------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # Another look has other widths, and the buttons have it after this.
            self._place()
        return super().event(event)

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def _place(self) -> None:
        px, width = self._theme.px, self.width()
        margin, gap, y = px(24) if width >= px(900) else px(12), px(8), px(10)
        buttons = (self.copy, self.save)
        wide = sum(button.sizeHint().width() for button in buttons) + px(4)
        shown = [choice for choice in (self.source, self.version, self.days) if not choice.isHidden()]
        room = width - 2 * margin
        beside = room >= wide + gap + len(shown) * (px(130) + gap) + px(60)
        each = min(px(190), ((room - wide - gap - px(60) if beside else room) // len(shown)) - gap)
        x = margin
        for choice in shown:
            choice.setGeometry(x, y, each, px(32))
            x += each + gap
        if not beside:
            x, y = margin, y + px(32) + gap
        right = width - margin
        for button in reversed(buttons):
            hint = button.sizeHint().width()
            button.setGeometry(right - hint, y + px(1), hint, px(30))
            right -= hint + px(4)
        self.state.setGeometry(x + px(4), y, max(0, right - x - px(12)), px(32))
        high = y + px(32) + px(10)
        self._line.setGeometry(0, high - 1, width, 1)
        if self.height() != high or self.minimumHeight() != high:
            self.setFixedHeight(high)
