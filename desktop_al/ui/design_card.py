"""The design of a study as a form: fixed before labelling begins, changed only as a deviation that is told."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_al.core.study import StudyDesign
from desktop_al.core.words import mark, tr
from desktop_al.loop.study_screen import StudyScreen
from desktop_al.ui.choose import Choose
from desktop_al.ui.controls import NumberField, Switch, WithUnit
from desktop_al.ui.form_fields import TroubleLine
from desktop_al.ui.said import Said
from desktop_al.ui.settings_rows import Card, Row
from desktop_al.ui.theme import Theme
from desktop_al.ui.tick_list import TickList
from desktop_al.ui.widgets import CapButton, Paragraph, Words

_MOST_PLANNED = 99_999
HIDES = mark(
    "Nobody sees the others' annotations, suggestions of the model, why a sample was chosen, or "
    "file names. Only the owner and adjudicators see the agreement."
)
FIRST = mark("Fixed before labelling begins, the design can be checked afterwards by its hash.")
CALM = mark("Labelling of the overlap set has not begun: a change is no deviation.")
DEVIATION = mark("Labelling of the overlap set has begun: a change is kept and told as a deviation from the design.")


class _Block(QWidget):
    """A title, a sentence, and a part that takes the whole width below them."""

    def __init__(self, theme: Theme, title: str, sentence: str, part: QWidget) -> None:
        super().__init__()
        self._all = QVBoxLayout(self)
        self._all.addWidget(Paragraph(theme, title, "body", "text.primary", weight=600))
        self._all.addWidget(Paragraph(theme, sentence, "caption", "text.secondary"))
        self._all.addWidget(part)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, theme.px(4), 0, theme.px(8))
        self._all.setSpacing(0)


class _Foot(QWidget):
    """What a change means, and the buttons that make it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = Paragraph(theme, "", "caption", "text.secondary")
        self.fix = CapButton(theme, tr("Change the design"), role="primary", hug=True)
        self.drop = CapButton(theme, tr("Take back"), hug=True)
        self.drop.setAccessibleName(tr("Take the changes of the design back"))
        self.protocol = CapButton(theme, tr("Save the study protocol..."), icon="export", hug=True)
        self.trouble = TroubleLine(theme)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.fix)
        self._buttons.addWidget(self.drop)
        self._buttons.addStretch(1)
        self._last = QHBoxLayout()
        self._last.addWidget(self.protocol)
        self._last.addStretch(1)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self.words)
        self._all.addLayout(self._buttons)
        self._all.addWidget(self.trouble)
        self._all.addLayout(self._last)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._all.setContentsMargins(0, theme.px(8), 0, theme.px(10))
        for row in (self._all, self._buttons):
            row.setSpacing(theme.px(8))


class DesignCard(Card):
    """``fixed`` carries the design that was put together, ``protocol`` asks for its file, ``message`` a line for the
    status bar."""

    fixed = Signal(object)
    edited = Signal(object)
    protocol = Signal()
    message = Signal(str)

    def __init__(self, theme: Theme) -> None:
        self._base = StudyDesign()
        self._screen: StudyScreen | None = None
        self.people = TickList(theme, tr("Who takes part"))
        self.overlap = NumberField(theme, tr("Overlap set"), 0, 100, "%")
        self.per_sample = Choose(theme, tr("Answered by"))
        self.gold = NumberField(theme, tr("Gold samples"), 0, 100, "%")
        self.onboarding = NumberField(theme, tr("Gold samples at the beginning"), 0, 1000, "")
        self.feedback, self.independent = (
            Switch(theme, tr("Feedback after gold")),
            Switch(theme, tr("Independent mode")),
        )
        self.planned = NumberField(theme, tr("Planned samples"), 0, _MOST_PLANNED, "")
        self._seed = Words(theme, "", "body", "text.primary", mono=True)
        self._hash = Words(theme, "", "caption", "text.primary", mono=True)
        self._copy = CapButton(theme, tr("Copy"), icon="duplicate", hug=True)
        self._copy.setAccessibleName(tr("Copy the hash of the design"))
        self._counts = Said(theme, "classes")
        self._locked = Said(theme, "encrypted")
        self.foot = _Foot(theme)
        self._numbers = (self.overlap, self.gold, self.onboarding, self.planned)
        self._hash_row = _HashRow(theme, self._hash, self._copy)
        super().__init__(theme, "design", "table", tr("Study design"), self._make_rows(theme))
        self.people.ticked.connect(self._people_changed)
        for field in self._numbers:
            field.committed.connect(self._changed)
        self.per_sample.currentIndexChanged.connect(self._changed)
        for switch in (self.feedback, self.independent):
            switch.clicked.connect(self._changed)
        self.foot.fix.clicked.connect(self._fix)
        self.foot.drop.clicked.connect(self.take_back)
        self.foot.protocol.clicked.connect(self.protocol)
        self._copy.clicked.connect(self._copy_hash)

    def _make_rows(self, theme: Theme) -> tuple[QWidget, ...]:
        percent, at_first = WithUnit(theme, self.overlap, "%"), WithUnit(theme, self.onboarding, "")
        who = tr("They share the overlap set. Everybody else can go on labelling without being compared.")
        rows = (
            (tr("Overlap set"), tr("A random part of the samples that several annotators answer."), percent),
            (tr("Answered by"), tr("How many of them answer each sample of the overlap set."), self.per_sample),
            (
                tr("Gold samples"),
                tr("Turns on which a sample with a known answer comes. It looks like any other."),
                WithUnit(theme, self.gold, "%"),
            ),
            (tr("Gold at the beginning"), tr("Known samples that each annotator starts with."), at_first),
            (tr("Feedback after gold"), tr("The known answer is told after each gold sample."), self.feedback),
            (tr("Independent mode"), tr(HIDES), self.independent),
            (
                tr("Planned samples"),
                tr("That each annotator is to answer in the overlap set; 0 for no plan."),
                WithUnit(theme, self.planned, ""),
            ),
            (tr("Seed"), tr("Draws the sets; kept with the design, so that they can be drawn again."), self._seed),
        )
        return (
            self._locked,
            _Block(theme, tr("Who takes part"), who, self.people),
            *(Row(theme, title, sentence, (control,)) for title, sentence, control in rows),
            self._counts,
            self._hash_row,
            self.foot,
        )

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.per_sample.setMinimumWidth(theme.px(130))

    # -- what it shows ---------------------------------------------------------------------------------

    def show_design(self, screen: StudyScreen) -> None:
        """What is in force; what was changed in the form and not yet kept stays."""
        before, old = self._screen, self._base
        edited = self.design() if before is not None and self.design() != old else None
        self._screen = screen
        self._base = base = screen.design or screen.proposed
        if before is not None and before.design is None and screen.design is None:
            # Proposed anew: what is drawn by the seed stays what it was when the form was opened.
            self._base = base = replace(base, seed=old.seed)
        known = [row.name for row in screen.annotators]
        self.people.set_names([*known, *(name for name in base.annotators if name not in known)])
        if edited is not None and before is not None and before.design == screen.design:
            new = tuple(name for name in base.annotators if name not in old.annotators)
            self._fill(replace(edited, annotators=(*edited.annotators, *new)))
        else:
            self._fill(base)
        self._show_words()
        locked = bool(screen.locked)
        for part in (self.people, *self._numbers, self.per_sample, self.feedback, self.independent):
            part.setEnabled(not locked)
        self._changed()

    def _show_words(self) -> None:
        screen = self._screen
        if screen is None:
            return
        fixed = screen.design is not None
        self._locked.set_text(screen.locked)
        self._seed.set_text(str(self._base.seed))
        self._show_counts(tr("As fixed") if fixed else tr("As proposed"), screen.overlap, screen.gold)
        # Two lines, so that it is whole at every size.
        half = len(screen.hash) // 2
        self._hash.set_text(f"{screen.hash[:half]}\n{screen.hash[half:]}")
        self._hash.setAccessibleName(tr("Hash of the design: {hash}", hash=screen.hash))
        self._hash_row.setVisible(bool(screen.hash) and fixed)
        self.foot.words.set_text(tr(DEVIATION if screen.begun else CALM if fixed else FIRST))
        self.foot.fix.set_words(tr("Change the design") if fixed else tr("Fix the design"))
        self.foot.protocol.setEnabled(fixed)
        self.foot.trouble.set_text("")
        self.tidy()

    def _show_counts(self, what: str, overlap: int, gold: int) -> None:
        screen = self._screen
        if screen is not None:
            counts = tr(
                "{overlap:,} samples in the overlap set, {audit:,} in the audit set, "
                "{gold:,} gold, of which {known:,} have a known answer.",
                overlap=overlap,
                audit=screen.audit,
                gold=gold,
                known=screen.gold_known,
            )
            self._counts.set_text(f"{what}: {counts}")

    def show_drawn(self, overlap: int, gold: int) -> None:
        """How many samples the design has that stands in the form and is not fixed yet."""
        self._show_counts(tr("As entered"), overlap, gold)
        self.tidy()

    def show_trouble(self, sentence: str) -> None:
        """Why the design was refused."""
        self.foot.trouble.set_text(sentence)

    def forget(self) -> None:
        """Another project comes next."""
        self._screen = None
        self._base = StudyDesign()

    # -- the form --------------------------------------------------------------------------------------

    def _fill(self, design: StudyDesign) -> None:
        self.people.tick(design.annotators)
        self._offer_counts(design.per_sample)
        self.overlap.set_value(round(100 * design.overlap_share))
        self.gold.set_value(round(100 * design.gold_share))
        self.onboarding.set_value(design.onboarding)
        self.planned.set_value(min(design.planned, _MOST_PLANNED))
        self.feedback.set_value(design.feedback)
        self.independent.set_value(design.independent)

    def _offer_counts(self, chosen: int) -> None:
        most = max(len(self.people.names()) - 1, chosen, 1)
        some = [(tr("{n} of them", n=count), count, None) for count in range(2, most + 1)]
        self.per_sample.set_choices([(tr("Everyone"), 0, None), *some])
        self.per_sample.choose(chosen)

    def design(self) -> StudyDesign:
        """What the form says; a share that was not touched keeps all its digits."""
        base = self._base
        ticked = set(self.people.names())
        order = [*base.annotators, *(box.name for box in self.people.boxes if box.name not in base.annotators)]
        return replace(
            base,
            annotators=tuple(name for name in order if name in ticked),
            overlap_share=_share(self.overlap, base.overlap_share),
            per_sample=int(self.per_sample.currentData() or 0),
            gold_share=_share(self.gold, base.gold_share),
            onboarding=self.onboarding.value(),
            feedback=self.feedback.isChecked(),
            independent=self.independent.isChecked(),
            planned=_number(self.planned, base.planned, _MOST_PLANNED),
        )

    def _people_changed(self) -> None:
        chosen = int(self.per_sample.currentData() or 0)
        self._offer_counts(chosen if chosen < max(3, len(self.people.names())) else 0)
        self._changed()

    def _changed(self, *_: object) -> None:
        screen = self._screen
        if screen is None:
            return
        changed = self.design() != self._base
        self.foot.fix.setEnabled(not screen.locked and (changed or screen.design is None))
        self.foot.drop.setVisible(changed)
        if changed:
            self.edited.emit(self.design())
        else:
            self._show_counts(tr("As fixed") if screen.design else tr("As proposed"), screen.overlap, screen.gold)

    def _fix(self) -> None:
        for field in self._numbers:
            field.interpretText()
        self.foot.trouble.set_text("")
        self.fixed.emit(self.design())

    def take_back(self) -> None:
        """Show what is in force again."""
        self._fill(self._base)
        self._changed()
        self.foot.trouble.set_text("")
        self.people.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.people.boxes:
            self.people.boxes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy_hash(self) -> None:
        QGuiApplication.clipboard().setText(self._screen.hash if self._screen is not None else "")
        self.message.emit(tr("The hash of the design is in the clipboard."))


class _HashRow(QWidget):
    """The hash, and the button that copies it."""

    def __init__(self, theme: Theme, words: Words, copy: CapButton) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.addWidget(Words(theme, tr("Hash"), "body", "text.primary", 600))
        self._row.addWidget(words, 1)
        self._row.addWidget(copy, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._row.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        self._row.setSpacing(theme.px(12))


def _share(field: NumberField, before: float) -> float:
    return before if field.value() == round(100 * before) else field.value() / 100


def _number(field: NumberField, before: int, most: int) -> int:
    return before if field.value() == min(before, most) else field.value()
