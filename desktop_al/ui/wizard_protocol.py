"""Third step of the new-project wizard: the guideline, as Markdown, and what of it is understood."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QSizePolicy

from desktop_al.core.errors import CannotRead
from desktop_al.core.protocol import MAX_BYTES, Understood, parse_protocol
from desktop_al.core.protocol_file import Protocol
from desktop_al.core.words import mark, tr, trn
from desktop_al.ui.form_fields import TroubleLine
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Paragraph
from desktop_al.ui.wizard_step import StepPage

_READ_MS = 200
_MOST_RULES = 12
#: From so many characters on words are not counted, which would be felt with every key.
_LONG = 20_000
FORM = (
    mark("“## Mild” begins what is said about the class Mild."),
    mark("“## Mild or Severe?” begins the decision rule between the two. All else is free text."),
)


_NO_RULE = mark("None yet. A heading such as “Mild or Severe?” begins one.")


def understood_words(understood: Understood, classes: int) -> str:
    """For example: 5 of 5 classes are defined, 3 decision rules."""
    words = trn(
        "{defined} of {n} class is defined, {rules}.",
        "{defined:,} of {n:,} classes are defined, {rules}.",
        classes,
        defined=len(understood.defined),
        rules=trn("{n} decision rule", "{n:,} decision rules", len(understood.rules)),
    )
    if understood.strange:
        first, more = understood.strange[0][:60], len(understood.strange) - 1
        words += " "
        if more:
            words += tr("The heading “{name}” and {n:,} more names no class: it stays free text.", name=first, n=more)
        else:
            words += tr("The heading “{name}” names no class: it stays free text.", name=first)
    return words


class StepProtocol(StepPage):
    """The guideline; may stay empty."""

    #: The classes that a loaded file names (tuple of ProtocolClass).
    classes_read = Signal(object)

    def __init__(self, theme: Theme) -> None:
        self._remark = ""
        lead = tr(
            "The guideline says what each class means and how to decide between two. It stands beside every sample. "
            "This step can be skipped; the guideline can be written later."
        )
        super().__init__(theme, tr("What does each class mean?"), lead)
        self._load = CapButton(theme, tr("Load a guideline from a Markdown file"), icon="file", hug=True)
        self._load.clicked.connect(self._ask_file)
        self._wrong = TroubleLine(theme)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Guideline"))
        self.text.setAccessibleDescription(" ".join(tr(words) for words in FORM))
        self.text.setPlaceholderText(tr("## Mild\nMicroaneurysms only.\n\n## Mild or Severe?\nCount the haemorrhages."))
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._form = Paragraph(theme, "\n".join(tr(words) for words in FORM), "caption", "text.muted")
        self._icon = IconView(theme, "done", 16, "success.text")
        self._understood = Paragraph(theme, "", "body", "text.primary")
        line = QHBoxLayout()
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._understood, 1)
        self._line = line
        self.body.addWidget(self._load, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._wrong)
        self.body.addWidget(self._form)
        self.body.addWidget(self.text, 1)
        self.body.addLayout(line)
        self._rules_text = Paragraph(theme, "", "body", "text.secondary")
        self.panel.add_part(tr("Decision rules found"), (self._rules_text,))
        self._classes: tuple[str, ...] = ()
        #: The protocol file that was read last, for what has no field of its own.
        self.source: Protocol | None = None
        #: Revision of the document, and how many bytes its text takes.
        self._size = (-1, 0)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_READ_MS)
        self._later.timeout.connect(self.refresh)
        self.text.textChanged.connect(self._edited)
        self.set_theme(theme)
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        if hasattr(self, "text"):
            self.text.setFont(theme.mono(13))
            # The placeholder is drawn with the letters of the viewport.
            self.text.viewport().setFont(theme.mono(13))
            self.text.setMinimumHeight(theme.px(200))
            self._line.setSpacing(theme.px(8))

    def clear(self) -> None:
        """As it was at first."""
        self.source = None
        self.text.setPlainText("")
        self._wrong.set_text("")

    def set_classes(self, names: Sequence[str]) -> None:
        """The names that headings are compared with."""
        if tuple(names) != self._classes:
            self._classes = tuple(names)
            self._later.start()

    def guideline(self) -> str:
        """The text, "" when there is none."""
        text = self.text.toPlainText()
        return text if text.strip() else ""

    def _edited(self) -> None:
        self._wrong.set_text("")
        self._remark = ""
        self._later.start()
        self.changed.emit()

    def _ask_file(self) -> None:
        chosen = self.ask_path()
        if chosen is not None:
            self.load(chosen)

    def ask_path(self) -> Path | None:
        """The file that somebody chooses, if any."""
        kinds = tr("Markdown and text (*.md *.markdown *.txt)")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Guideline"), "", kinds)
        return Path(chosen) if chosen else None

    def load(self, path: Path) -> str:
        """Puts the text of a file into the field; undo there brings back what it held. What is wrong with the file,
        empty if nothing is."""
        from desktop_al.loop.guideline_file import read_protocol_file

        try:
            protocol, _ = read_protocol_file(path)
        except CannotRead as error:
            self._wrong.set_text(str(error))
            return str(error)
        self.source = protocol if protocol.classes else None
        if protocol.text.strip():
            cursor = self.text.textCursor()
            cursor.select(cursor.SelectionType.Document)
            cursor.insertText(protocol.text)
            self.text.moveCursor(cursor.MoveOperation.Start)
        if protocol.classes:
            self.classes_read.emit(protocol.classes)
        self.refresh()
        return ""

    def remark(self) -> str:
        return self._remark

    def set_remark(self, sentence: str) -> None:
        """A sentence about the file that was loaded, until the text is changed."""
        self._remark = sentence
        self.refresh()

    def refresh(self) -> None:
        """Draws what is understood of the text."""
        self._later.stop()
        text = self.guideline()
        self._icon.setVisible(bool(text))
        if not text:
            self._understood.set_text(tr("No guideline yet. It can be written later on the Protocol page."))
            self._understood.set_colour("text.muted")
            self._rules_text.set_text(tr(_NO_RULE))
            return
        protocol = parse_protocol(text)
        understood = protocol.understood(self._classes)
        complete = len(understood.defined) == len(self._classes)
        self._icon.set_icon("done" if complete else "about", "success.text" if complete else "text.secondary")
        self._understood.set_colour("text.primary")
        words = understood_words(understood, len(self._classes))
        self._understood.set_text(f"{words} {self._remark}".rstrip())
        said = []
        for first, second in understood.rules[:_MOST_RULES]:
            rule = " ".join(protocol.rule(first, second))
            question = tr("{first} or {second}?", first=first, second=second)
            said.append(f"{question}\n{rule[:300]}{'…' if len(rule) > 300 else ''}")
        if len(understood.rules) > _MOST_RULES:
            said.append(tr("{n:,} more.", n=len(understood.rules) - _MOST_RULES))
        self._rules_text.set_text("\n\n".join(said) or tr(_NO_RULE))

    def hideEvent(self, event: object) -> None:
        self._later.stop()

    def summary(self) -> str:
        if self.text.document().characterCount() > _LONG:
            return tr("Guideline")
        text = self.guideline()
        words = len(text.split())
        return trn("Guideline, {n} word", "Guideline, {n:,} words", words) if text else tr("May be skipped")

    def trouble(self) -> str:
        document = self.text.document()
        # Asked with every key, and reading a long text takes as long as many keys. A character takes 1 to 4 bytes.
        if 4 * document.characterCount() <= MAX_BYTES:
            return ""
        if self._size[0] != document.revision():
            size = len(self.text.toPlainText().encode("utf-8", "replace"))
            self._size = (document.revision(), size)
        most = MAX_BYTES // 2**20
        return tr("The guideline is larger than {most} MB.", most=most) if self._size[1] > MAX_BYTES else ""

    def show_trouble(self) -> None:
        self.say(self.trouble())
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str) -> None:
        """A sentence that only shows when the project is made."""
        self._wrong.set_text(sentence)

    def first_focus(self) -> None:
        self.refresh()

    def draft(self) -> dict[str, Any]:
        return {"guideline": self.guideline()}

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        """Puts back what a draft holds; what is broken in it is passed over."""
        text = draft.get("guideline")
        self.text.setPlainText(text[:MAX_BYTES] if isinstance(text, str) else "")
        self.refresh()
