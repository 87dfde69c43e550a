"""The middle of the Label page: toolbar, and below it the sample or the card in its place."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from desktop_al.core.plain_names import plain
from desktop_al.core.words import mark, tr, trn
from desktop_al.loop.beside_screen import Heat, Shown, Unexplained
from desktop_al.loop.screen import Evidence, ImageContent, LabelScreen, SampleScreen, TextContent, Unreadable
from desktop_al.ui.card import Card, show_unreadable
from desktop_al.ui.empty import empty_card, show_empty
from desktop_al.ui.focus import by_key
from desktop_al.ui.frame_bar import FrameBar
from desktop_al.ui.image_stage import ImageStage
from desktop_al.ui.image_view import STEP
from desktop_al.ui.notice import NoticeBar
from desktop_al.ui.stage_toolbar import StageToolbar
from desktop_al.ui.text_stage import TextStage
from desktop_al.ui.theme import Theme
from desktop_al.ui.warning_bar import WarningBar
from desktop_al.ui.widgets import Paragraph, surface

#: Commands that turn to another frame: by so many, or to one.
_FRAMES = {"frame_next": (1, 0), "frame_previous": (-1, 0), "frame_first": (0, 0), "frame_last": (0, -1)}


_READING = {"image": mark("Reading the image"), "text": mark("Reading the text")}
_SAMPLE_NAMES = {"image": mark("Sample {name}, image"), "text": mark("Sample {name}, text")}


class Waiting(QWidget):
    """A still block of the final size while a sample is read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        surface(self, "canvas")
        self._words = Paragraph(theme, "", "body", "text.secondary", centre=True)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._words, 0, Qt.AlignmentFlag.AlignVCenter)

        self._late = QTimer(self, singleShot=True, interval=2000)
        self._late.timeout.connect(lambda: self._words.set_text(tr(_READING.get(self._kind, ""))))
        self._kind = "image"

    def begin(self, kind: str) -> None:
        """Words come only after two seconds: most reads are over before anyone could read them."""
        self._kind = kind
        self._words.set_text("")
        self._late.start()

    def hideEvent(self, event: QEvent) -> None:
        self._late.stop()


class Stage(QWidget):
    """Draws one sample. ``action`` carries a command id, ``retry`` asks to read the file again.

    ``asked``: ("frame", number from 0), ("mask", (x, y, width, height) in pixels of the file), ("unmask", (x, y)) of a
    point whose mask is to go.
    """

    action = Signal(str)
    retry = Signal()
    asked = Signal(str, object)
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
        self.frames = FrameBar(theme)
        #: Whether other frames than the first can be had on this page.
        self.with_frames = True
        self._all.addWidget(self.frames)
        self._ring = QFrame(self)
        self._ring.setProperty("ring", True)
        self._ring.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ring.hide()
        self.image.ringed.connect(self._show_ring)
        self.text.ringed.connect(self._show_ring)
        self.warning = WarningBar(theme, self)
        self.notice = NoticeBar(theme, self)
        # The layout puts what it turns to above everything else.
        self._stack.currentChanged.connect(self._keep_bars_on_top)
        self.toolbar.action.connect(self._tool)
        self.toolbar.preset.connect(self._choose_window)
        self.warning.action.connect(self.action)
        self.frames.wished.connect(lambda frame: self.asked.emit("frame", frame))
        self.image.scrolled.connect(self.frames.step)
        self.image.windowed.connect(self._show_window)
        self.image.mask_drawn.connect(lambda box: self.asked.emit("mask", box))
        self.image.unmask.connect(lambda point: self.asked.emit("unmask", point))
        self.toolbar.size_step.connect(self.text.change_size)
        self.image.zoomed.connect(self._show_number)
        self.text.size_changed.connect(self._show_number)
        self.unreadable.acted.connect(self._unreadable_acted)
        self.empty.acted.connect(self.action)
        self.notice.acted.connect(self.notice_acted)

    def _keep_bars_on_top(self) -> None:
        self.warning.raise_()
        self.notice.raise_()

    def _tool(self, command: str) -> None:
        """A button above the sample: it does what it says, also where a mode has the key of that command."""
        if command == "zoom_fit":
            self.zoom(command)
        else:
            self.action.emit(command)

    def _choose_window(self, preset: int) -> None:
        if preset < 0:
            self.image.reset_window()
        else:
            self.image.choose_preset(preset)
        self.take_focus()

    def _show_window(self) -> None:
        deep = self.image.deep() if self.shown() is self.image else None
        if deep is None:
            self.toolbar.set_window("", "", ())
        else:
            self.toolbar.set_window(deep.words(), deep.short_words(), deep.menu_words())

    def resizeEvent(self, event: QEvent) -> None:
        self.notice.follow()
        self.warning.place(self.toolbar.height(), self.width())
        self._cover()
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
        # Where it has the focus itself, it speaks for what it shows.
        speaks = isinstance(shown, Card) or shown is self.waiting
        self.setAccessibleName(shown.accessibleName() if speaks else "")
        self.setAccessibleDescription(shown.accessibleDescription() if speaks else "")
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
            self.toolbar.set_sample("", "", False)
            self.toolbar.set_evidence(False, False)
            self._stack.setCurrentWidget(self.empty)
            return
        if fresh or sample.content is not self._content:
            same = not fresh and isinstance(self._content, ImageContent)
            self._content = sample.content
            self._draw(sample, same)
        # Also where the same sample shows its suggestion now, which was asked for.
        self.toolbar.set_evidence(can_be_explained(sample), self.evidence_on)
        self._describe(screen, sample)

    def _draw(self, sample: SampleScreen, same: bool = False) -> None:
        """``same``: of the sample that is on screen, another frame or the same one masked."""
        content = sample.content
        image = content if isinstance(content, ImageContent) else None
        self.frames.show_frame(*((image.frame, image.frames) if image and self.with_frames else (0, 1)), same)
        self.warning.show_warnings(image.warnings if image is not None else (), sample.index)
        if isinstance(content, ImageContent):
            self.toolbar.set_sample(sample.name, f"{content.width} × {content.height} px", True)
            self._stack.setCurrentWidget(self.image)
            self._cover()
            self.image.set_content(content, same)
        elif isinstance(content, TextContent):
            words = trn("{n} word", "{n:,} words", content.words)
            self.toolbar.set_sample(sample.name, words, True)
            self._stack.setCurrentWidget(self.text)
            self.text.set_text(content.text)
        elif isinstance(content, Unreadable):
            self.toolbar.set_sample(sample.name, "", False)
            show_unreadable(self.unreadable, sample.kind, content.cause, sample.name)
            self._stack.setCurrentWidget(self.unreadable)
        else:
            self.toolbar.set_sample(sample.name, "", False)
            self.waiting.begin(sample.kind)
            self._stack.setCurrentWidget(self.waiting)
        if image is None:
            self._leave_modes()
        self.toolbar.set_checked(contrast=self.image.contrast_mode, mask=self.image.mask.on)
        self._show_window()
        self._show_number()

    def _describe(self, screen: LabelScreen, sample: SampleScreen) -> None:
        description = f"{sample.reason.word}."
        if sample.offer is not None and 0 <= sample.offer.suggested < len(screen.classes):
            name = screen.classes[sample.offer.suggested].name
            probability = sample.offer.probabilities[sample.offer.suggested]
            source = " " + tr("From {file}.", file=plain(sample.offer.source)) if sample.offer.source else ""
            suggested = tr("Suggested: {name}.", name=name)
            if probability == probability:
                suggested = tr("Suggested: {name}, {share:.0f} percent.", name=name, share=probability * 100)
            description += f" {suggested}{source}"
        if self.shown() is self.image and self.image.heat_words():
            description += f" {self.image.heat_words()}"
        shown = self.shown()
        shown.setAccessibleName(tr(_SAMPLE_NAMES[sample.kind], name=sample.name))
        shown.setAccessibleDescription(description)

    def forget(self) -> None:
        """Keep nothing of the samples that were shown; windows and folded warnings were of that project."""
        self.image.clear()
        self.image.forget()
        self.warning.forget()
        self.text.set_text("")
        show_unreadable(self.unreadable, "image", "", "")
        self.notice.set_notice(None)
        for part in (self, self.image, self.text, self.unreadable, self.waiting, self.empty):
            part.setAccessibleName(tr("Sample"))
            part.setAccessibleDescription("")

    def set_evidence(self, evidence: Shown | None) -> None:
        """Draws what moved the model, or takes it away."""
        if self.shown() is self.text:
            self.text.set_evidence(evidence if isinstance(evidence, Evidence) else None)
        elif self.shown() is self.image:
            words = evidence.words if isinstance(evidence, Unexplained) else ""
            self.image.set_heat(evidence if isinstance(evidence, Heat) else None, words)

    def set_contrast(self, on: bool) -> None:
        self.image.set_contrast_mode(on)
        self.toolbar.set_checked(contrast=self.image.contrast_mode, mask=self.image.mask.on)

    def turn_masking(self, may: bool) -> None:
        """Switches the tool that masks on, where it may be, or off."""
        self.image.set_mask_mode(may and not self.image.mask.on and self.shown() is self.image)
        self.take_focus()
        self.toolbar.set_checked(contrast=self.image.contrast_mode, mask=self.image.mask.on)

    def _leave_modes(self) -> None:
        self.image.set_contrast_mode(False)
        self.image.set_mask_mode(False)

    def leave_mode(self) -> bool:
        """Leaves contrast, window or masking; False if none of them was on."""
        if self.image.contrast_mode or self.image.mask.on:
            self._leave_modes()
            self.toolbar.set_checked(contrast=False, mask=False)
            return True
        return False

    def fold_warning(self) -> bool:
        """Folds the warning away for this sample; False if there was none."""
        folded = self.warning.fold()
        self._cover()
        return folded

    def _cover(self) -> None:
        """What is written over the picture gives way to the warning."""
        self.image.covered = 0 if self.warning.isHidden() else self.warning.height()
        self.image.viewport().update()

    def take(self, command: str) -> bool:
        """Carry out a command whose keys belong to the mode that is on, and those that turn to other frames; False for
        any other."""
        if command in _FRAMES:
            if not self.frames.isHidden():
                step, to = _FRAMES[command]
                self.frames.step(step) if step else self.frames.go_to(to)
            return True
        return self.shown() is self.image and self.image.take(command)

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


def can_be_explained(sample: SampleScreen) -> bool:
    """Whether there is evidence for a sample: it can be read, and a suggestion stands beside it."""
    return sample.offer is not None and isinstance(sample.content, ImageContent | TextContent)
