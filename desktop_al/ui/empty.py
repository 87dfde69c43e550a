"""Empty states of the Label page: the folder holds no samples; every sample has an answer."""

from desktop_al.core.words import tr
from desktop_al.loop.screen import LabelScreen
from desktop_al.ui.card import Card, CardAction
from desktop_al.ui.theme import Theme


def empty_card(theme: Theme) -> Card:
    """The card that stands in the place of the sample."""
    return Card(theme, "folder", "accent")


def show_empty(card: Card, screen: LabelScreen) -> None:
    """Fills ``card``; ``screen.empty`` is what the project says, its first sentence the title."""
    title, _, rest = screen.empty.partition(". ")
    title = title.rstrip(".")
    if not title:
        title, rest = tr("No sample to show"), tr("New files in the folder appear here by themselves.")
    if screen.status.scanning:
        actions: tuple[CardAction, ...] = ()
    elif screen.status.pool == 0:
        actions = (CardAction("relink", tr("Show where they are")), CardAction("rescan", tr("Check again"), "F5"))
    else:
        actions = (CardAction("export", tr("Export labels")), CardAction("back", tr("Look back"), "Left"))
        if screen.unsure:
            actions = (CardAction("review_unsure", tr("Look at them now")), *actions)
    card.set_content(title, rest, "", actions)
