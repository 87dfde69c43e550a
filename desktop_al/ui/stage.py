"""The middle of the Label page: toolbar, and below it the sample or the card in its place."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop_al.core.commands import Keymap
from desktop_al.loop.screen import Evidence, ImageContent, LabelScreen, SampleScreen, TextContent, Unreadable
from desktop_al.ui.card import Card, show_unreadable
from desktop_al.ui.class_model import plain_tip
from desktop_al.ui.empty import empty_card, show_empty
from desktop_al.ui.focus import by_key
from desktop_al.ui.image_stage import STEP, ImageStage
from desktop_al.ui.notice import NoticeBar
from desktop_al.ui.text_stage import TextStage
from desktop_al.ui.theme import Theme
from desktop_al.ui.widgets import CapButton, Paragraph, Surface, Words, rule, surface


class StageToolbar(Surface):
    """Name and size of the sample; zoom or reading size, contrast, evidence. ``action`` carries a command id."""

    action = Signal(str)
    size_step = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Sample tools")
        self._name = Words(theme, "", "body", "text.primary", mono=True, elide=True, px=13)
        self._size = Words(theme, "", "body", "text.secondary")
        self._smaller = CapButton(theme, "A−", role="quiet", height=30, hug=True)
        self._smaller.setAccessibleName("Smaller text")
        self._larger = CapButton(theme, "A+", role="quiet", height=30, hug=True)
        self._larger.setAccessibleName("Larger text")
        self._zoom = CapButton(theme, "Zoom", icon="zoom", role="quiet", height=30, hug=True)
        self._number = Words(theme, "", "body", "text.secondary")
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._fit = CapButton(theme, "Fit", role="quiet", height=30, hug=True)
        self._divider = rule("v")
        self._contrast = CapButton(theme, "Contrast", icon="contrast", role="quiet", height=30, hug=True)
        self._evidence = CapButton(
            theme, "Evidence", icon="evidence", trailing=("E",), role="quiet", height=30, hug=True
        )
        for button in (self._contrast, self._evidence):
            button.setCheckable(True)
        self._smaller.clicked.connect(lambda: self.size_step.emit(-1))
        self._larger.clicked.connect(lambda: self.size_step.emit(1))
        for button, name in (
            (self._zoom, "zoom_in"),
            (self._fit, "zoom_fit"),
            (self._contrast, "contrast"),
            (self._evidence, "evidence"),
        ):
            button.clicked.connect(lambda _checked=False, name=name: self.action.emit(name))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._name, 100)
        self._row.addWidget(self._size)
        self._row.addStretch(1)
        self._for_texts = (self._smaller, self._larger)
        self._for_images = (self._zoom, self._fit, self._contrast)
        for child in (self._smaller, self._zoom, self._number, self._larger, self._fit, self._divider):
            self._row.addWidget(child)
        self._row.addWidget(self._contrast)
        self._row.addWidget(self._evidence)
        self._line = rule()
        self._line.setParent(self)
        self._kind = ""
        self._with_evidence = True
        self.set_theme(theme)

    def set_lead(self, lead: QWidget) -> None:
        """What stands before the name: the way back from a page that has one."""
        self._row.insertWidget(0, lead)

    def without_evidence(self) -> None:
        """Offers no evidence on this page."""
        self._with_evidence = False
        self._evidence.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedHeight(theme.size("stage_toolbar"))
        self._row.setContentsMargins(theme.px(12), 0, theme.px(8), 1)
        self._row.setSpacing(theme.px(4))
        self._divider.setFixedHeight(theme.px(20))
        self._widen_number()
        self._name.set_theme(theme)
        self._hug_name()

    def resizeEvent(self, event: QEvent) -> None:
        self._line.setGeometry(0, self.height() - 1, self.width(), 1)
        self._fit_tools()

    def _fit_tools(self) -> None:
        narrow = self.width() < self._theme.px(520)
        self._size.setVisible(not narrow)
        self._zoom.setVisible(not narrow and self._kind == "image")

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.height())

    def set_kind(self, kind: str) -> None:
        if kind != self._kind:
            self._kind = kind
            for button in self._for_images:
                button.setVisible(kind == "image")
            for button in self._for_texts:
                button.setVisible(kind == "text")
            # Evidence marks words of texts; images have none yet.
            self._evidence.setVisible(kind == "text" and self._with_evidence)
            self._divider.setVisible(kind == "image" or self._with_evidence)
            self._fit_tools()
            self._widen_number()

    def _widen_number(self) -> None:
        """Room for "100 %" or for a reading size."""
        self._number.setFixedWidth(self._theme.px(28 if self._kind == "text" else 52))

    def set_sample(self, name: str, size: str, usable: bool, evidence: bool) -> None:
        """Name and size of the sample, and which tools make sense for it."""
        self._name.set_text(name)
        self._hug_name()
        self._name.setToolTip(plain_tip(name))
        self._size.set_text(size)
        for button in (*self._for_images, *self._for_texts):
            button.setEnabled(usable)
        self._evidence.setEnabled(evidence)
        if not usable:
            self._number.set_text("")

    def _hug_name(self) -> None:
        """The size stands right behind the name."""
        self._name.setMaximumWidth(self._name.fontMetrics().horizontalAdvance(self._name.text()) + 4)

    def tools(self) -> tuple[CapButton, ...]:
        """The buttons from left to right."""
        return (self._smaller, self._zoom, self._larger, self._fit, self._contrast, self._evidence)

    def set_keys(self, keys: Keymap) -> None:
        """The key printed on a button follows the command's."""
        self._evidence.set_trailing(keys["evidence"][:1])

    def set_number(self, words: str) -> None:
        self._number.set_text(words)

    def set_checked(self, contrast: bool | None = None, evidence: bool | None = None) -> None:
        if contrast is not None:
            self._contrast.setChecked(contrast)
        if evidence is not None:
            self._evidence.setChecked(evidence)


class Waiting(QWidget):
    """A still block of the final size while a sample is read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "canvas")
        self._words = Paragraph(theme, "", "body", "text.secondary", centre=True)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._words, 0, Qt.AlignmentFlag.AlignVCenter)

        self._late = QTimer(self, singleShot=True, interval=2000)
        self._late.timeout.connect(lambda: self._words.set_text(f"Reading the {self._kind}"))
        self._kind = "image"

    def begin(self, kind: str) -> None:
        """Words come only after two seconds: most reads are over before anyone could read them."""
        self._kind = kind
        self._words.set_text("")
        self._late.start()

    def hideEvent(self, event: QEvent) -> None:
        self._late.stop()


class Stage(QWidget):
    """Draws one sample. ``action`` carries a command id, ``retry`` asks to read the file again."""

    action = Signal(str)
    retry = Signal()
    notice_acted = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "canvas")
        self.toolbar = StageToolbar(theme)
        self.image = ImageStage(theme)
        self.text = TextStage(theme)
        self.unreadable = Card(theme, "unreadable", "warning")
        self.empty = empty_card(theme)
        self.waiting = Waiting(theme)
        self.evidence_on = False
        self._content: object = None
        self._stack = QStackedLayout()
        for child in (self.image, self.text, self.unreadable, self.empty, self.waiting):
            # What a stack shows before it has a place would come up as a window.
            child.setParent(self)
            self._stack.addWidget(child)
        self._all = QVBoxLayout(self)
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(0)
        self._all.addWidget(self.toolbar)
        self._all.addLayout(self._stack, 1)
        self._ring = QFrame(self)
        self._ring.setProperty("ring", True)
        self._ring.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ring.hide()
        self.image.ringed.connect(self._show_ring)
        self.text.ringed.connect(self._show_ring)
        self.notice = NoticeBar(theme, self)
        # The layout puts what it turns to above everything else.
        self._stack.currentChanged.connect(lambda: self.notice.raise_())
        self.toolbar.action.connect(self.action)
        self.toolbar.size_step.connect(self.text.change_size)
        self.image.zoomed.connect(self._show_number)
        self.text.size_changed.connect(self._show_number)
        self.unreadable.acted.connect(self._unreadable_acted)
        self.empty.acted.connect(self.action)
        self.notice.acted.connect(self.notice_acted)

    def resizeEvent(self, event: QEvent) -> None:
        self.notice.follow()
        self._ring.hide()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._show_ring(by_key(event))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring.hide()

    def _show_ring(self, on: bool) -> None:
        """Around the sample, when Tab or F6 brought the focus there: otherwise it is there anyway."""
        self._ring.setVisible(on)
        if on:
            top = self.toolbar.height()
            self._ring.setGeometry(0, top, self.width(), self.height() - top)
            self._ring.raise_()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def _unreadable_acted(self, action: str) -> None:
        if action == "retry":
            self.retry.emit()
        else:
            self.action.emit(action)

    def _show_number(self, _number: int = 0) -> None:
        shown = self._stack.currentWidget()
        if shown is self.text:
            self.toolbar.set_number(str(self.text.reading_size()))
        elif shown is self.image:
            self.toolbar.set_number(f"{self.image.percent()} %")

    def shown(self) -> QWidget:
        """The widget in the place of the sample."""
        return self._stack.currentWidget()

    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Puts the focus on what stands in the place of the sample."""
        shown = self.shown()
        self._ring.hide()
        if isinstance(shown, Card):
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setFocus(reason)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            (shown if shown is not self.waiting else self).setFocus(reason)

    def show_screen(self, screen: LabelScreen, fresh: bool) -> None:
        """Draws the sample if it is another one or its content arrived."""
        self.toolbar.set_kind(screen.kind)
        sample = screen.sample
        if sample is None:
            self._content = None
            show_empty(self.empty, screen)
            self.toolbar.set_sample("", "", False, False)
            self._stack.setCurrentWidget(self.empty)
            return
        if fresh or sample.content is not self._content:
            self._content = sample.content
            self._draw(sample)
        self._describe(screen, sample)

    def _draw(self, sample: SampleScreen) -> None:
        content = sample.content
        if self.image.contrast_mode:
            self.set_contrast(False)
        if isinstance(content, ImageContent):
            self.toolbar.set_sample(sample.name, f"{content.width} × {content.height} px", True, False)
            self._stack.setCurrentWidget(self.image)
            self.image.set_image(content.pixels, content.width)
        elif isinstance(content, TextContent):
            words = f"{content.words:,} {'word' if content.words == 1 else 'words'}"
            self.toolbar.set_sample(sample.name, words, True, sample.offer is not None)
            self.toolbar.set_checked(evidence=self.evidence_on and sample.offer is not None)
            self._stack.setCurrentWidget(self.text)
            self.text.set_text(content.text)
        elif isinstance(content, Unreadable):
            self.toolbar.set_sample(sample.name, "", False, False)
            show_unreadable(self.unreadable, sample.kind, content.cause, sample.name)
            self._stack.setCurrentWidget(self.unreadable)
        else:
            self.toolbar.set_sample(sample.name, "", False, False)
            self.waiting.begin(sample.kind)
            self._stack.setCurrentWidget(self.waiting)
        self._show_number()

    def _describe(self, screen: LabelScreen, sample: SampleScreen) -> None:
        description = f"{sample.reason.word}."
        if sample.offer is not None and 0 <= sample.offer.suggested < len(screen.classes):
            name = screen.classes[sample.offer.suggested].name
            probability = sample.offer.probabilities[sample.offer.suggested]
            description += f" Suggested: {name}, {probability * 100:.0f} percent."
        shown = self.shown()
        shown.setAccessibleName(f"Sample {sample.name}, {sample.kind}")
        shown.setAccessibleDescription(description)

    def set_evidence(self, evidence: Evidence | None) -> None:
        if self.shown() is self.text:
            self.text.set_evidence(evidence)

    def set_contrast(self, on: bool) -> None:
        self.image.set_contrast_mode(on)
        self.toolbar.set_checked(contrast=self.image.contrast_mode)

    def zoom(self, command: str) -> None:
        """zoom_in, zoom_out, zoom_fit: of the picture, or of the reading font."""
        if self.shown() is self.image:
            if command == "zoom_fit":
                self.image.fit()
            else:
                self.image.zoom_by(STEP if command == "zoom_in" else 1 / STEP)
        elif self.shown() is self.text:
            size = self.text.reading_size()
            self.text.change_size({"zoom_in": 1, "zoom_out": -1}.get(command, 18 - size))

    def hold(self, on: bool) -> None:
        """Space down or up."""
        shown = self.shown()
        if isinstance(shown, ImageStage | TextStage):
            shown.hold() if on else shown.release()
