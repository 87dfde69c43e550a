"""What is on screen instead of a project that is locked: nothing of it, and the field for the passphrase."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_al.core.words import mark, tr
from desktop_al.ui.choose import Choose
from desktop_al.ui.form_fields import enter_presses
from desktop_al.ui.page_header import PageHeader
from desktop_al.ui.passphrase import CODE_INSTEAD, LOST, NewPassphrase, PassphraseField
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Paragraph, Words, surface

LOCKED = mark("This project is locked")
PLAIN = mark("This project is not encrypted. Enter shows it again.")
NEW_ONE = mark("The recovery code opened it. Choose who you are and a new passphrase; the old one no longer counts.")
_WORKING = mark("Opening")


class LockPage(QWidget):
    """``tried`` carries a passphrase; ``another``: it will be that of another annotator; ``cancelled``: not now;
    ``uncovered``: show the plain project again; ``chosen`` carries the place of an annotator in what
    :meth:`ask_new` was given, and the new passphrase."""

    tried = Signal(str)
    another = Signal()
    cancelled = Signal()
    uncovered = Signal()
    chosen = Signal(int, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self.setAccessibleName(tr("Locked"))
        self._working = self._waiting = self._may_cancel = False
        self._header = PageHeader(theme, tr("Locked"))
        self._icon = IconView(theme, "encrypted", 36)
        self.title = Paragraph(theme, tr(LOCKED), "title", "text.primary", centre=True, weight=600)
        self.reason = Paragraph(theme, "", "body", "text.secondary", centre=True)
        self.field = PassphraseField(theme, tr("Passphrase"))
        self._who = Choose(theme, tr("Annotator"))
        self._who_name = Words(theme, tr("Annotator"), "body", "text.primary", 600)
        self._who_name.setBuddy(self._who)
        self.new = NewPassphrase(theme)
        self.unlock = CapButton(
            theme, tr("Unlock"), trailing=("Return",), role="primary", height=36, weight=600, hug=True
        )
        self.other = CapButton(theme, tr("Another annotator"), height=36, hug=True)
        self.cancel = CapButton(theme, tr("Cancel"), trailing=("Esc",), role="quiet", height=36, hug=True)
        self.say = Paragraph(theme, "", "caption", "text.secondary")
        self._lost = Paragraph(theme, tr(LOST), "caption", "text.muted")
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(0)
        for button in (self.unlock, self.other, self.cancel):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._form = QWidget()
        self._rows = QVBoxLayout(self._form)
        for part in (self.field, self._who_name, self._who, self.new):
            self._rows.addWidget(part)
        self._rows.addLayout(self._buttons)
        for part in (self.say, self._lost):
            self._rows.addWidget(part)
        inside = QWidget()
        surface(inside, "app")
        self._middle = QVBoxLayout(inside)
        self._middle.addStretch(2)
        for part in (self._icon, self.title, self.reason):
            self._middle.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        # Between stretches, not aligned: so its height follows from its width, with sentences of several lines.
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._form)
        across.addStretch(1)
        self._middle.addLayout(across)
        self._middle.addStretch(3)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._header)
        rows.addWidget(scroll, 1)
        self.field.entered.connect(self._pressed)
        self.new.entered.connect(self._pressed)
        self.unlock.clicked.connect(self._pressed)
        self.other.clicked.connect(self._ask_other)
        self.cancel.clicked.connect(self.cancelled)
        self._who.currentTextChanged.connect(self._whose)
        enter_presses(self)
        self._mode, self._theme = "plain", theme
        self.set_theme(theme)
        self.ask_plain()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        for part in (self.title, self.reason):
            # Their heights follow from their fonts.
            part.set_theme(theme)
        self._rows.setContentsMargins(0, px(18), 0, 0)
        self._rows.setSpacing(px(10))
        self._buttons.setSpacing(px(8))
        self._buttons.setContentsMargins(0, px(6), 0, px(6))
        self._middle.setContentsMargins(px(24), px(16), px(24), px(24))
        self._middle.setSpacing(px(8))
        self._fit()

    def resizeEvent(self, event: QEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        room = max(1, self.width() - self._theme.px(64))
        self._form.setFixedWidth(min(self._theme.px(402), room))
        width = min(self._theme.px(560), room)
        for part in (self.title, self.reason):
            # A layout that centres them gives them one line.
            part.setFixedSize(width, part.heightForWidth(width))

    # -- what it asks ----------------------------------------------------------------------------------

    def _ask(self, mode: str, reason: str) -> None:
        self._mode = mode
        self.set_reason(reason)
        self.say_waiting("")
        self.set_working(False)
        self.empty()
        # Alone it stands in the middle, below the words.
        self._buttons.setStretch(0, int(mode == "plain"))
        self.field.setVisible(mode == "unlock")
        for part in (self._who_name, self._who, self.new):
            part.setVisible(mode == "new")
        self._lost.set_text(tr(CODE_INSTEAD if mode == "unlock" else LOST))
        self._lost.setVisible(mode != "plain")
        self.unlock.set_words({"plain": tr("Show it again"), "new": tr("Set it and open")}.get(mode, tr("Unlock")))
        self.title.set_text(tr("The project is covered") if mode == "plain" else tr(LOCKED))
        self.unlock.show()
        self.other.hide()
        self._may_cancel = False
        self.cancel.hide()

    def ask_plain(self) -> None:
        """The cover of a project that is not encrypted."""
        self._ask("plain", tr(PLAIN))

    def show_work(self, title: str, sentence: str) -> None:
        """The project is being worked on: nothing to ask."""
        self._ask("work", sentence)
        self.title.set_text(title)
        self._lost.hide()
        self.unlock.hide()

    def ask(self, reason: str, whose: str = "", *, another: bool = False, may_cancel: bool = False) -> None:
        """The passphrase: ``reason`` says why, ``whose`` names who is expected, ``another``: it may be somebody
        else's, ``may_cancel``: there is a way back."""
        self._ask("unlock", reason)
        self.field.set_name(tr("Passphrase of {name}", name=whose) if whose else tr("Passphrase"))
        self.other.setVisible(another)
        self.cancel.setVisible(may_cancel)
        self._may_cancel = may_cancel

    def ask_new(self, names: Sequence[str]) -> None:
        """A new passphrase for one of ``names``."""
        self._ask("new", tr(NEW_ONE))
        self._who.clear()
        self._who.addItems(list(names))
        self.cancel.show()
        self._may_cancel = True

    def set_reason(self, reason: str) -> None:
        self.reason.set_text(reason)
        self.reason.setVisible(bool(reason))
        self._fit()

    def set_trouble(self, sentence: str) -> None:
        """Why it did not open; the field is emptied and has the focus."""
        self.set_working(False)
        if self._mode == "new":
            self.new.first.set_trouble(sentence)
            self.new.take_focus()
        else:
            self.field.empty()
            self.field.set_trouble(sentence)
            self.field.take_focus()

    def say_waiting(self, words: str) -> None:
        """A calm line under the buttons, and no try while it says something; "" takes it away."""
        self._waiting = bool(words)
        self.say.set_text(words)
        self.say.setVisible(bool(words))
        self._enable()

    def set_working(self, working: bool) -> None:
        """Whether a passphrase is being tried."""
        self._working = working
        if self._mode == "unlock":
            self.unlock.set_words(tr(_WORKING) if working else tr("Unlock"))
        for part in (self.field, self.new, self._who, self.other):
            part.setEnabled(not working)
        self._enable()

    def _enable(self) -> None:
        self.unlock.setEnabled(not self._working and not self._waiting)

    def working(self) -> bool:
        return self._working

    def waiting(self) -> bool:
        return self._waiting

    def empty(self) -> None:
        """Nothing that was typed is kept, nor who could open it."""
        self.field.empty()
        self.field.set_trouble("")
        self.new.empty()
        self._who.clear()

    # -- keys ------------------------------------------------------------------------------------------

    def _whose(self, name: str) -> None:
        self.new.whose = name

    def _ask_other(self) -> None:
        self.field.empty()
        self.field.set_trouble("")
        self.field.set_name(tr("Passphrase of another annotator"))
        self.other.hide()
        self.field.take_focus()
        self.another.emit()

    def _pressed(self) -> None:
        if self._working or self._waiting or self._mode == "work":
            return
        if self._mode == "plain":
            self.uncovered.emit()
        elif self._mode == "unlock":
            if self.field.text():
                self.tried.emit(self.field.text())
        elif not self.new.show_trouble():
            self.chosen.emit(self._who.currentIndex(), self.new.text())

    def first_focus(self) -> None:
        if self._mode in ("plain", "work"):
            (self.unlock if self._mode == "plain" else self).setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._mode == "new":
            self.new.take_focus()
        else:
            self.field.take_focus()

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """Parts of the page that F6 goes round, and what puts the focus into each."""
        return [(self._form, self.first_focus)]

    def escape(self) -> bool:
        """Esc: away from an opening; nothing where something is locked."""
        if self._may_cancel:
            self.cancelled.emit()
        return True
