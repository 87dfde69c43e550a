"""The guideline on the Protocol page: read, written with what it will look like beside it, or not there yet."""

from collections.abc import Callable, Collection
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_al.core.protocol import name_key, parse_protocol
from desktop_al.core.protocol_remarks import MOST, remarks_on
from desktop_al.core.words import mark, tr, trn
from desktop_al.loop.editing import ProtocolView
from desktop_al.ui.guideline import GuidelineText
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Paragraph, Words, rule

#: Logical width below which what is written stands over what it will look like.
_BESIDE = 620
#: After the last key, until what is written is read again.
_PAUSE_MS = 250
#: The same for a text of so many characters.
_LONG, _LONG_PAUSE_MS = 60_000, 2_500
#: Characters that a text field still takes without being felt; a longer guideline is changed in its file.
EDIT_AT_MOST = 500_000
HEADINGS = mark("Headings that are class names define the class; “A or B?” headings are decision rules.")
EXAMPLE = mark("## Mild\nA few red dots, nothing else.\n## Mild or Severe?")
_STRANGE_SHOWN = 4


def understood_words(view: ProtocolView) -> tuple[str, str]:
    """What of the guideline was understood, and a soft warning about headings that name no class (or "")."""
    offered = [item for item in view.classes if not item.retired and item.merged_into is None]
    protocol = parse_protocol(view.text)
    found = protocol.understood([item.name for item in offered])
    defined = sum(bool(item.definition) or name_key(item.name) in found.defined for item in offered)
    words = trn(
        "{n:,} of {all:,} classes is defined, {rules}.",
        "{n:,} of {all:,} classes are defined, {rules}.",
        defined,
        all=len(offered),
        rules=trn("{n:,} decision rule", "{n:,} decision rules", len(found.rules)),
    )
    others = {name_key(item.name) for item in view.classes}
    strange = [heading for heading in found.strange if name_key(heading) not in others]
    if not strange:
        return words, ""
    named = ", ".join(
        f"“{heading if len(heading) < 41 else heading[:39] + '…'}”" for heading in strange[:_STRANGE_SHOWN]
    )
    told = tr("These headings are shown with the whole text only.")
    if len(strange) <= _STRANGE_SHOWN:
        return words, f"{tr('No class is named {names}.', names=named)} {told}"
    more = len(strange) - _STRANGE_SHOWN
    return words, f"{tr('No class is named {names} and {n:,} more.', names=named, n=more)} {told}"


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


class RemarkList(QListWidget):
    """Remarks on a text with their lines; Return or a click goes to the line."""

    line_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setAccessibleName(tr("Remarks on the guideline"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._go)
        self.itemClicked.connect(self._go)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font("body"))
        self.setSpacing(theme.px(2))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(64))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(136))

    def show_remarks(self, remarks: tuple[tuple[int, str], ...]) -> None:
        self.clear()
        for line, words in remarks:
            item = QListWidgetItem(tr("Line {line:,}: {words}", line=line, words=words))
            item.setData(Qt.ItemDataRole.UserRole, line)
            self.addItem(item)
        if len(remarks) == MOST:
            self.addItem(QListWidgetItem(tr("There may be more. Mend these first.")))

    def _go(self, item: QListWidgetItem) -> None:
        line = item.data(Qt.ItemDataRole.UserRole)
        if line:
            self.line_chosen.emit(line)


class GuidelinePanel(QWidget):
    """The guideline: read, edited in place, or not there yet. ``keep`` carries a new text; ``turned`` tells that it is
    being edited now, or not any more."""

    keep = Signal(str)
    load = Signal()
    turned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._view: ProtocolView | None = None
        #: Gives the names of the samples, None where they are not known.
        self.samples: Callable[[], Collection[str] | None] = lambda: None
        self._head = Words(theme, tr("Guideline"), "title", "text.primary")
        self._edit = CapButton(theme, tr("Edit"), icon="evidence", hug=True)
        self._edit.clicked.connect(self.open_edit)
        self._note = Paragraph(theme, tr(HEADINGS), "body", "text.secondary")
        self._found = Paragraph(theme, "", "body", "text.secondary")
        self._strange = Paragraph(theme, "", "body", "warning.text")
        self._trouble = Paragraph(theme, "", "body", "danger.text")
        self.text = GuidelineText(theme)
        self.text.setProperty("guideline", True)
        self.field = GuidelineField()
        self.field.setAccessibleName(tr("Guideline, Markdown"))
        self.field.setTabChangesFocus(True)
        self.field.kept.connect(self._keep)
        self.preview = GuidelineText(theme)
        self.preview.setProperty("guideline", True)
        self.preview.setAccessibleName(tr("What it will look like"))
        self.remarks = RemarkList(theme)
        self.remarks.line_chosen.connect(self._go_to)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.read_again)
        self.field.textChanged.connect(self._typed_in)
        self._card = QFrame()
        self._card.setProperty("card", "plain")
        self._pages = QStackedLayout(self._card)
        self._pages.setContentsMargins(1, 1, 1, 1)
        for page in (self.text, self._editing(theme), self._nothing(theme)):
            self._pages.addWidget(page)
        self._top = QHBoxLayout()
        self._top.addWidget(self._head, 1)
        self._top.addWidget(self._edit)
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._top)
        for part in (self._note, self._found, self._strange, self._trouble):
            self._all.addWidget(part)
        self._all.addWidget(self._card, 1)
        self.set_theme(theme)

    def _editing(self, theme: Theme) -> QWidget:
        page = QWidget()
        self._keep_button = CapButton(theme, "", trailing=("Ctrl", "Return"), role="primary", hug=True)
        self._keep_button.clicked.connect(self._keep)
        drop = CapButton(theme, tr("Drop the changes"), trailing=("Esc",), role="quiet", hug=True)
        drop.clicked.connect(self.drop)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._keep_button)
        self._foot.addWidget(drop)
        self._foot.addStretch(1)
        self._looks = Words(theme, tr("As it will be shown"), "caption", "text.muted", 600)
        self._remarked = Words(theme, "", "caption", "text.muted", 600)
        self._right = QVBoxLayout()
        self._right.addWidget(self._looks)
        self._right.addWidget(self.preview, 1)
        self._right.addWidget(rule("soft"))
        self._right.addWidget(self._remarked)
        self._right.addWidget(self.remarks)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.addWidget(self.field, 1)
        self._both.addLayout(self._right, 1)
        self._editing_all = QVBoxLayout(page)
        self._editing_all.addLayout(self._both, 1)
        self._editing_all.addLayout(self._foot)
        return page

    def _nothing(self, theme: Theme) -> QWidget:
        page = QWidget()
        self._nothing_load = CapButton(
            theme, tr("Import a protocol file"), icon="folder_open", role="primary", hug=True
        )
        self._nothing_write = CapButton(theme, tr("Write one"), icon="evidence", hug=True)
        self._nothing_load.clicked.connect(self.load)
        self._nothing_write.clicked.connect(self.open_edit)
        self._nothing_line = QHBoxLayout()
        self._nothing_line.addWidget(self._nothing_load)
        self._nothing_line.addWidget(self._nothing_write)
        self._nothing_line.addStretch(1)
        words = tr(
            "A guideline says in writing how to decide. It stands beside every sample, and the "
            "rule between the two likeliest classes is picked out by itself."
        )
        self._nothing_all = QVBoxLayout(page)
        self._nothing_all.addWidget(Words(theme, tr("No guideline yet"), "label", "text.primary", 600))
        self._nothing_all.addWidget(Paragraph(theme, words, "body", "text.secondary"))
        self._nothing_all.addLayout(self._nothing_line)
        self._nothing_all.addWidget(rule("soft"))
        self._nothing_all.addWidget(Words(theme, tr("It is written like this:"), "caption", "text.muted", 600))
        self._nothing_all.addWidget(Paragraph(theme, tr(EXAMPLE), "keycap", "text.secondary"))
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
        self._both.setSpacing(px(12))
        self._right.setSpacing(px(6))
        self.field.setMinimumHeight(px(140))
        self.preview.setMinimumHeight(px(120))
        self._theme = theme
        self._nothing_line.setSpacing(px(8))
        self._editing_all.setContentsMargins(px(8), px(8), px(8), px(8))
        self._editing_all.setSpacing(px(8))
        self._nothing_all.setContentsMargins(px(20), px(20), px(20), px(20))
        self._nothing_all.setSpacing(px(10))
        self.field.setFont(theme.mono(13))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self._theme.px(_BESIDE)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._later.stop()

    def _typed_in(self) -> None:
        if self.editing():
            # Reading a very long text would be felt between two keys.
            self._later.start(_PAUSE_MS if self.field.document().characterCount() < _LONG else _LONG_PAUSE_MS)

    def read_again(self) -> None:
        """Draws what is written as it will be shown, with the remarks on it."""
        self._later.stop()
        if self._view is None or not self.editing():
            return
        text = self._typed()
        offered = [item for item in self._view.classes if not item.retired and item.merged_into is None]
        self.preview.set_guideline(text, {name_key(item.name): item.colour for item in offered})
        names, others = [item.name for item in offered], [item.name for item in self._view.classes]
        remarks = remarks_on(text, names, others, self.samples())
        self.remarks.show_remarks(remarks)
        self.remarks.setVisible(bool(remarks))
        told = trn("{n:,} remark:", "{n:,} remarks:", len(remarks)) if remarks else tr("No remarks.")
        words, _ = understood_words(replace(self._view, text=text))
        self._remarked.set_text(f"{words} {told}")

    def _go_to(self, line: int) -> None:
        cursor = QTextCursor(self.field.document().findBlockByNumber(line - 1))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.field.setTextCursor(cursor)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

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
        self._keep_button.set_words(tr("Keep as version {version}", version=view.version + 1))
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
        for button in (self._edit, self._nothing_load, self._nothing_write):
            button.setEnabled(not view.read_only)
        self._show_parts()

    def _show_parts(self) -> None:
        written, editing = bool(self._view and self._view.text.strip()), self.editing()
        self._edit.setVisible(written and not editing)
        self._note.setVisible(written or editing)
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
            self.set_trouble(tr("This guideline is too long to be edited here. Change its file and load it again."))
            return
        self.field.setPlainText(self._view.text)
        self.field.document().setModified(False)
        self._pages.setCurrentIndex(1)
        self.set_trouble("")
        self._show_parts()
        self.read_again()
        self.turned.emit()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_written(self) -> str:
        """What was typed and is not kept; the field is closed."""
        typed = self._typed()
        self._close_edit()
        return typed

    def write(self, text: str) -> None:
        """Go on with what was typed before."""
        self.open_edit()
        if self.editing():
            self.field.setPlainText(text)
            self.field.document().setModified(True)

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
        self._later.stop()
        self.field.clear()
        self._show_parts()
        self.turned.emit()
        if had_focus:
            (self._edit if self._edit.isVisibleTo(self) else self._nothing_write).setFocus()
