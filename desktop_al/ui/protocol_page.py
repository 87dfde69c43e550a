"""The Protocol page: its version on top, classes, scale and reasons at the left, the guideline at the right."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_al.core.plain_names import plain
from desktop_al.core.words import tr
from desktop_al.loop.editing import LOOK_ONLY, ProtocolView
from desktop_al.loop.protocol_import import ImportPreview
from desktop_al.ui.class_editor import ClassEditor
from desktop_al.ui.guideline_editor import GuidelinePanel
from desktop_al.ui.protocol_import_view import ProtocolImportView
from desktop_al.ui.protocol_settings import ProtocolSettings
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Paragraph, surface

#: Logical width below which the guideline stands under the classes.
STACK_BELOW = 900
#: Logical width below which the buttons on top stand under the words.
_TOP_BELOW = 700


class AskAgain(QFrame):
    """Whether to show again what was labelled before a change. ``answered`` carries yes or no."""

    answered = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", "accent")
        self._words = Paragraph(theme, "", "body", "text.primary")
        self.yes = CapButton(theme, tr("Show them again"), hug=True)
        self.no = CapButton(theme, tr("No, they stay"), role="quiet", hug=True)
        self.yes.clicked.connect(lambda: self.answered.emit(True))
        self.no.clicked.connect(lambda: self.answered.emit(False))
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.yes)
        self._buttons.addWidget(self.no)
        self._buttons.addStretch(1)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._words)
        self._all.addLayout(self._buttons)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        self._all.setSpacing(theme.px(8))
        self._buttons.setSpacing(theme.px(8))

    def ask(self, words: str, count: int) -> None:
        """No words: there is nothing to ask."""
        self._words.set_text(words)
        self.setAccessibleName(words)
        self.yes.set_words(tr("Show it again") if count == 1 else tr("Show them again"))
        self.no.set_words(tr("No, it stays") if count == 1 else tr("No, they stay"))
        self.setVisible(bool(words))

    def question(self) -> str:
        return self._words.text() if self.isVisibleTo(self.parentWidget()) else ""


class ProtocolTop(QWidget):
    """Which version this is, and a protocol file in or out."""

    load = Signal()
    share = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.version = Paragraph(theme, "", "label", "text.primary")
        self.load_button = CapButton(theme, tr("Import a protocol file"), icon="folder_open", hug=True)
        self.share_button = CapButton(theme, tr("Share as a file"), icon="export", hug=True)
        self.load_button.clicked.connect(self.load)
        self.share_button.clicked.connect(self.share)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.load_button)
        self._buttons.addWidget(self.share_button)
        self._buttons.addStretch(0)
        self._all = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._all.addWidget(self.version, 1, Qt.AlignmentFlag.AlignVCenter)
        self._all.addLayout(self._buttons)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(8))
        self._buttons.setSpacing(theme.px(8))

    def turn(self, width: int) -> None:
        stacked = width < _TOP_BELOW * self._theme.scale
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if self._all.direction() != way:
            self._all.setDirection(way)

    def show_protocol(self, view: ProtocolView) -> None:
        version = view.version_words or tr("Version {version:,}", version=view.version)
        if view.when and view.who:
            who = plain(view.who)
            words = tr("{version}, changed on {when} by {who}.", version=version, when=view.when, who=who)
        elif view.when:
            words = tr("{version}, changed on {when}.", version=version, when=view.when)
        else:
            words = tr("{version}, as it was handed out.", version=version)
        self.version.set_text(words)
        self.load_button.setEnabled(not view.read_only)


class ProtocolPage(QWidget):
    """``intent`` is the one way out: a name and what goes with it.

    ("class_add", (name, definition)), ("class_rename" | "class_define", (class id, text)), ("class_order", class
    ids), ("class_retire", (class id, retired)), ("class_merge", (class id, into)), ("protocol_set", text),
    ("scale_set", scale), ("reasons_set", ((id, words), ...)), ("reason_for_change_set", bool),
    ("protocol_load" | "protocol_share", None),
    ("protocol_preview" | "protocol_take", Choices), ("again", yes or no), ("undo", None).
    """

    intent = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self.setAccessibleName(tr("Protocol"))
        self.top = ProtocolTop(theme)
        self.again = AskAgain(theme)
        self.classes = ClassEditor(theme)
        self.settings = ProtocolSettings(theme)
        self.guideline = GuidelinePanel(theme)
        self.importing = ProtocolImportView(theme)
        self._look_only = Paragraph(theme, "", "body", "warning.text")
        self._trouble = Paragraph(theme, "", "body", "danger.text")
        for part in (self._look_only, self._trouble):
            part.hide()
        for source in (self.classes, self.settings):
            source.intent.connect(self.intent)
        self.guideline.keep.connect(lambda text: self.intent.emit("protocol_set", text))
        self.guideline.load.connect(lambda: self.intent.emit("protocol_load", None))
        self.guideline.turned.connect(self._show_parts)
        self.top.load.connect(lambda: self.intent.emit("protocol_load", None))
        self.top.share.connect(lambda: self.intent.emit("protocol_share", None))
        self.again.answered.connect(lambda yes: self.intent.emit("again", yes))
        self.importing.chosen.connect(lambda choices: self.intent.emit("protocol_preview", choices))
        self.importing.taken.connect(lambda choices: self.intent.emit("protocol_take", choices))
        self.importing.left.connect(self.close_import)
        self._left = QWidget()
        self._column = QVBoxLayout(self._left)
        self._column.addWidget(self.classes, 1)
        self._column.addWidget(self.settings)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.addWidget(self._left, 3)
        self._parts.addWidget(self.guideline, 2)
        inside = QWidget()
        surface(inside, "app")
        self._all = QVBoxLayout(inside)
        for line in (self._look_only, self.top, self._trouble, self.again):
            self._all.addWidget(line)
        self._all.addLayout(self._parts, 1)
        # Scrolls in a window that is too low for it (large letters).
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.importing.setParent(self)
        self.importing.hide()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        edge = theme.px(24)
        self._all.setContentsMargins(edge, theme.px(16), edge, edge)
        self._all.setSpacing(theme.px(12))
        self._parts.setSpacing(edge)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(12))
        self._turn()

    def resizeEvent(self, event: QEvent) -> None:
        self._scroll.setGeometry(self.rect())
        self.importing.setGeometry(self.rect())
        self._turn()

    def _turn(self) -> None:
        stacked = self.width() < STACK_BELOW * self._theme.scale
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if self._parts.direction() != way:
            self._parts.setDirection(way)
        self.top.turn(self.width())

    def _show_parts(self) -> None:
        """While the guideline is written it has all the room."""
        self._left.setVisible(not self.guideline.editing())

    def show_protocol(self, view: ProtocolView) -> None:
        """Draws the protocol; focus, cursor and what is being typed stay."""
        self._look_only.set_text(f"{view.why_locked or tr(LOOK_ONLY)} {tr('Nothing here can be changed.')}")
        self._look_only.setVisible(view.read_only)
        self._say("")
        self.top.show_protocol(view)
        self.classes.show_protocol(view)
        self.settings.show_protocol(view)
        self.guideline.show_protocol(view)
        self._show_parts()

    def set_trouble(self, key: str, sentence: str) -> None:
        """A sentence where it belongs: at the row of a class id, at "add", "merge", "protocol" or "reasons"; a "file"
        is on top."""
        if key == "protocol":
            self.guideline.set_trouble(sentence)
        elif key == "reasons":
            self.settings.set_trouble(sentence)
        elif key == "file":
            self._say(sentence)
        else:
            self.classes.set_trouble(key, sentence)

    def _say(self, sentence: str) -> None:
        self._trouble.set_text(sentence)
        self._trouble.setVisible(bool(sentence))

    # -- a file ----------------------------------------------------------------------------------------

    def show_import(self, preview: ImportPreview, *, fresh: bool) -> None:
        """What a file would change; ``fresh``: another file than before."""
        if fresh:
            self.importing.begin()
        self._say("")
        self.importing.show_preview(preview)
        self.importing.show()
        self.importing.raise_()
        self._scroll.hide()
        if fresh:
            self.importing.first_focus()

    def close_import(self) -> None:
        if not self.importing.isHidden():
            self.importing.hide()
            self._scroll.show()
            self.top.load_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- focus and keys --------------------------------------------------------------------------------

    def first_focus(self) -> None:
        if self.importing.isVisible():
            self.importing.first_focus()
        elif self.guideline.editing():
            self.guideline.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.classes.first_focus()

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """Parts of the page that F6 goes round, and what puts the focus into each."""
        if self.importing.isVisible():
            return [(self.importing, self.importing.first_focus)]
        guideline: tuple[QWidget, Callable[[], None]] = (self.guideline, self.guideline.first_focus)
        if self.guideline.editing():
            return [guideline]
        return [(self.classes, self.classes.first_focus), (self.settings, self.settings.first_focus), guideline]

    def leave(self) -> None:
        """The project is being closed: a name that is being typed counts."""
        self.classes.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """The project was closed: what was typed for it must not show in the next one."""
        self.close_import()
        self.again.ask("", 0)
        self._say("")
        self.settings.adding.clear()
        self.classes.adding.name.clear()
        self.classes.adding.definition.clear()
        self.classes.set_trouble("", "")

    def escape(self) -> bool:
        """Leaves what is open, innermost first; False if nothing was. Text that was typed and changed is dropped."""
        if self.importing.isVisible():
            self.close_import()
            return True
        return self.classes.drop() or self.settings.drop() or self.guideline.drop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # In a text field Ctrl+Z belongs to the field.
        if event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            if self.classes.undo.isEnabled():
                self.intent.emit("undo", None)
            event.accept()
            return
        if event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.intent.emit("redo", None)
            event.accept()
            return
        super().keyPressEvent(event)
