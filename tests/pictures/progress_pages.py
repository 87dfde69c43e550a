"""The Progress page: nothing yet, too early, a forecast, costs, all of a class."""

from collections.abc import Iterator

from desktop_al.loop.scripted import label
from tests.pictures.projects import DIGITS, image_project
from tests.pictures.scenes import Scene
from tests.pictures.stand import Stand


def progress(stand: Stand) -> Iterator[Scene]:
    """As many labels as there are digits to ask, in steps; a reserved third makes the verdict come early."""
    path, truth = image_project(stand, 700, audit_share=0.3)
    for count, name, words in (
        (0, "none", ("The first look",)),
        (5, "5", ("Too early to say",)),
        (35, "40", ("Too early to say",)),
        (360, "400", ("If you label more",)),
    ):
        if count:
            label(path, "Ines", stand.home, count, truth)
        stand.open(path)
        stand.do("tab.progress")
        page = stand.window.page("progress")
        stand.until(lambda page=page: page.screen is not None)
        stand.rest(1.0)
        yield Scene(f"progress-{name}", words, main=True)
        if count < 360:
            stand.end()
    for choice in (("currency", "€"), ("hourly_cost", 90.0), ("target", 0.95), ("seconds", 8.0)):
        page.intent.emit("choice", choice)
    stand.until(lambda: stand.session.progress.idle)
    stand.rest(1.0)
    yield Scene("progress-costs", ("€",), main=True)

    def foot() -> None:
        bar = page._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())

    foot()
    yield Scene("progress-foot", main=True, again=foot)
    for card in ("influence", "calibration", "effort"):

        def part(card: str = card) -> None:
            page._scroll.show_part(page.cards[card])

        part()
        yield Scene(f"progress-{card}", (page.cards[card].title(),), main=card != "effort", again=part)
    page.calibration.as_table.click()
    yield Scene("progress-calibration-table", ("Show as diagram",))
    page.intent.emit("find", DIGITS.index("9"))
    stand.until(lambda: stand.session.progress.idle)
    stand.rest(0.5)
    foot()
    yield Scene("progress-find", ("Stop looking",), again=foot)
