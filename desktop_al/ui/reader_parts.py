"""Buttons and choices as a screen reader presses them, and the window with its menus."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QComboBox, QMenu, QWidget


class ReaderButton(QAccessibleWidget):
    """Of any button; role and state follow what it is at the time. Qt's own interface toggles a button that can be
    checked without a click, which changes its look and does nothing: every button here acts on clicks."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button, QAccessible.Role.Button)
        self._button = button

    def role(self) -> QAccessible.Role:
        button = self._button
        if button.isCheckable():
            return QAccessible.Role.RadioButton if button.autoExclusive() else QAccessible.Role.CheckBox
        return QAccessible.Role.Button

    def text(self, kind: QAccessible.Text) -> str:
        said = super().text(kind)
        return self._button.text().replace("&", "") if not said and kind == QAccessible.Text.Name else said

    def state(self) -> QAccessible.State:
        found, button = super().state(), self._button
        found.checkable, found.checked, found.pressed = button.isCheckable(), button.isChecked(), button.isDown()
        return found

    def actionNames(self) -> list[str]:
        if not self._button.isEnabled():
            return []
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        press = (QAccessibleActionInterface.pressAction(), QAccessibleActionInterface.toggleAction())
        if name not in press:
            super().doAction(name)
        elif self._button.isEnabled():
            # The reader has its answer first: the button may be gone after this.
            QTimer.singleShot(0, self._button, self._button.click)


class ReaderChoice(QAccessibleWidget):
    """Of a field in which one of several is chosen. Under Linux, Qt's own tells what is chosen in the place of the
    name, and so never what the choice is about."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box, QAccessible.Role.ComboBox)
        self._box = box

    def text(self, kind: QAccessible.Text) -> str:
        chosen = self._box.currentText()
        if kind == QAccessible.Text.Name:
            return ": ".join(part for part in (self._box.accessibleName(), chosen) if part)
        return chosen if kind == QAccessible.Text.Value else super().text(kind)

    def state(self) -> QAccessible.State:
        found = super().state()
        found.hasPopup, found.expandable = True, True
        found.expanded = self._box.view().isVisible()
        return found

    def childCount(self) -> int:
        return 1

    def child(self, number: int) -> QAccessibleInterface | None:
        return QAccessible.queryAccessibleInterface(self._box.view()) if number == 0 else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return 0 if child.object() is self._box.view() else -1

    def actionNames(self) -> list[str]:
        opens = [QAccessibleActionInterface.showMenuAction(), QAccessibleActionInterface.pressAction()]
        return [*(opens if self._box.isEnabled() else []), *super().actionNames()]

    def doAction(self, name: str) -> None:
        opens = (QAccessibleActionInterface.showMenuAction(), QAccessibleActionInterface.pressAction())
        if name not in opens:
            super().doAction(name)
        elif self._box.isEnabled():
            QTimer.singleShot(0, self._box, self._box.showPopup)


class ReaderWindow(QAccessibleWidget):
    """Of the window: Qt lists an open menu nowhere, neither below the program nor below what it belongs to."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, QAccessible.Role.Window)
        self._window = window

    def _menus(self) -> list[QMenu]:
        return [menu for menu in self._window.findChildren(QMenu) if menu.isVisible()]

    def childCount(self) -> int:
        return super().childCount() + len(self._menus())

    def child(self, number: int) -> QAccessibleInterface | None:
        own = super().childCount()
        if number < own:
            return super().child(number)
        menus = self._menus()[number - own :]
        return QAccessible.queryAccessibleInterface(menus[0]) if menus else None
