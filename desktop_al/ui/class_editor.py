"""The classes of a project on the Protocol page: names, definitions, order, and what is no longer offered."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QVBoxLayout, QWidget

from desktop_al.core.protocol import name_key
from desktop_al.core.shapes import LabelClass
from desktop_al.core.words import tr, trn
from desktop_al.loop.editing import MAX_DEFINITION, MAX_NAME, ProtocolView
from desktop_al.ui.choose import Choose
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.class_table import NAME, ROW, TROUBLE, ClassTable, TableRow, column_header
from desktop_al.ui.guideline import mark_image
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Paragraph, Words, rule

#: Rows of classes that are no longer offered which show without scrolling.
_GONE_SHOWN = 4
#: Rows of classes that are offered which always have room.
_LEAST_SHOWN = 4


class ColumnHeader(QWidget):
    """The words over the columns."""

    def __init__(self, theme: Theme, table: ClassTable) -> None:
        super().__init__()
        self._table = table
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        column_header(painter, self._theme, self._table.widths(), self.height())
        painter.end()


class AddRow(QWidget):
    """The last row: a name, a definition if wanted, Return adds."""

    add = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._pending = ""
        self.name, self.definition = QLineEdit(), QLineEdit()
        self.name.setMaxLength(2 * MAX_NAME)
        self.definition.setMaxLength(2 * MAX_DEFINITION)
        self.name.setPlaceholderText(tr("Add a class"))
        self.name.setAccessibleName(tr("Name of a new class"))
        self.definition.setPlaceholderText(tr("What it is, in one sentence"))
        self.definition.setAccessibleName(tr("Definition of the new class"))
        self._button = CapButton(theme, tr("Add"), trailing=("Return",), hug=True)
        self._button.clicked.connect(self._send)
        self._trouble = Words(theme, "", "caption", "danger.text", elide=True)
        self._trouble.hide()
        for field in (self.name, self.definition):
            field.returnPressed.connect(self._send)
            field.textEdited.connect(lambda _text: self.set_trouble(""))
        self._line = QHBoxLayout()
        self._line.addWidget(self.name, 2)
        self._line.addWidget(self.definition, 3)
        self._line.addWidget(self._button)
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._line)
        self._all.addWidget(self._trouble)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self._all.setSpacing(theme.px(4))
        self._line.setSpacing(theme.px(8))
        for field in (self.name, self.definition):
            field.setFont(theme.font("body"))

    def set_trouble(self, sentence: str) -> None:
        self._trouble.set_text(sentence)
        self._trouble.setVisible(bool(sentence))
        self.name.setAccessibleDescription(sentence)

    def _send(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._pending = name
        self.set_trouble("")
        self.add.emit(name, " ".join(self.definition.text().split()))

    def took(self, names: set[str]) -> bool:
        """Empties the fields once the class that was asked for is among ``names`` (name keys)."""
        if not self._pending or name_key(self._pending) not in names or self._trouble.isVisibleTo(self):
            return False
        self._pending = ""
        self.name.clear()
        if self.definition.hasFocus():
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.definition.clear()
        return True


class MergeBar(QFrame):
    """Asks into which class one is to be merged, and says what that means."""

    merge = Signal(str, str)
    dropped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.source = ""
        self.setProperty("card", "accent")
        self._words = Words(theme, "", "label", "text.primary", 600, elide=True)
        self.into = Choose(theme, tr("Merge into"))
        self.into.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.into.setMinimumContentsLength(8)
        self._means = Paragraph(theme, "", "body", "text.secondary")
        self._trouble = Paragraph(theme, "", "caption", "danger.text")
        self._do = CapButton(theme, tr("Merge"), role="primary", hug=True)
        self._drop = CapButton(theme, tr("Do not merge"), trailing=("Esc",), role="quiet", hug=True)
        self._do.clicked.connect(lambda: self.merge.emit(self.source, str(self.into.currentData() or "")))
        self._drop.clicked.connect(self.dropped)
        self._line = QHBoxLayout()
        for part in (self.into, self._do, self._drop):
            self._line.addWidget(part)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._words)
        self._all.addLayout(self._line)
        self._all.addWidget(self._means)
        self._all.addWidget(self._trouble)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        self._all.setSpacing(theme.px(6))
        self._line.setSpacing(theme.px(8))

    def open(self, source: LabelClass, labels: int, others: tuple[LabelClass, ...]) -> None:
        self.source = source.id
        self._words.set_text(tr("Merge {name} into", name=source.name))
        self.into.clear()
        side = self._theme.px(12)
        for item in others:
            image = mark_image(self._theme, max(item.colour, 0), side, self.devicePixelRatioF())
            self.into.addItem(QIcon(QPixmap.fromImage(image)), item.name, item.id)
        counted = tr("Labels would then count as that class.")
        if labels:
            counted = trn(
                "The {n:,} label of {name} then count as that class.",
                "The {n:,} labels of {name} then count as that class.",
                labels,
                name=source.name,
            )
        self._means.set_text(f"{counted} {tr('The answers themselves stay, and undo takes it back.')}")
        self.set_trouble("")
        self.show()
        self.into.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_trouble(self, sentence: str) -> None:
        self._trouble.set_text(sentence)
        self._trouble.setVisible(bool(sentence))


class FoldButton(CapButton):
    """Opens and closes what stands below it."""

    turned = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", icon="unfold", role="quiet", hug=True)
        self.open = False
        self.clicked.connect(self._turn)

    def _turn(self) -> None:
        self.open = not self.open
        self._icon = "fold" if self.open else "unfold"
        words = tr("Open", about="a list that folds") if self.open else tr("Closed", about="a list that folds")
        self.setAccessibleDescription(words)
        self.update()
        self.turned.emit(self.open)


class ClassEditor(QWidget):
    """The left part of the Protocol page. ``intent`` as of the page."""

    intent = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._view: ProtocolView | None = None
        self._head = Words(theme, tr("Classes"), "title", "text.primary")
        self._count = Words(theme, "", "body", "text.secondary", elide=True)
        self.undo = CapButton(theme, tr("Undo"), trailing=("Ctrl", "Z"), hug=True)
        self.undo.clicked.connect(lambda: self.intent.emit("undo", None))
        self.table = ClassTable(theme, tr("Classes"))
        self.table.acted.connect(self._act)
        self.table.delegate.committed.connect(self._edited)
        self._header = ColumnHeader(theme, self.table)
        self.adding = AddRow(theme)
        self.adding.add.connect(lambda name, definition: self.intent.emit("class_add", (name, definition)))
        self.table.left.connect(lambda: self.adding.name.setFocus(Qt.FocusReason.TabFocusReason))
        self.merging = MergeBar(theme)
        self.merging.merge.connect(self._merge)
        self.merging.dropped.connect(self.drop)
        self._fold = FoldButton(theme)
        self._fold.turned.connect(self._unfold)
        self.gone = ClassTable(theme, tr("Classes that are no longer offered"))
        self.gone.acted.connect(self._act)
        self._trouble = Paragraph(theme, "", "body", "danger.text")
        self._trouble.hide()
        self._card = QFrame()
        self._card.setProperty("card", "plain")
        self._inside = QVBoxLayout(self._card)
        for part in (self._header, rule("soft"), self.table, rule("soft"), self.adding):
            self._inside.addWidget(part, 1 if part is self.table else 0)
        self._top = QHBoxLayout()
        self._top.addWidget(self._head)
        self._top.addWidget(self._count, 1)
        self._top.addWidget(self.undo)
        self._all = QVBoxLayout(self)
        self._all.addLayout(self._top)
        self._all.addWidget(self._trouble)
        # As high as its rows; what is over goes to the end.
        self._all.addWidget(self._card, 1000)
        self._all.addWidget(self.merging)
        self._all.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        self._all.addWidget(self.gone)
        self._all.addStretch(1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(theme.px(10))
        self._top.setSpacing(theme.px(10))
        self._inside.setContentsMargins(1, 1, 1, 1)
        self._inside.setSpacing(0)
        self._room()

    def show_protocol(self, view: ProtocolView) -> None:
        """Draws what differs; focus, an open field and its cursor stay."""
        self._view = view
        names = {item.id: item.name for item in view.classes}
        offered, gone = [], []
        for item in view.classes:
            labels = view.counts.get(item.id, 0)
            if item.merged_into is not None:
                gone.append(
                    TableRow(
                        item, "", labels, tr("counts as {name}", name=names.get(item.merged_into, tr("another class")))
                    )
                )
            elif item.retired:
                gone.append(TableRow(item, "", labels, tr("retired")))
            else:
                key = str(len(offered) + 1) if len(offered) < 9 else ""
                offered.append(TableRow(item, key, labels))
        self.table.set_rows(tuple(offered), not view.read_only)
        self.gone.set_rows(tuple(gone), not view.read_only)
        self._count.set_text(tr("{n:,} offered", n=len(offered)) if offered else tr("None is offered"))
        if self.adding.took({name_key(row.item.name) for row in offered}):
            self.table.scrollToBottom()
        self.adding.setEnabled(not view.read_only)
        self._fold.setVisible(bool(gone))
        self._fold.set_words(tr("No longer offered ({n:,})", n=len(gone)))
        self.gone.setVisible(bool(gone) and self._fold.open)
        if self.merging.source not in {row.item.id for row in offered}:
            self._close_merge()
        self.undo.setEnabled(bool(view.undo_words) and not view.read_only)
        self.undo.setToolTip(plain_tip(tr("Takes back {step}.", step=view.undo_words)) if view.undo_words else "")
        self._say("")
        self._room()

    def _room(self) -> None:
        px, rows, wanted = self._theme.px, len(self.gone.rows.rows), self.table.wanted_height()
        self.gone.setFixedHeight(px(ROW) * min(rows, _GONE_SHOWN) + len(self.gone.rows.troubles) * px(TROUBLE))
        self.table.setMinimumHeight(min(wanted, px(ROW) * _LEAST_SHOWN))
        self.table.setMaximumHeight(wanted)
        self._card.setMaximumHeight(self._header.height() + wanted + self.adding.sizeHint().height() + px(6))
        self._header.update()

    def set_trouble(self, key: str, sentence: str) -> None:
        """A sentence at the field or row concerned: a class id, "add", "merge", else over the list."""
        if key == "add":
            self.adding.set_trouble(sentence)
        elif self.merging.isVisibleTo(self) and key in ("merge", self.merging.source):
            self.merging.set_trouble(sentence)
        elif not self.table.set_trouble(key, sentence) and not self.gone.set_trouble(key, sentence):
            self._say(sentence)
        self._room()

    def _say(self, sentence: str) -> None:
        self._trouble.set_text(sentence)
        self._trouble.setVisible(bool(sentence))

    def first_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop(self) -> bool:
        """Leaves what is open: a field, the question about a merge; False if nothing was."""
        if self.table.drop_edit():
            return True
        if self.merging.isVisibleTo(self):
            self._close_merge()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _close_merge(self) -> None:
        inside = self.merging.isAncestorOf(self.window().focusWidget() or self)
        self.merging.source = ""
        self.merging.hide()
        if inside:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self, class_id: str, column: int, text: str) -> None:
        self.table.clear_trouble(class_id)
        # Kept as a draft until it is in force: what was typed is not lost where it is refused.
        self.table.rows.drafts[class_id, column] = text
        self.intent.emit("class_rename" if column == NAME else "class_define", (class_id, text))
        if class_id not in self.table.rows.troubles:
            self.table.clear_trouble(class_id)

    def _merge(self, class_id: str, into: str) -> None:
        if into:
            self.merging.set_trouble("")
            self.intent.emit("class_merge", (class_id, into))

    def _act(self, class_id: str, action: str) -> None:
        if action == "menu":
            self._menu(class_id)
        elif action == "back":
            self.gone.clear_trouble(class_id)
            self.intent.emit("class_retire", (class_id, False))
        else:
            self._move(class_id, -1 if action == "up" else 1)

    def _move(self, class_id: str, by: int) -> None:
        ids = [row.item.id for row in self.table.rows.rows]
        place = ids.index(class_id)
        if 0 <= place + by < len(ids):
            ids.insert(place + by, ids.pop(place))
            self.intent.emit("class_order", tuple(ids))

    def menu(self, class_id: str) -> QMenu:
        """What can be done with a class."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = self.table.rows.rows
        place = self.table.rows.place(class_id)
        entries = (
            (tr("Move up") + "\tAlt+Up", place > 0, lambda: self._move(class_id, -1)),
            (tr("Move down") + "\tAlt+Down", place < len(rows) - 1, lambda: self._move(class_id, 1)),
            ("", True, None),
            (tr("Retire: no longer offer it"), len(rows) > 1, lambda: self._retire(class_id)),
            (tr("Merge into another class"), len(rows) > 1, lambda: self._ask_merge(class_id)),
        )
        for words, able, do in entries:
            if do is None:
                made.addSeparator()
                continue
            action = QAction(words, made)
            action.setEnabled(able)
            # After the menu has gone: what it does may move the focus.
            action.triggered.connect(lambda _checked=False, do=do: QTimer.singleShot(0, self, do))
            made.addAction(action)
        return made

    def _menu(self, class_id: str) -> None:
        place = self.table.rows.place(class_id)
        box = self.table.visualRect(self.table.rows.index(place, 4))
        at = self.table.viewport().mapToGlobal(QPoint(box.left(), box.top() + self._theme.px(40)))
        self.menu(class_id).popup(at)

    def _retire(self, class_id: str) -> None:
        self.table.clear_trouble(class_id)
        self.intent.emit("class_retire", (class_id, True))

    def _ask_merge(self, class_id: str) -> None:
        rows = self.table.rows.rows
        place = self.table.rows.place(class_id)
        if place >= 0:
            others = tuple(row.item for row in rows if row.item.id != class_id)
            self.merging.open(rows[place].item, rows[place].labels, others)

    def _unfold(self, on: bool) -> None:
        self.gone.setVisible(on and bool(self.gone.rows.rows))
        self._room()
