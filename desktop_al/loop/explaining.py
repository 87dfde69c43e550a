"""Why the model suggests what it suggests, for the text on screen."""

from collections.abc import Callable

from desktop_al.core.shapes import LabelClass
from desktop_al.loop.learning import Learning
from desktop_al.loop.screen import Evidence, TextContent
from desktop_al.loop.serving import Serving


def explain(
    serving: Serving, learning: Learning, classes: tuple[LabelClass, ...], done: Callable[[Evidence | None], None]
) -> None:
    """Ask for the words that moved the model; ``done`` gets None where there is no suggestion to explain, or when
    another sample is on screen by then."""
    current, shown = serving.current, serving.shown()
    content = shown.content if shown else None
    if current is None or current.offer is None or not isinstance(content, TextContent):
        done(None)
        return
    suggested = current.offer.suggested
    name = classes[suggested].name
    learning.evidence(
        current.place,
        content.text,
        suggested,
        lambda spans: done(Evidence(name, spans)) if serving.current is current else None,
    )
