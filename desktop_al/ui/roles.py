"""What the parts that this program draws itself are to a screen reader: Qt knows the roles of its own parts only."""

import sys

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QApplication, QComboBox, QWidget

from desktop_al.ui.reader_parts import ReaderButton, ReaderChoice, ReaderWindow

_ROLE = QAccessible.Role
#: Class -> role. What a class is derived from counts too, unless it stands here itself.
ROLES = {
    "Window": _ROLE.Window,
    **dict.fromkeys(("TopBar", "PageHeader", "StageToolbar", "FilterBar", "AuditFilterBar"), _ROLE.ToolBar),
    **dict.fromkeys(("AgreementFilter", "FrameBar"), _ROLE.ToolBar),
    "StatusBar": _ROLE.StatusBar,
    **dict.fromkeys(("Paragraph", "Caps", "AnswerLine", "BigFigure", "Legend"), _ROLE.StaticText),
    **dict.fromkeys(("ImageView", "IconView", "Preview", "ExampleTile", "ClosestView"), _ROLE.Graphic),
    **dict.fromkeys(("KeyboardPicture", "VisionRows"), _ROLE.Graphic),
    **dict.fromkeys(("LearningCurve", "PacePlot", "ReliabilityPlot", "RunningPlot", "SmallPlot"), _ROLE.Chart),
    **dict.fromkeys(("WidthPlot", "IntervalBar"), _ROLE.Chart),
    **dict.fromkeys(("NoticeBar", "WarningBar", "WarningCard", "TroubleCard"), _ROLE.AlertMessage),
    **dict.fromkeys(("Inspector", "History", "Tray", "ReasonView", "ClassPanel", "Stage", "Card"), _ROLE.Grouping),
    **dict.fromkeys(("CaseStage", "CaseList", "CaseInspector", "BatchInspector", "SamplesInspector"), _ROLE.Grouping),
    **dict.fromkeys(("SegmentedChoice", "OptionList", "TickList", "Field", "PassphraseField"), _ROLE.Grouping),
    **dict.fromkeys(("RestView", "RestReasons", "NoticeText", "VoteRow"), _ROLE.Note),
    "VotesView": _ROLE.Grouping,
    "ClassGuide": _ROLE.Document,
    "RuleScroll": _ROLE.Document,
    "ShortcutSheet": _ROLE.Dialog,
}
_TOLD = "desktop_al_roles"
#: With no class of ours before them, Qt's own interface does: they are never checked here.
_QT_BUTTONS = ("QPushButton", "QToolButton", "QAbstractButton", "QTableCornerButton")


def _made(name: str, thing: QObject | None) -> QAccessibleWidget | None:
    """Called by Qt for the class of a part, then for what that is derived from."""
    if isinstance(thing, QAbstractButton):
        return ReaderButton(thing) if name not in _QT_BUTTONS else None
    if sys.platform == "linux" and name == "Choose" and isinstance(thing, QComboBox):
        return ReaderChoice(thing)
    role = ROLES.get(name)
    if role == _ROLE.Window and isinstance(thing, QWidget):
        return ReaderWindow(thing)
    return QAccessibleWidget(thing, role) if role is not None and isinstance(thing, QWidget) else None


def tell_roles(app: QApplication) -> None:
    """Once for a program."""
    if not app.property(_TOLD):
        app.setProperty(_TOLD, True)
        QAccessible.installFactory(_made)
