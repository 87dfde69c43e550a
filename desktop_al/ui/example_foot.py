"""The foot of the guideline: adding the sample on screen as an example, with a line of words."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QStackedLayout, QWidget

from desktop_al.core.protocol_examples import MAX_CAPTION
from desktop_al.core.words import tr
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton

#: Letters of a long name on the button; the ending of a file is left out there.
_NAME = 14
_ENDING = re.compile(r"(?<=.)\.[A-Za-z0-9]{1,5}$")


class ExampleFoot(QWidget):
    """Two buttons, or the field for the caption in their place. ``asked``: a button was pressed (whether against the
    class); ``kept``: the caption is written, and whether it is against; ``left``: the field is closed."""

    asked = Signal(bool)
    kept = Signal(str, bool)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._against = False
        self._forms: tuple[str, ...] = (tr("Add this sample as an example"),)
        self._accessible = self._forms[0]
        self.add = CapButton(theme, tr("Add this sample as an example"), icon="plus")
        self.against = CapButton(theme, tr("Not this class"), role="quiet", hug=True)
        self.field = QLineEdit()
        self.field.setMaxLength(MAX_CAPTION)
        self.keep = CapButton(theme, tr("Keep"), trailing=("Return",), role="primary", hug=True)
        self.drop = CapButton(theme, tr("Drop"), role="quiet", hug=True)
        self.drop.setToolTip("Esc")
        self._buttons, self._writing = QWidget(), QWidget()
        self._rows = (QHBoxLayout(self._buttons), QHBoxLayout(self._writing))
        self._rows[0].addWidget(self.add)
        self._rows[0].addWidget(self.against)
        self._rows[0].addStretch(1)
        self._rows[1].addWidget(self.field, 1)
        self._rows[1].addWidget(self.keep)
        self._rows[1].addWidget(self.drop)
        self._stack = QStackedLayout(self)
        self._stack.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._stack.addWidget(self._buttons)
        self._stack.addWidget(self._writing)
        self.add.clicked.connect(lambda: self.asked.emit(False))
        self.against.clicked.connect(lambda: self.asked.emit(True))
        self.field.returnPressed.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        self.drop.clicked.connect(self.close_field)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        # Before they are measured.
        for button in (self.add, self.against, self.keep, self.drop):
            button.set_theme(theme)
        for row in self._rows:
            row.setContentsMargins(px(16), px(10), px(16), px(10))
            row.setSpacing(px(4))
        self.field.setFont(theme.font("body"))
        self.setFixedHeight(px(52))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        """The name gives way before the second button does."""
        px = self._theme.px
        room = self.width() - 2 * px(16) - px(4) - self.against.sizeHint().width()
        # The longest form that fits.
        for words in self._forms:
            self.add.set_words(words)
            if self.add.sizeHint().width() <= room:
                break
        self.add.setAccessibleName(self._accessible)
        self.add.setFixedWidth(max(px(64), min(self.add.sizeHint().width(), room)))

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to, in this order."""
        return self.add, self.against, self.field, self.keep, self.drop

    def set_key(self, key: str) -> None:
        """The key printed on the button, "" for none."""
        self.add.set_trailing(tuple(part for part in key.split("+") if part))
        self._place()

    def set_subject(self, sample: str, class_name: str) -> None:
        """What would be added to what; either "" where there is none."""
        stem = _ENDING.sub("", sample)
        short = f"{stem[: _NAME // 2]}…{stem[-_NAME // 2 :]}" if len(stem) > _NAME else stem
        forms = (
            tr("Add {sample} as an example", sample=name) if name else tr("Add this sample as an example")
            for name in (stem, short)
        )
        self._forms = (*forms, tr("Add as an example"), tr("Add"))
        sample_words, class_words = sample or tr("this sample"), class_name or tr("a class")
        self._accessible = tr("Add {sample} as an example of {label}", sample=sample_words, label=class_words)
        self.against.setAccessibleName(
            tr("Add {sample} to what is not {label}", sample=sample_words, label=class_words)
        )
        self.field.setAccessibleName(tr("What to see in {sample}", sample=sample))
        for button in (self.add, self.against):
            button.setEnabled(bool(sample and class_name))
        self._place()

    def writing(self) -> bool:
        return self._stack.currentWidget() is self._writing

    def open_field(self, class_name: str, against: bool) -> None:
        """The caption is asked for."""
        self._against = against
        self.field.clear()
        self.field.setPlaceholderText(
            tr("Why it is not {label}", label=class_name)
            if against
            else tr("What shows that it is {label}", label=class_name)
        )
        self._stack.setCurrentWidget(self._writing)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_field(self) -> bool:
        """Back to the buttons, nothing is added; False if nothing was asked for."""
        if not self.writing():
            return False
        self._stack.setCurrentWidget(self._buttons)
        self.left.emit()
        return True

    def _keep(self) -> None:
        if self.writing():
            caption, against = self.field.text().strip(), self._against
            self.close_field()
            self.kept.emit(caption, against)
