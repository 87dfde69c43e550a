"""Second step of the new-project wizard: the classes, and how annotators will see them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QSizePolicy, QVBoxLayout, QWidget

from desktop_al.core.protocol import name_key
from desktop_al.core.protocol_file import ProtocolClass
from desktop_al.core.shapes import LabelClass
from desktop_al.core.words import tr, trn
from desktop_al.loop.screen import Offer
from desktop_al.ui.class_list import ClassDelegate
from desktop_al.ui.class_model import ClassModel, ClassRow
from desktop_al.ui.class_rows import MOST_CLASSES, MOST_DEFINITION, MOST_NAME, ClassDraft, ClassRows
from desktop_al.ui.colour_vision import VISIONS, simulate, too_close
from desktop_al.ui.form_fields import TroubleLine, WarningCard
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, Words
from desktop_al.ui.wizard_found import counted
from desktop_al.ui.wizard_step import StepPage

#: Names shorter than this differ in a letter because they are other words ("cat", "rat").
_LEAST_LETTERS = 5
#: Names that are compared where many meet: it takes no more to say so.
_MOST_MET = 8
_PREVIEW_MS = 120


def class_trouble(names: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """What is wrong with the class names, and at which of them; ("", ()) when all is well."""
    if len(names) < 2:
        return tr("At least two classes are needed."), ()
    if len(names) > MOST_CLASSES:
        words = tr("A project holds at most {most:,} classes. These are {n:,}.", most=MOST_CLASSES, n=len(names))
        return words, ()
    seen: dict[str, int] = {}
    for place, name in enumerate(names):
        first = seen.setdefault(" ".join(name.split()).casefold(), place)
        if first != place:
            return tr("Two classes are named “{name}”.", name=name), (first, place)
        if not name.isprintable():
            return tr("The name of class {number} holds signs that cannot be shown.", number=place + 1), (place,)
    return "", ()


def close_names(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of names that are easily taken for one another: the same word in other spelling signs, or one letter
    more, less, exchanged or moved. Names that differ in their numbers only are meant to.

    Linear in the number of names: names meet at what is left of both when one letter is taken out.
    """
    # Of the names that meet in a form, one for each wording without its digits.
    met: dict[str, dict[str, int]] = {}
    found: dict[tuple[int, int], None] = {}
    keys = [_letters(name) for name in names]
    bare = [re.sub(r"\d", "", key) for key in keys]
    for place, key in enumerate(keys):
        if not key:
            continue
        forms = {key}
        if len(bare[place]) >= _LEAST_LETTERS:
            forms |= {key[:cut] + key[cut + 1 :] for cut in range(min(len(key), 60))}
        for form in forms:
            there = met.setdefault(form, {})
            for other_bare, other in list(there.items())[:_MOST_MET]:
                numbered = key != keys[other] and bare[place] == other_bare
                if other != place and not numbered and (key == keys[other] or len(other_bare) >= _LEAST_LETTERS):
                    found[other, place] = None
            there.setdefault(bare[place], place)
    # The same name twice is no matter of wording; the step says so by itself.
    pairs = ((names[a], names[b]) for a, b in sorted(found))
    return tuple((a, b) for a, b in pairs if a.casefold() != b.casefold())


def _letters(name: str) -> str:
    """Letters and digits only, without case and accents."""
    plain = (c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isalnum())
    return "".join(plain)


def wording_words(names: Sequence[str]) -> tuple[str, str]:
    """The soft warning about names that are close: the bold part and the rest; ("", "") for none."""
    pairs = close_names(names)
    if not pairs:
        return "", ""
    first, second = pairs[0]
    rest = tr("A decision rule between them, in the next step, helps annotators agree.")
    if len(pairs) > 1:
        rest += " " + trn("{n} more such pair.", "{n:,} more such pairs.", len(pairs) - 1)
    bold = tr("“{first}” and “{second}” are close in wording.", first=first, second=second)
    return bold, rest


class _PreviewDelegate(ClassDelegate):
    """The rows of the inspector without what belongs to a sample."""

    def name_room(self, row: ClassRow, width: int) -> int:
        return max(0, width - self.theme.px(64 + 20))

    def _right(self, painter: QPainter, row: ClassRow, box: QRect, suggested: bool, given: bool, inverse: bool) -> None:
        return


class ClassPreview(QFrame):
    """The class list as it will stand beside a sample; nothing in it can be chosen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._model = ClassModel()
        self._delegate = _PreviewDelegate(theme, self._model, self)
        self._view = QListView()
        self._view.setModel(self._model)
        self._view.setItemDelegate(self._delegate)
        self._view.setUniformItemSizes(True)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setSelectionMode(QListView.SelectionMode.NoSelection)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._view.setAccessibleName(tr("How annotators will see the classes"))
        self._none = Words(theme, tr("The classes appear here."), "body", "text.muted")
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._none, 0, Qt.AlignmentFlag.AlignHCenter)
        self._all.addWidget(self._view)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._delegate.theme = theme
        self._all.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        self._fit()

    def set_classes(self, classes: Sequence[ClassDraft]) -> None:
        made = (LabelClass(str(n), c.name, n, c.definition) for n, c in enumerate(classes))
        self._model.set_classes(tuple(made))
        self._model.set_state(Offer((), 0), None, True)
        self._fit()

    def _fit(self) -> None:
        count = self._model.class_count()
        self._delegate.row_height = 36 if count > 7 else 40
        self._none.setVisible(not count)
        self._view.setVisible(bool(count))
        self._view.setFixedHeight(self._theme.px(self._delegate.row_height) * min(count, 10))
        self._view.doItemsLayout()


class VisionRows(QWidget):
    """The colours of the first marks as four kinds of colour vision see them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._count = 0
        self._seen: list[list[str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Class colours with colour vision differences"))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.set_count(self._count)
        self.setFixedHeight(theme.px(28) * len(VISIONS))

    def set_count(self, count: int) -> None:
        """How many marks are in use, 9 at most."""
        self._count = min(count, 9)
        colours = [self._theme.class_colour(place).name() for place in range(self._count)]
        self._seen = [[simulate(colour, vision) for colour in colours] for vision, _ in VISIONS]
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pitch = min(px(32), (self.width() - px(76)) // max(1, self._count))
        side, names = min(px(18), pitch - px(3)), pitch * self._count + px(4)
        painter.setFont(theme.font("caption"))
        for line, ((_, name), colours) in enumerate(zip(VISIONS, self._seen, strict=True)):
            middle = px(28) * line + px(14)
            painter.setPen(Qt.PenStyle.NoPen)
            for place, colour in enumerate(colours):
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(QRectF(pitch * place, middle - side / 2, side, side), px(3), px(3))
            painter.setPen(theme.colour("text.secondary"))
            place_of_name = QRect(names, middle - px(10), self.width() - names, px(20))
            painter.drawText(place_of_name, Qt.AlignmentFlag.AlignVCenter, tr(name))
        painter.end()


class Verdict(QWidget):
    """Whether all pairs of colours stay apart."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconView(theme, "done", 18, "success.text")
        self._words = Paragraph(theme, "", "body", "success.text")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._words, 1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(0, theme.px(4), 0, 0)
        self._row.setSpacing(theme.px(8))

    def set_pairs(self, close: int, classes: int) -> None:
        """``close`` pairs of marks are too near in colour."""
        words = tr("All pairs stay apart")
        if close:
            words = trn(
                "{n} pair of colours close together: their shapes tell them apart",
                "{n:,} pairs of colours close together: their shapes tell them apart",
                close,
            )
        elif classes > 9:
            words = tr(
                "All pairs of the nine colours stay apart; from the tenth class on they come again with other shapes"
            )
        self._icon.set_icon("warning" if close else "done", "warning.text" if close else "success.text")
        self._words.set_colour("warning.text" if close else "success.text")
        self._words.set_text(words)


class StepClasses(StepPage):
    """The table of classes; ``finished`` when Enter is pressed with nothing left to name."""

    file_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        lead = tr(
            "Every class has its own mark, told by shape as well as colour; the first nine have a key. Lists can be "
            "pasted."
        )
        super().__init__(theme, tr("Which classes can a sample get?"), lead)
        self.rows = ClassRows(theme)
        self._wrong = TroubleLine(theme)
        self._close = WarningCard(theme)
        self._load = CapButton(theme, tr("Take the classes from a protocol file"), icon="file", hug=True)
        self._load.clicked.connect(self.file_asked)
        self._unmatched = WarningCard(theme)
        for widget in (self.rows, self._wrong, self._close, self._unmatched):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.body.insertWidget(self.body.indexOf(self._wrong), self._load, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.watch(self)
        self._preview, self._vision, self._verdict = ClassPreview(theme), VisionRows(theme), Verdict(theme)
        self.panel.add_part(tr("How annotators will see it"), (self._preview,))
        self._vision_head = self.panel.add_part(tr("With colour vision differences"), (self._vision, self._verdict))
        self._proposed: tuple[str, ...] = ()
        self._folders: tuple[str, ...] = ()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PREVIEW_MS)
        self._later.timeout.connect(self.refresh)
        self.rows.changed.connect(self._edited)
        self.rows.finished.connect(self.finished)
        self.set_theme(theme)
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        # The colours differ from theme to theme, and with them the verdict.
        if hasattr(self, "_later"):
            self._later.start()

    def clear(self) -> None:
        """As it was at first."""
        self._proposed = self._folders = ()
        self.rows.set_classes(())
        self._wrong.set_text("")
        self.refresh()

    def _edited(self) -> None:
        self._wrong.set_text("")
        self.rows.set_wrong(())
        self._later.start()
        self.changed.emit()

    def propose(self, names: Sequence[str], labelled: bool) -> None:
        """Names from the folders, if none were typed; ``labelled``: the folders are labels too."""
        self._folders = tuple(names) if labelled else ()
        if self.rows.names() in ((), self._proposed):
            here = self.rows.focused() >= 0
            self._proposed = tuple(names)
            self.rows.set_classes(ClassDraft(name[:MOST_NAME]) for name in names)
            if here:
                self.rows.focus_first()
        self._later.start()

    def take(self, classes: Sequence[ProtocolClass]) -> str:
        """The classes of a protocol file, if none were typed; else their definitions where there are none here. What
        was not taken, in a sentence, or nothing."""
        drafts = self.rows.classes()
        if not drafts or (self.rows.names() == self._proposed and not self._folders):
            self._proposed = ()
            self.rows.set_classes(ClassDraft(c.name, c.definition[:MOST_DEFINITION]) for c in classes)
            return ""
        said = {name_key(c.name): c.definition[:MOST_DEFINITION] for c in classes}
        self.rows.set_classes(ClassDraft(d.name, d.definition or said.get(name_key(d.name), "")) for d in drafts)
        others = len(said.keys() - {name_key(draft.name) for draft in drafts})
        if not others:
            return ""
        return trn(
            "The file names {n} other class: the classes stay as they are.",
            "The file names {n:,} other classes: the classes stay as they are.",
            others,
        )

    def refresh(self) -> None:
        """Draws what follows from the names: warning, preview, colours."""
        self._later.stop()
        classes = self.rows.classes()
        names = [draft.name for draft in classes]
        self._close.set_text(*wording_words(names))
        known = {name.casefold() for name in names}
        missing = [name for name in self._folders if name.casefold() not in known]
        if missing:
            bold = tr("No class is named like the folder “{name}”.", name=missing[0])
            if len(missing) > 1:
                left = len(missing) - 1
                bold = tr("No class is named like the folder “{name}” and {n:,} more.", name=missing[0], n=left)
            self._unmatched.set_text(bold, tr("Its samples wait for their labels."))
        else:
            self._unmatched.set_text("")
        self._preview.set_classes(classes)
        count = min(9, len(classes))
        self._vision.set_count(count)
        for part in (self._vision_head, self._vision):
            part.setVisible(count > 0)
        colours = [self._theme.class_colour(place).name() for place in range(count)]
        self._verdict.setVisible(count > 1)
        self._verdict.set_pairs(len({(a, b) for _, a, b in too_close(colours)}), len(classes))

    def hideEvent(self, event: object) -> None:
        self._later.stop()

    def summary(self) -> str:
        count = len(self.rows.names())
        return counted(count, "class") if count else tr("Names and keys")

    def trouble(self) -> str:
        return class_trouble(self.rows.names())[0]

    def show_trouble(self) -> None:
        sentence, places = class_trouble(self.rows.names())
        self._wrong.set_text(sentence)
        self.rows.set_wrong(places)
        if places:
            self.rows.focus_place(places[-1])
        elif self.rows.focused() < 0:
            self.rows.focus_first()

    def say(self, sentence: str) -> None:
        """A sentence that only shows when the project is made."""
        self._wrong.set_text(sentence)

    def first_focus(self) -> None:
        self.refresh()
        self.rows.focus_first()

    def draft(self) -> dict[str, Any]:
        return {"classes": [[draft.name, draft.definition] for draft in self.rows.classes()]}

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        """Puts back what a draft holds; what is broken in it is passed over."""
        kept = draft.get("classes")
        made = []
        for entry in kept if isinstance(kept, list | tuple) else ():
            if isinstance(entry, list | tuple) and len(entry) == 2 and all(isinstance(part, str) for part in entry):
                made.append(ClassDraft(entry[0][:MOST_NAME], entry[1][:MOST_DEFINITION]))
        self.rows.set_classes(made)
        self.refresh()
