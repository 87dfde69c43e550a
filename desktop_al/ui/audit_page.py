"""The audit trail: who did what and when, the head of the log, and signatures. It draws and decides nothing."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.head import NO_ANCHOR
from desktop_al.core.words import mark, tr
from desktop_al.loop.audit_screen import PAGE, AuditLine, AuditScreen
from desktop_al.ui.audit_filter import AuditFilterBar
from desktop_al.ui.audit_sign import SignatureList, SignForm
from desktop_al.ui.card import Card as EmptyCard
from desktop_al.ui.card import CardAction
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.page_header import PageHeader
from desktop_al.ui.page_scroll import PageScroll
from desktop_al.ui.plain_table import PlainTable
from desktop_al.ui.settings_rows import Card
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Paragraph, Words, surface
from desktop_al.ui.working_words import WorkingWords

WORKING = mark("Reading the log")
LEAD = mark("Every event of this project, the newest first. Nothing here can be changed or taken away.")
LEAD_OWN = mark("Your own events and those of the protocol, the newest first: in this study you do not see the others.")
_COLUMNS = (
    mark("Who"),
    mark("What"),
    mark("Before"),
    mark("After"),
    mark("Sample"),
    mark("Reason"),
    mark("Protocol"),
    mark("Made by"),
    mark("Computer"),
)
#: Widths and heights at 100 %: two cards stand side by side from here on; the table keeps at least that.
_TWO_COLUMNS, _TABLE = 820, 330


class _Table(PlainTable):
    """A sign stands where the clock was set back."""

    def __init__(self, theme: Theme) -> None:
        self._lines: tuple[AuditLine, ...] = ()
        super().__init__(theme, tr("Audit trail"), fills=True)

    def show_lines(self, lines: tuple[AuditLine, ...], zone: str) -> None:
        self._lines = lines
        when = tr("When ({zone})", zone=zone) if zone else tr("When")
        self.show_rows((when, *(tr(title) for title in _COLUMNS)), [_cells(line) for line in lines])
        self.verticalScrollBar().setValue(0)

    def sign(self, row: int, column: int) -> tuple[str, str] | None:
        marked = column == 0 and row < len(self._lines) and self._lines[row].set_back
        return ("warning", "warning.text") if marked else None


def _cells(line: AuditLine) -> tuple[str, ...]:
    words = (
        line.when,
        line.who,
        line.what,
        line.before,
        line.after,
        line.sample,
        line.reason,
        line.protocol,
        line.origin,
        line.computer,
    )
    # A cell is one line.
    return tuple(" ".join(cell.split()) for cell in words)


class _Foot(QWidget):
    """Which rows are shown, the way to others, and to a file."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = Words(theme, "", "body", "text.secondary", elide=True)
        self.state = WorkingWords(theme, tr(WORKING))
        self.newer = CapButton(theme, tr("Newer"), icon="up", role="quiet", hug=True)
        self.older = CapButton(theme, tr("Older"), icon="down", role="quiet", hug=True)
        self.export = CapButton(theme, tr("Export..."), icon="export", hug=True)
        self.export.setToolTip(plain_tip(tr("The whole trail, whatever is shown here")))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.state, 1)
        for button in (self.newer, self.older, self.export):
            self._row.addWidget(button)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))


class _HeadView(QWidget):
    """The fingerprint of the log as it is shown, and what it is good for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.fingerprint = Words(theme, "", "body", "text.primary", mono=True, px=15)
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = CapButton(theme, tr("Copy"), icon="duplicate", hug=True)
        self.save = CapButton(theme, tr("Save head..."), icon="export", hug=True)
        self.copy.setAccessibleName(tr("Copy the fingerprint"))
        self._foot = QHBoxLayout()
        for button in (self.copy, self.save):
            self._foot.addWidget(button)
        self._foot.addStretch(1)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self.fingerprint)
        self._all.addWidget(Paragraph(theme, tr(NO_ANCHOR), "body", "text.secondary"))
        self._all.addLayout(self._foot)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, theme.px(6), 0, theme.px(8))
        self._all.setSpacing(theme.px(8))
        self._foot.setSpacing(theme.px(8))

    def show_head(self, fingerprint: str) -> None:
        self.fingerprint.set_text(fingerprint)
        self.fingerprint.setAccessibleName(tr("Fingerprint {fingerprint}", fingerprint=fingerprint))
        for button in (self.copy, self.save):
            button.setEnabled(bool(fingerprint))


class AuditPage(QWidget):
    """``intent`` carries a name and what goes with it: ("filter", fields by name), ("turn", first row), ("copy" |
    "save_head" | "export", None), ("sign", (meaning, name, passphrase)). ``closed``: the page is left."""

    intent = Signal(str, object)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "app")
        self.setAccessibleName(tr("Audit trail"))
        self._theme = theme
        self._screen: AuditScreen | None = None
        self._read_only = self._form_wanted = False
        self._whose_passphrase = ""
        self._back = CapButton(theme, tr("Back to labelling"), trailing=("Esc",), role="quiet", hug=True)
        self._back.clicked.connect(self.closed)
        self._head = PageHeader(theme, tr("Audit trail"), (self._back,))
        self.filter = AuditFilterBar(theme)
        self.filter.changed.connect(lambda fields: self.intent.emit("filter", fields))
        self._lead = Paragraph(theme, tr(LEAD), "body", "text.secondary")
        self._trouble = Paragraph(theme, "", "body", "danger.text")
        self._trouble.hide()
        self.table, self.foot, self.head = _Table(theme), _Foot(theme), _HeadView(theme)
        self._empty = EmptyCard(theme, "history", ground="app")
        self._empty.acted.connect(self._act)
        self.signatures, self.form = SignatureList(theme), SignForm(theme)
        self.sign_off = CapButton(theme, tr("Sign off..."), icon="edit", hug=True)
        self.form.hide()
        self.foot.newer.clicked.connect(lambda: self._turn(-PAGE))
        self.foot.older.clicked.connect(lambda: self._turn(PAGE))
        self.foot.export.clicked.connect(lambda: self.intent.emit("export", None))
        self.head.copy.clicked.connect(lambda: self.intent.emit("copy", None))
        self.head.save.clicked.connect(lambda: self.intent.emit("save_head", None))
        self.sign_off.clicked.connect(self.open_form)
        self.form.left.connect(self.close_form)
        self.form.grown.connect(self._show_form)
        self.form.signed.connect(lambda *said: self.intent.emit("sign", said))
        self._make_body(theme)
        self.set_theme(theme)

    def _make_body(self, theme: Theme) -> None:
        self._frame = QFrame()
        self._frame.setProperty("card", "plain")
        self._in_frame = QVBoxLayout(self._frame)
        for part in (self.table, self.foot):
            self._in_frame.addWidget(part, int(part is self.table))
        # What lies between two bars is the frame's.
        corner = QWidget()
        surface(corner, "surface")
        self.table.setCornerWidget(corner)
        button = QWidget()
        self._button_row = QHBoxLayout(button)
        self._button_row.addWidget(self.sign_off)
        self._button_row.addStretch(1)
        self._head_card = Card(theme, "head", "shield", tr("Head of the log"), (self.head,))
        self._sign_card = Card(theme, "signed", "edit", tr("Sign-offs"), (self.signatures, button, self.form))
        self._button = button
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.addWidget(self._head_card, 2, Qt.AlignmentFlag.AlignTop)
        self._cards.addWidget(self._sign_card, 3, Qt.AlignmentFlag.AlignTop)
        self._scroll = PageScroll(theme)
        self._content = QVBoxLayout(self._scroll.inside)
        self._content.addWidget(self._lead)
        self._content.addWidget(self._trouble)
        self._content.addWidget(self._frame, 1)
        self._content.addWidget(self._empty, 1)
        self._content.addLayout(self._cards)
        rows = QVBoxLayout(self, spacing=0)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._head)
        rows.addWidget(self.filter)
        rows.addWidget(self._scroll, 1)
        self._empty.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self._in_frame.setContentsMargins(px(12), px(6), px(12), px(8))
        self._in_frame.setSpacing(px(8))
        self._content.setSpacing(px(10))
        self._cards.setSpacing(px(16))
        self._button_row.setContentsMargins(0, px(8), 0, px(6))
        for part in (self.table, self._empty):
            part.setMinimumHeight(px(_TABLE))
        self._fold()

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()

    def _fold(self) -> None:
        px = self._theme.px
        margin = px(24) if self.width() >= px(900) else px(12)
        self._content.setContentsMargins(margin, px(12), margin, px(20))
        ways, wide = QBoxLayout.Direction, self.width() - 2 * margin >= px(_TWO_COLUMNS)
        self._cards.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    # -- what it shows ---------------------------------------------------------------------------------

    def begin(self, whose_passphrase: str, read_only: bool) -> None:
        """The page is opened; whose passphrase is asked for when something is signed ("" for nobody's), and whether
        anything can be."""
        self._whose_passphrase, self._read_only = whose_passphrase, read_only
        # What there is to sign may have changed since.
        self._screen = None
        self.sign_off.setEnabled(not read_only)
        self.sign_off.setToolTip(plain_tip(tr("This project is open to look only.") if read_only else ""))

    def show_working(self, share: float) -> None:
        """The log is being read; after a second the page says how far that is."""
        self.foot.state.work(share)

    def show_failure(self, words: str) -> None:
        """The log could not be read."""
        self.foot.state.rest()
        if self._screen is None:
            self._show_empty(tr("The audit trail is not there"), words, (CardAction("again", tr("Try again")),))
        else:
            self._say(words)

    def set_trouble(self, name: str, words: str) -> None:
        """What is wrong with a field of the filter, "" for nothing."""
        self.filter.mark(name)
        self._say(words)

    def show_audit(self, screen: AuditScreen) -> None:
        """Draw one page of the trail."""
        self._screen = screen
        self.foot.state.rest()
        self._say("")
        self._lead.set_text(tr(LEAD_OWN) if screen.own_only else tr(LEAD))
        self.filter.set_annotators(screen.annotators)
        self.table.show_lines(screen.lines, screen.zone)
        first, shown = screen.request.first, len(screen.lines)
        if screen.empty:
            clear = (CardAction("clear", tr("Show everything")),) if screen.request.filter.any else ()
            self._show_empty(screen.empty.rstrip("."), "", clear)
        else:
            self._empty.hide()
            self._frame.show()
        words = tr("{first:,} to {last:,} of {n:,} events", first=first + 1, last=first + shown, n=screen.matching)
        if screen.request.filter.any:
            words = tr("{shown}, of {total:,} in all", shown=words, total=screen.total)
        self.foot.words.set_text(words if shown else "")
        self.foot.newer.setEnabled(first > 0)
        self.foot.older.setEnabled(first + shown < screen.matching)
        self.head.show_head(screen.fingerprint)
        self.signatures.show_signatures(screen.signatures)
        if self._form_wanted:
            self.open_form()

    def _show_empty(self, title: str, words: str, actions: tuple[CardAction, ...]) -> None:
        self._frame.hide()
        self._empty.set_content(title, words, actions=actions)
        self._empty.show()

    def _say(self, words: str) -> None:
        self._trouble.set_text(words)
        self._trouble.setVisible(bool(words))
        if words:
            self._scroll.verticalScrollBar().setValue(0)

    def _act(self, action: str) -> None:
        if action == "clear":
            self.filter.clear()
        self.intent.emit("filter", self.filter.fields())

    def _turn(self, by: int) -> None:
        if self._screen is not None:
            self.intent.emit("turn", self._screen.request.first + by)

    # -- signing ---------------------------------------------------------------------------------------

    def open_form(self) -> None:
        """The form, as soon as it is known what there is to sign."""
        self._form_wanted = self._screen is None
        if self._screen is None or self._read_only:
            return
        self._button.hide()
        self.form.show()
        self.form.begin(self._screen.to_sign, self._whose_passphrase)
        self._sign_card.tidy()
        self._show_form()

    def _show_form(self) -> None:
        """The form to its foot, after it has its height."""
        QTimer.singleShot(0, self, lambda: self._scroll.show_part(self.form.sign))

    def close_form(self) -> bool:
        """False if it was not open."""
        if self.form.isHidden():
            return False
        self.form.clear()
        self.form.hide()
        self._button.show()
        self._sign_card.tidy()
        self.sign_off.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # -- focus and keys --------------------------------------------------------------------------------

    def first_focus(self) -> None:
        (self._back if self._frame.isHidden() else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def regions(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """Parts of the page that F6 goes round, and what puts the focus into each."""
        return [
            (self.filter, self.filter.annotator.setFocus),
            (self._frame, self.first_focus),
            (self._head_card, lambda: self._to(self.head.save)),
            (self._sign_card, lambda: self._to(self.sign_off if self.form.isHidden() else self.form.meaning)),
            (self._head, self._back.setFocus),
        ]

    def _to(self, part: QWidget) -> None:
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.show_part(part)

    def perform(self, command: str) -> bool:
        """Carries out a command; False if it is not one of this page's."""
        if command == "sign_off":
            self.open_form()
        elif command == "find_sample":
            self.filter.sample.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            return False
        return True

    def escape(self) -> bool:
        """Close what is open; False: the page itself can be left."""
        return self.close_form()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._scroll.turn(event):
            super().keyPressEvent(event)

    def forget(self) -> None:
        """The project was closed: nothing of it stays."""
        self.close_form()
        self.filter.clear()
        self.foot.state.rest()
        self._screen, self._form_wanted = None, False
        self.table.show_lines((), "")
        self.signatures.show_signatures(())
        self.head.show_head("")
        self.foot.words.set_text("")
