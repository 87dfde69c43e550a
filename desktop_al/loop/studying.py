"""The annotators of an open project and the design of its study."""

import secrets
from collections import Counter
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.shapes import Measured
from desktop_al.core.study import ROLES, Role, StudyDesign, design_of
from desktop_al.core.words import tr, trn
from desktop_al.loop.opening import check_annotator
from desktop_al.loop.pool import Pool, id_numbers
from desktop_al.loop.record import Record
from desktop_al.loop.reserved import known_gold, overlap_matrix
from desktop_al.loop.roles import COURTESY, handed_to, may_see_agreement, names, role_of
from desktop_al.loop.study_screen import AnnotatorRow, PlanRow, StudyScreen
from desktop_al.loop.study_text import study_text
from desktop_al.loop.wording import when_words
from desktop_al.people.assignment import gold_mask, overlap_mask
from desktop_al.people.label_cost import Seconds

MOST_ANNOTATORS = 200
#: The learner keeps at least this share of the pool.
_LEARNERS_SHARE = 0.2
#: Samples of the overlap set for which the planner gives a row.
_COUNTS = (20, 40, 60, 80, 100, 150, 200, 300, 400, 600, 800, 1000)


class Studying:
    """``pace`` gives the seconds that the annotator at the screen takes for a sample; ``followed`` is called when the
    design has changed."""

    def __init__(
        self,
        record: Record,
        annotator: str,
        pool: Pool,
        audit_share: float,
        pace: Callable[[], Seconds],
        followed: Callable[[], None],
    ) -> None:
        self._record = record
        self._annotator = annotator
        self._pool = pool
        self._audit_share = audit_share
        self._pace = pace
        self._followed = followed
        # One proposal for as long as the project is open: what is counted under it must not jump.
        self._seed = secrets.randbits(31)

    def screen(self) -> StudyScreen:
        state, pool = self._record.state, self._pool
        design = design_of(state.study())
        ids = id_numbers(pool.rows)
        proposed = design or StudyDesign(tuple(names(state)), seed=self._seed)
        blind = not may_see_agreement(state, self._annotator)
        known = {pool.by_id[s] for s in state.gold_samples() if s in pool.by_id}
        in_overlap, is_gold = self._drawn(proposed, ids, known)
        overlap_ids = {pool.rows[place].id for place in np.flatnonzero(in_overlap).tolist()}
        pace = self._pace()
        return StudyScreen(
            annotators=tuple(self._rows(design, ids, overlap_ids)),
            role=role_of(state, self._annotator),
            design=design,
            proposed=proposed,
            hash=design.hash() if design else "",
            pool=len(pool),
            overlap=int(in_overlap.sum()),
            audit=len(pool.audit_order()),
            gold=int(is_gold.sum()),
            gold_known=0 if blind else len(known),
            begun=design is not None and any(s in overlap_ids for (_, s), cell in state.cells.items() if cell),
            locked=self._locked(),
            pace=Measured(pace.mean, pace.mean_low, pace.mean_high, pace.count),
            classes=tuple(c.name for c in state.active_classes()),
            courtesy=tr(COURTESY),
            counts=self._counts(),
        )

    def _drawn(
        self, design: StudyDesign, ids: npt.NDArray[np.uint64], known: AbstractSet[int]
    ) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """The overlap set and the gold set of a design, (pool,) each."""
        in_overlap = overlap_mask(ids, design.seed, design.overlap_share)
        is_gold = gold_mask(ids, design.seed, design.gold_share)
        is_gold[list(known)] = True
        # A sample whose answer is known is not compared as well.
        in_overlap[list(known)] = False
        return in_overlap, is_gold

    def drawn(self, design: StudyDesign) -> tuple[int, int]:
        """How many samples the overlap set and the gold set of a design would have."""
        by_id = self._pool.by_id
        known = {by_id[s] for s in self._record.state.gold_samples() if s in by_id}
        overlap, gold = self._drawn(design, id_numbers(self._pool.rows), known)
        return int(overlap.sum()), int(gold.sum())

    def _counts(self) -> tuple[int, ...]:
        state = self._record.state
        if not may_see_agreement(state, self._annotator):
            return ()
        given: Counter[str] = Counter()
        for event in state.annotations():
            given.update(state.resolve_class(c) for c in ev.label_classes(event.answer)[:1])
        return tuple(given[c.id] for c in state.active_classes())

    def _rows(self, design: StudyDesign | None, ids: npt.NDArray[np.uint64], overlap: set[bytes]) -> list[AnnotatorRow]:
        state = self._record.state
        blind = not may_see_agreement(state, self._annotator)
        answered: Counter[str] = Counter()
        shared: Counter[str] = Counter()
        gold: Counter[str] = Counter()
        last: dict[str, int] = {}
        known = state.gold_samples()
        for (who, sample), cell in state.cells.items():
            if cell and (who == self._annotator or not blind):
                answered[who] += 1
                shared[who] += sample in overlap
                gold[who] += sample in known
                last[who] = max(last.get(who, 0), cell[-1].utc)
        handed = {event.answer: event.utc for event in state.handouts}
        shown = [handed_to(state)] if state.is_copy else names(state)
        assigned: dict[str, int] = {}
        if design is not None and not blind:
            # Who works blind could tell from these counts which samples are shared, or known.
            open_ones = overlap_matrix(design, ids) & ~known_gold(self._pool, known)[:, None]
            assigned = dict(zip(design.annotators, open_ones.sum(axis=0).tolist(), strict=True))
        return [
            AnnotatorRow(
                name=name,
                role=role_of(state, name),
                answered=answered[name],
                shared=shared[name] if design and not blind else 0,
                assigned=assigned.get(name, 0),
                gold=0 if blind else gold[name],
                here=name == self._annotator,
                handed_out=when_words(handed[name]) if name in handed else "",
                last=when_words(last[name]) if name in last else "",
            )
            for name in dict.fromkeys((*shown, self._annotator))
        ]

    def _locked(self) -> str:
        state = self._record.state
        if self._record.read_only:
            return tr("This project is open to look only.")
        if state.is_copy:
            return tr(
                "This is a copy made for {name}. Annotators and design belong to the project itself.",
                name=handed_to(state),
            )
        if role_of(state, self._annotator) != "owner":
            return tr("Annotators and design are changed by the owner. You label as {name}.", name=self._annotator)
        return ""

    # -- changes ---------------------------------------------------------------------------------------

    def add_annotator(self, name: str) -> str:
        """A new annotator; returns the name as it is kept.

        Raises:
            BadArgument: a name that cannot be used or is there already, too many, or nothing may be changed here.
        """
        self._may_change()
        fitting = check_annotator(name)
        known = names(self._record.state)
        if any(fitting.casefold() == other.casefold() for other in known):
            raise BadArgument(tr("There is an annotator named {name} already.", name=fitting))
        if len(known) >= MOST_ANNOTATORS:
            raise BadArgument(tr("A project can have {most} annotators.", most=MOST_ANNOTATORS))
        self._record.add(ev.ANNOTATOR, {"role": "annotator"}, self._annotator, answer=fitting)
        return fitting

    def set_role(self, name: str, role: Role) -> None:
        """Raises BadArgument: no such annotator or role, nobody would own the project, or nothing may be changed."""
        self._may_change()
        state = self._record.state
        if name not in names(state) or role not in ROLES:
            raise BadArgument(tr("{name} cannot be given the role {role}.", name=name, role=tr(role)))
        owners = [other for other in names(state) if role_of(state, other) == "owner"]
        if role != "owner" and owners == [name]:
            raise BadArgument(tr("A project has an owner. Make somebody else the owner first."))
        if role_of(state, name) != role:
            self._record.add(ev.ANNOTATOR, {"role": role}, self._annotator, answer=name)

    def set_design(self, design: StudyDesign) -> None:
        """Fix the design of the study; its hash is kept with it.

        Raises:
            BadArgument: a design that cannot be carried out, in words, or nothing may be changed here.
        """
        self._may_change()
        self.check(design)
        design = replace(design, pool=len(self._pool))
        if design == design_of(self._record.state.study()):
            return
        for name in design.annotators:
            if name not in names(self._record.state):
                self.add_annotator(name)
        self._record.add(ev.STUDY, {**design.body(), "hash": design.hash()}, self._annotator)
        self._followed()

    def check(self, design: StudyDesign) -> None:
        """Raises BadArgument where a design cannot be carried out."""
        people = [check_annotator(name) for name in design.annotators]
        if not people:
            raise BadArgument(tr("A study needs at least one annotator."))
        if len(set(people)) < len(people):
            raise BadArgument(tr("An annotator is named twice."))
        if design.per_sample > len(people):
            raise BadArgument(
                trn(
                    "There are {n} annotators: a sample cannot have {per_sample} of them.",
                    "There are {n} annotators: a sample cannot have {per_sample} of them.",
                    len(people),
                    per_sample=design.per_sample,
                )
            )
        if design.per_sample == 1:
            raise BadArgument(
                tr("A sample that one annotator answers shows no agreement: take two or more, or everyone.")
            )
        known = {name.casefold(): name for name in names(self._record.state)}
        for name in people:
            if known.get(name.casefold(), name) != name:
                raise BadArgument(tr("There is an annotator named {name} already.", name=known[name.casefold()]))
        left = 1 - design.overlap_share - design.gold_share - self._audit_share
        if left < _LEARNERS_SHARE:
            most = max(0.0, 1 - self._audit_share - _LEARNERS_SHARE)
            raise BadArgument(
                tr("Overlap and gold together can be {most:.0%} of the pool: the model needs the rest.", most=most)
            )
        overlap = int(overlap_mask(id_numbers(self._pool.rows), design.seed, design.overlap_share).sum())
        if design.planned > overlap:
            raise BadArgument(
                tr(
                    "{planned:,} planned samples are more than the {overlap:,} of the overlap set. "
                    "Make the overlap larger or the plan smaller.",
                    planned=design.planned,
                    overlap=overlap,
                )
            )

    def _may_change(self) -> None:
        if locked := self._locked():
            raise BadArgument(locked)

    # -- planning --------------------------------------------------------------------------------------

    def plan(self, prevalence: tuple[float, ...], kappa: float, annotators: int) -> tuple[PlanRow, ...]:
        """What so many samples of the overlap set would tell, and cost; see ``people.study_plan.plan``.

        Raises:
            BadArgument: shares that are no shares, or fewer than two annotators.
        """
        # Loaded when first asked for: the window must not wait for it.
        from desktop_al.people.study_plan import StudyGuess, plan

        pace = self._pace()
        seconds = None
        if pace.mean is not None and pace.mean_low is not None and pace.mean_high is not None:
            seconds = (pace.mean_low, pace.mean, pace.mean_high)
        points = plan(StudyGuess(prevalence, kappa, annotators), _COUNTS, seconds or (0.0, 0.0, 0.0))
        known = [PlanRow(p.samples, p.half_width, p.hours, p.hours_low, p.hours_high) for p in points]
        if seconds is None:
            known = [replace(row, hours=None, hours_low=None, hours_high=None) for row in known]
        return tuple(known)

    def protocol_text(self) -> str:
        """The study protocol on one page, in Markdown, to be kept or registered before labelling begins."""
        screen = self.screen()
        return study_text(self._record.state, screen, self._audit_share)
