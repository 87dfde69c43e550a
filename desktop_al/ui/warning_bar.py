"""A slim bar over the sample that warns of something in it. It moves nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop_al.core.words import tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.notice import NoticeTitle
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, IconView

HEIGHT = 40
#: Lines of the sentence at most; a tool tip has all of it.
_LINES = 3


class WarningBar(QFrame):
    """``action`` carries a command id. Once folded away it stays so for that sample."""

    action = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("notice", "mild")
        self._icon = IconView(theme, "warning", 16, "warning.text")
        self._words = NoticeTitle(theme, "body", "text.primary", None)
        self.mask = CapButton(theme, tr("Mask"), icon="mask", height=28, hug=True)
        self.mask.setToolTip(plain_tip(tr("Draw solid blocks over the text. The file stays as it is.")))
        self._fold = CapButton(theme, tr("Fold"), "Esc", role="quiet", height=28, hug=True)
        self.mask.clicked.connect(lambda: self.action.emit("mask"))
        self._fold.clicked.connect(self.fold)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self.mask)
        self._row.addWidget(self._fold)
        self._about: object = None
        self._at = (0, 0)
        self._folded: set[object] = set()
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._row.setContentsMargins(theme.px(12), 0, theme.px(8), 1)
        self._row.setSpacing(theme.px(8))
        for part in (self._icon, self._words, self.mask, self._fold):
            part.set_theme(theme)
        self._place()

    def tools(self) -> tuple[CapButton, CapButton]:
        return (self.mask, self._fold)

    def show_warnings(self, warnings: Sequence[str], about: object) -> None:
        """What there is to say of a sample; nothing once it was folded away there."""
        self._about = about
        words = " ".join(warnings)
        self._words.set_text(words)
        self._words.setToolTip(plain_tip(words))
        self.setAccessibleName(tr("Warning"))
        self.setAccessibleDescription(words)
        self.setVisible(bool(words) and about not in self._folded)
        self._place()

    def fold(self) -> bool:
        """Folds away for this sample; False if there was nothing to fold."""
        if self.isHidden():
            return False
        self._folded.add(self._about)
        self.hide()
        return True

    def forget(self) -> None:
        """The project is closed."""
        self._folded.clear()
        self.hide()

    def place(self, top: int, width: int) -> None:
        """Below the tools, over the whole width."""
        self._at = (top, width)
        self._place()

    def _place(self) -> None:
        (top, width), px = self._at, self._theme.px
        # Where there is little room the key says it.
        self._fold.set_words(tr("Fold") if width >= px(480) else "")
        self._fold.setAccessibleName(tr("Fold"))
        parts = self._icon.width() + self.mask.sizeHint().width() + self._fold.sizeHint().width()
        room = width - parts - px(12) - px(8) - 3 * px(8) - 2
        high = self._words.fit(max(px(60), room), _LINES)
        self.setGeometry(0, top, width, max(px(HEIGHT), high + px(12)))
