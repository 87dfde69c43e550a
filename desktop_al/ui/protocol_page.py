"""The Protocol page: the classes at the left, the guideline at the right."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_al.core.protocol import name_key, parse_protocol
from desktop_al.loop.editing import LOOK_ONLY, ProtocolView
from desktop_al.ui.class_editor import ClassEditor
from desktop_al.ui.guideline import GuidelineText
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Paragraph, Words, rule, surface

#: Logical width below which the guideline stands under the classes.
STACK_BELOW = 900
#: Characters that a text field still takes without being felt; a longer guideline is changed in its file.
EDIT_AT_MOST = 500_000
HEADINGS = "Headings that are class names define the class; “A or B?” headings are decision rules."
EXAMPLE = "## Mild\nA few red dots, nothing else.\n## Mild or Severe?"
_STRANGE_SHOWN = 4


def understood_words(view: ProtocolView) -> tuple[str, str]:
    """What of the guideline was understood, and a soft warning about headings that name no class (or "")."""
    offered = [item for item in view.classes if not item.retired and item.merged_into is None]
    protocol = parse_protocol(view.text)
    found = protocol.understood([item.name for item in offered])
    defined = sum(bool(item.definition) or name_key(item.name) in found.defined for item in offered)
    rules = f"{len(found.rules):,} decision rule{'s' * (len(found.rules) != 1)}"
    verb = "is" if defined == 1 else "are"
    words = f"{defined:,} of {len(offered):,} classes {verb} defined, {rules}."
    others = {name_key(item.name) for item in view.classes}
    strange = [heading for heading in found.strange if name_key(heading) not in others]
    if not strange:
        return words, ""
    named = ", ".join(
        f"“{heading if len(heading) < 41 else heading[:39] + '…'}”" for heading in strange[:_STRANGE_SHOWN]
    )
    more = f" and {len(strange) - _STRANGE_SHOWN:,} more" if len(strange) > _STRANGE_SHOWN else ""
    return words, f"No class is named {named}{more}. These headings are shown with the whole text only."


class GuidelineField(QPlainTextEdit):
    """The guideline as plain text; Ctrl+Return keeps it."""

    kept = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                self.kept.emit()
            event.accept()
            return
        super().keyPressEvent(event)


class GuidelinePanel(QWidget):
    """The guideline: read, edited in place, or not there yet. ``keep`` carries a new text."""

    keep = Signal(str)
    load = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._view: ProtocolView | None = None
        self._head = Words(theme, "Guideline", "title", "text.primary")
        self._load = CapButton(theme, "Load from a file", icon="folder_open", hug=True)
        self._edit = CapButton(theme, "Edit", icon="evidence", hug=True)
        self._load.clicked.connect(self.load)
        self._edit.clicked.connect(self.open_edit)
        self._version = Paragraph(theme, "", "body", "text.secondary")
        self._found = Paragraph(theme, "", "body", "text.secondary")
        self._strange = Paragraph(theme, "", "body", "warning.text")
        self._trouble = Paragraph(theme, "", "body", "danger.text")
        self.text = GuidelineText(theme)
        self.text.setProperty("guideline", True)
        self.field = GuidelineField()
        self.field.setAccessibleName("Guideline, Markdown")
        self.field.setTabChangesFocus(True)
        self.field.kept.connect(self._keep)
        self._card = QFrame()
        self._card.setProperty("card", "plain")
        self._pages = QStackedLayout(self._card)
        self._pages.setContentsMargins(1, 1, 1, 1)
        for page in (self.text, self._editing(theme), self._nothing(theme)):
            self._pages.addWidget(page)
        self._top = QHBoxLayout()
        self._top.addWidget(self._head, 1)
        self._top.addWidget(self._load)
        self._top.addWidget(self._edit)
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._top)
        for part in (self._version, self._found, self._strange, self._trouble):
            self._all.addWidget(part)
        self._all.addWidget(self._card, 1)
        self.set_theme(theme)

    def _editing(self, theme: Theme) -> QWidget:
        page = QWidget()
        self._keep_button = CapButton(theme, "", trailing=("Ctrl", "Return"), role="primary", hug=True)
        self._keep_button.clicked.connect(self._keep)
        drop = CapButton(theme, "Drop the changes", trailing=("Esc",), role="quiet", hug=True)
        drop.clicked.connect(self.drop)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._keep_button)
        self._foot.addWidget(drop)
        self._foot.addStretch(1)
        self._editing_all = QVBoxLayout(page)
        self._editing_all.addWidget(self.field, 1)
        self._editing_all.addLayout(self._foot)
        return page

    def _nothing(self, theme: Theme) -> QWidget:
        page = QWidget()
        self._nothing_load = CapButton(theme, "Load from a file", icon="folder_open", role="primary", hug=True)
        self._nothing_write = CapButton(theme, "Write one", icon="evidence", hug=True)
        self._nothing_load.clicked.connect(self.load)
        self._nothing_write.clicked.connect(self.open_edit)
        self._nothing_line = QHBoxLayout()
        self._nothing_line.addWidget(self._nothing_load)
        self._nothing_line.addWidget(self._nothing_write)
        self._nothing_line.addStretch(1)
        words = (
            "A guideline says in writing how to decide. It stands beside every sample, and the rule between the two "
            "likeliest classes is picked out by itself."
        )
        self._nothing_all = QVBoxLayout(page)
        self._nothing_all.addWidget(Words(theme, "No guideline yet", "label", "text.primary", 600))
        self._nothing_all.addWidget(Paragraph(theme, words, "body", "text.secondary"))
        self._nothing_all.addLayout(self._nothing_line)
        self._nothing_all.addWidget(rule("soft"))
        self._nothing_all.addWidget(Words(theme, "It is written like this:", "caption", "text.muted", 600))
        self._nothing_all.addWidget(Paragraph(theme, EXAMPLE, "keycap", "text.secondary"))
        self._nothing_all.addStretch(1)
        return page

    def set_theme(self, theme: Theme) -> None:
        px = theme.px
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(px(6))
        self._top.setSpacing(px(8))
        # The height of the buttons, which are not always there.
        self._head.setMinimumHeight(px(32))
        self._card.setMinimumHeight(px(200))
        self._foot.setSpacing(px(8))
        self._nothing_line.setSpacing(px(8))
        self._editing_all.setContentsMargins(px(8), px(8), px(8), px(8))
        self._editing_all.setSpacing(px(8))
        self._nothing_all.setContentsMargins(px(20), px(20), px(20), px(20))
        self._nothing_all.setSpacing(px(10))
        self.field.setFont(theme.mono(13))

    def first_focus(self) -> None:
        """Puts the focus on the first of its buttons that can be pressed."""
        for widget in self.findChildren(CapButton):
            if widget.isVisible() and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def unsaved(self) -> bool:
        """Whether something was written that is not kept."""
        return self.editing() and self.field.document().isModified()

    def editing(self) -> bool:
        return self._pages.currentIndex() == 1

    def show_protocol(self, view: ProtocolView) -> None:
        """What is being written stays where it is."""
        before, self._view = self._view, view
        written = bool(view.text.strip())
        if self.editing() and before is not None and view.text != before.text and view.text == self._typed():
            # It was kept: it is in force now.
            self._close_edit()
        self._keep_button.set_words(f"Keep as version {view.version + 1}")
        who = f", by {view.who}" if view.who else ""
        version = f"Version {view.version:,}, {view.when}{who}. {HEADINGS}" if view.version else "As handed out."
        self._version.set_text(version if written else "")
        found, strange = understood_words(view) if written else ("", "")
        for part, words in ((self._found, found), (self._strange, strange)):
            part.set_text(words)
        self.set_trouble("")
        if view.read_only and self.editing():
            self._close_edit()
        if not self.editing():
            self._pages.setCurrentIndex(0 if written else 2)
        offered = (item for item in view.classes if not item.retired and item.merged_into is None)
        self.text.set_guideline(view.text, {name_key(item.name): item.colour for item in offered})
        for button in (self._load, self._edit, self._nothing_load, self._nothing_write):
            button.setEnabled(not view.read_only)
        self._show_parts()

    def _show_parts(self) -> None:
        written, editing = bool(self._view and self._view.text.strip()), self.editing()
        for button in (self._load, self._edit):
            button.setVisible(written and not editing)
        self._version.setVisible(written)
        self._found.setVisible(written and not editing)
        self._strange.setVisible(bool(self._strange.text()) and not editing)

    def set_trouble(self, sentence: str) -> None:
        self._trouble.set_text(sentence)
        self._trouble.setVisible(bool(sentence))

    def open_edit(self) -> None:
        """The text in a field, in the place where it was read."""
        if self._view is None or self._view.read_only or self.editing():
            return
        if len(self._view.text) > EDIT_AT_MOST:
            self.set_trouble("This guideline is too long to be edited here. Change its file and load it again.")
            return
        self.field.setPlainText(self._view.text)
        self.field.document().setModified(False)
        self._pages.setCurrentIndex(1)
        self.set_trouble("")
        self._show_parts()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> str:
        return self.field.toPlainText()

    def _keep(self) -> None:
        if self._view is None:
            return
        if self._typed() == self._view.text:
            self.drop()
        else:
            self.set_trouble("")
            self.keep.emit(self._typed())

    def drop(self) -> bool:
        """Closes the field without keeping it; False if it was not open."""
        if not self.editing():
            return False
        focus = self.window().focusWidget()
        if self.unsaved() and (focus is None or not self.isAncestorOf(focus)):
            # Esc was pressed somewhere else: what is written here is not its business.
            return False
        if self.unsaved() and self.field.hasFocus():
            # The first press leaves the field; the second one drops what was written.
            self._keep_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        self._close_edit()
        self.set_trouble("")
        return True

    def _close_edit(self) -> None:
        had_focus = self.isAncestorOf(self.window().focusWidget() or self)
        self._pages.setCurrentIndex(0 if self._view and self._view.text.strip() else 2)
        self.field.clear()
        self._show_parts()
        if had_focus:
            (self._edit if self._edit.isVisibleTo(self) else self._nothing_write).setFocus()


class ProtocolPage(QWidget):
    """``intent`` is the one way out: a name and what goes with it.

    ("class_add", (name, definition)), ("class_rename" | "class_define", (class id, text)), ("class_order", class
    ids), ("class_retire", (class id, retired)), ("class_merge", (class id, into)), ("protocol_set", text),
    ("protocol_load", None), ("undo", None).
    """

    intent = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self.setAccessibleName("Protocol")
        self.classes = ClassEditor(theme)
        self.guideline = GuidelinePanel(theme)
        self._look_only = Paragraph(theme, "", "body", "warning.text")
        self._look_only.hide()
        self.classes.intent.connect(self.intent)
        self.guideline.keep.connect(lambda text: self.intent.emit("protocol_set", text))
        self.guideline.load.connect(lambda: self.intent.emit("protocol_load", None))
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.addWidget(self.classes, 3)
        self._parts.addWidget(self.guideline, 2)
        inside = QWidget()
        surface(inside, "app")
        self._all = QVBoxLayout(inside)
        self._all.addWidget(self._look_only)
        self._all.addLayout(self._parts, 1)
        # Scrolls in a window that is too low for it (large letters).
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        edge = theme.px(24)
        self._all.setContentsMargins(edge, theme.px(20), edge, edge)
        self._all.setSpacing(theme.px(12))
        self._parts.setSpacing(edge)
        self._turn()

    def resizeEvent(self, event: QEvent) -> None:
        self._scroll.setGeometry(self.rect())
        self._turn()

    def _turn(self) -> None:
        stacked = self.width() < STACK_BELOW * self._theme.scale
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if self._parts.direction() != way:
            self._parts.setDirection(way)

    def show_protocol(self, view: ProtocolView) -> None:
        """Draws the protocol; focus, cursor and what is being typed stay."""
        self._look_only.set_text(f"{view.why_locked or LOOK_ONLY} Nothing here can be changed.")
        self._look_only.setVisible(view.read_only)
        self.classes.show_protocol(view)
        self.guideline.show_protocol(view)

    def set_trouble(self, key: str, sentence: str) -> None:
        """A sentence where it belongs: at the row of a class id, at "add", "merge" or "protocol", else on top."""
        if key == "protocol":
            self.guideline.set_trouble(sentence)
        else:
            self.classes.set_trouble(key, sentence)

    def first_focus(self) -> None:
        self.classes.first_focus()

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """Parts of the page that F6 goes round, and what puts the focus into each."""
        return [(self.classes, self.classes.first_focus), (self.guideline, self.guideline.first_focus)]

    def leave(self) -> None:
        """The project is being closed: a name that is being typed counts."""
        self.classes.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """The project was closed: what was typed for it must not show in the next one."""
        self.classes.adding.name.clear()
        self.classes.adding.definition.clear()
        self.classes.set_trouble("", "")

    def escape(self) -> bool:
        """Leaves what is open, innermost first; False if nothing was. Text that was typed and changed is dropped."""
        return self.classes.drop() or self.guideline.drop()

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
