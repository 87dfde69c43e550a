"""The lower part of the inspector: the decision rule, or the comment field; and the guideline view."""

from PySide6.QtCore import QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_al.core.shapes import LabelClass
from desktop_al.loop.screen import Rule
from desktop_al.ui.class_model import ClassRow
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Caps, Paragraph, Words, paint_cap, rule, surface

NO_RULE = "The protocol has no rule for this choice."
NO_CHOICE = "No suggestion is shown for this sample, so no rule is picked out."


class RuleTitle(QWidget):
    """Two classes with their marks as a question: (mark) A or (mark) B?"""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._pair: tuple[LabelClass, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font("label", 600))
        self.setFixedHeight(theme.px(24))
        self.update()

    def set_pair(self, *pair: LabelClass) -> None:
        self._pair = pair
        self.setAccessibleName(" or ".join(item.name for item in pair) + "?")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        metrics, side = self.fontMetrics(), theme.px(12)
        gap, joint = theme.px(6), metrics.horizontalAdvance(" or ") + theme.px(2)
        names = [item.name + ("?" if place == len(self._pair) - 1 else "") for place, item in enumerate(self._pair)]
        room = self.width() - len(names) * (side + gap) - (len(names) - 1) * joint
        widths = [metrics.horizontalAdvance(name) for name in names]
        if sum(widths) > room and names:
            share = room // len(names)
            spare = max(0, share - min(widths))
            widths = [min(width, share + (spare if width > share else 0)) for width in widths]
        x = 0
        for place, item in enumerate(self._pair):
            if place:
                painter.setPen(theme.colour("text.primary"))
                painter.drawText(QRect(x, 0, joint, self.height()), Qt.AlignmentFlag.AlignVCenter, " or")
                x += joint
            if item.colour >= 0:
                y = (self.height() - side) / 2 + 0.5
                paint_glyph(painter, item.colour, x, y, side, theme.class_colour(item.colour))
            x += side + gap
            name = metrics.elidedText(names[place], Qt.TextElideMode.ElideMiddle, widths[place] + 1)
            painter.setPen(theme.colour("text.primary"))
            painter.drawText(QRect(x, 0, widths[place] + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
            x += widths[place]
        painter.end()


class CommentField(QPlainTextEdit):
    """Three lines; Ctrl+Enter keeps, Esc is handled by the page."""

    kept = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.kept.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ensureCursorVisible()


class RuleView(QWidget):
    """The decision rule between the two likeliest classes, and the comment kept with the sample."""

    guideline = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown: tuple[Rule | None, str] | None = None
        self._title_words = Words(theme, "Decision rule for this choice", "caption", "text.muted", 600, elide=True)
        self._open = CapButton(theme, "full guideline", "G", role="quiet", height=28, hug=True)
        self._open.clicked.connect(self.guideline)
        self._title = RuleTitle(theme)
        self._paragraphs: list[Paragraph] = []
        self._comment_head = Words(theme, "Your comment", "caption", "text.muted", 600)
        self._comment = Paragraph(theme, "", "body", "text.secondary")
        self._head = QHBoxLayout()
        self._head.addWidget(self._title_words, 1)
        self._head.addWidget(self._open)
        self._body = QVBoxLayout()
        self._body.addWidget(self._title)
        for _ in range(6):
            paragraph = Paragraph(theme, "", "body", "text.secondary")
            self._paragraphs.append(paragraph)
            self._body.addWidget(paragraph)
        self._line = rule("soft")
        self._body.addWidget(self._line)
        self._body.addWidget(self._comment_head)
        self._body.addWidget(self._comment)
        self._body.addStretch(1)
        inside = QWidget()
        inside.setLayout(self._body)
        surface(inside, "raised")
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumHeight(0)
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._head)
        self._all.addWidget(self._scroll, 1)
        self.set_theme(theme)
        self.set_rule(None, "")

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(theme.px(16), theme.px(8), 0, 0)
        self._all.setSpacing(0)
        self._head.setContentsMargins(0, 0, theme.px(8), 0)
        self._body.setContentsMargins(0, 0, theme.px(16), theme.px(12))
        self._body.setSpacing(theme.px(6))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def set_rule(self, chosen: Rule | None, comment: str, instead: str = NO_RULE) -> None:
        """Shows a rule (or ``instead`` when there is none) and the sample's comment."""
        if (chosen, instead) != self._shown:
            self._shown = (chosen, instead)
            pair = tuple(item for item in (chosen.first, chosen.second) if item is not None) if chosen else ()
            self._title.setVisible(bool(pair))
            if pair:
                self._title.set_pair(*pair)
            texts = chosen.paragraphs if chosen and chosen.paragraphs else (instead,)
            head, rest = texts[:5], texts[5:]
            shown = (*head, "\n".join(rest)) if rest else head
            for number, paragraph in enumerate(self._paragraphs):
                paragraph.setVisible(number < len(shown))
                paragraph.set_text(shown[number] if number < len(shown) else "")
        for widget in (self._line, self._comment_head, self._comment):
            widget.setVisible(bool(comment))
        self._comment.set_text(comment)


class CommentView(QWidget):
    """The tray while a comment is written. ``kept`` carries the text."""

    kept = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = CommentField()
        self.field.setAccessibleName("Comment")
        self.field.setPlaceholderText("What the next person should know about this sample")
        self.field.setTabChangesFocus(True)
        self.field.kept.connect(lambda: self.kept.emit(self.field.toPlainText().strip()))
        self._head = Words(theme, "Comment", "caption", "text.muted", 600)
        self._foot = QHBoxLayout()
        for keys, words in ((("Ctrl", "Return"), "keeps it"), (("Esc",), "drops it")):
            self._foot.addWidget(Caps(theme, keys))
            self._foot.addWidget(Words(theme, words, "caption", "text.muted"))
            self._foot.addSpacing(theme.px(8))
        self._foot.addStretch(1)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._head)
        self._all.addWidget(self.field)
        self._all.addLayout(self._foot)
        self._all.addStretch(1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(12))
        self._all.setSpacing(theme.px(8))
        self._foot.setSpacing(theme.px(6))
        self.field.setFont(theme.font("body"))
        self.field.setFixedHeight(3 * self.field.fontMetrics().lineSpacing() + theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class Tray(QWidget):
    """Rule or comment; the size never depends on which."""

    guideline = Signal()
    comment_kept = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "raised")
        self.rules = RuleView(theme)
        self.comment = CommentView(theme)
        self.rules.guideline.connect(self.guideline)
        self.comment.kept.connect(self.comment_kept)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.rules)
        self._stack.addWidget(self.comment)

    def open_comment(self, text: str) -> None:
        self.comment.field.setPlainText(text)
        self._stack.setCurrentWidget(self.comment)
        self.comment.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.comment.field.moveCursor(self.comment.field.textCursor().MoveOperation.End)

    def commenting(self) -> bool:
        return self._stack.currentWidget() is self.comment

    def close_comment(self) -> bool:
        """Back to the rule; False if no comment was being written."""
        if not self.commenting():
            return False
        self._stack.setCurrentWidget(self.rules)
        return True


#: Classes listed above the guideline; the rest are found with the find field.
_KEYS_SHOWN = 12


class GuidelineText(QTextEdit):
    """Markdown, read-only. Loads nothing: neither from a network nor from the disk."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Guideline text")

    def loadResource(self, kind: int, name: QUrl) -> object:
        return None


class ClassKeys(QWidget):
    """The classes as compact keys, two columns, above the guideline: the label keys go on working."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows: tuple[ClassRow, ...] = ()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(32) * ((min(len(self._rows), _KEYS_SHOWN) + 1) // 2))
        self.update()

    def set_rows(self, rows: tuple[ClassRow, ...]) -> None:
        if rows != self._rows:
            self._rows = rows
            self.setAccessibleName("Label keys: " + ", ".join(f"{row.key} {row.name}" for row in rows[:_KEYS_SHOWN]))
            self.set_theme(self._theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        cap, side = theme.px(22), theme.px(12)
        half = (self.width() - theme.px(32)) // 2
        painter.setFont(theme.font("body"))
        for number, row in enumerate(self._rows[:_KEYS_SHOWN]):
            x, y = theme.px(16) + (number % 2) * half, (number // 2) * theme.px(32)
            middle = y + theme.px(16)
            edge, ink = theme.colour("border.control"), theme.colour("text.primary")
            if row.key:
                paint_cap(painter, theme, QRect(x, middle - cap // 2, cap, cap).toRectF(), row.key, ink, edge)
            if row.colour >= 0:
                left = x + cap + theme.px(8)
                paint_glyph(painter, row.colour, left, middle - side / 2, side, theme.class_colour(row.colour))
            left = x + cap + theme.px(8) + side + theme.px(7)
            room = x + half - left - theme.px(8)
            painter.setPen(ink)
            name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, y, room, theme.px(32)), Qt.AlignmentFlag.AlignVCenter, name)
        painter.end()


class GuidelineView(QWidget):
    """The protocol text in place of reason, classes and tray."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "surface")
        self._head = Words(theme, "Guideline", "title", "text.primary")
        self._close = CapButton(theme, "close", "G", role="quiet", height=28, hug=True)
        self._close.clicked.connect(self.closed)
        self.keys = ClassKeys(theme)
        self._text = GuidelineText()
        self._markdown = ""
        self._top = QHBoxLayout()
        self._top.addWidget(self._head, 1)
        self._top.addWidget(self._close)
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._top)
        self._all.addWidget(self.keys)
        self._line = rule()
        self._all.addWidget(self._line)
        self._all.addWidget(self._text, 1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(8))
        self._top.setContentsMargins(theme.px(16), theme.px(12), theme.px(8), 0)
        self._text.setFont(theme.font("body"))
        self._theme = theme
        self._shape()
        self._text.document().setDocumentMargin(theme.px(16))

    def set_markdown(self, text: str) -> None:
        if text != self._markdown:
            self._markdown = text
            self._text.document().setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownNoHTML)
            self._shape()
            # Reading begins at the beginning; Qt would scroll to where the text was put in.
            self._text.moveCursor(QTextCursor.MoveOperation.Start)

    def _shape(self) -> None:
        """Headings, weights and distances of the interface instead of Qt's own for Markdown."""
        theme, document = self._theme, self._text.document()
        document.setDefaultFont(theme.font("body"))
        document.setIndentWidth(theme.px(18))
        cursor = QTextCursor(document)
        block = document.begin()
        while block.isValid():
            heading = block.blockFormat().headingLevel()
            shape = QTextBlockFormat()
            line = theme.line("title" if heading else "body")
            shape.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            shape.setTopMargin(theme.px(12) if heading and block.blockNumber() else 0)
            shape.setBottomMargin(theme.px(2) if block.textList() is not None else theme.px(6))
            cursor.setPosition(block.position())
            cursor.mergeBlockFormat(shape)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            if heading:
                letters = QTextCharFormat()
                letters.setFont(theme.font("title" if heading == 1 else "label", 600))
                letters.setProperty(QTextFormat.Property.FontSizeAdjustment.value, 0)
                cursor.mergeCharFormat(letters)
            for part in self._bold(block):
                cursor.setPosition(part[0])
                cursor.setPosition(part[1], QTextCursor.MoveMode.KeepAnchor)
                letters = QTextCharFormat()
                letters.setFontWeight(600)
                cursor.mergeCharFormat(letters)
            block = block.next()

    @staticmethod
    def _bold(block: QTextBlock) -> list[tuple[int, int]]:
        """Ranges set in bold; the shipped font has a semibold, so Qt would fake the bold."""
        found, walk = [], block.begin()
        while not walk.atEnd():
            part = walk.fragment()
            if part.charFormat().fontWeight() > 600:
                found.append((part.position(), part.position() + part.length()))
            walk += 1
        return found

    def set_rows(self, rows: tuple[ClassRow, ...]) -> None:
        self.keys.set_rows(rows)
