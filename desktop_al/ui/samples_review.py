"""Labels that look wrong on the Samples page: what is said above the list, and when the list is asked for."""

from PySide6.QtCore import Signal

from desktop_al.core.words import mark, tr, trn
from desktop_al.loop.listing import Listing
from desktop_al.loop.suspects_screen import ReviewScreen, SuspectRow
from desktop_al.ui.card import CardAction
from desktop_al.ui.samples_filter import FilterBar
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Paragraph, Surface, rule

WORKING = mark("Looking through your labels")
#: Height that the list below has at least.
_LIST = 160


class ReviewStrip(Surface):
    """Above the list: how many labels are expected wrong, what that rests on, and a button to look again.

    ``wanted`` carries "want" when the list is chosen, "leave" when it is not shown any more, "again" from the button.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Labels that look wrong"))
        #: Whether the list is what the page shows.
        self.on = False
        self.screen = ReviewScreen()
        self.head = Paragraph(theme, "", "body", "text.primary")
        self.basis = Paragraph(theme, "", "caption", "text.secondary")
        self.again = CapButton(theme, tr("Look again"), icon="learning", role="quiet", height=30, hug=True)
        self.again.clicked.connect(lambda: self.wanted.emit("again"))
        self._line = rule()
        for child in (self.head, self.basis, self.again, self._line):
            child.setParent(self)
        self.hide()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def follow(self, on: bool) -> bool:
        """The list is shown, or not any more; returns whether that is new."""
        if on == self.on:
            return False
        self.on = on
        self.wanted.emit("want" if on else "leave")
        return True

    def show_review(self, screen: ReviewScreen) -> None:
        self.screen = screen
        left = len(screen.rows)
        many = trn("{n} is left to look at.", "{n:,} are left to look at.", left)
        words = {"known": f"{screen.head} {many if left else ''}".strip(), "failed": screen.head}
        self.head.set_text(words.get(screen.state, f"{tr(WORKING)}."))
        # Of an empty list it stands in the middle of the page.
        self.basis.set_text(screen.basis if screen.rows else "")
        self.again.setEnabled(screen.state in words)

    def row(self, place: int) -> SuspectRow | None:
        """What is known against the label of a sample."""
        return self.screen.rows.get(place) if self.on else None

    def returned(self, before: list[int], after: list[int]) -> int:
        """The one place that is on the list again after a step was taken back, -1 for none."""
        new = set(after) - set(before) if self.on and len(after) == len(before) + 1 else set()
        return new.pop() if len(new) == 1 else -1

    def empty_words(self) -> tuple[str, str]:
        """Title and sentence in the place of an empty list."""
        if self.screen.state == "known":
            return self.screen.title, self.screen.basis
        if self.screen.state == "failed":
            return tr("There is no list yet"), self.screen.head
        return tr(WORKING), tr("Leaving the list stops it.")

    def place(self, width: int, room: int) -> int:
        """Lay out for a width; returns the height that this takes of ``room``, 0 while it is not shown. Where the list
        would be too low, first what it rests on gives way, then all of it."""
        px = self._theme.px
        button = self.again.sizeHint().width()
        wide = max(px(120), width - px(16) - button - px(20))
        head = self.head.heightForWidth(wide)
        basis = self.basis.heightForWidth(wide) if self.basis.text() else 0
        if room - basis - head < px(_LIST):
            basis = 0
        high = max(px(10) + head + basis, px(40)) + px(8)
        if not self.on or room - high < px(_LIST) // 2:
            self.setVisible(False)
            return 0
        self.setVisible(True)
        self.basis.setVisible(basis > 0)
        self.head.setGeometry(px(16), px(10), wide, head)
        self.basis.setGeometry(px(16), px(10) + head, wide, basis)
        self.again.setGeometry(width - px(12) - button, px(8), button, px(30))
        self._line.setGeometry(0, high, width, 1)
        return high + 1


def nothing_words(listing: Listing, bar: FilterBar, strip: ReviewStrip) -> tuple[str, str, str, tuple[CardAction, ...]]:
    """What the card in the place of an empty list says: title, sentence, name, actions."""
    query = bar.query()
    clear = (CardAction("clear", tr("Clear the filters")),)
    if strip.on and not (query.text.strip() or query.class_id):
        return (*strip.empty_words(), "", (CardAction("clear", tr("Show all samples")),))
    if listing.searching:
        return tr("Searching the texts"), tr("No name holds these words."), "", ()
    if query.text.strip() and listing.texts.reading:
        return tr("Nothing found yet"), tr("No name holds these words. The texts are still being read."), "", clear
    if bar.narrowed():
        sentence = tr("None of {count:,} samples is left by the search and the filters.", count=len(listing))
        return tr("Nothing found"), sentence, "", clear
    return tr("No samples yet"), tr("What is found in the folder appears here by itself."), "", ()
