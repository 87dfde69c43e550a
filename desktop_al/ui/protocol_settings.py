"""Scale of the classes, and the reasons for "not worth labelling", on the Protocol page."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_al.core.protocol_file import MAX_REASONS, MAX_WORDS
from desktop_al.core.words import mark, tr
from desktop_al.loop.editing import ProtocolView
from desktop_al.ui.class_editor import FoldButton
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.controls import SegmentedChoice
from desktop_al.ui.reason_fields import Tick
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Caps, Paragraph, Words

_SCALES = (("nominal", mark("No order")), ("ordinal", mark("In this order")))
_MEANS = {
    "nominal": mark("Nominal: any two classes are as far apart as any others."),
    "ordinal": mark("Ordinal: from the first class to the last. Agreement counts how far apart two answers are."),
}
_ICON = 32
ASK_WHY = mark("Ask why an answer is changed")


class ReasonRow(QWidget):
    """One reason: its key, its words, and what moves or removes it."""

    changed = Signal(str)
    moved = Signal(int)
    removed = Signal()

    def __init__(self, theme: Theme, place: int) -> None:
        super().__init__()
        self._place, self._kept = place, ""
        self._key = Caps(theme, (str(place + 1),))
        self.field = QLineEdit()
        self.field.setMaxLength(2 * MAX_WORDS)
        self.field.setAccessibleName(tr("Reason {n}", n=place + 1))
        self.field.editingFinished.connect(self._finished)
        self.up = CapButton(theme, "", icon="up", role="quiet", height=_ICON, hug=True)
        self.down = CapButton(theme, "", icon="down", role="quiet", height=_ICON, hug=True)
        self.remove = CapButton(theme, "", icon="close", role="quiet", height=_ICON, hug=True)
        for button, words, which in (
            (self.up, tr("Move up"), mark("Move up: reason {n}")),
            (self.down, tr("Move down"), mark("Move down: reason {n}")),
            (self.remove, tr("Take off the list"), mark("Take off the list: reason {n}")),
        ):
            button.setAccessibleName(tr(which, n=place + 1))
            button.setToolTip(plain_tip(words))
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.removed)
        self._line = QHBoxLayout(self)
        for part in (self._key, self.field, self.up, self.down, self.remove):
            self._line.addWidget(part, 1 if part is self.field else 0)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.px(6))
        self.field.setFont(theme.font("body"))
        self.field.setFixedHeight(theme.px(32))

    def show_reason(self, words: str, last: bool, only: bool, enabled: bool) -> None:
        """What is being typed stays until it is finished."""
        if words != self._kept or not self.field.hasFocus():
            self._kept = words
            self.field.setText(words)
            self.field.setCursorPosition(0)
        self.field.setEnabled(enabled)
        self.up.setEnabled(enabled and self._place > 0)
        self.down.setEnabled(enabled and not last)
        self.remove.setEnabled(enabled and not only)

    def drop(self) -> bool:
        """The words as they were before typing; False if nothing was typed."""
        if self.field.text() == self._kept:
            return False
        self.field.setText(self._kept)
        return True

    def _finished(self) -> None:
        words = " ".join(self.field.text().split())
        if words != self._kept:
            self.changed.emit(words)


class ProtocolSettings(QFrame):
    """``intent`` as of the page: ("scale_set", scale), ("reasons_set", ((id, words), ...)),
    ("reason_for_change_set", bool)."""

    intent = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._reasons: tuple[tuple[str, str], ...] = ()
        self._head = Words(theme, tr("Scale"), "label", "text.primary", 600)
        self.scale = SegmentedChoice(
            theme, tr("Scale of the classes"), [(scale, tr(words)) for scale, words in _SCALES]
        )
        self.scale.chosen.connect(lambda value: self.intent.emit("scale_set", value))
        self._means = Paragraph(theme, "", "body", "text.secondary")
        self.fold = FoldButton(theme)
        self.fold.turned.connect(lambda _on: self._show_rows())
        self.rows = [ReasonRow(theme, place) for place in range(MAX_REASONS)]
        for place, row in enumerate(self.rows):
            row.changed.connect(lambda words, place=place: self._change(place, words))
            row.moved.connect(lambda by, place=place: self._move(place, by))
            row.removed.connect(lambda place=place: self._remove(place))
        self.adding = QLineEdit()
        self.adding.setPlaceholderText(tr("Add a reason"))
        self.adding.setAccessibleName(tr("Words of a new reason"))
        self.adding.setMaxLength(2 * MAX_WORDS)
        self.adding.returnPressed.connect(self._add)
        self.adding.textEdited.connect(lambda _text: self.set_trouble(""))
        self.add = CapButton(theme, tr("Add"), trailing=("Return",), hug=True)
        self.add.clicked.connect(self._add)
        self._source = Paragraph(theme, "", "body", "text.secondary")
        self.program = CapButton(theme, tr("Back to the program's own"), role="quiet", hug=True)
        self.program.clicked.connect(lambda: self.intent.emit("reasons_set", ()))
        self.ask_why = Tick(theme, tr(ASK_WHY))
        self.ask_why.toggled.connect(lambda on: self.intent.emit("reason_for_change_set", on))
        self._trouble = Paragraph(theme, "", "body", "danger.text")
        self._top, self._last = QHBoxLayout(), QHBoxLayout()
        self._top.addWidget(self._head)
        self._top.addWidget(self.scale)
        self._top.addStretch(1)
        self._last.addWidget(self.adding, 1)
        self._last.addWidget(self.add)
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._top)
        self._all.addWidget(self._means)
        self._all.addWidget(self.ask_why)
        self._all.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        self._all.addWidget(self._source)
        for row in self.rows:
            self._all.addWidget(row)
        self._all.addLayout(self._last)
        self._all.addWidget(self._trouble)
        self._all.addWidget(self.program, 0, Qt.AlignmentFlag.AlignLeft)
        self._read_only = False
        self._own = False
        self.set_trouble("")
        self.set_theme(theme)
        self._show_rows()

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        self._all.setSpacing(theme.px(6))
        self._top.setSpacing(theme.px(12))
        self._last.setSpacing(theme.px(8))
        self.adding.setFont(theme.font("body"))
        self.adding.setFixedHeight(theme.px(32))

    def show_protocol(self, view: ProtocolView) -> None:
        grown = len(view.reasons) > len(self._reasons)
        self._reasons = tuple((reason.id, reason.words) for reason in view.reasons)
        self._read_only, self._own = view.read_only, view.own_reasons
        self.scale.set_value(view.scale)
        self.scale.setEnabled(not view.read_only)
        self._means.set_text(tr(_MEANS[view.scale]))
        with QSignalBlocker(self.ask_why):
            self.ask_why.setChecked(view.reason_for_change)
        self.ask_why.setEnabled(not view.read_only)
        if grown and any(words == " ".join(self.adding.text().split()) for _, words in self._reasons):
            self.adding.clear()
        self.set_trouble("")
        self._show_rows()

    def _show_rows(self) -> None:
        count, on = len(self._reasons), self.fold.open
        self.fold.set_words(tr("Reasons for “not worth labelling” ({n})", n=count))
        for row, place in zip(self.rows, range(MAX_REASONS), strict=True):
            row.setVisible(on and place < count)
            if place < count:
                row.show_reason(self._reasons[place][1], place == count - 1, count == 1, not self._read_only)
        own = tr("Those of this protocol.") if self._own else tr("Those of the program, until you change them.")
        rest = tr("X and a key file a sample under one. Labels keep the words that they had.")
        self._source.set_text(f"{own} {rest}")
        self._source.setVisible(on)
        room = count < MAX_REASONS and not self._read_only
        for part in (self.adding, self.add):
            part.setVisible(on and count < MAX_REASONS)
            part.setEnabled(room)
        self.program.setVisible(on and self._own and not self._read_only)

    def set_trouble(self, sentence: str) -> None:
        self._trouble.set_text(sentence)
        self._trouble.setVisible(bool(sentence))

    def drop(self) -> bool:
        """Leaves a field that was typed in; False if none was."""
        return any(row.drop() for row in self.rows if row.field.hasFocus())

    def first_focus(self) -> None:
        (self.scale if self.scale.isEnabled() else self.fold).setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self, reasons: list[tuple[str, str]]) -> None:
        self.set_trouble("")
        self.intent.emit("reasons_set", tuple(reasons))

    def _add(self) -> None:
        words = " ".join(self.adding.text().split())
        if words:
            self._send([*self._reasons, ("", words)])

    def _change(self, place: int, words: str) -> None:
        made = list(self._reasons)
        made[place] = (made[place][0], words)
        self._send(made)

    def _move(self, place: int, by: int) -> None:
        made = list(self._reasons)
        made.insert(place + by, made.pop(place))
        self._send(made)
        # The focus goes with what was moved.
        row = self.rows[place + by]
        button = row.up if by < 0 and row.up.isEnabled() else row.down if row.down.isEnabled() else row.up
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, place: int) -> None:
        made = list(self._reasons)
        del made[place]
        self._send(made)
        self.rows[min(place, len(made) - 1)].remove.setFocus(Qt.FocusReason.OtherFocusReason)
