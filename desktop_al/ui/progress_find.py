"""Find all samples of a class: which one, how many are found, and how many may still be missing."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_al.core.shapes import LabelClass, Measured
from desktop_al.core.words import mark, tr
from desktop_al.loop.figure_words import has_interval, interval, percent, spoken
from desktop_al.loop.progress_screen import FindAll, ProgressScreen
from desktop_al.ui.choose import Choose
from desktop_al.ui.glyphs import paint_glyph
from desktop_al.ui.guideline import mark_image
from desktop_al.ui.range_line import paint_range
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, Words

LINE = mark("For a class of which none may be missed.")


class _ClassMark(QWidget):
    """Mark of a class."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._colour = -1
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(theme.px(15), theme.px(15))
        self.update()

    def show_mark(self, colour: int) -> None:
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, side = QPainter(self), self._theme.px(13)
        if self._colour >= 0:
            edge = (self.width() - side) / 2
            paint_glyph(painter, self._colour, edge, edge, side, self._theme.class_colour(self._colour))
        painter.end()


class _RecallLine(QWidget):
    """Recall with its interval on a line from 0 to 1."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._figure = Measured(None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(16))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self.height())

    def show_figure(self, figure: Measured) -> None:
        self._figure = figure
        self.setAccessibleName(spoken(figure, tr("Estimated recall"), share=True))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_range(painter, self._theme, QRectF(self.rect()), self._figure, self._theme.colour("accent.line"))
        painter.end()


class _Seeking(QWidget):
    """The class that is looked for, and how far that is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._mark = _ClassMark(theme)
        self._done = IconView(theme, "", 16, "success.text")
        self.name = Words(theme, "", "body", "text.primary", 600, elide=True)
        self.counts = Paragraph(theme, "", "body", "text.primary")
        self.line = _RecallLine(theme)
        self.recall = Paragraph(theme, "", "body", "text.primary")
        self.words = Paragraph(theme, "", "body", "text.secondary")
        self.stop = CapButton(theme, tr("Stop looking"), icon="close", hug=True)
        self._head = QHBoxLayout()
        self._head.addWidget(self._mark)
        self._head.addWidget(self.name, 1)
        self._head.addWidget(self._done)
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._head)
        for part in (self.counts, self.line, self.recall, self.words):
            self._all.addWidget(part)
        self._all.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(6))
        self._head.setSpacing(theme.px(8))

    def show_find(self, find: FindAll, item: LabelClass) -> None:
        self._mark.show_mark(item.colour)
        self.name.set_text(item.name)
        self._done.set_icon("done" if find.done else "")
        self.counts.set_text(
            tr(
                "{found:,} found; {screened:,} of {pool:,} samples screened.",
                found=find.found,
                screened=find.screened,
                pool=find.pool,
            )
        )
        self.line.show_figure(find.recall)
        recall = find.recall
        if recall.value is None:
            said = tr("Recall: {why}", why=recall.reason or tr("too few to say"))
        elif has_interval(recall):
            ends = interval(recall, share=True)
            said = tr("Estimated recall {share}, 95 % range {range}", share=percent(recall.value), range=ends)
        else:
            said = tr("Estimated recall {share}", share=percent(recall.value))
        least = tr("At least {share} by the stopping test.", share=percent(find.at_least))
        self.recall.set_text(f"{said.rstrip('.')}. {least}")
        self.words.set_text(find.words)
        self.words.setVisible(bool(find.words))
        self.setAccessibleName(tr("Looking for all samples of {name}", name=item.name))
        self.stop.setAccessibleDescription(item.name)


class FindAllPart(QWidget):
    """``wanted`` carries the index of the class to look for, None to look for none."""

    wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._classes: tuple[LabelClass, ...] = ()
        self.choice = Choose(theme, tr("Class to look for"))
        self.begin = CapButton(theme, tr("Look for all"), icon="search", hug=True)
        self.seeking = _Seeking(theme)
        self._asking = QWidget()
        self._row = QHBoxLayout(self._asking)
        self._row.addWidget(self.choice, 1)
        self._row.addWidget(self.begin)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._asking)
        self._all.addWidget(self.seeking)
        self.seeking.hide()
        self.begin.clicked.connect(self._begin)
        self.seeking.stop.clicked.connect(lambda: self.wanted.emit(None))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all.setContentsMargins(0, theme.px(8), 0, 0)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))
        # The marks have other colours now.
        chosen = self.choice.currentData()
        self.choice.clear()
        self._offer()
        self.choice.choose(chosen)

    def show_screen(self, screen: ProgressScreen) -> None:
        focused = self.isAncestorOf(self.window().focusWidget())
        self._classes = screen.classes
        self._offer()
        find = screen.find_all
        if find is not None:
            self.seeking.show_find(find, screen.classes[find.index])
        other = self.seeking.isHidden() == (find is not None)
        self._asking.setVisible(find is None)
        self.seeking.setVisible(find is not None)
        if other and focused:
            (self.choice if find is None else self.seeking.stop).setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        """The classes that are still given, with their marks."""
        shown = [(n, c) for n, c in enumerate(self._classes) if not c.retired and c.merged_into is None]
        side, ratio = self._theme.px(13), self.devicePixelRatioF()
        self.choice.set_choices(
            [
                (c.name, n, QIcon(QPixmap.fromImage(mark_image(self._theme, max(c.colour, 0), side, ratio))))
                for n, c in shown
            ]
        )
        self.begin.setEnabled(bool(shown))

    def _begin(self) -> None:
        if self.choice.currentIndex() >= 0:
            self.wanted.emit(self.choice.currentData())
