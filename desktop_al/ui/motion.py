"""Whether anything may move or light up by itself: not when the annotator or the system asks for less motion."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyle

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
_asked = False


def reduce(asked: bool) -> None:
    """The setting of the annotator; from now on. Menus, lists and tooltips come at once in any case."""
    global _asked
    _asked = asked
    for effect in _EFFECTS:
        QApplication.setEffectEnabled(effect, False)


def reduced() -> bool:
    return _asked or system_asks()


def system_asks() -> bool:
    """Whether the desktop has switched animations off, as far as Qt is told of it; not every desktop tells."""
    style = QApplication.style() if QApplication.instance() is not None else None
    return style is not None and style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
