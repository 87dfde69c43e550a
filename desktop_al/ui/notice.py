"""A bar laid over the stage toolbar: trouble that stays until it is solved. It moves nothing."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_al.core.plain_names import plain_lines
from desktop_al.core.words import tr
from desktop_al.loop.screen import Notice
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView, Paragraph

FOLDED = 40
#: Lines of a title at most, unfolded, and of the sentence at least, however low the window is.
_TITLE, _LEAST = 2, 2
#: Around the sentence, for the ring of the focus.
_RING = 2


class NoticeTitle(Paragraph):
    """As many lines as there is room for, the last one elided; a tool tip says it in full."""

    def __init__(
        self, theme: Theme, role: str = "label", colour: str = "danger.text", weight: int | None = 600
    ) -> None:
        super().__init__(theme, "", role, colour, lines=1, weight=weight)

    def fit(self, width: int, most: int) -> int:
        """Take at most so many lines at a width; returns the height."""
        self._lines = min(most, max(1, len(self._layout(width)[1])))
        height = self.heightForWidth(width)
        self.setFixedHeight(height)
        self.update()
        return height


class NoticeText(QScrollArea):
    """The sentence; where the window is too low for it, it scrolls, and Tab goes to it."""

    def __init__(self, words: Paragraph) -> None:
        super().__init__()
        self.setWidget(words)
        # The tone of the bar shows through.
        words.setAutoFillBackground(False)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Notice in full"))

    def fit(self, wanted: int, most: int) -> int:
        """Take the height that is wanted, or ``most`` and scroll; returns the height."""
        height = min(wanted, most)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if height < wanted else Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(height)
        return height


class NoticeBar(QFrame):
    """Shows the first notice. ``acted`` carries (notice id, action id)."""

    acted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._notice: Notice | None = None
        self._folded = False
        self._icon = IconView(theme, "disk", 20, "danger.text")
        self._title = NoticeTitle(theme)
        self._text = Paragraph(theme, "", "body", "text.secondary")
        self._text_area = NoticeText(self._text)
        self._fold = CapButton(theme, tr("Fold"), "Esc", role="quiet", height=28, hug=True)
        self._fold.clicked.connect(self.toggle)
        self._buttons: list[QPushButton] = []
        self._actions = QHBoxLayout()
        self._head = QHBoxLayout()
        self._head.addWidget(self._icon)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._fold)
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._head)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self._text_area)
        self._all.addLayout(self._middle)
        self._all.addLayout(self._actions)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._head.setSpacing(px(10))
        self._middle.setContentsMargins(px(30) - px(_RING), 0, px(8) - px(_RING), 0)
        # How high the bar is follows from its parts.
        for part in (self._icon, self._title, self._text, self._fold):
            part.set_theme(theme)
        self._actions.setSpacing(px(8))
        self._place()

    def notice(self) -> Notice | None:
        return self._notice

    def folded(self) -> bool:
        return self._folded

    def set_notice(self, notice: Notice | None, folded: bool = False) -> None:
        """Shows another notice, unfolded unless told; the same notice with new words stays as folded as it was."""
        if notice == self._notice:
            return
        fresh = notice is not None and (self._notice is None or notice.id != self._notice.id)
        actions = self._notice.actions if self._notice is not None else None
        self._notice = notice
        if notice is None:
            self.hide()
            return
        if fresh:
            self._folded = folded
        tone = "danger" if notice.severe else "warning"
        kind = "severe" if notice.severe else "mild"
        if self.property("notice") != kind:
            self.setProperty("notice", kind)
            self.style().unpolish(self)
            self.style().polish(self)
        sign = "disk" if "disk" in notice.id else "coffee" if notice.id == "rest" else "notice"
        self._icon.set_icon(sign, f"{tone}.text")
        self._title.set_text(plain_lines(notice.title))
        self._title.set_colour(f"{tone}.text")
        self._text.set_text(plain_lines(notice.text))
        self._text.set_colour("text.primary")
        self.setAccessibleName(notice.title)
        self.setAccessibleDescription(notice.text)
        if notice.actions != actions:
            self._set_actions(notice)
        self._place()
        self.show()
        self.raise_()

    def _set_actions(self, notice: Notice) -> None:
        while self._actions.count():
            item = self._actions.takeAt(0)
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        self._buttons = []
        for action, words in notice.actions:
            button = CapButton(self._theme, words, height=32, hug=True)
            button.clicked.connect(lambda _checked=False, action=action: self._act(action))
            self._buttons.append(button)
            self._actions.addWidget(button)
        self._actions.addStretch(1)

    def _act(self, action: str) -> None:
        if self._notice is not None:
            self.acted.emit(self._notice.id, action)

    def fold(self) -> bool:
        """Folds to the height of the toolbar; False if there was nothing to fold."""
        if self._notice is None or self._folded or self.isHidden():
            return False
        self.toggle()
        return True

    def toggle(self) -> None:
        self._folded = not self._folded
        self._place()

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        px = self._theme.px
        self._text_area.setVisible(not self._folded)
        for button in self._buttons:
            button.setVisible(not self._folded)
        below, gap = (5, 0) if self._folded else (12, 4)
        self._all.setContentsMargins(px(12), px(6), px(8), px(below))
        self._all.setSpacing(px(gap))
        self._actions.setContentsMargins(px(30) if not self._folded else 0, px(gap), 0, 0)
        self._fold.set_words(tr("Show") if self._folded else tr("Fold"))
        width = parent.width()
        beside = width - px(12) - px(8) - self._icon.width() - self._fold.sizeHint().width() - 2 * px(10)
        head = max(px(28), self._title.fit(beside, 1 if self._folded else _TITLE))
        height = px(FOLDED)
        if not self._folded:
            ring = 2 * px(_RING)
            rest = px(6) + head + px(4) + px(12) + 1 + ((px(8) + px(32)) if self._buttons else 0)
            wanted = self._text.heightForWidth(width - px(12) - px(8) - px(30) - px(8)) + ring
            most = max(parent.height() // 2 - rest, _LEAST * self._theme.line("body") + ring)
            height = rest + self._text_area.fit(wanted, most)
        self.setGeometry(0, 0, width, height)

    def follow(self, event: QEvent | None = None) -> None:
        """The parent was resized."""
        self._place()
