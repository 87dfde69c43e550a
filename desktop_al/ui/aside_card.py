"""What the queue leaves out for how it looks: for each kind a switch, a threshold, how many, and some of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QValidator
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.words import local, mark, tr, trn
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.controls import LinkButton, NumberField, Switch
from desktop_al.ui.settings_rows import Card, Row, Sentence, SettingRow
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Paragraph, Words, rule

if TYPE_CHECKING:
    from desktop_al.loop.aside_choices import AsideRow
    from desktop_al.loop.learning_choices import LearningScreen
    from desktop_al.loop.screen import Content
    from desktop_al.ui.samples_paint import Pictures

#: Of a setting that stands for the threshold of a kind: "aside:blurred".
ASIDE = "aside:"
#: The kind that stands last, and the setting below it.
_COPY, COPIES = "copy", "copies_together"
_COPIES_OFF = mark("Nearly the same is off above, so an answer stays with its sample.")
_LEAD = mark("Left out of the queue, never deleted: all of them stay under Samples, where each can be put back.")
_NO_PROJECT = mark("Open a project to see what its queue leaves out.")
_EDGE, _TEXT_LINES = 64, 4


class ThresholdField(NumberField):
    """A number with digits after the point. Its value is in units of the last digit."""

    def __init__(self, theme: Theme, row: "AsideRow") -> None:
        self._scale, self._decimals = 10**row.decimals, row.decimals
        least, most = round(row.least * self._scale), round(row.most * self._scale)
        super().__init__(theme, tr("{title}: threshold", title=row.title), least, most, "")
        words = tr("{least} to {most}", least=self.textFromValue(least), most=self.textFromValue(most))
        self.setAccessibleDescription(f"{words}, {row.figure}")
        self.setToolTip(plain_tip(words))

    def textFromValue(self, value: int) -> str:
        return local(f"{value / self._scale:.{self._decimals}f}")

    def valueFromText(self, text: str) -> int:
        try:
            return round(float(text.replace(",", ".")) * self._scale)
        except (ValueError, OverflowError):
            return self.value()

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        if not all(character in "0123456789.," for character in text) or len(text) > 8:
            return QValidator.State.Invalid, text, place
        try:
            inside = self.minimum() <= self.valueFromText(text) <= self.maximum() and float(text.replace(",", ".")) >= 0
        except ValueError:
            inside = False
        return QValidator.State.Acceptable if inside else QValidator.State.Intermediate, text, place

    def set_threshold(self, threshold: float) -> None:
        """Shows it; says nothing."""
        self.set_value(round(threshold * self._scale))

    def threshold(self) -> float:
        return self.value() / self._scale


class Examples(QWidget):
    """Some samples of a kind in small: pictures side by side, texts below one another."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._pictures: Pictures | None = None
        self._shown: tuple[tuple[int, str], ...] = ()
        self._texts = False
        self.contents: Callable[[int], Content | None] = lambda _: None
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._size()

    def _size(self) -> None:
        high = self._theme.line("caption") * len(self._shown) if self._texts else self._theme.px(_EDGE)
        self.setFixedHeight(max(1, high))
        self.update()

    def show_samples(self, shown: tuple[tuple[int, str], ...], texts: bool) -> None:
        """Places and names."""
        self._shown, self._texts = shown, texts
        self.setAccessibleName(tr("For example {names}", names=", ".join(name for _, name in shown)) if shown else "")
        self.setToolTip(plain_tip("\n".join(name for _, name in shown)))
        self.setVisible(bool(shown))
        self._size()

    def places(self) -> list[int]:
        return [place for place, _ in self._shown]

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        # Only with a project are there samples, and only then what paints them is loaded.
        from desktop_al.loop.screen import ImageContent, TextContent
        from desktop_al.ui.samples_paint import Pictures, paint_line

        painter, theme, px = QPainter(self), self._theme, self._theme.px
        self._pictures = self._pictures or Pictures()
        painter.setFont(theme.font("caption"))
        for number, (place, name) in enumerate(self._shown):
            content = self.contents(place)
            if self._texts:
                words = " ".join(content.text[:200].split()) if isinstance(content, TextContent) else ""
                line = theme.line("caption")
                painter.setPen(theme.colour("text.secondary"))
                paint_line(painter, f"{name}  {words}".strip(), QRect(0, number * line, self.width(), line))
                continue
            box = QRect(number * px(_EDGE + 8), 0, px(_EDGE), px(_EDGE))
            painter.fillRect(box, theme.colour("bg.canvas"))
            if isinstance(content, ImageContent):
                self._pictures.paint(painter, place, content, box.adjusted(1, 1, -1, -1))
            painter.setPen(theme.colour("border.default"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.end()


class AsideKind(QWidget):
    """One kind. ``changed`` carries the threshold from now on, None for off; ``shown`` that all are to be shown."""

    changed = Signal(object)
    shown = Signal()

    def __init__(self, theme: Theme, row: "AsideRow") -> None:
        super().__init__()
        self.row = row
        self.switch = Switch(theme, tr("Leave out: {title}", title=row.title))
        self.field = ThresholdField(theme, row)
        self.all = LinkButton(theme, tr("Show all"))
        self.all.setAccessibleName(tr("Show all that are left out: {title}", title=row.title))
        self._head = Row(theme, row.title, row.sentence, (self.switch,))
        self._limit = Words(theme, tr("At most") if row.below else tr("At least"), "body", "text.secondary")
        self._figure = Paragraph(theme, row.figure, "caption", "text.secondary")
        self._off = Paragraph(theme, "", "caption", "warning.text")
        self._count = Words(theme, "", "body", "text.primary")
        self.examples = Examples(theme)
        self._fields, self._found = QHBoxLayout(), QHBoxLayout()
        self._fields.addWidget(self._limit)
        self._fields.addWidget(self.field)
        self._fields.addWidget(self._figure, 1, Qt.AlignmentFlag.AlignVCenter)
        self._found.addWidget(self._count)
        self._found.addWidget(self.all)
        self._found.addStretch(1)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._head)
        self._all.addLayout(self._fields)
        self._all.addWidget(self._off)
        self._all.addLayout(self._found)
        self._all.addWidget(self.examples)
        self.switch.clicked.connect(lambda on: self.changed.emit(self.row.usual if on else None))
        self.field.committed.connect(lambda _: self.changed.emit(self.field.threshold()))
        self.all.clicked.connect(self.shown)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, theme.px(10))
        self._all.setSpacing(theme.px(4))
        self._fields.setSpacing(theme.px(8))
        self._found.setSpacing(theme.px(8))
        widest = max(map(self._limit.fontMetrics().horizontalAdvance, (tr("At most"), tr("At least"))))
        self._limit.setFixedWidth(max(theme.px(60), widest))

    def show_row(self, row: "AsideRow", screen: "LearningScreen") -> None:
        """What is in force and what is found."""
        self.row, on, read_only = row, row.threshold is not None, screen.read_only
        self.switch.set_value(on)
        self.switch.setEnabled(not read_only)
        if not (self.field.hasFocus() and self.field.waiting()):
            self.field.set_threshold(row.usual if row.threshold is None else row.threshold)
        self.field.setEnabled(on and not read_only)
        self._off.set_text(row.off if on else "")
        self._off.setVisible(bool(row.off) and on)
        none = tr("None here.") if on and screen.judged else tr("Not looked for.")
        self._count.set_text(tr("{n:,} set aside", n=row.count) if row.count else none)
        self._count.set_colour("text.primary" if row.count else "text.muted")
        self.all.setVisible(row.count > 0)
        self.examples.show_samples(row.examples, screen.kind == "text")

    def words(self, threshold: float | None) -> str:
        """A threshold in words."""
        if threshold is None:
            return tr("Off")
        number = local(f"{threshold:.{self.row.decimals}f}")
        return tr("at most {number}", number=number) if self.row.below else tr("at least {number}", number=number)


class _Kinds(QWidget):
    """The kinds below one another, with hairlines between them."""

    def __init__(self) -> None:
        super().__init__()
        self._all = QVBoxLayout(self)
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(0)

    def add(self, kind: AsideKind) -> None:
        self._all.addWidget(rule("soft"))
        self._all.addWidget(kind)

    def clear(self) -> None:
        while (item := self._all.takeAt(0)) is not None:
            item.widget().deleteLater()


class AsideCard(Card):
    """``changed`` carries a kind and its threshold from now on (None: off); ``show_all`` a kind to be listed. ``same``
    is the setting that gives near copies the same answer: below the likeness that it goes by."""

    changed = Signal(str, object)
    show_all = Signal(str)

    def __init__(self, theme: Theme, same: SettingRow) -> None:
        self._given_theme = theme
        self.same = same
        self._lead = Sentence(theme, tr(_NO_PROJECT))
        self._board = _Kinds()
        self.kinds: dict[str, AsideKind] = {}
        #: What was read of a place, None where it was not.
        self.contents: Callable[[int], Content | None] = lambda _: None
        super().__init__(theme, "aside", "aside", tr("Set aside"), (self._lead, self._board, same))

    def set_theme(self, theme: Theme) -> None:
        self._given_theme = theme
        super().set_theme(theme)

    def show_learning(self, screen: "LearningScreen | None") -> None:
        """The kinds of the open project; None where none is open."""
        rows = screen.aside if screen is not None else ()
        if [row.id for row in rows] != list(self.kinds):
            self._board.clear()
            self.kinds = {}
            for row in rows:
                kind = AsideKind(self._given_theme, row)
                kind.changed.connect(lambda value, name=row.id: self.changed.emit(name, value))
                kind.shown.connect(lambda name=row.id: self.show_all.emit(name))
                kind.examples.contents = lambda place: self.contents(place)
                self.kinds[row.id] = kind
                self._board.add(kind)
        for row in rows:
            if screen is not None:
                self.kinds[row.id].show_row(row, screen)
        count = sum(row.count for row in rows)
        what = trn("{n:,} sample is set aside.", "{n:,} samples are set aside.", count) if count else tr("Nothing is.")
        if screen is not None and not screen.judged:
            what = tr("Nothing was looked for yet.")
        told = f"{what} {tr(_LEAD)}" if rows else tr(_LEAD)
        self._lead.words.set_text(tr(_NO_PROJECT) if screen is None else told)
        self._board.setVisible(bool(rows))
        looked_for = any(row.id == _COPY and row.threshold is not None for row in rows)
        if screen is not None:
            self.same.set_sentence(tr(self.same.setting.sentence if looked_for else _COPIES_OFF))
            # Once it is on it can be switched off whatever holds.
            self.same.set_enabled(not screen.read_only and (looked_for or bool(self.same.value)))
        self.tidy()

    def places(self) -> list[int]:
        """The samples that are shown in small."""
        return [place for kind in self.kinds.values() for place in kind.examples.places()]

    def edge(self) -> int:
        """Pixels that the longer side of a picture needs: enough at every size of everything."""
        return 4 * _EDGE

    def came(self, place: int) -> None:
        """A content was read."""
        for kind in self.kinds.values():
            if place in kind.examples.places():
                kind.examples.update()

    def words_of(self, kind: str, threshold: float | None) -> tuple[str, str]:
        """Title of a kind, and a threshold in words."""
        return self.kinds[kind].row.title, self.kinds[kind].words(threshold)

    def threshold(self, kind: str) -> float | None:
        """What was last shown to be in force."""
        return self.kinds[kind].row.threshold

    def matches(self, text: str) -> bool:
        found = (f"{kind.row.title} {kind.row.sentence} {kind.row.figure}" for kind in self.kinds.values())
        return text in " ".join((tr("junk duplicates copies"), *found)).casefold()

    def take_focus(self) -> bool:
        """Puts the focus on the first switch; False where there is none."""
        first = next((kind.switch for kind in self.kinds.values() if kind.switch.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        return first is not None
