"""What the first step of the new-project wizard shows of a folder: numbers, unreadable files, questions, nothing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from desktop_al.core.words import local, mark, tr, trn
from desktop_al.ui.form_fields import LinkButton, RadioRow
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import Badge, CapButton, IconView, Paragraph, Words, rule

if TYPE_CHECKING:
    from desktop_al.loop.folder_look import FolderLook

KINDS_IMAGE = "PNG, JPEG, TIFF, DICOM, WebP, BMP, GIF"
KINDS_TEXT = mark("TXT, Markdown, and every row of a CSV, TSV or JSON lines table")


def counted(number: int, word: str) -> str:
    """For example "1 image", "1,240 images", "2 classes"; ``word``: class, image, text or sample."""
    match word:
        case "class":
            return trn("{n} class", "{n:,} classes", number)
        case "image":
            return trn("{n} image", "{n:,} images", number)
        case "text":
            return trn("{n} text", "{n:,} texts", number)
        case _:
            return trn("{n} sample", "{n:,} samples", number)


class FoundView(QWidget):
    """What was found in the folder, in numbers, for the rail. ``files_asked``: show the unreadable files."""

    files_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._line = rule("soft")
        self._heading = Words(theme, tr("Found in the folder"), "caption", "text.secondary", 600)
        self._rows = {key: self._row(theme, key) for key in ("found", "looked", "duplicates", "unreadable")}
        self.see = LinkButton(theme, tr("See the files"))
        self.see.clicked.connect(self.files_asked)
        self._all = QVBoxLayout(self)
        for widget in (self._line, self._heading, *(holder for holder, _, _ in self._rows.values())):
            self._all.addWidget(widget)
        self._all.addWidget(self.see, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_theme(theme)
        self.set_look(None)

    def _row(self, theme: Theme, key: str) -> tuple[QWidget, Words, Words]:
        tone = "warning.text" if key == "unreadable" else "text.secondary"
        holder, name, number = QWidget(), Words(theme, "", "body", tone), Words(theme, "", "body", tone)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        if key == "unreadable":
            line.addWidget(IconView(theme, "warning", 15, tone))
        line.addWidget(name, 1)
        line.addWidget(number)
        return holder, name, number

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(theme.px(12), theme.px(16), theme.px(12), 0)
        self._all.setSpacing(theme.px(6))

    def set_look(self, look: "FolderLook | None") -> None:
        """The numbers as far as they are known; nothing shows before there are any."""
        shown: dict[str, tuple[str, int]] = {}
        if look is not None and look.kind is not None:
            shown["found"] = (tr("Images") if look.kind == "image" else tr("Texts"), look.samples)
            if look.checked < look.samples:
                shown["looked"] = (tr("Looked at closely"), look.checked)
            if look.checked:
                shown["duplicates"] = (tr("Exact duplicates"), look.duplicates)
        if look is not None and look.unreadable_count:
            shown["unreadable"] = (tr("Could not be read"), look.unreadable_count)
        for key, (holder, name, number) in self._rows.items():
            words, count = shown.get(key, ("", 0))
            name.set_text(words)
            number.set_text(local(f"{count:,}"))
            holder.setVisible(key in shown)
        self._line.setVisible(bool(shown))
        self._heading.setVisible(bool(shown))
        self.see.setVisible("unreadable" in shown)
        self.see.set_words(see_words(look))


def see_words(look: "FolderLook | None") -> str:
    count = 0 if look is None else look.unreadable_count
    return trn("See the file", "See the {n:,} files", count)


class FilesView(QWidget):
    """The files that cannot be read, each with its cause. ``closed``: back to the folder."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._heading = Words(theme, "", "title", "text.primary")
        self._note = Paragraph(theme, "", "body", "text.secondary")
        self._back = CapButton(theme, tr("Back to the folder"), trailing=("Esc",), hug=True)
        self._back.clicked.connect(self.closed)
        self._list = QListWidget()
        self._list.setWordWrap(True)
        self._list.setAccessibleName(tr("Files that cannot be read"))
        card = QFrame()
        card.setProperty("card", "plain")
        inner = QVBoxLayout(card)
        inner.addWidget(self._list)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._heading)
        self._all.addWidget(self._note)
        self._all.addWidget(card, 1)
        self._all.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(12))
        self._list.setFont(theme.font("body"))
        self._list.setSpacing(theme.px(4))
        self._list.setMinimumHeight(theme.px(240))

    def set_look(self, look: "FolderLook") -> None:
        """Fills the list."""
        count = look.unreadable_count
        title = trn("{n} file could not be read", "{n:,} files could not be read", count)
        self._heading.set_text(title)
        note = tr("They are left out until they can be read. Nothing is done to them.")
        if count == 1:
            note = tr("It is left out until it can be read. Nothing is done to it.")
        if count > len(look.unreadable):
            note += " " + tr("The first {n:,} are named here.", n=len(look.unreadable))
        self._note.set_text(note)
        self._list.clear()
        self._list.addItems([f"{name}\n{cause}" for name, cause in look.unreadable])

    def first_focus(self) -> None:
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)


class EmptyFolder(QFrame):
    """What stands in the place of the questions when nothing in the folder can be labelled."""

    choose = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._badge = Badge(theme, "folder", "accent")
        self._title = Words(theme, "", "title", "text.primary")
        self._sentence = Paragraph(theme, "", "body", "text.secondary", centre=True)
        self._kinds = Paragraph(theme, "", "body", "text.primary", centre=True)
        can = tr("Can be labelled: {images}, {texts}.", images=KINDS_IMAGE, texts=tr(KINDS_TEXT))
        self._can = Paragraph(theme, can, "caption", "text.muted", centre=True)
        self._button = CapButton(theme, tr("Choose another folder"), role="primary", hug=True, weight=600)
        self._button.clicked.connect(self.choose)
        self._all = QVBoxLayout(self)
        for widget in (self._badge, self._title):
            self._all.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        for widget in (self._sentence, self._kinds, self._can):
            self._all.addWidget(widget)
        self._all.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        px = theme.px
        self._all.setContentsMargins(px(24), px(36), px(24), px(36))
        self._all.setSpacing(px(10))

    def set_look(self, look: "FolderLook") -> None:
        from desktop_al.loop.folder_look import empty_words, kinds_words

        title, _, rest = empty_words(look).partition(". ")
        self._title.set_text(title)
        self._sentence.set_text(rest)
        self._kinds.set_text(kinds_words(look))
        self._kinds.setVisible(bool(look.other))

    def first_focus(self) -> None:
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)


class Question(QFrame):
    """A sentence and radio rows below it. ``answered`` is sent when the annotator chooses."""

    answered = Signal()

    def __init__(self, theme: Theme, rows: Mapping[str, RadioRow]) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._words = Paragraph(theme, "", "body", "text.primary", weight=600)
        self.rows = dict(rows)
        self._group = QButtonGroup(self)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._words)
        for row in self.rows.values():
            self._group.addButton(row)
            self._all.addWidget(row)
            row.clicked.connect(self.answered)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        self._all.setSpacing(theme.px(4))

    def set_words(self, words: str) -> None:
        self._words.set_text(words)
        self.setAccessibleName(words)

    def answer(self) -> str:
        return next((key for key, row in self.rows.items() if row.isChecked()), "")

    def set_answer(self, key: str) -> None:
        if key in self.rows:
            self.rows[key].setChecked(True)
