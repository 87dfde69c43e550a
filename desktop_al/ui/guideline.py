"""The guideline beside the sample: class by class, with the decision rules of each, and as a whole."""

from collections.abc import Iterator, Mapping
from itertools import islice

from PySide6.QtCore import QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QIcon,
    QImage,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPixmap,
    QShortcut,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextOption,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QTabBar,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_al.core.protocol import MORE, Block, Protocol, Run, name_key, parse_protocol, runs
from desktop_al.ui.class_model import ClassRow, plain_tip
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.theme import Theme
from desktop_al.ui.tray import RuleTitle
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, Words, paint_cap, rule, surface

#: Shown of one guideline; more than this is no reading matter, and laying it out would be felt.
_CHARACTERS, _BLOCKS = 200_000, 3000
#: Characters of one block and changes of style in it: beyond these, laying out takes the square of the length.
_LONG, _RUNS = 2000, 200
#: Boxes with decision rules under one class.
_MOST_RULES = 20
#: Paragraphs of one class or rule that are widgets of their own.
_PARAGRAPHS = 40
NO_GUIDELINE = "This project has no guideline yet. Load or write one on the Protocol page."
NOTHING_SAID = "Nothing is said about this class yet."
_WHOLE = "Whole text"
#: The widest a class name gets in its tab.
_TAB = 130


def mark_image(theme: Theme, index: int, side: int, ratio: float) -> QImage:
    """A class mark as a picture of ``side`` logical pixels."""
    image = QImage(QSize(side, side) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_glyph(painter, index, 0, 0, side, theme.class_colour(index))
    painter.end()
    return image


def pieces(block: Block) -> Iterator[Block]:
    """A block in parts of a length that is laid out without being felt."""
    text = block.text
    while len(text) > _LONG:
        end = text.rfind(" ", _LONG // 2, _LONG) + 1 or _LONG
        yield block._replace(text=text[:end])
        text = text[end:]
    yield block._replace(text=text)


class GuidelineText(QTextEdit):
    """A guideline as a whole, read-only. Built block by block: it loads nothing and takes no HTML."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Guideline text")
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self._shown: tuple[str, dict[str, int]] = ("", {})

    def loadResource(self, kind: int, name: QUrl) -> object:
        return None

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._fill()

    def set_guideline(self, text: str, marks: Mapping[str, int]) -> None:
        """``marks``: the mark of each class by name key, painted before headings that are its name."""
        text = text[: _CHARACTERS + 1]
        headings = {name_key(section.heading) for section in parse_protocol(text).sections}
        shown = (text, {key: mark for key, mark in marks.items() if key in headings})
        if shown != self._shown:
            fresh, self._shown = text != self._shown[0], shown
            self._fill()
            if fresh:
                self.moveCursor(QTextCursor.MoveOperation.Start)

    def _fill(self) -> None:
        theme, document = self._theme, self.document()
        text, marks = self._shown
        place = self.verticalScrollBar().value()
        document.clear()
        document.setDefaultFont(theme.font("body"))
        document.setDocumentMargin(theme.px(16))
        self.setTabStopDistance(theme.px(18))
        cursor = QTextCursor(document)
        # One edit: laying out after each block would take minutes for a long text.
        cursor.beginEditBlock()
        whole = (piece for block in parse_protocol(text[:_CHARACTERS]).whole() for piece in pieces(block))
        shown = list(islice(whole, _BLOCKS + 1))
        for number, block in enumerate(shown[:_BLOCKS]):
            self._block(cursor, block, first=number == 0, marks=marks)
        if len(text) > _CHARACTERS or len(shown) > _BLOCKS:
            words = "The guideline goes on: it is too long to be shown whole. Open its file to read the rest."
            self._block(cursor, Block("paragraph", words), first=False, marks={})
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(place)

    def _block(self, cursor: QTextCursor, block: Block, *, first: bool, marks: Mapping[str, int]) -> None:
        theme, shape, letters = self._theme, QTextBlockFormat(), QTextCharFormat()
        heading = block.kind == "heading"
        role = "title" if heading and block.level == 1 else "label" if heading else "body"
        letters.setFont(theme.mono(12) if block.kind == "code" else theme.font(role, 600 if heading else None))
        letters.setForeground(theme.colour("text.primary" if heading else "text.secondary"))
        line = theme.line("title" if heading and block.level == 1 else "body")
        shape.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        shape.setTopMargin(theme.px(12) if heading and not first else 0)
        shape.setBottomMargin(theme.px(2 if block.kind == "item" else 6))
        if block.kind == "item":
            hang = theme.px(18)
            shape.setLeftMargin(hang * (block.level + 1))
            shape.setTextIndent(-hang)
        if first:
            cursor.setBlockFormat(shape)
        else:
            cursor.insertBlock(shape)
        if block.kind == "code":
            cursor.insertText(block.text.replace("\n", "\u2028"), letters)
            return
        if heading and name_key(block.text) in marks:
            self._mark(cursor, marks[name_key(block.text)], letters)
        if block.lead:
            cursor.insertText(f"{block.lead}\t", letters)
        parts = list(islice(runs(block.text), _RUNS + 1)) if not heading else []
        for run in parts if len(parts) <= _RUNS else [Run(block.text, "")]:
            styled = QTextCharFormat(letters)
            if "code" in run.style:
                styled.setFont(theme.mono(12))
            if "bold" in run.style:
                # The shipped font has a semibold: Qt would fake a bold.
                styled.setFontWeight(600)
                styled.setForeground(theme.colour("text.primary"))
            styled.setFontItalic("italic" in run.style)
            cursor.insertText(run.text, styled)
        if heading:
            cursor.insertText(block.text, letters)

    def _mark(self, cursor: QTextCursor, index: int, letters: QTextCharFormat) -> None:
        side, name = self._theme.px(12), f"mark:{index}"
        image = mark_image(self._theme, index, side, self.devicePixelRatioF())
        self.document().addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
        shape = QTextImageFormat()
        shape.setName(name)
        shape.setWidth(side)
        shape.setHeight(side)
        cursor.insertImage(shape)
        cursor.insertText("  ", letters)


class KeyMark(QPushButton):
    """A class as its key and its mark alone."""

    def __init__(self, theme: Theme, row: ClassRow) -> None:
        super().__init__()
        self.row = row
        self.setProperty("role", "action")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(True)
        self.setAccessibleName(f"{row.key}, {row.name}")
        self.setToolTip(plain_tip(row.name))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(32))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(56), self._theme.px(32))

    def nextCheckState(self) -> None:
        """The suggestion is checked, whoever clicks."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, theme, cap, side = QPainter(self), self._theme, self._theme.px(22), self._theme.px(12)
        x = (self.width() - cap - theme.px(8) - side) / 2
        middle, fill = self.height() / 2, theme.colour("accent.fill")
        box = QRectF(round(x), round(middle - cap / 2), cap, cap)
        if self.isChecked() and self.isEnabled():
            paint_cap(painter, theme, box, self.row.key, theme.colour("accent.on"), fill, fill)
        else:
            ink = theme.colour("text.primary" if self.isEnabled() else "text.disabled")
            paint_cap(painter, theme, box, self.row.key, ink, theme.colour("border.control"))
        colour = theme.class_colour(self.row.colour)
        paint_glyph(painter, self.row.colour, x + cap + theme.px(8), middle - side / 2, side, colour)
        painter.end()


class ClassKeys(QWidget):
    """The classes that have a key, compact, above the guideline: the keys go on working, and so does a click."""

    chosen = Signal(str)
    _ACROSS = 5

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows: tuple[ClassRow, ...] = ()
        self._keys: list[KeyMark] = []
        self._grid = QGridLayout(self)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._grid.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self._grid.setSpacing(theme.px(6))

    def set_rows(self, rows: tuple[ClassRow, ...]) -> None:
        rows = tuple(row for row in rows if row.key)
        if rows == self._rows:
            return
        self._rows = rows
        for key in self._keys:
            key.hide()
            key.deleteLater()
        self._keys = [KeyMark(self._theme, row) for row in rows]
        across = min(self._ACROSS, max(1, len(rows)))
        for number, key in enumerate(self._keys):
            key.clicked.connect(lambda _checked=False, row=key.row: self.chosen.emit(row.id))
            self._grid.addWidget(key, number // across, number % across)

    def set_suggested(self, class_id: str, enabled: bool) -> None:
        for key in self._keys:
            key.setChecked(key.row.id == class_id)
            key.setEnabled(enabled)


class ClassGuide(QScrollArea):
    """What the protocol says about one class: definition, paragraphs, and its decision rules as boxes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Guideline of one class")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def show_class(self, row: ClassRow | None, rows: Mapping[str, ClassRow], protocol: Protocol) -> None:
        """``rows`` by name key; None where there are no classes."""
        theme, inside = self._theme, QWidget()
        surface(inside, "surface")
        body = QVBoxLayout(inside)
        body.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(16))
        body.setSpacing(theme.px(6))
        names = tuple(item.name for item in rows.values())
        if row is not None:
            body.addWidget(Paragraph(theme, row.name, "title", "text.primary"))
            said = protocol.about(row.name, names)
            self._say(body, (*((row.definition,) if row.definition else ()), *said))
            if not said and not row.definition:
                body.addWidget(Paragraph(theme, NOTHING_SAID, "body", "text.muted"))
            self._rules(body, row, rows, protocol, names)
        body.addStretch(1)
        self.setWidget(inside)

    def _say(self, lines: QVBoxLayout, said: tuple[str, ...]) -> None:
        """Paragraphs one by one, code in the fixed font; of very many the first ones."""
        for text in said[:_PARAGRAPHS]:
            lines.addWidget(Paragraph(self._theme, text, "keycap" if "\n" in text else "body", "text.secondary"))
        if len(said) > _PARAGRAPHS:
            lines.addWidget(Paragraph(self._theme, MORE, "body", "text.muted"))

    def _rules(
        self, body: QVBoxLayout, row: ClassRow, rows: Mapping[str, ClassRow], protocol: Protocol, names: tuple[str, ...]
    ) -> None:
        theme, pairs = self._theme, protocol.rules_of(row.name, names)
        if not pairs:
            return
        body.addSpacing(theme.px(6))
        body.addWidget(Words(theme, "Decide like this", "caption", "text.muted", 600))
        for first, second in pairs[:_MOST_RULES]:
            box = QFrame()
            box.setProperty("card", "plain")
            lines = QVBoxLayout(box)
            lines.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(10))
            lines.setSpacing(theme.px(4))
            lines.addWidget(RuleTitle(theme, rows[name_key(first)], rows[name_key(second)]))
            self._say(lines, protocol.between(first, second, names) or ("No rule is written under this heading.",))
            body.addWidget(box)
        if len(pairs) > _MOST_RULES:
            words = f"{len(pairs) - _MOST_RULES} more rules are in the whole text."
            body.addWidget(Paragraph(theme, words, "body", "text.muted"))


class GuidelineView(QWidget):
    """The guideline in place of reason, classes and tray. ``chosen`` carries the id of a class that was clicked.

    It is filled when it is seen: a key that shows the next sample does not wait for it.
    """

    closed = Signal()
    chosen = Signal(str)
    #: Whether the project has a guideline has changed.
    written = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "surface")
        self._rows: tuple[ClassRow, ...] = ()
        self._text, self._version = "", 0
        self._likeliest = ""
        self._stale = True
        self._icon = IconView(theme, "", 18, "accent.text")
        self._word = Words(theme, "", "label", "text.primary", 600)
        self._suggested = Words(theme, "", "body", "text.secondary", elide=True)
        self._suggested.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.keys = ClassKeys(theme)
        self.keys.chosen.connect(self.chosen)
        self._head = Words(theme, "Guideline", "label", "text.primary", 600)
        self._which = Words(theme, "", "body", "text.secondary")
        self._close = CapButton(theme, "close", "G", role="quiet", height=28, hug=True)
        self._close.clicked.connect(self.closed)
        self.tabs = QTabBar()
        self.tabs.setProperty("classes", True)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        # Qt would cut all names short before it lets the tabs scroll.
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setAccessibleName("Guideline by class")
        self.tabs.currentChanged.connect(self._turn)
        self._class = ClassGuide(theme)
        self.text = GuidelineText(theme)
        self._none = Paragraph(theme, NO_GUIDELINE, "body", "text.secondary")
        self._line, self._top, self._told, self._pages = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QStackedLayout()
        self._line.addWidget(self._icon)
        self._line.addWidget(self._word)
        self._line.addWidget(self._suggested, 1)
        self._top.addWidget(self._head)
        self._top.addWidget(self._which)
        self._top.addStretch(1)
        self._top.addWidget(self._close)
        # What a stack shows before it has a place would come up as a window.
        self._class.setParent(self)
        self._pages.addWidget(self._class)
        self._pages.addWidget(self.text)
        self._all = QVBoxLayout(self)
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(0)
        self._told.addWidget(self._none)
        for part in (self._line, rule(), self.keys, rule(), self._top, self._told, self.tabs, rule(), self._pages):
            if isinstance(part, QWidget):
                self._all.addWidget(part)
            else:
                self._all.addLayout(part, 1 if part is self._pages else 0)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda step=step: self.step(step))
        self.set_theme(theme)

    def set_key(self, key: str) -> None:
        """The key printed on the button that closes it."""
        self._close.set_key(key)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._line.setContentsMargins(px(16), px(8), px(16), px(8))
        self._line.setSpacing(px(8))
        self._top.setContentsMargins(px(16), px(6), px(8), px(6))
        self._top.setSpacing(px(8))
        self._told.setContentsMargins(px(16), 0, px(16), 0)
        self.tabs.setFont(theme.font("body"))
        self.tabs.setIconSize(QSize(px(12), px(12)))
        self._refill()

    def has_guideline(self) -> bool:
        return bool(self._text.strip())

    def set_markdown(self, text: str, version: int = 0) -> None:
        """The guideline; ``version`` counts from 1, 0 is unknown."""
        if (text, version) != (self._text, self._version):
            had = self.has_guideline()
            self._text, self._version = text, version
            self._which.set_text(f"version {version}" if version and self.has_guideline() else "")
            self._refill()
            if had != self.has_guideline():
                self.written.emit()

    def set_rows(self, rows: tuple[ClassRow, ...]) -> None:
        """The classes that are offered, in their order."""
        if rows != self._rows:
            self._rows = rows
            self.keys.set_rows(rows)
            self._refill()

    def set_sample(self, kind: str, word: str, suggested: str, likeliest: str, enabled: bool) -> None:
        """The one line above: reason (icon and word) and suggestion; ``likeliest`` is a class id or ""."""
        self._likeliest = likeliest
        self._icon.set_icon(kind)
        self._word.set_text(word)
        self._suggested.set_text(suggested)
        self.keys.set_suggested(likeliest, enabled)

    def showEvent(self, event: QShowEvent) -> None:
        """Opens on the likeliest class."""
        super().showEvent(event)
        if event.spontaneous():
            return
        if self._stale:
            self._fill()
        places = [n for n, row in enumerate(self._rows) if row.id == self._likeliest]
        self.tabs.setCurrentIndex(places[0] if places else 0)

    def step(self, by: int) -> None:
        """Turns to the next or previous tab, round the ends."""
        if self.tabs.count():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _refill(self) -> None:
        self._stale = True
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        self._stale = False
        theme, here = self._theme, self.tabs.currentIndex()
        ratio, focused = self.devicePixelRatioF(), self.tabs.hasFocus()
        self.tabs.blockSignals(True)
        # While they are seen, every tab that comes or goes has all of them laid out.
        self.tabs.hide()
        while self.tabs.count():
            self.tabs.removeTab(self.tabs.count() - 1)
        for row in self._rows:
            image = mark_image(theme, row.colour, theme.px(12), ratio) if row.colour >= 0 else QImage()
            # An ampersand would make the next letter a mnemonic.
            name = self.tabs.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, theme.px(_TAB))
            number = self.tabs.addTab(QIcon(QPixmap.fromImage(image)), name.replace("&", "&&"))
            self.tabs.setTabToolTip(number, plain_tip(row.name))
        if self.has_guideline():
            self.tabs.addTab(_WHOLE)
        self.tabs.setCurrentIndex(min(max(here, 0), self.tabs.count() - 1))
        self.tabs.show()
        if focused:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tabs.blockSignals(False)
        self._none.setVisible(not self.has_guideline())
        self._turn(self.tabs.currentIndex())

    def _turn(self, place: int) -> None:
        if 0 <= place < len(self._rows) or not self.has_guideline():
            by_name = {name_key(row.name): row for row in self._rows}
            row = self._rows[place] if 0 <= place < len(self._rows) else None
            self._class.show_class(row, by_name, parse_protocol(self._text))
            self._pages.setCurrentWidget(self._class)
        else:
            self.text.set_guideline(self._text, {name_key(row.name): row.colour for row in self._rows})
            self._pages.setCurrentWidget(self.text)
