"""Calm cards in the place of the sample: a file that cannot be read, and empty states."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.shapes import SampleKind
from desktop_al.core.words import tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.theme import Theme, retheme
from desktop_al.ui.widgets import Badge, CapButton, Paragraph, Words, surface


@dataclass(frozen=True, slots=True)
class CardAction:
    """A button: id, words, and the key that does the same, if any. The first one is the likely way out."""

    id: str
    words: str
    key: str = ""


class Card(QWidget):
    """Icon, title, sentences, a name in the fixed font, buttons. ``acted`` carries an action id."""

    acted = Signal(str)

    def __init__(self, theme: Theme, icon: str, tone: str = "accent", ground: str = "raised") -> None:
        super().__init__()
        surface(self, ground)
        self._badge = Badge(theme, icon, tone)
        self._title = Words(theme, "", "title", "text.primary")
        self._sentence = Paragraph(theme, "", "body", "text.secondary", centre=True)
        self._name = Words(theme, "", "caption", "text.primary", mono=True)
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._theme = theme
        self._actions: tuple[CardAction, ...] = ()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addStretch(1)
        self._row.addStretch(1)
        self._all = QVBoxLayout(self)
        self._all.addStretch(2)
        for child in (self._badge, self._title, self._sentence, self._name):
            self._all.addWidget(child, 0, Qt.AlignmentFlag.AlignHCenter)
        self._all.addLayout(self._row)
        self._all.addStretch(3)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all.setSpacing(theme.px(10))
        self._row.setSpacing(theme.px(8))
        self._row.setContentsMargins(0, theme.px(8), 0, 0)
        # What fits follows from their sizes.
        for part in self.children():
            if isinstance(part, QWidget):
                retheme(part, theme)
        self._fit()

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def _fit(self) -> None:
        wide = max(self._theme.px(160), min(self._theme.px(380), self.width() - self._theme.px(48)))
        self._sentence.setFixedWidth(wide)
        needed = self._sentence.heightForWidth(wide)
        # Large letters in a small window: the buttons stand below one another, and the sign gives way.
        buttons = [self._row.itemAt(place).widget() for place in range(1, self._row.count() - 1)]
        row = sum(button.sizeHint().width() + self._theme.px(8) for button in buttons)
        beside = row <= max(wide, self.width() - self._theme.px(16))
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)
        for button in buttons:
            self._row.setAlignment(button, Qt.AlignmentFlag.AlignHCenter)
        words = [part for part in (self._title, self._name) if not part.isHidden()]
        high = sum(part.sizeHint().height() + self._theme.px(10) for part in words)
        tall = max((button.sizeHint().height() for button in buttons), default=0)
        high += (tall + self._theme.px(8)) * (1 if beside else len(buttons))
        # Where even that does not do the sentence ends early, and the tip has the whole of it.
        line = self._theme.line("body")
        room = max(line, (self.height() - high - self._theme.px(10)) // line * line)
        self._sentence.setFixedHeight(min(needed, room))
        self._sentence.setToolTip(plain_tip(self._sentence.text()) if room < needed else "")
        if not self._sentence.isHidden():
            high += needed + self._theme.px(10)
        self._badge.setVisible(self.height() >= high + self._badge.sizeHint().height() + self._theme.px(10))

    def set_content(self, title: str, sentence: str, name: str = "", actions: Sequence[CardAction] = ()) -> None:
        """Fills the card."""
        self._title.set_text(title)
        self._sentence.set_text(sentence)
        metrics = self._name.fontMetrics()
        self._name.set_text(metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, self._theme.px(420)))
        self._name.setToolTip(plain_tip(name))
        self._name.setVisible(bool(name))
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        if tuple(actions) != self._actions:
            self._actions = tuple(actions)
            while self._row.count() > 2:
                item = self._row.takeAt(1)
                item.widget().hide()
                item.widget().deleteLater()
            for place, action in enumerate(self._actions):
                trailing = (action.key,) if action.key else ()
                role = "primary" if place == 0 else ""
                button = CapButton(self._theme, action.words, trailing=trailing, role=role, hug=True)
                button.clicked.connect(lambda _checked=False, action=action.id: self.acted.emit(action))
                self._row.insertWidget(place + 1, button)
        self._fit()

    def first_focus(self) -> None:
        item = self._row.itemAt(1)
        if item is not None and item.widget() is not None:
            item.widget().setFocus(Qt.FocusReason.OtherFocusReason)


def show_unreadable(card: Card, kind: SampleKind, cause: str, name: str) -> None:
    """Fills ``card`` for a file that cannot be read."""
    image = kind == "image"
    sentence = f"{cause.rstrip()} {tr('Nothing is wrong with your labels.')}"
    actions = (
        CardAction("forward", tr("Next image") if image else tr("Next text"), "Right"),
        CardAction("retry", tr("Try again")),
        CardAction("show_in_folder", tr("Show in folder")),
    )
    title = tr("This image cannot be read") if image else tr("This text cannot be read")
    card.set_content(title, sentence, name, actions)
