"""The settings: a page of cards and the table of keys. A change applies at once and can be undone."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_al.core.commands import DEFAULT_KEYS, Keymap, keymap
from desktop_al.core.settings import DEFAULTS, SETTINGS, Setting, Value, all_checked
from desktop_al.core.words import mark, tr, trn
from desktop_al.ui.about import AboutCard
from desktop_al.ui.aside_card import ASIDE, COPIES, AsideCard
from desktop_al.ui.controls import FindField, NumberField
from desktop_al.ui.keys import Positions
from desktop_al.ui.learning_card import VOTE, LearningCard
from desktop_al.ui.page_header import PageHeader
from desktop_al.ui.privacy_card import PrivacyCard
from desktop_al.ui.settings_nav import SettingsNav
from desktop_al.ui.settings_rows import Card, Sentence, SettingRow
from desktop_al.ui.shortcuts_page import Change, ShortcutsPage
from desktop_al.ui.storage_card import StorageCard
from desktop_al.ui.theme import Theme
from desktop_al.ui.timers_card import TimersCard
from desktop_al.ui.widgets import CapButton, IconView, Words, rule, surface

if TYPE_CHECKING:
    from desktop_al.loop.learning_choices import LearningScreen

NO_PROJECT = mark("Open a project to choose how it learns: these settings belong to a project.")
READ_ONLY = mark("This project is open to look only: its settings cannot be changed here.")
THIS_PROJECT = mark("This project only.")
_KEPT_STEPS = 100
#: Widths at 100 %: of the content at most, of it from where cards stand in two columns, of the nav where it is tight.
_CONTENT, _TWO_COLUMNS, _TIGHT_NAV, _TIGHT = 1100, 860, 212, 900


@dataclass(frozen=True, slots=True)
class _Step:
    """Something that can be undone: the words for it, and the values or keys as they were."""

    words: str
    values: tuple[tuple[str, Value | float | None], ...] = ()
    keys: tuple[Change, ...] = ()


class _Foot(QWidget):
    """What was changed last, and the way back."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "surface")
        self._icon = IconView(theme, "saved", 14, "success.text")
        self.words = Words(theme, "", "body", "text.secondary", elide=True)
        self.undo = CapButton(theme, tr("Undo"), trailing=("Ctrl", "Z"), role="quiet", hug=True)
        self._row = QHBoxLayout()
        self._row.addWidget(self._icon)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.undo)
        self._all = QVBoxLayout(self)
        self._all.addWidget(rule())
        self._all.addLayout(self._row)
        self.set_theme(theme)
        self.say("", False)

    def set_theme(self, theme: Theme) -> None:
        self.setFixedHeight(theme.px(41))
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(0)
        self._row.setContentsMargins(theme.px(16), 0, theme.px(12), 0)
        self._row.setSpacing(theme.px(8))

    def say(self, words: str, can_undo: bool) -> None:
        self.words.set_text(words)
        self.setVisible(bool(words) or can_undo)
        self._icon.setVisible(bool(words))
        self.undo.setVisible(can_undo)


def _whom(project: str, annotator: str) -> str:
    """Behind the title; "" where no project is open."""
    if not project:
        return ""
    if annotator:
        return tr("for {project}, {annotator}", project=project, annotator=annotator)
    return tr("for {project}", project=project)


def _undone(row: SettingRow, value: Value) -> str:
    return tr("Undone. {title}: {value}.", title=row.title, value=row.words_of(value))


class SettingsPage(QWidget):
    """``changed`` carries a setting's id and its new value, ``keys_changed`` a command's id and its new keys (None for
    those of the beginning), ``command`` a wish: open_home, open_project_folder, rescan, back_up, restore, support;
    ``support_save`` where the support file is to be written; ``closed`` that the page is left."""

    changed = Signal(str, object)
    keys_changed = Signal(str, object)
    command = Signal(str)
    support_save = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, places: Positions | None = None) -> None:
        super().__init__()
        surface(self, "app")
        self.setAccessibleName(tr("Settings"))
        self._values: dict[str, Value] = dict(DEFAULTS)
        self._keys: Keymap = dict(DEFAULT_KEYS)
        self._own_keys: frozenset[str] = frozenset()
        self._steps: list[_Step] = []
        self._project, self._finds_class = "", True
        self._make_head(theme)
        self._make_cards(theme)
        self._places = places
        self._shortcuts: ShortcutsPage | None = None
        self._nothing = Words(theme, "", "body", "text.muted")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._make_columns()
        inside = QWidget()
        surface(inside, "app")
        self._content = QVBoxLayout(inside)
        self._content.addWidget(self._nothing)
        self._content.addWidget(self._board)
        self._content.addStretch(1)
        self._theme = theme
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._foot = _Foot(theme)
        self._foot.undo.clicked.connect(self.undo)
        left = QWidget()
        surface(left, "surface")
        self._side = left
        self._side_rows = QVBoxLayout(left)
        self._side_rows.addWidget(self._find)
        self._side_rows.addWidget(self._nav, 1)
        middle = QHBoxLayout(spacing=0)
        middle.addWidget(left)
        middle.addWidget(rule("v"))
        middle.addWidget(self._scroll, 1)
        rows = QVBoxLayout(self, spacing=0)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._head)
        rows.addLayout(middle, 1)
        rows.addWidget(self._foot)
        self.set_theme(theme)
        self._nav.choose("general")
        self.show_values({}, "", "", False)
        self.show_keys(DEFAULT_KEYS, ())

    # -- parts -----------------------------------------------------------------------------------------

    def _make_head(self, theme: Theme) -> None:
        self._back = CapButton(theme, tr("Back"), trailing=("Esc",), role="quiet", hug=True)
        self._back.clicked.connect(self.closed)
        at_once = Words(theme, tr("Changes apply at once"), "caption", "text.muted")
        self._head = PageHeader(theme, tr("Settings"), (at_once, self._back))
        self._find = FindField(theme, tr("Find a setting"), tr("Find a setting or a command"))
        self._find.textChanged.connect(self._filter)
        self._find.returnPressed.connect(self._into)
        self._nav = SettingsNav(theme)
        self._nav.currentRowChanged.connect(self._show_section)
        self._nav.into.connect(self._into)

    def _make_cards(self, theme: Theme) -> None:
        self.rows: dict[str, SettingRow] = {}
        for setting in SETTINGS:
            row = SettingRow(theme, setting)
            row.changed.connect(lambda value, setting=setting: self._chosen(setting, value))
            self.rows[setting.id] = row
        self._of_project = Sentence(theme, tr(NO_PROJECT))
        self.storage = StorageCard(theme, self._rows_of("storage"))
        about = AboutCard(theme)
        about.command.connect(self.command)
        self.storage.command.connect(self.command)
        self.storage.support_save.connect(self.support_save)
        self.learning = LearningCard(
            theme, self._of_project, {r.setting.id: r for r in self._rows_of("learning") if r.setting.id != COPIES}
        )
        self.learning.votes_changed.connect(self._votes_chosen)
        self.aside = AsideCard(theme, self.rows[COPIES])
        self.aside.changed.connect(self._threshold_chosen)
        self.aside.show_all.connect(lambda kind: self.command.emit(f"{ASIDE}{kind}"))
        self.privacy = PrivacyCard(theme, self._rows_of("privacy"))
        self._cards = (
            Card(theme, "general", "settings", tr("General"), self._rows_of("general")),
            TimersCard(theme, self._rows_of("timers")),
            Card(theme, "accessibility", "accessibility", tr("Accessibility"), self._rows_of("accessibility")),
            self.privacy,
            self.learning,
            self.aside,
            self.storage,
            about,
        )

    def _rows_of(self, section: str) -> tuple[SettingRow, ...]:
        return tuple(row for row in self.rows.values() if row.setting.section == section)

    def _make_columns(self) -> None:
        self._board = QWidget()
        self._board.setLayout(self._columns)
        self._column_rows: list[QVBoxLayout] = []
        for cards in (self._cards[:3], self._cards[3:]):
            column = QVBoxLayout()
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._column_rows.append(column)
            self._columns.addLayout(column, 1)

    @property
    def shortcuts(self) -> ShortcutsPage:
        """The table of keys; built when it is first asked for."""
        if self._shortcuts is None:
            self._shortcuts = ShortcutsPage(self._theme, self._places)
            self._shortcuts.changed.connect(self._keys_chosen)
            self._shortcuts.show_keys(self._keys, self._own_keys)
            self._content.insertWidget(self._content.count() - 1, self._shortcuts)
        return self._shortcuts

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._side_rows.setContentsMargins(px(12), px(12), px(12), px(12))
        self._side_rows.setSpacing(px(14))
        self._columns.setContentsMargins(0, 0, 0, 0)
        for rows in (self._columns, *self._column_rows):
            rows.setSpacing(px(16))
        self._fold()

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()

    def _fold(self) -> None:
        px, wide = self._theme.px, self.width() / self._theme.scale
        tight = wide < _TIGHT
        self._side.setFixedWidth(px(_TIGHT_NAV) if tight else self._theme.size("settings_nav"))
        room = self.width() - self._side.width() - px(12)
        margin = px(16) if tight else px(32)
        right = max(margin, room - margin - px(_CONTENT))
        self._content.setContentsMargins(margin, px(16) if tight else px(20), right, px(20))
        self._content.setSpacing(px(16))
        content = (room - margin - right) / self._theme.scale
        way = QBoxLayout.Direction.LeftToRight if content >= _TWO_COLUMNS else QBoxLayout.Direction.TopToBottom
        if way != self._columns.direction():
            self._columns.setDirection(way)
            QTimer.singleShot(0, self, self._scroll_to_section)

    # -- what it shows ---------------------------------------------------------------------------------

    def show_values(
        self, values: Mapping[str, Value], project: str, annotator: str, read_only: bool, key: str = ""
    ) -> None:
        """The values in force; ``project`` is "" when none is open. ``key`` tells projects of one name apart."""
        self._values = all_checked(values)
        if (key or project) != self._project:
            # What was changed in another project is not taken back in this one, nor is its support file saved.
            self._project = key or project
            self.storage.close_preview()
            self._steps = [s for s in self._steps if all(self._of_program(i) for i, _ in s.values)]
            self._foot.say("", False)
        self._head.set_title(tr("Settings"), _whom(project, annotator))
        words = NO_PROJECT if not project else READ_ONLY if read_only else THIS_PROJECT
        self._of_project.words.set_text(tr(words))
        for row in self.rows.values():
            of_project = row.setting.scope == "project"
            # As known from before: shown until it is known anew, it would make what is below jump.
            row.available = (bool(project) or not of_project) and (self._finds_class or row.setting.id != "wanted")
            row.set_enabled(not (of_project and read_only))
            if row.value != self._values[row.setting.id]:
                row.set_value(self._values[row.setting.id])
        self._filter()

    def show_learning(self, screen: "LearningScreen | None", draws: tuple[tuple[str, str], ...] = ()) -> None:
        """How the open project learns and what its queue leaves out; None where none is open."""
        self._finds_class = screen is None or screen.finds_class
        self.rows["wanted"].available = bool(self._project) and self._finds_class
        self.learning.show_learning(screen, draws)
        self.aside.show_learning(screen)
        self._filter()

    def _of_program(self, name: str) -> bool:
        return name in self.rows and self.rows[name].setting.scope == "program"

    def show_keys(self, keys: Keymap, changed: Collection[str]) -> None:
        """The keys of every command, and the commands whose keys the user changed."""
        self._keys, self._own_keys = dict(keys), frozenset(changed)
        if self._shortcuts is not None:
            self._shortcuts.show_keys(keys, changed)
        self.storage.show_key(next(iter(keys.get("rescan", ())), ""))

    def show_storage(self, home: str, project: str, samples: str, side_bytes: int) -> None:
        """Where settings, project file and samples are, and the size of the side file; "" for no project."""
        self.storage.show_storage(home, project, samples, side_bytes)

    def await_support(self) -> None:
        """Open the place where the support file is shown; :meth:`show_support` brings it."""
        if not self._board.isVisible():
            self.go_to("storage")
        self.storage.open_preview()
        QTimer.singleShot(0, self, self._scroll_to_preview)

    def show_support(self, text: str) -> None:
        """What the support file will hold, to the letter; passed over when nobody waits for it any more."""
        self.storage.show_support(text)
        if self.storage.previewing():
            QTimer.singleShot(0, self, self._scroll_to_preview)

    def show_part(self, part: QWidget) -> None:
        """Scroll to something on a card, once it has its place."""
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(part, 0, self._theme.px(24)))

    def say(self, words: str) -> None:
        """A line at the foot, for example where the support file was written."""
        self._foot.say(words, bool(self._steps))

    def go_to(self, section: str) -> None:
        """Turn to a section."""
        self._find.clear()
        self._nav.choose(section)

    def first_focus(self) -> None:
        self._nav.setFocus(Qt.FocusReason.OtherFocusReason)

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """Parts of the page that F6 goes round, and what puts the focus into each."""
        return [(self._side, self.first_focus), (self._scroll, self._into), (self._head, self._back.setFocus)]

    def recording(self) -> bool:
        """Every key press belongs to the table of keys."""
        return self._shortcuts is not None and self._shortcuts.recording()

    def escape(self) -> bool:
        """Leave what is under way: a recording, a half-typed number, the find field, the support file. False: nothing
        is, the page itself can be left."""
        if self._shortcuts is not None and self._shortcuts.escape():
            return True
        focus = self.focusWidget()
        if isinstance(focus, NumberField) and focus.waiting():
            focus.take_back()
            return True
        if self._find.text() or focus is self._find:
            self._find.clear()
            self._nav.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if self.storage.previewing():
            self.storage.close_preview()
            return True
        return self.privacy.escape() or self.learning.escape()

    # -- sections and finding --------------------------------------------------------------------------

    def _show_section(self) -> None:
        if self._find.text():
            self._find.clear()
        else:
            self._filter()
        self._scroll.verticalScrollBar().setValue(0)
        # After the page has its new height.
        QTimer.singleShot(0, self, self._scroll_to_section)

    def _scroll_to_section(self) -> None:
        card = next((card for card in self._cards if card.section == self._nav.section()), None)
        if card is not None and card.isVisible() and not self.storage.previewing():
            top = card.mapTo(self._scroll.widget(), card.rect().topLeft()).y()
            beyond = top + card.height() > self._scroll.viewport().height()
            self._scroll.verticalScrollBar().setValue(top - self._theme.px(16) if beyond else 0)

    def _scroll_to_preview(self) -> None:
        self._scroll.ensureWidgetVisible(self.storage.preview, 0, self._theme.px(24))

    def showEvent(self, event: QShowEvent) -> None:
        QTimer.singleShot(0, self, self._scroll_to_section)

    def _filter(self) -> None:
        """Show what the find field asks for: rows of all sections and commands; without it the chosen section."""
        wanted = " ".join(self._find.text().casefold().split())
        section = self._nav.section()
        found = 0
        for card in self._cards:
            found += card.find(wanted)
            card.choose(not wanted and card.section == section)
        self._board.setVisible(bool(wanted) or section != "shortcuts")
        if wanted or section == "shortcuts":
            commands = self.shortcuts.find(wanted)
            self.shortcuts.setVisible(commands > 0)
            found += commands
        elif self._shortcuts is not None:
            self._shortcuts.hide()
        self._nothing.set_text(tr("Nothing is called “{words}”.", words=self._find.text().strip()) if not found else "")
        self._nothing.setVisible(not found)

    def _into(self) -> None:
        """Go from the left to the first control of what is shown."""
        for row in self.rows.values():
            chosen = bool(self._find.text()) or row.setting.section == self._nav.section()
            if chosen and row.isVisible() and row.control.isEnabled():
                row.take_focus()
                return
        if self._shortcuts is not None and self._shortcuts.isVisible():
            self._shortcuts.take_focus()
            return
        card = next((card for card in self._cards if card.section == self._nav.section()), None)
        if isinstance(card, StorageCard):
            card.take_focus()
        elif not (isinstance(card, AsideCard) and card.take_focus()):
            self._back.setFocus(Qt.FocusReason.TabFocusReason)

    # -- changing and undoing --------------------------------------------------------------------------

    def _chosen(self, setting: Setting, value: Value) -> None:
        before = self._values[setting.id]
        self._values[setting.id] = value
        words = f"{tr(setting.title)}: {self.rows[setting.id].words_of(value)}."
        if setting.kind == "number":
            self._keep_number(setting.id, words, before)
        else:
            self._keep(_Step(words, values=((setting.id, before),)))
        self.changed.emit(setting.id, value)

    def _keep_number(self, name: str, words: str, before: Value | float) -> None:
        """A number that is stepped through is one change."""
        last = self._steps[-1] if self._steps else None
        if last is not None and [(i, v is None) for i, v in last.values] == [(name, False)]:
            self._steps[-1] = _Step(words, last.values)
            self._foot.say(words, True)
        else:
            self._keep(_Step(words, values=((name, before),)))

    def _votes_chosen(self, member: str, weight: int) -> None:
        title, before = self.learning.votes.rows[member][0].title, self.learning.votes_of(member)
        words = trn("{title}: {n} votes.", "{title}: {n} votes.", weight, title=title)
        self._keep_number(f"{VOTE}{member}", words, before)
        self.changed.emit(f"{VOTE}{member}", weight)

    def _threshold_chosen(self, kind: str, threshold: float | None) -> None:
        title, words = self.aside.words_of(kind, threshold)
        before = self.aside.threshold(kind)
        if threshold is None or before is None:
            self._keep(_Step(f"{title}: {words}.", values=((f"{ASIDE}{kind}", before),)))
        else:
            self._keep_number(f"{ASIDE}{kind}", f"{title}: {words}.", before)
        self.changed.emit(f"{ASIDE}{kind}", threshold)

    def _keys_chosen(self, changes: list[Change], words: str) -> None:
        before = tuple((command, self._keys_kept(command)) for command, _ in changes)
        self._keep(_Step(words, keys=before))
        self._use_keys(changes)

    def _keys_kept(self, command: str) -> tuple[str, ...] | None:
        return tuple(self._keys[command]) if command in self._own_keys else None

    def _use_keys(self, changes: Collection[Change]) -> None:
        own = {command: tuple(self._keys[command]) for command in self._own_keys if command in self._keys}
        for command, keys in changes:
            own.pop(command, None)
            if keys is not None:
                own[command] = keys
        self.show_keys(keymap(own), set(own))
        for command, keys in changes:
            self.keys_changed.emit(command, keys)

    def _keep(self, step: _Step) -> None:
        self._steps = [*self._steps, step][-_KEPT_STEPS:]
        self._foot.say(step.words, True)

    def undo(self) -> bool:
        """Take back the last change; False when there is none."""
        if not self._steps:
            return False
        step = self._steps.pop()
        words = tr("Undone.")
        for name, value in step.values:
            if name in self.rows:
                self._values[name] = value
                self.rows[name].set_value(value)
                words = _undone(self.rows[name], value)
            self.changed.emit(name, value)
        if step.keys:
            self._use_keys(step.keys)
        self._foot.say(words, bool(self._steps))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
            return
        super().keyPressEvent(event)
