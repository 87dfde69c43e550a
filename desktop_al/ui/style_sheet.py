"""The one style sheet, generated from the tokens. Selects by class and by property only.

Buttons get no least height here: each sets its own, and a rule for it would win over that at every polish, so that a
button would have one height at the start and another after the theme was set again.
"""

from collections.abc import Callable


def style_sheet(colour: Callable[[str], str], px: Callable[[float], int]) -> str:
    """QSS for one theme and scale. ``colour`` maps a token to ``#RRGGBB``, ``px`` scales a length."""
    c = colour
    ring = f"{px(2)}px solid {c('focus.ring')}"
    # A focused border is one pixel wider; the padding gives it back, so nothing shifts.
    pad, pad_focus = px(12), px(12) - (px(2) - 1)
    return f"""
QToolTip {{ background: {c("bg.raised")}; color: {c("text.primary")}; border: 1px solid {c("border.default")};
    padding: {px(4)}px {px(8)}px; }}
QWidget[surface="app"] {{ background: {c("bg.app")}; }}
QWidget[surface="surface"] {{ background: {c("bg.surface")}; }}
QWidget[surface="raised"] {{ background: {c("bg.raised")}; }}
QWidget[surface="canvas"] {{ background: {c("bg.canvas")}; }}
QFrame[rule="h"] {{ background: {c("border.default")}; border: none; min-height: 1px; max-height: 1px; }}
QFrame[rule="v"] {{ background: {c("border.default")}; border: none; min-width: 1px; max-width: 1px; }}
QFrame[rule="soft"] {{ background: {c("border.subtle")}; border: none; min-height: 1px; max-height: 1px; }}
QFrame[card="plain"] {{ background: {c("bg.surface")}; border: 1px solid {c("border.default")};
    border-radius: {px(8)}px; }}
QFrame[card="plain"][chosen="true"] {{ border-color: {c("accent.line")}; }}
QFrame[card="quiet"] {{ background: {c("bg.app")}; border: 1px solid {c("border.default")};
    border-radius: {px(8)}px; }}
QFrame[card="accent"] {{ background: {c("accent.soft")}; border: 1px solid {c("accent.line")};
    border-radius: {px(8)}px; }}
QFrame[card="warning"] {{ background: {c("warning.soft")}; border: 1px solid {c("warning.line")};
    border-radius: {px(8)}px; }}
QFrame[card="drop"] {{ background: transparent; border: 1px dashed {c("border.control")};
    border-radius: {px(8)}px; }}
QFrame[card="drop"][over="true"] {{ background: {c("accent.soft")}; border: 1px solid {c("accent.line")}; }}
QFrame[card="sheet"] {{ background: {c("bg.surface")}; border: {px(1)}px solid {c("border.default")};
    border-radius: {px(8)}px; }}
QFrame[notice="severe"] {{ background: {c("danger.soft")}; border: none;
    border-bottom: 1px solid {c("danger.line")}; }}
QFrame[notice="mild"] {{ background: {c("warning.soft")}; border: none;
    border-bottom: 1px solid {c("warning.line")}; }}
QPushButton, QToolButton {{ outline: none; background: {c("bg.surface")}; color: {c("text.primary")};
    border: 1px solid {c("border.control")}; border-radius: {px(6)}px;
    padding: 0 {pad}px; }}
QToolButton {{ padding: 0 {px(8)}px; }}
QPushButton:hover, QToolButton:hover {{ background: {c("bg.hover")}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {c("bg.pressed")}; }}
QPushButton:checked, QToolButton:checked {{ background: {c("accent.soft")}; border-color: {c("accent.line")};
    color: {c("accent.text")}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c("text.disabled")}; border-color: {c("border.default")};
    background: {c("bg.surface")}; }}
QPushButton:focus {{ border: {ring}; padding: 0 {pad_focus}px; }}
QPushButton[role="action"] {{ border-color: {c("border.default")}; }}
QPushButton[role="action"]:checked {{ border-color: {c("accent.line")}; }}
QPushButton[role="action"]:focus {{ border: {ring}; }}
QPushButton[role="primary"] {{ background: {c("accent.fill")}; color: {c("accent.on")};
    border-color: {c("accent.fill")}; }}
QPushButton[role="primary"]:hover {{ background: {c("accent.fill.hover")}; }}
QPushButton[role="primary"]:pressed {{ background: {c("accent.fill.pressed")}; }}
QPushButton[role="primary"]:focus {{ border: {px(2)}px solid {c("text.primary")}; }}
QPushButton[role="primary"]:disabled {{ background: {c("bg.pressed")}; color: {c("text.secondary")};
    border-color: {c("border.default")}; }}
QPushButton[role="quiet"], QToolButton {{ background: transparent; border-color: transparent; }}
QPushButton[role="quiet"]:hover, QToolButton:hover {{ background: {c("bg.hover")}; }}
QPushButton[role="quiet"]:pressed, QToolButton:pressed {{ background: {c("bg.pressed")}; }}
QPushButton[role="quiet"]:focus, QToolButton:focus {{ border: {ring}; }}
QPushButton[role="quiet"]:checked, QToolButton:checked {{ background: {c("accent.soft")};
    border-color: {c("accent.line")}; color: {c("accent.text")}; }}
QPushButton[role="quiet"]:disabled, QToolButton:disabled {{ background: transparent; border-color: transparent;
    color: {c("text.disabled")}; }}
QPushButton[role="link"] {{ background: transparent; border: 1px solid transparent; color: {c("accent.text")};
    border-radius: {px(4)}px; padding: 0; text-decoration: underline; }}
QPushButton[role="link"]:hover {{ background: {c("bg.hover")}; }}
QPushButton[role="link"]:pressed {{ background: {c("bg.pressed")}; }}
QPushButton[role="link"]:focus {{ border: {ring}; padding: 0; }}
QPushButton[tab="true"] {{ background: transparent; border: none; border-radius: 0;
    border-bottom: {px(2)}px solid transparent; padding: {px(2)}px {px(4)}px 0 {px(4)}px; }}
QPushButton[tab="true"]:checked {{ color: {c("text.primary")}; border-bottom: {px(2)}px solid {c("accent.line")}; }}
QPushButton[tab="true"]:focus {{ background: {c("bg.hover")}; border: {ring};
    padding: 0 {px(4) - px(2)}px 0 {px(4) - px(2)}px; }}
QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}
QLineEdit, QPlainTextEdit, QTextEdit[field="true"] {{ background: {c("bg.surface")}; color: {c("text.primary")};
    border: 1px solid {c("border.control")}; border-radius: {px(6)}px; padding: 0 {px(9)}px;
    selection-background-color: {c("selection.bg")}; selection-color: {c("selection.text")};
    placeholder-text-color: {c("text.muted")}; }}
QLineEdit {{ min-height: {px(30)}px; }}
QPlainTextEdit {{ padding: {px(4)}px {px(6)}px; }}
QLineEdit:focus {{ border: {ring}; padding: 0 {px(9) - (px(2) - 1)}px; min-height: {px(30) - 2 * (px(2) - 1)}px; }}
QPlainTextEdit:focus {{ border: {ring}; padding: {px(4) - (px(2) - 1)}px {px(6) - (px(2) - 1)}px; }}
QSpinBox {{ background: {c("bg.surface")}; color: {c("text.primary")}; border: 1px solid {c("border.control")};
    border-radius: {px(6)}px; selection-background-color: {c("selection.bg")};
    selection-color: {c("selection.text")}; }}
QSpinBox:focus {{ border: {ring}; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; height: 0; border: none; }}
QSpinBox QLineEdit, QSpinBox QLineEdit:focus {{ border: none; padding: 0 {px(8)}px; min-height: 0;
    background: transparent; }}
QSpinBox:disabled {{ color: {c("text.disabled")}; border-color: {c("border.default")}; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {c("text.disabled")}; border-color: {c("border.default")}; }}
QLineEdit[wrong="true"] {{ border-color: {c("danger.line")}; }}
QComboBox[choice="true"] {{ background: {c("bg.surface")}; color: {c("text.primary")};
    border: 1px solid {c("border.control")}; border-radius: {px(6)}px; padding: 0 {px(9)}px; min-height: {px(30)}px;
    combobox-popup: 0; }}
QComboBox[choice="true"]:hover {{ background: {c("bg.hover")}; }}
QComboBox[choice="true"]:focus {{ border: {ring}; padding: 0 {px(9) - (px(2) - 1)}px;
    min-height: {px(30) - 2 * (px(2) - 1)}px; }}
QComboBox[choice="true"]:disabled {{ color: {c("text.disabled")}; border-color: {c("border.default")}; }}
QComboBox[choice="true"]::drop-down {{ border: none; width: {px(22)}px; }}
QComboBox[choice="true"]::down-arrow {{ image: none; }}
QComboBox[choice="true"] QAbstractItemView {{ background: {c("bg.surface")}; color: {c("text.primary")};
    border: 1px solid {c("border.default")}; selection-background-color: {c("selection.bg")};
    selection-color: {c("selection.text")}; outline: none; }}
QListView, QTableView, QGraphicsView, QTextEdit, QScrollArea {{ border: none; background: transparent; outline: none; }}
QListView:window {{ background: {c("bg.surface")}; color: {c("text.primary")}; border: 1px solid {c("border.default")};
    selection-background-color: {c("selection.bg")}; selection-color: {c("selection.text")}; }}
QListWidget {{ border: {px(2)}px solid transparent; border-radius: {px(6)}px; }}
QListWidget:focus {{ border: {ring}; }}
SettingsNav, SettingsNav:focus {{ border: none; }}
QListWidget::item {{ min-height: {px(28)}px; }}
ClassGuide, GuidelineText, NoticeText, RestReasons, VotesView {{ border: {px(2)}px solid transparent; }}
GuidelineText {{ border-radius: {px(7)}px; }}
ClassGuide:focus, GuidelineText:focus, NoticeText:focus, RestReasons:focus, VotesView:focus {{ border: {ring}; }}
QFrame[ring="true"] {{ background: transparent; border: {ring}; }}
QGraphicsView {{ background: {c("bg.canvas")}; }}
QTextEdit[stage="true"] {{ background: {c("bg.app")}; color: {c("text.primary")};
    selection-background-color: {c("selection.bg")}; selection-color: {c("selection.text")}; }}
QMenu {{ background: {c("bg.surface")}; color: {c("text.primary")}; border: 1px solid {c("border.default")};
    padding: {px(4)}px; }}
QMenu::item {{ padding: {px(6)}px {px(20)}px {px(6)}px {px(12)}px; border-radius: {px(4)}px; min-height: {px(20)}px; }}
QMenu::item:selected {{ background: {c("accent.soft")}; color: {c("text.primary")}; }}
QMenu::item:disabled {{ color: {c("text.disabled")}; }}
QMenu::separator {{ height: 1px; background: {c("border.subtle")}; margin: {px(4)}px 0; }}
QSlider[plain="true"] {{ background: transparent; border: {px(2)}px solid transparent; border-radius: {px(6)}px; }}
QSlider[plain="true"]:focus {{ border-color: {c("focus.ring")}; }}
QSlider[plain="true"]::groove:horizontal {{ background: {c("border.control")}; height: {px(4)}px;
    border-radius: {px(2)}px; }}
QSlider[plain="true"]::handle:horizontal {{ background: {c("text.primary")}; width: {px(12)}px;
    margin: -{px(4)}px 0; border-radius: {px(6)}px; }}
QScrollBar:vertical {{ background: transparent; width: {px(10)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(10)}px; margin: 0; }}
QScrollBar::handle {{ background: {c("border.control")}; border-radius: {px(3)}px; margin: {px(2)}px; }}
QScrollBar::handle:vertical {{ min-height: {px(28)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(28)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
