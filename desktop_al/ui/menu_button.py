"""Buttons of the top bar that open a menu: the project, and who labels in it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from desktop_al.core.words import tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.cut_words import one_line
from desktop_al.ui.icons import paint_icon
from desktop_al.ui.theme import Theme

#: Letters of a name in a menu; the button's tool tip and the page have all of them.
_MENU_LETTERS = 60


class MenuButton(QPushButton):
    """A name with a caret; long names are elided, never the caret. ``most`` is its width at 100 %."""

    def __init__(self, theme: Theme, what: str, most: int, icon: str = "", colour: str = "text.primary") -> None:
        super().__init__()
        self._name, self._what, self._most, self._icon, self._token = "", what, most, icon, colour
        self.setProperty("role", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.px(32))
        self.updateGeometry()

    def set_name(self, name: str) -> None:
        if name != self._name:
            self._name = name
            self.setAccessibleName(tr("{what} {name}, menu", what=self._what, name=one_line(name)))
            self.setToolTip(plain_tip(name))
            self.updateGeometry()
            self.update()

    def _left(self) -> int:
        return self._theme.px(8 + 16 + 6 if self._icon else 8)

    def _around(self) -> int:
        return self._left() + self._theme.px(6 + 14 + 8)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(one_line(self._name)) + self._around() + 2
        return QSize(min(wide, self._theme.px(self._most)), self._theme.px(32))

    def minimumSizeHint(self) -> QSize:
        # The icon says enough where there is no room for a name.
        return QSize(self._around() if self._icon else self._theme.px(80), self._theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        option.features &= ~QStyleOptionButton.ButtonFeature.HasMenu
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        left, room, ink = self._left(), self.width() - self._around(), theme.colour(self._token)
        if self._icon:
            side = theme.px(16)
            paint_icon(painter, self._icon, QRect(theme.px(8), (self.height() - side) // 2, side, side), ink)
        name = self.fontMetrics().elidedText(one_line(self._name), Qt.TextElideMode.ElideMiddle, room + 2)
        if self._icon and room < theme.px(24) and name != one_line(self._name):
            name = ""
        painter.setPen(ink)
        painter.setFont(self.font())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRect(left, 0, room + 2, self.height()), flags, name)
        side = theme.px(14)
        left += self.fontMetrics().horizontalAdvance(name) + (theme.px(6) if name else 0)
        paint_icon(painter, "menu", QRect(left, (self.height() - side) // 2 + 1, side, side), ink)
        painter.end()

    def unfold(self, menu: QMenu) -> None:
        """Open ``menu`` below the button; it goes when it is closed."""
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + self._theme.px(4))))


class ProjectButton(MenuButton):
    """The project's name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Project"), 320)

    def set_theme(self, theme: Theme) -> None:
        self.setFont(theme.font("label", 600, 15))
        super().set_theme(theme)


class AnnotatorButton(MenuButton):
    """Who labels here. ``chosen`` carries a name from the menu, ``page`` that the page about all of them is asked
    for; ``unfolding`` comes before the menu is made, so that it can be told the names."""

    chosen = Signal(str)
    page = Signal()
    unfolding = Signal()

    def __init__(self, theme: Theme) -> None:
        self._names: tuple[str, ...] = ()
        self._words = ""
        super().__init__(theme, tr("Annotator"), 232, "annotator", "text.secondary")
        self.clicked.connect(self.open_menu)

    def set_theme(self, theme: Theme) -> None:
        self.setFont(theme.font("body"))
        super().set_theme(theme)

    def set_names(self, names: Sequence[str], words: str = "") -> None:
        """The annotators there are to choose from; ``words`` says why there is nobody else, if that needs saying."""
        self._names, self._words = tuple(names), words

    def menu_of_names(self) -> QMenu:
        """The menu as it would open now."""
        menu = QMenu(self)
        menu.setFont(self._theme.font("body"))
        menu.setAccessibleName(tr("Annotators"))
        group = QActionGroup(menu)
        for name in self._names:
            action = menu.addAction(menu_words(name))
            action.setCheckable(True)
            action.setActionGroup(group)
            action.setChecked(name == self._name)
            action.triggered.connect(lambda _checked=False, name=name: self._choose(name))
        if self._words:
            menu.addAction(self._words).setEnabled(False)
        menu.addSeparator()
        more: QAction = menu.addAction(tr("Annotators and study"))
        more.triggered.connect(self.page)
        return menu

    def open_menu(self) -> None:
        self.unfolding.emit()
        self.unfold(self.menu_of_names())

    def _choose(self, name: str) -> None:
        if name != self._name:
            self.chosen.emit(name)


def menu_words(name: str) -> str:
    """A name in a menu: there "&" would mark a key and a tab what stands at the right."""
    words = one_line(name)
    short = words if len(words) <= _MENU_LETTERS else f"{words[: _MENU_LETTERS - 1]}…"
    return short.replace("&", "&&")
