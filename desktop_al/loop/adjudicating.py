"""Deciding about samples on which annotators disagree: read first, answer yourself, then see the votes, then decide.

An adjudicator who has not answered a sample says first what it is; only then come the votes, under letters. The
annotations stay as they are: a decision is an event of its own, which undo takes back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from desktop_al.core import events as ev
from desktop_al.core.events import Event
from desktop_al.core.protocol import parse_protocol
from desktop_al.core.shapes import LabelClass
from desktop_al.core.state import State
from desktop_al.core.words import joined, mark, tr, trn
from desktop_al.loop.adjudication_screen import REASON_CODES, AdjudicationScreen, OpenCase, Vote
from desktop_al.loop.answers import Answers
from desktop_al.loop.cases import by_letter, cases, headline, why
from desktop_al.loop.loader import Loader
from desktop_al.loop.pool import Pool
from desktop_al.loop.record import Record
from desktop_al.loop.roles import may_adjudicate
from desktop_al.loop.screen import Rule
from desktop_al.loop.votes import CONFLICT, NOT_WORTH, decided, is_settled, tally, votes
from desktop_al.loop.wording import answer_of

NOTHING = mark("No disagreement waits for a decision.")
LOOK_ONLY = mark("This project is open to look only, so nothing can be decided.")
CHOOSE_FIRST = mark("Choose a label first. Nothing is chosen for you.")
OWN_FIRST = mark("First your own answer, then what the others said.")
#: Characters kept of a reason.
MOST_REASON = 4000
_CODES = frozenset(code for code, _ in REASON_CODES)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the adjudicator has said about a sample so far. ``own`` is the answer given before the votes were shown, ""
    for none, ``answer`` the one that would be decided for."""

    own: str = ""
    answer: str = ""
    reason_code: str = ""
    reason: str = ""
    ambiguous: bool = False


class Adjudicating:
    """The open cases of one adjudicator. ``classes`` gives the classes that are offered; ``flash`` is told a line for
    the status bar. The sample on the Label page is never touched."""

    def __init__(
        self,
        record: Record,
        pool: Pool,
        answers: Answers,
        loader: Loader,
        annotator: str,
        seed: int,
        classes: Callable[[], tuple[LabelClass, ...]],
        flash: Callable[[str], None] = lambda _: None,
        extra: frozenset[int] = frozenset(),
    ) -> None:
        self._record = record
        self._pool = pool
        self._answers = answers
        self._loader = loader
        self._annotator = annotator
        self._seed = seed
        self._classes = classes
        self._flash = flash
        self._drafts: dict[int, Draft] = {}
        self._places: list[int] = []
        self._current: int | None = None
        #: Rows of the list as they were made, for the classes that were offered then.
        self._rows: dict[int, OpenCase] = {}
        self._rows_for: tuple[LabelClass, ...] = ()
        self.extra = extra
        #: Told row number, sample and answer of every decision once it is on disk.
        self.on_saved: Callable[[int, str, str], None] | None = None
        self.refresh()

    @property
    def places(self) -> tuple[int, ...]:
        """All cases, decided ones too."""
        return tuple(self._places)

    @property
    def closed(self) -> str:
        """Why this annotator may not decide, "" for an adjudicator."""
        if not may_adjudicate(self._state, self._annotator):
            return tr(
                "Decisions are for adjudicators and the owner of the study. You label as {name}.", name=self._annotator
            )
        return tr(LOOK_ONLY) if self._record.read_only else ""

    def refresh(self) -> None:
        """Look for cases anew: answers were given since. The sample on screen stays while it is a case."""
        self._rows.clear()
        self._places = [] if self.closed else cases(self._state, self._pool, self.extra)
        if self._current not in self._places:
            self._current = None
        if self._current is None:
            self._show(self._next_open(-1))

    # -- going about -----------------------------------------------------------------------------------

    def open(self, place: int) -> None:
        """Show a case."""
        if place in self._places:
            self._show(place)

    def skip(self, step: int) -> None:
        """To the next case of the list (``step`` 1) or the one before (-1)."""
        if not self._places:
            return
        here = self._places.index(self._current) if self._current is not None else -1 if step > 0 else 0
        there = here + step
        if 0 <= there < len(self._places):
            self._show(self._places[there])
        else:
            self._flash(tr("That was the last one.") if step > 0 else tr("That was the first one."))

    def read_again(self) -> None:
        """Read the file of the sample on screen once more."""
        if self._current is not None:
            self._loader.forget(self._current)
            self._show(self._current)

    def _next_open(self, after: int) -> int | None:
        """The next case behind position ``after`` that nobody has looked at yet, round the end."""
        turned = self._places[after + 1 :] + self._places[: after + 1]
        return next((place for place in turned if not self._state.decision(self._id(place))), None)

    def _show(self, place: int | None) -> None:
        self._current = place
        if place is not None:
            at = self._places.index(place)
            ahead = [place, *self._places[at + 1 : at + 3]]
            self._loader.want([(p, self._pool.found(p)) for p in ahead])

    # -- what the adjudicator says ---------------------------------------------------------------------

    def answer(self, answer: str) -> bool:
        """An answer (``=class``, ``x:reason`` or ``unsure``): the adjudicator's own while the votes are hidden, then
        what would be decided. "unsure" then leaves the case open at once, as discussed."""
        place = self._current
        if place is None or self.closed or not self._is_answer(answer):
            return False
        draft = self._draft(place)
        if not self._revealed(place):
            self._drafts[place] = replace(draft, own=answer)
            self._rows.pop(place, None)
            return True
        if answer == ev.UNSURE:
            return self._decide(place, replace(draft, answer=answer))
        self._drafts[place] = replace(draft, answer=answer)
        return True

    def set_reason_code(self, code: str) -> None:
        """One of ``REASON_CODES``, or "" for none."""
        self._change(reason_code=code if code in _CODES else "")

    def set_reason(self, text: str) -> None:
        self._change(reason=text[:MOST_REASON])

    def set_ambiguous(self, ambiguous: bool) -> None:
        """Whether the guideline left the sample open."""
        self._change(ambiguous=ambiguous)

    def _change(self, **changes: object) -> None:
        place = self._current
        if place is not None and not self.closed and self._revealed(place):
            self._drafts[place] = replace(self._draft(place), **changes)  # type: ignore[arg-type]

    def decide(self) -> bool:
        """Keep what is chosen as the decision and go on to the next open case; False where nothing is.

        Raises:
            BadArgument: the reason cannot be stored; nothing was decided.
        """
        place = self._current
        if place is None or self.closed:
            return False
        if not self._revealed(place):
            self._flash(tr(OWN_FIRST))
            return False
        draft = self._draft(place)
        if draft.answer in ("", ev.UNSURE):
            self._flash(tr(CHOOSE_FIRST))
            return False
        return self._decide(place, draft)

    def _decide(self, place: int, draft: Draft) -> bool:
        sample = self._id(place)
        given = votes(self._state, sample)
        letters = by_letter(list(given), sample, self._seed)
        answered = self._state.in_force(self._annotator, sample)
        body = {
            "own": "annotation" if answered else "before the votes",
            "own_answer": answered[-1].answer if answered else draft.own,
            "reason_code": draft.reason_code,
            "reason": draft.reason.strip(),
            "ambiguous": draft.ambiguous,
            "votes": dict(tally(given)),
            "order": {letter: given[name] for letter, name in letters.items()},
            "before": why(given),
        }
        told, words = self.on_saved, (self._pool.name(place), self._words(draft.answer))
        saved = (lambda number: told(number, *words)) if told is not None else None
        self._record.add(ev.DECISION, body, self._annotator, sample, draft.answer, on_saved=saved)
        self._drafts[place] = draft
        self._rows.pop(place, None)
        self._answers.update(place)
        title = self._pool.title(place)
        if draft.answer == ev.UNSURE:
            self._flash(tr("{title} stays open, to be discussed.", title=title))
        else:
            self._flash(tr("Decided: {answer} for {title}.", answer=self._words(draft.answer), title=title))
        self._show(self._next_open(self._places.index(place)))
        return True

    # -- undo ------------------------------------------------------------------------------------------

    def undo(self) -> bool:
        """Take the last decision back, if that was the annotator's last step, and show its sample."""
        step = self._state.undo_step(self._annotator)
        made = self._decisions(self._state.step_events(step) if step else [])
        if step is None or not made or self.closed:
            self._flash(tr("Nothing to undo here."))
            return False
        # As it was decided, so that a small mistake is mended with one key.
        self._drafts.update({self._pool.by_id[event.sample]: self._read(event) for event in made})
        self._record.retract(step, self._annotator)
        self._follow(made, mark("Undone: {answer} for {title}."))
        return True

    def redo(self) -> bool:
        """Give back what the last undo took."""
        step, targets = self._state.redo_step(self._annotator), self._state.redo_targets(self._annotator)
        made = self._decisions(self._state.step_events(step) if step else [])
        if targets is None or not made or self.closed:
            self._flash(tr("Nothing to redo here."))
            return False
        self._record.retract(targets, self._annotator)
        self._follow(made, mark("Redone: {answer} for {title}."))
        return True

    def _decisions(self, events: list[Event]) -> list[Event]:
        """The events of a step if all of them are decisions about samples of the pool."""
        known = all(event.kind == ev.DECISION and event.sample in self._pool.by_id for event in events)
        return events if known else []

    def _follow(self, made: list[Event], words: str) -> None:
        places = [self._pool.by_id[event.sample] for event in made]
        for place in places:
            self._answers.update(place)
        self.refresh()
        self._show(places[-1] if places[-1] in self._places else self._next_open(-1))
        self._flash(tr(words, answer=self._words(made[-1].answer), title=self._pool.title(places[-1])))

    # -- what is known of a case -----------------------------------------------------------------------

    @property
    def _state(self) -> State:
        return self._record.state

    def _id(self, place: int) -> bytes:
        return self._pool.rows[place].id

    def _is_answer(self, answer: str) -> bool:
        if ev.label_classes(answer):
            return any(answer == ev.label_answer([c.id]) for c in self._classes())
        return answer == ev.UNSURE or ev.not_worth_reason(answer) in self._state.protocol_record().reason_words()

    def _mine(self, place: int) -> Event | None:
        """The adjudicator's own decision in force."""
        made = self._state.decision(self._id(place))
        return next((event for event in reversed(made) if event.annotator == self._annotator), None)

    def _read(self, event: Event) -> Draft:
        body = self._state.read_body(event)
        texts = {name: str(body.get(name, "")) for name in ("own_answer", "reason_code", "reason")}
        answer = "" if event.answer == ev.UNSURE else event.answer
        ambiguous = body.get("ambiguous") is True
        return Draft(texts["own_answer"], answer, texts["reason_code"], texts["reason"], ambiguous)

    def _draft(self, place: int) -> Draft:
        kept = self._drafts.get(place)
        if kept is None:
            mine = self._mine(place)
            kept = self._read(mine) if mine is not None else Draft()
        return kept

    def _answered(self, place: int) -> bool:
        """Whether the adjudicator is one of the annotators of this sample."""
        return bool(self._state.in_force(self._annotator, self._id(place)))

    def _revealed(self, place: int) -> bool:
        return self._answered(place) or bool(self._draft(place).own) or self._mine(place) is not None

    # -- the screen ------------------------------------------------------------------------------------

    def screen(self) -> AdjudicationScreen:
        """What the page shows now."""
        classes, place = self._classes(), self._current
        index = {ev.label_answer([c.id]): n for n, c in enumerate(classes)}
        listed = self._listed(classes, index)
        done, closed = sum(case.done for case in listed), self.closed
        made = AdjudicationScreen(
            title=tr("No majority"),
            cases=listed,
            done=done,
            classes=classes,
            current=place,
            name="",
            shown=None,
            revealed=False,
            headline="",
            votes=(),
            counts=(0,) * len(classes),
            chosen=None,
            reason_code="",
            reason="",
            ambiguous=False,
            exemplar=False,
            rule_pair=None,
            status="",
            can_undo=not closed and self._can("undo"),
            can_redo=not closed and self._can("redo"),
            closed=closed,
            empty=_empty_words(len(self._places), done) if place is None and not closed else "",
            has_guideline=bool(self._state.protocol().strip()),
            adjudicator=self._annotator,
            reasons=tuple((r.id, r.words) for r in self._state.protocol_record().in_force()),
        )
        return made if place is None else self._with_case(made, place, index)

    def _with_case(self, screen: AdjudicationScreen, place: int, index: Mapping[str, int]) -> AdjudicationScreen:
        row, draft = self._pool.rows[place], self._draft(place)
        screen = replace(
            screen,
            name=self._pool.title(place),
            shown=self._loader.get(place),
            kind="text" if row.kind == "text" else "image",
        )
        if not self._revealed(place):
            return replace(screen, headline=tr("Your own answer first"), status=tr(OWN_FIRST))
        given = votes(self._state, row.id)
        counts = dict(tally(given))
        leading = [answer for answer, _ in tally(given) if answer in index][:2]
        pair = tuple(sorted(index[answer] for answer in leading))
        return replace(
            screen,
            revealed=True,
            headline=headline(given),
            votes=self._votes(given, row.id, index),
            counts=tuple(counts.get(answer, 0) for answer in index),
            chosen=index.get(self._exactly(draft.answer)),
            chosen_reason=ev.not_worth_reason(draft.answer) or "",
            reason_code=draft.reason_code,
            reason=draft.reason,
            ambiguous=draft.ambiguous,
            rule_pair=(pair[0], pair[1]) if len(pair) == 2 else None,
            rule=self._rule(screen.classes, pair) if len(pair) == 2 else None,
            status=self._status(place, draft, len(given)),
        )

    def _listed(self, classes: tuple[LabelClass, ...], index: Mapping[str, int]) -> tuple[OpenCase, ...]:
        """The rows of the list. There may be thousands: a key makes only the one anew that it changes."""
        if classes != self._rows_for:
            self._rows_for = classes
            self._rows.clear()
        for place in self._places:
            if place not in self._rows:
                self._rows[place] = self._case(place, index)
        return tuple(self._rows[place] for place in self._places)

    def _case(self, place: int, index: Mapping[str, int]) -> OpenCase:
        sample, revealed = self._id(place), self._revealed(place)
        said = decided(self._state, sample)
        given = votes(self._state, sample)
        order = by_letter(list(given), sample, self._seed).values()
        return OpenCase(
            place=place,
            title=self._pool.title(place),
            marks=tuple(index.get(given[name]) for name in order) if revealed else (),
            answers=len(given),
            done=is_settled(self._state, sample),
            decided=index.get(said or "") if revealed else None,
            discussed=said == ev.UNSURE,
            revealed=revealed,
        )

    def _votes(self, given: Mapping[str, str], sample: bytes, index: Mapping[str, int]) -> tuple[Vote, ...]:
        made = []
        for letter, name in by_letter(list(given), sample, self._seed).items():
            events = self._state.in_force(name, sample)
            words = tr(" and ").join(dict.fromkeys(self._words(event.answer) for event in events))
            if given[name] == CONFLICT:
                words = tr("{answers}, neither knowing of the other", answers=words)
            elif given[name] == NOT_WORTH:
                words = tr("Not worth it: {reason}", reason=words)
            made.append(Vote(letter, index.get(given[name]), words, self._state.comment(name, sample)))
        return tuple(made)

    def _status(self, place: int, draft: Draft, count: int) -> str:
        made = self._state.decision(self._id(place))
        if len({event.answer for event in made}) > 1:
            both = tr(" and ").join(sorted({self._words(event.answer) for event in made}))
            return tr("Decided twice, as {both}. A decision of yours settles it.", both=both)
        if self._answered(place):
            among = _among_words(count)
            return tr("Your own answer is among {among}. It is not marked, so it does not weigh more.", among=among)
        if not draft.own:
            return ""
        return tr("Your own answer: {answer}. It is kept with the decision.", answer=self._words(draft.own))

    def _rule(self, classes: tuple[LabelClass, ...], pair: tuple[int, ...]) -> Rule | None:
        first, second = (classes[place] for place in pair)
        paragraphs = parse_protocol(self._state.protocol()).rule(first.name, second.name)
        return Rule(first, second, paragraphs) if paragraphs else None

    def _words(self, answer: str) -> str:
        reasons = self._state.protocol_record().reason_words()
        return answer_of(self._exactly(answer), {c.id: c for c in self._state.classes()}, reasons).text

    def _exactly(self, answer: str) -> str:
        """An answer with its class as it counts now."""
        named = ev.label_classes(answer)
        return ev.label_answer([self._state.resolve_class(named[0])]) if named else answer

    def _can(self, what: str) -> bool:
        step = self._state.undo_step(self._annotator) if what == "undo" else self._state.redo_step(self._annotator)
        return bool(step and self._decisions(self._state.step_events(step)))


def _among_words(count: int) -> str:
    """The letters of ``count`` votes."""
    if not 2 <= count <= 26:
        return tr("what you see")
    last = chr(ord("A") + count - 1)
    return tr("A and {last}", last=last) if count == 2 else tr("A to {last}", last=last)


def _empty_words(cases: int, done: int) -> str:
    """Why no case is on screen, of which so many are ``done``."""
    if not cases:
        why = tr("A sample comes here when annotators disagree or somebody marks it Unsure.")
        return joined([tr(NOTHING), why])
    if cases == done:
        return trn(
            "Every disagreement has a decision. {n:,} was decided.",
            "Every disagreement has a decision. {n:,} were decided.",
            done,
        )
    return trn(
        "Every case was looked at. {n:,} stays open for discussion.",
        "Every case was looked at. {n:,} stay open for discussion.",
        cases - done,
    )
