"""The card of the learning curve: what is drawn how, the plot or its table, what is read out, and what to take away."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import local, mark, tr
from desktop_al.loop.csv_file import save_csv
from desktop_al.loop.curve_table import CurveRow, curve_rows, curve_table
from desktop_al.loop.progress_screen import ProgressScreen
from desktop_al.ui.clipboard import copy_picture
from desktop_al.ui.learning_curve import LearningCurve
from desktop_al.ui.plain_table import PlainTable
from desktop_al.ui.theme import Theme, retheme
from desktop_al.ui.widgets import CapButton, Words, surface

_COLUMNS = (mark("Labels"), mark("Accuracy"), mark("From"), mark("To"), mark("Audit samples"), mark("What"))
_WHAT = {"measured": mark("measured, 95 % range"), "expected": mark("expected, 80 % band")}
_TO_TABLE, _TO_PLOT = mark("Show as table"), mark("Show as curve")
#: Pixels of a picture to a logical one: fine enough for print.
_FINE = 2.0
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class _Sign(QWidget):
    """How "measured" or "expected" is drawn."""

    def __init__(self, theme: Theme, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(theme.px(12 if self._kind == "measured" else 24), theme.px(16))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        if self._kind == "measured":
            painter.setPen(QPen(theme.colour("text.primary"), theme.px(1.5)))
            painter.setBrush(theme.colour("bg.surface"))
            painter.drawEllipse(middle, theme.px(4), theme.px(4))
        else:
            fill = QColor(theme.colour("accent.line"))
            fill.setAlphaF(0.2)
            high = theme.px(12)
            painter.fillRect(QRectF(0, middle.y() - high / 2, self.width(), high), fill)
            pen = QPen(theme.colour("accent.line"), theme.px(2))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([3.0, 1.5])
            painter.setPen(pen)
            painter.drawLine(QPointF(0, middle.y()), QPointF(self.width(), middle.y()))
        painter.end()


class _Legend(QWidget):
    """Both signs with their words, below one another where there is no room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.row = QBoxLayout(_ACROSS, self)
        self._pairs: dict[str, QWidget] = {}
        for kind, words in _WHAT.items():
            pair = self._pairs[kind] = QWidget()
            row = QHBoxLayout(pair)
            row.addWidget(_Sign(theme, kind))
            row.addWidget(Words(theme, tr(words), "caption", "text.secondary"))
            row.addStretch(1)
            self.row.addWidget(pair)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.px(12))
        for pair in self._pairs.values():
            pair.layout().setContentsMargins(0, 0, 0, 0)
            pair.layout().setSpacing(theme.px(6))
            retheme(pair, theme)

    def show_kinds(self, kinds: Collection[str]) -> None:
        """Only what there is."""
        for kind, pair in self._pairs.items():
            pair.setVisible(kind in kinds)

    def needs(self) -> int:
        """Its width in one row."""
        return sum(pair.sizeHint().width() for pair in self._pairs.values()) + self.row.spacing()


class CurveCard(QFrame):
    """``plot`` and ``table`` show the same. ``message`` is for the status bar."""

    message = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self.setAccessibleName(tr("Learning curve"))
        self._theme = theme
        self._screen: ProgressScreen | None = None
        self._title = Words(theme, tr("Learning curve"), "title", "text.primary")
        self._line = Words(theme, tr("accuracy on the audit samples"), "caption", "text.secondary", elide=True)
        self._legend = _Legend(theme)
        self.plot = LearningCurve(theme)
        self.table = PlainTable(theme, tr("Learning curve, as a table"), figures=range(5), fills=True)
        self._read = Words(theme, "", "caption", "text.primary", 600, elide=True)
        self.as_table, self.copy, self.save = (
            CapButton(theme, words, role="quiet", height=28, hug=True)
            for words in (tr(_TO_TABLE), tr("Copy picture"), tr("Save CSV"))
        )
        self._build()
        self.plot.read.connect(self._read.set_text)
        self.as_table.clicked.connect(self._swap)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        self.set_theme(theme)
        self.forget()

    def _build(self) -> None:
        title = QHBoxLayout()
        title.addWidget(self._title)
        title.addWidget(self._line, 1)
        self._names = title
        self._head = QBoxLayout(_ACROSS)
        self._head.addLayout(title, 1)
        self._head.addWidget(self._legend, 0, Qt.AlignmentFlag.AlignLeft)
        self._figure = QWidget()
        surface(self._figure, "surface")
        self._stack = QStackedLayout()
        self._drawn = QVBoxLayout(self._figure)
        self._drawn.addLayout(self._head)
        self._drawn.addLayout(self._stack, 1)
        # Not before the stack is in its place: it shows its first part at once, which would be a window of its own.
        self._stack.addWidget(self.plot)
        self._stack.addWidget(self.table)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        for button in (self.as_table, self.copy, self.save):
            self._buttons.addWidget(button)
        self._foot = QBoxLayout(_ACROSS)
        self._foot.addWidget(self._read, 1)
        self._foot.addLayout(self._buttons)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._figure, 1)
        self._all.addLayout(self._foot)
        for before, after in zip(
            (self.plot, self.table, self.as_table, self.copy),
            (self.table, self.as_table, self.copy, self.save),
            strict=True,
        ):
            QWidget.setTabOrder(before, after)

    def set_theme(self, theme: Theme) -> None:
        px, self._theme = theme.px, theme
        self._all.setContentsMargins(px(20), px(14), px(20), px(10))
        self._all.setSpacing(px(4))
        self._drawn.setContentsMargins(0, 0, 0, 0)
        self._drawn.setSpacing(px(8))
        self._names.setSpacing(px(8))
        self._head.setSpacing(px(4))
        self._foot.setSpacing(px(4))
        self._buttons.setSpacing(px(4))
        # Their sizes decide what stands beside what.
        for part in (self._title, self._line, self._legend, self._read, self.as_table, self.copy, self.save):
            part.set_theme(theme)
        self._read.setFixedHeight(theme.line("caption"))
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """What has no room beside the title or the buttons goes into a row of its own."""
        px = self._theme.px
        room = self.width() - 2 * px(20)
        title = self._title.sizeHint().width() + self._line.fontMetrics().horizontalAdvance(self._line.text()) + px(8)
        beside = title + px(24) + self._legend.needs() <= room
        self._head.setDirection(_ACROSS if beside else _DOWN)
        self._legend.row.setDirection(_ACROSS if self._legend.needs() <= room else _DOWN)
        self._foot.setDirection(_ACROSS if self._buttons.sizeHint().width() + px(400) <= room else _DOWN)

    # -- what it shows ---------------------------------------------------------------------------------

    def show_screen(self, screen: ProgressScreen) -> None:
        """Fills the card; the same curve again changes nothing."""
        same = self._screen is not None and screen.curve == self._screen.curve
        self._screen = screen
        if same:
            return
        rows = curve_rows(screen.curve)
        self.plot.show_curve(screen.curve)
        self.table.show_rows([tr(title) for title in _COLUMNS], [_cells(row) for row in rows])
        self._legend.show_kinds({row.kind for row in rows})
        self.setAccessibleDescription(screen.curve.spoken)
        if not rows and self._stack.currentWidget() is self.table:
            self._swap()
        for button in (self.as_table, self.copy, self.save):
            button.setEnabled(bool(rows))
        self._fold()

    def forget(self) -> None:
        """Show nothing of any project."""
        self.show_screen(ProgressScreen())

    def _swap(self) -> None:
        shows_plot = self._stack.currentWidget() is self.plot
        self._stack.setCurrentWidget(self.table if shows_plot else self.plot)
        self._legend.setVisible(not shows_plot)
        self.as_table.set_words(tr(_TO_PLOT if shows_plot else _TO_TABLE))

    # -- what can be taken away ------------------------------------------------------------------------

    def picture(self) -> QPixmap:
        """Title, legend and plot, also while the table is shown; without what is read out."""
        shown, size = self._stack.currentWidget(), self._figure.size()
        self._stack.setCurrentWidget(self.plot)
        self._legend.show()
        self._drawn.activate()
        edge = self._theme.px(12)
        picture = QPixmap(int((size.width() + 2 * edge) * _FINE), int((size.height() + 2 * edge) * _FINE))
        picture.setDevicePixelRatio(_FINE)
        picture.fill(self._theme.colour("bg.surface"))
        with self.plot.as_picture(_FINE):
            self._figure.render(picture, QPoint(edge, edge))
        self._stack.setCurrentWidget(shown)
        self._legend.setVisible(shown is self.plot)
        return picture

    def _copy(self) -> None:
        self.message.emit(copy_picture(self.picture(), tr("The learning curve is in the clipboard, as a picture.")))

    def _save(self) -> None:
        proposed = str(Path.home() / "learning-curve.csv")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save the learning curve"), proposed, "CSV (*.csv)")
        if not chosen or self._screen is None:
            return
        try:
            save_csv(Path(chosen), curve_table(self._screen))
        except DesktopAlError as error:
            self.message.emit(str(error))
            return
        self.message.emit(tr("The learning curve is in {name}.", name=Path(chosen).name))


def _cells(row: CurveRow) -> tuple[str, ...]:
    shares = ("–" if share is None else local(f"{100 * share:.1f} %") for share in (row.accuracy, row.low, row.high))
    samples = "" if row.samples is None else local(f"{row.samples:,}")
    what = tr(_WHAT[row.kind]) + (f"; {row.reason}" if row.reason else "")
    return local(f"{round(row.labels):,}"), *shares, samples, what
