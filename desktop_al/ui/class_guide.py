"""What the guideline says about one class, part by part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_al.core.protocol import MORE, name_key, parse_protocol
from desktop_al.core.protocol_examples import EXAMPLES, NOT_THIS
from desktop_al.core.protocol_parts import Answer, ClassParts, Example, Question
from desktop_al.core.words import mark, tr
from desktop_al.ui.class_model import ClassRow
from desktop_al.ui.example_tiles import ExampleList, Told
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.key_cap import cap_width, paint_cap
from desktop_al.ui.theme import Theme
from desktop_al.ui.tray import RuleTitle
from desktop_al.ui.widgets import Paragraph, Words, surface

if TYPE_CHECKING:
    from desktop_al.loop.examples import Examples

NOTHING_SAID = mark("Nothing is said about this class yet.")
QUESTIONS, RULES = mark("Decide like this"), mark("Between two classes")
#: Boxes with questions or decision rules, examples of one part, paragraphs that are widgets of their own.
_BOXES, _EXAMPLES, _PARAGRAPHS = 20, 24, 40
#: Characters of one part, of a question.
_CHARACTERS, _ASKED = 10_000, 1000


@dataclass(frozen=True, slots=True)
class Said:
    """What is shown of one class: its row and parts, all rows by name key, the guideline's text. ``texts``: the
    samples are texts; ``source`` knows them, None without a project."""

    row: ClassRow
    parts: ClassParts
    rows: Mapping[str, ClassRow]
    text: str = field(repr=False)
    texts: bool = False
    source: "Examples | None" = None


class AnswerLine(QWidget):
    """What to choose: words, the mark of the class, its name and its key; over several lines where it has to be."""

    def __init__(self, theme: Theme, answer: Answer, row: ClassRow | None) -> None:
        super().__init__()
        self._theme, self._row = theme, row
        self._lead = [*(f"{answer.when}:".split() if answer.when else ()), tr("choose")]
        self._name = answer.choose.split()
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFont(theme.font("body"))
        said = " ".join((*self._lead, *self._name))
        with_key = row is not None and row.key
        self.setAccessibleName(tr("{choice}, key {key}", choice=said, key=row.key) if with_key else said)

    def _flow(self, width: int, painter: QPainter | None) -> int:
        """Lays the words out, and paints them; the height."""
        theme, metrics, row = self._theme, self.fontMetrics(), self._row
        space, pitch, side = metrics.horizontalAdvance(" "), theme.px(22), theme.px(11)
        x = y = 0
        for number, word in enumerate((*self._lead, *self._name)):
            marked = number == len(self._lead) and row is not None and row.colour >= 0
            before = side + theme.px(5) if marked else 0
            wide = before + metrics.horizontalAdvance(word)
            if x and x + wide > width:
                x, y = 0, y + pitch
            if painter is not None:
                if marked and row is not None:
                    top = y + (pitch - side) / 2 + 0.5
                    paint_glyph(painter, row.colour, x, top, side, theme.class_colour(row.colour))
                flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
                painter.drawText(QRect(x + before, y, wide - before + 2, pitch), flags, word)
            x += wide + space
        if row is not None and row.key:
            cap = cap_width(theme, row.key)
            if x + cap > width:
                x, y = 0, y + pitch
            if painter is not None:
                box = QRectF(x + theme.px(2), y + (pitch - theme.px(20)) / 2, theme.px(20), theme.px(20))
                paint_cap(painter, theme, box, row.key, theme.colour("text.primary"), theme.colour("border.default"))
        return y + pitch

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._flow(max(1, width), None)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        width = self.width() or self._theme.px(200)
        return QSize(self._theme.px(200), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self._theme.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.colour("text.secondary"))
        self._flow(self.width(), painter)
        painter.end()


class ClassGuide(QScrollArea):
    """Definition, questions, examples, what is none of it, other words, and the decision rules of one class."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown = ""
        self._lists: list[ExampleList] = []
        self._source: Examples | None = None
        self._body: QVBoxLayout | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Guideline of one class"))
        self.verticalScrollBar().rangeChanged.connect(self._margins)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def _margins(self) -> None:
        """The scroll bar takes its room from the margin, so that nothing is laid out anew for it."""
        px = self._theme.px
        if self._body is not None:
            bar = px(10) if self.verticalScrollBar().maximum() > 0 else 0
            # Two pixels are the ring of the focus.
            self._body.setContentsMargins(px(16) - px(2), px(12), px(16) - px(2) - bar, px(16))

    def show_class(self, said: Said | None) -> None:
        """None where there are no classes."""
        theme, inside = self._theme, QWidget()
        surface(inside, "surface")
        self._lists, self._source = [], said.source if said is not None else None
        body = self._body = QVBoxLayout(inside)
        body.setSpacing(0)
        self._margins()
        name = said.row.name if said is not None else ""
        place = self.verticalScrollBar().value() if name == self._shown else 0
        self._shown = name
        self.setAccessibleName(tr("Guideline of {name}", name=name) if name else tr("Guideline of one class"))
        if said is not None:
            body.addWidget(Paragraph(theme, said.row.name, "title", "text.primary"))
            body.addSpacing(theme.px(4))
            self._fill(body, said)
        body.addStretch(1)
        self.setWidget(inside)
        self.verticalScrollBar().setValue(place)
        self._read()

    def _fill(self, body: QVBoxLayout, said: Said) -> None:
        parts, row = said.parts, said.row
        defined = (*((row.definition,) if row.definition else ()), *parts.definition)
        self._say(body, tuple(dict.fromkeys(defined)))
        pairs = parse_protocol(said.text).rules_of(row.name, tuple(item.name for item in said.rows.values()))
        if not (defined or parts.questions or parts.examples or parts.not_this or parts.other):
            body.addWidget(Paragraph(self._theme, tr(NOTHING_SAID), "body", "text.muted"))
        if parts.questions:
            self._head(body, tr(QUESTIONS))
            self._questions(body, parts.questions, said.rows)
        for head, examples, against in ((tr(EXAMPLES), parts.examples, False), (tr(NOT_THIS), parts.not_this, True)):
            if examples:
                self._head(body, head)
                self._examples(body, said, examples, against)
        for head, words in parts.other[:_BOXES]:
            if words:
                self._head(body, head)
                self._say(body, words)
        if pairs:
            self._head(body, tr(RULES))
            self._rules(body, said, pairs)

    def _head(self, body: QVBoxLayout, words: str) -> None:
        body.addSpacing(self._theme.px(13))
        body.addWidget(Words(self._theme, words, "caption", "text.muted", 600, elide=True))
        body.addSpacing(self._theme.px(6))

    def _say(self, lines: QVBoxLayout, said: Sequence[str]) -> None:
        """Paragraphs one by one, code in the fixed font; of very many the first ones."""
        gap, room = self._theme.px(6), _CHARACTERS
        for number, text in enumerate(said[:_PARAGRAPHS]):
            if room <= 0:
                break
            if number:
                lines.addSpacing(gap)
            shown = text[:room]
            lines.addWidget(Paragraph(self._theme, shown, "keycap" if "\n" in shown else "body", "text.secondary"))
            room -= len(text)
        self._more(lines, room <= 0 or len(said) > _PARAGRAPHS, tr(MORE))

    def _more(self, lines: QVBoxLayout, there_is: bool, words: str) -> None:
        if there_is:
            lines.addSpacing(self._theme.px(6))
            lines.addWidget(Paragraph(self._theme, words, "body", "text.muted"))

    def _box(self, body: QVBoxLayout, first: bool) -> QVBoxLayout:
        px = self._theme.px
        if not first:
            body.addSpacing(px(6))
        box = QFrame()
        box.setProperty("card", "plain")
        lines = QVBoxLayout(box)
        lines.setContentsMargins(px(10), px(9), px(10), px(8))
        lines.setSpacing(px(2))
        body.addWidget(box)
        return lines

    def _questions(self, body: QVBoxLayout, asked: Sequence[Question], rows: Mapping[str, ClassRow]) -> None:
        for number, question in enumerate(asked[:_BOXES]):
            lines = self._box(body, number == 0)
            lines.addWidget(Paragraph(self._theme, question.words[:_ASKED], "body", "text.primary"))
            for answer in question.answers:
                lines.addWidget(AnswerLine(self._theme, answer, class_meant(answer.choose, rows)))
        self._more(
            body,
            len(asked) > _BOXES,
            tr("{n} more questions are in the whole text.", n=len(asked) - _BOXES),
        )

    def _examples(self, body: QVBoxLayout, said: Said, examples: Sequence[Example], against: bool) -> None:
        shown = examples[:_EXAMPLES]
        known = said.source.find(example.sample for example in shown) if said.source is not None else {}
        told = [
            Told(one if one.sample in known or not one.sample else _as_words(one), known.get(one.sample))
            for one in shown
        ]
        room = self.width() - 2 * self._theme.px(16)
        made = ExampleList(self._theme, told, against, said.texts, room)
        self._lists.append(made)
        body.addWidget(made)
        self._more(
            body,
            len(examples) > _EXAMPLES,
            tr("{n} more are in the whole text.", n=len(examples) - _EXAMPLES),
        )

    def _rules(self, body: QVBoxLayout, said: Said, pairs: Sequence[tuple[str, str]]) -> None:
        protocol, names = parse_protocol(said.text), tuple(item.name for item in said.rows.values())
        for number, (first, second) in enumerate(pairs[:_BOXES]):
            lines = self._box(body, number == 0)
            lines.addWidget(RuleTitle(self._theme, said.rows[name_key(first)], said.rows[name_key(second)]))
            self._say(lines, protocol.between(first, second, names) or (tr("No rule is written under this heading."),))
        self._more(
            body,
            len(pairs) > _BOXES,
            tr("{n} more rules are in the whole text.", n=len(pairs) - _BOXES),
        )

    def _read(self) -> None:
        """Asks for the small pictures, those that were read before are shown at once."""
        if self._source is None:
            return
        self._source.want((place, one.edge()) for one in self._lists for place in one.places())
        for one in self._lists:
            for place in one.places():
                one.look(self._source, place)

    def came(self, place: int) -> None:
        """A sample was read."""
        if self._source is not None:
            for one in self._lists:
                one.look(self._source, place)


def class_meant(words: str, rows: Mapping[str, ClassRow]) -> ClassRow | None:
    """The class that an answer names: "Moderate or higher" means Moderate."""
    key = name_key(words)
    begins = [known for known in rows if key == known or key.startswith((f"{known} ", f"{known},"))]
    return rows[max(begins, key=len)] if begins else None


def _as_words(example: Example) -> Example:
    """An example where no samples are known: its name and what is said about it."""
    return Example("", f"{example.sample}: {example.comment}" if example.comment else example.sample)
