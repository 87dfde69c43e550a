"""Scale, reasons, and the guideline as it will look."""

import time

import pytest
from PySide6.QtCore import Qt

from desktop_al.ui.guideline import GuidelineText
from tests.ui.protocol.protocol_stand import K, Study


def words_of(study: Study) -> list[str]:
    return [reason.words for reason in study.record.state.protocol_record().in_force()]


# -- scale, reasons, preview ---------------------------------------------------------------------------


def test_reasons_are_changed_by_keys_and_at_most_nine(qtbot, study):
    card = study.page.settings
    qtbot.mouseClick(card.fold, Qt.MouseButton.LeftButton)
    assert [row.field.text() for row in card.rows if row.isVisible()] == words_of(study)
    card.adding.setFocus()
    for words in ("Glare", "Too dark", "Cut off", "Empty"):
        qtbot.keyClicks(card.adding, words)
        qtbot.keyClick(card.adding, K.Key_Return)
        assert card.adding.text() == ""
    assert words_of(study)[5:] == ["Glare", "Too dark", "Cut off", "Empty"]
    assert not card.adding.isVisible()
    qtbot.mouseClick(card.rows[0].remove, Qt.MouseButton.LeftButton)
    assert words_of(study)[0] == "Artefact"
    assert card.adding.isVisible()
    qtbot.keyClicks(card.adding, "glare")
    qtbot.keyClick(card.adding, K.Key_Return)
    assert card._trouble.text() == "There is already a reason “Glare”."
    assert card.adding.text() == "glare"
    qtbot.mouseClick(card.rows[1].up, Qt.MouseButton.LeftButton)
    assert words_of(study)[:2] == ["Duplicate", "Artefact"]
    field = card.rows[0].field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Seen before")
    qtbot.keyClick(field, K.Key_Return)
    assert words_of(study)[0] == "Seen before"
    field.selectAll()
    qtbot.keyClicks(field, "Half")
    assert study.page.escape()
    assert field.text() == "Seen before"
    ids = [reason.id for reason in study.record.state.protocol_record().in_force()]
    assert ids[:2] == ["duplicate", "artefact"]
    qtbot.mouseClick(card.program, Qt.MouseButton.LeftButton)
    assert words_of(study)[0] == "Out of focus"
    assert not card.program.isVisible()


def test_the_scale_is_chosen(qtbot, study):
    scale = study.page.settings.scale
    qtbot.mouseClick(scale._parts[1], Qt.MouseButton.LeftButton)
    assert study.record.state.protocol_record().scale == "ordinal"
    assert study.page.settings._means.text().startswith("Ordinal")
    assert study.page.top.version.text().startswith("Version 2, ")


TRAPS = """## Mild
![a picture](http://127.0.0.1:9/a.png) and [words](file:///etc/passwd)
<img src="data:image/png;base64,AAAA"> ![b](data:image/png;base64,AAAA)

### Decide like this
- Any exudate? Yes: Mld
### Agreed examples
- F-0413: two dots

## Modrate
"""


def test_the_preview_shows_what_is_written_and_loads_nothing(qtbot, study, monkeypatch):
    panel = study.page.guideline
    panel.samples = lambda: {"a.txt"}
    asked: list[str] = []
    seen = GuidelineText.loadResource
    monkeypatch.setattr(
        GuidelineText, "loadResource", lambda self, kind, name: asked.append(name.toString()) or seen(self, kind, name)
    )
    panel.open_edit()
    assert not study.page.classes.isVisible()
    panel.field.setPlainText(TRAPS)
    qtbot.waitUntil(lambda: "a picture and words" in panel.preview.toPlainText(), timeout=3_000)
    panel.grab()
    document = panel.preview.document()
    names = set()
    block = document.begin()
    while block.isValid():
        for part in block.textFormats():
            assert not part.format.isAnchor()
            if part.format.isImageFormat():
                names.add(part.format.toImageFormat().name().partition(":")[0])
        block = block.next()
    assert names == {"mark"}
    assert not [name for name in asked if not name.startswith("mark:")]
    said = [panel.remarks.item(n).text() for n in range(panel.remarks.count())]
    assert said == [
        "Line 2: a link, picture or tag. Nothing is loaded from outside; only its words are shown.",
        "Line 3: a link, picture or tag. Nothing is loaded from outside; only its words are shown.",
        "Line 6: no class is called “Mld”, which an answer leads to.",
        "Line 8: the example F-0413 is not in this project.",
        "Line 10: no class is called “Modrate”. It is shown with the whole text only.",
    ]
    panel.remarks.itemActivated.emit(panel.remarks.item(3))
    assert panel.field.textCursor().blockNumber() == 7
    assert panel.field.hasFocus()
    panel._close_edit()
    assert study.page.classes.isVisible()


@pytest.mark.alone
def test_a_long_guideline_is_read_again_in_time(qtbot, study):
    panel = study.page.guideline
    panel.open_edit()
    panel.field.setPlainText("## Mild\n- Any? Yes: Nobody\n" * 2_000)
    assert panel._later.interval() < 1_000
    start = time.process_time()
    panel.read_again()
    assert time.process_time() - start < 1.5
    panel.field.setPlainText("## Mild\n" * 20_000)
    assert panel._later.interval() > 1_000
    panel._close_edit()
