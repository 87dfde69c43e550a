"""Export labels: format, view, rule and options in one place; then where to, then how far it is."""

import itertools
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.shapes import SampleKind
from desktop_al.core.words import tr, trn
from desktop_al.loop.export_wish import VIEW_WORDS, FormatChoice, Wish, format_choices, leaves_words
from desktop_al.loop.sample_labels import RULES
from desktop_al.ui.announce import announce
from desktop_al.ui.form_fields import TroubleLine, enter_presses
from desktop_al.ui.options import OptionList
from desktop_al.ui.page_header import PageHeader
from desktop_al.ui.page_scroll import PageScroll
from desktop_al.ui.small_plots import paint_share
from desktop_al.ui.theme import Theme
from desktop_al.ui.tick_list import Tick
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, Words, rule, surface
from desktop_al.ui.written import WrittenLine

#: Widths at 100 %: of the content at most, of it from where the lists stand side by side.
_CONTENT, _TWO_COLUMNS = 1040, 760


class ShareBar(QWidget):
    """How much is done, from 0 to 1."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._share = 0.0
        self.setAccessibleName(name)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(8))

    def share(self) -> float:
        return self._share

    def set_share(self, share: float) -> None:
        self._share = min(1.0, max(0.0, share))
        self.setAccessibleDescription(f"{self._share:.0%}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_share(painter, self._theme, QRectF(self.rect()), self._share, "accent.fill")
        painter.end()


class ExportPage(QWidget):
    """``chosen`` carries a :class:`Wish` for which a place is to be asked; ``stopped`` that what is being written is
    to be given up; ``closed`` that the page is left. ``written`` tells what became of the last file."""

    chosen = Signal(object)
    stopped = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self._choices: dict[str, FormatChoice] = {}
        self._format, self._view, self._rule = "csv", "annotations", "majority"
        self._times = self._working = False
        self._back = CapButton(theme, tr("Back"), trailing=("Esc",), role="quiet", hug=True)
        self._back.clicked.connect(self.closed)
        self._head = PageHeader(theme, tr("Export labels"), (self._back,))
        self.formats = OptionList(theme, tr("Format"))
        self.views = OptionList(theme, tr("What is written"))
        self.rules = OptionList(theme, tr("How several answers become one"))
        self.link = Tick(theme, tr("Links instead of copies, where the disk can"))
        self.raw = Tick(theme, tr("Every cell as it is, also what a spreadsheet would run"))
        self._instead = Paragraph(theme, "", "caption", "text.secondary")
        self._shield = IconView(theme, "shield", 16, "text.secondary")
        self._leaves = Paragraph(theme, "", "body", "text.secondary")
        self.trouble, self.written = TroubleLine(theme), WrittenLine(theme)
        self.bar, self.said = ShareBar(theme, tr("Written")), Words(theme, "", "body", "text.primary", elide=True)
        self.go = CapButton(theme, tr("Choose where..."), role="primary", height=36, hug=True)
        self.stop = CapButton(theme, tr("Stop"), height=36, hug=True)
        self.formats.chosen.connect(self._use_format)
        self.views.chosen.connect(self._use_view)
        self.rules.chosen.connect(self._use_rule)
        self.go.clicked.connect(lambda: self.chosen.emit(self.wish()))
        self.stop.clicked.connect(self.stopped)
        self._make_layout(theme)
        enter_presses(self)
        self.set_theme(theme)
        self.begin("image", None, times=False)

    def _make_layout(self, theme: Theme) -> None:
        self._scroll = PageScroll(theme)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._scroll.inside)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.formats)
        left.addStretch(1)
        leaves = QHBoxLayout()
        leaves.addWidget(self._shield, 0, Qt.AlignmentFlag.AlignTop)
        leaves.addWidget(self._leaves, 1)
        for part in (self.views, self._instead, self.rules, self.link, self.raw):
            right.addWidget(part)
        right.addLayout(leaves)
        right.addStretch(1)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 1)
        self._right, self._leaves_row = right, leaves
        self._foot = QWidget()
        surface(self._foot, "surface")
        self._foot.setAccessibleName(tr("Write it"))
        self._bottom = QHBoxLayout(self._foot)
        words = QVBoxLayout()
        words.addStretch(1)
        for part in (self.trouble, self.written, self.said, self.bar):
            words.addWidget(part)
        words.addStretch(1)
        self._bottom.addLayout(words, 1)
        self._bottom.addWidget(self.stop)
        self._bottom.addWidget(self.go)
        rows = QVBoxLayout(self, spacing=0)
        rows.setContentsMargins(0, 0, 0, 0)
        for part, stretch in ((self._head, 0), (self._scroll, 1), (rule(), 0), (self._foot, 0)):
            rows.addWidget(part, stretch)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._columns.setSpacing(px(32))
        self._right.setSpacing(px(6))
        self._leaves_row.setSpacing(px(8))
        self._leaves_row.setContentsMargins(px(6), px(8), 0, px(8))
        self._bottom.setContentsMargins(px(16), px(10), px(16), px(10))
        self._bottom.setSpacing(px(12))
        self._fold()

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()

    def _fold(self) -> None:
        px = self._theme.px
        side = max(px(24), (self.width() - px(_CONTENT)) // 2)
        self._columns.setContentsMargins(side, px(12), side, px(16))
        wide = self.width() >= px(_TWO_COLUMNS)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)

    # -- from outside ----------------------------------------------------------------------------------

    def begin(self, kind: SampleKind, count: int | None, *, times: bool, no_model: str | None = None) -> None:
        """The page is about samples of a ``kind``: ``count`` of them, None for all. ``times``: the seconds of answers
        leave as well. ``no_model``: why there is no model to write, "" where there is, None where none is offered."""
        self._times = times
        self._choices = {one.name: one for one in format_choices(kind, no_model)}
        self.formats.set_options(
            [(one.name, tr(one.title), tr(one.about), "", tr("Format")) for one in self._choices.values()]
        )
        self.views.set_options(
            [(name, tr(title), tr(about), "", tr("What is written")) for name, (title, about) in VIEW_WORDS.items()]
        )
        heading = tr("How several answers become one")
        self.rules.set_options([(one.name, tr(one.title), tr(one.about), "", heading) for one in RULES.values()])
        # Rows that were made later would come last.
        stops = [
            *self.formats.rows,
            *self.views.rows,
            *self.rules.rows,
            self.link,
            self.raw,
            self.written.button,
            self.stop,
            self.go,
        ]
        for before, after in itertools.pairwise([*stops, self._back]):
            QWidget.setTabOrder(before, after)
        if count is None:
            self._head.set_title(tr("Export labels"))
        else:
            shown = trn("{n:,} sample that is shown", "{n:,} samples that are shown", count)
            self._head.set_title(tr("Export labels"), shown)
        self.setAccessibleName(tr("Export labels"))
        if self._format not in self._choices:
            self._format = "csv"
        self.set_trouble("")
        self.written.clear()
        self._show()

    def wish(self) -> Wish:
        """What is asked for."""
        choice = self._choices[self._format]
        if choice.single:
            return Wish(choice.name, raw=self.raw.isChecked())
        view = self._view if self._view in choice.views else choice.views[0]
        return Wish(
            choice.name,
            view,  # type: ignore[arg-type]
            "" if view == "annotations" else self._rule,
            self._times,
            choice.cells and self.raw.isChecked(),
            choice.can_link and self.link.isChecked(),
        )

    def ending(self) -> str:
        """Of the file to be written; "" for a folder."""
        return self._choices[self._format].ending

    def show_share(self, name: str, share: float) -> None:
        """How much of the file ``name`` is written."""
        self._working = True
        self.said.set_text(tr("Writing {name}", name=name))
        self.bar.set_share(share)
        self._show()

    def set_working(self, working: bool) -> None:
        """Whether something is being written; what is not finished within a second says how far it is."""
        if working:
            self.written.clear()
        focus = self.window().focusWidget()
        # What has the focus may be about to be disabled.
        lost = focus is not None and focus is not self._back and self.isAncestorOf(focus)
        self._working = working
        if not working:
            self.said.set_text("")
            self.bar.set_share(0.0)
        self._show()
        if lost:
            self._to_foot()

    def set_trouble(self, sentence: str) -> None:
        """Why the export came to nothing; "" for no reason."""
        self.trouble.set_text(sentence)
        if sentence:
            self.written.clear()
            announce(self, sentence)

    def tell_written(self, words: str, out: Path) -> None:
        """What was written to ``out``; it stays until the page is left or the next file begins."""
        self.written.tell(words, out)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> None:
        self.formats.take_focus()

    def regions(self) -> Sequence[tuple[QWidget, object]]:
        return ((self._scroll, self.formats.take_focus), (self._foot, self._to_foot))

    def escape(self) -> bool:
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._scroll.turn(event):
            super().keyPressEvent(event)

    # -- what is chosen --------------------------------------------------------------------------------

    def _to_foot(self) -> None:
        (self.stop if self._working else self.go).setFocus(Qt.FocusReason.TabFocusReason)

    def _use_format(self, name: str) -> None:
        self._format = name
        self._show()

    def _use_view(self, name: str) -> None:
        self._view = name
        self._show()

    def _use_rule(self, name: str) -> None:
        self._rule = name
        self._show()

    def _show(self) -> None:
        choice = self._choices[self._format]
        wish = self.wish()
        self.formats.set_value(self._format)
        self.views.set_value(wish.view)
        self.rules.set_value(self._rule)
        for row in self.views.rows:
            row.setEnabled(row.name in choice.views and not self._working)
        self.formats.set_enabled(not self._working)
        self.rules.set_enabled(not self._working)
        self.views.setVisible(not choice.single)
        self.rules.setVisible(not choice.single and wish.view != "annotations")
        once = "annotations" not in choice.views and not choice.single
        instead = tr("{title} holds a sample once.", title=tr(choice.title)) if once else choice.why_not
        self._instead.set_text(instead)
        self._instead.setVisible(bool(instead))
        for tick, there in ((self.link, choice.can_link), (self.raw, choice.cells)):
            tick.setVisible(there)
            tick.setEnabled(not self._working)
        self._leaves.set_text(leaves_words(choice.name, wish.view))
        self.go.setEnabled(not self._working and not choice.why_not)
        self.stop.setVisible(self._working)
        shown = bool(self.said.text())
        self.said.setVisible(shown)
        self.bar.setVisible(shown)
