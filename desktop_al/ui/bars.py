"""The bar above and the bar below every page of an open project."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from desktop_al.core.commands import BY_ID, DEFAULT_KEYS, Keymap
from desktop_al.core.plain_names import plain_lines
from desktop_al.core.words import local, tr
from desktop_al.loop.clock_screen import Timer
from desktop_al.loop.screen import Status
from desktop_al.ui.announce import announce
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.icons import icon
from desktop_al.ui.mark import MarkView
from desktop_al.ui.menu_button import AnnotatorButton, ProjectButton
from desktop_al.ui.project_menu import project_menu
from desktop_al.ui.tabs import TABS, Tab, tab_words
from desktop_al.ui.theme import Theme, retheme, tokens
from desktop_al.ui.timer_chip import TimerChip
from desktop_al.ui.widgets import Caps, IconView, Surface, Words, rule

#: Logical window width below which the session slot and the key hints give way.
NARROW = 1000
#: Below this one the parts of the top bar stand closer together.
_TIGHT = 760
#: Below this one the mark and the counts beside the tabs give way.
_SMALL = 620
#: Where the words of a language need more room than there is: logical pixels around those of a tab, and their size.
_CLOSER = ((20, None), (14, None), (10, None), (4, None), (4, 13.0), (4, 12.0), (4, 11.0), (4, 10.0))


def icon_button(name: str, words: str) -> QToolButton:
    """A button that is an icon only; its words are its name and tooltip."""
    button = QToolButton()
    button.setAccessibleName(words)
    button.setToolTip(plain_tip(words))
    button.setProperty("icon_name", name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


class TopBar(Surface):
    """Mark, project menu, tabs, session slot, annotator menu, settings. ``command`` carries a command id,
    ``annotator_chosen`` a name; ``annotators_wanted`` comes before the annotator menu unfolds."""

    command = Signal(str)
    annotator_chosen = Signal(str)
    annotators_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Top bar"))
        self._keys: Keymap = DEFAULT_KEYS
        self._names = ("", "")
        self._counts: dict[str, int] = {}
        self._tab_px: float | None = None
        self._mark = MarkView(theme)
        self._project = ProjectButton(theme)
        self._project.clicked.connect(self.open_menu)
        self.tabs = {name: self._tab(name) for name in TABS}
        # It keeps its room without a timer, so that nothing shifts.
        self.slot = QWidget()
        self.timer = TimerChip(theme)
        self.timer.setParent(self.slot)
        self.timer.clicked.connect(lambda: self.command.emit("sessions"))
        self.timer.set_key(DEFAULT_KEYS["break"][0])
        self._divider = rule("v")
        self._annotator = AnnotatorButton(theme)
        self._annotator.unfolding.connect(self.annotators_wanted)
        self._annotator.chosen.connect(self.annotator_chosen)
        self._annotator.page.connect(lambda: self.command.emit("annotators"))
        self._settings = icon_button("settings", tr("Settings (Ctrl+,)"))
        self._settings.clicked.connect(lambda: self.command.emit("settings"))
        self._lock = icon_button("encrypted", tr("Lock now (Ctrl+L)"))
        self._lock.clicked.connect(lambda: self.command.emit("lock"))
        self._row = QHBoxLayout(self)
        for child in (self._mark, self._project, *self.tabs.values()):
            self._row.addWidget(child)
        self._row.addStretch(1)
        for child in (self.slot, self._divider, self._annotator, self._lock, self._settings):
            self._row.addWidget(child)
        self._line = rule()
        self._line.setParent(self)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.size("topbar"))
        self._weigh_tabs()
        self._divider.setFixedHeight(theme.px(20))
        self.timer.set_theme(theme)
        self.slot.setFixedSize(self.timer.size())
        for button, name in ((self._lock, "encrypted"), (self._settings, "settings")):
            button.setIcon(icon(name, theme.colour("text.primary")))
            button.setIconSize(QSize(theme.px(18), theme.px(18)))
            button.setFixedSize(theme.px(32), theme.px(32))
        self._fold()

    def _tab(self, name: str) -> QPushButton:
        command = BY_ID[f"tab.{name}"]
        tab = Tab(tab_words(name))
        tab.setProperty("tab", "true")
        tab.setCheckable(True)
        tab.setAutoExclusive(True)
        tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tab.setAccessibleName(tr("{name} page", name=tab_words(name)))
        tab.setToolTip(plain_tip(f"{tr(command.title)} ({command.keys[0]})"))
        tab.clicked.connect(lambda: self.command.emit(f"tab.{name}"))
        return tab

    def set_count(self, name: str, count: int, of_what: str) -> None:
        """How many wait on a page, beside the name of its tab; 0 for none."""
        if self._counts.get(name, 0) != count:
            self._counts[name] = count
            page = tr("{name} page", name=tab_words(name))
            self.tabs[name].setAccessibleName(f"{page}, {local(f'{count:,}')} {of_what}" if count else page)
            self.set_theme(self._theme)

    def _weigh_tabs(self) -> None:
        for tab in self.tabs.values():
            tab.setFont(self._theme.font("body", 600 if tab.isChecked() else 400, self._tab_px))

    def show_tab(self, name: str) -> None:
        """Marks the tab of the page that is shown."""
        self.tabs[name].setChecked(True)
        self._weigh_tabs()
        self.timer.set_key_counts(name == "label")

    def set_timer(self, timer: Timer | None) -> None:
        """The annotator's own clock; None hides it."""
        self.timer.set_timer(timer)

    def set_keys(self, keys: Keymap) -> None:
        """The keys printed in the menu and beside what is due."""
        self._keys = keys
        self.timer.set_key(next(iter(keys["break"]), ""))

    def resizeEvent(self, event: QEvent) -> None:
        self._line.setGeometry(0, self.height() - 1, self.width(), 1)
        self._line.lower()
        self._fold()

    def _fold(self) -> None:
        """What gives way where there is little room."""
        wide = self.width() / self._theme.scale
        self.slot.setVisible(wide >= NARROW)
        # It has a key and stands in the menu.
        self._lock.setVisible(wide >= NARROW)
        side = self._theme.px(16 if wide >= _TIGHT else 8)
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(self._theme.px(8 if wide >= _TIGHT else 2))
        self._mark.setVisible(wide >= _SMALL)
        for name, tab in self.tabs.items():
            count = self._counts.get(name, 0) if wide >= _SMALL else 0
            tab.setText(f"{tab_words(name)} {local(f'{count:,}')}" if count else tab_words(name))
        around = 28 if wide >= _TIGHT else 10 if wide >= _SMALL else 4
        for closer in [(around, None), *(step for step in _CLOSER if step[0] < around or step[1] is not None)]:
            self._set_tabs(*closer)
            # Names are cut only where the tabs cannot come closer without looking crowded.
            need = self._row.sizeHint() if closer[0] > 10 else self._row.minimumSize()
            if need.width() <= self.width():
                break

    def _set_tabs(self, around: float, size: float | None) -> None:
        """Gives the tabs so much room around their words, in letters of ``size``."""
        self._tab_px = size
        self._weigh_tabs()
        bold = QFontMetrics(self._theme.font("body", 600, size))
        for tab in self.tabs.values():
            # Room for the weight that the chosen tab has, so that the others stay where they are.
            room = bold.horizontalAdvance(tab.text()) + self._theme.px(around) + 4
            tab.setFixedSize(room, self._theme.size("topbar"))

    def set_project(self, project: str, annotator: str) -> None:
        """Names of project and annotator."""
        if (project, annotator) == self._names:
            return
        self._names = (project, annotator)
        self._project.set_name(project)
        self._annotator.set_name(annotator)

    def forget(self) -> None:
        """Nothing of the project that was open."""
        self._names = ("", "")
        for button in (self._project, self._annotator):
            button.set_name("")
        self.set_annotators(())
        self.set_timer(None)
        for name in tuple(self._counts):
            self.set_count(name, 0, "")

    def menu(self) -> QMenu:
        """The project menu, from the command table."""
        return project_menu(self, self._theme.font("body"), self._keys, self.command.emit)

    def open_menu(self) -> None:
        self._project.unfold(self.menu())

    def set_annotators(self, names: Sequence[str], words: str = "") -> None:
        """What the annotator's menu offers; ``words`` says why there is nobody else, if that needs saying."""
        self._annotator.set_names(names, words)

    def first_focus(self) -> None:
        self._project.setFocus(Qt.FocusReason.OtherFocusReason)


_SAVE_LOOKS = {
    "saved": ("saved", "success.text"),
    "saving": ("saving", "text.secondary"),
    "not_saved": ("not_saved", "danger.text"),
    "read_only": ("read_only", "text.secondary"),
}


class StatusBar(Surface):
    """Learning on the left, key hints in the middle, what is safe on the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Status"))
        self._flash_text = self._waiting = ""
        # Whether the line answers the person, and is not a remark.
        self._answering = False
        self._away, self._kind = False, "image"
        self._status: Status | None = None
        self._learning_icon = IconView(theme, "learning", 14)
        self._learning = Words(theme, "", "caption", "text.secondary", elide=True)
        self._detail = Words(theme, "", "caption", "text.muted", elide=True)
        self._hints: list[QWidget] = []
        self._with_hints = self._labelling = True
        self._peek = Words(theme, tr("zoom"), "caption", "text.secondary")
        self._caps: list[tuple[Caps, tuple[str, ...]]] = []
        for commands, words in (
            (("zoom_hold",), self._peek),
            (("back", "forward"), Words(theme, tr("history"), "caption", "text.secondary")),
            (("guideline",), Words(theme, tr("guideline"), "caption", "text.secondary")),
            (("shortcuts",), Words(theme, tr("all shortcuts"), "caption", "text.secondary")),
        ):
            caps = Caps(theme, [DEFAULT_KEYS[command][0] for command in commands])
            self._caps.append((caps, commands))
            self._hints += [caps, words]
        self._saved_icon = IconView(theme, "saved", 14, "success.text")
        self._saved = Words(theme, "", "caption", "text.secondary")
        self._lock_icon = IconView(theme, "encrypted", 14)
        self._lock = Words(theme, tr("Encrypted"), "caption", "text.secondary")
        self._offline_icon = IconView(theme, "offline", 14)
        self._offline = Words(theme, tr("Offline"), "caption", "text.secondary")
        for sign, words, tip in (
            (self._lock_icon, self._lock, tr("Encrypted")),
            (self._offline_icon, self._offline, tr("Offline. The program opens no network connection.")),
        ):
            # The sign stands alone where there is little room.
            sign.setAccessibleName(words.text())
            sign.setToolTip(plain_tip(tip))
            words.setToolTip(plain_tip(tip))
        self._line = rule()
        self._children = (
            *(self._learning_icon, self._learning, self._detail, *self._hints),
            *(self._saved_icon, self._saved, self._lock_icon, self._lock, self._offline_icon, self._offline),
        )
        for child in (*self._children, self._line):
            child.setParent(self)
        self._off = QTimer(self, singleShot=True)
        self._off.timeout.connect(self._end_flash)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.size("statusbar"))
        # Their places follow from their sizes.
        for part in self._children:
            retheme(part, theme)
        self._place()

    def set_keys(self, keys: Keymap) -> None:
        """The keys printed as hints."""
        for caps, commands in self._caps:
            caps.set_keys([keys[command][0] for command in commands if keys[command]])
        self._place()

    def show_hints(self, on: bool | None = None, *, labelling: bool | None = None) -> None:
        """Key hints in the middle, where they are wanted and on the page that they belong to."""
        before = self._with_hints and self._labelling
        self._with_hints = self._with_hints if on is None else on
        self._labelling = self._labelling if labelling is None else labelling
        if before != (self._with_hints and self._labelling):
            self._place()

    def set_kind(self, kind: str) -> None:
        """Space zooms pictures and peeks at texts."""
        self._kind = kind
        words = tr("zoom") if kind == "image" else tr("peek")
        if self._peek.text() != words:
            self._peek.set_text(words)
            self._place()

    def show_status(self, status: Status) -> None:
        """Draws what differs; the places of the parts follow from the texts' widths on this bar only."""
        if status == self._status:
            return
        before, self._status = self._status, status
        if before is not None and (before.saved == "not_saved") != (status.saved == "not_saved"):
            announce(self, status.saved_words, urgent=status.saved == "not_saved")
        name, token = _SAVE_LOOKS[status.saved]
        self._saved_icon.set_icon(name, token)
        self._saved.set_text(status.saved_words)
        self._saved.set_colour(token if status.saved == "not_saved" else "text.secondary")
        self._show_left()

    def _show_left(self) -> None:
        status = self._status
        if self._flash_text:
            self._learning.set_text(self._flash_text)
            self._learning.set_colour("text.primary")
            self._detail.set_text("")
        elif self._away:
            image, text = tr("The image is hidden while you are away"), tr("The text is hidden while you are away")
            self._learning.set_text(image if self._kind == "image" else text)
            self._learning.set_colour("text.secondary")
            self._detail.set_text("")
        elif status is not None:
            self._learning.set_text(status.learning)
            self._learning.set_colour("text.secondary")
            self._detail.set_text(status.detail)
        self._place()

    def set_away(self, away: bool) -> None:
        """During a break: that nothing of the sample is seen, instead of what is learned."""
        if away != self._away:
            self._away = away
            self._learning_icon.set_icon("hidden" if away else "learning")
            self._show_left()

    def forget(self) -> None:
        """Nothing of the project that was open."""
        self._flash_text = self._waiting = ""
        self._off.stop()
        self._status = None
        self._learning.set_text("")
        self._detail.set_text("")

    def flash(self, text: str, milliseconds: int | None = None) -> None:
        """A line in place of the learning words, for 4 s: what came of an act of the person."""
        self._say(text, milliseconds, answering=True)

    def remark(self, text: str) -> None:
        """The same for what happens by itself: it waits for the end of a line that answers the person, who would not
        see that otherwise. Of several that wait the last one counts."""
        if self._flash_text and self._answering:
            self._waiting = text
        else:
            self._say(text, None, answering=False)

    def _say(self, text: str, milliseconds: int | None, *, answering: bool) -> None:
        self._flash_text, self._answering = plain_lines(text), answering
        if answering:
            announce(self, self._flash_text)
        self._show_left()
        self._off.start(milliseconds if milliseconds is not None else int(tokens()["duration_ms"]["status_line"]))

    def take_back(self, text: str) -> None:
        """Ends this line, if it is the one shown: it no longer holds."""
        if self._flash_text == text:
            self._off.stop()
            self._end_flash()

    def flashed(self) -> str:
        """The line shown now, "" if none."""
        return self._flash_text

    def _end_flash(self) -> None:
        waiting, self._waiting = self._waiting, ""
        self._flash_text = ""
        if waiting:
            self.remark(waiting)
        else:
            self._show_left()

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def _put(self, widget: QWidget, x: int, width: int) -> int:
        high = widget.height() if isinstance(widget, Caps | IconView) else self.height() - 1
        widget.setGeometry(x, 1 + (self.height() - 1 - high) // 2, width, high)
        widget.show()
        return x + width

    def _place(self) -> None:
        px, width = self._theme.px, self.width()
        self._line.setGeometry(0, 0, width, 1)
        left = px(16) if self._flash_text else px(16) + self._learning_icon.width() + px(6)
        said = self._learning.sizeHint().width()
        wanted = said + (2 * px(16) + self._detail.sizeHint().width() if self._detail.text() else 0)
        right = self._place_right(left + wanted)
        self._put(self._learning_icon, px(16), self._learning_icon.width())
        self._learning_icon.setVisible(not self._flash_text)
        left = self._put(self._learning, left, min(said, max(0, right - left))) + px(16)
        hints_left = self._place_hints(left, right)
        room = hints_left - left - px(16)
        self._put(self._detail, left, max(0, room))

    def _place_right(self, taken: int) -> int:
        """What is safe, from the right; returns where the room for the rest ends. Where that is less than is
        ``taken`` on the left, signs stand without the words of what never changes."""
        px = self._theme.px
        encrypted = self._status is not None and self._status.encrypted
        if not encrypted:
            self._lock_icon.hide()
            self._lock.hide()
        groups = [
            (self._offline_icon, self._offline),
            *([(self._lock_icon, self._lock)] if encrypted else []),
            (self._saved_icon, self._saved),
        ]
        whole = sum(sign.width() + px(6) + words.sizeHint().width() + px(16) for sign, words in groups)
        tight = self.width() - px(16) - whole < taken
        right = self.width() - px(16)
        for sign, words in groups:
            if tight and words is not self._saved:
                words.hide()
            else:
                wide = words.sizeHint().width()
                self._put(words, right - wide, wide)
                right -= wide + px(6)
            right -= sign.width()
            self._put(sign, right, sign.width())
            right -= px(16)
        return right

    def _place_hints(self, left: int, right: int) -> int:
        """Centres the key hints if there is room; returns where free space on the left ends."""
        px = self._theme.px
        widths = [child.sizeHint().width() if isinstance(child, Words) else child.width() for child in self._hints]
        total = sum(widths) + px(8) * 4 + px(18) * 3
        x = max((self.width() - total) // 2, left)
        detail = self._detail.fontMetrics().horizontalAdvance(self._detail.text())
        x = max(x, min(left + detail + px(24), right - total - px(24)))
        if (
            not (self._with_hints and self._labelling)
            or self.width() / self._theme.scale < NARROW
            or x + total + px(16) > right
        ):
            for child in self._hints:
                child.hide()
            return right
        start = x
        for place, child in enumerate(self._hints):
            x = self._put(child, x, widths[place]) + px(8 if place % 2 == 0 else 18)
        return start
