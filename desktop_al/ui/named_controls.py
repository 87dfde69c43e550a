"""Controls of settings whose values are names from a table elsewhere: a button that unfolds, a class, a file."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QSizePolicy

from desktop_al.core.settings import MAX_NAME, Setting
from desktop_al.core.shapes import LabelClass
from desktop_al.core.words import mark, tr
from desktop_al.ui.choose import Choose
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton

_LEAST, _CHOICE = 120, 200


class NamedButton(CapButton):
    """The title of what is chosen; pressed, it unfolds what there is to choose. ``committed`` carries a name."""

    committed = Signal(str)

    def __init__(self, theme: Theme, setting: Setting) -> None:
        super().__init__(theme, str(setting.default), icon="unfold", hug=True)
        self._title = tr(setting.title)
        self._names: dict[str, str] = {}
        self._value = str(setting.default)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST), super().minimumSizeHint().height())

    def set_names(self, names: Mapping[str, str]) -> None:
        """Name -> words."""
        self._names = dict(names)
        self.set_value(self._value)

    def add_name(self, name: str, words: str) -> None:
        """The words of one more name."""
        self._names[name] = words

    def words_of(self, value: object) -> str:
        """A value in words."""
        return self._names.get(str(value), str(value))

    def set_value(self, value: object) -> None:
        """Shows ``value``; says nothing."""
        self._value = str(value)
        self.set_words(self.words_of(value))
        self.setAccessibleName(f"{self._title}: {self.words_of(value)}")


class ClassChoice(Choose):
    """One of the project's classes, or none. ``committed`` carries its id."""

    committed = Signal(str)

    def __init__(self, theme: Theme, setting: Setting) -> None:
        self._classes: dict[str, str] = {}
        super().__init__(theme, tr(setting.title))
        self.set_classes(())
        self.currentIndexChanged.connect(lambda _: self.committed.emit(str(self.currentData() or "")))

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.setMinimumWidth(theme.px(_LEAST))
        self.setMaximumWidth(theme.px(_CHOICE))

    def set_classes(self, classes: tuple[LabelClass, ...]) -> None:
        """What there is to choose."""
        self._classes = {c.id: c.name for c in classes}
        self.set_choices([(tr("No class"), "", None), *((c.name, c.id, None) for c in classes)])

    def words_of(self, value: object) -> str:
        """A value in words."""
        return self._classes.get(str(value), tr("No class"))

    def set_value(self, value: object) -> None:
        """Shows ``value``; says nothing."""
        self.choose(value)


class FileButton(CapButton):
    """The name of a file, or that there is none; pressed, it asks for one. ``committed`` carries its path."""

    committed = Signal(str)
    NOTHING, CHOOSE = mark("None"), mark("Choose a file")

    def __init__(self, theme: Theme, setting: Setting) -> None:
        super().__init__(theme, "", hug=True)
        self._title = tr(setting.title)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._ask)
        self.set_value(setting.default)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST), super().minimumSizeHint().height())

    def words_of(self, value: object) -> str:
        """A value in words."""
        return Path(str(value)).name if value else tr(self.NOTHING)

    def set_value(self, value: object) -> None:
        """Shows ``value``; says nothing."""
        self.set_words(Path(str(value)).name if value else tr(self.CHOOSE))
        self.setAccessibleName(f"{self._title}: {self.words_of(value)}")
        self.setToolTip(plain_tip(str(value)))

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self._title, "", "ONNX (*.onnx)")
        if chosen:
            self.committed.emit(chosen)


class FolderButton(FileButton):
    """The name of a folder, or that there is none; pressed, it asks for one. ``committed`` carries its path."""

    NOTHING, CHOOSE = mark("Beside each project"), mark("Choose a folder")

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._title)
        if chosen:
            self.committed.emit(chosen)


class WordsField(QLineEdit):
    """Words that are typed. ``committed`` carries them when the field is left or Return is pressed."""

    committed = Signal(str)

    def __init__(self, theme: Theme, setting: Setting) -> None:
        super().__init__()
        self._value = str(setting.default)
        self.setAccessibleName(tr(setting.title))
        self.setPlaceholderText(tr("None"))
        self.setMaxLength(MAX_NAME)
        self.editingFinished.connect(self._finished)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.setFont(theme.font("body"))
        self.setFixedSize(theme.px(_CHOICE), theme.px(32))

    def words_of(self, value: object) -> str:
        """A value in words."""
        return str(value) or tr("None")

    def set_value(self, value: object) -> None:
        """Shows ``value``; says nothing."""
        self._value = str(value)
        if self.text() != self._value:
            self.setText(self._value)

    def _finished(self) -> None:
        typed = " ".join(self.text().split())
        if typed != self._value:
            self.committed.emit(typed)


Named = NamedButton | ClassChoice | FileButton | WordsField
_CONTROLS: dict[str, type[ClassChoice] | type[FileButton] | type[WordsField]] = {
    "wanted": ClassChoice,
    "own_network": FileButton,
    "backup_folder": FolderButton,
    "dicom_tags": WordsField,
}


def named_control(theme: Theme, setting: Setting) -> Named:
    """The control of a setting of the kind "name"."""
    return _CONTROLS.get(setting.id, NamedButton)(theme, setting)
