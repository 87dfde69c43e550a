"""The tools above a sample."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_al.core.commands import DEFAULT_KEYS, Keymap
from desktop_al.core.words import tr
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Surface, Words, rule
from desktop_al.ui.window_menu import SIDE, WindowMenu


class StageToolbar(Surface):
    """Name and size of the sample; zoom or reading size, contrast or window, masks, evidence. ``action`` carries a
    command id, ``preset`` the number of a window from 0, -1 for the image's own."""

    action = Signal(str)
    size_step = Signal(int)
    preset = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Sample tools"))
        self._name = Words(theme, "", "body", "text.primary", mono=True, elide=True, px=13)
        self._size = Words(theme, "", "body", "text.secondary")
        self._smaller = CapButton(theme, "A−", role="quiet", height=30, hug=True)
        self._smaller.setAccessibleName(tr("Smaller text"))
        self._larger = CapButton(theme, "A+", role="quiet", height=30, hug=True)
        self._larger.setAccessibleName(tr("Larger text"))
        self._zoom = CapButton(theme, tr("Zoom"), icon="zoom", role="quiet", height=30, hug=True)
        self._number = Words(theme, "", "body", "text.secondary")
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._fit = CapButton(theme, tr("Fit"), role="quiet", height=30, hug=True)
        self._divider = rule("v")
        self._contrast = CapButton(theme, tr("Contrast"), icon="contrast", role="quiet", height=30, hug=True)
        self._evidence = CapButton(
            theme, tr("Evidence"), icon="evidence", trailing=("E",), role="quiet", height=30, hug=True
        )
        self._presets = WindowMenu(theme)
        self._presets.chosen.connect(self.preset)
        self._presets.hide()
        self._mask = CapButton(theme, "", icon="mask", role="quiet", height=30, hug=True)
        for button in (self._contrast, self._mask, self._evidence):
            button.setCheckable(True)
        self._smaller.clicked.connect(lambda: self.size_step.emit(-1))
        self._larger.clicked.connect(lambda: self.size_step.emit(1))
        for button, name in (
            (self._zoom, "zoom_in"),
            (self._fit, "zoom_fit"),
            (self._contrast, "contrast"),
            (self._mask, "mask"),
            (self._evidence, "evidence"),
        ):
            button.clicked.connect(lambda _checked=False, name=name: self.action.emit(name))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._name, 100)
        self._row.addWidget(self._size)
        self._row.addStretch(1)
        self._for_texts = (self._smaller, self._larger)
        self._for_images = (self._zoom, self._fit, self._contrast, self._mask)
        for child in (self._smaller, self._zoom, self._number, self._larger, self._fit, self._divider):
            self._row.addWidget(child)
        for child in (self._contrast, self._presets, self._mask, self._evidence):
            self._row.addWidget(child)
        self._line = rule()
        self._line.setParent(self)
        self._kind = ""
        self._with_evidence = self._with_masks = True
        #: The window in many words and in few, both "" for images that have none.
        self._window = ("", "")
        self._keys: Keymap = DEFAULT_KEYS
        self._tell_keys()
        self.set_theme(theme)

    def set_lead(self, lead: QWidget) -> None:
        """What stands before the name: the way back from a page that has one."""
        self._row.insertWidget(0, lead)

    def look_only(self) -> None:
        """Offers no evidence and no masks on this page."""
        self._with_evidence = self._with_masks = False
        self._evidence.hide()
        self._mask.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.size("stage_toolbar"))
        self._row.setContentsMargins(theme.px(12), 0, theme.px(8), 1)
        self._row.setSpacing(theme.px(4))
        self._divider.setFixedHeight(theme.px(20))
        self._mask.setFixedWidth(theme.px(SIDE))
        self._widen_number()
        self._name.set_theme(theme)
        self._hug_name()

    def resizeEvent(self, event: QEvent) -> None:
        self._line.setGeometry(0, self.height() - 1, self.width(), 1)
        self._fit_tools()

    def _fit_tools(self) -> None:
        px, deep = self._theme.px, bool(self._window[0])
        # The window takes more room than the word contrast.
        narrow = self.width() < px(780 if deep else 520)
        self._size.setVisible(not narrow)
        self._zoom.setVisible(not narrow and self._kind == "image")
        # Evidence takes room; the wheel and the keys zoom all the same.
        tight = self._kind == "image" and self._with_evidence
        self._number.setVisible(not tight or self.width() >= px(400))
        if self._kind == "image":
            self._fit.setVisible(not tight or self.width() >= px(350))
            self._divider.setVisible(self._fit.isVisibleTo(self))
            self._mask.setVisible(self._with_masks and self.width() >= px(440))
            self._contrast.set_words(self._window[self.width() < px(520)] if deep else tr("Contrast"))
            self._presets.setVisible(deep)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.height())

    def set_kind(self, kind: str) -> None:
        if kind != self._kind:
            self._kind = kind
            for button in self._for_images:
                button.setVisible(kind == "image")
            for button in self._for_texts:
                button.setVisible(kind == "text")
            self._presets.hide()
            self._divider.setVisible(kind == "image" or self._with_evidence)
            self._fit_tools()
            self._widen_number()

    def _widen_number(self) -> None:
        """Room for "100 %" or for a reading size."""
        self._number.setFixedWidth(self._theme.px(28 if self._kind == "text" else 52))

    def set_sample(self, name: str, size: str, usable: bool) -> None:
        """Name and size of the sample, and which tools make sense for it."""
        self._name.set_text(name)
        self._hug_name()
        self._name.setToolTip(plain_tip(name))
        self._size.set_text(size)
        for button in (*self._for_images, *self._for_texts):
            button.setEnabled(usable)
        if not usable:
            self._number.set_text("")

    def _hug_name(self) -> None:
        """The size stands right behind the name."""
        self._name.setMaximumWidth(self._name.fontMetrics().horizontalAdvance(self._name.text()) + 4)

    def tools(self) -> tuple[CapButton, ...]:
        """The buttons from left to right."""
        left = (self._smaller, self._zoom, self._larger, self._fit)
        return (*left, self._contrast, self._presets, self._mask, self._evidence)

    def set_keys(self, keys: Keymap) -> None:
        """The key printed on a button follows the command's."""
        self._keys = keys
        self._evidence.set_trailing(keys["evidence"][:1])
        self._tell_keys()

    def set_window(self, words: str, short: str, presets: Sequence[str]) -> None:
        """The window of a deep image and its presets; "" for an image that has none."""
        self._presets.set_presets(presets)
        if (words, short) != self._window:
            deep_before, self._window = bool(self._window[0]), (words, short)
            self._fit_tools()
            if deep_before != bool(words):
                self._tell_keys()

    def _tell_keys(self) -> None:
        between = f" {tr('or', about='keys')} "
        contrast, mask = (f" ({between.join(own)})" if (own := self._keys[c]) else "" for c in ("contrast", "mask"))
        if self._window[0]:
            tip = tr(
                "Window and level{keys}, or drag with the right button: across for the window, up and down for "
                "the level. It stays for the next image of this kind until you reset it or choose another.",
                keys=contrast,
            )
            self._contrast.setToolTip(plain_tip(tip))
        else:
            self._contrast.setToolTip(plain_tip(tr("Contrast and brightness") + contrast))
        self._mask.setAccessibleName(tr("Mask"))
        self._mask.setToolTip(plain_tip(tr("Mask a part of the image") + mask))

    def set_number(self, words: str) -> None:
        self._number.set_text(words)

    def set_evidence(self, offered: bool, on: bool) -> None:
        """Whether there is evidence for the sample on screen, and whether it is switched on."""
        self._evidence.setEnabled(offered)
        self._evidence.setChecked(offered and on)

    def set_checked(self, contrast: bool | None = None, evidence: bool | None = None, mask: bool | None = None) -> None:
        if mask is not None:
            self._mask.setChecked(mask)
        if contrast is not None:
            self._contrast.setChecked(contrast)
        if evidence is not None:
            self._evidence.setChecked(evidence)
