"""What the program is, what it stands on and under which licences, from the metadata of the installed packages."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import metadata

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_al.core.program import FROM_SOURCE, PACKAGE, licence_folder, program_version
from desktop_al.core.words import mark, tr
from desktop_al.ui.settings_rows import Card
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Paragraph, Words

NO_NETWORK = mark("The program opens no network connection. There are no accounts, and nothing is reported.")
#: What the program needs at run time, where it runs from its source and nobody has installed it.
_NEEDED = (
    *("PySide6-Essentials", "numpy", "scipy", "scikit-learn", "opencv-python-headless"),
    *("onnxruntime", "pyqtgraph", "qtawesome", "font-source-sans-pro", "platformdirs", "charset-normalizer", "psutil"),
    *("PyYAML", "sqlcipher3", "argon2-cffi", "cryptography", "pydicom", "python-gdcm"),
)
_LICENCE = "BSD-3-Clause"


@dataclass(frozen=True, slots=True)
class Part:
    """A package that the program stands on; ``licence`` is a short name or expression."""

    name: str
    version: str
    licence: str


def program_licence() -> str:
    try:
        return _licence(metadata.metadata(PACKAGE)) or _LICENCE
    except metadata.PackageNotFoundError:
        return _LICENCE


def needed_packages() -> tuple[str, ...]:
    """Names of the packages needed at run time, without those of the extras."""
    try:
        lines = metadata.requires(PACKAGE) or ()
    except metadata.PackageNotFoundError:
        return _NEEDED
    names = (re.match(r"[\w.-]+", line) for line in lines if "extra ==" not in line)
    # A build may write names in lower case; they are shown as their makers write them.
    known = {name.casefold(): name for name in _NEEDED}
    return tuple(known.get(found.group().casefold(), found.group()) for found in names if found)


@cache
def parts() -> tuple[Part, ...]:
    """Those of them that are installed."""
    found = []
    for name in needed_packages():
        try:
            own = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        found.append(Part(name, own["Version"] or "", _licence(own) or tr("see its package")))
    return tuple(found)


def _licence(own: metadata.PackageMetadata) -> str:
    """The licence as an expression, as short free text, or as a classifier."""
    # A long text is the licence itself, not its name.
    for name in ("License-Expression", "License"):
        words = str(own[name]) if name in own else ""
        if words and len(words) < 80 and "\n" not in words:
            return words
    classifiers = own.get_all("Classifier") or []
    return next((c.rsplit(" :: ", 1)[-1] for c in classifiers if c.startswith("License ::")), "")


class _Parts(QWidget):
    """Name, version and licence of every part, one line each."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(2, 1)
        self.set_theme(theme)
        top = Qt.AlignmentFlag.AlignTop
        for place, part in enumerate(parts()):
            self._grid.addWidget(Words(theme, part.name, "caption", "text.primary"), place, 0, top)
            self._grid.addWidget(Words(theme, part.version, "caption", "text.secondary"), place, 1, top)
            self._grid.addWidget(Paragraph(theme, part.licence, "caption", "text.secondary"), place, 2)

    def set_theme(self, theme: Theme) -> None:
        self._grid.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(4))


class _Lead(QWidget):
    """Version, licence and the sentence about the network."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        version = program_version()
        shown = tr("Version {version}", version=version) if version != FROM_SOURCE else tr("Runs from its source")
        self._rows.addWidget(Words(theme, f"desktop_al. {shown}", "body", "text.primary", 600))
        self._rows.addWidget(
            Paragraph(
                theme,
                f"{tr('Licence {name}.', name=program_licence())} {tr(NO_NETWORK)}",
                "caption",
            )
        )
        folder = licence_folder()
        if folder is not None:
            told = tr("The licences of all parts lie in {folder}.", folder=folder)
            self._rows.addWidget(Paragraph(theme, told, "caption"))
        self.security = CapButton(theme, tr("Security"), icon="shield", hug=True)
        self._rows.addWidget(self.security, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._rows.setContentsMargins(0, theme.px(4), 0, theme.px(8))
        self._rows.setSpacing(theme.px(6))


class AboutCard(Card):
    """About desktop_al. ``command`` carries a command id."""

    command = Signal(str)

    def __init__(self, theme: Theme) -> None:
        lead = _Lead(theme)
        super().__init__(theme, "about", "about", tr("About"), (lead, _Parts(theme)))
        lead.security.clicked.connect(lambda: self.command.emit("security"))

    def matches(self, text: str) -> bool:
        return text in f"{tr('about version licence security')} desktop_al {' '.join(needed_packages())}".casefold()
