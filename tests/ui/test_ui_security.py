"""The page on security, and that no text which somebody else wrote loads anything or leaves a name in the desktop."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit

from desktop_al.core.commands import BY_ID
from desktop_al.core.resources import resource
from desktop_al.ui.bars import TopBar
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.guide_page import GUIDES, GuidePage, guide_text
from desktop_al.ui.guideline import GuidelineText
from desktop_al.ui.text_stage import TextStage
from desktop_al.ui.theme import Theme
from desktop_al.ui.traces import follow_encryption, keep_no_history
from desktop_al.ui.widgets import Words
from desktop_al.ui.window import Window

ELSEWHERE = (
    "http://127.0.0.1:9/a.png",
    "https://127.0.0.1:9/a.png",
    "ftp://127.0.0.1/a.png",
    Path(__file__).as_uri(),
    "//server/share/a.png",
    "\\\\server\\share\\a.png",
    "data:image/png;base64,iVBORw0KGgo=",
    "qrc:/a.png",
)


def test_the_text_is_shipped_and_shown_as_a_whole(qtbot, theme: Theme) -> None:
    page = GuidePage(theme)
    qtbot.addWidget(page)
    page.turn_to("security")
    page.resize(1120, 700)
    page.show()
    shown = page.text.toPlainText()
    assert resource("guide/security.md").read_text("utf-8") == guide_text("security")
    for heading in ("Encrypted projects", "Keys and memory", "No network", "Erasing a comment", "What is left to you"):
        assert heading in shown
    assert "goes on: it is too long" not in shown
    assert "**" not in shown
    assert "compliant" in shown
    assert page.text.width() <= theme.px(760)
    page.resize(600, 700)
    assert page.text.width() <= 600


def test_it_is_opened_from_the_menu_and_left_with_esc(qtbot, theme: Theme) -> None:
    window = Window(theme)
    qtbot.addWidget(window)
    window.show()
    groups = {action.text(): action.menu() for action in TopBar(theme).menu().actions()}
    words = [action.text() for action in groups["Help"].actions()]
    assert BY_ID["security"].title in words
    assert BY_ID["guide"].title in words
    window.show_page("guide")
    assert window.focusWidget() is window.page("guide").text
    window.escape()
    assert window.shown == "start"
    window.close()


def test_every_guide_is_shown_as_a_whole(qtbot, theme: Theme) -> None:
    page = GuidePage(theme)
    qtbot.addWidget(page)
    for at, (name, words) in enumerate(GUIDES):
        page.choice.setCurrentIndex(at)
        shown = page.text.toPlainText()
        assert shown.splitlines()[0] == words == resource(f"guide/{name}.md").read_text("utf-8").splitlines()[0][2:]
        assert "**" not in shown
        assert "```" not in shown
        assert "|---" not in shown
    page.turn_to("alone")
    assert "desktop-al predict model" in page.text.toPlainText()
    assert guide_text("nothing").endswith(".")


@pytest.mark.parametrize("name", ELSEWHERE)
def test_nothing_that_a_text_names_is_loaded(qtbot, theme: Theme, name: str) -> None:
    for part in (GuidelineText(theme), TextStage(theme)):
        qtbot.addWidget(part)
        # As the document asks when it lays a picture out.
        for kind in QTextDocument.ResourceType:
            assert part.document().resource(kind.value, QUrl(name)) is None
    document = QTextDocument()
    if name.startswith(("file:", "data:")):
        image = QTextDocument.ResourceType.ImageResource.value
        assert document.resource(image, QUrl(name)) is not None, "else this test would say nothing"


def test_a_name_that_looks_like_html_is_shown_as_it_is(qtbot, theme: Theme) -> None:
    name = '<img src="file:///etc/hostname"> &lt;b&gt;'
    words = Words(theme, name)
    qtbot.addWidget(words)
    assert words.textFormat() == Qt.TextFormat.PlainText
    document = QTextDocument()
    document.setHtml(plain_tip(name))
    assert document.toPlainText() == name
    window = Window(theme)
    qtbot.addWidget(window)
    for page in ("settings", "samples", "batch", "progress", "protocol", "annotators", "agreement", "guide"):
        window.page(page)
    guessing = [label for label in window.findChildren(QLabel) if label.textFormat() != Qt.TextFormat.PlainText]
    # Qt's own parts have labels as well: none of them shows a text of ours.
    assert [label.text() for label in guessing if label.text()] == []


def test_file_dialogs_keep_no_history(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))

    def choose() -> list[Path]:
        dialog = QFileDialog(None, "Save", str(tmp_path))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.show()
        dialog.findChild(QLineEdit).setText("Hush.csv")
        dialog.accept()
        dialog.deleteLater()
        QCoreApplication.sendPostedEvents(dialog, 52)
        del dialog
        QSettings(QSettings.Scope.UserScope, "QtProject").sync()
        return [path for path in tmp_path.rglob("*") if path.is_file() and b"FileDialog" in path.read_bytes()]

    assert choose(), "else this test would say nothing"
    for path in tmp_path.rglob("*.conf"):
        path.unlink()
    keep_no_history()
    assert choose() == []


def test_the_dialogs_of_the_desktop_are_not_used_while_an_encrypted_project_is_open(qtbot) -> None:
    native = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    follow_encryption(True)
    assert QApplication.testAttribute(native)
    follow_encryption(False)
    assert not QApplication.testAttribute(native)


def test_commands_of_a_text_stand_in_boxes_of_their_own(qtbot, theme: Theme) -> None:
    shown = GuidelineText(theme)
    qtbot.addWidget(shown)
    shown.set_guideline("Before.\n\n```\none\ntwo\n```\n\nAfter `x`.\n\n```\nthree\n```\n\n## Head\n", {})
    document = shown.document()
    boxes = document.rootFrame().childFrames()
    assert [box.firstCursorPosition().block().text() for box in boxes] == ["one\u2028two", "three"]
    assert boxes[0].frameFormat().background().color() == theme.colour("bg.raised")
    block, words = document.begin(), []
    while block.isValid():
        words.append(block.text())
        block = block.next()
    # No empty line comes below a box.
    assert words == ["Before.", "one\u2028two", "After x.", "three", "Head"]
    shown.set_guideline("```\nn\n```\n\n" * 300, {})
    assert len(document.rootFrame().childFrames()) == 100
