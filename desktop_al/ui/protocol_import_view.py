"""What a protocol file would change, before anything is: in place of the Protocol page's parts."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from desktop_al.core.words import mark, tr, trn
from desktop_al.loop.protocol_import import Choices, ImportPreview
from desktop_al.ui.guideline import mark_image
from desktop_al.ui.reason_fields import Tick
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Paragraph, Words, rule, surface

_ROWS, _GUESSES = 9, 9


class ProtocolImportView(QWidget):
    """``chosen``: something was ticked that changes the preview; ``taken``: take it over; ``left``: leave all as it
    is. The first two carry ``Choices``."""

    chosen = Signal(object)
    taken = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown: ImportPreview | None = None
        self._head = Words(theme, "", "title", "text.primary", elide=True)
        self._nothing = Paragraph(theme, tr("Nothing is changed yet."), "body", "text.secondary")
        self._trouble = Paragraph(theme, "", "body", "warning.text")
        self.classes = QListWidget()
        self.classes.setFrameShape(QFrame.Shape.NoFrame)
        self.classes.setAccessibleName(tr("What becomes of the classes"))
        self.classes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.guesses = [Tick(theme, "") for _ in range(_GUESSES)]
        self.retire = Tick(theme, "")
        for tick in (*self.guesses, self.retire):
            tick.toggled.connect(lambda _on: self.chosen.emit(self.choices()))
        self._said = {name: Paragraph(theme, "", "body", "text.secondary") for name in _SECTIONS}
        self.take = CapButton(theme, tr("Take it over"), role="primary", hug=True)
        self.leave = CapButton(theme, tr("Leave all as it is"), trailing=("Esc",), hug=True)
        self.take.clicked.connect(lambda: self.taken.emit(self.choices()))
        self.leave.clicked.connect(self.left)
        card = QFrame()
        card.setProperty("card", "plain")
        self._inside = QVBoxLayout(card)
        self._inside.addWidget(Words(theme, tr("Classes"), "label", "text.primary", 600))
        self._inside.addWidget(self.classes)
        for tick in (*self.guesses, self.retire):
            self._inside.addWidget(tick)
        for name, words in self._said.items():
            self._inside.addWidget(rule("soft"))
            self._inside.addWidget(Words(theme, tr(name), "label", "text.primary", 600))
            self._inside.addWidget(words)
        inside = QWidget()
        surface(inside, "app")
        self._body = QVBoxLayout(inside)
        self._body.addWidget(card)
        self._body.addStretch(1)
        self.scroll = QScrollArea()
        self.scroll.setWidget(inside)
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.take)
        self._foot.addWidget(self.leave)
        self._foot.addStretch(1)
        self._all = QVBoxLayout(self)
        for part in (self._head, self._nothing, self._trouble):
            self._all.addWidget(part)
        self._all.addWidget(self.scroll, 1)
        self._all.addLayout(self._foot)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        edge = theme.px(24)
        self._all.setContentsMargins(edge, theme.px(20), edge, theme.px(16))
        self._all.setSpacing(theme.px(8))
        self._inside.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(16))
        self._inside.setSpacing(theme.px(8))
        self._body.setContentsMargins(0, 0, 0, 0)
        self._foot.setSpacing(theme.px(8))
        self.classes.setFont(theme.font("body"))
        self.classes.setIconSize(QSize(theme.px(13), theme.px(13)))
        self._list()

    def choices(self) -> Choices:
        """What is ticked."""
        guesses = self._shown.guesses if self._shown is not None else ()
        ticked = {guess.key: guess.class_id for guess, tick in zip(guesses, self.guesses) if tick.isChecked()}
        return Choices(ticked, self.retire.isChecked())

    def begin(self) -> None:
        """Another file: nothing is ticked."""
        for tick in (*self.guesses, self.retire):
            tick.blockSignals(True)
            tick.setChecked(False)
            tick.blockSignals(False)

    def show_preview(self, preview: ImportPreview) -> None:
        self._shown = preview
        self._head.set_text(tr("Import {file}", file=preview.file))
        self._trouble.set_text(preview.trouble)
        self._trouble.setVisible(bool(preview.trouble))
        self.take.setEnabled(not preview.trouble)
        for place, tick in enumerate(self.guesses):
            there = place < len(preview.guesses)
            tick.setVisible(there)
            if there:
                guess = preview.guesses[place]
                tick.set_words(
                    tr("“{name}” is “{old}” under another name: its labels go with it", name=guess.name, old=guess.old)
                )
        words = trn(
            "No longer offer the {n:,} class that the file does not name",
            "No longer offer the {n:,} classes that the file does not name",
            preview.rest,
        )
        self.retire.set_words(words)
        self.retire.setVisible(preview.rest > 0 or self.retire.isChecked())
        said = (
            preview.guideline,
            f"{preview.scale}",
            preview.reasons,
            preview.version,
            "\n".join(preview.remarks) or tr("None."),
        )
        for words, paragraph in zip(said, self._said.values(), strict=True):
            paragraph.set_text(words)
        self._list()

    def _list(self) -> None:
        theme, lines = self._theme, self._shown.classes if self._shown is not None else ()
        self.classes.clear()
        ratio = self.devicePixelRatioF()
        for line in lines:
            image = mark_image(theme, line.mark, theme.px(13), ratio)
            item = QListWidgetItem(QIcon(QPixmap.fromImage(image)), f"{line.name}: {line.words}")
            item.setSizeHint(QSize(0, theme.px(30)))
            item.setToolTip("")
            self.classes.addItem(item)
        if not lines:
            self.classes.addItem(tr("They stay as they are: the file names none."))
        self.classes.setFixedHeight(theme.px(30) * min(max(1, len(lines)), _ROWS) + theme.px(4))

    def first_focus(self) -> None:
        (self.take if self.take.isEnabled() else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)


_SECTIONS = (
    mark("Guideline"),
    mark("Scale"),
    mark("Reasons for “not worth labelling”"),
    mark("Version"),
    mark("Remarks on the file"),
)
