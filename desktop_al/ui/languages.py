"""The language of the window: chosen once, before the first text is shown."""

import os

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from desktop_al.core import words
from desktop_al.core.languages import PSEUDO, VARIABLE, catalogue, language, nearest
from desktop_al.core.words import ENGLISH

#: The setting that follows the system.
SYSTEM = "system"


class _QtTexts(QTranslator):
    """The texts of Qt's own widgets (menus of text fields, buttons of dialogs), from our translation files."""

    def __init__(self, code: str, parent: QCoreApplication) -> None:
        super().__init__(parent)
        self._texts = catalogue(code).of_qt

    def isEmpty(self) -> bool:
        return not self._texts

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        # An empty text stands for "not here": Qt goes on to the next translator.
        return self._texts.get((context, source), "")


def use_language(app: QCoreApplication, chosen: str) -> str:
    """Have this process, and those it starts, speak the language ``chosen``: a code, or SYSTEM for the one that the
    environment names, else the user's. Returns the code.

    Raises:
        DesktopAlError: the installation is incomplete.
    """
    code = chosen
    if code == SYSTEM:
        code = os.environ.get(VARIABLE) or nearest(QLocale.system().uiLanguages())
    words.use(language(code))
    os.environ[VARIABLE] = code
    if code not in (ENGLISH.code, PSEUDO):
        QLocale.setDefault(QLocale(code))
        QCoreApplication.installTranslator(_QtTexts(code, app))
    return code
