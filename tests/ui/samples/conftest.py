"""The Samples page with a list of samples."""

import pytest

from desktop_al.ui.keys import KeyRouter
from desktop_al.ui.samples_page import SamplesPage
from tests.ui.samples.samples_stand import settle


@pytest.fixture
def opened(qtbot, theme):
    """Opens pages with a key router, as in the window."""
    made = []

    def open_page(book, size=(1440, 824), thumbnails=None):
        page = SamplesPage(theme)
        qtbot.addWidget(page)
        router = KeyRouter(page, 0)
        router.set_contexts("label", "anywhere")
        router.command.connect(page.perform)
        router.escape.connect(page.escape)
        page.resize(*size)
        page.set_classes(book.state.active_classes())
        page.set_project_state(False, "")
        page.set_listing(book.listing, thumbnails)
        page.intents = []
        page.intent.connect(lambda name, value: page.intents.append((name, value)) if name != "read_texts" else None)
        page.show()
        page.first_focus()
        settle()
        made.append(page)
        return page

    yield open_page
    for page in made:
        page.set_listing(None)
        page.close()
