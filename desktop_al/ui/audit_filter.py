"""What narrows the audit trail down: who, what kind, which sample, from and to which day, and words."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_al.core.words import tr
from desktop_al.loop.audit_screen import GROUPS
from desktop_al.ui.choose import Choose
from desktop_al.ui.form_fields import mark_wrong
from desktop_al.ui.samples_filter import SearchField
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Surface, rule

_PAUSE_MS = 300
#: Least widths at 100 %, in the order in which the parts stand.
_LEAST = {"annotator": 150, "group": 180, "sample": 140, "since": 128, "until": 128, "words": 190}


class AuditFilterBar(Surface):
    """``changed`` carries the fields as they are typed, by name: annotator, group, sample, since, until, words."""

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("What of the trail is shown"))
        self.annotator, self.group = Choose(theme, tr("Annotator")), Choose(theme, tr("Kind of event"))
        self.annotator.set_choices([(tr("Everybody"), "", None)])
        self.group.set_choices([(tr(words), value, None) for words, value in GROUPS])
        self.sample, self.since, self.until = QLineEdit(), QLineEdit(), QLineEdit()
        self.words = SearchField(theme)
        told = (
            (self.sample, tr("Name of a sample"), tr("Sample")),
            (self.since, tr("From the day, such as 2026-11-23"), tr("From 2026-11-23")),
            (self.until, tr("To the day, such as 2026-11-23"), tr("To 2026-11-23")),
            (self.words, tr("Find in the words"), tr("Find in the words")),
        )
        for field, name, shown in told:
            field.setAccessibleName(name)
            field.setPlaceholderText(shown)
            field.setMaxLength(200)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._send)
        self._line = rule()
        self._parts: dict[str, QWidget] = {
            "annotator": self.annotator,
            "group": self.group,
            "sample": self.sample,
            "since": self.since,
            "until": self.until,
            "words": self.words,
        }
        for part in (*self._parts.values(), self._line):
            part.setParent(self)
        for choice in (self.annotator, self.group):
            choice.currentIndexChanged.connect(lambda _: self._send())
        for field, _, _ in told:
            field.textEdited.connect(lambda _: self._pause.start())
            field.returnPressed.connect(self._send)
        self.words.left.connect(self._send)
        self.words.textChanged.connect(lambda text: self._pause.start() if not text else None)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for field in (self.sample, self.since, self.until):
            field.setFont(theme.font("body"))
            field.setFixedHeight(theme.px(32))
        self._place()

    def set_annotators(self, names: Sequence[str]) -> None:
        self.annotator.set_choices([(tr("Everybody"), "", None), *((name, name, None) for name in names)])

    def fields(self) -> dict[str, str]:
        return {
            "annotator": str(self.annotator.currentData() or ""),
            "group": str(self.group.currentData() or ""),
            "sample": self.sample.text().strip(),
            "since": self.since.text().strip(),
            "until": self.until.text().strip(),
            "words": self.words.text().strip(),
        }

    def clear(self) -> None:
        """Everything, without saying so."""
        self._pause.stop()
        for choice in (self.annotator, self.group):
            choice.choose("")
        for field in (self.sample, self.since, self.until, self.words):
            field.setText("")
        self._pause.stop()
        self.mark("")

    def mark(self, name: str) -> None:
        """Mark the field that cannot be understood, "" for none."""
        for own, field in (("since", self.since), ("until", self.until)):
            mark_wrong(field, own == name)

    def stop(self) -> None:
        """What is typed at this moment is not sent any more."""
        self._pause.stop()

    def _send(self) -> None:
        self._pause.stop()
        self.changed.emit(self.fields())

    # -- places ----------------------------------------------------------------------------------------

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def _place(self) -> None:
        px, width = self._theme.px, self.width()
        margin, gap, y = px(24) if width >= px(900) else px(12), px(8), px(8)
        room = max(1, width - 2 * margin)
        lines: list[list[str]] = [[]]
        for name, least in _LEAST.items():
            taken = sum(px(_LEAST[own]) + gap for own in lines[-1])
            if lines[-1] and taken + px(least) > room:
                lines.append([])
            lines[-1].append(name)
        for line in lines:
            spare = max(0, room - sum(px(_LEAST[own]) for own in line) - gap * (len(line) - 1))
            x = margin
            for place, name in enumerate(line):
                # The last one of a line has the room that is left over.
                wide = min(px(_LEAST[name]), room) + (spare if place == len(line) - 1 else 0)
                self._parts[name].setGeometry(x, y, wide, px(32))
                x += wide + gap
            y += px(32) + gap
        self._line.setGeometry(0, y - 1, width, 1)
        if self.height() != y or self.minimumHeight() != y:
            self.setFixedHeight(y)
